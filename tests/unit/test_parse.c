/* test_parse.c - sentences of rule files: the trees they make. */
#include "unit.h"

#include "lang/lex.h"
#include "rule_text.h"

/* ---- expressions ---- */

static void dump(bdl_buf *out, const bdl_expr *e);

static void dump_two(bdl_buf *out, const char *op, const bdl_expr *a, const bdl_expr *b) {
    bdl_buf_printf(out, "(%s", op);
    for (int i = 0; i < 2; i++) {
        const bdl_expr *e = i ? b : a;
        bdl_buf_char(out, ' ');
        if (e)
            dump(out, e);
        else
            bdl_buf_char(out, '_');
    }
    bdl_buf_char(out, ')');
}

static void dump_list(bdl_buf *out, const char *head, const bdl_exprs *items) {
    bdl_buf_printf(out, "(%s", head);
    for (size_t i = 0; i < items->count; i++) {
        bdl_buf_char(out, ' ');
        dump(out, items->items[i]);
    }
    bdl_buf_char(out, ')');
}

static void dump_each(bdl_buf *out, const char *head, const bdl_expr *e) {
    bdl_buf_printf(out, "(%s %.*s ", head, BDL_PRI(e->as.each.var));
    dump(out, e->as.each.list);
    if (e->as.each.where) {
        bdl_buf_add(out, BDL_STR(" where "));
        dump(out, e->as.each.where);
    }
    bdl_buf_char(out, ' ');
    dump(out, e->as.each.body);
    bdl_buf_char(out, ')');
}

static void dump_patterns(bdl_buf *out, const bdl_patterns *patterns) {
    static const char *const kinds[] = {"re", "str", "target"};
    for (size_t i = 0; i < patterns->nodes.count; i++) {
        const bdl_pattern_node *n = &patterns->nodes.items[i];
        bdl_buf_printf(out, " %s:%.*s:%.*s", kinds[n->kind], BDL_PRI(n->text),
                       BDL_PRI(n->flags));
    }
}

static void dump_record(bdl_buf *out, const bdl_entry_nodes *entries) {
    bdl_buf_char(out, '{');
    for (size_t i = 0; i < entries->count; i++) {
        for (size_t k = 0; k < entries->items[i].path.count; k++)
            bdl_buf_printf(out, "%s%.*s",
                           k   ? "."
                           : i ? " "
                               : "",
                           BDL_PRI(entries->items[i].path.items[k].text));
        bdl_buf_char(out, '=');
        dump(out, entries->items[i].value);
    }
    bdl_buf_char(out, '}');
}

static void dump_literal(bdl_buf *out, const bdl_value *v) {
    if (v->state == BDL_MISSING)
        bdl_buf_add(out, BDL_STR("missing"));
    else if (v->kind == BDL_BOOLEAN)
        bdl_buf_add(out, v->as.boolean ? BDL_STR("true") : BDL_STR("false"));
    else if (v->kind == BDL_TEXT)
        bdl_buf_printf(out, "'%.*s'", BDL_PRI(v->text));
    else
        bdl_buf_add(out, v->text);
}

static void dump_binary(bdl_buf *out, const bdl_expr *e) {
    static const char *const ops[] = {"or", "and", "==", "===", "!=",       "<",
                                      "<=", ">",   ">=", "in",  "contains", "??",
                                      "+",  "-",   "*",  "/"};
    if (e->as.binary.within) {
        bdl_buf_add(out, BDL_STR("(within "));
        dump(out, e->as.binary.within);
        bdl_buf_char(out, ' ');
    }
    dump_two(out, ops[e->op], e->as.binary.left, e->as.binary.right);
    if (e->as.binary.within)
        bdl_buf_char(out, ')');
}

