/* make_pdf.h - PDF files written in a test, and what bdl-read-pdf makes of them. */
#ifndef BDL_TESTS_MAKE_PDF_H
#define BDL_TESTS_MAKE_PDF_H

#include <stdlib.h>
#include <unistd.h>

#include "unit.h"

#include "base/text.h"

#include "read/read.h"

typedef struct pdf {
    bdl_arena *arena;
    bdl_buf pages[8];
    size_t count;
    const char *extra;   /* of each page */
    const char *trailer; /* entries */
} pdf;

/* What the test that runs writes: empty when it begins. */
static pdf file;

/* Begins it anew; texts and documents of the one before are gone. */
static inline void new_file(void) {
    bdl_arena_free(file.arena);
    file = (pdf){.arena = bdl_arena_new()};
}

static int set_up(void **state) {
    new_file();
    return 0;
}

static int tear_down(void **state) {
    bdl_arena_free(file.arena);
    file = (pdf){0};
    return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

/* The next page of the file, empty. */
static inline bdl_buf *page_of(void) {
    file.pages[file.count].arena = file.arena;
    return &file.pages[file.count++];
}

static inline void put_at(bdl_buf *page, int x, int y, const char *text) {
    bdl_str s = bdl_str_z(text);
    bdl_buf_printf(page, "BT /F 10 Tf %d %d Td <", x, y);
    for (size_t at = 0; at < s.len;)
        bdl_buf_printf(page, "%04X", (unsigned)bdl_utf8_next(s, &at));
    bdl_buf_printf(page, "> Tj ET\n");
}

static inline void put_line(bdl_buf *page, int x0, int y0, int x1, int y1) {
    bdl_buf_printf(page, "%d %d m %d %d l S\n", x0, y0, x1, y1);
}

/* A text X points from the left of the page, Y below a line that is told apart. */
typedef struct cell {
    int x, y;
    const char *text;
} cell;

static inline void put_cells(bdl_buf *page, int top, const cell *cells, size_t count) {
    for (size_t i = 0; i < count; i++)
        put_at(page, cells[i].x, top - cells[i].y, cells[i].text);
}

#define PUT(page, top, cells) put_cells(page, top, cells, BDL_COUNT_OF(cells))

/* A font that is not in the file, as Chinese ones often are not; ASCII half as wide. */
static const char font[] =
    "3 0 obj <</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UTF16-H"
    "/DescendantFonts[4 0 R]>> endobj\n"
    "4 0 obj <</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo"
    "<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/W[1 95 500]"
    "/FontDescriptor 5 0 R>> endobj\n"
    "5 0 obj <</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]"
    "/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>> endobj\n";

static inline bdl_str bytes_of(void) {
    bdl_buf out = {.arena = file.arena};
    bdl_buf_printf(&out,
                   "%%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
                   "2 0 obj <</Type/Pages/Count %zu/Kids[",
                   file.count);
    for (size_t i = 0; i < file.count; i++)
        bdl_buf_printf(&out, "%zu 0 R ", 10 + 2 * i);
    bdl_buf_printf(&out, "]>> endobj\n%s", font);
    for (size_t i = 0; i < file.count; i++)
        bdl_buf_printf(&out,
                       "%zu 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 500 700]%s"
                       "/Resources<</Font<</F 3 0 R>>>>/Contents %zu 0 R>> endobj\n"
                       "%zu 0 obj <</Length %zu>> stream\n%.*s\nendstream endobj\n",
                       10 + 2 * i, file.extra ? file.extra : "", 11 + 2 * i, 11 + 2 * i,
                       file.pages[i].len, BDL_PRI(bdl_buf_str(&file.pages[i])));
    bdl_buf_printf(&out, "trailer <</Root 1 0 R%s>>\n%%%%EOF\n",
                   file.trailer ? file.trailer : "");
    return bdl_buf_str(&out);
}

static inline const bdl_doc *read_pdf(void) {
    bdl_doc *doc = NULL;
    bdl_str error = BDL_STR("");
    if (bdl_read_bytes(file.arena, BDL_STR("a.pdf"), bytes_of(), &doc, &error) != BDL_OK)
        fail_msg("%.*s", BDL_PRI(error));
    return doc;
}

/* The table of ROWS rows that is all there is in the file. */
static inline const bdl_block *only_table(size_t rows) {
    const bdl_doc *doc = read_pdf();
    assert_int_equal(doc->blocks.count, 1);
    assert_int_equal(doc->blocks.items[0].kind, BDL_TABLE);
    assert_int_equal(doc->blocks.items[0].row_count, rows);
    return &doc->blocks.items[0];
}

static inline void assert_cell(const bdl_block *table, size_t row, size_t column,
                               const char *want) {
    assert_true(row < table->row_count && column < table->rows[row].count);
    assert_text(table->rows[row].cells[column].run.text, want);
}

/* The first cells of a row. */
static inline void assert_cells(const bdl_block *table, size_t row,
                                const char *const *want) {
    for (size_t column = 0; want[column]; column++)
        assert_cell(table, row, column, want[column]);
}

#define assert_row(table, row, ...)                                                      \
    assert_cells(table, row, (const char *const[]){__VA_ARGS__, NULL})

#endif
