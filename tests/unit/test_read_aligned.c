/* test_read_aligned.c - text whose columns are aligned with blanks. */
#include "read_text.h"

static void columns_are_found_over_the_whole_table(void **state) {
    assert_reads_as("a.txt",
                    "          河口镇2022年收支总表\n"
                    "编制部门：河口镇水利站                单位：元\n"
                    "\n"
                    "          收入                      支出\n"
                    "\n"
                    "  项目             预算数      项目             预算数\n"
                    "\n"
                    "一、拨款收入       1,250,000  一、农林水支出      1,200,000\n"
                    "\n"
                    "二、其他收入                  二、住房支出          50,000\n"
                    "\n"
                    "                        三、其他支出\n"
                    "\n"
                    "  收入总计       1,250,000    支出总计       1,250,000\n"
                    "\f说明：无。\n",
                    "text/aligned, UTF-8: 0 headings, 4 paragraphs, 1 table\n"
                    "1:11 paragraph: 河口镇2022年收支总表\n"
                    "2:1 paragraph: 编制部门：河口镇水利站\n"
                    "2:28 paragraph: 单位：元\n"
                    "\n"
                    "4:11 table 6x4\n"
                    "  4: 收入 [1x2] | ← | 支出 [1x2] | ←\n"
                    "  6: 项目 | 预算数 | 项目 | 预算数\n"
                    "  8: 一、拨款收入 | 1,250,000 | 一、农林水支出 | 1,200,000\n"
                    "  10: 二、其他收入 | | 二、住房支出 | 50,000\n"
                    "  12: | | 三、其他支出 |\n"
                    "  14: 收入总计 | 1,250,000 | 支出总计 | 1,250,000\n"
                    "---- page 2\n"
                    "15:2 paragraph: 说明：无。\n");
}

static void a_name_broken_around_its_row_goes_together(void **state) {
    assert_reads_as("a.txt",
                    "科目编码      科目名称        合计      基本支出    项目支出\n"
                    "\n"
                    "213       农林水支出       80.00     30.00     50.00\n"
                    "\n"
                    "21303     水利            80.00     30.00     50.00\n"
                    "          水利工程运\n"
                    "2130306                  50.00               50.00\n"
                    "          行与维护\n"
                    "          农村供水及\n"
                    "2130335   灌区改造       30.00     30.00\n"
                    "          工程\n"
                    "\n"
                    "          合计          80.00     30.00     50.00\n",
                    "text/aligned, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:1 table 6x5\n"
                    "  1: 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n"
                    "  3: 213 | 农林水支出 | 80.00 | 30.00 | 50.00\n"
                    "  5: 21303 | 水利 | 80.00 | 30.00 | 50.00\n"
                    "  6: 2130306 | 水利工程运⏎行与维护 | 50.00 | | 50.00\n"
                    "  9: 2130335 | 农村供水及⏎灌区改造⏎工程 | 30.00 | 30.00 |\n"
                    "  13: | 合计 | 80.00 | 30.00 | 50.00\n");
}

static void a_name_that_hangs_down_from_its_row_goes_together(void **state) {
    assert_reads_as("a.txt",
                    "编码     名称        合计      其中\n"
                    "213    农林水支出     80.00    30.00\n"
                    "       及其他\n"
                    "214    交通运输       20.00    10.00\n"
                    "215    资源勘探       10.00    10.00\n"
                    "       工业信息\n"
                    "216    商业服务       10.00    10.00\n"
                    "217    金融支出       10.00    10.00\n",
                    "text/aligned, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:1 table 6x4\n"
                    "  1: 编码 | 名称 | 合计 | 其中\n"
                    "  2: 213 | 农林水支出⏎及其他 | 80.00 | 30.00\n"
                    "  4: 214 | 交通运输 | 20.00 | 10.00\n"
                    "  5: 215 | 资源勘探⏎工业信息 | 10.00 | 10.00\n"
                    "  7: 216 | 商业服务 | 10.00 | 10.00\n"
                    "  8: 217 | 金融支出 | 10.00 | 10.00\n");
}

