/* aligned_sheet.c - sheets in aligned text.
 *
 * The lines of a table share their columns; those of a sheet do not: each has labels and
 * values of its own, down to a line of headings under which all words fit. What stands
 * above is taken line by line, a word a cell; what stands below, by the headings. */
#include "read/aligned_sheet.h"

#include "base/text.h"
#include "read/line_row.h"

enum {
    HEADINGS_MIN = 4, /* words of the line over the table of texts */
    LINES_MIN = 3,    /* below it */
    ABOVE_MAX = 60,   /* lines of labels and values */
    GAP_MAX = 1,      /* blank lines between two lines */
    PUSHED = 2,       /* blanks a full cell may push the next one */
    FULL = 3,         /* blanks a wrapped word may leave in its column */
    NOWHERE = 255,
};

static uint32_t apart(const bdl_word *a, const bdl_word *b, int m) {
    return a->end[m] <= b->begin[m]   ? b->begin[m] - a->end[m]
           : b->end[m] <= a->begin[m] ? a->begin[m] - b->end[m]
                                      : 0;
}

/* The word of HEAD that WORD stands under: the only one that shares positions with it, or
 * the nearest. NOWHERE: it stands under several. None before word FROM of HEAD does. */
static size_t column_of(const bdl_worded *head, const bdl_word *word, int m,
                        size_t from) {
    size_t count = head->count < NOWHERE ? head->count : NOWHERE, k = from;
    const bdl_word *words = head->words;
    while (k < count && words[k].end[m] <= word->begin[m])
        k++;
    if (k + 1 < count && bdl_words_overlap(&words[k], word, m) &&
        bdl_words_overlap(&words[k + 1], word, m))
        return NOWHERE;
    bool left = k > 0 && (k == count ||
                          apart(&words[k - 1], word, m) <= apart(&words[k], word, m));
    return count > 0 ? k - left : NOWHERE;
}

/* Whether each word of LINE has a column of its own under HEAD. */
static bool fits(const bdl_worded *head, const bdl_worded *line, int m) {
    size_t next = 0; /* the first column that no word has */
    for (size_t w = 0; w < line->count; w++) {
        size_t c = column_of(head, &line->words[w], m, next ? next - 1 : 0);
        if (c == NOWHERE || c < next)
            return false;
        next = c + 1;
    }
    return true;
}

/* ---- cells one blank apart ---- */

typedef struct edges {
    const bdl_worded *line; /* where its words begin others may */
    int measure;
} edges;

static bool begins_at(void *ctx, const bdl_word *left, const bdl_word *right) {
    const edges *e = ctx;
    int m = e->measure;
    for (size_t k = 0; k < e->line->count; k++) {
        uint32_t edge = e->line->words[k].begin[m];
        if (left->begin[m] + PUSHED < edge && right->begin[m] <= edge + PUSHED &&
            right->begin[m] + PUSHED >= edge)
            return true;
    }
    return false;
}

/* LINE, its words parted where those of HEAD begin. */
static bdl_worded parted(bdl_arena *arena, const bdl_worded *head, const bdl_worded *line,
                         int m) {
    edges e = {head, m};
    bdl_worded out = *line;
    bool any = false;
    for (size_t k = 0; k < line->count; k++)
        any |= line->words[k].parted;
    if (any)
        bdl_words_cut(arena, &out, begins_at, &e);
    return out;
}

/* A lone word behind a blank line is the title of what comes next. */
static bool is_apart(const bdl_worded *line) {
    return line->gap > GAP_MAX || (line->gap > 0 && line->count == 1);
}

/* Where the table of texts under line HEAD ends. */
static size_t table_end(bdl_arena *arena, const bdl_worded *lines, size_t count,
                        const bdl_aligned_sheet *at) {
    const bdl_worded *head = &lines[at->head];
    size_t end = at->head + 1;
    for (; end < count && !is_apart(&lines[end]); end++) {
        bdl_worded line = parted(arena, head, &lines[end], at->measure);
        if (!fits(head, &line, at->measure))
            break;
    }
    return end;
}

