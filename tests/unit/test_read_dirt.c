/* test_read_dirt.c - input nobody wrote on purpose: overlong lines, random bytes, torn
 * texts. Nothing crashes, every place is one of the file, time grows with the size. */
#include <time.h>

#include "read_text.h"

#include "base/text.h"

static void check_place(const bdl_doc *doc, const bdl_place *place) {
    assert_in_range(place->line, 1, bdl_source_line_count(doc->source));
    bdl_str line = bdl_source_line(doc->source, place->line);
    assert_in_range(place->column, 1, bdl_utf8_count(line) + 1);
    assert_in_range(place->column + place->length, 1, bdl_utf8_count(line) + 1);
}

static void check_run(const bdl_doc *doc, const bdl_run *run) {
    assert_true(bdl_utf8_check(run->text) == SIZE_MAX);
    for (size_t i = 0; i < bdl_run_count(run); i++) {
        bdl_segment segment = bdl_run_segment(run, i);
        assert_true(segment.offset < run->text.len);
        assert_true(i ? segment.offset > bdl_run_segment(run, i - 1).offset
                      : segment.offset == 0);
        check_place(doc, &segment.place);
    }
}

static void check_doc(const bdl_doc *doc) {
    for (size_t i = 0; i < doc->blocks.count; i++) {
        const bdl_block *block = &doc->blocks.items[i];
        check_place(doc, &block->place);
        check_run(doc, &block->run);
        assert_true(block->kind == BDL_TABLE ? block->row_count > 0
                                             : block->run.text.len > 0);
        for (size_t r = 0; r < block->row_count; r++) {
            check_place(doc, &block->rows[r].place);
            assert_true(block->rows[r].count > 0);
            for (size_t c = 0; c < block->rows[r].count; c++) {
                check_place(doc, &block->rows[r].cells[c].run.place);
                check_run(doc, &block->rows[r].cells[c].run);
            }
        }
    }
}

static void read_and_check(const char *name, bdl_str bytes) {
    bdl_arena *arena = bdl_arena_new();
    bdl_doc *doc = NULL;
    bdl_str error = BDL_STR("");
    if (read_here(arena, bdl_str_z(name), bytes, &doc, &error) == BDL_OK)
        check_doc(doc);
    else
        assert_true(error.len > 0);
    bdl_arena_free(arena);
}

