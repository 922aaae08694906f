/* form_list.c - the list inside a form: texts in columns without figures. Which column a
 * word stands in is told by form_columns.c; a column that holds one line of text in each
 * row tells the rows. Columns that hold less have labels, each in the middle of the rows
 * that it is the label of, or at the first of them. */
#include "read/aligned/form_columns.h"

#include <stdlib.h>

#include "base/text.h"

enum {
    COLUMNS_MAX = BDL_FORM_COLUMNS_MAX,
    ROWS_MAX = 80, /* whose labels are looked for in the middle */
    NEAR = 1,
    LOST = 40, /* labels that stand in no order */
    FAR = 1 << 20,
};

typedef struct list {
    bdl_arena *arena;
    bdl_worded *lines; /* the first holds headings */
    size_t count;
    int measure;
    size_t columns, front;      /* FRONT: 1 where a column stands left of all headings */
    bool goes_on;               /* the list began before: its first row may lack labels */
    size_t filled[COLUMNS_MAX]; /* lines that have a word in the column */
    size_t anchor;              /* the column that tells the rows */
    size_t labels;              /* leading columns whose cells are merged over rows */
    size_t *row_of;             /* of each line; SIZE_MAX: it has labels alone */
    size_t rows;
    size_t *first, *last; /* of each row: its lines */
    bool *starts;         /* of each row: labels further right let one begin there */
    struct labels *of;    /* of each column that holds labels */
    bdl_form_list out;
} list;

static uint32_t width_of(const list *l, const bdl_word *word) {
    return bdl_word_width(word, l->measure);
}

