/* rows.c - lines put together to rows.
 *
 * A line with a figure under a column of figures is a row. The lines beside it that have
 * text alone are pieces of its wrapped cells. Where a blank line parts rows there is no
 * doubt whose they are; elsewhere all of a table hang down from their rows, or stand
 * around them, as many above as below: the way that explains the lines at less cost is
 * taken, for all rows together. */
#include "read/aligned/rows.h"

#include "read/aligned/page.h"

enum {
    PIECES_MAX = 8,   /* lines above or below a row */
    UNEVEN_COST = 2,  /* of a line more above a row than below it */
    ABOVE_COST = 3,   /* of a line above a row where rows hang down */
    STRANGE_COST = 2, /* of a piece below a row that has nothing in its column */
    TWICE_COST = 2,   /* of a piece above one that has its column's text already */
    ITEM_COST = 8,    /* of an item below a text of its column, or a text above an item */
    NEVER = 1 << 20,
};

typedef struct finder {
    bdl_arena *arena;
    const bdl_columns *columns;
    const bdl_worded *lines;
    size_t count;
    bool *anchors;    /* lines that are rows */
    uint32_t *widest; /* of each column: its widest word below the headings */
    uint32_t *rooms;  /* the same without what may be merged with cells before it */
    bool numbered;    /* a column numbers the rows: 1, 2, 3 */
    bool full;        /* no figures, and every line fills every column: each is a row */
} finder;

/* ---- lines that are rows ---- */

static bool is_figure_column(const finder *f, size_t column) {
    return f->columns->items[column].numbers > f->columns->items[column].texts;
}

static bool has_figure(const finder *f, size_t i) {
    for (size_t w = 0; w < f->lines[i].count; w++)
        if (f->lines[i].words[w].number &&
            (is_figure_column(f, f->lines[i].words[w].column) || f->lines[i].count == 1))
            return true;
    return false;
}

/* How many words of line PIECE stand in columns that line ROW fills too. */
static size_t count_shared(const finder *f, size_t piece, size_t row) {
    size_t shared = 0;
    for (size_t w = 0; w < f->lines[piece].count; w++)
        shared += bdl_words_in(&f->lines[row], f->lines[piece].words[w].column) != NULL;
    return shared;
}

/* The number that line I has in COLUMN; 0 when it has none. */
static unsigned number_in(const finder *f, size_t i, size_t column) {
    for (size_t w = 0; w < f->lines[i].count; w++)
        if (f->lines[i].words[w].column == column)
            return bdl_words_count_of(f->lines[i].words[w].text);
    return 0;
}

/* Whether COLUMN counts the rows. */
static bool counts_rows(const finder *f, size_t column) {
    enum { ROWS_MIN = 3 };
    unsigned last = 0;
    size_t rows = 0, breaks = 0;
    for (size_t i = f->columns->head; i < f->count; i++) {
        unsigned number = number_in(f, i, column);
        if (number == 0)
            continue;
        rows++;
        breaks += last > 0 && number != last + 1;
        last = number;
    }
    return rows >= ROWS_MIN && breaks * 8 <= rows;
}

static bool are_numbered(const finder *f) {
    for (size_t c = 0; c < f->columns->count; c++)
        if (counts_rows(f, c))
            return true;
    return false;
}

static bool touches(const finder *f, size_t i) {
    return (i > f->columns->head && f->lines[i].gap == 0) ||
           (i + 1 < f->count && f->lines[i + 1].gap == 0);
}

/* Whether line I begins with an item in COLUMN. */
static bool is_item_in(const finder *f, size_t i, size_t column) {
    const bdl_word *first = &f->lines[i].words[0];
    return first->column == column && bdl_prose_starts_item(first->text);
}

/* Whether the text on line I stands above a row that lacks it: no other item does. */
static bool begins_below(const finder *f, size_t i) {
    size_t column = f->lines[i].words[0].column;
    for (size_t l = i + 1; l < f->count && l <= i + PIECES_MAX && f->lines[l].gap == 0 &&
                           !is_item_in(f, l, column);
         l++)
        if (has_figure(f, l))
            return count_shared(f, i, l) == 0;
    return false;
}

/* Whether line ROW is a row that fills all columns that line I has text in. */
static bool fills_same(const finder *f, size_t i, size_t row) {
    return has_figure(f, row) && count_shared(f, i, row) == f->lines[i].count;
}

