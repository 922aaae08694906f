/* check_rule.c - rules, duties and waivers: clauses from top to bottom, each with the
 * names that those before it gave. */
#include "lang/checker.h"

#include "base/language.h"

void bdl_check_hidden(bdl_checker *c, const bdl_file *file, bdl_str name, bdl_span span) {
    int slot = -1;
    const char *what = NULL;
    if (!c->lint)
        return;
    if (bdl_scope_find(c->scope, name))
        what = _("a name given before");
    else if (bdl_scope_field(c->scope, name, &slot))
        what = _("a field of the record at hand");
    else if (bdl_rectype_slot(c->schema->document, name) >= 0)
        what = _("a field of the document");
    else if (bdl_map_get(c->globals, name))
        what = _("a param, table or function");
    if (what)
        BDL_COMPLAIN(c, file, span, BDL_MSG_HIDES, BDL_PRI(name), what);
}

static bdl_known new_local(bdl_checker *c, bdl_clause *clause, bdl_type type) {
    clause->local = bdl_scope_local(c->scope);
    return (bdl_known){.name = clause->name.text,
                       .span = clause->name.span,
                       .type = type,
                       .local = clause->local};
}

/* ---- for ---- */

/* What the members of a group share. */
static void find_key(bdl_checker *c, const bdl_clause *clause, bdl_known *group) {
    bdl_type type = clause->by.items[0]->type;
    for (size_t i = 1; i < clause->by.count; i++) {
        bdl_type joined;
        if (!bdl_types_join(c->arena, type, clause->by.items[i]->type, &joined))
            group->key_mixed = true;
        else
            type = joined;
    }
    group->key = clause->by.count > 1 ? bdl_type_list(c->arena, type) : type;
    if (group->key_mixed) /* of several types: as a message prints them */
        group->key = bdl_type_list(c->arena, BDL_TYPE(BDL_TEXT));
}

static void check_by(bdl_checker *c, const bdl_expr *by) {
    bdl_kind kind = by->type.kind;
    if (kind != BDL_RECORD && kind != BDL_LIST && kind != BDL_TARGET &&
        kind != BDL_PATTERN)
        return;
    bdl_str text = bdl_check_text(c, by), name = bdl_check_type_name(c, by->type);
    BDL_COMPLAIN_AT(c, by, BDL_MSG_GROUP_BY, BDL_PRI(text), BDL_PRI(name));
}

/* The element has the name while `by` is evaluated, then the group has it. */
static void check_groups(bdl_checker *c, bdl_clause *clause, bdl_type list) {
    bdl_type element = bdl_type_element(list);
    size_t mark = bdl_scope_enter(c->scope);
    bdl_known known = new_local(c, clause, element);
    known.opens = bdl_check_opens(c, element);
    known.is_unknown = element.kind == BDL_NONE;
    bdl_scope_add(c->arena, c->scope, known);
    for (size_t i = 0; i < clause->by.count; i++) {
        bdl_check_expr(c, clause->by.items[i]);
        check_by(c, clause->by.items[i]);
    }
    bdl_scope_leave(c->scope, mark);
    known.opens = known.is_unknown = false;
    known.is_group = true;
    known.type = list;
    find_key(c, clause, &known);
    bdl_scope_add(c->arena, c->scope, known);
}

/* `for 指标 in 项目.指标`: who calls the element as the list is called means to. Chinese
 * words have no plural. */
static bool is_called_as_list(const bdl_clause *clause) {
    const bdl_expr *list = clause->expr;
    const bdl_rectype *holder =
        list->kind == BDL_E_FIELD ? bdl_type_records(&list->as.field.base->type) : NULL;
    int slot = holder ? bdl_rectype_slot(holder, clause->name.text) : -1;
    return slot >= 0 && slot == list->slot;
}

static void check_for(bdl_checker *c, bdl_clause *clause, const bdl_item *item) {
    bdl_type list = bdl_check_elements(c, clause->expr);
    if (list.kind != BDL_LIST && list.kind != BDL_NONE) {
        bdl_str text = bdl_check_text(c, clause->expr);
        bdl_str name = bdl_check_type_name(c, list);
        BDL_COMPLAIN_AT(c, clause->expr, BDL_MSG_FOR_LIST, BDL_PRI(text), BDL_PRI(name));
        if (list.kind == BDL_RECORD && list.record->slot_rows >= 0)
            BDL_HINT(c, _("its rows are `%.*s.rows`"), BDL_PRI(text));
        list = BDL_TYPE(BDL_NONE);
    }
    if (!is_called_as_list(clause))
        bdl_check_hidden(c, item->file, clause->name.text, clause->name.span);
    if (clause->by.count) {
        check_groups(c, clause, list);
    } else {
        bdl_type element = bdl_type_element(list);
        bdl_known known = new_local(c, clause, element);
        known.opens = bdl_check_opens(c, element);
        known.is_unknown = element.kind == BDL_NONE;
        bdl_scope_add(c->arena, c->scope, known);
    }
    if (clause->where)
        bdl_check_condition(c, clause->where, "where");
}

