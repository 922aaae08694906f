/* sheet_labels.c - label and value: the value stands right of its label, below it, or in
 * the same cell behind a colon. */
#include "model/sheet_items.h"
#include "model/table.h"

#include "base/language.h"

enum { LABELS_MAX = 64 };

typedef struct label_at {
    size_t column;
    const bdl_label_field *field;
} label_at;

typedef struct label_row {
    size_t count;
    size_t others; /* filled cells right of the first label that are no labels */
    label_at labels[LABELS_MAX];
} label_row;

/* A label as it is printed. */
typedef struct label_cell {
    const bdl_label_field *field;
    bdl_str text;
} label_cell;

/* What is open while rows go by. */
typedef struct reading {
    bdl_recogniser *r;
    bdl_table *table;
    bdl_record *record;
    const bdl_label_field *list;  /* a list that unlabelled rows continue */
    bdl_run list_run;             /* all of its text so far */
    const bdl_label_field *below; /* a field whose cell is in the next row */
    size_t below_at;              /* the column of what it stands below */
    const bdl_trow *below_row;    /* and its row */
    const bdl_label_field *text;  /* one whose sentence the row above left open */
    bdl_tcell open;               /* its cell so far */
    BDL_VEC(label_cell) bare;     /* labels that end their row */
    label_row above;              /* the labels of the last row that had any */
} reading;

static void find_labels(reading *g, const bdl_trow *row, label_row *out) {
    out->count = out->others = 0;
    for (size_t k = 0; k < row->count; k++) {
        const bdl_label_field *f = bdl_sheet_label(g->r, g->table->form, &row->cells[k]);
        if (f && out->count < LABELS_MAX)
            out->labels[out->count++] = (label_at){k, f};
        else if (out->count > 0 && row->cells[k].folded.len > 0)
            out->others++;
    }
}

static bool has_label_at(const label_row *labels, size_t column) {
    for (size_t i = 0; i < labels->count; i++)
        if (labels->labels[i].field && labels->labels[i].column == column)
            return true;
    return false;
}

/* Where the money of several years stands beside that of the year, the labels below the
 * two totals are the same. The form knows the total of the year: of a label that stands
 * twice in a row, the one below a label counts. */
static void drop_twins(reading *g, label_row *labels) {
    for (size_t i = 0; i + 1 < labels->count; i++)
        for (size_t k = i + 1; labels->labels[i].field && k < labels->count; k++)
            if (labels->labels[k].field == labels->labels[i].field &&
                has_label_at(&g->above, labels->labels[k].column) &&
                !has_label_at(&g->above, labels->labels[i].column))
                labels->labels[i].field = NULL;
    g->above.count = labels->count;
    memcpy(g->above.labels, labels->labels, labels->count * sizeof *labels->labels);
}

/* ---- where values go ---- */

static bdl_record *target_of(reading *g, const bdl_label_field *field) {
    bdl_record *record = g->record;
    for (size_t i = 0; i < field->group_count; i++) {
        int slot = field->groups[i];
        if (record->slots[slot]->state != BDL_PRESENT) {
            const bdl_rectype *type = record->type->fields.items[slot].type.record;
            bdl_record_put(record, slot,
                           bdl_value_record(bdl_record_new(g->r->model, type, record)));
        }
        record = record->slots[slot]->as.record;
    }
    return record;
}

static const bdl_unit *unit_of(reading *g) {
    const bdl_table *table = g->table;
    if (table->form->has_unit)
        return &table->form->unit;
    return table->unit ? table->unit : g->r->usual_unit;
}

static bdl_value list_value(reading *g, bdl_tcell *cell) {
    bdl_value v = bdl_value_list(bdl_split_list(g->r, &cell->run));
    v.text = bdl_cell_text(g->r->arena, cell);
    g->list_run = cell->run;
    if (v.text.len == 0)
        v.state = BDL_BLANK;
    cell->read = true;
    return bdl_value_at(g->r, v, cell->run.place);
}

static bool is_set(const bdl_record *record, const bdl_label_field *field) {
    int state = record->slots[field->slot]->state;
    return state != BDL_MISSING && state != BDL_BLANK;
}

