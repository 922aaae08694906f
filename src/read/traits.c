/* traits.c - counts what the lines of a text look like. */
#include "read/traits.h"

#include "base/bytes16.h"
#include "base/text.h"

#include "read/text/drawn.h"
#include "read/text/markdown.h"
#include "read/text/ruled.h"
#include "read/web/html.h"

enum {
    PROSE_BYTES = 90,      /* a cell line this long that ends a sentence is prose */
    WIDTH_MAX = 160,       /* wider lines are not wrapped ones */
    WRAP_SAMPLE_MIN = 8,   /* lines of prose needed to speak of a width */
    ROUGH_BYTES = 4 << 10, /* of a line looked at */
    LINES_MAX = 20000,     /* what so many lines look like, all do */
};

/* What a count has to remember from line to line. */
enum { GAPS_MAX = 3 }; /* and more */

typedef struct counting {
    bdl_traits *traits;
    size_t gap;   /* blank lines since the last cell line */
    size_t cells; /* cell lines since the last blank one */
    bool after_cells;
    size_t rows[GAPS_MAX + 1]; /* cell lines below others, by the blank lines between */
    size_t row_lines[GAPS_MAX + 1]; /* lines with tabs inside, the same way */
    size_t row_gap;                 /* blank lines since the last of these */
    bool after_row;                 /* it was the last line with text */
    size_t ends[GAPS_MAX + 1]; /* lines without a tab below cell lines, the same way */
    bool has_tabs, has_pipes, has_wide; /* somewhere in the text; wide blanks */
    bool has_tags;                      /* a "<table" somewhere */
    uint32_t widths[WIDTH_MAX + 1];     /* prose lines by display width */
} counting;

static bool is_pipe_rule(bdl_str line) {
    size_t dashes = 0, pipes = 0;
    for (size_t i = 0; i < line.len; i++) {
        char c = line.data[i];
        if (c == '-')
            dashes++;
        else if (c == '|')
            pipes++;
        else if (c != ' ' && c != ':' && c != '+' && c != '\t')
            return false;
    }
    return dashes >= 2 && pipes >= 1;
}

/* | a | b | with a pipe at one end at least: a menu of a web page has none. */
static bool is_pipe_row(bdl_str line) {
    bdl_str body = bdl_text_trim(line);
    if (body.len < 3 || (body.data[0] != '|' && body.data[body.len - 1] != '|'))
        return false;
    return memchr(body.data + 1, '|', body.len - 1) !=
           (body.data[0] == '|' ? NULL : body.data + body.len - 1);
}

/* The same of lines with blanks as wide as a Chinese character, which count for two. */
static bool has_wide_columns(bdl_str line) {
    size_t gaps = 0;
    for (size_t i = 0, blanks = 0; i < line.len;) {
        uint32_t c = bdl_utf8_next(line, &i);
        if (c == ' ' || c == 0x3000) {
            blanks += c == ' ' ? 1 : 2;
            continue;
        }
        gaps += blanks >= 2;
        blanks = 0;
    }
    return gaps >= 2;
}

/* Two runs of two blanks or more between words. LINE is trimmed. */
static bool has_columns(bdl_str line) {
    size_t gaps = 0;
    for (size_t i = 1; i < line.len; i += 2) { /* such a run has one of two bytes */
        if (line.data[i] != ' ' || (line.data[i - 1] != ' ' && line.data[i + 1] != ' '))
            continue;
        while (line.data[i] == ' ')
            i++;
        if (++gaps == 2)
            return true;
    }
    return false;
}

static void end_cell_row(counting *state) {
    state->traits->cell_rows += state->cells > 0;
    state->traits->cell_rows_of_one += state->cells == 1;
    state->cells = 0;
}

static void count_cell_line(counting *state, bdl_str text) {
    bdl_traits *traits = state->traits;
    bdl_str body = text.len >= PROSE_BYTES ? bdl_text_trim(text) : (bdl_str){0};
    traits->cell_lines++;
    traits->lone_tabs += text.len == 1 || bdl_text_trim(text).len == 0;
    state->cells++;
    traits->indented_prose += body.len >= PROSE_BYTES && bdl_prose_ends(body);
    if (state->after_cells)
        state->rows[state->gap < GAPS_MAX ? state->gap : GAPS_MAX]++;
    state->after_cells = true;
    state->gap = 0;
}