static void dump_other(bdl_buf *out, const bdl_expr *e) {
    static const char *const tests[] = {"missing", "present", "blank", "empty",
                                        "unreadable"};
    if (e->kind == BDL_E_CALL) {
        dump_list(out, "call", e->as.call.args);
        out->len--;
        bdl_buf_printf(out, " :%.*s", BDL_PRI(e->as.call.name));
        if (e->as.call.patterns)
            dump_patterns(out, e->as.call.patterns);
        bdl_buf_char(out, ')');
    } else if (e->kind == BDL_E_MATCHES) {
        bdl_buf_add(out, BDL_STR("(matches "));
        dump(out, e->as.matches.subject);
        dump_patterns(out, e->as.matches.patterns);
        bdl_buf_char(out, ')');
    } else if (e->kind == BDL_E_IS) {
        bdl_buf_printf(out, "(%s%s ", e->as.is.negated ? "not-" : "",
                       tests[e->as.is.test]);
        dump(out, e->as.is.subject);
        bdl_buf_char(out, ')');
    } else if (e->kind == BDL_E_IF) {
        bdl_buf_add(out, BDL_STR("(if "));
        dump(out, e->as.cond.cond);
        bdl_buf_char(out, ' ');
        dump(out, e->as.cond.then);
        bdl_buf_char(out, ' ');
        dump(out, e->as.cond.otherwise);
        bdl_buf_char(out, ')');
    } else {
        bdl_buf_add(out, BDL_STR("BAD"));
    }
}

static void dump(bdl_buf *out, const bdl_expr *e) {
    switch (e->kind) {
    case BDL_E_LITERAL:
        dump_literal(out, e->as.literal);
        break;
    case BDL_E_TEMPLATE:
        dump_list(out, "message", &e->as.template.parts);
        break;
    case BDL_E_NAME:
        bdl_buf_add(out, e->as.name.text);
        break;
    case BDL_E_FIELD:
        dump(out, e->as.field.base);
        bdl_buf_printf(out, ".%.*s", BDL_PRI(e->as.field.name));
        break;
    case BDL_E_INDEX:
        dump_two(out, "at", e->as.index.base, e->as.index.argument);
        break;
    case BDL_E_NOT:
    case BDL_E_NEGATE:
        bdl_buf_add(out, e->kind == BDL_E_NOT ? BDL_STR("(not ") : BDL_STR("(neg "));
        dump(out, e->as.unary.operand);
        bdl_buf_char(out, ')');
        break;
    case BDL_E_BINARY:
        dump_binary(out, e);
        break;
    case BDL_E_LIST:
        dump_list(out, "list", &e->as.list.items);
        break;
    case BDL_E_RANGE:
        dump_two(out, "range", e->as.range.low, e->as.range.high);
        break;
    case BDL_E_RECORD:
        dump_record(out, &e->as.record.entries);
        break;
    case BDL_E_EVERY:
        dump_each(out, "every", e);
        break;
    case BDL_E_SOME:
        dump_each(out, "some", e);
        break;
    case BDL_E_FOR:
        dump_each(out, "for", e);
        break;
    default:
        dump_other(out, e);
        break;
    }
}

