/* stream.c - documents to bytes and back. */
#include "read/stream.h"

#include "base/limits.h"
#include "base/text.h"

enum { HAS_LINE = 1, HAS_PAGE = 2, HAS_CELL = 4 };
enum { NEW_PAGE = 1, GAP_BEFORE = 2, SPANS_KNOWN = 4 };

/* ---- out ---- */

static void put_number(bdl_buf *out, uint64_t number) {
    for (; number >= 0x80; number >>= 7)
        bdl_buf_char(out, (char)(0x80 | (number & 0x7F)));
    bdl_buf_char(out, (char)number);
}

static void put_text(bdl_buf *out, bdl_str text) {
    put_number(out, text.len);
    bdl_buf_add(out, text);
}

static void put_place(bdl_buf *out, const bdl_place *place) {
    unsigned flags =
        (place->line || place->column ? HAS_LINE : 0) | (place->page ? HAS_PAGE : 0) |
        (bdl_place_sheet(place).len || bdl_place_cell(place).len ? HAS_CELL : 0);
    put_number(out, flags);
    if (flags & HAS_LINE) {
        put_number(out, place->line);
        put_number(out, place->column);
        put_number(out, place->length);
    }
    if (flags & HAS_PAGE)
        put_number(out, place->page);
    if (flags & HAS_CELL) {
        put_text(out, bdl_place_sheet(place));
        put_text(out, bdl_place_cell(place));
    }
}

static void put_run(bdl_buf *out, const bdl_run *run) {
    put_text(out, run->text);
    if (run->text.len == 0)
        return;
    put_number(out, bdl_run_count(run));
    for (size_t i = 0; i < bdl_run_count(run); i++) {
        bdl_segment segment = bdl_run_segment(run, i);
        put_number(out, segment.offset);
        put_place(out, &segment.place);
    }
}

static void put_row(bdl_buf *out, const bdl_row *row) {
    put_number(out, row->after_break);
    put_place(out, &row->place);
    put_number(out, row->count);
    for (size_t i = 0; i < row->count; i++) {
        put_number(out, row->cells[i].row_span);
        put_number(out, row->cells[i].col_span);
        put_place(out, &row->cells[i].run.place);
        put_run(out, &row->cells[i].run);
    }
}

static void put_block(bdl_buf *out, const bdl_block *block) {
    put_number(out, block->kind);
    put_number(out, block->level);
    put_number(out, (block->new_page ? NEW_PAGE : 0) |
                        (block->gap_before ? GAP_BEFORE : 0) |
                        (block->spans_known ? SPANS_KNOWN : 0));
    put_place(out, &block->place);
    put_run(out, &block->run);
    put_number(out, block->row_count);
    for (size_t i = 0; i < block->row_count; i++)
        put_row(out, &block->rows[i]);
}

void bdl_stream_put(bdl_buf *out, const bdl_doc *doc, bool with_source) {
    with_source = with_source && doc->source;
    put_text(out, doc->format);
    put_text(out, doc->encoding);
    put_text(out, doc->own_title);
    put_number(out, with_source);
    if (with_source)
        put_text(out, bdl_source_text(doc->source));
    put_number(out, doc->blocks.count);
    for (size_t i = 0; i < doc->blocks.count; i++)
        put_block(out, &doc->blocks.items[i]);
    put_number(out, doc->troubles.count);
    for (size_t i = 0; i < doc->troubles.count; i++) {
        put_place(out, &doc->troubles.items[i].place);
        put_text(out, doc->troubles.items[i].text);
        put_number(out, doc->troubles.items[i].is_of_lone_figures);
    }
}

/* ---- in ---- */

typedef struct stream {
    bdl_arena *arena, *passing;
    bdl_doc *doc;
    bdl_str rest;
    bool broken;
} stream;

/* A number of at most MOST. */
static uint64_t get_number(stream *s, uint64_t most) {
    uint64_t number = 0;
    unsigned shift = 0;
    while (s->rest.len && shift < 63) {
        unsigned char c = (unsigned char)s->rest.data[0];
        s->rest = bdl_str_from(s->rest, 1);
        number |= (uint64_t)(c & 0x7F) << shift;
        shift += 7;
        if (c & 0x80)
            continue;
        if (number <= most)
            return number;
        break;
    }
    s->broken = true;
    return 0;
}

/* A count of things of at least one byte each. */
static size_t get_count(stream *s) {
    return (size_t)get_number(s, s->rest.len);
}

static bdl_str get_text(stream *s) {
    size_t len = get_count(s);
    if (s->broken || len > s->rest.len) {
        s->broken = true;
        return (bdl_str){"", 0};
    }
    bdl_str text = {s->rest.data, len};
    s->rest = bdl_str_from(s->rest, len);
    if (bdl_utf8_check(text) != SIZE_MAX)
        s->broken = true;
    return text;
}

