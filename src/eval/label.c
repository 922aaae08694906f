/* label.c - what people call a value that stands in no record any more: an element of a
 * list, what a pattern found, a field of a record that the rule made. It is the Chinese
 * name of the field that the value was read from, which the expression tells. */
#include "eval/machine.h"

#include "model/long.h"

enum {
    MOST_STEPS = 60,     /* one inside the other */
    MOST_IN_ALL = 10000, /* for one name: where both sides are asked they double */
};

/* What the names of an expression mean. */
typedef struct around {
    bdl_eval *e;
    const bdl_expr *each; /* the innermost loop it stands in */
    const struct around *outer;
    const bdl_define *define; /* or the define it is the body of */
    const bdl_exprs *args;    /* and what that is called with */
    const struct around *caller;
    int steps;
    int *left; /* of MOST_IN_ALL */
} around;

static bdl_str label(const around *a, const bdl_expr *x);

/* ---- fields ---- */

bdl_str bdl_field_label(const bdl_rectype *type, int slot) {
    bdl_str zh = slot >= 0 ? type->fields.items[slot].zh : BDL_STR("");

    if (zh.len)
        return zh;
    while (type->holder && type->holder->holder)
        type = type->holder;
    return type->holder ? type->zh : zh; /* the document itself tells nothing */
}

static bdl_str of_field(const around *a, const bdl_rectype *type, int slot) {
    if (!type || slot < 0 || (size_t)slot >= type->fields.count)
        return BDL_STR("");
    const bdl_field *field = &type->fields.items[slot];
    if (field->source != BDL_FROM_LET && field->said)
        return label(a, field->said);
    return bdl_field_label(type, slot);
}

/* Of records that BASE gives; one that a define made is called what that was given. */
static bdl_str of_field_in(const around *a, const bdl_expr *base, int slot) {
    bdl_str name = of_field(a, bdl_type_records(&base->type), slot);

    return name.len ? name : label(a, base);
}

/* ---- names ---- */

static bool is_within(const bdl_expr *x, const bdl_file *file, bdl_span span) {
    return x->file == file && x->span.begin >= span.begin && x->span.end <= span.end;
}

/* What a record was made of names the locals of the place where that was done, which may
 * be another define than the one at hand. */
static bool is_of(const bdl_expr *x, const bdl_item *item) {
    return item && is_within(x, item->file, item->span);
}

/* The text in which a pattern of CONDITION finds local number LOCAL; NULL: none does. */
static const bdl_expr *found_in(const bdl_expr *condition, int local) {
    const bdl_expr *left;
    const bdl_pattern *pattern;

    if (condition && condition->kind == BDL_E_BINARY) {
        left = found_in(condition->as.binary.left, local);
        return left ? left : found_in(condition->as.binary.right, local);
    }
    if (!condition || condition->kind != BDL_E_MATCHES)
        return NULL;
    pattern = condition->as.matches.patterns->compiled;
    for (size_t i = 0; pattern && i < pattern->count; i++)
        for (size_t k = 0; k < pattern->alts[i].binding_count; k++)
            if (pattern->alts[i].bindings[k].local == local)
                return condition->as.matches.subject;
    return NULL;
}

/* The expression that gave local number LOCAL of X, or a list that it is an element of;
 * NULL when it is not known. *WHERE is what stands around that. */
static const bdl_expr *giver(const around *a, const bdl_expr *x, int local,
                             around *where) {
    const bdl_frame *frame = &a->e->frame;
    const bdl_clause *clause;

    for (; a->each; a = a->outer)
        if (is_within(x, a->each->file, a->each->span)) {
            const bdl_expr *found = found_in(a->each->as.each.where, local);

            *where = found ? *a : *a->outer;
            if (found || a->each->as.each.local == local)
                return found ? found : a->each->as.each.list;
        }
    *where = *a;
    if (a->define) {
        *where = *a->caller;
        return is_of(x, a->define->item) && a->args && (size_t)local < a->args->count
                   ? a->args->items[local]
                   : NULL;
    }
    if (!frame->clause_of || (size_t)local >= frame->count || !is_of(x, a->e->rule))
        return NULL;
    clause = frame->clause_of[local];
    return clause ? clause->expr : frame->text_of[local];
}

static bdl_str of_name(const around *a, const bdl_expr *x) {
    around where;
    const bdl_expr *from;

    if (x->ref == BDL_REF_DOC_FIELD)
        return of_field(a, a->e->program->schema->document, x->slot);
    if (x->ref != BDL_REF_LOCAL && x->ref != BDL_REF_LOCAL_FIELD)
        return BDL_STR("");
    from = giver(a, x, x->as.name.local, &where);
    if (!from)
        return BDL_STR("");
    where.steps = a->steps;
    if (x->ref == BDL_REF_LOCAL)
        return label(&where, from);
    return of_field_in(&where, from, x->slot);
}

/* ---- expressions ---- */

/* A function gives what it was given, or a part of it; so does a define. */
static bdl_str of_call(const around *a, const bdl_expr *x) {
    const bdl_exprs *args = x->as.call.args;
    around inner = {.e = a->e,
                    .define = x->as.call.define,
                    .args = args,
                    .caller = a,
                    .steps = a->steps,
                    .left = a->left};

    if (inner.define)
        return label(&inner, inner.define->body);
    return args && args->count ? label(a, args->items[0]) : BDL_STR("");
}

static bdl_str of_loop(const around *a, const bdl_expr *x) {
    around inner = {.e = a->e, .each = x, .outer = a, .steps = a->steps, .left = a->left};

    return label(&inner, x->as.each.body);
}

