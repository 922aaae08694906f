/* test_read_pdf_torn.c - PDF files written here: rows and tables that a page end parts,
 * and cells of several lines. */
#include "make_pdf.h"

typedef struct columns {
    const int *xs;
    int count;
} columns;

static const int usual_xs[] = {100, 150, 260, 400};
static const columns usual = {usual_xs, 3};

/* A table of ROWS rows of HEIGHT points from y TOP down. */
static void put_frame(bdl_buf *page, columns c, int top, int rows, int height) {
    for (int r = 0; r <= rows; r++)
        put_line(page, c.xs[0], top - height * r, c.xs[c.count], top - height * r);
    for (int i = 0; i <= c.count; i++)
        put_line(page, c.xs[i], top, c.xs[i], top - height * rows);
}

static void a_percent_sign_goes_on_a_figure_of_the_page_before(void **state) {
    static const int xs[] = {100, 150, 260, 292};
    bdl_buf *page = page_of();
    put_frame(page, (columns){xs, 3}, 90, 1, 30);
    put_at(page, 103, 72, "进度");
    put_at(page, 153, 72, "50.00%");
    put_at(page, 262, 72, "100.00"); /* to the edge of its cell */
    page = page_of();
    put_frame(page, (columns){xs, 3}, 650, 1, 30);
    put_at(page, 262, 632, "%");
    const bdl_block *table = only_table(1);
    assert_cell(table, 0, 2, "100.00%");
}

static void put_headings(bdl_buf *page, int y) {
    put_at(page, 103, y, "编码");
    put_at(page, 153, y, "名称");
    put_at(page, 263, y, "金额");
}

static void put_row(bdl_buf *page, int y, const char *code, const char *name,
                    const char *amount) {
    put_at(page, 103, y, code);
    put_at(page, 153, y, name);
    put_at(page, 340, y, amount);
}

static void a_torn_row_goes_on_below_headings_that_come_again(void **state) {
    bdl_buf *page = page_of();
    put_frame(page, usual, 120, 2, 30);
    put_headings(page, 102);
    /* the name reaches to the edge of its cell */
    put_row(page, 72, "20805", "机关事业单位基本养老", "12.50");
    page = page_of();
    put_frame(page, usual, 650, 3, 30);
    put_headings(page, 632);
    put_at(page, 153, 602, "保险缴费支出");
    put_row(page, 572, "20899", "其他", "2.00");
    const bdl_block *table = only_table(4);
    assert_cell(table, 1, 1, "机关事业单位基本养老保险缴费支出");
    assert_cell(table, 1, 2, "12.50");
    assert_cell(table, 2, 1, "名称");
    assert_true(table->rows[2].after_break);
    assert_cell(table, 3, 0, "20899");
}

/* A program prints the text of a merged cell in the middle of all of it, of which a page
 * end may leave the page less than half. */
static void what_hangs_out_of_an_empty_cell_stands_in_it(void **state) {
    bdl_buf *page = page_of();
    put_frame(page, usual, 120, 2, 30);
    put_headings(page, 102);
    put_at(page, 103, 54, "效益");
    put_at(page, 153, 72, "社会效益");
    put_at(page, 340, 72, "12.50");
    const bdl_block *table = only_table(2);
    assert_cell(table, 1, 0, "效益");
}

static void what_is_printed_outside_of_what_is_shown_is_not_read(void **state) {
    bdl_buf *page = page_of();
    bdl_buf_printf(page, "q 90 500 320 160 re W n\n");
    put_at(page, 103, 670, "绩效指标");
    bdl_buf_printf(page, "Q\n");
    put_frame(page, usual, 650, 1, 30);
    put_headings(page, 632);
    only_table(1);
}

static void put_wrapped_row(bdl_buf *page) {
    put_frame(page, usual, 120, 2, 30);
    put_headings(page, 102);
    /* the name reaches to the edge of its cell */
    put_row(page, 72, "产出", "反映路灯维护完成数量", "5");
}

