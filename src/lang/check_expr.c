/* check_expr.c - the type of every expression, from its leaves up. A mistake is told
 * once: what it spoils has no type (BDL_NONE), and that fits everything. */
#include "lang/checker.h"

#include "base/language.h"
#include "base/limits.h"
#include "base/text.h"

bdl_str bdl_check_text(bdl_checker *c, const bdl_expr *expr) {
    bdl_str slice = bdl_source_slice(expr->file->source, expr->span);
    size_t end = bdl_utf8_offset(slice, 60);
    bool cut = end < slice.len;
    bdl_str text = bdl_text_unwrap(c->arena, bdl_str_of(slice.data, end));
    return cut ? bdl_arena_printf(c->arena, "%.*s…", BDL_PRI(text)) : text;
}

bdl_str bdl_check_type_name(bdl_checker *c, bdl_type type) {
    switch (type.kind) {
    case BDL_RECORD:
        return BDL_TR("a record");
    case BDL_NONE:
        return BDL_TR("nothing");
    default: /* words of the language */
        return bdl_type_name(c->arena, type);
    }
}

void bdl_check_logic(bdl_checker *c, bdl_expr *expr, const char *what) {
    bdl_type type = bdl_check_expr(c, expr);
    if (type.kind == BDL_BOOLEAN || type.kind == BDL_NONE)
        return;
    bdl_str text = bdl_check_text(c, expr), name = bdl_check_type_name(c, type);
    BDL_COMPLAIN_AT(c, expr, BDL_MSG_CONDITION, what, BDL_PRI(text), BDL_PRI(name));
    if (type.kind == BDL_LIST)
        BDL_HINT(c, _("whether it has elements is asked by `%.*s is not empty`"),
                 BDL_PRI(text));
    else if (type.kind == BDL_TEXT && expr->kind == BDL_E_LITERAL)
        BDL_HINT(c, _("a comparison stands on each side: `x == %.*s`"), BDL_PRI(text));
}

void bdl_check_condition(bdl_checker *c, bdl_expr *expr, const char *what) {
    int outer = c->scope->condition;
    c->scope->condition = ++c->scope->condition_count;
    bdl_check_logic(c, expr, what);
    c->scope->condition = outer;
}

/* `2021年` is a year, not a quantity. */
static bool read_year(bdl_value *value) {
    long long year;
    if (value->kind != BDL_QUANTITY ||
        !bdl_str_eq(bdl_value_unit(value)->name, BDL_STR("年")) ||
        !bdl_dec_to_int(value->number, &year) || year < 1000 || year > 9999)
        return false;
    *value = (bdl_value){
        .kind = BDL_DATE, .text = value->text, .as.date = {.year = (int16_t)year}};
    return true;
}

void bdl_check_number_text(bdl_program *program, bdl_value *value) {
    if (value->kind == BDL_TEXT && value->state == BDL_PRESENT && !value->text_number &&
        program->text_count < BDL_MOST_TEXT_NUMBERS)
        value->text_number = ++program->text_count;
}

static bdl_type check_literal(bdl_checker *c, bdl_expr *expr) {
    bdl_value *value = expr->as.literal;
    bdl_check_number_text(c->program, value);
    bdl_str unit = bdl_value_unit(value)->name;
    if (value->state == BDL_MISSING)
        return BDL_TYPE(BDL_NONE);
    if (value->kind == BDL_MONEY &&
        (bdl_str_eq(unit, BDL_STR("万")) || bdl_str_eq(unit, BDL_STR("亿"))))
        BDL_COMPLAIN_AT(c, expr, BDL_MSG_UNIT_ALONE, BDL_PRI(unit), BDL_PRI(unit));
    if (bdl_kind_is_figure(value->kind) && !read_year(value))
        return bdl_type_of_unit(c->arena, bdl_value_unit(value));
    return BDL_TYPE(value->kind);
}

static bdl_type check_template(bdl_checker *c, bdl_expr *expr) {
    for (size_t i = 0; i < expr->as.template.parts.count; i++)
        bdl_check_expr(c, expr->as.template.parts.items[i]);
    return BDL_TYPE(BDL_TEXT);
}

bool bdl_check_opens(bdl_checker *c, bdl_type type) {
    return type.kind == BDL_RECORD && type.record != c->schema->document;
}

/* ---- L[…] ---- */

