/* prose_relations.h - what the words around an amount of money say of it. Works on folded
 * text; what it gives are slices of that text and offsets in it. */
#ifndef BDL_MODEL_PROSE_RELATIONS_H
#define BDL_MODEL_PROSE_RELATIONS_H

#include "model/recognise.h"

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

/* Of an amount further back in a list, that S is what stands before all of it
 * (分别比上年减少): it is such a change as well. A rate behind the list may be that of
 * any. */
void bdl_relation_of_list(bdl_str s, bdl_relation *relation);

/* Whether S is a word like 增加 and nothing else. */
bool bdl_is_direction(bdl_str s);
/* The length of 较, 比 and their like at the start of S; 0: another word. */
size_t bdl_compare_word(bdl_str s);
/* Whether S begins with such a word and a year, a budget or accounts to compare with. */
bool bdl_names_comparison(bdl_str s);

/* Where the words about an amount that ends at FROM end: with the bracket around it, the
 * sentence, or before the first of the COUNT amounts NEXT that no bracket behind it
 * holds.
 */
size_t bdl_words_end(bdl_str s, const bdl_amount *next, size_t count, size_t from);

/* Into OUT, of each of COUNT amounts of S, the name that stands before them in a list:
 * 甲和乙分别为 1 万元、2 万元; of 分别减少 1 万元、2 万元 from the second on what stands
 * before the first. What OUT holds of the others is left as it is. */
void bdl_respective_names(bdl_str s, const bdl_amount *amounts, size_t count,
                          bdl_str *out);

/* How many of the last of COUNT amounts of S stand in one list: 1 万元、2 万元和 3 万元.
 */
size_t bdl_amounts_listed(bdl_str s, const bdl_amount *amounts, size_t count);
/* The same of amounts each of which has its name before it, where the words from the last
 * of them to FIRST, the first of RATES percentages, say that each is that of one:
 * 甲 90 万元、乙 30 万元,分别占 75%和 25%. 0: they do not. */
size_t bdl_amounts_respectively(bdl_str s, const bdl_amount *amounts, size_t count,
                                bdl_rate first, size_t rates);
/* Into OUT the percentages of S, MOST at most, of the list that begins with FIRST
 * (占 31%、53%和 16%); gives how many. */
size_t bdl_rates_listed(bdl_str s, bdl_rate first, bdl_rate *out, size_t most);

typedef enum bdl_amount_kind {
    BDL_AMOUNT_SAID,
    BDL_AMOUNT_CHANGE, /* 增加 10 万元 */
    BDL_AMOUNT_BESIDE, /* of another year: no part of anything */
} bdl_amount_kind;

#define BDL_NO_WHOLE SIZE_MAX

typedef struct bdl_part {
    bdl_amount_kind kind; /* from the caller */
    bdl_dec amount;       /* in 元, from the caller */
    size_t sentence;      /* in which it stands */
    bool in_brackets;
    size_t whole; /* the number of what it is a part of, or BDL_NO_WHOLE */
} bdl_part;

/* Of each of COUNT amounts of S, in their order, what it is a part of: the amount right
 * before the bracket around it, or the one before 其中, 包括 and their like. Parts of an
 * amount are amounts, parts of a change changes. */
void bdl_parts_find(bdl_str s, const bdl_amount *amounts, size_t count, bdl_part *parts);

/* Whether a sentence ends at I of S. */
bool bdl_ends_sentence(bdl_str s, size_t i);

#endif
