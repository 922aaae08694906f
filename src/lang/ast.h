/* ast.h - the tree of a rule file: what the user wrote, then (after check) what it means.
 * Built by lang/build, names and types filled in by lang/check, read by eval. Nodes live
 * in the arena of the rules. */
#ifndef BDL_LANG_AST_H
#define BDL_LANG_AST_H

#include "base/diag.h"
#include "base/vec.h"
#include "model/figure.h"
#include "model/schema.h"

typedef struct bdl_expr bdl_expr;
typedef struct bdl_file bdl_file;

/* A word of the user with its place. Empty text: not given. */
typedef struct bdl_word {
    bdl_str text;
    bdl_span span;
} bdl_word;

/* Whether the source has it, of what may be left out. */
static inline bool bdl_word_is_given(bdl_word word) {
    return word.span.end > word.span.begin;
}

typedef BDL_VEC(bdl_word) bdl_words;
typedef BDL_VEC(bdl_expr *) bdl_exprs;

typedef enum __attribute__((packed)) bdl_op {
    BDL_OP_OR,
    BDL_OP_AND,
    BDL_OP_EQ,
    BDL_OP_SAME /* === */,
    BDL_OP_NE,
    BDL_OP_LT,
    BDL_OP_LE,
    BDL_OP_GT,
    BDL_OP_GE,
    BDL_OP_IN,
    BDL_OP_CONTAINS,
    BDL_OP_COALESCE /* ?? */,
    BDL_OP_ADD,
    BDL_OP_SUB,
    BDL_OP_MUL,
    BDL_OP_DIV,
} bdl_op;

typedef enum bdl_test {
    BDL_IS_MISSING,
    BDL_IS_PRESENT,
    BDL_IS_BLANK,
    BDL_IS_EMPTY,
    BDL_IS_UNREADABLE,
} bdl_test;

typedef enum __attribute__((packed)) bdl_expr_kind {
    BDL_E_BAD,      /* after a syntax error */
    BDL_E_LITERAL,  /* number with unit, text without {}, true, false, missing: `value` */
    BDL_E_TEMPLATE, /* a message: texts and expressions in turn */
    BDL_E_NAME,
    BDL_E_FIELD, /* base.name; maps over a list */
    BDL_E_INDEX, /* base[argument]: filter or element (check decides by type) */
    BDL_E_CALL,
    BDL_E_NOT,
    BDL_E_NEGATE,
    BDL_E_BINARY, /* op left right, within for == and != */
    BDL_E_MATCHES,
    BDL_E_IS,
    BDL_E_LIST,
    BDL_E_RANGE,
    BDL_E_RECORD,
    BDL_E_IF,
    BDL_E_EVERY,
    BDL_E_SOME,
    BDL_E_FOR, /* x in list [where cond] body */
} bdl_expr_kind;

/* What a name means; set by check. */
typedef enum __attribute__((packed)) bdl_ref {
    BDL_REF_NONE,
    BDL_REF_LOCAL,       /* locals[local] */
    BDL_REF_LOCAL_FIELD, /* field `slot` of the record in locals[local] */
    BDL_REF_DOC_FIELD,   /* field `slot` of the document checked */
    BDL_REF_DOCUMENT,    /* `document` */
    BDL_REF_CORPUS,      /* `corpus` */
    BDL_REF_ITEM,        /* `item` in a filter: locals[local] */
    BDL_REF_PARAM,
    BDL_REF_TABLE,
} bdl_ref;

/* One alternative after `matches`, as written. */
typedef enum bdl_pattern_kind {
    BDL_PAT_REGEX,
    BDL_PAT_STRING,
    BDL_PAT_TARGET,
    BDL_PAT_VALUE, /* an expression that gives a pattern of a table */
} bdl_pattern_kind;
typedef struct bdl_pattern_node {
    bdl_pattern_kind kind;
    int local;      /* set by check: a target's placeholder; -1 */
    bdl_str text;   /* between the slashes, as written; the string's value; the target */
    bdl_str flags;  /* letters after the closing slash */
    bdl_span span;  /* of the whole; text begins at span.begin + 1 for a regex */
    bdl_expr *expr; /* of a value */
    union {
        bdl_target_pattern *target;      /* of one of its kind; set by check */
        struct bdl_pattern_later *later; /* of a regex: what is made of it, see
                                            patterns.h; NULL: nothing before it is
                                            checked */
    };
} bdl_pattern_node;
typedef struct bdl_patterns {
    BDL_VEC(bdl_pattern_node) nodes;
    bdl_span span;
    bdl_pattern *compiled; /* set by check: regexes and strings, in the order of nodes
                              (the entries of targets and values are unused) */
    bool binds;            /* set by check: compiled->binds */
    uint32_t number;       /* from 1: whether a text meets them depends on the text alone;
                              0: on something else, too */
} bdl_patterns;

typedef struct bdl_entry_node { /* name: expr of a record literal; path = expr of an
                                   example */
    bdl_words path;
    bdl_expr *value;
    bdl_span span;
} bdl_entry_node;
typedef BDL_VEC(bdl_entry_node) bdl_entry_nodes;

