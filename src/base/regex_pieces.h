/* regex_pieces.h - where a text holds one of many pieces, told in one pass over it.
 * Internal to regex.c. */
#ifndef BDL_BASE_REGEX_PIECES_H
#define BDL_BASE_REGEX_PIECES_H

#include "base/str.h"

enum { BDL_PIECES_MOST = 255 };

typedef struct bdl_pieces bdl_pieces;

/* COUNT pieces, none of them empty, whose texts have to live as long. */
bdl_pieces *bdl_pieces_new(const bdl_str *pieces, size_t count);
void bdl_pieces_free(bdl_pieces *pieces);
/* Where TEXT, valid UTF-8, holds the first of them from byte START on; SIZE_MAX: nowhere.
 */
size_t bdl_pieces_find(const bdl_pieces *pieces, bdl_str text, size_t start);

/* Whether two characters of three bytes stand twice in S, one pair behind the other; true
 * as well where longer ones may. */
bool bdl_has_twice(bdl_str s);

#endif