static void put(reading *g, const bdl_label_field *field, bdl_tcell *cell) {
    bdl_record *record = target_of(g, field);
    if (is_set(record, field))
        return;
    g->list = field->is_list ? field : NULL;
    if (!field->is_list && field->type.kind == BDL_TEXT && !field->is_code &&
        bdl_cell_put_text(g->r, cell, field->blank_is_missing, record, field->slot))
        return;
    const bdl_unit *unit = field->type.kind == BDL_PERCENT ? NULL : unit_of(g);
    bdl_value v = field->is_list
                      ? list_value(g, cell)
                      : bdl_cell_value(g->r, cell, field->type, field->is_code, unit);
    if (v.state == BDL_BLANK && field->blank_is_missing)
        v = bdl_value_missing(v.kind, BDL_TR("the cell is empty"));
    else if (g->table->form->has_precision && v.state == BDL_PRESENT &&
             bdl_kind_is_figure(v.kind))
        bdl_figure_set_places(&v, g->table->form->precision.scale);
    bdl_record_put(record, field->slot, v);
}

/* An unlabelled row goes on with the list above it. */
static void append(reading *g, bdl_trow *row) {
    bdl_record *record = target_of(g, g->list);
    bdl_value *v = bdl_slot_own(g->r->arena, record, (size_t)g->list->slot);
    enum { LIST_BYTES_MAX = 1 << 16 }; /* what follows a longer list is no part of it */
    for (size_t k = 0; k < row->count; k++) {
        bdl_tcell *cell = &row->cells[k];
        if (cell->folded.len == 0 || v->text.len > LIST_BYTES_MAX)
            continue;
        g->list_run = bdl_run_join(g->r->arena, &g->list_run, BDL_STR("\n"), &cell->run);
        const bdl_origin *origin = v->origin;
        *v = bdl_value_list(bdl_split_list(g->r, &g->list_run));
        v->text = g->list_run.text;
        v->origin = origin;
        cell->read = true;
    }
}

/* ---- labels above their values ---- */

static size_t count_filled(const bdl_trow *row, size_t from, size_t to) {
    size_t n = 0;
    for (size_t k = from; k < to && k < row->count; k++)
        n += row->cells[k].folded.len > 0;
    return n;
}

static size_t range_end(const label_row *labels, size_t i, const bdl_trow *row) {
    return i + 1 < labels->count ? labels->labels[i + 1].column : row->count;
}

static bdl_tcell *first_filled(bdl_trow *row, size_t from, size_t to) {
    for (size_t k = from; k < to && k < row->count; k++)
        if (row->cells[k].folded.len > 0)
            return &row->cells[k];
    return NULL;
}

/* Whether values slid away from their labels but are as many. */
static bool take_in_order(const label_row *labels, const bdl_trow *row) {
    bool apart = false;
    size_t filled = count_filled(row, 0, row->count);
    for (size_t i = 0; i < labels->count; i++)
        apart |=
            count_filled(row, labels->labels[i].column, range_end(labels, i, row)) != 1;
    return apart && filled == labels->count;
}

/* The field that the form has after FIELD in the same group, when nothing is known of it.
 */
static const bdl_label_field *next_in_group(reading *g, const bdl_label_field *field) {
    const bdl_form *form = g->table->form;
    size_t next = (size_t)(field - form->fields.items) + 1;
    if (field->group_count == 0 || next >= form->fields.count ||
        target_of(g, &form->fields.items[next]) != target_of(g, field))
        return NULL;
    return is_set(target_of(g, field), &form->fields.items[next])
               ? NULL
               : &form->fields.items[next];
}

/* A value under a heading that was lost. */
static void take_orphan(reading *g, const label_row *labels, bdl_trow *row) {
    const label_at *last = &labels->labels[labels->count - 1];
    bdl_tcell *own = first_filled(row, last->column, row->count);
    bdl_tcell *orphan =
        own ? first_filled(row, (size_t)(own - row->cells) + 1, row->count) : NULL;
    const bdl_label_field *next = orphan ? next_in_group(g, last->field) : NULL;
    if (next)
        put(g, next, orphan);
}

/* Whether ROW lost its first cell, into which that of the label row reaches: all others
 * of both are filled. */
static bool lacks_first(const label_row *labels, const bdl_trow *row) {
    const label_at *last = &labels->labels[labels->count - 1];
    return labels->count > 2 && labels->others == 0 && row->count == labels->count - 1 &&
           row->filled == row->count && last->column == row->count;
}

