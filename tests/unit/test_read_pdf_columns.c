/* test_read_pdf_columns.c - where the columns part of tables in PDF files that have no
 * lines: headings and figures that stand apart, names close behind figures. */
#include "make_pdf.h"

/* What CELLS make, Y points below a caption. */
static const bdl_block *table_of(const cell *cells, size_t count) {
    bdl_buf *page = page_of();
    put_at(page, 60, 640, "单位：万元");
    put_cells(page, 610, cells, count);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 2);
    assert_int_equal(doc->blocks.items[1].kind, BDL_TABLE);
    return &doc->blocks.items[1];
}

#define TABLE_OF(cells) table_of(cells, BDL_COUNT_OF(cells))

/* Headings and numbers in the middle of their columns, figures at the right edge. */
static void numbers_of_columns_are_no_figures_of_their_own(void **state) {
    static const cell cells[] = {
        {60, 0, "科目"},      {110, 0, "本年合计"}, {190, 0, "事业收入"},
        {270, 0, "经营收入"}, {60, 20, "栏次"},     {127, 20, "1"},
        {207, 20, "2"},       {287, 20, "3"},       {60, 40, "教育"},
        {145, 40, "43.50"},   {235, 40, "0.00"},    {315, 40, "0.00"},
        {60, 60, "农业"},     {145, 60, "16.20"},   {235, 60, "0.00"},
        {315, 60, "0.00"},    {60, 80, "交通"},     {145, 80, "11.80"},
        {235, 80, "0.00"},    {315, 80, "0.00"},    {60, 100, "卫生"},
        {145, 100, "10.70"},  {235, 100, "0.00"},   {315, 100, "0.00"},
    };
    const bdl_block *table = TABLE_OF(cells);
    assert_int_equal(table->rows[0].count, 4);
    assert_cell(table, 0, 2, "事业收入");
    assert_cell(table, 1, 2, "2");
    assert_cell(table, 2, 2, "0.00");
    assert_cell(table, 5, 3, "0.00");
}

static void a_name_that_begins_with_year_may_stand_close_behind_a_figure(void **state) {
    static const cell cells[] = {
        {80, 0, "项目"},
        {165, 0, "决算数"},
        {230, 0, "项目"},
        {320, 0, "决算数"},
        {60, 20, "本年收入合计"},
        {160, 20, "74593.06"},
        {202, 20, "本年支出合计"},
        {320, 20, "74593.06"},
        {60, 40, "年初结转和结余"},
        {160, 40, "24172.37"},
        {202, 40, "年末结转和结余"},
        {320, 40, "24172.37"},
        {60, 60, "总计"},
        {160, 60, "98765.43"},
        {202, 60, "总计"},
        {320, 60, "98765.43"},
    };
    const bdl_block *table = TABLE_OF(cells);
    assert_int_equal(table->rows[0].count, 4);
    assert_cell(table, 2, 1, "24172.37");
    assert_cell(table, 2, 2, "年末结转和结余");
}

static void the_figures_of_one_row_part_headings_that_nearly_touch_them(void **state) {
    static const cell cells[] = {
        {60, 0, "合计"},        {98, 0, "因公出国（境）费"},
        {205, 0, "公务接待费"}, {70, 20, "1"},
        {135, 20, "2"},         {227, 20, "3"},
        {56, 40, "757.3312"},   {158, 40, "0.00"},
        {225, 40, "757.33"},
    };
    const bdl_block *table = TABLE_OF(cells);
    assert_int_equal(table->rows[0].count, 3);
    assert_row(table, 0, "合计", "因公出国（境）费");
    assert_row(table, 2, "757.3312", "0.00");
}

