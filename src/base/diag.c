/* diag.c - diagnostics: collected as data, sorted, and printed with the place underlined.
 */
#include "base/diag.h"

#include <stdlib.h>

#include "base/language.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/vec.h"

struct bdl_diags {
    bdl_arena *arena;
    BDL_VEC(bdl_diag) items;
    size_t errors, dropped;
    bool last_kept; /* notes and hints follow the report they belong to */
};

bdl_diags *bdl_diags_new(void) {
    bdl_diags *diags = calloc(1, sizeof *diags); /* most stay empty: no chunk for it */
    if (!diags)
        bdl_out_of_memory();
    diags->arena = bdl_arena_new();
    return diags;
}

void bdl_diags_free(bdl_diags *diags) {
    if (diags)
        bdl_arena_free(diags->arena);
    free(diags);
}

void bdl_diags_keep(bdl_diags *diags, bdl_arena *arena) {
    bdl_arena_keep(diags->arena, arena);
}

size_t bdl_diags_count(const bdl_diags *diags) {
    return diags->items.count;
}

size_t bdl_diags_errors(const bdl_diags *diags) {
    return diags->errors;
}

size_t bdl_diags_dropped(const bdl_diags *diags) {
    return diags->dropped;
}

const bdl_diag *bdl_diags_at(const bdl_diags *diags, size_t i) {
    return &diags->items.items[i];
}

void bdl_report(bdl_diags *diags, const bdl_source *source, bdl_span span, const char *id,
                bdl_severity severity, const char *format, ...) {
    diags->errors += severity == BDL_ERROR;
    diags->last_kept = diags->items.count < BDL_MAX_DIAGS;
    if (!diags->last_kept) {
        diags->dropped++;
        return;
    }
    va_list args;
    va_start(args, format);
    bdl_diag diag = {.id = id, .severity = severity, .source = source, .span = span};
    diag.message = bdl_arena_vprintf(diags->arena, bdl_translate(format), args);
    va_end(args);
    BDL_PUSH(diags->arena, &diags->items, diag);
}

static bdl_diag *last_report(bdl_diags *diags) {
    return diags->last_kept ? &diags->items.items[diags->items.count - 1] : NULL;
}

void bdl_report_note(bdl_diags *diags, const bdl_source *source, bdl_span span,
                     const char *format, ...) {
    bdl_diag *diag = last_report(diags);
    if (!diag)
        return;
    va_list args;
    va_start(args, format);
    diag->note = (bdl_note){source, span,
                            bdl_arena_vprintf(diags->arena, bdl_translate(format), args)};
    va_end(args);
}

void bdl_report_hint(bdl_diags *diags, const char *format, ...) {
    bdl_diag *diag = last_report(diags);
    if (!diag)
        return;
    va_list args;
    va_start(args, format);
    diag->hint = bdl_arena_vprintf(diags->arena, bdl_translate(format), args);
    va_end(args);
}

/* What decides the order of reports. */
typedef struct rank {
    size_t source, number; /* first report of the source; of this one */
    uint32_t begin;
    bdl_diag diag;
} rank;

static int by_place(const void *left, const void *right) {
    const rank *a = left, *b = right;
    if (a->source != b->source)
        return a->source < b->source ? -1 : 1;
    if (a->begin != b->begin)
        return a->begin < b->begin ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

void bdl_diags_sort(bdl_diags *diags) {
    size_t count = diags->items.count;
    bdl_diag *items = diags->items.items;
    if (count < 2)
        return;
    rank *ranks = BDL_NEW_ARRAY(diags->arena, rank, count);
    for (size_t i = 0; i < count; i++) {
        size_t first = 0;
        while (items[first].source != items[i].source)
            first++;
        ranks[i] = (rank){first, i, items[i].span.begin, items[i]};
    }
    qsort(ranks, count, sizeof *ranks, by_place);
    for (size_t i = 0; i < count; i++)
        items[i] = ranks[i].diag;
    diags->last_kept = false;
}

static const char *const severity_words[] = {N_("info"), N_("warning"), N_("error")};
static const char *const severity_colors[] = {"\33[1;36m", "\33[1;35m", "\33[1;31m"};

/* "name:line:column: ", or nothing to point at. */
static void print_place(FILE *out, bdl_arena *arena, const bdl_source *source,
                        bdl_span span) {
    if (!source) {
        fputs("bdl: ", out);
        return;
    }
    size_t line, column;
    bdl_source_locate(source, span.begin, &line, &column);
    bdl_str name = bdl_text_printable(arena, bdl_source_name(source));
    fprintf(out, "%.*s:%zu:%zu: ", BDL_PRI(name), line, column);
}

static void print_text(FILE *out, bdl_arena *arena, bdl_str text) {
    text = bdl_text_printable(arena, text);
    if (text.len)
        fwrite(text.data, 1, text.len, out);
}

static void print_note(FILE *out, bdl_arena *arena, const bdl_note *note, bool color) {
    print_place(out, arena, note->source, note->span);
    fprintf(out, color ? "\33[1m%s\33[0m " : "%s ", _("note:"));
    print_text(out, arena, note->message);
    fputc('\n', out);
    if (note->source)
        bdl_excerpt_print(out, note->source, note->span, color);
}

void bdl_diag_print(FILE *out, const bdl_diag *diag, bool color) {
    bdl_arena *arena = bdl_arena_new();
    print_place(out, arena, diag->source, diag->span);
    fprintf(out, "%s%s:%s ", color ? severity_colors[diag->severity] : "",
            _(severity_words[diag->severity]), color ? "\33[0m" : "");
    print_text(out, arena, diag->message);
    fprintf(out, " [%s]\n", diag->id);
    if (diag->source)
        bdl_excerpt_print(out, diag->source, diag->span, color);
    if (diag->note.message.len)
        print_note(out, arena, &diag->note, color);
    if (diag->hint.len) {
        fprintf(out, "  %s ", _("hint:"));
        print_text(out, arena, diag->hint);
        fputc('\n', out);
    }
    bdl_arena_free(arena);
}
