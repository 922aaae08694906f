/* device.c - has MuPDF interpret the pages of a PDF and takes down what they print:
 * characters and ruling lines, in one pass.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include <math.h>
#include <stdlib.h>

#include <mupdf/fitz.h>

#include "base/language.h"
#include "base/text.h"

#include "read-pdf/page.h"
#include "read-pdf/pictures.h"
#include "read-pdf/segments.h"

enum {
    MAX_PAGES = 20000,
    MAX_BROKEN = 200,     /* pages in a row that cannot be read */
    MAX_GLYPHS = 1000000, /* on a page */
    MAX_STROKES = 5000000,
    THIN = 3 * PDF_POINT,   /* a filled shape so thin is a line */
    ROUND = 30 * PDF_POINT, /* a side of a frame with round corners is longer */
    STORE = 64 << 20,
    MAX_GROUPS = 32,
    MAX_PIXELS = 1000000000,
};

typedef struct device {
    fz_device super;
    pdf_page *page;
    fz_cookie *cookie;
    float alpha[MAX_GROUPS]; /* how much the groups begun let through */
    size_t groups;
    pdf_pictures pictures;
} device;

/* ---- MuPDF's numbers ---- */

static int32_t hundredths(float length) {
    if (!(length > -100000.0f))
        return -100000 * PDF_POINT;
    return length < 100000.0f ? (int32_t)(length * PDF_POINT) : 100000 * PDF_POINT;
}

static pdf_spot spot_of(fz_point p) {
    return (pdf_spot){hundredths(p.x), hundredths(p.y)};
}

static pdf_box box_of(fz_rect r) {
    return (pdf_box){hundredths(r.x0), hundredths(r.y0), hundredths(r.x1),
                     hundredths(r.y1)};
}

pdf_spot pdf_picture_size(fz_matrix ctm) {
    return (pdf_spot){hundredths(hypotf(ctm.a, ctm.b)), hundredths(hypotf(ctm.c, ctm.d))};
}

pdf_spot pdf_picture_spot(fz_matrix ctm, pdf_scan_spot at) {
    float x = (float)at.x / (float)at.width, y = (float)at.y / (float)at.height;
    return spot_of(fz_transform_point_xy(x, y, ctm));
}

/* What is more than a page can have is not even looked for. */
static void stop_when_full(fz_device *dev) {
    if (((device *)dev)->page->full)
        ((device *)dev)->cookie->abort = 1;
}

/* ---- shapes ---- */

/* Takes those from FIRST on back that are shorter than LEAST. */
static void drop_short(pdf_rules *rules, size_t first, int32_t least) {
    size_t kept = first;
    for (size_t i = first; i < rules->count; i++)
        if (rules->items[i].to - rules->items[i].from >= least)
            rules->items[kept++] = rules->items[i];
    rules->count = kept;
}

/* A path on its way past: strokes give each segment, fills the box of each part. */
typedef struct walk {
    pdf_page *page;
    fz_matrix ctm;
    fz_point start, at;
    fz_rect box;
    bool fill, any;
    size_t across, down;  /* how many lines there were before the part */
    bool aslant, rounded; /* some of the part is */
} walk;

/* What has sides aslant or round is a drawing (letters drawn as outlines, a seal): what
 * is straight in it parts no cells. */
static void drop_drawing(walk *w) {
    if (!w->aslant && !w->rounded)
        return;
    int32_t least = w->aslant ? INT32_MAX : ROUND;
    drop_short(&w->page->across, w->across, least);
    drop_short(&w->page->down, w->down, least);
}

static void end_part(walk *w) {
    if (w->fill && w->any) {
        pdf_box b = box_of(w->box);
        int32_t wide = b.x1 - b.x0, high = b.y1 - b.y0;
        if (high < PDF_SHORT && wide < PDF_SHORT)
            pdf_dot_add(w->page, b);
        else if (high <= THIN && wide > high)
            pdf_rule_add(w->page, &w->page->across,
                         (pdf_rule){pdf_middle_y(&b), b.x0, b.x1});
        else if (wide <= THIN && high > wide)
            pdf_rule_add(w->page, &w->page->down,
                         (pdf_rule){pdf_middle_x(&b), b.y0, b.y1});
    } else if (!w->fill) {
        drop_drawing(w);
    }
    w->any = w->aslant = w->rounded = false;
    w->across = w->page->across.count;
    w->down = w->page->down.count;
}

