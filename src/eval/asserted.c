/* asserted.c - what an assert without a message of its own says: the condition as it is
 * written, and the values of what stands between its operators. */
#include "eval/arith.h"
#include "eval/chosen.h"
#include "eval/finding.h"

enum {
    MOST_SAID = 12,
    MOST_NESTED = 40,  /* operands deeper than this are not told */
    MOST_OF_LIST = 8,  /* elements that are told one by one */
    MOST_LOOKED = 400, /* elements that are looked through for those */
};

typedef struct sayer {
    bdl_eval *e;
    bdl_buf buf;
    BDL_VEC(bdl_str) said;
    bool negated;
} sayer;

/* ---- values ---- */

/* ELEMENT with the fields BY which it was chosen: 数据维护费（34.00万元）. */
static bdl_str element_said(bdl_arena *arena, const bdl_value *element,
                            const bdl_chosen *by) {
    bdl_str name = bdl_eval_print(arena, element), said;
    bdl_buf fields = {.arena = arena};

    if (element->kind != BDL_RECORD || element->state != BDL_PRESENT)
        return name;
    for (size_t i = 0; by && i < by->count; i++) {
        const bdl_value *v = bdl_slots_of(element->as.record)[by->slots[i]];

        said = v ? bdl_eval_print(arena, v) : BDL_STR("");
        if (said.len == 0 || bdl_str_has(name, said))
            continue;
        bdl_buf_add(&fields, fields.len ? BDL_STR("，") : BDL_STR("（"));
        bdl_buf_add(&fields, said);
    }
    return fields.len ? bdl_arena_printf(arena, "%.*s%.*s）", BDL_PRI(name),
                                         BDL_PRI(bdl_buf_str(&fields)))
                      : name;
}

/* What is the same is said once. COUNT_ALL is how many there are; 0: more than LIST has.
 */
static bdl_str list_said(bdl_arena *arena, const bdl_list *list, size_t count_all,
                         const bdl_chosen *by) {
    bdl_str said[MOST_OF_LIST];
    bdl_buf buf = {.arena = arena};
    size_t count = 0, i, k;

    for (i = 0; i < list->count && i < MOST_LOOKED; i++) {
        bdl_str one = element_said(arena, bdl_list_element(list, i), by);

        for (k = 0; k < count && !bdl_str_eq(said[k], one); k++)
            ;
        if (k < count)
            continue;
        if (count == MOST_OF_LIST)
            break;
        bdl_buf_add(&buf, count ? BDL_STR("、") : BDL_STR(""));
        bdl_buf_add(&buf, said[count++] = one);
    }
    if (i < list->count && count_all)
        bdl_buf_printf(&buf, "等 %zu 项", count_all);
    else if (i < list->count)
        bdl_buf_add(&buf, BDL_STR("等"));
    return count ? bdl_buf_str(&buf) : BDL_STR("（空）");
}

static bdl_str value_said(bdl_eval *e, const bdl_expr *x, const bdl_value *v) {
    return v->kind == BDL_LIST && v->state == BDL_PRESENT
               ? list_said(e->scratch, v->as.list, v->as.list->count, bdl_chosen_by(e, x))
               : bdl_eval_print(e->scratch, v);
}

/* ---- operands ---- */

static void say(sayer *s, bdl_str name, bdl_str value) {
    for (size_t i = 0; i < s->said.count; i++)
        if (bdl_str_eq(s->said.items[i], name))
            return;
    if (s->said.count >= MOST_SAID)
        return;
    bdl_buf_add(&s->buf, s->said.count ? BDL_STR("，") : BDL_STR("："));
    bdl_buf_printf(&s->buf, "%.*s = %.*s", BDL_PRI(name), BDL_PRI(value));
    BDL_PUSH(s->e->scratch, &s->said, name);
}

/* AGAINST is what X is compared with, or NULL: a share is told as that is. */
static void say_operand(sayer *s, const bdl_expr *x, const bdl_expr *against) {
    bdl_value v = bdl_eval_expr(s->e, x), other;

    if (x->kind == BDL_E_NAME && x->ref == BDL_REF_LOCAL && v.state == BDL_MISSING)
        return; /* a pattern that was not met gave it nothing */
    if (against && against->type.kind == BDL_PERCENT && bdl_value_is_known(&v)) {
        other = bdl_eval_expr(s->e, against);
        v = bdl_side_shown(&v, &other);
    }
    say(s, bdl_expr_source(s->e->scratch, x), value_said(s->e, x, &v));
}

static void say_operands(sayer *s, const bdl_expr *x, const bdl_expr *against, int depth);

static void say_all(sayer *s, const bdl_exprs *list, int depth) {
    for (size_t i = 0; i < list->count; i++)
        say_operands(s, list->items[i], NULL, depth);
}

/* Whether something is so says nothing of it: what it was asked of does, and what was
 * counted says more than how much it is. */
static void say_call(sayer *s, const bdl_expr *x, const bdl_expr *against, int depth) {
    if (x->type.kind == BDL_BOOLEAN)
        say_all(s, x->as.call.args, depth);
    else
        say_operand(s, x, against);
    if (x->as.call.builtin == BDL_FN_COUNT)
        say_all(s, x->as.call.args, depth);
}

/* An end of a range; a literal is said already. */
static void say_end(sayer *s, const bdl_expr *end) {
    if (end && end->kind != BDL_E_LITERAL)
        say_operand(s, end, NULL);
}

static void say_range(sayer *s, const bdl_expr *left, const bdl_expr *range, int depth) {
    const bdl_expr *low = range->as.range.low, *high = range->as.range.high;

    say_operands(s, left, low ? low : high, depth);
    say_end(s, low);
    say_end(s, high);
}

