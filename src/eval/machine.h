/* machine.h - the evaluator from inside: what the files of eval/ share. A machine belongs
 * to one thread.
 *
 * Lifetimes: `arena` is the evaluator's, `doc_arena` that of the check of one document
 * (computed fields, indexes of lists), `answers_arena` the same, but for a large document
 * that of the rules of one file or less (answers of definitions, see forget.c), `scratch`
 * that of one binding of a rule: what is computed for an element of a `for` is forgotten
 * when the next one is taken. */
#ifndef BDL_EVAL_MACHINE_H
#define BDL_EVAL_MACHINE_H

#include "base/limits.h"
#include "eval/asked.h"
#include "eval/compare.h"
#include "eval/folds.h"
#include "eval/others.h"
#include "eval/outcome.h"
#include "eval/profile.h"
#include "eval/trace.h"
#include "lang/check.h"

enum {
    BDL_EVAL_MAX_DEPTH = 1200,   /* expressions inside expressions, through defines and
                                    computed fields */
    BDL_EVAL_MAX_OPERANDS = 400, /* kept of one finding */
    BDL_EVAL_MAX_LOOPS = 64,     /* `for` inside `for` of one rule */
    BDL_EVAL_MAX_KEEPS = 16,     /* what is kept inside what is kept, made apart */
};

/* Which fields were read, as bits that several fields share: what is not in it was not
 * read. */
enum { BDL_READS_WORDS = 4 };
typedef struct bdl_reads {
    uint64_t bits[BDL_READS_WORDS];
} bdl_reads;

/* Computed fields of one model, by record and slot. */
typedef struct bdl_memo bdl_memo;

/* The variables of a rule, define or form at hand. */
typedef struct bdl_frame {
    bdl_value *locals;
    size_t count;
    /* of a rule, else NULL: the `let` and the `for` that gave a local, so that a trace
     * can follow it */
    const bdl_clause **clause_of;
    const bdl_expr **text_of; /* a name of a pattern: the text that it was found in */
    bool *followed;           /* its `let` was traced already */
} bdl_frame;

/* A condition as a row of tests: see lower.c. */
typedef struct bdl_lowered bdl_lowered;

/* Somebody who is told of each clause that is reached: its value V, in the frame at hand,
 * with RECORD the innermost one iterated (or NULL). */
typedef struct bdl_watch {
    void (*saw)(void *ctx, bdl_eval *e, const bdl_clause *clause, const bdl_value *v,
                const bdl_record *record);
    void *ctx;
} bdl_watch;

/* How far a text was followed through the source it was put together from. */
typedef struct bdl_walked {
    bdl_str whole;    /* the text */
    size_t begin;     /* where the search for it began, bytes of the source */
    size_t to, found; /* a byte of the text, and where in the source it stands */
} bdl_walked;

struct bdl_eval {
    const bdl_program *program;
    bdl_eval_options options;
    bdl_hooks hooks;
    bdl_put_in put_in;     /* of the recogniser that asks them */
    bdl_arena *hook_arena; /* what hooks gave for hook_document */
    bdl_arena *test_arena; /* of one test of a hook */
    const bdl_record *hook_document;
    bdl_arena *arena, *doc_arena, *scratch;
    bdl_arena *answers_arena;             /* what is kept of definitions */
    bdl_arena *lists_arena;               /* MAPPED, JOINS and LOOKUPS */
    bdl_arena *run_arena;                 /* what is kept for one corpus */
    bdl_arena *loops[BDL_EVAL_MAX_LOOPS]; /* scratch of each `for`, made when needed */
    bdl_arena *keeps[BDL_EVAL_MAX_KEEPS]; /* of what is made to be kept (keep.c) */
    int keeping;                          /* of them in use */
    bdl_map *params, *tables;             /* values by name, made when first read */
    const bdl_lowered **lowered; /* by the number of the condition; NULL: not made yet */
    bdl_map *plans;              /* equations of conditions: see join.c */
    struct bdl_answers *answers; /* of definitions, for fields of the document */
    bdl_map *mapped;             /* fields over the lists of a document */
    bdl_map *targets;            /* that texts state, of a document */
    struct bdl_homes *homes;     /* of what findings tell: see label.c */
    size_t homes_asked;          /* how often, of a document */
    bdl_map *lookups;            /* indexes of lookup(), of a document */
    bdl_map *table_lookups;      /* those of the rules' tables, which stay */
    bdl_folds *folds;
    const bdl_known *known; /* of FOLDS */
    bdl_asked *asked;
    bdl_str not_named;                 /* a reason that is given often, translated once */
    bdl_value not_met[BDL_RECORD + 1]; /* by kind: what a find did not find */
    bdl_map *regexes;                  /* those with something put in, of a document */
    struct bdl_joins *joins;           /* indexes of lists: see join.c */
    struct bdl_joins *run_joins;       /* those of the corpus */
    struct bdl_joins *table_joins;     /* those of the rules' tables, which stay */

