/* schema.h - forms as data: what kinds of records a document can hold and how each is
 * found. Built by lang/forms from the text of forms; read by the recogniser; names
 * resolved to slots by lang/check. Conditions and computed fields are expressions that
 * this module never looks into: it hands them to the hooks. */
#ifndef BDL_MODEL_SCHEMA_H
#define BDL_MODEL_SCHEMA_H

#include "base/map.h"
#include "base/regex.h"
#include "base/vec.h"
#include "model/value.h"

struct bdl_expr;

typedef enum __attribute__((packed)) bdl_field_source {
    BDL_FROM_BUILTIN, /* line, index, holder, rows, children, level, title ... */
    BDL_FROM_FORM,    /* read from the document */
    BDL_FROM_LET,     /* computed on demand by an expression */
    BDL_FROM_ENTRY,   /* a row with a name */
} bdl_field_source;

typedef struct bdl_field {
    bdl_str name, zh; /* zh may be empty; both find the field */
    bdl_type type;
    bdl_field_source source;
    uint8_t bit;       /* that stands for it among the fields that were read */
    bool optional : 1; /* a document without it has it blank */
    bool blank_is_missing : 1;
    bool hidden : 1;  /* not printed in models (holder, index, parent) */
    bool figure : 1;  /* a figure read in prose */
    bool is_told : 1; /* the record may tell it (line, index): see bdl_told */
    union {
        const struct bdl_expr *let;  /* of BDL_FROM_LET: what computes it */
        const struct bdl_expr *said; /* of a record that a rule made: what the field is
                                        read from; else NULL */
    };
} bdl_field;

/* A type of record. Field I lives in slot I of its records. Every record has line, index
 * and (but for the document) its holder under the holder's name. */
typedef struct bdl_rectype {
    bdl_str name, zh;
    const struct bdl_rectype *holder;
    BDL_VEC(bdl_field) fields;
    bdl_map *by_name; /* name and Chinese name -> (void *)(slot + 1); NULL: few fields,
                         without a Chinese name */
    int slot_line, slot_index, slot_holder;
    int slot_rows; /* tables: the main list of rows; else -1 */
    int slot_parent, slot_children, slot_level; /* rows of a tree; else -1 */
    int slot_title, slot_money_unit, slot_year, slot_note, slot_columns; /* or -1 */
    int slot_captions;  /* of any table: what stands above it; or -1 */
    int slot_target_of; /* the text that `target` reads, or -1 */
    int slot_form;      /* name of the form that gave it, or -1 */
    int slot_copy_of;   /* of tables: that which it repeats, or -1 */
    int slot_key;       /* rows by code: the code; else -1 */
    bool is_torn;       /* its form lost a part, so that fields may be lacking */
} bdl_rectype;

/* A type as the key of a map; lives as long as what TYPE points to. */
static inline bdl_str bdl_rectype_key(const bdl_rectype *const *type) {
    return bdl_str_of((const char *)type, sizeof *type);
}
/* The slot of a field by either name, or -1. */
int bdl_rectype_slot(const bdl_rectype *type, bdl_str name);
/* The slot of a field that is added, or of the one that is there; -1: of another type. */
int bdl_rectype_add(bdl_arena *arena, bdl_rectype *type, bdl_field field);

/* ---- patterns: /…/ with {name:type}, alternatives ---- */

typedef struct bdl_binding {
    bdl_str name;
    bdl_type type; /* TEXT for {name:pattern} and (?<name>) */
    size_t group;  /* in the alternative's regex */
    int slot;      /* where it goes in the record being read; -1: nowhere */
    int local;     /* in a rule: the local it binds; -1 in forms */
} bdl_binding;

typedef struct bdl_insert { /* {expression}: its text is put in before compiling */
    size_t offset;          /* in `text`, where it goes */
    const struct bdl_expr *expr;
} bdl_insert;

typedef struct bdl_pattern_alt {
    bdl_str text;           /* PCRE2 text, types expanded, folded; of a string pattern,
                               which is met when it occurs: the string */
    const bdl_regex *regex; /* NULL while it has inserts, and of a string */
    const bdl_regex *plain; /* the same, or with any character for each insert: tells
                               what a text must hold */
    const bdl_insert *inserts;
    const bdl_binding *bindings;
    uint16_t insert_count, binding_count; /* of a text of 64 KiB at most */
    uint8_t flags;                        /* BDL_REGEX_* */
    bool raw;                             /* flag r: meets raw text */
    bool is_literal;                      /* a string */
} bdl_pattern_alt;

