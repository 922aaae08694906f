/* fields.c - reading fields: of the model, computed on demand, mapped over lists, parts
 * of targets. */
#include "eval/machine.h"

#include "base/language.h"
#include "eval/arith.h"
#include "eval/builtins.h"
#include "model/figure.h"
#include "model/long.h"

/* ---- fields that are computed ---- */

typedef struct computed {
    const bdl_record *record; /* NULL: free */
    int slot;
    bool busy; /* being computed: who asks now asks in a circle */
    bdl_reads reads;
    bdl_value value;
} computed;

struct bdl_memo {
    bdl_arena *arena;
    computed **table; /* a power of two */
    size_t size, count;
};

bdl_memo *bdl_memo_new(bdl_arena *arena) {
    bdl_memo *memo = BDL_NEW(arena, bdl_memo);

    memo->arena = arena;
    return memo;
}

static size_t place_of(const bdl_memo *memo, const bdl_record *record, int slot) {
    uint64_t hash = bdl_hash_mix((uint64_t)(uintptr_t)record >> 4, (uint64_t)slot);
    size_t i = (size_t)(hash * 0x9e3779b97f4a7c15u >> 20) & (memo->size - 1);

    while (memo->table[i] &&
           (memo->table[i]->record != record || memo->table[i]->slot != slot))
        i = (i + 1) & (memo->size - 1);
    return i;
}

static void grow(bdl_memo *memo) {
    computed **old = memo->table;
    size_t old_size = memo->size;

    memo->size = old_size ? old_size * 2 : 64;
    memo->table = BDL_NEW_ARRAY(memo->arena, computed *, memo->size);
    for (size_t i = 0; i < old_size; i++)
        if (old[i])
            memo->table[place_of(memo, old[i]->record, old[i]->slot)] = old[i];
}

/* The entry of a field, or NULL while nobody asked for it. */
static computed *find(const bdl_memo *memo, const bdl_record *record, int slot) {
    return memo->size ? memo->table[place_of(memo, record, slot)] : NULL;
}

static computed *add(bdl_memo *memo, const bdl_record *record, int slot) {
    computed *new = BDL_NEW(memo->arena, computed);

    if (memo->count * 2 >= memo->size)
        grow(memo);
    new->record = record;
    new->slot = slot;
    memo->table[place_of(memo, record, slot)] = new;
    memo->count++;
    return new;
}

static bdl_value compute(bdl_eval *e, const bdl_field *field, bdl_record *record) {
    bdl_value out = bdl_eval_apart(e, field->let, record, NULL);

    if (out.kind == BDL_NONE)
        out.kind = field->type.kind;
    return out;
}

static bdl_memo *memo_of(const bdl_eval *e, const bdl_model *model) {
    return e->memo && model == e->own ? e->memo : (bdl_memo *)(uintptr_t)model->user;
}

/* A model's computed fields are kept with the model: memo and values in its arena. Those
 * of one that several evaluators look at are kept by each of them. */
static bdl_value read_computed(bdl_eval *e, bdl_record *record, int slot) {
    const bdl_field *field = &record->type->fields.items[slot];
    bdl_arena *scratch;
    bdl_model *outer = e->model, *model;
    bdl_value made;
    bdl_reads before;
    bdl_memo *memo;
    computed *known;

    if (bdl_slots_of(record)[slot]->state != BDL_MISSING) /* an example says what it is */
        return *record->slots[slot];
    model = (bdl_model *)(uintptr_t)record->model;
    memo = model ? memo_of(e, model) : NULL;
    if (!memo || e->making)
        return compute(e, field, record);
    known = find(memo, record, slot);
    e->met_limit |= known && known->busy;
    if (known && known->busy)
        return bdl_value_failed(field->type.kind,
                                BDL_TR("a computed field is computed from itself"));
    if (known && (known->value.state == BDL_FAILED || !bdl_eval_is_watched(e))) {
        bdl_reads_join(&e->reads, &known->reads);
        return known->value;
    }
    if (known || bdl_eval_is_watched(e)) /* what comes now may be for once only */
        return compute(e, field, record);
    known = add(memo, record, slot);
    known->busy = true;
    scratch = bdl_keep_begin(e, memo->arena);
    e->lasting++;
    before = bdl_reads_begin(e);
    e->model = model;
    made = compute(e, field, record);
    e->model = outer;
    known->reads = bdl_reads_end(e, &before);
    e->lasting--;
    bdl_keep_end(e, scratch, memo->arena, &made, &known->value);
    known->busy = false;
    return known->value;
}

