/* test_read_pdf_three.c - tables in PDF files with lines across alone: above and below
 * their headings, at their end, perhaps between their rows. */
#include "make_pdf.h"

/* What CELLS make between the lines, Y points below the top. */
static const bdl_block *table_of(const cell *cells, size_t count) {
    put_cells(&file.pages[0], 620, cells, count);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 1);
    assert_int_equal(doc->blocks.items[0].kind, BDL_TABLE);
    return &doc->blocks.items[0];
}

#define TABLE_OF(cells) table_of(cells, BDL_COUNT_OF(cells))

static void put_across(int y) {
    put_line(&file.pages[0], 50, 620 - y, 410, 620 - y);
}

/* No line has to be drawn between its rows: it is a table all the same. */
static void figures_of_one_row_stand_below_their_headings(void **state) {
    static const cell cells[] = {
        {100, 14, "合计"},   {210, 14, "出国费用"}, {330, 14, "接待费用"},
        {65, 34, "预算数"},  {125, 34, "决算数"},   {185, 34, "预算数"},
        {245, 34, "决算数"}, {305, 34, "预算数"},   {365, 34, "决算数"},
        {83, 56, "37.10"},   {143, 56, "19.10"},    {328, 56, "1.60"},
        {388, 56, "1.60"},
    };
    page_of();
    put_across(0);
    put_across(42);
    put_across(64);
    const bdl_block *table = TABLE_OF(cells);
    assert_int_equal(table->row_count, 3);
    assert_int_equal(table->rows[2].count, 6);
    assert_cell(table, 2, 0, "37.10");
    assert_cell(table, 2, 1, "19.10");
    assert_cell(table, 2, 2, "");
    assert_cell(table, 2, 4, "1.60");
}

/* The lines of a name stand above and below the figures of its row, and many rows have
 * none. */
static void wrapped_names_without_figures_are_rows(void **state) {
    static const cell cells[] = {
        {85, 14, "项目"},
        {185, 14, "决算数"},
        {265, 14, "项目"},
        {365, 14, "决算数"},
        {55, 38, "一、一般公共预算财政拨"},
        {180, 43, "8035.02"},
        {225, 43, "一、一般公共服务支出"},
        {360, 43, "1506.65"},
        {55, 48, "款收入"},
        {55, 64, "二、政府性基金预算财政"},
        {225, 69, "二、外交支出"},
        {55, 74, "拨款收入"},
        {55, 90, "三、国有资本经营预算财"},
        {225, 95, "三、国防支出"},
        {55, 100, "政拨款收入"},
        {55, 116, "其中：上级部门单位补助"},
        {225, 121, "四、公共安全支出"},
        {55, 126, "收入和其他收入"},
        {225, 142, "五、教育支出"},
        {360, 142, "6528.37"},
        {55, 158, "总计"},
        {180, 158, "8035.02"},
        {225, 158, "总计"},
        {360, 158, "8035.02"},
    };
    page_of();
    put_across(0);
    put_across(22);
    put_across(166);
    const bdl_block *table = TABLE_OF(cells);
    assert_int_equal(table->row_count, 7);
    assert_cell(table, 1, 0, "一、一般公共预算财政拨款收入");
    assert_cell(table, 1, 3, "1506.65");
    assert_cell(table, 3, 0, "三、国有资本经营预算财政拨款收入");
    assert_cell(table, 3, 2, "三、国防支出");
    assert_cell(table, 4, 0, "其中：上级部门单位补助收入和其他收入");
    assert_cell(table, 6, 1, "8035.02");
}

/* A line ends where 决算数 reaches over the two rows of headings beside it; no row has
 * something in its column and in the next, where nothing is as low as it. */
