/* sheets.c - forms and sheets on the pages of aligned text: where they begin, and what of
 * them the next page has. */
#include "read/aligned/reader.h"

#include "base/text.h"

#include "read/aligned/form.h"
#include "read/aligned/sheet.h"
#include "read/aligned/spread.h"

/* Keeps HEAD, the headings of the list of what ends with line END, where that is the last
 * thing on its page. */
static void keep_list(bdl_aligned_reader *state, const bdl_page *p,
                      const bdl_worded *head, size_t end) {
    state->form.count = 0;
    for (size_t i = end; i < p->lines.count; i++)
        if (!bdl_page_is_mark(p, i))
            return;
    if (head->count == 0)
        return;
    bdl_arena_reset(state->form_kept);
    state->form = *head;
    state->form.words = BDL_NEW_ARRAY(state->form_kept, bdl_word, head->count);
    memcpy(state->form.words, head->words, head->count * sizeof(bdl_word));
}

void bdl_aligned_keep_form(bdl_aligned_reader *state, const bdl_page *p, size_t start,
                           size_t end) {
    const bdl_worded *lines = &p->lines.items[start];
    bdl_form_parts form = bdl_form_find(p->scratch, lines, end - start);
    keep_list(state, p, &form.head, end);
    state->form_is_sheet = state->form_is_labelled = false;
}

/* Where what goes on with a sheet from line FIRST of a new page ends at the latest: above
 * a caption or the first label of the next sheet, and their titles. */
static size_t rest_end(const bdl_aligned_reader *state, const bdl_page *p, size_t first) {
    enum { TITLES_MAX = 3 };
    const bdl_worded *lines = p->lines.items;
    size_t end = first, titles = 0;
    while (end < p->lines.count && !bdl_page_is_mark(p, end) &&
           !bdl_page_is_title(p, end) && !bdl_page_is_caption(&lines[end]) &&
           (state->label.len == 0 ||
            !bdl_str_starts(lines[end].words[0].text, state->label)))
        end++;
    if (end == p->lines.count || bdl_page_is_mark(p, end) || bdl_page_is_title(p, end))
        return end;
    while (titles < TITLES_MAX && end - titles > first &&
           lines[end - titles - 1].count == 1) {
        titles++;
        if (lines[end - titles].gap > 0 || end - titles == first)
            return end - titles;
    }
    return end - (titles > 0);
}

/* Whether line I holds the headings of the sheet before. */
static bool is_head_again(const bdl_aligned_reader *state, const bdl_page *p, size_t i) {
    return state->sheet_head.len > 0 &&
           bdl_text_same(p->scratch, bdl_text_trim(p->lines.items[i].line.text),
                         state->sheet_head);
}

/* The first label of the sheet that LINES begin with: where a piece of one further right
 * stands above it, that of the line below. */
static bdl_str first_label(const bdl_worded *lines, size_t count) {
    bool piece =
        count > 1 && lines->count == 1 && lines[1].gap == 0 &&
        lines[1].words[0].end[BDL_IN_WIDTH] < lines->words[0].begin[BDL_IN_WIDTH];
    bdl_str text = lines[piece].words[0].text;
    size_t blank = bdl_str_find(text, BDL_STR(" "), 0);
    return bdl_str_of(text.data, blank == SIZE_MAX ? text.len : blank);
}

/* The lines from I to the end of their page as a sheet of which the next page has most of
 * the table, or all; without lines where they do not begin as the sheet before did. */
static bdl_aligned_sheet find_labels(const bdl_aligned_reader *state, const bdl_page *p,
                                     size_t i) {
    const bdl_worded *lines = &p->lines.items[i];
    size_t count = 0;
    if (state->label.len == 0 ||
        !bdl_str_starts(first_label(lines, p->lines.count - i), state->label))
        return (bdl_aligned_sheet){.tail = 0};
    while (i + count < p->lines.count && !bdl_page_is_mark(p, i + count) &&
           (count == 0 || lines[count].gap == 0))
        count++;
    if (i + count < p->lines.count && !bdl_page_is_mark(p, i + count))
        return (bdl_aligned_sheet){.tail = 0};
    bdl_aligned_sheet out = {.head = count, .rows = count, .end = count, .tail = count};
    out.measure = bdl_form_measure(lines, count);
    for (size_t k = 1; k < count && out.heads.count == 0; k++)
        if (is_head_again(state, p, i + k)) {
            out.heads = lines[k];
            out.head = k;
            out.rows = k + 1;
        }
    return out;
}

/* The headings of SHEET without a label of all rows, below which nothing stands. */
static bdl_worded heads_of_rows(const bdl_aligned_sheet *sheet, const bdl_worded *lines) {
    bdl_worded out = sheet->heads;
    bool label = out.count > 1 && sheet->end > sheet->rows;
    for (size_t i = sheet->rows; label && i < sheet->end; i++)
        label = lines[i].words[0].begin[sheet->measure] >=
                sheet->heads.words[0].end[sheet->measure];
    out.words += label;
    out.count -= label;
    return out;
}

/* Adds the sheet that begins with line I; gives the line behind it. */
static size_t add_sheet(bdl_aligned_reader *state, bdl_page *p, size_t i,
                        const bdl_aligned_sheet *sheet) {
    bdl_worded *lines = &p->lines.items[i];
    bdl_aligned_release_headings(state);
    bdl_paragraph_end(state->reading, &state->paragraph);
    state->reading->gap = state->reading->gap || lines->gap > 0;
    state->shape.count = 0;
    state->page_begins = false;
    if (sheet->head < sheet->tail)
        state->sheet_head = bdl_text_trim(lines[sheet->head].line.text);
    if (sheet->head > 0)
        state->label = first_label(lines, sheet->head);
    bdl_worded heads = heads_of_rows(sheet, lines);
    keep_list(state, p, &heads, i + sheet->tail);
    state->form_is_sheet = true;
    state->form_is_labelled = heads.count < sheet->heads.count;
    state->lacks_list = sheet->heads.count == 0;
    bdl_aligned_sheet_add(state->reading, p->scratch, lines, sheet);
    p->behind = i + sheet->tail;
    return p->behind;
}

