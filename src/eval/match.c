/* match.c - `matches` and find(): targets by meaning, regular expressions on the text
 * that a reader sees, strings. */
#include "eval/machine.h"

#include "base/language.h"
#include "base/text.h"
#include "eval/arith.h"
#include "model/figure.h"

/* A text being matched: what the alternatives want of it is made when first wanted. */
typedef struct subject {
    const bdl_origin *origin;
    const bdl_expr *expr; /* what gave it */
    bdl_str raw;
    uint32_t number;           /* of the text */
    const bdl_reading *folded; /* NULL: not made yet */
    bdl_reading room;
    bool target_read, is_mapped;
    bool all;     /* where it is met is wanted, not only whether */
    bool is_kept; /* whether it meets all patterns is kept: not of each */
    const bdl_target *target;
    bdl_folded map; /* from folded text to raw, made when something is bound; no origin:
                       the text folds to itself */
} subject;

/* Whether V is a piece of another text as a pattern bound it, nothing made of that. */
static bool is_bound_piece(const bdl_value *v) {
    const bdl_piece *piece = bdl_value_piece(v);

    return piece && v->kind == BDL_TEXT && bdl_str_eq(v->text, piece->bound);
}

/* A piece of another text is looked at where it stands, so that its own pieces are found
 * there too. */
static subject subject_of(const bdl_value *v, const bdl_expr *x) {
    subject s;

    s.origin = v->origin;
    s.expr = x;
    s.raw = v->text;
    s.number = v->text_number;
    s.folded = NULL;
    s.target_read = s.is_mapped = s.all = s.is_kept = false;
    s.map.origin = NULL;
    if (s.number) /* none has one that is a piece */
        return s;
    if (v->state == BDL_BLANK)
        s.raw = BDL_STR("");
    else if (is_bound_piece(v))
        s.raw = v->origin->printed;
    return s;
}

static bdl_str text_for(bdl_eval *e, subject *s, const bdl_pattern_alt *alt) {
    if (alt->raw)
        return s->raw;
    if (!s->folded)
        s->folded = bdl_folds_read(e->folds, e->scratch, s->raw, s->number, &s->room);
    return s->folded->text;
}

static const bdl_target *target_for(bdl_eval *e, subject *s) {
    if (!s->target_read)
        s->target = bdl_eval_target(e, s->raw);
    s->target_read = true;
    return s->target;
}

static const bdl_regex *regex_of(bdl_eval *e, const bdl_pattern_alt *alt,
                                 bdl_value *why) {
    return alt->insert_count == 0 ? alt->regex : bdl_eval_insert(e, alt, why);
}

static bdl_value limit_met(bdl_eval *e, const subject *s) {
    const bdl_origin *origin = s->origin;
    bdl_str rule = e->rule ? e->rule->name.text : BDL_STR("a form");

    if (origin && origin->line)
        return bdl_value_failed(
            BDL_BOOLEAN,
            bdl_arena_printf(
                e->scratch,
                _("a pattern of %.*s met the limit of steps on the text of line %u"),
                BDL_PRI(rule), origin->line));
    return bdl_value_failed(
        BDL_BOOLEAN,
        bdl_arena_printf(e->scratch, _("a pattern of %.*s met the limit of steps"),
                         BDL_PRI(rule)));
}

/* ---- what a match binds ---- */

/* In prose a figure has at least two decimals. */
enum { PROSE_PLACES = 2 };

/* Where a piece of the subject stands, as it is printed there. */
static const bdl_origin *piece_origin(bdl_eval *e, subject *s, bool raw, size_t begin,
                                      size_t end, bdl_str bound) {
    const bdl_piece *outer;
    bdl_source_of *of;
    bdl_origin *origin;
    bdl_piece *piece;

    if (!s->origin)
        return NULL;
    if (!raw && !s->is_mapped && s->folded->text.data != s->raw.data)
        s->map = bdl_text_fold_map(e->scratch, s->raw);
    s->is_mapped |= !raw;
    if (!raw)
        bdl_folded_range(&s->map, s->raw, begin, end, &begin, &end);
    origin = BDL_NEW(e->scratch, bdl_origin);
    *origin = *s->origin;
    origin->printed = bdl_str_of(s->raw.data + begin, end - begin);
    of = BDL_NEW(e->scratch, bdl_source_of);
    *of = *s->origin->of;
    outer = of->piece;
    of->piece = piece = BDL_NEW(e->scratch, bdl_piece);
    piece->whole = outer ? outer->whole : s->origin;
    piece->bound = bound;
    origin->of = of;
    return origin;
}