static void count_prose(counting *state, bdl_str text) {
    bdl_traits *traits = state->traits;
    if (state->after_cells)
        state->ends[state->gap < GAPS_MAX ? state->gap : GAPS_MAX]++;
    state->after_cells = state->after_cells && state->gap == 0;
    bdl_str rough = {text.data, text.len < ROUGH_BYTES ? text.len : ROUGH_BYTES};
    bdl_str body = bdl_text_trim(rough);
    bool is_heading = bdl_markdown_heading(body) > 0;
    traits->atx_headings += is_heading;
    traits->heading_first |= is_heading && traits->lines == traits->blanks + 1;
    traits->borders += bdl_drawn_is_border(body);
    traits->rulers += bdl_ruled_is_ruler(body);
    if (has_columns(body) || (state->has_wide && has_wide_columns(body))) {
        traits->column_lines++;
        return;
    }
    size_t width = bdl_text_width(rough);
    state->widths[width <= WIDTH_MAX ? width : 0]++; /* 0: too wide to be wrapped */
}

static void count_line(counting *state, const bdl_line *line) {
    bdl_traits *traits = state->traits;
    traits->lines++;
    bdl_str text = line->text;
    if (bdl_line_is_blank(line)) {
        traits->blanks++;
        state->gap++;
        state->row_gap++;
        end_cell_row(state);
        return;
    }
    bool after_row = state->after_row;
    state->after_row = false;
    traits->web_tables +=
        state->has_tags && bdl_markdown_is_html_table(bdl_text_trim(text));
    const char *tab = state->has_tabs ? memchr(text.data, '\t', text.len) : NULL;
    if (state->has_pipes && memchr(text.data, '|', text.len)) {
        traits->pipe_rules += is_pipe_rule(text);
        traits->pipe_rows += is_pipe_row(text);
    }
    if (!tab) {
        count_prose(state, text);
        return;
    }
    if (tab == text.data && !memchr(tab + 1, '\t', text.len - 1)) {
        count_cell_line(state, text);
    } else if (!bdl_prose_is_leader(bdl_text_trim(text))) {
        if (after_row)
            state->row_lines[state->row_gap < GAPS_MAX ? state->row_gap : GAPS_MAX]++;
        state->row_gap = 0;
        state->after_row = true;
        traits->row_lines++;
        traits->ended_rows += text.data[text.len - 1] == '\t';
        traits->led_rows += text.data[0] == '\t';
    }
}

/* Some that write a text put two blank lines wherever there was one. */
static void measure_gaps(const counting *state, bdl_traits *traits) {
    const size_t *ends = state->ends;
    bool doubled = state->rows[2] > state->rows[1];
    traits->doubled_gaps = doubled;
    traits->uneven_rows = state->rows[3] + (doubled ? 0 : state->rows[2]);
    traits->ends_by_one_gap = ends[1] + (doubled ? ends[2] : 0);
    traits->ends_by_two_gaps = ends[3] + (doubled ? 0 : ends[2]);
}

/* Some put a blank line below each line: then rows stand below each other with one
 * between, and cell lines with one where a row goes on and three where it ends. */
static bool are_spaced(const counting *state) {
    enum { ROWS_MIN = 8, CELLS_MIN = 16, ENDS_MIN = 3, PER = 10 };
    const size_t *rows = state->row_lines, *cells = state->rows;
    return (rows[1] >= ROWS_MIN && rows[0] * PER <= rows[1]) ||
           (cells[1] >= CELLS_MIN && cells[0] * PER <= cells[1] &&
            cells[GAPS_MAX] >= ENDS_MIN && cells[2] * PER <= cells[GAPS_MAX]);
}

/* Prose is wrapped when nearly a third of its lines end within four columns of the widest
 * one, and hardly any is wider than a page. */
