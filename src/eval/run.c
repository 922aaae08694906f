/* run.c - many documents, several threads, results in the order in which they were named.
 */
#include "eval/run.h"

#include <errno.h>
#include <stdatomic.h>

#include "base/language.h"
#include "base/limits.h"
#include "base/pool.h"
#include "base/sha256.h"
#include "eval/early.h"
#include "eval/extract.h"
#include "eval/jobs.h"
#include "eval/waiters.h"
#include "read/read.h"

enum { MOST_AT_ONCE = 1024 }; /* documents that threads may be at: four for each */

typedef struct run {
    const bdl_program *program;
    const bdl_run_options *options;
    bdl_arena *arena;
    bdl_job *jobs;
    size_t *queue; /* jobs to be done: the first of each content, then departments */
    size_t job_count, queue_count;
    size_t first;         /* in the queue, of what the pool is at */
    bool looks_at_others; /* some rule does */
    const bdl_needs *needs;
    bdl_extract *extracts; /* of each job in the queue, then the corpus */
    bdl_corpus corpus;
    bdl_waiters *waiters; /* models that wait for their check */
    bdl_eval **evals;     /* one for each thread, made when needed */
    bdl_arena **arenas;   /* of what each thread cut out of documents */
    int threads;
    bdl_pool pool; /* at work */
    uint64_t bytes_all, bytes_done;
    size_t steps_done, steps_all;
    size_t steps_each; /* of a document: it is read, then checked */
    void *ctx;
    bdl_run_totals *totals;
} run;

static bdl_eval *eval_of(run *r, int thread) {
    if (!r->evals[thread])
        r->evals[thread] = bdl_eval_new(r->program, &r->options->eval);
    return r->evals[thread];
}

/* ---- documents ---- */

static void make_queue(run *r) {
    r->queue = BDL_NEW_ARRAY(r->arena, size_t, r->job_count + 1);
    for (size_t i = 0; i < r->job_count; i++) {
        if (r->jobs[i].same_as != SIZE_MAX)
            continue;
        r->queue[r->queue_count++] = i;
        r->bytes_all += r->jobs[i].size;
    }
}

/* ---- one document ---- */

static bdl_doc_result *new_result(const bdl_job *j) {
    bdl_arena *arena = bdl_arena_new();
    bdl_doc_result *result = BDL_NEW(arena, bdl_doc_result);

    result->arena = arena;
    result->path = bdl_arena_str(arena, j->path);
    for (size_t i = 0; i < j->also.count; i++) {
        bdl_str path = bdl_arena_str(arena, j->also.items[i]);

        BDL_PUSH(arena, &result->also, path);
    }
    return result;
}

/* What was done since *BEGAN was done at STAGE; what comes begins now. */
static void spent(bdl_profile *profile, bdl_stage stage, uint64_t *began) {
    if (!profile)
        return;
    bdl_cost_add(&profile->stages[stage], *began, 0);
    *began = bdl_profile_now();
}

static bdl_model *recognise(const run *r, bdl_job *j, bdl_doc *doc, bdl_eval *eval,
                            uint64_t *began) {
    bdl_profile *profile = bdl_eval_profile(eval);
    bdl_hooks hooks = *bdl_eval_hooks(eval);
    bdl_model *model;

    spent(profile, BDL_STAGE_READ, began);
    if (profile)
        profile->lap = *began;
    hooks.table_rows = r->program->schema->reads_table_rows;
    hooks.departments = j->whole ? NULL : &j->departments;
    hooks.only = j->only;
    hooks.only_types = j->only ? r->needs->recognised_types : NULL;
    model = bdl_recognise_for_rules(r->program->schema, &hooks, doc,
                                    r->options->keeps_blocks);
    if (j->departments.all.count > 0)
        j->collected = doc;
    spent(profile, BDL_STAGE_RECOGNISE, began);
    return model;
}

/* One of the departments of a document that is kept until all are checked. */
static bdl_model *read_department(const run *r, bdl_job *j, bdl_eval *eval,
                                  uint64_t *began) {
    bdl_doc *doc;

    j->arena = bdl_arena_new();
    doc = bdl_department_doc(j->arena, j->whole, j->department);
    j->result->sha256 = bdl_arena_str(j->result->arena, j->digest);
    return recognise(r, j, doc, eval, began);
}

