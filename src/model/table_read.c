/* table_read.c - the rows of a table as records of the form that it meets. */
#include "model/table.h"

#include "base/language.h"

const bdl_unit *bdl_column_unit(bdl_recogniser *r, const bdl_table *table, int c,
                                bdl_kind kind) {
    const bdl_unit *own = table->leaves[c].unit;
    if (own && (kind == BDL_PERCENT) == own->percent)
        return own;
    if (kind == BDL_PERCENT)
        return NULL;
    if (table->form && table->form->has_unit)
        return &table->form->unit;
    return table->unit ? table->unit : r->usual_unit;
}

static bdl_value blank(bdl_type type, const bdl_unit *unit) {
    bdl_value v = {.kind = type.kind, .state = BDL_BLANK};
    if (type.kind == BDL_MONEY)
        v.as.unit = unit ? unit : &bdl_unit_yuan;
    else if (type.kind == BDL_PERCENT)
        v.as.unit = &bdl_unit_percent;
    return v;
}

bdl_value bdl_column_lacking(bdl_recogniser *r, const bdl_column *column,
                             const bdl_field *field, const bdl_table *table) {
    if (column->optional)
        return blank(column->type, NULL);
    return bdl_value_missing_for(r, column->type.kind,
                                 "the table at line %u has no column %.*s",
                                 table->place.line, BDL_PRI(field->name));
}

/* Whether S, behind a word, is a value and no unit of it: 12月底前, 明显提升. */
static bool says_value(bdl_str s) {
    enum { UNIT_LETTERS = 3 };
    return bdl_str_has_digit(s) || bdl_utf8_count(s) > UNIT_LETTERS;
}

/* Before a value, and perhaps its unit, stands a sign, or a word for the kind of value
 * (定性), which is no part of it. */
static bool tells_kind(const int *at, const bdl_trow *row) {
    bdl_str s = row->cells[at[0]].folded, value = {0};
    if (at[1] >= 0 && (size_t)at[1] < row->count)
        value = row->cells[at[1]].folded;
    bool valued = value.len > 0 && (at[2] >= 0 || says_value(value));
    for (size_t i = 0; i < s.len;)
        if (!bdl_is_han(bdl_utf8_next(s, &i)))
            return false;
    return valued && s.len > 0 && !bdl_is_comparison(s);
}

/* A unit in a column of its own that the value before it has too (38.60万元, 万元), or
 * that says there is none. */
static bool is_said(bdl_str before, bdl_str unit) {
    return (unit.len > 0 && bdl_str_ends(before, unit)) ||
           bdl_str_eq(unit, BDL_STR("无")) || bdl_str_eq(unit, BDL_STR("/"));
}

/* 类 款 项 in columns of their own: one code; 指标性质 指标值 度量单位: one value. */
static bdl_value parts_value(bdl_recogniser *r, const bdl_column *column, const int *at,
                             bdl_trow *row) {
    bdl_buf buf = {.arena = r->arena};
    bdl_tcell *first = NULL;
    for (size_t i = 0; i < BDL_COLUMN_PARTS_MAX && at[i] >= 0; i++) {
        if ((size_t)at[i] >= row->count)
            continue;
        bdl_tcell *cell = &row->cells[at[i]];
        cell->read = true;
        if (i == 0 && tells_kind(at, row))
            continue;
        if (i > 0 && !bdl_str_has_digit(cell->folded) &&
            is_said(bdl_buf_str(&buf), cell->folded))
            continue;
        if (!first || (first->run.text.len == 0 && cell->run.text.len))
            first = cell;
        bdl_buf_add(&buf, cell->folded);
    }
    bdl_tcell whole = first ? *first : (bdl_tcell){.run.place = row->place};
    bdl_str text = bdl_without_blanks(r->arena, bdl_buf_str(&buf));
    return bdl_cell_part_value(r, &whole, text, column->type, NULL);
}

