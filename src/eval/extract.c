/* extract.c - cuts what rules can read of other documents out of a model: first the
 * records, from the document on by the fields that are read, then those that only stand
 * beside them, for hints and paths; then their values and the lines where they stand. */
#include "eval/extract.h"

#include "base/text.h"
#include "eval/finding.h"
#include "eval/varint.h"
#include "model/long.h"

enum {
    MOST_LINE = 1 << 16, /* bytes of a line that findings quote */
    MOST_BESIDE = 2000,  /* rows that a hint looks through */
};

typedef struct kept_record {
    const bdl_record *record;
    size_t type; /* among the needs */
    bool beside; /* only its figures count */
} kept_record;

typedef struct cutter {
    const bdl_needs *needs;
    const bdl_model *model;
    bool reasons;
    bdl_arena *arena; /* of what is needed meanwhile */
    bdl_buf out;
    BDL_VEC(kept_record) records;
    bdl_map *by_record; /* (void *)(position + 1) */
    BDL_VEC(bdl_unit) units;
    size_t last_unit; /* that was put: most are the same as the one before */
    bool *lines;      /* of the document: kept; NULL: it has none, or all are */
    size_t line_count;
    bool whole;      /* nothing is left out, the text of the document comes first */
    bdl_str text;    /* that text; empty: it has none, or is not kept */
    size_t text_at;  /* where in it the last of its pieces ended */
    int64_t line_at; /* of the last place */
} cutter;

/* ---- which records ---- */

static size_t position_of(const cutter *c, const bdl_record *record) {
    return (size_t)(uintptr_t)bdl_map_get(c->by_record, BDL_KEY(record)) - 1;
}

static const bdl_need *need_of(const cutter *c, const kept_record *kept) {
    return &c->needs->types.items[kept->type];
}

static void take_record(cutter *c, const bdl_record *record, bool beside) {
    kept_record new = {.record = record, .beside = beside};
    const bdl_record **key;

    if (!record || position_of(c, record) != SIZE_MAX)
        return;
    new.type = bdl_needs_find(c->needs, record->type);
    if (new.type == SIZE_MAX)
        return;
    take_record(c, record->holder, beside);
    key = BDL_NEW(c->arena, const bdl_record *);
    *key = record;
    BDL_PUSH(c->arena, &c->records, new);
    bdl_map_put(c->by_record, bdl_str_of((const char *)key, sizeof *key),
                (void *)(uintptr_t)c->records.count);
}

/* Few values are. */
static inline bool is_of_records(const bdl_value *v) {
    return v->state == BDL_PRESENT && (v->kind == BDL_RECORD || v->kind == BDL_LIST);
}

static void take_records(cutter *c, const bdl_value *v, bool beside) {
    if (v->kind == BDL_RECORD)
        take_record(c, v->as.record, beside);
    if (v->kind == BDL_LIST && !beside)
        bdl_list_make(v->as.list);
    for (size_t i = 0; v->kind == BDL_LIST && i < v->as.list->count; i++)
        if ((!beside || i < MOST_BESIDE) && is_of_records(bdl_list_at(v->as.list, i)))
            take_records(c, bdl_list_at(v->as.list, i), beside);
}

static void gather(cutter *c) {
    size_t read;

    take_record(c, c->model->document, false);
    for (size_t i = 0; i < c->records.count; i++) {
        const bdl_record *record = c->records.items[i].record;
        const bdl_need *need = need_of(c, &c->records.items[i]);

        for (size_t s = 0; s < record->type->fields.count; s++)
            if (need->read[s] && is_of_records(record->slots[s]))
                take_records(c, record->slots[s], false);
    }
    read = c->records.count;
    for (size_t i = 0; i < read; i++) {
        const bdl_record *record = c->records.items[i].record;
        const bdl_need *need = need_of(c, &c->records.items[i]);

        for (size_t s = 0; s < record->type->fields.count; s++)
            if (need->home[s] && is_of_records(record->slots[s]))
                take_records(c, record->slots[s], true);
    }
}

/* ---- numbers and texts ---- */

/* How far LINE is from the one before: most are one of the next. */
static void put_line(cutter *c, uint32_t line) {
    int64_t ahead = (int64_t)line - c->line_at;

    bdl_put_count(&c->out, ahead < 0 ? ~((uint64_t)ahead << 1) : (uint64_t)ahead << 1);
    c->line_at = line;
}

static void put_number(cutter *c, bdl_dec number) {
    bdl_put_count(&c->out, (uint64_t)number.scale);
    bdl_put_bits(&c->out, number.coef);
}

