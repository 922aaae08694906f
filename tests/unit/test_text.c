/* test_text.c: UTF-8, display width, and the text a reader sees. */
#include "unit.h"

#include <stdlib.h>

#include <utf8proc.h>

#include "base/text.h"
#include "base/vec.h"

#include "arena.h"

static void assert_folds(const char *text, const char *expected) {
    assert_text(bdl_text_fold(arena, bdl_str_z(text)), expected);
    assert_text(bdl_text_fold_map(arena, bdl_str_z(text)).text, expected);
}

/* A seeded generator: the same texts in every run. */
static uint64_t seed;

static size_t pick(size_t below) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (size_t)(seed >> 33) % below;
}

static bdl_str random_text(const uint32_t *alphabet, size_t count, size_t len) {
    bdl_buf buf = {.arena = arena};
    for (size_t i = 0; i < len; i++) {
        char bytes[4];
        size_t n = bdl_utf8_put(alphabet[pick(count)], bytes);
        bdl_buf_add(&buf, bdl_str_of(bytes, n));
    }
    return bdl_buf_str(&buf);
}

static void every_character_survives_encoding_and_decoding(void **state) {
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        char bytes[4];
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        bdl_str s = bdl_str_of(bytes, bdl_utf8_put(c, bytes));
        size_t offset = 0;
        assert_int_equal(bdl_utf8_next(s, &offset), c);
        assert_int_equal(offset, s.len);
        assert_int_equal(bdl_utf8_check(s), SIZE_MAX);
        assert_int_equal(bdl_utf8_count(s), 1);
    }
}

static void what_is_no_character_is_encoded_as_the_replacement(void **state) {
    char bytes[4];
    assert_int_equal(bdl_utf8_put(0xD800, bytes), 3);
    assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
    assert_int_equal(bdl_utf8_put(0x110000, bytes), 3);
    assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
}

static void malformed_bytes_are_found_and_stepped_over_one_by_one(void **state) {
    static const char *const bad[] = {
        "\x80",
        "\xBF",
        "\xC0\x80",
        "\xC1\xBF",
        "\xE0\x80\x80",
        "\xE0\x9F\xBF",
        "\xED\xA0\x80",
        "\xED\xBF\xBF",
        "\xE4\xB8",
        "\xE4",
        "\xF0\x80\x80\x80",
        "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80",
        "\xFF",
        "\xE4\x41\x42",
    };
    for (size_t i = 0; i < BDL_COUNT_OF(bad); i++) {
        size_t offset = 0;
        assert_int_equal(bdl_utf8_next(bdl_str_z(bad[i]), &offset), BDL_REPLACEMENT);
        assert_int_equal(offset, 1);
        assert_int_equal(bdl_utf8_check(bdl_str_z(bad[i])), 0);
        for (size_t before = 0; before < 20; before++) {
            bdl_str padding = bdl_str_of("abcdefghijklmnopqrst", before);
            bdl_str s = bdl_arena_join(arena, padding, bdl_str_z(bad[i]));
            assert_int_equal(bdl_utf8_check(s), before);
        }
    }
    assert_int_equal(bdl_utf8_check(BDL_STR("")), SIZE_MAX);
    /* beside characters of three bytes, which are looked at by twos */
    for (size_t i = 0; i < BDL_COUNT_OF(bad); i++)
        for (int many = 0; many < 24; many++) {
            bdl_buf text = {.arena = bdl_arena_new()};
            for (int k = 0; k < many; k++)
                bdl_buf_add(&text, BDL_STR("预"));
            size_t before = text.len;
            bdl_buf_add(&text, bdl_str_z(bad[i]));
            bdl_buf_add(&text, BDL_STR("算预算"));
            assert_int_equal(bdl_utf8_check(bdl_buf_str(&text)), before);
            bdl_arena_free(text.arena);
        }
}

static void characters_are_counted_and_found_by_number(void **state) {
    static const uint32_t alphabet[] = {'a', 0xE9, 0x4E2D, 0x1F600, '\n'};
    for (size_t len = 0; len < 60; len++) {
        bdl_str s = random_text(alphabet, 5, len);
        assert_int_equal(bdl_utf8_count(s), len);
        size_t offset = 0;
        for (size_t n = 0; n < len; n++) {
            assert_int_equal(bdl_utf8_offset(s, n), offset);
            bdl_utf8_next(s, &offset);
        }
        assert_int_equal(bdl_utf8_offset(s, len), s.len);
        assert_int_equal(bdl_utf8_offset(s, len + 5), s.len);
    }
}