static void a_line_that_ends_parts_two_columns(void **state) {
    static const cell cells[] = {
        {90, 14, "出国费用"},  {210, 14, "公务用车运行维护费"},
        {350, 14, "接待费用"}, {65, 40, "预算数"},
        {113, 40, "决算数"},   {180, 34, "小计"},
        {255, 34, "车辆购置"}, {341, 44, "预算数"},
        {381, 44, "决算数"},   {155, 54, "预算数"},
        {195, 54, "决算数"},   {240, 54, "预算数"},
        {280, 54, "决算数"},   {76, 74, "5.00"},
        {168, 74, "1.60"},     {208, 74, "1.50"},
        {253, 74, "1.40"},     {293, 74, "1.30"},
        {354, 74, "6.60"},     {388, 74, "6.40"},
    };
    page_of();
    put_across(0);
    put_across(20);
    put_line(&file.pages[0], 150, 580, 330, 580);
    put_across(60);
    put_across(80);
    const bdl_block *table = TABLE_OF(cells);
    assert_int_equal(table->rows[3].count, 8);
    assert_row(table, 3, "5.00", "", "1.60");
}

/* Headings and lines between ROWS rows. */
static void put_table(bdl_buf *page, int rows) {
    static const cell heads[] = {{65, 14, "编码"},
                                 {145, 14, "名称"},
                                 {240, 14, "基本支出"},
                                 {340, 14, "项目支出"}};
    for (int y = 0; y <= 20 * rows + 20; y += 20)
        put_line(page, 50, 620 - y, 410, 620 - y);
    for (size_t i = 0; i < BDL_COUNT_OF(heads); i++)
        put_at(page, heads[i].x, 620 - heads[i].y, heads[i].text);
}

/* Of the one that is left for the next page, the name stands across two of them. */
static void the_last_row_has_the_columns_of_the_page_before(void **state) {
    bdl_buf *page = page_of();
    put_table(page, 4);
    for (int y = 34; y <= 94; y += 20) {
        put_at(page, 55, 620 - y, "2010501");
        put_at(page, 115, 620 - y, "专项普查活动");
        put_at(page, 262, 620 - y, "12.30");
        put_at(page, 365, 620 - y, "4.56");
    }
    page = page_of();
    put_table(page, 1);
    put_at(page, 70, 586, "全部支出合计");
    put_at(page, 262, 586, "49.20");
    put_at(page, 360, 586, "18.24");
    const bdl_doc *doc = read_pdf();
    const bdl_block *table = &doc->blocks.items[0];
    assert_int_equal(doc->blocks.count, 1);
    assert_int_equal(table->row_count, 7);
    assert_row(table, 5, "编码", "名称");
    assert_cell(table, 6, 0, "全部支出合计");
    assert_int_equal(table->rows[6].cells[0].col_span, 2);
    assert_cell(table, 6, 3, "18.24");
}

/* It stands near the last row, and below where a heading begins. */
static void the_number_of_the_page_is_no_row(void **state) {
    static const cell cells[] = {
        {85, 474, "项目"},      {180, 474, "合计"},    {247, 474, "基本支出"},
        {345, 474, "项目支出"}, {55, 498, "办公费用"}, {170, 498, "12.30"},
        {262, 498, "12.30"},    {55, 512, "差旅费用"}, {175, 512, "4.56"},
        {367, 512, "4.56"},     {55, 526, "合计"},     {170, 526, "16.86"},
        {262, 526, "12.30"},    {367, 526, "4.56"},    {247, 545, "5"},
    };
    page_of();
    put_across(460);
    put_across(482);
    put_across(530);
    const bdl_block *table = TABLE_OF(cells);
    assert_int_equal(table->row_count, 4);
    assert_int_equal(table->rows[3].count, 4);
    assert_cell(table, 3, 2, "12.30");
    assert_cell(table, 3, 3, "4.56");
}

/* One of an empty table is wrapped beside the others: its rest is no row. */
static void a_wrapped_heading_of_an_empty_table_is_whole(void **state) {
    static const cell cells[] = {
        {300, 14, "单位：万元"},
        {55, 34, "功能分类"},
        {65, 46, "编码"},
        {130, 40, "科目名称"},
        {220, 40, "本年收入"},
        {310, 40, "本年支出"},
        {55, 80, "注：本部门无此项收支。"},
    };
    page_of();
    put_across(20);
    put_across(52);
    put_across(66);
    for (size_t i = 0; i < BDL_COUNT_OF(cells); i++)
        put_at(&file.pages[0], cells[i].x, 620 - cells[i].y, cells[i].text);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.items[1].kind, BDL_TABLE);
    assert_int_equal(doc->blocks.items[1].rows[0].count, 4);
    assert_row(&doc->blocks.items[1], 0, "功能分类\n编码", "科目名称");
    for (size_t r = 1; r < doc->blocks.items[1].row_count; r++)
        assert_cell(&doc->blocks.items[1], r, 0, "");
}

