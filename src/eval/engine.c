/* engine.c - what an expression of the checked tree gives: a value, or unknown and why.
 */
#include "eval/machine.h"

#include <stdarg.h>

#include "base/language.h"
#include "base/limits.h"
#include "eval/arith.h"

/* ---- unknown ---- */

bdl_value bdl_eval_missing(bdl_eval *e, bdl_kind kind, const char *format, ...) {
    bdl_value out = {.kind = kind, .state = BDL_MISSING};
    va_list args;

    if (!e->explain)
        return out;
    va_start(args, format);
    out.reason = bdl_arena_vprintf(e->scratch, bdl_translate(format), args);
    va_end(args);
    return out;
}

bdl_comparison bdl_eval_comparison(bdl_eval *e, bdl_value *why) {
    return (bdl_comparison){e->scratch, e->folds, e->options.exact, NULL, why};
}

bdl_str bdl_expr_source(bdl_arena *arena, const bdl_expr *x) {
    bdl_buf buf = {.arena = arena};
    bdl_str text;
    bool blank = false;

    if (!x->file || !x->file->source)
        return BDL_STR("");
    text = bdl_source_slice(x->file->source, x->span);
    for (size_t i = 0; i < text.len; i++) {
        bool space = (unsigned char)text.data[i] <= ' ';

        if (blank && !space)
            bdl_buf_char(&buf, ' ');
        if (!space)
            bdl_buf_char(&buf, text.data[i]);
        blank = space;
    }
    return bdl_buf_str(&buf);
}

bdl_value bdl_eval_spent(const bdl_eval *e, bdl_kind kind) {
    return bdl_value_failed(
        kind,
        e->holds_too_much
            ? BDL_TR("the rule met the limit of memory on this document: it makes lists "
                     "inside lists, or its definitions call others more than once, which "
                     "do so in turn")
            : BDL_TR("the rule met the limit of steps on this document: it may look "
                     "through a list for each element of another, where a filter with "
                     "== finds what is meant at once"));
}

void bdl_eval_weigh(bdl_eval *e) {
    e->weighed = e->steps;
    if (bdl_eval_is_stopped(&e->options))
        e->steps = e->options.max_steps;
    if (bdl_arena_used(e->scratch) > e->options.max_held) {
        e->steps = e->options.max_steps;
        e->holds_too_much = true;
    }
}

/* ---- names ---- */

static BDL_APART const bdl_value *look_at_param(bdl_eval *e, const bdl_item *item) {
    bdl_value *known = bdl_map_get(e->params, item->name.text);

    if (!known) {
        bdl_arena *scratch = e->scratch;

        known = BDL_NEW(e->arena, bdl_value);
        e->scratch = e->arena;
        e->lasting++;
        *known = bdl_eval_apart(e, item->as.param.value, NULL, e->document);
        e->lasting--;
        e->scratch = scratch;
        bdl_map_put(e->params, item->name.text, known);
    }
    return known;
}

/* The parts of a figure that was reckoned matter, those of a list or a condition, and
 * those among which a figure was chosen, do only when they are told. */
static void follow_let(bdl_eval *e, const bdl_expr *x, bdl_value *value) {
    bdl_kind kind = value->origin ? BDL_NONE : value->kind;

    bdl_trace_inner(e, kind, true);
    *value = bdl_eval_expr(e, x);
    bdl_trace_inner(e, kind, false);
    bdl_trace_whole(e, value);
}

/* A local that a `let` gave is read anew when it is traced, so that what it was made of
 * is seen; once, for the figures of one finding are wanted once. */
static BDL_APART void follow_local(bdl_eval *e, const bdl_expr *x) {
    int local = x->as.name.local;
    bdl_frame *frame = &e->frame;
    const bdl_clause *clause = frame->clause_of ? frame->clause_of[local] : NULL;
    bdl_value *value = &frame->locals[local];

    if (e->trace && e->trace->muted)
        return;
    if (!clause) {
        if (e->trace && value->origin && frame->text_of && frame->text_of[local])
            bdl_trace_piece(e, frame->text_of[local], value, x->as.name.text);
    } else if (clause->kind == BDL_C_LET && !frame->followed[local]) {
        frame->followed[local] = true;
        follow_let(e, clause->expr, value);
    } else if (clause->kind == BDL_C_FOR && e->trace && value->origin) {
        bdl_trace_made(e->trace, value, bdl_expr_source(e->trace->arena, x),
                       bdl_label_of(e, x));
    }
}

static const bdl_value *look_at_local(bdl_eval *e, const bdl_expr *x) {
    if (e->trace || e->explain)
        follow_local(e, x);
    return &e->frame.locals[x->as.name.local];
}

