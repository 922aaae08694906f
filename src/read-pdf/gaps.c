/* gaps.c - where the columns of a table part that has no lines between them: where all
 * its rows leave room.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include <stdlib.h>

#include "read/aligned/words.h"

#include "read-pdf/bands.h"

enum {
    TITLED = 8,   /* rows of a title and of headings that may be */
    HEADINGS = 3, /* rows that may be */
    ROOM = 12,    /* steps between two columns, at least */
};

static int32_t point_of(const pdf_banded *b, int32_t x) {
    int32_t point = (x - b->edge.from) / PDF_STEP;
    return point < 0 ? 0 : point > b->points ? b->points : point;
}

/* Of the rows from FIRST on. */
static void cover(pdf_banded *b, size_t first) {
    b->points = (b->edge.to - b->edge.from) / PDF_STEP;
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

int32_t pdf_gaps_place(const pdf_banded *b, int32_t point) {
    return b->edge.from + point * PDF_STEP;
}

bool pdf_gaps_has_text(const pdf_lines *lines, int32_t left, int32_t right) {
    for (size_t l = 0; l < lines->count; l++)
        for (size_t p = 0; p < lines->items[l].count; p++) {
            const pdf_box *box = &lines->items[l].pieces[p].box;
            if (box->x1 > left && box->x0 < right)
                return true;
        }
    return false;
}

/* How many parts of a row, set apart from each other, stand between LEFT and RIGHT;
 * *AROUND: one before and one behind both. */
static size_t count_parts(const pdf_band *row, int32_t left, int32_t right,
                          bool *around) {
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

/* The rows above the first that has figures, with those of a title. */
size_t pdf_gaps_count_heads(const pdf_banded *b) {
    size_t count = 0;
    while (count < b->count && count < TITLED && !pdf_bands_has_amounts(&b->bands[count]))
        count++;
    return count < HEADINGS || count == TITLED || count == b->count ? HEADINGS : count;
}

/* Whether BOX, in row I, is a heading above others; FREE: no figures stand below it. */
static bool heads_others(const pdf_banded *b, size_t i, const pdf_box *box, bool free) {
    int32_t room = box->x1 - box->x0;
    bool around = false, beside = false;
    for (size_t k = i + 1; k < b->heads && k < b->count; k++) {
        if (pdf_bands_has_amounts(&b->bands[k]))
            return false;
        size_t parts = count_parts(&b->bands[k], box->x0, box->x1, &around);
        size_t near = count_parts(&b->bands[i], box->x0 - room, box->x1 + room, &beside);
        if (parts > 0 || (free && around && near == 1))
            return true;
    }
    return false;
}

/* Marks the points from X to END, which most rows leave free, that something in the rows
 * from FIRST on covers which does not reach beyond both. */
static void block(const pdf_banded *b, size_t first, int32_t x, int32_t end,
                  bool *blocked) {
    int32_t left = pdf_gaps_place(b, x), right = pdf_gaps_place(b, end);
    memset(blocked, 0, (size_t)(end - x));
    for (size_t i = first; i < b->count; i++)
        for (size_t l = 0; l < b->bands[i].lines.count; l++)
            for (size_t p = 0; p < b->bands[i].lines.items[l].count; p++) {
                const pdf_box *box = &b->bands[i].lines.items[l].pieces[p].box;
                if (box->x1 <= left || box->x0 >= right ||
                    (box->x0 <= left && box->x1 >= right) ||
                    heads_others(b, i, box,
                                 box->x0 >= left - PDF_POINT &&
                                     box->x1 <= right + PDF_POINT))
                    continue;
                for (int32_t k = x; k < end; k++)
                    blocked[k - x] = blocked[k - x] || (k >= point_of(b, box->x0) &&
                                                        k <= point_of(b, box->x1));
            }
}

/* Whether BOX, above the middle of the headings, has lower ones at both sides. */
static bool is_above_others(const pdf_banded *b, const pdf_box *box) {
    bool before = false, behind = false;
    int32_t top = INT32_MAX, bottom = INT32_MIN, height = pdf_height(box);
    for (size_t l = 0; l < b->headings.count; l++)
        for (size_t p = 0; p < b->headings.items[l].count; p++) {
            const pdf_box *own = &b->headings.items[l].pieces[p].box;
            bool lower = own->y0 >= box->y1 - height / 3;
            top = own->y0 < top ? own->y0 : top;
            bottom = own->y1 > bottom ? own->y1 : bottom;
            before = before || (lower && own->x0 < box->x0);
            behind = behind || (lower && own->x1 > box->x1);
        }
    return before && behind && pdf_middle_y(box) < (top + bottom) / 2 - height / 4;
}

/* Whether a heading that is above no others covers the point X. */
static bool is_in_leaf(const pdf_banded *b, int32_t x) {
    int32_t place = pdf_gaps_place(b, x);
    for (size_t i = 0; i < b->heads && i < b->count; i++)
        for (size_t l = 0; l < b->bands[i].lines.count; l++)
            for (size_t p = 0; p < b->bands[i].lines.items[l].count; p++) {
                const pdf_box *box = &b->bands[i].lines.items[l].pieces[p].box;
                if (box->x0 < place && box->x1 > place &&
                    !(b->headings.count ? is_above_others(b, box)
                                        : heads_others(b, i, box, false)))
                    return true;
            }
    return false;
}

/* The middle of what headings leave free between the points X and END, of the widest part
 * of it; of all where they leave nothing. */
static int32_t middle_between_heads(const pdf_banded *b, int32_t x, int32_t end) {
    int32_t middle = (x + end) / 2, widest = 0;
    for (int32_t from = x; from < end; from++) {
        int32_t to = from;
        while (to < end && !is_in_leaf(b, to))
            to++;
        if (to - from > widest) {
            widest = to - from;
            middle = (from + to) / 2;
        }
        from = to;
    }
    return middle;
}

/* The place of a column that begins between the points X and END: where a line ends that
 * is not as wide as the table, else the middle. */
static int32_t choose_place(const pdf_banded *b, int32_t x, int32_t end) {
    for (size_t i = 0; i < b->rules.count; i++) {
        int32_t ends[] = {b->rules.items[i].from, b->rules.items[i].to};
        for (int k = 0; k < 2 && !pdf_bands_is_along(&b->edge, &b->rules.items[i]); k++)
            if (point_of(b, ends[k]) >= x && point_of(b, ends[k]) < end)
                return point_of(b, ends[k]);
    }
    return middle_between_heads(b, x, end);
}

/* The place between the points X and END; NULL: there is none. */
static int32_t *place_in(const pdf_banded *b, int32_t x, int32_t end) {
    for (size_t i = 0; i < b->between.count; i++)
        if (b->between.items[i] >= x && b->between.items[i] < end)
            return &b->between.items[i];
    return NULL;
}

static bool has_place(const pdf_banded *b, int32_t x, int32_t end) {
    return place_in(b, x, end) != NULL;
}

bool pdf_gaps_numbers_columns(const pdf_band *row) {
    enum { COUNTED = 2, NAMES = 2 };
    size_t last = 0, names = 0;
    for (size_t l = 0; l < row->lines.count; l++)
        for (size_t p = 0; p < row->lines.items[l].count; p++) {
            bdl_str text = row->lines.items[l].pieces[p].text;
            if (!pdf_is_amount(text))
                names++;
            else if (bdl_words_count_of(text) == last + 1)
                last++;
            else
                return false;
        }
    return last >= COUNTED && names <= NAMES;
}

/* Whether one row alone has figures of its columns. */
static bool has_one_row(const pdf_banded *b) {
    size_t rows = 0;
    for (size_t i = 0; i < b->count; i++)
        rows += pdf_bands_has_amounts(&b->bands[i]) &&
                !pdf_gaps_numbers_columns(&b->bands[i]);
    return rows == 1;
}

/* Whether figures end at the point X: the column behind them may begin close to them. */
static bool ends_figures(const pdf_banded *b, int32_t x) {
    enum { CLOSE = 8 };
    size_t found = 0, least = has_one_row(b) ? 1 : 2;
    for (size_t i = 0; i < b->count && found < least; i++)
        for (size_t l = 0; l < b->bands[i].lines.count; l++)
            for (size_t p = 0; p < b->bands[i].lines.items[l].count; p++) {
                const pdf_piece *piece = &b->bands[i].lines.items[l].pieces[p];
                found += abs(point_of(b, piece->box.x1) - x) <= CLOSE &&
                         pdf_is_amount(piece->text);
            }
    return found >= least;
}

/* Whether a heading ends at the point X and a text begins at END, in whatever rows:
 * letters of one heading have no room between them. */
static bool ends_heading(const pdf_banded *b, int32_t x, int32_t end) {
    enum { CLOSE = 1, LEAST = 6 };
    bool ends = false, begins = false;
    for (size_t i = 0; i < b->count && end - x >= LEAST; i++)
        for (size_t l = 0; l < b->bands[i].lines.count; l++)
            for (size_t p = 0; p < b->bands[i].lines.items[l].count; p++) {
                const pdf_piece *own = &b->bands[i].lines.items[l].pieces[p];
                bool here = abs(point_of(b, own->box.x1) - x) <= CLOSE;
                ends = ends || (i < b->heads && here && !pdf_is_amount(own->text));
                begins = begins || abs(point_of(b, own->box.x0) - end) <= CLOSE;
            }
    return ends && begins && b->headings.count > 0;
}

static void add_place(pdf_banded *b, int32_t x, int32_t end) {
    bool inner = x > 0 && end <= b->points;
    bool room =
        end - x >= ROOM || (end > x && ends_figures(b, x)) || ends_heading(b, x, end);
    if (inner && room && !has_place(b, x, end))
        BDL_PUSH(b->page->arena, &b->between, choose_place(b, x, end));
}

/* Adds the places from X to END, where only headings stand, those from row FIRST on. */
static void part_headings(pdf_banded *b, size_t first, int32_t x, int32_t end) {
    bool *blocked = BDL_NEW_ARRAY(b->page->arena, bool, (size_t)(end - x));
    block(b, first, x, end, blocked);
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
static void find_between(pdf_banded *b, size_t first) {
    cover(b, first);
    for (int32_t x = 0; x <= b->points;) {
        int32_t end = x;
        while (end <= b->points && b->covered[end] == 0)
            end++;
        if (first == 0)
            add_place(b, x, end);
        else if (end > x) {
            part_headings(b, 0, x, end);
            if (!has_place(b, x, end)) /* a caption may stand over two columns */
                part_headings(b, first - 1, x, end);
        }
        x = end + 1;
    }
    if (b->between.count)
        qsort(b->between.items, b->between.count, sizeof *b->between.items,
              pdf_by_number);
}

/* Whether something of LINES stands from LEFT to RIGHT and reaches beyond neither. */
static bool has_own(const pdf_lines *lines, int32_t left, int32_t right) {
    for (size_t l = 0; l < lines->count; l++)
        for (size_t p = 0; p < lines->items[l].count; p++) {
            const pdf_box *box = &lines->items[l].pieces[p].box;
            if (box->x0 >= left - PDF_STEP && box->x1 <= right + PDF_STEP)
                return true;
        }
    return false;
}

/* Whether a heading that is above no others stands from LEFT to RIGHT. */
static bool has_leaf(const pdf_banded *b, int32_t left, int32_t right) {
    for (size_t l = 0; l < b->headings.count; l++)
        for (size_t p = 0; p < b->headings.items[l].count; p++) {
            const pdf_box *box = &b->headings.items[l].pieces[p].box;
            if (box->x0 >= left - PDF_STEP && box->x1 <= right + PDF_STEP &&
                !is_above_others(b, box))
                return true;
        }
    return false;
}

/* A figure is the cell of one column: as if more than FEW rows had text where it is. */
static void cover_figures(pdf_banded *b, size_t few) {
    for (size_t i = b->heads; i < b->count; i++)
        for (size_t l = 0; l < b->bands[i].lines.count; l++)
            for (size_t p = 0; p < b->bands[i].lines.items[l].count; p++) {
                const pdf_piece *own = &b->bands[i].lines.items[l].pieces[p];
                int32_t end = point_of(b, own->box.x1);
                for (int32_t x = point_of(b, own->box.x0);
                     x <= end && pdf_is_amount(own->text); x++)
                    if (b->covered[x] <= few)
                        b->covered[x] = (uint16_t)(few + 1);
            }
}

/* Adds a place in each stretch that few rows go through (合计 over a code and a name)
 * where there is none yet, or moves the one that a heading stands on, with no room beside
 * such a row; the line is drawn beside them alone. */
static void find_crossed(pdf_banded *b) {
    enum { ROWS_EACH = 12, FEW_ROWS = 5 };
    size_t rows = b->count - b->heads, each = rows / ROWS_EACH;
    size_t few = each == 0 && rows > FEW_ROWS ? 1 : each; /* then none is added */
    cover_figures(b, few);
    for (int32_t x = 0; x <= b->points && few > 0; x++) {
        int32_t end = x;
        while (end <= b->points && b->covered[end] <= few)
            end++;
        bool room = end - x >= ROOM || (end > x && ends_figures(b, x));
        if (x > 0 && end <= b->points && room) {
            int32_t *own = place_in(b, x, end), middle = middle_between_heads(b, x, end);
            if (!own && each > 0)
                BDL_PUSH(b->page->arena, &b->between, middle);
            else if (own && is_in_leaf(b, *own) && !is_in_leaf(b, middle))
                *own = middle;
        }
        x = end;
    }
    if (b->between.count)
        qsort(b->between.items, b->between.count, sizeof *b->between.items,
              pdf_by_number);
}

/* Whether a row has a figure from LEFT to RIGHT. */
static bool has_figure(const pdf_banded *b, int32_t left, int32_t right) {
    for (size_t i = b->headings.count ? b->heads : 0; i < b->count; i++)
        for (size_t l = 0; l < b->bands[i].lines.count; l++)
            for (size_t p = 0; p < b->bands[i].lines.items[l].count; p++) {
                const pdf_piece *own = &b->bands[i].lines.items[l].pieces[p];
                if (own->box.x0 >= left && own->box.x1 <= right &&
                    pdf_is_amount(own->text) && !pdf_gaps_numbers_columns(&b->bands[i]))
                    return true;
            }
    return false;
}

/* Whether a line that is not as wide as the table ends at X, a cell that reaches over
 * several rows beside it. */
static bool ends_rule(const pdf_banded *b, int32_t x) {
    for (size_t i = 0; i < b->rules.count; i++) {
        const pdf_rule *rule = &b->rules.items[i];
        if (!pdf_bands_is_along(&b->edge, rule) &&
            (abs(rule->from - x) <= PDF_SAME || abs(rule->to - x) <= PDF_SAME))
            return true;
    }
    return false;
}

/* Two columns that no row fills both are one: figures do not stand below the middle of
 * their heading. Two columns of figures are two, and so are two where a line ends. */
static void join_columns(pdf_banded *b) {
    size_t kept = 0;
    int32_t left = b->edge.from;
    for (size_t k = 0; k < b->between.count; k++) {
        int32_t x = pdf_gaps_place(b, b->between.items[k]);
        int32_t right = k + 1 < b->between.count
                            ? pdf_gaps_place(b, b->between.items[k + 1])
                            : b->edge.to;
        bool both = has_figure(b, left, x) && has_figure(b, x, right);
        for (size_t i = b->headings.count ? b->heads : 0; i < b->count && !both; i++)
            both = has_own(&b->bands[i].lines, left, x) &&
                   has_own(&b->bands[i].lines, x, right);
        both = both || ends_rule(b, x) || (has_leaf(b, left, x) && has_leaf(b, x, right));
        if (!both)
            continue;
        b->between.items[kept++] = b->between.items[k];
        left = x;
    }
    b->between.count = kept;
}

/* Whether nothing stands between LEFT and RIGHT but what heads columns at both sides. */
static bool is_theirs(const pdf_banded *b, int32_t left, int32_t right) {
    for (size_t i = b->heads; i < b->count; i++)
        if (pdf_gaps_has_text(&b->bands[i].lines, left, right))
            return false;
    return b->headings.count > 0 && !has_leaf(b, left, right);
}

static void drop_theirs(pdf_banded *b) {
    size_t kept = 0;
    int32_t left = b->edge.from;
    for (size_t k = 0; k < b->between.count; k++) {
        int32_t x = pdf_gaps_place(b, b->between.items[k]);
        if (kept > 0 && is_theirs(b, left, x))
            kept--;
        b->between.items[kept++] = b->between.items[k];
        left = x;
    }
    b->between.count = kept;
}

void pdf_gaps_find(pdf_banded *b) {
    find_between(b, 0);
    find_between(b, b->count > b->heads ? b->heads : b->count - 1);
    if (b->count > b->heads)
        find_crossed(b);
    join_columns(b);
    drop_theirs(b);
}
