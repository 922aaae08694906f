/* reader.h - what the reader of aligned text keeps from page to page, shared by the files
 * that read it. */
#ifndef BDL_READ_ALIGNED_READER_H
#define BDL_READ_ALIGNED_READER_H

#include "read/aligned/page.h"
#include "read/aligned/shape.h"

/* Words and lines are those of the page, but for those in the arenas kept here, which the
 * reader frees; texts are the document's. */
typedef struct bdl_aligned_reader {
    bdl_reading *reading;
    bdl_paragraph paragraph;
    uint32_t right;   /* where the last line ended, in columns of a terminal */
    uint32_t first;   /* where the paragraph's first line begins */
    uint32_t margin;  /* where the last line that goes on with it begins; 0: none does */
    bdl_shape shape;  /* of the table that may go on */
    bool page_begins; /* nothing but a page number stands on this page so far */
    bdl_str head;     /* the first line of the table that may go on */
    bdl_str sheet_head; /* the headings in the last sheet; empty: no sheet was last */
    bdl_str label;      /* the first label of the last sheet */
    bdl_arena *kept;    /* of a table's headings whose rows begin on the next page */
    bdl_worded *headings;
    size_t heading_count;
    bool headings_begin;   /* a page: the flag of their table */
    bdl_arena *form_kept;  /* of the headings of a list at the end of a form */
    bdl_worded form;       /* they; without words: none ended the page before */
    bool form_is_sheet;    /* they are those of the texts of a sheet */
    bool form_is_labelled; /* a label of all rows stood left of them */
    size_t lone_rows;      /* lines of figures that are in no table */
    bdl_place lone;        /* the first of them */
    bool lacks_list;       /* a sheet ended the page before that had labels alone */
    bdl_arena *last_kept;  /* of the last line with an item in the table that may go on */
    bdl_worded last;       /* it; without words: none has one */
} bdl_aligned_reader;

/* Reads the headings of a table that ended with them after all. */
void bdl_aligned_release_headings(bdl_aligned_reader *state);

/* ---- sheets (sheets.c) ---- */

/* Keeps what the next page must know of the form that the lines from START to END are. */
void bdl_aligned_keep_form(bdl_aligned_reader *state, const bdl_page *p, size_t start,
                           size_t end);
/* Reads the sheet that begins at line I, or goes on there after a page; the line behind
 * it, I when there is none. */
size_t bdl_aligned_read_sheet(bdl_aligned_reader *state, bdl_page *p, size_t i);
/* Takes the lines of a new page that go on with a form or sheet of the page before; gives
 * how many. */
size_t bdl_aligned_take_rest(bdl_aligned_reader *state, bdl_page *p);

#endif
