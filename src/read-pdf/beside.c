/* beside.c - tables printed by columns: what a sheet of paper has no room for at its
 * right stands on a page of its own, as high as on the page that it belongs beside, under
 * no title of its own.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include "read-pdf/beside.h"

#include <stdlib.h>

enum {
    NEAR = 2 * PDF_POINT, /* lines of two pages so near are as high */
    EDGE = 4 * PDF_POINT, /* what ends so near ends there */
    LEVELS_MIN = 4,
    LEVELS_END = 3, /* of the last rows of a table */
    MOST = 90,      /* percent of the lines that both pages have */
    MANY = 70,      /* percent where one has a caption: a cell may have several lines */
    ROOM = 10 * PDF_POINT,
    DOWN_MAX = 60, /* pages below each other, before those beside them */
};

typedef BDL_VEC(int32_t) levels;

/* What stands on a page where its tables do. */
typedef struct outline {
    const pdf_sheet *sheet;
    pdf_box box;  /* of its tables */
    levels rules; /* where their lines across are */
    levels texts; /* the middles of the lines of text in them */
    /* Of a page on which nothing is drawn, all of which is table then: */
    size_t amounts; /* lines of text with an amount */
    bool caption;   /* one begins at the left */
} outline;

static void take_grid(bdl_arena *arena, outline *out, const pdf_item *item) {
    const pdf_grid *grid = item->grid;
    pdf_widen(&out->box, &grid->box);
    for (uint32_t r = 0; r <= grid->rows; r++)
        BDL_PUSH(arena, &out->rules, grid->ys[r]);
    for (size_t c = 0; c < (size_t)grid->rows * grid->columns; c++)
        for (size_t l = 0; l < item->cells[c].count; l++) {
            const pdf_box *box = &item->cells[c].items[l].box;
            BDL_PUSH(arena, &out->texts, pdf_middle_y(box));
        }
}

static void take_text(bdl_arena *arena, outline *out, const pdf_line *line) {
    bool amount = false;
    for (size_t p = 0; p < line->count; p++)
        amount = amount || pdf_is_amount(line->pieces[p].text);
    out->amounts += amount;
    pdf_widen(&out->box, &line->box);
    BDL_PUSH(arena, &out->texts, pdf_middle_y(&line->box));
}

/* TEXT up to its colon; empty when it has none. */
static bdl_str label_of(bdl_str text) {
    size_t wide = bdl_str_find(text, BDL_STR("："), 0);
    size_t at = wide != SIZE_MAX ? wide : bdl_str_find(text, BDL_STR(":"), 0);
    return at != SIZE_MAX ? bdl_str_of(text.data, at + 1) : BDL_STR("");
}

static bool has_colon(bdl_str text) {
    return label_of(text).len > 0;
}

/* Whether a caption begins one of the first lines of a page without lines. */
static bool is_captioned(const outline *out) {
    enum { LINES = 3 };
    size_t seen = 0;
    for (size_t i = 0; i < out->sheet->items.count && seen < LINES; i++) {
        const pdf_item *item = &out->sheet->items.items[i];
        seen += !item->left_out;
        if (!item->left_out && !item->grid && item->box.x0 <= out->box.x0 + EDGE &&
            has_colon(item->line.pieces[0].text))
            return true;
    }
    return false;
}

/* All that stands on a page on which nothing is drawn, with room at its sides. */
static void take_plain(bdl_arena *arena, outline *out) {
    for (size_t i = 0; i < out->sheet->items.count; i++) {
        const pdf_item *item = &out->sheet->items.items[i];
        size_t cells = item->grid ? (size_t)item->grid->rows * item->grid->columns : 0;
        if (!item->grid && !item->left_out)
            take_text(arena, out, &item->line);
        for (size_t c = 0; c < cells; c++)
            for (size_t l = 0; l < item->cells[c].count; l++)
                take_text(arena, out, &item->cells[c].items[l]);
    }
    out->caption = is_captioned(out);
    out->box.x0 -= ROOM;
    out->box.x1 += ROOM;
}

static void sort(levels *all) {
    if (all->count)
        qsort(all->items, all->count, sizeof *all->items, pdf_by_number);
}

static outline outline_of(bdl_arena *arena, const pdf_sheet *sheet) {
    outline out = {.sheet = sheet, .box = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN}};
    for (size_t i = 0; i < sheet->items.count && !sheet->plain; i++)
        if (sheet->items.items[i].grid)
            take_grid(arena, &out, &sheet->items.items[i]);
    if (sheet->plain)
        take_plain(arena, &out);
    sort(&out.rules);
    sort(&out.texts);
    return out;
}

