/* test_regex.c: regular expressions, their groups and their limits. */
#include "unit.h"

#include <pthread.h>

#include "base/regex.h"
#include "base/vec.h"

#include "arena.h"

static bdl_regex *compile(const char *pattern, unsigned flags) {
    bdl_str message = BDL_STR_INIT("");
    size_t offset = 0;
    bdl_regex *regex =
        bdl_regex_compile(arena, bdl_str_z(pattern), flags, &message, &offset);
    if (!regex)
        fail_msg("%s: %.*s at %zu", pattern, BDL_PRI(message), offset);
    return regex;
}

static void assert_finds(const char *pattern, unsigned flags, const char *text,
                         const char *expected) {
    bdl_match match;
    bdl_regex_status status =
        bdl_regex_search(compile(pattern, flags), bdl_str_z(text), 0, NULL, &match);
    if (!expected) {
        assert_int_equal(status, BDL_REGEX_NO_MATCH);
        return;
    }
    assert_int_equal(status, BDL_REGEX_MATCH);
    bdl_str found = bdl_str_of(text + match.start[0], match.end[0] - match.start[0]);
    assert_text(found, expected);
}

static void patterns_know_characters_not_bytes(void **state) {
    assert_finds("^.{2}$", 0, "预算", "预算");
    assert_finds("\\p{Han}+", 0, "2021年度预算 x", "年度预算");
    assert_finds("[一二三]、", 0, "第二、项", "二、");
    assert_finds("\\w+", 0, "（表名）", "表名");
    assert_finds("É", BDL_REGEX_CASELESS, "é", "é");
}

static void a_pattern_for_the_start_meets_nowhere_else(void **state) {
    bdl_match match;
    assert_finds("^(?:预|决)算", 0, "决算表", "决算");
    assert_finds("^预算", 0, "决算", NULL);
    assert_finds("^决算|预算", 0, "部门预算", "预算");
    assert_finds("(?:^决算|预算)表", 0, "部门预算表", "预算表");
    assert_finds("^(?!收)支?出?", 0, "总表", "");
    assert_finds("^$", 0, "", "");
    assert_finds("(?m)^b", 0, "a\nb", "b");
    assert_finds("^b", BDL_REGEX_CASELESS, "B", "B");
    assert_int_equal(
        bdl_regex_search(compile("^算", 0), BDL_STR("预算"), 3, NULL, &match),
        BDL_REGEX_NO_MATCH);
}

static void flags_change_what_is_met(void **state) {
    assert_finds("abc", 0, "ABC", NULL);
    assert_finds("abc", BDL_REGEX_CASELESS, "ABC", "ABC");
    assert_finds("a b # note", BDL_REGEX_EXTENDED, "ab", "ab");
    assert_finds("a.b", 0, "a\nb", NULL);
    assert_finds("a.b", BDL_REGEX_DOTALL, "a\nb", "a\nb");
}

static void digits_are_those_that_texts_fold_to(void **state) {
    assert_finds("\\d+", 0, "共12项", "12");
    assert_finds("[\\d.]+", 0, "共1.2项", "1.2");
    assert_finds("\\d", 0, "٣", NULL);
    assert_finds("\\d+", BDL_REGEX_RAW, "共１２项", "１２");
    assert_finds("\\w+", 0, "(第三项)", "第三项");
    assert_finds("项\\s第", 0, "项\u3000第", "项\u3000第");
    assert_finds("\\b第", 0, "三第", NULL);
    assert_false(bdl_regex_may_begin(compile("^\\d+年", 0), 0xE4));
    assert_false(bdl_regex_may_begin(compile("[\\d一]", 0), 0xE6));
    assert_true(bdl_regex_may_begin(compile("\\d|\\w", 0), 0xE4));
    assert_true(bdl_regex_may_begin(compile("\\d+年", BDL_REGEX_RAW), 0xEF));
}

