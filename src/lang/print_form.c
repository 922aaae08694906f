/* print_form.c - the clauses of a form in their one layout: columns stand under each
 * other. */
#include "lang/printer.h"

/* Widths that neighbours share; the keyword's is that of the body. */
typedef struct columns {
    size_t keyword, path, zh;
} columns;

static size_t width_of_path(const bdl_form_clause *part) {
    size_t width = part->path.count ? part->path.count - 1 : 0;
    for (size_t i = 0; i < part->path.count; i++)
        width += bdl_text_width(part->path.items[i].text);
    return width;
}

/* A word and the blanks that bring it to WIDTH. */
static void add_padded(bdl_buf *out, bdl_str text, size_t width) {
    bdl_buf_add(out, text);
    for (size_t i = bdl_text_width(text); i < width; i++)
        bdl_buf_char(out, ' ');
}

static void add_keyword(bdl_buf *out, const bdl_form_clause *part, columns widths) {
    add_padded(out, part->keyword.text, widths.keyword);
}

static void add_path(bdl_buf *out, const bdl_form_clause *part, size_t width) {
    bdl_buf path = {.arena = out->arena};
    bdl_print_words(&path, &part->path, ".");
    bdl_buf_char(out, ' ');
    add_padded(out, bdl_buf_str(&path), width);
}

static void add_zh(bdl_buf *out, const bdl_form_clause *part, size_t width) {
    if (width == 0)
        return;
    bdl_buf_char(out, ' ');
    add_padded(out, bdl_word_is_given(part->zh) ? part->zh.text : BDL_STR(""), width);
}

/* ---- alternatives, which may be many ---- */

typedef BDL_VEC(bdl_str) strs;

/* The alternatives on this line, on the next, or filling several. */
static void put_alternatives(bdl_printer *p, const strs *texts, bdl_str tail) {
    bdl_buf flat = bdl_printer_scratch(p);
    for (size_t i = 0; i < texts->count; i++) {
        bdl_buf_add(&flat, i == 0 ? BDL_STR(" ") : BDL_STR(" | "));
        bdl_buf_add(&flat, texts->items[i]);
    }
    bdl_buf_add(&flat, tail);
    if (bdl_printer_fits(p, bdl_buf_str(&flat))) {
        bdl_printer_buf(p, &flat);
        return;
    }
    p->indent += BDL_PRINT_INDENT;
    bdl_printer_newline(p);
    if (bdl_printer_fits(p, bdl_buf_str(&flat))) {
        bdl_printer_buf(p, &flat);
    } else {
        for (size_t i = 0; i < texts->count; i++) {
            bdl_buf next = bdl_printer_scratch(p);
            bdl_buf_add(&next, i > 0 ? BDL_STR(" | ") : BDL_STR(""));
            bdl_buf_add(&next, texts->items[i]);
            if (i > 0 && !bdl_printer_fits(p, bdl_buf_str(&next)))
                bdl_printer_newline(p);
            bdl_printer_buf(p, &next);
        }
        bdl_printer_str(p, tail);
    }
    p->indent -= BDL_PRINT_INDENT;
}

static void put_patterns(bdl_printer *p, const bdl_file *file,
                         const bdl_patterns *patterns, bdl_str tail) {
    strs texts = {0};
    for (size_t i = 0; i < patterns->nodes.count; i++) {
        bdl_patterns one = {.nodes = {&patterns->nodes.items[i], 1, 1}};
        bdl_buf text = bdl_printer_scratch(p);
        bdl_print_patterns(&text, file, &one);
        BDL_PUSH(p->out->arena, &texts, bdl_buf_str(&text));
    }
    put_alternatives(p, &texts, tail);
}

/* "指标值", or ("指标值" | "目标值"). */
static void put_heading_part(bdl_buf *text, const bdl_file *file, const bdl_words *part) {
    if (part->count > 1)
        bdl_buf_add(text, BDL_STR("("));
    for (size_t i = 0; i < part->count; i++) {
        bdl_buf_add(text, i > 0 ? BDL_STR(" | ") : BDL_STR(""));
        bdl_print_text(text, file, part->items[i]);
    }
    if (part->count > 1)
        bdl_buf_add(text, BDL_STR(")"));
}

static bdl_str heading_text(bdl_printer *p, const bdl_file *file,
                            const bdl_heading_node *heading) {
    bdl_buf text = bdl_printer_scratch(p);
    if (heading->pattern)
        bdl_print_regular(&text, heading->pattern->text, heading->pattern->flags);
    for (size_t i = 0; i < heading->parts.count; i++) {
        if (i > 0)
            bdl_buf_add(&text, BDL_STR(" + "));
        put_heading_part(&text, file, &heading->parts.items[i]);
    }
    return bdl_buf_str(&text);
}

