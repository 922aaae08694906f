/* sheet_find.c - which tables are sheets, and where a table inside one begins. */
#include "model/table.h"

#include "base/language.h"

/* ---- tables inside ---- */

/* Marks the columns of LIST that a cell which is WORD heads, of the first 64. */
static uint64_t headed_by(const bdl_word_uses *word, const bdl_list_form *list) {
    uint64_t headed = 0;
    for (size_t i = 0; i < word->uses.count; i++)
        if (word->uses.items[i].list == list && word->uses.items[i].at < 64 &&
            !word->uses.items[i].is_part)
            headed |= (uint64_t)1 << word->uses.items[i].at;
    return headed;
}

static size_t columns_met(bdl_recogniser *r, const bdl_form *form,
                          const bdl_list_form *list, const bdl_trow *row) {
    uint64_t headed = 0;
    for (size_t k = 0; k < row->count; k++) {
        const bdl_word_uses *word = bdl_word_of(r, &row->cells[k]);
        if (word->heads & form->bit)
            headed |= headed_by(word, list);
    }
    size_t met = (size_t)__builtin_popcountll(headed);
    for (size_t i = 64; i < list->column_count; i++) {
        bool found = false;
        for (size_t k = 0; k < row->count && !found; k++)
            found = bdl_word_heads(bdl_word_of(r, &row->cells[k]), list, i);
        met += found;
    }
    return met;
}

static const bdl_list_form *find_inner_list(bdl_recogniser *r, const bdl_form *form,
                                            const bdl_trow *row) {
    const bdl_list_form *best = NULL;
    size_t most = 1; /* one word is no heading row */
    for (size_t i = 0; i < form->lists.count; i++) {
        const bdl_list_form *list = &form->lists.items[i];
        if (list->place != BDL_LIST_INNER)
            continue;
        size_t met = columns_met(r, form, list, row);
        if (met > most &&
            (met * 2 >= list->column_count || bdl_inner_has_all(list, met))) {
            most = met;
            best = list;
        }
    }
    return best;
}

const bdl_list_form *bdl_sheet_inner_at(bdl_recogniser *r, const bdl_form *form,
                                        bdl_trow *row) {
    if (row->filled < 2 || !bdl_row_may_head(r, form, row))
        return NULL;
    if (row->inner_of != form) {
        row->inner_of = form;
        row->inner = find_inner_list(r, form, row);
    }
    return row->inner;
}

/* ---- which tables are sheets ---- */

/* Whether WORD heads a column of LIST, alone or as a part of a heading. */
static bool is_of_list(const bdl_word_uses *word, const bdl_list_form *list) {
    for (size_t i = 0; i < word->uses.count; i++)
        if (word->uses.items[i].list == list)
            return true;
    return false;
}

/* The word that stands alone in row I. */
static const bdl_word_uses *lone_word(bdl_recogniser *r, const bdl_table *table,
                                      size_t i) {
    const bdl_trow *row = &table->rows.items[i];
    for (size_t k = 0; row->filled == 1 && k < row->count; k++)
        if (row->cells[k].folded.len > 0)
            return bdl_word_of(r, &row->cells[k]);
    return NULL;
}

const bdl_list_form *bdl_sheet_list_at(bdl_recogniser *r, const bdl_table *table,
                                       size_t i) {
    const bdl_form *form = table->form;
    const bdl_list_form *own = bdl_sheet_inner_at(r, form, &table->rows.items[i]);
    const bdl_word_uses *above = own && i > 0 ? lone_word(r, table, i - 1) : NULL;
    for (size_t k = 0; above && k < form->lists.count; k++) {
        const bdl_list_form *list = &form->lists.items[k];
        if (list->place == BDL_LIST_INNER && is_of_list(above, list) &&
            columns_met(r, form, list, &table->rows.items[i]) > 1)
            return list;
    }
    return own;
}

bool bdl_sheet_announces(bdl_recogniser *r, const bdl_table *table, size_t i) {
    const bdl_word_uses *word = i + 1 < table->rows.count ? lone_word(r, table, i) : NULL;
    const bdl_list_form *list =
        word && word->heads ? bdl_sheet_list_at(r, table, i + 1) : NULL;
    return list && is_of_list(word, list);
}

