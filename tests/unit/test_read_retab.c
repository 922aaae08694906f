/* test_read_retab.c - tabs that became blanks: what is told by their number and what is
 * left as it stands. */
#include "read_text.h"

#include "read/text/retab.h"

/* Compares after `|` stands for tabs. */
static void assert_becomes(const char *text, const char *expected) {
    bdl_arena *arena = bdl_arena_new();
    bdl_str out = bdl_retab(arena, bdl_str_z(text));
    char *copy = malloc(out.len + 1);
    assert_non_null(copy);
    for (size_t i = 0; i < out.len; i++)
        copy[i] = out.data[i] == '\t' ? '|' : out.data[i];
    copy[out.len] = '\0';
    assert_string_equal(copy, expected);
    free(copy);
    bdl_arena_free(arena);
}

static void assert_parts(const char *text, const char *expected) {
    bdl_arena *arena = bdl_arena_new();
    bdl_marks_doubt doubt = {0};
    bdl_str out = bdl_retab_any(arena, bdl_str_z(text), &doubt);
    bdl_buf shown = {.arena = arena};
    for (size_t i = 0; i < out.len; i++)
        bdl_buf_char(&shown, out.data[i] == '\t' ? '|' : out.data[i]);
    assert_text(bdl_buf_str(&shown), expected);
    bdl_arena_free(arena);
}

static void assert_stays(const char *text) {
    bdl_arena *arena = bdl_arena_new();
    bdl_str s = bdl_str_z(text);
    assert_ptr_equal(bdl_retab(arena, s).data, s.data);
    bdl_arena_free(arena);
}

static void two_blanks_for_each_tab_are_tabs(void **state) {
    assert_becomes("项目  金额  备注\n"
                   "办公费  12.00  \n"
                   "印刷费    按需\n"
                   "差旅和培训费  7.50  无\n"
                   "水费  125.00  按表\n",
                   "项目| 金额| 备注\n"
                   "办公费| 12.00 |\n"
                   "印刷费| | 按需\n"
                   "差旅和培训费| 7.50| 无\n"
                   "水费| 125.00| 按表\n");
}

static void places_stay_those_of_the_file(void **state) {
    assert_reads_as("a.txt",
                    "项目    金额    备注\n"
                    "办公费    12.00    年\n"
                    "印刷费        按需\n"
                    "差旅和培训费    7.50    无\n"
                    "水费    125.00    按表\n",
                    "text/tabs, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:1 table 5x3\n"
                    "  1: 项目 | 金额 | 备注\n"
                    "  2: 办公费 | 12.00 | 年\n"
                    "  3: 印刷费 | | 按需\n"
                    "  4: 差旅和培训费 | 7.50 | 无\n"
                    "  5: 水费 | 125.00 | 按表\n");
    bdl_arena *arena = bdl_arena_new();
    bdl_doc *doc = NULL;
    bdl_str error;
    assert_int_equal(read_here(arena, BDL_STR("a.txt"),
                               BDL_STR("项目    金额    备注\n"
                                       "办公费    12.00    年\n"
                                       "印刷费        按需\n"
                                       "差旅和培训费    7.50    无\n"
                                       "水费    125.00    按表\n"),
                               &doc, &error),
                     BDL_OK);
    const bdl_row *row = &doc->blocks.items[0].rows[2];
    assert_int_equal(row->cells[2].run.place.line, 3);
    assert_int_equal(row->cells[2].run.place.column, 12);
    bdl_arena_free(arena);
}

static void blanks_up_to_a_tab_stop_are_tabs(void **state) {
    assert_becomes("项目    编码    金额    备注\n"
                   "一般公共服务支出        201     12.00   无\n"
                   "行政运行        2010101         无\n"
                   "税      20      12345678.00     无\n"
                   "事业单位离退休  20103   12.00   按表\n"
                   "公积金  221             按表\n",
                   "项目|   编码|   金额|   备注\n"
                   "一般公共服务支出|       201|    12.00|  无\n"
                   "行政运行|       2010101||       无\n"
                   "税|     20|     12345678.00|    无\n"
                   "事业单位离退休| 20103|  12.00|  按表\n"
                   "公积金| 221|    |       按表\n");
}

