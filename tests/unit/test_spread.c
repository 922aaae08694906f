/* test_spread.c - sheets in aligned text with blank lines between their rows: which words
 * are one cell, which cells one row, and which rows a label stands beside. */
#include "unit.h"

#include "base/text.h"
#include "read/aligned/spread.h"

#include "arena.h"

/* Adds CELL, its pieces parted by "/". */
static void print_cell(bdl_buf *out, const bdl_word *cell) {
    for (size_t p = 0; p < cell->piece_count; p++) {
        if (p > 0)
            bdl_buf_char(out, '/');
        bdl_buf_add(out, cell->pieces[p].word->text);
    }
    if (cell->piece_count == 0)
        bdl_buf_add(out, cell->text);
}

/* A line for each row: ^ before one that has its label above, its cells, and how many
 * lines it and those above it take. */
static bdl_str print_rows(const bdl_spread *spread) {
    bdl_buf out = {.arena = arena};
    for (size_t r = 0; r < spread->count; r++) {
        const bdl_worded *row = &spread->rows[r];
        if (row->under_label)
            bdl_buf_add(&out, BDL_STR("^ "));
        for (size_t w = 0; w < row->count; w++) {
            if (w > 0)
                bdl_buf_add(&out, BDL_STR(" | "));
            print_cell(&out, &row->words[w]);
        }
        bdl_buf_printf(&out, " : %zu\n", spread->ends[r]);
    }
    bdl_buf_char(&out, '\0');
    return bdl_buf_str(&out);
}

static void assert_rows(const char *text, const char *expected) {
    BDL_VEC(bdl_worded) lines = {0};
    uint32_t number = 0;
    size_t gap = 0;
    while (*text) {
        size_t length = strcspn(text, "\n");
        bdl_line line = {
            .text = bdl_str_of(text, length), .number = ++number, .column = 1, .page = 1};
        text += length + (text[length] == '\n');
        if (length == 0) {
            gap++;
            continue;
        }
        bdl_worded worded = bdl_words_of(arena, &line);
        worded.gap = gap;
        gap = 0;
        BDL_PUSH(arena, &lines, worded);
    }
    bdl_spread spread = bdl_aligned_spread(arena, lines.items, lines.count);
    assert_string_equal(print_rows(&spread).data, expected);
}

static void what_stands_right_below_a_word_is_the_rest_of_its_cell(void **state) {
    assert_rows("项目名称      河道保洁          预算      30.00\n"
                "\n"
                "主管部门      云河市水务      实施单位      河道管理\n"
                "              局                            所\n"
                "\n"
                "起止时间      2024年            联系人      张三\n",
                "项目名称 | 河道保洁 | 预算 | 30.00 : 1\n"
                "主管部门 | 云河市水务/局 | 实施单位 | 河道管理/所 : 3\n"
                "起止时间 | 2024年 | 联系人 | 张三 : 4\n");
}

static void a_number_right_below_a_cell_is_a_row_of_its_own(void **state) {
    assert_rows("项目名称      河道保洁          预算      30.00\n"
                "\n"
                "主管部门      云河市水务局      资金      20.00\n"
                "                                其中      10.00\n"
                "\n"
                "起止时间      2024年            联系人      张三\n"
                "\n"
                "备注          无                说明      无\n",
                "项目名称 | 河道保洁 | 预算 | 30.00 : 1\n"
                "主管部门 | 云河市水务局 | 资金 | 20.00 : 2\n"
                "^ 其中 | 10.00 : 3\n"
                "起止时间 | 2024年 | 联系人 | 张三 : 4\n"
                "备注 | 无 | 说明 | 无 : 5\n");
}

static void a_label_amid_its_rows_is_of_the_first_of_them(void **state) {
    assert_rows("指标类型      指标名称          指标值\n"
                "\n"
                "              保洁长度          ≥20公里\n"
                "\n"
                "产出指标      保洁次数          ≥50次\n"
                "\n"
                "              完成时限          12月底\n"
                "\n"
                "              水质达标率        ≥90%\n"
                "效益指标\n"
                "              群众满意度        ≥95%\n",
                "指标类型 | 指标名称 | 指标值 : 1\n"
                "产出指标 | 保洁长度 | ≥20公里 : 2\n"
                "^ 保洁次数 | ≥50次 : 3\n"
                "^ 完成时限 | 12月底 : 4\n"
                "效益指标 | 水质达标率 | ≥90% : 5\n"
                "^ 群众满意度 | ≥95% : 7\n");
}

static void a_text_that_stands_alone_ends_the_sheet(void **state) {
    assert_rows("项目名称      河道保洁          预算      30.00\n"
                "\n"
                "起止时间      2024年            联系人      张三\n"
                "\n"
                "备注          无                说明      无\n"
                "\n"
                "    云河市水务局二〇二四年度部门预算情况说明\n"
                "\n"
                "收入      支出\n",
                "项目名称 | 河道保洁 | 预算 | 30.00 : 1\n"
                "起止时间 | 2024年 | 联系人 | 张三 : 2\n"
                "备注 | 无 | 说明 | 无 : 3\n");
}

static void lines_without_blank_ones_between_them_are_no_such_sheet(void **state) {
    assert_rows("项目名称      河道保洁          预算      30.00\n"
                "起止时间      2024年            联系人      张三\n"
                "备注          无                说明      无\n",
                "");
    assert_rows("项目名称      河道保洁          预算      30.00\n"
                "\n"
                "起止时间      2024年            联系人      张三\n",
                "");
}

static void figures_right_below_each_other_are_a_table(void **state) {
    assert_rows("科目          合计          基本支出\n"
                "\n"
                "教育          30.00         20.00\n"
                "水利          40.00         10.00\n"
                "住房          50.00         30.00\n"
                "\n"
                "合计          120.00        60.00\n",
                "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(what_stands_right_below_a_word_is_the_rest_of_its_cell),
        EACH(a_number_right_below_a_cell_is_a_row_of_its_own),
        EACH(a_label_amid_its_rows_is_of_the_first_of_them),
        EACH(a_text_that_stands_alone_ends_the_sheet),
        EACH(lines_without_blank_ones_between_them_are_no_such_sheet),
        EACH(figures_right_below_each_other_are_a_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