/* A row without figures between two that fill the same columns: 上年结转 | 年终结转. */
static bool is_row_between(const finder *f, size_t i) {
    return f->lines[i].count > 1 && i > f->columns->head && i + 1 < f->count &&
           fills_same(f, i, i - 1) && fills_same(f, i, i + 1);
}

/* Whether all columns before COLUMN have codes or numbers: 合计 may reach over them. */
static bool follows_codes(const finder *f, size_t column) {
    size_t c = 0;
    while (c < column && is_figure_column(f, c))
        c++;
    return c == column;
}

static void measure_columns(finder *f) {
    int m = f->columns->measure;
    f->widest = BDL_NEW_ARRAY(f->arena, uint32_t, f->columns->count + 1);
    f->rooms = BDL_NEW_ARRAY(f->arena, uint32_t, f->columns->count + 1);
    for (size_t i = f->columns->head; i < f->count; i++)
        for (size_t w = 0; w < f->lines[i].count; w++) {
            const bdl_word *word = &f->lines[i].words[w];
            uint32_t *widest = &f->widest[word->column], *room = &f->rooms[word->column];
            uint32_t width = bdl_word_width(word, m);
            *widest = width > *widest ? width : *widest;
            if (w > 0 || word->column == 0 || !follows_codes(f, word->column))
                *room = width > *room ? width : *room;
        }
}

/* Whether all words of line I leave room in their columns: none is wrapped. */
static bool leaves_room(const finder *f, size_t i) {
    enum { ROOM_MIN = 3 };
    int m = f->columns->measure;
    for (size_t w = 0; w < f->lines[i].count; w++) {
        const bdl_word *word = &f->lines[i].words[w];
        if (!word->number && bdl_word_width(word, m) + ROOM_MIN > f->widest[word->column])
            return false;
    }
    return true;
}

/* Whether no cell of line I can go on below it: an item begins there. */
static bool ends_before_item(const finder *f, size_t i) {
    return i + 1 < f->count && bdl_prose_starts_item(f->lines[i + 1].words[0].text);
}

/* A row of names alone: neither it nor the line above it fills a cell that goes on. */
static bool is_row_of_names(const finder *f, size_t i) {
    return f->lines[i].count > 1 && i > f->columns->head &&
           (leaves_room(f, i) || ends_before_item(f, i)) && leaves_room(f, i - 1) &&
           count_shared(f, i, i - 1) == f->lines[i].count;
}

/* Whether A and B, one below the other, are of two cells: A leaves half of ROOM, both
 * would stand on one line, or neither their ends nor their middles are below each other.
 */
static bool are_of_two(const bdl_word *a, const bdl_word *b, int m, uint32_t room) {
    enum { APART_MIN = 3 };
    uint32_t width = bdl_word_width(a, m), other = bdl_word_width(b, m);
    if (width + (width < other ? width : other) + APART_MIN - 1 <= room)
        return true;
    uint32_t left = bdl_positions_apart(a->begin[m], b->begin[m]);
    uint32_t right = bdl_positions_apart(a->end[m], b->end[m]);
    uint32_t middle =
        bdl_positions_apart(a->begin[m] + a->end[m], b->begin[m] + b->end[m]);
    return left >= APART_MIN && right >= APART_MIN && middle >= 2 * APART_MIN;
}

/* Whether what begins so belongs to a name before it: （类）. */
static bool adds_to_name(bdl_str text) {
    return bdl_str_starts(text, BDL_STR("(")) || bdl_str_starts(text, BDL_STR("（"));
}

/* A row of one name: the cell above it ends. */
static bool is_row_of_name(const finder *f, size_t i) {
    enum { ROOM_MIN = 3 };
    int m = f->columns->measure;
    const bdl_word *own = &f->lines[i].words[0];
    if (f->lines[i].count != 1 || own->number || i <= f->columns->head ||
        adds_to_name(own->text) || !leaves_room(f, i) || !leaves_room(f, i - 1))
        return false;
    const bdl_word *above = bdl_words_in(&f->lines[i - 1], own->column);
    uint32_t room = f->rooms[own->column];
    return above && bdl_word_width(above, m) + ROOM_MIN <= room &&
           are_of_two(above, own, m, room);
}

/* Whether line I fills all columns from one on, the last two at least: those before may
 * be merged with the cells above. */
