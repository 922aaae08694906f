/* reading.h - what the readers of text formats share: the document being made, the text
 * of a run put together piece by piece, rows of cells, paragraphs. */
#ifndef BDL_READ_READING_H
#define BDL_READ_READING_H

#include "read/lines.h"
#include "read/traits.h"

typedef struct bdl_maker bdl_maker;
typedef struct bdl_reading bdl_reading;

/* Adds PIECE of a line to TEXT without what is not text in this format (marks, fields).
 */
typedef void bdl_clean_fn(bdl_maker *text, bdl_at *at, bdl_str piece);

struct bdl_reading {
    bdl_arena *arena;
    bdl_doc *doc;
    const bdl_traits *traits;
    bdl_clean_fn *clean;
    bdl_lines lines;
    bool gap, new_page; /* stood before the block to come */
    bool plain;         /* no cell of the table before repeats another (repeats.c) */
    bool marked;        /* marks of cells became tabs and line ends (marked.h) */
    uint32_t marked_at; /* the line with which the next table of those begins */
    bool keeps_raw;     /* rows of long tables need not be made */
    size_t covered;     /* places of tables that merged cells may still cover */
    uint32_t unbarred;  /* the lines before it were found to be no table (barred.c) */
    bdl_str error;      /* set by a reader that cannot read the file, and why */
};

/* Where blocks and the segments of runs are made, and where rows and cells; texts and
 * names are in READING's arena, for models have them too. */
static inline bdl_arena *bdl_reading_passing(const bdl_reading *reading) {
    return reading->doc->passing ? reading->doc->passing : reading->arena;
}
static inline bdl_arena *bdl_reading_cells(const bdl_reading *reading) {
    return bdl_doc_cells(reading->doc);
}

/* ---- maker.c: a run in the making ---- */

struct bdl_maker {
    bdl_reading *reading;
    bdl_str view; /* the whole text while it is a single piece of the source */
    bdl_buf buf;  /* else */
    bdl_segment first;
    BDL_VEC(bdl_segment) segments;   /* empty while there is only the first */
    uint32_t next_line, next_column; /* where a piece goes on with the last one */
};

void bdl_maker_begin(bdl_maker *text, bdl_reading *reading);
bool bdl_maker_is_empty(const bdl_maker *text);
/* Adds PIECE, which stands at PLACE and lives as long as the arena. */
void bdl_maker_add(bdl_maker *text, bdl_str piece, bdl_place place);
/* Adds PIECE, which stands in the text instead of what is at PLACE ("≥" for "\\geq"). */
void bdl_maker_add_instead(bdl_maker *text, bdl_str piece, bdl_place place);
/* Adds what has no place of its own (a line end, a blank between two pieces). */
void bdl_maker_glue(bdl_maker *text, bdl_str glue);
/* Adds PIECE of a line, invisible characters left out. The plainest bdl_clean_fn. */
void bdl_maker_add_plain(bdl_maker *text, bdl_at *at, bdl_str piece);
/* Whether PIECE, trimmed, of a line would be added as it is: a run of one piece. */
bool bdl_maker_adds_all(const bdl_reading *reading, bdl_str piece);
/* The run, trimmed. The builder may not be used after it. */
bdl_run bdl_maker_end(bdl_maker *text);
/* The same as what a cell at PLACE holds. */
bdl_run bdl_maker_end_cell(bdl_maker *text, bdl_place place);
/* Adds a run that was ended, with its places. */
void bdl_maker_append(bdl_maker *text, bdl_run run);
/* Goes on with a run that was ended. */
void bdl_maker_resume(bdl_maker *text, bdl_reading *reading, bdl_run run);

/* ---- prose.c: what paragraphs look like ---- */

/* Whether the line starts an item: a number, a bullet, a chapter. */
bool bdl_prose_starts_item(bdl_str line);
/* The number of an item that Chinese digits number (三、 or （三）, which counts 1000
 * more); 0 of others. */
uint32_t bdl_prose_item_of(bdl_str line);
/* The number a list item starts with ("2." in "2.x"), 0 when it starts with none. */
uint32_t bdl_prose_item_number(bdl_str line);
/* Whether the line ends a sentence. */
bool bdl_prose_ends(bdl_str line);
/* A line of a catalogue: a title, dots, perhaps a tab, a page number. */
bool bdl_prose_is_leader(bdl_str line);
/* Whether BELOW plainly continues the paragraph that ends with ABOVE, torn by a page
 * break or wrapped; both trimmed. GAP: a blank line stands between them. */
bool bdl_prose_continues(const bdl_traits *traits, bdl_str above, bdl_str below,
                         bool gap);
/* What goes between two pieces of one paragraph: nothing, or a blank between Latin words.
 */
bdl_str bdl_prose_glue(bdl_str above, bdl_str below);

/* ---- blocks.c: blocks in the making ---- */

/* A paragraph that may go on in the next line. */
typedef struct bdl_paragraph {
    bdl_maker text;
    bdl_str last; /* its last line, trimmed */
    bdl_place place;
    bool open, gap, new_page, indented;
    bool full; /* its last line ends at the edge of the text */
} bdl_paragraph;

/* Adds a line of prose: to PARAGRAPH when it continues it, else a new one begins. */
void bdl_paragraph_add(bdl_reading *reading, bdl_paragraph *paragraph,
                       const bdl_line *line, bdl_str piece);
/* Puts the open paragraph, if any, into the document. */
void bdl_paragraph_end(bdl_reading *reading, bdl_paragraph *paragraph);

/* A table in the making. */
typedef struct bdl_grid {
    BDL_VEC(bdl_row) rows;
    bdl_place place;
    bool gap, new_page;
} bdl_grid;

void bdl_grid_begin(bdl_reading *reading, bdl_grid *grid);
void bdl_grid_add(bdl_reading *reading, bdl_grid *grid, bdl_row row);
/* Keeps the first of what a merged cell left in every place that it covers. */
void bdl_grid_unmerge(bdl_reading *reading, bdl_grid *grid);
/* Puts empty cells where those that hang down from rows above were left out. */
void bdl_grid_fill_hanging(bdl_reading *reading, bdl_grid *grid);
/* Puts the table into the document; one that is only indented prose becomes paragraphs.
 */
void bdl_grid_end(bdl_reading *reading, bdl_grid *grid);

/* Remembers a blank line, and reports one that was too long to read. */
void bdl_reading_gap(bdl_reading *reading, const bdl_line *line);
/* Adds a block of KIND with the gap and page break remembered. */
bdl_block *bdl_reading_add(bdl_reading *reading, bdl_block_kind kind, bdl_place place);
void bdl_reading_trouble(bdl_reading *reading, bdl_place place, bdl_str text);
/* site.c: leaves out what a web site puts around the text of a page. */
void bdl_reading_drop_site(bdl_doc *doc);

/* torn.c: says so when the tables of the document came apart into single cells. */
void bdl_reading_tell_torn(bdl_reading *reading);
/* A cell of PIECE of a line. */
bdl_cell bdl_reading_cell(bdl_reading *reading, bdl_at *at, bdl_str piece);
/* The cells of one line, parted by tabs, and how many they are. */
size_t bdl_reading_count_cells(const bdl_reading *reading, const bdl_line *line);
bdl_row bdl_reading_tab_row(bdl_reading *reading, const bdl_line *line);

#endif
