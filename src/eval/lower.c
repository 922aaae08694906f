/* lower.c - conditions lowered to a row of tests: what is asked most of the elements of a
 * list is whether a text meets a pattern and whether a field is there, put together by
 * `and`, `or` and `not`. Each test looks at one stored value and leads to the next one or
 * to the answer; no value is made, and nobody is asked what an expression is.
 *
 * A row says yes or no for certain. All else is left to the tree of expressions, which
 * evaluates the condition anew. */
#include "eval/machine.h"

enum { NO = UINT16_MAX - 1, YES = UINT16_MAX }; /* where a row ends */

/* What is looked at: a local, a field of the record in it, or what a rule says. */
enum { WHOLE = -1, WRITTEN = -2 };
typedef struct operand {
    int local, slot;          /* or WHOLE, WRITTEN */
    uint8_t bit;              /* of the field */
    const bdl_value *written; /* what is taken where the value is missing, after `??`, or
                                 always; NULL: nothing */
} operand;

typedef enum question {
    IS,
    MATCHES,
    SAME, /* the others are of two texts */
    HAS,
    STARTS,
    ENDS,
} question;

typedef struct test {
    uint16_t leads[2]; /* where no and yes lead to: a test, NO or YES */
    uint8_t question;
    uint8_t state;    /* of IS */
    uint32_t pattern; /* of MATCHES */
    const bdl_expr *x;
    operand of, with;
} test;

/* There are fewer tests than conditions with a number, so that leads are short. */
struct bdl_lowered {
    uint16_t first;
    BDL_VEC(test) tests; /* the last ones of the condition first */
};

/* ---- from the tree ---- */

/* What the checked expression X, see bdl_expr.condition, looks at. */
static operand operand_of(const bdl_expr *x) {
    operand out = {.slot = WHOLE};

    if (x->kind == BDL_E_LITERAL)
        return (operand){.slot = WRITTEN, .written = x->as.literal};
    if (x->kind == BDL_E_BINARY) {
        out.written = x->as.binary.right->as.literal;
        x = x->as.binary.left;
    }
    out.bit = x->bit;
    if (x->kind == BDL_E_FIELD) {
        out.slot = x->as.field.slot;
        x = x->as.field.base;
    } else if (x->as.name.ref == BDL_REF_LOCAL_FIELD) {
        out.slot = x->as.name.slot;
    }
    out.local = x->as.name.local;
    return out;
}

static void take_call(const bdl_expr *x, test *out) {
    out->question = x->as.call.builtin == BDL_FN_STARTS_WITH ? STARTS : ENDS;
    out->of = operand_of(x->as.call.args.items[0]);
    out->with = operand_of(x->as.call.args.items[1]);
}

static void take_binary(const bdl_expr *x, test *out) {
    out->question = x->as.binary.op == BDL_OP_CONTAINS ? HAS : SAME;
    out->of = operand_of(x->as.binary.left);
    out->with = operand_of(x->as.binary.right);
}

static uint16_t add_test(bdl_arena *arena, bdl_lowered *row, const bdl_expr *x,
                         uint16_t yes, uint16_t no) {
    bool negated = x->kind == BDL_E_IS
                       ? x->as.is.negated
                       : x->kind == BDL_E_BINARY && x->as.binary.op == BDL_OP_NE;
    test new = {.leads = {negated ? yes : no, negated ? no : yes}, .x = x};

    switch (x->kind) {
    case BDL_E_CALL:
        take_call(x, &new);
        break;
    case BDL_E_BINARY:
        take_binary(x, &new);
        break;
    case BDL_E_MATCHES:
        new.question = MATCHES;
        new.pattern = x->as.matches.patterns->number;
        new.of = operand_of(x->as.matches.subject);
        break;
    default:
        new.question = IS;
        new.state = (uint8_t)x->as.is.test;
        new.of = operand_of(x->as.is.subject);
    }
    BDL_PUSH(arena, &row->tests, new);
    return (uint16_t)(row->tests.count - 1);
}

