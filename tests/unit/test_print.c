/* test_print.c - trees as text again. */
#include "unit.h"

#include "rule_text.h"

static void expressions_print_with_the_parentheses_they_need(void **state) {
    static const struct {
        const char *text, *printed;
    } rows[] = {
        {"((a+b))*c", "(a + b) * c"},
        {"a-(b-c)", "a - (b - c)"},
        {"(a-b)-c", "a - b - c"},
        {"not (a==b)", "not (a == b)"},
        {"not not a", "not not a"},
        {"(a or b) and c", "(a or b) and c"},
        {"(a and b) or c", "a and b or c"},
        {"(a == b) == c", "(a == b) == c"},
        {"a == b within (1元 + 2元)", "a == b within 1元 + 2元"},
        {"a and (some x in L satisfies x)", "a and (some x in L satisfies x)"},
        {"(if a then b else c) + 1", "(if a then b else c) + 1"},
        {"-(a + b)", "-(a + b)"},
        {"(-a).b", "(-a).b"},
        {"(a ?? b).c", "(a ?? b).c"},
        {"f(a,b)[c . d==1]", "f(a, b)[c.d == 1]"},
        {"［１，２．５万元］", "[1, 2.5万元]"},
        {"[1..] ", "[1..]"},
        {"{a:1,b.c:[ ]}", "{ a: 1, b.c: [] }"},
        {"{}", "{}"},
        {"v matches ＞＝5％|/a\\/b/i|\"c\"", "v matches >=5% | /a\\/b/i | \"c\""},
        {"find( t matches /a/ )", "find(t matches /a/)"},
        {"a is  not blank", "a is not blank"},
        {"\"甲\\t\\u{4e59}\"", "\"甲\\t\\u{4e59}\""},
        {"for x in L where y return x", "for x in L where y return x"},
        {"missing ?? true", "missing ?? true"},
    };
    for (size_t i = 0; i < BDL_COUNT_OF(rows); i++) {
        bdl_arena *arena = bdl_arena_new();
        parsed p = parse_str(bdl_arena_printf(arena, "param x = %s", rows[i].text));
        assert_text(reports_of(&p), "");
        bdl_buf out = {.arena = arena};
        bdl_print_expr(&out, p.file->items.items[0]->as.param.value);
        assert_text(bdl_buf_str(&out), rows[i].printed);
        free_parsed(&p);
        bdl_arena_free(arena);
    }
}

static const char RULES[] =
    "# The water accounts.\n"
    "ruleset \"lake.water\" version \"1.0\" title \"湖水\"\n"
    "    authority \"某令\"\n"
    "\n"
    "use \"forms.bdl\"\n"
    "use \"duties.bdl\"\n"
    "\n"
    "param floor = 80% \"下限\"\n"
    "\n"
    "define slack(unit) = if unit == \"元\" then 0.01元 else 0.01万元\n"
    "\n"
    "table codes from \"codes/x.csv\" key code, year {\n"
    "    column name : text\n"
    "    column word : pattern\n"
    "}\n"
    "\n"
    "# above the form\n"
    "form lake as water \"湖表\" many as lakes {\n"
    "    title  /湖表$/\n"
    "    unit   money from caption\n"
    "    kind \"budget\" when /预算/ | /概算/\n"
    "    column code    编码 \"类\" + \"款\" | /编码/ : text\n"
    "    column total   合计 : money optional  # where it is\n"
    "    column project      \"项目\" : money inherits\n"
    "    column named   名称 like lake.a.b | /名/ : text\n"
    "\n"
    "    list income 收入 under \"收入\" {\n"
    "        # inside\n"
    "        column a : text\n"
    "    }\n"
    "    rows   by code under grand\n"
    "    entry  grand 合计 first where code == \"合计\"\n"
    "    section /湖/ {\n"
    "        figure sum 合计 /为{money}/\n"
    "        record said many as sayings /说/ {\n"
    "            figure a /为{money}/\n"
    "        }\n"
    "    }\n"
    "    let half 一半 = total / 2\n"
    "    precision 0.01\n"
    "    # at the end\n"
    "}\n"
    "\n"
    "duty d-1 \"齐全\"\n"
    "    basis \"某条\"\n"
    "    where kind == \"budget\"\n"
    "\n"
    "rule river-total \"总计\"\n"
    "    severity warning tags a-b, missing serves d-1 years [2019..]\n"
    "    basis \"某条\"\n"
    "{\n"
    "    for row in t.rows by row.code, name where level == 1\n"
    "    let x = sum(row.total)\n"
    "    when x > 0 else \"没有\"\n"
    "    # why\n"
    "    assert x == y\n"
    "        else \"{x}与{y}：{{差}} {x - y}\"  # so\n"
    "\n"
    "    example passes { year = 2024  t.rows = [{ a: 1 }] }\n"
    "    example \"空\" fails {}\n"
    "    example fails  given \"\"\"\n"
    "a\tb\n"
    "\"\"\"\n"
    "}\n"
    "\n"
    "waive river-total in \"*.txt\" at \"a.b\" because \"已知\" until 2026-12-31\n"
    "# the end\n";

