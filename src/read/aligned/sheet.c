/* sheet.c - sheets in aligned text.
 *
 * The lines of a table share their columns; those of a sheet do not: each has labels and
 * values of its own, down to a line of headings under which all words fit. What stands
 * above is taken line by line, a word a cell; what stands below, by the headings. */
#include "read/aligned/sheet.h"

#include "base/text.h"
#include "read/aligned/form.h"
#include "read/aligned/line_row.h"
#include "read/aligned/sheet_heads.h"
#include "read/aligned/table.h"

enum { MARGIN = 2 };

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

/* Gives the words of line I the cells of the words that they stand under in the line
 * above; false when one stands under none of its own. */
static bool place_under(writer *w, size_t i) {
    bdl_worded *line = &w->lines[i], *above = line - 1;
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
static bool goes_on(const writer *w, size_t i) {
    const bdl_worded *line = &w->lines[i], *above = line - 1;
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

/* Whether an amount ends or begins between two pieces: one behind a text longer than a
 * label is part of it. */
static bool is_beside_amount(void *ctx, const bdl_word *left, const bdl_word *right) {
    enum { LABEL_MAX = 24 };
    size_t end = 0;
    (void)ctx;
    if (bdl_utf8_count(left->text) > LABEL_MAX)
        return false;
    while (end < right->text.len && right->text.data[end] != ' ')
        end++;
    bool amount = is_amount(bdl_str_of(right->text.data, end));
    return is_amount(left->text) || (amount && end == right->text.len);
}

/* Whether S is a code, one that is as long as no number in a text. */
static bool is_code(bdl_str s) {
    enum { CODE_MIN = 8 };
    size_t digits = 0;
    for (size_t i = 0; i < s.len; i++) {
        bool letter = (s.data[i] >= 'A' && s.data[i] <= 'Z') || s.data[i] == '-';
        digits += bdl_is_ascii_digit(s.data[i]);
        if (!letter && !bdl_is_ascii_digit(s.data[i]))
            return false;
    }
    return digits >= CODE_MIN;
}

/* Whether LEFT is a label, and RIGHT the code behind it. */
static bool is_before_code(void *ctx, const bdl_word *left, const bdl_word *right) {
    size_t at = 0;
    (void)ctx;
    return bdl_is_han(bdl_utf8_next(left->text, &at)) && !left->parted &&
           is_code(right->text);
}

/* A text that goes on behind a comma or a full stop is no label with its value. */
static bool is_sentence(bdl_str s) {
    return bdl_str_has(s, BDL_STR("，")) || bdl_str_has(s, BDL_STR("。"));
}

/* Whether WORD begins where the only word of LINE does. */
static bool stands_at(const writer *w, const bdl_word *word, const bdl_worded *line) {
    int m = w->sheet->measure;
    return line->count == 1 && line->words[0].begin[m] == word->begin[m];
}

/* A label one blank before its value is told by the next line, or the one above. */
static void part_label(writer *w, size_t i) {
    bdl_worded *line = &w->lines[i];
    bdl_worded first = {.line = line->line, .words = line->words, .count = 1};
    bool sentence = line->words[0].parted && is_sentence(line->words[0].text);
    if (line->count == 1 && bdl_prose_starts_item(line->words[0].text))
        return; /* 1. 购置设备 35 台 */
    for (size_t k = 0; k < 2 && line->words[0].parted; k++) {
        if (k == 0 ? i + 1 == w->count : i == 0)
            continue;
        const bdl_worded *beside = &w->lines[k == 0 ? i + 1 : i - 1];
        bdl_worded cut =
            bdl_aligned_sheet_part(w->scratch, beside, &first, w->sheet->measure);
        if (cut.count != 2 || (sentence && !stands_at(w, &cut.words[1], beside)))
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

static void begin_row(writer *w, size_t width) {
    bdl_line_row_end(w->reading, &w->row, &w->grid);
    w->row = bdl_line_row_begin(w->reading, w->scratch, width);
}

/* The row of line I. */
static void add_own_row(writer *w, size_t i) {
    bdl_worded *line = &w->lines[i];
    size_t front = line->under_label, column = front, rests = 0;
    for (size_t k = 1; k < line->count; k++)
        rests += line->words[k].rest;
    begin_row(w, line->count + front - rests);
    for (size_t k = 0; k < line->count; k++) {
        column -= k > 0 && line->words[k].rest;
        line->words[k].column = column++;
    }
    put_line(w, i);
}

/* The word of ABOVE that WORD goes on with: it begins there too, the cell is full, and
 * WORD leaves the next one its place. */
static bool continues(const bdl_worded *above, const bdl_word *word, int m) {
    enum { ROOM = 3 };
    for (size_t a = 0; a < above->count; a++)
        if (above->words[a].begin[m] == word->begin[m])
            return !word->number &&
                   (a + 1 == above->count ||
                    (above->words[a].end[m] + ROOM >= above->words[a + 1].begin[m] &&
                     word->end[m] < above->words[a + 1].begin[m]));
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
                     (line->count == 1 || above->count == 1) &&
                     bdl_sheet_are_beside(line, above, w->sheet->measure);
        if (joins)
            *above = bdl_form_merge(w->scratch, above, line, w->sheet->measure);
        else
            w->lines[kept++] = *line;
        rest = goes_on;
    }
    w->count = kept;
}

/* ---- labels of several lines ---- */

/* The word of ROW before which the cell of WORD stands, a label between two figures; 0:
 * there is none. */
static size_t place_between(const bdl_worded *row, const bdl_word *word, int m) {
    enum { NEAR = 3 };
    for (size_t k = 1; k < row->count; k++) {
        uint32_t a = row->words[k].begin[m], b = word->begin[m];
        if (row->words[k].number && row->words[k - 1].number &&
            bdl_positions_apart(a, b) <= NEAR)
            return k;
    }
    return 0;
}

/* Whether WORD, no wider than UPPER, begins below it or stands below its middle. */
static bool is_below(const bdl_word *upper, const bdl_word *word, int m) {
    enum { OFF_MIDDLE = 3 };
    uint32_t a = upper->begin[m] + upper->end[m], b = word->begin[m] + word->end[m];
    return bdl_word_width(word, m) <= bdl_word_width(upper, m) &&
           (word->begin[m] == upper->begin[m] || bdl_positions_apart(a, b) <= OFF_MIDDLE);
}

/* Puts the label between two figures of line I into it whose first piece is line I - 1
 * and whose rest is the last word of line I + 1. */
static void join_around(writer *w, size_t i) {
    bdl_worded *above = &w->lines[i - 1], *row = &w->lines[i], *below = &w->lines[i + 1];
    int m = w->sheet->measure;
    const bdl_word *first = above->words, *rest = below->words + below->count - 1;
    size_t at =
        above->count == 1 && row->count > 2 && below->count > 0 && below->count <= 2
            ? place_between(row, first, m)
            : 0;
    if (at == 0 || first->number || rest->number || !is_below(first, rest, m))
        return;
    bdl_word *words = BDL_NEW_ARRAY(w->scratch, bdl_word, row->count + 2);
    memcpy(words, row->words, at * sizeof *words);
    words[at] = bdl_word_moved(w->scratch, above, first);
    words[at + 1] = bdl_word_moved(w->scratch, below, rest);
    words[at + 1].rest = true;
    memcpy(words + at + 2, row->words + at, (row->count - at) * sizeof *words);
    row->words = words;
    row->count += 2;
    above->count = 0;
    below->count--;
}

/* Puts the cells of two lines into row I between these: it lacks them. What stands before
 * its own label is that of several rows. */
static void join_pieces(writer *w, size_t i) {
    bdl_worded three[3], *above = &three[0], *row = &w->lines[i], *below = &three[2];
    int m = w->sheet->measure;
    size_t n = 0, k = 0;
    if (row->count < 2 || row->gap + row[1].gap > 0 ||
        !bdl_sheet_heads_around(w->scratch, w->lines, w->count, i, m, three) ||
        (!row->words[0].number && above->words[0].begin[m] < row->words[0].begin[m]))
        return;
    for (size_t a = 0; a < above->count; a++)
        if (!is_below(&above->words[a], &below->words[a], m))
            return;
    bdl_word *words = BDL_NEW_ARRAY(w->scratch, bdl_word, row->count + 2 * above->count);
    for (size_t r = 0; r <= row->count; r++) {
        for (; k < above->count &&
               (r == row->count || above->words[k].begin[m] < row->words[r].begin[m]);
             k++) {
            words[n++] = bdl_word_moved(w->scratch, above, &above->words[k]);
            words[n] = bdl_word_moved(w->scratch, below, &below->words[k]);
            words[n++].rest = true;
        }
        if (r < row->count)
            words[n++] = row->words[r];
    }
    row->words = words;
    row->count = n;
    row[-1].count = row[1].count = 0;
}

static void drop_empty(writer *w) {
    size_t kept = 0;
    for (size_t i = 0; i < w->count; i++)
        if (w->lines[i].count > 0)
            w->lines[kept++] = w->lines[i];
    w->count = kept;
}

/* How many lines from line I on, down or up, hold nothing but a text that begins where
 * WORD does. */
static size_t count_texts(const writer *w, size_t i, int step, const bdl_word *word) {
    size_t count = 0;
    while (i < w->count && stands_at(w, word, &w->lines[i])) {
        count++;
        i += (size_t)step; /* past 0 it is far beyond the last */
    }
    return count;
}

/* How many lines above line I are of its cell, in the middle of which its label stands.
 */
static size_t texts_above(const writer *w, size_t i) {
    const bdl_worded *line = &w->lines[i];
    if (i == 0 || line->count != 2 || margin_of(w, i) > MARGIN || line->words[0].number)
        return 0;
    size_t above = count_texts(w, i - 1, -1, &line->words[1]);
    size_t below = count_texts(w, i + 1, 1, &line->words[1]);
    return above < below ? above : below;
}

/* Puts the label of a cell of several lines into the first of them. */
static void raise_label(writer *w, size_t i) {
    size_t above = texts_above(w, i);
    bdl_worded *line = &w->lines[i], *first = line - above;
    if (above == 0)
        return;
    bdl_word *words = BDL_NEW_ARRAY(w->scratch, bdl_word, 2);
    words[0] = bdl_word_moved(w->scratch, line, &line->words[0]);
    words[1] = first->words[0];
    first->words = words;
    first->count = 2;
    line->words++;
    line->count--;
}

/* Puts a label of two lines, of which the second stands beside a text, into the row above
 * it, which lacks one: it is that of both. */
static void raise_torn(writer *w, size_t i) {
    bdl_worded *above = &w->lines[i - 1], *line = &w->lines[i], *below = &w->lines[i + 1];
    if (line->count != 1 || below->count != 2 || above->count < 2 ||
        margin_of(w, i) > MARGIN || margin_of(w, i + 1) > MARGIN ||
        margin_of(w, i - 1) <= MARGIN || below->words[1].number)
        return;
    bdl_word *words = BDL_NEW_ARRAY(w->scratch, bdl_word, above->count + 2);
    words[0] = bdl_word_moved(w->scratch, line, &line->words[0]);
    words[1] = bdl_word_moved(w->scratch, below, &below->words[0]);
    words[1].rest = true;
    memcpy(words + 2, above->words, above->count * sizeof *words);
    above->words = words;
    above->count += 2;
    line->count = 0;
    below->words++;
    below->count--;
}

static void join_labels(writer *w) {
    for (size_t i = 1; i + 1 < w->count; i++) {
        join_pieces(w, i);
        join_around(w, i);
    }
    drop_empty(w);
    for (size_t i = 1; i + 1 < w->count; i++)
        raise_torn(w, i);
    drop_empty(w);
    for (size_t i = 1; i + 1 < w->count; i++)
        raise_label(w, i);
}

static void add_labels(writer *w, const bdl_worded *lines, size_t count) {
    w->lines = BDL_NEW_ARRAY(w->scratch, bdl_worded, count + 1);
    memcpy(w->lines, lines, count * sizeof *lines);
    w->count = count;
    for (size_t i = 0; i < w->count; i++) {
        part_label(w, i);
        bdl_words_cut(w->scratch, &w->lines[i], is_before_code, NULL);
    }
    join_labels(w);
    join_halves(w);
    for (size_t i = 0; i < w->count; i++) {
        part_label(w, i);
        bdl_words_cut(w->scratch, &w->lines[i], is_beside_amount, NULL);
    }
    for (size_t i = 0; i < w->count; i++) {
        bool under = i > 0 && !w->lines[i].under_label && place_under(w, i);
        if (under && (goes_on(w, i) ||
                      is_rest(&w->lines[i - 1], &w->lines[i], w->sheet->measure))) {
            put_line(w, i);
        } else if (under) {
            begin_row(w, w->row.count);
            put_line(w, i);
        } else {
            add_own_row(w, i);
        }
    }
    bdl_line_row_end(w->reading, &w->row, &w->grid);
}

/* Adds a list of figures; the label of all of it, beside the rows, heads their names. */
static void add_figures(writer *w, bdl_worded *lines, size_t count, size_t row) {
    bdl_worded *all = BDL_NEW_ARRAY(w->scratch, bdl_worded, count + 1), *label = &all[0];
    int m = w->sheet->measure;
    for (size_t i = 1; i + 1 < row; i++) {
        bdl_worded three[3];
        if (bdl_sheet_heads_around(w->scratch, lines, row, i, m, three))
            memcpy(&lines[i - 1], three, sizeof three);
    }
    size_t kept = bdl_sheet_figures_part(w->scratch, lines, count, row, m, all);
    const bdl_word *name = bdl_sheet_figures_name(&lines[row], m);
    bool headed = false;
    for (size_t i = 0; i < row; i++)
        headed |= !bdl_form_is_beside(name, &lines[i], m);
    if (label->count > 0 && headed) {
        add_labels(w, label, 1);
        label->count = 0;
    } else if (label->count > 0) {
        bdl_word *word = BDL_NEW(w->scratch, bdl_word);
        *word = bdl_word_moved(w->scratch, label, label->words);
        memcpy(word->begin, name->begin, sizeof word->begin);
        memcpy(word->end, name->end, sizeof word->end);
        word->number = false;
        label->words = word;
    }
    bool none = label->count == 0;
    bdl_aligned_rows(w->reading, w->scratch, all + none, kept - none, &w->grid);
}

/* Whether REST ends with the bracket CLOSE, which LABEL lacks. */
static bool is_close_of(bdl_str label, bdl_str rest, bdl_str open, bdl_str close) {
    return bdl_str_ends(rest, close) && !bdl_str_has(rest, open) &&
           bdl_str_has(label, open) && !bdl_str_has(label, close);
}

/* Whether LINE holds nothing but what closes the bracket in the first label of the line
 * ABOVE. */
static bool closes_label(const bdl_worded *above, const bdl_worded *line, int m) {
    enum { REST_MAX = 4 };
    const bdl_word *label = above->words, *rest = line->words;
    return line->count == 1 && above->count > 0 && !label->pieces && !rest->pieces &&
           label->begin[m] == rest->begin[m] && bdl_utf8_count(rest->text) <= REST_MAX &&
           (is_close_of(label->text, rest->text, BDL_STR("（"), BDL_STR("）")) ||
            is_close_of(label->text, rest->text, BDL_STR("("), BDL_STR(")")));
}

/* The line that closes the label of line I: the next, or the one behind a row that stands
 * right of the label. I: there is none. */
static size_t closing_line(const writer *w, const bdl_worded *lines, size_t count,
                           size_t i) {
    int m = w->sheet->measure;
    for (size_t k = i + 1; k < count && k <= i + 2 && lines[k].gap == 0; k++) {
        if (closes_label(&lines[i], &lines[k], m))
            return k;
        if (lines[i].count != 1 || lines[k].count < 2 ||
            lines[k].words[0].begin[m] < lines[i].words[0].end[m])
            break;
    }
    return i;
}

/* Puts what narrow labels with brackets leave to a line below back into them; how many
 * lines are left. */
static size_t close_labels(writer *w, bdl_worded *lines, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        size_t k = lines[i].count > 0 ? closing_line(w, lines, count, i) : i;
        if (k == i)
            continue;
        bdl_worded *from = BDL_NEW_ARRAY(w->scratch, bdl_worded, 2);
        bdl_piece *pieces = BDL_NEW_ARRAY(w->scratch, bdl_piece, 2);
        bdl_word *words = BDL_NEW_ARRAY(w->scratch, bdl_word, lines[i].count);
        from[0] = lines[i];
        from[1] = lines[k];
        pieces[0] = (bdl_piece){&from[0], from[0].words};
        pieces[1] = (bdl_piece){&from[1], from[1].words};
        memcpy(words, from[0].words, from[0].count * sizeof *words);
        words[0].pieces = pieces;
        words[0].piece_count = 2;
        lines[i].words = words;
        lines[k].count = 0;
    }
    for (size_t i = 0; i < count; i++)
        if (lines[i].count > 0)
            lines[kept++] = lines[i];
    return kept;
}

/* Adds COUNT lines of labels and values, and the lists of figures among them. */
static void add_front(writer *w, bdl_worded *lines, size_t count) {
    int m = w->sheet->measure;
    size_t from = 0;
    bdl_figures list;
    for (size_t i = 0; i < count; i++)
        if (bdl_words_has_number(&lines[i]))
            bdl_words_cut(w->scratch, &lines[i], is_beside_amount, NULL);
    count = close_labels(w, lines, count);
    count = bdl_aligned_upright_join(w->scratch, lines, count, m);
    count = bdl_aligned_labels_join(w->scratch, lines, count, m);
    while (bdl_sheet_figures_find(lines, count, from, m, &list)) {
        add_labels(w, lines + from, list.head - from);
        add_figures(w, lines + list.head, list.end - list.head, list.row - list.head);
        from = list.end;
    }
    add_labels(w, lines + from, count - from);
}

/* ---- the table of texts ---- */

/* Puts the headings into their columns, of which FRONT have none. */
static void add_heads(writer *w, const bdl_worded *lines, size_t front) {
    const bdl_aligned_sheet *sheet = w->sheet;
    for (size_t k = 0; sheet->printed && k < sheet->heads.count; k++)
        bdl_line_row_put(w->reading, &w->row, &lines[sheet->head], &sheet->printed[k],
                         k + front);
    for (size_t i = sheet->head; !sheet->printed && i < sheet->rows; i++) {
        bdl_worded line = bdl_aligned_sheet_part_texts(w->scratch, &lines[i]);
        for (size_t k = 0; k < line.count; k++)
            for (size_t c = 0; c < sheet->heads.count; c++)
                if (bdl_words_overlap(&sheet->heads.words[c], &line.words[k],
                                      sheet->measure)) {
                    bdl_line_row_put(w->reading, &w->row, &line, &line.words[k],
                                     c + front);
                    break;
                }
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
    if (sheet->heads.count > 0)
        add_texts(&w, lines);
    w.row.place.line = 0;
    add_front(&w, lines + sheet->end, sheet->tail - sheet->end);
    bdl_grid_end(reading, &w.grid);
}
