/* fingerprint.c - what of a finding stays when lines move and rows are added: the rule,
 * whose document it is, and which figures, each by the names of the rows it stands in. */
#include "eval/finding.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"

enum { CLASS = 3 }; /* digits of the class of a code */

static bool is_digits(bdl_str text) {
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
    return true;
}

bool bdl_names_row(bdl_str text) {
    return text.len > CLASS || !is_digits(text);
}

bdl_str bdl_record_words(bdl_arena *arena, const bdl_record *record) {
    bdl_str first = BDL_STR(""), class = BDL_STR("");

    for (size_t i = 0; i < record->type->fields.count; i++) {
        const bdl_value *v = record->slots[i];

        if (record->type->fields.items[i].source != BDL_FROM_FORM ||
            v->kind != BDL_TEXT || v->state != BDL_PRESENT || v->text.len == 0)
            continue;
        if (first.len == 0)
            first = v->text;
        if (bdl_names_row(v->text))
            return class.len && !is_digits(v->text)
                       ? bdl_arena_printf(arena, "%.*s %.*s", BDL_PRI(class),
                                          BDL_PRI(v->text))
                       : v->text;
        if (v->text.len == CLASS)
            class = v->text;
    }
    return first;
}

static void add_record(bdl_buf *buf, const bdl_record *record, int depth) {
    bdl_str name;

    if (!record || !record->holder || depth > BDL_MAX_NESTING)
        return;
    add_record(buf, record->holder, depth + 1);
    bdl_buf_add(buf, record->type->name);
    if (record->index > 0) {
        name = bdl_text_fold(buf->arena, bdl_record_words(buf->arena, record));
        if (name.len)
            bdl_buf_printf(buf, "[%.*s]", BDL_PRI(name));
        else
            bdl_buf_printf(buf, "[%zu]", record->index);
    }
    bdl_buf_char(buf, '.');
}

static void add_seen(bdl_buf *buf, const bdl_seen *seen) {
    const bdl_field *field =
        seen->record ? bdl_record_field(seen->record, seen->slot) : NULL;

    bdl_buf_char(buf, '\n');
    if (seen->record)
        add_record(buf, seen->record, 0);
    else
        bdl_buf_add(buf, bdl_text_fold(buf->arena, seen->value.text));
    if (field)
        bdl_buf_add(buf, field->name);
}

static void add_slot(bdl_buf *buf, const bdl_record *document, int slot) {
    bdl_buf_char(buf, '|');
    if (slot >= 0 && document->slots[slot]->state == BDL_PRESENT)
        bdl_buf_add(buf, document->slots[slot]->text);
}

/* Whose document: department, year and kind; without a department, the file's name. */
static void add_document(bdl_buf *buf, const bdl_eval *e) {
    const bdl_schema *schema = e->program->schema;
    const bdl_record *document = e->document;

    if (document->slots[schema->slot_department]->state == BDL_PRESENT)
        add_slot(buf, document, schema->slot_department);
    else if (e->model->doc)
        bdl_buf_add(buf, bdl_path_name(e->model->doc->path));
    add_slot(buf, document, schema->slot_kind);
    if (document->slots[schema->slot_year]->state == BDL_PRESENT)
        bdl_buf_add(
            buf, bdl_dec_str(buf->arena, document->slots[schema->slot_year]->number, 0));
}

static bdl_str hex_of(bdl_arena *arena, bdl_str text) {
    return bdl_arena_printf(arena, "%016llx", (unsigned long long)bdl_str_hash(text));
}

bdl_str bdl_fingerprint(bdl_eval *e, const bdl_trace *trace, const bdl_record *record,
                        bdl_arena *arena) {
    bdl_buf buf = {.arena = e->scratch};

    bdl_buf_add(&buf, e->rule->name.text);
    bdl_buf_char(&buf, '\n');
    add_document(&buf, e);
    for (size_t i = 0; i < trace->seen.count; i++)
        add_seen(&buf, &trace->seen.items[i]);
    if (trace->seen.count == 0) {
        bdl_buf_char(&buf, '\n');
        add_record(&buf, record, 0);
    }
    return hex_of(arena, bdl_buf_str(&buf));
}

void bdl_fingerprints_part(bdl_eval *e, bdl_doc_result *result) {
    bdl_map *times = bdl_map_new(e->doc_arena);

    for (size_t i = 0; i < result->findings.count; i++) {
        bdl_finding *finding = &result->findings.items[i];
        size_t *seen = bdl_map_get(times, finding->fingerprint);

        if (seen) {
            ++*seen;
            finding->fingerprint = hex_of(
                result->arena, bdl_arena_printf(e->doc_arena, "%.*s#%zu",
                                                BDL_PRI(finding->fingerprint), *seen));
            continue;
        }
        seen = BDL_NEW(e->doc_arena, size_t);
        bdl_map_put(times, finding->fingerprint, seen);
    }
}
