/* test_read_odf.c - OpenDocument texts and spreadsheets. */
#include "make_zip.h"
#include "read_text.h"

#if defined(HAVE_LIBZIP) && defined(HAVE_LIBXML2)

#define SPACE "urn:oasis:names:tc:opendocument:xmlns:"
#define OPENING                                                                          \
    "<office:document-content xmlns:office=\"" SPACE "office:1.0\" xmlns:text=\"" SPACE  \
    "text:1.0\" xmlns:table=\"" SPACE "table:1.0\" xmlns:style=\"" SPACE                 \
    "style:1.0\" xmlns:draw=\"" SPACE "drawing:1.0\">"
#define ENDING "</office:document-content>"

static void assert_odf(const char *type, const char *content, const char *expected) {
    bdl_arena *arena = bdl_arena_new();
    const zip_part parts[] = {{"mimetype", type}, {"content.xml", content}};
    assert_bytes_read_as("a", make_zip(arena, parts, 2), expected);
    bdl_arena_free(arena);
}

static const char text_type[] = "application/vnd.oasis.opendocument.text";
static const char sheet_type[] = "application/vnd.oasis.opendocument.spreadsheet";

#define CELL(text) "<table:table-cell><text:p>" text "</text:p></table:table-cell>"
#define ROW(cells) "<table:table-row>" cells "</table:table-row>"

static void headings_lists_and_white_space_are_those_of_the_page(void **state) {
    assert_odf(
        text_type,
        OPENING
        "<text:list-style style:name=\"L\"><text:list-level-style-number "
        "text:level=\"1\" style:num-format=\"一, 二, 三, ...\" "
        "style:num-suffix=\"、\"/><text:list-level-style-number text:level=\"2\" "
        "style:num-format=\"1\" text:display-levels=\"1\" style:num-suffix=\".\"/>"
        "</text:list-style><text:h text:outline-level=\"2\">概况</text:h><text:p>甲 \n "
        "<text:span>乙</text:span><text:s text:c=\"2\"/>丙<text:tab/>丁"
        "<text:line-break/>戊</text:p><text:p/><text:list text:style-name=\"L\">"
        "<text:list-item><text:p>项</text:p><text:p>续</text:p><text:list>"
        "<text:list-item><text:p>子</text:p></text:list-item></text:list>"
        "</text:list-item><text:list-item><text:p>目</text:p></text:list-item>"
        "</text:list>" ENDING,
        "odt: 1 heading, 6 paragraphs, 0 tables\n"
        "1:1 heading 2: 概况\n"
        "2:1 paragraph: 甲 乙  丙⇥丁\n"
        "3:1 paragraph: 戊\n"
        "\n5:1 paragraph: 一、项\n"
        "6:1 paragraph: 续\n"
        "7:1 paragraph: 1. 子\n"
        "8:1 paragraph: 二、目\n");
}

static void hidden_text_is_left_out_and_told(void **state) {
    assert_odf(
        text_type,
        OPENING
        "<style:style style:name=\"T4\"><style:text-properties "
        "text:display=\"none\"/></style:style><style:style style:name=\"P9\">"
        "<style:text-properties text:display=\"none\"/></style:style>"
        "<text:p>收入<text:span text:style-name=\"T4\">八<text:s/>元</text:span>"
        "<text:span text:style-name=\"T5\">支出</text:span></text:p>"
        "<text:p text:style-name=\"P9\">底稿</text:p>"
        "<text:p>合<text:hidden-text text:string-value=\"\">隐</text:hidden-text>计"
        "<text:hidden-text "
        "text:is-hidden=\"false\">数</text:hidden-text></text:p>" ENDING,
        "odt: 0 headings, 2 paragraphs, 0 tables\n"
        "1:1 paragraph: 收入支出\n"
        "2:1 paragraph: 合计数\n"
        "0:0 trouble: hidden text was left out\n");
}

#define ITEM(text)              "<text:list-item><text:p>" text "</text:p></text:list-item>"
#define LIST(attributes, items) "<text:list " attributes ">" items "</text:list>"
#define NUMBERED                                                                         \
    "<text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\" "  \
    "style:num-format=\"1\" style:num-suffix=\".\"/></text:list-style>"

