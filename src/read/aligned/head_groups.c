/* head_groups.c - which columns each heading of a group stands over, level by level.
 *
 * The groups of one level follow each other as the columns do. Each takes the columns
 * that it fits best, in the middle over them or flush with the first, such that all of
 * them together fit best. */
#include "read/aligned/head.h"

#define FITS_NOWHERE ((int64_t)1 << 40)

enum {
    GROUP_REACH = 24, /* columns of a group */
    WIDER = 2,        /* what a column more under a group is worth in the same blanks */
    RECURS = 10,      /* what it is worth that a group begins where headings recur */
    OUTSIDE = 4,      /* blanks that a table may reach out of its outer columns */
    FLUSH_COST = 6,   /* of one that is not in the middle and begins as its first does */
    LEFT_OUT = 8,     /* what a column costs that is under none and looks as if it were */
    HIGHER = 8,       /* what one costs whose heading stands above others of its group */
};

typedef struct finder {
    bdl_arena *arena;
    const bdl_worded *lines;
    const bdl_columns *columns;
    bdl_head *head;
    const size_t *leaf_of; /* the heading of each column, or SIZE_MAX */
    bdl_heading **groups;  /* left first */
    size_t group_count;
    bool *low;    /* groups about to get a level */
    bool *recurs; /* columns that have the first heading that comes again */
    size_t *over; /* each column's group of the level above, counted from 1; 0: none */
    bool *bare;   /* columns whose group above has none of this level below it */
} finder;

static bool is_under(const finder *f, const bdl_heading *group, size_t c) {
    return f->leaf_of[c] != SIZE_MAX && f->head->items[f->leaf_of[c]].top > group->bottom;
}

/* Twice the blanks that the group is off the middle of columns FROM to TO: what stands
 * between these and their neighbours may be theirs. Over a list it may be flush. */
static uint32_t off_middle(const finder *f, const bdl_heading *group, size_t from,
                           size_t to) {
    const bdl_column *c = f->columns->items;
    const bdl_heading *first = &f->head->items[f->leaf_of[from]];
    if (f->recurs[0] && f->recurs[from] && group->begin == first->begin)
        return 0;
    const bdl_heading *last = &f->head->items[f->leaf_of[to]];
    uint32_t left = first->begin < c[from].begin ? first->begin : c[from].begin;
    uint32_t right = last->end > c[to].end ? last->end : c[to].end;
    uint32_t margin = left < OUTSIDE ? 0 : left - OUTSIDE;
    uint32_t low = (from > 0 ? c[from - 1].end : margin) + right;
    uint32_t high =
        left + (to + 1 < f->columns->count ? c[to + 1].begin : right + OUTSIDE);
    uint32_t middle = group->begin + group->end;
    low = low < left + right ? low : left + right;
    high = high > left + right ? high : left + right;
    return middle < low ? low - middle : middle > high ? middle - high : 0;
}

/* Twice the line that the middle of the heading of column C is on: wrapped headings have
 * the middle of those of one line beside them. */
static size_t depth_of(const finder *f, size_t c) {
    if (c >= f->columns->count || f->leaf_of[c] == SIZE_MAX)
        return 0;
    const bdl_heading *h = &f->head->items[f->leaf_of[c]];
    return h->top + h->bottom;
}

/* Whether the group begins with the first of headings FROM to TO, which have one middle:
 * cells whose text is flush. */
static bool is_flush(const finder *f, const bdl_heading *group, size_t from, size_t to) {
    for (size_t c = from; c <= to; c++)
        if (depth_of(f, c) != depth_of(f, from))
            return false;
    return to > from && group->begin == f->head->items[f->leaf_of[from]].begin;
}

/* How badly the group fits over columns FROM to TO. */
static int64_t misfit(const finder *f, const bdl_heading *group, size_t from, size_t to) {
    int64_t off = off_middle(f, group, from, to);
    if (off > FLUSH_COST && is_flush(f, group, from, to))
        off = FLUSH_COST;
    return off - WIDER * (int64_t)(to - from);
}