/* NULL with *ERROR when the document cannot be read, without when it collects what
 * several departments disclose. */
static bdl_model *read_model(const run *r, bdl_job *j, bdl_eval *eval, uint64_t *began,
                             bdl_str *error) {
    bdl_input input = {.path = j->path,
                       .cache = r->options->cache,
                       .pages = &j->pages,
                       .keeps_raw = true};
    bdl_early_found early = {0};
    bdl_model *model;
    bdl_doc *doc;

    if (bdl_early_take(r->options->early, j->path, &early))
        input.bytes = early.bytes;
    j->arena = early.arena ? early.arena : bdl_arena_new();
    if (!early.arena && bdl_read_file(j->arena, j->path, &input.bytes, error) != BDL_OK)
        return NULL;
    j->result->sha256 = early.arena ? bdl_arena_str(j->result->arena, early.sha256)
                                    : bdl_sha256(j->result->arena, input.bytes);
    model = early.model;
    doc = early.doc;
    j->departments = early.departments;
    j->collected = early.departments.all.count ? doc : NULL;
    while (!model && !j->collected &&
           (doc || bdl_read_input(j->arena, &input, &doc, error) == BDL_OK)) {
        model = recognise(r, j, doc, eval, began);
        doc = NULL;
        input.keeps_raw = false; /* the rows have to be made */
    }
    return model;
}

static void read_job(run *r, bdl_job *j, bdl_eval *eval) {
    bdl_str error = BDL_STR("");
    uint64_t began = bdl_eval_profile(eval) ? bdl_profile_now() : 0;

    j->result = new_result(j);
    j->model = j->whole ? read_department(r, j, eval, &began)
                        : read_model(r, j, eval, &began, &error);
    if (!j->model && !j->collected) {
        j->result->error = bdl_arena_str(j->result->arena, error);
        bdl_arena_free(j->arena);
        j->arena = NULL;
    }
}

/* ---- one document for several threads ---- */

/* What is read only once may be of any size. */
static bool is_worth_sharing(const bdl_job *j) {
    return j->is_stream || j->size >= BDL_WORTH_SHARING;
}

/* The threads of a run, asked by one of them. */
typedef struct team {
    bdl_team all;
    run *r;
    int thread;
    void (*work)(void *ctx, bdl_eval *eval, int number);
    void *ctx;
} team;

static void do_shared(void *ctx, int thread) {
    team *t = ctx;

    t->work(t->ctx, eval_of(t->r, thread), thread);
}

static void together(void *ctx, void (*work)(void *ctx, bdl_eval *eval, int number),
                     void *work_ctx) {
    team *t = ctx;

    t->work = work;
    t->ctx = work_ctx;
    bdl_pool_together(&t->r->pool, t->thread, do_shared, t);
}

static const bdl_team *team_of(team *t, run *r, int thread) {
    *t = (team){.all = {t, r->threads, together}, .r = r, .thread = thread};
    return &t->all;
}

/* Whether the rules of J may be shared out: it is large enough, and its rows are all
 * there, for those of a long table are made when somebody asks for them. What rules cost
 * is counted as if they were not. */
static bool is_shared(const run *r, const bdl_job *j) {
    return r->threads > 1 && !r->options->eval.profile && is_worth_sharing(j) &&
           !bdl_doc_has_raw_rows(j->model->doc);
}

/* ---- when rules look at other documents ---- */

/* The model and the result of a job that go; both may be there or not. */
static void drop(bdl_job *j) {
    if (j->result)
        bdl_arena_free(j->result->arena);
    bdl_arena_free(j->arena);
    j->result = NULL;
    j->arena = NULL;
    j->model = NULL;
}

/* Lets the model of the document in the queue at I wait for its check, or forgets it;
 * what cannot be read again stays, and a lone document has nothing to wait for. */
static void let_wait(run *r, bdl_job *j, size_t i) {
    if (j->is_stream || r->queue_count == 1)
        return;
    if (!j->only && !j->whole &&
        bdl_waiters_take(r->waiters, i, j->model, j->result->sha256))
        j->arena = NULL;
    drop(j);
}

