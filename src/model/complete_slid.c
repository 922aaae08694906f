/* complete_slid.c - figures that may have slid into the column beside theirs: a text lost
 * an empty cell and what stood right of it moved left. A figure among names tells, and so
 * do sums. The sums of a tree of rows tell:
 * two columns of one parent are off by the same amount, which one child has in the one
 * column while its cell in the other is empty. Told, not mended: the columns as printed
 * may be what the document says. */
#include "model/recognise.h"

#include "base/language.h"

enum { COLUMNS_MAX = 40 };

/* How far the children of a row are above it, column by column. */
typedef struct offset {
    int slot;
    bdl_dec by;
} offset;

static bdl_str name_of(const bdl_record *row, int slot) {
    const bdl_field *field = &row->type->fields.items[slot];
    return field->zh.len > 0 ? field->zh : field->name;
}

static bool add(bdl_dec *sum, const bdl_value *v, bool minus) {
    if (v->state == BDL_BLANK)
        return true;
    return v->state == BDL_PRESENT &&
           (minus ? bdl_dec_sub(*sum, v->number, sum)
                  : bdl_dec_add(*sum, v->number, sum)) == BDL_DEC_OK;
}

/* Children less parent in SLOT; false where that cannot be told. */
static bool offset_of(const bdl_record *parent, const bdl_list *children, int slot,
                      bdl_dec *out) {
    *out = bdl_dec_int(0);
    for (size_t i = 0; i < children->count; i++)
        if (!add(out, children->items[i].as.record->slots[slot], false))
            return false;
    return add(out, parent->slots[slot], true);
}

/* The two columns that are off, the one with too much first; false unless it is two. */
static bool find_pair(const bdl_list_form *list, const bdl_record *parent,
                      const bdl_list *children, offset pair[2]) {
    size_t found = 0;
    for (size_t c = 0; c < list->column_count && c < COLUMNS_MAX; c++) {
        offset o = {.slot = list->columns[c].slot};
        if (list->columns[c].type.kind != BDL_MONEY ||
            !offset_of(parent, children, o.slot, &o.by) || bdl_dec_sign(o.by) == 0)
            continue;
        if (found == 2)
            return false;
        pair[found++] = o;
    }
    bdl_dec sum;
    if (found < 2 || bdl_dec_add(pair[0].by, pair[1].by, &sum) != BDL_DEC_OK ||
        bdl_dec_sign(sum) != 0)
        return false;
    if (bdl_dec_sign(pair[0].by) < 0) {
        offset held = pair[0];
        pair[0] = pair[1];
        pair[1] = held;
    }
    return true;
}

static bool could_have_slid(const bdl_record *row, const offset pair[2]) {
    const bdl_value *too_much = row->slots[pair[0].slot];
    const bdl_value *empty = row->slots[pair[1].slot];
    bdl_dec rest;
    return too_much->state == BDL_PRESENT && too_much->origin &&
           empty->state == BDL_BLANK &&
           bdl_dec_sub(too_much->number, pair[0].by, &rest) == BDL_DEC_OK &&
           bdl_dec_sign(rest) == 0;
}

static void tell(bdl_model *model, const bdl_record *row, const offset pair[2]) {
    const bdl_value *v = row->slots[pair[0].slot];
    bdl_str why = bdl_arena_printf(
        model->arena,
        _("it stands under %.*s, but the sums above hold when it stands under %.*s"),
        BDL_PRI(name_of(row, pair[0].slot)), BDL_PRI(name_of(row, pair[1].slot)));
    BDL_PUSH(model->arena, &model->unread,
             (bdl_unread){bdl_origin_place(v->origin), v->text, why});
}

static void look_at(bdl_model *model, const bdl_list_form *list,
                    const bdl_record *parent) {
    const bdl_value *v = parent->slots[parent->type->slot_children];
    offset pair[2];
    if (v->state != BDL_PRESENT || !v->as.list || v->as.list->count == 0 ||
        !find_pair(list, parent, v->as.list, pair))
        return;
    const bdl_record *slid = NULL;
    for (size_t i = 0; i < v->as.list->count; i++) {
        const bdl_record *row = v->as.list->items[i].as.record;
        if (!could_have_slid(row, pair))
            continue;
        if (slid)
            return; /* either could be meant */
        slid = row;
    }
    if (slid)
        tell(model, slid, pair);
}

/* 213 | 100.00 | 60.00: the name was lost and the figures moved under its heading. */
static void look_at_texts(bdl_model *model, const bdl_list_form *list,
                          const bdl_record *row) {
    for (size_t c = 0; c < list->column_count; c++) {
        const bdl_value *v = row->slots[list->columns[c].slot];
        bdl_scanned n;
        if (list->columns[c].type.kind != BDL_TEXT || v->state != BDL_PRESENT ||
            !v->origin)
            continue;
        bdl_str s = bdl_text_fold(model->arena, v->text);
        if (!bdl_scan_digits(s, true, &n) || n.length < s.len || n.places == 0)
            continue;
        bdl_str why = bdl_arena_printf(
            model->arena, _("a figure stands under %.*s, the row may have slid"),
            BDL_PRI(name_of(row, list->columns[c].slot)));
        BDL_PUSH(model->arena, &model->unread,
                 (bdl_unread){bdl_origin_place(v->origin), v->text, why});
    }
}

void bdl_complete_slid(bdl_model *model, const bdl_list_form *list,
                       const bdl_values *rows) {
    for (size_t i = 0; i < rows->count; i++) {
        const bdl_value *v = &rows->items[i];
        if (v->kind == BDL_RECORD && v->state == BDL_PRESENT &&
            v->as.record->type->slot_children >= 0) {
            look_at(model, list, v->as.record);
            look_at_texts(model, list, v->as.record);
        }
    }
}