static void move_to(fz_context *ctx, void *arg, float x, float y) {
    (void)ctx;
    walk *w = arg;
    end_part(w);
    w->start = w->at = fz_transform_point_xy(x, y, w->ctm);
    w->box = (fz_rect){w->at.x, w->at.y, w->at.x, w->at.y};
}

static void go_to(walk *w, fz_point to, bool straight) {
    if (++w->page->strokes > MAX_STROKES)
        w->page->full = true;
    if (!w->fill && straight)
        w->aslant = !pdf_segment_add(w->page, spot_of(w->at), spot_of(to)) || w->aslant;
    w->rounded = w->rounded || !straight;
    w->box = fz_include_point_in_rect(w->box, to);
    w->at = to;
    w->any = true;
}

static void line_to(fz_context *ctx, void *arg, float x, float y) {
    (void)ctx;
    walk *w = arg;
    go_to(w, fz_transform_point_xy(x, y, w->ctm), true);
}

static void curve_to(fz_context *ctx, void *arg, float x1, float y1, float x2, float y2,
                     float x3, float y3) {
    (void)ctx;
    walk *w = arg;
    w->box = fz_include_point_in_rect(w->box, fz_transform_point_xy(x1, y1, w->ctm));
    w->box = fz_include_point_in_rect(w->box, fz_transform_point_xy(x2, y2, w->ctm));
    go_to(w, fz_transform_point_xy(x3, y3, w->ctm), false);
}

static void close_path(fz_context *ctx, void *arg) {
    (void)ctx;
    walk *w = arg;
    if (w->any)
        go_to(w, w->start, true);
}

static const fz_path_walker walker = {
    .moveto = move_to, .lineto = line_to, .curveto = curve_to, .closepath = close_path};

static void walk_path(fz_context *ctx, fz_device *dev, const fz_path *path, fz_matrix ctm,
                      bool fill) {
    pdf_page *page = ((device *)dev)->page;
    walk w = {.page = page,
              .ctm = ctm,
              .fill = fill,
              .across = page->across.count,
              .down = page->down.count};
    fz_walk_path(ctx, path, &walker, &w);
    end_part(&w);
    stop_when_full(dev);
}

static void stroke_path(fz_context *ctx, fz_device *dev, const fz_path *path,
                        const fz_stroke_state *stroke, fz_matrix ctm,
                        fz_colorspace *space, const float *color, float alpha,
                        fz_color_params params) {
    (void)stroke, (void)space, (void)color, (void)params;
    if (alpha > 0)
        walk_path(ctx, dev, path, ctm, false);
}

static void fill_path(fz_context *ctx, fz_device *dev, const fz_path *path, int even_odd,
                      fz_matrix ctm, fz_colorspace *space, const float *color,
                      float alpha, fz_color_params params) {
    (void)even_odd, (void)space, (void)color, (void)params;
    if (alpha > 0)
        walk_path(ctx, dev, path, ctm, true);
}

/* ---- characters ---- */

static uint8_t turn_of(fz_point along) {
    bool flat = fz_abs(along.x) >= fz_abs(along.y);
    if (flat)
        return along.x >= 0 ? 0 : 2;
    return along.y >= 0 ? 1 : 3;
}

/* More than ten degrees off. */
static bool is_aslant(fz_point along) {
    float x = fz_abs(along.x), y = fz_abs(along.y);
    return fz_min(x, y) * 6 > fz_max(x, y);
}

