/* folds.h - texts as a reader sees them, remembered: rules look at the same texts again
 * and again.
 *
 * What is remembered is compared by content, never by address: nobody has to know how
 * long a text lives. What is given is the text itself or a copy in the caller's arena. */
#ifndef BDL_EVAL_FOLDS_H
#define BDL_EVAL_FOLDS_H

#include "base/regex.h"

typedef struct bdl_folds bdl_folds;

/* Lives in ARENA, where it takes at most a few megabytes. */
bdl_folds *bdl_folds_new(bdl_arena *arena);
/* As bdl_text_fold, with the signature of what is given. FOLDS may be NULL. */
bdl_str bdl_folds_sign(bdl_folds *folds, bdl_arena *scratch, bdl_str text,
                       bdl_signature *signature);
/* As bdl_text_fold. FOLDS may be NULL. */
bdl_str bdl_folds_get(bdl_folds *folds, bdl_arena *scratch, bdl_str text);

#endif
