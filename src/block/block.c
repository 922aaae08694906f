/* block.c - where a piece of a block's text stands in its document. */
#include "block/block.h"

#include "base/text.h"

const bdl_cell_name *bdl_cell_name_new(bdl_arena *arena, bdl_str sheet, bdl_str cell) {
    if (sheet.len == 0 && cell.len == 0)
        return NULL;
    bdl_cell_name *name = BDL_NEW(arena, bdl_cell_name);
    *name = (bdl_cell_name){sheet, cell};
    return name;
}

bdl_str bdl_place_print(bdl_arena *arena, bdl_str document, const bdl_place *place) {
    bdl_buf buf = {.arena = arena};
    bdl_buf_printf(&buf, "%.*s", BDL_PRI(document));
    if (place->page)
        bdl_buf_printf(&buf, ":p%u", place->page);
    if (bdl_place_sheet(place).len && bdl_place_cell(place).len)
        bdl_buf_printf(&buf, ":%.*s!%.*s", BDL_PRI(bdl_place_sheet(place)),
                       BDL_PRI(bdl_place_cell(place)));
    if (place->line)
        bdl_buf_printf(&buf, ":%u", place->line);
    if (place->line && place->column)
        bdl_buf_printf(&buf, ":%u", place->column);
    bdl_str print = bdl_buf_str(&buf);
    return document.len == 0 && print.len > 0 ? bdl_str_from(print, 1) : print;
}

bdl_place bdl_place_keep(bdl_arena *arena, bdl_place place) {
    if (place.name)
        place.name = bdl_cell_name_new(arena, bdl_arena_str(arena, place.name->sheet),
                                       bdl_arena_str(arena, place.name->cell));
    return place;
}

bdl_run bdl_run_of(bdl_arena *arena, bdl_str text, const bdl_segment *segments,
                   size_t count) {
    bdl_run run = {.text = text};
    if (count > 0)
        run.place = segments[0].place;
    if (count > 1 || (count == 1 && segments[0].offset > 0)) {
        bdl_segments *all = BDL_NEW(arena, bdl_segments);
        *all = (bdl_segments){segments, count};
        run.segments = all;
    }
    return run;
}

void bdl_run_part_from_cell(bdl_arena *arena, bdl_run *run, const bdl_place *place) {
    bdl_segment *segment = BDL_NEW(arena, bdl_segment);
    bdl_segments *all = BDL_NEW(arena, bdl_segments);
    segment->place = run->place;
    *all = (bdl_segments){segment, 1};
    run->segments = all;
    run->place = *place;
}

