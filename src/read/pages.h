/* pages.h - how far the reading of a document has come, for who waits for it. */
#ifndef BDL_READ_PAGES_H
#define BDL_READ_PAGES_H

#include <stdatomic.h>
#include <stdint.h>

/* Written by the thread that reads the document, read by any. ALL is 0 until it is known,
 * and for documents that have no pages. */
typedef struct bdl_pages {
    _Atomic uint32_t done, all;
} bdl_pages;

#endif
