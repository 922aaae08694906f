/* table.h - what the files that read tables share: titles, headings, columns, rows, and
 * what a table says of its form. Internal to src/model. */
#ifndef BDL_MODEL_TABLE_H
#define BDL_MODEL_TABLE_H

#include "model/recognise.h"

void bdl_tables_find(bdl_recogniser *r); /* table.c */
/* Forgets rows that no table from AT on has. */
void bdl_tables_forget(bdl_recogniser *r, size_t at);
/* Takes down what was seen of TABLE, when it was read (document_lists.c). */
void bdl_table_see(bdl_recogniser *r, bdl_table *table);
/* Whether rows as blocks have them are asked for when all tables were found. */
bool bdl_rows_are_kept(const bdl_recogniser *r);
/* Whether somebody asks how tables were understood: rules do not. */
bool bdl_tables_are_told(const bdl_recogniser *r);
void bdl_tables_meet(
    bdl_recogniser *r); /* which form each meets, when the year is known */
/* Where rows are made. */
static inline bdl_arena *bdl_rows_arena(const bdl_recogniser *r) {
    return r->rows.count ? r->rows.items[r->rows.count - 1] : r->passing;
}
/* Where what is told of TABLE is made, which goes when it was read. */
static inline bdl_arena *bdl_table_arena(const bdl_recogniser *r,
                                         const bdl_table *table) {
    return table->rows_in ? table->rows_in : r->passing;
}
/* ROW as the recogniser sees it. */
bdl_trow bdl_table_row(bdl_recogniser *r, const bdl_row *row);
bdl_table *bdl_table_of_rows(bdl_recogniser *r, const bdl_block *block, size_t at,
                             size_t from, size_t to); /* table_rows.c */
void bdl_table_append(bdl_recogniser *r, bdl_table *table, bdl_table *piece, size_t from);
/* Joins the first row from FROM on to the one above it where a page break tore them
 * (table_torn.c). */
void bdl_table_mend(bdl_recogniser *r, bdl_table *table, size_t from);
/* Whether TABLE's first row, taken for a caption or headings, is the rest of what BEFORE
 * ends with. */
bool bdl_table_begins_torn(bdl_table *before, const bdl_table *table);
/* Whether the rows of TABLE, which has the headings of BEFORE, are counted on from those
 * of it, 1 to the last: a line between that says another department, or another year, is
 * a slip. */
bool bdl_table_counts_on(const bdl_table *before, const bdl_table *table);
/* Joins rows FROM to TO that are ends of wrapped cells, the first SKIP of which are
 * empty, to those above them (table_wraps.c). */
void bdl_table_mend_wraps(bdl_recogniser *r, bdl_table *table, size_t from, size_t to,
                          size_t skip);
/* The same for all rows of a table most of whose rows say something in the first cell. */
void bdl_table_mend_all_wraps(bdl_recogniser *r, bdl_table *table);
/* What rows of full width hold in a column. */
typedef struct bdl_column_kind {
    size_t figures, texts;
} bdl_column_kind;

static inline bool bdl_column_has_figures(const bdl_column_kind *kind) { /* alone */
    return kind->figures > 0 && kind->texts == 0;
}
static inline bool bdl_column_has_texts(const bdl_column_kind *kind) {
    return kind->texts > 0 && kind->figures == 0;
}

bdl_column_kind *bdl_table_kinds(bdl_recogniser *r, const bdl_table *table);
/* ROW of fewer cells than WIDTH, or a copy whose figures stand under the columns of
 * figures when its first cell lost its other places (总分 over all levels). */
bdl_trow *bdl_table_align_total(bdl_recogniser *r, const bdl_column_kind *kinds,
                                size_t width, bdl_trow *row);
/* Rows that lost the places of a merged first cell, put under their headings again
 * (table_align.c). */
void bdl_table_align(bdl_recogniser *r, bdl_table *table);
/* Puts rows that lost the empty cells before their first one under their headings again
 * (table_slide.c). COUNTED: only where numbers count on so from the row above. */
void bdl_table_slide(bdl_recogniser *r, bdl_table *table, bool counted);
/* Puts the cells of rows that lost empty ones where the sums of the headings hold; asks
 * for the leaves. (table_sums.c) */
