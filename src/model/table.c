/* table.c - the tables of a document: blocks cut where a title stands inside, pieces
 * joined over page breaks, each told to be a table or a sheet. */
#include "model/table.h"

#include "base/language.h"

/* The only cell of ROW with text, where it is the first; NULL: it is not alone. */
static const bdl_cell *lone_cell(const bdl_row *row) {
    const bdl_cell *only = NULL;
    for (size_t k = 0; k < row->count; k++)
        if (bdl_text_trim(row->cells[k].run.text).len > 0) {
            if (only || k > 0)
                return NULL;
            only = &row->cells[k];
        }
    return only;
}

/* Whether row I says the unit of the table below it. */
static bool says_unit(bdl_recogniser *r, const bdl_block *block, size_t i) {
    const bdl_row *row = &block->rows[i];
    bdl_unit unit;
    for (size_t k = 0; k < row->count; k++) {
        bdl_str s = bdl_text_fold(r->scratch, row->cells[k].run.text);
        if (bdl_is_caption(s) && bdl_caption_unit(s, &unit))
            return true;
    }
    return false;
}

/* A row of one short cell that names what follows: a table begins there. */
static bool begins_table(bdl_recogniser *r, const bdl_block *block, size_t i) {
    const bdl_cell *only = lone_cell(&block->rows[i]);
    if (!only || only->run.text.len > 200 || i + 1 >= block->row_count)
        return false;
    bdl_subject s = bdl_subject_of(r->scratch, &only->run);
    bool found = bdl_is_table_name(s.folded.text) &&
                 !bdl_is_table_number(s.folded.text) && says_unit(r, block, i + 1);
    return found || bdl_is_title_of_a_form(r, &s);
}

/* Where what belongs to the table whose title is row I begins: its number (公开02表)
 * stands above its title. */
static size_t above_title(bdl_recogniser *r, const bdl_block *block, size_t from,
                          size_t i) {
    while (i > from) {
        const bdl_cell *only = lone_cell(&block->rows[i - 1]);
        if (!only || !bdl_is_table_number(bdl_text_fold(r->scratch, only->run.text)))
            break;
        i--;
    }
    return i;
}

/* The only filled cell of ROW; NULL: it has none, or more. */
static bdl_tcell *only_filled(bdl_trow *row) {
    for (size_t k = 0; k < row->count && row->filled == 1; k++)
        if (row->cells[k].folded.len > 0)
            return &row->cells[k];
    return NULL;
}

/* Rows that only say that the table goes on, or its unit again, are no data. */
static void leave_out_joints(bdl_table *table) {
    bdl_unit unit;
    for (size_t i = table->captions + table->headings; i < table->rows.count; i++) {
        bdl_trow *row = &table->rows.items[i];
        bdl_tcell *cell = only_filled(row);
        if (!cell)
            continue;
        if (!bdl_is_continued_mark(cell->folded) &&
            !(bdl_is_caption(cell->folded) && bdl_caption_unit(cell->folded, &unit)))
            continue;
        row->is_left_out = true;
        cell->read = true;
    }
}

/* Headings and captions again inside the table, from row FROM on. */
static void leave_out_repeats(bdl_table *table) {
    size_t first = table->captions + table->headings;
    for (size_t i = first; i < table->rows.count; i++) {
        bdl_trow *row = &table->rows.items[i];
        for (size_t h = 0; h < first && !row->is_left_out; h++) {
            const bdl_trow *head = &table->rows.items[h];
            bool same = head->filled == row->filled && row->filled > 1;
            for (size_t k = 0; same && k < row->count; k++)
                same = bdl_str_eq(row->cells[k].folded,
                                  k < head->count ? head->cells[k].folded : (bdl_str){0});
            row->is_left_out = same;
        }
    }
}

static void mend_breaks(bdl_recogniser *r, bdl_table *table) {
    size_t first = table->captions + table->headings;
    for (size_t i = first + 1; i < table->rows.count; i++)
        if (table->rows.items[i].after_break)
            bdl_table_mend(r, table, i);
}

/* Of rows that are forgotten together: what is handed out of an arena that is nearly
 * full. */
enum { ROWS_BYTES = 480 << 10 };