/* Whether most words below the headings are figures: then it is an ordinary table. */
static bool holds_figures(const bdl_worded *lines, size_t from, size_t end) {
    size_t figures = 0, words = 0;
    for (size_t i = from; i < end; i++)
        for (size_t w = 0; w < lines[i].count; w++) {
            words++;
            figures += lines[i].words[w].number;
        }
    return figures * 2 > words;
}

/* Whether the lines above the headings hold what is under no heading: figures, and words
 * over several. */
static bool stands_apart(const bdl_worded *lines, size_t head, int m) {
    bool figures = false, across = false;
    for (size_t i = 0; i < head; i++) {
        figures |= bdl_words_has_figure(&lines[i]);
        across = across || !fits(&lines[head], &lines[i], m);
    }
    return figures && across;
}

static bool may_head(const bdl_worded *line) {
    return line->count >= HEADINGS_MIN && !bdl_words_has_figure(line);
}

/* The line whose headings the most lines stand under. */
static bdl_aligned_sheet find_by(bdl_arena *arena, const bdl_worded *lines, size_t count,
                                 bool again, int m) {
    bdl_aligned_sheet best = {0};
    for (size_t h = again ? 0 : 1; h < count && h < ABOVE_MAX; h++) {
        bdl_aligned_sheet at = {.head = h, .measure = m};
        if (h > 0 && is_apart(&lines[h]))
            break;
        if (may_head(&lines[h]) && (again || stands_apart(lines, h, m)))
            at.end = table_end(arena, lines, count, &at);
        size_t least = h + 1 + (again ? 1 : LINES_MIN);
        if (at.end >= least && at.end - h > best.end - best.head &&
            !holds_figures(lines, h + 1, at.end))
            best = at;
        if (again)
            break;
    }
    return best;
}

bdl_aligned_sheet bdl_aligned_sheet_find(bdl_arena *arena, const bdl_worded *lines,
                                         size_t count, bool again) {
    bdl_aligned_sheet wide = find_by(arena, lines, count, again, BDL_IN_WIDTH);
    bdl_aligned_sheet narrow = find_by(arena, lines, count, again, BDL_IN_CHARS);
    return narrow.end > wide.end ? narrow : wide;
}

/* ---- labels and values ---- */

/* The row that is open: its lines' words, and the cell that each stands in. */
typedef struct writer {
    bdl_reading *reading;
    bdl_arena *scratch;
    const bdl_aligned_sheet *sheet;
    bdl_worded *lines;
    bdl_grid grid;
    bdl_line_row row;
} writer;

/* Gives the words of line I the cells of the words that they stand under in line UPPER;
 * false when one stands under none of its own. */
static bool place_under(writer *w, size_t i, size_t upper) {
    bdl_worded *line = &w->lines[i], *above = &w->lines[upper];
    int m = w->sheet->measure;
    if (line->count > above->count)
        return false;
    for (size_t k = 0; k < line->count; k++) {
        size_t found = NOWHERE, over = 0;
        for (size_t a = 0; a < above->count; a++) {
            if (above->words[a].begin[m] == line->words[k].begin[m])
                found = a;
            over += bdl_words_overlap(&above->words[a], &line->words[k], m);
        }
        for (size_t a = 0; found == NOWHERE && over == 1 && a < above->count; a++)
            if (bdl_words_overlap(&above->words[a], &line->words[k], m))
                found = a;
        if (found == NOWHERE)
            return false;
        line->words[k].column = above->words[found].column;
        if (k > 0 && line->words[k].column <= line->words[k - 1].column)
            return false;
    }
    return true;
}

/* Whether the only word of line I goes on with the last cell of the row above it, off the
 * margin. */
