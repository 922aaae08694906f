/* test_read_pdf_plain.c - tables of PDF files that lack some of their lines, or all, and
 * paragraphs that are not set in. */
#include "make_pdf.h"

/* Lines as wide as the table below each of ROWS rows of 20 points. */
static void put_rules(bdl_buf *page, int top, int rows) {
    for (int r = 0; r <= rows; r++)
        put_line(page, 50, top - 20 * r, 400, top - 20 * r);
}

/* Names left, figures right, a name of two lines about its row, headings of two levels.
 */
static const cell spending[] = {
    {290, 0, "其中"},    {60, 10, "编码"},      {150, 10, "科目名称"},
    {235, 10, "合计"},   {275, 20, "基本支出"}, {330, 20, "项目支出"},
    {60, 40, "合计"},    {215, 40, "1,234.50"}, {275, 40, "1,000.00"},
    {340, 40, "234.50"}, {60, 66, "20805"},     {110, 60, "机关事业单位基本养老"},
    {110, 72, "保险"},   {225, 66, "734.50"},   {285, 66, "600.00"},
    {340, 66, "134.50"}, {60, 92, "20899"},     {110, 92, "其他支出"},
    {225, 92, "500.00"}, {285, 92, "400.00"},   {340, 92, "100.00"},
};

static void assert_spending(const bdl_block *table) {
    static const char *const rows[][5] = {
        {"编码", "科目名称", "合计", "其中", ""},
        {"", "", "", "基本支出", "项目支出"},
        {"合计", "", "1,234.50", "1,000.00", "234.50"},
        {"20805", "机关事业单位基本养老保险", "734.50", "600.00", "134.50"},
        {"20899", "其他支出", "500.00", "400.00", "100.00"},
    };
    assert_int_equal(table->kind, BDL_TABLE);
    assert_int_equal(table->row_count, 5);
    for (size_t r = 0; r < 5; r++)
        for (size_t c = 0; c < 5; c++)
            assert_cell(table, r, c, rows[r][c]);
    assert_int_equal(table->rows[0].cells[0].row_span, 2);
    assert_int_equal(table->rows[0].cells[3].col_span, 2);
}

static void a_table_without_any_line_has_rows_and_columns(void **state) {
    bdl_buf *page = page_of();
    put_at(page, 60, 640, "单位：万元");
    PUT(page, 610, spending);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 2);
    assert_spending(&doc->blocks.items[1]);
}

/* A sheet to fill in: labels beside values, labels in the middle of their rows, a list
 * that goes on on the next page. */
static const cell sheet_rows[] = {
    {60, 0, "编码"},
    {120, 0, "A01"},
    {230, 0, "名称"},
    {290, 0, "渠道维修"},
    {120, 20, "预算"},
    {180, 20, "86.40"},
    {230, 20, "财政"},
    {290, 20, "80.00"},
    {350, 20, "其他"},
    {60, 30, "资金用途"},
    {120, 40, "用于东干渠渗漏段的衬砌，按进度支付。"},
    {120, 60, "六月底"},
    {230, 60, "十二月底"},
    {60, 70, "支出计划"},
    {120, 80, "50%"},
    {230, 80, "100%"},
    {60, 100, "一级指标"},
    {120, 100, "二级指标"},
    {180, 100, "三级指标"},
    {270, 100, "描述"},
    {350, 100, "指标值"},
    {120, 120, "数量指标"},
    {180, 120, "衬砌长度"},
    {270, 120, "完成长度"},
    {350, 120, "2公里"},
    {60, 140, "产出指标"},
    {120, 140, "质量指标"},
    {180, 140, "合格率"},
    {270, 140, "合格的比率"},
    {350, 140, "100%"},
    {120, 160, "时效指标"},
    {180, 160, "完工时间"},
    {270, 160, "全部完成"},
    {350, 160, "十月"},
};

static const cell sheet_rest[] = {
    {60, 0, "效益指标"},  {120, 0, "社会效益"}, {180, 0, "保证率"},
    {270, 0, "灌溉保证"}, {350, 0, "90%"},
};

