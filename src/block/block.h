/* block.h - what any document looks like to us: headings, paragraphs and tables, each
 * with the place it came from. Readers make blocks; they know formats and nothing of
 * budgets. */
#ifndef BDL_BLOCK_BLOCK_H
#define BDL_BLOCK_BLOCK_H

#include "base/source.h"
#include "base/vec.h"

/* A cell of a spreadsheet or of a table that its document names: 表1!B7. */
typedef struct bdl_cell_name {
    bdl_str sheet, cell;
} bdl_cell_name;

/* Where something stands. LINE, COLUMN (characters) and PAGE count from 1; 0 where there
 * is none. LENGTH is in characters on that line, 0 unknown. Most places have no name, and
 * there are many of them: it is behind a pointer. */
typedef struct bdl_place {
    uint32_t line, column, length, page;
    const bdl_cell_name *name; /* NULL: none */
} bdl_place;

/* Empty where the place has no name. */
static inline bdl_str bdl_place_sheet(const bdl_place *place) {
    return place->name ? place->name->sheet : (bdl_str){0};
}
static inline bdl_str bdl_place_cell(const bdl_place *place) {
    return place->name ? place->name->cell : (bdl_str){0};
}
/* A name that lives as long as ARENA, its texts as long as they do; NULL of none. */
const bdl_cell_name *bdl_cell_name_new(bdl_arena *arena, bdl_str sheet, bdl_str cell);
/* PLACE in DOCUMENT as people read it, what is known of it: "docs/a.txt:12:5" (line,
 * column), "a.pdf:p3:12:5" (page), "a.xlsx:表1!B7"; without DOCUMENT where that is empty.
 * In ARENA. */
bdl_str bdl_place_print(bdl_arena *arena, bdl_str document, const bdl_place *place);
/* PLACE with its name copied to ARENA. */
bdl_place bdl_place_keep(bdl_arena *arena, bdl_place place);

/* A piece of a text that stands together in the source: from byte OFFSET of the text on
 * (to the next segment) it is what stands at PLACE. */
typedef struct bdl_segment {
    uint32_t offset;
    bdl_place place;
} bdl_segment;

typedef struct bdl_segments {
    const bdl_segment *items;
    size_t count;
} bdl_segments;

/* A text as printed, put together from one or more lines; line ends that were in the
 * source inside it are '\n' (cells) or dropped/blank as the reader of the format decides.
 * Nearly all texts are in one piece and have no segments: there are many of them. */
typedef struct bdl_run {
    bdl_str text;
    bdl_place place; /* of the text; in a cell that of the cell, of an empty one, too */
    const bdl_segments *segments; /* NULL: all of the text stands at PLACE */
} bdl_run;

typedef struct bdl_cell {
    bdl_run run;
    /* 1 unless the format knows spans. A table whose spans are known holds every place of
     * its grid: cell I of a row stands in column I. A merged cell is followed by the
     * places it covers: empty cells, with col_span 0 where it reaches from the left and
     * row_span 0 where it reaches from above. So a 2x2 cell is (2,2) (2,0) over (0,2)
     * (0,0), written (row_span,col_span); who passes over cells with col_span 0 sees each
     * row as a text would list it, cells merged from above empty. */
    uint16_t row_span, col_span;
} bdl_cell;

typedef struct bdl_row {
    bdl_cell *cells;
    size_t count;
    bdl_place place;
    bool after_break; /* first row after a page break inside the table */
} bdl_row;

/* The rest of the rows of a long table, each still a line of the source, with cells
 * parted by SEPARATOR. MAKE gives row I (from 0) as the reader would have made it, in
 * ARENA. */
typedef struct bdl_raw_rows {
    const bdl_source *source;
    size_t first; /* line of row 0 */
    size_t count, width;
    char separator;
    bdl_row (*make)(const struct bdl_raw_rows *rows, bdl_arena *arena, size_t i);
} bdl_raw_rows;

typedef enum bdl_block_kind {
    BDL_HEADING,   /* marked as a heading by the format (Markdown #, a Word style) */
    BDL_PARAGRAPH, /* everything else outside tables; text layouts know no headings */
    BDL_TABLE,
} bdl_block_kind;

typedef struct bdl_block {
    bdl_block_kind kind;
    uint8_t level; /* of a heading, 1-6 */
    bdl_run run;   /* heading, paragraph */
    bdl_row *rows; /* table */
    size_t row_count;
    const bdl_raw_rows *raw; /* rows after those of ROWS, not made; NULL: there are none,
                                always unless the reader was told that it may */
    bdl_place place;
    bool new_page;   /* a page break stands before it */
    bool gap_before; /* a blank line stands before it */
    /* Table: its merged cells are marked as such. False where the format knows none, and
     * where a table has none: it may come from one that did not, merged cells empty. */
    bool spans_known;
    bool is_torn_row; /* paragraph: of a table that could not be read, which was told */
} bdl_block;

/* What a reader could not take in, with its place ("line of 12 MB left out"). */
typedef struct bdl_trouble {
    bdl_place place;
    bdl_str text;
    bool is_of_lone_figures; /* see bdl_doc_tell_lone_figures */
} bdl_trouble;

/* Rows and cells that are forgotten together. */
typedef struct bdl_cell_part {
    bdl_arena *arena;
    size_t last_block; /* that has some of them, when bdl_doc_users_of_cells told */
} bdl_cell_part;