static void read_below(reading *g, const label_row *labels, bdl_trow *row) {
    bool in_order = take_in_order(labels, row);
    size_t at = 0, lost = lacks_first(labels, row);
    for (size_t i = 0; i < labels->count; i++) {
        bdl_tcell nothing = {.run.place = row->place};
        size_t from = in_order ? at : labels->labels[i].column - lost;
        size_t to = in_order || i + 1 == labels->count
                        ? row->count
                        : labels->labels[i + 1].column - lost;
        bdl_tcell *cell = i < lost ? NULL : first_filled(row, from, to);
        if (cell)
            at = (size_t)(cell - row->cells) + 1;
        else if (!lost && labels->labels[i].column < row->count)
            cell = &row->cells[labels->labels[i].column];
        if (labels->labels[i].field)
            put(g, labels->labels[i].field, cell ? cell : &nothing);
    }
    if (!in_order)
        take_orphan(g, labels, row);
}

/* ---- labels left of their values ---- */

static void read_right(reading *g, const label_row *labels, bdl_trow *row) {
    for (size_t i = 0; i < labels->count; i++) {
        size_t at = labels->labels[i].column + 1, end = range_end(labels, i, row);
        if (!labels->labels[i].field)
            continue;
        if (at == row->count && bdl_tables_are_told(g->r)) {
            label_cell bare = {labels->labels[i].field,
                               bdl_cell_text(g->r->arena, &row->cells[at - 1])};
            BDL_PUSH(g->r->arena, &g->bare, bare);
        }
        bdl_tcell nothing = {.run.place = row->cells[at - 1].run.place};
        bdl_tcell *cell = first_filled(row, at, end);
        if (!cell && at < end)
            cell = &row->cells[at];
        put(g, labels->labels[i].field, cell ? cell : &nothing);
    }
}

/* ---- label and value in one cell: behind a colon, or a figure behind its label ---- */

/* What stands in a cell between two places of its folded text is the value of FIELD. */
static void put_part(reading *g, const bdl_label_field *field, bdl_tcell *cell,
                     size_t begin, size_t end) {
    bdl_folded folded = bdl_text_fold_map(g->r->scratch, cell->run.text);
    size_t from = begin < folded.text.len ? folded.origin[begin] : cell->run.text.len;
    size_t to = end < folded.text.len ? folded.origin[end] : cell->run.text.len;
    bdl_tcell value = *cell;
    bdl_str part = bdl_text_trim(bdl_str_of(cell->run.text.data + from, to - from));
    if (part.len > 0)
        from = (size_t)(part.data - cell->run.text.data);
    value.run =
        (bdl_run){.text = part, .place = bdl_run_place(&cell->run, from, part.len)};
    cell->read = true;
    put(g, field, &value);
}

/* All the money of a project in one cell: 总额…元 一、财政拨款:…元(其中:…)
 * 二、自有资金…元, or 总额:…元 财政拨款:…元. */
static bool read_items(reading *g, bdl_tcell *cell) {
    bdl_str s = cell->folded;
    if (!bdl_str_has(s, BDL_STR("元")) || bdl_str_has(s, BDL_STR("。")))
        return false;
    bool numbered = bdl_sheet_next_item(s, 0) != s.len;
    if (!numbered && !bdl_sheet_are_items(g->r, g->table->form, s))
        return false;
    size_t met = 0;
    for (size_t at = 0, end; at < s.len; at = end) {
        end = numbered ? bdl_sheet_next_item(s, at + 1) : bdl_sheet_behind_amount(s, at);
        bdl_sheet_item found = bdl_sheet_item_at(g->r, g->table->form, s, at, end);
        if (!found.field)
            continue;
        put_part(g, found.field, cell, found.begin, found.end);
        met++;
    }
    return met > 0;
}

static void read_inline(reading *g, bdl_trow *row) {
    for (size_t k = 0; k < row->count; k++) {
        bdl_tcell *cell = &row->cells[k];
        const bdl_label_field *field = NULL;
        if (!bdl_sheet_may_say(g->r, cell->folded) || read_items(g, cell))
            continue;
        size_t length = bdl_sheet_label_said(g->r, g->table->form, cell->folded, &field);
        if (length > 0)
            put_part(g, field, cell, length, cell->folded.len);
    }
}

/* ---- rows ---- */