static uint32_t next_random(uint32_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* Pieces that matter to some reader, in any order. */
static const char *const pieces[] = {
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\t",
    "\t\t",
    "\f",
    " ",
    "  ",
    "一、",
    "（2）",
    "3. ",
    "预算",
    "万元",
    "12.50",
    "，",
    "。",
    "：",
    "# ",
    "### ",
    "| ",
    "|---|",
    "|",
    "**",
    "<b>",
    "</b>",
    "<br>",
    "$",
    "\\geq",
    "\\%",
    "```",
    "- ",
    "> ",
    " TC ",
    "\\f ",
    "C \\l ",
    "\\l 1",
    "\x13",
    "\x14",
    "\x15",
    "…",
    "....",
    "[",
    "](",
    ")",
    "&nbsp;",
    "<!--",
    "-->",
    "^{2}",
    "\\",
    "{",
    "　",
    "\xE2\x80\x8B",
    "\xEF\xBB\xBF",
    "A",
    "负责全镇水利工程管理",
    "HYPERLINK ",
    "\"x\"",
    "=",
    "---",
    "\x1A",
    "      ",
    "名称",
};

static void any_order_of_marks_can_be_read(void **state) {
    uint32_t seed = 20220501;
    static const char *const names[] = {"a.txt", "a.md", "a"};
    for (int round = 0; round < 6000; round++) {
        char text[4096];
        size_t len = 0, count = next_random(&seed) % 60;
        for (size_t i = 0; i < count; i++) {
            const char *piece = pieces[next_random(&seed) % BDL_COUNT_OF(pieces)];
            memcpy(text + len, piece, strlen(piece));
            len += strlen(piece);
        }
        read_and_check(names[round % 3], (bdl_str){text, len});
    }
}

static void any_order_of_aligned_words_can_be_read(void **state) {
    uint32_t seed = 4711;
    static const char *const words[] = {
        "名称", "1,250.00", "201", "一、", "0",    "\n", "\n", "\n",
        "合计", "：",       "　",  " ",    "\n\n", "\f", "。", "12.0 支出"};
    for (int round = 0; round < 3000; round++) {
        char text[8192];
        size_t len = (size_t)sprintf(text, "a   b   c\na   b   c\na   b   c\na   b   c\n"
                                           "a   b   c\na   b   c\n");
        for (size_t i = next_random(&seed) % 120; i > 0; i--) {
            const char *word = words[next_random(&seed) % BDL_COUNT_OF(words)];
            len += (size_t)sprintf(text + len, "%s%*s", word,
                                   (int)(next_random(&seed) % 12), "");
        }
        read_and_check("a.txt", (bdl_str){text, len});
    }
}

static void random_bytes_can_be_read_or_are_refused(void **state) {
    uint32_t seed = 77;
    for (int round = 0; round < 2000; round++) {
        char bytes[600];
        size_t len = next_random(&seed) % sizeof bytes;
        for (size_t i = 0; i < len; i++)
            bytes[i] = (char)next_random(&seed);
        read_and_check("a.txt", (bdl_str){bytes, len});
    }
}

static void a_text_cut_anywhere_can_be_read(void **state) {
    static const char text[] =
        "# 预算 **总** 表\n\n单位\t金额\n水泵\t$\\geq 3\\%$\n\n| 甲 | 乙 |\n"
        "|---|---|\n| 1<br>2 | 3 |\n\n\t甲\n\t乙 TC 乙 \\f C \\l 1\n\n尾。";
    for (size_t len = 0; len < sizeof text; len++)
        read_and_check("a.md", (bdl_str){text, len});
}

/* Sixteen bytes are looked at at once: each kind at each place of them. */
static void a_character_without_room_is_left_out_wherever_it_stands(void **state) {
    static const char *const marks[] = {"\xC2\xAD",     "\xE2\x80\x8B", "\xE2\x80\x8F",
                                        "\xE2\x81\xA0", "\xEF\xBB\xBF", "\x0B"};
    for (size_t m = 0; m < BDL_COUNT_OF(marks); m++)
        for (size_t at = 1; at < 36; at++) {
            char text[64], letters[] = "abcdefghijklmnopqrstuvwxyzabcdefghijkl";
            snprintf(text, sizeof text, "%.*s%s%s\n", (int)at, letters, marks[m],
                     letters + at);
            char *printed = print_bytes("a.txt", bdl_str_z(text));
            assert_non_null(strstr(printed, letters));
            free(printed);
        }
}

static void an_overlong_line_is_left_out_and_said(void **state) {
    size_t size = 12u << 20;
    char *text = malloc(size + 100);
    memset(text, 'x', size);
    size_t head = (size_t)sprintf(text, "甲\t1\n");
    memset(text + head, 'x', 4);
    memcpy(text + size, "\n乙\t2\n", strlen("\n乙\t2\n"));
    assert_bytes_read_as("a.txt", (bdl_str){text, size + strlen("\n乙\t2\n")},
                         "text/tabs, UTF-8: 0 headings, 0 paragraphs, 2 tables\n"
                         "1:1 table 1x2\n"
                         "  1: 甲 | 1\n"
                         "\n"
                         "3:1 table 1x2\n"
                         "  3: 乙 | 2\n"
                         "2:1 trouble: line of 11 MB left out\n");
    free(text);
}

/* Processor time in milliseconds to read COUNT times UNIT. */
static long time_of(const char *unit, size_t count) {
    size_t len = strlen(unit);
    char *text = malloc(len * count);
    for (size_t i = 0; i < count; i++)
        memcpy(text + i * len, unit, len);
    clock_t start = clock();
    read_and_check("a.md", (bdl_str){text, len * count});
    free(text);
    return (long)((clock() - start) * 1000 / CLOCKS_PER_SEC);
}

static void time_grows_with_the_size_and_no_faster(void **state) {
    static const char *const units[] = {
        "\t甲\n",
        "a\tb\n",
        "续\n",
        "**",
        "$x",
        "[a](",
        "\n",
        "\\f ",
        "# x\n",
        "| a ",
        "<!--",
        "<b",
        "负责全镇，\n",
        " TC x\\f ",
        "x\t",
        "a\tb\tc\nd\te\n\n",
        "\f",
        "&am",
        "```\n",
        "\x13",
        "<br>",
        "a  b  c  d\n",
        "a  1.0  2.0  3.0\n\n",
        "a  b  c  ",
        "  甲\n",
        "甲  乙  1\n  丙\n",
    };
    for (size_t i = 0; i < BDL_COUNT_OF(units); i++) {
        long few = time_of(units[i], 2000), many = time_of(units[i], 32000);
        if (many > 40 * (few + 5))
            fail_msg("%zu: %ld ms for 2000, %ld ms for 32000", i, few, many);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_order_of_marks_can_be_read),
        cmocka_unit_test(any_order_of_aligned_words_can_be_read),
        cmocka_unit_test(random_bytes_can_be_read_or_are_refused),
        cmocka_unit_test(a_text_cut_anywhere_can_be_read),
        cmocka_unit_test(a_character_without_room_is_left_out_wherever_it_stands),
        cmocka_unit_test(an_overlong_line_is_left_out_and_said),
        cmocka_unit_test(time_grows_with_the_size_and_no_faster),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
