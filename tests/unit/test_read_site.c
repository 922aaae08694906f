/* test_read_site.c - web pages as the programs that run sites make them: rows pasted as
 * paragraphs, and what is written around the text. */
#include "read_text.h"

#ifdef HAVE_GUMBO

static void rows_pasted_as_paragraphs_are_a_table(void **state) {
    assert_reads_as("a.html",
                    "<div>\n\t\t<p>收支表</p>\n<p>单位：万元</p>\n"
                    "<p>项目\t金额\t项目\t金额</p>\n"
                    "<p>一、拨款收入\t<span>12.00</span>\t一、教育\t5.00</p>\n"
                    "<p>\t\t二、农林水\t7.00</p>\n<p>合计\t12.00\t合计\t12.00</p>\n"
                    "\t\t<p>\n\t\t说明：本表\n\t\t反映收支。</p></div>",
                    "html, UTF-8: 0 headings, 3 paragraphs, 1 table\n"
                    "2:6 paragraph: 收支表\n"
                    "3:4 paragraph: 单位：万元\n"
                    "4:4 table 4x4\n"
                    "  4: 项目 | 金额 | 项目 | 金额\n"
                    "  5: 一、拨款收入 | 12.00 | 一、教育 | 5.00\n"
                    "  6: | | 二、农林水 | 7.00\n"
                    "  7: 合计 | 12.00 | 合计 | 12.00\n"
                    "9:3 paragraph: 说明：本表反映收支。\n");
}

#define B4 "&nbsp;&nbsp;&nbsp;&nbsp;"

static void as_many_blanks_for_each_tab_part_cells(void **state) {
    assert_reads_as("a.html",
                    "<html><p>" B4 "收支如下：</p>\n<p>单位：万元" B4 "第1页</p>\n"
                    "<p>项目" B4 "金额" B4 "项目" B4 "金额</p>\n"
                    "<p>拨款" B4 "12.00" B4 "教育" B4 "5.00</p>\n"
                    "<p>" B4 B4 "农林水" B4 "7.00</p>\n"
                    "<p>事业收入" B4 B4 "其他" B4 "0.00</p>\n"
                    "<p>" B4 "其中有 2 项为新增。</p>",
                    "html, UTF-8: 0 headings, 3 paragraphs, 1 table\n"
                    "1:34 paragraph: 收支如下：\n"
                    "2:4 paragraph: 单位：万元    第1页\n"
                    "3:4 table 4x4\n"
                    "  3: 项目 | 金额 | 项目 | 金额\n"
                    "  4: 拨款 | 12.00 | 教育 | 5.00\n"
                    "  5: | | 农林水 | 7.00\n"
                    "  6: 事业收入 | | 其他 | 0.00\n"
                    "7:28 paragraph: 其中有 2 项为新增。\n");
}

/* Blanks that set columns out are as many as the words leave room for. */
static void blanks_of_any_number_are_text(void **state) {
    assert_reads_as("a.html",
                    "<p>甲局" B4 "乙局&nbsp;&nbsp;&nbsp;丙局</p>\n"
                    "<p>甲处室" B4 "乙处室&nbsp;&nbsp;丙处室</p>\n"
                    "<p>甲" B4 "乙" B4 "&nbsp;丙</p>",
                    "html, UTF-8: 0 headings, 3 paragraphs, 0 tables\n"
                    "1:4 paragraph: 甲局    乙局   丙局\n"
                    "2:4 paragraph: 甲处室    乙处室  丙处室\n"
                    "3:4 paragraph: 甲    乙     丙\n");
}

#define B64  B4 B4 B4 B4 B4 B4 B4 B4 B4 B4 B4 B4 B4 B4 B4 B4
#define B512 B64 B64 B64 B64 B64 B64 B64 B64

