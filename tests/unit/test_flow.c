/* test_flow.c - tables inside a table for layout, as events of a file give them: the
 * halves of one table beside each other are one, all others stay what they are. */
#include "unit.h"

#include <string.h>

#include "read/flow.h"

#include "arena.h"

static bdl_place nowhere(void) {
    return (bdl_place){.line = 0};
}

static void put_text(bdl_flow *flow, bdl_str text) {
    bdl_flow_text(flow, text, nowhere());
    bdl_flow_paragraph(flow, 0);
}

/* Up to the next SIGN, which is taken off *REST. */
static bdl_str next_piece(bdl_str *rest, char sign) {
    const char *end = rest->len ? memchr(rest->data, sign, rest->len) : NULL;
    bdl_str piece = bdl_str_of(rest->data, end ? (size_t)(end - rest->data) : rest->len);
    *rest = bdl_str_from(*rest, end ? piece.len + 1 : rest->len);
    return piece;
}

/* A table of rows parted by '/', of cells parted by '|'. */
static void put_table(bdl_flow *flow, bdl_str rows) {
    bdl_flow_table_begin(flow, nowhere(), false);
    while (rows.len) {
        bdl_str row = next_piece(&rows, '/');
        bdl_flow_row_begin(flow, nowhere());
        for (bool more = true; more;) {
            more = memchr(row.data, '|', row.len) != NULL;
            bdl_flow_cell_begin(flow, (bdl_flow_cell){.row_span = 1, .col_span = 1});
            put_text(flow, next_piece(&row, '|'));
            bdl_flow_cell_end(flow);
        }
    }
    bdl_flow_table_end(flow);
}

/* The blocks that come of a table for layout: its rows are parted by ';', its cells by
 * '#', and one with a '/' in it holds a table. A line for each paragraph and each row,
 * the first of a table behind '-', behind '=' where it is known which cells are merged.
 */
static bdl_str blocks_of(bdl_str layout) {
    bdl_doc doc = {.arena = arena};
    bdl_reading reading = {.arena = arena, .doc = &doc};
    bdl_flow *flow = bdl_flow_new(&reading);
    bdl_flow_table_begin(flow, nowhere(), true);
    while (layout.len) {
        bdl_str row = next_piece(&layout, ';');
        bdl_flow_row_begin(flow, nowhere());
        while (row.len) {
            bdl_str cell = next_piece(&row, '#');
            bdl_flow_cell_begin(flow, (bdl_flow_cell){.row_span = 1, .col_span = 1});
            if (memchr(cell.data, '/', cell.len))
                put_table(flow, cell);
            else
                put_text(flow, cell);
            bdl_flow_cell_end(flow);
        }
    }
    bdl_flow_table_end(flow);
    bdl_flow_finish(flow);

    bdl_buf out = {.arena = arena};
    for (size_t b = 0; b < doc.blocks.count; b++) {
        const bdl_block *block = &doc.blocks.items[b];
        if (block->kind != BDL_TABLE)
            bdl_buf_printf(&out, "%.*s\n", BDL_PRI(block->run.text));
        for (size_t r = 0; r < block->row_count; r++) {
            bdl_buf_char(&out, r ? ' ' : block->spans_known ? '=' : '-');
            for (size_t c = 0; c < block->rows[r].count; c++) {
                const bdl_cell *cell = &block->rows[r].cells[c];
                bdl_buf_printf(&out, "%s%.*s", c ? "|" : "", BDL_PRI(cell->run.text));
                if (cell->col_span != 1 || cell->row_span != 1)
                    bdl_buf_printf(&out, "*%ux%u", cell->row_span, cell->col_span);
            }
            bdl_buf_char(&out, '\n');
        }
    }
    return bdl_buf_str(&out);
}

#define ASSERT_BLOCKS(layout, expected)                                                  \
    do {                                                                                 \
        bdl_str got = blocks_of(BDL_STR(layout));                                        \
        assert_text(got, expected);                                                      \
    } while (0)

static void tables_as_long_beside_each_other_are_one(void **state) {
    ASSERT_BLOCKS("收|1/入|2/计|3#支|4|a/出|5|b/计|6|c",
                  "-收|1|支|4|a\n 入|2|出|5|b\n 计|3|计|6|c\n");
}

static void of_tables_as_wide_the_shorter_is_filled_with_empty_cells(void **state) {
    ASSERT_BLOCKS("收|1/入|2/计|3#支|4/出|5/款|6/计|7",
                  "-收|1|支|4\n 入|2|出|5\n 计|3|款|6\n ||计|7\n");
    ASSERT_BLOCKS("收|1/入|2/款|3/计|6#支|4/出|5/计|7",
                  "-收|1|支|4\n 入|2|出|5\n 款|3|计|7\n 计|6||\n");
}

static void a_row_with_fewer_cells_keeps_the_next_half_in_its_columns(void **state) {
    ASSERT_BLOCKS("收|1/入/计|3#支|4/出|5/计|6", "-收|1|支|4\n 入||出|5\n 计|3|计|6\n");
}

static void empty_cells_between_halves_do_not_count(void **state) {
    ASSERT_BLOCKS("收|1/入|2/计|3# #支|4/出|5/计|6",
                  "-收|1|支|4\n 入|2|出|5\n 计|3|计|6\n");
}

