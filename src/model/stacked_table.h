/* stacked_table.h - tables whose cells came one a line: what the files that make them
 * share. Cells are called by number, from 1 on; 0 is one that is empty. Internal to
 * src/model. */
#ifndef BDL_MODEL_STACKED_TABLE_H
#define BDL_MODEL_STACKED_TABLE_H

#include "model/stacked.h"

typedef enum bdl_stack_kind {
    BDL_STACK_CODE, /* digits alone: a code, the number of a row, or an amount */
    BDL_STACK_TEXT,
    BDL_STACK_FIGURE, /* or what stands for nothing */
} bdl_stack_kind;

typedef struct bdl_stack_token {
    size_t line;  /* the block */
    uint32_t gap; /* blank lines before it */
    bdl_stack_kind kind;
} bdl_stack_token;

enum { BDL_STACK_WIDTH_MAX = 24 };

typedef struct bdl_stack_row {
    size_t cells[BDL_STACK_WIDTH_MAX]; /* numbers of tokens */
    size_t count;
} bdl_stack_row;

typedef struct bdl_stack_table {
    bdl_stack *s;
    const bdl_form *form; /* by its title */
    BDL_VEC(bdl_stack_token) tokens;
    size_t heads;     /* of them are headings */
    size_t data;      /* where rows begin, behind the numbers of columns */
    size_t first_row; /* headings that are known to be in the first row; 0: not known */
    size_t end;       /* tokens in the table */
    size_t width;
    bdl_stack_kind kinds[BDL_STACK_WIDTH_MAX];
    BDL_VEC(bdl_stack_row) rows; /* of data */
} bdl_stack_table;

static inline const bdl_stack_token *bdl_stack_token_at(const bdl_stack_table *t,
                                                        size_t i) {
    return &t->tokens.items[i];
}
static inline bdl_str bdl_stack_text(const bdl_stack_table *t, size_t i) {
    return bdl_stack_cell(t->s, t->tokens.items[i].line)->folded;
}
/* The number that the token is; 0: none of at most seven digits. */
unsigned long bdl_stack_number(const bdl_stack_table *t, size_t i);

/* Makes the rows of data where each begins with its code, its name or behind a blank
 * line; false when which cells are empty cannot be told (stacked_units.c). */
bool bdl_stack_find_rows(bdl_stack_table *t);

/* Places the headings over the columns, OUT[0] groups and OUT[1] what stands below them;
 * false when that cannot be told (stacked_heads.c). *ROWS: 1 or 2. */
bool bdl_stack_place_heads(bdl_stack_table *t, bdl_stack_row out[2], size_t *rows);
/* Whether heading H, by itself, may stand over a column of KIND. */
bool bdl_stack_may_head(const bdl_stack_table *t, size_t h, bdl_stack_kind kind);

#endif
