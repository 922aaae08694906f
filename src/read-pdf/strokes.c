/* strokes.c - lines that belong to letters: what underlines or strikes out a text parts
 * no cells.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include <stdlib.h>

#include "read-pdf/page.h"

enum {
    SHELF = 8 * PDF_POINT, /* letters are looked for by their height on the page */
    SHELVES = 20000,       /* so many on the longest page that can be */
    NEAR = 120,            /* a line begins and ends with letters so near */
    LEVEL = 50,            /* lines so near are at one height */
    TOUCH = PDF_POINT,
};

/* The letters whose box reaches into each stretch of the page, one after the other. */
typedef struct shelf {
    const pdf_glyph **items;
    size_t count, capacity;
} shelf;

static size_t shelf_of(int32_t y) {
    int32_t at = y / SHELF;
    return at < 0 ? 0 : at < SHELVES ? (size_t)at : SHELVES - 1;
}

/* A shelf for each stretch of PAGE; what is off it there is none for. */
static shelf *shelve(const pdf_page *page) {
    shelf *shelves = BDL_NEW_ARRAY(page->arena, shelf, shelf_of(page->height) + 1);
    for (size_t i = 0; i < page->glyphs.count; i++) {
        const pdf_glyph *g = &page->glyphs.items[i];
        size_t first = shelf_of(g->box.y0);
        size_t last = shelf_of(g->box.y1 < page->height ? g->box.y1 : page->height);
        for (size_t s = first; s <= last && s < first + 4; s++)
            BDL_PUSH(page->arena, &shelves[s], g);
    }
    return shelves;
}

/* Whether RULE goes through letters, or close below them, and is as wide as they are. */
static bool is_stroke(const shelf *near, const pdf_rule *rule) {
    bool begins = false, ends = false;
    for (size_t i = 0; i < near->count; i++) {
        const pdf_box *box = &near->items[i]->box;
        int32_t height = box->y1 - box->y0;
        if (rule->at < box->y0 + height / 4 || rule->at > box->y1 - height / 20)
            continue;
        begins = begins || abs(box->x0 - rule->from) <= NEAR;
        ends = ends || abs(box->x1 - rule->to) <= NEAR;
    }
    return begins && ends;
}

/* How far BOX, of a letter and a little more, reaches along LINE, which goes through it.
 */
static int32_t overlap(const pdf_box *box, const pdf_box *line, bool down) {
    int32_t more = (box->y1 - box->y0) / 20;
    if (down) {
        int32_t from = box->y0 > line->y0 ? box->y0 : line->y0;
        int32_t to = box->y1 < line->y1 ? box->y1 : line->y1;
        return line->x0 > box->x0 && line->x0 < box->x1 && to > from ? to - from : 0;
    }
    int32_t from = box->x0 > line->x0 ? box->x0 : line->x0;
    int32_t to = box->x1 < line->x1 ? box->x1 : line->x1;
    bool through = line->y0 > box->y0 - more && line->y0 < box->y1 + more;
    return through && to > from ? to - from : 0;
}

/* Whether LINE goes through letters for most of its way: on a scan nothing else tells
 * the strokes of large ones, or of many beside each other, from a line. */
static bool is_in_letters(const shelf *shelves, const pdf_box *line, bool down) {
    int32_t length = down ? line->y1 - line->y0 : line->x1 - line->x0, covered = 0;
    size_t first = shelf_of(line->y0), last = shelf_of(line->y1);
    for (size_t s = first; s <= last; s++)
        for (size_t i = 0; i < shelves[s].count && covered <= length / 2; i++) {
            const pdf_box *box = &shelves[s].items[i]->box;
            if (s == first || shelf_of(box->y0) == s)
                covered += overlap(box, line, down);
        }
    return covered > length / 2;
}

static void drop_in_letters(const pdf_page *page, const shelf *shelves, pdf_rules *rules,
                            bool down) {
    enum { LONG = 100 * PDF_POINT };
    size_t kept = 0;
    for (size_t i = 0; i < rules->count; i++) {
        const pdf_rule *r = &rules->items[i];
        pdf_box line = down ? (pdf_box){r->at, r->from, r->at, r->to}
                            : (pdf_box){r->from, r->at, r->to, r->at};
        if (r->to - r->from > LONG || line.y1 > page->height ||
            !is_in_letters(shelves, &line, down))
            rules->items[kept++] = *r;
    }
    rules->count = kept;
}

static int by_height(const void *a, const void *b) {
    const pdf_rule *x = a, *y = b;
    int32_t off = x->at / LEVEL - y->at / LEVEL;
    return off ? off : (x->from > y->from) - (x->from < y->from);
}

/* The line that the rule at FROM begins with those that go on from it, to *END: the sides
 * of cells are drawn one by one, and so is what underlines letters of several fonts. */
static pdf_rule whole_line(const pdf_rules *rules, size_t from, size_t *end) {
    pdf_rule whole = rules->items[from];
    for (*end = from + 1; *end < rules->count; ++*end) {
        const pdf_rule *next = &rules->items[*end];
        if (next->at / LEVEL != whole.at / LEVEL || next->from > whole.to + TOUCH)
            break;
        whole.to = next->to > whole.to ? next->to : whole.to;
    }
    return whole;
}

void pdf_strokes_drop(pdf_page *page) {
    pdf_rules *across = &page->across;
    size_t kept = 0, end;
    if (across->count == 0 || page->glyphs.count == 0)
        return;
    const shelf *shelves = shelve(page);
    if (page->recognised) {
        drop_in_letters(page, shelves, across, false);
        drop_in_letters(page, shelves, &page->down, true);
    }
    if (across->count)
        qsort(across->items, across->count, sizeof *across->items, by_height);
    for (size_t i = 0; i < across->count; i = end) {
        pdf_rule rule = whole_line(across, i, &end);
        if (rule.at <= page->height && is_stroke(&shelves[shelf_of(rule.at)], &rule))
            continue;
        for (size_t k = i; k < end; k++)
            across->items[kept++] = across->items[k];
    }
    across->count = kept;
}
