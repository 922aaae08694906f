/* check_ops.c - what operators do with types and units: a figure of one dimension is
 * never added to or compared with one of another. */
#include "lang/checker.h"

#include "base/language.h"
#include "lang/printer.h"

/* A literal written so that it fits no figure: says what would. */
static bool hint_literal(bdl_checker *c, const bdl_expr *literal, const bdl_expr *other,
                         bool orders) {
    bdl_kind kind = literal->type.kind, wanted = other->type.kind;
    if (literal->kind != BDL_E_LITERAL)
        return false;
    bdl_str text = bdl_check_text(c, literal);
    if (kind == BDL_NUMBER && wanted == BDL_MONEY)
        BDL_HINT(c, _("an amount has its unit: `%.*s万元`"), BDL_PRI(text));
    else if (kind == BDL_DATE && wanted == BDL_NUMBER && text.len > 4)
        BDL_HINT(c, _("a year that is a number has no unit: `%.*s`"), 4, text.data);
    else if (kind == BDL_QUANTITY && wanted == BDL_NUMBER)
        BDL_HINT(c, _("a count has no unit: `%.*s`"), (int)bdl_str_number_size(text),
                 text.data);
    else if (kind == BDL_TEXT && bdl_kind_is_figure(wanted))
        BDL_HINT(c, "%s", _("a number stands without quotes"));
    else if (kind == BDL_TEXT && wanted == BDL_DATE)
        BDL_HINT(c, "%s", _("a date stands without quotes: `2024年12月31日`"));
    else if (kind == BDL_PERCENT && wanted == BDL_MONEY)
        BDL_HINT(c, _("a share is one of an amount: `%.*s * %.*s`"),
                 BDL_PRI(bdl_check_text(c, other)), BDL_PRI(text));
    else if (kind == BDL_NUMBER && wanted == BDL_TEXT && !orders)
        BDL_HINT(c, _("a text stands in quotes: `\"%.*s\"`"), BDL_PRI(text));
    else
        return false;
    return true;
}

/* `indicator.value >= 90%`: a text that states a figure is none. */
static bool hint_figure(bdl_checker *c, bdl_op op, const bdl_expr *text,
                        const bdl_expr *other) {
    if (op != BDL_OP_EQ || text->type.kind != BDL_TEXT ||
        !bdl_kind_is_figure(other->type.kind))
        return false;
    static const struct {
        bdl_kind kind;
        const char *reader, *unit;
    } readers[] = {{BDL_MONEY, "money", "万元"}, {BDL_PERCENT, "percent", "%"}};
    bdl_str words = bdl_check_text(c, text);
    const char *reader = "number", *unit = "";
    for (size_t i = 0; i < BDL_COUNT_OF(readers); i++)
        if (readers[i].kind == other->type.kind) {
            reader = readers[i].reader;
            unit = readers[i].unit;
        }
    BDL_HINT(c,
             _("the figure it states is `%s(%.*s)`; a target is met by a pattern: "
               "`%.*s matches ≥N%s`"),
             reader, BDL_PRI(words), BDL_PRI(words), unit);
    return true;
}

/* `title contains year`: one of two that must be texts is a figure. */
static bool hint_text(bdl_checker *c, bdl_op op, const bdl_expr *text,
                      const bdl_expr *other) {
    if ((op != BDL_OP_CONTAINS && op != BDL_OP_ADD) || text->type.kind != BDL_TEXT ||
        !(bdl_kind_is_figure(other->type.kind) || other->type.kind == BDL_DATE))
        return false;
    bdl_str words = bdl_check_text(c, other);
    BDL_HINT(c, _("`text(%.*s)` is it as a text"), BDL_PRI(words));
    return true;
}

/* A row or a table stands where one of its figures is wanted. */
static bool hint_record(bdl_checker *c, const bdl_expr *record, const bdl_expr *other) {
    bdl_str topic;
    if (record->type.kind != BDL_RECORD || other->type.kind == BDL_RECORD ||
        other->type.kind == BDL_LIST || !record->type.record)
        return false;
    topic = bdl_fields_topic(c, record->type.record);
    if (topic.len)
        BDL_HINT(c, _("take a field of it: `bdl help fields %.*s` lists them"),
                 BDL_PRI(topic));
    return topic.len > 0;
}

/* A record, or a list of them. */
static bool holds_records(const bdl_expr *e) {
    return e->type.kind == BDL_RECORD || (e->type.kind == BDL_LIST && e->type.element &&
                                          e->type.element->kind == BDL_RECORD);
}

