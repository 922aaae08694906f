/* eval.c - the evaluator's life: made for a program, asked by the recogniser, run on
 * documents. */
#include "eval/machine.h"

#include "base/language.h"
#include "base/limits.h"
#include "eval/culprit.h"
#include "eval/share.h"

/* ---- made and freed ---- */

static int hook_test(void *ctx, const struct bdl_expr *cond, bdl_record *rec,
                     bdl_record *doc);
static bdl_value hook_eval(void *ctx, const struct bdl_expr *expr, bdl_record *rec,
                           bdl_record *doc);

static void hook_spent(void *ctx, const bdl_form *form);

bdl_eval *bdl_eval_new(const bdl_program *program, const bdl_eval_options *options) {
    bdl_arena *arena = bdl_arena_new();
    bdl_eval *e = BDL_NEW(arena, bdl_eval);

    e->arena = arena;
    e->program = program;
    if (options)
        e->options = *options;
    if (e->options.max_steps == 0)
        e->options.max_steps = BDL_MAX_RULE_STEPS;
    if (e->options.max_held == 0)
        e->options.max_held = BDL_MAX_RULE_HELD;
    e->doc_arena = bdl_arena_new();
    e->answers_arena = bdl_arena_new();
    e->lists_arena = bdl_arena_new();
    e->scratch = bdl_arena_new();
    e->run_arena = bdl_arena_new();
    e->hook_arena = bdl_arena_new();
    e->test_arena = bdl_arena_new();
    e->folds = bdl_folds_new(arena, program->text_count, program->pattern_count);
    e->known = bdl_folds_known(e->folds);
    e->asked = bdl_asked_new(arena);
    e->not_named = BDL_TR("no pattern that names it was met");
    for (int kind = 0; kind <= BDL_RECORD; kind++)
        e->not_met[kind] =
            bdl_value_missing((bdl_kind)kind, BDL_TR("it was not met there"));
    e->params = bdl_map_new(arena);
    e->lowered =
        BDL_NEW_ARRAY(arena, const bdl_lowered *, (size_t)program->condition_count + 1);
    e->plans = bdl_map_new(arena);
    e->regexes = bdl_map_new(e->doc_arena);
    e->hooks =
        (bdl_hooks){.ctx = e, .test = hook_test, .eval = hook_eval, .put_in = &e->put_in};
    if (e->options.profile) {
        e->profile = bdl_profile_new(arena, program);
        e->hooks.spent = hook_spent;
    }
    return e;
}

void bdl_eval_free(bdl_eval *e) {
    if (!e)
        return;
    bdl_others_free(e->others);
    bdl_put_in_free(&e->put_in);
    for (size_t i = 0; i < BDL_EVAL_MAX_LOOPS; i++)
        bdl_arena_free(e->loops[i]);
    for (size_t i = 0; i < BDL_EVAL_MAX_KEEPS; i++)
        bdl_arena_free(e->keeps[i]);
    bdl_arena_free(e->scratch);
    bdl_arena_free(e->doc_arena);
    bdl_arena_free(e->answers_arena);
    bdl_arena_free(e->lists_arena);
    bdl_arena_free(e->run_arena);
    bdl_arena_free(e->hook_arena);
    bdl_arena_free(e->test_arena);
    bdl_arena_free(e->arena);
}

/* ---- asked by the recogniser ---- */

const bdl_hooks *bdl_eval_hooks(bdl_eval *e) {
    return &e->hooks;
}

static bdl_value answer(bdl_eval *e, const bdl_expr *x, bdl_record *rec,
                        bdl_record *doc) {
    bool making = e->making;
    bdl_value v;

    e->steps = 0;
    e->holds_too_much = false;
    e->making = true; /* the document is not complete: nothing may be remembered of it */
    v = bdl_eval_apart(e, x, rec, doc);
    e->making = making;
    return v;
}

static int hook_test(void *ctx, const struct bdl_expr *cond, bdl_record *rec,
                     bdl_record *doc) {
    bdl_eval *e = ctx;
    bdl_arena *scratch = e->scratch;
    bdl_value v;

    bdl_arena_reset(e->test_arena);
    e->scratch = e->test_arena;
    v = answer(e, cond, rec, doc);
    e->scratch = scratch;
    return v.state == BDL_PRESENT && v.kind == BDL_BOOLEAN ? v.as.boolean : -1;
}

/* What is given lives until the evaluator is asked about another document. */
static bdl_value hook_eval(void *ctx, const struct bdl_expr *expr, bdl_record *rec,
                           bdl_record *doc) {
    bdl_eval *e = ctx;
    bdl_arena *scratch = e->scratch;
    bdl_value v;

    if (e->hook_document != doc)
        bdl_arena_reset(e->hook_arena);
    e->hook_document = doc;
    e->scratch = e->hook_arena;
    v = answer(e, expr, rec, doc);
    e->scratch = scratch;
    return v;
}

static void hook_spent(void *ctx, const bdl_form *form) {
    bdl_eval *e = ctx;

    bdl_profile_lap(e->profile, e->program, form);
}

/* What models and findings say is in the text: blocks are only in the way by then, but
 * for reports that show them and rows of long tables. */