typedef struct bdl_pattern {
    bdl_pattern_alt *alts;
    size_t count;
    bool binds; /* some alternative names something */
} bdl_pattern;

/* ---- forms ---- */

/* One heading a column or label may have: a path "本年收入/小计" (folded), a pattern, or
 * several joined with + for a code split over columns. */
typedef struct bdl_heading {
    const bdl_str *parts; /* folded texts; part_count > 1: "类" + "款" + "项" */
    size_t part_count, text_count; /* a part may be one of several texts: */
    const size_t *ends;            /* where those of each part end */
    const bdl_pattern *pattern;    /* or a pattern */
} bdl_heading;

typedef struct bdl_column {
    int slot; /* in the row record */
    bdl_type type;
    bool is_code; /* type `code`: text without inner spaces */
    bool is_list; /* type `list`: of a form whose rows are put together */
    const bdl_heading *headings;
    size_t heading_count;
    size_t first_heading; /* number of the first among those of all lists */
    bool optional, inherits, blank_is_missing;
} bdl_column;

typedef struct bdl_label_field { /* a field read by its label in a sheet */
    const int *groups;  /* plan.march: slot of `plan` in the sheet's record, and so on */
    size_t group_count; /* down to the group that has the field */
    int slot;           /* in the record (or in the last group's record) */
    bdl_type type;
    bool is_code, is_list; /* type code; type list (a text split at its numbered parts) */
    const bdl_heading *labels;
    size_t label_count;
    bdl_str below; /* `below "预算数"`: a cell without a label */
    bool optional, blank_is_missing;
} bdl_label_field;

typedef enum bdl_tree { BDL_TREE_NONE, BDL_TREE_CODE, BDL_TREE_NUMBER } bdl_tree;

typedef struct bdl_entry {
    int slot; /* in the record that holds the list */
    bdl_str name;
    enum { BDL_ENTRY_ONLY, BDL_ENTRY_FIRST, BDL_ENTRY_LAST } which;
    const struct bdl_expr *where; /* bare names: fields of the row */
} bdl_entry;

typedef enum bdl_list_place {
    BDL_LIST_MAIN, /* the columns of the form itself: `rows`. Beside a table inside, in a
                      form without fields, they are fields of its record: its slot is
                      -1, and rows that share them are one record */
    BDL_LIST_BESIDE, /* `list … under`: one of several side by side */
    BDL_LIST_INNER,  /* `table …` inside a sheet */
} bdl_list_place;

/* A list of rows read by columns. The rows of BESIDE and INNER lists are the value of
 * field NAME; `income.all` names an entry of list `income`: entries of a list are extra
 * fields reached as NAME.ENTRY, kept in the holder's slots under the dotted name
 * "income.all". */
typedef struct bdl_list_form {
    bdl_list_place place;
    bdl_str name;
    int slot; /* in the form's record */
    bdl_rectype *row;
    bdl_column *columns;
    size_t column_count;
    const bdl_heading *under; /* BESIDE: the group headings */
    size_t under_count;
    bdl_tree tree;
    int tree_slot;  /* the code or number column in the row */
    int root_entry; /* `under grand`: index in entries; -1 */
    bdl_entry *entries;
    size_t entry_count;
    const struct bdl_expr **skips;
    size_t skip_count;
} bdl_list_form;

typedef enum bdl_prose_kind {
    BDL_PROSE_SECTION,
    BDL_PROSE_RECORD,
    BDL_PROSE_FIGURE
} bdl_prose_kind;

/* What is read in prose: a section holds records and figures, a record what is read
 * inside its match (to the next match). */
typedef struct bdl_prose {
    bdl_prose_kind kind;
    bdl_str name;
    const bdl_pattern *pattern;
    int slot; /* where the figure, record or list goes in the outer record */
    bool many;
    bdl_rectype *record; /* RECORD */
    bdl_type type;       /* FIGURE: of what {money} … binds */
    struct bdl_prose *inner;
    size_t inner_count;
} bdl_prose;

typedef struct bdl_kind_rule { /* kind "budget" when /…/ */
    bdl_str kind;
    const bdl_pattern *when;
} bdl_kind_rule;