static bool is_inside(bdl_str piece, bdl_str whole) {
    return piece.len > 0 && piece.len <= whole.len && piece.data >= whole.data &&
           piece.data + piece.len <= whole.data + whole.len;
}

/* Of a piece of the text of the document only where it stands. */
static void put_text(cutter *c, bdl_str text) {
    bool inside = is_inside(text, c->text);
    size_t offset;

    bdl_put_count(&c->out, c->text.len ? text.len << 1 | inside : text.len);
    if (!inside) {
        bdl_buf_add(&c->out, text);
        return;
    }
    offset = (size_t)(text.data - c->text.data);
    bdl_put_bits(&c->out, (bdl_int128)offset - (bdl_int128)c->text_at);
    c->text_at = offset + text.len;
}

static bool is_same_unit(const bdl_unit *a, const bdl_unit *b) {
    return bdl_str_eq(a->name, b->name) && memcmp(a->num, b->num, sizeof a->num) == 0 &&
           memcmp(a->den, b->den, sizeof a->den) == 0 && a->money == b->money &&
           a->scale == b->scale && a->percent == b->percent;
}

/* Which of those put so far UNIT is, or their number. */
static size_t number_of_unit(cutter *c, const bdl_unit *unit) {
    size_t i = c->last_unit;

    if (i < c->units.count && is_same_unit(&c->units.items[i], unit))
        return i;
    for (i = 0; i < c->units.count && !is_same_unit(&c->units.items[i], unit);)
        i++;
    return c->last_unit = i;
}

static void put_unit(cutter *c, const bdl_unit *unit) {
    size_t i = number_of_unit(c, unit);

    bdl_put_count(&c->out, i);
    if (i < c->units.count)
        return;
    BDL_PUSH(c->arena, &c->units, *unit);
    put_text(c, unit->name);
    bdl_buf_add(&c->out, bdl_str_of((const char *)unit->num, sizeof unit->num));
    bdl_buf_add(&c->out, bdl_str_of((const char *)unit->den, sizeof unit->den));
    bdl_buf_char(&c->out, (char)unit->money);
    bdl_buf_char(&c->out, (char)unit->scale);
    bdl_buf_char(&c->out, (char)unit->percent);
}

/* ---- places and lines ---- */

static void keep_lines(cutter *c, size_t first, size_t last, bool however_long) {
    for (size_t i = first; i > 0 && i <= last && i <= c->line_count; i++)
        c->lines[i - 1] |=
            however_long || bdl_source_line(c->model->doc->source, i).len <= MOST_LINE;
}

/* The line where the text that begins at ORIGIN ends. */
static uint32_t last_line(const cutter *c, const bdl_origin *origin) {
    bdl_str text = bdl_origin_printed(origin);
    size_t end = text.len;
    bdl_printed last = {.origin = *origin};
    const bdl_piece piece = {.whole = origin};
    const bdl_source_of of = {.piece = &piece};
    bdl_seen seen = {.value.origin = &last.origin};

    while (end > 0 && bdl_utf8_goes_on(text.data[end - 1]))
        end--;
    if (end == 0)
        return origin->line;
    last.text = bdl_str_from(text, end - 1);
    last.origin.of = &of;
    return bdl_piece_place(&seen, c->model, bdl_origin_place(origin), &(bdl_walked){0})
        .line;
}

/* An origin as it is kept: of what nobody looks into but where it stands. */
typedef struct kept_origin {
    bdl_place place;
    bdl_str printed;
    const bdl_origin *whole; /* of what is a piece; else NULL */
} kept_origin;

/* Where V stands, and its lines; KEPT has where its origin says. */
static void keep_quoted(cutter *c, kept_origin *kept, const bdl_value *v, bool is_text) {
    const bdl_source_of of = {0};
    bdl_printed own = {.origin = *v->origin, .text = kept->printed};
    bdl_seen seen = {.value = *v};

    own.origin.of = &of;
    if (!kept->whole || !is_text ||
        !is_inside(kept->printed, bdl_origin_printed(kept->whole))) {
        kept->place = bdl_piece_place(&seen, c->model, kept->place, &(bdl_walked){0});
        kept->whole = NULL;
        own.origin.line = kept->place.line;
        own.origin.column = kept->place.column;
        own.origin.length = kept->place.length;
    }
    if (c->line_count == 0)
        return;
    keep_lines(c, kept->place.line, kept->place.line, is_text);
    if (is_text)
        keep_lines(c, kept->place.line,
                   last_line(c, kept->whole ? kept->whole : &own.origin), true);
}

