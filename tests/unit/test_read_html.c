/* test_read_html.c - web pages: text as a browser shows it, tables with spans, tables
 * inside tables, places of the source. */
#include <time.h>

#include "read_text.h"

#ifdef HAVE_GUMBO

static void text_is_what_a_browser_shows(void **state) {
    assert_reads_as("a.html",
                    "<html><head><title>园林局\n预算</title><style>p{}</style></head>\n"
                    "<body><h2>一、概况</h2><p>负责<b>园林</b>\n绿化。A &amp; B\nC</p>\n"
                    "<p>&nbsp;</p><p>甲<br>&nbsp;&nbsp;乙<br><br>丙<!-- x --></p>\n"
                    "<script>var a = '<p>no</p>';</script>\n"
                    "<del>旧</del>新&#50;&sup2;</body></html>",
                    "html, UTF-8: 1 heading, 5 paragraphs, 0 tables\n"
                    "3:11 heading 2: 一、概况\n"
                    "3:23 paragraph: 负责园林绿化。A & B C\n"
                    "\n6:17 paragraph: 甲\n"
                    "6:34 paragraph: 乙\n"
                    "\n6:43 paragraph: 丙\n"
                    "8:13 paragraph: 新2²\n");
}

static void the_title_of_a_page_is_kept(void **state) {
    bdl_arena *arena = bdl_arena_new();
    bdl_doc *doc = NULL;
    bdl_str error;
    bdl_str page = BDL_STR("<html><title> 园林局\n预算 </title><p>甲</html>");
    assert_int_equal(read_here(arena, BDL_STR("a.html"), page, &doc, &error), 0);
    assert_text(doc->own_title, "园林局预算");
    bdl_arena_free(arena);
}

static void merged_cells_keep_every_place_of_the_grid(void **state) {
    assert_reads_as("a.html",
                    "<table>\n<tr><td rowspan=2>科目<td colspan=2>金额<td>注\n"
                    "<tr><td>本年<td>上年<td>\n"
                    "<tr><td colspan=2 rowspan=2>合计</td><td>1.00</td><td>甲<p>乙</td>\n"
                    "<tr><td>2.00</table>",
                    "html, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:8 table 4x4\n"
                    "  2: 科目 [2x1] | 金额 [1x2] | ← | 注\n"
                    "  3: ↑ | 本年 | 上年 |\n"
                    "  4: 合计 [2x2] | ← | 1.00 | 甲⏎乙\n"
                    "  5: ↑ | ← | 2.00\n");
}

/* What LibreOffice writes of lines that were drawn as one and are a hair apart. */
static void a_column_that_no_row_has_a_cell_in_is_none(void **state) {
    assert_reads_as("a.html",
                    "<table>\n<tr><td colspan=2>收入<td colspan=3>支出\n"
                    "<tr><td>项目<td colspan=2>预算数<td>项目<td>预算数\n"
                    "<tr><td>拨款<td colspan=2>3.00<td>教育<td>3.00</table>"
                    "<table>\n<tr><td>科目<td colspan=2>金额<td>注\n"
                    "<tr><td colspan=2>甲<td>1.00<td>\n"
                    "<tr><td>乙<td colspan=2>2.00<td>无</table>",
                    "html, UTF-8: 0 headings, 0 paragraphs, 2 tables\n"
                    "1:8 table 3x4\n"
                    "  2: 收入 [1x2] | ← | 支出 [1x2] | ←\n"
                    "  3: 项目 | 预算数 | 项目 | 预算数\n"
                    "  4: 拨款 | 3.00 | 教育 | 3.00\n"
                    "4:58 table 3x3\n"
                    "  5: 科目 | 金额 | 注\n"
                    "  6: 甲 | 1.00 |\n"
                    "  7: 乙 | 2.00 | 无\n");
}

static void the_foot_of_a_table_stands_below_it(void **state) {
    assert_reads_as("a.html",
                    "<table><thead><tr><td>科目<td>金额\n"
                    "<tfoot><tr><td>合计<td>3.00\n"
                    "<tbody><tr><td>甲<td>1.00\n"
                    "<tbody><tr><td>乙<td>2.00</table>",
                    "html, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:8 table 4x2\n"
                    "  1: 科目 | 金额\n"
                    "  3: 甲 | 1.00\n"
                    "  4: 乙 | 2.00\n"
                    "  2: 合计 | 3.00\n");
}

