/* check_clone.c - copies of expressions: check writes into the tree, so what is used in
 * several places (a define called with other types, a form that is `like` another) needs
 * a tree for each. */
#include "lang/checker.h"

#include "base/limits.h"

struct copy {
    bdl_arena *arena;
    const bdl_file *file;
    long shift;
    int depth;
};

static bdl_span move_span(const struct copy *c, bdl_span span) {
    long begin = (long)span.begin + c->shift, end = (long)span.end + c->shift;
    return (bdl_span){(uint32_t)(begin < 0 ? 0 : begin), (uint32_t)(end < 0 ? 0 : end)};
}

static uint32_t move_place(const struct copy *c, uint32_t at) {
    return move_span(c, (bdl_span){at, at}).begin;
}

static bdl_word copy_word(const struct copy *c, bdl_word word) {
    return (bdl_word){word.text, move_span(c, word.span)};
}

static bdl_expr *copy_expr(struct copy *c, const bdl_expr *expr);

static bdl_exprs copy_list(struct copy *c, const bdl_exprs *list) {
    bdl_exprs out = {0};
    BDL_MAKE_ROOM(c->arena, &out, list->count);
    for (size_t i = 0; i < list->count; i++)
        BDL_PUSH(c->arena, &out, copy_expr(c, list->items[i]));
    return out;
}

static bdl_patterns *copy_patterns(struct copy *c, const bdl_patterns *patterns) {
    if (!patterns)
        return NULL;
    bdl_patterns *out = BDL_NEW(c->arena, bdl_patterns);
    out->span = move_span(c, patterns->span);
    for (size_t i = 0; i < patterns->nodes.count; i++) {
        bdl_pattern_node node = patterns->nodes.items[i];
        node.span = move_span(c, node.span);
        node.expr = copy_expr(c, node.expr);
        BDL_PUSH(c->arena, &out->nodes, node);
    }
    return out;
}

static bdl_entry_nodes copy_entries(struct copy *c, const bdl_entry_nodes *entries) {
    bdl_entry_nodes out = {0};
    for (size_t i = 0; i < entries->count; i++) {
        const bdl_entry_node *from = &entries->items[i];
        bdl_entry_node entry = {.value = copy_expr(c, from->value),
                                .span = move_span(c, from->span)};
        for (size_t j = 0; j < from->path.count; j++)
            BDL_PUSH(c->arena, &entry.path, copy_word(c, from->path.items[j]));
        BDL_PUSH(c->arena, &out, entry);
    }
    return out;
}

/* Check writes into quantities: a year becomes a date. What is none is one for all
 * copies. */
static bdl_value *copy_value(struct copy *c, bdl_value *value) {
    if (value->kind != BDL_QUANTITY)
        return value;
    bdl_value *copied = BDL_NEW(c->arena, bdl_value);
    *copied = *value;
    return copied;
}

static void copy_name(bdl_expr *to, const bdl_expr *from) {
    to->as.name.text = from->as.name.text;
    to->ref = BDL_REF_NONE;
}

static void copy_field(struct copy *c, bdl_expr *to, const bdl_expr *from) {
    to->as.field.base = copy_expr(c, from->as.field.base);
    to->as.field.name = from->as.field.name;
    to->slot = to->target_part = -1;
}

static void copy_call(struct copy *c, bdl_expr *to, const bdl_expr *from) {
    to->as.call.name = from->as.call.name;
    to->as.call.at = move_place(c, from->as.call.at);
    to->as.call.args = BDL_NEW(c->arena, bdl_exprs);
    *to->as.call.args = copy_list(c, from->as.call.args);
    to->as.call.patterns = copy_patterns(c, from->as.call.patterns);
    to->as.call.builtin = -1;
}

static void copy_each(struct copy *c, bdl_expr *to, const bdl_expr *from) {
    to->as.each.var = from->as.each.var;
    to->as.each.at = move_place(c, from->as.each.at);
    to->as.each.list = copy_expr(c, from->as.each.list);
    to->as.each.where = copy_expr(c, from->as.each.where);
    to->as.each.body = copy_expr(c, from->as.each.body);
}

static void copy_binary(struct copy *c, bdl_expr *to, const bdl_expr *from) {
    to->op = from->op;
    to->as.binary.left = copy_expr(c, from->as.binary.left);
    to->as.binary.right = copy_expr(c, from->as.binary.right);
    to->as.binary.within = copy_expr(c, from->as.binary.within);
}

static void copy_if(struct copy *c, bdl_expr *to, const bdl_expr *from) {
    to->as.cond.cond = copy_expr(c, from->as.cond.cond);
    to->as.cond.then = copy_expr(c, from->as.cond.then);
    to->as.cond.otherwise = copy_expr(c, from->as.cond.otherwise);
}

static void copy_parts(struct copy *c, bdl_expr *to, const bdl_expr *from) {
    switch (from->kind) {
    case BDL_E_BAD:
        break;
    case BDL_E_LITERAL:
        to->as.literal = copy_value(c, from->as.literal);
        break;
    case BDL_E_TEMPLATE:
        to->as.template.parts = copy_list(c, &from->as.template.parts);
        break;
    case BDL_E_NAME:
        copy_name(to, from);
        break;
    case BDL_E_FIELD:
        copy_field(c, to, from);
        break;
    case BDL_E_INDEX:
        to->as.index.base = copy_expr(c, from->as.index.base);
        to->as.index.argument = copy_expr(c, from->as.index.argument);
        break;
    case BDL_E_CALL:
        copy_call(c, to, from);
        break;
    case BDL_E_NOT:
    case BDL_E_NEGATE:
        to->as.unary.operand = copy_expr(c, from->as.unary.operand);
        break;
    case BDL_E_BINARY:
        copy_binary(c, to, from);
        break;
    case BDL_E_MATCHES:
        to->as.matches.subject = copy_expr(c, from->as.matches.subject);
        to->as.matches.patterns = copy_patterns(c, from->as.matches.patterns);
        break;
    case BDL_E_IS:
        to->as.is.subject = copy_expr(c, from->as.is.subject);
        to->as.is.test = from->as.is.test;
        to->as.is.negated = from->as.is.negated;
        break;
    case BDL_E_LIST:
        to->as.list.items = copy_list(c, &from->as.list.items);
        break;
    case BDL_E_RANGE:
        to->as.range.low = copy_expr(c, from->as.range.low);
        to->as.range.high = copy_expr(c, from->as.range.high);
        break;
    case BDL_E_RECORD:
        to->as.record.entries = copy_entries(c, &from->as.record.entries);
        break;
    case BDL_E_IF:
        copy_if(c, to, from);
        break;
    case BDL_E_EVERY:
    case BDL_E_SOME:
    case BDL_E_FOR:
        copy_each(c, to, from);
        break;
    }
}

static bdl_expr *copy_expr(struct copy *c, const bdl_expr *expr) {
    if (!expr)
        return NULL;
    bdl_expr *out =
        bdl_expr_new(c->arena, c->depth < 4 * BDL_MAX_NESTING ? expr->kind : BDL_E_BAD,
                     c->file ? c->file : expr->file, move_span(c, expr->span));
    if (out->kind == BDL_E_BAD)
        return out;
    c->depth++;
    copy_parts(c, out, expr);
    c->depth--;
    return out;
}

bdl_expr *bdl_expr_clone(bdl_arena *arena, const bdl_expr *expr, const bdl_file *file,
                         long shift) {
    struct copy c = {.arena = arena, .file = file, .shift = shift};
    return copy_expr(&c, expr);
}
