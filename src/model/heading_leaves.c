/* heading_leaves.c - the heading of each column: its groups from above and its own text.
 */
#include "model/table.h"

/* ---- wrapped headings ---- */

static bool is_single(bdl_str s, size_t from, size_t to) {
    return bdl_utf8_count(bdl_str_of(s.data + from, to - from)) == 1;
}

/* Whether blanks part single characters only (项 目): spaced type, not wrapping. */
static bool is_spaced_type(bdl_str s) {
    size_t from = 0;
    bool blank = false;
    for (size_t i = 0; i <= s.len;) {
        size_t at = i;
        uint32_t c = i < s.len ? bdl_utf8_next(s, &i) : ' ';
        if (bdl_is_space(c)) {
            if (at > from && !is_single(s, from, at))
                return false;
            blank |= at < s.len;
            from = i;
        }
        if (at == s.len)
            break;
    }
    return blank;
}

/* TEXT without the blanks beside Chinese that only wrapping put there. */
static bdl_str heading_text(bdl_arena *arena, bdl_str text) {
    if (is_spaced_type(text))
        return text;
    bdl_buf buf = {.arena = arena};
    uint32_t before = 0;
    for (size_t i = 0; i < text.len;) {
        size_t from = i;
        uint32_t c = bdl_utf8_next(text, &i);
        if (bdl_is_space(c)) {
            size_t next = i;
            uint32_t after = 0;
            while (next < text.len && bdl_is_space(after = bdl_utf8_next(text, &next)))
                i = next;
            if (!bdl_is_latin(before) || !bdl_is_latin(after))
                continue;
        }
        bdl_buf_add(&buf, bdl_str_of(text.data + from, i - from));
        before = c;
    }
    return bdl_buf_str(&buf);
}

/* ---- groups ---- */

/* The heading rows as a grid: for each the column whose cell stands over column C, or -1.
 */
typedef struct heads {
    bdl_recogniser *r;
    bdl_arena *arena; /* for what goes with the table */
    bdl_table *table;
    size_t rows, width;
    int *over; /* rows x width */
} heads;

static const bdl_tcell *cell_at(const heads *h, size_t row, size_t c) {
    const bdl_trow *t = &h->table->rows.items[h->table->captions + row];
    return c < t->count && t->cells[c].folded.len > 0 ? &t->cells[c] : NULL;
}

static bool has_below(const heads *h, size_t row, size_t c) {
    for (size_t i = row + 1; i < h->rows; i++)
        if (cell_at(h, i, c))
            return true;
    return false;
}

/* Whether columns A and B stand under one cell of the row above. */
static bool same_group(const heads *h, size_t row, size_t a, size_t b) {
    return row == 0 ||
           h->over[(row - 1) * h->width + a] == h->over[(row - 1) * h->width + b];
}

static bool is_covered_from_left(const heads *h, size_t row, size_t c) {
    const bdl_trow *t = &h->table->rows.items[h->table->captions + row];
    return c > 0 && c < t->count && t->cells[c].from_left;
}

/* The format says which columns a cell stands over. */
static void spread_known(heads *h) {
    for (size_t row = 0; row < h->rows; row++)
        for (size_t c = 0; c < h->width; c++) {
            int *over = &h->over[row * h->width + c];
            if (is_covered_from_left(h, row, c))
                *over = over[-1];
            else
                *over = cell_at(h, row, c) ? (int)c : -1;
        }
}

static void spread_row(heads *h, size_t row) {
    int open = -1; /* the group that may go on */
    for (size_t c = 0; c < h->width; c++) {
        int *over = &h->over[row * h->width + c];
        if (cell_at(h, row, c)) {
            *over = (int)c;
            open = has_below(h, row, c) ? (int)c : -1;
        } else if (open >= 0 && has_below(h, row, c) &&
                   same_group(h, row, (size_t)open, c)) {
            *over = open;
        } else {
            *over = -1;
        }
    }
}

/* Printed without the cells that groups span (see heading.c): each row is narrower than
 * the one below it. */
