/* page.h - a page of aligned text. */
#ifndef BDL_READ_ALIGNED_PAGE_H
#define BDL_READ_ALIGNED_PAGE_H

#include "read/aligned/words.h"

typedef struct bdl_page {
    bdl_arena *scratch;        /* of the words of this page */
    BDL_VEC(bdl_worded) lines; /* those with text */
    size_t end_gap;            /* blank lines after the last one */
    size_t title;              /* the first behind the lines looked at; 0: not known */
    size_t behind; /* where the last sheet ends: no caption stands before it */
    bool goes_on;  /* a table of the page before may go on here */
} bdl_page;

/* Lone words that may stand above the first line of a table with several: pieces of its
 * headings, one a line. */
enum { BDL_PAGE_LONE_HEADINGS = 6 };

/* A line with several words, each perhaps of another column. */
bool bdl_page_is_columnar(const bdl_worded *line);

/* A lone word that may be a heading or a piece of a wrapped cell. */
bool bdl_page_is_sparse(const bdl_worded *line);

/* Whether LINE is a row of figures rather than a text with some, as every line is that
 * has marks of a sentence in it. */
bool bdl_page_is_row_of_figures(bdl_arena *scratch, const bdl_worded *line);

/* Reads the lines up to the next form feed. False at the end of the text. */
bool bdl_page_read(bdl_reading *reading, bdl_page *out);

/* Whether a lone word begins where a word of the row NEAR does, off the margin: a row
 * with a name and no figures. */
bool bdl_page_stands_under(const bdl_worded *lone, const bdl_worded *near);

/* Whether a word of LINE is an item that Chinese digits number. */
bool bdl_page_has_item(const bdl_worded *line);

/* Whether the lone word of LINE is the item that comes next behind one of NEAR: 九、
 * below 八、. */
bool bdl_page_is_next_item(const bdl_worded *line, const bdl_worded *near);

/* A page number on the first or the last line of its page. */
bool bdl_page_is_mark(const bdl_page *p, size_t i);

/* A line over a table that says whose it is and in what unit. */
bool bdl_page_is_caption(const bdl_worded *line);
/* 401 气象局: the code and the name of the one whose table comes next. */
bool bdl_page_is_owner(const bdl_worded *line);

/* A lone word over a caption and a row is the title of the next table; one that ends with
 * 表 over the year and a row too. */
bool bdl_page_is_title(const bdl_page *p, size_t i);

/* Where the table ends that begins with the lone words at START and the words of several
 * columns at FROM; FROM when it is none. */
size_t bdl_page_table_end(const bdl_page *p, size_t start, size_t from);

#endif