    bdl_model *model; /* of the record at hand */
    bdl_model *own;   /* that is checked */
    bdl_memo *memo;   /* of OWN while several evaluators share it; NULL: its own */
    bdl_record *document;
    const bdl_list *corpus;          /* NULL: none */
    bdl_model *const *corpus_models; /* that it was made of */
    size_t corpus_count;
    bdl_others *others;              /* the corpus when it is packed, else NULL */
    const bdl_corpus *others_corpus; /* that they were made of */
    bool passing; /* documents are unpacked only to be looked at: see others.h */
    bool making;  /* the recogniser asks: nothing may be remembered */

    bdl_frame frame;
    int depth; /* of the expressions that called the one at hand; that of one is bounded
                */
    int calls;
    int lasting;             /* > 0: what is made outlives the check of the document */
    uint64_t steps;          /* of the rule at hand */
    uint64_t weighed;        /* the steps when it was last looked what the rule holds */
    bool holds_too_much;     /* it has, so that its steps were taken from it */
    bool met_limit;          /* some rule did on this document: where is not sure */
    bool takes_long;         /* the list read next may be a long one (model/long.h) */
    bool explain;            /* say why a value is unknown (normally nobody asks) */
    bdl_trace *trace;        /* NULL: not traced */
    const bdl_expr *reading; /* while a field is read that a trace wants: who asks */
    const bdl_seen *instead; /* a field taken for another value, to see what would come */
    const bdl_item *rule;
    bdl_reads reads;       /* of the rule at hand */
    bdl_reads *rule_reads; /* of each rule, in the first pass over the document */
    bdl_doc_result *result;
    bdl_profile *profile;   /* NULL: nobody asks */
    const bdl_watch *watch; /* not NULL: told of every let, when and assert */
    size_t *serving; /* the rules that serve duties, by number; NULL: not told yet */
    size_t serving_count;
    bdl_walked walked; /* the text a finding's figure was last looked for in */
    struct bdl_culprits *suspects; /* the figures that findings rest on */
    struct bdl_culprits
        *culprits;       /* not NULL: a second pass that only looks what passes */
    bdl_reads suspected; /* in it: the fields of figures that nothing cleared yet */
};

/* ---- engine.c ---- */

/* What X gives, without a copy where the value stays in its place: it is *ROOM or lies in
 * the model, the rules or a local. One of a local is good until something else is
 * evaluated, for a pattern may bind the local anew. */
const bdl_value *bdl_eval_look(bdl_eval *e, const bdl_expr *x, bdl_value *room);
/* The same, good also after NEXT was evaluated. */
const bdl_value *bdl_eval_hold(bdl_eval *e, const bdl_expr *x, const bdl_expr *next,
                               bdl_value *room);
bdl_value bdl_eval_expr(bdl_eval *e, const bdl_expr *x);
static inline void bdl_eval_into(bdl_eval *e, const bdl_expr *x, bdl_value *out) {
    const bdl_value *found = bdl_eval_look(e, x, out);

    if (found != out)
        *out = *found;
}
/* bdl_eval_look for those who have counted the step. */
const bdl_value *bdl_eval_see(bdl_eval *e, const bdl_expr *x, bdl_value *room);
/* Whether the rule at hand has used up its steps: loops end, and all is unknown. */
static inline bool bdl_eval_is_spent(const bdl_eval *e) {
    return e->steps >= e->options.max_steps;
}
/* Counts the steps for a text or a list of SIZE bytes; false, then it is not to be made,
 * when the rule at hand has no more. */
