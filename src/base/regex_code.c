/* regex_code.c - what PCRE2 makes of a pattern. */
#include "base/regex_code.h"

#include "base/arena.h"
#include "base/regex.h"
#include "base/regex_plain.h"
#include "base/regex_script.h"

static uint32_t options_of(bdl_str pattern, unsigned flags) {
    uint32_t options = PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C;
    if (bdl_wants_all_scripts(pattern, flags))
        options |= PCRE2_UCP;
    if (flags & BDL_REGEX_CASELESS)
        options |= PCRE2_CASELESS;
    if (flags & BDL_REGEX_EXTENDED)
        options |= PCRE2_EXTENDED;
    if (flags & BDL_REGEX_DOTALL)
        options |= PCRE2_DOTALL;
    return options;
}

pcre2_code *bdl_code_of(bdl_str pattern, unsigned flags, uint32_t more, int *error,
                        size_t *offset) {
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    bdl_arena *scratch = bdl_arena_new();
    bdl_str given = bdl_scripts_named(scratch, pattern);
    PCRE2_SIZE at = 0;
    if (context)
        pcre2_set_max_pattern_length(context, BDL_PATTERN_MAX);
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)(given.data ? given.data : ""), given.len,
                      options_of(pattern, flags) | more, error, &at, context);
    pcre2_compile_context_free(context);
    bdl_arena_free(scratch);
    *offset = code ? 0 : bdl_scripts_place(pattern, at);
    return code;
}

/* PATTERN behind a group that never comes, so that PCRE2 does not look for places at
 * which a repetition failed (bdl_repeats_behind_choices); NULL where it cannot stand in a
 * group, as (*UCP) and an open \Q cannot. */
static pcre2_code *guarded(bdl_str pattern, unsigned flags) {
    int error;
    size_t offset;
    bdl_arena *scratch = bdl_arena_new();
    bdl_str begun = bdl_arena_join(scratch, BDL_STR("(?:){0}(?:"), pattern);
    bdl_str text = bdl_arena_join(scratch, begun, BDL_STR(")"));
    pcre2_code *code = bdl_code_of(text, flags, 0, &error, &offset);
    bdl_arena_free(scratch);
    return code;
}

pcre2_code *bdl_code_to_search(bdl_str pattern, unsigned flags, uint32_t more) {
    int error;
    size_t offset;
    pcre2_code *code = NULL;
    if (!(more & PCRE2_ANCHORED) && bdl_repeats_behind_choices(pattern)) {
        code = guarded(pattern, flags);
        more |= PCRE2_NO_START_OPTIMIZE;
    }
    return code ? code : bdl_code_of(pattern, flags, more, &error, &offset);
}
