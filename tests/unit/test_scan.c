/* test_scan.c - the words of rule files: where each begins and ends, and what it may be.
 */
#include "unit.h"

#include "lang/lex.h"
#include "rule_text.h"

/* The tokens of TEXT, parted by " ~ "; reports go to *IDS. */
static bdl_str tokens_of(bdl_arena *arena, const char *text, bdl_str *ids) {
    parsed p = {.arena = arena, .diags = bdl_diags_new()};
    p.source = bdl_source_new(arena, BDL_STR("t.bdl"), bdl_str_z(text));
    bdl_file file = {.source = p.source};
    bdl_build build = {
        .arena = arena, .source = p.source, .diags = p.diags, .file = &file};
    bdl_lex *lex = bdl_lex_open(&build);
    bdl_buf out = {.arena = arena};
    bdl_word token;
    while (bdl_lex_next(lex, &token)) {
        bdl_buf_printf(&out, "%s%.*s", out.len ? " ~ " : "", BDL_PRI(token.text));
        assert_true(bdl_str_eq(token.text, bdl_source_slice(p.source, token.span)));
    }
    bdl_lex_close(lex);
    *ids = reports_of(&p);
    bdl_diags_free(p.diags);
    return bdl_buf_str(&out);
}

typedef struct row {
    const char *text, *tokens, *ids;
} row;

static void check_rows(const row *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        bdl_arena *arena = bdl_arena_new();
        bdl_str ids;
        assert_text(tokens_of(arena, rows[i].text, &ids), rows[i].tokens);
        assert_text(ids, rows[i].ids);
        bdl_arena_free(arena);
    }
}
#define CHECK(rows) check_rows(rows, sizeof(rows) / sizeof *(rows))

static void names_are_letters_of_any_script(void **state) {
    static const row rows[] = {
        {"预算数 total_2 _x", "预算数 ~ total_2 ~ _x", ""},
        {"二〇二四年 项目１ ａｂ", "二〇二四年 ~ 项目１ ~ ａｂ", ""},
        {"合计（元）", "合计 ~ （ ~ 元 ~ ）", ""},
        {"甲、乙，丙", "甲 ~ 、 ~ 乙 ~ ， ~ 丙", ""},
        {"a-b", "a ~ - ~ b", ""},
        {"é ñandú", "é ~ ñandú", ""},
    };
    CHECK(rows);
}

static void names_have_dashes_only_where_rules_and_tags_are_named(void **state) {
    static const row rows[] = {
        {"rule a-b-2 \"t\"", "rule ~ a-b-2 ~ \"t\"", ""},
        {"duty 甲-乙", "duty ~ 甲-乙", ""},
        {"rule a_-b", "rule ~ a_-b", ""},
        {"rule a-_b", "rule ~ a ~ - ~ _b", ""},
        {"rule a--b", "rule ~ a ~ - ~ - ~ b", ""},
        {"rule a-", "rule ~ a ~ -", ""},
        {"rule a-1-乙 b", "rule ~ a-1-乙 ~ b", ""},
        {"waive x-y in", "waive ~ x-y ~ in", ""},
        {"rule r tags a-b, missing, c-d severity",
         "rule ~ r ~ tags ~ a-b ~ , ~ missing ~ , ~ c-d ~ severity", ""},
        {"rule r serves a-b、c-d", "rule ~ r ~ serves ~ a-b ~ 、 ~ c-d", ""},
        {"param tags a-b", "param ~ tags ~ a ~ - ~ b", ""},
        {"rule r { tags a-b }", "rule ~ r ~ { ~ tags ~ a ~ - ~ b ~ }", ""},
        {"rule a- b", "rule ~ a ~ - ~ b", ""},
        {"rule r tags - x", "rule ~ r ~ tags ~ - ~ x", ""},
        {"[tags, a-b]", "[ ~ tags ~ , ~ a ~ - ~ b ~ ]", ""},
    };
    CHECK(rows);
}