static void a_cell_merged_over_the_rest_of_a_torn_row_goes_on_below(void **state) {
    put_wrapped_row(page_of());
    bdl_buf *page = page_of();
    for (int i = 0; i < 3; i++)
        put_line(page, i == 1 ? 150 : 100, 650 - 30 * i, 400, 650 - 30 * i);
    for (int i = 0; i <= usual.count; i++)
        put_line(page, usual.xs[i], 650, usual.xs[i], 590);
    put_at(page, 153, 632, "的情况");
    put_at(page, 153, 602, "验收合格率");
    put_at(page, 340, 602, "9");
    const bdl_block *table = only_table(3);
    assert_cell(table, 1, 1, "反映路灯维护完成数量的情况");
    assert_int_equal(table->rows[2].count, 3);
    assert_row(table, 2, "", "验收合格率");
}

/* Its code and amount stand in the middle of their cells, on the next page. */
static void a_row_may_begin_with_a_part_of_its_name(void **state) {
    bdl_buf *page = page_of();
    put_frame(page, usual, 120, 2, 30);
    put_headings(page, 102);
    put_at(page, 153, 72, "机关事业单位基本养老"); /* to the edge of its cell */
    page = page_of();
    put_frame(page, usual, 650, 1, 30);
    put_row(page, 632, "20805", "保险缴费支出", "12.50");
    const bdl_block *table = only_table(2);
    assert_row(table, 1, "20805", "机关事业单位基本养老保险缴费支出", "12.50");
}

/* A title inside the lines of the table comes again with its headings. */
static void a_torn_row_goes_on_below_its_title(void **state) {
    for (int i = 0; i < 2; i++) {
        int top = i ? 650 : 150;
        bdl_buf *page = page_of();
        put_frame(page, usual, top - 30, 2, 30);
        put_line(page, 100, top, 400, top);
        put_line(page, 100, top, 100, top - 30);
        put_line(page, 400, top, 400, top - 30);
        put_at(page, 200, top - 18, "支出总表");
        put_headings(page, top - 48);
        put_at(page, 153, top - 78, i ? "保险缴费支出" : "机关事业单位基本养老");
        if (i == 0) {
            put_at(page, 103, top - 78, "20805");
            put_at(page, 340, top - 78, "12.50");
        }
    }
    const bdl_block *table = only_table(5);
    assert_cell(table, 2, 1, "机关事业单位基本养老保险缴费支出");
}

/* 19796600.00 without commas, beside a name of more lines. */
static void a_row_of_figures_that_narrow_cells_cut_is_one(void **state) {
    static const int xs[] = {100, 140, 180, 220, 256, 292};
    static const char *const name[] = {"政府办", "公厅",   "（室）",
                                       "及相关", "机构事", "务"};
    bdl_buf *page = page_of();
    put_frame(page, (columns){xs, 5}, 600, 1, 80);
    put_at(page, 105, 554, "3");
    put_at(page, 146, 554, "20103");
    for (int i = 0; i < 6; i++)
        put_at(page, 181, 586 - 13 * i, name[i]);
    for (int i = 3; i < 5; i++) {
        put_at(page, xs[i] + 6, 560, "19796");
        put_at(page, xs[i] + 1, 547, "600.00");
    }
    const bdl_block *table = only_table(1);
    assert_cell(table, 0, 2, "政府办公厅（室）及相关机构事务");
    assert_cell(table, 0, 3, "19796600.00");
}

/* 产出指标, one letter a line in a cell merged over rows of both pages. */
static void letters_below_each_other_go_on_over_a_page_end(void **state) {
    static const int xs[] = {100, 116, 260, 400};
    for (int i = 0; i < 2; i++) {
        bdl_buf *page = page_of();
        int top = i ? 650 : 120;
        put_frame(page, (columns){xs, 3}, top, 1, 40);
        put_at(page, 103, top - 15, i ? "指" : "产");
        put_at(page, 103, top - 29, i ? "标" : "出");
        put_at(page, 120, top - 20, i ? "合格率" : "场次");
        put_at(page, 263, top - 20, i ? "98%" : "12次");
    }
    const bdl_block *table = only_table(2);
    assert_cell(table, 0, 0, "产出指标");
    assert_row(table, 1, "", "合格率");
}

