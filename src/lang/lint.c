/* lint.c - what a checked program says for nothing: names that nobody uses, conditions
 * that are always true or always false. Only `bdl lint` asks for it. */
#include "lang/lint.h"

#include "base/language.h"
#include "base/text.h"
#include "lang/any.h"

/* One frame of locals: a rule or a function. */
struct frame {
    bool *used;
    size_t count;
};

struct lint {
    bdl_checker *c;
    bdl_map *used; /* params, tables and defines that are named somewhere */
    bdl_map *seen; /* bodies of functions that were walked */
    bdl_map *told; /* a function may be checked several times: each place once */
    struct frame *frame;
    bool quiet;    /* inside a condition that was told already */
    bool in_cells; /* of an example: texts are what a document says */
};

static bdl_str place_of(struct lint *l, const bdl_file *file, bdl_span span) {
    return bdl_arena_printf(l->c->arena, "%p:%u", (const void *)file, span.begin);
}

static bool is_new(struct lint *l, bdl_map *map, const void *thing) {
    bdl_str key = bdl_arena_printf(l->c->arena, "%p", thing);
    return !bdl_map_put(map, key, (void *)map);
}

static void complain_unused(struct lint *l, const bdl_file *file, bdl_word name) {
    if (name.text.len && !bdl_map_put(l->told, place_of(l, file, name.span), l))
        BDL_COMPLAIN(l->c, file, name.span, BDL_MSG_UNUSED, BDL_PRI(name.text));
}

/* ---- texts ---- */

/* The first expression in TEXT between OPENING and CLOSING; "" when there is none. */
static bdl_str inserted(bdl_str text, bdl_str opening, bdl_str closing) {
    for (size_t open = 0; (open = bdl_str_find(text, opening, open)) != SIZE_MAX;
         open++) {
        size_t next = open + opening.len, shut = bdl_str_find(text, closing, open);
        uint32_t c = next < text.len ? bdl_utf8_next(text, &next) : 0;
        bool is_letter = bdl_is_han(c) || bdl_is_ascii_letter(c);
        if (is_letter && shut != SIZE_MAX)
            return bdl_str_of(text.data + open, shut + closing.len - open);
    }
    return BDL_STR("");
}

/* The words of a message may have braces: there they were written twice. */
static void check_text(struct lint *l, const bdl_expr *e, bool is_message) {
    const bdl_value *v = e->as.literal;
    bdl_str wide, found;
    if (v->kind != BDL_TEXT || l->in_cells)
        return;
    wide = inserted(v->text, BDL_STR("｛"), BDL_STR("｝"));
    found = wide.len || is_message ? wide : inserted(v->text, BDL_STR("{"), BDL_STR("}"));
    if (found.len == 0 || bdl_map_put(l->told, place_of(l, e->file, e->span), l))
        return;
    BDL_COMPLAIN_AT(l->c, e, BDL_MSG_NO_MESSAGE, BDL_PRI(found));
    if (wide.len)
        BDL_HINT(l->c, "%s", _("braces in a message are half width: `{…}`"));
    else
        BDL_HINT(l->c, "%s", _("write `join([name, text(amount)], \"\")`"));
}

/* ---- conditions that do not depend on anything ---- */

typedef enum verdict { NEVER = -1, MAYBE, ALWAYS } verdict;

static verdict judge(struct lint *l, const bdl_expr *e);

static verdict opposite(verdict v) {
    return (verdict) - (int)v;
}

static bool is_number(const bdl_expr *e) {
    return e->kind == BDL_E_LITERAL && bdl_kind_is_figure(e->type.kind) &&
           e->as.literal->state == BDL_PRESENT;
}

/* Functions that give nothing below zero. */
static bool is_never_negative(const bdl_expr *e) {
    if (e->kind != BDL_E_CALL)
        return false;
    switch (e->as.call.builtin) {
    case BDL_FN_COUNT:
    case BDL_FN_LENGTH:
    case BDL_FN_ABS:
    case BDL_FN_DISTANCE:
    case BDL_FN_DECIMALS:
    case BDL_FN_SIMILAR:
        return true;
    default:
        return false;
    }
}

