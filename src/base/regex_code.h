/* regex_code.h - what PCRE2 makes of a pattern. */
#ifndef BDL_BASE_REGEX_CODE_H
#define BDL_BASE_REGEX_CODE_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/str.h"

enum { BDL_PATTERN_MAX = 1 << 16 };

/* Of PATTERN, with flags of ours and MORE options of PCRE2. NULL with its *ERROR at
 * *OFFSET. */
pcre2_code *bdl_code_of(bdl_str pattern, unsigned flags, uint32_t more, int *error,
                        size_t *offset);

/* The same of a pattern that is right, guarded against what machine code of PCRE2 misses.
 */
pcre2_code *bdl_code_to_search(bdl_str pattern, unsigned flags, uint32_t more);

#endif