static BDL_APART const bdl_value *no_holder(const bdl_expr *x, const bdl_value *holder,
                                            bdl_value *room) {
    *room =
        (bdl_value){.kind = x->type.kind,
                    .state = holder->state == BDL_PRESENT ? BDL_MISSING : holder->state,
                    .reason = bdl_value_reason(holder)};
    return room;
}

static const bdl_value *look_at_local_field(bdl_eval *e, const bdl_expr *x,
                                            bdl_value *room) {
    const bdl_value *holder = &e->frame.locals[x->as.name.local];

    if (holder->kind == BDL_RECORD && holder->state == BDL_PRESENT)
        return bdl_eval_look_at(e, x, holder->as.record, x->slot, room);
    return no_holder(x, holder, room);
}

static BDL_APART bdl_value read_corpus(bdl_eval *e) {
    if (!e->corpus)
        return bdl_eval_missing(e, BDL_LIST, "the corpus is not at hand");
    return bdl_value_list(e->corpus);
}

static BDL_APART const bdl_value *look_at_other(bdl_eval *e, const bdl_expr *x,
                                                bdl_value *room) {
    switch (x->ref) {
    case BDL_REF_DOC_FIELD:
        return bdl_eval_look_at(e, x, e->document, x->slot, room);
    case BDL_REF_DOCUMENT:
        *room = bdl_value_record(e->document);
        return room;
    case BDL_REF_CORPUS:
        *room = read_corpus(e);
        return room;
    case BDL_REF_PARAM:
        return look_at_param(e, x->as.name.target);
    case BDL_REF_TABLE:
        *room = bdl_table_rows(e, x->as.name.target);
        return room;
    default:
        *room = bdl_value_failed(x->type.kind, BDL_TR("a name without meaning"));
        return room;
    }
}

/* The most frequent ones first, which need no room of their own. */
static inline const bdl_value *look_at_name(bdl_eval *e, const bdl_expr *x,
                                            bdl_value *room) {
    switch (x->ref) {
    case BDL_REF_LOCAL_FIELD:
        return look_at_local_field(e, x, room);
    case BDL_REF_LOCAL:
    case BDL_REF_ITEM:
        return look_at_local(e, x);
    default:
        return look_at_other(e, x, room);
    }
}

static BDL_APART const bdl_value *look_at_name_apart(bdl_eval *e, const bdl_expr *x,
                                                     bdl_value *room) {
    return look_at_name(e, x, room);
}

/* ---- operators ---- */

const bdl_value *bdl_eval_hold(bdl_eval *e, const bdl_expr *x, const bdl_expr *next,
                               bdl_value *room) {
    const bdl_value *v = bdl_eval_look(e, x, room);
    bool is_local = v >= e->frame.locals && v < e->frame.locals + e->frame.count;

    if (!is_local || next->kind == BDL_E_LITERAL || next->kind == BDL_E_NAME)
        return v;
    *room = *v;
    return room;
}

static bdl_value join_lists(bdl_eval *e, const bdl_value *a, const bdl_value *b) {
    bdl_picked all = {0};

    if (bdl_list_count(b) == 0 && a->state == BDL_PRESENT && !a->as.list->key)
        return bdl_value_list(a->as.list);
    if (!bdl_eval_may_make(e,
                           (bdl_list_count(a) + bdl_list_count(b)) * sizeof(bdl_value)))
        return bdl_eval_spent(e, BDL_LIST);
    for (size_t i = 0; i < bdl_list_count(a); i++)
        BDL_PUSH_MOVING(e->scratch, &all, bdl_list_element(a->as.list, i));
    for (size_t i = 0; i < bdl_list_count(b); i++)
        BDL_PUSH_MOVING(e->scratch, &all, bdl_list_element(b->as.list, i));
    return bdl_picked_list(e, &all);
}

static BDL_APART bdl_value add(bdl_eval *e, const bdl_value *a, const bdl_value *b) {
    if (bdl_kind_is_figure(a->kind) || bdl_kind_is_figure(b->kind))
        return bdl_arith_add(e->scratch, a, b);
    if (!bdl_value_is_known(a) || !bdl_value_is_known(b))
        return bdl_value_unknown(a->kind, a, b);
    if (a->kind == BDL_LIST)
        return join_lists(e, a, b);
    if (!bdl_eval_may_make(e, a->text.len + b->text.len))
        return bdl_eval_spent(e, BDL_TEXT);
    return bdl_value_text(
        bdl_arena_join(e->scratch, bdl_value_said(a), bdl_value_said(b)));
}