static void expressions_bind_as_the_language_says(void **state) {
    static const struct {
        const char *text, *tree;
    } rows[] = {
        {"a + b * c - d / e", "(- (+ a (* b c)) (/ d e))"},
        {"a - b - c", "(- (- a b) c)"},
        {"-a.b * c", "(* (neg a.b) c)"},
        {"- -a", "(neg (neg a))"},
        {"a or b and not c == d", "(or a (and b (not (== c d))))"},
        {"not not a", "(not (not a))"},
        {"a ?? b + c == d", "(== (?? a (+ b c)) d)"},
        {"a == b within 0.05万元 and c", "(and (within 0.05万元 (== a b)) c)"},
        {"a === b or c != d", "(or (=== a b) (!= c d))"},
        {"a <= b and c >= d and e < f and g > h",
         "(and (and (and (<= a b) (>= c d)) (< e f)) (> g h))"},
        {"a ≤ b and c ≥ d or e ≠ f", "(or (and (<= a b) (>= c d)) (!= e f))"},
        {"a in [1, 2] and b contains \"x\"", "(and (in a (list 1 2)) (contains b 'x'))"},
        {"x in [1..5] or x in [..5] or x in [1..]",
         "(or (or (in x (range 1 5)) (in x (range _ 5))) (in x (range 1 _)))"},
        {"a is missing and b is not blank", "(and (missing a) (not-blank b))"},
        {"a is empty or b is present or c is unreadable",
         "(or (or (empty a) (present b)) (unreadable c))"},
        {"rows[code == \"1\"].total[2]", "(at (at rows (== code '1')).total 2)"},
        {"sum(a.b, c)[1].d", "(at (call a.b c :sum) 1).d"},
        {"f()", "(call :f)"},
        {"if a then b else if c then d else e", "(if a b (if c d e))"},
        {"every x in L satisfies x > 1 or y", "(every x L (or (> x 1) y))"},
        {"a and (some x in L satisfies x)", "(and a (some x L x))"},
        {"for x in L where x > 1 return x + 1", "(for x L where (> x 1) (+ x 1))"},
        {"v matches ≥N% | ≤N万元 | /a b/i | \"c\" and N",
         "(and (matches v target:≥N%: target:≤N万元: re:a b:i str:c:) N)"},
        {"v matches ＞＝9％", "(matches v target:>=9%:)"},
        {"find(t matches /a/ | /b/)[1].x", "(at (call t :find re:a: re:b:) 1).x"},
        {"find(t)", "(call t :find)"},
        {"{ a: 1, b.c: [], form: {} }", "{a=1 b.c=(list) form={}}"},
        {"title.unit + first(list) + last", "(+ (+ title.unit (call list :first)) last)"},
        {"true == false or missing is missing", "(or (== true false) (missing missing))"},
        {"\"a\\\"\\n\\t\\\\\\u{4e2d}{b}\"", "'a\"\n\t\\中{b}'"},
        {"\"\"\"\na\\tb\n\"c\"\n\"\"\"", "'a\\tb\n\"c\"\n'"},
        {"（a＋１２）＊［１，２］", "(* (+ a 12) (list 1 2))"},
    };
    for (size_t i = 0; i < BDL_COUNT_OF(rows); i++) {
        bdl_arena *arena = bdl_arena_new();
        parsed p = parse_str(bdl_arena_printf(arena, "param x = %s", rows[i].text));
        assert_text(reports_of(&p), "");
        bdl_buf out = {.arena = arena};
        dump(&out, p.file->items.items[0]->as.param.value);
        assert_text(bdl_buf_str(&out), rows[i].tree);
        free_parsed(&p);
        bdl_arena_free(arena);
    }
}

static void numbers_have_their_value_in_the_base_of_the_unit(void **state) {
    static const struct {
        const char *text, *number;
        bdl_kind kind;
        int places;
    } rows[] = {
        {"12", "12", BDL_NUMBER, 0},
        {"1.50", "1.50", BDL_NUMBER, 2},
        {"0.01万元", "100", BDL_MONEY, 2},
        {"3角", "0.3", BDL_MONEY, 0},
        {"98%", "0.98", BDL_PERCENT, 0},
        {"5.5％", "0.055", BDL_PERCENT, 1},
        {"18项", "18", BDL_QUANTITY, 0},
        {"2021年", "2021", BDL_QUANTITY, 0},
        {"228.6元/册", "228.6", BDL_QUANTITY, 1},
    };
    for (size_t i = 0; i < BDL_COUNT_OF(rows); i++) {
        bdl_arena *arena = bdl_arena_new();
        parsed p = parse_str(bdl_arena_printf(arena, "param x = %s", rows[i].text));
        const bdl_value *v = p.file->items.items[0]->as.param.value->as.literal;
        assert_text(reports_of(&p), "");
        assert_int_equal(v->kind, rows[i].kind);
        assert_int_equal(v->places, rows[i].places);
        bdl_dec expected;
        assert_true(bdl_dec_parse(bdl_str_z(rows[i].number), &expected));
        assert_int_equal(bdl_dec_cmp(v->number, expected), 0);
        free_parsed(&p);
        bdl_arena_free(arena);
    }
}

