/* regex_words.h - what is wrong with a pattern, in words. */
#ifndef BDL_BASE_REGEX_WORDS_H
#define BDL_BASE_REGEX_WORDS_H

#include "base/arena.h"

/* What mistake ERROR of PCRE2 is, in the language of bdl; what is rare in the English
 * words of PCRE2. In ARENA. */
bdl_str bdl_regex_words(bdl_arena *arena, int error);

#endif
