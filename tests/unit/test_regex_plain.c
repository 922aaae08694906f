/* test_regex_plain.c: what a pattern is known for without asking PCRE2. */
#include "unit.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/regex.h"
#include "base/regex_plain.h"

#include "arena.h"

static uint32_t seed;

static size_t random_below(size_t n) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

static bdl_str random_text(const char *const *pieces, size_t count, size_t most) {
    bdl_buf out = {.arena = arena};
    for (size_t n = random_below(most) + 1; n > 0; n--)
        bdl_buf_add(&out, bdl_str_z(pieces[random_below(count)]));
    return bdl_buf_str(&out);
}

static pcre2_code *compile_by_pcre2(bdl_str pattern) {
    int error;
    PCRE2_SIZE offset;
    return pcre2_compile((PCRE2_SPTR)pattern.data, pattern.len,
                         PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C, &error, &offset,
                         NULL);
}

static void assert_same_groups(const pcre2_code *code, const bdl_plain *plain) {
    uint32_t groups, names, size;
    PCRE2_SPTR table;
    pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &groups);
    pcre2_pattern_info(code, PCRE2_INFO_NAMECOUNT, &names);
    pcre2_pattern_info(code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &table);
    assert_int_equal(plain->group_count, groups);
    for (size_t i = 0; i < groups; i++)
        names -= plain->names[i].len > 0;
    assert_int_equal(names, 0);
    pcre2_pattern_info(code, PCRE2_INFO_NAMECOUNT, &names);
    for (uint32_t i = 0; i < names; i++, table += size) {
        bdl_str name = plain->names[(table[0] << 8 | table[1]) - 1];
        assert_true(bdl_str_eq(name, bdl_str_z((const char *)table + 2)));
    }
}

/* Every match in TEXT has to begin with a byte that PLAIN knows of. */
static size_t assert_begins(const pcre2_code *code, const bdl_plain *plain,
                            bdl_str text) {
    pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
    size_t met = 0;
    if (pcre2_match(code, (PCRE2_SPTR)text.data, text.len, 0, 0, data, NULL) > 0) {
        size_t at = pcre2_get_ovector_pointer(data)[0];
        unsigned char byte = at < text.len ? (unsigned char)text.data[at] : 0;
        assert_true(plain->begins[byte / 8] >> byte % 8 & 1);
        assert_true(at == 0 || !plain->at_start);
        met = 1;
    }
    pcre2_match_data_free(data);
    return met;
}

/* What is taken for plain is right for PCRE2, has these groups and begins so. */
static void plain_patterns_are_what_they_are_taken_for(void **state) {
    static const char *const pieces[] = {
        "预",     "算",      "a",      "b",      "1",           "-",       " ",
        "、",     "]",       "}",      "<",      ":",           "=",       "!",
        ",",      "_",       "(",      "(",      ")",           ")",       ")",
        "(?:",    "(?<n>",   "(?<m2>", "(?=",    "(?!",         "(?<!",    "(?<=",
        "(?i)",   "(?|",     "(*F)",   "(?#",    "[预算]",      "[^a]",    "[a-b1]",
        "[b-a]",  "[\\d-b]", "[",      "[]",     "[[:alpha:]]", "\\d",     "\\p{Han}",
        "\\p{X}", "\\P{L}",  "\\.",    "\\\\",   "\\b",         "\\K",     "\\1",
        "[:、]",  "[.",      "[:",     ":]",     "[^=",         "=]",      "\\]",
        "\\x41",  "\\Q",     "*",      "+",      "?",           "{2}",     "{1,}",
        "{0,3}",  "{3,1}",   "{",      "|",      "|",           "^",       "$",
        ".",      "\\",      "\\n",    "\\r",    "[\\t-\\r]",   "\\p{Lo}", "[-a]",
        "[b-]",   "[a-b-1]", "\\x2e",  "\\x3",   "[^预]",       "{0,600}", "\\k<n>",
        "\\g{n}", "\\k<m2>", "\\k{n}", "[\\d-]", "(?<=^|",      "[算预-]", "[一-预算]"};
    static const char *const words[] = {"预", "算", "a", "b",  "1", "、",
                                        "-",  " ",  ".", "\\", "\n"};
    size_t plain_ones = 0, met = 0;
    seed = 1;
    for (int i = 0; i < 60000; i++) {
        bdl_plain plain;
        bdl_str pattern = random_text(pieces, BDL_COUNT_OF(pieces), 9);
        if (!bdl_plain_read(pattern, 0, &plain))
            continue;
        pcre2_code *code = compile_by_pcre2(pattern);
        if (!code)
            fail_msg("PCRE2 refuses %.*s", BDL_PRI(pattern));
        assert_same_groups(code, &plain);
        for (int k = 0; k < 4; k++)
            met +=
                assert_begins(code, &plain, random_text(words, BDL_COUNT_OF(words), 6));
        pcre2_code_free(code);
        plain_ones++;
    }
    assert_true(plain_ones > 5000);
    assert_true(met > 2000);
}