static void blanks_of_texts_that_end_at_a_stop_are_none(void **state) {
    assert_becomes("项目    编码    数量    备注\n"
                   "一般公共服务支出        201     12.00   无\n"
                   "行政运行        2010101         无\n"
                   "税      20      12345678.00     无\n"
                   "采购甲  2010    ≥12 箱  3 年\n"
                   "采购甲乙        2011    ≥1234 箱        3 年\n"
                   "采购甲乙丙      2012    ≥120 箱 3 年\n"
                   "事业单位离退休  20103   12.00   按表\n"
                   "公积金  221             按表\n",
                   "项目|   编码|   数量|   备注\n"
                   "一般公共服务支出|       201|    12.00|  无\n"
                   "行政运行|       2010101||       无\n"
                   "税|     20|     12345678.00|    无\n"
                   "采购甲| 2010|   ≥12 箱| 3 年\n"
                   "采购甲乙|       2011|   ≥1234 箱|       3 年\n"
                   "采购甲乙丙|     2012|   ≥120 箱|3 年\n"
                   "事业单位离退休| 20103|  12.00|  按表\n"
                   "公积金| 221|    |       按表\n");
}

static void aligned_columns_stay(void **state) {
    assert_stays("编码    名称            金额\n"
                 "201     服务            12.00\n"
                 "2010    运行            7.00\n"
                 "20101   行政运行        1234.00\n"
                 "20102   事业运行        12.00\n"
                 "20103   离退休          12.00\n");
}

static void columns_four_blanks_apart_stay(void **state) {
    assert_stays("编码     名称        金额\n"
                 "201      服务          12.00\n"
                 "2010     运行           7.00\n"
                 "20101    行政运行    1234.00\n"
                 "20102    事业运行      12.00\n"
                 "20103    离退休        12.00\n");
}

static void indented_paragraphs_are_no_cells(void **state) {
    assert_stays("    本站负责河道巡查。\n"
                 "    \n"
                 "    本站负责水渠清淤。\n"
                 "    \n"
                 "    本站负责水文观测。\n"
                 "    \n"
                 "    本站负责防汛值守。\n"
                 "    \n"
                 "    本站负责闸门维护。\n"
                 "    \n"
                 "    本站负责泵房看护。\n");
}

static void a_few_rows_tell_nothing(void **state) {
    assert_stays("项目    金额    备注\n"
                 "办公费    12.00    年\n");
}

/* Whether rows of so many cells as LENGTHS has digits, each cell behind four blanks on a
 * line of its own and a blank line below each row, have tabs; the last cells of the first
 * EMPTY rows are empty. */
static bool are_cells(const char *lengths, int empty) {
    bdl_arena *arena = bdl_arena_new();
    bdl_buf buf = {.arena = arena};
    bool told;

    for (int row = 0; lengths[row]; row++) {
        int cells = lengths[row] - '0';

        for (int i = 1; i < cells; i++)
            bdl_buf_printf(&buf, "    %d.%d\n", row, i);
        bdl_buf_printf(&buf, row < empty ? "    \n\n" : "    %d.0\n\n", row);
    }
    told = bdl_retab(arena, bdl_buf_str(&buf)).data != bdl_buf_str(&buf).data;
    bdl_arena_free(arena);
    return told;
}

static void
cells_in_lines_of_their_own_are_told_by_empty_ones_and_like_rows(void **state) {
    assert_true(are_cells("444444", 2));
    assert_false(are_cells("444444", 1));
    assert_true(are_cells("4444", 2));
    assert_false(are_cells("444", 2));
    /* as many rows unlike the one before as twice those like it, but no more */
    assert_true(are_cells("343434444", 2));
    assert_false(are_cells("34343434444", 2));
    assert_false(are_cells("111111111", 2));
}