static verdict from(bool holds) {
    return holds ? ALWAYS : NEVER;
}

/* `x OP n` for an x that is never below zero. */
static verdict judge_floor(bdl_op op, const bdl_expr *number) {
    int sign = bdl_dec_sign(number->as.literal->number);
    if (op == BDL_OP_GE && sign <= 0)
        return ALWAYS;
    if (op == BDL_OP_LT && sign <= 0)
        return NEVER;
    if (sign >= 0)
        return MAYBE;
    if (op == BDL_OP_GT || op == BDL_OP_NE)
        return ALWAYS;
    return op == BDL_OP_LE || op == BDL_OP_EQ || op == BDL_OP_SAME ? NEVER : MAYBE;
}

static bdl_op turned(bdl_op op) {
    switch (op) {
    case BDL_OP_LT:
        return BDL_OP_GT;
    case BDL_OP_LE:
        return BDL_OP_GE;
    case BDL_OP_GT:
        return BDL_OP_LT;
    case BDL_OP_GE:
        return BDL_OP_LE;
    default:
        return op;
    }
}

static verdict judge_numbers(bdl_op op, int order) {
    switch (op) {
    case BDL_OP_EQ:
    case BDL_OP_SAME:
        return from(order == 0);
    case BDL_OP_NE:
        return from(order != 0);
    case BDL_OP_LT:
        return from(order < 0);
    case BDL_OP_LE:
        return from(order <= 0);
    case BDL_OP_GT:
        return from(order > 0);
    case BDL_OP_GE:
        return from(order >= 0);
    default:
        return MAYBE;
    }
}

static verdict judge_in(const bdl_expr *right) {
    if (right->kind == BDL_E_LIST && right->as.list.items.count == 0)
        return NEVER;
    if (right->kind != BDL_E_RANGE || !right->as.range.low || !right->as.range.high)
        return MAYBE;
    const bdl_expr *low = right->as.range.low, *high = right->as.range.high;
    bool is_empty = is_number(low) && is_number(high) &&
                    bdl_dec_cmp(low->as.literal->number, high->as.literal->number) > 0;
    return is_empty ? NEVER : MAYBE;
}

static bool deny_each_other(const bdl_expr *a, const bdl_expr *b) {
    if (a->kind == BDL_E_NOT)
        return bdl_expr_same(a->as.unary.operand, b, 0);
    return b->kind == BDL_E_NOT && bdl_expr_same(b->as.unary.operand, a, 0);
}

static verdict judge_logic(struct lint *l, const bdl_expr *e) {
    const bdl_expr *left = e->as.binary.left, *right = e->as.binary.right;
    verdict wins = e->op == BDL_OP_OR ? ALWAYS : NEVER;
    verdict a = judge(l, left), b = judge(l, right);
    if (a == wins || b == wins || deny_each_other(left, right))
        return wins;
    return a == opposite(wins) && b == opposite(wins) ? a : MAYBE;
}

static verdict judge_binary(struct lint *l, const bdl_expr *e) {
    const bdl_expr *left = e->as.binary.left, *right = e->as.binary.right;
    bdl_op op = e->op;
    if (op == BDL_OP_OR || op == BDL_OP_AND)
        return judge_logic(l, e);
    if (op == BDL_OP_IN)
        return judge_in(right);
    if (e->as.binary.within)
        return MAYBE;
    if (is_number(left) && is_number(right))
        return judge_numbers(
            op, bdl_dec_cmp(left->as.literal->number, right->as.literal->number));
    if (is_never_negative(left) && is_number(right))
        return judge_floor(op, right);
    if (is_number(left) && is_never_negative(right))
        return judge_floor(turned(op), left);
    return MAYBE;
}