static bdl_value group_value(bdl_eval *e, bdl_str text, bdl_type type) {
    bdl_value v;

    if (type.kind == BDL_TEXT || type.kind == BDL_NONE) {
        v = bdl_value_text(text);
    } else {
        v = bdl_figure_read(e->scratch, text, type, NULL);
        if (bdl_kind_is_figure(v.kind) && v.state == BDL_PRESENT &&
            bdl_figure_places(v.text) < PROSE_PLACES)
            bdl_figure_set_places(&v, PROSE_PLACES);
    }
    return v;
}

static bdl_value binding_value(bdl_eval *e, subject *s, const bdl_pattern_alt *alt,
                               const bdl_match *match, const bdl_binding *binding) {
    size_t group = binding->group;
    bdl_str text = text_for(e, s, alt);
    bdl_value v;

    if (group >= match->count || match->start[group] == SIZE_MAX)
        return bdl_eval_missing(e, binding->type.kind, "“%.*s” was not met there",
                                BDL_PRI(binding->name));
    v = group_value(e,
                    bdl_str_of(text.data + match->start[group],
                               match->end[group] - match->start[group]),
                    binding->type);
    v.origin =
        piece_origin(e, s, alt->raw, match->start[group], match->end[group], v.text);
    return v;
}

static void set_local(bdl_eval *e, int local, const bdl_value *v, const bdl_expr *text) {
    if (local < 0)
        return;
    e->frame.locals[local] = *v;
    if (e->frame.text_of)
        e->frame.text_of[local] = text;
}

static void unbind_each(bdl_eval *e, const bdl_patterns *patterns, const bdl_value *why) {
    bdl_value none = {.state = why ? why->state : BDL_MISSING,
                      .reason = why ? bdl_value_reason(why) : e->not_named};

    for (size_t i = 0; i < patterns->nodes.count; i++) {
        const bdl_pattern_alt *alt = &patterns->compiled->alts[i];

        if (patterns->nodes.items[i].kind == BDL_PAT_TARGET) {
            none.kind = BDL_BOUND;
            set_local(e, patterns->nodes.items[i].local, &none, NULL);
            continue;
        }
        for (size_t k = 0; k < alt->binding_count; k++) {
            none.kind = alt->bindings[k].type.kind;
            set_local(e, alt->bindings[k].local, &none, NULL);
        }
    }
}

static void unbind_all(bdl_eval *e, const bdl_patterns *patterns, const bdl_value *why) {
    if (patterns->binds)
        unbind_each(e, patterns, why);
}

/* ---- one alternative ---- */

/* The alternative I as it is to be met; NULL with *WHY when it is not known, of a blank
 * one with *WHY present: nothing meets it. */
static const bdl_pattern_alt *alternative(bdl_eval *e, const bdl_patterns *patterns,
                                          size_t i, bdl_value *why) {
    bdl_value v;

    why->state = BDL_PRESENT;
    if (patterns->nodes.items[i].kind != BDL_PAT_VALUE)
        return &patterns->compiled->alts[i];
    v = bdl_eval_expr(e, patterns->nodes.items[i].expr);
    if (!bdl_value_is_known(&v))
        *why = bdl_value_unknown(BDL_BOOLEAN, &v, NULL);
    return v.state == BDL_PRESENT && v.as.pattern ? v.as.pattern->alts : NULL;
}

static bool find_literal(bdl_eval *e, const bdl_pattern_alt *alt, bdl_str text,
                         size_t from, bdl_match *match) {
    bdl_value written = bdl_value_text(alt->literal);
    bdl_str literal = alt->raw ? alt->literal : bdl_eval_fold(e, &written);

    match->count = 1;
    match->start[0] = bdl_str_find(text, literal, from);
    match->end[0] = match->start[0] + literal.len;
    return match->start[0] != SIZE_MAX;
}

