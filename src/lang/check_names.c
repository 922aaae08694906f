/* check_names.c - what a bare name means, and what a dot reaches. */
#include "lang/checker.h"

#include "base/language.h"

static void note_field(bdl_expr *expr, const bdl_field *field) {
    expr->bit = field->bit;
    expr->is_stored = field->source != BDL_FROM_LET && !field->is_told;
}

static bdl_type field_type(bdl_checker *c, bdl_expr *expr, const bdl_rectype *type,
                           int slot) {
    note_field(expr, &type->fields.items[slot]);
    if (type == c->schema->table && slot == type->slot_rows)
        c->schema->reads_table_rows = true;
    const bdl_field *field = &type->fields.items[slot];
    if (field->source == BDL_FROM_LET)
        return bdl_forms_let_type(c, type, slot);
    return field->type;
}

void bdl_guess_fields(bdl_guess *guess, const bdl_rectype *type) {
    for (size_t i = 0; i < type->fields.count; i++) {
        bdl_guess_offer(guess, type->fields.items[i].name);
        bdl_guess_offer(guess, type->fields.items[i].zh);
    }
}

/* 项目名称 of RECORD where 项目.名称 was written; empty: there is none. */
static bdl_str field_called(const bdl_checker *c, bdl_str whose, bdl_str name,
                            const bdl_rectype *record) {
    bdl_str whole = bdl_arena_join(c->arena, whose, name);
    return bdl_rectype_slot(record, whole) >= 0 ? whole : BDL_STR("");
}

static void guess_name(bdl_checker *c, bdl_guess *guess) {
    for (size_t i = 0; i < c->scope->known.count; i++) {
        const bdl_known *known = &c->scope->known.items[i];
        bdl_guess_offer(guess, known->name);
        if (known->opens && known->type.record)
            bdl_guess_fields(guess, known->type.record);
    }
    if (!c->constant)
        bdl_guess_fields(guess, c->schema->document);
    for (size_t i = 0; i < bdl_map_count(c->globals); i++)
        bdl_guess_offer(guess, bdl_map_key_at(c->globals, i));
}

/* Whether a name may be that of a field which a mistake in a form hid: the mistake was
 * said. */
static bool may_be_lost(const bdl_checker *c) {
    for (size_t i = 0; i < c->scope->known.count; i++) {
        const bdl_known *known = &c->scope->known.items[i];
        if (known->opens && known->type.record && known->type.record->is_torn)
            return true;
    }
    return false;
}

/* `N万元`: a capital and the unit behind it, or a capital alone. */
static bool is_placeholder(bdl_str name) {
    return name.len > 0 && name.data[0] >= 'A' && name.data[0] <= 'Z' &&
           (name.len == 1 || (unsigned char)name.data[1] >= 0x80);
}

/* Words that stand elsewhere in the language, or in others, and were taken for a name. */
static bool hint_habit(bdl_checker *c, bdl_str name) {
    if (bdl_str_is_any(name, BDL_WORDS("null", "NULL", "None")))
        BDL_HINT(c, "%s",
                 _("write `x is missing`, or `x is blank` of a cell that is there"));
    else if (bdl_str_is_any(name, BDL_WORDS("blank", "empty", "present")))
        BDL_HINT(c, _("write `x is %.*s`"), BDL_PRI(name));
    else if (is_placeholder(name))
        BDL_HINT(c, _("only `matches` gives a placeholder its value: `x matches ≤%.*s`"),
                 BDL_PRI(name));
    else
        return false;
    return true;
}

/* `kind == budget`: a kind of document is a text. */
static bool hint_kind(bdl_checker *c, bdl_str name) {
    for (size_t i = 0; i < c->schema->forms.count; i++) {
        const bdl_form *form = c->schema->forms.items[i];
        for (size_t k = 0; k < form->kinds.count; k++)
            if (bdl_str_eq(form->kinds.items[k].kind, name)) {
                BDL_HINT(c, _("a text stands in quotes: `\"%.*s\"`"), BDL_PRI(name));
                return true;
            }
    }
    return false;
}

