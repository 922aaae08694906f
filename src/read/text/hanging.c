/* hanging.c - rows of pipe tables whose writers know cells merged across (they print the
 * empty ones behind them) but none merged downwards: below such a cell a row is short, or
 * was filled up at its end, and what it has stands too far to the left. Empty cells are
 * put where cells hang down: under headings below the names that have no others beside
 * them, elsewhere before the first cell of the row, when the row so fits the one above
 * better. Rows of sheets that were filled up are made short again first. */
#include "base/decimal.h"
#include "base/text.h"

#include "read/aligned/words.h"
#include "read/reading.h"

static bool is_empty(const bdl_row *row, size_t c) {
    return row->cells[c].run.text.len == 0;
}

/* Whether nothing stands beside the name in column C of the headings: C is no group. */
static bool is_single(const bdl_row *head, size_t c) {
    return !is_empty(head, c) && (c + 1 == head->count || !is_empty(head, c + 1));
}

static size_t count_singles(const bdl_row *head) {
    size_t singles = 0;
    for (size_t c = 0; c < head->count; c++)
        singles += is_single(head, c);
    return singles;
}

static void widen(bdl_reading *reading, bdl_row *row, size_t width) {
    bdl_cell *cells = BDL_NEW_ARRAY(bdl_reading_cells(reading), bdl_cell, width);
    for (size_t c = 0; c < width; c++)
        cells[c] = (bdl_cell){.run.place = row->place, .row_span = 1, .col_span = 1};
    row->cells = cells;
    row->count = width;
}

/* ROW goes below the groups of HEAD. */
static void put_below_groups(bdl_reading *reading, const bdl_row *head, bdl_row *row) {
    bdl_row old = *row;
    widen(reading, row, head->count);
    for (size_t c = 0, from = 0; c < head->count; c++)
        if (!is_single(head, c) && from < old.count)
            row->cells[c] = old.cells[from++];
}

/* How many cells of ROW, moved BY to the right, are empty where those of FULL are, and
 * filled where they are. */
static size_t agreement(const bdl_row *full, const bdl_row *row, size_t by) {
    size_t same = 0;
    for (size_t c = 0; c < row->count; c++)
        same += is_empty(row, c) == is_empty(full, c + by);
    return same;
}

static void move_right(bdl_reading *reading, bdl_row *row, size_t width) {
    bdl_row old = *row;
    widen(reading, row, width);
    memcpy(row->cells + width - old.count, old.cells, old.count * sizeof *old.cells);
}

static bool is_figure(const bdl_row *row, size_t c) {
    return bdl_words_is_number(bdl_text_trim(row->cells[c].run.text));
}

/* How many cells ROW has up to the last that holds something; 0 when one of these is
 * empty, a figure or a label before a colon: it is no row of headings. GAPS: headings
 * that stand over several columns have empty cells behind them. */
static size_t count_headings(const bdl_row *row, bool gaps) {
    size_t last = row->count;
    while (last > 0 && is_empty(row, last - 1))
        last--;
    for (size_t c = 0; c < last; c++) {
        bdl_str text = row->cells[c].run.text;
        if ((text.len == 0 && (c == 0 || !gaps)) || is_figure(row, c) ||
            bdl_str_ends(text, BDL_STR(":")) || bdl_str_ends(text, BDL_STR("：")))
            return 0;
    }
    return last;
}

/* Whether ROW has a name, figures and nothing else. */
static bool is_data(const bdl_row *row) {
    size_t figures = 0;
    if (row->count == 0 || is_empty(row, 0))
        return false;
    for (size_t c = 1; c < row->count; c++) {
        if (is_empty(row, c))
            continue;
        if (!is_figure(row, c))
            return false;
        figures++;
    }
    return figures > 0;
}

static bool ends_empty(const bdl_row *row) {
    return row->count > 0 && is_empty(row, row->count - 1);
}

/* Whether the amount of ROW in column C is what those in the COUNT columns behind it
 * make, of which some are not zero. */