static void a_column_without_values_is_known_by_its_heading(void **state) {
    assert_reads_as("a.txt",
                    "编码     名称       合计     基本支出    经营支出    上缴支出\n"
                    "\n"
                    "213    农林水      80.00    30.00\n"
                    "214    交通运输    20.00    10.00\n"
                    "215    资源勘探    10.00    10.00\n"
                    "216    商业服务    10.00    10.00\n"
                    "217    金融支出    10.00    10.00\n"
                    "218    住房保障    10.00    10.00\n",
                    "text/aligned, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:1 table 7x6\n"
                    "  1: 编码 | 名称 | 合计 | 基本支出 | 经营支出 | 上缴支出\n"
                    "  3: 213 | 农林水 | 80.00 | 30.00 | |\n"
                    "  4: 214 | 交通运输 | 20.00 | 10.00 | |\n"
                    "  5: 215 | 资源勘探 | 10.00 | 10.00 | |\n"
                    "  6: 216 | 商业服务 | 10.00 | 10.00 | |\n"
                    "  7: 217 | 金融支出 | 10.00 | 10.00 | |\n"
                    "  8: 218 | 住房保障 | 10.00 | 10.00 | |\n");
}

static void columns_in_terminal_widths_are_found_too(void **state) {
    assert_reads_as("a.txt",
                    "编码  名称              合计   基本支出\n"
                    "213   农林水支出       80.00      30.00\n"
                    "214   交通运输支出     20.00      10.00\n"
                    "215   资源             10.00      10.00\n"
                    "216   商业服务业等支出 10.00       0.00\n"
                    "217   金融支出          0.00      10.00\n"
                    "218   住房              9.00      10.00\n"
                    "219   粮油物资储备      8.00      10.00\n",
                    "text/aligned, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:1 table 8x4\n"
                    "  1: 编码 | 名称 | 合计 | 基本支出\n"
                    "  2: 213 | 农林水支出 | 80.00 | 30.00\n"
                    "  3: 214 | 交通运输支出 | 20.00 | 10.00\n"
                    "  4: 215 | 资源 | 10.00 | 10.00\n"
                    "  5: 216 | 商业服务业等支出 | 10.00 | 0.00\n"
                    "  6: 217 | 金融支出 | 0.00 | 10.00\n"
                    "  7: 218 | 住房 | 9.00 | 10.00\n"
                    "  8: 219 | 粮油物资储备 | 8.00 | 10.00\n");
}

static void a_heading_beside_groups_stays_the_heading_of_its_column(void **state) {
    assert_reads_as("a.txt",
                    "               项目                           其中\n"
                    "                             合计\n"
                    "编码       名称                         基本支出     项目支出\n"
                    "\n"
                    "213      农林水支出                80.00     30.00     50.00\n"
                    "\n"
                    "214      交通运输支出               20.00     10.00     10.00\n"
                    "\n"
                    "215      住房保障支出               10.00     10.00\n"
                    "\n"
                    "216      商业服务业等支出             10.00     10.00\n",
                    "text/aligned, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:16 table 6x5\n"
                    "  1: 项目 [1x2] | ← | | 其中 [1x2] | ←\n"
                    "  2: 编码 | 名称 | 合计 | 基本支出 | 项目支出\n"
                    "  5: 213 | 农林水支出 | 80.00 | 30.00 | 50.00\n"
                    "  7: 214 | 交通运输支出 | 20.00 | 10.00 | 10.00\n"
                    "  9: 215 | 住房保障支出 | 10.00 | 10.00 |\n"
                    "  11: 216 | 商业服务业等支出 | 10.00 | 10.00 |\n");
}