/* False when it did not wait. */
static bool take_waiting(run *r, bdl_job *j, size_t i) {
    bdl_str digest;

    if (j->whole)
        return false;
    j->model = bdl_waiters_give(r->waiters, i, &digest);
    if (!j->model)
        return false;
    j->arena = j->model->arena;
    j->result = new_result(j);
    j->result->sha256 = bdl_arena_str(j->result->arena, digest);
    return true;
}

static uint64_t content_of(const bdl_job *j) {
    uint64_t content = 0;

    for (size_t i = 0; i < 16; i++)
        content = content << 4 | (uint64_t)bdl_hex_digit(j->result->sha256.data[i]);
    return content;
}

/* Keeps of the document in the queue at I what rules can read of it: nothing of a lone
 * one, which no other looks at. */
static void cut_out(run *r, bdl_job *j, size_t i, int thread) {
    bdl_eval *eval = eval_of(r, thread);
    uint64_t began = bdl_eval_profile(eval) ? bdl_profile_now() : 0;

    if (!j->model)
        return;
    if (r->queue_count == 1)
        r->extracts[i] = bdl_extract_none(j->model);
    else
        r->extracts[i] = bdl_extract_new(r->arenas[thread], r->needs, j->model,
                                         !r->options->eval.no_reasons);
    r->extracts[i].path = j->path;
    j->content = content_of(j);
    let_wait(r, j, i);
    spent(bdl_eval_profile(eval), BDL_STAGE_EXTRACT, &began);
}

static void refuse(bdl_job *j, bdl_str error) {
    j->result->error = bdl_arena_str(j->result->arena, error);
    bdl_arena_free(j->arena);
    j->arena = NULL;
    j->model = NULL;
}

/* A document whose model did not wait. What others saw of it is what it said at first:
 * it has to say so still. */
static void read_again(run *r, bdl_job *j, bdl_eval *eval) {
    j->only = NULL;
    read_job(r, j, eval);
    if (!j->model)
        refuse(j, bdl_arena_printf(j->result->arena,
                                   _("it was read once, and cannot be read again: %.*s"),
                                   BDL_PRI(j->result->error)));
    else if (content_of(j) != j->content)
        refuse(j, BDL_TR("it changed while the documents were read"));
}

static void check_job(run *r, bdl_job *j, int thread) {
    bdl_eval *eval = eval_of(r, thread);
    uint64_t began = bdl_eval_profile(eval) ? bdl_profile_now() : 0;
    team t;
    const bdl_team *together =
        j->model && is_shared(r, j) ? team_of(&t, r, thread) : NULL;

    if (j->model) {
        if (j->model->ordinal == 0)
            bdl_model_number_texts(j->model, (size_t)(j - r->jobs) + 1);
        if (r->looks_at_others)
            bdl_eval_check_among(eval, j->model, &r->corpus, j->at, together, j->result);
        else
            bdl_eval_check_alone(eval, j->model, together, j->result);
        spent(bdl_eval_profile(eval), BDL_STAGE_EVALUATE, &began);
    }
    j->result->model = j->model;
}

/* Lets a job follow for each department of the documents in the queue that collect
 * several; gives how many. */
static size_t add_departments(run *r) {
    size_t old = r->job_count, count;
    size_t *queue;

    r->jobs = bdl_jobs_with_departments(r->arena, r->jobs, &r->job_count);
    count = r->job_count - old;
    queue = BDL_NEW_ARRAY(r->arena, size_t, r->queue_count + count + 1);
    memcpy(queue, r->queue, r->queue_count * sizeof *queue);
    for (size_t i = 0; i < count; i++)
        queue[r->queue_count + i] = old + i;
    if (r->extracts) {
        bdl_extract *extracts =
            BDL_NEW_ARRAY(r->arena, bdl_extract, r->queue_count + count + 1);

        memcpy(extracts, r->extracts, r->queue_count * sizeof *extracts);
        r->extracts = extracts;
    }
    for (size_t i = 0; i < r->queue_count; i++)
        r->totals->documents -= r->jobs[queue[i]].collected != NULL;
    r->totals->documents += count;
    r->steps_all += count * (r->looks_at_others ? 2 : 1);
    r->queue = queue;
    r->queue_count += count;
    return count;
}

/* ---- the work of the pool ---- */

