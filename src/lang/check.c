/* check.c - the whole program in order: names first, then forms, whose fields all else
 * may name, then what is said about them. */
#include "lang/checker.h"

#include "base/language.h"

/* ---- names ---- */

static const char *kind_word(bdl_item_kind kind) {
    static const char *const words[] = {
        [BDL_I_PARAM] = "param", [BDL_I_DEFINE] = "function", [BDL_I_TABLE] = "table",
        [BDL_I_FORM] = "form",   [BDL_I_RULE] = "rule",       [BDL_I_DUTY] = "duty",
    };
    return words[kind];
}

static void add_name(bdl_checker *c, bdl_map *map, bdl_item *item) {
    bdl_str name = item->name.text;
    if (name.len == 0)
        return; /* after a syntax error */
    void **there = bdl_map_at(map, name);
    if (!*there) {
        *there = item;
        return;
    }
    const bdl_item *first = *there, *again = item;
    if (first->file->depth < item->file->depth) { /* in a file that FIRST's uses */
        first = item;
        again = *there;
    }
    BDL_COMPLAIN(c, again->file, again->name.span, BDL_MSG_NAME_TWICE,
                 kind_word(first->kind), BDL_PRI(name));
    BDL_NOTE(c, first->file, first->name.span, _("the first one is here"));
}

static void check_params_of_define(bdl_checker *c, const bdl_item *item) {
    const bdl_words *params = &item->as.define.params;
    if (bdl_is_function(item->name.text))
        BDL_COMPLAIN(c, item->file, item->name.span, BDL_MSG_DEFINE_BUILTIN,
                     BDL_PRI(item->name.text));
    if (params->count < 2)
        return;
    bdl_map *seen = bdl_map_new(c->known);
    for (size_t i = 0; i < params->count; i++)
        if (bdl_map_put(seen, params->items[i].text, &params->items[i]))
            BDL_COMPLAIN(c, item->file, params->items[i].span, BDL_MSG_PARAM_TWICE,
                         BDL_PRI(params->items[i].text));
}

static void collect(bdl_checker *c, bdl_item *item) {
    switch (item->kind) {
    case BDL_I_DEFINE:
        check_params_of_define(c, item);
        add_name(c, c->globals, item);
        break;
    case BDL_I_PARAM:
    case BDL_I_TABLE:
        add_name(c, c->globals, item);
        break;
    case BDL_I_FORM:
        add_name(c, c->forms, item);
        break;
    case BDL_I_RULE:
        add_name(c, c->program->rule_by_name, item);
        break;
    case BDL_I_DUTY:
        add_name(c, c->duties, item);
        break;
    case BDL_I_RULESET:
    case BDL_I_USE:
    case BDL_I_WAIVE:
        break;
    }
}

static void collect_names(bdl_checker *c) {
    for (size_t f = 0; f < c->program->files.count; f++) {
        bdl_file *file = c->program->files.items[f];
        for (size_t i = 0; i < file->items.count; i++)
            collect(c, file->items.items[i]);
    }
}

/* ---- params ---- */

bdl_type bdl_check_param(bdl_checker *c, bdl_item *item) {
    bdl_expr *value = item->as.param.value;
    bdl_str key = bdl_map_key_of(c->known, item, BDL_STR(""));
    if (!value)
        return BDL_TYPE(BDL_NONE);
    bdl_str *state = bdl_map_get(c->params_done, key);
    if (state) {
        if (state->len == 0) /* being checked */
            BDL_COMPLAIN(c, item->file, item->name.span, BDL_MSG_PARAM_CYCLE,
                         BDL_PRI(item->name.text));
        return state->len ? value->type : BDL_TYPE(BDL_NONE);
    }
    state = BDL_NEW(c->arena, bdl_str);
    bdl_map_put(c->params_done, key, state);
    bdl_scope scope = {0}, *outer = c->scope;
    bool constant = c->constant;
    const char *what = c->constant_of;
    c->scope = &scope;
    c->constant = true;
    c->constant_of = _("a param");
    bdl_check_expr(c, value);
    if (scope.local_count > c->program->local_count)
        c->program->local_count = scope.local_count;
    c->scope = outer;
    c->constant = constant;
    c->constant_of = what;
    *state = BDL_STR("done");
    return value->type;
}

/* ---- the order ---- */

/* Whether there are no mistakes but the ERRORS there were before. */
static bool is_right(const bdl_checker *c, size_t errors) {
    return !c->has_holes && bdl_diags_errors(c->diags) == errors;
}

static void check_forms(bdl_checker *c) {
    const bdl_program *p = c->program;
    size_t errors = bdl_diags_errors(c->diags);
    collect_names(c);
    bdl_forms_build(c);
    if (c->options->built && is_right(c, errors))
        c->options->built(c->options->meanwhile, p);
    else
        bdl_schema_index_words(c->schema, c->arena);
    for (size_t i = 0; i < p->tables.count; i++)
        bdl_check_table(c, p->tables.items[i]);
    for (size_t i = 0; i < p->params.count; i++)
        bdl_check_param(c, p->params.items[i]);
    bdl_forms_check(c);
    if (c->options->formed && is_right(c, errors))
        c->options->formed(c->options->meanwhile, p);
}

void bdl_check_program(bdl_checker *c) {
    const bdl_program *p = c->program;
    c->globals = bdl_map_new(c->known);
    c->forms = bdl_map_new(c->known);
    c->duties = bdl_map_new(c->known);
    c->records = bdl_map_new(c->known);
    c->field_places = bdl_map_new(c->known);
    c->params_done = bdl_map_new(c->known);
    c->instances = bdl_map_new(c->known);
    c->first_lets = bdl_map_new(c->known);
    check_forms(c);
    for (size_t i = 0; i < p->rulesets.count; i++)
        bdl_check_headers(c, p->rulesets.items[i]);
    for (size_t i = 0; i < p->duties.count; i++)
        bdl_check_duty(c, p->duties.items[i]);
    for (size_t i = 0; i < p->rules.count; i++) {
        bdl_program_fetch(p, i + 1);
        bdl_check_rule(c, p->rules.items[i]);
    }
    for (size_t i = 0; i < p->defines.count; i++)
        bdl_check_define_alone(c, p->defines.items[i]);
    for (size_t i = 0; i < p->waives.count; i++)
        bdl_check_waive(c, p->waives.items[i]);
}
