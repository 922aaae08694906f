/* recognise.c - from the blocks of a document to its model, by the forms of a run. */
#include "model/recognise.h"
#include "model/table.h"

void bdl_spent(const bdl_recogniser *r, const bdl_form *form) {
    if (r->hooks && r->hooks->spent)
        r->hooks->spent(r->hooks->ctx, form);
}

/* Whether rows of long tables have to be made though no form reads them. */
static bool needs_rows(bdl_recogniser *r) {
    bool needs = r->needs_rows;
    for (size_t i = 0; i < r->tables.count && !needs; i++) {
        bdl_table *table = r->tables.items[i];
        if (table->raw)
            needs = (r->hooks && r->hooks->table_rows) ||
                    (!table->form && !bdl_long_count(r, table));
    }
    return needs;
}

static void read_table(bdl_recogniser *r, bdl_table *table) {
    if (table->form && !bdl_is_wanted(r, table->form->slot))
        return;
    if (table->is_sheet)
        bdl_sheet_read(r, table);
    else
        bdl_table_read(r, table);
    bdl_spent(r, table->form);
}

static void read_tables(bdl_recogniser *r) {
    for (size_t i = 0; i < r->tables.count && !r->needs_rows; i++) {
        read_table(r, r->tables.items[i]);
        if (bdl_is_wanted(r, r->schema->slot_tables))
            bdl_table_see(r, r->tables.items[i]);
        bdl_arena_reset(r->scratch);
        bdl_tables_forget(r, i + 1);
    }
}

/* Says of each form that gave nothing what was looked for. */
static void explain_forms(bdl_recogniser *r) {
    bdl_record *document = r->model->document;
    for (size_t i = 0; i < r->schema->forms.count; i++) {
        const bdl_form *form = r->schema->forms.items[i];
        if (form->is_document || form->slot < 0)
            continue;
        const bdl_value *v = document->slots[form->slot];
        if (v->state == BDL_MISSING && bdl_value_reason(v).len == 0)
            bdl_record_put(document, form->slot,
                           bdl_value_missing_named(r, v->kind,
                                                   "no table or text meets the form %.*s",
                                                   form->name));
    }
}

/* What can be read of tables whose rows were not made: the rest is read when they are.
 * False when all is to be read anew: rows have to be made, or departments to be parted.
 */
static bool read_all(bdl_recogniser *r) {
    bdl_passages_make(r);
    bdl_catalogue_find(r);
    if (bdl_departments_find(r))
        return false;
    bdl_title_find(r);
    bdl_sections_find(r);
    bdl_tables_find(r);
    bdl_sections_close(r);
    bdl_document_read(r);
    bdl_tables_meet(r);
    bdl_spent(r, NULL);
    r->needs_rows = needs_rows(r);
    read_tables(r);
    if (r->needs_rows)
        return false;
    bdl_prose_read(r);
    if (bdl_is_wanted(r, r->schema->slot_figures))
        bdl_figures_find(r);
    bdl_lists_fill(r);
    explain_forms(r);
    bdl_spent(r, NULL);
    return true;
}

static void let_go(const bdl_recogniser *r, bdl_arena *arena) {
    if (r->is_asked_later)
        bdl_arena_keep(r->arena, arena);
    else
        bdl_arena_free(arena);
}

enum { PUT_IN_MOST = 64 }; /* patterns kept for the next document */

bdl_model *bdl_recognise(const bdl_schema *schema, bdl_doc *doc, const bdl_hooks *hooks) {
    bdl_recogniser r = {
        .arena = doc->arena, .schema = schema, .doc = doc, .hooks = hooks};
    r.model = bdl_model_new(doc->arena, schema, doc);
    r.scratch = bdl_arena_new();
    r.passing = bdl_arena_new();
    bdl_sheet_words_begin(&r);
    r.lists = BDL_NEW_ARRAY(doc->arena, bdl_values, schema->document->fields.count + 1);
    if (hooks && hooks->put_in && hooks->put_in->arena &&
        bdl_map_count(hooks->put_in->by_text) > PUT_IN_MOST)
        bdl_put_in_forget(hooks->put_in);
    bdl_stacked_make_tables(&r, doc);
    bool is_read = read_all(&r);
    bdl_arena_free(r.scratch);
    bdl_arena *words = bdl_sheet_words_end(&r);
    while (r.rows_left < r.rows.count)
        let_go(&r, r.rows.items[r.rows_left++]);
    let_go(&r, r.passing);
    if (words)
        let_go(&r, words);
    return is_read ? r.model : NULL;
}
