/* frames.c - tables without lines between their rows: the rows are told by what stands on
 * a level, by figures and by cells that are full and so go on below, and lines are drawn
 * between them. The columns are those of bands.c.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include <stdlib.h>

#include "read-pdf/page.h"

enum {
    APART = 80,            /* percent that part a figure from the words before it */
    SAME = 2 * PDF_POINT,  /* what begins or ends so near is in one column */
    TALL = 40 * PDF_POINT, /* a row that may hold several */
    LINES_MAX = 400,
    ROWS_MIN = 3,    /* lines with figures */
    LONE_MAX = 4,    /* lines after each other that stand in no column known yet */
    EMPTY_ROWS = 12, /* room that empty rows may take, in letters */
    TOGETHER = 3,    /* figures that stand side by side or below each other, at least */
};

typedef struct frame {
    pdf_page *page;
    const pdf_line *lines;
    size_t count;
    pdf_rule edge; /* its width */
    bool texts;    /* it has no figures, and one line of headings */
} frame;

/* ---- lines of a table ---- */

/* In prose a figure stands near the words about it. */
static bool is_apart(const pdf_line *line, size_t piece) {
    return piece == 0 || line->pieces[piece].box.x0 - line->pieces[piece - 1].box.x1 >
                             line->size / 100 * APART;
}

/* Words that go on beside it are what it counts: "29 号". */
static bool has_unit(const pdf_line *line, size_t piece) {
    return piece + 1 < line->count && !is_apart(line, piece + 1) &&
           !pdf_is_amount(line->pieces[piece + 1].text);
}

static bool is_figure(const pdf_line *line, size_t piece) {
    return pdf_is_amount(line->pieces[piece].text) && is_apart(line, piece) &&
           !has_unit(line, piece);
}

static size_t count_amounts(const pdf_line *line) {
    size_t count = 0;
    for (size_t p = 0; p < line->count; p++)
        count += is_figure(line, p);
    return count;
}

static bool is_row(const pdf_line *line) {
    for (size_t p = 1; p < line->count; p++)
        if (is_apart(line, p))
            return true;
    return false;
}

/* A line with a colon in it stands above a table ("单位：万元") unless it has figures. */
static bool is_caption(const pdf_line *line) {
    return pdf_line_has_colon(line) && count_amounts(line) == 0;
}

static bool is_in_column(const pdf_box *a, const pdf_box *b) {
    return abs(a->x0 - b->x0) <= SAME || abs(a->x1 - b->x1) <= SAME ||
           abs(a->x0 + a->x1 - b->x0 - b->x1) <= 2 * SAME;
}

/* Whether all of LINE stands where something does in the lines from FIRST to AT. */
static bool is_in_columns(const pdf_lines *lines, size_t first, size_t at) {
    const pdf_line *line = &lines->items[at];
    for (size_t p = 0; p < line->count; p++) {
        bool found = false;
        for (size_t i = first; i < at && !found; i++)
            for (size_t q = 0; q < lines->items[i].count && !found; q++)
                found =
                    lines->items[i].count > 1 &&
                    is_in_column(&line->pieces[p].box, &lines->items[i].pieces[q].box);
        if (!found)
            return false;
    }
    return true;
}

/* Whether line AT, which stands alone, is a row of the table that begins with line FIRST
 * and no title of the next: it begins as something in an inner column does, it is an item
 * of a list, it goes on what stands above it, or half beside it (a number in the middle
 * of its row, the second line of the name there). */
static bool is_lone_row(const pdf_lines *lines, size_t first, size_t at) {
    const pdf_line *line = &lines->items[at], *above = line - 1;
    const pdf_box *own = &line->pieces[0].box;
    if (line->size > above->size + PDF_POINT)
        return false;
    if (pdf_starts_item(line->pieces[0].text) || own->y0 < above->box.y1 - line->size / 5)
        return true;
    for (size_t p = 0; p < above->count; p++)
        if (abs(above->pieces[p].box.x0 - own->x0) <= SAME &&
            above->pieces[p].box.x1 + line->size >= own->x1 &&
            (own->y0 - above->box.y1) * 2 < line->size)
            return true;
    for (size_t i = first; i < at && own->x0 > lines->items[first].box.x0 + line->size;
         i++)
        for (size_t p = 1; p < lines->items[i].count; p++)
            if (abs(lines->items[i].pieces[p].box.x0 - own->x0) <= SAME)
                return true;
    return false;
}

