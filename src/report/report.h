/* report.h - reports: one file a format, all take results. A report never knows how its
 * findings came about. */
#ifndef BDL_REPORT_REPORT_H
#define BDL_REPORT_REPORT_H

#include <stdio.h>

#include "eval/run.h"

typedef struct bdl_report_options {
    bool color;
    bool show[BDL_OUTCOME_COUNT];
    bool show_waived;
    bool verbose; /* every operand of a finding, not the first dozen */
} bdl_report_options;

typedef struct bdl_reporter bdl_reporter;

/* What a format does. Each call gets its own state (made by open, freed by end). */
typedef struct bdl_report_format {
    const char *name;
    void *(*open)(FILE *out, const bdl_program *program, const bdl_report_options *options);
    void (*document)(void *state, const bdl_doc_result *result);
    /* False when something could not be written. */
    bool (*end)(void *state, const bdl_run_totals *totals);
} bdl_report_format;

/* The formats of formats.def; NULL past the last. */
const bdl_report_format *bdl_report_format_at(size_t i);
const bdl_report_format *bdl_report_format_named(bdl_str name);

/* The whole ruleset's headers, for reports: name and version of a `ruleset` item. */
bdl_str bdl_item_header_text(const bdl_item *item, const char *name);
/* A rule that was checked, whose lists were there, and that reached no binding. */
bool bdl_rule_is_vacuous(const bdl_rule_counts *counts);
/* "error", "warning", "info". */
const char *bdl_severity_name(bdl_severity severity);

#endif
