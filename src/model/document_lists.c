/* document_lists.c - what every document has whatever its forms: sections, texts, tables.
 */
#include "model/table.h"

#include "base/language.h"

static bdl_value text_value(bdl_recogniser *r, bdl_str text, bdl_place place) {
    return bdl_value_at(r, bdl_value_text(bdl_text_unwrap(r->arena, text)), place);
}

static void put_named(bdl_record *record, const char *name, bdl_value v) {
    bdl_record_put(record, bdl_rectype_slot(record->type, bdl_str_z(name)), v);
}

static bdl_record *add(bdl_recogniser *r, const bdl_rectype *type, bdl_record *holder,
                       bdl_values *list, bdl_place place) {
    bdl_record *record = bdl_record_new(r->model, type, holder);
    bdl_record_set_place(record, place);
    BDL_PUSH_MOVING(r->arena, list, bdl_value_record(record));
    bdl_record_tell_index(record, list->count);
    return record;
}

/* ---- sections ---- */

static bool is_text(const bdl_passage *p) {
    return (p->role == BDL_AS_PROSE || p->role == BDL_AS_NOTE) && !p->is_section;
}

static bdl_value part_of(bdl_recogniser *r, const bdl_section *s, size_t begin,
                         size_t end) {
    bdl_str original = s->subject.run->text;
    size_t from, to;
    if (begin >= end)
        return bdl_value_missing(BDL_TEXT, BDL_TR("the heading has no number"));
    bdl_subject_range(&s->subject, begin, end, &from, &to);
    return text_value(r, bdl_str_of(original.data + from, to - from),
                      bdl_run_place(s->subject.run, from, to - from));
}

/* The paragraphs of the section, those of sections below it too: without room that it
 * does not need, for it stays as long as the model. */
static bdl_str text_of(bdl_recogniser *r, const bdl_section *s) {
    bdl_buf buf = {.arena = r->arena};
    size_t first = (size_t)(s->passage - r->passages) + 1, room = 0;
    for (size_t i = first; i < s->end; i++)
        if (is_text(&r->passages[i]))
            room += r->passages[i].block->run.text.len + 1;
    bdl_buf_reserve(&buf, room);
    for (size_t i = first; i < s->end; i++) {
        if (!is_text(&r->passages[i]))
            continue;
        if (buf.len)
            bdl_buf_char(&buf, '\n');
        bdl_buf_add(&buf, bdl_text_trim(r->passages[i].block->run.text));
    }
    return bdl_buf_str(&buf);
}

static void fill_sections(bdl_recogniser *r) {
    bdl_values list = {0};
    for (size_t i = 0; i < r->sections.count; i++) {
        const bdl_section *s = &r->sections.items[i];
        bdl_place place = s->subject.run == s->passage->subject.run
                              ? s->passage->block->place
                              : bdl_run_start(s->subject.run);
        bdl_record *record = add(r, r->schema->section, r->model->document, &list, place);
        put_named(record, "number", part_of(r, s, s->number_begin, s->number_end));
        put_named(record, "title", part_of(r, s, s->title_begin, s->title_end));
        put_named(record, "level", bdl_value_number(bdl_dec_int(s->level)));
        bdl_value text = bdl_value_text(text_of(r, s));
        put_named(record, "text", bdl_value_at(r, text, place));
    }
    bdl_list_put(r->model, r->model->document, r->schema->slot_sections, &list);
}

/* ---- texts ---- */

bdl_value bdl_section_title(bdl_recogniser *r, size_t section) {
    if (section == 0)
        return bdl_value_missing(BDL_TEXT, BDL_TR("it stands before the first heading"));
    const bdl_section *s = &r->sections.items[section - 1];
    return part_of(r, s, s->title_begin, s->title_end);
}

static void fill_texts(bdl_recogniser *r) {
    bdl_values list = {0};
    for (size_t i = 0; i < r->passage_count; i++) {
        const bdl_passage *p = &r->passages[i];
        if (!is_text(p))
            continue;
        bdl_record *record =
            add(r, r->schema->text, r->model->document, &list, p->block->place);
        bdl_value text = bdl_value_text(bdl_text_unwrap(r->arena, p->block->run.text));
        put_named(record, "text", bdl_value_at(r, text, bdl_run_start(&p->block->run)));
        put_named(record, "section", bdl_section_title(r, p->section));
    }
    bdl_list_put(r->model, r->model->document, r->schema->slot_texts, &list);
}

