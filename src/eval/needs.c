/* needs.c - which fields rules can read of other documents. An expression is followed
 * once for each way in which its parts may come from another document; what it may read
 * there is marked by type of record and slot, so too much is kept at worst. */
#include "eval/needs.h"

#include "lang/any.h"
#include "lang/check.h"

enum { MOST_ARGS = 64 }; /* of a definition that are told apart */

/* A local: records of which type, and whether they may be another document's. */
typedef struct holding {
    const bdl_rectype *type;
    bool other;
} holding;

typedef struct finder {
    bdl_arena *arena;
    const bdl_program *program;
    bdl_needs *needs;
    bdl_map *calls; /* of each definition and kind of call: what it gives */
} finder;

/* An expression at hand: its locals, and whether bare names are another document's. */
typedef struct look {
    finder *f;
    holding *locals;
    bool document;
} look;

static bool follow(look *k, const bdl_expr *x);

/* ---- what is marked ---- */

size_t bdl_needs_find(const bdl_needs *needs, const bdl_rectype *type) {
    return (size_t)(uintptr_t)bdl_map_get(needs->by_type, bdl_rectype_key(&type)) - 1;
}

/* What is needed of TYPE, and that its holders are. */
static void reach(finder *f, const bdl_rectype *type) {
    for (; type && bdl_needs_find(f->needs, type) == SIZE_MAX; type = type->holder) {
        bdl_need need = {.type = type};
        const bdl_rectype **key = BDL_NEW(f->arena, const bdl_rectype *);

        need.read = BDL_NEW_ARRAY(f->arena, bool, type->fields.count + 1);
        need.home = BDL_NEW_ARRAY(f->arena, bool, type->fields.count + 1);
        BDL_PUSH(f->arena, &f->needs->types, need);
        *key = type;
        bdl_map_put(f->needs->by_type, bdl_rectype_key(key),
                    (void *)(uintptr_t)f->needs->types.count);
    }
}

static void mark(finder *f, const bdl_rectype *type, int slot) {
    const bdl_field *field;
    bool *read;
    look inner = {.f = f, .document = true};

    if (!type || slot < 0 || (size_t)slot >= type->fields.count)
        return;
    reach(f, type);
    read = f->needs->types.items[bdl_needs_find(f->needs, type)].read;
    if (read[slot])
        return;
    read[slot] = true;
    field = &type->fields.items[slot];
    reach(f, bdl_type_records(&field->type));
    if (field->source != BDL_FROM_LET || !field->let)
        return;
    inner.locals = BDL_NEW_ARRAY(f->arena, holding, (size_t)f->program->local_count + 1);
    inner.locals[0] = (holding){type, true};
    follow(&inner, field->let);
}

/* ---- parts of expressions ---- */

typedef struct following {
    look *k;
    bool other; /* so far, of some part */
} following;

static void follow_part(const bdl_expr *part, void *context) {
    following *all = context;

    all->other |= follow(all->k, part);
}

static bool follow_parts(look *k, const bdl_expr *x) {
    following all = {.k = k};

    bdl_expr_parts(x, follow_part, &all);
    return all.other;
}

static bool follow_name(look *k, const bdl_expr *x) {
    const holding *local = NULL;

    switch (x->ref) {
    case BDL_REF_LOCAL:
    case BDL_REF_ITEM:
        return k->locals[x->as.name.local].other;
    case BDL_REF_LOCAL_FIELD:
        local = &k->locals[x->as.name.local];
        if (local->other)
            mark(k->f, local->type, x->slot);
        return local->other;
    case BDL_REF_DOC_FIELD:
        if (k->document)
            mark(k->f, k->f->program->schema->document, x->slot);
        return k->document;
    case BDL_REF_DOCUMENT:
        return k->document;
    default:
        return x->ref == BDL_REF_CORPUS;
    }
}

static bool follow_field(look *k, const bdl_expr *x) {
    const bdl_expr *base = x->as.field.base;
    bool other = follow(k, base);

    if (other && !x->is_key && x->target_part < 0)
        mark(k->f, bdl_type_records(&base->type), x->slot);
    return other;
}

