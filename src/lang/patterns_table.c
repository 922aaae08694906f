/* patterns_table.c - /{slips.wrong}/: the column of a table put into a pattern of a rule.
 * A table stays as it is, so its cells become part of the regular expression at once. */
#include "lang/patterns.h"

#include "base/text.h"

const bdl_table_item *bdl_pattern_table(const bdl_expr *expr) {
    if (expr->kind != BDL_E_FIELD || expr->as.field.base->kind != BDL_E_NAME ||
        expr->as.field.base->ref != BDL_REF_TABLE)
        return NULL;
    bdl_kind kind = bdl_type_element(expr->type).kind;
    const bdl_item *item = expr->as.field.base->as.name.target;
    return kind == BDL_PATTERN || kind == BDL_TEXT ? &item->as.table : NULL;
}

/* One of several alternatives. In a group, (?i:…), where it has flags or may set some. */
static void add_pattern(bdl_buf *buf, const bdl_pattern_alt *alt) {
    static const struct {
        unsigned flag;
        char letter;
    } flags[] = {
        {BDL_REGEX_CASELESS, 'i'}, {BDL_REGEX_EXTENDED, 'x'}, {BDL_REGEX_DOTALL, 's'}};
    if (alt->flags == 0 && bdl_str_find(alt->text, BDL_STR("(?"), 0) == SIZE_MAX) {
        bdl_buf_add(buf, alt->text);
        return;
    }
    bdl_buf_add(buf, BDL_STR("(?"));
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++)
        if (alt->flags & flags[i].flag)
            bdl_buf_char(buf, flags[i].letter);
    bdl_buf_char(buf, ':');
    bdl_buf_add(buf, alt->text);
    bdl_buf_char(buf, ')');
}

/* (?:a|b) of what stands in the column; blank cells are left out. */
static void add_column(bdl_arena *arena, bdl_buf *buf, const bdl_table_item *table,
                       int slot) {
    bool any = false;
    bdl_buf_add(buf, BDL_STR("(?:"));
    for (size_t i = 0; i < table->rows->count; i++) {
        const bdl_value *cell = table->rows->items[i].as.record->slots[slot];
        bool is_pattern = cell->kind == BDL_PATTERN;
        if (cell->state != BDL_PRESENT ||
            (is_pattern && !cell->as.pattern->alts[0].regex))
            continue;
        if (any)
            bdl_buf_char(buf, '|');
        if (is_pattern)
            add_pattern(buf, &cell->as.pattern->alts[0]);
        else
            bdl_regex_quote(buf, bdl_text_fold(arena, cell->text));
        any = true;
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

bool bdl_pattern_put_tables(bdl_arena *arena, bdl_pattern_text *text) {
    bdl_buf whole = {.arena = arena}, trial = {.arena = arena};
    size_t from = 0, later = 0, count = text->inserts.count;
    for (size_t i = 0; i < count; i++) {
        bdl_insert insert = text->inserts.items[i];
        const bdl_table_item *table = bdl_pattern_table(insert.expr);
        from = add_rest(&whole, &trial, text->text, from, insert.offset);
        if (table) {
            size_t begin = bdl_buf_str(&whole).len;
            add_column(arena, &whole, table, insert.expr->slot);
            bdl_buf_add(&trial, bdl_str_from(bdl_buf_str(&whole), begin));
        } else {
            insert.offset = bdl_buf_str(&whole).len;
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
