#!/usr/bin/env python3
"""run.py - bdl beside other programs on the same input, in turn, in the same run; `make bench`.

    run.py BDL SOURCE-ROOT [MEGABYTES [ROWS [ROUNDS]]]

Prints for each pair the best time of both and the ratio of each round: the middle one, the
lowest and the highest. A program that is not there is said to be skipped. DuckDB is looked
for in the folder DUCKDB_MODULES (npm i @duckdb/node-api), else in ./node_modules.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import disclosures  # noqa: E402

TARGET = r"[≥≤]\s*\d+(\.\d+)?\s*[%％]"
MAWK = 'NR > 1 { d = $3 + $4 - $5; if (d > 0.005 || d < -0.005) print NR, $0 }'
PYTHON = """
import sys
from decimal import Decimal as D
for n, line in enumerate(open(sys.argv[1], encoding='utf-8')):
    c = line.rstrip().split(',')
    if n and D(c[2]) + D(c[3]) != D(c[4]):
        print(n + 1, line, end='')
"""
DUCKDB = """
const { DuckDBInstance } = require('@duckdb/node-api');
(async () => {
  const db = await (await DuckDBInstance.create(':memory:')).connect();
  const types = "{code:'VARCHAR',name:'VARCHAR',project:'DECIMAL(18,2)'," +
                "basic:'DECIMAL(18,2)',total:'DECIMAL(18,2)'}";
  const found = await db.runAndReadAll(
    `select * from (select *, row_number() over () + 1 as line from
     read_csv('${process.argv[1]}', header=true, columns=${types}))
     where project + basic != total`);
  for (const row of found.getRows()) console.log(row.join(','));
})();
"""


class Run:
    """What one run of a program took."""

    def __init__(self, command, ok=(0, 1), env=None):
        with open(os.devnull, "w") as sink, open("out", "wb") as out:
            started = time.monotonic()
            child = subprocess.Popen(command, stdout=out, stderr=sink, stdin=sink,
                                     env={**os.environ, **(env or {})})
            _, status, usage = os.wait4(child.pid, 0)
            self.seconds = time.monotonic() - started
            child.returncode = os.waitstatus_to_exitcode(status)
        self.peak = usage.ru_maxrss * 1024
        if child.returncode not in ok:
            sys.exit(f"run.py: {command[0]} ended with {child.returncode}: {command}")


def beside(what, ours, name, theirs, rounds, env=None):
    """Runs two programs in turn and prints the ratio of their times."""
    if theirs[0] is None or not shutil.which(theirs[0]):
        print(f"{what:34} beside {name}: skipped, it is not here")
        return
    pairs = [(Run(ours), Run(theirs, env=env)) for _ in range(rounds)]
    ratios = sorted(a.seconds / b.seconds for a, b in pairs)
    print(f"{what:34} {min(a.seconds for a, _ in pairs):7.3f} s  "
          f"{name:24} {min(b.seconds for _, b in pairs):7.3f} s  "
          f"ratio {ratios[len(ratios) // 2]:6.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})",
          flush=True)


def everything(folder):
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder))]


def concatenated(folder):
    """All documents in one file, for programs whose start is no part of the question."""
    with open("all.txt", "wb") as out:
        for name in everything(folder):
            with open(name, "rb") as document:
                shutil.copyfileobj(document, out)
    return "all.txt"


def bench_corpus(bdl, rules, megabytes, rounds):
    count = disclosures.corpus("corpus", int(megabytes * 10**6))
    whole = concatenated("corpus")
    size = os.path.getsize(whole)
    print(f"{count} documents of {size / 10**6:.1f} MB:")
    one = [bdl, "-q", "-j1", *rules, "corpus"]
    beside("documents, one thread", one, "wc -m", ["wc", "-m", whole], rounds,
           env={"LC_ALL": "C.UTF-8"})
    beside("documents, one thread", one, "grep -cP of targets", ["grep", "-cP", TARGET, whole],
           rounds, env={"LC_ALL": "C.UTF-8"})
    with open("targets.yar", "w", encoding="utf-8") as rule:
        rule.write('rule targets { strings: $a = "部门支出总表" $b = /绩效目标表/ condition: any of them }\n')
    beside("documents, one thread", one, "yara, two words", ["yara", "-p1", "targets.yar", "corpus"],
           rounds)
    beside("documents, one thread", one, "bdl -j2", [bdl, "-q", "-j2", *rules, "corpus"], rounds)


def bench_one(bdl, rules, rounds):
    disclosures.corpus("one", 100000, 100000, seed=2)
    beside("one document of 100 kB", [bdl, "-q", *rules, "one"], "jq -n 1",
           ["jq", "-n", "1"], rounds * 4)
    beside("the same, one thread", [bdl, "-q", "-j1", *rules, "one"], "jq -n 1",
           ["jq", "-n", "1"], rounds * 4)


def bench_rows(bdl, count, rounds):
    disclosures.rows("rows.csv", count)
    for name, program in (("rows.py", PYTHON), ("rows.js", DUCKDB)):
        with open(name, "w") as out:
            out.write(program)
    print(f"{count} rows, {os.path.getsize('rows.csv') / 10**6:.1f} MB:")
    ours = [bdl, "-q", "-j1", os.path.join(HERE, "rows.bdl"), "rows.csv"]
    modules = os.environ.get("DUCKDB_MODULES", os.path.join(os.getcwd(), "node_modules"))
    node = "node" if os.path.isdir(os.path.join(modules, "@duckdb")) else None
    beside("rows, basic + project == total", ours, "DuckDB, DECIMAL",
           [node, "-e", DUCKDB, "rows.csv"], rounds, env={"NODE_PATH": modules})
    beside("rows, basic + project == total", ours, "mawk, within 0.005",
           ["mawk", "-F,", MAWK, "rows.csv"], rounds)
    beside("rows, basic + project == total", ours, "python3, decimal",
           [sys.executable, "rows.py", "rows.csv"], rounds)
    peak, size = Run(ours).peak, os.path.getsize("rows.csv")
    print(f"{'memory of the rows':34} {peak / 2**20:7.1f} MiB  "
          f"allowed {(8 * size + 32 * 2**20) / 2**20:.1f} MiB")


def bench_growth(bdl, rules, rounds):
    """Memory and time with more documents, and time with more rules."""
    for folder, count in (("few", 100), ("many", 2000)):
        disclosures.corpus(folder, sys.maxsize, 3000, seed=3, most=count)
    small, large = ([bdl, "-q", "-j1", *rules, folder] for folder in ("few", "many"))
    beside("2000 small documents", large, "bdl, 100 of them", small, rounds)
    a, b = Run(small).peak, Run(large).peak
    print(f"{'memory of many by few':34} {b / 2**20:7.1f} MiB  {a / 2**20:.1f} MiB  "
          f"ratio {b / a:6.2f}")
    own = [rule for rule in rules if not rule.endswith("corpus.bdl")]
    a, b = (Run([bdl, "-q", "-j1", *own, folder]).peak for folder in ("few", "many"))
    print(f"{'the same without corpus.bdl':34} {b / 2**20:7.1f} MiB  {a / 2**20:.1f} MiB  "
          f"ratio {b / a:6.2f}")
    half = [rule for rule in rules if os.path.basename(rule) in
            ("forms.bdl", "tables.bdl", "statement.bdl", "structure.bdl")]
    beside("all rules", large, "bdl, some of them", [bdl, "-q", "-j1", *half, "many"], rounds)


def bench_years(bdl, rules):
    """Rules that look at other documents, over ten times as many: once, it takes a minute."""
    years = [rule for rule in rules if rule.endswith("corpus.bdl")]
    for folder, count in (("some", 2000), ("all", 20000)):
        disclosures.corpus(folder, sys.maxsize, 3000, seed=4, most=count)
    small, large = ([bdl, "-q", "-j1", *years, folder] for folder in ("some", "all"))
    beside("20000 documents, corpus.bdl", large, "bdl, 2000 of them", small, 1)


def main():
    bdl, root = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    megabytes, rows, rounds = (list(map(float, sys.argv[3:6])) + [10, 10**6, 5][len(sys.argv) - 3:])
    rules = sorted(os.path.join(root, "rules", name) for name in os.listdir(os.path.join(root, "rules"))
                   if name.endswith(".bdl"))
    os.environ.setdefault("DUCKDB_MODULES", os.path.join(os.getcwd(), "node_modules"))
    with tempfile.TemporaryDirectory(prefix="bdl-bench.") as scratch:
        os.chdir(scratch)
        bench_corpus(bdl, rules, megabytes, int(rounds))
        bench_one(bdl, rules, int(rounds))
        bench_rows(bdl, int(rows), int(rounds))
        bench_growth(bdl, rules, int(rounds))
        bench_years(bdl, rules)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main()
