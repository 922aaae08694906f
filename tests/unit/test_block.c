/* test_block.c: where a piece of a block's text stands. */
#include "unit.h"

#include "block/block.h"

static const bdl_segment segments[] = {
    {0, {.line = 10, .column = 3}},
    {12, {.line = 11, .column = 5}},
    {15, {.line = 12, .column = 2}},
};
/* a cell over three lines; the first line end was dropped */
static const bdl_segments all = {segments, 3};
static const bdl_run run = {
    BDL_STR_INIT("基本支出ab\n计x"), {.line = 10, .column = 3}, &all};

static void assert_place(bdl_place place, uint32_t line, uint32_t column,
                         uint32_t length) {
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
    assert_int_equal(place.length, length);
}

static void a_piece_has_the_place_of_its_segment(void **state) {
    assert_place(bdl_run_place(&run, 0, 6), 10, 3, 2);
    assert_place(bdl_run_place(&run, 6, 6), 10, 5, 2);
    assert_place(bdl_run_place(&run, 12, 2), 11, 5, 2);
    assert_place(bdl_run_place(&run, 15, 4), 12, 2, 2);
    assert_place(bdl_run_place(&run, 18, 1), 12, 3, 1);
}

static void places_told_from_a_mark_are_those_told_from_the_beginning(void **state) {
    static const size_t offsets[] = {0, 3, 9, 6, 12, 13, 15, 18, 14, 99, 0};
    bdl_run_mark mark = {0};
    for (size_t i = 0; i < BDL_COUNT_OF(offsets); i++) {
        bdl_place told = bdl_run_place(&run, offsets[i], 4);
        assert_place(bdl_run_place_from(&mark, &run, offsets[i], 4), told.line,
                     told.column, told.length);
    }
    static const bdl_run other = {
        BDL_STR_INIT("预算数"), {.line = 20, .column = 1}, NULL};
    bdl_run_place_from(&mark, &run, 3, 3);
    assert_place(bdl_run_place_from(&mark, &other, 6, 3), 20, 3, 1);
}

static void assert_printed(bdl_arena *arena, bdl_str document, const bdl_place *place,
                           const char *expected) {
    bdl_str printed = bdl_place_print(arena, document, place);
    assert_int_equal(printed.len, strlen(expected));
    assert_memory_equal(printed.data, expected, printed.len);
}

static void places_are_printed_as_far_as_they_are_known(void **state) {
    static const bdl_cell_name name = {BDL_STR_INIT("表1"), BDL_STR_INIT("B7")};
    static const bdl_place in_text = {12, 5, 4, 0, NULL}, in_page = {12, 5, 4, 3, NULL},
                           in_cell = {0, 0, 0, 0, &name}, nowhere = {0};
    bdl_arena *arena = bdl_arena_new();
    const bdl_str none = {0}, file = BDL_STR("a.txt");
    assert_printed(arena, file, &in_text, "a.txt:12:5");
    assert_printed(arena, none, &in_text, "12:5");
    assert_printed(arena, file, &in_page, "a.txt:p3:12:5");
    assert_printed(arena, none, &in_cell, "表1!B7");
    assert_printed(arena, file, &nowhere, "a.txt");
    assert_printed(arena, none, &nowhere, "");
    bdl_arena_free(arena);
}

static void a_piece_is_cut_at_the_end_of_its_line(void **state) {
    assert_place(bdl_run_place(&run, 3, 99), 10, 4, 3);
    assert_place(bdl_run_place(&run, 12, 99), 11, 5, 2);
    assert_place(bdl_run_start(&run), 10, 3, 4);
}

static void a_piece_goes_on_over_what_is_no_text(void **state) {
    /* "ab" at column 5, marks, "cd" at column 12 of one line */
    static const bdl_segment parts[] = {
        {0, {.line = 7, .column = 5}},
        {2, {.line = 7, .column = 12}},
        {4, {.line = 8, .column = 1}},
    };
    static const bdl_segments pieces = {parts, 3};
    static const bdl_run marked = {
        BDL_STR_INIT("abcdef"), {.line = 7, .column = 5}, &pieces};
    assert_place(bdl_run_place(&marked, 0, 2), 7, 5, 2);
    assert_place(bdl_run_place(&marked, 0, 3), 7, 5, 8);
    assert_place(bdl_run_place(&marked, 1, 99), 7, 6, 8);
    assert_place(bdl_run_place(&marked, 4, 2), 8, 1, 2);
}

static void places_beyond_the_text_are_its_end(void **state) {
    assert_place(bdl_run_place(&run, 99, 5), 12, 4, 0);
}

