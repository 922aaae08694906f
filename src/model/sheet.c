/* sheet.c - reading sheets, tables with labels and with tables inside: the way through
 * their rows. */
#include "model/table.h"

/* The first column whose cells are merged over rows. */
static size_t first_merged(const bdl_list_form *list, const bdl_column_map *map) {
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < list->column_count; i++) {
        int at = map->at[i * BDL_COLUMN_PARTS_MAX];
        if (list->columns[i].inherits && at >= 0 && (size_t)at < first)
            first = (size_t)at;
    }
    return first;
}

/* Leading columns whose cells are merged over rows; a label beside the headings may stand
 * before them, which is merged over all rows. */
static size_t count_merged(const bdl_list_form *list, const bdl_column_map *map) {
    size_t first = first_merged(list, map), merged = 0;
    for (size_t i = 0; first <= 1 && i < list->column_count; i++)
        if (list->columns[i].inherits &&
            map->at[i * BDL_COLUMN_PARTS_MAX] == (int)(first + merged))
            merged++;
    return merged > 0 ? first + merged : 0;
}

static bool is_number(const bdl_column *column) {
    return bdl_kind_is_figure(column->type.kind);
}

/* Whether all figures that LIST has would be figures when ROW is moved by SHIFT. ANY: it
 * has some at all. */
static bool fits_types(const bdl_list_form *list, const bdl_column_map *map,
                       const bdl_trow *row, size_t shift, bool *any) {
    *any = false;
    for (size_t i = 0; i < list->column_count; i++) {
        int at = map->at[i * BDL_COLUMN_PARTS_MAX];
        if (!is_number(&list->columns[i]) || at < (int)shift ||
            (size_t)at - shift >= row->count)
            continue;
        const bdl_tcell *cell = &row->cells[(size_t)at - shift];
        if (cell->folded.len > 0 && !bdl_cell_is_figure(cell) &&
            !bdl_cell_says_nothing(cell->folded))
            return false;
        *any |= cell->folded.len > 0;
    }
    return true;
}

/* Whether ROW, moved by SHIFT, is empty where its HEADS are and filled where they are. */
static bool fits_gaps(const bdl_trow *heads, const bdl_trow *row, size_t shift) {
    for (size_t k = 0; k < row->count; k++)
        if ((row->cells[k].folded.len > 0) != (heads->cells[k + shift].folded.len > 0))
            return false;
    return true;
}

/* Whether ROW, which may have lost SHIFT cells at its left, surely has: all others are
 * filled, or where the HEADS are, and nothing contradicts it; or their figures stand
 * where the list has figures, and would not where they were printed. */
static bool has_lost(const bdl_list_form *list, const bdl_column_map *map,
                     const bdl_trow *heads, size_t width, const bdl_trow *row) {
    size_t shift = width - row->count;
    bool any, any_here, fits = fits_types(list, map, row, shift, &any);
    if (row->filled == row->count ||
        (width == heads->count && fits_gaps(heads, row, shift)))
        return fits;
    return fits && any && !fits_types(list, map, row, 0, &any_here);
}

/* What stands in the columns of a table inside: figures where the list has some, whatever
 * else rows of the sheet below it have there. */
static const bdl_column_kind *kinds_of(bdl_recogniser *r, const bdl_list_form *list,
                                       const bdl_column_map *map,
                                       const bdl_table *inner) {
    bdl_column_kind *kinds = bdl_table_kinds(r, inner);
    for (size_t i = 0; i < list->column_count; i++) {
        int at = map->at[i * BDL_COLUMN_PARTS_MAX];
        if (at >= 0 && is_number(&list->columns[i]))
            kinds[at] = (bdl_column_kind){.figures = 1};
    }
    return kinds;
}

static bool has_label(bdl_recogniser *r, const bdl_form *form, const bdl_trow *row) {
    return row->count > 0 && bdl_sheet_label(r, form, &row->cells[0]) != NULL;
}

/* Whether ROW ends where the others of the table inside, from FROM on, still have cells:
 * it lost what stood right of its last one. */
