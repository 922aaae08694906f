/* render.c - a document without lines written as text, so that reports can show where
 * something stands. Pages are those the reader of the format knows of. */
#include <inttypes.h>

#include "base/text.h"

#include "read/flow.h"

typedef struct rendering {
    bdl_doc *doc;
    bdl_buf text;
    uint32_t line, column;
    bool paged;          /* tables are counted on each page, else in the document */
    uint32_t page;       /* of the last table */
    uint32_t table, row; /* numbers, from 1 */
    const bdl_cell_name *whole; /* of the table; NULL outside */
    const bdl_cell_name *name;  /* of the cell, else of the table */
} rendering;

/* Only the page is kept of where it stood before. */
static bdl_place here(const rendering *r, bdl_place before) {
    return (bdl_place){
        .line = r->line, .column = r->column, .page = before.page, .name = r->name};
}

static void put(rendering *r, bdl_str text) {
    bdl_buf_add(&r->text, text);
    r->column += (uint32_t)bdl_utf8_count(text);
}

static void end_line(rendering *r) {
    bdl_buf_char(&r->text, '\n');
    r->line++;
    r->column = 1;
}

/* Where the page ends that RUN is on at OFFSET, at most END; SEGMENT: one at or before
 * OFFSET, which becomes the last such. */
static size_t page_end(const bdl_run *run, size_t *segment, size_t offset, size_t end) {
    size_t count = bdl_run_count(run);
    while (*segment + 1 < count && bdl_run_segment(run, *segment + 1).offset <= offset)
        ++*segment;
    uint32_t page = bdl_run_segment(run, *segment).place.page;
    for (size_t i = *segment + 1; i < count; i++) {
        bdl_segment next = bdl_run_segment(run, i);
        if (next.offset >= end)
            break;
        if (next.place.page != page)
            return next.offset;
    }
    return end;
}

/* Writes RUN; each of its lines is a segment, and so is what stands of a line on each of
 * several pages; a blank between lines. */
static void put_run(rendering *r, bdl_run *run) {
    if (run->text.len == 0)
        return;
    BDL_VEC(bdl_segment) segments = {NULL, 0, 0};
    size_t offset = 0, segment = 0;
    while (offset < run->text.len) {
        bdl_str rest = bdl_str_from(run->text, offset);
        const char *end = memchr(rest.data, '\n', rest.len);
        size_t line_end = offset + (end ? (size_t)(end - rest.data) : rest.len);
        while (offset < line_end) {
            size_t stop = page_end(run, &segment, offset, line_end);
            bdl_str text = bdl_str_of(run->text.data + offset, stop - offset);
            bdl_segment part = {.offset = (uint32_t)offset,
                                .place = here(r, bdl_run_place(run, offset, 0))};
            part.place.length = (uint32_t)bdl_utf8_count(text);
            BDL_PUSH(r->doc->arena, &segments, part);
            put(r, text);
            offset = stop;
        }
        offset += end != NULL;
        if (end)
            put(r, BDL_STR(" "));
    }
    if (segments.count)
        segments.items[0].offset = 0;
    *run = bdl_run_of(r->doc->arena, run->text, segments.items, segments.count);
}

/* A table begins, or goes on on another page, where its rows are counted anew. */
static void begin_table(rendering *r, uint32_t page) {
    r->table = r->paged && page != r->page ? 1 : r->table + 1;
    r->page = page;
    r->row = 0;
    r->name = r->whole = bdl_cell_name_new(
        r->doc->arena, bdl_arena_printf(r->doc->arena, "表%" PRIu32, r->table),
        (bdl_str){0});
}

static void put_row(rendering *r, bdl_row *row) {
    if (r->paged && row->place.page != r->page)
        begin_table(r, row->place.page);
    r->row++;
    row->place = here(r, row->place);
    for (size_t i = 0; i < row->count; i++) {
        bdl_cell *cell = &row->cells[i];
        if (i && cell->col_span > 0)
            put(r, BDL_STR("\t"));
        r->name = bdl_cell_name_new(
            r->doc->arena, r->whole->sheet,
            bdl_arena_printf(r->doc->arena, "行%" PRIu32 "列%zu", r->row, i + 1));
        bdl_place place = here(r, cell->run.place);
        put_run(r, &cell->run);
        bdl_run_in_cell(r->doc->arena, &cell->run, &place);
    }
    r->name = r->whole;
    end_line(r);
}

static void put_block(rendering *r, bdl_block *block) {
    if (block->gap_before && r->line > 1)
        end_line(r);
    block->place = here(r, block->place);
    if (block->kind == BDL_TABLE) {
        begin_table(r, block->place.page);
        for (size_t i = 0; i < block->row_count; i++)
            put_row(r, &block->rows[i]);
        r->name = r->whole = NULL;
        return;
    }
    put_run(r, &block->run);
    end_line(r);
}

void bdl_flow_render(bdl_doc *doc) {
    rendering r = {.doc = doc,
                   .text = {.arena = doc->arena},
                   .line = 1,
                   .column = 1,
                   .paged = bdl_str_eq(doc->format, BDL_STR("pdf"))};
    for (size_t i = 0; i < doc->blocks.count; i++)
        put_block(&r, &doc->blocks.items[i]);
    doc->source = bdl_source_new(doc->arena, doc->path, bdl_buf_str(&r.text));
}
