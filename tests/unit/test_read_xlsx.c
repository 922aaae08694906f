/* test_read_xlsx.c - Excel workbooks: sheets, shared texts, formats, merged and hidden
 * cells. */
#include "make_zip.h"
#include "read_text.h"

#if defined(HAVE_LIBZIP) && defined(HAVE_LIBXML2)

#define SHEET     "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/package/2006/relationships"
#define OFFICE    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

static const char package_relations[] =
    "<Relationships xmlns=\"" RELATIONS "\"><Relationship Id=\"r1\" Type=\"" OFFICE
    "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
static const char book_relations[] =
    "<Relationships xmlns=\"" RELATIONS "\"><Relationship Id=\"r1\" Type=\"" OFFICE
    "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" "
    "Type=\"" OFFICE "/worksheet\" Target=\"worksheets/sheet2.xml\"/><Relationship "
    "Id=\"r3\" Type=\"" OFFICE
    "/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"r4\" "
    "Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/></Relationships>";
static const char book[] =
    "<workbook xmlns=\"" SHEET "\" xmlns:r=\"" OFFICE "\"><sheets><sheet name=\"收支\" "
    "sheetId=\"1\" r:id=\"r1\"/><sheet name=\"代码\" sheetId=\"2\" state=\"hidden\" "
    "r:id=\"r2\"/></sheets></workbook>";
static const char texts[] =
    "<sst xmlns=\"" SHEET
    "\"><si><t>收支总表</t></si><si><r><t>项</t></r><r><t>目</t></r>"
    "<rPh><t>xiang</t></rPh></si><si><t>预算数</t></si></sst>";
static const char styles[] =
    "<styleSheet xmlns=\"" SHEET "\"><numFmts><numFmt numFmtId=\"176\" "
    "formatCode=\"#,##0.00_ \"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf "
    "numFmtId=\"176\"/><xf numFmtId=\"10\"/><xf numFmtId=\"31\"/></cellXfs></styleSheet>";

static void assert_xlsx(const char *sheet, const char *expected) {
    bdl_arena *arena = bdl_arena_new();
    const zip_part parts[] = {
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels", package_relations},
        {"xl/workbook.xml", book},
        {"xl/_rels/workbook.xml.rels", book_relations},
        {"xl/worksheets/sheet1.xml", sheet},
        {"xl/worksheets/sheet2.xml", "<x/>"},
        {"xl/sharedStrings.xml", texts},
        {"xl/styles.xml", styles},
    };
    assert_bytes_read_as("a.xlsx", make_zip(arena, parts, 8), expected);
    bdl_arena_free(arena);
}

#define OPENING "<worksheet xmlns=\"" SHEET "\">"
#define ENDING  "</worksheet>"

static void numbers_are_read_as_they_are_displayed(void **state) {
    assert_xlsx(
        OPENING
        "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"
        "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c><c r=\"B3\" t=\"s\"><v>2</v>"
        "</c><c r=\"D3\" "
        "t=\"inlineStr\"><is><t>比例</t><rPh><t>ひ</t></rPh></is></c></row><row "
        "r=\"4\">"
        "<c t=\"str\"><f>A1</f><v>合计</v></c><c s=\"1\"><v>1234.5</v></c><c "
        "r=\"D4\" s=\"2\"><v>0.125</v></c></row><row><c t=\"b\"><v>1</v></c><c "
        "s=\"3\"><v>45292</v></c><c t=\"e\"><v>#REF!</v></c><c s=\"99\"><v>7</v></c>"
        "<c t=\"s\"><v>99</v></c></row></sheetData>" ENDING,
        "xlsx: 0 headings, 1 paragraph, 1 table\n"
        "收支!A1 paragraph: 收支总表\n"
        "\n收支!A3 table 3x4\n"
        "  收支!A3: 项目 | 预算数 | | 比例\n"
        "  收支!A4: 合计 | 1,234.50 | | 12.50%\n"
        "  收支!A5: TRUE | 2024年1月1日 | #REF! | 7\n"
        "收支!A5 trouble: 1 cells are blank because their text is not in the file\n"
        "代码!A1 trouble: a hidden sheet was left out\n");
}

static void sheets_that_are_not_in_the_file_are_said(void **state) {
    bdl_arena *arena = bdl_arena_new();
    const zip_part parts[] = {
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels", package_relations},
        {"xl/workbook.xml", book},
        {"xl/_rels/workbook.xml.rels", book_relations},
    };
    assert_bytes_read_as("a.xlsx", make_zip(arena, parts, 4),
                         "xlsx: 0 headings, 0 paragraphs, 0 tables\n"
                         "收支!A1 trouble: the sheet is named, but not in the file\n"
                         "代码!A1 trouble: a hidden sheet was left out\n");
    bdl_arena_free(arena);
}