static void a_list_counts_again_unless_it_says_that_it_goes_on(void **state) {
    assert_odf(
        text_type,
        OPENING NUMBERED LIST("text:style-name=\"L\"", ITEM("甲") ITEM("乙"))
            LIST("text:style-name=\"L\"", ITEM("丙"))
                LIST("text:style-name=\"L\" text:continue-numbering=\"true\"", ITEM("丁"))
                    LIST("text:style-name=\"L\" text:continue-list=\"x\"", ITEM("戊"))
                        LIST("", ITEM("己")) ENDING,
        "odt: 0 headings, 6 paragraphs, 0 tables\n"
        "1:1 paragraph: 1. 甲\n"
        "2:1 paragraph: 2. 乙\n"
        "3:1 paragraph: 1. 丙\n"
        "4:1 paragraph: 2. 丁\n"
        "5:1 paragraph: 3. 戊\n"
        "6:1 paragraph: 己\n");
}

static void a_number_of_no_levels_and_no_signs_is_none(void **state) {
    assert_odf(text_type,
               OPENING
               "<text:list-style style:name=\"L\"><text:list-level-style-number "
               "text:level=\"1\" style:num-format=\"1\" text:display-levels=\"0\"/>"
               "</text:list-style>" LIST("text:style-name=\"L\"", ITEM("甲")) ENDING,
               "odt: 0 headings, 1 paragraph, 0 tables\n"
               "1:1 paragraph: 甲\n");
}

static void tables_have_spans_and_boxes_are_paragraphs(void **state) {
    assert_odf(
        text_type,
        OPENING
        "<text:tracked-changes><text:p>旧</text:p></text:tracked-changes>"
        "<table:table><table:table-row><table:table-cell "
        "table:number-rows-spanned=\"2\"><text:p>科目</text:p></table:table-cell>"
        "<table:table-cell table:number-columns-spanned=\"2\"><text:p>金额</text:p>"
        "</table:table-cell><table:covered-table-cell/></table:table-row>"
        "<table:table-row><table:covered-table-cell/>" CELL("本年")
            CELL("上年") "</table:table-row></"
                         "table:table><text:p>前<draw:frame><draw:text-box>"
                         "<text:p>框</text:p></draw:text-box></draw:frame>后<text:note>"
                         "<text:note-citation>1</"
                         "text:note-citation><text:note-body><text:p>注</text:p>"
                         "</text:note-body></text:note></text:p>" ENDING,
        "odt: 0 headings, 3 paragraphs, 1 table\n"
        "1:1 table 2x3\n"
        "  1: 科目 [2x1] | 金额 [1x2] | ←\n"
        "  2: ↑ | 本年 | 上年\n"
        "3:1 paragraph: 框\n"
        "4:1 paragraph: 注\n"
        "5:1 paragraph: 前后\n");
}

