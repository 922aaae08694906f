/* print_expr.c - an expression on one line. */
#include "lang/printer.h"

static void print(bdl_buf *out, const bdl_expr *expr, bdl_bind least);

bdl_bind bdl_bind_of(const bdl_expr *expr) {
    switch (expr->kind) {
    case BDL_E_IF:
    case BDL_E_EVERY:
    case BDL_E_SOME:
    case BDL_E_FOR:
        return BDL_BIND_LOOSE;
    case BDL_E_NOT:
        return BDL_BIND_NOT;
    case BDL_E_NEGATE:
        return BDL_BIND_NEGATE;
    case BDL_E_MATCHES:
    case BDL_E_IS:
        return BDL_BIND_COMPARE;
    case BDL_E_BINARY:
        break;
    default:
        return BDL_BIND_TIGHT;
    }
    switch (expr->op) {
    case BDL_OP_OR:
        return BDL_BIND_OR;
    case BDL_OP_AND:
        return BDL_BIND_AND;
    case BDL_OP_COALESCE:
        return BDL_BIND_COALESCE;
    case BDL_OP_ADD:
    case BDL_OP_SUB:
        return BDL_BIND_SUM;
    case BDL_OP_MUL:
    case BDL_OP_DIV:
        return BDL_BIND_PRODUCT;
    default:
        return BDL_BIND_COMPARE;
    }
}

const char *bdl_op_text(bdl_op op) {
    static const char *const texts[] = {
        [BDL_OP_OR] = "or",         [BDL_OP_AND] = "and", [BDL_OP_EQ] = "==",
        [BDL_OP_SAME] = "===",      [BDL_OP_NE] = "!=",   [BDL_OP_LT] = "<",
        [BDL_OP_LE] = "<=",         [BDL_OP_GT] = ">",    [BDL_OP_GE] = ">=",
        [BDL_OP_IN] = "in",         [BDL_OP_ADD] = "+",   [BDL_OP_CONTAINS] = "contains",
        [BDL_OP_COALESCE] = "\?\?", [BDL_OP_SUB] = "-",   [BDL_OP_MUL] = "*",
        [BDL_OP_DIV] = "/",
    };
    return texts[op];
}

/* ---- words and texts ---- */

static void add(bdl_buf *out, const char *text) {
    bdl_buf_add(out, bdl_str_z(text));
}

static void add_quoted(bdl_buf *out, bdl_str text) {
    bdl_buf_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        if (c == '\n' || c == '\t')
            add(out, c == '\n' ? "\\n" : "\\t");
        else if (c == '\r')
            add(out, "\\u{d}");
        else {
            if (c == '"' || c == '\\')
                bdl_buf_char(out, '\\');
            bdl_buf_char(out, c);
        }
    }
    bdl_buf_char(out, '"');
}

/* What FILE has at SPAN; empty when the node was not read from a file. */
static bdl_str slice(const bdl_file *file, bdl_span span) {
    if (!file || !file->source || span.begin >= span.end)
        return BDL_STR("");
    return bdl_source_slice(file->source, span);
}

void bdl_print_text(bdl_buf *out, const bdl_file *file, bdl_word word) {
    bdl_str written = slice(file, word.span);
    if (bdl_str_starts(written, BDL_STR("\"")))
        bdl_buf_add(out, written);
    else
        add_quoted(out, word.text);
}

void bdl_print_words(bdl_buf *out, const bdl_words *words, const char *between) {
    for (size_t i = 0; i < words->count; i++) {
        if (i > 0)
            add(out, between);
        bdl_buf_add(out, words->items[i].text);
    }
}

/* ---- patterns ---- */

static void print(bdl_buf *out, const bdl_expr *expr, bdl_bind least);

/* A pattern that is looked up begins with a name; one in capitals would be a target. */
static bool begins_plainly(const bdl_expr *expr) {
    while (expr->kind == BDL_E_FIELD || expr->kind == BDL_E_INDEX)
        expr = expr->kind == BDL_E_FIELD ? expr->as.field.base : expr->as.index.base;
    bdl_str name = expr->kind == BDL_E_NAME   ? expr->as.name.text
                   : expr->kind == BDL_E_CALL ? expr->as.call.name
                                              : (bdl_str){0};
    return name.len > 0 && !(name.data[0] >= 'A' && name.data[0] <= 'Z');
}

static void print_looked_up(bdl_buf *out, const bdl_expr *expr) {
    bool grouped = !begins_plainly(expr);
    if (grouped)
        bdl_buf_char(out, '(');
    print(out, expr, grouped ? BDL_BIND_LOOSE : BDL_BIND_TIGHT);
    if (grouped)
        bdl_buf_char(out, ')');
}

void bdl_print_regular(bdl_buf *out, bdl_str text, bdl_str flags) {
    bdl_buf_char(out, '/');
    bdl_buf_add(out, text);
    bdl_buf_char(out, '/');
    bdl_buf_add(out, flags);
}

