/* segments.h - lines and dots as a PDF draws them become those of a page.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#ifndef BDL_READ_PDF_SEGMENTS_H
#define BDL_READ_PDF_SEGMENTS_H

#include "read-pdf/page.h"

enum { PDF_SHORT = 2 * PDF_POINT }; /* what is shorter is a dot */

/* Adds RULE, either way round, to RULES of PAGE unless it is no longer than a dot. */
void pdf_rule_add(pdf_page *page, pdf_rules *rules, pdf_rule rule);
void pdf_dot_add(pdf_page *page, pdf_box box);
/* Adds the line from A to B. False when it is neither across nor down, as short as it may
 * be. */
bool pdf_segment_add(pdf_page *page, pdf_spot a, pdf_spot b);

#endif
