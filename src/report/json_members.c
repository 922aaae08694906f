/* json_members.c - the objects of the JSON contract, member by member. */
#include "report/json_members.h"

#include "base/sha256.h"

static void put_place(bdl_json *json, const bdl_place *place) {
    bdl_json_put_nonzero(json, "line", place->line);
    bdl_json_put_nonzero(json, "column", place->column);
    bdl_json_put_nonzero(json, "page", place->page);
    bdl_json_put_opt(json, "sheet", bdl_place_sheet(place));
    bdl_json_put_opt(json, "cell", bdl_place_cell(place));
}

void bdl_json_ruleset_members(bdl_json *json, bdl_arena *scratch, const bdl_item *item) {
    bdl_json_put_str(json, "name", item->name.text);
    bdl_json_put_opt(json, "version", bdl_item_header_text(item, "version"));
    bdl_json_put_str(json, "sha256",
                     bdl_sha256(scratch, bdl_source_text(item->file->source)));
}

void bdl_json_document_members(bdl_json *json, const bdl_doc_result *result) {
    bdl_json_put_str(json, "path", result->path);
    bdl_json_put_array(json, "also");
    for (size_t i = 0; i < result->also.count; i++)
        bdl_json_str(json, result->also.items[i]);
    bdl_json_end(json);
    bdl_json_put_opt(json, "sha256", result->sha256);
    bdl_json_put_opt(json, "title", result->title);
    bdl_json_put_opt(json, "department", result->department);
    bdl_json_put_opt(json, "department_code", result->department_code);
    bdl_json_put_nonzero(json, "year", result->year);
    bdl_json_put_opt(json, "kind", result->kind);
    bdl_json_put_bool(json, "read", result->read);
    bdl_json_put_opt(json, "error", result->error);
    bdl_json_put_int(json, "cells", (long long)result->cells);
    bdl_json_put_int(json, "cells_read", (long long)result->cells_read);
    bdl_json_put_array(json, "unreadable");
    for (size_t i = 0; i < result->unread.count; i++) {
        bdl_json_object(json);
        bdl_json_put_nonzero(json, "line", result->unread.items[i].place.line);
        bdl_json_put_str(json, "text", result->unread.items[i].text);
        bdl_json_put_str(json, "why", result->unread.items[i].why);
        bdl_json_end(json);
    }
    bdl_json_end(json);
}

static void write_operand(bdl_json *json, const bdl_operand *operand) {
    bdl_json_object(json);
    bdl_json_put_str(json, "name", operand->name);
    bdl_json_put_opt(json, "label", operand->label);
    bdl_json_put_opt(json, "words", operand->words);
    bdl_json_put_opt(json, "value", operand->value);
    bdl_json_put_opt(json, "unit", operand->unit);
    bdl_json_put_opt(json, "text", operand->printed);
    bdl_json_put_opt(json, "document", operand->document);
    put_place(json, &operand->place);
    bdl_json_end(json);
}

static void put_words(bdl_json *json, const char *key, const bdl_words *words) {
    bdl_json_put_array(json, key);
    for (size_t i = 0; i < words->count; i++)
        bdl_json_str(json, words->items[i].text);
    bdl_json_end(json);
}

void bdl_json_put_difference(bdl_json *json, bdl_str amount) {
    size_t end = bdl_str_number_size(amount);

    bdl_json_put_opt(json, "difference", bdl_str_of(amount.data, end));
    bdl_json_put_opt(json, "unit", bdl_str_from(amount, end));
}

void bdl_json_finding_members(bdl_json *json, const bdl_finding *finding) {
    bdl_json_put_str(json, "rule", finding->rule->name.text);
    bdl_json_put_opt(json, "title", finding->rule->title.text);
    bdl_json_put_str(json, "severity", bdl_str_z(bdl_severity_name(finding->severity)));
    put_words(json, "tags", &finding->rule->as.rule.tags);
    bdl_json_put_opt(json, "basis", finding->rule->as.rule.basis);
    bdl_json_put_str(json, "document", finding->document);
    put_place(json, &finding->place);
    bdl_json_put_str(json, "message", finding->message);
    bdl_json_put_difference(json, finding->difference);
    bdl_json_put_array(json, "operands");
    for (size_t i = 0; i < finding->operand_count; i++)
        write_operand(json, &finding->operands[i]);
    bdl_json_end(json);
    bdl_json_put_opt(json, "hint", finding->hint);
    bdl_json_put_opt(json, "cause", finding->cause);
    bdl_json_put_str(json, "fingerprint", finding->fingerprint);
    bdl_json_put_bool(json, "waived", finding->waived_by != NULL);
    bdl_json_put_bool(json, "known", finding->known);
}

void bdl_json_not_assessed_members(bdl_json *json, const bdl_note_outcome *note) {
    bdl_json_put_str(json, "rule", note->rule->name.text);
    bdl_json_put_str(json, "document", note->document);
    bdl_json_put_nonzero(json, "line", note->place.line);
    bdl_json_put_str(json, "reason", note->reason);
}

void bdl_json_duty_members(bdl_json *json, bdl_str document,
                           const bdl_duty_outcome *duty) {
    bdl_json_put_str(json, "name", duty->duty->name.text);
    bdl_json_put_str(json, "document", document);
    bdl_json_put_str(json, "state", bdl_str_z(bdl_duty_state_name(duty->state)));
    bdl_json_put_opt(json, "reason", duty->reason);
}

void bdl_json_rule_members(bdl_json *json, const bdl_item *rule,
                           const bdl_rule_counts *counts) {
    static const char *const names[] = {"passed", "rounded", "failed", "not_applicable",
                                        "not_assessed"};

    bdl_json_put_str(json, "name", rule->name.text);
    for (int i = 0; i < BDL_OUTCOME_COUNT; i++)
        bdl_json_put_int(json, names[i], (long long)counts->outcome[i]);
    bdl_json_put_bool(json, "vacuous", bdl_rule_is_vacuous(counts));
}

void bdl_json_summary_members(bdl_json *json, const bdl_run_totals *t) {
    const struct {
        const char *key;
        size_t count;
    } sums[] = {
        {"documents", t->documents},
        {"unreadable", t->unreadable},
        {"errors", t->errors},
        {"warnings", t->warnings},
        {"infos", t->infos},
        {"passed", t->outcome[BDL_PASSED]},
        {"rounded", t->outcome[BDL_ROUNDED]},
        {"not_assessed", t->outcome[BDL_NOT_ASSESSED]},
        {"waived", t->waived},
        {"known", t->known},
        {"vacuous", t->vacuous},
        {"duties_decided", t->duties_decided},
        {"duties_applicable", t->duties_applicable},
    };

    for (size_t i = 0; i < BDL_COUNT_OF(sums); i++)
        bdl_json_put_int(json, sums[i].key, (long long)sums[i].count);
}
