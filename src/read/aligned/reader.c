/* reader.c - plain text whose columns are aligned with blanks, as programs print
 * the pages of a PDF. Page by page: stretches of lines with parted words are tables, the
 * rest is prose, put together again from its wrapped lines. */
#include "base/language.h"
#include "base/text.h"

#include "read/aligned/form.h"
#include "read/aligned/page.h"
#include "read/aligned/sheet.h"
#include "read/aligned/spread.h"
#include "read/aligned/table.h"
#include "read/formats.h"

int bdl_sniff_aligned(const bdl_traits *traits) {
    return traits->column_lines >= 4 && traits->column_lines > 2 * traits->row_lines ? 60
                                                                                     : 0;
}

/* ---- prose ---- */

typedef struct prose {
    bdl_reading *reading;
    bdl_paragraph paragraph;
    uint32_t right;   /* where the last line ended, in columns of a terminal */
    uint32_t first;   /* where the paragraph's first line begins */
    uint32_t margin;  /* where the last line that goes on with it begins; 0: none does */
    bdl_shape shape;  /* of the table that may go on */
    bool page_begins; /* nothing but a page number stands on this page so far */
    bdl_str head;     /* the first line of the table that may go on */
    bdl_str sheet_head; /* the headings in the last sheet; empty: no sheet was last */
    bdl_str label;      /* the first label of the last sheet */
    bdl_arena *kept;    /* of a table's headings whose rows begin on the next page */
    bdl_worded *headings;
    size_t heading_count;
    bdl_arena *form_kept;  /* of the headings of a list at the end of a form */
    bdl_worded form;       /* they; without words: none ended the page before */
    bool form_is_sheet;    /* they are those of the texts of a sheet */
    bool form_is_labelled; /* a label of all rows stood left of them */
    size_t lone_rows;      /* lines of figures that are in no table */
    bdl_place lone;        /* the first of them */
    bool lacks_list;       /* a sheet ended the page before that had labels alone */
    bdl_arena *last_kept;  /* of the last line with an item in the table that may go on */
    bdl_worded last;       /* it; without words: none has one */
} prose;

/* ---- headings at the end of a page ---- */

/* Whether the lines are the end of a page and hold headings, and hardly a row. */
static bool are_headings(const bdl_page *p, size_t start, size_t end) {
    enum { WIDE = 6 };
    size_t rows = 0;
    for (size_t i = end; i < p->lines.count; i++)
        if (!bdl_page_is_mark(p, i))
            return false;
    for (size_t i = start; i < end; i++) {
        bool row = bdl_words_has_figure(&p->lines.items[i]) &&
                   !bdl_words_number_columns(&p->lines.items[i]);
        rows += row;
        if (row && p->lines.items[i].count >= WIDE)
            return false; /* it shows the columns, which stand elsewhere on each page */
    }
    return rows <= 1 && !bdl_words_has_figure(&p->lines.items[start]);
}

static void keep_headings(prose *state, const bdl_page *p, size_t start, size_t end) {
    bdl_arena_reset(state->kept);
    state->heading_count = end - start;
    state->headings = BDL_NEW_ARRAY(state->kept, bdl_worded, end - start + 1);
    for (size_t i = start; i < end; i++) {
        const bdl_worded *line = &p->lines.items[i];
        bdl_worded *copy = &state->headings[i - start];
        *copy = *line;
        copy->words = BDL_NEW_ARRAY(state->kept, bdl_word, line->count + 1);
        memcpy(copy->words, line->words, line->count * sizeof *line->words);
    }
}

/* The headings of a table that ended there after all. */
static void release_headings(prose *state) {
    if (state->heading_count == 0)
        return;
    bdl_aligned_table(state->reading, state->kept, state->headings, state->heading_count,
                      &state->shape);
    state->heading_count = 0;
}

/* The lines of a table, after the headings that stand on the page before. */
static bdl_worded *with_headings(prose *state, bdl_arena *scratch, bdl_worded *lines,
                                 size_t *count) {
    bdl_worded *all = BDL_NEW_ARRAY(scratch, bdl_worded, state->heading_count + *count);
    memcpy(all, state->headings, state->heading_count * sizeof *all);
    memcpy(all + state->heading_count, lines, *count * sizeof *all);
    all[state->heading_count].gap += 1;
    *count += state->heading_count;
    state->heading_count = 0;
    return all;
}

