/* flow.h - documents that are a flow of paragraphs with tables between and inside each
 * other (HTML, DOCX, ODT): events in the order of the file become blocks.
 *
 * Tables used for layout only are taken apart: what their cells hold comes out in order.
 * A table inside a cell of a real table comes right after that table. Blocks live in the
 * arena of the reading; texts handed in must live as long. What is known of an open table
 * lives until no table is open. */
#ifndef BDL_READ_FLOW_H
#define BDL_READ_FLOW_H

#include "read/reading.h"

typedef struct bdl_flow bdl_flow;

typedef struct bdl_flow_cell {
    bdl_place place;
    uint32_t row_span, col_span; /* row_span 0: down to the last row */
    bool continues;              /* belongs to the cell above (DOCX) */
    bool widens;                 /* belongs to the cell before it in the row (DOCX) */
} bdl_flow_cell;

bdl_flow *bdl_flow_new(bdl_reading *reading);

/* Adds a piece of text as printed; PLACE is zeroed where the format has none. */
void bdl_flow_text(bdl_flow *flow, bdl_str text, bdl_place place);
/* Adds a blank that has no place of its own. */
void bdl_flow_blank(bdl_flow *flow);
/* Adds a tab; one before all text tells how far a row is moved in. */
void bdl_flow_tab(bdl_flow *flow);
/* A blank that is none to break at, BEFORE the text of a paragraph or in it: some such
 * stand for tabs. */
void bdl_flow_nbsp(bdl_flow *flow, bool before);
/* Whether the paragraph holds text. */
bool bdl_flow_has_text(const bdl_flow *flow);
/* Ends the paragraph: a line end for itself. One without text leaves a gap. */
void bdl_flow_end_line(bdl_flow *flow);
/* Ends the paragraph if it holds text. The next one has LEVEL (1-6: a heading, 0 not). */
void bdl_flow_paragraph(bdl_flow *flow, unsigned level);
/* A page ends here. */
void bdl_flow_page(bdl_flow *flow);

/* Adds a block that was made elsewhere. */
void bdl_flow_block(bdl_flow *flow, bdl_block block);

/* LAYOUT: the file says that the table is for layout only. */
void bdl_flow_table_begin(bdl_flow *flow, bdl_place place, bool layout);
void bdl_flow_row_begin(bdl_flow *flow, bdl_place place);
/* A page ends before the row that was begun. */
void bdl_flow_row_break(bdl_flow *flow);
void bdl_flow_cell_begin(bdl_flow *flow, bdl_flow_cell cell);
void bdl_flow_cell_end(bdl_flow *flow);
void bdl_flow_table_end(bdl_flow *flow);

/* What comes until the matching end stands beside the text (a text box): it is put before
 * the paragraph that is open. */
void bdl_flow_aside_begin(bdl_flow *flow);
void bdl_flow_aside_end(bdl_flow *flow);

/* Puts all blocks into the document; tables left open are ended. */
void bdl_flow_finish(bdl_flow *flow);

/* ---- render.c ---- */

/* For a document whose format has no lines: writes it as text, a line for each paragraph
 * and row, as its source, and gives every block, row, cell and run its place there. */
void bdl_flow_render(bdl_doc *doc);

/* ---- flow_table.c: what the events of a table left behind ---- */

typedef struct bdl_flow_item {
    struct bdl_flow_item *next;
    bdl_block block;
    size_t tabs;   /* before the text of a paragraph */
    size_t blanks; /* there, of those that a web page says are none to break at */
    size_t gaps;   /* blank lines before it */
} bdl_flow_item;

/* What holds blocks: the document or a cell. */
typedef struct bdl_flow_box {
    bdl_arena *arena; /* of what it holds */
    bdl_flow_item *first, *last;
    size_t gaps;   /* blank lines that stood before the block to come */
    bool new_page; /* so did a page end */
} bdl_flow_box;

typedef struct bdl_flow_place { /* a cell that is in the file */
    struct bdl_flow_place *next;
    bdl_flow_cell cell;
    bdl_flow_box content;
} bdl_flow_place;

typedef struct bdl_flow_row {
    struct bdl_flow_row *next;
    bdl_flow_place *first, *last;
    bdl_place place;
    bool after_break;
} bdl_flow_row;

typedef struct bdl_flow_table {
    bdl_arena *arena; /* of all that is known of it */
    struct bdl_flow_table *outer;
    bdl_flow_box *around; /* where the table stands */
    bdl_flow_row *first, *last;
    bdl_flow_place *open; /* the cell being filled */
    bdl_place place;
    size_t row_count;
    bool layout;
} bdl_flow_table;

void bdl_flow_box_add(bdl_flow_box *box, bdl_block block);
/* Puts the blocks of TABLE into the box around it. */
void bdl_flow_table_put(bdl_reading *reading, bdl_flow_table *table);

/* ---- flow_beside.c ---- */

/* Puts the tables beside each other in ROW of TABLE, which stands behind BEFORE, into the
 * box around it as one, when they are its halves; a row of words over them is taken with
 * them. Gives the row with the halves, NULL: there are none. */
const bdl_flow_row *bdl_flow_put_beside(bdl_reading *reading, bdl_flow_table *table,
                                        const bdl_flow_row *before,
                                        const bdl_flow_row *row);

/* ---- flow_stacked.c ---- */

/* Makes rows of the lines of a row whose cells each hold as many, amounts among them. */
void bdl_flow_unstack(bdl_flow_table *table);
/* Whether TEXT is a whole amount with a point or a comma in it: codes and dates are none,
 * nor the pieces of one amount that is wrapped (1,234, over 567.00). */
bool bdl_flow_is_amount(bdl_str text);

/* ---- flow_blanks.c ---- */

/* Puts tabs into paragraphs that are rows where the same number of blanks stands for
 * each.
 */
void bdl_flow_blanks_to_tabs(bdl_reading *reading, bdl_flow_box *box);

/* ---- flow_tabs.c ---- */

/* Makes tables of paragraphs that are rows, their cells parted by tabs. */
void bdl_flow_take_rows(bdl_reading *reading, bdl_flow_box *box);

#endif