/* Under a heading that stands over several columns a text may be in any of them. */
static size_t filled_under(const bdl_table *table, size_t c, const bdl_trow *row) {
    for (size_t k = c; k < row->count && k < table->leaf_count; k++) {
        bdl_str heading = table->leaves[k].folded;
        if (heading.len > 0 && !bdl_str_eq(heading, table->leaves[c].folded))
            break;
        if (row->cells[k].folded.len > 0)
            return k;
    }
    return c;
}

static bdl_value unsure(bdl_kind kind) {
    bdl_value v = bdl_value_missing(
        kind, BDL_TR("the row has fewer cells than its headings; which are lacking "
                     "cannot be told"));
    v.state = BDL_AMBIGUOUS;
    return v;
}

bdl_value bdl_column_value(bdl_recogniser *r, const bdl_column *column, const int *at,
                           const bdl_table *table, bdl_trow *row) {
    bdl_tcell nothing, *cell = &nothing;
    if (at[1] >= 0)
        return parts_value(r, column, at, row);
    size_t c = (size_t)at[0];
    if (column->type.kind == BDL_TEXT && !column->is_code && !column->inherits)
        c = filled_under(table, c, row);
    if (c < row->count)
        cell = &row->cells[c];
    else
        nothing = (bdl_tcell){.run.place = row->place};
    if (cell->is_unsure)
        return unsure(column->type.kind);
    const bdl_unit *unit = bdl_column_unit(r, table, at[0], column->type.kind);
    bdl_value v = bdl_cell_value(r, cell, column->type, column->is_code, unit);
    if (v.state == BDL_BLANK && column->blank_is_missing) {
        v.state = BDL_MISSING;
        v.reason = BDL_TR("the cell is empty");
    }
    return v;
}

/* Puts what ROW says of a column of texts where it stays; false when it is no plain text.
 */
static bool put_text(bdl_recogniser *r, const bdl_column *column, const int *at,
                     const bdl_table *table, bdl_trow *row, bdl_record *record) {
    if (column->type.kind != BDL_TEXT || column->is_code || at[0] < 0 || at[1] >= 0)
        return false;
    size_t c = column->inherits ? (size_t)at[0] : filled_under(table, (size_t)at[0], row);
    return c < row->count && !row->cells[c].is_unsure &&
           bdl_cell_put_text(r, &row->cells[c], column->blank_is_missing, record,
                             column->slot);
}

static bool row_is_empty(const bdl_list_form *list, const bdl_column_map *map,
                         const bdl_trow *row) {
    for (size_t i = 0; i < list->column_count * BDL_COLUMN_PARTS_MAX; i++)
        if (map->at[i] >= 0 && (size_t)map->at[i] < row->count &&
            row->cells[map->at[i]].folded.len > 0)
            return false;
    return true;
}

bdl_record *bdl_row_record(bdl_recogniser *r, const bdl_list_form *list,
                           const bdl_column_map *map, const bdl_table *table,
                           bdl_trow *row, bdl_record *holder) {
    if (row_is_empty(list, map, row))
        return NULL;
    bdl_record *record = bdl_record_new(r->model, list->row, holder);
    bdl_record_set_place(record, row->place);
    for (size_t i = 0; i < list->column_count; i++) {
        const bdl_column *column = &list->columns[i];
        const int *at = &map->at[i * BDL_COLUMN_PARTS_MAX];
        const bdl_field *field = &list->row->fields.items[column->slot];
        bool is_shared = (int)i == map->code || (int)i == map->named;
        if (!is_shared && put_text(r, column, at, table, row, record))
            continue;
        bdl_value v = at[0] < 0   ? bdl_column_lacking(r, column, field, table)
                      : is_shared ? bdl_shared_value(r, list, map, i, table, row)
                                  : bdl_column_value(r, column, at, table, row);
        bdl_record_put(record, column->slot, v);
    }
    return record;
}

/* ---- half-widths ---- */