/* How many columns of LIST the word may head. */
static size_t uses_in(const bdl_word_uses *word, const bdl_list_form *list) {
    size_t uses = 0;
    for (size_t i = 0; i < word->uses.count; i++)
        uses += word->uses.items[i].list == list;
    return uses;
}

/* The cells of ROW that head columns of LIST, the same word no oftener than columns have
 * it. */
static size_t cells_met(bdl_recogniser *r, const bdl_list_form *list,
                        const bdl_trow *row) {
    size_t met = 0;
    for (size_t k = 0; k < row->count; k++) {
        const bdl_word_uses *word = bdl_word_of(r, &row->cells[k]);
        size_t uses = uses_in(word, list), before = 0;
        for (size_t i = 0; i < k && before < uses; i++)
            before += bdl_word_of(r, &row->cells[i]) == word;
        met += before < uses;
    }
    return met;
}

/* All that head the tables inside, each table once. */
static size_t count_headings(bdl_recogniser *r, const bdl_form *form,
                             const bdl_table *table, size_t from, size_t rows) {
    size_t met = 0;
    const bdl_list_form *before = NULL;
    for (size_t i = from; i < rows; i++) {
        const bdl_list_form *list = bdl_sheet_inner_at(r, form, &table->rows.items[i]);
        if (list && list != before) {
            met += cells_met(r, list, &table->rows.items[i]);
            before = list;
        }
    }
    return met;
}

/* Rows that are looked at to tell a sheet. */
static size_t rows_looked_at(const bdl_table *table) {
    enum { LOOK_MAX = 60 };
    return table->rows.count < LOOK_MAX ? table->rows.count : LOOK_MAX;
}

/* The forms of which some cell of TABLE may be a label or a heading. */
static uint64_t forms_named(bdl_recogniser *r, bdl_table *table) {
    uint64_t named = 0;
    for (size_t i = 0; i < rows_looked_at(table); i++) {
        bdl_trow *row = &table->rows.items[i];
        if (!row->is_asked)
            bdl_row_ask(r, row);
        named |= row->labels | row->heads;
    }
    return named;
}

/* Whether row AT, which heads the table inside, is the second row of headings of a list:
 * labels, one beside the other, stand above cells that it leaves empty. */
static bool goes_on_headings(bdl_recogniser *r, const bdl_form *form,
                             const bdl_table *table, size_t at) {
    enum { BESIDE_MIN = 3 };
    if (at == 0)
        return false;
    const bdl_trow *above = &table->rows.items[at - 1], *row = &table->rows.items[at];
    size_t k = 0, labels = 0;
    for (; k < above->count && k < row->count && row->cells[k].folded.len == 0 &&
           above->cells[k].folded.len > 0;
         k++)
        labels += bdl_sheet_label(r, form, &above->cells[k]) != NULL;
    return k >= BESIDE_MIN && labels >= 2;
}

/* Whether right of the label in cell K of ROW stands what is no label. */
static bool has_value(bdl_recogniser *r, const bdl_form *form, bdl_trow *row, size_t k) {
    return k + 1 < row->count && row->cells[k + 1].folded.len > 0 &&
           !bdl_sheet_label(r, form, &row->cells[k + 1]);
}

static size_t labelled_fields(const bdl_form *form) {
    size_t n = 0;
    for (size_t i = 0; i < form->fields.count; i++)
        n += form->fields.items[i].below.len == 0 && !form->fields.items[i].optional;
    return n;
}