static bool fills_to_the_end(const finder *f, size_t i) {
    const bdl_worded *line = &f->lines[i];
    size_t columns = f->columns->count;
    if (line->count < 2 || line->count > columns)
        return false;
    for (size_t w = 0; w < line->count; w++)
        if (line->words[w].column != columns - line->count + w)
            return false;
    return true;
}

/* Whether line I is no rest of the one above it: a cell of that has room for more, and
 * yet this one has text there. */
static bool is_no_rest(const finder *f, size_t i) {
    enum { ROOM_MIN = 3 };
    int m = f->columns->measure;
    const bdl_worded *above = &f->lines[i - 1];
    for (size_t w = 0; w < above->count; w++)
        if (bdl_words_in(&f->lines[i], above->words[w].column) &&
            bdl_word_width(&above->words[w], m) + ROOM_MIN <=
                f->widest[above->words[w].column])
            return true;
    return false;
}

/* Whether each line is a row: no figures, and all columns filled, or the last of them by
 * lines that are seldom what is left of a wrapped cell. */
static bool are_full(const finder *f) {
    enum { COLUMNS_MIN = 3, RESTS_MAX = 4 };
    size_t columns = f->columns->count, part = 0, rests = 0;
    for (size_t i = f->columns->head; i < f->count; i++) {
        if (!fills_to_the_end(f, i) || has_figure(f, i))
            return false;
        if (f->lines[i].count == columns)
            continue;
        if (i == f->columns->head)
            return false;
        part++;
        rests += !is_no_rest(f, i);
    }
    return columns >= COLUMNS_MIN && rests * RESTS_MAX <= part;
}

/* Whether FIGURE has two places behind its point with COUNT digits more. */
static bool lacks_digits(bdl_str figure, size_t count) {
    enum { PLACES = 2 };
    size_t point = bdl_str_find(figure, BDL_STR("."), 0);
    return point != SIZE_MAX && figure.len - point - 1 + count == PLACES;
}

/* Whether WORD is the last digit or two of ABOVE, which ends as far to the right. */
static bool is_end_of(const bdl_word *above, const bdl_word *word, int m) {
    return lacks_digits(above->text, word->text.len) &&
           bdl_positions_apart(above->end[m], word->end[m]) <= 1;
}

/* Whether WORD is one or two digits below a figure that it is the end of: the cell was
 * too narrow. */
static bool ends_figure(const finder *f, size_t i, const bdl_word *word) {
    enum { DIGITS_MAX = 2, REACH = 2 };
    int m = f->columns->measure;
    if (bdl_word_width(word, m) > DIGITS_MAX || !bdl_str_is_digits(word->text))
        return false;
    for (size_t l = i; l > f->columns->head && i - l < REACH && f->lines[l].gap == 0; l--)
        for (size_t w = 0; w < f->lines[l - 1].count; w++) {
            const bdl_word *above = &f->lines[l - 1].words[w];
            if (above->column == word->column)
                return above->number && is_end_of(above, word, m);
        }
    return false;
}

/* Whether all figures on line I are the ends of figures above. */
static bool is_torn_off(const finder *f, size_t i) {
    size_t figures = 0;
    for (size_t w = 0; w < f->lines[i].count; w++) {
        figures += f->lines[i].words[w].number;
        if (f->lines[i].words[w].number && !ends_figure(f, i, &f->lines[i].words[w]))
            return false;
    }
    return figures > 0;
}

/* Whether line I is one cell of a row without figures whose first cell is wrapped around
 * it: a lone item between two lines of another column. */
static bool is_in_wrapped(const finder *f, size_t i) {
    if (i == f->columns->head || i + 1 >= f->count || f->lines[i].gap > 0 ||
        f->lines[i + 1].gap > 0)
        return false;
    const bdl_worded *above = &f->lines[i - 1], *below = &f->lines[i + 1];
    size_t column = above->words[0].column;
    if (!bdl_prose_starts_item(above->words[0].text) || begins_below(f, i - 1))
        return false; /* the line above is no row itself */
    return above->count == 1 && f->lines[i].count == 1 && below->count == 1 &&
           f->lines[i].words[0].column != column && below->words[0].column == column &&
           !bdl_prose_starts_item(below->words[0].text);
}

static bool starts_item(bdl_str text) {
    return bdl_prose_starts_item(text) || bdl_text_begins_part(text);
}