/* ---- rules ---- */

static void a_rule_keeps_its_headers_and_clauses(void **state) {
    parsed p =
        parse_z("rule river-total \"总计\"\n"
                "    severity warning tags a-b, missing serves d-1 years [2019..]\n"
                "    basis \"某条\" note \"注\"\n"
                "{\n"
                "    for row in t.rows by row.code, name where level == 1\n"
                "    let x = sum(row.total)\n"
                "    when x > 0 else \"没有\"\n"
                "    assert x == y else \"{x}与{y}：{{差}} {x - y}\"\n"
                "    example passes { year = 2024  t.rows = [{ a: 1 }] }\n"
                "    example \"空\" fails {}\n"
                "    example fails given \"\"\"\na\tb\n\"\"\"\n"
                "}");
    assert_text(reports_of(&p), "");
    const bdl_item *item = p.file->items.items[0];
    assert_text(item->name.text, "river-total");
    assert_text(item->title.text, "总计");
    assert_int_equal(item->headers.count, 6);
    assert_text(item->headers.items[1]->words.items[1].text, "missing");
    assert_int_equal(item->headers.items[3]->expr->kind, BDL_E_RANGE);
    const bdl_clauses *clauses = &item->as.rule.clauses;
    assert_int_equal(clauses->count, 7);
    assert_int_equal(clauses->items[0]->by.count, 2);
    assert_non_null(clauses->items[0]->where);
    assert_int_equal(clauses->items[2]->otherwise->kind, BDL_E_TEMPLATE);
    const bdl_exprs *parts = &clauses->items[3]->otherwise->as.template.parts;
    bdl_buf out = {.arena = p.arena};
    for (size_t i = 0; i < parts->count; i++)
        dump(&out, parts->items[i]);
    assert_text(bdl_buf_str(&out), "x'与'y'：''{''差''}'' '(- x y)");
    assert_text(bdl_source_slice(p.source, parts->items[parts->count - 1]->span),
                "x - y");
    assert_true(clauses->items[4]->passes);
    assert_int_equal(clauses->items[4]->entries.count, 2);
    assert_int_equal(clauses->items[4]->entries.items[1].path.count, 2);
    assert_text(clauses->items[5]->name.text, "空");
    assert_false(clauses->items[5]->passes);
    assert_true(clauses->items[6]->has_given);
    assert_text(clauses->items[6]->given, "a\tb\n");
    free_parsed(&p);
}

static void an_example_ends_where_that_is_plain(void **state) {
    static const struct {
        const char *text;
        size_t end; /* SIZE_MAX: not plain */
    } cases[] = {
        {"}", 0},
        {" a = [{ b: 1 }, { c: 2 }] } {", 26},
        {" a = \"}\\\"}\" # }\n }", 17},
        {" a = \"\"\"\n}\"}\n\"\"\" }", 17},
        {" a = 2元/册 } }", 14},
        {" 年度 = 1，2 }", SIZE_MAX}, /* full width: left to the scanner */
        {" a = b matches /\"/ }", SIZE_MAX},
        {" a = b matches/}/ }", SIZE_MAX},
        {" a = \"b }\n }", SIZE_MAX},
        {" a = 1\n  rule r { assert a } }", SIZE_MAX},
        {" a = 1\r\texample fails { } }", SIZE_MAX},
        {" a = 'b' }", SIZE_MAX},
        {" a = { b: 1 }", SIZE_MAX},
        {"", SIZE_MAX},
    };
    for (size_t i = 0; i < BDL_COUNT_OF(cases); i++)
        assert_int_equal(bdl_lex_example_end(bdl_str_z(cases[i].text), 0), cases[i].end);
}