static void a_run_in_one_piece_has_no_segments(void **state) {
    bdl_arena *arena = bdl_arena_new();
    bdl_run one = bdl_run_of(arena, BDL_STR("合计x"), segments, 1);
    assert_null(one.segments);
    assert_int_equal(bdl_run_count(&one), 1);
    assert_int_equal(bdl_run_segment(&one, 0).place.column, 3);
    assert_place(bdl_run_place(&one, 3, 4), 10, 4, 2);
    bdl_run three = bdl_run_of(arena, run.text, segments, 3);
    assert_int_equal(bdl_run_count(&three), 3);
    assert_int_equal(bdl_run_segment(&three, 2).offset, 15);
    assert_place(three.place, 10, 3, 0);
    bdl_arena_free(arena);
}

/* Marks around a text are part of its cell: **合计**. */
static void a_text_keeps_its_place_in_a_cell_that_begins_before_it(void **state) {
    bdl_arena *arena = bdl_arena_new();
    bdl_place cell = {.line = 10, .column = 1, .length = 7};
    bdl_run one = bdl_run_of(arena, BDL_STR("合计x"), segments, 1);
    bdl_run marked = one, empty = {.text = {"", 0}};
    bdl_run_in_cell(arena, &marked, &cell);
    assert_place(marked.place, 10, 1, 7);
    assert_place(bdl_run_place(&marked, 3, 4), 10, 4, 2);
    bdl_run_in_cell(arena, &one, &segments[0].place);
    assert_null(one.segments);
    bdl_run_in_cell(arena, &empty, &cell);
    assert_null(empty.segments);
    assert_place(empty.place, 10, 1, 7);
    bdl_arena_free(arena);
}

static void an_empty_run_has_no_place_in_its_text(void **state) {
    static const bdl_run none = {BDL_STR_INIT(""), {.line = 3, .column = 2}, NULL};
    assert_place(bdl_run_place(&none, 0, 0), 0, 0, 0);
    assert_place(bdl_run_start(&none), 0, 0, 0);
}

static void a_sheet_has_cells_and_no_columns(void **state) {
    static const bdl_cell_name name = {BDL_STR_INIT("表一"), BDL_STR_INIT("B7")};
    static const bdl_run text = {BDL_STR_INIT("合计"), {.name = &name}, NULL};
    bdl_place place = bdl_run_place(&text, 3, 3);
    assert_place(place, 0, 0, 1);
    assert_text(bdl_place_cell(&place), "B7");
}

/* Three blocks, of which slices begin at the first and the second: each trouble is in one
 * of them, by its line, or by its page. */
static void what_was_not_taken_in_goes_with_its_slice(void **state) {
    bdl_doc doc = {.arena = bdl_arena_new()};
    const bdl_place places[] = {
        {.line = 4, .page = 1}, {.line = 9, .page = 3}, {.line = 12}};
    const bdl_place lost[] = {
        {.line = 1}, {.line = 8}, {.line = 9}, {.page = 2}, {.page = 3}};
    for (size_t i = 0; i < 3; i++)
        BDL_PUSH(doc.arena, &doc.blocks, (bdl_block){.place = places[i]});
    for (size_t i = 0; i < 5; i++)
        BDL_PUSH(doc.arena, &doc.troubles, (bdl_trouble){.place = lost[i]});
    const bdl_doc *first = bdl_doc_slice(doc.arena, &doc, 0, 1);
    const bdl_doc *second = bdl_doc_slice(doc.arena, &doc, 1, 3);
    assert_int_equal(first->blocks.count, 1);
    assert_int_equal(second->blocks.count, 2);
    assert_int_equal(second->blocks.items[0].place.line, 9);
    assert_int_equal(first->troubles.count, 3);
    assert_int_equal(first->troubles.items[2].place.page, 2);
    assert_int_equal(second->troubles.count, 2);
    bdl_arena_free(doc.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_piece_has_the_place_of_its_segment),
        cmocka_unit_test(places_told_from_a_mark_are_those_told_from_the_beginning),
        cmocka_unit_test(places_are_printed_as_far_as_they_are_known),
        cmocka_unit_test(a_piece_is_cut_at_the_end_of_its_line),
        cmocka_unit_test(a_piece_goes_on_over_what_is_no_text),
        cmocka_unit_test(places_beyond_the_text_are_its_end),
        cmocka_unit_test(a_run_in_one_piece_has_no_segments),
        cmocka_unit_test(a_text_keeps_its_place_in_a_cell_that_begins_before_it),
        cmocka_unit_test(an_empty_run_has_no_place_in_its_text),
        cmocka_unit_test(a_sheet_has_cells_and_no_columns),
        cmocka_unit_test(what_was_not_taken_in_goes_with_its_slice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
