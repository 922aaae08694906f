/* join.c - which elements of a list can meet a condition, by hashing.
 *
 * `where x.a == b and …`: if one side of an equation speaks of the element alone and the
 * other not of the element, the elements are looked up by that side's value, and only
 * those found are tried. An index of a list of the model or of the corpus is made once.
 * What cannot be hashed (unknown values, figures that stand for an interval) is always
 * tried. */
#include "eval/machine.h"

#include "lang/any.h"

enum {
    MOST_EQUATIONS = 4, /* looked at in one condition */
    MOST_OPEN = 16,     /* documents whose equation is unknown that are tried */
};

/* ---- what an expression speaks of ---- */

static bool names_local(const bdl_expr *x, const void *what) {
    return x->kind == BDL_E_NAME &&
           (x->ref == BDL_REF_LOCAL || x->ref == BDL_REF_ITEM ||
            x->ref == BDL_REF_LOCAL_FIELD) &&
           x->as.name.local == *(const int *)what;
}

static bool uses_local(const bdl_expr *x, int local) {
    return bdl_expr_any(x, names_local, &local);
}

/* The locals that X itself binds lie in no other place than X; another local is one of
 * the rule, and its value may change while an index stays. */
typedef struct bound {
    int of_element;
    const bdl_expr *within;
} bound;

static bool binds(const bdl_expr *x, const void *what) {
    int local = *(const int *)what;

    return (x->kind == BDL_E_INDEX && x->as.index.filters &&
            x->as.index.local == local) ||
           ((x->kind == BDL_E_EVERY || x->kind == BDL_E_SOME || x->kind == BDL_E_FOR) &&
            x->as.each.local == local);
}

static bool is_foreign_local(const bdl_expr *x, const void *what) {
    const bound *b = what;

    if (x->kind != BDL_E_NAME || (x->ref != BDL_REF_LOCAL && x->ref != BDL_REF_ITEM &&
                                  x->ref != BDL_REF_LOCAL_FIELD))
        return false;
    return x->as.name.local != b->of_element &&
           !bdl_expr_any(b->within, binds, &x->as.name.local);
}

static bool is_match(const bdl_expr *x, const void *what) {
    (void)what;
    return x->kind == BDL_E_MATCHES;
}

static bool is_of_document(const bdl_expr *x, const void *what) {
    (void)what;
    return x->kind == BDL_E_NAME &&
           (x->ref == BDL_REF_DOC_FIELD || x->ref == BDL_REF_DOCUMENT);
}

/* Whether X speaks of the element in LOCAL and of nothing else that changes while the
 * list stays (for the corpus the document at hand does). */
static bool is_key(const bdl_expr *x, int local, bool of_corpus) {
    bound b = {local, x};

    return uses_local(x, local) && !bdl_expr_any(x, is_foreign_local, &b) &&
           !(of_corpus && bdl_expr_any(x, is_of_document, NULL));
}

/* Records of the model live as long as it; those of a find or a literal do not. */
static bool is_model_record(const bdl_eval *e, const bdl_expr *x) {
    return x->kind == BDL_E_NAME && x->type.kind == BDL_RECORD && x->type.record &&
           (x->type.record->holder || x->type.record == e->program->schema->document);
}

/* The same of the record whose field X names without it, which only the record at hand
 * tells. */
static bool is_field_of_model(const bdl_eval *e, const bdl_expr *x) {
    const bdl_value *local = &e->frame.locals[x->as.name.local];

    return local->kind == BDL_RECORD && local->state == BDL_PRESENT &&
           (local->as.record->holder ||
            local->as.record->type == e->program->schema->document);
}

bool bdl_expr_is_kept_list(const bdl_expr *x) {
    if (x->kind == BDL_E_NAME)
        return x->ref == BDL_REF_DOC_FIELD;
    return x->kind == BDL_E_FIELD && !x->is_key && x->target_part < 0 &&
           bdl_expr_is_kept_list(x->as.field.base);
}

bool bdl_expr_is_table(const bdl_expr *x) {
    return x->kind == BDL_E_NAME && x->ref == BDL_REF_TABLE;
}

