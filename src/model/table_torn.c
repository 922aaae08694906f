/* table_torn.c - rows that a page break tore made whole: what the next page begins with
 * goes on in the cells of the last row before it. */
#include "model/table.h"

static bool ends_sentence(bdl_str s) {
    return bdl_str_ends_any(s, BDL_WORDS("。", ";", "!", "?")) > 0;
}

/* ≥30小时 is a value of its own. */
static bool begins_with_comparison(bdl_str s) {
    size_t i = 0;
    if (s.len > 0)
        (void)bdl_utf8_next(s, &i);
    return bdl_is_comparison(bdl_str_of(s.data, i));
}

/* Whether CELL begins as the one above it does, with a number of its own: 指标2: below
 * 指标1:…, an item and no rest of one. */
static bool is_next_item(bdl_str above, bdl_str cell) {
    size_t i = 0;
    while (i < cell.len && i < above.len && cell.data[i] == above.data[i] &&
           !bdl_is_ascii_digit(cell.data[i]))
        i++;
    return i > 0 && i < cell.len && i < above.len && bdl_is_ascii_digit(cell.data[i]) &&
           bdl_is_ascii_digit(above.data[i]);
}

/* …… stands for items that nobody wrote. */
static bool is_ellipsis(bdl_str s) {
    for (size_t i = 0; i < s.len;) {
        uint32_t c = bdl_utf8_next(s, &i);
        if (c != 0x2026 && c != '.')
            return false;
    }
    return s.len > 1;
}

/* Whether the cell of a row that is no whole one could be the rest of the one ABOVE. */
static bool may_be_rest(const bdl_tcell *above, const bdl_tcell *cell) {
    return above->folded.len > 0 && !ends_sentence(above->folded) &&
           !is_next_item(above->folded, cell->folded) && !is_ellipsis(cell->folded) &&
           !bdl_cell_is_figure(cell) && !begins_with_comparison(cell->folded) &&
           !bdl_str_starts(cell->folded, BDL_STR("其中"));
}

/* Whether CELL first closes a bracket, which ABOVE left open: (GB/T 28 | 87)要求 begins
 * with no number. */
static bool closes_bracket(bdl_str above, bdl_str cell) {
    size_t open = above.len, close = bdl_str_find(cell, BDL_STR(")"), 0);
    while (open > 0 && above.data[open - 1] != '(' && above.data[open - 1] != ')')
        open--;
    return open > 0 && above.data[open - 1] == '(' && close < cell.len &&
           bdl_str_find(cell, BDL_STR("("), 0) > close;
}

/* Whether CELL, which is no whole one, has no number that begins an item. */
static bool begins_no_item(const bdl_tcell *above, const bdl_tcell *cell) {
    return bdl_numbering_of(cell->folded).style == BDL_UNNUMBERED ||
           closes_bracket(above->folded, cell->folded);
}

/* Whether the cell could go on with the one above it. */
static bool goes_on(const bdl_tcell *above, const bdl_tcell *cell) {
    return may_be_rest(above, cell) && begins_no_item(above, cell) &&
           !bdl_str_ends(cell->folded, BDL_STR("计"));
}

/* Whether all of the row are ends of words, too short to stand for themselves. */
static bool is_scraps(const bdl_trow *row) {
    enum { SCRAP_CHARACTERS_MAX = 2 };
    for (size_t i = 0; i < row->count; i++)
        if (bdl_utf8_count(row->cells[i].folded) > SCRAP_CHARACTERS_MAX)
            return false;
    return true;
}

/* Whether the only cell of the row has no number though the only one above it has:
 * 十五、资源勘探 | 工业信息等支出. */
static bool is_unnumbered_rest(const bdl_trow *above, const bdl_trow *row) {
    if (row->filled != 1 || above->filled != 1)
        return false;
    for (size_t i = 0; i < row->count && i < above->count; i++)
        if (row->cells[i].folded.len > 0)
            return bdl_numbering_of(above->cells[i].folded).style != BDL_UNNUMBERED;
    return false;
}

/* Whether ROW begins in the last filled cell of the row above, whose figures it brings:
 * 2081107 残疾人生活和护理补 | 贴 800.26. */
