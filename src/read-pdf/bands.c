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
    CAPTIONS = 24 * PDF_POINT, /* the room for two lines */
    TITLED = 8,                /* rows of a title and of headings that may be */
    HEADINGS = 3,              /* rows that may be */
    ROWS_MAX = 400,
    GAP = 30,             /* percent of the height of letters that part two columns */
    STEP = PDF_POINT / 4, /* how finely the width of a table is looked at */
    ROOM = 12,            /* steps between two columns, at least */
    WIDEST = 4000 * PDF_POINT,
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
    size_t count, heads; /* the first HEADS rows may be headings */
    size_t least;        /* rows that it has at least */
    uint16_t *covered;   /* for each point across: the rows that have text there */
    int32_t points;
    BDL_VEC(int32_t) between; /* places between columns */
} banded;

static bool is_along(const pdf_rule *edge, const pdf_rule *rule) {
    return abs(rule->from - edge->from) <= SAME && abs(rule->to - edge->to) <= SAME;
}

static bool is_within(const pdf_rule *edge, const pdf_rule *rule) {
    return rule->from >= edge->from - SAME && rule->to <= edge->to + SAME;
}

static bool has_colon(bdl_str text) {
    return bdl_str_find(text, BDL_STR("："), 0) != SIZE_MAX ||
           bdl_str_find(text, BDL_STR(":"), 0) != SIZE_MAX;
}

static void take_lines(pdf_page *page, const pdf_rule *edge, band *out) {
    pdf_glyph *own = BDL_NEW_ARRAY(page->arena, pdf_glyph, page->glyphs.count);
    size_t count = 0;
    for (size_t g = 0; g < page->glyphs.count; g++) {
        const pdf_box *box = &page->glyphs.items[g].box;
        int32_t y = (box->y0 + box->y1) / 2, x = (box->x0 + box->x1) / 2;
        if (y > out->top && y < out->bottom && x > edge->from && x < edge->to)
            own[count++] = page->glyphs.items[g];
    }
    pdf_lines_parted(page->arena, own, count, GAP, &out->lines);
}

/* Whether what stands between TOP and BOTTOM is no row but the end of one table and what
 * is written above the next: several lines, one with a colon ("单位：万元"), no figure.
 */
static bool is_between_tables(const band *gap) {
    bool colon = false;
    if (gap->bottom - gap->top < CAPTIONS)
        return false;
    for (size_t l = 0; l < gap->lines.count; l++)
        for (size_t p = 0; p < gap->lines.items[l].count; p++) {
            bdl_str text = gap->lines.items[l].pieces[p].text;
            colon = colon || has_colon(text);
            if (pdf_is_amount(text))
                return false;
        }
    return colon && gap->lines.count >= 2;
}

static bool is_title(const band *row) {
    return row->lines.count == 1 && row->lines.items[0].count == 1 &&
           !pdf_is_amount(row->lines.items[0].pieces[0].text);
}

/* Whether another table begins below TOP, at BOTTOM or above it. */
static bool begins_between(const banded *b, int32_t top, int32_t bottom) {
    const pdf_rules *tops = &b->page->tops;
    for (size_t i = 0; i < tops->count; i++)
        if (tops->items[i].at > top + SAME && tops->items[i].at <= bottom + SAME &&
            is_along(&b->edge, &tops->items[i]))
            return true;
    return false;
}

/* Takes the lines of the table whose first is page->across[FIRST]; those that meet a line
 * down are in TAKEN, as those of other tables are. Gives how many rows there may be. */
static size_t gather(banded *b, size_t first, bool *taken) {
    const pdf_rules *across = &b->page->across;
    size_t rows = 0, last = first;
    size_t rows_before = 0, last_before = first; /* an empty row */
    bool part = false; /* a heading above others parts the row */
    bool empty = false;
    int32_t at = b->edge.at;
    for (size_t i = first + 1; i < across->count; i++) {
        const pdf_rule *rule = &across->items[i];
        if (rule->at - at > HIGHEST || begins_between(b, at, rule->at))
            break;
        if (taken[i] || !is_along(&b->edge, rule)) {
            part = part || (!taken[i] && is_within(&b->edge, rule));
            continue;
        }
        band row = {.top = at, .bottom = rule->at};
        take_lines(b->page, &b->edge, &row);
        if (is_between_tables(&row))
            break;
        if (empty && is_title(&row)) { /* of the next table */
            rows = rows_before;
            last = last_before;
            break;
        }
        if (!empty) {
            rows_before = rows;
            last_before = last;
        }
        empty = row.lines.count == 0;
        at = rule->at;
        last = i;
        rows += 1 + part;
        part = false;
    }
    for (size_t i = first; i <= last && rows >= b->least; i++)
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
    for (size_t i = 0; i < b->count; i++)
        take_lines(page, &b->edge, &b->bands[i]);
}

