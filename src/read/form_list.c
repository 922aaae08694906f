/* form_list.c - the list inside a form: texts in columns without figures. Words are given
 * to headings in order, as near as can be; a column that holds one line of text in each
 * row tells the rows. Columns that hold less have labels, each in the middle of the rows
 * that it is the label of, or at the first of them. */
#include "read/form.h"

#include <stdlib.h>

#include "base/text.h"

#include "read/rows.h"

enum {
    COLUMNS_MAX = 32, /* more than headings that a form may have */
    ROWS_MAX = 80,    /* whose labels are looked for in the middle */
    NEAR = 1,
    FAR = 1 << 20,
};

typedef struct list {
    bdl_arena *arena;
    bdl_worded *lines; /* the first holds headings */
    size_t count;
    int measure;
    size_t columns, front; /* FRONT: 1 where a column stands left of all headings */
    uint32_t begin[COLUMNS_MAX], end[COLUMNS_MAX]; /* of the headings, then of all */
    bool full; /* they are those of lines with a word in nearly every column */
    const bdl_worded *now;      /* the line being parted */
    size_t filled[COLUMNS_MAX]; /* lines that have a word in the column */
    size_t anchor;              /* the column that tells the rows */
    size_t *row_of;             /* of each line; SIZE_MAX: it has labels alone */
    size_t rows;
    size_t *first, *last; /* of each row: its lines */
    bdl_form_list out;
} list;

/* ---- columns ---- */

static void find_columns(list *l) {
    const bdl_worded *head = &l->lines[0];
    for (size_t i = 1; i < l->count && !l->front; i++)
        l->front =
            l->lines[i].words[0].end[l->measure] < head->words[0].begin[l->measure];
    l->columns = l->front;
    for (size_t w = 0; w < head->count && l->columns < COLUMNS_MAX; w++, l->columns++) {
        l->begin[l->columns] = head->words[w].begin[l->measure];
        l->end[l->columns] = head->words[w].end[l->measure];
    }
    if (l->front)
        l->end[0] = l->begin[1] - NEAR;
}

static int distance(uint32_t a, uint32_t b) {
    return a > b ? (int)(a - b) : (int)(b - a);
}

/* Whether RIGHT begins where words of other lines do: there a column begins. A figure
 * beside words ends its cell where the line lacks one. */
static bool begins_column(void *ctx, const bdl_word *left, const bdl_word *right) {
    enum { LINES_MIN = 2, LETTERS_MIN = 2 };
    const list *l = ctx;
    size_t found = 0;
    if (left->number && !right->number && l->now->count < l->columns &&
        bdl_utf8_count(right->text) >= LETTERS_MIN)
        return true;
    for (size_t i = 0; i < l->count; i++)
        for (size_t w = 1; w < l->lines[i].count; w++) {
            const bdl_word *word = &l->lines[i].words[w];
            found += word->text.data != right->text.data &&
                     distance(word->begin[l->measure], right->begin[l->measure]) <= NEAR;
        }
    return found >= LINES_MIN;
}

/* How far WORD is from the heading of COLUMN: at the left, at the right or in its middle.
 * How far it reaches out of the column where that is known. */
static int cost_of(const list *l, const bdl_word *word, size_t column) {
    uint32_t x0 = word->begin[l->measure], x1 = word->end[l->measure];
    uint32_t y0 = l->begin[column], y1 = l->end[column];
    int left = distance(x0, y0), right = distance(x1, y1);
    if (l->full)
        return (x0 < y0 ? left : 0) + (x1 > y1 ? right : 0);
    int middle = distance(x0 + x1, y0 + y1) / 2;
    int least = left < right ? left : right;
    return middle < least ? middle : least;
}

