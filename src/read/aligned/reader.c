/* reader.c - plain text whose columns are aligned with blanks, as programs print
 * the pages of a PDF. Page by page: stretches of lines with parted words are tables, the
 * rest is prose, put together again from its wrapped lines. */
#include "read/aligned/reader.h"

#include "base/language.h"
#include "base/text.h"

#include "read/aligned/sheet.h"
#include "read/aligned/sheet_heads.h"
#include "read/aligned/table.h"
#include "read/formats.h"

int bdl_sniff_aligned(const bdl_traits *traits) {
    return traits->column_lines >= 4 && traits->column_lines > 2 * traits->row_lines ? 60
                                                                                     : 0;
}

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

static void keep_headings(bdl_aligned_reader *state, const bdl_page *p, size_t start,
                          size_t end) {
    bdl_arena_reset(state->kept);
    state->heading_count = end - start;
    state->headings_begin = state->reading->new_page;
    state->headings = BDL_NEW_ARRAY(state->kept, bdl_worded, end - start + 1);
    for (size_t i = start; i < end; i++) {
        const bdl_worded *line = &p->lines.items[i];
        bdl_worded *copy = &state->headings[i - start];
        *copy = *line;
        copy->words = BDL_NEW_ARRAY(state->kept, bdl_word, line->count + 1);
        memcpy(copy->words, line->words, line->count * sizeof *line->words);
    }
}

/* The headings of a table that ended there after all, before what begins the page now. */
void bdl_aligned_release_headings(bdl_aligned_reader *state) {
    bdl_reading *reading = state->reading;
    bool gap = reading->gap, new_page = reading->new_page;
    if (state->heading_count == 0)
        return;
    reading->new_page = state->headings_begin;
    bdl_aligned_table(reading, state->kept, state->headings, state->heading_count,
                      &state->shape);
    reading->gap = gap;
    reading->new_page = new_page;
    state->heading_count = 0;
}

/* The lines of a table, after the headings that stand on the page before. */
static bdl_worded *with_headings(bdl_aligned_reader *state, bdl_arena *scratch,
                                 bdl_worded *lines, size_t *count) {
    bdl_worded *all = BDL_NEW_ARRAY(scratch, bdl_worded, state->heading_count + *count);
    memcpy(all, state->headings, state->heading_count * sizeof *all);
    memcpy(all + state->heading_count, lines, *count * sizeof *all);
    all[state->heading_count].gap += 1;
    *count += state->heading_count;
    state->heading_count = 0;
    return all;
}

/* ---- prose ---- */

/* Whether LINE begins at the margin of the page, or left of the first line of its
 * paragraph and right below the others. */
static bool is_at_margin(const bdl_aligned_reader *state, const bdl_worded *line) {
    enum { INDENT_MIN = 2 };
    uint32_t begin = line->words[0].begin[BDL_IN_WIDTH];
    return begin <= 1 || (begin + INDENT_MIN <= state->first &&
                          (state->margin == 0 || state->margin == begin));
}

/* Whether LINE goes on with the paragraph: the line above reached the edge and this one
 * is not indented; or it is a mark that slid down by itself. */