static bool is_cut_short(const bdl_table *table, size_t from, const bdl_trow *row) {
    size_t width = table->rows.items[from - 1].count; /* of the headings */
    if (row->count >= width || row->cells[row->count - 1].folded.len == 0)
        return false;
    for (size_t i = from; i < table->rows.count; i++)
        if (&table->rows.items[i] != row && table->rows.items[i].filled > 0 &&
            table->rows.items[i].count < width)
            return false;
    return true;
}

/* A row with nothing but the end of a description is no indicator, nor one with the ends
 * of several wrapped cells. Cells of the first LEVELS columns, which are merged over
 * rows, may stand alone. */
static void mend_scraps(bdl_recogniser *r, bdl_table *table, size_t from, size_t levels) {
    size_t end = from;
    while (end < table->rows.count && !has_label(r, table->form, &table->rows.items[end]))
        end++;
    bdl_table_mend_wraps(r, table, from - 1, end, levels);
    for (size_t i = from; i < end; i++) {
        bdl_trow *row = &table->rows.items[i];
        bool alone = row->filled == 1;
        for (size_t k = 0; alone && k < levels && k < row->count; k++)
            alone = row->cells[k].folded.len == 0;
        if (alone && !row->is_left_out && !is_cut_short(table, from - 1, row))
            bdl_table_mend(r, table, i);
    }
}

/* Whether the table inside goes on with row I. */
static bool is_inside(bdl_recogniser *r, const bdl_table *table, size_t i) {
    bdl_trow *row = &table->rows.items[i];
    return row->filled == 0 || row->is_left_out ||
           !(bdl_sheet_inner_at(r, table->form, row) ||
             bdl_sheet_announces(r, table, i) || has_label(r, table->form, row) ||
             bdl_sheet_says_values(r, table->form, row));
}

/* Where the rows of a table inside begin and end. */
typedef struct ends {
    bool known;
    bool empty;           /* some first cell is there and empty */
    size_t first, widest; /* cells of the first row, and of the widest */
} ends;

static void find_ends(bdl_recogniser *r, const bdl_table *inner, ends *out) {
    for (size_t i = inner->headings; i < inner->rows.count && is_inside(r, inner, i);
         i++) {
        const bdl_trow *row = &inner->rows.items[i];
        if (row->filled < 2 || row->is_left_out)
            continue;
        out->first = out->first ? out->first : row->count;
        out->widest = row->count > out->widest ? row->count : out->widest;
        out->empty |= row->cells[0].folded.len == 0;
    }
    out->known = true;
}

/* Whether ROW surely lost no merged cells at its left, but empty ones at its right:
 * merged cells are there as empty ones, or the first row, which has none above it that
 * they could come down from, is as short and no row is wider. */
static bool is_trimmed(bdl_recogniser *r, const bdl_list_form *list,
                       const bdl_column_map *map, const bdl_table *inner, ends *found,
                       const bdl_trow *row) {
    if (first_merged(list, map) != 0)
        return false; /* a label beside the headings is merged over the first row too */
    if (!found->known)
        find_ends(r, inner, found);
    return found->empty || (found->first == row->count && found->widest == row->count);
}

/* A row shorter than its headings may have lost merged cells at its left. */
static bdl_trow *aligned(bdl_recogniser *r, const bdl_list_form *list,
                         const bdl_column_map *map, const bdl_table *inner, ends *found,
                         bdl_trow *row) {
    size_t merged = count_merged(list, map), width = inner->leaf_count;
    if (row->count >= width || width - row->count > merged ||
        row->cells[0].folded.len == 0 ||
        !has_lost(list, map, inner->rows.items, width, row) ||
        is_trimmed(r, list, map, inner, found, row))
        return row;
    size_t shift = width - row->count;
    bdl_trow *out = BDL_NEW(r->passing, bdl_trow);
    *out = *row;
    out->count = width;
    out->cells = BDL_NEW_ARRAY(r->passing, bdl_tcell, width);
    for (size_t i = 0; i < shift; i++)
        out->cells[i].run.place = row->place;
    memcpy(out->cells + shift, row->cells, row->count * sizeof *row->cells);
    for (size_t i = 0; i < row->count; i++)
        row->cells[i].read = true;
    return out;
}