/* With other columns what goes on is as wide and begins below a name. */
static void a_table_goes_on_with_other_columns_below_a_name(void **state) {
    static const int two_xs[] = {100, 200, 400}, narrow_xs[] = {100, 200, 300};
    static const columns next[] = {{two_xs, 2}, {narrow_xs, 2}, {two_xs, 2}};
    static const char *const names[] = {"", "", "科目编码"};
    for (size_t i = 0; i < 3; i++) {
        new_file();
        bdl_buf *page = page_of();
        put_frame(page, usual, 90, 1, 30);
        put_at(page, 103, 72, "预算");
        put_at(page, 153, 72, "15.00");
        page = page_of();
        put_frame(page, next[i], 650, 1, 30);
        put_at(page, 103, 632, names[i]);
        put_at(page, 203, 632, "更新设备");
        const bdl_doc *doc = read_pdf();
        assert_int_equal(doc->blocks.count, i == 0 ? 1 : 2);
        if (i == 0) {
            assert_int_equal(doc->blocks.items[0].row_count, 2);
            assert_cell(&doc->blocks.items[0], 1, 2, "更新设备");
            assert_int_equal(doc->blocks.items[0].rows[1].cells[0].col_span, 2);
        }
    }
}

static void lines_of_a_cell_that_begin_with_numbers_are_no_rows(void **state) {
    bdl_buf *page = page_of();
    put_frame(page, usual, 600, 1, 80);
    put_at(page, 103, 555, "产出");
    put_at(page, 153, 555, "会议场次");
    put_at(page, 263, 580, "云开呈");
    put_at(page, 263, 566, "29");
    put_at(page, 278, 566, "号、云规字");
    put_at(page, 263, 552, "15");
    put_at(page, 278, 552, "号");
    const bdl_block *table = only_table(1);
    assert_cell(table, 0, 1, "会议场次");
}

static void items_of_a_cell_are_lines_of_their_own(void **state) {
    bdl_buf *page = page_of();
    put_frame(page, usual, 600, 1, 40);
    put_at(page, 103, 575, "目标");
    put_at(page, 153, 585, "1.油气管道运行安全无"); /* to the edge of its cell */
    put_at(page, 153, 571, "2.保障发展");
    const bdl_block *table = only_table(1);
    assert_cell(table, 0, 1, "1.油气管道运行安全无\n2.保障发展");
}

static void what_stands_off_the_page_is_not_read_and_told(void **state) {
    bdl_buf *page = page_of();
    put_at(page, 100, 600, "部门概况");
    put_at(page, 2000, 600, "单");
    put_at(page, 100, -50, "缴");
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 1);
    assert_text(doc->blocks.items[0].run.text, "部门概况");
    assert_int_equal(doc->troubles.count, 1);
    assert_int_equal(doc->troubles.items[0].place.page, 1);
    assert_text(
        doc->troubles.items[0].text,
        "2 characters beside the page, where nobody sees them, were left out: what "
        "stands here is cut off");
}

/* 单位：万元 on two lines beside one in their middle, as a narrow cell above a table has
 * it.
 */
static void a_unit_on_two_lines_beside_a_name_is_whole(void **state) {
    bdl_buf *page = page_of();
    put_at(page, 50, 640, "部门：农业农村局");
    put_at(page, 330, 646, "单位：万");
    put_at(page, 330, 634, "元");
    for (int i = 0; i < 3; i++) {
        put_line(page, 50, 624 - 20 * i, 370, 624 - 20 * i);
        put_line(page, 50 + 160 * i, 624, 50 + 160 * i, 584);
    }
    put_at(page, 60, 610, "项目");
    put_at(page, 220, 610, "决算数");
    put_at(page, 60, 590, "合计");
    put_at(page, 220, 590, "412.70");
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 3);
    assert_text(doc->blocks.items[0].run.text, "部门：农业农村局");
    assert_text(doc->blocks.items[1].run.text, "单位：万元");
}

