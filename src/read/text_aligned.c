/* text_aligned.c - plain text whose columns are aligned with blanks, as programs print
 * the pages of a PDF. Page by page: stretches of lines with parted words are tables, the
 * rest is prose, put together again from its wrapped lines. */
#include "base/text.h"

#include "read/aligned.h"
#include "read/aligned_sheet.h"
#include "read/form.h"
#include "read/formats.h"

enum {
    PAGE_LINES = 2000, /* a page without an end is cut here */
    LINE_BYTES = 6000, /* a longer line is no row */
    SPARSE_MAX = 24,   /* characters of a lone word inside a table */
    GAP_MAX = 5,       /* blank lines inside a table */
    ROWS_MIN = 3,      /* lines of a table */
};

int bdl_sniff_aligned(const bdl_traits *traits) {
    return traits->column_lines >= 4 && traits->column_lines > 2 * traits->row_lines ? 60
                                                                                     : 0;
}

static bool has_colon(bdl_str s) {
    return (s.len && memchr(s.data, ':', s.len)) ||
           bdl_str_find(s, BDL_STR("："), 0) != SIZE_MAX;
}

static bool is_columnar(const bdl_worded *line) {
    return line->count >= 2 && line->count <= 256 && line->line.text.len < LINE_BYTES &&
           !bdl_prose_is_leader(line->line.text) && !bdl_words_are_part(line);
}

/* A lone word that may be a heading or a piece of a wrapped cell. */
static bool is_sparse(const bdl_worded *line) {
    return line->count == 1 && bdl_utf8_count(line->words[0].text) <= SPARSE_MAX &&
           !has_colon(line->words[0].text) && !bdl_prose_ends(line->words[0].text) &&
           !bdl_prose_is_leader(line->line.text);
}

typedef struct page {
    bdl_arena *scratch;        /* of the words of this page */
    BDL_VEC(bdl_worded) lines; /* those with text */
    size_t end_gap;            /* blank lines after the last one */
    size_t behind; /* where the last sheet ends: no caption stands before it */
} page;

/* Reads the lines up to the next form feed. False at the end of the text. */
static bool read_page(bdl_reading *reading, page *out) {
    bdl_line line;
    size_t gap = 0;
    bdl_arena_reset(out->scratch);
    out->lines.items = NULL;
    out->lines.count = out->lines.capacity = 0;
    out->behind = 0;
    bool any = false;
    while (bdl_lines_peek(&reading->lines, &line)) {
        if (any && (line.new_page || out->lines.count >= PAGE_LINES))
            break;
        any = true;
        bdl_lines_next(&reading->lines, &line);
        if (bdl_text_trim(line.text).len == 0) {
            bdl_reading_gap(reading, &line);
            gap++;
            continue;
        }
        bdl_worded worded = bdl_words_of(out->scratch, &line);
        worded.gap = gap;
        gap = 0;
        BDL_PUSH(out->scratch, &out->lines, worded);
    }
    out->end_gap = gap;
    return any;
}

/* Whether a lone word begins where a word of the row NEAR does, off the margin: a row
 * with a name and no figures. */
static bool stands_under(const bdl_worded *lone, const bdl_worded *near) {
    for (size_t w = 0; w < near->count; w++)
        if (lone->words[0].begin[BDL_IN_CHARS] > 4 &&
            near->words[w].begin[BDL_IN_CHARS] == lone->words[0].begin[BDL_IN_CHARS])
            return true;
    return false;
}

/* 12, - 12 -, 第 12 页 共 40 页. */
static bool is_page_number(bdl_str s) {
    static const char *const marks[] = {"第", "页", "共", "—", "–",           "－",
                                        "·",  " ",  "-",  "/", "\xE3\x80\x80"};
    size_t digits = 0, numbers = 0;
    for (size_t i = 0; i < s.len;) {
        size_t length = 0;
        bool digit = s.data[i] >= '0' && s.data[i] <= '9';
        numbers += digit && (i == 0 || s.data[i - 1] < '0' || s.data[i - 1] > '9');
        digits += digit;
        for (size_t k = 0; !digit && k < sizeof marks / sizeof marks[0]; k++)
            if (bdl_str_starts(bdl_str_from(s, i), bdl_str_z(marks[k])))
                length = strlen(marks[k]);
        if (length == 0 && !digit)
            return false;
        i += digit ? 1 : length;
    }
    return digits > 0 && digits <= 8 && numbers <= 2;
}

