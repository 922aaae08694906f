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

void bdl_printer_newline(bdl_printer *p) {
    while (p->out->len > p->line && p->out->data[p->out->len - 1] == ' ')
        p->out->len--;
    bdl_buf_char(p->out, '\n');
    p->line = p->out->len;
}

bool bdl_printer_fits(const bdl_printer *p, bdl_str text) {
    bool begun = p->out->len > p->line;
    bdl_str line = bdl_str_from(bdl_buf_str(p->out), p->line);
    if (text.len && memchr(text.data, '\n', text.len))
        return false;
    size_t before = begun ? bdl_text_width(line) : p->indent;
    return before + bdl_text_width(text) <= BDL_PRINT_WIDTH;
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

/* `a and b and c`: each operator begins a line. */
static void put_chain(bdl_printer *p, const bdl_expr *expr) {
    bdl_bind bind = bdl_bind_of(expr);
    const bdl_expr *left = expr->as.binary.left;
    if (left->kind == BDL_E_BINARY && bdl_bind_of(left) == bind)
        put_chain(p, left);
    else
        put(p, left, bind);
    bdl_printer_newline(p);
    bdl_printer_z(p, bdl_op_text(expr->as.binary.op));
    bdl_printer_z(p, " ");
    put(p, expr->as.binary.right, bind + 1);
}

static void begin_items(bdl_printer *p, const char *open) {
    bdl_printer_z(p, open);
    bdl_printer_newline(p);
    p->indent += BDL_PRINT_INDENT;
}

static void end_item(bdl_printer *p, bool last) {
    bdl_printer_z(p, last ? "" : ",");
    bdl_printer_newline(p);
}

static void end_items(bdl_printer *p, const char *close) {
    p->indent -= BDL_PRINT_INDENT;
    bdl_printer_z(p, close);
}

static void put_items(bdl_printer *p, const bdl_exprs *items, const char *close) {
    for (size_t i = 0; i < items->count; i++) {
        put(p, items->items[i], BDL_BIND_LOOSE);
        end_item(p, i + 1 == items->count);
    }
    end_items(p, close);
}

/* `name: value` as it stands on one line. */
static bdl_str flat_entry(const bdl_printer *p, const bdl_entry_node *entry, bool last) {
    bdl_buf flat = {.arena = p->out->arena};
    bdl_print_words(&flat, &entry->path, ".");
    bdl_buf_add(&flat, BDL_STR(": "));
    bdl_buf_add(&flat, flat_text(p, entry->value, BDL_BIND_LOOSE));
    bdl_buf_add(&flat, bdl_str_z(last ? "" : ","));
    return bdl_buf_str(&flat);
}

/* An entry that is too long for a line of its own. */
static void put_entry(bdl_printer *p, const bdl_entry_node *entry, bool last) {
    bdl_buf path = {.arena = p->out->arena};
    bdl_print_words(&path, &entry->path, ".");
    bdl_printer_str(p, bdl_buf_str(&path));
    bdl_printer_z(p, ": ");
    put(p, entry->value, BDL_BIND_LOOSE);
    end_item(p, last);
}

/* A record is a row of a table: its lines are filled, not one for each cell. */
static void put_record(bdl_printer *p, const bdl_expr *expr) {
    const bdl_entry_nodes *entries = &expr->as.record.entries;
    begin_items(p, "{");
    for (size_t i = 0; i < entries->count; i++) {
        const bdl_entry_node *entry = &entries->items[i];
        bool last = i + 1 == entries->count, begun = p->out->len > p->line;
        bdl_buf next = {.arena = p->out->arena};
        bdl_buf_add(&next, bdl_str_z(begun ? " " : ""));
        bdl_buf_add(&next, flat_entry(p, entry, last));
        if (begun && !bdl_printer_fits(p, bdl_buf_str(&next))) {
            bdl_printer_newline(p);
            begun = false;
        }
        bdl_str flat =
            bdl_str_from(bdl_buf_str(&next), next.len > 0 && next.data[0] == ' ');
        if (!bdl_printer_fits(p, flat)) {
            put_entry(p, entry, last);
        } else {
            bdl_printer_z(p, begun ? " " : "");
            bdl_printer_str(p, flat);
        }
    }
    if (p->out->len > p->line)
        bdl_printer_newline(p);
    end_items(p, "}");
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

static bool is_chain(const bdl_expr *expr) {
    if (expr->kind != BDL_E_BINARY)
        return false;
    bdl_bind bind = bdl_bind_of(expr);
    return bind == BDL_BIND_OR || bind == BDL_BIND_AND || bind == BDL_BIND_SUM;
}

static void put_broken(bdl_printer *p, const bdl_expr *expr) {
    if (expr->kind == BDL_E_LIST && expr->as.list.items.count > 0) {
        begin_items(p, "[");
        put_items(p, &expr->as.list.items, "]");
    } else if (expr->kind == BDL_E_RECORD && expr->as.record.entries.count > 0) {
        put_record(p, expr);
    } else if (expr->kind == BDL_E_CALL && expr->as.call.args.count > 0 &&
               !expr->as.call.patterns) {
        bdl_printer_str(p, expr->as.call.name.text);
        begin_items(p, "(");
        put_items(p, &expr->as.call.args, ")");
    } else if (expr->kind == BDL_E_IF) {
        put_if(p, expr);
    } else if (is_chain(expr)) {
        p->indent += BDL_PRINT_INDENT;
        put_chain(p, expr);
        p->indent -= BDL_PRINT_INDENT;
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