static bool follow_index(look *k, const bdl_expr *x) {
    const bdl_expr *base = x->as.index.base;
    bool other = follow(k, base);

    if (x->as.index.filters)
        k->locals[x->as.index.local] = (holding){bdl_type_records(&base->type), other};
    follow(k, x->as.index.argument);
    return other;
}

static bool follow_each(look *k, const bdl_expr *x) {
    bool other = follow(k, x->as.each.list);

    k->locals[x->as.each.local] =
        (holding){bdl_type_records(&x->as.each.list->type), other};
    follow(k, x->as.each.where);
    return follow(k, x->as.each.body) || other;
}

/* ---- calls ---- */

typedef struct call_key {
    const bdl_define *define;
    uint64_t others; /* arguments that may be of another document */
    uint64_t document;
} call_key;

static bool follow_body(look *k, const bdl_expr *x, const call_key *key) {
    const bdl_define *define = key->define;
    look inner = {.f = k->f, .document = k->document};

    inner.locals =
        BDL_NEW_ARRAY(k->f->arena, holding, (size_t)define->local_count + MOST_ARGS + 1);
    for (size_t i = 0; i < x->as.call.args->count && i < MOST_ARGS; i++)
        inner.locals[i] = (holding){bdl_type_records(&x->as.call.args->items[i]->type),
                                    key->others >> i & 1};
    return follow(&inner, define->body);
}

static bool follow_define(look *k, const bdl_expr *x) {
    call_key key = {.define = x->as.call.define, .document = k->document};
    uintptr_t known;

    for (size_t i = 0; i < x->as.call.args->count; i++)
        if (follow(k, x->as.call.args->items[i]) && i < MOST_ARGS)
            key.others |= (uint64_t)1 << i;
    known = (uintptr_t)bdl_map_get(k->f->calls, BDL_KEY(key));
    if (known)
        return known == 2;
    known = 1 + follow_body(k, x, &key);
    bdl_map_put(k->f->calls, bdl_arena_str(k->f->arena, BDL_KEY(key)), (void *)known);
    return known == 2;
}

static bool follow_call(look *k, const bdl_expr *x) {
    const bdl_rectype *rows;
    bool other;

    if (x->as.call.define)
        return follow_define(k, x);
    other = follow_parts(k, x);
    rows = x->as.call.args->count ? bdl_type_records(&x->as.call.args->items[0]->type)
                                  : NULL;
    if (other && rows) /* lookup(rows, code) */
        mark(k->f, rows, rows->slot_key);
    return other;
}

/* ---- all ---- */

/* What the condition gives is not what the whole gives. */
static bool follow_choice(look *k, const bdl_expr *x) {
    bool other;

    follow(k, x->as.cond.cond);
    other = follow(k, x->as.cond.then);
    return follow(k, x->as.cond.otherwise) || other;
}

/* Whether X may give something of another document. */
static bool follow(look *k, const bdl_expr *x) {
    if (!x)
        return false;
    switch (x->kind) {
    case BDL_E_NAME:
        return follow_name(k, x);
    case BDL_E_FIELD:
        return follow_field(k, x);
    case BDL_E_INDEX:
        return follow_index(k, x);
    case BDL_E_CALL:
        return follow_call(k, x);
    case BDL_E_EVERY:
    case BDL_E_SOME:
    case BDL_E_FOR:
        return follow_each(k, x);
    case BDL_E_IF:
        return follow_choice(k, x);
    default:
        return follow_parts(k, x);
    }
}

static void follow_clause(look *k, const bdl_clause *clause) {
    bool other;

    if (clause->kind == BDL_C_EXAMPLE)
        return;
    other = follow(k, clause->expr);
    if (clause->kind == BDL_C_FOR || clause->kind == BDL_C_LET)
        k->locals[clause->local] =
            (holding){bdl_type_records(&clause->expr->type), other};
    if (clause->kind == BDL_C_FOR) {
        for (size_t i = 0; i < clause->by.count; i++)
            follow(k, clause->by.items[i]);
        follow(k, clause->where);
    }
    follow(k, clause->otherwise);
}

