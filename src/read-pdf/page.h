/* page.h - what is printed on a page of a PDF: characters and ruling lines, each with its
 * position. Lengths are in hundredths of a point, from the upper left corner.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#ifndef BDL_READ_PDF_PAGE_H
#define BDL_READ_PDF_PAGE_H

#include "base/vec.h"

enum { PDF_POINT = 100 };

typedef struct pdf_box {
    int32_t x0, y0, x1, y1;
} pdf_box;

static inline int32_t pdf_middle_x(const pdf_box *box) {
    return (box->x0 + box->x1) / 2;
}

static inline int32_t pdf_middle_y(const pdf_box *box) {
    return (box->y0 + box->y1) / 2;
}

static inline int32_t pdf_height(const pdf_box *box) {
    return box->y1 - box->y0;
}

/* Makes BOX as large as it and BY are together. */
static inline void pdf_widen(pdf_box *box, const pdf_box *by) {
    box->x0 = by->x0 < box->x0 ? by->x0 : box->x0;
    box->y0 = by->y0 < box->y0 ? by->y0 : box->y0;
    box->x1 = by->x1 > box->x1 ? by->x1 : box->x1;
    box->y1 = by->y1 > box->y1 ? by->y1 : box->y1;
}

/* For qsort: lengths, ascending. */
static inline int pdf_by_number(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

typedef struct pdf_spot {
    int32_t x, y;
} pdf_spot;

typedef struct pdf_glyph {
    pdf_box box;
    uint32_t c;
    uint8_t turn;   /* quarter turns of its baseline, clockwise */
    bool aslant;    /* its baseline is neither level nor upright */
    bool pale;      /* between the paper and its text: grey, or one sees through it */
    bool begins;    /* the first of what was printed at once */
    bool cut;       /* wholly outside of what it was printed into */
    uint32_t order; /* in which it was printed, among all of its page */
    int32_t table;  /* the table it stands in, from 0; -1: none */
} pdf_glyph;

/* A line across (AT is its y) or down (AT is its x). */
typedef struct pdf_rule {
    int32_t at, from, to;
} pdf_rule;

typedef BDL_VEC(pdf_rule) pdf_rules;

/* What is known from the pages before. */
typedef struct pdf_memory pdf_memory;
/* The columns of tables that pages end with. */
typedef struct pdf_ending pdf_ending;

typedef struct pdf_page {
    bdl_arena *arena;       /* of all that is in it */
    pdf_memory *memory;     /* NULL: nothing is kept */
    pdf_ending *ending;     /* not NULL where frames are drawn */
    uint32_t number, count; /* COUNT: of all pages */
    int32_t width, height;
    int32_t added; /* to its width, by pages that stand beside it */
    BDL_VEC(pdf_glyph) glyphs;
    BDL_VEC(pdf_glyph) unseen; /* printed with no ink: what was recognised on a scan */
    pdf_rules across, down;
    pdf_rules tops, ends; /* where tables without lines begin and end */
    pdf_rules forms;      /* forms to fill in: FROM their top TO their bottom */
    pdf_rules parts;      /* forms whose parts have columns of their own, likewise */
    BDL_VEC(pdf_box) dots;
    size_t strokes;    /* of all shapes, whether lines or not */
    int64_t covered;   /* the area of its pictures, added up to half of it */
    int64_t *pixels;   /* of pictures that may still be looked at, in all pages */
    bool pictured;     /* pictures cover most of it */
    bool recognised;   /* its text was recognised on a picture, nobody sees it */
    size_t unread;     /* large pictures that nothing is printed over */
    size_t unreadable; /* characters whose font does not say what they are */
    size_t stamped;    /* characters of watermarks, left out */
    size_t beside;     /* characters that stand beside the page, left out */
    bool full;         /* there was more than a page can have */
} pdf_page;

/* ---- device.c ---- */

/* Is given each page in order; what is in it may be kept as long as its arena lives. */
typedef void pdf_page_fn(void *data, pdf_page *page);

/* A page to be read: what of it stands in AREA. BESIDE: it belongs at the right of the
 * one before, and both are one. */
typedef struct pdf_part {
    uint32_t number;
    bool beside;
    pdf_box area;
} pdf_part;

typedef BDL_VEC(pdf_part) pdf_parts;

/* Who is given the pages, and which: all in order where there are no PARTS. */
typedef struct pdf_taker {
    pdf_page_fn *take;
    void *data;
    pdf_parts parts;
} pdf_taker;

/* Walks through the pages of the PDF in BYTES. False with *ERROR when it cannot be read;
 * *BROKEN counts pages that could not. */
bool pdf_walk(bdl_str bytes, const pdf_taker *taker, size_t *broken, bdl_str *error);

/* ---- beside.c ---- */

/* Leaves out the characters of PAGE that do not stand in AREA. */
void pdf_page_cut(pdf_page *page, const pdf_box *area);
/* Puts what stands in AREA of MORE into PAGE, its left edge at AT. */
void pdf_page_append(pdf_page *page, int32_t at, pdf_page *more, const pdf_box *area);

/* ---- stamps.c ---- */

/* Leaves out the characters of watermarks. */
void pdf_stamps_drop(pdf_page *page);

/* ---- strokes.c ---- */

/* Leaves out lines across that underline letters or strike them out. */
void pdf_strokes_drop(pdf_page *page);

/* ---- dots.c ---- */

/* Adds the lines that the dots of PAGE make to those across and down. */
void pdf_dots_join(pdf_page *page);

/* ---- tops.c ---- */

/* Adds the line above the headings to tables that have lines below their rows alone. */
void pdf_tops_draw(pdf_page *page);

/* ---- bands.c ---- */

/* Adds the lines down that tables with lines across alone have not; the lines of PAGE are
 * joined and in order. */
void pdf_bands_draw(pdf_page *page);

/* ---- recall.c ---- */

/* Lives in ARENA. */
pdf_memory *pdf_memory_new(bdl_arena *arena);
/* A page begins. */
void pdf_memory_turn(pdf_memory *memory);

/* ---- words.c ---- */

/* What stands together on a line: no gap wider than a character in it. */
typedef struct pdf_piece {
    bdl_str text;
    pdf_box box;
    uint32_t first, last; /* the order of its characters: what was printed when */
} pdf_piece;

typedef struct pdf_line {
    pdf_piece *pieces;
    size_t count;
    pdf_box box;
    int32_t size; /* the height of its characters */
    int32_t word; /* the width of its start, up to where a line could end */
    bool pale;    /* all of it */
} pdf_line;

typedef BDL_VEC(pdf_line) pdf_lines;

/* Whether no more than two lines would fit between ABOVE and LINE. */
static inline bool pdf_line_is_near(const pdf_line *above, const pdf_line *line) {
    return line->box.y0 - above->box.y1 < 2 * line->size;
}

bool pdf_line_has_colon(const pdf_line *line); /* some piece of it */
/* Whether C can stand in a figure: a digit, a comma or a point. */
bool pdf_is_figure(char c);
/* Whether TEXT is a figure and nothing else: "-1,234.50", "12%". */
bool pdf_is_amount(bdl_str text);
/* Whether TEXT has a comma or a point. */
bool pdf_has_mark(bdl_str text);
/* Whether TEXT is the rest of ABOVE, an amount that a narrow cell has no room for:
 * "74,695.7" and "0". */
bool pdf_completes(bdl_arena *arena, bdl_str above, bdl_str text);
/* Whether TEXT begins an item of a list; "[2020]" is the year in the number of a
 * document, "2024 年预算数" heads a column. */
bool pdf_starts_item(bdl_str text);

enum { PDF_COLUMN_GAP = 30 }; /* percent of the height of letters that part two columns */

/* Puts COUNT glyphs, in any order, into lines from top to bottom. The glyphs are sorted;
 * texts live in ARENA. */
void pdf_lines_of(bdl_arena *arena, pdf_glyph *glyphs, size_t count, pdf_lines *out);

/* The same, where gaps of PERCENT of the height of the characters part pieces. */
void pdf_lines_parted(bdl_arena *arena, pdf_glyph *glyphs, size_t count, int32_t percent,
                      pdf_lines *out);

/* The same of the glyphs of PAGE whose middles are in AREA, parted by PDF_COLUMN_GAP.
 * Adds to OUT. */
void pdf_lines_within(const pdf_page *page, pdf_box area, pdf_lines *out);

/* ---- grid.c ---- */

typedef struct pdf_cell {
    uint32_t row, column;
    uint16_t row_span, col_span; /* row_span 0: covered by another cell */
    uint32_t first, count;       /* its glyphs */
} pdf_cell;

/* A table drawn with lines. ROWS * COLUMNS cells; OWNER of each: the cell it is part of.
 */
typedef struct pdf_grid {
    pdf_box box;
    int32_t *xs, *ys; /* COLUMNS + 1, ROWS + 1 */
    uint32_t rows, columns;
    bool parted; /* a form, each part of which has columns of its own */
    pdf_cell *cells;
    uint32_t *owner;
} pdf_grid;

typedef BDL_VEC(pdf_grid) pdf_grids;

/* Finds the tables that the lines of PAGE draw, in ARENA. */
void pdf_grids_find(bdl_arena *arena, pdf_page *page, pdf_grids *out);
/* The cell (its number in GRID->cells) where X, Y is; UINT32_MAX outside. */
uint32_t pdf_grid_cell_at(const pdf_grid *grid, int32_t x, int32_t y);

/* ---- open.c ---- */

/* Rows of GRID from FIRST to END, below headings that lines part, without a line down. */
typedef struct pdf_open {
    const pdf_grid *grid;
    uint32_t first, end;
    pdf_lines lines;
} pdf_open;

/* Whether such rows begin with ROW, and what stands in them is in the columns of the
 * headings. */
bool pdf_open_find(const pdf_page *page, const pdf_grid *grid, uint32_t row,
                   pdf_open *out);
/* Draws the lines of the headings on between the rows, where nothing stands across. */
void pdf_open_draw(pdf_page *page, const pdf_open *open);
/* Draws a frame around rows below GRIDS that are headings alone; false when there are
 * none. */
bool pdf_open_frame(pdf_page *page, const pdf_grids *grids);

/* ---- heads.c ---- */

/* Where the columns of a table begin and end: COUNT + 1 places. */
typedef struct pdf_ladder {
    const int32_t *xs;
    size_t count;
} pdf_ladder;

/* Makes one piece of each heading of several lines, in the first of them. */
void pdf_heads_join(bdl_arena *arena, pdf_lines *lines);
/* Draws the lines that part the headings in LINES, which stand between TOP and BOTTOM
 * above COLUMNS. */
void pdf_heads_draw(pdf_page *page, const pdf_lines *lines, const pdf_ladder *columns,
                    int32_t top, int32_t bottom);

/* ---- share.c ---- */

/* A heading: the columns it reaches into, FROM to TO, and those it can be over, FIRST to
 * LAST. LEFT, RIGHT: another could be over some of them at this side. FLUSH: it begins as
 * what is below it does. */
typedef struct pdf_over {
    size_t from, to, first, last;
    int32_t middle;
    bool left, right, flush;
} pdf_over;

/* Widens COUNT headings beside each other, which reach into no column together, to the
 * columns of COLUMNS they are over. */
void pdf_heads_share(bdl_arena *arena, const pdf_ladder *columns, pdf_over *all,
                     size_t count);

/* ---- blank.c ---- */

/* Where the headings of a table without rows end that begin with line FIRST; FIRST when
 * none do. */
size_t pdf_blank_end(const pdf_lines *lines, size_t first);

/* ---- furniture.c ---- */

/* Whether TEXT can be the number of a page: "3", "- 3 -", "第3页", "第 3 页 共 12 页",
 * "3/12". */
bool pdf_is_page_number(bdl_str text);

/* ---- forms.c ---- */

/* How many of COUNT lines are those of the form that they begin with, 0 when it is none.
 */
size_t pdf_form_end(const pdf_line *lines, size_t count);
/* Whether COUNT lines hold a form to fill in, or a part of one that is known. Then PAGE
 * is told where it stands. */
bool pdf_note_form(pdf_page *page, const pdf_line *lines, size_t count);

/* ---- cuts.c ---- */

/* Whether figures stand below others only where they are the rest of them: a narrow cell
 * has no room for "74,695.70", nor for "11783800.00". */
bool pdf_figures_are_cut(bdl_arena *arena, const pdf_grid *grid, const pdf_lines *lines);

/* ---- rest.c ---- */

/* Lives in ARENA. */
pdf_ending *pdf_ending_new(bdl_arena *arena);
/* A page begins. */
void pdf_ending_turn(pdf_ending *ending);
/* PAGE is read, GRIDS are the tables on it: keeps the columns of the one it ends with. */
void pdf_ending_keep(pdf_ending *ending, const pdf_page *page, const pdf_grids *grids);
/* How many of LINES, the first on PAGE, are rows of the table that the page before ended
 * with; how wide that is. */
size_t pdf_rest_end(const pdf_page *page, const pdf_lines *lines);
pdf_rule pdf_rest_edge(const pdf_page *page);
/* Draws the lines down between TOP and BOTTOM of COUNT such lines. */
void pdf_rest_draw(pdf_page *page, const pdf_line *lines, size_t count, int32_t top,
                   int32_t bottom);

/* ---- frames_find.c ---- */

enum {
    PDF_FRAME_SAME = 2 * PDF_POINT, /* what begins or ends so near is in one column */
    PDF_FRAME_LINES = 400,          /* of a table, at the most */
};

/* Whether something on LINE stands apart from what is before it; how many figures do. */
bool pdf_frame_is_row(const pdf_line *line);
size_t pdf_frame_amounts(const pdf_line *line);
/* Whether at least FIGURES figures stand below each other in COUNT lines. */
bool pdf_frame_has_column(const pdf_line *lines, size_t count, size_t figures);
/* Whether the lines from FIRST to END are rows of words alone below their headings: as
 * many on each, set apart, and in the columns of those above. */
bool pdf_frame_has_texts(const pdf_lines *lines, size_t first, size_t end);
/* Where the table that begins with line FIRST ends; FIRST when it is none. Above a line
 * drawn below it, wrapped names may stand alone between others. */
size_t pdf_frame_end(const pdf_page *page, const pdf_lines *lines, size_t first);
/* With which line from BEFORE on the table begins whose first row is line FIRST: lone
 * headings of several columns stand close above the others. */
size_t pdf_frame_start(const pdf_lines *lines, size_t before, size_t first, size_t end);

/* ---- frames.c ---- */

/* Draws lines across between the rows of tables that have none, outside of GRIDS; false
 * when there are no such tables. */
bool pdf_frames_draw(pdf_page *page, const pdf_grids *grids);

#endif
