/* forms_tables.c - columns, fields with labels, lists of rows, their trees and entries.
 */
#include "lang/forms.h"

#include "base/language.h"
#include "base/text.h"

/* ---- headings ---- */

static bdl_str fold(bdl_form_work *w, bdl_str s) {
    return bdl_text_fold(w->c->arena, s);
}

static bdl_heading read_pattern(bdl_form_work *w, const bdl_pattern_node *node) {
    bdl_patterns patterns = {.span = node->span};
    BDL_PUSH(w->c->arena, &patterns.nodes, *node);
    bdl_heading heading = {0};
    heading.pattern = bdl_forms_pattern(w, &patterns, NULL, (bdl_word){0});
    return heading;
}

/* The texts of PARTS that are joined, folded. */
static bdl_heading read_joined(bdl_form_work *w, const bdl_words *parts, size_t count) {
    size_t texts = 0;
    for (size_t i = 0; i < count; i++)
        texts += parts[i].count;
    bdl_str *folded = BDL_NEW_ARRAY(w->c->arena, bdl_str, texts);
    size_t *ends = BDL_NEW_ARRAY(w->c->arena, size_t, count);
    texts = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < parts[i].count; k++)
            folded[texts++] = fold(w, parts[i].items[k].text);
        ends[i] = texts;
    }
    return (bdl_heading){
        .parts = folded, .part_count = count, .text_count = texts, .ends = ends};
}

/* NODE as one heading; of several texts that nothing is joined with each is its own. */
static void add_headings(bdl_form_work *w, const bdl_heading_node *node,
                         bdl_headings *all) {
    if (node->pattern)
        BDL_PUSH(w->c->arena, all, read_pattern(w, node->pattern));
    else if (node->parts.count > 1)
        BDL_PUSH(w->c->arena, all, read_joined(w, node->parts.items, node->parts.count));
    for (size_t i = 0; node->parts.count == 1 && i < node->parts.items[0].count; i++) {
        bdl_words one = {.items = &node->parts.items[0].items[i], .count = 1};
        BDL_PUSH(w->c->arena, all, read_joined(w, &one, 1));
    }
}

static const bdl_heading *read_headings(bdl_form_work *w, const bdl_form_clause *clause,
                                        size_t *count) {
    bdl_heading_nodes nodes = bdl_forms_headings(w, clause);
    bdl_headings all = {0};
    for (size_t i = 0; i < nodes.count; i++)
        add_headings(w, &nodes.items[i], &all);
    *count = all.count;
    return all.items;
}

/* ---- columns ---- */

void bdl_forms_column(bdl_form_work *w, bdl_list_work *list,
                      const bdl_form_clause *clause) {
    const bdl_type_word *word = bdl_forms_type(w, &clause->type);
    const bdl_word *name = &clause->path.items[0];
    bdl_field field = {.name = name->text,
                       .zh = clause->zh.text,
                       .type = bdl_forms_type_of(w, word),
                       .source = BDL_FROM_FORM,
                       .optional = clause->optional,
                       .blank_is_missing = clause->blank_is_missing};
    if (clause->path.count != 1)
        BDL_FORM_COMPLAIN(w, clause->span, BDL_MSG_COLUMN_PATH);
    if (word && word->is_list && list->list.row != w->record)
        BDL_FORM_COMPLAIN(w, clause->type.span, BDL_MSG_COLUMN_LIST);
    int slot = bdl_forms_add(w, list->list.row, field, name->span, false);
    bdl_column column = {.slot = slot,
                         .type = field.type,
                         .is_code = word && word->is_code,
                         .is_list = word && word->is_list,
                         .optional = clause->optional,
                         .inherits = clause->inherits,
                         .blank_is_missing = clause->blank_is_missing};
    column.headings = read_headings(w, clause, &column.heading_count);
    if (slot >= 0)
        BDL_PUSH(w->c->arena, &list->columns, column);
}

/* ---- fields of a sheet ---- */

static bdl_rectype *field_group(bdl_form_work *w, bdl_rectype *record,
                                const bdl_word *group, int *slot) {
    *slot = bdl_rectype_slot(record, group->text);
    const bdl_field *there = *slot >= 0 ? &record->fields.items[*slot] : NULL;
    if (there && there->type.kind == BDL_RECORD && there->source == BDL_FROM_FORM)
        return (bdl_rectype *)(uintptr_t)there->type.record;
    bdl_field field = {.name = group->text, .source = BDL_FROM_FORM};
    return bdl_forms_record(w, record, field, group->span, false, slot);
}

