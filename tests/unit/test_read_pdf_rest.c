/* test_read_pdf_rest.c - tables without lines in PDF files that go on over a page end
 * without their headings, and headings that nearly touch. */
#include "make_pdf.h"

static const cell begun[] = {
    {80, 0, "项目"},           {200, 0, "决算数"},    {290, 0, "项目"},
    {400, 0, "决算数"},        {60, 20, "一、拨款"},  {196, 20, "734.50"},
    {270, 20, "一、公共服务"}, {396, 20, "500.00"},   {60, 40, "二、事业收入"},
    {196, 40, "100.00"},       {270, 40, "二、外交"}, {60, 60, "三、其他收入"},
    {200, 60, "10.00"},        {270, 60, "三、国防"}, {396, 60, "344.50"},
};

/* A page whose table ends it, and another that begins with CELLS. */
static const bdl_doc *read_two(const cell *cells, size_t count) {
    bdl_buf *page = page_of();
    PUT(page, 610, begun);
    put_cells(page_of(), 640, cells, count);
    return read_pdf();
}

#define READ_TWO(cells) read_two(cells, BDL_COUNT_OF(cells))

static void rows_on_the_next_page_have_the_columns_of_the_table(void **state) {
    static const cell rest[] = {
        {270, 0, "四、教育支出"},
        {270, 20, "五、科技支出"},
        {60, 40, "本年收入合计"},
        {196, 40, "844.50"},
        {270, 40, "本年支出合计"},
        {396, 40, "844.50"},
        {60, 60, "年初结转和结余"},
        {270, 60, "年末结转和结余"},
        {100, 80, "总计"},
        {196, 80, "844.50"},
        {310, 80, "总计"},
        {396, 80, "844.50"},
        {60, 120, "注：本表反映本年度的总收支。"},
    };
    const bdl_doc *doc = READ_TWO(rest);
    assert_int_equal(doc->blocks.count, 2);
    const bdl_block *table = &doc->blocks.items[0];
    assert_int_equal(table->kind, BDL_TABLE);
    assert_int_equal(table->row_count, 9);
    assert_cell(table, 4, 0, "");
    assert_cell(table, 4, 2, "四、教育支出");
    assert_cell(table, 6, 1, "844.50");
    assert_cell(table, 7, 2, "年末结转和结余");
    assert_cell(table, 8, 0, "总计");
    assert_cell(table, 8, 3, "844.50");
}

static void a_figure_wider_than_those_before_stays_in_its_column(void **state) {
    static const cell rest[] = {
        {60, 0, "本年收入合计"},
        {181, 0, "18,844.50"},
        {270, 0, "本年支出合计"},
        {381, 0, "18,844.50"},
    };
    const bdl_doc *doc = READ_TWO(rest);
    assert_int_equal(doc->blocks.count, 1);
    assert_int_equal(doc->blocks.items[0].row_count, 5);
    assert_cell(&doc->blocks.items[0], 4, 1, "18,844.50");
    assert_cell(&doc->blocks.items[0], 4, 3, "18,844.50");
}

static void totals_behind_empty_rows_are_rows(void **state) {
    static const cell last[] = {
        {60, 0, "二、上年结转"}, {270, 0, "二、结转下年"}, {60, 20, "收入总计"},
        {196, 20, "844.50"},     {270, 20, "支出总计"},    {396, 20, "844.50"},
    };
    bdl_buf *page = page_of();
    PUT(page, 610, begun);
    PUT(page, 490, last);
    const bdl_block *table = only_table(6);
    assert_cell(table, 4, 0, "二、上年结转");
    assert_cell(table, 4, 2, "二、结转下年");
    assert_cell(table, 5, 1, "844.50");
    assert_cell(table, 5, 3, "844.50");
}

/* Lines are drawn between the rows alone; what the page begins with is no heading. */
static void names_without_figures_at_the_top_of_a_page_are_rows(void **state) {
    static const cell first[] = {
        {70, 0, "收入"},
        {180, 0, "金额"},
        {240, 0, "支出"},
        {335, 0, "合计"},
        {385, 0, "基金"},
        {435, 0, "资本"},
        {60, 20, "一、拨款"},
        {166, 20, "734.50"},
        {220, 20, "一、公共服务支出"},
        {326, 20, "734.50"},
        {376, 20, "734.50"},
        {60, 40, "二、事业"},
        {166, 40, "100.00"},
        {220, 40, "二、交通运输支出"},
        {326, 40, "100.00"},
        {376, 40, "100.00"},
    };
    static const cell rest[] = {
        {220, 0, "三、国防"},  {220, 20, "四、教育"}, {220, 40, "五、科学"},
        {60, 60, "收入合计"},  {166, 60, "834.50"},   {220, 60, "支出合计"},
        {326, 60, "834.50"},   {376, 60, "834.50"},   {60, 80, "年初结转"},
        {220, 80, "年末结转"}, {60, 100, "总计"},     {166, 100, "834.50"},
        {220, 100, "总计"},    {326, 100, "834.50"},  {376, 100, "834.50"},
    };
    bdl_buf *page = page_of();
    for (int r = 0; r <= 3; r++)
        put_line(page, 50, 625 - 20 * r, 470, 625 - 20 * r);
    PUT(page, 610, first);
    page = page_of();
    for (int r = 0; r <= 6; r++)
        put_line(page, 50, 655 - 20 * r, 470, 655 - 20 * r);
    PUT(page, 640, rest);
    const bdl_block *table = only_table(9);
    assert_cell(table, 3, 2, "三、国防");
    assert_cell(table, 6, 1, "834.50");
    assert_cell(table, 6, 3, "834.50");
    assert_cell(table, 6, 4, "834.50");
    assert_cell(table, 8, 5, "");
    assert_int_equal(table->rows[6].cells[4].col_span, 1);
}