static void do_reading(void *ctx, size_t i, int thread) {
    run *r = ctx;

    read_job(r, &r->jobs[r->queue[r->first + i]], eval_of(r, thread));
}

static void do_cutting(void *ctx, size_t i, int thread) {
    run *r = ctx;
    bdl_job *j = &r->jobs[r->queue[r->first + i]];

    if (bdl_waiters_is_full(r->waiters) && !j->is_stream)
        j->only = r->needs->recognised;
    read_job(r, j, eval_of(r, thread));
    cut_out(r, j, r->first + i, thread);
}

static void do_checking(void *ctx, size_t i, int thread) {
    run *r = ctx;
    bdl_job *j = &r->jobs[r->queue[r->first + i]];

    if (!j->result && !take_waiting(r, j, r->first + i))
        read_again(r, j, eval_of(r, thread));
    check_job(r, j, thread);
}

static void do_both(void *ctx, size_t i, int thread) {
    do_reading(ctx, i, thread);
    do_checking(ctx, i, thread);
}

static void gather_corpus(run *r) {
    r->corpus.needs = r->needs;
    r->corpus.documents = r->extracts;
    for (size_t i = 0; i < r->queue_count; i++) {
        if (r->extracts[i].bytes.len == 0)
            continue;
        r->jobs[r->queue[i]].at = r->corpus.count;
        r->extracts[r->corpus.count++] = r->extracts[i];
    }
}

/* The only document is all there is to look at once it was read. */
static void do_lone(void *ctx, size_t i, int thread) {
    run *r = ctx;

    do_cutting(ctx, i, thread);
    if (r->jobs[r->queue[i]].collected || bdl_eval_is_stopped(&r->options->eval))
        return; /* its departments follow, or nothing */
    gather_corpus(r);
    do_checking(ctx, i, thread);
}

/* The bytes of a document that one step of two, or the only one, counts for; those of its
 * departments are counted with it. */
static uint64_t step_bytes(const run *r, const bdl_job *j) {
    if (j->whole)
        return 0;
    return j->size / r->steps_each;
}

/* What is waited for, and those that are read meanwhile, as far as their pages tell. */
static void add_pages(const run *r, bdl_run_progress *progress) {
    size_t from = r->steps_done, to = from + MOST_AT_ONCE;

    for (size_t i = from; i < to && i < r->queue_count; i++) {
        const bdl_job *j = &r->jobs[r->queue[i]];
        uint32_t page = atomic_load(&j->pages.done), pages = atomic_load(&j->pages.all);

        if (pages == 0 || page > pages)
            continue;
        progress->bytes_done += step_bytes(r, j) * page / pages;
        if (i == from) {
            progress->page = page;
            progress->pages = pages;
        }
    }
}

static void tell_progress(void *ctx) {
    const run *r = ctx;
    bdl_run_progress progress = {.done = r->steps_done * r->queue_count / r->steps_all,
                                 .all = r->queue_count,
                                 .bytes_done = r->bytes_done,
                                 .bytes_all = r->bytes_all};

    add_pages(r, &progress);
    r->options->progress(r->options->progress_ctx, &progress);
}

static void report_progress(run *r, const bdl_job *j) {
    r->steps_done++;
    r->bytes_done += step_bytes(r, j);
    if (r->options->progress)
        tell_progress(r);
}

static void after_reading(void *ctx, size_t i) {
    run *r = ctx;

    report_progress(r, &r->jobs[r->queue[r->first + i]]);
}

static void mark_known(const run *r, bdl_doc_result *result) {
    const bdl_map *known = r->options->eval.known;

    for (size_t i = 0; known && i < result->findings.count; i++)
        result->findings.items[i].known =
            bdl_map_get(known, result->findings.items[i].fingerprint) != NULL;
}

static void deliver(void *ctx, size_t i) {
    run *r = ctx;
    bdl_job *j = &r->jobs[r->queue[r->first + i]];
    uint64_t began = r->totals->profile ? bdl_profile_now() : 0;

    if (j->collected) { /* its departments come with results of their own */
        report_progress(r, j);
        return;
    }
    mark_known(r, j->result);
    bdl_run_totals_add(r->totals, r->program, j->result);
    r->options->told(r->options->told_ctx, j->result);
    spent(r->totals->profile, BDL_STAGE_REPORT, &began);
    drop(j); /* reports that show passages of it have been told */
    report_progress(r, j);
}