/* Neither a line nor a figure: three words a line, below each other, are no prose. */
static void words_in_columns_are_a_table(void **state) {
    static const cell cells[] = {
        {70, 14, "单位名称"},     {190, 14, "单位性质"}, {290, 14, "经费形式"},
        {55, 34, "云河市水利局"}, {200, 34, "行政"},     {290, 34, "财政拨款"},
        {55, 54, "水文监测中心"}, {200, 54, "事业"},     {290, 54, "财政补助"},
    };
    page_of();
    const bdl_block *table = TABLE_OF(cells);
    assert_int_equal(table->row_count, 3);
    assert_int_equal(table->rows[1].count, 3);
    assert_cell(table, 0, 1, "单位性质");
    assert_cell(table, 1, 0, "云河市水利局");
    assert_cell(table, 2, 2, "财政补助");
}

static void words_apart_in_no_columns_are_text(void **state) {
    static const cell cells[] = {
        {50, 14, "主编：甲乙丙"}, {200, 14, "编审：丁戊己"}, {340, 14, "云河市"},
        {50, 34, "审核"},         {120, 34, "甲"},           {190, 34, "日期"},
        {50, 54, "电话号码"},     {150, 54, "传真号码"},     {300, 54, "邮政编码"},
    };
    page_of();
    for (size_t i = 0; i < BDL_COUNT_OF(cells); i++)
        put_at(&file.pages[0], cells[i].x, 620 - cells[i].y, cells[i].text);
    const bdl_doc *doc = read_pdf();
    for (size_t i = 0; i < doc->blocks.count; i++)
        assert_int_not_equal(doc->blocks.items[i].kind, BDL_TABLE);
}

/* One line is below both groups: what is left of it, and reaches over both rows of
 * headings, stands below none. */
static void a_group_ends_where_the_line_below_it_does(void **state) {
    static const cell cells[] = {
        {55, 28, "序号"},          {163, 14, "收入"},  {318, 14, "支出"},
        {130, 34, "项目"},         {210, 34, "金额"},  {265, 34, "项目"},
        {322, 34, "合计"},         {375, 34, "基金"},  {60, 54, "1"},
        {105, 54, "本级财政拨款"}, {210, 54, "36.50"}, {250, 54, "教育支出"},
        {320, 54, "36.50"},        {375, 54, "2.00"},  {60, 74, "2"},
        {105, 74, "专户"},         {215, 74, "4.00"},  {250, 74, "住房支出"},
        {325, 74, "4.00"},         {375, 74, "1.00"},  {60, 94, "3"},
        {105, 94, "其他"},         {215, 94, "1.00"},  {250, 94, "卫生支出"},
        {325, 94, "1.00"},         {375, 94, "0.50"},
    };
    bdl_buf *page = page_of();
    put_line(page, 100, 600, 410, 600);
    for (int y = 0; y <= 100; y += y ? 20 : 40)
        put_across(y);
    const bdl_block *table = TABLE_OF(cells);
    assert_int_equal(table->rows[0].count, 6);
    assert_cell(table, 0, 1, "收入");
    assert_cell(table, 0, 3, "支出");
    assert_int_equal(table->rows[0].cells[1].col_span, 2);
}

/* On the next page stand no headings and fewer columns; that of names begins where the
 * headings and one row let none begin. */
static void rows_without_headings_keep_the_columns_of_the_page_before(void **state) {
    static const cell first[] = {{60, 14, "编码"},  {170, 14, "名称"}, {240, 14, "合计"},
                                 {300, 14, "基本"}, {350, 14, "项目"}, {130, 34, "合计"},
                                 {235, 34, "3.50"}, {295, 34, "3.50"}};
    static const cell rest[] = {
        {55, 14, "201"}, {130, 14, "一般公共服务"}, {235, 14, "2.50"}, {295, 14, "2.50"},
        {55, 34, "208"}, {130, 34, "社会保障"},     {235, 34, "1.00"}, {295, 34, "1.00"},
        {55, 54, "210"}, {130, 54, "卫生健康"},     {235, 54, "1.00"}, {295, 54, "1.00"}};
    bdl_buf *page = page_of();
    for (int y = 60; y <= 100; y += 20)
        put_line(page, 50, y, 410, y);
    PUT(page, 100, first);
    page = page_of();
    for (int y = 590; y <= 650; y += 20)
        put_line(page, 50, y, 410, y);
    PUT(page, 650, rest);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 2);
    const bdl_block *table = &doc->blocks.items[1];
    assert_int_equal(table->rows[0].count, 5);
    assert_cell(table, 0, 1, "一般公共服务");
    assert_cell(table, 2, 2, "1.00");
    assert_cell(table, 2, 3, "1.00");
}