/* "money against percent: `basic` is money, `rate` is percent" */
static void complain_both(bdl_checker *c, bdl_expr *expr, bdl_expr *left, bdl_expr *right,
                          bool compares) {
    bdl_str a = bdl_check_type_name(c, left->type),
            b = bdl_check_type_name(c, right->type);
    bdl_str ta = bdl_check_text(c, left), tb = bdl_check_text(c, right);
    if (compares)
        BDL_COMPLAIN_AT(c, expr, BDL_MSG_COMPARE, BDL_PRI(a), BDL_PRI(b), BDL_PRI(ta),
                        BDL_PRI(a), BDL_PRI(tb), BDL_PRI(b));
    else
        BDL_COMPLAIN_AT(c, expr, BDL_MSG_OPERANDS, bdl_op_text(expr->op), BDL_PRI(a),
                        BDL_PRI(b), BDL_PRI(ta), BDL_PRI(a), BDL_PRI(tb), BDL_PRI(b));
    bool orders = compares && expr->kind == BDL_E_BINARY && expr->op >= BDL_OP_LT &&
                  expr->op <= BDL_OP_GE;
    if (hint_literal(c, left, right, orders) || hint_literal(c, right, left, orders))
        return;
    bdl_op op = compares ? BDL_OP_EQ : expr->op;
    if (hint_text(c, op, left, right) || hint_text(c, op, right, left) ||
        hint_figure(c, op, left, right) || hint_figure(c, op, right, left) ||
        hint_record(c, left, right) || hint_record(c, right, left))
        return;
    if ((left->type.kind == BDL_LIST) != (right->type.kind == BDL_LIST))
        BDL_HINT(c, "%s",
                 _("of each element: `for row in …`, or `every x in … satisfies …`"));
    else if (compares && holds_records(left) && holds_records(right))
        BDL_HINT(c, "%s",
                 _("records are not compared as a whole: compare a field of each"));
    else if (bdl_str_eq(a, b) &&
             (left->type.kind == BDL_LIST || left->type.kind == BDL_RECORD))
        BDL_HINT(c, "%s",
                 _("records of two patterns or tables are of two types, whatever their "
                   "fields: take a field of each"));
}

/* The literal 2021年, where a date is wanted, is that year. */
void bdl_check_as_date(bdl_expr *expr) {
    long long year;
    if (expr->kind != BDL_E_LITERAL)
        return;
    bdl_value *v = expr->as.literal;
    if (v->kind != BDL_QUANTITY || !bdl_str_eq(bdl_value_unit(v)->name, BDL_STR("年")) ||
        !bdl_dec_to_int(v->number, &year) || year < 1000 || year > 9999)
        return;
    *v = (bdl_value){
        .kind = BDL_DATE, .text = v->text, .as.date = {.year = (int16_t)year}};
    expr->type = BDL_TYPE(BDL_DATE);
}

static void take_dates(bdl_expr *a, bdl_expr *b) {
    if (a->type.kind == BDL_DATE)
        bdl_check_as_date(b);
    if (b->type.kind == BDL_DATE)
        bdl_check_as_date(a);
}

static bool is_none(const bdl_expr *e) {
    return e->type.kind == BDL_NONE;
}

/* Whether a literal 0 stands against a figure. */
static bool zero_fits(const bdl_expr *a, const bdl_expr *b) {
    return (bdl_expr_is_zero(a) && bdl_kind_is_figure(b->type.kind)) ||
           (bdl_expr_is_zero(b) && bdl_kind_is_figure(a->type.kind));
}

static bool has_order(bdl_type type) {
    return bdl_kind_is_figure(type.kind) || type.kind == BDL_DATE ||
           type.kind == BDL_TEXT || type.kind == BDL_NONE;
}

static void check_order(bdl_checker *c, bdl_expr *side, bdl_op op) {
    if (has_order(side->type))
        return;
    bdl_str text = bdl_check_text(c, side), name = bdl_check_type_name(c, side->type);
    BDL_COMPLAIN_AT(c, side, BDL_MSG_ORDER, bdl_op_text(op), BDL_PRI(text),
                    BDL_PRI(name));
}

static void check_within(bdl_checker *c, bdl_expr *expr) {
    bdl_expr *within = expr->as.binary.within, *left = expr->as.binary.left;
    if (!within)
        return;
    bdl_op op = expr->op;
    bdl_check_expr(c, within);
    if (op != BDL_OP_EQ && op != BDL_OP_NE)
        BDL_COMPLAIN_AT(c, within, BDL_MSG_WITHIN_OP, bdl_op_text(op));
    else if (!is_none(within) && !is_none(left) && !zero_fits(left, within) &&
             !bdl_types_add_up(left->type, within->type))
        complain_both(c, within, left, within, true);
}

