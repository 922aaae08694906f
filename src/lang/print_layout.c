/* print_layout.c - lines: where they begin, where they are broken, and the comments and
 * empty lines between them. */
#include "lang/printer.h"

/* ---- writing ---- */

void bdl_printer_str(bdl_printer *p, bdl_str text) {
    if (text.len == 0)
        return;
    if (p->out->len == p->line) {
        for (size_t i = 0; i < p->indent; i++)
            bdl_buf_char(p->out, ' ');
        if (text.data[0] == ' ')
            text = bdl_str_from(text, 1);
    }
    size_t begin = p->out->len;
    bdl_buf_add(p->out, text);
    for (size_t i = p->out->len; i > begin; i--)
        if (p->out->data[i - 1] == '\n') { /* a text over several lines */
            p->line = i;
            return;
        }
}

void bdl_printer_z(bdl_printer *p, const char *text) {
    bdl_printer_str(p, bdl_str_z(text));
}

bdl_buf bdl_printer_scratch(const bdl_printer *p) {
    return (bdl_buf){.arena = p->out->arena};
}

void bdl_printer_buf(bdl_printer *p, const bdl_buf *text) {
    bdl_printer_str(p, bdl_buf_str(text));
}

void bdl_printer_newline(bdl_printer *p) {
    while (p->out->len > p->line && p->out->data[p->out->len - 1] == ' ')
        p->out->len--;
    bdl_buf_char(p->out, '\n');
    p->line = p->out->len;
}

/* Where the next character will stand. */
static size_t column(const bdl_printer *p) {
    bdl_str line = bdl_str_from(bdl_buf_str(p->out), p->line);
    return line.len > 0 ? bdl_text_width(line) : p->indent;
}

bool bdl_printer_fits(const bdl_printer *p, bdl_str text) {
    if (text.len && memchr(text.data, '\n', text.len))
        return false;
    return column(p) + bdl_text_width(text) <= BDL_PRINT_WIDTH;
}

/* ---- expressions over several lines ---- */

static bdl_str flat_text(const bdl_printer *p, const bdl_expr *expr, bdl_bind least) {
    bdl_buf flat = {.arena = p->out->arena};
    bool grouped = bdl_bind_of(expr) < least;
    if (grouped)
        bdl_buf_char(&flat, '(');
    bdl_print_expr(&flat, expr);
    if (grouped)
        bdl_buf_char(&flat, ')');
    return bdl_buf_str(&flat);
}

static void put(bdl_printer *p, const bdl_expr *expr, bdl_bind least);

/* `a and b and c`: each operator begins a line; sums fill their lines. */
static void put_chain(bdl_printer *p, const bdl_expr *expr) {
    bdl_bind bind = bdl_bind_of(expr);
    const bdl_expr *left = expr->as.binary.left;
    if (left->kind == BDL_E_BINARY && bdl_bind_of(left) == bind)
        put_chain(p, left);
    else
        put(p, left, bind);
    bdl_buf next = {.arena = p->out->arena};
    bdl_buf_printf(&next, " %s ", bdl_op_text(expr->op));
    bdl_buf_add(&next, flat_text(p, expr->as.binary.right, bind + 1));
    if (bind == BDL_BIND_SUM && bdl_printer_fits(p, bdl_buf_str(&next)))
        bdl_printer_z(p, " ");
    else
        bdl_printer_newline(p);
    bdl_printer_z(p, bdl_op_text(expr->op));
    bdl_printer_z(p, " ");
    put(p, expr->as.binary.right, bind + 1);
}

/* What stands between brackets fills its lines, which begin under the first item; far to
 * the right they begin below the bracket instead. */
typedef struct items {
    bdl_printer *p;
    size_t outer; /* the indent outside */
    bool below, first;
} items;

static items open_items(bdl_printer *p, const char *open) {
    items at = {.p = p, .outer = p->indent, .first = true};
    bdl_printer_z(p, open);
    at.below = column(p) > BDL_PRINT_WIDTH / 2;
    if (at.below)
        bdl_printer_newline(p);
    p->indent = at.below ? at.outer + BDL_PRINT_INDENT : column(p);
    return at;
}

/* Before an item that is FLAT on one line: on this line when there is room. */
static void next_item(items *at, bdl_str flat) {
    bdl_buf text = {.arena = at->p->out->arena};
    bdl_buf_add(&text, BDL_STR(", "));
    bdl_buf_add(&text, flat);
    bool fits = bdl_printer_fits(at->p, bdl_buf_str(&text));
    if (!at->first) {
        bdl_printer_z(at->p, fits ? ", " : ",");
        if (!fits)
            bdl_printer_newline(at->p);
    }
    at->first = false;
}

