/* layout.h - from pages to blocks: tables, aligned tables, paragraphs; what only belongs
 * to the paper (page headers and numbers) is left out.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#ifndef BDL_READ_PDF_LAYOUT_H
#define BDL_READ_PDF_LAYOUT_H

#include "read/flow.h"

#include "read-pdf/page.h"

/* A line of text or (GRID) a table, in the order in which people read. */
typedef struct pdf_item {
    pdf_box box;
    pdf_line line;
    pdf_grid *grid;
    pdf_lines *cells; /* of GRID: the text of each */
    bool left_out;
} pdf_item;

typedef struct pdf_sheet {
    BDL_VEC(pdf_item) items;
    pdf_rules forms; /* of the page */
    uint32_t number;
    bool plain;                         /* no line is drawn on it */
    int32_t height, width, left, right; /* LEFT, RIGHT: the edges of its text */
} pdf_sheet;

typedef BDL_VEC(pdf_sheet) pdf_sheets;

enum { PDF_SIZES = 100 };

typedef struct pdf_layout {
    bdl_reading *reading;
    pdf_memory *memory;
    pdf_ending *ending;
    pdf_sheets sheets;
    size_t glyphs, unreadable, stamped, full, recognised;
    size_t sizes[PDF_SIZES]; /* characters outside tables, by their size in points */
} pdf_layout;

/* A pdf_page_fn; DATA is a pdf_layout. */
void pdf_layout_page(void *data, pdf_page *page);

/* Finds where the text of SHEET begins and ends, of what is not left out. */
void pdf_layout_find_edges(pdf_sheet *sheet);

/* The size of most of the text. */
int32_t pdf_layout_body_size(const pdf_layout *layout);

/* ---- furniture.c ---- */

/* Marks what is no part of the document. */
void pdf_layout_drop_furniture(pdf_layout *layout);

/* ---- captions.c ---- */

/* Puts together captions above tables that go on in the next line. */
void pdf_captions_join(bdl_arena *arena, pdf_sheet *sheet);

/* ---- emit.c ---- */

/* Puts all pages into the document. */
void pdf_emit(pdf_layout *layout);

#endif
