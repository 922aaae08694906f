/* test_share.c - the rules of one document shared out among evaluators: what they find
 * together is what one of them finds. */
#include <pthread.h>

#include "eval_sample.h"

enum { MEMBERS = 3, TURNS = 24 };

/* Evaluators that stand ready, and how they come. */
typedef struct ready {
    kit *k;
    bdl_eval *members[MEMBERS];         /* the first is asked */
    void (*meanwhile)(struct ready *r); /* before each pass; may be NULL */
    size_t passes;
} ready;

static void help_first(void *ctx, void (*work)(void *, bdl_eval *, int), void *work_ctx) {
    ready *r = ctx;

    r->passes++;
    if (r->meanwhile)
        r->meanwhile(r);
    work(work_ctx, r->members[1], 1);
    work(work_ctx, r->members[0], 0);
}

static void help_last(void *ctx, void (*work)(void *, bdl_eval *, int), void *work_ctx) {
    ready *r = ctx;

    r->passes++;
    work(work_ctx, r->members[0], 0);
    work(work_ctx, r->members[2], 2);
}

typedef struct turn {
    void (*work)(void *, bdl_eval *, int);
    void *ctx;
    bdl_eval *eval;
    int number;
} turn;

static void *take_turn(void *p) {
    turn *t = p;

    t->work(t->ctx, t->eval, t->number);
    return NULL;
}

static void help_at_once(void *ctx, void (*work)(void *, bdl_eval *, int),
                         void *work_ctx) {
    ready *r = ctx;
    pthread_t threads[MEMBERS];
    turn turns[MEMBERS];

    r->passes++;
    for (int i = 0; i < MEMBERS; i++) {
        turns[i] = (turn){work, work_ctx, r->members[i], i};
        assert_int_equal(pthread_create(&threads[i], NULL, take_turn, &turns[i]), 0);
    }
    for (int i = 0; i < MEMBERS; i++)
        pthread_join(threads[i], NULL);
}

/* ---- what came out ---- */

static void add(bdl_buf *buf, bdl_str s) {
    bdl_buf_add(buf, s);
    bdl_buf_char(buf, '|');
}

static bdl_str told(const kit *k, const bdl_doc_result *result) {
    bdl_buf buf = {.arena = k->arena};

    for (size_t i = 0; i < result->findings.count; i++) {
        const bdl_finding *f = &result->findings.items[i];

        add(&buf, f->rule->name.text);
        add(&buf, f->message);
        add(&buf, f->hint);
        add(&buf, f->cause);
        add(&buf, f->fingerprint);
        bdl_buf_printf(&buf, "%d|%d|%u|%zu\n", f->group, f->waived_by != NULL,
                       f->place.line, f->operand_count);
    }
    for (size_t i = 0; i < result->notes.count; i++) {
        add(&buf, result->notes.items[i].rule->name.text);
        add(&buf, result->notes.items[i].reason);
        bdl_buf_printf(&buf, "%d\n", (int)result->notes.items[i].outcome);
    }
    for (size_t i = 0; i < result->duties.count; i++)
        add(&buf, result->duties.items[i].reason);
    for (size_t i = 0; i < k->program->rules.count; i++)
        for (int o = 0; o < BDL_OUTCOME_COUNT; o++)
            bdl_buf_printf(&buf, " %zu", result->rules[i].outcome[o]);
    bdl_buf_char(&buf, '\0');
    return bdl_buf_str(&buf);
}

static bdl_str check(kit *k, bdl_eval *eval, const bdl_team *team) {
    bdl_doc_result *result = BDL_NEW(k->arena, bdl_doc_result);
    bdl_str said;

    result->arena = bdl_arena_new();
    result->path = k->doc->path;
    bdl_eval_check_alone(eval, k->model, team, result);
    said = told(k, result);
    bdl_arena_free(result->arena);
    return said;
}

/* Rules of every outcome, some of which ask for the same: TURNS times, under names of
 * their own. */
