/* builtins.h - the functions of the language, by topic. */
#ifndef BDL_EVAL_BUILTINS_H
#define BDL_EVAL_BUILTINS_H

#include "eval/machine.h"

enum { BDL_MOST_ARGS = 3 };

/* The arguments of a call, evaluated. */
typedef struct bdl_call {
    bdl_eval *eval;
    const bdl_expr *expr;
    size_t count;
    const bdl_value *args[BDL_MOST_ARGS];
} bdl_call;

/* builtins_list.c: aggregates and lists; NUMBER is BDL_FN_… */
bdl_value bdl_builtin_list(const bdl_call *call, int number);
/* builtins_text.c: texts and what is read from them */
bdl_value bdl_builtin_text(const bdl_call *call, int number);
/* plain() of the text V, which is known: V itself or *ROOM. */
const bdl_value *bdl_builtin_plain(bdl_eval *e, const bdl_value *v, bdl_value *room);
/* plain() and length(), which are called most; see bdl_eval_look. */
const bdl_value *bdl_builtin_of_text(bdl_eval *e, const bdl_expr *x, bdl_value *room);
/* starts_with (STARTS) and ends_with, which are conditions. */
static inline bool bdl_builtin_is_test(int number) {
    return number == BDL_FN_STARTS_WITH || number == BDL_FN_ENDS_WITH;
}
bdl_truth bdl_builtin_test(bdl_eval *e, const bdl_expr *x, bdl_value *why);
bdl_truth bdl_builtin_ends(const bdl_call *call, bool starts, bdl_value *why);
/* duplicates(L.field): the records whose field occurs more than once. */
bdl_value bdl_builtin_duplicate_records(bdl_eval *e, const bdl_expr *field);

/* similar.c: how much two texts share; long ones are cut to a limit. */
enum { BDL_SIMILAR_LIMIT = 4000 };
/* Edits from A to B in characters (insert, delete, change). */
size_t bdl_text_distance(bdl_arena *scratch, bdl_str a, bdl_str b);
/* The longest piece of A that B has too. */
bdl_str bdl_text_common(bdl_arena *scratch, bdl_str a, bdl_str b);
/* Shared characters in their order (longest common subsequence), and both lengths. */
size_t bdl_text_shared(bdl_arena *scratch, bdl_str a, bdl_str b, size_t *na, size_t *nb);

/* ordinal.c: 一, （二）, 3., 第四 as a number. */
bool bdl_ordinal_read(bdl_arena *scratch, bdl_str text, long long *out);

#endif