/* The last segment that begins at or before OFFSET. */
static size_t segment_at(const bdl_run *run, size_t offset) {
    size_t low = 0, high = bdl_run_count(run);
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (run->segments->items[middle].offset <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static size_t segment_end(const bdl_run *run, size_t segment) {
    return segment + 1 < bdl_run_count(run) ? run->segments->items[segment + 1].offset
                                            : run->text.len;
}

static uint32_t count(const bdl_run *run, size_t begin, size_t end) {
    if (begin >= end)
        return 0;
    return (uint32_t)bdl_utf8_count(bdl_str_of(run->text.data + begin, end - begin));
}

/* Where the line that holds BEGIN ends, at most END. */
static size_t line_end(const bdl_run *run, size_t begin, size_t end) {
    const char *at =
        begin < end ? memchr(run->text.data + begin, '\n', end - begin) : NULL;
    return at ? (size_t)(at - run->text.data) : end;
}

/* The characters of SEGMENT before OFFSET. */
static uint32_t count_before(bdl_run_mark *mark, const bdl_run *run, size_t segment,
                             size_t begin, size_t offset) {
    if (mark->run != run || mark->segment != segment || mark->offset > offset)
        *mark = (bdl_run_mark){run, segment, begin, 0};
    mark->characters += count(run, mark->offset, offset);
    mark->offset = offset;
    return mark->characters;
}

bdl_place bdl_run_place_from(bdl_run_mark *mark, const bdl_run *run, size_t offset,
                             size_t length) {
    if (run->text.len == 0)
        return (bdl_place){0};
    if (offset > run->text.len)
        offset = run->text.len;
    size_t end = length < run->text.len - offset ? offset + length : run->text.len;
    size_t segment = segment_at(run, offset);
    bdl_segment here = bdl_run_segment(run, segment);
    bdl_place place = here.place;
    if (place.column)
        place.column += count_before(mark, run, segment, here.offset, offset);
    size_t stop = segment_end(run, segment);
    size_t last = line_end(run, offset, end < stop ? end : stop);
    place.length = count(run, offset, last);
    /* what follows on the same line, past something that is not text */
    while (last == stop && stop < end && ++segment < bdl_run_count(run)) {
        const bdl_place *next = &run->segments->items[segment].place;
        if (next->line != place.line || next->page != place.page ||
            next->column < place.column || place.line == 0)
            break;
        size_t begin = stop;
        stop = segment_end(run, segment);
        last = line_end(run, begin, end < stop ? end : stop);
        place.length = next->column - place.column + count(run, begin, last);
    }
    return place;
}

bdl_place bdl_run_place(const bdl_run *run, size_t offset, size_t length) {
    bdl_run_mark mark = {0};
    return bdl_run_place_from(&mark, run, offset, length);
}

bdl_place bdl_run_start(const bdl_run *run) {
    return bdl_run_place(run, 0, run->text.len);
}

bool bdl_block_has_spans(const bdl_block *table) {
    for (size_t r = 0; r < table->row_count; r++)
        for (size_t c = 0; c < table->rows[r].count; c++)
            if (table->rows[r].cells[c].row_span > 1 ||
                table->rows[r].cells[c].col_span > 1)
                return true;
    return false;
}

/* ---- what is forgotten before the document is ---- */

/* Of rows and cells that are forgotten together: what is handed out of an arena that is
 * nearly full. */
enum { CELLS_BYTES = 480 << 10 };

bdl_arena *bdl_doc_cells(bdl_doc *doc) {
    size_t count = doc->cells.count;
    if (!doc->passing)
        return doc->arena;
    if (count == 0 || bdl_arena_used(doc->cells.items[count - 1].arena) > CELLS_BYTES)
        BDL_PUSH(
            doc->passing, &doc->cells,
            (bdl_cell_part){.arena = count ? bdl_arena_new_large() : bdl_arena_new()});
    return doc->cells.items[doc->cells.count - 1].arena;
}

/* Notes that block AT has P, which lies where the things before it did or a little
 * further: *GUESS. */
static void note_user(bdl_doc *doc, const void *p, size_t at, size_t *guess) {
    for (size_t n = 0; p && n < doc->cells.count; n++) {
        size_t i = (*guess + n) % doc->cells.count;
        if (!bdl_arena_holds(doc->cells.items[i].arena, p))
            continue;
        doc->cells.items[i].last_block = at;
        *guess = i;
        return;
    }
}

void bdl_doc_users_of_cells(bdl_doc *doc) {
    size_t guess = 0;
    for (size_t at = 0; at < doc->blocks.count; at++) {
        const bdl_block *block = &doc->blocks.items[at];
        note_user(doc, block->rows, at, &guess);
        for (size_t i = 0; i < block->row_count; i++)
            note_user(doc, block->rows[i].cells, at, &guess);
    }
}

void bdl_doc_forget_cells(bdl_doc *doc, size_t at) {
    while (doc->cells_left < doc->cells.count &&
           doc->cells.items[doc->cells_left].last_block <= at)
        bdl_arena_free(doc->cells.items[doc->cells_left++].arena);
}

static void free_rows(bdl_doc *doc) {
    while (doc->cells_left < doc->cells.count)
        bdl_arena_free(doc->cells.items[doc->cells_left++].arena);
}

static void free_blocks(void *data) {
    bdl_doc *doc = data;
    free_rows(doc);
    memset(&doc->cells, 0, sizeof doc->cells);
    bdl_arena_free(doc->passing);
    doc->passing = NULL;
}

void bdl_doc_part_blocks(bdl_doc *doc) {
    doc->passing = bdl_arena_new();
    bdl_arena_on_free(doc->arena, free_blocks, doc);
}

/* Whether PLACE stands from block FROM of DOC on, before block TO: by its line, or by its
 * page where it has none. */
static bool is_between(const bdl_doc *doc, bdl_place place, size_t from, size_t to) {
    static const bdl_place none = {0, 0, 0, 0, NULL};
    const bdl_place *first = from > 0 ? &doc->blocks.items[from].place : &none;
    const bdl_place *next = to < doc->blocks.count ? &doc->blocks.items[to].place : NULL;
    if (place.line == 0)
        return place.page >= first->page && (!next || place.page < next->page);
    return place.line >= first->line && (!next || place.line < next->line);
}

bdl_doc *bdl_doc_slice(bdl_arena *arena, const bdl_doc *doc, size_t from, size_t to) {
    bdl_doc *slice = BDL_NEW(arena, bdl_doc);
    *slice = (bdl_doc){.arena = arena,
                       .path = doc->path,
                       .source = doc->source,
                       .format = doc->format,
                       .encoding = doc->encoding,
                       .size = doc->size,
                       .is_dear = doc->is_dear};
    slice->blocks.items = doc->blocks.items + from;
    slice->blocks.count = slice->blocks.capacity = to - from;
    for (size_t i = 0; i < doc->troubles.count; i++)
        if (is_between(doc, doc->troubles.items[i].place, from, to))
            BDL_PUSH(arena, &slice->troubles, doc->troubles.items[i]);
    return slice;
}

void bdl_doc_forget_rows(bdl_doc *doc) {
    if (!doc->passing)
        return;
    free_rows(doc);
    for (size_t i = 0; i < doc->blocks.count; i++) {
        doc->blocks.items[i].rows = NULL;
        doc->blocks.items[i].row_count = 0;
    }
}

void bdl_doc_forget_blocks(bdl_doc *doc) {
    if (!doc->passing)
        return;
    free_blocks(doc);
    memset(&doc->blocks, 0, sizeof doc->blocks);
}

size_t bdl_doc_used(const bdl_doc *doc) {
    size_t used = bdl_arena_used(doc->arena);
    if (doc->passing)
        used += bdl_arena_used(doc->passing);
    for (size_t i = doc->cells_left; i < doc->cells.count; i++)
        used += bdl_arena_used(doc->cells.items[i].arena);
    return used;
}
