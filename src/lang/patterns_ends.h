/* patterns_ends.h - where an escape, a class or a brace of a pattern ends. All look at
 * bytes I to TO of S and give TO where nothing ends. */
#ifndef BDL_LANG_PATTERNS_ENDS_H
#define BDL_LANG_PATTERNS_ENDS_H

#include "base/str.h"

static inline bool bdl_pattern_is_at(bdl_str s, size_t i, size_t to, char c) {
    return i < to && s.data[i] == c;
}

/* Where the next C is. */
size_t bdl_pattern_find_byte(bdl_str s, size_t i, size_t to, char c);
/* Behind the escape that begins at I. */
size_t bdl_pattern_escape_end(bdl_str s, size_t i, size_t to);
/* Behind the bracket of the class that begins at I. */
size_t bdl_pattern_class_end(bdl_str s, size_t i, size_t to);
/* At the brace that closes the one at I. */
size_t bdl_pattern_brace_end(bdl_str s, size_t i, size_t to);

#endif
