/* test_read_pdf_lines.c - which lines in a PDF part the cells of a table: not those of
 * drawings over it nor those that letters run across; those of its headings, on between
 * its rows. */
#include "make_pdf.h"

static const bdl_block *first_table(void) {
    const bdl_doc *doc = read_pdf();
    for (size_t i = 0; i < doc->blocks.count; i++)
        if (doc->blocks.items[i].kind == BDL_TABLE)
            return &doc->blocks.items[i];
    fail_msg("no table");
    return NULL;
}

/* ---- drawings ---- */

static const cell ruled_cells[] = {{55, 14, "办公费用支出"},
                                   {290, 14, "12.30"},
                                   {55, 34, "差旅费用支出"},
                                   {290, 34, "4.56"}};

/* Two rows of a name and an amount, with all lines. */
static bdl_buf *ruled_page(void) {
    bdl_buf *page = page_of();
    for (int y = 560; y <= 600; y += 20)
        put_line(page, 50, y, 350, y);
    for (int x = 50; x <= 350; x += 150)
        put_line(page, x, 560, x, 600);
    PUT(page, 600, ruled_cells);
    return page;
}

static void assert_ruled(void) {
    const bdl_block *table = first_table();
    assert_int_equal(table->row_count, 2);
    assert_int_equal(table->rows[0].count, 2);
    assert_cell(table, 0, 0, "办公费用支出");
    assert_row(table, 1, "差旅费用支出", "4.56");
}

/* A letter of a watermark drawn with its outline: some of its sides are level. */
static void the_outline_of_a_letter_parts_no_cells(void **state) {
    bdl_buf *page = ruled_page();
    bdl_buf_printf(page, "70 555 m 95 590 l 110 590 l 110 570 l 85 545 l h S\n");
    bdl_buf_printf(page, "90 575 m 96.3 574.5 l 98 569 l 97.8 562 l 92 561.7 l h S\n");
    assert_ruled();
}

static void the_outline_of_a_round_seal_parts_no_cells(void **state) {
    bdl_buf *page = ruled_page();
    bdl_buf_printf(page, "80 570 m 80 595 l 90 605 100 605 110 595 c 110 570 l "
                         "100 560 90 560 80 570 c S\n");
    assert_ruled();
}

/* Its sides go round at the corners and are lines of the table all the same. */
static void a_frame_with_round_corners_is_one(void **state) {
    bdl_buf *page = page_of();
    bdl_buf_printf(page, "52 600 m 348 600 l 349 600 350 599 350 598 c 350 562 l "
                         "350 561 349 560 348 560 c 52 560 l 51 560 50 561 50 562 c "
                         "50 598 l 50 599 51 600 52 600 c S\n");
    put_line(page, 50, 580, 350, 580);
    put_line(page, 200, 560, 200, 600);
    PUT(page, 600, ruled_cells);
    assert_ruled();
}

/* ---- rows without lines below headings that have them ---- */

/* Headings of three columns with all lines, and a frame that goes on to BOTTOM. */
static bdl_buf *headed_page(int bottom) {
    bdl_buf *page = page_of();
    put_line(page, 50, 620, 410, 620);
    put_line(page, 50, 600, 410, 600);
    put_line(page, 50, bottom, 410, bottom);
    put_line(page, 50, bottom, 50, 620);
    put_line(page, 410, bottom, 410, 620);
    put_line(page, 210, 600, 210, 620);
    put_line(page, 310, 600, 310, 620);
    put_at(page, 110, 606, "项目");
    put_at(page, 240, 606, "基本支出");
    put_at(page, 340, 606, "项目支出");
    return page;
}

static void rows_below_ruled_headings_have_their_columns(void **state) {
    bdl_buf *page = headed_page(520);
    put_at(page, 190, 586, "全部合计"); /* stands across a line */
    put_at(page, 380, 586, "21.86");
    put_at(page, 55, 566, "机关运行经费和其他商品服务类支");
    put_at(page, 55, 554, "出");
    put_at(page, 280, 560, "12.30");
    put_at(page, 55, 534, "事业运行");
    put_at(page, 280, 534, "4.56");
    put_at(page, 380, 534, "5.00");
    const bdl_block *table = first_table();
    assert_int_equal(table->row_count, 4);
    assert_int_equal(table->rows[0].count, 3);
    assert_cell(table, 1, 0, "全部合计");
    assert_cell(table, 1, 2, "21.86");
    assert_cell(table, 2, 1, "12.30");
    assert_cell(table, 3, 0, "事业运行");
    assert_cell(table, 3, 2, "5.00");
}