static bool goes_on(const writer *w, size_t i, size_t upper) {
    const bdl_worded *line = &w->lines[i], *above = &w->lines[upper];
    return line->count == 1 && line->gap == 0 && line->words[0].column > 0 &&
           w->row.place.line > 0 &&
           line->words[0].column == above->words[above->count - 1].column;
}

static void put_line(writer *w, size_t i) {
    for (size_t k = 0; k < w->lines[i].count; k++)
        bdl_line_row_put(w->reading, &w->row, &w->lines[i], &w->lines[i].words[k],
                         w->lines[i].words[k].column);
}

static bool is_amount(bdl_str s) {
    return bdl_words_is_number(s) && bdl_words_has_point(s);
}

/* Whether an amount ends or begins between two pieces. */
static bool is_beside_amount(void *ctx, const bdl_word *left, const bdl_word *right) {
    size_t end = 0;
    (void)ctx;
    while (end < right->text.len && right->text.data[end] != ' ')
        end++;
    return is_amount(left->text) != is_amount(bdl_str_of(right->text.data, end)) &&
           (is_amount(left->text) || end == right->text.len);
}

/* A label one blank before its value is told by the next line, or the one above. */
static void part_label(writer *w, size_t i) {
    bdl_worded *line = &w->lines[i];
    bdl_worded first = {.line = line->line, .words = line->words, .count = 1};
    for (size_t k = 0; k < 2 && line->words[0].parted; k++) {
        if (k == 1 && i == 0)
            break;
        const bdl_worded *beside = &w->lines[k == 0 ? i + 1 : i - 1];
        bdl_worded cut = parted(w->scratch, beside, &first, w->sheet->measure);
        if (cut.count != 2)
            continue;
        bdl_word *words = BDL_NEW_ARRAY(w->scratch, bdl_word, line->count + 1);
        memcpy(words, cut.words, 2 * sizeof *words);
        memcpy(words + 2, line->words + 1, (line->count - 1) * sizeof *words);
        line->words = words;
        line->count++;
        return;
    }
}

static uint32_t margin_of(const writer *w, size_t i) {
    return w->lines[i].words[0].begin[w->sheet->measure];
}

/* Whether line I is a label that stands in the middle of the lines around it, which it is
 * the label of. */
static bool is_middle(const writer *w, size_t i) {
    enum { MARGIN = 2 };
    return i > 0 && i + 1 < w->sheet->head && w->lines[i].count == 1 &&
           margin_of(w, i) <= MARGIN && margin_of(w, i - 1) > MARGIN &&
           margin_of(w, i + 1) > MARGIN;
}

static void begin_row(writer *w, size_t width) {
    bdl_line_row_end(w->reading, &w->row, &w->grid);
    w->row = bdl_line_row_begin(w->reading, w->scratch, width);
}

/* The row of line I, and left of it the label LABEL when there is one. */
static void add_own_row(writer *w, size_t i, size_t label) {
    bdl_worded *line = &w->lines[i];
    bool labelled = label != i;
    begin_row(w, line->count + labelled);
    for (size_t k = 0; k < line->count; k++)
        line->words[k].column = k + labelled;
    if (labelled)
        bdl_line_row_put(w->reading, &w->row, &w->lines[label], w->lines[label].words, 0);
    put_line(w, i);
}

/* The line that stands above line I, but for a label in the middle of both. */
static size_t line_above(const writer *w, size_t i) {
    return i > 1 && is_middle(w, i - 1) ? i - 2 : i - 1;
}