const bdl_expr *bdl_expr_without_empty(const bdl_expr *x) {
    const bdl_expr *right;

    if (x->kind != BDL_E_BINARY || x->op != BDL_OP_COALESCE)
        return x;
    right = x->as.binary.right;
    return right->kind == BDL_E_LIST && right->as.list.items.count == 0
               ? x->as.binary.left
               : x;
}

bool bdl_expr_is_model_path(const bdl_eval *e, const bdl_expr *x) {
    if (x->kind == BDL_E_NAME)
        return x->ref == BDL_REF_DOC_FIELD || x->ref == BDL_REF_CORPUS ||
               x->ref == BDL_REF_TABLE ||
               (x->ref == BDL_REF_LOCAL_FIELD && is_field_of_model(e, x));
    if (x->kind == BDL_E_FIELD && x->maps)
        return bdl_expr_is_kept_list(x);
    if (x->kind == BDL_E_FIELD && !x->is_key && x->target_part < 0)
        return bdl_expr_is_model_path(e, x->as.field.base) ||
               is_model_record(e, x->as.field.base);
    return false;
}

/* ---- equations ---- */

typedef struct equation {
    const bdl_expr *key, *probe;
    bool exact; /* === */
} equation;

static void take_equation(const bdl_expr *x, int local, bool of_corpus, equation *out,
                          size_t *count) {
    const bdl_expr *left = x->as.binary.left, *right = x->as.binary.right;
    bool exact = x->op == BDL_OP_SAME;

    if (is_key(left, local, of_corpus) && !uses_local(right, local))
        out[(*count)++] = (equation){left, right, exact};
    else if (is_key(right, local, of_corpus) && !uses_local(left, local))
        out[(*count)++] = (equation){right, left, exact};
}

static void take_equations(const bdl_expr *x, int local, bool of_corpus, equation *out,
                           size_t *count) {
    if (x->kind != BDL_E_BINARY || *count == MOST_EQUATIONS)
        return;
    if (x->op == BDL_OP_AND) {
        take_equations(x->as.binary.left, local, of_corpus, out, count);
        take_equations(x->as.binary.right, local, of_corpus, out, count);
    } else if ((x->op == BDL_OP_EQ || x->op == BDL_OP_SAME) && !x->as.binary.within) {
        take_equation(x, local, of_corpus, out, count);
    }
}

/* ---- indexes ---- */

/* The elements of one list by the values of one key expression. */
typedef struct index {
    uint32_t *first; /* by hash: 1 + position, 0 none; a power of two */
    uint32_t *next;  /* of each position: the next with its place in the table */
    uint32_t *same;  /* how many there are of its hash from each position on */
    uint64_t *hash;  /* 0: it cannot be told by its hash */
    size_t size;
    bdl_reads reads;
    const uint32_t *open; /* positions that are always tried, ascending */
    size_t open_count;
} index_of;

typedef struct index_key {
    const bdl_list *list;
    const void *key; /* the expression, or the field that it names; NULL: the element */
    size_t exact;
} index_key;

struct bdl_joins {
    bdl_arena *arena;
    bdl_map *indexes;
};

/* 1 + the first position that has HASH, 0: none. */
static size_t first_of(const index_of *index, uint64_t hash) {
    size_t i = index->first[hash & (index->size - 1)];

    while (i && index->hash[i - 1] != hash)
        i = index->next[i - 1];
    return i;
}

static size_t bucket_size(const index_of *index, uint64_t hash) {
    size_t i = first_of(index, hash);

    return index->open_count + (i ? index->same[i - 1] : 0);
}

static bool can_hash(bdl_eval *e, const bdl_value *v, bool exact) {
    if (!bdl_value_is_known(v))
        return false;
    return exact || e->options.exact || !bdl_kind_is_figure(v->kind) || !v->half ||
           v->state == BDL_BLANK;
}

/* 0: it cannot be hashed. */
static uint64_t hash_of(bdl_eval *e, const bdl_value *v, bool exact) {
    return can_hash(e, v, exact) ? bdl_value_hash(e->folds, e->scratch, v) | 1 : 0;
}

