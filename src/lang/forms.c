/* forms.c - forms as data: the items `form …` become record types and what the recogniser
 * needs to find them. */
#include "lang/forms.h"

#include "base/language.h"
#include "base/text.h"

static bdl_arena *arena_of(bdl_form_work *w) {
    return w->c->arena;
}

/* ---- what the form gives ---- */

static bool clause_is(const bdl_form_clause *clause, const char *keyword) {
    return bdl_str_eq(clause->keyword.text, bdl_str_z(keyword));
}

static bool has_kind(const bdl_form_work *w, bdl_form_clause_kind kind) {
    return (w->kinds & (1u << kind)) != 0;
}

static void note_kinds(bdl_form_work *w) {
    for (size_t i = 0; i < w->clauses.count; i++)
        w->kinds |= 1u << w->clauses.items[i]->kind;
}

static const bdl_word *record_name(const bdl_item *item) {
    return item->as.form.as.text.len ? &item->as.form.as : &item->name;
}

static const bdl_word *list_name(const bdl_item *item) {
    return item->as.form.many.text.len ? &item->as.form.many : record_name(item);
}

/* A form that gives a record that another layout already gives. */
static bool join_record(bdl_form_work *w, bdl_rectype *record) {
    const bdl_word *name = list_name(w->item);
    int slot = bdl_rectype_slot(w->c->schema->document, name->text);
    bdl_type type = BDL_TYPE(BDL_NONE);
    if (slot >= 0)
        type = w->c->schema->document->fields.items[slot].type;
    bool many = type.kind == BDL_LIST;
    const bdl_rectype *there = bdl_type_records(&type);
    if (there != record || many != w->item->as.form.is_many) {
        bdl_word as = *record_name(w->item);
        BDL_FORM_COMPLAIN(w, as.span, BDL_MSG_FORM_MANY, BDL_PRI(as.text));
        return false;
    }
    w->record = record;
    w->form->slot = slot;
    return true;
}

/* The title as rules can write it: without quotes, brackets and the like. */
static bdl_str title_as_name(bdl_form_work *w) {
    bdl_str title = bdl_text_fold(arena_of(w), w->form->zh);
    bdl_buf name = {.arena = arena_of(w)};
    for (size_t from = 0, to = 0; to < title.len; from = to) {
        uint32_t c = bdl_utf8_next(title, &to);
        if (bdl_is_han(c) || bdl_is_latin(c) || c == '_')
            bdl_buf_add(&name, bdl_str_of(title.data + from, to - from));
    }
    return bdl_buf_str(&name);
}

static bool new_record(bdl_form_work *w) {
    const bdl_word *name = record_name(w->item), *field_name = list_name(w->item);
    bdl_rectype *document = w->c->schema->document;
    w->record = bdl_rectype_new(arena_of(w), name->text, w->form->zh, document);
    bdl_type type = {.kind = BDL_RECORD, .record = w->record};
    if (w->item->as.form.is_many)
        type = bdl_type_list(arena_of(w), type);
    bdl_field field = {.name = field_name->text,
                       .zh = title_as_name(w),
                       .type = type,
                       .source = BDL_FROM_FORM};
    w->form->slot = bdl_forms_add(w, document, field, field_name->span, false);
    bdl_map_put(w->c->records, name->text, w->record);
    return w->form->slot >= 0;
}

static bool open_record(bdl_form_work *w) {
    const bdl_word *name = record_name(w->item);
    w->form->many = w->item->as.form.is_many;
    if (bdl_str_eq(name->text, BDL_STR("document"))) {
        w->form->is_document = true;
        w->form->slot = -1;
        w->record = w->c->schema->document;
        return true;
    }
    bdl_rectype *record = bdl_map_get(w->c->records, name->text);
    return record ? join_record(w, record) : new_record(w);
}

/* ---- patterns of the form ---- */

static const bdl_pattern *pattern_of(bdl_form_work *w, const bdl_form_clause *clause,
                                     bdl_rectype *record) {
    return bdl_forms_pattern(w, clause->patterns, record, (bdl_word){0});
}

