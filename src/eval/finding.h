/* finding.h - where a finding's figures stand, and how it is known again. */
#ifndef BDL_EVAL_FINDING_H
#define BDL_EVAL_FINDING_H

#include "eval/machine.h"

/* The place of what a pattern found in a field that stands at PLACE; PLACE itself for a
 * whole field, and when the piece is not found there again. */
bdl_place bdl_piece_place(const bdl_seen *seen, const bdl_model *model, bdl_place place);

/* What SEEN shows a reader; its texts in ARENA. */
bdl_operand bdl_operand_of(bdl_eval *e, const bdl_seen *seen, bdl_arena *arena);

/* Whether the text of a field names its row: a code does, and so does a name. The number
 * of a row does not: it changes when a row is added before it. The class of a code in
 * three parts (201 03 01) only helps the name. */
bool bdl_names_row(bdl_str text);
/* What people call RECORD: its code or its name; may be empty. In ARENA or the record. */
bdl_str bdl_record_words(bdl_arena *arena, const bdl_record *record);

/* 16 hex digits of the rule, the department and the figures, by the names of their rows
 * and not by their numbers; in ARENA. */
bdl_str bdl_fingerprint(bdl_eval *e, const bdl_trace *trace, const bdl_record *record,
                        bdl_arena *arena);
/* Tells equal fingerprints of one document apart, in the order of findings. */
void bdl_fingerprints_part(bdl_eval *e, bdl_doc_result *result);

#endif
