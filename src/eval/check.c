/* check.c - a rule on a document: its clauses from top to bottom, and what comes of each
 * assert. */
#include "eval/machine.h"

#include "base/language.h"
#include "eval/arith.h"
#include "eval/culprit.h"
#include "model/long.h"

enum {
    MOST_NOTES = 500,      /* kept of one rule on one document; all are counted */
    MOST_PASSED_OVER = 64, /* elements at once */
};

/* A rule at work. */
typedef struct work {
    bdl_eval *e;
    const bdl_item *rule;
    const bdl_clauses *clauses;
    size_t end; /* no clause from here on matters */
    bdl_doc_result *result;
    bdl_rule_counts *counts;
    const bdl_value *elements[BDL_EVAL_MAX_LOOPS]; /* iterated, outermost first */
    int loops;
    size_t notes;
} work;

static void run_from(work *w, size_t i);

/* ---- outcomes ---- */

/* The record that findings on ELEMENT are about: that of a group is its first. */
static const bdl_record *record_of(const bdl_value *element) {
    if (element->kind == BDL_LIST && element->state == BDL_PRESENT &&
        element->as.list->count > 0)
        element = bdl_list_element(element->as.list, 0);
    return element->kind == BDL_RECORD && element->state == BDL_PRESENT
               ? element->as.record
               : NULL;
}

static const bdl_record *innermost(const work *w) {
    const bdl_record *record = NULL;

    for (int i = w->loops; i > 0 && !record; i--)
        record = record_of(w->elements[i - 1]);
    return record;
}

static bool is_wanted(const work *w, bdl_outcome outcome) {
    return w->notes < MOST_NOTES &&
           (outcome == BDL_NOT_ASSESSED ? !w->e->options.no_reasons
                                        : w->e->options.show[outcome]);
}

static void note(work *w, bdl_outcome outcome, bdl_str reason) {
    bdl_doc_result *result = w->result;
    const bdl_record *record = innermost(w);
    bdl_note_outcome note = {
        .rule = w->rule, .outcome = outcome, .document = result->path};

    if (record && record->model == w->e->model)
        note.place = record->place;
    if (result->notes.count > 0) { /* several asserts of one binding share a reason */
        const bdl_note_outcome *last = &result->notes.items[result->notes.count - 1];

        if (outcome == BDL_NOT_ASSESSED && last->outcome == outcome &&
            last->rule == w->rule && last->place.line == note.place.line &&
            bdl_str_eq(last->reason, reason))
            return;
    }
    note.reason = bdl_arena_str(result->arena, reason);
    BDL_PUSH(result->arena, &result->notes, note);
    w->notes++;
}

static void count_outcome(work *w, bdl_outcome outcome, bdl_str reason) {
    if (w->e->culprits)
        return;
    w->counts->outcome[outcome]++;
    if (outcome != BDL_FAILED_ && is_wanted(w, outcome))
        note(w, outcome, reason);
}

/* All asserts after clause I have one outcome. */
static void count_rest(work *w, size_t i, bdl_outcome outcome, bdl_str reason) {
    for (i++; i < w->clauses->count; i++)
        if (w->clauses->items[i]->kind == BDL_C_ASSERT)
            count_outcome(w, outcome, reason);
}

static bdl_str why_unknown(const work *w, const bdl_expr *x) {
    if (w->e->culprits || w->e->options.no_reasons || w->notes >= MOST_NOTES)
        return BDL_STR("unknown");
    return bdl_eval_explain(w->e, x);
}

/* ---- let, when, assert ---- */

static void set_local(work *w, const bdl_clause *clause, const bdl_value *v) {
    w->e->frame.locals[clause->local] = *v;
    w->e->frame.clause_of[clause->local] = clause;
}