/* Whether line I is one word in COLUMN. */
static bool is_piece_in(const finder *f, size_t i, size_t column) {
    return i < f->count && f->lines[i].gap == 0 && f->lines[i].count == 1 &&
           f->lines[i].words[0].column == column;
}

/* Whether line I begins the name that the row below it is in the middle of: it fills its
 * column, and the name goes on there and below. */
static bool begins_around(const finder *f, size_t i) {
    size_t column = f->lines[i].words[0].column;
    return f->lines[i].count == 1 && !leaves_room(f, i) && i + 1 < f->count &&
           f->lines[i + 1].gap == 0 && has_figure(f, i + 1) &&
           bdl_words_in(&f->lines[i + 1], column) && is_piece_in(f, i + 2, column) &&
           !is_no_rest(f, i + 2) && !has_figure(f, i + 2) &&
           !starts_item(f->lines[i + 2].words[0].text);
}

static bool is_anchor(const finder *f, size_t i) {
    if (is_torn_off(f, i))
        return false;
    if (f->full || has_figure(f, i) || !touches(f, i))
        return true;
    if (f->numbered)
        return false;
    if (starts_item(f->lines[i].words[0].text))
        return !begins_below(f, i) && !is_in_wrapped(f, i) && !begins_around(f, i);
    return is_row_between(f, i) || is_row_of_names(f, i) || is_row_of_name(f, i);
}

/* Whether line I is a code whose row slid to the next line: a lone figure, and below it
 * a row that has nothing in that column, nor in those before it. */
static bool is_slid(const finder *f, size_t i) {
    const bdl_worded *line = &f->lines[i];
    if (line->count != 1 || !line->words[0].number || i + 1 >= f->count)
        return false;
    const bdl_worded *below = &f->lines[i + 1];
    return below->gap == 0 && below->count > 1 && !below->words[0].number &&
           below->words[0].column == line->words[0].column + 1;
}

/* ---- whose the lines between are ---- */

/* What it costs that line I is a piece of the row on line ROW. */
static int piece_cost(const finder *f, size_t i, size_t row, bool centred) {
    size_t shared = count_shared(f, i, row), strange = f->lines[i].count - shared;
    const bdl_word *first = &f->lines[i].words[0];
    const bdl_word *own = bdl_words_in(&f->lines[row], first->column);
    if (own && starts_item(i > row ? first->text : own->text))
        return ITEM_COST;
    if (i < row)
        return (int)shared * TWICE_COST + (centred ? 0 : ABOVE_COST);
    return centred ? 0 : (int)strange * STRANGE_COST;
}

/* Whether line I, among the pieces of a row, begins an item below a text of its column.
 */
static bool is_item_among(const finder *f, size_t i) {
    const bdl_word *first = &f->lines[i].words[0];
    return starts_item(first->text) && bdl_words_in(&f->lines[i - 1], first->column);
}

/* What it costs that the row on line ROW has ABOVE lines above it and BELOW below; an
 * item is at the top of its cell, not in the middle. */
static int row_cost(const finder *f, size_t row, size_t above, size_t below,
                    bool centred) {
    int cost = 0;
    bool top = above == 0 && starts_item(f->lines[row].words[0].text);
    if (centred && !top)
        cost = UNEVEN_COST * (int)(above > below ? above - below : below - above);
    for (size_t i = row - above; i <= row + below; i++) {
        cost += i == row ? 0 : piece_cost(f, i, row, centred);
        cost += i > row - above && i < row && is_item_among(f, i) ? ITEM_COST : 0;
    }
    return cost;
}

/* The rows of lines that no blank line parts. BEST has the least cost of the rows before
 * one that has so many lines above it, FROM what the row before has above it then. */
typedef struct block {
    size_t from, end;
    size_t *rows, count; /* its anchors */
    int (*best)[PIECES_MAX + 1];
    uint8_t (*before)[PIECES_MAX + 1];
} block;

static void step(const finder *f, block *b, size_t k, bool centred) {
    size_t row = b->rows[k], next = b->rows[k + 1], between = next - row - 1;
    for (size_t above = 0; above <= PIECES_MAX; above++)
        b->best[k + 1][above] = NEVER;
    for (size_t above = 0; above <= PIECES_MAX && above <= between; above++)
        for (size_t own = 0; own <= PIECES_MAX; own++) {
            if (b->best[k][own] >= NEVER)
                continue;
            int cost = b->best[k][own] + row_cost(f, row, own, between - above, centred);
            if (cost >= b->best[k + 1][above])
                continue;
            b->best[k + 1][above] = cost;
            b->before[k + 1][above] = (uint8_t)own;
        }
}