/* 合计 stands over a code and a name; the heading of the codes is wider than they are. */
static void a_heading_wider_than_its_column_keeps_it(void **state) {
    static const cell cells[] = {
        {150, 0, "项目"},
        {50, 24, "功能分类科目编码"},
        {180, 24, "科目名称"},
        {260, 16, "合计"},
        {340, 16, "基本支出"},
        {150, 50, "栏次"},
        {268, 50, "1"},
        {358, 50, "2"},
        {50, 70, "合计"},
        {260, 70, "74.30"},
        {350, 70, "74.30"},
        {50, 90, "205"},
        {132, 90, "教育支出"},
        {260, 90, "44.10"},
        {350, 90, "44.10"},
        {50, 110, "20502"},
        {132, 110, "普通教育"},
        {260, 110, "44.10"},
        {350, 110, "44.10"},
        {50, 130, "208"},
        {132, 130, "社会保障和就业支出"},
        {260, 130, "30.20"},
        {350, 130, "30.20"},
        {50, 150, "20805"},
        {132, 150, "养老支出"},
        {260, 150, "30.20"},
        {350, 150, "30.20"},
        {50, 170, "2080505"},
        {132, 170, "养老保险缴费"},
        {260, 170, "20.20"},
        {350, 170, "20.20"},
        {50, 190, "2080506"},
        {132, 190, "职业年金缴费"},
        {260, 190, "10.00"},
        {350, 190, "10.00"},
        {50, 210, "210"},
        {132, 210, "卫生支出"},
        {260, 210, "0.00"},
        {350, 210, "0.00"},
        {50, 230, "21011"},
        {132, 230, "单位医疗"},
        {260, 230, "0.00"},
        {350, 230, "0.00"},
        {50, 250, "2101101"},
        {132, 250, "行政单位医疗"},
        {260, 250, "0.00"},
        {350, 250, "0.00"},
        {50, 270, "2101103"},
        {132, 270, "公务员医疗补助"},
        {260, 270, "0.00"},
        {350, 270, "0.00"},
        {50, 290, "221"},
        {132, 290, "住房支出"},
        {260, 290, "0.00"},
        {350, 290, "0.00"},
        {50, 310, "22102"},
        {132, 310, "住房改革支出"},
        {260, 310, "0.00"},
        {350, 310, "0.00"},
    };
    const bdl_block *table = TABLE_OF(cells);
    assert_cell(table, 0, 0, "项目");
    assert_int_equal(table->rows[0].cells[0].col_span, 2);
    assert_row(table, 1, "功能分类科目编码", "科目名称");
    assert_cell(table, 0, 2, "合计");
    assert_cell(table, 5, 1, "普通教育");
}

/* Lines between the rows alone. 预算数 and 决算数 stand over three columns each, of which
 * two have headings that reach over both rows below. */
static void a_heading_stands_over_those_that_reach_over_two_rows(void **state) {
    static const cell cells[] = {
        {125, 0, "预算数"},    {305, 0, "决算数"},  {70, 30, "合计"},
        {125, 20, "公务用车"}, {190, 30, "接待费"}, {250, 30, "合计"},
        {305, 20, "公务用车"}, {370, 30, "接待费"}, {135, 40, "小计"},
        {315, 40, "小计"},     {70, 60, "30.00"},   {130, 60, "20.00"},
        {190, 60, "10.00"},    {250, 60, "15.00"},  {310, 60, "9.00"},
        {370, 60, "6.00"},
    };
    bdl_buf *page = page_of();
    put_at(page, 60, 640, "单位：万元");
    for (int y = 624; y >= 544; y -= 20) {
        if (y == 584) { /* below 公务用车 alone */
            put_line(page, 110, y, 170, y);
            put_line(page, 290, y, 350, y);
        } else {
            put_line(page, 50, y, 410, y);
        }
    }
    for (size_t i = 0; i < BDL_COUNT_OF(cells); i++)
        put_at(page, cells[i].x, 610 - cells[i].y, cells[i].text);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 2);
    const bdl_block *table = &doc->blocks.items[1];
    assert_int_equal(table->rows[0].count, 6);
    assert_cell(table, 0, 0, "预算数");
    assert_int_equal(table->rows[0].cells[0].col_span, 3);
    assert_cell(table, 0, 3, "决算数");
    assert_int_equal(table->rows[0].cells[3].col_span, 3);
    assert_cell(table, 3, 5, "6.00");
}