/* Puts the first COUNT rows of SPREAD in the place of their lines, the first of which is
 * line I. Those below are no rows to others: they hold words of several lines. */
static void put_rows(bdl_page *p, size_t i, const bdl_spread *spread, size_t count) {
    size_t lines = spread->ends[count - 1], gap = p->lines.items[i].gap;
    size_t behind = p->lines.count - i - lines;
    memcpy(&p->lines.items[i], spread->rows, count * sizeof *spread->rows);
    memmove(&p->lines.items[i + count], &p->lines.items[i + lines],
            behind * sizeof *p->lines.items);
    p->lines.items[i].gap = gap;
    p->lines.count = i + count + behind;
    p->title = 0;
}

/* Whether COUNT rows of SPREAD, some, fit in the place of their lines. */
static bool has_rows(const bdl_spread *spread, size_t count) {
    return count > 0 && count <= spread->ends[count - 1];
}

/* The first title below line I, else the end of the page. */
static size_t title_below(bdl_page *p, size_t i) {
    if (p->title > i)
        return p->title;
    for (p->title = i + 1; p->title < p->lines.count; p->title++)
        if (bdl_page_is_title(p, p->title))
            break;
    return p->title;
}

/* The sheet that begins at line I, whose rows may have blank lines between them: then the
 * page has its rows instead. */
static bdl_aligned_sheet find_sheet(bdl_page *p, size_t i, bdl_sheet_begin how) {
    size_t count = title_below(p, i) - i;
    bdl_worded *lines = &p->lines.items[i];
    bdl_spread spread = bdl_aligned_spread(p->scratch, lines, count);
    if (spread.count > 0) {
        bdl_aligned_sheet out =
            bdl_aligned_sheet_find(p->scratch, spread.rows, spread.count, how);
        if (has_rows(&spread, out.tail)) {
            put_rows(p, i, &spread, out.tail);
            return out;
        }
    }
    return bdl_aligned_sheet_find(p->scratch, lines, count, how);
}

size_t bdl_aligned_read_sheet(bdl_aligned_reader *state, bdl_page *p, size_t i) {
    bool again = is_head_again(state, p, i);
    bdl_aligned_sheet sheet = find_sheet(p, i, again ? BDL_SHEET_AGAIN : BDL_SHEET_NEW);
    if (sheet.tail == 0)
        sheet = find_labels(state, p, i);
    return sheet.tail > 0 ? add_sheet(state, p, i, &sheet) : i;
}

/* Puts the rows of what goes on with a sheet from line FIRST in the place of its lines,
 * where blank lines stand between them. */
static void put_rest_rows(const bdl_aligned_reader *state, bdl_page *p, size_t first) {
    size_t count = rest_end(state, p, first) - first;
    bdl_spread spread = bdl_aligned_spread(p->scratch, &p->lines.items[first], count);
    bdl_worded head = state->form;
    size_t rows = spread.count > 0 ? bdl_aligned_sheet_rest(p->scratch, spread.rows,
                                                            spread.count, &head)
                                   : 0;
    if (has_rows(&spread, rows))
        put_rows(p, first, &spread, rows);
}

/* Takes the lines that go on with a form of the page before; gives how many. */
static size_t take_form_rest(bdl_aligned_reader *state, bdl_page *p) {
    size_t first = p->lines.count > 1 && bdl_page_is_mark(p, 0), count = 0;
    bdl_worded *lines, head = state->form;
    if (state->form.count == 0 || p->lines.count == 0)
        return 0;
    if (state->form_is_sheet)
        put_rest_rows(state, p, first);
    lines = &p->lines.items[first];
    if (state->form_is_sheet)
        count = bdl_aligned_sheet_rest(p->scratch, lines,
                                       rest_end(state, p, first) - first, &head);
    else if (first < p->lines.count && !bdl_page_is_title(p, first))
        count = bdl_form_rest(&state->form, lines, title_below(p, first) - first);
    if (count > 0) {
        bdl_aligned_release_headings(state);
        bdl_paragraph_end(state->reading, &state->paragraph);
        bdl_form_put_rest(state->reading, p->scratch, &head, lines, count,
                          state->form_is_labelled);
        count += first;
    }
    if (count < p->lines.count)
        state->form.count = 0;
    return count;
}

/* Takes the lines that go on with a sheet that has labels alone so far. */
static size_t take_sheet_rest(bdl_aligned_reader *state, bdl_page *p) {
    size_t first = p->lines.count > 1 && bdl_page_is_mark(p, 0);
    size_t count = rest_end(state, p, first) - first;
    bool open = state->lacks_list && count > 0 && !is_head_again(state, p, first);
    state->lacks_list = false;
    if (!open)
        return 0;
    bdl_aligned_sheet sheet =
        bdl_aligned_sheet_find(p->scratch, &p->lines.items[first], count, BDL_SHEET_OPEN);
    return sheet.tail > 0 ? add_sheet(state, p, first, &sheet) : 0;
}

size_t bdl_aligned_take_rest(bdl_aligned_reader *state, bdl_page *p) {
    size_t taken = take_form_rest(state, p);
    return taken > 0 ? taken : take_sheet_rest(state, p);
}
