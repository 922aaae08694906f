/* test_read_docx.c - Word documents: tables, headings, numbers, fields, boxes, notes. */
#include "make_zip.h"
#include "read_text.h"

#define WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define OPENING                                                                          \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"" WORD              \
    "\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "       \
    "xmlns:a=\"urn:drawing\"><w:body>"
#define ENDING "</w:body></w:document>"

static const char package_relations[] =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
    "relationships\"><Relationship Id=\"r1\" Type=\"http://x/officeDocument\" "
    "Target=\"word/document.xml\"/></Relationships>";
static const char document_relations[] =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
    "relationships\"><Relationship Id=\"r1\" Type=\"http://x/styles\" "
    "Target=\"styles.xml\"/><Relationship Id=\"r2\" Type=\"http://x/numbering\" "
    "Target=\"/word/numbering.xml\"/><Relationship Id=\"r3\" Type=\"http://x/footnotes\" "
    "Target=\"./footnotes.xml\"/></Relationships>";
static const char styles[] =
    "<w:styles xmlns:w=\"" WORD "\"><w:style w:type=\"paragraph\" w:styleId=\"1\">"
    "<w:name w:val=\"heading 1\"/></w:style><w:style w:type=\"paragraph\" "
    "w:styleId=\"a\"><w:name w:val=\"own\"/><w:basedOn w:val=\"1\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"n\"><w:name w:val=\"x\"/><w:pPr><w:numPr>"
    "<w:numId w:val=\"5\"/></w:numPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>"
    "</w:styles>";
static const char numbering[] =
    "<w:numbering xmlns:w=\"" WORD "\"><w:abstractNum w:abstractNumId=\"0\">"
    "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/>"
    "<w:lvlText w:val=\"%1、\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/>"
    "<w:numFmt w:val=\"decimal\"/><w:pStyle w:val=\"n\"/><w:lvlText w:val=\"%1.%2\"/>"
    "</w:lvl></w:abstractNum><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\">"
    "<w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"*\"/></w:lvl></w:abstractNum>"
    "<w:num w:numId=\"5\"><w:abstractNumId w:val=\"0\"/></w:num>"
    "<w:num w:numId=\"6\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">"
    "<w:startOverride w:val=\"9\"/></w:lvlOverride></w:num>"
    "<w:num w:numId=\"7\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";
static const char footnotes[] =
    "<w:footnotes xmlns:w=\"" WORD "\"><w:footnote w:type=\"separator\" w:id=\"0\"><w:p>"
    "<w:r><w:t>--</w:t></w:r></w:p></w:footnote><w:footnote w:id=\"2\"><w:p><w:r>"
    "<w:t>含上年结转</w:t></w:r></w:p></w:footnote></w:footnotes>";

static void assert_docx(const char *body, const char *expected) {
    bdl_arena *arena = bdl_arena_new();
    const zip_part parts[] = {
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels", package_relations},
        {"word/document.xml", body},
        {"word/_rels/document.xml.rels", document_relations},
        {"word/styles.xml", styles},
        {"word/numbering.xml", numbering},
        {"word/footnotes.xml", strstr(body, "footnoteReference") ? footnotes : "<x/>"},
    };
    assert_bytes_read_as("a.docx", make_zip(arena, parts, 7), expected);
    bdl_arena_free(arena);
}

#if defined(HAVE_LIBZIP) && defined(HAVE_LIBXML2)

#define P(text)    "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define CELL(text) "<w:tc>" P(text) "</w:tc>"

static void paragraphs_and_headings_have_places_in_the_text(void **state) {
    assert_docx(OPENING
                "<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r><w:t>概况</w:t></w:r>"
                "</w:p><w:p><w:r><w:t>本局负</w:t></w:r><w:r><w:t>责绿化。</w:t><w:br/>"
                "<w:t>第二行</w:t></w:r></w:p><w:p/><w:p><w:pPr><w:outlineLvl "
                "w:val=\"2\"/></w:pPr><w:r><w:t>收支</w:t></w:r></w:p>" ENDING,
                "docx: 2 headings, 2 paragraphs, 0 tables\n"
                "1:1 heading 1: 概况\n"
                "2:1 paragraph: 本局负责绿化。\n"
                "3:1 paragraph: 第二行\n"
                "\n5:1 heading 3: 收支\n");
}

