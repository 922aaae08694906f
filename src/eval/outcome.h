/* outcome.h - what came of every assert, and the findings: data, printed by report/. */
#ifndef BDL_EVAL_OUTCOME_H
#define BDL_EVAL_OUTCOME_H

#include <signal.h>

#include "base/map.h"
#include "lang/program.h"
#include "model/model.h"

typedef enum bdl_outcome {
    BDL_PASSED,
    BDL_ROUNDED,
    BDL_FAILED_,
    BDL_NOT_APPLICABLE,
    BDL_NOT_ASSESSED,
} bdl_outcome;
#define BDL_OUTCOME_COUNT 5

/* Which side of the comparison that failed an operand belongs to. */
typedef enum bdl_side { BDL_NO_SIDE, BDL_LEFT_SIDE, BDL_RIGHT_SIDE } bdl_side;

/* One figure or text that a finding rests on. */
typedef struct bdl_operand {
    bdl_str name;    /* path as people write it: expenditure.rows[3].basic */
    bdl_str label;   /* what people call it, in Chinese; may be empty */
    bdl_str words;   /* of a figure, and of what a table holds: table, row and column as a
                        clerk says them; may be empty */
    bdl_str value;   /* exact decimal in `unit`, or the text; "" when blank or missing */
    bdl_str unit;    /* 万元, %, "" */
    bdl_str printed; /* as printed in the document */
    bdl_str document; /* path */
    bdl_place place;
    bdl_str
        line_text; /* the line of the document it stands on (for quoting), may be empty */
    bdl_side side; /* none but where finding->left is set */
    bool made;     /* by the rule: `name` is a name of the rule, not of the document */
    bool is_text;  /* no amount, count or share, though it may be all digits */
    bool absent;   /* blank, for its document has no such column: it stands nowhere */
    bool beside; /* the unit of a table of which figures are told: shown when asked for */
} bdl_operand;

typedef struct bdl_finding {
    const bdl_item *rule;
    const bdl_clause *assertion; /* that failed */
    bdl_severity severity;
    bdl_str document;
    bdl_place place; /* of the first operand, else of the record, else line 1 */
    bdl_str line_text;
    bdl_str message;
    bdl_str difference;  /* signed, with its unit ("-0.20万元"); empty: none */
    bdl_str left, right; /* the two figures that were compared; empty: not two figures */
    bdl_str relation;    /* that should hold between them: "=", "≤" */
    bdl_str hint;        /* what explains it; may be empty */
    bdl_str cause;       /* what explains it and the others of its group; may be empty */
    bdl_operand *operands;
    size_t operand_count;
    bdl_str fingerprint;       /* 16 hex digits; see fingerprint.c */
    const bdl_item *waived_by; /* NULL: counts */
    bool on_figures;           /* some operand is an amount or a count that was read */
    bool known;                /* it is in --baseline: listed apart, not counted */
    int group;                 /* findings with one cause share a number > 0 */
    const bdl_item *told_by;   /* the rule whose finding says all that this one does; such
                                  ones are no findings in the end. NULL: none */
} bdl_finding;

/* An outcome other than passed, failed and not applicable, for --show and reports. */
typedef struct bdl_note_outcome {
    const bdl_item *rule;
    bdl_outcome outcome; /* BDL_NOT_ASSESSED, BDL_ROUNDED, BDL_PASSED when asked for */
    bdl_str document;
    bdl_place place;
    bdl_str reason; /* never empty for not assessed */
} bdl_note_outcome;

typedef struct bdl_rule_counts {
    size_t outcome[BDL_OUTCOME_COUNT];
    bool lists_were_there; /* some list of a `for` was not missing */
    bool applied;          /* the rule was checked for some document (years) */
} bdl_rule_counts;

typedef enum bdl_duty_state {
    BDL_DUTY_NOT_APPLICABLE,
    BDL_DUTY_MET,
    BDL_DUTY_VIOLATED,
    BDL_DUTY_OPEN
} bdl_duty_state;
typedef struct bdl_duty_outcome {
    const bdl_item *duty;
    bdl_duty_state state;
    bdl_str reason;
} bdl_duty_outcome;

/* All that came of one document. Lives in ARENA, which outlives the document. */
typedef struct bdl_doc_result {
    bdl_arena *arena;
    bdl_str path;
    bdl_str sha256; /* hex */
    bool read;
    bdl_str error; /* why it could not be read */
    bdl_str title, department, department_code, kind;
    int year;                 /* 0: unknown */
    size_t cells, cells_read; /* coverage */
    BDL_VEC(bdl_str) also;    /* other paths with the same content */
    BDL_VEC(bdl_unread) unread;
    BDL_VEC(bdl_finding) findings;
    BDL_VEC(bdl_note_outcome) notes;
    BDL_VEC(bdl_duty_outcome) duties;
    bdl_rule_counts *rules; /* one for each program->rules */
    const bdl_model *model; /* what was read, while a report is told; NULL: nothing */
} bdl_doc_result;

