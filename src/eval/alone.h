/* alone.h - a finding whose figures all stand in another finding as well: a year that
 * there is not, an amount in another unit, which others compare. */
#ifndef BDL_EVAL_ALONE_H
#define BDL_EVAL_ALONE_H

#include "eval/outcome.h"

/* Groups such findings, of which none has a cause yet, with a number above NUMBER, and
 * says why; one without a cause joins another that has one, if its group is above SLIPS,
 * and two groups that are above ROWS become one. Gives the last number. */
int bdl_alone_group(bdl_arena *scratch, bdl_doc_result *result, int slips, int rows,
                    int number);

#endif
