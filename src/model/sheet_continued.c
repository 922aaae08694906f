/* sheet_continued.c - which tables go on with the sheet before them: a page break cut it,
 * or a line that slid out of it stands between. */
#include "model/table.h"

/* Whether labels of TABLE are new to the sheet, which a page break cut among them. What
 * the table inside says may look like one (依据: 年度预算). */
static bool goes_on_with_labels(bdl_recogniser *r, const bdl_table *sheet,
                                const bdl_table *table) {
    bool any = false;
    for (size_t i = table->captions; i < table->rows.count; i++) {
        if (bdl_sheet_inner_at(r, sheet->form, &table->rows.items[i]))
            break;
        for (size_t k = 0; k < table->rows.items[i].count; k++) {
            const bdl_label_field *f =
                bdl_sheet_label(r, sheet->form, &table->rows.items[i].cells[k]);
            if (!f)
                continue;
            any = true;
            for (size_t a = 0; a < sheet->rows.count; a++)
                for (size_t b = 0; b < sheet->rows.items[a].count; b++)
                    if (bdl_sheet_label(r, sheet->form, &sheet->rows.items[a].cells[b]) ==
                        f)
                        return false;
        }
    }
    return any;
}

/* Whether the last cell of the sheet announces a list (主要用于：). */
static bool announces_list(const bdl_table *sheet) {
    const bdl_trow *row = &sheet->rows.items[sheet->rows.count - 1];
    size_t k = row->count;
    while (k > 0 && row->cells[k - 1].folded.len == 0)
        k--;
    return k > 0 && bdl_str_ends(row->cells[k - 1].folded, BDL_STR(":"));
}

/* A label or a figure that slid out of the sheet into a line of its own, or an item of
 * the list that its last cell announces. */
static bool is_stray(bdl_recogniser *r, const bdl_table *sheet, const bdl_passage *p,
                     bool listed) {
    bdl_tcell cell = {.folded = p->subject.folded.text};
    return bdl_sheet_label(r, sheet->form, &cell) || bdl_cell_is_figure(&cell) ||
           (listed && bdl_numbering_of(cell.folded).style != BDL_UNNUMBERED);
}

/* Cells of ROW up to the last that says something. */
static size_t filled_width(const bdl_trow *row) {
    size_t width = row->count;
    while (width > 0 && row->cells[width - 1].folded.len == 0)
        width--;
    return width;
}

/* Cells in the headings of the table inside that SHEET ends with, without empty ones at
 * their end, which the labels above them need; 0: it ends with none. WIDEST: in the rows
 * below them, which may have lost empty ones too. */
static size_t last_inner_width(bdl_recogniser *r, const bdl_table *sheet,
                               size_t *widest) {
    enum { LOOK_BACK_MAX = 100 };
    *widest = 0;
    for (size_t i = sheet->rows.count, n = 0; i > 0 && n < LOOK_BACK_MAX; i--, n++) {
        bdl_trow *row = &sheet->rows.items[i - 1];
        if (bdl_sheet_inner_at(r, sheet->form, row)) {
            size_t width = filled_width(row);
            *widest = *widest == 0 || *widest > width ? width : *widest;
            return width;
        }
        *widest = row->count > *widest ? row->count : *widest;
    }
    return 0;
}

/* Whether P, between two tables, can be text that fell out of the sheet: no title. */
static bool is_fallen_text(bdl_recogniser *r, const bdl_table *sheet,
                           const bdl_passage *p) {
    bdl_hit hit;
    return p->role == BDL_AS_PROSE && p->block->kind == BDL_PARAGRAPH &&
           !bdl_says_caption(p) &&
           !(sheet->form->title &&
             bdl_pattern_meets(r, sheet->form->title, &p->subject, &hit));
}

/* Whether ROW heads a table inside that the sheet has not had: its heading, which spans
 * all columns, stood in a line of its own. */
