/* spots.c - where in the blocks of a document a place lies. */
#include "report/html/spots.h"

#include <stdlib.h>

#include "base/text.h"

/* The beginning of a text, or of a part of it that stands on another line. */
typedef struct start {
    bdl_place place;
    size_t offset; /* of it in the text */
    size_t block, row, cell;
} start;

typedef struct about {
    const bdl_table_seen *table; /* that the block holds */
    size_t headings;             /* rows before its data */
    size_t first;                /* the block where that table begins */
} about;

struct bdl_spots {
    bdl_arena *arena;
    const bdl_doc *doc;
    BDL_VEC(start) starts; /* by place */
    about *blocks;         /* one for each */
};

/* ---- the index ---- */

static void add_start(bdl_spots *s, start at) {
    BDL_PUSH(s->arena, &s->starts, at);
}

static void add_run(bdl_spots *s, const bdl_run *run, bdl_place place, start at) {
    at.place = place;
    add_start(s, at);
    for (size_t i = 0; i < bdl_run_count(run); i++) {
        bdl_segment segment = bdl_run_segment(run, i);
        at.place = segment.place;
        at.offset = segment.offset;
        if (at.place.line != place.line || at.place.column != place.column)
            add_start(s, at);
    }
}

static void add_block(bdl_spots *s, size_t number) {
    const bdl_block *block = &s->doc->blocks.items[number];

    if (block->kind != BDL_TABLE) {
        add_run(s, &block->run, block->place,
                (start){.block = number, .row = BDL_NO_ROW, .cell = BDL_NO_ROW});
        return;
    }
    for (size_t r = 0; r < block->row_count; r++)
        for (size_t c = 0; c < block->rows[r].count; c++) {
            const bdl_cell *cell = &block->rows[r].cells[c];

            if (cell->col_span == 0 || cell->row_span == 0)
                continue; /* covered by another */
            add_run(s, &cell->run, cell->run.place,
                    (start){.block = number, .row = r, .cell = c});
        }
}

static int compare_places(const bdl_place *a, const bdl_place *b) {
    int order;

    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    order = bdl_str_cmp(bdl_place_sheet(a), bdl_place_sheet(b));
    return order ? order : bdl_str_cmp(bdl_place_cell(a), bdl_place_cell(b));
}

/* What begins at one place stays in the order of the document. */
static int by_place(const void *a, const void *b) {
    const start *x = a, *y = b;
    int order = compare_places(&x->place, &y->place);

    if (order)
        return order;
    if (x->block != y->block)
        return x->block < y->block ? -1 : 1;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return x->cell < y->cell ? -1 : x->cell > y->cell;
}

/* The number of starts at or before PLACE. */
static size_t count_before(const bdl_spots *s, const bdl_place *place) {
    size_t low = 0, high = s->starts.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_places(&s->starts.items[middle].place, place) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const start *start_at(const bdl_spots *s, const bdl_place *place) {
    size_t n = count_before(s, place);
    const start *at = n > 0 ? &s->starts.items[n - 1] : NULL;

    if (place->line == 0)
        return at && bdl_place_cell(place).len && compare_places(&at->place, place) == 0
                   ? at
                   : NULL;
    if (place->column == 0 && n < s->starts.count &&
        (!at || at->place.line != place->line))
        at = &s->starts.items[n]; /* only the line is known */
    return at && at->place.line == place->line ? at : NULL;
}

bool bdl_spots_find(const bdl_spots *s, const bdl_place *place, bdl_spot *spot) {
    const start *at = start_at(s, place);
    bdl_str rest;

    if (!at)
        return false;
    *spot = (bdl_spot){
        .block = &s->doc->blocks.items[at->block], .row = at->row, .cell = at->cell};
    rest = bdl_str_from(bdl_spot_run(spot)->text, at->offset);
    spot->offset = at->offset;
    if (place->column > at->place.column)
        spot->offset += bdl_utf8_offset(rest, place->column - at->place.column);
    return true;
}

const bdl_run *bdl_spot_run(const bdl_spot *spot) {
    return spot->row == BDL_NO_ROW ? &spot->block->run
                                   : &spot->block->rows[spot->row].cells[spot->cell].run;
}

/* ---- tables ---- */

/* The blocks that hold rows of TABLE, and in each the rows before the first of them. */
static void mark_rows(bdl_spots *s, const bdl_table_seen *table) {
    size_t first = SIZE_MAX;

    for (size_t r = 0; r < table->row_count; r++) {
        const bdl_row *row = &table->rows[r];
        const start *at = row->count ? start_at(s, &row->cells[0].run.place) : NULL;
        about *block = at ? &s->blocks[at->block] : NULL;

        if (!at || at->row == BDL_NO_ROW)
            continue;
        if (!block->table)
            *block = (about){table, at->row, at->block};
        if (block->table != table)
            continue;
        if (first == SIZE_MAX)
            first = at->block;
        block->first = first;
        if (at->row < block->headings)
            block->headings = at->row;
    }
}

/* A sheet is read by labels: its title stands right before its block, or in it. */
static void mark_sheet(bdl_spots *s, const bdl_table_seen *table) {
    const start *at = start_at(s, &table->place);

    if (!at)
        return;
    for (size_t i = at->block; i < s->doc->blocks.count; i++)
        if (s->doc->blocks.items[i].kind == BDL_TABLE) {
            if (!s->blocks[i].table)
                s->blocks[i] = (about){table, 0, i};
            return;
        }
}

bdl_spots *bdl_spots_new(bdl_arena *arena, const bdl_model *model) {
    bdl_spots *s = BDL_NEW(arena, bdl_spots);

    s->arena = arena;
    s->doc = model->doc;
    s->blocks = BDL_NEW_ARRAY(arena, about, model->doc->blocks.count + 1);
    for (size_t i = 0; i < model->doc->blocks.count; i++)
        add_block(s, i);
    if (s->starts.count)
        qsort(s->starts.items, s->starts.count, sizeof *s->starts.items, by_place);
    for (size_t i = 0; i < model->tables.count; i++)
        mark_rows(s, &model->tables.items[i]);
    for (size_t i = 0; i < model->tables.count; i++)
        if (model->tables.items[i].is_sheet)
            mark_sheet(s, &model->tables.items[i]);
    return s;
}

static size_t number_of(const bdl_spots *s, const bdl_block *block) {
    return (size_t)(block - s->doc->blocks.items);
}

const bdl_table_seen *bdl_spots_table(const bdl_spots *s, const bdl_block *block) {
    return s->blocks[number_of(s, block)].table;
}

size_t bdl_spots_headings(const bdl_spots *s, const bdl_block **from) {
    const about *own = &s->blocks[number_of(s, *from)];

    if (own->table && own->headings == 0 && own->first != number_of(s, *from)) {
        *from = &s->doc->blocks.items[own->first];
        return s->blocks[own->first].headings;
    }
    return own->headings;
}
