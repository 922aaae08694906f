/* test_forms.c: forms become the schema: record types, columns, patterns; and the
 * mistakes of forms, each with its place. */
#include "unit.h"

#include "checked.h"

static const bdl_field *field_of(const bdl_rectype *type, const char *name) {
    int slot = bdl_rectype_slot(type, bdl_str_z(name));
    if (slot < 0)
        fail_msg("%.*s has no field %s", BDL_PRI(type->name), name);
    return &type->fields.items[slot];
}

static const bdl_rectype *record_of(const bdl_field *field) {
    bdl_type type = field->type;
    if (type.kind == BDL_LIST)
        type = *type.element;
    assert_int_equal(type.kind, BDL_RECORD);
    return type.record;
}

static const bdl_form *form_of(const checked *c, const char *name) {
    for (size_t i = 0; i < c->program->schema->forms.count; i++)
        if (bdl_str_eq(c->program->schema->forms.items[i]->name, bdl_str_z(name)))
            return c->program->schema->forms.items[i];
    fail_msg("no form %s", name);
    return NULL;
}

static checked load(const char *text) {
    checked c = check_text_as("forms.bdl", text, false, NULL);
    print_diags(&c);
    assert_int_equal(c.status, BDL_OK);
    return c;
}

static void assert_type(checked *c, const bdl_field *field, const char *name) {
    bdl_str type = bdl_type_name(c->program->arena, field->type);
    bdl_str copy = bdl_arena_str(c->program->arena, type);
    assert_string_equal(copy.data, name);
}

static void a_table_gives_rows_with_its_columns(void **state) {
    checked c = load(forms);
    const bdl_rectype *document = c.program->schema->document;
    const bdl_rectype *table = record_of(field_of(document, "expenditure"));
    const bdl_rectype *row = record_of(field_of(table, "rows"));
    assert_ptr_equal(field_of(table, "行"), field_of(table, "rows"));
    assert_type(&c, field_of(row, "合计"), "money");
    assert_type(&c, field_of(row, "share"), "percent");
    assert_ptr_equal(record_of(field_of(table, "grand")), row);
    assert_ptr_equal(record_of(field_of(row, "下级")), row);
    assert_ptr_equal(record_of(field_of(row, "expenditure")), table);
    assert_ptr_equal(field_of(row, "级次"), field_of(row, "level"));
    assert_int_equal(row->slot_key, bdl_rectype_slot(row, BDL_STR("code")));
    const bdl_list_form *list = &form_of(&c, "expenditure")->lists.items[0];
    assert_int_equal(list->place, BDL_LIST_MAIN);
    assert_int_equal(list->tree, BDL_TREE_CODE);
    assert_int_equal(list->root_entry, 0);
    assert_int_equal(list->column_count, 8);
    assert_true(list->columns[6].optional);
    assert_int_equal(list->entries[0].which, BDL_ENTRY_FIRST);
    checked_free(&c);
}

static void entries_of_a_list_are_fields_with_a_dot(void **state) {
    checked c = load(forms);
    const bdl_rectype *table =
        record_of(field_of(c.program->schema->document, "balance"));
    const bdl_rectype *row = record_of(field_of(table, "income"));
    assert_ptr_equal(record_of(field_of(table, "income.all")), row);
    const bdl_list_form *list = &form_of(&c, "balance")->lists.items[0];
    assert_int_equal(list->place, BDL_LIST_BESIDE);
    assert_int_equal(list->under_count, 1);
    assert_text(list->entries[0].name, "income.all");
    checked_free(&c);
}

static void a_sheet_gives_groups_lists_and_what_its_title_binds(void **state) {
    checked c = load(forms);
    const bdl_field *sheets = field_of(c.program->schema->document, "sheets");
    const bdl_rectype *sheet = record_of(sheets);
    assert_int_equal(sheets->type.kind, BDL_LIST);
    assert_type(&c, field_of(sheet, "number"), "number");
    assert_type(&c, field_of(sheet, "title"), "text");
    assert_type(&c, field_of(sheet, "goals"), "list of text");
    assert_type(&c, field_of(record_of(field_of(sheet, "plan")), "march"), "percent");
    const bdl_rectype *indicator = record_of(field_of(sheet, "indicators"));
    assert_ptr_equal(record_of(field_of(indicator, "sheet")), sheet);
    assert_int_equal(indicator->slot_target_of,
                     bdl_rectype_slot(indicator, BDL_STR("value")));
    const bdl_form *form = form_of(&c, "sheet");
    assert_int_equal(form->fields.count, 5);
    assert_true(form->fields.items[0].is_code);
    assert_int_equal(form->fields.items[3].groups[0],
                     bdl_rectype_slot(sheet, BDL_STR("plan")));
    assert_true(form->fields.items[4].is_list);
    assert_int_equal(form->lists.items[0].place, BDL_LIST_INNER);
    assert_true(form->lists.items[0].columns[0].inherits);
    checked_free(&c);
}

