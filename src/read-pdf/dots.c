/* dots.c - lines that are printed as rows of dots.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include <stdlib.h>

#include "read-pdf/page.h"

enum {
    LEVEL = 60,           /* dots so near are on one line */
    GAP = 3 * PDF_POINT,  /* between dots of one line */
    RUN = 12 * PDF_POINT, /* a shorter row of dots is no line */
};

/* A dot as it lies on a line across; for lines down X and Y are exchanged. */
static int32_t along(const pdf_box *dot, bool across, bool end) {
    return across ? (end ? dot->x1 : dot->x0) : end ? dot->y1 : dot->y0;
}

static int32_t beside(const pdf_box *dot, bool across) {
    return across ? pdf_middle_y(dot) : pdf_middle_x(dot);
}

static int compare(const void *a, const void *b, bool across) {
    int32_t p = beside(a, across), q = beside(b, across);
    if (p / LEVEL != q / LEVEL)
        return p / LEVEL < q / LEVEL ? -1 : 1;
    p = along(a, across, false);
    q = along(b, across, false);
    return (p > q) - (p < q);
}

static int by_line_across(const void *a, const void *b) {
    return compare(a, b, true);
}

static int by_line_down(const void *a, const void *b) {
    return compare(a, b, false);
}

static void find_lines(pdf_page *page, bool across, pdf_rules *out) {
    const pdf_box *dots = page->dots.items;
    qsort(page->dots.items, page->dots.count, sizeof *dots,
          across ? by_line_across : by_line_down);
    for (size_t i = 0; i < page->dots.count;) {
        pdf_rule rule = {beside(&dots[i], across), along(&dots[i], across, false),
                         along(&dots[i], across, true)};
        size_t end = i + 1;
        while (end < page->dots.count &&
               abs(beside(&dots[end], across) - rule.at) <= LEVEL &&
               along(&dots[end], across, false) - rule.to <= GAP) {
            int32_t to = along(&dots[end++], across, true);
            rule.to = to > rule.to ? to : rule.to;
        }
        if (rule.to - rule.from >= RUN)
            BDL_PUSH(page->arena, out, rule);
        i = end;
    }
}

void pdf_dots_join(pdf_page *page) {
    if (page->dots.count == 0)
        return;
    find_lines(page, true, &page->across);
    find_lines(page, false, &page->down);
}