static bdl_type check_filter(bdl_checker *c, bdl_expr *expr, bdl_type list) {
    bdl_type element = bdl_type_element(list);
    size_t mark = bdl_scope_enter(c->scope);
    int local = bdl_scope_local(c->scope), outer = c->scope->condition;
    bdl_scope_add(c->arena, c->scope,
                  (bdl_known){.name = BDL_STR("item"),
                              .span = expr->span,
                              .type = element,
                              .local = local,
                              .opens = bdl_check_opens(c, element),
                              .is_unknown = element.kind == BDL_NONE,
                              .is_item = true});
    c->scope->condition = ++c->scope->condition_count;
    bdl_type type = bdl_check_expr(c, expr->as.index.argument);
    c->scope->condition = outer;
    bdl_scope_leave(c->scope, mark);
    expr->as.index.filters = true;
    expr->as.index.local = local;
    return type;
}

/* Whether an argument is a place or a condition can be told by its type only, and a place
 * is no business of the elements: it is checked again without them. */
static bdl_type check_place(bdl_checker *c, bdl_expr *expr, bdl_expr *fresh) {
    expr->as.index.argument = fresh;
    expr->as.index.filters = false;
    expr->as.index.local = -1;
    return bdl_check_expr(c, fresh);
}

/* Told of most arguments by their form: no place. */
static bool is_condition(const bdl_expr *expr) {
    switch (expr->kind) {
    case BDL_E_NOT:
    case BDL_E_MATCHES:
    case BDL_E_IS:
    case BDL_E_EVERY:
    case BDL_E_SOME:
        return true;
    case BDL_E_BINARY:
        return expr->op <= BDL_OP_CONTAINS;
    default:
        return false;
    }
}

/* The argument of EXPR as it was, for a second check. */
static bdl_expr *unchecked(bdl_checker *c, const bdl_expr *expr) {
    bdl_expr *argument = expr->as.index.argument;
    return is_condition(argument) ? argument
                                  : bdl_expr_clone(c->arena, argument, NULL, 0);
}

static bdl_type check_index(bdl_checker *c, bdl_expr *expr) {
    bdl_type list = bdl_check_expr(c, expr->as.index.base);
    if (list.kind == BDL_NONE)
        return list;
    if (list.kind != BDL_LIST) {
        bdl_str text = bdl_check_text(c, expr->as.index.base);
        bdl_str name = bdl_check_type_name(c, list);
        BDL_COMPLAIN_AT(c, expr, BDL_MSG_INDEX_OF, BDL_PRI(text), BDL_PRI(name));
        if (list.kind == BDL_RECORD)
            BDL_HINT(c, _("a field stands behind a dot: `%.*s.…`"), BDL_PRI(text));
        return BDL_TYPE(BDL_NONE);
    }
    bdl_expr *fresh = unchecked(c, expr);
    size_t before = bdl_diags_errors(c->diags);
    bdl_type type = check_filter(c, expr, list);
    if (type.kind == BDL_BOOLEAN || type.kind == BDL_NONE)
        return list;
    if (bdl_diags_errors(c->diags) == before)
        type = check_place(c, expr, fresh);
    if (type.kind == BDL_NUMBER || type.kind == BDL_NONE)
        return bdl_type_element(list);
    bdl_str text = bdl_check_text(c, fresh), name = bdl_check_type_name(c, type);
    BDL_COMPLAIN_AT(c, fresh, BDL_MSG_INDEX_BY, BDL_PRI(text), BDL_PRI(name));
    return BDL_TYPE(BDL_NONE);
}

/* ---- lists, records, choices ---- */

/* The type of what is either A (of EXPR a) or B; zeros take the type of the other. */
static bool join(bdl_checker *c, bdl_type *type, bool *zero, bdl_expr *with) {
    bool with_zero = bdl_expr_is_zero(with);
    bool figure = bdl_kind_is_figure(type->kind);
    if (with_zero && (figure || type->kind == BDL_NONE)) {
        if (type->kind == BDL_NONE) {
            *type = with->type;
            *zero = true;
        }
        return true;
    }
    if (*zero && bdl_kind_is_figure(with->type.kind)) {
        *type = with->type;
        *zero = false;
        return true;
    }
    return bdl_types_join(c->arena, *type, with->type, type);
}

/* A list has no cell that could be blank. */
static bdl_type check_is(bdl_checker *c, bdl_expr *expr) {
    bdl_expr *subject = expr->as.is.subject;
    bdl_type type = bdl_check_expr(c, subject);
    if (expr->as.is.test == BDL_IS_BLANK && type.kind == BDL_LIST) {
        bdl_str text = bdl_check_text(c, subject), name = bdl_check_type_name(c, type);
        BDL_COMPLAIN_AT(c, subject, BDL_MSG_ARGUMENT, "is blank", _("one value"),
                        BDL_PRI(text), BDL_PRI(name));
        BDL_HINT(
            c, "%s",
            _("a list is empty or not; of its elements: `every x in … satisfies x is "
              "blank`"));
    }
    return BDL_TYPE(BDL_BOOLEAN);
}