/* Of what EQ says of ELEMENT, which is put into LOCAL. */
static uint64_t hash_of_key(bdl_eval *e, const bdl_list *list, const bdl_value *element,
                            int local, const equation *eq) {
    bool passing = list == e->corpus && e->others && !e->passing;
    size_t mark = passing ? bdl_others_begin_passing(e->others) : 0;
    uint64_t hash;
    bdl_value v;

    e->frame.locals[local] = *element;
    e->passing |= passing;
    e->lasting += passing;
    v = bdl_eval_expr(e, eq->key);
    hash = hash_of(e, &v, eq->exact);
    if (passing) {
        bdl_others_end_passing(e->others, mark);
        e->passing = false;
        e->lasting--;
    }
    return hash;
}

/* Of ELEMENT itself, if it is a text: figures of other units are not just unequal. */
static uint64_t hash_of_text(bdl_eval *e, const bdl_value *element) {
    return element->kind == BDL_TEXT ? hash_of(e, element, false) : 0;
}

static void set_open(bdl_arena *arena, index_of *index, size_t count) {
    uint32_t *open;

    for (size_t i = 0; i < count; i++)
        index->open_count += index->hash[i] == 0;
    index->open = open = BDL_NEW_ARRAY(arena, uint32_t, index->open_count + 1);
    for (size_t i = 0; i < count; i++)
        if (index->hash[i] == 0)
            *open++ = (uint32_t)i;
}

/* EQ is NULL: of the elements themselves. */
static index_of *make_index(bdl_eval *e, bdl_arena *arena, const bdl_list *list,
                            int local, const equation *eq) {
    index_of *index = BDL_NEW(arena, index_of);
    bdl_value kept = eq ? e->frame.locals[local] : (bdl_value){0};

    for (index->size = 16; index->size < list->count * 2;)
        index->size *= 2;
    index->first = BDL_NEW_ARRAY(arena, uint32_t, index->size);
    index->next = BDL_NEW_ARRAY(arena, uint32_t, list->count + 1);
    index->same = BDL_NEW_ARRAY(arena, uint32_t, list->count + 1);
    index->hash = BDL_NEW_ARRAY(arena, uint64_t, list->count + 1);
    for (size_t i = list->count; i > 0; i--) { /* backwards: chains are ascending */
        const bdl_value *element = bdl_list_element(list, i - 1);
        size_t slot, next;

        index->hash[i - 1] =
            eq ? hash_of_key(e, list, element, local, eq) : hash_of_text(e, element);
        if (index->hash[i - 1] == 0)
            continue;
        slot = index->hash[i - 1] & (index->size - 1);
        next = first_of(index, index->hash[i - 1]);
        index->same[i - 1] = 1 + (next ? index->same[next - 1] : 0);
        index->next[i - 1] = index->first[slot];
        index->first[slot] = (uint32_t)i;
    }
    if (eq)
        e->frame.locals[local] = kept;
    set_open(arena, index, list->count);
    return index;
}

/* What KEY is known by: of a field of the element itself, whatever it is called there. */
static const void *name_of(const bdl_expr *key) {
    const bdl_expr *base = key->kind == BDL_E_FIELD ? key->as.field.base : NULL;

    if (!base || base->kind != BDL_E_NAME || base->type.kind != BDL_RECORD ||
        (base->ref != BDL_REF_LOCAL && base->ref != BDL_REF_ITEM) || key->is_key ||
        key->target_part >= 0)
        return key;
    return &base->type.record->fields.items[key->slot];
}

static index_of *index_for(bdl_eval *e, struct bdl_joins *joins, const bdl_list *list,
                           int local, const equation *eq) {
    index_key key = {list, eq ? name_of(eq->key) : NULL, eq && eq->exact};
    index_of *index = bdl_map_get(joins->indexes, BDL_KEY(key));
    bdl_trace *trace = e->trace;
    const bdl_seen *instead = e->instead;
    bool explain = e->explain;
    bdl_reads before;

    if (index) {
        bdl_reads_join(&e->reads, &index->reads);
        return index;
    }
    e->trace = NULL;
    e->instead = NULL;
    e->explain = false;
    before = bdl_reads_begin(e);
    index = make_index(e, joins->arena, list, local, eq);
    index->reads = bdl_reads_end(e, &before);
    if (joins ==
        e->table_joins) /* which is of no document, in whatever pass it is made */
        index->reads = (bdl_reads){{0}};
    e->trace = trace;
    e->instead = instead;
    e->explain = explain;
    bdl_map_put(joins->indexes, bdl_arena_str(joins->arena, BDL_KEY(key)), index);
    return index;
}