/* A page number on the first or the last line of its page. */
static bool is_page_mark(const page *p, size_t i) {
    return (i == 0 || i + 1 == p->lines.count) &&
           is_page_number(bdl_text_trim(p->lines.items[i].line.text)) &&
           (p->lines.items[i].count == 1 ||
            bdl_str_find(p->lines.items[i].line.text, BDL_STR("页"), 0) != SIZE_MAX);
}

/* A line under a table: 注：…, or a sentence. */
static bool is_note(const bdl_worded *line) {
    bdl_str text = line->words[0].text;
    return bdl_str_starts(text, BDL_STR("注")) || bdl_str_starts(text, BDL_STR("备注")) ||
           bdl_str_starts(text, BDL_STR("说明")) ||
           bdl_prose_ends(line->words[line->count - 1].text);
}

/* A line over a table that says whose it is and in what unit. */
static bool is_caption(const bdl_worded *line) {
    if (line->count > 3 || bdl_words_has_number(line) || is_note(line))
        return false;
    for (size_t i = 0; i < line->count; i++)
        if (has_colon(line->words[i].text))
            return true;
    return false;
}

/* A lone word over a caption and a row is the title of the next table. */
static bool is_title(const page *p, size_t i) {
    enum { LETTERS_MIN = 4 };
    return i + 2 < p->lines.count && is_caption(&p->lines.items[i + 1]) &&
           is_columnar(&p->lines.items[i + 2]) &&
           bdl_utf8_count(p->lines.items[i].words[0].text) >= LETTERS_MIN;
}

/* A lone word at the margin that is numbered as a chapter is. */
static bool is_chapter(const bdl_worded *line) {
    return line->words[0].begin[BDL_IN_CHARS] <= 4 &&
           bdl_prose_starts_item(line->words[0].text);
}

/* Whether line I, between blank lines below a table whose rows have none between them, is
 * the heading of what comes next. */
static bool is_chapter_apart(const page *p, size_t i) {
    return i > 0 && i + 1 < p->lines.count && is_chapter(&p->lines.items[i]) &&
           p->lines.items[i].gap > 0 && p->lines.items[i + 1].gap > 0 &&
           p->lines.items[i - 1].gap == 0;
}

/* Right below a caption headings alone are a table, one without rows. */
static bool is_empty_table(const page *p, size_t start, size_t from, size_t columnar) {
    enum { WORDS_MIN = 4 };
    return start > 0 && is_caption(&p->lines.items[start - 1]) &&
           (columnar > 1 || p->lines.items[from].count >= WORDS_MIN);
}

/* Where the form to fill in ends that begins with line FROM; FROM when none does. */
static size_t form_end(const page *p, size_t from) {
    size_t end = from + 1;
    while (end < p->lines.count && p->lines.items[end].gap <= 1 && !is_title(p, end) &&
           !is_chapter_apart(p, end) && !is_page_mark(p, end))
        end++;
    return from + bdl_form_end(p->scratch, &p->lines.items[from], end - from);
}

/* Where the table ends that begins with the lone words at START and the words of several
 * columns at FROM; FROM when it is none. */
static size_t table_end(const page *p, size_t start, size_t from) {
    size_t end = from + 1, columnar = 1, form = form_end(p, from);
    bool figures = bdl_words_has_number(&p->lines.items[from]);
    if (form > from)
        return form;
    for (size_t i = from + 1; i < p->lines.count; i++) {
        const bdl_worded *line = &p->lines.items[i];
        if (line->gap > GAP_MAX || is_page_mark(p, i))
            break;
        if (is_columnar(line)) {
            columnar++;
            end = i + 1;
            figures |= bdl_words_has_number(line);
        } else if (!is_sparse(line) || is_title(p, i) || is_chapter_apart(p, i)) {
            break;
        } else if (end == i && (line->gap == 0 || (!figures && !is_chapter(line)) ||
                                stands_under(line, &p->lines.items[i - 1]))) {
            end = i + 1; /* the rest of a wrapped cell, a row without figures */
        }
    }
    size_t numbers = 0; /* a lone row is one when it has several figures */
    for (size_t w = 0; w < p->lines.items[from].count; w++)
        numbers += p->lines.items[from].words[w].number;
    return columnar >= ROWS_MIN || numbers >= 2 ||
                   is_empty_table(p, start, from, columnar)
               ? end
               : from;
}

/* ---- prose ---- */

