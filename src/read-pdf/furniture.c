/* furniture.c - what only belongs to the paper: headers and numbers of pages are known by
 * where they stand and that they come again, watermarks by their pale letters.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include <stdlib.h>

#include "base/text.h"

#include "read-pdf/layout.h"

enum {
    EDGE = 7,         /* percent of the page where headers stand */
    NUMBER_EDGE = 12, /* and page numbers */
    HEAD_EDGE = 16,   /* and what heads most of the pages */
    HEADED_MIN = 4,   /* pages that have such a head, at least */
    SAME_HEIGHT = 3 * PDF_POINT,
};

/* ---- near the edge ---- */

/* EDGE: how far from the upper or lower edge of the page. */
static bool is_near_edge(const pdf_sheet *sheet, const pdf_item *item, int32_t edge) {
    return item->box.y1 < edge || item->box.y0 > sheet->height - edge;
}

bool pdf_is_page_number(bdl_str text) {
    static const char allowed[] = "0123456789 -—–－─·•~～第页共，,/()（）";
    bool digit = false;
    if (bdl_utf8_count(text) > 20)
        return false;
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t c = bdl_utf8_next(text, &at);
        digit = digit || bdl_is_ascii_digit(c);
        bdl_str piece = {text.data + from, at - from};
        if (!bdl_str_has(bdl_str_z(allowed), piece))
            return false;
    }
    return digit;
}

/* The same but for digits: "第3页" and "第4页". */
static bool is_alike(bdl_str a, bdl_str b) {
    size_t i = 0, k = 0;
    while (i < a.len && k < b.len) {
        size_t digits = bdl_str_digits(a, i), others = bdl_str_digits(b, k);
        if ((digits > 0) != (others > 0) || (digits == 0 && a.data[i] != b.data[k]))
            return false;
        i += digits ? digits : 1;
        k += digits ? others : 1;
    }
    return i == a.len && k == b.len;
}

typedef bool alike_fn(bdl_str a, bdl_str b);

static bool comes_again(const pdf_sheet *other, const pdf_item *item, alike_fn *alike) {
    for (size_t i = 0; i < other->items.count; i++) {
        const pdf_item *theirs = &other->items.items[i];
        if (!theirs->grid && theirs->line.count && item->line.count &&
            abs(theirs->box.y0 - item->box.y0) < SAME_HEIGHT &&
            alike(theirs->line.pieces[0].text, item->line.pieces[0].text))
            return true;
    }
    return false;
}

/* How many of the pages around it have it too: left and right pages may differ. */
static size_t count_again(const pdf_sheets *sheets, size_t at, const pdf_item *item,
                          alike_fn *alike) {
    size_t first = at > 2 ? at - 2 : 0, found = 0;
    for (size_t i = first; i < sheets->count && i <= at + 2; i++)
        found += i != at && comes_again(&sheets->items[i], item, alike);
    return found;
}

/* Whether item I of SHEET says what the table below it is: nothing but captions with a
 * colon ("单位：万元") stands between them. A workbook prints all of this on each page.
 */
static bool heads_table(const pdf_sheet *sheet, size_t i) {
    const pdf_item *items = sheet->items.items;
    size_t below = i + 1;
    while (below < sheet->items.count && !items[below].grid &&
           pdf_line_has_colon(&items[below].line))
        below++;
    bool captioned = below > i + 1 || pdf_line_has_colon(&items[i].line);
    return captioned && below < sheet->items.count && items[below].grid;
}

/* On a page that lies on its side a header stands as far from the edge as on others; only
 * one that comes again as it is. */
static bool is_header(const pdf_sheets *sheets, size_t at, const pdf_item *item) {
    const pdf_sheet *sheet = &sheets->items[at];
    int32_t edge = sheet->height / 100 * EDGE, side = sheet->width / 100 * EDGE;
    if (is_near_edge(sheet, item, edge))
        return count_again(sheets, at, item, is_alike) >= 2;
    return is_near_edge(sheet, item, side) &&
           count_again(sheets, at, item, bdl_str_eq) >= 2;
}

/* Pale letters that come again at their place: a watermark that stands over nothing. */
static bool is_stamp(const pdf_sheets *sheets, size_t at, const pdf_item *item) {
    return item->line.pale && count_again(sheets, at, item, bdl_str_eq) >= 1;
}

/* ---- wherever it stands ---- */