/* 1 met, 0 not, -1 a limit was met, with *WHY. TEXT is the subject raw or folded. */
static int search(bdl_eval *e, const subject *s, const bdl_regex *regex, bdl_str text,
                  size_t from, bdl_match *match, bdl_value *why) {
    bool is_folded = s->folded && text.data == s->folded->text.data;

    switch (bdl_regex_search_signed(regex, text, from,
                                    is_folded ? &s->folded->signature : NULL, match)) {
    case BDL_REGEX_MATCH:
        return 1;
    case BDL_REGEX_NO_MATCH:
        return 0;
    default:
        *why = limit_met(e, s);
        return -1;
    }
}

/* A pattern of the rules on the folded text, from its beginning; MATCH is wanted only
 * when WANTED. */
static int search_folded(bdl_eval *e, const subject *s, const bdl_regex *regex,
                         bool wanted, bdl_match *match, bdl_value *why) {
    int met = bdl_folds_met(e->folds, s->folded, regex);

    if (met == 0 || (met > 0 && !wanted))
        return met;
    met = search(e, s, regex, s->folded->text, 0, match, why);
    if (met >= 0)
        bdl_folds_set_met(e->folds, s->folded, regex, met > 0);
    return met;
}

/* Whether a match will be what is wrong with the text. */
static bool is_told(const bdl_eval *e) {
    return e->trace && e->trace->negated;
}

/* Characters of a text that is told whole: a cell, a name. */
enum { MOST_WHOLE = 30 };

/* Leaves of a passage only what was met, for whoever is told of it. */
static void tell_met(bdl_eval *e, subject *s, const bdl_pattern_alt *alt,
                     const bdl_match *match) {
    bdl_str text = text_for(e, s, alt);
    size_t begin = match->start[0], end = match->end[0];
    bdl_value met = bdl_value_text(bdl_str_of(text.data + begin, end - begin));

    if (!s->origin || begin >= end || bdl_utf8_count(s->origin->printed) <= MOST_WHOLE)
        return;
    met.origin = piece_origin(e, s, alt->raw, begin, end, met.text);
    met.text = met.origin->printed;
    bdl_trace_narrow(e->trace, s->origin, &met);
}

/* 1 met (a regular expression's MATCH filled), 0 not, -1 unknown with *WHY. */
static int meets(bdl_eval *e, subject *s, const bdl_pattern_alt *alt, size_t from,
                 bdl_match *match, bdl_value *why) {
    bdl_str text = text_for(e, s, alt);
    const bdl_regex *regex;

    if (from > text.len)
        return 0;
    if (alt->is_literal)
        return find_literal(e, alt, text, from, match);
    regex = regex_of(e, alt, why);
    if (!regex)
        return -1;
    if (!alt->raw && !bdl_regex_may_meet(regex, &s->folded->signature))
        return 0;
    if (from == 0 && !alt->raw && alt->insert_count == 0 && !s->is_kept)
        return search_folded(e, s, regex, alt->binding_count > 0 || s->all, match, why);
    return search(e, s, regex, text, from, match, why);
}

static int try_target(bdl_eval *e, subject *s, const bdl_patterns *patterns, size_t i) {
    const bdl_pattern_node *node = &patterns->nodes.items[i];
    const bdl_target *target = target_for(e, s);
    bdl_value bound = {.state = BDL_MISSING};

    if (!target || !bdl_target_pattern_meets(&node->target, target, &bound))
        return 0;
    unbind_all(e, patterns, NULL);
    if (node->local >= 0) {
        bound.origin = s->origin;
        bound.half = bdl_dec_int(0); /* what is demanded is exact */
        set_local(e, node->local, &bound, s->expr);
    }
    return 1;
}

static int try_text(bdl_eval *e, subject *s, const bdl_patterns *patterns, size_t i,
                    bdl_value *why) {
    const bdl_pattern_alt *alt = alternative(e, patterns, i, why);
    bdl_match match;
    int met = alt ? meets(e, s, alt, 0, &match, why) : 0;

    if (!alt && why->state != BDL_PRESENT)
        return -1;
    if (met <= 0)
        return met;
    unbind_all(e, patterns, NULL);
    for (size_t k = 0; k < alt->binding_count; k++) {
        bdl_value v = binding_value(e, s, alt, &match, &alt->bindings[k]);

        set_local(e, alt->bindings[k].local, &v, s->expr);
    }
    if (s->all)
        tell_met(e, s, alt, &match);
    return 1;
}