static void close_items(const items *at, const char *close) {
    at->p->indent = at->outer;
    if (at->below)
        bdl_printer_newline(at->p);
    bdl_printer_z(at->p, close);
}

static void put_items(bdl_printer *p, const bdl_exprs *list, const char *open,
                      const char *close) {
    items at = open_items(p, open);
    for (size_t i = 0; i < list->count; i++) {
        next_item(&at, flat_text(p, list->items[i], BDL_BIND_LOOSE));
        put(p, list->items[i], BDL_BIND_LOOSE);
    }
    close_items(&at, close);
}

static void put_record(bdl_printer *p, const bdl_expr *expr) {
    const bdl_entry_nodes *entries = &expr->as.record.entries;
    items at = open_items(p, "{ ");
    for (size_t i = 0; i < entries->count; i++) {
        const bdl_entry_node *entry = &entries->items[i];
        bdl_buf path = {.arena = p->out->arena}, flat = {.arena = p->out->arena};
        bdl_print_words(&path, &entry->path, ".");
        bdl_buf_add(&path, BDL_STR(": "));
        bdl_buf_add(&flat, bdl_buf_str(&path));
        bdl_buf_add(&flat, flat_text(p, entry->value, BDL_BIND_LOOSE));
        next_item(&at, bdl_buf_str(&flat));
        bdl_printer_str(p, bdl_buf_str(&path));
        put(p, entry->value, BDL_BIND_LOOSE);
    }
    close_items(&at, at.below ? "}" : " }");
}

static void put_if(bdl_printer *p, const bdl_expr *expr) {
    bdl_printer_z(p, "if ");
    put(p, expr->as.cond.cond, BDL_BIND_LOOSE);
    p->indent += BDL_PRINT_INDENT;
    bdl_printer_newline(p);
    bdl_printer_z(p, "then ");
    put(p, expr->as.cond.then, BDL_BIND_LOOSE);
    bdl_printer_newline(p);
    bdl_printer_z(p, "else ");
    p->indent -= BDL_PRINT_INDENT;
    put(p, expr->as.cond.otherwise, BDL_BIND_LOOSE);
}

/* On a line of its own: WORD and the rest of the expression. */
static void put_word_below(bdl_printer *p, const char *word, const bdl_expr *expr) {
    p->indent += BDL_PRINT_INDENT;
    bdl_printer_newline(p);
    bdl_printer_z(p, word);
    put(p, expr, BDL_BIND_LOOSE);
    p->indent -= BDL_PRINT_INDENT;
}

static void put_each(bdl_printer *p, const bdl_expr *expr) {
    bool is_for = expr->kind == BDL_E_FOR;
    bdl_printer_z(p, is_for ? "for " : expr->kind == BDL_E_SOME ? "some " : "every ");
    bdl_printer_str(p, expr->as.each.var);
    bdl_printer_z(p, " in ");
    put(p, expr->as.each.list, BDL_BIND_LOOSE);
    if (expr->as.each.where)
        put_word_below(p, "where ", expr->as.each.where);
    put_word_below(p, is_for ? "return " : "satisfies ", expr->as.each.body);
}

/* The operator begins a line when that is enough. */
static void put_compared(bdl_printer *p, const bdl_expr *expr) {
    const bdl_expr *right = expr->as.binary.right, *within = expr->as.binary.within;
    bdl_buf tail = {.arena = p->out->arena};
    bdl_buf_printf(&tail, "%s ", bdl_op_text(expr->op));
    bdl_buf_add(&tail, flat_text(p, right, BDL_BIND_COALESCE));
    put(p, expr->as.binary.left, BDL_BIND_COALESCE);
    size_t full = p->indent + BDL_PRINT_INDENT + bdl_text_width(bdl_buf_str(&tail));
    bool below = column(p) > p->indent && full <= BDL_PRINT_WIDTH;
    p->indent += BDL_PRINT_INDENT;
    if (below)
        bdl_printer_newline(p);
    bdl_printer_z(p, below ? "" : " ");
    bdl_printer_z(p, bdl_op_text(expr->op));
    bdl_printer_z(p, " ");
    put(p, right, BDL_BIND_COALESCE);
    if (within) {
        bdl_printer_z(p, " within ");
        put(p, within, BDL_BIND_COALESCE);
    }
    p->indent -= BDL_PRINT_INDENT;
}

