/* find.c - find(): where a text meets patterns, one match behind the other. */
#include "eval/sought.h"

#include "eval/arith.h"

/* Where the alternatives meet next, each looked for once from where it was met last. */
typedef struct seeker {
    const bdl_pattern_alt *alt;
    bdl_match *next;
    int state; /* 1: NEXT holds a match; 0: to be looked for; -1: no more */
} seeker;

enum {
    FEW_SEEKERS = 4,
    LONG_TEXT = 4096, /* in which a rule may look again for each thing that it finds */
};

typedef struct finder {
    bdl_eval *e;
    bdl_sought s;
    const bdl_patterns *patterns;
    const bdl_rectype *type;
    seeker *seekers; /* one for each alternative */
    seeker few[FEW_SEEKERS];
    bdl_match *room; /* for the next match, or NULL */
    bdl_match first; /* ROOM in the beginning: most patterns are met nowhere */
    bdl_values found;
    bool only_first; /* no more is wanted */
    int slot;        /* the one text that is wanted of each match; -1: a record */
    bdl_value why;
} finder;

/* Room for what is found, written once. */
static bdl_value *found_slot(finder *f, bdl_record *record, int slot) {
    record->slots[slot] = bdl_arena_room(f->e->scratch, 1, sizeof(bdl_value));
    return record->slots[slot];
}

static void put_number(finder *f, bdl_record *record, int slot, size_t n) {
    if (slot >= 0 && n > 0)
        *found_slot(f, record, slot) = bdl_value_number(bdl_dec_int((long long)n));
}

static bdl_record *found_record(finder *f) {
    bdl_arena *scratch = f->e->scratch;
    bdl_record *record = bdl_arena_room(scratch, 1, sizeof *record);
    const bdl_origin *origin = f->s.origin;

    *record =
        (bdl_record){.type = f->type, .model = f->e->model, .index = f->found.count + 1};
    if (origin)
        record->place = bdl_origin_place(origin);
    record->slots = bdl_arena_room(scratch, f->type->fields.count, sizeof *record->slots);
    for (size_t i = 0; i < f->type->fields.count; i++)
        record->slots[i] = &f->e->not_met[f->type->fields.items[i].type.kind];
    put_number(f, record, f->type->slot_line, origin ? origin->line : 0);
    put_number(f, record, f->type->slot_index, record->index);
    return record;
}

/* What MET, a match or NULL, binds by the name that is wanted. */
static void keep_text(finder *f, const seeker *met) {
    bdl_value v = f->e->not_met[BDL_TEXT];

    for (size_t k = 0; met && k < met->alt->binding_count; k++)
        if (met->alt->bindings[k].slot == f->slot &&
            bdl_sought_binds(met->alt, met->next, k))
            v = bdl_sought_value(&f->s, met->alt, met->next, &met->alt->bindings[k]);
    BDL_PUSH(f->e->scratch, &f->found, v);
}

static void keep_match(finder *f, const seeker *met) {
    const bdl_pattern_alt *alt = met->alt;
    bdl_record *record;

    if (f->slot >= 0) {
        keep_text(f, met);
        return;
    }
    record = found_record(f);

    for (size_t k = 0; k < alt->binding_count; k++) {
        int slot = alt->bindings[k].slot;

        if (slot >= 0 && bdl_sought_binds(alt, met->next, k))
            *found_slot(f, record, slot) =
                bdl_sought_value(&f->s, alt, met->next, &alt->bindings[k]);
    }
    bdl_value v = bdl_value_record(record);
    BDL_PUSH(f->e->scratch, &f->found, v);
}

static void keep_target(finder *f, size_t i) {
    const bdl_pattern_node *node = &f->patterns->nodes.items[i];
    const bdl_target *target = bdl_sought_target(&f->s);
    bdl_value bound = {.state = BDL_MISSING};
    bdl_record *record;
    int slot;

    if (!target || !bdl_target_pattern_meets(node->target, target, &bound))
        return;
    if (f->slot >= 0) {
        keep_text(f, NULL);
        return;
    }
    record = found_record(f);
    slot = bdl_rectype_slot(f->type, node->target->placeholder);
    if (slot >= 0)
        *found_slot(f, record, slot) = bound;
    bdl_value v = bdl_value_record(record);
    BDL_PUSH(f->e->scratch, &f->found, v);
}

/* Looks from FROM on; false: f->why is unknown. */
static bool look_for(finder *f, seeker *one, size_t from) {
    bdl_match *last = one->next;
    int met;

    if (!f->room)
        f->room = bdl_arena_room(f->e->scratch, 1, sizeof *f->room);
    met = bdl_sought_meets(&f->s, one->alt, from, f->room, &f->why);
    one->state = met > 0 ? 1 : -1;
    if (met > 0) {
        one->next = f->room;
        f->room = last;
    }
    return met >= 0;
}

