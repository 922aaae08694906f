/* retab_marks.c - tables whose cells are parted by a mark that texts have too: a bar
 * without bars around the row, 、 ， or ；. Rows are told by lines of figures below each
 * other, with cells that are empty or figures alone; the marks of prose stay. */
#include "read/text/retab.h"

#include "base/text.h"

#include "read/reading.h"
#include "read/web/html.h"

enum {
    LINE_BYTES = 3000, /* a longer line is no row */
    SAMPLE = 64,       /* lines that end in a figure */
    SAMPLE_LEAST = 3,
    MARKS_MAX = 64, /* of a line */
    LABEL_LETTERS = 12,
};

typedef struct mark {
    size_t at;
    bool is_tab;
} mark;

/* A line as it is parted by the mark. */
typedef struct parted {
    bdl_str text;
    mark marks[MARKS_MAX];
    size_t count;
    size_t tabs;            /* of these are tabs */
    size_t strong, figures; /* cells that are empty, or figures alone */
    bool ends;              /* as a sentence does */
} parted;

/* ---- cells ---- */

/* A figure, or what stands for nothing. */
static bool is_figure(bdl_str s) {
    bool figure = false;
    s = bdl_text_trim(s);
    for (size_t i = 0; i < s.len;) {
        uint32_t c = bdl_utf8_next(s, &i);
        bool digit = bdl_is_digit(c);
        bool dash = c == '-' || c == '/' || (c >= 0x2010 && c <= 0x2015) || c == 0xFF0D;
        if (!digit && !dash && c != '.' && c != ',' && c != '%' && c != 0xFF0E)
            return false;
        figure |= digit || dash;
    }
    return figure;
}

/* 二、外交支出: the number of an item, not a cell. */
static bool is_item_number(bdl_str cell) {
    static const bdl_str han = BDL_STR_INIT("一二三四五六七八九十百");
    bdl_str s = bdl_text_trim(cell);
    for (size_t i = 0; i < s.len; i += 3) {
        size_t at =
            s.len - i < 3 ? SIZE_MAX : bdl_str_find(han, bdl_str_of(s.data + i, 3), 0);
        if (at == SIZE_MAX || at % 3 > 0)
            return false;
    }
    return s.len > 0;
}

static bdl_str cell_before(const parted *p, size_t i, bdl_str sign) {
    size_t from = i > 0 ? p->marks[i - 1].at + sign.len : 0;
    return bdl_str_of(p->text.data + from, p->marks[i].at - from);
}

static bdl_str cell_after(const parted *p, size_t i, bdl_str sign) {
    size_t from = p->marks[i].at + sign.len;
    size_t to = i + 1 < p->count ? p->marks[i + 1].at : p->text.len;
    return bdl_str_of(p->text.data + from, to - from);
}

static bool is_strong(bdl_str cell) {
    return bdl_text_trim(cell).len == 0 || is_figure(cell);
}

static void count_cell(parted *p, bdl_str cell) {
    p->strong += is_strong(cell);
    p->figures += is_figure(cell);
}

/* Which marks of a line that has sentences are tabs: those beside empty cells and
 * figures, behind a full stop, and behind a label that the line, or what stands behind
 * its number, begins with. */
static void tell_sentence(parted *p, bdl_str sign) {
    bool begins = true; /* with empty cells and figures, up to here */
    for (size_t i = 0; i < p->count; i++) {
        bdl_str left = cell_before(p, i, sign), right = cell_after(p, i, sign);
        bool is_label = begins && bdl_utf8_count(left) <= LABEL_LETTERS;
        p->marks[i].is_tab = is_label || is_strong(left) || is_strong(right) ||
                             bdl_str_ends(left, BDL_STR("。"));
        begins = begins && is_strong(left);
    }
}

static parted part(bdl_str line, bdl_str sign) {
    parted p = {.text = line, .ends = bdl_prose_ends(line)};
    bdl_str full_stop = BDL_STR("。");
    for (size_t at = 0; line.len <= LINE_BYTES && p.count < MARKS_MAX;) {
        size_t found = bdl_str_find(line, sign, at);
        if (found == SIZE_MAX)
            break;
        at = found + sign.len;
        p.marks[p.count] = (mark){found, true};
        if (sign.len == 1 || !is_item_number(cell_before(&p, p.count, sign)))
            p.count++;
        else
            p.marks[p.count].is_tab = false;
    }
    for (size_t i = 0; i < p.count; i++)
        count_cell(&p, cell_before(&p, i, sign));
    if (p.count > 0)
        count_cell(&p, cell_after(&p, p.count - 1, sign));
    if (sign.len > 1 && bdl_str_has(line, full_stop))
        tell_sentence(&p, sign);
    for (size_t i = 0; i < p.count; i++)
        p.tabs += p.marks[i].is_tab;
    return p;
}

