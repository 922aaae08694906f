/* folds.h - texts as a reader sees them, remembered: rules look at the same texts again
 * and again; and which patterns met them.
 *
 * What is remembered is compared by content, never by address: nobody has to know how
 * long a text lives. What is given is the text itself or a copy in the caller's arena. */
#ifndef BDL_EVAL_FOLDS_H
#define BDL_EVAL_FOLDS_H

#include "base/regex.h"

typedef struct bdl_folds bdl_folds;

/* Lives in ARENA, where it takes at most a few megabytes. */
bdl_folds *bdl_folds_new(bdl_arena *arena);
/* As bdl_text_fold. FOLDS may be NULL. */
bdl_str bdl_folds_get(bdl_folds *folds, bdl_arena *scratch, bdl_str text);

/* The folded text without white space and punctuation. */
bdl_str bdl_folds_plain(bdl_folds *folds, bdl_arena *scratch, bdl_str text);

/* A folded text to be matched. */
typedef struct bdl_reading {
    bdl_str text;
    bdl_signature signature;
    uint64_t number; /* no other text has it; 0: it is not remembered */
} bdl_reading;
void bdl_folds_read(bdl_folds *folds, bdl_arena *scratch, bdl_str text, bdl_reading *out);

/* Whether REGEX, which stays as long as FOLDS, met the reading somewhere: 1, 0, or -1
 * when nobody knows. */
int bdl_folds_met(const bdl_folds *folds, const bdl_reading *reading,
                  const bdl_regex *regex);
void bdl_folds_set_met(bdl_folds *folds, const bdl_reading *reading,
                       const bdl_regex *regex, bool met);

#endif