static void check_let(bdl_checker *c, bdl_clause *clause, const bdl_item *item) {
    c->scope->condition = ++c->scope->condition_count;
    bdl_type type = bdl_check_expr(c, clause->expr);
    bdl_check_hidden(c, item->file, clause->name.text, clause->name.span);
    bdl_scope_add(c->arena, c->scope, new_local(c, clause, type));
}

/* ---- rules ---- */

static void check_clause(bdl_checker *c, bdl_clause *clause, bdl_item *item) {
    switch (clause->kind) {
    case BDL_C_FOR:
        check_for(c, clause, item);
        break;
    case BDL_C_LET:
        check_let(c, clause, item);
        break;
    case BDL_C_WHEN:
        bdl_check_condition(c, clause->expr, "when");
        bdl_check_expr(c, clause->otherwise);
        break;
    case BDL_C_ASSERT:
        bdl_check_condition(c, clause->expr, "assert");
        bdl_check_expr(c, clause->otherwise);
        break;
    case BDL_C_EXAMPLE:
        break;
    }
}

static bool asserts_something(const bdl_rule_item *rule) {
    for (size_t i = 0; i < rule->clauses.count; i++)
        if (rule->clauses.items[i]->kind == BDL_C_ASSERT)
            return true;
    return false;
}

void bdl_check_rule(bdl_checker *c, bdl_item *item) {
    bdl_rule_item *rule = &item->as.rule;
    bdl_scope scope = bdl_scope_open(&c->room);
    if (item->name.text.len > 0 && !bdl_is_kebab(item->name.text))
        BDL_COMPLAIN(c, item->file, item->name.span, BDL_MSG_KEBAB,
                     BDL_PRI(item->name.text));
    bdl_check_headers(c, item);
    c->scope = &scope;
    for (size_t i = 0; i < rule->clauses.count; i++)
        check_clause(c, rule->clauses.items[i], item);
    rule->local_count = scope.local_count;
    rule->uses_corpus = scope.uses_corpus;
    bdl_scope_close(&scope, &c->room);
    c->scope = NULL;
    for (size_t i = 0; i < rule->clauses.count; i++)
        if (rule->clauses.items[i]->kind == BDL_C_EXAMPLE)
            bdl_check_example(c, rule->clauses.items[i], item);
    if (!asserts_something(rule) && !c->has_holes)
        BDL_COMPLAIN(c, item->file, item->name.span, BDL_MSG_NO_ASSERT,
                     BDL_PRI(item->name.text));
}

void bdl_check_duty(bdl_checker *c, bdl_item *item) {
    bdl_scope scope = {0};
    bdl_check_headers(c, item);
    c->scope = &scope;
    if (item->as.duty.where)
        bdl_check_condition(c, item->as.duty.where, "where");
    if (scope.local_count > c->program->local_count)
        c->program->local_count = scope.local_count;
    c->scope = NULL;
}

/* ---- waivers ---- */

static bool day_exists(int year, int month, int day) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (month < 1 || month > 12 || day < 1)
        return false;
    return day <= days[month - 1] + (month == 2 && leap);
}

static int digits(bdl_str s, size_t from, size_t count) {
    return bdl_str_digits(s, from) == count ? (int)bdl_str_number_at(s, from, 9999) : -1;
}

static bool is_day(bdl_str s) {
    return s.len == 10 && s.data[4] == '-' && s.data[7] == '-' && digits(s, 0, 4) > 0 &&
           day_exists(digits(s, 0, 4), digits(s, 5, 2), digits(s, 8, 2));
}

static void complain_waived(bdl_checker *c, const bdl_item *item) {
    bdl_word rule = item->as.waive.rule;
    BDL_COMPLAIN(c, item->file, rule.span, BDL_MSG_WAIVE_UNKNOWN, BDL_PRI(rule.text));
    if (bdl_diags_dropped(c->diags))
        return; /* nobody will see it */
    bdl_guess guess;
    bdl_guess_init(&guess, rule.text);
    for (size_t i = 0; i < c->program->rules.count; i++)
        bdl_guess_offer(&guess, c->program->rules.items[i]->name.text);
    if (guess.best.len)
        BDL_HINT(c, _("did you mean `%.*s`?"), BDL_PRI(guess.best));
}

void bdl_check_waive(bdl_checker *c, bdl_item *item) {
    const bdl_waive_item *waive = &item->as.waive;
    if (!bdl_map_get(c->program->rule_by_name, waive->rule.text) &&
        !c->program->lacks_file)
        complain_waived(c, item);
    if (waive->until.text.len && !is_day(waive->until.text))
        BDL_COMPLAIN(c, item->file, waive->until.span, BDL_MSG_WAIVE_DATE,
                     BDL_PRI(waive->until.text));
}
