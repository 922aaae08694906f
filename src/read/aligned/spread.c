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
#include "read/aligned/spread_work.h"

enum {
    GAP_MAX = 4, /* blank lines between two rows */
    LINES_MAX = 400,
    TIGHT_MAX = 3, /* lines of figures right below each other */
    ROWS_MIN = 2,  /* of several cells */
    SIDE = 3,      /* labels stand in this part of the width, on the left */
    WIDER_MAX = 4, /* a centred line than the one above it */
};

/* ---- lines ---- */

/* Whether LINE is one text, too long for a label. */
static bool is_text(const bdl_worded *line) {
    return line->count == 1 &&
           bdl_word_width(&line->words[0], BDL_IN_CHARS) > BDL_SPREAD_LABEL_MAX;
}

static bool has_figures(const bdl_worded *line) {
    size_t figures = 0;
    for (size_t w = 0; w < line->count; w++)
        figures += line->words[w].number;
    return figures > 1;
}

/* Takes the lines up to where rows stand too far apart or too near, or a text stands
 * alone; only what is taken is looked at. */
static void take_lines(bdl_spread_work *s, const bdl_worded *lines, size_t count) {
    size_t group = 0, tight = 0; /* group: the first behind a blank line */
    bool alone = false;          /* texts alone so far in it */
    for (size_t i = 0; i < count && i < LINES_MAX; i++) {
        bdl_worded line = lines[i];
        bool begins = i == 0 || line.gap > 0;
        if (i > 0 && (line.gap > GAP_MAX || (begins && alone)))
            break;
        bdl_words_cut(s->arena, &line, bdl_words_end_text, NULL);
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

static const bdl_word *last_of(const bdl_spread_cell *c) {
    return c->pieces.items[c->pieces.count - 1].word;
}

static const bdl_worded *line_of_last(const bdl_spread_cell *c) {
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
static bool is_open(const bdl_spread_work *s, const bdl_spread_cell *c, size_t i) {
    uint32_t number = s->lines.items[i].line.number;
    return c->bottom + 1 == number ||
           (i > 0 && c->bottom + 2 == number && s->lines.items[i].gap == 0);
}

/* The cell above WORD of line I that may go on with it, when there is but one. */
static bdl_spread_cell *above(const bdl_spread_work *s, size_t i, const bdl_word *word) {
    bdl_spread_cell *found = NULL;
    for (size_t k = s->cells.count; k-- > 0;) {
        bdl_spread_cell *c = &s->cells.items[k];
        if (c->top + 2 * BDL_SPREAD_LABEL_MAX < s->lines.items[i].line.number)
            break;
        if (!is_open(s, c, i) || !bdl_words_overlap(last_of(c), word, s->measure))
            continue;
        if (found)
            return NULL;
        found = c;
    }
    return found;
}

static bool is_at_side(const bdl_spread_work *s, const bdl_word *word) {
    return word->begin[s->measure] < s->side &&
           bdl_word_width(word, BDL_IN_CHARS) <= BDL_SPREAD_LABEL_MAX;
}

static bool goes_on(const bdl_spread_work *s, const bdl_spread_cell *c,
                    const bdl_word *word) {
    int m = s->measure;
    const bdl_word *last = last_of(c);
    return !is_value(word) &&
           (last->begin[m] == word->begin[m] ||
            bdl_word_width(word, m) <= bdl_word_width(last, m) + WIDER_MAX);
}

/* Finds the cell that each word of line I goes on with. False where the line is a row of
 * its own: a value stands right below something. */
static bool find_above(const bdl_spread_work *s, size_t i, bdl_spread_cell **of) {
    const bdl_worded *line = &s->lines.items[i];
    bool skips = false, all = true;
    for (size_t w = 0; w < line->count; w++) {
        const bdl_word *word = &line->words[w];
        bdl_spread_cell *c = above(s, i, word);
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
        const bdl_spread_cell *c = of[w];
        if (c && c->bottom + 1 != line->line.number &&
            (!all || (leads && line_of_last(c)->count > line->count)))
            of[w] = NULL;
    }
    return true;
}

static void extend(bdl_spread_work *s, bdl_spread_cell *c, const bdl_worded *line,
                   const bdl_word *word) {
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

static void add_line(bdl_spread_work *s, size_t i) {
    const bdl_worded *line = &s->lines.items[i];
    bdl_spread_cell **of = BDL_NEW_ARRAY(s->arena, bdl_spread_cell *, line->count + 1);
    bool any = find_above(s, i, of);
    for (size_t w = 0; any && w < line->count; w++)
        if (of[w])
            extend(s, of[w], line, &line->words[w]);
    for (size_t w = 0; w < line->count; w++) {
        if (any && of[w])
            continue;
        bdl_spread_cell fresh = {.row = SIZE_MAX};
        extend(s, &fresh, line, &line->words[w]);
        BDL_PUSH(s->arena, &s->cells, fresh);
    }
}

/* ---- rows ---- */

static void put_into(bdl_spread_work *s, bdl_spread_cell *c, size_t r) {
    bdl_spread_row *to = &s->rows.items[r];
    to->top = c->top < to->top ? c->top : to->top;
    to->bottom = c->bottom > to->bottom ? c->bottom : to->bottom;
    to->cells++;
    c->row = r;
}

static void begin_row(bdl_spread_work *s, bdl_spread_cell *c) {
    c->row = s->rows.count;
    BDL_PUSH(s->arena, &s->rows,
             ((bdl_spread_row){
                 .top = c->top, .bottom = c->bottom, .cells = 1, .begin = UINT32_MAX}));
}

/* Cells are in the order of their first lines, so a row meets what stands beside it. */
static void place_cells(bdl_spread_work *s) {
    for (size_t k = 0; k < s->cells.count; k++) {
        bdl_spread_cell *c = &s->cells.items[k];
        if (c->row != SIZE_MAX || (bdl_spread_is_label(s, c) && c->top < c->bottom))
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
static void place_labels(bdl_spread_work *s) {
    size_t rows = s->rows.count;
    for (size_t k = 0; k < s->cells.count; k++) {
        bdl_spread_cell *c = &s->cells.items[k];
        size_t beside = 0, found = 0, middle = SIZE_MAX;
        if (c->row != SIZE_MAX)
            continue;
        for (size_t r = 0; r < rows; r++) {
            const bdl_spread_row *at = &s->rows.items[r];
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

/* ---- whether it is one ---- */

static int by_row(const void *a, const void *b) {
    const bdl_spread_cell *x = *(const bdl_spread_cell *const *)a,
                          *y = *(const bdl_spread_cell *const *)b;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    if (x->begin[0] != y->begin[0])
        return x->begin[0] < y->begin[0] ? -1 : 1;
    return x < y ? -1 : x > y;
}

/* The cells of each row from left to right; as many as it has. */
static const bdl_spread_cell ***cells_of_rows(const bdl_spread_work *s) {
    const bdl_spread_cell **all =
        BDL_NEW_ARRAY(s->arena, const bdl_spread_cell *, s->cells.count + 1);
    const bdl_spread_cell ***out =
        BDL_NEW_ARRAY(s->arena, const bdl_spread_cell **, s->rows.count + 1);
    for (size_t k = 0; k < s->cells.count; k++)
        all[k] = &s->cells.items[k];
    qsort(all, s->cells.count, sizeof *all, by_row);
    for (size_t k = s->cells.count; k-- > 0;)
        out[all[k]->row] = &all[k];
    return out;
}

/* Whether the cells of a row stand beside each other. */
static bool are_apart(const bdl_spread_cell **cells, size_t count) {
    for (size_t k = 1; k < count; k++)
        if (cells[k]->begin[0] < cells[k - 1]->end[0])
            return false;
    return true;
}

/* Whether a row of one cell, which is no label, ends the sheet: a title, a text. */
static bool is_alone(const bdl_spread_work *s, size_t r, const bdl_spread_cell **cells) {
    return s->rows.items[r].cells == 1 && !bdl_spread_is_label(s, cells[0]);
}

/* ---- rows as lines ---- */

static bdl_word word_of(const bdl_spread_cell *c, const bdl_worded *line) {
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
static const bdl_worded *line_of(const bdl_spread_cell **cells, size_t count) {
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

static bdl_worded line_from(const bdl_spread_work *s, const bdl_spread_cell **cells,
                            size_t count) {
    const bdl_worded *line = line_of(cells, count);
    bdl_worded out = {.line = line->line, .count = count};
    out.words = BDL_NEW_ARRAY(s->arena, bdl_word, count + 1);
    for (size_t k = 0; k < count; k++)
        out.words[k] = word_of(cells[k], line);
    return out;
}

static int by_middle(const void *a, const void *b) {
    const bdl_spread_row *x = *(const bdl_spread_row *const *)a,
                         *y = *(const bdl_spread_row *const *)b;
    uint32_t m = x->top + x->bottom, n = y->top + y->bottom;
    if (m != n)
        return m < n ? -1 : 1;
    return x < y ? -1 : x > y;
}

/* How many rows of several cells stand right below another. */
static size_t count_tight(const bdl_spread_row **rows, size_t count, size_t *several) {
    const bdl_spread_row *last = NULL;
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

static bdl_spread rows_as_lines(bdl_spread_work *s) {
    enum { TIGHT_PER = 4 };
    bdl_spread out = {.rows = BDL_NEW_ARRAY(s->arena, bdl_worded, s->rows.count + 1),
                      .ends = BDL_NEW_ARRAY(s->arena, size_t, s->rows.count + 1)};
    const bdl_spread_row **rows =
        BDL_NEW_ARRAY(s->arena, const bdl_spread_row *, s->rows.count + 1);
    const bdl_spread_cell ***all = cells_of_rows(s);
    uint32_t bottom = 0;
    size_t end = 0;
    for (size_t r = 0; r < s->rows.count; r++)
        rows[r] = &s->rows.items[r];
    qsort(rows, s->rows.count, sizeof *rows, by_middle);
    size_t count = 0, several, tight;
    for (; count < s->rows.count; count++) {
        size_t r = (size_t)(rows[count] - s->rows.items);
        const bdl_spread_cell **cells = all[r];
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

static uint32_t side_of(const bdl_spread_work *s) {
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
    bdl_spread_work s = {.arena = arena};
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
    bdl_spread_give_labels(&s);
    return rows_as_lines(&s);
}
