/* spread.c - sheets in aligned text that have blank lines between their rows.
 *
 * Where rows stand apart, what stands right below a word is the rest of its cell. So the
 * cells are put together first, then the rows, each of which becomes one line: from there
 * on such a sheet is one like all others. A label in the middle of several rows is a line
 * of its own where no row stands beside it. */
#include "read/aligned/spread.h"

#include <stdlib.h>

#include "base/text.h"

#include "read/aligned/form.h"

enum {
    GAP_MAX = 4, /* blank lines between two rows */
    LINES_MAX = 400,
    TIGHT_MAX = 3,  /* lines of figures right below each other */
    ROWS_MIN = 2,   /* of several cells */
    LABEL_MAX = 12, /* characters of a line of a label */
    SIDE = 3,       /* labels stand in this part of the width, on the left */
    WIDER_MAX = 4,  /* a centred line than the one above it */
};

/* A cell: its words on lines that follow each other. */
typedef struct cell {
    BDL_VEC(bdl_piece) pieces;
    uint32_t begin[2], end[2];
    uint32_t top, bottom; /* numbers of lines */
    size_t row;
} cell;

typedef struct row {
    uint32_t top, bottom;
    size_t cells;
    uint32_t left;    /* where it begins */
    uint32_t begin;   /* where what is no label of several rows begins */
    bool under_label; /* its label is in a row above */
} row;

typedef struct spread {
    bdl_arena *arena;
    BDL_VEC(bdl_worded) lines;
    int measure;
    uint32_t side; /* labels begin left of it */
    BDL_VEC(cell) cells;
    BDL_VEC(row) rows;
} spread;

/* ---- lines ---- */

static bool are_two_texts(void *ctx, const bdl_word *left, const bdl_word *right) {
    (void)ctx;
    return bdl_words_are_two_texts(left, right);
}

/* Whether LINE is one text, too long for a label. */
static bool is_text(const bdl_worded *line) {
    return line->count == 1 && bdl_word_width(&line->words[0], BDL_IN_CHARS) > LABEL_MAX;
}

static bool has_figures(const bdl_worded *line) {
    size_t figures = 0;
    for (size_t w = 0; w < line->count; w++)
        figures += line->words[w].number;
    return figures > 1;
}

/* Takes the lines up to where rows stand too far apart or too near, or a text stands
 * alone; only what is taken is looked at. */
static void take_lines(spread *s, const bdl_worded *lines, size_t count) {
    size_t group = 0, tight = 0; /* group: the first behind a blank line */
    bool alone = false;          /* texts alone so far in it */
    for (size_t i = 0; i < count && i < LINES_MAX; i++) {
        bdl_worded line = lines[i];
        bool begins = i == 0 || line.gap > 0;
        if (i > 0 && (line.gap > GAP_MAX || (begins && alone)))
            break;
        bdl_words_cut(s->arena, &line, are_two_texts, NULL);
        alone = (begins || alone) && is_text(&line);
        group = begins ? i : group;
        tight = !has_figures(&line) ? 0 : begins ? 1 : tight + 1;
        if (tight == TIGHT_MAX) { /* a table, which has no such sheet's rows */
            s->lines.count = group;
            return;
        }
        BDL_PUSH(s->arena, &s->lines, line);
    }
    if (alone)
        s->lines.count = group;
}

/* ---- cells ---- */

static const bdl_word *last_of(const cell *c) {
    return c->pieces.items[c->pieces.count - 1].word;
}

static const bdl_worded *line_of_last(const cell *c) {
    return c->pieces.items[c->pieces.count - 1].line;
}

/* Whether WORD is a value and no part of a text: a number, or one with a bound. */
static bool is_value(const bdl_word *word) {
    size_t at = 0;
    uint32_t c = bdl_utf8_next(word->text, &at);
    return word->number || c == 0x2264 || c == 0x2265 || c == '<' || c == '>' ||
           c == '=' || c == 0xFF1C || c == 0xFF1E || c == 0xFF1D;
}

