/* habit.h - what a document does wrong the same way over and over: an assert that no
 * figures stand against each other in and that failed many times. Who wrote the document
 * left the same cell blank in each sheet; that is one reason, told once. */
#ifndef BDL_EVAL_HABIT_H
#define BDL_EVAL_HABIT_H

#include "eval/outcome.h"

/* Gives the findings of each habit that have no cause yet a number above NUMBER and says
 * why. */
void bdl_habits_group(bdl_arena *scratch, bdl_doc_result *result, int number);

#endif