static void add_labels(writer *w) {
    for (size_t i = 0; i < w->sheet->head; i++) {
        part_label(w, i);
        bdl_words_cut(w->scratch, &w->lines[i], is_beside_amount, NULL);
    }
    for (size_t i = 0; i < w->sheet->head; i++) {
        bool under = i > 0 && place_under(w, i, line_above(w, i));
        if (is_middle(w, i))
            continue; /* in the row above */
        if (i + 1 < w->sheet->head && is_middle(w, i + 1)) {
            add_own_row(w, i, i + 1);
        } else if (under && goes_on(w, i, line_above(w, i))) {
            put_line(w, i);
        } else if (under) {
            begin_row(w, w->row.count);
            put_line(w, i);
        } else {
            add_own_row(w, i, i);
        }
    }
    bdl_line_row_end(w->reading, &w->row, &w->grid);
}

/* ---- the table of texts ---- */

/* How wide the widest word under each heading is. */
static uint32_t *find_widest(const writer *w) {
    const bdl_worded *head = &w->lines[w->sheet->head];
    int m = w->sheet->measure;
    uint32_t *widest = BDL_NEW_ARRAY(w->scratch, uint32_t, head->count + 1);
    for (size_t i = w->sheet->head + 1; i < w->sheet->end; i++)
        w->lines[i] = parted(w->scratch, head, &w->lines[i], m);
    for (size_t i = w->sheet->head + 1; i < w->sheet->end; i++)
        for (size_t k = 0; k < w->lines[i].count; k++) {
            bdl_word *word = &w->lines[i].words[k];
            word->column = column_of(head, word, m, 0);
            if (bdl_word_width(word, m) > widest[word->column])
                widest[word->column] = bdl_word_width(word, m);
        }
    return widest;
}

/* The word above line I in COLUMN, of the lines from FROM on, no two lines above. */
static const bdl_word *word_above(const writer *w, size_t from, size_t i, size_t column) {
    enum { REACH = 2 };
    for (size_t l = i; l > from && i - l < REACH; l--)
        for (size_t k = 0; k < w->lines[l - 1].count; k++)
            if (w->lines[l - 1].words[k].column == column)
                return &w->lines[l - 1].words[k];
    return NULL;
}

/* Whether all words of line I, no more than half of a row, go on with words of the row
 * from line FROM on that fill their cells; beside them a merged cell of the first column
 * may stand. */
static bool is_rest(const writer *w, const uint32_t *widest, size_t from, size_t i) {
    int m = w->sheet->measure;
    if (w->lines[i].gap > 0 || w->lines[i].count * 2 > w->lines[w->sheet->head].count)
        return false;
    bool merged = w->lines[i].count > 1 && w->lines[i].words[0].column == 0;
    for (size_t k = merged; k < w->lines[i].count; k++) {
        const bdl_word *above = word_above(w, from, i, w->lines[i].words[k].column);
        if (!above || bdl_word_width(above, m) + FULL <= widest[above->column])
            return false;
    }
    return true;
}

/* Whether a line holds but pieces of cells: fewer than half of them. */
static bool is_piece(const writer *w, size_t i) {
    return w->lines[i].count * 2 < w->lines[w->sheet->head].count;
}

/* ---- rows of the table of texts ---- */

/* The rows of the lines below the headings: line I is of row OF[I]. */
typedef struct text_rows {
    size_t lines, count;
    size_t *of, *first, *last; /* FIRST, LAST: lines of each row */
    size_t *of_merged;         /* the row that the cell of the first column is put in */
} text_rows;

static const bdl_worded *text_line(const writer *w, size_t i) {
    return &w->lines[w->sheet->head + 1 + i];
}

static bool has_merged(const writer *w, size_t i) {
    return text_line(w, i)->count > 0 && text_line(w, i)->words[0].column == 0;
}

static void number_rows(const writer *w, text_rows *rows) {
    const uint32_t *widest = find_widest(w);
    size_t base = w->sheet->head + 1, from = 0;
    bool pieces = false; /* nothing but pieces above their row so far */
    for (size_t i = 0; i < rows->lines; i++) {
        bool alone = i > from && text_line(w, i)->count == 1 && has_merged(w, i);
        bool joins = i > from && (alone || (pieces && text_line(w, i)->gap == 0) ||
                                  is_rest(w, widest, base + from, base + i));
        if (!joins) {
            from = i;
            pieces = true;
            rows->first[rows->count++] = i;
        }
        pieces = pieces && is_piece(w, base + i);
        rows->of[i] = rows->count - 1;
        rows->last[rows->count - 1] = i;
    }
}

