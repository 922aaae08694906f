/* crossed.h - an amount that stands in another column of its row than it should. Two sums
 * of one rule are wrong by it, one up and one down, and in the other column its row has
 * nothing. */
#ifndef BDL_EVAL_CROSSED_H
#define BDL_EVAL_CROSSED_H

#include "eval/outcome.h"

/* Gives the findings of each such amount that have no cause yet a number above NUMBER and
 * says why. Gives the last number. */
int bdl_crossed_group(bdl_arena *scratch, bdl_doc_result *result, int number);

#endif