/* Whether LINE begins at the margin of the page, or left of the first line of its
 * paragraph and right below the others. */
static bool is_at_margin(const prose *state, const bdl_worded *line) {
    enum { INDENT_MIN = 2 };
    uint32_t begin = line->words[0].begin[BDL_IN_WIDTH];
    return begin <= 1 || (begin + INDENT_MIN <= state->first &&
                          (state->margin == 0 || state->margin == begin));
}

/* Whether LINE goes on with the paragraph: the line above reached the edge and this one
 * is not indented; or it is a mark that slid down by itself. */
static bool goes_on(const prose *state, const bdl_worded *line) {
    bdl_str text = line->words[0].text;
    if (!state->paragraph.open || line->gap > 1 || line->count != 1)
        return false;
    if (text.len <= 3 && bdl_prose_ends(text))
        return true;
    if (state->first <= 1 && bdl_prose_ends(state->paragraph.last))
        return false;
    uint32_t edge = state->reading->traits->wrap_width;
    return edge && state->right + 8 >= edge && is_at_margin(state, line) &&
           !bdl_prose_starts_item(text) && !bdl_prose_is_leader(text);
}

/* Whether LINE is a row of figures rather than a text with some, as every line is that
 * has marks of a sentence in it. */
static bool is_row_of_figures(bdl_arena *scratch, const bdl_worded *line) {
    enum { AMOUNTS_MIN = 2 };
    if (bdl_str_find(line->line.text, BDL_STR("，"), 0) < line->line.text.len ||
        bdl_str_find(line->line.text, BDL_STR("。"), 0) < line->line.text.len)
        return false;
    bdl_worded pieces = bdl_words_pieces(scratch, line);
    size_t amounts = 0;
    for (size_t w = 0; w < pieces.count; w++)
        amounts += pieces.words[w].number && bdl_words_has_point(pieces.words[w].text);
    return amounts >= AMOUNTS_MIN && 2 * amounts >= pieces.count;
}

static void count_lone_row(prose *state, bdl_arena *scratch, const bdl_worded *line) {
    if (!is_row_of_figures(scratch, line))
        return;
    bdl_at at = bdl_words_at(line, &line->words[0]);
    if (state->lone_rows++ == 0)
        state->lone = bdl_at_place(&at, line->words[0].text);
}

/* Says which figures were seen and are in no table. */
static void tell_lone_rows(prose *state) {
    if (state->lone_rows == 0)
        return;
    bdl_reading_trouble(
        state->reading, state->lone,
        bdl_arena_printf(state->reading->arena,
                         _("lines of figures that stand in no table and were not read as "
                           "rows: %zu, this is the first"),
                         state->lone_rows));
}

static void add_prose(prose *state, bdl_arena *scratch, const bdl_worded *line) {
    bdl_reading *reading = state->reading;
    count_lone_row(state, scratch, line);
    if (!bdl_page_is_number(bdl_text_trim(line->line.text))) {
        state->shape.count = 0;
        state->page_begins = false;
    }
    reading->gap = reading->gap || line->gap > 0;
    bdl_str trimmed = bdl_text_trim(line->line.text);
    if (goes_on(state, line)) {
        bdl_at at = bdl_at_start(&line->line);
        bdl_maker_glue(&state->paragraph.text,
                       bdl_prose_glue(state->paragraph.last, trimmed));
        reading->clean(&state->paragraph.text, &at, trimmed);
        state->paragraph.last = trimmed;
        state->margin = line->words[0].begin[BDL_IN_WIDTH];
        reading->gap = reading->new_page = false;
    } else {
        bdl_paragraph_add(reading, &state->paragraph, &line->line, trimmed);
        state->first = line->words[0].begin[BDL_IN_WIDTH];
        state->margin = 0;
    }
    state->right = line->words[line->count - 1].end[BDL_IN_WIDTH];
}