static bool heads_new_list(bdl_recogniser *r, const bdl_table *sheet, bdl_trow *row) {
    const bdl_list_form *list = bdl_sheet_inner_at(r, sheet->form, row);
    for (size_t i = 0; list && i < sheet->rows.count; i++)
        if (bdl_sheet_inner_at(r, sheet->form, &sheet->rows.items[i]) == list)
            return false;
    return list != NULL;
}

/* Whether TABLE goes on with a sheet that a line of text, and nothing else, cut: a value
 * lost its label or its cell. The labels, or the table inside, are still to come. */
static bool goes_on_after_text(bdl_recogniser *r, const bdl_table *sheet,
                               const bdl_table *table) {
    enum { LINES_MAX = 2, SMALL = 40 };
    size_t from = r->passage_before[sheet->last_block];
    size_t to = r->passage_before[table->block], lines = 0;
    if (from == to || table->captions > 0 || sheet->rows.count > SMALL ||
        table->rows.count > SMALL || bdl_only_repeats_between(r, sheet, table))
        return false;
    for (size_t i = from; i < to; i++)
        lines += r->passages[i].role != BDL_AS_NOTHING;
    if (lines == 0 || lines > LINES_MAX ||
        (!goes_on_with_labels(r, sheet, table) &&
         !heads_new_list(r, sheet, &table->rows.items[0])))
        return false;
    for (size_t i = from; i < to; i++)
        if (r->passages[i].role != BDL_AS_NOTHING &&
            !is_fallen_text(r, sheet, &r->passages[i]))
            return false;
    return true;
}

static bool only_strays_between(bdl_recogniser *r, const bdl_table *sheet,
                                const bdl_table *table) {
    enum { STRAYS_MAX = 6, ITEMS_MAX = 20 };
    bool listed = announces_list(sheet);
    size_t max = listed ? ITEMS_MAX : STRAYS_MAX,
           from = r->passage_before[sheet->last_block];
    size_t to = r->passage_before[table->block], strays = 0;
    for (size_t i = from; i < to && strays <= max; i++) {
        const bdl_passage *p = &r->passages[i];
        if (p->role == BDL_AS_NOTHING)
            continue;
        if (p->role != BDL_AS_PROSE || !is_stray(r, sheet, p, listed))
            return false;
        strays++;
    }
    return strays > 0 && strays <= max && table->captions == 0;
}

typedef BDL_VEC(bdl_passage *) strays;

static strays find_strays(bdl_recogniser *r, const bdl_table *sheet,
                          const bdl_table *table) {
    strays found = {NULL, 0, 0};
    bool listed = announces_list(sheet), cut = goes_on_after_text(r, sheet, table);
    for (size_t i = r->passage_before[sheet->last_block];
         i < r->passage_before[table->block]; i++) {
        bdl_passage *p = &r->passages[i];
        if (p->role == BDL_AS_PROSE && (cut || is_stray(r, sheet, p, listed)))
            BDL_PUSH(r->passing, &found, p);
    }
    return found;
}

static bdl_tcell cell_of(bdl_recogniser *r, bdl_passage *p) {
    bdl_tcell cell = {.run = *p->subject.run, .folded = p->subject.folded.text};
    bdl_run_in_cell(r->passing, &cell.run, &p->block->place);
    p->role = BDL_AS_NOTHING;
    return cell;
}

/* A row below SHEET of LABEL and, where there is one, its VALUE. */
static void add_row(bdl_recogniser *r, bdl_table *sheet, bdl_tcell label,
                    bdl_passage *value) {
    bdl_trow row = {.place = label.run.place, .count = value ? 2 : 1};
    row.filled = row.count;
    row.cells = BDL_NEW_ARRAY(r->passing, bdl_tcell, row.count);
    row.cells[0] = label;
    if (value)
        row.cells[1] = cell_of(r, value);
    BDL_PUSH(r->passing, &sheet->rows, row);
}

static bool is_figure(const bdl_passage *p) {
    bdl_tcell cell = {.folded = p->subject.folded.text};
    return bdl_cell_is_figure(&cell);
}