/* Figures at the right of their cells, and a number right behind them. */
static void items_begin_a_column_where_they_touch_figures(void **state) {
    static const cell cells[] = {{80, 14, "项目"},
                                 {180, 14, "金额"},
                                 {260, 14, "项目"},
                                 {360, 14, "金额"},
                                 {55, 34, "财政拨款"},
                                 {205, 34, "0"},
                                 {211, 34, "一、公共服务支出"},
                                 {360, 34, "3.00"},
                                 {55, 54, "专户资金"},
                                 {190, 54, "5.00"},
                                 {211, 54, "二、教育支出"},
                                 {360, 54, "2.00"},
                                 {55, 74, "其他收入"},
                                 {205, 74, "0"},
                                 {211, 74, "三、住房保障支出"},
                                 {375, 74, "0"}};
    page_of();
    for (int y = 0; y <= 80; y += 20)
        put_across(y);
    const bdl_block *table = TABLE_OF(cells);
    assert_int_equal(table->rows[1].count, 4);
    assert_cell(table, 1, 1, "0");
    assert_cell(table, 1, 2, "一、公共服务支出");
    assert_cell(table, 3, 3, "0");
}

/* What stands between two tables is no row, with the number of the next or the code of a
 * department in it. */
static void numbers_among_captions_are_no_row(void **state) {
    static const cell cells[] = {
        {60, 14, "项目"},       {300, 14, "预算数"},       {60, 34, "一、办公费"},
        {305, 34, "12.00"},     {60, 54, "二、水费"},      {305, 54, "3.00"},
        {55, 74, "5"},          {190, 86, "部门收入总表"}, {55, 98, "102"},
        {75, 98, "某某水利局"}, {300, 98, "单位：万元"},   {60, 119, "项目"},
        {300, 119, "预算数"},   {60, 139, "一、拨款"},     {305, 139, "15.00"},
        {60, 159, "二、其他"},  {305, 159, "0.50"},
    };
    static const int lines[] = {0, 20, 40, 60, 105, 125, 145, 165};
    page_of();
    for (size_t i = 0; i < BDL_COUNT_OF(lines); i++)
        put_across(lines[i]);
    PUT(&file.pages[0], 620, cells);
    const bdl_doc *doc = read_pdf();
    const bdl_block *first = &doc->blocks.items[0];
    const bdl_block *last = &doc->blocks.items[doc->blocks.count - 1];
    assert_int_equal(first->kind, BDL_TABLE);
    assert_int_equal(first->row_count, 3);
    assert_int_equal(last->kind, BDL_TABLE);
    assert_int_equal(last->row_count, 3);
    assert_cell(last, 1, 1, "15.00");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(figures_of_one_row_stand_below_their_headings),
        TEST(wrapped_names_without_figures_are_rows),
        TEST(items_begin_a_column_where_they_touch_figures),
        TEST(rows_without_headings_keep_the_columns_of_the_page_before),
        TEST(a_group_ends_where_the_line_below_it_does),
        TEST(a_line_that_ends_parts_two_columns),
        TEST(the_last_row_has_the_columns_of_the_page_before),
        TEST(the_number_of_the_page_is_no_row),
        TEST(a_wrapped_heading_of_an_empty_table_is_whole),
        TEST(words_in_columns_are_a_table),
        TEST(words_apart_in_no_columns_are_text),
        TEST(numbers_among_captions_are_no_row),
    };
    const char *program = getenv("BDL_READ_PDF");
    if (!program || access(program, X_OK) != 0)
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
