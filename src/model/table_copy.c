/* table_copy.c - tables that a document prints twice. */
#include "model/table.h"

enum {
    ROWS_MIN = 2,
    FIGURES_MIN = 3,
    REACH = 200, /* tables back that a copy is looked for: all would take too long */
};

static size_t first_of(const bdl_table *table) {
    return table->captions + table->headings;
}

/* Whether both rows say the same; *FIGURES counts theirs. */
static bool are_same(const bdl_trow *a, const bdl_trow *b, size_t *figures) {
    size_t count = a->count > b->count ? a->count : b->count;
    for (size_t k = 0; k < count; k++) {
        bdl_str left = k < a->count ? a->cells[k].folded : (bdl_str){0};
        bdl_str right = k < b->count ? b->cells[k].folded : (bdl_str){0};
        if (!bdl_str_eq(left, right))
            return false;
        *figures += left.len > 0 && bdl_cell_is_figure(&a->cells[k]);
    }
    return true;
}

/* The next row of TABLE from row I on that is data. */
static size_t data_from(const bdl_table *table, size_t i) {
    while (i < table->rows.count && table->rows.items[i].is_left_out)
        i++;
    return i;
}

/* How many rows of data TABLE has, which all begin BEFORE; 0: they do not, or say too
 * little. REST: the row of BEFORE after them. */
static size_t count_same(const bdl_table *before, const bdl_table *table, size_t *rest) {
    size_t a = data_from(before, first_of(before)), rows = 0, figures = 0;
    for (size_t b = data_from(table, first_of(table)); b < table->rows.count;
         b = data_from(table, b + 1), a = data_from(before, a + 1), rows++)
        if (a >= before->rows.count ||
            !are_same(&before->rows.items[a], &table->rows.items[b], &figures))
            return 0;
    *rest = a;
    return rows >= ROWS_MIN && figures >= FIGURES_MIN ? rows : 0;
}

static bool may_repeat(const bdl_table *before, const bdl_table *table) {
    return !before->raw && !table->raw && !before->is_sheet && table->headings > 0;
}

bool bdl_table_repeats(const bdl_table *before, const bdl_table *table) {
    size_t rest;
    return may_repeat(before, table) && count_same(before, table, &rest) > 0;
}

/* Whether TABLE has the title of BEFORE, or none. */
static bool are_called_alike(const bdl_table *before, const bdl_table *table) {
    return before->title.run &&
           (!table->title.run ||
            bdl_str_eq(before->title.folded.text, table->title.folded.text));
}

static bool is_copy(const bdl_table *before, const bdl_table *table) {
    size_t rest;
    return may_repeat(before, table) && are_called_alike(before, table) &&
           count_same(before, table, &rest) > 0 && rest == before->rows.count;
}

static bool is_empty(const bdl_table *table) {
    return data_from(table, first_of(table)) == table->rows.count;
}

/* Of empty tables the title is all they have: the same one right behind. */
static bool are_empty_alike(const bdl_table *before, const bdl_table *table) {
    return may_repeat(before, table) && table->title.run &&
           are_called_alike(before, table) && is_empty(before) && is_empty(table);
}

/* The table that number I repeats, the first of them; NULL: there is none. */
static const bdl_table *original_of(const bdl_recogniser *r, size_t i) {
    const bdl_table *table = r->tables.items[i];
    size_t reach = table->title.run ? REACH : 1; /* one without a title is beside it */
    for (size_t k = i; k-- > 0 && i - k <= reach;) {
        const bdl_table *before = r->tables.items[k];
        if (is_copy(before, table) || (i - k == 1 && are_empty_alike(before, table)))
            return before->copy_of ? before->copy_of : before;
    }
    return NULL;
}

void bdl_tables_find_copies(bdl_recogniser *r) {
    for (size_t i = 1; i < r->tables.count; i++) {
        bdl_table *table = r->tables.items[i];
        table->copy_of = table->is_sheet ? NULL : original_of(r, i);
        if (table->copy_of)
            table->form = table->next_form = NULL;
    }
}
