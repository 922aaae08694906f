/* parse.c - one rule file from text to tree. */
#include "base/messages.h"
#include "base/text.h"
#include "lang/lex.h"
#include "lang/program.h"

static bdl_file *new_file(bdl_arena *arena, const bdl_source *source) {
    bdl_file *file = BDL_NEW(arena, bdl_file);
    file->source = source;
    file->path = bdl_source_name(source);
    return file;
}

/* Bytes that are no UTF-8 make every later message a riddle: say so, and no more. */
static bool is_readable(const bdl_source *source, bdl_diags *diags) {
    size_t at = bdl_utf8_check(bdl_source_text(source));
    if (at == SIZE_MAX)
        return true;
    bdl_report(diags, source, (bdl_span){(uint32_t)at, (uint32_t)at + 1},
               BDL_MSG_ENCODING);
    bdl_report_hint(diags, "save it as UTF-8");
    return false;
}

/* SOURCE is UTF-8. QUICK: nobody wants the examples, nor mistakes in words. */
static bdl_file *parse(bdl_arena *arena, const bdl_source *source, bdl_diags *diags,
                       bool quick) {
    bdl_build build = {.arena = arena,
                       .source = source,
                       .diags = diags,
                       .file = new_file(arena, source),
                       .skip_examples = quick};
    bdl_lex *lex = bdl_lex_open(&build);
    if (quick)
        bdl_quick_parse(lex, &build);
    else
        bdl_gram_parse(lex, &build);
    bdl_lex_close(lex);
    return build.file;
}

bdl_file *bdl_parse(bdl_arena *arena, const bdl_source *source, bdl_diags *diags) {
    if (!is_readable(source, diags))
        return new_file(arena, source);
    return parse(arena, source, diags, false);
}

bdl_file *bdl_parse_rules(bdl_arena *arena, const bdl_source *source, bdl_diags *diags) {
    bdl_diags *mistakes = bdl_diags_new();
    bdl_file *file = parse(arena, source, mistakes, true);
    bool good = bdl_diags_count(mistakes) == 0;
    bdl_diags_free(mistakes);
    return good ? file : parse(arena, source, diags, false);
}