static void without_the_reader_nothing_is_read(void **state) {
}

/* A form without lines: labels of one to six letters in the middle of their column, below
 * a longer caption, and a cell of two lines about its label. Latin letters are set apart
 * from Chinese ones by a quarter of a letter. */
static void labels_in_the_middle_of_their_column_are_labels(void **state) {
    static const struct {
        int x, y;
        const char *text;
    } words[] = {
        {40, 0, "217001 某某县水利服务中心"},
        {65, 24, "编码"},
        {160, 24, "A0123456"},
        {250, 24, "名称"},
        {330, 24, "渠道维修"},
        {45, 50, "预算规模资金"},
        {150, 42, "预算数"},
        {200, 42, "86.40"},
        {250, 42, "财政"},
        {330, 42, "80.00"},
        {65, 58, "用途"},
        {150, 66, "用于东干渠渗漏段的衬砌，按进度支付。"},
        {55, 76, "支出计划"},
        {160, 76, "六月底"},
        {260, 76, "十二月底"},
        {60, 88, "（%）"},
        {165, 88, "50%"},
        {270, 88, "100%"},
        {180, 108, "1.完成渠道衬砌工作任务"},
        {55, 115, "绩效目标"},
        {200, 122, "2.保障灌溉用水"},
        {45, 142, "一级指标"},
        {110, 142, "二级指标"},
        {180, 142, "三级指标"},
        {270, 142, "描述"},
        {350, 142, "指标值"},
        {45, 162, "产出指标"},
        {110, 162, "数量指标"},
        {180, 162, "衬砌长度"},
        {270, 162, "完成长度"},
        {350, 162, "2公里"},
        {110, 182, "时效指标"},
        {180, 182, "完工时间"},
        {270, 182, "全部完成"},
        {350, 182, "12"},
        {363, 182, "月底前"},
        {45, 202, "效益指标"},
        {110, 202, "社会效益"},
        {180, 202, "保证率"},
        {270, 202, "灌溉保证"},
        {350, 202, "90%"},
    };
    bdl_buf *page = page_of();
    for (size_t i = 0; i < BDL_COUNT_OF(words); i++)
        put_at(page, words[i].x, 700 - words[i].y, words[i].text);
    const bdl_doc *doc = read_pdf();
    const bdl_block *table = &doc->blocks.items[doc->blocks.count - 1];
    assert_int_equal(table->kind, BDL_TABLE);
    size_t goals = table->row_count - 5;
    assert_cell(table, goals - 4, 0, "预算规模资金\n用途");
    assert_cell(table, goals - 3, 1, "用于东干渠渗漏段的衬砌，按进度支付。");
    assert_cell(table, goals - 2, 0, "支出计划");
    assert_cell(table, goals - 1, 0, "（%）");
    assert_cell(table, goals - 1, 1, "50%");
    assert_row(table, goals, "绩效目标", "1.完成渠道衬砌工作任务\n2.保障灌溉用水");
    assert_cell(table, goals + 3, 4, "12月底前");
}