static bdl_labels_seen count_labels(bdl_recogniser *r, const bdl_form *form,
                                    const bdl_table *table) {
    enum { FIELDS_MAX = 256 };
    bool seen[FIELDS_MAX] = {false};
    bdl_labels_seen out = {.form = form, .labelled = labelled_fields(form)};
    size_t rows = rows_looked_at(table);
    for (size_t i = 0; i < rows; i++) {
        bdl_trow *row = &table->rows.items[i];
        bool any = false;
        if (bdl_sheet_inner_at(r, form, row)) {
            if (goes_on_headings(r, form, table, i))
                return (bdl_labels_seen){.form = form};
            out.inner = true;
            out.headings = count_headings(r, form, table, i, rows);
            break;
        }
        for (size_t k = 0; bdl_row_may_label(r, form, row) && k < row->count; k++) {
            const bdl_label_field *f = bdl_sheet_label(r, form, &row->cells[k]);
            size_t at = f ? (size_t)(f - form->fields.items) : FIELDS_MAX;
            if (at >= FIELDS_MAX)
                continue;
            any = true;
            out.valued = out.valued || has_value(r, form, row, k);
            out.fields += !seen[at];
            out.needed += !seen[at] && !f->optional;
            seen[at] = true;
        }
        out.rows += any;
    }
    return out;
}

/* Whether one of the rows that TABLE begins with, captions, is a title of FORM. */
static bool begins_with_title(bdl_recogniser *r, const bdl_form *form,
                              const bdl_table *table) {
    bdl_hit hit;
    for (size_t i = 0; i < table->captions; i++) {
        const bdl_trow *row = &table->rows.items[i];
        if (row->filled == 0 || row->count == 0)
            continue;
        bdl_subject title = {.run = &row->cells[0].run, .folded = {row->cells[0].folded}};
        if (bdl_pattern_find(r, form->title, &title, &hit))
            return true;
    }
    return false;
}

/* Where the few lines right above TABLE that may be its title begin. */
static size_t titles_above(const bdl_recogniser *r, const bdl_table *table) {
    enum { LOOK_BACK_MAX = 4 };
    const bdl_table *before =
        r->tables.count ? r->tables.items[r->tables.count - 1] : NULL;
    size_t floor = before ? r->passage_before[before->last_block] : 0;
    size_t end = r->passage_before[table->block];
    return end > floor + LOOK_BACK_MAX ? end - LOOK_BACK_MAX : floor;
}

/* Whether one of the few lines right above TABLE, or a row that it begins with, is a
 * title of FORM. */
static bool is_below_title(bdl_recogniser *r, const bdl_form *form,
                           const bdl_table *table) {
    bdl_hit hit;
    if (form->title && begins_with_title(r, form, table))
        return true;
    for (size_t i = r->passage_before[table->block], first = titles_above(r, table);
         form->title && i > first; i--)
        if (bdl_pattern_meets(r, form->same_title, &r->passages[i - 1].subject, &hit))
            return true;
    return false;
}

/* Whether TITLE is that of a form that has no labels: of a list. */
static bool is_list_title(bdl_recogniser *r, const bdl_subject *title) {
    bdl_hit hit;
    for (size_t k = 0; k < r->schema->forms.count; k++) {
        const bdl_form *form = r->schema->forms.items[k];
        if (form->title && form->fields.count == 0 && form->lists.count > 0 &&
            bdl_pattern_meets(r, form->same_title, title, &hit))
            return true;
    }
    return false;
}

/* Whether one of the few lines right above TABLE, a name of tables, is such a title. */
static bool is_below_list_title(bdl_recogniser *r, const bdl_table *table) {
    size_t first = titles_above(r, table);
    for (size_t i = r->passage_before[table->block]; i > first; i--)
        if (bdl_is_table_name(r->passages[i - 1].subject.folded.text) &&
            is_list_title(r, &r->passages[i - 1].subject))
            return true;
    return false;
}

/* Without a title the labels alone have to tell a sheet from a list, and labels that a
 * sheet may lack, as 基本支出, are those of many tables, as are labels none of which has
 * a value beside it; below the title of the form one suffices, when headings of an inner
 * table or no row without a label follow, or these headings, when the form asks for no
 * label. */
static bool is_enough(bdl_recogniser *r, const bdl_form *form, const bdl_table *table,
                      const bdl_labels_seen *seen) {
    if (seen->fields >= 2 && (seen->needed > 0 || seen->inner) &&
        seen->fields * 5 >= seen->labelled * 2 &&
        (seen->inner || (seen->rows >= 2 && seen->valued)))
        return true;
    bool labels = seen->fields > 0 && (seen->inner || seen->rows == table->rows.count);
    return (labels || (seen->inner && seen->labelled == 0)) &&
           is_below_title(r, form, table);
}

