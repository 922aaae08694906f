/* build.c - expressions, and the clauses of a rule that hold them. */
#include "lang/build.h"

#include "base/limits.h"
#include "base/messages.h"

/* ---- nodes ---- */

static bdl_expr *new_expr(bdl_build *b, bdl_expr_kind kind, bdl_span span) {
    return bdl_expr_new(b->arena, kind, b->file, span);
}

static bdl_expr *bad(bdl_build *b, bdl_span span) {
    return new_expr(b, BDL_E_BAD, span);
}

/* CHILD (NULL allowed) hangs below EXPR. Who would make the tree too deep is cut off, so
 * that all who walk it may call themselves. */
static bdl_expr *below(bdl_build *b, bdl_expr *expr, bdl_expr *child) {
    if (!child)
        return NULL;
    if (child->depth >= BDL_MAX_NESTING) {
        bdl_report_nesting(b, child->span);
        child = bad(b, child->span);
    }
    if (child->depth >= expr->depth)
        expr->depth = (uint8_t)(child->depth + 1);
    return child;
}

bdl_exprs *bdl_build_exprs(bdl_build *b, bdl_exprs *exprs, bdl_expr *expr) {
    if (!exprs) { /* most are one or two */
        exprs = BDL_NEW(b->arena, bdl_exprs);
        BDL_MAKE_ROOM(b->arena, exprs, 2);
    }
    BDL_PUSH(b->arena, exprs, expr);
    return exprs;
}

/* CHILDREN, or an empty list when there are none. */
static bdl_exprs *all_below(bdl_build *b, bdl_expr *expr, bdl_exprs *children) {
    if (!children)
        return BDL_NEW(b->arena, bdl_exprs);
    for (size_t i = 0; i < children->count; i++)
        children->items[i] = below(b, expr, children->items[i]);
    return children;
}

/* ---- names, fields, calls ---- */

bdl_expr *bdl_build_variable(bdl_build *b, bdl_word name) {
    bdl_expr *expr = new_expr(b, BDL_E_NAME, name.span);
    expr->as.name.text = name.text;
    expr->as.name.local = expr->slot = -1;
    return expr;
}

bdl_expr *bdl_build_field(bdl_build *b, bdl_expr *base, bdl_word name) {
    bdl_expr *expr = new_expr(b, BDL_E_FIELD, bdl_span_join(base->span, name.span));
    expr->as.field.base = below(b, expr, base);
    expr->as.field.name = name.text;
    expr->slot = expr->target_part = -1;
    return expr;
}

bdl_expr *bdl_build_index(bdl_build *b, bdl_expr *base, bdl_expr *argument,
                          bdl_span span) {
    bdl_expr *expr = new_expr(b, BDL_E_INDEX, span);
    expr->as.index.base = below(b, expr, base);
    expr->as.index.argument = below(b, expr, argument);
    expr->as.index.local = -1;
    return expr;
}

/* `find(text matches P)` is a call with patterns. */
static void take_patterns(bdl_expr *call) {
    bdl_expr *argument =
        call->as.call.args->count == 1 ? call->as.call.args->items[0] : NULL;
    if (!argument || argument->kind != BDL_E_MATCHES ||
        !bdl_str_eq(call->as.call.name, BDL_STR("find")))
        return;
    call->as.call.patterns = argument->as.matches.patterns;
    call->as.call.args->items[0] = argument->as.matches.subject;
}

bdl_expr *bdl_build_call(bdl_build *b, bdl_word name, bdl_exprs *args, bdl_span span) {
    bdl_expr *expr = new_expr(b, BDL_E_CALL, span);
    expr->as.call.name = name.text;
    expr->as.call.at = name.span.begin;
    expr->as.call.args = all_below(b, expr, args);
    expr->as.call.builtin = -1;
    take_patterns(expr);
    return expr;
}

/* ---- operators ---- */

bdl_expr *bdl_build_unary(bdl_build *b, bdl_expr_kind kind, bdl_span op,
                          bdl_expr *operand) {
    bdl_expr *expr = new_expr(b, kind, bdl_span_join(op, operand->span));
    expr->as.unary.operand = below(b, expr, operand);
    return expr;
}

bdl_expr *bdl_build_binary(bdl_build *b, bdl_op op, bdl_expr *left, bdl_expr *right) {
    bdl_expr *expr = new_expr(b, BDL_E_BINARY, bdl_span_join(left->span, right->span));
    expr->op = op;
    expr->as.binary.left = below(b, expr, left);
    expr->as.binary.right = below(b, expr, right);
    return expr;
}