/* What it costs when column C is under no group: something where its heading is as low
 * as those beside it. */
static int64_t left_out(const finder *f, size_t c) {
    if (f->bare[c])
        return 0;
    size_t left = c > 0 ? depth_of(f, c - 1) : 0, right = depth_of(f, c + 1);
    size_t here = depth_of(f, c);
    return here > 0 && here >= left && here >= right ? LEFT_OUT : 0;
}

/* The same where the groups are parts of lists: the headings that are lower than those at
 * both sides of them are those of the parts. */
static int64_t part_left_out(const finder *f, size_t c) {
    if (f->bare[c])
        return 0;
    size_t here = depth_of(f, c), left = c, right = c;
    while (left > 0 && depth_of(f, left - 1) == here)
        left--;
    while (here > 0 && depth_of(f, right + 1) == here)
        right++;
    size_t before = left > 0 ? depth_of(f, left - 1) : 0;
    return before < here && depth_of(f, right + 1) < here ? LEFT_OUT : 0;
}

/* The groups of one level, left first, and how well they fit: for group I and those right
 * of it when all columns before C are taken. */
typedef struct fitting {
    bdl_heading **groups;
    size_t count, width; /* WIDTH: columns + 1 */
    int64_t *least;      /* COUNT + 1 rows of WIDTH */
} fitting;

/* Whether another group has the words of group I: each is a part of a list. */
static bool has_namesake(const fitting *fit, size_t i) {
    for (size_t k = 0; k < fit->count; k++)
        if (k != i && bdl_str_eq(fit->groups[k]->text, fit->groups[i]->text))
            return true;
    return false;
}

/* How many headings of columns FROM to END stand above the lowest of them. */
static size_t count_higher(const finder *f, size_t from, size_t end) {
    size_t lowest = 0, higher = 0;
    for (size_t c = from; c <= end; c++) {
        size_t top = f->head->items[f->leaf_of[c]].top;
        lowest = top > lowest ? top : lowest;
    }
    for (size_t c = from; c <= end; c++)
        higher += f->head->items[f->leaf_of[c]].bottom < lowest;
    return higher;
}

/* The least misfit of groups I and on when I begins at column FROM; *TO is its end. */
static int64_t fit_from(const finder *f, const fitting *fit, size_t i, size_t from,
                        size_t *to) {
    const bdl_heading *group = fit->groups[i];
    bool begins_list = f->recurs[from] && !has_namesake(fit, i);
    int64_t best = FITS_NOWHERE, worth = begins_list ? RECURS : 0;
    for (size_t end = from; end + 1 < fit->width && end < from + GROUP_REACH &&
                            is_under(f, group, end) && f->over[end] == f->over[from];
         end++) {
        int64_t higher = (int64_t)count_higher(f, from, end);
        int64_t here = misfit(f, group, from, end) + HIGHER * higher - worth +
                       fit->least[(i + 1) * fit->width + end + 1];
        if (here >= best)
            continue;
        best = here;
        *to = end;
    }
    return best;
}

static void find_least(const finder *f, fitting *fit) {
    size_t last = fit->width - 1, to;
    bool parts = fit->count > 0 && has_namesake(fit, 0); /* of lists, which have others */
    fit->least = BDL_NEW_ARRAY(f->arena, int64_t, (fit->count + 1) * fit->width);
    for (size_t i = fit->count + 1; i-- > 0;)
        for (size_t c = fit->width; c-- > 0;) {
            int64_t *least = &fit->least[i * fit->width + c];
            *least = c == last
                         ? (int64_t)(fit->count - i) * FITS_NOWHERE
                         : least[1] + (parts ? part_left_out(f, c) : left_out(f, c));
            int64_t here = FITS_NOWHERE;
            if (i < fit->count && c < last)
                here = fit_from(f, fit, i, c, &to);
            *least = here < *least ? here : *least;
        }
}

/* Gives the groups their columns along the least misfits. A group over nothing stays
 * where it is. */
