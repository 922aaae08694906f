/* layout.c - what stands on each page, in order.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include "read-pdf/layout.h"

#include <stdlib.h>

#include "base/text.h"

#include "read-pdf/cells.h"

enum {
    MAX_GRIDS = 300, /* tables on a page */
};

/* ---- which table a character stands in ---- */

static void find_table(pdf_glyph *glyph, const pdf_grids *grids) {
    int32_t x = pdf_middle_x(&glyph->box);
    int32_t y = pdf_middle_y(&glyph->box);
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
    bdl_str text = line->pieces[line->count - 1].text;
    bool mark = bdl_str_ends_any(text, BDL_WORDS("，", "。", "、", "；", "："));
    return mark ? line->box.x1 - line->size : line->box.x1;
}

static void add_lines(pdf_layout *layout, pdf_page *page, pdf_sheet *sheet) {
    bdl_arena *arena = layout->reading->arena;
    pdf_glyph *loose = BDL_NEW_ARRAY(page->arena, pdf_glyph, page->glyphs.count);
    size_t count = 0;
    for (size_t i = 0; i < page->glyphs.count; i++)
        if (page->glyphs.items[i].table < 0 && !page->glyphs.items[i].cut)
            loose[count++] = page->glyphs.items[i];
    pdf_lines lines = {NULL, 0, 0};
    pdf_lines_of(arena, loose, count, &lines);
    for (size_t i = 0; i < lines.count; i++) {
        pdf_item item = {.box = lines.items[i].box, .line = lines.items[i]};
        BDL_PUSH(arena, &sheet->items, item);
        count_size(layout, &item.line);
    }
}

void pdf_layout_find_edges(pdf_sheet *sheet) {
    sheet->left = sheet->width;
    sheet->right = 0;
    for (size_t i = 0; i < sheet->items.count; i++) {
        const pdf_item *item = &sheet->items.items[i];
        if (item->grid || item->left_out)
            continue;
        int32_t right = right_edge(&item->line);
        sheet->left = item->box.x0 < sheet->left ? item->box.x0 : sheet->left;
        sheet->right = right > sheet->right ? right : sheet->right;
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
    pdf_sheet sheet = {.number = page->number,
                       .plain = page->across.count + page->down.count == 0,
                       .height = page->height,
                       .width = page->width - page->added};
    pdf_grids grids = {NULL, 0, 0};
    page->memory = layout->memory;
    page->ending = layout->ending;
    pdf_memory_turn(layout->memory);
    pdf_ending_turn(layout->ending);
    pdf_grids_find(arena, page, &grids);
    if (pdf_open_frame(page, &grids)) {
        grids = (pdf_grids){NULL, 0, 0};
        pdf_grids_find(arena, page, &grids);
    }
    if (pdf_frames_draw(page, &grids)) {
        grids = (pdf_grids){NULL, 0, 0};
        pdf_grids_find(arena, page, &grids);
    }
    pdf_ending_keep(layout->ending, page, &grids);
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
        pdf_cells_reach(page, grid, (int32_t)i);
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
    layout->recognised += page->recognised;
    BDL_PUSH(arena, &layout->sheets, sheet);
}
