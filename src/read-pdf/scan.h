/* scan.h - the lines of tables on a page that is a picture.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#ifndef BDL_READ_PDF_SCAN_H
#define BDL_READ_PDF_SCAN_H

#include <mupdf/fitz.h>

#include "read-pdf/page.h"

/* A spot on a picture of WIDTH times HEIGHT, all in parts of its pixels. */
typedef struct pdf_scan_spot {
    int64_t x, y, width, height;
} pdf_scan_spot;

/* A line on a picture, from one end to the other. */
typedef void pdf_scan_line_fn(void *data, pdf_scan_spot from, pdf_scan_spot to);

/* Tells TAKE the lines across and down that IMAGE, printed as large as SIZE (hundredths
 * of a point), shows. Throws where the picture cannot be decoded. */
void pdf_scan_lines(fz_context *ctx, fz_image *image, pdf_spot size,
                    pdf_scan_line_fn *take, void *data);

#endif