/* On a cover all lines are as long as the page is wide. */
static void a_title_does_not_go_on_in_a_label(void **state) {
    bdl_buf *page = page_of();
    bdl_buf_printf(page, "1.8 0 0 1.8 0 0 cm\n");
    put_at(page, 40, 300, "栖霖市教育局二〇二四年部门预算");
    put_at(page, 40, 286, "部门名称：栖霖市教育局");
    page = page_of();
    for (int i = 0; i < 6; i++)
        put_at(page, 50, 600 - 15 * i, "本部门负责全市教育和体育工作的规划管理与监督。");
    const bdl_doc *doc = read_pdf();
    assert_text(doc->blocks.items[0].run.text, "栖霖市教育局二〇二四年部门预算");
    assert_text(doc->blocks.items[1].run.text, "部门名称：栖霖市教育局");
}

static const int tight_xs[] = {100, 130, 240, 284};
static const columns tight = {tight_xs, 3};

/* Of a row whose code, name and amount have no room on one line: what is on the first or
 * the second. */
static void put_half(bdl_buf *page, int y, bool first) {
    put_at(page, 103, y, first ? "20805" : "05");
    put_at(page, 133, y, first ? "机关事业单位基本养老" : "保险缴费支出");
    put_at(page, first ? 242 : 277, y, first ? "74,695.7" : "0");
}

static void assert_pension(const bdl_block *table, size_t row) {
    assert_row(table, row, "2080505", "机关事业单位基本养老保险缴费支出", "74,695.70");
}

static void the_rest_of_an_amount_is_no_row(void **state) {
    bdl_buf *page = page_of();
    put_frame(page, tight, 650, 2, 50);
    put_at(page, 103, 620, "208");
    put_at(page, 133, 620, "社会保障");
    put_at(page, 257, 620, "96.10");
    put_half(page, 582, true);
    put_half(page, 566, false);
    assert_pension(only_table(2), 1);
}

static void an_amount_that_a_page_end_cuts_tells_that_its_row_is(void **state) {
    bdl_buf *page = page_of();
    put_frame(page, tight, 120, 1, 30);
    put_half(page, 102, true);
    page = page_of();
    put_frame(page, tight, 650, 2, 30);
    put_half(page, 632, false);
    put_at(page, 103, 602, "210");
    put_at(page, 133, 602, "卫生健康");
    put_at(page, 257, 602, "96.10");
    const bdl_block *table = only_table(2);
    assert_pension(table, 0);
    assert_cell(table, 1, 2, "96.10");
}

/* The code of the last row has no room on one line, and its second is on the next page.
 */
static void a_code_that_a_page_end_cuts_tells_that_its_row_is(void **state) {
    bdl_buf *page = page_of();
    put_frame(page, tight, 150, 2, 30);
    put_at(page, 103, 138, "20805");
    put_at(page, 103, 126, "01");
    put_at(page, 133, 132, "离退休人员");
    put_at(page, 257, 132, "15.20");
    put_at(page, 103, 96, "20805");
    put_at(page, 133, 96, "养老保险");
    put_at(page, 257, 96, "96.10");
    page = page_of();
    put_frame(page, tight, 650, 2, 30);
    put_at(page, 103, 632, "05");
    put_at(page, 103, 608, "20806");
    put_at(page, 103, 596, "02");
    put_at(page, 133, 602, "职业年金");
    put_at(page, 257, 602, "48.05");
    const bdl_block *table = only_table(3);
    assert_cell(table, 0, 0, "2080501");
    assert_cell(table, 1, 0, "2080505");
    assert_cell(table, 1, 2, "96.10");
    assert_cell(table, 2, 0, "2080602");
}

