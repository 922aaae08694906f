/* markdown.c - Markdown as extraction programs write it: headings, pipe tables, tables
 * parted by tabs, lists, quotes, fenced blocks. Every line of prose is a paragraph of its
 * own unless it plainly goes on: such files keep the lines of the page. */
#include "base/language.h"
#include "base/limits.h"
#include "base/text.h"

#include "read/formats.h"
#include "read/text/barred.h"
#include "read/text/drawn.h"
#include "read/text/markdown.h"
#include "read/text/quoted.h"
#include "read/text/ruled.h"
#include "read/text/tabs.h"

enum {
    PIPE_ROWS_MIN = 4, /* of a file that has pipe tables */
};

int bdl_sniff_markdown(const bdl_traits *traits) {
    if (traits->borders >= 2 || traits->rulers >= 2)
        return 80;
    if (traits->web_tables || traits->atx_headings >= 2 ||
        (traits->pipe_rules && traits->pipe_rows))
        return 80;
    if (traits->pipe_rows >= PIPE_ROWS_MIN)
        return 80; /* tables without the rule under their headings; others may have tabs
                    */
    if (traits->heading_first)
        return 70; /* and a table with tabs below it */
    return traits->atx_headings ? 40 : 0;
}

/* The line without the white space before it; at most three blanks are no code block, but
 * such files mean none by more. */
static bdl_str body_of(const bdl_line *line) {
    return bdl_text_trim(line->text);
}

size_t bdl_markdown_heading(bdl_str body) {
    enum { LEVELS = 6 };
    size_t marks = bdl_str_run(body, 0, '#'), at = marks;
    if (marks == 0 || marks > LEVELS || marks == body.len)
        return 0;
    return bdl_is_space(bdl_utf8_next(body, &at)) ? marks : 0;
}

static void add_heading(bdl_reading *reading, const bdl_line *line, bdl_str body,
                        size_t level) {
    bdl_str rest = bdl_text_trim(bdl_str_from(body, level));
    size_t end = rest.len;
    while (end > 0 && rest.data[end - 1] == '#')
        end--;
    if (end == 0 || rest.data[end - 1] == ' ')
        rest.len = end;
    reading->new_page = reading->new_page || line->new_page;
    bdl_at at = bdl_at_start(line);
    bdl_maker text;
    bdl_maker_begin(&text, reading);
    reading->clean(&text, &at, bdl_text_trim(rest));
    bdl_run run = bdl_maker_end(&text);
    if (run.text.len == 0)
        return;
    bdl_block *block = bdl_reading_add(reading, BDL_HEADING, run.place);
    block->level = level > 0 ? (uint8_t)level : 6;
    block->run = run;
}

/* Three or more dashes, stars or underscores and nothing else. */
static bool is_rule(bdl_str body) {
    size_t marks = 0;
    for (size_t i = 0; i < body.len; i++) {
        if (body.data[i] == ' ')
            continue;
        if (body.data[i] != body.data[0] || !strchr("-*_", body.data[i]))
            return false;
        marks++;
    }
    return marks >= 3;
}

/* A line of "=" or "-" right under a paragraph makes it a heading; in reStructuredText
 * one of "~", "^" or quotes does so too. */
static size_t underline_level(bdl_str body) {
    static const char marks[] = "=-~^\"";
    const char *mark = body.len >= 2 ? strchr(marks, body.data[0]) : NULL;
    if (!mark || *mark == '\0' || bdl_str_run(body, 0, *mark) != body.len)
        return 0;
    return (size_t)(mark - marks) + 1;
}

/* ---- pipe tables ---- */

static bool is_pipe_rule(bdl_str body) {
    bool dash = false, pipe = false;
    for (size_t i = 0; i < body.len; i++) {
        char c = body.data[i];
        dash = dash || c == '-';
        pipe = pipe || c == '|';
        if (c != '-' && c != '|' && c != ':' && c != '+' && c != ' ' && c != '\t')
            return false;
    }
    return dash && pipe;
}

/* Where the cell that begins at FROM ends: at a pipe no backslash stands before. */
static size_t cell_end(bdl_str body, size_t from) {
    for (size_t i = from; i < body.len; i++) {
        const char *pipe = memchr(body.data + i, '|', body.len - i);
        size_t end = pipe ? (size_t)(pipe - body.data) : body.len;
        const char *slash = memchr(body.data + i, '\\', end - i);
        if (!slash)
            return end;
        i = (size_t)(slash - body.data) + 1;
    }
    return body.len;
}

/* Where rows have no pipe before their first cell, one that begins with it has that cell
 * empty: BARE. */
