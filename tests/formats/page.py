#!/usr/bin/env python3
"""Turns a document of tab tables and Markdown headings into a web page, from which an
office suite or a browser makes its siblings in other formats.

    page.py DOCUMENT.md [wrapped] >PAGE.html

A line with tabs is a row, a line of the form "# ..." a heading, any other a paragraph.
"""
import html
import re
import sys

STYLE = """@page { size: A4 landscape; margin: 1.5cm }
body { font-family: "WenQuanYi Micro Hei"; font-size: 9pt }
table { border-collapse: collapse; width: 100%; margin-bottom: 8pt }
td { border: 0.75pt solid black; padding: 1pt 3pt; vertical-align: middle }
h1, h2, h3 { text-align: center }"""


def is_row(line):
    return "\t" in line and not re.search(r"(\.{3,}|…)\s*\t\s*\d+$", line)


def marked(text):
    """TEXT for a page, what is bold in Markdown bold."""
    return re.sub(r"\*\*(.+?)\*\*|&lt;b&gt;(.+?)&lt;/b&gt;", r"<b>\1\2</b>",
                  html.escape(text.strip()))


def cell(text):
    return "<td>%s</td>" % (marked(text) or "<br>")


def table(rows):
    width = max(len(row) for row in rows)
    out = ['<table border="1" cellspacing="0">']
    for row in rows:
        row = row + [""] * (width - len(row))
        out.append("<tr>%s</tr>" % "".join(cell(text) for text in row))
    return out + ["</table>"]


def body(lines):
    rows, out = [], []
    for line in lines + [""]:
        if is_row(line):
            if not rows and out and out[-1] == "</table>":
                out.append("<p><br></p>")  # else an office suite glues the two
            rows.append(line.split("\t"))
            continue
        if rows:
            out += table(rows)
            rows = []
        heading = re.match(r"(#{1,6})\s+(.*)", line)
        if heading:
            n = len(heading.group(1))
            out.append("<h%d>%s</h%d>" % (n, marked(heading.group(2)), n))
        elif line.strip():
            out.append("<p>%s</p>" % marked(line))
    return out


def main():
    with open(sys.argv[1], encoding="utf-8-sig") as file:
        lines = file.read().split("\n")
    print('<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><style>')
    print(STYLE)
    print("</style></head><body>")
    print("\n".join(body(lines)))
    print("</body></html>")


main()
