/* numeral.h - the numbers that word processors generate before paragraphs. */
#ifndef BDL_READ_NUMERAL_H
#define BDL_READ_NUMERAL_H

#include "base/vec.h"

/* The kinds of numbers, by what Word calls them and OpenDocument's samples mean. */
typedef enum bdl_numeral {
    BDL_NUMERAL_NONE,
    BDL_NUMERAL_DECIMAL,     /* 1 2 3 */
    BDL_NUMERAL_ZERO,        /* 01 02 */
    BDL_NUMERAL_WIDE,        /* １ ２ */
    BDL_NUMERAL_CHINESE,     /* 一 二 … 十一 */
    BDL_NUMERAL_LEGAL,       /* 壹 贰 */
    BDL_NUMERAL_STEMS,       /* 甲 乙 */
    BDL_NUMERAL_CIRCLED,     /* ① ② */
    BDL_NUMERAL_PARENTHESES, /* ⑴ ⑵ */
    BDL_NUMERAL_SMALL_LETTERS,
    BDL_NUMERAL_LETTERS,
    BDL_NUMERAL_SMALL_ROMAN,
    BDL_NUMERAL_ROMAN,
} bdl_numeral;

void bdl_numeral_put(bdl_buf *out, bdl_numeral kind, uint32_t n);
/* What Word calls it ("chineseCounting"); DECIMAL when it is not known. */
bdl_numeral bdl_numeral_of_word(bdl_str name);
/* OpenDocument's sample ("一, 二, 三, ..."). */
bdl_numeral bdl_numeral_of_sample(bdl_str sample);

#endif