/* What is neither dark nor as light as letters on a dark ground. */
static bool is_pale(fz_context *ctx, const device *dev, fz_colorspace *space,
                    const float *color, float alpha, fz_color_params params) {
    float rgb[3] = {0, 0, 0};
    if (space && color)
        fz_convert_color(ctx, space, color, fz_device_rgb(ctx), rgb, NULL, params);
    float light = 0.3f * rgb[0] + 0.59f * rgb[1] + 0.11f * rgb[2];
    if (dev->groups > 0 && dev->groups <= MAX_GROUPS)
        alpha *= dev->alpha[dev->groups - 1];
    light = 1 - alpha * (1 - light);
    return light > 0.55f && (light < 0.95f || alpha < 0.6f);
}

/* The box of a character at the origin of TRM: a fifth of its height hangs below. */
static pdf_glyph glyph_at(fz_matrix trm, float advance, bool vertical) {
    fz_rect box = vertical ? (fz_rect){-0.5f, -1.0f, 0.5f, 0.0f}
                           : (fz_rect){0.0f, -0.2f, advance, 0.8f};
    box = fz_transform_rect(box, trm);
    fz_point along = {trm.a, trm.b};
    return (pdf_glyph){.box = box_of(box),
                       .turn = turn_of(along),
                       .aslant = is_aslant(along),
                       .table = -1};
}

/* What stands beside the page nobody sees: a table wider than it is cut off there. */
static bool is_off(const pdf_page *page, const pdf_box *box) {
    return box->x0 >= page->width || box->x1 <= 0 || box->y0 >= page->height ||
           box->y1 <= 0;
}

/* Whether G stands wholly above or below what SHOWN lets see of the page. */
static bool is_cut(fz_rect shown, const pdf_glyph *g) {
    const pdf_box *box = &g->box;
    if (g->turn % 2)
        return (float)box->x0 >= shown.x1 * PDF_POINT ||
               (float)box->x1 <= shown.x0 * PDF_POINT;
    return (float)box->y0 >= shown.y1 * PDF_POINT ||
           (float)box->y1 <= shown.y0 * PDF_POINT;
}

/* How a text is printed. */
typedef enum ink { INK_DARK, INK_PALE, INK_NONE } ink;

static void take_glyph(pdf_page *page, const pdf_glyph *glyph, ink how) {
    page->unreadable += glyph->c == BDL_REPLACEMENT;
    if (how == INK_NONE)
        BDL_PUSH(page->arena, &page->unseen, *glyph);
    else
        BDL_PUSH(page->arena, &page->glyphs, *glyph);
}

static void take_span(fz_context *ctx, device *dev, const fz_text_span *span,
                      fz_matrix ctm, ink how) {
    pdf_page *page = dev->page;
    fz_rect shown = fz_device_current_scissor(ctx, &dev->super);
    for (int i = 0; i < span->len; i++) {
        const fz_text_item *item = &span->items[i];
        if (page->glyphs.count + page->unseen.count >= MAX_GLYPHS) {
            page->full = true;
            return;
        }
        fz_matrix trm = span->trm;
        trm.e = item->x;
        trm.f = item->y;
        float advance = 0;
        if (item->gid >= 0)
            advance = fz_advance_glyph(ctx, span->font, item->gid, 0);
        pdf_glyph glyph = glyph_at(fz_concat(trm, ctm), advance, span->wmode);
        glyph.c = item->ucs > 0 ? (uint32_t)item->ucs : BDL_REPLACEMENT;
        glyph.pale = how == INK_PALE;
        glyph.cut = is_cut(shown, &glyph);
        if (bdl_is_space(glyph.c) || glyph.c <= ' ')
            continue;
        if (is_off(page, &glyph.box)) {
            page->beside++;
            continue;
        }
        take_glyph(page, &glyph, how);
    }
}

static void take_text(fz_context *ctx, fz_device *dev, const fz_text *text, fz_matrix ctm,
                      ink how) {
    pdf_page *page = ((device *)dev)->page;
    size_t first = page->glyphs.count;
    for (const fz_text_span *span = text->head; span; span = span->next)
        take_span(ctx, (device *)dev, span, ctm, how);
    if (page->glyphs.count > first)
        page->glyphs.items[first].begins = true;
    stop_when_full(dev);
}

