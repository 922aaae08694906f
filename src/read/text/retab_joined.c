/* retab_joined.c - rows whose cells were put together with one blank, as copies of web
 * pages have them: an empty cell is one more blank between two, or nothing.
 *
 * Texts have blanks too, and aligned columns more of them. Rows are told by lines below
 * each other with as many cells, in each of whose columns figures alone or texts alone
 * stand, the second beginning wherever the first ends: it would not were they aligned. */
#include "read/text/retab.h"

#include "base/text.h"
#include "read/aligned/words.h"
#include "read/reading.h"
#include "read/web/html.h"

enum {
    LINE_BYTES = 3000, /* a longer line is no row */
    CELLS_MAX = 32,
    ROWS_MIN = 3,
    HEADS_MAX = 3, /* lines of headings */
    LABEL_LETTERS = 60,
};

typedef enum kind { EMPTY, FIGURE, TEXT } kind;

typedef struct cell {
    bdl_str text;
    kind kind;
    size_t gap, tabs; /* blanks before it, and for how many tabs they stand */
} cell;

typedef struct row {
    bdl_str line;
    cell *cells;
    size_t words;          /* CELLS, which hold something */
    size_t lead, begins;   /* blanks in front, and the tabs they may stand for */
    size_t trail, ends;    /* blanks at the end, and the tabs they stand for */
    size_t count, figures; /* cells, the empty ones too */
    bool led;              /* those in front are empty cells */
    bool apart;            /* letters alone are words: 类 款 项 */
    bool sound;            /* may be a row */
} row;

typedef BDL_VEC(row) rows;

/* ---- cells ---- */

static bool is_one_han(bdl_str s) {
    size_t at = 0;
    return s.len > 0 && bdl_is_han(bdl_utf8_next(s, &at)) && at == s.len;
}

/* 合 计, 项  目: letters of one word, parted to fill its cell. */
static bool is_spread(const row *r, bdl_str word) {
    return r->words > 0 && is_one_han(word) && is_one_han(r->cells[r->words - 1].text);
}

/* Adds a word that stands behind GAP blanks. BLANK: an empty cell is a blank, so that
 * there is an odd number of them between two words. */
static bool add_word(row *r, bdl_str word, size_t gap, bool blank) {
    bool first = r->words == 0;
    if (!first && !r->apart && is_spread(r, word)) {
        cell *last = &r->cells[r->words - 1];
        last->text.len = (size_t)(word.data + word.len - last->text.data);
        return true;
    }
    if (r->words == CELLS_MAX || (!first && blank && gap % 2 == 0))
        return false;
    cell *c = &r->cells[r->words++];
    *c = (cell){.text = word, .gap = first ? 0 : gap};
    c->tabs = first ? 0 : blank ? (gap + 1) / 2 : gap;
    r->lead = first ? gap : r->lead;
    c->kind = bdl_words_is_figure(word) || bdl_str_eq(word, BDL_STR("/")) ? FIGURE : TEXT;
    r->figures += c->kind == FIGURE;
    r->count += first ? 1 : c->tabs;
    return true;
}

/* Whether LINE has letters alone: 类 款 项, headings of narrow columns. */
static bool has_letters_alone(bdl_str line) {
    bool before = false; /* a letter stands right before */
    size_t letters = 0;
    for (size_t i = 0; i < line.len;) {
        uint32_t c = bdl_utf8_next(line, &i);
        if (c != ' ' && (before || !bdl_is_han(c)))
            return false;
        before = c != ' ';
        letters += before;
    }
    return letters > 1;
}

static row part(bdl_arena *arena, bdl_str line, bool blank) {
    cell cells[CELLS_MAX];
    row r = {.line = line,
             .cells = cells,
             .apart = has_letters_alone(line),
             .sound = line.len > 0 && line.len <= LINE_BYTES};
    size_t at = 0, gap = 0;
    while (r.sound && at < line.len) {
        if (line.data[at] == ' ') {
            at++;
            gap++;
            continue;
        }
        const char *end = memchr(line.data + at, ' ', line.len - at);
        size_t to = end ? (size_t)(end - line.data) : line.len;
        r.sound = line.data[at] != '|' && line.data[at] != '#' &&
                  add_word(&r, bdl_str_of(line.data + at, to - at), gap, blank);
        gap = 0;
        at = to;
    }
    r.trail = gap;
    r.ends = blank ? gap / 2 : gap;
    r.begins = blank ? r.lead / 2 : r.lead;
    r.count += r.ends;
    r.sound = r.sound && r.words > 0 && r.count <= CELLS_MAX;
    r.cells = BDL_NEW_ARRAY(arena, cell, r.words);
    memcpy(r.cells, cells, r.words * sizeof *cells);
    return r;
}

