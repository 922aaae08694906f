/* parts.c - forms that have lines between their rows and none between their columns: they
 * have parts, each with columns of its own, below each other and beside labels that reach
 * over several rows.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include <stdlib.h>

#include "base/text.h"

#include "read-pdf/bands.h"

enum {
    PROSE = 16, /* letters of a text that is longer than headings are */
    NEAR = 3,   /* so small a part of their height may be between letters of a cell */
    MARGIN = PDF_POINT,
    REACH = 150 * PDF_POINT, /* the highest row */
};

typedef struct stretch {
    int32_t from, to;
} stretch;

typedef BDL_VEC(stretch) stretches;

/* Rows from FIRST to END that have the same columns. */
typedef struct form_part {
    size_t first, end;
    stretches columns; /* what their texts cover */
} form_part;

typedef BDL_VEC(form_part) parts;

/* ---- what rows cover ---- */

/* Adds FROM to TO to ALL, which are in order and apart. */
static void add(bdl_arena *arena, stretches *all, int32_t from, int32_t to) {
    size_t first = 0, end;
    while (first < all->count && all->items[first].to < from)
        first++;
    for (end = first; end < all->count && all->items[end].from <= to; end++) {
        from = all->items[end].from < from ? all->items[end].from : from;
        to = all->items[end].to > to ? all->items[end].to : to;
    }
    if (end == first) {
        BDL_PUSH(arena, all, (stretch){0, 0});
        memmove(&all->items[first + 1], &all->items[first],
                (all->count - 1 - first) * sizeof *all->items);
    } else {
        memmove(&all->items[first + 1], &all->items[end],
                (all->count - end) * sizeof *all->items);
        all->count -= end - first - 1;
    }
    all->items[first] = (stretch){from, to};
}

static void cover(bdl_arena *arena, const pdf_band *band, stretches *all) {
    for (size_t l = 0; l < band->lines.count; l++) {
        const pdf_line *line = &band->lines.items[l];
        for (size_t p = 0; p < line->count; p++) {
            int32_t from = line->pieces[p].box.x0;
            if (p > 0 && from - line->pieces[p - 1].box.x1 < line->size / NEAR)
                from = line->pieces[p - 1].box.x1;
            add(arena, all, from, line->pieces[p].box.x1);
        }
    }
}

/* How many of ALL something of OWN stands in. */
static size_t count_met(const stretches *all, const stretches *own) {
    size_t met = 0, o = 0;
    for (size_t i = 0; i < all->count; i++) {
        while (o < own->count && own->items[o].to < all->items[i].from)
            o++;
        met += o < own->count && own->items[o].from <= all->items[i].to;
    }
    return met;
}

/* ---- parts ---- */

/* Whether a line as wide as the table is below row I. */
static bool is_closed(const pdf_banded *b, size_t i) {
    bool part = false;
    for (size_t r = 0; r < b->rules.count; r++)
        if (b->rules.items[r].at == b->bands[i].bottom) {
            if (pdf_bands_is_along(&b->edge, &b->rules.items[r]))
                return true;
            part = true;
        }
    return !part; /* the numbers of the columns have none */
}

/* Whether X is an inner end of a line above or below one of the rows of PART. */
static bool is_end(const pdf_banded *b, const form_part *part, const pdf_rule *rule,
                   int32_t x) {
    return rule->at >= b->bands[part->first].top &&
           rule->at <= b->bands[part->end - 1].bottom && x > b->edge.from + PDF_SAME &&
           x < b->edge.to - PDF_SAME;
}

/* Whether something of PART stands across X. */
static bool is_crossed(const form_part *part, int32_t x) {
    for (size_t i = 0; i < part->columns.count; i++)
        if (part->columns.items[i].from < x - MARGIN &&
            part->columns.items[i].to > x + MARGIN)
            return true;
    return false;
}

/* Whether no two texts of a row are in one column. */
static bool has_apart(const form_part *part, const stretches *own) {
    for (size_t i = part->first; i < part->end; i++)
        if (count_met(&part->columns, &own[i]) < own[i].count)
            return false;
    return true;
}

/* Whether none of the columns is across the end of a line: a cell ends there. */
static bool is_within_ends(const pdf_banded *b, const form_part *part) {
    for (size_t r = 0; r < b->rules.count; r++) {
        const pdf_rule *rule = &b->rules.items[r];
        if ((is_end(b, part, rule, rule->from) && is_crossed(part, rule->from)) ||
            (is_end(b, part, rule, rule->to) && is_crossed(part, rule->to)))
            return false;
    }
    return true;
}

