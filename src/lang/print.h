/* print.h - trees as text again: expressions for messages, rules for `bdl explain`, whole
 * files in their one layout for `bdl fmt`. */
#ifndef BDL_LANG_PRINT_H
#define BDL_LANG_PRINT_H

#include "lang/ast.h"

/* EXPR on one line, with the parentheses that its meaning and its reader need. Texts
 * print as they were written. */
void bdl_print_expr(bdl_buf *out, const bdl_expr *expr);

/* FILE, parsed without mistakes, in its one layout with its comments. Printing what this
 * printed gives the same bytes again. */
void bdl_print_file(bdl_buf *out, const bdl_file *file);

#endif