/* The first filled cell of ROW. */
static bdl_tcell *first_of(bdl_trow *row) {
    for (size_t k = 0; k < row->count; k++)
        if (row->cells[k].folded.len > 0)
            return &row->cells[k];
    return NULL;
}

/* Whether ROW stands above the labels of a sheet: its unit, its title. */
static bool is_above_labels(const bdl_trow *row) {
    for (size_t k = 0; k < row->count; k++)
        if (row->cells[k].folded.len > 0 && !bdl_is_caption(row->cells[k].folded) &&
            !bdl_is_table_name(row->cells[k].folded))
            return false;
    return true;
}

typedef BDL_VEC(size_t) begins;

/* Adds to OUT where further sheets begin in TABLE, in which one has been found: the label
 * that comes first comes again behind a list. */
static void find_sheets(bdl_recogniser *r, const bdl_table *table, begins *out) {
    bdl_str first = {0};
    size_t list = 0; /* the row behind the headings of the last list; 0: there is none */
    for (size_t i = table->captions; i < table->rows.count; i++) {
        bdl_trow *row = &table->rows.items[i];
        bdl_tcell *cell = first_of(row);
        if (!cell || row->filled < 2)
            continue;
        if (list > 0 && bdl_str_eq(cell->folded, first)) {
            size_t begin = i;
            while (begin > list && is_above_labels(&table->rows.items[begin - 1]))
                begin--;
            BDL_PUSH(r->passing, out, begin);
            list = 0;
        }
        if (first.len == 0 && bdl_sheet_label(r, table->form, cell))
            first = cell->folded;
        if (first.len > 0 && bdl_sheet_list_at(r, table, i))
            list = i + 1;
    }
}

/* What was printed again between a table and its next page heads no section. */
static void leave_out_titles(bdl_recogniser *r, const bdl_table *before,
                             const bdl_table *table) {
    bdl_sections_leave_out(r, r->passage_before[before->last_block],
                           r->passage_before[table->block]);
}

/* Takes TABLE into the document: as a piece of the one before it or as one of its own. Of
 * several sheets it takes the first, and adds to SHEETS where the others begin; NULL: it
 * is one. */
static void take(bdl_recogniser *r, bdl_table *table, begins *sheets) {
    bdl_table *before = r->tables.count ? r->tables.items[r->tables.count - 1] : NULL;
    bdl_table_find_headings(r, table);
    if (before && before->is_sheet && bdl_sheet_continues(r, before, table)) {
        if (bdl_only_repeats_between(r, before, table))
            leave_out_titles(r, before, table);
        bdl_sheet_take_strays(r, before, table);
        bdl_table_append(r, before, table, table->captions);
        return;
    }
    const bdl_form *sheet = bdl_sheet_form(r, table);
    r->needs_rows |= table->raw && (sheet || table->captions == table->rows.count);
    if (!sheet && before && !bdl_table_repeats(before, table) &&
        bdl_table_continues(r, before, table)) {
        leave_out_titles(r, before, table);
        bdl_table_mend_all_wraps(r, table);
        bdl_table_append(r, before, table, table->captions + table->headings);
        return;
    }
    size_t floor = before ? r->passage_before[before->last_block] : 0;
    if (!sheet && table->captions == table->rows.count) {
        BDL_PUSH(r->passing, &r->captions_only, table);
        return;
    }
    if (sheet) {
        table->form = sheet;
        table->is_sheet = true;
        if (sheets && sheet->many && !table->raw)
            find_sheets(r, table, sheets);
        if (sheets && sheets->count > 0)
            table->rows.count = sheets->items[0];
    } else {
        leave_out_joints(table);
        leave_out_repeats(table);
        mend_breaks(r, table);
        bdl_table_mend_all_wraps(r, table);
        bdl_table_slide(r, table, true);
        bdl_table_align(r, table);
        bdl_table_build_leaves(r, table);
    }
    bdl_table_context(r, table, floor);
    r->captions_only.count = 0;
    table->rows_in = bdl_rows_arena(r);
    BDL_PUSH(r->passing, &r->tables, table);
    if (bdl_arena_used(table->rows_in) > ROWS_BYTES)
        BDL_PUSH(r->passing, &r->rows, bdl_arena_new_large());
}

