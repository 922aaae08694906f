/* chosen.c - by which of their fields the elements of a list were chosen: `code` in
 * duplicates(projects.code) and in projects[code is blank], also through a `let`. */
#include "eval/chosen.h"

#include "lang/any.h"

enum { MOST_LETS = 8 };

typedef struct choice {
    int local; /* what stands for the element */
    bdl_chosen *fields;
} choice;

static void add(bdl_chosen *fields, int slot) {
    for (size_t i = 0; i < fields->count; i++)
        if (fields->slots[i] == slot)
            return;
    if (fields->count < BDL_MOST_CHOSEN)
        fields->slots[fields->count++] = slot;
}

static bool is_element(const bdl_expr *x, int local) {
    return x->kind == BDL_E_NAME && (x->ref == BDL_REF_ITEM || x->ref == BDL_REF_LOCAL) &&
           x->as.name.local == local;
}

static void add_read(const bdl_expr *x, void *context) {
    const choice *c = context;
    bool is_field =
        x->kind == BDL_E_NAME
            ? x->ref == BDL_REF_LOCAL_FIELD && x->as.name.local == c->local
            : x->kind == BDL_E_FIELD && is_element(x->as.field.base, c->local);

    if (is_field && x->slot >= 0 && x->is_stored)
        add(c->fields, x->slot);
    bdl_expr_parts(x, add_read, context);
}

bdl_chosen bdl_fields_read(const bdl_expr *x, int local) {
    bdl_chosen fields = {0};

    add_read(x, &(choice){local, &fields});
    return fields;
}

static const bdl_expr *behind_lets(const bdl_eval *e, const bdl_expr *x) {
    const bdl_frame *frame = &e->frame;

    for (int i = 0; i < MOST_LETS && frame->clause_of && x->kind == BDL_E_NAME &&
                    x->ref == BDL_REF_LOCAL && frame->clause_of[x->as.name.local] &&
                    frame->clause_of[x->as.name.local]->kind == BDL_C_LET;
         i++)
        x = frame->clause_of[x->as.name.local]->expr;
    return x;
}

const bdl_chosen *bdl_chosen_by(const bdl_eval *e, const bdl_expr *list) {
    const bdl_expr *x = behind_lets(e, list), *field;
    bdl_chosen fields = {0}, *kept;

    if (x->kind == BDL_E_INDEX && x->as.index.filters) {
        fields = bdl_fields_read(x->as.index.argument, x->as.index.local);
    } else if (x->kind == BDL_E_CALL && x->as.call.builtin == BDL_FN_DUPLICATES) {
        field = x->as.call.args->items[0];
        if (field->kind == BDL_E_FIELD && field->slot >= 0 && field->is_stored)
            add(&fields, field->slot);
    }
    if (fields.count == 0)
        return NULL;
    kept = BDL_NEW(e->scratch, bdl_chosen);
    *kept = fields;
    return kept;
}
