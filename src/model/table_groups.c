/* table_groups.c - tables that hold many records, one below the other: rows that share
 * their merged cells are one record, and give the rows of the table inside it. */
#include "model/table.h"

/* What is open while rows go by. */
typedef struct grouping {
    bdl_recogniser *r;
    bdl_table *table;
    const bdl_list_form *main; /* its columns are fields of the record */
    bdl_column_map map;
    bdl_trow **from;    /* the row that each of these columns was last filled in */
    bdl_trow *head;     /* where the group begins; NULL: before the first one */
    bdl_record *record; /* made with the first row of the table inside */
} grouping;

/* The table inside, of which all rows of a group are rows. */
typedef struct inside {
    const bdl_list_form *list;
    bdl_column_map map;
    bdl_values rows;
} inside;

const bdl_list_form *bdl_groups_main(const bdl_form *form) {
    for (size_t i = 0; i < form->lists.count; i++)
        if (form->lists.items[i].place == BDL_LIST_MAIN && form->lists.items[i].slot < 0)
            return &form->lists.items[i];
    return NULL;
}

static const int *place_of(const grouping *g, size_t column) {
    return &g->map.at[column * BDL_COLUMN_PARTS_MAX];
}

static const bdl_tcell *cell_of(const grouping *g, size_t column, const bdl_trow *row) {
    int at = place_of(g, column)[0];
    bool filled =
        row && at >= 0 && (size_t)at < row->count && row->cells[at].folded.len > 0;
    return filled ? &row->cells[at] : NULL;
}

/* Whether ROW has in a merged column something else than the group. */
static bool begins_group(const grouping *g, const bdl_trow *row) {
    for (size_t i = 0; i < g->main->column_count; i++) {
        const bdl_tcell *here = cell_of(g, i, row), *before = cell_of(g, i, g->from[i]);
        if (g->main->columns[i].inherits && here &&
            (!before || !bdl_str_eq(here->folded, before->folded)))
            return true;
    }
    return false;
}

/* A merged cell reaches down to the next one in its column, or in one left of it. */
static void begin_group(grouping *g, bdl_trow *row) {
    bool anew = false;
    for (size_t i = 0; i < g->main->column_count; i++) {
        bool filled = cell_of(g, i, row) != NULL;
        bool merged = g->main->columns[i].inherits;
        if (filled || !merged || anew)
            g->from[i] = filled ? row : NULL;
        anew |= filled && merged;
    }
    g->head = row;
    g->record = NULL;
}

static bdl_value list_value(grouping *g, size_t column) {
    const bdl_tcell *cell = cell_of(g, column, g->from[column]);
    bdl_value v = {.kind = BDL_LIST, .state = BDL_BLANK};
    if (!cell)
        return v;
    v = bdl_value_list(bdl_split_list(g->r, &cell->run));
    v.text = bdl_cell_text(g->r->arena, cell);
    ((bdl_tcell *)(uintptr_t)cell)->read = true;
    return bdl_value_at(g->r, v, cell->run.place);
}

static void put_column(grouping *g, size_t column) {
    const bdl_column *c = &g->main->columns[column];
    bdl_trow *row = g->from[column] ? g->from[column] : g->head;
    bdl_value v;
    if (place_of(g, column)[0] < 0)
        v = bdl_column_lacking(g->r, c, &g->record->type->fields.items[c->slot],
                               g->table);
    else if (c->is_list)
        v = list_value(g, column);
    else
        v = bdl_column_value(g->r, c, place_of(g, column), g->table, row);
    bdl_record_put(g->record, c->slot, v);
}

static void open_record(grouping *g) {
    g->record = bdl_form_record(g->r, g->table->form, g->head->place);
    bdl_bind_captions(g->r, g->table, g->record);
    bdl_fill_table_fields(g->r, g->table, g->record);
    for (size_t i = 0; i < g->main->column_count; i++)
        put_column(g, i);
}

static void close_record(grouping *g, inside *lists, size_t count) {
    bdl_completer completer = {g->r->model, g->r->hooks};
    for (size_t k = 0; g->record && k < count; k++) {
        inside *in = &lists[k];
        bdl_values rows = bdl_values_copy(g->r->arena, &in->rows);
        bdl_list_widen(in->list, g->table->form, &rows);
        bdl_list_put(g->r->model, g->record, in->list->slot, &rows);
        bdl_complete_list(&completer, in->list, g->record);
        in->rows.count = 0;
    }
    g->record = NULL;
}

static void add_row(grouping *g, inside *lists, size_t count, bdl_trow *row) {
    for (size_t k = 0; k < count; k++) {
        bdl_record *made = bdl_row_record(g->r, lists[k].list, &lists[k].map, g->table,
                                          row, g->r->model->document);
        if (!made)
            continue;
        if (!g->record)
            open_record(g);
        BDL_PUSH(g->r->scratch, &lists[k].rows, bdl_value_record(made));
    }
}

static size_t map_inside(bdl_recogniser *r, const bdl_table *table, inside *lists) {
    size_t count = 0;
    for (size_t i = 0; i < table->form->lists.count; i++) {
        const bdl_list_form *list = &table->form->lists.items[i];
        if (list->place != BDL_LIST_INNER)
            continue;
        lists[count].list = list;
        bdl_columns_map(r, list, table, 0, &lists[count].map);
        count++;
    }
    return count;
}

void bdl_table_read_groups(bdl_recogniser *r, bdl_table *table) {
    grouping g = {.r = r, .table = table, .main = bdl_groups_main(table->form)};
    inside *lists = BDL_NEW_ARRAY(r->scratch, inside, table->form->lists.count + 1);
    r->needs_rows |= table->raw != NULL;
    if (r->needs_rows)
        return;
    bdl_columns_map(r, g.main, table, 0, &g.map);
    g.from = BDL_NEW_ARRAY(r->scratch, bdl_trow *, g.main->column_count + 1);
    size_t count = map_inside(r, table, lists);
    for (size_t i = table->captions + table->headings; i < table->rows.count; i++) {
        bdl_trow *row = &table->rows.items[i];
        if (row->is_left_out)
            continue;
        if (!g.head || begins_group(&g, row)) {
            close_record(&g, lists, count);
            begin_group(&g, row);
        }
        add_row(&g, lists, count, row);
    }
    close_record(&g, lists, count);
}
