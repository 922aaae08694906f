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
        size_t found = SIZE_MAX, over = 0;
        for (size_t a = 0; a < above->count; a++) {
            if (above->words[a].begin[m] == line->words[k].begin[m])
                found = a;
            over += bdl_words_overlap(&above->words[a], &line->words[k], m);
        }
        for (size_t a = 0; found == SIZE_MAX && over == 1 && a < above->count; a++)
            if (bdl_words_overlap(&above->words[a], &line->words[k], m))
                found = a;
        if (found == SIZE_MAX)
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

/* A text that goes on behind a comma or a full stop is no label with its value. */
static bool is_sentence(bdl_str s) {
    return bdl_str_find(s, BDL_STR("，"), 0) != SIZE_MAX ||
           bdl_str_find(s, BDL_STR("。"), 0) != SIZE_MAX;
}

/* A label one blank before its value is told by the next line, or the one above. */
static void part_label(writer *w, size_t i) {
    bdl_worded *line = &w->lines[i];
    bdl_worded first = {.line = line->line, .words = line->words, .count = 1};
    bool sentence = is_sentence(line->words[0].text);
    for (size_t k = 0; k < 2 && line->words[0].parted && !sentence; k++) {
        if (k == 0 ? i + 1 == w->count : i == 0)
            continue;
        const bdl_worded *beside = &w->lines[k == 0 ? i + 1 : i - 1];
        bdl_worded cut =
            bdl_aligned_sheet_part(w->scratch, beside, &first, w->sheet->measure);
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
            if (bdl_words_apart(&line->words[v], &row->words[k], m) <= BDL_WORDS_PUSHED)
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
