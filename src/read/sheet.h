/* sheet.h - from the cells of a sheet (XLSX, ODS, CSV) to blocks: the lines above and
 * below a table are paragraphs, tables one below the other are tables of their own. */
#ifndef BDL_READ_SHEET_H
#define BDL_READ_SHEET_H

#include "read/reading.h"

typedef struct bdl_sheet {
    bdl_str name; /* empty for CSV */
    bdl_row *rows;
    size_t count;
} bdl_sheet;

/* Puts the blocks of SHEET into the document; the rows are kept and changed. A sheet
 * without a line above its first table gives its name as a heading. */
void bdl_sheet_put(bdl_reading *reading, bdl_sheet *sheet);
/* Puts tables that stand beside each other one after the other; false, and nothing is
 * put, when there are none. */
bool bdl_sheet_put_sides(bdl_reading *reading, const bdl_sheet *sheet);
/* Leaves out of a table the columns in which none of its cells begins. */
void bdl_sheet_drop_covered(bdl_arena *arena, bdl_row *rows, size_t count);
/* bdl_sheet_put for a sheet that ends with a table which goes on with RAW, BELOW of it;
 * false, and nothing is put, when there is no table that goes on so and ends with RAW. */
bool bdl_sheet_put_long(bdl_reading *reading, bdl_sheet *sheet, const bdl_raw_rows *raw,
                        bdl_sheet *below);

#endif
