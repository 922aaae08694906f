/* report.h - reports: one file a format, all take results. A report never knows how its
 * findings came about. */
#ifndef BDL_REPORT_REPORT_H
#define BDL_REPORT_REPORT_H

#include <stdio.h>

#include "eval/run.h"

typedef struct bdl_report_options {
    bool color;
    bool show[BDL_OUTCOME_COUNT];
    bool show_waived, show_known, show_vacuous;
    size_t documents;   /* that were named */
    size_t width;       /* columns of the terminal; 0: it is none */
    bool verbose;       /* every operand of a finding, not the first dozen */
    bdl_str path;       /* of the file; empty: standard output */
    bdl_str checksheet; /* the file of its items */
    bdl_arena *arena;   /* lives until after end */
    bdl_str *error;     /* what open or end may say when they fail; in ARENA */
} bdl_report_options;

typedef struct bdl_reporter bdl_reporter;

/* What a format does. Each call gets its own state (made by open, freed by end). */
typedef struct bdl_report_format {
    const char *name;
    bool
        in_place; /* opens options->path itself (OUT is NULL) and adds to what is there */
    bool
        no_reasons; /* does not tell why something was not assessed, unless it is shown */
    bool shows_blocks; /* of the documents */
    /* NULL when the report cannot be begun. */
    void *(*open)(FILE *out, const bdl_program *program,
                  const bdl_report_options *options);
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
/* Rules that belong together: those of a ruleset with its folder, or of a file. */
typedef struct bdl_topic {
    bdl_str title; /* of the ruleset; the name of the file where it has none */
    bdl_str stem;  /* path of its file without .bdl */
} bdl_topic;
typedef struct bdl_topics {
    BDL_VEC(bdl_topic) items;
    size_t *of; /* the topic of each rule */
} bdl_topics;
bdl_topics bdl_topics_of(bdl_arena *arena, const bdl_program *program);
/* "error", "warning", "info". */
const char *bdl_severity_name(bdl_severity severity);
/* "met", "violated", "open", "not applicable" */
const char *bdl_duty_state_name(bdl_duty_state state);
/* SIZE bytes of zeros for the state of a report, freed with free(). */
void *bdl_report_new(size_t size);
/* The `open` of a format that this bdl was built without: says so, gives NULL. */
void *bdl_report_open_nothing(FILE *out, const bdl_program *program,
                              const bdl_report_options *options);
/* Whether people are told the name of a figure: English ones of the rule, not of the
 * document, tell them nothing where there is a label. */
bool bdl_operand_is_named(const bdl_operand *operand);
/* What people call it: 支出总表“合计”的基本支出, else its label; may be empty. */
bdl_str bdl_operand_called(const bdl_operand *operand);
/* What a report says of a figure: "支出总表“合计”的基本支出 expenditure.grand.basic =
 * 14.26万元". */
bdl_str bdl_operand_words(bdl_arena *arena, const bdl_operand *operand);
/* The hint of FINDING, with its cause. */
bdl_str bdl_finding_hint(bdl_arena *arena, const bdl_finding *finding);
/* The figures of a finding that a reader is shown, in its order. */
typedef struct bdl_shown {
    const bdl_operand **items;
    size_t count;
    size_t empty; /* cells of a long sum that hold nothing and are left out */
    bdl_str absent; /* what the document has no column for, by name: "经营支出、其他" */
} bdl_shown;
/* All but what would hide the others: what stands nowhere in the document, and the empty
 * cells of a long sum, which ALL asks for. */
bdl_shown bdl_shown_of(bdl_arena *arena, const bdl_finding *finding, bool all);
/* A finding among those of its cause, which stand together. */
typedef struct bdl_telling {
    bool listed;
    size_t number; /* among those listed; 0: no other has its cause */
    size_t left;   /* of them, with this one */
} bdl_telling;
/* People are shown so many of one cause with their figures. */
enum { BDL_SHOWN_OF_CAUSE = 3 };
/* One for each finding of RESULT; LISTED (with CTX) says which are listed. */
bdl_telling *bdl_findings_told(bdl_arena *arena, const bdl_doc_result *result,
                               bool (*listed)(const void *ctx,
                                              const bdl_finding *finding),
                               const void *ctx);
/* PATH as a URI reference: relative ones stay relative. */
bdl_str bdl_uri_of(bdl_arena *arena, bdl_str path);

#endif
