/* recognise.h - what the files of the recogniser share: the passages of a document, its
 * tables in the making, and the record being filled. Internal to src/model. Everything
 * lives in the document's arena. */
#ifndef BDL_MODEL_RECOGNISE_H
#define BDL_MODEL_RECOGNISE_H

#include "base/text.h"
#include "model/figure_scan.h"
#include "model/model.h"

typedef BDL_VEC(bdl_value) bdl_values;

/* What is known of a text to be searched, once it is asked for; passages that say the
 * same share it. The way back from the folded text to the printed one is asked for of few
 * texts. */
typedef struct bdl_way_back {
    bdl_arena *arena;
    bdl_folded folded; /* origin NULL: not asked for yet */
    bdl_signature signature;
    unsigned searches;              /* the signature is made with the second one */
    bool caption_asked, is_caption; /* see bdl_says_caption */
    bool title_asked, is_title;     /* see bdl_is_title_of_a_form */
    bool no_section; /* the pattern of the headings of sections does not meet it */
    /* what bdl_pattern_meets found last: */
    const struct bdl_met *met;
    const bdl_pattern *missed;
} bdl_way_back;

/* A text to be searched. */
typedef struct bdl_subject {
    const bdl_run *run;
    struct {
        bdl_str text;
    } folded;
    bdl_way_back *back; /* NULL: nobody will ask */
} bdl_subject;

typedef enum bdl_role {
    BDL_AS_PROSE,
    BDL_AS_CAPTION, /* 单位：万元; a department's code and name; a table's number */
    BDL_AS_TITLE,   /* of a table or sheet */
    BDL_AS_NOTE,    /* under a table */
    BDL_AS_CATALOGUE,
    BDL_AS_NOTHING, /* a page number; what is joined to the passage after it */
} bdl_role;

/* A block that is no table. */
typedef struct bdl_passage {
    bdl_subject subject;
    const bdl_block *block;
    size_t from;    /* number of its first block: a heading may be of two */
    size_t at;      /* of its last */
    size_t section; /* 1 + the section it stands in, 0: before the first */
    bdl_role role;
    bool is_section; /* the heading of one */
} bdl_passage;

/* How a heading is numbered: 一、 and 二、 have one style. 0: not numbered. */
typedef enum bdl_number_style {
    BDL_UNNUMBERED,
    BDL_NUMBER_PART,     /* 第一部分 */
    BDL_NUMBER_HAN,      /* 一、 */
    BDL_NUMBER_HAN_IN,   /* （一） */
    BDL_NUMBER_DIGIT,    /* 1. 1、 */
    BDL_NUMBER_DIGIT_IN, /* （1） 1） */
} bdl_number_style;

typedef struct bdl_numbering {
    bdl_number_style style;
    long long value;
    size_t label_end; /* of the number itself, without what parts it from the title */
    size_t end;       /* where the title begins */
} bdl_numbering;

/* The number at the start of folded text S. */
bdl_numbering bdl_numbering_of(bdl_str s);

typedef struct bdl_section {
    const bdl_passage *passage;
    bdl_subject subject; /* the heading, two lines joined */
    bdl_numbering numbering;
    size_t number_begin, number_end, title_begin, title_end; /* in the folded heading */
    int level;
    size_t end; /* the first passage that is no longer in it */
} bdl_section;

/* ---- tables ---- */

/* What different texts are to sheets: numbers from 1 on, by text, and what each number
 * stands for. */
typedef struct bdl_words {
    bdl_arena *arena;
    bdl_map *numbers;
    BDL_VEC(const bdl_word_uses *) uses;
    bdl_map *heads; /* what they are over columns (table_heads.c) */
    bool outlive;   /* the document: the next one, which has the same labels, goes on */
} bdl_words;

typedef struct bdl_tcell {
    bdl_run run;
    bdl_str folded;
    uint32_t word;  /* the number of what sheets call it; 0: not asked for yet */
    bool read;      /* is in the model, or is a heading or a label that was understood */
    bool from_left; /* covered by a merged cell */
    bool is_unsure; /* may belong into another column of its row */
} bdl_tcell;

