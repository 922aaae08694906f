/* heading.c - which rows of a table are captions, which are headings, which number
 * columns. */
#include "model/table.h"

/* ---- what a cell looks like ---- */

/* A year alone may head a column. */
static bool is_year(bdl_str s, const bdl_scanned *n) {
    return s.len == 4 && n->number.coef >= 1900 && n->number.coef <= 2100;
}

bool bdl_cell_is_figure(const bdl_tcell *cell) {
    bdl_scanned n;
    bdl_unit unit;
    bdl_str s = cell->folded;
    if (!bdl_scan_digits(s, true, &n) || is_year(s, &n))
        return false;
    bdl_str rest = bdl_str_from(s, n.length);
    return rest.len == 0 ||
           (bdl_unit_read(rest, &unit) && (unit.percent || unit.money == 1));
}

bool bdl_cell_says_nothing(bdl_str s) {
    for (size_t i = 0; i < s.len;) {
        uint32_t c = bdl_utf8_next(s, &i);
        if (c != '-' && c != '/' && !(c >= 0x2010 && c <= 0x2015) && c != 0x2500)
            return false;
    }
    return s.len > 0;
}

/* 十八、援助其他地区支出: a row in the middle of a list, on a page without headings. */
static bool is_later_item(bdl_str s) {
    bdl_numbering n = bdl_numbering_of(s);
    return (n.style == BDL_NUMBER_HAN || n.style == BDL_NUMBER_HAN_IN) && n.value > 1;
}

static bool has_figure(const bdl_trow *row) {
    bool first = true;
    for (size_t i = 0; i < row->count; i++) {
        bdl_str s = row->cells[i].folded;
        if (bdl_cell_is_figure(&row->cells[i]) || bdl_cell_says_nothing(s) ||
            (first && is_later_item(s)))
            return true;
        first &= s.len == 0;
    }
    return false;
}

/* 1, 2, 3 … or 1=2+3: the column's number; 0 when it is none. */
static long long column_number(bdl_str s) {
    bdl_scanned n;
    if (!bdl_str_digit_at(s, 0) || !bdl_scan_digits(s, false, &n) || n.places > 0)
        return 0;
    bdl_str rest = bdl_str_from(s, n.length);
    return rest.len == 0 || rest.data[0] == '=' ? (long long)n.number.coef : 0;
}

/* What names a row of numbers. */
static bool names_numbers(bdl_str s) {
    return bdl_str_eq(s, BDL_STR("栏次")) || bdl_str_eq(s, BDL_STR("行次"));
}

/* What stands over the columns of words in a row of numbers; over the AT-th of them 甲
 * and so on. */
static bool heads_numbers(bdl_str s, size_t at) {
    static const bdl_str stems[] = {BDL_STR_INIT("甲"), BDL_STR_INIT("乙"),
                                    BDL_STR_INIT("丙"), BDL_STR_INIT("丁")};
    return names_numbers(s) || (at < BDL_COUNT_OF(stems) && bdl_str_eq(s, stems[at]));
}

/* 栏次 | 1 | 2, or once for each half of the table: 栏次 | 1 | 栏次 | 2. Two numbers are
 * told behind one word, one behind words that name the row. */
bool bdl_row_is_numbering(const bdl_trow *row) {
    long long last = 0;
    size_t numbers = 0, words = 0;
    bdl_str word = {0};
    bool headed = true;
    for (size_t i = 0; i < row->count; i++) {
        bdl_str s = row->cells[i].folded;
        if (s.len == 0)
            continue;
        long long n = column_number(s);
        if (n == 0) {
            headed = headed && (numbers > 0 || heads_numbers(s, words));
            if (numbers > 0 ? !bdl_str_eq(s, word) : ++words > 2 && !headed)
                return false;
            word = s;
            continue;
        }
        if (n != last + 1)
            return false;
        last = n;
        numbers++;
    }
    return numbers >= 3 || (words == 1 && numbers >= 2) ||
           (headed && words > 0 && numbers > 0);
}

/* ---- captions ---- */

/* Whether the first cell is known to stand over some of the columns, not over all. */
static bool is_group(const bdl_trow *row) {
    size_t covered = 1;
    while (covered < row->count && row->cells[covered].from_left)
        covered++;
    return covered > 1 && covered < row->count;
}

