/* codes.h - columns of codes in aligned text. */
#ifndef BDL_READ_CODES_H
#define BDL_READ_CODES_H

#include "read/aligned/gutters.h"

/* Takes a column of texts that hang out at the left of a column of codes (合计) into it.
 * AT: the column of each piece, line by line. */
void bdl_codes_join(bdl_columns *columns, const bdl_body *of, uint16_t **at);

#endif
