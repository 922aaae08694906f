/* complete.c - what follows from the rows of a list: those that are left out, cells
 * merged with the one above, the tree, the rows with a name. The recogniser and the
 * examples of rules use the same. */
#include "model/long.h"
#include "model/recognise.h"

#include "base/language.h"
#include "base/limits.h"

static int test(const bdl_completer *c, const struct bdl_expr *cond, bdl_record *row) {
    if (!c->hooks || !c->hooks->test)
        return 0;
    return c->hooks->test(c->hooks->ctx, cond, row, c->model->document);
}

static bool is_record(const bdl_value *v) {
    return v->kind == BDL_RECORD && v->state == BDL_PRESENT && v->as.record;
}

static bool rows_of(const bdl_record *holder, int slot, bdl_values *rows) {
    if (slot < 0)
        return false;
    const bdl_value *v = holder->slots[slot];
    if (v->kind != BDL_LIST || v->state != BDL_PRESENT || !v->as.list ||
        bdl_list_is_long(v->as.list)) /* complete as it is */
        return false;
    *rows = (bdl_values){v->as.list->items, v->as.list->count, v->as.list->count};
    return true;
}

/* ---- merged cells ---- */

/* A blank cell has the text above it, unless a cell to its left that could be merged too
 * begins anew in this row. */
static void inherit_row(const bdl_list_form *list, bdl_record *above, bdl_record *row) {
    bool begins_anew = false;
    for (size_t i = 0; i < list->column_count; i++) {
        const bdl_column *column = &list->columns[i];
        if (!column->inherits)
            continue;
        const bdl_value *v = row->slots[column->slot];
        if (v->state == BDL_PRESENT)
            begins_anew |= above->slots[column->slot]->state != BDL_PRESENT ||
                           !bdl_str_eq(v->text, above->slots[column->slot]->text);
        else if (v->state == BDL_BLANK && !begins_anew)
            bdl_record_put(row, column->slot, *above->slots[column->slot]);
    }
}

static void inherit(const bdl_list_form *list, const bdl_values *rows) {
    for (size_t i = 1; i < rows->count; i++)
        if (is_record(&rows->items[i]) && is_record(&rows->items[i - 1]))
            inherit_row(list, rows->items[i - 1].as.record, rows->items[i].as.record);
}

/* ---- rows that are no data ---- */

static bool is_skipped(const bdl_completer *c, const bdl_list_form *list,
                       bdl_record *row) {
    for (size_t i = 0; i < list->skip_count; i++)
        if (test(c, list->skips[i], row) == 1)
            return true;
    return false;
}

static void skip(const bdl_completer *c, const bdl_list_form *list, bdl_values *rows) {
    size_t kept = 0;
    for (size_t i = 0; i < rows->count; i++)
        if (!is_record(&rows->items[i]) || !is_skipped(c, list, rows->items[i].as.record))
            rows->items[kept++] = rows->items[i];
    rows->count = kept;
}

static void number(bdl_record *holder, const bdl_values *rows) {
    for (size_t i = 0; i < rows->count; i++) {
        if (!is_record(&rows->items[i]))
            continue;
        bdl_record *row = rows->items[i].as.record;
        bdl_record_set_holder(row->model->arena, row, holder);
        bdl_record_tell_index(row, i + 1);
    }
}

/* ---- rows with a name ---- */