static void follow_rule(finder *f, const bdl_rule_item *rule) {
    look k = {.f = f};

    k.locals = BDL_NEW_ARRAY(f->arena, holding, (size_t)rule->local_count + 1);
    for (size_t i = 0; i < rule->clauses.count; i++)
        follow_clause(&k, rule->clauses.items[i]);
}

static void follow_duties(finder *f) {
    look k = {.f = f};

    k.locals = BDL_NEW_ARRAY(f->arena, holding, (size_t)f->program->local_count + 1);
    for (size_t i = 0; i < f->program->duties.count; i++)
        follow(&k, f->program->duties.items[i]->as.duty.where);
}

/* Where records that are needed stand in their holders; that a row is somebody's parent
 * or child is no place. */
static void mark_homes(finder *f) {
    for (size_t i = 0; i < f->needs->types.count; i++) {
        const bdl_rectype *type = f->needs->types.items[i].type, *holder = type->holder;
        bdl_need *need;

        if (!holder)
            continue;
        need = &f->needs->types.items[bdl_needs_find(f->needs, holder)];
        for (size_t s = 0; s < holder->fields.count; s++)
            need->home[s] |= bdl_type_records(&holder->fields.items[s].type) == type &&
                             (int)s != holder->slot_holder &&
                             (int)s != holder->slot_parent &&
                             (int)s != holder->slot_children;
    }
}

static finder new_finder(bdl_arena *arena, const bdl_program *program) {
    finder f = {.arena = arena, .program = program};

    f.needs = BDL_NEW(arena, bdl_needs);
    f.needs->by_type = bdl_map_new(arena);
    f.calls = bdl_map_new(arena);
    reach(&f, program->schema->document);
    return f;
}

static void follow_form_expr(void *ctx, const bdl_expr *x) {
    finder *f = ctx;
    look k = {.f = f, .document = true};

    k.locals = BDL_NEW_ARRAY(f->arena, holding, (size_t)f->program->local_count + 1);
    follow(&k, x);
}

static void add_types(finder *f, bdl_needs *from) {
    for (size_t i = 0; i < from->types.count; i++)
        bdl_map_put(f->needs->recognised_types,
                    bdl_rectype_key(&from->types.items[i].type), from);
}

/* What is read, and what conditions of forms ask of the document meanwhile. */
static void set_recognised(finder *f) {
    const bdl_schema *schema = f->program->schema;
    size_t count = schema->document->fields.count;
    finder forms = new_finder(f->arena, f->program);

    for (size_t i = 0; i < schema->forms.count; i++)
        bdl_form_exprs(schema->forms.items[i], follow_form_expr, &forms);
    f->needs->recognised = BDL_NEW_ARRAY(f->arena, bool, count + 1);
    for (size_t s = 0; s < count; s++)
        f->needs->recognised[s] =
            f->needs->types.items[0].read[s] || forms.needs->types.items[0].read[s];
    f->needs->recognised_types = bdl_map_new(f->arena);
    add_types(f, f->needs);
    add_types(f, forms.needs);
}

/* Computed fields are computed again. */
const bdl_needs *bdl_needs_all(bdl_arena *arena, const bdl_program *program) {
    finder f = new_finder(arena, program);

    for (size_t i = 0; i < f.needs->types.count; i++) {
        const bdl_rectype *type = f.needs->types.items[i].type;

        for (size_t s = 0; s < type->fields.count; s++) {
            const bdl_field *field = &type->fields.items[s];

            reach(&f, bdl_type_records(&field->type));
            f.needs->types.items[i].read[s] = field->source != BDL_FROM_LET;
        }
    }
    return f.needs;
}

const bdl_needs *bdl_needs_of(bdl_arena *arena, const bdl_program *program,
                              const bool *skip) {
    finder f = new_finder(arena, program);

    for (size_t i = 0; i < program->rules.count; i++)
        if (program->rules.items[i]->as.rule.uses_corpus && !(skip && skip[i]))
            follow_rule(&f, &program->rules.items[i]->as.rule);
    follow_duties(&f);
    mark_homes(&f);
    set_recognised(&f);
    return f.needs;
}