/* ---- which mark ---- */

static bool has_two(bdl_str line, bdl_str sign) {
    size_t at = bdl_str_find(line, sign, 0);
    return at != SIZE_MAX && bdl_str_find(line, sign, at + sign.len) != SIZE_MAX;
}

/* ---|---: bars and dashes alone, as Markdown has below its headings. */
static bool is_ruler(bdl_str line) {
    bool dash = false;
    for (size_t i = 0; i < line.len; i++) {
        dash |= line.data[i] == '-';
        if (line.data[i] == '\0' || !strchr("-|:+ ", line.data[i]))
            return false;
    }
    return dash;
}

static const bdl_str signs[] = {BDL_STR_INIT("|"), BDL_STR_INIT("，"), BDL_STR_INIT("、"),
                                BDL_STR_INIT("；")};
enum { SIGNS = BDL_COUNT_OF(signs) };

/* Whether LINE ends in a digit, or with a mark, the last cell being empty; no row of
 * Markdown. */
static bool may_be_row(bdl_str line) {
    if (line.len == 0 || line.len > LINE_BYTES)
        return false;
    char last = line.data[line.len - 1];
    if (bdl_is_ascii_digit(last))
        return true;
    for (size_t k = 0; k < SIGNS && line.data[0] != '|'; k++)
        if (bdl_str_ends(line, signs[k]))
            return true;
    return false;
}

/* Whether a line that ends with byte C may be one. */
static inline bool may_end_row(char c) {
    return bdl_is_ascii_digit(c) || c == '|' || c == '\x8C' || c == '\x81' || c == '\x9B';
}

/* The next line that may be a row; false: there is none. */
static bool next_candidate(bdl_str text, size_t *at, bdl_str *line) {
    while (*at < text.len) {
        const char *from = text.data + *at;
        const char *end = memchr(from, '\n', text.len - *at);
        end = end ? end : text.data + text.len;
        *at = (size_t)(end - text.data) + 1;
        while (end > from && (end[-1] == ' ' || end[-1] == '\r'))
            end--;
        if (end == from || !may_end_row(end[-1]))
            continue;
        *line = bdl_str_of(from, (size_t)(end - from));
        if (may_be_row(*line))
            return true;
    }
    return false;
}

/* The mark that most lines have that may be rows; empty: none has. */
static bdl_str find_sign(bdl_str text) {
    size_t of[SIGNS] = {0}, lines = 0, best = 0;
    bdl_str line;
    for (size_t at = 0; lines < SAMPLE && next_candidate(text, &at, &line); lines++) {
        for (size_t k = 0; k < SIGNS; k++)
            of[k] += has_two(line, signs[k]);
    }
    for (size_t k = 1; k < SIGNS; k++)
        best = of[k] > of[best] ? k : best;
    return of[best] >= SAMPLE_LEAST && 2 * of[best] >= lines ? signs[best] : (bdl_str){0};
}

/* ---- blocks of lines ---- */

typedef BDL_VEC(parted) block;

/* Whether all lines begin, or end, with a bar: a table of Markdown. */
static bool are_barred(const block *b) {
    size_t begin = 0, end = 0;
    for (size_t i = 0; i < b->count; i++) {
        bdl_str line = bdl_text_trim(b->items[i].text);
        begin += bdl_str_starts(line, BDL_STR("|"));
        end += bdl_str_ends(line, BDL_STR("|"));
    }
    return begin == b->count || end == b->count;
}

/* Whether the lines, each of which has a mark, are rows. Texts seldom have bars: where
 * these part figures elsewhere they part all lines with several. */
static bool are_rows(const block *b, bdl_str sign) {
    size_t strong = 0, ends = 0, several = 0;
    for (size_t i = 0; i < b->count; i++) {
        strong += b->items[i].strong > 0;
        ends += b->items[i].ends && b->items[i].strong == 0;
        several += b->items[i].count > 1;
    }
    if (sign.len == 1 && b->count >= 2 && 2 * several >= b->count)
        return true;
    return b->count >= 2 && strong >= 2 && 3 * strong >= b->count && 3 * ends <= b->count;
}