/* The record that has the field: `plan.march` is in the group `plan`. */
static bdl_rectype *field_holder(bdl_form_work *w, const bdl_words *path,
                                 bdl_label_field *field) {
    bdl_rectype *record = w->record;
    int *groups = BDL_NEW_ARRAY(w->c->arena, int, path->count);
    for (size_t i = 0; i + 1 < path->count; i++) {
        record = field_group(w, record, &path->items[i], &groups[i]);
        if (groups[i] < 0)
            return NULL;
    }
    field->groups = groups;
    field->group_count = path->count - 1;
    return record;
}

void bdl_forms_field(bdl_form_work *w, const bdl_form_clause *clause) {
    bdl_label_field field = {.optional = clause->optional,
                             .blank_is_missing = clause->blank_is_missing};
    const bdl_type_word *word = bdl_forms_type(w, &clause->type);
    const bdl_word *name = &clause->path.items[clause->path.count - 1];
    bdl_rectype *record = field_holder(w, &clause->path, &field);
    if (!record)
        return;
    field.type = bdl_forms_type_of(w, word);
    field.is_code = word && word->is_code;
    field.is_list = word && word->is_list;
    field.labels = read_headings(w, clause, &field.label_count);
    field.below = fold(w, clause->below.text);
    bdl_field declared = {.name = name->text,
                          .zh = clause->zh.text,
                          .type = field.type,
                          .source = BDL_FROM_FORM,
                          .optional = clause->optional,
                          .blank_is_missing = clause->blank_is_missing};
    field.slot = bdl_forms_add(w, record, declared, name->span, false);
    if (field.slot >= 0)
        BDL_PUSH(w->c->arena, &w->form->fields, field);
}

/* ---- lists ---- */

static bdl_list_work *add_list(bdl_form_work *w, bdl_list_place place, bdl_field field,
                               bdl_span span) {
    bdl_list_work *list = BDL_NEW(w->c->arena, bdl_list_work);
    list->list.place = place;
    list->list.name = field.name;
    list->list.row = bdl_forms_record(w, w->record, field, span, true, &list->list.slot);
    list->list.tree_slot = list->list.root_entry = -1;
    BDL_PUSH(w->c->arena, &w->lists, list);
    return list;
}

/* Columns beside a table inside: what they hold are fields of the record itself. */
static bdl_list_work *add_grouping(bdl_form_work *w) {
    bdl_list_work *list = BDL_NEW(w->c->arena, bdl_list_work);
    list->list = (bdl_list_form){.place = BDL_LIST_MAIN,
                                 .name = BDL_STR("rows"),
                                 .slot = -1,
                                 .row = w->record,
                                 .tree_slot = -1,
                                 .root_entry = -1};
    BDL_PUSH(w->c->arena, &w->lists, list);
    return list;
}

bool bdl_forms_is_grouped(const bdl_form_work *w) {
    bool columns = false, inside = false;
    for (size_t i = 0; i < w->clauses.count; i++) {
        const bdl_form_clause *clause = w->clauses.items[i];
        if (clause->kind == BDL_F_FIELD)
            return false;
        columns |= clause->kind == BDL_F_COLUMN;
        inside |= clause->kind == BDL_F_LIST &&
                  bdl_str_eq(clause->keyword.text, BDL_STR("table"));
    }
    return columns && inside && w->form->many;
}

bdl_list_work *bdl_forms_main(bdl_form_work *w, bdl_span span) {
    for (size_t i = 0; i < w->lists.count; i++)
        if (w->lists.items[i]->list.place == BDL_LIST_MAIN)
            return w->lists.items[i];
    if (bdl_forms_is_grouped(w))
        return add_grouping(w);
    bdl_field field = {
        .name = BDL_STR("rows"), .zh = BDL_STR("行"), .source = BDL_FROM_FORM};
    bdl_list_work *list = add_list(w, BDL_LIST_MAIN, field, span);
    w->record->slot_rows = list->list.slot;
    return list;
}

static bdl_list_work *find_list(bdl_form_work *w, bdl_str name) {
    for (size_t i = 0; i < w->lists.count; i++)
        if (bdl_str_eq(w->lists.items[i]->list.name, name))
            return w->lists.items[i];
    return NULL;
}

static void add_entry(bdl_form_work *w, bdl_list_work *list,
                      const bdl_form_clause *clause, const bdl_word *name);
static void add_skip(bdl_form_work *w, bdl_list_work *list, bdl_expr *cond) {
    bdl_forms_wait(w, cond, list->list.row, false);
    BDL_PUSH(w->c->arena, &list->skips, cond);
}