#define TEXT(cell, text) "<c r=\"" cell "\" t=\"str\"><v>" text "</v></c>"

static void cells_are_merged(void **state) {
    assert_xlsx(
        OPENING "<sheetData><row r=\"1\">" TEXT("A1", "科目")
            TEXT("B1", "金额") "</row><row r=\"2\">" TEXT("B2", "本年") TEXT(
                "C2", "上年") "</row><row "
                              "r=\"3\">" TEXT("A3", "甲") TEXT("B3", "1") TEXT(
                                  "C3", "2") "</row>"
                                             "</sheetData><mergeCells><mergeCell "
                                             "ref=\"A1:A2\"/><mergeCell "
                                             "ref=\"B1:C1\"/><mergeCell "
                                             "ref=\"B1:C3\"/><mergeCell ref=\"junk\"/>"
                                             "</mergeCells>" ENDING,
        "xlsx: 1 heading, 0 paragraphs, 1 table\n"
        "收支!A1 heading 1: 收支\n"
        "收支!A1 table 3x3\n"
        "  收支!A1: 科目 [2x1] | 金额 [1x2] | ←\n"
        "  收支!A2: ↑ | 本年 | 上年\n"
        "  收支!A3: 甲 | 1 | 2\n"
        "代码!A1 trouble: a hidden sheet was left out\n");
}

static void what_is_hidden_is_left_out_and_said(void **state) {
    assert_xlsx(OPENING
                "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData>"
                "<row r=\"1\">" TEXT("A1", "科目") TEXT("B1", "号")
                    TEXT("C1", "金额") "</row><row r=\"2\" hidden=\"1\">" TEXT("A2", "乙")
                        TEXT("C2", "3") "</row><row r=\"3\">" TEXT(
                            "C3", "4") "</row></sheetData><mergeCells>"
                                       "<mergeCell ref=\"A2:B3\"/></mergeCells>" ENDING,
                "xlsx: 1 heading, 0 paragraphs, 1 table\n"
                "收支!A1 heading 1: 收支\n"
                "收支!A1 table 2x2\n"
                "  收支!A1: 科目 | 金额\n"
                "  收支!A3: 乙 | 4\n"
                "收支!A2 trouble: 1 hidden rows were left out\n"
                "收支!A1 trouble: 1 hidden columns were left out\n"
                "代码!A1 trouble: a hidden sheet was left out\n");
}

/* A row and a column without height or width are not seen either. */
static void formulas_without_a_result_are_no_blanks(void **state) {
    assert_xlsx(
        OPENING
        "<cols><col min=\"3\" max=\"3\" width=\"0\"/></cols><sheetData>"
        "<row r=\"1\">" TEXT("A1", "科目") TEXT("B1", "金额")
            TEXT("C1", "校验") "</row><row r=\"2\">" TEXT(
                "A2", "甲") "<c r=\"B2\"><f>SUM(B3:B4)</f></c></row><row "
                            "r=\"3\">" TEXT(
                                "A3", "乙") "<c "
                                            "r=\"B3\"><f>1+2</f><v>3</v></c></"
                                            "row>"
                                            "<row r=\"4\" ht=\"0\">" TEXT(
                                                "A4", "丙") "</row>"
                                                            "<row r=\"5\">" TEXT(
                                                                "A5",
                                                                "丁") "<c r=\"B5\" "
                                                                      "t=\"str\"><f>"
                                                                      "T(B9)</f><v></"
                                                                      "v>"
                                                                      "</c></row></"
                                                                      "sheetData"
                                                                      ">" ENDING,
        "xlsx: 1 heading, 0 paragraphs, 1 table\n"
        "收支!A1 heading 1: 收支\n"
        "收支!A1 table 4x2\n"
        "  收支!A1: 科目 | 金额\n"
        "  收支!A2: 甲 | =SUM(B3:B4)\n"
        "  收支!A3: 乙 | 3\n"
        "  收支!A5: 丁\n"
        "收支!A4 trouble: 1 hidden rows were left out\n"
        "收支!A1 trouble: 1 hidden columns were left out\n"
        "收支!A2 trouble: 1 formulas have no result in the file: open it in a "
        "spreadsheet program and save it there\n"
        "代码!A1 trouble: a hidden sheet was left out\n");
}