static bdl_row pipe_row(bdl_reading *reading, const bdl_line *line, bool bare) {
    bdl_str body = body_of(line);
    bdl_at at = bdl_at_start(line);
    bdl_row row = {.after_break = line->new_page};
    BDL_VEC(bdl_cell) cells = {NULL, 0, 0};
    size_t from = !bare && body.data[0] == '|',
           most = bdl_str_count(body, '|') + 1 - from;
    BDL_MAKE_ROOM(bdl_reading_cells(reading), &cells,
                  most < BDL_MAX_COLUMNS ? most : BDL_MAX_COLUMNS);
    while (from < body.len && cells.count < BDL_MAX_COLUMNS) {
        size_t end = cell_end(body, from);
        bdl_str piece = {body.data + from, end - from};
        BDL_PUSH(bdl_reading_cells(reading), &cells,
                 bdl_reading_cell(reading, &at, piece));
        from = end + 1;
    }
    row.place = bdl_line_place(line);
    if (from < body.len)
        bdl_reading_trouble(reading, row.place, BDL_TR("more cells than a row can have"));
    row.cells = cells.items;
    row.count = cells.count;
    return row;
}

/* A row begins or ends with a pipe and has another, or the rule under the headings comes
 * next. */
static bool is_pipe_row(const bdl_reading *reading, bdl_str body) {
    if (body.len < 2 || !memchr(body.data, '|', body.len))
        return false;
    if (body.data[0] == '|' && memchr(body.data + 1, '|', body.len - 1))
        return true;
    if (body.data[body.len - 1] == '|' && bdl_str_count(body, '|') > 1)
        return true;
    bdl_line next;
    return reading->traits->pipe_rules && bdl_lines_peek(&reading->lines, &next) &&
           is_pipe_rule(body_of(&next));
}

static bool may_go_on(const bdl_line *line, bool bare) {
    bdl_str body = body_of(line);
    return body.len >= 2 && memchr(body.data, '|', body.len) &&
           (bare || body.data[0] == '|');
}

/* How many blank lines stand below each row of the table whose first one was just taken:
 * as many as above the rule, if there is one, else as above the next two rows when these
 * have as many cells. */
static size_t gap_of(const bdl_reading *reading, const bdl_line *first, bool bare) {
    bdl_lines ahead = reading->lines;
    bdl_line next[2];
    size_t gap, again;
    if (!bdl_lines_peek_text(&ahead, &next[0], &gap) || gap == 0 ||
        !may_go_on(&next[0], bare))
        return 0;
    if (is_pipe_rule(body_of(&next[0])))
        return gap;
    for (size_t i = 0; i <= gap; i++)
        bdl_lines_next(&ahead, &next[0]);
    size_t pipes = bdl_str_count(first->text, '|');
    bool same = bdl_lines_peek_text(&ahead, &next[1], &again) && again == gap &&
                may_go_on(&next[1], bare) && bdl_str_count(next[0].text, '|') == pipes &&
                bdl_str_count(next[1].text, '|') == pipes;
    return same ? gap : 0;
}

/* Whether LINE, which comes next, has no pipe but a row at once below it: it is a row of
 * one cell, which is merged over all columns. The title of another table is none. */
static bool is_merged_row(const bdl_reading *reading, const bdl_line *line, bool bare) {
    bdl_lines ahead = reading->lines;
    bdl_line same, after;
    bdl_str body = body_of(line);
    return body.len > 0 && body.data[0] != '#' && !bdl_str_ends(body, BDL_STR("表")) &&
           !memchr(body.data, '|', body.len) && bdl_lines_next(&ahead, &same) &&
           bdl_lines_peek(&ahead, &after) && may_go_on(&after, bare);
}

/* Takes the next row, GAP blank lines below the last one. */
static bool next_row(bdl_reading *reading, size_t gap, bool bare, bdl_line *line) {
    size_t blanks;
    if (!bdl_lines_peek_text(&reading->lines, line, &blanks) || blanks > gap ||
        (!may_go_on(line, bare) && (blanks > 0 || !is_merged_row(reading, line, bare))))
        return false;
    bdl_lines ahead = reading->lines;
    bdl_line after;
    for (size_t i = 0; i <= blanks; i++)
        bdl_lines_next(&ahead, line);
    if (gap > 0 && bdl_lines_peek_text(&ahead, &after, &blanks) &&
        is_pipe_rule(body_of(&after))) /* the headings of another table */
        return false;
    reading->lines = ahead;
    return true;
}

static void read_pipe_table(bdl_reading *reading, const bdl_line *first) {
    bdl_grid grid;
    bdl_grid_begin(reading, &grid);
    bdl_line line = *first;
    bool bare = body_of(first).data[0] != '|';
    size_t gap = gap_of(reading, first, bare);
    do {
        if (!is_pipe_rule(body_of(&line)))
            bdl_grid_add(reading, &grid, pipe_row(reading, &line, bare));
    } while (next_row(reading, gap, bare, &line));
    bdl_grid_fill_hanging(reading, &grid);
    bdl_grid_unmerge(reading, &grid);
    bdl_grid_end(reading, &grid);
}

/* ---- lines ---- */