void bdl_forms_list(bdl_form_work *w, const bdl_form_clause *clause) {
    bool inner = bdl_str_eq(clause->keyword.text, BDL_STR("table"));
    bdl_field field = {.name = clause->path.items[0].text,
                       .zh = clause->zh.text,
                       .source = BDL_FROM_FORM};
    bdl_list_work *list = add_list(w, inner ? BDL_LIST_INNER : BDL_LIST_BESIDE, field,
                                   clause->path.items[0].span);
    for (size_t i = 0; i < clause->headings.count; i++)
        add_headings(w, &clause->headings.items[i], &list->unders);
    for (size_t i = 0; i < clause->body.count; i++) {
        const bdl_form_clause *part = clause->body.items[i];
        if (part->kind == BDL_F_COLUMN)
            bdl_forms_column(w, list, part);
    }
    for (size_t i = 0; i < clause->body.count; i++) {
        const bdl_form_clause *part = clause->body.items[i];
        if (part->kind == BDL_F_ROWS)
            bdl_forms_rows(w, list, part);
        else if (part->kind == BDL_F_SKIP)
            add_skip(w, list, part->expr);
        else if (part->kind == BDL_F_ENTRY && part->path.count == 1)
            add_entry(w, list, part, &part->path.items[0]);
        else if (part->kind != BDL_F_COLUMN)
            BDL_FORM_COMPLAIN(w, part->keyword.span, BDL_MSG_LIST_CLAUSE,
                              BDL_PRI(part->keyword.text));
    }
}

/* ---- trees ---- */

static int find_column(const bdl_list_work *list, const char *name) {
    int slot = bdl_rectype_slot(list->list.row, bdl_str_z(name));
    for (size_t i = 0; i < list->columns.count; i++)
        if (list->columns.items[i].slot == slot)
            return slot;
    return -1;
}

static int first_column(const bdl_list_work *list, bool code) {
    for (size_t i = 0; i < list->columns.count; i++)
        if (list->columns.items[i].type.kind == BDL_TEXT &&
            (!code || list->columns.items[i].is_code))
            return list->columns.items[i].slot;
    return -1;
}

static void add_tree_fields(bdl_form_work *w, bdl_rectype *row, bdl_span span) {
    if (row->slot_parent >= 0)
        return;
    bdl_type record = {.kind = BDL_RECORD, .record = row};
    bdl_field parent = {.name = BDL_STR("parent"),
                        .zh = BDL_STR("上级"),
                        .type = record,
                        .source = BDL_FROM_BUILTIN,
                        .hidden = true};
    bdl_field children = {.name = BDL_STR("children"),
                          .zh = BDL_STR("下级"),
                          .type = bdl_type_list(w->c->arena, record),
                          .source = BDL_FROM_BUILTIN,
                          .hidden = true};
    bdl_field level = {.name = BDL_STR("level"),
                       .zh = BDL_STR("级次"),
                       .type = BDL_TYPE(BDL_NUMBER),
                       .source = BDL_FROM_BUILTIN};
    row->slot_parent = bdl_forms_add(w, row, parent, span, false);
    row->slot_children = bdl_forms_add(w, row, children, span, false);
    row->slot_level = bdl_forms_add(w, row, level, span, false);
}

void bdl_forms_rows(bdl_form_work *w, bdl_list_work *list,
                    const bdl_form_clause *clause) {
    bool code = bdl_str_eq(clause->by.text, BDL_STR("code"));
    if (!code && !bdl_str_eq(clause->by.text, BDL_STR("number"))) {
        BDL_FORM_COMPLAIN(w, clause->by.span, BDL_MSG_ROWS_BY, BDL_PRI(clause->by.text));
        return;
    }
    int slot = find_column(list, code ? "code" : "number");
    if (slot < 0)
        slot = first_column(list, code);
    if (slot < 0) {
        BDL_FORM_COMPLAIN(w, clause->by.span, BDL_MSG_ROWS_COLUMN,
                          BDL_PRI(clause->by.text));
        return;
    }
    list->list.tree = code ? BDL_TREE_CODE : BDL_TREE_NUMBER;
    list->list.tree_slot = slot;
    list->root = clause->under;
    if (code)
        list->list.row->slot_key = slot;
    add_tree_fields(w, list->list.row, clause->span);
}

/* ---- entries ---- */

/* "income.all": an entry of a list that has a name of its own. */
static bdl_str entry_name(bdl_form_work *w, const bdl_list_work *list, bdl_str name) {
    if (list->list.place == BDL_LIST_MAIN || name.len == 0)
        return name;
    return bdl_arena_printf(w->c->arena, "%.*s.%.*s", BDL_PRI(list->list.name),
                            BDL_PRI(name));
}

