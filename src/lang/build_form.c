/* build_form.c - the clauses of a form, and patterns. */
#include <string.h>

#include "lang/build.h"
#include "lang/patterns.h"

/* ---- patterns ---- */

static bdl_pattern_later *make_later(bdl_build *b, bdl_span span) {
    bdl_pattern_later *later = BDL_NEW(b->arena, bdl_pattern_later);
    later->file = b->file;
    later->span = span;
    later->before = b->file->patterns;
    return b->file->patterns = later;
}

bdl_pattern_node bdl_build_pattern(bdl_build *b, bdl_pattern_kind kind, bdl_word token) {
    bdl_pattern_node node = {.kind = kind, .span = token.span, .local = -1};
    if (kind == BDL_PAT_REGEX) {
        bdl_pattern_part(token.text, &node);
        if (b->skip_examples)
            node.later = make_later(b, token.span);
    } else if (kind == BDL_PAT_STRING) {
        node.text = bdl_build_text(b, token).text;
    } else {
        node.text = bdl_build_name(b, token).text;
    }
    return node;
}

/* ---- headings ---- */

bdl_heading_node *bdl_build_heading(bdl_build *b, bdl_words *part) {
    bdl_heading_node *heading = BDL_NEW(b->arena, bdl_heading_node);
    return bdl_build_heading_join(b, heading, part);
}

bdl_heading_node *bdl_build_heading_join(bdl_build *b, bdl_heading_node *heading,
                                         bdl_words *part) {
    BDL_PUSH(b->arena, &heading->parts, *part);
    return heading;
}

bdl_heading_node *bdl_build_heading_pattern(bdl_build *b, bdl_word token) {
    bdl_heading_node *heading = BDL_NEW(b->arena, bdl_heading_node);
    heading->pattern = BDL_NEW(b->arena, bdl_pattern_node);
    *heading->pattern = bdl_build_pattern(b, BDL_PAT_REGEX, token);
    return heading;
}

bdl_heading_nodes *bdl_build_headings(bdl_build *b, bdl_heading_nodes *headings,
                                      bdl_heading_node *heading) {
    if (!headings)
        headings = BDL_NEW(b->arena, bdl_heading_nodes);
    BDL_PUSH(b->arena, headings, *heading);
    return headings;
}

/* ---- clauses ---- */

static bdl_form_clause *new_part(bdl_build *b, bdl_form_clause_kind kind,
                                 bdl_word keyword, bdl_span span) {
    bdl_form_clause *part = BDL_NEW(b->arena, bdl_form_clause);
    part->kind = kind;
    part->keyword = bdl_build_name(b, keyword);
    part->span = span;
    return part;
}

static bdl_span last_span(const bdl_words *words) {
    return words->items[words->count - 1].span;
}

bdl_form_clause *bdl_build_part(bdl_build *b, bdl_form_clause_kind kind, bdl_word keyword,
                                bdl_words *path, bdl_word zh) {
    bdl_span end = bdl_word_is_given(zh) ? zh.span : last_span(path);
    bdl_form_clause *part = new_part(b, kind, keyword, bdl_span_join(keyword.span, end));
    part->path = *path;
    part->zh = zh;
    return part;
}

bdl_form_clause *bdl_build_part_headings(bdl_form_clause *part,
                                         bdl_heading_nodes *headings) {
    part->headings = *headings;
    return part;
}

bdl_form_clause *bdl_build_part_like(bdl_form_clause *part, bdl_words *path) {
    part->like = *path;
    return part;
}

bdl_form_clause *bdl_build_part_below(bdl_form_clause *part, bdl_word text) {
    part->below = text;
    return part;
}

bdl_form_clause *bdl_build_part_type(bdl_build *b, bdl_form_clause *part, bdl_word type,
                                     bdl_span span) {
    part->type = bdl_build_name(b, type);
    part->span = span;
    return part;
}

bdl_form_clause *bdl_build_part_flag(bdl_form_clause *part, bdl_column_flag flag,
                                     bdl_span span) {
    part->optional |= flag == BDL_FLAG_OPTIONAL;
    part->inherits |= flag == BDL_FLAG_INHERITS;
    part->blank_is_missing |= flag == BDL_FLAG_BLANK_IS_MISSING;
    part->span = span;
    return part;
}

bdl_form_clause *bdl_build_part_many(bdl_form_clause *part, bdl_word list) {
    part->is_many = true;
    part->many = list;
    return part;
}

bdl_form_clause *bdl_build_part_patterns(bdl_form_clause *part, bdl_patterns *patterns,
                                         bdl_span span) {
    part->patterns = patterns;
    part->span = span;
    return part;
}

