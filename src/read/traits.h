/* traits.h - what the lines of a text look like, counted in one pass: by this the formats
 * are told apart and the readers know the habits of the file. */
#ifndef BDL_READ_TRAITS_H
#define BDL_READ_TRAITS_H

#include "read/lines.h"

typedef struct bdl_traits {
    bdl_str path;
    size_t lines, blanks;
    size_t cell_lines;       /* led by a tab, no other tab: a cell, or an empty one */
    size_t lone_tabs;        /* of these, empty ones */
    size_t cell_rows;        /* rows of them, between blank lines */
    size_t cell_rows_of_one; /* of these, those of one cell */
    size_t uneven_rows;      /* rows with more blank lines before them than most have */
    size_t indented_prose;   /* of the cells, long ones that end a sentence */
    size_t row_lines;        /* tabs inside: a row */
    size_t ended_rows;       /* of these, those with a tab at the end */
    size_t led_rows;         /* of these, those with a tab at the beginning */
    size_t ends_by_one_gap;  /* cell lines, one blank line, a line without a tab */
    size_t ends_by_two_gaps; /* the same with two or more */
    size_t atx_headings, pipe_rows, pipe_rules; /* Markdown: # x, | x | y |, |---| */
    size_t web_tables;                          /* <table>: as OCR programs write them */
    size_t borders;                             /* +---+---+: lines of drawn tables */
    size_t rulers;                              /* ---- ----: columns of ruled tables */
    size_t column_lines; /* words parted by runs of blanks: aligned columns */
    uint32_t wrap_width; /* display columns at which prose is wrapped, 0: it is not */
    bool heading_first;  /* the first line is one of Markdown */
    bool spaced;         /* a blank line stands below each row, or each cell line */
    bool doubled_gaps;   /* two blank lines stand between rows of cell lines, not one */
    bool web_page;       /* starts as HTML does */
    bool invisible;      /* zero-width or control characters somewhere */
    bool plain;          /* none of these, and no field codes or marks left in it */
} bdl_traits;

/* LINES are all of those of SOURCE. */
void bdl_traits_count(bdl_traits *traits, bdl_str path, const bdl_source *source,
                      bdl_lines lines);

#endif