static void prose_gives_figures_records_and_computed_fields(void **state) {
    checked c = load(forms);
    const bdl_rectype *statement =
        record_of(field_of(c.program->schema->document, "statement"));
    assert_type(&c, field_of(statement, "operating"), "money");
    assert_true(field_of(statement, "运行经费")->figure);
    const bdl_rectype *said = record_of(field_of(statement, "sangong_said"));
    assert_type(&c, field_of(said, "of"), "number");
    assert_type(&c, field_of(said, "total"), "money");
    assert_type(&c, field_of(statement, "sangong"), "money");
    assert_non_null(field_of(statement, "sangong")->let);
    const bdl_form *form = form_of(&c, "statement");
    assert_int_equal(form->prose.count, 2);
    assert_int_equal(form->prose.items[1].kind, BDL_PROSE_SECTION);
    assert_int_equal(form->prose.items[1].inner[0].kind, BDL_PROSE_RECORD);
    assert_true(form->prose.items[1].inner[0].many);
    checked_free(&c);
}

static void layouts_of_one_record_share_its_fields(void **state) {
    checked c = load("form long { column item : text  column total : money "
                     "entry sum where item == \"a\" let fee = sum.total } "
                     "form wide as long { column total : money  column run : money "
                     "let fee = rows[1].run }");
    const bdl_rectype *record = record_of(field_of(c.program->schema->document, "long"));
    const bdl_rectype *row = record_of(field_of(record, "rows"));
    assert_int_equal(bdl_rectype_slot(c.program->schema->document, BDL_STR("wide")), -1);
    assert_type(&c, field_of(row, "item"), "text");
    assert_type(&c, field_of(row, "run"), "money");
    assert_type(&c, field_of(record, "fee"), "money");
    assert_int_equal(field_of(record, "fee")->let->kind, BDL_E_IF);
    assert_true(record->slot_form >= 0);
    assert_ptr_equal(form_of(&c, "wide")->record, record);
    checked_free(&c);
}

static void a_form_like_another_has_records_of_its_own(void **state) {
    checked c = load("form a { title /甲表$/ column name : text column total : money "
                     "entry grand where name == \"合计\" } "
                     "form b like a { title /乙表$/ column total : number }");
    const bdl_rectype *a = record_of(field_of(c.program->schema->document, "a"));
    const bdl_rectype *b = record_of(field_of(c.program->schema->document, "b"));
    assert_ptr_not_equal(a, b);
    assert_type(&c, field_of(record_of(field_of(a, "rows")), "total"), "money");
    assert_type(&c, field_of(record_of(field_of(b, "rows")), "total"), "number");
    assert_ptr_equal(record_of(field_of(b, "grand")), record_of(field_of(b, "rows")));
    checked_free(&c);
}

static void the_document_gets_what_its_patterns_bind(void **state) {
    checked c = load("form document { title /^{title:.*公开}$/ "
                     "year /{year:number}年预算/ | /{year:[二][〇一二三四]{3}}年预算/ "
                     "city /^{city:text}市/ "
                     "kind \"budget\" when /预算/ | /概算/ "
                     "section /^{number:[一二三]}、{title:text}$/ }");
    const bdl_form *form = form_of(&c, "document");
    assert_true(form->is_document);
    assert_int_equal(form->reads.count, 2);
    assert_int_equal(form->kinds.items[0].when->count, 2);
    const bdl_binding *binding = &form->reads.items[0]->alts[0].bindings[0];
    assert_int_equal(binding->slot, c.program->schema->slot_year);
    binding = &form->reads.items[0]->alts[1].bindings[0];
    assert_int_equal(binding->slot, c.program->schema->slot_year);
    assert_int_equal(binding->type.kind, BDL_NUMBER);
    assert_type(&c, field_of(c.program->schema->document, "city"), "text");
    assert_int_equal(form->section->alts[0].bindings[1].slot,
                     c.program->schema->section->slot_title);
    checked_free(&c);
}

static void long_chains_of_computed_fields_end_somewhere(void **state) {
    static char text[1 << 15];
    size_t length = (size_t)snprintf(text, sizeof text, "form a { figure x /{money}/");
    for (int i = 0; i < 1000; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, " let a%d = a%d",
                                   i, i + 1);
    snprintf(text + length, sizeof text - length, " let a1000 = x }");
    checked c = check_text_as("chain.bdl", text, false, NULL);
    assert_int_equal(c.status, BDL_EINPUT);
    assert_string_equal(bdl_diags_at(c.diags, 0)->id, "E3032");
    checked_free(&c);
}

