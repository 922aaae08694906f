/* html.h - the HTML report from inside: what its parts share. Sections of documents and
 * rows of the overview are spooled while the run goes on and put together at its end, so
 * memory does not grow with the number of findings. */
#ifndef BDL_REPORT_HTML_HTML_H
#define BDL_REPORT_HTML_HTML_H

#include "base/language.h"
#include "report/html/spots.h"
#include "report/html/write.h"
#include "report/report.h"

/* What the run found by one rule. */
typedef struct bdl_html_tally {
    size_t findings;
    size_t document, number; /* of the first finding */
} bdl_html_tally;

typedef struct bdl_html {
    FILE *out;
    FILE *rows;     /* of the overview, one a document */
    FILE *sections; /* one a document */
    const bdl_program *program;
    bdl_report_options options;
    bdl_arena *arena;       /* of the report */
    bdl_arena *place_arena; /* of the document at hand */
    bdl_arena *scratch;     /* of the finding at hand */
    bdl_topics topics;
    bdl_html_tally *tally; /* by rule */
    size_t document;       /* the number of the document at hand, from 1 */
} bdl_html;

/* glance.c: the run on one screen. */
void bdl_html_put_row(bdl_html *h, const bdl_doc_result *result);
void bdl_html_put_glance(bdl_html *h, const bdl_run_totals *totals);
/* What people call the KIND of a document; one that is not known stays. */
bdl_str bdl_html_kind(bdl_str kind);

/* section.c: a document with its findings. */
void bdl_html_put_section(bdl_html *h, const bdl_doc_result *result);

/* finding.c: finding NUMBER (from 1) of the document at hand. */
void bdl_html_put_finding(bdl_html *h, const bdl_finding *finding, size_t number,
                          const bdl_spots *spots);

/* Which operands of a finding are shown: operand ITEMS[i] as number i + 1. */
typedef struct bdl_html_order {
    const size_t *items;
    size_t count;
} bdl_html_order;

/* passage.c: the passages that the figures of finding NUMBER stand in. */
void bdl_html_put_passages(bdl_html *h, const bdl_finding *finding, size_t number,
                           const bdl_html_order *order, const bdl_spots *spots);
/* Whether OPERAND of FINDING has one. */
bool bdl_html_has_passage(const bdl_finding *finding, const bdl_operand *operand,
                          const bdl_spots *spots);
/* The place in words: "line 40", "page 3", "Sheet1!B7"; linked to nothing. */
void bdl_html_put_place(FILE *out, const bdl_place *place);

/* page.c: what stands around it all. */
void bdl_html_put_head(bdl_html *h);
void bdl_html_put_filter(bdl_html *h);
void bdl_html_put_foot(bdl_html *h);

#endif
