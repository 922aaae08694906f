/* test_diag.c: reports as data, and how they are printed. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/quote.h"
#include "base/text.h"
#include "base/vec.h"

static bdl_arena *arena;
static bdl_diags *diags;

static int set_up(void **state) {
    arena = bdl_arena_new();
    diags = bdl_diags_new();
    return 0;
}

static int tear_down(void **state) {
    bdl_diags_free(diags);
    bdl_arena_free(arena);
    return 0;
}

/* Where NEEDLE stands in the source. */
static bdl_span span_of(const bdl_source *source, const char *needle) {
    size_t at = bdl_str_find(bdl_source_text(source), bdl_str_z(needle), 0);
    assert_true(at != SIZE_MAX);
    return (bdl_span){(uint32_t)at, (uint32_t)(at + strlen(needle))};
}

static bdl_source *source_of(bdl_str text) {
    return bdl_source_new(arena, BDL_STR("a.bdl"), text);
}

static void assert_prints(const bdl_diag *diag, bool color, const char *expected) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    bdl_diag_print(out, diag, color);
    fclose(out);
    assert_string_equal(text, expected);
    free(text);
}

static void a_report_shows_its_line_and_place(void **state) {
    bdl_source *s = source_of(BDL_STR("# 规则\nassert 基本支出 + 项目 == 合计\n"));
    bdl_report(diags, s, span_of(s, "项目"), "E2001", BDL_ERROR, "unknown name “%s”",
               "项目");
    bdl_report_hint(diags, "did you mean “%s”?", "项目支出");
    assert_prints(bdl_diags_at(diags, 0), false,
                  "a.bdl:2:15: error: unknown name “项目” [E2001]\n"
                  "    2 | assert 基本支出 + 项目 == 合计\n"
                  "      |                   ^~~~\n"
                  "  hint: did you mean “项目支出”?\n");
}

static void a_note_shows_another_place(void **state) {
    bdl_source *s = source_of(BDL_STR("rule a {}\nrule b {}"));
    bdl_report(diags, s, span_of(s, "b {"), "E2002", BDL_WARNING, "again");
    bdl_report_note(diags, s, span_of(s, "a {"), "the first one is here");
    assert_prints(bdl_diags_at(diags, 0), false,
                  "a.bdl:2:6: warning: again [E2002]\n"
                  "    2 | rule b {}\n"
                  "      |      ^~~\n"
                  "a.bdl:1:6: note: the first one is here\n"
                  "    1 | rule a {}\n"
                  "      |      ^~~\n");
}

static void a_report_without_a_source_has_no_place(void **state) {
    bdl_report(diags, NULL, (bdl_span){0, 0}, "E5001", BDL_INFO, "no such file “x”");
    assert_prints(bdl_diags_at(diags, 0), false, "bdl: info: no such file “x” [E5001]\n");
}

static void colours_are_used_when_asked_for(void **state) {
    bdl_source *s = source_of(BDL_STR("x"));
    bdl_report(diags, s, (bdl_span){0, 1}, "E1001", BDL_ERROR, "m");
    assert_prints(bdl_diags_at(diags, 0), true,
                  "a.bdl:1:1: \33[1;31merror:\33[0m m [E1001]\n"
                  "    1 | x\n"
                  "      | \33[1;32m^\33[0m\n");
}

static void tabs_are_shown(void **state) {
    bdl_source *s = source_of(BDL_STR("\t\ta\t合计\tb"));
    bdl_report(diags, s, span_of(s, "合计"), "E1001", BDL_ERROR, "m");
    assert_prints(bdl_diags_at(diags, 0), false,
                  "a.bdl:1:5: error: m [E1001]\n"
                  "    1 | ⇥⇥a⇥合计⇥b\n"
                  "      |     ^~~~\n");
}