static kept_origin keep_origin(cutter *c, const bdl_value *v, bool is_read) {
    const bdl_piece *piece = bdl_value_piece(v);
    kept_origin kept = {bdl_origin_place(v->origin), bdl_origin_printed(v->origin),
                        piece ? piece->whole : NULL};

    if (!c->whole) /* else there are no pieces: no rule was evaluated yet */
        keep_quoted(c, &kept, v, v->kind == BDL_TEXT && is_read);
    return kept;
}

static void put_place(cutter *c, const bdl_place *place, bool sheet) {
    put_line(c, place->line);
    bdl_put_count(&c->out, place->column);
    bdl_put_count(&c->out, place->length);
    bdl_put_count(&c->out, place->page);
    if (sheet) {
        put_text(c, bdl_place_sheet(place));
        put_text(c, bdl_place_cell(place));
    }
}

static void put_lines(cutter *c) {
    size_t before = 0;

    for (size_t i = 0; i < c->line_count; i++) {
        if (!c->lines[i])
            continue;
        bdl_put_count(&c->out, i + 1 - before);
        put_text(c, bdl_source_line(c->model->doc->source, i + 1));
        before = i + 1;
    }
    bdl_put_count(&c->out, 0);
}

/* ---- values ---- */

static void put_value(cutter *c, const bdl_value *v, bool is_read);

static void put_target(cutter *c, const bdl_target *target) {
    bdl_put_count(&c->out, (uint64_t)target->comparator);
    put_value(c, &target->bound, false);
    put_value(c, &target->high, false);
    put_text(c, target->rest);
}

/* Element I when it is kept, else one of no kind. */
static bdl_value kept_element(const cutter *c, const bdl_list *list, size_t i) {
    static const bdl_value none = {.kind = BDL_NONE, .state = BDL_MISSING};
    const bdl_value *v;

    if (bdl_list_is_long(list) && !bdl_long_is_made(list, i))
        return none;
    v = bdl_list_at(list, i);
    return !c->whole && v->kind == BDL_RECORD && v->state == BDL_PRESENT &&
                   position_of(c, v->as.record) == SIZE_MAX
               ? none
               : *v;
}

/* Up to the last element that is kept. */
static void put_list(cutter *c, const bdl_list *list, bool is_read) {
    size_t count = list->count;

    while (count > 0 && kept_element(c, list, count - 1).kind == BDL_NONE)
        count--;
    bdl_put_count(&c->out, count);
    for (size_t i = 0; i < count; i++) {
        bdl_value v = kept_element(c, list, i);

        put_value(c, &v, is_read);
    }
}

static void put_payload(cutter *c, const bdl_value *v, bool is_read) {
    switch (v->kind) {
    case BDL_BOOLEAN:
        bdl_put_count(&c->out, v->as.boolean);
        break;
    case BDL_DATE:
        put_number(c, bdl_dec_int(v->as.date.year));
        put_number(c, bdl_dec_int(v->as.date.month));
        put_number(c, bdl_dec_int(v->as.date.day));
        break;
    case BDL_TARGET:
        put_target(c, v->as.target);
        break;
    case BDL_RECORD:
        bdl_put_count(&c->out, position_of(c, v->as.record) + 1);
        break;
    case BDL_LIST:
        put_list(c, v->as.list, is_read);
        break;
    default:
        break;
    }
}

static bool is_zero(const bdl_dec *number) {
    return number->coef == 0 && number->scale == 0;
}

static unsigned parts_of(const cutter *c, const bdl_value *v, const kept_origin *origin) {
    const bdl_unit *unit = bdl_value_unit(v);
    unsigned parts = 0;

    parts |= v->rounded || v->places ? BDL_EXTRACT_PLAIN : 0;
    if (bdl_value_is_known(v) && v->kind != BDL_TEXT) {
        parts |= !is_zero(&v->number) ? BDL_EXTRACT_NUMBER : 0;
        parts |= v->half ? BDL_EXTRACT_HALF : 0;
    }
    parts |= unit != &bdl_unit_none && !is_same_unit(unit, &bdl_unit_none)
                 ? BDL_EXTRACT_UNIT
                 : 0;
    parts |= v->text.len ? BDL_EXTRACT_TEXT : 0;
    parts |= bdl_value_reason(v).len && c->reasons ? BDL_EXTRACT_REASON : 0;
    if (!origin)
        return parts;
    parts |= BDL_EXTRACT_ORIGIN;
    parts |= !bdl_str_eq(origin->printed, v->text) ? BDL_EXTRACT_PRINTED : 0;
    parts |= bdl_place_sheet(&origin->place).len || bdl_place_cell(&origin->place).len
                 ? BDL_EXTRACT_SHEET
                 : 0;
    parts |= origin->whole ? BDL_EXTRACT_WHOLE : 0;
    return parts;
}