static bool is_sound(const pdf_banded *b, const form_part *part, const stretches *own) {
    return has_apart(part, own) && is_within_ends(b, part);
}

/* The part that A and NEXT below it make. */
static form_part joined(bdl_arena *arena, const form_part *a, const form_part *next) {
    form_part both = {a->first, next->end, {NULL, 0, 0}};
    for (size_t i = 0; i < a->columns.count; i++)
        BDL_PUSH(arena, &both.columns, a->columns.items[i]);
    for (size_t i = 0; i < next->columns.count; i++)
        add(arena, &both.columns, next->columns.items[i].from, next->columns.items[i].to);
    return both;
}

/* Whether PART has labels that reach over several of its rows, and OWN, below or above
 * it, begins behind them: what it begins with reaches over their columns too (总分). */
static bool is_behind_labels(const pdf_banded *b, const form_part *part,
                             const form_part *own) {
    for (size_t r = 0; r < b->rules.count; r++) {
        const pdf_rule *rule = &b->rules.items[r];
        if (rule->at > b->bands[part->first].top &&
            rule->at < b->bands[part->end - 1].bottom &&
            rule->from > b->edge.from + PDF_SAME &&
            abs(rule->to - b->edge.to) <= PDF_SAME && own->columns.count > 0 &&
            own->columns.items[0].from > rule->from)
            return true;
    }
    return false;
}

/* Whether one of A and NEXT has no column that the other has not: BOTH has none more. */
static bool are_alike(const pdf_banded *b, const form_part *a, const form_part *next,
                      const form_part *both) {
    size_t x = a->columns.count, y = next->columns.count;
    return both->columns.count == (x < y ? y : x) && !is_behind_labels(b, a, next) &&
           !is_behind_labels(b, next, a);
}

/* Rows that no line as wide as the table parts are of one part, if they can be; so are
 * others of as many columns. */
static parts find_parts(const pdf_banded *b, const stretches *own) {
    bdl_arena *arena = b->page->arena;
    parts found = {NULL, 0, 0};
    size_t block = 0; /* the first part of those that no line as wide parts */
    for (size_t i = 0; i < b->count; i++) {
        form_part next = {i, i + 1, {NULL, 0, 0}};
        for (size_t c = 0; c < own[i].count; c++)
            BDL_PUSH(arena, &next.columns, own[i].items[c]);
        if (found.count > block) {
            form_part both = joined(arena, &found.items[found.count - 1], &next);
            if (is_sound(b, &both, own)) {
                found.items[found.count - 1] = both;
                next.end = next.first;
            }
        }
        if (next.end > next.first)
            BDL_PUSH(arena, &found, next);
        block = is_closed(b, i) ? found.count : block;
    }
    return found;
}

static bool stands_in(const stretches *own, const stretch *column) {
    for (size_t i = 0; i < own->count; i++)
        if (own->items[i].from <= column->to && own->items[i].to >= column->from)
            return true;
    return false;
}

/* Whether of two columns of PART beside each other one has a text in one row alone and
 * the other in rows below it: a heading in the middle and figures at the right. */
static bool is_one_column(const form_part *part, const stretches *own, size_t column) {
    const stretch *x = &part->columns.items[column];
    size_t count[2] = {0, 0}, first[2] = {0, 0};
    for (size_t i = part->first; i < part->end; i++) {
        bool has[2] = {stands_in(&own[i], &x[0]), stands_in(&own[i], &x[1])};
        if (has[0] && has[1])
            return false;
        for (int k = 0; k < 2; k++) {
            first[k] = has[k] && !count[k] ? i : first[k];
            count[k] += has[k];
        }
    }
    return (count[0] == 1 && first[0] < first[1]) ||
           (count[1] == 1 && first[1] < first[0]);
}

static void join_columns(const pdf_banded *b, const stretches *own, parts *found) {
    for (size_t i = 0; i < found->count; i++) {
        form_part *part = &found->items[i];
        for (size_t c = 0; c + 1 < part->columns.count; c++) {
            stretch *x = &part->columns.items[c];
            form_part one = {part->first, part->end, {x, 1, 1}};
            stretch both = {x[0].from, x[1].to}, before = x[0];
            if (!is_one_column(part, own, c))
                continue;
            x[0] = both;
            if (!is_within_ends(b, &one)) {
                x[0] = before;
                continue;
            }
            memmove(&x[1], &x[2], (part->columns.count - c - 2) * sizeof *x);
            part->columns.count--;
        }
    }
}

