/* fit.c - words of a line matched with the columns of its table.
 *
 * Programs that print pages as text push a word to the right when the one before it is
 * long, so that a position alone does not tell the column; the order of the words does.
 * A line is matched with the columns as a whole: the sum of how well each piece fits its
 * column is the greatest, and no two pieces stand in one column unless they are a text
 * with a blank in it. */
#include "read/aligned/fit.h"

#include "base/limits.h"
#include "base/text.h"

#define NEVER (-(1 << 24))

enum {
    OVERLAP_MOST = 6, /* positions shared with a column that count */
    OTHER_HANGING =
        2,          /* the same of a word that hangs out at the left: 合计 over codes */
    SAME_BEGIN = 3, /* worth of beginning where others begin */
    SAME_END = 2,   /* worth of ending where others end */
    OTHER_KIND = 8, /* cost of a figure in a column of names, a name in one of figures */
    NEW_COLUMN = 6, /* cost of a column for a piece that has none */
    AFAR_MOST = 20, /* positions away from a column that count */
    GLUE_FIGURE = 20, /* cost of a figure in one cell with what stands beside it */
    GLUE_APART = 40,  /* the same across two blanks or more */
    GLUE_SPACED = 1,  /* the same between letters that are spaced (合    计) */
};

static bool is_at(uint32_t x, uint32_t low, uint32_t high) {
    return x + 1 >= low && x <= high + 1;
}

/* Whether SAME of what COLUMN holds is too little to be what it is for. */
static bool is_few(const bdl_column *column, size_t same) {
    return 4 * same < column->numbers + column->texts;
}

bool bdl_fit_is_other_kind(const bdl_column *column, const bdl_word *word) {
    return is_few(column, word->number ? column->numbers : column->texts);
}

bool bdl_fit_is_mixed(const bdl_column *column) {
    return (column->numbers > 0 && is_few(column, column->numbers)) ||
           (column->texts > 0 && is_few(column, column->texts));
}

/* Whether a word that begins at BEGIN hangs out of column C at the left, where nothing of
 * the one before it stands. */
static bool hangs_out(const bdl_columns *columns, size_t c, uint32_t begin) {
    return begin <= columns->items[c].begin &&
           (c == 0 || columns->items[c - 1].end <= begin);
}

static int32_t fit_of(const bdl_columns *columns, size_t c, const bdl_word *word,
                      bool any_kind) {
    const bdl_column *column = &columns->items[c];
    uint32_t begin = word->begin[columns->measure], end = word->end[columns->measure];
    int32_t low = (int32_t)(begin > column->begin ? begin : column->begin);
    int32_t high = (int32_t)(end < column->end ? end : column->end);
    int32_t fit = high - low;
    if (fit > 0) {
        int32_t most = (int32_t)(end - begin),
                width = (int32_t)(column->end - column->begin);
        most = width < most ? width : most;
        fit = OVERLAP_MOST * fit / (most > 0 ? most : 1);
    } else if (fit < -AFAR_MOST) {
        fit = -AFAR_MOST;
    }
    if (column->numbers + column->texts == 0)
        return fit;
    if (!any_kind && bdl_fit_is_other_kind(column, word))
        return fit - (hangs_out(columns, c, begin) ? OTHER_HANGING : OTHER_KIND);
    if (fit == -AFAR_MOST)
        return fit;
    fit += is_at(begin, column->begin, column->begin_most) ? SAME_BEGIN : 0;
    fit += is_at(end, column->end_least, column->end) ? SAME_END : 0;
    return fit;
}

static bool is_letter(const bdl_word *word) {
    size_t at = 0;
    return bdl_is_han(bdl_utf8_next(word->text, &at)) && at == word->text.len;
}

/* What it costs that piece I stands in one cell with the piece before it. */
static int32_t glue_cost(const bdl_worded *pieces, size_t i, int m) {
    const bdl_word *left = &pieces->words[i - 1], *right = &pieces->words[i];
    if (is_letter(left) && is_letter(right))
        return GLUE_SPACED;
    if (right->begin[m] - left->end[m] > 1)
        return GLUE_APART;
    return left->number || right->number ? GLUE_FIGURE : 0;
}

/* The best sums so far, and where each came from. Places are columns; where a piece may
 * make a column of its own also what is between them: columns are the odd places then. */