typedef struct bdl_trow {
    bdl_tcell *cells;
    bdl_cell *printed; /* what they were made of, as many; NULL: several rows, or cells
                          that were moved */
    bdl_place place;
    uint16_t count;  /* cells printed, at most BDL_MAX_COLUMNS */
    uint16_t filled; /* of them not empty */
    bool after_break;
    bool is_left_out; /* a repeated heading or caption, column numbers, an empty row */
    bool is_asked;    /* what follows is known */
    uint64_t heads, labels; /* in which forms a cell may head a column, may be a label */
    const bdl_form *inner_of; /* the form last asked for the list inside that it heads */
    const bdl_list_form *inner; /* NULL: none */
} bdl_trow;

/* A column's heading: the texts of its groups from above, its own last. */
typedef struct bdl_leaf {
    bdl_str printed, folded; /* joined with / */
    bdl_str base;            /* folded, without a unit in brackets */
    const bdl_unit *unit;    /* in brackets; NULL: none */
    const uint64_t *heads;   /* the headings of all lists that it may be */
} bdl_leaf;

typedef struct bdl_table {
    bdl_arena *rows_in; /* where its rows are, and those of its neighbours */
    size_t block, last_block;
    size_t first_row; /* of the block */
    BDL_VEC(bdl_trow) rows;
    size_t width;                     /* the most cells of a row */
    size_t captions, headings;        /* leading rows that are captions, then headings */
    bdl_leaf *leaves;                 /* WIDTH of them */
    size_t leaf_count;                /* without empty columns at the end */
    const uint64_t *heads;            /* what one of the leaves may be */
    BDL_VEC(bdl_subject) notes_above; /* captions, nearest last */
    bdl_subject title, section_title; /* run NULL: none */
    bdl_passage *title_passage;
    bdl_place place;
    bdl_str note;
    const bdl_unit *unit; /* of a caption; NULL: none */
    int year;
    const bdl_run *unit_run,
        *year_run;           /* the captions that say so; NULL: no caption does */
    const bdl_run *note_run; /* where NOTE begins */
    const bdl_form *form;
    bool is_sheet;
    bdl_str contest;
    bdl_str bare;               /* labels that have no cell for their value */
    const bdl_raw_rows *raw;    /* rows after ROWS, not made; NULL: none */
    size_t raw_cells, raw_read; /* of them not empty; those that are in the model */
    const bdl_form *next_form;  /* what its title names too; NULL: nothing else */
    int title_weight;           /* how the title speaks for the form (table_contest.c) */
    size_t met;                 /* headings met */
    const struct bdl_table *copy_of; /* same title, same rows; NULL: it is no copy */
    bdl_record *record;              /* in the document's `tables`; NULL: none */
} bdl_table;

/* What the cells of a table are to one form, by the labels and headings that they are. */
typedef struct bdl_labels_seen {
    const bdl_form *form;
    size_t fields, rows, needed; /* needed: fields that no sheet lacks */
    size_t labelled;             /* fields that the form reads by a label */
    size_t headings;             /* cells that head columns of the tables inside */
    bool inner, valued;          /* valued: right of a label stands what is none */
} bdl_labels_seen;

/* The words of a table, row by row, and what they are to the forms: the sheets of one
 * document mostly have the same labels at the same places (sheet_find.c). */
typedef BDL_VEC(uintptr_t) bdl_shape;
typedef struct bdl_shape_known {
    bdl_shape shape, asked;
    BDL_VEC(bdl_labels_seen) seen;
} bdl_shape_known;

/* What is often said, in the language of the run. */
typedef struct bdl_saying {
    const char *text;      /* the constant */
    bdl_str before, after; /* what stands for it, around its %.*s if it has one */
} bdl_saying;
enum { BDL_SAYINGS = 8 };