/* Whether C ends right above line I, or one line farther up and none of them is blank. */
static bool is_open(const spread *s, const cell *c, size_t i) {
    uint32_t number = s->lines.items[i].line.number;
    return c->bottom + 1 == number ||
           (i > 0 && c->bottom + 2 == number && s->lines.items[i].gap == 0);
}

/* The cell above WORD of line I that may go on with it, when there is but one. */
static cell *above(const spread *s, size_t i, const bdl_word *word) {
    cell *found = NULL;
    for (size_t k = s->cells.count; k-- > 0;) {
        cell *c = &s->cells.items[k];
        if (c->top + 2 * LABEL_MAX < s->lines.items[i].line.number)
            break;
        if (!is_open(s, c, i) || !bdl_words_overlap(last_of(c), word, s->measure))
            continue;
        if (found)
            return NULL;
        found = c;
    }
    return found;
}

static bool is_at_side(const spread *s, const bdl_word *word) {
    return word->begin[s->measure] < s->side &&
           bdl_word_width(word, BDL_IN_CHARS) <= LABEL_MAX;
}

static bool goes_on(const spread *s, const cell *c, const bdl_word *word) {
    int m = s->measure;
    const bdl_word *last = last_of(c);
    return !is_value(word) &&
           (last->begin[m] == word->begin[m] ||
            bdl_word_width(word, m) <= bdl_word_width(last, m) + WIDER_MAX);
}

/* Finds the cell that each word of line I goes on with. False where the line is a row of
 * its own: a value stands right below something. */
static bool find_above(const spread *s, size_t i, cell **of) {
    const bdl_worded *line = &s->lines.items[i];
    bool skips = false, all = true;
    for (size_t w = 0; w < line->count; w++) {
        const bdl_word *word = &line->words[w];
        cell *c = above(s, i, word);
        bool skip = c && c->bottom + 1 != line->line.number;
        if (c && !skip && is_value(word))
            return false;
        bool on = c && goes_on(s, c, word) &&
                  (!skip ||
                   (!is_value(last_of(c)) && bdl_word_width(word, s->measure) <=
                                                 bdl_word_width(last_of(c), s->measure)));
        of[w] = on ? c : NULL;
        skips |= on && skip;
        all &= on || is_at_side(s, word);
    }
    bool leads = i + 1 < s->lines.count && s->lines.items[i + 1].gap == 0 &&
                 s->lines.items[i + 1].count > line->count; /* to the line of its row */
    for (size_t w = 0; skips && w < line->count; w++) {
        const cell *c = of[w];
        if (c && c->bottom + 1 != line->line.number &&
            (!all || (leads && line_of_last(c)->count > line->count)))
            of[w] = NULL;
    }
    return true;
}

static void extend(spread *s, cell *c, const bdl_worded *line, const bdl_word *word) {
    for (int m = 0; m < 2; m++) {
        bool first = c->pieces.count == 0;
        c->begin[m] =
            first || word->begin[m] < c->begin[m] ? word->begin[m] : c->begin[m];
        c->end[m] = first || word->end[m] > c->end[m] ? word->end[m] : c->end[m];
    }
    if (c->pieces.count == 0)
        c->top = line->line.number;
    c->bottom = line->line.number;
    BDL_PUSH(s->arena, &c->pieces, ((bdl_piece){line, word}));
}

static void add_line(spread *s, size_t i) {
    const bdl_worded *line = &s->lines.items[i];
    cell **of = BDL_NEW_ARRAY(s->arena, cell *, line->count + 1);
    bool any = find_above(s, i, of);
    for (size_t w = 0; any && w < line->count; w++)
        if (of[w])
            extend(s, of[w], line, &line->words[w]);
    for (size_t w = 0; w < line->count; w++) {
        if (any && of[w])
            continue;
        cell fresh = {.row = SIZE_MAX};
        extend(s, &fresh, line, &line->words[w]);
        BDL_PUSH(s->arena, &s->cells, fresh);
    }
}

