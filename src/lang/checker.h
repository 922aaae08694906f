/* checker.h - what the files of check share: the state of a check and its parts. Nothing
 * of it is seen by others; all of it lives in the arena of the program. */
#ifndef BDL_LANG_CHECKER_H
#define BDL_LANG_CHECKER_H

#include "base/messages.h"
#include "lang/check.h"
#include "lang/scope.h"
#include "lang/types.h"

/* A define checked for one list of argument types. */
typedef struct bdl_instance {
    bdl_define define;
    const bdl_item *item;
    bdl_type *args;
    size_t count;
    bdl_type result;
    bool busy; /* being checked: meeting it again is recursion */
    bool uses_corpus;
    struct bdl_instance *next; /* of the same define */
    bool failed;               /* mistakes were told */
    bool constant;             /* called where there is no document */
} bdl_instance;

/* A computed field whose type is not known before its expression is checked. */
typedef struct bdl_let {
    bdl_rectype *record;
    int slot;
    bdl_expr *expr;
    bdl_str form; /* name of the form that says so */
    const bdl_item *item;
    bdl_word name;
    struct bdl_let *next; /* of the same field, by another form */
    enum { BDL_LET_NEW, BDL_LET_BUSY, BDL_LET_DONE } state;
} bdl_let;

/* An expression of a form that waits until all fields are known. */
typedef struct bdl_waiting {
    bdl_expr *expr;
    const bdl_rectype *record; /* of locals[0]; NULL: none */
    bool is_insert;            /* else a condition */
} bdl_waiting;

/* What is told of a form while forms are put together: see forms.c. */
typedef struct bdl_checker {
    bdl_arena *arena;
    bdl_arena *scratch; /* for what is looked up once */
    bdl_arena *known;   /* for what is looked up as long as it checks: the maps below */
    bdl_program *program;
    bdl_schema *schema;
    bdl_diags *diags;
    bdl_scope *scope;
    bdl_knowns room;  /* of frames that are closed, for the next */
    bdl_map *globals; /* params, tables, defines: name -> bdl_item */
    bdl_map *forms;   /* name -> bdl_item */
    bdl_map *duties;
    bdl_map *records;      /* name of a document's field -> bdl_rectype */
    bdl_map *field_places; /* see forms.c: where a field was declared first */
    BDL_VEC(bdl_let *) lets;
    bdl_map *first_lets; /* of each computed field */
    BDL_VEC(bdl_waiting) waiting;
    bdl_map *instances;                /* of defines: see check_define.c */
    bdl_map *params_done;              /* name -> item: type known (or being found) */
    bdl_map *regexes[BDL_REGEX_FLAGS]; /* text of a pattern -> bdl_regex, by flags */
    bdl_map
        *conditions; /* patterns, see check_matches.c -> those met by the same texts */
    int depth, call_depth, let_depth;
    const bdl_load_options *options;
    bool has_holes; /* a file could not be parsed: parts may be missing */
    bool muted;     /* mistakes were told before */
    bool lint;
    bool constant;           /* only params: no document here */
    const char *constant_of; /* what must be constant, for the message */
} bdl_checker;

#define BDL_COMPLAIN(c, file, span, ...)                                                 \
    do {                                                                                 \
        if (!(c)->muted)                                                                 \
            bdl_report((c)->diags, (file)->source, (span), __VA_ARGS__);                 \
    } while (0)
#define BDL_COMPLAIN_AT(c, expr, ...)                                                    \
    BDL_COMPLAIN(c, (expr)->file, (expr)->span, __VA_ARGS__)
#define BDL_HINT(c, ...)                                                                 \
    do {                                                                                 \
        if (!(c)->muted)                                                                 \
            bdl_report_hint((c)->diags, __VA_ARGS__);                                    \
    } while (0)
#define BDL_NOTE(c, file, span, ...)                                                     \
    do {                                                                                 \
        if (!(c)->muted)                                                                 \
            bdl_report_note((c)->diags, (file)->source, (span), __VA_ARGS__);            \
    } while (0)

/* ---- check_expr.c, check_ops.c, check_names.c, call.c ---- */

/* Gives VALUE, when it is a text, a number of the program's own. */
void bdl_check_number_text(bdl_program *program, bdl_value *value);
/* Finds names and types in EXPR; gives its type, which is also in it. */
bdl_type bdl_check_expr(bdl_checker *c, bdl_expr *expr);
/* The same of what a `for`, `every` or `some` goes through: there a range of numbers with
 * both its ends is the list of its whole numbers. */
bdl_type bdl_check_elements(bdl_checker *c, bdl_expr *list);
/* check_told.c: whether stored values tell what the condition EXPR, which is checked,
 * gives: its bdl_expr.condition is to have a number. */
bool bdl_check_is_told(const bdl_expr *expr);
/* Of such a condition whether they tell only what its first parts give. */
bool bdl_check_is_partly(const bdl_expr *expr);
/* bdl_check_expr, and complains unless it is a condition. WHAT: "`where`", "`assert`" ...
 */
