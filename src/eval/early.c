/* early.c - a document read on a thread of its own, which needs nothing of the rules, and
 * recognised on another, which needs their forms alone: the rules are checked at the same
 * time. */
#include "eval/early.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "base/pool.h"
#include "base/sha256.h"

/* A thread, and whether somebody has to wait for it. */
typedef struct task {
    pthread_t thread;
    bool runs;
} task;

struct bdl_early {
    bdl_early_options options;
    bdl_str path;
    bdl_early_found found; /* its arena NULL: taken */
    task reading, recognising;
    bdl_schema *schema; /* whose words are indexed */
    bdl_arena *indexes; /* of these, kept with the program */
    pthread_mutex_t lock;
    pthread_cond_t changed;
    enum { FORMS_BUILT, FORMS_CHECKED, FORMS_GIVEN_UP } forms; /* under the lock */
    bdl_program program; /* as it was when its forms were checked */
    bdl_eval *eval;      /* that the recogniser asks */
};

static void begin(bdl_early *early, task *t, void *(*work)(void *)) {
    /* Beside the one that finds names and types. */
    bdl_thread_seat seat = {.from = sched_getcpu(), .number = 1, .together = 2};
    t->runs = bdl_thread_start(&t->thread, seat, work, early);
}

static void wait_for(task *t) {
    if (t->runs)
        pthread_join(t->thread, NULL);
    t->runs = false;
}

/* ---- reading ---- */

static void *read_document(void *p) {
    bdl_early *early = p;
    bdl_early_found *found = &early->found;
    bdl_input input = {
        .path = early->path, .cache = early->options.cache, .keeps_raw = true};
    bdl_str error;

    if (bdl_read_file(found->arena, early->path, &input.bytes, &error) == BDL_OK)
        bdl_read_input(found->arena, &input, &found->doc, &error);
    found->bytes = input.bytes;
    found->sha256 = bdl_sha256(found->arena, input.bytes);
    return NULL;
}

static bool is_small_file(bdl_str path) {
    struct stat info;

    return stat(path.data, &info) == 0 && S_ISREG(info.st_mode) &&
           info.st_size <= BDL_MAX_EARLY_BYTES;
}

bdl_early *bdl_early_begin(bdl_str path, const bdl_early_options *options) {
    bdl_early *early = is_small_file(path) ? calloc(1, sizeof *early) : NULL;

    if (!early)
        return NULL;
    early->options = *options;
    pthread_mutex_init(&early->lock, NULL);
    pthread_cond_init(&early->changed, NULL);
    early->found.arena = bdl_arena_new();
    early->path = bdl_arena_str(early->found.arena, path);
    begin(early, &early->reading, read_document);
    if (early->reading.runs)
        return early;
    bdl_early_free(early);
    return NULL;
}

/* ---- recognising ---- */

static bool are_forms_right(bdl_early *early) {
    bool right;

    pthread_mutex_lock(&early->lock);
    while (early->forms == FORMS_BUILT)
        pthread_cond_wait(&early->changed, &early->lock);
    right = early->forms == FORMS_CHECKED;
    pthread_mutex_unlock(&early->lock);
    return right;
}

/* They are checked, as those of PROGRAM; NULL: unless that was told, they never will be.
 * The checker goes on to write in PROGRAM, hence the copy. */
static void tell_forms(bdl_early *early, const bdl_program *program) {
    pthread_mutex_lock(&early->lock);
    if (program)
        early->program = *program;
    if (early->forms == FORMS_BUILT)
        early->forms = program ? FORMS_CHECKED : FORMS_GIVEN_UP;
    pthread_cond_signal(&early->changed);
    pthread_mutex_unlock(&early->lock);
}

/* Which rows of a long table have to be made depends on the rules. */
static void *recognise(void *p) {
    bdl_early *early = p;
    bdl_eval_options options = {.exact = early->options.exact};
    bdl_doc *doc;
    bdl_hooks hooks;

    bdl_schema_index_words(early->schema, early->indexes);
    if (!are_forms_right(early))
        return NULL;
    wait_for(&early->reading);
    doc = early->found.doc;
    if (!doc || bdl_doc_has_raw_rows(doc))
        return NULL;
    early->eval = bdl_eval_new(&early->program, &options);
    hooks = *bdl_eval_hooks(early->eval);
    hooks.departments = &early->found.departments;
    early->found.model = bdl_recognise_for_rules(early->program.schema, &hooks, doc,
                                                 early->options.keeps_blocks);
    if (early->found.model)
        bdl_model_number_texts(early->found.model, 1);
    return NULL;
}

void bdl_early_index(bdl_early *early, const bdl_program *program) {
    if (early) {
        early->schema = program->schema;
        early->indexes = bdl_arena_new();
        bdl_arena_keep(program->arena, early->indexes);
        begin(early, &early->recognising, recognise);
    }
    if (!early || !early->recognising.runs)
        bdl_schema_index_words(program->schema, program->arena);
}

void bdl_early_recognise(bdl_early *early, const bdl_program *program) {
    if (early)
        tell_forms(early, program);
}

/* ---- taken ---- */

static void wait_for_both(bdl_early *early) {
    tell_forms(early, NULL);
    wait_for(&early->recognising);
    wait_for(&early->reading);
}

bool bdl_early_take(bdl_early *early, bdl_str path, bdl_early_found *out) {
    if (!early)
        return false;
    wait_for_both(early);
    if (!early->found.arena || !bdl_str_eq(path, early->path) || !early->found.doc)
        return false;
    /* its rows were not made: it was recognised for other rules */
    if (early->found.model && early->program.schema->reads_table_rows)
        return false;
    *out = early->found;
    early->found.arena = NULL;
    return true;
}

void bdl_early_free(bdl_early *early) {
    if (!early)
        return;
    wait_for_both(early);
    bdl_arena_free(early->found.arena);
    bdl_eval_free(early->eval);
    pthread_cond_destroy(&early->changed);
    pthread_mutex_destroy(&early->lock);
    free(early);
}