static void wide_characters_take_two_columns_and_marks_none(void **state) {
    assert_int_equal(bdl_text_width(BDL_STR("")), 0);
    assert_int_equal(bdl_text_width(BDL_STR("abc 12")), 6);
    assert_int_equal(bdl_text_width(BDL_STR("预算数")), 6);
    assert_int_equal(bdl_text_width(BDL_STR("（一）：")), 8);
    assert_int_equal(bdl_text_width(BDL_STR("e\xCC\x81")), 1);
    assert_int_equal(bdl_text_width(BDL_STR("\xE2\x80\x8B")), 0);
}

static void every_kind_of_white_space_is_trimmed(void **state) {
    assert_text(bdl_text_trim(BDL_STR(" \t\r\n　 合 计\xEF\xBB\xBF \xC2\xA0")), "合 计");
    assert_text(bdl_text_trim(BDL_STR("　　")), "");
    assert_text(bdl_text_trim(BDL_STR("")), "");
    assert_text(bdl_text_trim(BDL_STR("a")), "a");
    assert_text(bdl_text_trim(BDL_STR("\x80 a \x80")), "\x80 a \x80");
}

static void full_width_folds_to_its_ascii_twin(void **state) {
    assert_folds("（一）１２．３％，ＡＢｃ～！", "(一)12.3%,ABc~!");
    for (uint32_t c = 0xFF01; c <= 0xFF5E; c++) {
        char bytes[5] = {0}, twin[2] = {(char)(c - 0xFEE0), 0};
        bdl_utf8_put(c, bytes);
        assert_folds(bytes, twin);
    }
}

static void traditional_characters_fold_to_simplified_ones(void **state) {
    assert_folds("項目編碼", "项目编码");
    assert_folds("单位：萬元", "单位:万元");
    assert_folds("職業年金 1 項", "职业年金1项");
    assert_folds("「三公」經費『含』", "“三公”经费‘含’");
    assert_folds("\xEF\xB9\x81三公\xEF\xB9\x82", "“三公”");
}

static void characters_of_private_fonts_are_not_seen(void **state) {
    assert_folds("\xEE\x80\x84项目\xEF\x81\xAC编码", "项目编码");
    assert_folds("15\xEE\x80\x84.00", "15.00");
}

static void compatible_characters_fold_to_what_they_stand_for(void **state) {
    assert_folds("①㈡℃㎡", "1(二)°Cm2");
    assert_folds("⼀般公共预算", "一般公共预算");
    assert_folds("ﬁn", "fin");
    assert_folds("ｶﾞ", "ガ");
    assert_folds("가", "가");
}

static void minus_signs_become_hyphens(void **state) {
    assert_folds("−5.00", "-5.00");
    assert_folds("－5.00", "-5.00");
    assert_folds("﹣5", "-5");
}

static void marks_join_the_letter_before_them(void **state) {
    assert_folds("e\xCC\x81", "é");
    assert_folds("Ａ\xCC\x8A", "Å");
    assert_folds("e \xCC\x81x", "éx");
    assert_folds("=\xCC\xB8", "≠");
    assert_folds("ab\xCC\x81 cd", "ab\xCC\x81 cd");
}

static void white_space_stays_only_between_latin_letters_and_digits(void **state) {
    assert_folds("合　 计", "合计");
    assert_folds("一、 收入 100 万元", "一、收入100万元");
    assert_folds("Word  Excel\n2021", "Word Excel 2021");
    assert_folds(" a b ", "a b");
    assert_folds("a 中 b", "a中b");
    assert_folds("1 . 5", "1.5");
    assert_folds("Ａ　Ｂ", "A B");
    assert_folds("é é", "é é");
    assert_folds("预算\n数", "预算数");
    assert_folds("\n", "");
    assert_folds("", "");
}

static void what_has_no_width_does_not_part_words(void **state) {
    assert_folds("ab\xE2\x80\x8B\x63\xEF\xBB\xBF\x64", "abcd");
    assert_folds("ab \xE2\x80\x8B cd", "ab cd");
}

static void a_spacing_accent_stays_as_printed(void **state) {
    assert_folds("a´b", "a´b");
    assert_folds("a¨", "a¨");
}