static void a_form_without_lines_keeps_the_cells_of_each_line(void **state) {
    static const char *const rows[][6] = {
        {"编码", "A01", "名称", "渠道维修"},
        {"资金用途", "预算", "86.40", "财政", "80.00", "其他"},
        {"", "用于东干渠渗漏段的衬砌，按进度支付。"},
        {"支出计划", "六月底", "十二月底"},
        {"", "50%", "100%"},
        {"一级指标", "二级指标", "三级指标", "描述", "指标值"},
        {"产出指标", "数量指标", "衬砌长度", "完成长度", "2公里"},
        {"", "质量指标", "合格率", "合格的比率", "100%"},
        {"", "时效指标", "完工时间", "全部完成", "十月"},
    };
    PUT(page_of(), 700, sheet_rows);
    PUT(page_of(), 690, sheet_rest);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 2);
    const bdl_block *table = &doc->blocks.items[0], *rest = table + 1;
    assert_int_equal(table->row_count, 9);
    for (size_t r = 0; r < 9; r++)
        for (size_t c = 0; c < 6 && rows[r][c]; c++)
            assert_cell(table, r, c, rows[r][c]);
    assert_true(rest->new_page);
    assert_int_equal(rest->row_count, 1);
    assert_cell(rest, 0, 0, "效益指标");
    assert_cell(rest, 0, 4, "90%");
}

/* Rows with a line below each, none above the first: its headings are of the table. */
static void headings_above_the_first_line_belong_to_the_table(void **state) {
    static const cell cells[] = {
        {60, 0, "编码"},       {150, 0, "科目名称"},  {240, 0, "基本支出"},
        {330, 0, "项目支出"},  {60, 20, "201"},       {150, 20, "一般公共服务"},
        {240, 20, "120.00"},   {330, 20, "30.00"},    {60, 40, "208"},
        {150, 40, "社会保障"}, {240, 40, "50.00"},    {330, 40, "1.00"},
        {60, 60, "210"},       {150, 60, "卫生健康"}, {240, 60, "20.00"},
        {330, 60, "2.00"},     {60, 80, "221"},       {150, 80, "住房保障"},
        {240, 80, "30.00"},    {330, 80, "3.00"},
    };
    bdl_buf *page = page_of();
    put_at(page, 60, 640, "单位：万元");
    PUT(page, 610, cells);
    for (int r = 0; r < 5; r++)
        put_line(page, 50, 604 - 20 * r, 400, 604 - 20 * r);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 2);
    const bdl_block *table = &doc->blocks.items[1];
    assert_int_equal(table->row_count, 5);
    assert_cell(table, 0, 1, "科目名称");
    assert_cell(table, 4, 3, "3.00");
}

static void a_table_of_three_lines_has_rows_and_columns(void **state) {
    bdl_buf *page = page_of();
    put_at(page, 60, 640, "单位：万元");
    put_line(page, 50, 624, 400, 624);
    put_line(page, 50, 585, 400, 585);
    put_line(page, 50, 510, 400, 510);
    PUT(page, 610, spending);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 2);
    assert_spending(&doc->blocks.items[1]);
}

static void a_table_with_its_outer_lines_alone_has_rows_and_columns(void **state) {
    bdl_buf *page = page_of();
    put_at(page, 60, 640, "单位：万元");
    for (int i = 0; i < 2; i++) {
        put_line(page, 50, 624 - 114 * i, 400, 624 - 114 * i);
        put_line(page, 50 + 350 * i, 624, 50 + 350 * i, 510);
    }
    PUT(page, 610, spending);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 2);
    assert_spending(&doc->blocks.items[1]);
}

static void a_table_with_lines_down_alone_has_rows(void **state) {
    static const cell cells[] = {
        {60, 0, "编码"},     {110, 0, "科目名称"},      {215, 0, "预算数"},
        {60, 20, "20801"},   {110, 20, "其他"},         {215, 20, "12.00"},
        {60, 46, "20805"},   {110, 40, "机关事业单位"}, {110, 52, "保险"},
        {215, 46, "734.50"}, {60, 72, "20899"},         {110, 72, "其他支出"},
        {215, 72, "5.00"},
    };
    bdl_buf *page = page_of();
    static const int xs[] = {50, 105, 175, 300}, ys[] = {624, 604, 524};
    for (int i = 0; i < 4; i++)
        put_line(page, xs[i], 624, xs[i], 524);
    for (int i = 0; i < 3; i++)
        put_line(page, 50, ys[i], 300, ys[i]);
    PUT(page, 610, cells);
    const bdl_block *table = only_table(4);
    assert_cell(table, 1, 0, "20801");
    assert_cell(table, 2, 1, "机关事业单位保险");
    assert_cell(table, 2, 2, "734.50");
    assert_cell(table, 3, 2, "5.00");
}

