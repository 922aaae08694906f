/* mutate.h - damages a file in a few places, and checks that what was read is whole. */
#ifndef BDL_TESTS_MUTATE_H
#define BDL_TESTS_MUTATE_H

#include "unit.h"

#include "base/text.h"

#include "block/block.h"

static inline uint32_t next_random(uint32_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* Pieces that matter to some reader. */
static const char *const pieces[] = {
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:p>",
    "</w:p>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:vMerge/>",
    "<w:gridSpan w:val=\"9\"/>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<w:del>",
    "</w:del>",
    "<mergeCell ref=\"A1:ZZ99\"/>",
    "<row r=\"1048576\">",
    "</row>",
    "<c r=\"XFD7\" t=\"s\"><v>1</v></c>",
    "<c><v>1E300</v></c>",
    "<table:table table:name=\"x\">",
    "</table:table>",
    "<table:table-row table:number-rows-repeated=\"99999\">",
    "</table:table-row>",
    "<text:list>",
    "</text:list>",
    "<text:p>",
    "</text:p>",
    "<table>",
    "</table>",
    "<tr>",
    "<td rowspan=0 colspan=7>",
    "<p>",
    "</p>",
    "<!--",
    "-->",
    "<script>",
    "<pre>",
    "<li>",
    "</ol>",
    "&nbsp;",
    "&#x1F600;",
    "&amp",
    "\"",
    ",",
    "\n",
    "\xE4\xB8\x80",
    "\xFF",
    "endobj",
    "endstream",
    "/Kids[1 0 R 2 0 R 3 0 R]",
    "/Count 2000000000",
    "/Length 99999999",
    "/Filter/FlateDecode",
    "/MediaBox[0 0 1e9 -1e9]",
    " q BT /F1 1e6 Tf (x) Tj ET ",
    " 0 0 m 1e9 1e9 l S ",
    " 10 0 obj ",
    "99999999999",
    "-1",
    "0",
};

/* TEXT with a few changes, never longer than twice as long and some. */
static inline bdl_str mutate(bdl_arena *arena, bdl_str text, uint32_t *seed) {
    bdl_buf out = {.arena = arena};
    size_t changes = 1 + next_random(seed) % 6;
    bdl_buf_add(&out, text);
    for (size_t i = 0; i < changes; i++) {
        bdl_str now = bdl_arena_str(arena, bdl_buf_str(&out));
        size_t at = now.len ? next_random(seed) % now.len : 0;
        size_t len = next_random(seed) % 40;
        len = len < now.len - at ? len : now.len - at;
        unsigned how = next_random(seed) % 4;
        bdl_str piece = bdl_str_z(pieces[next_random(seed) % BDL_COUNT_OF(pieces)]);
        out.len = 0;
        bdl_buf_add(&out, (bdl_str){now.data, at});
        if (how == 0)
            bdl_buf_char(&out, (char)next_random(seed));
        else if (how == 1)
            bdl_buf_add(&out, piece);
        else if (how == 2) /* twice */
            bdl_buf_add(&out, (bdl_str){now.data + at, len});
        size_t after = how == 3 ? at + len : how == 0 && at < now.len ? at + 1 : at;
        bdl_buf_add(&out, bdl_str_from(now, after));
    }
    return bdl_buf_str(&out);
}

static inline void check_run(const bdl_run *run) {
    assert_true(bdl_utf8_check(run->text) == SIZE_MAX);
    for (size_t i = 0; i < bdl_run_count(run); i++)
        assert_true(bdl_run_segment(run, i).offset < run->text.len);
}

/* The places that a merged cell says it covers are there and say the same. */
static inline void check_cell(const bdl_block *block, size_t r, size_t c) {
    const bdl_cell *cell = &block->rows[r].cells[c];
    check_run(&cell->run);
    if (!block->spans_known || cell->row_span == 0 || cell->col_span == 0)
        return;
    assert_true(c + cell->col_span <= block->rows[r].count);
    assert_true(r + cell->row_span <= block->row_count);
}

static inline void check_doc(const bdl_doc *doc) {
    for (size_t i = 0; i < doc->blocks.count; i++) {
        const bdl_block *block = &doc->blocks.items[i];
        check_run(&block->run);
        assert_true(block->kind == BDL_TABLE ? block->row_count > 0
                                             : block->run.text.len > 0);
        for (size_t r = 0; r < block->row_count; r++) {
            assert_in_range(block->rows[r].count, 1, 512);
            for (size_t c = 0; c < block->rows[r].count; c++)
                check_cell(block, r, c);
        }
    }
}

#endif
