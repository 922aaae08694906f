/* example.c - the examples of a rule: models written by hand, or pieces of documents, and
 * whether they come out as the rule says. */
#include "eval/machine.h"

#include "base/language.h"
#include "model/figure.h"
#include "read/read.h"

typedef struct builder {
    bdl_eval *e;
    bdl_model *model;
    bdl_arena *arena;
} builder;

static void set_slot(builder *b, bdl_record *record, int slot, const bdl_expr *x);
static void set_path(builder *b, bdl_record *record, const bdl_entry_node *entry);

/* ---- values ---- */

/* A text for a figure, a date or a target is the text of its cell. */
static bdl_value fit(const builder *b, bdl_value v, const bdl_field *field) {
    if (v.kind == BDL_TEXT && field->type.kind != BDL_TEXT &&
        field->type.kind != BDL_NONE && bdl_value_is_known(&v))
        v = bdl_figure_read(b->arena, v.text, field->type, NULL);
    else if (v.kind == BDL_TEXT && v.state == BDL_PRESENT && v.text.len == 0)
        v.state = BDL_BLANK;
    if (v.state == BDL_BLANK && field->blank_is_missing)
        v.state = BDL_MISSING;
    v.kind = v.kind == BDL_NONE ? field->type.kind : v.kind;
    return v;
}

static void fill(builder *b, bdl_record *record, const bdl_expr *x) {
    for (size_t i = 0; i < x->as.record.entries.count; i++)
        set_path(b, record, &x->as.record.entries.items[i]);
}

/* A record as the recogniser makes it where the document has nothing: what its form calls
 * optional is blank. */
static bdl_record *new_record(const builder *b, const bdl_rectype *type,
                              bdl_record *holder) {
    bdl_record *record = bdl_record_new(b->model, type, holder);

    for (size_t i = 0; i < type->fields.count; i++)
        if (type->fields.items[i].optional && !type->fields.items[i].blank_is_missing)
            bdl_slot_own(b->arena, record, i)->state = BDL_BLANK;
    return record;
}

static bdl_record *make_record(builder *b, const bdl_rectype *type, bdl_record *holder,
                               const bdl_expr *x) {
    bdl_record *record = new_record(b, type, holder);

    fill(b, record, x);
    return record;
}

static bdl_value make_list(builder *b, bdl_record *holder, const bdl_field *field,
                           const bdl_expr *x) {
    const bdl_type *element = field->type.kind == BDL_LIST ? field->type.element : NULL;
    bdl_values all = {0};

    for (size_t i = 0; i < x->as.list.items.count; i++) {
        const bdl_expr *item = x->as.list.items.items[i];
        bdl_field as_field = {.type = element ? *element : BDL_TYPE(BDL_NONE)};
        bdl_value v;

        if (item->kind == BDL_E_RECORD && element && element->kind == BDL_RECORD) {
            bdl_record *record = make_record(b, element->record, holder, item);

            record->index = i + 1;
            if (record->type->slot_index >= 0)
                *bdl_slot_own(b->arena, record, (size_t)record->type->slot_index) =
                    bdl_value_number(bdl_dec_int((long long)i + 1));
            v = bdl_value_record(record);
        } else {
            v = fit(b, bdl_eval_apart(b->e, item, NULL, b->model->document), &as_field);
        }
        BDL_PUSH(b->arena, &all, v);
    }
    return bdl_values_list(b->arena, &all);
}

static void set_slot(builder *b, bdl_record *record, int slot, const bdl_expr *x) {
    const bdl_field *field = &record->type->fields.items[slot];
    bdl_value v;

    if (field->type.kind == BDL_LIST && x->kind == BDL_E_LIST)
        v = make_list(b, record, field, x);
    else if (field->type.kind == BDL_RECORD && x->kind == BDL_E_RECORD)
        v = bdl_value_record(make_record(b, field->type.record, record, x));
    else
        v = fit(b, bdl_eval_apart(b->e, x, NULL, b->model->document), field);
    *bdl_slot_own(b->arena, record, (size_t)slot) = v;
}

/* ---- paths ---- */

