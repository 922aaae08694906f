/* check_example.c - examples: partial models written down, whose paths are fields that
 * the forms declare and whose values have their types. */
#include "lang/checker.h"

#include "base/language.h"
#include "base/limits.h"

struct fitting {
    bdl_checker *c;
    const bdl_file *file;
    int depth;
};

static void fit(struct fitting *f, bdl_expr *value, bdl_type type, bdl_str name);

static void complain_field(struct fitting *f, const bdl_rectype *record, bdl_word word) {
    bdl_checker *c = f->c;
    if (record->is_torn)
        return;
    BDL_COMPLAIN(c, f->file, word.span, BDL_MSG_UNKNOWN_FIELD, BDL_PRI(record->name),
                 BDL_PRI(word.text));
    bdl_guess guess;
    if (bdl_diags_dropped(c->diags))
        return; /* nobody will see it */
    bdl_guess_init(&guess, word.text);
    bdl_guess_fields(&guess, record);
    if (record == c->schema->document)
        bdl_guess_offer(&guess, BDL_STR("corpus"));
    if (guess.best.len)
        BDL_HINT(c, _("did you mean `%.*s`?"), BDL_PRI(guess.best));
}

/* The type of the field that WORD names; false when it cannot be given. */
static bool step(struct fitting *f, const bdl_rectype *record, bdl_word word,
                 bdl_type *type) {
    int slot = bdl_rectype_slot(record, word.text);
    if (slot < 0) {
        complain_field(f, record, word);
        return false;
    }
    const bdl_field *field = &record->fields.items[slot];
    bool computed = field->source == BDL_FROM_LET || field->source == BDL_FROM_ENTRY;
    if (computed || slot == record->slot_index || slot == record->slot_holder ||
        slot == record->slot_parent || slot == record->slot_children) {
        BDL_COMPLAIN(f->c, f->file, word.span, BDL_MSG_EXAMPLE_COMPUTED,
                     BDL_PRI(word.text));
        if (field->source == BDL_FROM_ENTRY)
            BDL_HINT(f->c, _("give the rows; the entry is found among them"));
        return false;
    }
    *type = field->type;
    return true;
}

static void fit_entry(struct fitting *f, const bdl_rectype *record,
                      bdl_entry_node *entry) {
    bdl_type type = {.kind = BDL_RECORD, .record = record};
    bdl_str name = {0};
    for (size_t i = 0; i < entry->path.count; i++) {
        bdl_word word = entry->path.items[i];
        if (type.kind != BDL_RECORD) {
            bdl_str is = bdl_check_type_name(f->c, type);
            BDL_COMPLAIN(f->c, f->file, word.span, BDL_MSG_NO_FIELDS, BDL_PRI(name),
                         BDL_PRI(is), BDL_PRI(word.text));
            if (type.kind == BDL_LIST)
                BDL_HINT(f->c, _("a list is given whole: `%.*s = [{ %.*s: … }]`"),
                         BDL_PRI(name), BDL_PRI(word.text));
            return;
        }
        bool corpus = i == 0 && record == f->c->schema->document &&
                      bdl_str_eq(word.text, BDL_STR("corpus"));
        name = word.text;
        if (corpus)
            type = bdl_type_list(f->c->arena, type);
        else if (!step(f, type.record, word, &type))
            return;
    }
    fit(f, entry->value, type, name);
}

static bdl_str path_text(struct fitting *f, const bdl_words *path) {
    bdl_buf buf = {.arena = f->c->arena};
    for (size_t i = 0; i < path->count; i++) {
        if (i)
            bdl_buf_char(&buf, '.');
        bdl_buf_add(&buf, path->items[i].text);
    }
    return bdl_buf_str(&buf);
}