static bdl_type check_list(bdl_checker *c, bdl_expr *expr) {
    bdl_exprs *items = &expr->as.list.items;
    bdl_type type = BDL_TYPE(BDL_NONE);
    bool zero = false, told = false;
    for (size_t i = 0; i < items->count; i++) {
        bdl_expr *item = items->items[i];
        bdl_check_expr(c, item);
        bdl_type before = type;
        if (join(c, &type, &zero, item) || told)
            continue;
        bdl_str first = bdl_check_type_name(c, before);
        bdl_str name = bdl_check_type_name(c, item->type);
        bdl_str text = bdl_check_text(c, item);
        BDL_COMPLAIN_AT(c, item, BDL_MSG_LIST_MIXED, BDL_PRI(first), BDL_PRI(text),
                        BDL_PRI(name));
        type = before;
        told = true;
    }
    return items->count ? bdl_type_list(c->arena, type) : (bdl_type){.kind = BDL_LIST};
}

static bdl_type check_record(bdl_checker *c, bdl_expr *expr) {
    bdl_rectype *record = bdl_rectype_new(c->arena, (bdl_str){0}, (bdl_str){0}, NULL);
    bdl_entry_nodes *entries = &expr->as.record.entries;
    for (size_t i = 0; i < entries->count; i++) {
        bdl_entry_node *entry = &entries->items[i];
        bdl_type type = bdl_check_expr(c, entry->value);
        bdl_str name = entry->path.count ? entry->path.items[0].text : (bdl_str){0};
        if (bdl_rectype_slot(record, name) >= 0 || entry->path.count != 1)
            BDL_COMPLAIN(c, expr->file, entry->span, BDL_MSG_RECORD_TWICE, BDL_PRI(name));
        else
            bdl_rectype_add(c->arena, record,
                            (bdl_field){.name = name,
                                        .type = type,
                                        .source = BDL_FROM_FORM,
                                        .said = entry->value});
    }
    return (bdl_type){.kind = BDL_RECORD, .record = record};
}

static bdl_type check_if(bdl_checker *c, bdl_expr *expr) {
    bdl_expr *then = expr->as.cond.then, *otherwise = expr->as.cond.otherwise;
    bdl_check_condition(c, expr->as.cond.cond, "if");
    bdl_type type = bdl_check_expr(c, then);
    bool zero = bdl_expr_is_zero(then);
    bdl_check_expr(c, otherwise);
    bdl_type first = type;
    if (join(c, &type, &zero, otherwise))
        return type;
    bdl_str a = bdl_check_type_name(c, first),
            b = bdl_check_type_name(c, otherwise->type);
    BDL_COMPLAIN_AT(c, expr, BDL_MSG_IF_MIXED, BDL_PRI(a), BDL_PRI(b));
    return BDL_TYPE(BDL_NONE);
}

/* ---- every, some, for ---- */

static bool is_list(bdl_checker *c, bdl_expr *list) {
    if (list->type.kind == BDL_LIST || list->type.kind == BDL_NONE)
        return true;
    bdl_str text = bdl_check_text(c, list), name = bdl_check_type_name(c, list->type);
    BDL_COMPLAIN_AT(c, list, BDL_MSG_FOR_LIST, BDL_PRI(text), BDL_PRI(name));
    return false;
}

bdl_type bdl_check_elements(bdl_checker *c, bdl_expr *list) {
    bdl_expr *low = list && list->kind == BDL_E_RANGE ? list->as.range.low : NULL;
    bdl_expr *high = low ? list->as.range.high : NULL;
    if (!high)
        return bdl_check_expr(c, list);
    bdl_type first = bdl_check_expr(c, low), last = bdl_check_expr(c, high);
    bool good = first.kind == BDL_NUMBER && last.kind == BDL_NUMBER;
    if (!good && first.kind != BDL_NONE && last.kind != BDL_NONE)
        BDL_COMPLAIN_AT(c, list, BDL_MSG_RANGE_ALONE);
    list->type = good ? bdl_type_list(c->arena, first) : BDL_TYPE(BDL_NONE);
    return list->type;
}