/* Whether ROW, whose first cell reads like the label of an amount, is a row of the table
 * inside: a text stands there beside it, and figures below those of the row ABOVE
 * (基本支出 among tasks, with what it is for and what it costs). */
static bool is_row_with_label(bdl_recogniser *r, const bdl_form *form,
                              const bdl_trow *above, const bdl_trow *row) {
    size_t figures = 0;
    const bdl_label_field *label = bdl_sheet_label(r, form, &row->cells[0]);
    if (!label || label->type.kind != BDL_MONEY || row->count < 3 ||
        row->count != above->count || row->cells[1].folded.len == 0 ||
        bdl_cell_is_figure(&row->cells[1]) || bdl_sheet_label(r, form, &row->cells[1]))
        return false;
    for (size_t k = 0; k < row->count; k++) {
        bool figure = bdl_cell_is_figure(&row->cells[k]);
        if (row->cells[k].folded.len > 0 && above->cells[k].folded.len > 0 &&
            figure != bdl_cell_is_figure(&above->cells[k]))
            return false;
        figures += figure && above->cells[k].folded.len > 0;
    }
    return figures > 0;
}

bool bdl_row_empty_again(const bdl_trow *above, bdl_trow *row, size_t k) {
    if (k >= row->count || k >= above->count || row->cells[k].folded.len == 0 ||
        !bdl_str_eq(row->cells[k].folded, above->cells[k].folded))
        return false;
    row->cells[k] = (bdl_tcell){.run.place = row->cells[k].run.place, .read = true};
    row->filled--;
    return true;
}

/* Reads rows from AT (headings) on; gives the row after the table's last. */
static size_t read_inner(bdl_recogniser *r, bdl_table *table, const bdl_list_form *list,
                         size_t at, bdl_record *record, bdl_values *rows) {
    enum { LEVELS = 2 }; /* of indicators, where the headings do not tell */
    bdl_table inner;
    const bdl_column_map *map = bdl_inner_open(r, table, list, at, &inner);
    const bdl_column_kind *kinds = NULL;
    ends found = {0};
    size_t i = at + inner.headings;
    size_t merged = count_merged(list, map);
    mend_scraps(r, table, i + 1, merged > LEVELS ? merged : LEVELS);
    size_t first = i;
    for (; i < table->rows.count; i++) {
        bdl_trow *row = &table->rows.items[i];
        if (!is_inside(r, table, i) &&
            (i == first || !is_row_with_label(r, table->form, row - 1, row)))
            break;
        if (row->filled == 0 || row->is_left_out)
            continue;
        for (size_t k = 0; k < row->count; k++)
            bdl_row_empty_again(inner.rows.items, row, k);
        bdl_trow *whole = aligned(r, list, map, &inner, &found, row);
        if (whole == row && row->count >= 2 && row->count < inner.width) {
            kinds = kinds ? kinds : kinds_of(r, list, map, &inner);
            whole = bdl_table_align_total(r, kinds, inner.width, row);
        }
        bdl_record *made = bdl_row_record(r, list, map, &inner, whole, record);
        if (made)
            BDL_PUSH(r->scratch, rows, bdl_value_record(made));
    }
    return i;
}

typedef struct inner_rows {
    const bdl_list_form *list;
    bdl_values rows;
} inner_rows;

static bdl_values *rows_for(inner_rows *all, size_t *count, const bdl_list_form *list) {
    for (size_t i = 0; i < *count; i++)
        if (all[i].list == list)
            return &all[i].rows;
    all[*count] = (inner_rows){.list = list};
    return &all[(*count)++].rows;
}