static void a_range_over_several_lines_ends_with_its_first(void **state) {
    bdl_source *s = source_of(BDL_STR("ab cd\r\nef"));
    bdl_report(diags, s, (bdl_span){3, 9}, "E1001", BDL_ERROR, "m");
    assert_prints(bdl_diags_at(diags, 0), false,
                  "a.bdl:1:4: error: m [E1001]\n"
                  "    1 | ab cd\n"
                  "      |    ^~\n");
}

static void the_end_of_a_file_is_behind_its_last_line(void **state) {
    bdl_source *s = source_of(BDL_STR("rule a {\n"));
    bdl_report(diags, s, (bdl_span){9, 9}, "E1001", BDL_ERROR, "m");
    assert_prints(bdl_diags_at(diags, 0), false,
                  "a.bdl:1:9: error: m [E1001]\n"
                  "    1 | rule a {\n"
                  "      |         ^\n");
}

static void an_empty_file_can_be_pointed_at(void **state) {
    bdl_source *s = source_of(BDL_STR(""));
    bdl_report(diags, s, (bdl_span){0, 0}, "E1001", BDL_ERROR, "m");
    assert_prints(bdl_diags_at(diags, 0), false,
                  "a.bdl:1:1: error: m [E1001]\n"
                  "    1 | \n"
                  "      | ^\n");
}

/* The two lines of an excerpt without their gutters. */
static void excerpt_of(const bdl_source *s, bdl_span span, bdl_str *line,
                       bdl_str *carets) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    bdl_excerpt_print(out, s, span, false);
    fclose(out);
    bdl_str all = bdl_arena_str(arena, bdl_str_of(text, size));
    free(text);
    size_t end = bdl_str_find(all, BDL_STR("\n"), 0);
    *line = bdl_str_of(all.data + 8, end - 8);
    *carets = bdl_str_of(all.data + end + 9, all.len - end - 10);
}

static void a_long_line_is_cut_round_the_place(void **state) {
    bdl_buf buf = {.arena = arena};
    for (int i = 0; i < 100000; i++)
        bdl_buf_add(&buf, BDL_STR("说明文字"));
    bdl_buf_add(&buf, BDL_STR("要害"));
    for (int i = 0; i < 100000; i++)
        bdl_buf_add(&buf, BDL_STR("以下省略"));
    bdl_source *s = source_of(bdl_buf_str(&buf));
    bdl_str line, carets;
    excerpt_of(s, span_of(s, "要害"), &line, &carets);
    assert_true(bdl_text_width(line) <= 160);
    assert_true(bdl_str_starts(line, BDL_STR("…")) && bdl_str_ends(line, BDL_STR("…")));
    size_t at = bdl_str_find(line, BDL_STR("要害"), 0);
    size_t caret = bdl_str_find(carets, BDL_STR("^~~~"), 0);
    assert_true(at != SIZE_MAX);
    assert_int_equal(bdl_text_width(bdl_str_of(line.data, at)), caret);
}

static void every_place_of_a_line_gets_its_caret_below(void **state) {
    bdl_str text = BDL_STR("a合\t（é）“三公”\33x 12.50万元…合计");
    bdl_source *s = source_of(text);
    for (size_t i = 0; i < text.len;) {
        size_t begin = i;
        bdl_str line, carets;
        bdl_utf8_next(text, &i);
        excerpt_of(s, (bdl_span){(uint32_t)begin, (uint32_t)i}, &line, &carets);
        size_t n = bdl_utf8_count(bdl_str_of(text.data, begin));
        bdl_str before = bdl_str_of(line.data, bdl_utf8_offset(line, n));
        assert_int_equal(bdl_str_find(carets, BDL_STR("^"), 0), bdl_text_width(before));
    }
}

static void escapes_in_a_document_do_not_reach_the_terminal(void **state) {
    bdl_source *s = source_of(BDL_STR("a\33[2Jb"));
    bdl_report(diags, s, (bdl_span){5, 6}, "E1001", BDL_ERROR, "unexpected \33[2J");
    assert_prints(bdl_diags_at(diags, 0), false,
                  "a.bdl:1:6: error: unexpected ␛[2J [E1001]\n"
                  "    1 | a␛[2Jb\n"
                  "      |      ^\n");
}