static bool is_narrow(const heads *h) {
    const bdl_trow *rows = &h->table->rows.items[h->table->captions];
    bool narrower = false;
    if (h->rows < 2 || rows[0].filled < rows[0].count)
        return false;
    for (size_t i = 0; i + 1 < h->rows; i++) {
        if (rows[i].count > rows[i + 1].count)
            return false;
        narrower |= rows[i].count < rows[i + 1].count;
    }
    return narrower && rows[0].count < rows[1].count;
}

/* The cell of ROW that stands over column C, once it is placed. */
static const bdl_tcell *placed(const heads *h, size_t row, size_t c) {
    int over = c < h->width ? h->over[row * h->width + c] : -1;
    return over >= 0 ? cell_at(h, row, (size_t)over) : NULL;
}

/* Whether a cell of ROW begins in column C. */
static bool begins_cell(const heads *h, size_t row, size_t c) {
    const bdl_tcell *cell = placed(h, row, c);
    return cell && (c == 0 || placed(h, row, c - 1) != cell);
}

static size_t count_runs(const heads *h, size_t row, size_t *empty) {
    size_t runs = 0;
    *empty = 0;
    for (size_t c = 0; c < h->width; c++) {
        bool here = placed(h, row, c) != NULL;
        *empty += !here;
        runs += here && (c == 0 || !placed(h, row, c - 1));
    }
    return runs;
}

/* Whether the first row that fills column C says a figure there. */
static bool holds_figures(const heads *h, size_t c) {
    const bdl_table *table = h->table;
    for (size_t n = table->captions + table->headings; n < table->rows.count; n++) {
        const bdl_trow *row = &table->rows.items[n];
        if (c >= row->count || row->is_left_out || row->cells[c].folded.len == 0)
            continue;
        bdl_str s = row->cells[c].folded;
        size_t i = 0;
        while (i < s.len && s.data[i] && strchr("0123456789.,-", s.data[i]))
            i++;
        return i == s.len;
    }
    return false;
}

/* 项目 and 项目(按功能分类) begin the same list. */
static bool says_again(const bdl_tcell *a, const bdl_tcell *b) {
    bdl_str s = b->folded;
    return bdl_str_starts(s, a->folded) &&
           (s.len == a->folded.len || s.data[a->folded.len] == '(');
}

/* Whether the heading of ROW in column FIRST comes again in the columns that follow it
 * without a gap. */
static bool comes_again(const heads *h, size_t row, size_t first) {
    const bdl_tcell *cell = placed(h, row, first), *next;
    for (size_t c = first + 1; (next = placed(h, row, c)); c++)
        if (next != cell && says_again(cell, next))
            return true;
    return false;
}

/* Whether a group of its own begins in column C, beside that of the column before it:
 * where the lower row says again what began the last; or where figures stand beside
 * texts, when nothing comes again. */
static bool begins_group(const heads *h, size_t row, size_t c) {
    const int *over = &h->over[(row - 1) * h->width];
    size_t first = c;
    while (first > 0 && over[first - 1] == over[c - 1])
        first--;
    if (comes_again(h, row, first))
        return says_again(placed(h, row, first), placed(h, row, c));
    return !holds_figures(h, c - 1) && holds_figures(h, c);
}

/* Places the row above ROW: an empty cell of ROW takes the next heading of it, a run of
 * others takes one for all. */
static void place_above(heads *h, size_t row) {
    size_t top = h->table->rows.items[h->table->captions + row - 1].count, empty;
    size_t runs = count_runs(h, row, &empty), next = 0;
    size_t spare = top > empty + runs ? top - empty - runs : 0; /* groups side by side */
    int *over = &h->over[(row - 1) * h->width];
    for (size_t c = 0; c < h->width; c++) {
        bool here = placed(h, row, c) != NULL;
        bool begins = !here || c == 0 || !placed(h, row, c - 1);
        if (!begins && spare > 0 && next > 0 && begins_cell(h, row, c) &&
            begins_group(h, row, c)) {
            begins = true;
            spare--;
        }
        bool left = next < top; /* a heading for a column that has nothing below it */
        if (begins && next < top)
            next++;
        over[c] = next > 0 && (here || left) ? (int)next - 1 : -1;
    }
}

