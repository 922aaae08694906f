/* emit.h - what the files that make blocks share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#ifndef BDL_READ_PDF_EMIT_H
#define BDL_READ_PDF_EMIT_H

#include "read-pdf/layout.h"

typedef struct emitting {
    pdf_layout *layout;
    bdl_reading *reading;
    bdl_flow *flow;
    uint32_t line;          /* number of the line, over all pages */
    const pdf_line *above;  /* the last line of the open paragraph */
    const pdf_sheet *on;    /* its page */
    bool indented;          /* its first line is */
    int32_t body;           /* the size of most of the text */
    const pdf_item *before; /* on this page */
    const pdf_item *table;  /* the last piece of the table that is open */
    const pdf_sheet *its;   /* the page of that piece */
    bool torn;              /* the rest of its last row stands on the next page */
} emitting;

/* The place of the next line. */
bdl_place pdf_emit_place(emitting *e, const pdf_sheet *sheet);
void pdf_emit_text(emitting *e, bdl_str text, bdl_place place);
/* Whether C can be part of a figure. */
bool pdf_is_figure(char c);

/* The width of what could not be parted from the start of LINE: a figure or a Latin word,
 * and one character at least. */
int32_t pdf_first_word(const pdf_line *line);

/* ---- emit_grid.c ---- */

/* Whether ITEM, the first on its page, goes on with the table that is open: when that was
 * the last on the page before, it still is. */
bool pdf_emit_goes_on(const emitting *e, const pdf_item *item);
/* A table with lines, or one more piece of the table that is open. NEXT is what stands
 * first on the next page (NULL: nothing), in case a row is torn. */
void pdf_emit_grid(emitting *e, const pdf_sheet *sheet, const pdf_item *item,
                   const pdf_item *next);
void pdf_emit_table_end(emitting *e);

#endif