/* ---- rows ---- */

/* Whether C may be a label of several rows. */
static bool is_label(const spread *s, const cell *c) {
    return c->begin[s->measure] < s->side &&
           c->end[BDL_IN_CHARS] - c->begin[BDL_IN_CHARS] <= LABEL_MAX;
}

static void put_into(spread *s, cell *c, size_t r) {
    row *to = &s->rows.items[r];
    to->top = c->top < to->top ? c->top : to->top;
    to->bottom = c->bottom > to->bottom ? c->bottom : to->bottom;
    to->cells++;
    c->row = r;
}

static void begin_row(spread *s, cell *c) {
    c->row = s->rows.count;
    BDL_PUSH(
        s->arena, &s->rows,
        ((row){.top = c->top, .bottom = c->bottom, .cells = 1, .begin = UINT32_MAX}));
}

/* Cells are in the order of their first lines, so a row meets what stands beside it. */
static void place_cells(spread *s) {
    for (size_t k = 0; k < s->cells.count; k++) {
        cell *c = &s->cells.items[k];
        if (c->row != SIZE_MAX || (is_label(s, c) && c->top < c->bottom))
            continue;
        size_t last = s->rows.count - 1;
        if (s->rows.count > 0 && c->top <= s->rows.items[last].bottom)
            put_into(s, c, last);
        else
            begin_row(s, c);
    }
}

/* A label of several lines is of the row that it stands beside, or else of that in its
 * middle, or a row of its own. */
static void place_labels(spread *s) {
    size_t rows = s->rows.count;
    for (size_t k = 0; k < s->cells.count; k++) {
        cell *c = &s->cells.items[k];
        size_t beside = 0, found = 0, middle = SIZE_MAX;
        if (c->row != SIZE_MAX)
            continue;
        for (size_t r = 0; r < rows; r++) {
            const row *at = &s->rows.items[r];
            if (at->top > c->bottom || c->top > at->bottom)
                continue;
            beside++;
            found = r;
            if (2 * at->top <= c->top + c->bottom && c->top + c->bottom <= 2 * at->bottom)
                middle = r;
        }
        size_t own = beside == 1 ? found : middle;
        if (own == SIZE_MAX) {
            begin_row(s, c);
            continue;
        }
        s->rows.items[own].cells++;
        c->row = own;
    }
}

/* ---- labels of several rows ---- */

/* The rows of several cells and the labels left of them, from top to bottom. */
typedef struct merged {
    row **rows;
    cell **labels;
    size_t row_count, label_count;
} merged;

/* How far the middle of LABEL is from that of rows A to B, in half lines. */
static uint32_t off_middle(const merged *m, const cell *label, size_t a, size_t b) {
    return bdl_positions_apart(label->top + label->bottom,
                               m->rows[a]->top + m->rows[b]->bottom);
}

/* The ways to part rows among labels: what those of the first I labels and R rows cost at
 * the least, and where the rows of the last label begin, are at I * (rows + 1) + R. A row
 * without one, which has a label farther right, or a total, costs as much as one that is
 * off by two half lines. */
typedef struct ways {
    uint32_t *best;
    size_t *from; /* SIZE_MAX: the last row has no label */
    size_t width;
} ways;

enum { FAR = 1 << 20, NO_LABEL = 4 };

static void try_way(ways *w, size_t here, uint32_t cost, size_t from) {
    if (cost >= w->best[here])
        return;
    w->best[here] = cost;
    w->from[here] = from;
}

/* Whether the row that LABEL stands beside, where there is one, is among rows A to B. */
static bool has_own(const spread *s, const merged *m, const cell *label, size_t a,
                    size_t b) {
    const row *own = &s->rows.items[label->row];
    return own->cells == 1 ||
           (own->top >= m->rows[a]->top && own->top <= m->rows[b]->top);
}