static void put_origin(cutter *c, const kept_origin *origin, unsigned parts) {
    put_place(c, &origin->place, parts & BDL_EXTRACT_SHEET);
    if (parts & BDL_EXTRACT_PRINTED)
        put_text(c, origin->printed);
    if (!(parts & BDL_EXTRACT_WHOLE))
        return;
    bdl_str whole = bdl_origin_printed(origin->whole);
    put_text(c, whole);
    bdl_put_count(&c->out, (size_t)(origin->printed.data - whole.data));
}

/* IS_READ: rules look at it, and findings quote it. */
static void put_value(cutter *c, const bdl_value *v, bool is_read) {
    kept_origin origin;
    unsigned parts;

    if (v->origin)
        origin = keep_origin(c, v, is_read);
    parts = parts_of(c, v, v->origin ? &origin : NULL);
    bdl_buf_char(&c->out, (char)(v->kind << 3 | v->state));
    bdl_put_count(&c->out, parts);
    if (parts & BDL_EXTRACT_PLAIN) {
        bdl_put_count(&c->out, v->rounded);
        put_number(c, bdl_dec_int(v->places));
    }
    if (parts & BDL_EXTRACT_NUMBER)
        put_number(c, v->number);
    if (parts & BDL_EXTRACT_HALF)
        put_number(c, bdl_value_half(v));
    if (parts & BDL_EXTRACT_UNIT)
        put_unit(c, bdl_value_unit(v));
    if (parts & BDL_EXTRACT_TEXT)
        put_text(c, v->text);
    if (parts & BDL_EXTRACT_REASON)
        put_text(c, bdl_value_reason(v));
    if (parts & BDL_EXTRACT_ORIGIN)
        put_origin(c, &origin, parts);
    if (v->state == BDL_PRESENT)
        put_payload(c, v, is_read);
}

/* ---- records ---- */

/* A record is called by its first texts, or by its title, its words or its label. */
static void mark_names(const bdl_record *record, bool *kept) {
    static const char *const built_in[] = {"title", "text", "label"};
    bool named = false;

    for (size_t s = 0; s < record->type->fields.count; s++) {
        const bdl_value *v = record->slots[s];

        if (record->type->fields.items[s].source != BDL_FROM_FORM ||
            v->kind != BDL_TEXT || v->state != BDL_PRESENT || v->text.len == 0)
            continue;
        kept[s] = named = true;
        if (bdl_names_row(v->text))
            return;
    }
    for (size_t i = 0; !named && i < BDL_COUNT_OF(built_in); i++) {
        int slot = bdl_rectype_slot(record->type, bdl_str_z(built_in[i]));

        if (slot >= 0)
            kept[slot] = true;
    }
}

static bool is_worth(const cutter *c, const bdl_need *need, size_t slot,
                     const bdl_value *v) {
    return v->state != BDL_MISSING ||
           (need->read[slot] && c->reasons && bdl_value_reason(v).len > 0);
}

/* Of a record that stands beside others: its figures, for a hint may name one. */
static bool is_figure_beside(const bdl_value *v) {
    return v->state == BDL_PRESENT && bdl_kind_is_figure(v->kind);
}

/* The slots of a record that are kept, where they hold something. Its holder is told by
 * the record. */
static const bool *slots_kept(cutter *c, const kept_record *kept, const bdl_need *need) {
    size_t count = kept->record->type->fields.count;
    bool *out;

    if (kept->beside || c->whole)
        return need->read;
    out = BDL_NEW_ARRAY(c->arena, bool, count + 1);
    mark_names(kept->record, out);
    for (size_t s = 0; s < count; s++)
        out[s] |= need->read[s] || need->home[s];
    return out;
}

static void put_slots(cutter *c, const kept_record *kept) {
    const bdl_record *record = kept->record;
    const bdl_need *need = need_of(c, kept);
    const bool *keeps = slots_kept(c, kept, need);

    for (size_t s = 0; s < record->type->fields.count; s++) {
        if (!keeps[s] || (int)s == record->type->slot_holder)
            continue;
        bdl_value v = bdl_slot_get(record, s);
        if (!(kept->beside ? is_figure_beside(&v) : is_worth(c, need, s, &v)))
            continue;
        if (kept->beside || !need->read[s])
            v.origin = NULL; /* nobody quotes it */
        if (kept->beside && bdl_value_is_known(&v))
            v.half = NULL; /* nor reckons with it */
        bdl_put_count(&c->out, s + 1);
        put_value(c, &v, need->read[s] && !kept->beside);
    }
    bdl_put_count(&c->out, 0);
}