/* The one field of the document whose record has a field NAME; "" for none or several. */
static bdl_str holder_of(const bdl_checker *c, bdl_str name) {
    const bdl_rectype *document = c->schema->document;
    bdl_str holder = BDL_STR("");
    for (size_t i = 0; i < document->fields.count; i++) {
        const bdl_field *field = &document->fields.items[i];
        bdl_type type =
            field->type.kind == BDL_LIST ? bdl_type_element(field->type) : field->type;
        if (type.kind != BDL_RECORD || !type.record ||
            bdl_rectype_slot(type.record, name) < 0)
            continue;
        if (holder.len)
            return BDL_STR("");
        holder = field->name;
    }
    return holder;
}

/* `changes` where `statement.changes` is meant. */
static bool hint_holder(bdl_checker *c, bdl_str name) {
    bdl_str holder = c->constant ? BDL_STR("") : holder_of(c, name);
    if (holder.len && !bdl_str_is_ascii(name))
        BDL_HINT(c, _("did you mean `%.*s.%.*s`? a text stands in quotes: `\"%.*s\"`"),
                 BDL_PRI(holder), BDL_PRI(name), BDL_PRI(name));
    else if (holder.len)
        BDL_HINT(c, _("did you mean `%.*s.%.*s`?"), BDL_PRI(holder), BDL_PRI(name));
    return holder.len > 0;
}

/* 名称 where 项目名称 of the record gone through is meant. */
static bool hint_scope(bdl_checker *c, bdl_str name) {
    bdl_guess guess; /* what is only misspelt is proposed without it */
    bdl_str called;
    bdl_guess_init(&guess, name);
    for (size_t i = c->scope->known.count; i > 0 && !bdl_str_is_ascii(name); i--) {
        const bdl_known *known = &c->scope->known.items[i - 1];
        if (!known->opens || !known->type.record)
            continue;
        called = field_called(c, known->name, name, known->type.record);
        bdl_guess_fields(&guess, known->type.record);
        if (called.len == 0 && guess.distance == SIZE_MAX)
            called = guess.best;
        if (called.len == 0)
            continue;
        BDL_HINT(c, _("did you mean `%.*s`? a text stands in quotes: `\"%.*s\"`"),
                 BDL_PRI(called), BDL_PRI(name));
        return true;
    }
    return false;
}

/* `amount` of the rows of a group, which opens no scope. */
static bool hint_group(bdl_checker *c, bdl_str name) {
    for (size_t i = c->scope->known.count; i > 0; i--) {
        const bdl_known *known = &c->scope->known.items[i - 1];
        bdl_type row = known->is_group && known->type.kind == BDL_LIST
                           ? bdl_type_element(known->type)
                           : BDL_TYPE(BDL_NONE);
        bool is_field = row.kind == BDL_RECORD && row.record &&
                        bdl_rectype_slot(row.record, name) >= 0;
        if (!is_field && !(known->is_group && bdl_str_eq(name, BDL_STR("key"))))
            continue;
        BDL_HINT(c, _("of a group: `%.*s.%.*s`"), BDL_PRI(known->name), BDL_PRI(name));
        return true;
    }
    return false;
}