/* The one that meets first from FROM on; NULL: none (or f->why is unknown). */
static const seeker *first_from(finder *f, size_t from) {
    const seeker *best = NULL;

    for (size_t i = 0; i < f->patterns->nodes.count; i++) {
        seeker *one = &f->seekers[i];
        bool past = one->state > 0 && one->next->start[0] < from;

        if ((one->state == 0 || past) && !look_for(f, one, from))
            return NULL;
        if (one->state > 0 && (!best || one->next->start[0] < best->next->start[0]))
            best = one;
    }
    return best;
}

/* Takes the targets, which the text states as a whole; false when a pattern is not
 * known. */
static bool begin_finding(finder *f) {
    for (size_t i = 0; i < f->patterns->nodes.count; i++) {
        seeker *one = &f->seekers[i];

        *one = (seeker){.state = -1};
        if (f->patterns->nodes.items[i].kind == BDL_PAT_TARGET) {
            keep_target(f, i);
            continue;
        }
        one->alt = bdl_sought_alternative(f->e, f->patterns, i, &f->why);
        if (f->why.state != BDL_PRESENT)
            return false;
        one->state = one->alt ? 0 : -1;
    }
    return true;
}

static void find_all(finder *f) {
    const seeker *met;
    size_t from = 0;

    if (!begin_finding(f))
        return;
    while ((met = first_from(f, from))) {
        bdl_str text = bdl_sought_text(&f->s, met->alt);

        keep_match(f, met);
        if (f->only_first)
            break;
        from = met->next->end[0];
        if (from == met->next->start[0]) {
            if (from >= text.len)
                break;
            bdl_utf8_next(text, &from);
        }
    }
}

/* What X finds in V, which is known. */
static inline bdl_value find_anew(bdl_eval *e, const bdl_expr *x, const bdl_value *v,
                                  bool only_first, int slot) {
    finder f;

    f.e = e;
    f.patterns = x->as.call.patterns;
    f.found = (bdl_values){0};
    f.only_first = only_first;
    f.slot = slot;
    f.room = &f.first;
    f.why.state = BDL_PRESENT;
    f.s = bdl_sought_in(e, v, x->as.call.args->items[0]);
    f.s.all = true;
    f.type = x->type.element->record;
    f.seekers = f.patterns->nodes.count <= FEW_SEEKERS
                    ? f.few
                    : BDL_NEW_ARRAY(e->scratch, seeker, f.patterns->nodes.count);
    find_all(&f);
    return f.why.state == BDL_PRESENT ? bdl_values_list(e->scratch, &f.found)
                                      : bdl_value_unknown(BDL_LIST, &f.why, NULL);
}

BDL_APART bdl_value bdl_search_anew(bdl_eval *e, const bdl_search *search) {
    return find_anew(e, search->expr, search->in, search->only_first, search->slot);
}

static BDL_APART bdl_value find_kept(bdl_eval *e, const bdl_expr *x, const bdl_value *v,
                                     bool only_first, int slot) {
    return bdl_search_kept(e, &(bdl_search){x, v, only_first, slot});
}

static bdl_value find(bdl_eval *e, const bdl_expr *x, bool only_first, int slot) {
    const bdl_patterns *patterns = x->as.call.patterns;
    bdl_value room, out;
    const bdl_value *v = bdl_eval_look(e, x->as.call.args->items[0], &room);
    uint32_t number = bdl_text_number(v);

    if (!bdl_value_is_known(v))
        return bdl_value_unknown(BDL_LIST, v, NULL);
    if (bdl_known_get(e->known, number, patterns->number) == BDL_MET_NO)
        return bdl_values_list(e->scratch, &(bdl_values){0});
    if (bdl_sought_tell(e, patterns, v, true) == 0)
        out = bdl_values_list(e->scratch, &(bdl_values){0});
    else if (v->text.len >= LONG_TEXT)
        out = find_kept(e, x, v, only_first, slot);
    else
        out = find_anew(e, x, v, only_first, slot);
    if (out.state == BDL_PRESENT)
        bdl_known_set(e->folds, e->known, number, patterns->number,
                      bdl_list_count(&out) > 0);
    return out;
}

bdl_value bdl_eval_find(bdl_eval *e, const bdl_expr *x, bool only_first) {
    return find(e, x, only_first, -1);
}

bdl_value bdl_eval_find_texts(bdl_eval *e, const bdl_expr *x, int slot) {
    return find(e, x, false, slot);
}
