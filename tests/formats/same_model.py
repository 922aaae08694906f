#!/usr/bin/env python3
"""Compares two plain models (bdl model --plain) of siblings: all but the places.

    same_model.py ONE.json OTHER.json [PART]

PART is left out, as "sections" are where a format knows no headings. Prints what differs and last "N of M values are the same"; M counts those of ONE and those
that only OTHER has. White space is left out, as wrapped cells differ in it.
"""
import json
import sys
import unicodedata
from collections import Counter


def plain(value):
    if value is None:
        return ""
    return "".join(unicodedata.normalize("NFKC", str(value)).split())


def leaves(value, path=""):
    """Each text with the way to it; list items are not numbered but in their order."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "line":
                yield from leaves(inner, path + "." + key)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, path + "[]")
    elif plain(value):
        yield path + " = " + plain(value)


def rows(table):
    """The rows with their filled cells numbered: a value in another column differs."""
    for row in table["rows"]:
        yield from ("%d %s" % (i, plain(text)) for i, text in enumerate(row["cells"])
                    if plain(text))


def values(model):
    for part, value in model.items():
        if part != "tables":
            yield from leaves(value, part)
    for table in model["tables"]:
        name = plain(table["title"])
        yield "table " + name
        yield from ("%s column %s" % (name, text) for text in leaves(table["columns"]))
        yield from ("%s cell %s" % (name, text) for text in rows(table))


def main():
    models = []
    for path in sys.argv[1:3]:
        with open(path, encoding="utf-8") as file:
            model = json.load(file)
        for part in sys.argv[3:]:
            del model[part]
        models.append(Counter(values(model)))
    one, other = models
    for text, count in (one - other).items():
        print("- %d times %s" % (count, text))
    for text, count in (other - one).items():
        print("+ %d times %s" % (count, text))
    same = sum((one & other).values())
    every = sum((one | other).values())
    print("%d of %d values are the same" % (same, every))
    sys.exit(same != every)


main()