static void complain_unknown(bdl_checker *c, bdl_expr *expr) {
    bdl_str name = expr->as.name.text;
    bdl_guess guess;
    if (c->program->lacks_file || bdl_scope_is_unknown(c->scope) || may_be_lost(c))
        return; /* it may be a field of what is iterated */
    BDL_COMPLAIN_AT(c, expr, BDL_MSG_UNKNOWN_NAME, BDL_PRI(name));
    if (bdl_diags_dropped(c->diags))
        return; /* nobody will see it */
    bdl_guess_init(&guess, name);
    guess_name(c, &guess);
    if (hint_group(c, name) || hint_habit(c, name) || hint_kind(c, name) ||
        hint_scope(c, name) || hint_holder(c, name))
        return;
    bool is_far = guess.distance == SIZE_MAX && !bdl_str_is_ascii(name);
    if (guess.best.len && is_far)
        BDL_HINT(c, _("did you mean `%.*s`? a text stands in quotes: `\"%.*s\"`"),
                 BDL_PRI(guess.best), BDL_PRI(name));
    else if (guess.best.len)
        BDL_HINT(c, _("did you mean `%.*s`?"), BDL_PRI(guess.best));
    else if (c->schema->forms.count == 0)
        BDL_HINT(c, "%s",
                 _("there is no form; `use \"forms.bdl\"` brings in the shipped ones"));
    else if (!bdl_str_is_ascii(name))
        BDL_HINT(
            c,
            _("a text stands in quotes: `\"%.*s\"`; `bdl help fields` lists the names"),
            BDL_PRI(name));
    else
        BDL_HINT(c, "%s", _("`bdl help fields` lists the names"));
}

/* ---- targets ---- */

static const struct target_part {
    bdl_str name, zh;
    bdl_kind kind;
} target_parts[] = {
    [BDL_TARGET_WHOLE] = {BDL_STR_INIT("target"), BDL_STR_INIT("目标"), BDL_TARGET},
    [BDL_TARGET_COMPARATOR] = {BDL_STR_INIT("comparator"), BDL_STR_INIT("比较"),
                               BDL_TEXT},
    [BDL_TARGET_BOUND] = {BDL_STR_INIT("bound"), BDL_STR_INIT("界限"), BDL_BOUND},
    [BDL_TARGET_UNIT] = {BDL_STR_INIT("unit"), BDL_STR_INIT("单位"), BDL_TEXT},
    [BDL_TARGET_REST] = {BDL_STR_INIT("rest"), BDL_STR_INIT("其余"), BDL_TEXT},
    [BDL_TARGET_LOW] = {BDL_STR_INIT("low"), BDL_STR_INIT("下限"), BDL_BOUND},
    [BDL_TARGET_HIGH] = {BDL_STR_INIT("high"), BDL_STR_INIT("上限"), BDL_BOUND},
};

static bool is_part(bdl_str name, int part) {
    return bdl_str_eq(name, target_parts[part].name) ||
           bdl_str_eq(name, target_parts[part].zh);
}

static int target_part(bdl_str name) {
    for (int i = 0; i < (int)BDL_COUNT_OF(target_parts); i++)
        if (is_part(name, i))
            return i;
    return -1;
}

/* Makes EXPR the target that the text BASE states. */
static bdl_type make_target(bdl_expr *expr, bdl_expr *base) {
    expr->kind = BDL_E_FIELD;
    expr->as.field.base = base;
    expr->as.field.name = BDL_STR("target");
    expr->slot = -1;
    expr->maps = expr->is_key = false;
    expr->target_part = BDL_TARGET_WHOLE;
    return expr->type = BDL_TYPE(BDL_TARGET);
}

/* `target` alone, in an indicator. */
static bool try_bare_target(bdl_checker *c, bdl_expr *expr) {
    if (!is_part(expr->as.name.text, BDL_TARGET_WHOLE))
        return false;
    for (size_t i = c->scope->known.count; i > 0; i--) {
        const bdl_known *known = &c->scope->known.items[i - 1];
        if (!known->opens || !known->type.record ||
            known->type.record->slot_target_of < 0)
            continue;
        bdl_expr *base = bdl_expr_another(c->arena, expr);
        base->ref = BDL_REF_LOCAL_FIELD;
        base->as.name.local = known->local;
        base->slot = known->type.record->slot_target_of;
        base->as.name.text = known->type.record->fields.items[base->slot].name;
        base->type = BDL_TYPE(BDL_TEXT);
        note_field(base, &known->type.record->fields.items[base->slot]);
        make_target(expr, base);
        return true;
    }
    return false;
}

/* ---- bare names ---- */

