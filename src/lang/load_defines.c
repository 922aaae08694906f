/* load_defines.c - -D name=value: a param gets another value, of the kind it has. */
#include "lang/any.h"
#include "lang/checker.h"
#include "lang/load.h"

static bdl_item *find_param(bdl_program *program, bdl_str name) {
    for (size_t i = 0; i < program->params.count; i++)
        if (bdl_str_eq(program->params.items[i]->name.text, name))
            return program->params.items[i];
    return NULL;
}

static void complain_unknown(bdl_program *program, bdl_str name, bdl_diags *diags) {
    bdl_guess guess;
    bdl_guess_init(&guess, name);
    for (size_t i = 0; i < program->params.count; i++)
        bdl_guess_offer(&guess, program->params.items[i]->name.text);
    bdl_report(diags, NULL, (bdl_span){0, 0}, BDL_MSG_UNKNOWN_PARAM, BDL_PRI(name));
    if (guess.best.len)
        bdl_report_hint(diags, "did you mean `%.*s`?", BDL_PRI(guess.best));
}

static bool is_literal(const bdl_expr *expr, bdl_kind kind) {
    return expr && expr->kind == BDL_E_LITERAL && expr->as.literal->kind == kind;
}

/* A text needs no quotes on the command line. */
static bdl_expr *as_text(bdl_arena *arena, const bdl_expr *old, bdl_str value) {
    bdl_expr *expr = bdl_expr_another(arena, old);
    expr->as.literal = BDL_NEW(arena, bdl_value);
    *expr->as.literal = *old->as.literal;
    expr->as.literal->text = bdl_arena_str(arena, value);
    return expr;
}

/* Who writes 90 where a percentage stands means 90%. */
static bool lacks_percent(const bdl_expr *old, const bdl_expr *value) {
    return is_literal(old, BDL_PERCENT) && is_literal(value, BDL_NUMBER) &&
           !bdl_expr_is_zero(value);
}

static bool fits(const bdl_expr *old, const bdl_expr *value);

/* Each element of VALUE like the first of OLD. */
static bool elements_fit(const bdl_expr *old, const bdl_expr *value) {
    for (size_t i = 0; old->as.list.items.count && i < value->as.list.items.count; i++)
        if (!fits(old->as.list.items.items[0], value->as.list.items.items[i]))
            return false;
    return true;
}

/* Figures of one dimension, or the same kind; what is computed may be anything. */
static bool fits(const bdl_expr *old, const bdl_expr *value) {
    if (old->kind == BDL_E_LIST && value->kind == BDL_E_LIST)
        return elements_fit(old, value);
    if (old->kind != BDL_E_LITERAL || value->kind != BDL_E_LITERAL)
        return (old->kind == BDL_E_LIST) == (value->kind == BDL_E_LIST) ||
               (old->kind != BDL_E_LITERAL && value->kind != BDL_E_LITERAL);
    const bdl_value *a = old->as.literal, *b = value->as.literal;
    if (lacks_percent(old, value))
        return false;
    if (bdl_kind_is_figure(a->kind) && bdl_kind_is_figure(b->kind))
        return bdl_expr_is_zero(value) ||
               bdl_unit_same_dimension(bdl_value_unit(a), bdl_value_unit(b));
    return a->kind == b->kind || a->state == BDL_MISSING || b->state == BDL_MISSING;
}

static bool is_name(const bdl_expr *expr, const void *what) {
    (void)what;
    return expr->kind == BDL_E_NAME;
}

/* 6万: the check of the whole program would quote a line that nobody wrote. */
static bool lacks_yuan(const bdl_expr *expr, const void *what) {
    bdl_str unit;
    (void)what;
    if (!is_literal(expr, BDL_MONEY))
        return false;
    unit = bdl_value_unit(expr->as.literal)->name;
    return bdl_str_eq(unit, BDL_STR("万")) || bdl_str_eq(unit, BDL_STR("亿"));
}

/* What it has shows how its value is written. */
static void hint_old(bdl_diags *diags, const bdl_item *item) {
    const bdl_expr *old = item->as.param.value;
    if (!old || old->kind != BDL_E_LITERAL)
        return;
    bdl_str source = bdl_source_slice(item->file->source, old->span);
    bdl_report_hint(diags, "it is written like `%.*s`, which it is in its file",
                    BDL_PRI(source));
}

/* A value stands for itself; 2025年 is a year where the param is a date. */
static bdl_expr *read_value(bdl_program *program, const bdl_expr *old, bdl_str text) {
    bdl_expr *value = bdl_parse_expr(program->arena, text, NULL, 0);
    if (!value || bdl_expr_any(value, is_name, NULL) ||
        bdl_expr_any(value, lacks_yuan, NULL))
        return NULL;
    if (is_literal(old, BDL_DATE))
        bdl_check_as_date(value);
    return value;
}

static void override(bdl_program *program, const bdl_define_override *define,
                     bdl_diags *diags) {
    bdl_item *item = find_param(program, define->name);
    if (!item) {
        complain_unknown(program, define->name, diags);
        return;
    }
    bdl_expr *old = item->as.param.value;
    bool quoted = define->value.len && define->value.data[0] == '"';
    bdl_expr *value = NULL;
    if (is_literal(old, BDL_TEXT) && !quoted)
        value = as_text(program->arena, old, define->value);
    else
        value = read_value(program, old, define->value);
    bdl_str name = define->name, text = define->value;
    if (!value) {
        bdl_report(diags, NULL, (bdl_span){0, 0}, BDL_MSG_DEFINE_VALUE, BDL_PRI(name),
                   BDL_PRI(text));
        hint_old(diags, item);
    } else if (old && !fits(old, value)) {
        bdl_report(diags, NULL, (bdl_span){0, 0}, BDL_MSG_DEFINE_TYPE, BDL_PRI(name),
                   BDL_PRI(text));
        bdl_report_note(diags, item->file->source, item->name.span,
                        "the param is declared here");
        if (lacks_percent(old, value))
            bdl_report_hint(diags, "a percentage is written with its sign: `%.*s%%`",
                            BDL_PRI(text));
        else
            hint_old(diags, item);
    } else
        item->as.param.value = value;
}

void bdl_load_overrides(bdl_program *program, const bdl_load_options *options,
                        bdl_diags *diags) {
    for (size_t i = 0; i < options->define_count; i++)
        override(program, &options->defines[i], diags);
}
