/* guard.h - which figures of a document the rules protect, and whether they would notice
 * a figure that is wrong. */
#ifndef BDL_EVAL_GUARD_H
#define BDL_EVAL_GUARD_H

#include "eval/outcome.h"

/* A figure that a form read, and the asserts that read it. */
typedef struct bdl_guarded {
    const bdl_record *record; /* the first that has it, of several */
    int slot;
    size_t relations; /* asserts reached that read the figure */
    size_t decided;   /* of them, those with an outcome (passed, rounded or failed) */
} bdl_guarded;

typedef enum bdl_notice {
    BDL_NOTICED,
    BDL_WITHIN_ROUNDING, /* the change is no more than what the figure is rounded by, or
                            only moved an outcome to rounded */
    BDL_UNNOTICED,
    BDL_NOT_CHANGED, /* it is not printed in digits, or not in one place */
} bdl_notice;

typedef struct bdl_planted {
    const bdl_guarded *figure;
    bdl_str became; /* as it would be printed; empty: it was not changed */
    bdl_notice notice;
} bdl_planted;

typedef struct bdl_guard {
    bdl_arena *arena; /* the caller's; holds what follows */
    bdl_map *by_place;
    BDL_VEC(bdl_guarded *) figures; /* in the order of the model */
    BDL_VEC(bdl_planted) planted;
} bdl_guard;

/* Checks MODEL with every rule of EVAL's program and counts the relations of each figure.
 */
bdl_guard *bdl_guard_watch(bdl_eval *eval, bdl_model *model, bdl_arena *arena);
/* Changes COUNT figures, spread over the document, one at a time, where they are printed
 * (another first digit, two digits swapped, 0.03 % more, in turn); each time the document
 * is recognised and checked anew. */
void bdl_guard_plant(bdl_eval *eval, bdl_model *model, bdl_guard *guard, size_t count);

#endif
