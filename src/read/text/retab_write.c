/* retab_write.c - writes a text with its tabs again.
 *
 * Each tab takes the place of the signs that stand for it and blanks fill it up, so that
 * every character stands where it does in the file. */
#include "read/text/retab.h"

#include "base/text.h"

#include "read/lines.h"
#include "read/reading.h"

/* What is known of the lines around one. */
typedef struct known {
    uint32_t least, most; /* tabs */
    bool row;
} known;

typedef BDL_VEC(known) knowns;

typedef struct writer {
    const bdl_tab_way *way;
    bdl_buf out;
    knowns lines;
    size_t at; /* the line being written */
    bdl_tab_sides sides;
} writer;

static bool is_row(const bdl_spaced *line, const bdl_line_tabs *tabs) {
    enum { TABS_LEAST = 2 };
    return tabs->most >= TABS_LEAST && tabs->plain > 0 && !line->blank;
}

static void count_sides(writer *w, bdl_str text) {
    bdl_spaced line;
    bdl_line_tabs tabs;
    for (size_t at = 0; bdl_spaced_next(text, w->way->sign, &at, &line);) {
        bdl_tabs_of(w->way, &line, &tabs);
        if (is_row(&line, &tabs))
            bdl_tab_sides_count(&w->sides, &line, &tabs);
    }
}

static void look_ahead(writer *w, bdl_arena *scratch, bdl_str text) {
    bdl_spaced line;
    bdl_line_tabs tabs;
    count_sides(w, text);
    for (size_t at = 0; bdl_spaced_next(text, w->way->sign, &at, &line);) {
        bdl_tabs_of(w->way, &line, &tabs);
        bdl_tab_sides_tell(&w->sides, w->way, &line, &tabs);
        known k = {tabs.least, tabs.most, is_row(&line, &tabs)};
        BDL_PUSH(scratch, &w->lines, k);
    }
}

/* The row so far from the line being written; NULL: none stands there. */
static const known *row_at(const writer *w, ptrdiff_t away) {
    size_t i = w->at + (size_t)away;
    return i < w->lines.count && w->lines.items[i].row ? &w->lines.items[i] : NULL;
}

/* Whether the nearest rows that tell have as many tabs as the line may have; *COUNT is
 * that. */
static bool rows_tell(const writer *w, const bdl_line_tabs *tabs, uint32_t *count) {
    enum { NEAR = 6 };
    bool on[2] = {true, true};
    for (ptrdiff_t away = 1; away <= NEAR; away++)
        for (int below = 0; below <= 1; below++) {
            const known *row = on[below] ? row_at(w, below ? away : -away) : NULL;
            on[below] = row != NULL;
            if (!row || row->least != row->most || row->least < tabs->least ||
                row->least > tabs->most)
                continue;
            *count = row->least;
            return true;
        }
    return false;
}

/* Has run I be a text's own blanks. */
static void drop(bdl_line_tabs *tabs, size_t i) {
    tabs->most -= tabs->of[i];
    tabs->of[i] = 0;
}

/* Takes back what is no tab: all but as many as rows beside have, those between spaced
 * letters first; where they do not tell, those that are blanks more often than tabs. */
static void settle(const writer *w, const bdl_spaced *line, bdl_line_tabs *tabs) {
    uint32_t count = tabs->least;
    bool told = tabs->least < tabs->most && rows_tell(w, tabs, &count);
    for (int doubt = BDL_TAB_SPACED; doubt > BDL_TAB_SURE; doubt--)
        for (size_t i = line->count; i-- > 0 && tabs->most > count;) {
            if (tabs->doubt[i] == doubt && tabs->of[i] > 0 &&
                (told || doubt == BDL_TAB_SPACED))
                drop(tabs, i);
        }
}

/* Whether LINE, which has no tab but those it begins with, is a row or a cell: what is
 * indented is neither. */
static bool is_led(const writer *w, const bdl_spaced *line, const bdl_line_tabs *tabs) {
    if (w->way->cells && bdl_spaced_is_cell(w->way, line, tabs))
        return true;
    const known *above = row_at(w, -1), *below = row_at(w, 1);
    if (above && tabs->most > 1 && w->way->n > 2)
        return true; /* nobody indents a text that far */
    return (above && below) || ((above || below) && !bdl_prose_ends(line->text));
}

/* Whether a row above or below has as many tabs, or both are rows; signs that texts
 * hardly have are tabs beside any row. */
static bool is_beside_row(const writer *w, const bdl_line_tabs *tabs) {
    const known *rows[] = {row_at(w, -1), row_at(w, 1)};
    for (int i = 0; i < 2; i++)
        if (tabs->most > 1 && rows[i] && rows[i]->least <= tabs->most &&
            tabs->least <= rows[i]->most)
            return true;
    bool rare = w->way->sign.data[0] != ' ';
    return (rows[0] && rows[1]) || (rare && tabs->most > 1 && (rows[0] || rows[1]));
}

static bool has_tabs(const writer *w, const bdl_spaced *line, const bdl_line_tabs *tabs) {
    if (tabs->most == 0)
        return false;
    if (w->way->lonely && !w->way->cells)
        return is_beside_row(w, tabs);
    bool led = line->count == 0 ||
               tabs->most == (bdl_run_leads(&line->runs[0]) ? tabs->of[0] : 0);
    if (led)
        return is_led(w, line, tabs);
    if (w->way->n == 2 && tabs->most == 1 && bdl_str_starts(line->text, BDL_STR("第")))
        return false; /* 第一部分  概况 */
    if (tabs->plain > 0)
        return true;
    const known *above = row_at(w, -1), *below = row_at(w, 1);
    return (above && below) || ((above || below) && tabs->most > 1);
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
        settle(w, line, tabs);
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
    writer w = {.way = way, .out = {.arena = arena}};
    bdl_spaced line;
    bdl_line_tabs tabs;
    look_ahead(&w, scratch, text);
    for (size_t at = 0, end; bdl_spaced_next(text, way->sign, &at, &line); w.at++) {
        bdl_tabs_of(way, &line, &tabs);
        bdl_tab_sides_tell(&w.sides, way, &line, &tabs);
        write_line(&w, &line, &tabs);
        end = line.offset + line.text.len;
        if (end < text.len)
            bdl_buf_add(&w.out, (bdl_str){text.data + end, 1});
    }
    bdl_arena_free(scratch);
    return bdl_buf_str(&w.out);
}