/* As many tabs as there are cells in no row. */
static void a_name_moved_in_beyond_all_columns_is_text(void **state) {
    assert_reads_as("a.html",
                    "<p>甲" B4 "1.00" B4 "2.00</p><p>乙" B4 "1.00" B4 "2.00</p>"
                    "<p>丙" B4 "1.00" B4 "2.00</p><p>" B512 B512 B512 B512 B4 "名</p>"
                    "<p>丁" B4 "1.00" B4 "2.00</p>",
                    "html, UTF-8: 0 headings, 2 paragraphs, 1 table\n"
                    "1:4 table 3x3\n"
                    "  1: 甲 | 1.00 | 2.00\n"
                    "  1: 乙 | 1.00 | 2.00\n"
                    "  1: 丙 | 1.00 | 2.00\n"
                    "1:12508 paragraph: 名\n"
                    "1:12516 paragraph: 丁    1.00    2.00\n");
#define T8   "\t\t\t\t\t\t\t\t"
#define T64  T8 T8 T8 T8 T8 T8 T8 T8
#define T512 T64 T64 T64 T64 T64 T64 T64 T64
    assert_reads_as("a.html",
                    "<html><p>甲\t1.00\t2.00</p><p>乙\t1.00\t2.00</p>"
                    "<p>丙\t1.00\t2.00</p><p>" T512 "名</p><p>丁\t1.00\t2.00</p>",
                    "html, UTF-8: 0 headings, 2 paragraphs, 1 table\n"
                    "1:10 table 3x3\n"
                    "  1: 甲 | 1.00 | 2.00\n"
                    "  1: 乙 | 1.00 | 2.00\n"
                    "  1: 丙 | 1.00 | 2.00\n"
                    "1:576 paragraph: 名\n"
                    "1:584 paragraph: 丁⇥1.00⇥2.00\n");
}

static void what_a_site_says_of_its_page_is_left_out(void **state) {
    assert_reads_as(
        "a.html",
        "<table><tr><td>索 引 号：<td>008/2024-1<td>发布机构：<td>园林局\n"
        "<tr><td>名　　称：<td colspan=3>园林局2024年部门预算</table>\n"
        "<h1>园林局2024年部门预算</h1>\n"
        "<div>发布时间：2024-02-01 来源：园林局 浏览次数：<i>12</i></div>\n"
        "<p>一、概况</p><p>联系电话：123</p>\n"
        "<p>上一篇：<a href=b>2023年度部门决算</a></p><p>分享到：微信</p>\n"
        "<div>主办单位：某市人民政府 网站标识码：31</div><div>联系电话：456</div>",
        "html, UTF-8: 1 heading, 2 paragraphs, 0 tables\n"
        "3:5 heading 1: 园林局2024年部门预算\n"
        "5:4 paragraph: 一、概况\n"
        "5:15 paragraph: 联系电话：123\n");
}

static void a_list_of_what_a_page_is_kept_under_is_left_out(void **state) {
    assert_reads_as("a.html",
                    "<div>索引号：115/2024</div><div>名称：园林局预算</div>"
                    "<div>有效性：有效</div><p>更新时间：2024-02-01</p>"
                    "<table><tr><td>名称<td>金额<tr><td>索引号<td>1.00</table>",
                    "html, UTF-8: 0 headings, 1 paragraph, 1 table\n"
                    "1:63 paragraph: 更新时间：2024-02-01\n"
                    "1:89 table 2x2\n"
                    "  1: 名称 | 金额\n"
                    "  1: 索引号 | 1.00\n");
}

/* What is only like it: another word, a column of a budget, a sentence. */
static void what_is_like_what_a_site_says_stays(void **state) {
    assert_reads_as("a.html",
                    "<table><tr><td>索引表<td>金额<tr><td>合计<td>1.00</table>"
                    "<table><tr><td>索引号<td>金额<tr><td>1-1<td>2.00</table>"
                    "<p>时：12 浏览量</p><p>上一：甲</p>"
                    "<p>（一）网站ICP备案 3.00 万元</p>"
                    "<p>网站的软件版权所有人为本局。</p><p>（二）其他无。</p>",
                    "html, UTF-8: 0 headings, 5 paragraphs, 2 tables\n"
                    "1:8 table 2x2\n"
                    "  1: 索引表 | 金额\n"
                    "  1: 合计 | 1.00\n"
                    "1:58 table 2x2\n"
                    "  1: 索引号 | 金额\n"
                    "  1: 1-1 | 2.00\n"
                    "1:105 paragraph: 时：12 浏览量\n"
                    "1:120 paragraph: 上一：甲\n"
                    "1:131 paragraph: （一）网站ICP备案 3.00 万元\n"
                    "1:156 paragraph: 网站的软件版权所有人为本局。\n"
                    "1:177 paragraph: （二）其他无。\n");
}

#endif

int main(void) {
    const struct CMUnitTest tests[] = {
#ifdef HAVE_GUMBO
        cmocka_unit_test(rows_pasted_as_paragraphs_are_a_table),
        cmocka_unit_test(as_many_blanks_for_each_tab_part_cells),
        cmocka_unit_test(blanks_of_any_number_are_text),
        cmocka_unit_test(what_a_site_says_of_its_page_is_left_out),
        cmocka_unit_test(a_list_of_what_a_page_is_kept_under_is_left_out),
        cmocka_unit_test(what_is_like_what_a_site_says_stays),
        cmocka_unit_test(a_name_moved_in_beyond_all_columns_is_text),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
