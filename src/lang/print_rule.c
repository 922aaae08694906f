/* print_rule.c - rules, duties and the clauses of rules in their one layout. */
#include "lang/printer.h"

static void put_text(bdl_printer *p, const bdl_file *file, bdl_word word) {
    bdl_buf text = bdl_printer_scratch(p);
    bdl_print_text(&text, file, word);
    bdl_printer_str(p, bdl_buf_str(&text));
}

/* ---- headers ---- */

static bool is_text(const bdl_header *header) {
    return header->expr && header->expr->kind == BDL_E_LITERAL &&
           header->expr->as.literal->kind == BDL_TEXT;
}

static void put_header(bdl_printer *p, const bdl_header *header) {
    bdl_buf text = bdl_printer_scratch(p);
    bdl_buf_add(&text, header->name.text);
    bdl_buf_char(&text, ' ');
    if (header->expr)
        bdl_print_expr(&text, header->expr);
    else
        bdl_print_words(&text, &header->words, ", ");
    bdl_printer_str(p, bdl_buf_str(&text));
}

/* Words share a line, each text has one of its own. */
static void print_headers(bdl_printer *p, const bdl_item *item) {
    p->indent += BDL_PRINT_INDENT;
    for (size_t i = 0; i < item->headers.count; i++) {
        const bdl_header *header = item->headers.items[i];
        if (i == 0 || is_text(header) || is_text(item->headers.items[i - 1]))
            bdl_printer_newline(p);
        else
            bdl_printer_z(p, " ");
        put_header(p, header);
    }
    p->indent -= BDL_PRINT_INDENT;
}

/* ---- clauses ---- */

/* WORD EXPR, on a line of its own when it does not fit. */
static void put_tail(bdl_printer *p, const char *word, const bdl_expr *expr) {
    bdl_buf text = bdl_printer_scratch(p);
    bdl_buf_printf(&text, " %s ", word);
    bdl_print_expr(&text, expr);
    if (bdl_printer_fits(p, bdl_buf_str(&text))) {
        bdl_printer_str(p, bdl_buf_str(&text));
        return;
    }
    p->indent += BDL_PRINT_INDENT;
    bdl_printer_newline(p);
    bdl_printer_z(p, word);
    bdl_printer_z(p, " ");
    bdl_printer_expr(p, expr);
    p->indent -= BDL_PRINT_INDENT;
}

static void put_for(bdl_printer *p, const bdl_clause *clause) {
    bdl_buf head = bdl_printer_scratch(p);
    bdl_buf_printf(&head, "for %.*s in ", BDL_PRI(clause->name.text));
    bdl_printer_str(p, bdl_buf_str(&head));
    bdl_printer_expr(p, clause->expr);
    for (size_t i = 0; i < clause->by.count; i++) {
        bdl_printer_z(p, i == 0 ? " by " : ", ");
        bdl_printer_expr(p, clause->by.items[i]);
    }
    if (clause->where)
        put_tail(p, "where", clause->where);
}

static void put_let(bdl_printer *p, const bdl_clause *clause) {
    bdl_buf head = bdl_printer_scratch(p);
    bdl_buf_printf(&head, "let %.*s = ", BDL_PRI(clause->name.text));
    bdl_printer_str(p, bdl_buf_str(&head));
    bdl_printer_expr(p, clause->expr);
}

static void put_assert(bdl_printer *p, const bdl_clause *clause) {
    bdl_printer_z(p, "assert ");
    bdl_printer_expr(p, clause->expr);
    if (!clause->otherwise)
        return;
    p->indent += BDL_PRINT_INDENT;
    bdl_printer_newline(p);
    bdl_printer_z(p, "else ");
    bdl_printer_expr(p, clause->otherwise);
    p->indent -= BDL_PRINT_INDENT;
}

static void put_when(bdl_printer *p, const bdl_clause *clause) {
    bdl_printer_z(p, "when ");
    bdl_printer_expr(p, clause->expr);
    if (clause->otherwise)
        put_tail(p, "else", clause->otherwise);
}

/* ---- examples ---- */

static void add_path(bdl_buf *out, const bdl_entry_node *entry) {
    bdl_print_words(out, &entry->path, ".");
    bdl_buf_add(out, BDL_STR(" = "));
}