static void several_tables_of_a_sheet_are_several(void **state) {
    assert_xlsx(OPENING "<sheetData><row r=\"1\">" TEXT(
                    "A1", "表一") "</row><row r=\"2\">" TEXT("A2", "甲")
                    TEXT("B2", "1") "</row><row r=\"9\">" TEXT(
                        "A9", "表二") "</row><row r=\"10\">" TEXT("A10", "部门：园林局")
                        TEXT("B10", "单位：万元") "</row><row r=\"11\">" TEXT("A11", "乙")
                            TEXT("B11", "2") "</row>"
                                             "</sheetData>" ENDING,
                "xlsx: 0 headings, 4 paragraphs, 2 tables\n"
                "收支!A1 paragraph: 表一\n"
                "收支!A2 table 1x2\n"
                "  收支!A2: 甲 | 1\n"
                "\n收支!A9 paragraph: 表二\n"
                "收支!A10 paragraph: 部门：园林局\n"
                "收支!B10 paragraph: 单位：万元\n"
                "收支!A11 table 1x2\n"
                "  收支!A11: 乙 | 2\n"
                "代码!A1 trouble: a hidden sheet was left out\n");
}

/* Rows with a single cell far at the right: the empty ones before it cost memory. */
/* Two columns, an empty one, two columns; TITLES says which of them are merged. */
#define SIDES(titles)                                                                    \
    OPENING "<sheetData><row r=\"1\">" TEXT("A1", "收入表")                              \
        TEXT("D1", "支出表") "</row><row r=\"2\">" TEXT("A2", "项目") TEXT("B2", "金额") \
            TEXT("D2", "科目") TEXT("E2", "金额") "</row><row r=\"3\">" TEXT("A3", "甲") \
                TEXT("B3", "1") TEXT("D3", "乙")                                         \
                    TEXT("E3", "2") "</row></sheetData><mergeCells>" titles              \
                                    "</mergeCells>" ENDING

static void tables_beside_each_other_are_parted_by_their_titles(void **state) {
    assert_xlsx(SIDES("<mergeCell ref=\"A1:B1\"/><mergeCell ref=\"D1:E1\"/>"),
                "xlsx: 0 headings, 2 paragraphs, 2 tables\n"
                "收支!A1 paragraph: 收入表\n"
                "收支!A2 table 2x2\n"
                "  收支!A2: 项目 | 金额\n"
                "  收支!A3: 甲 | 1\n"
                "\n收支!D1 paragraph: 支出表\n"
                "收支!D2 table 2x2\n"
                "  收支!D2: 科目 | 金额\n"
                "  收支!D3: 乙 | 2\n"
                "代码!A1 trouble: a hidden sheet was left out\n");
    assert_xlsx(SIDES("<mergeCell ref=\"A1:B1\"/><mergeCell ref=\"D2:D2\"/>"),
                "xlsx: 1 heading, 0 paragraphs, 1 table\n"
                "收支!A1 heading 1: 收支\n"
                "收支!A1 table 3x5\n"
                "  收支!A1: 收入表 [1x2] | ← | | 支出表 |\n"
                "  收支!A2: 项目 | 金额 | | 科目 | 金额\n"
                "  收支!A3: 甲 | 1 | | 乙 | 2\n"
                "代码!A1 trouble: a hidden sheet was left out\n");
}

static void a_total_below_empty_rows_belongs_to_their_table(void **state) {
    assert_xlsx(
        OPENING "<sheetData><row r=\"1\">" TEXT("A1", "科目编码") TEXT(
            "C1", "金额") "</row><row r=\"2\">" TEXT("A2", "类") TEXT("B2", "款")
            TEXT("C2", "预算数") "</row><row r=\"5\">" TEXT(
                "A5",
                "合计") "</row><row r=\"6\">" TEXT("A6",
                                                   "注：本表为空表。") "</row></"
                                                                       "sheetData><"
                                                                       "mergeCells><"
                                                                       "mergeCell "
                                                                       "ref=\"A1:B1\"/>"
                                                                       "<mergeCell "
                                                                       "ref=\"A5:B5\"/"
                                                                       "><mergeCell "
                                                                       "ref=\"A6:C6\"/>"
                                                                       "</"
                                                                       "mergeCells"
                                                                       ">" ENDING,
        "xlsx: 1 heading, 1 paragraph, 1 table\n"
        "收支!A1 heading 1: 收支\n"
        "收支!A1 table 4x3\n"
        "  收支!A1: 科目编码 [1x2] | ← | 金额\n"
        "  收支!A2: 类 | 款 | 预算数\n"
        "  收支!A3:\n"
        "  收支!A5: 合计 [1x2] | ←\n"
        "收支!A6 paragraph: 注：本表为空表。\n"
        "代码!A1 trouble: a hidden sheet was left out\n");
}

