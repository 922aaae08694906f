/* long.c - the rows of a long table: looked at once, their figures kept by columns, made
 * when they are asked for. */
#include "model/long.h"

#include "model/table.h"

struct bdl_long_list {
    bdl_recogniser r; /* as it was, for the rows that are made later */
    const bdl_raw_rows *raw;
    const bdl_list_form *columns;
    bdl_column_map map;
    const bdl_table *table;
    bdl_record *holder;
    bdl_value *first; /* elements that are made from the beginning */
    size_t first_count;
    const bdl_value **made;   /* of the raw rows; NULL: not yet */
    int *places;              /* for each column: its most decimals */
    bool has_decimals;        /* some column of amounts has decimals */
    bdl_long_column *figures; /* for each column; coef NULL: no figures */
};

/* ---- one row ---- */

/* Makes row I of the raw ones a record, in the model's arena; CELLS is what it was made
 * of. */
static const bdl_value *make_row(bdl_long_list *l, size_t i, bdl_trow *cells) {
    bdl_value *v = BDL_NEW(l->r.arena, bdl_value);
    bdl_row row = l->raw->make(l->raw, l->r.arena, i);
    *cells = bdl_table_row(&l->r, &row);
    *v = bdl_value_record(
        bdl_row_record(&l->r, l->columns, &l->map, l->table, cells, l->holder));
    if (v->as.record)
        bdl_record_tell_index(v->as.record, l->first_count + i + 1);
    l->made[i] = v;
    return v;
}

static const bdl_value *row_at(bdl_long_list *l, size_t i) {
    if (l->made[i])
        return l->made[i];
    bdl_trow cells;
    const bdl_value *v = make_row(l, i, &cells);
    bdl_values rows = {(bdl_value *)(uintptr_t)v, 1, 1};
    for (size_t c = 0; c < l->columns->column_count; c++)
        if (bdl_kind_is_figure(l->columns->columns[c].type.kind))
            bdl_column_widen(&l->columns->columns[c], l->table->form, l->places[c],
                             l->has_decimals, &rows);
    return v;
}

/* Whether all of S is a number, small enough for a column: digits, perhaps with a sign,
 * commas between thousands and decimals. */
static bool read_plain(bdl_str s, int64_t *coef, int8_t *places) {
    enum { LONGEST = 18 };
    size_t first = s.data[0] == '-';
    bdl_dec number;
    if (s.len > LONGEST || first == s.len || s.data[first] < '0' || s.data[first] > '9' ||
        !bdl_dec_parse(s, &number))
        return false;
    *coef = (int64_t)number.coef;
    *places = (int8_t)number.scale;
    return true;
}

/* ---- all rows ---- */

/* The rows looked at one after the other. */
typedef struct look {
    bdl_long_list *l;
    bdl_str *cells;   /* of the row at hand */
    bdl_values odd;   /* rows that are made at once: not all their figures are plain */
    int8_t **places;  /* for each column: of each row */
    bdl_arena *apart; /* for a row that is only looked at */
    size_t filled;    /* cells of all rows */
    size_t unread;    /* of them not understood */
} look;

/* Whether the row could number the columns: it has a first one. */
static bool may_number(const look *k) {
    for (size_t c = 0; c < k->l->raw->width; c++) {
        bdl_str s = k->cells[c];
        if (s.len > 0 && s.len <= 3 && (s.data[0] == '1' || s.data[0] & 0x80))
            return true;
        if (s.len > 1 && s.data[0] == '1' && s.data[1] == '=')
            return true;
    }
    return false;
}

static bool numbers_columns(look *k, size_t i) {
    bdl_recogniser r = k->l->r;
    r.arena = r.passing = k->apart;
    r.rows.count = 0;
    bdl_arena_reset(k->apart);
    bdl_row row = k->l->raw->make(k->l->raw, k->apart, i);
    bdl_trow cells = bdl_table_row(&r, &row);
    return bdl_row_is_numbering(&cells);
}

/* Whether the row could be a caption or a heading again, which are no data. */
static bool repeats_heading(const look *k) {
    const bdl_table *table = k->l->table;
    for (size_t i = 0; i < table->captions + table->headings; i++)
        if (table->rows.items[i].count > 0 &&
            bdl_str_eq(bdl_cell_text(k->apart, &table->rows.items[i].cells[0]),
                       k->cells[0]))
            return true;
    return false;
}

/* Whether row I is data as the rows of tables are. */
static bool is_data(look *k, size_t i) {
    size_t filled = 0;
    if (!bdl_raw_split(k->l->raw, i, k->cells))
        return false;
    for (size_t c = 0; c < k->l->raw->width; c++)
        filled += k->cells[c].len > 0;
    k->filled += filled;
    return filled > 1 && !repeats_heading(k) && !(may_number(k) && numbers_columns(k, i));
}