static bool brings_rest(const bdl_trow *above, const bdl_trow *row) {
    size_t last = above->count, first = 0;
    while (last > 0 && above->cells[last - 1].folded.len == 0)
        last--;
    while (first < row->count && row->cells[first].folded.len == 0)
        first++;
    if (first < 2 || first + 1 != last || first >= row->count || row->filled < 2 ||
        !goes_on(&above->cells[first], &row->cells[first]))
        return false;
    for (size_t i = first + 1; i < row->count; i++)
        if (row->cells[i].folded.len > 0 && !bdl_cell_is_figure(&row->cells[i]))
            return false;
    return true;
}

/* ---- cells that all other rows have ---- */

/* Rows before and behind the one that is asked for. */
typedef struct others {
    const bdl_trow *rows[2];
    size_t counts[2];
    bool inner; /* they are of a list inside a sheet, whose figures are texts */
} others;

/* Whether all rows of O fill COLUMN, and enough of them tell it; *NUMBERS: with numbers
 * alone. */
static bool always_filled(const others *o, size_t column, bool *numbers) {
    enum { ROWS_MIN = 3 };
    size_t rows = 0;
    *numbers = true;
    for (size_t part = 0; part < 2; part++)
        for (size_t i = 0; i < o->counts[part]; i++) {
            const bdl_trow *row = &o->rows[part][i];
            if (row->is_left_out || row->filled == 0)
                continue;
            if (column >= row->count || row->cells[column].folded.len == 0)
                return false;
            *numbers = *numbers && bdl_cell_is_figure(&row->cells[column]);
            rows++;
        }
    return rows >= ROWS_MIN;
}

/* What ROW lacks of the cells that all others have: its number or several, left of what
 * it says; one behind its first, of words where it stands behind all that is left of ROW.
 * One alone may be merged with that of the row above. */
typedef enum lack { LACKS_NOTHING, LACKS_FIRST, LACKS_CELL } lack;

static lack lack_of(const bdl_trow *above, const bdl_trow *row, const others *o) {
    bool numbers, begun = false, first = false;
    size_t lacking = 0;
    for (size_t k = 0; k < row->count; k++) {
        if (row->cells[k].folded.len > 0) {
            begun = true;
            continue;
        }
        if (!always_filled(o, k, &numbers))
            continue;
        if (begun)
            return LACKS_CELL;
        first = first || numbers || ++lacking > 1;
    }
    for (size_t k = row->count; !o->inner && k < above->count; k++)
        if (begun && always_filled(o, k, &numbers) && !numbers)
            return LACKS_CELL;
    return first ? LACKS_FIRST : LACKS_NOTHING;
}

/* Whether CELL of a row that is no whole one may be the rest of the one ABOVE. */
static bool is_rest_of(const bdl_tcell *above, const bdl_tcell *cell, lack lacks,
                       const others *o) {
    if (o->inner && lacks == LACKS_FIRST && bdl_cell_is_figure(cell))
        return above->folded.len > 0;
    return may_be_rest(above, cell) &&
           (lacks == LACKS_FIRST || begins_no_item(above, cell));
}

/* Whether ROW is no whole one, and all it has may be the rest of what stands above. */
static bool is_rest(const bdl_trow *above, const bdl_trow *row, const others *o) {
    lack lacks = lack_of(above, row, o);
    for (size_t i = 0; lacks && i < row->count; i++)
        if (row->cells[i].folded.len > 0 &&
            (i >= above->count ||
             !is_rest_of(&above->cells[i], &row->cells[i], lacks, o)))
            return false;
    return lacks != LACKS_NOTHING;
}

/* ---- torn rows ---- */

/* Whether all of ROW is a name that begins in a bracket, or ends one that ABOVE opened:
 * 一、因公出国 | （境）费. */
static bool is_rest_of_name(const bdl_trow *above, const bdl_trow *row) {
    bdl_str s = row->cells[0].folded, before = above->cells[0].folded;
    size_t open = bdl_str_find(before, BDL_STR("("), 0);
    bool opened = open < before.len &&
                  bdl_str_find(before, BDL_STR(")"), open) >= before.len &&
                  bdl_str_find(s, BDL_STR(")"), 0) < s.len;
    return row->filled == 1 && s.len > 0 && before.len > 0 &&
           (opened || bdl_str_starts(s, BDL_STR("("))) &&
           !bdl_cell_is_figure(&row->cells[0]) &&
           bdl_numbering_of(s).style == BDL_UNNUMBERED;
}

