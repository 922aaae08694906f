/* test_parse_mistakes.c - what is said of mistakes in rule files, and how far they nest.
 */
#include "unit.h"

#include "base/limits.h"
#include "rule_text.h"

static void a_mistake_is_named_with_what_would_be_right(void **state) {
    static const struct {
        const char *text, *message;
    } rows[] = {
        {"rule r { assert a + }", "unexpected `}`, expected an expression"},
        {"rule r { asert a }",
         "unexpected `asert`, expected a clause (for, let, when, assert, "
         "example) or `}` | did you mean `assert`?"},
        {"rule r two { }",
         "unexpected `two`, expected a header (severity, basis, serves, tags, "
         "note, years), a text or `{` | a name has no blanks, write `-` "
         "between its words, and the title in quotes"},
        {"rule r { assert a = b }",
         "unexpected `=`, write `==` | `=` names a value in `let`, "
         "`==` compares two"},
        {"rule r { assert a == b == c }",
         "unexpected `==`, expected an operator, a clause (for, let, when, assert, "
         "example), "
         "`else` or `}` | comparisons do not chain: write `a < b and b < c`"},
        {"rule r { assert a and some x in y satisfies x }",
         "unexpected `some`, expected an expression | put it in parentheses"},
        {"rule r { assert a matches ≥ 9 }",
         "unexpected `≥`, expected a pattern (a target such as `≥N%`, a regular "
         "expression, a "
         "text) | a target pattern has no blanks: `≥N%`"},
        {"rule r { assert a | b }",
         "unexpected `|`, expected an operator, a clause (for, let, when, assert, "
         "example), "
         "`else` or `}` | write `or` between conditions, `|` between patterns"},
        {"rule r { when a is blnk }",
         "unexpected `blnk`, expected `not`, `missing`, `blank`, "
         "`empty`, `present` … | did you mean `blank`?"},
        {"rul r { }",
         "unexpected `rul`, expected an item (use, param, form, rule, duty …) or "
         "the end of the file | did you mean `rule`?"},
        {"rule r { assert a else \"{b\" }",
         "unexpected end of the message, expected an operator or `}`"},
        {"form f { colum a : text }",
         "unexpected `colum`, expected a clause of a form (title, "
         "column, field, entry …) or `}` | did you mean `column`?"},
        {"form f { column a : }", "unexpected `}`, expected a name"},
        {"param for = 1", "unexpected `for`, expected a name | `for` is a word of the "
                          "language and no name"},
        {"param if = 1", "unexpected `if`, expected a name"},
        {"param every = 1", "unexpected `every`, expected a name | `every` is a word of "
                            "the language and no name"},
        {"param x 1", "unexpected `1`, expected `=`"},
        {"rule r { assert a", "a `}` is missing before this"},
        {"rule r \"t\" assert a }", "a `{` is missing before this"},
        {"rule r { assert (a", "this `(` is not closed"},
        {"rule r { assert f([a, b) }", "this `[` is not closed"},
        {"rule r { assert （a > 0 else \"b\" }", "this `（` is not closed"},
        {"rule r { assert (a b) }", "unexpected `b`, expected an operator or `)`"},
        {"rule r { tags x assert a }", "unexpected `tags`, expected a clause (for, let, "
                                       "when, assert, example) or `}` | "
                                       "headers of a rule stand before its `{`"},
        {"form", "unexpected end of the file, expected a name"},
        {"rule r \"a\" \"b\" { }", "a second title"},
        {"param x = 1;", "unexpected `;`, nothing ends with one"},
        {"param x = !a", "unexpected character `!` | write `not`"},
        {"param x = 'a'",
         "unexpected character `'` | a text stands in double quotes, \"…\""},
        {"param x = \"\\q\"", "unknown escape `\\q` in a text"},
        {"param x = \"\\u{110000}\"", "unknown escape `\\u{110000}` in a text"},
        {"param x = 123456789012345678901234567890123456789012345",
         "the number `123456789012345678901234567890123456789012345` cannot be read | "
         "a number has at most 38 digits, an amount in 元 too"},
    };
    for (size_t i = 0; i < BDL_COUNT_OF(rows); i++) {
        parsed p = parse_z(rows[i].text);
        assert_text(first_message(&p), rows[i].message);
        free_parsed(&p);
    }
}