static void groups_have_numbers_names_and_places(void **state) {
    bdl_regex *regex = compile("(?<label>\\p{Han}+)(\\d+)(?<rest>x)?(y)?", 0);
    bdl_match match;
    bdl_str text = BDL_STR("  合计12");
    assert_int_equal(bdl_regex_group_count(regex), 4);
    assert_int_equal(bdl_regex_group(regex, BDL_STR("label")), 1);
    assert_int_equal(bdl_regex_group(regex, BDL_STR("rest")), 3);
    assert_int_equal(bdl_regex_group(regex, BDL_STR("labe")), 0);
    assert_int_equal(bdl_regex_group(regex, BDL_STR("")), 0);
    assert_text(bdl_regex_group_name(regex, 3), "rest");
    assert_int_equal(bdl_regex_group_name(regex, 2).len, 0);
    assert_int_equal(bdl_regex_group_name(regex, 99).len, 0);
    assert_int_equal(bdl_regex_search(regex, text, 0, NULL, &match), BDL_REGEX_MATCH);
    assert_int_equal(match.count, 5);
    assert_int_equal(match.start[1], 2);
    assert_int_equal(match.end[1], 8);
    assert_int_equal(match.start[2], 8);
    assert_int_equal(match.end[2], 10);
    assert_int_equal(match.start[3], SIZE_MAX);
    assert_int_equal(match.start[4], SIZE_MAX);
}

static void a_search_begins_where_it_is_told(void **state) {
    bdl_regex *regex = compile("\\d+", 0);
    bdl_match match;
    bdl_str text = BDL_STR("1 22 333");
    size_t at = 0, found = 0;
    while (bdl_regex_search(regex, text, at, NULL, &match) == BDL_REGEX_MATCH) {
        found++;
        assert_int_equal(match.end[0] - match.start[0], found);
        at = match.end[0];
    }
    assert_int_equal(found, 3);
    assert_int_equal(bdl_regex_search(regex, text, text.len, NULL, &match),
                     BDL_REGEX_NO_MATCH);
    assert_int_equal(bdl_regex_search(regex, text, 99, NULL, &match), BDL_REGEX_NO_MATCH);
    /* what stands before the start is still seen */
    assert_int_equal(bdl_regex_search(compile("^x", 0), BDL_STR("xx"), 1, NULL, &match),
                     BDL_REGEX_NO_MATCH);
}

static void empty_texts_and_patterns_meet(void **state) {
    bdl_match match;
    assert_int_equal(
        bdl_regex_search(compile("", 0), (bdl_str){NULL, 0}, 0, NULL, &match),
        BDL_REGEX_MATCH);
    assert_int_equal(match.end[0], 0);
    assert_finds("^$", 0, "", "");
    assert_finds("a", 0, "", NULL);
}

static void a_mistake_in_a_pattern_has_its_place(void **state) {
    bdl_str message = BDL_STR_INIT("");
    size_t offset = 99;
    assert_null(bdl_regex_compile(arena, BDL_STR("ab(c"), 0, &message, &offset));
    assert_true(message.len > 0);
    assert_int_equal(offset, 4);
    assert_null(bdl_regex_compile(arena, BDL_STR("a\\C"), 0, &message, &offset));
    assert_null(bdl_regex_compile(arena, BDL_STR("a\xFF"), 0, &message, &offset));
    assert_true(offset <= 2);
}

static void too_many_groups_are_refused(void **state) {
    bdl_buf buf = {.arena = arena};
    bdl_str message = BDL_STR_INIT("");
    size_t offset;
    for (int i = 0; i < BDL_REGEX_MAX_GROUPS; i++)
        bdl_buf_add(&buf, BDL_STR("(a)"));
    assert_non_null(bdl_regex_compile(arena, bdl_buf_str(&buf), 0, &message, &offset));
    bdl_buf_add(&buf, BDL_STR("(a)"));
    assert_null(bdl_regex_compile(arena, bdl_buf_str(&buf), 0, &message, &offset));
    assert_true(bdl_str_find(message, BDL_STR("64 groups"), 0) == 0);
}

static bdl_str repeated(const char *piece, size_t times, const char *end) {
    bdl_buf buf = {.arena = arena};
    for (size_t i = 0; i < times; i++)
        bdl_buf_add(&buf, bdl_str_z(piece));
    bdl_buf_add(&buf, bdl_str_z(end));
    return bdl_buf_str(&buf);
}

static void a_pattern_that_is_too_long_is_refused_with_its_length(void **state) {
    bdl_str message = BDL_STR_INIT("");
    size_t offset;
    bdl_str pattern = repeated("[ab]|", 20000, "c\\b");
    assert_null(bdl_regex_compile(arena, pattern, 0, &message, &offset));
    assert_string_equal(message.data, "100003 bytes, at most 65536 are possible");
}