/* The cell of ROW that reads as HEADING does, SIZE_MAX when none. */
static size_t column_of(const bdl_trow *row, const bdl_tcell *heading) {
    for (size_t k = 0; k < row->count; k++)
        if (bdl_str_eq(row->cells[k].folded, heading->folded))
            return k;
    return SIZE_MAX;
}

/* Whether the headings AGAIN are those of FIRST in other columns: the rows above the list
 * part its columns on one page, and there are none on the next. */
static bool stand_elsewhere(const bdl_trow *first, const bdl_trow *again) {
    bool moved = false;
    for (size_t k = 0; k < again->count; k++) {
        if (again->cells[k].folded.len == 0)
            continue;
        size_t column = column_of(first, &again->cells[k]);
        if (column == SIZE_MAX)
            return false;
        moved |= column != k && column_of(again, &again->cells[k]) == k;
    }
    return moved;
}

/* Puts each cell of ROW below the heading of FIRST that is above it in AGAIN. */
static void move_cells(bdl_recogniser *r, const bdl_trow *first, const bdl_trow *again,
                       bdl_trow *row) {
    bdl_tcell *cells = BDL_NEW_ARRAY(r->passing, bdl_tcell, first->count);
    for (size_t k = 0; k < row->count && k < again->count; k++) {
        size_t column =
            again->cells[k].folded.len ? column_of(first, &again->cells[k]) : SIZE_MAX;
        if (column != SIZE_MAX && row->cells[k].run.text.len > 0)
            cells[column] = row->cells[k];
    }
    row->cells = cells;
    row->count = first->count;
}

/* Headings again after a page break are left out, what stands below them is put under the
 * headings of before, FIRST, and the row that the break tore is made whole. */
static void close_break(bdl_recogniser *r, bdl_table *table, const bdl_list_form *list,
                        size_t first, size_t at) {
    const bdl_trow *heads = &table->rows.items[first], *again = &table->rows.items[at];
    size_t end = at + bdl_inner_headings(r, table, list, at);
    bool moved = end == at + 1 && bdl_inner_headings(r, table, list, first) == 1 &&
                 stand_elsewhere(heads, again);
    for (size_t i = end; moved && i < table->rows.count && is_inside(r, table, i); i++)
        move_cells(r, heads, again, &table->rows.items[i]);
    for (; at < end; at++)
        table->rows.items[at].is_left_out = true;
    if (end < table->rows.count)
        bdl_table_mend(r, table, end);
}

/* Before any row is read, for a torn row goes on with one that was printed before. */
static void close_breaks(bdl_recogniser *r, bdl_table *table) {
    const bdl_form *form = table->form;
    size_t *first = BDL_NEW_ARRAY(r->scratch, size_t, form->lists.count + 1);
    bool inside = false;
    for (size_t i = 0; i < table->rows.count; i++) { /* rows count from 1 in FIRST */
        const bdl_trow *row = &table->rows.items[i];
        const bdl_list_form *list = bdl_sheet_list_at(r, table, i);
        if (!list && !inside && row->after_break && row->filled == 1)
            bdl_table_mend(r, table, i); /* 年度资金总额（万 | 元） */
        if (!list)
            continue;
        inside = true;
        size_t *seen = &first[list - form->lists.items];
        if (*seen)
            close_break(r, table, list, *seen - 1, i);
        else
            *seen = i + 1;
    }
}

static void read_rows(bdl_recogniser *r, bdl_table *table, bdl_record *record) {
    inner_rows *inner =
        BDL_NEW_ARRAY(r->scratch, inner_rows, table->form->lists.count + 1);
    size_t count = 0, from = 0, i = 0;
    close_breaks(r, table);
    while (i < table->rows.count) {
        const bdl_list_form *list = bdl_sheet_list_at(r, table, i);
        if (!list) {
            i++;
            continue;
        }
        bdl_sheet_read_labels(r, table, from, i, record);
        if (bdl_rows_are_wanted(r, list))
            i = read_inner(r, table, list, i, record, rows_for(inner, &count, list));
        else
            for (i++; i < table->rows.count && is_inside(r, table, i);)
                i++;
        from = i;
    }
    bdl_sheet_read_labels(r, table, from, table->rows.count, record);
    if (!table->form->has_precision)
        bdl_record_settle_zeros(record);
    bdl_completer completer = {r->model, r->hooks};
    for (size_t k = 0; k < count; k++) {
        bdl_list_widen(inner[k].list, table->form, &inner[k].rows);
        bdl_values rows = bdl_values_copy(r->arena, &inner[k].rows);
        bdl_list_put(r->model, record, inner[k].list->slot, &rows);
        bdl_complete_list(&completer, inner[k].list, record);
    }
}

