/* test_read_pdf.c - PDF files written here, as bdl-read-pdf reads them. */
#include "make_pdf.h"

static void assert_refused(bdl_str bytes, const char *want) {
    bdl_arena *arena = bdl_arena_new();
    bdl_doc *doc = NULL;
    bdl_str error = BDL_STR("");
    assert_int_equal(bdl_read_bytes(arena, BDL_STR("a.pdf"), bytes, &doc, &error),
                     BDL_EINPUT);
    assert_text(error, want);
    bdl_arena_free(arena);
}

/* ---- tables ---- */

/* 名称 | 金额(万元)  over  名称 | 上年 | 本年, then two rows. */
static void put_table(bdl_buf *page) {
    put_line(page, 100, 600, 400, 600);
    put_line(page, 200, 580, 400, 580);
    for (int y = 500; y <= 560; y += 30)
        put_line(page, 100, y, 400, y);
    put_line(page, 100, 600, 100, 500);
    put_line(page, 200, 600, 200, 500);
    put_line(page, 300, 580, 300, 500);
    put_line(page, 400, 600, 400, 500);
    put_at(page, 130, 580, "名称");
    put_at(page, 270, 587, "金额合计");
    put_at(page, 240, 567, "上年");
    put_at(page, 340, 567, "本年");
    put_at(page, 103, 548, "园林绿化和环境卫生");
    put_at(page, 103, 536, "管理");
    put_at(page, 255, 542, "1,234.50");
    put_at(page, 303, 548, "98,765,432,109,876.");
    put_at(page, 303, 536, "50");
    put_at(page, 103, 512, "合计");
    put_at(page, 355, 512, "-2.00");
}

static void assert_table(const bdl_block *table) {
    assert_int_equal(table->kind, BDL_TABLE);
    assert_int_equal(table->row_count, 4);
    assert_int_equal(table->rows[0].count, 3);
    assert_cell(table, 0, 0, "名称");
    assert_int_equal(table->rows[0].cells[0].row_span, 2);
    assert_cell(table, 0, 1, "金额合计");
    assert_int_equal(table->rows[0].cells[1].col_span, 2);
    assert_cell(table, 1, 1, "上年");
    assert_cell(table, 1, 2, "本年");
    assert_row(table, 2, "园林绿化和环境卫生管理", "1,234.50", "98,765,432,109,876.50");
    assert_row(table, 3, "合计", "", "-2.00");
}

static void a_table_drawn_with_lines_keeps_its_merged_and_wrapped_cells(void **state) {
    put_table(page_of());
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 1);
    assert_table(&doc->blocks.items[0]);
    assert_int_equal(doc->blocks.items[0].rows[2].cells[2].run.place.page, 1);
    assert_text(doc->format, "pdf");
}

static void a_page_that_lies_on_its_side_reads_the_same(void **state) {
    static const char *const turns[] = {"0 1 -1 0 600 0 cm\n", "-1 0 0 -1 500 700 cm\n",
                                        "0 -1 1 0 -100 500 cm\n"};
    for (size_t i = 0; i < 3; i++) {
        new_file();
        bdl_buf *page = page_of();
        bdl_buf_add(page, bdl_str_z(turns[i]));
        put_table(page);
        const bdl_doc *doc = read_pdf();
        assert_int_equal(doc->blocks.count, 1);
        assert_table(&doc->blocks.items[0]);
    }
}

static void thin_bars_are_lines_too(void **state) {
    bdl_buf *page = page_of();
    for (int y = 500; y <= 540; y += 20)
        for (int x = 100; x < 300; x += 100)
            bdl_buf_printf(page, "%d %d 100 0.75 re f\n", x, y);
    for (int x = 100; x <= 300; x += 100)
        for (int y = 500; y < 540; y += 20)
            bdl_buf_printf(page, "%d %d 0.75 20 re f\n", x, y);
    put_at(page, 110, 526, "项目");
    put_at(page, 210, 526, "金额");
    put_at(page, 110, 506, "绿化");
    put_at(page, 210, 506, "3.00");
    const bdl_block *table = only_table(2);
    assert_row(table, 1, "绿化", "3.00");
}