static bdl_truth try_all(bdl_eval *e, const bdl_patterns *patterns, subject *s,
                         bdl_value *unknown) {
    bdl_value why;
    bool open = false;

    for (size_t i = 0; i < patterns->nodes.count; i++) {
        int met = patterns->nodes.items[i].kind == BDL_PAT_TARGET
                      ? try_target(e, s, patterns, i)
                      : try_text(e, s, patterns, i, &why);

        if (met > 0)
            return BDL_YES;
        if (met < 0 && !open)
            *unknown = bdl_value_unknown(BDL_BOOLEAN, &why, NULL);
        open |= met < 0;
    }
    unbind_all(e, patterns, open ? unknown : NULL);
    return open ? BDL_UNKNOWN : BDL_NO;
}

/* Whether the signature of V tells that it meets none of PATTERNS: most are not met. */
static bool is_ruled_out(bdl_eval *e, const bdl_patterns *patterns, const bdl_value *v) {
    const bdl_signature *signature = bdl_folds_signature(e->folds, v);

    for (size_t i = 0; signature && i < patterns->nodes.count; i++) {
        const bdl_pattern_alt *alt = &patterns->compiled->alts[i];

        if (patterns->nodes.items[i].kind != BDL_PAT_REGEX || alt->raw || !alt->regex ||
            bdl_regex_may_meet(alt->regex, signature))
            return false;
    }
    return signature != NULL;
}

static bdl_truth try_anew(bdl_eval *e, const bdl_expr *x, const bdl_value *v,
                          bdl_value *unknown) {
    subject s = subject_of(v, x->as.matches.subject);

    s.is_kept = v->text_number && x->as.matches.patterns->number;
    s.all = is_told(e);
    return try_all(e, x->as.matches.patterns, &s, unknown);
}

static BDL_APART bdl_truth match_anew(bdl_eval *e, const bdl_expr *x, const bdl_value *v,
                                      bdl_value *unknown) {
    const bdl_patterns *patterns = x->as.matches.patterns;
    bdl_truth t = BDL_NO;

    if (patterns->number && is_ruled_out(e, patterns, v))
        unbind_all(e, patterns, NULL);
    else
        t = try_anew(e, x, v, unknown);
    if (t >= 0)
        bdl_folds_set_known(e->folds, v->text_number, patterns->number, t == BDL_YES);
    return t;
}

static BDL_APART bdl_truth match_unknown(bdl_eval *e, const bdl_patterns *patterns,
                                         const bdl_value *v, bdl_value *unknown) {
    bdl_value why = *v; /* it may be one of those that are unbound */

    unbind_all(e, patterns, &why);
    *unknown = bdl_value_unknown(BDL_BOOLEAN, &why, NULL);
    return BDL_UNKNOWN;
}

bdl_truth bdl_eval_matches(bdl_eval *e, const bdl_expr *x, bdl_value *unknown) {
    const bdl_patterns *patterns = x->as.matches.patterns;
    bdl_value room;
    const bdl_value *v = bdl_eval_look(e, x->as.matches.subject, &room);
    int known;

    if (!bdl_value_is_known(v))
        return match_unknown(e, patterns, v, unknown);
    known = bdl_known_get(e->known, v->text_number, patterns->number);
    if (known == BDL_MET_UNKNOWN ||
        (known == BDL_MET_YES && (patterns->binds || is_told(e))))
        return match_anew(e, x, v, unknown);
    if (patterns->binds)
        unbind_all(e, patterns, NULL);
    return known == BDL_MET_YES ? BDL_YES : BDL_NO;
}

/* ---- find ---- */

/* Where the alternatives meet next, each looked for once from where it was met last. */
typedef struct seeker {
    const bdl_pattern_alt *alt;
    bdl_match *next;
    int state; /* 1: NEXT holds a match; 0: to be looked for; -1: no more */
} seeker;

enum { FEW_SEEKERS = 4 };