typedef struct table {
    const bdl_columns *columns;
    const bdl_worded *pieces;
    bool may_grow;
    bool any_kind; /* the line numbers the columns */
    size_t places;
    int32_t *best;
    uint16_t *from;
} table;

/* What a column of its own costs WORD before column C: it is no column where it stands
 * left of the one before it, or right of the one behind it. */
static int32_t gap_cost(const table *t, size_t c, const bdl_word *word) {
    const bdl_column *columns = t->columns->items;
    int m = t->columns->measure;
    uint32_t off = 0;
    if (c > 0 && word->begin[m] < columns[c - 1].begin)
        off = columns[c - 1].begin - word->begin[m];
    else if (c < t->columns->count && word->begin[m] >= columns[c].end)
        off = word->begin[m] - columns[c].end + 1;
    return NEW_COLUMN + (off < AFAR_MOST ? (int32_t)off : AFAR_MOST);
}

static int32_t fit_place(const table *t, size_t i, size_t place) {
    if (t->may_grow && place % 2 == 0)
        return -gap_cost(t, place / 2, &t->pieces->words[i]);
    return fit_of(t->columns, t->may_grow ? place / 2 : place, &t->pieces->words[i],
                  t->any_kind);
}

/* The sums of the first piece. */
static void fill_first(table *t) {
    for (size_t place = 0; place < t->places; place++)
        t->best[place] = fit_place(t, 0, place);
}

/* Goes on with piece I: it stands right of the piece before it, or in one cell with it.
 * Several pieces in one gap make several columns, unless they are glued. */
static void fill_row(table *t, size_t i) {
    int32_t *sums = t->best; /* of the piece before, then of this one */
    uint16_t *from = &t->from[i * t->places];
    int32_t left = NEVER; /* the best of the places left of this one */
    size_t left_at = 0;
    int32_t glue = glue_cost(t->pieces, i, t->columns->measure);
    for (size_t place = 0; place < t->places; place++) {
        bool is_gap = t->may_grow && place % 2 == 0;
        int32_t above = sums[place], before = left, same = above - (is_gap ? 0 : glue);
        size_t at = left_at;
        if (same > before) {
            before = same;
            at = place;
        }
        sums[place] = fit_place(t, i, place) + before;
        from[place] = (uint16_t)at;
        if (above > left) {
            left = above;
            left_at = place;
        }
    }
}

/* Room for COUNT numbers of SIZE: HERE where they fit. */
static void *room_for(bdl_arena *arena, size_t count, size_t size, void *here,
                      size_t fitting) {
    return count <= fitting ? here : bdl_arena_array(arena, count, size);
}

static int32_t solve(bdl_arena *arena, table *t, uint16_t *at) {
    enum { SUMS = 128, STEPS = 2048 };
    int32_t sums[SUMS];
    uint16_t steps[STEPS];
    size_t count = t->pieces->count, best = 0;
    t->any_kind = t->pieces->numbers_columns;
    t->places = t->may_grow ? 2 * t->columns->count + 1 : t->columns->count;
    if (count == 0)
        return 0;
    t->best = room_for(arena, t->places, sizeof *sums, sums, SUMS);
    t->from = room_for(arena, count * t->places, sizeof *steps, steps, STEPS);
    fill_first(t);
    for (size_t i = 1; i < count; i++)
        fill_row(t, i);
    for (size_t place = 1; place < t->places; place++)
        if (t->best[place] > t->best[best])
            best = place;
    int32_t sum = t->best[best];
    for (size_t i = count; i-- > 0;) {
        at[i] = (uint16_t)best;
        best = i ? t->from[i * t->places + best] : 0;
    }
    return sum;
}

/* Whether WORD stands two positions or more beside COLUMN: it fits there by -2 at best.
 */
static bool is_apart(const bdl_column *column, const bdl_word *word, int m) {
    return word->end[m] + 2 <= column->begin || word->begin[m] >= column->end + 2;
}

/* The column that fits WORD better than any other; the count of columns when that is not
 * certain. */
static size_t best_column(const table *t, const bdl_word *word, int32_t *fit) {
    size_t count = t->columns->count, best = count;
    bool tie = false;
    *fit = -2;
    for (size_t c = 0; c < count; c++) {
        if (is_apart(&t->columns->items[c], word, t->columns->measure))
            continue;
        int32_t here = fit_of(t->columns, c, word, t->any_kind);
        tie = here > *fit ? false : tie || here == *fit;
        best = here > *fit ? c : best;
        *fit = here > *fit ? here : *fit;
    }
    return tie ? count : best;
}