/* Flush groups over wide lists: their middles are over the columns left of these. */
static void
groups_over_the_same_list_share_it_out_beside_a_column_of_its_own(void **state) {
    assert_reads_as("a.txt",
                    "2023年预算数                                          2024年预算数  "
                    "                                        运行经费\n"
                    "合计    出国费    接待费    公务用车                  合计    "
                    "出国费    接待费    公务用车\n"
                    "                            小计    购置    运行                    "
                    "              小计    购置    运行\n"
                    "24.50   0.00      2.00      22.50   18.00   4.50      6.30    0.00  "
                    "    1.80      4.50    0.00    4.50      241.84\n"
                    "24.40   0.00      2.00      22.40   18.00   4.40      6.20    0.00  "
                    "    1.80      4.40    0.00    4.40      240.00\n",
                    "text/aligned, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:1 table 5x13\n"
                    "  1: 2023年预算数 [1x6] | ← | ← | ← | ← | ← | 2024年预算数 [1x6] | "
                    "← | ← | ← | ← | ← |\n"
                    "  2: | | | 公务用车 [1x3] | ← | ← | | | | 公务用车 [1x3] | ← | ← |\n"
                    "  1: 合计 | 出国费 | 接待费 | 小计 | 购置 | 运行 | 合计 | 出国费 | "
                    "接待费 | 小计 | 购置 | 运行 | 运行经费\n"
                    "  4: 24.50 | 0.00 | 2.00 | 22.50 | 18.00 | 4.50 | 6.30 | 0.00 | "
                    "1.80 | 4.50 | 0.00 | 4.50 | 241.84\n"
                    "  5: 24.40 | 0.00 | 2.00 | 22.40 | 18.00 | 4.40 | 6.20 | 0.00 | "
                    "1.80 | 4.40 | 0.00 | 4.40 | 240.00\n");
}

static void a_group_right_over_its_middle_column_is_no_wrapped_heading(void **state) {
    assert_reads_as("a.txt",
                    "     项目                           支出预算\n"
                    "编码       名称           合计        基本支出      项目支出\n"
                    "213      农林水支出       80.00     30.00     50.00\n"
                    "214      交通运输支出      20.00     10.00     10.00\n"
                    "215      住房保障支出      10.00     10.00\n"
                    "216      商业服务业等支出    10.00     10.00\n",
                    "text/aligned, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:6 table 6x5\n"
                    "  1: 项目 [1x2] | ← | 支出预算 [1x3] | ← | ←\n"
                    "  2: 编码 | 名称 | 合计 | 基本支出 | 项目支出\n"
                    "  3: 213 | 农林水支出 | 80.00 | 30.00 | 50.00\n"
                    "  4: 214 | 交通运输支出 | 20.00 | 10.00 | 10.00\n"
                    "  5: 215 | 住房保障支出 | 10.00 | 10.00 |\n"
                    "  6: 216 | 商业服务业等支出 | 10.00 | 10.00 |\n");
}

/* The first page of a table, and what it is read as. */
#define FIRST_PAGE                                                                       \
    "编码       名称           合计        基本支出      项目支出\n"       \
    "213      农林水支出       80.00     30.00     50.00\n"                         \
    "21303    水利          80.00     30.00     50.00\n"                               \
    "2130301  行政运行        30.00     30.00\n"
#define FIRST_PAGE_READ                                                                  \
    "1:1 table 4x5\n"                                                                    \
    "  1: 编码 | 名称 | 合计 | 基本支出 | 项目支出\n"                      \
    "  2: 213 | 农林水支出 | 80.00 | 30.00 | 50.00\n"                               \
    "  3: 21303 | 水利 | 80.00 | 30.00 | 50.00\n"                                      \
    "  4: 2130301 | 行政运行 | 30.00 | 30.00 |\n"

static void a_page_without_headings_keeps_the_columns_it_does_not_fill(void **state) {
    assert_reads_as(
        "a.txt",
        FIRST_PAGE "                    - 2 -\n"
                   "\f2130306  水利工程运行与维护    20.00               20.00\n"
                   "2130314  防汛           30.00               30.00\n",
        "text/aligned, UTF-8: 0 headings, 1 paragraph, 2 tables\n" FIRST_PAGE_READ
        "5:21 paragraph: - 2 -\n"
        "---- page 2\n"
        "6:2 table 2x5\n"
        "  6: 2130306 | 水利工程运行与维护 | 20.00 | | 20.00\n"
        "  7: 2130314 | 防汛 | 30.00 | | 30.00\n");
}

