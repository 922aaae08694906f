/* plain.c - the plain model: one JSON object of printed texts, the contract with programs
 * that check what was read. */
#include "base/json.h"
#include "base/limits.h"
#include "model/recognise.h"

typedef struct printer {
    bdl_json *json;
    bdl_arena *arena;
    const bdl_model *model;
} printer;

static void print_text(printer *p, const bdl_value *v) {
    if (v->state == BDL_PRESENT || v->state == BDL_UNREADABLE || v->state == BDL_BLANK)
        bdl_json_str(p->json, v->text);
    else
        bdl_json_null(p->json);
}

static void put_text(printer *p, const char *key, const bdl_record *record, int slot) {
    bdl_json_key(p->json, bdl_str_z(key));
    if (slot < 0)
        bdl_json_null(p->json);
    else
        print_text(p, record->slots[slot]);
}

static void put_line(printer *p, bdl_place place) {
    bdl_json_put_nonzero(p->json, "line", place.line);
}

/* ---- the document ---- */

static void print_document(printer *p) {
    const bdl_schema *s = p->model->schema;
    const bdl_record *d = p->model->document;
    long long year;
    const bdl_value *v = d->slots[s->slot_year];
    bdl_json_put_object(p->json, "document");
    put_text(p, "title", d, s->slot_title);
    put_text(p, "department_code", d, s->slot_department_code);
    put_text(p, "department_name", d, s->slot_department);
    if (v->state == BDL_PRESENT && bdl_dec_to_int(v->number, &year))
        bdl_json_put_int(p->json, "year", year);
    else
        bdl_json_put_null(p->json, "year");
    put_text(p, "kind", d, s->slot_kind);
    bdl_json_end(p->json);
}

static const bdl_list *list_at(const bdl_record *record, int slot) {
    static const bdl_list none = {0};
    const bdl_value *v = slot >= 0 ? record->slots[slot] : NULL;
    if (!v || v->kind != BDL_LIST || v->state != BDL_PRESENT || !v->as.list)
        return &none;
    return v->as.list;
}

static void print_sections(printer *p) {
    const bdl_list *list = list_at(p->model->document, p->model->schema->slot_sections);
    bdl_json_put_array(p->json, "sections");
    for (size_t i = 0; i < list->count; i++) {
        const bdl_record *record = list->items[i].as.record;
        bdl_json_flat_object(p->json);
        put_text(p, "number", record, bdl_rectype_slot(record->type, BDL_STR("number")));
        put_text(p, "title", record, record->type->slot_title);
        put_line(p, record->place);
        bdl_json_end(p->json);
    }
    bdl_json_end(p->json);
}

/* ---- tables ---- */

static void print_row(printer *p, const bdl_row *row) {
    bdl_json_flat_object(p->json);
    put_line(p, row->place);
    bdl_json_put_array(p->json, "cells");
    for (size_t i = 0; i < row->count; i++)
        bdl_json_str(p->json, row->cells[i].run.text);
    bdl_json_end(p->json);
    bdl_json_end(p->json);
}

static void print_table(printer *p, const bdl_table_seen *t) {
    bdl_json_object(p->json);
    bdl_json_put_opt(p->json, "form", t->form ? t->form->name : (bdl_str){0});
    bdl_json_put_str(p->json, "title", t->title);
    put_line(p, t->place);
    bdl_json_put_opt(p->json, "money_unit", t->money_unit);
    bdl_json_put_nonzero(p->json, "year", t->year);
    bdl_json_key(p->json, BDL_STR("columns"));
    bdl_json_flat_array(p->json);
    for (size_t i = 0; i < t->column_count; i++)
        bdl_json_str(p->json, t->columns[i]);
    bdl_json_end(p->json);
    bdl_json_put_array(p->json, "rows");
    for (size_t i = 0; i < t->row_count; i++)
        print_row(p, &t->rows[i]);
    bdl_json_end(p->json);
    bdl_json_end(p->json);
}

static void print_tables(printer *p) {
    bdl_json_put_array(p->json, "tables");
    for (size_t i = 0; i < p->model->tables.count; i++)
        if (!p->model->tables.items[i].is_sheet)
            print_table(p, &p->model->tables.items[i]);
    bdl_json_end(p->json);
}

/* ---- what forms give ---- */

static void print_record(printer *p, const bdl_record *record, int depth);