/* What is evaluated to tell of a clause is not told in turn. */
static void tell_watch(work *w, const bdl_clause *clause, const bdl_value *v) {
    const bdl_watch *watch = w->e->watch;

    if (!watch || w->e->culprits)
        return;
    w->e->watch = NULL;
    watch->saw(watch->ctx, w->e, clause, v, innermost(w));
    w->e->watch = watch;
}

static void tell_truth(work *w, const bdl_clause *clause, bdl_truth t,
                       const bdl_value *why) {
    bdl_value v;

    if (!w->e->watch)
        return;
    v = bdl_truth_value(t, why);
    tell_watch(w, clause, &v);
}

static void run_let(work *w, const bdl_clause *clause) {
    bdl_value room;
    const bdl_value *v = bdl_eval_look(w->e, clause->expr, &room);

    set_local(w, clause, v);
    tell_watch(w, clause, v);
}

/* Whether what follows is reached. */
static bool run_when(work *w, size_t i) {
    const bdl_clause *clause = w->clauses->items[i];
    bdl_value why;
    int holds = bdl_eval_truth(w->e, clause->expr, &why);

    if (holds < 0)
        why = bdl_value_missing(BDL_BOOLEAN, BDL_STR(""));
    tell_truth(w, clause, holds, &why);
    switch (holds) {
    case 1:
        return true;
    case 0:
        if (clause->otherwise)
            count_rest(w, i, BDL_NOT_ASSESSED,
                       w->e->options.no_reasons
                           ? BDL_STR("unknown")
                           : bdl_eval_template(w->e, clause->otherwise));
        else
            count_rest(w, i, BDL_NOT_APPLICABLE, BDL_STR(""));
        return false;
    default:
        count_rest(w, i, BDL_NOT_ASSESSED, why_unknown(w, clause->expr));
        return false;
    }
}

/* In the second pass: what is met clears the figures that it reads. They are told by all
 * that is read with it but for other assertions, before it is traced for them. */
static void look_again(work *w, const bdl_clause *clause) {
    bdl_reads before = w->e->reads;
    bdl_value why;
    bdl_truth t = bdl_eval_condition(w->e, clause->expr, &why);

    if (t >= 0 && bdl_truth_is(t, true) && bdl_reads_meet(&w->e->reads, &w->e->suspected))
        bdl_culprits_passed(w->e, clause->expr);
    w->e->reads = before;
}

static void run_assert(work *w, const bdl_clause *clause) {
    if (w->e->culprits) {
        if (bdl_culprits_may_clear(clause->expr))
            look_again(w, clause);
        return;
    }
    bdl_value why;
    bdl_truth t = bdl_eval_condition(w->e, clause->expr, &why);
    bool nearly = bdl_truth_is_near(t);

    tell_truth(w, clause, t, &why);
    if (t < 0) {
        count_outcome(w, BDL_NOT_ASSESSED, why_unknown(w, clause->expr));
    } else if (bdl_truth_is(t, true)) {
        count_outcome(w, nearly ? BDL_ROUNDED : BDL_PASSED,
                      nearly ? bdl_expr_source(w->e->scratch, clause->expr)
                             : BDL_STR(""));
    } else {
        count_outcome(w, BDL_FAILED_, BDL_STR(""));
        bdl_finding_add(w->e, clause, innermost(w), w->result);
    }
}

/* ---- for ---- */

/* The scratch arena of a loop, emptied for each of its elements. */
static bdl_arena *loop_arena(bdl_eval *e, int loop) {
    if (!e->loops[loop])
        e->loops[loop] = bdl_arena_new();
    bdl_arena_reset(e->loops[loop]);
    return e->loops[loop];
}