int bdl_column_places(const bdl_column *column, const bdl_values *rows) {
    int most = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const bdl_value *v = rows->items[i].as.record->slots[column->slot];
        int places = v->state == BDL_PRESENT ? bdl_figure_places(v->text) : 0;
        most = places > most ? places : most;
    }
    return most;
}

/* Half of what the form says is the last place. */
static void set_precision(bdl_arena *arena, bdl_value *v, bdl_dec precision) {
    const bdl_unit *unit = bdl_value_unit(v);
    int power = unit->percent ? -2 : unit->scale;
    bdl_dec half;
    if (bdl_dec_mul(precision, (bdl_dec){5, 1}, &half) == BDL_DEC_OK &&
        bdl_dec_shift(half, power, &half) == BDL_DEC_OK)
        v->half = bdl_half_keep(arena, half);
}

/* Whether V is a zero without decimals. */
static bool is_bare_zero(const bdl_value *v) {
    return v->state == BDL_PRESENT && bdl_dec_sign(v->number) == 0 &&
           bdl_figure_places(v->text) == 0;
}

void bdl_record_settle_zeros(bdl_record *record) {
    bool decimals = false;
    for (size_t i = 0; i < record->type->fields.count; i++) {
        const bdl_value *v = record->slots[i];
        decimals |= v && v->state == BDL_PRESENT && v->kind == BDL_MONEY &&
                    bdl_figure_places(v->text) > 0;
    }
    for (size_t i = 0; decimals && i < record->type->fields.count; i++) {
        bdl_value *v = record->slots[i];
        if (v && v->kind == BDL_MONEY && is_bare_zero(v))
            v->half = NULL;
    }
}

void bdl_column_widen(const bdl_column *column, const bdl_form *form, int places,
                      bool has_decimals, const bdl_values *rows) {
    for (size_t i = 0; i < rows->count; i++) {
        bdl_value *v = rows->items[i].as.record->slots[column->slot];
        if (v->state != BDL_PRESENT)
            continue;
        if (form->has_precision)
            set_precision(rows->items[i].as.record->model->arena, v, form->precision);
        else if (has_decimals && v->kind == BDL_MONEY && is_bare_zero(v))
            v->half = NULL; /* like a blank: what is rounded away shows its decimals */
        else
            bdl_figure_set_places(v, places);
    }
}

void bdl_list_widen(const bdl_list_form *list, const bdl_form *form,
                    const bdl_values *rows) {
    bool decimals = false;
    for (size_t c = 0; c < list->column_count && !decimals; c++)
        decimals = list->columns[c].type.kind == BDL_MONEY &&
                   bdl_column_places(&list->columns[c], rows) > 0;
    for (size_t c = 0; c < list->column_count; c++) {
        const bdl_column *column = &list->columns[c];
        if (bdl_kind_is_figure(column->type.kind))
            bdl_column_widen(column, form, bdl_column_places(column, rows), decimals,
                             rows);
    }
}

/* ---- the record of the form ---- */

bdl_record *bdl_form_record(bdl_recogniser *r, const bdl_form *form, bdl_place place) {
    bdl_record *document = r->model->document;
    bdl_record *record = bdl_record_new(r->model, form->record, document);
    bdl_record_set_place(record, place);
    if (form->record->slot_form >= 0)
        bdl_record_put(record, form->record->slot_form, bdl_value_text(form->name));
    if (!form->many) {
        bdl_record_put(document, form->slot, bdl_value_record(record));
        return record;
    }
    bdl_values *list = &r->lists[form->slot];
    BDL_PUSH_MOVING(r->arena, list, bdl_value_record(record));
    bdl_record_tell_index(record, list->count);
    bdl_list_put(r->model, document, form->slot, list);
    return record;
}

static bdl_value columns_value(bdl_recogniser *r, const bdl_table *table) {
    bdl_list *list = BDL_NEW(r->arena, bdl_list);
    list->count = table->leaf_count;
    list->items = BDL_NEW_ARRAY(r->arena, bdl_value, table->leaf_count + 1);
    for (size_t i = 0; i < table->leaf_count; i++)
        list->items[i] =
            bdl_value_text(bdl_arena_str(r->arena, table->leaves[i].printed));
    return bdl_value_list(list);
}