static const bdl_label_field *field_below(reading *g, const bdl_trow *row) {
    const bdl_form *form = g->table->form;
    for (size_t i = 0; i < form->fields.count; i++)
        for (size_t k = 0; form->fields.items[i].below.len && k < row->count; k++)
            if (bdl_str_eq(row->cells[k].folded, form->fields.items[i].below)) {
                g->below_at = k;
                g->below_row = row;
                return &form->fields.items[i];
            }
    return NULL;
}

/* Whether CELL is text whose sentence the page or the row cut. */
static bool is_open(const bdl_label_field *field, const bdl_tcell *cell) {
    enum { LETTERS_MIN = 12 };
    return field->type.kind == BDL_TEXT && !field->is_list &&
           bdl_utf8_count(cell->folded) >= LETTERS_MIN &&
           !bdl_str_ends_any(cell->folded, BDL_WORDS("。", ";", "!", "?"));
}

/* Whether CELL of the next row is what the rows have in common, printed again. */
static bool is_repeated(const reading *g, size_t at, const bdl_tcell *cell) {
    return at < g->below_at && at < g->below_row->count &&
           bdl_str_eq(g->below_row->cells[at].folded, cell->folded);
}

/* The value of a field without a label; left of what it stands below, its name may be
 * printed, or what the rows have in common again, or a piece of that. */
static bdl_tcell *value_below(reading *g, const bdl_label_field *field, bdl_trow *row) {
    bdl_tcell *cell = first_filled(row, 0, row->count);
    bdl_str name = target_of(g, field)->type->fields.items[field->slot].zh;
    if (!cell)
        return NULL;
    size_t at = (size_t)(cell - row->cells);
    bool named = bdl_str_eq(cell->folded, bdl_text_fold(g->r->scratch, name));
    if (row->filled < 2)
        return named || is_repeated(g, at, cell) ? NULL : cell;
    if (!named && at >= g->below_at)
        return cell;
    bdl_tcell *value = first_filled(
        row, named || at + 1 > g->below_at ? at + 1 : g->below_at, row->count);
    cell->read = value != NULL;
    return value ? value : cell;
}

static void put_below(reading *g, bdl_trow *row) {
    bdl_tcell nothing = {.run.place = row->place};
    const bdl_label_field *field = g->below;
    bdl_tcell *cell = value_below(g, field, row);
    g->below = NULL;
    put(g, field, cell ? cell : &nothing);
    if (cell && row->filled == 1 && is_open(field, cell)) {
        g->text = field;
        g->open = *cell;
    }
}

/* The only cell of the row goes on with the sentence above it. */
static void go_on(reading *g, bdl_trow *row) {
    bdl_tcell *cell = first_filled(row, 0, row->count), *open = &g->open;
    bdl_record *record = target_of(g, g->text);
    bdl_arena *arena = g->r->arena;
    bdl_run whole = bdl_run_join(arena, &open->run, BDL_STR(""), &cell->run);
    bdl_run_in_cell(arena, &whole, &open->run.place);
    open->run = whole;
    open->folded = bdl_arena_join(g->r->passing, open->folded, cell->folded);
    bdl_record_put(record, g->text->slot,
                   bdl_cell_value(g->r, open, g->text->type, g->text->is_code, NULL));
    cell->read = true;
    if (!is_open(g->text, cell) && bdl_numbering_of(cell->folded).style == BDL_UNNUMBERED)
        g->text = NULL; /* items of a list end, the list goes on */
}

/* Whether the only cell of ROW is a word that heads tables inside (年度绩效指标). */
static bool announces_inner(reading *g, bdl_trow *row) {
    bdl_tcell *cell = first_filled(row, 0, row->count);
    return cell && (bdl_word_of(g->r, cell)->heads & g->table->form->bit) != 0;
}

/* Whether the only cell of ROW begins with a label of its own (完成情况：…). */
static bool begins_own(reading *g, bdl_trow *row) {
    const bdl_tcell *cell = first_filled(row, 0, row->count);
    const bdl_label_field *field = NULL;
    return cell &&
           bdl_sheet_label_before_colon(g->r, g->table->form, cell->folded, &field) > 0 &&
           field != g->list;
}

static void read_unlabelled(reading *g, bdl_trow *row) {
    if (g->below) {
        put_below(g, row);
    } else if (g->text && row->filled == 1) {
        go_on(g, row);
    } else if (g->list && row->filled == 1 && !announces_inner(g, row) &&
               !begins_own(g, row)) {
        append(g, row);
    } else {
        read_inline(g, row);
    }
}

