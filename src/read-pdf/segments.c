/* segments.c - lines and dots as MuPDF tells of them become those of a page.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include "read-pdf/segments.h"

#include <stdlib.h>

enum {
    MAX_RULES = 200000,
};

int32_t pdf_hundredths(float length) {
    if (!(length > -100000.0f))
        return -100000 * PDF_POINT;
    return length < 100000.0f ? (int32_t)(length * PDF_POINT) : 100000 * PDF_POINT;
}

void pdf_rule_add(pdf_page *page, pdf_rules *rules, pdf_rule rule) {
    if (rule.from > rule.to) {
        int32_t swapped = rule.from;
        rule.from = rule.to;
        rule.to = swapped;
    }
    if (rule.to - rule.from < PDF_SHORT)
        return;
    if (rules->count < MAX_RULES)
        BDL_PUSH(page->arena, rules, rule);
    else
        page->full = true;
}

void pdf_dot_add(pdf_page *page, pdf_box box) {
    if (page->dots.count < MAX_RULES)
        BDL_PUSH(page->arena, &page->dots, box);
    else
        page->full = true;
}

bool pdf_segment_add(pdf_page *page, fz_point a, fz_point b) {
    int32_t x0 = pdf_hundredths(a.x), y0 = pdf_hundredths(a.y), x1 = pdf_hundredths(b.x),
            y1 = pdf_hundredths(b.y);
    int32_t wide = abs(x1 - x0), high = abs(y1 - y0);
    if (high <= PDF_POINT && wide > high)
        pdf_rule_add(page, &page->across, (pdf_rule){(y0 + y1) / 2, x0, x1});
    else if (wide <= PDF_POINT && high > wide)
        pdf_rule_add(page, &page->down, (pdf_rule){(x0 + x1) / 2, y0, y1});
    int32_t off = wide < high ? wide : high;
    return off <= PDF_POINT / 5 || off * 20 <= wide + high;
}