static void lines_under_and_through_letters_part_no_cells(void **state) {
    bdl_buf *page = page_of();
    put_table(page);
    put_line(page, 103, 511, 123, 511); /* under 合计, near the left side of its cell */
    put_line(page, 103, 552, 193, 552); /* through a name that fills its cell */
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 1);
    assert_table(&doc->blocks.items[0]);
}

static void rows_of_dots_are_lines_too(void **state) {
    bdl_buf *page = page_of();
    for (int y = 500; y <= 540; y += 20)
        for (int x = 100; x <= 300; x += 2)
            bdl_buf_printf(page, "%d %d 0.7 0.7 re f\n", x, y);
    for (int x = 100; x <= 300; x += 100)
        for (int y = 500; y <= 540; y += 2)
            bdl_buf_printf(page, "%d %d 0.7 0.7 re f\n", x, y);
    put_at(page, 110, 526, "项目");
    put_at(page, 210, 526, "金额");
    put_at(page, 110, 506, "绿化");
    put_at(page, 210, 506, "3.00");
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 1);
    assert_int_equal(doc->blocks.items[0].row_count, 2);
    assert_cell(&doc->blocks.items[0], 1, 1, "3.00");
}

/* 编码 | 名称 | 预算数 over 编码 | 名称 | 合计 | 项目, lines across alone; figures are
 * set to the right, headings in the middle. */
static void a_table_with_lines_between_its_rows_alone_has_columns(void **state) {
    bdl_buf *page = page_of();
    for (int y = 500; y <= 600; y += 25)
        if (y != 575)
            put_line(page, 100, y, 400, y);
    put_line(page, 260, 580, 400, 580);
    put_at(page, 103, 575, "编码");
    put_at(page, 190, 575, "名称");
    put_at(page, 315, 585, "预算数");
    put_at(page, 285, 560, "合计");
    put_at(page, 355, 560, "项目");
    put_at(page, 103, 533, "20101");
    put_at(page, 163, 538, "机关事业单位基本养");
    put_at(page, 163, 527, "老保险");
    put_at(page, 290, 533, "1,234.50");
    put_at(page, 378, 533, "2.00");
    put_at(page, 103, 508, "20102");
    put_at(page, 163, 508, "其他");
    put_at(page, 310, 508, "7.00");
    const bdl_block *table = only_table(4);
    assert_int_equal(table->rows[0].count, 4);
    assert_int_equal(table->rows[0].cells[0].row_span, 2);
    assert_int_equal(table->rows[0].cells[2].col_span, 2);
    assert_cell(table, 1, 3, "项目");
    assert_cell(table, 2, 2, "1,234.50");
    assert_cell(table, 2, 3, "2.00");
    assert_cell(table, 3, 1, "其他");
    assert_cell(table, 3, 2, "7.00");
    assert_cell(table, 3, 3, "");
}

static void columns_without_lines_are_a_table(void **state) {
    bdl_buf *page = page_of();
    put_at(page, 60, 640, "支出情况表");
    static const char *const rows[][3] = {{"科目编码", "科目名称", "金额"},
                                          {"2010301", "行政运行", "12.00"},
                                          {"2010302", "绿化养护", "30.50"},
                                          {"2010399", "其他支出", "1.25"}};
    for (int i = 0; i < 4; i++)
        for (int c = 0; c < 3; c++)
            put_at(page, 60 + 120 * c, 600 - 20 * i, rows[i][c]);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 2);
    const bdl_block *table = &doc->blocks.items[1];
    assert_int_equal(table->kind, BDL_TABLE);
    for (size_t i = 0; i < 4; i++)
        for (size_t c = 0; c < 3; c++)
            assert_cell(table, i, c, rows[i][c]);
}

/* A table of ROWS rows of 30 points from y TOP down, columns at 100, 150, 260 and 400. */
static void put_frame(bdl_buf *page, int top, int rows) {
    static const int xs[] = {100, 150, 260, 400};
    for (int r = 0; r <= rows; r++)
        put_line(page, 100, top - 30 * r, 400, top - 30 * r);
    for (int c = 0; c < 4; c++)
        put_line(page, xs[c], top, xs[c], top - 30 * rows);
}