static void text_that_folds_to_itself_is_given_back(void **state) {
    static const char *const same[] = {"", "基本支出", "a b 12.50", "《办法》、中",
                                       "é≥5"};
    for (size_t i = 0; i < BDL_COUNT_OF(same); i++) {
        bdl_str s = bdl_str_z(same[i]);
        assert_ptr_equal(bdl_text_fold(arena, s).data, s.data);
        assert_int_equal(bdl_text_fold(arena, s).len, s.len);
    }
}

static void bad_bytes_become_replacements(void **state) {
    assert_folds("a\xFFＡ\xE4", "a\xEF\xBF\xBD\x41\xEF\xBF\xBD");
}

static void the_origin_leads_back_to_the_original(void **state) {
    bdl_str s = BDL_STR("共计 （１２ 万元）①");
    bdl_folded folded = bdl_text_fold_map(arena, s);
    assert_text(folded.text, "共计(12万元)1");
    size_t begin, end, at = bdl_str_find(folded.text, BDL_STR("12"), 0);
    bdl_folded_range(&folded, s, at, at + 2, &begin, &end);
    assert_text(bdl_str_of(s.data + begin, end - begin), "１２");
    at = bdl_str_find(folded.text, BDL_STR("12万"), 0);
    bdl_folded_range(&folded, s, at, at + 5, &begin, &end);
    assert_text(bdl_str_of(s.data + begin, end - begin), "１２ 万");
    bdl_folded_range(&folded, s, 0, folded.text.len, &begin, &end);
    assert_int_equal(begin, 0);
    assert_int_equal(end, s.len);
    bdl_folded_range(&folded, s, 3, 3, &begin, &end);
    assert_int_equal(begin, 3);
    assert_int_equal(end, 3);
    assert_int_equal(folded.origin[folded.text.len], s.len);
}

static void a_range_takes_in_the_marks_of_its_last_letter(void **state) {
    bdl_str s = BDL_STR("xe\xCC\x81y");
    bdl_folded folded = bdl_text_fold_map(arena, s);
    assert_text(folded.text, "xéy");
    size_t begin, end;
    bdl_folded_range(&folded, s, 1, 3, &begin, &end);
    assert_int_equal(begin, 1);
    assert_int_equal(end, 4);
}

/* NFKC of the whole text by the library, with the one thing we do besides. */
static bdl_str nfkc(bdl_str s) {
    utf8proc_uint8_t *out = NULL;
    utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *)s.data, (utf8proc_ssize_t)s.len, &out,
                     UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_STABLE);
    assert_true(n >= 0);
    bdl_buf buf = {.arena = arena};
    bdl_str whole = bdl_str_of((const char *)out, (size_t)n);
    for (size_t i = 0; i < whole.len;) {
        size_t begin = i;
        if (bdl_utf8_next(whole, &i) == 0x2212)
            bdl_buf_char(&buf, '-');
        else
            bdl_buf_add(&buf, bdl_str_of(whole.data + begin, i - begin));
    }
    free(out);
    return bdl_buf_str(&buf);
}

static void without_white_space_folding_is_nfkc(void **state) {
    static const uint32_t alphabet[] = {
        'a',    'e',    '1',    '=',    0x4E2D, 0xFF21, 0xFF11, 0xFF08, 0x301,   0x30A,
        0x323,  0x338,  0x2212, 0x2170, 0x33A1, 0x1100, 0x1161, 0x11A8, 0xAC00,  0xFF76,
        0xFF9E, 0x3099, 0x30AB, 0x2F00, 0xF900, 0xFB01, 0xE9,   0x1E69, 0x1F600, 0x9BE,
        0x9C7,  0x2126, 0xFDFB, 0x2026, 0x3001, 0xFFDA, 0x320E,
    };
    seed = 1;
    for (size_t i = 0; i < 20000; i++) {
        bdl_str s = random_text(alphabet, BDL_COUNT_OF(alphabet), pick(12));
        if (bdl_str_find(nfkc(s), BDL_STR(" "), 0) != SIZE_MAX)
            continue; /* a ligature of words */
        bdl_str folded = bdl_text_fold(arena, s);
        assert_true(bdl_str_eq(folded, nfkc(s)));
        if (i % 1000 == 999)
            bdl_arena_reset(arena);
    }
}