/* ---- as high ---- */

/* How many of OWN are as high as one of OTHER. */
static size_t count_level(const levels *own, const levels *other) {
    size_t found = 0, k = 0;
    for (size_t i = 0; i < own->count; i++) {
        while (k < other->count && other->items[k] < own->items[i] - NEAR)
            k++;
        found += k < other->count && other->items[k] <= own->items[i] + NEAR;
    }
    return found;
}

/* Whether PERCENT of the one that has fewer are as high as one of the other. */
static bool is_level(const levels *a, const levels *b, size_t percent) {
    const levels *few = a->count < b->count ? a : b, *many = few == a ? b : a;
    return few->count >= LEVELS_MIN &&
           count_level(few, many) * 100 >= few->count * percent;
}

/* Whether both have the same few lines, as the end of a table may, below pages that stand
 * beside each other. */
static bool are_same(const outline *left, const outline *right) {
    return left->rules.count == right->rules.count && left->rules.count >= LEVELS_END &&
           count_level(&left->rules, &right->rules) == left->rules.count;
}

/* A note below one of them may make it longer, a heading cut at both sides shorter. */
static bool are_level(const outline *left, const outline *right) {
    bool top = abs(left->box.y0 - right->box.y0) <= EDGE;
    bool bottom = abs(left->box.y1 - right->box.y1) <= EDGE;
    if ((top || bottom) && is_level(&left->rules, &right->rules, 100))
        return true;
    return top && bottom &&
           (is_level(&left->rules, &right->rules, MOST) ||
            is_level(&left->texts, &right->texts, MOST));
}

static bool is_as_wide(const outline *a, const outline *b) {
    return abs(a->box.x0 - b->box.x0) <= EDGE && abs(a->box.x1 - b->box.x1) <= EDGE;
}

/* ---- no title of its own ---- */

/* What stands above the tables of a page: with a colon at the left ("编制部门：…"), at
 * the right ("单位：万元"). */
typedef struct above {
    bool caption, unit;
} above;

static bool is_above(const outline *own, const pdf_item *item) {
    return !item->grid && !item->left_out && item->box.y1 <= own->box.y0 + EDGE;
}

static bool begins_left(const outline *own, const pdf_box *box) {
    return box->x0 <= own->box.x0 + (box->y1 - box->y0);
}

static bool is_at_right(const outline *own, const pdf_box *box) {
    return box->x0 + box->x1 > own->box.x0 + own->box.x1 ||
           box->x1 >= own->box.x1 - (box->y1 - box->y0);
}

static above above_of(const outline *own) {
    above found = {false, false};
    for (size_t i = 0; i < own->sheet->items.count; i++) {
        const pdf_item *item = &own->sheet->items.items[i];
        for (size_t p = 0; is_above(own, item) && p < item->line.count; p++) {
            const pdf_piece *piece = &item->line.pieces[p];
            bool colon = has_colon(piece->text);
            bool right = is_at_right(own, &piece->box) && !begins_left(own, &piece->box);
            found.caption = found.caption || (colon && !right);
            found.unit = found.unit || (colon && right);
        }
    }
    return found;
}

/* Whether PIECE may go on what stands as high above the tables of OWN: a title up to
 * their right edge, or a caption that is not like it. */
static bool goes_on(const outline *own, const pdf_piece *piece) {
    for (size_t i = 0; i < own->sheet->items.count; i++) {
        const pdf_item *item = &own->sheet->items.items[i];
        for (size_t p = 0; is_above(own, item) && p < item->line.count; p++) {
            const pdf_piece *other = &item->line.pieces[p];
            int32_t size = other->box.y1 - other->box.y0;
            bool like = has_colon(piece->text) &&
                        bdl_str_eq(label_of(other->text), label_of(piece->text));
            if (abs(other->box.y0 - piece->box.y0) <= NEAR && !like &&
                (has_colon(other->text) || other->box.x1 >= own->box.x1 - 2 * size))
                return true;
        }
    }
    return false;
}

/* Whether PIECE, above the tables of RIGHT, is the rest of what stands above those of
 * LEFT: the unit at the right edge, what goes on at the left edge, or a title above both,
 * where those of LEFT have a caption and no unit. */
