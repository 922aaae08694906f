/* xlsx_sheet.h - a workbook of sheets that are written row by row, cell by cell. */
#ifndef BDL_REPORT_XLSX_SHEET_H
#define BDL_REPORT_XLSX_SHEET_H

#include <stdio.h>

#include "base/arena.h"

typedef struct bdl_xlsx bdl_xlsx;
typedef struct bdl_sheet bdl_sheet;

typedef struct bdl_sheet_column {
    const char *title; /* in English; shown in the language chosen */
    int width;         /* in characters */
} bdl_sheet_column;

/* A book without sheets, NULL with *ERROR. It belongs to ARENA, as what follows. */
bdl_xlsx *bdl_xlsx_new(bdl_arena *arena, bdl_str *error);
bdl_sheet *bdl_xlsx_sheet(bdl_xlsx *book, const char *name,
                          const bdl_sheet_column *columns, size_t column_count);
/* Writes the book to OUT and frees it. False, with the ERROR of bdl_xlsx_new, on failure.
 */
bool bdl_xlsx_write(bdl_xlsx *book, FILE *out);

/* Begins the next row; each of what follows fills its next cell. */
void bdl_sheet_row(bdl_sheet *sheet);
void bdl_sheet_text(bdl_sheet *sheet, bdl_str text); /* never a formula; empty: no cell */
void bdl_sheet_words(bdl_sheet *sheet, const char *words);
/* TEXT that leads to TARGET (empty: no link). */
void bdl_sheet_link(bdl_sheet *sheet, bdl_str text, bdl_str target);
void bdl_sheet_number(bdl_sheet *sheet, size_t number);
void bdl_sheet_count(bdl_sheet *sheet, size_t number); /* 0: no cell */
/* A decimal as a number that shows its decimals; what is none, or has more digits than a
 * spreadsheet keeps, as text. */
void bdl_sheet_figure(bdl_sheet *sheet, bdl_str value);
/* "-0.20万元": the number, and with UNIT_TOO the unit in the cell after it. */
void bdl_sheet_amount(bdl_sheet *sheet, bdl_str amount, bool unit_too);
/* PART of ALL, the two cells before: their quotient as a formula that shows as a
 * percentage. */
void bdl_sheet_share(bdl_sheet *sheet, size_t part, size_t all);
/* Below the last row and a blank one: the columns FIRST to LAST summed up over the rows
 * that a filter leaves. */
void bdl_sheet_sums(bdl_sheet *sheet, int first, int last);

#endif