/* One document as blocks. Everything lives in ARENA, but blocks and segments, and the
 * rows and cells of tables, which may be forgotten before. */
typedef struct bdl_doc {
    bdl_arena *arena;
    bdl_arena *passing;           /* of blocks and segments; NULL: all lives in ARENA */
    BDL_VEC(bdl_cell_part) cells; /* in the order in which they were made */
    size_t cells_left;            /* the first of them that was not forgotten */
    bdl_str path;                 /* as named by the user */
    /* The decoded text (UTF-8). DOCX and ODT have no lines: there it is the document as
     * it reads, a line for each paragraph and each table row. NULL for spreadsheets,
     * whose places are sheet and cell. */
    const bdl_source *source;
    bdl_str format;    /* "text/tabs", "text/word", "markdown", "html", "docx" */
    bdl_str encoding;  /* "UTF-8", "UTF-16LE", "GB18030" ... */
    bdl_str own_title; /* the file's own title (docx, html), may be empty */
    uint64_t size;     /* bytes of the file */
    bool is_dear;      /* it took a process of its own to read it */
    BDL_VEC(bdl_block) blocks;
    BDL_VEC(bdl_trouble) troubles;
} bdl_doc;

/* How many segments a run has, none where it is empty, and segment I of them. */
static inline size_t bdl_run_count(const bdl_run *run) {
    return run->segments ? run->segments->count : run->text.len > 0;
}
static inline bdl_segment bdl_run_segment(const bdl_run *run, size_t i) {
    return run->segments ? run->segments->items[i]
                         : (bdl_segment){.offset = 0, .place = run->place};
}
/* A run of TEXT in COUNT SEGMENTS, at least one unless it is empty. Where there is but
 * one, from its beginning on, it is copied; more have to live as long as ARENA. */
bdl_run bdl_run_of(bdl_arena *arena, bdl_str text, const bdl_segment *segments,
                   size_t count);
/* Has RUN be that of a cell at PLACE, where its text does not begin; in ARENA. */
void bdl_run_part_from_cell(bdl_arena *arena, bdl_run *run, const bdl_place *place);
/* The same wherever it begins: mostly where the cell does. */
static inline void bdl_run_in_cell(bdl_arena *arena, bdl_run *run,
                                   const bdl_place *place) {
    if (run->text.len > 0 && !run->segments &&
        (run->place.line != place->line || run->place.column != place->column ||
         run->place.page != place->page || run->place.name != place->name))
        bdl_run_part_from_cell(arena, run, place);
    run->place = *place;
}
/* The place of byte OFFSET of a run's text, LENGTH bytes long (cut at the end of its
 * line). */
bdl_place bdl_run_place(const bdl_run *run, size_t offset, size_t length);
/* How far a run was counted: many places of one long line are told from here. */
typedef struct bdl_run_mark {
    const bdl_run *run;
    size_t segment, offset;
    uint32_t characters; /* of the segment before OFFSET */
} bdl_run_mark;
/* The same from MARK on, which is moved to OFFSET; all zero in the beginning. */
bdl_place bdl_run_place_from(bdl_run_mark *mark, const bdl_run *run, size_t offset,
                             size_t length);
/* The cells of raw row I as they stand in its line, without quotes and blanks around
 * them; false when it does not have as many as the table has columns, or a quote inside a
 * cell.
 */
bool bdl_raw_split(const bdl_raw_rows *rows, size_t i, bdl_str *cells);
/* Whether a table of DOC has rows that are not made. */
bool bdl_doc_has_raw_rows(const bdl_doc *doc);
/* Where the blocks of DOC, and their rows and cells, are made. */
static inline bdl_arena *bdl_doc_passing(const bdl_doc *doc) {
    return doc->passing ? doc->passing : doc->arena;
}
bdl_arena *bdl_doc_cells(bdl_doc *doc);
/* Has the blocks of DOC made in arenas of their own, which go with ARENA or when they are
 * forgotten. */
void bdl_doc_part_blocks(bdl_doc *doc);
/* Blocks FROM up to TO of DOC as a document of its own in ARENA, which lives no longer
 * than DOC. What could not be taken in goes with the blocks that it stands before. */
bdl_doc *bdl_doc_slice(bdl_arena *arena, const bdl_doc *doc, size_t from, size_t to);
/* Finds out which block is the last that has rows or cells of each arena. */
void bdl_doc_users_of_cells(bdl_doc *doc);
/* Forgets rows and cells that no block behind block AT has, for those who have taken
 * them. */
void bdl_doc_forget_cells(bdl_doc *doc, size_t at);
/* Leaves the tables of DOC without rows, for those who have taken them. */
void bdl_doc_forget_rows(bdl_doc *doc);
/* Leaves DOC without blocks, for those who have its model. */
void bdl_doc_forget_blocks(bdl_doc *doc);
/* Tells, anew, of figures that stand alone on their lines, where they are many; false:
 * they are not. */
bool bdl_doc_tell_lone_figures(bdl_doc *doc);
/* The bytes that DOC and all that was made of it take. */
size_t bdl_doc_used(const bdl_doc *doc);
/* Whether some cell of a table is merged from several. */
bool bdl_block_has_spans(const bdl_block *table);
/* The place of the whole run (its first line). */
bdl_place bdl_run_start(const bdl_run *run);

#endif