/* The builder keeps trees shallow, so this may call itself. */
static verdict judge(struct lint *l, const bdl_expr *e) {
    if (e->kind == BDL_E_LITERAL && e->type.kind == BDL_BOOLEAN &&
        e->as.literal->state == BDL_PRESENT)
        return from(e->as.literal->as.boolean);
    if (e->kind == BDL_E_NOT)
        return opposite(judge(l, e->as.unary.operand));
    return e->kind == BDL_E_BINARY ? judge_binary(l, e) : MAYBE;
}

/* Once for each place; tells whether what is inside needs no word any more. */
static bool complain_verdict(struct lint *l, const bdl_expr *e) {
    if (l->quiet || e->kind == BDL_E_LITERAL || e->type.kind != BDL_BOOLEAN)
        return false;
    verdict v = judge(l, e);
    if (v == MAYBE)
        return false;
    bdl_str text = bdl_check_text(l->c, e);
    if (!bdl_map_put(l->told, place_of(l, e->file, e->span), l))
        BDL_COMPLAIN_AT(l->c, e, BDL_MSG_ALWAYS, BDL_PRI(text),
                        v == ALWAYS ? "true" : "false");
    return true;
}

/* ---- figures where they mean something else ---- */

static void check_place(struct lint *l, const bdl_expr *place) {
    if (place->kind != BDL_E_LITERAL || place->type.kind != BDL_NUMBER ||
        bdl_dec_sign(place->as.literal->number) > 0 ||
        bdl_map_put(l->told, place_of(l, place->file, place->span), l))
        return;
    bdl_str text = bdl_check_text(l->c, place);
    BDL_COMPLAIN_AT(l->c, place, BDL_MSG_NO_PLACE, BDL_PRI(text));
}

/* `rate >= 80`: of a percentage 80 is 8000%, which no rate is. */
static void check_percent(struct lint *l, const bdl_expr *rate, const bdl_expr *number) {
    static const bdl_dec most = {10, 0};
    if (!number || rate->type.kind != BDL_PERCENT || number->type.kind != BDL_NUMBER ||
        !is_number(number) || bdl_dec_cmp(number->as.literal->number, most) <= 0 ||
        bdl_map_put(l->told, place_of(l, number->file, number->span), l))
        return;
    bdl_str name = bdl_check_text(l->c, rate), text = bdl_check_text(l->c, number);
    bdl_dec hundredfold;
    if (bdl_dec_shift(number->as.literal->number, 2, &hundredfold) != BDL_DEC_OK)
        return;
    bdl_str share = bdl_dec_str(l->c->arena, bdl_dec_trim(hundredfold), 0);
    BDL_COMPLAIN_AT(l->c, number, BDL_MSG_PERCENT_NUMBER, BDL_PRI(name), BDL_PRI(text),
                    BDL_PRI(share));
    BDL_HINT(l->c, _("write `%.*s%%`"), BDL_PRI(text));
}

static void check_percents(struct lint *l, const bdl_expr *e) {
    const bdl_expr *left = e->as.binary.left, *right = e->as.binary.right;
    if (e->op == BDL_OP_IN && right->kind == BDL_E_RANGE) {
        check_percent(l, left, right->as.range.low);
        check_percent(l, left, right->as.range.high);
    } else if (e->op < BDL_OP_IN) {
        check_percent(l, left, right);
        check_percent(l, right, left);
    }
}

/* ---- other documents ---- */

/* `corpus`, or some of it. */
static bool is_of_corpus(const bdl_expr *list) {
    while (list && list->kind == BDL_E_INDEX)
        list = list->as.index.base;
    return list && list->kind == BDL_E_NAME && list->ref == BDL_REF_CORPUS;
}

static bool is_called(const bdl_expr *e, const void *what) {
    const bdl_str *name = what;
    return e->kind == BDL_E_NAME && bdl_str_eq(e->as.name.text, *name);
}

/* Documents open no scope: a condition that does not name the one taken from LIST is that
 * of the document checked, and the same for all. */