typedef struct contender {
    const bdl_form *form;
    size_t count;            /* labels and headings met */
    bool inner;              /* it has the table inside */
    bool is_titled, is_told; /* its title stands above, if that is told */
} contender;

static bool is_titled(bdl_recogniser *r, const bdl_table *table, contender *c) {
    if (!c->is_told)
        c->is_titled = is_below_title(r, c->form, table);
    c->is_told = true;
    return c->is_titled;
}

/* Whether A has the better claim: where they are different records, the one whose title
 * stands above; else the one that meets more. */
static bool beats(bdl_recogniser *r, const bdl_table *table, contender *a, contender *b) {
    if (b->form && a->form->record != b->form->record) {
        bool titled = is_titled(r, table, a);
        if (titled != is_titled(r, table, b))
            return titled;
    }
    return a->count > b->count;
}

static void tell_contest(bdl_recogniser *r, bdl_table *table, contender best,
                         contender next) {
    if (!bdl_tables_are_told(r))
        return;
    table->contest = bdl_arena_printf(
        r->arena, _("%.*s over %.*s by %zu labels and headings to %zu"),
        BDL_PRI(best.form->name), BDL_PRI(next.form->name), best.count, next.count);
}

/* Another layout of the same record that meets no more: there is nothing to choose. */
static bool is_second_to(const contender *here, const contender *best) {
    return here->count == best->count && here->form->record == best->form->record;
}

/* All of TABLE that decides what is counted of it. */
static void take_shape(bdl_recogniser *r, const bdl_table *table, bdl_shape *shape) {
    size_t rows = rows_looked_at(table), room = rows;
    for (size_t i = 0; i < rows; i++)
        room += table->rows.items[i].count;
    if (shape->capacity < room)
        BDL_MAKE_ROOM(r->passing, shape, room + room / 2);
    uintptr_t *out = shape->items;
    for (size_t i = 0; i < rows; i++) {
        bdl_trow *row = &table->rows.items[i];
        *out++ = (uintptr_t)row->count << 1 | (row->filled > 1);
        for (size_t k = 0; k < row->count; k++)
            *out++ = (uintptr_t)bdl_word_of(r, &row->cells[k]);
    }
    shape->count = room;
}

/* Counts what TABLE has of each form that it names, unless the last one that was asked
 * for has the same. */
static void count_all(bdl_recogniser *r, bdl_table *table) {
    bdl_shape_known *known = &r->shape_known;
    bdl_shape *asked = &known->asked, before = known->shape;
    take_shape(r, table, asked);
    if (asked->count == before.count && asked->count > 0 &&
        memcmp(asked->items, before.items, before.count * sizeof *before.items) == 0)
        return;
    known->shape = *asked;
    known->asked = before;
    known->seen.count = 0;
    uint64_t named = forms_named(r, table);
    for (size_t i = 0; i < r->schema->forms.count; i++) {
        const bdl_form *form = r->schema->forms.items[i];
        if (form->fields.count > 0 && (named & form->bit))
            BDL_PUSH(r->passing, &known->seen, count_labels(r, form, table));
    }
}

const bdl_form *bdl_sheet_form(bdl_recogniser *r, bdl_table *table) {
    contender best = {0}, next = {0};
    count_all(r, table);
    for (size_t i = 0; i < r->shape_known.seen.count; i++) {
        const bdl_labels_seen *seen = &r->shape_known.seen.items[i];
        contender here = {.form = seen->form,
                          .count = seen->fields + seen->headings,
                          .inner = seen->inner};
        if (!is_enough(r, here.form, table, seen))
            continue;
        if (beats(r, table, &here, &best)) {
            next = best;
            best = here;
        } else if (here.count > next.count && !is_second_to(&here, &best)) {
            next = here;
        }
    }
    if (best.form && !best.inner && !is_titled(r, table, &best) &&
        is_below_list_title(r, table))
        return NULL;
    if (next.form)
        tell_contest(r, table, best, next);
    return best.form;
}