static bool try_local(bdl_checker *c, bdl_expr *expr) {
    const bdl_known *known = bdl_scope_find(c->scope, expr->as.name.text);
    int slot;
    if (!known)
        return false;
    /* A column of that name is what the reader of a filter thinks of. */
    if (known->is_item && bdl_scope_field(c->scope, expr->as.name.text, &slot) == known)
        return false;
    expr->ref = known->is_item ? BDL_REF_ITEM : BDL_REF_LOCAL;
    expr->as.name.local = known->local;
    expr->type = known->type;
    return true;
}

static bool try_document(bdl_checker *c, bdl_expr *expr) {
    bool is_document = bdl_str_eq(expr->as.name.text, BDL_STR("document"));
    if (!is_document && !bdl_str_eq(expr->as.name.text, BDL_STR("corpus")))
        return false;
    if (c->constant)
        return false;
    expr->type = (bdl_type){.kind = BDL_RECORD, .record = c->schema->document};
    expr->ref = is_document ? BDL_REF_DOCUMENT : BDL_REF_CORPUS;
    if (!is_document) {
        expr->type = bdl_type_list(c->arena, expr->type);
        c->scope->uses_corpus = true;
    }
    return true;
}

static bool try_fields(bdl_checker *c, bdl_expr *expr) {
    int slot;
    const bdl_known *known = bdl_scope_field(c->scope, expr->as.name.text, &slot);
    if (known) {
        expr->ref = BDL_REF_LOCAL_FIELD;
        expr->as.name.local = known->local;
        expr->slot = slot;
        expr->type = field_type(c, expr, known->type.record, slot);
        return true;
    }
    if (try_bare_target(c, expr))
        return true;
    slot = c->constant ? -1 : bdl_rectype_slot(c->schema->document, expr->as.name.text);
    if (slot < 0 || bdl_scope_is_unknown(c->scope))
        return false; /* as it may be a field of what is iterated, too */
    expr->ref = BDL_REF_DOC_FIELD;
    expr->slot = slot;
    expr->type = field_type(c, expr, c->schema->document, slot);
    return true;
}

static bool try_globals(bdl_checker *c, bdl_expr *expr) {
    bdl_item *item = bdl_map_get(c->globals, expr->as.name.text);
    if (!item)
        return false;
    if (item->kind == BDL_I_DEFINE) {
        bdl_str name = expr->as.name.text;
        BDL_COMPLAIN_AT(c, expr, BDL_MSG_DEFINE_NO_CALL, BDL_PRI(name));
        expr->type = BDL_TYPE(BDL_NONE);
        return true;
    }
    expr->as.name.target = item;
    if (item->kind == BDL_I_PARAM) {
        expr->ref = BDL_REF_PARAM;
        expr->type = bdl_check_param(c, item);
    } else {
        expr->ref = BDL_REF_TABLE;
        bdl_type row = {.kind = BDL_RECORD, .record = item->as.table.row};
        expr->type = bdl_type_list(c->arena, row);
    }
    return true;
}

bdl_type bdl_check_name(bdl_checker *c, bdl_expr *expr) {
    if (try_local(c, expr) || try_document(c, expr) || try_fields(c, expr) ||
        try_globals(c, expr))
        return expr->type;
    int slot = bdl_rectype_slot(c->schema->document, expr->as.name.text);
    if (c->constant && slot >= 0)
        BDL_COMPLAIN_AT(c, expr, BDL_MSG_NOT_CONSTANT, BDL_PRI(expr->as.name.text),
                        c->constant_of);
    else
        complain_unknown(c, expr);
    return expr->type = BDL_TYPE(BDL_NONE);
}

/* ---- what a dot reaches ---- */

/* The slot of "LIST.ENTRY" in TYPE; -1 when there is no such entry. */
static int entry_slot(bdl_checker *c, const bdl_rectype *type, int list_slot,
                      bdl_str entry) {
    bdl_str list = type->fields.items[list_slot].name;
    bdl_buf name = {.arena = c->arena};
    bdl_buf_add(&name, list);
    bdl_buf_char(&name, '.');
    bdl_buf_add(&name, entry);
    return bdl_rectype_slot(type, bdl_buf_str(&name));
}