static void the_one_layout_stays_as_it_is(void **state) {
    parsed p = parse_z(RULES);
    assert_text(reports_of(&p), "");
    assert_text(print_file(&p), RULES);
    free_parsed(&p);
}

static void any_layout_becomes_the_one_layout(void **state) {
    parsed p =
        parse_z("rule r   \"t\" tags a ,b basis \"c\"{for x in L\n\n\nassert  x   # one\n"
                "assert y else ＂m{y}{{n}}＂ # two\n# three\n}   use \"u\"");
    assert_text(print_file(&p), "rule r \"t\"\n"
                                "    tags a, b\n"
                                "    basis \"c\"\n"
                                "{\n"
                                "    for x in L\n"
                                "\n"
                                "    assert x  # one\n"
                                "    assert y\n"
                                "        else \"m{y}{{n}}\"  # two\n"
                                "    # three\n"
                                "}\n"
                                "\n"
                                "use \"u\"\n");
    free_parsed(&p);
}

static void a_comment_behind_a_long_title_gets_no_empty_line(void **state) {
    const char *text = "rule r \"\"\"a\n"
                       "b\"\"\"\n"
                       "{\n"
                       "    # c\n"
                       "    assert x\n"
                       "}\n";
    parsed p = parse_z("rule r \"\"\"a\nb\"\"\" # c\n{ assert x }"), q = parse_z(text);
    assert_text(print_file(&p), text);
    assert_text(print_file(&q), text);
    free_parsed(&p);
    free_parsed(&q);
}

static void long_lines_are_broken_at_their_joints(void **state) {
    parsed p = parse_z(
        "rule r {\n"
        "    assert expenditure_of_the_lake is present and "
        "(income_of_the_river is present or "
        "income_of_the_brook is present or income_of_the_sea is present)\n"
        "    example passes { rows = [{ code: \"201\", name: "
        "\"一般公共服务支出\", total: 1.00万元 "
        "}, { code: \"202\", name: \"外交支出\", total: 1.00万元 }, "
        "{ code: \"203\", name: \"国防支出\", total: 1.00万元 }]\n"
        "t = { name: \"湖\", list: [{ a: \"一般公共服务支出一般公共服务支出\" "
        "}, { a: \"一般公共服务支出一般公共服务支出\" }], more: 1 } }\n"
        "    assert every x in expenditure_of_the_lake_and_the_river_and_all_of_it "
        "satisfies x.total == x.basic_expenditure + "
        "x.project_expenditure + x.others\n"
        "    assert amount in [\"一般公共服务支出一般公共服务支出\", "
        "\"一般公共服务支出一般公共服务支出\", "
        "\"一般公共服务支出一般公共服务支出\", \"外交支出\"]\n"
        "}\n");
    assert_text(
        print_file(&p),
        "rule r\n"
        "{\n"
        "    assert expenditure_of_the_lake is present\n"
        "        and (income_of_the_river is present or income_of_the_brook is present "
        "or "
        "income_of_the_sea is present)\n"
        "    example passes {\n"
        "        rows = [{ code: \"201\", name: \"一般公共服务支出\", total: 1.00万元 }, "
        "{ code: \"202\", name: \"外交支出\", total: 1.00万元 },\n"
        "                { code: \"203\", name: \"国防支出\", total: 1.00万元 }]\n"
        "        t = { name: \"湖\", list: [{ a: \"一般公共服务支出一般公共服务支出\" }, "
        "{ a: \"一般公共服务支出一般公共服务支出\" }], more: 1 }\n"
        "    }\n"
        "    assert every x in expenditure_of_the_lake_and_the_river_and_all_of_it\n"
        "        satisfies x.total == x.basic_expenditure + x.project_expenditure + "
        "x.others\n"
        "    assert amount\n"
        "        in [\"一般公共服务支出一般公共服务支出\", "
        "\"一般公共服务支出一般公共服务支出\", \"一般公共服务支出一般公共服务支出\", "
        "\"外交支出\"]\n"
        "}\n");
    free_parsed(&p);
}

/* printf ends a text at a byte 0. */
static void a_byte_0_is_printed_as_it_is(void **state) {
    static const char text[] = "form lake as water \"湖表\" {\n"
                               "    title  /湖\0表/\n"
                               "    unit   money from caption\n"
                               "    column total /合\0计/ | \"a\0b\" : money\n"
                               "}\n"
                               "\n"
                               "rule a \"b\"\n"
                               "{\n"
                               "    assert total matches /a\0b/ | \"c\0d\"\n"
                               "}\n";
    bdl_str given = bdl_str_of(text, sizeof text - 1);
    parsed p = parse_str(given);
    assert_text(reports_of(&p), "");
    assert_true(bdl_str_eq(print_file(&p), given));
    free_parsed(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(expressions_print_with_the_parentheses_they_need),
        cmocka_unit_test(the_one_layout_stays_as_it_is),
        cmocka_unit_test(any_layout_becomes_the_one_layout),
        cmocka_unit_test(a_comment_behind_a_long_title_gets_no_empty_line),
        cmocka_unit_test(long_lines_are_broken_at_their_joints),
        cmocka_unit_test(a_byte_0_is_printed_as_it_is),
    };
    return cmocka_run_group_tests_name("print", tests, NULL, NULL);
}
