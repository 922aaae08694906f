/* heads.c - headings of tables without lines: which columns each is above. What heads
 * several stands above others and in their middle; a line is drawn below it, and lines
 * between the columns only below it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include <stdlib.h>
#include <string.h>

#include "read-pdf/page.h"

enum {
    HEADS_MAX = 400,
    REACH = 150, /* a heading that reaches so far into a column stands over it */
    APART = 2 * PDF_POINT, /* lines side by side are two */
};

static int32_t min(int32_t a, int32_t b) {
    return a < b ? a : b;
}

static int32_t max(int32_t a, int32_t b) {
    return a > b ? a : b;
}

/* ---- headings of several lines ---- */

static bool is_in_column(const pdf_box *a, const pdf_box *b) {
    return abs(a->x0 - b->x0) <= APART || abs(a->x1 - b->x1) <= APART ||
           abs(a->x0 + a->x1 - b->x0 - b->x1) <= 2 * APART;
}

/* The heading in LINES before line AT that PIECE goes on: it was printed just before and
 * stands close above it. */
static pdf_piece *heading_above(const pdf_line *lines, size_t at, int32_t size,
                                const pdf_piece *piece) {
    for (size_t i = 0; i < at; i++)
        for (size_t p = 0; p < lines[i].count; p++) {
            pdf_piece *own = &lines[i].pieces[p];
            if (own->last + 1 == piece->first && own->box.y1 <= piece->box.y1 &&
                (piece->box.y0 - own->box.y1) * 2 < size &&
                is_in_column(&own->box, &piece->box))
                return own;
        }
    return NULL;
}

void pdf_heads_join(bdl_arena *arena, pdf_lines *lines) {
    for (size_t i = 0; i < lines->count; i++) {
        pdf_line *line = &lines->items[i];
        const pdf_piece *all = line->pieces;
        size_t count = line->count;
        line->pieces = BDL_NEW_ARRAY(arena, pdf_piece, count);
        line->count = 0;
        for (size_t p = 0; p < count; p++) {
            pdf_piece *above = heading_above(lines->items, i, line->size, &all[p]);
            if (above) {
                above->last = all[p].last;
                above->box.y1 = all[p].box.y1;
                above->box.x0 = min(above->box.x0, all[p].box.x0);
                above->box.x1 = max(above->box.x1, all[p].box.x1);
            } else {
                line->pieces[line->count++] = all[p];
            }
        }
    }
}

/* ---- the columns of a heading ---- */

typedef struct head {
    pdf_box box;
    size_t from, to;    /* its columns */
    size_t first, last; /* those it can be over */
    bool group;         /* others stand below it */
    int32_t end;        /* of GROUP: where the line below it is drawn */
} head;

typedef struct heads {
    const pdf_ladder *columns;
    head *items;
    size_t count;
    int32_t bottom; /* of the lowest */
} heads;

static int32_t left_of(const heads *h, size_t column) {
    return h->columns->xs[column];
}

static int32_t right_of(const heads *h, size_t column) {
    return h->columns->xs[column + 1];
}

static int32_t third(const head *own) {
    return (own->box.y1 - own->box.y0) / 3;
}

/* The columns that BOX reaches into. */
static void find_own(const heads *h, head *own) {
    size_t last = h->columns->count - 1, middle = 0;
    int32_t x = pdf_middle_x(&own->box);
    while (middle < last && right_of(h, middle) <= x)
        middle++;
    own->from = own->to = middle;
    while (own->from > 0 && left_of(h, own->from) - own->box.x0 > REACH)
        own->from--;
    while (own->to < last && own->box.x1 - right_of(h, own->to) > REACH)
        own->to++;
}

static bool covers(const head *own, size_t column) {
    return own->from <= column && own->to >= column;
}

static bool is_below(const head *own, const head *other) {
    return other->box.y0 >= own->box.y1 - third(own);
}

static bool is_beside(const head *own, const head *other) {
    return other->box.y0 < own->box.y1 - third(own) &&
           other->box.y1 > own->box.y0 + third(own);
}

/* What stands below a heading, as one. */
typedef struct lower {
    int32_t y0, y1;
    int32_t next; /* the middle of the highest */
    size_t count; /* 0: nothing does, or something stands beside the heading there */
} lower;