typedef struct bdl_recogniser {
    bdl_arena *arena;
    const bdl_schema *schema;
    const bdl_doc *doc;
    const bdl_hooks *hooks;
    bdl_model *model;
    bdl_passage *passages;
    size_t passage_count;
    size_t *passage_before; /* for each block: how many passages come before it */
    BDL_VEC(bdl_table *) tables;
    BDL_VEC(bdl_table *)
    captions_only; /* tables of captions, for the table that follows */
    BDL_VEC(bdl_section) sections;
    bool sections_left_out;            /* some of them are titles printed again */
    BDL_VEC(const void *) put_in_keys; /* patterns with text put in, compiled once */
    BDL_VEC(const bdl_regex *) put_in;
    bdl_subject title;    /* of the document; run NULL: none */
    bool pages_by_blanks; /* entries of the catalogue have a blank before their pages */
    const bdl_unit *usual_unit; /* that all captions name; NULL: none */
    bdl_words *words; /* what texts of this document are to sheets (sheet_words.c) */
    bdl_shape_known shape_known;
    struct bdl_inner_known *inner_known; /* see sheet_inner.c */
    bdl_values *lists; /* for each slot of the document: a list that grows */
    bdl_arena *scratch;
    bool needs_rows;              /* of a long table, which the reader did not make */
    const bdl_table *made_before; /* the table before, with its rows as they are by now */
    bdl_arena *passing; /* until the model is made: passages, tables with their rows and
                           cells, what is known of words */
    BDL_VEC(bdl_arena *) rows; /* of tables: each with some of their rows, in order */
    size_t rows_left;          /* where the first is that was not forgotten */
    bool is_asked_later; /* for rows of a long table: PASSING stays with the document */
    bdl_saying sayings[BDL_SAYINGS]; /* those that were looked up, then NULL */
} bdl_recogniser;

/* ---- recognise_pattern.c ---- */

typedef struct bdl_hit {
    const bdl_pattern_alt *alt;
    bdl_match match;
} bdl_hit;

bdl_subject bdl_subject_of(bdl_arena *arena, const bdl_run *run);
/* The stretch of the printed text that bytes BEGIN to END of the folded one came from. */
void bdl_subject_range(const bdl_subject *s, size_t begin, size_t end,
                       size_t *printed_begin, size_t *printed_end);
/* The first place where an alternative of PATTERN meets; the leftmost wins, then the
 * first. */
bool bdl_pattern_find(bdl_recogniser *r, const bdl_pattern *pattern, const bdl_subject *s,
                      bdl_hit *hit);
/* False when PATTERN cannot meet a text that begins with the byte FIRST and was signed
 * so. */
bool bdl_pattern_may_meet(const bdl_pattern *pattern, unsigned char first,
                          const bdl_signature *signature);
/* Whether what PATTERN meets depends on the document: it puts in what is known of it. */
/* The same from the beginning on; what was found last is known of the text. */
bool bdl_pattern_meets(bdl_recogniser *r, const bdl_pattern *pattern,
                       const bdl_subject *s, bdl_hit *hit);
bool bdl_pattern_has_inserts(const bdl_pattern *pattern);
/* Whether the first place where PATTERN meets is the whole of FOLDED. */
bool bdl_pattern_is_all(bdl_recogniser *r, const bdl_pattern *pattern, bdl_str folded);
bool bdl_alternative_find(bdl_recogniser *r, const bdl_pattern_alt *alt,
                          const bdl_subject *s, size_t from, bdl_hit *hit);
/* The value of group GROUP as TYPE, with its place; false when it took no part. */
bool bdl_hit_value(bdl_recogniser *r, const bdl_hit *hit, const bdl_subject *s,
                   const bdl_binding *binding, bdl_value *out);
/* Puts what HIT binds into RECORD, into slots that are missing so far. */
void bdl_hit_bind(bdl_recogniser *r, const bdl_hit *hit, const bdl_subject *s,
                  bdl_record *record);

/* ---- recognise_value.c ---- */

