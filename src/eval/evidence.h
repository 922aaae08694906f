/* evidence.h - what of all that an assert looked at a finding rests on. */
#ifndef BDL_EVAL_EVIDENCE_H
#define BDL_EVAL_EVIDENCE_H

#include "eval/finding.h"

/* SEEN is what ASSERTION looked at while it failed. Gives of it what the assert itself
 * reads, what a list had that should be empty and what the message tells; behind these
 * *OWN the figures that only the message tells or reckons from. All of SEEN where that is
 * nothing. */
bdl_trace bdl_evidence(bdl_eval *e, const bdl_clause *assertion, const bdl_trace *seen,
                       size_t *own);

#endif