static uint32_t find_wrap_width(const uint32_t *widths) {
    uint64_t all = 0;
    for (size_t i = 20; i <= WIDTH_MAX; i++)
        all += widths[i];
    if (all < WRAP_SAMPLE_MIN || widths[0] > all / 20)
        return 0;
    uint32_t widest = WIDTH_MAX;
    while (widest > 40 && widths[widest] == 0)
        widest--;
    for (; widest > 40; widest--) { /* a few lines stick out: not the edge yet */
        uint64_t near = 0;
        for (uint32_t w = widest - 4; w <= widest; w++)
            near += widths[w];
        if (near * 10 >= all * 3)
            return widest;
    }
    return 0;
}

/* Whether C takes no room: a soft hyphen, joiners, marks of direction and of byte order.
 */
static bool takes_no_room(uint32_t c) {
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF;
}

static bool is_control(unsigned char c) {
    return c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
}

/* Whether one of sixteen bytes at P, which has seventeen, may be a control character or
 * begin a character that takes no room: told by it and the one behind it. */
static bool may_be_invisible(const char *p) {
    bdl_bytes16 here = bdl_bytes16_at(p), next = bdl_bytes16_at(p + 1);
    bdl_bytes16 feeds = (bdl_bytes16)(here - '\t' < 2) | (bdl_bytes16)(here - '\f' < 2);
    bdl_bytes16 found =
        ((bdl_bytes16)(here < 0x20) & ~feeds) |
        ((bdl_bytes16)(here == 0xC2) & (bdl_bytes16)(next == 0xAD)) |
        ((bdl_bytes16)(here == 0xE2) & (bdl_bytes16)((next & 0xFE) == 0x80)) |
        ((bdl_bytes16)(here == 0xEF) & (bdl_bytes16)(next == 0xBB));
    return bdl_bytes16_any(found);
}

/* The same of any bytes from I up to END, which are looked at one by one. */
static bool is_invisible_in(bdl_str text, size_t i, size_t end) {
    for (; i < end; i++) {
        unsigned char c = (unsigned char)text.data[i];
        size_t at = i;
        if (is_control(c) || (c >= 0xC2 && takes_no_room(bdl_utf8_next(text, &at))))
            return true;
    }
    return false;
}

static bool has_invisible(bdl_str text) {
    size_t i = 0;
    for (; text.len - i > 16; i += 16)
        if (may_be_invisible(text.data + i) && is_invisible_in(text, i, i + 16))
            return true;
    return is_invisible_in(text, i, text.len);
}

static bool has_wide(bdl_str text) {
    return bdl_str_has(text, BDL_STR("\xE3\x80\x80"));
}

/* Whether TEXT may have field codes, or marks of Markdown and web pages left in it. */
static bool has_marks(bdl_str text) {
    static const char signs[] = {'\\', '<', '&', '$'};
    for (size_t i = 0; i < sizeof signs; i++)
        if (memchr(text.data, signs[i], text.len))
            return true;
    return bdl_str_has(text, BDL_STR("**"));
}

void bdl_traits_count(bdl_traits *traits, bdl_str path, const bdl_source *source,
                      bdl_lines lines) {
    bdl_str text = bdl_source_text(source);
    *traits = (bdl_traits){.path = path};
    traits->web_page = bdl_html_is_page(text);
    traits->invisible = has_invisible(text);
    traits->plain = !traits->invisible && text.len > 0 && !has_marks(text);
    counting state = {.traits = traits,
                      .has_tabs = text.len > 0 && memchr(text.data, '\t', text.len),
                      .has_pipes = text.len > 0 && memchr(text.data, '|', text.len)};
    state.has_wide = !state.has_tabs && has_wide(text);
    state.has_tags = !traits->plain && bdl_str_has(text, BDL_STR("<table"));
    bdl_line line;
    while (traits->lines < LINES_MAX && bdl_lines_next(&lines, &line))
        count_line(&state, &line);
    measure_gaps(&state, traits);
    traits->spaced = are_spaced(&state);
    traits->wrap_width = find_wrap_width(state.widths);
}
