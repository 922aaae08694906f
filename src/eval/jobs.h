/* jobs.h - what a run has to do: the documents that were named, and the departments of
 * those that collect several. */
#ifndef BDL_EVAL_JOBS_H
#define BDL_EVAL_JOBS_H

#include "eval/outcome.h"
#include "read/read.h"

/* One document that was named, or a department in one. */
typedef struct bdl_job {
    bdl_str path;
    uint64_t size;
    bool is_file;   /* SIZE says how large it is */
    bool is_stream; /* it can be read only once */
    size_t same_as; /* SIZE_MAX, or the document before it with the same content */
    BDL_VEC(bdl_str) also;
    const bool *only; /* what is recognised, by slot of the document; NULL: all */
    size_t at;        /* among the corpus; SIZE_MAX: it is not there */
    uint64_t content; /* the first digits of its digest */
    bdl_arena *arena; /* of the model, while it is needed */
    bdl_model *model;
    bdl_doc_result *result;
    bdl_pages pages;
    /* Of a document that collects several: it stays, without a model. */
    bdl_departments departments;
    const bdl_doc *collected;
    /* Of a department: the document that it stands in, and its digest. */
    const bdl_doc *whole;
    const bdl_department *department;
    bdl_str digest;
} bdl_job;

/* A job for each of PATHS, those of the same content found. */
bdl_job *bdl_jobs_new(bdl_arena *arena, const bdl_str *paths, size_t count);
/* JOBS, *COUNT of them, and behind them one for each department; their number is in
 * *COUNT then. */
bdl_job *bdl_jobs_with_departments(bdl_arena *arena, const bdl_job *jobs, size_t *count);

#endif
