/* heads.c - headings of tables without lines: what heads several columns stands above
 * others and in their middle. A line is drawn below it, as wide as they are.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include <stdlib.h>

#include "read-pdf/page.h"

enum {
    PARTS = 64,
    APART = 2 * PDF_POINT, /* lines side by side are two */
};

/* The headings of one table, and what is known of one of them. */
typedef struct heads {
    const pdf_line *lines;
    size_t count, all; /* COUNT are headings, ALL with the rows below them */
    int32_t left, right;
    int32_t bottom;
    pdf_box own;
    pdf_box below[PARTS]; /* what stands in the lowest places below it, from the left */
    size_t parts;
} heads;

typedef bool box_fn(const heads *h, const pdf_box *box);

static int32_t third(const heads *h) {
    return (h->own.y1 - h->own.y0) / 3;
}

static bool is_below(const heads *h, const pdf_box *box) {
    return box->y0 >= h->own.y1 - third(h);
}

static bool is_beside(const heads *h, const pdf_box *box) {
    return box->y0 < h->own.y1 - third(h) && box->y1 > h->own.y0 + third(h) &&
           (box->x0 >= h->own.x1 || box->x1 <= h->own.x0);
}

/* The next box, from the left, for which IS holds and that begins right of X; it reaches
 * over all that stand above or below it. */
static bool next_box(const heads *h, box_fn *is, int32_t x, pdf_box *out) {
    bool found = false;
    *out = (pdf_box){INT32_MAX, 0, 0, 0};
    for (size_t i = 0; i < h->count; i++)
        for (size_t p = 0; p < h->lines[i].count; p++) {
            const pdf_box *box = &h->lines[i].pieces[p].box;
            if (is(h, box) && box->x0 > x && box->x0 < out->x0) {
                *out = *box;
                found = true;
            }
        }
    for (bool more = found; more;) {
        more = false;
        for (size_t i = 0; i < h->count; i++)
            for (size_t p = 0; p < h->lines[i].count; p++) {
                const pdf_box *box = &h->lines[i].pieces[p].box;
                bool meets = is(h, box) && box->x0 <= out->x1 && box->x1 >= out->x0;
                if (!meets ||
                    (box->x1 <= out->x1 && box->y0 >= out->y0 && box->y1 <= out->y1))
                    continue;
                more = true;
                out->x1 = box->x1 > out->x1 ? box->x1 : out->x1;
                out->y0 = box->y0 < out->y0 ? box->y0 : out->y0;
                out->y1 = box->y1 > out->y1 ? box->y1 : out->y1;
            }
    }
    return found;
}

/* What stands in the middle of the height heads its column alone. */
static bool is_low(const heads *h, const pdf_box *box) {
    int32_t height = h->bottom - h->own.y0;
    return (box->y0 + box->y1) / 2 > h->own.y0 + height / 2 + height / 12;
}

/* Makes BOX as wide as what stands below it in its column alone. */
static void widen(heads *h, size_t part) {
    pdf_box *box = &h->below[part];
    int32_t left = part > 0 ? h->below[part - 1].x1 : INT32_MIN;
    int32_t right = part + 1 < h->parts ? h->below[part + 1].x0 : INT32_MAX;
    for (size_t i = h->count; i < h->all; i++)
        for (size_t p = 0; p < h->lines[i].count; p++) {
            const pdf_box *own = &h->lines[i].pieces[p].box;
            if (own->x0 >= box->x1 || own->x1 <= box->x0 || own->x0 < left ||
                own->x1 > right)
                continue;
            box->x0 = own->x0 < box->x0 ? own->x0 : box->x0;
            box->x1 = own->x1 > box->x1 ? own->x1 : box->x1;
        }
}