/* Takes the rows FROM to END of block AT. */
static void take_rows(bdl_recogniser *r, size_t at, size_t from, size_t end) {
    const bdl_block *block = &r->doc->blocks.items[at];
    begins sheets = {NULL, 0, 0};
    bdl_table *table = bdl_table_of_rows(r, block, at, from, end);
    table->raw = end == block->row_count ? block->raw : NULL;
    take(r, table, &sheets);
    for (size_t i = 0; i < sheets.count; i++) {
        size_t next = i + 1 < sheets.count ? from + sheets.items[i + 1] : end;
        table = bdl_table_of_rows(r, block, at, from + sheets.items[i], next);
        take(r, table, NULL);
    }
}

static void take_block(bdl_recogniser *r, size_t at) {
    const bdl_block *block = &r->doc->blocks.items[at];
    size_t from = 0;
    for (size_t i = 1; i < block->row_count; i++)
        if (begins_table(r, block, i)) {
            size_t end = above_title(r, block, from, i);
            if (end > from)
                take_rows(r, at, from, end);
            from = end;
        }
    bdl_arena_reset(r->scratch);
    if (from < block->row_count)
        take_rows(r, at, from, block->row_count);
}

/* The unit that all captions of the document name, for tables that name none. */
static void find_usual_unit(bdl_recogniser *r) {
    bool differ = false;
    for (size_t i = 0; i < r->tables.count; i++) {
        const bdl_unit *unit = r->tables.items[i]->unit;
        if (!unit)
            continue;
        differ |= r->usual_unit && r->usual_unit->scale != unit->scale;
        r->usual_unit = unit;
    }
    if (differ)
        r->usual_unit = NULL;
}

/* (本部门没有…安排的支出,本表无数据) */
static bool is_remark_on_empty(bdl_str s) {
    return bdl_str_starts(s, BDL_STR("(")) && bdl_str_ends(s, BDL_STR(")")) &&
           (bdl_str_has(s, BDL_STR("本表")) || bdl_str_has(s, BDL_STR("空表")));
}

static bool is_note(bdl_recogniser *r, const bdl_table *table, const bdl_subject *s) {
    bdl_hit hit;
    return (table->form && table->form->note &&
            bdl_pattern_find(r, table->form->note, s, &hit)) ||
           bdl_str_skip_any(s->folded.text,
                            BDL_WORDS("注", "(注", "说明:", "备注", "(备注", "(说明")) ||
           is_remark_on_empty(s->folded.text);
}

static void add_note(bdl_recogniser *r, bdl_table *table, const bdl_run *run) {
    bdl_str text = bdl_text_unwrap(r->arena, run->text);
    if (!table->note.len)
        table->note_run = run;
    else
        text =
            bdl_arena_printf(r->arena, "%.*s\n%.*s", BDL_PRI(table->note), BDL_PRI(text));
    table->note = text;
}

/* The only filled cell of ROW, where it holds a note and not merely its label. */
static bdl_tcell *note_of(bdl_recogniser *r, const bdl_table *table, bdl_trow *row) {
    bdl_tcell *only = only_filled(row);
    if (!only || bdl_str_find(only->folded, BDL_STR(":"), 0) + 1 >= only->folded.len)
        return NULL;
    bdl_subject s = bdl_subject_of(r->passing, &only->run);
    return is_note(r, table, &s) ? only : NULL;
}

/* The last rows of a table that are notes (注：…) are no data. */
static void take_last_notes(bdl_recogniser *r, bdl_table *table) {
    size_t first = table->captions + table->headings, end = table->rows.count, i = end;
    while (i > first && (table->rows.items[i - 1].is_left_out ||
                         note_of(r, table, &table->rows.items[i - 1])))
        i--;
    for (; i < end; i++) {
        bdl_trow *row = &table->rows.items[i];
        bdl_tcell *cell = row->is_left_out ? NULL : note_of(r, table, row);
        if (!cell)
            continue;
        add_note(r, table, &cell->run);
        cell->read = row->is_left_out = true;
    }
}