/* One line below 收入 and 支出, beside 序号, which reaches over both rows of headings. */
static void several_headings_on_one_line_are_several(void **state) {
    static const struct {
        int x, y;
        const char *text;
    } words[] = {
        {55, 595, "序号"},      {150, 606, "收入"},     {315, 606, "支出"},
        {110, 586, "项目"},     {195, 586, "预算数"},   {270, 586, "项目"},
        {350, 586, "预算数"},   {60, 566, "1"},         {92, 566, "本年收入"},
        {200, 566, "12.50"},    {245, 566, "教育支出"}, {355, 566, "10.00"},
        {60, 546, "2"},         {92, 546, "上年结转"},  {205, 546, "1.00"},
        {245, 546, "住房支出"}, {360, 546, "3.50"},
    };
    bdl_buf *page = page_of();
    for (int y = 620; y >= 540; y -= 20)
        put_line(page, y == 600 ? 90 : 50, y, 400, y);
    for (size_t i = 0; i < BDL_COUNT_OF(words); i++)
        put_at(page, words[i].x, words[i].y, words[i].text);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 1);
    const bdl_block *table = &doc->blocks.items[0];
    assert_cell(table, 0, 1, "收入");
    assert_cell(table, 0, 3, "支出");
    assert_int_equal(table->rows[0].cells[1].col_span, 2);
    assert_int_equal(table->rows[0].cells[3].col_span, 2);
    assert_cell(table, 1, 4, "预算数");
    assert_cell(table, 3, 2, "1.00");
}

/* The figures of a form have headings of their own, but their names have none; the label
 * stands above and below one of them; points and scores are figures of the list. A label
 * of three lines stands beside both of its rows and between them. */
static void figures_of_a_form_stay_below_their_headings(void **state) {
    static const struct {
        int x, y;
        const char *text;
    } words[] = {
        {45, 0, "项目名称"},
        {200, 0, "渠道维修"},
        {45, 20, "主管部门"},
        {200, 20, "某某县水利局"},
        {180, 40, "年初预算"},
        {240, 40, "全年执行"},
        {300, 40, "分值"},
        {340, 40, "执行率"},
        {390, 40, "得分"},
        {100, 60, "资金总额"},
        {185, 60, "20.00"},
        {245, 60, "18.00"},
        {305, 60, "10"},
        {345, 60, "90%"},
        {430, 60, "9"}, /* at the right of a wide column */
        {45, 74, "项目资金"},
        {100, 80, "财政拨款"},
        {185, 80, "20.00"},
        {245, 80, "18.00"},
        {305, 80, "—"},
        {345, 80, "90%"},
        {430, 80, "—"},
        {45, 86, "（万元）"},
        {100, 100, "其他资金"},
        {185, 100, "0.00"},
        {245, 100, "0.00"},
        {305, 100, "—"},
        {395, 100, "—"},
        {55, 120, "年度"},
        {55, 130, "总体"},
        {55, 140, "目标"},
        {130, 120, "预期目标"},
        {300, 120, "完成情况"},
        {110, 140, "完成渠道衬砌工作"},
        {280, 140, "已完成渠道衬砌工作"},
        {45, 160, "一级指标"},
        {100, 160, "二级指标"},
        {160, 160, "三级指标"},
        {240, 160, "年度值"},
        {300, 160, "实际值"},
        {350, 160, "分值"},
        {390, 160, "得分"},
        {45, 180, "产出指标"},
        {100, 180, "数量指标"},
        {160, 180, "衬砌长度"},
        {240, 180, "2公里"},
        {300, 180, "96%"},
        {355, 180, "10"},
        {395, 180, "10"},
        {100, 200, "时效指标"},
        {160, 200, "完工时间"},
        {240, 200, "十月底"},
        {300, 200, "十月"},
        {355, 200, "10"},
        {395, 200, "10"},
        {45, 220, "效益指标"},
        {100, 220, "社会效益"},
        {160, 220, "保证率"},
        {240, 220, "90%"},
        {300, 220, "92%"},
        {355, 220, "10"},
        {395, 220, "10"},
    };
    enum { FUNDS = 4 };
    static const char *const rows[][7] = {
        {"", "", "年初预算", "全年执行", "分值", "执行率", "得分"},
        {"", "资金总额", "20.00", "18.00", "10", "90%", "9"},
        {"项目资金\n（万元）", "财政拨款", "20.00", "18.00", "—", "90%", "—"},
        {"", "其他资金", "0.00", "0.00", "—", "", "—"},
        {"一级指标", "二级指标", "三级指标", "年度值", "实际值", "分值", "得分"},
        {"产出指标", "数量指标", "衬砌长度", "2公里", "96%", "10", "10"},
    };
    bdl_buf *page = page_of();
    for (size_t i = 0; i < BDL_COUNT_OF(words); i++)
        put_at(page, words[i].x, 600 - words[i].y, words[i].text);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 1);
    const bdl_block *table = &doc->blocks.items[0];
    for (size_t r = 0; r < BDL_COUNT_OF(rows); r++)
        for (size_t c = 0; c < 7; c++)
            assert_cell(table, r + (r < FUNDS ? 2 : 4), c, rows[r][c]);
    assert_cell(table, 2 + FUNDS, 0, "年度总体目标");
    assert_cell(table, 2 + FUNDS, 1, "预期目标");
    assert_cell(table, 3 + FUNDS, 0, "");
    assert_cell(table, 3 + FUNDS, 1, "完成渠道衬砌工作");
}