/* So low that one row would have room for them. */
static void two_rows_below_ruled_headings_are_two(void **state) {
    bdl_buf *page = headed_page(570);
    put_at(page, 55, 588, "栏次");
    put_at(page, 255, 588, "1");
    put_at(page, 355, 588, "2");
    put_at(page, 55, 574, "事业运行");
    put_at(page, 280, 574, "4.56");
    put_at(page, 380, 574, "5.00");
    const bdl_block *table = first_table();
    assert_int_equal(table->row_count, 3);
    assert_cell(table, 1, 1, "1");
    assert_cell(table, 2, 1, "4.56");
}

/* Lines across alone, and none below the numbers of the columns. */
static void numbers_of_columns_are_a_row_of_their_own(void **state) {
    bdl_buf *page = page_of();
    for (int y = 520; y <= 620; y += 20)
        if (y != 580)
            put_line(page, 50, y, 410, y);
    put_at(page, 110, 606, "项目");
    put_at(page, 240, 606, "基本支出");
    put_at(page, 340, 606, "项目支出");
    put_at(page, 110, 588, "栏次");
    put_at(page, 255, 588, "1");
    put_at(page, 355, 588, "2");
    put_at(page, 55, 566, "事业运行");
    put_at(page, 260, 566, "14.56");
    put_at(page, 360, 566, "15.00");
    put_at(page, 55, 546, "办公费");
    put_at(page, 260, 546, "13.21");
    put_at(page, 55, 526, "差旅费");
    put_at(page, 360, 526, "12.30");
    const bdl_block *table = first_table();
    assert_int_equal(table->row_count, 5);
    assert_cell(table, 1, 0, "栏次");
    assert_cell(table, 1, 2, "2");
    assert_row(table, 2, "事业运行", "14.56");
}

/* A total that stands across two columns with lines across alone hides neither. */
static void columns_part_beside_a_total_over_both(void **state) {
    enum { ROWS = 26, HIGH = 12 };
    bdl_buf *page = page_of();
    for (int i = 0; i <= ROWS + 2; i++)
        put_line(page, 50, 620 - HIGH * i, 410, 620 - HIGH * i);
    put_at(page, 55, 610, "编码");
    put_at(page, 125, 610, "名称");
    put_at(page, 340, 610, "支出");
    put_at(page, 55, 598, "2010100");
    put_at(page, 125, 598, "事业运行");
    put_at(page, 360, 598, "318.50");
    for (int i = 0; i < ROWS; i++) {
        char code[] = "2010101";
        code[6] = (char)('1' + i % 9);
        if (i == ROWS / 2) {
            put_at(page, 65, 586 - HIGH * i, "上半年全部支出小计");
        } else {
            put_at(page, 55, 586 - HIGH * i, code);
            put_at(page, 125, 586 - HIGH * i, "事业运行支出");
        }
        put_at(page, 360, 586 - HIGH * i, "12.25");
    }
    const bdl_block *table = first_table();
    assert_int_equal(table->row_count, ROWS + 2);
    assert_cell(table, ROWS / 2 + 2, 0, "上半年全部支出小计");
    assert_int_equal(table->rows[2].count, 3);
    assert_row(table, 2, "2010101", "事业运行支出");
    assert_cell(table, ROWS + 1, 2, "12.25");
}

/* A note below the headings is one cell, whatever columns it has room in. */
static void a_note_below_ruled_headings_is_one_cell(void **state) {
    bdl_buf *page = headed_page(580);
    put_at(page, 55, 586, "注：本表无数据");
    const bdl_block *table = first_table();
    assert_int_equal(table->row_count, 2);
    assert_cell(table, 1, 0, "注：本表无数据");
    assert_int_equal(table->rows[1].cells[0].col_span, 3);
}

/* A figure that stands across the lines of the headings is of other columns. */
static void figures_across_the_lines_of_headings_keep_one_cell(void **state) {
    bdl_buf *page = headed_page(570);
    put_at(page, 55, 588, "总计");
    put_at(page, 195, 588, "123456.78");
    put_at(page, 380, 588, "5.00");
    put_at(page, 55, 574, "合计");
    put_at(page, 195, 574, "123456.78");
    put_at(page, 380, 574, "5.00");
    const bdl_block *table = first_table();
    assert_int_equal(table->rows[1].cells[0].col_span, 3);
}

/* Headings with lines around them, and none around the rows. What stands below these
 * across the columns is no row, and the first row is no heading. */
