/* lists.c - filters and elements, quantifiers and comprehensions. */
#include "eval/machine.h"

#include "eval/arith.h"
#include "eval/builtins.h"
#include "lang/any.h"

enum {
    LONG = 1024,  /* elements: what is made to choose one of them is forgotten with it */
    AT_ONCE = 64, /* of these passed over */
};

/* ---- the elements that a condition leaves ---- */

/* Walks the elements of a list that may meet a condition. */
typedef struct walk {
    const bdl_list *list;
    bdl_candidates candidates;
    size_t next;
    bool apart; /* what conditions make is forgotten */
} walk;

static bool binds_names(const bdl_expr *x, const void *what) {
    (void)what;
    return x->kind == BDL_E_MATCHES && x->as.matches.patterns->binds;
}

/* WHERE is what may tell which elements are to be looked at, ASKED what is asked of them.
 */
static walk begin_walk(bdl_eval *e, const bdl_expr *list_expr, const bdl_value *list,
                       int local, const bdl_expr *where, const bdl_expr *asked) {
    walk w = {.list = list->as.list, .candidates = {.all = true}};

    w.apart = w.list->count >= LONG && asked && !e->trace &&
              !bdl_expr_any(asked, binds_names, NULL);
    if (where && bdl_join_may_tell(e, w.list))
        w.candidates = bdl_join_candidates(e, list_expr, list, local, where);
    return w;
}

static inline bool next_of_walk(bdl_eval *e, walk *w, size_t *i) {
    bdl_eval_weigh_often(e);
    if (w->candidates.all) {
        *i = w->next++;
        return *i < w->list->count;
    }
    if (w->next >= w->candidates.count)
        return false;
    *i = w->candidates.at[w->next++];
    return true;
}

static bdl_arena *begin_apart(bdl_eval *e, const walk *w) {
    return w->apart ? bdl_keep_begin(e, e->scratch) : NULL;
}

/* *WHY, which may be NULL, stays. */
static void end_apart(bdl_eval *e, const walk *w, bdl_arena *outer, bdl_value *why) {
    bdl_value none = {0};

    if (w->apart)
        bdl_keep_end(e, outer, outer, why ? why : &none, why ? why : &none);
}

/* Goes to the next element of which WHERE may not be WHAT. */
static void pass_over(bdl_eval *e, walk *w, int local, const bdl_expr *where,
                      bdl_truth what, bdl_truth *meets) {
    bdl_list some = *w->list;

    do {
        bdl_arena *outer = begin_apart(e, w);

        if (w->apart && w->list->count - w->next > AT_ONCE)
            some.count = w->next + AT_ONCE;
        else
            some.count = w->list->count;
        w->next = bdl_eval_pass_over(e, where, local, what, &some, w->next, meets);
        end_apart(e, w, outer, NULL);
    } while (w->next == some.count && w->next < w->list->count && *meets == what &&
             !bdl_eval_is_spent(e));
}

/* The same for the next element of which WHERE may not be WHAT, yes or no: those of which
 * it surely is are passed over. */
static inline bool next_but(bdl_eval *e, walk *w, int local, const bdl_expr *where,
                            bdl_truth what, size_t *i, bdl_truth *meets) {
    *meets = BDL_UNKNOWN;
    if (w->candidates.all && where && where->condition && w->next < w->list->count)
        pass_over(e, w, local, where, what, meets);
    return next_of_walk(e, w, i);
}

static bdl_value filter(bdl_eval *e, const bdl_expr *x, const bdl_value *base) {
    bdl_picked kept = {0};
    walk w;
    size_t i;

    bdl_trace_mute(e->trace, 1);
    w = begin_walk(e, x->as.index.base, base, x->as.index.local, x->as.index.argument,
                   x->as.index.argument);
    if (w.candidates.unknown) {
        bdl_pick_made(e, &kept, bdl_unknown_stretch(&w.candidates.why));
    } else {
        bdl_truth told;

        while (
            next_but(e, &w, x->as.index.local, x->as.index.argument, BDL_NO, &i, &told)) {
            const bdl_value *element = bdl_list_element(base->as.list, i);
            bdl_value why;
            int meets = 1;

            if (bdl_eval_is_spent(e)) {
                bdl_pick_made(e, &kept, bdl_eval_spent(e, BDL_LIST));
                break;
            }
            if (bdl_is_unknown_stretch(element)) {
                BDL_PUSH_MOVING(e->scratch, &kept, element);
                continue;
            }
            if (told != BDL_YES) {
                bdl_arena *outer = begin_apart(e, &w);

                e->frame.locals[x->as.index.local] = *element;
                meets = bdl_eval_truth(e, x->as.index.argument, &why);
                end_apart(e, &w, outer, meets < 0 ? &why : NULL);
            }
            if (meets < 0)
                bdl_pick_made(e, &kept, bdl_unknown_stretch(&why));
            else if (meets)
                BDL_PUSH_MOVING(e->scratch, &kept, element);
        }
    }
    bdl_trace_mute(e->trace, -1);
    return bdl_picked_list(e, &kept);
}