static void fill_text(fz_context *ctx, fz_device *dev, const fz_text *text, fz_matrix ctm,
                      fz_colorspace *space, const float *color, float alpha,
                      fz_color_params params) {
    if (alpha > 0)
        take_text(ctx, dev, text, ctm,
                  is_pale(ctx, (device *)dev, space, color, alpha, params) ? INK_PALE
                                                                           : INK_DARK);
}

static void stroke_text(fz_context *ctx, fz_device *dev, const fz_text *text,
                        const fz_stroke_state *stroke, fz_matrix ctm,
                        fz_colorspace *space, const float *color, float alpha,
                        fz_color_params params) {
    (void)stroke;
    if (alpha > 0)
        take_text(ctx, dev, text, ctm,
                  is_pale(ctx, (device *)dev, space, color, alpha, params) ? INK_PALE
                                                                           : INK_DARK);
}

static void ignore_text(fz_context *ctx, fz_device *dev, const fz_text *text,
                        fz_matrix ctm) {
    take_text(ctx, dev, text, ctm, INK_NONE);
}

/* Groups are printed at once, so that what is in them may shine through. */
static void begin_group(fz_context *ctx, fz_device *dev, fz_rect area,
                        fz_colorspace *space, int isolated, int knockout, int blending,
                        float alpha) {
    (void)ctx, (void)area, (void)space, (void)isolated, (void)knockout, (void)blending;
    device *d = (device *)dev;
    float outer = d->groups > 0 && d->groups <= MAX_GROUPS ? d->alpha[d->groups - 1] : 1;
    if (d->groups < MAX_GROUPS)
        d->alpha[d->groups] = outer * alpha;
    d->groups++;
}

static void end_group(fz_context *ctx, fz_device *dev) {
    (void)ctx;
    ((device *)dev)->groups -= ((device *)dev)->groups > 0;
}

/* ---- pictures ---- */

static void fill_image(fz_context *ctx, fz_device *dev, fz_image *image, fz_matrix ctm,
                       float alpha, fz_color_params params) {
    (void)params;
    device *d = (device *)dev;
    fz_rect box = fz_transform_rect(fz_unit_rect, ctm);
    fz_rect shown = fz_intersect_rect(box, fz_device_current_scissor(ctx, dev));
    pdf_pictures_add(ctx, &d->pictures, d->page, image, ctm, box_of(box));
    if (alpha >= 1 && d->groups == 0 && !image->mask && !image->use_colorkey &&
        !fz_is_empty_rect(shown))
        pdf_pictures_hide(&d->pictures, d->page, box_of(shown));
}

static void fill_image_mask(fz_context *ctx, fz_device *dev, fz_image *image,
                            fz_matrix ctm, fz_colorspace *space, const float *color,
                            float alpha, fz_color_params params) {
    (void)space, (void)color, (void)alpha, (void)params;
    device *d = (device *)dev;
    pdf_pictures_add(ctx, &d->pictures, d->page, image, ctm,
                     box_of(fz_transform_rect(fz_unit_rect, ctm)));
}

/* A page that is a picture is read by what was recognised on it; on another, what nobody
 * sees is not said. */
static void take_unseen(pdf_page *page) {
    enum { SEEN = 10 }; /* percent: a number or a stamp printed onto the scan */
    if (!page->pictured || page->glyphs.count * 100 > page->unseen.count * SEEN)
        return;
    page->recognised = page->unseen.count > 0;
    for (size_t i = 0; i < page->unseen.count; i++)
        BDL_PUSH(page->arena, &page->glyphs, page->unseen.items[i]);
}

/* ---- turned pages ---- */

