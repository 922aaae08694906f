/* model.c - an empty model and its records. */
#include "model/model.h"

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

void bdl_record_set_place(bdl_record *record, bdl_place place) {
    record->place = place;
    if (place.line)
        bdl_record_put(record, record->type->slot_line,
                       bdl_value_number(bdl_dec_int((long long)place.line)));
}

void bdl_record_set_index(bdl_record *record, size_t index) {
    record->index = index;
    if (record->type->slot_index >= 0)
        bdl_slot_set_index(record->model->arena, record, (size_t)record->type->slot_index,
                           index);
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

bdl_value bdl_model_value_at(bdl_model *model, bdl_value v, bdl_place place) {
    bool at_home = v.kind == BDL_TEXT && bdl_value_is_known(&v);
    bdl_origin origin = {.of = at_home ? &model->home_of : &model->of,
                         .line = place.line,
                         .column = place.column,
                         .length = place.length,
                         .page = place.page};
    if (place.name) {
        bdl_source_of *named = BDL_NEW(model->arena, bdl_source_of);
        *named = (bdl_source_of){.model = model, .name = place.name, .at_home = at_home};
        origin.of = named;
    }
    if (at_home)
        return bdl_value_home(model->arena, v, origin);
    v.origin = bdl_origin_new(model->arena, origin, v.text);
    return v;
}

bdl_model *bdl_model_new(bdl_arena *arena, const bdl_schema *schema, const bdl_doc *doc) {
    bdl_model *model = BDL_NEW(arena, bdl_model);
    model->arena = arena;
    model->of.model = model;
    model->home_of = (bdl_source_of){.model = model, .at_home = true};
    model->schema = schema;
    model->doc = doc;
    model->document = bdl_record_new(model, schema->document, NULL);
    return model;
}