/* ---- reading ---- */

const bdl_field *bdl_record_field(const bdl_record *record, int slot) {
    return slot >= 0 && (size_t)slot < record->type->fields.count
               ? &record->type->fields.items[slot]
               : NULL;
}

/* "statement.basic (基本支出) is missing; looked for in 情况说明": which figure, and
 * where. */
static bdl_str say_missing(bdl_eval *e, const bdl_record *record, int slot,
                           const bdl_value *v) {
    const bdl_field *field = &record->type->fields.items[slot];
    bdl_str path = bdl_record_path(e->scratch, record, slot);
    bdl_buf buf = {.arena = e->scratch};

    bdl_buf_add(&buf, path.len ? path : field->name);
    if (field->zh.len && !bdl_str_eq(field->zh, field->name))
        bdl_buf_printf(&buf, " (%.*s)", BDL_PRI(field->zh));
    if (v->state == BDL_UNREADABLE)
        bdl_buf_printf(&buf, _(" is unreadable: “%.*s”"), BDL_PRI(v->text));
    else if (v->state == BDL_AMBIGUOUS)
        bdl_buf_printf(&buf, _(" is ambiguous"));
    else
        bdl_buf_printf(&buf, _(" is missing"));
    if (bdl_value_reason(v).len)
        bdl_buf_printf(&buf, _(": %.*s"), BDL_PRI(bdl_value_reason(v)));
    else if (record->place.line)
        bdl_buf_printf(&buf, _("; looked for in line %u"), record->place.line);
    return bdl_buf_str(&buf);
}

static bool is_leaf(bdl_kind kind) {
    return kind != BDL_LIST && kind != BDL_RECORD;
}

/* Records that a find or a literal made have no place in the model. */
static void trace_read(bdl_eval *e, const bdl_record *record, int slot,
                       const bdl_value *v) {
    if (record->holder || record->type == e->program->schema->document)
        bdl_trace_add(e->trace, record, slot, v);
    else if (v->origin)
        bdl_trace_made(e->trace, v, record->type->fields.items[slot].name,
                       e->reading ? bdl_label_of(e, e->reading) : BDL_STR(""));
}

/* Who reads a long list gets all its elements, but for a loop that asks for one after the
 * other. */
static void make_list(const bdl_eval *e, const bdl_value *v) {
    if (v->kind == BDL_LIST && v->state == BDL_PRESENT && !e->takes_long)
        bdl_list_make(v->as.list);
}

static bdl_value stored(const bdl_record *record, int slot) {
    const bdl_value *v = bdl_slots_of(record)[slot];

    return v == &bdl_told ? bdl_slot_tell(record, (size_t)slot) : *v;
}

/* Whether V, in SLOT of RECORD, is what SEEN is: a record that a rule made before has it
 * from the same place. */
static bool is_of(const bdl_seen *seen, const bdl_record *record, int slot,
                  const bdl_value *v) {
    return (seen->record == record && seen->slot == slot) ||
           (!record->holder && v->origin && v->origin == seen->value.origin);
}

bdl_value bdl_eval_read(bdl_eval *e, bdl_record *record, int slot) {
    const bdl_field *field = bdl_record_field(record, slot);
    bdl_value v;

    if (!field)
        return bdl_value_failed(BDL_NONE,
                                BDL_TR("a field that the record does not have"));
    bdl_eval_note_read(e, record, slot, field->bit);
    if (field->source == BDL_FROM_LET && field->let)
        v = read_computed(e, record, slot);
    else
        v = stored(record, slot);
    make_list(e, &v);
    if (v.kind == BDL_NONE)
        v.kind = field->type.kind;
    if (e->instead && is_of(e->instead, record, slot, &v))
        v = e->instead->value;
    bdl_figure_settle(&v);
    if (bdl_value_is_known(&v)) {
        if (e->trace && is_leaf(v.kind) && field->source != BDL_FROM_LET &&
            (!field->hidden || v.origin)) /* a caption says it */
            trace_read(e, record, slot, &v);
    } else if (e->explain && !(field->source == BDL_FROM_LET && v.reason.len)) {
        v.reason = say_missing(e, record, slot, &v);
    }
    return v;
}

const bdl_value *bdl_eval_make(bdl_eval *e, const bdl_expr *x, bdl_record *record,
                               int slot, bdl_value *room) {
    const bdl_field *field = bdl_record_field(record, slot);

    if (field && field->is_told && record->slots && !bdl_eval_is_watched(e)) {
        bdl_eval_note_read(e, record, slot, field->bit);
        *room = stored(record, slot);
    } else {
        e->reading = x;
        *room = bdl_eval_read(e, record, slot);
        e->reading = NULL;
    }
    return room;
}