struct bdl_expr {
    bdl_expr_kind kind;
    bdl_ref ref;        /* of a name, set by check: here it takes no room of its own */
    uint8_t depth;      /* nodes on the longest way down, <= BDL_MAX_NESTING: the builder
                           refuses deeper ones, so whoever walks a tree may recurse */
    uint8_t bit;        /* set by check, of a name or field that is one of a record: its
                           bdl_field.bit */
    bool is_stored : 1; /* and whether its value lies in the record: it is not computed */
    bool maps : 1;      /* of a field: over a list */
    bool is_key : 1;    /* of a field: g.key of a group */
    bool is_partly : 1; /* and whether only the first parts of a CONDITION are told so */
    union {
        bdl_op op;          /* of a binary one */
        int8_t target_part; /* of a field: -1; a part of a target: see BDL_TARGET_… in
                               check.h */
    };
    uint16_t condition; /* set by check: a number from 1, of one that may be told from
                           stored values alone (eval/lower.c); 0: of no such one */
    bdl_span span;
    const bdl_file *file;
    bdl_type type; /* set by check */
    int slot;      /* of a name or field */
    union {
        bdl_value *literal;
        struct {
            bdl_exprs parts;
        } template; /* text literals and expressions in turn */
        struct {
            bdl_str text;
            union {
                int local;
                const void *target; /* of a param or table */
            };
        } name;
        struct {
            bdl_expr *base;
            bdl_str name;
        } field;
        struct {
            bdl_expr *base, *argument;
            bool filters;
            int local;
        } index;
        struct {
            bdl_str name;
            bdl_exprs *args;
            int builtin;
            uint32_t at; /* where the name begins */
            const struct bdl_define *define;
            bdl_patterns *patterns; /* find(text matches P) */
        } call;
        struct {
            bdl_expr *operand;
        } unary;
        struct {
            bdl_expr *left, *right, *within;
        } binary;
        struct {
            bdl_expr *subject;
            bdl_patterns *patterns;
        } matches;
        struct {
            bdl_expr *subject;
            bdl_test test;
            bool negated;
        } is;
        struct {
            bdl_exprs items;
        } list;
        struct {
            bdl_expr *low, *high;
        } range; /* NULL: open */
        struct {
            bdl_entry_nodes entries;
        } record;
        struct {
            bdl_expr *cond, *then, *otherwise;
        } cond;
        struct {
            bdl_str var;
            int local;
            uint32_t at; /* where VAR begins */
            bdl_expr *list, *where, *body;
        } each;
    } as; /* only as much of it as the kind needs */
};

/* A node of KIND at SPAN; the rest of it is zero. Nodes are made by these alone, for one
 * has the room that its kind takes and no more. */
bdl_expr *bdl_expr_new(bdl_arena *arena, bdl_expr_kind kind, const bdl_file *file,
                       bdl_span span);
/* Another node with all that EXPR has; what hangs below is the same. */
bdl_expr *bdl_expr_another(bdl_arena *arena, const bdl_expr *expr);
/* Makes TO, a name or field, all that FROM is, which is one as well. */
void bdl_expr_put(bdl_expr *to, const bdl_expr *from);
/* Where the name of EXPR stands, a field, a call or what goes through a list: worked out,
 * for few have a mistake. */
bdl_span bdl_expr_name_span(const bdl_expr *expr);

/* ---- clauses of a rule ---- */

typedef enum bdl_clause_kind {
    BDL_C_FOR,
    BDL_C_LET,
    BDL_C_WHEN,
    BDL_C_ASSERT,
    BDL_C_EXAMPLE,
} bdl_clause_kind;

/* A clause has room for what its kind has, and no more. */
typedef struct bdl_clause {
    bdl_clause_kind kind;
    bdl_span span;
    int local;           /* for, let */
    bdl_expr *expr;      /* for: the list; let; when; assert */
    bdl_expr *otherwise; /* when … else "reason"; assert … else "message" (TEMPLATE) */
    /* for, let, example */
    bdl_word name; /* for, let: the variable; example: its title */
    /* for, example */
    bdl_exprs by; /* for … by */
    bdl_expr *where;
    /* example */
    bool passes;
    bool has_given;
    bdl_str given;
    bdl_span given_span; /* of the text, its quotes included */
    bdl_entry_nodes entries;
} bdl_clause;
typedef BDL_VEC(bdl_clause *) bdl_clauses;

/* A clause of KIND at SPAN; the rest of it is zero. */
bdl_clause *bdl_clause_new(bdl_arena *arena, bdl_clause_kind kind, bdl_span span);

/* Headers that rules, duties and rulesets share, as written: `name values`. */
typedef struct bdl_header {
    bdl_word name; /* title severity basis serves tags note years version authority … */
    bdl_words words; /* tags, serves; the word of severity */
    bdl_expr *expr;  /* texts and ranges */
} bdl_header;
typedef BDL_VEC(bdl_header *) bdl_headers;

/* ---- clauses of a form ---- */

