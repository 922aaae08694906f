/* html.c - the HTML report: one file that opens anywhere, with no network. The order of
 * its parts is that of html_end; each is a file of html/. */
#include "report/html/html.h"

#include <stdlib.h>

static void *html_open(FILE *out, const bdl_program *program,
                       const bdl_report_options *options) {
    bdl_html *h = bdl_report_new(sizeof *h);

    h->out = out;
    h->program = program;
    h->options = *options;
    h->rows = tmpfile();
    h->sections = tmpfile();
    h->arena = bdl_arena_new();
    h->place_arena = bdl_arena_new();
    h->scratch = bdl_arena_new();
    h->topics = bdl_topics_of(h->arena, program);
    h->tally = BDL_NEW_ARRAY(h->arena, bdl_html_tally, program->rules.count + 1);
    return h;
}

static void html_document(void *state, const bdl_doc_result *result) {
    bdl_html *h = state;

    if (!h->rows || !h->sections)
        return;
    bdl_arena_reset(h->place_arena);
    h->document++;
    bdl_html_put_section(h, result);
    bdl_html_put_row(h, result);
}

static bool is_whole(FILE *spool) {
    return spool && fflush(spool) == 0 && !ferror(spool);
}

static bool put_all(bdl_html *h, const bdl_run_totals *totals) {
    if (!is_whole(h->rows) || !is_whole(h->sections))
        return false;
    bdl_html_put_head(h);
    bdl_html_put_glance(h, totals);
    bdl_html_put_filter(h);
    fputs("<main id=\"documents\">\n", h->out);
    bdl_html_copy(h->out, h->sections);
    fputs("</main>\n", h->out);
    bdl_html_put_foot(h);
    return !ferror(h->rows) && !ferror(h->sections);
}

static bool html_end(void *state, const bdl_run_totals *totals) {
    bdl_html *h = state;
    bool ok = put_all(h, totals) && !ferror(h->out);

    if (h->rows)
        fclose(h->rows);
    if (h->sections)
        fclose(h->sections);
    bdl_arena_free(h->scratch);
    bdl_arena_free(h->place_arena);
    bdl_arena_free(h->arena);
    free(h);
    return ok;
}

const bdl_report_format bdl_report_html = {.name = "html",
                                           .shows_blocks = true,
                                           .open = html_open,
                                           .document = html_document,
                                           .end = html_end};