void bdl_table_place_by_sums(bdl_recogniser *r, bdl_table *table);
/* In how many of the first rows the totals that its leaves name are not what their parts
 * make, and in how many they are: HELD. */
size_t bdl_table_broken_sums(const bdl_table *table, size_t *held);
/* Whether the title of some form reads so (table_title.c). */
bool bdl_is_title_of_a_form(bdl_recogniser *r, const bdl_subject *s);
void bdl_table_context(bdl_recogniser *r, bdl_table *table, size_t first);
bool bdl_table_continues(bdl_recogniser *r, bdl_table *before, bdl_table *table);
/* Brings the columns of a piece without headings under those of the table BEFORE; false
 * when they do not hold the same (table_align.c). */
bool bdl_table_fit(bdl_recogniser *r, const bdl_table *before, bdl_table *table);
/* Of a piece as wide as BEFORE, joins two columns that names are printed over by turns,
 * where all behind them stands a column too far right. */
void bdl_table_fit_split(bdl_recogniser *r, const bdl_table *before, bdl_table *table);
/* Tells of rows that lack a cell although those around them have all. */
void bdl_table_tell_short(bdl_recogniser *r, const bdl_table *table);
/* Whether all texts of ROW stand in columns of texts: it heads none of BEFORE's figures
 * (table_align.c). */
bool bdl_table_row_fits(bdl_recogniser *r, const bdl_table *before, const bdl_trow *row);
bool bdl_only_repeats_between(bdl_recogniser *r, const bdl_table *before,
                              const bdl_table *table);
void bdl_table_find_headings(bdl_recogniser *r, bdl_table *table); /* heading.c */
/* Whether S is what tables print for nothing: - -- — / . */
bool bdl_cell_says_nothing(bdl_str s);
bool bdl_row_is_numbering(const bdl_trow *row);
bool bdl_cell_is_figure(const bdl_tcell *cell);
void bdl_table_build_leaves(bdl_recogniser *r, bdl_table *table); /* heading_leaves.c */
/* 其中:X heads a column of a table as X does, which it says is part of another. */
#define BDL_HEADED_PART BDL_STR("其中:")
/* Puts headings that lost the places of merged cells where the table so meets a form
 * better (heading_bare.c). */
void bdl_table_place_bare(bdl_recogniser *r, bdl_table *table);
/* Which form each table meets (table_contest.c), and its rows as records (table_read.c).
 */
void bdl_table_choose_form(bdl_recogniser *r, bdl_table *table);
/* Whether A has the better claim to a form that one table gives: by title, then headings.
 */
bool bdl_table_beats(const bdl_table *a, const bdl_table *b);
void bdl_table_read(bdl_recogniser *r, bdl_table *table);

/* Tells which headings of all lists the leaves of TABLE may be: the numbers in a set
 * (table_heads.c). A heading or column that is not among them is not met for certain. */
void bdl_table_find_heads(bdl_recogniser *r, bdl_table *table);
const uint64_t *bdl_heads_of_path(bdl_recogniser *r, bdl_str folded);
static inline bool bdl_heads_hold(const uint64_t *heads, size_t number) {
    return heads[number / 64] >> number % 64 & 1;
}
static inline bool bdl_column_may_meet(const uint64_t *heads, const bdl_column *column) {
    for (size_t h = 0; h < column->heading_count; h++)
        if (bdl_heads_hold(heads, column->first_heading + h))
            return true;
    return false;
}

/* Where the columns of a list stand in a table. */
enum { BDL_COLUMN_PARTS_MAX = 4 }; /* 类 款 项 目 */
typedef struct bdl_column_map {
    int *at;    /* for each column BDL_COLUMN_PARTS_MAX indices of cells, -1: none */
    size_t met; /* columns found */
    size_t required, required_met;
    int code, named; /* columns that share one heading (table_code.c); -1: none */
} bdl_column_map;

/* Maps the columns of LIST to the leaves of the table (the COPY-th that fits). */
void bdl_columns_map(bdl_recogniser *r, const bdl_list_form *list, const bdl_table *table,
                     size_t copy, bdl_column_map *map);
void bdl_beside_map(bdl_recogniser *r, const bdl_form *form, const bdl_list_form *list,
                    const bdl_table *table, bdl_column_map *map);