/* A name at the left and 单位：万元 at the right, the columns between them empty. */
static bool is_name_and_unit(const bdl_table *table, const bdl_trow *row) {
    const bdl_tcell *unit = NULL;
    bdl_unit known;
    if (row->filled != 2 || table->width <= 2 || row->cells[0].folded.len == 0)
        return false;
    for (size_t k = 1; k < row->count && !unit; k++)
        if (row->cells[k].folded.len > 0)
            unit = &row->cells[k];
    return unit &&
           (bdl_str_starts(unit->folded, BDL_STR("单位")) ||
            bdl_str_starts(unit->folded, BDL_STR("金额单位"))) &&
           bdl_caption_unit(unit->folded, &known);
}

/* 其中：…, or an item behind others. */
static bool goes_on_with_items(bdl_str s) {
    return is_later_item(s) || bdl_str_starts(s, BDL_STR("其中"));
}

/* 三、事业收入 or 其中：… on a page without headings, with nothing beside it: no title;
 * the first item is none where what follows goes on with it. */
static bool is_item_alone(const bdl_table *table, size_t i) {
    const bdl_trow *row = &table->rows.items[i];
    bdl_str s = row->cells[0].folded;
    bool wide = row->count > 1 && row->cells[1].from_left;
    bool first = bdl_numbering_of(s).value == 1 && i + 1 < table->rows.count &&
                 row[1].count > 0 && goes_on_with_items(row[1].cells[0].folded);
    return !wide && (first || goes_on_with_items(s)) && !bdl_str_ends(s, BDL_STR("表"));
}

static bool is_caption_row(const bdl_table *table, size_t i) {
    const bdl_trow *row = &table->rows.items[i];
    if (row->filled == 0)
        return i == 0;
    if (is_name_and_unit(table, row))
        return true;
    if (row->filled == 1 && row->cells[0].folded.len > 0 && table->width > 1 &&
        !is_group(row))
        return !bdl_cell_is_figure(&row->cells[0]) && !is_item_alone(table, i);
    for (size_t k = 0; k < row->count; k++)
        if (row->cells[k].folded.len > 0 && !bdl_is_caption(row->cells[k].folded))
            return false;
    return row->filled <= 4 && table->width > 1;
}

static size_t count_captions(const bdl_table *table) {
    enum { CAPTIONS_MAX = 4 };
    size_t n = 0;
    while (n < CAPTIONS_MAX && n < table->rows.count && is_caption_row(table, n))
        n++;
    return n;
}

/* ---- headings over several rows ---- */

static bool is_filled(const bdl_trow *row, size_t i) {
    return i < row->count && row->cells[i].folded.len > 0;
}

/* SUPPORT: cells of ROW that stand under no heading of ABOVE; AGAINST: those under one
 * that is whole. */
static void weigh_groups(const bdl_trow *above, const bdl_trow *row, size_t *support,
                         size_t *against) {
    *support = *against = 0;
    for (size_t i = 0; i < row->count; i++) {
        if (!is_filled(row, i))
            continue;
        if (!is_filled(above, i))
            ++*support;
        else if (i + 1 >= above->count || is_filled(above, i + 1))
            ++*against;
    }
}

static bool fills_groups(const bdl_trow *above, const bdl_trow *row) {
    size_t support, against;
    weigh_groups(above, row, &support, &against);
    return support > 0 && against * 2 <= support;
}

/* Whether all of ROW stands under headings that are whole, rows above the last one: it is
 * a row without figures (合计) and no heading. */
static bool is_under_whole(const bdl_trow *rows, size_t first, size_t last,
                           const bdl_trow *row) {
    for (size_t i = 0; i < row->count; i++) {
        size_t above = last;
        if (!is_filled(row, i))
            continue;
        while (above > first && !is_filled(&rows[above], i))
            above--;
        bool whole = i + 1 >= rows[above].count || is_filled(&rows[above], i + 1);
        if (above == last || !is_filled(&rows[above], i) || !whole)
            return false;
    }
    return row->filled > 0;
}

/* A group below a group: its row says nothing of itself, the row after it does. */
static bool divides_group(const bdl_trow *above, const bdl_trow *row,
                          const bdl_trow *next) {
    size_t support, against;
    weigh_groups(above, row, &support, &against);
    return support == 0 && against == 0 && next && !has_figure(next) &&
           !bdl_row_is_numbering(next) && fills_groups(row, next) &&
           next->filled > row->filled;
}

/* Printed without the cells that groups span: the empty cells of ROW are the headings of
 * ABOVE that go down, its runs are the groups. The first row of all is filled. */
static bool fills_narrow(const bdl_trow *above, const bdl_trow *row, bool is_first) {
    size_t empty = 0, runs = 0;
    if (row->count <= above->count || above->count < 2 ||
        (is_first && above->filled < above->count))
        return false;
    for (size_t i = 0; i < row->count; i++) {
        empty += !is_filled(row, i);
        runs += is_filled(row, i) && !is_filled(row, i - 1);
    }
    return empty > 0 && empty + runs <= above->count;
}