static bdl_type check_each(bdl_checker *c, bdl_expr *expr) {
    bdl_type list = bdl_check_elements(c, expr->as.each.list);
    is_list(c, expr->as.each.list);
    bdl_type element = bdl_type_element(list), type = BDL_TYPE(BDL_NONE);
    size_t mark = bdl_scope_enter(c->scope);
    expr->as.each.local = bdl_scope_local(c->scope);
    bdl_scope_add(c->arena, c->scope,
                  (bdl_known){.name = expr->as.each.var,
                              .span = bdl_expr_name_span(expr),
                              .type = element,
                              .local = expr->as.each.local,
                              .opens = bdl_check_opens(c, element),
                              .is_unknown = element.kind == BDL_NONE});
    if (expr->as.each.where)
        bdl_check_condition(c, expr->as.each.where, "where");
    if (expr->kind == BDL_E_FOR)
        type = bdl_type_list(c->arena, bdl_check_expr(c, expr->as.each.body));
    else
        bdl_check_condition(c, expr->as.each.body, "satisfies");
    bdl_scope_leave(c->scope, mark);
    return expr->kind == BDL_E_FOR ? type : BDL_TYPE(BDL_BOOLEAN);
}

static bdl_type check_negate(bdl_checker *c, bdl_expr *expr) {
    bdl_type type = bdl_check_expr(c, expr->as.unary.operand);
    if (bdl_kind_is_figure(type.kind) || type.kind == BDL_NONE)
        return type;
    bdl_str text = bdl_check_text(c, expr->as.unary.operand);
    bdl_str name = bdl_check_type_name(c, type);
    BDL_COMPLAIN_AT(c, expr, BDL_MSG_NEGATE, BDL_PRI(text), BDL_PRI(name));
    return BDL_TYPE(BDL_NONE);
}

static bdl_type check_range(bdl_checker *c, bdl_expr *expr) {
    BDL_COMPLAIN_AT(c, expr, BDL_MSG_RANGE_ALONE);
    return BDL_TYPE(BDL_NONE);
}

static bdl_type check_kind(bdl_checker *c, bdl_expr *expr) {
    switch (expr->kind) {
    case BDL_E_BAD:
        return BDL_TYPE(BDL_NONE);
    case BDL_E_LITERAL:
        return check_literal(c, expr);
    case BDL_E_TEMPLATE:
        return check_template(c, expr);
    case BDL_E_NAME:
        return bdl_check_name(c, expr);
    case BDL_E_FIELD:
        return bdl_check_field(c, expr);
    case BDL_E_INDEX:
        return check_index(c, expr);
    case BDL_E_CALL:
        return bdl_check_call(c, expr);
    case BDL_E_NOT:
        bdl_check_logic(c, expr->as.unary.operand, "not");
        return BDL_TYPE(BDL_BOOLEAN);
    case BDL_E_NEGATE:
        return check_negate(c, expr);
    case BDL_E_BINARY:
        return bdl_check_binary(c, expr);
    case BDL_E_MATCHES:
        return bdl_check_matches(c, expr);
    case BDL_E_IS:
        return check_is(c, expr);
    case BDL_E_LIST:
        return check_list(c, expr);
    case BDL_E_RANGE:
        return check_range(c, expr);
    case BDL_E_RECORD:
        return check_record(c, expr);
    case BDL_E_IF:
        return check_if(c, expr);
    case BDL_E_EVERY:
    case BDL_E_SOME:
    case BDL_E_FOR:
        return check_each(c, expr);
    }
    return BDL_TYPE(BDL_NONE);
}

static void number_condition(bdl_program *program, bdl_expr *expr) {
    if (program->condition_count >= UINT16_MAX || !bdl_check_is_told(expr))
        return;
    expr->condition = ++program->condition_count;
    expr->is_partly = bdl_check_is_partly(expr);
}

bdl_type bdl_check_expr(bdl_checker *c, bdl_expr *expr) {
    if (!expr)
        return BDL_TYPE(BDL_NONE);
    if (c->scope->known.count > BDL_MAX_NAMES) {
        BDL_COMPLAIN_AT(c, expr, BDL_MSG_TOO_MANY_NAMES, (int)BDL_MAX_NAMES);
        return expr->type = BDL_TYPE(BDL_NONE);
    }
    if (++c->depth > 3 * BDL_MAX_NESTING) {
        BDL_COMPLAIN_AT(c, expr, BDL_MSG_TOO_DEEP);
        expr->type = BDL_TYPE(BDL_NONE);
    } else {
        bdl_type type = check_kind(c, expr);
        expr->type = type;
        number_condition(c->program, expr);
    }
    c->depth--;
    return expr->type;
}