static void put_headings(bdl_printer *p, const bdl_file *file,
                         const bdl_form_clause *part, bdl_str tail) {
    strs texts = {0};
    if (part->like.count) {
        bdl_buf like = bdl_printer_scratch(p);
        bdl_buf_add(&like, BDL_STR("like "));
        bdl_print_words(&like, &part->like, ".");
        BDL_PUSH(p->out->arena, &texts, bdl_buf_str(&like));
    }
    for (size_t i = 0; i < part->headings.count; i++)
        BDL_PUSH(p->out->arena, &texts, heading_text(p, file, &part->headings.items[i]));
    put_alternatives(p, &texts, tail);
}

/* ---- clauses ---- */

static void put_column(bdl_printer *p, const bdl_file *file, const bdl_form_clause *part,
                       columns widths) {
    bdl_buf head = bdl_printer_scratch(p), tail = bdl_printer_scratch(p);
    add_keyword(&head, part, widths);
    add_path(&head, part, widths.path);
    add_zh(&head, part, widths.zh);
    bdl_printer_buf(p, &head);
    if (bdl_word_is_given(part->below)) {
        bdl_buf_add(&tail, BDL_STR(" below "));
        bdl_print_text(&tail, file, part->below);
    }
    bdl_buf_printf(&tail, " : %.*s", BDL_PRI(part->type.text));
    bdl_buf_add(&tail, part->optional ? BDL_STR(" optional") : BDL_STR(""));
    bdl_buf_add(&tail, part->inherits ? BDL_STR(" inherits") : BDL_STR(""));
    bdl_buf_add(&tail,
                part->blank_is_missing ? BDL_STR(" blank is missing") : BDL_STR(""));
    put_headings(p, file, part, bdl_buf_str(&tail));
}

static void put_body(bdl_printer *p, const bdl_file *file, const bdl_form_clause *part) {
    bdl_printer_newline(p);
    p->indent += BDL_PRINT_INDENT;
    bdl_printer_form_clauses(p, file, (const bdl_form_clause *const *)part->body.items,
                             part->body.count);
    bdl_printer_rest(p, part->span.end);
    p->indent -= BDL_PRINT_INDENT;
    bdl_printer_z(p, "}");
}

/* Whether a `{` follows: also an empty body was written for a reason. */
static bool has_body(const bdl_file *file, const bdl_form_clause *part) {
    if (part->body.count > 0 || part->kind == BDL_F_LIST || part->kind == BDL_F_SECTION)
        return true;
    bdl_str text = file ? bdl_source_slice(file->source, part->span) : BDL_STR("");
    return part->kind == BDL_F_RECORD && bdl_str_ends(text, BDL_STR("}"));
}

static void put_list(bdl_printer *p, const bdl_file *file, const bdl_form_clause *part) {
    bdl_buf head = bdl_printer_scratch(p);
    bdl_buf_add(&head, part->headings.count ? BDL_STR("list") : BDL_STR("table"));
    add_path(&head, part, 0);
    if (bdl_word_is_given(part->zh))
        bdl_buf_printf(&head, " %.*s", BDL_PRI(part->zh.text));
    if (part->headings.count)
        bdl_buf_add(&head, BDL_STR(" under"));
    bdl_printer_buf(p, &head);
    put_headings(p, file, part, BDL_STR(" {"));
    put_body(p, file, part);
}

/* title, figure, record, section, kind: patterns come last. */
static void put_pattern_clause(bdl_printer *p, const bdl_file *file,
                               const bdl_form_clause *part, columns widths) {
    bool body = has_body(file, part);
    bdl_buf head = bdl_printer_scratch(p);
    add_keyword(&head, part, widths);
    if (part->path.count)
        add_path(&head, part, widths.path);
    add_zh(&head, part, widths.zh);
    if (part->is_many)
        bdl_buf_add(&head, BDL_STR(" many"));
    if (bdl_word_is_given(part->many))
        bdl_buf_printf(&head, " as %.*s", BDL_PRI(part->many.text));
    if (part->kind == BDL_F_KIND) {
        bdl_buf_char(&head, ' ');
        bdl_print_text(&head, file, part->text);
        bdl_buf_add(&head, BDL_STR(" when"));
    }
    bdl_printer_buf(p, &head);
    put_patterns(p, file, part->patterns, body ? BDL_STR(" {") : BDL_STR(""));
    if (body)
        put_body(p, file, part);
}

static void put_unit(bdl_printer *p, const bdl_form_clause *part, columns widths) {
    bdl_buf text = bdl_printer_scratch(p);
    add_keyword(&text, part, widths);
    if (bdl_word_is_given(part->type))
        bdl_buf_printf(&text, " %.*s", BDL_PRI(part->type.text));
    if (part->from_caption)
        bdl_buf_add(&text, BDL_STR(" from caption"));
    else
        bdl_buf_printf(&text, " %.*s", BDL_PRI(part->text.text));
    bdl_printer_buf(p, &text);
}