bdl_model *bdl_recognise_for_rules(const bdl_schema *schema, bdl_hooks *hooks,
                                   bdl_doc *doc, bool keeps_blocks) {
    bdl_model *model;

    hooks->for_rules = true;
    hooks->shows_rows = keeps_blocks;
    hooks->own = keeps_blocks ? NULL : doc;
    model = bdl_recognise(schema, doc, hooks);
    if (hooks->departments && hooks->departments->all.count > 0)
        return NULL;
    if (!model || !(keeps_blocks || bdl_doc_has_raw_rows(doc)))
        bdl_doc_forget_blocks(doc);
    return model;
}

bdl_profile *bdl_eval_profile(bdl_eval *e) {
    return e->profile;
}

/* ---- a document ---- */

static void set_corpus(bdl_eval *e, bdl_model *const *corpus, size_t count) {
    bdl_list *list;

    if (e->corpus && e->corpus_models == corpus && e->corpus_count == count)
        return;
    bdl_arena_reset(e->run_arena);
    e->run_joins = NULL;
    e->corpus = NULL;
    e->corpus_models = corpus;
    e->corpus_count = count;
    if (count == 0)
        return;
    list = BDL_NEW(e->run_arena, bdl_list);
    list->items = BDL_NEW_ARRAY(e->run_arena, bdl_value, count);
    list->count = count;
    for (size_t i = 0; i < count; i++) {
        list->items[i] = bdl_value_record(corpus[i]->document);
        if (!corpus[i]->user)
            corpus[i]->user = bdl_memo_new(corpus[i]->arena);
    }
    e->corpus = list;
}

/* The corpus of packed documents, with the one at OWN as MODEL. */
static void set_others(bdl_eval *e, const bdl_corpus *corpus, size_t own,
                       bdl_model *model) {
    if (e->others_corpus != corpus) {
        bdl_others_free(e->others);
        bdl_arena_reset(e->run_arena);
        e->run_joins = NULL;
        e->others = bdl_others_new(e->run_arena, e->program->schema, corpus);
        e->others_corpus = corpus;
    }
    e->corpus = bdl_others_begin(e->others, own, model->document);
}

bool bdl_eval_answers_are_full(bdl_eval *e) {
    bool are_full = bdl_arena_used(e->answers_arena) > e->options.max_held;

    e->met_limit |= are_full;
    return are_full;
}

void bdl_eval_begin(bdl_eval *e, bdl_model *model, bdl_doc_result *result) {
    bdl_arena_reset(e->doc_arena);
    bdl_arena_reset(e->scratch);
    bdl_eval_forget(e);
    bdl_eval_forget_lists(e);
    e->targets = NULL;
    e->homes = NULL;
    e->homes_asked = 0;
    e->regexes = bdl_map_new(e->doc_arena);
    bdl_folds_begin(e->folds, model->ordinal, model->text_count);
    e->model = e->own = model;
    e->memo = NULL;
    e->met_limit = false;
    e->document = model->document;
    e->result = result;
    e->suspects = bdl_culprits_new(e->doc_arena);
    e->culprits = NULL;
    e->rule_reads = BDL_NEW_ARRAY(e->doc_arena, bdl_reads, e->program->rules.count + 1);
    e->depth = e->calls = e->lasting = 0;
    if (!model->user)
        model->user = bdl_memo_new(model->arena);
}

static bdl_str text_at(const bdl_model *model, int slot, bdl_arena *arena) {
    const bdl_value *v = slot >= 0 ? model->document->slots[slot] : NULL;

    return v && v->state == BDL_PRESENT ? bdl_arena_str(arena, v->text) : BDL_STR("");
}

static void describe(const bdl_model *model, bdl_doc_result *result) {
    const bdl_schema *schema = model->schema;
    const bdl_value *year = model->document->slots[schema->slot_year];
    long long n;

    if (result->path.len == 0 && model->doc)
        result->path = bdl_arena_str(result->arena, model->doc->path);
    result->read = true;
    result->title = text_at(model, schema->slot_title, result->arena);
    result->department = text_at(model, schema->slot_department, result->arena);
    result->department_code = text_at(model, schema->slot_department_code, result->arena);
    result->kind = text_at(model, schema->slot_kind, result->arena);
    if (year->state == BDL_PRESENT && bdl_dec_to_int(bdl_dec_trim(year->number), &n) &&
        n > 0 && n < 10000)
        result->year = (int)n;
    for (size_t i = 0; i < model->tables.count; i++) {
        result->cells += model->tables.items[i].cells;
        result->cells_read += model->tables.items[i].cells_read;
    }
}

/* What the reader left out before there was a model. */
static void keep_troubles(const bdl_doc *doc, bdl_doc_result *result) {
    for (size_t i = 0; i < doc->troubles.count; i++) {
        bdl_unread unread = {.place = doc->troubles.items[i].place};

        unread.place = bdl_place_keep(result->arena, unread.place);
        unread.text = bdl_arena_str(result->arena, doc->troubles.items[i].text);
        unread.why = BDL_TR("the reader could not take it in");
        BDL_PUSH(result->arena, &result->unread, unread);
    }
}