static void complain_keyword(bdl_form_work *w, const bdl_form_clause *clause) {
    BDL_FORM_COMPLAIN(w, clause->keyword.span, BDL_MSG_FORM_PATTERN,
                      BDL_PRI(clause->keyword.text));
    if (bdl_str_eq(clause->keyword.text, BDL_STR("section")))
        BDL_HINT(w->c, "%s",
                 _("what is read in a section stands in its braces: `section /…/ { … }`; "
                   "only a form that is `many` begins a record at each"));
    else if (!w->form->is_document)
        BDL_HINT(w->c,
                 _("title, caption, note and section are; `form document` reads others"));
}

static void twice(bdl_form_work *w, const bdl_form_clause *clause,
                  const bdl_pattern *there) {
    if (there)
        BDL_FORM_COMPLAIN(w, clause->keyword.span, BDL_MSG_FORM_TWICE,
                          BDL_PRI(clause->keyword.text));
}

static void read_pattern(bdl_form_work *w, const bdl_form_clause *clause) {
    bdl_form *form = w->form;
    if (clause_is(clause, "title")) {
        twice(w, clause, form->title);
        form->title = pattern_of(w, clause, w->record);
    } else if (clause_is(clause, "caption")) {
        twice(w, clause, form->caption);
        form->caption = pattern_of(w, clause, w->record);
    } else if (clause_is(clause, "note") && !form->is_document) {
        twice(w, clause, form->note);
        form->note = pattern_of(w, clause, NULL);
    } else if (clause_is(clause, "section") && form->is_document) {
        twice(w, clause, form->section);
        form->section = pattern_of(w, clause, w->c->schema->section);
    } else if (clause_is(clause, "section") && form->many) {
        twice(w, clause, form->section);
        form->section = pattern_of(w, clause, w->record);
    } else if (form->is_document) {
        const bdl_pattern *pattern = pattern_of(w, clause, w->record);
        BDL_PUSH(arena_of(w), &form->reads, pattern);
    } else {
        complain_keyword(w, clause);
    }
}

static void read_patterns(bdl_form_work *w) {
    for (size_t i = 0; i < w->clauses.count; i++)
        if (w->clauses.items[i]->kind == BDL_F_PATTERN)
            read_pattern(w, w->clauses.items[i]);
}

/* ---- what tables and sheets have besides ---- */

static int add_builtin(bdl_form_work *w, const char *name, const char *zh, bdl_type type,
                       bool hidden) {
    bdl_field field = {.name = bdl_str_z(name),
                       .zh = bdl_str_z(zh),
                       .type = type,
                       .source = BDL_FROM_BUILTIN,
                       .hidden = hidden};
    return bdl_forms_add(w, w->record, field, w->item->name.span, true);
}

static void add_builtins(bdl_form_work *w) {
    bdl_rectype *r = w->record;
    bdl_type text = BDL_TYPE(BDL_TEXT), texts;
    if (w->form->is_document)
        return;
    bool table =
        has_kind(w, BDL_F_COLUMN) || has_kind(w, BDL_F_LIST) || has_kind(w, BDL_F_FIELD);
    if (table && r->slot_columns < 0) {
        texts = bdl_type_list(arena_of(w), text);
        r->slot_title = add_builtin(w, "title", "标题", text, false);
        r->slot_money_unit = add_builtin(w, "money_unit", "金额单位", text, false);
        r->slot_year = add_builtin(w, "year", "年度", BDL_TYPE(BDL_NUMBER), true);
        r->slot_note = add_builtin(w, "note", "附注", text, true);
        r->slot_columns = add_builtin(w, "columns", "栏目", texts, true);
    }
    if (r->slot_form < 0)
        r->slot_form = add_builtin(w, "form", "表式", text, true);
}

/* ---- the other clauses ---- */

static void read_unit(bdl_form_work *w, const bdl_form_clause *clause) {
    if (clause->text.text.len == 0)
        return;
    bdl_str unit = bdl_text_fold(arena_of(w), clause->text.text);
    w->form->has_unit = bdl_unit_read(unit, &w->form->unit);
    if (!w->form->has_unit)
        BDL_FORM_COMPLAIN(w, clause->text.span, BDL_MSG_FORM_UNIT,
                          BDL_PRI(clause->text.text));
}

static void read_precision(bdl_form_work *w, const bdl_form_clause *clause) {
    const bdl_expr *expr = clause->expr;
    bool good = expr && expr->kind == BDL_E_LITERAL &&
                expr->as.literal->kind == BDL_NUMBER &&
                bdl_dec_sign(expr->as.literal->number) > 0;
    if (!good) {
        BDL_FORM_COMPLAIN(w, clause->span, BDL_MSG_FORM_PRECISION);
        return;
    }
    w->form->has_precision = true;
    w->form->precision = expr->as.literal->number;
}