/* The one or the other, by where LIST of FORM stands. */
void bdl_list_map(bdl_recogniser *r, const bdl_form *form, const bdl_list_form *list,
                  const bdl_table *table, bdl_column_map *map);
bool bdl_column_meets(bdl_recogniser *r, const bdl_column *column, const bdl_leaf *leaf);
/* Code and name under one heading (table_code.c): finds the column that shares the
 * heading of the codes; the part of the cell that is column I. */
void bdl_columns_share(bdl_recogniser *r, const bdl_list_form *list,
                       const bdl_table *table, bdl_column_map *map);
bdl_value bdl_shared_value(bdl_recogniser *r, const bdl_list_form *list,
                           const bdl_column_map *map, size_t i, const bdl_table *table,
                           bdl_trow *row);
/* The row of LIST that ROW holds; NULL when all its columns are empty. */
bdl_record *bdl_row_record(bdl_recogniser *r, const bdl_list_form *list,
                           const bdl_column_map *map, const bdl_table *table,
                           bdl_trow *row, bdl_record *holder);
/* The cells at AT of ROW as a value of COLUMN; a column that the table lacks. */
bdl_value bdl_column_value(bdl_recogniser *r, const bdl_column *column, const int *at,
                           const bdl_table *table, bdl_trow *row);
bdl_value bdl_column_lacking(bdl_recogniser *r, const bdl_column *column,
                             const bdl_field *field, const bdl_table *table);
/* The columns that are fields of the records whose rows a form puts together; NULL: it
 * puts none together (table_groups.c). */
const bdl_list_form *bdl_groups_main(const bdl_form *form);
void bdl_table_read_groups(bdl_recogniser *r, bdl_table *table);
/* Whether TABLE begins with the rows of BEFORE, or is all of them, and so is no piece of
 * it. */
bool bdl_table_repeats(const bdl_table *before, const bdl_table *table);
/* Tells tables that are copies of one before, title and rows; they meet no form. */
void bdl_tables_find_copies(bdl_recogniser *r);
/* A code in columns of its own (类 款 项) that leaves out what the row ABOVE has of it
 * goes on with that (table_code.c). */
void bdl_codes_go_on(const bdl_list_form *list, const bdl_column_map *map,
                     const bdl_trow *above, bdl_trow *row);
/* The most decimals of the figures in COLUMN. */
int bdl_column_places(const bdl_column *column, const bdl_values *rows);
/* Gives the figures of COLUMN the half-width of a last place after PLACES decimals, or
 * what the form says; an amount printed 0 is exact where amounts of the list HAVE
 * DECIMALS. */
void bdl_column_widen(const bdl_column *column, const bdl_form *form, int places,
                      bool has_decimals, const bdl_values *rows);
/* The same for all columns, each by its own decimals. */
void bdl_list_widen(const bdl_list_form *list, const bdl_form *form,
                    const bdl_values *rows);
/* An amount of RECORD that is printed 0 is exact where others have decimals. */
void bdl_record_settle_zeros(bdl_record *record);
/* The unit of figures of KIND in column C that name none; NULL: the usual one. */
const bdl_unit *bdl_column_unit(bdl_recogniser *r, const bdl_table *table, int c,
                                bdl_kind kind);
/* Puts ROWS and the raw rows of TABLE as a long list into HOLDER (long.c); false when
 * the rows have to be made. */
bool bdl_long_put(bdl_recogniser *r, const bdl_list_form *list, const bdl_column_map *map,
                  bdl_table *table, bdl_record *holder, const bdl_values *rows);
/* Counts the cells of the raw rows of TABLE; false when the rows have to be made. */
bool bdl_long_count(bdl_recogniser *r, bdl_table *table);

/* ---- a table inside a sheet (sheet_inner.c) ---- */

/* Whether MET headings are all that LIST must have, but one. */
bool bdl_inner_has_all(const bdl_list_form *list, size_t met);

/* How many rows head the table inside that begins at row AT. */
size_t bdl_inner_headings(bdl_recogniser *r, const bdl_table *table,
                          const bdl_list_form *list, size_t at);
/* Opens that table, seen as one of its own; gives where its columns stand. */
const bdl_column_map *bdl_inner_open(bdl_recogniser *r, const bdl_table *table,
                                     const bdl_list_form *list, size_t at,
                                     bdl_table *inner);

#endif
