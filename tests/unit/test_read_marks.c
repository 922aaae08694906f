/* test_read_marks.c - tables whose cells are parted by a mark that texts have too. */
#include "unit.h"

#include "read/text/retab.h"

/* What the marks of TEXT become; DOUBT: the line that is not known. */
static void assert_marks_become(const char *text, const char *expected, uint32_t doubt) {
    bdl_arena *arena = bdl_arena_new();
    bdl_marks_doubt told;
    bdl_str out = bdl_retab_marks(arena, bdl_str_z(text), &told);
    assert_text(out, expected);
    assert_int_equal(told.line, doubt);
    bdl_arena_free(arena);
}

static void marks_beside_figures_and_empty_cells_are_tabs(void **state) {
    assert_marks_become("项目，金额\n，办公费，3.20\n土地，房屋，2.00\n水费，，1\n",
                        "项目\t金额\n\t办公费\t3.20\n土地\t房屋\t2.00\n水费\t\t1\n", 0);
    assert_marks_become("一、收入、3.20、一、支出、3.20\n二、其他、1、二、文化、体育、1\n"
                        "收入、4.20、支出、4.20\n",
                        "一、收入\t3.20\t一、支出\t3.20\n二、其他\t1\t二、文化、体育\t1\n"
                        "收入\t4.20\t支出\t4.20\n",
                        0);
}

static void assert_marks_stay(const char *text) {
    assert_marks_become(text, text, 0);
}

static void marks_of_prose_stay(void **state) {
    static const char *const texts[] = {
        "本站有办公室、监测科，编制12人，实有11\n人，其中退休人员3人，遗属1人，临时工2\n"
        "人，车辆1辆，房屋2处，共3\n",
        "| 项目 | 金额 |\n| 水费 | 1 |\n| 电费 | 2 |\n",
        "项目 | 金额\n---|---\n水费 | 1\n电费 | 2\n油费 | 3\n",
        "",
        "，",
        "|\n|\n|1\n"};
    for (size_t i = 0; i < BDL_COUNT_OF(texts); i++)
        assert_marks_become(texts[i], texts[i], 0);
}

static void a_row_with_too_many_marks_is_told(void **state) {
    assert_marks_become(
        "房屋、办公、30.00\n车辆、公务、24.00\n设备、家具、图书、6.00\n仪器、测流、1\n",
        "房屋\t办公\t30.00\n车辆\t公务\t24.00\n设备\t家具\t图书\t6.00\n仪器\t测流\t1\n",
        3);
}

static void bars_without_outer_ones_are_tabs_and_line_ends_stay(void **state) {
    assert_marks_become(
        "项目|金额|备注\r\n水费|3.20|1\r\n电费||2\r\n油费|—|5\r\n",
        "项目\t金额\t备注\r\n水费\t3.20\t1\r\n电费\t\t2\r\n油费\t—\t5\r\n", 0);
}

/* At least three lines that end in a figure or an empty cell have two marks. */
static void two_rows_tell_no_mark(void **state) {
    assert_marks_stay("项目，金额，备注\n水费，3.20，1\n电费，，2\n");
    assert_marks_become("项目，金额，备注\n水费，3.20，1\n电费，，2\n油费，3，5\n",
                        "项目\t金额\t备注\n水费\t3.20\t1\n电费\t\t2\n油费\t3\t5\n", 0);
}

static void the_mark_is_what_half_of_the_rows_have(void **state) {
    assert_marks_become(
        "水费，3.20，1\n电费，2，2\n油费，3，5\n第1页共3\n第2页共3\n第3页共3\n",
        "水费\t3.20\t1\n电费\t2\t2\n油费\t3\t5\n第1页共3\n第2页共3\n"
        "第3页共3\n",
        0);
    assert_marks_stay(
        "水费，3.20，1\n电费，2，2\n油费，3，5\n第1页共3\n第2页共3\n第3页共3\n"
        "第4页共3\n");
    assert_marks_become("水费；3、4；1\n电费；2；2\n油费；3；5\n",
                        "水费\t3、4\t1\n电费\t2\t2\n油费\t3\t5\n", 0);
}

