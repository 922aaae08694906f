/* forms_prose.c - figures, records and sections: what a form reads in prose. */
#include "lang/forms.h"

#include "base/language.h"
#include "base/limits.h"

typedef BDL_VEC(bdl_prose) proses;

static bool read_clause(bdl_form_work *w, bdl_rectype *record,
                        const bdl_form_clause *clause, bdl_prose *out, int depth);

static void read_body(bdl_form_work *w, bdl_rectype *record,
                      const bdl_form_clause *clause, bdl_prose *out, int depth) {
    proses inner = {0};
    for (size_t i = 0; i < clause->body.count; i++) {
        bdl_prose prose;
        if (read_clause(w, record, clause->body.items[i], &prose, depth + 1))
            BDL_PUSH(w->c->arena, &inner, prose);
    }
    out->inner = inner.items;
    out->inner_count = inner.count;
}

/* The pattern of a figure declares its field: {money} has the figure's type. */
static bool read_figure(bdl_form_work *w, bdl_rectype *record,
                        const bdl_form_clause *clause, bdl_prose *out) {
    const bdl_word *name = &clause->path.items[0];
    bool declared = bdl_rectype_slot(record, name->text) >= 0;
    size_t before = bdl_diags_errors(w->c->diags);
    if (declared)
        bdl_forms_add(w, record,
                      record->fields.items[bdl_rectype_slot(record, name->text)],
                      name->span, false); /* says so when this form has declared it */
    out->pattern = bdl_forms_pattern(w, clause->patterns, record, *name);
    int slot = bdl_rectype_slot(record, name->text);
    if (slot < 0) {
        if (bdl_diags_errors(w->c->diags) == before) {
            BDL_FORM_COMPLAIN(w, clause->span, BDL_MSG_FIGURE_TYPE, BDL_PRI(name->text));
            BDL_HINT(w->c, _("put {money}, {number} or {percent} where it stands"));
        }
        return false;
    }
    bdl_field *field = &record->fields.items[slot];
    field->figure = true;
    field->optional = clause->optional;
    if (clause->zh.text.len && field->zh.len == 0) {
        bdl_field again = *field;
        again.zh = clause->zh.text;
        bdl_forms_add(w, record, again, name->span, true);
    }
    out->slot = slot;
    out->type = record->fields.items[slot].type;
    return true;
}

static bool read_record(bdl_form_work *w, bdl_rectype *record,
                        const bdl_form_clause *clause, bdl_prose *out, int depth) {
    const bdl_word *name = &clause->path.items[0];
    bdl_word as = clause->is_many && clause->many.text.len ? clause->many : *name;
    bdl_field field = {.name = as.text, .zh = clause->zh.text, .source = BDL_FROM_FORM};
    out->record =
        bdl_forms_record(w, record, field, as.span, clause->is_many, &out->slot);
    out->record->name = name->text;
    out->many = clause->is_many;
    out->pattern = bdl_forms_pattern(w, clause->patterns, out->record, (bdl_word){0});
    read_body(w, out->record, clause, out, depth);
    return out->slot >= 0;
}

static bool read_clause(bdl_form_work *w, bdl_rectype *record,
                        const bdl_form_clause *clause, bdl_prose *out, int depth) {
    *out = (bdl_prose){.slot = -1};
    if (clause->path.count)
        out->name = clause->path.items[0].text;
    if (depth > BDL_MAX_NESTING) {
        BDL_FORM_COMPLAIN(w, clause->span, BDL_MSG_TOO_DEEP);
        return false;
    }
    switch (clause->kind) {
    case BDL_F_FIGURE:
        out->kind = BDL_PROSE_FIGURE;
        return read_figure(w, record, clause, out);
    case BDL_F_RECORD:
        out->kind = BDL_PROSE_RECORD;
        return read_record(w, record, clause, out, depth);
    case BDL_F_SECTION:
        out->kind = BDL_PROSE_SECTION;
        out->pattern = bdl_forms_pattern(w, clause->patterns, NULL, (bdl_word){0});
        read_body(w, record, clause, out, depth);
        return true;
    case BDL_F_LET:
        bdl_forms_let(w, record, clause);
        return false;
    default:
        BDL_FORM_COMPLAIN(w, clause->span, BDL_MSG_PROSE_CLAUSE,
                          BDL_PRI(clause->keyword.text));
        return false;
    }
}

void bdl_forms_prose(bdl_form_work *w, const bdl_form_clause *clause) {
    bdl_prose prose;
    if (read_clause(w, w->record, clause, &prose, 0))
        BDL_PUSH(w->c->arena, &w->form->prose, prose);
}
