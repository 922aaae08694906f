/* forms.h - between the files that turn forms into the schema: one form while it is read.
 */
#ifndef BDL_LANG_FORMS_H
#define BDL_LANG_FORMS_H

#include "lang/checker.h"

typedef BDL_VEC(bdl_heading) bdl_headings;

/* A list of rows while its parts are collected. */
typedef struct bdl_list_work {
    bdl_list_form list;
    BDL_VEC(bdl_column) columns;
    BDL_VEC(bdl_entry) entries;
    BDL_VEC(const bdl_expr *) skips;
    bdl_headings unders;
    bdl_word root;      /* `under grand` */
    const bdl_word *by; /* `by code` */
} bdl_list_work;

typedef struct bdl_form_work {
    bdl_checker *c;
    bdl_item *item;
    bdl_form *form;
    bdl_rectype *record;
    bdl_form_clauses clauses; /* with those of the form that it is like */
    unsigned kinds;           /* of its clauses: a bit for each bdl_form_clause_kind */
    BDL_VEC(bdl_list_work *) lists;
} bdl_form_work;

/* Something declared: where, for messages about a second one. */
typedef struct bdl_declared {
    const bdl_item *item;
    bdl_span span;
} bdl_declared;

#define BDL_FORM_COMPLAIN(w, span, ...)                                                  \
    BDL_COMPLAIN((w)->c, (w)->item->file, (span), __VA_ARGS__)

/* ---- forms_fields.c ---- */

/* Adds FIELD, declared at SPAN, to RECORD; complains and gives -1 when another is there.
 */
int bdl_forms_add(bdl_form_work *w, bdl_rectype *record, bdl_field field, bdl_span span,
                  bool again);
/* The type a word stands for; complains when it stands for none. */
const bdl_type_word *bdl_forms_type(bdl_form_work *w, const bdl_word *word);
bdl_type bdl_forms_type_of(bdl_form_work *w, const bdl_type_word *word);
/* The record that field NAME of RECORD holds (IS_LIST: a list of them); made when new. */
bdl_rectype *bdl_forms_record(bdl_form_work *w, bdl_rectype *record, bdl_field field,
                              bdl_span span, bool is_list, int *slot);
/* An expression that is a condition on RECORD. */
void bdl_forms_wait(bdl_form_work *w, bdl_expr *expr, const bdl_rectype *record,
                    bool is_insert);
/* A pattern whose names become fields of RECORD (NULL: it may have none). FIGURE: the
 * name that {money} without one gets; may be empty. */
const bdl_pattern *bdl_forms_pattern(bdl_form_work *w, const bdl_patterns *patterns,
                                     bdl_rectype *record, bdl_word figure);
bdl_str bdl_forms_let_key(bdl_checker *c, const bdl_rectype *record, int slot);
void bdl_forms_let(bdl_form_work *w, bdl_rectype *record, const bdl_form_clause *clause);

/* ---- forms_tables.c ---- */

void bdl_forms_column(bdl_form_work *w, bdl_list_work *list,
                      const bdl_form_clause *clause);
void bdl_forms_field(bdl_form_work *w, const bdl_form_clause *clause);
void bdl_forms_list(bdl_form_work *w, const bdl_form_clause *clause);
void bdl_forms_rows(bdl_form_work *w, bdl_list_work *list, const bdl_form_clause *clause);
void bdl_forms_entry(bdl_form_work *w, const bdl_form_clause *clause);
void bdl_forms_skip(bdl_form_work *w, const bdl_form_clause *clause);
/* Whether the rows of the form are put together to records: it has columns, no labels,
 * and a table inside. */
bool bdl_forms_is_grouped(const bdl_form_work *w);
/* The list `rows`; made when it is not there. */
bdl_list_work *bdl_forms_main(bdl_form_work *w, bdl_span span);
/* Puts what was collected into the form. */
void bdl_forms_finish_lists(bdl_form_work *w);

/* ---- forms_prose.c ---- */

void bdl_forms_prose(bdl_form_work *w, const bdl_form_clause *clause);

/* ---- forms_like.c ---- */

/* All clauses of ITEM: its own, and those of the form that it is like. */
bdl_form_clauses bdl_forms_clauses(bdl_checker *c, const bdl_item *item, int depth);
/* The headings of a column or the labels of a field: its own, and those of the one that
 * it is like; without any of these its Chinese name, or its name. */
bdl_heading_nodes bdl_forms_headings(bdl_form_work *w, const bdl_form_clause *clause);

#endif
