/* prose_relations.h - what the words around an amount of money say of it. Works on folded
 * text; what it gives are slices of that text and offsets in it. */
#ifndef BDL_MODEL_PROSE_RELATIONS_H
#define BDL_MODEL_PROSE_RELATIONS_H

#include "model/recognise.h"

enum { BDL_BRACKETS_MAX = 8 };

/* A percentage: [begin, number_end), then its sign up to END; END is NUMBER_END where the
 * sign was lost, 0: there is none. */
typedef struct bdl_rate {
    size_t begin, number_end, end;
} bdl_rate;

typedef struct bdl_relation {
    bdl_str direction; /* 增加; empty: the amount is no change, nor has it a rate */
    bdl_str base;      /* what it is compared with: 上年预算 */
    bdl_rate rate, share;
    bool is_change; /* the amount is what was added or taken away */
} bdl_relation;

/* What S says of amount A; the amount before it ended at FLOOR, what is said of it ends
 * at NEXT. */
bdl_relation bdl_relation_of(bdl_str s, const bdl_amount *a, size_t floor, size_t next);

/* Whether S is a word like 增加 and nothing else. */
bool bdl_is_direction(bdl_str s);
/* The length of 较, 比 and their like at the start of S; 0: another word. */
size_t bdl_compare_word(bdl_str s);

/* Where the words about an amount that ends at FROM end: with the bracket around it, the
 * sentence, or before the first of the COUNT amounts NEXT that no bracket behind it
 * holds.
 */
size_t bdl_words_end(bdl_str s, const bdl_amount *next, size_t count, size_t from);

/* Where the innermost bracket opens that is open at AT; SIZE_MAX when none is. */
size_t bdl_bracket_around(bdl_str s, size_t at);

#endif