static void put_record(cutter *c, const kept_record *kept) {
    const bdl_record *record = kept->record;
    bool sheet =
        bdl_place_sheet(&record->place).len || bdl_place_cell(&record->place).len;

    bdl_put_count(&c->out, kept->type);
    bdl_put_count(&c->out, record->holder ? position_of(c, record->holder) + 1 : 0);
    bdl_put_count(&c->out, record->index);
    bdl_put_count(&c->out, kept->beside ? 0 : 1 + sheet);
    if (!kept->beside) {
        put_place(c, &record->place, sheet);
        keep_lines(c, record->place.line, record->place.line, false);
    }
    put_slots(c, kept);
}

static void begin_lines(cutter *c) {
    const bdl_doc *doc = c->model->doc;

    if (!doc || !doc->source)
        return;
    c->line_count = bdl_source_line_count(doc->source);
    c->lines = BDL_NEW_ARRAY(c->arena, bool, c->line_count + 1);
}

static void put_records(cutter *c) {
    gather(c);
    bdl_put_count(&c->out, c->records.count);
    for (size_t i = 0; i < c->records.count; i++)
        put_record(c, &c->records.items[i]);
}

static cutter new_cutter(const bdl_needs *needs, const bdl_model *model, bool reasons) {
    cutter c = {
        .needs = needs, .model = model, .reasons = reasons, .arena = bdl_arena_new()};

    c.out.arena = c.arena;
    c.by_record = bdl_map_new(c.arena);
    return c;
}

static bdl_extract end(cutter *c, bdl_arena *arena) {
    bdl_extract out = {.line = c->model->document->place.line};

    out.bytes = bdl_arena_str(arena, bdl_buf_str(&c->out));
    if (c->model->doc)
        out.path = c->model->doc->path;
    bdl_arena_free(c->arena);
    return out;
}

bdl_extract bdl_extract_new(bdl_arena *arena, const bdl_needs *needs,
                            const bdl_model *model, bool reasons) {
    cutter c = new_cutter(needs, model, reasons);

    begin_lines(&c);
    put_records(&c);
    bdl_put_count(&c.out, c.lines != NULL);
    put_lines(&c);
    return end(&c, arena);
}

bdl_extract bdl_extract_none(const bdl_model *model) {
    return (bdl_extract){.bytes = bdl_str_of("\0\0", 2), /* no record, no line */
                         .line = model->document->place.line};
}

/* ---- whole models ---- */

static void put_unread(cutter *c, bdl_place place, bdl_str text, bdl_str why) {
    bool sheet = bdl_place_sheet(&place).len || bdl_place_cell(&place).len;

    bdl_put_count(&c->out, sheet);
    put_place(c, &place, sheet);
    put_text(c, text);
    put_text(c, why);
}

/* What was understood of the document, and what was not. */
static void put_rest(cutter *c) {
    const bdl_model *model = c->model;
    size_t cells = 0, read = 0;

    for (size_t i = 0; i < model->tables.count; i++) {
        cells += model->tables.items[i].cells;
        read += model->tables.items[i].cells_read;
    }
    bdl_put_count(&c->out, cells);
    bdl_put_count(&c->out, read);
    bdl_put_count(&c->out, model->unread.count);
    for (size_t i = 0; i < model->unread.count; i++) {
        const bdl_unread *unread = &model->unread.items[i];

        put_unread(c, unread->place, unread->text, unread->why);
    }
    bdl_put_count(&c->out, model->doc->troubles.count);
    for (size_t i = 0; i < model->doc->troubles.count; i++) {
        const bdl_trouble *trouble = &model->doc->troubles.items[i];

        put_unread(c, trouble->place, trouble->text, (bdl_str){0});
    }
}

bdl_extract bdl_extract_whole(bdl_arena *arena, const bdl_needs *all,
                              const bdl_model *model) {
    const bdl_source *source = model->doc->source;
    cutter c = new_cutter(all, model, true);

    c.whole = true;
    bdl_put_count(&c.out, source != NULL);
    if (source) {
        put_text(&c, bdl_source_text(source));
        c.text = bdl_source_text(source);
    }
    put_records(&c);
    put_rest(&c);
    return end(&c, arena);
}
