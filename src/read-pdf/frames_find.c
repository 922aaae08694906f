/* frames_find.c - where tables without lines between their rows begin and end: figures
 * and words stand apart from each other, in columns.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include <stdlib.h>

#include "read-pdf/page.h"

enum {
    APART = 80, /* percent that part a figure from the words before it */
    SAME = PDF_FRAME_SAME,
    ROWS_MIN = 3,    /* lines with figures */
    LONE_MAX = 4,    /* lines after each other that stand in no column known yet */
    EMPTY_ROWS = 12, /* room that empty rows may take, in letters */
    TOGETHER = 3,    /* figures that stand side by side or below each other, at least */
};

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

size_t pdf_frame_amounts(const pdf_line *line) {
    size_t count = 0;
    for (size_t p = 0; p < line->count; p++)
        count += is_figure(line, p);
    return count;
}

bool pdf_frame_is_row(const pdf_line *line) {
    for (size_t p = 1; p < line->count; p++)
        if (is_apart(line, p))
            return true;
    return false;
}

/* A line with a colon in it stands above a table ("单位：万元") unless it has figures. */
static bool is_caption(const pdf_line *line) {
    return pdf_line_has_colon(line) && pdf_frame_amounts(line) == 0;
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
    bool told = pdf_frame_amounts(line) > 0;
    if (!told && at + 1 < lines->count && pdf_line_is_near(line, line + 1))
        told = pdf_frame_amounts(line + 1) > 0 && is_in_columns(lines, first, at + 1);
    return told && gap < EMPTY_ROWS * line->size && pdf_frame_is_row(line) &&
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

bool pdf_frame_has_column(const pdf_line *lines, size_t count, size_t figures) {
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
        if (pdf_frame_amounts(&lines[i]) >= TOGETHER)
            return true;
    return pdf_frame_has_column(lines, count, TOGETHER);
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

bool pdf_frame_has_texts(const pdf_lines *lines, size_t first, size_t end) {
    enum { LINES = 3, WORDS = 3 };
    const pdf_line *heads = &lines->items[first];
    if (end - first < LINES)
        return false;
    for (size_t i = first; i < end; i++) {
        const pdf_line *line = &lines->items[i];
        if (line->count < WORDS || line->count != heads->count ||
            pdf_frame_amounts(line) > 0 ||
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

size_t pdf_frame_end(const pdf_page *page, const pdf_lines *lines, size_t first) {
    size_t end = first, rows = 0, figures = 0, lone = 0;
    int32_t drawn_at = last_drawn(page, &lines->items[first]);
    bool wide = false; /* a row of many figures, as prose has none */
    for (size_t i = first; i < lines->count && i - first < PDF_FRAME_LINES; i++) {
        const pdf_line *line = &lines->items[i];
        if (is_caption(line) || is_page_number(page, lines, i) ||
            (i > first && !pdf_line_is_near(line - 1, line) &&
             !is_last_row(lines, first, i)))
            break;
        bool row = pdf_frame_is_row(line), known = !row && is_in_columns(lines, first, i);
        if (!row && !known && ++lone > LONE_MAX)
            break;
        lone = row || (known && line->box.y1 < drawn_at) ? 0 : lone;
        rows += row;
        figures += row && pdf_frame_amounts(line) > 0;
        wide = wide || pdf_frame_amounts(line) >= TOGETHER;
        if (row || (known && end == i && is_lone_row(lines, first, i)))
            end = i + 1;
    }
    bool drawn = figures > 0 && rows > 1 && has_drawn(page, lines, first, end);
    const pdf_line *all = &lines->items[first];
    bool many = (figures >= ROWS_MIN && rows > ROWS_MIN) || (wide && rows > 1);
    bool table =
        (many && has_figures(all, end - first)) ||
        (figures > 1 && rows > ROWS_MIN && count_in_columns(all, end - first) > 1);
    return drawn || table || pdf_frame_has_texts(lines, first, end) ? end : first;
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

size_t pdf_frame_start(const pdf_lines *lines, size_t before, size_t first, size_t end) {
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
