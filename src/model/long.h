/* long.h - lists with the rows of a long table, which are made when they are asked for.
 *
 * A million rows as records would take gigabytes, and most are looked at once, to find
 * that they add up. So the rows of a table that the reader left as lines (bdl_raw_rows)
 * stay lines; only their figures are kept, by columns, so that whoever adds them up needs
 * no records. Only lists whose rows say all of themselves are kept so: no tree, no merged
 * cells, no rows left out.
 *
 * Such a list belongs to one thread. */
#ifndef BDL_MODEL_LONG_H
#define BDL_MODEL_LONG_H

#include "model/value.h"

/* The figures of one column, but for the elements that were made from the beginning
 * (bdl_long_first). That of row I after them is coef[I] * 10^-scale, money in 元, percent
 * as the fraction; a blank one is 0. */
typedef struct bdl_long_column {
    int64_t *coef; /* BDL_LONG_UNTOLD: look at the element */
    int scale;     /* may be negative */
    bdl_unit unit;
} bdl_long_column;
#define BDL_LONG_UNTOLD INT64_MIN

/* Whether elements of LIST are still to be made. */
static inline bool bdl_list_is_long(const bdl_list *list) {
    return !list->items && list->later;
}
/* Element I (from 0) of any list. */
const bdl_value *bdl_list_at(const bdl_list *list, size_t i);
/* Makes all elements: from then on ITEMS holds them. */
void bdl_list_make(const bdl_list *list);
/* Of a long list: how many elements were made from the beginning; whether element I is
 * made. */
size_t bdl_long_first(const bdl_list *list);
bool bdl_long_is_made(const bdl_list *list, size_t i);
/* The figures in SLOT of the elements of a long list; NULL: they are not kept. */
const bdl_long_column *bdl_long_figures(const bdl_list *list, int slot);

#endif