/* Below a serial number, one of an empty row is none of its digits. */
static void a_number_below_another_is_a_row(void **state) {
    bdl_buf *page = page_of();
    put_frame(page, tight, 150, 2, 30);
    put_at(page, 116, 132, "11");
    put_at(page, 133, 132, "离退休人员");
    put_at(page, 257, 132, "15.20");
    put_at(page, 116, 102, "12");
    put_at(page, 133, 102, "养老保险");
    put_at(page, 257, 102, "96.10");
    page = page_of();
    put_frame(page, tight, 650, 2, 30);
    put_at(page, 116, 632, "13");
    put_at(page, 116, 602, "14");
    const bdl_block *table = only_table(4);
    assert_cell(table, 1, 0, "12");
    assert_cell(table, 2, 0, "13");
}

/* Headings of two rows, where 编码 reaches over both and GROUP over two columns. */
static void put_levels(bdl_buf *page, int top, const char *first, const char *second) {
    static const int xs[] = {100, 200, 300, 400};
    for (int i = 0; i < 4; i++) {
        put_line(page, xs[i], i == 2 ? top - 30 : top, xs[i], top - 90);
        put_line(page, i == 1 ? 200 : 100, top - 30 * i, 400, top - 30 * i);
    }
    put_at(page, 103, top - 35, "编码");
    put_at(page, 240, top - 18, "本年支出");
    put_at(page, 203, top - 48, first);
    put_at(page, 303, top - 48, second);
    put_at(page, 103, top - 78, "20805");
    put_at(page, 203, top - 78, "12.50");
    put_at(page, 303, top - 78, "2.00");
}

/* The row below the first, where the headings part ways, begins in a cell of the first.
 */
static void headings_that_come_again_but_for_one_end_no_reading(void **state) {
    put_levels(page_of(), 120, "基本支出", "项目支出");
    put_levels(page_of(), 650, "基本支出", "经营支出");
    const bdl_block *table = only_table(6);
    assert_cell(table, 4, 2, "经营支出");
    assert_cell(table, 5, 1, "12.50");
}

/* In letters as large as those of the text. */
static void a_title_goes_on_in_the_middle_of_the_next_line(void **state) {
    bdl_buf *page = page_of();
    put_at(page, 50, 600,
           "第三部分青石省云河市水利和湖泊管理局（汇总）二零二四年度部门决算收支情况");
    put_at(page, 220, 584, "说明");
    put_at(page, 70, 560, "一、收入支出决算总体情况说明");
    put_at(page, 70, 540,
           "本年收入总计十二万元，与上年相比增加三万元，主要原因是新增了一个项目");
    put_at(page, 220, 524, "合计");
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 4);
    assert_text(
        doc->blocks.items[0].run.text,
        "第三部分青石省云河市水利和湖泊管理局（汇总）二零二四年度部门决算收支情况说明");
    assert_text(doc->blocks.items[3].run.text, "合计");
}

/* Rows of 20 points below TOP, COUNT of them; beside row OTHER begins another label. */
static void put_labelled(bdl_buf *page, int top, int count, int other) {
    for (int r = 0; r <= count; r++) {
        bool whole = r == 0 || r == count || r == other;
        put_line(page, whole ? 100 : 150, top - 20 * r, 400, top - 20 * r);
        if (r < count)
            put_at(page, 153, top - 20 * r - 14, "完成数量");
        if (r < count)
            put_at(page, 263, top - 20 * r - 14, "≥12项");
    }
    for (int i = 0; i <= usual.count; i++)
        put_line(page, usual.xs[i], top, usual.xs[i], top - 20 * count);
}

/* The label of a cell that goes on on the next page is printed there. */
static void a_label_on_the_next_page_is_that_of_the_row_before(void **state) {
    bdl_buf *page = page_of();
    put_labelled(page, 110, 3, 2);
    put_at(page, 110, 85, "产出");
    page = page_of();
    put_labelled(page, 650, 3, 2);
    put_at(page, 110, 625, "效益");
    put_at(page, 110, 596, "满意");
    const bdl_block *table = only_table(6);
    assert_cell(table, 0, 0, "产出");
    assert_cell(table, 2, 0, "效益");
    assert_cell(table, 3, 0, "效益");
    assert_cell(table, 5, 0, "满意");
}

