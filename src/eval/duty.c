/* duty.c - what was demanded of a document, and whether rules decided it. */
#include "eval/machine.h"

#include "base/language.h"

static bool serves(const bdl_item *rule, const bdl_item *duty) {
    for (size_t i = 0; i < rule->as.rule.serves.count; i++)
        if (bdl_str_eq(rule->as.rule.serves.items[i].text, duty->name.text))
            return true;
    return false;
}

static size_t reached(const bdl_rule_counts *counts) {
    size_t n = 0;

    for (int i = 0; i < BDL_OUTCOME_COUNT; i++)
        n += counts->outcome[i];
    return n;
}

/* By --only or --skip. */
static bool is_left_out(const bdl_eval *e, size_t number) {
    return e->options.skip && e->options.skip[number];
}

/* What one rule makes of the duty; OUTCOME is the worst so far. */
static void judge(bdl_eval *e, size_t number, bdl_duty_outcome *outcome,
                  bdl_arena *arena) {
    const bdl_item *rule = e->program->rules.items[number];
    const bdl_rule_counts *counts = &e->result->rules[number];
    bdl_str name = rule->name.text;

    if (outcome->state == BDL_DUTY_VIOLATED)
        return;
    if (counts->outcome[BDL_FAILED_] > 0) {
        outcome->state = BDL_DUTY_VIOLATED;
        outcome->reason = bdl_arena_printf(arena, _("%.*s failed"), BDL_PRI(name));
    } else if (outcome->state == BDL_DUTY_OPEN) {
        return;
    } else if (counts->outcome[BDL_NOT_ASSESSED] > 0) {
        outcome->state = BDL_DUTY_OPEN;
        outcome->reason =
            bdl_arena_printf(arena, _("%.*s could not be decided"), BDL_PRI(name));
    } else if (reached(counts) == 0) {
        outcome->state = BDL_DUTY_OPEN;
        outcome->reason =
            bdl_arena_printf(arena,
                             is_left_out(e, number) ? _("%.*s is left out of this run")
                                                    : _("%.*s reached nothing"),
                             BDL_PRI(name));
    }
}

/* The rules that serve some duty, by number: most serve none, and each document asks for
 * each duty. */
static void find_serving(bdl_eval *e) {
    const bdl_program *program = e->program;

    e->serving = BDL_NEW_ARRAY(e->arena, size_t, program->rules.count + 1);
    for (size_t i = 0; i < program->rules.count; i++)
        if (program->rules.items[i]->as.rule.serves.count > 0)
            e->serving[e->serving_count++] = i;
}

static void decide(bdl_eval *e, const bdl_item *duty, bdl_duty_outcome *outcome,
                   bdl_arena *arena) {
    bool any = false;

    outcome->state = BDL_DUTY_MET;
    for (size_t i = 0; i < e->serving_count; i++)
        if (serves(e->program->rules.items[e->serving[i]], duty)) {
            any = true;
            judge(e, e->serving[i], outcome, arena);
        }
    if (!any) {
        outcome->state = BDL_DUTY_OPEN;
        outcome->reason = BDL_TR("no rule serves it");
    }
}

/* 1, 0, -1: whether the duty is one of this document. */
static int applies(bdl_eval *e, const bdl_item *duty, bdl_str *why) {
    bdl_value v;

    if (!duty->as.duty.where)
        return 1;
    v = bdl_eval_apart(e, duty->as.duty.where, NULL, e->document);
    if (v.state == BDL_PRESENT)
        return v.as.boolean;
    e->explain = true;
    v = bdl_eval_apart(e, duty->as.duty.where, NULL, e->document);
    e->explain = false;
    *why = v.reason;
    return -1;
}

void bdl_duties_decide(bdl_eval *e, bdl_doc_result *result) {
    if (!e->serving)
        find_serving(e);
    for (size_t i = 0; i < e->program->duties.count; i++) {
        bdl_duty_outcome outcome = {.duty = e->program->duties.items[i]};
        bdl_str why = BDL_STR("");
        int is_owed;

        bdl_arena_reset(e->scratch);
        e->steps = 0;
        e->holds_too_much = false;
        is_owed = applies(e, outcome.duty, &why);
        if (is_owed > 0)
            decide(e, outcome.duty, &outcome, result->arena);
        else if (is_owed < 0) {
            outcome.state = BDL_DUTY_OPEN;
            outcome.reason = bdl_arena_printf(
                result->arena, _("it is not known whether it applies: %.*s"),
                BDL_PRI(why));
        }
        BDL_PUSH(result->arena, &result->duties, outcome);
    }
}