static void a_title_within_a_table_reaches_over_it(void **state) {
    static const cell title[] = {{205, 0, "支出总表"}},
                      rows[] = {
                          {60, 0, "科目名称"},  {240, 0, "预算数"}, {340, 0, "上年数"},
                          {60, 20, "农林支出"}, {240, 20, "12.00"}, {340, 20, "2.00"},
                          {60, 40, "其他支出"}, {240, 40, "7.00"},  {340, 40, "3.00"},
                      };
    for (int i = 0; i < 2; i++) {
        bdl_buf *page = i == 0 ? page_of() : &file.pages[0];
        int top = 620 - 100 * i; /* the next begins below a blank */
        put_rules(page, top + 14, 4);
        PUT(page, top, title);
        PUT(page, top - 20, rows);
    }
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 2);
    for (size_t i = 0; i < 2; i++) {
        const bdl_block *table = &doc->blocks.items[i];
        assert_int_equal(table->row_count, 4);
        assert_cell(table, 0, 0, "支出总表");
        assert_int_equal(table->rows[0].cells[0].col_span, 3);
        assert_cell(table, 2, 1, "12.00");
        assert_cell(table, 3, 2, "3.00");
    }
}

/* The caption stands over the room between two columns of figures, which their headings
 * leave free. */
static void a_caption_within_a_table_parts_no_columns(void **state) {
    static const cell cells[] = {
        {185, 0, "部门支出表"}, {60, 20, "部门：水务局"}, {300, 20, "单位：万元"},
        {100, 40, "科目"},      {260, 40, "基本支出"},    {350, 40, "项目支出"},
        {60, 60, "行政运行"},   {260, 60, "1,234.50"},    {355, 60, "234.50"},
        {60, 80, "防汛"},       {270, 80, "600.00"},      {355, 80, "134.50"},
        {60, 100, "抗旱"},      {270, 100, "400.00"},     {355, 100, "100.00"},
    };
    bdl_buf *page = page_of();
    put_rules(page, 615, 6);
    PUT(page, 600, cells);
    const bdl_doc *doc = read_pdf();
    const bdl_block *table = &doc->blocks.items[doc->blocks.count - 1];
    assert_int_equal(table->kind, BDL_TABLE);
    assert_int_equal(table->rows[0].count, 3);
    assert_cell(table, table->row_count - 3, 1, "1,234.50");
    assert_cell(table, table->row_count - 3, 2, "234.50");
    assert_cell(table, table->row_count - 4, 2, "项目支出");
}

/* Lines between the headings alone, and one below the last row. */
static void headings_with_lines_belong_to_the_rows_below_without(void **state) {
    static const cell heads[] = {
        {150, 0, "部门支出表"}, {60, 20, "部门：水务局"}, {300, 20, "单位：万元"},
        {60, 40, "科目编码"},   {150, 40, "科目名称"},    {265, 40, "合计"},
        {350, 40, "项目"},
    };
    enum { ROWS = 9 };
    char figure[16];
    bdl_buf *page = page_of();
    put_rules(page, 615, 3);
    PUT(page, 600, heads);
    for (int r = 0; r < ROWS; r++) {
        put_at(page, 60, 540 - 20 * r, "2130305");
        put_at(page, 130, 540 - 20 * r, r % 2 ? "防汛" : "水利工程建设");
        snprintf(figure, sizeof figure, "%d.50", 100 + r);
        put_at(page, 260, 540 - 20 * r, figure);
        put_at(page, 345, 540 - 20 * r, figure);
    }
    put_line(page, 50, 372, 400, 372);
    const bdl_doc *doc = read_pdf();
    const bdl_block *table = &doc->blocks.items[doc->blocks.count - 1];
    assert_int_equal(table->kind, BDL_TABLE);
    assert_int_equal(table->row_count, ROWS + 1);
    assert_cell(table, 0, 0, "科目编码");
    assert_cell(table, 0, 3, "项目");
    assert_cell(table, 1, 1, "水利工程建设");
    assert_cell(table, 1, 2, "100.50");
    assert_cell(table, ROWS, 3, "108.50");
}

