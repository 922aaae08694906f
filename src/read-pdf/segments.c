/* segments.c - lines and dots as a PDF draws them become those of a page.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include "read-pdf/segments.h"

#include <stdlib.h>

enum {
    MAX_RULES = 200000,
};

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

bool pdf_segment_add(pdf_page *page, pdf_spot a, pdf_spot b) {
    int32_t wide = abs(b.x - a.x), high = abs(b.y - a.y);
    if (high <= PDF_POINT && wide > high)
        pdf_rule_add(page, &page->across, (pdf_rule){(a.y + b.y) / 2, a.x, b.x});
    else if (wide <= PDF_POINT && high > wide)
        pdf_rule_add(page, &page->down, (pdf_rule){(a.x + b.x) / 2, a.y, b.y});
    int32_t off = wide < high ? wide : high;
    return off <= PDF_POINT / 5 || off * 20 <= wide + high;
}