/* Two points behind "66.10", which has as many digits as a year, a code begins. */
static void a_code_may_stand_close_behind_a_figure_of_four_digits(void **state) {
    static const cell cells[] = {
        {60, 0, "名称"},    {140, 0, "决算数"},   {180, 0, "编码"},
        {240, 0, "名称"},   {330, 0, "决算数"},   {60, 20, "基本工资"},
        {145, 20, "66.10"}, {172, 20, "30201"},   {240, 20, "办公费用"},
        {335, 20, "60.90"}, {60, 40, "津贴补贴"}, {150, 40, "2.32"},
        {172, 40, "30205"}, {240, 40, "水费"},    {335, 40, "66.45"},
        {60, 60, "奖金"},   {145, 60, "66.10"},   {172, 60, "30206"},
        {240, 60, "电费"},  {335, 60, "33.04"},   {60, 80, "绩效工资"},
        {145, 80, "61.09"}, {172, 80, "30207"},   {240, 80, "邮电费用"},
        {335, 80, "36.73"},
    };
    const bdl_block *table = TABLE_OF(cells);
    assert_int_equal(table->rows[1].count, 5);
    assert_cell(table, 1, 1, "66.10");
    assert_cell(table, 1, 2, "30201");
    assert_cell(table, 2, 1, "2.32");
    assert_cell(table, 4, 4, "36.73");
}

/* The name of the total ends under the heading of the codes, so that room is left only
 * where that heading stands. */
static void a_heading_keeps_its_column_above_a_total_of_two(void **state) {
    static const cell cells[] = {
        {65, 0, "经济分类科目编码"}, {200, 0, "科目名称"},
        {300, 0, "决算数"},          {60, 20, "302"},
        {160, 20, "商品和服务支出"}, {300, 20, "60.90"},
        {60, 40, "30201"},           {160, 40, "办公费"},
        {300, 40, "20.50"},          {60, 60, "30205"},
        {160, 60, "水费"},           {300, 60, "10.10"},
        {60, 80, "30206"},           {160, 80, "电费"},
        {300, 80, "10.10"},          {60, 100, "30207"},
        {160, 100, "邮电费"},        {300, 100, "10.10"},
        {60, 120, "30228"},          {160, 120, "工会经费"},
        {300, 120, "10.10"},         {120, 140, "公用经费合计"},
        {300, 140, "60.90"},
    };
    const bdl_block *table = TABLE_OF(cells);
    assert_int_equal(table->rows[0].count, 3);
    assert_row(table, 0, "经济分类科目编码", "科目名称");
    assert_cell(table, 2, 1, "办公费");
}

