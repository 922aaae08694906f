/* main.c - bdl-read-pdf: reads a PDF, from a file or standard input, and writes what is
 * in it as a stream of blocks (src/read/stream.h) in the envelope of a worker's answer
 * (src/read/worker.h). bdl starts it for each PDF.
 *
 * It is a program of its own because it links MuPDF, whose licence is the GNU Affero
 * General Public License: this program is under AGPL-3.0-or-later, bdl is not.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>
#include <unistd.h>

#include "base/language.h"
#include "base/limits.h"
#include "base/text.h"

#include "read/stream.h"
#include "read/worker.h"

#include "read-pdf/beside.h"
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

/* A page number may be printed onto a scan. */
static bool has_words(const pdf_page *page) {
    for (size_t i = 0; i < page->glyphs.count; i++)
        if (bdl_is_han(page->glyphs.items[i].c))
            return true;
    return false;
}

/* A pdf_page_fn: bdl shows how far its reader has come. */
static void take_page(void *data, pdf_page *page) {
    pdf_layout *layout = data;
    pdf_layout_page(layout, page);
    if (page->pictured && !has_words(page))
        bdl_reading_trouble(layout->reading, (bdl_place){.page = page->number},
                            BDL_TR("a page that is a picture: it holds no text to read"));
    else
        say_of_page(layout->reading, page->number, page->unread,
                    _("%zu large pictures were not read; there may be tables in them"));
    say_of_page(
        layout->reading, page->number, page->beside,
        _("%zu characters beside the page, where nobody sees them, were left out: "
          "what stands here is cut off"));
    bdl_worker_tell_pages(STDOUT_FILENO, page->number, page->count);
}

/* What is made of a PDF. */
typedef struct job {
    bdl_traits traits;
    bdl_doc doc;
    bdl_reading reading;
    pdf_layout layout;
    size_t broken;
} job;

static bool walk(job *j, bdl_arena *arena, const bdl_str *bytes, pdf_parts parts,
                 bdl_str *error) {
    *j = (job){.traits = {.path = BDL_STR("")},
               .doc = {.arena = arena, .path = BDL_STR(""), .format = BDL_STR("pdf")}};
    j->reading = (bdl_reading){.arena = arena,
                               .doc = &j->doc,
                               .traits = &j->traits,
                               .clean = bdl_maker_add_plain};
    j->layout.reading = &j->reading;
    j->layout.memory = pdf_memory_new(arena);
    j->layout.ending = pdf_ending_new(arena);
    pdf_taker taker = {take_page, &j->layout, parts};
    if (!pdf_walk(*bytes, &taker, &j->broken, error))
        return false;
    pdf_layout_drop_furniture(&j->layout);
    return true;
}

static bool read_pdf(void *data, bdl_buf *out, bdl_str *error) {
    const bdl_str *bytes = data;
    job j;
    if (!walk(&j, out->arena, bytes, (pdf_parts){NULL, 0, 0}, error))
        return false;
    pdf_parts parts = pdf_beside_find(&j.layout);
    if (parts.count && !walk(&j, out->arena, bytes, parts, error))
        return false;
    if (j.layout.glyphs == 0) {
        *error = j.broken ? BDL_TR("is damaged: none of its pages can be read")
                          : BDL_TR("holds no text: it is a scan, a picture of each page");
        return false;
    }
    pdf_emit(&j.layout);
    bdl_reading_drop_site(&j.doc); /* a page of the web, printed */
    bdl_flow_render(&j.doc);
    say_trouble(&j.reading, j.broken, _("%zu pages that cannot be read were left out"));
    say_trouble(&j.reading, j.layout.unreadable,
                _("%zu characters whose font does not say what they are"));
    say_trouble(&j.reading, j.layout.stamped,
                _("%zu characters of watermarks, pale or aslant, were left out"));
    say_trouble(&j.reading, j.layout.recognised,
                _("%zu pages are scans: their text is what a program recognised, which "
                  "may differ from what is printed"));
    say_trouble(&j.reading, j.layout.full,
                _("%zu pages with more on them than can be read"));
    bdl_stream_put(out, &j.doc, true);
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