/* Tells of I labels and A rows what can follow. */
static void go_from(const spread *s, ways *w, const merged *m, size_t i, size_t a) {
    enum { OFF_EACH = 4 };
    uint32_t cost = w->best[i * w->width + a];
    if (cost >= FAR || a == m->row_count)
        return;
    try_way(w, i * w->width + a + 1, cost + NO_LABEL, SIZE_MAX);
    for (size_t b = a; i < m->label_count && b < m->row_count &&
                       m->rows[b]->begin >= m->labels[i]->end[0];
         b++) {
        uint32_t off = off_middle(m, m->labels[i], a, b);
        if (m->rows[a]->top + m->rows[b]->top >
            m->labels[i]->top + m->labels[i]->bottom + OFF_EACH)
            break;
        if (off <= OFF_EACH && has_own(s, m, m->labels[i], a, b))
            try_way(w, (i + 1) * w->width + b + 1, cost + off * off, a);
    }
}

static ways find_ways(spread *s, const merged *m) {
    ways w = {.width = m->row_count + 1};
    size_t size = (m->label_count + 1) * w.width;
    w.best = BDL_NEW_ARRAY(s->arena, uint32_t, size);
    w.from = BDL_NEW_ARRAY(s->arena, size_t, size);
    for (size_t i = 0; i < size; i++)
        w.best[i] = i ? FAR : 0;
    for (size_t i = 0; i <= m->label_count; i++)
        for (size_t a = 0; a <= m->row_count; a++)
            go_from(s, &w, m, i, a);
    return w;
}

/* Gives LABEL the rows from A to the one before END. */
static void give_rows(spread *s, const merged *m, cell *label, size_t a, size_t end) {
    for (size_t k = a + 1; k < end; k++)
        m->rows[k]->under_label = true;
    s->rows.items[label->row].cells--;
    m->rows[a]->cells++;
    label->row = (size_t)(m->rows[a] - s->rows.items);
}

/* Gives each label the first of its rows, in the middle of which it stands, or nearly. */
static void raise_labels(spread *s, const merged *m) {
    ways w = find_ways(s, m);
    size_t r = m->row_count, i = m->label_count;
    if (w.best[i * w.width + r] >= FAR)
        return;
    while (r > 0) {
        size_t from = w.from[i * w.width + r];
        if (from == SIZE_MAX) {
            r--;
            continue;
        }
        give_rows(s, m, m->labels[--i], from, r);
        r = from;
    }
}

static int by_top(const void *a, const void *b) {
    const row *x = *(row *const *)a, *y = *(row *const *)b;
    return (x->top > y->top) - (x->top < y->top);
}

static int by_half(const void *a, const void *b) {
    const cell *x = *(cell *const *)a, *y = *(cell *const *)b;
    uint32_t m = x->top + x->bottom, n = y->top + y->bottom;
    return (m > n) - (m < n);
}

/* Whether C is the first of its row, or alone, in the column of the labels of all. */
static bool is_first(const spread *s, const cell *c) {
    return is_label(s, c) && c->begin[0] == s->rows.items[c->row].left;
}

static void find_left(spread *s) {
    for (size_t r = 0; r < s->rows.count; r++)
        s->rows.items[r].left = UINT32_MAX;
    for (size_t k = 0; k < s->cells.count; k++) {
        const cell *c = &s->cells.items[k];
        row *of = &s->rows.items[c->row];
        of->left = c->begin[0] < of->left ? c->begin[0] : of->left;
    }
}

/* Where the narrowest cell ends of those that begin at the left edge. */
static uint32_t edge_of(const spread *s) {
    uint32_t left = UINT32_MAX, edge = UINT32_MAX;
    for (size_t k = 0; k < s->cells.count; k++)
        if (s->cells.items[k].begin[0] < left)
            left = s->cells.items[k].begin[0];
    for (size_t k = 0; k < s->cells.count; k++) {
        const cell *c = &s->cells.items[k];
        if (c->begin[0] <= left + 1 && c->end[0] < edge)
            edge = c->end[0];
    }
    return edge;
}

