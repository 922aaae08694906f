/* captions.c - texts beside each other above a table that go on in the line below, each
 * under its beginning: what a spreadsheet program prints of narrow cells.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include <stdlib.h>

#include "base/text.h"

#include "read-pdf/layout.h"

enum {
    CAPTIONS_MAX = 4,
    ABOVE_TABLE = 4, /* times the size of letters */
    REST_MAX = 3,    /* characters that a caption alone may have below it */
};

/* Whether ITEM is texts beside each other that say what they are. */
static bool is_captions(const pdf_item *item) {
    if (item->grid || item->line.count < 1 || item->line.count > CAPTIONS_MAX)
        return false;
    for (size_t p = 0; p < item->line.count; p++)
        if (!bdl_text_has_colon(item->line.pieces[p].text))
            return false;
    return true;
}

/* Whether NEXT stands beside ITEM, a little lower: the middle of one line beside the
 * first of two. */
static bool is_beside(const pdf_item *item, const pdf_item *next) {
    bool apart = next->box.x1 <= item->box.x0 || next->box.x0 >= item->box.x1;
    return apart && next->box.y0 - item->box.y0 < item->line.size;
}

/* Puts the pieces of NEXT among those of ITEM, left to right. */
static void put_beside(bdl_arena *arena, pdf_item *item, const pdf_item *next) {
    const pdf_line *left = &item->line, *right = &next->line;
    if (next->box.x0 < item->box.x0) {
        left = &next->line;
        right = &item->line;
    }
    size_t count = left->count + right->count;
    pdf_piece *pieces = BDL_NEW_ARRAY(arena, pdf_piece, count);
    memcpy(pieces, left->pieces, left->count * sizeof *pieces);
    memcpy(pieces + left->count, right->pieces, right->count * sizeof *pieces);
    item->line.pieces = pieces;
    item->line.count = count;
    item->box.x0 = next->box.x0 < item->box.x0 ? next->box.x0 : item->box.x0;
    item->box.x1 = next->box.x1 > item->box.x1 ? next->box.x1 : item->box.x1;
    item->line.box = item->box;
}

/* The piece of ABOVE under whose beginning, or in whose middle, PIECE stands; NULL: none.
 */
static pdf_piece *above_of(pdf_line *above, const pdf_piece *piece) {
    int32_t middle = pdf_middle_x(&piece->box);
    for (size_t p = 0; p < above->count; p++) {
        const pdf_box *box = &above->pieces[p].box;
        if (abs(box->x0 - piece->box.x0) * 2 < above->size ||
            abs(box->x1 - piece->box.x1) * 2 < above->size ||
            abs(pdf_middle_x(box) - middle) * 2 < above->size)
            return &above->pieces[p];
    }
    return NULL;
}

/* Whether all of REST goes on with what stands in ITEM, right above it. */
static bool goes_on(pdf_item *item, const pdf_item *rest) {
    if (rest->grid || rest->line.count == 0 || rest->line.count > item->line.count ||
        (item->line.count == 1 && bdl_utf8_count(rest->line.pieces[0].text) > REST_MAX) ||
        (rest->box.y0 - item->box.y1) * 2 > item->line.size ||
        abs(rest->line.size - item->line.size) * 8 > item->line.size)
        return false;
    for (size_t p = 0; p < rest->line.count; p++)
        if (bdl_text_has_colon(rest->line.pieces[p].text) ||
            !above_of(&item->line, &rest->line.pieces[p]))
            return false;
    return true;
}

/* Whether a table begins right below item AT. */
static bool is_above_table(const pdf_sheet *sheet, size_t at) {
    const pdf_item *item = &sheet->items.items[at];
    return at + 1 < sheet->items.count && item[1].grid &&
           item[1].box.y0 - item->box.y1 < ABOVE_TABLE * item->line.size;
}

static void join(bdl_arena *arena, pdf_item *item, const pdf_item *rest) {
    for (size_t p = 0; p < rest->line.count; p++) {
        pdf_piece *above = above_of(&item->line, &rest->line.pieces[p]);
        above->text = bdl_arena_printf(arena, "%.*s%.*s", BDL_PRI(above->text),
                                       BDL_PRI(rest->line.pieces[p].text));
    }
    item->box.y1 = item->line.box.y1 = rest->box.y1;
}

static void take_out(pdf_sheet *sheet, size_t at) {
    pdf_item *items = sheet->items.items;
    sheet->items.count--;
    memmove(&items[at], &items[at + 1], (sheet->items.count - at) * sizeof *items);
}

void pdf_captions_join(bdl_arena *arena, pdf_sheet *sheet) {
    pdf_item *items = sheet->items.items;
    for (size_t i = 0; i + 2 < sheet->items.count; i++) {
        if (!is_captions(&items[i]))
            continue;
        if (is_captions(&items[i + 1]) && is_beside(&items[i], &items[i + 1]) &&
            items[i].line.count + items[i + 1].line.count <= CAPTIONS_MAX) {
            put_beside(arena, &items[i], &items[i + 1]);
            take_out(sheet, i + 1);
        }
        if (i + 2 >= sheet->items.count || !goes_on(&items[i], &items[i + 1]) ||
            !is_above_table(sheet, i + 1))
            continue;
        join(arena, &items[i], &items[i + 1]);
        take_out(sheet, i + 1);
    }
}