/* The first paragraph under the table, where it is a note. */
static void find_note(bdl_recogniser *r, bdl_table *table) {
    size_t i = r->passage_before[table->last_block];
    if (i >= r->passage_count || r->passages[i].from != table->last_block + 1 ||
        r->passages[i].role != BDL_AS_PROSE)
        return;
    bdl_passage *p = &r->passages[i];
    if (!is_note(r, table, &p->subject))
        return;
    add_note(r, table, &p->block->run);
    p->role = BDL_AS_NOTE;
}

/* A table that was joined may have headings wider than its first piece. */
static void finish(bdl_recogniser *r, bdl_table *table) {
    if (!table->is_sheet) {
        bdl_table_place_bare(r, table);
        bdl_table_slide(r, table, true);
        bdl_table_align(r, table);
        bdl_table_slide(r, table, false);
        bdl_table_tell_short(r, table);
        bdl_table_build_leaves(r, table);
        bdl_table_place_by_sums(r, table);
        bdl_table_choose_form(r, table);
        if (!table->raw)
            take_last_notes(r, table);
    }
    find_note(r, table);
}

/* Captions above a table are rows before it: they and the table are in one arena, for a
 * new one begins behind a table. Pieces of a table may be in later ones. */
void bdl_tables_forget(bdl_recogniser *r, size_t at) {
    const bdl_arena *next = at < r->tables.count ? r->tables.items[at]->rows_in : NULL;
    if (r->is_asked_later)
        return;
    while (r->rows_left < r->rows.count && r->rows.items[r->rows_left] != next)
        bdl_arena_free(r->rows.items[r->rows_left++]);
}

void bdl_tables_find(bdl_recogniser *r) {
    bdl_doc *own = r->hooks ? r->hooks->own : NULL;
    if (own && (bdl_rows_are_kept(r) || bdl_doc_has_raw_rows(own)))
        own = NULL;
    if (own)
        bdl_doc_users_of_cells(own);
    BDL_PUSH(r->passing, &r->rows, bdl_arena_new());
    for (size_t i = 0; i < r->doc->blocks.count; i++) {
        if (r->doc->blocks.items[i].kind == BDL_TABLE)
            take_block(r, i);
        if (own)
            bdl_doc_forget_cells(own, i);
    }
    find_usual_unit(r);
    if (own)
        bdl_doc_forget_rows(own);
}

/* Of two tables that meet one form the better keeps it; of equals the first, unless its
 * title names another form too and that of the second does not. */
static bool gives_way(const bdl_table *holder, const bdl_table *table) {
    if (bdl_table_beats(table, holder))
        return true;
    return !bdl_table_beats(holder, table) && holder->next_form && !table->next_form;
}

/* Puts the table at its form; gives the table that has to leave, NULL for none. */
static bdl_table *take_form(bdl_table **best, bdl_table *table) {
    bdl_table **place = &best[table->form->slot], *holder = *place;
    if (holder && !gives_way(holder, table))
        return table;
    *place = table;
    return holder;
}

static void tell_second(bdl_recogniser *r, bdl_table *second) {
    bdl_unread_add(r, second->place, second->form->name,
                   _("another table meets the form better or stands before it"));
    second->form = NULL;
}

/* Where several tables meet a form that one table gives, the best of them gives it;
 * another gives what else its title names. */
static void choose_tables(bdl_recogniser *r) {
    size_t slots = r->schema->document->fields.count;
    bdl_table **best = BDL_NEW_ARRAY(r->passing, bdl_table *, slots + 1);
    for (size_t i = 0; i < r->tables.count; i++) {
        bdl_table *table = r->tables.items[i];
        const bdl_form *form = table->form;
        if (!form || form->many || table->is_sheet || form->slot < 0)
            continue;
        bdl_table *second = take_form(best, table);
        if (!second)
            continue;
        const bdl_form *next = second->next_form;
        if (!next || next->slot < 0 || best[next->slot]) {
            tell_second(r, second);
            continue;
        }
        second->form = next;
        second->next_form = NULL;
        best[next->slot] = second;
    }
}

void bdl_tables_meet(bdl_recogniser *r) {
    for (size_t i = 0; i < r->tables.count; i++) {
        finish(r, r->tables.items[i]);
        bdl_arena_reset(r->scratch);
    }
    bdl_tables_find_copies(r);
    choose_tables(r);
}