/* Finds the labels left of all that is in the rows up to the last of several cells. */
static void merge_labels(spread *s) {
    merged m = {.rows = BDL_NEW_ARRAY(s->arena, row *, s->rows.count + 1),
                .labels = BDL_NEW_ARRAY(s->arena, cell *, s->cells.count + 1)};
    uint32_t edge = edge_of(s);
    find_left(s);
    for (size_t k = 0; k < s->cells.count; k++)
        if (is_first(s, &s->cells.items[k]) && s->cells.items[k].begin[0] < edge)
            m.labels[m.label_count++] = &s->cells.items[k];
    for (size_t k = 0; k < s->cells.count; k++) {
        const cell *c = &s->cells.items[k];
        bool label = is_first(s, c) && c->begin[0] < edge;
        row *of = &s->rows.items[c->row];
        if (!label && c->begin[0] < of->begin)
            of->begin = c->begin[0];
    }
    for (size_t r = 0; r < s->rows.count; r++)
        if (s->rows.items[r].cells > 1)
            m.rows[m.row_count++] = &s->rows.items[r];
    qsort(m.rows, m.row_count, sizeof *m.rows, by_top);
    qsort(m.labels, m.label_count, sizeof *m.labels, by_half);
    if (m.label_count > 0 && m.label_count <= m.row_count)
        raise_labels(s, &m);
}

/* ---- whether it is one ---- */

static int by_row(const void *a, const void *b) {
    const cell *x = *(const cell *const *)a, *y = *(const cell *const *)b;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    if (x->begin[0] != y->begin[0])
        return x->begin[0] < y->begin[0] ? -1 : 1;
    return x < y ? -1 : x > y;
}

/* The cells of each row from left to right; as many as it has. */
static const cell ***cells_of_rows(const spread *s) {
    const cell **all = BDL_NEW_ARRAY(s->arena, const cell *, s->cells.count + 1);
    const cell ***out = BDL_NEW_ARRAY(s->arena, const cell **, s->rows.count + 1);
    for (size_t k = 0; k < s->cells.count; k++)
        all[k] = &s->cells.items[k];
    qsort(all, s->cells.count, sizeof *all, by_row);
    for (size_t k = s->cells.count; k-- > 0;)
        out[all[k]->row] = &all[k];
    return out;
}

/* Whether the cells of a row stand beside each other. */
static bool are_apart(const cell **cells, size_t count) {
    for (size_t k = 1; k < count; k++)
        if (cells[k]->begin[0] < cells[k - 1]->end[0])
            return false;
    return true;
}

/* Whether a row of one cell, which is no label, ends the sheet: a title, a text. */
static bool is_alone(const spread *s, size_t r, const cell **cells) {
    return s->rows.items[r].cells == 1 && !is_label(s, cells[0]);
}

/* ---- rows as lines ---- */

static bdl_word word_of(const cell *c, const bdl_worded *line) {
    const bdl_piece *first = &c->pieces.items[0];
    bdl_word out = *first->word;
    if (c->pieces.count == 1 && first->line == line)
        return out;
    memcpy(out.begin, c->begin, sizeof out.begin);
    memcpy(out.end, c->end, sizeof out.end);
    out.parted = false;
    out.pieces = c->pieces.items;
    out.piece_count = c->pieces.count;
    out.number &= c->pieces.count == 1;
    return out;
}

/* The line that begins the most of the cells. */
static const bdl_worded *line_of(const cell **cells, size_t count) {
    const bdl_worded *best = NULL;
    size_t most = 0;
    for (size_t k = 0; k < count; k++) {
        size_t same = 0;
        for (size_t n = 0; n < count; n++)
            same += cells[n]->pieces.items[0].line == cells[k]->pieces.items[0].line;
        if (same > most) {
            most = same;
            best = cells[k]->pieces.items[0].line;
        }
    }
    return best;
}