static pdf_box turn_box(const pdf_page *page, pdf_box b, unsigned turn) {
    if (turn == 1)
        return (pdf_box){b.y0, page->width - b.x1, b.y1, page->width - b.x0};
    if (turn == 2)
        return (pdf_box){page->width - b.x1, page->height - b.y1, page->width - b.x0,
                         page->height - b.y0};
    return (pdf_box){page->height - b.y1, b.x0, page->height - b.y0, b.x1};
}

static void turn_rules(const pdf_page *page, pdf_rules *rules, bool across,
                       unsigned turn) {
    for (size_t i = 0; i < rules->count; i++) {
        pdf_rule *r = &rules->items[i];
        pdf_box box = across ? (pdf_box){r->from, r->at, r->to, r->at}
                             : (pdf_box){r->at, r->from, r->at, r->to};
        box = turn_box(page, box, turn);
        bool is_across = across == (turn == 2);
        *r = is_across ? (pdf_rule){box.y0, box.x0, box.x1}
                       : (pdf_rule){box.x0, box.y0, box.y1};
    }
}

/* Turns the page so that most of its characters stand upright. */
static void turn_upright(pdf_page *page) {
    size_t count[4] = {0};
    unsigned most = 0;
    for (size_t i = 0; i < page->glyphs.count; i++)
        count[page->glyphs.items[i].turn]++;
    for (unsigned t = 1; t < 4; t++)
        if (count[t] > count[most])
            most = t;
    if (most == 0)
        return;
    for (size_t i = 0; i < page->glyphs.count; i++)
        page->glyphs.items[i].box = turn_box(page, page->glyphs.items[i].box, most);
    for (size_t i = 0; i < page->dots.count; i++)
        page->dots.items[i] = turn_box(page, page->dots.items[i], most);
    turn_rules(page, &page->across, true, most);
    turn_rules(page, &page->down, false, most);
    if (most != 2) {
        pdf_rules rules = page->across;
        page->across = page->down;
        page->down = rules;
        int32_t width = page->width;
        page->width = page->height;
        page->height = width;
    }
}

/* ---- the document ---- */

static void quiet(void *user, const char *message) {
    (void)user, (void)message;
}

static device *new_device(fz_context *ctx, pdf_page *page, fz_cookie *cookie) {
    device *dev = (device *)fz_new_device_of_size(ctx, sizeof(device));
    dev->super.stroke_path = stroke_path;
    dev->super.fill_path = fill_path;
    dev->super.fill_text = fill_text;
    dev->super.stroke_text = stroke_text;
    dev->super.ignore_text = ignore_text;
    dev->super.begin_group = begin_group;
    dev->super.end_group = end_group;
    dev->super.fill_image = fill_image;
    dev->super.fill_image_mask = fill_image_mask;
    dev->page = page;
    dev->cookie = cookie;
    return dev;
}

/* Shapes and pictures are not drawn, so their hints cost nothing. */
static bool read_page(fz_context *ctx, fz_document *doc, pdf_page *out) {
    fz_page *page = NULL;
    device *dev = NULL;
    fz_cookie cookie = {0};
    bool done = false;
    fz_var(page);
    fz_var(dev);
    fz_var(done);
    fz_try(ctx) {
        page = fz_load_page(ctx, doc, (int)out->number - 1);
        fz_rect bounds = fz_bound_page(ctx, page);
        fz_matrix ctm = fz_translate(-bounds.x0, -bounds.y0);
        out->width = hundredths(bounds.x1 - bounds.x0);
        out->height = hundredths(bounds.y1 - bounds.y0);
        dev = new_device(ctx, out, &cookie);
        fz_run_page_contents(ctx, page, &dev->super, ctm, &cookie);
        fz_close_device(ctx, &dev->super);
        take_unseen(out);
        pdf_pictures_read(ctx, &dev->pictures, out);
        done = true;
    }
    fz_always(ctx) {
        if (dev) {
            pdf_pictures_drop(ctx, &dev->pictures);
            fz_drop_device(ctx, &dev->super);
        }
        fz_drop_page(ctx, page);
    }
    fz_catch(ctx) {
        done = out->glyphs.count > 0; /* what came before the fault is kept */
    }
    turn_upright(out);
    pdf_stamps_drop(out);
    pdf_strokes_drop(out);
    return done;
}