static void join_alike(const pdf_banded *b, const stretches *own, parts *found) {
    size_t kept = 0;
    for (size_t i = 1; i < found->count; i++) {
        form_part both = joined(b->page->arena, &found->items[kept], &found->items[i]);
        if (are_alike(b, &found->items[kept], &found->items[i], &both) &&
            is_sound(b, &both, own))
            found->items[kept] = both;
        else
            found->items[++kept] = found->items[i];
    }
    found->count = found->count ? kept + 1 : 0;
}

/* ---- where columns part ---- */

typedef struct form_gap {
    int32_t from, to; /* the room */
    int32_t x;
    size_t part;
} form_gap;

typedef BDL_VEC(form_gap) gaps;

/* Adds the ends of lines beside which PART has nothing: there is an empty cell, or one
 * whose text stands in the middle of several rows. */
static void add_ends(const pdf_banded *b, const form_part *part, size_t number,
                     gaps *all) {
    for (size_t r = 0; r < b->rules.count; r++) {
        const pdf_rule *rule = &b->rules.items[r];
        int32_t ends[] = {rule->from, rule->to};
        for (int k = 0; k < 2; k++)
            if (is_end(b, part, rule, ends[k]) && !is_crossed(part, ends[k]))
                BDL_PUSH(b->page->arena, all,
                         (form_gap){ends[k], ends[k], ends[k], number});
    }
}

static int by_end(const void *a, const void *b) {
    const form_gap *x = a, *y = b;
    if (x->to != y->to)
        return x->to < y->to ? -1 : 1;
    return (x->from > y->from) - (x->from < y->from);
}

/* A line that ends in GAP says where the columns part. */
static void narrow(const pdf_banded *b, const form_part *part, form_gap *gap) {
    for (size_t r = 0; r < b->rules.count; r++) {
        const pdf_rule *rule = &b->rules.items[r];
        int32_t ends[] = {rule->from, rule->to};
        for (int k = 0; k < 2; k++)
            if (is_end(b, part, rule, ends[k]) && ends[k] >= gap->from - MARGIN &&
                ends[k] <= gap->to + MARGIN) {
                gap->from = gap->to = ends[k];
                return;
            }
    }
}

/* The same place for gaps of several parts wherever they have one in common. */
static gaps find_gaps(const pdf_banded *b, const parts *found) {
    gaps all = {NULL, 0, 0};
    for (size_t i = 0; i < found->count; i++)
        for (size_t c = 1; c < found->items[i].columns.count; c++) {
            const stretch *s = found->items[i].columns.items;
            form_gap own = {s[c - 1].to, s[c].from, 0, i};
            narrow(b, &found->items[i], &own);
            BDL_PUSH(b->page->arena, &all, own);
        }
    for (size_t i = 0; i < found->count; i++)
        add_ends(b, &found->items[i], i, &all);
    if (all.count)
        qsort(all.items, all.count, sizeof *all.items, by_end);
    for (size_t i = 0, end; i < all.count; i = end) {
        int32_t from = all.items[i].from, to = all.items[i].to;
        for (end = i; end < all.count && all.items[end].from <= to; end++)
            from = all.items[end].from > from ? all.items[end].from : from;
        for (size_t k = i; k < end; k++)
            all.items[k].x = (from + to) / 2;
    }
    return all;
}

static void draw(pdf_banded *b, const parts *found) {
    gaps all = find_gaps(b, found);
    bdl_arena *arena = b->page->arena;
    int32_t top = b->bands[0].top, bottom = b->bands[b->count - 1].bottom;
    BDL_PUSH(arena, &b->page->parts, (pdf_rule){b->edge.from, top, bottom});
    BDL_PUSH(arena, &b->page->down, (pdf_rule){b->edge.from, top, bottom});
    BDL_PUSH(arena, &b->page->down, (pdf_rule){b->edge.to, top, bottom});
    for (size_t i = 0; i < all.count; i++) {
        const form_part *own = &found->items[all.items[i].part];
        pdf_rule rule = {all.items[i].x, b->bands[own->first].top,
                         b->bands[own->end - 1].bottom};
        BDL_PUSH(arena, &b->page->down, rule);
    }
}

/* ---- forms that a page cuts ---- */

/* Line I across, the first or the last of a page, is as wide as the table, also where a
 * label goes on on another page: it begins where the widest does of those from it on by
 * STEP that end where it does, none too far from the next. */
