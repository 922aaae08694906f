/* chosen.h - by which of their fields the elements of a list were chosen. */
#ifndef BDL_EVAL_CHOSEN_H
#define BDL_EVAL_CHOSEN_H

#include "eval/machine.h"

enum { BDL_MOST_CHOSEN = 4 };

typedef struct bdl_chosen {
    int slots[BDL_MOST_CHOSEN];
    size_t count;
} bdl_chosen;

/* The fields that X, a condition of a list, reads of the element that LOCAL stands for.
 */
bdl_chosen bdl_fields_read(const bdl_expr *x, int local);
/* Of LIST, whose elements are records; NULL: it was made in another way. */
const bdl_chosen *bdl_chosen_by(const bdl_eval *e, const bdl_expr *list);

#endif
