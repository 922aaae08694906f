/* test_check.c: names, types and units of expressions, rules and examples; each mistake
 * with its id and the place that is underlined. */
#include "unit.h"

#include "checked.h"

/* A rule over the rows of the expenditure table, and one without a loop. */
#define ROW(cond)     "rule r { for row in expenditure.rows assert " cond " }"
#define RULE(clauses) "rule r { " clauses " }"

static void names_that_nothing_gives_are_told(void **state) {
    static const mistake rows[] = {
        {"E2001", "totl", ROW("totl == basic")},
        {"E2001", "foo", RULE("assert foo == 1")},
        {"E2001", "basic", RULE("assert basic == 1万元")},
        {"E2001", "N", RULE("assert N == 1")},
        {"E2002", "totl", ROW("row.totl == basic")},
        {"E2002", "incme", RULE("assert balance.incme is present")},
        {"E2002", "al", RULE("assert balance.income.al is present")},
        {"E2003", "summ", ROW("summ(children.total) == total")},
        {"E2011", "b-duty", "rule r serves b-duty { assert year == 2024 }"},
        {"E2001", "lost",
         RULE("for x in lost assert total == sum(x.y) and name in z else \"{name}\"")},
        {"E2001", "lost",
         RULE("assert every x in lost[total > 0] satisfies x.a == total")},
        {"E2006", "f", "define f(x) = x + 1 rule r { assert f == 1 }"},
    };
    assert_mistakes(ROWS(rows), true);
}

static void the_nearest_name_is_proposed(void **state) {
    checked c = check_text(ROW("baisc == total"));
    assert_int_equal(bdl_diags_count(c.diags), 1);
    bdl_str hint = bdl_diags_at(c.diags, 0)->hint;
    assert_text(hint, "did you mean `basic`?");
    checked_free(&c);
}

static void chinese_names_are_proposed_too(void **state) {
    checked c = check_text(ROW("基本支岀 == total"));
    assert_int_equal(bdl_diags_count(c.diags), 1);
    bdl_str hint = bdl_diags_at(c.diags, 0)->hint;
    assert_text(hint, "did you mean `基本支出`?");
    checked_free(&c);
}

static void the_two_sides_of_a_wrong_comparison_are_named(void **state) {
    checked c = check_text(ROW("basic == share"));
    assert_int_equal(bdl_diags_count(c.diags), 1);
    bdl_str message = bdl_diags_at(c.diags, 0)->message;
    bdl_str wanted =
        BDL_STR("money against percent: `basic` is money, `share` is percent");
    assert_true(bdl_str_eq(message, wanted));
    checked_free(&c);
}

static void a_second_thing_of_one_name_shows_the_first(void **state) {
    static const mistake rows[] = {
        {"E2004", "r", "rule r { assert year == 1 } rule r { assert year == 2 }"},
        {"E2004", "p", "param p = 1 param p = 2"},
        {"E2004", "p", "param p = 1 define p(x) = x"},
        {"E2004", "d", "duty d duty d"},
        {"E2005", "sum", "define sum(x) = x"},
        {"E2008", "x", "define f(x, x) = x"},
        {"E2014", "basis", "rule r basis \"a\" basis \"b\" { assert year == 1 }"},
        {"E2016", "budget: 2万元",
         RULE("assert sheets is empty example fails { sheets = [{ budget: 1万元, budget: "
              "2万元 }] }")},
    };
    assert_mistakes(ROWS(rows), true);
    checked c = check_text("param p = 1\nparam p = 2");
    assert_true(bdl_diags_at(c.diags, 0)->note.message.len > 0);
    assert_int_equal(bdl_diags_at(c.diags, 0)->note.span.begin, 6);
    checked_free(&c);
}

static void figures_of_other_dimensions_do_not_meet(void **state) {
    static const mistake rows[] = {
        {"E3001", "basic == share", ROW("basic == share")},
        {"E3001", "total < 5", ROW("total < 5")},
        {"E3001", "name == 5", ROW("name == 5")},
        {"E3001", "total == 100%", ROW("total == 100%")},
        {"E3001", "3次 == 3项", RULE("assert 3次 == 3项")},
        {"E3001", "share", ROW("total == basic within share")},
        {"E3001", "5万元", RULE("assert year in [2019..5万元]")},
        {"E3001", "name in [1, 2]", ROW("name in [1, 2]")},
        {"E3001", "done == year", ROW("done == year")},
        {"E3002", "total + share", ROW("total + share == basic")},
        {"E3002", "name + total", ROW("name + total == \"x\"")},
        {"E3002", "total - 1", ROW("total - 1 == basic")},
        {"E3002", "name * 2", ROW("name * 2 == 4")},
        {"E3002", "(share ?? name)", ROW("(share ?? name) is present")},
        {"E3002", "name contains 5", ROW("name contains 5")},
        {"E3002", "1人 * 1天 * 1次", RULE("assert 1人 * 1天 * 1次 is present")},
    };
    assert_mistakes(ROWS(rows), true);
}

