/* forms_fields.c - the fields that forms declare, and the types they have. */
#include "lang/forms.h"

#include "base/language.h"
#include "base/text.h"

static bdl_str place_key(bdl_form_work *w, const bdl_rectype *record, bdl_str name) {
    return bdl_map_key_of(w->c->known, record, name);
}

static void note_first(bdl_form_work *w, const bdl_declared *first, bdl_str name) {
    if (first)
        BDL_NOTE(w->c, first->item->file, first->span, _("`%.*s` is declared here first"),
                 BDL_PRI(name));
}

static int complain_type(bdl_form_work *w, const bdl_rectype *record, bdl_field field,
                         bdl_span span, const bdl_declared *first) {
    int slot = bdl_rectype_slot(record, field.name);
    bdl_str there = bdl_check_type_name(w->c, record->fields.items[slot].type);
    bdl_str here = bdl_check_type_name(w->c, field.type);
    BDL_FORM_COMPLAIN(w, span, BDL_MSG_FIELD_TYPE, BDL_PRI(field.name), BDL_PRI(here),
                      BDL_PRI(there));
    note_first(w, first, field.name);
    return -1;
}

/* A column may have the name of what holds the row: then that is reached otherwise. */
static void free_holder_name(bdl_form_work *w, bdl_rectype *record, bdl_str name) {
    int slot = bdl_rectype_slot(record, name);
    if (slot < 0 || slot != record->slot_holder)
        return;
    record->fields.items[slot].name = BDL_STR("");
    if (record->by_name)
        bdl_map_put(record->by_name, bdl_arena_str(w->c->arena, name), NULL);
}

/* Another field of this form that goes by NAME, which would reach only one of them. */
static const bdl_declared *taken(bdl_form_work *w, const bdl_rectype *record,
                                 const bdl_field *field, bdl_str name) {
    int slot = bdl_rectype_slot(record, name);
    if (slot < 0 || bdl_str_eq(record->fields.items[slot].name, field->name))
        return NULL;
    const bdl_declared *there = bdl_map_get(
        w->c->field_places, place_key(w, record, record->fields.items[slot].name));
    return there && there->item == w->item ? there : NULL;
}

static bool complain_taken(bdl_form_work *w, const bdl_rectype *record,
                           const bdl_field *field, bdl_span span) {
    bdl_str name = field->name;
    const bdl_declared *there = taken(w, record, field, name);
    if (!there)
        there = taken(w, record, field, name = field->zh);
    if (!there)
        return false;
    BDL_FORM_COMPLAIN(w, span, BDL_MSG_FIELD_TWICE, BDL_PRI(name));
    note_first(w, there, name);
    return true;
}

int bdl_forms_add(bdl_form_work *w, bdl_rectype *record, bdl_field field, bdl_span span,
                  bool again) {
    free_holder_name(w, record, field.name);
    if (complain_taken(w, record, &field, span))
        return -1;
    bdl_str key = place_key(w, record, field.name);
    bdl_declared *first = bdl_map_get(w->c->field_places, key);
    int there = bdl_rectype_slot(record, field.name);
    if (there >= 0 && !first && field.source != BDL_FROM_BUILTIN && !again) {
        BDL_FORM_COMPLAIN(w, span, BDL_MSG_FIELD_BUILTIN, BDL_PRI(field.name),
                          BDL_PRI(record->name));
        return -1;
    }
    if (first && first->item == w->item && !again) {
        BDL_FORM_COMPLAIN(w, span, BDL_MSG_FIELD_TWICE, BDL_PRI(field.name));
        note_first(w, first, field.name);
        return -1;
    }
    int slot = bdl_rectype_add(w->c->arena, record, field);
    if (slot < 0)
        return complain_type(w, record, field, span, first);
    if (!first) {
        first = BDL_NEW(w->c->arena, bdl_declared);
        *first = (bdl_declared){w->item, span};
        bdl_map_put(w->c->field_places, key, first);
    }
    return slot;
}

const bdl_type_word *bdl_forms_type(bdl_form_work *w, const bdl_word *word) {
    const bdl_type_word *type = bdl_type_word_find(word->text);
    if (type)
        return type;
    BDL_FORM_COMPLAIN(w, word->span, BDL_MSG_UNKNOWN_TYPE, BDL_PRI(word->text));
    bdl_guess guess;
    bdl_guess_init(&guess, word->text);
    bdl_type_words_guess(&guess);
    if (guess.best.len)
        BDL_HINT(w->c, _("did you mean `%.*s`?"), BDL_PRI(guess.best));
    else
        BDL_HINT(w->c,
                 _("types are text, code, money, number, percent, quantity, date, list"));
    return NULL;
}

bdl_type bdl_forms_type_of(bdl_form_work *w, const bdl_type_word *word) {
    if (!word)
        return BDL_TYPE(BDL_NONE);
    if (word->is_list)
        return bdl_type_list(w->c->arena, BDL_TYPE(BDL_TEXT));
    return BDL_TYPE(word->kind);
}

/* The record type that a field of another layout already has. */
static bdl_rectype *record_there(const bdl_rectype *record, bdl_str name, bool is_list) {
    int slot = bdl_rectype_slot(record, name);
    if (slot < 0 || record->fields.items[slot].source == BDL_FROM_BUILTIN)
        return NULL;
    bdl_type type = record->fields.items[slot].type;
    if (is_list != (type.kind == BDL_LIST))
        return NULL;
    if (is_list)
        type = bdl_type_element(type);
    /* Only this module makes record types, so what it made may be added to. */
    return type.kind == BDL_RECORD ? (bdl_rectype *)(uintptr_t)type.record : NULL;
}