/* V as read at PLACE. */
bdl_value bdl_value_at(bdl_recogniser *r, bdl_value v, bdl_place place);
bdl_value bdl_value_missing_for(bdl_recogniser *r, bdl_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same where FORMAT, a constant, has one %.*s, for NAME, and nothing else: there are
 * many in each document. */
bdl_value bdl_value_missing_named(bdl_recogniser *r, bdl_kind kind, const char *format,
                                  bdl_str name);
/* TEXT, a constant, in the language of the run: looked up once a document. */
bdl_str bdl_said(bdl_recogniser *r, const char *text);
/* The cell as TYPE. */
bdl_value bdl_cell_value(bdl_recogniser *r, bdl_tcell *cell, bdl_type type, bool is_code,
                         const bdl_unit *unit);
/* Puts the cell as text into SLOT of RECORD, written where it stays; false of a blank one
 * that is missing then. */
bool bdl_cell_put_text(bdl_recogniser *r, bdl_tcell *cell, bool blank_is_missing,
                       bdl_record *record, int slot);
/* TEXT, which is what the cell says or a part of it, as TYPE. */
bdl_value bdl_cell_part_value(bdl_recogniser *r, bdl_tcell *cell, bdl_str text,
                              bdl_type type, const bdl_unit *unit);
/* What the cell says, wrapping dropped: nothing is to be dropped where folding left
 * everything. */
static inline bdl_str bdl_cell_text(bdl_arena *arena, const bdl_tcell *cell) {
    bdl_str printed = cell->run.text;
    return cell->folded.data == printed.data && cell->folded.len == printed.len
               ? printed
               : bdl_text_unwrap(arena, printed);
}
void bdl_record_put(bdl_record *record, int slot, bdl_value v);
bool bdl_slot_is_missing(const bdl_record *record, int slot);
void bdl_record_set_place(bdl_record *record, bdl_place place);
/* Puts the list of ITEMS as they are now into SLOT of HOLDER. */
void bdl_list_put(bdl_model *model, bdl_record *holder, int slot,
                  const bdl_values *items);
bdl_str bdl_without_blanks(bdl_arena *arena, bdl_str text);
/* UNIT, whose name may be forgotten, to live as long as the model; NULL of none. */
const bdl_unit *bdl_unit_found(bdl_recogniser *r, const bdl_unit *unit);
/* VALUES in a piece that is as long as they are. */
bdl_values bdl_values_copy(bdl_arena *arena, const bdl_values *values);
void bdl_unread_add(bdl_recogniser *r, bdl_place place, bdl_str text, const char *why);

/* Whether folded text S only says that a table goes on: 续表, (续), 续表一, (续2),
 * (接上表) (table_title.c). */
bool bdl_is_continued_mark(bdl_str s);

/* ---- what captions say (table_caption.c) ---- */

/* Whether folded text S is a caption: label and value, a unit, a code and a name, a date,
 * the number of a table. */
bool bdl_is_caption(bdl_str s);
/* The same of a passage, of which several tables ask. */
bool bdl_says_caption(const bdl_passage *p);
/* Whether folded text names a table: …表, with remarks in brackets behind it or without.
 */
bool bdl_is_table_name(bdl_str title);
/* Whether it is the number of a table: 表一, 公开01表, 附件3-1, 表3-2: 所. */
bool bdl_is_table_number(bdl_str s);
/* The money unit that a caption or heading names; false when it names none. */
bool bdl_caption_unit(bdl_str s, bdl_unit *out);
/* The year of a caption, 0 when it has none. */
int bdl_caption_year(bdl_str s);

/* ---- sheets ---- */

/* The form that TABLE is a sheet of, NULL: none; where several could be, what decided is
 * noted in TABLE (sheet_find.c). */
const bdl_form *bdl_sheet_form(bdl_recogniser *r, bdl_table *table);
/* The list inside sheets of FORM of which ROW is the headings: that with the most columns
 * met; NULL: it is none. */
const bdl_list_form *bdl_sheet_inner_at(bdl_recogniser *r, const bdl_form *form,
                                        bdl_trow *row);
/* The same of row I of a sheet, where a word alone in the row above may say which list it
 * is (长期绩效目标表); and whether row I is such a word. */
const bdl_list_form *bdl_sheet_list_at(bdl_recogniser *r, const bdl_table *table,
                                       size_t i);
bool bdl_sheet_announces(bdl_recogniser *r, const bdl_table *table, size_t i);
bool bdl_sheet_continues(bdl_recogniser *r, const bdl_table *sheet, bdl_table *table);
/* Puts labels and figures that stand between SHEET and its piece TABLE into rows. */
void bdl_sheet_take_strays(bdl_recogniser *r, bdl_table *sheet, const bdl_table *table);
void bdl_sheet_read(bdl_recogniser *r, bdl_table *table);
/* Whether the cells of two rows say the same; those that one lacks are empty. */
bool bdl_rows_are_same(const bdl_trow *a, const bdl_trow *b); /* table_rows.c */
/* Empties cell K of ROW where it says again what stands ABOVE: a label that reaches over
 * rows may be printed in each of them. Gives whether it did. */
bool bdl_row_empty_again(const bdl_trow *above, bdl_trow *row, size_t k);
/* Reads labels in rows FROM to TO into RECORD (sheet_labels.c). */
void bdl_sheet_read_labels(bdl_recogniser *r, bdl_table *table, size_t from, size_t to,
                           bdl_record *record);
/* Whether ROW says several figures behind their labels (基本支出:12.00 | 项目支出:3.00;
 * sheet_said.c). */
bool bdl_sheet_says_values(bdl_recogniser *r, const bdl_form *form, const bdl_trow *row);
/* What the sheets of all forms call the cell (sheet_words.c). */
void bdl_sheet_words_begin(bdl_recogniser *r);
/* Gives the arena that has to go with what the recogniser made; NULL: none has. */
bdl_arena *bdl_sheet_words_end(bdl_recogniser *r);
void bdl_word_find(bdl_recogniser *r, bdl_tcell *cell);
/* Whether what is known of words tells what the text of CELL folds to, and what it is. */
bool bdl_word_is_known(const bdl_recogniser *r, bdl_tcell *cell);
static inline const bdl_word_uses *bdl_word_of(bdl_recogniser *r, bdl_tcell *cell) {
    if (!cell->word)
        bdl_word_find(r, cell);
    return r->words->uses.items[cell->word - 1];
}
/* Asks what the cells of the row are (HEADS and LABELS). */
void bdl_row_ask(bdl_recogniser *r, bdl_trow *row);
/* Whether a cell of the row may head a column of a list inside a sheet of FORM; may be a
 * label of it. */
static inline bool bdl_row_may_head(bdl_recogniser *r, const bdl_form *form,
                                    bdl_trow *row) {
    if (!row->is_asked)
        bdl_row_ask(r, row);
    return row->heads & form->bit;
}
static inline bool bdl_row_may_label(bdl_recogniser *r, const bdl_form *form,
                                     bdl_trow *row) {
    if (!row->is_asked)
        bdl_row_ask(r, row);
    return row->labels & form->bit;
}
/* Whether the cell is a label of the form. */
const bdl_label_field *bdl_sheet_label(bdl_recogniser *r, const bdl_form *form,
                                       bdl_tcell *cell);
/* Whether it heads column COLUMN of the list inside. */
bool bdl_word_heads(const bdl_word_uses *word, const bdl_list_form *list, size_t column);
/* The parts of a text, split at its numbers (sheet_list.c). */
const bdl_list *bdl_split_list(bdl_recogniser *r, const bdl_run *run);

/* The record that the form gives for a table or prose: new in a list, or the only one. */
bdl_record *bdl_form_record(bdl_recogniser *r, const bdl_form *form, bdl_place place);
/* Title, money unit, year, note and columns, as far as the record has such fields. */
void bdl_fill_table_fields(bdl_recogniser *r, const bdl_table *table, bdl_record *record);

/* What the title and caption patterns of the table's form bind. */
void bdl_bind_captions(bdl_recogniser *r, const bdl_table *table, bdl_record *record);
/* Fields that the sheet does not have: blank where optional, else missing with the
 * reason. */
void bdl_sheet_fill_missing(bdl_recogniser *r, const bdl_table *table,
                            bdl_record *record);

/* Makes tables of the lines of DOC that are the cells of sheets (stacked.c). */
void bdl_stacked_make_tables(bdl_recogniser *r, bdl_doc *doc);

/* ---- document and prose ---- */

void bdl_passages_make(bdl_recogniser *r);  /* document_passages.c */
void bdl_catalogue_find(bdl_recogniser *r); /* document_catalogue.c */
void bdl_title_find(bdl_recogniser *r);     /* document.c */
void bdl_document_read(bdl_recogniser *r);  /* year, department, kind */
/* Whether the heading at passage I begins in the line above it (a name, then the year).
 */
bool bdl_heading_begins_above(bdl_recogniser *r, size_t i);
/* The heading at passage I, with the line above where it begins there. */
bdl_subject bdl_heading_subject(bdl_recogniser *r, size_t i);
/* The title of section SECTION (from 1; 0: none) as a value. */
bdl_value bdl_section_title(bdl_recogniser *r, size_t section);
/* Tells HOOKS of the departments of a document that collects several; false when it has
 * one (departments.c). */
bool bdl_departments_find(bdl_recogniser *r);
/* What the document's form reads of TEXT alone into the field SLOT of the document. */
bool bdl_document_field(bdl_recogniser *r, const bdl_subject *text, int slot,
                        bdl_value *out);
void bdl_sections_find(bdl_recogniser *r); /* document_sections.c */
/* The headings among the passages from FROM up to TO are titles printed again on the next
 * page of their table, and no sections. */
void bdl_sections_leave_out(bdl_recogniser *r, size_t from, size_t to);
/* Counts the sections anew without those left out: once all tables are found. */
void bdl_sections_close(bdl_recogniser *r);
void bdl_lists_fill(bdl_recogniser *r); /* document_lists.c: the built-in lists */
const bdl_form *bdl_document_form(const bdl_recogniser *r);
bdl_run bdl_run_join(bdl_arena *arena, const bdl_run *a, bdl_str glue, const bdl_run *b);
/* The work done since the last call was done for FORM (NULL: for none). */
/* Whether somebody asks for what stands in SLOT of the document. */
static inline bool bdl_is_wanted(const bdl_recogniser *r, int slot) {
    return !r->hooks || !r->hooks->only || (slot >= 0 && r->hooks->only[slot]);
}
/* The same for the rows of LIST. */
static inline bool bdl_rows_are_wanted(const bdl_recogniser *r,
                                       const bdl_list_form *list) {
    const bdl_rectype *type = list->row;
    return !r->hooks || !r->hooks->only_types ||
           bdl_map_get(r->hooks->only_types, bdl_rectype_key(&type));
}
void bdl_spent(const bdl_recogniser *r, const bdl_form *form); /* recognise.c */
void bdl_prose_read(bdl_recogniser *r);                        /* prose.c */
void bdl_figures_find(bdl_recogniser *r);                      /* prose_figures.c */

/* ---- complete.c ---- */

typedef struct bdl_completer {
    bdl_model *model;
    const bdl_hooks *hooks;
} bdl_completer;

/* Skips, inherited cells, tree and entries of the rows of LIST in HOLDER. */
void bdl_complete_list(const bdl_completer *c, const bdl_list_form *list,
                       bdl_record *holder);
void bdl_complete_tree(bdl_model *model, const bdl_list_form *list,
                       const bdl_values *rows, bdl_record *root); /* complete_tree.c */
/* Tells of figures in a tree of rows that may stand one column off (complete_slid.c). */
void bdl_complete_slid(bdl_model *model, const bdl_list_form *list,
                       const bdl_values *rows);

#endif
