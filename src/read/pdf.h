/* pdf.h - PDF files, which a program of its own reads: bdl-read-pdf. */
#ifndef BDL_READ_PDF_H
#define BDL_READ_PDF_H

#include "base/file.h"
#include "block/block.h"
#include "read/pages.h"

/* Fills DOC from the PDF in BYTES. BDL_EINPUT with *ERROR when it cannot be read or when
 * there is no bdl-read-pdf, which is looked for where the variable BDL_READ_PDF says,
 * beside the running program, and where bdl is installed. */
bdl_status bdl_read_pdf(bdl_doc *doc, bdl_str bytes, bdl_pages *pages, bdl_str *error);

#endif
