#!/usr/bin/env python3
"""Writes a text in another layout, with the truth of it: the same tables, another print.

usage: relayout.py TEXT TRUTH.json word|tabs|pipes TEXT-OUT TRUTH-OUT

word: tables with tabs become one cell per line; tabs: the other way round; pipes: tables
with tabs become pipe tables of Markdown. Lines of the truth are moved along.
"""
import json
import re
import sys


def is_row(line):
    return "\t" in line and not re.search(r"\.{3,}", line)  # dots: a catalogue


def cells_of(line):
    cells = line.split("\t")
    return cells[:-1] if len(cells) > 1 and cells[-1] == "" else cells


class Printer:
    def __init__(self):
        self.lines, self.moved = [], {}

    def put(self, line, number=None):
        self.lines.append(line)
        if number is not None:
            self.moved.setdefault(number, len(self.lines))

    def now_at(self, number):
        while number > 0 and number not in self.moved:
            number -= 1
        return self.moved.get(number, 1)


def to_word(lines, out):
    for number, line in enumerate(lines, 1):
        if not is_row(line):
            out.put(line, number)
            continue
        for cell in cells_of(line):
            out.put("\t" + cell, number)
        out.put("")


def to_tabs(lines, out):
    i = 0
    while i < len(lines):
        if not lines[i].startswith("\t"):
            out.put(lines[i], i + 1)
            i += 1
            continue
        first, cells = i, []
        while i < len(lines) and lines[i]:
            if lines[i].startswith("\t"):
                cells.append(lines[i][1:])
            else:
                cells[-1] += lines[i]
            i += 1
        out.put("\t".join(cells) + "\t")
        for number in range(first + 1, i + 2):  # the blank line that ended the row too
            out.moved[number] = len(out.lines)
        i += 1


def to_pipes(lines, out):
    rows = []
    for number, line in enumerate(lines + [""], 1):
        if is_row(line):
            rows.append((number, [cell.strip() for cell in cells_of(line)]))
            continue
        width = max((len(cells) for _, cells in rows), default=0)
        if rows:
            out.put("")
        for i, (at, cells) in enumerate(rows):
            out.put("| " + " | ".join(cells + [""] * (width - len(cells))) + " |", at)
            if i == 0:
                out.put("|" + "---|" * width)
        if rows:
            out.put("")
        rows = []
        out.put(line, number)


def move(node, out):
    if isinstance(node, dict):
        return {key: out.now_at(value) if key == "line" and isinstance(value, int)
                else move(value, out) for key, value in node.items()}
    return [move(value, out) for value in node] if isinstance(node, list) else node


def main():
    text, truth, layout, text_out, truth_out = sys.argv[1:]
    lines = open(text, encoding="utf-8-sig").read().split("\n")
    out = Printer()
    {"word": to_word, "tabs": to_tabs, "pipes": to_pipes}[layout](lines, out)
    with open(text_out, "w", encoding="utf-8") as file:
        file.write("\n".join(out.lines))
    with open(truth_out, "w", encoding="utf-8") as file:
        json.dump(move(json.load(open(truth, encoding="utf-8")), out), file)


main()