static void names_alone_are_rows_of_a_table_without_lines(void **state) {
    static const cell cells[] = {
        {60, 0, "收入项目"},    {170, 0, "预算数"},     {230, 0, "支出项目"},
        {370, 0, "预算数"},     {60, 20, "本年收入"},   {165, 20, "120.00"},
        {230, 20, "农林支出"},  {365, 20, "100.00"},    {230, 40, "外交支出"},
        {230, 60, "国防支出"},  {230, 80, "教育支出"},  {230, 100, "科技支出"},
        {230, 120, "金融支出"}, {230, 140, "住房支出"}, {370, 140, "20.00"},
        {60, 160, "总计"},      {165, 160, "120.00"},   {230, 160, "总计"},
        {365, 160, "120.00"},
    };
    bdl_buf *page = page_of();
    put_at(page, 60, 640, "单位：万元");
    PUT(page, 620, cells);
    put_at(page, 60, 420, "二、支出总表");
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 3);
    const bdl_block *table = &doc->blocks.items[1];
    assert_int_equal(table->row_count, 9);
    assert_cell(table, 1, 1, "120.00");
    assert_cell(table, 5, 2, "科技支出");
    assert_cell(table, 7, 3, "20.00");
    assert_cell(table, 8, 0, "总计");
}

static void put_short(bdl_buf *page, int top) {
    static const cell cells[] = {
        {110, 0, "收入"},    {290, 0, "支出"},    {70, 20, "项目"},   {165, 20, "预算数"},
        {250, 20, "项目"},   {350, 20, "预算数"}, {60, 40, "收入甲"}, {165, 40, "120.00"},
        {203, 40, "支出甲"}, {350, 40, "120.00"}, {60, 60, "合计"},   {165, 60, "120.00"},
        {203, 60, "合计"},   {350, 60, "120.00"},
    };
    put_rules(page, top + 14, 4);
    PUT(page, top, cells);
}

static void two_tables_with_lines_between_rows_alone_are_two(void **state) {
    bdl_buf *page = page_of();
    put_short(page, 620);
    put_at(page, 180, 500, "支出总表");
    put_at(page, 330, 480, "单位：万元");
    put_short(page, 450);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 4);
    for (size_t i = 0; i < 4; i += 3) {
        const bdl_block *table = &doc->blocks.items[i];
        assert_int_equal(table->row_count, 4);
        assert_int_equal(table->rows[0].count, 4);
        assert_int_equal(table->rows[0].cells[0].col_span, 2);
        assert_cell(table, 0, 2, "支出");
        assert_cell(table, 2, 1, "120.00"); /* close to the name beside it */
        assert_cell(table, 2, 2, "支出甲");
        assert_cell(table, 3, 3, "120.00");
    }
}

/* A code that ends at a name, the total left of the codes, room that empty rows take. */
static void codes_stand_at_names_and_totals_behind_empty_rows(void **state) {
    static const cell cells[] = {
        {60, 0, "科目编码"},   {130, 0, "科目名称"},   {235, 0, "合计"},
        {330, 0, "项目支出"},  {85, 20, "201"},        {102, 20, "其他支出"},
        {225, 20, "1,234.50"}, {335, 20, "1,000.00"},  {85, 40, "301"},
        {102, 40, "住房支出"}, {240, 40, "34.50"},     {345, 40, "30.00"},
        {60, 110, "合计"},     {225, 110, "1,269.00"}, {335, 110, "1,030.00"},
    };
    bdl_buf *page = page_of();
    put_at(page, 60, 640, "单位：万元");
    PUT(page, 610, cells);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 2);
    const bdl_block *table = &doc->blocks.items[1];
    assert_int_equal(table->row_count, 4);
    assert_row(table, 1, "201", "其他支出");
    assert_cell(table, 2, 3, "30.00");
    assert_cell(table, 3, 0, "合计");
    assert_cell(table, 3, 2, "1,269.00");
}