bdl_rectype *bdl_forms_record(bdl_form_work *w, bdl_rectype *record, bdl_field field,
                              bdl_span span, bool is_list, int *slot) {
    bdl_rectype *inner = record_there(record, field.name, is_list);
    if (!inner) {
        bdl_str name =
            bdl_str_eq(field.name, BDL_STR("rows")) ? BDL_STR("row") : field.name;
        inner = bdl_rectype_new(w->c->arena, name, field.zh, record);
    }
    inner->is_torn |= record->is_torn;
    field.type = (bdl_type){.kind = BDL_RECORD, .record = inner};
    if (is_list) {
        bdl_type there = BDL_TYPE(BDL_NONE);
        int known = bdl_rectype_slot(record, field.name);
        if (known >= 0)
            there = record->fields.items[known].type;
        bool same = there.kind == BDL_LIST && bdl_type_records(&there) == inner;
        field.type = same ? there : bdl_type_list(w->c->arena, field.type);
    }
    *slot = bdl_forms_add(w, record, field, span, field.source == BDL_FROM_BUILTIN);
    return inner;
}

void bdl_forms_wait(bdl_form_work *w, bdl_expr *expr, const bdl_rectype *record,
                    bool is_insert) {
    if (expr)
        BDL_PUSH(w->c->arena, &w->c->waiting,
                 (bdl_waiting){.expr = expr, .record = record, .is_insert = is_insert});
}

/* ---- patterns ---- */

struct binder {
    bdl_form_work *w;
    bdl_rectype *record;
    bdl_word figure;
};

static bool is_fixed(const struct binder *b) {
    return b->record == b->w->c->schema->section;
}

/* What a pattern meets is a text, but is read as a figure or date where the field is one:
 * {year:[二〇][〇-九]{3}} beside {year:number}. */
static bdl_type read_as(bdl_type field) {
    bool reads = bdl_kind_is_figure(field.kind) || field.kind == BDL_DATE;
    return reads ? field : BDL_TYPE(BDL_TEXT);
}

static void bind(void *ctx, bdl_binding *binding, bdl_span span) {
    struct binder *b = ctx;
    bool is_figure = b->figure.text.len && bdl_str_eq(binding->name, b->figure.text);
    if (is_fixed(b)) {
        binding->slot = bdl_rectype_slot(b->record, binding->name);
        if (binding->slot < 0 || binding->type.kind != BDL_TEXT)
            BDL_FORM_COMPLAIN(b->w, span, BDL_MSG_SECTION_BINDS, BDL_PRI(binding->name));
        return;
    }
    int there = bdl_rectype_slot(b->record, binding->name);
    if (there >= 0 && binding->type.kind == BDL_TEXT)
        binding->type = read_as(b->record->fields.items[there].type);
    bdl_field field = {.name = binding->name,
                       .type = binding->type,
                       .source = BDL_FROM_FORM,
                       .figure = is_figure};
    binding->slot = bdl_forms_add(b->w, b->record, field, span, true);
}

static void insert(void *ctx, bdl_expr *expr) {
    struct binder *b = ctx;
    bdl_forms_wait(b->w, expr, NULL, true);
}

const bdl_pattern *bdl_forms_pattern(bdl_form_work *w, const bdl_patterns *patterns,
                                     bdl_rectype *record, bdl_word figure) {
    if (!patterns)
        return NULL;
    struct binder *b = BDL_NEW(w->c->arena, struct binder);
    *b = (struct binder){w, record, figure};
    bdl_pattern_env env = {.checker = w->c,
                           .file = w->item->file,
                           .anonymous = figure.text,
                           .bind = record ? bind : NULL,
                           .insert = insert,
                           .ctx = b};
    for (size_t i = 0; i < patterns->nodes.count; i++)
        if (patterns->nodes.items[i].kind == BDL_PAT_TARGET)
            BDL_FORM_COMPLAIN(w, patterns->nodes.items[i].span, BDL_MSG_FORM_TARGET);
    return bdl_patterns_build(&env, patterns);
}

/* ---- let ---- */

bdl_str bdl_forms_let_key(bdl_checker *c, const bdl_rectype *record, int slot) {
    bdl_str number = BDL_KEY(slot);
    return bdl_map_key_of(c->known, record, number);
}

void bdl_forms_let(bdl_form_work *w, bdl_rectype *record, const bdl_form_clause *clause) {
    const bdl_word *name = &clause->path.items[0];
    if (clause->path.count != 1) {
        BDL_FORM_COMPLAIN(w, clause->span, BDL_MSG_LET_PATH);
        return;
    }
    int slot = bdl_rectype_slot(record, name->text);
    bool is_let = slot >= 0 && record->fields.items[slot].source == BDL_FROM_LET;
    bdl_field field = {.name = name->text,
                       .zh = clause->zh.text,
                       .type =
                           is_let ? record->fields.items[slot].type : BDL_TYPE(BDL_NONE),
                       .source = BDL_FROM_LET,
                       .let = clause->expr};
    slot = bdl_forms_add(w, record, field, name->span, false);
    if (slot < 0 || !clause->expr)
        return;
    bdl_let *let = BDL_NEW(w->c->arena, bdl_let), *last;
    *let = (bdl_let){.record = record,
                     .slot = slot,
                     .expr = clause->expr,
                     .item = w->item,
                     .form = w->form->name,
                     .name = *name};
    bdl_str key = bdl_forms_let_key(w->c, record, slot);
    last = bdl_map_get(w->c->first_lets, key);
    if (!last)
        bdl_map_put(w->c->first_lets, key, let);
    while (last && last->next)
        last = last->next;
    if (last)
        last->next = let;
    BDL_PUSH(w->c->arena, &w->c->lets, let);
}