/* Takes the figure of column C in row I; false: it is no plain one. */
static bool take_figure(look *k, size_t c, size_t i) {
    const bdl_column *column = &k->l->columns->columns[c];
    bdl_str cell = k->cells[k->l->map.at[c * BDL_COLUMN_PARTS_MAX]];
    int64_t *coef = &k->l->figures[c].coef[i];
    if (cell.len > 1 && k->l->figures[c].unit.percent && bdl_str_ends(cell, BDL_STR("%")))
        cell.len--;
    if (cell.len > 0)
        return read_plain(cell, coef, &k->places[c][i]);
    *coef = column->blank_is_missing ? BDL_LONG_UNTOLD : 0;
    return true;
}

static bool take_odd(look *k, size_t i) {
    bdl_long_list *l = k->l;
    for (size_t c = 0; c < l->columns->column_count; c++)
        if (l->figures[c].coef) {
            l->figures[c].coef[i] = BDL_LONG_UNTOLD;
            k->places[c][i] = 0;
        }
    bdl_trow cells;
    const bdl_value *v = make_row(l, i, &cells);
    if (!v->as.record)
        return false;
    for (size_t c = 0; c < cells.count; c++)
        k->unread += cells.cells[c].run.text.len > 0 && !cells.cells[c].read;
    BDL_PUSH(l->r.passing, &k->odd, *v);
    return true;
}

static bool take_row(look *k, size_t i) {
    bool plain = true;
    if (!is_data(k, i))
        return false;
    for (size_t c = 0; c < k->l->columns->column_count && plain; c++)
        plain = !k->l->figures[c].coef || take_figure(k, c, i);
    return plain || take_odd(k, i);
}

/* ---- columns ---- */

/* Brings all figures of column C to the most decimals that one has. */
static void settle_column(look *k, size_t c, const bdl_values *first) {
    bdl_long_list *l = k->l;
    const bdl_column *column = &l->columns->columns[c];
    bdl_long_column *figures = &l->figures[c];
    int most = bdl_column_places(column, &k->odd), of_first;
    for (size_t i = 0; i < l->raw->count; i++)
        most = k->places[c][i] > most ? k->places[c][i] : most;
    for (size_t i = 0; i < l->raw->count; i++)
        for (int p = k->places[c][i]; p < most; p++)
            if (figures->coef[i] == BDL_LONG_UNTOLD ||
                __builtin_mul_overflow(figures->coef[i], 10, &figures->coef[i])) {
                figures->coef[i] = BDL_LONG_UNTOLD;
                break;
            }
    figures->scale += most;
    of_first = bdl_column_places(column, first);
    l->places[c] = of_first > most ? of_first : most;
    l->has_decimals |= column->type.kind == BDL_MONEY && l->places[c] > 0;
}

/* Gives the figures that are made already their half-widths. */
static void widen_columns(look *k, const bdl_values *first) {
    bdl_long_list *l = k->l;
    for (size_t c = 0; c < l->columns->column_count; c++) {
        const bdl_column *column = &l->columns->columns[c];
        const bdl_form *form = l->table->form;
        if (!l->figures[c].coef)
            continue;
        bdl_column_widen(column, form, l->places[c], l->has_decimals, first);
        bdl_column_widen(column, form, l->places[c], l->has_decimals, &k->odd);
    }
}

static bool is_one_figure(bdl_kind kind) {
    return kind == BDL_MONEY || kind == BDL_NUMBER || kind == BDL_PERCENT;
}

/* Gets room for the figures of column C and finds their unit. */
static bool begin_column(look *k, size_t c) {
    bdl_long_list *l = k->l;
    const bdl_column *column = &l->columns->columns[c];
    int at = l->map.at[c * BDL_COLUMN_PARTS_MAX];
    if (!is_one_figure(column->type.kind))
        return column->type.kind == BDL_TEXT;
    bdl_value one =
        bdl_figure_read(l->r.passing, BDL_STR("1"), column->type,
                        bdl_column_unit(&l->r, l->table, at, column->type.kind));
    if (one.state != BDL_PRESENT)
        return false;
    const bdl_unit *unit = bdl_value_unit(&one);
    l->figures[c].unit = *unit;
    l->figures[c].scale = unit->percent ? 2 : -unit->scale;
    l->figures[c].coef = BDL_NEW_ARRAY(l->r.arena, int64_t, l->raw->count);
    k->places[c] = BDL_NEW_ARRAY(l->r.passing, int8_t, l->raw->count);
    return true;
}

/* ---- which lists ---- */

/* Whether each heading of the table is one column of the list. */
static bool maps_all(const bdl_list_form *list, const bdl_column_map *map,
                     const bdl_table *table) {
    size_t mapped = 0;
    for (size_t c = 0; c < list->column_count; c++) {
        const int *at = &map->at[c * BDL_COLUMN_PARTS_MAX];
        if (at[0] < 0)
            continue;
        if (at[1] >= 0 || table->leaves[at[0]].folded.len == 0)
            return false;
        mapped++;
    }
    return mapped == table->leaf_count && mapped == table->width;
}