static bool is_sum(const bdl_row *row, size_t c, size_t count) {
    bdl_dec whole, part, sum = bdl_dec_int(0);
    bool any = false;
    for (size_t k = c + count; k > c; k--) {
        if (is_empty(row, k))
            continue;
        if (!bdl_dec_parse(row->cells[k].run.text, &part) ||
            bdl_dec_add(sum, part, &sum) != BDL_DEC_OK)
            return false;
        any |= bdl_dec_sign(part) != 0;
    }
    return any && bdl_dec_parse(row->cells[c].run.text, &whole) &&
           bdl_dec_cmp(whole, sum) == 0;
}

static bool is_code(const bdl_row *row, size_t c) {
    bdl_str s = row->cells[c].run.text;
    return is_figure(row, c) && !memchr(s.data, '.', s.len);
}

/* Whether ROW has a code and a name in the first COUNT columns and figures alone behind
 * them, or codes and then a name. */
static bool begins_with_texts(const bdl_row *row, size_t count) {
    size_t codes = 0;
    while (codes < count && is_code(row, codes))
        codes++;
    if (codes == count)
        return count < row->count && !is_empty(row, count) && !is_figure(row, count);
    if (is_figure(row, count - 1))
        return false;
    for (size_t c = 0; c < row->count; c++)
        if (is_empty(row, c) || (c >= count && !is_figure(row, c)))
            return false;
    return true;
}

/* Whether a row right below the two of headings at AT begins with what SUBS columns of
 * codes and names hold. */
static bool has_codes_below(const bdl_grid *grid, size_t at, size_t subs) {
    enum { ROWS_LOOKED_AT = 5 };
    const bdl_row *rows = grid->rows.items;
    for (size_t r = at + 2; r < grid->rows.count && r < at + 2 + ROWS_LOOKED_AT; r++)
        if (rows[r].count == rows[at].count && subs > 0 && subs < rows[r].count &&
            begins_with_texts(&rows[r], subs))
            return true;
    return false;
}

/* The name of HEAD, row AT of GRID, that SUBS headings stand below, where HEAD was filled
 * up at its end as well: the first where rows begin with as many texts; that whose first
 * column is in the first row of figures the total of the others. Else it is the last. */
static size_t find_group(const bdl_grid *grid, size_t at, size_t subs) {
    const bdl_row *head = &grid->rows.items[at], *data = head + 2;
    size_t names = count_headings(head, false);
    if (has_codes_below(grid, at, subs))
        return 0;
    for (size_t c = 1; c + 1 < names; c++)
        if (is_sum(data, c, subs - 1))
            return c;
    return names - 1;
}

/* Puts the names of HEAD (收入, 支出), which was filled up at its end, where the headings
 * ROW below them begin anew: its first comes again as often. */
static void place_sides(bdl_reading *reading, bdl_row *head, const bdl_row *row) {
    enum { LEAST = 2 };
    size_t sides = 0, at = 0;
    if (head->count != row->count || !ends_empty(head) || ends_empty(row))
        return;
    size_t names = count_headings(head, false);
    if (names < LEAST || count_headings(row, false) < row->count)
        return;
    for (size_t c = 0; c < row->count; c++)
        sides += bdl_str_eq(row->cells[c].run.text, row->cells[0].run.text);
    if (sides != names)
        return;
    bdl_row old = *head;
    widen(reading, head, old.count);
    for (size_t c = 0; c < row->count; c++)
        if (bdl_str_eq(row->cells[c].run.text, row->cells[0].run.text))
            head->cells[c] = old.cells[at++];
}

/* Puts row AT + 1 of GRID, which was filled up at its end, below the groups of row AT:
 * a row of figures, or codes, are below the two. */
static void place_headings(bdl_reading *reading, bdl_grid *grid, size_t at) {
    enum { LEAST = 2 };
    bdl_row *head = &grid->rows.items[at], *row = head + 1;
    if (!ends_empty(head) || !ends_empty(row) || row->count != head->count ||
        !is_single(head, 0))
        return;
    size_t texts = count_headings(row, false);
    if (texts < LEAST || texts + count_singles(head) != head->count ||
        count_headings(head, true) < LEAST ||
        !(is_data(row + 1) || has_codes_below(grid, at, texts)))
        return;
    size_t names = count_headings(head, false);
    if (names > 0 && row[1].count == head->count) {
        size_t group = find_group(grid, at, texts);
        bdl_row old = *head;
        widen(reading, head, old.count);
        for (size_t c = 0; c < names; c++)
            head->cells[c > group ? c + texts - 1 : c] = old.cells[c];
    }
    row->count = texts;
    put_below_groups(reading, head, row);
}