static void put_rows(bdl_printer *p, const bdl_form_clause *part, columns widths) {
    bdl_buf text = bdl_printer_scratch(p);
    add_keyword(&text, part, widths);
    bdl_buf_printf(&text, " by %.*s", BDL_PRI(part->by.text));
    if (bdl_word_is_given(part->under))
        bdl_buf_printf(&text, " under %.*s", BDL_PRI(part->under.text));
    bdl_printer_buf(p, &text);
}

/* entry, skip, let, precision: an expression comes last. */
static void put_expr_clause(bdl_printer *p, const bdl_form_clause *part, columns widths) {
    bdl_buf text = bdl_printer_scratch(p);
    add_keyword(&text, part, widths);
    if (part->path.count)
        add_path(&text, part, widths.path);
    add_zh(&text, part, widths.zh);
    if (bdl_word_is_given(part->which))
        bdl_buf_printf(&text, " %.*s", BDL_PRI(part->which.text));
    if (part->kind == BDL_F_LET)
        bdl_buf_add(&text, BDL_STR(" ="));
    else if (part->kind != BDL_F_PRECISION)
        bdl_buf_add(&text, BDL_STR(" where"));
    bdl_buf_char(&text, ' ');
    bdl_printer_buf(p, &text);
    bdl_printer_expr(p, part->expr);
}

static void put_clause(bdl_printer *p, const bdl_file *file, const bdl_form_clause *part,
                       columns widths) {
    switch (part->kind) {
    case BDL_F_COLUMN:
    case BDL_F_FIELD:
        put_column(p, file, part, widths);
        break;
    case BDL_F_LIST:
        put_list(p, file, part);
        break;
    case BDL_F_UNIT:
        put_unit(p, part, widths);
        break;
    case BDL_F_ROWS:
        put_rows(p, part, widths);
        break;
    case BDL_F_ENTRY:
    case BDL_F_SKIP:
    case BDL_F_LET:
    case BDL_F_PRECISION:
        put_expr_clause(p, part, widths);
        break;
    case BDL_F_PATTERN:
    case BDL_F_KIND:
    case BDL_F_FIGURE:
    case BDL_F_RECORD:
    case BDL_F_SECTION:
        put_pattern_clause(p, file, part, widths);
        break;
    }
}

/* ---- neighbours ---- */

/* The clauses from FIRST on that are of one kind. */
static size_t run_end(const bdl_form_clause *const *clauses, size_t first, size_t count) {
    size_t end = first + 1;
    while (end < count && clauses[end]->kind == clauses[first]->kind)
        end++;
    return end;
}

/* Clauses that say one thing of the form: what they say stands under each other. */
static bool is_plain(const bdl_form_clause *part) {
    return part->kind == BDL_F_PATTERN || part->kind == BDL_F_UNIT ||
           part->kind == BDL_F_COLUMN || part->kind == BDL_F_FIELD ||
           part->kind == BDL_F_ROWS || part->kind == BDL_F_ENTRY;
}

static size_t keyword_width(const bdl_form_clause *const *clauses, size_t count) {
    size_t most = 0;
    for (size_t i = 0; i < count; i++) {
        size_t width = bdl_text_width(clauses[i]->keyword.text);
        if (is_plain(clauses[i]) && width > most)
            most = width;
    }
    return most;
}

static columns measure(const bdl_form_clause *const *clauses, size_t begin, size_t end,
                       size_t keyword) {
    columns widths = {is_plain(clauses[begin]) ? keyword : 0, 0, 0};
    for (size_t i = begin; i < end; i++) {
        size_t path = width_of_path(clauses[i]);
        size_t zh = bdl_text_width(clauses[i]->zh.text);
        widths.path = path > widths.path ? path : widths.path;
        widths.zh = zh > widths.zh ? zh : widths.zh;
    }
    return widths;
}

/* The span of CLAUSE without its body, whose comments stay in it. */
static bdl_span head_span(const bdl_form_clause *part) {
    bdl_span span = part->span;
    if (part->body.count > 0 || part->kind == BDL_F_LIST || part->kind == BDL_F_SECTION)
        span.end = part->keyword.span.end;
    return span;
}

void bdl_printer_form_clauses(bdl_printer *p, const bdl_file *file,
                              const bdl_form_clause *const *clauses, size_t count) {
    size_t end = 0;
    columns widths = {0, 0, 0};
    size_t keyword = keyword_width(clauses, count);
    for (size_t i = 0; i < count; i++) {
        if (i == end) {
            end = run_end(clauses, i, count);
            widths = measure(clauses, i, end, keyword);
        }
        bdl_printer_before(p, head_span(clauses[i]));
        put_clause(p, file, clauses[i], widths);
        bdl_printer_after(p, clauses[i]->span);
    }
}