static void a_page_laid_out_narrower_tells_that_distances_told_its_columns(void **state) {
    assert_reads_as(
        "a.txt",
        FIRST_PAGE "\f2130306  防洪     20.00              20.00\n"
                   "2130314  防汛     30.00              30.00\n",
        "text/aligned, UTF-8: 0 headings, 0 paragraphs, 2 tables\n" FIRST_PAGE_READ
        "---- page 2\n"
        "5:2 table 2x5\n"
        "  5: 2130306 | 防洪 | 20.00 | | 20.00\n"
        "  6: 2130314 | 防汛 | 30.00 | | 30.00\n"
        "5:2 trouble: a page without headings lacks 1 of the columns of the "
        "table before it; distances told which\n");
}

static void
a_line_without_the_first_cells_is_a_row_where_no_cell_is_wrapped(void **state) {
    assert_reads_as("a.txt",
                    "绩效目标表\n"
                    "\n"
                    "一级指标      二级指标              三级指标      指标值\n"
                    "产出指标      数量指标              巡查里程      ≥52公里\n"
                    "              质量指标              路面完好率    ≥90%\n"
                    "              时效指标              修复及时率    ≥95%\n"
                    "成本指标      成本指标              管护成本      ≤5000元/公里\n"
                    "满意度指标    服务对象满意度指标    村民满意度    ≥90%\n",
                    "text/aligned, UTF-8: 0 headings, 1 paragraph, 1 table\n"
                    "1:1 paragraph: 绩效目标表\n"
                    "3:1 table 6x4\n"
                    "  3: 一级指标 | 二级指标 | 三级指标 | 指标值\n"
                    "  4: 产出指标 | 数量指标 | 巡查里程 | ≥52公里\n"
                    "  5: | 质量指标 | 路面完好率 | ≥90%\n"
                    "  6: | 时效指标 | 修复及时率 | ≥95%\n"
                    "  7: 成本指标 | 成本指标 | 管护成本 | ≤5000元/公里\n"
                    "  8: 满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥90%\n");
}

static void a_name_torn_by_a_page_goes_on_below_its_table(void **state) {
    assert_reads_as(
        "a.txt",
        FIRST_PAGE "\f         水利工程运\n"
                   "2130306               20.00               20.00\n"
                   "         行与维护\n"
                   "2130314  防汛           30.00               30.00\n",
        "text/aligned, UTF-8: 0 headings, 0 paragraphs, 2 tables\n" FIRST_PAGE_READ
        "---- page 2\n"
        "5:11 table 2x5\n"
        "  5: 2130306 | 水利工程运⏎行与维护 | 20.00 | | 20.00\n"
        "  8: 2130314 | 防汛 | 30.00 | | 30.00\n");
}

static void a_name_around_the_first_row_is_no_heading(void **state) {
    assert_reads_as("a.txt",
                    "科目编码  科目名称              合计      基本支出    项目支出\n"
                    "          道路绿地\n"
                    "21205                        120.50        20.50      100.00\n"
                    "          养护支出\n"
                    "21206     公园管理            60.00        10.00       50.00\n"
                    "21207     苗圃                12.00        12.00        0.00\n",
                    "text/aligned, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:1 table 4x5\n"
                    "  1: 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n"
                    "  2: 21205 | 道路绿地⏎养护支出 | 120.50 | 20.50 | 100.00\n"
                    "  5: 21206 | 公园管理 | 60.00 | 10.00 | 50.00\n"
                    "  6: 21207 | 苗圃 | 12.00 | 12.00 | 0.00\n");
}

static void a_sentence_in_brackets_is_said_of_the_table_above(void **state) {
    assert_reads_as("a.txt",
                    "项目                    2023年预算数        2024年预算数\n"
                    "一、拨款收入                  120.50              130.00\n"
                    "二、事业收入                    3.00                4.00\n"
                    "\n"
                    "（本表合计数包含上年结转资金）\n"
                    "\n"
                    "项目                    2023年决算数        2024年决算数\n"
                    "一、基本支出                  100.50              110.00\n"
                    "二、项目支出                   33.00               36.00\n",
                    "text/aligned, UTF-8: 0 headings, 1 paragraph, 2 tables\n"
                    "1:1 table 3x3\n"
                    "  1: 项目 | 2023年预算数 | 2024年预算数\n"
                    "  2: 一、拨款收入 | 120.50 | 130.00\n"
                    "  3: 二、事业收入 | 3.00 | 4.00\n"
                    "\n"
                    "5:1 paragraph: （本表合计数包含上年结转资金）\n"
                    "\n"
                    "7:1 table 3x3\n"
                    "  7: 项目 | 2023年决算数 | 2024年决算数\n"
                    "  8: 一、基本支出 | 100.50 | 110.00\n"
                    "  9: 二、项目支出 | 33.00 | 36.00\n");
}

