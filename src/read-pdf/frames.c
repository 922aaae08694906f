/* frames.c - tables without lines between their rows, which frames_find.c finds: the rows
 * are told by what stands on a level, by figures and by cells that are full and so go on
 * below, and lines are drawn between them. The columns are those of bands.c.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include <stdlib.h>

#include "read-pdf/page.h"

enum {
    SAME = PDF_FRAME_SAME,
    TALL = 40 * PDF_POINT, /* a row that may hold several */
};

typedef struct frame {
    pdf_page *page;
    const pdf_line *lines;
    size_t count;
    pdf_rule edge; /* its width */
    bool texts;    /* it has no figures, and one line of headings */
} frame;

/* ---- rows ---- */

/* Where the column of PIECE ends. */
static int32_t right_of(const frame *f, const pdf_box *piece) {
    int32_t right = piece->x1;
    for (size_t i = 0; i < f->count; i++)
        for (size_t p = 0; p < f->lines[i].count; p++) {
            const pdf_box *box = &f->lines[i].pieces[p].box;
            if (abs(box->x0 - piece->x0) <= SAME && box->x1 > right)
                right = box->x1;
        }
    return right;
}

/* What stands last above PIECE in its column, from line FIRST to AT. */
static const pdf_piece *above_of(const frame *f, size_t first, size_t at,
                                 const pdf_piece *piece) {
    for (size_t i = at; i > first; i--)
        for (size_t p = 0; p < f->lines[i - 1].count; p++) {
            const pdf_piece *own = &f->lines[i - 1].pieces[p];
            if (abs(own->box.x0 - piece->box.x0) <= SAME)
                return own;
        }
    return NULL;
}

/* Whether PIECE, of line AT, goes on what stands above it, which leaves no room for a
 * character: a cell is printed at once. */
static bool goes_on(const frame *f, size_t first, size_t at, const pdf_piece *piece) {
    const pdf_piece *above = above_of(f, first, at, piece);
    return above && above->last + 1 == piece->first && !pdf_is_amount(above->text) &&
           !pdf_is_amount(piece->text) && !pdf_starts_item(piece->text) &&
           right_of(f, &above->box) - above->box.x1 < f->lines[at].size;
}

/* Whether line AT belongs to the row that begins with line FIRST and reaches to BOTTOM.
 */
static bool is_of_row(const frame *f, size_t first, size_t at, int32_t bottom) {
    const pdf_line *line = &f->lines[at];
    if (line->box.y0 < bottom - line->size / 5)
        return true;
    if ((line->box.y0 - bottom) * 2 > line->size)
        return false;
    size_t amounts = 0;
    for (size_t i = first; i < at; i++)
        amounts += pdf_frame_amounts(&f->lines[i]);
    if (amounts > 0 && pdf_frame_amounts(line) > 0)
        return false;
    for (size_t p = 0; p < line->count; p++)
        if (goes_on(f, first, at, &line->pieces[p]))
            return true;
    return false;
}

/* ---- lines drawn ---- */

/* The line that the page has of its own between TOP and BOTTOM; NULL: none. */
static const pdf_rule *find_rule(const frame *f, int32_t top, int32_t bottom) {
    for (size_t i = 0; i < f->page->across.count; i++) {
        const pdf_rule *rule = &f->page->across.items[i];
        if (rule->at > top && rule->at < bottom && rule->from == f->edge.from &&
            rule->to == f->edge.to)
            return rule;
    }
    return NULL;
}

static void draw(frame *f, int32_t at) {
    pdf_rule rule = {at, f->edge.from, f->edge.to};
    BDL_PUSH(f->page->arena, &f->page->across, rule);
}

/* As wide as its text, or as the lines above, below or in it. */
static void find_edge(frame *f) {
    const pdf_line *first = &f->lines[0], *last = &f->lines[f->count - 1];
    f->edge = (pdf_rule){0, first->box.x0, first->box.x1};
    for (size_t i = 0; i < f->count; i++) {
        const pdf_box *box = &f->lines[i].box;
        f->edge.from = box->x0 < f->edge.from ? box->x0 : f->edge.from;
        f->edge.to = box->x1 > f->edge.to ? box->x1 : f->edge.to;
    }
    f->edge.from -= SAME;
    f->edge.to += SAME;
    for (size_t i = 0; i < f->page->across.count; i++) {
        const pdf_rule *rule = &f->page->across.items[i];
        if (rule->at > first->box.y0 - first->size &&
            rule->at < last->box.y1 + last->size && rule->from <= f->edge.from + SAME &&
            rule->to >= f->edge.to - SAME) {
            f->edge.from = rule->from;
            f->edge.to = rule->to;
        }
    }
}

