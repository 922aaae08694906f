/* pictures.c - the large pictures of a page.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include "read-pdf/pictures.h"

#include <stdlib.h>

#include "read-pdf/segments.h"

static int64_t area_of(pdf_box box) {
    return (int64_t)(box.x1 - box.x0) * (box.y1 - box.y0);
}

static int64_t paper_of(const pdf_page *page) {
    return (int64_t)page->width * page->height;
}

void pdf_pictures_add(fz_context *ctx, pdf_pictures *pictures, pdf_page *page,
                      fz_image *image, fz_matrix ctm, pdf_box box) {
    enum { STRIP = 50 }; /* part of the page */
    int64_t paper = paper_of(page), area = area_of(box);
    if (!page->pictured) /* the sum of any number of them may be too large a number */
        page->covered += area < paper ? area : paper;
    page->pictured |= 2 * page->covered > paper;
    if (area * STRIP <= paper || pictures->count == PDF_PICTURES)
        return;
    size_t at = pictures->count++;
    pictures->items[at].image = fz_keep_image(ctx, image);
    pictures->items[at].ctm = ctm;
    pictures->items[at].box = box;
}

void pdf_pictures_hide(pdf_pictures *pictures, pdf_page *page, pdf_box box) {
    size_t kept = 0;
    if (2 * area_of(box) <= paper_of(page) || pictures->hiding == PDF_PICTURES)
        return;
    pictures->hiding++; /* each goes through all letters */
    for (size_t i = 0; i < page->glyphs.count; i++) {
        const pdf_glyph *g = &page->glyphs.items[i];
        if (g->box.x0 >= box.x0 && g->box.x1 <= box.x1 && g->box.y0 >= box.y0 &&
            g->box.y1 <= box.y1)
            BDL_PUSH(page->arena, &page->unseen, *g);
        else
            page->glyphs.items[kept++] = *g;
    }
    page->glyphs.count = kept;
}

void pdf_pictures_drop(fz_context *ctx, pdf_pictures *pictures) {
    for (size_t i = 0; i < pictures->count; i++)
        fz_drop_image(ctx, pictures->items[i].image);
    pictures->count = 0;
}

/* ---- lines ---- */

/* A line on the picture that is being looked at. */
typedef struct looking {
    pdf_page *page;
    fz_matrix ctm;
} looking;

static void take_line(void *data, pdf_scan_spot from, pdf_scan_spot to) {
    looking *l = data;
    pdf_segment_add(l->page, pdf_picture_spot(l->ctm, from),
                    pdf_picture_spot(l->ctm, to));
}

/* Whether there is time to look at IMAGE. */
static bool may_look(fz_context *ctx, fz_image *image, const pdf_page *page) {
    enum { SLOW = 3 }; /* times longer */
    const fz_compressed_buffer *packed = fz_compressed_image_buffer(ctx, image);
    bool slow = packed && packed->params.type == FZ_IMAGE_JPX;
    *page->pixels -= (int64_t)image->w * image->h * (slow ? SLOW : 1);
    return *page->pixels >= 0;
}

static void look_at(fz_context *ctx, fz_image *image, looking *l) {
    if (!may_look(ctx, image, l->page))
        return;
    fz_try(ctx) {
        pdf_scan_lines(ctx, image, pdf_picture_size(l->ctm), take_line, l);
    }
    fz_catch(ctx) {
        return; /* it cannot be shown either */
    }
}

/* The place of the one of OTHERS that a line at AT ends nearest to at END, or END. */
static int32_t nearest_end(const pdf_rules *others, int32_t at, int32_t end) {
    enum { NEAR = 7 * PDF_POINT };
    int32_t best = end, least = NEAR + 1;
    for (size_t i = 0; i < others->count; i++) {
        const pdf_rule *o = &others->items[i];
        int32_t off = abs(o->at - end);
        if (off < least && at >= o->from - NEAR && at <= o->to + NEAR) {
            least = off;
            best = o->at;
        }
    }
    return best;
}

/* On a page that lies aslant a line ends above or below the one that it meets. */
static void meet_ends(pdf_rules *rules, const pdf_rules *others) {
    for (size_t i = 0; i < rules->count; i++) {
        pdf_rule *r = &rules->items[i];
        int32_t from = nearest_end(others, r->at, r->from);
        int32_t to = nearest_end(others, r->at, r->to);
        if (from < to) {
            r->from = from;
            r->to = to;
        }
    }
}

static void meet_all(pdf_page *page) {
    enum { MANY = 3000 };
    if (!page->recognised || page->across.count > MANY || page->down.count > MANY)
        return;
    meet_ends(&page->down, &page->across);
    meet_ends(&page->across, &page->down);
}

/* ---- what is not read ---- */

/* Whether something is printed over or beside what stands in BOX: a seal, the ground. */
static bool has_letters(const pdf_page *page, pdf_box box) {
    for (size_t i = 0; i < page->glyphs.count; i++) {
        const pdf_box *g = &page->glyphs.items[i].box;
        if (g->x1 > box.x0 && g->x0 < box.x1 && g->y1 > box.y0 && g->y0 < box.y1)
            return true;
    }
    return false;
}

void pdf_pictures_read(fz_context *ctx, const pdf_pictures *pictures, pdf_page *page) {
    enum { LARGE = 10 }; /* part of the page */
    for (size_t i = 0; i < pictures->count; i++) {
        looking l = {page, pictures->items[i].ctm};
        pdf_box box = pictures->items[i].box;
        if (page->recognised)
            look_at(ctx, pictures->items[i].image, &l);
        else if (area_of(box) * LARGE > paper_of(page))
            page->unread += !has_letters(page, box);
    }
    meet_all(page);
}
