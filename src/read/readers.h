/* readers.h - the readers that need libraries: web pages, and office documents, which are
 * ZIP containers. */
#ifndef BDL_READ_READERS_H
#define BDL_READ_READERS_H

#include "read/office/package.h"
#include "read/reading.h"

/* Reads the page that is the source of READING->doc. */
void bdl_read_html(bdl_reading *reading);

/* Finds what the container in BYTES is and reads it into READING->doc; on failure
 * READING->error says why not. */
void bdl_read_container(bdl_reading *reading, bdl_str bytes);

/* MAIN_PART: the part of the package that is the document. */
void bdl_read_docx(bdl_reading *reading, bdl_package *package, bdl_str main_part);
void bdl_read_xlsx(bdl_reading *reading, bdl_package *package, bdl_str main_part);
/* Texts and spreadsheets of OpenDocument. */
void bdl_read_odf(bdl_reading *reading, bdl_package *package, bool spreadsheet);

#endif
