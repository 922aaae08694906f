/* build.h - what the grammar calls: makes the tree of a rule file. Every function takes
 * the words as the scanner cut them, allocates in the arena of the parse and never fails;
 * what a word means is for check to say. Lists are given as pointers, NULL being empty.
 */
#ifndef BDL_LANG_BUILD_H
#define BDL_LANG_BUILD_H

#include "lang/ast.h"

typedef struct bdl_build {
    bdl_arena *arena;
    const bdl_source *source;
    bdl_diags *diags;
    bdl_file *file;
    bdl_value *literals[512]; /* that may come again, by the hash of their text */
    bool too_deep;            /* reported once */
    uint32_t surprised;       /* behind the first byte of the last unexpected token */
    uint32_t unclosed;        /* the end of the last text without a closing quote */
    uint32_t stray;     /* that of the last character that was reported as no word */
    bool lost_part;     /* of the form at hand */
    bool lost_name;     /* the last mistake was to begin a clause that names something */
    bool stopped;       /* a limit was met, and reported: nothing more is read */
    bool wide;          /* a name with other letters than those of ASCII was scanned */
    bool skip_examples; /* those of rules are not built; what is left is for use, so that
                           patterns are listed to be made ready */
} bdl_build;

typedef enum bdl_constant { BDL_TRUE, BDL_FALSE, BDL_MISSING_VALUE } bdl_constant;

/* ---- words ---- */

/* A name folded: full-width letters and digits become ASCII. The grammar has its names
 * so. */
bdl_word bdl_build_name(bdl_build *b, bdl_word token);
/* What a string token says: without quotes, escapes decoded, `"""` taken as it is. */
bdl_word bdl_build_text(bdl_build *b, bdl_word token);
/* A name that is not there because of a mistake. */
bdl_word bdl_build_no_name(bdl_span span);
bdl_words *bdl_build_words(bdl_build *b, bdl_words *words, bdl_word word);
void bdl_build_comment(bdl_build *b, bdl_span span);

/* ---- expressions ---- */

bdl_expr *bdl_build_number(bdl_build *b, bdl_word token);
bdl_expr *bdl_build_string(bdl_build *b, bdl_word token);
bdl_expr *bdl_build_constant(bdl_build *b, bdl_constant which, bdl_span span);
bdl_expr *bdl_build_variable(bdl_build *b, bdl_word name);
bdl_expr *bdl_build_field(bdl_build *b, bdl_expr *base, bdl_word name);
bdl_expr *bdl_build_index(bdl_build *b, bdl_expr *base, bdl_expr *argument,
                          bdl_span span);
bdl_expr *bdl_build_call(bdl_build *b, bdl_word name, bdl_exprs *args, bdl_span span);
/* NOT and NEGATE. */
bdl_expr *bdl_build_unary(bdl_build *b, bdl_expr_kind kind, bdl_span op,
                          bdl_expr *operand);
bdl_expr *bdl_build_binary(bdl_build *b, bdl_op op, bdl_expr *left, bdl_expr *right);
/* `a = b` where `a == b` is meant: reported, then taken as such. */
bdl_expr *bdl_build_assigned(bdl_build *b, bdl_expr *left, bdl_span op, bdl_expr *right);
bdl_expr *bdl_build_within(bdl_build *b, bdl_expr *comparison, bdl_expr *tolerance);
bdl_expr *bdl_build_matches(bdl_build *b, bdl_expr *subject, bdl_patterns *patterns);
bdl_expr *bdl_build_is(bdl_build *b, bdl_expr *subject, bdl_test test, bool negated,
                       bdl_span op);
bdl_expr *bdl_build_list(bdl_build *b, bdl_exprs *items, bdl_span span);
bdl_expr *bdl_build_range(bdl_build *b, bdl_expr *low, bdl_expr *high, bdl_span span);
bdl_expr *bdl_build_record(bdl_build *b, bdl_entry_nodes *entries, bdl_span span);
bdl_expr *bdl_build_if(bdl_build *b, bdl_expr *cond, bdl_expr *then, bdl_expr *otherwise,
                       bdl_span span);
/* EVERY, SOME, FOR: `every x in list`, then its condition and body. */
bdl_expr *bdl_build_each(bdl_build *b, bdl_expr_kind kind, bdl_word var, bdl_expr *list,
                         bdl_span span);
/* `for x in list where cond` of an expression. */
bdl_expr *bdl_build_each_where(bdl_build *b, bdl_word var, bdl_expr *list,
                               bdl_expr *where, bdl_span span);
bdl_expr *bdl_build_each_body(bdl_build *b, bdl_expr *each, bdl_expr *body);
/* An expression in parentheses: the same, its place widened. */
bdl_expr *bdl_build_group(bdl_expr *inner, bdl_span span);
/* A message begins at its opening quote (or is a whole string); then parts; then its end.
 */