/* Most lines leave no choice: each piece fits one column best, and these are in order.
 * False when the line has to be matched as a whole. */
static bool fit_plainly(table *t, uint16_t *at, int32_t *sum) {
    *sum = 0;
    t->any_kind = t->pieces->numbers_columns;
    for (size_t i = 0; i < t->pieces->count; i++) {
        int32_t fit;
        size_t c = best_column(t, &t->pieces->words[i], &fit);
        if (c == t->columns->count || (i > 0 && c < at[i - 1]) ||
            (i > 0 && c == at[i - 1] && glue_cost(t->pieces, i, t->columns->measure) > 0))
            return false;
        at[i] = (uint16_t)c;
        *sum += fit;
    }
    return true;
}

/* ---- lines placed ---- */

size_t bdl_fit_cells(const bdl_worded *pieces, int measure) {
    size_t cells = pieces->count > 0;
    for (size_t i = 1; i < pieces->count; i++)
        cells += glue_cost(pieces, i, measure) > GLUE_SPACED;
    return cells;
}

int32_t bdl_fit_line(bdl_arena *arena, const bdl_columns *columns,
                     const bdl_worded *pieces, uint16_t *at) {
    table t = {.columns = columns, .pieces = pieces};
    int32_t sum = 0;
    if (columns->count == 0 || fit_plainly(&t, at, &sum))
        return sum;
    return solve(arena, &t, at);
}

static void learn(bdl_column *column, const bdl_word *word, int m) {
    uint32_t begin = word->begin[m], end = word->end[m];
    bool first = column->numbers + column->texts == 0;
    column->begin_most = first || begin > column->begin_most ? begin : column->begin_most;
    column->end_least = first || end < column->end_least ? end : column->end_least;
    column->begin = first || begin < column->begin ? begin : column->begin;
    column->end = first || end > column->end ? end : column->end;
    column->numbers += word->number;
    column->texts += !word->number;
}

void bdl_fit_learn(bdl_columns *columns, const bdl_worded *pieces, const uint16_t *at) {
    for (size_t i = 0; i < pieces->count; i++) {
        bool glued = i > 0 && at[i - 1] == at[i];
        bdl_column *column = &columns->items[at[i]];
        uint32_t end = pieces->words[i].end[columns->measure];
        if (!glued)
            learn(column, &pieces->words[i], columns->measure);
        else if (end > column->end)
            column->end = end;
    }
}

void bdl_fit_take(bdl_arena *arena, bdl_columns *columns, const bdl_worded *pieces) {
    uint16_t *at = BDL_NEW_ARRAY(arena, uint16_t, pieces->count + 1);
    bdl_fit_line(arena, columns, pieces, at);
    bdl_fit_learn(columns, pieces, at);
}

static void insert_column(bdl_arena *arena, bdl_columns *columns, size_t c,
                          const bdl_word *word) {
    BDL_PUSH(arena, columns, (bdl_column){0});
    memmove(&columns->items[c + 1], &columns->items[c],
            (columns->count - 1 - c) * sizeof *columns->items);
    columns->items[c] = (bdl_column){.begin = word->begin[columns->measure],
                                     .end = word->end[columns->measure]};
}

void bdl_fit_grow(bdl_arena *arena, bdl_columns *columns, const bdl_worded *pieces) {
    table t = {.columns = columns, .pieces = pieces, .may_grow = true};
    uint16_t *at = BDL_NEW_ARRAY(arena, uint16_t, pieces->count + 1);
    size_t made = 0;
    if (columns->count + pieces->count > BDL_MAX_COLUMNS)
        return;
    solve(arena, &t, at);
    for (size_t i = 0, before = SIZE_MAX; i < pieces->count; i++) {
        size_t place = at[i];
        bool shared =
            place == before && glue_cost(pieces, i, columns->measure) <= GLUE_SPACED;
        if (place % 2 == 0 && !shared)
            insert_column(arena, columns, place / 2 + made++, &pieces->words[i]);
        at[i] = (uint16_t)(place / 2 + made - (place % 2 == 0));
        before = place;
    }
    if (!t.any_kind)
        bdl_fit_learn(columns, pieces, at);
}
