/* test_any.c: looking through expressions reaches every part of them, and comparing two
 * looks at every part. */
#include "unit.h"

#include "lang/any.h"
#include "lang/checker.h"

static bool is_wanted(const bdl_expr *x, const void *what) {
    (void)what;
    return x->kind == BDL_E_NAME && bdl_str_eq(x->as.name.text, BDL_STR("wanted"));
}

static const bdl_expr *expr_of(bdl_arena *arena, const char *text) {
    const bdl_expr *expr = bdl_parse_expr(arena, bdl_str_z(text), NULL, 0);
    if (!expr)
        fail_msg("not parsed: %s", text);
    return expr;
}

/* An expression for each place in which another one can stand. */
static const char *const holders[] = {
    "%s",
    "%s.field",
    "list[%s]",
    "%s[1]",
    "list[name == %s]",
    "sum([1, %s])",
    "not %s",
    "-%s",
    "%s + 1",
    "1 + %s",
    "a == b within %s",
    "%s matches /x/",
    "%s is missing",
    "[1, %s]",
    "a in [%s..2]",
    "a in [1..%s]",
    "{ first: 1, second: %s }",
    "if %s then 1 else 2",
    "if a then %s else 2",
    "if a then 1 else %s",
    "every x in %s satisfies x > 0",
    "every x in list satisfies x > %s",
    "some x in %s satisfies x > 0",
    "for x in list where x > %s return x",
    "for x in list return x + %s",
};
enum { HOLDERS = BDL_COUNT_OF(holders) };

static const bdl_expr *filled(bdl_arena *arena, size_t i, const char *name) {
    char text[128];
    snprintf(text, sizeof text, holders[i], name);
    return expr_of(arena, text);
}

static void a_name_is_found_wherever_it_stands(void **state) {
    bdl_arena *arena = bdl_arena_new();
    for (size_t i = 0; i < HOLDERS; i++) {
        if (!bdl_expr_any(filled(arena, i, "wanted"), is_wanted, NULL))
            fail_msg("not found: %s", holders[i]);
        if (bdl_expr_any(filled(arena, i, "other"), is_wanted, NULL))
            fail_msg("found: %s", holders[i]);
    }
    assert_false(bdl_expr_any(NULL, is_wanted, NULL));
    bdl_arena_free(arena);
}

static bool are_same(bdl_arena *arena, const char *a, const char *b) {
    return bdl_expr_same(expr_of(arena, a), expr_of(arena, b), 0);
}

static void what_differs_in_one_part_is_not_the_same(void **state) {
    bdl_arena *arena = bdl_arena_new();
    assert_true(are_same(arena, "1 + 2 == 3", "1 + 2 == 3"));
    assert_true(are_same(arena, "1 == 2 within 3", "1 == 2 within 3.0"));
    assert_false(are_same(arena, "1 == 2 within 3", "1 == 2 within 4"));
    assert_false(are_same(arena, "1 == 2 within 3", "1 == 2"));
    assert_false(are_same(arena, "1 + 2", "1 - 2"));
    assert_false(are_same(arena, "1 + 2", "1 + 3"));
    assert_false(are_same(arena, "2 + 1", "3 + 1"));
    assert_true(are_same(arena, "[1, \"a\", true]", "[1, \"a\", true]"));
    assert_false(are_same(arena, "[1, \"a\", true]", "[1, \"a\", false]"));
    assert_false(are_same(arena, "[1, \"a\"]", "[1, \"b\"]"));
    assert_false(are_same(arena, "[1]", "[1, 1]"));
    assert_false(are_same(arena, "1", "1%"));
    assert_false(are_same(arena, "3个", "3次"));
    assert_true(are_same(arena, "not true", "not true"));
    assert_false(are_same(arena, "not true", "not false"));
    assert_false(are_same(arena, "-1", "not true"));
    assert_true(are_same(arena, "sum([1, 2])", "sum([1, 2])"));
    assert_false(are_same(arena, "sum([1, 2])", "sum([2, 1])"));
    assert_false(are_same(arena, "name", "name")); /* not checked: it means nothing yet */
    bdl_expr *early = bdl_parse_expr(arena, BDL_STR("2021年"), NULL, 0);
    bdl_expr *late = bdl_parse_expr(arena, BDL_STR("2022年"), NULL, 0);
    bdl_check_as_date(early);
    bdl_check_as_date(late);
    assert_int_equal(early->as.literal->kind, BDL_DATE);
    assert_true(bdl_expr_same(early, early, 0));
    assert_false(bdl_expr_same(early, late, 0));
    bdl_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_found_wherever_it_stands),
        cmocka_unit_test(what_differs_in_one_part_is_not_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
