/* strange.h - web pages and office documents read in this process. bdl-read-office does
 * it, and tests; bdl itself has none of the libraries. */
#ifndef BDL_READ_STRANGE_H
#define BDL_READ_STRANGE_H

#include "read/reading.h"

/* Reads into READING->doc: a web page, when that has a source, else the office document
 * BYTES. On failure READING->error says why not. */
void bdl_read_strange(bdl_reading *reading, bdl_str bytes);

#endif