static void read_kind(bdl_form_work *w, const bdl_form_clause *clause) {
    if (!w->form->is_document) {
        BDL_FORM_COMPLAIN(w, clause->span, BDL_MSG_FORM_KIND);
        return;
    }
    bdl_kind_rule rule = {.kind = clause->text.text, .when = pattern_of(w, clause, NULL)};
    BDL_PUSH(arena_of(w), &w->form->kinds, rule);
}

static bool only_sheet_or_table(bdl_form_work *w, const bdl_form_clause *clause) {
    if (clause->kind != BDL_F_COLUMN || !has_kind(w, BDL_F_FIELD))
        return true;
    BDL_FORM_COMPLAIN(w, clause->span, BDL_MSG_FORM_MIXED);
    return false;
}

/* What declares fields, in the order of the form. */
static void read_declaration(bdl_form_work *w, const bdl_form_clause *clause) {
    switch (clause->kind) {
    case BDL_F_COLUMN:
        if (only_sheet_or_table(w, clause))
            bdl_forms_column(w, bdl_forms_main(w, clause->span), clause);
        break;
    case BDL_F_FIELD:
        bdl_forms_field(w, clause);
        break;
    case BDL_F_LIST:
        bdl_forms_list(w, clause);
        break;
    case BDL_F_FIGURE:
    case BDL_F_RECORD:
    case BDL_F_SECTION:
        bdl_forms_prose(w, clause);
        break;
    case BDL_F_LET:
        bdl_forms_let(w, w->record, clause);
        break;
    case BDL_F_UNIT:
        read_unit(w, clause);
        break;
    case BDL_F_PRECISION:
        read_precision(w, clause);
        break;
    case BDL_F_KIND:
        read_kind(w, clause);
        break;
    default:
        break;
    }
}

/* What is said about lists, wherever it stands. */
static void read_about_lists(bdl_form_work *w, const bdl_form_clause *clause) {
    bool about = clause->kind == BDL_F_ROWS || clause->kind == BDL_F_ENTRY ||
                 clause->kind == BDL_F_SKIP;
    if (about && bdl_forms_is_grouped(w))
        BDL_FORM_COMPLAIN(w, clause->keyword.span, BDL_MSG_LIST_CLAUSE,
                          BDL_PRI(clause->keyword.text));
    else if (clause->kind == BDL_F_ROWS && !has_kind(w, BDL_F_COLUMN))
        BDL_FORM_COMPLAIN(w, clause->span, BDL_MSG_ROWS_COLUMN, BDL_PRI(clause->by.text));
    else if (clause->kind == BDL_F_ROWS)
        bdl_forms_rows(w, bdl_forms_main(w, clause->span), clause);
    else if (clause->kind == BDL_F_ENTRY)
        bdl_forms_entry(w, clause);
    else if (clause->kind == BDL_F_SKIP)
        bdl_forms_skip(w, clause);
}

static void build_form(bdl_checker *c, bdl_item *item) {
    bdl_form *form = BDL_NEW(c->arena, bdl_form);
    bdl_form_work w = {.c = c, .item = item, .form = form};
    form->name = item->name.text;
    form->zh = item->title.text;
    w.clauses = bdl_forms_clauses(c, item, 0);
    note_kinds(&w);
    if (!open_record(&w))
        return;
    form->record = w.record;
    if (!form->is_document)
        w.record->is_torn |= item->as.form.is_torn;
    item->as.form.form = form;
    read_patterns(&w);
    add_builtins(&w);
    for (size_t i = 0; i < w.clauses.count; i++)
        read_declaration(&w, w.clauses.items[i]);
    for (size_t i = 0; i < w.clauses.count; i++)
        read_about_lists(&w, w.clauses.items[i]);
    bdl_forms_finish_lists(&w);
    BDL_PUSH(c->arena, &c->schema->forms, form);
}

void bdl_forms_build(bdl_checker *c) {
    for (size_t f = 0; f < c->program->files.count; f++) {
        bdl_file *file = c->program->files.items[f];
        for (size_t i = 0; i < file->items.count; i++)
            if (file->items.items[i]->kind == BDL_I_FORM)
                build_form(c, file->items.items[i]);
    }
}
