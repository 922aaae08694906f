/* words.h - a rule in words, for `bdl explain` and `bdl doc`. */
#ifndef BDL_LANG_WORDS_H
#define BDL_LANG_WORDS_H

#include <stdio.h>

#include "lang/ast.h"

/* The clauses of RULE, one a line, what a `for` repeats indented under it. */
void bdl_rule_words_print(FILE *out, const bdl_item *rule);
/* The examples of RULE as written. */
void bdl_rule_examples_print(FILE *out, const bdl_item *rule);
/* All of RULE as written. */
void bdl_rule_source_print(FILE *out, const bdl_item *rule);
/* The fields that RULE reads, each once, in the order of its text: a line for each type
 * of record, "t 支出表 / row 行: basic 基本支出". DOCUMENT: the type of the whole. */
void bdl_rule_fields_print(FILE *out, const bdl_item *rule, const bdl_rectype *document);

#endif
