/* head.c - which words over aligned columns are one heading, and what it stands over.
 *
 * Words under each other with one middle are one heading, wrapped. A heading with another
 * one below it, or between two that begin farther down, is that of a group
 * (head_groups.c); the others are those of columns. These follow each other as the
 * columns do, so the two rows are matched as wholes: positions may be off, the order is
 * not. A heading that is left over is a column without values. */
#include "read/aligned/head.h"

#include "base/text.h"

enum {
    COLUMNS_MAX = 80,   /* of a table with headings */
    TRIALS_MAX = 12,    /* headings tried as group and as heading of a column */
    GROUPS_MAX = 40,    /* of a head */
    COLUMN_COST = 1600, /* of a column that gets no heading */
    LEAF_COST = 128,    /* of a heading that gets a column of its own */
    BEFORE_COST = 240,  /* of figures that end before the middle of their heading */
    BESIDE_COST = 160,  /* of what begins where the heading before it still stands */
    MIDDLE_COST = 240,  /* of one above those in the middle that is taken for none */
    LIKE_GROUP = 48,    /* of one beside groups that is taken for none */
    INNER_COST = 24,    /* of a column without values between two with some */
    PUSHED_PER = 8,     /* places that a column was pushed count less */
    BLANK_COST = 32,    /* of each blank between a heading and its column */
};

typedef struct finder {
    bdl_arena *arena;
    const bdl_worded *lines;
    bdl_columns *columns;
    bdl_head *head;
    size_t *leaves; /* headings of columns, left first */
    size_t leaf_count;
    size_t *leaf_of; /* the heading of each column, or SIZE_MAX */
} finder;

/* ---- what matching headings and columns costs ---- */

static bool has_figures(const bdl_column *c) {
    return c->numbers > c->texts;
}

/* Whether full cells of figures left of column C push those in it to the right. */
static bool is_pushed(const finder *f, const bdl_column *c) {
    return c > f->columns->items && c->begin <= c[-1].end + 1 && has_figures(c) &&
           has_figures(c - 1);
}

/* What matching heading number LEAF with column C costs. Programs that print pages never
 * put what is right of a word left of its end. */
static uint32_t match_cost(const finder *f, size_t leaf, const bdl_column *c) {
    const bdl_heading *h = &f->head->items[f->leaves[leaf]];
    const bdl_heading *left = leaf > 0 ? &f->head->items[f->leaves[leaf - 1]] : NULL;
    uint32_t gap = h->end <= c->begin   ? c->begin - h->end + 1
                   : c->end <= h->begin ? h->begin - c->end + 1
                                        : 0;
    /* figures stand at the right of their cells, headings in the middle */
    bool before = has_figures(c) && 2 * c->end + 2 < h->begin + h->end;
    uint32_t off = bdl_positions_apart(h->begin + h->end, c->begin + c->end);
    if (is_pushed(f, c) && c->begin + c->end > h->begin + h->end) {
        gap /= PUSHED_PER;
        off /= PUSHED_PER;
    }
    bool beside = left && c->begin <= left->end && left->end <= h->begin;
    return gap * BLANK_COST + off + (before ? BEFORE_COST : 0) +
           (beside ? BESIDE_COST : 0);
}

/* What it costs that a heading behind the first K columns has none of them. */
static uint32_t leaf_cost(const finder *f, size_t k) {
    if (f->columns->numbered)
        return COLUMN_COST;
    return LEAF_COST + (k > 0 && k < f->columns->count ? INNER_COST : 0);
}