static void a_value_that_begins_above_its_row_goes_together(void **state) {
    assert_reads_as("a.txt",
                    "主管部门    卫生健康局      实施单位        县医院\n"
                    "                                            石桥县人民医院\n"
                    "项目名称    综合楼建设      项目负责人      张三丰\n"
                    "预算金额    120.50          其中财政拨款    100.00\n"
                    "年度目标    完成综合楼建设\n"
                    "一级指标    二级指标        三级指标        指标值\n"
                    "产出指标    数量指标        建设面积        ≥2000平方米\n"
                    "            质量指标        验收合格率      100%\n"
                    "效益指标    社会效益        就诊人次        ≥5万人次\n"
                    "满意度指标  服务对象满意度  患者满意度      ≥90%\n",
                    "text/aligned, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:1 table 9x4\n"
                    "  1: 主管部门 | 卫生健康局 | 实施单位 | 县医院\n"
                    "  2: 项目名称 | 综合楼建设 | 项目负责人 | 石桥县人民医院⏎张三丰\n"
                    "  4: 预算金额 | 120.50 | 其中财政拨款 | 100.00\n"
                    "  5: 年度目标 | 完成综合楼建设\n"
                    "  6: 一级指标 | 二级指标 | 三级指标 | 指标值\n"
                    "  7: 产出指标 | 数量指标 | 建设面积 | ≥2000平方米\n"
                    "  8: | 质量指标 | 验收合格率 | 100%\n"
                    "  9: 效益指标 | 社会效益 | 就诊人次 | ≥5万人次\n"
                    "  10: 满意度指标 | 服务对象满意度 | 患者满意度 | ≥90%\n");
}

static void a_row_with_one_blank_between_its_cells_stays_in_its_table(void **state) {
    assert_reads_as("a.txt",
                    "   项目              上年    本年   增减\n"
                    "   “三公”经费合计        33.00 31.00 -2.00\n"
                    "   1.因公出国（境）费用     0.00  0.00\n"
                    "   2.公务接待费         5.00  4.00  -1.00\n"
                    "   3.公务用车购置及运行维护费  28.00 27.00 -1.00\n"
                    "   其中：（1）公务用车运行维护费 28.00 27.00 -1.00\n"
                    "   （2）公务用车购置       0.00  0.00\n",
                    "text/aligned, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:4 table 7x4\n"
                    "  1: 项目 | 上年 | 本年 | 增减\n"
                    "  2: “三公”经费合计 | 33.00 | 31.00 | -2.00\n"
                    "  3: 1.因公出国（境）费用 | 0.00 | 0.00 |\n"
                    "  4: 2.公务接待费 | 5.00 | 4.00 | -1.00\n"
                    "  5: 3.公务用车购置及运行维护费 | 28.00 | 27.00 | -1.00\n"
                    "  6: 其中：（1）公务用车运行维护费 | 28.00 | 27.00 | -1.00\n"
                    "  7: （2）公务用车购置 | 0.00 | 0.00 |\n");
}

static void a_blank_in_a_year_parts_no_heading(void **state) {
    assert_reads_as("a.txt",
                    "单位：万元\n"
                    "\n"
                    "                  预算数\n"
                    "项目                                增减变动比例（%）\n"
                    "                  2023 年 2024 年\n"
                    "\n"
                    "“三公”经费合计          33.00   31.00   -6.06\n"
                    "\n"
                    "1.因公出国（境）费用       0.00    0.00\n"
                    "\n"
                    "2.公务接待费           5.00    4.00    -20.00\n"
                    "\n"
                    "3.公务用车购置及运行维护费    28.00   27.00   -3.57\n",
                    "text/aligned, UTF-8: 0 headings, 1 paragraph, 1 table\n"
                    "1:1 paragraph: 单位：万元\n"
                    "\n"
                    "3:19 table 6x4\n"
                    "  3: | 预算数 [1x2] | ← |\n"
                    "  4: 项目 | 2023 年 | 2024 年 | 增减变动比例（%）\n"
                    "  7: “三公”经费合计 | 33.00 | 31.00 | -6.06\n"
                    "  9: 1.因公出国（境）费用 | 0.00 | 0.00 |\n"
                    "  11: 2.公务接待费 | 5.00 | 4.00 | -20.00\n"
                    "  13: 3.公务用车购置及运行维护费 | 28.00 | 27.00 | -3.57\n");
}

