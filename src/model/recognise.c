/* recognise.c - from the blocks of a document to its model, by the forms of a run. */
#include "model/recognise.h"

void bdl_spent(const bdl_recogniser *r, const bdl_form *form) {
    if (r->hooks && r->hooks->spent)
        r->hooks->spent(r->hooks->ctx, form);
}

static void read_tables(bdl_recogniser *r) {
    for (size_t i = 0; i < r->tables.count; i++) {
        bdl_table *table = r->tables.items[i];
        if (table->is_sheet)
            bdl_sheet_read(r, table);
        else
            bdl_table_read(r, table);
        bdl_arena_reset(r->scratch);
        bdl_spent(r, table->form);
    }
}

/* Says of each form that gave nothing what was looked for. */
static void explain_forms(bdl_recogniser *r) {
    bdl_record *document = r->model->document;
    for (size_t i = 0; i < r->schema->forms.count; i++) {
        const bdl_form *form = r->schema->forms.items[i];
        if (form->is_document || form->slot < 0)
            continue;
        bdl_value *v = &document->slots[form->slot];
        if (v->state == BDL_MISSING && v->reason.len == 0)
            *v = bdl_value_missing_for(r, v->kind, "no table or text meets the form %.*s",
                                       BDL_PRI(form->name));
    }
}

bdl_model *bdl_recognise(const bdl_schema *schema, const bdl_doc *doc,
                         const bdl_hooks *hooks) {
    bdl_recogniser r = {
        .arena = doc->arena, .schema = schema, .doc = doc, .hooks = hooks};
    r.model = bdl_model_new(doc->arena, schema, doc);
    r.scratch = bdl_arena_new();
    r.passing = bdl_arena_new();
    r.lists = BDL_NEW_ARRAY(doc->arena, bdl_values, schema->document->fields.count + 1);
    bdl_passages_make(&r);
    bdl_catalogue_find(&r);
    bdl_title_find(&r);
    bdl_sections_find(&r);
    bdl_tables_find(&r);
    bdl_document_read(&r);
    bdl_tables_meet(&r);
    bdl_spent(&r, NULL);
    read_tables(&r);
    bdl_prose_read(&r);
    bdl_figures_find(&r);
    bdl_lists_fill(&r);
    explain_forms(&r);
    bdl_spent(&r, NULL);
    bdl_arena_free(r.scratch);
    bdl_arena_free(r.passing);
    return r.model;
}
