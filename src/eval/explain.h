/* explain.h - every step of a rule on a document, with values and places. */
#ifndef BDL_EVAL_EXPLAIN_H
#define BDL_EVAL_EXPLAIN_H

#include "eval/outcome.h"

/* A `let`, `when` or `assert` that was reached, for one binding. */
typedef struct bdl_step {
    const bdl_clause *clause;
    bdl_str record;  /* path of the innermost record iterated; empty: the document */
    bdl_place place; /* of that record */
    bdl_str said;   /* the condition of `when` and `assert` with its values; else empty */
    bdl_str value;  /* as a message prints it: 10.00万元, true, （缺） */
    bdl_str reason; /* why the value is unknown; empty where it is known */
    bool rounded;   /* true only within the half-widths */
    const bdl_operand *operands;
    size_t operand_count;
} bdl_step;

/* Checks MODEL with rule NUMBER of the program and calls TOLD with each step, in order. A
 * step is gone when TOLD returns. */
void bdl_eval_steps(bdl_eval *eval, bdl_model *model, size_t number,
                    void (*told)(void *ctx, const bdl_step *step), void *ctx);

#endif
