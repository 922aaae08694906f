/* texts.c - numbers the texts of a model, equal ones alike, so that whoever looks at them
 * again and again need not read them again. */
#include "base/limits.h"
#include "model/long.h"
#include "model/model.h"

typedef struct numbering {
    bdl_model *model;
    bdl_map *known; /* of each text: its number */
} numbering;

static void visit_record(numbering *n, bdl_record *record, int depth);

static uint32_t number_of(numbering *n, bdl_str text) {
    void **known = bdl_map_at(n->known, text);

    if (!*known && n->model->text_count < BDL_MOST_TEXT_NUMBERS)
        *known = (void *)(uintptr_t)++n->model->text_count;
    return *known ? n->model->ordinal << 16 | (uint32_t)(uintptr_t)*known : 0;
}

/* What may be a text or hold some: few values are. */
static inline bool is_to_be_visited(const bdl_value *v) {
    return v->state == BDL_PRESENT &&
           (v->kind == BDL_TEXT || v->kind == BDL_RECORD || v->kind == BDL_LIST);
}

static void visit(numbering *n, const bdl_record *holder, bdl_value *v, int depth) {
    if (v->kind == BDL_TEXT && !bdl_value_piece(v))
        v->text_number = number_of(n, v->text);
    if (v->kind == BDL_RECORD && v->as.record->holder == holder)
        visit_record(n, v->as.record, depth + 1);
    if (v->kind != BDL_LIST || bdl_list_is_long(v->as.list))
        return;
    for (size_t i = 0; i < v->as.list->count; i++)
        if (v->as.list->items[i].kind != BDL_LIST &&
            is_to_be_visited(&v->as.list->items[i]))
            visit(n, holder, &v->as.list->items[i], depth);
}

static void visit_record(numbering *n, bdl_record *record, int depth) {
    for (size_t i = 0; depth < BDL_MAX_NESTING && i < record->type->fields.count; i++)
        if (is_to_be_visited(record->slots[i]))
            visit(n, record, record->slots[i], depth);
}

void bdl_model_number_texts(bdl_model *model, size_t ordinal) {
    bdl_arena *arena = bdl_arena_new();
    numbering n = {model, bdl_map_new(arena)};

    if (ordinal > 0 && ordinal <= UINT16_MAX) {
        model->ordinal = (uint32_t)ordinal;
        visit_record(&n, model->document, 0);
    }
    bdl_arena_free(arena);
}