/* The record in SLOT, made when it is not there. */
static bdl_record *step(builder *b, bdl_record *record, int slot) {
    const bdl_field *field = &record->type->fields.items[slot];
    bdl_value *v = bdl_slot_own(b->arena, record, (size_t)slot);

    if (field->type.kind != BDL_RECORD || !field->type.record)
        return NULL;
    if (v->state != BDL_PRESENT)
        *v = bdl_value_record(new_record(b, field->type.record, record));
    return v->as.record;
}

/* `income.all` may be one field under both names. */
static int dotted_slot(const builder *b, const bdl_record *record, const bdl_words *path,
                       size_t i) {
    bdl_str name = bdl_arena_printf(b->arena, "%.*s.%.*s", BDL_PRI(path->items[i].text),
                                    BDL_PRI(path->items[i + 1].text));

    return bdl_rectype_slot(record->type, name);
}

static void set_path(builder *b, bdl_record *record, const bdl_entry_node *entry) {
    const bdl_words *path = &entry->path;

    for (size_t i = 0; i < path->count && record; i++) {
        int slot = bdl_rectype_slot(record->type, path->items[i].text);

        if (i + 1 < path->count && dotted_slot(b, record, path, i) >= 0)
            slot = dotted_slot(b, record, path, i++);
        if (slot < 0)
            return;
        if (i + 1 == path->count)
            set_slot(b, record, slot, entry->value);
        else
            record = step(b, record, slot);
    }
}

/* ---- models ---- */

typedef BDL_VEC(bdl_model *) models;

static bdl_model *new_model(bdl_eval *e, bdl_arena *arena) {
    bdl_doc *doc = BDL_NEW(arena, bdl_doc);

    doc->arena = arena;
    doc->path = BDL_STR("example");
    return bdl_model_new(arena, e->program->schema, doc);
}

static bool is_corpus(const bdl_entry_node *entry) {
    return entry->path.count == 1 &&
           bdl_str_eq(entry->path.items[0].text, BDL_STR("corpus"));
}

static void add_corpus(bdl_eval *e, const bdl_expr *list, bdl_arena *arena, models *all) {
    for (size_t i = 0; list->kind == BDL_E_LIST && i < list->as.list.items.count; i++) {
        bdl_model *model = new_model(e, arena);
        builder b = {e, model, arena};

        if (list->as.list.items.items[i]->kind == BDL_E_RECORD)
            fill(&b, model->document, list->as.list.items.items[i]);
        bdl_model_complete(model, &e->hooks);
        BDL_PUSH(arena, all, model);
    }
}

/* The models of an example, the one to be checked first. */
static void build_models(bdl_eval *e, const bdl_clause *example, bdl_arena *arena,
                         models *all) {
    bdl_model *model = new_model(e, arena);
    builder b = {e, model, arena};
    bdl_arena *scratch = e->scratch;

    BDL_PUSH(arena, all, model);
    e->scratch = arena;
    e->making = true;
    for (size_t i = 0; i < example->entries.count; i++)
        if (!is_corpus(&example->entries.items[i]))
            set_path(&b, model->document, &example->entries.items[i]);
    e->making = false;
    e->scratch = scratch;
    bdl_model_complete(model, &e->hooks);
    for (size_t i = 0; i < example->entries.count; i++)
        if (is_corpus(&example->entries.items[i])) {
            e->scratch = arena;
            add_corpus(e, example->entries.items[i].value, arena, all);
            e->scratch = scratch;
        }
}

/* A piece of a document; false with *ERROR when it cannot be read. */
static bool read_given(bdl_eval *e, const bdl_clause *example, bdl_arena *arena,
                       models *all, bdl_str *error) {
    bdl_doc *doc = NULL;

    if (bdl_read_bytes(arena, BDL_STR("example"), example->given, &doc, error) != BDL_OK)
        return false;
    BDL_PUSH(arena, all, bdl_recognise(e->program->schema, doc, &e->hooks));
    return true;
}

/* ---- what came ---- */

static bdl_str first_reason(const bdl_doc_result *result) {
    for (size_t i = 0; i < result->notes.count; i++)
        if (result->notes.items[i].outcome == BDL_NOT_ASSESSED)
            return result->notes.items[i].reason;
    return BDL_STR("");
}