/* How many cells ROW has up to the last that holds something; 0 when one of these is
 * empty. */
static size_t count_filled(const bdl_row *row) {
    size_t last = row->count;
    while (last > 0 && is_empty(row, last - 1))
        last--;
    for (size_t c = 0; c < last; c++)
        if (is_empty(row, c))
            return 0;
    return last;
}

static bool has_digit(const bdl_row *row, size_t c) {
    return bdl_str_has_digit(row->cells[c].run.text);
}

/* Whether the FILLED cells of ROW, moved BY to the right, have digits where FULL has. */
static bool fits_digits(const bdl_row *full, const bdl_row *row, size_t filled,
                        size_t by) {
    for (size_t c = 0; c < filled; c++)
        if (has_digit(row, c) != has_digit(full, c + by))
            return false;
    return true;
}

enum { WIDTH_MAX = 64 };

/* Of rows as wide as INDEX cells, how many the longest of those with a digit has: columns
 * of remarks may be empty in all rows but that of the headings. */
typedef struct widths {
    size_t of[WIDTH_MAX + 1];
} widths;

static size_t width_of(const widths *all, const bdl_row *row) {
    return row->count <= WIDTH_MAX ? all->of[row->count] : row->count;
}

static widths count_columns(const bdl_grid *grid) {
    widths all = {{0}};
    for (size_t r = 0; r < grid->rows.count; r++) {
        const bdl_row *row = &grid->rows.items[r];
        size_t filled = count_filled(row), c = 0;
        while (c < filled && !has_digit(row, c))
            c++;
        if (c < filled && row->count <= WIDTH_MAX && filled > all.of[row->count])
            all.of[row->count] = filled;
    }
    return all;
}

/* The row of COLUMNS cells that ROW, with FILLED cells, goes on below when one or two
 * were filled up at its end: FULL, or ROW itself where it is full. NULL where there is
 * none. */
static const bdl_row *next_full(const bdl_row *full, const bdl_row *row, size_t filled,
                                size_t columns) {
    enum { LEAST = 3, MOST_PADDING = 2 };
    if (filled >= columns)
        return row;
    bool padded = full && row->count == full->count && filled >= LEAST &&
                  filled + MOST_PADDING >= columns;
    return padded ? full : NULL;
}

/* The column of names in ROW, where it is full, has codes alone before it and figures
 * behind it; 0 elsewhere. */
static size_t name_behind_codes(const bdl_row *row) {
    size_t name = 0, c;
    while (name < row->count && is_code(row, name))
        name++;
    for (c = name + 1; name > 0 && c < row->count && is_figure(row, c);)
        c++;
    return name > 0 && c == row->count && name + 1 < c && !is_empty(row, name) ? name : 0;
}

/* Moves the figures of rows with a name over all columns of codes and names (合计), which
 * were filled up at their end: a row right below has its name in one of these columns. */
static void place_totals(bdl_reading *reading, bdl_grid *grid) {
    enum { ROWS_BELOW = 3 };
    for (size_t r = 0; r + 1 < grid->rows.count; r++) {
        bdl_row *row = &grid->rows.items[r], old = *row;
        size_t filled = ends_empty(row) && is_data(row) ? count_filled(row) : 0, by = 0;
        for (size_t k = 1; filled > 1 && by == 0 && k <= ROWS_BELOW; k++)
            if (r + k < grid->rows.count && row[k].count == row->count)
                by = name_behind_codes(&row[k]);
        if (by == 0 || filled + by != row->count)
            continue;
        widen(reading, row, old.count);
        row->cells[0] = old.cells[0];
        memcpy(row->cells + 1 + by, old.cells + 1, (filled - 1) * sizeof *old.cells);
    }
}