/* Texts at the left of their cells, the headings of the two lists too. */
static void groups_flush_with_their_first_columns_are_over_all_of_theirs(void **state) {
    static const cell cells[] = {
        {60, 0, "收入"},          {210, 0, "支出"},      {60, 20, "项目"},
        {150, 20, "预算数"},      {210, 20, "项目"},     {330, 20, "预算数"},
        {60, 40, "财政拨款收入"}, {150, 40, "51.30"},    {210, 40, "教育支出"},
        {330, 40, "41.30"},       {60, 60, "其他收入"},  {150, 60, "10.00"},
        {210, 60, "文化支出"},    {330, 60, "20.00"},    {60, 80, "收入总计"},
        {150, 80, "61.30"},       {210, 80, "支出总计"}, {330, 80, "61.30"},
    };
    const bdl_block *table = TABLE_OF(cells);
    assert_cell(table, 0, 0, "收入");
    assert_int_equal(table->rows[0].cells[0].col_span, 2);
    assert_cell(table, 0, 2, "支出");
    assert_int_equal(table->rows[0].cells[2].col_span, 2);
}

/* Each in the middle of three columns, and as long as the heading of the middle one. */
static void groups_as_long_as_their_middle_columns_are_over_all_of_theirs(void **state) {
    static const cell cells[] = {
        {100, 0, "人员经费"},  {260, 0, "公用经费"},  {58, 20, "编码"},
        {100, 20, "科目名称"}, {158, 20, "决算数"},   {218, 20, "编码"},
        {260, 20, "科目名称"}, {318, 20, "决算数"},   {58, 40, "301"},
        {100, 40, "工资支出"}, {158, 40, "37106.40"}, {218, 40, "302"},
        {260, 40, "商品支出"}, {318, 40, "6787.75"},  {58, 60, "302"},
        {100, 60, "基本工资"}, {158, 60, "2314.47"},  {218, 60, "303"},
        {260, 60, "会议支出"}, {318, 60, "603.21"},   {58, 80, "303"},
        {100, 80, "津贴补贴"}, {158, 80, "7239.94"},  {218, 80, "304"},
        {260, 80, "接待支出"}, {318, 80, "919.99"},
    };
    const bdl_block *table = TABLE_OF(cells);
    assert_cell(table, 0, 0, "人员经费");
    assert_int_equal(table->rows[0].cells[0].col_span, 3);
    assert_cell(table, 0, 3, "公用经费");
    assert_int_equal(table->rows[0].cells[3].col_span, 3);
}

/* ---- lines across alone ---- */

/* One line below three groups of headings, each in the middle of its own columns, and one
 * of its own below a fourth. */
static void groups_on_one_line_share_the_columns_between_them(void **state) {
    static const cell cells[] = {
        {60, 0, "科目编码"},   {148, 0, "本年收入"},  {270, 0, "本年支出"},
        {396, 0, "年末结转"},  {60, 20, "类"},        {90, 20, "款"},
        {132, 20, "合计"},     {170, 20, "基本支出"}, {232, 20, "合计"},
        {270, 20, "人员经费"}, {320, 20, "公用经费"}, {382, 20, "合计"},
        {420, 20, "项目支出"}, {60, 40, "205"},       {90, 40, "01"},
        {128, 40, "51.30"},    {178, 40, "30.10"},    {228, 40, "30.10"},
        {278, 40, "22.10"},    {328, 40, "8.00"},     {378, 40, "21.20"},
        {428, 40, "21.20"},    {60, 60, "207"},       {90, 60, "01"},
        {128, 60, "41.30"},    {178, 60, "20.10"},    {228, 60, "20.10"},
        {278, 60, "12.10"},    {328, 60, "8.00"},     {378, 60, "21.20"},
        {428, 60, "21.20"},
    };
    bdl_buf *page = page_of();
    for (int y = 0; y < 3; y++)
        put_line(page, 50, 592 - 20 * y, 470, 592 - 20 * y);
    put_line(page, 50, 632, 470, 632);
    put_line(page, 50, 612, 110, 612);
    put_line(page, 118, 612, 470, 612);
    PUT(page, 617, cells);
    const bdl_block *table = only_table(4);
    assert_cell(table, 0, 2, "本年收入");
    assert_int_equal(table->rows[0].cells[2].col_span, 2);
    assert_cell(table, 0, 4, "本年支出");
    assert_int_equal(table->rows[0].cells[4].col_span, 3);
}

