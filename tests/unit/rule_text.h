/* rule_text.h - rule text in, tree or messages out: shared by the tests of the front end.
 */
#ifndef BDL_TESTS_RULE_TEXT_H
#define BDL_TESTS_RULE_TEXT_H

#include <string.h>

#include "base/vec.h"
#include "lang/print.h"
#include "lang/program.h"

typedef struct parsed {
    bdl_arena *arena;
    bdl_diags *diags;
    const bdl_source *source;
    bdl_file *file;
} parsed;

static inline parsed parse_str(bdl_str text) {
    parsed p = {.arena = bdl_arena_new(), .diags = bdl_diags_new()};
    p.source = bdl_source_new(p.arena, BDL_STR("t.bdl"), bdl_arena_str(p.arena, text));
    p.file = bdl_parse(p.arena, p.source, p.diags);
    return p;
}

static inline parsed parse_z(const char *text) {
    return parse_str(bdl_str_z(text));
}

static inline void free_parsed(parsed *p) {
    bdl_diags_free(p->diags);
    bdl_arena_free(p->arena);
}

/* "line:column id" of each report, parted by "; ". */
static inline bdl_str reports_of(parsed *p) {
    bdl_buf out = {.arena = p->arena};
    for (size_t i = 0; i < bdl_diags_count(p->diags); i++) {
        const bdl_diag *d = bdl_diags_at(p->diags, i);
        size_t line, column;
        bdl_source_locate(p->source, d->span.begin, &line, &column);
        bdl_buf_printf(&out, "%s%zu:%zu %s", i ? "; " : "", line, column, d->id);
    }
    return bdl_buf_str(&out);
}

/* "message | hint" of the first report. */
static inline bdl_str first_message(parsed *p) {
    if (bdl_diags_count(p->diags) == 0)
        return BDL_STR("");
    const bdl_diag *d = bdl_diags_at(p->diags, 0);
    return bdl_arena_printf(p->arena, "%.*s%s%.*s", BDL_PRI(d->message),
                            d->hint.len ? " | " : "", BDL_PRI(d->hint));
}

static inline bdl_str print_file(parsed *p) {
    bdl_buf out = {.arena = p->arena};
    bdl_print_file(&out, p->file);
    return bdl_buf_str(&out);
}

#endif
