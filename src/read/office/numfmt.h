/* numfmt.h - numbers of spreadsheets as they are displayed: "0.125" under "0.0%" is
 * "12.5%". Digits are counted, never computed in binary. */
#ifndef BDL_READ_NUMFMT_H
#define BDL_READ_NUMFMT_H

#include "base/vec.h"

/* A decimal as written in a file: 0.D1D2… times ten to the POINT. */
typedef struct bdl_digits {
    bool negative;
    int count, point;
    char digit[48]; /* '0' to '9', the first not '0'; COUNT 0 is zero */
} bdl_digits;

/* False when TEXT is no number ("1.5E-3" is one). */
bool bdl_digits_read(bdl_str text, bdl_digits *out);

/* NUMBER as the format CODE displays it; NUMBER itself when it is none. */
bdl_str bdl_numfmt_show(bdl_arena *arena, bdl_str number, bdl_str code, bool from_1904);
/* The code of a built-in format; "General" for those that have none. */
const char *bdl_numfmt_builtin(uint32_t id);

/* ---- numfmt_date.c ---- */

/* Whether a section of a code shows a date or a time. */
bool bdl_numfmt_is_date(bdl_str section);
void bdl_numfmt_put_date(bdl_buf *out, const bdl_digits *number, bdl_str section,
                         bool from_1904);
/* The length of what is no letter of a code at I: a quoted text, an escaped character,
 * something in brackets, a filler; 0 else. *LITERAL is what of it is displayed. */
size_t bdl_numfmt_literal(bdl_str section, size_t i, bdl_str *literal);

#endif