/* Whether LINE, all of whose blanks would be tabs, may be a row: it has not too many
 * cells and more than one. Letters of one word may be blanks apart; the last cells may be
 * empty.
 */
static bool may_have_cells(bdl_str line) {
    enum { LETTER = 3 }; /* bytes */
    size_t count = 1, words = 0, gap = 0, at = 0;
    for (size_t to; at < line.len && count <= CELLS_MAX; at = to) {
        for (gap = 0; at < line.len && line.data[at] == ' '; at++)
            gap++;
        const char *end =
            at < line.len ? memchr(line.data + at, ' ', line.len - at) : NULL;
        to = end ? (size_t)(end - line.data) : line.len;
        count += words > 0 && to - at != LETTER ? gap : 0;
        words += to > at;
    }
    return count <= CELLS_MAX && (words > 1 || gap > 0);
}

/* Whether the lines from AT on may be a table whose empty cells are nothing. */
static bool may_be_table(const bdl_str *at) {
    size_t found = 0;
    for (; at->len > 0 && found < ROWS_MIN; at++)
        found += may_have_cells(*at);
    return found >= ROWS_MIN;
}

static const bdl_str *behind(const bdl_str *at) {
    while (at->len > 0)
        at++;
    return at + 1;
}

static kind kind_of(const row *r, size_t column) {
    for (size_t i = 0, at = r->led ? r->begins : 0; i < r->words; i++) {
        at += r->cells[i].tabs;
        if (at == column)
            return r->cells[i].kind;
    }
    return EMPTY;
}

/* ---- rows of one table ---- */

static bool may_be_data(const row *r) {
    return r->sound && r->count >= 2 && r->figures > 0 && !bdl_prose_ends(r->line) &&
           bdl_utf8_count(r->cells[0].text) <= LABEL_LETTERS;
}

/* How many cells most of the lines that may be rows have. */
static size_t usual_count(const rows *b) {
    size_t of[CELLS_MAX + 1] = {0}, best = 0;
    for (size_t i = 0; i < b->count; i++)
        if (may_be_data(&b->items[i]))
            of[b->items[i].count]++;
    for (size_t n = 2; n <= CELLS_MAX; n++)
        best = of[n] >= ROWS_MIN && of[n] > of[best] ? n : best;
    return best;
}

/* Whether the rows of COUNT cells have figures alone or texts alone in each column, and
 * a column of each. A row, or one in ten, may be another: 栏次 1 2. */
static bool are_columns(const rows *b, size_t count) {
    enum { OTHERS = 10 };
    bool have[3] = {false};
    for (size_t c = 0; c < count; c++) {
        size_t of[3] = {0};
        for (size_t i = 0; i < b->count; i++)
            if (may_be_data(&b->items[i]) && b->items[i].count == count)
                of[kind_of(&b->items[i], c)]++;
        size_t less = of[FIGURE] < of[TEXT] ? of[FIGURE] : of[TEXT];
        if (less > 1 && less * OTHERS > of[FIGURE] + of[TEXT])
            return false;
        if (of[FIGURE] + of[TEXT] > 0)
            have[of[FIGURE] > of[TEXT] ? FIGURE : TEXT] = true;
    }
    return have[FIGURE] && have[TEXT];
}

/* Where the second cell of a row begins and ends, in columns. */
typedef struct span {
    size_t first, begin, end;
} span;

static span second_of(const row *r) {
    size_t from = (size_t)(r->cells[1].text.data - r->line.data);
    span s = {.first = bdl_text_width(r->cells[0].text),
              .begin = bdl_text_width(bdl_str_of(r->line.data, from))};
    s.end = s.begin + bdl_text_width(r->cells[1].text);
    return s;
}

/* Whether the second cells stand below each other though the first are not as wide: an
 * aligned table. */
static bool are_aligned(const rows *b, size_t count) {
    size_t same = 0, other = 0;
    span before = {0};
    for (size_t i = 0; i < b->count; i++) {
        const row *r = &b->items[i];
        if (!may_be_data(r) || r->count != count || r->words < 2)
            continue;
        span here = second_of(r);
        if (before.end > 0 && here.first != before.first) {
            bool under = here.begin == before.begin || here.end == before.end;
            same += under;
            other += !under;
        }
        before = here;
    }
    return 2 * same >= other;
}

/* ---- headings ---- */