/* What says as much as a heading is a row, another word below the table is not. */
static void a_total_in_one_cell_below_empty_rows_belongs_to_their_table(void **state) {
    assert_xlsx(OPENING "<sheetData><row r=\"1\">" TEXT("A1", "科目")
                    TEXT("B1", "合计") "</row><row r=\"4\">" TEXT(
                        "A4", "合 计") "</row>"
                                       "<row r=\"6\">" TEXT(
                                           "A6", "无") "</row></sheetData>" ENDING,
                "xlsx: 1 heading, 1 paragraph, 1 table\n"
                "收支!A1 heading 1: 收支\n"
                "收支!A1 table 3x2\n"
                "  收支!A1: 科目 | 合计\n"
                "  收支!A2:\n"
                "  收支!A4: 合 计\n"
                "\n收支!A6 paragraph: 无\n"
                "代码!A1 trouble: a hidden sheet was left out\n");
}

static void a_table_may_begin_in_another_column(void **state) {
    assert_xlsx(OPENING "<sheetData><row r=\"2\">" TEXT(
                    "B2", "支出总表") "</row><row r=\"3\">" TEXT("B3", "科目")
                    TEXT("C3", "金额") "</row><row r=\"4\">" TEXT("C4", "本年")
                        TEXT("D4", "上年") "</row><row r=\"5\">" TEXT("B5", "甲")
                            TEXT("C5", "1") TEXT("D5", "2") "</row><row r=\"6\">" TEXT(
                                "B6", "注：本表的金额以万元为单位，含上年"
                                      "结转。") "</row></"
                                                "sheetData><mergeCells><"
                                                "mergeCell ref=\"B3:B4\"/>"
                                                "<mergeCell "
                                                "ref=\"C3:D3\"/></"
                                                "mergeCells>" ENDING,
                "xlsx: 0 headings, 2 paragraphs, 1 table\n"
                "收支!B2 paragraph: 支出总表\n"
                "收支!B3 table 3x3\n"
                "  收支!B3: 科目 [2x1] | 金额 [1x2] | ←\n"
                "  收支!B4: ↑ | 本年 | 上年\n"
                "  收支!B5: 甲 | 1 | 2\n"
                "收支!B6 paragraph: 注：本表的金额以万元为单位，含上年结转。\n"
                "代码!A1 trouble: a hidden sheet was left out\n");
}

static void cells_far_from_all_others_are_bounded(void **state) {
    bdl_arena *arena = bdl_arena_new();
    bdl_buf sheet = {.arena = arena};
    bdl_buf_add(&sheet, BDL_STR(OPENING "<sheetData>"));
    for (int i = 1; i <= 20000; i++)
        bdl_buf_printf(&sheet, "<row r=\"%d\"><c r=\"SA%d\"><v>1</v></c></row>", i, i);
    bdl_buf_add(
        &sheet,
        BDL_STR("<row><c r=\"ZZZZ1\"><v>1</v></c></row></sheetData>" ENDING "\0"));
    const zip_part parts[] = {
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels", package_relations},
        {"xl/workbook.xml", book},
        {"xl/_rels/workbook.xml.rels", book_relations},
        {"xl/worksheets/sheet1.xml", sheet.data},
    };
    bdl_doc *doc = NULL;
    bdl_str error, bytes = make_zip(arena, parts, 5);
    size_t before = bdl_arena_used(arena);
    assert_int_equal(read_here(arena, BDL_STR("a.xlsx"), bytes, &doc, &error), 0);
    assert_true(bdl_arena_used(arena) - before < 64u << 20);
    const bdl_trouble *trouble = &doc->troubles.items[0];
    assert_true(bdl_str_ends(trouble->text,
                             BDL_STR("cells too far from all others were left out")));
    bdl_arena_free(arena);
}

#endif

static void a_test_that_holds_without_libraries(void **state) {
    /* what is said then is tested with DOCX */
    assert_bytes_read_as("a.xlsx", BDL_STR("PK"),
                         "text/tabs, UTF-8: 0 headings, 1 paragraph, 0 tables\n"
                         "1:1 paragraph: PK\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
#if defined(HAVE_LIBZIP) && defined(HAVE_LIBXML2)
        cmocka_unit_test(numbers_are_read_as_they_are_displayed),
        cmocka_unit_test(sheets_that_are_not_in_the_file_are_said),
        cmocka_unit_test(cells_are_merged),
        cmocka_unit_test(what_is_hidden_is_left_out_and_said),
        cmocka_unit_test(formulas_without_a_result_are_no_blanks),
        cmocka_unit_test(several_tables_of_a_sheet_are_several),
        cmocka_unit_test(tables_beside_each_other_are_parted_by_their_titles),
        cmocka_unit_test(a_total_below_empty_rows_belongs_to_their_table),
        cmocka_unit_test(a_total_in_one_cell_below_empty_rows_belongs_to_their_table),
        cmocka_unit_test(a_table_may_begin_in_another_column),
        cmocka_unit_test(cells_far_from_all_others_are_bounded),
#endif
        cmocka_unit_test(a_test_that_holds_without_libraries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