/* What no document changes: `1 == 1` is dull, but no slip of one thing for another. */
static bool is_constant(const bdl_expr *expr) {
    switch (expr->kind) {
    case BDL_E_LITERAL:
        return true;
    case BDL_E_NEGATE:
        return is_constant(expr->as.unary.operand);
    case BDL_E_BINARY:
        return is_constant(expr->as.binary.left) && is_constant(expr->as.binary.right);
    case BDL_E_LIST:
        for (size_t i = 0; i < expr->as.list.items.count; i++)
            if (!is_constant(expr->as.list.items.items[i]))
                return false;
        return true;
    default:
        return false;
    }
}

/* `document.year`, written to tell it from the year of another document. */
static bool is_of_document(const bdl_expr *x) {
    return x->kind == BDL_E_FIELD && x->as.field.base->kind == BDL_E_NAME &&
           x->as.field.base->ref == BDL_REF_DOCUMENT;
}

/* `table.year == year`: the bare name is the nearest that is called so. */
static void hint_self(bdl_checker *c, const bdl_expr *left, const bdl_expr *right) {
    const bdl_expr *bare = left->kind == BDL_E_NAME ? left : right;
    if (is_of_document(left) || is_of_document(right)) {
        BDL_HINT(c, "%s",
                 _("a document of `corpus` opens no scope: `for other in corpus where "
                   "other.year == year - 1`"));
    } else if (bare->kind == BDL_E_NAME && bare->ref == BDL_REF_LOCAL_FIELD &&
               bdl_rectype_slot(c->schema->document, bare->as.name.text) >= 0) {
        bdl_str name = bare->as.name.text;
        BDL_HINT(c, _("that of the document is `document.%.*s`"), BDL_PRI(name));
    }
}

static bdl_type check_compare(bdl_checker *c, bdl_expr *expr) {
    bdl_expr *left = expr->as.binary.left, *right = expr->as.binary.right;
    bdl_op op = expr->op;
    take_dates(left, right);
    bool fits = zero_fits(left, right) || bdl_types_compare(left->type, right->type);
    bool is_same = !is_none(left) && !is_constant(left) && bdl_expr_same(left, right, 0);
    if (!fits && !is_same) {
        complain_both(c, expr, left, right, true);
    } else if (fits && op != BDL_OP_EQ && op != BDL_OP_SAME && op != BDL_OP_NE) {
        check_order(c, left, op);
        if (has_order(left->type))
            check_order(c, right, op);
    }
    check_within(c, expr);
    if (is_same) {
        bdl_str text = bdl_check_text(c, left);
        BDL_COMPLAIN_AT(c, expr, BDL_MSG_COMPARE_SELF, BDL_PRI(text));
        hint_self(c, left, right);
    }
    return BDL_TYPE(BDL_BOOLEAN);
}

/* ---- in, contains ---- */

static void check_end(bdl_checker *c, bdl_expr *expr, bdl_expr *end) {
    bdl_expr *left = expr->as.binary.left;
    if (!end)
        return;
    bdl_check_expr(c, end);
    take_dates(left, end);
    if (is_none(left) || is_none(end) || zero_fits(left, end))
        return;
    if (!bdl_types_compare(left->type, end->type))
        complain_both(c, end, left, end, true);
    else
        check_order(c, end, BDL_OP_IN);
}

static bdl_type check_in(bdl_checker *c, bdl_expr *expr) {
    bdl_expr *left = expr->as.binary.left, *right = expr->as.binary.right;
    bdl_check_expr(c, left);
    if (right->kind == BDL_E_RANGE) {
        check_end(c, expr, right->as.range.low);
        check_end(c, expr, right->as.range.high);
        right->type = bdl_type_list(c->arena, left->type);
        return BDL_TYPE(BDL_BOOLEAN);
    }
    bdl_check_expr(c, right);
    if (is_none(left) || is_none(right))
        return BDL_TYPE(BDL_BOOLEAN);
    bdl_str text = bdl_check_text(c, right), name = bdl_check_type_name(c, right->type);
    if (right->type.kind != BDL_LIST) {
        BDL_COMPLAIN_AT(c, right, BDL_MSG_IN_LIST, BDL_PRI(text), BDL_PRI(name));
        if (right->type.kind == BDL_TEXT)
            BDL_HINT(c, "%s", _("a list stands in square brackets: `[a, b]`"));
    } else if (!bdl_types_compare(left->type, bdl_type_element(right->type))) {
        complain_both(c, expr, left, right, true);
    }
    return BDL_TYPE(BDL_BOOLEAN);
}

