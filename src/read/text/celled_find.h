/* celled_find.h - what celled.c knows of the lines in which it looks for tables, and the
 * rows in them. */
#ifndef BDL_READ_TEXT_CELLED_FIND_H
#define BDL_READ_TEXT_CELLED_FIND_H

#include "base/text.h"
#include "read/text/celled.h"
#include "read/text/marked.h"

enum {
    WIDTH_MIN = 3,
    ROWS_MIN = 3,
    HEADS = 3 /* rows of headings */
};

typedef enum kind { BLANK, FIGURE, TEXT } kind;

typedef struct finder {
    bdl_arena *arena;
    bdl_celled_lines lines;
    kind *kinds;
    unsigned char *headings; /* whether each may be one; 0: not asked yet */
    bdl_celled_tables found;
} finder;

static inline bdl_str text_at(const finder *f, size_t i) {
    return bdl_text_trim(f->lines.items[i].text);
}

/* ---- celled_rows.c ---- */

/* Whether the GAP lines from line I on, or those that are left, are blank. */
bool bdl_celled_has_gap(const finder *f, size_t i, size_t gap);
/* How many rows of WIDTH lines stand from line FROM on, in each column of which there are
 * figures alone or texts alone. Those without figures are not looked at to their end. */
size_t bdl_celled_count_rows(const finder *f, size_t from, size_t width, size_t gap);
/* Whether figures stand in the rows from line FROM on. */
bool bdl_celled_has_figures(const finder *f, size_t from, size_t lines);
/* How many rows of WIDTH texts each, with blank lines between them, stand from line FROM
 * on. */
size_t bdl_celled_count_full(const finder *f, size_t from, size_t width);
/* Whether line I, or the first with text behind it, says why a table without rows has
 * none. */
bool bdl_celled_is_note(const finder *f, size_t i);
/* How many lines from line FROM on, END at most, count 1, 2, 3. */
size_t bdl_celled_count_numbers(const finder *f, size_t from, size_t end);
/* Whether the row at line FROM numbers the columns: 栏次 1 2 3, those of a code and its
 * name perhaps not. */
bool bdl_celled_numbers_columns(const finder *f, size_t from, size_t width);

#endif