static void numbers_that_word_generates_are_text(void **state) {
#define NUMBERED(id, level, text)                                                        \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" id             \
    "\"/></w:numPr></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
    assert_docx(
        OPENING NUMBERED("5", "0", "甲") NUMBERED("5", "1", "乙") NUMBERED("5", "1", "丙")
            NUMBERED("5", "0", "丁") NUMBERED("7", "0", "戊") NUMBERED("6", "0", "己")
                NUMBERED(
                    "0", "0",
                    "庚") "<w:p><w:pPr><w:pStyle "
                          "w:val=\"n\"/></w:pPr><w:r><w:t>辛</w:t></w:r></w:p>" ENDING,
        "docx: 1 heading, 7 paragraphs, 0 tables\n"
        "1:1 paragraph: 一、甲\n"
        "2:1 paragraph: 一.1 乙\n"
        "3:1 paragraph: 一.2 丙\n"
        "4:1 paragraph: 二、丁\n"
        "5:1 paragraph: 戊\n"
        "6:1 paragraph: 九、己\n"
        "7:1 paragraph: 庚\n"
        "8:1 heading 2: 九.1 辛\n");
}

static void cells_are_merged_both_ways(void **state) {
    assert_docx(
        OPENING
        "<w:tbl><w:tr>"
        "<w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>" P(
            "科目") "</w:tc>"
                    "<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" P(
                        "金额") "</w:tc></w:tr>"
                                "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></"
                                "w:tc>" CELL("本年")
                                    CELL("上年") "</w:tr><w:tr><w:trPr><w:gridBefore "
                                                 "w:val=\"1\"/></w:trPr>"
                                                 "<w:tc>" P("1.00") P(
                                                     "元") "</w:tc><w:tc><w:p/></w:tc></"
                                                           "w:tr></w:tbl>" ENDING,
        "docx: 0 headings, 0 paragraphs, 1 table\n"
        "1:1 table 3x3\n"
        "  1: 科目 [2x1] | 金额 [1x2] | ←\n"
        "  2: ↑ | 本年 | 上年\n"
        "  3: | 1.00⏎元 |\n");
}

static void cells_merged_as_older_programs_write_it_are_one(void **state) {
    assert_docx(OPENING "<w:tbl><w:tr>" CELL(
                    "科目") "<w:tc><w:tcPr><w:hMerge w:val="
                            "\"restart\"/></w:tcPr>" P(
                                "金额") "</w:tc><w:tc><w:tcPr><w:hMerge "
                                        "w:val=\"continue\"/></w:tcPr><w:p/></w:tc></"
                                        "w:tr><w:tr>" CELL("甲") CELL("1.00")
                                            CELL("2.00") "</w:tr></w:tbl>" ENDING,
                "docx: 0 headings, 0 paragraphs, 1 table\n"
                "1:1 table 2x3\n"
                "  1: 科目 | 金额 [1x2] | ←\n"
                "  2: 甲 | 1.00 | 2.00\n");
}

static void a_table_inside_a_cell_is_a_table(void **state) {
    assert_docx(
        OPENING "<w:tbl><w:tr>" CELL("名称") CELL("绿化") "</w:tr><w:tr>" CELL("金额")
            CELL("5") "</w:tr><w:tr>" CELL("指标") "<w:tc><w:tbl><w:tr>" CELL("甲")
                CELL("1") "</w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>" P("完") ENDING,
        "docx: 0 headings, 1 paragraph, 2 tables\n"
        "1:1 table 3x2\n"
        "  1: 名称 | 绿化\n"
        "  2: 金额 | 5\n"
        "  3: 指标 |\n"
        "4:1 table 1x2\n"
        "  4: 甲 | 1\n"
        "5:1 paragraph: 完\n");
}

