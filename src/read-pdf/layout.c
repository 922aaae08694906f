/* layout.c - what stands on each page, in order; page headers and numbers are known by
 * where they stand and that they come again.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include "read-pdf/layout.h"

#include <stdlib.h>

#include "base/text.h"

#include "read-pdf/cells.h"

enum {
    MAX_GRIDS = 300,  /* tables on a page */
    EDGE = 7,         /* percent of the page where headers stand */
    NUMBER_EDGE = 12, /* and page numbers */
    SAME_HEIGHT = 3 * PDF_POINT,
};

/* ---- which table a character stands in ---- */

static void find_table(pdf_glyph *glyph, const pdf_grids *grids) {
    int32_t x = (glyph->box.x0 + glyph->box.x1) / 2;
    int32_t y = (glyph->box.y0 + glyph->box.y1) / 2;
    int64_t least = INT64_MAX;
    for (size_t i = 0; i < grids->count; i++) {
        const pdf_box *b = &grids->items[i].box;
        int64_t area = (int64_t)(b->x1 - b->x0) * (b->y1 - b->y0);
        if (x >= b->x0 && x < b->x1 && y >= b->y0 && y < b->y1 && area < least) {
            least = area;
            glyph->table = (int32_t)i;
        }
    }
}

/* ---- a page ---- */

static int by_top(const void *a, const void *b) {
    const pdf_item *x = a, *y = b;
    if (x->box.y0 != y->box.y0)
        return x->box.y0 < y->box.y0 ? -1 : 1;
    return (x->box.x0 > y->box.x0) - (x->box.x0 < y->box.x0);
}

/* What stands apart on a line may be a table without lines. */
static void count_size(pdf_layout *layout, const pdf_line *line) {
    int32_t size = line->size / PDF_POINT;
    if (line->count == 1)
        layout->sizes[size < PDF_SIZES ? size : PDF_SIZES - 1] +=
            bdl_utf8_count(line->pieces[0].text);
}

/* Where the text of LINE ends: a mark at its end may hang out over the edge of the text.
 */
static int32_t right_edge(const pdf_line *line) {
    static const char *const marks[] = {"，", "。", "、", "；", "："};
    bdl_str text = line->pieces[line->count - 1].text;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (bdl_str_ends(text, bdl_str_z(marks[i])))
            return line->box.x1 - line->size;
    return line->box.x1;
}

static void add_lines(pdf_layout *layout, pdf_page *page, pdf_sheet *sheet) {
    bdl_arena *arena = layout->reading->arena;
    pdf_glyph *loose = BDL_NEW_ARRAY(page->arena, pdf_glyph, page->glyphs.count);
    size_t count = 0;
    for (size_t i = 0; i < page->glyphs.count; i++)
        if (page->glyphs.items[i].table < 0)
            loose[count++] = page->glyphs.items[i];
    pdf_lines lines = {NULL, 0, 0};
    pdf_lines_of(arena, loose, count, &lines);
    sheet->left = sheet->width;
    for (size_t i = 0; i < lines.count; i++) {
        pdf_item item = {.box = lines.items[i].box, .line = lines.items[i]};
        sheet->left = item.box.x0 < sheet->left ? item.box.x0 : sheet->left;
        int32_t right = right_edge(&item.line);
        sheet->right = right > sheet->right ? right : sheet->right;
        BDL_PUSH(arena, &sheet->items, item);
        count_size(layout, &item.line);
    }
}

int32_t pdf_layout_body_size(const pdf_layout *layout) {
    int32_t most = 0;
    for (int32_t i = 1; i < PDF_SIZES; i++)
        if (layout->sizes[i] > layout->sizes[most])
            most = i;
    return most * PDF_POINT;
}