/* ---- targets ---- */

static bdl_value comparator_text(const bdl_target *target) {
    static const bdl_str names[] = {
        [BDL_CMP_NONE] = BDL_STR_INIT(""),   [BDL_CMP_EQ] = BDL_STR_INIT("="),
        [BDL_CMP_GE] = BDL_STR_INIT("≥"),    [BDL_CMP_LE] = BDL_STR_INIT("≤"),
        [BDL_CMP_GT] = BDL_STR_INIT(">"),    [BDL_CMP_LT] = BDL_STR_INIT("<"),
        [BDL_CMP_RANGE] = BDL_STR_INIT("-"),
    };

    return bdl_value_text(names[target->comparator]);
}

static bdl_value whole_target(bdl_eval *e, const bdl_value *text) {
    const bdl_target *target = NULL;

    if (!bdl_value_is_known(text))
        return bdl_value_unknown(BDL_TARGET, text, NULL);
    if (text->state != BDL_BLANK)
        target = bdl_eval_target(e, text->text);
    if (!target)
        return bdl_eval_missing(e, BDL_TARGET, "“%.*s” states no target",
                                BDL_PRI(text->text));
    return (bdl_value){.kind = BDL_TARGET,
                       .state = BDL_PRESENT,
                       .text = text->text,
                       .origin = text->origin,
                       .as.target = target};
}

/* What is demanded is exact, and stands where the target stands. */
static bdl_value stated(const bdl_value *figure, const bdl_value *target) {
    bdl_value out = *figure;

    out.half = NULL;
    out.origin = target->origin;
    return out;
}

static bdl_value make_part(bdl_eval *e, const bdl_value *v, int part) {
    const bdl_target *target;

    if (part == BDL_TARGET_WHOLE)
        return whole_target(e, v);
    if (v->state != BDL_PRESENT)
        return bdl_value_unknown(part == BDL_TARGET_BOUND ? BDL_BOUND : BDL_TEXT, v,
                                 NULL);
    target = v->as.target;
    switch (part) {
    case BDL_TARGET_COMPARATOR:
        return comparator_text(target);
    case BDL_TARGET_UNIT:
        return bdl_value_text(bdl_value_unit(&target->bound)->name);
    case BDL_TARGET_REST:
        return bdl_value_text(target->rest);
    case BDL_TARGET_BOUND:
        return stated(&target->bound, v);
    default:
        if (target->comparator != BDL_CMP_RANGE)
            return bdl_eval_missing(e, BDL_BOUND, "“%.*s” is no range", BDL_PRI(v->text));
        return stated(part == BDL_TARGET_LOW ? &target->bound : &target->high, v);
    }
}

static BDL_APART const bdl_value *part_of_target(bdl_eval *e, const bdl_value *v,
                                                 int part, bdl_value *room) {
    *room = make_part(e, v, part);
    return room;
}

/* ---- fields of expressions ---- */

bdl_value bdl_values_list(bdl_arena *arena, const bdl_values *values) {
    static const bdl_list none;
    bdl_list *list;

    if (values->count == 0)
        return bdl_value_list(&none);
    list = bdl_arena_room(arena, 1, sizeof *list);
    *list = (bdl_list){.items = values->items, .count = values->count};
    return bdl_value_list(list);
}

bdl_value bdl_unknown_stretch(const bdl_value *v) {
    bdl_value out = bdl_value_unknown(BDL_LIST, v, NULL);

    if (out.state == BDL_PRESENT || out.state == BDL_BLANK)
        out.state = BDL_MISSING;
    return out;
}

static BDL_APART const bdl_value *no_base(const bdl_expr *x, const bdl_value *base,
                                          bdl_value *room) {
    *room = (bdl_value){.kind = x->type.kind,
                        .state = bdl_value_is_known(base) ? BDL_MISSING : base->state,
                        .reason = bdl_value_reason(base)};
    return room;
}

/* The field of BASE; see bdl_eval_look. */
static inline const bdl_value *field_of(bdl_eval *e, const bdl_expr *x,
                                        const bdl_value *base, bdl_value *room) {
    if (x->target_part >= 0)
        return part_of_target(e, base, x->target_part, room);
    if (base->kind != BDL_RECORD || base->state != BDL_PRESENT)
        return no_base(x, base, room);
    return bdl_eval_look_at(e, x, base->as.record, x->slot, room);
}