static const cell names_and_figures[] = {
    {60, 0, "科目"},    {200, 0, "合计"},     {300, 0, "基本支出"}, {55, 20, "教育支出"},
    {200, 20, "51.30"}, {305, 20, "30.10"},   {55, 40, "文化支出"}, {200, 40, "41.30"},
    {305, 40, "20.10"}, {55, 60, "卫生支出"}, {200, 60, "31.30"},   {305, 60, "10.10"},
};

/* Four rows with lines between them, and no line below the last. */
static void the_last_row_needs_no_line_where_the_page_ends(void **state) {
    bdl_buf *page = page_of();
    for (int y = 0; y < 4; y++)
        put_line(page, 50, 112 - 20 * y, 380, 112 - 20 * y);
    PUT(page, 97, names_and_figures);
    const bdl_block *table = only_table(4);
    assert_row(table, 3, "卫生支出", "31.30");
    assert_cell(table, 3, 2, "10.10");
}

/* What stands below them says that no page ends there. */
static void headings_between_lines_are_of_the_rows_below(void **state) {
    static const cell cells[] = {
        {100, 0, "收入"},         {290, 0, "支出"},      {70, 20, "项目"},
        {160, 20, "金额"},        {250, 20, "项目"},     {340, 20, "金额"},
        {50, 40, "财政拨款收入"}, {150, 40, "51.30"},    {230, 40, "教育支出"},
        {330, 40, "41.30"},       {50, 60, "其他收入"},  {150, 60, "10.00"},
        {230, 60, "文化支出"},    {330, 60, "20.00"},    {50, 80, "收入总计"},
        {150, 80, "61.30"},       {230, 80, "支出总计"}, {330, 80, "61.30"},
    };
    bdl_buf *page = page_of();
    for (int y = 0; y < 3; y++)
        put_line(page, 50, 632 - 20 * y, 380, 632 - 20 * y);
    PUT(page, 617, cells);
    const bdl_block *table = only_table(5);
    assert_row(table, 1, "项目", "金额");
    assert_row(table, 2, "财政拨款收入", "51.30");
    assert_cell(table, 4, 3, "61.30");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_heading_keeps_its_column_above_a_total_of_two),
        TEST(numbers_of_columns_are_no_figures_of_their_own),
        TEST(a_name_that_begins_with_year_may_stand_close_behind_a_figure),
        TEST(a_code_may_stand_close_behind_a_figure_of_four_digits),
        TEST(the_figures_of_one_row_part_headings_that_nearly_touch_them),
        TEST(a_heading_wider_than_its_column_keeps_it),
        TEST(a_heading_stands_over_those_that_reach_over_two_rows),
        TEST(labels_in_the_middle_of_their_column_are_labels),
        TEST(figures_of_a_form_stay_below_their_headings),
        TEST(several_headings_on_one_line_are_several),
        TEST(groups_flush_with_their_first_columns_are_over_all_of_theirs),
        TEST(groups_as_long_as_their_middle_columns_are_over_all_of_theirs),
        TEST(groups_on_one_line_share_the_columns_between_them),
        TEST(the_last_row_needs_no_line_where_the_page_ends),
        TEST(headings_between_lines_are_of_the_rows_below),
    };
    const struct CMUnitTest none[] = {
        TEST(without_the_reader_nothing_is_read),
    };
    const char *program = getenv("BDL_READ_PDF");
    if (!program || access(program, X_OK) != 0)
        return cmocka_run_group_tests(none, NULL, NULL);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