/* Whether LINE may be headings of a table of COUNT columns. */
static bool may_be_headings(const row *r, size_t count) {
    enum { HEAD_LETTERS = 24 };
    if (!r->sound || r->words == 0 || r->count > count || r->figures > 0)
        return false;
    for (size_t i = 0; i < r->words; i++)
        if (bdl_text_has_colon(r->cells[i].text) ||
            bdl_utf8_count(r->cells[i].text) > HEAD_LETTERS)
            return false;
    return true;
}

/* Where the table begins whose first row is FIRST: with its headings. */
static size_t begin_of(const rows *b, size_t first, size_t count) {
    size_t from = first;
    while (from > 0 && first - from < HEADS_MAX &&
           may_be_headings(&b->items[from - 1], count))
        from--;
    return from;
}

/* Whether the lines FROM to FIRST are headings of COUNT columns: one of as many words, or
 * one above it some of whose words stand over others. With two above it there are too
 * many ways in which they can stand. */
static bool are_headings(const rows *b, size_t from, size_t first, size_t count) {
    if (from == first)
        return false;
    size_t low = b->items[first - 1].words;
    if (low == count)
        return true;
    if (first - from != 2)
        return false;
    size_t high = b->items[from].words, groups = high + low - count;
    return high + low > count && groups <= high && groups <= low;
}

/* ---- tables ---- */

typedef enum verdict { NO_TABLE, A_TABLE, A_TORN_TABLE } verdict;

typedef struct table {
    size_t count, from, first; /* columns; the first line of its headings and rows */
} table;

static bool is_data_of(const row *r, size_t count) {
    return may_be_data(r) && r->count == count;
}

/* Leaves out what stands below the last row and has no figures. */
static void trim(rows *b, const table *t) {
    while (b->items[b->count - 1].figures == 0 &&
           b->items[b->count - 1].count != t->count)
        b->count--;
}

/* Whether a line below the first row has lost cells: which they were is not known. */
static bool is_torn(const rows *b, const table *t) {
    for (size_t i = t->first; i < b->count; i++)
        if (b->items[i].count != t->count && b->items[i].words > 1)
            return true;
    return false;
}

/* The blanks in front of a row that would else be short are empty cells. */
static void count_leads(rows *b, size_t count) {
    for (size_t i = 0; i < b->count; i++) {
        row *r = &b->items[i];
        r->led = r->begins > 0 && r->count + r->begins == count;
        r->count += r->led ? r->begins : 0;
    }
}

/* What the lines below each other are. */
static verdict judge(rows *b, table *t) {
    *t = (table){.count = b->count >= ROWS_MIN ? usual_count(b) : 0};
    if (t->count == 0)
        return NO_TABLE;
    count_leads(b, t->count);
    while (!is_data_of(&b->items[t->first], t->count))
        t->first++;
    t->from = begin_of(b, t->first, t->count);
    trim(b, t);
    if (!are_columns(b, t->count) || are_aligned(b, t->count) ||
        (t->count == 2 && t->from == t->first)) /* a catalogue has two columns too */
        return NO_TABLE;
    return are_headings(b, t->from, t->first, t->count) && !is_torn(b, t) ? A_TABLE
                                                                          : A_TORN_TABLE;
}

/* ---- writing ---- */

/* Lines that stand below each other, some stretches of them, each at least ROWS_MIN; an
 * empty one behind each stretch. */
typedef BDL_VEC(bdl_str) stretches;

typedef struct writer {
    bdl_arena *passing; /* for ROWS */
    bdl_str text;
    bdl_buf out;
    rows rows; /* the lines of a stretch in their cells */
    size_t done;
    bool blanks; /* an empty cell is a blank, else it is nothing */
    bool any, torn;
} writer;

/* TABS tabs in the room of BLANKS blanks, with those of empty cells between. */
static void write_tabs(bdl_buf *out, size_t tabs, size_t blanks) {
    for (size_t i = 0; i < blanks; i++)
        bdl_buf_char(out, tabs == blanks || (i % 2 == 0 && i / 2 < tabs) ? '\t' : ' ');
}

/* Writes what stands before AT, BLANKS of it as TABS tabs. */
static void write_up_to(writer *w, const char *at, size_t tabs, size_t blanks) {
    const char *done = w->text.data + w->done;
    bdl_buf_add(&w->out, bdl_str_of(done, (size_t)(at - blanks - done)));
    write_tabs(&w->out, tabs, blanks);
    w->done = (size_t)(at - w->text.data);
}

static void write_row(writer *w, const row *r) {
    if (r->led)
        write_up_to(w, r->cells[0].text.data, r->begins, r->lead);
    for (size_t i = 1; i < r->words; i++)
        write_up_to(w, r->cells[i].text.data, r->cells[i].tabs, r->cells[i].gap);
    write_up_to(w, r->line.data + r->line.len, r->ends, r->trail);
    if (r->count == 1) /* a name alone is a row all the same */
        bdl_buf_char(&w->out, '\t');
    w->any = true;
}