/* Few cells, the first empty, all of them going on with the row above. */
static bool is_torn(const bdl_trow *above, const bdl_trow *row, const others *o) {
    if (row->filled == 0)
        return false;
    if (is_rest(above, row, o))
        return true;
    if (row->count < 2)
        return false;
    if (above->count > 0 && is_rest_of_name(above, row))
        return true;
    if (row->cells[0].folded.len > 0)
        return false;
    if (brings_rest(above, row))
        return true;
    if (row->filled * 2 > above->filled && !is_scraps(row) &&
        !is_unnumbered_rest(above, row))
        return false;
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].folded.len > 0 &&
            (i >= above->count || !goes_on(&above->cells[i], &row->cells[i])))
            return false;
    return true;
}

/* How many digits the cell has, wrapped or not, that is nothing else; 0: it is something
 * else. */
static size_t code_length(const bdl_trow *row, size_t column) {
    bdl_str s = column < row->count ? row->cells[column].folded : (bdl_str){0};
    size_t digits = 0;
    for (size_t i = 0; i < s.len; i++)
        if (bdl_is_ascii_digit(s.data[i]))
            digits++;
        else if (s.data[i] != ' ')
            return 0;
    return digits;
}

/* Whether ROW is the rest of a code that was torn: with it the one above is as long as
 * that of the row below. */
static bool is_rest_of_code(const bdl_trow *above, const bdl_trow *row,
                            const bdl_trow *below) {
    size_t at = 0;
    while (at < row->count && row->cells[at].folded.len == 0)
        at++;
    size_t own = code_length(row, at), theirs = code_length(above, at);
    return row->filled == 1 && own > 0 && theirs > 0 && above->filled > 2 &&
           own + theirs == code_length(below, at);
}

static void widen(bdl_recogniser *r, bdl_trow *row, size_t width) {
    if (row->count >= width)
        return;
    bdl_tcell *cells = BDL_NEW_ARRAY(r->passing, bdl_tcell, width);
    memcpy(cells, row->cells, row->count * sizeof *cells);
    for (size_t i = row->count; i < width; i++)
        cells[i].run.place = row->place;
    row->cells = cells;
    row->count = width;
    row->printed = NULL;
}

static void mend(bdl_recogniser *r, bdl_trow *above, bdl_trow *row) {
    widen(r, above, row->count);
    above->is_asked = false;
    for (size_t i = 0; i < row->count; i++) {
        bdl_tcell *cell = &row->cells[i], *into = &above->cells[i];
        if (cell->folded.len == 0)
            continue;
        if (into->folded.len == 0) {
            *into = *cell;
            above->filled++;
            continue;
        }
        bdl_run whole = bdl_run_join(r->arena, &into->run, BDL_STR(""), &cell->run);
        bdl_run_in_cell(r->arena, &whole, &into->run.place);
        into->run = whole;
        into->folded = bdl_arena_join(r->passing, into->folded, cell->folded);
        into->word = 0; /* another one now */
    }
    row->is_left_out = true;
}

/* The last row before AT that holds data. */
static bdl_trow *row_before(bdl_table *table, size_t at) {
    size_t first = table->captions + table->headings;
    while (at > first) {
        bdl_trow *row = &table->rows.items[--at];
        if (!row->is_left_out && row->filled > 0)
            return row;
    }
    return NULL;
}

/* Whether a cell of ROW stands under a label of a sheet, which is whole: no bracket is
 * open that the cell closes. */
static bool is_under_label(bdl_recogniser *r, const bdl_table *table,
                           const bdl_trow *above, const bdl_trow *row) {
    if (!table->is_sheet || !table->form)
        return false;
    for (size_t i = 0; i < row->count && i < above->count; i++)
        if (row->cells[i].folded.len > 0 &&
            bdl_sheet_label(r, table->form, &above->cells[i]) &&
            !closes_bracket(above->cells[i].folded, row->cells[i].folded))
            return true;
    return false;
}

enum { LOOK = 24 }; /* rows looked at on either side */

