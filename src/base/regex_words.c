/* regex_words.c - what is wrong with a pattern, in words: PCRE2 has them in English
 * alone, so that the mistakes which people make are told by a table. */
#include "base/regex_words.h"

#include "base/language.h"
#include "base/regex_code.h"

static const struct {
    int error;
    const char *words;
} common[] = {
    {PCRE2_ERROR_END_BACKSLASH, N_("\\ at end of pattern")},
    {PCRE2_ERROR_UNKNOWN_ESCAPE, N_("unrecognized character follows \\")},
    {PCRE2_ERROR_QUANTIFIER_OUT_OF_ORDER, N_("numbers out of order in {} quantifier")},
    {PCRE2_ERROR_QUANTIFIER_TOO_BIG, N_("number too big in {} quantifier")},
    {PCRE2_ERROR_MISSING_SQUARE_BRACKET, N_("missing terminating ] for character class")},
    {PCRE2_ERROR_CLASS_RANGE_ORDER, N_("range out of order in character class")},
    {PCRE2_ERROR_CLASS_INVALID_RANGE, N_("invalid range in character class")},
    {PCRE2_ERROR_QUANTIFIER_INVALID, N_("quantifier does not follow a repeatable item")},
    {PCRE2_ERROR_INVALID_AFTER_PARENS_QUERY,
     N_("unrecognized character after (? or (?-")},
    {PCRE2_ERROR_MISSING_CLOSING_PARENTHESIS, N_("missing closing parenthesis")},
    {PCRE2_ERROR_UNMATCHED_CLOSING_PARENTHESIS, N_("unmatched closing parenthesis")},
    {PCRE2_ERROR_BAD_SUBPATTERN_REFERENCE, N_("reference to non-existent subpattern")},
    {PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH,
     N_("lookbehind assertion is not fixed length")},
    {PCRE2_ERROR_UNKNOWN_UNICODE_PROPERTY, N_("unknown property after \\P or \\p")},
};

bdl_str bdl_regex_words(bdl_arena *arena, int error) {
    PCRE2_UCHAR words[256] = {0};
    for (size_t i = 0; i < BDL_COUNT_OF(common); i++)
        if (common[i].error == error)
            return bdl_str_z(_(common[i].words));
    pcre2_get_error_message(error, words, sizeof words);
    return bdl_arena_str(arena, bdl_str_z((const char *)words));
}