static void a_file_with_many_mistakes_names_each_at_its_place(void **state) {
    parsed p = parse_z("use \"a.bdl\";\n" /* 1:12 */
                       "rule one two\n"   /* 2:10 */
                       "    sevrity error\n"
                       "{\n"
                       "    asert a\n" /* 5:5 */
                       "    let x = (1 +\n"
                       "    assert x = 2\n"                              /* 7:5, 7:14 */
                       "    assert a == b else \"{x +} {y\"\n"           /* 8:29, 8:33 */
                       "    example passes { a = [{ x: }, { y: 1 }] }\n" /* 9:32 */
                       "    assert a is blnk\n"                          /* 10:17 */
                       "    assert \"open\n"                             /* 11:12 */
                       "    for r in t.rows wher r\n"                    /* 12:21 */
                       "    assert good\n"
                       "}\n"
                       "rul wrong { assert a }\n" /* 15:1 */
                       "form f {\n"
                       "    colum code : text\n"          /* 17:5 */
                       "    column name text\n"           /* goes on */
                       "    list l { column x : text }\n" /* 19:5, 19:12 */
                       "    column c : money optonal\n"   /* 20:22 */
                       "    entry g where (a == 1\n"
                       "    rows code\n" /* 22:5, 22:10 */
                       "}\n"
                       "rule open {\n"
                       "    assert a\n"
                       "duty d wher kind == \"b\"\n" /* 26:1, 26:8 */
                       "param p = 1\n");
    assert_text(
        reports_of(&p),
        "1:12 E1011; 2:10 E1001; 5:5 E1001; 7:5 E1001; 7:14 E1010; 8:29 E1001; "
        "8:33 E1001; 9:32 E1001; 10:17 E1001; 11:12 E1003; 12:21 E1001; 15:1 E1001; "
        "17:5 E1001; 19:5 E1001; 19:12 E1001; 20:22 E1001; 22:5 E1001; 22:10 E1001; "
        "26:1 E1012; 26:8 E1001");
    assert_int_equal(p.file->items.count, 5);
    assert_text(p.file->items.items[4]->name.text, "p");
    free_parsed(&p);
}

static void a_name_survives_a_mistake_in_its_value(void **state) {
    parsed p = parse_z("rule r { let x = 1 + assert x\n for y in assert y }");
    const bdl_clauses *clauses = &p.file->items.items[0]->as.rule.clauses;
    assert_int_equal(clauses->count, 4);
    assert_int_equal(clauses->items[0]->expr->kind, BDL_E_BAD);
    assert_text(clauses->items[0]->name.text, "x");
    assert_int_equal(clauses->items[2]->expr->kind, BDL_E_BAD);
    free_parsed(&p);
}

/* ---- limits ---- */

/* PREFIX, N times OPEN, "1", N times CLOSE. */
static bdl_str nest(bdl_arena *arena, const char *open, const char *close, int n) {
    bdl_buf out = {.arena = arena};
    bdl_buf_add(&out, BDL_STR("param x = "));
    for (int i = 0; i < n; i++)
        bdl_buf_add(&out, bdl_str_z(open));
    bdl_buf_char(&out, '1');
    for (int i = 0; i < n; i++)
        bdl_buf_add(&out, bdl_str_z(close));
    return bdl_buf_str(&out);
}

static void deep_nesting_is_refused_once(void **state) {
    static const struct {
        const char *open, *close;
    } rows[] = {{"(", ")"},
                {"[", "]"},
                {"{a:", "}"},
                {"not ", ""},
                {"-", ""},
                {"", " + 1"},
                {"", ".a"},
                {"", "[1]"},
                {"f(", ")"},
                {"if a then ", " else 1"},
                {"every x in 1 satisfies ", ""},
                {"1 ?? ", ""},
                {"for x in 1 return ", ""}};
    for (size_t i = 0; i < BDL_COUNT_OF(rows); i++) {
        bdl_arena *arena = bdl_arena_new();
        parsed p = parse_str(nest(arena, rows[i].open, rows[i].close, 90));
        assert_int_equal(bdl_diags_errors(p.diags), 0);
        free_parsed(&p);
        p = parse_str(nest(arena, rows[i].open, rows[i].close, 30000));
        assert_int_equal(bdl_diags_errors(p.diags), 1);
        assert_string_equal(bdl_diags_at(p.diags, 0)->id, "E1013");
        free_parsed(&p);
        bdl_arena_free(arena);
    }
}

static void no_tree_is_deeper_than_the_limit(void **state) {
    bdl_arena *arena = bdl_arena_new();
    parsed p = parse_str(nest(arena, "", " + 1", 3000));
    assert_true(p.file->items.items[0]->as.param.value->depth <= BDL_MAX_NESTING);
    free_parsed(&p);
    bdl_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mistake_is_named_with_what_would_be_right),
        cmocka_unit_test(a_file_with_many_mistakes_names_each_at_its_place),
        cmocka_unit_test(a_name_survives_a_mistake_in_its_value),
        cmocka_unit_test(deep_nesting_is_refused_once),
        cmocka_unit_test(no_tree_is_deeper_than_the_limit),
    };
    return cmocka_run_group_tests_name("mistakes", tests, NULL, NULL);
}
