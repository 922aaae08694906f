#!/usr/bin/env python3
"""instructions.py - what fixed runs of bdl cost in instructions; `make instructions`.

    instructions.py BDL SOURCE-ROOT [--update]

Counts with callgrind, which nothing else on the machine touches, and prints each count
beside the one recorded in instructions.tsv, so that a change is held against what was
before it. A count depends on the compiler and the libraries too: the first line of the
file names those of the record. --update writes what was counted there.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import disclosures  # noqa: E402

RECORD = os.path.join(HERE, "instructions.tsv")
READING = ["--toggle-collect=bdl_read_input", "--toggle-collect=bdl_recognise"]
EVALUATING = ["--toggle-collect=check_document"]


def runs(root, folder):
    """What is counted: its name, what callgrind is told, the arguments of bdl."""
    shipped = sorted(os.path.join(root, "rules", name)
                     for name in os.listdir(os.path.join(root, "rules"))
                     if name.endswith(".bdl"))
    alone = [path for path in shipped if not path.endswith("/corpus.bdl")]
    disclosures.corpus(os.path.join(folder, "C7"), 400000)
    disclosures.corpus(os.path.join(folder, "C49"), 3000000)
    disclosures.rows(os.path.join(folder, "rows.csv"), 20000)
    with open(os.path.join(folder, "line.txt"), "w", encoding="utf-8") as line:
        line.write("云河市档案局2024年部门预算\n")
    return [
        ("read the rules, a document of one line", [], [*shipped, "line.txt"]),
        ("check doc/examples, the whole run", [],
         [*shipped, os.path.join(root, "doc", "examples")]),
        ("20,000 rows, the whole run", [], [os.path.join(HERE, "rows.bdl"), "rows.csv"]),
        ("read and recognise C7", READING, [*alone, "C7"]),
        ("read and recognise C49", READING, [*alone, "C49"]),
        ("evaluate C7", EVALUATING, [*shipped, "C7"]),
        ("evaluate C49", EVALUATING, [*shipped, "C49"]),
    ]


def count(bdl, options, arguments, folder):
    """The millions of instructions of one run, with one decimal."""
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *options,
         bdl, "-q", "-j1", *arguments],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    collected = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode not in (0, 1) or not collected:
        sys.exit(f"instructions.py: bdl ended with {done.returncode}:\n{done.stderr}")
    return f"{int(collected[1]) / 1e6:.1f}"


def recorded():
    """The machine of the record and its counts by name; empty ones where there is none."""
    if not os.path.exists(RECORD):
        return "", {}
    with open(RECORD, encoding="utf-8") as lines:
        machine, *counts = lines.read().splitlines()
    return machine, dict(line.split("\t") for line in counts)


def this_machine():
    gcc = subprocess.run(["gcc", "-dumpfullversion"], stdout=subprocess.PIPE, text=True).stdout
    libc = os.confstr("CS_GNU_LIBC_VERSION")
    return f"# million instructions; gcc {gcc.strip()}, {libc}"


def main(bdl, root, *options):
    if not shutil.which("valgrind"):
        sys.exit("instructions.py: skipped, valgrind is not here")
    machine, before = recorded()
    if machine and machine != this_machine():
        print(f"recorded elsewhere: {machine}\nhere:               {this_machine()}")
    now = {}
    with tempfile.TemporaryDirectory(prefix="bdl-instructions.") as folder:
        for name, told, arguments in runs(root, folder):
            now[name] = count(bdl, told, arguments, folder)
            change = (f"{float(now[name]) / float(before[name]):6.3f} of {before[name]}"
                      if name in before else "not recorded")
            print(f"{name:42} {now[name]:>8}  {change}", flush=True)
    if "--update" in options:
        with open(RECORD, "w", encoding="utf-8") as out:
            out.write("\n".join([this_machine(), *("\t".join(item) for item in now.items())]))
            out.write("\n")


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[3:] not in ([], ["--update"]):
        sys.exit(__doc__)
    main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), *sys.argv[3:])
