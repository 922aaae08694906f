/* finding.h - where a finding's figures stand, and how it is known again. */
#ifndef BDL_EVAL_FINDING_H
#define BDL_EVAL_FINDING_H

#include "eval/machine.h"

/* The place of what a pattern found in a field that stands at PLACE; PLACE itself for a
 * whole field, and when the piece is not found there again. *WALKED, which begins as {0},
 * spares the next piece of the same text the way to the last one. */
bdl_place bdl_piece_place(const bdl_seen *seen, const bdl_model *model, bdl_place place,
                          bdl_walked *walked);

/* What SEEN shows a reader; its texts in ARENA. */
bdl_operand bdl_operand_of(bdl_eval *e, const bdl_seen *seen, bdl_arena *arena);
/* The condition X as it is written, the values of what stands between its operators, and
 * the difference if there is one. */
bdl_str bdl_assert_said(bdl_eval *e, const bdl_expr *x, bdl_str difference);

/* Whether SEEN is the unit of a table. */
bool bdl_seen_is_unit(const bdl_seen *seen);

/* One of two figures that stand against each other. */
typedef struct bdl_told_side {
    const bdl_expr *expr;
    bdl_value value;
} bdl_told_side;

/* What failed, as people tell it. */
typedef struct bdl_sides {
    const bdl_expr *comparison; /* the part of the assert that is false; NULL: no one
                                   comparison is */
    bdl_told_side left, right;
    bdl_str relation;     /* that should hold between them */
    bdl_value difference; /* left less right */
    bool known;           /* two figures that can be compared */
} bdl_sides;

/* What stands against what in ASSERTION, which failed: the two figures that its message
 * names, without what the assert allows beside them (`a <= b + 0.01万元`, `abs(a - b) <=
 * 0.01万元`, `round(a, 1) == b`), so that who takes one from the other finds the
 * difference. */
bdl_sides bdl_sides_of(bdl_eval *e, const bdl_clause *assertion);
/* Those of a message alone: “差 {a - b}”, “应为 {…}%，正文写 {share}”. */
bdl_sides bdl_sides_told(bdl_eval *e, const bdl_clause *assertion);
/* Whether the message of ASSERTION is about S: false of a count and its bound that it
 * does not tell. */
bool bdl_sides_are_told(const bdl_sides *s, const bdl_clause *assertion);
/* The unit in which two amounts are to be told that have different ones: that of the left
 * one, unless only the other is printed in a document. NULL: they need none. */
const bdl_unit *bdl_sides_unit(const bdl_sides *s);
/* The difference V as people say it: -5.00万元, 2.50个百分点. */
bdl_str bdl_difference_said(bdl_arena *arena, const bdl_value *v);
/* The amount V in UNIT; V itself where that is NULL or V no amount. */
bdl_value bdl_value_in(const bdl_value *v, const bdl_unit *unit);
/* MESSAGE with both figures in one unit, beside what is printed: 21000元（2.10万元）. */
bdl_str bdl_message_told(bdl_eval *e, const bdl_expr *message, const bdl_sides *s);
/* Whether X is how far two figures are apart: `abs(a - b)`. */
bool bdl_is_distance(const bdl_expr *x);
/* V as it is shown beside OTHER: a share as a percentage where the other is one. */
bdl_value bdl_side_shown(const bdl_value *v, const bdl_value *other);

/* Whether the text of a field names its row: a code does, and so does a name. The number
 * of a row does not: it changes when a row is added before it. The class of a code in
 * three parts (201 03 01) only helps the name. */
bool bdl_names_row(bdl_str text);
/* What people call RECORD: its code or its name; may be empty. In ARENA or the record. */
bdl_str bdl_record_words(bdl_arena *arena, const bdl_record *record);

/* 16 hex digits of the rule, the department, RECORD (NULL: none) and the figures of
 * TRACE, by the words of their rows and neither by their numbers nor by what they amount
 * to; in ARENA. */
bdl_str bdl_fingerprint(bdl_eval *e, const bdl_trace *trace, const bdl_record *record,
                        bdl_arena *arena);
/* Tells equal fingerprints of one document apart, in the order of findings. */
void bdl_fingerprints_part(bdl_eval *e, bdl_doc_result *result);

#endif