static void print_list(printer *p, const bdl_list *list, int depth) {
    bool records = list->count > 0 && list->items[0].kind == BDL_RECORD;
    if (records)
        bdl_json_array(p->json);
    else
        bdl_json_flat_array(p->json);
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == BDL_RECORD)
            print_record(p, list->items[i].as.record, depth + 1);
        else
            print_text(p, &list->items[i]);
    bdl_json_end(p->json);
}

/* Whether V is blank for the rules alone, as its form calls it optional: no cell holds
 * it.
 */
static bool is_absent(const bdl_value *v) {
    return v->state == BDL_BLANK && !v->origin;
}

static void print_value(printer *p, const bdl_value *v, int depth) {
    if (depth > BDL_MAX_NESTING || is_absent(v))
        bdl_json_null(p->json);
    else if (v->kind == BDL_RECORD && v->state == BDL_PRESENT)
        print_record(p, v->as.record, depth + 1);
    else if (v->kind == BDL_LIST && v->state == BDL_PRESENT)
        print_list(p, v->as.list, depth + 1);
    else if (v->kind == BDL_LIST && v->state == BDL_BLANK)
        print_list(p, &(bdl_list){0}, depth + 1);
    else if (bdl_kind_is_figure(v->kind) && v->state == BDL_PRESENT && v->text.len == 0)
        bdl_json_str(p->json, bdl_dec_str(p->arena, v->number, 0));
    else
        print_text(p, v);
}

/* What is printed of a record: what was read, not what was made of it. */
static bool is_printed(const bdl_rectype *type, size_t i) {
    const bdl_field *f = &type->fields.items[i];
    int slot = (int)i;
    if (f->hidden || f->source == BDL_FROM_LET || f->source == BDL_FROM_ENTRY)
        return false;
    return slot != type->slot_line && slot != type->slot_holder &&
           slot != type->slot_index && slot != type->slot_parent &&
           slot != type->slot_children && slot != type->slot_level &&
           slot != type->slot_columns;
}

static void print_record(printer *p, const bdl_record *record, int depth) {
    const bdl_rectype *type = record->type;
    bool group = type->slot_line < 0 || record->place.line == 0;
    bdl_json_object(p->json);
    if (!group)
        put_line(p, record->place);
    for (size_t i = 0; i < type->fields.count; i++)
        if (is_printed(type, i)) {
            bdl_json_key(p->json, type->fields.items[i].name);
            print_value(p, record->slots[i], depth);
        }
    bdl_json_end(p->json);
}

/* Whether a form before number I gives the same record. */
static bool is_printed_before(const bdl_schema *s, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (s->forms.items[k]->slot == s->forms.items[i]->slot &&
            !s->forms.items[k]->is_document)
            return true;
    return false;
}

static void print_forms(printer *p) {
    const bdl_schema *s = p->model->schema;
    for (size_t i = 0; i < s->forms.count; i++) {
        const bdl_form *form = s->forms.items[i];
        if (form->is_document || form->slot < 0 || is_printed_before(s, i))
            continue;
        const bdl_value *v = p->model->document->slots[form->slot];
        bdl_json_key(p->json, s->document->fields.items[form->slot].name);
        if (form->many && v->state != BDL_PRESENT)
            print_list(p, &(bdl_list){0}, 0);
        else
            print_value(p, v, 0);
    }
}

static void print_figures(printer *p) {
    const bdl_list *list = list_at(p->model->document, p->model->schema->slot_figures);
    bdl_json_put_array(p->json, "figures");
    for (size_t i = 0; i < list->count; i++) {
        const bdl_record *record = list->items[i].as.record;
        int slot = bdl_rectype_slot(record->type, BDL_STR("amount"));
        const bdl_value *amount = record->slots[slot];
        bdl_json_flat_object(p->json);
        put_line(p, record->place);
        put_text(p, "label", record, bdl_rectype_slot(record->type, BDL_STR("label")));
        put_text(p, "amount", record, slot);
        bdl_json_put_str(p->json, "unit", bdl_value_unit(amount)->name);
        bdl_json_end(p->json);
    }
    bdl_json_end(p->json);
}

void bdl_model_print_plain(FILE *out, const bdl_model *model) {
    printer p = {bdl_json_open(out, true), bdl_arena_new(), model};
    bdl_json_object(p.json);
    print_document(&p);
    print_sections(&p);
    print_tables(&p);
    print_forms(&p);
    print_figures(&p);
    bdl_json_end(p.json);
    bdl_json_close(p.json);
    bdl_arena_free(p.arena);
}