/* What an element has to be found by: its place in INDEX by HASH. */
typedef struct clue {
    const index_of *index;
    uint64_t hash;
} clue;

/* Whether position I is told by another clue than BEST not to meet the condition. */
static bool is_ruled_out(const clue *clues, size_t count, const clue *best, size_t i) {
    for (size_t k = 0; k < count; k++)
        if (&clues[k] != best && clues[k].index->hash[i] != 0 &&
            clues[k].index->hash[i] != clues[k].hash)
            return true;
    return false;
}

/* The bucket of BEST but for what other clues rule out, and the open ones (at most
 * MOST_OPEN of them), ascending. */
static bdl_candidates bucket_of(bdl_eval *e, const clue *clues, size_t count,
                                const clue *best, size_t most_open) {
    const index_of *index = best->index;
    size_t open = index->open_count < most_open ? index->open_count : most_open, k = 0;
    size_t *at = BDL_NEW_ARRAY(e->scratch, size_t, bucket_size(index, best->hash) + 1);
    bdl_candidates out = {.at = at};

    for (size_t i = index->first[best->hash & (index->size - 1)]; i;
         i = index->next[i - 1]) {
        if (index->hash[i - 1] != best->hash || is_ruled_out(clues, count, best, i - 1))
            continue;
        while (k < open && index->open[k] < i - 1)
            at[out.count++] = index->open[k++];
        at[out.count++] = i - 1;
    }
    while (k < open)
        at[out.count++] = index->open[k++];
    return out;
}

/* ---- candidates ---- */

static bdl_candidates look_up(bdl_eval *e, struct bdl_joins *joins, const bdl_list *list,
                              int local, const equation *equations, size_t count) {
    bool of_corpus = list == e->corpus;
    bdl_candidates out = {.all = true};
    clue clues[MOST_EQUATIONS], *best = NULL;
    size_t known = 0, best_size = SIZE_MAX;
    bdl_value why = {0};

    for (size_t i = 0; i < count; i++) {
        bdl_value v = bdl_eval_expr(e, equations[i].probe);
        clue *c = &clues[known];
        size_t size;

        if (!bdl_value_is_known(&v) && why.state == BDL_PRESENT)
            why = v;
        c->hash = hash_of(e, &v, equations[i].exact);
        if (c->hash == 0)
            continue;
        c->index = index_for(e, joins, list, local, &equations[i]);
        known++;
        size = bucket_size(c->index, c->hash);
        if (size < best_size) {
            best = c;
            best_size = size;
        }
    }
    if (of_corpus && why.state != BDL_PRESENT)
        known = 0; /* some of the bucket make it unknown, whatever the others say */
    if (best)
        out = bucket_of(e, clues, known, best, of_corpus ? MOST_OPEN : SIZE_MAX);
    if (of_corpus && why.state != BDL_PRESENT && (out.all || out.count > 0)) {
        out.unknown = true;
        out.why = why;
    }
    return out;
}

/* Whether the field that is taken for another value is one that INDEX was made of. */
static bool is_instead_of(const bdl_eval *e, const index_of *index) {
    const bdl_seen *instead = e->instead;
    bdl_reads field = {{0}};

    if (!instead || !instead->record || instead->slot < 0)
        return false;
    bdl_reads_add(&field, instead->record->type->fields.items[instead->slot].bit);
    return bdl_reads_meet(&index->reads, &field);
}

/* Of the corpus while somebody watches: all but what is ruled out, for what is unknown
 * has a reason. */
