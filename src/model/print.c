/* print.c - the typed model: for each field its value, unit, printed text and place. */
#include "base/json.h"
#include "base/limits.h"
#include "model/recognise.h"

typedef struct printer {
    bdl_json *json;
    bdl_arena *arena;
} printer;

static void print_record(printer *p, const bdl_record *record, int depth);

static const char *state_name(bdl_state state) {
    switch (state) {
    case BDL_PRESENT:
        return "present";
    case BDL_BLANK:
        return "blank";
    case BDL_MISSING:
        return "missing";
    case BDL_UNREADABLE:
        return "unreadable";
    case BDL_AMBIGUOUS:
        return "ambiguous";
    case BDL_FAILED:
        break;
    }
    return "failed";
}

/* The value in the unit it was printed in. */
static void put_number(printer *p, const char *key, bdl_dec number,
                       const bdl_unit *unit) {
    bdl_dec shown = number;
    int power = unit->percent ? -2 : unit->scale;
    if (bdl_dec_shift(number, -power, &shown) != BDL_DEC_OK)
        shown = number;
    bdl_json_put_dec(p->json, key, bdl_dec_trim(shown));
}

static void put_place(printer *p, const bdl_value *v) {
    if (!v->origin)
        return;
    bdl_place place = bdl_origin_place(v->origin);
    bdl_json_put_nonzero(p->json, "line", place.line);
    bdl_json_put_nonzero(p->json, "column", place.column);
    if (place.page)
        bdl_json_put_int(p->json, "page", place.page);
    if (bdl_place_sheet(&place).len)
        bdl_json_put_str(p->json, "sheet", bdl_place_sheet(&place));
    if (bdl_place_cell(&place).len)
        bdl_json_put_str(p->json, "cell", bdl_place_cell(&place));
}

static void put_known(printer *p, const bdl_value *v) {
    if (bdl_kind_is_figure(v->kind)) {
        put_number(p, "value", v->number, bdl_value_unit(v));
        bdl_json_put_opt(p->json, "unit", bdl_value_unit(v)->name);
        if (v->text.len)
            bdl_json_put_str(p->json, "text", v->text);
    } else {
        bdl_json_put_str(p->json, "value", bdl_value_print(p->arena, v));
    }
}

static void print_scalar(printer *p, const bdl_value *v) {
    bdl_json_flat_object(p->json);
    if (v->state == BDL_PRESENT) {
        put_known(p, v);
    } else {
        bdl_json_put_str(p->json, "state", bdl_str_z(state_name(v->state)));
        if (v->text.len)
            bdl_json_put_str(p->json, "text", v->text);
        if (bdl_value_reason(v).len)
            bdl_json_put_str(p->json, "reason", bdl_value_reason(v));
    }
    put_place(p, v);
    bdl_json_end(p->json);
}

static void print_value(printer *p, const bdl_value *v, int depth) {
    if (depth > BDL_MAX_NESTING) {
        bdl_json_null(p->json);
    } else if (v->kind == BDL_RECORD && v->state == BDL_PRESENT) {
        print_record(p, v->as.record, depth + 1);
    } else if (v->kind == BDL_LIST && v->state == BDL_PRESENT) {
        bdl_json_array(p->json);
        for (size_t i = 0; i < v->as.list->count; i++)
            print_value(p, &v->as.list->items[i], depth + 1);
        bdl_json_end(p->json);
    } else {
        print_scalar(p, v);
    }
}

/* A row that stands elsewhere in the model: its place in its list. */
static void print_mention(printer *p, const bdl_value *v) {
    bdl_json_flat_object(p->json);
    if (v->state == BDL_PRESENT && v->kind == BDL_RECORD) {
        bdl_json_put_nonzero(p->json, "row", (long long)v->as.record->index);
        bdl_json_put_nonzero(p->json, "line", v->as.record->place.line);
    } else {
        bdl_json_put_str(p->json, "state", bdl_str_z(state_name(v->state)));
        if (bdl_value_reason(v).len)
            bdl_json_put_str(p->json, "reason", bdl_value_reason(v));
    }
    bdl_json_end(p->json);
}

static void print_field(printer *p, const bdl_record *record, size_t i, int depth) {
    const bdl_rectype *type = record->type;
    const bdl_field *field = &type->fields.items[i];
    int slot = (int)i;
    if (field->hidden || field->source == BDL_FROM_LET || slot == type->slot_holder ||
        slot == type->slot_children || slot == type->slot_line)
        return;
    bdl_json_key(p->json, field->name);
    if (field->source == BDL_FROM_ENTRY || slot == type->slot_parent)
        print_mention(p, record->slots[i]);
    else
        print_value(p, record->slots[i], depth);
}

static void print_record(printer *p, const bdl_record *record, int depth) {
    bdl_json_object(p->json);
    bdl_json_put_nonzero(p->json, "line", record->place.line);
    for (size_t i = 0; i < record->type->fields.count; i++)
        print_field(p, record, i, depth);
    bdl_json_end(p->json);
}

void bdl_model_print(FILE *out, const bdl_model *model) {
    printer p = {bdl_json_open(out, true), bdl_arena_new()};
    print_record(&p, model->document, 0);
    bdl_json_close(p.json);
    bdl_arena_free(p.arena);
}