/* Whether line AT, behind empty rows, is one of the table that begins with line FIRST:
 * the same letters, all in its columns, with figures or close above a row with some. */
static bool is_last_row(const pdf_lines *lines, size_t first, size_t at) {
    const pdf_line *line = &lines->items[at], *above = line - 1;
    int32_t gap = line->box.y0 - above->box.y1;
    bool told = count_amounts(line) > 0;
    if (!told && at + 1 < lines->count && pdf_line_is_near(line, line + 1))
        told = count_amounts(line + 1) > 0 && is_in_columns(lines, first, at + 1);
    return told && gap < EMPTY_ROWS * line->size && is_row(line) &&
           abs(line->size - above->size) < PDF_POINT && is_in_columns(lines, first, at);
}

/* How many figures stand in the column of FIGURE, from line AT on. */
static size_t figures_below(const pdf_line *lines, size_t at, size_t count,
                            const pdf_box *figure) {
    size_t found = 0;
    for (size_t i = at; i < count; i++)
        for (size_t p = 0; p < lines[i].count; p++)
            found +=
                is_figure(&lines[i], p) && is_in_column(figure, &lines[i].pieces[p].box);
    return found;
}

/* Whether figures stand below each other, COUNT of them. */
static bool has_column(const pdf_line *lines, size_t count, size_t figures) {
    for (size_t i = 0; i < count; i++)
        for (size_t p = 0; p < lines[i].count; p++)
            if (is_figure(&lines[i], p) &&
                figures_below(lines, i, count, &lines[i].pieces[p].box) >= figures)
                return true;
    return false;
}

/* How many figures stand above others in their columns. */
static size_t count_in_columns(const pdf_line *lines, size_t count) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t p = 0; p < lines[i].count; p++)
            found += is_figure(&lines[i], p) &&
                     figures_below(lines, i, count, &lines[i].pieces[p].box) > 1;
    return found;
}

/* Several figures side by side or in one column: prose has none such. */
static bool has_figures(const pdf_line *lines, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (count_amounts(&lines[i]) >= TOGETHER)
            return true;
    return has_column(lines, count, TOGETHER);
}

/* Whether a line is drawn across all that stands between lines FIRST and END, above it or
 * below its headings. */
static bool has_drawn(const pdf_page *page, const pdf_lines *lines, size_t first,
                      size_t end) {
    pdf_box all = lines->items[first].box;
    for (size_t i = first; i < end; i++) {
        all.x0 = lines->items[i].box.x0 < all.x0 ? lines->items[i].box.x0 : all.x0;
        all.x1 = lines->items[i].box.x1 > all.x1 ? lines->items[i].box.x1 : all.x1;
    }
    for (size_t i = 0; i < page->across.count; i++) {
        const pdf_rule *rule = &page->across.items[i];
        if (rule->at > all.y0 - lines->items[first].size &&
            rule->at < lines->items[end - 1].box.y0 && rule->from <= all.x0 + SAME &&
            rule->to >= all.x1 - SAME)
            return true;
    }
    return false;
}

/* Whether line AT, the last on the page, is its number: alone, and in its middle. */
static bool is_page_number(const pdf_page *page, const pdf_lines *lines, size_t at) {
    const pdf_line *line = &lines->items[at];
    int32_t off = abs(line->box.x0 + line->box.x1 - page->width);
    return at + 1 == lines->count && line->count == 1 && off <= 2 * line->size &&
           pdf_is_page_number(line->pieces[0].text);
}

/* Whether the lines from FIRST to END are rows of words alone below their headings: as
 * many on each, set apart, and in the columns of those above. */
static bool are_texts(const pdf_lines *lines, size_t first, size_t end) {
    enum { LINES = 3, WORDS = 3 };
    const pdf_line *heads = &lines->items[first];
    if (end - first < LINES)
        return false;
    for (size_t i = first; i < end; i++) {
        const pdf_line *line = &lines->items[i];
        if (line->count < WORDS || line->count != heads->count ||
            count_amounts(line) > 0 ||
            (i > first + 1 && !is_in_columns(lines, first + 1, i)))
            return false;
        for (size_t p = 0; p < line->count; p++)
            if (!is_apart(line, p) || line->pieces[p].box.x0 >= heads->pieces[p].box.x1 ||
                line->pieces[p].box.x1 <= heads->pieces[p].box.x0)
                return false;
    }
    return true;
}

