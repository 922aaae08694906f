/* test_read_pdf_paper.c - what only belongs to the paper of a PDF is left out, also far
 * from the edges of its pages: their numbers and what heads them. How large letters are
 * tells headings. */

#include "make_pdf.h"

enum { PAGES = 5 };

/* Pages of the same HEAD and of a line of prose, with a number far above their end. */
static const bdl_doc *read_pages(const char *head, const int *numbers, size_t plain) {
    for (size_t i = 0; i < PAGES; i++) {
        bdl_buf *page = page_of();
        char number[16], text[64];
        snprintf(number, sizeof number, "%d", numbers[i]);
        snprintf(text, sizeof text, "第%zu项工作已经全部完成。", i + 1);
        put_at(page, 200, 620, head);
        put_at(page, 50, 580, text);
        if (i >= plain)
            for (int y = 520; y <= 560; y += 20)
                put_line(page, 50, y, 350, y);
        for (int x = 50; i >= plain && x <= 350; x += 150)
            put_line(page, x, 520, x, 560);
        put_at(page, 250, 95, number);
    }
    return read_pdf();
}

static size_t count_texts(const bdl_doc *doc, const char *want) {
    size_t found = 0;
    for (size_t i = 0; i < doc->blocks.count; i++)
        found += bdl_str_eq(doc->blocks.items[i].run.text, bdl_str_z(want));
    return found;
}

static void numbers_that_count_pages_are_no_text(void **state) {
    const bdl_doc *doc = read_pages("", (const int[PAGES]){7, 8, 9, 10, 11}, PAGES);
    assert_int_equal(doc->blocks.count, PAGES);
    assert_text(doc->blocks.items[0].run.text, "第1项工作已经全部完成。");
    assert_int_equal(count_texts(doc, "9"), 0);
}

static void numbers_that_count_nothing_are_text(void **state) {
    const bdl_doc *doc = read_pages("", (const int[PAGES]){7, 7, 30, 12, 5}, PAGES);
    assert_int_equal(count_texts(doc, "30"), 1);
    assert_int_equal(count_texts(doc, "7"), 2);
}

static void what_heads_most_pages_is_no_text(void **state) {
    const bdl_doc *doc =
        read_pages("云河市水利局部门预算", (const int[PAGES]){1, 2, 3, 4, 5}, 2);
    assert_int_equal(count_texts(doc, "云河市水利局部门预算"), 0);
}

/* Its table goes on over all pages. */
static void a_title_above_each_part_of_a_table_stays(void **state) {
    const bdl_doc *doc = read_pages("部门支出总表", (const int[PAGES]){1, 2, 3, 4, 5}, 0);
    assert_int_equal(count_texts(doc, "部门支出总表"), PAGES);
}

/* In letters a little larger than most of the text. */
static void a_caption_is_no_heading(void **state) {
    bdl_buf *page = page_of();
    for (int i = 0; i < 4; i++)
        put_at(page, 50, 500 - 30 * i, "本部门全年各项工作任务已经全部按期完成。");
    bdl_buf_printf(page, "1.2 0 0 1.2 0 0 cm\n");
    put_at(page, 40, 520, "部门支出总表");
    put_at(page, 40, 490, "编制部门：云河市水利局");
    put_at(page, 40, 460, "表二：部门收入总表");
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.items[0].kind, BDL_HEADING);
    assert_text(doc->blocks.items[1].run.text, "编制部门：云河市水利局");
    assert_int_equal(doc->blocks.items[1].kind, BDL_PARAGRAPH);
    assert_int_equal(doc->blocks.items[2].kind, BDL_HEADING);
}

static void a_code_at_the_right_edge_is_no_part_of_the_title_below(void **state) {
    bdl_buf *page = page_of();
    put_at(page, 400, 620, "公开02表");
    put_at(page, 50, 600, "部门收入总表");
    put_at(page, 50, 580, "编制部门：云河市水利局");
    put_at(page, 390, 580, "单位：元");
    const bdl_doc *doc = read_pdf();
    assert_text(doc->blocks.items[0].run.text, "公开02表");
    assert_text(doc->blocks.items[1].run.text, "部门收入总表");
}

