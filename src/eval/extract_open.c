/* extract_open.c - unpacks what was cut out of a model. The bytes were written by this
 * program in this run: they are trusted. */
#include "eval/extract.h"

#include <assert.h>

#include "eval/machine.h"

/* A model that was unpacked; others see its first member. */
typedef struct opened {
    bdl_model model;
    bdl_doc doc;
    size_t lines; /* where they begin in the bytes */
} opened;

typedef struct opener {
    bdl_arena *arena;
    const char *at, *end; /* what follows; the end of all */
    opened *out;
    bdl_str text; /* of the document, when all of it was kept */
    size_t text_at;
    uint32_t line_at; /* of the last place */
    bdl_record **records;
    size_t record_count;
    BDL_VEC(const bdl_unit *) units;
} opener;

/* ---- numbers and texts ---- */

static unsigned char take_byte(opener *o) {
    assert(o->at < o->end);
    return (unsigned char)*o->at++;
}

/* FIRST and the bytes after it. */
static unsigned __int128 take_large(opener *o, unsigned char first) {
    unsigned __int128 n = first & 0x7f;
    unsigned char byte = first;

    for (int shift = 7; byte & 0x80; shift += 7) {
        byte = take_byte(o);
        n |= (unsigned __int128)(byte & 0x7f) << shift;
    }
    return n;
}

/* Most take one byte. */
static inline size_t take_count(opener *o) {
    unsigned char first = take_byte(o);

    return first & 0x80 ? (size_t)take_large(o, first) : first;
}

static bdl_str take_bytes(opener *o, size_t len) {
    bdl_str text = {o->at, len};

    assert(len <= (size_t)(o->end - o->at));
    o->at += len;
    return text;
}

static bdl_int128 take_signed(opener *o) {
    unsigned __int128 n = take_large(o, take_byte(o));

    return (bdl_int128)(n & 1 ? ~(n >> 1) : n >> 1);
}

static bdl_dec take_number(opener *o) {
    bdl_dec number = {.scale = (int8_t)take_count(o)};

    number.coef = take_signed(o);
    return number;
}

static bdl_str take_text(opener *o) {
    size_t len = take_count(o);
    bdl_str text;

    if (o->text.len == 0 || !(len & 1))
        return take_bytes(o, o->text.len ? len >> 1 : len);
    text = bdl_str_of(o->text.data + o->text_at + (ptrdiff_t)take_signed(o), len >> 1);
    o->text_at = (size_t)(text.data - o->text.data) + text.len;
    return text;
}

static int take_small(opener *o) {
    return (int)take_number(o).coef;
}

static const bdl_unit *take_unit(opener *o) {
    size_t i = take_count(o);
    bdl_unit unit = {0};

    if (i < o->units.count)
        return o->units.items[i];
    unit.name = take_text(o);
    memcpy(unit.num, take_bytes(o, sizeof unit.num).data, sizeof unit.num);
    memcpy(unit.den, take_bytes(o, sizeof unit.den).data, sizeof unit.den);
    unit.money = (int8_t)take_byte(o);
    unit.scale = (int8_t)take_byte(o);
    unit.percent = take_byte(o);
    const bdl_unit *kept = bdl_unit_keep(o->arena, &unit);
    BDL_PUSH(o->arena, &o->units, kept);
    return kept;
}

static uint32_t take_line(opener *o) {
    size_t n = take_count(o);

    return o->line_at += (uint32_t)(n & 1 ? ~(n >> 1) : n >> 1);
}

static bdl_place take_place(opener *o, bool sheet) {
    bdl_place place = {0};

    place.line = take_line(o);
    place.column = (uint32_t)take_count(o);
    place.length = (uint32_t)take_count(o);
    place.page = (uint32_t)take_count(o);
    if (sheet) {
        bdl_str name = take_text(o), cell = take_text(o);

        place.name = bdl_cell_name_new(o->arena, name, cell);
    }
    return place;
}

/* ---- values ---- */

static bdl_value take_value(opener *o);

static bdl_origin origin_at(opener *o, const bdl_place *place, bool at_home) {
    bdl_model *model = &o->out->model;
    bdl_source_of own = {.model = model, .name = place->name, .at_home = at_home};
    bdl_source_of *of = at_home ? &model->home_of : &model->of;

    if (place->name)
        of = BDL_NEW(o->arena, bdl_source_of);
    *of = own;
    return (bdl_origin){place->line, place->column, place->length, place->page, of};
}