static void complete(pdf_rules *across, size_t i, int step) {
    pdf_rule *rule = &across->items[i];
    int32_t at = rule->at;
    for (size_t k = i + (size_t)step; k < across->count; k += (size_t)step) {
        const pdf_rule *own = &across->items[k];
        if (abs(own->at - at) > REACH || abs(own->to - rule->to) > PDF_SAME)
            break;
        rule->from = own->from < rule->from - PDF_SAME ? own->from : rule->from;
        at = own->at;
    }
}

/* A row may stand above the first line where a page cuts beside a label: it gets one. */
static void add_top(pdf_page *page, int32_t was) {
    enum { ROW = 40 * PDF_POINT, ROW_MIN = 3 };
    pdf_rule rule = page->across.items[0];
    pdf_lines lines = {NULL, 0, 0};
    int32_t top = rule.at;
    size_t most = 0;
    if (rule.from == was)
        return;
    pdf_lines_within(page, (pdf_box){rule.from, rule.at - ROW, rule.to, rule.at}, &lines);
    for (size_t i = lines.count; i > 0; i--) {
        const pdf_line *line = &lines.items[i - 1];
        if (top - line->box.y1 > line->size)
            break;
        top = line->box.y0;
        most = line->count > most ? line->count : most;
    }
    rule.at = top - PDF_POINT;
    if (most < ROW_MIN)
        return;
    BDL_PUSH(page->arena, &page->across, rule);
    memmove(&page->across.items[1], &page->across.items[0],
            (page->across.count - 1) * sizeof rule);
    page->across.items[0] = rule;
}

bool pdf_parts_complete(pdf_page *page, const bool *taken) {
    size_t count = page->across.count;
    pdf_rule *rules = page->across.items;
    if (count < 2)
        return false;
    int32_t first = rules[0].from, last = rules[count - 1].from;
    if (!taken[count - 1])
        complete(&page->across, count - 1, -1);
    if (!taken[0])
        complete(&page->across, 0, 1);
    bool changed = rules[0].from != first || rules[count - 1].from != last;
    add_top(page, first);
    return changed;
}

/* ---- whether it is such a form ---- */

/* Whether a text of BAND is longer than headings are. */
static bool has_prose(const pdf_band *band) {
    for (size_t l = 0; l < band->lines.count; l++)
        for (size_t p = 0; p < band->lines.items[l].count; p++)
            if (bdl_utf8_count(band->lines.items[l].pieces[p].text) >= PROSE)
                return true;
    return false;
}

/* Whether PART, which is not the longest one, is none of a table: it has prose, or is
 * below figures and has none. */
static bool is_other(const pdf_banded *b, const form_part *part, size_t heads) {
    for (size_t i = part->first; i < part->end && part->columns.count > 1; i++)
        if (has_prose(&b->bands[i]) ||
            (i > heads && !pdf_bands_has_amounts(&b->bands[i])))
            return true;
    return false;
}

/* Whether A and OTHER can have the same columns, whatever stands between them. */
static bool are_one(const pdf_banded *b, const stretches *own, const form_part *a,
                    const form_part *other) {
    form_part both = joined(b->page->arena, a, other), x = both, y = both;
    x.first = a->first;
    x.end = a->end;
    y.first = other->first;
    y.end = other->end;
    return is_sound(b, &x, own) && is_sound(b, &y, own);
}

static size_t count_others(const pdf_banded *b, const stretches *own,
                           const parts *found) {
    size_t heads = 0, longest = 0, others = 0;
    while (heads < b->count && !pdf_bands_has_amounts(&b->bands[heads]))
        heads++;
    for (size_t i = 1; i < found->count; i++)
        if (found->items[i].end - found->items[i].first >
            found->items[longest].end - found->items[longest].first)
            longest = i;
    for (size_t i = 0; i < found->count; i++)
        others += i != longest && is_other(b, &found->items[i], heads) &&
                  !are_one(b, own, &found->items[i], &found->items[longest]);
    return others;
}

bool pdf_parts_draw(pdf_banded *b, bool is_form) {
    stretches *own = BDL_NEW_ARRAY(b->page->arena, stretches, b->count);
    for (size_t i = 0; i < b->count; i++)
        cover(b->page->arena, &b->bands[i], &own[i]);
    parts found = find_parts(b, own);
    join_alike(b, own, &found);
    join_columns(b, own, &found);
    if (!is_form && count_others(b, own, &found) == 0)
        return false;
    draw(b, &found);
    return true;
}