static void a_pattern_that_explodes_meets_a_limit(void **state) {
    bdl_match match;
    assert_int_equal(
        bdl_regex_search(compile("^(a+)+$", 0), repeated("a", 40, "b"), 0, NULL, &match),
        BDL_REGEX_LIMIT);
    assert_int_equal(bdl_regex_search(compile("(.+)+(.+)+[xy]$", 0),
                                      repeated("预", 3000, "x预"), 0, NULL, &match),
                     BDL_REGEX_LIMIT);
}

/* The first searches are made without machine code, the later ones with it. */
static void assert_finds_the_same_always(const char *pattern, bdl_str text) {
    bdl_regex *regex = compile(pattern, 0);
    bdl_match first, later;
    bdl_regex_status status = bdl_regex_search(regex, text, 0, NULL, &first);
    for (int times = 0; times < 40; times++) {
        assert_int_equal(bdl_regex_search(regex, text, 0, NULL, &later), status);
        if (status != BDL_REGEX_MATCH)
            continue;
        assert_int_equal(later.count, first.count);
        assert_memory_equal(later.start, first.start,
                            first.count * sizeof first.start[0]);
        assert_memory_equal(later.end, first.end, first.count * sizeof first.end[0]);
    }
}

static void a_search_finds_the_same_however_often(void **state) {
    static const char *const patterns[] = {"(a+)+$",
                                           "(?<n>\\d+)(元|%)",
                                           "^(\\((?1)*+\\))+$",
                                           "(?<=甲)[乙丙]{1,3}?丁",
                                           "(a*)(a*)(a*)(a*)[^ab]",
                                           "(?:ab|a)c*b",
                                           "(*UCP)(?:ab|a)c*b",
                                           "(?:ab|a)c*b\\Q",
                                           "(?x)(?:ab|a)c*b # b",
                                           "(?:甲乙|甲) *乙",
                                           "(?:a.|a|c)a+?[ab].{0,2}"};
    static const char *const texts[] = {"",
                                        "甲乙丙丁 12元 34%",
                                        "(()())",
                                        "一二三四五六七八九十ab",
                                        "一二三四五六七八九十甲乙",
                                        "一二三四五六七八九十aaa1",
                                        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"};
    for (size_t i = 0; i < BDL_COUNT_OF(texts); i++)
        for (size_t k = 0; k < BDL_COUNT_OF(patterns); k++)
            assert_finds_the_same_always(patterns[k], bdl_str_z(texts[i]));
}

static void a_long_text_costs_no_square_of_its_length(void **state) {
    bdl_match match;
    bdl_str text = repeated("为", 1000000, "");
    bdl_regex_status status =
        bdl_regex_search(compile("为[^。]*?经[^。]*?费\\b", 0), text, 0, NULL, &match);
    assert_true(status == BDL_REGEX_LIMIT || status == BDL_REGEX_NO_MATCH);
    status = bdl_regex_search(compile("(为|x)+?费?y|z\\z", 0), text, 0, NULL, &match);
    assert_true(status == BDL_REGEX_LIMIT || status == BDL_REGEX_NO_MATCH);
}

static void a_match_deep_in_a_long_text_is_found(void **state) {
    bdl_match match;
    bdl_str text = repeated("支出情况说明。", 100000, "合计12.50万元");
    assert_int_equal(
        bdl_regex_search(compile("合计(?<amount>[\\d.]+)万元", 0), text, 0, NULL, &match),
        BDL_REGEX_MATCH);
    assert_int_equal(match.start[0], text.len - strlen("合计12.50万元"));
}

static void nested_groups_over_a_long_text_do_not_crash(void **state) {
    bdl_match match;
    bdl_str text = repeated("ab", 200000, "c");
    bdl_regex_status status =
        bdl_regex_search(compile("^((a|x)(b|y)|q)*$", 0), text, 0, NULL, &match);
    assert_true(status == BDL_REGEX_LIMIT || status == BDL_REGEX_NO_MATCH);
}

static void a_match_turned_round_is_none(void **state) {
    bdl_str message = BDL_STR_INIT("");
    size_t offset;
    bdl_match match;
    bdl_regex *regex =
        bdl_regex_compile(arena, BDL_STR("(?=ab\\K)"), 0, &message, &offset);
    if (regex)
        assert_int_equal(bdl_regex_search(regex, BDL_STR("ab"), 0, NULL, &match),
                         BDL_REGEX_NO_MATCH);
    else
        assert_true(message.len > 0);
}

static void *search_often(void *data) {
    const bdl_regex *regex = data;
    size_t found = 0;
    for (int i = 0; i < 2000; i++) {
        bdl_match match;
        bdl_str text = i % 2 ? BDL_STR("安排12.50万元") : BDL_STR("安排若干元");
        if (bdl_regex_search(regex, text, 0, NULL, &match) == BDL_REGEX_MATCH)
            found += match.start[1] == 6 && match.end[1] == 11;
    }
    return (void *)found;
}

static void threads_may_share_a_pattern(void **state) {
    bdl_regex *regex = compile("安排([\\d.]+)万元", 0);
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, search_often, regex), 0);
    for (int i = 0; i < 4; i++) {
        void *found;
        pthread_join(threads[i], &found);
        assert_int_equal((size_t)found, 1000);
    }
}