static void
a_title_right_below_a_table_ends_it_over_headings_of_four_lines(void **state) {
    assert_reads_as(
        "a.txt",
        "302   31   公务用车运行维护费        215,600            0      215,600\n"
        "\n"
        "303   02   退休费              254,940      254,940            0\n"
        "\n"
        "                    合计      470,540      254,940      215,600\n"
        "                       部门“三公”经费和机关运行经费预算表\n"
        "编制部门：云浦区万里街道办事处                                单位:万元\n"
        "\n"
        "                               2024年“三公”经费预算数\n"
        "\n"
        "                                                          机关运行经\n"
        "                                  公务用车购置及运行费\n"
        "                                                          费预算数\n"
        "   合计       因公出国(境)费   公务接待费\n"
        "                                  小计     购置费   运行费\n"
        "\n"
        "   47.91              0       1.35   46.56     25    21.56    443.18\n",
        "text/aligned, UTF-8: 0 headings, 3 paragraphs, 2 tables\n"
        "1:1 table 3x6\n"
        "  1: 302 | 31 | 公务用车运行维护费 | 215,600 | 0 | 215,600\n"
        "  3: 303 | 02 | 退休费 | 254,940 | 254,940 | 0\n"
        "  5: | | 合计 | 470,540 | 254,940 | 215,600\n"
        "6:24 paragraph: 部门“三公”经费和机关运行经费预算表\n"
        "7:1 paragraph: 编制部门：云浦区万里街道办事处\n"
        "7:48 paragraph: 单位:万元\n"
        "\n"
        "9:32 table 4x7\n"
        "  9: | 2024年“三公”经费预算数 [1x5] | ← | ← | ← | ← |\n"
        "  12: | | | 公务用车购置及运行费 [1x3] | ← | ← |\n"
        "  11: 合计 | 因公出国(境)费 | 公务接待费 | 小计 | 购置费 | 运行费 | "
        "机关运行经⏎费预算数\n"
        "  17: 47.91 | 0 | 1.35 | 46.56 | 25 | 21.56 | 443.18\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_blank_in_a_year_parts_no_heading),
        cmocka_unit_test(a_row_with_one_blank_between_its_cells_stays_in_its_table),
        cmocka_unit_test(a_title_right_below_a_table_ends_it_over_headings_of_four_lines),
        cmocka_unit_test(a_value_that_begins_above_its_row_goes_together),
        cmocka_unit_test(a_name_around_the_first_row_is_no_heading),
        cmocka_unit_test(a_sentence_in_brackets_is_said_of_the_table_above),
        cmocka_unit_test(columns_are_found_over_the_whole_table),
        cmocka_unit_test(a_name_broken_around_its_row_goes_together),
        cmocka_unit_test(a_name_that_hangs_down_from_its_row_goes_together),
        cmocka_unit_test(
            a_line_without_the_first_cells_is_a_row_where_no_cell_is_wrapped),
        cmocka_unit_test(a_column_without_values_is_known_by_its_heading),
        cmocka_unit_test(columns_in_terminal_widths_are_found_too),
        cmocka_unit_test(a_heading_beside_groups_stays_the_heading_of_its_column),
        cmocka_unit_test(
            groups_over_the_same_list_share_it_out_beside_a_column_of_its_own),
        cmocka_unit_test(a_group_right_over_its_middle_column_is_no_wrapped_heading),
        cmocka_unit_test(a_page_without_headings_keeps_the_columns_it_does_not_fill),
        cmocka_unit_test(a_page_laid_out_narrower_tells_that_distances_told_its_columns),
        cmocka_unit_test(a_name_torn_by_a_page_goes_on_below_its_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