/* What a caption says, with its place; without a caption that of the table. */
static bdl_value at_caption(bdl_recogniser *r, const bdl_table *table, const bdl_run *run,
                            bdl_value v) {
    return bdl_value_at(r, v, run ? bdl_run_place(run, 0, run->text.len) : table->place);
}

/* What stands above the table, but for its title. */
static bdl_value captions_value(bdl_recogniser *r, const bdl_table *table) {
    bdl_list *list = BDL_NEW(r->arena, bdl_list);
    list->count = table->notes_above.count;
    list->items = BDL_NEW_ARRAY(r->arena, bdl_value, list->count + 1);
    for (size_t i = 0; i < list->count; i++) {
        const bdl_run *run = table->notes_above.items[i].run;
        bdl_str text = bdl_text_unwrap(r->arena, run->text);
        list->items[i] = at_caption(r, table, run, bdl_value_text(text));
    }
    return bdl_value_list(list);
}

void bdl_fill_table_fields(bdl_recogniser *r, const bdl_table *table,
                           bdl_record *record) {
    const bdl_rectype *type = record->type;
    if (bdl_slot_is_missing(record, type->slot_title) && table->title.run)
        bdl_record_put(
            record, type->slot_title,
            bdl_value_at(
                r, bdl_value_text(bdl_text_unwrap(r->arena, table->title.run->text)),
                table->place));
    if (table->unit && bdl_slot_is_missing(record, type->slot_money_unit))
        bdl_record_put(
            record, type->slot_money_unit,
            at_caption(r, table, table->unit_run, bdl_value_text(table->unit->name)));
    if (table->year && bdl_slot_is_missing(record, type->slot_year))
        bdl_record_put(record, type->slot_year,
                       at_caption(r, table, table->year_run,
                                  bdl_value_number(bdl_dec_int(table->year))));
    if (table->note.len)
        bdl_record_put(
            record, type->slot_note,
            at_caption(r, table, table->note_run, bdl_value_text(table->note)));
    if (type->slot_captions >= 0)
        bdl_record_put(record, type->slot_captions, captions_value(r, table));
    if (type->slot_columns >= 0 && table->leaves)
        bdl_record_put(record, type->slot_columns, columns_value(r, table));
}

/* What the patterns of title and captions bind. */
void bdl_bind_captions(bdl_recogniser *r, const bdl_table *table, bdl_record *record) {
    const bdl_form *form = table->form;
    bdl_hit hit;
    if (form->title && table->title.run &&
        bdl_pattern_meets(r, form->title, &table->title, &hit))
        bdl_hit_bind(r, &hit, &table->title, record);
    for (size_t i = 0; form->caption && i < table->notes_above.count; i++)
        if (bdl_pattern_meets(r, form->caption, &table->notes_above.items[i], &hit))
            bdl_hit_bind(r, &hit, &table->notes_above.items[i], record);
}

/* ---- lists ---- */

/* A list that is being read. */
typedef struct reading {
    bdl_recogniser *r;
    const bdl_list_form *list;
    bdl_table *table;
    bdl_record *holder;  /* of the list */
    bdl_column_map map;  /* where its columns stand */
    const bool *skipped; /* rows that are none of it; NULL: all are */
    bdl_values rows;     /* what was read */
} reading;

static void add_rows(reading *g) {
    const bdl_table *table = g->table;
    const bdl_trow *above = NULL;
    for (size_t i = table->captions + table->headings; i < table->rows.count; i++) {
        bdl_trow *row = &table->rows.items[i];
        if (row->is_left_out || (g->skipped && g->skipped[i]))
            continue;
        bdl_codes_go_on(g->list, &g->map, above, row);
        above = row;
        bdl_record *made = bdl_row_record(g->r, g->list, &g->map, table, row, g->holder);
        if (made)
            BDL_PUSH(g->r->arena, &g->rows, bdl_value_record(made));
    }
}

