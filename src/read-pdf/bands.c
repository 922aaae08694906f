/* bands.c - tables that have lines between their rows and none between their columns: the
 * lines down are drawn where all rows leave room.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include <stdlib.h>

#include "read-pdf/page.h"

enum {
    SAME = 4 * PDF_POINT,      /* lines that begin and end so near are of one table */
    HIGHEST = 150 * PDF_POINT, /* a row */
    ROWS_MIN = 3,
    HEADINGS = 3, /* rows that may be */
    ROWS_MAX = 400,
    ROOM = 4,          /* points between two columns, at least */
    POINTS_MAX = 4000, /* width of a table */
};

typedef struct band {
    int32_t top, bottom;
    pdf_lines lines;
} band;

typedef struct banded {
    pdf_page *page;
    pdf_rule edge; /* its first line */
    BDL_VEC(pdf_rule) rules;
    band *bands;
    size_t count;
    uint16_t *covered; /* for each point across: the rows that have text there */
    int32_t points;
    BDL_VEC(int32_t) between; /* places between columns */
} banded;

static bool is_along(const pdf_rule *edge, const pdf_rule *rule) {
    return abs(rule->from - edge->from) <= SAME && abs(rule->to - edge->to) <= SAME;
}

static bool is_within(const pdf_rule *edge, const pdf_rule *rule) {
    return rule->from >= edge->from - SAME && rule->to <= edge->to + SAME;
}

/* Takes the lines of the table whose first is page->across[FIRST]; those that meet a line
 * down are in TAKEN, as those of other tables are. Gives how many rows there may be. */
static size_t gather(banded *b, size_t first, bool *taken) {
    const pdf_rules *across = &b->page->across;
    size_t rows = 0, last = first;
    int32_t at = b->edge.at;
    for (size_t i = first + 1; i < across->count; i++) {
        const pdf_rule *rule = &across->items[i];
        if (rule->at - at > HIGHEST)
            break;
        if (taken[i] || !is_along(&b->edge, rule))
            continue;
        at = rule->at;
        last = i;
        rows++;
    }
    for (size_t i = first; i <= last && rows >= ROWS_MIN; i++)
        if (!taken[i] && is_within(&b->edge, &across->items[i])) {
            BDL_PUSH(b->page->arena, &b->rules, across->items[i]);
            taken[i] = true;
        }
    return rows;
}

/* The rows, with the text in each. */
static void make_bands(banded *b) {
    pdf_page *page = b->page;
    b->bands = BDL_NEW_ARRAY(page->arena, band, b->rules.count);
    for (size_t i = 0; i + 1 < b->rules.count && b->count < ROWS_MAX; i++)
        if (b->rules.items[i + 1].at > b->rules.items[i].at)
            b->bands[b->count++] =
                (band){.top = b->rules.items[i].at, .bottom = b->rules.items[i + 1].at};
    pdf_glyph *own = BDL_NEW_ARRAY(page->arena, pdf_glyph, page->glyphs.count);
    for (size_t i = 0; i < b->count; i++) {
        size_t count = 0;
        for (size_t g = 0; g < page->glyphs.count; g++) {
            const pdf_box *box = &page->glyphs.items[g].box;
            int32_t y = (box->y0 + box->y1) / 2, x = (box->x0 + box->x1) / 2;
            if (y > b->bands[i].top && y < b->bands[i].bottom && x > b->edge.from &&
                x < b->edge.to)
                own[count++] = page->glyphs.items[g];
        }
        pdf_lines_of(page->arena, own, count, &b->bands[i].lines);
    }
}

