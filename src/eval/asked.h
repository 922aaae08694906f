/* asked.h - what short texts answered to patterns while models were made: conditions of
 * rows ask the same of labels that recur from row to row and from document to document.
 * Texts of a model that is done have numbers instead (folds.h). */
#ifndef BDL_EVAL_ASKED_H
#define BDL_EVAL_ASKED_H

#include "base/arena.h"
#include "base/str.h"

typedef struct bdl_asked bdl_asked;

bdl_asked *bdl_asked_new(bdl_arena *arena);
/* Whether TEXT meets the patterns of number PATTERNS, from 1; -1: that is not known. */
int bdl_asked_get(const bdl_asked *asked, uint32_t patterns, bdl_str text);
void bdl_asked_set(bdl_asked *asked, uint32_t patterns, bdl_str text, bool met);

#endif
