/* match.c - `matches`: whether a text meets one of several patterns, and what that binds.
 */
#include "eval/sought.h"

#include "eval/arith.h"

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
    int last = -1; /* targets that differ in their unit bind one name */

    for (size_t i = 0; i < patterns->nodes.count; i++) {
        const bdl_pattern_alt *alt = &patterns->compiled->alts[i];

        if (patterns->nodes.items[i].kind == BDL_PAT_TARGET) {
            none.kind = BDL_BOUND;
            if (patterns->nodes.items[i].local != last)
                set_local(e, patterns->nodes.items[i].local, &none, NULL);
            last = patterns->nodes.items[i].local;
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

/* Whether a match will be what is wrong with the text. */
static bool is_told(const bdl_eval *e) {
    return e->trace && e->trace->negated;
}

/* Characters of a text that is told whole: a cell, a name. */
enum { MOST_WHOLE = 30 };

/* Leaves of a passage only what was met, for whoever is told of it. */
static void tell_met(bdl_sought *s, const bdl_pattern_alt *alt, const bdl_match *match) {
    bdl_str text = bdl_sought_text(s, alt);
    size_t begin = match->start[0], end = match->end[0];
    bdl_value met = bdl_value_text(bdl_str_of(text.data + begin, end - begin));

    if (!s->origin || begin >= end ||
        bdl_utf8_count(bdl_origin_printed(s->origin)) <= MOST_WHOLE)
        return;
    bdl_sought_place(s, alt, match, 0, &met);
    met.text = bdl_origin_printed(met.origin);
    bdl_trace_narrow(s->e->trace, s->origin, &met);
}

static int try_target(bdl_eval *e, bdl_sought *s, const bdl_patterns *patterns,
                      size_t i) {
    const bdl_pattern_node *node = &patterns->nodes.items[i];
    const bdl_target *target = bdl_sought_target(s);
    bdl_value bound = {.state = BDL_MISSING};

    if (!target || !bdl_target_pattern_meets(node->target, target, &bound))
        return 0;
    unbind_all(e, patterns, NULL);
    if (node->local >= 0) {
        bound.origin = s->origin;
        bound.half = NULL; /* what is demanded is exact */
        set_local(e, node->local, &bound, s->expr);
    }
    return 1;
}

static int try_text(bdl_eval *e, bdl_sought *s, const bdl_patterns *patterns, size_t i,
                    bdl_value *why) {
    const bdl_pattern_alt *alt = bdl_sought_alternative(e, patterns, i, why);
    bdl_match match;
    int met = alt ? bdl_sought_meets(s, alt, 0, &match, why) : 0;

    if (!alt && why->state != BDL_PRESENT)
        return -1;
    if (met <= 0)
        return met;
    unbind_all(e, patterns, NULL);
    for (size_t k = 0; k < alt->binding_count; k++) {
        if (!bdl_sought_binds(alt, &match, k))
            continue;
        bdl_value v = bdl_sought_value(s, alt, &match, &alt->bindings[k]);

        set_local(e, alt->bindings[k].local, &v, s->expr);
    }
    if (s->all)
        tell_met(s, alt, &match);
    return 1;
}

static bdl_truth try_all(bdl_eval *e, const bdl_patterns *patterns, bdl_sought *s,
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

static bdl_truth try_anew(bdl_eval *e, const bdl_expr *x, const bdl_value *v,
                          bdl_value *unknown) {
    bdl_sought s = bdl_sought_in(e, v, x->as.matches.subject);

    s.all = is_told(e);
    return try_all(e, x->as.matches.patterns, &s, unknown);
}

static BDL_APART bdl_truth match_anew(bdl_eval *e, const bdl_expr *x, const bdl_value *v,
                                      bdl_value *unknown) {
    const bdl_patterns *patterns = x->as.matches.patterns;
    bdl_truth t = bdl_sought_tell(e, patterns, v, patterns->binds || is_told(e));

    if (t == BDL_NO)
        unbind_all(e, patterns, NULL);
    else if (t < 0)
        t = try_anew(e, x, v, unknown);
    if (t >= 0)
        bdl_known_set(e->folds, e->known, bdl_text_number(v), patterns->number,
                      t == BDL_YES);
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
    known = bdl_known_get(e->known, bdl_text_number(v), patterns->number);
    if (known == BDL_MET_UNKNOWN ||
        (known == BDL_MET_YES && (patterns->binds || is_told(e))))
        return match_anew(e, x, v, unknown);
    if (patterns->binds)
        unbind_all(e, patterns, NULL);
    return known == BDL_MET_YES ? BDL_YES : BDL_NO;
}