/* ---- the run ---- */

static bool looks_at_others(const bdl_program *program, const bdl_eval_options *options) {
    for (size_t i = 0; i < program->rules.count; i++)
        if (program->rules.items[i]->as.rule.uses_corpus &&
            !(options->skip && options->skip[i]))
            return true;
    return false;
}

/* Threads that can have something to do: one for each document, and some that help with
 * a large one. */
static size_t useful_threads(const run *r) {
    for (size_t i = 0; i < r->queue_count; i++)
        if (is_worth_sharing(&r->jobs[r->queue[i]]))
            return r->queue_count + BDL_MAX_HELPERS;
    return r->queue_count;
}

/* Has the pool do WORK for what is in the queue from FIRST on. */
static void run_pool(run *r, size_t first, void (*work)(void *, size_t, int),
                     void (*done)(void *, size_t)) {
    r->first = first;
    r->pool.count = r->queue_count - first;
    r->pool.work = work;
    r->pool.done = done;
    bdl_pool_run(&r->pool);
}

static void run_all(run *r) {
    size_t named = r->queue_count;
    bool is_lone = named == 1;

    r->pool = (bdl_pool){.ctx = r, .threads = r->threads, .stop = r->options->eval.stop};
    if (r->options->progress)
        r->pool.wait = tell_progress;
    r->steps_each = r->looks_at_others && !is_lone ? 2 : 1;
    r->steps_all = r->queue_count * r->steps_each;
    if (!r->looks_at_others) {
        run_pool(r, 0, do_both, deliver);
        if (add_departments(r) > 0)
            run_pool(r, named, do_both, deliver);
        return;
    }
    r->needs = bdl_needs_of(r->arena, r->program, r->options->eval.skip);
    r->extracts = BDL_NEW_ARRAY(r->arena, bdl_extract, r->queue_count + 1);
    r->waiters = bdl_waiters_new(r->program, r->queue_count, r->bytes_all,
                                 r->options->most_waiting, !r->options->keeps_blocks);
    run_pool(r, 0, is_lone ? do_lone : do_cutting, is_lone ? deliver : after_reading);
    if (add_departments(r) > 0)
        run_pool(r, named, do_cutting, after_reading);
    else if (is_lone)
        return;
    gather_corpus(r);
    run_pool(r, is_lone ? named : 0, do_checking, deliver);
}

static void name_jobs(run *r, const bdl_str *paths, size_t count) {
    r->jobs = bdl_jobs_new(r->arena, paths, count);
    r->job_count = count;
    make_queue(r);
}

void bdl_run_documents(const bdl_program *program, const bdl_str *paths, size_t count,
                       const bdl_run_options *options, bdl_run_totals *totals) {
    run r = {.program = program, .options = options, .totals = totals};

    r.arena = bdl_arena_new();
    r.looks_at_others = looks_at_others(program, &options->eval);
    bdl_run_totals_begin(totals, program, count, &options->eval);
    name_jobs(&r, paths, count);
    r.threads = bdl_pool_threads(options->threads, useful_threads(&r));
    r.evals = BDL_NEW_ARRAY(r.arena, bdl_eval *, (size_t)r.threads);
    r.arenas = BDL_NEW_ARRAY(r.arena, bdl_arena *, (size_t)r.threads);
    for (int i = 0; i < r.threads; i++)
        r.arenas[i] = bdl_arena_new();
    run_all(&r);
    r.totals->interrupted = bdl_eval_is_stopped(&options->eval);
    bdl_run_totals_finish(totals, program);
    totals->bytes = r.bytes_all;
    for (int i = 0; i < r.threads; i++) {
        if (totals->profile && r.evals[i])
            bdl_profile_join(totals->profile, bdl_eval_profile(r.evals[i]));
        bdl_eval_free(r.evals[i]);
        bdl_arena_free(r.arenas[i]);
    }
    for (size_t i = 0; i < r.job_count; i++)
        drop(&r.jobs[i]);
    bdl_waiters_free(r.waiters);
    bdl_arena_free(r.arena);
}