static void a_quote_counts_display_columns(void **state) {
    static const struct {
        const char *line;
        size_t begin, end;
        const char *text, *carets;
    } cases[] = {
        {"abc", 0, 1, "abc", "^"},
        {"abc", 1, 3, "abc", " ^~"},
        {"合计x", 6, 7, "合计x", "    ^"},
        {"合计x", 3, 6, "合计x", "  ^~"},
        {"a\tb", 2, 3, "a⇥b", "  ^"},
        {"abc", 3, 3, "abc", "   ^"},
        {"", 0, 0, "", "^"},
        {"e\xCC\x81x", 3, 4, "e\xCC\x81x", " ^"},
        {"a\33b", 2, 3, "a␛b", "  ^"},
        {"a\xFF"
         "b",
         2, 3, "a�b", "  ^"},
    };
    for (size_t i = 0; i < BDL_COUNT_OF(cases); i++) {
        bdl_str line = bdl_str_z(cases[i].line);
        bdl_quote_window whole = {0, line.len};
        bdl_quote quote =
            bdl_quote_line(arena, line, whole, cases[i].begin, cases[i].end);
        assert_text(quote.text, cases[i].text);
        assert_text(quote.carets, cases[i].carets);
    }
}

static void reports_are_sorted_by_source_and_place(void **state) {
    bdl_source *a = source_of(BDL_STR("0123456789")),
               *b = source_of(BDL_STR("0123456789"));
    static const struct {
        int source;
        uint32_t at;
        const char *id;
    } given[] = {{1, 5, "E5"}, {0, 7, "E9"}, {1, 2, "E1"}, {0, 3, "E7"},
                 {1, 5, "E6"}, {0, 3, "E8"}, {1, 4, "E4"}};
    for (size_t i = 0; i < 7; i++)
        bdl_report(diags, given[i].source ? b : a,
                   (bdl_span){given[i].at, given[i].at + 1}, given[i].id, BDL_ERROR, "m");
    bdl_diags_sort(diags);
    static const char *const order[] = {"E1", "E4", "E5", "E6", "E7", "E8", "E9"};
    for (size_t i = 0; i < 7; i++)
        assert_string_equal(bdl_diags_at(diags, i)->id, order[i]);
}

static void only_so_many_reports_are_kept(void **state) {
    for (int i = 0; i < BDL_MAX_DIAGS + 10; i++) {
        bdl_report(diags, NULL, (bdl_span){0, 0}, "E1", i % 2 ? BDL_ERROR : BDL_WARNING,
                   "%d", i);
        bdl_report_hint(diags, "hint %d", i);
    }
    assert_int_equal(bdl_diags_count(diags), BDL_MAX_DIAGS);
    assert_int_equal(bdl_diags_dropped(diags), 10);
    assert_int_equal(bdl_diags_errors(diags), (BDL_MAX_DIAGS + 10) / 2);
    char last[32];
    snprintf(last, sizeof last, "hint %d", BDL_MAX_DIAGS - 1);
    assert_text(bdl_diags_at(diags, BDL_MAX_DIAGS - 1)->hint, last);
}

int main(void) {
    const struct CMUnitTest tests[] = {
#define EACH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
        EACH(a_report_shows_its_line_and_place),
        EACH(a_note_shows_another_place),
        EACH(a_report_without_a_source_has_no_place),
        EACH(colours_are_used_when_asked_for),
        EACH(tabs_are_shown),
        EACH(a_range_over_several_lines_ends_with_its_first),
        EACH(the_end_of_a_file_is_behind_its_last_line),
        EACH(an_empty_file_can_be_pointed_at),
        EACH(a_long_line_is_cut_round_the_place),
        EACH(every_place_of_a_line_gets_its_caret_below),
        EACH(escapes_in_a_document_do_not_reach_the_terminal),
        EACH(a_quote_counts_display_columns),
        EACH(reports_are_sorted_by_source_and_place),
        EACH(only_so_many_reports_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