/* Where the column of PART begins or (END) ends: half way to what stands beside it. */
static int32_t edge_of(const heads *h, size_t part, bool end) {
    const pdf_box *box = &h->below[part];
    int32_t edge = end ? h->right : h->left, next = end ? INT32_MAX : INT32_MIN;
    for (size_t i = 0; i < h->all; i++)
        for (size_t p = 0; p < h->lines[i].count; p++) {
            const pdf_box *own = &h->lines[i].pieces[p].box;
            if (end && own->x0 >= box->x1 && own->x0 < next)
                next = own->x0;
            else if (!end && own->x1 <= box->x0 && own->x1 > next)
                next = own->x1;
        }
    if (next != INT32_MAX && next != INT32_MIN)
        edge = (next + (end ? box->x1 : box->x0)) / 2;
    return edge;
}

static void find_below(heads *h) {
    pdf_box box;
    h->parts = 0;
    for (int32_t x = INT32_MIN; h->parts < PARTS && next_box(h, is_below, x, &box);
         x = box.x1)
        h->below[h->parts++] = box;
    for (size_t i = 0; i < h->parts; i++)
        widen(h, i);
}

/* Whether something beside the heading stands between A and B. */
static bool is_between(const heads *h, int32_t a, int32_t b) {
    pdf_box box;
    for (int32_t x = INT32_MIN; next_box(h, is_beside, x, &box); x = box.x1)
        if (box.x0 < b && box.x1 > a)
            return true;
    return false;
}

static int32_t middle_of(const pdf_box *box) {
    return (box->x0 + box->x1) / 2;
}

static bool is_one_of_its(const heads *h, size_t part) {
    const pdf_box *box = &h->below[part];
    int32_t left = box->x0 < h->own.x0 ? box->x0 : h->own.x1;
    int32_t right = box->x0 < h->own.x0 ? h->own.x0 : box->x1;
    return is_low(h, box) && !is_between(h, left, right);
}

/* Whether PART, next to those of the heading, belongs to what stands beside it. */
static bool is_shared(const heads *h, size_t part) {
    return part < h->parts && is_low(h, &h->below[part]);
}

/* The columns that the heading is above: its middle is theirs. */
static bool find_columns(const heads *h, size_t *from, size_t *to) {
    size_t first = 0, last;
    while (first < h->parts && !is_one_of_its(h, first))
        first++;
    for (last = first; last + 1 < h->parts && is_one_of_its(h, last + 1);)
        last++;
    if (first >= h->parts)
        return false;
    bool left = first > 0 && is_shared(h, first - 1), right = is_shared(h, last + 1);
    int32_t least = INT32_MAX;
    for (size_t a = first; a <= (left ? last : first); a++)
        for (size_t b = right ? a : last; b <= last; b++) {
            int32_t off = abs((edge_of(h, a, false) + edge_of(h, b, true)) / 2 -
                              middle_of(&h->own));
            if (off < least) {
                least = off;
                *from = a;
                *to = b;
            }
        }
    return *to > *from && h->own.x1 > h->below[*from].x0 && h->own.x0 < h->below[*to].x1;
}

static void draw_below(pdf_page *page, heads *h) {
    size_t from = 0, to = 0;
    find_below(h);
    if (!find_columns(h, &from, &to))
        return;
    int32_t top = INT32_MAX;
    for (size_t i = from; i <= to; i++)
        top = h->below[i].y0 < top ? h->below[i].y0 : top;
    pdf_rule rule = {(h->own.y1 + top) / 2, edge_of(h, from, false) + APART,
                     edge_of(h, to, true) - APART};
    BDL_PUSH(page->arena, &page->across, rule);
}

void pdf_heads_draw(pdf_page *page, const pdf_line *lines, size_t count, size_t all) {
    heads h = {.lines = lines,
               .count = count,
               .all = all,
               .left = INT32_MAX,
               .right = INT32_MIN};
    for (size_t i = 0; i < all; i++) {
        h.left = lines[i].box.x0 < h.left ? lines[i].box.x0 : h.left;
        h.right = lines[i].box.x1 > h.right ? lines[i].box.x1 : h.right;
    }
    for (size_t i = 0; i < count; i++)
        h.bottom = lines[i].box.y1 > h.bottom ? lines[i].box.y1 : h.bottom;
    for (size_t i = 0; i + 1 < count; i++)
        for (size_t p = 0; p < lines[i].count; p++) {
            h.own = lines[i].pieces[p].box;
            draw_below(page, &h);
        }
}
