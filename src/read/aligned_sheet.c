/* aligned_sheet.c - sheets in aligned text.
 *
 * The lines of a table share their columns; those of a sheet do not: each has labels and
 * values of its own, down to a line of headings under which all words fit. What stands
 * above is taken line by line, a word a cell; what stands below, by the headings. */
#include "read/aligned_sheet.h"

#include "base/text.h"
#include "read/aligned.h"
#include "read/form.h"
#include "read/line_row.h"

enum {
    HEADINGS_MIN = 4, /* words of the line over the table of texts */
    HEADINGS_MAX = 24,
    LINES_MIN = 3,  /* below it */
    ABOVE_MAX = 60, /* lines of labels and values */
    GAP_MAX = 1,    /* blank lines between two lines */
    PUSHED = 2,     /* blanks a full cell may push the next one */
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
    return line->gap > GAP_MAX ||
           (line->gap > 0 && (line->count == 1 || bdl_words_are_part(line)));
}

/* Takes the headings at line H, which may stand on three lines, or over headings that
 * only some of them have. */
static void take_heads(bdl_arena *arena, const bdl_worded *lines, size_t count, size_t h,
                       bdl_aligned_sheet *at) {
    at->heads = lines[h];
    at->head = h;
    at->rows = h + 1;
    if (h + 1 >= count || lines[h + 1].gap > 0)
        return;
    const bdl_worded *below = &lines[h + 1];
    if (below->count + lines[h].count > HEADINGS_MAX)
        return;
    if (h > 0 && bdl_form_has_pieces(lines, count, h)) {
        at->heads = bdl_form_merge(arena, &lines[h], &lines[h - 1]);
        at->head = h - 1;
        at->rows = h + 2;
        return;
    }
    for (size_t w = 0; w < below->count; w++)
        if (!bdl_form_is_beside(&below->words[w], &lines[h]))
            return;
    if (below->count < 2 || bdl_words_has_figure(below))
        return;
    at->heads = bdl_form_merge(arena, &lines[h], below);
    at->rows = h + 2;
}

/* Where the table of texts under its headings ends; left of these a label of all of it
 * may stand. */