static void check_others(struct lint *l, const bdl_expr *list, const bdl_expr *condition,
                         bdl_str name) {
    if (!condition || condition->kind == BDL_E_LITERAL || !is_of_corpus(list) ||
        bdl_expr_any(condition, is_called, &name) ||
        bdl_map_put(l->told, place_of(l, condition->file, condition->span), l))
        return;
    bdl_str text = bdl_check_text(l->c, condition);
    BDL_COMPLAIN_AT(l->c, condition, BDL_MSG_OWN_DOCUMENT, BDL_PRI(text));
    BDL_HINT(l->c, _("what is another document's stands behind its name: `%.*s.year`"),
             BDL_PRI(name));
}

/* ---- walking ---- */

static void walk(struct lint *l, const bdl_expr *e);

static void use_name(struct lint *l, const bdl_expr *e) {
    bdl_ref ref = e->ref;
    int local = e->as.name.local;
    if ((ref == BDL_REF_LOCAL || ref == BDL_REF_LOCAL_FIELD) && l->frame && local >= 0 &&
        (size_t)local < l->frame->count)
        l->frame->used[local] = true;
    if (ref == BDL_REF_PARAM || ref == BDL_REF_TABLE)
        (void)is_new(l, l->used, e->as.name.target);
}

/* The body of a function has locals of its own, its params first. */
static void walk_define(struct lint *l, const bdl_define *define) {
    (void)is_new(l, l->used, define->item);
    if (!define->body || !is_new(l, l->seen, define))
        return;
    size_t count = (size_t)define->local_count + define->params.count;
    struct frame frame = {BDL_NEW_ARRAY(l->c->arena, bool, count + 1), count};
    struct frame *outer = l->frame;
    bool quiet = l->quiet;
    l->frame = &frame;
    l->quiet = false;
    walk(l, define->body);
    l->frame = outer;
    l->quiet = quiet;
    for (size_t i = 0; i < define->params.count; i++)
        if (!frame.used[i])
            complain_unused(l, define->item->file, define->params.items[i]);
}

typedef struct walking {
    struct lint *l;
    const bdl_expr *whole;
} walking;

static void walk_part(const bdl_expr *part, void *context) {
    const walking *w = context;
    if (w->whole->kind == BDL_E_TEMPLATE && part->kind == BDL_E_LITERAL)
        check_text(w->l, part, true);
    else
        walk(w->l, part);
}

static void check_one(struct lint *l, const bdl_expr *e) {
    switch (e->kind) {
    case BDL_E_LITERAL:
        check_text(l, e, false);
        break;
    case BDL_E_NAME:
        use_name(l, e);
        break;
    case BDL_E_INDEX:
        check_place(l, e->as.index.argument);
        if (e->as.index.filters)
            check_others(l, e->as.index.base, e->as.index.argument, BDL_STR("item"));
        break;
    case BDL_E_CALL:
        if (e->as.call.define)
            walk_define(l, e->as.call.define);
        break;
    case BDL_E_BINARY:
        check_percents(l, e);
        break;
    case BDL_E_EVERY:
    case BDL_E_SOME:
    case BDL_E_FOR:
        check_others(l, e->as.each.list,
                     e->kind == BDL_E_FOR ? e->as.each.where : e->as.each.body,
                     e->as.each.var);
        break;
    default:
        break;
    }
}

static void walk(struct lint *l, const bdl_expr *e) {
    if (!e)
        return;
    bool quiet = l->quiet;
    if (complain_verdict(l, e))
        l->quiet = true;
    check_one(l, e);
    walking w = {l, e};
    bdl_expr_parts(e, walk_part, &w);
    l->quiet = quiet;
}

/* ---- rules ---- */