/* The same where all of ROW stands under groups (收入, 支出 over 项目, 预算数, 项目,
 * 预算数): told by what follows, figures or headings below these. */
static bool divides_narrow(const bdl_trow *above, const bdl_trow *row,
                           const bdl_trow *next) {
    if (above->count < 2 || above->filled < above->count || row->filled < row->count ||
        row->count <= above->count)
        return false;
    return next && (has_figure(next) || bdl_row_is_numbering(next) ||
                    fills_narrow(row, next, true));
}

/* The cells of TABLE as the document has them. */
static const bdl_row *printed_rows(bdl_recogniser *r, const bdl_table *table) {
    return r->doc->blocks.items[table->block].rows + table->first_row;
}

static size_t spanned_rows(const bdl_row *rows, size_t count, size_t first, size_t have) {
    size_t last = have;
    for (size_t i = 0; i < last && first + i < count && last <= 5; i++)
        for (size_t k = 0; k < rows[first + i].count; k++) {
            size_t span = rows[first + i].cells[k].row_span;
            if (span > 1 && i + span > last)
                last = i + span;
        }
    return last;
}

/* One cell somewhere in a row heads nothing when no headings follow it. */
static bool is_lone(const bdl_table *table, size_t first) {
    enum { LOOK_MAX = 4 };
    const bdl_trow *row = &table->rows.items[first];
    if (row->filled != 1 || row->count <= 2 || row->cells[0].folded.len > 0)
        return false;
    for (size_t i = first + 1; i < table->rows.count && i < first + LOOK_MAX; i++) {
        if (has_figure(&table->rows.items[i]))
            return true;
        if (table->rows.items[i].filled > 1)
            return false;
    }
    return true;
}

/* Whether ROWS from FIRST to END show by their spans that they are all headings: some
 * reach down to the last of them, which heads no group. */
static bool spans_end(const bdl_row *rows, size_t first, size_t end) {
    bool reached = false;
    for (size_t i = first; i < end; i++)
        for (size_t k = 0; k < rows[i].count; k++) {
            const bdl_cell *cell = &rows[i].cells[k];
            reached = reached || (cell->row_span > 1 && i + cell->row_span == end);
            if (i + cell->row_span > end || (i + 1 == end && cell->col_span > 1))
                return false;
        }
    return reached;
}

static size_t count_headings(bdl_recogniser *r, const bdl_table *table) {
    enum { HEADINGS_MAX = 4 };
    size_t first = table->captions, n = 0;
    const bdl_trow *rows = table->rows.items;
    if (first >= table->rows.count || has_figure(&rows[first]) || is_lone(table, first))
        return 0;
    size_t last_filled = first;
    bool spans = r->doc->blocks.items[table->block].spans_known;
    const bdl_row *printed = printed_rows(r, table);
    for (n = 1; n < HEADINGS_MAX && first + n < table->rows.count; n++) {
        const bdl_trow *row = &rows[first + n];
        if (bdl_row_is_numbering(row) || has_figure(row) ||
            (spans && spans_end(printed, first, first + n)))
            break;
        if (row->filled == 0)
            continue;
        if (is_under_whole(rows, first, last_filled, row))
            break;
        const bdl_trow *next = first + n + 1 < table->rows.count ? row + 1 : NULL;
        if (!fills_groups(&rows[last_filled], row) &&
            !fills_narrow(&rows[last_filled], row, last_filled == first) &&
            (spans || !divides_narrow(&rows[last_filled], row, next)) &&
            !divides_group(&rows[last_filled], row, next))
            break;
        last_filled = first + n;
    }
    n = last_filled - first + 1;
    if (spans)
        n = spanned_rows(printed, table->rows.count, first, n);
    return n <= table->rows.count - first ? n : table->rows.count - first;
}

/* 项目 | 预算数 over 1 | 2: the row below two headings numbers them, unless it is the
 * first of rows that are counted. */
static bool numbers_two(const bdl_table *table, size_t i) {
    const bdl_trow *rows = table->rows.items;
    return table->headings > 0 && table->width == 2 && i + 1 < table->rows.count &&
           rows[i].count == 2 && column_number(rows[i].cells[0].folded) == 1 &&
           column_number(rows[i].cells[1].folded) == 2 &&
           column_number(rows[i + 1].cells[0].folded) == 0;
}

