/* stamps.c - watermarks: letters that stand aslant on a page of level text, and pale ones
 * that others are printed over.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include "read-pdf/page.h"

enum {
    FIELD = 4 * PDF_POINT, /* the page is looked at in squares of this size */
    MAX_FIELDS = 1500,     /* each way */
    SIZES = 200,           /* of letters, in points */
    OVER_MIN = 2,          /* letters of a watermark that stand under others, at least */
    OVER_SHARE = 10,       /* and one of so many */
};

/* ---- letters aslant ---- */

static void keep_others(pdf_page *page, const bool *drop) {
    size_t kept = 0;
    for (size_t i = 0; i < page->glyphs.count; i++)
        if (!drop[i])
            page->glyphs.items[kept++] = page->glyphs.items[i];
    page->stamped += page->glyphs.count - kept;
    page->glyphs.count = kept;
}

/* A page of which most is aslant was scanned so. */
static void drop_aslant(pdf_page *page, bool *drop) {
    size_t count = 0;
    for (size_t i = 0; i < page->glyphs.count; i++) {
        drop[i] = page->glyphs.items[i].aslant;
        count += drop[i];
    }
    if (count > 0 && count * 2 < page->glyphs.count)
        keep_others(page, drop);
}

/* ---- pale letters under others ---- */

/* Where letters that are not pale have their middle. */
typedef struct map {
    bool *taken;
    int32_t width, height;
} map;

static int32_t field_of(int32_t at, int32_t count) {
    at /= FIELD;
    return at < 0 ? 0 : at < count ? at : count - 1;
}

static int32_t fields_for(int32_t length) {
    int32_t count = length / FIELD + 1;
    return count < 1 ? 1 : count < MAX_FIELDS ? count : MAX_FIELDS;
}

static map map_of(const pdf_page *page) {
    map m = {.width = fields_for(page->width), .height = fields_for(page->height)};
    m.taken = BDL_NEW_ARRAY(page->arena, bool, (size_t)m.width *(size_t)m.height);
    for (size_t i = 0; i < page->glyphs.count; i++) {
        const pdf_glyph *g = &page->glyphs.items[i];
        int32_t x = field_of(pdf_middle_x(&g->box), m.width);
        int32_t y = field_of(pdf_middle_y(&g->box), m.height);
        if (!g->pale)
            m.taken[y * m.width + x] = true;
    }
    return m;
}

static bool is_under_others(const map *m, const pdf_box *box) {
    int32_t right = field_of(box->x1 - FIELD, m->width);
    int32_t bottom = field_of(box->y1 - FIELD, m->height);
    for (int32_t y = field_of(box->y0 + FIELD, m->height); y <= bottom; y++)
        for (int32_t x = field_of(box->x0 + FIELD, m->width); x <= right; x++)
            if (m->taken[y * m->width + x])
                return true;
    return false;
}

static size_t size_of(const pdf_glyph *g) {
    int32_t size = (g->box.y1 - g->box.y0) / PDF_POINT;
    return size < 0 ? 0 : size < SIZES ? (size_t)size : SIZES - 1;
}

/* All pale letters of a size go when some of them stand under others. */
static void drop_pale(pdf_page *page, bool *drop) {
    size_t all[SIZES] = {0}, under[SIZES] = {0}, count = 0;
    map m = map_of(page);
    for (size_t i = 0; i < page->glyphs.count; i++) {
        const pdf_glyph *g = &page->glyphs.items[i];
        if (!g->pale)
            continue;
        all[size_of(g)]++;
        under[size_of(g)] += is_under_others(&m, &g->box);
    }
    for (size_t i = 0; i < page->glyphs.count; i++) {
        const pdf_glyph *g = &page->glyphs.items[i];
        size_t size = size_of(g);
        drop[i] =
            g->pale && under[size] >= OVER_MIN && under[size] * OVER_SHARE >= all[size];
        count += drop[i];
    }
    if (count > 0)
        keep_others(page, drop);
}

void pdf_stamps_drop(pdf_page *page) {
    size_t aslant = 0, pale = 0;
    for (size_t i = 0; i < page->glyphs.count; i++) {
        aslant += page->glyphs.items[i].aslant;
        pale += page->glyphs.items[i].pale;
    }
    if (aslant + pale == 0)
        return;
    bool *drop = BDL_NEW_ARRAY(page->arena, bool, page->glyphs.count);
    if (aslant > 0)
        drop_aslant(page, drop);
    if (pale > 0)
        drop_pale(page, drop);
}