static void rows_below_ruled_headings_need_no_frame(void **state) {
    bdl_buf *page = headed_page(600);
    put_at(page, 55, 586, "机关运行经费");
    put_at(page, 270, 586, "112.30");
    put_at(page, 380, 586, "5.00");
    put_at(page, 55, 570, "事业运行");
    put_at(page, 270, 570, "114.56");
    put_at(page, 170, 554, "合计");
    put_at(page, 270, 554, "226.86");
    put_at(page, 380, 554, "5.00");
    put_at(page, 55, 538, "注：本表反映部门本年度各项支出情况。");
    const bdl_block *table = first_table();
    assert_int_equal(table->row_count, 4);
    assert_int_equal(table->rows[1].count, 3);
    assert_cell(table, 1, 0, "机关运行经费");
    assert_cell(table, 1, 2, "5.00");
    assert_cell(table, 2, 1, "114.56");
    assert_cell(table, 2, 2, "");
    assert_cell(table, 3, 0, "合计");
}

static void prose_below_ruled_headings_is_no_row(void **state) {
    bdl_buf *page = headed_page(600);
    put_at(page, 55, 586, "本部门全年支出 12.30 万元，比上年减少 4.56 万元。");
    put_at(page, 55, 570, "其中：基本支出 5.00 万元，项目支出 7.30 万元。");
    const bdl_block *table = first_table();
    assert_int_equal(table->row_count, 1);
}

/* ---- letters that run out of their cells, or downwards ---- */

/* A program that has no room for a name prints on in the next cell, or half a letter in
 * it beside the figure there. */
static void a_name_that_runs_out_of_its_cell_stays_in_it(void **state) {
    bdl_buf *page = page_of();
    for (int y = 560; y <= 600; y += 20)
        put_line(page, 50, y, 350, y);
    for (int x = 50; x <= 350; x += 150)
        put_line(page, x, 560, x, 600);
    put_at(page, 52, 586, "机关事业单位基本养老保险缴费支");
    put_at(page, 310, 586, "12.30");
    put_at(page, 52, 566, "其他自然资源海洋气象等方面的各项支出");
    const bdl_block *table = first_table();
    assert_row(table, 0, "机关事业单位基本养老保险缴费支", "12.30");
    assert_row(table, 1, "其他自然资源海洋气象等方面的各项支出", "");
}

static void put_down(bdl_buf *page, int x, int y, const char *text) {
    bdl_str s = bdl_str_z(text);
    for (size_t at = 0; at < s.len; y -= 10) {
        size_t from = at;
        bdl_utf8_next(s, &at);
        char letter[5] = {0};
        memcpy(letter, s.data + from, at - from);
        put_at(page, x, y, letter);
    }
}

/* Headings of narrow columns are printed downwards, their second line left of the first.
 */
static void letters_below_each_other_are_read_downwards(void **state) {
    bdl_buf *page = page_of();
    put_line(page, 50, 620, 350, 620);
    put_line(page, 50, 570, 350, 570);
    put_line(page, 50, 550, 350, 550);
    for (int x = 50; x <= 350; x += 150)
        put_line(page, x, 550, x, 620);
    put_at(page, 110, 590, "名称");
    put_down(page, 280, 606, "上级补");
    put_down(page, 268, 606, "助收");
    put_down(page, 256, 606, "入");
    put_at(page, 55, 556, "事业运行");
    put_at(page, 310, 556, "12.30");
    const bdl_block *table = first_table();
    assert_row(table, 0, "名称", "上级补助收入");
    assert_cell(table, 1, 1, "12.30");
}

/* A heading printed downwards at once, for which its cell is too low: its last letter
 * stands beside the figure below. */
static void letters_that_run_down_out_of_their_cell_stay_in_it(void **state) {
    bdl_buf *page = page_of();
    put_line(page, 50, 620, 350, 620);
    put_line(page, 50, 590, 350, 590);
    put_line(page, 50, 570, 350, 570);
    for (int x = 50; x <= 350; x += 150)
        put_line(page, x, 570, x, 620);
    put_at(page, 110, 600, "名称");
    bdl_buf_printf(page, "BT /F 10 Tf 268 608 Td <4E0A> Tj 0 -10 Td <7EA7> Tj "
                         "0 -10 Td <6536> Tj 0 -10 Td <5165> Tj ET\n");
    put_at(page, 55, 576, "事业运行");
    put_at(page, 310, 576, "12.30");
    const bdl_block *table = first_table();
    assert_cell(table, 0, 1, "上级收入");
    assert_cell(table, 1, 1, "12.30");
}

