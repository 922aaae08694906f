/* fingerprint.c - what of a finding stays when lines move, rows are added and other
 * figures are mended: the rule, whose document it is, the row at hand, and which figures,
 * each by the words of the rows it stands in. */
#include "eval/finding.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"

enum {
    CLASS = 3,         /* digits of the class of a code */
    MANY = 3,          /* rows of one list that stand for the list */
    MOST_LETTERS = 40, /* of a text that names */
    MOST_TEXTS = 5,    /* that name one row: title, unit, name of a sheet */
};

bool bdl_names_row(bdl_str text) {
    return text.len > CLASS || !bdl_str_is_digits(text);
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
            return class.len && !bdl_str_is_digits(v->text)
                       ? bdl_arena_printf(arena, "%.*s %.*s", BDL_PRI(class),
                                          BDL_PRI(v->text))
                       : v->text;
        if (v->text.len == CLASS)
            class = v->text;
    }
    return first;
}

/* ---- rows by their words ---- */

/* Without figures, which may be mended while the words beside them stay. A code is one
 * and tells its row all the same. */
static void add_words(bdl_buf *buf, bdl_str text) {
    bdl_str folded = bdl_text_fold(buf->arena, text);
    size_t end = 0, letters = 0;

    if (bdl_str_is_digits(folded)) {
        bdl_buf_add(buf, folded);
        return;
    }
    while (end < folded.len && letters < MOST_LETTERS) {
        size_t begin = end;
        uint32_t c = bdl_utf8_next(folded, &end);

        if (bdl_is_ascii_digit(c) || c == '.' || c == ',')
            continue;
        bdl_buf_add(buf, bdl_str_of(folded.data + begin, end - begin));
        letters++;
    }
}

/* What is long describes and does not name; of what a paragraph has, all does. */
static bool is_naming(const bdl_record *record, size_t slot, bdl_field_source source) {
    const bdl_value *v = record->slots[slot];

    return record->type->fields.items[slot].source == source && v->kind == BDL_TEXT &&
           v->state == BDL_PRESENT && v->text.len > 0 && bdl_names_row(v->text) &&
           (source == BDL_FROM_BUILTIN || bdl_utf8_count(v->text) <= MOST_LETTERS);
}

static bool add_texts(bdl_buf *buf, const bdl_record *record, bdl_field_source source) {
    int count = 0;

    for (size_t i = 0; i < record->type->fields.count && count < MOST_TEXTS; i++) {
        if (!is_naming(record, i, source))
            continue;
        count++;
        bdl_buf_char(buf, ' ');
        add_words(buf, record->slots[i]->text);
    }
    return count > 0;
}

/* What stands in RECORD besides figures; its number where that is nothing. */
static void add_name(bdl_buf *buf, const bdl_record *record) {
    bdl_buf_char(buf, '[');
    if (!add_texts(buf, record, BDL_FROM_FORM) &&
        !add_texts(buf, record, BDL_FROM_BUILTIN))
        bdl_buf_printf(buf, "%zu", record->index);
    bdl_buf_char(buf, ']');
}

/* What RECORD, which is in no list, is to its holder: `grand`. */
static bdl_str part_name(const bdl_record *record) {
    const bdl_rectype *type = record->holder->type;

    for (size_t i = 0; i < type->fields.count; i++) {
        const bdl_value *v = record->holder->slots[i];

        if (v->kind == BDL_RECORD && v->state == BDL_PRESENT && v->as.record == record)
            return type->fields.items[i].name;
    }
    return record->type->name;
}

/* Without the name of the last row: ANY. */
static void add_record(bdl_buf *buf, const bdl_record *record, bool any, int depth) {
    if (!record || !record->holder || depth > BDL_MAX_NESTING)
        return;
    add_record(buf, record->holder, false, depth + 1);
    bdl_buf_add(buf, record->index > 0 ? record->type->name : part_name(record));
    if (record->index > 0 && any)
        bdl_buf_add(buf, BDL_STR("[]"));
    else if (record->index > 0)
        add_name(buf, record);
    bdl_buf_char(buf, '.');
}

/* ---- the figures ---- */

typedef BDL_VEC(bdl_str) strs;

/* The figure SEEN by the names of its rows; of the list of its row: ANY. */
static bdl_str key_of(bdl_arena *arena, const bdl_seen *seen, bool any) {
    const bdl_field *field =
        seen->record ? bdl_record_field(seen->record, seen->slot) : NULL;
    bdl_buf buf = {.arena = arena};

    if (seen->record)
        add_record(&buf, seen->record, any, 0);
    else
        add_words(&buf, seen->value.text);
    if (field)
        bdl_buf_add(&buf, field->name);
    return bdl_buf_str(&buf);
}

/* How many of the figures have each of LISTS. */
static bdl_map *count_each(bdl_arena *arena, const strs *lists) {
    bdl_map *counts = bdl_map_new(arena);

    for (size_t i = 0; i < lists->count; i++) {
        size_t *count = bdl_map_get(counts, lists->items[i]);

        if (!count)
            bdl_map_put(counts, lists->items[i], count = BDL_NEW(arena, size_t));
        ++*count;
    }
    return counts;
}

/* Of many rows of one list it names the list, so that a sum stays what it is when a row
 * is added. */
static strs keys_of(bdl_arena *arena, const bdl_trace *trace) {
    strs keys = {0};
    bdl_map *counts;

    for (size_t i = 0; i < trace->seen.count; i++)
        BDL_PUSH(arena, &keys, key_of(arena, &trace->seen.items[i], true));
    counts = count_each(arena, &keys);
    for (size_t i = 0; i < keys.count; i++)
        if (*(const size_t *)bdl_map_get(counts, keys.items[i]) < MANY)
            keys.items[i] = key_of(arena, &trace->seen.items[i], false);
    return keys;
}

static int compare(const void *a, const void *b) {
    return bdl_str_cmp(*(const bdl_str *)a, *(const bdl_str *)b);
}

/* Each once and in one order, whichever was looked at first. */
static void add_figures(bdl_buf *buf, const bdl_trace *trace) {
    strs keys = keys_of(buf->arena, trace);

    if (keys.count > 0)
        qsort(keys.items, keys.count, sizeof *keys.items, compare);
    for (size_t i = 0; i < keys.count; i++) {
        if (i > 0 && bdl_str_eq(keys.items[i], keys.items[i - 1]))
            continue;
        bdl_buf_char(buf, '\n');
        bdl_buf_add(buf, keys.items[i]);
    }
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
    bdl_buf_char(&buf, '\n');
    add_record(&buf, record, false, 0);
    add_figures(&buf, trace);
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
