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

bdl_comparison bdl_eval_comparison(bdl_eval *e, const bdl_value *within) {
    return (bdl_comparison){e->scratch, e->folds, e->options.exact, within};
}

bdl_str bdl_eval_fold(bdl_eval *e, bdl_str text) {
    return bdl_folds_get(e->folds, e->scratch, text);
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

int bdl_eval_truth(bdl_eval *e, const bdl_expr *x, bdl_value *why) {
    bdl_value v = bdl_eval_expr(e, x);

    if (v.state == BDL_PRESENT && v.kind == BDL_BOOLEAN)
        return v.as.boolean;
    if (v.state == BDL_PRESENT || v.state == BDL_BLANK) {
        v.state = BDL_MISSING;
        v.reason = BDL_TR("the condition has no truth value");
    }
    if (why)
        *why = v;
    return -1;
}

bool bdl_eval_is_spent(const bdl_eval *e) {
    return e->steps >= e->options.max_steps;
}

bdl_value bdl_eval_spent(bdl_kind kind) {
    return bdl_value_failed(kind,
                            BDL_TR("the rule met the limit of steps on this document"));
}

/* ---- names ---- */

static bdl_value read_param(bdl_eval *e, const bdl_item *item) {
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
    return *known;
}

/* A local that a `let` gave is read anew when it is traced, so that what it was made of
 * is seen; once, for the figures of one finding are wanted once. */
static bdl_value read_local(bdl_eval *e, const bdl_expr *x) {
    int local = x->as.name.local;
    bdl_frame *frame = &e->frame;
    const bdl_clause *clause = frame->clause_of ? frame->clause_of[local] : NULL;
    bdl_value *value = &frame->locals[local];

    if ((!e->trace && !e->explain) || (e->trace && e->trace->muted))
        return *value;
    if (!clause) {
        if (e->trace && value->origin && frame->text_of && frame->text_of[local])
            bdl_trace_piece(e, frame->text_of[local], value, x->as.name.text);
        return *value;
    }
    if (clause->kind == BDL_C_LET && !frame->followed[local]) {
        frame->followed[local] = true;
        *value = bdl_eval_expr(e, clause->expr);
    } else if (clause->kind == BDL_C_FOR && e->trace && value->origin) {
        bdl_trace_add(e->trace, NULL, -1, value, bdl_expr_source(e->trace->arena, x));
    }
    return *value;
}

static bdl_value read_local_field(bdl_eval *e, const bdl_expr *x) {
    const bdl_value *holder = &e->frame.locals[x->as.name.local];

    if (holder->kind == BDL_RECORD && holder->state == BDL_PRESENT)
        return bdl_eval_read(e, holder->as.record, x->as.name.slot);
    return (bdl_value){.kind = x->type.kind,
                       .state =
                           holder->state == BDL_PRESENT ? BDL_MISSING : holder->state,
                       .reason = holder->reason};
}

static bdl_value read_corpus(bdl_eval *e) {
    if (!e->corpus)
        return bdl_eval_missing(e, BDL_LIST, "the corpus is not at hand");
    return bdl_value_list(e->corpus);
}

static bdl_value eval_name(bdl_eval *e, const bdl_expr *x) {
    switch (x->as.name.ref) {
    case BDL_REF_LOCAL:
    case BDL_REF_ITEM:
        return read_local(e, x);
    case BDL_REF_LOCAL_FIELD:
        return read_local_field(e, x);
    case BDL_REF_DOC_FIELD:
        return bdl_eval_read(e, e->document, x->as.name.slot);
    case BDL_REF_DOCUMENT:
        return bdl_value_record(e->document);
    case BDL_REF_CORPUS:
        return read_corpus(e);
    case BDL_REF_PARAM:
        return read_param(e, x->as.name.target);
    case BDL_REF_TABLE:
        return bdl_table_rows(e, x->as.name.target);
    default:
        return bdl_value_failed(x->type.kind, BDL_TR("a name without meaning"));
    }
}

/* ---- operators ---- */

static bdl_value negate_truth(bdl_value v) {
    if (v.state == BDL_PRESENT)
        v.as.boolean = !v.as.boolean;
    v.kind = BDL_BOOLEAN;
    return v;
}

/* `and` and `or` in one: DECIDES is the truth value that settles the matter (Kleene). */
static bdl_value eval_logic(bdl_eval *e, const bdl_expr *x, bool decides) {
    bdl_value left = bdl_eval_expr(e, x->as.binary.left), right;
    bool left_known = left.state == BDL_PRESENT;

    if (left_known && left.as.boolean == decides && !left.rounded)
        return left;
    right = bdl_eval_expr(e, x->as.binary.right);
    if (left_known && left.as.boolean == decides) {
        left.rounded = !(right.state == BDL_PRESENT && right.as.boolean == decides &&
                         !right.rounded);
        return left;
    }
    if (right.state == BDL_PRESENT && right.as.boolean == decides)
        return right;
    if (!left_known || right.state != BDL_PRESENT)
        return bdl_value_unknown(BDL_BOOLEAN, left_known ? &right : &left,
                                 left_known ? NULL : &right);
    right.rounded |= left.rounded;
    return right;
}

/* The sides of X. What the left one gives is copied when the right one is more than a
 * look: it may bind a name anew. */
static void look_at_both(bdl_eval *e, const bdl_expr *x, bdl_value rooms[2],
                         const bdl_value **left, const bdl_value **right) {
    const bdl_expr *second = x->as.binary.right;

    if (x->as.binary.within ||
        (second->kind != BDL_E_LITERAL && second->kind != BDL_E_NAME)) {
        rooms[0] = bdl_eval_expr(e, x->as.binary.left);
        *left = &rooms[0];
    } else {
        *left = bdl_eval_look(e, x->as.binary.left, &rooms[0]);
    }
    *right = bdl_eval_look(e, second, &rooms[1]);
}

static bdl_value eval_comparison(bdl_eval *e, const bdl_expr *x) {
    bdl_value rooms[2], within;
    const bdl_value *left, *right;
    bdl_comparison how = bdl_eval_comparison(e, NULL);

    look_at_both(e, x, rooms, &left, &right);
    if (x->as.binary.within) {
        rooms[1] = *right;
        right = &rooms[1];
        if (e->trace)
            e->trace->muted++;
        within = bdl_eval_expr(e, x->as.binary.within);
        if (e->trace)
            e->trace->muted--;
        if (!bdl_value_is_known(&within))
            return bdl_value_unknown(BDL_BOOLEAN, &within, NULL);
        within = bdl_arith_operand(&within);
        how.within = &within;
    }
    return bdl_compare(&how, x->as.binary.op, left, right);
}

static bdl_value join_lists(bdl_eval *e, const bdl_value *a, const bdl_value *b) {
    bdl_values all = {0};

    for (size_t i = 0; i < bdl_list_count(a); i++)
        BDL_PUSH(e->scratch, &all, a->as.list->items[i]);
    for (size_t i = 0; i < bdl_list_count(b); i++)
        BDL_PUSH(e->scratch, &all, b->as.list->items[i]);
    return bdl_values_list(e->scratch, &all);
}

static bdl_value eval_add(bdl_eval *e, const bdl_value *a, const bdl_value *b) {
    if (bdl_kind_is_figure(a->kind) || bdl_kind_is_figure(b->kind))
        return bdl_arith_add(e->scratch, a, b);
    if (!bdl_value_is_known(a) || !bdl_value_is_known(b))
        return bdl_value_unknown(a->kind, a, b);
    if (a->kind == BDL_LIST)
        return join_lists(e, a, b);
    return bdl_value_text(bdl_arena_join(e->scratch,
                                         a->state == BDL_BLANK ? BDL_STR("") : a->text,
                                         b->state == BDL_BLANK ? BDL_STR("") : b->text));
}

static bdl_value eval_arithmetic(bdl_eval *e, const bdl_expr *x) {
    bdl_value rooms[2];
    const bdl_value *a, *b;

    look_at_both(e, x, rooms, &a, &b);
    switch (x->as.binary.op) {
    case BDL_OP_ADD:
        return eval_add(e, a, b);
    case BDL_OP_SUB:
        return bdl_arith_sub(e->scratch, a, b);
    case BDL_OP_MUL:
        return bdl_arith_mul(e->scratch, a, b);
    default:
        return bdl_arith_div(e->scratch, a, b);
    }
}

static bdl_value eval_coalesce(bdl_eval *e, const bdl_expr *x) {
    bdl_value left = bdl_eval_expr(e, x->as.binary.left);

    return left.state == BDL_MISSING ? bdl_eval_expr(e, x->as.binary.right) : left;
}

static bdl_value eval_binary(bdl_eval *e, const bdl_expr *x) {
    switch (x->as.binary.op) {
    case BDL_OP_OR:
        return eval_logic(e, x, true);
    case BDL_OP_AND:
        return eval_logic(e, x, false);
    case BDL_OP_IN:
        return bdl_eval_in(e, x);
    case BDL_OP_CONTAINS:
        return bdl_eval_contains(e, x);
    case BDL_OP_COALESCE:
        return eval_coalesce(e, x);
    case BDL_OP_ADD:
    case BDL_OP_SUB:
    case BDL_OP_MUL:
    case BDL_OP_DIV:
        return eval_arithmetic(e, x);
    default:
        return eval_comparison(e, x);
    }
}

/* ---- calls, lists, records ---- */

static bdl_value eval_call(bdl_eval *e, const bdl_expr *x) {
    return x->as.call.builtin >= 0 ? bdl_eval_builtin(e, x) : bdl_eval_define(e, x);
}

static bdl_value eval_list(bdl_eval *e, const bdl_expr *x) {
    bdl_values all = {0};

    for (size_t i = 0; i < x->as.list.items.count; i++) {
        bdl_value item = bdl_eval_expr(e, x->as.list.items.items[i]);

        BDL_PUSH(e->scratch, &all, item);
    }
    return bdl_values_list(e->scratch, &all);
}

static bdl_value eval_record(bdl_eval *e, const bdl_expr *x) {
    bdl_record *record = BDL_NEW(e->scratch, bdl_record);

    record->type = x->type.record;
    record->model = e->model;
    record->slots = BDL_NEW_ARRAY(e->scratch, bdl_value, record->type->fields.count);
    for (size_t i = 0; i < record->type->fields.count; i++)
        record->slots[i] = (bdl_value){.kind = record->type->fields.items[i].type.kind,
                                       .state = BDL_MISSING};
    for (size_t i = 0; i < x->as.record.entries.count; i++) {
        const bdl_entry_node *entry = &x->as.record.entries.items[i];
        int slot = bdl_rectype_slot(record->type, entry->path.items[0].text);

        if (slot >= 0)
            record->slots[slot] = bdl_eval_expr(e, entry->value);
    }
    return bdl_value_record(record);
}

static bdl_value eval_if(bdl_eval *e, const bdl_expr *x) {
    bdl_value why;

    switch (bdl_eval_truth(e, x->as.cond.cond, &why)) {
    case 1:
        return bdl_eval_expr(e, x->as.cond.then);
    case 0:
        return bdl_eval_expr(e, x->as.cond.otherwise);
    default:
        return bdl_value_unknown(x->type.kind, &why, NULL);
    }
}

/* ---- all ---- */

static bdl_value dispatch(bdl_eval *e, const bdl_expr *x) {
    bdl_value v;

    switch (x->kind) {
    case BDL_E_LITERAL:
        return x->as.literal;
    case BDL_E_TEMPLATE:
        return bdl_value_text(bdl_eval_template(e, x));
    case BDL_E_NAME:
        return eval_name(e, x);
    case BDL_E_FIELD:
        return *bdl_eval_field(e, x, &v);
    case BDL_E_INDEX:
        return bdl_eval_index(e, x);
    case BDL_E_CALL:
        return eval_call(e, x);
    case BDL_E_NOT:
        return negate_truth(bdl_eval_expr(e, x->as.unary.operand));
    case BDL_E_NEGATE:
        v = bdl_eval_expr(e, x->as.unary.operand);
        return bdl_arith_neg(&v);
    case BDL_E_BINARY:
        return eval_binary(e, x);
    case BDL_E_MATCHES:
        return bdl_eval_matches(e, x);
    case BDL_E_IS:
        return bdl_eval_is(e, x);
    case BDL_E_LIST:
        return eval_list(e, x);
    case BDL_E_RECORD:
        return eval_record(e, x);
    case BDL_E_IF:
        return eval_if(e, x);
    case BDL_E_EVERY:
    case BDL_E_SOME:
    case BDL_E_FOR:
        return bdl_eval_each(e, x);
    default:
        return bdl_value_failed(x->type.kind, BDL_TR("an expression with a mistake"));
    }
}

bdl_value bdl_eval_expr(bdl_eval *e, const bdl_expr *x) {
    bdl_value out;

    if (e->depth >= BDL_EVAL_MAX_DEPTH)
        return bdl_value_failed(x->type.kind,
                                BDL_TR("expressions are nested too deeply"));
    if (bdl_eval_is_spent(e))
        return bdl_eval_spent(x->type.kind);
    e->steps++;
    e->depth++;
    out = dispatch(e, x);
    e->depth--;
    return out;
}

/* A local, a field or a literal where it stands; NULL: it has to be evaluated. */
static const bdl_value *look(bdl_eval *e, const bdl_expr *x, bdl_value *room) {
    const bdl_value *holder;

    switch (x->kind == BDL_E_NAME ? x->as.name.ref : BDL_REF_NONE) {
    case BDL_REF_LOCAL:
    case BDL_REF_ITEM:
        return &e->frame.locals[x->as.name.local];
    case BDL_REF_LOCAL_FIELD:
        holder = &e->frame.locals[x->as.name.local];
        return holder->kind == BDL_RECORD && holder->state == BDL_PRESENT
                   ? bdl_eval_look_at(e, holder->as.record, x->as.name.slot, room)
                   : NULL;
    case BDL_REF_DOC_FIELD:
        return bdl_eval_look_at(e, e->document, x->as.name.slot, room);
    default:
        break;
    }
    if (x->kind == BDL_E_FIELD)
        return bdl_eval_field(e, x, room);
    return x->kind == BDL_E_LITERAL ? &x->as.literal : NULL;
}

const bdl_value *bdl_eval_look(bdl_eval *e, const bdl_expr *x, bdl_value *room) {
    const bdl_value *found = NULL;

    if (e->depth < BDL_EVAL_MAX_DEPTH && !bdl_eval_is_spent(e) &&
        !bdl_eval_is_watched(e)) {
        e->steps++;
        e->depth++;
        found = look(e, x, room);
        e->depth--;
        e->steps -= !found;
    }
    if (found)
        return found;
    *room = bdl_eval_expr(e, x);
    return room;
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
    bdl_value out;

    inner.locals = BDL_NEW_ARRAY(e->scratch, bdl_value, inner.count);
    if (rec)
        inner.locals[0] = bdl_value_record(rec);
    e->frame = inner;
    e->document = doc ? doc : rec ? root_of(rec) : document;
    out = bdl_eval_expr(e, x);
    e->frame = outer;
    e->document = document;
    return out;
}