/* The first number in TEXT, which has one; no page has one of ten digits. */
static long number_of(bdl_str text) {
    enum { MANY = 100000000 };
    size_t at = 0;
    while (!bdl_str_digit_at(text, at))
        at++;
    return (long)bdl_str_number_at(text, at, MANY);
}

/* The page number that stands alone as the first or last of SHEET; NULL: none does. */
static const pdf_item *lone_number(const pdf_sheet *sheet, bool last) {
    if (sheet->items.count == 0)
        return NULL;
    const pdf_item *item = &sheet->items.items[last ? sheet->items.count - 1 : 0];
    bool number = !item->grid && item->line.count == 1 &&
                  pdf_is_page_number(item->line.pieces[0].text);
    return number ? item : NULL;
}

/* Whether the number at the end of page AT counts on from those of the pages around it,
 * at the same height: then it may stand far from the edge. */
static bool counts_pages(const pdf_sheets *sheets, size_t at, bool last) {
    const pdf_item *own = lone_number(&sheets->items[at], last);
    size_t first = at > 2 ? at - 2 : 0, found = 0;
    for (size_t i = first; own && i < sheets->count && i <= at + 2; i++) {
        const pdf_item *theirs = lone_number(&sheets->items[i], last);
        found += i != at && theirs && abs(theirs->box.y0 - own->box.y0) < SAME_HEIGHT &&
                 number_of(theirs->line.pieces[0].text) -
                         number_of(own->line.pieces[0].text) ==
                     (long)i - (long)at;
    }
    return found >= 2;
}

/* What SHEET begins with, where a head can stand; empty when that is a table. */
static bdl_str head_of(const pdf_sheet *sheet) {
    const pdf_item *item = sheet->items.count ? sheet->items.items : NULL;
    bool high = item && item->box.y1 < sheet->height / 100 * HEAD_EDGE;
    return high && !item->grid ? item->line.pieces[0].text : BDL_STR("");
}

static bool has_grid(const pdf_sheet *sheet) {
    for (size_t i = 0; i < sheet->items.count; i++)
        if (sheet->items.items[i].grid)
            return true;
    return false;
}

/* What more than half of the pages begin with, pages of prose among them: a title comes
 * again above each part of its table only. Empty when nothing is. */
static bdl_str find_head(const pdf_sheets *sheets) {
    bdl_str head = BDL_STR("");
    size_t votes = 0, count = 0, prose = 0;
    for (size_t s = 0; s < sheets->count; s++) {
        bdl_str own = head_of(&sheets->items[s]);
        if (votes == 0)
            head = own;
        votes = bdl_str_eq(head, own) ? votes + 1 : votes - 1;
    }
    for (size_t s = 0; s < sheets->count && head.len; s++)
        if (bdl_str_eq(head_of(&sheets->items[s]), head)) {
            count++;
            prose += !has_grid(&sheets->items[s]);
        }
    bool most = count >= HEADED_MIN && 2 * count > sheets->count;
    return most && prose >= 2 ? head : BDL_STR("");
}

/* ---- a document ---- */

void pdf_layout_drop_furniture(pdf_layout *layout) {
    const pdf_sheets *sheets = &layout->sheets;
    bdl_str head = find_head(sheets);
    for (size_t s = 0; s < sheets->count; s++) {
        pdf_sheet *sheet = &sheets->items[s];
        bool headed = head.len && bdl_str_eq(head_of(sheet), head);
        bool first = counts_pages(sheets, s, false), last = counts_pages(sheets, s, true);
        for (size_t i = 0; i < sheet->items.count; i++) {
            pdf_item *item = &sheet->items.items[i];
            bool outer = i == 0 || i + 1 == sheet->items.count;
            if (!item->grid && is_stamp(sheets, s, item))
                item->left_out = true;
            if ((i == 0 && (headed || first)) || (i + 1 == sheet->items.count && last))
                item->left_out = true;
            if (item->grid ||
                !is_near_edge(sheet, item, sheet->height / 100 * NUMBER_EDGE))
                continue;
            bool number = outer && item->line.count == 1 &&
                          pdf_is_page_number(item->line.pieces[0].text);
            item->left_out = item->left_out || number ||
                             (is_header(sheets, s, item) && !heads_table(sheet, i));
        }
        pdf_layout_find_edges(sheet);
    }
}