static const char *rules_of(bdl_arena *arena) {
    static const char *const each =
        "rule income-%d { assert statement.income == expenditure.grand.basic }\n"
        "rule other-%d { when count(corpus) > 0 assert year > 0 }\n"
        "rule among-%d { let others = corpus\n"
        "    assert statement.income == expenditure.grand.project }\n"
        "rule twice-%d { assert statement.twice == %d万元 and is_long(title) }\n"
        "rule rows-%d { for row in expenditure.rows\n"
        "    assert basic + project == total assert name matches /支出|事务/ }\n"
        "rule spending-%d { assert statement.spending > 0万元 }\n"
        "rule near-%d { assert statement.spending + 0.01万元 == 30万元 }\n"
        "rule indicators-%d { for p in projects for i in p.indicators\n"
        "    when i.score > 15 assert i.value matches /≥{low:number}/ and low > 0 }\n";
    bdl_buf buf = {.arena = arena};

    bdl_buf_add(&buf, BDL_STR("define is_long(t) = t matches /预算公开/ and year > 2000\n"
                              "waive rows-3 in \"*\" because \"known\"\n"));
    for (int i = 0; i < TURNS; i++)
        bdl_buf_printf(&buf, each, i, i, i, i, i + 70, i, i, i, i);
    bdl_buf_char(&buf, '\0');
    return bdl_buf_str(&buf).data;
}

static void begin(ready *r, kit *k, const char *rules) {
    bdl_arena *arena = bdl_arena_new();

    *r = (ready){.k = k};
    kit_begin(k, rules ? rules : rules_of(arena));
    set_sample(k);
    kit_set(k, "statement.spending", "30.00");
    kit_complete(k);
    for (int i = 0; i < MEMBERS; i++)
        r->members[i] = bdl_eval_new(k->program, &k->options);
    bdl_arena_free(arena);
}

static void end(ready *r) {
    for (int i = 0; i < MEMBERS; i++)
        bdl_eval_free(r->members[i]);
    kit_end(r->k);
}

static void assert_same_with(ready *r,
                             void (*together)(void *, void (*)(void *, bdl_eval *, int),
                                              void *)) {
    bdl_team team = {r, MEMBERS, together};
    bdl_str alone = check(r->k, r->k->eval, NULL);

    r->passes = 0;
    assert_string_equal(check(r->k, r->members[0], &team).data, alone.data);
    assert_true(r->passes > 0);
}

/* ---- tests ---- */

static void the_order_of_rules_is_that_of_what_is_told(void **state) {
    ready r;
    kit k;

    begin(&r, &k, NULL);
    assert_holds(check(&k, k.eval, NULL), "没有一处相符"); /* there is a second pass */
    assert_same_with(&r, help_first);
    assert_int_equal(r.passes, 2);
    assert_same_with(&r, help_last);
    end(&r);
}

static void threads_give_what_one_gives(void **state) {
    ready r;
    kit k;

    begin(&r, &k, NULL);
    for (int i = 0; i < 8; i++)
        assert_same_with(&r, help_at_once);
    end(&r);
}

static void look_at_another(ready *r) {
    bdl_model *model = r->k->model;
    bdl_doc *doc = r->k->doc;
    bdl_doc_result result = {.arena = bdl_arena_new()};

    kit_model(r->k, "docs/two.txt");
    bdl_eval_check_alone(r->members[1], r->k->model, NULL, &result);
    bdl_arena_free(result.arena);
    r->k->model = model;
    r->k->doc = doc;
}

static void a_helper_may_look_at_another_document_between_the_passes(void **state) {
    ready r;
    kit k;

    begin(&r, &k, NULL);
    r.meanwhile = look_at_another;
    assert_same_with(&r, help_first);
    end(&r);
}

/* The first rule, which only who was asked can check, finds out what the last would meet
 * the limit for. */
static void a_limit_is_met_as_by_one(void **state) {
    static const char *const rules =
        "define long(rows) = every a in rows satisfies every b in rows satisfies\n"
        "    every c in rows satisfies a.code != \"9\" or b.code == c.code\n"
        "rule a { assert long(expenditure.rows) and count(corpus) > 0 }\n"
        "rule b { assert year > 0 } rule c { assert year > 0 } rule d { assert year > 0 "
        "}\n"
        "rule e { assert long(expenditure.rows) and (every a in expenditure.rows\n"
        "    satisfies every b in expenditure.rows satisfies a.code != \"9\") }\n";
    ready r;
    kit k;

    for (uint64_t most = 20; most < 600; most += 10) {
        begin(&r, &k, rules);
        k.options.max_steps = most;
        bdl_eval_free(k.eval);
        k.eval = bdl_eval_new(k.program, &k.options);
        for (int i = 0; i < MEMBERS; i++) {
            bdl_eval_free(r.members[i]);
            r.members[i] = bdl_eval_new(k.program, &k.options);
        }
        assert_same_with(&r, help_first);
        assert_same_with(&r, help_at_once);
        end(&r);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_of_rules_is_that_of_what_is_told),
        cmocka_unit_test(threads_give_what_one_gives),
        cmocka_unit_test(a_helper_may_look_at_another_document_between_the_passes),
        cmocka_unit_test(a_limit_is_met_as_by_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