/* Whether row I is of the list inside a sheet that a row beside it is of. */
static bool is_of_inner(bdl_recogniser *r, const bdl_table *table, size_t i) {
    bdl_trow *row = &table->rows.items[i];
    return row->is_left_out || !(bdl_sheet_inner_at(r, table->form, row) ||
                                 bdl_sheet_label(r, table->form, &row->cells[0]));
}

/* The rows of the list that row AT is in, before and behind it. */
static others others_of(bdl_recogniser *r, const bdl_table *table, size_t at) {
    size_t first = table->captions + table->headings, from = at, to = at + 1;
    bool inner = table->is_sheet && table->form;
    while (from > first && at - from < LOOK &&
           (!inner || is_of_inner(r, table, from - 1)))
        from--;
    while (to < table->rows.count && to - at <= LOOK &&
           (!inner || is_of_inner(r, table, to)))
        to++;
    return (others){.inner = inner,
                    .rows = {table->rows.items + from, table->rows.items + at + 1},
                    .counts = {at - from, to - at - 1}};
}

void bdl_table_mend(bdl_recogniser *r, bdl_table *table, size_t from) {
    while (from < table->rows.count &&
           (table->rows.items[from].is_left_out || table->rows.items[from].filled == 0))
        from++;
    if (from >= table->rows.count)
        return;
    bdl_trow *row = &table->rows.items[from], *above = row_before(table, from);
    bool code = above && from + 1 < table->rows.count &&
                is_rest_of_code(above, row, &table->rows.items[from + 1]);
    if (!code && (!above || is_under_label(r, table, above, row)))
        return;
    others o = others_of(r, table, from);
    if (code || is_torn(above, row, &o))
        mend(r, above, row);
}

/* Whether ROW may be a caption, or the title of a table. */
static bool may_be_caption(const bdl_trow *row) {
    for (size_t k = 0; k < row->count; k++)
        if (bdl_is_caption(row->cells[k].folded) ||
            bdl_is_table_name(row->cells[k].folded))
            return true;
    return false;
}

bool bdl_table_begins_torn(bdl_table *before, const bdl_table *table) {
    const bdl_trow *row = table->rows.items;
    const bdl_trow *above = row_before(before, before->rows.count);
    if (before->headings == 0 || !above || row->count != before->width ||
        may_be_caption(row))
        return false;
    size_t data = before->rows.count - before->captions - before->headings;
    size_t behind = table->rows.count - 1;
    others o = {.counts = {data < LOOK ? data : LOOK, behind < LOOK ? behind : LOOK}};
    o.rows[0] = before->rows.items + before->rows.count - o.counts[0];
    o.rows[1] = row + 1;
    return is_rest(above, row, &o);
}

/* The number of ROW in column C: 17, 十七、…; 0: none of one to three digits. */
static size_t number_of_row(const bdl_trow *row, size_t c) {
    bdl_str s = c < row->count ? row->cells[c].folded : (bdl_str){0};
    if (s.len == 0 || bdl_str_digit_at(s, 0))
        return (size_t)bdl_str_number(s, 999);
    bdl_numbering n = bdl_numbering_of(s);
    return n.style == BDL_NUMBER_HAN && n.value > 0 ? (size_t)n.value : 0;
}

/* The last number in column C of rows that are counted 1, 2, 3 from the first to there;
 * GAPS: numbers may lack. 0: they are not. */
static size_t last_number(const bdl_table *table, size_t c, bool gaps) {
    size_t last = 0;
    for (size_t i = table->captions + table->headings; i < table->rows.count; i++) {
        size_t number = number_of_row(&table->rows.items[i], c);
        if (number > 0 && (last == 0 ? number > 1 : !gaps && number != last + 1))
            return 0;
        last = number ? number : last;
    }
    return last;
}

bool bdl_table_counts_on(const bdl_table *before, const bdl_table *table) {
    enum { ROWS_MIN = 3, COLUMNS_MAX = 6 };
    for (size_t c = 0; c < before->width && c < COLUMNS_MAX; c++) {
        size_t last = last_number(before, c, c == 0), next = 0;
        size_t i = table->captions + table->headings;
        for (; last >= ROWS_MIN && next == 0 && i < table->rows.count; i++)
            next = number_of_row(&table->rows.items[i], c);
        if (next > 0 && next == last + 1)
            return true;
    }
    return false;
}
