/* retab_write.c - writes a text with its tabs again.
 *
 * Each tab takes the place of the signs that stand for it and blanks fill it up, so that
 * every character stands where it does in the file. */
#include "read/retab.h"

#include "base/text.h"

#include "read/lines.h"
#include "read/reading.h"

/* What is known of the lines around one. */
typedef struct known {
    uint32_t least, most; /* tabs */
    bool row, blank;
} known;

typedef BDL_VEC(known) knowns;

typedef struct writer {
    const bdl_tab_way *way;
    bdl_buf out;
    knowns lines;
    size_t at; /* the line being written */
} writer;

static knowns look_ahead(bdl_arena *scratch, bdl_str text, const bdl_tab_way *way) {
    enum { TABS_LEAST = 2 };
    knowns all = {NULL, 0, 0};
    bdl_spaced line;
    bdl_line_tabs tabs;
    for (size_t at = 0; bdl_spaced_next(text, way->sign, &at, &line);) {
        bdl_tabs_of(way, &line, &tabs);
        known k = {.least = tabs.least,
                   .most = tabs.most,
                   .row = tabs.least >= TABS_LEAST && !line.blank,
                   .blank = line.blank};
        BDL_PUSH(scratch, &all, k);
    }
    return all;
}

/* The row next to the line being written, above (-1) or below (1) it. */
static const known *beside(const writer *w, int way) {
    size_t i = w->at + (size_t)(ptrdiff_t)way;
    return i < w->lines.count && w->lines.items[i].row ? &w->lines.items[i] : NULL;
}

/* How many tabs the line has: those that may be blanks count when the row above or the
 * one below has as many. */
static uint32_t count_of(const writer *w, const bdl_line_tabs *tabs) {
    for (int way = -1; way <= 1; way += 2) {
        const known *row = beside(w, way);
        if (row && row->least == row->most && row->least >= tabs->least &&
            row->least <= tabs->most)
            return row->least;
    }
    return tabs->most;
}

static bool is_han_before(bdl_str s, size_t at) {
    size_t from = at;
    while (from > 0 && ((unsigned char)s.data[--from] & 0xC0) == 0x80)
        continue;
    return at > 0 && bdl_is_han(bdl_utf8_next(s, &from));
}

/* Takes blanks back that are none of COUNT tabs: those between Chinese letters first. */
static void drop_blanks(const bdl_spaced *line, bdl_line_tabs *tabs, uint32_t count) {
    for (int any = 0; any <= 1; any++)
        for (size_t i = line->count; i-- > 0 && tabs->most > count;) {
            size_t right = line->runs[i].end;
            if (!tabs->may_be_blank[i] || tabs->of[i] == 0 || right >= line->text.len)
                continue;
            if (!any && !(is_han_before(line->text, line->runs[i].at) &&
                          bdl_is_han(bdl_utf8_next(line->text, &right))))
                continue;
            tabs->of[i] = 0;
            tabs->most--;
        }
}

/* Whether LINE, which has no tab but those it begins with, is a row or a cell: what is
 * indented is neither. */
static bool is_led(const writer *w, const bdl_spaced *line, const bdl_line_tabs *tabs) {
    if (w->way->cells && bdl_spaced_is_cell(w->way, line, tabs))
        return true;
    const known *above = beside(w, -1), *below = beside(w, 1);
    if (line->blank)
        return (above && above->most == tabs->most) ||
               (below && below->most == tabs->most);
    return (above && below) || ((above || below) && !bdl_prose_ends(line->text));
}

static bool has_tabs(const writer *w, const bdl_spaced *line, const bdl_line_tabs *tabs) {
    if (tabs->most == 0)
        return false;
    bool led = line->count == 0 ||
               tabs->most == (bdl_run_leads(&line->runs[0]) ? tabs->of[0] : 0);
    if (led)
        return is_led(w, line, tabs);
    if (tabs->least > 0)
        return true;
    return beside(w, -1) || beside(w, 1); /* one blank is a tab among rows alone */
}

/* Writes RUN as TABS tabs, each in front of the blanks that fill its room: behind them
 * where the line ends, but for a tab that begins it. */
static void write_run(writer *w, const bdl_sign_run *run, uint32_t tabs, bool trails) {
    for (uint32_t i = 0, from = 0; i < tabs; i++) {
        uint32_t to = run->count - (tabs - 1 - i) * w->way->n;
        uint32_t tab = trails && (i > 0 || !bdl_run_leads(run)) ? to - 1 : from;
        for (; from < to; from++)
            bdl_buf_char(&w->out, from == tab ? '\t' : ' ');
    }
}

static void write_line(writer *w, const bdl_spaced *line, bdl_line_tabs *tabs) {
    size_t done = 0;
    if (has_tabs(w, line, tabs)) {
        drop_blanks(line, tabs, count_of(w, tabs));
        for (size_t i = 0; i < line->count; i++) {
            const bdl_sign_run *run = &line->runs[i];
            if (tabs->of[i] == 0)
                continue;
            bdl_buf_add(&w->out, (bdl_str){line->text.data + done, run->at - done});
            write_run(w, run, tabs->of[i], bdl_run_trails(line, run));
            done = run->end;
        }
    }
    bdl_buf_add(&w->out, bdl_str_from(line->text, done));
}

bdl_str bdl_retab_write(bdl_arena *arena, bdl_str text, const bdl_tab_way *way) {
    bdl_arena *scratch = bdl_arena_new();
    writer w = {
        .way = way, .out = {.arena = arena}, .lines = look_ahead(scratch, text, way)};
    bdl_spaced line;
    bdl_line_tabs tabs;
    for (size_t at = 0, end; bdl_spaced_next(text, way->sign, &at, &line); w.at++) {
        bdl_tabs_of(way, &line, &tabs);
        write_line(&w, &line, &tabs);
        end = line.offset + line.text.len;
        if (end < text.len)
            bdl_buf_add(&w.out, (bdl_str){text.data + end, 1});
    }
    bdl_arena_free(scratch);
    return bdl_buf_str(&w.out);
}