static void a_paragraph_above_a_table_is_not_its_row(void **state) {
    assert_becomes("    各项支出如下。\n"
                   "项目    金额    备注\n"
                   "办公费    12.00    年\n"
                   "印刷费        按需\n"
                   "差旅和培训费    7.50    无\n"
                   "水费    125.00    按表\n",
                   "    各项支出如下。\n"
                   "项目|   金额|   备注\n"
                   "办公费|   12.00|   年\n"
                   "印刷费|   |   按需\n"
                   "差旅和培训费|   7.50|   无\n"
                   "水费|   125.00|   按表\n");
}

static void sentences_with_semicolons_stay(void **state) {
    assert_stays("负责巡查; 负责清淤; 负责观测。\n"
                 "负责值守; 负责维护; 负责看护。\n"
                 "负责登记; 负责统计; 负责公开。\n"
                 "负责采购; 负责验收; 负责保管。\n"
                 "负责检测; 负责评估; 负责培训。\n");
}

static void rows_whose_empty_cells_are_gone_stay(void **state) {
    assert_stays("201 一般公共服务支出 1,204.50 204.50 1,000.00\n"
                 "20126 档案事务 204.50 204.50\n"
                 "2012601 行政运行 1,000.00 1,000.00\n"
                 "2012604 档案馆 54.50 54.50\n"
                 "221 住房保障支出 54.50\n");
}

/* The columns that a letter of UTF-8 takes: 1, or 2 by WIDTH of those of Chinese. */
static size_t columns_of(const char *at, bool width) {
    bool inside = ((unsigned char)*at & 0xC0) == 0x80;
    return inside ? 0 : 1 + (width && (unsigned char)*at >= 0x80);
}

/* TEXT with SIGN for each `|`, N times or up to the next of stops N columns apart. */
static void expand(const char *text, const char *sign, size_t n, bool stops, bool width,
                   char *out) {
    size_t column = 0;
    for (; *text; text++) {
        if (*text == '|')
            for (size_t k = stops ? n - column % n : n; k > 0; k--, column++) {
                memcpy(out, sign, strlen(sign));
                out += strlen(sign);
            }
        else {
            column = *text == '\n' ? 0 : column + columns_of(text, width);
            *out++ = *text;
        }
    }
    *out = '\0';
}

/* What bdl_retab makes of TEXT, without the blanks that are left, `|` for tabs. */
static void assert_cells(const char *text, const char *expected) {
    bdl_arena *arena = bdl_arena_new();
    bdl_str out = bdl_retab(arena, bdl_str_z(text));
    char *copy = malloc(out.len + 1), *end = copy;
    assert_non_null(copy);
    for (size_t i = 0; i < out.len; i++)
        if (out.data[i] != ' ')
            *end++ = out.data[i] == '\t' ? '|' : out.data[i];
    *end = '\0';
    assert_string_equal(copy, expected);
    free(copy);
    bdl_arena_free(arena);
}

static const char rows[] = "项目|编码|金额|备注\n"
                           "一般公共服务支出|201|12.00|无\n"
                           "行政运行|2010101||无\n"
                           "税|20|12345678.00|无\n"
                           "事业单位离退休|20103|12.00|按表\n"
                           "公积金|221||按表\n"
                           "水费||7.50|\n"
                           "会议和培训经费|30215|1.20|年\n";

static void as_many_blanks_for_each_tab_are_tabs_up_to_eight(void **state) {
    char text[4096];
    for (size_t n = 2; n <= 8; n++) {
        expand(rows, " ", n, false, false, text);
        assert_cells(text, rows);
    }
    expand(rows, " ", 11, false, false, text);
    assert_stays(text);
}