static int by_number(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

static int32_t point_of(const banded *b, int32_t x) {
    int32_t point = (x - b->edge.from) / PDF_POINT;
    return point < 0 ? 0 : point > b->points ? b->points : point;
}

/* Of the rows from FIRST on. */
static void cover(banded *b, size_t first) {
    b->points = (b->edge.to - b->edge.from) / PDF_POINT;
    b->covered = BDL_NEW_ARRAY(b->page->arena, uint16_t, (size_t)b->points + 1);
    bool *here = BDL_NEW_ARRAY(b->page->arena, bool, (size_t)b->points + 1);
    for (size_t i = first; i < b->count; i++) {
        memset(here, 0, (size_t)b->points + 1);
        for (size_t l = 0; l < b->bands[i].lines.count; l++) {
            const pdf_line *line = &b->bands[i].lines.items[l];
            for (size_t p = 0; p < line->count; p++)
                for (int32_t x = point_of(b, line->pieces[p].box.x0);
                     x <= point_of(b, line->pieces[p].box.x1); x++)
                    here[x] = true;
        }
        for (int32_t x = 0; x <= b->points; x++)
            b->covered[x] += here[x];
    }
}

static int32_t place_of(const banded *b, int32_t point) {
    return b->edge.from + point * PDF_POINT;
}

/* How much of LINES stands from LEFT to RIGHT, and whether some of it ends there. */
static bool has_text(const pdf_lines *lines, int32_t left, int32_t right, bool *ends) {
    bool any = false;
    for (size_t l = 0; l < lines->count; l++)
        for (size_t p = 0; p < lines->items[l].count; p++) {
            const pdf_box *box = &lines->items[l].pieces[p].box;
            if (box->x1 <= left || box->x0 >= right)
                continue;
            any = true;
            *ends = *ends || box->x0 > left || box->x1 < right;
        }
    return any;
}

/* What stands in the few rows that cover the points from X to END reaches beyond both. */
static bool is_spanned(const banded *b, int32_t x, int32_t end) {
    bool ends = false;
    for (size_t i = 0; i < b->count; i++)
        has_text(&b->bands[i].lines, place_of(b, x), place_of(b, end), &ends);
    return !ends;
}

/* The place of a column that begins between the points X and END: where a line ends that
 * is not as wide as the table, else the middle. */
static int32_t choose_place(const banded *b, int32_t x, int32_t end) {
    for (size_t i = 0; i < b->rules.count; i++) {
        int32_t ends[] = {b->rules.items[i].from, b->rules.items[i].to};
        for (int k = 0; k < 2 && !is_along(&b->edge, &b->rules.items[i]); k++)
            if (point_of(b, ends[k]) >= x && point_of(b, ends[k]) < end)
                return point_of(b, ends[k]);
    }
    return (x + end) / 2;
}

/* Adds a place in each stretch that no row from FIRST on covers and that has no place
 * yet; in the rows before, a heading of several columns may go through it. */
static void find_between(banded *b, size_t first) {
    cover(b, first);
    for (int32_t x = 0; x <= b->points;) {
        int32_t end = x;
        while (end <= b->points && b->covered[end] == 0)
            end++;
        bool inner = x > 0 && end <= b->points && end - x >= ROOM;
        for (size_t i = 0; inner && i < b->between.count; i++)
            inner = b->between.items[i] < x || b->between.items[i] >= end;
        if (inner && (first == 0 || is_spanned(b, x, end)))
            BDL_PUSH(b->page->arena, &b->between, choose_place(b, x, end));
        x = end + 1;
    }
    if (b->between.count)
        qsort(b->between.items, b->between.count, sizeof *b->between.items, by_number);
}

/* Two columns that no row fills both are one: figures do not stand below the middle of
 * their heading. */
static void join_columns(banded *b) {
    size_t kept = 0;
    int32_t left = b->edge.from;
    for (size_t k = 0; k < b->between.count; k++) {
        int32_t x = place_of(b, b->between.items[k]);
        int32_t right =
            k + 1 < b->between.count ? place_of(b, b->between.items[k + 1]) : b->edge.to;
        bool both = false, ends = false;
        for (size_t i = 0; i < b->count && !both; i++)
            both = has_text(&b->bands[i].lines, left, x, &ends) &&
                   has_text(&b->bands[i].lines, x, right, &ends);
        if (!both)
            continue;
        b->between.items[kept++] = b->between.items[k];
        left = x;
    }
    b->between.count = kept;
}

static bool crosses(const pdf_lines *lines, int32_t x) {
    bool ends = false;
    return has_text(lines, x - 1, x + 1, &ends);
}

/* Whether X is within a line below row I that is not as wide as the table: what stands on
 * such a line heads several columns. */
static bool is_headed(const banded *b, size_t i, int32_t x) {
    for (size_t r = 0; r < b->rules.count; r++) {
        const pdf_rule *rule = &b->rules.items[r];
        if (rule->at == b->bands[i].bottom && !is_along(&b->edge, rule) &&
            rule->from + SAME < x && rule->to - SAME > x)
            return true;
    }
    return false;
}

static void add_down(banded *b, int32_t x, int32_t top, int32_t bottom) {
    BDL_PUSH(b->page->arena, &b->page->down, (pdf_rule){x, top, bottom});
}

static void draw(banded *b) {
    int32_t top = b->bands[0].top, bottom = b->bands[b->count - 1].bottom;
    add_down(b, b->edge.from, top, bottom);
    add_down(b, b->edge.to, top, bottom);
    for (size_t i = 0; i < b->count; i++)
        for (size_t k = 0; k < b->between.count; k++) {
            int32_t x = place_of(b, b->between.items[k]);
            if (!crosses(&b->bands[i].lines, x) && !is_headed(b, i, x))
                add_down(b, x, b->bands[i].top, b->bands[i].bottom);
        }
}

static bool *meeting_down(const pdf_page *page) {
    bool *taken = BDL_NEW_ARRAY(page->arena, bool, page->across.count + 1);
    for (size_t i = 0; i < page->across.count; i++) {
        const pdf_rule *a = &page->across.items[i];
        for (size_t k = 0; k < page->down.count && !taken[i]; k++) {
            const pdf_rule *d = &page->down.items[k];
            taken[i] = d->at >= a->from - SAME && d->at <= a->to + SAME &&
                       a->at >= d->from - SAME && a->at <= d->to + SAME;
        }
    }
    return taken;
}

void pdf_bands_draw(pdf_page *page) {
    bool *taken = meeting_down(page);
    for (size_t i = 0; i < page->across.count; i++) {
        banded b = {.page = page, .edge = page->across.items[i]};
        if (taken[i] || b.edge.to - b.edge.from > POINTS_MAX * PDF_POINT ||
            gather(&b, i, taken) < ROWS_MIN)
            continue;
        make_bands(&b);
        find_between(&b, 0);
        find_between(&b, HEADINGS);
        join_columns(&b);
        if (b.count >= ROWS_MIN && b.between.count > 0)
            draw(&b);
    }
}