/* What heads the page stands farther right than the text, whose lines are full all the
 * same. */
static void lines_go_on_whatever_heads_the_page(void **state) {
    for (size_t i = 0; i < PAGES; i++) {
        bdl_buf *page = page_of();
        put_at(page, 410, 670, "云河市水利局");
        put_at(page, 70, 600, "本年收入总计十二万元，与上年相比收入和支出总计各增加");
        put_at(page, 50, 584, "三万元，主要原因是新增了一个项目。");
    }
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, PAGES);
    assert_text(doc->blocks.items[0].run.text,
                "本年收入总计十二万元，与上年相比收入和支出总计各增加三万元，主要原因是"
                "新增了一个项目。");
}

/* All over a page of 500 by 700 points, or over so much of it. */
static void put_picture(bdl_buf *page, int width, int height) {
    bdl_buf_printf(page,
                   "q %d 0 0 %d 0 0 cm\n"
                   "BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID\n00>\nEI Q\n",
                   width, height);
}

static void pages_that_are_pictures_and_large_ones_are_told(void **state) {
    put_at(page_of(), 50, 600, "一、部门职责");
    put_picture(page_of(), 600, 800);
    put_picture(page_of(), 500, 700);
    put_at(&file.pages[2], 240, 20, "- 3 -");
    put_at(page_of(), 50, 600, "二、其他");
    put_picture(&file.pages[3], 400, 300);
    put_picture(page_of(), 400, 300); /* the ground of the text */
    put_at(&file.pages[4], 50, 250, "三、附则");
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->troubles.count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(doc->troubles.items[i].place.page, i + 2);
    assert_text(doc->troubles.items[0].text,
                "a page that is a picture: it holds no text to read");
    assert_text(doc->troubles.items[1].text,
                "a page that is a picture: it holds no text to read");
    assert_text(doc->troubles.items[2].text,
                "1 large pictures were not read; there may be tables in them");
}

static void text_recognised_on_a_scan_is_read_and_told(void **state) {
    bdl_buf *page = page_of(); /* a scan in two strips */
    bdl_buf_add(page,
                BDL_STR("q 500 0 0 300 0 0 cm\n"
                        "BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID\n00>\nEI Q\n"
                        "q 500 0 0 300 0 300 cm\n"
                        "BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID\n00>\nEI Q\n3 Tr\n"));
    put_at(page, 50, 600, "一、部门职责");
    page = page_of();
    put_at(page, 50, 600, "二、其他");
    bdl_buf_add(page, BDL_STR("3 Tr\n")); /* no scan: what nobody sees is not said */
    put_at(page, 50, 500, "另计12万元");
    page = page_of(); /* below a picture that lets nothing through */
    put_at(page, 50, 600, "三、附则");
    put_picture(page, 500, 700);
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 3);
    assert_text(doc->blocks.items[0].run.text, "一、部门职责");
    assert_text(doc->blocks.items[2].run.text, "三、附则");
    assert_int_equal(doc->troubles.count, 1);
    assert_text(doc->troubles.items[0].text,
                "2 pages are scans: their text is what a program recognised, which may "
                "differ from what is printed");
}

/* A scan of two points a pixel, all over the page, with lines of two columns and rows; it
 * lies aslant by one in SLOPE. */
static void put_scan(bdl_buf *page, int slope) {
    enum { WIDTH = 250, HEIGHT = 350, LEFT = 20, MIDDLE = 90, RIGHT = 200, TOP = 40 };
    bdl_buf_printf(page,
                   "q 500 0 0 700 0 0 cm\nBI /W %d /H %d /CS /G /BPC 1 /F /AHx ID\n",
                   WIDTH, HEIGHT);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x += 8) {
            unsigned bits = 0xFF;
            for (int i = x; i < x + 8; i++) {
                int u = i + y / slope, v = y - i / slope - TOP;
                bool across = v % 20 == 0 && u > LEFT && u < RIGHT;
                bool down = u == LEFT || u == MIDDLE || u == RIGHT;
                if (v >= 0 && v <= 40 && (across || down))
                    bits &= ~(0x80u >> (i - x));
            }
            bdl_buf_printf(page, "%02X", bits);
        }
    bdl_buf_printf(page, ">\nEI Q 3 Tr\n");
}