/* The least costs of matching the first I headings with the first K columns. */
static uint32_t *find_costs(const finder *f, size_t width) {
    size_t rows = f->leaf_count + 1;
    uint32_t *cost = BDL_NEW_ARRAY(f->arena, uint32_t, rows * width);
    for (size_t i = 0; i < rows; i++)
        for (size_t k = 0; k < width; k++) {
            uint32_t best = i + k == 0 ? 0 : UINT32_MAX;
            if (i > 0)
                best = cost[(i - 1) * width + k] + leaf_cost(f, k);
            if (k > 0 && cost[i * width + k - 1] + COLUMN_COST < best)
                best = cost[i * width + k - 1] + COLUMN_COST;
            if (i > 0 && k > 0) {
                uint32_t match = cost[(i - 1) * width + k - 1] +
                                 match_cost(f, i - 1, &f->columns->items[k - 1]);
                best = match < best ? match : best;
            }
            cost[i * width + k] = best;
        }
    return cost;
}

static uint32_t whole_cost(const finder *f) {
    size_t width = f->columns->count + 1;
    return find_costs(f, width)[f->leaf_count * width + width - 1];
}

/* ---- headings of columns ---- */

static bool has_below(const finder *f, const bdl_heading *h) {
    for (size_t i = 0; i < f->head->count; i++) {
        const bdl_heading *low = &f->head->items[i];
        if (low->top > h->bottom &&
            bdl_positions_overlap(h->begin, h->end, low->begin, low->end))
            return true;
    }
    return false;
}

static void sort_leaves(finder *f) {
    const bdl_heading *h = f->head->items;
    for (size_t i = 1; i < f->leaf_count; i++) {
        size_t held = f->leaves[i], k = i;
        uint32_t middle = h[held].begin + h[held].end;
        for (; k > 0 && h[f->leaves[k - 1]].begin + h[f->leaves[k - 1]].end > middle; k--)
            f->leaves[k] = f->leaves[k - 1];
        f->leaves[k] = held;
    }
}

/* Whether both neighbours begin farther down: the heading may be centred over them. */
static bool stands_between(const finder *f, size_t leaf) {
    if (leaf == 0 || leaf + 1 >= f->leaf_count)
        return false;
    const bdl_heading *h = f->head->items;
    return h[f->leaves[leaf - 1]].top > h[f->leaves[leaf]].bottom &&
           h[f->leaves[leaf + 1]].top > h[f->leaves[leaf]].bottom;
}

/* Whether the heading beside LEAF, BESIDE, begins farther down over the same column. */
static bool shares_column(const finder *f, size_t leaf, size_t beside) {
    const bdl_heading *h = &f->head->items[f->leaves[leaf]];
    const bdl_heading *low = &f->head->items[f->leaves[beside]];
    for (size_t c = 0; low->top > h->bottom && c < f->columns->count; c++) {
        const bdl_column *column = &f->columns->items[c];
        if (bdl_positions_overlap(h->begin, h->end, column->begin, column->end) &&
            bdl_positions_overlap(low->begin, low->end, column->begin, column->end))
            return true;
    }
    return false;
}

/* Whether LEAF may be the heading of a group: its neighbours tell. */
static bool may_be_group(const finder *f, size_t leaf) {
    return stands_between(f, leaf) || (leaf > 0 && shares_column(f, leaf, leaf - 1)) ||
           (leaf + 1 < f->leaf_count && shares_column(f, leaf, leaf + 1));
}

/* Whether the heading of a group begins on the same line as heading I. */
static bool is_beside_group(const finder *f, size_t i) {
    for (size_t k = 0; k < f->head->count; k++)
        if (k != i && f->head->items[k].top == f->head->items[i].top &&
            has_below(f, &f->head->items[k]))
            return true;
    return false;
}

/* Whether heading I stands above one of a single line that others stand below: cells that
 * reach over all lines have their words in the middle of these, so it is a group's. */
static bool is_above_middle(const finder *f, size_t i) {
    const bdl_heading *h = f->head->items;
    size_t lowest = 0;
    for (size_t k = 0; k < f->head->count; k++)
        lowest = h[k].bottom > lowest ? h[k].bottom : lowest;
    for (size_t k = 0; k < f->head->count; k++)
        if (h[k].top == h[k].bottom && h[k].top > h[i].bottom && h[k].top < lowest &&
            !has_below(f, &h[k]))
            return true;
    return false;
}