static bdl_candidates not_ruled_out(bdl_eval *e, struct bdl_joins *joins,
                                    const bdl_list *list, int local,
                                    const equation *equations, size_t count) {
    bdl_candidates out = {.all = true};
    clue clues[MOST_EQUATIONS];
    size_t known = 0, *at;

    for (size_t i = 0; i < count; i++) {
        clue *c = &clues[known];
        bdl_value v;

        bdl_trace_mute(e->trace, 1);
        v = bdl_eval_expr(e, equations[i].probe);
        bdl_trace_mute(e->trace, -1);
        c->hash = hash_of(e, &v, equations[i].exact);
        if (c->hash == 0)
            continue;
        c->index = index_for(e, joins, list, local, &equations[i]);
        known += !is_instead_of(e, c->index);
    }
    if (known == 0)
        return out;
    out.all = false;
    out.at = at = BDL_NEW_ARRAY(e->scratch, size_t, list->count + 1);
    for (size_t i = 0; i < list->count; i++)
        if (!is_ruled_out(clues, known, NULL, i))
            at[out.count++] = i;
    return out;
}

/* The equations of a condition, taken out once. */
typedef struct plan {
    equation equations[MOST_EQUATIONS];
    size_t count;
    bool lasts; /* what an element is found by is the same in all documents */
} plan;

/* Whether X may be something else in another document; each example of a rule has a
 * corpus of its own. */
static bool may_change(const bdl_expr *x, const void *what) {
    return is_of_document(x, what) ||
           (x->kind == BDL_E_NAME && x->ref == BDL_REF_CORPUS) ||
           (x->kind == BDL_E_CALL && x->as.call.define);
}

static const plan *plan_of(bdl_eval *e, const bdl_expr *where, int local,
                           bool of_corpus) {
    plan *made = bdl_map_get(e->plans, BDL_KEY(where));

    if (made)
        return made;
    made = BDL_NEW(e->arena, plan);
    if (!bdl_expr_any(where, is_match, NULL))
        take_equations(where, local, of_corpus, made->equations, &made->count);
    made->lasts = true;
    for (size_t i = 0; i < made->count; i++)
        made->lasts &= !bdl_expr_any(made->equations[i].key, may_change, NULL);
    bdl_map_put(e->plans, bdl_arena_str(e->arena, BDL_KEY(where)), made);
    return made;
}

static struct bdl_joins *joins_of(bdl_arena *arena, struct bdl_joins **joins) {
    if (!*joins) {
        *joins = BDL_NEW(arena, struct bdl_joins);
        (*joins)->arena = arena;
        (*joins)->indexes = bdl_map_new(arena);
    }
    return *joins;
}

bdl_candidates bdl_join_candidates(bdl_eval *e, const bdl_expr *list_expr,
                                   const bdl_value *list, int local,
                                   const bdl_expr *where) {
    bdl_candidates all = {.all = true};
    bool of_corpus = list->as.list == e->corpus, watched = bdl_eval_is_watched(e);
    struct bdl_joins *joins;
    const plan *p;

    if (e->making || e->passing || (watched && !(of_corpus && e->others)) ||
        list->as.list->count == 0 ||
        !bdl_expr_is_model_path(e, bdl_expr_without_empty(list_expr)))
        return all;
    p = plan_of(e, where, local, of_corpus);
    if (p->count == 0)
        return all;
    joins = of_corpus ? joins_of(e->run_arena, &e->run_joins)
            : p->lasts && bdl_expr_is_table(list_expr)
                ? joins_of(e->arena, &e->table_joins)
                : joins_of(e->lists_arena, &e->joins);
    return (watched ? not_ruled_out : look_up)(e, joins, list->as.list, local,
                                               p->equations, p->count);
}

bdl_candidates bdl_join_among(bdl_eval *e, const bdl_value *wanted,
                              const bdl_value *list) {
    clue c;

    if (bdl_list_count(list) < BDL_WORTH_AN_INDEX ||
        !bdl_eval_asks_again(e, list->as.list))
        return (bdl_candidates){.all = true};
    c.hash = hash_of_text(e, wanted);
    if (c.hash == 0)
        return (bdl_candidates){.all = true};
    c.index = index_for(e, joins_of(e->lists_arena, &e->joins), list->as.list, 0, NULL);
    return bucket_of(e, &c, 1, &c, SIZE_MAX);
}