typedef struct finder {
    bdl_eval *e;
    subject s;
    const bdl_patterns *patterns;
    const bdl_rectype *type;
    seeker *seekers; /* one for each alternative */
    seeker few[FEW_SEEKERS];
    bdl_match *room; /* for the next match, or NULL */
    bdl_match first; /* ROOM in the beginning: most patterns are met nowhere */
    bdl_values found;
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
    bdl_record *record = BDL_NEW(scratch, bdl_record);
    const bdl_origin *origin = f->s.origin;

    record->type = f->type;
    record->model = f->e->model;
    record->index = f->found.count + 1;
    if (origin)
        record->place = bdl_origin_place(origin);
    record->slots = bdl_arena_room(scratch, f->type->fields.count, sizeof *record->slots);
    for (size_t i = 0; i < f->type->fields.count; i++)
        record->slots[i] = &f->e->not_met[f->type->fields.items[i].type.kind];
    put_number(f, record, f->type->slot_line, origin ? origin->line : 0);
    put_number(f, record, f->type->slot_index, record->index);
    return record;
}

static void keep_match(finder *f, const seeker *met) {
    const bdl_pattern_alt *alt = met->alt;
    bdl_record *record = found_record(f);

    for (size_t k = 0; k < alt->binding_count; k++) {
        int slot = alt->bindings[k].slot;

        if (slot >= 0)
            *found_slot(f, record, slot) =
                binding_value(f->e, &f->s, alt, met->next, &alt->bindings[k]);
    }
    bdl_value v = bdl_value_record(record);
    BDL_PUSH(f->e->scratch, &f->found, v);
}

static void keep_target(finder *f, size_t i) {
    const bdl_pattern_node *node = &f->patterns->nodes.items[i];
    const bdl_target *target = target_for(f->e, &f->s);
    bdl_value bound = {.state = BDL_MISSING};
    bdl_record *record;
    int slot;

    if (!target || !bdl_target_pattern_meets(&node->target, target, &bound))
        return;
    record = found_record(f);
    slot = bdl_rectype_slot(f->type, node->target.placeholder);
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
    met = meets(f->e, &f->s, one->alt, from, f->room, &f->why);
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
        one->alt = alternative(f->e, f->patterns, i, &f->why);
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
        bdl_str text = text_for(f->e, &f->s, met->alt);

        keep_match(f, met);
        from = met->next->end[0];
        if (from == met->next->start[0]) {
            if (from >= text.len)
                break;
            bdl_utf8_next(text, &from);
        }
    }
}

/* What X finds in V, which is known. */
static bdl_value find_anew(bdl_eval *e, const bdl_expr *x, const bdl_value *v) {
    finder f;

    f.e = e;
    f.patterns = x->as.call.patterns;
    f.found = (bdl_values){0};
    f.room = &f.first;
    f.why.state = BDL_PRESENT;
    f.s = subject_of(v, x->as.call.args.items[0]);
    f.s.all = true;
    f.type = x->type.element->record;
    f.seekers = f.patterns->nodes.count <= FEW_SEEKERS
                    ? f.few
                    : BDL_NEW_ARRAY(e->scratch, seeker, f.patterns->nodes.count);
    find_all(&f);
    return f.why.state == BDL_PRESENT ? bdl_values_list(e->scratch, &f.found)
                                      : bdl_value_unknown(BDL_LIST, &f.why, NULL);
}

bdl_value bdl_eval_find(bdl_eval *e, const bdl_expr *x) {
    const bdl_patterns *patterns = x->as.call.patterns;
    bdl_value room, out;
    const bdl_value *v = bdl_eval_look(e, x->as.call.args.items[0], &room);
    uint32_t number = v->text_number;

    if (!bdl_value_is_known(v))
        return bdl_value_unknown(BDL_LIST, v, NULL);
    if (bdl_known_get(e->known, number, patterns->number) == BDL_MET_NO)
        return bdl_values_list(e->scratch, &(bdl_values){0});
    out = patterns->number && is_ruled_out(e, patterns, v)
              ? bdl_values_list(e->scratch, &(bdl_values){0})
              : find_anew(e, x, v);
    if (out.state == BDL_PRESENT)
        bdl_folds_set_known(e->folds, number, patterns->number, bdl_list_count(&out) > 0);
    return out;
}