typedef struct bdl_eval_options {
    bool exact;                   /* --rounding exact */
    bool show[BDL_OUTCOME_COUNT]; /* keep notes of these; not assessed: see no_reasons */
    const bool *skip;             /* one for each rule: --only, --skip; NULL: none */
    bdl_date today;               /* for `until` of waivers */
    bool no_reasons;              /* nobody will read why something was not assessed */
    bool profile;                 /* count what each rule costs */
    const bdl_map *known;         /* fingerprints of --baseline; NULL: none */
    uint64_t max_steps;           /* of a rule on a document; 0: BDL_MAX_RULE_STEPS */
    size_t max_held;              /* bytes that a rule makes; 0: BDL_MAX_RULE_HELD */
    /* Once it is not 0 the rule at hand ends soon and no other begins; what came of a
     * document then is not to be told. May be NULL. */
    const volatile sig_atomic_t *stop;
} bdl_eval_options;

static inline bool bdl_eval_is_stopped(const bdl_eval_options *options) {
    return options->stop && *options->stop;
}

/* The evaluator for one program: hooks for the recogniser and the check of documents.
 * Safe from several threads when each has its own. */
typedef struct bdl_eval bdl_eval;
bdl_eval *bdl_eval_new(const bdl_program *program, const bdl_eval_options *options);
void bdl_eval_free(bdl_eval *eval);
const bdl_hooks *bdl_eval_hooks(bdl_eval *eval);
/* The model of DOC for rules; with KEEPS_BLOCKS reports show its blocks, otherwise they
 * are gone. HOOKS are a copy of those of an evaluator; see bdl_recognise. Of a document
 * that collects several departments the blocks stay. */
bdl_model *bdl_recognise_for_rules(const bdl_schema *schema, bdl_hooks *hooks,
                                   bdl_doc *doc, bool keeps_blocks);
/* What was counted so far; NULL unless options->profile. */
struct bdl_profile *bdl_eval_profile(bdl_eval *eval);

/* What rules can read of every document of a run, in their order. */
typedef struct bdl_corpus {
    const struct bdl_needs *needs;
    const struct bdl_extract *documents;
    size_t count;
} bdl_corpus;

/* Evaluators of one program, each on a thread of its own, of which some may be free. */
typedef struct bdl_team {
    void *ctx;
    int size; /* evaluators */
    /* Calls WORK on this thread with EVAL, and on each thread that has nothing to do
     * while it goes on, with the evaluator of that; NUMBER (0 .. size - 1) is the
     * evaluator's. Returns when all have returned. */
    void (*together)(void *ctx, void (*work)(void *work_ctx, bdl_eval *eval, int number),
                     void *work_ctx);
} bdl_team;

/* Checks MODEL with every rule. RESULT is filled (its arena set by the caller); with TEAM
 * (NULL: alone), of which EVAL is one, the rules are shared out. */
void bdl_eval_check_alone(bdl_eval *eval, bdl_model *model, const bdl_team *team,
                          bdl_doc_result *result);
/* The same when rules look at other documents: MODEL is of the one at OWN of CORPUS. */
void bdl_eval_check_among(bdl_eval *eval, bdl_model *model, const bdl_corpus *corpus,
                          size_t own, const bdl_team *team, bdl_doc_result *result);
/* The same with the models of all documents (examples of rules, and tests): CORPUS has
 * MODEL among them. */
void bdl_eval_check(bdl_eval *eval, bdl_model *model, bdl_model *const *corpus,
                    size_t corpus_count, bdl_doc_result *result);

/* Whether a waiver's `until` lies behind TODAY. */
bool bdl_waiver_is_expired(const bdl_item *waiver, bdl_date today);

/* Runs the examples of RULE: calls TOLD for each with whether it came out as it said. */
typedef struct bdl_example_result {
    const bdl_item *rule;
    const bdl_clause *example;
    bool as_expected;
    bdl_str came; /* "passed 1", "failed: …", "not assessed: …" */
} bdl_example_result;
void bdl_eval_examples(bdl_eval *eval, const bdl_item *rule, bdl_arena *arena,
                       void (*told)(void *ctx, const bdl_example_result *r), void *ctx);

#endif