typedef struct prose {
    bdl_reading *reading;
    bdl_paragraph paragraph;
    uint32_t right;     /* where the last line ended, in columns of a terminal */
    bool indented;      /* the paragraph's first line is */
    bdl_shape shape;    /* of the table that may go on */
    bool page_begins;   /* nothing but a page number stands on this page so far */
    bdl_str head;       /* the first line of the table that may go on */
    bdl_str sheet_head; /* the headings in the last sheet; empty: no sheet was last */
    bdl_arena *kept;    /* of a table's headings whose rows begin on the next page */
    bdl_worded *headings;
    size_t heading_count;
    bdl_arena *form_kept; /* of the headings of a list at the end of a form */
    bdl_worded form;      /* they; without words: none ended the page before */
} prose;

/* ---- headings at the end of a page ---- */

/* Whether the lines are the end of a page and hold headings, and hardly a row. */
static bool are_headings(const page *p, size_t start, size_t end) {
    size_t rows = 0;
    for (size_t i = end; i < p->lines.count; i++)
        if (!is_page_mark(p, i))
            return false;
    for (size_t i = start; i < end; i++)
        rows += bdl_words_has_figure(&p->lines.items[i]) &&
                !bdl_words_number_columns(&p->lines.items[i]);
    return rows <= 1 && !bdl_words_has_figure(&p->lines.items[start]);
}