static void numbers_take_the_unit_that_touches_them(void **state) {
    static const row rows[] = {
        {"0.01万元 98% 18项", "0.01万元 ~ 98% ~ 18项", ""},
        {"228.6元/册 6元/2 6元 / 册", "228.6元/册 ~ 6元 ~ / ~ 2 ~ 6元 ~ / ~ 册", ""},
        {"1元/a/b", "1元/a ~ / ~ b", ""},
        {"[1..5]", "[ ~ 1 ~ .. ~ 5 ~ ]", ""},
        {"[2019年..]", "[ ~ 2019年 ~ .. ~ ]", ""},
        {"１２．５％", "１２．５％", ""},
        {"5万元，6", "5万元 ~ ， ~ 6", ""},
        {"7_x", "7 ~ _x", ""},
    };
    CHECK(rows);
}

static void full_width_stands_for_its_twin(void **state) {
    static const row rows[] = {
        {"a＝＝b", "a ~ ＝＝ ~ b", ""},
        {"a＝＝＝b ≤ ≥ ≠ ＜＝ ！＝", "a ~ ＝＝＝ ~ b ~ ≤ ~ ≥ ~ ≠ ~ ＜＝ ~ ！＝", ""},
        {"f（a，b）［1‥2］", "f ~ （ ~ a ~ ， ~ b ~ ） ~ ［ ~ 1 ~ ‥ ~ 2 ~ ］", ""},
        {"a＋b－c＊d／e", "a ~ ＋ ~ b ~ － ~ c ~ ＊ ~ d ~ ／ ~ e", ""},
        {"a？？b", "a ~ ？？ ~ b", ""},
        {"＂a＂　＃ note", "＂a＂", ""},
        {"²³", "²³", ""},
        {"﹙﹚︵︶", "﹙ ~ ﹚ ~ ︵ ~ ︶", ""},
    };
    CHECK(rows);
}

static void strings_end_at_their_quote(void **state) {
    static const row rows[] = {
        {"\"a\\\"b\" c", "\"a\\\"b\" ~ c", ""},
        {"\"\"\"\na \"b\" c\n\"\"\" d", "\"\"\"\na \"b\" c\n\"\"\" ~ d", ""},
        {"\"a\nb", "\"a ~ b", "1:1 E1003"},
        {"\"\"\"a\nb", "\"\"\"a\nb", "1:1 E1003"},
        {"“甲” b", "“甲” ~ b", "1:1 E1004"},
    };
    CHECK(rows);
}

static void messages_hold_code_between_braces(void **state) {
    static const row rows[] = {
        {"else \"a{b}c\"", "else ~ \" ~ a ~ { ~ b ~ } ~ c ~ \"", ""},
        {"else \"{join(x, \"、\")}\" y",
         "else ~ \" ~ { ~ join ~ ( ~ x ~ , ~ \"、\" ~ ) ~ } ~ \" ~ y", ""},
        {"else \"{{x}}\"", "else ~ \" ~ {{ ~ x ~ }} ~ \"", ""},
        {"else \"{ {a: 1} }\"", "else ~ \" ~ { ~ { ~ a ~ : ~ 1 ~ } ~ } ~ \"", ""},
        {"if a then b else \"{c}\"", "if ~ a ~ then ~ b ~ else ~ \"{c}\"", ""},
        {"else \"{a\" b", "else ~ \" ~ { ~ a ~ \" ~ b", ""},
        {"else \"{a  }  b\"", "else ~ \" ~ { ~ a ~ } ~   b ~ \"", ""},
        {"else \"{a  \" b", "else ~ \" ~ { ~ a ~ \" ~ b", ""},
        {"else \"{{{a}\"", "else ~ \" ~ {{ ~ { ~ a ~ } ~ \"", ""},
        {"else \"甲＂乙，{a}\"", "else ~ \" ~ 甲 ~ ＂ ~ 乙， ~ { ~ a ~ } ~ \"", ""},
        {"else \"a\nb", "else ~ \" ~ a ~  ~ b", "1:6 E1003"},
        {"else \"a}\"", "else ~ \" ~ a ~ } ~ \"", "1:8 E1006"},
        {"else \"\"\"\na{b}\"c\"\n\"\"\" d",
         "else ~ \"\"\" ~ \na ~ { ~ b ~ } ~ \" ~ c ~ \" ~ \n ~ \"\"\" ~ d", ""},
        {"else \"{\\\"a\\\"}\"", "else ~ \" ~ { ~ a ~ } ~ \"", "1:8 E1007; 1:11 E1007"},
    };
    CHECK(rows);
}