static void operands_of_the_wrong_kind_are_told(void **state) {
    static const mistake rows[] = {
        {"E3003", "total == row.total", ROW("total == row.total")},
        {"E3003", "basic + project == basic + project",
         ROW("basic + project == basic + project")},
        {"E3003", "year >= document.year", RULE("assert year >= document.year")},
        {"E3004", "total", ROW("total")},
        {"E3004", "total", ROW("total and basic == project")},
        {"E3004", "name", ROW("not name")},
        {"E3004", "total",
         RULE("for row in expenditure.rows where total assert basic == project")},
        {"E3005", "(total == 0)", ROW("(total == 0) < (basic == 0)")},
        {"E3006", "1", ROW("places < 3 within 1")},
        {"E3007", "x", ROW("total.x == 1")},
        {"E3008", "name[1]", ROW("name[1] == name")},
        {"E3009", "name", ROW("children[name] is empty")},
        {"E3010", "\"a\"", RULE("assert year in [2019, \"a\"]")},
        {"E3011", "(if total == 0 then name else total)",
         ROW("(if total == 0 then name else total) is present")},
        {"E3012", "expenditure", RULE("for row in expenditure assert year == 1")},
        {"E3012", "year", RULE("assert every x in year satisfies x == 1")},
        {"E3013", "-name", ROW("-name is present")},
        {"E3014", "[1..2]", RULE("let x = [1..2] assert year in x")},
        {"E3015", "year", ROW("places in year")},
        {"E3024", "children",
         RULE("for g in expenditure.rows by children assert count(g) == 1")},
    };
    assert_mistakes(ROWS(rows), true);
}

static void arguments_have_their_types(void **state) {
    static const mistake rows[] = {
        {"E3017", "total", ROW("sum(total) == basic")},
        {"E3017", "children.name", ROW("sum(children.name) == basic")},
        {"E3017", "total", ROW("length(total) == 2")},
        {"E3017", "name", ROW("abs(name) == total")},
        {"E3017", "children", ROW("duplicates(children) is empty")},
        {"E3017", "name", ROW("round(total, name) == total")},
        {"E3018", "round(total)", ROW("round(total) == total")},
        {"E3018", "f(1, 2)", "define f(x) = x + 1 rule r { assert f(1, 2) == 1 }"},
        {"E3019", "sheets", RULE("assert lookup(sheets, \"a\").budget == 1万元")},
        {"E3020", "lookup(expenditure.rows, \"a\", \"b\")",
         RULE("assert lookup(expenditure.rows, \"a\", \"b\") is present")},
        {"E3017", "5", RULE("assert lookup(expenditure.rows, 5) is present")},
        {"E3023", "find(title)", RULE("assert find(title) is empty")},
    };
    assert_mistakes(ROWS(rows), true);
}

static void patterns_bind_names_of_one_type(void **state) {
    static const mistake rows[] = {
        {"E3021", "total", ROW("total matches /5/")},
        {"E3021", "sheets.name", RULE("assert sheets.name matches /a/")},
        {"E3022", "{x:text}",
         ROW("name matches /a{x:money}/ or name matches /b{x:text}/")},
        {"E4001", "(", ROW("name matches /a(/")},
        {"E4001", "?", ROW("name matches /科目*+?*/")},
        {"E4002", "{", ROW("name matches /a{b/")},
        {"E4003", "{x:list}", ROW("name matches /{x:list}/")},
        {"E4004", "/a/q", ROW("name matches /a/q")},
        {"E4007", "{1 +}", ROW("name matches /{1 +}/")},
        {"E4008", "≥N가", ROW("name matches ≥N가")},
        {"E4009", "sheets", ROW("name matches /{sheets}/")},
    };
    assert_mistakes(ROWS(rows), true);
}

