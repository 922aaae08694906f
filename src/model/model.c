/* model.c - an empty model and its records. */
#include "model/model.h"

#include "base/map.h"

#include "model/recognise.h"

bdl_record *bdl_record_new(bdl_model *model, const bdl_rectype *type,
                           bdl_record *holder) {
    bdl_record *record = BDL_NEW(model->arena, bdl_record);
    record->type = type;
    record->model = model;
    bdl_slots_begin(model->arena, record);
    bdl_record_set_holder(model->arena, record, holder);
    return record;
}

/* The row of a cell that is called B12; 0: none. */
static size_t row_of(const bdl_place *place) {
    bdl_str cell = bdl_place_cell(place);
    size_t row = 0;
    for (size_t i = 0; i < cell.len; i++)
        if (bdl_is_ascii_digit(cell.data[i]))
            row = row * 10 + (size_t)(cell.data[i] - '0');
    return row;
}

/* The row at which BLOCK ends. */
static size_t last_row_of(const bdl_block *block) {
    return row_of(block->row_count > 0 ? &block->rows[block->row_count - 1].place
                                       : &block->place);
}

/* How many rows stand before each sheet: what rules compare as lines are the rows of all
 * sheets, one below the other. */
static const bdl_map *count_sheets(bdl_arena *arena, const bdl_doc *doc) {
    bdl_map *sheets = NULL;
    size_t before = 0, last = 0;
    for (size_t i = 0; i < doc->blocks.count && !doc->source; i++) {
        const bdl_block *block = &doc->blocks.items[i];
        bdl_str name = bdl_place_sheet(&block->place);
        if (name.len == 0)
            continue;
        sheets = sheets ? sheets : bdl_map_new(arena);
        if (!bdl_map_get(sheets, name)) {
            before += last;
            last = 0;
            bdl_map_put(sheets, name, (void *)(uintptr_t)(before + 1));
        }
        last = last_row_of(block) > last ? last_row_of(block) : last;
    }
    return sheets;
}

static size_t line_of(const bdl_model *model, const bdl_place *place) {
    if (place->line > 0 || !model->sheets || !place->name)
        return place->line;
    size_t before = (size_t)(uintptr_t)bdl_map_get(model->sheets, place->name->sheet);
    return before > 0 ? before - 1 + row_of(place) : 0;
}

void bdl_record_set_place(bdl_record *record, bdl_place place) {
    size_t line = line_of(record->model, &place);
    record->place = place;
    if (place.line > 0)
        bdl_record_tell_line(record);
    else if (line > 0)
        bdl_record_put(record, record->type->slot_line,
                       bdl_value_number(bdl_dec_int((long long)line)));
}

void bdl_record_put(bdl_record *record, int slot, bdl_value v) {
    if (slot >= 0 && (size_t)slot < record->type->fields.count)
        bdl_slot_set(record->model->arena, record, (size_t)slot, &v);
}

bool bdl_slot_is_missing(const bdl_record *record, int slot) {
    return slot < 0 || record->slots[slot]->state == BDL_MISSING;
}

void bdl_list_put(bdl_model *model, bdl_record *holder, int slot,
                  const bdl_values *items) {
    bdl_list *list = BDL_NEW(model->arena, bdl_list);
    list->items = items->items;
    list->count = items->count;
    bdl_record_put(holder, slot, bdl_value_list(list));
}

static inline bdl_origin origin_at(bdl_model *model, const bdl_place *place,
                                   bool at_home) {
    bdl_origin origin = {.of = at_home ? &model->home_of : &model->of,
                         .line = place->line,
                         .column = place->column,
                         .length = place->length,
                         .page = place->page};
    if (place->name) {
        bdl_source_of *named = BDL_NEW(model->arena, bdl_source_of);
        *named = (bdl_source_of){.model = model, .name = place->name, .at_home = at_home};
        origin.of = named;
    }
    return origin;
}

void bdl_model_put_text(bdl_model *model, bdl_record *record, int slot, bdl_str text,
                        const bdl_place *place) {
    record->slots[slot] =
        bdl_text_home(model->arena, text, origin_at(model, place, true));
}

bdl_value bdl_model_value_at(bdl_model *model, bdl_value v, bdl_place place) {
    bool at_home = v.kind == BDL_TEXT && bdl_value_is_known(&v);
    bdl_origin origin = origin_at(model, &place, at_home);
    if (at_home)
        return bdl_value_home(model->arena, v, origin);
    v.origin = bdl_origin_new(model->arena, origin, v.text);
    return v;
}

bdl_model *bdl_model_new(bdl_arena *arena, const bdl_schema *schema, const bdl_doc *doc) {
    bdl_model *model = BDL_NEW(arena, bdl_model);
    model->sheets = doc ? count_sheets(arena, doc) : NULL;
    model->arena = arena;
    model->of.model = model;
    model->home_of = (bdl_source_of){.model = model, .at_home = true};
    model->schema = schema;
    model->doc = doc;
    model->document = bdl_record_new(model, schema->document, NULL);
    return model;
}