static void digits_below_each_other_are_one_amount(void **state) {
    static const int xs[] = {100, 150, 162, 400};
    static const char *const pieces[] = {"3", "3", "6.", "7", "9"};
    bdl_buf *page = page_of();
    put_frame(page, (columns){xs, 3}, 650, 2, 70);
    put_at(page, 103, 610, "项目");
    put_at(page, 151, 610, "数");
    put_at(page, 200, 610, "备注");
    put_at(page, 103, 545, "合计");
    for (int i = 0; i < 5; i++)
        put_at(page, 152, 568 - 12 * i, pieces[i]);
    const bdl_block *table = only_table(2);
    assert_cell(table, 1, 0, "合计");
    assert_cell(table, 1, 1, "336.79");
}

static void a_line_that_ran_out_of_its_cell_is_of_it(void **state) {
    bdl_buf *page = page_of();
    put_frame(page, usual, 650, 2, 15);
    put_at(page, 103, 638, "经济分类");
    put_at(page, 113, 626, "编码"); /* in the cell below */
    put_at(page, 153, 638, "名称");
    put_at(page, 263, 638, "金额");
    put_row(page, 623, "31", "办公费", "12.50");
    const bdl_block *table = only_table(2);
    assert_cell(table, 0, 0, "经济分类编码");
    assert_cell(table, 1, 0, "31");
}

static void a_name_of_two_lines_below_a_full_one_is_of_its_own_row(void **state) {
    bdl_buf *page = page_of();
    put_frame(page, usual, 650, 2, 30);
    put_at(page, 153, 623, "机关事业单位基本养老");
    put_at(page, 153, 611, "其他城乡社区公共设施");
    put_at(page, 153, 599, "支出");
    put_at(page, 340, 623, "12.50");
    put_at(page, 340, 605, "2.00");
    const bdl_block *table = only_table(2);
    assert_cell(table, 0, 1, "机关事业单位基本养老");
    assert_cell(table, 1, 1, "其他城乡社区公共设施支出");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(letters_below_each_other_go_on_over_a_page_end),
        TEST(what_hangs_out_of_an_empty_cell_stands_in_it),
        TEST(what_is_printed_outside_of_what_is_shown_is_not_read),
        TEST(a_cell_merged_over_the_rest_of_a_torn_row_goes_on_below),
        TEST(a_row_may_begin_with_a_part_of_its_name),
        TEST(a_torn_row_goes_on_below_its_title),
        TEST(a_row_of_figures_that_narrow_cells_cut_is_one),
        TEST(a_percent_sign_goes_on_a_figure_of_the_page_before),
        TEST(a_torn_row_goes_on_below_headings_that_come_again),
        TEST(a_table_goes_on_with_other_columns_below_a_name),
        TEST(lines_of_a_cell_that_begin_with_numbers_are_no_rows),
        TEST(items_of_a_cell_are_lines_of_their_own),
        TEST(a_label_on_the_next_page_is_that_of_the_row_before),
        TEST(what_stands_off_the_page_is_not_read_and_told),
        TEST(the_rest_of_an_amount_is_no_row),
        TEST(an_amount_that_a_page_end_cuts_tells_that_its_row_is),
        TEST(a_code_that_a_page_end_cuts_tells_that_its_row_is),
        TEST(a_number_below_another_is_a_row),
        TEST(a_unit_on_two_lines_beside_a_name_is_whole),
        TEST(a_title_does_not_go_on_in_a_label),
        TEST(a_title_goes_on_in_the_middle_of_the_next_line),
        TEST(headings_that_come_again_but_for_one_end_no_reading),
        TEST(digits_below_each_other_are_one_amount),
        TEST(a_line_that_ran_out_of_its_cell_is_of_it),
        TEST(a_name_of_two_lines_below_a_full_one_is_of_its_own_row),
    };
    const char *program = getenv("BDL_READ_PDF");
    if (!program || access(program, X_OK) != 0)
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