static bdl_str flat_entries(const bdl_printer *p, const bdl_clause *clause) {
    bdl_buf text = bdl_printer_scratch(p);
    bdl_buf_add(&text, BDL_STR("{"));
    for (size_t i = 0; i < clause->entries.count; i++) {
        bdl_buf_add(&text, i == 0 ? BDL_STR(" ") : BDL_STR("  "));
        add_path(&text, &clause->entries.items[i]);
        bdl_print_expr(&text, clause->entries.items[i].value);
    }
    bdl_buf_add(&text, clause->entries.count ? BDL_STR(" }") : BDL_STR("}"));
    return bdl_buf_str(&text);
}

static void put_entries(bdl_printer *p, const bdl_clause *clause) {
    bdl_printer_z(p, "{");
    p->indent += BDL_PRINT_INDENT;
    for (size_t i = 0; i < clause->entries.count; i++) {
        bdl_buf path = bdl_printer_scratch(p);
        add_path(&path, &clause->entries.items[i]);
        bdl_printer_newline(p);
        bdl_printer_str(p, bdl_buf_str(&path));
        bdl_printer_expr(p, clause->entries.items[i].value);
    }
    p->indent -= BDL_PRINT_INDENT;
    bdl_printer_newline(p);
    bdl_printer_z(p, "}");
}

static void put_given(bdl_printer *p, const bdl_file *file, const bdl_clause *clause) {
    bdl_printer_z(p, "given ");
    put_text(p, file, (bdl_word){clause->given, clause->given_span});
}

static void put_example(bdl_printer *p, const bdl_file *file, const bdl_clause *clause) {
    bdl_printer_z(p, "example ");
    if (bdl_word_is_given(clause->name)) {
        put_text(p, file, clause->name);
        bdl_printer_z(p, " ");
    }
    bdl_printer_z(p, clause->passes ? "passes " : "fails ");
    bdl_str flat = clause->has_given ? BDL_STR("") : flat_entries(p, clause);
    if (!bdl_printer_fits(p, flat)) {
        put_entries(p, clause);
        return;
    }
    if (!bdl_word_is_given(clause->name) && !clause->passes)
        bdl_printer_z(p, " "); /* under the brace of `passes` */
    if (clause->has_given)
        put_given(p, file, clause);
    else
        bdl_printer_str(p, flat);
}

static void put_clause(bdl_printer *p, const bdl_file *file, const bdl_clause *clause) {
    switch (clause->kind) {
    case BDL_C_FOR:
        put_for(p, clause);
        break;
    case BDL_C_LET:
        put_let(p, clause);
        break;
    case BDL_C_WHEN:
        put_when(p, clause);
        break;
    case BDL_C_ASSERT:
        put_assert(p, clause);
        break;
    case BDL_C_EXAMPLE:
        put_example(p, file, clause);
        break;
    }
}

/* ---- whole items ---- */

static void put_head(bdl_printer *p, const char *word, const bdl_item *item) {
    bdl_buf head = bdl_printer_scratch(p);
    bdl_buf_printf(&head, "%s %.*s", word, BDL_PRI(item->name.text));
    if (bdl_word_is_given(item->title)) {
        bdl_buf_char(&head, ' ');
        bdl_print_text(&head, item->file, item->title);
    }
    bdl_printer_str(p, bdl_buf_str(&head));
    print_headers(p, item);
}

void bdl_printer_rule(bdl_printer *p, const bdl_item *item) {
    put_head(p, "rule", item);
    bdl_printer_newline(p);
    bdl_printer_z(p, "{");
    bdl_printer_newline(p);
    p->indent += BDL_PRINT_INDENT;
    for (size_t i = 0; i < item->as.rule.clauses.count; i++) {
        const bdl_clause *clause = item->as.rule.clauses.items[i];
        bdl_printer_before(p, clause->span);
        put_clause(p, item->file, clause);
        bdl_printer_after(p, clause->span);
    }
    bdl_printer_rest(p, item->span.end);
    p->indent -= BDL_PRINT_INDENT;
    bdl_printer_z(p, "}");
}

void bdl_printer_duty(bdl_printer *p, const bdl_item *item) {
    put_head(p, "duty", item);
    if (!item->as.duty.where)
        return;
    p->indent += BDL_PRINT_INDENT;
    bdl_printer_newline(p);
    bdl_printer_z(p, "where ");
    bdl_printer_expr(p, item->as.duty.where);
    p->indent -= BDL_PRINT_INDENT;
}
