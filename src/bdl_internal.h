/* bdl_internal.h - what stands behind the handles of bdl.h: for src/bdl*.c only. */
#ifndef BDL_INTERNAL_H
#define BDL_INTERNAL_H

#include "base/limits.h"
#include "base/vec.h"
#include "bdl.h"
#include "lang/program.h"

struct bdl_paths {
    bdl_arena *arena;
    BDL_VEC(bdl_str) rules, documents, problems, notes;
    bdl_map *named; /* those of documents: each is one, however often it is named */
    bool document_named, rules_ended;
    bdl_str ruleset;               /* the last folder that was taken for one */
    const struct bdl_cache *cache; /* NULL: none */
};

struct bdl_rules {
    bdl_arena *arena;
    bdl_program *program;
    const bdl_str *folders; /* where `use` looks, and data of the rules is found */
    size_t folder_count;
    struct bdl_early *early; /* the document of the check that follows; NULL: not read */
};

/* The day of the run, by the clock of the place. */
bdl_date bdl_today(void);

/* Adds the .bdl files at the top of FOLDER (ends in NUL), by name; false when there are
 * none. */
bool bdl_paths_add_ruleset(bdl_paths *paths, bdl_str folder);

/* Whether a report that OPTIONS ask for shows the blocks of documents. */
bool bdl_shows_blocks(const bdl_check_options *options);

struct bdl_doc;
struct bdl_eval;
struct bdl_model;

/* Gives TELL, with CTX, the model of each document by the forms of RULES; gives the exit
 * status. The model lives as long as the call. */
typedef void bdl_model_function(FILE *out, struct bdl_eval *eval, struct bdl_model *model,
                                const void *ctx);
int bdl_each_model(const bdl_rules *rules, const bdl_paths *paths, FILE *out,
                   bdl_model_function *tell, const void *ctx);
/* Whether one of FILES, which are to be written, is another of them or is read; says so.
 */
bool bdl_outputs_clash(const bdl_paths *paths, const bdl_str *files, size_t count);

#endif
