/* stacked.c - sheets whose cells came one a line, without a sign of where a row ends:
 * what copying from a page or some programs give. The words that the forms know tell
 * where the labels and the table inside are; what is certain is made a table again,
 * before anything is recognised. */
#include "model/stacked.h"
#include "model/table.h"

#include "base/language.h"

enum {
    SHORT = 60,      /* bytes of a line that may be a heading */
    CHAIN_MIN = 8,   /* lines without a blank one between them */
    SHEET_MAX = 120, /* lines from the title of a sheet to its table */
    STRIP_MIN = 3,
};

/* ---- lines and cells ---- */

bdl_tcell *bdl_stack_cell(bdl_stack *s, size_t i) {
    if (!s->cells)
        s->cells = BDL_NEW_ARRAY(s->r->scratch, bdl_tcell, s->doc->blocks.count);
    bdl_tcell *cell = &s->cells[i];
    if (!cell->folded.data) {
        cell->run = s->doc->blocks.items[i].run;
        cell->folded = bdl_text_fold(s->r->passing, cell->run.text);
    }
    return cell;
}

bdl_place bdl_stack_place(const bdl_stack *s, size_t i) {
    return s->doc->blocks.items[i].place;
}

static bool has_gap(const bdl_stack *s, size_t i) {
    return i >= s->doc->blocks.count || s->doc->blocks.items[i].gap_before;
}

bool bdl_stack_is_after_gap(const bdl_stack *s, size_t i) {
    return !s->flat && has_gap(s, i);
}

static void count_times(bdl_stack *s) {
    s->times = bdl_map_new(s->r->scratch);
    for (size_t i = 0; i < s->doc->blocks.count; i++) {
        bdl_str text = s->doc->blocks.items[i].run.text;
        if (s->doc->blocks.items[i].kind == BDL_PARAGRAPH && text.len <= SHORT)
            bdl_map_put(s->times, text,
                        (void *)((uintptr_t)bdl_map_get(s->times, text) + 1));
    }
}

bool bdl_stack_repeats(bdl_stack *s, size_t i) {
    if (!s->times)
        count_times(s);
    return (uintptr_t)bdl_map_get(s->times, s->doc->blocks.items[i].run.text) > 1;
}

void bdl_stack_add_run(bdl_stack *s, bdl_run run, bdl_place place) {
    bdl_run_in_cell(s->doc->arena, &run, &place);
    bdl_cell cell = {.run = run, .row_span = 1, .col_span = 1};
    BDL_PUSH(s->doc->arena, &s->row, cell);
}

void bdl_stack_add(bdl_stack *s, size_t i) {
    bdl_stack_add_run(s, s->doc->blocks.items[i].run, bdl_stack_place(s, i));
}

void bdl_stack_add_empty(bdl_stack *s, size_t near) {
    bdl_stack_add_run(s, (bdl_run){.text = {"", 0}}, bdl_stack_place(s, near));
}

void bdl_stack_add_joined(bdl_stack *s, size_t from, size_t to) {
    bdl_run run = s->doc->blocks.items[from].run;
    for (size_t i = from + 1; i < to; i++)
        run = bdl_run_join(s->doc->arena, &run, BDL_STR("\n"),
                           &s->doc->blocks.items[i].run);
    bdl_stack_add_run(s, run, bdl_stack_place(s, from));
}

void bdl_stack_end_row(bdl_stack *s) {
    if (s->row.count == 0)
        return;
    bdl_row row = {
        .cells = s->row.items, .count = s->row.count, .place = s->row.items[0].run.place};
    BDL_PUSH(s->doc->arena, &s->rows, row);
    memset(&s->row, 0, sizeof s->row);
}

/* ---- the headings of the table inside ---- */

static const bdl_word_use *use_of(const bdl_word_uses *word, const bdl_list_form *list) {
    for (size_t i = 0; i < word->uses.count; i++)
        if (word->uses.items[i].list == list)
            return &word->uses.items[i];
    return NULL;
}

static bool has_column(const bdl_strip *strip, size_t column) {
    for (size_t i = 0; i < strip->count; i++)
        if (strip->columns[i] == column)
            return true;
    return false;
}

static bool is_line(const bdl_stack *s, size_t i) {
    return i < s->doc->blocks.count && s->doc->blocks.items[i].kind == BDL_PARAGRAPH;
}

static bool is_short(const bdl_stack *s, size_t i) {
    return is_line(s, i) && s->doc->blocks.items[i].run.text.len <= SHORT;
}

