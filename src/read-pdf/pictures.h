/* pictures.h - the large pictures of a page: a scan may be one, or strips of one.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#ifndef BDL_READ_PDF_PICTURES_H
#define BDL_READ_PDF_PICTURES_H

#include <mupdf/fitz.h>

#include "read-pdf/page.h"
#include "read-pdf/scan.h"

enum { PDF_PICTURES = 32 }; /* of a page that are kept */

typedef struct pdf_pictures {
    struct {
        fz_image *image;
        fz_matrix ctm;
        pdf_box box; /* where CTM prints it */
    } items[PDF_PICTURES];
    size_t count;
    size_t hiding; /* pictures that letters were looked for below */
} pdf_pictures;

/* Keeps IMAGE, which CTM prints into BOX of PAGE, if it is large; it must be dropped. */
void pdf_pictures_add(fz_context *ctx, pdf_pictures *pictures, pdf_page *page,
                      fz_image *image, fz_matrix ctm, pdf_box box);
/* Nobody sees what was printed before a picture that lets nothing through and covers
 * BOX: some programs put what they recognise below the scan. */
void pdf_pictures_hide(pdf_pictures *pictures, pdf_page *page, pdf_box box);
void pdf_pictures_drop(fz_context *ctx, pdf_pictures *pictures);

/* Adds to PAGE, of which all else is known, the lines of tables that a scan shows, and
 * counts what else is not read. */
void pdf_pictures_read(fz_context *ctx, const pdf_pictures *pictures, pdf_page *page);

/* ---- device.c ---- */

/* The sides of a picture that CTM prints, in hundredths of a point. */
pdf_spot pdf_picture_size(fz_matrix ctm);
/* Where AT of a picture is printed by CTM. */
pdf_spot pdf_picture_spot(fz_matrix ctm, pdf_scan_spot at);

#endif
