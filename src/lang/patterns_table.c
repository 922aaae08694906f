/* patterns_table.c - /{slips.wrong}/: the column of a table put into a pattern of a rule.
 * A table stays as it is, so its cells become part of the regular expression at once. */
#include "lang/patterns.h"

#include <string.h>

#include "base/language.h"
#include "base/text.h"

const bdl_table_item *bdl_pattern_table(const bdl_expr *expr) {
    if (expr->kind != BDL_E_FIELD || expr->as.field.base->kind != BDL_E_NAME ||
        expr->as.field.base->ref != BDL_REF_TABLE)
        return NULL;
    bdl_kind kind = bdl_type_element(expr->type).kind;
    const bdl_item *item = expr->as.field.base->as.name.target;
    return kind == BDL_PATTERN || kind == BDL_TEXT ? &item->as.table : NULL;
}

static bool is_one_of(bdl_str s, size_t i, const char *bytes) {
    return i < s.len && s.data[i] && strchr(bytes, s.data[i]);
}

bool bdl_pattern_speaks_of_groups(bdl_str text) {
    for (size_t i = 0; i < text.len; i++) {
        bool is_head = text.data[i] == '(' && is_one_of(text, i + 1, "?");
        if (text.data[i] == '\\' && is_one_of(text, ++i, "123456789gk"))
            return true;
        if (is_head && (is_one_of(text, i + 2, "0123456789+&(PR'") ||
                        (is_one_of(text, i + 2, "<") && !is_one_of(text, i + 3, "=!"))))
            return true;
    }
    return false;
}

/* Columns put into the pattern RULE, which NODE is. */
struct putting {
    const bdl_pattern_env *env;
    const bdl_pattern_node *node;
    const bdl_pattern_alt *rule;
    bool told; /* that a cell cannot be put in: once is enough */
};

/* Not of an optional column that the file lacks: what asks for it is not assessed. */
static bool is_known(const bdl_table_item *table, int slot) {
    const bdl_list *rows = table->rows;
    return rows->count == 0 ||
           rows->items[0].as.record->slots[slot]->state != BDL_MISSING;
}

/* Whether TEXT may set flags for what follows it: (?i)… */
static bool sets_flags(bdl_str text) {
    for (size_t at = 0; (at = bdl_str_find(text, BDL_STR("(?"), at)) != SIZE_MAX;) {
        at += 2;
        if (at < text.len && !strchr(":=!<>|", text.data[at]))
            return true;
    }
    return false;
}

/* One of several alternatives. In a group, (?i:…), where it has flags that RULE lacks or
 * may set some. `x` is about how RULE is written, not its cells. */
static void add_pattern(bdl_buf *buf, const bdl_pattern_alt *alt,
                        const bdl_pattern_alt *rule) {
    static const struct {
        unsigned flag;
        char letter;
    } flags[] = {
        {BDL_REGEX_CASELESS, 'i'}, {BDL_REGEX_EXTENDED, 'x'}, {BDL_REGEX_DOTALL, 's'}};
    bool off = rule->flags & ~alt->flags & BDL_REGEX_EXTENDED;
    if (!off && !(alt->flags & ~rule->flags) && !sets_flags(alt->text)) {
        bdl_buf_add(buf, alt->text);
        return;
    }
    bdl_buf_add(buf, BDL_STR("(?"));
    for (size_t i = 0; i < BDL_COUNT_OF(flags); i++)
        if (alt->flags & flags[i].flag)
            bdl_buf_char(buf, flags[i].letter);
    bdl_buf_add(buf, off ? BDL_STR("-x:") : BDL_STR(":"));
    bdl_buf_add(buf, alt->text);
    bdl_buf_char(buf, ')');
}

/* Why ALT cannot be part of RULE; NULL: it can. */
static const char *why_not(const bdl_pattern_alt *alt, const bdl_pattern_alt *rule) {
    if (alt->raw != rule->raw)
        return alt->raw ? _("it has the flag `r`: give it to this pattern as well")
                        : _("this pattern has the flag `r`: give it to the cell as well");
    return bdl_regex_group_count(alt->regex) > 0
               ? _("it names or repeats a group: ask for that in a pattern of its own")
               : NULL;
}

/* False: CELL is nothing that can be met. */
static bool add_cell(struct putting *p, bdl_buf *buf, const bdl_value *cell) {
    bdl_checker *c = p->env->checker;
    if (cell->kind != BDL_PATTERN) {
        bool raw = p->rule->raw;
        bdl_str text = raw ? cell->text : bdl_text_fold(c->arena, cell->text);
        bdl_regex_quote(buf, text);
        return text.len > 0;
    }
    const bdl_pattern_alt *alt = &cell->as.pattern->alts[0];
    const char *why = alt->regex ? why_not(alt, p->rule) : NULL;
    if (why && !p->told)
        BDL_COMPLAIN(c, p->env->file, p->node->span, BDL_MSG_PATTERN_CELL,
                     BDL_PRI(cell->text), why);
    p->told |= why != NULL;
    if (!alt->regex || why)
        return false;
    add_pattern(buf, alt, p->rule);
    return true;
}

/* (?:a|b) of what stands in the column; blank cells are left out. */
static void add_column(struct putting *p, bdl_buf *buf, const bdl_table_item *table,
                       int slot) {
    bool any = false;
    bdl_buf_add(buf, BDL_STR("(?:"));
    for (size_t i = 0; i < table->rows->count; i++) {
        const bdl_value *cell = table->rows->items[i].as.record->slots[slot];
        size_t before = buf->len;
        if (cell->state != BDL_PRESENT)
            continue;
        if (any)
            bdl_buf_char(buf, '|');
        if (add_cell(p, buf, cell))
            any = true;
        else
            buf->len = before;
    }
    if (!any)
        bdl_buf_add(buf, BDL_STR("(?!)")); /* one of none: never */
    bdl_buf_char(buf, ')');
}

/* The rest of TEXT up to TO, and its place in it for what is put in later. */
static size_t add_rest(bdl_buf *text, bdl_buf *trial, bdl_str whole, size_t from,
                       size_t to) {
    bdl_str rest = bdl_str_of(whole.data + from, to - from);
    bdl_buf_add(text, rest);
    bdl_buf_add(trial, rest);
    return to;
}

bool bdl_pattern_put_tables(const bdl_pattern_env *env, const bdl_pattern_node *node,
                            const bdl_pattern_alt *alt, bdl_pattern_text *text) {
    bdl_arena *arena = env->checker->arena;
    struct putting p = {.env = env, .node = node, .rule = alt};
    bdl_buf whole = {.arena = arena}, trial = {.arena = arena};
    size_t from = 0, later = 0, count = text->inserts.count;
    for (size_t i = 0; i < count; i++) {
        bdl_insert insert = text->inserts.items[i];
        const bdl_table_item *table = bdl_pattern_table(insert.expr);
        from = add_rest(&whole, &trial, text->text, from, insert.offset);
        if (table && is_known(table, insert.expr->slot)) {
            size_t begin = whole.len;
            add_column(&p, &whole, table, insert.expr->slot);
            bdl_buf_add(&trial, bdl_str_from(bdl_buf_str(&whole), begin));
        } else {
            insert.offset = whole.len;
            bdl_buf_add(&trial, BDL_STR(BDL_PATTERN_ANYTHING));
            text->inserts.items[later++] = insert;
        }
    }
    if (later == count)
        return false;
    add_rest(&whole, &trial, text->text, from, text->text.len);
    text->inserts.count = later;
    text->text = bdl_buf_str(&whole);
    text->trial = bdl_buf_str(&trial);
    return true;
}