/* The lines from AT on that head columns of LIST, each once. */
static bdl_strip strip_of(bdl_stack *s, size_t at, const bdl_form *form,
                          const bdl_list_form *list) {
    bdl_strip strip = {.form = form, .list = list, .at = at};
    while (strip.count < BDL_STRIP_MAX && is_short(s, at + strip.count) &&
           (strip.count == 0 || !bdl_stack_is_after_gap(s, at + strip.count))) {
        const bdl_word_uses *word =
            bdl_word_of(s->r, bdl_stack_cell(s, at + strip.count));
        const bdl_word_use *use = use_of(word, list);
        if (!use || (has_column(&strip, use->at) && !use->is_part))
            break;
        strip.columns[strip.count++] = use->at;
    }
    return strip;
}

/* Whether blank lines part rows: the headings are one of them; or all lines. */
static bool stands_apart(const bdl_stack *s, const bdl_strip *strip) {
    size_t gaps = 0;
    for (size_t i = 1; i < strip->count; i++)
        gaps += has_gap(s, strip->at + i);
    return has_gap(s, strip->at) && has_gap(s, strip->at + strip->count) &&
           (gaps == 0 || gaps + 1 == strip->count);
}

/* Finds the columns that are merged, and that of the targets; false when it lacks them.
 */
static bool know_columns(bdl_strip *strip) {
    const bdl_column *columns = strip->list->columns;
    size_t i = 0, values = 0;
    while (i < strip->count && !columns[strip->columns[i]].inherits)
        i++;
    strip->before = i;
    while (i < strip->count && columns[strip->columns[i]].inherits)
        i++;
    strip->levels = i - strip->before;
    for (; i < strip->count; i++)
        if (columns[strip->columns[i]].slot == strip->list->row->slot_target_of) {
            strip->value = values++ == 0 ? i : strip->value;
        }
    return strip->levels > 0 && strip->before <= 1 && values > 0;
}

static bool is_label(bdl_stack *s, const bdl_form *form, size_t i) {
    return bdl_sheet_label(s->r, form, bdl_stack_cell(s, i)) != NULL;
}

static size_t count_labels(bdl_stack *s, const bdl_form *form, size_t from, size_t to) {
    size_t labels = 0;
    for (size_t i = from; i < to; i++)
        labels += is_label(s, form, i);
    return labels;
}

/* The headings at AT, by the form whose labels stand above them from line FROM on. */
static bool find_strip(bdl_stack *s, size_t from, size_t at, bdl_strip *out) {
    const bdl_word_uses *word = bdl_word_of(s->r, bdl_stack_cell(s, at));
    size_t most = 0;
    out->count = 0;
    for (size_t i = 0; word->heads && i < word->uses.count; i++) {
        const bdl_word_use *use = &word->uses.items[i];
        if (!use->list || use->list->place != BDL_LIST_INNER)
            continue;
        bdl_strip strip = strip_of(s, at, use->form, use->list);
        if (strip.count < STRIP_MIN || strip.count < out->count ||
            !know_columns(&strip) || (s->flat && !stands_apart(s, &strip)))
            continue;
        size_t labels = count_labels(s, use->form, from, at);
        if (strip.count == out->count && labels <= most)
            continue;
        *out = strip;
        most = labels;
    }
    return out->count > 0;
}

/* ---- sheets ---- */

static bool is_title(bdl_stack *s, size_t i) {
    bdl_subject subject = {.run = &s->doc->blocks.items[i].run,
                           .folded = {bdl_stack_cell(s, i)->folded}};
    return bdl_is_title_of_a_form(s->r, &subject);
}

/* The line behind the title of the sheet whose table is headed at AT: not before FLOOR,
 * or behind the last blank line when there is no title. */
static size_t begin_of(bdl_stack *s, size_t floor, size_t at) {
    size_t gap = at, i = at;
    while (i > floor && at - i < SHEET_MAX && is_line(s, i - 1)) {
        if (is_title(s, i - 1))
            return i;
        i--;
        if (gap == at && bdl_stack_is_after_gap(s, i))
            gap = i;
    }
    return gap < at ? gap : i;
}

/* Where the table inside ends at the latest. */
static size_t end_of(bdl_stack *s, const bdl_strip *strip) {
    size_t i = strip->at + strip->count;
    for (; is_line(s, i); i++) {
        const bdl_word_uses *word = bdl_word_of(s->r, bdl_stack_cell(s, i));
        if ((word->heads && use_of(word, strip->list) &&
             strip_of(s, i, strip->form, strip->list).count >= STRIP_MIN) ||
            is_label(s, strip->form, i) || is_title(s, i))
            break;
    }
    return i;
}