/* Gives the words of LINE columns, each further right than the one before. */
static void place(const list *l, bdl_worded *line) {
    int best[COLUMNS_MAX + 1][COLUMNS_MAX + 1]; /* of the first W words in C columns */
    size_t words = line->count < l->columns ? line->count : l->columns;
    for (size_t c = 0; c <= l->columns; c++)
        best[0][c] = 0;
    for (size_t w = 1; w <= words; w++) {
        for (size_t c = 0; c < w; c++)
            best[w][c] = FAR;
        for (size_t c = w; c <= l->columns; c++) {
            int here = best[w - 1][c - 1] + cost_of(l, &line->words[w - 1], c - 1);
            best[w][c] = here < best[w][c - 1] ? here : best[w][c - 1];
        }
    }
    for (size_t w = words, c = l->columns; w > 0; w--, c--) {
        while (c > w && best[w][c] == best[w][c - 1])
            c--;
        line->words[w - 1].column = c - 1;
    }
    for (size_t w = words; w < line->count; w++)
        line->words[w].column = l->columns - 1;
}

/* Widens the columns to what lines hold that have a word in nearly each. */
static void widen_columns(list *l) {
    enum { LACKING_MAX = 2 };
    for (size_t i = 1; i < l->count; i++)
        for (size_t w = 0;
             l->lines[i].count + LACKING_MAX >= l->columns && w < l->lines[i].count;
             w++) {
            const bdl_word *word = &l->lines[i].words[w];
            uint32_t *begin = &l->begin[word->column], *end = &l->end[word->column];
            *begin = word->begin[l->measure] < *begin ? word->begin[l->measure] : *begin;
            *end = word->end[l->measure] > *end ? word->end[l->measure] : *end;
        }
    l->full = true;
}

static bool has_word_in(const bdl_worded *line, size_t column) {
    for (size_t w = 0; w < line->count; w++)
        if (line->words[w].column == column)
            return true;
    return false;
}

/* The column that tells the rows: as many lines as in most others have a word in it. */
static void find_anchor(list *l) {
    size_t most = 0;
    for (size_t i = 1; i < l->count; i++)
        for (size_t c = 0; c < l->columns; c++)
            l->filled[c] += has_word_in(&l->lines[i], c);
    for (size_t c = l->front; c < l->columns; c++) {
        size_t same = 0;
        for (size_t k = l->front; k < l->columns; k++)
            same += l->filled[k] == l->filled[c];
        if (l->filled[c] > 0 && same >= most) {
            most = same;
            l->anchor = c;
        }
    }
}

/* One of the first, that hold less than a text for each row. */
static bool is_label_column(const list *l, size_t column) {
    for (size_t c = 0; c <= column; c++)
        if (c >= l->anchor || l->filled[c] >= l->filled[l->anchor])
            return false;
    return true;
}

/* ---- rows ---- */

/* LINE without its labels; in the column that tells the rows stand figures, so to say. */
static bdl_worded without_labels(const list *l, const bdl_worded *line) {
    bdl_worded out = *line;
    out.count = 0;
    out.words = BDL_NEW_ARRAY(l->arena, bdl_word, line->count + 1);
    for (size_t w = 0; w < line->count; w++) {
        if (is_label_column(l, line->words[w].column))
            continue;
        out.words[out.count] = line->words[w];
        out.words[out.count++].number = line->words[w].column == l->anchor;
    }
    return out;
}

static void find_rows(list *l) {
    bdl_columns columns = {.count = l->columns, .measure = l->measure};
    bdl_worded *lines = BDL_NEW_ARRAY(l->arena, bdl_worded, l->count + 1);
    size_t *from = BDL_NEW_ARRAY(l->arena, size_t, l->count + 1), count = 0, gap = 0;
    size_t *rows = BDL_NEW_ARRAY(l->arena, size_t, l->count + 1);
    columns.items = BDL_NEW_ARRAY(l->arena, bdl_column, l->columns);
    columns.items[l->anchor].numbers = 1;
    for (size_t i = 1; i < l->count; i++) {
        bdl_worded line = without_labels(l, &l->lines[i]);
        line.gap = line.gap > gap ? line.gap : gap;
        gap = line.count ? 0 : line.gap;
        l->row_of[i] = SIZE_MAX;
        from[count] = i;
        lines[count] = line;
        count += line.count > 0;
    }
    bdl_rows_find(l->arena, &columns, lines, count, rows);
    for (size_t i = 0; i < count; i++) {
        size_t row = rows[i];
        l->row_of[from[i]] = row;
        if (row >= l->rows)
            l->first[row] = from[i];
        l->last[row] = from[i];
        l->rows = row + 1 > l->rows ? row + 1 : l->rows;
    }
}