/* Lines down alone, between the outer ones: rows are where figures stand. */
static void rows_below_groups_of_headings_need_no_lines(void **state) {
    static const cell cells[] = {{110, 23, "编码"},  {250, 13, "支出"}, {190, 33, "名称"},
                                 {320, 33, "金额"},  {103, 55, "201"},  {153, 55, "教育"},
                                 {360, 55, "12.30"}, {103, 75, "204"},  {153, 75, "公安"},
                                 {360, 75, "4.50"},  {103, 95, "205"},  {153, 95, "卫生"},
                                 {360, 95, "7.80"}};
    bdl_buf *page = page_of();
    for (int i = 0; i < 2; i++)
        put_line(page, 100, 600 - 110 * i, 400, 600 - 110 * i);
    put_line(page, 100, 600, 100, 490);
    put_line(page, 150, 600, 150, 490);
    put_line(page, 260, 580, 260, 490);
    put_line(page, 400, 600, 400, 490);
    PUT(page, 600, cells);
    const bdl_block *table = only_table(5);
    assert_cell(table, 0, 0, "编码");
    assert_cell(table, 1, 1, "名称");
    assert_cell(table, 2, 0, "201");
    assert_cell(table, 4, 2, "7.80");
}

/* All texts of a table printed at once, each line right below the one before. */
static void a_line_below_a_short_one_may_be_of_the_next_cell(void **state) {
    bdl_buf *page = page_of();
    for (int y = 550; y <= 600; y += 25)
        put_line(page, 50, y, 150, y);
    for (int x = 50; x <= 150; x += 50)
        put_line(page, x, 550, x, 600);
    bdl_buf_printf(page,
                   "BT /F 10 Tf 52 589 Td <%s> Tj 0 -11 Td <%s> Tj "
                   "0 -11 Td <%s> Tj 0 -11 Td <%s> Tj ET\n",
                   "4EA4901A8FD08F93", "652F", "8D446E9052D863A2", "7B49");
    const bdl_block *table = only_table(2);
    assert_cell(table, 0, 0, "交通运输支");
    assert_cell(table, 1, 0, "资源勘探等");
}

/* The sides of cells are drawn one by one; two cells are as wide as their letters. */
static void the_side_of_a_cell_that_letters_fill_underlines_none(void **state) {
    bdl_buf *page = page_of();
    for (int y = 579; y <= 599; y += 10)
        for (int x = 50; x < 170; x += 40)
            put_line(page, x, y, x + 40, y);
    for (int x = 50; x <= 170; x += 40)
        put_line(page, x, 579, x, 599);
    put_at(page, 55, 590, "项目");
    put_at(page, 90, 590, "预算金额");
    put_at(page, 130, 590, "经费来源");
    put_at(page, 55, 580, "合计");
    put_at(page, 90, 580, "暂未核定");
    put_at(page, 130, 580, "财政拨款");
    assert_cell(only_table(2), 1, 2, "财政拨款");
}

/* Headings in the middle of cells that are too narrow: one reaches into both of its
 * neighbours, one out of the table. */
static void headings_wider_than_their_cells_stay_in_them(void **state) {
    static const int xs[] = {60, 120, 160, 200, 320};
    bdl_buf *page = page_of();
    for (int y = 540; y <= 600; y += 20)
        put_line(page, 60, y, 320, y);
    for (size_t i = 0; i < BDL_COUNT_OF(xs); i++)
        put_line(page, xs[i], 540, xs[i], 600);
    put_at(page, 50, 586, "功能分类科目编码");
    put_at(page, 100, 586, "附属单位上缴收入");
    put_at(page, 260, 586, "2024年预算数");
    put_at(page, 190, 586, "2024年");
    put_at(page, 62, 566, "208");
    put_at(page, 122, 566, "1.50");
    const bdl_block *table = only_table(3);
    assert_row(table, 0, "功能分类科目编码", "附属单位上缴收入");
    assert_cell(table, 1, 1, "1.50");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(rows_below_groups_of_headings_need_no_lines),
        TEST(the_outline_of_a_letter_parts_no_cells),
        TEST(the_outline_of_a_round_seal_parts_no_cells),
        TEST(a_frame_with_round_corners_is_one),
        TEST(rows_below_ruled_headings_have_their_columns),
        TEST(two_rows_below_ruled_headings_are_two),
        TEST(numbers_of_columns_are_a_row_of_their_own),
        TEST(columns_part_beside_a_total_over_both),
        TEST(a_note_below_ruled_headings_is_one_cell),
        TEST(figures_across_the_lines_of_headings_keep_one_cell),
        TEST(rows_below_ruled_headings_need_no_frame),
        TEST(prose_below_ruled_headings_is_no_row),
        TEST(a_name_that_runs_out_of_its_cell_stays_in_it),
        TEST(headings_wider_than_their_cells_stay_in_them),
        TEST(letters_below_each_other_are_read_downwards),
        TEST(letters_that_run_down_out_of_their_cell_stay_in_it),
        TEST(a_line_below_a_short_one_may_be_of_the_next_cell),
        TEST(the_side_of_a_cell_that_letters_fill_underlines_none),
    };
    const char *program = getenv("BDL_READ_PDF");
    if (!program || access(program, X_OK) != 0)
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
