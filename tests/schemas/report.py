"""report.py: holds a JSON report to the contract: every member, of its type, and no other;
with --ndjson FILE also that the stream says the same."""
import json
import sys

TEXT, NUMBER, TRUTH, NONE = str, int, bool, type(None)
OPTIONAL = (TEXT, NONE)
COUNT = (NUMBER,)
PLACE = {"line": (NUMBER, NONE), "column": (NUMBER, NONE), "page": (NUMBER, NONE),
         "sheet": OPTIONAL, "cell": OPTIONAL}
OPERAND = {"name": (TEXT,), "label": OPTIONAL, "words": OPTIONAL,
           "value": OPTIONAL, "unit": OPTIONAL,
           "text": OPTIONAL, "document": OPTIONAL, **PLACE}
REPORT = {
    "tool": {"name": (TEXT,), "version": (TEXT,)},
    "rulesets": [{"name": (TEXT,), "version": OPTIONAL, "sha256": (TEXT,)}],
    "documents": [{
        "path": (TEXT,), "also": [(TEXT,)], "sha256": OPTIONAL, "title": OPTIONAL,
        "department": OPTIONAL, "department_code": OPTIONAL, "year": (NUMBER, NONE),
        "kind": OPTIONAL, "read": (TRUTH,), "error": OPTIONAL, "cells": COUNT,
        "cells_read": COUNT,
        "unreadable": [{"line": (NUMBER, NONE), "text": (TEXT,), "why": (TEXT,)}]}],
    "findings": [{
        "rule": (TEXT,), "title": OPTIONAL, "severity": (TEXT,), "tags": [(TEXT,)],
        "basis": OPTIONAL, "document": (TEXT,), **PLACE, "message": (TEXT,),
        "difference": OPTIONAL, "unit": OPTIONAL, "operands": [OPERAND], "hint": OPTIONAL,
        "cause": OPTIONAL,
        "fingerprint": (TEXT,), "waived": (TRUTH,), "known": (TRUTH,)}],
    "not_assessed": [{"rule": (TEXT,), "document": (TEXT,), "line": (NUMBER, NONE),
                      "reason": (TEXT,)}],
    "duties": [{"name": (TEXT,), "document": (TEXT,), "state": (TEXT,), "reason": OPTIONAL}],
    "rules": [{"name": (TEXT,), "passed": COUNT, "rounded": COUNT, "failed": COUNT,
               "not_applicable": COUNT, "not_assessed": COUNT, "vacuous": (TRUTH,)}],
    "summary": {key: COUNT for key in (
        "documents", "unreadable", "errors", "warnings", "infos", "passed", "rounded",
        "not_assessed", "waived", "known", "vacuous", "duties_decided",
        "duties_applicable")},
}


def hold(value, shape, where):
    if isinstance(shape, dict):
        assert type(value) is dict, f"{where} is no object"
        assert list(value) == list(shape), f"{where} has {list(value)}, not {list(shape)}"
        for key in shape:
            hold(value[key], shape[key], f"{where}.{key}")
    elif isinstance(shape, list):
        assert type(value) is list, f"{where} is no array"
        for i, element in enumerate(value):
            hold(element, shape[0], f"{where}[{i}]")
    else:
        assert type(value) in shape, f"{where} is {value!r}"
        assert value != "", f"{where} is empty: it should be null"


def each(report, key, hold_it):
    for element in report[key]:
        hold_it(element)


def hold_words(report):
    for finding in report["findings"]:
        assert finding["severity"] in ("error", "warning", "info"), finding["severity"]
        assert len(finding["fingerprint"]) == 16 and int(finding["fingerprint"], 16) >= 0
        assert finding["line"] is None or finding["line"] >= 1
        for operand in finding["operands"]:
            if operand["unit"]:
                assert operand["value"] is not None
    for duty in report["duties"]:
        assert duty["state"] in ("met", "violated", "open", "not applicable"), duty["state"]


def hold_sums(report):
    summary, counted = report["summary"], [
        f for f in report["findings"] if not f["waived"] and not f["known"]]
    for severity in ("error", "warning", "info"):
        assert summary[severity + "s"] == sum(f["severity"] == severity for f in counted)
    for key in ("passed", "rounded", "not_assessed"):
        assert summary[key] == sum(rule[key] for rule in report["rules"]), key
    assert summary["waived"] == sum(f["waived"] for f in report["findings"])
    assert len(report["not_assessed"]) <= summary["not_assessed"]
    assert summary["documents"] == sum(1 + len(d["also"]) for d in report["documents"])
    assert summary["vacuous"] == sum(rule["vacuous"] for rule in report["rules"])


def hold_stream(report, lines):
    """NDJSON: the same objects, one a line, `type` first."""
    got = {}
    for line in lines:
        value = json.loads(line)
        assert next(iter(value)) == "type", line[:60]
        got.setdefault(value.pop("type"), []).append(value)
    for kind, key in (("document", "documents"), ("finding", "findings"), ("rule", "rules"),
                      ("not_assessed", "not_assessed"), ("duty", "duties")):
        assert got.get(kind, []) == report[key], kind
    assert got["summary"] == [report["summary"]]
    assert got["tool"] == [report["tool"]] and got.get("ruleset", []) == report["rulesets"]
    assert set(got) <= {"tool", "ruleset", "document", "finding", "not_assessed", "duty",
                        "rule", "summary"}, set(got)


report = json.load(open(sys.argv[1], encoding="utf-8"))
hold(report, REPORT, "report")
hold_words(report)
hold_sums(report)
if "--ndjson" in sys.argv:
    hold_stream(report, open(sys.argv[sys.argv.index("--ndjson") + 1], encoding="utf-8"))