static bdl_worded line_from(const spread *s, const cell **cells, size_t count) {
    const bdl_worded *line = line_of(cells, count);
    bdl_worded out = {.line = line->line, .count = count};
    out.words = BDL_NEW_ARRAY(s->arena, bdl_word, count + 1);
    for (size_t k = 0; k < count; k++)
        out.words[k] = word_of(cells[k], line);
    return out;
}

static int by_middle(const void *a, const void *b) {
    const row *x = *(const row *const *)a, *y = *(const row *const *)b;
    uint32_t m = x->top + x->bottom, n = y->top + y->bottom;
    return (m > n) - (m < n);
}

/* How many rows of several cells stand right below another. */
static size_t count_tight(const row **rows, size_t count, size_t *several) {
    const row *last = NULL;
    size_t tight = 0;
    *several = 0;
    for (size_t r = 0; r < count; r++) {
        if (rows[r]->cells < 2)
            continue;
        tight += last && last->bottom + 1 >= rows[r]->top;
        ++*several;
        last = rows[r];
    }
    return tight;
}

static bdl_spread rows_as_lines(spread *s) {
    enum { TIGHT_PER = 4 };
    bdl_spread out = {.rows = BDL_NEW_ARRAY(s->arena, bdl_worded, s->rows.count + 1),
                      .ends = BDL_NEW_ARRAY(s->arena, size_t, s->rows.count + 1)};
    const row **rows = BDL_NEW_ARRAY(s->arena, const row *, s->rows.count + 1);
    const cell ***all = cells_of_rows(s);
    uint32_t bottom = 0;
    size_t end = 0;
    for (size_t r = 0; r < s->rows.count; r++)
        rows[r] = &s->rows.items[r];
    qsort(rows, s->rows.count, sizeof *rows, by_middle);
    size_t count = 0, several, tight;
    for (; count < s->rows.count; count++) {
        size_t r = (size_t)(rows[count] - s->rows.items);
        const cell **cells = all[r];
        if (rows[count]->cells == 0)
            continue;
        if (is_alone(s, r, cells))
            break;
        if (!are_apart(cells, rows[count]->cells))
            return (bdl_spread){.count = 0};
        bottom = rows[count]->bottom > bottom ? rows[count]->bottom : bottom;
        while (end < s->lines.count && s->lines.items[end].line.number <= bottom)
            end++;
        out.rows[out.count] = line_from(s, cells, rows[count]->cells);
        out.rows[out.count].under_label = rows[count]->under_label;
        out.ends[out.count++] = end;
    }
    tight = count_tight(rows, count, &several);
    if (several < ROWS_MIN || tight * TIGHT_PER > several)
        return (bdl_spread){.count = 0};
    return out;
}

/* ---- all together ---- */

static uint32_t side_of(const spread *s) {
    int m = s->measure;
    uint32_t left = UINT32_MAX, right = 0;
    for (size_t i = 0; i < s->lines.count; i++) {
        const bdl_worded *line = &s->lines.items[i];
        const bdl_word *first = &line->words[0], *last = first + line->count - 1;
        left = first->begin[m] < left ? first->begin[m] : left;
        right = last->end[m] > right ? last->end[m] : right;
    }
    return left + (right - left) / SIDE;
}

bdl_spread bdl_aligned_spread(bdl_arena *arena, const bdl_worded *lines, size_t count) {
    spread s = {.arena = arena};
    size_t apart = 0;
    take_lines(&s, lines, count);
    for (size_t i = 1; i < s.lines.count; i++)
        apart += s.lines.items[i].gap > 0;
    if (apart < ROWS_MIN)
        return (bdl_spread){.count = 0};
    s.measure = bdl_form_measure(s.lines.items, s.lines.count);
    s.side = side_of(&s);
    for (size_t i = 0; i < s.lines.count; i++)
        add_line(&s, i);
    place_cells(&s);
    place_labels(&s);
    merge_labels(&s);
    return rows_as_lines(&s);
}