/* The record whose list BASE is, when it is one: summary of summary.income. */
static const bdl_rectype *list_holder(bdl_checker *c, const bdl_expr *base, int *slot) {
    if (base->kind == BDL_E_FIELD && base->slot >= 0 && !base->maps) {
        *slot = base->slot;
        return base->as.field.base->type.record;
    }
    if (base->kind != BDL_E_NAME)
        return NULL;
    *slot = base->slot;
    if (base->ref == BDL_REF_DOC_FIELD)
        return c->schema->document;
    if (base->ref != BDL_REF_LOCAL_FIELD)
        return NULL;
    for (size_t i = c->scope->known.count; i > 0; i--)
        if (c->scope->known.items[i - 1].local == base->as.name.local)
            return c->scope->known.items[i - 1].type.record;
    return NULL;
}

/* An entry of a list: summary.income.all is a field of summary. */
static bool try_entry(bdl_checker *c, bdl_expr *expr) {
    bdl_expr *base = expr->as.field.base;
    int slot;
    const bdl_rectype *holder = list_holder(c, base, &slot);
    if (!holder || (slot = entry_slot(c, holder, slot, expr->as.field.name)) < 0)
        return false;
    bdl_type type = holder->fields.items[slot].type;
    bdl_span span = expr->span;
    if (base->kind == BDL_E_NAME) {
        bdl_str text = holder->fields.items[slot].name;
        bdl_expr_put(expr, base);
        expr->span = span;
        expr->as.name.text = text;
        expr->slot = slot;
    } else {
        expr->as.field.base = base->as.field.base;
        expr->as.field.name = holder->fields.items[slot].name;
        expr->slot = slot;
    }
    expr->type = type;
    note_field(expr, &holder->fields.items[slot]);
    return true;
}

static bool try_key(bdl_checker *c, bdl_expr *expr) {
    const bdl_expr *base = expr->as.field.base;
    if (base->kind != BDL_E_NAME || base->ref != BDL_REF_LOCAL ||
        !bdl_str_eq(expr->as.field.name, BDL_STR("key")))
        return false;
    const bdl_known *known = bdl_scope_find(c->scope, base->as.name.text);
    if (!known || !known->is_group)
        return false;
    expr->is_key = true;
    expr->type = known->key;
    return true;
}

static bdl_type mapped(bdl_checker *c, bdl_expr *expr, bdl_type type) {
    if (!expr->maps)
        return expr->type = type;
    if (type.kind == BDL_LIST)
        return expr->type = type;
    return expr->type = bdl_type_list(c->arena, type);
}

bdl_str bdl_fields_topic(const bdl_checker *c, const bdl_rectype *record) {
    const bdl_rectype *document = c->schema->document;
    while (record->holder && record->holder != document)
        record = record->holder;
    for (size_t i = 0; i < document->fields.count; i++)
        if (bdl_type_records(&document->fields.items[i].type) == record)
            return document->fields.items[i].name;
    return BDL_STR("");
}

static void hint_field(bdl_checker *c, const bdl_expr *expr, const bdl_rectype *record) {
    const bdl_expr *base = expr->as.field.base;
    bdl_str name = expr->as.field.name;
    bdl_str text = bdl_check_text(c, base);
    bdl_guess guess;
    bdl_str topic = bdl_fields_topic(c, record);
    bool counts = bdl_str_is_any(name, BDL_WORDS("length", "len", "size"));
    bdl_guess_init(&guess, name);
    bdl_guess_fields(&guess, record);
    if (expr->maps && (counts || bdl_is_function(name)))
        BDL_HINT(c, _("a function stands before what it takes: `%.*s(%.*s)`"),
                 BDL_PRI(counts ? BDL_STR("count") : name), BDL_PRI(text));
    else if (base->kind == BDL_E_NAME &&
             field_called(c, base->as.name.text, name, record).len)
        BDL_HINT(c, _("did you mean `%.*s`?"),
                 BDL_PRI(field_called(c, base->as.name.text, name, record)));
    else if (guess.best.len)
        BDL_HINT(c, _("did you mean `%.*s`?"), BDL_PRI(guess.best));
    else if (topic.len)
        BDL_HINT(c, _("`bdl help fields %.*s` lists what there is"), BDL_PRI(topic));
}

