/* define.c - calls of definitions. What one gives for fields of the document is kept as
 * long as the document is checked: rules that compare each with each ask for it many
 * times. */
#include "eval/machine.h"

#include <stddef.h>

#include "base/language.h"
#include "base/limits.h"
#include "eval/arith.h"
#include "eval/sought.h"

enum { MOST_ARGS = 4 }; /* of a call whose answer is kept */

/* A definition, or a search, and what it is asked of, by the addresses of what stays in
 * its place. */
typedef struct call_key {
    const void *asked;
    struct {
        const void *data;
        const bdl_origin *origin;
        size_t length;
    } args[MOST_ARGS];
} call_key;

typedef struct answer {
    bdl_value value;
    bdl_reads reads;
    struct answer *next; /* in the same chain */
    uint32_t hash;
    call_key key; /* as far as there are arguments */
} answer;

/* What is kept, by hash. */
typedef struct bdl_answers {
    answer **chains;
    size_t size, count; /* SIZE is a power of two */
} bdl_answers;

enum { FIRST_CHAINS = 64 };

/* ---- what is kept ---- */

static uint64_t mix(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 32;
}

static inline uint32_t hash_of(const call_key *key, size_t args) {
    uint64_t hash = mix(0, (uintptr_t)key->asked);

    for (size_t i = 0; i < args; i++) {
        hash = mix(hash, (uintptr_t)key->args[i].data);
        hash = mix(hash, (uintptr_t)key->args[i].origin + key->args[i].length);
    }
    return (uint32_t)hash;
}

static bool is_same_call(const call_key *a, const call_key *b, size_t args) {
    if (a->asked != b->asked)
        return false;
    for (size_t i = 0; i < args; i++)
        if (a->args[i].data != b->args[i].data ||
            a->args[i].origin != b->args[i].origin ||
            a->args[i].length != b->args[i].length)
            return false;
    return true;
}

static inline answer *find_answer(const bdl_answers *all, const call_key *key,
                                  size_t args, uint32_t hash) {
    answer *a = all->chains[hash & (all->size - 1)];

    while (a && (a->hash != hash || !is_same_call(&a->key, key, args)))
        a = a->next;
    return a;
}

static void put_in_chain(bdl_answers *all, answer *a) {
    answer **chain = &all->chains[a->hash & (all->size - 1)];

    a->next = *chain;
    *chain = a;
}

static BDL_APART void make_chains(bdl_eval *e, bdl_answers *all, size_t size) {
    answer **before = all->chains;
    size_t count = all->size;

    all->chains = BDL_NEW_ARRAY(e->answers_arena, answer *, size);
    all->size = size;
    for (size_t i = 0; i < count; i++)
        for (answer *a = before[i], *next; a; a = next) {
            next = a->next;
            put_in_chain(all, a);
        }
}

static inline bdl_answers *answers_of(bdl_eval *e) {
    if (!e->answers) {
        e->answers = BDL_NEW(e->answers_arena, bdl_answers);
        make_chains(e, e->answers, FIRST_CHAINS);
    }
    return e->answers;
}

static inline answer *new_answer(bdl_eval *e, const call_key *key, size_t args,
                                 uint32_t hash) {
    size_t size = offsetof(call_key, args) + args * sizeof key->args[0];
    answer *a = bdl_arena_room(e->answers_arena, 1, offsetof(answer, key) + size);

    a->hash = hash;
    memcpy(&a->key, key, size);
    return a;
}

static inline void keep_answer(bdl_eval *e, answer *a) {
    bdl_answers *all = e->answers;

    if (all->count++ == all->size)
        make_chains(e, all, all->size * 2);
    put_in_chain(all, a);
}

/* ---- what is called ---- */

/* A record of the model stays, and a text that has a number: of the document, or as one
 * that a rule or a table writes, which lies with the program. A record that a find or a
 * literal made does not, nor does a text made of others. */
static bool stays(const bdl_eval *e, const bdl_expr *x, const bdl_value *v) {
    return (v->kind == BDL_TEXT && (bdl_folds_stays(e->folds, v->text_number) ||
                                    bdl_text_is_written(v->text_number))) ||
           (v->kind == BDL_RECORD && v->as.record->holder != NULL) ||
           bdl_expr_is_model_path(e, bdl_expr_without_empty(x));
}