/* ---- labels ---- */

/* A label of one column: its words, on the lines from FIRST to LAST. */
typedef struct label {
    size_t first, last, row;
    BDL_VEC(bdl_form_word) words;
} label;

typedef BDL_VEC(label) labels;

static uint32_t width_of(const list *l, const bdl_word *word) {
    return bdl_word_width(word, l->measure);
}

static uint32_t widest_in(const list *l, size_t column) {
    uint32_t widest = 0;
    for (size_t i = 1; i < l->count; i++)
        for (size_t w = 0; w < l->lines[i].count; w++) {
            const bdl_word *word = &l->lines[i].words[w];
            uint32_t width = width_of(l, word);
            if (word->column == column && width > widest)
                widest = width;
        }
    return widest;
}

/* Whether WORD, on line I, goes on with the label before it, which fills its column. */
static bool is_rest(const list *l, const labels *all, size_t i, const bdl_word *word,
                    uint32_t widest) {
    if (all->count == 0)
        return false;
    const label *before = &all->items[all->count - 1];
    const bdl_word *above = before->words.items[before->words.count - 1].word;
    return before->last + 1 == i && l->lines[i].gap == 0 &&
           width_of(l, above) == widest && width_of(l, word) < widest;
}

static labels labels_of(const list *l, size_t column) {
    labels all = {NULL, 0, 0};
    uint32_t widest = widest_in(l, column);
    for (size_t i = 1; i < l->count; i++)
        for (size_t w = 0; w < l->lines[i].count; w++) {
            const bdl_word *word = &l->lines[i].words[w];
            if (word->column != column)
                continue;
            if (!is_rest(l, &all, i, word, widest))
                BDL_PUSH(l->arena, &all, (label){.first = i});
            label *own = &all.items[all.count - 1];
            own->last = i;
            BDL_PUSH(
                l->arena, &own->words,
                (bdl_form_word){.line = &l->lines[i], .word = word, .column = column});
        }
    return all;
}

/* Where row R ends, in half lines. */
static size_t end_of(const list *l, size_t r) {
    return r + 1 < l->rows ? l->last[r] + l->first[r + 1] : 2 * l->last[r] + 1;
}

/* How far the middle of OWN is from that of the rows from FIRST to LAST. */
static int off_middle(const list *l, const label *own, size_t first, size_t last) {
    size_t top = first > 0 ? end_of(l, first - 1) : 2 * l->first[0] - 1;
    return distance((uint32_t)(top + end_of(l, last)),
                    (uint32_t)(2 * (own->first + own->last)));
}

/* Parts the rows among the labels such that each stands in the middle of its own, or
 * nearly; false when they stand elsewhere. BEST and FROM, of the first I labels and the
 * first R rows, are at I * (rows + 1) + R. */