/* Literal conditions: nothing is wrong with `assert false` behind a `when`. */
static void check_condition(struct lint *l, const bdl_expr *e, bool is_assert) {
    if (!e || e->kind != BDL_E_LITERAL)
        return;
    verdict v = judge(l, e);
    if (is_assert && v == ALWAYS)
        BDL_COMPLAIN_AT(l->c, e, BDL_MSG_NEVER_FAILS);
    else if (!is_assert && v == NEVER)
        BDL_COMPLAIN_AT(l->c, e, BDL_MSG_NEVER_APPLIES);
}

static void walk_clause(struct lint *l, const bdl_clause *clause) {
    if (clause->kind == BDL_C_EXAMPLE) {
        l->in_cells = true;
        for (size_t i = 0; i < clause->entries.count; i++)
            walk(l, clause->entries.items[i].value);
        l->in_cells = false;
        return;
    }
    if (clause->kind == BDL_C_FOR)
        check_condition(l, clause->where, false);
    if (clause->kind == BDL_C_WHEN || clause->kind == BDL_C_ASSERT)
        check_condition(l, clause->expr, clause->kind == BDL_C_ASSERT);
    walk(l, clause->expr);
    if (clause->kind == BDL_C_FOR) {
        check_others(l, clause->expr, clause->where, clause->name.text);
        for (size_t i = 0; i < clause->by.count; i++)
            walk(l, clause->by.items[i]);
        walk(l, clause->where);
    }
    walk(l, clause->otherwise);
}

static void walk_rule(struct lint *l, const bdl_item *item) {
    const bdl_rule_item *rule = &item->as.rule;
    size_t count = (size_t)rule->local_count;
    struct frame frame = {BDL_NEW_ARRAY(l->c->arena, bool, count + 1), count};
    l->frame = &frame;
    for (size_t i = 0; i < rule->clauses.count; i++)
        walk_clause(l, rule->clauses.items[i]);
    for (size_t i = 0; i < rule->clauses.count; i++) {
        const bdl_clause *clause = rule->clauses.items[i];
        bool has_name = clause->kind == BDL_C_LET || clause->kind == BDL_C_FOR;
        if (has_name && !frame.used[clause->local])
            complain_unused(l, item->file, clause->name);
    }
    l->frame = NULL;
}

/* ---- the program ---- */

/* A file without rules is a library: what it offers need not be used. */
static bool has_rules(const bdl_file *file) {
    for (size_t i = 0; i < file->items.count; i++)
        if (file->items.items[i]->kind == BDL_I_RULE)
            return true;
    return false;
}

static void find_unused(struct lint *l, const bdl_file *file) {
    for (size_t i = 0; i < file->items.count; i++) {
        const bdl_item *item = file->items.items[i];
        bool named = item->kind == BDL_I_PARAM || item->kind == BDL_I_DEFINE ||
                     item->kind == BDL_I_TABLE;
        bool is_put_in = item->kind == BDL_I_TABLE && item->as.table.is_put_in;
        if (named && !is_put_in && is_new(l, l->used, item))
            complain_unused(l, file, item->name);
    }
}

void bdl_lint_program(bdl_checker *c) {
    const bdl_program *p = c->program;
    struct lint l = {.c = c,
                     .used = bdl_map_new(c->known),
                     .seen = bdl_map_new(c->known),
                     .told = bdl_map_new(c->known)};
    for (size_t i = 0; i < c->lets.count; i++)
        walk(&l, c->lets.items[i]->expr);
    for (size_t i = 0; i < c->waiting.count; i++)
        walk(&l, c->waiting.items[i].expr);
    for (size_t i = 0; i < p->params.count; i++)
        walk(&l, p->params.items[i]->as.param.value);
    for (size_t i = 0; i < p->duties.count; i++)
        walk(&l, p->duties.items[i]->as.duty.where);
    for (size_t i = 0; i < p->rules.count; i++)
        walk_rule(&l, p->rules.items[i]);
    for (size_t i = 0; i < p->files.count; i++)
        if (has_rules(p->files.items[i]))
            find_unused(&l, p->files.items[i]);
}