/* An entry of a list that has a name is reached as a column of the list is. */
static void complain_hidden(bdl_form_work *w, const bdl_list_work *list,
                            const bdl_word *name) {
    if (list->list.place != BDL_LIST_MAIN &&
        bdl_rectype_slot(list->list.row, name->text) >= 0)
        BDL_FORM_COMPLAIN(w, name->span, BDL_MSG_ENTRY_COLUMN, BDL_PRI(name->text));
}

static void add_entry(bdl_form_work *w, bdl_list_work *list,
                      const bdl_form_clause *clause, const bdl_word *name) {
    bdl_str full = entry_name(w, list, name->text);
    bdl_field field = {.name = full,
                       .zh = entry_name(w, list, clause->zh.text),
                       .source = BDL_FROM_ENTRY,
                       .type = {.kind = BDL_RECORD, .record = list->list.row}};
    bdl_entry entry = {.name = full, .where = clause->expr};
    complain_hidden(w, list, name);
    complain_hidden(w, list, &clause->zh);
    entry.slot = bdl_forms_add(w, w->record, field, name->span, false);
    if (bdl_str_eq(clause->which.text, BDL_STR("first")))
        entry.which = BDL_ENTRY_FIRST;
    else if (bdl_str_eq(clause->which.text, BDL_STR("last")))
        entry.which = BDL_ENTRY_LAST;
    bdl_forms_wait(w, clause->expr, list->list.row, false);
    if (entry.slot >= 0)
        BDL_PUSH(w->c->arena, &list->entries, entry);
}

void bdl_forms_entry(bdl_form_work *w, const bdl_form_clause *clause) {
    const bdl_word *first = &clause->path.items[0];
    bdl_list_work *list = NULL;
    if (clause->path.count == 1)
        list = find_list(w, BDL_STR("rows"));
    else if (clause->path.count == 2)
        list = find_list(w, first->text);
    if (list) {
        add_entry(w, list, clause, &clause->path.items[clause->path.count - 1]);
        return;
    }
    BDL_FORM_COMPLAIN(w, first->span, BDL_MSG_ENTRY_LIST, BDL_PRI(first->text));
    bdl_guess guess;
    bdl_guess_init(&guess, first->text);
    for (size_t i = 0; i < w->lists.count; i++)
        bdl_guess_offer(&guess, w->lists.items[i]->list.name);
    if (guess.best.len && clause->path.count == 2)
        BDL_HINT(w->c, _("did you mean `%.*s`?"), BDL_PRI(guess.best));
    else if (clause->path.count == 1 && w->lists.count)
        BDL_HINT(w->c, _("name the list it is of: `%.*s.%.*s`"),
                 BDL_PRI(w->lists.items[0]->list.name), BDL_PRI(first->text));
}

/* A skip of the form is for its rows; without such, for each of its lists. */
void bdl_forms_skip(bdl_form_work *w, const bdl_form_clause *clause) {
    bdl_list_work *rows = find_list(w, BDL_STR("rows"));
    if (rows) {
        add_skip(w, rows, clause->expr);
        return;
    }
    if (w->lists.count == 0)
        BDL_FORM_COMPLAIN(w, clause->span, BDL_MSG_SKIP_ROWS);
    for (size_t i = 0; i < w->lists.count; i++)
        add_skip(w, w->lists.items[i],
                 bdl_expr_clone(w->c->arena, clause->expr, NULL, 0));
}

/* ---- the end ---- */

static void find_root(bdl_form_work *w, bdl_list_work *list) {
    if (list->root.text.len == 0)
        return;
    bdl_str full = list->root.text;
    if (list->list.place != BDL_LIST_MAIN)
        full = bdl_arena_printf(w->c->arena, "%.*s.%.*s", BDL_PRI(list->list.name),
                                BDL_PRI(full));
    for (size_t i = 0; i < list->entries.count; i++)
        if (bdl_str_eq(list->entries.items[i].name, full))
            list->list.root_entry = (int)i;
    if (list->list.root_entry < 0)
        BDL_FORM_COMPLAIN(w, list->root.span, BDL_MSG_ROWS_UNDER,
                          BDL_PRI(list->root.text));
}

void bdl_forms_finish_lists(bdl_form_work *w) {
    for (size_t i = 0; i < w->lists.count; i++) {
        bdl_list_work *work = w->lists.items[i];
        bdl_list_form *list = &work->list;
        find_root(w, work);
        list->columns = work->columns.items;
        list->column_count = work->columns.count;
        list->under = work->unders.items;
        list->under_count = work->unders.count;
        list->entries = work->entries.items;
        list->entry_count = work->entries.count;
        list->skips = work->skips.items;
        list->skip_count = work->skips.count;
        BDL_PUSH(w->c->arena, &w->form->lists, *list);
    }
}
