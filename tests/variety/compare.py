"""compare.py - what bdl reads in invented documents against what they say.

    compare.py BDL FIRST-SEED LAST-SEED [-v] [--keep FOLDER]

Prints a line for each value that was read wrong or not at all; exit status 1 when there
is one."""
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import unicodedata

from invent import Document, Final
from render import Renderer


def norm(value):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(value or "")))


def columns(s):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in s)


class Comparison:
    def __init__(self):
        self.misses, self.count = [], 0

    def same(self, where, want, got):
        self.count += 1
        if norm(want) != norm(got):
            self.misses.append(f"{where}: want {want!r}, got {got!r}")

    def near(self, where, want, got):
        self.count += 1
        if abs((got or -9) - want) > 1:
            self.misses.append(f"{where}: want line {want}, got {got}")


def compare(truth, model):
    c = Comparison()
    for k in truth["document"]:
        c.same(k, truth["document"][k], model["document"].get(k))
    want = [norm(x["title"]) for x in truth["sections"]]
    told = {norm(t["title"]) for t in truth["tables"]} | {norm(re.sub(r"^\d+\. ", "", t["title"])) for t in truth["tables"]}
    told |= {norm(x) for x in ("项目概况", "资金安排情况", "绩效目标", "绩效指标", "评价标准")}
    have = [norm(x["title"]) for x in model["sections"]]
    have = [x for x in have if x not in told and not x.endswith("绩效目标指标的说明") and not x.endswith("绩效目标表")]
    for x in sorted(set(want) | set(have)):
        c.same("section", x * want.count(x), x * have.count(x))
    compare_tables(c, truth["tables"], model["tables"])
    compare_sheets(c, truth["projects"], model.get("projects") or [])
    c.same("figures", "\n".join(f["amount"] + f["unit"] for f in truth["figures"]),
           "\n".join(f["amount"] + f["unit"] for f in model["figures"]))
    return c


def compare_tables(c, want, got):
    c.same("tables", len(want), len(got))
    for w, g in zip(want, got):
        where = w["title"]
        c.same(where + " title", w["title"], g["title"])
        c.same(where + " unit", w["money_unit"], g["money_unit"])
        c.same(where + " columns", "|".join(w["columns"]), "|".join(g["columns"]))
        c.same(where + " rows", len(w["rows"]), len(g["rows"]))
        if g["form"] is None:
            c.same(where, "a form", "none")
        for r, s in zip(w["rows"], g["rows"]):
            c.same(f"{where} line {r['line']}", "|".join(r["cells"]), "|".join(s["cells"][:len(r["cells"])]))
            c.near(f"{where} row", r["line"], s["line"])


def compare_sheets(c, want, got):
    c.same("sheets", len(want), len(got))
    for w, g in zip(want, got):
        where = f"sheet {w['number']}"
        for k in ("number", "title", "unit_code", "unit_name", "money_unit", "code", "name", "budget", "fiscal", "other",
                  "purpose"):
            c.same(f"{where} {k}", w[k], g.get(k))
        for k in w["plan"]:
            c.same(f"{where} plan.{k}", w["plan"][k], (g.get("plan") or {}).get(k))
        c.same(f"{where} goals", "|".join(w["goals"]), "|".join(g.get("goals") or []))
        rows = g.get("indicators") or []
        c.same(f"{where} indicators", len(w["indicators"]), len(rows))
        for r, s in zip(w["indicators"], rows):
            for k in ("level1", "level2", "level3", "description", "value", "basis"):
                c.same(f"{where} line {r['line']} {k}", r[k], s.get(k))


# What editors, mail and converters write for a tab: as many blanks each time, or as many as
# lead to the next stop, columns counted in one of three ways.
BLANKS = [("each", n, None) for n in (2, 3, 4, 8)] + [
    ("stops", 4, columns), ("stops", 8, columns), ("stops", 4, len),
    ("stops", 8, lambda c: len(c.encode()))]


def without_tabs(text, way):
    kind, n, measure = way
    if kind == "each":
        return text.replace("\t", " " * n)
    lines = []
    for line in text.split("\n"):
        cells = line.split("\t")
        for i in range(len(cells) - 1):
            at = sum(map(measure, "".join(cells[:i + 1])))
            cells[i] += " " * (n - at % n)
        lines.append("".join(cells))
    return "\n".join(lines)


def run(bdl, seed, folder, way=None):
    rng = random.Random(seed * 7919)
    layout = ("tab", "word", "markdown", "aligned")[seed % 4]
    text, truth = Renderer((Final if seed % 3 == 0 else Document)(seed), layout, rng).print()
    path = os.path.join(folder, f"{seed}-{layout}.txt")
    if way:
        text, path = without_tabs(text, way), path[:-4] + "-blanks.txt"
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    with open(path[:-4] + ".json", "w", encoding="utf-8") as f:
        json.dump(truth, f, ensure_ascii=False, indent=1)
    done = subprocess.run([bdl, "model", "--plain", path], capture_output=True, timeout=60)
    if done.returncode:
        return path, ["exit %d: %s" % (done.returncode, done.stderr.decode()[:300])], 1
    c = compare(truth, json.loads(done.stdout))
    return path, c.misses, c.count


def main():
    args = [a for a in sys.argv[1:] if not a.startswith("-")]
    verbose = "-v" in sys.argv
    folder = args[3] if "--keep" in sys.argv else tempfile.mkdtemp()
    wrong = total = 0
    for seed in range(int(args[1]), int(args[2]) + 1):
        ways = [None, BLANKS[seed // 4 % len(BLANKS)]] if seed % 4 < 2 else [None]
        for way in ways:
            path, misses, count = run(args[0], seed, folder, way)
            wrong += len(misses)
            total += count
            for m in misses[:400 if verbose else 3]:
                print(f"{path}: {m[:300]}")
    print(f"{total - wrong} of {total} right")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