/* Each word of a caption is a paragraph: they stand at the two sides of the page. */
static void add_caption(prose *state, const bdl_worded *line) {
    bdl_reading *reading = state->reading;
    state->shape.count = 0;
    state->page_begins = false;
    reading->gap = reading->gap || line->gap > 0;
    for (size_t i = 0; i < line->count; i++) {
        bdl_paragraph_end(reading, &state->paragraph);
        bdl_paragraph_add(reading, &state->paragraph, &line->line, line->words[i].text);
    }
    bdl_paragraph_end(reading, &state->paragraph);
}

/* Lines right above a table that belong to its headings: lone words under a caption. */
static size_t headings_above(const bdl_page *p, size_t first, size_t table) {
    size_t start = table;
    while (start > first && bdl_page_is_sparse(&p->lines.items[start - 1]) &&
           table - start < 6)
        start--;
    bool under_caption = start > first && bdl_page_is_caption(&p->lines.items[start - 1]);
    bool goes_on =
        start == 0 && bdl_page_stands_under(&p->lines.items[0], &p->lines.items[table]);
    return under_caption || goes_on ? start : table;
}

/* Whether a table, or its headings, ended the page before. */
static bool may_go_on(const prose *state) {
    return state->shape.count > 0 || state->heading_count > 0;
}

/* Items without figures at the top of a page that goes on with a table, all at one place
 * off the margin: where they end. */
static size_t items_end(const prose *state, const bdl_page *p, size_t i) {
    enum { MARGIN = 8, ITEMS_MIN = 2 };
    size_t next = i;
    if (!state->page_begins || !may_go_on(state))
        return i;
    while (next < p->lines.count) {
        const bdl_worded *line = &p->lines.items[next];
        if (line->count != 1 || line->gap > 1 ||
            line->words[0].begin[BDL_IN_CHARS] < MARGIN ||
            line->words[0].begin[BDL_IN_CHARS] !=
                p->lines.items[i].words[0].begin[BDL_IN_CHARS] ||
            !bdl_prose_starts_item(line->words[0].text))
            break;
        next++;
    }
    return next - i >= ITEMS_MIN ? next : i;
}

/* Whether the lines begin with a row, or pieces of one, and not with headings. */
static bool rows_begin(const bdl_worded *lines, size_t count) {
    enum { PIECES_MAX = 3 };
    for (size_t i = 0; i < count && i <= PIECES_MAX; i++) {
        if (bdl_words_has_figure(&lines[i]))
            return true;
        if (lines[i].count > 2)
            return false;
    }
    return false;
}

/* Keeps the last line of the table that has an item, of which the next page may have the
 * one that follows. */
static void keep_last_item(prose *state, const bdl_worded *lines, size_t count) {
    enum { REACH = 3 };
    state->last.count = 0;
    for (size_t i = count; i-- > 0 && count - i <= REACH && state->last.count == 0;)
        if (bdl_page_has_item(&lines[i]))
            state->last = lines[i];
    if (state->last.count == 0)
        return;
    bdl_arena_reset(state->last_kept);
    bdl_word *words = BDL_NEW_ARRAY(state->last_kept, bdl_word, state->last.count);
    memcpy(words, state->last.words, state->last.count * sizeof *words);
    state->last.words = words;
}

/* Whether the page begins with the item behind one at the end of the table of the page
 * before. */
static bool counts_on(const prose *state, const bdl_worded *line) {
    return state->page_begins && may_go_on(state) &&
           bdl_page_is_next_item(line, &state->last);
}

/* Whether the page begins as the table of the page before did: its headings again. */
static bool begins_again(const prose *state, const bdl_worded *line) {
    return state->page_begins && may_go_on(state) &&
           bdl_str_eq(bdl_text_trim(line->line.text), state->head);
}

static void add_table(prose *state, bdl_page *p, size_t start, size_t end) {
    bdl_worded *lines = &p->lines.items[start];
    size_t count = end - start;
    bool goes_on =
        state->page_begins && (rows_begin(lines, count) || counts_on(state, lines));
    keep_last_item(state, lines, count);
    state->page_begins = false;
    if (state->heading_count > 0 && goes_on)
        lines = with_headings(state, p->scratch, lines, &count);
    else
        release_headings(state);
    if (count == end - start && are_headings(p, start, end))
        keep_headings(state, p, start, end);
    else
        bdl_aligned_table(state->reading, p->scratch, lines, count, &state->shape);
}

/* Keeps HEAD, the headings of the list of what ends with line END, where that is the last
 * thing on its page. */
