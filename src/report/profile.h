/* profile.h - what a run cost, in words. */
#ifndef BDL_REPORT_PROFILE_H
#define BDL_REPORT_PROFILE_H

#include <stdio.h>

#include "eval/run.h"

/* Time and evaluations by stage, form and rule, the dearest first. */
void bdl_profile_print(FILE *out, const bdl_program *program,
                       const bdl_run_totals *totals);

/* Documents and bytes a second, and the most memory that was in use. NANOSECONDS: what
 * the run took by the clock, LOADING what reading the rules took before it. */
void bdl_stats_print(FILE *out, const bdl_run_totals *totals, uint64_t loading,
                     uint64_t nanoseconds);

#endif
