/* share.h - the rules of one document shared out among several evaluators. */
#ifndef BDL_EVAL_SHARE_H
#define BDL_EVAL_SHARE_H

#include "eval/machine.h"

/* Checks the document at hand of E with every rule, together with those of TEAM. What
 * comes to RESULT, whose `rules` are there, is the same as when E goes through the rules
 * from the first to the last. False when that is not sure: a limit was met, which by what
 * is remembered is met sooner or later. Then the check is to be begun anew. */
bool bdl_share_rules(bdl_eval *e, const bdl_team *team, bdl_doc_result *result);

#endif