static void place_groups(const finder *f, const fitting *fit) {
    size_t c = 0;
    for (size_t i = 0; i < fit->count; i++) {
        bdl_heading *group = fit->groups[i];
        const int64_t *least = &fit->least[i * fit->width];
        size_t to = 0, at = c;
        while (at + 1 < fit->width && fit_from(f, fit, i, at, &to) > least[at])
            at++;
        if (at + 1 < fit->width) {
            *group = (bdl_heading){.text = group->text,
                                   .begin = group->begin,
                                   .end = group->end,
                                   .top = group->top,
                                   .bottom = group->bottom,
                                   .level = group->level,
                                   .from = at,
                                   .to = to,
                                   .spans_two = to > at};
            c = to + 1;
            continue;
        }
        bdl_word word = {.begin = {group->begin, group->begin},
                         .end = {group->end, group->end}};
        group->from = group->to = bdl_columns_of_word(f->columns, &word);
    }
}

/* Whether a group of LEVEL has its middle over columns FROM to TO. */
static bool has_level_below(const finder *f, unsigned level, size_t from, size_t to) {
    const bdl_column *c = f->columns->items;
    for (size_t i = 0; i < f->group_count; i++) {
        uint32_t middle = (f->groups[i]->begin + f->groups[i]->end) / 2;
        if (f->groups[i]->level == level && middle >= c[from].begin &&
            middle <= c[to].end)
            return true;
    }
    return false;
}

/* Learns what the groups above LEVEL stand over: none of LEVEL reaches from one to the
 * next, and those that have none of it below them leave their columns without. */
static void look_above(finder *f, unsigned level) {
    size_t count = f->columns->count;
    f->over = BDL_NEW_ARRAY(f->arena, size_t, count + 1);
    f->bare = BDL_NEW_ARRAY(f->arena, bool, count + 1);
    for (size_t i = 0; i < f->group_count; i++) {
        const bdl_heading *g = f->groups[i];
        if (g->level != level + 1 || g->to >= count)
            continue;
        bool bare = !has_level_below(f, level, g->from, g->to);
        for (size_t c = g->from; c <= g->to; c++) {
            f->over[c] = i + 1;
            f->bare[c] = bare;
        }
    }
}

static void place_level(finder *f, unsigned level) {
    look_above(f, level);
    fitting fit = {.width = f->columns->count + 1};
    fit.groups = BDL_NEW_ARRAY(f->arena, bdl_heading *, f->group_count + 1);
    for (size_t i = 0; i < f->group_count; i++)
        if (f->groups[i]->level == level)
            fit.groups[fit.count++] = f->groups[i];
    if (bdl_head_share_out(f->head, f->leaf_of, f->columns->count, fit.groups, fit.count))
        return;
    find_least(f, &fit);
    place_groups(f, &fit);
}

/* ---- levels of groups ---- */

/* Puts the groups in order, left first. */
static void sort_groups(finder *f) {
    f->groups = BDL_NEW_ARRAY(f->arena, bdl_heading *, f->head->count + 1);
    for (size_t i = 0; i < f->head->count; i++) {
        bdl_heading *h = &f->head->items[i], **g = f->groups;
        size_t k = h->is_leaf ? 0 : f->group_count++;
        for (; k > 0 && g[k - 1]->begin + g[k - 1]->end > h->begin + h->end; k--)
            g[k] = g[k - 1];
        if (!h->is_leaf)
            g[k] = h;
    }
}

static bool has_gap(const finder *f, const bdl_heading *above, const bdl_heading *below) {
    for (size_t l = above->bottom + 1; l <= below->top; l++)
        if (f->lines[l].gap > 0)
            return true;
    return false;
}

/* The group above LOW, with a blank line between, whose middle is nearest. */
static const bdl_heading *nearest_above(const finder *f, const bdl_heading *low) {
    const bdl_heading *nearest = NULL;
    uint32_t least = UINT32_MAX;
    for (size_t i = 0; i < f->group_count; i++) {
        const bdl_heading *h = f->groups[i];
        uint32_t off = bdl_positions_apart(h->begin + h->end, low->begin + low->end);
        if (h->bottom >= low->top || off >= least || !has_gap(f, h, low))
            continue;
        least = off;
        nearest = h;
    }
    return nearest;
}