/* Whether each row of the list says all of itself. */
static bool has_single_rows(const bdl_list_form *list) {
    if (list->tree != BDL_TREE_NONE || list->skip_count > 0 || list->entry_count > 0)
        return false;
    for (size_t c = 0; c < list->column_count; c++)
        if (list->columns[c].inherits)
            return false;
    return true;
}

static bool may_be_long(const bdl_list_form *list, const bdl_column_map *map,
                        const bdl_table *table) {
    return table->form->lists.count == 1 && table->width == table->raw->width &&
           map->code < 0 && maps_all(list, map, table) && has_single_rows(list);
}

static bdl_long_list *new_list(const bdl_recogniser *r, const bdl_list_form *list,
                               const bdl_column_map *map, const bdl_table *table) {
    bdl_long_list *l = BDL_NEW(r->arena, bdl_long_list);
    l->r = *r;
    l->r.scratch = r->arena;
    l->r.rows.count = 0; /* rows that are made stay */
    l->r.hooks = NULL;   /* they may be gone when rows are made, which asks nothing */
    l->raw = table->raw;
    l->columns = list;
    l->map = *map;
    l->table = table;
    l->made = BDL_NEW_ARRAY(r->arena, const bdl_value *, table->raw->count);
    l->places = BDL_NEW_ARRAY(r->arena, int, list->column_count + 1);
    l->figures = BDL_NEW_ARRAY(r->arena, bdl_long_column, list->column_count + 1);
    return l;
}

static bool look_at_rows(look *k) {
    for (size_t c = 0; c < k->l->columns->column_count; c++)
        if (k->l->map.at[c * BDL_COLUMN_PARTS_MAX] >= 0 && !begin_column(k, c))
            return false;
    for (size_t i = 0; i < k->l->raw->count; i++)
        if (!take_row(k, i))
            return false;
    return true;
}

bool bdl_long_put(bdl_recogniser *r, const bdl_list_form *list, const bdl_column_map *map,
                  bdl_table *table, bdl_record *holder, const bdl_values *rows) {
    if (!may_be_long(list, map, table))
        return false;
    bdl_long_list *l = new_list(r, list, map, table);
    look k = {.l = l, .apart = bdl_arena_new()};
    l->holder = holder;
    l->first = rows->items;
    l->first_count = rows->count;
    k.cells = BDL_NEW_ARRAY(r->passing, bdl_str, l->raw->width);
    k.places = BDL_NEW_ARRAY(r->passing, int8_t *, list->column_count + 1);
    bool read = look_at_rows(&k);
    bdl_arena_free(k.apart);
    if (!read)
        return false;
    for (size_t c = 0; c < list->column_count; c++)
        if (l->figures[c].coef)
            settle_column(&k, c, rows);
    widen_columns(&k, rows);
    for (size_t i = 0; i < rows->count; i++)
        bdl_record_tell_index(rows->items[i].as.record, i + 1);
    table->raw_cells = k.filled;
    table->raw_read = k.filled - k.unread;
    l->r.passing = r->arena;
    r->is_asked_later = true;
    bdl_list *made = BDL_NEW(r->arena, bdl_list);
    *made = (bdl_list){.count = rows->count + l->raw->count, .later = l};
    bdl_record_put(holder, list->slot, bdl_value_list(made));
    return true;
}

bool bdl_long_count(bdl_recogniser *r, bdl_table *table) {
    bdl_str *cells = BDL_NEW_ARRAY(r->passing, bdl_str, table->raw->width);
    for (size_t i = 0; i < table->raw->count; i++) {
        if (!bdl_raw_split(table->raw, i, cells))
            return false;
        for (size_t c = 0; c < table->raw->width; c++)
            table->raw_cells += cells[c].len > 0;
    }
    return true;
}

/* ---- for those who read the list ---- */

const bdl_value *bdl_list_at(const bdl_list *list, size_t i) {
    if (!bdl_list_is_long(list))
        return bdl_list_element(list, i);
    bdl_long_list *l = list->later;
    return i < l->first_count ? &l->first[i] : row_at(l, i - l->first_count);
}

void bdl_list_make(const bdl_list *list) {
    bdl_list *made = (bdl_list *)(uintptr_t)list;
    if (!bdl_list_is_long(list))
        return;
    bdl_value *items = BDL_NEW_ARRAY(list->later->r.arena, bdl_value, list->count);
    for (size_t i = 0; i < list->count; i++)
        items[i] = *bdl_list_at(list, i);
    made->items = items;
}

bool bdl_long_is_made(const bdl_list *list, size_t i) {
    return i < list->later->first_count ||
           list->later->made[i - list->later->first_count];
}

size_t bdl_long_first(const bdl_list *list) {
    return list->later->first_count;
}

const bdl_long_column *bdl_long_figures(const bdl_list *list, int slot) {
    const bdl_long_list *l = list->later;
    for (size_t c = 0; c < l->columns->column_count; c++)
        if (l->columns->columns[c].slot == slot && l->figures[c].coef)
            return &l->figures[c];
    return NULL;
}
