/* test_read_pdf_parts.c - forms in PDF that have lines across alone: each of their parts
 * has columns of its own. */
#include "make_pdf.h"

enum { LEFT = 50, LABEL = 120, RIGHT = 450 };

static const cell scored[] = {
    {55, 14, "项目名称"},    {130, 14, "公园维护"},
    {130, 34, "资金"},       {230, 34, "预算数"},
    {380, 34, "得分"},       {60, 44, "资金情况"},
    {130, 54, "年度总额"},   {235, 54, "12.30"},
    {420, 54, "9.00"}, /* at the right edge, and its heading in the middle */
    {180, 74, "预期目标"},   {340, 74, "完成情况"},
    {60, 84, "总体目标"},    {130, 94, "公园全年开放，设施完好，环境整洁"},
    {300, 94, "已全部完成"}, {130, 114, "一级指标"},
    {190, 114, "三级指标"},  {280, 114, "指标值"},
    {380, 114, "分值"},      {60, 134, "绩效指标"},
    {130, 134, "产出指标"},  {190, 134, "开放天数"},
    {280, 134, "365"},       {297, 134, "天"},
    {385, 134, "50"},        {130, 154, "效益指标"},
    {190, 154, "游客人数"},  {280, 154, "≥8万人"},
    {385, 154, "40"},        {200, 174, "总分"},
    {385, 174, "90"}};

/* Rows FIRST to END of a form of nine, below TOP; the lines that are not as wide begin
 * behind the labels. */
static void put_scored(bdl_buf *page, int top, int first, int end) {
    static const bool whole[] = {1, 1, 0, 1, 0, 1, 0, 0, 1, 1};
    for (int i = first; i <= end; i++) {
        int y = top - 20 * (i - first);
        put_line(page, whole[i] ? LEFT : LABEL, y, RIGHT, y);
    }
    for (size_t i = 0; i < BDL_COUNT_OF(scored); i++)
        if (scored[i].y / 20 >= first && scored[i].y / 20 < end)
            put_at(page, scored[i].x, top + 20 * first - scored[i].y, scored[i].text);
}

static bdl_buf *scored_page(void) {
    bdl_buf *page = page_of();
    put_scored(page, 600, 0, 9);
    return page;
}

/* The texts of row ROW, parted by "|"; "" for what a cell above or beside covers. */
static void assert_whole_row(const bdl_block *table, size_t row, const char *want) {
    bdl_buf text = {.arena = file.arena};
    assert_true(row < table->row_count);
    for (size_t c = 0; c < table->rows[row].count; c++)
        bdl_buf_printf(&text, "%s%.*s", c ? "|" : "",
                       BDL_PRI(table->rows[row].cells[c].run.text));
    assert_text(bdl_buf_str(&text), want);
}

static void each_part_of_a_form_has_its_own_columns(void **state) {
    scored_page();
    const bdl_block *table = only_table(9);
    assert_whole_row(table, 0, "项目名称|公园维护|||");
    assert_whole_row(table, 1, "资金情况|资金|预算数||得分");
    assert_whole_row(table, 2, "|年度总额|12.30||9.00");
    assert_whole_row(table, 3, "总体目标|预期目标|||完成情况");
    assert_whole_row(table, 4, "|公园全年开放，设施完好，环境整洁|||已全部完成");
    assert_whole_row(table, 5, "绩效指标|一级指标|三级指标|指标值|分值");
    assert_whole_row(table, 6, "|产出指标|开放天数|365天|50");
    assert_whole_row(table, 8, "总分||||90");
    assert_int_equal(table->rows[1].cells[0].row_span, 2);
    assert_int_equal(table->rows[8].cells[0].col_span, 4);
}