static bool add_arg(bdl_eval *e, call_key *key, size_t i, const bdl_expr *x,
                    const bdl_value *v) {
    if (v->state != BDL_PRESENT || !stays(e, x, v))
        return false;
    switch (v->kind) {
    case BDL_TEXT:
        key->args[i].data = v->text.data;
        key->args[i].origin = v->origin;
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

/* Whether the answer may be kept: it is of the document that is checked, and all
 * arguments stay where they are. */
static bool make_key(bdl_eval *e, const bdl_expr *x, const bdl_value *const *args,
                     call_key *key) {
    size_t count = x->as.call.args->count;

    if (!may_be_kept(e) || e->document != e->own->document)
        return false;
    key->asked = x->as.call.define;
    for (size_t i = 0; i < count; i++) {
        memset(&key->args[i], 0, sizeof key->args[i]);
        if (!add_arg(e, key, i, x->as.call.args->items[i], args[i]))
            return false;
    }
    return true;
}

static const bdl_value *call(bdl_eval *e, const bdl_define *define,
                             const bdl_frame *inner, bdl_value *room) {
    bdl_frame outer = e->frame;
    const bdl_value *out;

    e->frame = *inner;
    e->calls++;
    bdl_trace_inner(e, define->body->type.kind, true);
    out = bdl_eval_inside(e, define->body, room);
    bdl_trace_inner(e, define->body->type.kind, false);
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

/* What DEFINE, a condition of one TEXT, gives, as far as rows of tests tell: they leave
 * nothing behind. */
static bdl_truth decide_told(bdl_eval *e, const bdl_define *define,
                             const bdl_value *text) {
    bdl_frame outer = e->frame;
    bdl_value local = *text;
    bdl_truth t;

    if (!define->body->condition || define->body->is_partly)
        return BDL_UNKNOWN;
    e->frame = (bdl_frame){.locals = &local, .count = 1};
    e->calls++;
    t = bdl_eval_lowered(e, define->body);
    e->calls--;
    e->frame = outer;
    return t;
}

/* A condition of one text that has a number: yes or no is kept by it, and nothing of what
 * it took to tell: a quantifier asks it of all texts of a document. */
static const bdl_value *decide(bdl_eval *e, const bdl_expr *x, const bdl_value *text,
                               bdl_value *room) {
    const bdl_define *define = x->as.call.define;
    uint32_t number = text->text_number, condition = define->number;
    int known = bdl_known_get(e->known, number, condition);
    const bdl_value *out;
    bdl_arena *outer;
    bdl_value made;
    bdl_truth t;

    if (known != BDL_MET_UNKNOWN) {
        *room = bdl_value_bool(known == BDL_MET_YES);
        return room;
    }
    t = decide_told(e, define, text);
    if (t >= 0) {
        bdl_known_set(e->folds, e->known, number, condition, t == BDL_YES);
        *room = bdl_value_bool(t == BDL_YES);
        return room;
    }
    outer = bdl_keep_begin(e, e->scratch);
    out = call_with(e, x, &text, &made);
    if (out->state == BDL_PRESENT && out->kind == BDL_BOOLEAN && !out->rounded)
        bdl_known_set(e->folds, e->known, number, condition, out->as.boolean);
    bdl_keep_end(e, outer, outer, out, room);
    return room;
}

static const bdl_value *kept_answer(bdl_eval *e, const bdl_expr *x,
                                    const bdl_value *const *args, const call_key *key) {
    const bdl_value *found;
    bdl_value room;
    size_t count = x->as.call.args->count;
    uint32_t hash = hash_of(key, count);
    answer *known = find_answer(answers_of(e), key, count, hash);
    bdl_arena *outer;
    bdl_reads before;

    if (known) {
        bdl_reads_join(&e->reads, &known->reads);
        return &known->value;
    }
    known = new_answer(e, key, count, hash);
    outer = bdl_keep_begin(e, e->answers_arena);
    before = bdl_reads_begin(e);
    found = call_with(e, x, args, &room);
    known->reads = bdl_reads_end(e, &before);
    bdl_keep_end(e, outer, e->answers_arena, found, &known->value);
    bdl_folds_number(e->folds, &known->value);
    keep_answer(e, known);
    return &known->value;
}

/* Whether P points into the model or what is kept of it. */
static bool lies_with_model(const bdl_eval *e, const void *p) {
    return !p || bdl_arena_holds(e->own->arena, p) || bdl_arena_holds(e->doc_arena, p) ||
           bdl_arena_holds(e->answers_arena, p);
}

/* Whether what SEARCH gives may be kept, also while somebody watches: it takes nothing
 * from the text but what it finds. */
static bool is_search_kept(bdl_eval *e, const bdl_search *search) {
    const bdl_value *in = search->in;

    return !e->making && !e->lasting && !e->explain && !e->instead &&
           e->document == e->own->document && in->state == BDL_PRESENT &&
           in->kind == BDL_TEXT && lies_with_model(e, in->text.data) &&
           lies_with_model(e, in->origin) && !bdl_eval_answers_are_full(e);
}

BDL_APART bdl_value bdl_search_kept(bdl_eval *e, const bdl_search *search) {
    const bdl_value *in = search->in;
    call_key key = {.asked = search->expr};
    uint32_t hash;
    answer *known;
    bdl_value found;

    if (!is_search_kept(e, search))
        return bdl_search_anew(e, search);
    key.args[0].data = in->text.data;
    key.args[0].origin = in->origin;
    key.args[0].length = in->text.len;
    key.args[1].length = search->only_first ? 0 : (size_t)(search->slot + 2);
    hash = hash_of(&key, 2);
    known = find_answer(answers_of(e), &key, 2, hash);
    if (!known) {
        bdl_arena *outer = bdl_keep_begin(e, e->answers_arena);

        known = new_answer(e, &key, 2, hash);
        found = bdl_search_anew(e, search);
        bdl_keep_end(e, outer, e->answers_arena, &found, &known->value);
        keep_answer(e, known);
    }
    return known->value;
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
