/* any.h - looking through an expression and all its parts. */
#ifndef BDL_LANG_ANY_H
#define BDL_LANG_ANY_H

#include "lang/ast.h"

typedef void bdl_expr_visit(const bdl_expr *x, void *context);

/* Gives VISIT the parts that X is made of, in order, but not theirs; what is put into its
 * patterns, too. */
void bdl_expr_parts(const bdl_expr *x, bdl_expr_visit *visit, void *context);

typedef bool bdl_expr_tell(const bdl_expr *x, const void *what);

/* Whether TELL says so of X or of some part of it, outer ones first. X NULL: no. The
 * depth of X is bounded by BDL_MAX_NESTING. */
bool bdl_expr_any(const bdl_expr *x, bdl_expr_tell *tell, const void *what);

#endif
