/* scan.c - finds the lines of tables on a scan: long runs of dark pixels below each
 * other. A scan may lie a little aslant, then a line is made of such runs like a stair.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include "read-pdf/scan.h"

#include <stddef.h>

enum {
    DENSITY = 2, /* pixels a point, at least, if the picture has them */
    LONG = 18,   /* points of a run of a line: no stroke of a letter is so long */
    COARSE = 6,  /* pixels of such a run: with fewer nothing can be told */
    GAP = 2,     /* pixels missing from a run */
    FULL = 4,    /* of FULL_OF pixels of a run are dark */
    FULL_OF = 5,
    THICK = 3,              /* points; what is thicker is no line */
    SLOPE = 30,             /* a line rises by one in so many, at most */
    OPEN_MAX = 400,         /* lines that are being followed at once */
    PIXELS_MAX = 100000000, /* of a picture */
    PARTS = 256,            /* of a pixel */
};

/* A picture in shades of grey, as seen from one of its sides. */
typedef struct view {
    const unsigned char *pixels;
    ptrdiff_t step, row; /* from pixel to pixel, from row to row */
    int width, height;
    int least, thick; /* of lines, in pixels */
    int dark;         /* what is no lighter */
    bool down;
    pdf_scan_line_fn *take;
    void *data;
} view;

/* A line that is being followed from row to row. */
typedef struct trail {
    int first, last; /* rows */
    int from, to;    /* of its last run */
    int left, right; /* of all */
    int64_t pixels, heights;
} trail;

typedef struct trails {
    trail items[OPEN_MAX];
    size_t count;
} trails;

/* What is ALONG and ACROSS the lines that are looked for. */
static pdf_scan_spot spot_of(const view *v, int64_t along, int64_t across) {
    int64_t length = (int64_t)v->width * PARTS, breadth = (int64_t)v->height * PARTS;
    return v->down ? (pdf_scan_spot){across, along, breadth, length}
                   : (pdf_scan_spot){along, across, length, breadth};
}

static void end_trail(const view *v, const trail *t) {
    int length = t->right - t->left, high = t->last - t->first + 1;
    if (length <= 0 || t->pixels > (int64_t)v->thick * length ||
        high > v->thick + length / SLOPE)
        return;
    int64_t at = t->heights * PARTS / t->pixels + PARTS / 2;
    int64_t from = (int64_t)t->left * PARTS, to = (int64_t)t->right * PARTS;
    v->take(v->data, spot_of(v, from, at), spot_of(v, to, at));
}

/* Ends those that no run of ROW or the one before it goes on with. */
static void end_others(const view *v, trails *open, int row) {
    size_t kept = 0;
    for (size_t i = 0; i < open->count; i++)
        if (open->items[i].last >= row - 1)
            open->items[kept++] = open->items[i];
        else
            end_trail(v, &open->items[i]);
    open->count = kept;
}

/* The line that a run of ROW from FROM to TO goes on with, or a new one; NULL: there are
 * too many. */
static trail *trail_of(trails *open, int row, int from, int to) {
    for (size_t i = 0; i < open->count; i++) {
        trail *t = &open->items[i];
        if (from <= t->to + GAP && to >= t->from - GAP)
            return t;
    }
    if (open->count == OPEN_MAX)
        return NULL;
    trail *t = &open->items[open->count++];
    *t = (trail){.first = row, .last = row, .left = from, .right = to};
    return t;
}

/* Dark pixels beside each other, but for short gaps. */
typedef struct run {
    int from, to, count;
} run;

static void take_run(const view *v, trails *open, int row, run r) {
    int length = r.to - r.from;
    bool is_long = length >= v->least && r.count * FULL_OF >= length * FULL;
    trail *t = is_long ? trail_of(open, row, r.from, r.to) : NULL;
    if (!t)
        return;
    t->last = row;
    t->from = r.from;
    t->to = r.to;
    t->left = r.from < t->left ? r.from : t->left;
    t->right = r.to > t->right ? r.to : t->right;
    t->pixels += length;
    t->heights += (int64_t)row * length;
}

