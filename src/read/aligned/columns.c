/* columns.c - the columns of a table whose cells are aligned with blanks.
 *
 * They are found in several ways (between gutters, from the line with the most cells) and
 * by two measures, for programs that print PDF pages count a Chinese character as one
 * position, others as two. Taken are those in which the words of all lines fit best: each
 * line in order, figures under figures, words of one column above each other and not
 * under the next. A column none of whose rows has a value is known by its heading alone
 * (head.c). */
#include "read/aligned/columns.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/text.h"
#include "read/aligned/codes.h"
#include "read/aligned/fit.h"
#include "read/aligned/gutters.h"

enum {
    STRAY_PER = 25,    /* of so many lines one may reach into a gutter */
    OTHER_MEASURE = 8, /* by this part the other measure must fit better */
};

static size_t most_cells(const bdl_columns *columns, const bdl_body *of) {
    size_t most = 0;
    for (size_t i = columns->head; i < of->count; i++) {
        size_t cells = of->cells[columns->measure][i];
        if (cells > most && bdl_gutters_show(columns, of, i))
            most = cells;
    }
    return most;
}

/* Columns are those of the line with the most cells, and, with MORE, what other lines add
 * to them. */
static bdl_columns grow_from_lines(bdl_arena *arena, const bdl_body *of,
                                   const bdl_columns *like, bool more) {
    bdl_columns columns = {.measure = like->measure, .head = like->head};
    for (size_t cells = most_cells(like, of) + 1; cells-- > 1;)
        for (size_t i = like->head; i < of->count; i++) {
            const bdl_worded *pieces = &of->pieces[i];
            if (of->cells[like->measure][i] != cells || !bdl_gutters_show(like, of, i))
                continue;
            if (more || columns.count == 0)
                bdl_fit_grow(arena, &columns, pieces);
            else
                bdl_fit_take(arena, &columns, pieces);
        }
    return columns;
}

/* A column that is filled on some rows and not on others has to be paid for: what is one
 * column is not to be taken for two. */
static int64_t price_of(const bdl_columns *columns, size_t rows) {
    enum { COLUMN_COST = 6, UNLIKE_COST = 4 };
    int64_t price = 0;
    for (size_t c = 0; c < columns->count; c++) {
        size_t filled = columns->items[c].numbers + columns->items[c].texts;
        size_t empty = filled < rows ? rows - filled : 0;
        price += COLUMN_COST + UNLIKE_COST * (int64_t)(filled < empty ? filled : empty);
    }
    return price;
}

