/* forms_check.c - the expressions of forms, once every field is known: conditions, what
 * is put into patterns, and computed fields, whose types are found when first asked for.
 */
#include "lang/forms.h"

#include "base/limits.h"

/* A frame with RECORD in local 0; its fields are bare names. */
static void open_frame(bdl_checker *c, bdl_scope *scope, const bdl_rectype *record) {
    int local = bdl_scope_local(scope);
    if (record)
        bdl_scope_add(c->arena, scope,
                      (bdl_known){.type = {.kind = BDL_RECORD, .record = record},
                                  .local = local,
                                  .opens = record != c->schema->document});
}

static void close_frame(bdl_checker *c, const bdl_scope *scope) {
    if (scope->local_count > c->program->local_count)
        c->program->local_count = scope->local_count;
}

static void check_waiting(bdl_checker *c, const bdl_waiting *waiting) {
    bdl_scope scope = {0};
    c->scope = &scope;
    open_frame(c, &scope, waiting->record);
    if (waiting->is_insert)
        bdl_check_insert(c, waiting->expr, false);
    else
        bdl_check_condition(c, waiting->expr, "where");
    if (scope.uses_corpus)
        BDL_COMPLAIN_AT(c, waiting->expr, BDL_MSG_FORM_CORPUS);
    close_frame(c, &scope);
    c->scope = NULL;
}

/* ---- let ---- */

static void check_let(bdl_checker *c, bdl_let *let) {
    bdl_scope scope = {0}, *outer = c->scope;
    bool constant = c->constant;
    int depth = c->depth;
    c->scope = &scope;
    c->constant = false;
    c->depth = 0;
    open_frame(c, &scope, let->record);
    bdl_check_expr(c, let->expr);
    if (scope.uses_corpus)
        BDL_COMPLAIN_AT(c, let->expr, BDL_MSG_FORM_CORPUS);
    close_frame(c, &scope);
    c->scope = outer;
    c->constant = constant;
    c->depth = depth;
}

static bdl_expr *new_expr(bdl_checker *c, const bdl_expr *like, bdl_expr_kind kind,
                          bdl_kind type) {
    bdl_expr *expr = bdl_expr_new(c->arena, kind, like->file, like->span);
    expr->type = BDL_TYPE(type);
    return expr;
}

/* The name of the form that gave the record: a field of local 0. */
static bdl_expr *form_name(bdl_checker *c, const bdl_let *let) {
    bdl_expr *expr = new_expr(c, let->expr, BDL_E_NAME, BDL_TEXT);
    expr->as.name.text = BDL_STR("form");
    expr->ref =
        let->record == c->schema->document ? BDL_REF_DOC_FIELD : BDL_REF_LOCAL_FIELD;
    expr->slot = let->record->slot_form;
    return expr;
}

static bdl_expr *form_is(bdl_checker *c, const bdl_let *let) {
    bdl_expr *text = new_expr(c, let->expr, BDL_E_LITERAL, BDL_TEXT);
    text->as.literal = BDL_NEW(c->arena, bdl_value);
    *text->as.literal = (bdl_value){.kind = BDL_TEXT, .text = let->form};
    bdl_expr *expr = new_expr(c, let->expr, BDL_E_BINARY, BDL_BOOLEAN);
    expr->op = BDL_OP_EQ;
    expr->as.binary.left = form_name(c, let);
    expr->as.binary.right = text;
    return expr;
}

/* Of several layouts each may compute a field in its own way: the first that the form of
 * the record says, and where no form is known, one after the other. */
static bdl_expr *choose(bdl_checker *c, const bdl_let *let, bdl_expr *others) {
    bdl_expr *expr = new_expr(c, let->expr, BDL_E_IF, BDL_NONE);
    expr->as.cond.cond = form_is(c, let);
    expr->as.cond.then = let->expr;
    expr->as.cond.otherwise = others;
    expr->type = let->expr->type;
    return expr;
}

static bdl_expr *try_in_turn(bdl_checker *c, const bdl_let *let, bdl_expr *before) {
    bdl_expr *expr = new_expr(c, let->expr, BDL_E_BINARY, BDL_NONE);
    expr->op = BDL_OP_COALESCE;
    expr->as.binary.left = before;
    expr->as.binary.right = let->expr;
    expr->type = let->expr->type;
    return expr;
}