static void rows_that_stand_as_they_are_written_are_a_table(void **state) {
    assert_reads_as("a.html",
                    "<html><p>单位：万元</p>\n<pre>\n科目\t金额\n甲 &amp; 丙\t1.00\n"
                    "乙\t2.00</pre><pre>\n第一行\n  第二行</pre>\n"
                    "<pre>科目        合计      基本\n甲乙        1.00      3.00\n"
                    "丙丁       12.00      4.00<br>合计       13.00      7.00\n</pre>",
                    "html, UTF-8: 0 headings, 3 paragraphs, 2 tables\n"
                    "1:10 paragraph: 单位：万元\n"
                    "3:1 table 3x2\n"
                    "  3: 科目 | 金额\n"
                    "  4: 甲 & 丙 | 1.00\n"
                    "  5: 乙 | 2.00\n"
                    "6:1 paragraph: 第一行\n"
                    "7:3 paragraph: 第二行\n"
                    "8:1 table 4x3\n"
                    "  8: 科目 | 合计 | 基本\n"
                    "  9: 甲乙 | 1.00 | 3.00\n"
                    "  10: 丙丁 | 12.00 | 4.00\n"
                    "  11: 合计 | 13.00 | 7.00\n");
}

static void files_that_a_page_shows_in_frames_are_said(void **state) {
    assert_reads_as(
        "a.html",
        "<html><frameset cols='20%,80%'><frame src='menu.htm'>"
        "<frame src='budget.htm'></frameset></html>",
        "html, UTF-8: 0 headings, 0 paragraphs, 0 tables\n"
        "1:54 trouble: menu.htm is shown in a frame and was not read: give it "
        "as a document of its own\n"
        "1:78 trouble: budget.htm is shown in a frame and was not read: give "
        "it as a document of its own\n");
    assert_reads_as("a.html",
                    "<html><p>预算</p><iframe src='/share.html'></iframe>\n"
                    "<iframe src='/b/甲.pdf?v=2'></iframe></html>",
                    "html, UTF-8: 0 headings, 1 paragraph, 0 tables\n"
                    "1:10 paragraph: 预算\n"
                    "2:28 trouble: /b/甲.pdf?v=2 is shown in a frame and was not read: "
                    "give it as a document of its own\n");
}

static void spans_that_reach_too_far_are_cut(void **state) {
    assert_reads_as("a.html",
                    "<table><tr><td>甲<td rowspan=9>乙<td colspan=0>丙\n"
                    "<tr><td colspan=7>丁<td>戊\n"
                    "<tr><td rowspan=0>己</table>",
                    "html, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:8 table 3x3\n"
                    "  1: 甲 | 乙 [3x1] | 丙\n"
                    "  2: 丁 | ↑ | 戊\n"
                    "  3: 己 | ↑\n");
}

static void tables_for_layout_are_taken_apart(void **state) {
    assert_reads_as("a.html",
                    "<table><tr><td>导航</td><td><h3>二、收支</h3>"
                    "<table><tr><td>甲<td>1<tr><td>乙<td>2</table>尾</td></tr></table>"
                    "<table><tr><td>框中字</table>",
                    "html, UTF-8: 1 heading, 3 paragraphs, 1 table\n\n"
                    "1:16 paragraph: 导航\n"
                    "1:31 heading 3: 二、收支\n"
                    "1:47 table 2x2\n"
                    "  1: 甲 | 1\n"
                    "  1: 乙 | 2\n"
                    "1:83 paragraph: 尾\n\n"
                    "1:117 paragraph: 框中字\n");
}

static void what_is_shown_as_a_table_is_one(void **state) {
    assert_reads_as(
        "a.html",
        "<html><style>/* tables */ .t, div.u { width: 1px; DISPLAY : table }\n"
        ".t .r{display:table-row}.c{display:table-cell;color:red}"
        ".x:before{display:table}.y{display:block}</style>\n"
        "<div class='big t'><div class='r'><span class=c>科目</span><span class=c>金额"
        "</span></div><div class='r'><span class=c>甲</span><span class=c>1.00</span>"
        "</div></div>\n"
        "<p>说明<span class=c>一</span><span class=x>二</span></p>\n"
        "<div style='display: table'><div style='display:table-row-group'>"
        "<ul style='display:table-row'><li style='display:table-cell'>乙</li>"
        "<li style='display:table-cell'>2.00</li></ul></div></div>\n"
        "<div role=table><div role=row><div role=columnheader>丙</div><div role=cell>3.00"
        "</div></div></div></html>",
        "html, UTF-8: 0 headings, 1 paragraph, 3 tables\n"
        "3:20 table 2x2\n"
        "  3: 科目 | 金额\n"
        "  3: 甲 | 1.00\n"
        "4:4 paragraph: 说明一二\n"
        "5:29 table 1x2\n"
        "  5: 乙 | 2.00\n"
        "6:17 table 1x2\n"
        "  6: 丙 | 3.00\n");
}