/* Reads the page that begins with *PART and all beside it; leaves *PART at the last. */
static bool read_parts(fz_context *ctx, fz_document *doc, const pdf_parts *parts,
                       size_t *part, pdf_page *out) {
    bool done = read_page(ctx, doc, out);
    int32_t at = parts->items[*part].area.x1;
    pdf_page_cut(out, &parts->items[*part].area);
    while (*part + 1 < parts->count && parts->items[*part + 1].beside) {
        const pdf_part *next = &parts->items[++*part];
        pdf_page more = {.arena = out->arena,
                         .pixels = out->pixels,
                         .number = next->number,
                         .count = out->count};
        done = read_page(ctx, doc, &more) && done;
        pdf_page_append(out, at, &more, &next->area);
        at += next->area.x1 - next->area.x0;
    }
    return done;
}

static size_t walk_pages(fz_context *ctx, fz_document *doc, size_t count,
                         const pdf_taker *taker) {
    const pdf_parts *parts = &taker->parts;
    size_t broken = 0, in_a_row = 0, all = parts->count ? parts->count : count;
    bdl_arena *arena = bdl_arena_new();
    int64_t pixels = MAX_PIXELS;
    for (size_t i = 0; i < all && in_a_row < MAX_BROKEN; i++) {
        pdf_page page = {.arena = arena,
                         .pixels = &pixels,
                         .number =
                             parts->count ? parts->items[i].number : (uint32_t)i + 1,
                         .count = (uint32_t)count};
        bool done = parts->count ? read_parts(ctx, doc, parts, &i, &page)
                                 : read_page(ctx, doc, &page);
        in_a_row = done ? 0 : in_a_row + 1;
        broken += !done;
        for (size_t g = 0; g < page.glyphs.count; g++)
            page.glyphs.items[g].order = (uint32_t)g;
        taker->take(taker->data, &page);
        bdl_arena_reset(arena);
    }
    bdl_arena_free(arena);
    return broken;
}

/* Gives what is wrong with the document as a whole, NULL when nothing is. */
static const char *open_and_walk(fz_context *ctx, bdl_str bytes, const pdf_taker *taker,
                                 size_t *broken) {
    fz_stream *stream = NULL;
    fz_document *doc = NULL;
    const char *volatile fault = NULL;
    fz_var(stream);
    fz_var(doc);
    fz_try(ctx) {
        fz_register_document_handlers(ctx);
        stream = fz_open_memory(ctx, (const unsigned char *)bytes.data, bytes.len);
        doc = fz_open_document_with_stream(ctx, "application/pdf", stream);
        int count = 0;
        if (fz_needs_password(ctx, doc))
            fault = N_("is encrypted and needs a password");
        else if ((count = fz_count_pages(ctx, doc)) <= 0)
            fault = N_("has no pages, perhaps because it is cut short");
        else if (count > MAX_PAGES)
            fault = N_("says it has more pages than a document can have");
        else
            *broken = walk_pages(ctx, doc, (size_t)count, taker);
    }
    fz_always(ctx) {
        fz_drop_document(ctx, doc);
        fz_drop_stream(ctx, stream);
    }
    fz_catch(ctx) {
        fault = N_("is damaged: no pages can be found in it");
    }
    return fault;
}

bool pdf_walk(bdl_str bytes, const pdf_taker *taker, size_t *broken, bdl_str *error) {
    fz_context *ctx = fz_new_context(NULL, NULL, STORE);
    *error = BDL_TR("needs too much memory to read");
    if (!ctx)
        return false;
    fz_set_warning_callback(ctx, quiet, NULL);
    fz_set_error_callback(ctx, quiet, NULL);
    const char *fault = open_and_walk(ctx, bytes, taker, broken);
    fz_drop_context(ctx);
    *error = fault ? bdl_str_z(_(fault)) : BDL_STR("");
    return fault == NULL;
}