static void
blanks_up_to_stops_of_four_and_eight_are_tabs_in_either_measure(void **state) {
    char text[4096];
    for (size_t n = 4; n <= 8; n += 4)
        for (int width = 0; width < 2; width++) {
            expand(rows, " ", n, true, width, text);
            assert_cells(text, rows);
        }
}

static void other_signs_in_the_place_of_tabs_are_tabs(void **state) {
    char text[4096];
    expand(rows, "\xC2\xA0", 1, false, false, text);
    assert_cells(text, rows);
    expand(rows, "\xE3\x80\x80", 1, false, false, text);
    assert_cells(text, rows);
}

static void eight_doubled_tabs_are_single_ones_and_seven_tell_nothing(void **state) {
    assert_cells("项目\t\t金额\t\t备注\n水费\t\t7.50\t\t年\n"
                 "电费\t\t8.50\t\t年\n邮费\t\t1.00\t\t月\n",
                 "项目|金额|备注\n水费|7.50|年\n电费|8.50|年\n邮费|1.00|月\n");
    assert_cells("项目\t\t金额\t\t备注\n水费\t\t7.50\t\t年\n"
                 "电费\t\t8.50\t\t年\n邮费\t\t1.00\n",
                 "项目||金额||备注\n水费||7.50||年\n电费||8.50||年\n邮费||1.00\n");
}

static void a_tab_among_doubled_ones_keeps_them(void **state) {
    assert_stays("甲\t\t1\t\t2\n乙\t\t1\t\t2\n丙\t\t1\t\t2\n丁\t\t1\t\t2\n戊\t1\t\t2\n");
}

static void quotes_inside_cells_stay(void **state) {
    assert_becomes(
        "\"甲\"\t\"乙\"\n\"一\"\t\"办\"\"公\"\n\"二\"\t\"印刷\"\n\"三\"\t\"\"\n",
        " 甲 | 乙 \n 一 | 办\" 公 \n 二 | 印刷 \n 三 |  \n");
    assert_stays("甲\t\"乙\"\n一\t\"办公\"\n二\t印刷\n三\t无\n");
}

/* 1.00 and what stands around it, in rows that one blank parts. */
#define PARTED "编码 名称 合计 基本\n201 服务 65.00 40.00\n20126 档案馆 50.00 40.00\n"

static void one_blank_parts_cells_where_all_rows_have_as_many(void **state) {
    assert_parts(PARTED "2012601 行政运行 25.00  \n",
                 "编码|名称|合计|基本\n201|服务|65.00|40.00\n20126|档案馆|50.00|40.00\n"
                 "2012601|行政运行|25.00| \n");
    assert_parts(PARTED "2012601 行政运行   25.00\n",
                 "编码|名称|合计|基本\n201|服务|65.00|40.00\n20126|档案馆|50.00|40.00\n"
                 "2012601|行政运行| |25.00\n");
    /* letters alone are cells where the line has no others, and one word where it has */
    assert_parts("类 款 名 额\n201 1 甲乙 6.00\n21 2 丙丁 7.00\n2 1 戊己庚 8.00\n",
                 "类|款|名|额\n201|1|甲乙|6.00\n21|2|丙丁|7.00\n2|1|戊己庚|8.00\n");
    assert_parts(PARTED "204 合 计 25.00 25.00\n",
                 "编码|名称|合计|基本\n201|服务|65.00|40.00\n20126|档案馆|50.00|40.00\n"
                 "204|合 计|25.00|25.00\n");
    assert_parts(PARTED "20126 档案馆 — 40.00\n本年共 2 项 65.00 万元。\n",
                 "编码|名称|合计|基本\n201|服务|65.00|40.00\n20126|档案馆|50.00|40.00\n"
                 "20126|档案馆|—|40.00\n本年共 2 项 65.00 万元。\n");
}

