/* sought.c - a text in which patterns are looked for: targets by meaning, regular
 * expressions on the text that a reader sees, strings. */
#include "eval/sought.h"

#include "base/language.h"
#include "eval/arith.h"
#include "model/figure.h"

/* Whether V is a piece of another text as a pattern bound it, nothing made of that. */
static bool is_bound_piece(const bdl_value *v) {
    const bdl_piece *piece = bdl_value_piece(v);

    return piece && v->kind == BDL_TEXT && bdl_str_eq(v->text, piece->bound);
}

bdl_sought bdl_sought_in(bdl_eval *e, const bdl_value *v, const bdl_expr *x) {
    bdl_sought s;

    s.e = e;
    s.origin = v->origin;
    s.expr = x;
    s.raw = v->text;
    s.number = bdl_text_number(v);
    s.folded = NULL;
    s.target_read = s.is_mapped = s.all = false;
    s.map.origin = NULL;
    if (s.number) /* none has one that is a piece */
        return s;
    if (v->state == BDL_BLANK)
        s.raw = BDL_STR("");
    else if (is_bound_piece(v))
        s.raw = bdl_origin_printed(v->origin);
    return s;
}

bdl_str bdl_sought_text(bdl_sought *s, const bdl_pattern_alt *alt) {
    if (alt->raw)
        return s->raw;
    if (!s->folded)
        s->folded =
            bdl_folds_read(s->e->folds, s->e->scratch, s->raw, s->number, &s->room);
    return s->folded->text;
}

const bdl_target *bdl_sought_target(bdl_sought *s) {
    if (!s->target_read)
        s->target = bdl_eval_target(s->e, s->raw);
    s->target_read = true;
    return s->target;
}

/* ---- what a match binds ---- */

/* In prose a figure has at least two decimals. */
enum { PROSE_PLACES = 2 };

/* The bytes of the raw text that GROUP met. */
static bdl_str printed_of(bdl_sought *s, const bdl_pattern_alt *alt,
                          const bdl_match *match, size_t group) {
    size_t begin = match->start[group], end = match->end[group];

    /* equal texts share the folded one, so that it may be another than the raw one */
    if (!alt->raw && !s->is_mapped && !bdl_str_eq(s->folded->text, s->raw))
        s->map = bdl_text_fold_map(s->e->scratch, s->raw);
    s->is_mapped |= !alt->raw;
    if (!alt->raw)
        bdl_folded_range(&s->map, s->raw, begin, end, &begin, &end);
    return bdl_str_of(s->raw.data + begin, end - begin);
}