/* The cost of the block; AT gets the lines above its last row. */
static int solve(const finder *f, block *b, bool centred, size_t *at) {
    size_t last = b->rows[b->count - 1];
    size_t first = b->rows[0] - b->from - is_slid(f, b->from); /* a code is no piece */
    int least = NEVER;
    for (size_t above = 0; above <= PIECES_MAX; above++)
        b->best[0][above] = above == first ? 0 : NEVER;
    for (size_t k = 0; k + 1 < b->count; k++)
        step(f, b, k, centred);
    for (size_t above = 0; above <= PIECES_MAX; above++) {
        if (b->best[b->count - 1][above] >= NEVER)
            continue;
        int cost = b->best[b->count - 1][above] +
                   row_cost(f, last, above, b->end - last - 1, centred);
        if (cost >= least)
            continue;
        least = cost;
        *at = above;
    }
    return least;
}

static size_t block_end(const finder *f, size_t from) {
    size_t end = from + 1;
    while (end < f->count && f->lines[end].gap == 0 && !is_slid(f, end))
        end++;
    return end;
}

static block take_block(const finder *f, size_t from) {
    block b = {.from = from, .end = block_end(f, from)};
    b.rows = BDL_NEW_ARRAY(f->arena, size_t, b.end - from + 1);
    for (size_t i = from; i < b.end; i++)
        if (f->anchors[i])
            b.rows[b.count++] = i;
    b.best = bdl_arena_array(f->arena, b.count + 1, sizeof *b.best);
    b.before = bdl_arena_array(f->arena, b.count + 1, sizeof *b.before);
    return b;
}

static int cost_of(const finder *f, bool centred) {
    int cost = 0;
    size_t at;
    for (size_t i = f->columns->head; i < f->count; i = block_end(f, i)) {
        block b = take_block(f, i);
        int here = b.count > 1 ? solve(f, &b, centred, &at) : 0;
        cost += here < NEVER ? here : NEVER / 1024;
    }
    return cost;
}

/* Numbers the rows of a block that has several; each line goes to the row that has it. */
static void number_rows(const finder *f, block *b, bool centred, size_t *row_of,
                        size_t *rows) {
    size_t above = 0;
    size_t *begin = BDL_NEW_ARRAY(f->arena, size_t, b->count + 1);
    bool solved = solve(f, b, centred, &above) < NEVER;
    for (size_t k = b->count; k-- > 0;) {
        begin[k] = solved ? b->rows[k] - above : k ? b->rows[k] : b->from;
        above = b->before[k][above];
    }
    begin[0] = b->from;
    for (size_t i = b->from, k = 0; i < b->end; i++) {
        if (k + 1 < b->count && i == begin[k + 1]) {
            k++;
            ++*rows;
        }
        row_of[i] = *rows;
    }
    ++*rows;
}

void bdl_rows_find(bdl_arena *arena, const bdl_columns *columns, const bdl_worded *lines,
                   size_t count, size_t *row_of) {
    finder f = {.arena = arena, .columns = columns, .lines = lines, .count = count};
    size_t rows = 0;
    measure_columns(&f);
    f.numbered = are_numbered(&f);
    f.full = are_full(&f);
    f.anchors = BDL_NEW_ARRAY(arena, bool, count + 1);
    for (size_t i = columns->head; i < count; i++) {
        f.anchors[i] = is_anchor(&f, i);
        for (size_t w = 0; w < lines[i].count && is_torn_off(&f, i); w++)
            lines[i].words[w].rest = lines[i].words[w].number;
    }
    for (size_t i = columns->head; i + 1 < count; i++)
        if (is_slid(&f, i))
            f.anchors[i] = false;
    bool centred = cost_of(&f, true) < cost_of(&f, false);
    for (size_t i = columns->head; i < count; i = block_end(&f, i)) {
        block b = take_block(&f, i);
        if (b.count > 1) {
            number_rows(&f, &b, centred, row_of, &rows);
            continue;
        }
        for (size_t l = b.from; l < b.end; l++)
            row_of[l] = rows;
        rows++;
    }
}
