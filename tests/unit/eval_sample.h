/* eval_sample.h - a document set by hand, and what an expression comes to on it. */
#ifndef BDL_TESTS_EVAL_SAMPLE_H
#define BDL_TESTS_EVAL_SAMPLE_H

#include "eval_kit.h"

static inline void set_row(kit *k, int n, const char *const texts[5]) {
    static const char *const fields[] = {"code", "name", "total", "basic", "project"};
    char path[64];

    for (int i = 0; i < 5; i++)
        if (texts[i]) {
            snprintf(path, sizeof path, "expenditure.rows[%d].%s", n, fields[i]);
            kit_set(k, path, texts[i]);
        }
}

static inline void set_indicator(kit *k, int project, int n, const char *const texts[4]) {
    static const char *const fields[] = {"level1", "level3", "value", "score"};
    char path[64];

    for (int i = 0; i < 4; i++)
        if (texts[i]) {
            snprintf(path, sizeof path, "projects[%d].indicators[%d].%s", project, n,
                     fields[i]);
            kit_set(k, path, texts[i]);
        }
}

static inline void set_sample(kit *k) {
    kit_set(k, "title", "云河市档案局2024年预算公开");
    kit_set(k, "year", "2024");
    kit_set(k, "kind", "budget");
    kit_set(k, "department", "云河市档案局");
    set_row(k, 1, (const char *const[]){"", "合计", "30.00", "20.00", "10.00"});
    set_row(k, 2,
            (const char *const[]){"201", "一般公共服务支出", "30.00", "20.00", "10.00"});
    set_row(k, 3, (const char *const[]){"20101", "人大事务", "12.00", "12.00", ""});
    set_row(k, 4, (const char *const[]){"20103", "政府 办公", "18.00", "8.00", "10.00"});
    kit_set(k, "statement.income", "30.00");
    kit_set(k, "projects[1].code", "A1");
    kit_set(k, "projects[1].name", "档案整理");
    kit_set(k, "projects[1].budget", "15.00");
    set_indicator(k, 1, 1, (const char *const[]){"产出指标", "整理卷数", "≥300卷", "20"});
    set_indicator(k, 1, 2, (const char *const[]){"", "合格率", "98%以上", "10"});
    set_indicator(k, 1, 3, (const char *const[]){"满意度指标", "满意度", "95%", NULL});
    kit_set(k, "projects[2].code", "A2");
    kit_set(k, "projects[2].name", "会议费");
    kit_set(k, "projects[2].budget", "2.50");
    set_indicator(k, 2, 1, (const char *const[]){"产出指标", "会议次数", "≤2次", "50"});
}

/* The outcome of RULES' first rule on the sample, one letter: p r f n u. */
static inline char outcome_of_rules(const char *rules, char reason[512]) {
    char letter = '-';
    kit k;

    kit_begin(&k, rules);
    set_sample(&k);
    kit_check(&k);
    for (int i = 0; i < BDL_OUTCOME_COUNT; i++)
        if (k.result->rules[0].outcome[i])
            letter = "prfnu"[i];
    if (reason)
        reason[0] = '\0';
    if (reason && k.result->notes.count)
        snprintf(reason, 512, "%.*s", BDL_PRI(k.result->notes.items[0].reason));
    if (reason && k.result->findings.count)
        snprintf(reason, 512, "%.*s", BDL_PRI(k.result->findings.items[0].message));
    kit_end(&k);
    return letter;
}

static inline char outcome_of(const char *expression) {
    char rules[2048];

    snprintf(rules, sizeof rules, "rule r { assert %s }", expression);
    return outcome_of_rules(rules, NULL);
}

/* Each expression comes to the outcome: a letter of "prfnu". */
#define comes_to(letter, expression)                                                     \
    do {                                                                                 \
        char came = outcome_of(expression);                                              \
        if (came != (letter))                                                            \
            fail_msg("%s came to %c, not %c", expression, came, letter);                 \
    } while (0)
#define holds(expression)   comes_to('p', expression)
#define fails(expression)   comes_to('f', expression)
#define is_open(expression) comes_to('u', expression)

/* What the message "{EXPRESSION}" prints. */
static inline void assert_prints(const char *expression, const char *expected) {
    char rules[2048], message[512];

    snprintf(rules, sizeof rules, "rule r { assert year == 1 else \"{%s}\" }",
             expression);
    assert_int_equal(outcome_of_rules(rules, message), 'f');
    assert_string_equal(message, expected);
}

#endif
