/* waiters.h - models that wait for the check of their documents while all documents are
 * read: as they are as long as there is room for them, then packed in a file. */
#ifndef BDL_EVAL_WAITERS_H
#define BDL_EVAL_WAITERS_H

#include "lang/program.h"
#include "model/model.h"

typedef struct bdl_waiters bdl_waiters;

/* Room for the models of DOCUMENTS of a run, BYTES of files together: when these alone
 * would fill it, no model waits as it is. MOST: bytes of models as they are, and
 * BDL_WAITING_ASIDE times as many packed; 0: what limits.h says.
 * Only with PACKS they are packed: then their blocks are not there any more. */
bdl_waiters *bdl_waiters_new(const bdl_program *program, size_t documents, uint64_t bytes,
                             size_t most, bool packs);
void bdl_waiters_free(bdl_waiters *waiters);
/* Whether there was no room for some model: more are not worth the making. */
bool bdl_waiters_is_full(const bdl_waiters *waiters);
/* Takes MODEL of document I and its arena, with the digest of the file; false when there
 * is no room for it. Any thread may ask. */
bool bdl_waiters_take(bdl_waiters *waiters, size_t i, bdl_model *model, bdl_str digest);
/* The model of document I, whose arena belongs to the caller from now on, and its digest;
 * NULL when it does not wait, or cannot be had from the file. */
bdl_model *bdl_waiters_give(bdl_waiters *waiters, size_t i, bdl_str *digest);

#endif