/* How many tabs most rows have; 0: the block has no such number. */
static size_t usual_tabs(const block *b) {
    enum { MOST = 5 };
    size_t of[MARKS_MAX + 1] = {0}, best = 0;
    for (size_t i = 0; i < b->count; i++)
        of[b->items[i].tabs]++;
    for (size_t n = 1; n <= MARKS_MAX; n++)
        best = of[n] > of[best] ? n : best;
    return 10 * of[best] >= MOST * b->count ? best : 0;
}

/* Whether mark I has a text at both sides, neither of them a figure. */
static bool is_doubtful(const parted *p, size_t i, bdl_str sign) {
    return p->marks[i].is_tab && !is_strong(cell_before(p, i, sign)) &&
           !is_strong(cell_after(p, i, sign));
}

/* 土地、房屋: a row with more marks than the others has the rest in its names; false when
 * it is not known which. What has no figure is no row of theirs. */
static bool settle(parted *p, size_t usual, bdl_str sign) {
    if (usual == 0 || p->tabs <= usual || p->figures == 0)
        return true;
    size_t doubtful = 0, more = p->tabs - usual;
    for (size_t i = 0; i < p->count; i++)
        doubtful += is_doubtful(p, i, sign);
    for (size_t i = p->count; doubtful == more && i-- > 0;)
        p->marks[i].is_tab &= !is_doubtful(p, i, sign);
    return doubtful <= more;
}

static void write_line(bdl_buf *out, const parted *p, bdl_str sign) {
    size_t done = 0;
    for (size_t i = 0; i < p->count; i++) {
        if (!p->marks[i].is_tab)
            continue;
        bdl_buf_add(out, bdl_str_of(p->text.data + done, p->marks[i].at - done));
        bdl_buf_char(out, '\t');
        done = p->marks[i].at + sign.len;
    }
    bdl_buf_add(out, bdl_str_from(p->text, done));
}

typedef struct writer {
    bdl_arena *scratch;
    bdl_str text, sign;
    bdl_buf out;
    block lines;   /* with marks, below each other */
    size_t done;   /* bytes written */
    size_t number; /* of the line last read */
    size_t rows;   /* written */
    bool ruled;    /* there are tables of Markdown */
    bdl_marks_doubt *doubt;
} writer;

/* Leaves out sentences at either end of the lines. */
static size_t trim_prose(block *b) {
    size_t from = 0;
    while (b->count > 0 && b->items[b->count - 1].ends && !b->items[b->count - 1].strong)
        b->count--;
    while (from < b->count && b->items[from].ends && !b->items[from].strong)
        from++;
    return from;
}

static void end_block(writer *w) {
    size_t all = w->lines.count, from = trim_prose(&w->lines);
    bool rows = are_rows(&w->lines, w->sign),
         barred = w->sign.len == 1 && are_barred(&w->lines);
    bool in_names = w->sign.len > 1; /* no bar is in a name */
    size_t usual = rows && in_names ? usual_tabs(&w->lines) : 0;
    w->ruled |= barred && w->lines.count > 1;
    for (size_t i = from; rows && i < w->lines.count; i++) {
        parted *p = &w->lines.items[i];
        size_t at = (size_t)(p->text.data - w->text.data);
        if (!settle(p, usual, w->sign) && w->doubt->line == 0)
            w->doubt->line = (uint32_t)(w->number - all + i);
        bdl_buf_add(&w->out, bdl_str_of(w->text.data + w->done, at - w->done));
        write_line(&w->out, p, w->sign);
        w->done = at + p->text.len;
        w->rows++;
    }
    w->lines.count = 0;
}

bdl_str bdl_retab_marks(bdl_arena *arena, bdl_str text, bdl_marks_doubt *doubt) {
    *doubt = (bdl_marks_doubt){0};
    if (text.len == 0 || memchr(text.data, '\t', text.len) || bdl_html_is_page(text))
        return text;
    bdl_str sign = find_sign(text);
    if (sign.len == 0)
        return text;
    writer w = {.scratch = bdl_arena_new(),
                .text = text,
                .sign = sign,
                .out = {.arena = arena},
                .doubt = doubt};
    for (size_t at = 0; at < text.len && !w.ruled;) {
        parted p = part(bdl_retab_next_line(text, &at), sign);
        w.ruled |= sign.len == 1 && p.count > 0 && is_ruler(p.text);
        w.number++;
        if (p.count > 0)
            BDL_PUSH(w.scratch, &w.lines, p);
        else
            end_block(&w);
    }
    w.number++;
    end_block(&w);
    bdl_buf_add(&w.out, bdl_str_from(text, w.done));
    bdl_arena_free(w.scratch);
    return w.rows > 0 && !w.ruled ? bdl_buf_str(&w.out) : text;
}