/* With BDL_REGEX_EXTENDED nothing is told from the pattern beforehand: both must agree.
 */
static void assert_passes_over_only_what_does_not_meet(const char *pattern) {
    static const char *const texts[] = {
        "",
        "数量指标",
        "产出数量",
        "经济效益指标",
        "aab",
        "b",
        "12月底前完成",
        "≥98%",
        "不低于98%",
        "a|b",
        "a\nb",
        "ab{2}",
        "满意度满意",
        "2024年部门预算",
        "(一)收入",
        "c",
        "acc",
        "xyz",
        "万元",
        "数",
        "12",
        "满意满意度",
        "2年满意、度满意满意",
        "产𠀀产𠀀",
        "𠀀𠀁𠀀𠀁",
    };
    bdl_regex *quick = compile(pattern, 0), *full = compile(pattern, BDL_REGEX_EXTENDED);

    for (size_t i = 0; i < BDL_COUNT_OF(texts); i++) {
        bdl_str text = bdl_str_z(texts[i]);
        bdl_match a, b;
        bdl_signature signature;
        bdl_regex_status met = bdl_regex_search(full, text, 0, NULL, &b);

        bdl_text_sign(text, &signature);
        if (met == BDL_REGEX_MATCH && !bdl_regex_may_meet(quick, &signature))
            fail_msg("/%s/ would pass over “%s”", pattern, texts[i]);
        if (bdl_regex_search(quick, text, 0, NULL, &a) != met)
            fail_msg("/%s/ on “%s”", pattern, texts[i]);
        if (met == BDL_REGEX_MATCH)
            assert_int_equal(a.start[0], b.start[0]);
    }
}

