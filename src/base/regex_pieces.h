/* regex_pieces.h - whether a text holds one of many pieces, told in one pass over it.
 * Internal to regex.c. */
#ifndef BDL_BASE_REGEX_PIECES_H
#define BDL_BASE_REGEX_PIECES_H

#include "base/str.h"

enum { BDL_PIECES_MOST = 255 };

typedef struct bdl_pieces bdl_pieces;

/* COUNT pieces, none of them empty, whose texts have to live as long. */
bdl_pieces *bdl_pieces_new(const bdl_str *pieces, size_t count);
void bdl_pieces_free(bdl_pieces *pieces);
/* Whether TEXT, valid UTF-8, holds one of them from byte START on. */
bool bdl_pieces_in(const bdl_pieces *pieces, bdl_str text, size_t start);

#endif
