/* main.c - bdl-read-pdf: reads a PDF, from a file or standard input, and writes what is
 * in it as a stream of blocks (src/read/stream.h) in the envelope of a worker's answer
 * (src/read/worker.h). bdl starts it for each PDF.
 *
 * It is a program of its own because it links MuPDF, whose licence is the GNU Affero
 * General Public License: this program is under AGPL-3.0-or-later, bdl is not.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/language.h"
#include "base/limits.h"

#include "read/stream.h"
#include "read/worker.h"

#include "read-pdf/layout.h"

/* WHAT takes COUNT. */
static void say_of_page(bdl_reading *reading, uint32_t page, size_t count,
                        const char *what) {
    if (count)
        bdl_reading_trouble(reading, (bdl_place){.page = page},
                            bdl_arena_printf(reading->arena, what, count));
}

static void say_trouble(bdl_reading *reading, size_t count, const char *what) {
    say_of_page(reading, 1, count, what);
}

/* A pdf_page_fn: bdl shows how far its reader has come. */
static void take_page(void *data, pdf_page *page) {
    pdf_layout *layout = data;
    pdf_layout_page(layout, page);
    if (page->glyphs.count == 0 && page->pictured)
        bdl_reading_trouble(layout->reading, (bdl_place){.page = page->number},
                            BDL_TR("a page that is a picture: it holds no text to read"));
    say_of_page(
        layout->reading, page->number, page->beside,
        _("%zu characters beside the page, where nobody sees them, were left out: "
          "what stands here is cut off"));
    bdl_worker_tell_pages(STDOUT_FILENO, page->number, page->count);
}

static bool read_pdf(void *data, bdl_buf *out, bdl_str *error) {
    const bdl_str *bytes = data;
    bdl_traits traits = {.path = BDL_STR("")};
    bdl_arena *arena = out->arena;
    bdl_doc doc = {.arena = arena, .path = BDL_STR(""), .format = BDL_STR("pdf")};
    bdl_reading reading = {
        .arena = arena, .doc = &doc, .traits = &traits, .clean = bdl_maker_add_plain};
    pdf_layout layout = {.reading = &reading};
    size_t broken = 0;
    if (!pdf_walk(*bytes, take_page, &layout, &broken, error))
        return false;
    if (layout.glyphs == 0) {
        *error = broken ? BDL_TR("is damaged: none of its pages can be read")
                        : BDL_TR("holds no text: it is a scan, a picture of each page");
        return false;
    }
    pdf_layout_drop_furniture(&layout);
    pdf_emit(&layout);
    bdl_flow_render(&doc);
    say_trouble(&reading, broken, _("%zu pages that cannot be read were left out"));
    say_trouble(&reading, layout.unreadable,
                _("%zu characters whose font does not say what they are"));
    say_trouble(&reading, layout.stamped,
                _("%zu characters of watermarks, pale or aslant, were left out"));
    say_trouble(&reading, layout.full, _("%zu pages with more on them than can be read"));
    bdl_stream_put(out, &doc, true);
    return true;
}

int main(int argc, char **argv) {
    if (argc > 2 || (argc == 2 && argv[1][0] == '-' && argv[1][1])) {
        fputs("usage: bdl-read-pdf [FILE]   writes the blocks of a PDF, for bdl\n",
              stderr);
        return 2;
    }
    bdl_arena *arena = bdl_arena_new();
    bdl_str bytes, error, path = argc == 2 ? bdl_str_z(argv[1]) : BDL_STR("-");
    if (bdl_file_read(arena, path, BDL_MAX_DOCUMENT_BYTES, &bytes, &error) != BDL_OK) {
        fprintf(stderr, "bdl-read-pdf: %.*s: %.*s\n", BDL_PRI(path), BDL_PRI(error));
        return 2;
    }
    bdl_worker_answer(STDOUT_FILENO, read_pdf, &bytes, &bdl_worker_usual);
    _Exit(0); /* locked up as it is, the process can tidy nothing */
}
