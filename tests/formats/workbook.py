#!/usr/bin/env python3
"""Turns a document of tab tables and Markdown headings into a workbook (flat OpenDocument),
from which an office suite makes XLSX, ODS and XLS: figures are numbers with a format.

    workbook.py DOCUMENT.md >WORKBOOK.fods
"""
import html
import re
import sys

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<number:number-style style:name="N2"><number:number number:decimal-places="2"
 number:min-decimal-places="2" number:min-integer-digits="1"/></number:number-style>
<number:percentage-style style:name="N11"><number:number number:decimal-places="2"
 number:min-decimal-places="2" number:min-integer-digits="1"/><number:text>%</number:text>
</number:percentage-style>
<style:style style:name="money" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="share" style:family="table-cell" style:data-style-name="N11"/>
</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="预算">
"""


def cell(text):
    text = text.strip()
    if re.fullmatch(r"-?\d+\.\d\d", text):
        kind = 'office:value-type="float" office:value="%s" table:style-name="money"' % text
    elif re.fullmatch(r"\d+\.\d\d%", text):
        kind = ('office:value-type="percentage" office:value="%.6f" '
                'table:style-name="share"' % (float(text[:-1]) / 100))
    elif text:
        kind = 'office:value-type="string"'
    else:
        return "<table:table-cell/>"
    return "<table:table-cell %s><text:p>%s</text:p></table:table-cell>" % (
        kind, html.escape(text))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        lines = [re.sub(r"^#+ ", "", line) for line in file.read().split("\n")]
    print(HEAD)
    for line in lines:
        print("<table:table-row>%s</table:table-row>"
              % "".join(cell(text) for text in line.split("\t")))
    print("</table:table></office:spreadsheet></office:body></office:document>")


main()