static uint32_t get_small(stream *s) {
    return (uint32_t)get_number(s, UINT32_MAX);
}

static bdl_place get_place(stream *s) {
    bdl_place place = {0};
    unsigned flags = (unsigned)get_number(s, HAS_LINE | HAS_PAGE | HAS_CELL);
    if (flags & HAS_LINE) {
        place.line = get_small(s);
        place.column = get_small(s);
        place.length = get_small(s);
    }
    if (flags & HAS_PAGE)
        place.page = get_small(s);
    if (flags & HAS_CELL) {
        bdl_str sheet = get_text(s), cell = get_text(s);
        place.name = bdl_cell_name_new(s->arena, sheet, cell);
    }
    return place;
}

static bdl_run get_run(stream *s) {
    bdl_run run = {.text = get_text(s)};
    if (run.text.len == 0)
        return run;
    size_t count = get_count(s);
    if (s->broken || count == 0 || count > run.text.len) {
        s->broken = true;
        return (bdl_run){.text = {"", 0}};
    }
    bdl_segment one = {0};
    bdl_segment *segments =
        count == 1 ? &one : BDL_NEW_ARRAY(s->passing, bdl_segment, count);
    for (size_t i = 0; i < count && !s->broken; i++) {
        segments[i].offset = get_small(s);
        segments[i].place = get_place(s);
        bool in_order =
            i ? segments[i].offset > segments[i - 1].offset : segments[i].offset == 0;
        if (!in_order || segments[i].offset >= run.text.len)
            s->broken = true;
    }
    return bdl_run_of(s->passing, run.text, segments, count);
}

static bdl_row get_row(stream *s) {
    bdl_row row = {.after_break = get_number(s, 1) != 0};
    row.place = get_place(s);
    row.count = get_count(s);
    if (s->broken || row.count > BDL_MAX_COLUMNS) {
        s->broken = true;
        return (bdl_row){.count = 0};
    }
    row.cells = BDL_NEW_ARRAY(bdl_doc_cells(s->doc), bdl_cell, row.count);
    for (size_t i = 0; i < row.count && !s->broken; i++) {
        row.cells[i].row_span = (uint16_t)get_number(s, UINT16_MAX);
        row.cells[i].col_span = (uint16_t)get_number(s, BDL_MAX_COLUMNS);
        bdl_place place = get_place(s);
        row.cells[i].run = get_run(s);
        bdl_run_in_cell(s->passing, &row.cells[i].run, &place);
    }
    return row;
}

static bdl_block get_block(stream *s) {
    bdl_block block = {.kind = (bdl_block_kind)get_number(s, BDL_TABLE)};
    block.level = (uint8_t)get_number(s, 6);
    unsigned flags = (unsigned)get_number(s, NEW_PAGE | GAP_BEFORE | SPANS_KNOWN);
    block.new_page = (flags & NEW_PAGE) != 0;
    block.gap_before = (flags & GAP_BEFORE) != 0;
    block.spans_known = (flags & SPANS_KNOWN) != 0;
    block.place = get_place(s);
    block.run = get_run(s);
    block.row_count = get_count(s);
    /* tables have rows and no text, all else has text and no rows */
    if ((block.kind == BDL_TABLE) != (block.row_count > 0) ||
        (block.kind == BDL_TABLE) != (block.run.text.len == 0))
        s->broken = true;
    if (s->broken)
        return (bdl_block){.row_count = 0};
    block.rows = BDL_NEW_ARRAY(bdl_doc_cells(s->doc), bdl_row, block.row_count);
    for (size_t i = 0; i < block.row_count && !s->broken; i++)
        block.rows[i] = get_row(s);
    return block;
}

bool bdl_stream_get(bdl_str bytes, bdl_doc *doc) {
    stream s = {
        .arena = doc->arena, .passing = bdl_doc_passing(doc), .doc = doc, .rest = bytes};
    doc->format = get_text(&s);
    doc->encoding = get_text(&s);
    doc->own_title = get_text(&s);
    if (get_number(&s, 1))
        doc->source = bdl_source_new(doc->arena, doc->path, get_text(&s));
    size_t blocks = get_count(&s);
    for (size_t i = 0; i < blocks && !s.broken; i++)
        BDL_PUSH_MOVING(s.passing, &doc->blocks, get_block(&s));
    size_t troubles = get_count(&s);
    for (size_t i = 0; i < troubles && !s.broken; i++) {
        bdl_trouble trouble = {.place = get_place(&s)};
        trouble.text = get_text(&s);
        trouble.is_of_lone_figures = get_number(&s, 1) != 0;
        BDL_PUSH(doc->arena, &doc->troubles, trouble);
    }
    return !s.broken && s.rest.len == 0;
}