static size_t table_end(bdl_arena *arena, const bdl_worded *lines, size_t count,
                        const bdl_aligned_sheet *at) {
    size_t end = at->rows;
    for (; end < count && !is_apart(&lines[end]); end++) {
        bdl_worded line = parted(arena, &at->heads, &lines[end], at->measure);
        if (line.words[0].end[at->measure] < at->heads.words[0].begin[at->measure]) {
            line.words++;
            line.count--;
        }
        if (!fits(&at->heads, &line, at->measure))
            break;
    }
    return end;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool has_digit(bdl_str s) {
    for (size_t i = 0; i < s.len; i++)
        if (is_digit(s.data[i]))
            return true;
    return false;
}

/* Whether most words below the headings are figures: then it is an ordinary table. */
static bool holds_figures(const bdl_worded *lines, size_t from, size_t end) {
    size_t figures = 0, words = 0;
    for (size_t i = from; i < end; i++)
        for (size_t w = 0; w < lines[i].count; w++) {
            words++;
            figures += lines[i].words[w].number && has_digit(lines[i].words[w].text);
        }
    return figures * 2 > words;
}

/* Whether an amount with a point stands in LINE, alone or behind its label. */
static bool has_amount(const bdl_worded *line) {
    bdl_str s = line->line.text;
    size_t point = bdl_str_find(s, BDL_STR("."), 1);
    for (; point < s.len - 1; point = bdl_str_find(s, BDL_STR("."), point + 1))
        if (is_digit(s.data[point - 1]) && is_digit(s.data[point + 1]))
            return true;
    return false;
}

/* Whether the lines above the headings hold what is under no heading: figures, and words
 * over several. */
static bool stands_apart(const bdl_worded *lines, const bdl_aligned_sheet *at) {
    bool figures = false, across = false;
    for (size_t i = 0; i < at->head && !(figures && across); i++) {
        figures = figures || bdl_words_has_figure(&lines[i]) || has_amount(&lines[i]);
        across = across || !fits(&at->heads, &lines[i], at->measure);
    }
    return figures && across;
}

/* Where the rows of labels and values end that follow the table. */
static size_t tail_end(const bdl_worded *lines, size_t count,
                       const bdl_aligned_sheet *at) {
    size_t end = at->end;
    for (; end < count && lines[end].gap == 0; end++) {
        const bdl_word *first = &lines[end].words[0];
        bool label = lines[end].count > 1 &&
                     (end > at->end ||
                      first->begin[at->measure] < at->heads.words[0].end[at->measure]);
        if (!label && end == at->end)
            break;
        if (!label &&
            (lines[end].count > 1 || lines[end - 1].count < 2 ||
             lines[end - 1].words[1].begin[at->measure] != first->begin[at->measure]))
            break;
    }
    return end;
}

static bool may_head(const bdl_worded *line) {
    return line->count >= HEADINGS_MIN && line->count <= HEADINGS_MAX &&
           !bdl_words_has_figure(line);
}

/* Whether most lines of a table without labels above it lack its first cell, which then
 * is merged over rows. */
static bool is_merged(const bdl_worded *lines, const bdl_aligned_sheet *at) {
    enum { WIDE = 6 };
    size_t lacking = 0;
    for (size_t i = at->rows; i < at->end; i++)
        lacking +=
            lines[i].words[0].begin[at->measure] >= at->heads.words[0].end[at->measure];
    return at->heads.count >= WIDE && lacking * 2 > at->end - at->rows;
}

/* The line whose headings the most lines stand under. */
static bdl_aligned_sheet find_by(bdl_arena *arena, const bdl_worded *lines, size_t count,
                                 bool again, int m) {
    bdl_aligned_sheet best = {0};
    for (size_t h = 0; h < count && h < ABOVE_MAX; h++) {
        bdl_aligned_sheet at = {.measure = m, .again = again};
        if (h > 0 && is_apart(&lines[h]))
            break;
        if (may_head(&lines[h])) {
            take_heads(arena, lines, count, h, &at);
            if (again || at.head == 0 || stands_apart(lines, &at))
                at.end = table_end(arena, lines, count, &at);
        }
        size_t least = at.rows + (again ? 1 : LINES_MIN);
        if (at.end >= least && at.end - h > best.end - best.head &&
            (again || at.head > 0 || is_merged(lines, &at)) &&
            !holds_figures(lines, at.rows, at.end))
            best = at;
        if (again)
            break;
    }
    if (best.end > 0)
        best.tail = tail_end(lines, count, &best);
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
    bdl_worded *lines; /* with labels and values */
    size_t count;
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
        if (k == 0 ? i + 1 == w->count : i == 0)
            continue;
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
    return i > 0 && i + 1 < w->count && w->lines[i].count == 1 &&
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

/* Whether the words of two lines stand beside each other: the one is half a line lower.
 */
static bool are_beside(const bdl_worded *a, const bdl_worded *b) {
    for (size_t k = 0; k < a->count; k++)
        if (!bdl_form_is_beside(&a->words[k], b))
            return false;
    return true;
}

/* The word of ABOVE that WORD goes on with: it begins there too, and the cell is full. */
static bool continues(const bdl_worded *above, const bdl_word *word, int m) {
    enum { ROOM = 3 };
    for (size_t a = 0; a < above->count; a++)
        if (above->words[a].begin[m] == word->begin[m])
            return !word->number &&
                   (a + 1 == above->count ||
                    above->words[a].end[m] + ROOM >= above->words[a + 1].begin[m]);
    return false;
}

/* Whether LINE holds nothing but the rest of cells of the line above it. */
static bool is_rest(const bdl_worded *above, const bdl_worded *line, int m) {
    if (line->gap > 0 || line->count >= above->count)
        return false;
    for (size_t k = 0; k < line->count; k++)
        if (!continues(above, &line->words[k], m))
            return false;
    return true;
}

/* Puts a lone word into the line that it stands beside. */
static void join_halves(writer *w) {
    size_t kept = 0;
    bool rest = false; /* the line above has but the rest of cells */
    for (size_t i = 0; i < w->count; i++) {
        bdl_worded *above = &w->lines[kept > 0 ? kept - 1 : 0], *line = &w->lines[i];
        bool goes_on = kept > 0 && is_rest(above, line, w->sheet->measure);
        bool joins = kept > 0 && line->gap == 0 && !rest && !goes_on &&
                     (line->count == 1 || above->count == 1) && are_beside(line, above);
        if (joins)
            *above = bdl_form_merge(w->scratch, above, line);
        else
            w->lines[kept++] = *line;
        rest = goes_on;
    }
    w->count = kept;
}

static void add_labels(writer *w, const bdl_worded *lines, size_t count) {
    w->lines = BDL_NEW_ARRAY(w->scratch, bdl_worded, count + 1);
    memcpy(w->lines, lines, count * sizeof *lines);
    w->count = count;
    join_halves(w);
    for (size_t i = 0; i < w->count; i++) {
        part_label(w, i);
        bdl_words_cut(w->scratch, &w->lines[i], is_beside_amount, NULL);
    }
    for (size_t i = 0; i < w->count; i++) {
        bool under = i > 0 && place_under(w, i, line_above(w, i));
        if (is_middle(w, i))
            continue; /* in the row above */
        if (i + 1 < w->count && is_middle(w, i + 1)) {
            add_own_row(w, i, i + 1);
        } else if (under &&
                   (goes_on(w, i, line_above(w, i)) ||
                    is_rest(&w->lines[i - 1], &w->lines[i], w->sheet->measure))) {
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

/* ---- lists of figures among the labels ---- */

/* Whether LINE is a row of such a list: three figures, two of them side by side. */
static bool is_figures(const bdl_worded *line) {
    enum { FIGURES_MIN = 3 };
    size_t figures = 0;
    bool beside = false;
    for (size_t k = 0; k < line->count; k++) {
        figures += line->words[k].number;
        beside |= k > 0 && line->words[k].number && line->words[k - 1].number;
    }
    return beside && figures >= FIGURES_MIN;
}

/* The next row of figures from line I on, beside which a label may stand. */
static size_t next_figures(const bdl_worded *lines, size_t count, size_t i) {
    if (i < count && lines[i].count == 1 && lines[i].gap == 0)
        i++;
    return i < count && is_figures(&lines[i]) ? i : count;
}

/* Whether a heading of the figures on line ROW stands on LINE. */
static bool is_over_figures(const bdl_worded *line, const bdl_worded *row, int m) {
    for (size_t k = 0; k < row->count; k++)
        for (size_t v = 0; row->words[k].number && v < line->count; v++)
            if (apart(&line->words[v], &row->words[k], m) <= PUSHED)
                return true;
    return false;
}

/* Where the headings begin of the list whose first row is line ROW; ROW: it has none. */
static size_t figures_head(const bdl_worded *lines, size_t row, int m) {
    enum { LINES_MAX = 4 };
    size_t at = row;
    bool several = false; /* headings on one line */
    while (at > 0 && row - at < LINES_MAX && lines[at].gap == 0) {
        const bdl_worded *above = &lines[at - 1];
        if (bdl_words_has_figure(above) ||
            !(at == row ? is_over_figures(above, &lines[row], m)
                        : are_beside(above, &lines[at])))
            break;
        at--;
        if (several && above->count == 1)
            break;
        several |= above->count > 1;
    }
    return several ? at : row;
}

/* Adds a list of figures; the label of all of it, beside the rows, heads their names. */
static void add_figures(writer *w, const bdl_worded *lines, size_t count, size_t row) {
    bdl_worded *all = BDL_NEW_ARRAY(w->scratch, bdl_worded, count + 1), *label = &all[0];
    const bdl_word *name = &lines[row].words[0];
    size_t kept = 1;
    for (size_t i = 0; i < count; i++) {
        const bdl_word *first = &lines[i].words[0];
        bool is_label = i > row && lines[i].count == 1 && label->count == 0 &&
                        first->end[BDL_IN_WIDTH] < name->begin[BDL_IN_WIDTH];
        *(is_label ? label : &all[kept++]) = lines[i];
    }
    bool headed = false;
    for (size_t i = 0; i < row; i++)
        headed |= !bdl_form_is_beside(name, &lines[i]);
    if (label->count > 0 && headed) {
        add_labels(w, label, 1);
        label->count = 0;
    } else if (label->count > 0) {
        bdl_str text = label->words->text;
        label->words = BDL_NEW(w->scratch, bdl_word);
        *label->words = *name;
        label->words->text = text;
        label->words->number = false;
    }
    bool none = label->count == 0;
    bdl_aligned_rows(w->reading, w->scratch, all + none, kept - none, &w->grid);
}

/* Adds COUNT lines of labels and values, and the lists of figures among them. */
static void add_front(writer *w, bdl_worded *lines, size_t count) {
    int m = w->sheet->measure;
    size_t from = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_figures(&lines[i]) || next_figures(lines, count, i + 1) == count)
            continue;
        size_t head = figures_head(lines + from, i - from, m) + from, end = i + 1;
        if (head == i)
            continue;
        for (size_t n; (n = next_figures(lines, count, end)) < count;)
            end = n + 1;
        add_labels(w, lines + from, head - from);
        add_figures(w, lines + head, end - head, i - head);
        from = end;
        i = end - 1;
    }
    add_labels(w, lines + from, count - from);
}

/* ---- the table of texts ---- */

/* Puts the headings into their columns, of which FRONT have none. */
static void add_heads(writer *w, const bdl_worded *lines, size_t front) {
    const bdl_aligned_sheet *sheet = w->sheet;
    for (size_t i = sheet->head; i < sheet->rows; i++)
        for (size_t k = 0; k < lines[i].count; k++)
            for (size_t c = 0; c < sheet->heads.count; c++)
                if (bdl_words_overlap(&sheet->heads.words[c], &lines[i].words[k],
                                      sheet->measure)) {
                    bdl_line_row_put(w->reading, &w->row, &lines[i], &lines[i].words[k],
                                     c + front);
                    break;
                }
}

static void add_texts(writer *w, const bdl_worded *lines) {
    const bdl_aligned_sheet *sheet = w->sheet;
    size_t count = sheet->end - sheet->rows, next = 0;
    bdl_worded *all = BDL_NEW_ARRAY(w->scratch, bdl_worded, count + 1);
    all[0] = sheet->heads;
    memcpy(all + 1, lines + sheet->rows, count * sizeof *lines);
    bdl_form_list list =
        bdl_form_list_find(w->scratch, all, count + 1, sheet->measure, sheet->again);
    w->row = bdl_line_row_begin(w->reading, w->scratch, list.columns);
    add_heads(w, lines, list.columns - sheet->heads.count);
    for (size_t row = 0; next < list.words.count || row == 0; row++) {
        for (; next < list.words.count && list.words.items[next].row == row; next++)
            bdl_line_row_put(w->reading, &w->row, list.words.items[next].line,
                             list.words.items[next].word, list.words.items[next].column);
        bdl_line_row_end(w->reading, &w->row, &w->grid);
    }
}

void bdl_aligned_sheet_add(bdl_reading *reading, bdl_arena *scratch, bdl_worded *lines,
                           const bdl_aligned_sheet *sheet) {
    writer w = {.reading = reading, .scratch = scratch, .sheet = sheet};
    bdl_grid_begin(reading, &w.grid);
    add_front(&w, lines, sheet->head);
    add_texts(&w, lines);
    w.row.place.line = 0;
    add_front(&w, lines + sheet->end, sheet->tail - sheet->end);
    bdl_grid_end(reading, &w.grid);
}
