/* define.c - calls of definitions. What one gives for fields of the document is kept as
 * long as the document is checked: rules that compare each with each ask for it many
 * times. */
#include "eval/machine.h"

#include <stddef.h>

#include "base/language.h"
#include "base/limits.h"
#include "eval/arith.h"

enum { MOST_ARGS = 4 }; /* of a call whose answer is kept */

/* A definition and what it is called with, by the addresses of what stays in its place;
 * where only yes or no is asked of texts, equal ones are one. */
typedef struct call_key {
    const bdl_define *define;
    struct {
        const void *data;
        const bdl_origin *origin;
        size_t length;
    } args[MOST_ARGS];
} call_key;

/* The key as far as there are arguments. */
static bdl_str bytes_of(const call_key *key, size_t args) {
    return bdl_str_of((const char *)key,
                      offsetof(call_key, args) + args * sizeof key->args[0]);
}

typedef struct answer {
    bdl_value value;
    bdl_reads reads;
} answer;

/* One text for all that are equal. */
static const char *intern(bdl_eval *e, bdl_str text) {
    const char *known;

    if (!e->texts)
        e->texts = bdl_map_new(e->answers_arena);
    known = bdl_map_get(e->texts, text);
    if (!known)
        bdl_map_put(e->texts, text, (void *)(uintptr_t)text.data);
    return known ? known : text.data;
}

/* Without the empty list after `??`: one is like the other. */
static const bdl_expr *without_empty(const bdl_expr *x) {
    const bdl_expr *right;

    if (x->kind != BDL_E_BINARY || x->as.binary.op != BDL_OP_COALESCE)
        return x;
    right = x->as.binary.right;
    return right->kind == BDL_E_LIST && right->as.list.items.count == 0
               ? x->as.binary.left
               : x;
}

/* A record of the model stays, and a text that has a number of the document; a record
 * that a find or a literal made does not, nor does a text made of others. */
static bool stays(const bdl_eval *e, const bdl_expr *x, const bdl_value *v) {
    return (v->kind == BDL_TEXT && bdl_folds_stays(e->folds, v->text_number)) ||
           (v->kind == BDL_RECORD && v->as.record->holder != NULL) ||
           bdl_expr_is_model_path(e, without_empty(x));
}

static bool add_arg(bdl_eval *e, call_key *key, size_t i, const bdl_expr *x,
                    const bdl_value *v) {
    bool by_content = key->define->body->type.kind == BDL_BOOLEAN && !bdl_value_piece(v);

    if (v->state != BDL_PRESENT || !stays(e, x, v))
        return false;
    switch (v->kind) {
    case BDL_TEXT:
        key->args[i].data = by_content ? intern(e, v->text) : v->text.data;
        key->args[i].origin = by_content ? NULL : v->origin;
        key->args[i].length = v->text.len;
        return true;
    case BDL_LIST:
        key->args[i].data = v->as.list->count > 0 ? v->as.list : NULL;
        return true;
    case BDL_RECORD:
        key->args[i].data = v->as.record;
        return true;
    default:
        return false;
    }
}

/* Whether an answer may be kept: nobody watches. */
static bool may_be_kept(const bdl_eval *e) {
    return !e->making && !e->lasting && !e->explain && !e->instead &&
           !(e->trace && !e->trace->muted);
}

/* Whether the answer may be kept: all arguments stay where they are, too. */
static bool make_key(bdl_eval *e, const bdl_expr *x, const bdl_value *const *args,
                     call_key *key) {
    size_t count = x->as.call.args->count;

    if (count == 0 || !may_be_kept(e))
        return false;
    memset(key, 0, sizeof *key);
    key->define = x->as.call.define;
    for (size_t i = 0; i < count; i++)
        if (!add_arg(e, key, i, x->as.call.args->items[i], args[i]))
            return false;
    return true;
}

static const bdl_value *call(bdl_eval *e, const bdl_define *define,
                             const bdl_frame *inner, bdl_value *room) {
    bdl_frame outer = e->frame;
    const bdl_value *out;

    e->frame = *inner;
    e->calls++;
    out = bdl_eval_inside(e, define->body, room);
    e->calls--;
    e->frame = outer;
    return out;
}