static void sheets_hold_what_is_displayed(void **state) {
    assert_odf(
        sheet_type,
        OPENING
        "<style:style style:name=\"ta1\"><style:table-properties "
        "table:display=\"false\"/></style:style><table:table table:name=\"收支\">"
        "<table:table-column "
        "table:visibility=\"collapse\"/><table:table-column/>" ROW(CELL(
            "x") "<table:table-cell "
                 "table:number-columns-spanned=\"2\"><text:p>金额"
                 "</text:p><office:annotation><text:p>批</text:p></"
                 "office:annotation>"
                 "</table:table-cell><table:covered-table-cell/>"
                 "<table:table-cell "
                 "table:number-columns-repeated=\"16380\"/>") "<table:table-"
                                                              "row "
                                                              "table:number-"
                                                              "rows-repeated="
                                                              "\"2\"><table:"
                                                              "table-cell/>"
                                                              "<table:table-"
                                                              "cell "
                                                              "table:number-"
                                                              "columns-"
                                                              "repeated="
                                                              "\"2\"><text:p>"
                                                              "1.50%</text:p>"
                                                              "</"
                                                              "table:table-"
                                                              "cell></"
                                                              "table:table-"
                                                              "row>"
                                                              "<table:table-"
                                                              "row "
                                                              "table:"
                                                              "visibility="
                                                              "\"collapse\""
                                                              ">" CELL("") CELL(
                                                                  "隐") "</"
                                                                        "tabl"
                                                                        "e:"
                                                                        "tabl"
                                                                        "e-"
                                                                        "row>"
                                                                        "<tab"
                                                                        "le:"
                                                                        "tabl"
                                                                        "e-"
                                                                        "row "
                                                                        "tabl"
                                                                        "e:"
                                                                        "numb"
                                                                        "er-"
                                                                        "rows"
                                                                        "-rep"
                                                                        "eate"
                                                                        "d="
                                                                        "\"10"
                                                                        "4800"
                                                                        "0\">"
                                                                        "<tab"
                                                                        "le:"
                                                                        "tabl"
                                                                        "e-"
                                                                        "cell"
                                                                        " tab"
                                                                        "le:"
                                                                        "numb"
                                                                        "er-"
                                                                        "colu"
                                                                        "mns-"
                                                                        "repe"
                                                                        "ated"
                                                                        "=\"1"
                                                                        "6384"
                                                                        "\"/"
                                                                        "></"
                                                                        "tabl"
                                                                        "e:"
                                                                        "tabl"
                                                                        "e-"
                                                                        "row>"
                                                                        "</"
                                                                        "tabl"
                                                                        "e:"
                                                                        "tabl"
                                                                        "e><"
                                                                        "tabl"
                                                                        "e:"
                                                                        "tabl"
                                                                        "e "
                                                                        "tabl"
                                                                        "e:"
                                                                        "name"
                                                                        "=\""
                                                                        "码\""
                                                                        " tab"
                                                                        "le:"
                                                                        "styl"
                                                                        "e-"
                                                                        "name"
                                                                        "=\"t"
                                                                        "a1\""
                                                                        ">" ROW(CELL(
                                                                            "no")) "</"
                                                                                   "table"
                                                                                   ":tabl"
                                                                                   "e"
                                                                                   ">" ENDING,
        "ods: 0 headings, 1 paragraph, 1 table\n"
        "收支!B1 paragraph: 金额\n"
        "收支!A2 table 2x2\n"
        "  收支!A2: 1.50% | 1.50%\n"
        "  收支!A3: 1.50% | 1.50%\n"
        "收支!A4 trouble: 1 hidden rows were left out\n"
        "收支!A1 trouble: 1 hidden columns were left out\n"
        "码!A1 trouble: a hidden sheet was left out\n");
}

static void repeated_cells_are_bounded_and_it_is_said(void **state) {
    bdl_arena *arena = bdl_arena_new();
    const zip_part parts[] = {
        {"mimetype", sheet_type},
        {"content.xml",
         OPENING "<table:table table:name=\"a\"><table:table-row "
                 "table:number-rows-repeated=\"1000000\"><table:table-cell "
                 "table:number-columns-repeated=\"16384\"><text:p>1</text:p>"
                 "</table:table-cell></table:table-row></table:table>" ENDING}};
    bdl_doc *doc = NULL;
    bdl_str error, bytes = make_zip(arena, parts, 2);
    assert_int_equal(read_here(arena, BDL_STR("a"), bytes, &doc, &error), 0);
    assert_in_range(doc->blocks.items[0].row_count + doc->blocks.items[1].row_count, 2,
                    200);
    assert_int_equal(doc->troubles.count, 1);
    assert_text(doc->troubles.items[0].text,
                "cells that repeat others were left out: there are too many");
    bdl_arena_free(arena);
}

static void a_locked_document_is_refused_in_words(void **state) {
    bdl_arena *arena = bdl_arena_new();
    const zip_part parts[] = {{"mimetype", text_type},
                              {"content.xml", "\x01\x02"},
                              {"META-INF/manifest.xml",
                               "<m:manifest xmlns:m=\"" SPACE
                               "manifest:1.0\"><m:encryption-data/></m:manifest>"}};
    assert_bytes_read_as("a.odt", make_zip(arena, parts, 3),
                         "error: is protected with a password\n");
    bdl_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_lists_and_white_space_are_those_of_the_page),
        cmocka_unit_test(hidden_text_is_left_out_and_told),
        cmocka_unit_test(a_list_counts_again_unless_it_says_that_it_goes_on),
        cmocka_unit_test(a_number_of_no_levels_and_no_signs_is_none),
        cmocka_unit_test(tables_have_spans_and_boxes_are_paragraphs),
        cmocka_unit_test(sheets_hold_what_is_displayed),
        cmocka_unit_test(repeated_cells_are_bounded_and_it_is_said),
        cmocka_unit_test(a_locked_document_is_refused_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

int main(void) {
    print_message("1..0 # SKIP this build cannot read OpenDocument\n");
    return 0;
}

#endif