static void look_at_row(const view *v, trails *open, int row) {
    const unsigned char *at = v->pixels + row * v->row;
    int from = 0, to = -GAP - 1, count = 0; /* of the dark run that is open */
    for (int x = 0; x < v->width; x++, at += v->step) {
        if (*at > v->dark)
            continue;
        if (x - to > GAP) {
            take_run(v, open, row, (run){from, to, count});
            from = x;
            count = 0;
        }
        to = x + 1;
        count++;
    }
    take_run(v, open, row, (run){from, to, count});
}

static void look_from(const view *v, trails *open) {
    open->count = 0;
    for (int row = 0; row < v->height; row++) {
        look_at_row(v, open, row);
        end_others(v, open, row);
    }
    end_others(v, open, v->height + 1);
}

/* The shade below which something is printed: far darker than the paper, which is what is
 * lighter than the middle between black and white, with its specks. */
static int find_dark(const fz_pixmap *grey) {
    enum { MIDDLE = 128, LEAST = 45 };
    int64_t count = 1, sum = 0, squares = 0;
    for (int y = 0; y < grey->h; y++)
        for (int x = 0; x < grey->w; x++) {
            int shade = grey->samples[y * grey->stride + x];
            int paper = shade > MIDDLE;
            count += paper;
            sum += paper * shade;
            squares += paper * shade * shade;
        }
    int mean = (int)(sum / count);
    int64_t variance = squares / count - (int64_t)mean * mean;
    int spread = LEAST;
    while ((int64_t)(spread + 3) * (spread + 3) <= 9 * variance)
        spread += 3; /* thrice the deviation */
    return mean - spread;
}

/* The pixels of POINTS on a picture that is WIDTH hundredths of a point wide. */
static int64_t pixels_of(const fz_pixmap *grey, int32_t points, int32_t width) {
    return (int64_t)grey->w * points * PDF_POINT / width;
}

static void look_at(fz_context *ctx, const fz_pixmap *grey, int32_t width,
                    pdf_scan_line_fn *take, void *data) {
    if (pixels_of(grey, LONG, width) < COARSE)
        return;
    trails *open = fz_malloc(ctx, sizeof *open);
    view v = {.pixels = grey->samples,
              .step = 1,
              .row = grey->stride,
              .width = grey->w,
              .height = grey->h,
              .least = (int)pixels_of(grey, LONG, width),
              .thick = (int)pixels_of(grey, THICK, width) + 1,
              .dark = find_dark(grey),
              .take = take,
              .data = data};
    look_from(&v, open);
    v.down = true;
    v.step = grey->stride;
    v.row = 1;
    v.width = grey->h;
    v.height = grey->w;
    look_from(&v, open);
    fz_free(ctx, open);
}

void pdf_scan_lines(fz_context *ctx, fz_image *image, pdf_spot size,
                    pdf_scan_line_fn *take, void *data) {
    fz_pixmap *pixels = NULL, *grey = NULL;
    int across = size.x / PDF_POINT, along = size.y / PDF_POINT, width, height;
    fz_matrix wanted = fz_scale(across * DENSITY, along * DENSITY);
    if (across < 1 || along < 1 || (int64_t)image->w * image->h > PIXELS_MAX ||
        image->mask)
        return;
    fz_var(pixels);
    fz_var(grey);
    fz_try(ctx) {
        pixels = fz_get_pixmap_from_image(ctx, image, NULL, &wanted, &width, &height);
        if (pixels->colorspace)
            grey = fz_convert_pixmap(ctx, pixels, fz_device_gray(ctx), NULL, NULL,
                                     fz_default_color_params, 0);
        if (grey && grey->n == 1 && grey->w > 0 && grey->h > 0)
            look_at(ctx, grey, size.x, take, data);
    }
    fz_always(ctx) {
        fz_drop_pixmap(ctx, pixels);
        fz_drop_pixmap(ctx, grey);
    }
    fz_catch(ctx) {
        fz_rethrow(ctx);
    }
}