/* Whether S is X, 本年X or with blanks between its letters, X two letters. */
static bool says_side(bdl_str s, const char *first, const char *second) {
    size_t at = bdl_str_starts(s, BDL_STR("本年")) ? BDL_STR("本年").len : 0;
    size_t letter = bdl_str_z(first).len;
    return s.len >= at + 2 * letter &&
           bdl_str_starts(bdl_str_from(s, at), bdl_str_z(first)) &&
           bdl_str_ends(s, bdl_str_z(second)) &&
           bdl_text_trim(bdl_str_of(s.data + at + letter, s.len - at - 2 * letter)).len ==
               0;
}

/* Whether heading I names one side of a table of two lists, 收入 or 支出, over headings
 * of which one is 项目: it is that of a group wherever it stands. */
static bool names_side(const finder *f, size_t i) {
    const bdl_heading *h = &f->head->items[i];
    if (!says_side(h->text, "收", "入") && !says_side(h->text, "支", "出"))
        return false;
    for (size_t k = 0; k < f->head->count; k++)
        if (f->head->items[k].top > h->bottom &&
            says_side(f->head->items[k].text, "项", "目"))
            return true;
    return false;
}

/* What speaks for heading I being that of a group, whatever the columns are. */
static uint32_t group_signs(const finder *f, size_t i) {
    return (names_side(f, i) ? COLUMN_COST : 0) +
           (is_beside_group(f, i) ? LIKE_GROUP : 0) +
           (is_above_middle(f, i) ? MIDDLE_COST : 0);
}

/* Takes a heading out of those of columns when these fit the columns better without it.
 */
static bool drop_group(finder *f, size_t leaf) {
    size_t held = f->leaves[leaf], after = f->leaf_count - leaf - 1;
    uint32_t with = whole_cost(f) + group_signs(f, held);
    memmove(&f->leaves[leaf], &f->leaves[leaf + 1], after * sizeof *f->leaves);
    f->leaf_count--;
    if (whole_cost(f) < with)
        return true;
    memmove(&f->leaves[leaf + 1], &f->leaves[leaf], after * sizeof *f->leaves);
    f->leaves[leaf] = held;
    f->leaf_count++;
    return false;
}

/* Whether all that heading I stands over is an end of one below it: neither has its
 * middle over the other. */
static bool touches_one_below(const finder *f, size_t i) {
    const bdl_heading *h = &f->head->items[i];
    size_t count = 0;
    for (size_t k = 0; k < f->head->count; k++) {
        const bdl_heading *low = &f->head->items[k];
        uint32_t own = h->begin + h->end, other = low->begin + low->end;
        if (low->top <= h->bottom ||
            !bdl_positions_overlap(h->begin, h->end, low->begin, low->end))
            continue;
        if (++count > 1 || (other > 2 * h->begin && other < 2 * h->end) ||
            (own > 2 * low->begin && own < 2 * low->end))
            return false;
    }
    return count == 1;
}

/* Makes heading I that of a column, where it is the one that all columns lack. */
static void take_back(finder *f, size_t i) {
    size_t *leaves = BDL_NEW_ARRAY(f->arena, size_t, f->head->count + 1);
    finder with = *f;
    memcpy(leaves, f->leaves, f->leaf_count * sizeof *leaves);
    with.leaves = leaves;
    leaves[with.leaf_count++] = i;
    sort_leaves(&with);
    size_t at = 0;
    while (leaves[at] != i)
        at++;
    if (!stands_between(&with, at) && whole_cost(&with) < COLUMN_COST &&
        whole_cost(f) > COLUMN_COST)
        *f = with;
}