static void find_entry(const bdl_completer *c, const bdl_entry *entry, bdl_record *holder,
                       const bdl_values *rows) {
    bdl_record *found = NULL;
    size_t count = 0;
    bool unknown = false;
    for (size_t i = 0; i < rows->count; i++) {
        if (!is_record(&rows->items[i]))
            continue;
        int met = test(c, entry->where, rows->items[i].as.record);
        unknown |= met < 0;
        if (met != 1)
            continue;
        count++;
        if (!found || entry->which == BDL_ENTRY_LAST)
            found = rows->items[i].as.record;
        if (entry->which == BDL_ENTRY_FIRST)
            break;
    }
    bdl_value v = bdl_value_record(found);
    bdl_arena *arena = c->model->arena;
    if (!found)
        v = bdl_value_missing(BDL_RECORD,
                              unknown ? bdl_arena_printf(arena,
                                                         _("no row was found to be %.*s"),
                                                         BDL_PRI(entry->name))
                                      : bdl_arena_printf(arena, _("there is no row %.*s"),
                                                         BDL_PRI(entry->name)));
    else if (count > 1 && entry->which == BDL_ENTRY_ONLY) {
        v = bdl_value_missing(BDL_RECORD,
                              bdl_arena_printf(arena, _("%zu rows could be %.*s"), count,
                                               BDL_PRI(entry->name)));
        v.state = BDL_AMBIGUOUS;
        BDL_PUSH(arena, &c->model->unread,
                 (bdl_unread){found->place, entry->name, v.reason});
    }
    bdl_record_put(holder, entry->slot, v);
}

static void find_entries(const bdl_completer *c, const bdl_list_form *list,
                         bdl_record *holder, const bdl_values *rows) {
    for (size_t i = 0; i < list->entry_count; i++)
        if (bdl_slot_is_missing(holder, list->entries[i].slot))
            find_entry(c, &list->entries[i], holder, rows);
}

static bdl_record *root_of(const bdl_list_form *list, bdl_record *holder) {
    if (list->root_entry < 0 || (size_t)list->root_entry >= list->entry_count)
        return NULL;
    const bdl_value *v = holder->slots[list->entries[list->root_entry].slot];
    return is_record(v) ? v->as.record : NULL;
}

void bdl_complete_list(const bdl_completer *c, const bdl_list_form *list,
                       bdl_record *holder) {
    bdl_values rows;
    if (!rows_of(holder, list->slot, &rows))
        return;
    inherit(list, &rows);
    skip(c, list, &rows);
    number(holder, &rows);
    bdl_list_put(c->model, holder, list->slot, &rows);
    find_entries(c, list, holder, &rows);
    if (list->tree == BDL_TREE_NONE)
        return;
    bdl_complete_tree(c->model, list, &rows, root_of(list, holder));
    bdl_complete_slid(c->model, list, &rows);
}

/* ---- records written by hand ---- */

static void complete_record(const bdl_completer *c, const bdl_form *form,
                            bdl_record *record) {
    for (size_t i = 0; i < form->lists.count; i++)
        bdl_complete_list(c, &form->lists.items[i], record);
}

static void complete_form(const bdl_completer *c, const bdl_form *form) {
    bdl_record *document = c->model->document;
    bdl_values records;
    if (form->slot < 0)
        return;
    const bdl_value *v = document->slots[form->slot];
    if (is_record(v))
        complete_record(c, form, v->as.record);
    else if (rows_of(document, form->slot, &records))
        for (size_t i = 0; i < records.count; i++)
            if (is_record(&records.items[i]))
                complete_record(c, form, records.items[i].as.record);
}

/* Gives every record of every list its holder and its place in the list. */
static void number_lists(bdl_record *record, int depth) {
    const bdl_rectype *type = record->type;
    if (depth > BDL_MAX_NESTING)
        return;
    for (size_t i = 0; i < type->fields.count; i++) {
        const bdl_field *field = &type->fields.items[i];
        bdl_value *v = record->slots[i];
        bdl_values items;
        if (field->source == BDL_FROM_ENTRY || (int)i == type->slot_holder ||
            (int)i == type->slot_parent || (int)i == type->slot_children)
            continue;
        if (is_record(v)) {
            bdl_record_set_holder(v->as.record->model->arena, v->as.record, record);
            number_lists(v->as.record, depth + 1);
        } else if (rows_of(record, (int)i, &items)) {
            number(record, &items);
            for (size_t k = 0; k < items.count; k++)
                if (is_record(&items.items[k]))
                    number_lists(items.items[k].as.record, depth + 1);
        }
    }
}

void bdl_model_complete(bdl_model *model, const bdl_hooks *hooks) {
    bdl_completer c = {model, hooks};
    number_lists(model->document, 0);
    for (size_t i = 0; i < model->schema->forms.count; i++)
        complete_form(&c, model->schema->forms.items[i]);
}
