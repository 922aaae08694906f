/* program.h - all rule files of a run, loaded, checked: what the evaluator gets. */
#ifndef BDL_LANG_PROGRAM_H
#define BDL_LANG_PROGRAM_H

#include "base/file.h"
#include "lang/ast.h"

typedef struct bdl_define_override { /* -D name=value */
    bdl_str name, value;
} bdl_define_override;

typedef struct bdl_program bdl_program;

typedef struct bdl_load_options {
    const bdl_str *rules_path; /* --rules-path, BDL_PATH, data folder, in search order */
    size_t rules_path_count;
    const bdl_define_override *defines;
    size_t define_count;
    bool lint; /* warn of names that hide others, too */
    /* Called when all files are parsed, before they are checked. May be NULL. */
    void (*parsed)(void *ctx);
    /* Called when the forms are put together; the words of PROGRAM's schema are left to
     * it to be indexed. Not when there was a mistake. May be NULL. */
    void (*built)(void *ctx, const bdl_program *program);
    /* Called when the forms are checked, and what they name, before the rules are;
     * PROGRAM has all that forms give, and grows while rules are checked. Not when there
     * was a mistake. May be NULL. */
    void (*formed)(void *ctx, const bdl_program *program);
    void *meanwhile;    /* the context of all three */
    bool skip_examples; /* those of rules are neither parsed nor checked */
    int threads;        /* that parse files; 0: one a core */
} bdl_load_options;

struct bdl_program {
    bdl_arena *arena;
    bdl_schema *schema;
    BDL_VEC(bdl_file *) files; /* in order of loading, each once */
    BDL_VEC(bdl_item *) rules; /* in order of files and places; so below */
    BDL_VEC(bdl_item *) duties;
    BDL_VEC(bdl_item *) waives;
    BDL_VEC(bdl_item *) params;
    BDL_VEC(bdl_item *) tables;
    BDL_VEC(bdl_item *) defines;
    BDL_VEC(bdl_item *) rulesets;
    bdl_map *rule_by_name;
    int local_count;          /* most locals of an expression outside rules and defines */
    uint32_t text_count;      /* texts in rules and tables that have a number */
    uint16_t condition_count; /* conditions that have one: bdl_expr.condition */
    uint32_t pattern_count;   /* patterns and conditions of one text that have one */
    bool lacks_file; /* one that was named could not be read, which was said: what
                        is unknown may stand in it */
};

/* Parses one file into ARENA; mistakes go to DIAGS, parsing goes on after each. Always
 * gives a tree (with BDL_E_BAD holes). Does not follow `use`. (grammar/parse.y) */
bdl_file *bdl_parse(bdl_arena *arena, const bdl_source *source, bdl_diags *diags);
/* The same of what is known to be UTF-8, without comments and the examples of rules,
 * which are passed over as far as their brackets and texts are in order; in a file with a
 * mistake they are parsed, so that all that is said of it is the same. */
bdl_file *bdl_parse_rules(bdl_arena *arena, const bdl_source *source, bdl_diags *diags);

/* Loads PATHS (files), follows `use` (own folder, then rules_path; each file once, cycles
 * are fine because of that but named when a file uses itself), resolves names and types,
 * builds the schema. Gives BDL_EINPUT when there was an error; *OUT is then NULL. */
bdl_status bdl_program_load(const bdl_str *paths, size_t count,
                            const bdl_load_options *options, bdl_diags *diags,
                            bdl_program **out);
/* The same from text in memory (tests): NAME is used in messages. */
bdl_status bdl_program_load_text(bdl_str name, bdl_str text,
                                 const bdl_load_options *options, bdl_diags *diags,
                                 bdl_program **out);
void bdl_program_free(bdl_program *program);

/* Asks the memory for the tree of rule NUMBER, at which nobody has looked since another
 * thread made it or the last document was checked: it comes while the rule before it is
 * at hand. A tree lies between its item and the next one; where another file begins
 * something else is fetched in vain. Inlined, or else gcc takes it for something without
 * effect. */
static inline __attribute__((always_inline)) void
bdl_program_fetch(const bdl_program *program, size_t number) {
    enum { CACHE_LINE = 64, MOST_FETCHED = 8192 };

    if (number + 1 >= program->rules.count)
        return;
    uintptr_t at = (uintptr_t)program->rules.items[number];
    uintptr_t size = (uintptr_t)program->rules.items[number + 1] - at;
    if (size > MOST_FETCHED)
        size = MOST_FETCHED;
#pragma GCC unroll 8
    for (uintptr_t i = 0; i < size; i += CACHE_LINE)
        __builtin_prefetch((const void *)(at + i), 0, 2);
}

#endif
