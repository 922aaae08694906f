/* slip.h - a table whose figures all stand wrong in one way: a column or a row aside, or
 * in another unit than those that it is compared with. Each of its figures fails
 * somewhere, and all these findings have one cause. */
#ifndef BDL_EVAL_SLIP_H
#define BDL_EVAL_SLIP_H

#include "eval/finding.h"

/* An assert that failed. SIDES and the sides of FINDING's operands are set; operand I is
 * what TRACE saw at I. */
typedef struct bdl_failure {
    const bdl_trace *trace;
    const bdl_sides *sides;
    const bdl_finding *finding;
} bdl_failure;

/* What a finding has to do with a table. */
typedef struct bdl_clue {
    size_t number;            /* of the finding */
    const bdl_record *table;  /* whose figures it rests on; the document: its prose */
    const bdl_record *record; /* of the one figure of TABLE that stands against figures of
                                 other tables; NULL: it is not so */
    size_t slot;
    const bdl_record *against; /* the table of the first of those */
    unsigned ways;             /* in which this figure slipped, as bits */
    bool unit;                 /* the finding rests on the table's unit */
    bool beside_prose;         /* it rests on a figure of the prose, too */
    int power; /* of ten by which the two sides of the finding differ; 0: they do not */
    unsigned sound; /* in which it did not; neither: it is at the edge of its table */
} bdl_clue;

typedef struct bdl_slips {
    bdl_arena *arena;
    BDL_VEC(bdl_clue) clues; /* in the order of the findings */
    size_t moved;            /* of them, to others */
} bdl_slips;

/* Finding NUMBER came of FAILURE. */
void bdl_slips_add(bdl_eval *e, bdl_slips *slips, size_t number,
                   const bdl_failure *failure);
/* See bdl_culprits_move. */
void bdl_slips_move(bdl_slips *slips, bdl_slips *from, size_t begin, size_t end,
                    size_t number);
/* The ways of a clue by which a figure is 10 times what it should be, or 100, 1000,
 * 10000, then a tenth ... */
enum { BDL_SLIP_POWERS = 4, BDL_SLIP_UNITS = 2 * BDL_SLIP_POWERS };

/* Whether FINDING is of no two figures, but of where the unit of TABLE is printed. */
bool bdl_slip_tells_unit(const bdl_finding *finding, const bdl_record *table);
/* Where the prose has figures of several tables in another unit than these: one finding
 * of those that rest on both stays, as group 1, the others are told by it. Gives 1, or 0
 * where it is not so. */
int bdl_slips_of_all(const bdl_slips *slips, bdl_doc_result *result);
/* Numbers the findings of tables that slipped, and says why. Gives the last number.
 */
int bdl_slips_group(const bdl_slips *slips, bdl_doc_result *result);
/* Findings of a table whose unit is surely wrong say nothing besides: one stays, the
 * others were not assessed. */
void bdl_slips_tell_once(const bdl_eval *e, bdl_doc_result *result);

#endif