/* Runs what follows clause I for ELEMENT; MEETS: what is known of its condition. */
static void run_element(work *w, size_t i, const bdl_value *element, bdl_truth meets) {
    const bdl_clause *clause = w->clauses->items[i];
    bdl_arena *scratch = w->e->scratch;

    w->elements[w->loops] = element;
    w->e->scratch = loop_arena(w->e, w->loops);
    w->loops++;
    set_local(w, clause, element);
    if (bdl_is_unknown_stretch(element)) {
        count_rest(w, i, BDL_NOT_ASSESSED,
                   bdl_value_reason(element).len ? bdl_value_reason(element)
                                                 : why_unknown(w, clause->expr));
        meets = 0;
    } else if (meets < 0) {
        meets = clause->where ? bdl_eval_truth(w->e, clause->where, NULL) : 1;
    }
    if (meets > 0)
        run_from(w, i + 1);
    else if (meets < 0)
        count_rest(w, i, BDL_NOT_ASSESSED, why_unknown(w, clause->where));
    w->loops--;
    w->e->scratch = scratch;
}

/* What tells the elements of a long list that surely pass, unless each is to be noted;
 * else NULL. */
static const bdl_proof *proof_for(work *w, size_t i, const bdl_list *list) {
    bool noted = w->e->watch || w->e->options.show[BDL_PASSED];

    if (!bdl_list_is_long(list) || noted)
        return NULL;
    return bdl_proof_new(w->e, list, w->clauses->items[i]->local, w->clauses, i + 1);
}

/* Whether element AT surely passes and is counted so. In the second pass only those need
 * be looked at that were made: no other is a suspect. */
static bool passes_unseen(work *w, const bdl_proof *proof, const bdl_list *list,
                          size_t at) {
    size_t passed = bdl_proof_passes(proof, at);

    if (passed == 0 || (w->e->culprits && bdl_long_is_made(list, at)))
        return false;
    if (!w->e->culprits)
        w->counts->outcome[BDL_PASSED] += passed;
    return true;
}

/* Whether X names a list of the model as it stands, down from a record. */
static bool names_list(const bdl_expr *x) {
    while (x->kind == BDL_E_FIELD && !x->maps && !x->is_key)
        x = x->as.field.base;
    return x->kind == BDL_E_NAME;
}

/* Whether clause I is the first and its list the model's: between two elements no answer
 * of a definition is held. */
static bool holds_no_answer(const work *w, size_t i) {
    return i == 0 && names_list(w->clauses->items[i]->expr);
}

/* bdl_eval_pass_over for the condition of CLAUSE, over not so many elements that too much
 * were remembered meanwhile. */
static size_t pass_over(work *w, const bdl_clause *clause, const bdl_list *list, size_t k,
                        bdl_truth *meets) {
    bdl_list some = *list;

    if (some.count - k > MOST_PASSED_OVER)
        some.count = k + MOST_PASSED_OVER;
    return bdl_eval_pass_over(w->e, clause->where, clause->local, BDL_NO, &some, k,
                              meets);
}

static void run_candidates(work *w, size_t i, const bdl_value *list) {
    const bdl_clause *clause = w->clauses->items[i];
    bool may_forget = holds_no_answer(w, i);
    bdl_candidates some = {.all = true};
    const bdl_proof *proof;
    bool is_told; /* elements that do not meet the condition are passed over */
    size_t count;

    if (clause->where && bdl_join_may_tell(w->e, list->as.list))
        some =
            bdl_join_candidates(w->e, clause->expr, list, clause->local, clause->where);
    if (some.unknown) {
        w->e->frame.clause_of[clause->local] = NULL;
        w->e->frame.locals[clause->local] = *bdl_list_element(list->as.list, 0);
        count_rest(w, i, BDL_NOT_ASSESSED, why_unknown(w, clause->where));
        return;
    }
    proof = proof_for(w, i, list->as.list);
    is_told = some.all && !bdl_list_is_long(list->as.list) && clause->where &&
              clause->where->condition;
    count = some.all ? list->as.list->count : some.count;
    for (size_t k = 0; k < count;) {
        size_t at = some.all ? k : some.at[k];
        bdl_truth meets = BDL_UNKNOWN;

        if (proof && passes_unseen(w, proof, list->as.list, at)) {
            k++;
            continue;
        }
        if (may_forget)
            bdl_eval_forget_amid(w->e);
        if (is_told)
            at = k = pass_over(w, clause, list->as.list, k, &meets);
        if (meets != BDL_NO) {
            run_element(w, i, bdl_list_at(list->as.list, at), meets);
            k++;
        }
        if (bdl_eval_is_spent(w->e)) {
            count_rest(w, i, BDL_NOT_ASSESSED, bdl_eval_spent(w->e, BDL_LIST).reason);
            return;
        }
    }
}