/* What stands in the columns from FROM to TO below OWN. */
static lower find_below(const heads *h, const head *own, size_t from, size_t to) {
    lower below = {.y0 = INT32_MAX, .y1 = INT32_MIN, .next = INT32_MAX};
    for (size_t i = 0; i < h->count; i++) {
        const head *other = &h->items[i];
        if (other == own || other->to < from || other->from > to)
            continue;
        if (is_beside(own, other))
            return (lower){.count = 0};
        if (!is_below(own, other))
            continue;
        below.count++;
        below.next = min(below.next, pdf_middle_y(&other->box));
        below.y0 = min(below.y0, other->box.y0);
        below.y1 = max(below.y1, other->box.y1);
    }
    return below;
}

/* Whether what stands in COLUMN is below OWN: as low as what is under its letters, what
 * is alone there on one level with it, and lower than a heading beside OWN would be. */
static bool has_below(const heads *h, const head *own, size_t column) {
    int32_t middle = pdf_middle_y(&own->box), height = pdf_height(&own->box);
    lower under = find_below(h, own, own->from, own->to);
    if (under.count == 0)
        return false;
    lower below = find_below(h, own, column, column);
    if (below.count == 0 || (below.next - middle) * 10 < (under.next - middle) * 6)
        return false;
    if (below.count == 1 && below.next < under.next - height / 3)
        return false;
    return below.count > 1 ||
           (below.y0 + below.y1) / 2 > (own->box.y0 + h->bottom) / 2 + height / 4;
}

/* Whether a heading of several columns, beside OWN, stands over COLUMN. */
static bool is_taken(const heads *h, const head *own, size_t column) {
    for (size_t i = 0; i < h->count; i++)
        if (&h->items[i] != own && covers(&h->items[i], column) &&
            is_beside(own, &h->items[i]))
            return has_below(h, &h->items[i], column);
    return false;
}

/* Narrows FIRST to LAST to the columns that those of DONE, COUNT headings before OWN,
 * leave it: it stays within what it stands below and beside the others. */
static void keep_within(const head *done, size_t count, const head *own, size_t *first,
                        size_t *last) {
    for (size_t i = 0; i < count; i++) {
        const head *other = &done[i];
        bool within = other->from <= own->from && other->to >= own->to;
        if (!other->group)
            continue;
        if (within && *first < other->from)
            *first = other->from;
        if (!within && other->to < own->from && *first <= other->to)
            *first = other->to + 1;
        if (within && *last > other->to)
            *last = other->to;
        if (!within && other->from > own->to && *last >= other->from)
            *last = other->from - 1;
    }
}

/* The columns that OWN can be over. */
static void find_room(const heads *h, head *own) {
    own->first = own->from;
    own->last = own->to;
    own->group = has_below(h, own, own->first) || has_below(h, own, own->last);
    while (own->group && own->first > 0 && has_below(h, own, own->first - 1))
        own->first--;
    while (own->group && own->last + 1 < h->columns->count &&
           has_below(h, own, own->last + 1))
        own->last++;
}

/* Whether OWN begins as the heading below it does. */
static bool is_flush(const heads *h, const head *own) {
    for (size_t i = 0; i < h->count; i++)
        if (is_below(own, &h->items[i]) && h->items[i].from == own->from &&
            abs(h->items[i].box.x0 - own->box.x0) <= APART)
            return true;
    return false;
}

/* Adds OWN, if it reaches into none of the columns of COUNT others, from left to right;
 * gives how many there are. */
static size_t add_over(const heads *h, const head *own, size_t first, size_t last,
                       pdf_over *all, size_t count) {
    size_t at = count;
    while (at > 0 && all[at - 1].from > own->from)
        at--;
    if ((at > 0 && all[at - 1].to >= own->from) ||
        (at < count && all[at].from <= own->to))
        return count;
    memmove(all + at + 1, all + at, (count - at) * sizeof *all);
    all[at] = (pdf_over){.from = own->from,
                         .to = own->to,
                         .first = own->first < first ? first : own->first,
                         .last = own->last > last ? last : own->last,
                         .middle = pdf_middle_x(&own->box),
                         .flush = is_flush(h, own)};
    all[at].left = all[at].first > 0 && is_taken(h, own, all[at].first - 1);
    all[at].right =
        all[at].last + 1 < h->columns->count && is_taken(h, own, all[at].last + 1);
    return count + 1;
}

