/* sarif.c - SARIF 2.1.0, for code-review tools: each rule with its help and basis, each
 * finding with the place of every figure it rests on. Results are written as the run goes
 * on; only the names of documents that could not be read wait for its end. */
#include "report/json_members.h"
#include "report/report.h"

#include <stdlib.h>

#include "base/json.h"
#include "base/text.h"

struct failure {
    bdl_str path, error;
};

struct report {
    FILE *out;
    const bdl_program *program;
    bdl_json *json;
    bdl_arena *arena, *scratch;
    BDL_VEC(struct failure) failures;
};

static const char *level_of(bdl_severity severity) {
    return severity == BDL_INFO ? "note" : bdl_severity_name(severity);
}

static void put_text(bdl_json *json, const char *key, bdl_str text) {
    bdl_json_put_object(json, key);
    bdl_json_put_str(json, "text", text);
    bdl_json_end(json);
}

/* ---- the rules ---- */

static void put_help(struct report *report, const bdl_item *rule) {
    const bdl_rule_item *as = &rule->as.rule;
    bdl_buf text = {.arena = report->scratch};
    bdl_buf markdown = {.arena = report->scratch};

    bdl_buf_add(&text, rule->title.text.len ? rule->title.text : rule->name.text);
    bdl_buf_printf(&markdown, "**%.*s**", BDL_PRI(bdl_buf_str(&text)));
    if (as->basis.len) {
        bdl_buf_printf(&text, "\n依据: %.*s", BDL_PRI(as->basis));
        bdl_buf_printf(&markdown, "\n\n依据: %.*s", BDL_PRI(as->basis));
    }
    if (as->note.len) {
        bdl_buf_printf(&text, "\n说明: %.*s", BDL_PRI(as->note));
        bdl_buf_printf(&markdown, "\n\n说明: %.*s", BDL_PRI(as->note));
    }
    bdl_json_put_object(report->json, "help");
    bdl_json_put_str(report->json, "text", bdl_buf_str(&text));
    bdl_json_put_str(report->json, "markdown", bdl_buf_str(&markdown));
    bdl_json_end(report->json);
}

static void put_rule(struct report *report, const bdl_item *rule) {
    bdl_json *json = report->json;
    const bdl_words *tags = &rule->as.rule.tags;

    bdl_json_object(json);
    bdl_json_put_str(json, "id", rule->name.text);
    put_text(json, "shortDescription",
             rule->title.text.len ? rule->title.text : rule->name.text);
    put_help(report, rule);
    bdl_json_put_object(json, "defaultConfiguration");
    bdl_json_put_str(json, "level", bdl_str_z(level_of(rule->as.rule.severity)));
    bdl_json_end(json);
    bdl_json_put_object(json, "properties");
    bdl_json_put_array(json, "tags");
    for (size_t i = 0; i < tags->count; i++)
        bdl_json_str(json, tags->items[i].text);
    bdl_json_end(json);
    bdl_json_put_opt(json, "basis", rule->as.rule.basis);
    bdl_json_end(json);
    bdl_json_end(json);
}

static void *sarif_open(FILE *out, const bdl_program *program,
                        const bdl_report_options *options) {
    struct report *report = bdl_report_new(sizeof *report);
    bdl_json *json;

    (void)options;
    report->out = out;
    report->program = program;
    report->arena = bdl_arena_new();
    report->scratch = bdl_arena_new();
    json = report->json = bdl_json_open(out, true);
    bdl_json_object(json);
    bdl_json_put_str(json, "$schema",
                     BDL_STR("https://json.schemastore.org/sarif-2.1.0.json"));
    bdl_json_put_str(json, "version", BDL_STR("2.1.0"));
    bdl_json_put_array(json, "runs");
    bdl_json_object(json);
    bdl_json_put_object(json, "tool");
    bdl_json_put_object(json, "driver");
    bdl_json_put_str(json, "name", BDL_STR("bdl"));
    bdl_json_put_str(json, "version", BDL_STR(PACKAGE_VERSION));
    bdl_json_put_array(json, "rules");
    for (size_t i = 0; i < program->rules.count; i++)
        put_rule(report, program->rules.items[i]);
    bdl_json_end(json);
    bdl_json_end(json);
    bdl_json_end(json);
    bdl_json_put_str(json, "columnKind", BDL_STR("unicodeCodePoints"));
    bdl_json_put_array(json, "results");
    return report;
}

/* ---- the findings ---- */

/* Whether PLACE is its whole line: then there is nothing around it to show. */
static bool is_line(const bdl_place *place, bdl_str line_text) {
    return place->column == 0 ||
           (place->column == 1 &&
            (place->length == 0 || place->length >= bdl_utf8_count(line_text)));
}

static void put_region(bdl_json *json, const bdl_place *place, bdl_str line_text) {
    bdl_json_put_object(json, "region");
    bdl_json_put_int(json, "startLine", place->line);
    if (place->column) {
        bdl_json_put_int(json, "startColumn", place->column);
        if (place->length)
            bdl_json_put_int(json, "endColumn", (long long)place->column + place->length);
    }
    if (line_text.len && is_line(place, line_text))
        put_text(json, "snippet", line_text);
    bdl_json_end(json);
    if (line_text.len == 0 || is_line(place, line_text))
        return;
    bdl_json_put_object(json, "contextRegion");
    bdl_json_put_int(json, "startLine", place->line);
    put_text(json, "snippet", line_text);
    bdl_json_end(json);
}

