/* proof.c - rows of a long list that surely pass, told from sums over its columns without
 * a record. What comes out is what the evaluator would find: a row that is not sure is
 * evaluated like any other. */
#include "eval/machine.h"

#include "eval/arith.h"
#include "model/long.h"

enum { MOST_TERMS = 16, MOST_ASSERTS = 8, MOST_POWER = 17 };

/* A column with its sign, brought to the decimals of the sum. */
typedef struct term {
    const int64_t *coef;
    int64_t factor;
} term;

/* left - right of one comparison, all in one unit. */
typedef struct sum {
    bdl_op op;
    term terms[MOST_TERMS];
    size_t count;
    int64_t constant;
} sum;

struct bdl_proof {
    sum sums[MOST_ASSERTS];
    size_t count;
    size_t first; /* element of the columns' first figure */
};

/* One comparison taken apart: its parts before they have one number of decimals. */
typedef struct part {
    const bdl_long_column *column; /* NULL: a number of the rule */
    bdl_dec number;
    int sign, scale;
} part;

typedef struct taking {
    bdl_eval *e;
    const bdl_list *list;
    int local;
    const bdl_unit *unit; /* of the first column; NULL: none yet */
    part parts[MOST_TERMS];
    size_t count;
} taking;

/* ---- taking a comparison apart ---- */

static bool names_element(const taking *t, const bdl_expr *x) {
    return x->kind == BDL_E_NAME && x->ref == BDL_REF_LOCAL &&
           x->as.name.local == t->local;
}

/* The field of the element that X names, or -1. */
static int slot_of(const taking *t, const bdl_expr *x) {
    if (x->kind == BDL_E_NAME && x->ref == BDL_REF_LOCAL_FIELD)
        return x->as.name.local == t->local ? x->slot : -1;
    if (x->kind != BDL_E_FIELD || x->maps || x->is_key || x->target_part >= 0)
        return -1;
    return names_element(t, x->as.field.base) ? x->slot : -1;
}

static bool add_part(taking *t, part p, const bdl_unit *unit) {
    if (t->count == MOST_TERMS)
        return false;
    if (t->unit && !bdl_unit_same_dimension(t->unit, unit))
        return false;
    t->unit = unit;
    t->parts[t->count++] = p;
    return true;
}

static bool take_column(taking *t, const bdl_expr *x, int sign) {
    int slot = slot_of(t, x);
    const bdl_long_column *column = slot >= 0 ? bdl_long_figures(t->list, slot) : NULL;
    const bdl_rectype *row;

    if (!column)
        return false;
    row = bdl_list_at(t->list, 0)->as.record->type;
    bdl_reads_add(&t->e->reads, row->fields.items[slot].bit);
    return add_part(t, (part){.column = column, .sign = sign, .scale = column->scale},
                    &column->unit);
}

static bool take_number(taking *t, const bdl_value *v, int sign) {
    part p = {.number = v->number, .sign = sign, .scale = v->number.scale};

    if (!bdl_kind_is_figure(v->kind) || v->state != BDL_PRESENT)
        return false;
    return v->number.coef == 0 || add_part(t, p, bdl_value_unit(v));
}

static bool take(taking *t, const bdl_expr *x, int sign) {
    if (x->kind == BDL_E_LITERAL)
        return take_number(t, x->as.literal, sign);
    if (x->kind == BDL_E_NEGATE)
        return take(t, x->as.unary.operand, -sign);
    if (x->kind == BDL_E_BINARY && (x->op == BDL_OP_ADD || x->op == BDL_OP_SUB))
        return take(t, x->as.binary.left, sign) &&
               take(t, x->as.binary.right, x->op == BDL_OP_ADD ? sign : -sign);
    return take_column(t, x, sign);
}

/* ---- bringing it to one number of decimals ---- */

static bool times_power(int64_t *n, int power) {
    for (; power > 0; power--)
        if (__builtin_mul_overflow(*n, 10, n))
            return false;
    return power == 0;
}

static bool add_constant(sum *s, const part *p, int scale) {
    int64_t n = (int64_t)p->number.coef;

    return n == p->number.coef && times_power(&n, scale - p->scale) &&
           !__builtin_add_overflow(s->constant, p->sign * n, &s->constant);
}

static bool make_sum(const taking *t, sum *s) {
    int scale = t->parts[0].scale;

    for (size_t i = 1; i < t->count; i++)
        scale = t->parts[i].scale > scale ? t->parts[i].scale : scale;
    for (size_t i = 0; i < t->count; i++) {
        const part *p = &t->parts[i];
        int64_t factor = p->sign;

        if (scale - p->scale > MOST_POWER)
            return false;
        if (!p->column) {
            if (!add_constant(s, p, scale))
                return false;
            continue;
        }
        if (!times_power(&factor, scale - p->scale))
            return false;
        s->terms[s->count++] = (term){p->column->coef, factor};
    }
    return s->count > 0;
}

static bool add_assert(bdl_proof *proof, taking *t, const bdl_expr *x) {
    sum *s = &proof->sums[proof->count];

    if (x->kind != BDL_E_BINARY || x->as.binary.within || proof->count == MOST_ASSERTS)
        return false;
    s->op = x->op;
    if (s->op != BDL_OP_EQ && s->op != BDL_OP_LE && s->op != BDL_OP_GE)
        return false;
    if (!take(t, x->as.binary.left, 1) || !take(t, x->as.binary.right, -1) ||
        t->count == 0 || !make_sum(t, s))
        return false;
    proof->count++;
    return true;
}

bdl_proof *bdl_proof_new(bdl_eval *e, const bdl_list *list, int local,
                         const bdl_clauses *clauses, size_t i) {
    bdl_proof *proof = BDL_NEW(e->scratch, bdl_proof);

    proof->first = bdl_long_first(list);
    for (; i < clauses->count; i++) {
        const bdl_clause *clause = clauses->items[i];
        taking t = {.e = e, .list = list, .local = local};

        if (clause->kind == BDL_C_EXAMPLE)
            continue;
        if (clause->kind != BDL_C_ASSERT || !add_assert(proof, &t, clause->expr))
            return NULL;
    }
    return proof->count > 0 ? proof : NULL;
}

/* ---- one row ---- */

/* Whether S is told for figures I and holds. */
static bool holds(const sum *s, size_t i) {
    int64_t total = s->constant, add;

    for (size_t k = 0; k < s->count; k++) {
        int64_t coef = s->terms[k].coef[i];

        if (coef == BDL_LONG_UNTOLD ||
            __builtin_mul_overflow(coef, s->terms[k].factor, &add) ||
            __builtin_add_overflow(total, add, &total))
            return false;
    }
    return s->op == BDL_OP_EQ ? total == 0 : s->op == BDL_OP_LE ? total <= 0 : total >= 0;
}

size_t bdl_proof_passes(const bdl_proof *proof, size_t i) {
    if (i < proof->first)
        return 0;
    for (size_t k = 0; k < proof->count; k++)
        if (!holds(&proof->sums[k], i - proof->first))
            return 0;
    return proof->count;
}