static void the_lines_of_a_scan_make_a_table(void **state) {
    for (int slope = 60; slope <= 6000; slope *= 100) {
        new_file();
        bdl_buf *page = page_of();
        put_scan(page, slope);
        put_at(page, 60, 600, "支出项目名称");
        put_at(page, 200, 600, "说明");
        put_at(page, 60, 560, "河道整治工程");
        put_at(page, 200, 560, "按进度拨付");
        const bdl_block *table = only_table(2);
        assert_row(table, 1, "河道整治工程", "按进度拨付");
    }
}

/* Of a picture that covers the page only its lowest part is shown. */
static void what_is_below_a_picture_that_is_not_shown_there_is_read(void **state) {
    bdl_buf *page = page_of();
    put_at(page, 50, 600, "一、部门职责");
    bdl_buf_add(page, BDL_STR("q 0 0 500 50 re W n\n"));
    put_picture(page, 500, 700);
    bdl_buf_add(page, BDL_STR("Q\n"));
    put_at(page, 50, 500, "二、其他");
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 2);
    assert_text(doc->blocks.items[0].run.text, "一、部门职责");
}

/* Rows without end on a page as long, each below a line; pictures over most of a page,
 * each of which may hide the same letters. What takes the square of their number is ended
 * by the worker's limit of processor time, and is an error. */
static void pages_made_to_be_slow_are_not(void **state) {
    enum { ROWS = 60000, PICTURES = 110000, LETTERS = 200000 };
    file.extra = "/MediaBox[0 0 500 730000]";
    bdl_buf *page = page_of();
    for (int i = 1; i <= ROWS; i++) {
        bdl_buf_printf(page, "BT /F 8 Tf 20 %d Td <0061> Tj 90 0 Td <0062> Tj ET\n",
                       i * 12);
        put_line(page, 20, i * 12 + 10, 400, i * 12 + 10);
    }
    read_pdf();
    new_file();
    page = page_of();
    for (int i = 0; i < LETTERS; i++)
        bdl_buf_printf(page, "BT /F 1 Tf %d.%d %d Td <0061> Tj ET\n", 20 + i / 10 % 440,
                       i % 10, 610 + i / 4400);
    for (int i = 0; i < PICTURES; i++)
        put_picture(page, 500, 600);
    read_pdf();
}

/* A workbook that is printed has them on each page, near the edge; what stands above them
 * there is a header. */
static void titles_near_the_edge_that_come_again_stay(void **state) {
    for (int i = 0; i < 4; i++) {
        bdl_buf *page = page_of();
        put_at(page, 50, 686, "云河市水利局公开材料");
        put_at(page, 200, 672, "部门支出总表");
        put_at(page, 300, 658, "单位：万元");
        for (int y = 600; y <= 650; y += 25)
            put_line(page, 50, y, 350, y);
        for (int x = 50; x <= 350; x += 150)
            put_line(page, x, 600, x, 650);
    }
    const bdl_doc *doc = read_pdf();
    assert_int_equal(count_texts(doc, "部门支出总表"), 4);
    assert_int_equal(count_texts(doc, "云河市水利局公开材料"), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(pages_that_are_pictures_and_large_ones_are_told),
        TEST(text_recognised_on_a_scan_is_read_and_told),
        TEST(numbers_that_count_pages_are_no_text),
        TEST(numbers_that_count_nothing_are_text),
        TEST(what_heads_most_pages_is_no_text),
        TEST(a_title_above_each_part_of_a_table_stays),
        TEST(titles_near_the_edge_that_come_again_stay),
        TEST(a_caption_is_no_heading),
        TEST(a_code_at_the_right_edge_is_no_part_of_the_title_below),
        TEST(lines_go_on_whatever_heads_the_page),
        TEST(the_lines_of_a_scan_make_a_table),
        TEST(what_is_below_a_picture_that_is_not_shown_there_is_read),
        TEST(pages_made_to_be_slow_are_not),
    };
    const char *program = getenv("BDL_READ_PDF");
    if (!program || access(program, X_OK) != 0)
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
