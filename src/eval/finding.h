/* finding.h - how a finding is known again. */
#ifndef BDL_EVAL_FINDING_H
#define BDL_EVAL_FINDING_H

#include "eval/machine.h"

/* 16 hex digits of the rule, the department and the figures, by the names of their rows
 * and not by their numbers; in ARENA. */
bdl_str bdl_fingerprint(bdl_eval *e, const bdl_trace *trace, const bdl_record *record,
                        bdl_arena *arena);
/* Tells equal fingerprints of one document apart, in the order of findings. */
void bdl_fingerprints_part(bdl_eval *e, bdl_doc_result *result);

#endif