static void examples_end_where_the_last_of_them_does(void **state) {
    static const struct {
        const char *text;
        size_t end;
    } cases[] = {
        {" } }", 1},
        {" } example passes { a = 1 } }", 26},
        {" } example \"}\" passes given \"{\"\n example fails { a = \"}\" } }", 57},
        {" } example passes given \"\"\"\n}\"\n\"\"\" }", 1},
        {" } example passes { a = 'b' } }", 1},
        {" } example passes { a = 1 } example fails { a = 'b' } }", 26},
        {" } examples passes { a = 1 } }", 1},
        {" } example: passes { a = 1 } }", 1},
        {" a = 'b' } example passes { a = 1 } }", SIZE_MAX},
    };
    for (size_t i = 0; i < BDL_COUNT_OF(cases); i++)
        assert_int_equal(bdl_lex_examples_end(bdl_str_z(cases[i].text), 0), cases[i].end);
}

static void rules_without_examples_are_those_of_the_file(void **state) {
    const char *text =
        "rule a { assert x example passes { x = true } example fails given "
        "\"t\" assert y } rule b { assert z }";
    parsed p = parse_z(text);
    bdl_file *file = bdl_parse_rules(p.arena, p.source, p.diags);
    assert_int_equal(p.file->items.items[0]->as.rule.clauses.count, 4);
    assert_int_equal(file->items.items[0]->as.rule.clauses.count, 2);
    assert_int_equal(file->items.count, 2);
    assert_text(reports_of(&p), "");
    free_parsed(&p);
}

static void items_of_every_kind_are_read(void **state) {
    parsed p =
        parse_z("ruleset \"a.b\" version \"1.0\" title \"题\" authority \"某令\"\n"
                "use \"forms.bdl\"\n"
                "param floor = 80% \"下限\"\n"
                "define slack(unit, n) = if unit == \"元\" then n else 2 * n\n"
                "define one() = 1\n"
                "table codes from \"codes/x.csv\" key code, year { column name : text  "
                "column word "
                ": pattern }\n"
                "duty d-1 \"齐全\" basis \"某条\" where kind == \"budget\"\n"
                "duty d-2\n"
                "waive r-1 in \"*.txt\" at \"a.b\" because \"已知\" until 2026-12-31\n"
                "waive r-2 in \"b/*\" because \"同上\"\n");
    assert_text(reports_of(&p), "");
    assert_int_equal(p.file->items.count, 10);
    bdl_item **items = p.file->items.items;
    assert_int_equal(items[0]->headers.count, 3);
    assert_text(items[2]->title.text, "下限");
    assert_int_equal(items[3]->as.define.params.count, 2);
    assert_int_equal(items[4]->as.define.params.count, 0);
    assert_int_equal(items[5]->as.table.keys.count, 2);
    assert_int_equal(items[5]->as.table.columns.count, 2);
    assert_non_null(items[6]->as.duty.where);
    assert_null(items[7]->as.duty.where);
    assert_text(items[8]->as.waive.until.text, "2026-12-31");
    assert_text(items[8]->as.waive.at, "a.b");
    assert_int_equal(items[9]->as.waive.until.text.len, 0);
    free_parsed(&p);
}

/* ---- forms ---- */

static const bdl_form_clause *part_at(const parsed *p, size_t i) {
    return p->file->items.items[0]->as.form.clauses.items[i];
}

