/* regex_need.h - what a text must hold for a regular expression to meet it, told from the
 * pattern: a text without any of these pieces need not be searched. Internal to regex.c.
 */
#ifndef BDL_BASE_REGEX_NEED_H
#define BDL_BASE_REGEX_NEED_H

#include "base/regex.h"
#include "base/regex_pieces.h"

enum { BDL_NEED_MOST = BDL_PIECES_MOST }; /* pieces of one pattern */

/* Every match holds one of PIECES; COUNT 0: nothing is known. */
typedef struct bdl_need {
    bdl_str pieces[BDL_NEED_MOST];
    size_t count;
} bdl_need;

/* Whether C, behind a part of a pattern, says how often it is to be met. */
static inline bool bdl_begins_quantity(char c) {
    return c == '*' || c == '+' || c == '?' || c == '{';
}

/* The bytes of the shortest piece, 0 where there is none. */
size_t bdl_need_shortest(const bdl_need *need);
/* Pieces are stretches of PATTERN. */
void bdl_need_read(bdl_str pattern, unsigned flags, bdl_need *need);

#endif