static void say_binary(sayer *s, const bdl_expr *x, int depth) {
    const bdl_expr *left = x->as.binary.left, *right = x->as.binary.right;
    bool compares = x->op >= BDL_OP_EQ && x->op <= BDL_OP_GE;

    if (x->op == BDL_OP_IN && right->kind == BDL_E_RANGE) {
        say_range(s, left, right, depth);
        return;
    }
    say_operands(s, left, compares ? right : NULL, depth);
    say_operands(s, right, compares ? left : NULL, depth);
}

/* ---- every and some ---- */

/* The first elements of LIST of which the body of X is TRUTH, one more than are told. */
static bdl_value those(bdl_eval *e, const bdl_expr *x, const bdl_value *list,
                       bool truth) {
    bdl_value *local = &e->frame.locals[x->as.each.local], kept = *local, why;
    bdl_values found = {0};

    for (size_t i = 0; i < list->as.list->count && found.count <= MOST_OF_LIST; i++) {
        *local = *bdl_list_element(list->as.list, i);
        if (bdl_eval_truth(e, x->as.each.body, &why) == truth)
            BDL_PUSH(e->scratch, &found, *local);
    }
    *local = kept;
    return bdl_values_list(e->scratch, &found);
}

/* Of a list of which none is as some should be, what was asked of them. */
static void say_asked(sayer *s, const bdl_expr *x, const bdl_list *list,
                      const bdl_chosen *by) {
    bdl_str source = bdl_expr_source(s->e->scratch, x->as.each.list);

    for (size_t i = 0; i < by->count; i++) {
        bdl_values values = {0};
        bdl_value v;
        const bdl_rectype *type = NULL;

        for (size_t k = 0; k < list->count && k < MOST_LOOKED; k++) {
            const bdl_value *one = bdl_list_element(list, k);

            if (one->kind != BDL_RECORD || one->state != BDL_PRESENT)
                continue;
            type = one->as.record->type;
            if (bdl_slots_of(one->as.record)[by->slots[i]])
                BDL_PUSH(s->e->scratch, &values,
                         *bdl_slots_of(one->as.record)[by->slots[i]]);
        }
        if (!type)
            continue;
        v = bdl_values_list(s->e->scratch, &values);
        say(s,
            bdl_arena_printf(s->e->scratch, "%.*s.%.*s", BDL_PRI(source),
                             BDL_PRI(type->fields.items[by->slots[i]].name)),
            list_said(s->e->scratch, v.as.list, list->count, NULL));
    }
}

/* Which elements are to blame: of `every` those that are not so, of `not some` those that
 * are. */
static void say_each(sayer *s, const bdl_expr *x) {
    bdl_value list = bdl_eval_expr(s->e, x->as.each.list), blamed;
    bool every = x->kind == BDL_E_EVERY;
    bdl_chosen by;

    if (list.kind != BDL_LIST || list.state != BDL_PRESENT) {
        say_operand(s, x->as.each.list, NULL);
        return;
    }
    by = bdl_fields_read(x->as.each.body, x->as.each.local);
    if (every == s->negated) {
        if (by.count)
            say_asked(s, x, list.as.list, &by);
        else
            say_operand(s, x->as.each.list, NULL);
        return;
    }
    blamed = those(s->e, x, &list, !every);
    say(s,
        bdl_arena_printf(s->e->scratch, "%.*s 中%s",
                         BDL_PRI(bdl_expr_source(s->e->scratch, x->as.each.list)),
                         every ? "不符" : "相符"),
        list_said(s->e->scratch, blamed.as.list, 0, &by));
}

/* ---- all ---- */

static void say_operands(sayer *s, const bdl_expr *x, const bdl_expr *against,
                         int depth) {
    if (++depth > MOST_NESTED)
        return;
    switch (x->kind) {
    case BDL_E_NAME:
    case BDL_E_FIELD:
    case BDL_E_INDEX:
        say_operand(s, x, against);
        break;
    case BDL_E_CALL:
        say_call(s, x, against, depth);
        break;
    case BDL_E_BINARY:
        say_binary(s, x, depth);
        break;
    case BDL_E_LIST:
        say_all(s, &x->as.list.items, depth);
        break;
    case BDL_E_NOT:
        s->negated = !s->negated;
        say_operands(s, x->as.unary.operand, NULL, depth);
        s->negated = !s->negated;
        break;
    case BDL_E_NEGATE:
        say_operands(s, x->as.unary.operand, NULL, depth);
        break;
    case BDL_E_MATCHES:
        say_operands(s, x->as.matches.subject, NULL, depth);
        break;
    case BDL_E_IS:
        say_operands(s, x->as.is.subject, NULL, depth);
        break;
    case BDL_E_IF:
        say_operands(s, x->as.cond.cond, NULL, depth);
        say_operands(s, x->as.cond.then, NULL, depth);
        say_operands(s, x->as.cond.otherwise, NULL, depth);
        break;
    case BDL_E_EVERY:
    case BDL_E_SOME:
        say_each(s, x);
        break;
    default:
        break;
    }
}

bdl_str bdl_assert_said(bdl_eval *e, const bdl_expr *x, bdl_str difference) {
    sayer s = {.e = e, .buf = {.arena = e->scratch}};

    bdl_buf_add(&s.buf, bdl_expr_source(e->scratch, x));
    say_operands(&s, x, NULL, 0);
    if (difference.len)
        bdl_buf_printf(&s.buf, "，差 %.*s", BDL_PRI(difference));
    return bdl_buf_str(&s.buf);
}