static void marks_of_notes_behind_digits_are_no_digits(void **state) {
    static const char *const pairs[][2] = {
        {"12.50①", "12.50①"}, {"12.50²", "12.50²"}, {"①甲", "1甲"},   {"乙②", "乙2"},
        {"m²", "m2"},         {"１２①", "12①"},     {"12 ①", "12 1"}, {"①②", "1②"}};
    for (size_t i = 0; i < BDL_COUNT_OF(pairs); i++)
        assert_text(bdl_text_fold(arena, bdl_str_z(pairs[i][0])), pairs[i][1]);
}

static void folding_twice_changes_nothing_more(void **state) {
    static const uint32_t alphabet[] = {
        'a',    'Z',    '1',    '.',    ' ',    '\n',   0x4E2D, 0x3002, 0x3000,
        0xFF21, 0x301,  0x338,  '=',    0xA0,   0x200B, 0xB4,   0x2460, 0xFDFA,
        0xFFE3, 0xFF9E, 0x1161, 0x1100, 0x2212, 0x2003, 0xFEFF, 0xE9,   0x20DD,
    };
    seed = 2;
    for (size_t i = 0; i < 20000; i++) {
        bdl_str s = random_text(alphabet, BDL_COUNT_OF(alphabet), pick(12));
        bdl_folded folded = bdl_text_fold_map(arena, s);
        assert_true(bdl_str_eq(folded.text, bdl_text_fold(arena, s)));
        assert_true(bdl_str_eq(folded.text, bdl_text_fold(arena, folded.text)));
        for (size_t j = 0; j < folded.text.len; j++)
            assert_true(folded.origin[j] <= folded.origin[j + 1]);
        assert_int_equal(folded.origin[folded.text.len], s.len);
        if (i % 1000 == 999)
            bdl_arena_reset(arena);
    }
}

static void a_million_marks_fold_in_linear_time(void **state) {
    bdl_buf buf = {.arena = arena};
    for (size_t i = 0; i < 1000000; i++) {
        /* classes that canonical order would have to sort */
        bdl_buf_add(&buf, i % 2 ? BDL_STR("\xCC\xA3") : BDL_STR("\xCC\x81"));
        if (i % 1000 == 0)
            bdl_buf_add(&buf, BDL_STR("    "));
    }
    bdl_str folded = bdl_text_fold(arena, bdl_buf_str(&buf));
    assert_true(folded.len > 1000000);
    assert_int_equal(bdl_utf8_check(folded), SIZE_MAX);
}

static void a_byte_of_a_range_is_found_wherever_it_stands(void **state) {
    char text[50];
    memset(text, '/', sizeof text);
    for (size_t len = 0; len <= sizeof text; len++) {
        assert_false(bdl_str_has_between(bdl_str_of(text, len), '0', ':'));
        for (size_t i = 0; i < len; i++) {
            text[i] = i % 2 ? '0' : ':';
            assert_true(bdl_str_has_between(bdl_str_of(text, len), '0', ':'));
            text[i] = i % 2 ? ';' : '\xBF';
            assert_false(bdl_str_has_between(bdl_str_of(text, len), '0', ':'));
            text[i] = '/';
        }
    }
}

static void texts_that_read_the_same_are_the_same(void **state) {
    assert_true(bdl_text_same(arena, BDL_STR("合 计"), BDL_STR("合计")));
    assert_true(bdl_text_same(arena, BDL_STR("（１）"), BDL_STR("(1)")));
    assert_true(bdl_text_same(arena, BDL_STR(""), BDL_STR("　")));
    assert_false(bdl_text_same(arena, BDL_STR("a b"), BDL_STR("ab")));
    assert_false(bdl_text_same(arena, BDL_STR("合计"), BDL_STR("总计")));
    assert_true(bdl_text_same(arena, BDL_STR("国 家"), BDL_STR("國家")));
    assert_true(bdl_text_same(arena, BDL_STR("cafe\xCC\x81"), BDL_STR("caf\xC3\xA9")));
    assert_true(bdl_text_same(arena, BDL_STR("1  2"), BDL_STR("1 2")));
    assert_false(bdl_text_same(arena, BDL_STR("1 2"), BDL_STR("1 3")));
    assert_false(bdl_text_same(arena, BDL_STR("合计"), BDL_STR("合计数")));
}

