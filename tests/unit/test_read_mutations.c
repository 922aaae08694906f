/* test_read_mutations.c - thousands of damaged files through each reader, in this
 * process: no crash, and every document that comes of it is whole. BDL_MUTATIONS sets how
 * many. */
#include <stdlib.h>

#include "make_zip.h"
#include "mutate.h"
#include "read_text.h"

static void read_and_check(bdl_arena *arena, const char *name, bdl_str bytes) {
    bdl_doc *doc = NULL;
    bdl_str error = BDL_STR("");
    if (read_here(arena, bdl_str_z(name), bytes, &doc, &error) == BDL_OK)
        check_doc(doc);
    else
        assert_true(error.len > 0);
}

static size_t how_many(void) {
    const char *wanted = getenv("BDL_MUTATIONS");
    return wanted ? strtoul(wanted, NULL, 10) : 1500;
}

static void try_text(const char *name, const char *sample, uint32_t seed) {
    for (size_t i = 0; i < how_many(); i++) {
        bdl_arena *arena = bdl_arena_new();
        read_and_check(arena, name, mutate(arena, bdl_str_z(sample), &seed));
        bdl_arena_free(arena);
    }
}

/* Part LAST of PARTS is changed before it is packed, else the whole container. */
static void try_container(const char *name, const zip_part *parts, size_t count,
                          uint32_t seed) {
    for (size_t i = 0; i < how_many(); i++) {
        bdl_arena *arena = bdl_arena_new();
        zip_part changed[10];
        memcpy(changed, parts, count * sizeof *parts);
        size_t which =
            count - 1 - (next_random(&seed) % 4 ? 0 : next_random(&seed) % count);
        bdl_str text = mutate(arena, bdl_str_z(parts[which].text), &seed);
        changed[which].text = bdl_arena_str(arena, text).data;
        bdl_str bytes = make_zip(arena, changed, count);
        if (i % 4 == 0)
            bytes = mutate(arena, make_zip(arena, parts, count), &seed);
        read_and_check(arena, name, bytes);
        bdl_arena_free(arena);
    }
}

static void pages_survive(void **state) {
    try_text("a.html",
             "<html><head><title>a</title></head><body><h1>一</h1><p>甲<br>乙&nbsp;丙</p>"
             "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d<table><tr><td>1"
             "</table></table><ol><li>x</ol><pre>a\nb</pre><img width=900><div "
             "style='display:none'>h</div></body></html>",
             11);
}

static void separated_tables_survive(void **state) {
    try_text("a.csv",
             "表,,\n单位：万元,,\na,b,c\n1,\"2,\n3\",4\n\n注,,\na;b,\"c\"\"d\",e\n", 12);
}

#define OFFICE "http://schemas.openxmlformats.org/"
#define RELATION(id, type, target)                                                       \
    "<Relationship Id=\"" id "\" Type=\"x/" type "\" Target=\"" target "\"/>"
#define RELATIONS(all)                                                                   \
    "<Relationships xmlns=\"" OFFICE "package/2006/relationships\">" all                 \
    "</Relationships>"
#define WORD  " xmlns:w=\"" OFFICE "wordprocessingml/2006/main\">"
#define SHEET " xmlns=\"" OFFICE "spreadsheetml/2006/main\">"

static void word_documents_survive(void **state) {
    static const zip_part parts[] = {
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels", RELATIONS(RELATION("a", "officeDocument", "word/document.xml"))},
        {"word/_rels/document.xml.rels",
         RELATIONS(RELATION("a", "styles", "styles.xml")
                       RELATION("b", "numbering", "numbering.xml"))},
        {"word/styles.xml",
         "<w:styles" WORD "<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name "
         "w:val=\"heading 1\"/><w:basedOn w:val=\"1\"/><w:pPr><w:numPr><w:numId "
         "w:val=\"5\"/></w:numPr></w:pPr></w:style></w:styles>"},
        {"word/numbering.xml",
         "<w:numbering" WORD "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\">"
         "<w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText "
         "w:val=\"%1、%2\"/></w:lvl></w:abstractNum><w:num "
         "w:numId=\"5\"><w:abstractNumId "
         "w:val=\"0\"/></w:num></w:numbering>"},
        {"word/document.xml",
         "<w:document" WORD "<w:body><w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr><w:r>"
         "<w:t>甲</w:t><w:br/><w:fldChar "
         "w:fldCharType=\"begin\"/><w:t>乙</w:t></w:r></w:p>"
         "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge "
         "w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>"
         "1</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:gridSpan "
         "w:val=\"2\"/></w:tcPr><w:tbl>"
         "<w:tr><w:tc><w:p><w:r><w:t>x</w:t><w:txbxContent><w:p/></w:txbxContent></w:r>"
         "</w:p></w:tc></w:tr></w:tbl></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/>"
         "</w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body></"
         "w:document>"},
    };
    try_container("a.docx", parts, BDL_COUNT_OF(parts), 13);
}