static void a_style_holds_for_what_stands_before_it(void **state) {
    assert_reads_as("a.html",
                    "<div class=t><div class=r><div class=c>甲</div><div class=c>1.00"
                    "</div></div></div>\n"
                    "<table><tr><td>乙<div class=t><div class=r><div class=c>丙"
                    "<style>.t{display:table}.r{display:table-row}"
                    ".c{display:table-cell}</style></div></div></div></td>"
                    "<td>2.00</td></tr></table>\n",
                    "html, UTF-8: 0 headings, 0 paragraphs, 2 tables\n"
                    "1:14 table 1x2\n"
                    "  1: 甲 | 1.00\n"
                    "2:8 table 1x2\n"
                    "  2: 乙⏎丙 | 2.00\n");
}

static void a_table_inside_a_table_of_data_comes_after_it(void **state) {
    assert_reads_as("a.html",
                    "<table><tr><td>名称<td>绿化<tr><td>金额<td>5\n<tr><td>指标<td>见下"
                    "<table><tr><td>甲<td>1<tr><td>乙<td>2</table></table>",
                    "html, UTF-8: 0 headings, 0 paragraphs, 2 tables\n"
                    "1:8 table 3x2\n"
                    "  1: 名称 | 绿化\n"
                    "  1: 金额 | 5\n"
                    "  2: 指标 | 见下\n"
                    "2:24 table 2x2\n"
                    "  2: 甲 | 1\n"
                    "  2: 乙 | 2\n");
}

static void pages_saved_from_a_word_processor_can_be_read(void **state) {
    assert_reads_as("a.htm",
                    "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\">\n"
                    "<body><div class=Section1><p class=MsoNormal><span\n"
                    "style='font-family:宋体'>本单位\n共有<span lang=EN-US>3</span>处"
                    "<o:p></o:p></span></p>\n<table class=MsoNormalTable>\n <tr>\n"
                    "  <td width=10><p class=MsoNormal><![if !supportLists]>1."
                    "<![endif]>甲<o:p></o:p></p>\n  <td><p>&nbsp;</p>\n"
                    " <tr style='display:none'><td>x<td>y</tr>\n"
                    " <tr><td><p class=MsoNormal>乙<o:p></o:p><td>12<p>34</p></tr>\n"
                    "</table></div></body></html>",
                    "html, UTF-8: 0 headings, 1 paragraph, 1 table\n"
                    "3:24 paragraph: 本单位共有3处\n"
                    "5:29 table 2x2\n"
                    "  6: 1.甲 |\n"
                    "  10: 乙 | 12⏎34\n"
                    "9:27 trouble: 1 hidden pieces of text were left out\n");
}

static void the_encoding_a_page_names_is_used_where_bytes_are_broken(void **state) {
    /* GB2312 of "预算" and a lone byte */
    assert_reads_as("a.html",
                    "<html><meta http-equiv=Content-Type content=\"text/html; "
                    "charset=gb2312\"><p>\xD4\xA4\xCB\xE3\xB1</p></html>",
                    "html, GB18030: 0 headings, 1 paragraph, 0 tables\n"
                    "1:76 paragraph: 预算\xEF\xBF\xBD\n"
                    "1:0 trouble: 1 bytes that are not GB18030 were replaced\n");
}

static void menus_and_lists_of_other_pages_are_no_text(void **state) {
    assert_reads_as(
        "a.html",
        "<div><a href=/>首页</a> | <a href=/zw>公开</a></div>"
        "<table><tr><td><img><td><a href=a>机构</a><td><a href=b>预算</a></table>"
        "<div><h3>2023年部门预算</h3><ul><li><a href=#>甲局3万元</a>"
        "<li><a href=c>乙局</a></ul></div><h3>正文</h3>"
        "<ul><li><a href=#t1>表一</a><li><a href=#t2>表二</a></ul>"
        "<p><a href=d>收入</a>为<a href=e>支出</a></p><p><a href=f>附件</a></p>",
        "html, UTF-8: 1 heading, 4 paragraphs, 0 tables\n"
        "1:202 heading 3: 正文\n"
        "1:229 paragraph: 表一\n"
        "1:251 paragraph: 表二\n"
        "1:275 paragraph: 收入为支出\n"
        "1:315 paragraph: 附件\n");
}