/* ---- tables ---- */

/* Whether the cells that were read are those of one row of a block, not completed. */
static bool is_as_printed(bdl_recogniser *r, const bdl_trow *row, size_t count) {
    if (!row->printed || row->count != count)
        return false;
    for (size_t k = 0; k < count; k++) {
        const bdl_cell *printed = &row->printed[k];
        const bdl_tcell *cell = &row->cells[k];
        bdl_str text = bdl_cell_text(r->scratch, cell);
        if (printed->run.text.len != text.len ||
            (text.len && printed->run.text.data != text.data) ||
            printed->run.place.line != cell->run.place.line ||
            printed->run.place.column != cell->run.place.column ||
            printed->row_span != 1 || printed->col_span != 1)
            return false;
    }
    return true;
}

/* Whether records are made of the rows of all tables. */
static bool has_table_rows(const bdl_recogniser *r) {
    return !r->hooks || !r->hooks->for_rules || r->hooks->table_rows;
}

/* Whether rows as they were printed are asked for when the model is made. */
static bool shows_rows(const bdl_recogniser *r) {
    return !r->hooks || !r->hooks->for_rules || r->hooks->shows_rows;
}

bool bdl_rows_are_kept(const bdl_recogniser *r) {
    return has_table_rows(r) || shows_rows(r);
}

bool bdl_tables_are_told(const bdl_recogniser *r) {
    return shows_rows(r);
}

static const bdl_row *rows_seen(bdl_recogniser *r, const bdl_table *table,
                                size_t *count) {
    bdl_row *rows = BDL_NEW_ARRAY(r->arena, bdl_row, table->rows.count + 1);
    *count = 0;
    for (size_t i = table->captions + table->headings; i < table->rows.count; i++) {
        const bdl_trow *row = &table->rows.items[i];
        if (row->is_left_out)
            continue;
        bdl_row *out = &rows[(*count)++];
        out->place = row->place;
        out->count = table->leaf_count;
        out->cells = row->printed;
        if (is_as_printed(r, row, table->leaf_count))
            continue;
        out->cells = BDL_NEW_ARRAY(r->arena, bdl_cell, table->leaf_count + 1);
        for (size_t k = 0; k < table->leaf_count; k++) {
            out->cells[k] =
                (bdl_cell){.run.place = row->place, .row_span = 1, .col_span = 1};
            if (k >= row->count)
                continue;
            out->cells[k].run.text = bdl_cell_text(r->arena, &row->cells[k]);
            out->cells[k].run.place = row->cells[k].run.place;
        }
    }
    return rows;
}

static void count_cells(const bdl_table *table, bdl_table_seen *seen) {
    seen->cells = table->raw_cells;
    seen->cells_read = table->raw_read;
    size_t first = table->captions + (table->is_sheet ? 0 : table->headings);
    for (size_t i = 0; i < table->rows.count; i++) {
        const bdl_trow *row = &table->rows.items[i];
        bool understood = table->form && (i < first || row->is_left_out);
        for (size_t k = 0; k < row->count; k++) {
            if (row->cells[k].folded.len == 0)
                continue;
            seen->cells++;
            seen->cells_read += understood || row->cells[k].read;
        }
    }
}

/* ---- what is in no field ---- */

static bool is_left(const bdl_table *table, const bdl_trow *row, size_t k) {
    return !row->is_left_out && k < row->count && row->cells[k].folded.len > 0 &&
           !row->cells[k].read && table->form;
}

static void add_left(bdl_buf *out, size_t *named, bdl_str text) {
    enum { NAMED_MAX = 8, NAME_MAX = 20 };
    if ((*named)++ >= NAMED_MAX)
        return;
    size_t end = bdl_utf8_offset(text, NAME_MAX);
    if (out->len > 0)
        bdl_buf_add(out, BDL_STR(", "));
    bdl_buf_add(out, bdl_str_of(text.data, end));
    if (end < text.len || *named == NAMED_MAX)
        bdl_buf_add(out, BDL_STR("…"));
}

/* Whether no cell of column K is in a field. */
static bool is_whole_column_left(const bdl_table *table, size_t first, size_t k) {
    if (table->is_sheet || k >= table->leaf_count || table->leaves[k].printed.len == 0)
        return false;
    for (size_t i = first; i < table->rows.count; i++) {
        const bdl_trow *row = &table->rows.items[i];
        if (k < row->count && row->cells[k].read)
            return false;
    }
    return true;
}

