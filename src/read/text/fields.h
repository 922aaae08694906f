/* fields.h - the field codes that Word leaves in text: "TC title \f C \l 1". */
#ifndef BDL_READ_FIELDS_H
#define BDL_READ_FIELDS_H

#include "read/reading.h"

/* Adds PIECE without its field codes; what a field shows stays. */
void bdl_fields_clean(bdl_maker *text, bdl_at *at, bdl_str piece);

#endif