static void slashes_hold_patterns_only_where_patterns_stand(void **state) {
    static const row rows[] = {
        {"a matches /x y/i b / c", "a ~ matches ~ /x y/i ~ b ~ / ~ c", ""},
        {"a matches /x/ | /y\\/z/s", "a ~ matches ~ /x/ ~ | ~ /y\\/z/s", ""},
        {"form f { title /a/ | /b/ let x = a / b / c section /d/ { } }",
         "form ~ f ~ { ~ title ~ /a/ ~ | ~ /b/ ~ let ~ x ~ = ~ a ~ / ~ b ~ / ~ c ~ "
         "section ~ "
         "/d/ ~ { ~ } ~ }",
         ""},
        {"form f { entry g where a / b == 1 note /x/ }",
         "form ~ f ~ { ~ entry ~ g ~ where ~ a ~ / ~ b ~ == ~ 1 ~ note ~ /x/ ~ }", ""},
        {"form f { figure x 基本支出 /为{money}/ }",
         "form ~ f ~ { ~ figure ~ x ~ 基本支出 ~ /为{money}/ ~ }", ""},
        {"form f { unit 元/册 title /a/ }",
         "form ~ f ~ { ~ unit ~ 元/册 ~ title ~ /a/ ~ }", ""},
        {"a matches /x\\\\/ b /y", "a ~ matches ~ /x\\\\/ ~ b ~ / ~ y", ""},
        {"a matches /x\\\ny", "a ~ matches ~ /x\\ ~ y", "1:11 E1008"},
        {"x matches /open\ny", "x ~ matches ~ /open ~ y", "1:11 E1008"},
    };
    CHECK(rows);
}

static void targets_are_one_token_behind_matches(void **state) {
    static const row rows[] = {
        {"v matches ≥N% | ≤N万元 and N", "v ~ matches ~ ≥N% ~ | ~ ≤N万元 ~ and ~ N", ""},
        {"v matches N次 or x", "v ~ matches ~ N次 ~ or ~ x", ""},
        {"v matches =100% ", "v ~ matches ~ =100%", ""},
        {"(v matches >0)", "( ~ v ~ matches ~ >0 ~ )", ""},
        {"v matches <=12.5元/册,", "v ~ matches ~ <=12.5元/册 ~ ,", ""},
        {"v >0", "v ~ > ~ 0", ""},
        {"waive a until 2026-12-31 - 1", "waive ~ a ~ until ~ 2026-12-31 ~ - ~ 1", ""},
        {"until 2026-12-31", "until ~ 2026 ~ - ~ 12 ~ - ~ 31", ""},
        {"a 2026-12-31", "a ~ 2026 ~ - ~ 12 ~ - ~ 31", ""},
    };
    CHECK(rows);
}

/* The first word of a text is always left to flex; the same behind another may be told
 * without it. */
static void words_are_the_same_at_the_beginning_and_behind_another(void **state) {
    static const char *const texts[] = {
        "\"a\"b",
        "\"\" c",
        "\"\"\"a\"\"\" b",
        "\"a\\\"b\" c",
        "\"a\\\\\" b\"",
        "\"a\\\nb\"",
        "\"a\\",
        "\"a\\\r\"",
        "\"a\rb\"",
        "\"a",
        "\"",
        "\"甲＂乙\" c",
        "\"a\\甲\" b",
        "# a \" b\r\nc",
        "#",
        "# a\n\" b\"",
        ". a",
        "..",
        ".",
        ".．",
        ".. a",
        "|",
        "||",
        "| a",
        "|｜",
        ", a",
        "(a)",
        "[[a]]",
        "}{",
        ": :",
        "+a",
        "**",
        "／a／",
        "/ a",
        "\\\"a",
        "rule",
        "rule_2 x",
        "in甲",
        "in※",
        "_x",
        "a__b",
        "within2",
        "ｒｕｌｅ",
        "years years2",
        "money/册",
        "A9z.b",
        "=",
        "==",
        "===",
        "====",
        "=＝",
        "==＝",
        "=a",
        "<",
        "<=",
        "<==",
        "<>",
        "<＝",
        ">",
        ">=5",
        ">甲",
        "!",
        "!=",
        "!==",
        "!＝",
        "= =",
        "12",
        "1.5",
        "1..5",
        "1.",
        "1.x",
        "1．5",
        "1‥5",
        "12元",
        "12元/册",
        "12%",
        "12/3",
        "12_a",
        "12a",
        "1２",
        "2024年5月",
        "007 8",
        "3)",
    };
    for (size_t i = 0; i < BDL_COUNT_OF(texts); i++) {
        bdl_arena *arena = bdl_arena_new();
        bdl_str ids, behind_ids, text = bdl_str_z(texts[i]);
        bdl_str alone = tokens_of(arena, texts[i], &ids);
        bdl_str behind = tokens_of(
            arena, bdl_arena_join(arena, BDL_STR("x  "), text).data, &behind_ids);
        bdl_str shall =
            bdl_arena_join(arena, alone.len ? BDL_STR("x ~ ") : BDL_STR("x"), alone);
        assert_text(behind, shall.data);
        assert_int_equal(ids.len > 0, behind_ids.len > 0);
        bdl_arena_free(arena);
    }
}

