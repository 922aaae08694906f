/* check_define.c - functions that users define: the body is checked once for each list of
 * argument types, in a copy of its own, so what it gives is known without declarations.
 */
#include "lang/checker.h"

#include "base/language.h"
#include "base/limits.h"
#include "lang/any.h"

static bool same_args(const bdl_checker *c, const bdl_instance *in,
                      const bdl_exprs *args) {
    if (in->count != args->count || in->constant != c->constant)
        return false;
    for (size_t i = 0; i < in->count; i++)
        if (!bdl_type_same(in->args[i], args->items[i]->type))
            return false;
    return true;
}

/* All instances of a define hang together; the map has the latest. The key lives as long
 * as ITEM, a pointer to the define. */
static bdl_str key_of(const bdl_item *const *item) {
    return bdl_str_of((const char *)item, sizeof *item);
}

static bdl_instance *latest(bdl_checker *c, const bdl_item *item) {
    return bdl_map_get(c->instances, key_of(&item));
}

static bdl_instance *find_instance(bdl_checker *c, const bdl_item *item,
                                   const bdl_exprs *args) {
    bdl_instance *in = latest(c, item);
    while (in && !same_args(c, in, args))
        in = in->next;
    return in;
}

/* Whether ITEM is being checked now, or its mistakes were told for other types. */
static bool is_busy(bdl_checker *c, const bdl_item *item) {
    bdl_instance *in = latest(c, item);
    while (in && !in->busy)
        in = in->next;
    return in != NULL;
}

static bool has_failed(bdl_checker *c, const bdl_item *item) {
    bdl_instance *in = latest(c, item);
    while (in && !in->failed)
        in = in->next;
    return in != NULL;
}

static void open_params(bdl_checker *c, bdl_instance *in) {
    const bdl_words *params = &in->define.params;
    for (size_t i = 0; i < params->count; i++)
        bdl_scope_add(c->arena, c->scope,
                      (bdl_known){.name = params->items[i].text,
                                  .span = params->items[i].span,
                                  .type = in->args[i],
                                  .local = bdl_scope_local(c->scope)});
}

/* Whether X depends on anything but locals and what is the same for all documents. */
static bool is_of_more(const bdl_expr *x, const void *what) {
    (void)what;
    if (x->kind == BDL_E_CALL)
        return x->as.call.define && x->as.call.define->number == 0;
    return x->kind == BDL_E_NAME &&
           (x->ref == BDL_REF_DOC_FIELD || x->ref == BDL_REF_DOCUMENT ||
            x->ref == BDL_REF_CORPUS);
}

static void number_condition(bdl_checker *c, bdl_instance *in) {
    if (in->count == 1 && in->args[0].kind == BDL_TEXT &&
        in->result.kind == BDL_BOOLEAN &&
        !bdl_expr_any(in->define.body, is_of_more, NULL))
        in->define.number = ++c->program->pattern_count;
}

static void check_body(bdl_checker *c, bdl_instance *in) {
    bdl_scope scope = bdl_scope_open(&c->room), *outer = c->scope;
    bool muted = c->muted;
    size_t before = bdl_diags_errors(c->diags);
    c->muted = muted || has_failed(c, in->item);
    c->scope = &scope;
    c->call_depth++;
    in->busy = true;
    open_params(c, in);
    in->result = bdl_check_expr(c, in->define.body);
    in->busy = false;
    in->failed = bdl_diags_errors(c->diags) > before;
    in->define.local_count = scope.local_count;
    in->uses_corpus = scope.uses_corpus;
    number_condition(c, in);
    bdl_scope_close(&scope, &c->room);
    c->call_depth--;
    c->scope = outer;
    c->muted = muted;
}

static bdl_instance *new_instance(bdl_checker *c, const bdl_item *item,
                                  const bdl_type *args) {
    const bdl_define *define = &item->as.define;
    bdl_instance *in = BDL_NEW(c->arena, bdl_instance);
    in->item = item;
    in->count = define->params.count;
    in->args = BDL_NEW_ARRAY(c->arena, bdl_type, in->count + 1);
    for (size_t i = 0; i < in->count; i++)
        in->args[i] = args[i];
    in->define = *define;
    in->define.item = item;
    in->define.body = bdl_expr_clone(c->arena, define->body, NULL, 0);
    in->constant = c->constant;
    in->next = latest(c, item);
    bdl_map_put(c->instances, key_of(&in->item), in);
    check_body(c, in);
    return in;
}

bdl_type bdl_check_define_call(bdl_checker *c, bdl_expr *call, const bdl_item *item) {
    const bdl_exprs *args = call->as.call.args;
    size_t wanted = item->as.define.params.count;
    bdl_str name = item->name.text;
    if (args->count != wanted) {
        bdl_str text = bdl_arena_str(c->arena, name);
        BDL_COMPLAIN_AT(c, call, BDL_MSG_ARGUMENT_COUNT, text.data, wanted, args->count);
        BDL_NOTE(c, item->file, item->name.span, _("`%.*s` is defined here"),
                 BDL_PRI(name));
        return BDL_TYPE(BDL_NONE);
    }
    if (is_busy(c, item)) {
        BDL_COMPLAIN_AT(c, call, BDL_MSG_RECURSION, BDL_PRI(name));
        return BDL_TYPE(BDL_NONE);
    }
    if (c->call_depth >= BDL_MAX_CALL_DEPTH) {
        BDL_COMPLAIN_AT(c, call, BDL_MSG_CALL_DEPTH, (int)BDL_MAX_CALL_DEPTH);
        return BDL_TYPE(BDL_NONE);
    }
    bdl_instance *in = find_instance(c, item, args);
    if (!in) {
        bdl_type *types = BDL_NEW_ARRAY(c->arena, bdl_type, args->count + 1);
        for (size_t i = 0; i < args->count; i++)
            types[i] = args->items[i]->type;
        size_t before = bdl_diags_errors(c->diags);
        in = new_instance(c, item, types);
        if (bdl_diags_errors(c->diags) > before)
            BDL_NOTE(c, call->file, call->span, _("called here"));
    }
    call->as.call.define = &in->define;
    c->scope->uses_corpus |= in->uses_corpus;
    return in->result;
}

void bdl_check_define_alone(bdl_checker *c, const bdl_item *item) {
    if (latest(c, item))
        return;
    bdl_type *types = BDL_NEW_ARRAY(c->arena, bdl_type, item->as.define.params.count + 1);
    bdl_scope scope = {0}, *outer = c->scope;
    c->scope = &scope;
    new_instance(c, item, types);
    c->scope = outer;
}
