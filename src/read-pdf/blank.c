/* blank.c - tables without lines and without rows: the headings of their columns stand
 * alone below a caption.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include "base/text.h"

#include "read-pdf/page.h"

enum {
    LINES_MAX = 8,   /* of headings */
    COLUMNS_MIN = 3, /* side by side */
    WORDS_MAX = 16,  /* characters of a piece of a heading */
};

/* "编制部门：某局  单位：万元": what stands directly above headings says something. */
static bool is_caption(const pdf_line *line) {
    return bdl_text_has_colon(line->pieces[line->count - 1].text);
}

/* A sentence, or a label and what it says. */
static bool is_saying(bdl_str text) {
    return bdl_str_has_any(text, BDL_WORDS("：", ":", "。", "，", "；"));
}

/* Words alone: no figure, no item of a list. */
static bool is_heading(const pdf_line *line) {
    for (size_t p = 0; p < line->count; p++) {
        bdl_str text = line->pieces[p].text;
        if (pdf_is_amount(text) || pdf_starts_item(text) ||
            bdl_utf8_count(text) > WORDS_MAX || is_saying(text))
            return false;
    }
    return true;
}

/* Pieces that a letter would fit between. */
static size_t columns_of(const pdf_line *line) {
    size_t columns = 1;
    for (size_t p = 1; p < line->count; p++)
        columns += line->pieces[p].box.x0 - line->pieces[p - 1].box.x1 > line->size;
    return columns;
}

/* Whether no row stands below line AT: nothing, or notes, each alone on its line. */
static bool is_last(const pdf_lines *lines, size_t at) {
    const pdf_line *all = lines->items;
    for (size_t i = at + 1; i < lines->count && pdf_line_is_near(&all[i - 1], &all[i]);
         i++) {
        bdl_str text = all[i].pieces[0].text;
        if (all[i].count == 1 && is_saying(text))
            return true;
        if (all[i].count > 1 || pdf_is_amount(text) || pdf_starts_item(text))
            return false;
    }
    return true;
}

/* Whether line AT stands lower than the one above it by less than its height: the rest of
 * a heading that is wrapped beside others. */
static bool is_rest(const pdf_lines *lines, size_t at) {
    const pdf_line *line = &lines->items[at];
    return line->box.y0 < line[-1].box.y1 && is_heading(line);
}

size_t pdf_blank_end(const pdf_lines *lines, size_t first) {
    const pdf_line *all = lines->items;
    size_t end = first, at = first;
    bool wide = false;
    if (first == 0 || !is_caption(&all[first - 1]) ||
        !pdf_line_is_near(&all[first - 1], &all[first]))
        return first;
    for (; at < lines->count && at - first < LINES_MAX && is_heading(&all[at]) &&
           (at == first || pdf_line_is_near(&all[at - 1], &all[at]));
         at++) {
        size_t columns = columns_of(&all[at]);
        wide = wide || columns >= COLUMNS_MIN;
        if (columns > 1)
            end = at + 1;
    }
    while (end > first && end < lines->count && is_rest(lines, end))
        end++;
    return wide && is_last(lines, end - 1) ? end : first;
}