static void keep_headings(prose *state, const page *p, size_t start, size_t end) {
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

/* Whether LINE goes on with the paragraph: the line above reached the edge and this one
 * is not indented; or it is a mark that slid down by itself. */
static bool goes_on(const prose *state, const bdl_worded *line) {
    bdl_str text = line->words[0].text;
    if (!state->paragraph.open || line->gap > 1 || line->count != 1)
        return false;
    if (text.len <= 3 && bdl_prose_ends(text))
        return true;
    if (!state->indented && bdl_prose_ends(state->paragraph.last))
        return false;
    uint32_t edge = state->reading->traits->wrap_width;
    return edge && state->right + 8 >= edge && line->words[0].begin[BDL_IN_WIDTH] <= 1 &&
           !bdl_prose_starts_item(text) && !bdl_prose_is_leader(text);
}

static void add_prose(prose *state, const bdl_worded *line) {
    bdl_reading *reading = state->reading;
    if (!is_page_number(bdl_text_trim(line->line.text))) {
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
        reading->gap = reading->new_page = false;
    } else {
        bdl_paragraph_add(reading, &state->paragraph, &line->line, trimmed);
        state->indented = line->words[0].begin[BDL_IN_WIDTH] > 1;
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
static size_t headings_above(const page *p, size_t first, size_t table) {
    size_t start = table;
    while (start > first && is_sparse(&p->lines.items[start - 1]) && table - start < 6)
        start--;
    bool under_caption = start > first && is_caption(&p->lines.items[start - 1]);
    bool goes_on = start == 0 && stands_under(&p->lines.items[0], &p->lines.items[table]);
    return under_caption || goes_on ? start : table;
}

/* Whether a table, or its headings, ended the page before. */
static bool may_go_on(const prose *state) {
    return state->shape.count > 0 || state->heading_count > 0;
}

/* Items without figures at the top of a page that goes on with a table, all at one place
 * off the margin: where they end. */
static size_t items_end(const prose *state, const page *p, size_t i) {
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

/* Whether the page begins as the table of the page before did: its headings again. */
static bool begins_again(const prose *state, const bdl_worded *line) {
    return state->page_begins && may_go_on(state) &&
           bdl_str_eq(bdl_text_trim(line->line.text), state->head);
}

static void add_table(prose *state, page *p, size_t start, size_t end) {
    bdl_worded *lines = &p->lines.items[start];
    size_t count = end - start;
    bool goes_on = state->page_begins && rows_begin(lines, count);
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

/* Keeps the headings of the list of a form that is the last thing on its page. */
static void keep_form(prose *state, const page *p, size_t start, size_t end) {
    const bdl_worded *lines = &p->lines.items[start];
    bdl_form_parts form = bdl_form_find(p->scratch, lines, end - start);
    state->form.count = 0;
    for (size_t i = end; i < p->lines.count; i++)
        if (!is_page_mark(p, i))
            return;
    if (form.head.count == 0)
        return;
    bdl_arena_reset(state->form_kept);
    state->form = form.head;
    state->form.words = BDL_NEW_ARRAY(state->form_kept, bdl_word, form.head.count);
    memcpy(state->form.words, form.head.words, form.head.count * sizeof(bdl_word));
}

/* Takes the lines that go on with a form of the page before; gives how many. */
static size_t take_form_rest(prose *state, page *p) {
    size_t first = p->lines.count > 1 && is_page_mark(p, 0), count = 0;
    if (state->form.count > 0)
        count =
            bdl_form_rest(&state->form, &p->lines.items[first], p->lines.count - first);
    if (count > 0) {
        bdl_paragraph_end(state->reading, &state->paragraph);
        bdl_form_put_rest(state->reading, p->scratch, &state->form,
                          &p->lines.items[first], count);
        count += first;
    }
    if (count < p->lines.count)
        state->form.count = 0;
    return count;
}

/* Reads the sheet that begins at line I, or goes on there after a page; the line behind
 * it, I when there is none. */
static size_t read_sheet(prose *state, page *p, size_t i) {
    bdl_worded *lines = &p->lines.items[i];
    bdl_str first = bdl_text_trim(lines->line.text);
    bool again = state->sheet_head.len > 0 && bdl_str_eq(first, state->sheet_head);
    bdl_aligned_sheet sheet =
        bdl_aligned_sheet_find(p->scratch, lines, p->lines.count - i, again);
    if (sheet.tail == 0)
        return i;
    release_headings(state);
    bdl_paragraph_end(state->reading, &state->paragraph);
    state->reading->gap = state->reading->gap || lines->gap > 0;
    state->shape.count = 0;
    state->page_begins = false;
    state->sheet_head = bdl_text_trim(lines[sheet.head].line.text);
    bdl_aligned_sheet_add(state->reading, p->scratch, lines, &sheet);
    p->behind = i + sheet.tail;
    return p->behind;
}

static void read_block(prose *state, page *p, size_t *at, size_t *prose_from) {
    size_t i = *at;
    bdl_worded *line = &p->lines.items[i];
    if (is_caption(line) && line->count > 1) {
        release_headings(state);
        add_caption(state, line);
        *at = *prose_from = i + 1;
        return;
    }
    size_t behind =
        is_columnar(line) && !is_page_mark(p, i) ? read_sheet(state, p, i) : i;
    if (behind > i) {
        *at = *prose_from = behind;
        return;
    }
    size_t end = is_columnar(line) && !is_page_mark(p, i) ? table_end(p, i, i) : i;
    size_t start = i;
    if (end > i)
        start = i;
    else if (items_end(state, p, i) > i) {
        end = items_end(state, p, i);
        if (end < p->lines.count && is_columnar(&p->lines.items[end]))
            end = table_end(p, end, end) > end ? table_end(p, end, end) : end;
    } else if (is_sparse(line)) { /* perhaps the first heading of a table */
        size_t next = i;
        while (next < p->lines.count && next - i < 6 && is_sparse(&p->lines.items[next]))
            next++;
        /* or a piece of a name, on a page that goes on with a table */
        bool piece = state->page_begins && may_go_on(state) && next < p->lines.count &&
                     p->lines.items[next].gap == 0 &&
                     bdl_words_has_number(&p->lines.items[next]);
        if (next < p->lines.count && is_columnar(&p->lines.items[next]) &&
            !is_caption(&p->lines.items[next]) &&
            (piece || begins_again(state, line) ||
             headings_above(p, *prose_from > i ? i : p->behind, next) <= i))
            end = table_end(p, i, next) > next ? table_end(p, i, next) : i;
    }
    if (end == i) {
        if (!is_page_number(bdl_text_trim(line->line.text)))
            release_headings(state);
        add_prose(state, line);
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
    prose state = {
        .reading = reading, .kept = bdl_arena_new(), .form_kept = bdl_arena_new()};
    page p = {.scratch = bdl_arena_new()};
    reading->clean = bdl_maker_add_plain;
    while (read_page(reading, &p)) {
        reading->gap = false;
        if (p.lines.count)
            reading->new_page = p.lines.items[0].line.new_page || reading->new_page;
        size_t prose_from = take_form_rest(&state, &p);
        state.page_begins = prose_from == 0;
        for (size_t i = prose_from; i < p.lines.count;)
            read_block(&state, &p, &i, &prose_from);
        reading->gap = p.end_gap > 0;
    }
    release_headings(&state);
    bdl_paragraph_end(reading, &state.paragraph);
    bdl_arena_free(state.kept);
    bdl_arena_free(state.form_kept);
    bdl_arena_free(p.scratch);
}