/* The first line that is no heading. */
static size_t first_data(const frame *f) {
    size_t at = 0;
    if (f->texts)
        return 1;
    while (at < f->count && pdf_frame_amounts(&f->lines[at]) == 0 &&
           !pdf_starts_item(f->lines[at].pieces[0].text))
        at++;
    while (at > 0 && at < f->count &&
           f->lines[at - 1].box.y1 > f->lines[at].box.y0 + f->lines[at].size / 5)
        at--;
    return at;
}

/* Draws between the rows of the lines from FIRST on, and above the first where END is
 * above it; gives where the last one ends. */
static int32_t draw_rows(frame *f, size_t first, int32_t end) {
    for (size_t i = first; i < f->count;) {
        int32_t top = f->lines[i].box.y0, bottom = f->lines[i].box.y1;
        size_t next = i + 1;
        for (; next < f->count && is_of_row(f, i, next, bottom); next++)
            if (f->lines[next].box.y1 > bottom)
                bottom = f->lines[next].box.y1;
        if (i > 0 && !find_rule(f, end, top))
            draw(f, (end + top) / 2);
        end = bottom;
        i = next;
    }
    return end;
}

/* A table of which only the outer lines are there loses those at its sides, so that it is
 * like one that has none. */
static void open_sides(const frame *f) {
    pdf_rules *down = &f->page->down;
    int32_t top = f->lines[0].box.y0, bottom = f->lines[f->count - 1].box.y1;
    size_t kept = 0;
    for (size_t i = 0; i < down->count; i++) {
        const pdf_rule *rule = &down->items[i];
        bool beside = rule->from < bottom && rule->to > top;
        if (beside && rule->at > f->edge.from + SAME && rule->at < f->edge.to - SAME)
            return;
    }
    for (size_t i = 0; i < down->count; i++) {
        const pdf_rule *rule = &down->items[i];
        bool side =
            abs(rule->at - f->edge.from) <= SAME || abs(rule->at - f->edge.to) <= SAME;
        if (!side || rule->from >= bottom || rule->to <= top)
            down->items[kept++] = *rule;
    }
    down->count = kept;
}

/* Below headings alone, which end at END: the line that parts them from an empty row.
 * Much room there is not, so that it is drawn through the feet of the letters. */
static int32_t draw_blank(frame *f, int32_t end) {
    int32_t size = f->lines[0].size;
    if (!find_rule(f, end - size / 3 - 1, end + size))
        draw(f, end - size / 3);
    int32_t at = find_rule(f, end - size / 3 - 1, end + size)->at;
    return at > end ? at : end;
}

static void draw_table(frame *f) {
    size_t first = first_data(f);
    int32_t top = f->lines[0].box.y0, size = f->lines[0].size, end = top;
    int32_t reach = first < f->count ? size : 2 * size;
    find_edge(f);
    open_sides(f);
    if (!find_rule(f, top - size, top))
        draw(f, top - size / 4);
    pdf_rule above = *find_rule(f, top - size, top);
    BDL_PUSH(f->page->arena, &f->page->tops, above);
    for (size_t i = 0; i < first; i++)
        end = f->lines[i].box.y1 > end ? f->lines[i].box.y1 : end;
    end = first < f->count ? draw_rows(f, first, end) : draw_blank(f, end);
    if (!find_rule(f, end, end + reach)) /* a line has room for no row right below it */
        draw(f, end + (first < f->count ? size / 4 : size));
    pdf_rule below = *find_rule(f, end, end + reach);
    BDL_PUSH(f->page->arena, &f->page->ends, below);
}

/* COUNT lines that go on with the table that the page before ended with. */
static void draw_rest(pdf_page *page, const pdf_line *lines, size_t count) {
    frame f = {page, lines, count, pdf_rest_edge(page), false};
    int32_t top = lines[0].box.y0 - lines[0].size / 4;
    draw(&f, top);
    int32_t bottom = draw_rows(&f, 0, top) + lines[0].size / 4;
    draw(&f, bottom);
    pdf_rest_draw(page, lines, count, top, bottom);
}

/* ---- tables with some lines ---- */

/* Of a table that has lines down, and none between its rows: those from row R to END hold
 * more than one. SURE: it is known that they do. */
static void part_row(pdf_page *page, const pdf_grid *grid, uint32_t r, uint32_t end,
                     bool sure) {
    pdf_lines lines = {NULL, 0, 0};
    pdf_lines_within(
        page, (pdf_box){grid->xs[0], grid->ys[r], grid->xs[grid->columns], grid->ys[end]},
        &lines);
    frame f = {.page = page,
               .lines = lines.items,
               .count = lines.count,
               .edge = {0, grid->xs[0], grid->xs[grid->columns]}};
    if (lines.count <= PDF_FRAME_LINES &&
        (sure || pdf_frame_has_column(lines.items, lines.count, 2)) &&
        !pdf_figures_are_cut(page->arena, grid, &lines))
        draw_rows(&f, 0, grid->ys[r]);
}

