/* print.c - items and whole files in their one layout. */
#include "lang/printer.h"

static void add_title(bdl_buf *out, const bdl_item *item) {
    if (!bdl_word_is_given(item->title))
        return;
    bdl_buf_char(out, ' ');
    bdl_print_text(out, item->file, item->title);
}

static void add_text(bdl_buf *out, const char *word, bdl_str text) {
    bdl_buf_printf(out, " %s ", word);
    bdl_print_text(out, NULL, (bdl_word){text, {0, 0}});
}

/* ---- items on one line ---- */

static void put_ruleset(bdl_printer *p, const bdl_item *item) {
    bdl_buf head = bdl_printer_scratch(p);
    bdl_buf_add(&head, BDL_STR("ruleset "));
    bdl_print_text(&head, item->file, item->name);
    bdl_printer_buf(p, &head);
    p->indent += BDL_PRINT_INDENT;
    for (size_t i = 0; i < item->headers.count; i++) {
        const bdl_header *header = item->headers.items[i];
        bdl_buf text = bdl_printer_scratch(p);
        bdl_buf_printf(&text, " %.*s ", BDL_PRI(header->name.text));
        bdl_print_expr(&text, header->expr);
        bool is_short = bdl_str_eq(header->name.text, BDL_STR("version")) ||
                        bdl_str_eq(header->name.text, BDL_STR("title"));
        if (!is_short || !bdl_printer_fits(p, bdl_buf_str(&text)))
            bdl_printer_newline(p);
        bdl_printer_buf(p, &text);
    }
    p->indent -= BDL_PRINT_INDENT;
}

static void put_use(bdl_printer *p, const bdl_item *item) {
    bdl_buf text = bdl_printer_scratch(p);
    bdl_buf_add(&text, BDL_STR("use "));
    bdl_print_text(&text, item->file, item->name);
    bdl_printer_buf(p, &text);
}

static void put_param(bdl_printer *p, const bdl_item *item) {
    bdl_buf head = bdl_printer_scratch(p), title = bdl_printer_scratch(p);
    bdl_buf_printf(&head, "param %.*s = ", BDL_PRI(item->name.text));
    bdl_printer_buf(p, &head);
    bdl_printer_expr(p, item->as.param.value);
    add_title(&title, item);
    bdl_printer_buf(p, &title);
}

static void put_define(bdl_printer *p, const bdl_item *item) {
    bdl_buf head = bdl_printer_scratch(p);
    bdl_buf_printf(&head, "define %.*s(", BDL_PRI(item->name.text));
    bdl_print_words(&head, &item->as.define.params, ", ");
    bdl_buf_add(&head, BDL_STR(") = "));
    bdl_printer_buf(p, &head);
    bdl_printer_expr(p, item->as.define.body);
}

static void put_waive(bdl_printer *p, const bdl_item *item) {
    const bdl_waive_item *waive = &item->as.waive;
    bdl_buf head = bdl_printer_scratch(p), tail = bdl_printer_scratch(p);
    bdl_buf_printf(&head, "waive %.*s", BDL_PRI(waive->rule.text));
    add_text(&head, "in", waive->glob);
    if (waive->at.len)
        add_text(&head, "at", waive->at);
    bdl_printer_buf(p, &head);
    add_text(&tail, "because", waive->because);
    if (bdl_word_is_given(waive->until))
        bdl_buf_printf(&tail, " until %.*s", BDL_PRI(waive->until.text));
    p->indent += BDL_PRINT_INDENT;
    if (!bdl_printer_fits(p, bdl_buf_str(&tail)))
        bdl_printer_newline(p);
    bdl_printer_buf(p, &tail);
    p->indent -= BDL_PRINT_INDENT;
}

/* ---- items with a body of columns ---- */

static void put_body(bdl_printer *p, const bdl_item *item,
                     const bdl_form_clauses *clauses) {
    bdl_printer_z(p, " {");
    bdl_printer_newline(p);
    p->indent += BDL_PRINT_INDENT;
    bdl_printer_form_clauses(
        p, item->file, (const bdl_form_clause *const *)clauses->items, clauses->count);
    bdl_printer_rest(p, item->span.end);
    p->indent -= BDL_PRINT_INDENT;
    bdl_printer_z(p, "}");
}