static void tables_of_markdown_stay(void **state) {
    assert_marks_stay("项目|金额|备注\n:--|--:|---\n水费|3.20|1\n电费|2|2\n油费|—|5\n");
    assert_marks_stay("水费|3.20|1\n电费|2|2\n油费|—|5\n --- + | - \n");
    assert_marks_stay("|项目|金额|备注\n|水费|3.20|1\n|电费|2|2\n|油费|—|5\n");
    assert_marks_stay("项目|金额|备注|\n水费|3.20|1|\n电费|2|2|\n油费|3|5|\n");
    /* cells that are dashes, and bars alone, are no ruler */
    assert_marks_become(
        "项目|金额|备注\n-|-|2\n水费|3.20|1\n电费|2|2\n油费|—|5\n",
        "项目\t金额\t备注\n-\t-\t2\n水费\t3.20\t1\n电费\t2\t2\n油费\t—\t5\n", 0);
    assert_marks_become("水费|3.20|1\n||\n电费|2|2\n油费|—|5\n",
                        "水费\t3.20\t1\n\t\t\n电费\t2\t2\n油费\t—\t5\n", 0);
}

static void the_number_of_an_item_is_no_cell(void **state) {
    assert_marks_become("十二、水利、3\n二十、文化、4\n三十一、其他、5\n",
                        "十二、水利\t3\n二十、文化\t4\n三十一、其他\t5\n", 0);
    assert_marks_become("一类、水利、3\n二类、文化、4\n三类、其他、5\n",
                        "一类\t水利\t3\n二类\t文化\t4\n三类\t其他\t5\n", 0);
}

static void marks_of_sentences_in_cells_stay(void **state) {
    assert_marks_become(
        "项目、说明、金额\n水费、按季缴纳。由总务、后勤科核对、3\n电费、按月缴纳。、4\n"
        "油费、无、5\n",
        "项目\t说明\t金额\n水费\t按季缴纳。由总务、后勤科核对\t3\n"
        "电费\t按月缴纳。\t4\n油费\t无\t5\n",
        0);
    /* a label has twelve letters at most */
    assert_marks_become(
        "项目，说明，金额\n城乡居民基本医疗保险补助，按季缴纳。由总务，后勤科核对，3\n"
        "城乡居民基本医疗保险补助费，按月。对，4\n油费，无，5\n",
        "项目\t说明\t金额\n城乡居民基本医疗保险补助\t按季缴纳。由总务，后勤科核对\t3\n"
        "城乡居民基本医疗保险补助费，按月。对\t4\n油费\t无\t5\n",
        0);
    /* behind the number of the row or an empty cell, and behind a full stop */
    assert_marks_become("1、甲、无、2\n、乙、办。事、3\n5、丙、完。、4\n6、丙、戊。己、庚"
                        "、4\n丁、辛。壬、3、4\n",
                        "1\t甲\t无\t2\n\t乙\t办。事\t3\n5\t丙\t完。\t4\n6\t丙\t戊。己、庚"
                        "\t4\n丁\t辛。壬\t3\t4\n",
                        0);
}

static void sentences_around_the_rows_stay(void **state) {
    assert_marks_become(
        "本单位有办公室，监测科，财务科。\n项目，金额，备注\n水费，1，2\n电费，2，3\n"
        "油费，3，4\n由总务科，后勤科，财务科负责。\n",
        "本单位有办公室，监测科，财务科。\n项目\t金额\t备注\n水费\t1\t2\n"
        "电费\t2\t3\n油费\t3\t4\n由总务科，后勤科，财务科负责。\n",
        0);
    assert_marks_stay(
        "一是加强巡查，二是加强管护，全年3\n各单位要抓好落实，按期完成，共4\n"
        "本年新增，共计，合计5\n");
}