/* Whether X is a list of the document as it was read: it has no unknown stretch. */
static bool is_as_read(const bdl_expr *x) {
    return x->kind == BDL_E_NAME && x->ref == BDL_REF_DOC_FIELD && x->is_stored;
}

static const bdl_value *element_at(bdl_eval *e, const bdl_expr *x, const bdl_value *base,
                                   bdl_value *room) {
    bdl_value number_room;
    const bdl_value *number = bdl_eval_look(e, x->as.index.argument, &number_room);
    bdl_kind kind = x->type.kind;
    long long at;

    if (!bdl_value_is_known(number)) {
        *room = bdl_value_unknown(kind, number, NULL);
        return room;
    }
    long long count = (long long)bdl_list_count(base);
    bool is_whole = bdl_dec_to_int(bdl_dec_trim(number->number), &at);
    bool from_end = is_whole && at < 0;
    if (!is_whole || at < -count || at > count)
        at = 0;
    else if (from_end)
        at += count + 1;
    size_t asked = is_as_read(x->as.index.base) ? 0
                   : at == 0 || from_end        ? (size_t)count
                                                : (size_t)at;
    for (size_t i = 0; i < asked; i++)
        if (bdl_is_unknown_stretch(bdl_list_element(base->as.list, i))) {
            *room = bdl_value_unknown(kind, bdl_list_element(base->as.list, i), NULL);
            return room;
        }
    if (at > 0)
        return bdl_list_element(base->as.list, at - 1);
    *room = bdl_eval_missing(e, kind, "“%.*s” has no such element",
                             BDL_PRI(bdl_eval_source(e, x->as.index.base)));
    return room;
}

/* Whether X is find(…)[1]. */
static bool is_first_found(const bdl_expr *x) {
    const bdl_expr *base = x->as.index.base, *at = x->as.index.argument;

    return base->kind == BDL_E_CALL && base->as.call.builtin == BDL_FN_FIND &&
           at->kind == BDL_E_LITERAL &&
           bdl_dec_cmp(at->as.literal->number, bdl_dec_int(1)) == 0;
}

static const bdl_value *base_of(bdl_eval *e, const bdl_expr *x, bdl_value *room) {
    if (x->as.index.filters || !is_first_found(x) || bdl_eval_is_spent(e))
        return bdl_eval_hold(e, x->as.index.base, x->as.index.argument, room);
    e->steps++;
    *room = bdl_eval_find(e, x->as.index.base, true);
    return room;
}

const bdl_value *bdl_eval_index(bdl_eval *e, const bdl_expr *x, bdl_value *room) {
    bdl_value base_room;
    const bdl_value *base = base_of(e, x, &base_room);

    if (!bdl_value_is_known(base))
        *room = bdl_value_unknown(x->type.kind, base, NULL);
    else if (!x->as.index.filters)
        return element_at(e, x, base, room);
    else if (bdl_list_count(base) == 0)
        *room = *base;
    else
        *room = filter(e, x, base);
    return room;
}

/* ---- every, some, for … return ---- */

/* Looks at the list of X again, of which the trace takes down what stands at WANTED
 * (NULL: nothing is missing), and at the body. What `let` gave is followed again for
 * that, but once: not for each list in it that is looked at again, too. */
static void trace_again(bdl_eval *e, const bdl_expr *x, const bdl_origin *wanted) {
    bdl_trace *trace = e->trace;
    const bdl_origin *outer = trace->wanted;
    bool *followed = e->frame.followed, is_inner = trace->is_again;
    bdl_value why;

    if (followed && !is_inner)
        e->frame.followed = BDL_NEW_ARRAY(e->scratch, bool, e->frame.count);
    trace->is_again = true;
    if (wanted) {
        trace->wanted = wanted;
        bdl_eval_expr(e, x->as.each.list);
        trace->wanted = outer;
    }
    bdl_eval_condition(e, x->as.each.body, &why);
    trace->is_again = is_inner;
    e->frame.followed = followed;
}

/* Element I of LIST decided. Where a trace had no room left for it, or for what it was
 * held against, there is some once the others are forgotten. */
static void trace_decisive(bdl_eval *e, const bdl_expr *x, const bdl_list *list, size_t i,
                           size_t seen) {
    const bdl_value *decisive = bdl_list_element(list, i);
    bool full = e->trace->lost || e->trace->seen.count >= BDL_EVAL_MAX_OPERANDS;
    bool kept = bdl_trace_keep(e->trace, seen, list, decisive);

    if (full && !kept)
        e->trace->seen.count = seen; /* what it was held against comes behind it */
    if (full)
        trace_again(e, x, kept ? NULL : decisive->origin);
}

/* Kleene's `and` (EVERY) and `or` over the elements. While tracing, elements that did not
 * decide leave no trace; SEEN is what was seen before the list. */
