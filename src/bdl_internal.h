/* bdl_internal.h - what stands behind the handles of bdl.h: for src/bdl*.c only. */
#ifndef BDL_INTERNAL_H
#define BDL_INTERNAL_H

#include "base/vec.h"
#include "bdl.h"
#include "lang/program.h"

struct bdl_paths {
    bdl_arena *arena;
    BDL_VEC(bdl_str) rules, documents, problems;
    bool document_named, rules_ended;
};

struct bdl_rules {
    bdl_arena *arena;
    bdl_program *program;
};

/* The day of the run, by the clock of the place. */
bdl_date bdl_today(void);

#endif