void bdl_check_condition(bdl_checker *c, bdl_expr *expr, const char *what);
/* A side of `and` or `or` (WHAT): a condition that is part of a larger one. */
void bdl_check_logic(bdl_checker *c, bdl_expr *expr, const char *what);
/* Whether the fields of a value of TYPE are in scope: those of records, but no documents,
 * which are reached by their names alone. */
bool bdl_check_opens(bdl_checker *c, bdl_type type);
bdl_type bdl_check_binary(bdl_checker *c, bdl_expr *expr);
bdl_type bdl_check_name(bdl_checker *c, bdl_expr *expr);
bdl_type bdl_check_field(bdl_checker *c, bdl_expr *expr);
bdl_type bdl_check_call(bdl_checker *c, bdl_expr *expr);
bdl_type bdl_check_define_call(bdl_checker *c, bdl_expr *expr, const bdl_item *item);
bool bdl_is_function(bdl_str name);
/* Small letters, digits and Chinese with single dashes between. */
bool bdl_is_kebab(bdl_str name);
/* Checks a define that nobody called, so that its mistakes are seen. */
void bdl_check_define_alone(bdl_checker *c, const bdl_item *item);
bdl_type bdl_check_matches(bdl_checker *c, bdl_expr *expr);
bdl_type bdl_check_find(bdl_checker *c, bdl_expr *expr);
/* {expression} in a pattern: a text, a figure or a list of them; in a rule also a table's
 * column of patterns. */
void bdl_check_insert(bdl_checker *c, bdl_expr *expr, bool in_rule);
/* Warns, when asked for, that NAME hides a field. */
void bdl_check_hidden(bdl_checker *c, const bdl_file *file, bdl_str name, bdl_span span);
bdl_type bdl_check_param(bdl_checker *c, bdl_item *item);
/* The source text of EXPR, made short. */
bdl_str bdl_check_text(bdl_checker *c, const bdl_expr *expr);
bdl_str bdl_check_type_name(bdl_checker *c, bdl_type type);
/* Makes of the literal 2021年 a date; leaves all else as it is. */
void bdl_check_as_date(bdl_expr *expr);
/* Offers all fields of TYPE that people may name. */
void bdl_guess_fields(bdl_guess *guess, const bdl_rectype *type);
/* The name by which `bdl help fields` tells what RECORD has: that of the table or sheet
 * it is or belongs to; empty when no form gives it. */
bdl_str bdl_fields_topic(const bdl_checker *c, const bdl_rectype *record);

/* ---- check_clone.c ---- */

/* A copy of EXPR as it was before check, its spans moved by SHIFT, in FILE (NULL: its
 * own). */
bdl_expr *bdl_expr_clone(bdl_arena *arena, const bdl_expr *expr, const bdl_file *file,
                         long shift);

/* ---- patterns.c ---- */

typedef struct bdl_pattern_env {
    bdl_checker *checker;
    const bdl_file *file;
    bdl_str anonymous; /* what {money} without a name binds; empty: nothing */
    /* Sets slot or local of BINDING, complains when it cannot. NULL: names are refused.
     */
    void (*bind)(void *ctx, bdl_binding *binding, bdl_span span);
    /* Takes the expression of {expression}. NULL: a pattern with one is given up. */
    void (*insert)(void *ctx, bdl_expr *expr);
    void *ctx;
} bdl_pattern_env;

/* Makes PATTERNS ready to be met, an alternative for each node (targets left zero).
 * Mistakes are reported; what they spoil meets nothing. */
bdl_pattern *bdl_patterns_build(const bdl_pattern_env *env, const bdl_patterns *patterns);

/* A word for the type of a column or of {…}. */
typedef struct bdl_type_word {
    const char *name;
    bdl_kind kind;
    bool is_code, is_list;
    const char *pattern; /* NULL: not in prose */
} bdl_type_word;
const bdl_type_word *bdl_type_word_find(bdl_str name);
void bdl_type_words_guess(bdl_guess *guess);

/* ---- forms.c ---- */

/* Turns all forms into the schema; their expressions wait. */
void bdl_forms_build(bdl_checker *c);
/* Checks what waits, once all fields are known. */
void bdl_forms_check(bdl_checker *c);
/* The type of the computed field SLOT of TYPE, found when first asked for. */
bdl_type bdl_forms_let_type(bdl_checker *c, const bdl_rectype *type, int slot);

/* ---- check_rule.c, check_headers.c, check_example.c, csv_table.c ---- */

void bdl_check_rule(bdl_checker *c, bdl_item *item);
void bdl_check_duty(bdl_checker *c, bdl_item *item);
void bdl_check_waive(bdl_checker *c, bdl_item *item);
void bdl_check_headers(bdl_checker *c, bdl_item *item);
void bdl_check_example(bdl_checker *c, bdl_clause *clause, const bdl_item *item);
void bdl_check_table(bdl_checker *c, bdl_item *item);

/* ---- check.c ---- */

/* Checks the whole program, whose files are parsed and whose lists are filled. */
void bdl_check_program(bdl_checker *c);

/* ---- load_expr.c ---- */

/* Reads TEXT, which stands at byte OFFSET of FILE, as an expression; NULL when it is
 * none. */
bdl_expr *bdl_parse_expr(bdl_arena *arena, bdl_str text, const bdl_file *file,
                         size_t offset);

#endif