static void a_comment_may_touch_the_word_before_it(void **state) {
    bdl_arena *arena = bdl_arena_new();
    bdl_diags *diags = bdl_diags_new();
    const bdl_source *source =
        bdl_source_new(arena, BDL_STR("t.bdl"), BDL_STR("param a = 1# eins\n"));
    const bdl_file *file = bdl_parse(arena, source, diags);
    assert_int_equal(file->comments.count, 1);
    assert_text(bdl_source_slice(source, file->comments.items[0]), "# eins");
    bdl_diags_free(diags);
    bdl_arena_free(arena);
}

static void words_of_other_languages_are_taken_with_a_report(void **state) {
    static const row rows[] = {
        {"a && b || c <> d;", "a ~ && ~ b ~ || ~ c ~ <> ~ d",
         "1:3 E1010; 1:8 E1010; 1:13 E1010; 1:17 E1011"},
        {"a × b ÷ c − d", "a ~ × ~ b ~ ÷ ~ c ~ − ~ d",
         "1:3 E1010; 1:7 E1010; 1:11 E1010"},
        {"a @@ b ！c", "a ~ b ~ c", "1:3 E1002; 1:8 E1002"},
        {"😀 a", "a", "1:1 E1002"},
    };
    CHECK(rows);
}

static void a_word_behind_a_dot_is_a_name(void **state) {
    parsed p = parse_z("param x = tables[1].form.rule == { form: 1, table: 2 }.table");
    assert_int_equal(bdl_diags_errors(p.diags), 0);
    free_parsed(&p);
}

static void bytes_that_are_no_text_do_not_stop_the_scanner(void **state) {
    parsed p = parse_str(bdl_str_of("use \"a\0b\"\n\0 use \"c\"", 19));
    assert_text(reports_of(&p), "2:1 E1002");
    assert_int_equal(p.file->items.count, 2);
    free_parsed(&p);
    p = parse_z("use \"a\"\nuse \"\xFF\"");
    assert_text(reports_of(&p), "2:6 E1014");
    free_parsed(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_letters_of_any_script),
        cmocka_unit_test(names_have_dashes_only_where_rules_and_tags_are_named),
        cmocka_unit_test(numbers_take_the_unit_that_touches_them),
        cmocka_unit_test(full_width_stands_for_its_twin),
        cmocka_unit_test(strings_end_at_their_quote),
        cmocka_unit_test(messages_hold_code_between_braces),
        cmocka_unit_test(slashes_hold_patterns_only_where_patterns_stand),
        cmocka_unit_test(targets_are_one_token_behind_matches),
        cmocka_unit_test(words_are_the_same_at_the_beginning_and_behind_another),
        cmocka_unit_test(a_comment_may_touch_the_word_before_it),
        cmocka_unit_test(words_of_other_languages_are_taken_with_a_report),
        cmocka_unit_test(a_word_behind_a_dot_is_a_name),
        cmocka_unit_test(bytes_that_are_no_text_do_not_stop_the_scanner),
    };
    return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
