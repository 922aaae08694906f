/* bands.h - a table that has no lines between its columns: its rows, and where its
 * columns part.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#ifndef BDL_READ_PDF_BANDS_H
#define BDL_READ_PDF_BANDS_H

#include "read-pdf/page.h"

enum {
    PDF_SAME = 4 * PDF_POINT, /* lines that begin and end so near are of one table */
    PDF_STEP = PDF_POINT / 4, /* how finely the width of a table is looked at */
};

typedef struct pdf_band {
    int32_t top, bottom;
    pdf_lines lines;
} pdf_band;

typedef struct pdf_banded {
    pdf_page *page;
    pdf_rule edge; /* its first line */
    size_t across; /* lines of the page, without those drawn here */
    BDL_VEC(pdf_rule) rules;
    pdf_band *bands;
    size_t count, heads; /* the first HEADS rows may be headings */
    size_t least;        /* rows that it has at least */
    pdf_lines headings;  /* of a table without lines, in its first HEADS rows */
    int32_t heads_end;   /* where they end */
    uint16_t *covered;   /* for each point across: the rows that have text there */
    int32_t points;
    BDL_VEC(int32_t) between; /* places between columns */
} pdf_banded;

/* Whether RULE is as wide as the table whose first line is EDGE. */
bool pdf_bands_is_along(const pdf_rule *edge, const pdf_rule *rule);
bool pdf_bands_has_amounts(const pdf_band *row);

/* ---- gaps.c ---- */

/* The rows above the first that has figures, with those of a title. */
size_t pdf_gaps_count_heads(const pdf_banded *b);
/* Whether a row numbers the columns (栏次 1 2 3): its numbers stand in the middle of
 * theirs, where no figure need stand. */
bool pdf_gaps_numbers_columns(const pdf_band *row);
/* Finds where the columns part: B->between. */
void pdf_gaps_find(pdf_banded *b);
/* A place of B->between as one on the page. */
int32_t pdf_gaps_place(const pdf_banded *b, int32_t point);
/* Whether some of LINES stands from LEFT to RIGHT. */
bool pdf_gaps_has_text(const pdf_lines *lines, int32_t left, int32_t right);

/* ---- parts.c ---- */

/* Draws the lines down of a form whose parts have columns of their own; false when it is
 * none, which is not asked of one that IS_FORM. */
bool pdf_parts_draw(pdf_banded *b, bool is_form);
/* Draws lines across to their end that a page cuts beside a label of several rows; not
 * those that are TAKEN. False: there are none. */
bool pdf_parts_complete(pdf_page *page, const bool *taken);

/* ---- recall.c ---- */

/* Gives B the columns of the table on the page before that has the same headings and
 * more rows; keeps those of B for the next page. */
void pdf_recall(pdf_banded *b);
/* Keeps that a form as wide as B is the last thing on its page, no table. */
void pdf_recall_form(const pdf_banded *b);
/* Whether B begins its page and is as wide as a form that the page before ended with. */
bool pdf_recalls_form(const pdf_banded *b);

#endif