static void a_table_goes_on_over_pages_and_a_torn_row_is_put_together(void **state) {
    bdl_buf *page = page_of();
    put_at(page, 100, 640, "单位：万元");
    put_frame(page, 120, 2);
    put_at(page, 103, 102, "编码");
    put_at(page, 153, 102, "名称");
    put_at(page, 263, 102, "金额");
    put_at(page, 103, 72, "20805");
    put_at(page, 153, 72, "机关事业单位基本养老"); /* to the edge of its cell */
    put_at(page, 340, 72, "12.50");
    page = page_of();
    put_frame(page, 650, 2);
    put_at(page, 153, 632, "保险缴费支出");
    put_at(page, 103, 602, "20899");
    put_at(page, 153, 602, "其他");
    put_at(page, 340, 602, "2.00");
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 2);
    const bdl_block *table = &doc->blocks.items[1];
    assert_int_equal(table->row_count, 3);
    assert_cell(table, 1, 1, "机关事业单位基本养老保险缴费支出");
    assert_cell(table, 1, 2, "12.50");
    assert_cell(table, 2, 0, "20899");
    assert_true(table->rows[2].after_break);
    assert_int_equal(table->rows[2].place.page, 2);
    const bdl_place *place = &table->rows[2].cells[1].run.place; /* as on its page */
    assert_text(bdl_place_sheet(place), "表1");
    assert_text(bdl_place_cell(place), "行1列2");
    bdl_place inside = bdl_run_place(&table->rows[1].cells[1].run, 0, 1);
    assert_text(bdl_place_cell(&inside), "行2列2");
}

static void figures_are_no_rest_of_the_headings_above(void **state) {
    bdl_buf *page = page_of();
    put_at(page, 100, 640, "单位：万元");
    put_frame(page, 90, 1);
    put_at(page, 103, 72, "代码号码");
    put_at(page, 153, 72, "科目名称");
    put_at(page, 290, 72, "本年预算数合计");
    page = page_of();
    put_frame(page, 650, 2);
    put_at(page, 103, 632, "合计"); /* no room for it beside the heading */
    put_at(page, 263, 632, "123,456,789.00");
    put_at(page, 103, 602, "201");
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 2);
    const bdl_block *table = &doc->blocks.items[1];
    assert_int_equal(table->row_count, 3);
    assert_cell(table, 0, 2, "本年预算数合计");
    assert_cell(table, 1, 0, "合计");
    assert_cell(table, 1, 2, "123,456,789.00");
}

/* ---- watermarks ---- */

/* TEXT at X, Y in letters of SIZE points and of GREY (100: white), turned by DEGREES that
 * have the sine and cosine SIN and COS (hundredths). */
static void put_stamp(bdl_buf *page, int x, int y, const char *text, int size, int grey,
                      int sin, int cos) {
    bdl_buf_printf(page, "q 0.%02d g BT /F %d Tf 0.%02d 0.%02d -0.%02d 0.%02d %d %d Tm <",
                   grey, size, cos, sin, sin, cos, x, y);
    bdl_str s = bdl_str_z(text);
    for (size_t at = 0; at < s.len;)
        bdl_buf_printf(page, "%04X", (unsigned)bdl_utf8_next(s, &at));
    bdl_buf_printf(page, "> Tj ET Q\n");
}

static void assert_table_alone(size_t left_out) {
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 1);
    assert_table(&doc->blocks.items[0]);
    assert_int_equal(doc->troubles.count, 1);
    char want[100];
    snprintf(want, sizeof want,
             "%zu characters of watermarks, pale or aslant, were left out", left_out);
    assert_text(doc->troubles.items[0].text, want);
}

static void letters_aslant_over_a_table_are_no_text(void **state) {
    bdl_buf *page = page_of();
    put_table(page);
    put_stamp(page, 150, 480, "石桥县园林局", 40, 30, 50, 86);
    assert_table_alone(6);
}

static void pale_letters_under_a_table_are_no_text(void **state) {
    bdl_buf *page = page_of();
    put_stamp(page, 100, 530, "预算公开文本", 55, 85, 0, 99);
    put_table(page);
    assert_table_alone(6);
}