static void a_form_keeps_its_clauses(void **state) {
    parsed p =
        parse_z("form lake as water like river \"湖表\" many as lakes {\n"
                "    title /^湖(总)?表$/ | \"湖\"\n"
                "    unit money from caption\n"
                "    unit 元/册\n"
                "    unit money 万元\n"
                "    kind \"budget\" when /预算/ | /概算/\n"
                "    year /{year:number}年/\n"
                "    column code 编码 \"类\" + \"款\" | /编码/ | \"代码\" : text\n"
                "    column total : money optional inherits blank is missing\n"
                "    field plan.march 三月 below \"预算数\" : percent\n"
                "    list income 收入 under \"收入\" | \"本年\" { column a : text }\n"
                "    table parts { column b : text  entry x where b == \"1\" }\n"
                "    rows by code under grand\n"
                "    entry grand last where code in [\"合计\"] or code / 2 == 1\n"
                "    skip where code matches /栏次/\n"
                "    note /^注/\n"
                "    figure sum 合计 /为{money}/\n"
                "    record said 说 many as sayings /说/ { figure a /为{money}/ }\n"
                "    section /湖/ { figure c /c/ }\n"
                "    section /二、/\n"
                "    let half = total / 2\n"
                "    precision 0.01\n"
                "}");
    assert_text(reports_of(&p), "");
    const bdl_form_item *form = &p.file->items.items[0]->as.form;
    assert_text(form->as.text, "water");
    assert_text(form->like.text, "river");
    assert_text(form->many.text, "lakes");
    assert_int_equal(form->clauses.count, 21);
    assert_int_equal(part_at(&p, 0)->patterns->nodes.count, 2);
    assert_true(part_at(&p, 1)->from_caption);
    assert_text(part_at(&p, 2)->text.text, "元/册");
    assert_text(part_at(&p, 3)->text.text, "万元");
    assert_text(part_at(&p, 4)->text.text, "budget");
    assert_text(part_at(&p, 5)->keyword.text, "year");
    assert_int_equal(part_at(&p, 6)->headings.count, 3);
    assert_int_equal(part_at(&p, 6)->headings.items[0].parts.count, 2);
    assert_true(part_at(&p, 6)->headings.items[1].pattern != NULL);
    assert_text(part_at(&p, 6)->zh.text, "编码");
    assert_true(part_at(&p, 7)->optional && part_at(&p, 7)->inherits &&
                part_at(&p, 7)->blank_is_missing);
    assert_int_equal(part_at(&p, 8)->path.count, 2);
    assert_text(part_at(&p, 8)->below.text, "预算数");
    assert_int_equal(part_at(&p, 9)->headings.count, 2);
    assert_int_equal(part_at(&p, 10)->body.count, 2);
    assert_text(part_at(&p, 11)->under.text, "grand");
    assert_text(part_at(&p, 12)->which.text, "last");
    assert_int_equal(part_at(&p, 12)->expr->op, BDL_OP_OR);
    assert_int_equal(part_at(&p, 13)->kind, BDL_F_SKIP);
    assert_text(part_at(&p, 14)->keyword.text, "note");
    assert_text(part_at(&p, 15)->zh.text, "合计");
    assert_text(part_at(&p, 16)->many.text, "sayings");
    assert_int_equal(part_at(&p, 16)->body.count, 1);
    assert_int_equal(part_at(&p, 17)->kind, BDL_F_SECTION);
    assert_int_equal(part_at(&p, 18)->kind, BDL_F_PATTERN);
    assert_int_equal(part_at(&p, 19)->expr->op, BDL_OP_DIV);
    assert_int_equal(part_at(&p, 20)->kind, BDL_F_PRECISION);
    free_parsed(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(expressions_bind_as_the_language_says),
        cmocka_unit_test(numbers_have_their_value_in_the_base_of_the_unit),
        cmocka_unit_test(a_rule_keeps_its_headers_and_clauses),
        cmocka_unit_test(an_example_ends_where_that_is_plain),
        cmocka_unit_test(examples_end_where_the_last_of_them_does),
        cmocka_unit_test(rules_without_examples_are_those_of_the_file),
        cmocka_unit_test(items_of_every_kind_are_read),
        cmocka_unit_test(a_form_keeps_its_clauses),
    };
    return cmocka_run_group_tests_name("parse", tests, NULL, NULL);
}
