/* run.h - a run: many documents, one program, results in order. */
#ifndef BDL_EVAL_RUN_H
#define BDL_EVAL_RUN_H

#include "base/file.h"
#include "eval/outcome.h"
#include "eval/profile.h"

/* How far a run has come. */
typedef struct bdl_run_progress {
    size_t done, all; /* documents */
    uint64_t bytes_done, bytes_all;
    uint32_t page, pages; /* of the document that is waited for; 0: not known */
} bdl_run_progress;

typedef struct bdl_run_options {
    bdl_eval_options eval;
    int threads;                   /* 0: one a core */
    const struct bdl_cache *cache; /* of documents read before; may be NULL */
    struct bdl_early *early;       /* a document that is read already; may be NULL */
    bool keeps_blocks;             /* a report shows the blocks of documents */
    /* Called on the thread that called bdl_run_documents, from time to time. May be NULL.
     */
    void (*progress)(void *ctx, const bdl_run_progress *progress);
    void *progress_ctx;
    /* Called on the same thread with each result, in the order of the documents; a result
     * is gone when it returns. */
    void (*told)(void *ctx, const bdl_doc_result *result);
    void *told_ctx;
    /* Bytes of models that may wait for their check as they are where rules look at other
     * documents; more are packed in a file, and documents beyond that are read a second
     * time. 0: what limits.h says. */
    size_t most_waiting;
} bdl_run_options;

/* The sums of a run. `rules` has one entry for each program->rules. */
typedef struct bdl_run_totals {
    size_t documents, unreadable;   /* documents: all that were named */
    size_t rules_skipped;           /* by --only and --skip */
    size_t errors, warnings, infos; /* findings that count */
    size_t waived, known;           /* findings that do not */
    size_t outcome[BDL_OUTCOME_COUNT];
    bool interrupted; /* by `eval.stop`: the rest was not checked */
    size_t vacuous;   /* rules vacuous for the whole run */
    size_t duties_decided, duties_applicable;
    bdl_rule_counts *rules;
    uint64_t bytes;       /* of the documents */
    bdl_profile *profile; /* NULL unless asked for */
    bdl_arena *arena;     /* holds `rules`; freed by totals_free */
} bdl_run_totals;

/* Checks the COUNT documents PATHS (files; "-" is standard input) and tells what came of
 * each. Where rules look at other documents, all are read once before the first is
 * checked; one that has changed when it is read again gives a result with read == false.
 * Documents of the same content are checked once and named together (result->also). A
 * document that cannot be read gives a result with read == false. The output is the same
 * for every number of threads. *TOTALS is freed by the caller. */
void bdl_run_documents(const bdl_program *program, const bdl_str *paths, size_t count,
                       const bdl_run_options *options, bdl_run_totals *totals);
/* Empty sums of a run over so many documents. */
void bdl_run_totals_begin(bdl_run_totals *totals, const bdl_program *program,
                          size_t documents, const bdl_eval_options *options);
/* Adds what came of RESULT; without `rules` the sums alone. */
void bdl_run_totals_add(bdl_run_totals *totals, const bdl_program *program,
                        const bdl_doc_result *result);
/* Counts what only all documents together tell. */
void bdl_run_totals_finish(bdl_run_totals *totals, const bdl_program *program);
void bdl_run_totals_free(bdl_run_totals *totals);

#endif