/* Whether row R of GRID, its last, is parted from those above by nothing but where lines
 * down begin: groups of headings in a table that has no lines across. */
static bool is_below_groups(const pdf_page *page, const pdf_grid *grid, uint32_t r) {
    enum { GROUPS_MAX = 3 };
    if (r == 0 || r > GROUPS_MAX || r + 1 != grid->rows)
        return false;
    for (size_t i = 0; i < page->across.count; i++) {
        const pdf_rule *rule = &page->across.items[i];
        if (rule->at > grid->ys[0] + SAME && rule->at < grid->ys[grid->rows] - SAME &&
            rule->from < grid->box.x1 && rule->to > grid->box.x0)
            return false;
    }
    return true;
}

/* Where the cells of row R all end, R when one is not its own or ends elsewhere. */
static uint32_t end_of_cells(const pdf_page *page, const pdf_grid *grid, uint32_t r) {
    const pdf_cell *cells = &grid->cells[(size_t)r * grid->columns];
    if (is_below_groups(page, grid, r))
        return r + 1;
    for (uint32_t c = 0; c < grid->columns; c++) {
        const pdf_cell *own = &grid->cells[grid->owner[(size_t)r * grid->columns + c]];
        if (own->row != r || own->row_span != cells[0].row_span)
            return r;
    }
    return r + cells[0].row_span;
}

static void part_rows(pdf_page *page, const pdf_grid *grid) {
    pdf_open open = {.end = 0};
    for (uint32_t r = 0; r < grid->rows && grid->columns > 1; r++) {
        uint32_t end = end_of_cells(page, grid, r);
        bool in = r < open.end || pdf_open_find(page, grid, r, &open);
        bool several = in && open.lines.count > open.end - open.first;
        if (end > r && (several || grid->ys[end] - grid->ys[r] > TALL))
            part_row(page, grid, r, end, several);
        if (in && r + 1 == open.end)
            pdf_open_draw(page, &open);
    }
}

/* ---- the page ---- */

static bool is_in_grid(const pdf_grids *grids, const pdf_glyph *g) {
    int32_t x = pdf_middle_x(&g->box), y = pdf_middle_y(&g->box);
    for (size_t i = 0; i < grids->count; i++) {
        const pdf_box *b = &grids->items[i].box;
        if (grids->items[i].columns > 1 && x >= b->x0 && x < b->x1 && y >= b->y0 &&
            y < b->y1)
            return true;
    }
    return false;
}

/* Where the form ends that begins with line FIRST; FIRST when none does. */
static size_t find_form(const pdf_lines *lines, size_t first) {
    enum { FORM_MAX = 120, HIGH = 5 };
    const pdf_line *all = &lines->items[first];
    size_t count = 1;
    while (first + count < lines->count && count < FORM_MAX &&
           all[count].box.y0 - all[count - 1].box.y1 < HIGH * all[count].size &&
           all[count].size <= all[count - 1].size + PDF_POINT)
        count++;
    return first + pdf_form_end(all, count);
}

bool pdf_frames_draw(pdf_page *page, const pdf_grids *grids) {
    pdf_glyph *loose = BDL_NEW_ARRAY(page->arena, pdf_glyph, page->glyphs.count);
    pdf_lines lines = {NULL, 0, 0};
    size_t count = 0, before = 0;
    size_t across = page->across.count, down = page->down.count;
    size_t tops = page->tops.count; /* a table may have all its lines across */
    for (size_t i = 0; i < grids->count; i++)
        part_rows(page, &grids->items[i]);
    for (size_t i = 0; i < page->glyphs.count; i++)
        if (!is_in_grid(grids, &page->glyphs.items[i]))
            loose[count++] = page->glyphs.items[i];
    pdf_lines_parted(page->arena, loose, count, PDF_COLUMN_GAP, &lines);
    before = pdf_rest_end(page, &lines);
    if (before > 0)
        draw_rest(page, lines.items, before);
    for (size_t i = before; i < lines.count;) {
        bool row = pdf_frame_is_row(&lines.items[i]);
        size_t end = row ? find_form(&lines, i) : i;
        if (end > i && pdf_note_form(page, &lines.items[i], end - i)) {
            before = i = end;
            continue;
        }
        end = row ? pdf_frame_end(page, &lines, i) : i;
        end = end == i ? pdf_blank_end(&lines, i) : end;
        if (end > i) {
            size_t start = pdf_frame_start(&lines, before, i, end);
            frame f = {.page = page,
                       .lines = &lines.items[start],
                       .count = end - start,
                       .texts = start == i && pdf_frame_has_texts(&lines, i, end)};
            if (!pdf_note_form(page, f.lines, f.count))
                draw_table(&f);
            before = end;
        }
        i = end > i ? end : i + 1;
    }
    return page->across.count > across || page->down.count > down ||
           page->tops.count > tops;
}
