/* test_read_pdf_beside.c - tables in PDF files that were printed by columns, the right
 * ones on pages of their own. */
#include "make_pdf.h"

enum { ROWS = 5 };

/* Lines around ROWS rows of two columns, from X on. */
static void put_frame(bdl_buf *page, int x) {
    for (int r = 0; r <= ROWS; r++)
        put_line(page, x, 600 - 20 * r, x + 200, 600 - 20 * r);
    for (int c = 0; c <= 2; c++)
        put_line(page, x + 100 * c, 600 - 20 * ROWS, x + 100 * c, 600);
}

static void put_column(bdl_buf *page, int x, const char *const *texts) {
    for (int r = 0; r < ROWS; r++)
        put_at(page, x, 586 - 20 * r, texts[r]);
}

static const char *const codes[ROWS] = {"编码", "201", "204", "205", "208"};
static const char *const names[ROWS] = {"名称", "一般公共服务", "公共安全", "教育",
                                        "社会保障"};
static const char *const basic[ROWS] = {"基本支出", "12.30", "4.56", "7.80", "9.10"};
static const char *const projects[ROWS] = {"项目支出", "2.30", "0.56", "0.80", "0.10"};

static void put_left(bdl_buf *page) {
    put_frame(page, 250);
    put_column(page, 255, codes);
    put_column(page, 355, names);
}

static void put_right(bdl_buf *page) {
    put_frame(page, 60);
    put_column(page, 65, basic);
    put_column(page, 165, projects);
}

static size_t count_tables(const bdl_doc *doc) {
    size_t count = 0;
    for (size_t i = 0; i < doc->blocks.count; i++)
        count += doc->blocks.items[i].kind == BDL_TABLE;
    return count;
}

/* Two pages of ROWS rows whose FIRST ones are merged over both columns. */
static const bdl_doc *read_merged(const char *const *firsts) {
    for (int i = 0; i < 2; i++) {
        bdl_buf *page = page_of();
        int x = i ? 60 : 250;
        put_frame(page, x);
        for (int c = 0; c <= 2; c += 2)
            put_line(page, x + 100 * c, 600, x + 100 * c, 620);
        put_line(page, x, 620, x + 200, 620);
        put_at(page, x + 5, 606, firsts[i]);
        put_column(page, x + 5, i ? basic : codes);
        put_column(page, x + 105, i ? projects : names);
    }
    return read_pdf();
}

static void tables_with_captions_inside_their_lines_stand_alone(void **state) {
    static const char *const captions[][2] = {
        {"编制单位：云河市水利局", "编制单位：云河市水利局"},
        {"3.支出总表", "7.基金支出表"}};
    for (size_t i = 0; i < 2; i++) {
        new_file();
        assert_int_equal(count_tables(read_merged(captions[i])), 2);
    }
    static const char *const cut[] = {"二〇二四年部门一般公共预算基本支出情况", "总表"};
    new_file();
    assert_int_equal(count_tables(read_merged(cut)), 1);
}

/* The title is cut, the unit stands on the second page alone. */
static void columns_on_the_next_page_stand_beside_the_others(void **state) {
    bdl_buf *page = page_of();
    put_at(page, 410, 640, "部门支出");
    put_at(page, 250, 620, "编制部门：云河市水利局");
    put_left(page);
    page = page_of();
    put_at(page, 61, 640, "预算总表");
    put_at(page, 200, 620, "单位：万元");
    put_right(page);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 4);
    assert_text(doc->blocks.items[0].run.text, "部门支出预算总表");
    const bdl_block *table = &doc->blocks.items[3];
    assert_int_equal(table->kind, BDL_TABLE);
    assert_int_equal(table->row_count, ROWS);
    assert_int_equal(table->rows[0].count, 4);
    assert_cell(table, 0, 2, "基本支出");
    assert_cell(table, 1, 0, "201");
    assert_cell(table, 1, 3, "2.30");
    assert_cell(table, 4, 2, "9.10");
}

/* Two pages below each other, then those beside them. */
static void pages_below_each_other_have_others_beside_them(void **state) {
    bdl_buf *page = page_of();
    put_at(page, 250, 620, "编制部门：云河市水利局");
    put_left(page);
    put_left(page_of());
    page = page_of();
    put_at(page, 100, 640, "部门支出预算总表");
    put_at(page, 200, 620, "单位：万元");
    put_right(page);
    put_right(page_of());
    const bdl_doc *doc = read_pdf();
    assert_int_equal(count_tables(doc), 1);
    const bdl_block *table = &doc->blocks.items[doc->blocks.count - 1];
    assert_int_equal(table->rows[0].count, 4);
    assert_cell(table, 1, 2, "12.30");
    assert_cell(table, table->row_count - 1, 0, "208");
    assert_cell(table, table->row_count - 1, 3, "0.10");
}