static bdl_type check_contains(bdl_checker *c, bdl_expr *expr) {
    bdl_expr *left = expr->as.binary.left, *right = expr->as.binary.right;
    bdl_check_expr(c, left);
    bdl_check_expr(c, right);
    bdl_kind kind = left->type.kind;
    if (is_none(left) || is_none(right))
        return BDL_TYPE(BDL_BOOLEAN);
    bool good = kind == BDL_TEXT ? right->type.kind == BDL_TEXT
                : kind == BDL_LIST
                    ? bdl_types_compare(bdl_type_element(left->type), right->type)
                    : false;
    if (!good)
        complain_both(c, expr, left, right, false);
    return BDL_TYPE(BDL_BOOLEAN);
}

/* ---- ??, + - * / ---- */

/* The one type of both; a literal 0 has that of the figure beside it. */
static bool join_types(bdl_checker *c, const bdl_expr *left, const bdl_expr *right,
                       bdl_type *type) {
    if (!zero_fits(left, right))
        return bdl_types_join(c->arena, left->type, right->type, type);
    *type = bdl_expr_is_zero(left) ? right->type : left->type;
    return true;
}

static bdl_type check_coalesce(bdl_checker *c, bdl_expr *expr) {
    bdl_expr *left = expr->as.binary.left, *right = expr->as.binary.right;
    bdl_type type;
    if (join_types(c, left, right, &type))
        return type;
    complain_both(c, expr, left, right, false);
    return BDL_TYPE(BDL_NONE);
}

static bdl_type check_sum(bdl_checker *c, bdl_expr *expr) {
    bdl_expr *left = expr->as.binary.left, *right = expr->as.binary.right;
    bdl_type type;
    bdl_kind kind = is_none(left) ? right->type.kind : left->type.kind;
    bool joins = expr->op == BDL_OP_ADD && (kind == BDL_TEXT || kind == BDL_LIST);
    if ((bdl_kind_is_figure(kind) || joins || kind == BDL_NONE) &&
        join_types(c, left, right, &type))
        return type;
    complain_both(c, expr, left, right, false);
    return BDL_TYPE(BDL_NONE);
}

static bool is_bare(bdl_type type) {
    return type.kind == BDL_NUMBER || type.kind == BDL_PERCENT;
}

/* When only reading tells the unit of one side. */
static bdl_type product_unknown(bdl_type left, bdl_type right, bool divides) {
    if (is_bare(right))
        return left;
    return is_bare(left) && !divides ? right : BDL_TYPE(BDL_BOUND);
}

static bdl_type check_product(bdl_checker *c, bdl_expr *expr) {
    bdl_expr *left = expr->as.binary.left, *right = expr->as.binary.right;
    bool divides = expr->op == BDL_OP_DIV;
    if (is_none(left) || is_none(right))
        return BDL_TYPE(BDL_NONE);
    if (!bdl_kind_is_figure(left->type.kind) || !bdl_kind_is_figure(right->type.kind)) {
        complain_both(c, expr, left, right, false);
        return BDL_TYPE(BDL_NONE);
    }
    if (divides && bdl_expr_is_zero(right))
        BDL_COMPLAIN_AT(c, right, BDL_MSG_DIVIDE_ZERO);
    bdl_unit a, b, unit;
    if (!bdl_type_unit(left->type, &a) || !bdl_type_unit(right->type, &b))
        return product_unknown(left->type, right->type, divides);
    bool fits = divides ? bdl_unit_divide(c->arena, &a, &b, &unit)
                        : bdl_unit_multiply(c->arena, &a, &b, &unit);
    if (fits)
        return bdl_type_of_unit(c->arena, &unit);
    complain_both(c, expr, left, right, false);
    return BDL_TYPE(BDL_NONE);
}

bdl_type bdl_check_binary(bdl_checker *c, bdl_expr *expr) {
    bdl_op op = expr->op;
    if (op == BDL_OP_IN)
        return check_in(c, expr);
    if (op == BDL_OP_CONTAINS)
        return check_contains(c, expr);
    bool logic = op == BDL_OP_OR || op == BDL_OP_AND;
    if (logic) {
        /* One condition: the names that its patterns bind are known in all of it. */
        bdl_check_logic(c, expr->as.binary.left, bdl_op_text(op));
        bdl_check_logic(c, expr->as.binary.right, bdl_op_text(op));
        return BDL_TYPE(BDL_BOOLEAN);
    }
    bdl_check_expr(c, expr->as.binary.left);
    bdl_check_expr(c, expr->as.binary.right);
    switch (op) {
    case BDL_OP_COALESCE:
        return check_coalesce(c, expr);
    case BDL_OP_ADD:
    case BDL_OP_SUB:
        return check_sum(c, expr);
    case BDL_OP_MUL:
    case BDL_OP_DIV:
        return check_product(c, expr);
    default:
        return check_compare(c, expr);
    }
}