void bdl_sought_place(bdl_sought *s, const bdl_pattern_alt *alt, const bdl_match *match,
                      size_t group, bdl_value *v) {
    bdl_arena *arena = s->e->scratch;
    bdl_source_of *of;
    bdl_origin origin;
    bdl_piece *piece;

    if (!s->origin)
        return;
    of = bdl_arena_room(arena, 1, sizeof *of);
    piece = bdl_arena_room(arena, 1, sizeof *piece);
    *of = *s->origin->of;
    *piece =
        (bdl_piece){.whole = of->piece ? of->piece->whole : s->origin, .bound = v->text};
    of->piece = piece;
    of->at_home = false;
    origin = *s->origin;
    origin.of = of;
    v->origin = bdl_origin_new(arena, origin, printed_of(s, alt, match, group));
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

static bool is_met(const bdl_match *match, size_t group) {
    return group < match->count && match->start[group] != SIZE_MAX;
}

bdl_value bdl_sought_value(bdl_sought *s, const bdl_pattern_alt *alt,
                           const bdl_match *match, const bdl_binding *binding) {
    size_t group = binding->group;
    bdl_str text = bdl_sought_text(s, alt);
    bdl_value v;

    if (!is_met(match, group))
        return bdl_eval_missing(s->e, binding->type.kind, "“%.*s” was not met there",
                                BDL_PRI(binding->name));
    v = group_value(s->e,
                    bdl_str_of(text.data + match->start[group],
                               match->end[group] - match->start[group]),
                    binding->type);
    v.origin = NULL;
    bdl_sought_place(s, alt, match, group, &v);
    return v;
}

bool bdl_sought_binds(const bdl_pattern_alt *alt, const bdl_match *match, size_t k) {
    const bdl_binding *binding = &alt->bindings[k];
    if (is_met(match, binding->group))
        return true;
    for (size_t i = 0; i < alt->binding_count; i++)
        if (is_met(match, alt->bindings[i].group) &&
            bdl_str_eq(alt->bindings[i].name, binding->name))
            return false;
    return true;
}

/* ---- one alternative ---- */

const bdl_pattern_alt *bdl_sought_alternative(bdl_eval *e, const bdl_patterns *patterns,
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

static bdl_value limit_met(const bdl_sought *s) {
    bdl_arena *arena = s->e->scratch;
    bdl_str rule = s->e->rule ? s->e->rule->name.text : BDL_STR("a form");

    if (s->origin && s->origin->line)
        return bdl_value_failed(
            BDL_BOOLEAN,
            bdl_arena_printf(
                arena,
                _("a pattern of %.*s met the limit of steps on the text of line %u"),
                BDL_PRI(rule), s->origin->line));
    return bdl_value_failed(
        BDL_BOOLEAN,
        bdl_arena_printf(arena, _("a pattern of %.*s met the limit of steps"),
                         BDL_PRI(rule)));
}

static bool find_literal(bdl_eval *e, const bdl_pattern_alt *alt, bdl_str text,
                         size_t from, bdl_match *match) {
    bdl_value written = bdl_value_text(alt->text);
    bdl_str literal = alt->raw ? alt->text : bdl_eval_fold(e, &written);

    match->count = 1;
    match->start[0] = bdl_str_find(text, literal, from);
    match->end[0] = match->start[0] + literal.len;
    return match->start[0] != SIZE_MAX;
}

/* 1 met, 0 not, -1 a limit was met, with *WHY. SIGNATURE is that of the folded text, NULL
 * for the raw one. */
static int search(const bdl_sought *s, const bdl_regex *regex,
                  const bdl_signature *signature, size_t from, bdl_match *match) {
    bdl_str text = signature ? s->folded->text : s->raw;

    switch (bdl_regex_search(regex, text, from, signature, match)) {
    case BDL_REGEX_MATCH:
        return 1;
    case BDL_REGEX_NO_MATCH:
        return 0;
    default:
        return -1;
    }
}

static int look_for(const bdl_sought *s, const bdl_pattern_alt *alt,
                    const bdl_regex *regex, size_t from, bdl_match *match) {
    if (alt->raw)
        return search(s, regex, NULL, from, match);
    if (!bdl_regex_may_meet(regex, &s->folded->signature))
        return 0;
    return search(s, regex, &s->folded->signature, from, match);
}

int bdl_sought_meets(bdl_sought *s, const bdl_pattern_alt *alt, size_t from,
                     bdl_match *match, bdl_value *why) {
    bdl_str text = bdl_sought_text(s, alt);
    const bdl_regex *regex = alt->regex;
    int met;

    if (from > text.len)
        return 0;
    if (alt->is_literal)
        return find_literal(s->e, alt, text, from, match);
    if (alt->insert_count > 0)
        regex = bdl_eval_insert(s->e, alt, why);
    if (!regex)
        return -1;
    met = look_for(s, alt, regex, from, match);
    if (met < 0)
        *why = limit_met(s);
    return met;
}

/* The reading of the text V when it has a number, else NULL. */
static inline const bdl_reading *reading_of(const bdl_eval *e, const bdl_value *v) {
    const bdl_numbered *n =
        bdl_text_number(v) ? bdl_known_text(e->known, v->text_number) : NULL;

    return n && n->is_signed ? &n->reading : bdl_folds_numbered(e->folds, v);
}

int bdl_sought_tell(bdl_eval *e, const bdl_patterns *patterns, const bdl_value *v,
                    bool wanted) {
    const bdl_reading *folded = patterns->number ? reading_of(e, v) : NULL;

    for (size_t i = 0; folded && i < patterns->nodes.count; i++) {
        const bdl_pattern_alt *alt = &patterns->compiled->alts[i];

        if (patterns->nodes.items[i].kind != BDL_PAT_REGEX || alt->raw || !alt->regex)
            return -1;
        if (!bdl_regex_may_meet(alt->regex, &folded->signature))
            continue;
        if (wanted)
            return -1;
        switch (bdl_regex_meets(alt->regex, folded->text, &folded->signature)) {
        case BDL_REGEX_MATCH:
            return 1;
        case BDL_REGEX_NO_MATCH:
            break;
        default:
            return -1;
        }
    }
    return folded ? 0 : -1;
}
