/* model.h - what was read of one document: a tree of records, and how much was
 * understood. */
#ifndef BDL_MODEL_MODEL_H
#define BDL_MODEL_MODEL_H

#include <stdio.h>

#include "model/schema.h"

/* A table of the document, met by a form or not. */
typedef struct bdl_table_seen {
    const bdl_form *form; /* NULL: met none */
    bool is_sheet;        /* read by labels: not among `tables` */
    bdl_str title;
    bdl_place place;    /* of the title, else of the first row */
    bdl_str money_unit; /* empty: none */
    int year;           /* 0: none */
    bdl_str note;
    const bdl_str *columns; /* leaf headings, groups joined with / */
    size_t column_count;
    const bdl_row *rows; /* data rows, as printed but completed (wrapped, torn) */
    size_t row_count;
    size_t cells, cells_read; /* non-empty cells; those that are in the model */
    bdl_str contest; /* "expenditure over general by 6 headings to 5"; may be empty */
    bdl_str left;    /* of a table with a form what is in no field: columns, cells */
    bdl_str bare;    /* labels of a sheet that have no cell for their value */
} bdl_table_seen;

typedef struct bdl_unread { /* unreadable, ambiguous, not understood */
    bdl_place place;
    bdl_str text, why;
} bdl_unread;

typedef struct bdl_model {
    bdl_arena *arena;          /* the document's */
    bdl_source_of of, home_of; /* of most of its values: places without a name; of texts
                                  at home */
    const bdl_schema *schema;
    const bdl_doc *doc;
    const bdl_map *sheets; /* of a spreadsheet: name -> the rows of those before it + 1;
                              NULL: lines have numbers of their own */
    bdl_record *document;
    BDL_VEC(bdl_table_seen) tables;
    BDL_VEC(bdl_unread) unread;
    const void *user; /* the evaluator's */
    uint32_t ordinal; /* of the document in the run; 0: its texts have no numbers */
    uint32_t text_count;
} bdl_model;

/* What the recogniser keeps for the next document: patterns in which the texts of
 * documents were put, and what texts are to sheets (sheet_words.c). */
typedef struct bdl_put_in {
    bdl_arena *arena; /* NULL: nothing is kept yet */
    bdl_map *by_text; /* flags and text -> (const bdl_regex *) */
    struct bdl_words *words;
} bdl_put_in;
void bdl_put_in_forget(bdl_put_in *kept); /* the patterns */
void bdl_put_in_free(bdl_put_in *kept);

/* How the recogniser asks for what expressions say. REC is the record whose fields are
 * the bare names, DOC the document record. */
/* Blocks FROM up to TO disclose for the department NAME; those from PASSED up to FROM, of
 * which only the first department has any, for none. */
typedef struct bdl_department {
    bdl_str name;
    size_t passed, from, to;
} bdl_department;

/* The departments whose disclosures one document collects, in their order. */
typedef struct bdl_departments {
    BDL_VEC(bdl_department) all; /* empty, or at least two */
} bdl_departments;

/* "collected.pdf/NAME", as a document in an archive is named. */
bdl_str bdl_department_path(bdl_arena *arena, bdl_str path, const bdl_department *one);
/* The blocks of ONE of the departments of WHOLE as a document of that path, in ARENA. It
 * says when something was passed before the first. */
bdl_doc *bdl_department_doc(bdl_arena *arena, const bdl_doc *whole,
                            const bdl_department *one);

typedef struct bdl_hooks {
    void *ctx;
    /* 1 true, 0 false, -1 unknown */
    int (*test)(void *ctx, const struct bdl_expr *cond, bdl_record *rec, bdl_record *doc);
    /* the text of {expression}: one or more alternatives (a list), already not escaped */
    bdl_value (*eval)(void *ctx, const struct bdl_expr *expr, bdl_record *rec,
                      bdl_record *doc);
    /* What was done since the last call was done for FORM (NULL: for none); may be NULL.
     */
    void (*spent)(void *ctx, const bdl_form *form);
    bool for_rules;  /* only rules look at the model: rows that none names are not made */
    bool table_rows; /* some rule names the rows of `tables` */
    bool shows_rows; /* a report shows the rows of tables as they were printed */
    bdl_doc *own;    /* the document, whose rows may be forgotten as soon as they are not
                        needed; NULL: they stay */
    /* By slot of the document: whether anybody asks for what is there. NULL: for all.
     * What a document says of itself is always read. */
    const bool *only;
    const bdl_map *only_types; /* with ONLY: the types of records that are asked for, as
                                  keys (bdl_rectype_key) */
    bdl_put_in *put_in;        /* used by one thread; NULL: nothing is kept */
    /* Told of the departments of a document that collects several; names live as long as
     * the document. Nothing is recognised then: each has a model of its own
     * (bdl_doc_slice). NULL: a document is taken for one. */
    bdl_departments *departments;
} bdl_hooks;

/* Reads DOC by SCHEMA into a model in DOC's arena. Lines that are the cells of a sheet
 * become a table of DOC first. Never fails: what could not be read is
 * in `unread`; NULL only when rows of a long table were left raw (bdl_raw_rows) that have
 * to be made, or when it has several departments that HOOKS asks for. `let` fields are
 * left BDL_MISSING for the evaluator, which computes them.
 */
bdl_model *bdl_recognise(const bdl_schema *schema, bdl_doc *doc, const bdl_hooks *hooks);

/* Completes records that were written by hand (examples in rules) as the recogniser
 * would: inherited cells, skipped rows, tree, entries, index and holder. */
void bdl_model_complete(bdl_model *model, const bdl_hooks *hooks);
/* An empty model (all fields missing) for examples. */
bdl_model *bdl_model_new(bdl_arena *arena, const bdl_schema *schema, const bdl_doc *doc);
/* V as read at PLACE of MODEL, printed so. */
bdl_value bdl_model_value_at(bdl_model *model, bdl_value v, bdl_place place);
/* Puts TEXT, which stands at PLACE, into SLOT of RECORD. */
void bdl_model_put_text(bdl_model *model, bdl_record *record, int slot, bdl_str text,
                        const bdl_place *place);
/* A record with all slots missing, line/index/holder set. */
bdl_record *bdl_record_new(bdl_model *model, const bdl_rectype *type, bdl_record *holder);

/* Gives the texts of a complete model their numbers. ORDINAL is the document's, from 1.
 */
void bdl_model_number_texts(bdl_model *model, size_t ordinal);

/* `bdl model --plain`, `bdl model`, `bdl coverage`. */
void bdl_model_print_plain(FILE *out, const bdl_model *model);
void bdl_model_print(FILE *out, const bdl_model *model);
void bdl_coverage_print(FILE *out, const bdl_model *model);

/* The dotted path of a record or field for people: expenditure.rows[3].basic. */
bdl_str bdl_record_path(bdl_arena *arena, const bdl_record *record, int slot);

#endif