/* Of two that are joined both must be called so. */
static bdl_str of_both(const around *a, const bdl_expr *left, const bdl_expr *right) {
    bdl_str one = label(a, left), other = label(a, right);

    return bdl_str_eq(one, other) ? one : BDL_STR("");
}

static bdl_str label(const around *a, const bdl_expr *x) {
    around deeper = *a;

    if (!x || ++deeper.steps > MOST_STEPS || --*a->left < 0)
        return BDL_STR("");
    switch (x->kind) {
    case BDL_E_NAME:
        return of_name(&deeper, x);
    case BDL_E_FIELD:
        if (x->is_key || x->target_part >= 0)
            return label(&deeper, x->as.field.base);
        return of_field_in(&deeper, x->as.field.base, x->slot);
    case BDL_E_INDEX:
        return label(&deeper, x->as.index.base);
    case BDL_E_CALL:
        return of_call(&deeper, x);
    case BDL_E_FOR:
        return of_loop(&deeper, x);
    case BDL_E_BINARY:
        if (x->op == BDL_OP_COALESCE && x->as.binary.right->kind == BDL_E_LITERAL)
            return label(&deeper, x->as.binary.left); /* purpose ?? "" */
        return of_both(&deeper, x->as.binary.left, x->as.binary.right);
    case BDL_E_IF:
        return of_both(&deeper, x->as.cond.then, x->as.cond.otherwise);
    default:
        return BDL_STR("");
    }
}

bdl_str bdl_label_of(bdl_eval *e, const bdl_expr *x) {
    int left = MOST_IN_ALL;
    around top = {.e = e, .left = &left};

    return label(&top, x);
}

/* ---- where a value was read ---- */

enum {
    MOST_RECORDS = 20000,
    DEEPEST = 8,
    PLACES = 4096,
    FEW_ASKED = 16, /* of a document: each is looked for by itself */
};

/* A record that has a field of a place. */
typedef struct home {
    const bdl_record *record;
    const struct home *before; /* it was met: another of the same place */
} home;

/* The records of a document, by where their fields stand. */
struct bdl_homes {
    home *last[PLACES];
};

/* What goes through the records of a document: looks for the field that has ORIGIN, or
 * notes where all fields are. */
typedef struct walk {
    bdl_eval *e;
    const bdl_origin *origin; /* NULL: all are noted */
    bdl_seen *found;
    int left; /* of MOST_RECORDS */
} walk;

/* What stands close together in a line has one place, so that most rows are noted once;
 * a web page may be one line. */
static size_t place_of(const bdl_origin *origin) {
    enum { CLOSE = 64, LINES_APART = 31 };
    return (origin->line ? (size_t)origin->line * LINES_APART + origin->column / CLOSE
                         : origin->column) %
           PLACES;
}

static bool may_have_home(const bdl_value *v) {
    return v && v->origin && v->kind != BDL_LIST && v->kind != BDL_RECORD;
}

static void note_fields(bdl_eval *e, const bdl_record *record) {
    for (size_t i = 0; i < record->type->fields.count; i++) {
        const bdl_value *v = record->slots[i];
        home **last = may_have_home(v) ? &e->homes->last[place_of(v->origin)] : NULL;

        if (last && !(*last && (*last)->record == record)) {
            home *h = BDL_NEW(e->doc_arena, home);

            *h = (home){record, *last};
            *last = h;
        }
    }
}

static bool is_home(const bdl_record *record, const bdl_origin *origin, bdl_seen *found) {
    for (size_t i = 0; i < record->type->fields.count; i++)
        if (may_have_home(record->slots[i]) && record->slots[i]->origin == origin) {
            found->record = record;
            found->slot = (int)i;
            return true;
        }
    return false;
}

static bool walk_record(walk *w, const bdl_record *record, int depth);

static bool walk_held(walk *w, const bdl_record *holder, const bdl_value *v, int depth) {
    return v->kind == BDL_RECORD && v->state == BDL_PRESENT &&
           v->as.record->holder == holder && walk_record(w, v->as.record, depth + 1);
}

/* True when it was found in RECORD or in what that holds. */
static bool walk_record(walk *w, const bdl_record *record, int depth) {
    if (depth > DEEPEST || --w->left < 0)
        return false;
    if (!w->origin)
        note_fields(w->e, record);
    else if (is_home(record, w->origin, w->found))
        return true;
    for (size_t i = 0; i < record->type->fields.count; i++) {
        const bdl_value *v = record->slots[i];

        if (v && walk_held(w, record, v, depth))
            return true;
        for (size_t k = 0; v && v->kind == BDL_LIST && v->state == BDL_PRESENT &&
                           !bdl_list_is_long(v->as.list) && k < v->as.list->count;
             k++)
            if (walk_held(w, record, bdl_list_element(v->as.list, k), depth))
                return true;
    }
    return false;
}

bdl_seen bdl_seen_at_home(bdl_eval *e, const bdl_seen *seen) {
    const bdl_origin *origin = seen->value.origin;
    bdl_seen found = *seen;
    walk w = {.e = e, .found = &found, .left = MOST_RECORDS};

    if (seen->record || !may_have_home(&seen->value) || origin->of->piece)
        return found;
    if (e->homes_asked++ < FEW_ASKED) {
        w.origin = origin;
        walk_record(&w, e->document, 0);
        return found;
    }
    if (!e->homes) {
        e->homes = BDL_NEW(e->doc_arena, struct bdl_homes);
        walk_record(&w, e->document, 0);
    }
    /* up to the one that was met first */
    for (const home *h = e->homes->last[place_of(origin)]; h; h = h->before)
        is_home(h->record, origin, &found);
    return found;
}
