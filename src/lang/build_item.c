/* build_item.c - the items of a file and their headers. */
#include <stddef.h>

#include "base/messages.h"
#include "lang/build.h"

#define WITH(part) (offsetof(bdl_item, as) + sizeof((bdl_item *)NULL)->as.part)

bdl_item *bdl_build_item(bdl_build *b, bdl_item_kind kind, bdl_word name, bdl_span span) {
    static const uint8_t rooms[] = {
        [BDL_I_RULESET] = offsetof(bdl_item, as),
        [BDL_I_USE] = offsetof(bdl_item, as),
        [BDL_I_PARAM] = WITH(param),
        [BDL_I_DEFINE] = WITH(define),
        [BDL_I_TABLE] = WITH(table),
        [BDL_I_FORM] = WITH(form),
        [BDL_I_RULE] = WITH(rule),
        [BDL_I_DUTY] = WITH(duty),
        [BDL_I_WAIVE] = WITH(waive),
    };
    bdl_item *item = bdl_arena_alloc(b->arena, rooms[kind]);
    item->kind = kind;
    item->span = span;
    item->file = b->file;
    item->name = name;
    return item;
}

bdl_item *bdl_build_title(bdl_build *b, bdl_item *item, bdl_word title) {
    if (bdl_word_is_given(item->title)) {
        bdl_report(b->diags, b->source, title.span, BDL_MSG_TITLE_TWICE);
        bdl_report_note(b->diags, b->source, item->title.span, "the first one is here");
    }
    item->title = title;
    return item;
}

/* ---- headers ---- */

bdl_header *bdl_build_header(bdl_build *b, bdl_word name, bdl_expr *expr,
                             bdl_words *words) {
    bdl_header *header = BDL_NEW(b->arena, bdl_header);
    header->name = name;
    header->expr = expr;
    if (words)
        header->words = *words;
    return header;
}

bdl_header *bdl_build_header_word(bdl_build *b, bdl_word name, bdl_word word) {
    return bdl_build_header(b, name, NULL, bdl_build_words(b, NULL, word));
}

bdl_item *bdl_build_item_header(bdl_build *b, bdl_item *item, bdl_header *header) {
    bdl_span span = header->expr ? header->expr->span
                                 : header->words.items[header->words.count - 1].span;
    item->span = bdl_span_join(item->span, span);
    BDL_PUSH(b->arena, &item->headers, header);
    return item;
}

/* ---- items ---- */

bdl_item *bdl_build_param(bdl_build *b, bdl_word name, bdl_expr *value, bdl_span span) {
    bdl_item *item = bdl_build_item(b, BDL_I_PARAM, name, span);
    item->as.param.value = value;
    return item;
}

bdl_item *bdl_build_titled_param(bdl_build *b, bdl_word name, bdl_expr *value,
                                 bdl_word title, bdl_span span) {
    return bdl_build_title(b, bdl_build_param(b, name, value, span), title);
}

bdl_item *bdl_build_define(bdl_build *b, bdl_word name, bdl_words *params, bdl_expr *body,
                           bdl_span span) {
    bdl_item *item = bdl_build_item(b, BDL_I_DEFINE, name, span);
    item->as.define.item = item;
    item->as.define.body = body;
    if (params)
        item->as.define.params = *params;
    return item;
}

bdl_item *bdl_build_table_source(bdl_item *item, bdl_word path, bdl_words *keys) {
    item->as.table.path = path.text;
    item->as.table.keys = *keys;
    return item;
}

/* What stands before the columns could not be read: no file is looked for. */
bdl_item *bdl_build_table_torn(bdl_build *b, bdl_item *item) {
    b->lost_part = true;
    return item;
}

bdl_item *bdl_build_table_body(bdl_build *b, bdl_item *item, bdl_form_clauses *columns,
                               bdl_span span) {
    item->as.table.is_torn = b->lost_part;
    b->lost_part = false;
    item->span = span;
    if (columns)
        item->as.table.columns = *columns;
    return item;
}

bdl_item *bdl_build_form_as(bdl_item *item, bdl_word as) {
    item->as.form.as = as;
    return item;
}

bdl_item *bdl_build_form_like(bdl_item *item, bdl_word like) {
    item->as.form.like = like;
    return item;
}

bdl_item *bdl_build_form_many(bdl_item *item, bdl_word list) {
    item->as.form.is_many = true;
    item->as.form.many = list;
    return item;
}

bdl_item *bdl_build_form_body(bdl_build *b, bdl_item *item, bdl_form_clauses *clauses,
                              bdl_span span) {
    item->span = span;
    item->as.form.is_torn = b->lost_part;
    b->lost_part = false;
    if (clauses)
        item->as.form.clauses = *clauses;
    return item;
}

bdl_item *bdl_build_rule_body(bdl_item *item, bdl_clauses *clauses, bdl_span span) {
    item->span = span;
    if (clauses)
        item->as.rule.clauses = *clauses;
    return item;
}

bdl_item *bdl_build_duty_where(bdl_item *item, bdl_expr *where, bdl_span span) {
    item->span = span;
    item->as.duty.where = where;
    return item;
}

bdl_item *bdl_build_waive(bdl_build *b, bdl_word rule, bdl_word glob, bdl_span span) {
    bdl_item *item = bdl_build_item(b, BDL_I_WAIVE, rule, span);
    item->as.waive.rule = rule;
    item->as.waive.glob = glob.text;
    return item;
}

bdl_item *bdl_build_waive_at(bdl_item *item, bdl_word at) {
    item->as.waive.at = at.text;
    return item;
}

bdl_item *bdl_build_waive_because(bdl_item *item, bdl_word because, bdl_span span) {
    item->span = span;
    item->as.waive.because = because.text;
    return item;
}

bdl_item *bdl_build_waive_until(bdl_item *item, bdl_word until, bdl_span span) {
    item->span = span;
    item->as.waive.until = until;
    return item;
}

void bdl_build_add(bdl_build *b, bdl_item *item) {
    BDL_PUSH(b->arena, &b->file->items, item);
}