static void print_pattern(bdl_buf *out, const bdl_file *file,
                          const bdl_pattern_node *node) {
    if (node->kind == BDL_PAT_STRING)
        bdl_print_text(out, file, (bdl_word){node->text, node->span});
    else if (node->kind == BDL_PAT_TARGET)
        bdl_buf_add(out, node->text);
    else if (node->kind == BDL_PAT_VALUE)
        print_looked_up(out, node->expr);
    else
        bdl_print_regular(out, node->text, node->flags);
}

void bdl_print_patterns(bdl_buf *out, const bdl_file *file,
                        const bdl_patterns *patterns) {
    for (size_t i = 0; i < patterns->nodes.count; i++) {
        if (i > 0)
            add(out, " | ");
        print_pattern(out, file, &patterns->nodes.items[i]);
    }
}

/* ---- kinds of expressions ---- */

static void print_literal(bdl_buf *out, const bdl_expr *expr) {
    const bdl_value *value = expr->as.literal;
    if (value->state == BDL_MISSING)
        add(out, "missing");
    else if (value->kind == BDL_BOOLEAN)
        add(out, value->as.boolean ? "true" : "false");
    else if (value->kind == BDL_TEXT)
        bdl_print_text(out, expr->file, (bdl_word){value->text, expr->span});
    else
        bdl_buf_add(out, value->text);
}

/* A text of a message, with its braces doubled. */
static void add_message_text(bdl_buf *out, bdl_str text) {
    bdl_buf quoted = {.arena = out->arena};
    add_quoted(&quoted, text);
    bdl_str inner = bdl_buf_str(&quoted);
    for (size_t i = 1; i + 1 < inner.len; i++) {
        char c = inner.data[i];
        if (c == '{' || c == '}')
            bdl_buf_char(out, c);
        bdl_buf_char(out, c);
    }
}

static void print_template(bdl_buf *out, const bdl_expr *expr) {
    bdl_str written = slice(expr->file, expr->span);
    if (bdl_str_starts(written, BDL_STR("\""))) {
        bdl_buf_add(out, written);
        return;
    }
    bdl_buf_char(out, '"');
    for (size_t i = 0; i < expr->as.template.parts.count; i++) {
        const bdl_expr *part = expr->as.template.parts.items[i];
        if (part->kind == BDL_E_LITERAL && part->as.literal->kind == BDL_TEXT) {
            add_message_text(out, part->as.literal->text);
            continue;
        }
        bdl_buf_char(out, '{');
        print(out, part, BDL_BIND_LOOSE);
        bdl_buf_char(out, '}');
    }
    bdl_buf_char(out, '"');
}

static void print_exprs(bdl_buf *out, const bdl_exprs *exprs) {
    for (size_t i = 0; i < exprs->count; i++) {
        if (i > 0)
            add(out, ", ");
        print(out, exprs->items[i], BDL_BIND_LOOSE);
    }
}

static void print_call(bdl_buf *out, const bdl_expr *expr) {
    bdl_buf_add(out, expr->as.call.name);
    bdl_buf_char(out, '(');
    if (expr->as.call.patterns && expr->as.call.args->count == 1) {
        print(out, expr->as.call.args->items[0], BDL_BIND_COALESCE);
        add(out, " matches ");
        bdl_print_patterns(out, expr->file, expr->as.call.patterns);
    } else {
        print_exprs(out, expr->as.call.args);
    }
    bdl_buf_char(out, ')');
}

static void print_binary(bdl_buf *out, const bdl_expr *expr) {
    bdl_bind bind = bdl_bind_of(expr);
    bool chains = bind != BDL_BIND_COMPARE;
    print(out, expr->as.binary.left, chains ? bind : BDL_BIND_COALESCE);
    bdl_buf_printf(out, " %s ", bdl_op_text(expr->op));
    print(out, expr->as.binary.right, bind + 1);
    if (expr->as.binary.within) {
        add(out, " within ");
        print(out, expr->as.binary.within, BDL_BIND_COALESCE);
    }
}

/* A comparison needs no parentheses behind `not`, but its reader does. */
static void print_denied(bdl_buf *out, const bdl_expr *operand) {
    print(out, operand, operand->kind == BDL_E_NOT ? BDL_BIND_NOT : BDL_BIND_COALESCE);
}

static void print_is(bdl_buf *out, const bdl_expr *expr) {
    static const char *const tests[] = {"missing", "present", "blank", "empty",
                                        "unreadable"};
    print(out, expr->as.is.subject, BDL_BIND_COALESCE);
    add(out, expr->as.is.negated ? " is not " : " is ");
    add(out, tests[expr->as.is.test]);
}