static void fit_entries(struct fitting *f, const bdl_rectype *record,
                        bdl_entry_nodes *entries) {
    bdl_map *seen = bdl_map_new(f->c->arena);
    for (size_t i = 0; i < entries->count; i++) {
        bdl_entry_node *entry = &entries->items[i];
        bdl_str path = path_text(f, &entry->path);
        if (bdl_map_put(seen, path, entry))
            BDL_COMPLAIN(f->c, f->file, entry->span, BDL_MSG_RECORD_TWICE, BDL_PRI(path));
        fit_entry(f, record, entry);
    }
}

static void complain_value(struct fitting *f, bdl_expr *value, bdl_type type,
                           bdl_str name) {
    bdl_str wanted = bdl_check_type_name(f->c, type);
    bdl_str is = value->kind == BDL_E_RECORD ? BDL_TR("a record")
                                             : bdl_check_type_name(f->c, value->type);
    bdl_str text = bdl_check_text(f->c, value);
    BDL_COMPLAIN_AT(f->c, value, BDL_MSG_EXAMPLE_TYPE, BDL_PRI(name), BDL_PRI(wanted),
                    BDL_PRI(text), BDL_PRI(is));
    if (value->kind == BDL_E_LITERAL && value->type.kind == BDL_NUMBER &&
        type.kind == BDL_MONEY)
        BDL_HINT(f->c, _("an amount has its unit: `%.*s万元`"), BDL_PRI(text));
}

/* Texts are what stands in the cell; they are read as the cell would be. */
static bool value_fits(const bdl_expr *value, bdl_type type) {
    bdl_type is = value->type;
    if (is.kind == BDL_NONE || type.kind == BDL_NONE)
        return true;
    if (type.kind == BDL_LIST || type.kind == BDL_RECORD)
        return is.kind == BDL_LIST && type.kind == BDL_LIST && !is.element;
    if (is.kind == BDL_TEXT && type.kind != BDL_BOOLEAN)
        return true;
    if (bdl_kind_is_figure(type.kind) && bdl_expr_is_zero(value))
        return true;
    return is.kind != BDL_LIST && is.kind != BDL_RECORD && type.kind != BDL_TEXT
               ? bdl_types_compare(type, is)
               : false;
}

static void fit_list(struct fitting *f, bdl_expr *value, bdl_type type, bdl_str name) {
    for (size_t i = 0; i < value->as.list.items.count; i++)
        fit(f, value->as.list.items.items[i], bdl_type_element(type), name);
    value->type = type;
}

static void fit(struct fitting *f, bdl_expr *value, bdl_type type, bdl_str name) {
    if (!value)
        return;
    if (++f->depth > BDL_MAX_NESTING) {
        BDL_COMPLAIN_AT(f->c, value, BDL_MSG_TOO_DEEP);
    } else if (value->kind == BDL_E_RECORD && type.kind == BDL_RECORD) {
        fit_entries(f, type.record, &value->as.record.entries);
        value->type = type;
    } else if (value->kind == BDL_E_LIST && type.kind == BDL_LIST) {
        fit_list(f, value, type, name);
    } else if (value->kind == BDL_E_RECORD || value->kind == BDL_E_LIST) {
        value->type = value->kind == BDL_E_LIST ? (bdl_type){.kind = BDL_LIST}
                                                : BDL_TYPE(BDL_RECORD);
        complain_value(f, value, type, name);
    } else {
        bdl_check_expr(f->c, value);
        if (!value_fits(value, type))
            complain_value(f, value, type, name);
    }
    f->depth--;
}

void bdl_check_example(bdl_checker *c, bdl_clause *clause, const bdl_item *item) {
    struct fitting f = {.c = c, .file = item->file};
    bdl_scope scope = {0};
    c->scope = &scope;
    c->constant = true;
    c->constant_of = _("an example");
    fit_entries(&f, c->schema->document, &clause->entries);
    c->constant = false;
    if (scope.local_count > c->program->local_count)
        c->program->local_count = scope.local_count;
    c->scope = NULL;
}