typedef struct bdl_form {
    bdl_str name, zh;
    uint64_t bit; /* that stands for it among the forms read by labels; 0: it is none */
    const bdl_rectype *record; /* what it gives; several forms may give one */
    bool is_document;
    bool many;
    int slot; /* of the record or the list in the document */
    const bdl_pattern *title, *caption, *note;
    const bdl_pattern *same_title; /* of the first form with this title: what it meets is
                                      asked once for all of them */
    const bdl_pattern *section;    /* document: what a section heading is (binds number,
                                      title); many form: starts a record each time */
    BDL_VEC(const bdl_pattern *)
    reads; /* document: year, department …: bind their fields;
              searched in title, first lines, captions, prose */
    BDL_VEC(bdl_kind_rule) kinds;
    bool has_unit;
    bdl_unit unit; /* `unit 万元` */
    bool has_precision;
    bdl_dec precision;
    BDL_VEC(bdl_label_field) fields; /* not empty: a label-and-value sheet */
    BDL_VEC(bdl_list_form) lists;
    BDL_VEC(bdl_prose) prose;
} bdl_form;

/* What a text is to a form read by labels: the label of field AT, or the heading of
 * column AT of a list inside. */
typedef struct bdl_word_use {
    const bdl_form *form;
    const bdl_list_form *list; /* NULL: a label */
    size_t at;
    bool is_part;               /* of a heading over several columns: heads none alone */
    const bdl_pattern *pattern; /* of the uses that are told by a pattern */
} bdl_word_use;

/* The same for all that such forms call by a text, and for their patterns. */
typedef struct bdl_word_uses {
    BDL_VEC(bdl_word_use) uses;
    uint64_t heads;  /* of which forms some use is a heading: their bits */
    uint64_t labels; /* is a label */
} bdl_word_uses;

/* Patterns by what a text must hold (pattern_set.h). */
typedef struct bdl_pattern_set bdl_pattern_set;

/* The headings of all lists are numbered: those that a text is, or a part of. */
typedef struct bdl_heading_uses {
    BDL_VEC(size_t) numbers;
} bdl_heading_uses;

typedef struct bdl_heading_pattern {
    size_t number;
    const bdl_pattern *pattern;
} bdl_heading_pattern;

/* All forms of a run. Builtin lists of the document (sections, catalogue, texts, tables,
 * figures) are record types too. Lives in the rules' arena. */
typedef struct bdl_schema {
    bdl_arena *arena;
    bdl_arena *indexes; /* of what bdl_schema_index_words made */
    bdl_rectype *document;
    bdl_rectype *section, *catalogue, *text, *table, *table_row, *figure, *target;
    BDL_VEC(bdl_form *) forms;
    bool reads_table_rows;       /* a rule names the rows of `tables` */
    bdl_map *words;              /* text -> (bdl_word_uses *); NULL: no form has labels */
    bdl_word_uses word_patterns; /* in the order of the forms */
    bdl_pattern_set *word_set;   /* the same by what a text must hold */
    bool words_are_wide;         /* none of these can be a text of ASCII alone */
    bool words_vary;             /* what they mean depends on the document */
    bdl_map *heading_words;      /* text -> (bdl_heading_uses *) */
    BDL_VEC(bdl_heading_pattern) heading_patterns;
    bdl_pattern_set *heading_set; /* the same by what a text must hold */
    size_t heading_count;
    bdl_pattern_set *title_set; /* titles of forms, by the form, by what they must hold */
    /* slots of the document record */
    int slot_title, slot_year, slot_kind, slot_department, slot_department_code;
    int slot_sections, slot_catalogue, slot_texts, slot_tables, slot_figures;
} bdl_schema;

/* A schema with the builtin record types and fields only. */
bdl_schema *bdl_schema_new(bdl_arena *arena);
/* Fills WORDS, in ARENA, and numbers headings, when all forms are there (schema_words.c).
 * Forms and rules may be checked at the same time, which do not ask for that. */
void bdl_schema_index_words(bdl_schema *schema, bdl_arena *arena);
/* A record type with line, index and the holder under its name. */
bdl_rectype *bdl_rectype_new(bdl_arena *arena, bdl_str name, bdl_str zh,
                             const bdl_rectype *holder);

#endif