static void put_list(reading *g) {
    bdl_list_widen(g->list, g->table->form, &g->rows);
    bdl_list_put(g->r->model, g->holder, g->list->slot, &g->rows);
}

/* The same headings again to the right are the same list, left first. */
static void read_main(reading *g) {
    enum { COPIES_MAX = 4 };
    const bdl_column_map *map = &g->map;
    g->rows.capacity = g->table->rows.count + 1;
    g->rows.items = BDL_NEW_ARRAY(g->r->arena, bdl_value, g->rows.capacity);
    for (size_t copy = 0; copy < COPIES_MAX; copy++) {
        bdl_columns_map(g->r, g->list, g->table, copy, &g->map);
        if (copy > 0 && (map->required < 2 || map->required_met < map->required))
            break;
        add_rows(g);
        if (g->table->raw &&
            bdl_long_put(g->r, g->list, map, g->table, g->holder, &g->rows))
            return;
    }
    put_list(g);
}

/* Rows that the main list of the form leaves out are no rows of the lists beside it. */
static bool *find_skipped(bdl_recogniser *r, bdl_table *table, bdl_record *record) {
    bool *skipped = BDL_NEW_ARRAY(r->scratch, bool, table->rows.count + 1);
    const bdl_form *form = table->form;
    for (size_t k = 0; k < form->lists.count; k++) {
        const bdl_list_form *list = &form->lists.items[k];
        bdl_column_map map;
        if (list->place != BDL_LIST_MAIN || list->skip_count == 0 || !r->hooks ||
            !r->hooks->test)
            continue;
        bdl_columns_map(r, list, table, 0, &map);
        for (size_t i = table->captions + table->headings; i < table->rows.count; i++) {
            bdl_record *row =
                bdl_row_record(r, list, &map, table, &table->rows.items[i], record);
            for (size_t s = 0; row && s < list->skip_count; s++)
                skipped[i] |= r->hooks->test(r->hooks->ctx, list->skips[s], row,
                                             r->model->document) == 1;
        }
    }
    return skipped;
}

static bool has_beside(const bdl_form *form) {
    for (size_t i = 0; i < form->lists.count; i++)
        if (form->lists.items[i].place == BDL_LIST_BESIDE)
            return true;
    return false;
}

static void read_beside(reading *g) {
    bdl_beside_map(g->r, g->table->form, g->list, g->table, &g->map);
    if (g->map.met == 0)
        return;
    add_rows(g);
    put_list(g);
}

void bdl_table_read(bdl_recogniser *r, bdl_table *table) {
    const bdl_form *form = table->form;
    bdl_completer completer = {r->model, r->hooks};
    bdl_record *document = r->model->document;
    if (!form || form->slot < 0)
        return;
    if (!form->many && !bdl_slot_is_missing(document, form->slot))
        return;
    if (bdl_groups_main(form)) {
        bdl_table_read_groups(r, table);
        return;
    }
    bdl_record *record = bdl_form_record(r, form, table->place);
    bdl_bind_captions(r, table, record);
    bdl_fill_table_fields(r, table, record);
    const bool *skipped = has_beside(form) ? find_skipped(r, table, record) : NULL;
    for (size_t i = 0; i < form->lists.count; i++) {
        const bdl_list_form *list = &form->lists.items[i];
        reading g = {.r = r, .list = list, .table = table, .holder = record};
        if (list->place == BDL_LIST_MAIN && list->column_count > 0) {
            read_main(&g);
        } else if (list->place == BDL_LIST_BESIDE) {
            g.skipped = skipped;
            read_beside(&g);
        }
    }
    r->needs_rows |= table->raw && table->raw_cells == 0;
    for (size_t i = 0; i < form->lists.count; i++)
        bdl_complete_list(&completer, &form->lists.items[i], record);
}
