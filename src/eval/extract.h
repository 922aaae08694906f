/* extract.h - what rules can read of a document when another one is checked, cut out of
 * its model and packed: some hundred bytes of a few hundred thousand. Unpacked it is a
 * model again, whose other fields are missing. */
#ifndef BDL_EVAL_EXTRACT_H
#define BDL_EVAL_EXTRACT_H

#include "eval/needs.h"
#include "model/model.h"

typedef struct bdl_extract {
    bdl_str bytes; /* empty: the document could not be read */
    bdl_str path;
    uint32_t line; /* where the document's record stands */
} bdl_extract;

/* What NEEDS asks for of MODEL, in ARENA; with REASONS also why fields are missing. */
bdl_extract bdl_extract_new(bdl_arena *arena, const bdl_needs *needs,
                            const bdl_model *model, bool reasons);
/* Of a document that no other looks at: nothing. */
bdl_extract bdl_extract_none(const bdl_model *model);

/* Unpacks EXTRACT, whose texts are not copied, into ARENA: DOCUMENT becomes its document
 * record. The lines of the document that findings can quote are not there yet. */
void bdl_extract_open(bdl_arena *arena, const bdl_needs *needs, const bdl_schema *schema,
                      const bdl_extract *extract, bdl_record *document);
/* Makes the lines of a model that was unpacked into ARENA, once. */
void bdl_extract_open_lines(bdl_arena *arena, const bdl_extract *extract,
                            const bdl_model *model);

/* All of MODEL, which has no long tables, with the text of its document; ALL is what
 * bdl_needs_all gives. Blocks and tables as they were seen are left out: rules do not
 * look at them. */
bdl_extract bdl_extract_whole(bdl_arena *arena, const bdl_needs *all,
                              const bdl_model *model);
/* The model again, in ARENA; the bytes of EXTRACT live as long. */
bdl_model *bdl_extract_open_whole(bdl_arena *arena, const bdl_needs *all,
                                  const bdl_schema *schema, const bdl_extract *extract);

/* ---- the format, for the two that write and read it ---- */

/* Of a value; each part that is there follows in this order. Counts and lengths are
 * seven bits a byte, the lowest first; numbers may be negative. A line is told by how far
 * it is from that of the place before. */
enum {
    BDL_EXTRACT_PLAIN = 1 << 0, /* rounded, places */
    BDL_EXTRACT_NUMBER = 1 << 1,
    BDL_EXTRACT_HALF = 1 << 2,
    BDL_EXTRACT_UNIT = 1 << 3,
    BDL_EXTRACT_TEXT = 1 << 4,
    BDL_EXTRACT_REASON = 1 << 5,
    BDL_EXTRACT_ORIGIN = 1 << 6,
    BDL_EXTRACT_PRINTED = 1 << 7, /* it is not the text */
    BDL_EXTRACT_SHEET = 1 << 8,   /* the place is a cell of a sheet */
    BDL_EXTRACT_WHOLE = 1 << 9,   /* it is a piece of a text, which follows */
};

#endif