/* What the first finding says, with the difference that reports give beside it when the
 * message does not say it. */
static void tell_finding(bdl_buf *buf, const bdl_doc_result *result, size_t failed) {
    const bdl_finding *first = &result->findings.items[0];
    bdl_str said = bdl_arena_join(buf->arena, BDL_STR("差 "), first->difference);

    bdl_buf_printf(buf, _("failed %zu: %.*s"), failed, BDL_PRI(first->message));
    if (first->difference.len && !bdl_str_has(first->message, said))
        bdl_buf_printf(buf, _(" (difference %.*s)"), BDL_PRI(first->difference));
}

static bdl_str tell(bdl_arena *arena, const bdl_doc_result *result,
                    const bdl_rule_counts *counts) {
    const size_t *n = counts->outcome;
    bdl_buf buf = {.arena = arena};

    if (n[BDL_FAILED_] && result->findings.count)
        tell_finding(&buf, result, n[BDL_FAILED_]);
    if (n[BDL_PASSED] + n[BDL_ROUNDED])
        bdl_buf_printf(&buf, _("%spassed %zu"), buf.len ? "; " : "",
                       n[BDL_PASSED] + n[BDL_ROUNDED]);
    if (n[BDL_NOT_ASSESSED])
        bdl_buf_printf(&buf, _("%snot assessed %zu: %.*s"), buf.len ? "; " : "",
                       n[BDL_NOT_ASSESSED], BDL_PRI(first_reason(result)));
    if (n[BDL_NOT_APPLICABLE])
        bdl_buf_printf(&buf, _("%snot applicable %zu"), buf.len ? "; " : "",
                       n[BDL_NOT_APPLICABLE]);
    if (buf.len == 0)
        bdl_buf_add(&buf, counts->applied ? BDL_TR("nothing was reached")
                                          : BDL_TR("the rule is for other years"));
    return bdl_buf_str(&buf);
}

static void run_example(bdl_eval *e, size_t number, const bdl_clause *example,
                        bdl_arena *arena, bdl_example_result *out) {
    bdl_doc_result result = {.arena = arena, .path = BDL_STR("example")};
    const bdl_rule_counts *counts;
    bdl_str error = BDL_STR("");
    models all = {0};

    if (!example->has_given) {
        build_models(e, example, arena, &all);
    } else if (!read_given(e, example, arena, &all, &error)) {
        out->came = bdl_arena_printf(arena, _("the given text cannot be read: %.*s"),
                                     BDL_PRI(error));
        return;
    }
    e->corpus_count = SIZE_MAX; /* never that of the example before */
    bdl_eval_check_some(e, all.items[0], all.items, all.count, number, &result);
    counts = &result.rules[number];
    out->as_expected =
        example->passes
            ? counts->outcome[BDL_FAILED_] == 0 &&
                  counts->outcome[BDL_PASSED] + counts->outcome[BDL_ROUNDED] > 0
            : counts->outcome[BDL_FAILED_] > 0;
    out->came = tell(arena, &result, counts);
}

static size_t number_of(const bdl_program *program, const bdl_item *rule) {
    for (size_t i = 0; i < program->rules.count; i++)
        if (program->rules.items[i] == rule)
            return i;
    return SIZE_MAX;
}

void bdl_eval_examples(bdl_eval *e, const bdl_item *rule, bdl_arena *arena,
                       void (*told)(void *ctx, const bdl_example_result *r), void *ctx) {
    size_t number = number_of(e->program, rule);

    for (size_t i = 0; i < rule->as.rule.clauses.count && number != SIZE_MAX; i++) {
        const bdl_clause *clause = rule->as.rule.clauses.items[i];
        bdl_example_result result = {.rule = rule, .example = clause};

        if (clause->kind != BDL_C_EXAMPLE)
            continue;
        bdl_arena_reset(e->scratch);
        run_example(e, number, clause, arena, &result);
        told(ctx, &result);
    }
    e->corpus = NULL;
    e->corpus_count = SIZE_MAX;
}