/* The headings of columns that no field has, and single cells. */
static bdl_str find_left(bdl_recogniser *r, const bdl_table *table) {
    bdl_buf out = {.arena = r->arena};
    size_t named = 0, first = table->captions + (table->is_sheet ? 0 : table->headings);
    for (size_t k = 0; k < table->width; k++) {
        bool whole = is_whole_column_left(table, first, k);
        for (size_t i = first; i < table->rows.count; i++) {
            if (!is_left(table, &table->rows.items[i], k))
                continue;
            add_left(&out, &named,
                     whole ? table->leaves[k].printed
                           : bdl_cell_text(r->arena, &table->rows.items[i].cells[k]));
            if (whole)
                break;
        }
    }
    return bdl_buf_str(&out);
}

static bdl_table_seen *add_seen(bdl_recogniser *r, const bdl_table *table) {
    bdl_table_seen seen = {.form = table->form,
                           .is_sheet = table->is_sheet,
                           .place = table->place,
                           .money_unit = table->unit ? table->unit->name : (bdl_str){0},
                           .year = table->year,
                           .note = table->note,
                           .contest = table->contest,
                           .bare = table->bare};
    if (table->title.run)
        seen.title = bdl_text_unwrap(r->arena, table->title.run->text);
    if (!table->is_sheet) {
        bdl_str *columns = BDL_NEW_ARRAY(r->arena, bdl_str, table->leaf_count + 1);
        for (size_t k = 0; k < table->leaf_count; k++)
            columns[k] = bdl_arena_str(r->arena, table->leaves[k].printed);
        seen.columns = columns;
        seen.column_count = table->leaf_count;
        if (bdl_rows_are_kept(r))
            seen.rows = rows_seen(r, table, &seen.row_count);
    }
    count_cells(table, &seen);
    if (seen.cells_read < seen.cells && bdl_tables_are_told(r))
        seen.left = find_left(r, table);
    BDL_PUSH(r->arena, &r->model->tables, seen);
    return &r->model->tables.items[r->model->tables.count - 1];
}

static void fill_rows(bdl_recogniser *r, const bdl_table_seen *seen, bdl_record *table) {
    bdl_values rows = {0};
    int slot = bdl_rectype_slot(r->schema->table_row, BDL_STR("cells"));
    for (size_t i = 0; i < seen->row_count; i++) {
        bdl_record *row = add(r, r->schema->table_row, table, &rows, seen->rows[i].place);
        size_t count = seen->rows[i].count;
        bdl_values cells = {BDL_NEW_ARRAY(r->arena, bdl_value, count), 0, count};
        for (size_t k = 0; k < count; k++) {
            const bdl_cell *cell = &seen->rows[i].cells[k];
            BDL_PUSH(r->arena, &cells,
                     bdl_value_at(r, bdl_value_text(cell->run.text), cell->run.place));
        }
        bdl_list_put(r->model, row, slot, &cells);
    }
    bdl_list_put(r->model, table, r->schema->table->slot_rows, &rows);
}

void bdl_table_see(bdl_recogniser *r, bdl_table *table) {
    if (r->model->tables.capacity == 0) {
        r->model->tables.capacity = r->tables.count;
        r->model->tables.items = BDL_NEW_ARRAY(r->arena, bdl_table_seen, r->tables.count);
    }
    bdl_table_seen *seen = add_seen(r, table);
    if (seen->is_sheet)
        return;
    bdl_record *record = add(r, r->schema->table, r->model->document,
                             &r->lists[r->schema->slot_tables], seen->place);
    bdl_fill_table_fields(r, table, record);
    if (seen->form)
        put_named(record, "form", bdl_value_text(seen->form->name));
    if (table->copy_of && table->copy_of->record)
        bdl_record_put(record, record->type->slot_copy_of,
                       bdl_value_record(table->copy_of->record));
    table->record = record;
    if (has_table_rows(r))
        fill_rows(r, seen, record);
    if (!shows_rows(r)) /* blocks may go, which they lie in */
        seen->row_count = 0;
}

void bdl_lists_fill(bdl_recogniser *r) {
    if (bdl_is_wanted(r, r->schema->slot_sections))
        fill_sections(r);
    if (bdl_is_wanted(r, r->schema->slot_texts))
        fill_texts(r);
    if (bdl_is_wanted(r, r->schema->slot_tables))
        bdl_list_put(r->model, r->model->document, r->schema->slot_tables,
                     &r->lists[r->schema->slot_tables]);
}