static int by_value(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* Sorts positions of words; most lie within a few of each other. */
static void sort_positions(uint32_t *positions, size_t count) {
    enum { NEAR = 128 };
    uint16_t seen[NEAR] = {0};
    uint32_t least = UINT32_MAX;
    for (size_t i = 0; i < count; i++)
        least = positions[i] < least ? positions[i] : least;
    for (size_t i = 0; i < count; i++) {
        if (positions[i] - least >= NEAR || seen[positions[i] - least] == UINT16_MAX) {
            qsort(positions, count, sizeof *positions, by_value);
            return;
        }
        seen[positions[i] - least]++;
    }
    for (size_t k = 0, at = 0; at < count; k++)
        for (; seen[k] > 0; seen[k]--)
            positions[at++] = least + (uint32_t)k;
}

/* How many of COUNT positions are the same; they are sorted. */
static size_t count_same(uint32_t *positions, size_t count) {
    size_t most = 0, here = 0;
    sort_positions(positions, count);
    for (size_t i = 0; i < count; i++) {
        here = i > 0 && positions[i] == positions[i - 1] ? here + 1 : 1;
        most = here > most ? here : most;
    }
    return most;
}

/* How many of the words are not where most of them overlap; both lists are sorted. */
static size_t count_off(const uint32_t *begins, const uint32_t *ends, size_t count) {
    size_t most = 0;
    for (size_t b = 0, e = 0; b < count; b++) {
        while (e < count && ends[e] <= begins[b])
            e++;
        most = b + 1 - e > most ? b + 1 - e : most;
    }
    return count - most;
}

/* Whether word W is the first of its line in one of WIDTH columns. */
static bool begins_cell(const uint16_t *at, size_t w, size_t width) {
    return at[w] < width && (w == 0 || at[w - 1] != at[w]);
}

/* Where the words of the columns begin and end, one column behind the other: those of
 * column C from NEXT[C - 1] to NEXT[C]. PUSHED counts
 * those that another word may have pushed there. */
typedef struct places {
    uint32_t *begins, *ends;
    size_t *next, *pushed;
} places;

static places find_places(bdl_arena *arena, const bdl_columns *columns,
                          const bdl_body *of, uint16_t **at) {
    size_t width = columns->count;
    int m = columns->measure;
    places p = {.next = BDL_NEW_ARRAY(arena, size_t, width + 2),
                .pushed = BDL_NEW_ARRAY(arena, size_t, width + 1)};
    for (size_t i = columns->head; i < of->count; i++)
        for (size_t w = 0; w < of->pieces[i].count; w++)
            if (begins_cell(at[i], w, width))
                p.next[at[i][w] + 1]++;
    for (size_t c = 0; c < width; c++)
        p.next[c + 1] += p.next[c];
    p.begins = BDL_NEW_ARRAY(arena, uint32_t, p.next[width] + 1);
    p.ends = BDL_NEW_ARRAY(arena, uint32_t, p.next[width] + 1);
    for (size_t i = columns->head; i < of->count; i++)
        for (size_t w = 0; w < of->pieces[i].count; w++) {
            const bdl_word *word = &of->pieces[i].words[w];
            size_t c = at[i][w];
            if (!begins_cell(at[i], w, width))
                continue;
            p.pushed[c] += w > 0 && word->begin[m] <= word[-1].end[m] + BDL_WORDS_PUSHED;
            p.begins[p.next[c]] = word->begin[m];
            p.ends[p.next[c]++] = word->end[m];
        }
    return p;
}

/* The words that begin, or end, where most words of their column do, less those that
 * stand beside the others: figures do so only where they were pushed. */
static int64_t count_aligned(bdl_arena *arena, const bdl_columns *columns,
                             const bdl_body *of, uint16_t **at) {
    enum { ALIGNED_WORTH = 3, OFF_COST = 10, FIGURE_OFF_COST = 8 };
    places p = find_places(arena, columns, of, at);
    int64_t sum = 0;
    for (size_t c = 0, from = 0; c < columns->count; from = p.next[c++]) {
        size_t count = p.next[c] - from;
        size_t begin = count_same(p.begins + from, count);
        size_t end = count_same(p.ends + from, count);
        size_t off = count_off(p.begins + from, p.ends + from, count);
        sum += ALIGNED_WORTH * (int64_t)(begin > end ? begin : end) -
               OFF_COST * (int64_t)off;
        if (off > p.pushed[c] && columns->items[c].texts == 0)
            sum -= FIGURE_OFF_COST * (int64_t)(off - p.pushed[c]);
    }
    return sum;
}

static bool overlaps(const bdl_columns *columns, size_t c, const bdl_word *word) {
    return word->begin[columns->measure] < columns->items[c].end &&
           columns->items[c].begin < word->end[columns->measure];
}

/* The words that reach into the column beside their own; *DOUBTFUL counts those that
 * could stand there, for it holds the same kind. */
static size_t count_ambiguous(const bdl_columns *columns, const bdl_body *of,
                              uint16_t **at, size_t *doubtful) {
    size_t sum = 0;
    *doubtful = 0;
    for (size_t i = columns->head; i < of->count; i++)
        for (size_t w = 0; w < of->pieces[i].count; w++) {
            size_t c = at[i][w];
            const bdl_word *word = &of->pieces[i].words[w];
            if (c >= columns->count)
                continue;
            for (size_t k = c > 0 ? c - 1 : c + 1; k < columns->count && k <= c + 1;
                 k += 2) {
                bool reaches = overlaps(columns, k, word);
                sum += reaches;
                *doubtful += reaches && !bdl_fit_is_other_kind(&columns->items[k], word);
            }
        }
    return sum;
}

/* The words that stand in one column with the word before them. */
static size_t count_shared(const bdl_columns *columns, const bdl_body *of,
                           uint16_t **at) {
    size_t shared = 0;
    for (size_t i = columns->head; i < of->count; i++)
        for (size_t w = 1; w < of->pieces[i].count; w++)
            shared += at[i][w] == at[i][w - 1] && at[i][w] < columns->count;
    return shared;
}

/* Where the words stand, line by line, how well they fit there, and what was learned of
 * the columns. */
typedef struct trial {
    bdl_columns columns;
    uint16_t **at;
    int64_t fit;
    bool is_clear; /* no row leaves a doubt */
} trial;

static trial place_rows(bdl_arena *arena, const bdl_columns *columns,
                        const bdl_body *of) {
    trial t = {.columns = *columns};
    t.at = BDL_NEW_ARRAY(arena, uint16_t *, of->count + 1);
    t.columns.items = BDL_NEW_ARRAY(arena, bdl_column, columns->count + 1);
    for (size_t i = columns->head; i < of->count; i++) {
        size_t size = (of->pieces[i].count + 1) * sizeof **t.at;
        t.at[i] = bdl_arena_room(arena, 1, size);
        if (of->counts[i]) {
            memset(t.at[i], 0xFF, size);
            continue;
        }
        t.fit += bdl_fit_line(arena, columns, &of->pieces[i], t.at[i]);
        bdl_fit_learn(&t.columns, &of->pieces[i], t.at[i]);
    }
    return t;
}

/* Whether some line has a cell for each column. */
static bool fills_all(const bdl_columns *columns, const bdl_body *of) {
    for (size_t i = columns->head; i < of->count; i++)
        if (!of->counts[i] && of->cells[columns->measure][i] == columns->count)
            return true;
    return false;
}

/* Judges words that were placed in COLUMNS: by what they fit, by how they are aligned,
 * and against those that reach under another column. */
static void judge(bdl_arena *arena, trial *t, const bdl_columns *columns,
                  const bdl_body *of) {
    enum { AMBIGUOUS_COST = 8 };
    size_t doubtful, ambiguous = count_ambiguous(&t->columns, of, t->at, &doubtful);
    t->fit += count_aligned(arena, columns, of, t->at) -
              price_of(&t->columns, of->count - columns->head) -
              AMBIGUOUS_COST * (int64_t)doubtful;
    t->is_clear = ambiguous == 0 && count_shared(&t->columns, of, t->at) == 0 &&
                  fills_all(columns, of);
}

/* Whether words that were placed with nothing known of the columns would stand there too
 * when all is known: they have columns of one kind to themselves, and each fits its own
 * better than any other. */
static bool is_settled(const trial *t, const bdl_body *of) {
    const bdl_columns *columns = &t->columns;
    for (size_t c = 0; c < columns->count; c++) {
        const bdl_column *column = &columns->items[c];
        if (bdl_fit_is_mixed(column) ||
            (c > 0 && columns->items[c - 1].end > column->begin))
            return false;
    }
    return count_shared(columns, of, t->at) == 0 && fills_all(columns, of);
}

/* The rows fitted, and again once what the columns hold is known; with IS_FIRST only
 * where they leave a doubt. */
static trial try_columns(bdl_arena *arena, bdl_columns columns, const bdl_body *of,
                         bool is_first) {
    if (columns.count == 0)
        return (trial){.columns = columns, .fit = INT64_MIN};
    trial t = place_rows(arena, &columns, of);
    for (size_t c = 0; c < columns.count; c++)
        if (t.columns.items[c].numbers + t.columns.items[c].texts > 0)
            columns.items[c] = t.columns.items[c];
    t.is_clear = is_first && is_settled(&t, of);
    if (!t.is_clear) {
        t = place_rows(arena, &columns, of);
        judge(arena, &t, &columns, of);
    }
    t.columns = columns;
    return t;
}

static bool are_same(const bdl_columns *a, const bdl_columns *b) {
    return a->count == b->count &&
           (a->count == 0 || !memcmp(a->items, b->items, a->count * sizeof *a->items));
}

static bdl_columns copy_of(bdl_arena *arena, const bdl_columns *columns) {
    bdl_columns copy = *columns;
    copy.items = BDL_NEW_ARRAY(arena, bdl_column, columns->count + 1);
    if (columns->count)
        memcpy(copy.items, columns->items, columns->count * sizeof *copy.items);
    return copy;
}

/* The columns by one measure that fit best. Nothing else is tried when those between
 * gutters leave no doubt; of ways that find the same columns the first is. */
static trial try_measure(bdl_arena *arena, const bdl_body *of, int measure,
                         bool is_usual) {
    enum { WAYS = 4 };
    bdl_columns found[WAYS];
    trial best = {.fit = INT64_MIN};
    for (int way = 0; way < WAYS; way++) {
        if (way == 1 && of->count < STRAY_PER)
            found[way++] = found[0]; /* no line may reach into a gutter */
        bdl_columns columns =
            way < 2 ? bdl_gutters_find(arena, of, measure, way ? STRAY_PER : SIZE_MAX)
                    : grow_from_lines(arena, of, &found[0], way == 3);
        bool known = false;
        for (int i = 0; i < way && !known; i++)
            known = are_same(&columns, &found[i]);
        found[way] = copy_of(arena, &columns);
        if (known)
            continue;
        trial next = try_columns(arena, columns, of, is_usual && way == 0);
        best = way == 0 || next.fit > best.fit ? next : best;
        if (best.is_clear)
            break;
    }
    return best;
}

static bdl_body body_of(bdl_arena *arena, const bdl_worded *lines, size_t count) {
    bdl_worded *pieces = BDL_NEW_ARRAY(arena, bdl_worded, count + 1);
    bool *figures = BDL_NEW_ARRAY(arena, bool, count + 1);
    bool *counts = BDL_NEW_ARRAY(arena, bool, count + 1);
    bool *items = BDL_NEW_ARRAY(arena, bool, count + 1);
    size_t *cells[] = {BDL_NEW_ARRAY(arena, size_t, count + 1),
                       BDL_NEW_ARRAY(arena, size_t, count + 1)};
    for (size_t i = 0; i < count; i++) {
        pieces[i] = bdl_words_pieces(arena, &lines[i]);
        figures[i] = bdl_words_has_figure(&lines[i]);
        counts[i] = bdl_words_number_columns(&lines[i]);
        items[i] = lines[i].count > 0 && bdl_prose_starts_item(lines[i].words[0].text);
        for (int m = 0; m < 2; m++)
            cells[m][i] = bdl_fit_cells(&pieces[i], m);
    }
    return (bdl_body){lines, pieces, count, figures, counts, items, {cells[0], cells[1]}};
}

static bool has_figures(const bdl_body *of) {
    for (size_t i = 0; i < of->count; i++)
        if (of->figures[i])
            return true;
    return false;
}

/* ---- columns that are numbered ---- */

/* How far WORD, a number in the middle of a column, is from COLUMN: figures stand at the
 * right of theirs, so none is behind them. */
static int64_t blanks_to(const bdl_column *column, const bdl_word *word, int m) {
    enum { BEHIND = 3 };
    bool figures = column->numbers > column->texts;
    return word->end[m] <= column->begin ? column->begin - word->end[m]
           : column->end <= word->begin[m]
               ? (int64_t)(word->begin[m] - column->end) * (figures ? BEHIND : 1)
               : 0;
}

/* Whether the numbers on LINE can be those of all columns: the first cell is over the
 * first column alone. */
static bool numbers_all(const bdl_columns *columns, const bdl_worded *line) {
    int m = columns->measure;
    return columns->count > 1 && columns->count <= line->count &&
           line->count <= BDL_MAX_COLUMNS &&
           line->words[0].end[m] <= columns->items[1].begin &&
           (!line->words[0].number || overlaps(columns, 0, &line->words[0]));
}

/* Gives each column one of the cells of LINE, in order, such that they are as near as can
 * be; AT: the column of each cell, SIZE_MAX of those that have none. */
static void match_numbers(bdl_arena *arena, const bdl_columns *columns,
                          const bdl_worded *line, size_t *at) {
    size_t width = columns->count + 1;
    int64_t *least = BDL_NEW_ARRAY(arena, int64_t, (line->count + 1) * width);
    for (size_t i = 0; i <= line->count; i++)
        for (size_t c = 0; c < width; c++) {
            int64_t *here = &least[i * width + c];
            *here = c > 0 ? INT32_MAX : 0;
            if (i == 0)
                continue;
            *here = least[(i - 1) * width + c];
            if (c == 0)
                continue;
            int64_t own =
                least[(i - 1) * width + c - 1] +
                blanks_to(&columns->items[c - 1], &line->words[i - 1], columns->measure);
            *here = own < *here ? own : *here;
        }
    for (size_t i = line->count, c = columns->count; i-- > 0;) {
        bool none = least[(i + 1) * width + c] == least[i * width + c];
        at[i] = none ? SIZE_MAX : --c;
    }
}

/* Whether the figures of each column end between its number and the next. */
static bool end_behind(const bdl_columns *columns, const bdl_worded *line,
                       const size_t *at) {
    int m = columns->measure;
    for (size_t i = 1; i < line->count; i++) {
        const bdl_column *own = at[i] == SIZE_MAX ? NULL : &columns->items[at[i]];
        if (own && own->numbers > own->texts &&
            (own->end <= line->words[i].begin[m] ||
             (i + 1 < line->count && line->words[i + 1].begin[m] < own->end)))
            return false;
    }
    return true;
}

/* The columns that the cells of LINE number, as wide as both where that leaves the column
 * before its place; none where they are not told apart. AT: the column of each cell. */
static bdl_columns numbered(bdl_arena *arena, const bdl_columns *columns,
                            const bdl_worded *line, const size_t *at) {
    bdl_columns all = {.measure = columns->measure, .head = columns->head};
    bool behind = end_behind(columns, line, at);
    for (size_t i = 0; i < line->count; i++) {
        uint32_t begin = line->words[i].begin[all.measure];
        uint32_t end = line->words[i].end[all.measure];
        uint32_t from = i > 0 ? all.items[i - 1].end : 0;
        bool known = at[i] != SIZE_MAX;
        bdl_column own = {.begin = begin, .end = end};
        if (known)
            own = columns->items[at[i]];
        bool widens = i > 0 || line->words[i].number; /* 栏次 may be that of several */
        if (widens && begin < own.begin && (begin >= from || !behind))
            own.begin = begin;
        if (widens && end > own.end)
            own.end = end;
        if (own.begin < from && !(known && behind))
            return (bdl_columns){.count = 0};
        BDL_PUSH(arena, &all, own);
    }
    return all;
}

/* Whether LINE has as many numbers as there are columns of figures, which are the last.
 */
static bool numbers_figures(const bdl_columns *columns, const bdl_worded *line) {
    size_t numbers = 0, figures = 0;
    for (size_t w = 0; w < line->count; w++)
        numbers += line->words[w].number;
    while (figures < columns->count &&
           columns->items[columns->count - 1 - figures].numbers >
               columns->items[columns->count - 1 - figures].texts)
        figures++;
    return figures == numbers;
}

/* Adds the columns that the line of numbers tells of and no row fills: where it tells the
 * column of each number those alone, else as its cells fit. */
static void grow_numbered(bdl_arena *arena, bdl_columns *columns,
                          const bdl_worded *line) {
    bdl_columns all = {.count = 0};
    bool first =
        bdl_words_count_of(line->words[0].text) == 1; /* 1 stands over the first */
    columns->numbered = first && columns->count <= line->count;
    if (numbers_figures(columns, line))
        return;
    if (numbers_all(columns, line)) {
        size_t *at = BDL_NEW_ARRAY(arena, size_t, line->count + 1);
        match_numbers(arena, columns, line, at);
        all = numbered(arena, columns, line, at);
    }
    all.numbered = columns->numbered;
    if (all.count > 0)
        *columns = all;
    else
        bdl_fit_grow(arena, columns, line);
    columns->numbered &= columns->count == line->count;
}

void bdl_columns_find(bdl_arena *arena, bdl_worded *lines, size_t count, int usual,
                      bdl_columns *out) {
    bdl_body of = body_of(arena, lines, count);
    if (!has_figures(&of)) {
        *out = bdl_gutters_find(arena, &of, usual, SIZE_MAX);
        return;
    }
    trial best = try_measure(arena, &of, usual, true);
    if (!best.is_clear) {
        trial other = try_measure(arena, &of, !usual, false);
        int64_t margin = (other.fit > 0 ? other.fit : -other.fit) / OTHER_MEASURE;
        best = other.fit > INT64_MIN && other.fit - margin > best.fit ? other : best;
    }
    *out = best.columns;
    bdl_codes_join(out, &of, best.at);
    for (size_t i = out->head; i < count && out->count; i++)
        if (of.counts[i]) /* it tells of empty ones too */
            grow_numbered(arena, out, &of.pieces[i]);
}

size_t bdl_columns_of_word(const bdl_columns *columns, const bdl_word *word) {
    uint32_t begin = word->begin[columns->measure], end = word->end[columns->measure];
    size_t best = 0;
    int64_t most = INT64_MIN;
    for (size_t c = 0; c < columns->count; c++) {
        const bdl_column *column = &columns->items[c];
        int64_t low = begin > column->begin ? begin : column->begin;
        int64_t high = end < column->end ? end : column->end;
        if (high - low > most) { /* negative: how far away it is */
            most = high - low;
            best = c;
        }
        if (column->begin >= end) /* those that follow are farther away */
            break;
    }
    return best;
}
