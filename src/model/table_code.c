/* table_code.c - 2010301 行政运行: the code of a row and its name in one cell.
 *
 * Where one heading of a table heads both the code of the rows and another text of the
 * form, the digits that begin a cell are the code and the rest of it is the text. */
#include "model/table.h"

/* The column of LIST by which its rows are a tree of codes; -1: none. */
static int code_column(const bdl_list_form *list) {
    for (size_t i = 0; list->tree == BDL_TREE_CODE && i < list->column_count; i++)
        if (list->columns[i].slot == list->tree_slot)
            return (int)i;
    return -1;
}

/* The text column that has no heading of its own but meets that of the codes. */
static int find_sharer(bdl_recogniser *r, const bdl_list_form *list,
                       const bdl_table *table, const bdl_column_map *map, int leaf) {
    for (size_t i = 0; i < list->column_count; i++) {
        const bdl_column *column = &list->columns[i];
        if (map->at[i * BDL_COLUMN_PARTS_MAX] >= 0 || column->type.kind != BDL_TEXT)
            continue;
        if (bdl_column_meets(r, column, &table->leaves[leaf]))
            return (int)i;
    }
    return -1;
}

void bdl_columns_share(bdl_recogniser *r, const bdl_list_form *list,
                       const bdl_table *table, bdl_column_map *map) {
    int code = code_column(list);
    map->code = map->named = -1;
    if (code < 0 || map->at[code * BDL_COLUMN_PARTS_MAX] < 0 ||
        map->at[code * BDL_COLUMN_PARTS_MAX + 1] >= 0)
        return;
    int leaf = map->at[code * BDL_COLUMN_PARTS_MAX];
    int sharer = find_sharer(r, list, table, map, leaf);
    if (sharer < 0)
        return;
    map->code = code;
    map->named = sharer;
    map->at[sharer * BDL_COLUMN_PARTS_MAX] = leaf;
    map->met++;
    map->required_met += !list->columns[sharer].optional;
}

static bdl_tcell *part_at(const bdl_trow *row, int at) {
    return at >= 0 && (size_t)at < row->count ? &row->cells[at] : NULL;
}

/* The first cell of the code at AT that ROW fills; SIZE_MAX: none. */
static size_t first_part(const bdl_trow *row, const int *at) {
    for (size_t i = 0; i < BDL_COLUMN_PARTS_MAX && at[i] >= 0; i++) {
        const bdl_tcell *cell = part_at(row, at[i]);
        if (cell && cell->folded.len > 0)
            return i;
    }
    return SIZE_MAX;
}

static bool is_code_part(const bdl_tcell *cell) {
    return cell && cell->folded.len > 0 && bdl_str_is_digits(cell->folded);
}

void bdl_codes_go_on(const bdl_list_form *list, const bdl_column_map *map,
                     const bdl_trow *above, bdl_trow *row) {
    int code = code_column(list);
    const int *at = code < 0 ? NULL : &map->at[code * BDL_COLUMN_PARTS_MAX];
    if (!above || !at || at[0] < 0 || at[1] < 0)
        return;
    size_t first = first_part(row, at);
    if (first == SIZE_MAX || !is_code_part(part_at(row, at[first])))
        return;
    for (size_t i = 0; i < first; i++)
        if (!is_code_part(part_at(above, at[i])) || !part_at(row, at[i]))
            return; /* the row is too short where the parts stand the other way round */
    for (size_t i = 0; i < first; i++)
        *part_at(row, at[i]) = *part_at(above, at[i]);
}

/* Where the code of a cell stands, and where its name begins: [201]一般公共服务,
 * 201-一般公共服务, 201 一般公共服务. */
static void split_cell(bdl_str s, bdl_str *code, bdl_str *name) {
    enum { CODE_DIGITS_MIN = 3 };
    size_t from = s.len && (s.data[0] == '[' || s.data[0] == '(') ? 1 : 0;
    size_t to = from + bdl_str_digits(s, from);
    *code = (bdl_str){0};
    *name = s;
    if (to - from < CODE_DIGITS_MIN)
        return;
    *code = bdl_str_of(s.data + from, to - from);
    while (to < s.len && strchr(")]-_:.", s.data[to]))
        to++;
    *name = bdl_text_trim(bdl_str_from(s, to));
}

/* A name in the cell to the right, under the same heading. */
static bdl_tcell *name_beside(const bdl_table *table, size_t leaf, bdl_trow *row) {
    for (size_t k = leaf + 1; k < row->count && k < table->leaf_count; k++) {
        if (table->leaves[k].folded.len > 0)
            return NULL;
        if (row->cells[k].folded.len > 0)
            return &row->cells[k];
    }
    return NULL;
}

bdl_value bdl_shared_value(bdl_recogniser *r, const bdl_list_form *list,
                           const bdl_column_map *map, size_t i, const bdl_table *table,
                           bdl_trow *row) {
    size_t leaf = (size_t)map->at[i * BDL_COLUMN_PARTS_MAX];
    bdl_tcell nothing = {.run.place = row->place};
    bdl_tcell *cell = leaf < row->count ? &row->cells[leaf] : &nothing;
    const bdl_column *column = &list->columns[i];
    bdl_str code, name;
    split_cell(bdl_text_trim(bdl_cell_text(r->arena, cell)), &code, &name);
    bdl_tcell *beside =
        (int)i == map->named && name.len == 0 ? name_beside(table, leaf, row) : NULL;
    if (beside)
        return bdl_cell_value(r, beside, column->type, column->is_code, NULL);
    cell->read = true;
    bdl_str part = (int)i == map->code ? code : name;
    if (column->is_code)
        part = bdl_without_blanks(r->arena, part);
    return bdl_cell_part_value(r, cell, part, column->type, NULL);
}