/* Without marks of quotes and bullets; numbers stay, they are printed. */
static bdl_str without_marks(bdl_str body) {
    for (int depth = 0; depth < 8 && body.len; depth++) {
        char c = body.data[0];
        bool bullet = (c == '-' || c == '*' || c == '+') && body.len > 1 &&
                      (body.data[1] == ' ' || body.data[1] == '\t');
        if (c != '>' && !bullet)
            break;
        body = bdl_text_trim(bdl_str_from(body, 1));
    }
    return body;
}

typedef struct markdown {
    bdl_reading *reading;
    bdl_paragraph paragraph;
    char fence; /* of the fenced block we are in, 0: none */
} markdown;

static bool take_fence(markdown *m, bdl_str body) {
    char mark = body.data[0];
    if ((mark != '`' && mark != '~') || bdl_str_run(body, 0, mark) < 3 ||
        (m->fence && m->fence != mark))
        return false;
    m->fence = m->fence ? 0 : mark;
    m->reading->clean = m->fence ? bdl_maker_add_plain : bdl_inline_clean;
    m->reading->gap = true;
    return true;
}

static bool take_underline(markdown *m, bdl_str body) {
    size_t level = underline_level(body);
    if (!level || !m->paragraph.open || m->reading->gap)
        return false;
    bdl_paragraph_end(m->reading, &m->paragraph);
    bdl_doc *doc = m->reading->doc;
    bdl_block *block = &doc->blocks.items[doc->blocks.count - 1];
    if (doc->blocks.count && block->kind == BDL_PARAGRAPH) {
        block->kind = BDL_HEADING;
        block->level = (uint8_t)level;
    }
    return true;
}

/* **（三）机关运行经费**: what is inside, when all of a line is bold and begins like a
 * chapter; else nothing. */
static bdl_str bold_heading(bdl_str body) {
    enum { LETTERS_MAX = 40 };
    static const bdl_str mark = BDL_STR_INIT("**");
    bdl_str none = {0};
    if (body.len < 6 || !bdl_str_starts(body, mark) || !bdl_str_ends(body, mark))
        return none;
    bdl_str inner = bdl_text_trim(bdl_str_of(body.data + 2, body.len - 4));
    if (bdl_str_has(inner, mark) || bdl_prose_ends(inner) ||
        bdl_utf8_count(inner) > LETTERS_MAX || !bdl_prose_starts_item(inner))
        return none;
    return inner;
}

static void read_line(markdown *m, const bdl_line *line) {
    bdl_reading *reading = m->reading;
    bdl_str body = body_of(line);
    if (body.len == 0 && !bdl_tabs_is_row(line)) {
        bdl_reading_gap(reading, line);
        return;
    }
    if (body.len && !m->fence && take_underline(m, body)) {
        reading->gap = true;
        return;
    }
    if (body.len && take_fence(m, body)) {
        bdl_paragraph_end(reading, &m->paragraph);
        return;
    }
    size_t level = m->fence ? 0 : bdl_markdown_heading(body);
    if (!m->fence && bdl_ruled_begins(reading, line)) {
        bdl_paragraph_end(reading, &m->paragraph);
        bdl_ruled_read_table(reading, line);
    } else if (!m->fence && body.len && is_rule(body)) {
        reading->gap = true;
    } else if (level) {
        bdl_paragraph_end(reading, &m->paragraph);
        add_heading(reading, line, body, level);
    } else if (!m->fence && bold_heading(body).len > 0) {
        bdl_paragraph_end(reading, &m->paragraph);
        add_heading(reading, line, bold_heading(body), 0);
    } else if (!m->fence && bdl_markdown_is_html_table(body)) {
        bdl_paragraph_end(reading, &m->paragraph);
        bdl_markdown_read_html_table(reading, line);
    } else if (bdl_drawn_begins(reading, line)) {
        bdl_paragraph_end(reading, &m->paragraph);
        bdl_drawn_read_table(reading, line);
    } else if (body.len && is_pipe_row(reading, body)) {
        bdl_paragraph_end(reading, &m->paragraph);
        read_pipe_table(reading, line);
    } else if (bdl_tabs_begins(reading, line)) {
        bdl_paragraph_end(reading, &m->paragraph);
        bdl_tabs_read_table(reading, line);
    } else if (bdl_barred_begins(reading, line)) {
        bdl_paragraph_end(reading, &m->paragraph);
        bdl_barred_read_table(reading, line);
    } else if (bdl_quoted_begins(reading, line)) {
        bdl_paragraph_end(reading, &m->paragraph);
        bdl_quoted_read_table(reading, line);
    } else {
        bdl_str text = without_marks(body);
        if (text.data != body.data) /* a bullet begins a paragraph */
            bdl_paragraph_end(reading, &m->paragraph);
        bdl_paragraph_add(reading, &m->paragraph, line, text);
    }
}

void bdl_read_markdown(bdl_reading *reading) {
    markdown m = {.reading = reading};
    bdl_line line;
    reading->clean = bdl_inline_clean;
    while (bdl_lines_next(&reading->lines, &line))
        read_line(&m, &line);
    bdl_paragraph_end(reading, &m.paragraph);
}