static void put_table(bdl_printer *p, const bdl_item *item) {
    bdl_buf head = bdl_printer_scratch(p);
    bdl_buf_printf(&head, "table %.*s", BDL_PRI(item->name.text));
    add_text(&head, "from", item->as.table.path);
    bdl_buf_add(&head, BDL_STR(" key "));
    bdl_print_words(&head, &item->as.table.keys, ", ");
    bdl_printer_buf(p, &head);
    put_body(p, item, &item->as.table.columns);
}

static void add_option(bdl_buf *out, const char *word, bdl_word name) {
    if (bdl_word_is_given(name))
        bdl_buf_printf(out, " %s %.*s", word, BDL_PRI(name.text));
}

static void put_form(bdl_printer *p, const bdl_item *item) {
    const bdl_form_item *form = &item->as.form;
    bdl_buf head = bdl_printer_scratch(p);
    bdl_buf_printf(&head, "form %.*s", BDL_PRI(item->name.text));
    add_option(&head, "as", form->as);
    add_option(&head, "like", form->like);
    add_title(&head, item);
    if (form->is_many)
        bdl_buf_add(&head, BDL_STR(" many"));
    add_option(&head, "as", form->many);
    bdl_printer_buf(p, &head);
    put_body(p, item, &form->clauses);
}

static void put_item(bdl_printer *p, const bdl_item *item) {
    switch (item->kind) {
    case BDL_I_RULESET:
        put_ruleset(p, item);
        break;
    case BDL_I_USE:
        put_use(p, item);
        break;
    case BDL_I_PARAM:
        put_param(p, item);
        break;
    case BDL_I_DEFINE:
        put_define(p, item);
        break;
    case BDL_I_TABLE:
        put_table(p, item);
        break;
    case BDL_I_FORM:
        put_form(p, item);
        break;
    case BDL_I_RULE:
        bdl_printer_rule(p, item);
        break;
    case BDL_I_DUTY:
        bdl_printer_duty(p, item);
        break;
    case BDL_I_WAIVE:
        put_waive(p, item);
        break;
    }
}

/* ---- files ---- */

static bool has_body(const bdl_item *item) {
    return item->kind == BDL_I_RULE || item->kind == BDL_I_FORM ||
           item->kind == BDL_I_TABLE;
}

static uint32_t header_end(const bdl_header *header) {
    const bdl_words *words = &header->words;
    if (header->expr)
        return header->expr->span.end;
    return words->count ? words->items[words->count - 1].span.end : header->name.span.end;
}

/* What stands before the body of ITEM, or all of it: comments in there go above it. */
static bdl_span head_span(const bdl_item *item) {
    if (!has_body(item))
        return item->span;
    bdl_span span = bdl_span_join(item->name.span, item->title.span);
    if (!bdl_word_is_given(item->title))
        span = item->name.span;
    if (item->headers.count > 0)
        span.end = header_end(item->headers.items[item->headers.count - 1]);
    return bdl_span_join((bdl_span){item->span.begin, item->span.begin}, span);
}

/* An empty line parts items, but for short ones of a kind, which may stand together. */
static bool parts_items(const bdl_item *a, const bdl_item *b) {
    return a->kind != b->kind || has_body(a) || a->kind == BDL_I_DUTY ||
           a->kind == BDL_I_RULESET;
}

static void put_empty_line(bdl_printer *p) {
    if (!bdl_str_ends(bdl_buf_str(p->out), BDL_STR("\n\n")))
        bdl_printer_newline(p);
}

void bdl_print_file(bdl_buf *out, const bdl_file *file) {
    bdl_printer p = {.out = out, .file = file, .line = out->len};
    for (size_t i = 0; i < file->items.count; i++) {
        const bdl_item *item = file->items.items[i];
        if (i > 0 && parts_items(file->items.items[i - 1], item))
            put_empty_line(&p);
        bdl_printer_before(&p, head_span(item));
        put_item(&p, item);
        bdl_printer_after(&p, item->span);
    }
    bdl_printer_rest(&p, UINT32_MAX);
}