/* The members of a location: a line of a text, a cell of a sheet, a page. */
static void put_location(struct report *report, bdl_str document, const bdl_place *place,
                         bdl_str line_text) {
    bdl_json *json = report->json;

    bdl_json_put_object(json, "physicalLocation");
    bdl_json_put_object(json, "artifactLocation");
    bdl_json_put_str(json, "uri", bdl_uri_of(report->scratch, document));
    bdl_json_end(json);
    if (place->line)
        put_region(json, place, line_text);
    bdl_json_end(json);
    if (bdl_place_sheet(place).len || bdl_place_cell(place).len) {
        bdl_json_put_array(json, "logicalLocations");
        bdl_json_object(json);
        bdl_json_put_str(json, "fullyQualifiedName",
                         bdl_arena_printf(report->scratch, "%.*s!%.*s",
                                          BDL_PRI(bdl_place_sheet(place)),
                                          BDL_PRI(bdl_place_cell(place))));
        bdl_json_end(json);
        bdl_json_end(json);
    }
    if (place->page) {
        bdl_json_put_object(json, "properties");
        bdl_json_put_int(json, "page", place->page);
        bdl_json_end(json);
    }
}

static void put_related(struct report *report, const bdl_finding *finding) {
    bdl_json *json = report->json;

    bdl_json_put_array(json, "relatedLocations");
    for (size_t i = 0; i < finding->operand_count; i++) {
        const bdl_operand *operand = &finding->operands[i];

        if (operand->absent) /* a location is somewhere */
            continue;
        bdl_json_object(json);
        bdl_json_put_int(json, "id", (long long)i + 1);
        put_location(report,
                     operand->document.len ? operand->document : finding->document,
                     &operand->place, operand->line_text);
        put_text(json, "message", bdl_operand_words(report->scratch, operand));
        bdl_json_end(json);
    }
    bdl_json_end(json);
}

static long long index_of(const bdl_program *program, const bdl_item *rule) {
    for (size_t i = 0; i < program->rules.count; i++)
        if (program->rules.items[i] == rule)
            return (long long)i;
    return -1;
}

static void put_marks(bdl_json *json, const bdl_finding *finding) {
    bdl_json_put_object(json, "partialFingerprints");
    bdl_json_put_str(json, "bdl/v1", finding->fingerprint);
    bdl_json_end(json);
    if (finding->waived_by) {
        bdl_json_put_array(json, "suppressions");
        bdl_json_object(json);
        bdl_json_put_str(json, "kind", BDL_STR("external"));
        bdl_json_put_str(json, "status", BDL_STR("accepted"));
        bdl_json_put_str(json, "justification", finding->waived_by->as.waive.because);
        bdl_json_end(json);
        bdl_json_end(json);
    }
    if (finding->known)
        bdl_json_put_str(json, "baselineState", BDL_STR("unchanged"));
    bdl_json_put_object(json, "properties");
    bdl_json_put_difference(json, finding->difference);
    bdl_json_put_opt(json, "hint", finding->hint);
    bdl_json_put_opt(json, "cause", finding->cause);
    bdl_json_end(json);
}

static void put_finding(struct report *report, const bdl_finding *finding) {
    bdl_json *json = report->json;

    bdl_json_object(json);
    bdl_json_put_str(json, "ruleId", finding->rule->name.text);
    bdl_json_put_int(json, "ruleIndex", index_of(report->program, finding->rule));
    bdl_json_put_str(json, "level", bdl_str_z(level_of(finding->severity)));
    put_text(json, "message", finding->message);
    bdl_json_put_array(json, "locations");
    bdl_json_object(json);
    put_location(report, finding->document, &finding->place, finding->line_text);
    bdl_json_end(json);
    bdl_json_end(json);
    if (finding->operand_count)
        put_related(report, finding);
    put_marks(json, finding);
    bdl_json_end(json);
}

static void sarif_document(void *state, const bdl_doc_result *result) {
    struct report *report = state;

    if (!result->read)
        BDL_PUSH(report->arena, &report->failures,
                 (struct failure){bdl_arena_str(report->arena, result->path),
                                  bdl_arena_str(report->arena, result->error)});
    for (size_t i = 0; i < result->findings.count; i++) {
        bdl_arena_reset(report->scratch);
        put_finding(report, &result->findings.items[i]);
    }
}

/* ---- the end ---- */

static void put_failure(struct report *report, const struct failure *failure) {
    bdl_json *json = report->json;
    const bdl_place nowhere = {0};

    bdl_json_object(json);
    bdl_json_put_str(json, "level", BDL_STR("error"));
    put_text(json, "message", failure->error);
    bdl_json_put_array(json, "locations");
    bdl_json_object(json);
    put_location(report, failure->path, &nowhere, BDL_STR(""));
    bdl_json_end(json);
    bdl_json_end(json);
    bdl_json_end(json);
}

static bool sarif_end(void *state, const bdl_run_totals *totals) {
    struct report *report = state;
    bdl_json *json = report->json;
    bool ok;

    (void)totals;
    bdl_json_end(json); /* results */
    bdl_json_put_array(json, "invocations");
    bdl_json_object(json);
    bdl_json_put_bool(json, "executionSuccessful", report->failures.count == 0);
    bdl_json_put_array(json, "toolExecutionNotifications");
    for (size_t i = 0; i < report->failures.count; i++)
        put_failure(report, &report->failures.items[i]);
    bdl_json_end(json);
    bdl_json_end(json);
    bdl_json_end(json);
    bdl_json_end(json); /* run */
    bdl_json_end(json); /* runs */
    bdl_json_end(json);
    ok = bdl_json_close(json) && !ferror(report->out);
    bdl_arena_free(report->scratch);
    bdl_arena_free(report->arena);
    free(report);
    return ok;
}

const bdl_report_format bdl_report_sarif = {.name = "sarif",
                                            .no_reasons = true,
                                            .open = sarif_open,
                                            .document = sarif_document,
                                            .end = sarif_end};
