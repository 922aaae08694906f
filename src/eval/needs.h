/* needs.h - which fields rules can read of documents other than the one checked, told
 * from the rules alone: what `corpus` gives, followed through lets, loops, definitions
 * and computed fields. */
#ifndef BDL_EVAL_NEEDS_H
#define BDL_EVAL_NEEDS_H

#include "lang/program.h"

/* What is needed of records of one type, by slot. */
typedef struct bdl_need {
    const bdl_rectype *type;
    bool *read; /* a rule reads it */
    bool *home; /* it holds records that are needed: where they stand is told by it */
} bdl_need;

typedef struct bdl_needs {
    BDL_VEC(bdl_need) types; /* the document is the first */
    bdl_map *by_type;        /* of each type: (void *)(position + 1) */
    bool *recognised; /* by slot of the document: what has to be recognised for it */
    bdl_map *recognised_types; /* as keys: the types of records that have to be */
} bdl_needs;

/* The needs of the rules and duties of PROGRAM but for rules that SKIP (may be NULL) says
 * are left out. Lives in ARENA. */
const bdl_needs *bdl_needs_of(bdl_arena *arena, const bdl_program *program,
                              const bool *skip);
/* The needs of those who want whole models back. */
const bdl_needs *bdl_needs_all(bdl_arena *arena, const bdl_program *program);
/* Calls TOLD with each expression of FORM but for its lets. */
void bdl_form_exprs(const bdl_form *form, void (*told)(void *ctx, const bdl_expr *expr),
                    void *ctx);
/* The position of TYPE among the types, or SIZE_MAX. */
size_t bdl_needs_find(const bdl_needs *needs, const bdl_rectype *type);

#endif