static void functions_of_users_end_and_fit(void **state) {
    static const mistake rows[] = {
        {"E2007", "f(x)", "define f(x) = f(x)"},
        {"E2007", "f(x)",
         "define f(x) = g(x) define g(x) = f(x) rule r { assert f(1) == 1 }"},
        {"E3002", "x + 1%", "define f(x) = x + 1% rule r { assert f(\"a\") is present }"},
        {"E2001", "y", "define f(x) = x + y"},
        {"E2010", "year", "param p = year - 1"},
        {"E2009", "p", "param p = q + 1 param q = p + 1"},
    };
    assert_mistakes(ROWS(rows), true);
}

static void headers_are_looked_at(void **state) {
    static const mistake rows[] = {
        {"E3027", "fatal", "rule r severity fatal { assert year == 1 }"},
        {"E3028", "2019", "rule r years 2019 { assert year == 1 }"},
        {"E3028", "[2023..2019]", "rule r years [2023..2019] { assert year == 1 }"},
        {"W6002", "Plan_b", "rule r tags plan, Plan_b { assert year == 1 }"},
        {"W6003", "r", "rule r { let x = year }"},
        {"W6004", "rr", "rule r { assert year == 1 } waive rr in \"*\" because \"x\""},
        {"E3029", "2026-02-30",
         "rule r { assert year == 1 } waive r in \"*\" because \"x\" until 2026-02-30"},
    };
    assert_mistakes(ROWS(rows), true);
}

#define EXAMPLE(entries) RULE("assert sheets is empty example passes { " entries " }")

static void examples_name_fields_and_have_their_types(void **state) {
    static const mistake rows[] = {
        {"E2002", "expenditur", EXAMPLE("expenditur.rows = []")},
        {"E2002", "totl", EXAMPLE("expenditure.rows = [{ totl: 1万元 }]")},
        {"E2002", "may", EXAMPLE("sheets = [{ plan: { may: 5% } }]")},
        {"E3025", "5%", EXAMPLE("expenditure.rows = [{ total: 5% }]")},
        {"E3025", "7", EXAMPLE("expenditure.rows = [{ total: 7 }]")},
        {"E3025", "5", EXAMPLE("expenditure.rows = [{ name: 5 }]")},
        {"E3025", "{ total: 1万元 }", EXAMPLE("expenditure.rows = { total: 1万元 }")},
        {"E3025", "\"x\"", EXAMPLE("sheets = \"x\"")},
        {"E2017", "grand", EXAMPLE("expenditure.grand = { total: 1万元 }")},
        {"E2017", "sangong", EXAMPLE("statement.sangong = 1万元")},
        {"E2010", "year", EXAMPLE("statement.operating = year * 1万元")},
        {"E2002", "departement", EXAMPLE("corpus = [{ departement: \"x\" }]")},
    };
    assert_mistakes(ROWS(rows), true);
}

