/* tops.c - tables whose rows have lines below them and none above: a line is drawn above
 * the headings, which would be left out of the table else.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include <stdlib.h>

#include "read-pdf/bands.h"

enum {
    LINES_MIN = 3,            /* as wide as the table, one below the other */
    ROW_MAX = 60 * PDF_POINT, /* from one to the next */
    HEAD_MAX = 100 * PDF_POINT,
};

/* How many lines as wide as EDGE follow it, each not far below the one before; *ROW: the
 * least distance. */
static size_t count_below(const pdf_page *page, const pdf_rule *edge, int32_t *row) {
    size_t count = 1;
    int32_t at = edge->at;
    *row = ROW_MAX;
    for (size_t i = 0; i < page->across.count && count < LINES_MIN; i++) {
        const pdf_rule *rule = &page->across.items[i];
        if (rule->at <= at || !pdf_bands_is_along(edge, rule))
            continue;
        if (rule->at - at > ROW_MAX)
            break;
        *row = rule->at - at < *row ? rule->at - at : *row;
        at = rule->at;
        count++;
    }
    return count;
}

/* Whether RULE is as wide as EDGE, or goes on at one side of it over a label of several
 * rows. */
static bool is_over(const pdf_rule *edge, const pdf_rule *rule) {
    int32_t left = rule->from - edge->from, right = rule->to - edge->to;
    return left <= PDF_SAME && right >= -PDF_SAME &&
           (left >= -PDF_SAME || right <= PDF_SAME);
}

/* Whether a line at least as wide as EDGE, or one down, stands between TOP and EDGE. */
static bool has_line_above(const pdf_page *page, const pdf_rule *edge, int32_t top) {
    for (size_t i = 0; i < page->across.count; i++) {
        const pdf_rule *rule = &page->across.items[i];
        if (rule->at < edge->at && rule->at >= top && is_over(edge, rule))
            return true;
    }
    for (size_t i = 0; i < page->down.count; i++) {
        const pdf_rule *rule = &page->down.items[i];
        if (rule->at >= edge->from - PDF_SAME && rule->at <= edge->to + PDF_SAME &&
            rule->from < edge->at && rule->to > top)
            return true;
    }
    return false;
}

/* What stands in the room for headings above EDGE. */
static pdf_lines lines_above(pdf_page *page, const pdf_rule *edge) {
    pdf_lines lines = {NULL, 0, 0};
    pdf_lines_within(page, (pdf_box){INT32_MIN, edge->at - HEAD_MAX, INT32_MAX, edge->at},
                     &lines);
    return lines;
}

/* Whether pieces of LINE stand apart, more than letters of one text do. */
static bool is_parted(const pdf_line *line) {
    for (size_t p = 1; p < line->count; p++)
        if (line->pieces[p].box.x0 - line->pieces[p - 1].box.x1 > line->size)
            return true;
    return false;
}

/* Whether a line that is not as wide as the table stands between TOP and BOTTOM: it is
 * below a heading of several columns. */
static bool has_part_rule(const pdf_page *page, const pdf_rule *edge, int32_t top,
                          int32_t bottom) {
    for (size_t i = 0; i < page->across.count; i++) {
        const pdf_rule *rule = &page->across.items[i];
        if (rule->at >= top && rule->at <= bottom &&
            rule->from >= edge->from - PDF_SAME && rule->to <= edge->to + PDF_SAME)
            return true;
    }
    return false;
}

/* Where the headings right above EDGE begin, whose rows are as high as ROW; its own place
 * when there are none. *UPPER: where the text begins that may be of them. */
static int32_t top_of_heads(const pdf_page *page, const pdf_lines *lines,
                            const pdf_rule *edge, int32_t row, int32_t *upper) {
    int32_t top = edge->at, found = edge->at, size = 0;
    for (size_t i = lines->count; i > 0; i--) {
        const pdf_line *line = &lines->items[i - 1];
        bool inside =
            line->box.x0 >= edge->from - PDF_SAME && line->box.x1 <= edge->to + PDF_SAME;
        if (!inside || pdf_line_has_colon(line) || top - line->box.y1 > row ||
            (size > 0 && line->size * 10 > size * 11))
            break;
        bool group = i < lines->count &&
                     has_part_rule(page, edge, line->box.y1, lines->items[i].box.y1);
        size = size ? size : line->size;
        top = line->box.y0 < top ? line->box.y0 : top;
        found = group || is_parted(line) ? top : found;
    }
    *upper = top;
    return found;
}

/* Whether what may be headings up to UPPER are rows: a line that begins behind a label
 * and is as long as EDGE else is above them, or among them where they fill all the room.
 */
static bool is_among_rows(const pdf_page *page, const pdf_rule *edge, int32_t upper,
                          int32_t row) {
    bool fills = upper - row < edge->at - HEAD_MAX;
    for (size_t i = 0; i < page->across.count; i++) {
        const pdf_rule *rule = &page->across.items[i];
        if (rule->at >= upper - row && rule->at < edge->at &&
            rule->from > edge->from + PDF_SAME && abs(rule->to - edge->to) <= PDF_SAME &&
            (fills || rule->at <= upper))
            return true;
    }
    return false;
}

void pdf_tops_draw(pdf_page *page) {
    size_t count = page->tops.count > 0 ? 0 : page->across.count; /* frames.c knows */
    for (size_t i = 0; i < count; i++) {
        pdf_rule edge = page->across.items[i];
        int32_t row, upper;
        if (count_below(page, &edge, &row) < LINES_MIN ||
            has_line_above(page, &edge, edge.at - row / 2))
            continue;
        pdf_lines lines = lines_above(page, &edge);
        int32_t top = top_of_heads(page, &lines, &edge, row, &upper);
        if (top == edge.at || has_line_above(page, &edge, upper - row) ||
            is_among_rows(page, &edge, upper, row))
            continue;
        edge.at = top - PDF_POINT;
        BDL_PUSH(page->arena, &page->across, edge);
    }
}