static uint32_t widest_in(const list *l, size_t column) {
    uint32_t widest = 0;
    for (size_t i = 1; i < l->count; i++) {
        const bdl_word *word = bdl_words_in(&l->lines[i], column);
        uint32_t width = word ? width_of(l, word) : 0;
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* The column that tells the rows: as many lines as in most others have a word in it. */
static void find_anchor(list *l) {
    size_t most = 0;
    for (size_t c = 0; c < l->columns; c++)
        for (size_t i = 1; i < l->count; i++)
            l->filled[c] += bdl_words_in(&l->lines[i], c) != NULL;
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

/* ---- labels ---- */

/* A label of one column: its words, on the lines from FIRST to LAST. */
typedef struct label {
    size_t first, last, row;
    BDL_VEC(bdl_form_word) words;
} label;

typedef struct labels {
    label *items;
    size_t count, capacity;
    size_t
        reach; /* lines between two of a label: 2 where others stand half a line lower */
    bool may_fill; /* what goes on with a label may fill its column too */
    int cost;      /* how far they are from where labels stand */
} labels;

/* Whether the next word right of WORD on line I is a figure, and leaves the columns out
 * that name what a row is of: WORD begins a row of totals. */
static bool begins_totals(const list *l, size_t i, const bdl_word *word) {
    enum { LEFT_OUT = 3 };
    const bdl_worded *line = &l->lines[i];
    for (size_t w = 0; w < line->count; w++)
        if (line->words[w].column > word->column)
            return line->words[w].number &&
                   line->words[w].column > word->column + LEFT_OUT;
    return false;
}

/* Whether the label OWN is whole: it ends as the heading of its COLUMN does (二级指标
 * over 质量指标), and REST is no remark on it. */
static bool ends_as_heading(const list *l, size_t column, bdl_str own, bdl_str rest) {
    enum { LETTERS = 2 };
    const bdl_worded *heads = &l->lines[0];
    size_t h = column - l->front, at = 0, next = 0;
    if (column < l->front || h >= heads->count || bdl_utf8_count(own) <= LETTERS)
        return false;
    bdl_str head = heads->words[h].text;
    size_t count = bdl_utf8_count(head);
    for (size_t k = 0; k + LETTERS < count; k++)
        bdl_utf8_next(head, &at);
    return count > LETTERS && bdl_str_ends(own, bdl_str_from(head, at)) &&
           bdl_is_han(bdl_utf8_next(rest, &next));
}

/* Whether WORD, on line I, goes on with the label before it, which fills its column. */
static bool is_rest(const list *l, const labels *all, size_t i, const bdl_word *word,
                    uint32_t widest) {
    if (all->count == 0)
        return false;
    const label *before = &all->items[all->count - 1];
    const bdl_word *above = before->words.items[before->words.count - 1].word;
    return i - before->last <= all->reach && l->lines[i].gap == 0 &&
           width_of(l, above) + NEAR >= widest && !begins_totals(l, i, word) &&
           !ends_as_heading(l, word->column, above->text, word->text) &&
           (all->may_fill || width_of(l, word) < width_of(l, above));
}

static labels find_labels(const list *l, size_t column, size_t reach, bool may_fill) {
    labels all = {.reach = reach, .may_fill = may_fill};
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

/* How far the middle of OWN is below that of the rows from FIRST to LAST. */
static int off_middle(const list *l, const label *own, size_t first, size_t last) {
    size_t top = first > 0 ? end_of(l, first - 1) : 2 * l->first[0] - 1;
    return 2 * (int)(own->first + own->last) - (int)(top + end_of(l, last));
}

/* Whether OWN names a row of totals, whose label is that of no other row. */
static bool names_totals(const list *l, const label *own) {
    return begins_totals(l, own->first, own->words.items[0].word);
}

/* The row of totals that OWN names, with figures alone; SIZE_MAX when it names none. */
static size_t totals_of(const list *l, const label *own) {
    const bdl_worded *line = &l->lines[own->first];
    const bdl_word *word = own->words.items[0].word;
    for (size_t w = 0; w < line->count; w++)
        if (line->words[w].column > word->column && !line->words[w].number)
            return SIZE_MAX;
    return names_totals(l, own) ? l->row_of[own->first] : SIZE_MAX;
}

/* Whether label I may have the rows from A to B. */
static bool may_have(const list *l, const labels *all, size_t i, size_t a, size_t b) {
    size_t totals = totals_of(l, &all->items[i]);
    if (totals != SIZE_MAX)
        return a == totals && b == totals;
    return b + 1 == l->rows || l->starts[b + 1] ||
           (i + 1 < all->count && totals_of(l, &all->items[i + 1]) == b + 1);
}

/* Parts the rows among the labels such that each stands in the middle of its own, or
 * nearly, rather above it than below; how far they are off, FAR when they stand
 * elsewhere. BEST and FROM, of the first I labels and the first R rows, are at I * (rows
 * + 1) + R. */
static int are_centred(const list *l, labels *all) {
    enum { OFF_EACH = 6, WEIGHT = 64 }; /* of being off, over which side it is on */
    size_t width = l->rows + 1;
    int *best = BDL_NEW_ARRAY(l->arena, int, (all->count + 1) * width);
    size_t *from = BDL_NEW_ARRAY(l->arena, size_t, (all->count + 1) * width);
    for (size_t i = 0; i < (all->count + 1) * width; i++)
        best[i] = i == 0 ? 0 : FAR;
    for (size_t r = 1; l->goes_on && r < l->rows; r++)
        if (l->starts[r])
            best[r] = WEIGHT; /* those before go on with a label of the page before */
    for (size_t i = 0; i < all->count; i++)
        for (size_t a = i; a < l->rows; a++)
            for (size_t b = a; best[i * width + a] < FAR && b < l->rows; b++) {
                if (!may_have(l, all, i, a, b))
                    continue;
                int off = off_middle(l, &all->items[i], a, b);
                bool top = all->items[i].first == l->first[a];
                if ((off > OFF_EACH || (off < -OFF_EACH && top)) && i + 1 == all->count &&
                    b + 1 == l->rows && !names_totals(l, &all->items[i]))
                    off = OFF_EACH; /* its rows go on on the next page */
                int cost = best[i * width + a] + off * off * WEIGHT + (off > 0);
                int *here = &best[(i + 1) * width + b + 1];
                if (off > OFF_EACH || off < -OFF_EACH || cost >= *here)
                    continue;
                *here = cost;
                from[(i + 1) * width + b + 1] = a;
            }
    if (best[all->count * width + l->rows] >= FAR)
        return FAR;
    for (size_t i = all->count, r = l->rows; i > 0; i--) {
        r = from[i * width + r];
        all->items[i - 1].row = r;
    }
    return best[all->count * width + l->rows] / WEIGHT;
}

/* Whether each label stands on the first line of a row, the first label on the first row
 * of the list. */
static bool are_first(const list *l, labels *all) {
    for (size_t i = 0; i < all->count; i++) {
        size_t row = l->row_of[all->items[i].first];
        if (row == SIZE_MAX || l->first[row] != all->items[i].first ||
            (i == 0 && row > 0 && !l->goes_on))
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

/* Tells each label of COLUMN its row; how little they stand where labels do. */
static int place_labels(const list *l, labels *all) {
    enum { WEIGHT = 4 }; /* lines are no halves */
    bool few = all->count <= l->rows && l->rows <= ROWS_MAX;
    int cost = FAR;
    if (are_first(l, all))
        return 0;
    if (few)
        cost = are_centred(l, all);
    if (cost < FAR)
        return cost / WEIGHT < LOST ? cost / WEIGHT : LOST - 1;
    for (size_t i = 0; i < all->count; i++)
        all->items[i].row = row_at(l, all->items[i].first);
    return LOST;
}

/* The labels of COLUMN, each with its row: put together in the way that suits the rows.
 */
static labels labels_of(const list *l, size_t column) {
    enum { WAYS = 4, UNUSUAL = 4 };
    labels best = {.cost = FAR};
    for (size_t way = 0; way < WAYS; way++) {
        labels here = find_labels(l, column, 1 + way % 2, way > 1);
        if (way > 0 && here.count == best.count)
            continue;
        here.cost = place_labels(l, &here);
        if (here.cost + (way > 1 ? UNUSUAL : 0) < best.cost)
            best = here;
    }
    return best;
}

/* Whether the labels of COLUMN are one, of the whole list, but for those of totals. */
static bool is_of_list(const list *l, size_t column, const labels *all) {
    size_t others = 0;
    for (size_t i = 0; i < all->count; i++)
        others += totals_of(l, &all->items[i]) == SIZE_MAX;
    return column < l->front && others == 1;
}

static void put_labels(list *l, size_t column) {
    labels all = l->of[column];
    bool heads = is_of_list(l, column, &all);
    for (size_t i = 0; i < all.count; i++) {
        bool above = heads && totals_of(l, &all.items[i]) == SIZE_MAX;
        for (size_t w = 0; w < all.items[i].words.count; w++)
            put(l, all.items[i].words.items[w], above ? 0 : all.items[i].row + 1);
    }
}

/* ---- rows ---- */

/* Labels further left begin where those of ALL do. */
static void narrow_starts(list *l, const labels *all) {
    bool *old = l->starts;
    if (all->cost >= LOST)
        return;
    l->starts = BDL_NEW_ARRAY(l->arena, bool, l->count + 1); /* of rows, however many */
    for (size_t i = 0; i < all->count; i++)
        l->starts[all->items[i].row] = old[all->items[i].row];
}

/* Parts the lines into rows, the cells of the first COUNT columns being labels; what that
 * and the labels cost. */
static int part_rows(list *l, size_t count) {
    bdl_form_lines in = {l->lines,  l->count, l->measure, l->columns,
                         l->anchor, count,    l->filled};
    int cost = bdl_form_rows_find(l->arena, &in, l->row_of, &l->rows);
    l->labels = count;
    for (size_t i = l->count; i-- > 1;)
        if (l->row_of[i] != SIZE_MAX)
            l->first[l->row_of[i]] = i;
    for (size_t i = 1; i < l->count; i++)
        if (l->row_of[i] != SIZE_MAX)
            l->last[l->row_of[i]] = i;
    memset(l->starts, true, l->rows);
    for (size_t c = count; c-- > 0;) {
        l->of[c] = labels_of(l, c);
        if (is_of_list(l, c, &l->of[c]))
            continue;
        cost += l->of[c].cost;
        narrow_starts(l, &l->of[c]);
    }
    return cost;
}

/* Whether COLUMN has a word on each line that has one in the column that tells the rows,
 * but for the last (a row of totals), and on no other: it holds no labels. */
static bool is_in_each_row(const list *l, size_t column) {
    enum { ROWS_MIN = 5 };
    size_t both = 0;
    bool lacking = false;
    for (size_t i = 1; i < l->count; i++) {
        bool tells = bdl_words_in(&l->lines[i], l->anchor),
             has = bdl_words_in(&l->lines[i], column);
        if ((has && !tells) || (tells && lacking))
            return false;
        lacking = tells && !has;
        both += tells && has;
    }
    return both >= ROWS_MIN;
}

/* Whether the list begins here, and COLUMN is empty in its first row and not in others:
 * it holds labels, one of them in the middle of the first rows. */
static bool begins_empty(const list *l, size_t column) {
    bool first = false, other = false;
    for (size_t i = 1; i < l->count; i++) {
        bool has = bdl_words_in(&l->lines[i], column) != NULL;
        first |= has && l->row_of[i] == 0;
        other |= has && l->row_of[i] != 0;
    }
    return !l->goes_on && column < l->anchor && other && !first;
}

/* As few leading columns are labels as costs the least. */
static int find_rows(list *l) {
    enum { LABELS_MAX = 6, EACH = 1, EMPTY = 20 };
    int least = FAR;
    size_t best = l->front, most = l->front;
    while (most < l->anchor && most < LABELS_MAX && !is_in_each_row(l, most))
        most++;
    for (size_t count = l->front; count <= most; count++) {
        int cost = part_rows(l, count) + EACH * (int)count;
        cost += begins_empty(l, count) ? EMPTY : 0;
        if (cost < least) {
            least = cost;
            best = count;
        }
        if (least <= EACH * (int)(count + 1)) /* no more can cost less */
            break;
    }
    return least < FAR && best == l->labels ? least - EACH * (int)best
                                            : part_rows(l, best);
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
            if (word->column >= l->labels)
                put(l, own, l->row_of[i] + 1);
        }
    for (size_t c = 0; c < l->labels; c++)
        put_labels(l, c);
    qsort(l->out.words.items, l->out.words.count, sizeof *l->out.words.items, by_row);
}

static bdl_worded *copy_lines(bdl_arena *arena, const bdl_worded *lines, size_t count) {
    bdl_worded *out = BDL_NEW_ARRAY(arena, bdl_worded, count + 1);
    for (size_t i = 0; i < count; i++) {
        out[i] = lines[i];
        out[i].words = BDL_NEW_ARRAY(arena, bdl_word, lines[i].count + 1);
        memcpy(out[i].words, lines[i].words, lines[i].count * sizeof(bdl_word));
    }
    return out;
}

/* A way to read a list: by MEASURE, of which first the columns are found, then the rows.
 * What is found so far costs COST. */
typedef struct reading {
    list list;
    int measure, cost;
    enum { NOTHING, COLUMNS, ALL } found;
    size_t bounds; /* the column of bounds (≥90%), one in each row; else none of LIST's */
} reading;

static void find_columns(reading *r) {
    list *l = &r->list;
    bdl_form_columns c = {l->arena, l->lines, l->count, r->measure, .placed = false};
    l->lines = c.lines = copy_lines(l->arena, l->lines, l->count);
    r->cost = bdl_form_columns_find(&c);
    r->bounds = c.bounds;
    l->measure = r->measure;
    l->columns = c.count;
    l->front = c.front;
}

static void add_rows(reading *r) {
    list *l = &r->list;
    l->row_of = BDL_NEW_ARRAY(l->arena, size_t, l->count + 1);
    l->first = BDL_NEW_ARRAY(l->arena, size_t, l->count + 1);
    l->last = BDL_NEW_ARRAY(l->arena, size_t, l->count + 1);
    l->starts = BDL_NEW_ARRAY(l->arena, bool, l->count + 1);
    l->of = BDL_NEW_ARRAY(l->arena, labels, COLUMNS_MAX);
    find_anchor(l);
    if (r->bounds < l->columns)
        l->anchor = r->bounds;
    r->cost += find_rows(l);
}

/* The way that costs less so far, the usual one of two alike, is gone on with until
 * nothing is left of it to find. */
bdl_form_list bdl_form_list_find(bdl_arena *scratch, bdl_worded *lines, size_t count,
                                 int usual, bool goes_on) {
    list none = {.arena = scratch, .lines = lines, .count = count, .goes_on = goes_on};
    reading own = {.list = none, .measure = usual}, *best = &own;
    reading other = {.list = none, .measure = !usual};
    for (; best->found != ALL; best = other.cost < own.cost ? &other : &own)
        if (best->found++ == NOTHING)
            find_columns(best);
        else
            add_rows(best);
    put_words(&best->list);
    best->list.out.columns = best->list.columns;
    return best->list.out;
}