/* ---- patterns ---- */

static bool meets(const char *pattern, const char *text) {
    char whole[1024];
    bdl_match match;
    snprintf(whole, sizeof whole, "rule r { assert title matches /%s }", pattern);
    checked c = check_text_as("p.bdl", whole, false, NULL);
    print_diags(&c);
    assert_int_equal(c.status, BDL_OK);
    const bdl_expr *expr = c.program->rules.items[0]->as.rule.clauses.items[0]->expr;
    const bdl_pattern_alt *alt = &expr->as.matches.patterns->compiled->alts[0];
    bool met =
        bdl_regex_search(alt->regex, bdl_str_z(text), 0, NULL, &match) == BDL_REGEX_MATCH;
    checked_free(&c);
    return met;
}

static void patterns_are_folded_as_the_text_is(void **state) {
    assert_true(meets("^（一）收入：/", "(一)收入:"));
    assert_false(meets("^（一）收入：/r", "(一)收入:"));
    assert_true(meets("^[（：]+$/", "(:"));
    assert_true(meets("^５００＋$/", "500+"));
    assert_true(meets("^为 5 万 元$/", "为5万元"));
    assert_true(meets("^为　 *元$/", "为元"));
    assert_true(meets("^budget of 2024$/", "budget of 2024"));
    assert_false(meets("^budget of$/", "budgetof"));
    assert_true(meets("^(A|b) c$/", "A c"));
    assert_true(meets("^(甲|乙) c$/", "甲c"));
    assert_true(meets("^a[ ]b$/", "a b"));
    assert_true(meets("^a\\ b$/", "a b"));
    assert_true(meets("^\\Q（x）\\E$/", "(x)"));
    assert_true(meets("^总 额 x$/x", "总额x"));
}

static void braces_keep_what_they_mean_in_pcre(void **state) {
    assert_true(meets("^\\p{Han}{2,3}$/", "收入"));
    assert_false(meets("^\\p{Han}{3,}$/", "收入"));
    assert_true(meets("^.{0,2}$/", "ab"));
    assert_true(meets("^(?<x>a)\\k{x}$/", "aa"));
    assert_true(meets("^\\x{6536}$/", "收"));
}

static void figures_in_patterns_need_what_they_are(void **state) {
    assert_true(meets("^{money}$/", "1,234.50万元"));
    assert_true(meets("^{m:money}$/", "-3亿"));
    assert_false(meets("^{money}$/", "1234.50"));
    assert_true(meets("^{percent}$/", "98.5%"));
    assert_false(meets("^{percent}$/", "98.5"));
    assert_true(meets("^{number}$/", "1,234"));
    assert_false(meets("^{integer}$/", "1.5"));
    assert_true(meets("^{date}$/", "2024年12月31日"));
    assert_true(meets("^{date}$/", "12月底"));
    assert_true(meets("^{code}$/", "50000 A1-2"));
    assert_true(meets("^{a:text}，{b:text}$/", "甲,乙"));
    assert_false(meets("^{text}$/", "甲,乙"));
    assert_true(meets("^{d:增加|减少}{m:money}$/", "减少5元"));
    assert_true(meets("^{a:x{2}[}]}y$/", "xx}y"));
}

static void a_year_is_not_read_as_a_negative_number(void **state) {
    checked c = check_text_as("p.bdl", "rule r { assert title matches /{of:number}年/ }",
                              false, NULL);
    const bdl_expr *expr = c.program->rules.items[0]->as.rule.clauses.items[0]->expr;
    const bdl_pattern_alt *alt = &expr->as.matches.patterns->compiled->alts[0];
    bdl_match match;
    bdl_str text = BDL_STR("2023-2024年");
    assert_int_equal(bdl_regex_search(alt->regex, text, 0, NULL, &match),
                     BDL_REGEX_MATCH);
    assert_int_equal(match.start[alt->bindings[0].group], 5);
    checked_free(&c);
}

static void expressions_are_put_in_at_their_place(void **state) {
    checked c = load("form a { column x /^{year}年预留{0,1}$/ : money }");
    const bdl_heading *heading = form_of(&c, "a")->lists.items[0].columns[0].headings;
    const bdl_pattern_alt *alt = &heading->pattern->alts[0];
    assert_null(alt->regex);
    assert_int_equal(alt->insert_count, 1);
    assert_int_equal(alt->inserts[0].offset, 1);
    assert_int_equal(alt->inserts[0].expr->ref, BDL_REF_DOC_FIELD);
    bdl_str rest = bdl_str_from(alt->text, 1);
    assert_text(rest, "年预留{0,1}$");
    checked_free(&c);
}