bdl_expr *bdl_build_assigned(bdl_build *b, bdl_expr *left, bdl_span op, bdl_expr *right) {
    bdl_report(b->diags, b->source, op, BDL_MSG_WRITE, "=", "==");
    bdl_report_hint(b->diags, "`=` names a value in `let`, `==` compares two");
    return bdl_build_binary(b, BDL_OP_EQ, left, right);
}

bdl_expr *bdl_build_within(bdl_build *b, bdl_expr *comparison, bdl_expr *tolerance) {
    comparison->as.binary.within = below(b, comparison, tolerance);
    comparison->span.end = tolerance->span.end;
    return comparison;
}

bdl_expr *bdl_build_matches(bdl_build *b, bdl_expr *subject, bdl_patterns *patterns) {
    bdl_span span = bdl_span_join(subject->span, patterns->span);
    bdl_expr *expr = new_expr(b, BDL_E_MATCHES, span);
    expr->as.matches.subject = below(b, expr, subject);
    expr->as.matches.patterns = patterns;
    for (size_t i = 0; i < patterns->nodes.count; i++)
        patterns->nodes.items[i].expr = below(b, expr, patterns->nodes.items[i].expr);
    return expr;
}

bdl_expr *bdl_build_is(bdl_build *b, bdl_expr *subject, bdl_test test, bool negated,
                       bdl_span op) {
    bdl_expr *expr = new_expr(b, BDL_E_IS, bdl_span_join(subject->span, op));
    expr->as.is.subject = below(b, expr, subject);
    expr->as.is.test = test;
    expr->as.is.negated = negated;
    return expr;
}

bdl_expr *bdl_build_group(bdl_expr *inner, bdl_span span) {
    inner->span = span;
    return inner;
}

/* ---- lists, ranges, records ---- */

bdl_expr *bdl_build_list(bdl_build *b, bdl_exprs *items, bdl_span span) {
    bdl_expr *expr = new_expr(b, BDL_E_LIST, span);
    expr->as.list.items = *all_below(b, expr, items);
    return expr;
}

bdl_expr *bdl_build_range(bdl_build *b, bdl_expr *low, bdl_expr *high, bdl_span span) {
    bdl_expr *expr = new_expr(b, BDL_E_RANGE, span);
    expr->as.range.low = below(b, expr, low);
    expr->as.range.high = below(b, expr, high);
    return expr;
}

bdl_entry_nodes *bdl_build_entries(bdl_build *b, bdl_entry_nodes *entries,
                                   bdl_words *path, bdl_expr *value, bdl_span span) {
    if (!entries)
        entries = BDL_NEW(b->arena, bdl_entry_nodes);
    bdl_entry_node entry = {*path, value, span};
    BDL_PUSH(b->arena, entries, entry);
    return entries;
}

bdl_expr *bdl_build_record(bdl_build *b, bdl_entry_nodes *entries, bdl_span span) {
    bdl_expr *expr = new_expr(b, BDL_E_RECORD, span);
    for (size_t i = 0; entries && i < entries->count; i++)
        entries->items[i].value = below(b, expr, entries->items[i].value);
    if (entries)
        expr->as.record.entries = *entries;
    return expr;
}

static bdl_patterns *add_pattern(bdl_build *b, bdl_patterns *patterns,
                                 bdl_pattern_node node) {
    if (!patterns) {
        patterns = BDL_NEW(b->arena, bdl_patterns);
        patterns->span = node.span;
    }
    patterns->span = bdl_span_join(patterns->span, node.span);
    BDL_PUSH(b->arena, &patterns->nodes, node);
    return patterns;
}

bdl_patterns *bdl_build_patterns(bdl_build *b, bdl_patterns *patterns,
                                 bdl_pattern_kind kind, bdl_word token) {
    return add_pattern(b, patterns, bdl_build_pattern(b, kind, token));
}

bdl_patterns *bdl_build_pattern_value(bdl_build *b, bdl_patterns *patterns,
                                      bdl_expr *expr) {
    bdl_pattern_node node = {
        .kind = BDL_PAT_VALUE, .span = expr->span, .expr = expr, .local = -1};
    return add_pattern(b, patterns, node);
}

/* ---- if, every, some, for ---- */