static void what_is_right_is_taken(void **state) {
    static const char *const texts[] = {
        ROW("basic + project == total else \"{code} {name}：{basic + project}\""),
        ROW("基本支出 + 项目支出 == 合计"),
        ROW("total == 0 and 0 < basic and (basic ?? 0) == project"),
        ROW("total == sum(children.total) within 0.05万元"),
        ROW("share * total == basic and share == 0.5 and 1 + share == 2"),
        ROW("total / places == basic and basic / total <= 50%"),
        ROW("parent.total >= total and level == 1 and expenditure.money_unit == \"元\""),
        ROW("children[total > 0][1].name == name and children[item.total > 0] is empty"),
        ROW("name in [\"a\", \"b\"] and total in [0..10万元] and places in [1..]"),
        ROW("lookup(expenditure.rows, code).total == total"),
        ROW("done < 2024年 and year(2024年) == 2024 and 5年 < 6年"),
        ROW("done is present and year(done) == year"),
        RULE("assert balance.income.all.amount == sum(balance.income.amount)"),
        ROW("下级 is empty and 级次 == 1"),
        RULE("let i = balance.income assert i[1].amount == balance.income.all.amount"),
        RULE("for s in sheets for i in s.indicators where level1 == \"x\""
             " when i.value matches ≥N% | N% assert N in [80%..100%]"),
        RULE("for s in sheets for i in s.indicators when value matches ≤N万元 | N元"
             " assert N <= s.budget else \"{N}\""),
        RULE("for s in sheets for i in s.indicators assert target.bound == 5"
             " or i.value.target.comparator == \"≥\" or indicator_ok(i)"
             " } define indicator_ok(i) = i.target is missing rule q { assert year == 1"),
        RULE("for s in sheets assert s.indicators.target.bound is not empty"),
        RULE("for s in sheets assert s.indicators.sheet.name contains name"),
        RULE("for g in sheets.indicators by level1, value where count(g) > 1"
             " assert g.key[1] == g[1].level1"),
        RULE("for g in expenditure.rows by level assert g.key == 1 or sum(g.total) == 0"),
        RULE("for before in corpus where before.year == year - 1 and before.kind == kind"
             " assert statement.sangong === before.statement.sangong"),
        RULE("assert every x in sheets satisfies x.budget > 0"),
        RULE(
            "let w = for s in sheets where s.budget > 0 return { n: s.name, b: s.budget }"
            " assert w[1].n == \"x\" and sum(w.b) == 1万元"),
        RULE("assert find(title matches /{n:number}年/).n == [year]"),
        RULE("assert duplicates(sheets.code).name is empty"),
        RULE(
            "assert sheets[plan.march > 5%].goals is empty and count(sheets.goals) == 0"),
        RULE("assert title matches /{year}年/ | \"预算\""),
        RULE("assert 228.6元/册 * 10册 == 2286元"),
        "define slack(unit) = if (unit ?? \"万元\") == \"元\" then 0.01万元 else "
        "0.004万元 " RULE(
            "assert statement.operating == 1万元 within slack(expenditure.money_unit)"),
        "define twice(x) = x + x " RULE(
            "assert twice(1) == 2 and twice(1万元) == 2万元 and twice(\"a\") == \"aa\""),
        EXAMPLE(
            "year = 2024 sheets = [{ plan: { march: \"\" }, goals: [\"a\"], budget: 0 }] "
            "corpus = [{ year: 2023, expenditure: { rows: [{ total: 5万元 }] } }]"),
        EXAMPLE("sheets = []"),
        "rule 支出合计 { assert year == 2024 }",
        "duty d where kind == \"budget\" rule r serves d years [2019..] { assert year == "
        "1 }",
    };
    assert_good(ROWS(texts), true);
}

static void a_name_that_hides_a_field_is_for_lint(void **state) {
    const char *text = ROW("name matches /a{total:money}/");
    bdl_load_options options = {.lint = true};
    checked quiet = check_text(text);
    checked lint = check_text_as("test.bdl", text, true, &options);
    assert_int_equal(bdl_diags_count(quiet.diags), 0);
    assert_int_equal(bdl_diags_count(lint.diags), 1);
    assert_string_equal(bdl_diags_at(lint.diags, 0)->id, "W6001");
    assert_int_equal(lint.status, BDL_OK);
    checked_free(&quiet);
    checked_free(&lint);
}

static void ten_mistakes_give_ten_messages(void **state) {
    checked c =
        check_text("rule a { for row in expenditure.rows assert totl == basic }\n"
                   "rule b { for row in expenditure.rows assert basic == share }\n"
                   "rule c severity bad { assert year == 1 }\n"
                   "rule d { assert sum(year) == 1 }\n"
                   "rule e { assert nosuch(year) }\n"
                   "rule f { for x in year assert year == 1 }\n"
                   "rule g { assert title matches /(/ }\n"
                   "rule h serves nothing { assert year == 1 }\n"
                   "rule i { assert year }\n"
                   "rule i { assert year == 1 }\n");
    assert_int_equal(bdl_diags_count(c.diags), 10);
    assert_int_equal(c.status, BDL_EINPUT);
    assert_null(c.program);
    for (size_t i = 0; i < 10; i++) {
        const bdl_diag *diag = bdl_diags_at(c.diags, i);
        size_t line, column;
        bdl_source_locate(diag->source, diag->span.begin, &line, &column);
        assert_int_equal(line, i + 1);
    }
    checked_free(&c);
}

/* Each function doubles what the next must look through. */
static void functions_inside_functions_end_somewhere(void **state) {
    static char text[1 << 15];
    size_t length = 0;
    for (int i = 0; i < 100; i++)
        length +=
            (size_t)snprintf(text + length, sizeof text - length,
                             "define f%d(x) = f%d(x) + f%d([x][1])\n", i, i + 1, i + 1);
    snprintf(text + length, sizeof text - length,
             "define f100(x) = x rule r { assert f0(1) == 1 }");
    checked c = check_text(text);
    assert_true(bdl_diags_count(c.diags) >= 1);
    assert_string_equal(bdl_diags_at(c.diags, 0)->id, "E2018");
    checked_free(&c);
}

