/* early.h - a document read and recognised on a thread of its own, before anybody asks
 * for it. */
#ifndef BDL_EVAL_EARLY_H
#define BDL_EVAL_EARLY_H

#include "eval/outcome.h"
#include "read/read.h"

typedef struct bdl_early bdl_early;

typedef struct bdl_early_options {
    const bdl_cache *cache; /* of documents read before; may be NULL */
    bool exact;             /* bdl_eval_options.exact */
    bool keeps_blocks;      /* bdl_run_options.keeps_blocks */
} bdl_early_options;

/* What became of the document. */
typedef struct bdl_early_found {
    bdl_arena *arena; /* of all of it */
    bdl_str bytes, sha256;
    bdl_doc *doc;
    bdl_model *model; /* its texts numbered; NULL: it is still to be recognised */
    bdl_departments departments; /* that it collects, without a model */
} bdl_early_found;

/* Begins to read the file PATH (ends in NUL), rows of long tables left raw. NULL where
 * that is not worth it: PATH is no file, is a large one, or there can be no thread. */
bdl_early *bdl_early_begin(bdl_str path, const bdl_early_options *options);
/* The forms of PROGRAM are put together and not yet checked: their words are indexed.
 * EARLY may be NULL. */
void bdl_early_index(bdl_early *early, const bdl_program *program);
/* They are checked, the rules are not yet: when the document is read it is recognised,
 * too. EARLY may be NULL. */
void bdl_early_recognise(bdl_early *early, const bdl_program *program);
/* Waits until that is done; what is found is the caller's from now on, but the model only
 * lives as long as EARLY. False when PATH is not what was begun, it was taken before, or
 * it could not be read: then it is to be read anew. EARLY may be NULL. */
bool bdl_early_take(bdl_early *early, bdl_str path, bdl_early_found *out);
/* Waits, too. */
void bdl_early_free(bdl_early *early);

#endif