static void print_range(bdl_buf *out, const bdl_expr *expr) {
    bdl_buf_char(out, '[');
    if (expr->as.range.low)
        print(out, expr->as.range.low, BDL_BIND_LOOSE);
    add(out, "..");
    if (expr->as.range.high)
        print(out, expr->as.range.high, BDL_BIND_LOOSE);
    bdl_buf_char(out, ']');
}

static void print_record(bdl_buf *out, const bdl_expr *expr) {
    const bdl_entry_nodes *entries = &expr->as.record.entries;
    add(out, entries->count ? "{ " : "{");
    for (size_t i = 0; i < entries->count; i++) {
        if (i > 0)
            add(out, ", ");
        bdl_print_words(out, &entries->items[i].path, ".");
        add(out, ": ");
        print(out, entries->items[i].value, BDL_BIND_LOOSE);
    }
    add(out, entries->count ? " }" : "}");
}

static void print_if(bdl_buf *out, const bdl_expr *expr) {
    add(out, "if ");
    print(out, expr->as.cond.cond, BDL_BIND_LOOSE);
    add(out, " then ");
    print(out, expr->as.cond.then, BDL_BIND_LOOSE);
    add(out, " else ");
    print(out, expr->as.cond.otherwise, BDL_BIND_LOOSE);
}

static void print_each(bdl_buf *out, const bdl_expr *expr) {
    bool is_for = expr->kind == BDL_E_FOR;
    const char *word = is_for ? "for" : expr->kind == BDL_E_EVERY ? "every" : "some";
    bdl_buf_printf(out, "%s %.*s in ", word, BDL_PRI(expr->as.each.var));
    print(out, expr->as.each.list, BDL_BIND_LOOSE);
    if (expr->as.each.where) {
        add(out, " where ");
        print(out, expr->as.each.where, BDL_BIND_LOOSE);
    }
    add(out, is_for ? " return " : " satisfies ");
    print(out, expr->as.each.body, BDL_BIND_LOOSE);
}

static void print_postfix(bdl_buf *out, const bdl_expr *expr) {
    if (expr->kind == BDL_E_FIELD) {
        print(out, expr->as.field.base, BDL_BIND_TIGHT);
        bdl_buf_printf(out, ".%.*s", BDL_PRI(expr->as.field.name));
        return;
    }
    print(out, expr->as.index.base, BDL_BIND_TIGHT);
    bdl_buf_char(out, '[');
    print(out, expr->as.index.argument, BDL_BIND_LOOSE);
    bdl_buf_char(out, ']');
}

static void print_matches(bdl_buf *out, const bdl_expr *expr) {
    print(out, expr->as.matches.subject, BDL_BIND_COALESCE);
    add(out, " matches ");
    bdl_print_patterns(out, expr->file, expr->as.matches.patterns);
}

static void print_bare(bdl_buf *out, const bdl_expr *expr) {
    switch (expr->kind) {
    case BDL_E_BAD:
        bdl_buf_add(out, slice(expr->file, expr->span));
        break;
    case BDL_E_LITERAL:
        print_literal(out, expr);
        break;
    case BDL_E_TEMPLATE:
        print_template(out, expr);
        break;
    case BDL_E_NAME:
        bdl_buf_add(out, expr->as.name.text);
        break;
    case BDL_E_FIELD:
    case BDL_E_INDEX:
        print_postfix(out, expr);
        break;
    case BDL_E_CALL:
        print_call(out, expr);
        break;
    case BDL_E_NOT:
        add(out, "not ");
        print_denied(out, expr->as.unary.operand);
        break;
    case BDL_E_NEGATE:
        bdl_buf_char(out, '-');
        print(out, expr->as.unary.operand, BDL_BIND_NEGATE);
        break;
    case BDL_E_BINARY:
        print_binary(out, expr);
        break;
    case BDL_E_MATCHES:
        print_matches(out, expr);
        break;
    case BDL_E_IS:
        print_is(out, expr);
        break;
    case BDL_E_LIST:
        bdl_buf_char(out, '[');
        print_exprs(out, &expr->as.list.items);
        bdl_buf_char(out, ']');
        break;
    case BDL_E_RANGE:
        print_range(out, expr);
        break;
    case BDL_E_RECORD:
        print_record(out, expr);
        break;
    case BDL_E_IF:
        print_if(out, expr);
        break;
    case BDL_E_EVERY:
    case BDL_E_SOME:
    case BDL_E_FOR:
        print_each(out, expr);
        break;
    }
}

/* The builder keeps trees shallow, so this may call itself. */
static void print(bdl_buf *out, const bdl_expr *expr, bdl_bind least) {
    bool grouped = bdl_bind_of(expr) < least;
    if (grouped)
        bdl_buf_char(out, '(');
    print_bare(out, expr);
    if (grouped)
        bdl_buf_char(out, ')');
}

void bdl_print_expr(bdl_buf *out, const bdl_expr *expr) {
    print(out, expr, BDL_BIND_LOOSE);
}
