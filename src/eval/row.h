/* row.h - a row of which one rule finds several columns wrong: an account under another
 * code or left out is missed in each column of the sums above it. */
#ifndef BDL_EVAL_ROW_H
#define BDL_EVAL_ROW_H

#include "eval/outcome.h"

/* The row that NAME, expenditure.rows[3].basic, is a figure of, with the dot behind it.
 */
bdl_str bdl_row_of(bdl_str name);

/* Gives the findings of each such row that have no cause yet a number above NUMBER and
 * says why. Gives the last number. */
int bdl_rows_group(bdl_arena *scratch, bdl_doc_result *result, int number);

#endif
