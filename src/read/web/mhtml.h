/* mhtml.h - web pages saved in one file, as browsers and office programs write them,
 * often under the name of a Word document: a letter whose parts are the page and its
 * pictures. */
#ifndef BDL_READ_WEB_MHTML_H
#define BDL_READ_WEB_MHTML_H

#include "base/arena.h"
#include "base/vec.h"

/* Whether BYTES are such a file. Then *PAGE is what its parts of HTML hold, one behind
 * the other, in the encoding they were written in; it lives in ARENA. */
bool bdl_mhtml_page(bdl_arena *arena, bdl_str bytes, bdl_str *page);

#endif