static void texts_without_what_a_pattern_needs_are_passed_over(void **state) {
    static const char *const patterns[] = {
        "数量",
        "数量|质量|时效",
        "(经济|社会)?效益",
        "(?<a>经济|社会)效益",
        "a*b",
        "a+b",
        "a{0,2}b",
        "a{2}b?",
        "[ab]c",
        "[ab]",
        "[数量]{2,}|满意",
        "[数量]?度",
        "[ab]{0,2}c?",
        "[a-c]",
        "[]a]",
        "[X\\*\\]]+",
        "[^数量]",
        "(?:a|)b",
        "^a|b$",
        "(?=数)数量",
        "(?=.*度)满意",
        "(?=满意)?数量",
        "(?!(?=满意))数量",
        "(?!数)量",
        "(?<=数)量",
        "\\d+月底",
        "a\\|b",
        "(≥|不低于)\\d+",
        "(?i)XYZ",
        "\\p{Han}{2}度",
        "[^]]c",
        "[[:alpha:]]c",
        "[\\]a]c",
        "a\\Kb",
        "(.)\\1",
        "(?<x>数|满意|a)(.*)\\k<x>",
        "(?<x>满意|a)度?\\g{x}",
        "[~—-]\\d|[a-]c",
        "[数量质时效经济社会生态产出满意]{2}度",
        "[数量质时效经济社会生态产出满意ac]{2}",
        "x(?#y)",
        "\\Q数量\\E",
        "(?>数|量)指标?",
        "b{2}|满意",
        "\\x61",
        "数(\\x61|量)指",
        "\\(一\\)",
        "(?|数(量)|质(量))",
        ".",
        "年(度)?(部门|单位)?(预算|决算)",
        "(a(b(c|)|)|)12",
        "(经济|社会).*(效益|指标)",
        "数.+度|满.+度",
        "数.+度|满意",
        "(数|量)(数|量)(?!标)[指标]*度",
        "数量.{0,2}指?标.*ab?",
        "(?<x>\\p{Han}{2})\\k<x>",
        "(?<x>\\p{Han}{2})\\k<x>?度",
        "(?<x>\\p{Han}{2})\\k<x>*",
        "(?<xy>\\p{Han}{2})(?<x>\\p{Han})?(\\k<xy>|度)",
        "((?<x>\\p{Han}{2})\\k<x>)?度",
        "(?<x>\\p{Han}{2})\\k<x>|数量",
        "(?!(?<x>\\p{Han}{2})\\k<x>)产",
        "(?<=(?<x>\\p{Han}{2})\\k<x>)度",
        "(?<x>\\p{Han}{2})\\k<x>(?<y>\\p{Han})|(?<z>\\p{Han}{2})\\k<z>",
    };
    for (size_t i = 0; i < BDL_COUNT_OF(patterns); i++)
        assert_passes_over_only_what_does_not_meet(patterns[i]);
    bdl_signature signature;
    bdl_text_sign(BDL_STR("产出指标"), &signature);
    assert_false(bdl_regex_may_meet(compile("满意(度)?", 0), &signature));
    assert_false(bdl_regex_may_meet(compile("^(社会|生态)效益", 0), &signature));
    assert_true(bdl_regex_may_meet(compile("(指|标)?", 0), &signature));
    assert_false(bdl_regex_may_meet(compile("[满意]", 0), &signature));
    assert_true(bdl_regex_may_meet(compile("[^满意]", 0), &signature));
    assert_false(bdl_regex_may_meet(compile("\\d[~—-]", 0), &signature));
    assert_false(bdl_regex_may_meet(compile("(?<x>满意|a)\\k<x>", 0), &signature));
    assert_false(bdl_regex_may_meet(compile("(?=.*满意).*", 0), &signature));
    assert_false(bdl_regex_may_meet(compile("产出.*(数|度)", 0), &signature));
    assert_false(bdl_regex_may_meet(compile("满.*产出", 0), &signature));
    assert_false(bdl_regex_may_meet(compile("产出?.{2}标.*度", 0), &signature));
    assert_false(bdl_regex_may_meet(compile("产出.*满|指标.*度", 0), &signature));
    assert_true(bdl_regex_may_meet(compile("产出.*度|指标", 0), &signature));
    assert_true(bdl_regex_may_meet(compile("产出.*指标", 0), &signature));
    assert_false(
        bdl_regex_may_meet(compile("[数量质时效经济社会生态满意]{2}", 0), &signature));
}

static void texts_in_which_nothing_stands_twice_are_passed_over(void **state) {
    const bdl_regex *twice = compile("(?<x>\\p{Han}{2})\\k<x>(?!度)", 0);
    assert_false(bdl_regex_may_be_in(twice, BDL_STR("满意的满意度, 满满意意"), 0, NULL));
    assert_true(bdl_regex_may_be_in(twice, BDL_STR("为满意满意。"), 0, NULL));
    assert_false(bdl_regex_may_be_in(twice, BDL_STR("满意满意。"), 3, NULL));
    const bdl_regex *perhaps = compile("(?<x>\\p{Han}{2})\\k<x>|[度量]{2}", 0);
    assert_true(bdl_regex_may_be_in(perhaps, BDL_STR("度量"), 0, NULL));
}