static void keep_list(prose *state, const bdl_page *p, const bdl_worded *head,
                      size_t end) {
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

static void keep_form(prose *state, const bdl_page *p, size_t start, size_t end) {
    const bdl_worded *lines = &p->lines.items[start];
    bdl_form_parts form = bdl_form_find(p->scratch, lines, end - start);
    keep_list(state, p, &form.head, end);
    state->form_is_sheet = state->form_is_labelled = false;
}

/* Where what goes on with a sheet from line FIRST of a new page ends at the latest: above
 * a caption or the first label of the next sheet, and their titles. */
static size_t rest_end(const prose *state, const bdl_page *p, size_t first) {
    enum { TITLES_MAX = 3 };
    const bdl_worded *lines = p->lines.items;
    size_t end = first, titles = 0;
    while (end < p->lines.count && !bdl_page_is_mark(p, end) &&
           !bdl_page_is_caption(&lines[end]) &&
           (state->label.len == 0 ||
            !bdl_str_starts(lines[end].words[0].text, state->label)))
        end++;
    if (end == p->lines.count || bdl_page_is_mark(p, end))
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
static bool is_head_again(const prose *state, const bdl_page *p, size_t i) {
    return state->sheet_head.len > 0 &&
           bdl_text_same(p->scratch, bdl_text_trim(p->lines.items[i].line.text),
                         state->sheet_head);
}

/* The lines from I to the end of their page as a sheet of which the next page has most of
 * the table, or all; without lines where they do not begin as the sheet before did. */
static bdl_aligned_sheet find_labels(const prose *state, const bdl_page *p, size_t i) {
    const bdl_worded *lines = &p->lines.items[i];
    size_t count = 0;
    if (state->label.len == 0 || !bdl_str_starts(lines->words[0].text, state->label))
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
static size_t add_sheet(prose *state, bdl_page *p, size_t i,
                        const bdl_aligned_sheet *sheet) {
    bdl_worded *lines = &p->lines.items[i];
    release_headings(state);
    bdl_paragraph_end(state->reading, &state->paragraph);
    state->reading->gap = state->reading->gap || lines->gap > 0;
    state->shape.count = 0;
    state->page_begins = false;
    if (sheet->head < sheet->tail)
        state->sheet_head = bdl_text_trim(lines[sheet->head].line.text);
    if (sheet->head > 0) {
        size_t blank = bdl_str_find(lines->words[0].text, BDL_STR(" "), 0);
        state->label = bdl_str_of(lines->words[0].text.data,
                                  blank == SIZE_MAX ? lines->words[0].text.len : blank);
    }
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
}

/* Whether COUNT rows of SPREAD, some, fit in the place of their lines. */
static bool has_rows(const bdl_spread *spread, size_t count) {
    return count > 0 && count <= spread->ends[count - 1];
}

/* The sheet that begins at line I, whose rows may have blank lines between them: then the
 * page has its rows instead. */
static bdl_aligned_sheet find_sheet(bdl_page *p, size_t i, bdl_sheet_begin how) {
    size_t count = p->lines.count - i;
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

/* Reads the sheet that begins at line I, or goes on there after a page; the line behind
 * it, I when there is none. */
static size_t read_sheet(prose *state, bdl_page *p, size_t i) {
    bool again = is_head_again(state, p, i);
    bdl_aligned_sheet sheet = find_sheet(p, i, again ? BDL_SHEET_AGAIN : BDL_SHEET_NEW);
    if (sheet.tail == 0)
        sheet = find_labels(state, p, i);
    return sheet.tail > 0 ? add_sheet(state, p, i, &sheet) : i;
}

/* Puts the rows of what goes on with a sheet from line FIRST in the place of its lines,
 * where blank lines stand between them. */
static void put_rest_rows(const prose *state, bdl_page *p, size_t first) {
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
static size_t take_form_rest(prose *state, bdl_page *p) {
    size_t first = p->lines.count > 1 && bdl_page_is_mark(p, 0), count;
    bdl_worded *lines, head = state->form;
    if (state->form.count == 0 || p->lines.count == 0)
        return 0;
    if (state->form_is_sheet)
        put_rest_rows(state, p, first);
    lines = &p->lines.items[first];
    count = state->form_is_sheet
                ? bdl_aligned_sheet_rest(p->scratch, lines,
                                         rest_end(state, p, first) - first, &head)
                : bdl_form_rest(&state->form, lines, p->lines.count - first);
    if (count > 0) {
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
static size_t take_sheet_rest(prose *state, bdl_page *p) {
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

static void read_block(prose *state, bdl_page *p, size_t *at, size_t *prose_from) {
    size_t i = *at;
    bdl_worded *line = &p->lines.items[i];
    p->goes_on = state->page_begins && may_go_on(state);
    if (bdl_page_is_caption(line) && line->count > 1) {
        release_headings(state);
        add_caption(state, line);
        *at = *prose_from = i + 1;
        return;
    }
    size_t behind = bdl_page_is_columnar(line) && !bdl_page_is_mark(p, i)
                        ? read_sheet(state, p, i)
                        : i;
    if (behind > i) {
        *at = *prose_from = behind;
        return;
    }
    size_t end = bdl_page_is_columnar(line) && !bdl_page_is_mark(p, i)
                     ? bdl_page_table_end(p, i, i)
                     : i;
    size_t start = i;
    if (end > i)
        start = i;
    else if (items_end(state, p, i) > i) {
        end = items_end(state, p, i);
        if (end < p->lines.count && bdl_page_is_columnar(&p->lines.items[end]))
            end = bdl_page_table_end(p, end, end) > end ? bdl_page_table_end(p, end, end)
                                                        : end;
    } else if (bdl_page_is_sparse(line)) { /* perhaps the first heading of a table */
        size_t next = i;
        while (next < p->lines.count && next - i < 6 &&
               bdl_page_is_sparse(&p->lines.items[next]))
            next++;
        /* or a piece of a name, on a page that goes on with a table */
        bool piece = state->page_begins && may_go_on(state) && next < p->lines.count &&
                     p->lines.items[next].gap == 0 &&
                     bdl_words_has_number(&p->lines.items[next]);
        if (next < p->lines.count && bdl_page_is_columnar(&p->lines.items[next]) &&
            !bdl_page_is_caption(&p->lines.items[next]) &&
            (piece || begins_again(state, line) || counts_on(state, line) ||
             headings_above(p, *prose_from > i ? i : p->behind, next) <= i))
            end = bdl_page_table_end(p, i, next) > next ? bdl_page_table_end(p, i, next)
                                                        : i;
    }
    if (end == i) {
        if (!bdl_page_is_number(bdl_text_trim(line->line.text)))
            release_headings(state);
        add_prose(state, p->scratch, line);
        *at = i + 1;
        return;
    }
    bdl_paragraph_end(state->reading, &state->paragraph);
    state->reading->gap = state->reading->gap || line->gap > 0;
    if (!state->page_begins)
        state->shape.count = 0;
    if (!state->page_begins || !may_go_on(state))
        state->head = bdl_text_trim(line->line.text);
    keep_form(state, p, start, end);
    add_table(state, p, start, end);
    *at = *prose_from = end;
}

void bdl_read_aligned(bdl_reading *reading) {
    prose state = {.reading = reading,
                   .kept = bdl_arena_new(),
                   .form_kept = bdl_arena_new(),
                   .last_kept = bdl_arena_new()};
    bdl_page p = {.scratch = bdl_arena_new()};
    reading->clean = bdl_maker_add_plain;
    while (bdl_page_read(reading, &p)) {
        reading->gap = false;
        if (p.lines.count)
            reading->new_page = p.lines.items[0].line.new_page || reading->new_page;
        size_t prose_from = take_form_rest(&state, &p);
        if (prose_from == 0)
            prose_from = take_sheet_rest(&state, &p);
        state.page_begins = prose_from == 0;
        for (size_t i = prose_from; i < p.lines.count;)
            read_block(&state, &p, &i, &prose_from);
        reading->gap = p.end_gap > 0;
    }
    release_headings(&state);
    bdl_paragraph_end(reading, &state.paragraph);
    tell_lone_rows(&state);
    bdl_arena_free(state.kept);
    bdl_arena_free(state.form_kept);
    bdl_arena_free(state.last_kept);
    bdl_arena_free(p.scratch);
}