static void spread_narrow(heads *h) {
    size_t last = h->rows - 1;
    for (size_t c = 0; c < h->width; c++)
        h->over[last * h->width + c] = cell_at(h, last, c) ? (int)c : -1;
    for (size_t row = last; row > 0; row--)
        place_above(h, row);
}

/* ---- leaves ---- */

/* A unit in brackets at the end: 价值（金额单位：万元）, 支出计划（%）. */
static void find_unit(bdl_recogniser *r, bdl_leaf *leaf) {
    bdl_str s = leaf->folded;
    leaf->base = s;
    if (!bdl_str_ends(s, BDL_STR(")")))
        return;
    size_t open = s.len;
    while (open > 0 && s.data[open - 1] != '(')
        open--;
    if (open < 2)
        return;
    bdl_str inner = bdl_str_of(s.data + open, s.len - open - 1);
    bdl_unit unit = {0};
    if (!bdl_caption_unit(inner, &unit) && !(bdl_unit_read(inner, &unit) && unit.percent))
        return; /* 全年执行数（B）: a letter is no unit */
    leaf->unit = bdl_unit_found(r, &unit);
    leaf->base = bdl_str_of(s.data, open - 1);
}

/* PATH with PART below it. */
static bdl_str below(bdl_arena *arena, bdl_str path, bdl_str part) {
    return path.len
               ? bdl_arena_join(arena, bdl_arena_join(arena, path, BDL_STR("/")), part)
               : part;
}

static void build_leaf(heads *h, size_t c) {
    bdl_leaf *leaf = &h->table->leaves[c];
    bdl_str last = {0};
    leaf->printed = leaf->folded = BDL_STR("");
    for (size_t row = 0; row < h->rows; row++) {
        int over = h->over[row * h->width + c];
        const bdl_tcell *cell = over >= 0 ? cell_at(h, row, (size_t)over) : NULL;
        if (!cell || bdl_str_eq(cell->folded, last))
            continue;
        leaf->printed = below(h->arena, leaf->printed,
                              heading_text(h->arena, bdl_cell_text(h->arena, cell)));
        leaf->folded = below(h->arena, leaf->folded, cell->folded);
        last = cell->folded;
    }
    find_unit(h->r, leaf);
}

/* In a table whose lower headings all stand under one of the upper row, one that stands
 * under none, right of an upper heading with nothing below, has changed places with it.
 */
static void mend_swapped(heads *h) {
    for (size_t c = 1; h->rows == 2 && c + 1 < h->width; c++) {
        bool swapped = cell_at(h, 0, c) && !cell_at(h, 1, c) && !cell_at(h, 0, c + 1) &&
                       cell_at(h, 1, c + 1) && h->over[c - 1] >= 0 &&
                       h->over[c - 1] != (int)c - 1;
        if (!swapped)
            continue;
        int *top = &h->over[c], *low = &h->over[h->width + c];
        top[1] = top[0];
        top[0] = h->over[c - 1];
        low[0] = low[1];
        low[1] = -1;
    }
}

static void spread_padded(heads *h) {
    for (size_t row = 0; row < h->rows; row++)
        spread_row(h, row);
    mend_swapped(h);
}

static bool column_is_empty(const bdl_table *table, size_t c) {
    for (size_t i = table->captions; i < table->rows.count; i++)
        if (c < table->rows.items[i].count && !table->rows.items[i].is_left_out &&
            table->rows.items[i].cells[c].folded.len > 0)
            return false;
    return true;
}

/* The lowest heading over column C above ROW, or NULL. */
static const bdl_tcell *head_above(const heads *h, size_t row, size_t c) {
    while (row-- > 0) {
        int over = h->over[row * h->width + c];
        if (over >= 0)
            return cell_at(h, row, (size_t)over);
    }
    return NULL;
}