/* Writes the table among the lines from AT on, if there is one; gives what is behind
 * them. */
static const bdl_str *write_stretch(writer *w, const bdl_str *at) {
    table t = {0};
    if (!w->blanks && !may_be_table(at))
        return behind(at);
    bdl_arena_reset(w->passing);
    w->rows = (rows){NULL, 0, 0};
    for (; at->len > 0; at++) {
        row r = part(w->passing, *at, w->blanks);
        BDL_PUSH(w->passing, &w->rows, r);
    }
    verdict what = judge(&w->rows, &t);
    for (size_t i = t.from; what == A_TABLE && i < w->rows.count; i++)
        write_row(w, &w->rows.items[i]);
    w->torn = what == A_TORN_TABLE;
    return at + 1;
}

/* TEXT with the tables among ALL written, or as it is. */
static bdl_str write_all(bdl_arena *arena, bdl_str text, const stretches *all,
                         bool blanks) {
    writer w = {.passing = bdl_arena_new(),
                .text = text,
                .out = {.arena = arena},
                .blanks = blanks};
    const bdl_str *at = all->items, *end = at + all->count;
    while (at < end && !w.torn)
        at = write_stretch(&w, at);
    if (w.any && !w.torn) {
        bdl_buf_add(&w.out, bdl_str_from(text, w.done));
        text = bdl_buf_str(&w.out);
    }
    bdl_arena_free(w.passing);
    return text;
}

/* ---- lines that may be rows ---- */

/* Whether LINE, ABOVE which so many may, may be a row, or below others the name of one
 * whose cells are all empty; no sentence, title or caption. */
static bool may_be_row(size_t above, bdl_str line) {
    static const bdl_str sheet = BDL_STR_INIT("表");
    if (line.len == 0 || line.len > LINE_BYTES || line.data[0] == '|' ||
        line.data[0] == '#')
        return false;
    bool parted = memchr(line.data, ' ', line.len), below = above >= ROWS_MIN;
    if (!parted && (!below || bdl_utf8_count(line) > LABEL_LETTERS))
        return false;
    bdl_str s = bdl_text_trim(line);
    bool figure = s.len > 0 && bdl_is_ascii_digit(s.data[s.len - 1]);
    return s.len > 0 && !bdl_str_ends(s, sheet) && !bdl_prose_ends(s) &&
           (figure || !bdl_text_has_colon(s));
}

/* Whether figures stand behind blanks, as they do in such rows. */
static bool has_figures_apart(bdl_str text) {
    size_t figures = 0;
    const char *end = text.data + text.len;
    for (const char *at = text.data; figures < ROWS_MIN && at + 1 < end; at++) {
        at = memchr(at, ' ', (size_t)(end - at - 1));
        if (!at)
            return false;
        figures += bdl_is_ascii_digit(at[1]);
    }
    return figures >= ROWS_MIN;
}

/* Ends the stretch that begins at BEGIN; too short a one goes. Gives where the next
 * begins. */
static size_t end_stretch(bdl_arena *arena, stretches *all, size_t begin) {
    if (all->count - begin < ROWS_MIN)
        all->count = begin;
    else
        BDL_PUSH(arena, all, BDL_STR(""));
    return all->count;
}

static stretches find_stretches(bdl_arena *arena, bdl_str text) {
    stretches all = {0};
    size_t begin = 0; /* of the last one */
    if (text.len == 0 || memchr(text.data, '\t', text.len) || !has_figures_apart(text) ||
        bdl_html_is_page(text))
        return all;
    for (size_t at = 0; at < text.len;) {
        bdl_str line = bdl_retab_next_line(text, &at);
        if (may_be_row(all.count - begin, line))
            BDL_PUSH(arena, &all, line);
        else
            begin = end_stretch(arena, &all, begin);
    }
    end_stretch(arena, &all, begin);
    return all;
}

bdl_str bdl_retab_any(bdl_arena *arena, bdl_str text, bdl_marks_doubt *doubt) {
    bdl_arena *scratch = bdl_arena_new();
    stretches all = find_stretches(scratch, text);
    bdl_str out = write_all(arena, text, &all, true);
    out = bdl_retab_marks(arena, bdl_retab(arena, out), doubt);
    if (out.data == text.data) /* else it has tabs */
        out = write_all(arena, text, &all, false);
    bdl_arena_free(scratch);
    return out;
}