static void find_leaves(finder *f) {
    f->leaves = BDL_NEW_ARRAY(f->arena, size_t, f->head->count + 1);
    for (size_t i = 0; i < f->head->count; i++)
        if (!has_below(f, &f->head->items[i]))
            f->leaves[f->leaf_count++] = i;
    sort_leaves(f);
    for (size_t i = 0, trials = 0; i < f->leaf_count && trials < TRIALS_MAX;) {
        bool trial = may_be_group(f, i);
        trials += trial;
        if (trial && drop_group(f, i))
            i -= i > 0;
        else
            i++;
    }
    for (size_t i = 0; i < f->head->count && f->leaf_count + 1 == f->columns->count; i++)
        if (touches_one_below(f, i))
            take_back(f, i);
}

/* ---- headings matched with columns ---- */

typedef struct pairing {
    bdl_column *columns; /* right first */
    size_t *leaf_of, count;
} pairing;

static void pair(finder *f, pairing *p, size_t leaf, const bdl_column *column) {
    const bdl_heading *h = leaf == SIZE_MAX ? NULL : &f->head->items[f->leaves[leaf]];
    p->columns[p->count] =
        column ? *column : (bdl_column){.begin = h->begin, .end = h->end};
    p->leaf_of[p->count++] = h ? f->leaves[leaf] : SIZE_MAX;
}

/* Walks back along the least costs. */
static void find_pairs(finder *f, pairing *p) {
    size_t width = f->columns->count + 1, i = f->leaf_count, k = f->columns->count;
    const uint32_t *cost = find_costs(f, width);
    while (i > 0 || k > 0) {
        uint32_t here = cost[i * width + k];
        const bdl_column *column = k > 0 ? &f->columns->items[k - 1] : NULL;
        if (i > 0 && k > 0 &&
            here == cost[(i - 1) * width + k - 1] + match_cost(f, i - 1, column)) {
            pair(f, p, --i, column);
            k--;
        } else if (i > 0 && here == cost[(i - 1) * width + k] + leaf_cost(f, k)) {
            pair(f, p, --i, NULL);
        } else {
            pair(f, p, SIZE_MAX, column);
            k--;
        }
    }
}

/* Gives every heading its column; the columns stay in order. */
static void match_leaves(finder *f) {
    size_t most = f->leaf_count + f->columns->count;
    pairing p = {BDL_NEW_ARRAY(f->arena, bdl_column, most + 1),
                 BDL_NEW_ARRAY(f->arena, size_t, most + 1), 0};
    find_pairs(f, &p);
    f->columns->items = BDL_NEW_ARRAY(f->arena, bdl_column, p.count + 1);
    f->columns->count = f->columns->capacity = p.count;
    f->leaf_of = BDL_NEW_ARRAY(f->arena, size_t, p.count + 1);
    for (size_t c = 0; c < p.count; c++) {
        bdl_column *column = &f->columns->items[c];
        *column = p.columns[p.count - 1 - c];
        if (c > 0 && column->begin < column[-1].begin) /* kept in order of beginnings */
            column->begin = column[-1].begin;
        column->end = column->end > column->begin ? column->end : column->begin + 1;
        f->leaf_of[c] = p.leaf_of[p.count - 1 - c];
        if (f->leaf_of[c] == SIZE_MAX)
            continue;
        bdl_heading *h = &f->head->items[f->leaf_of[c]];
        h->is_leaf = true;
        h->from = h->to = c;
    }
}

bool bdl_head_find(bdl_arena *arena, const bdl_worded *lines, size_t line_count,
                   bdl_columns *columns, bdl_head *out) {
    *out = (bdl_head){.lines = line_count};
    finder f = {.arena = arena, .lines = lines, .columns = columns, .head = out};
    if (columns->count > COLUMNS_MAX || !bdl_head_join(arena, lines, columns, out))
        return false;
    find_leaves(&f);
    match_leaves(&f);
    if (out->count > f.leaf_count + GROUPS_MAX)
        return false;
    bdl_head_place_groups(arena, lines, columns, out, f.leaf_of);
    return true;
}