static inline bool bdl_eval_may_make(bdl_eval *e, size_t size) {
    if (size <= BDL_MADE_FREELY)
        return true;
    e->steps += size / BDL_MADE_A_STEP;
    return !bdl_eval_is_spent(e);
}
/* A value that the rule at hand came too far to have, with the reason. */
bdl_value bdl_eval_spent(const bdl_eval *e, bdl_kind kind);
/* Ends the rule at hand when it holds more than options.max_held at once, or the run is
 * to end. */
void bdl_eval_weigh(bdl_eval *e);
/* The same for loops: what is held is looked at again after some steps. */
static inline void bdl_eval_weigh_often(bdl_eval *e) {
    if (e->steps - e->weighed >= BDL_BETWEEN_WEIGHINGS)
        bdl_eval_weigh(e);
}
/* What X, the body of something that is called, gives; it may be nested too deeply. */
const bdl_value *bdl_eval_inside(bdl_eval *e, const bdl_expr *x, bdl_value *room);
/* What X gives with the record of DOC at hand, in a frame of its own with locals[0] = REC
 * (NULL: none). */
bdl_value bdl_eval_apart(bdl_eval *e, const bdl_expr *x, bdl_record *rec,
                         bdl_record *doc);
/* How to compare, with WHY for what comes out unknown. */
bdl_comparison bdl_eval_comparison(bdl_eval *e, bdl_value *why);
/* The text V as a reader sees it; a blank is "". */
static inline bdl_str bdl_eval_fold(bdl_eval *e, const bdl_value *v) {
    uint32_t number = bdl_text_number(v);
    const bdl_numbered *n = number ? bdl_known_text(e->known, number) : NULL;

    return n ? n->reading.text : bdl_folds_get(e->folds, e->scratch, v);
}
/* A value that is missing, with a reason when one is asked for. */
bdl_value bdl_eval_missing(bdl_eval *e, bdl_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The text of X in its file, on one line. */
bdl_str bdl_expr_source(bdl_arena *arena, const bdl_expr *x);
/* The same for the reason of what is missing; "" when none is asked for. */
static inline bdl_str bdl_eval_source(const bdl_eval *e, const bdl_expr *x) {
    return e->explain ? bdl_expr_source(e->scratch, x) : BDL_STR("");
}

/* ---- truth.c ---- */

/* bdl_eval_condition for those who have counted the step. */
bdl_truth bdl_eval_decide(bdl_eval *e, const bdl_expr *x, bdl_value *why);
/* What bdl_eval_condition and bdl_eval_truth give, by the tree of X. */
bdl_truth bdl_eval_tree(bdl_eval *e, const bdl_expr *x, bdl_value *why);
int bdl_eval_tree_truth(bdl_eval *e, const bdl_expr *x, bdl_value *why);

/* 1, 0, or -1 when that is unknown: what V, which has not failed, is. */
int bdl_value_test(const bdl_value *v, bdl_test test);

/* ---- lower.c ---- */

/* What X, which has a number as a condition, gives, yes or no for certain; BDL_UNKNOWN
 * when it has to be evaluated. */
bdl_truth bdl_eval_lowered(bdl_eval *e, const bdl_expr *x);
/* The first of the elements of LIST from I on of which X, with the element in LOCAL, is
 * not told to be WHAT, yes or no, in *MEETS what it is; what LOCAL is then is not sure.
 * When steps run out: the one behind the last that was passed over. */
size_t bdl_eval_pass_over(bdl_eval *e, const bdl_expr *x, int local, bdl_truth what,
                          const bdl_list *list, size_t i, bdl_truth *meets);

/* What X, a condition, gives; *WHY is written where that is unknown. */
static inline bdl_truth bdl_eval_condition(bdl_eval *e, const bdl_expr *x,
                                           bdl_value *why) {
    bdl_truth t = x->condition && !x->is_partly ? bdl_eval_lowered(e, x) : BDL_UNKNOWN;

    return t >= 0 ? t : bdl_eval_tree(e, x, why);
}
/* 1, 0, or -1 with *WHY (which may be NULL) the unknown value. */
static inline int bdl_eval_truth(bdl_eval *e, const bdl_expr *x, bdl_value *why) {
    bdl_truth t = x->condition && !x->is_partly ? bdl_eval_lowered(e, x) : BDL_UNKNOWN;

    return t >= 0 ? t : bdl_eval_tree_truth(e, x, why);
}
/* Whether the first branch of X, an `if`, is taken: what only chooses is inner. */
int bdl_eval_choice(bdl_eval *e, const bdl_expr *x, bdl_value *why);

/* ---- what was read ---- */

/* BIT is the field's. */
static inline void bdl_reads_add(bdl_reads *reads, uint8_t bit) {
    reads->bits[bit / 64] |= (uint64_t)1 << bit % 64;
}
static inline void bdl_reads_join(bdl_reads *reads, const bdl_reads *more) {
    for (int i = 0; i < BDL_READS_WORDS; i++)
        reads->bits[i] |= more->bits[i];
}
static inline bool bdl_reads_meet(const bdl_reads *a, const bdl_reads *b) {
    for (int i = 0; i < BDL_READS_WORDS; i++)
        if (a->bits[i] & b->bits[i])
            return true;
    return false;
}
/* Whether the field SLOT of RECORD, the one BIT stands for, is a figure that is suspected
 * and that nothing cleared yet: the second pass is about nothing else (culprit.c). */
bool bdl_culprits_suspect(const bdl_eval *e, const bdl_record *record, int slot,
                          uint8_t bit);
/* That field was read. */
static inline void bdl_eval_note_read(bdl_eval *e, const bdl_record *record, int slot,
                                      uint8_t bit) {
    if (!e->culprits || bdl_culprits_suspect(e, record, slot, bit))
        bdl_reads_add(&e->reads, bit);
}
/* What is kept and given again was made of what was read then: `begin` before it is made
 * gives what was read so far, `end` what was read since, which in the second pass may be
 * anything. */
static inline bdl_reads bdl_reads_begin(bdl_eval *e) {
    bdl_reads before = e->reads;

    e->reads = (bdl_reads){{0}};
    return before;
}
static inline bdl_reads bdl_reads_end(bdl_eval *e, const bdl_reads *before) {
    bdl_reads since = e->reads;

    bdl_reads_join(&e->reads, before);
    if (e->culprits)
        memset(&since, 0xFF, sizeof since);
    return since;
}

/* ---- keep.c ---- */

/* What is evaluated from now on is to be kept in TO: it is made in an arena of its own.
 * Gives the scratch arena of before, which `end` takes again. */
bdl_arena *bdl_keep_begin(bdl_eval *e, bdl_arena *to);
/* Writes V, which came of it, to *OUT with all that it holds in TO. */
void bdl_keep_end(bdl_eval *e, bdl_arena *outer, bdl_arena *to, const bdl_value *v,
                  bdl_value *out);

/* Whether no more is remembered of definitions: they are evaluated anew from now on. */
bool bdl_eval_answers_are_full(bdl_eval *e);

/* ---- define.c ---- */

const bdl_value *bdl_eval_define(bdl_eval *e, const bdl_expr *x, bdl_value *room);

/* ---- forget.c ---- */

/* Whether the document at hand is so large that what is known of it is forgotten. */
bool bdl_eval_forgets(const bdl_eval *e);
/* Forgets what definitions answered. */
void bdl_eval_forget(bdl_eval *e);
/* Forgets fields over lists and indexes. */
void bdl_eval_forget_lists(bdl_eval *e);
/* Both, before a rule on a large document; elsewhere the answers, if they are too many.
 */
void bdl_eval_forget_before_rule(bdl_eval *e);
/* Forgets answers where a rule on a large document has asked for much and holds none of
 * it. */
void bdl_eval_forget_amid(bdl_eval *e);

/* ---- fields.c ---- */

bdl_value bdl_eval_read(bdl_eval *e, bdl_record *record, int slot);
/* What the field X gives; see bdl_eval_look. */
const bdl_value *bdl_eval_field(bdl_eval *e, const bdl_expr *x, bdl_value *room);
/* Whether somebody takes down what is read, or reads a field with another value. */
static inline bool bdl_eval_is_watched(const bdl_eval *e) {
    return (e->trace && !e->trace->muted) || e->explain || e->instead;
}
/* Whether a field is not given as it is stored: its type has to be put in, its precision
 * to be settled, its long list to be made. */
static inline bool bdl_eval_is_to_be_made(const bdl_value *v) {
    if (bdl_kind_is_figure(v->kind))
        return bdl_value_is_known(v) && v->half && !bdl_value_unit(v)->money &&
               !bdl_value_unit(v)->percent;
    return v->kind == BDL_NONE ||
           (v->kind == BDL_LIST && v->state == BDL_PRESENT && v->as.list->later);
}
/* The rest of bdl_eval_look_at. */
const bdl_value *bdl_eval_make(bdl_eval *e, const bdl_expr *x, bdl_record *record,
                               int slot, bdl_value *room);
/* The field SLOT of RECORD, which X, a name or a field, names; see bdl_eval_look. */
static inline const bdl_value *bdl_eval_look_at(bdl_eval *e, const bdl_expr *x,
                                                bdl_record *record, int slot,
                                                bdl_value *room) {
    const bdl_value *v;

    if (!x->is_stored || !record->slots || bdl_eval_is_watched(e) || e->culprits)
        return bdl_eval_make(e, x, record, slot, room);
    v = record->slots[slot];
    if (v->kind != BDL_TEXT && bdl_eval_is_to_be_made(v))
        return bdl_eval_make(e, x, record, slot, room);
    bdl_reads_add(&e->reads, x->bit);
    return v;
}
/* The computed fields of a model, none of them known yet. */
bdl_memo *bdl_memo_new(bdl_arena *arena);
/* The record type's field of a name, or NULL. */
const bdl_field *bdl_record_field(const bdl_record *record, int slot);
/* A list that holds V as an unknown stretch: how many elements stand there is not known.
 */
bdl_value bdl_unknown_stretch(const bdl_value *v);
static inline bool bdl_is_unknown_stretch(const bdl_value *v) {
    return v->kind == BDL_LIST && v->state != BDL_PRESENT && v->state != BDL_BLANK;
}
/* A list under construction in the scratch arena. */
typedef BDL_VEC(bdl_value) bdl_values;
bdl_value bdl_values_list(bdl_arena *arena, const bdl_values *values);
/* The same of elements that stand in other lists or in records. */
typedef BDL_VEC(const bdl_value *) bdl_picked;
bdl_value bdl_picked_list(bdl_eval *e, const bdl_picked *picked);
/* Adds V, which stands nowhere. */
void bdl_pick_made(bdl_eval *e, bdl_picked *picked, bdl_value v);
/* The elements of a known list (none of a blank one). */
static inline size_t bdl_list_count(const bdl_value *list) {
    return list->state == BDL_PRESENT ? list->as.list->count : 0;
}

/* ---- lists.c: filters, quantifiers, comprehensions ---- */

const bdl_value *bdl_eval_index(bdl_eval *e, const bdl_expr *x, bdl_value *room);
bdl_truth bdl_eval_quantify(bdl_eval *e, const bdl_expr *x, bdl_value *why);
bdl_value bdl_eval_for(bdl_eval *e, const bdl_expr *x);

/* ---- match.c ---- */

/* The regular expression of ALT, which has expressions, with what they give put in;
 * compiled once a document for each text. NULL with *WHY when it is not known (insert.c).
 */
const bdl_regex *bdl_eval_insert(bdl_eval *e, const bdl_pattern_alt *alt, bdl_value *why);
bdl_truth bdl_eval_matches(bdl_eval *e, const bdl_expr *x, bdl_value *why);
/* ONLY_FIRST: what is behind the first match is not looked for. */
bdl_value bdl_eval_find(bdl_eval *e, const bdl_expr *x, bool only_first);
/* The texts in SLOT of the records that it gives. */
bdl_value bdl_eval_find_texts(bdl_eval *e, const bdl_expr *x, int slot);

/* ---- builtins.c ---- */

const bdl_value *bdl_eval_builtin(bdl_eval *e, const bdl_expr *x, bdl_value *room);

/* ---- proof.c: rows of long lists that surely pass ---- */

/* What the asserts of a rule add up, as sums over columns of a long list. */
typedef struct bdl_proof bdl_proof;
/* NULL when some assert of CLAUSES from number I on is no comparison of sums of figures
 * of the element in LOCAL, or something else stands among them. */
bdl_proof *bdl_proof_new(bdl_eval *e, const bdl_list *list, int local,
                         const bdl_clauses *clauses, size_t i);
/* How many asserts element I of the list passes, none of them only nearly: all, or 0 when
 * that is not sure. */
size_t bdl_proof_passes(const bdl_proof *proof, size_t i);

/* ---- join.c ---- */

/* Which elements of LIST can meet WHERE, told from equations between something of the
 * element (locals[LOCAL]) and something without it. */
typedef struct bdl_candidates {
    bool all;         /* every element must be tried */
    const size_t *at; /* else these, ascending */
    size_t count;
    bool unknown; /* one side of an equation is unknown: so is the condition */
    bdl_value why;
} bdl_candidates;
bdl_candidates bdl_join_candidates(bdl_eval *e, const bdl_expr *list_expr,
                                   const bdl_value *list, int local,
                                   const bdl_expr *where);
/* Which elements of LIST can be WANTED. */
bdl_candidates bdl_join_among(bdl_eval *e, const bdl_value *wanted,
                              const bdl_value *list);
enum { BDL_WORTH_AN_INDEX = 8 }; /* elements: of fewer all are tried */
static inline bool bdl_join_may_tell(const bdl_eval *e, const bdl_list *list) {
    return list->count >= BDL_WORTH_AN_INDEX || list == e->corpus;
}
/* Whether LIST is kept while the document is checked, and asked for the second time at
 * least what it has. */
bool bdl_eval_asks_again(const bdl_eval *e, const bdl_list *list);
/* Whether X reads fields of the document, perhaps over its lists: that is kept. */
bool bdl_expr_is_kept_list(const bdl_expr *x);
/* Whether X names a table of the rules. */
bool bdl_expr_is_table(const bdl_expr *x);
/* Whether X reads a list of the model, a table or the corpus as it stands. */
bool bdl_expr_is_model_path(const bdl_eval *e, const bdl_expr *x);
/* X without the empty list after `??`: one is like the other. */
const bdl_expr *bdl_expr_without_empty(const bdl_expr *x);

/* ---- target.c ---- */

/* The target that TEXT states, or NULL; good while the document is checked. */
const bdl_target *bdl_eval_target(bdl_eval *e, bdl_str text);

/* ---- lookup.c ---- */

const bdl_value *bdl_eval_lookup(bdl_eval *e, const bdl_expr *x, bdl_value *room);
bdl_value bdl_table_rows(bdl_eval *e, const bdl_item *table);

/* ---- label.c ---- */

/* What people call field SLOT of TYPE: its Chinese name, else that of its form;
 * may be empty. SLOT -1: the record itself. */
bdl_str bdl_field_label(const bdl_rectype *type, int slot);
/* The same for what X gives, or an element of it; of a field of a record that a rule
 * made, for the field it was read from. */
bdl_str bdl_label_of(bdl_eval *e, const bdl_expr *x);

/* ---- print.c ---- */

/* As a message prints it. */
bdl_str bdl_eval_print(bdl_arena *arena, const bdl_value *v);
/* A template with its values put in. */
bdl_str bdl_eval_template(bdl_eval *e, const bdl_expr *x);
/* V, the value of PART of a template, as it is to be said there. */
typedef bdl_str bdl_part_said(bdl_eval *e, const bdl_expr *part, const bdl_value *v,
                              const void *ctx);
/* The same, its values put in as SAY says them; NULL: as they are printed. */
bdl_str bdl_eval_template_by(bdl_eval *e, const bdl_expr *x, bdl_part_said *say,
                             const void *ctx);

/* SEEN, if that is what a rule made of a field of the document: that field. */
bdl_seen bdl_seen_at_home(bdl_eval *e, const bdl_seen *seen);

/* ---- words.c ---- */

/* What people call RECORD among its likes: 2130302 一般行政管理事务, the name of a
 * project, the first texts of a row in a sheet; may be empty. */
bdl_str bdl_record_called(bdl_arena *arena, const bdl_record *record);
/* Whether RECORD is a table, a sheet or a row of one. */
bool bdl_is_of_table(const bdl_record *record);
/* The figure in SLOT of RECORD as a clerk says it: 支出总表“合计”的基本支出,
 * 正文金额“三公经费” (whose name ends with that of the field); MORE stands in brackets
 * behind, with its line when it stands ELSEWHERE than the finding. */
bdl_str bdl_figure_words(bdl_arena *arena, const bdl_record *record, int slot,
                         bool elsewhere, bdl_str more);

/* ---- eval.c ---- */

/* MODEL is at hand, nothing of it known; what comes of it goes to RESULT. */
void bdl_eval_begin(bdl_eval *e, bdl_model *model, bdl_doc_result *result);
/* Whether rule NUMBER is to be checked: ONLY that one, or (SIZE_MAX) all not skipped. */
bool bdl_eval_wants(const bdl_eval *e, size_t number, size_t only);
/* Rule NUMBER on the document at hand, which is kept account of; the second pass over
 * those that passed, when they read a field of a figure that is suspected. */
void bdl_eval_first_pass(bdl_eval *e, size_t number, bdl_doc_result *result);
void bdl_eval_second_pass(bdl_eval *e, size_t number, bdl_doc_result *result);

/* bdl_eval_check of one rule only (NUMBER; SIZE_MAX: all that are not skipped). */
void bdl_eval_check_some(bdl_eval *e, bdl_model *model, bdl_model *const *corpus,
                         size_t corpus_count, size_t number, bdl_doc_result *result);

/* ---- check.c ---- */

/* Runs rule NUMBER of the program on the document at hand; outcomes, notes and findings
 * go to RESULT. */
void bdl_eval_rule(bdl_eval *e, size_t number, bdl_doc_result *result);

/* ---- follow.c ---- */

/* Whether X holds exactly when the field of SEEN has its value instead of its own. */
bool bdl_eval_holds_with(bdl_eval *e, const bdl_expr *x, const bdl_seen *seen);
/* Why X is unknown, in the frame at hand. */
bdl_str bdl_eval_explain(bdl_eval *e, const bdl_expr *x);
/* Evaluates X with a trace of what it reads, in the frame at hand. */
bdl_value bdl_eval_traced(bdl_eval *e, const bdl_expr *x, bdl_trace *trace);

/* ---- finding.c ---- */

/* A failed assert as a finding of RESULT; RECORD is the innermost one iterated (or NULL).
 */
void bdl_finding_add(bdl_eval *e, const bdl_clause *assertion, const bdl_record *record,
                     bdl_doc_result *result);
/* Sorts by place, numbers those with one cause, tells equal ones apart. */
void bdl_findings_finish(bdl_eval *e, bdl_doc_result *result);

/* ---- hint.c ---- */

/* What explains that LEFT and RIGHT of COMPARISON (known figures) differ; "" when nothing
 * does. */
bdl_str bdl_hint_for(bdl_eval *e, const bdl_expr *comparison, const bdl_value *left,
                     const bdl_value *right, const bdl_trace *trace);

/* The list of RECORD's holder that holds it; NULL: none does. */
const bdl_list *bdl_record_list(const bdl_record *record);

/* ---- waive.c, duty.c ---- */

const bdl_item *bdl_waiver_of(const bdl_eval *e, const bdl_finding *finding);
void bdl_duties_decide(bdl_eval *e, bdl_doc_result *result);

#endif