/* ---- captions among the labels ---- */

/* 单位：万元 in a cell beside a label. */
static void take_unit(bdl_recogniser *r, bdl_table *table, bdl_tcell *cell) {
    bdl_unit unit;
    if (bdl_str_skip_any(cell->folded, BDL_WORDS("单位:", "金额单位:")) &&
        bdl_caption_unit(cell->folded, &unit)) {
        table->unit = bdl_unit_found(r, &unit);
        table->unit_run = &cell->run;
        cell->read = true;
    }
}

/* A row with a label, read as one line (单位名称 | 108001…局). */
static bdl_run line_of(bdl_arena *arena, const bdl_trow *row) {
    bdl_run run = {0};
    for (size_t k = 0; k < row->count; k++)
        if (row->cells[k].folded.len > 0)
            run = run.text.len
                      ? bdl_run_join(arena, &run, BDL_STR(" "), &row->cells[k].run)
                      : row->cells[k].run;
    return run;
}

/* Whether the caption of FORM may meet ROW as one line, with blanks between its cells:
 * most rows lack its letters. */
static bool may_bind(const bdl_form *form, const bdl_trow *row) {
    bdl_signature all, one;
    bdl_str first = {0};
    bdl_text_sign(BDL_STR(" "), &all);
    for (size_t k = 0; k < row->count; k++) {
        bdl_str s = row->cells[k].folded;
        if (s.len == 0)
            continue;
        first = first.len > 0 ? first : s;
        bdl_text_sign(s, &one);
        for (size_t i = 0; i < BDL_COUNT_OF(all.bits); i++)
            all.bits[i] |= one.bits[i];
    }
    return first.len == 0 ||
           bdl_pattern_may_meet(form->caption, (unsigned char)first.data[0], &all);
}

static void bind_row(bdl_recogniser *r, const bdl_form *form, const bdl_trow *row,
                     bdl_record *record) {
    if (!may_bind(form, row))
        return;
    bdl_run run = line_of(r->scratch, row);
    bdl_subject line = bdl_subject_of(r->scratch, &run);
    bdl_hit hit;
    if (!bdl_pattern_find(r, form->caption, &line, &hit))
        return;
    run = line_of(r->arena, row); /* what is bound is a piece of it */
    bdl_hit_bind(r, &hit, &line, record);
}

static void read_caption_rows(bdl_recogniser *r, bdl_table *table, bdl_record *record) {
    for (size_t i = 0; i < table->rows.count; i++) {
        bdl_trow *row = &table->rows.items[i];
        if (bdl_sheet_inner_at(r, table->form, row))
            return;
        for (size_t k = 0; k < row->count && !table->unit; k++)
            take_unit(r, table, &row->cells[k]);
        if (table->form->caption && has_label(r, table->form, row) && row->filled > 1)
            bind_row(r, table->form, row, record);
    }
}

void bdl_sheet_read(bdl_recogniser *r, bdl_table *table) {
    const bdl_form *form = table->form;
    if (form->slot < 0 ||
        (!form->many && !bdl_slot_is_missing(r->model->document, form->slot)))
        return;
    bdl_record *record = bdl_form_record(r, form, table->place);
    bdl_bind_captions(r, table, record);
    read_caption_rows(r, table, record);
    bdl_fill_table_fields(r, table, record);
    read_rows(r, table, record);
    bdl_sheet_fill_missing(r, table, record);
}