static void codes_and_deleted_and_hidden_text_are_left_out(void **state) {
    assert_docx(
        OPENING
        "<w:p><w:r><w:t>第</w:t></w:r><w:r><w:fldChar "
        "w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> PAGE </w:instrText>"
        "</w:r><w:r><w:t>code</w:t></w:r><w:r><w:fldChar "
        "w:fldCharType=\"separate\"/></w:r><w:r><w:t>3</w:t></w:r><w:r><w:fldChar "
        "w:fldCharType=\"end\"/></w:r><w:del><w:r><w:delText>旧</w:delText></w:r>"
        "</w:del><w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom><w:ins><w:r>"
        "<w:t>页</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t>"
        "</w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>。</w:t></w:r></w:p>"
        "<w:tbl><w:tr>" CELL("甲") CELL("1") "</w:tr><w:tr><w:trPr><w:del/>"
                                             "</w:trPr>" CELL("删")
                                                 CELL("2") "</w:tr></w:tbl>" ENDING,
        "docx: 0 headings, 1 paragraph, 1 table\n"
        "1:1 paragraph: 第3页。\n"
        "2:1 table 1x2\n"
        "  2: 甲 | 1\n"
        "0:0 trouble: hidden text was left out\n");
}

static void text_boxes_and_footnotes_are_paragraphs(void **state) {
    assert_docx(OPENING
                "<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent>"
                "<mc:Choice><w:txbxContent>" P("框") "<w:tbl><w:tr>" CELL("甲")
                    CELL("1") "</w:tr></w:tbl></w:txbxContent></mc:Choice><mc:Fallback>"
                              "<w:txbxContent>" P(
                                  "框") "</w:txbxContent></mc:Fallback>"
                                        "</mc:AlternateContent></w:r><w:r><w:t>后</"
                                        "w:t><w:footnoteReference "
                                        "w:id=\"2\"/></w:r></w:p>" ENDING,
                "docx: 0 headings, 3 paragraphs, 1 table\n"
                "1:1 paragraph: 框\n"
                "2:1 table 1x2\n"
                "  2: 甲 | 1\n"
                "3:1 paragraph: 前后\n"
                "4:1 paragraph: 含上年结转\n");
}

/* Two tabs before a name leave two cells empty; a line with a name alone is a row, one of
 * particulars is none, nor are the lines of a catalogue. */
static void paragraphs_parted_by_tabs_are_rows(void **state) {
#define T "</w:t><w:tab/><w:t>"
    assert_docx(OPENING P("一、概况" T "1") P("二、预算表" T "2") P("三、说明" T "3")
                    P("单位：万元") P("部门：甲局" T T "年度：2025")
                        P("项目" T "金额" T "项目" T "金额")
                            P("收入" T "3.00" T "支出" T "1.00") P("其他收入")
                                P(T T "其他支出" T "2.00") P("注：略。") ENDING,
                "docx: 0 headings, 6 paragraphs, 1 table\n"
                "1:1 paragraph: 一、概况⇥1\n"
                "2:1 paragraph: 二、预算表⇥2\n"
                "3:1 paragraph: 三、说明⇥3\n"
                "4:1 paragraph: 单位：万元\n"
                "5:1 paragraph: 部门：甲局⇥⇥年度：2025\n"
                "6:1 table 4x4\n"
                "  6: 项目 | 金额 | 项目 | 金额\n"
                "  7: 收入 | 3.00 | 支出 | 1.00\n"
                "  8: 其他收入\n"
                "  9: | | 其他支出 | 2.00\n"
                "10:1 paragraph: 注：略。\n");
#undef T
}

static void pages_and_ticks_and_tabs_are_kept(void **state) {
    assert_docx(
        OPENING
        "<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:t>是"
        "</w:t><w:tab/><w:t>否</w:t></w:r></w:p><w:p><w:pPr><w:pageBreakBefore/>"
        "<w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>二</w:t>"
        "<w:drawing><a:extent cx=\"5000000\"/><a:blip/></w:drawing></w:r></w:p>"
        "<w:p><w:r><w:object><v:shape style=\"width:415.3pt;height:9pt\"><v:imagedata/>"
        "</v:shape></w:object></w:r></w:p>" ENDING,
        "docx: 0 headings, 2 paragraphs, 0 tables\n"
        "1:1 paragraph: ☑是⇥否\n"
        "---- page\n2:1 paragraph: 二\n"
        "0:0 trouble: 2 large pictures were not read; there may be tables in "
        "them\n");
}