/* ---- for … by ---- */

typedef struct group {
    bdl_picked members;
    bdl_value key;
    uint64_t hash;
    size_t next; /* 1 + position of the next group in the chain; 0: none */
} group;

typedef BDL_VEC(group) groups;

/* The key of the element in hand: a value, or a list of values of several `by`. */
static bdl_value group_key(bdl_eval *e, const bdl_clause *clause,
                           const bdl_expr **unknown) {
    bdl_values keys = {0};

    *unknown = NULL;
    for (size_t i = 0; i < clause->by.count; i++) {
        bdl_value v = bdl_eval_expr(e, clause->by.items[i]);

        if (!bdl_value_is_known(&v) && !*unknown)
            *unknown = clause->by.items[i];
        if (clause->by.count == 1)
            return v;
        BDL_PUSH(e->scratch, &keys, v);
    }
    return bdl_values_list(e->scratch, &keys);
}

static group *group_of(bdl_eval *e, groups *all, size_t *table, size_t size,
                       const bdl_value *key) {
    uint64_t hash = bdl_value_hash(e->folds, e->scratch, key);
    size_t *chain = &table[hash & (size - 1)];
    group new = {.key = *key, .hash = hash, .next = *chain};

    for (size_t i = *chain; i; i = all->items[i - 1].next)
        if (all->items[i - 1].hash == hash &&
            bdl_value_order(e->folds, e->scratch, &all->items[i - 1].key, key) == 0)
            return &all->items[i - 1];
    BDL_PUSH_MOVING(e->scratch, all, new);
    *chain = all->count;
    return &all->items[all->count - 1];
}

static void make_groups(work *w, size_t i, const bdl_value *list, groups *all) {
    const bdl_clause *clause = w->clauses->items[i];
    bdl_eval *e = w->e;
    size_t size = 16, *table;

    while (size < bdl_list_count(list) * 2)
        size *= 2;
    table = BDL_NEW_ARRAY(e->scratch, size_t, size);
    for (size_t k = 0; k < bdl_list_count(list); k++) {
        const bdl_value *element = bdl_list_element(list->as.list, k);
        const bdl_expr *unknown;
        bdl_value key;
        group *g;

        set_local(w, clause, element);
        key = group_key(e, clause, &unknown);
        if (bdl_is_unknown_stretch(element) || unknown) {
            count_rest(w, i, BDL_NOT_ASSESSED,
                       unknown ? why_unknown(w, unknown) : bdl_value_reason(element));
            continue;
        }
        g = group_of(e, all, table, size, &key);
        BDL_PUSH(e->scratch, &g->members, element);
    }
}

static void run_groups(work *w, size_t i, const bdl_value *list) {
    bdl_arena *arena = w->e->scratch;
    groups all = {0};

    make_groups(w, i, list, &all);
    for (size_t k = 0; k < all.count; k++) {
        bdl_list *members = BDL_NEW(arena, bdl_list);
        bdl_value v;

        members->picked = all.items[k].members.items;
        members->count = all.items[k].members.count;
        members->key = &all.items[k].key;
        v = bdl_value_list(members);
        run_element(w, i, &v, BDL_UNKNOWN);
        if (bdl_eval_is_spent(w->e)) {
            count_rest(w, i, BDL_NOT_ASSESSED, bdl_eval_spent(w->e, BDL_LIST).reason);
            return;
        }
    }
}

/* The list that the `for` of CLAUSE goes through; a long one only where it is gone
 * through from the first element to the last. */
