/* json_members.h - the objects of the JSON contract, member by member: what JSON and
 * NDJSON share. Each function writes into the object that is open. */
#ifndef BDL_REPORT_JSON_MEMBERS_H
#define BDL_REPORT_JSON_MEMBERS_H

#include "base/json.h"
#include "report/report.h"

/* The ruleset ITEM; SCRATCH is for its digest. */
void bdl_json_ruleset_members(bdl_json *json, bdl_arena *scratch, const bdl_item *item);
void bdl_json_document_members(bdl_json *json, const bdl_doc_result *result);
/* -5.00万元: the decimal, and its unit beside it. */
void bdl_json_put_difference(bdl_json *json, bdl_str amount);
void bdl_json_finding_members(bdl_json *json, const bdl_finding *finding);
void bdl_json_not_assessed_members(bdl_json *json, const bdl_note_outcome *note);
void bdl_json_duty_members(bdl_json *json, bdl_str document,
                           const bdl_duty_outcome *duty);
void bdl_json_rule_members(bdl_json *json, const bdl_item *rule,
                           const bdl_rule_counts *counts);
void bdl_json_summary_members(bdl_json *json, const bdl_run_totals *totals);

#endif