static int by_number(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

static int32_t point_of(const banded *b, int32_t x) {
    int32_t point = (x - b->edge.from) / STEP;
    return point < 0 ? 0 : point > b->points ? b->points : point;
}

/* Of the rows from FIRST on. */
static void cover(banded *b, size_t first) {
    b->points = (b->edge.to - b->edge.from) / STEP;
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
    return b->edge.from + point * STEP;
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

/* How many parts of a row, set apart from each other, stand between LEFT and RIGHT;
 * *AROUND: one before and one behind both. */
static size_t count_parts(const band *row, int32_t left, int32_t right, bool *around) {
    size_t count = 0;
    int32_t end = INT32_MIN;
    bool before = false, behind = false;
    for (int32_t from = INT32_MIN;;) {
        pdf_box next = {INT32_MAX, 0, INT32_MIN, 0}; /* the first that begins after END */
        for (size_t l = 0; l < row->lines.count; l++)
            for (size_t p = 0; p < row->lines.items[l].count; p++) {
                const pdf_box *box = &row->lines.items[l].pieces[p].box;
                if (box->x0 > from && box->x0 < next.x0)
                    next = *box;
            }
        if (next.x0 == INT32_MAX)
            break;
        from = next.x0;
        bool apart = next.x0 > end;
        end = next.x1 > end ? next.x1 : end;
        count += apart && next.x0 < right && next.x1 > left;
        before = before || next.x1 <= left;
        behind = behind || next.x0 >= right;
    }
    *around = before && behind;
    return count;
}

static bool has_amounts(const band *row) {
    for (size_t l = 0; l < row->lines.count; l++)
        for (size_t p = 0; p < row->lines.items[l].count; p++)
            if (pdf_is_amount(row->lines.items[l].pieces[p].text))
                return true;
    return false;
}

/* The rows above the first that has figures, with those of a title. */
static size_t count_heads(const banded *b) {
    size_t count = 0;
    while (count < b->count && count < TITLED && !has_amounts(&b->bands[count]))
        count++;
    return count < HEADINGS || count == TITLED || count == b->count ? HEADINGS : count;
}

/* Whether BOX, in row I, is a heading above others; FREE: no figures stand below it. */
static bool heads_others(const banded *b, size_t i, const pdf_box *box, bool free) {
    int32_t room = box->x1 - box->x0;
    bool around = false, beside = false;
    for (size_t k = i + 1; k < b->heads && k < b->count; k++) {
        if (has_amounts(&b->bands[k]))
            return false;
        size_t parts = count_parts(&b->bands[k], box->x0, box->x1, &around);
        size_t near = count_parts(&b->bands[i], box->x0 - room, box->x1 + room, &beside);
        if (parts > 0 || (free && around && near == 1))
            return true;
    }
    return false;
}

/* Marks the points from X to END, which most rows leave free, that something covers which
 * does not reach beyond both. */
static void block(const banded *b, int32_t x, int32_t end, bool *blocked) {
    int32_t left = place_of(b, x), right = place_of(b, end);
    memset(blocked, 0, (size_t)(end - x));
    for (size_t i = 0; i < b->count; i++)
        for (size_t l = 0; l < b->bands[i].lines.count; l++)
            for (size_t p = 0; p < b->bands[i].lines.items[l].count; p++) {
                const pdf_box *box = &b->bands[i].lines.items[l].pieces[p].box;
                if (box->x1 <= left || box->x0 >= right ||
                    (box->x0 <= left && box->x1 >= right) ||
                    heads_others(b, i, box, box->x0 >= left && box->x1 <= right))
                    continue;
                for (int32_t k = x; k < end; k++)
                    blocked[k - x] = blocked[k - x] || (k >= point_of(b, box->x0) &&
                                                        k <= point_of(b, box->x1));
            }
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

static bool has_place(const banded *b, int32_t x, int32_t end) {
    for (size_t i = 0; i < b->between.count; i++)
        if (b->between.items[i] >= x && b->between.items[i] < end)
            return true;
    return false;
}

/* Whether figures end at the point X: the column behind them may begin close to them. */
static bool ends_figures(const banded *b, int32_t x) {
    enum { CLOSE = 8 };
    size_t found = 0;
    for (size_t i = 0; i < b->count && found < 2; i++)
        for (size_t l = 0; l < b->bands[i].lines.count; l++)
            for (size_t p = 0; p < b->bands[i].lines.items[l].count; p++) {
                const pdf_piece *piece = &b->bands[i].lines.items[l].pieces[p];
                found += abs(point_of(b, piece->box.x1) - x) <= CLOSE &&
                         pdf_is_amount(piece->text);
            }
    return found >= 2;
}

static void add_place(banded *b, int32_t x, int32_t end) {
    bool inner = x > 0 && end <= b->points;
    bool room = end - x >= ROOM || (end > x && ends_figures(b, x));
    if (inner && room && !has_place(b, x, end))
        BDL_PUSH(b->page->arena, &b->between, choose_place(b, x, end));
}

/* Adds the places from X to END, where only headings stand. */
static void part_headings(banded *b, int32_t x, int32_t end) {
    bool *blocked = BDL_NEW_ARRAY(b->page->arena, bool, (size_t)(end - x));
    block(b, x, end, blocked);
    for (int32_t from = x; from < end; from++) {
        int32_t to = from;
        while (to < end && !blocked[to - x])
            to++;
        add_place(b, from, to);
        from = to;
    }
}

/* Adds a place in each stretch that no row from FIRST on covers; in the rows before, a
 * heading of several columns may go through it. */
static void find_between(banded *b, size_t first) {
    cover(b, first);
    for (int32_t x = 0; x <= b->points;) {
        int32_t end = x;
        while (end <= b->points && b->covered[end] == 0)
            end++;
        if (first == 0)
            add_place(b, x, end);
        else if (end > x)
            part_headings(b, x, end);
        x = end + 1;
    }
    if (b->between.count)
        qsort(b->between.items, b->between.count, sizeof *b->between.items, by_number);
}

/* Whether something of LINES stands from LEFT to RIGHT and reaches beyond neither. */
static bool has_own(const pdf_lines *lines, int32_t left, int32_t right) {
    for (size_t l = 0; l < lines->count; l++)
        for (size_t p = 0; p < lines->items[l].count; p++) {
            const pdf_box *box = &lines->items[l].pieces[p].box;
            if (box->x0 >= left - STEP && box->x1 <= right + STEP)
                return true;
        }
    return false;
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
        bool both = false;
        for (size_t i = 0; i < b->count && !both; i++)
            both = has_own(&b->bands[i].lines, left, x) &&
                   has_own(&b->bands[i].lines, x, right);
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

/* The columns that what stands in one of them heads. */
typedef struct headed {
    size_t from, to;
} headed;

static int32_t left_of(const banded *b, size_t column) {
    if (column == 0 || column > b->between.count)
        return column == 0 ? b->edge.from : b->edge.to;
    return place_of(b, b->between.items[column - 1]);
}

static bool is_filled(const banded *b, size_t i, size_t column) {
    bool ends = false;
    return has_text(&b->bands[i].lines, left_of(b, column), left_of(b, column + 1),
                    &ends);
}

/* What stands in COLUMN of row I heads those beside it that are empty there and filled in
 * the row below; where another heading could have them too, it stands in their middle. */
static headed headed_by(const banded *b, size_t i, size_t column, int32_t middle) {
    headed best = {column, column};
    size_t first = column, last = column, end = b->between.count;
    while (first > 0 && !is_filled(b, i, first - 1) && is_filled(b, i + 1, first - 1))
        first--;
    while (last < end && !is_filled(b, i, last + 1) && is_filled(b, i + 1, last + 1))
        last++;
    bool shares_left = first > 0 && is_filled(b, i, first - 1);
    bool shares_right = last < end && is_filled(b, i, last + 1);
    int32_t least = INT32_MAX;
    for (size_t from = first; from <= (shares_left ? column : first); from++)
        for (size_t to = shares_right ? column : last; to <= last; to++) {
            int32_t off = abs((left_of(b, from) + left_of(b, to + 1)) / 2 - middle);
            if (off < least) {
                least = off;
                best = (headed){from, to};
            }
        }
    return best;
}

/* Whether the line below row I is not as wide as the table: it tells what heads what. */
static bool has_part_rule(const banded *b, size_t i) {
    for (size_t r = 0; r < b->rules.count; r++)
        if (b->rules.items[r].at == b->bands[i].bottom &&
            !is_along(&b->edge, &b->rules.items[r]))
            return true;
    return false;
}

/* Whether X, between two columns, is under a heading of several in row I. */
static bool is_under_one(const banded *b, size_t i, size_t x) {
    bool ends = false;
    if (i >= b->heads || i + 1 >= b->count || !is_filled(b, i + 1, x) ||
        !is_filled(b, i + 1, x + 1) || has_amounts(&b->bands[i]) ||
        has_amounts(&b->bands[i + 1]) || has_part_rule(b, i))
        return false;
    for (size_t c = 0; c <= b->between.count; c++) {
        const pdf_lines *lines = &b->bands[i].lines;
        int32_t left = left_of(b, c), right = left_of(b, c + 1);
        if (!has_text(lines, left, right, &ends))
            continue;
        pdf_box box = {INT32_MAX, 0, INT32_MIN, 0};
        for (size_t l = 0; l < lines->count; l++)
            for (size_t p = 0; p < lines->items[l].count; p++) {
                const pdf_box *own = &lines->items[l].pieces[p].box;
                if (own->x0 >= right || own->x1 <= left)
                    continue;
                box.x0 = own->x0 < box.x0 ? own->x0 : box.x0;
                box.x1 = own->x1 > box.x1 ? own->x1 : box.x1;
            }
        headed over = headed_by(b, i, c, (box.x0 + box.x1) / 2);
        if (over.from <= x && over.to > x)
            return true;
    }
    return false;
}

static void add_down(banded *b, int32_t x, int32_t top, int32_t bottom) {
    BDL_PUSH(b->page->arena, &b->page->down, (pdf_rule){x, top, bottom});
}

/* A title within the table, in its middle. */
static bool is_over_all(const banded *b, size_t i) {
    if (i >= b->heads || !is_title(&b->bands[i]) || has_part_rule(b, i))
        return false;
    const pdf_box *box = &b->bands[i].lines.items[0].box;
    int32_t off = abs((box->x0 + box->x1) / 2 - (b->edge.from + b->edge.to) / 2);
    return off * 40 < b->edge.to - b->edge.from;
}

static void draw(banded *b) {
    int32_t top = b->bands[0].top, bottom = b->bands[b->count - 1].bottom;
    add_down(b, b->edge.from, top, bottom);
    add_down(b, b->edge.to, top, bottom);
    for (size_t i = 0; i < b->count; i++)
        for (size_t k = 0; k < b->between.count && !is_over_all(b, i); k++) {
            int32_t x = place_of(b, b->between.items[k]);
            if (!crosses(&b->bands[i].lines, x) && !is_headed(b, i, x) &&
                !is_under_one(b, i, k))
                add_down(b, x, b->bands[i].top, b->bands[i].bottom);
        }
}

static int32_t nearest_place(const banded *b, int32_t x) {
    int32_t best =
        abs(x - b->edge.from) < abs(x - b->edge.to) ? b->edge.from : b->edge.to;
    for (size_t k = 0; k < b->between.count; k++)
        if (abs(x - place_of(b, b->between.items[k])) < abs(x - best))
            best = place_of(b, b->between.items[k]);
    return best;
}

/* Lines below headings of several columns end where these do. */
static void fit_part_rules(banded *b) {
    for (size_t i = 0; i < b->page->across.count; i++) {
        pdf_rule *rule = &b->page->across.items[i];
        if (rule->at <= b->bands[0].top || rule->at >= b->bands[b->count - 1].bottom ||
            is_along(&b->edge, rule) || !is_within(&b->edge, rule))
            continue;
        rule->from = nearest_place(b, rule->from);
        rule->to = nearest_place(b, rule->to);
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

/* Whether a table without lines of its own is known to begin with its first line. */
static bool is_top(const banded *b) {
    return begins_between(b, b->edge.at - 2 * SAME, b->edge.at);
}

void pdf_bands_draw(pdf_page *page) {
    bool *taken = meeting_down(page);
    for (size_t i = 0; i < page->across.count; i++) {
        banded b = {.page = page, .edge = page->across.items[i]};
        b.least = is_top(&b) ? ROWS_MIN - 1 : ROWS_MIN;
        if (taken[i] || b.edge.to - b.edge.from > WIDEST ||
            gather(&b, i, taken) < b.least)
            continue;
        make_bands(&b);
        b.heads = count_heads(&b);
        find_between(&b, 0);
        find_between(&b, b.count > b.heads ? b.heads : b.count - 1);
        join_columns(&b);
        if (b.count >= b.least && b.between.count > 0) {
            draw(&b);
            fit_part_rules(&b);
        }
    }
}