/* A piece, printed as PRINTED, of another text. */
static const bdl_origin *take_piece(opener *o, bdl_origin origin, bdl_str printed) {
    bdl_str text = take_text(o);
    bdl_source_of *of = BDL_NEW(o->arena, bdl_source_of);
    bdl_piece *piece = BDL_NEW(o->arena, bdl_piece);

    printed.data = text.data + take_count(o);
    piece->whole = bdl_origin_new(o->arena, origin, text);
    *of = *origin.of;
    of->piece = piece;
    origin.of = of;
    return bdl_origin_new(o->arena, origin, printed);
}

/* V, of which there are PARTS, as read where it says. */
static bdl_value take_origin(opener *o, bdl_value v, size_t parts) {
    bdl_place place = take_place(o, parts & BDL_EXTRACT_SHEET);
    bool at_home = v.kind == BDL_TEXT && bdl_value_is_known(&v) &&
                   !(parts & (BDL_EXTRACT_PRINTED | BDL_EXTRACT_WHOLE));
    bdl_origin origin = origin_at(o, &place, at_home);
    bdl_str printed = parts & BDL_EXTRACT_PRINTED ? take_text(o) : v.text;

    if (at_home)
        return bdl_value_home(o->arena, v, origin);
    v.origin = parts & BDL_EXTRACT_WHOLE ? take_piece(o, origin, printed)
                                         : bdl_origin_new(o->arena, origin, printed);
    return v;
}

static const bdl_target *take_target(opener *o) {
    bdl_target *target = BDL_NEW(o->arena, bdl_target);

    target->comparator = (bdl_comparator)take_count(o);
    target->bound = take_value(o);
    target->high = take_value(o);
    target->rest = take_text(o);
    return target;
}

static const bdl_list *take_list(opener *o) {
    bdl_list *list = BDL_NEW(o->arena, bdl_list);

    list->count = take_count(o);
    list->items = BDL_NEW_ARRAY(o->arena, bdl_value, list->count + 1);
    for (size_t i = 0; i < list->count; i++)
        list->items[i] = take_value(o);
    return list;
}

static void take_payload(opener *o, bdl_value *v) {
    size_t at;

    switch (v->kind) {
    case BDL_BOOLEAN:
        v->as.boolean = take_count(o);
        break;
    case BDL_DATE:
        v->as.date.year = (int16_t)take_small(o);
        v->as.date.month = (int8_t)take_small(o);
        v->as.date.day = (int8_t)take_small(o);
        break;
    case BDL_TARGET:
        v->as.target = take_target(o);
        break;
    case BDL_RECORD:
        at = take_count(o);
        if (at > 0)
            v->as.record = o->records[at - 1];
        else
            v->state = BDL_MISSING;
        break;
    case BDL_LIST:
        v->as.list = take_list(o);
        break;
    default:
        break;
    }
}

static bdl_value take_value(opener *o) {
    unsigned char first = take_byte(o);
    bdl_value v = {.kind = (bdl_kind)(first >> 3), .state = (bdl_state)(first & 7)};
    size_t parts = take_count(o);

    if (parts & BDL_EXTRACT_PLAIN) {
        v.rounded = take_count(o);
        v.places = (int8_t)take_small(o);
    }
    if (parts & BDL_EXTRACT_NUMBER)
        v.number = take_number(o);
    if (parts & BDL_EXTRACT_HALF)
        v.half = bdl_half_keep(o->arena, take_number(o));
    if (parts & BDL_EXTRACT_UNIT)
        v.as.unit = take_unit(o);
    if (parts & BDL_EXTRACT_TEXT)
        v.text = take_text(o);
    if (parts & BDL_EXTRACT_REASON)
        v.reason = take_text(o);
    if (parts & BDL_EXTRACT_ORIGIN)
        v = take_origin(o, v, parts);
    if (v.state == BDL_PRESENT)
        take_payload(o, &v);
    return v;
}

/* ---- records ---- */

/* Whether V is the line of RECORD: one that stands beside others is packed without. */
static bool tells_line(const bdl_record *record, const bdl_value *v) {
    return record->place.line > 0 && v->state == BDL_PRESENT &&
           bdl_dec_cmp(v->number, bdl_dec_int(record->place.line)) == 0;
}

