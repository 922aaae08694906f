/* html_pre.c - text that a page shows as it is written (<pre>): with tabs or columns in
 * it it is read as a text file is. */
#include "read/web/html.h"

#include "read/formats.h"

static void shift(bdl_place *place, uint32_t lines) {
    place->line += place->line ? lines : 0;
}

static void shift_run(bdl_arena *arena, bdl_run *run, uint32_t lines) {
    shift(&run->place, lines);
    if (!run->segments)
        return;
    bdl_segments *all = BDL_NEW(arena, bdl_segments);
    bdl_segment *segments = BDL_NEW_ARRAY(arena, bdl_segment, run->segments->count);
    for (size_t i = 0; i < run->segments->count; i++) {
        segments[i] = run->segments->items[i];
        shift(&segments[i].place, lines);
    }
    *all = (bdl_segments){segments, run->segments->count};
    run->segments = all;
}

static void shift_block(bdl_arena *arena, bdl_block *block, uint32_t lines) {
    shift(&block->place, lines);
    if (block->kind != BDL_TABLE)
        shift_run(arena, &block->run, lines);
    for (size_t r = 0; r < block->row_count; r++) {
        shift(&block->rows[r].place, lines);
        for (size_t c = 0; c < block->rows[r].count; c++)
            shift_run(arena, &block->rows[r].cells[c].run, lines);
    }
}

bool bdl_html_put_pre(bdl_html_text *text, bdl_str written, uint32_t line) {
    bdl_reading *reading = text->reading;
    bdl_traits traits = {.lines = 0};
    bdl_doc doc = {.arena = reading->arena};
    doc.source = bdl_source_new(reading->arena, BDL_STR(""), written);
    bdl_lines lines = bdl_lines_of(doc.source);
    bdl_traits_count(&traits, BDL_STR(""), doc.source, lines);
    bool aligned = bdl_sniff_aligned(&traits) > bdl_sniff_tabs(&traits);
    if (traits.row_lines == 0 && !aligned)
        return false;
    bdl_reading own = {.arena = reading->arena,
                       .doc = &doc,
                       .traits = &traits,
                       .clean = bdl_maker_add_plain,
                       .lines = lines};
    if (aligned)
        bdl_read_aligned(&own);
    else
        bdl_read_tabs(&own);
    for (size_t i = 0; i < doc.blocks.count; i++) {
        shift_block(reading->arena, &doc.blocks.items[i], line - 1);
        bdl_flow_block(text->flow, doc.blocks.items[i]);
    }
    for (size_t i = 0; i < doc.troubles.count; i++) {
        shift(&doc.troubles.items[i].place, line - 1);
        bdl_reading_trouble(reading, doc.troubles.items[i].place,
                            doc.troubles.items[i].text);
    }
    return true;
}
