/* retab_doubt.c - what stands at both sides of a run, and whether it is a tab there.
 *
 * One blank that happens to end at a tab stop may be one that somebody typed: 12 箱. How
 * often people do that in a text between a figure and a word, or two words, is told by
 * the blanks that end elsewhere; how often a tab stands there, by runs of several. */
#include "read/text/retab.h"

#include "base/text.h"

/* What a run stands behind and before. */
enum { ALONE, HAN, COUNT, COUNTED, AMOUNT, OTHER, SIDES };

/* Whether nothing or white space stands before byte AT. */
static bool begins_piece(bdl_str s, size_t at) {
    return at == 0 || bdl_is_space(bdl_utf8_last((bdl_str){s.data, at}));
}

static bool ends_piece(bdl_str s, size_t at) {
    size_t next = at;
    return at == s.len || bdl_is_space(bdl_utf8_next(s, &next));
}

/* A number that ends at byte AT: with a point, by itself, or behind other text. */
static int number_before(bdl_str s, size_t at) {
    bool point = false;
    while (at > 0 && (bdl_is_ascii_digit((unsigned char)s.data[at - 1]) ||
                      s.data[at - 1] == '.' || s.data[at - 1] == ',')) {
        at--;
        point = point || !bdl_is_ascii_digit((unsigned char)s.data[at]);
    }
    return point ? AMOUNT : begins_piece(s, at) ? COUNT : COUNTED;
}

static int left_side(bdl_str s, size_t at) {
    size_t from = bdl_utf8_before(s, at), next = from;
    uint32_t c = bdl_utf8_next(s, &next);
    if (bdl_is_ascii_digit(c))
        return number_before(s, at);
    if (!bdl_is_han(c))
        return OTHER;
    return begins_piece(s, from) ? ALONE : HAN;
}

static int right_side(bdl_str s, size_t at) {
    uint32_t c = bdl_utf8_next(s, &at);
    if (bdl_is_ascii_digit(c))
        return COUNT;
    if (!bdl_is_han(c))
        return OTHER;
    return ends_piece(s, at) ? ALONE : HAN;
}

static bool is_inside(const bdl_spaced *line, const bdl_sign_run *run) {
    return !bdl_run_leads(run) && !bdl_run_trails(line, run);
}

static size_t sides_of(const bdl_spaced *line, const bdl_sign_run *run) {
    return (size_t)(left_side(line->text, run->at) * SIDES +
                    right_side(line->text, run->end));
}

/* Whether more blanks of LINE end elsewhere than do at a stop: it is a text. */
static bool is_spaced(const bdl_spaced *line, const bdl_line_tabs *tabs) {
    enum { BLANKS_LEAST = 2 };
    size_t blanks = 0, at_stops = 0;
    for (size_t i = 0; i < line->count; i++) {
        blanks += line->runs[i].count == 1 && tabs->of[i] == 0;
        at_stops += line->runs[i].count == 1 && tabs->of[i] > 0;
    }
    return blanks >= BLANKS_LEAST && blanks >= at_stops;
}

void bdl_tab_sides_count(bdl_tab_sides *sides, const bdl_spaced *line,
                         const bdl_line_tabs *tabs) {
    bool spaced = is_spaced(line, tabs);
    for (size_t i = 0; i < line->count; i++) {
        const bdl_sign_run *run = &line->runs[i];
        if (spaced || !is_inside(line, run))
            continue;
        if (tabs->of[i] == 0 && run->count == 1)
            sides->blanks[sides_of(line, run)]++;
        else if (tabs->of[i] > 0 && run->count > 1)
            sides->tabs[sides_of(line, run)]++;
    }
}

static bdl_tab_doubt doubt_of(const bdl_tab_sides *sides, size_t kind, bool spaced) {
    enum { CLEAR = 8, MANY = 4 };
    size_t blanks = sides->blanks[kind], tabs = sides->tabs[kind];
    if (tabs > CLEAR * blanks && !spaced)
        return BDL_TAB_SURE;
    if (blanks > MANY * tabs)
        return BDL_TAB_NONE;
    return spaced || blanks > tabs ? BDL_TAB_SPACED : BDL_TAB_PERHAPS;
}

/* 12 箱, 第 3 批, 2024 年: a figure beside text. */
static bool is_unit(size_t kind) {
    return kind == COUNTED * SIDES + HAN || kind == COUNTED * SIDES + ALONE ||
           kind == COUNT * SIDES + ALONE;
}

void bdl_tab_sides_tell(const bdl_tab_sides *sides, const bdl_tab_way *way,
                        const bdl_spaced *line, bdl_line_tabs *tabs) {
    enum { SPACED = ALONE * SIDES + ALONE };
    bool spaced = is_spaced(line, tabs);
    tabs->least = 0;
    for (size_t i = 0; i < line->count; i++) {
        const bdl_sign_run *run = &line->runs[i];
        bdl_tab_doubt doubt = BDL_TAB_SURE;
        if (is_inside(line, run) && run->count <= 2 && (way->stops || way->n <= 2)) {
            size_t kind = sides_of(line, run);
            if (kind == SPACED && !way->marks)
                doubt = BDL_TAB_SPACED;
            else if (way->stops && run->count == 1)
                doubt = doubt_of(sides, kind, spaced);
            else if (way->lonely && way->sign.data[0] == ' ' && is_unit(kind))
                doubt = BDL_TAB_SPACED;
        }
        if (doubt == BDL_TAB_NONE) {
            tabs->most -= tabs->of[i];
            tabs->of[i] = 0;
        }
        tabs->doubt[i] = (uint8_t)doubt;
        tabs->least += doubt == BDL_TAB_SURE ? tabs->of[i] : 0;
    }
}