static void take_record(opener *o, const bdl_needs *needs, bdl_record *record) {
    const bdl_rectype *type = needs->types.items[take_count(o)].type;
    size_t holder = take_count(o), placed, slot;

    record->type = type;
    record->model = &o->out->model;
    record->holder = holder ? o->records[holder - 1] : NULL;
    record->index = take_count(o);
    placed = take_count(o);
    if (placed > 0)
        record->place = take_place(o, placed > 1);
    bdl_slots_begin(o->arena, record);
    bdl_record_set_holder(o->arena, record, record->holder);
    while ((slot = take_count(o)) > 0) {
        bdl_value v = take_value(o);

        if ((int)slot - 1 == type->slot_index)
            bdl_record_tell_index(record, record->index);
        else if ((int)slot - 1 == type->slot_line && tells_line(record, &v))
            bdl_record_tell_line(record);
        else
            bdl_slot_set(o->arena, record, slot - 1, &v);
    }
}

static void take_records(opener *o, const bdl_needs *needs, bdl_record *document) {
    bdl_record *rest;

    o->record_count = take_count(o);
    o->records = BDL_NEW_ARRAY(o->arena, bdl_record *, o->record_count + 1);
    rest = BDL_NEW_ARRAY(o->arena, bdl_record, o->record_count + 1);
    for (size_t i = 0; i < o->record_count; i++)
        o->records[i] = i == 0 ? document : &rest[i];
    for (size_t i = 0; i < o->record_count; i++)
        take_record(o, needs, o->records[i]);
}

static opener new_opener(bdl_arena *arena, const bdl_schema *schema,
                         const bdl_extract *extract, bdl_record *document) {
    bdl_str bytes = extract->bytes;
    opener o = {.arena = arena, .at = bytes.data, .end = bytes.data + bytes.len};

    o.out = BDL_NEW(arena, opened);
    o.out->doc = (bdl_doc){.arena = arena, .path = extract->path};
    o.out->model = (bdl_model){.arena = arena,
                               .schema = schema,
                               .doc = &o.out->doc,
                               .document = document,
                               .user = bdl_memo_new(arena)};
    return o;
}

void bdl_extract_open(bdl_arena *arena, const bdl_needs *needs, const bdl_schema *schema,
                      const bdl_extract *extract, bdl_record *document) {
    opener o = new_opener(arena, schema, extract, document);

    take_records(&o, needs, document);
    o.out->lines = (size_t)(o.at - extract->bytes.data);
}

/* ---- whole models ---- */

static bdl_unread take_unread(opener *o) {
    bool sheet = take_count(o) > 0;
    bdl_unread unread = {.place = take_place(o, sheet)};

    unread.text = take_text(o);
    unread.why = take_text(o);
    return unread;
}

static void take_rest(opener *o) {
    bdl_model *model = &o->out->model;
    bdl_table_seen all = {.cells = take_count(o)};
    size_t unread, troubles;

    all.cells_read = take_count(o);
    BDL_PUSH(o->arena, &model->tables, all);
    unread = take_count(o);
    for (size_t i = 0; i < unread; i++)
        BDL_PUSH(o->arena, &model->unread, take_unread(o));
    troubles = take_count(o);
    for (size_t i = 0; i < troubles; i++) {
        bdl_unread one = take_unread(o);

        bdl_trouble trouble = {.place = one.place, .text = one.text};
        BDL_PUSH(o->arena, &o->out->doc.troubles, trouble);
    }
}

bdl_model *bdl_extract_open_whole(bdl_arena *arena, const bdl_needs *all,
                                  const bdl_schema *schema, const bdl_extract *extract) {
    bdl_record *document = BDL_NEW(arena, bdl_record);
    opener o = new_opener(arena, schema, extract, document);

    if (take_count(&o)) {
        o.text = take_text(&o);
        o.out->doc.source = bdl_source_new(arena, extract->path, o.text);
    }
    take_records(&o, all, document);
    take_rest(&o);
    return &o.out->model;
}

/* ---- lines ---- */

/* The lines that were kept, each where it was: those between them are empty. */
void bdl_extract_open_lines(bdl_arena *arena, const bdl_extract *extract,
                            const bdl_model *model) {
    opened *out = (opened *)(uintptr_t)model;
    bdl_str bytes = extract->bytes;
    opener o = {
        .arena = arena, .at = bytes.data + out->lines, .end = bytes.data + bytes.len};
    bdl_buf text = {.arena = arena};
    size_t skip;

    if (out->doc.source || !take_count(&o))
        return;
    while ((skip = take_count(&o)) > 0) {
        for (; skip > 1; skip--)
            bdl_buf_char(&text, '\n');
        bdl_buf_add(&text, take_text(&o));
        bdl_buf_char(&text, '\n');
    }
    out->doc.source = bdl_source_new(arena, extract->path, bdl_buf_str(&text));
}