static void a_line_end_beside_chinese_is_wrapping(void **state) {
    assert_text(bdl_text_unwrap(arena, BDL_STR(" 绩效\n 目标\r\n表 ")), "绩效目标表");
    assert_text(bdl_text_unwrap(arena, BDL_STR("12\n月底")), "12月底");
    assert_text(bdl_text_unwrap(arena, BDL_STR("目标：\n10")), "目标：10");
    assert_text(bdl_text_unwrap(arena, BDL_STR("Word\n  Excel")), "Word Excel");
    assert_text(bdl_text_unwrap(arena, BDL_STR("合  计")), "合  计");
    assert_text(bdl_text_unwrap(arena, BDL_STR("合 计\na b\nc")), "合 计a b c");
    assert_text(bdl_text_unwrap(arena, BDL_STR("\n\n")), "");
    assert_text(bdl_text_unwrap(arena, BDL_STR("“三公”\nab")), "“三公”ab");
}

static void what_could_steer_a_terminal_is_made_visible(void **state) {
    bdl_str safe = BDL_STR("合计\t12\xEF\xBF\xBD");
    assert_ptr_equal(bdl_text_printable(arena, safe).data, safe.data);
    assert_text(bdl_text_printable(arena, BDL_STR("a\33[31m\r\x7F")), "a␛[31m␍␡");
    assert_text(bdl_text_printable(arena, BDL_STR("\xC2\x9B\xE2\x80\xAE\xFF")), "���");
}

static void kinds_of_characters_are_told_apart(void **state) {
    assert_true(bdl_is_han(0x4E00) && bdl_is_han(0x9FFF) && bdl_is_han(0x3007));
    assert_true(bdl_is_han(0x20000) && bdl_is_han(0x3400));
    assert_false(bdl_is_han('a') || bdl_is_han(0x3001) || bdl_is_han(0xFF08));
    assert_true(bdl_is_latin('a') && bdl_is_latin('Z') && bdl_is_latin('0'));
    assert_true(bdl_is_latin(0xE9));
    assert_false(bdl_is_latin('.') || bdl_is_latin(0xD7) || bdl_is_latin(0x4E2D));
    assert_true(bdl_is_space(' ') && bdl_is_space(0x3000) && bdl_is_space(0xFEFF));
    assert_false(bdl_is_space('a') || bdl_is_space(0) || bdl_is_space(0x3001));
}

/* Lengths around eight, sixteen and thirty-two bytes are counted in different ways. */
static void characters_are_counted_at_every_length_and_place(void **state) {
    char text[96];
    for (size_t i = 0; i < sizeof text; i += 3)
        memcpy(text + i, i % 4 == 0 ? "abc" : "\xE4\xB8\xAD", 3);
    for (size_t from = 0; from < 33; from++)
        for (size_t len = 0; from + len <= sizeof text; len++) {
            size_t leads = 0;
            for (size_t i = from; i < from + len; i++)
                leads += ((unsigned char)text[i] & 0xC0) != 0x80;
            assert_int_equal(bdl_utf8_count(bdl_str_of(text + from, len)), leads);
        }
}

/* The first bad byte, told character by character. */
static size_t check_slowly(bdl_str s) {
    for (size_t i = 0, begin; i < s.len;) {
        begin = i;
        if (bdl_utf8_next(s, &i) == BDL_REPLACEMENT && i == begin + 1)
            return begin;
    }
    return SIZE_MAX;
}

static void a_bad_byte_is_found_wherever_it_stands(void **state) {
    static const unsigned char bad[] = {0x00, 'A',  0x80, 0xBF, 0xC0, 0xC2, 0xE0,
                                        0xE4, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF};
    static const char text[] =
        "一般公共服务支出 1,704.08 万元，“三公”经费·é𠀀\xED\x9F\xBF"
        "\xE0\xA0\x80社会保障和就业支出合计其中：基本支出";
    char copy[sizeof text];
    assert_int_equal(bdl_utf8_check(bdl_str_z(text)), SIZE_MAX);
    for (size_t at = 0; at + 1 < sizeof text; at++)
        for (size_t k = 0; k < sizeof bad; k++) {
            memcpy(copy, text, sizeof text);
            copy[at] = (char)bad[k];
            for (size_t len = sizeof text - 1; len > at && len + 20 > sizeof text; len--)
                assert_int_equal(bdl_utf8_check(bdl_str_of(copy, len)),
                                 check_slowly(bdl_str_of(copy, len)));
        }
}