bdl_expr *bdl_build_message(bdl_build *b, bdl_word open);
bdl_expr *bdl_build_message_text(bdl_build *b, bdl_expr *message, bdl_word token);
bdl_expr *bdl_build_message_part(bdl_build *b, bdl_expr *message, bdl_expr *part);
bdl_expr *bdl_build_message_end(bdl_expr *message, bdl_span close);

bdl_exprs *bdl_build_exprs(bdl_build *b, bdl_exprs *exprs, bdl_expr *expr);
bdl_entry_nodes *bdl_build_entries(bdl_build *b, bdl_entry_nodes *entries,
                                   bdl_words *path, bdl_expr *value, bdl_span span);
bdl_pattern_node bdl_build_pattern(bdl_build *b, bdl_pattern_kind kind, bdl_word token);
bdl_patterns *bdl_build_pattern_value(bdl_build *b, bdl_patterns *patterns,
                                      bdl_expr *expr);
bdl_patterns *bdl_build_patterns(bdl_build *b, bdl_patterns *patterns,
                                 bdl_pattern_kind kind, bdl_word token);

/* ---- clauses of a rule ---- */

/* Here and in let a NULL expression is one with a mistake. */
bdl_clause *bdl_build_for(bdl_build *b, bdl_word name, bdl_expr *list, bdl_span span);
bdl_clause *bdl_build_for_by(bdl_clause *clause, bdl_exprs *by, bdl_span span);
bdl_clause *bdl_build_for_where(bdl_clause *clause, bdl_expr *where, bdl_span span);
/* What stands behind a `where`: says that it should stand before it, and leaves that out.
 */
bdl_clause *bdl_build_for_late_by(bdl_build *b, bdl_clause *clause, bdl_span op,
                                  bdl_exprs *by, bdl_span span);
bdl_clause *bdl_build_let(bdl_build *b, bdl_word name, bdl_expr *value, bdl_span span);
/* WHEN and ASSERT; OTHERWISE may be NULL. */
bdl_clause *bdl_build_condition(bdl_build *b, bdl_clause_kind kind, bdl_expr *cond,
                                bdl_expr *otherwise, bdl_span span);
/* An example with its entries (may be NULL), or with a piece of a document; NULL where
 * examples are skipped. */
bdl_clause *bdl_build_example(bdl_build *b, bdl_word title, bool passes,
                              bdl_entry_nodes *entries, bdl_span span);
bdl_clause *bdl_build_given(bdl_build *b, bdl_word title, bool passes, bdl_word token,
                            bdl_span span);
bdl_clauses *bdl_build_clauses(bdl_build *b, bdl_clauses *clauses, bdl_clause *clause);
/* A clause of a rule that could not be read: when it was to name something, as 令 x = …,
 * a `for` without name or list stands for it, behind which no name is told to be unknown.
 * Gives CLAUSES. */
bdl_clauses *bdl_build_lost_clause(bdl_build *b, bdl_clauses *clauses, bdl_span span);

/* ---- clauses of a form ---- */

bdl_heading_node *bdl_build_heading(bdl_build *b, bdl_words *part);
bdl_heading_node *bdl_build_heading_join(bdl_build *b, bdl_heading_node *heading,
                                         bdl_words *part);
bdl_heading_node *bdl_build_heading_pattern(bdl_build *b, bdl_word token);
bdl_heading_nodes *bdl_build_headings(bdl_build *b, bdl_heading_nodes *headings,
                                      bdl_heading_node *heading);

typedef enum bdl_column_flag {
    BDL_FLAG_OPTIONAL,
    BDL_FLAG_INHERITS,
    BDL_FLAG_BLANK_IS_MISSING,
} bdl_column_flag;

/* `keyword path`, then what follows it. */
bdl_form_clause *bdl_build_part(bdl_build *b, bdl_form_clause_kind kind, bdl_word keyword,
                                bdl_words *path, bdl_word zh);
bdl_form_clause *bdl_build_part_headings(bdl_form_clause *part,
                                         bdl_heading_nodes *headings);
bdl_form_clause *bdl_build_part_like(bdl_form_clause *part, bdl_words *path);
bdl_form_clause *bdl_build_part_below(bdl_form_clause *part, bdl_word text);
bdl_form_clause *bdl_build_part_type(bdl_build *b, bdl_form_clause *part, bdl_word type,
                                     bdl_span span);
bdl_form_clause *bdl_build_part_flag(bdl_form_clause *part, bdl_column_flag flag,
                                     bdl_span span);
/* `many` (LIST empty), `many as LIST`. */
bdl_form_clause *bdl_build_part_many(bdl_form_clause *part, bdl_word list);
bdl_form_clause *bdl_build_part_patterns(bdl_form_clause *part, bdl_patterns *patterns,
                                         bdl_span span);
bdl_form_clause *bdl_build_part_expr(bdl_form_clause *part, bdl_expr *expr,
                                     bdl_span span);