/* Whether the lowest row says one thing of several columns, each of which has a heading
 * of its own above: 决算数 under 基本支出 and again under 项目支出 tells nothing apart.
 * What is in brackets may be a unit. */
static bool says_nothing(const heads *h) {
    enum { COLUMNS_MIN = 3 };
    size_t said = 0, row = h->rows - 1;
    const bdl_tcell *word = NULL, *before = NULL;
    for (size_t c = 0; c < h->width; c++) {
        const bdl_tcell *cell = cell_at(h, row, c), *above = head_above(h, row, c);
        if (!cell || (above && bdl_str_eq(cell->folded, above->folded)))
            continue; /* none, or a merged cell that was printed again */
        if (!above || above == before || bdl_str_ends(cell->folded, BDL_STR(")")) ||
            (word && !bdl_str_eq(word->folded, cell->folded)))
            return false;
        word = cell;
        before = above;
        said++;
    }
    return said >= COLUMNS_MIN;
}

/* The last piece of the wrapped heading of column C; empty when it is of one piece. */
static bdl_str last_piece(const heads *h, size_t c) {
    int over = h->over[(h->rows - 1) * h->width + c];
    const bdl_tcell *cell = over == (int)c ? cell_at(h, h->rows - 1, c) : NULL;
    bdl_str s = cell ? cell->run.text : BDL_STR("");
    size_t at = s.len;
    while (at > 0 && s.data[at - 1] != '\n')
        at--;
    return at > 0 ? bdl_str_from(s, at) : BDL_STR("");
}

/* What says_nothing() finds in a row of its own may have been taken for the rest of the
 * headings above: 基本支出 决算数, 项目支出 决算数. */
static void cut_common_piece(heads *h) {
    enum { COLUMNS_MIN = 3 };
    bdl_str common = {0};
    size_t said = 0;
    for (size_t c = 0; c < h->width; c++) {
        bdl_str piece = last_piece(h, c);
        if (piece.len == 0 || bdl_str_ends(piece, BDL_STR(")")) ||
            bdl_str_ends(piece, BDL_STR("）")))
            continue;
        if (said++ == 0)
            common = piece;
        else if (!bdl_str_eq(piece, common))
            return;
    }
    for (size_t c = 0; said >= COLUMNS_MIN && c < h->width; c++) {
        bdl_leaf *leaf = &h->table->leaves[c];
        if (last_piece(h, c).len == 0 || !bdl_str_ends(leaf->folded, common) ||
            leaf->folded.len == common.len)
            continue;
        leaf->folded.len -= common.len;
        find_unit(h->r, leaf);
    }
}

void bdl_table_build_leaves(bdl_recogniser *r, bdl_table *table) {
    heads h = {.r = r,
               .arena = bdl_table_arena(r, table),
               .table = table,
               .rows = table->headings,
               .width = table->width};
    table->leaves = BDL_NEW_ARRAY(h.arena, bdl_leaf, table->width + 1);
    h.over = BDL_NEW_ARRAY(h.arena, int, h.rows *h.width + 1);
    while (h.rows > 1 && table->rows.items[table->captions + h.rows - 1].filled == 0)
        h.rows--;
    bool known = r->doc->blocks.items[table->block].spans_known;
    bool narrow = !known && h.rows > 1 && is_narrow(&h);
    if (known)
        spread_known(&h);
    else if (narrow)
        spread_narrow(&h);
    else
        spread_padded(&h);
    if (h.rows > 1 && !narrow && says_nothing(&h))
        h.rows--;
    for (size_t c = 0; c < table->width; c++)
        build_leaf(&h, c);
    if (h.rows > 0 && !narrow)
        cut_common_piece(&h);
    table->leaf_count = table->width;
    while (table->leaf_count > 0 && column_is_empty(table, table->leaf_count - 1) &&
           (!narrow || table->leaves[table->leaf_count - 1].folded.len == 0))
        table->leaf_count--; /* headings of a narrow row stand elsewhere than their
                                columns */
    bdl_table_find_heads(r, table);
}
