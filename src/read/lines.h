/* lines.h - the lines of a text as the readers of text formats walk through them.
 *
 * A form feed ends a page, not a line: what follows it is handed out as a piece of its
 * own with the same line number. In a text without form feeds a page ends with the line
 * that says its number (- 12 -, 第 12 页), and has that number. A line longer than
 * BDL_MAX_LINE_BYTES is handed out blank. */
#ifndef BDL_READ_LINES_H
#define BDL_READ_LINES_H

#include "base/text.h"
#include "block/block.h"

typedef struct bdl_line {
    bdl_str text;                  /* without the line end and form feeds */
    uint32_t number, column, page; /* COLUMN of the first character, from 1 */
    bool new_page;                 /* a page break stands right before it */
    bool left_out;                 /* too long to read */
    size_t full_size;              /* bytes of the line in the source */
} bdl_line;

/* Where a walk stands. A copy is a second walk: that is how readers look ahead. */
typedef struct bdl_lines {
    bdl_line_starts starts;
    size_t next;  /* the line to come, from 1 */
    bdl_str rest; /* of the line before it, from a form feed on */
    uint32_t rest_column, page;
    bool has_rest, new_page;
    bool numbered; /* page numbers end the pages, not form feeds */
    bool spaced;   /* the blank line below one with tabs says nothing */
} bdl_lines;

bdl_lines bdl_lines_of(const bdl_source *source);
/* The next line; false at the end. */
bool bdl_lines_next(bdl_lines *lines, bdl_line *out);
/* The next line, without moving on. */
bool bdl_lines_peek(const bdl_lines *lines, bdl_line *out);
/* The next line that is not blank, without moving on; *BLANKS counts those before it. */
bool bdl_lines_peek_text(const bdl_lines *lines, bdl_line *out, size_t *blanks);

/* Nothing but white space, tabs apart: a lone tab is an empty cell in some layouts. */
static inline bool bdl_line_is_blank(const bdl_line *line);
bool bdl_line_has_nothing(const bdl_line *line); /* the same, for any line */
/* 12, - 12 -, 第 12 页 共 40 页. */
bool bdl_page_is_number(bdl_str s);
/* Where LINE begins. */
bdl_place bdl_line_place(const bdl_line *line);

/* Walks along one line and turns pointers into places: the pointers asked for must not go
 * backwards, so that a line is counted once. */
typedef struct bdl_at {
    const bdl_line *line;
    size_t offset; /* where the last piece began */
    uint32_t column;
    uint32_t length; /* characters of the last piece, and its bytes */
    size_t size;
} bdl_at;

bdl_at bdl_at_start(const bdl_line *line);
/* The place of PIECE, which points into the line. */
bdl_place bdl_at_place(bdl_at *at, bdl_str piece);

static inline bool bdl_line_is_blank(const bdl_line *line) {
    bool seen = line->text.len > 0 && bdl_byte_is_seen((unsigned char)line->text.data[0]);
    return !seen && bdl_line_has_nothing(line);
}

#endif