static bdl_truth quantify(bdl_eval *e, const bdl_expr *x, const bdl_value *list,
                          size_t seen, bdl_value *why) {
    bool every = x->kind == BDL_E_EVERY, found = false;
    const bdl_truth dull = bdl_truth_of(every, false); /* decides nothing */
    bdl_truth out = dull, one;
    walk w = begin_walk(e, x->as.each.list, list, x->as.each.local,
                        every ? NULL : x->as.each.body, x->as.each.body);
    size_t i;

    if (w.candidates.unknown) {
        *why = bdl_value_unknown(BDL_BOOLEAN, &w.candidates.why, NULL);
        return BDL_UNKNOWN;
    }
    while (next_but(e, &w, x->as.each.local, x->as.each.body, dull, &i, &one)) {
        size_t mark = e->trace ? e->trace->seen.count : 0;
        bdl_value reason;

        if (bdl_eval_is_spent(e)) {
            *why = bdl_eval_spent(e, BDL_BOOLEAN);
            return BDL_UNKNOWN;
        }
        if (one < 0) {
            bdl_arena *outer = begin_apart(e, &w);

            e->frame.locals[x->as.each.local] = *bdl_list_element(list->as.list, i);
            one = bdl_eval_condition(e, x->as.each.body, &reason);
            end_apart(e, &w, outer, one < 0 ? &reason : NULL);
        }
        if (bdl_truth_is(one, !every)) {
            if (e->trace && (every || e->trace->negated))
                trace_decisive(e, x, list->as.list, i, seen);
            if (every || !bdl_truth_is_near(one))
                return one;
            out = one;
            found = true; /* it holds; whether exactly is looked for further */
            continue;
        }
        if (e->trace)
            e->trace->seen.count = mark;
        if (one < 0 && !found && out >= 0) {
            out = BDL_UNKNOWN;
            *why = bdl_value_unknown(BDL_BOOLEAN, &reason, NULL);
        } else if (one >= 0 && out >= 0 && every) {
            out |= one & BDL_NEARLY;
        }
    }
    return out;
}

static bdl_value comprehend(bdl_eval *e, const bdl_expr *x, const bdl_value *list) {
    bdl_values all = {0};
    walk w;
    size_t i;
    bdl_truth told;

    bdl_trace_mute(e->trace, 1);
    w = begin_walk(e, x->as.each.list, list, x->as.each.local, x->as.each.where,
                   x->as.each.where);
    bdl_trace_mute(e->trace, -1);
    if (w.candidates.unknown) {
        bdl_value stretch = bdl_unknown_stretch(&w.candidates.why);

        BDL_PUSH(e->scratch, &all, stretch);
        return bdl_values_list(e->scratch, &all);
    }
    while (next_but(e, &w, x->as.each.local, x->as.each.where, BDL_NO, &i, &told)) {
        const bdl_value *element = bdl_list_element(list->as.list, i);
        bdl_value why = {0}, v;
        int meets = 1;

        if (bdl_eval_is_spent(e)) {
            v = bdl_eval_spent(e, BDL_LIST);
            BDL_PUSH(e->scratch, &all, v);
            break;
        }
        if (bdl_is_unknown_stretch(element)) {
            BDL_PUSH(e->scratch, &all, *element);
            continue;
        }
        e->frame.locals[x->as.each.local] = *element;
        bdl_trace_mute(e->trace, 1);
        if (x->as.each.where && told < 0) {
            bdl_arena *outer = begin_apart(e, &w);

            meets = bdl_eval_truth(e, x->as.each.where, &why);
            end_apart(e, &w, outer, meets < 0 ? &why : NULL);
        }
        bdl_trace_mute(e->trace, -1);
        if (meets == 0)
            continue;
        v = meets < 0 ? bdl_unknown_stretch(&why) : bdl_eval_expr(e, x->as.each.body);
        BDL_PUSH(e->scratch, &all, v);
    }
    return bdl_values_list(e->scratch, &all);
}

/* The list that X goes through, in *LIST; false: it is unknown, with *WHY. */
static bool begin_each(bdl_eval *e, const bdl_expr *x, bdl_value *list, bdl_value *why) {
    bdl_values none = {0};

    *list = bdl_eval_expr(e, x->as.each.list);
    if (!bdl_value_is_known(list)) {
        *why =
            bdl_value_unknown(x->kind == BDL_E_FOR ? BDL_LIST : BDL_BOOLEAN, list, NULL);
        return false;
    }
    if (list->state == BDL_BLANK)
        *list = bdl_values_list(e->scratch, &none);
    return true;
}

bdl_truth bdl_eval_quantify(bdl_eval *e, const bdl_expr *x, bdl_value *why) {
    size_t seen = e->trace ? e->trace->seen.count : 0;
    bdl_value list;

    return begin_each(e, x, &list, why) ? quantify(e, x, &list, seen, why) : BDL_UNKNOWN;
}

bdl_value bdl_eval_for(bdl_eval *e, const bdl_expr *x) {
    bdl_value list, why;

    return begin_each(e, x, &list, &why) ? comprehend(e, x, &list) : why;
}