static void a_signed_text_is_searched_as_any_other(void **state) {
    static const char *const patterns[] = {
        "预算(数|总额)",     "[一二三]、", "^(?!总).*计$", "\\d+年",
        "(收入|支出)合计",   "x?",         "[、总]",       "总计|二、",
        "[一二三四五六]{2}", "计|二."};
    static const char *const texts[] = {
        "2024年预算总额", "二、支出合计", "总计", "收入合计", "", "abc"};
    for (size_t p = 0; p < BDL_COUNT_OF(patterns); p++)
        for (size_t t = 0; t < BDL_COUNT_OF(texts); t++) {
            const bdl_regex *regex = compile(patterns[p], 0);
            bdl_match plain, by_signature;
            bdl_signature signature;
            bdl_str text = bdl_str_z(texts[t]);
            bdl_text_sign(text, &signature);
            bdl_regex_status met = bdl_regex_search(regex, text, 0, NULL, &plain);
            assert_int_equal(bdl_regex_search(regex, text, 0, &signature, &by_signature),
                             met);
            assert_int_equal(bdl_regex_meets(regex, text, &signature), met);
            if (met == BDL_REGEX_MATCH)
                assert_int_equal(by_signature.start[0], plain.start[0]);
            assert_true(met == BDL_REGEX_NO_MATCH ||
                        bdl_regex_may_be_in(regex, text, 0, &signature));
        }
}

static void some_patterns_cannot_meet_ascii(void **state) {
    assert_true(bdl_regex_needs_wide(compile("(预算|决算)数", 0)));
    assert_true(bdl_regex_needs_wide(compile("\\d+年", 0)));
    assert_true(bdl_regex_needs_wide(compile("abcd.*年", 0)));
    assert_false(bdl_regex_needs_wide(compile("abcd.*(年|a)", 0)));
    assert_false(bdl_regex_needs_wide(compile("年?\\d+", 0)));
    assert_false(bdl_regex_needs_wide(compile("年|kg", 0)));
    assert_false(bdl_regex_needs_wide(compile(".*", 0)));
    assert_true(bdl_str_is_ascii(BDL_STR("1,234.56 (kg)")));
    assert_false(bdl_str_is_ascii(BDL_STR("1,234.56 (公斤)")));
    assert_false(bdl_str_is_ascii(BDL_STR("≥1")));
    assert_true(bdl_str_is_ascii(BDL_STR("")));
}

/* Of many pieces: one of a single letter, some that begin alike, a long one. */
static void many_pieces_are_looked_for_at_every_character(void **state) {
    const char *pattern = "拔款|拔付率|拔付(?=到)|岀|预祘数|kg|培讯|人名政府机关";
    static const char *const held[] = {"拔款",   "拔付率", "拔付", "岀",
                                       "预祘数", "kg",     "培讯", "人名政府机关"};
    const bdl_regex *regex = compile(pattern, 0);
    bdl_str before = repeated("拨款，拔过 k 人名政府é", 20, "");
    for (size_t i = 0; i < BDL_COUNT_OF(held); i++) {
        bdl_str ends = repeated("拨款，拔过 k 人名政府é", 20, held[i]);
        bdl_str amid = repeated("拨款，拔过 k 人名政府é", 20,
                                bdl_arena_printf(arena, "%s的其他款项", held[i]).data);
        bdl_str begins = repeated(held[i], 1, bdl_arena_str(arena, before).data);
        assert_true(bdl_regex_may_be_in(regex, ends, 0, NULL));
        assert_true(bdl_regex_may_be_in(regex, ends, before.len, NULL));
        assert_true(bdl_regex_may_be_in(regex, amid, 0, NULL));
        assert_true(bdl_regex_may_be_in(regex, begins, 0, NULL));
        assert_false(bdl_regex_may_be_in(regex, begins, strlen(held[i]), NULL));
    }
    assert_false(bdl_regex_may_be_in(regex, before, 0, NULL));
    assert_false(bdl_regex_may_be_in(
        regex, repeated("拨款，拔过 k 人名政府é", 20, "人名政府机"), 0, NULL));
}

/* Where all that can be met begins with one of many pieces, only there is it tried. */
static void a_match_is_found_where_one_of_many_pieces_begins(void **state) {
    const char *pattern =
        "(?<wrong>(?<!不)拔款|拔付(?=到)|岀|预祘数|培讯|人名(?=政府))的?";
    const bdl_regex *regex = compile(pattern, 0);
    bdl_str first = BDL_STR("不拔款，拔付给，人名册，");
    bdl_str text = BDL_STR("不拔款，拔付给，人名册，拔付到位，拔款的");
    bdl_match match;
    assert_int_equal(bdl_regex_search(regex, text, 0, NULL, &match), BDL_REGEX_MATCH);
    assert_int_equal(match.start[0], first.len);
    assert_int_equal(bdl_regex_search(regex, text, match.end[0], NULL, &match),
                     BDL_REGEX_MATCH);
    assert_int_equal(match.end[0], text.len);
    assert_int_equal(bdl_regex_search(regex, first, 0, NULL, &match), BDL_REGEX_NO_MATCH);
}