static bdl_type complain_field(bdl_checker *c, bdl_expr *expr, bdl_type base) {
    bdl_str name = expr->as.field.name;
    bdl_str type = bdl_check_type_name(c, base);
    bdl_str text = bdl_check_text(c, expr->as.field.base);
    bdl_span span = bdl_expr_name_span(expr);
    if (base.kind != BDL_RECORD) {
        BDL_COMPLAIN(c, expr->file, span, BDL_MSG_NO_FIELDS, BDL_PRI(text), BDL_PRI(type),
                     BDL_PRI(name));
        if (bdl_is_function(name))
            BDL_HINT(c, _("a function stands before what it takes: `%.*s(%.*s)`"),
                     BDL_PRI(name), BDL_PRI(text));
        return expr->type = BDL_TYPE(BDL_NONE);
    }
    if (base.record->is_torn)
        return expr->type = BDL_TYPE(BDL_NONE);
    BDL_COMPLAIN(c, expr->file, span, BDL_MSG_UNKNOWN_FIELD, BDL_PRI(text),
                 BDL_PRI(name));
    if (!bdl_diags_dropped(c->diags))
        hint_field(c, expr, base.record);
    return expr->type = BDL_TYPE(BDL_NONE);
}

/* indicator.target: the target of the field that states one. */
static bdl_type record_target(bdl_checker *c, bdl_expr *expr, const bdl_rectype *type) {
    bdl_expr *base = bdl_expr_another(c->arena, expr);
    base->slot = type->slot_target_of;
    base->as.field.name = type->fields.items[type->slot_target_of].name;
    note_field(base, &type->fields.items[type->slot_target_of]);
    mapped(c, base, BDL_TYPE(BDL_TEXT));
    bool maps = expr->maps;
    make_target(expr, base);
    expr->maps = maps;
    return mapped(c, expr, BDL_TYPE(BDL_TARGET));
}

static bool try_part(bdl_checker *c, bdl_expr *expr, bdl_type element) {
    if (element.kind != BDL_TEXT && element.kind != BDL_TARGET)
        return false;
    int part = target_part(expr->as.field.name);
    bool of_text = element.kind == BDL_TEXT && part == BDL_TARGET_WHOLE;
    if (!of_text && !(element.kind == BDL_TARGET && part > BDL_TARGET_WHOLE))
        return false;
    expr->target_part = part;
    mapped(c, expr, BDL_TYPE(target_parts[part].kind));
    return true;
}

bdl_type bdl_check_field(bdl_checker *c, bdl_expr *expr) {
    bdl_type base = bdl_check_expr(c, expr->as.field.base);
    bdl_str name = expr->as.field.name;
    expr->slot = expr->target_part = -1;
    if (base.kind == BDL_NONE)
        return expr->type = BDL_TYPE(BDL_NONE);
    if (base.kind == BDL_LIST && (try_entry(c, expr) || try_key(c, expr)))
        return expr->type;
    expr->maps = base.kind == BDL_LIST;
    bdl_type element = base.kind == BDL_LIST ? bdl_type_element(base) : base;
    if (element.kind == BDL_NONE)
        return expr->type = BDL_TYPE(BDL_NONE);
    if (try_part(c, expr, element))
        return expr->type;
    if (element.kind != BDL_RECORD || !element.record)
        return complain_field(c, expr, element);
    int slot = bdl_rectype_slot(element.record, name);
    if (slot < 0 && is_part(name, BDL_TARGET_WHOLE) &&
        element.record->slot_target_of >= 0)
        return record_target(c, expr, element.record);
    if (slot < 0)
        return complain_field(c, expr, element);
    expr->slot = slot;
    return mapped(c, expr, field_type(c, expr, element.record, slot));
}