static bool is_rest(const outline *left, const outline *right, const above *own,
                    const pdf_piece *piece) {
    const pdf_box *box = &piece->box;
    bool colon = has_colon(piece->text);
    if (colon && is_at_right(right, box))
        return !own->unit;
    return (begins_left(right, box) && goes_on(left, piece)) ||
           (!colon && own->caption && !own->unit);
}

/* Whether PIECE, above the lines of RIGHT, stands where LEFT has rows: the end of a text
 * that its cell, cut by the edge of the paper, has no room for. */
static bool is_of_row(const outline *left, const outline *right, const pdf_piece *piece) {
    return piece->box.y0 >= left->box.y0 && begins_left(right, &piece->box) &&
           !has_colon(piece->text);
}

/* Whether all that stands above the tables of RIGHT is the rest of what does above those
 * of LEFT; *ANY: something is. */
static bool is_headless(const outline *left, const outline *right, bool *any) {
    above own = above_of(left);
    *any = false;
    for (size_t i = 0; i < right->sheet->items.count; i++) {
        const pdf_item *item = &right->sheet->items.items[i];
        for (size_t p = 0; is_above(right, item) && p < item->line.count; p++) {
            *any = true;
            if (!is_of_row(left, right, &item->line.pieces[p]) &&
                !is_rest(left, right, &own, &item->line.pieces[p]))
                return false;
        }
    }
    return true;
}

/* ---- captions inside the lines ---- */

static const pdf_item *first_grid(const outline *own) {
    for (size_t i = 0; i < own->sheet->items.count; i++)
        if (own->sheet->items.items[i].grid)
            return &own->sheet->items.items[i];
    return NULL;
}

/* The label ("编制部门：") at the left edge of the first rows of ITEM, empty when there
 * is none. */
static bdl_str label_at_left(const pdf_item *item) {
    enum { ROWS = 3 };
    for (uint32_t r = 0; r < item->grid->rows && r < ROWS; r++) {
        const pdf_lines *lines = &item->cells[(size_t)r * item->grid->columns];
        bdl_str label = lines->count && lines->items[0].count
                            ? label_of(lines->items[0].pieces[0].text)
                            : BDL_STR("");
        if (label.len)
            return label;
    }
    return BDL_STR("");
}

/* The title over all columns of ITEM, inside its lines; NULL: none. */
static const pdf_line *title_inside(const pdf_item *item) {
    const pdf_grid *grid = item->grid;
    bool over_all = grid->columns > 1 && grid->cells[0].col_span == grid->columns;
    return over_all && item->cells[0].count ? &item->cells[0].items[0] : NULL;
}

/* Whether each has a title or caption of its own inside its lines: both have the same
 * caption, or the title of the left one ends before its right edge. */
static bool are_captioned(const outline *left, const outline *right) {
    const pdf_item *a = first_grid(left), *b = first_grid(right);
    const pdf_line *title = title_inside(a);
    bdl_str label = label_at_left(a);
    return (label.len > 0 && bdl_str_eq(label, label_at_left(b))) ||
           (title && title_inside(b) &&
            title->box.x1 < a->grid->box.x1 - 2 * title->size);
}

/* The same of pages on which no lines are drawn: what RIGHT has are figures for the most,
 * or LEFT has a caption and RIGHT has none; it is as high as something of LEFT, and
 * begins below its title. */
static bool is_plain_beside(const outline *left, const outline *right, bool below) {
    const levels *own = &right->texts;
    size_t level = count_level(own, &left->texts);
    bool figures = own->count >= LEVELS_MIN && right->amounts * 2 >= own->count;
    bool rest = own->count > 1 && left->caption && !right->caption &&
                level * 100 >= own->count * MANY;
    return (rest || (figures && level * 100 >= own->count * MOST)) &&
           (below || right->box.y0 > left->box.y0 + EDGE);
}

/* A table that goes on below, on the next page, is as wide, and no end of a title stands
 * above it. BELOW: pages above them stand beside each other. */
static bool is_beside(const outline *left, const outline *right, bool below) {
    bool rest;
    if (left->sheet->width != right->sheet->width ||
        left->sheet->height != right->sheet->height)
        return false;
    if (left->sheet->plain && right->sheet->plain)
        return is_plain_beside(left, right, below);
    return left->rules.count > 0 && right->rules.count > 0 &&
           (are_level(left, right) || (below && are_same(left, right))) &&
           !are_captioned(left, right) && is_headless(left, right, &rest) &&
           (rest || !is_as_wide(left, right));
}

/* ---- which pages ---- */

