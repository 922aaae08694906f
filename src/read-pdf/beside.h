/* beside.h - tables printed by columns, whose pages stand beside each other.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#ifndef BDL_READ_PDF_BESIDE_H
#define BDL_READ_PDF_BESIDE_H

#include "read-pdf/layout.h"

/* The pages of LAYOUT in the order in which they are to be read, where some stand beside
 * others; none when none do. */
pdf_parts pdf_beside_find(const pdf_layout *layout);

#endif