bdl_form_clause *bdl_build_part_expr(bdl_form_clause *part, bdl_expr *expr,
                                     bdl_span span) {
    part->expr = expr;
    part->span = span;
    return part;
}

bdl_form_clause *bdl_build_part_body(bdl_build *b, bdl_form_clause *part,
                                     bdl_form_clauses *body, bdl_span span) {
    part->span = span;
    for (size_t i = 0; body && i < body->count; i++)
        BDL_PUSH(b->arena, &part->body, body->items[i]);
    return part;
}

bdl_form_clause *bdl_build_pattern_clause(bdl_build *b, bdl_word keyword,
                                          bdl_patterns *patterns, bdl_span span) {
    bdl_form_clause *part = new_part(b, BDL_F_PATTERN, keyword, span);
    part->patterns = patterns;
    return part;
}

bdl_form_clause *bdl_build_section(bdl_build *b, bdl_word keyword, bdl_patterns *patterns,
                                   bdl_form_clauses *body, bdl_span span) {
    bdl_form_clause *part = new_part(b, BDL_F_SECTION, keyword, span);
    part->patterns = patterns;
    return bdl_build_part_body(b, part, body, span);
}

bdl_form_clause *bdl_build_kind(bdl_build *b, bdl_word keyword, bdl_word text,
                                bdl_patterns *patterns, bdl_span span) {
    bdl_form_clause *part = new_part(b, BDL_F_KIND, keyword, span);
    part->text = text;
    part->patterns = patterns;
    return part;
}

bdl_form_clause *bdl_build_unit(bdl_build *b, bdl_word keyword, bdl_word money,
                                bdl_word unit, bdl_span span) {
    bdl_form_clause *part = new_part(b, BDL_F_UNIT, keyword, span);
    part->type = money;
    part->from_caption = unit.text.len == 0;
    part->text = bdl_build_name(b, unit);
    return part;
}

bdl_form_clause *bdl_build_rows(bdl_build *b, bdl_word keyword, bdl_word by,
                                bdl_word under, bdl_span span) {
    bdl_form_clause *part = new_part(b, BDL_F_ROWS, keyword, span);
    part->by = by;
    part->under = under;
    return part;
}

bdl_form_clause *bdl_build_entry_which(bdl_form_clause *part, bdl_word which) {
    part->which = which;
    return part;
}

bdl_form_clause *bdl_build_skip(bdl_build *b, bdl_word keyword, bdl_expr *where,
                                bdl_span span) {
    bdl_form_clause *part = new_part(b, BDL_F_SKIP, keyword, span);
    part->expr = where;
    return part;
}

bdl_form_clause *bdl_build_form_let(bdl_build *b, bdl_span keyword, bdl_words *path,
                                    bdl_word zh) {
    return bdl_build_part(b, BDL_F_LET, (bdl_word){BDL_STR("let"), keyword}, path, zh);
}

bdl_form_clause *bdl_build_precision(bdl_build *b, bdl_word keyword, bdl_word number,
                                     bdl_span span) {
    bdl_form_clause *part = new_part(b, BDL_F_PRECISION, keyword, span);
    part->expr = bdl_build_number(b, number);
    return part;
}

bdl_form_clause *bdl_build_list_part(bdl_build *b, bdl_word keyword, bdl_word name,
                                     bdl_word zh, bdl_heading_nodes *under) {
    bdl_form_clause *part = new_part(b, BDL_F_LIST, keyword, keyword.span);
    BDL_PUSH(b->arena, &part->path, name);
    part->zh = zh;
    if (under)
        part->headings = *under;
    return part;
}

/* In the patterns of a figure a type without a name binds the figure. */
static void name_unnamed(bdl_patterns *patterns, const bdl_str *figure) {
    for (size_t i = 0; i < patterns->nodes.count; i++)
        if (patterns->nodes.items[i].later)
            patterns->nodes.items[i].later->anonymous = figure;
}

bdl_form_clause *bdl_build_figure(bdl_build *b, bdl_word keyword, bdl_words *path,
                                  bdl_word zh, bdl_patterns *patterns) {
    bdl_form_clause *part = bdl_build_part(b, BDL_F_FIGURE, keyword, path, zh);
    name_unnamed(patterns, &part->path.items[0].text);
    part->patterns = patterns;
    part->span.end = patterns->span.end;
    return part;
}

bdl_form_clauses *bdl_build_lost_part(bdl_build *b, bdl_form_clauses *clauses) {
    b->lost_part = true;
    return clauses;
}

bdl_form_clauses *bdl_build_form_clauses(bdl_build *b, bdl_form_clauses *clauses,
                                         bdl_form_clause *clause) {
    if (!clauses)
        clauses = BDL_NEW(b->arena, bdl_form_clauses);
    BDL_PUSH(b->arena, clauses, clause);
    return clauses;
}
