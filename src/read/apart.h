/* apart.h - what is left to bdl-read-office (src/read-office/main.c): web pages, office
 * documents and archives, which take libraries to read and may harm who reads them. */
#ifndef BDL_READ_APART_H
#define BDL_READ_APART_H

#include "base/file.h"

/* What it can be asked for; the first argument of the program. */
#define BDL_APART_PAGE "page" /* INPUT, a page in UTF-8, as blocks (stream.h) */
#define BDL_APART_OFFICE                                                                 \
    "office"                      /* INPUT, a document of an office program, as blocks   \
                                   */
#define BDL_APART_LIST   "list"   /* the names in the archive INPUT, a NUL behind each */
#define BDL_APART_UNPACK "unpack" /* the file NAME of the archive INPUT */

/* NAME is a text with a NUL behind it, "" where none is needed. *ANSWER lives in ARENA;
 * else *ERROR says why there is none. */
bdl_status bdl_apart(bdl_arena *arena, const char *what, bdl_str name, bdl_str input,
                     bdl_str *answer, bdl_str *error);

#endif
