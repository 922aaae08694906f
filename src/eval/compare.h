/* compare.h - when two values are equal, which comes first, and their hashes. */
#ifndef BDL_EVAL_COMPARE_H
#define BDL_EVAL_COMPARE_H

#include "eval/folds.h"
#include "lang/ast.h"
#include "model/value.h"

/* Kept out of line: one of many cases of a function that is called very often, which then
 * needs no room for them. */
#define BDL_APART __attribute__((noinline))

/* What a condition gives: unknown, or no and yes, with BDL_NEARLY where only the
 * half-widths made it come out so. */
typedef int bdl_truth;
enum { BDL_UNKNOWN = -1, BDL_NO = 0, BDL_YES = 1, BDL_NEARLY = 2 };

static inline bdl_truth bdl_truth_of(bool b, bool nearly) {
    return (b ? BDL_YES : BDL_NO) | (nearly ? BDL_NEARLY : 0);
}
static inline bool bdl_truth_is(bdl_truth t, bool b) {
    return t >= 0 && (t & BDL_YES) == (b ? BDL_YES : BDL_NO);
}
static inline bool bdl_truth_is_near(bdl_truth t) {
    return t >= 0 && (t & BDL_NEARLY);
}
/* As a value; WHY is the one of what is unknown. */
bdl_value bdl_truth_value(bdl_truth t, const bdl_value *why);

typedef struct bdl_comparison {
    bdl_arena *scratch;      /* folded texts, reasons */
    bdl_folds *folds;        /* or NULL */
    bool exact;              /* == means === */
    const bdl_value *within; /* NULL: none given */
    bdl_value *why;          /* filled when it comes out unknown */
} bdl_comparison;

bdl_truth bdl_compare(const bdl_comparison *how, bdl_op op, const bdl_value *a,
                      const bdl_value *b);
/* Whether A stands in [LOW..HIGH]; either may be NULL. */
bdl_truth bdl_compare_in_range(const bdl_comparison *how, const bdl_value *a,
                               const bdl_value *low, const bdl_value *high);

/* ---- for sorting, grouping and hashing: known values, no intervals ---- */

/* -1, 0, 1; texts as a reader sees them, figures by number, records by identity. */
int bdl_value_order(bdl_folds *folds, bdl_arena *scratch, const bdl_value *a,
                    const bdl_value *b);
/* Equal values (order 0) have equal hashes. */
uint64_t bdl_value_hash(bdl_folds *folds, bdl_arena *scratch, const bdl_value *v);

static inline uint64_t bdl_hash_mix(uint64_t a, uint64_t b) {
    a ^= b + 0x9e3779b97f4a7c15u + (a << 6) + (a >> 2);
    return a;
}

#endif