/* The last row of the cell that begins with row START and has its middle on line I; the
 * number of rows when there is none. */
static size_t last_row(const text_rows *rows, size_t start, size_t i) {
    size_t a = rows->first[start];
    size_t b = 2 * i >= a ? 2 * i - a : 0;
    size_t best = rows->count;
    for (size_t r = rows->of[i]; r < rows->count && rows->last[r] <= b + 1; r++)
        if (rows->last[r] == b || (rows->last[r] + 1 >= b && best == rows->count))
            best = r;
    return best;
}

/* Cells of the first column that are merged over rows may stand in the middle of these:
 * they belong to the first. Told when all of them fill the table that way. */
static void lift_merged(const writer *w, text_rows *rows) {
    size_t *lifted = BDL_NEW_ARRAY(w->scratch, size_t, rows->lines + 1);
    size_t start = 0;
    for (size_t i = 0; i < rows->lines; i++) {
        lifted[i] = rows->of[i];
        if (!has_merged(w, i))
            continue;
        if (start >= rows->count || rows->of[i] < start)
            return;
        lifted[i] = start;
        start = last_row(rows, start, i) + 1;
    }
    if (start == rows->count)
        rows->of_merged = lifted;
}

static bool begins_merged(const writer *w, const text_rows *rows) {
    for (size_t i = 0; i <= rows->last[0]; i++)
        if (has_merged(w, i))
            return true;
    return false;
}

static void add_row(writer *w, const text_rows *rows, size_t row) {
    for (size_t i = 0; i < rows->lines; i++) {
        const bdl_worded *line = text_line(w, i);
        bool merged = has_merged(w, i);
        if (merged && rows->of_merged[i] == row)
            bdl_line_row_put(w->reading, &w->row, line, &line->words[0], 0);
        for (size_t k = merged; rows->of[i] == row && k < line->count; k++)
            bdl_line_row_put(w->reading, &w->row, line, &line->words[k],
                             line->words[k].column);
    }
    bdl_line_row_end(w->reading, &w->row, &w->grid);
}

static void add_texts(writer *w) {
    const bdl_worded *head = &w->lines[w->sheet->head];
    text_rows rows = {.lines = w->sheet->end - w->sheet->head - 1};
    rows.of = BDL_NEW_ARRAY(w->scratch, size_t, rows.lines + 1);
    rows.first = BDL_NEW_ARRAY(w->scratch, size_t, rows.lines + 1);
    rows.last = BDL_NEW_ARRAY(w->scratch, size_t, rows.lines + 1);
    rows.of_merged = rows.of;
    number_rows(w, &rows);
    if (rows.count > 1 && w->sheet->head > 0 && !begins_merged(w, &rows))
        lift_merged(w, &rows);
    w->row = bdl_line_row_begin(w->reading, w->scratch, head->count);
    for (size_t k = 0; k < head->count; k++)
        bdl_line_row_put(w->reading, &w->row, head, &head->words[k], k);
    bdl_line_row_end(w->reading, &w->row, &w->grid);
    for (size_t row = 0; row < rows.count; row++)
        add_row(w, &rows, row);
}

void bdl_aligned_sheet_add(bdl_reading *reading, bdl_arena *scratch, bdl_worded *lines,
                           const bdl_aligned_sheet *sheet) {
    writer w = {.reading = reading, .scratch = scratch, .sheet = sheet, .lines = lines};
    bdl_grid_begin(reading, &w.grid);
    add_labels(&w);
    add_texts(&w);
    bdl_grid_end(reading, &w.grid);
}