static void workbooks_survive(void **state) {
    static const zip_part parts[] = {
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels", RELATIONS(RELATION("a", "officeDocument", "xl/workbook.xml"))},
        {"xl/_rels/workbook.xml.rels",
         RELATIONS(RELATION("r1", "worksheet", "s.xml") RELATION(
             "b", "sharedStrings", "t.xml") RELATION("c", "styles", "u.xml"))},
        {"xl/workbook.xml",
         "<workbook" SHEET "<sheets><sheet name=\"表\" id=\"r1\"/></sheets></workbook>"},
        {"xl/t.xml", "<sst" SHEET "<si><t>甲</t></si><si><r><t>乙</t></r></si></sst>"},
        {"xl/u.xml", "<styleSheet" SHEET "<numFmts><numFmt numFmtId=\"176\" "
                     "formatCode=\"#,##0.00_ ;[Red]\\-0%;yyyy\"/></numFmts><cellXfs><xf "
                     "numFmtId=\"176\"/><xf numFmtId=\"31\"/></cellXfs></styleSheet>"},
        {"xl/s.xml",
         "<worksheet" SHEET
         "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData>"
         "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"D1\" "
         "s=\"0\"><v>1234.5</v></c>"
         "</row><row r=\"3\" hidden=\"1\"><c r=\"A3\"><v>-1</v></c></row><row r=\"4\"><c "
         "r=\"A4\" s=\"1\"><v>45292.5</v></c><c t=\"str\"><v>丙</v></c></row></sheetData>"
         "<mergeCells><mergeCell ref=\"A1:C4\"/><mergeCell ref=\"D1:D3\"/></mergeCells>"
         "</worksheet>"},
    };
    try_container("a.xlsx", parts, BDL_COUNT_OF(parts), 14);
}

#define OPEN "urn:oasis:names:tc:opendocument:xmlns:"
#define CONTENT                                                                          \
    "<o:c xmlns:o=\"" OPEN "office:1.0\" xmlns:text=\"" OPEN                             \
    "text:1.0\" xmlns:table=\"" OPEN "table:1.0\" xmlns:draw=\"" OPEN                    \
    "drawing:1.0\" xmlns:style=\"" OPEN "style:1.0\">"

static void open_texts_survive(void **state) {
    static const zip_part parts[] = {
        {"mimetype", "application/vnd.oasis.opendocument.text"},
        {"content.xml", CONTENT
         "<text:list-style style:name=\"L\"><text:list-level-style-number "
         "text:level=\"1\" style:num-format=\"1\"/></text:list-style><text:list "
         "text:style-name=\"L\"><text:list-item><text:p>甲</text:p></text:list-item>"
         "</text:list><table:table><table:table-row><table:table-cell "
         "table:number-rows-spanned=\"2\"><text:p>1<draw:text-box><text:p>b</text:p>"
         "</draw:text-box></text:p></table:table-cell><table:table-cell "
         "table:number-columns-spanned=\"3\"><text:p>2</text:p></table:table-cell>"
         "</table:table-row><table:table-row><table:covered-table-cell/>"
         "<table:table-cell><text:h>3</text:h></table:table-cell></table:table-row>"
         "</table:table></o:c>"},
    };
    try_container("a.odt", parts, 2, 15);
}

static void open_spreadsheets_survive(void **state) {
    static const zip_part parts[] = {
        {"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
        {"content.xml", CONTENT
         "<table:table table:name=\"a\"><table:table-column "
         "table:visibility=\"collapse\"/><table:table-row><table:table-cell "
         "table:number-columns-spanned=\"2\" table:number-rows-spanned=\"2\"><text:p>甲"
         "</text:p></table:table-cell><table:table-cell "
         "table:number-columns-repeated=\"5\"><text:p>1</text:p></table:table-cell>"
         "</table:table-row><table:table-row table:number-rows-repeated=\"3\">"
         "<table:covered-table-cell/><table:table-cell><text:p>2</text:p>"
         "</table:table-cell></table:table-row></table:table></o:c>"},
    };
    try_container("a.ods", parts, 2, 16);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_survive),
        cmocka_unit_test(separated_tables_survive),
        cmocka_unit_test(word_documents_survive),
        cmocka_unit_test(workbooks_survive),
        cmocka_unit_test(open_texts_survive),
        cmocka_unit_test(open_spreadsheets_survive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