/* A line stands right below the headings, and the next one far below. */
static void a_table_of_headings_with_a_line_below_them_has_an_empty_row(void **state) {
    static const cell cells[] = {
        {60, 0, "单位：万元"}, {290, 20, "本年基金支出"},
        {60, 30, "科目编码"},  {150, 30, "科目名称"},
        {250, 40, "合计"},     {310, 40, "基本支出"},
        {380, 40, "项目支出"}, {60, 130, "（本单位无政府性基金收支，此表无数据。）"},
    };
    bdl_buf *page = page_of();
    PUT(page, 610, cells);
    put_line(page, 50, 601, 440, 601);
    put_line(page, 50, 566, 440, 566);
    put_line(page, 50, 500, 440, 500);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 3);
    const bdl_block *table = &doc->blocks.items[1];
    assert_int_equal(table->kind, BDL_TABLE);
    assert_int_equal(table->row_count, 3);
    assert_cell(table, 0, 0, "科目编码");
    assert_cell(table, 0, 2, "本年基金支出");
    assert_cell(table, 1, 4, "项目支出");
}

static void text_at_the_top_of_a_page_is_no_row(void **state) {
    static const cell rest[] = {
        {60, 0, "二、决算说明"},
        {60, 20,
         "支出1,234.50万元，其中基本支出1,000.00万元，项目支出234.50万元，比上年"},
        {60, 40, "增加10.00万元。"},
    };
    const bdl_doc *doc = READ_TWO(rest);
    assert_true(doc->blocks.count > 1);
    assert_int_equal(doc->blocks.items[0].row_count, 4);
    for (size_t i = 1; i < doc->blocks.count; i++)
        assert_int_not_equal(doc->blocks.items[i].kind, BDL_TABLE);
}

/* A spreadsheet program prints each cell by itself, and lets words come as near as the
 * room inside of two cells. */
static void headings_that_nearly_touch_are_two(void **state) {
    static const cell cells[] = {
        {60, 0, "科目编码分类"},  {123, 0, "科目名称"},     {200, 0, "本年收入合计"},
        {263, 0, "财政拨款收入"}, {326, 0, "上级补助收入"}, {60, 20, "204"},
        {123, 20, "公共安全"},    {221, 20, "1,234.50"},    {284, 20, "1,234.50"},
        {60, 40, "20406"},        {123, 40, "司法"},        {231, 40, "734.50"},
        {294, 40, "734.50"},      {60, 60, "2040601"},      {123, 60, "行政运行"},
        {231, 60, "500.00"},      {294, 60, "500.00"},
    };
    PUT(page_of(), 610, cells);
    const bdl_block *table = only_table(4);
    assert_int_equal(table->rows[0].count, 5);
    assert_cell(table, 0, 0, "科目编码分类");
    assert_cell(table, 0, 1, "科目名称");
    assert_cell(table, 0, 3, "财政拨款收入");
    assert_cell(table, 0, 4, "上级补助收入");
    assert_cell(table, 2, 3, "734.50");
}

/* The number of a row stands beside both lines of its name, and ends the page with it. */
static void a_number_in_the_middle_of_the_last_row_is_of_it(void **state) {
    static const cell last[] = {
        {60, 0, "序号"},
        {120, 0, "项目"},
        {260, 0, "预算数"},
        {60, 20, "1"},
        {100, 20, "一、教育"},
        {255, 20, "10.50"},
        {60, 40, "2"},
        {100, 40, "二、科学"},
        {255, 40, "20.00"},
        {60, 60, "3"},
        {100, 60, "三、卫生"},
        {255, 60, "30.00"},
        {100, 76, "四、灾害防治及"},
        {60, 81, "4"},
        {100, 86, "应急管理"},
    };
    static const cell next[] = {{60, 0, "5"}, {100, 0, "合计"}, {255, 0, "60.50"}};
    PUT(page_of(), 640, last);
    PUT(page_of(), 640, next);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 1);
    assert_int_equal(doc->blocks.items[0].row_count, 6);
    assert_cell(&doc->blocks.items[0], 4, 0, "4");
    assert_cell(&doc->blocks.items[0], 5, 2, "60.50");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(rows_on_the_next_page_have_the_columns_of_the_table),
        TEST(a_figure_wider_than_those_before_stays_in_its_column),
        TEST(totals_behind_empty_rows_are_rows),
        TEST(a_number_in_the_middle_of_the_last_row_is_of_it),
        TEST(names_without_figures_at_the_top_of_a_page_are_rows),
        TEST(a_table_of_headings_with_a_line_below_them_has_an_empty_row),
        TEST(text_at_the_top_of_a_page_is_no_row),
        TEST(headings_that_nearly_touch_are_two),
    };
    const char *program = getenv("BDL_READ_PDF");
    if (!program || access(program, X_OK) != 0)
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