void bdl_stack_put(bdl_stack *s, size_t from, size_t to) {
    bdl_stack_piece made = {from, to, s->doc->blocks.items[from]};
    made.block.kind = BDL_TABLE;
    made.block.level = 0;
    memset(&made.block.run, 0, sizeof made.block.run);
    made.block.rows = s->rows.items;
    made.block.row_count = s->rows.count;
    BDL_PUSH(s->r->passing, &s->pieces, made);
}

static void tell(bdl_stack *s, const bdl_strip *strip) {
    bdl_unread_add(s->r, bdl_stack_place(s, strip->at),
                   s->doc->blocks.items[strip->at].run.text,
                   _("the cells of the table came one a line; which are empty cannot be "
                     "told"));
}

/* Makes a table of the sheet whose table inside STRIP heads; gives where it ends. */
static size_t cut_sheet(bdl_stack *s, const bdl_strip *strip, size_t begin) {
    size_t first = begin;
    while (first < strip->at && !is_label(s, strip->form, first))
        first++;
    memset(&s->rows, 0, sizeof s->rows);
    bdl_stack_cut_labels(s, strip->form, first, strip->at);
    for (size_t i = 0; i < strip->count; i++)
        bdl_stack_add(s, strip->at + i);
    bdl_stack_end_row(s);
    size_t end = bdl_stack_cut_rows(s, strip, strip->at + strip->count, end_of(s, strip));
    if (end == 0) {
        tell(s, strip);
        return strip->at + strip->count;
    }
    bdl_stack_put(s, first, end);
    return end;
}

static size_t chain_end(const bdl_stack *s, size_t i) {
    for (i++; is_line(s, i) && !bdl_stack_is_after_gap(s, i);)
        i++;
    return i;
}

static void find_in_chain(bdl_stack *s, size_t from, size_t to, size_t *floor) {
    for (size_t i = from > *floor ? from : *floor; i + STRIP_MIN < to; i++) {
        bdl_strip strip;
        if ((s->flat && !has_gap(s, i)) || !is_short(s, i) || !is_short(s, i + 1) ||
            !is_short(s, i + 2) || bdl_word_of(s->r, bdl_stack_cell(s, i))->heads == 0 ||
            bdl_word_of(s->r, bdl_stack_cell(s, i + 1))->heads == 0)
            continue;
        size_t begin = begin_of(s, *floor, i);
        if (find_strip(s, begin, i, &strip)) {
            *floor = cut_sheet(s, &strip, begin);
            i = *floor - 1;
        }
    }
}

/* Puts the tables into the places of their lines. */
static void put_all(bdl_stack *s) {
    bdl_doc *doc = s->doc;
    size_t to = 0, at = 0;
    if (s->pieces.count == 0)
        return;
    for (size_t i = 0; i < s->pieces.count; i++) {
        const bdl_stack_piece *p = &s->pieces.items[i];
        while (at < p->from)
            doc->blocks.items[to++] = doc->blocks.items[at++];
        doc->blocks.items[to++] = p->block;
        at = p->to;
    }
    while (at < doc->blocks.count)
        doc->blocks.items[to++] = doc->blocks.items[at++];
    doc->blocks.count = to;
}

static void find_sheets(bdl_stack *s) {
    size_t floor = 0;
    for (size_t i = 0, end; i < s->doc->blocks.count; i = end) {
        end = i + 1;
        if (!is_line(s, i))
            continue;
        end = chain_end(s, i);
        if (end - i < CHAIN_MIN || end <= floor)
            continue;
        find_in_chain(s, i, end, &floor);
    }
}

void bdl_stacked_make_tables(bdl_recogniser *r, bdl_doc *doc) {
    bdl_stack sheets = {.r = r, .doc = doc}, flat = sheets, tables = sheets,
              said = sheets;
    flat.flat = true;
    if (r->schema->words)
        find_sheets(&sheets);
    put_all(&sheets);
    if (r->schema->words)
        find_sheets(&flat);
    put_all(&flat);
    bdl_stacked_find_tables(&tables);
    put_all(&tables);
    if (r->schema->words)
        bdl_stacked_find_said(&said);
    put_all(&said);
    bdl_arena_reset(r->scratch); /* a cell for each block */
    if (sheets.pieces.count + flat.pieces.count + tables.pieces.count > 0)
        bdl_doc_tell_lone_figures(doc);
}
