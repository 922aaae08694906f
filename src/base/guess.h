/* guess.h - the nearest known name, for "did you mean". */
#ifndef BDL_BASE_GUESS_H
#define BDL_BASE_GUESS_H

#include "base/str.h"

/* Collects candidates one by one; best is empty when none is near enough (a third of the
 * longer name's characters, at least one). While there is none, it is the shortest that
 * has the wanted one in it. */
typedef struct bdl_guess {
    bdl_str wanted, best;
    size_t distance; /* SIZE_MAX: best is none, or only has it in it */
} bdl_guess;

void bdl_guess_init(bdl_guess *guess, bdl_str wanted);
void bdl_guess_offer(bdl_guess *guess, bdl_str candidate);
/* Edits between two texts in characters (Damerau-Levenshtein, adjacent swaps count one);
 * stops at MOST + 1. */
size_t bdl_edit_distance(bdl_str a, bdl_str b, size_t most);

#endif