/* The label that SHEET ends with, which has no value beside it; NULL: it has none. */
static bdl_tcell *last_label(bdl_recogniser *r, const bdl_table *sheet) {
    bdl_trow *row = &sheet->rows.items[sheet->rows.count - 1];
    size_t width = filled_width(row);
    return width > 0 && bdl_sheet_label(r, sheet->form, &row->cells[width - 1])
               ? &row->cells[width - 1]
               : NULL;
}

/* Labels that slid out below each other have the figures that follow, where these are as
 * many: of others nobody can tell whose they are, and they stay text. */
void bdl_sheet_take_strays(bdl_recogniser *r, bdl_table *sheet, const bdl_table *table) {
    strays all = find_strays(r, sheet, table);
    bdl_tcell *last = last_label(r, sheet), above = last ? *last : (bdl_tcell){.read = 0};
    for (size_t i = 0, next = 0; i < all.count; i = next, last = NULL) {
        size_t labels = i, figures;
        for (; labels < all.count && !is_figure(all.items[labels]); labels++) {
            bdl_tcell cell = {.folded = all.items[labels]->subject.folded.text};
            if (!bdl_sheet_label(r, sheet->form, &cell))
                break;
        }
        for (figures = labels; figures < all.count && is_figure(all.items[figures]);)
            figures++;
        size_t count = labels - i + (last != NULL);
        bool many = labels > i && count > 1 && figures > labels;
        bool paired = many && figures - labels == count;
        next = figures > i ? figures : i + 1;
        if (paired && last)
            add_row(r, sheet, above, all.items[labels]);
        for (size_t k = i; k < (many ? labels : next); k++)
            add_row(r, sheet, cell_of(r, all.items[k]),
                    paired ? all.items[figures - labels + k] : NULL);
    }
}

/* Rows of the table inside, on a new page: merged cells at their left may be lost. */
static bool goes_on_with_rows(bdl_recogniser *r, const bdl_table *sheet,
                              bdl_table *table) {
    enum { MERGED_MAX = 2 };
    bool broken = r->passage_before[table->block] > r->passage_before[sheet->last_block];
    size_t widest, width = last_inner_width(r, sheet, &widest);
    size_t lost = broken ? MERGED_MAX : 0;
    return table->width <= width && table->width + lost >= widest &&
           bdl_sheet_form(r, table) == NULL;
}

/* How many rows of labels and values TABLE begins with that SHEET begins with too: pages
 * that print what they go on with again. Behind them the headings of the table inside
 * stand. */
static size_t count_repeated(bdl_recogniser *r, const bdl_table *sheet,
                             const bdl_table *table) {
    size_t count = 0;
    while (table->captions + count < table->rows.count &&
           sheet->captions + count < sheet->rows.count &&
           table->rows.items[table->captions + count].filled > 1 &&
           bdl_rows_are_same(&table->rows.items[table->captions + count],
                             &sheet->rows.items[sheet->captions + count]))
        count++;
    size_t next = table->captions + count;
    return count > 0 && next < table->rows.count &&
                   bdl_sheet_inner_at(r, sheet->form, &table->rows.items[next])
               ? count
               : 0;
}

bool bdl_sheet_continues(bdl_recogniser *r, const bdl_table *sheet, bdl_table *table) {
    enum { SMALL = 40 };
    if (table->captions < table->rows.count && goes_on_after_text(r, sheet, table))
        return true;
    if ((!bdl_only_repeats_between(r, sheet, table) &&
         !only_strays_between(r, sheet, table)) ||
        table->captions >= table->rows.count)
        return false;
    table->captions += count_repeated(r, sheet, table);
    if (bdl_sheet_inner_at(r, sheet->form, &table->rows.items[table->captions]))
        return true;
    if (sheet->rows.count <= SMALL && table->rows.count <= SMALL &&
        goes_on_with_labels(r, sheet, table))
        return true;
    if (sheet->width == table->width && bdl_sheet_form(r, table) == NULL)
        return true;
    return goes_on_with_rows(r, sheet, table);
}