static void keep_unread(const bdl_model *model, bdl_doc_result *result) {
    keep_troubles(model->doc, result);
    for (size_t i = 0; i < model->unread.count; i++) {
        bdl_unread unread = model->unread.items[i];

        unread.place = bdl_place_keep(result->arena, unread.place);
        unread.text = bdl_arena_str(result->arena, unread.text);
        unread.why = bdl_arena_str(result->arena, unread.why);
        BDL_PUSH(result->arena, &result->unread, unread);
    }
}

static void run_rule(bdl_eval *e, size_t number, bdl_doc_result *result) {
    uint64_t began = e->profile ? bdl_profile_now() : 0;

    bdl_eval_forget_before_rule(e);
    bdl_eval_rule(e, number, result);
    e->met_limit |= bdl_eval_is_spent(e);
    if (e->profile)
        bdl_cost_add(&e->profile->rules[number], began, e->steps);
}

bool bdl_eval_wants(const bdl_eval *e, size_t number, size_t only) {
    if (bdl_eval_is_stopped(&e->options))
        return false;
    return only == SIZE_MAX ? !(e->options.skip && e->options.skip[number])
                            : number == only;
}

void bdl_eval_first_pass(bdl_eval *e, size_t number, bdl_doc_result *result) {
    bdl_program_fetch(e->program, number + 1);
    run_rule(e, number, result);
    e->rule_reads[number] = e->reads;
}

void bdl_eval_second_pass(bdl_eval *e, size_t number, bdl_doc_result *result) {
    const size_t *outcome = result->rules[number].outcome;

    if (outcome[BDL_PASSED] + outcome[BDL_ROUNDED] == 0)
        return;
    e->suspected = bdl_culprits_fields(e->culprits);
    if (bdl_reads_meet(&e->rule_reads[number], &e->suspected))
        run_rule(e, number, result);
}

static void check_rules(bdl_eval *e, size_t only, bdl_doc_result *result) {
    for (size_t i = 0; i < e->program->rules.count; i++)
        if (bdl_eval_wants(e, i, only))
            bdl_eval_first_pass(e, i, result);
}

/* The second pass: what passed clears the figures that it read. */
static void clear_suspects(bdl_eval *e, size_t only, bdl_doc_result *result) {
    if (!bdl_culprits_any(e->suspects))
        return;
    e->culprits = e->suspects;
    for (size_t i = 0; i < e->program->rules.count; i++)
        if (bdl_eval_wants(e, i, only))
            bdl_eval_second_pass(e, i, result);
    e->culprits = NULL;
}

/* Nothing was found out about the document at hand. */
static void begin_anew(bdl_eval *e, bdl_doc_result *result) {
    result->findings.count = result->notes.count = 0;
    memset(result->rules, 0, e->program->rules.count * sizeof *result->rules);
    bdl_eval_begin(e, e->own, result);
    e->run_joins = NULL;
    if (e->others)
        bdl_others_forget(e->others);
}

/* All rules with TEAM, which may be NULL. */
static void check_together(bdl_eval *e, size_t number, const bdl_team *team,
                           bdl_doc_result *result) {
    if (team && bdl_share_rules(e, team, result))
        return;
    if (team)
        begin_anew(e, result);
    check_rules(e, number, result);
    clear_suspects(e, number, result);
    bdl_culprits_group(e->suspects, result);
}

/* Checks the document at hand, its corpus set. */
static void check_document(bdl_eval *e, const bdl_model *model, size_t number,
                           const bdl_team *team, bdl_doc_result *result) {
    describe(model, result);
    keep_unread(model, result);
    result->rules =
        BDL_NEW_ARRAY(result->arena, bdl_rule_counts, e->program->rules.count + 1);
    check_together(e, number, team, result);
    bdl_slips_tell_once(e, result);
    bdl_findings_finish(e, result);
    if (number == SIZE_MAX)
        bdl_duties_decide(e, result);
}

void bdl_eval_check_some(bdl_eval *e, bdl_model *model, bdl_model *const *corpus,
                         size_t corpus_count, size_t number, bdl_doc_result *result) {
    bdl_eval_begin(e, model, result);
    set_corpus(e, corpus, corpus_count);
    check_document(e, model, number, NULL, result);
}

void bdl_eval_check_alone(bdl_eval *e, bdl_model *model, const bdl_team *team,
                          bdl_doc_result *result) {
    bdl_eval_begin(e, model, result);
    check_document(e, model, SIZE_MAX, team, result);
}

void bdl_eval_check_among(bdl_eval *e, bdl_model *model, const bdl_corpus *corpus,
                          size_t own, const bdl_team *team, bdl_doc_result *result) {
    bdl_eval_begin(e, model, result);
    set_others(e, corpus, own, model);
    check_document(e, model, SIZE_MAX, team, result);
}

void bdl_eval_check(bdl_eval *e, bdl_model *model, bdl_model *const *corpus,
                    size_t corpus_count, bdl_doc_result *result) {
    bdl_eval_check_some(e, model, corpus, corpus_count, SIZE_MAX, result);
}
