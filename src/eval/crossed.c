/* crossed.c - an amount in the wrong column of its row. */
#include "eval/crossed.h"

#include "base/decimal.h"
#include "eval/row.h"

enum { NEAR = 16 }; /* what is found of one row stands close together */

/* An amount, and the column of its row that lacks it. */
typedef struct crossing {
    const bdl_operand *amount, *gap;
    size_t at;  /* of the amount among the figures of its finding, from 1; 0: none */
    int number; /* of the group; 0: none yet */
    bdl_str words;
} crossing;

typedef struct crossings {
    bdl_arena *scratch;
    bdl_doc_result *result;
    BDL_VEC(crossing) told;
    int last;
} crossings;

static bool is_printed(const bdl_operand *operand) {
    return !operand->made && !operand->absent;
}

/* The difference of FINDING, in the unit of its figures. */
static bool read_difference(const bdl_finding *finding, bdl_dec *out) {
    bdl_str text = finding->difference;
    size_t end = bdl_str_number_size(text);

    for (size_t i = 0; i < finding->operand_count; i++)
        if (finding->operands[i].value.len > 0 && is_printed(&finding->operands[i]) &&
            !bdl_str_eq(finding->operands[i].unit, bdl_str_from(text, end)))
            return false;
    return end > 0 && bdl_dec_parse(bdl_str_of(text.data, end), out);
}

/* Whether FINDING adds up a column: all its figures are called as OPERAND is. */
static bool is_of_column(const bdl_finding *finding, const bdl_operand *operand) {
    bdl_str column = bdl_str_from(operand->name, bdl_row_of(operand->name).len);

    for (size_t i = 0; i < finding->operand_count; i++) {
        const bdl_operand *other = &finding->operands[i];

        if (is_printed(other) && other->unit.len > 0 &&
            !bdl_str_eq(bdl_str_from(other->name, bdl_row_of(other->name).len), column))
            return false;
    }
    return true;
}

static bool is_nothing(const bdl_operand *operand) {
    bdl_dec number;

    return operand->value.len == 0 ||
           (bdl_dec_parse(operand->value, &number) && number.coef == 0);
}

static bool is_amount(const bdl_operand *operand, bdl_dec amount) {
    bdl_dec number;

    return is_printed(operand) && bdl_dec_parse(operand->value, &number) &&
           bdl_dec_cmp(number, amount) == 0;
}

/* The figure of LACKING that the row of AMOUNT has nothing in. */
static const bdl_operand *gap_of(const bdl_operand *amount, const bdl_finding *lacking) {
    bdl_str row = bdl_row_of(amount->name);

    for (size_t i = 0; row.len > 0 && i < lacking->operand_count; i++) {
        const bdl_operand *operand = &lacking->operands[i];

        if (is_printed(operand) && is_nothing(operand) &&
            bdl_str_eq(bdl_row_of(operand->name), row) && is_of_column(lacking, operand))
            return operand;
    }
    return NULL;
}

static crossing *known(crossings *c, bdl_str name) {
    for (size_t i = 0; i < c->told.count; i++)
        if (bdl_str_eq(c->told.items[i].amount->name, name))
            return &c->told.items[i];
    return NULL;
}

/* What HAVING has and LACKING lacks: the last such figure, for the sum of rows stands
 * before them, unless one of them explains another pair already. */
static crossing find_amount(crossings *c, const bdl_finding *having,
                            const bdl_finding *lacking, bdl_dec amount) {
    crossing found = {0};

    for (size_t i = having->operand_count; i > 0; i--) {
        const bdl_operand *operand = &having->operands[i - 1];
        const bdl_operand *gap =
            is_amount(operand, amount) && is_of_column(having, operand)
                ? gap_of(operand, lacking)
                : NULL;
        const crossing *before = gap ? known(c, operand->name) : NULL;

        if (before)
            return *before;
        if (gap && !found.at)
            found = (crossing){.amount = operand, .gap = gap, .at = i};
    }
    return found;
}

/* One of both: a row rather than the sum of rows. */
static crossing find_crossing(crossings *c, const bdl_finding *a, const bdl_finding *b,
                              bdl_dec amount) {
    crossing one = find_amount(c, a, b, amount), other = find_amount(c, b, a, amount);

    if (one.number || other.number)
        return one.number ? one : other;
    return one.at >= other.at ? one : other;
}

static void tell(crossings *c, crossing *found, bdl_finding *a, bdl_finding *b) {
    if (found->number == 0) {
        found->number = ++c->last;
        found->words =
            bdl_arena_printf(c->result->arena, "%.*s %.*s 可能应列在“%.*s”一栏",
                             BDL_PRI(found->amount->words),
                             BDL_PRI(found->amount->printed), BDL_PRI(found->gap->label));
        BDL_PUSH(c->scratch, &c->told, *found);
    }
    a->group = b->group = found->number;
    a->cause = b->cause = found->words;
}

static void compare(crossings *c, bdl_finding *a, bdl_finding *b) {
    bdl_dec one, other;

    if (a->rule != b->rule || b->group || a->difference.len == 0 ||
        b->difference.len == 0 || !read_difference(a, &one) ||
        !read_difference(b, &other) || bdl_dec_cmp(one, bdl_dec_neg(other)) != 0)
        return;
    crossing found = find_crossing(c, a, b, bdl_dec_abs(one));
    if (found.at)
        tell(c, &found, a, b);
}

int bdl_crossed_group(bdl_arena *scratch, bdl_doc_result *result, int number) {
    crossings c = {.scratch = scratch, .result = result, .last = number};
    size_t count = result->findings.count;

    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count && k <= i + NEAR; k++)
            if (result->findings.items[i].group == 0)
                compare(&c, &result->findings.items[i], &result->findings.items[k]);
    return c.last;
}