static void pale_letters_of_their_own_are_text(void **state) {
    bdl_buf *page = page_of();
    put_stamp(page, 100, 640, "园林绿化", 20, 70, 0, 99);
    put_stamp(page, 100, 400, "白色的字", 20, 99, 0, 99);
    put_table(page);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 3);
    assert_int_equal(doc->troubles.count, 0);
}

/* A watermark that stands over nothing: what a page says of itself does not come again.
 */
static void pale_letters_that_come_again_are_no_text(void **state) {
    for (int i = 0; i < 2; i++) {
        bdl_buf *page = page_of();
        put_at(page, 72, 700, i == 0 ? "部门职责" : "机构设置");
        put_stamp(page, 100, 500, "园林绿化", 20, 70, 0, 99);
        put_stamp(page, 100, i == 0 ? 400 : 300, "白色的字", 20, 99, 0, 99);
    }
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 4);
    assert_text(doc->blocks.items[0].run.text, "部门职责");
    assert_text(doc->blocks.items[1].run.text, "白色的字");
    assert_text(doc->blocks.items[2].run.text, "机构设置");
}

static void a_row_of_its_own_is_no_rest_of_the_one_above(void **state) {
    static const char *const next[][3] = {{"20899", "其他", ""}, {"", "一、其他", ""}};
    for (size_t i = 0; i < 2; i++) {
        new_file();
        bdl_buf *page = page_of();
        put_frame(page, 90, 1);
        put_at(page, 103, 72, "20805");
        put_at(page, 153, 72, "机关事业单位基本养老");
        put_at(page, 340, 72, "12.50");
        page = page_of();
        put_frame(page, 650, 1);
        for (int c = 0; c < 3; c++)
            if (*next[i][c])
                put_at(page, 103 + 50 * c, 632, next[i][c]);
        const bdl_doc *doc = read_pdf();
        assert_int_equal(doc->blocks.count, 1);
        assert_int_equal(doc->blocks.items[0].row_count, 2);
        assert_cell(&doc->blocks.items[0], 1, 1, next[i][1]);
    }
}

static void what_stands_between_parts_two_tables(void **state) {
    for (int i = 0; i < 2; i++) {
        bdl_buf *page = page_of();
        put_at(page, 100, 600, i ? "支出情况表" : "收入情况表");
        put_frame(page, i ? 580 : 90, 1);
        put_at(page, 153, i ? 562 : 72, "名称");
        put_at(page, 340, i ? 562 : 72, "12.50");
    }
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 4);
}

/* ---- text ---- */

static void put_sized(bdl_buf *page, int x, int y, int size, const char *text) {
    bdl_str s = bdl_str_z(text);
    bdl_buf_printf(page, "BT /F %d Tf %d %d Td <", size, x, y);
    for (size_t at = 0; at < s.len;)
        bdl_buf_printf(page, "%04X", (unsigned)bdl_utf8_next(s, &at));
    bdl_buf_printf(page, "> Tj ET\n");
}

static void lines_in_larger_letters_are_headings(void **state) {
    bdl_buf *page = page_of();
    put_sized(page, 50, 650, 20, "石桥县园林局二〇二四年部门预算公开说明书");
    put_sized(page, 170, 625, 20, "（草案）及附表");
    put_sized(page, 50, 590, 12, "一、主要职责");
    put_at(page, 70, 570, "本局负责全县园林绿化的规划建设和养护管理工作。");
    put_at(page, 70, 550, "本局负责全县公园和广场的规划建设和养护管理。");
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 4);
    assert_int_equal(doc->blocks.items[0].kind, BDL_HEADING);
    assert_text(doc->blocks.items[0].run.text,
                "石桥县园林局二〇二四年部门预算公开说明书（草案）及附表");
    assert_int_equal(doc->blocks.items[1].kind, BDL_HEADING);
    assert_int_equal(doc->blocks.items[1].level, 2);
    assert_int_equal(doc->blocks.items[2].kind, BDL_PARAGRAPH);
}