/* Where the last line is drawn below LINE, as wide as it or wider; else above it. */
static int32_t last_drawn(const pdf_page *page, const pdf_line *line) {
    int32_t last = 0;
    for (size_t i = 0; i < page->across.count; i++) {
        const pdf_rule *rule = &page->across.items[i];
        if (rule->at > last && rule->from <= line->box.x0 + SAME &&
            rule->to >= line->box.x1 - SAME)
            last = rule->at;
    }
    return last;
}

/* Where the table that begins with line FIRST ends; FIRST when it is none. Above a line
 * drawn below it, wrapped names may stand alone between others. */
static size_t end_of_table(const pdf_page *page, const pdf_lines *lines, size_t first) {
    size_t end = first, rows = 0, figures = 0, lone = 0;
    int32_t drawn_at = last_drawn(page, &lines->items[first]);
    bool wide = false; /* a row of many figures, as prose has none */
    for (size_t i = first; i < lines->count && i - first < LINES_MAX; i++) {
        const pdf_line *line = &lines->items[i];
        if (is_caption(line) || is_page_number(page, lines, i) ||
            (i > first && !pdf_line_is_near(line - 1, line) &&
             !is_last_row(lines, first, i)))
            break;
        bool row = is_row(line), known = !row && is_in_columns(lines, first, i);
        if (!row && !known && ++lone > LONE_MAX)
            break;
        lone = row || (known && line->box.y1 < drawn_at) ? 0 : lone;
        rows += row;
        figures += row && count_amounts(line) > 0;
        wide = wide || count_amounts(line) >= TOGETHER;
        if (row || (known && end == i && is_lone_row(lines, first, i)))
            end = i + 1;
    }
    bool drawn = figures > 0 && rows > 1 && has_drawn(page, lines, first, end);
    const pdf_line *all = &lines->items[first];
    bool many = (figures >= ROWS_MIN && rows > ROWS_MIN) || (wide && rows > 1);
    bool table =
        (many && has_figures(all, end - first)) ||
        (figures > 1 && rows > ROWS_MIN && count_in_columns(all, end - first) > 1);
    return drawn || table || are_texts(lines, first, end) ? end : first;
}

/* What stands alone above the middle of a table is its title. */
static bool is_title(const pdf_lines *lines, size_t at, size_t end) {
    const pdf_box *own = &lines->items[at].box;
    pdf_box all = lines->items[end - 1].box;
    for (size_t i = at + 1; i < end; i++) {
        all.x0 = lines->items[i].box.x0 < all.x0 ? lines->items[i].box.x0 : all.x0;
        all.x1 = lines->items[i].box.x1 > all.x1 ? lines->items[i].box.x1 : all.x1;
    }
    int32_t off = abs(pdf_middle_x(own) - pdf_middle_x(&all));
    return off < (all.x1 - all.x0) / 20 || own->x0 < all.x0 + lines->items[at].size;
}

/* Lone headings of several columns stand close above the others. */
static size_t start_of_table(const pdf_lines *lines, size_t before, size_t first,
                             size_t end) {
    while (first > before) {
        const pdf_line *line = &lines->items[first - 1], *below = line + 1;
        int32_t gap = below->box.y0 - line->box.y1;
        bool close = gap * 10 < line->size * 6 ||
                     (gap * 10 < line->size * 13 && !is_title(lines, first - 1, end));
        if (!close || is_caption(line) || line->size > below->size + PDF_POINT)
            break;
        first--;
    }
    return first;
}

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
        amounts += count_amounts(&f->lines[i]);
    if (amounts > 0 && count_amounts(line) > 0)
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
    while (at < f->count && count_amounts(&f->lines[at]) == 0 &&
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
    if (lines.count <= LINES_MAX && (sure || has_column(lines.items, lines.count, 2)) &&
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
        bool row = is_row(&lines.items[i]);
        size_t end = row ? find_form(&lines, i) : i;
        if (end > i && pdf_note_form(page, &lines.items[i], end - i)) {
            before = i = end;
            continue;
        }
        end = row ? end_of_table(page, &lines, i) : i;
        end = end == i ? pdf_blank_end(&lines, i) : end;
        if (end > i) {
            size_t start = start_of_table(&lines, before, i, end);
            frame f = {.page = page,
                       .lines = &lines.items[start],
                       .count = end - start,
                       .texts = start == i && are_texts(&lines, i, end)};
            if (!pdf_note_form(page, f.lines, f.count))
                draw_table(&f);
            before = end;
        }
        i = end > i ? end : i + 1;
    }
    return page->across.count > across || page->down.count > down ||
           page->tops.count > tops;
}
