/* arith.h - arithmetic on figures: exact decimals with a unit and the half-width of the
 * interval that a printed figure stands for. No expression is known here. */
#ifndef BDL_EVAL_ARITH_H
#define BDL_EVAL_ARITH_H

#include "model/value.h"

/* Texts (reasons) and units made on the way live in ARENA. An unknown operand gives an
 * unknown result with the gravest state and its reason; an overflow, a division by zero
 * or two units that do not go together give BDL_FAILED with a reason. */
bdl_value bdl_arith_add(bdl_arena *arena, const bdl_value *a, const bdl_value *b);
bdl_value bdl_arith_sub(bdl_arena *arena, const bdl_value *a, const bdl_value *b);
bdl_value bdl_arith_mul(bdl_arena *arena, const bdl_value *a, const bdl_value *b);
bdl_value bdl_arith_div(bdl_arena *arena, const bdl_value *a, const bdl_value *b);
bdl_value bdl_arith_neg(const bdl_value *a);
bdl_value bdl_arith_abs(const bdl_value *a);
/* To PLACES decimals of its printed unit, half away from zero; exact. */
bdl_value bdl_arith_round(const bdl_value *a, int places);

/* A figure as it counts in arithmetic: a blank is an exact zero of its unit. */
bdl_value bdl_arith_operand(const bdl_value *v);
/* The same without a copy of what is no blank; else in *ROOM. */
static inline const bdl_value *bdl_arith_look(const bdl_value *v, bdl_value *room) {
    if (v->state != BDL_BLANK)
        return v;
    *room = bdl_arith_operand(v);
    return room;
}

/* The graver of two unknown values, with KIND: what an operation on both gives. */
bdl_value bdl_value_unknown(bdl_kind kind, const bdl_value *a, const bdl_value *b);
bdl_value bdl_value_failed(bdl_kind kind, bdl_str reason);

/* Whether A and B may be compared and added: one dimension, or an exact plain zero. */
bool bdl_arith_comparable(const bdl_value *a, const bdl_value *b);

/* The decimals that a figure shows in its unit: printed, or the most of its parts. */
int bdl_figure_shown_places(const bdl_value *v);
/* A whole number that counts (a year, 6台) is what it says and stands for no interval. */
void bdl_figure_settle(bdl_value *v);
/* Its unit, for messages. */
bdl_str bdl_figure_unit_name(const bdl_value *v);
/* The number in the printed unit (10.00 of 10.00万元). */
bdl_dec bdl_figure_in_unit(const bdl_value *v);
/* Makes NUMBER, in the printed unit, the figure; false when it does not fit. */
bool bdl_figure_put_in_unit(bdl_value *v, bdl_dec number);
/* The number as it is shown in its unit, without the unit; computed ones with at least
 * the places of their parts, rounded when they do not end. */
bdl_str bdl_figure_number_text(bdl_arena *arena, const bdl_value *v);

#endif