static void more_names_than_anybody_follows_are_refused(void **state) {
    static char text[1 << 17];
    size_t length = (size_t)snprintf(text, sizeof text, "rule r {");
    for (int i = 0; i < 5000; i++)
        length +=
            (size_t)snprintf(text + length, sizeof text - length, " let a%d = year", i);
    snprintf(text + length, sizeof text - length, " assert year == 1 }");
    checked c = {.diags = bdl_diags_new()};
    c.status = bdl_program_load_text(BDL_STR("names.bdl"), bdl_str_z(text), NULL, c.diags,
                                     &c.program);
    assert_true(bdl_diags_count(c.diags) > 0);
    assert_string_equal(bdl_diags_at(c.diags, 0)->id, "E2019");
    checked_free(&c);
}

static void braces_inside_braces_end_somewhere(void **state) {
    static char text[1 << 13];
    strcpy(text, "rule r { assert title matches /");
    for (int i = 0; i < 300; i++)
        strcat(text, "{a:");
    for (int i = 0; i < 300; i++)
        strcat(text, "}");
    strcat(text, "/ }");
    checked c = check_text(text);
    bool told = false;
    for (size_t i = 0; i < bdl_diags_count(c.diags); i++)
        told |= strcmp(bdl_diags_at(c.diags, i)->id, "E3032") == 0;
    assert_true(told);
    checked_free(&c);
}

static void deep_expressions_are_refused_not_followed(void **state) {
    static char text[1 << 15];
    strcpy(text, "rule r { assert year == ");
    for (int i = 0; i < 3000; i++)
        strcat(text, "1 + ");
    strcat(text, "1 }");
    checked c = check_text(text);
    assert_true(bdl_diags_count(c.diags) >= 1 || c.status == BDL_OK);
    checked_free(&c);
}

/* The rules in TEXT ask for WANTED different patterns. */
static void assert_patterns(const char *text, uint32_t wanted) {
    checked c = check_text(text);
    assert_int_equal(c.status, BDL_OK);
    assert_int_equal(c.program->pattern_count, wanted);
    checked_free(&c);
}

static void patterns_that_say_the_same_are_one(void **state) {
    assert_patterns("rule r { assert title matches /部门/ }\n"
                    "rule s { assert title matches /部门/ }\n"
                    "rule t { assert count(find(title matches /部门/)) < 3 }",
                    1);
    assert_patterns("rule r { assert title matches /{a:money}/ and a > 0元 }\n"
                    "rule s { assert title matches /{b:money}/ and b > 0元 }",
                    1);
    assert_patterns("rule r { assert title matches /ab/ }\n"
                    "rule s { assert title matches /ab/i }\n"
                    "rule t { assert title matches /ab/r }\n"
                    "rule u { assert title matches \"ab\" }\n"
                    "rule v { assert title matches /ab/ | /cd/ }\n"
                    "rule w { assert title matches /cd/ | /ab/ }",
                    6);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_that_nothing_gives_are_told),
        cmocka_unit_test(the_nearest_name_is_proposed),
        cmocka_unit_test(chinese_names_are_proposed_too),
        cmocka_unit_test(the_two_sides_of_a_wrong_comparison_are_named),
        cmocka_unit_test(a_second_thing_of_one_name_shows_the_first),
        cmocka_unit_test(figures_of_other_dimensions_do_not_meet),
        cmocka_unit_test(operands_of_the_wrong_kind_are_told),
        cmocka_unit_test(arguments_have_their_types),
        cmocka_unit_test(patterns_bind_names_of_one_type),
        cmocka_unit_test(functions_of_users_end_and_fit),
        cmocka_unit_test(headers_are_looked_at),
        cmocka_unit_test(examples_name_fields_and_have_their_types),
        cmocka_unit_test(what_is_right_is_taken),
        cmocka_unit_test(a_name_that_hides_a_field_is_for_lint),
        cmocka_unit_test(ten_mistakes_give_ten_messages),
        cmocka_unit_test(functions_inside_functions_end_somewhere),
        cmocka_unit_test(more_names_than_anybody_follows_are_refused),
        cmocka_unit_test(braces_inside_braces_end_somewhere),
        cmocka_unit_test(deep_expressions_are_refused_not_followed),
        cmocka_unit_test(patterns_that_say_the_same_are_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
