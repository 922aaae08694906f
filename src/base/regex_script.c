/* regex_script.c - \p{Han} as each version of PCRE2 takes it for the same. */
#include "base/regex_script.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/vec.h"

/* From PCRE2 10.40 on a script has what others share with it, too: \p{Han} would meet 。
 * and 、. A pattern means the same with every version, so Han is the characters of that
 * script alone; older ones take it for that and do not know the words. */
#if PCRE2_MAJOR > 10 || PCRE2_MINOR >= 40
#define SCRIPT_ALONE "sc="
#else
#define SCRIPT_ALONE ""
#endif
enum { ADDED = sizeof SCRIPT_ALONE - 1 };

/* Behind the { of \p{Han} at AT or behind it, the negations too; SIZE_MAX: none. */
static size_t find_script(bdl_str pattern, size_t at) {
    for (; at + 1 < pattern.len; at++) {
        if (pattern.data[at] != '\\')
            continue;
        at++; /* behind \\ nothing is escaped */
        if (pattern.data[at] == 'Q') {
            at = bdl_str_find(pattern, BDL_STR("\\E"), at);
            if (at == SIZE_MAX)
                return SIZE_MAX;
        } else if (pattern.data[at] == 'p' || pattern.data[at] == 'P') {
            bdl_str behind = bdl_str_from(pattern, at + 1);
            if (bdl_str_starts(behind, BDL_STR("{Han}")))
                return at + 2;
            if (bdl_str_starts(behind, BDL_STR("{^Han}")))
                return at + 3;
        }
    }
    return SIZE_MAX;
}

bdl_str bdl_scripts_named(bdl_arena *arena, bdl_str pattern) {
    bdl_buf out = {.arena = arena};
    size_t from = 0, at = find_script(pattern, 0);
    if (at == SIZE_MAX || ADDED == 0)
        return pattern;
    for (; at != SIZE_MAX; from = at, at = find_script(pattern, at)) {
        bdl_buf_add(&out, bdl_str_of(pattern.data + from, at - from));
        bdl_buf_add(&out, BDL_STR(SCRIPT_ALONE));
    }
    bdl_buf_add(&out, bdl_str_from(pattern, from));
    return bdl_buf_str(&out);
}

size_t bdl_scripts_place(bdl_str pattern, size_t at) {
    size_t added = 0, script = find_script(pattern, 0);
    for (; script != SIZE_MAX && script + added < at;
         script = find_script(pattern, script))
        added += ADDED;
    at = at > added ? at - added : 0;
    return at < pattern.len ? at : pattern.len;
}