static bdl_value arithmetic(bdl_eval *e, const bdl_expr *x) {
    bdl_value rooms[2];
    const bdl_expr *second = x->as.binary.right;
    const bdl_value *a = bdl_eval_hold(e, x->as.binary.left, second, &rooms[0]);
    const bdl_value *b = bdl_eval_look(e, second, &rooms[1]);

    switch (x->op) {
    case BDL_OP_ADD:
        return add(e, a, b);
    case BDL_OP_SUB:
        return bdl_arith_sub(e->scratch, a, b);
    case BDL_OP_MUL:
        return bdl_arith_mul(e->scratch, a, b);
    default:
        return bdl_arith_div(e->scratch, a, b);
    }
}

static BDL_APART const bdl_value *look_at_arithmetic(bdl_eval *e, const bdl_expr *x,
                                                     bdl_value *room) {
    *room = arithmetic(e, x);
    return room;
}

static BDL_APART const bdl_value *look_at_coalesce(bdl_eval *e, const bdl_expr *x,
                                                   bdl_value *room) {
    const bdl_value *left = bdl_eval_look(e, x->as.binary.left, room);

    return left->state == BDL_MISSING ? bdl_eval_look(e, x->as.binary.right, room) : left;
}

/* ---- calls, lists, records ---- */

static BDL_APART bdl_value eval_list(bdl_eval *e, const bdl_expr *x) {
    bdl_values all = {0};

    for (size_t i = 0; i < x->as.list.items.count; i++) {
        bdl_value item = bdl_eval_expr(e, x->as.list.items.items[i]);

        BDL_PUSH(e->scratch, &all, item);
    }
    return bdl_values_list(e->scratch, &all);
}

/* The whole numbers from one end to the other: a range that a `for` goes through. */
static BDL_APART bdl_value eval_range(bdl_eval *e, const bdl_expr *x) {
    bdl_value low = bdl_eval_expr(e, x->as.range.low);
    bdl_value high = bdl_eval_expr(e, x->as.range.high);
    long long first, last;
    bdl_values all = {0};

    if (!bdl_value_is_known(&low) || !bdl_value_is_known(&high))
        return bdl_value_unknown(BDL_LIST, &low, &high);
    low = bdl_arith_operand(&low);
    high = bdl_arith_operand(&high);
    if (!bdl_dec_to_int(bdl_dec_trim(low.number), &first) ||
        !bdl_dec_to_int(bdl_dec_trim(high.number), &last))
        return bdl_value_failed(
            BDL_LIST, BDL_TR("a range is gone through from one whole number to another"));
    if (first <= last &&
        (unsigned long long)last - (unsigned long long)first >= BDL_MAX_RANGE)
        return bdl_value_failed(BDL_LIST,
                                BDL_TR("a range has too many numbers to go through"));
    for (; first <= last; first++)
        BDL_PUSH(e->scratch, &all, bdl_value_number(bdl_dec_int(first)));
    return bdl_values_list(e->scratch, &all);
}

static BDL_APART bdl_value eval_record(bdl_eval *e, const bdl_expr *x) {
    const bdl_entry_nodes *entries = &x->as.record.entries;
    bdl_record *record = BDL_NEW(e->scratch, bdl_record);
    size_t slot;

    record->type = x->type.record;
    record->model = e->model;
    /* behind what every record has stand the entries, in their order */
    slot = record->type->fields.count - entries->count;
    bdl_slots_begin(e->scratch, record);
    for (size_t i = 0; i < entries->count; i++)
        bdl_eval_into(e, entries->items[i].value,
                      bdl_slot_own(e->scratch, record, slot + i));
    return bdl_value_record(record);
}

static BDL_APART const bdl_value *look_at_if(bdl_eval *e, const bdl_expr *x,
                                             bdl_value *room) {
    bdl_value why;
    int t = bdl_eval_choice(e, x, &why);

    if (t >= 0)
        return bdl_eval_look(e, t ? x->as.cond.then : x->as.cond.otherwise, room);
    *room = bdl_value_unknown(x->type.kind, &why, NULL);
    return room;
}

/* ---- all ---- */

static BDL_APART const bdl_value *look_at_condition(bdl_eval *e, const bdl_expr *x,
                                                    bdl_value *room) {
    bdl_truth t = bdl_eval_decide(e, x, room);

    if (t >= 0)
        *room = bdl_truth_value(t, NULL);
    return room;
}

static const bdl_value *look_at_binary(bdl_eval *e, const bdl_expr *x, bdl_value *room) {
    switch (x->op) {
    case BDL_OP_COALESCE:
        return look_at_coalesce(e, x, room);
    case BDL_OP_ADD:
    case BDL_OP_SUB:
    case BDL_OP_MUL:
    case BDL_OP_DIV:
        return look_at_arithmetic(e, x, room);
    default:
        return look_at_condition(e, x, room);
    }
}