static void lines_are_put_together_to_paragraphs_over_pages_too(void **state) {
    for (int i = 0; i < 3; i++) {
        bdl_buf *page = page_of();
        put_at(page, 180, 680, "某县园林局部门预算公开");
        put_at(page, 245, 20, i == 0 ? "- 1 -" : i == 1 ? "- 2 -" : "- 3 -");
        if (i == 0) {
            put_at(page, 70, 600,
                   "本局负责全县园林绿化的规划建设和养护管理，组织编制绿化");
            put_at(page, 50, 585,
                   "专项规划并监督实施，指导各乡镇开展绿化工作，负责公园广");
        } else if (i == 1) {
            put_at(page, 50, 600, "场的管理。");
            put_at(page, 70, 585,
                   "全局现有在职人员二十名，退休人员八名，下属事业单位三家");
            put_at(page, 50, 570,
                   "，均为全额拨款单位，本年无变化，编制数和上年相同，共十五");
            put_at(page, 50, 555, "名。");
        } else {
            put_at(page, 50, 600, "三、其他");
        }
    }
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 3);
    const bdl_run *first = &doc->blocks.items[0].run;
    assert_text(first->text,
                "本局负责全县园林绿化的规划建设和养护管理，组织编制绿化专项规划"
                "并监督实施，指导各乡镇开展绿化工作，负责公园广场的管理。");
    size_t rest = bdl_str_find(first->text, BDL_STR("场的管理"), 0);
    bdl_place place = bdl_run_place(first, rest, 6);
    assert_int_equal(bdl_run_place(first, 0, 6).page, 1);
    assert_int_equal(place.page, 2);
    assert_int_equal(place.line, doc->blocks.items[0].place.line);
    assert_int_equal(place.column,
                     1 + bdl_utf8_count(bdl_str_of(first->text.data, rest)));
    assert_text(doc->blocks.items[2].run.text, "三、其他");
    assert_int_equal(doc->blocks.items[2].place.page, 3);
}

static void captions_beside_each_other_go_on_below(void **state) {
    bdl_buf *page = page_of();
    put_at(page, 60, 640, "部门：某县农业");
    put_at(page, 300, 640, "金额单位：万");
    put_at(page, 60, 628, "农村局");
    put_at(page, 300, 628, "元");
    put_table(page);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 3);
    assert_text(doc->blocks.items[0].run.text, "部门：某县农业农村局");
    assert_text(doc->blocks.items[1].run.text, "金额单位：万元");
    assert_table(&doc->blocks.items[2]);
}

/* Some programs end no line between a mark and the figure behind it. */
static void a_line_ends_early_where_what_follows_cannot_be_parted(void **state) {
    bdl_buf *page = page_of();
    put_at(page, 70, 600, "本局负责全县园林绿化的规划建设和养护管理，组织编制绿化");
    put_at(page, 50, 585, "规划并监督实施。");
    put_at(page, 70, 570, "“城乡社区支出（类）环境卫生（款）环境卫生");
    put_at(page, 50, 555, "（项）”128.40 万元，主要用于绿地养护。");
    put_at(page, 70, 540, "机关运行经费按定额标准安排，主要用于机关日常运");
    put_at(page, 50, 525, "转。2024年安排62.40万元。");
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 3);
    assert_text(
        doc->blocks.items[2].run.text,
        "机关运行经费按定额标准安排，主要用于机关日常运转。2024年安排62.40万元。");
    assert_text(doc->blocks.items[1].run.text,
                "“城乡社区支出（类）环境卫生（款）环境卫生（项）”128.40 "
                "万元，主要用于绿地养护。");
}

/* ---- files that cannot be read ---- */

static void what_cannot_be_read_is_refused_in_words(void **state) {
    bdl_buf_add(page_of(), BDL_STR("10 10 100 100 re f\n"));
    assert_refused(bytes_of(), "holds no text: it is a scan, a picture of each page");
    file.trailer = "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4"
                   "/O(01234567890123456789012345678901)"
                   "/U(01234567890123456789012345678901)>>";
    assert_refused(bytes_of(), "is encrypted and needs a password");
    assert_refused(BDL_STR("%PDF-1.7\nnothing of the kind\n"),
                   "is damaged: no pages can be found in it");
    assert_refused(BDL_STR("%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
                           "2 0 obj <</Type/Pages/Count 0/Kids[]>> endobj\n"
                           "trailer <</Root 1 0 R>>\n"),
                   "has no pages, perhaps because it is cut short");
}

