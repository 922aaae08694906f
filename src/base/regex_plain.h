/* regex_plain.h - patterns of which all is known without PCRE2: that they are right,
 * their groups, and what their matches begin with. Such a pattern is compiled when it is
 * first searched for. Internal to regex.c. */
#ifndef BDL_BASE_REGEX_PLAIN_H
#define BDL_BASE_REGEX_PLAIN_H

#include "base/regex.h"

typedef struct bdl_plain {
    size_t group_count;
    bdl_str names[BDL_REGEX_MAX_GROUPS]; /* of each group: stretches of the pattern */
    uint8_t begins[256 / 8];             /* the bytes that a match can begin with */
    bool at_start;                       /* it meets nowhere but at the start of a text */
    size_t longest; /* bytes of a text that it meets as a whole, SIZE_MAX: of any */
} bdl_plain;

/* Whether what PATTERN calls a word or a blank is to be one in all scripts. Where it
 * calls nothing so, its digits are 0 to 9, to which texts are folded: these are found
 * without looking up what each character is. */
bool bdl_wants_all_scripts(bdl_str pattern, unsigned flags);

/* Whether PATTERN may repeat something without end behind alternatives, as (?:ab|a)c*b:
 * the machine code of PCRE2 10.42 remembers where c* came to nothing and does not try
 * there again, so that it misses "ab" (detect_early_fail of its source counts what stands
 * before c* and not that the alternatives end elsewhere). */
bool bdl_repeats_behind_choices(bdl_str pattern);

/* False when PATTERN may be wrong, or has something that is not looked into here. */
bool bdl_plain_read(bdl_str pattern, unsigned flags, bdl_plain *out);

#endif