void pdf_layout_page(void *data, pdf_page *page) {
    pdf_layout *layout = data;
    bdl_arena *arena = layout->reading->arena;
    pdf_sheet sheet = {
        .number = page->number, .height = page->height, .width = page->width};
    pdf_grids grids = {NULL, 0, 0};
    pdf_grids_find(arena, page, &grids);
    if (pdf_open_frame(page, &grids)) {
        grids = (pdf_grids){NULL, 0, 0};
        pdf_grids_find(arena, page, &grids);
    }
    if (pdf_frames_draw(page, &grids)) {
        grids = (pdf_grids){NULL, 0, 0};
        pdf_grids_find(arena, page, &grids);
    }
    for (size_t i = 0; i < page->forms.count; i++)
        BDL_PUSH(arena, &sheet.forms, page->forms.items[i]);
    if (grids.count > MAX_GRIDS) {
        grids.count = MAX_GRIDS;
        page->full = true;
    }
    for (size_t i = 0; i < page->glyphs.count; i++)
        find_table(&page->glyphs.items[i], &grids);
    for (size_t i = 0; i < grids.count; i++) {
        pdf_grid *grid = &grids.items[i];
        pdf_item item = {.box = grid->box, .grid = grid};
        item.cells = pdf_cells_fill(arena, page, grid, (int32_t)i);
        BDL_PUSH(arena, &sheet.items, item);
    }
    add_lines(layout, page, &sheet);
    if (sheet.items.count)
        qsort(sheet.items.items, sheet.items.count, sizeof *sheet.items.items, by_top);
    pdf_captions_join(arena, &sheet);
    layout->glyphs += page->glyphs.count;
    layout->unreadable += page->unreadable;
    layout->stamped += page->stamped;
    layout->full += page->full;
    BDL_PUSH(arena, &layout->sheets, sheet);
}

/* ---- headers and numbers of pages ---- */

/* EDGE: how far from the upper or lower edge of the page. */
static bool is_near_edge(const pdf_sheet *sheet, const pdf_item *item, int32_t edge) {
    return item->box.y1 < edge || item->box.y0 > sheet->height - edge;
}

/* "3", "- 3 -", "第3页", "第 3 页 共 12 页", "3/12". */
static bool is_page_number(bdl_str text) {
    static const char allowed[] = "0123456789 -—–－─·•~～第页共，,/()（）";
    bool digit = false;
    if (bdl_utf8_count(text) > 20)
        return false;
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t c = bdl_utf8_next(text, &at);
        digit = digit || (c >= '0' && c <= '9');
        bdl_str piece = {text.data + from, at - from};
        if (bdl_str_find(bdl_str_z(allowed), piece, 0) == SIZE_MAX)
            return false;
    }
    return digit;
}

/* The same but for digits: "第3页" and "第4页". */
static bool is_alike(bdl_str a, bdl_str b) {
    size_t i = 0, k = 0;
    while (i < a.len && k < b.len) {
        bool digit = a.data[i] >= '0' && a.data[i] <= '9';
        if (digit != (b.data[k] >= '0' && b.data[k] <= '9') ||
            (!digit && a.data[i] != b.data[k]))
            return false;
        i++;
        k++;
        while (digit && i < a.len && a.data[i] >= '0' && a.data[i] <= '9')
            i++;
        while (digit && k < b.len && b.data[k] >= '0' && b.data[k] <= '9')
            k++;
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

void pdf_layout_drop_furniture(pdf_layout *layout) {
    for (size_t s = 0; s < layout->sheets.count; s++) {
        pdf_sheet *sheet = &layout->sheets.items[s];
        for (size_t i = 0; i < sheet->items.count; i++) {
            pdf_item *item = &sheet->items.items[i];
            bool outer = i == 0 || i + 1 == sheet->items.count;
            if (!item->grid && is_stamp(&layout->sheets, s, item))
                item->left_out = true;
            if (item->grid ||
                !is_near_edge(sheet, item, sheet->height / 100 * NUMBER_EDGE))
                continue;
            bool number = outer && item->line.count == 1 &&
                          is_page_number(item->line.pieces[0].text);
            item->left_out =
                item->left_out || number || is_header(&layout->sheets, s, item);
        }
    }
}