/* Two rows at the end of a page, and what their lines down leave together. */
static void two_rows_between_lines_down_are_two(void **state) {
    static const cell cells[] = {
        {60, 0, "科目"},      {110, 0, "预算数"},  {60, 20, "使用结余"},
        {60, 40, "年初结余"}, {110, 40, "734.50"}, {60, 60, "总计"},
        {110, 60, "734.50"},
    };
    bdl_buf *page = page_of();
    static const int xs[] = {50, 105, 175}, ys[] = {624, 604, 544};
    for (int i = 0; i < 3; i++) {
        put_line(page, xs[i], 624, xs[i], 544);
        put_line(page, 50, ys[i], 175, ys[i]);
    }
    PUT(page, 610, cells);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 1);
    assert_int_equal(doc->blocks.items[0].row_count, 4);
    assert_cell(&doc->blocks.items[0], 1, 0, "使用结余");
    assert_cell(&doc->blocks.items[0], 2, 1, "734.50");
    assert_cell(&doc->blocks.items[0], 3, 0, "总计");
}

/* Three levels; what heads two columns stands where neither has anything, what heads
 * three is on two lines. */
static const cell accounts[] = {
    {150, 0, "项目"},      {340, 0, "支出预算"},  {60, 18, "功能分类科"},
    {60, 30, "目编码"},    {180, 34, "科目名称"}, {295, 34, "合计"},
    {345, 34, "基本支出"}, {405, 34, "项目支出"}, {60, 48, "类"},
    {80, 48, "款"},        {100, 48, "项"},       {55, 70, "206"},
    {125, 70, "科学支出"}, {285, 70, "807.00"},   {350, 70, "600.00"},
    {410, 70, "207.00"},   {55, 90, "206"},       {80, 90, "01"},
    {125, 90, "管理"},     {285, 90, "807.00"},   {350, 90, "600.00"},
    {410, 90, "207.00"},   {55, 110, "206"},      {80, 110, "01"},
    {100, 110, "02"},      {125, 110, "运行"},    {285, 110, "807.00"},
    {350, 110, "600.00"},  {410, 110, "207.00"},
};

static void headings_of_three_levels_stand_over_their_columns(void **state) {
    bdl_buf *page = page_of();
    put_at(page, 60, 640, "单位：万元");
    PUT(page, 610, accounts);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 2);
    const bdl_block *table = &doc->blocks.items[1];
    assert_int_equal(table->row_count, 6);
    assert_int_equal(table->rows[0].count, 7);
    assert_int_equal(table->rows[0].cells[0].col_span, 4);
    assert_int_equal(table->rows[0].cells[4].col_span, 3);
    assert_cell(table, 1, 0, "功能分类科目编码");
    assert_int_equal(table->rows[1].cells[0].col_span, 3);
    assert_cell(table, 1, 3, "科目名称");
    assert_int_equal(table->rows[1].cells[3].row_span, 2);
    assert_cell(table, 2, 2, "项");
    assert_cell(table, 5, 2, "02");
    assert_cell(table, 5, 3, "运行");
    assert_cell(table, 5, 6, "207.00");
}

/* One row and its headings below a line: the rest is on the next page. */
static void one_row_below_a_line_is_a_table(void **state) {
    static const cell cells[] = {
        {60, 0, "项目"},      {150, 0, "本年收入"}, {250, 0, "上级补助"},
        {330, 0, "其他收入"}, {60, 20, "合计"},     {150, 20, "263.14"},
        {330, 20, "26.00"},
    };
    bdl_buf *page = page_of();
    put_at(page, 60, 640, "单位：万元");
    put_line(page, 50, 624, 400, 624);
    PUT(page, 610, cells);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 2);
    const bdl_block *table = &doc->blocks.items[1];
    assert_int_equal(table->kind, BDL_TABLE);
    assert_int_equal(table->row_count, 2);
    assert_cell(table, 0, 2, "上级补助");
    assert_cell(table, 1, 1, "263.14");
    assert_cell(table, 1, 3, "26.00");
}

/* The right edge ends no sentence behind a semicolon, but it does before an item or when
 * the line leaves room. */