/* Moves the first FILLED cells of ROW right by BY. */
static void shift(bdl_reading *reading, bdl_row *row, size_t filled, size_t by) {
    bdl_row old = *row;
    widen(reading, row, old.count);
    memcpy(row->cells + by, old.cells, filled * sizeof *old.cells);
}

/* Whether ROW has a name and FILLED cells with it, the others figures or signs that stand
 * for none. */
static bool has_figures(const bdl_row *row, size_t filled) {
    enum { SIGN = 3 };
    if (count_filled(row) != filled || is_figure(row, 0))
        return false;
    for (size_t c = 1; c < filled; c++)
        if (!is_figure(row, c) && row->cells[c].run.text.len > SIGN)
            return false;
    return true;
}

/* Moves the rows below a label and headings (部门资金 | | 预算数 | 执行数) right by the
 * column of their names, which the label hangs down beside: they are shorter by one. */
static void place_below_label(bdl_reading *reading, bdl_grid *grid) {
    enum { LEAST = 2, NAMES_AT = 2 };
    for (size_t r = 0; r + LEAST < grid->rows.count; r++) {
        const bdl_row *head = &grid->rows.items[r];
        if (head->count <= NAMES_AT || is_single(head, 0) || is_empty(head, NAMES_AT))
            continue;
        size_t last = count_headings(head, true), rows = 0;
        if (last == 0)
            continue;
        while (r + rows + 1 < grid->rows.count && head[rows + 1].count == head->count &&
               has_figures(&head[rows + 1], last - 1))
            rows++;
        for (size_t k = 1; rows >= LEAST && k <= rows; k++)
            shift(reading, &grid->rows.items[r + k], last - 1, 1);
    }
}

/* How many rows that were filled up stand with their digits below those of a full row
 * when they are moved right, and not as they are; 0 when one stands so as it is alone.
 * *LEAST_BY: how far one of them is moved at least. */
static size_t count_padded(const bdl_grid *grid, const widths *all, size_t *least_by) {
    const bdl_row *rows = grid->rows.items, *full = NULL;
    size_t moved = 0;
    *least_by = WIDTH_MAX;
    for (size_t r = 0; r < grid->rows.count; r++) {
        size_t filled = count_filled(&rows[r]), width = width_of(all, &rows[r]);
        full = next_full(full, &rows[r], filled, width);
        if (!full || full == &rows[r])
            continue;
        size_t by = width - filled;
        bool there = fits_digits(full, &rows[r], filled, by);
        bool here = fits_digits(full, &rows[r], filled, 0);
        if (here && !there)
            return 0;
        moved += there && !here;
        if (there && !here && by < *least_by)
            *least_by = by;
    }
    return moved;
}

/* Where the headings of ROW that are counted (一级, 二级) begin. */
static size_t first_counted(const bdl_row *row) {
    for (size_t c = 0; c + 1 < row->count; c++)
        if (bdl_str_starts(row->cells[c].run.text, BDL_STR("一")) &&
            bdl_str_starts(row->cells[c + 1].run.text, BDL_STR("二")))
            return c;
    return 0;
}

/* What stands left of counted headings hangs down over all rows below them, which are as
 * much shorter and were filled up: the row behind the last of these, FROM where there are
 * none. HEAD is the row before FROM. */
static size_t below_label(const bdl_grid *grid, const bdl_row *head, size_t from) {
    enum { LEAST_WHOLE = 2, LEAST_CELLS = 2 };
    size_t hanging = first_counted(head), whole = 0, to = from;
    if (hanging == 0 || count_filled(head) < head->count)
        return from;
    for (; to < grid->rows.count; to++) {
        size_t filled = count_filled(&grid->rows.items[to]);
        if (filled < LEAST_CELLS || filled + hanging > head->count)
            break;
        whole += filled + hanging == head->count;
    }
    return whole < LEAST_WHOLE ? from : to;
}

static void cut_below_labels(bdl_grid *grid) {
    bdl_row *rows = grid->rows.items;
    for (size_t r = 1; r < grid->rows.count; r++)
        for (size_t to = below_label(grid, &rows[r - 1], r); r < to; r++)
            rows[r].count = count_filled(&rows[r]);
}

