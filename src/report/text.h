/* text.h - the report for people at a terminal, from inside. */
#ifndef BDL_REPORT_TEXT_H
#define BDL_REPORT_TEXT_H

#include "report/report.h"

typedef struct bdl_text_report {
    FILE *out;
    const bdl_program *program;
    bdl_report_options options;
    bdl_arena *scratch; /* of the finding at hand */
} bdl_text_report;

/* TEXT of a document or a rule: what would steer the terminal is made visible. */
void bdl_text_put(bdl_text_report *report, bdl_str text);
/* The same in a colour ("31;1"), where there is colour. */
void bdl_text_paint(bdl_text_report *report, const char *color, bdl_str text);
const char *bdl_text_color(bdl_severity severity);

/* "docs/a.txt:458:31: ", "docs/a.xlsx:Sheet1!B7: ". */
void bdl_text_put_place(bdl_text_report *report, bdl_str document,
                        const bdl_place *place);
/* The figures of FINDING that are SHOWN, which is used up. */
void bdl_text_put_figures(bdl_text_report *report, const bdl_finding *finding,
                          const bdl_shown *shown);
void bdl_text_put_finding(bdl_text_report *report, const bdl_finding *finding);
/* Its first line alone. */
void bdl_text_put_head(bdl_text_report *report, const bdl_finding *finding);

#endif