static void colons_are_found_in_either_width(void **state) {
    assert_true(bdl_text_has_colon(BDL_STR("单位:万元")));
    assert_true(bdl_text_has_colon(BDL_STR("单位：万元")));
    assert_false(bdl_text_has_colon(BDL_STR("单位；万元")));
    assert_false(bdl_text_has_colon(BDL_STR("")));
}

static void the_colon_of_a_part_is_none_of_a_caption(void **state) {
    assert_true(bdl_text_begins_part(BDL_STR("其中：甲")));
    assert_true(bdl_text_begins_part(BDL_STR("其中:甲")));
    assert_false(bdl_text_begins_part(BDL_STR("其中甲：")));
    assert_false(bdl_text_has_colon(BDL_STR("其中：人员经费")));
    assert_false(bdl_text_has_colon(BDL_STR("1. 其中:人员经费")));
    assert_true(bdl_text_has_colon(BDL_STR("收入其中：人员经费")));
    assert_true(bdl_text_has_colon(BDL_STR("其中：单位：万元")));
}

static void a_line_is_broken_in_no_word_and_before_no_sign(void **state) {
    static const struct {
        const char *text;
        size_t width;
    } rows[] = {{"", 0},      {"甲乙", 2}, {"甲，乙", 4}, {"（一）甲", 6}, {"2023年", 4},
                {"12.5%", 5}, {"A股", 1},  {"甲 乙", 2},  {" 甲", 0}};
    for (size_t i = 0; i < BDL_COUNT_OF(rows); i++)
        assert_int_equal(bdl_text_first_width(bdl_str_z(rows[i].text)), rows[i].width);
}

static void a_unit_of_money_is_measured_whole(void **state) {
    assert_int_equal(bdl_text_money_length(BDL_STR("百万元")), strlen("百万元"));
    assert_int_equal(bdl_text_money_length(BDL_STR("万元/台")), strlen("万元"));
    assert_int_equal(bdl_text_money_length(BDL_STR("元")), strlen("元"));
    assert_int_equal(bdl_text_money_length(BDL_STR("万人")), 0);
    assert_int_equal(bdl_text_money_length(BDL_STR("1元")), 0);
    assert_int_equal(bdl_text_money_length(BDL_STR("")), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(every_character_survives_encoding_and_decoding),
        EACH(a_bad_byte_is_found_wherever_it_stands),
        EACH(what_is_no_character_is_encoded_as_the_replacement),
        EACH(malformed_bytes_are_found_and_stepped_over_one_by_one),
        EACH(characters_are_counted_and_found_by_number),
        EACH(characters_are_counted_at_every_length_and_place),
        EACH(wide_characters_take_two_columns_and_marks_none),
        EACH(every_kind_of_white_space_is_trimmed),
        EACH(full_width_folds_to_its_ascii_twin),
        EACH(traditional_characters_fold_to_simplified_ones),
        EACH(characters_of_private_fonts_are_not_seen),
        EACH(compatible_characters_fold_to_what_they_stand_for),
        EACH(minus_signs_become_hyphens),
        EACH(marks_join_the_letter_before_them),
        EACH(white_space_stays_only_between_latin_letters_and_digits),
        EACH(what_has_no_width_does_not_part_words),
        EACH(a_spacing_accent_stays_as_printed),
        EACH(text_that_folds_to_itself_is_given_back),
        EACH(bad_bytes_become_replacements),
        EACH(the_origin_leads_back_to_the_original),
        EACH(a_range_takes_in_the_marks_of_its_last_letter),
        EACH(without_white_space_folding_is_nfkc),
        EACH(marks_of_notes_behind_digits_are_no_digits),
        EACH(folding_twice_changes_nothing_more),
        EACH(a_million_marks_fold_in_linear_time),
        EACH(a_byte_of_a_range_is_found_wherever_it_stands),
        EACH(texts_that_read_the_same_are_the_same),
        EACH(a_line_end_beside_chinese_is_wrapping),
        EACH(what_could_steer_a_terminal_is_made_visible),
        EACH(kinds_of_characters_are_told_apart),
        EACH(colons_are_found_in_either_width),
        cmocka_unit_test(the_colon_of_a_part_is_none_of_a_caption),
        cmocka_unit_test(a_line_is_broken_in_no_word_and_before_no_sign),
        EACH(a_unit_of_money_is_measured_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