static size_t longest_of(const char *pattern) {
    bdl_plain plain;
    assert_true(bdl_plain_read(bdl_str_z(pattern), 0, &plain));
    return plain.longest;
}

/* Of patterns for a whole text: none that is longer than PLAIN knows is met. */
static void a_longer_text_is_met_by_no_pattern_for_the_whole(void **state) {
    static const char *const pieces[] = {"预",  "算",    "a", "(?:",   "(",      ")",
                                         ")",   "|",     "?", "{2}",   "{0,3}",  "*",
                                         "\\d", "[^预]", ".", "(?!b)", "[预算]", "\\."};
    static const char *const words[] = {"预", "算", "a", "1", ".", "\n"};
    size_t bounded = 0, met = 0;
    seed = 2;
    for (int i = 0; i < 40000; i++) {
        bdl_plain plain;
        bdl_str inner = random_text(pieces, BDL_COUNT_OF(pieces), 5);
        bdl_str pattern = bdl_arena_printf(arena, "^(%.*s)$", BDL_PRI(inner));
        if (!bdl_plain_read(pattern, 0, &plain) || plain.longest == SIZE_MAX)
            continue;
        bounded++;
        pcre2_code *code = compile_by_pcre2(pattern);
        pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
        for (int k = 0; k < 4; k++) {
            bdl_str text = random_text(words, BDL_COUNT_OF(words), 6);
            if (pcre2_match(code, (PCRE2_SPTR)text.data, text.len, 0, 0, data, NULL) <= 0)
                continue;
            assert_true(text.len <= plain.longest);
            met++;
        }
        pcre2_match_data_free(data);
        pcre2_code_free(code);
    }
    assert_true(bounded > 5000);
    assert_true(met > 2000);
    assert_true(longest_of("^预(算|ab)?$") < longest_of("^预算{3}$"));
    assert_true(longest_of("^预算$|^a$") < 12);
    assert_true(longest_of("^预算$|^a") == SIZE_MAX);
    assert_true(longest_of("^预算$|a$") == SIZE_MAX);
    assert_true(longest_of("^预+算$") == SIZE_MAX);
    assert_true(longest_of("^预{2,}$") == SIZE_MAX);
    assert_true(longest_of("^(?<n>预)\\k<n>$") == SIZE_MAX);
    assert_true(longest_of("^(预算$)?") == SIZE_MAX);
}

static void what_could_be_a_mistake_is_left_to_pcre2(void **state) {
    static const char *const left[] = {
        "(",         ")",           "a**",
        "+",         "a{3,1}",      "a{1001}",
        "[b-a]",     "[",           "[]a]",
        "\\",        "\\1",         "(?<n>a)(?<n>b)",
        "(?<1>a)",   "(?<n",        "(?<!a+)",
        "(?<=a|b*)", "(?i)a",       "(?|a)",
        "^*",        "(?=a)+",      "\\p{Nowhere}",
        "[\\d-z]",   "[[:alpha:]]", "((((a{99}){99}){99}){99})",
        "\\Kab",     "(*COMMIT)a",  "[:a:]",
        "[:\\]:]",   "[=\\=]",      "[^..]"};
    bdl_plain plain;
    for (size_t i = 0; i < BDL_COUNT_OF(left); i++)
        if (bdl_plain_read(bdl_str_z(left[i]), 0, &plain))
            fail_msg("%s is taken for plain", left[i]);
    assert_true(bdl_plain_read(BDL_STR("[:、][.][=\\]]"), 0, &plain));
    assert_true(bdl_plain_read(BDL_STR("(?<!预 )[0-9]{1,3}(?:,\\d)*"), 0, &plain));
    assert_true(bdl_plain_read(BDL_STR("(?<=[,。]|和|编制)[^\\r\\n]+"), 0, &plain));
    assert_true(bdl_plain_read(BDL_STR("(?<=^|[,。])(?<n>a)\\k<n>\\g{n}"), 0, &plain));
    assert_false(bdl_plain_read(BDL_STR("\\k<n>(?<n>a)"), 0, &plain));
    assert_false(bdl_plain_read(BDL_STR("(?<n>a)(?<=\\k<n>)"), 0, &plain));
    assert_false(bdl_plain_read(BDL_STR("a"), BDL_REGEX_CASELESS, &plain));
    assert_false(bdl_plain_read(BDL_STR("a"), BDL_REGEX_EXTENDED, &plain));
    assert_false(bdl_plain_read(BDL_STR("\xE9"), 0, &plain));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(plain_patterns_are_what_they_are_taken_for),
        EACH(a_longer_text_is_met_by_no_pattern_for_the_whole),
        EACH(what_could_be_a_mistake_is_left_to_pcre2),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