bdl_form_clause *bdl_build_part_body(bdl_build *b, bdl_form_clause *part,
                                     bdl_form_clauses *body, bdl_span span);
/* Whole clauses, or their beginning. */
bdl_form_clause *bdl_build_pattern_clause(bdl_build *b, bdl_word keyword,
                                          bdl_patterns *patterns, bdl_span span);
bdl_form_clause *bdl_build_section(bdl_build *b, bdl_word keyword, bdl_patterns *patterns,
                                   bdl_form_clauses *body, bdl_span span);
bdl_form_clause *bdl_build_kind(bdl_build *b, bdl_word keyword, bdl_word text,
                                bdl_patterns *patterns, bdl_span span);
/* MONEY empty: a unit of another kind; UNIT empty: money from the caption. */
bdl_form_clause *bdl_build_unit(bdl_build *b, bdl_word keyword, bdl_word money,
                                bdl_word unit, bdl_span span);
bdl_form_clause *bdl_build_rows(bdl_build *b, bdl_word keyword, bdl_word by,
                                bdl_word under, bdl_span span);
bdl_form_clause *bdl_build_entry_which(bdl_form_clause *part, bdl_word which);
bdl_form_clause *bdl_build_skip(bdl_build *b, bdl_word keyword, bdl_expr *where,
                                bdl_span span);
bdl_form_clause *bdl_build_form_let(bdl_build *b, bdl_span keyword, bdl_words *path,
                                    bdl_word zh);
bdl_form_clause *bdl_build_precision(bdl_build *b, bdl_word keyword, bdl_word number,
                                     bdl_span span);
/* `list` with headings, `table` without. */
bdl_form_clause *bdl_build_list_part(bdl_build *b, bdl_word keyword, bdl_word name,
                                     bdl_word zh, bdl_heading_nodes *under);
bdl_form_clause *bdl_build_figure(bdl_build *b, bdl_word keyword, bdl_words *path,
                                  bdl_word zh, bdl_patterns *patterns);
/* A part of a form that could not be read: what it names is not known. Gives CLAUSES. */
bdl_form_clauses *bdl_build_lost_part(bdl_build *b, bdl_form_clauses *clauses);
bdl_form_clauses *bdl_build_form_clauses(bdl_build *b, bdl_form_clauses *clauses,
                                         bdl_form_clause *clause);

/* ---- items ---- */

/* NAME EXPR, and NAME WORDS: one of the two is NULL. */
bdl_header *bdl_build_header(bdl_build *b, bdl_word name, bdl_expr *expr,
                             bdl_words *words);
bdl_header *bdl_build_header_word(bdl_build *b, bdl_word name, bdl_word word);
bdl_item *bdl_build_item_header(bdl_build *b, bdl_item *item, bdl_header *header);

bdl_item *bdl_build_item(bdl_build *b, bdl_item_kind kind, bdl_word name, bdl_span span);
bdl_item *bdl_build_title(bdl_build *b, bdl_item *item, bdl_word title);
bdl_item *bdl_build_param(bdl_build *b, bdl_word name, bdl_expr *value, bdl_span span);
bdl_item *bdl_build_titled_param(bdl_build *b, bdl_word name, bdl_expr *value,
                                 bdl_word title, bdl_span span);
bdl_item *bdl_build_define(bdl_build *b, bdl_word name, bdl_words *params, bdl_expr *body,
                           bdl_span span);
bdl_item *bdl_build_table_source(bdl_item *item, bdl_word path, bdl_words *keys);
bdl_item *bdl_build_table_torn(bdl_build *b, bdl_item *item);
bdl_item *bdl_build_table_body(bdl_build *b, bdl_item *item, bdl_form_clauses *columns,
                               bdl_span span);
bdl_item *bdl_build_form_as(bdl_item *item, bdl_word as);
bdl_item *bdl_build_form_like(bdl_item *item, bdl_word like);
bdl_item *bdl_build_form_many(bdl_item *item, bdl_word list);
bdl_item *bdl_build_form_body(bdl_build *b, bdl_item *item, bdl_form_clauses *clauses,
                              bdl_span span);
bdl_item *bdl_build_rule_body(bdl_item *item, bdl_clauses *clauses, bdl_span span);
bdl_item *bdl_build_duty_where(bdl_item *item, bdl_expr *where, bdl_span span);
bdl_item *bdl_build_waive(bdl_build *b, bdl_word rule, bdl_word glob, bdl_span span);
bdl_item *bdl_build_waive_at(bdl_item *item, bdl_word at);
bdl_item *bdl_build_waive_because(bdl_item *item, bdl_word because, bdl_span span);
bdl_item *bdl_build_waive_until(bdl_item *item, bdl_word until, bdl_span span);
/* The item is whole: it joins the file. */
void bdl_build_add(bdl_build *b, bdl_item *item);

/* Reports once that something is nested too deeply. */
void bdl_report_nesting(bdl_build *b, bdl_span span);

#endif