/* Finds the columns of OWN among those of the groups beside it. DONE: COUNT headings
 * before it, whose columns are known. */
static void find_columns(bdl_arena *arena, const heads *h, head *own, const head *done,
                         size_t count) {
    size_t first = 0, last = h->columns->count - 1, found = 0;
    if (!own->group)
        return;
    keep_within(done, count, own, &first, &last);
    pdf_over *all = BDL_NEW_ARRAY(arena, pdf_over, h->columns->count + 1);
    found = add_over(h, own, first, last, all, found);
    for (size_t i = 0; i < h->count && found < h->columns->count; i++) {
        const head *other = &h->items[i];
        if (other != own && other->group && is_beside(own, other) &&
            other->from >= first && other->to <= last)
            found = add_over(h, other, first, last, all, found);
    }
    pdf_heads_share(arena, h->columns, all, found);
    for (size_t i = 0; i < found; i++)
        if (all[i].from <= own->from && all[i].to >= own->to) {
            own->from = all[i].from;
            own->to = all[i].to;
            return;
        }
}

/* Half way to what stands below it. */
static int32_t half_way(const heads *h, const head *own) {
    int32_t top = h->bottom;
    for (size_t i = 0; i < h->count; i++) {
        const head *other = &h->items[i];
        if (other != own && is_below(own, other) && other->from <= own->to &&
            other->to >= own->from && other->box.y0 < top)
            top = other->box.y0;
    }
    return (own->box.y1 + top) / 2;
}

/* Headings of several columns that stand beside each other end together. */
static int32_t end_of(const heads *h, const head *own) {
    int32_t end = half_way(h, own);
    for (size_t i = 0; i < h->count; i++) {
        int32_t theirs = half_way(h, &h->items[i]);
        if (h->items[i].group && is_beside(own, &h->items[i]) && theirs > own->box.y1 &&
            theirs < end)
            end = theirs;
    }
    return end;
}

/* ---- lines ---- */

static void draw_across(pdf_page *page, const heads *h) {
    for (size_t i = 0; i < h->count; i++) {
        const head *own = &h->items[i];
        if (!own->group)
            continue;
        pdf_rule rule = {own->end, left_of(h, own->from) + APART,
                         right_of(h, own->to) - APART};
        BDL_PUSH(page->arena, &page->across, rule);
    }
}

/* Between COLUMN and the next, below what heads both. */
static void draw_down(pdf_page *page, const heads *h, size_t column, int32_t top,
                      int32_t bottom) {
    for (size_t i = 0; i < h->count; i++) {
        const head *own = &h->items[i];
        if (own->from > column || own->to <= column)
            continue;
        int32_t end = own->group ? own->end : bottom;
        top = end > top ? end : top;
    }
    pdf_rule rule = {right_of(h, column), top, bottom};
    if (top < bottom)
        BDL_PUSH(page->arena, &page->down, rule);
}

void pdf_heads_draw(pdf_page *page, const pdf_lines *lines, const pdf_ladder *columns,
                    int32_t top, int32_t bottom) {
    heads h = {.columns = columns, .bottom = INT32_MIN};
    h.items = BDL_NEW_ARRAY(page->arena, head, HEADS_MAX);
    for (size_t i = 0; i < lines->count; i++)
        for (size_t p = 0; p < lines->items[i].count && h.count < HEADS_MAX; p++) {
            head own = {.box = lines->items[i].pieces[p].box};
            find_own(&h, &own);
            h.items[h.count++] = own;
            h.bottom = own.box.y1 > h.bottom ? own.box.y1 : h.bottom;
        }
    for (size_t i = 0; i < h.count; i++)
        find_room(&h, &h.items[i]);
    head *wide = BDL_NEW_ARRAY(page->arena, head, h.count);
    for (size_t i = 0; i < h.count; i++) {
        head *own = &h.items[i], before = *own;
        find_columns(page->arena, &h, own, wide, i);
        wide[i] = *own;
        *own = before;
    }
    h.items = wide;
    for (size_t i = 0; i < h.count; i++)
        if (h.items[i].group)
            h.items[i].end = end_of(&h, &h.items[i]);
    draw_across(page, &h);
    for (size_t c = 0; c + 1 < columns->count; c++)
        draw_down(page, &h, c, top, bottom);
}