static bdl_value list_of(bdl_eval *e, const bdl_clause *clause) {
    bdl_value list;

    e->takes_long = clause->by.count == 0 && !clause->where && names_list(clause->expr);
    list = bdl_eval_expr(e, clause->expr);
    e->takes_long = false;
    return list;
}

static void run_for(work *w, size_t i) {
    const bdl_clause *clause = w->clauses->items[i];
    bdl_value list = list_of(w->e, clause);

    if (!bdl_value_is_known(&list)) {
        count_rest(w, i, BDL_NOT_ASSESSED, why_unknown(w, clause->expr));
        return;
    }
    w->counts->lists_were_there = true;
    if (bdl_list_count(&list) == 0)
        return;
    if (w->loops == BDL_EVAL_MAX_LOOPS)
        count_rest(w, i, BDL_NOT_ASSESSED, BDL_TR("too many `for` inside each other"));
    else if (clause->by.count > 0)
        run_groups(w, i, &list);
    else
        run_candidates(w, i, &list);
}

/* ---- the whole rule ---- */

static void run_from(work *w, size_t i) {
    for (; i < w->end; i++) {
        const bdl_clause *clause = w->clauses->items[i];

        switch (clause->kind) {
        case BDL_C_FOR:
            run_for(w, i);
            return;
        case BDL_C_LET:
            run_let(w, clause);
            break;
        case BDL_C_WHEN:
            if (!run_when(w, i))
                return;
            break;
        case BDL_C_ASSERT:
            run_assert(w, clause);
            break;
        case BDL_C_EXAMPLE:
            break;
        }
    }
}

/* 1: the rule is for documents of this year, 0: it is not, -1: the year is not known. */
static int is_of_years(bdl_eval *e, const bdl_rule_item *rule) {
    bdl_value year;
    long long n;

    if (!rule->year_low && !rule->year_high)
        return 1;
    year = *e->document->slots[e->program->schema->slot_year];
    if (year.state != BDL_PRESENT || !bdl_dec_to_int(bdl_dec_trim(year.number), &n))
        return -1;
    return (!rule->year_low || n >= rule->year_low) &&
           (!rule->year_high || n <= rule->year_high);
}

/* In one piece: most rules end before they need much of it. */
static void begin_frame(bdl_eval *e, size_t count) {
    bdl_frame *f = &e->frame;

    f->locals = bdl_arena_array(e->scratch, count,
                                sizeof *f->locals + sizeof *f->clause_of +
                                    sizeof *f->text_of + sizeof *f->followed);
    f->clause_of = (const bdl_clause **)(f->locals + count);
    f->text_of = (const bdl_expr **)(f->clause_of + count);
    f->followed = (bool *)(f->text_of + count);
    f->count = count;
}

void bdl_eval_rule(bdl_eval *e, size_t number, bdl_doc_result *result) {
    const bdl_item *rule = e->program->rules.items[number];
    work w = {.e = e,
              .rule = rule,
              .clauses = &rule->as.rule.clauses,
              .end = e->culprits ? bdl_culprits_end(&rule->as.rule.clauses)
                                 : rule->as.rule.clauses.count,
              .result = result,
              .counts = &result->rules[number]};
    int of_years = is_of_years(e, &rule->as.rule);

    if (of_years == 0)
        return;
    w.counts->applied = true;
    bdl_arena_reset(e->scratch);
    e->rule = rule;
    e->reads = (bdl_reads){{0}};
    e->steps = 0;
    e->holds_too_much = false;
    begin_frame(e, (size_t)rule->as.rule.local_count + 1);
    if (of_years > 0)
        run_from(&w, 0);
    else if (w.clauses->count > 0)
        count_rest(
            &w, (size_t)-1, BDL_NOT_ASSESSED,
            BDL_TR("the rule is for certain years and the document's year is missing"));
    e->frame = (bdl_frame){0};
    e->rule = NULL;
}