static BDL_APART bdl_value copy_picked(bdl_arena *arena, const bdl_picked *picked) {
    bdl_values all = {0};

    BDL_MAKE_ROOM(arena, &all, picked->count);
    for (size_t i = 0; i < picked->count; i++)
        all.items[all.count++] = *picked->items[i];
    return bdl_values_list(arena, &all);
}

bdl_value bdl_picked_list(bdl_eval *e, const bdl_picked *picked) {
    bdl_list *list;

    if (picked->count == 0)
        return bdl_values_list(e->scratch, &(bdl_values){0});
    if (e->making || e->lasting) /* the lists that they stand in may go before */
        return copy_picked(e->scratch, picked);
    list = bdl_arena_room(e->scratch, 1, sizeof *list);
    *list = (bdl_list){.picked = picked->items, .count = picked->count};
    return bdl_value_list(list);
}

void bdl_pick_made(bdl_eval *e, bdl_picked *picked, bdl_value v) {
    bdl_value *made = bdl_arena_room(e->scratch, 1, sizeof *made);

    *made = v;
    BDL_PUSH_MOVING(e->scratch, picked, made);
}

/* V, which stands where it stays unless it is MADE. */
static void add_flat(bdl_eval *e, bdl_picked *all, const bdl_value *v, bool made) {
    if (bdl_is_unknown_stretch(v))
        bdl_pick_made(e, all, bdl_unknown_stretch(v));
    else if (v->kind == BDL_LIST)
        for (size_t i = 0; i < bdl_list_count(v); i++)
            BDL_PUSH_MOVING(e->scratch, all, bdl_list_element(v->as.list, i));
    else if (made)
        bdl_pick_made(e, all, *v);
    else
        BDL_PUSH_MOVING(e->scratch, all, v);
}

static bdl_value map_field(bdl_eval *e, const bdl_expr *x, const bdl_value *base) {
    bdl_picked all = {0};

    BDL_MAKE_ROOM(e->scratch, &all, bdl_list_count(base));

    for (size_t i = 0; i < bdl_list_count(base); i++) {
        const bdl_value *element = bdl_list_element(base->as.list, i), *field;
        bdl_value v;

        if (bdl_is_unknown_stretch(element)) {
            BDL_PUSH_MOVING(e->scratch, &all, element);
            continue;
        }
        field = field_of(e, x, element, &v);
        if (field->kind == BDL_NONE && x->type.kind == BDL_LIST && x->type.element) {
            v = *field;
            v.kind = x->type.element->kind;
            field = &v;
        }
        add_flat(e, &all, field, field == &v);
    }
    return bdl_picked_list(e, &all);
}

enum { ITSELF = UINT16_MAX + 1 }; /* no slot: the list that was made */

/* What a field over a list of the document gives, kept while the document is checked. */
typedef struct mapped_key {
    const bdl_list *list;
    size_t slot;
} mapped_key;

typedef struct mapped {
    mapped_key key, made; /* MADE: VALUE itself, by which it is known again */
    bdl_value value;
    bdl_reads reads;
    bool asked; /* whether something was looked for in it */
} mapped;

static const bdl_value *kept_mapping(bdl_eval *e, const bdl_expr *x,
                                     const bdl_value *base) {
    mapped_key key = {base->as.list, (size_t)x->slot};
    mapped *known;
    bdl_arena *scratch;
    bdl_value made;
    bdl_reads before;

    if (!e->mapped)
        e->mapped = bdl_map_new(e->lists_arena);
    known = bdl_map_get(e->mapped, BDL_KEY(key));
    if (known) {
        bdl_reads_join(&e->reads, &known->reads);
        return &known->value;
    }
    known = BDL_NEW(e->lists_arena, mapped);
    known->key = key;
    scratch = bdl_keep_begin(e, e->lists_arena);
    before = bdl_reads_begin(e);
    made = map_field(e, x, base);
    known->reads = bdl_reads_end(e, &before);
    bdl_keep_end(e, scratch, e->lists_arena, &made, &known->value);
    bdl_map_put(e->mapped, BDL_KEY(known->key), known);
    if (bdl_list_count(&known->value) > 0) {
        known->made = (mapped_key){known->value.as.list, ITSELF};
        bdl_map_put(e->mapped, BDL_KEY(known->made), known);
    }
    return &known->value;
}

bool bdl_eval_asks_again(const bdl_eval *e, const bdl_list *list) {
    mapped_key key = {list, ITSELF};
    mapped *known = e->mapped ? bdl_map_get(e->mapped, BDL_KEY(key)) : NULL;
    bool before = known && known->asked;

    if (known)
        known->asked = true;
    return before;
}