static void a_text_is_signed_with_all_of_the_piece_that_it_holds(void **state) {
    const bdl_regex *regex = compile("(预算|决算)数", 0);
    bdl_signature text;
    assert_null(bdl_regex_piece(compile(".*", 0), 0));
    bdl_text_sign(BDL_STR("2024年决算数"), &text);
    assert_false(bdl_signature_holds(&text, bdl_regex_piece(regex, 0)));
    assert_true(bdl_signature_holds(&text, bdl_regex_piece(regex, 1)));
    assert_null(bdl_regex_piece(regex, 2));
}

static void a_text_is_found_wherever_it_stands(void **state) {
    static const char text[] = "一二三四五六七八九十百千万亿元角分厘毫一二三x";
    bdl_str s = bdl_str_z(text);
    for (size_t from = 0; from < s.len; from++)
        for (size_t len = 1; from + len <= s.len; len++) {
            bdl_str needle = bdl_str_of(text + from, len);
            const char *at = memmem(s.data, s.len, needle.data, len);
            assert_int_equal(bdl_str_find(s, needle, 0), at - text);
            assert_int_equal(bdl_str_find(s, needle, from), from);
        }
    assert_true(bdl_str_find(s, BDL_STR("一三"), 0) == SIZE_MAX);
    assert_true(bdl_str_find(s, BDL_STR("x一"), 0) == SIZE_MAX);
}

static void a_script_is_its_own_characters(void **state) {
    assert_finds("^\\p{Han}+$", 0, "预算", "预算");
    assert_finds("\\p{Han}", 0, "。、《》「」", NULL);
    assert_finds("\\p{^Han}", 0, "预算", NULL);
    assert_finds("[^\\P{Han}]$", 0, "。算", "算");
    assert_finds("\\Q\\p{Han}\\E\\p{Han}", 0, "\\p{Han}算", "\\p{Han}算");
}

static void a_mistake_behind_a_script_has_its_place(void **state) {
    size_t offset = 0;
    bdl_str message = BDL_STR_INIT("");
    assert_null(
        bdl_regex_compile(arena, BDL_STR("\\p{Han}(\\p{Han}"), 0, &message, &offset));
    assert_int_equal(offset, 15);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(patterns_know_characters_not_bytes),
        EACH(a_pattern_for_the_start_meets_nowhere_else),
        EACH(flags_change_what_is_met),
        EACH(digits_are_those_that_texts_fold_to),
        EACH(groups_have_numbers_names_and_places),
        EACH(a_search_begins_where_it_is_told),
        EACH(empty_texts_and_patterns_meet),
        EACH(a_mistake_in_a_pattern_has_its_place),
        EACH(too_many_groups_are_refused),
        EACH(a_pattern_that_is_too_long_is_refused_with_its_length),
        EACH(a_pattern_that_explodes_meets_a_limit),
        EACH(a_search_finds_the_same_however_often),
        EACH(a_long_text_costs_no_square_of_its_length),
        EACH(a_match_deep_in_a_long_text_is_found),
        EACH(nested_groups_over_a_long_text_do_not_crash),
        EACH(a_match_turned_round_is_none),
        EACH(threads_may_share_a_pattern),
        EACH(texts_in_which_nothing_stands_twice_are_passed_over),
        EACH(a_signed_text_is_searched_as_any_other),
        EACH(some_patterns_cannot_meet_ascii),
        EACH(a_text_is_signed_with_all_of_the_piece_that_it_holds),
        EACH(a_text_is_found_wherever_it_stands),
        EACH(texts_without_what_a_pattern_needs_are_passed_over),
        EACH(many_pieces_are_looked_for_at_every_character),
        EACH(a_match_is_found_where_one_of_many_pieces_begins),
        EACH(a_script_is_its_own_characters),
        EACH(a_mistake_behind_a_script_has_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