/* A table of several rows may be more than a menu; one of amounts is. */
static void tables_of_links_are_told_and_those_of_amounts_are_read(void **state) {
    assert_reads_as("a.html",
                    "<table><tr><td><a href=a>甲局</a><tr><td><a href=b>乙局</a></table>"
                    "<table><tr><td><a href=a>甲局</a><td><a href=b>1.20</a></table>",
                    "html, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:71 table 1x2\n"
                    "  1: 甲局 | 1.20\n"
                    "1:8 trouble: 1 tables of links alone were left out\n");
}

/* Blocks inside each other, each of which may be a menu up to its end, are not looked
 * through more often than the page is long. */
static void menus_are_looked_for_no_longer_than_a_page_is(void **state) {
    enum { DEEP = 100, EACH = 300 };
    bdl_buf page = {.arena = bdl_arena_new()};
    bdl_buf_add(&page, BDL_STR("<p>正文</p>"));
    for (int i = 0; i < DEEP; i++)
        bdl_buf_add(&page, BDL_STR("<div>"));
    for (int i = 0; i < EACH; i++)
        bdl_buf_add(&page, BDL_STR("<i></i>"));
    for (int i = 0; i < DEEP; i++)
        bdl_buf_add(&page, BDL_STR("</div>"));
    bdl_buf_add(&page, BDL_STR("<p><a href=a>甲</a><a href=b>乙</a></p>"));
    char *printed = print_bytes("a.html", bdl_buf_str(&page));
    assert_non_null(strstr(printed, "甲乙"));
    free(printed);
    bdl_arena_free(page.arena);
}

/* As Excel saves a workbook in one file: frames, the names of the sheets, a sheet in each
 * of the other parts. */
static void a_page_saved_in_one_file_is_read(void **state) {
    assert_reads_as(
        "a.doc",
        "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        "\tboundary=\"=_b\"\r\n\r\nsome mail program\r\n"
        "--=_b\r\nContent-Type: text/html\r\n\r\n<frameset><frame src=b>\r\n"
        "--=_b\r\nContent-Location: x/tabstrip.htm\r\n"
        "Content-Type: text/html\r\n\r\n<p>Sheet1</p>\r\n"
        "--=_b\r\nContent-Type: image/png\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\niVBORw==\r\n"
        "--=_b\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        "Content-Type: text/html; charset=\"utf-8\"\r\n\r\n"
        "<p class=3Dx>=E9=A2=\r\n=84=E7=AE=97</p>\r\n"
        "--=_b\r\nContent-Transfer-Encoding: base64\r\n"
        "content-type: text/html\r\n\r\nPHRhYmxlPjx0cj48dGQ+6aG555uuPHRkPumihOeu\r\n"
        "l+aVsDx0cj48dGQ+5pS25YWlPHRkPjEuMDA8L3RhYmxlPg==\r\n--=_b--\r\n",
        "html, UTF-8: 0 headings, 1 paragraph, 1 table\n"
        "1:12 paragraph: 预算\n"
        "2:8 table 2x2\n"
        "  2: 项目 | 预算数\n"
        "  2: 收入 | 1.00\n");
    /* a part of parts whose boundary begins as that around it */
    assert_reads_as("a.mht",
                    "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
                    "--b\nContent-Type: multipart/related; boundary=b-1\n\n"
                    "--b-1\nContent-Type: text/html\n\n<p>预算</p>\n--b-1--\n--b--\n",
                    "html, UTF-8: 0 headings, 1 paragraph, 0 tables\n"
                    "1:4 paragraph: 预算\n");
    assert_reads_as("b.txt",
                    "MIME-Version: 1.0\nContent-Type: multipart/related\n\n收入\n",
                    "text/tabs, UTF-8: 0 headings, 3 paragraphs, 0 tables\n"
                    "1:1 paragraph: MIME-Version: 1.0\n"
                    "2:1 paragraph: Content-Type: multipart/related\n"
                    "\n4:1 paragraph: 收入\n");
}