bdl_expr *bdl_build_if(bdl_build *b, bdl_expr *cond, bdl_expr *then, bdl_expr *otherwise,
                       bdl_span span) {
    bdl_expr *expr = new_expr(b, BDL_E_IF, span);
    expr->as.cond.cond = below(b, expr, cond);
    expr->as.cond.then = below(b, expr, then);
    expr->as.cond.otherwise = below(b, expr, otherwise);
    return expr;
}

bdl_expr *bdl_build_each(bdl_build *b, bdl_expr_kind kind, bdl_word var, bdl_expr *list,
                         bdl_span span) {
    bdl_expr *expr = new_expr(b, kind, span);
    expr->as.each.var = var.text;
    expr->as.each.at = var.span.begin;
    expr->as.each.local = -1;
    expr->as.each.list = below(b, expr, list);
    return expr;
}

bdl_expr *bdl_build_each_where(bdl_build *b, bdl_word var, bdl_expr *list,
                               bdl_expr *where, bdl_span span) {
    bdl_expr *expr = bdl_build_each(b, BDL_E_FOR, var, list, span);
    expr->as.each.where = below(b, expr, where);
    return expr;
}

bdl_expr *bdl_build_each_body(bdl_build *b, bdl_expr *each, bdl_expr *body) {
    each->span.end = body->span.end;
    each->as.each.body = below(b, each, body);
    return each;
}

/* ---- clauses ---- */

bdl_clause *bdl_build_for(bdl_build *b, bdl_word name, bdl_expr *list, bdl_span span) {
    bdl_clause *clause = bdl_clause_new(b->arena, BDL_C_FOR, span);
    clause->name = name;
    clause->expr = list ? list : bad(b, span);
    return clause;
}

bdl_clause *bdl_build_for_by(bdl_clause *clause, bdl_exprs *by, bdl_span span) {
    clause->by = *by;
    clause->span = span;
    return clause;
}

bdl_clause *bdl_build_for_where(bdl_clause *clause, bdl_expr *where, bdl_span span) {
    clause->where = where;
    clause->span = span;
    return clause;
}

bdl_clause *bdl_build_for_late_by(bdl_build *b, bdl_clause *clause, bdl_span op,
                                  bdl_exprs *by, bdl_span span) {
    bdl_report(b->diags, b->source, op, BDL_MSG_WRITE, "where … by", "by … where");
    bdl_report_hint(b->diags,
                    "rows are left out before they are grouped: `for g in LIST[…] by …`");
    return bdl_build_for_by(clause, by, span);
}

bdl_clause *bdl_build_let(bdl_build *b, bdl_word name, bdl_expr *value, bdl_span span) {
    bdl_clause *clause = bdl_clause_new(b->arena, BDL_C_LET, span);
    clause->name = name;
    clause->expr = value ? value : bad(b, span);
    return clause;
}

bdl_clause *bdl_build_condition(bdl_build *b, bdl_clause_kind kind, bdl_expr *cond,
                                bdl_expr *otherwise, bdl_span span) {
    bdl_clause *clause = bdl_clause_new(b->arena, kind, span);
    clause->expr = cond;
    clause->otherwise = otherwise;
    return clause;
}

bdl_clause *bdl_build_example(bdl_build *b, bdl_word title, bool passes,
                              bdl_entry_nodes *entries, bdl_span span) {
    if (b->skip_examples)
        return NULL;
    bdl_clause *clause = bdl_clause_new(b->arena, BDL_C_EXAMPLE, span);
    clause->name = title;
    clause->passes = passes;
    if (entries)
        clause->entries = *entries;
    return clause;
}

bdl_clause *bdl_build_given(bdl_build *b, bdl_word title, bool passes, bdl_word token,
                            bdl_span span) {
    bdl_clause *clause = bdl_build_example(b, title, passes, NULL, span);
    if (!clause)
        return NULL;
    clause->has_given = true;
    clause->given = bdl_build_text(b, token).text;
    clause->given_span = token.span;
    return clause;
}

bdl_clauses *bdl_build_clauses(bdl_build *b, bdl_clauses *clauses, bdl_clause *clause) {
    if (!clauses)
        clauses = BDL_NEW(b->arena, bdl_clauses);
    if (clause)
        BDL_PUSH(b->arena, clauses, clause);
    return clauses;
}

bdl_clauses *bdl_build_lost_clause(bdl_build *b, bdl_clauses *clauses, bdl_span span) {
    if (!b->lost_name)
        return clauses;
    b->lost_name = false;
    return bdl_build_clauses(b, clauses, bdl_build_for(b, (bdl_word){0}, NULL, span));
}