/* Whether the list that X goes over, and what it gives of it, may be kept. */
static bool is_kept(const bdl_eval *e, const bdl_expr *x, const bdl_value *base) {
    return !e->making && !e->lasting && !e->explain && !e->instead &&
           base->state == BDL_PRESENT && base->kind == BDL_LIST && x->target_part < 0 &&
           bdl_expr_is_kept_list(x->as.field.base);
}

/* What X goes over is taken down until there is no room for more. */
static void trace_mapping(bdl_eval *e, const bdl_expr *x, const bdl_value *base) {
    bdl_value room;

    for (size_t i = 0; i < bdl_list_count(base); i++) {
        const bdl_value *element = bdl_list_element(base->as.list, i);

        if (bdl_trace_is_full(e->trace)) {
            e->trace->lost = true;
            break;
        }
        if (!bdl_is_unknown_stretch(element))
            field_of(e, x, element, &room);
    }
}

/* The same list whether somebody watches or not. */
static BDL_APART const bdl_value *watched_mapping(bdl_eval *e, const bdl_expr *x,
                                                  const bdl_value *base) {
    const bdl_value *kept;

    trace_mapping(e, x, base);
    bdl_trace_mute(e->trace, 1);
    kept = kept_mapping(e, x, base);
    bdl_trace_mute(e->trace, -1);
    return kept;
}

/* A key of several types is a list of texts. */
static bdl_value key_texts(bdl_eval *e, const bdl_value *key) {
    bdl_values texts = {0};

    for (size_t i = 0; i < bdl_list_count(key); i++) {
        bdl_value v = *bdl_list_element(key->as.list, i);

        if (v.kind != BDL_TEXT && v.state == BDL_PRESENT)
            v = (bdl_value){.kind = BDL_TEXT,
                            .text = bdl_eval_print(e->scratch, &v),
                            .origin = v.origin};
        v.kind = BDL_TEXT;
        BDL_PUSH(e->scratch, &texts, v);
    }
    return bdl_values_list(e->scratch, &texts);
}

static bdl_value key_of(bdl_eval *e, const bdl_value *group, bdl_type type) {
    const bdl_value *key = NULL;

    if (group->state == BDL_PRESENT && group->kind == BDL_LIST)
        key = group->as.list->key;
    if (!key)
        return (bdl_value){
            .kind = type.kind, .state = BDL_MISSING, .reason = bdl_value_reason(group)};
    bool are_texts = type.kind == BDL_LIST && type.element->kind == BDL_TEXT;
    return are_texts && key->kind == BDL_LIST ? key_texts(e, key) : *key;
}

/* Of a list or a group. */
static BDL_APART const bdl_value *field_of_many(bdl_eval *e, const bdl_expr *x,
                                                const bdl_value *base, bdl_value *out) {
    if (x->is_key)
        *out = key_of(e, base, x->type);
    else if (!bdl_value_is_known(base))
        *out = bdl_value_unknown(BDL_LIST, base, NULL);
    else if (is_kept(e, x, base))
        return bdl_eval_is_watched(e) ? watched_mapping(e, x, base)
                                      : kept_mapping(e, x, base);
    else
        *out = map_field(e, x, base);
    return out;
}

/* Whether X is find(…).name, of texts: nobody wants the records. */
static inline bool is_of_found(const bdl_eval *e, const bdl_expr *x) {
    const bdl_expr *base = x->as.field.base;

    return x->maps && base->kind == BDL_E_CALL && base->as.call.builtin == BDL_FN_FIND &&
           x->target_part < 0 && x->type.kind == BDL_LIST &&
           x->type.element->kind == BDL_TEXT && !bdl_eval_is_watched(e) &&
           !bdl_eval_is_spent(e);
}

static BDL_APART const bdl_value *texts_found(bdl_eval *e, const bdl_expr *x,
                                              bdl_value *out) {
    e->steps++;
    bdl_reads_add(&e->reads, x->bit);
    *out = bdl_eval_find_texts(e, x->as.field.base, x->slot);
    return out;
}

const bdl_value *bdl_eval_field(bdl_eval *e, const bdl_expr *x, bdl_value *out) {
    bdl_value room;
    const bdl_value *base;

    if (is_of_found(e, x))
        return texts_found(e, x, out);
    base = bdl_eval_look(e, x->as.field.base, &room);
    return x->is_key || x->maps ? field_of_many(e, x, base, out)
                                : field_of(e, x, base, out);
}