static void what_is_damaged_is_refused_in_words(void **state) {
    assert_docx(
        OPENING "<w:p>",
        "error: cannot be read: \"word/document.xml\" in it is not well-formed XML "
        "(line 1)\n");
    assert_docx("<!DOCTYPE x [<!ENTITY a \"aaaa\">]><x>&a;</x>",
                "error: cannot be read: \"word/document.xml\" in it declares a document "
                "type, which no office document does\n");
    assert_bytes_read_as("a.docx", BDL_STR("PK\003\004 and no more"),
                         "error: is a damaged or cut ZIP container\n");
}

static void a_container_of_something_else_is_refused_in_words(void **state) {
    bdl_arena *arena = bdl_arena_new();
    const zip_part parts[] = {{"mimetype", "application/epub+zip"}};
    assert_bytes_read_as("a.docx", make_zip(arena, parts, 1),
                         "error: is neither a text nor a spreadsheet of OpenDocument\n");
    const zip_part page[] = {{"OFD.xml", "<OFD/>"}};
    assert_bytes_read_as("a.ofd", make_zip(arena, page, 1),
                         "error: is an OFD document, which cannot be read; most programs "
                         "that show it save it as PDF\n");
    assert_true(bdl_read_can(BDL_STR("a.ofd"))); /* a folder of them is not empty */
    bdl_arena_free(arena);
}

/* As many tables inside each other as the depth of XML allows, and more. */
static void tables_nested_deep_do_no_harm(void **state) {
    for (int depth = 50; depth <= 5000; depth *= 100) {
        bdl_arena *arena = bdl_arena_new();
        bdl_buf body = {.arena = arena};
        bdl_buf_add(&body, BDL_STR(OPENING));
        for (int i = 0; i < depth; i++)
            bdl_buf_add(&body, BDL_STR("<w:tbl><w:tr><w:tc>"));
        for (int i = 0; i < depth; i++)
            bdl_buf_add(&body, BDL_STR("</w:tc></w:tr></w:tbl>"));
        bdl_buf_add(&body, BDL_STR(ENDING "\0"));
        const zip_part parts[] = {{"[Content_Types].xml", "<Types/>"},
                                  {"_rels/.rels", package_relations},
                                  {"word/document.xml", body.data}};
        char *printed = print_bytes("a.docx", make_zip(arena, parts, 3));
        assert_true(printed[0] == (depth > 100 ? 'e' : 'd'));
        free(printed);
        bdl_arena_free(arena);
    }
}

#else

static void without_libraries_it_is_refused_in_words(void **state) {
#ifdef HAVE_LIBZIP
    assert_docx(OPENING ENDING,
                "error: is an office document; this bdl was built without libxml2, which "
                "reads them\n");
#else
    assert_docx(OPENING ENDING,
                "error: is a ZIP container (DOCX, XLSX, ODT, ODS, ZIP); this bdl was "
                "built without libzip, which opens them\n");
#endif
}

#endif

int main(void) {
    const struct CMUnitTest tests[] = {
#if defined(HAVE_LIBZIP) && defined(HAVE_LIBXML2)
        cmocka_unit_test(paragraphs_and_headings_have_places_in_the_text),
        cmocka_unit_test(numbers_that_word_generates_are_text),
        cmocka_unit_test(cells_are_merged_both_ways),
        cmocka_unit_test(cells_merged_as_older_programs_write_it_are_one),
        cmocka_unit_test(a_table_inside_a_cell_is_a_table),
        cmocka_unit_test(codes_and_deleted_and_hidden_text_are_left_out),
        cmocka_unit_test(text_boxes_and_footnotes_are_paragraphs),
        cmocka_unit_test(paragraphs_parted_by_tabs_are_rows),
        cmocka_unit_test(pages_and_ticks_and_tabs_are_kept),
        cmocka_unit_test(what_is_damaged_is_refused_in_words),
        cmocka_unit_test(a_container_of_something_else_is_refused_in_words),
        cmocka_unit_test(tables_nested_deep_do_no_harm),
#else
        cmocka_unit_test(without_libraries_it_is_refused_in_words),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
