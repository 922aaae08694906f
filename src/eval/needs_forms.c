/* needs_forms.c - the expressions of a form: what its conditions and patterns ask. */
#include "eval/needs.h"

typedef struct telling {
    void (*told)(void *ctx, const bdl_expr *expr);
    void *ctx;
} telling;

static void tell_pattern(const telling *t, const bdl_pattern *pattern) {
    for (size_t i = 0; pattern && i < pattern->count; i++)
        for (size_t k = 0; k < pattern->alts[i].insert_count; k++)
            t->told(t->ctx, pattern->alts[i].inserts[k].expr);
}

static void tell_headings(const telling *t, const bdl_heading *headings, size_t count) {
    for (size_t i = 0; i < count; i++)
        tell_pattern(t, headings[i].pattern);
}

static void tell_list(const telling *t, const bdl_list_form *list) {
    tell_headings(t, list->under, list->under_count);
    for (size_t i = 0; i < list->column_count; i++)
        tell_headings(t, list->columns[i].headings, list->columns[i].heading_count);
    for (size_t i = 0; i < list->entry_count; i++)
        t->told(t->ctx, list->entries[i].where);
    for (size_t i = 0; i < list->skip_count; i++)
        t->told(t->ctx, list->skips[i]);
}

static void tell_prose(const telling *t, const bdl_prose *prose, size_t count) {
    for (size_t i = 0; i < count; i++) {
        tell_pattern(t, prose[i].pattern);
        tell_prose(t, prose[i].inner, prose[i].inner_count);
    }
}

void bdl_form_exprs(const bdl_form *form, void (*told)(void *ctx, const bdl_expr *expr),
                    void *ctx) {
    telling t = {told, ctx};

    tell_pattern(&t, form->title);
    tell_pattern(&t, form->caption);
    tell_pattern(&t, form->note);
    tell_pattern(&t, form->section);
    for (size_t i = 0; i < form->reads.count; i++)
        tell_pattern(&t, form->reads.items[i]);
    for (size_t i = 0; i < form->kinds.count; i++)
        tell_pattern(&t, form->kinds.items[i].when);
    for (size_t i = 0; i < form->fields.count; i++)
        tell_headings(&t, form->fields.items[i].labels,
                      form->fields.items[i].label_count);
    for (size_t i = 0; i < form->lists.count; i++)
        tell_list(&t, &form->lists.items[i]);
    tell_prose(&t, form->prose.items, form->prose.count);
}