static bdl_expr *unless_known(bdl_checker *c, const bdl_let *let, bdl_expr *unknown,
                              bdl_expr *known) {
    bdl_expr *is = new_expr(c, let->expr, BDL_E_IS, BDL_BOOLEAN);
    is->as.is.subject = form_name(c, let);
    is->as.is.test = BDL_IS_MISSING;
    bdl_expr *expr = new_expr(c, let->expr, BDL_E_IF, BDL_NONE);
    expr->as.cond.cond = is;
    expr->as.cond.then = unknown;
    expr->as.cond.otherwise = known;
    expr->type = let->expr->type;
    return expr;
}

static bdl_let *first_let(bdl_checker *c, const bdl_rectype *type, int slot) {
    return bdl_map_get(c->first_lets, bdl_forms_let_key(c, type, slot));
}

static void combine(bdl_checker *c, const bdl_rectype *type, int slot, bdl_field *field) {
    bdl_expr *in_turn = NULL, *chosen = NULL;
    const bdl_let *last = NULL;
    size_t count = 0;
    for (const bdl_let *let = first_let(c, type, slot); let; let = let->next) {
        in_turn = in_turn ? try_in_turn(c, let, in_turn) : let->expr;
        chosen = chosen ? choose(c, let, chosen) : let->expr;
        last = let;
        count++;
    }
    field->let = in_turn;
    if (count > 1 && type->slot_form >= 0)
        field->let = unless_known(c, last, in_turn, chosen);
}

static void agree(bdl_checker *c, bdl_let *let, bdl_type *type, bool *first) {
    bdl_type joined;
    if (*first || bdl_types_join(c->arena, *type, let->expr->type, &joined)) {
        *type = *first ? let->expr->type : joined;
        *first = false;
        return;
    }
    bdl_str here = bdl_check_type_name(c, let->expr->type);
    bdl_str there = bdl_check_type_name(c, *type);
    BDL_COMPLAIN(c, let->item->file, let->name.span, BDL_MSG_FIELD_TYPE,
                 BDL_PRI(let->name.text), BDL_PRI(here), BDL_PRI(there));
}

/* All lets of a field are marked before the first is checked: meeting one again is a
 * circle. */
static bool open_lets(bdl_checker *c, bdl_let *first) {
    if (!first || first->state == BDL_LET_DONE)
        return false;
    if (first->state == BDL_LET_BUSY) {
        BDL_COMPLAIN(c, first->item->file, first->name.span, BDL_MSG_LET_CYCLE,
                     BDL_PRI(first->name.text));
        return false;
    }
    if (c->let_depth >= BDL_MAX_NESTING) {
        BDL_COMPLAIN(c, first->item->file, first->name.span, BDL_MSG_TOO_DEEP);
        return false;
    }
    for (bdl_let *let = first; let; let = let->next)
        let->state = BDL_LET_BUSY;
    return true;
}

bdl_type bdl_forms_let_type(bdl_checker *c, const bdl_rectype *type, int slot) {
    bdl_field *field = &type->fields.items[slot];
    bdl_let *lets = first_let(c, type, slot);
    bdl_type result = BDL_TYPE(BDL_NONE);
    bool first = true;
    if (!open_lets(c, lets))
        return field->type;
    c->let_depth++;
    for (bdl_let *let = lets; let; let = let->next) {
        check_let(c, let);
        agree(c, let, &result, &first);
    }
    for (bdl_let *let = lets; let; let = let->next)
        let->state = BDL_LET_DONE;
    c->let_depth--;
    field->type = result;
    combine(c, type, slot, field);
    return result;
}

void bdl_forms_check(bdl_checker *c) {
    if (c->program->local_count < 1)
        c->program->local_count = 1;
    for (size_t i = 0; i < c->lets.count; i++)
        bdl_forms_let_type(c, c->lets.items[i]->record, c->lets.items[i]->slot);
    for (size_t i = 0; i < c->waiting.count; i++)
        check_waiting(c, &c->waiting.items[i]);
}