static void a_tree_of_pages_without_an_end_is_refused(void **state) {
    static const char *const counts[] = {"1", "100", "2000000000"};
    for (size_t i = 0; i < 3; i++) {
        bdl_arena *arena = bdl_arena_new();
        bdl_doc *doc = NULL;
        bdl_str error = BDL_STR("");
        bdl_str bytes = bdl_arena_printf(
            arena,
            "%%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
            "2 0 obj <</Type/Pages/Count %s/Kids[2 0 R 2 0 R]/Parent 2 0 R>> endobj\n"
            "trailer <</Root 1 0 R>>\n",
            counts[i]);
        assert_int_equal(bdl_read_bytes(arena, BDL_STR("a.pdf"), bytes, &doc, &error),
                         BDL_EINPUT);
        assert_true(error.len > 0);
        bdl_arena_free(arena);
    }
}

static void a_file_cut_anywhere_does_no_harm(void **state) {
    put_table(page_of());
    bdl_str bytes = bytes_of();
    for (size_t i = 8; i < bytes.len; i += 97) {
        bdl_arena *arena = bdl_arena_new();
        bdl_doc *doc = NULL;
        bdl_str error = BDL_STR("");
        bdl_status status = bdl_read_bytes(arena, BDL_STR("a.pdf"),
                                           (bdl_str){bytes.data, i}, &doc, &error);
        assert_true(status == BDL_OK || (status == BDL_EINPUT && error.len > 0));
        bdl_arena_free(arena);
    }
}

static void without_the_reader_it_is_said_what_is_missing(void **state) {
    const char *before = getenv("BDL_READ_PDF");
    bdl_arena *arena = bdl_arena_new();
    bdl_str kept = bdl_arena_str(arena, bdl_str_z(before ? before : ""));
    setenv("BDL_READ_PDF", "/nowhere/bdl-read-pdf", 1);
    assert_refused(BDL_STR("%PDF-1.4\n"),
                   "is a PDF; the program that reads them, bdl-read-pdf, is not there: "
                   "bdl was built without MuPDF");
    setenv("BDL_READ_PDF", kept.data, 1);
    bdl_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_table_drawn_with_lines_keeps_its_merged_and_wrapped_cells),
        TEST(a_page_that_lies_on_its_side_reads_the_same),
        TEST(thin_bars_are_lines_too),
        TEST(lines_under_and_through_letters_part_no_cells),
        TEST(rows_of_dots_are_lines_too),
        TEST(a_table_with_lines_between_its_rows_alone_has_columns),
        TEST(columns_without_lines_are_a_table),
        TEST(a_table_goes_on_over_pages_and_a_torn_row_is_put_together),
        TEST(figures_are_no_rest_of_the_headings_above),
        TEST(letters_aslant_over_a_table_are_no_text),
        TEST(pale_letters_under_a_table_are_no_text),
        TEST(pale_letters_of_their_own_are_text),
        TEST(pale_letters_that_come_again_are_no_text),
        TEST(a_row_of_its_own_is_no_rest_of_the_one_above),
        TEST(what_stands_between_parts_two_tables),
        TEST(lines_in_larger_letters_are_headings),
        TEST(lines_are_put_together_to_paragraphs_over_pages_too),
        TEST(captions_beside_each_other_go_on_below),
        TEST(a_line_ends_early_where_what_follows_cannot_be_parted),
        TEST(what_cannot_be_read_is_refused_in_words),
        TEST(a_tree_of_pages_without_an_end_is_refused),
        TEST(a_file_cut_anywhere_does_no_harm),
        TEST(without_the_reader_it_is_said_what_is_missing),
    };
    const struct CMUnitTest refused[] = {
        TEST(without_the_reader_it_is_said_what_is_missing),
    };
    const char *program = getenv("BDL_READ_PDF");
    if (!program || access(program, X_OK) != 0)
        return cmocka_run_group_tests(refused, NULL, NULL);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