/* One or two numbers behind a word may as well be figures. */
static bool may_be_data(const bdl_trow *row) {
    enum { SURE = 3 };
    size_t numbers = 0;
    for (size_t i = 0; i < row->count; i++) {
        numbers += column_number(row->cells[i].folded) > 0;
        if (names_numbers(row->cells[i].folded))
            return false;
    }
    return numbers < SURE;
}

/* 甲 | 1 over 乙 | 2: the names go on below. */
static bool begins_stems(const bdl_table *table, size_t i) {
    const bdl_trow *row = &table->rows.items[i];
    return i + 1 < table->rows.count && row->count > 0 && row[1].count > 0 &&
           bdl_str_eq(row->cells[0].folded, BDL_STR("甲")) &&
           bdl_str_eq(row[1].cells[0].folded, BDL_STR("乙"));
}

/* Whether row I numbers the columns: right below the headings, or the same again below
 * those of another page, where its numbers may be figures. */
static bool numbers_columns(const bdl_table *table, size_t i, const bdl_trow **top) {
    const bdl_trow *row = &table->rows.items[i];
    if (!bdl_row_is_numbering(row))
        return false;
    if (!may_be_data(row))
        return true;
    if (i == table->captions + table->headings && !begins_stems(table, i))
        *top = row;
    return *top && bdl_rows_are_same(*top, row);
}

static void leave_out_rows(bdl_table *table) {
    size_t first = table->captions + table->headings;
    const bdl_trow *top = NULL;
    if (first < table->rows.count && numbers_two(table, first))
        table->rows.items[first].is_left_out = true;
    for (size_t i = first; i < table->rows.count; i++) {
        bdl_trow *row = &table->rows.items[i];
        row->is_left_out |= row->filled == 0 || numbers_columns(table, i, &top);
    }
}

/* 类 | 款 | 项 | 栏次 | 1 | 2 | 3: headings of the parts of a code in the row that
 * numbers the other columns. */
static bool names_parts(const bdl_trow *row) {
    enum { PARTS_MIN = 3, NUMBERS_MIN = 3 };
    long long last = 0;
    size_t words = 0;
    for (size_t i = 0; i < row->count; i++) {
        bdl_str s = row->cells[i].folded;
        long long n = column_number(s);
        if (n != last + 1 && (n > 0 || (s.len > 0 && last > 0)))
            return false;
        words += n == 0 && s.len > 0;
        last = n > 0 ? n : last;
    }
    return words >= PARTS_MIN && last >= NUMBERS_MIN &&
           !bdl_row_is_numbering(row); /* 甲 | 乙 | 丙 | 1 | 2 | 3 */
}

/* Takes the row for headings; its numbers and 栏次 head nothing. */
static void take_parts(bdl_table *table) {
    size_t at = table->captions + table->headings;
    if (table->headings == 0 || at >= table->rows.count ||
        !names_parts(&table->rows.items[at]))
        return;
    bdl_trow *row = &table->rows.items[at];
    for (size_t i = 0; i < row->count; i++)
        if (column_number(row->cells[i].folded) > 0 ||
            bdl_str_ends(row->cells[i].folded, BDL_STR("次")))
            row->cells[i] =
                (bdl_tcell){.run.place = row->cells[i].run.place, .read = true};
    table->headings++;
}

/* The row below the first headings, led by empty cells, may have lost those at its end:
 * without the cells that groups span and without these nothing would tell it from a row
 * that stands below other names. */
static void fill_up_second(bdl_recogniser *r, bdl_table *table) {
    size_t at = table->captions + 1;
    if (at + 1 >= table->rows.count || r->doc->blocks.items[table->block].spans_known)
        return;
    const bdl_trow *above = &table->rows.items[at - 1], *below = above + 2;
    bdl_trow *row = &table->rows.items[at];
    if (row->count < 2 || is_filled(row, 0) || row->filled == 0 || has_figure(row) ||
        row->count >= table->width || above->count >= table->width ||
        above->filled < above->count || below->count < table->width || !has_figure(below))
        return;
    bdl_tcell *cells = BDL_NEW_ARRAY(bdl_table_arena(r, table), bdl_tcell, table->width);
    memcpy(cells, row->cells, row->count * sizeof *cells);
    for (size_t c = row->count; c < table->width; c++)
        cells[c].run.place = row->place;
    row->cells = cells;
    row->count = (uint16_t)table->width;
    row->printed = NULL;
}

void bdl_table_find_headings(bdl_recogniser *r, bdl_table *table) {
    table->captions = count_captions(table);
    fill_up_second(r, table);
    table->headings = count_headings(r, table);
    take_parts(table);
    leave_out_rows(table);
}