static bool is_chain(const bdl_expr *expr) {
    if (expr->kind != BDL_E_BINARY)
        return false;
    bdl_bind bind = bdl_bind_of(expr);
    return bind == BDL_BIND_OR || bind == BDL_BIND_AND || bind == BDL_BIND_SUM;
}

static void put_broken(bdl_printer *p, const bdl_expr *expr) {
    if (expr->kind == BDL_E_LIST && expr->as.list.items.count > 0) {
        put_items(p, &expr->as.list.items, "[", "]");
    } else if (expr->kind == BDL_E_RECORD && expr->as.record.entries.count > 0) {
        put_record(p, expr);
    } else if (expr->kind == BDL_E_CALL && expr->as.call.args->count > 0 &&
               !expr->as.call.patterns) {
        bdl_printer_str(p, expr->as.call.name);
        put_items(p, expr->as.call.args, "(", ")");
    } else if (expr->kind == BDL_E_IF) {
        put_if(p, expr);
    } else if (expr->kind == BDL_E_EVERY || expr->kind == BDL_E_SOME ||
               expr->kind == BDL_E_FOR) {
        put_each(p, expr);
    } else if (is_chain(expr)) {
        p->indent += BDL_PRINT_INDENT;
        put_chain(p, expr);
        p->indent -= BDL_PRINT_INDENT;
    } else if (expr->kind == BDL_E_BINARY && bdl_bind_of(expr) == BDL_BIND_COMPARE) {
        put_compared(p, expr);
    } else {
        bdl_printer_str(p, flat_text(p, expr, BDL_BIND_LOOSE));
    }
}

/* The builder keeps trees shallow, so this may call itself. */
static void put(bdl_printer *p, const bdl_expr *expr, bdl_bind least) {
    bdl_str flat = flat_text(p, expr, least);
    if (bdl_printer_fits(p, flat)) {
        bdl_printer_str(p, flat);
        return;
    }
    bool grouped = bdl_bind_of(expr) < least;
    bdl_printer_z(p, grouped ? "(" : "");
    put_broken(p, expr);
    bdl_printer_z(p, grouped ? ")" : "");
}

void bdl_printer_expr(bdl_printer *p, const bdl_expr *expr) {
    put(p, expr, BDL_BIND_LOOSE);
}

/* ---- comments and empty lines ---- */

static size_t count_lines(const bdl_printer *p, uint32_t begin, uint32_t end) {
    bdl_str text = bdl_source_slice(p->file->source, (bdl_span){begin, end});
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++)
        n += text.data[i] == '\n';
    return n;
}

/* An empty line where there is one before byte BEGIN, but none at the start of a body. */
static void keep_empty_line(bdl_printer *p, uint32_t begin) {
    bdl_str out = bdl_buf_str(p->out);
    if (begin < p->at || count_lines(p, p->at, begin) < 2 || out.len == 0)
        return;
    if (bdl_str_ends(out, BDL_STR("{\n")) || bdl_str_ends(out, BDL_STR("\n\n")))
        return;
    bdl_printer_newline(p);
}

static void put_comment(bdl_printer *p) {
    bdl_span span = p->file->comments.items[p->comment++];
    bdl_str text = bdl_text_trim(bdl_source_slice(p->file->source, span));
    bdl_printer_z(p, "#");
    bdl_str words = bdl_str_from(text, text.data[0] == '#' ? 1 : 3);
    bdl_printer_str(p, words);
    p->at = span.end;
}

/* Whether a comment that begins before byte END is left. */
static bool has_comment(const bdl_printer *p, uint32_t end) {
    return p->file && p->comment < p->file->comments.count &&
           p->file->comments.items[p->comment].begin < end;
}

void bdl_printer_rest(bdl_printer *p, uint32_t end) {
    while (has_comment(p, end)) {
        keep_empty_line(p, p->file->comments.items[p->comment].begin);
        put_comment(p);
        bdl_printer_newline(p);
    }
}

void bdl_printer_before(bdl_printer *p, bdl_span span) {
    if (!p->file)
        return;
    bdl_printer_rest(p, span.end);
    keep_empty_line(p, span.begin);
    p->at = span.end > p->at ? span.end : p->at;
}

void bdl_printer_after(bdl_printer *p, bdl_span span) {
    p->at = span.end > p->at ? span.end : p->at;
    if (has_comment(p, UINT32_MAX) &&
        count_lines(p, p->at, p->file->comments.items[p->comment].begin) == 0) {
        bdl_printer_z(p, "  ");
        put_comment(p);
    }
    bdl_printer_newline(p);
}