static void pictures_that_may_hold_tables_are_said(void **state) {
    assert_reads_as("a.html", "<html><p>附表<img width=20><img width=\"750\"></html>",
                    "html, UTF-8: 0 headings, 1 paragraph, 0 tables\n"
                    "1:10 paragraph: 附表\n"
                    "1:43 trouble: 1 large pictures were not read; there may be tables "
                    "in them\n");
}

static void lists_are_numbered_and_what_a_server_forgot_is_no_text(void **state) {
    assert_reads_as("a.html",
                    "<%@ page a=\"b\" %>\n<html><ol start=3><li>甲<li>乙</ol>"
                    "<ul><li>丙</ul></html>",
                    "html, UTF-8: 0 headings, 3 paragraphs, 0 tables\n"
                    "2:23 paragraph: 3. 甲\n"
                    "2:28 paragraph: 4. 乙\n"
                    "2:42 paragraph: 丙\n");
}

/* Milliseconds of processor time that COUNT times UNIT takes. */
static long time_of(const char *unit, size_t count) {
    size_t len = strlen(unit);
    char *text = malloc(6 + len * count);
    memcpy(text, "<html>", 6);
    for (size_t i = 0; i < count; i++)
        memcpy(text + 6 + i * len, unit, len);
    clock_t start = clock();
    free(print_bytes("a.html", (bdl_str){text, 6 + len * count}));
    free(text);
    return (long)((clock() - start) * 1000 / CLOCKS_PER_SEC);
}

static void pages_made_to_be_slow_are_not(void **state) {
    static const char *const units[] = {
        "<table><tr><td>a<td>",
        "<div>",
        "<table>",
        "<b>",
        "<td colspan=500 rowspan=60000>",
        "<tr><td colspan=512>1<td>",
        "<li>",
        "&nbsp;",
        "<!--",
        "<a href=",
        "<style>a{display:table;display:table}</style>",
        "<div class=a style='display:table-cell'>",
    };
    for (size_t i = 0; i < BDL_COUNT_OF(units); i++) {
        long spent = time_of(units[i], 6000);
        if (spent > 4000)
            fail_msg("\"%s\": %ld ms", units[i], spent);
    }
}

#else

static void without_gumbo_a_page_is_refused_in_words(void **state) {
    assert_reads_as("a.txt", "\n<!DOCTYPE html>\n<html><body>预算</body></html>",
                    "error: is an HTML page; this bdl was built without gumbo, which "
                    "reads them\n");
}

#endif

int main(void) {
    const struct CMUnitTest tests[] = {
#ifdef HAVE_GUMBO
        cmocka_unit_test(text_is_what_a_browser_shows),
        cmocka_unit_test(the_title_of_a_page_is_kept),
        cmocka_unit_test(merged_cells_keep_every_place_of_the_grid),
        cmocka_unit_test(a_column_that_no_row_has_a_cell_in_is_none),
        cmocka_unit_test(the_foot_of_a_table_stands_below_it),
        cmocka_unit_test(rows_that_stand_as_they_are_written_are_a_table),
        cmocka_unit_test(files_that_a_page_shows_in_frames_are_said),
        cmocka_unit_test(spans_that_reach_too_far_are_cut),
        cmocka_unit_test(tables_for_layout_are_taken_apart),
        cmocka_unit_test(what_is_shown_as_a_table_is_one),
        cmocka_unit_test(a_style_holds_for_what_stands_before_it),
        cmocka_unit_test(a_table_inside_a_table_of_data_comes_after_it),
        cmocka_unit_test(pages_saved_from_a_word_processor_can_be_read),
        cmocka_unit_test(the_encoding_a_page_names_is_used_where_bytes_are_broken),
        cmocka_unit_test(menus_and_lists_of_other_pages_are_no_text),
        cmocka_unit_test(tables_of_links_are_told_and_those_of_amounts_are_read),
        cmocka_unit_test(menus_are_looked_for_no_longer_than_a_page_is),
        cmocka_unit_test(a_page_saved_in_one_file_is_read),
        cmocka_unit_test(pictures_that_may_hold_tables_are_said),
        cmocka_unit_test(lists_are_numbered_and_what_a_server_forgot_is_no_text),
        cmocka_unit_test(pages_made_to_be_slow_are_not),
#else
        cmocka_unit_test(without_gumbo_a_page_is_refused_in_words),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