/* A page begins within the rows of a label: its first line is as wide as the table. */
static void a_form_goes_on_beside_a_label_of_the_page_before(void **state) {
    static const cell rest[] = {{130, 14, "效益指标"}, {190, 14, "游客人数"},
                                {280, 14, "≥8万人"},   {385, 14, "40"},
                                {200, 34, "总分"},     {385, 34, "90"}};
    scored_page();
    bdl_buf *page = page_of();
    put_line(page, LABEL, 650, RIGHT, 650);
    put_line(page, LEFT, 630, RIGHT, 630);
    put_line(page, LEFT, 610, RIGHT, 610);
    PUT(page, 650, rest);
    const bdl_doc *doc = read_pdf();
    const bdl_block *table = &doc->blocks.items[doc->blocks.count - 1];
    size_t last = table->row_count - 1;
    assert_cell(table, last - 1, table->rows[last].count - 1, "40");
    assert_cell(table, last, table->rows[last].count - 1, "90");
}

/* The title of the next form and the number of a department, without a colon. */
static void a_title_in_larger_letters_ends_a_table(void **state) {
    bdl_buf *page = scored_page();
    bdl_buf_printf(page, "BT /F 16 Tf 200 400 Td <7B2C4E8C98799879> Tj ET\n"
                         "BT /F 13 Tf 60 383 Td <003100300032> Tj ET\n"); /* 102 */
    for (int i = 0; i < 4; i++)
        put_line(page, LEFT, 376 - 20 * i, RIGHT, 376 - 20 * i);
    for (int i = 0; i < 3; i++) {
        put_at(page, 55, 362 - 20 * i, "名称");
        put_at(page, 280, 362 - 20 * i, "1.20");
    }
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.items[0].row_count, 9);
    assert_int_equal(doc->blocks.items[doc->blocks.count - 1].row_count, 3);
}

/* The first page has one row of it, and the second one the front; the list stands on the
 * third, where it could be a table. */
static void the_parts_of_a_form_on_several_pages_are_one(void **state) {
    put_scored(page_of(), 80, 0, 1);
    put_scored(page_of(), 650, 1, 5);
    put_scored(page_of(), 650, 5, 9);
    const bdl_block *table = only_table(9);
    assert_cell(table, 0, 0, "项目名称");
    assert_int_equal(table->rows[8].count, table->rows[0].count);
}

/* A row that a page cuts is as high as what could be headings above the rows of a label.
 */
static void no_line_is_drawn_through_a_row_that_a_page_cuts(void **state) {
    static const char *const basis[] = {"关于印发", "工作要点", "的通知及",
                                        "相关办法", "和本年度", "实施方案"};
    static const cell cells[] = {
        {190, 38, "游客人数"},  {190, 50, "达标"},      {60, 104, "产出指标"},
        {130, 104, "质量指标"}, {190, 104, "合格率"},   {280, 104, "≥95%"},
        {130, 124, "时效指标"}, {190, 124, "及时率"},   {280, 124, "≥90%"},
        {60, 144, "效益指标"},  {130, 144, "社会效益"}, {190, 144, "知晓率"},
        {280, 144, "≥80%"},     {60, 164, "满意度"},    {130, 164, "服务对象"},
        {190, 164, "满意率"},   {280, 164, "≥85%"}};
    static const int ys[] = {670, 580, 560, 540, 520, 500};
    bdl_buf *page = page_of();
    for (int i = 0; i < 6; i++)
        put_line(page, i == 1 || i == 2 ? LABEL : LEFT, ys[i], RIGHT, ys[i]);
    for (int i = 0; i < 6; i++)
        put_at(page, 280, 660 - 12 * i, basis[i]);
    PUT(page, 670, cells);
    const bdl_block *table = only_table(5);
    assert_cell(table, 1, 2, "合格率");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(each_part_of_a_form_has_its_own_columns),
        TEST(a_form_goes_on_beside_a_label_of_the_page_before),
        TEST(the_parts_of_a_form_on_several_pages_are_one),
        TEST(no_line_is_drawn_through_a_row_that_a_page_cuts),
        TEST(a_title_in_larger_letters_ends_a_table),
    };
    const char *program = getenv("BDL_READ_PDF");
    if (!program || access(program, X_OK) != 0)
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
