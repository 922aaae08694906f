#!/usr/bin/env python3
"""Writes files that are small and would grow large, or have no end: what a reader must
refuse in words, or read as far as it goes, in bounded time and memory.

    bombs.py FOLDER [all]     all: also those that take long
"""
import os
import sys
import zipfile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MIB = 1 << 20


def relations(kind, target):
    return ('<Relationships xmlns="%s"><Relationship Id="r" Type="%s/%s" Target="%s"/>'
            "</Relationships>" % (PACKAGE, RELATION, kind, target))


def container(name, parts):
    """PARTS: name and text, or name and a list of pieces that are written in turn."""
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for part, text in parts:
            with out.open(part, "w", force_zip64=True) as file:
                for piece in [text] if isinstance(text, str) else text:
                    file.write(piece.encode() if isinstance(piece, str) else piece)


def docx(name, body):
    container(name, [
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", relations("officeDocument", "word/document.xml")),
        ("word/document.xml", body)])


def xlsx(name, sheet):
    container(name, [
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", relations("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", '<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="a" '
         'sheetId="1" r:id="r"/></sheets></workbook>' % (SHEET, RELATION)),
        ("xl/_rels/workbook.xml.rels", relations("worksheet", "sheet.xml")),
        ("xl/sheet.xml", sheet)])


def pdf(name, objects):
    with open(name, "wb") as out:
        out.write(b"%PDF-1.4\n")
        for number, body in objects:
            out.write(b"%d 0 obj " % number)
            out.write(body if isinstance(body, bytes) else body.encode())
            out.write(b" endobj\n")
        out.write(b"trailer <</Root 1 0 R>>\n%%EOF\n")


def stream(data, entries=""):
    head = "<</Length %d%s>> stream\n" % (len(data), entries)
    return head.encode() + data + b"\nendstream"


def flate_bomb(unit, count):
    import zlib
    press = zlib.compressobj(9)
    return b"".join(press.compress(unit) for _ in range(count)) + press.flush()


def main():
    os.chdir(sys.argv[1])
    every = sys.argv[2:] == ["all"]
    open_word = '<w:document xmlns:w="%s"><w:body>' % WORD
    docx("bomb.docx", [open_word] + [b" " * MIB] * 520 + ["</w:body></w:document>"])
    if every:
        words = "<w:p><w:r><w:t>" + "字" * 300000 + "</w:t></w:r></w:p>"
        docx("words.docx", [open_word] + [words] * 1000)
    laughs = "".join('<!ENTITY l%d "%s">' % (i, ("&l%d;" % (i - 1)) * 10)
                     for i in range(1, 12))
    docx("laughs.docx", '<!DOCTYPE d [<!ENTITY l0 "ha">%s]>%s<w:p><w:r><w:t>&l11;</w:t>'
         "</w:r></w:p></w:body></w:document>" % (laughs, open_word))
    docx("nested.docx", open_word + "<w:tbl><w:tr><w:tc>" * 10000 + "<w:p/>"
         + "</w:tc></w:tr></w:tbl>" * 10000 + "</w:body></w:document>")
    open_sheet = '<worksheet xmlns="%s"><sheetData>' % SHEET
    xlsx("far.xlsx", open_sheet + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
         '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>')
    if every:
        xlsx("bomb.xlsx", [open_sheet] + ["<row><c><v>1</v></c></row>" * 40000] * 600)
    with open("nested.html", "w") as file:
        file.write("<html><body>" + "<table><tr><td>" * 10000 + "1")
    with open("deep.html", "w") as file:
        file.write("<html><body>" + "<div>" * 50000 + "1")
    namespaces = "".join(' xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (n, n)
                         for n in ("office", "table", "text"))
    container("repeated.ods", [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", "<office:document-content%s><office:body><office:spreadsheet>"
         '<table:table table:name="a"><table:table-row table:number-rows-repeated="1000000">'
         '<table:table-cell table:number-columns-repeated="16000"><text:p>1</text:p>'
         "</table:table-cell></table:table-row></table:table></office:spreadsheet>"
         "</office:body></office:document-content>" % namespaces)])
    container("archive.zip", [("a.txt", [b"1\t2\n" * (MIB // 4)] * 520)])
    container("names.zip", [("%d.txt" % i, "") for i in range(100001)])

    catalog = [(1, "<</Type/Catalog/Pages 2 0 R>>")]
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 700]/Contents 4 0 R/Resources<<%s>>>>"
    one = [(2, "<</Type/Pages/Count 1/Kids[3 0 R]>>")]
    pdf("endless.pdf", catalog + [
        (2, "<</Type/Pages/Count 100000/Kids[2 0 R 2 0 R]/Parent 2 0 R>>")])
    pdf("flate.pdf", catalog + one + [
        (3, page % ""),
        (4, stream(flate_bomb(b"0 0 m 9 9 l S " * 80000, 1000), "/Filter/FlateDecode"))])
    pdf("calls.pdf", catalog + one + [
        (3, page % "/XObject<</X 5 0 R>>"), (4, stream(b"/X Do")),
        (5, stream(b"/X Do /X Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
                   "/Resources<</XObject<</X 5 0 R>>>>"))])
    # letters one over the other that hang out of a table, behind as many beside it
    letters = "".join("BT /F 10 Tf %d %d Td (1) Tj ET " % (9 * (i % 40), 300 + i % 300)
                      for i in range(300000))
    lines = "90 120 m 400 120 l 90 90 m 400 90 l 90 60 m 400 60 l S " + "".join(
        "%d 120 m %d 60 l S " % (x, x) for x in (90, 150, 260, 400))
    hanging = "BT /F 10 Tf 103 54 Td (1) Tj ET " * 300000
    pdf("edge.pdf", catalog + one + [
        (3, page % "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"),
        (4, stream(flate_bomb((letters + lines + hanging).encode(), 1),
                   "/Filter/FlateDecode"))])
    if every:
        pdf("same.pdf", catalog + [
            (2, "<</Type/Pages/Count 19000/Kids[%s]>>" % ("3 0 R " * 19000)),
            (3, page % ""), (4, stream(b"0 0 m 400 0 l S " * 3000))])


main()
