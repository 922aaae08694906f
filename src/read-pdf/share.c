/* share.c - which columns headings beside each other are over, where the room between
 * them could be of either: each stands in the middle of its own, and together they leave
 * out as few columns as they can.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include <stdlib.h>

#include "read/reading.h"

#include "read-pdf/page.h"

/* The best way in which a heading ends where it does: where it begins, and where the one
 * before it ends. */
typedef struct way {
    int64_t cost;
    size_t from, before;
} way;

static int64_t off_middle(const int32_t *xs, const pdf_over *own, size_t from,
                          size_t to) {
    return llabs((xs[from] + (int64_t)xs[to + 1]) / 2 - own->middle);
}

/* What it costs to leave out the columns from FROM on, before END. */
static int64_t left_out(const int32_t *xs, size_t from, size_t end) {
    return end > from ? (xs[end] - xs[from]) / 4 : 0;
}

/* The same between BEFORE, which ends with column AT, and OWN, which begins with FROM. */
static int64_t left_between(const int32_t *xs, const pdf_over *before, size_t at,
                            const pdf_over *own, size_t from) {
    size_t next = at + 1, end = before->last + 1;
    if (end >= own->first)
        return left_out(xs, next, from);
    return left_out(xs, next, end) + left_out(xs, own->first, from);
}

/* The best way for OWN to end with column TO. WAYS: of BEFORE; NULL: it is the first. */
static way best_way(const int32_t *xs, const pdf_over *before, const way *ways,
                    const pdf_over *own, size_t to) {
    way best = {.cost = INT64_MAX};
    for (size_t from = own->first; from <= (own->left ? own->from : own->first); from++) {
        int64_t off = off_middle(xs, own, from, to);
        if (!before && off + left_out(xs, own->first, from) < best.cost)
            best = (way){off + left_out(xs, own->first, from), from, 0};
        for (size_t end = before ? before->to : from; end < from && end <= before->last;
             end++) {
            if (ways[end].cost == INT64_MAX)
                continue;
            int64_t cost =
                ways[end].cost + off + left_between(xs, before, end, own, from);
            if (cost < best.cost)
                best = (way){cost, from, end};
        }
    }
    return best;
}

/* Headings of cells whose text is at the left begin with their first columns, all, and
 * the first of them leaves none out: those in the middle of three columns begin as the
 * middle one does where it has as many letters. */
static bool are_flush(const pdf_over *all, size_t count) {
    size_t flush = 0;
    for (size_t k = 0; k < count; k++)
        flush += all[k].flush;
    return count > 1 && flush == count && all[0].from == all[0].first;
}

static void share_flush(pdf_over *all, size_t count) {
    for (size_t k = 0; k < count; k++) {
        size_t end = k + 1 < count ? all[k + 1].from : SIZE_MAX;
        all[k].to = all[k].last < end ? all[k].last : end - 1;
    }
}

void pdf_heads_share(bdl_arena *arena, const pdf_ladder *columns, pdf_over *all,
                     size_t count) {
    if (are_flush(all, count)) {
        share_flush(all, count);
        return;
    }
    const int32_t *xs = columns->xs;
    way *ways = BDL_NEW_ARRAY(arena, way, count * columns->count + 1);
    for (size_t k = 0; k < count; k++)
        for (size_t to = all[k].to; to <= all[k].last; to++) {
            way *own = &ways[k * columns->count + to];
            *own = best_way(xs, k ? &all[k - 1] : NULL,
                            k ? own - columns->count - to : NULL, &all[k], to);
            if (!all[k].right && to < all[k].last)
                own->cost = INT64_MAX;
        }
    if (count == 0)
        return;
    const pdf_over *last = &all[count - 1];
    size_t to = last->last;
    int64_t least = INT64_MAX;
    for (size_t at = last->to; at <= last->last; at++) {
        int64_t cost = ways[(count - 1) * columns->count + at].cost;
        if (cost == INT64_MAX)
            continue;
        cost += left_out(xs, at + 1, last->last + 1);
        if (cost < least) {
            least = cost;
            to = at;
        }
    }
    for (size_t k = count; k > 0 && least < INT64_MAX; k--) {
        const way *own = &ways[(k - 1) * columns->count + to];
        all[k - 1].from = own->from;
        all[k - 1].to = to;
        to = own->before;
    }
}