static void words_over_the_halves_head_their_columns(void **state) {
    ASSERT_BLOCKS("收入#支出;甲|1/乙|2/计|3#丙|4/丁|5/计|6",
                  "=收入*1x2|*1x0|支出*1x2|*1x0\n 甲|1|丙|4\n 乙|2|丁|5\n 计|3|计|6\n");
    ASSERT_BLOCKS("收入# #支出;甲|1/乙|2/计|3#丙|4/丁|5/计|6",
                  "=收入*1x2|*1x0|支出*1x2|*1x0\n 甲|1|丙|4\n 乙|2|丁|5\n 计|3|计|6\n");
}

static void other_words_stay_before_the_halves(void **state) {
    ASSERT_BLOCKS("甲#乙#丙;甲|1/乙|2/计|3#丙|4/丁|5/计|6",
                  "甲\n乙\n丙\n-甲|1|丙|4\n 乙|2|丁|5\n 计|3|计|6\n");
    ASSERT_BLOCKS("收支;甲|1/乙|2/计|3#丙|4/丁|5/计|6",
                  "收支\n-甲|1|丙|4\n 乙|2|丁|5\n 计|3|计|6\n");
}

static void one_title_is_that_of_the_halves(void **state) {
    ASSERT_BLOCKS("收支总表;甲|1/乙|2/计|3#丙|4/丁|5/计|6",
                  "收支总表\n-甲|1|丙|4\n 乙|2|丁|5\n 计|3|计|6\n");
}

static void a_table_above_heads_no_halves(void **state) {
    ASSERT_BLOCKS("支出#收|0/入|0;甲|1/乙|2/计|3#丙|4/丁|5/计|6",
                  "支出\n-收|0\n 入|0\n-甲|1|丙|4\n 乙|2|丁|5\n 计|3|计|6\n");
}

static void two_titles_before_them_part_the_tables(void **state) {
    ASSERT_BLOCKS("收入表#支出表;甲|1/乙|2/计|3#丙|4/丁|5/计|6",
                  "收入表\n支出表\n-甲|1\n 乙|2\n 计|3\n-丙|4\n 丁|5\n 计|6\n");
}

static void a_title_of_its_own_parts_a_table(void **state) {
    ASSERT_BLOCKS("甲|1/乙|2/计|3#支出表|/丁|5/计|6",
                  "-甲|1\n 乙|2\n 计|3\n-支出表|\n 丁|5\n 计|6\n");
}

static void tables_neither_as_long_nor_as_wide_are_two(void **state) {
    ASSERT_BLOCKS("甲|1/乙|2/计|3#丙|4|x/丁|5|x/戊|6|x/计|7|x",
                  "-甲|1\n 乙|2\n 计|3\n-丙|4|x\n 丁|5|x\n 戊|6|x\n 计|7|x\n");
}

static void tables_of_two_rows_are_two(void **state) {
    ASSERT_BLOCKS("甲|1/乙|2#丙|4/丁|5", "-甲|1\n 乙|2\n-丙|4\n 丁|5\n");
}

static void a_table_beside_words_is_none(void **state) {
    ASSERT_BLOCKS("甲|1/乙|2/计|3#注", "-甲|1\n 乙|2\n 计|3\n注\n");
}

/* Else a row of very many cells would make as many in each of very many rows. */
static void a_table_that_would_be_mostly_empty_is_no_half(void **state) {
    ASSERT_BLOCKS("甲|1|2|3|4|5|6|7/乙/计#丙|4/丁|5/计|6",
                  "-甲|1|2|3|4|5|6|7\n 乙\n 计\n-丙|4\n 丁|5\n 计|6\n");
}

static void more_tables_than_four_are_no_halves(void **state) {
    ASSERT_BLOCKS("a|1/b|2/c|3#d|4/e|5/f|6#g|7/h|8/i|9#j|0/k|1/l|2",
                  "-a|1|d|4|g|7|j|0\n b|2|e|5|h|8|k|1\n c|3|f|6|i|9|l|2\n");
    ASSERT_BLOCKS("a|1/b|2/c|3#d|4/e|5/f|6#g|7/h|8/i|9#j|0/k|1/l|2#m|3/n|4/o|5",
                  "-a|1\n b|2\n c|3\n-d|4\n e|5\n f|6\n-g|7\n h|8\n i|9\n"
                  "-j|0\n k|1\n l|2\n-m|3\n n|4\n o|5\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(tables_as_long_beside_each_other_are_one),
        EACH(of_tables_as_wide_the_shorter_is_filled_with_empty_cells),
        EACH(a_row_with_fewer_cells_keeps_the_next_half_in_its_columns),
        EACH(empty_cells_between_halves_do_not_count),
        EACH(words_over_the_halves_head_their_columns),
        EACH(other_words_stay_before_the_halves),
        EACH(one_title_is_that_of_the_halves),
        EACH(a_table_above_heads_no_halves),
        EACH(two_titles_before_them_part_the_tables),
        EACH(a_title_of_its_own_parts_a_table),
        EACH(tables_neither_as_long_nor_as_wide_are_two),
        EACH(tables_of_two_rows_are_two),
        EACH(a_table_beside_words_is_none),
        EACH(a_table_that_would_be_mostly_empty_is_no_half),
        EACH(more_tables_than_four_are_no_halves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