static void a_semicolon_at_the_edge_ends_no_paragraph(void **state) {
    bdl_buf *page = page_of();
    put_at(page, 50, 600,
           "本年度的收入合计为九百万元整，其中财政拨款的收入占绝大部分的九成；");
    put_at(page, 50, 585,
           "其他各项收入为一百万元整，比上一年度减少，原因是利息收入有所下降；");
    put_at(page, 50, 570, "（一）公园管理所；");
    put_at(page, 50, 555, "苗圃管理所。");
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 3);
    assert_text(doc->blocks.items[0].run.text,
                "本年度的收入合计为九百万元整，其中财政拨款的收入占绝大部分的九成；"
                "其他各项收入为一百万元整，比上一年度减少，原因是利息收入有所下降；");
    assert_text(doc->blocks.items[1].run.text, "（一）公园管理所；");
    assert_text(doc->blocks.items[2].run.text, "苗圃管理所。");
}

static void figures_in_prose_make_no_table(void **state) {
    bdl_buf *page = page_of();
    for (int i = 0; i < 5; i++) {
        put_at(page, 60, 620 - 16 * i, "下属单位有");
        put_at(page, 114, 620 - 16 * i, "5");
        put_at(page, 123, 620 - 16 * i, "家，其中在职");
        put_at(page, 187, 620 - 16 * i, "20");
        put_at(page, 201, 620 - 16 * i, "人。");
    }
    const bdl_doc *doc = read_pdf();
    for (size_t i = 0; i < doc->blocks.count; i++)
        assert_int_not_equal(doc->blocks.items[i].kind, BDL_TABLE);
}

/* A table of which nothing is printed but its headings. */
static void headings_alone_below_a_caption_are_an_empty_table(void **state) {
    static const cell heads[] = {{80, 0, "功能科目"},  {220, 8, "合计"},
                                 {270, 8, "基本支出"}, {340, 8, "项目支出"},
                                 {50, 16, "科目编码"}, {110, 16, "科目名称"}};
    static const char *const below[] = {"注：本部门没有此项支出。", "一、本年收入",
                                        "5.00"};
    for (size_t i = 0; i < 3; i++) {
        new_file();
        bdl_buf *page = page_of();
        put_at(page, 330, 640, "单位：万元");
        PUT(page, 620, heads);
        put_at(page, 50, 588, below[i]);
        const bdl_doc *doc = read_pdf();
        const bdl_block *table = &doc->blocks.items[1];
        assert_int_equal(table->kind == BDL_TABLE, i == 0); /* others are rows */
        if (i == 0) {
            assert_int_equal(doc->blocks.count, 3);
            assert_cell(table, 0, 0, "功能科目");
            assert_cell(table, 1, 1, "科目名称");
            assert_cell(table, 0, 4, "项目支出");
            assert_text(doc->blocks.items[2].run.text, below[0]);
        }
    }
}

static void without_the_reader_nothing_is_read(void **state) {
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_table_without_any_line_has_rows_and_columns),
        TEST(a_form_without_lines_keeps_the_cells_of_each_line),
        TEST(headings_above_the_first_line_belong_to_the_table),
        TEST(a_table_of_three_lines_has_rows_and_columns),
        TEST(a_table_with_its_outer_lines_alone_has_rows_and_columns),
        TEST(a_table_with_lines_down_alone_has_rows),
        TEST(a_title_within_a_table_reaches_over_it),
        TEST(a_caption_within_a_table_parts_no_columns),
        TEST(headings_with_lines_belong_to_the_rows_below_without),
        TEST(names_alone_are_rows_of_a_table_without_lines),
        TEST(two_tables_with_lines_between_rows_alone_are_two),
        TEST(codes_stand_at_names_and_totals_behind_empty_rows),
        TEST(two_rows_between_lines_down_are_two),
        TEST(headings_of_three_levels_stand_over_their_columns),
        TEST(one_row_below_a_line_is_a_table),
        TEST(figures_in_prose_make_no_table),
        TEST(a_semicolon_at_the_edge_ends_no_paragraph),
        TEST(headings_alone_below_a_caption_are_an_empty_table),
    };
    const struct CMUnitTest none[] = {
        TEST(without_the_reader_nothing_is_read),
    };
    const char *program = getenv("BDL_READ_PDF");
    if (!program || access(program, X_OK) != 0)
        return cmocka_run_group_tests(none, NULL, NULL);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