/* ---- mistakes ---- */

#define TABLE(clauses) "form a { column name : text column total : money " clauses " }"

static void mistakes_of_tables_are_told_at_their_place(void **state) {
    static const mistake rows[] = {
        {"E4010", "total", TABLE("") " form b as a { column total : number }"},
        {"E4011", "total", TABLE("column total : money")},
        {"E4012", "line", TABLE("column line : text")},
        {"E4013", "mony", TABLE("column other : mony")},
        {"E4014", "column x.y : text", TABLE("column x.y : text")},
        {"E4015", "list", TABLE("column other : list")},
        {"E4019", "name", TABLE("rows by name")},
        {"E4020", "code", TABLE("rows by code")},
        {"E4021", "grnd", "form a { column code : text rows by code under grnd }"},
        {"E4022", "grand",
         "form a { list l under \"x\" { column y : text } "
         "entry grand where y == \"b\" }"},
        {"E4022", "m",
         "form a { list l under \"x\" { column y : text } "
         "entry m.all where y == \"b\" }"},
        {"E4023", "y",
         "form a { list l under \"x\" { column y : text } "
         "entry l.y where y == \"b\" }"},
        {"E4024", "skip where year == 1",
         "form a { figure x /{money}/ skip where year == 1 }"},
        {"E4030", "x_y", TABLE("unit money x_y")},
        {"E4033", "column name : text", "form a { column name : text field x : text }"},
        {"E4018", "field", "form a { list l under \"x\" { field z : text } }"},
        {"E4031", "precision 5%", TABLE("precision 5%")},
        {"E4034", "N%", TABLE("title /a/ | N%")},
        {"E4029", "title", TABLE("title /a/ title /b/")},
        {"E4028", "department", "form a { column name : text department /a/ }"},
        {"E4032", "kind \"x\" when /a/", TABLE("kind \"x\" when /a/")},
        {"E2001", "nam", TABLE("entry g where nam == \"a\"")},
        {"E3001", "total == 5", TABLE("skip where total == 5")},
        {"E4005", "{x:text}", "form a { column name /{x:text}/ : text }"},
        {"E4011", "b", "form a { field a.b : text field a.b.c : text }"},
    };
    assert_mistakes(ROWS(rows), false);
}

static void mistakes_of_prose_and_records_are_told_at_their_place(void **state) {
    static const mistake rows[] = {
        {"E4026", "figure x /abc/", "form a { figure x /abc/ }"},
        {"E4016", "let x.y = 1", TABLE("let x.y = 1")},
        {"E4017", "x", TABLE("let x = x")},
        {"E4017", "x", TABLE("let x = y let y = x")},
        {"E4010", "x", TABLE("let x = 1") " form b as a { let x = \"t\" }"},
        {"E4025", "column name : text", "form a { section /b/ { column name : text } }"},
        {"E4027", "a", TABLE("") " form b as a many as bs { column total : money }"},
        {"E4035", "corpus", TABLE("let x = corpus")},
        {"E4036", "b", "form b like b { title /a/ }"},
        {"E4037", "{x:text}", "form document { section /{x:text}/ }"},
        {"E2004", "a", TABLE("") " form a { column x : text }"},
        {"E2012", "c", "form b like c { title /b/ }"},
        {"E4012", "tables", "form tables { column x : text }"},
        {"E2001", "yeer", "form a { title /a/ column x : text note /{yeer}/ }"},
    };
    assert_mistakes(ROWS(rows), false);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_gives_rows_with_its_columns),
        cmocka_unit_test(entries_of_a_list_are_fields_with_a_dot),
        cmocka_unit_test(a_sheet_gives_groups_lists_and_what_its_title_binds),
        cmocka_unit_test(prose_gives_figures_records_and_computed_fields),
        cmocka_unit_test(layouts_of_one_record_share_its_fields),
        cmocka_unit_test(a_form_like_another_has_records_of_its_own),
        cmocka_unit_test(the_document_gets_what_its_patterns_bind),
        cmocka_unit_test(long_chains_of_computed_fields_end_somewhere),
        cmocka_unit_test(patterns_are_folded_as_the_text_is),
        cmocka_unit_test(braces_keep_what_they_mean_in_pcre),
        cmocka_unit_test(figures_in_patterns_need_what_they_are),
        cmocka_unit_test(a_year_is_not_read_as_a_negative_number),
        cmocka_unit_test(expressions_are_put_in_at_their_place),
        cmocka_unit_test(mistakes_of_tables_are_told_at_their_place),
        cmocka_unit_test(mistakes_of_prose_and_records_are_told_at_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