typedef enum bdl_form_clause_kind {
    BDL_F_PATTERN, /* title caption section note year department … : name + patterns */
    BDL_F_KIND,    /* kind "budget" when patterns */
    BDL_F_UNIT,    /* unit money from caption | unit money UNIT | unit UNIT */
    BDL_F_COLUMN,
    BDL_F_FIELD,
    BDL_F_LIST,  /* list NAME under … { } and table NAME { } : body */
    BDL_F_ROWS,  /* rows by code [under ENTRY] */
    BDL_F_ENTRY, /* entry [first|last] path where cond */
    BDL_F_SKIP,  /* skip where cond */
    BDL_F_FIGURE,
    BDL_F_RECORD,
    BDL_F_SECTION, /* section /…/ { … } */
    BDL_F_LET,
    BDL_F_PRECISION,
} bdl_form_clause_kind;

typedef BDL_VEC(bdl_words) bdl_heading_parts;

/* One heading alternative: a text, a pattern, or parts joined with +, each a text or
 * several of which one stands there. */
typedef struct bdl_heading_node {
    bdl_heading_parts parts;
    bdl_pattern_node *pattern; /* NULL: the parts */
} bdl_heading_node;
typedef BDL_VEC(bdl_heading_node) bdl_heading_nodes;

typedef struct bdl_form_clause {
    bdl_form_clause_kind kind;
    bdl_span span;
    bdl_word keyword;           /* as written */
    bdl_words path;             /* plan.march; income.all; one word otherwise */
    bdl_word zh;                /* Chinese name */
    bdl_heading_nodes headings; /* columns, fields; `under` of a list */
    bdl_words like; /* expenditure.code: a column whose headings it has, too */
    bdl_word type;  /* money, text, code, list … */
    bool optional, inherits, blank_is_missing, from_caption;
    bdl_word below;
    bdl_patterns *patterns;
    bdl_word text; /* kind "budget"; unit's name */
    bdl_word many; /* record NAME many as LIST; `many` alone: text empty */
    bool is_many;
    bdl_word by, under; /* rows by code under grand */
    bdl_word which;     /* entry first|last */
    bdl_expr *expr;     /* where, let, precision */
    BDL_VEC(struct bdl_form_clause *) body;
} bdl_form_clause;
typedef BDL_VEC(bdl_form_clause *) bdl_form_clauses;

/* ---- items of a file ---- */

typedef enum bdl_item_kind {
    BDL_I_RULESET,
    BDL_I_USE,
    BDL_I_PARAM,
    BDL_I_DEFINE,
    BDL_I_TABLE,
    BDL_I_FORM,
    BDL_I_RULE,
    BDL_I_DUTY,
    BDL_I_WAIVE,
} bdl_item_kind;

typedef struct bdl_param {
    bdl_expr *value; /* -D replaces it before check */
} bdl_param;

typedef struct bdl_define {
    bdl_words params;
    bdl_expr *body;
    int local_count; /* set by check: params first */
    uint32_t
        number; /* set by check: like bdl_patterns.number, of a condition on one text */
    const struct bdl_item *item;
} bdl_define;

typedef struct bdl_table_item {
    bdl_str path;
    bdl_words keys;
    bdl_form_clauses columns;
    bool is_torn; /* a part of it could not be read, which was said */
    /* set by check: */
    bool is_put_in; /* a column of it is part of a pattern */
    bdl_rectype *row;
    const bdl_list *rows;
    void *index;
} bdl_table_item;

typedef struct bdl_form_item {
    bdl_word as, like, many; /* form NAME as RECORD like FORM many as LIST */
    bool is_many, is_torn;   /* torn: a part of it could not be read, which was said */
    bdl_form_clauses clauses;
    bdl_form *form; /* set by lang/forms */
} bdl_form_item;

typedef struct bdl_rule_item {
    bdl_clauses clauses;
    /* set by check from the headers: */
    bdl_severity severity;
    bdl_str basis, note;
    bdl_words serves, tags;
    long long year_low, year_high; /* 0: open */
    int local_count;
    bool uses_corpus;
} bdl_rule_item;

typedef struct bdl_duty_item {
    bdl_expr *where;
    bdl_str basis;
} bdl_duty_item;

typedef struct bdl_waive_item {
    bdl_word rule;
    bdl_str glob, at, because;
    bdl_word until; /* 2026-12-31 */
} bdl_waive_item;

/* An item has room for what its kind has, and no more. */
typedef struct bdl_item {
    bdl_item_kind kind;
    bdl_span span;
    bdl_file *file;
    bdl_word name;  /* of the rule, form, param …; path of use */
    bdl_word title; /* the text after the name */
    bdl_headers headers;
    union {
        bdl_param param;
        bdl_define define;
        bdl_table_item table;
        bdl_form_item form;
        bdl_rule_item rule;
        bdl_duty_item duty;
        bdl_waive_item waive;
    } as;
} bdl_item;

struct bdl_file {
    const bdl_source *source;
    bdl_str path;
    size_t depth; /* set by load: 0 of a file named by the user, 1 of one that such a file
                     uses … */
    BDL_VEC(bdl_item *) items;
    BDL_VEC(bdl_span) comments;         /* for fmt */
    struct bdl_pattern_later *patterns; /* the last of those to be made ready */
};

#endif
