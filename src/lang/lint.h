/* lint.h - warnings about a program that is right but says something for nothing. */
#ifndef BDL_LANG_LINT_H
#define BDL_LANG_LINT_H

#include "lang/checker.h"

/* Walks a program that was checked without a mistake. */
void bdl_lint_program(bdl_checker *c);

#endif
