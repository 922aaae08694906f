/* emit.h - what the files that make blocks share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#ifndef BDL_READ_PDF_EMIT_H
#define BDL_READ_PDF_EMIT_H

#include "read/aligned/words.h"

#include "read-pdf/layout.h"

/* The lines between the columns of a table: COUNT + 1 places. */
typedef struct pdf_columns {
    const int32_t *xs;
    uint32_t count;
} pdf_columns;

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
    pdf_columns columns;    /* of all its pieces */
    size_t pieces;          /* still to come, each first on its page */
    bdl_worded form;        /* headings of a list that ended the page before, or none */
    int32_t form_unit;      /* how they were laid out */
    const pdf_item *first;  /* of its pieces */
    bool torn;              /* the rest of its last row stands on the next page, */
    uint32_t rest;          /* in this row */
} emitting;

/* The place of the next line. */
bdl_place pdf_emit_place(emitting *e, const pdf_sheet *sheet);
void pdf_emit_text(emitting *e, bdl_str text, bdl_place place);

/* ---- emit_grid.c ---- */

/* The first item of SHEET that is not left out, or NULL. */
const pdf_item *pdf_sheet_first(const pdf_sheet *sheet);
/* Whether the table that comes next, first on its page, is a piece of the open one. */
bool pdf_emit_is_open(const emitting *e);
/* A table with lines, or one more piece of the table that is open. */
void pdf_emit_grid(emitting *e, const pdf_sheet *sheet, const pdf_item *item);
void pdf_emit_table_end(emitting *e);

#endif
