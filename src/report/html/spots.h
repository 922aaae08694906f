/* spots.h - where in the blocks of a document a place lies: the way back from a finding
 * to what a reader sees. */
#ifndef BDL_REPORT_HTML_SPOTS_H
#define BDL_REPORT_HTML_SPOTS_H

#include "eval/outcome.h"

#define BDL_NO_ROW SIZE_MAX

typedef struct bdl_spot {
    const bdl_block *block;
    size_t row, cell; /* of a table; else BDL_NO_ROW */
    size_t offset;    /* of the place in the text there, in bytes */
} bdl_spot;

typedef struct bdl_spots bdl_spots;

/* An index of MODEL's document, in ARENA. */
bdl_spots *bdl_spots_new(bdl_arena *arena, const bdl_model *model);
/* False when nothing stands at PLACE. */
bool bdl_spots_find(const bdl_spots *spots, const bdl_place *place, bdl_spot *spot);

/* The table of the model that BLOCK holds, or NULL. */
const bdl_table_seen *bdl_spots_table(const bdl_spots *spots, const bdl_block *block);
/* How many rows at the head of BLOCK are headings; when it continues a table without any,
 * *FROM becomes the block that has them. */
size_t bdl_spots_headings(const bdl_spots *spots, const bdl_block **from);
/* The text at SPOT. */
const bdl_run *bdl_spot_run(const bdl_spot *spot);

#endif