/* Copies of web pages leave out the cells that others hang down over and fill the row up
 * at its end: such rows become short ones, or are moved right where the column of remarks
 * is empty. */
static void cut_padding(bdl_reading *reading, bdl_grid *grid) {
    enum { LEAST_THAT_TELL = 2 };
    cut_below_labels(grid);
    widths all = count_columns(grid);
    size_t least_by;
    if (count_padded(grid, &all, &least_by) < LEAST_THAT_TELL)
        return;
    bdl_row *rows = grid->rows.items;
    const bdl_row *full = NULL;
    for (size_t r = 0; r < grid->rows.count; r++) {
        size_t filled = count_filled(&rows[r]), width = width_of(&all, &rows[r]);
        full = next_full(full, &rows[r], filled, width);
        if (!full || full == &rows[r])
            continue;
        if (width == rows[r].count)
            rows[r].count = filled;
        else if (fits_digits(full, &rows[r], filled, width - filled))
            shift(reading, &rows[r], filled, width - filled);
        else
            shift(reading, &rows[r], filled, least_by);
    }
}

/* The number that ROW has in column C alone; 0: it has none. */
static uint32_t number_in(const bdl_row *row, size_t c) {
    bdl_str s = c < row->count ? bdl_text_trim(row->cells[c].run.text) : (bdl_str){0};
    return (uint32_t)bdl_str_number(s, 99999);
}

/* Whether the number that row AT begins with counts on from the row above, or is counted
 * on below, and not from what stands above it when it is moved BY: it lost nothing left
 * of it. */
static bool counts_rows(const bdl_grid *grid, size_t at, size_t by) {
    const bdl_row *rows = grid->rows.items;
    uint32_t number = number_in(&rows[at], 0), above = number_in(&rows[at - 1], 0);
    uint32_t above_moved = number_in(&rows[at - 1], by);
    if (number == 0 || (above_moved > 0 && above_moved + 1 == number))
        return false;
    return (above > 0 && above + 1 == number) ||
           (at + 1 < grid->rows.count && number_in(&rows[at + 1], 0) == number + 1);
}

/* Whether rows shorter than WIDTH have their merged cells as empty ones: what they lack
 * are empty cells at their end. */
static bool keep_places(const bdl_grid *grid, size_t width) {
    enum { LEAST_FILLED = 3 };
    for (size_t r = 1; r < grid->rows.count; r++) {
        const bdl_row *row = &grid->rows.items[r];
        size_t filled = 0;
        for (size_t c = 1; row->count < width && c < row->count && is_empty(row, 0); c++)
            filled += !is_empty(row, c);
        if (filled >= LEAST_FILLED && !ends_empty(row))
            return true;
    }
    return false;
}

void bdl_grid_fill_hanging(bdl_reading *reading, bdl_grid *grid) {
    bdl_row *rows = grid->rows.items;
    if (grid->rows.count < 2)
        return;
    cut_padding(reading, grid);
    place_totals(reading, grid);
    place_below_label(reading, grid);
    size_t width = rows[0].count, full = 0;
    size_t singles = count_singles(&rows[0]);
    int kept = -1; /* not known yet */
    if (rows[1].count < width && singles > 0 && rows[1].count + singles == width)
        put_below_groups(reading, &rows[0], &rows[1]);
    for (size_t r = 0; r + 1 < grid->rows.count; r++)
        place_sides(reading, &rows[r], &rows[r + 1]);
    for (size_t r = 0; r + 2 < grid->rows.count; r++)
        place_headings(reading, grid, r);
    for (size_t r = 1; r < grid->rows.count; r++) {
        if (rows[r].count >= width) {
            full = rows[r].count == width ? r : full;
            continue;
        }
        size_t by = width - rows[r].count;
        if (kept < 0)
            kept = keep_places(grid, width);
        if (kept || counts_rows(grid, r, by))
            continue;
        if (agreement(&rows[full], &rows[r], by) > agreement(&rows[full], &rows[r], 0))
            move_right(reading, &rows[r], width);
    }
}