/* Whether a group that has no level yet stands below group number I. */
static bool has_group_below(const finder *f, size_t i) {
    const bdl_heading *h = f->groups[i];
    for (size_t k = 0; k < f->group_count; k++) {
        const bdl_heading *low = f->groups[k];
        if (low->level == 0 && low->top > h->bottom &&
            (bdl_positions_overlap(h->begin, h->end, low->begin, low->end) ||
             nearest_above(f, low) == h))
            return true;
    }
    return false;
}

/* Whether the groups at both sides of group number I on LEVEL begin farther down. */
static bool is_between_groups(const finder *f, size_t i, unsigned level) {
    size_t left = i, right = i + 1;
    while (left > 0 && f->groups[left - 1]->level != level)
        left--;
    while (right < f->group_count && f->groups[right]->level != level)
        right++;
    return left > 0 && right < f->group_count &&
           f->groups[left - 1]->top > f->groups[i]->bottom &&
           f->groups[right]->top > f->groups[i]->bottom;
}

/* Gives LEVEL to the groups that stand over those below it alone; how many there are. */
static size_t find_level(finder *f, unsigned level) {
    size_t taken = 0;
    for (size_t i = 0; i < f->group_count; i++)
        f->low[i] = f->groups[i]->level == 0 && !has_group_below(f, i);
    for (size_t i = 0; i < f->group_count; i++)
        if (f->low[i])
            f->groups[i]->level = level;
    for (size_t i = 0; i < f->group_count; i++)
        if (f->low[i] && is_between_groups(f, i, level))
            f->groups[i]->level = 0;
        else
            taken += f->low[i];
    return taken;
}

/* The words of a heading without what it adds in brackets: 项目（按功能分类） is 项目. */
static bdl_str bare_of(bdl_str s) {
    size_t wide = bdl_str_find(s, BDL_STR("（"), 0);
    size_t narrow = bdl_str_find(s, BDL_STR("("), 0);
    size_t end = wide < narrow ? wide : narrow;
    return end > 0 && end < s.len ? bdl_str_of(s.data, end) : s;
}

/* 预算数, 决算数, 预算数, 决算数: groups are likely to begin where the first one is. */
static void find_recurring(finder *f) {
    size_t count = f->columns->count;
    bool found = false;
    f->recurs = BDL_NEW_ARRAY(f->arena, bool, count + 1);
    for (size_t c = 0; c < count && !found; c++)
        for (size_t k = c + 1; k < count && f->leaf_of[c] != SIZE_MAX; k++)
            if (f->leaf_of[k] != SIZE_MAX &&
                bdl_str_eq(bare_of(f->head->items[f->leaf_of[c]].text),
                           bare_of(f->head->items[f->leaf_of[k]].text)))
                found = f->recurs[c] = f->recurs[k] = true;
}

/* Groups that begin on one line stand in one row. */
static void level_lines(bdl_heading **groups, size_t count) {
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++)
            if (groups[i]->top == groups[k]->top && groups[i]->level < groups[k]->level)
                groups[i]->level = groups[k]->level;
}

static void find_groups(finder *f) {
    find_recurring(f);
    f->low = BDL_NEW_ARRAY(f->arena, bool, f->group_count + 1);
    while (find_level(f, f->head->levels + 1) > 0)
        f->head->levels++;
    level_lines(f->groups, f->group_count);
    for (unsigned level = f->head->levels; level > 0; level--)
        place_level(f, level);
}

void bdl_head_place_groups(bdl_arena *arena, const bdl_worded *lines,
                           const bdl_columns *columns, bdl_head *head,
                           const size_t *leaf_of) {
    finder f = {.arena = arena,
                .lines = lines,
                .columns = columns,
                .head = head,
                .leaf_of = leaf_of};
    sort_groups(&f);
    find_groups(&f);
}
