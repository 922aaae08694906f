/* forget.c - when answers of definitions are forgotten.
 *
 * Rules of one file ask the same, and so do rules that stand together. The answers for a
 * large document take some bytes for each of its bytes: they go before a rule of another
 * file, and before one that asks for definitions but for none of those asked for since
 * they last went. At which rules this is depends on the rules alone, so that an evaluator
 * that has only some of them does not know more at any than one that has all (share.c).
 * Those for a document of several megabytes go before each rule, and amid a rule between
 * two elements of its first list: what they take is then a matter of the rule, and not of
 * the document. With them goes which patterns its texts meet and, where there are many,
 * these texts as they were folded; before each rule also fields over lists and indexes.
 * What stays is computed fields, which have texts and lists of their own (keep.c). */
#include "eval/machine.h"

#include "base/limits.h"
#include "lang/any.h"

/* Definitions, each with its number in this run of rules. */
typedef struct asking {
    bdl_arena *arena;
    bdl_map *numbers;   /* by the address of the definition: its number, from 1 */
    bool *by_rule;      /* the definitions that the rule at hand asks for */
    bool *since;        /* those asked for since answers last went */
    size_t count, most; /* of definitions */
    size_t depth;       /* of calls */
    bool any;           /* whether the rule asks for one */
    bool known;         /* for one of SINCE */
} asking;

static bool ask(const bdl_expr *x, const void *what) {
    asking *a = (asking *)(uintptr_t)what;
    const bdl_define *define = x->kind == BDL_E_CALL ? x->as.call.define : NULL;
    bdl_str key = bdl_str_of((const char *)&define, sizeof define);
    size_t number;

    if (!define)
        return false;
    number = (uintptr_t)bdl_map_get(a->numbers, key);
    if (number == 0 && a->count == a->most)
        return false;
    if (number == 0) {
        number = ++a->count;
        bdl_map_put(a->numbers, bdl_arena_str(a->arena, key), (void *)number);
    }
    if (a->by_rule[number] || a->depth == BDL_MAX_CALL_DEPTH)
        return false;
    a->by_rule[number] = a->any = true;
    a->known |= a->since[number];
    a->depth++;
    bdl_expr_any(define->body, ask, a);
    a->depth--;
    return false;
}

static void ask_rule(asking *a, const bdl_clauses *clauses) {
    a->any = a->known = false;
    for (size_t i = 0; i < clauses->count; i++) {
        const bdl_clause *clause = clauses->items[i];

        bdl_expr_any(clause->expr, ask, a);
        bdl_expr_any(clause->where, ask, a);
        bdl_expr_any(clause->otherwise, ask, a);
        for (size_t k = 0; k < clause->by.count; k++)
            bdl_expr_any(clause->by.items[k], ask, a);
    }
}

/* By rule: how often answers went before it. */
static const uint32_t *find_periods(bdl_arena *arena, const bdl_program *program) {
    size_t rules = program->rules.count, defines = program->defines.count;
    uint32_t *periods = BDL_NEW_ARRAY(arena, uint32_t, rules + 1), period = 0;
    asking a = {.arena = bdl_arena_new(), .most = defines};

    a.numbers = bdl_map_new(a.arena);
    a.by_rule = BDL_NEW_ARRAY(a.arena, bool, defines + 1);
    a.since = BDL_NEW_ARRAY(a.arena, bool, defines + 1);
    for (size_t i = 0; i < rules; i++) {
        const bdl_item *rule = program->rules.items[i];

        memset(a.by_rule, 0, defines + 1);
        ask_rule(&a, &rule->as.rule.clauses);
        if (i > 0 &&
            (rule->file != program->rules.items[i - 1]->file || (a.any && !a.known))) {
            period++;
            memset(a.since, 0, defines + 1);
        }
        for (size_t k = 1; k <= a.count; k++)
            a.since[k] |= a.by_rule[k];
        periods[i] = period;
    }
    bdl_arena_free(a.arena);
    return periods;
}

void bdl_eval_forget(bdl_eval *e) {
    bdl_arena_reset(e->answers_arena);
    e->answers = e->texts = NULL;
}

void bdl_eval_forget_lists(bdl_eval *e) {
    bdl_arena_reset(e->lists_arena);
    e->mapped = e->lookups = NULL;
    e->joins = NULL;
}

/* Whether RULE is of another period than the one before it. */
static bool is_time(bdl_eval *e, size_t rule) {
    bool had = e->has_period;
    uint32_t before = e->period;

    if (e->own->text_count < BDL_WORTH_FORGETTING)
        return false;
    if (!e->periods)
        e->periods = find_periods(e->arena, e->program);
    e->period = e->periods[rule];
    e->has_period = true;
    return had && e->period != before;
}

bool bdl_eval_hurries(const bdl_eval *e) {
    return e->own->text_count >= BDL_WORTH_HURRYING;
}

/* What is known of texts goes with the answers, which hold some of it. */
static void forget_texts(bdl_eval *e) {
    bdl_eval_forget(e);
    bdl_folds_forget(e->folds, BDL_MOST_FOLDED);
}

void bdl_eval_forget_before(bdl_eval *e, size_t rule) {
    if (bdl_eval_hurries(e)) {
        forget_texts(e);
        bdl_eval_forget_lists(e);
    } else if (is_time(e, rule) || bdl_eval_answers_are_full(e)) {
        bdl_eval_forget(e);
    }
}

void bdl_eval_forget_amid(bdl_eval *e) {
    if (bdl_eval_hurries(e) && (bdl_arena_used(e->answers_arena) > BDL_MOST_ANSWERS ||
                                bdl_folds_used(e->folds) > BDL_MOST_FOLDED))
        forget_texts(e);
}