static bool goes_on(const bdl_aligned_reader *state, const bdl_worded *line) {
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

static void count_lone_row(bdl_aligned_reader *state, bdl_arena *scratch,
                           const bdl_worded *line) {
    if (!bdl_page_is_row_of_figures(scratch, line))
        return;
    bdl_at at = bdl_words_at(line, &line->words[0]);
    if (state->lone_rows++ == 0)
        state->lone = bdl_at_place(&at, line->words[0].text);
}

/* Says which figures were seen and are in no table. */
static void tell_lone_rows(bdl_aligned_reader *state) {
    if (state->lone_rows == 0)
        return;
    bdl_reading_trouble(
        state->reading, state->lone,
        bdl_arena_printf(state->reading->arena,
                         _("lines of figures that stand in no table and were not read as "
                           "rows: %zu, this is the first"),
                         state->lone_rows));
}

static void add_prose(bdl_aligned_reader *state, bdl_arena *scratch,
                      const bdl_worded *line) {
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
static void add_caption(bdl_aligned_reader *state, const bdl_worded *line) {
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

/* ---- tables ---- */

/* Lines right above a table that belong to its headings: lone words under a caption, not
 * that which says whose it is. */
static size_t headings_above(const bdl_page *p, size_t first, size_t table) {
    size_t start = table;
    while (start > first && bdl_page_is_sparse(&p->lines.items[start - 1]) &&
           !bdl_page_is_owner(&p->lines.items[start - 1]) &&
           table - start < BDL_PAGE_LONE_HEADINGS)
        start--;
    bool under_caption = start > first && bdl_page_is_caption(&p->lines.items[start - 1]);
    bool goes_on =
        start == 0 && bdl_page_stands_under(&p->lines.items[0], &p->lines.items[table]);
    return under_caption || goes_on ? start : table;
}

/* Whether a table, or its headings, ended the page before. */
static bool may_go_on(const bdl_aligned_reader *state) {
    return state->shape.count > 0 || state->heading_count > 0;
}

/* Whether line I is the rest of the name above it, which is longer. */
static bool is_rest_of_name(const bdl_page *p, size_t i) {
    const bdl_worded *line = &p->lines.items[i];
    return i > 0 && line->gap == 0 &&
           bdl_word_width(&line->words[0], BDL_IN_WIDTH) <
               bdl_word_width(&line[-1].words[0], BDL_IN_WIDTH);
}

/* Items without figures at the top of a page that goes on with a table, all at one place
 * off the margin: where they end. */
static size_t items_end(const bdl_aligned_reader *state, const bdl_page *p, size_t i) {
    enum { MARGIN = 8, ITEMS_MIN = 2 };
    size_t next = i, items = 0;
    if (!state->page_begins || !may_go_on(state))
        return i;
    while (next < p->lines.count) {
        const bdl_worded *line = &p->lines.items[next];
        bool item = bdl_prose_starts_item(line->words[0].text);
        if (line->count != 1 || line->gap > 1 ||
            line->words[0].begin[BDL_IN_CHARS] < MARGIN ||
            line->words[0].begin[BDL_IN_CHARS] !=
                p->lines.items[i].words[0].begin[BDL_IN_CHARS] ||
            (!item && (next == i || !is_rest_of_name(p, next))))
            break;
        items += item;
        next++;
    }
    return items >= ITEMS_MIN ? next : i;
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
static void keep_last_item(bdl_aligned_reader *state, const bdl_worded *lines,
                           size_t count) {
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
static bool counts_on(const bdl_aligned_reader *state, const bdl_worded *line) {
    return state->page_begins && may_go_on(state) &&
           bdl_page_is_next_item(line, &state->last);
}

/* Whether the page begins as the table of the page before did: its headings again. */
static bool begins_again(const bdl_aligned_reader *state, const bdl_worded *line) {
    return state->page_begins && may_go_on(state) &&
           bdl_str_eq(bdl_text_trim(line->line.text), state->head);
}

static void add_table(bdl_aligned_reader *state, bdl_page *p, size_t start, size_t end) {
    bdl_worded *lines = &p->lines.items[start];
    size_t count = end - start;
    bool goes_on =
        state->page_begins && (rows_begin(lines, count) || counts_on(state, lines));
    keep_last_item(state, lines, count);
    state->page_begins = false;
    if (state->heading_count > 0 && goes_on)
        lines = with_headings(state, p->scratch, lines, &count);
    else
        bdl_aligned_release_headings(state);
    if (count == end - start && are_headings(p, start, end))
        keep_headings(state, p, start, end);
    else
        bdl_aligned_table(state->reading, p->scratch, lines, count, &state->shape);
}

/* Where the table ends that begins with items without figures at line I; I when none
 * stand there. */
static size_t end_behind_items(const bdl_aligned_reader *state, const bdl_page *p,
                               size_t i) {
    size_t end = items_end(state, p, i);
    if (end == i || end == p->lines.count || !bdl_page_is_columnar(&p->lines.items[end]))
        return end;
    size_t table = bdl_page_table_end(p, end, end);
    return table > end ? table : end;
}

/* Where the table ends whose first heading the lone word of line I perhaps is, or a piece
 * of a name, on a page that goes on with a table; I when it is neither. */
static size_t end_under_word(const bdl_aligned_reader *state, const bdl_page *p, size_t i,
                             size_t prose_from) {
    const bdl_worded *lines = p->lines.items, *line = &lines[i];
    size_t next = i;
    while (next < p->lines.count && next - i < BDL_PAGE_LONE_HEADINGS &&
           bdl_page_is_sparse(&lines[next]) && !bdl_page_is_title(p, next))
        next++;
    if (next == p->lines.count || !bdl_page_is_columnar(&lines[next]) ||
        bdl_page_is_caption(&lines[next]))
        return i;
    bool piece = state->page_begins && may_go_on(state) && lines[next].gap == 0 &&
                 bdl_words_has_number(&lines[next]);
    if (!piece && !begins_again(state, line) && !counts_on(state, line) &&
        headings_above(p, prose_from > i ? i : p->behind, next) > i)
        return i;
    size_t end = bdl_page_table_end(p, i, next);
    return end > next ? end : i;
}

/* Where the table ends that begins with line I; I when none does. */
static size_t find_table_end(const bdl_aligned_reader *state, const bdl_page *p, size_t i,
                             size_t prose_from) {
    const bdl_worded *line = &p->lines.items[i];
    size_t end = i;
    if (bdl_page_is_columnar(line) && !bdl_page_is_mark(p, i))
        end = bdl_page_table_end(p, i, i);
    if (end == i)
        end = end_behind_items(state, p, i);
    if (end == i && bdl_page_is_sparse(line))
        end = end_under_word(state, p, i, prose_from);
    return end;
}

/* Reads the table of the lines from START to END. */
static void read_table(bdl_aligned_reader *state, bdl_page *p, size_t start, size_t end) {
    const bdl_worded *line = &p->lines.items[start];
    bdl_paragraph_end(state->reading, &state->paragraph);
    state->reading->gap = state->reading->gap || line->gap > 0;
    if (!state->page_begins)
        state->shape.count = 0;
    if (!state->page_begins || !may_go_on(state))
        state->head = bdl_text_trim(line->line.text);
    bdl_aligned_keep_form(state, p, start, end);
    add_table(state, p, start, end);
}

/* Whether line I holds the first pieces of labels of the row below it, whose other pieces
 * stand below that. */
static bool begins_label(const bdl_page *p, size_t i) {
    enum { ROW_MIN = 4 };
    const bdl_worded *line = &p->lines.items[i];
    size_t count = p->lines.count - i;
    bdl_worded three[3];
    return count > 2 && line->count == 1 && line[1].count > 1 &&
           line[1].gap + line[2].gap == 0 &&
           (bdl_sheet_heads_around(p->scratch, line, count, 1, BDL_IN_WIDTH, three) ||
            bdl_sheet_heads_around(p->scratch, line, count, 1, BDL_IN_CHARS, three)) &&
           three[0].count + three[1].count >= ROW_MIN;
}

/* Reads what begins with line I, of which the line before PROSE_FROM ends a table or the
 * like; gives the line behind it, and sets PROSE_FROM where it is no prose. */
static size_t read_block(bdl_aligned_reader *state, bdl_page *p, size_t i,
                         size_t *prose_from) {
    bdl_worded *line = &p->lines.items[i];
    p->goes_on = state->page_begins && may_go_on(state);
    if (bdl_page_is_caption(line) && line->count > 1) {
        bdl_aligned_release_headings(state);
        add_caption(state, line);
        return *prose_from = i + 1;
    }
    if ((bdl_page_is_columnar(line) || bdl_aligned_is_upright(line, p->lines.count - i) ||
         begins_label(p, i)) &&
        !bdl_page_is_mark(p, i)) {
        size_t behind = bdl_aligned_read_sheet(state, p, i);
        if (behind > i)
            return *prose_from = behind;
    }
    size_t end = find_table_end(state, p, i, *prose_from);
    if (end > i) {
        read_table(state, p, i, end);
        return *prose_from = end;
    }
    if (!bdl_page_is_number(bdl_text_trim(line->line.text)))
        bdl_aligned_release_headings(state);
    add_prose(state, p->scratch, line);
    return i + 1;
}

void bdl_read_aligned(bdl_reading *reading) {
    bdl_aligned_reader state = {.reading = reading,
                                .kept = bdl_arena_new(),
                                .form_kept = bdl_arena_new(),
                                .last_kept = bdl_arena_new()};
    bdl_page p = {.scratch = bdl_arena_new()};
    reading->clean = bdl_maker_add_plain;
    while (bdl_page_read(reading, &p)) {
        reading->gap = false;
        if (p.lines.count)
            reading->new_page = p.lines.items[0].line.new_page || reading->new_page;
        size_t prose_from = bdl_aligned_take_rest(&state, &p);
        state.page_begins = prose_from == 0;
        for (size_t i = prose_from; i < p.lines.count;)
            i = read_block(&state, &p, i, &prose_from);
        reading->gap = p.end_gap > 0;
    }
    bdl_aligned_release_headings(&state);
    bdl_paragraph_end(reading, &state.paragraph);
    tell_lone_rows(&state);
    bdl_arena_free(state.kept);
    bdl_arena_free(state.form_kept);
    bdl_arena_free(state.last_kept);
    bdl_arena_free(p.scratch);
}