static BDL_APART const bdl_value *negated(bdl_eval *e, const bdl_expr *x,
                                          bdl_value *room) {
    bdl_value operand = bdl_eval_expr(e, x->as.unary.operand);

    *room = bdl_arith_neg(&operand);
    return room;
}

/* What is made anew. */
static BDL_APART const bdl_value *made(bdl_eval *e, const bdl_expr *x, bdl_value *room) {
    switch (x->kind) {
    case BDL_E_TEMPLATE:
        *room = bdl_value_text(bdl_eval_template(e, x));
        return room;
    case BDL_E_LIST:
        *room = eval_list(e, x);
        return room;
    case BDL_E_RANGE:
        *room = eval_range(e, x);
        return room;
    case BDL_E_RECORD:
        *room = eval_record(e, x);
        return room;
    case BDL_E_FOR:
        *room = bdl_eval_for(e, x);
        return room;
    default:
        *room = bdl_value_failed(x->type.kind, BDL_TR("an expression with a mistake"));
        return room;
    }
}

const bdl_value *bdl_eval_see(bdl_eval *e, const bdl_expr *x, bdl_value *room) {
    switch (x->kind) {
    case BDL_E_LITERAL:
        return x->as.literal;
    case BDL_E_NAME:
        return look_at_name_apart(e, x, room);
    case BDL_E_FIELD:
        return bdl_eval_field(e, x, room);
    case BDL_E_INDEX:
        return bdl_eval_index(e, x, room);
    case BDL_E_CALL:
        return x->as.call.builtin >= 0 ? bdl_eval_builtin(e, x, room)
                                       : bdl_eval_define(e, x, room);
    case BDL_E_NEGATE:
        return negated(e, x, room);
    case BDL_E_BINARY:
        return look_at_binary(e, x, room);
    case BDL_E_IF:
        return look_at_if(e, x, room);
    case BDL_E_NOT:
    case BDL_E_MATCHES:
    case BDL_E_IS:
    case BDL_E_EVERY:
    case BDL_E_SOME:
        return look_at_condition(e, x, room);
    default:
        return made(e, x, room);
    }
}

static BDL_APART const bdl_value *spent(bdl_eval *e, const bdl_expr *x, bdl_value *room) {
    *room = bdl_eval_spent(e, x->type.kind);
    return room;
}

const bdl_value *bdl_eval_look(bdl_eval *e, const bdl_expr *x, bdl_value *room) {
    if (bdl_eval_is_spent(e))
        return spent(e, x, room);
    e->steps++;
    if (x->kind == BDL_E_NAME) /* the most frequent ones */
        return look_at_name(e, x, room);
    if (x->kind == BDL_E_LITERAL)
        return x->as.literal;
    return bdl_eval_see(e, x, room);
}

const bdl_value *bdl_eval_inside(bdl_eval *e, const bdl_expr *x, bdl_value *room) {
    int outer = e->depth;
    const bdl_value *found;

    if (outer + x->depth >= BDL_EVAL_MAX_DEPTH) {
        e->met_limit = true;
        *room =
            bdl_value_failed(x->type.kind, BDL_TR("expressions are nested too deeply"));
        return room;
    }
    bdl_eval_weigh_often(e);
    e->depth += x->depth + 1;
    found = bdl_eval_look(e, x, room);
    e->depth = outer;
    return found;
}

bdl_value bdl_eval_expr(bdl_eval *e, const bdl_expr *x) {
    bdl_value out;
    const bdl_value *found = bdl_eval_look(e, x, &out);

    if (found != &out)
        out = *found;
    return out;
}

/* The document that a record belongs to. */
static bdl_record *root_of(bdl_record *record) {
    for (size_t depth = 0; record && record->holder && depth < BDL_MAX_NESTING; depth++)
        record = record->holder;
    return record;
}

bdl_value bdl_eval_apart(bdl_eval *e, const bdl_expr *x, bdl_record *rec,
                         bdl_record *doc) {
    bdl_frame outer = e->frame, inner = {.count = (size_t)e->program->local_count + 1};
    bdl_record *document = e->document;
    const bdl_value *found;
    bdl_value out;

    inner.locals = BDL_NEW_ARRAY(e->scratch, bdl_value, inner.count);
    if (rec)
        inner.locals[0] = bdl_value_record(rec);
    e->frame = inner;
    e->document = doc ? doc : rec ? root_of(rec) : document;
    found = bdl_eval_inside(e, x, &out);
    if (found != &out)
        out = *found;
    e->frame = outer;
    e->document = document;
    return out;
}