/* Of a heading over all columns the page in the middle has neither side. */
static void a_heading_may_be_cut_at_both_sides(void **state) {
    static const char *const totals[ROWS] = {"合计", "14.60", "5.12", "8.60", "9.20"};
    bdl_buf *page = page_of();
    put_at(page, 250, 640, "编制部门：云河市水利局");
    put_line(page, 250, 620, 450, 620);
    put_line(page, 250, 600, 250, 620);
    put_left(page);
    page = page_of();
    put_line(page, 150, 620, 350, 620);
    put_at(page, 230, 606, "支出情况");
    put_frame(page, 150);
    put_column(page, 155, totals);
    put_column(page, 255, basic);
    page = page_of();
    put_at(page, 200, 640, "单位：万元");
    put_line(page, 60, 620, 260, 620);
    put_line(page, 260, 600, 260, 620);
    put_frame(page, 60);
    put_column(page, 65, projects);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(count_tables(doc), 1);
    const bdl_block *table = &doc->blocks.items[doc->blocks.count - 1];
    assert_int_equal(table->row_count, ROWS + 1);
    assert_cell(table, 0, 0, "支出情况");
    assert_int_equal(table->rows[0].cells[0].col_span, 6);
    assert_cell(table, 2, 2, "14.60");
    assert_cell(table, 2, 4, "2.30");
}

/* The last two rows of a table, from X on. */
static void put_end(bdl_buf *page, int x, const char *const *texts) {
    for (int r = 0; r <= 2; r++)
        put_line(page, x, 650 - 20 * r, x + 200, 650 - 20 * r);
    for (int c = 0; c <= 2; c++)
        put_line(page, x + 100 * c, 610, x + 100 * c, 650);
    for (int i = 0; i < 4; i++)
        put_at(page, x + 5 + 100 * (i % 2), 636 - 20 * (i / 2), texts[i]);
}

/* A cell of the first row is cut by the edge of the paper, and two rows alone are left
 * for the pages below. */
static void the_end_of_a_cut_cell_is_no_title(void **state) {
    static const char *const left[] = {"210", "卫生健康", "", "合计"};
    static const char *const right[] = {"1.20", "0.30", "35.00", "4.00"};
    bdl_buf *page = page_of();
    put_line(page, 250, 620, 450, 620);
    put_line(page, 250, 600, 250, 620);
    put_at(page, 255, 606, "单位云河市水利局");
    put_left(page);
    put_end(page_of(), 250, left);
    page = page_of();
    put_at(page, 61, 606, "办公室");
    put_right(page);
    put_end(page_of(), 60, right);
    const bdl_doc *doc = read_pdf();
    const bdl_block *table = &doc->blocks.items[doc->blocks.count - 1];
    assert_int_equal(count_tables(doc), 1);
    assert_cell(table, table->row_count - 2, 0, "210");
    assert_cell(table, table->row_count - 2, 3, "0.30");
    assert_cell(table, table->row_count - 1, 2, "35.00");
}

/* As high, but with a title and a caption of its own. */
static void tables_with_captions_of_their_own_are_two(void **state) {
    bdl_buf *page = page_of();
    put_at(page, 310, 640, "部门收入预算总表");
    put_at(page, 250, 620, "编制部门：云河市水利局");
    put_left(page);
    page = page_of();
    put_at(page, 120, 640, "部门支出预算总表");
    put_at(page, 60, 620, "编制部门：云河市水利局");
    put_right(page);
    assert_int_equal(count_tables(read_pdf()), 2);
}

static void tables_with_titles_at_the_left_are_two(void **state) {
    bdl_buf *page = page_of();
    put_at(page, 250, 620, "表一收入");
    put_left(page);
    page = page_of();
    put_at(page, 60, 620, "表二支出");
    put_right(page);
    assert_int_equal(count_tables(read_pdf()), 2);
}

static void put_plain(bdl_buf *page, const char *const *first,
                      const char *const *second) {
    put_column(page, 80, first);
    put_column(page, 200, second);
}

/* Nothing is drawn on these pages: what is as high as the rows of the first belongs
 * beside them, below no title of its own. */
static void columns_without_lines_stand_beside_the_others(void **state) {
    static const char *const some[ROWS] = {"事业支出", "", "", "0.80", "0.10"};
    static const char *const more[ROWS] = {"其他支出", "", "", "", "7.00"};
    bdl_buf *page = page_of();
    put_at(page, 80, 640, "部门支出预算总表");
    put_at(page, 80, 620, "编制部门：云河市水利局");
    put_plain(page, codes, names);
    page = page_of();
    put_at(page, 240, 620, "单位：万元");
    put_plain(page, some, more);
    const bdl_doc *doc = read_pdf();
    const bdl_block *table = &doc->blocks.items[doc->blocks.count - 1];
    assert_int_equal(count_tables(doc), 1);
    assert_int_equal(table->rows[0].count, 4);
    assert_cell(table, 1, 1, "一般公共服务");
    assert_cell(table, 4, 2, "0.10");
    assert_cell(table, 4, 3, "7.00");
}

static void pages_that_begin_as_high_are_no_columns(void **state) {
    for (int i = 0; i < 2; i++) {
        bdl_buf *page = page_of();
        put_at(page, 80, 640, i ? "项目支出表" : "基本支出表");
        put_plain(page, i ? names : codes, i ? projects : basic);
    }
    assert_int_equal(count_tables(read_pdf()), 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(tables_with_captions_inside_their_lines_stand_alone),
        TEST(columns_on_the_next_page_stand_beside_the_others),
        TEST(pages_below_each_other_have_others_beside_them),
        TEST(a_heading_may_be_cut_at_both_sides),
        TEST(the_end_of_a_cut_cell_is_no_title),
        TEST(columns_without_lines_stand_beside_the_others),
        TEST(pages_that_begin_as_high_are_no_columns),
        TEST(tables_with_captions_of_their_own_are_two),
        TEST(tables_with_titles_at_the_left_are_two),
    };
    const char *program = getenv("BDL_READ_PDF");
    if (!program || access(program, X_OK) != 0)
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