/* Whether COUNT pages from BEGIN on are those beside as many from FIRST on. */
static bool are_beside(const outline *all, size_t first, size_t begin, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!is_beside(&all[first + i], &all[begin + i], i > 0))
            return false;
    return true;
}

/* How many pages below each other begin with page FIRST and have others beside them; 0:
 * none has. */
static size_t count_down(const outline *all, size_t count, size_t first) {
    for (size_t down = 1; down <= DOWN_MAX && first + 2 * down <= count; down++)
        if (is_beside(&all[first], &all[first + down], false) &&
            are_beside(all, first, first + down, down))
            return down;
    return 0;
}

static pdf_part part_of(const outline *own, bool first) {
    pdf_box whole = {0, 0, own->sheet->width, own->sheet->height};
    pdf_part part = {.number = own->sheet->number, .beside = !first, .area = own->box};
    if (first)
        part.area = (pdf_box){INT32_MIN, INT32_MIN, own->box.x1, INT32_MAX};
    else
        part.area.y0 = whole.y0;
    for (size_t i = 0; i < own->sheet->items.count && !first; i++) {
        const pdf_item *item = &own->sheet->items.items[i];
        if (item->left_out && item->box.y1 <= own->box.y0 && item->box.y1 > part.area.y0)
            part.area.y0 = item->box.y1; /* below what heads each page */
    }
    return part;
}

pdf_parts pdf_beside_find(const pdf_layout *layout) {
    bdl_arena *arena = layout->reading->arena;
    size_t count = layout->sheets.count;
    outline *all = BDL_NEW_ARRAY(arena, outline, count + 1);
    pdf_parts parts = {NULL, 0, 0};
    bool found = false;
    for (size_t i = 0; i < count; i++)
        all[i] = outline_of(arena, &layout->sheets.items[i]);
    for (size_t i = 0; i < count;) {
        size_t down = count_down(all, count, i), across = 1;
        while (down && i + (across + 1) * down <= count &&
               !above_of(&all[i + (across - 1) * down]).unit &&
               are_beside(all, i, i + across * down, down))
            across++;
        for (size_t k = 0; k < (down ? down : 1); k++)
            for (size_t c = 0; c < across; c++) {
                pdf_part part = part_of(&all[i + c * down + k], c == 0);
                if (across == 1)
                    part.area.x1 = INT32_MAX;
                BDL_PUSH(arena, &parts, part);
            }
        found = found || down > 0;
        i += down ? down * across : 1;
    }
    return found ? parts : (pdf_parts){NULL, 0, 0};
}

/* ---- one page of several ---- */

static bool is_in(const pdf_box *area, const pdf_box *box) {
    int32_t x = pdf_middle_x(box), y = pdf_middle_y(box);
    return x >= area->x0 && x <= area->x1 && y >= area->y0 && y <= area->y1;
}

void pdf_page_cut(pdf_page *page, const pdf_box *area) {
    size_t kept = 0;
    for (size_t i = 0; i < page->glyphs.count; i++)
        if (is_in(area, &page->glyphs.items[i].box))
            page->glyphs.items[kept++] = page->glyphs.items[i];
    page->glyphs.count = kept;
}

static void append_rules(pdf_page *page, pdf_rules *rules, const pdf_rules *more,
                         int32_t at, int32_t along) {
    for (size_t i = 0; i < more->count; i++) {
        pdf_rule rule = more->items[i];
        rule.at += at;
        rule.from += along;
        rule.to += along;
        BDL_PUSH(page->arena, rules, rule);
    }
}

void pdf_page_append(pdf_page *page, int32_t at, pdf_page *more, const pdf_box *area) {
    int32_t by = at - area->x0;
    pdf_page_cut(more, area);
    for (size_t i = 0; i < more->glyphs.count; i++) {
        pdf_glyph glyph = more->glyphs.items[i];
        glyph.box.x0 += by;
        glyph.box.x1 += by;
        BDL_PUSH(page->arena, &page->glyphs, glyph);
    }
    append_rules(page, &page->across, &more->across, 0, by);
    append_rules(page, &page->down, &more->down, by, 0);
    for (size_t i = 0; i < more->dots.count; i++) {
        pdf_box dot = more->dots.items[i];
        dot.x0 += by;
        dot.x1 += by;
        BDL_PUSH(page->arena, &page->dots, dot);
    }
    page->width += area->x1 - area->x0;
    page->added += area->x1 - area->x0;
    page->strokes += more->strokes;
    page->unreadable += more->unreadable;
    page->stamped += more->stamped;
    page->beside += more->beside;
    page->full = page->full || more->full;
}