static void mark_labels(const label_row *labels, bdl_trow *row) {
    for (size_t k = 0; k < labels->labels[0].column; k++)
        row->cells[k].read = true; /* what the labels have in common */
    for (size_t i = 0; i < labels->count; i++)
        row->cells[labels->labels[i].column].read = true;
}

/* Whether nothing but the cell under the only label is filled in the next row. */
static bool is_right_above(const label_row *labels, const bdl_trow *next) {
    size_t c = labels->labels[0].column;
    return labels->count == 1 && next->filled == 1 && c < next->count &&
           next->cells[c].folded.len > 0 && c > 0;
}

/* Names the labels that no cell followed and that got no value elsewhere. */
static void tell_bare(reading *g) {
    bdl_buf out = {.arena = g->r->arena};
    bdl_buf_add(&out, g->table->bare);
    for (size_t i = 0; i < g->bare.count; i++) {
        const label_cell *label = &g->bare.items[i];
        if (is_set(target_of(g, label->field), label->field))
            continue;
        if (out.len > 0)
            bdl_buf_add(&out, BDL_STR(", "));
        bdl_buf_add(&out, label->text);
    }
    g->table->bare = bdl_buf_str(&out);
}

/* Whether the values of the labels stand in the next row. */
static bool stand_below(reading *g, const label_row *labels, const bdl_trow *row,
                        const bdl_trow *next) {
    label_row under;
    if (labels->others > 0 || !next)
        return false;
    find_labels(g, next, &under);
    if (under.count > 0)
        return false;
    return labels->count >= 2 || labels->labels[0].column + 1 >= row->count ||
           is_right_above(labels, next);
}

/* Whether ROW goes on with a list: the label of it, which the row LABELLED has, is
 * printed again in a merged cell, beside one text. */
static bool goes_on_with_list(reading *g, const label_row *labels,
                              const bdl_trow *labelled, bdl_trow *row) {
    return g->list && labels->count == 1 && row->filled == 2 &&
           labels->labels[0].field == g->list &&
           bdl_row_empty_again(labelled, row, labels->labels[0].column);
}

void bdl_sheet_read_labels(bdl_recogniser *r, bdl_table *table, size_t from, size_t to,
                           bdl_record *record) {
    reading g = {.r = r, .table = table, .record = record};
    const bdl_trow *labelled = NULL;
    for (size_t i = from; i < to; i++) {
        bdl_trow *row = &table->rows.items[i];
        label_row labels;
        find_labels(&g, row, &labels);
        if (labels.count == 0 || goes_on_with_list(&g, &labels, labelled, row)) {
            if (row->filled > 0 || g.below)
                read_unlabelled(&g, row);
            continue;
        }
        labelled = row;
        drop_twins(&g, &labels);
        mark_labels(&labels, row);
        read_inline(&g, row);
        g.list = NULL;
        g.below = NULL;
        g.text = NULL;
        bdl_trow *next = i + 1 < to ? &table->rows.items[i + 1] : NULL;
        if (next && labels.count > 1 && labels.others == 0)
            bdl_row_empty_again(row, next, 0);
        if (stand_below(&g, &labels, row, next)) {
            read_below(&g, &labels, next);
            i++;
        } else {
            read_right(&g, &labels, row);
        }
        if (!g.list)
            g.below = field_below(&g, row);
    }
    if (g.bare.count > 0)
        tell_bare(&g);
}

/* ---- what was not found ---- */

void bdl_sheet_fill_missing(bdl_recogniser *r, const bdl_table *table,
                            bdl_record *record) {
    reading g = {.r = r, .record = record};
    bdl_table copy = *table;
    g.table = &copy;
    for (size_t i = 0; i < table->form->fields.count; i++) {
        const bdl_label_field *field = &table->form->fields.items[i];
        bdl_record *target = target_of(&g, field);
        const bdl_value *v = target->slots[field->slot];
        if (v->state != BDL_MISSING || bdl_value_reason(v).len)
            continue;
        bdl_str name = target->type->fields.items[field->slot].name;
        if (field->optional)
            bdl_record_put(target, field->slot,
                           (bdl_value){.kind = v->kind, .state = BDL_BLANK});
        else
            bdl_record_put(target, field->slot,
                           bdl_value_missing_for(r, v->kind,
                                                 "the sheet at line %u has no %.*s",
                                                 table->place.line, BDL_PRI(name)));
    }
}
