/* figure.h - reading figures, dates and targets as documents print them. */
#ifndef BDL_MODEL_FIGURE_H
#define BDL_MODEL_FIGURE_H

#include "model/value.h"

/* Reads the whole of cell text TEXT as TYPE (money, number, percent, quantity, date,
 * text, target ...). DEFAULT_UNIT is the unit of the table or column for figures printed
 * without one (NULL: 元 for money), and
 * lives as long as the value. Blank marks (empty, - — -- / 无 不涉及) give
 * BDL_BLANK for figures; other text gives BDL_UNREADABLE. value.text is the printed text;
 * half is half of the last printed place (the recogniser widens it to the column's).
 * Texts stay in TEXT or ARENA. */
bdl_value bdl_figure_read(bdl_arena *arena, bdl_str text, bdl_type type,
                          const bdl_unit *default_unit);

/* Decimals printed after the point (0 for 15). */
int bdl_figure_places(bdl_str text);

/* Sets the half-width of a present figure to half of the PLACES-th decimal of its printed
 * unit. */
void bdl_figure_set_places(bdl_value *value, int places);

/* A Chinese numeral (二十, 一百零五, 两, 百分之九十五's 九十五) as an integer; false when
 * S is none. */
bool bdl_numeral_read(bdl_str s, long long *out);

/* Every amount of money in S (a folded paragraph): byte offsets of the amount and its
 * unit (元 千元 万元 亿元, 万 and 亿 alone where a figure of money is meant). Calls FOUND
 * for each, left to right. */
typedef struct bdl_amount {
    size_t begin, amount_end, unit_end; /* amount: [begin, amount_end), unit follows */
    size_t unit_begin;
    bool torn; /* a blank stands in the number, or another number before it: 1 67.89 */
} bdl_amount;
void bdl_amounts_find(bdl_str s, void (*found)(void *ctx, const bdl_amount *a),
                      void *ctx);

/* The word like 增加 right before the end of S, a folded text; empty: none is there. */
bdl_str bdl_direction_of(bdl_str s);
/* Whether S is nothing but a comparison: ≥, 不低于. */
bool bdl_is_comparison(bdl_str s);
/* What an indicator value states, by meaning: 不低于95%, 95%以上 and ≥95% are one. False:
 * no target. */
bool bdl_target_read(bdl_arena *arena, bdl_str text, bdl_target *out);

/* A target pattern of a rule: `≥N%`, `≤N万元`, `N次`, `=100%`, `>0`, `N`. */
typedef struct bdl_target_pattern {
    bdl_comparator comparator;
    bdl_str placeholder; /* empty: NUMBER is wanted exactly */
    bdl_dec number;      /* in the base of UNIT (元, fraction) */
    bdl_unit unit;
} bdl_target_pattern;
bool bdl_target_pattern_read(bdl_str text, bdl_target_pattern *out);
/* Whether TARGET is met by PATTERN; the placeholder's value is *BOUND. */
bool bdl_target_pattern_meets(const bdl_target_pattern *pattern, const bdl_target *target,
                              bdl_value *bound);

#endif