/* What is called with ARGS. */
static const bdl_value *call_with(bdl_eval *e, const bdl_expr *x,
                                  const bdl_value *const *args, bdl_value *room) {
    const bdl_define *define = x->as.call.define;
    bdl_frame inner = {.count = (size_t)define->local_count + 1};

    inner.locals = BDL_NEW_ARRAY(e->scratch, bdl_value, inner.count);
    for (size_t i = 0; i < x->as.call.args->count && i < inner.count; i++)
        inner.locals[i] = *args[i];
    return call(e, define, &inner, room);
}

/* A condition of one text that has a number: yes or no is kept by it, and nothing of what
 * it took to tell: a quantifier asks it of all texts of a document. */
static const bdl_value *decide(bdl_eval *e, const bdl_expr *x, const bdl_value *text,
                               bdl_value *room) {
    uint32_t number = text->text_number, condition = x->as.call.define->number;
    int known = bdl_known_get(e->known, number, condition);
    const bdl_value *out;
    bdl_arena *outer;
    bdl_value made;

    if (known != BDL_MET_UNKNOWN) {
        *room = bdl_value_bool(known == BDL_MET_YES);
        return room;
    }
    outer = bdl_keep_begin(e, e->scratch);
    out = call_with(e, x, &text, &made);
    if (out->state == BDL_PRESENT && out->kind == BDL_BOOLEAN && !out->rounded)
        bdl_folds_set_known(e->folds, number, condition, out->as.boolean);
    bdl_keep_end(e, outer, outer, out, room);
    return room;
}

static const bdl_value *kept_answer(bdl_eval *e, const bdl_expr *x,
                                    const bdl_value *const *args, const call_key *key) {
    const bdl_value *found;
    bdl_value room;
    bdl_str bytes = bytes_of(key, x->as.call.args->count);
    bdl_arena *outer;
    bdl_reads before;
    answer *known;

    if (!e->answers)
        e->answers = bdl_map_new(e->answers_arena);
    known = bdl_map_get(e->answers, bytes);
    if (known) {
        bdl_reads_join(&e->reads, &known->reads);
        return &known->value;
    }
    known = BDL_NEW(e->answers_arena, answer);
    outer = bdl_keep_begin(e, e->answers_arena);
    before = bdl_reads_begin(e);
    found = call_with(e, x, args, &room);
    known->reads = bdl_reads_end(e, &before);
    bdl_keep_end(e, outer, e->answers_arena, found, &known->value);
    bdl_folds_number(e->folds, &known->value);
    bdl_map_put(e->answers, bdl_arena_str(e->answers_arena, bytes), known);
    return &known->value;
}

/* Many arguments: nothing is kept. */
static const bdl_value *call_with_many(bdl_eval *e, const bdl_expr *x, bdl_value *room) {
    const bdl_exprs *list = x->as.call.args;
    bdl_value *values = BDL_NEW_ARRAY(e->scratch, bdl_value, list->count);
    const bdl_value **args = BDL_NEW_ARRAY(e->scratch, const bdl_value *, list->count);

    for (size_t i = 0; i < list->count; i++) {
        bdl_eval_into(e, list->items[i], &values[i]);
        args[i] = &values[i];
    }
    return call_with(e, x, args, room);
}

const bdl_value *bdl_eval_define(bdl_eval *e, const bdl_expr *x, bdl_value *room) {
    const bdl_exprs *list = x->as.call.args;
    bdl_value rooms[MOST_ARGS];
    const bdl_value *args[MOST_ARGS];
    call_key key;

    if (e->calls >= BDL_MAX_CALL_DEPTH) {
        e->met_limit = true;
        *room = bdl_value_failed(x->type.kind,
                                 BDL_TR("definitions call each other too deeply"));
        return room;
    }
    if (list->count > MOST_ARGS)
        return call_with_many(e, x, room);
    for (size_t i = 0; i + 1 < list->count; i++) { /* what follows may bind anew */
        bdl_eval_into(e, list->items[i], &rooms[i]);
        args[i] = &rooms[i];
    }
    if (list->count > 0)
        args[list->count - 1] =
            bdl_eval_look(e, list->items[list->count - 1], &rooms[list->count - 1]);
    if (x->as.call.define->number && bdl_text_number(args[0]) && may_be_kept(e))
        return decide(e, x, args[0], room);
    if (make_key(e, x, args, &key) && !bdl_eval_answers_are_full(e))
        return kept_answer(e, x, args, &key);
    return call_with(e, x, args, room);
}