/* Whether rows are told by CELL in two of them: the others are words. */
static bool tells_rows(const char *cell) {
    bdl_arena *arena = bdl_arena_new();
    bdl_str text = bdl_arena_printf(
        arena, "甲，%s，共1\r\n乙，%s，共2\r\n丙，丁，共3\r\n", cell, cell);
    bdl_marks_doubt doubt;
    bool told = bdl_retab_marks(arena, text, &doubt).data != text.data;
    bdl_arena_free(arena);
    return told;
}

static void what_figures_may_be_written_with(void **state) {
    static const char *const figures[] = {"",     " ",   "12",  "1.50", "1,200",
                                          "1．5", "12%", "-12", " 3",   "-",
                                          "/",    "－",  "‐",   "—",    "―"};
    static const char *const others[] = {"戊", "%", ".", "12个", "‖", "\xE2\x80\x8F"};

    for (size_t i = 0; i < BDL_COUNT_OF(figures); i++)
        if (!tells_rows(figures[i]))
            fail_msg("no row is told by %s", figures[i]);
    for (size_t i = 0; i < BDL_COUNT_OF(others); i++)
        if (tells_rows(others[i]))
            fail_msg("rows are told by %s", others[i]);
}

#define WORDS "甲，乙，共1\n"
#define ROW   "丙，2，3\n"
#define ENDS  "一是巡查，二是管护，三是清淤。\n"

/* Of three lines one has a figure or an empty cell, and no more than one ends a sentence.
 */
static void lines_are_rows_where_enough_have_figures(void **state) {
    bdl_arena *arena = bdl_arena_new();
    const struct {
        const char *text;
        bool rows;
    } cases[] = {
        {ROW WORDS WORDS ROW WORDS WORDS, true},
        {ROW WORDS WORDS ROW WORDS WORDS WORDS, false},
        {ROW WORDS WORDS, false},
        {ROW ENDS ROW ENDS ROW ROW, true},
        {ROW ENDS ROW ENDS ROW, false},
        {ROW "\n" WORDS ROW "\n" ROW, false},
    };

    for (size_t i = 0; i < BDL_COUNT_OF(cases); i++) {
        bdl_str text = bdl_str_z(cases[i].text);
        bdl_marks_doubt doubt;
        bool rows = bdl_retab_marks(arena, text, &doubt).data != text.data;

        if (rows != cases[i].rows)
            fail_msg("%s is %s", cases[i].text, rows ? "rows" : "no rows");
    }
    bdl_arena_free(arena);
}

static void a_name_with_a_mark_is_one_cell_where_rows_say_so(void **state) {
    assert_marks_become("科目，本年，上年\n土地，房屋，2.00，3\n水费，1，2\n电费，2，3\n",
                        "科目\t本年\t上年\n土地，房屋\t2.00\t3\n水费\t1\t2\n电费\t2\t3\n",
                        0);
}

static void texts_with_tabs_and_pages_stay(void **state) {
    assert_marks_stay("水费，3.20，1\n电费，2，2\n油费，3，5\n甲\t乙\n");
    assert_marks_stay("<html>\n水费，3.20，1\n电费，2，2\n油费，3，5\n</html>\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_beside_figures_and_empty_cells_are_tabs),
        cmocka_unit_test(marks_of_prose_stay),
        cmocka_unit_test(a_row_with_too_many_marks_is_told),
        cmocka_unit_test(bars_without_outer_ones_are_tabs_and_line_ends_stay),
        cmocka_unit_test(two_rows_tell_no_mark),
        cmocka_unit_test(the_mark_is_what_half_of_the_rows_have),
        cmocka_unit_test(tables_of_markdown_stay),
        cmocka_unit_test(the_number_of_an_item_is_no_cell),
        cmocka_unit_test(marks_of_sentences_in_cells_stay),
        cmocka_unit_test(sentences_around_the_rows_stay),
        cmocka_unit_test(what_figures_may_be_written_with),
        cmocka_unit_test(lines_are_rows_where_enough_have_figures),
        cmocka_unit_test(a_name_with_a_mark_is_one_cell_where_rows_say_so),
        cmocka_unit_test(texts_with_tabs_and_pages_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