static void blanks_that_part_no_cells_stay(void **state) {
    static const char *const texts[] = {
        PARTED "2012601 行政运行 25.00\n",    /* which cell it lost is not known */
        PARTED "2012601 行政运行  25.00 1\n", /* nor what two blanks are */
        "名称 金额 备注\n甲乙   10.00 有\n甲乙丙 12.00 无\n甲乙   13.00 无\n丙乙丁 14.00 "
        "有\n",
        "甲乙 10.00\n甲乙丙 12.00\n丙丁 13.00\n", /* a catalogue */
        "名称 金额 备注\n甲 10.00 有\n乙 无 12.00\n丙 1.00 2.00\n丁 无 无 1\n",
    };
    for (size_t i = 0; i < BDL_COUNT_OF(texts); i++)
        assert_parts(texts[i], texts[i]);
}

static void a_part_and_a_row_that_begins_like_one_are_told_apart(void **state) {
    assert_becomes("项目  金额  备注\n"
                   "办公费  12.00  年\n"
                   "印刷费    按需\n"
                   "差旅和培训费  7.50  无\n"
                   "第一季度  1.00  无\n"
                   "水费  125.00  按表\n"
                   "\n"
                   "第一部分  概况\n",
                   "项目| 金额| 备注\n"
                   "办公费| 12.00| 年\n"
                   "印刷费| | 按需\n"
                   "差旅和培训费| 7.50| 无\n"
                   "第一季度| 1.00| 无\n"
                   "水费| 125.00| 按表\n"
                   "\n"
                   "第一部分  概况\n");
    /* nobody indents a sentence by two tabs; by one many do */
    assert_becomes("项目    金额    备注\n"
                   "办公费    12.00    年\n"
                   "印刷费        按需\n"
                   "        按实支付。\n"
                   "差旅和培训费    7.50    无\n"
                   "水费    125.00    按表\n"
                   "    本表没有其他支出。\n",
                   "项目|   金额|   备注\n"
                   "办公费|   12.00|   年\n"
                   "印刷费|   |   按需\n"
                   "|   |   按实支付。\n"
                   "差旅和培训费|   7.50|   无\n"
                   "水费|   125.00|   按表\n"
                   "    本表没有其他支出。\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_blanks_for_each_tab_are_tabs),
        cmocka_unit_test(one_blank_parts_cells_where_all_rows_have_as_many),
        cmocka_unit_test(blanks_that_part_no_cells_stay),
        cmocka_unit_test(a_part_and_a_row_that_begins_like_one_are_told_apart),
        cmocka_unit_test(places_stay_those_of_the_file),
        cmocka_unit_test(blanks_up_to_a_tab_stop_are_tabs),
        cmocka_unit_test(blanks_of_texts_that_end_at_a_stop_are_none),
        cmocka_unit_test(aligned_columns_stay),
        cmocka_unit_test(columns_four_blanks_apart_stay),
        cmocka_unit_test(indented_paragraphs_are_no_cells),
        cmocka_unit_test(a_few_rows_tell_nothing),
        cmocka_unit_test(
            cells_in_lines_of_their_own_are_told_by_empty_ones_and_like_rows),
        cmocka_unit_test(a_paragraph_above_a_table_is_not_its_row),
        cmocka_unit_test(sentences_with_semicolons_stay),
        cmocka_unit_test(rows_whose_empty_cells_are_gone_stay),
        cmocka_unit_test(as_many_blanks_for_each_tab_are_tabs_up_to_eight),
        cmocka_unit_test(blanks_up_to_stops_of_four_and_eight_are_tabs_in_either_measure),
        cmocka_unit_test(other_signs_in_the_place_of_tabs_are_tabs),
        cmocka_unit_test(eight_doubled_tabs_are_single_ones_and_seven_tell_nothing),
        cmocka_unit_test(a_tab_among_doubled_ones_keeps_them),
        cmocka_unit_test(quotes_inside_cells_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
