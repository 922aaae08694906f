/* types.h - what types fit each other, and what comes of two. */
#ifndef BDL_LANG_TYPES_H
#define BDL_LANG_TYPES_H

#include "lang/ast.h"

/* The type of the elements of a list; NONE of anything else. */
bdl_type bdl_type_element(bdl_type list);
bdl_type bdl_type_of_unit(bdl_arena *arena, const bdl_unit *unit);
/* The unit that figures of TYPE have for sure; false when only reading them tells. */
bool bdl_type_unit(bdl_type type, bdl_unit *unit);
/* A literal 0 without unit. */
bool bdl_expr_is_zero(const bdl_expr *expr);
/* Whether figures of A and B may be added and compared. */
bool bdl_types_add_up(bdl_type a, bdl_type b);
/* Whether a == b can hold. */
bool bdl_types_compare(bdl_type a, bdl_type b);
/* The type of what is either A or B; false when there is none. */
bool bdl_types_join(bdl_arena *arena, bdl_type a, bdl_type b, bdl_type *out);

#endif