/* Adds the tests of X and gives the one to begin with; yes and no lead to YES and NO. */
static uint16_t lower(bdl_arena *arena, bdl_lowered *row, const bdl_expr *x, uint16_t yes,
                      uint16_t no) {
    uint16_t second;

    if (x->kind == BDL_E_NOT)
        return lower(arena, row, x->as.unary.operand, no, yes);
    if (x->kind != BDL_E_BINARY || x->as.binary.op > BDL_OP_AND)
        return add_test(arena, row, x, yes, no);
    second = lower(arena, row, x->as.binary.right, yes, no);
    return x->as.binary.op == BDL_OP_AND
               ? lower(arena, row, x->as.binary.left, second, no)
               : lower(arena, row, x->as.binary.left, yes, second);
}

static BDL_APART const bdl_lowered *make_row(bdl_eval *e, const bdl_expr *x) {
    bdl_lowered *row = BDL_NEW(e->arena, bdl_lowered);

    row->first = lower(e->arena, row, x, YES, NO);
    e->lowered[x->condition] = row;
    return row;
}

/* ---- asked ---- */

/* NULL: there is no such field. */
static inline const bdl_value *look(bdl_eval *e, const operand *of) {
    const bdl_value *v;

    if (of->slot == WRITTEN)
        return of->written;
    v = &e->frame.locals[of->local];
    if (of->slot >= 0) {
        if (v->kind != BDL_RECORD || v->state != BDL_PRESENT || !v->as.record->slots)
            return NULL;
        bdl_reads_add(&e->reads, of->bit);
        v = v->as.record->slots[of->slot];
    }
    return v->state == BDL_MISSING && of->written ? of->written : v;
}

/* What is not known yet of a pattern and a text. It counts no more steps than what is
 * known, for who knows what depends on the threads. */
static BDL_APART int ask_anew(bdl_eval *e, const test *t) {
    uint64_t steps = e->steps;
    bdl_value why;
    bdl_truth met = bdl_eval_matches(e, t->x, &why);

    e->steps = steps;
    return met < 0 ? -1 : met == BDL_YES;
}

static int ask_state(const bdl_value *v, const test *t) {
    bool is_to_be_made = v->kind == BDL_LIST && v->as.list && v->as.list->later;

    if (v->state == BDL_FAILED || (v->state == BDL_PRESENT && is_to_be_made))
        return -1;
    return bdl_value_test(v, t->state);
}

static BDL_APART int ask_of_two(bdl_eval *e, const test *t, const bdl_value *a) {
    const bdl_value *b = look(e, &t->with);
    bdl_str whole, part;

    if (!b || a->kind != BDL_TEXT || b->kind != BDL_TEXT || !bdl_value_is_known(a) ||
        !bdl_value_is_known(b))
        return -1;
    if (t->question == SAME && a->text_number && a->text_number == b->text_number)
        return 1;
    if (t->question == HAS && (a->state == BDL_BLANK || b->state == BDL_BLANK))
        return b->state == BDL_BLANK;
    whole = bdl_eval_fold(e, a);
    part = bdl_eval_fold(e, b);
    switch (t->question) {
    case SAME:
        return bdl_str_eq(whole, part);
    case HAS:
        return bdl_str_find(whole, part, 0) != SIZE_MAX;
    case STARTS:
        return bdl_str_starts(whole, part);
    default:
        return bdl_str_ends(whole, part);
    }
}

/* 1, 0, or -1 when that is not told here. */
static inline int ask(bdl_eval *e, const test *t) {
    const bdl_value *v = look(e, &t->of);
    int known;

    if (!v)
        return -1;
    if (t->question == IS)
        return ask_state(v, t);
    if (t->question != MATCHES)
        return ask_of_two(e, t, v);
    if (!bdl_value_is_known(v))
        return -1;
    known = bdl_known_get(e->known, v->text_number, t->pattern);
    return known != BDL_MET_UNKNOWN ? known == BDL_MET_YES : ask_anew(e, t);
}

bdl_truth bdl_eval_lowered(bdl_eval *e, const bdl_expr *x) {
    const bdl_lowered *row = e->lowered[x->condition];
    uint16_t at;

    if (bdl_eval_is_watched(e) || bdl_eval_is_spent(e))
        return BDL_UNKNOWN;
    if (!row)
        row = make_row(e, x);
    at = row->first;
    do {
        const test *t = &row->tests.items[at];
        int met = ask(e, t);

        if (met < 0)
            return BDL_UNKNOWN;
        e->steps += 2; /* a test and what it looks at */
        at = t->leads[met];
    } while (at < NO);
    return at == YES ? BDL_YES : BDL_NO;
}
