/* compare.h - when two values are equal, which comes first, and their hashes. */
#ifndef BDL_EVAL_COMPARE_H
#define BDL_EVAL_COMPARE_H

#include "eval/folds.h"
#include "lang/ast.h"
#include "model/value.h"

/* A comparison gives BDL_BOOLEAN: known, or unknown with a reason. `rounded` says that
 * only the half-widths made it come out so. */
typedef struct bdl_comparison {
    bdl_arena *scratch;      /* folded texts, reasons */
    bdl_folds *folds;        /* or NULL */
    bool exact;              /* == means === */
    const bdl_value *within; /* NULL: none given */
} bdl_comparison;

bdl_value bdl_compare(const bdl_comparison *how, bdl_op op, const bdl_value *a,
                      const bdl_value *b);
/* Whether A stands in [LOW..HIGH]; either may be NULL. */
bdl_value bdl_compare_in_range(const bdl_comparison *how, const bdl_value *a,
                               const bdl_value *low, const bdl_value *high);

/* ---- for sorting, grouping and hashing: known values, no intervals ---- */

/* -1, 0, 1; texts as a reader sees them, figures by number, records by identity. */
int bdl_value_order(bdl_arena *scratch, const bdl_value *a, const bdl_value *b);
/* Equal values (order 0) have equal hashes. */
uint64_t bdl_value_hash(bdl_arena *scratch, const bdl_value *v);

static inline uint64_t bdl_hash_mix(uint64_t a, uint64_t b) {
    a ^= b + 0x9e3779b97f4a7c15u + (a << 6) + (a >> 2);
    return a;
}

#endif