static bool are_centred(const list *l, labels *all) {
    enum { OFF_EACH = 3 };
    size_t width = l->rows + 1;
    int *best = BDL_NEW_ARRAY(l->arena, int, (all->count + 1) * width);
    size_t *from = BDL_NEW_ARRAY(l->arena, size_t, (all->count + 1) * width);
    for (size_t i = 0; i < (all->count + 1) * width; i++)
        best[i] = i ? FAR : 0;
    for (size_t i = 0; i < all->count; i++)
        for (size_t a = i; a < l->rows; a++)
            for (size_t b = a; best[i * width + a] < FAR && b < l->rows; b++) {
                int off = off_middle(l, &all->items[i], a, b);
                int *here = &best[(i + 1) * width + b + 1];
                if (off > OFF_EACH || best[i * width + a] + off >= *here)
                    continue;
                *here = best[i * width + a] + off;
                from[(i + 1) * width + b + 1] = a;
            }
    if (best[all->count * width + l->rows] >= FAR)
        return false;
    for (size_t i = all->count, r = l->rows; i > 0; i--) {
        r = from[i * width + r];
        all->items[i - 1].row = r;
    }
    return true;
}

/* Whether each label stands on the first line of a row, the first label on the first. */
static bool are_first(const list *l, labels *all) {
    for (size_t i = 0; i < all->count; i++) {
        size_t row = l->row_of[all->items[i].first];
        if (row == SIZE_MAX || l->first[row] != all->items[i].first ||
            (i == 0 && row > 0))
            return false;
        all->items[i].row = row;
    }
    return true;
}

/* The row that line I is of, or the first below it. */
static size_t row_at(const list *l, size_t i) {
    while (i + 1 < l->count && l->row_of[i] == SIZE_MAX)
        i++;
    return l->row_of[i] == SIZE_MAX ? (l->rows ? l->rows - 1 : 0) : l->row_of[i];
}

static void put(list *l, bdl_form_word word, size_t row) {
    word.row = row;
    BDL_PUSH(l->arena, &l->out.words, word);
}

static void put_labels(list *l, size_t column) {
    labels all = labels_of(l, column);
    bool heads = column < l->front && all.count == 1; /* it is the label of the list */
    bool few = all.count <= l->rows && l->rows <= ROWS_MAX;
    if (!heads && !are_first(l, &all) && !(few && are_centred(l, &all)))
        for (size_t i = 0; i < all.count; i++)
            all.items[i].row = row_at(l, all.items[i].first);
    for (size_t i = 0; i < all.count; i++)
        for (size_t w = 0; w < all.items[i].words.count; w++)
            put(l, all.items[i].words.items[w], heads ? 0 : all.items[i].row + 1);
}

/* ---- all together ---- */

static int by_row(const void *a, const void *b) {
    const bdl_form_word *x = a, *y = b;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return (x->word > y->word) - (x->word < y->word);
}

static void put_words(list *l) {
    for (size_t i = 1; i < l->count; i++)
        for (size_t w = 0; w < l->lines[i].count; w++) {
            const bdl_word *word = &l->lines[i].words[w];
            bdl_form_word own = {
                .line = &l->lines[i], .word = word, .column = word->column};
            if (!is_label_column(l, word->column))
                put(l, own, l->row_of[i] + 1);
        }
    for (size_t c = 0; c < l->columns; c++)
        if (is_label_column(l, c))
            put_labels(l, c);
    qsort(l->out.words.items, l->out.words.count, sizeof *l->out.words.items, by_row);
}

bdl_form_list bdl_form_list_find(bdl_arena *scratch, bdl_worded *lines, size_t count) {
    list l = {.arena = scratch, .lines = lines, .count = count};
    l.measure = bdl_form_measure(lines, count);
    l.row_of = BDL_NEW_ARRAY(scratch, size_t, count + 1);
    l.first = BDL_NEW_ARRAY(scratch, size_t, count + 1);
    l.last = BDL_NEW_ARRAY(scratch, size_t, count + 1);
    find_columns(&l);
    for (size_t i = 1; i < count; i++) {
        l.now = &lines[i];
        bdl_words_cut(scratch, &lines[i], begins_column, &l);
        place(&l, &lines[i]);
    }
    widen_columns(&l);
    for (size_t i = 1; i < count; i++)
        place(&l, &lines[i]);
    find_anchor(&l);
    find_rows(&l);
    put_words(&l);
    l.out.columns = l.columns;
    return l.out;
}
