/* scan.h - the lines of tables on a page that is a picture.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#ifndef BDL_READ_PDF_SCAN_H
#define BDL_READ_PDF_SCAN_H

#include <mupdf/fitz.h>

#include "read-pdf/page.h"

/* A line on a picture: from one end to the other, the picture's sides being 1 long. */
typedef void pdf_scan_line_fn(void *data, fz_point from, fz_point to);

/* Tells TAKE the lines across and down that IMAGE, printed by CTM, shows. Throws where
 * the picture cannot be decoded. */
void pdf_scan_lines(fz_context *ctx, fz_image *image, fz_matrix ctm,
                    pdf_scan_line_fn *take, void *data);

#endif
