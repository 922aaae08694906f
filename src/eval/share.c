/* share.c - the rules of one document shared out among several evaluators: each takes the
 * next that nobody has taken, and what came of them is put together in their order.
 *
 * The model is only read; what an evaluator finds out about it (computed fields, answers
 * of definitions, indexes) it keeps for itself, and finds out again what another has.
 * Rules that look at other documents are left to the one that was asked: it alone has
 * these documents at hand. */
#include "eval/share.h"

#include <stdatomic.h>

#include "base/limits.h"
#include "eval/culprit.h"

/* What one evaluator found. */
typedef struct part {
    bdl_doc_result result;  /* its arena NULL: it has not come yet */
    bdl_culprits *suspects; /* of its own findings */
    bool met_limit;
} part;

/* What came of one rule: a stretch of what its evaluator found. */
typedef struct stretch {
    part *of; /* NULL: the rule was not checked */
    size_t findings, findings_end;
    size_t notes, notes_end;
} stretch;

typedef struct share {
    bdl_eval *owner; /* who was asked */
    bdl_doc_result *result;
    int evaluators;
    part *parts;        /* by number of the evaluator */
    stretch *stretches; /* by rule */
    atomic_size_t next; /* the first rule that nobody has taken */
    bool clear;         /* the second pass */
} share;

/* ---- one evaluator ---- */

/* An evaluator at work on the rules that it takes. */
typedef struct turn {
    share *s;
    part *p;
    bdl_eval *e;
} turn;

static bool is_owner(const turn *t) {
    return t->e == t->s->owner;
}

static void begin_part(const turn *t) {
    bdl_doc_result *result = &t->p->result;

    result->arena = is_owner(t) ? t->s->result->arena : bdl_arena_new();
    result->path = t->s->result->path;
    result->rules = t->s->result->rules;
    t->p->suspects = bdl_culprits_new(result->arena);
}

/* Puts the document at hand of the evaluator, which may have looked at another since it
 * last came. */
static void begin_document(const turn *t) {
    bdl_eval *e = t->e;

    if (!t->p->result.arena)
        begin_part(t);
    else if (e->result == &t->p->result)
        return;
    if (!is_owner(t)) {
        bdl_eval_begin(e, t->s->owner->own, &t->p->result);
        e->corpus = NULL;
        e->rule_reads = t->s->owner->rule_reads;
    }
    bdl_folds_share(e->folds, t->s->evaluators);
    e->result = &t->p->result;
    e->memo = bdl_memo_new(e->doc_arena);
    e->suspects = t->p->suspects;
}

static void check_rule(const turn *t, size_t number) {
    bdl_doc_result *result = &t->p->result;
    stretch *at = &t->s->stretches[number];

    if (t->s->clear) {
        bdl_eval_second_pass(t->e, number, result);
        return;
    }
    *at = (stretch){
        .of = t->p, .findings = result->findings.count, .notes = result->notes.count};
    bdl_eval_first_pass(t->e, number, result);
    at->findings_end = result->findings.count;
    at->notes_end = result->notes.count;
}

/* Of the rules from FROM to before END those that are for this evaluator: the owner has
 * all that look at other documents, TAKEN says whether it has the rest. */
static void check_rules(const turn *t, size_t from, size_t end, bool taken) {
    const bdl_program *program = t->e->program;

    for (size_t i = from; i < end && i < program->rules.count; i++)
        if ((program->rules.items[i]->as.rule.uses_corpus ? is_owner(t) : taken) &&
            bdl_eval_wants(t->e, i, SIZE_MAX))
            check_rule(t, i);
}

/* Takes the next of COUNT rules, from *FROM on; gives how many, 0 when none are left:
 * neighbours ask for the same, and at the end nobody shall wait long for another. */
static size_t take(share *s, size_t count, size_t *from) {
    enum { PARTS = 32 }; /* of what is left */
    size_t some;

    *from = atomic_load(&s->next);
    do {
        if (*from >= count)
            return 0;
        some = (count - *from) / PARTS;
        if (some > BDL_SHARED_RULES)
            some = BDL_SHARED_RULES;
        if (some < BDL_LEAST_SHARED)
            some = BDL_LEAST_SHARED;
    } while (!atomic_compare_exchange_weak(&s->next, from, *from + some));
    return some;
}

/* Each evaluator goes forward through the rules, so that it remembers no more at a rule
 * than one that goes through all. */
static void take_rules(const turn *t) {
    size_t count = t->e->program->rules.count, done = 0, from, some;

    while ((some = take(t->s, count, &from)) > 0) {
        check_rules(t, done, from, false);
        done = from + some;
        check_rules(t, from, done, true);
    }
    check_rules(t, done, count, false);
}

static void work(void *ctx, bdl_eval *e, int number) {
    share *s = ctx;
    turn t = {s, &s->parts[number], e};

    begin_document(&t);
    e->culprits = s->clear ? s->owner->suspects : NULL;
    take_rules(&t);
    e->culprits = NULL;
    t.p->met_limit |= e->met_limit;
}

/* ---- putting together ---- */

static void take_stretch(bdl_doc_result *all, bdl_culprits *suspects,
                         const stretch *from) {
    const bdl_doc_result *some = &from->of->result;

    bdl_culprits_move(suspects, from->of->suspects, from->findings, from->findings_end,
                      all->findings.count);
    for (size_t i = from->findings; i < from->findings_end; i++)
        BDL_PUSH(all->arena, &all->findings, some->findings.items[i]);
    for (size_t i = from->notes; i < from->notes_end; i++)
        BDL_PUSH(all->arena, &all->notes, some->notes.items[i]);
}

static void put_together(share *s) {
    bdl_eval *e = s->owner;
    bdl_culprits *suspects = bdl_culprits_new(e->doc_arena);

    for (size_t i = 0; i < e->program->rules.count; i++)
        if (s->stretches[i].of)
            take_stretch(s->result, suspects, &s->stretches[i]);
    e->suspects = suspects;
}

/* What others found stays where it is, as long as the result. Whether no limit was met.
 */
static bool end_parts(share *s, int count) {
    bool met_limit = false;

    for (int i = 0; i < count; i++) {
        bdl_arena *arena = s->parts[i].result.arena;

        met_limit |= s->parts[i].met_limit;
        if (arena && arena != s->result->arena)
            bdl_arena_keep(s->result->arena, arena);
    }
    s->owner->result = s->result;
    return !met_limit;
}

static void pass(share *s, const bdl_team *team, bool clear) {
    s->clear = clear;
    atomic_store(&s->next, 0);
    team->together(team->ctx, work, s);
}

bool bdl_share_rules(bdl_eval *e, const bdl_team *team, bdl_doc_result *result) {
    share s = {.owner = e, .result = result, .evaluators = team->size};

    if (bdl_eval_forgets(e)) /* what was read left holes for no more than one */
        bdl_arena_give_back();
    s.parts = BDL_NEW_ARRAY(e->doc_arena, part, (size_t)s.evaluators);
    s.stretches = BDL_NEW_ARRAY(e->doc_arena, stretch, e->program->rules.count + 1);
    pass(&s, team, false);
    put_together(&s);
    if (bdl_culprits_any(e->suspects))
        pass(&s, team, true);
    if (!end_parts(&s, team->size))
        return false;
    bdl_culprits_group(e->suspects, result);
    return true;
}
