/* program.c - the life of a program: its files loaded, checked, and freed. */
#include "lang/program.h"

#include "lang/ahead.h"
#include "lang/checker.h"
#include "lang/lint.h"
#include "lang/load.h"

static void sort_item(bdl_program *p, bdl_item *item) {
    switch (item->kind) {
    case BDL_I_RULE:
        BDL_PUSH(p->arena, &p->rules, item);
        break;
    case BDL_I_DUTY:
        BDL_PUSH(p->arena, &p->duties, item);
        break;
    case BDL_I_WAIVE:
        BDL_PUSH(p->arena, &p->waives, item);
        break;
    case BDL_I_PARAM:
        BDL_PUSH(p->arena, &p->params, item);
        break;
    case BDL_I_TABLE:
        BDL_PUSH(p->arena, &p->tables, item);
        break;
    case BDL_I_DEFINE:
        BDL_PUSH(p->arena, &p->defines, item);
        break;
    case BDL_I_RULESET:
        BDL_PUSH(p->arena, &p->rulesets, item);
        break;
    case BDL_I_FORM:
    case BDL_I_USE:
        break;
    }
}

static void sort_items(bdl_program *p) {
    for (size_t f = 0; f < p->files.count; f++)
        for (size_t i = 0; i < p->files.items[f]->items.count; i++)
            sort_item(p, p->files.items[f]->items.items[i]);
}

static bdl_program *new_program(void) {
    bdl_arena *arena = bdl_arena_new();
    bdl_program *program = BDL_NEW(arena, bdl_program);
    program->arena = arena;
    program->schema = bdl_schema_new(arena);
    program->rule_by_name = bdl_map_new(arena);
    return program;
}

/* Reports point into the sources: when the program is given up, they keep them. */
static bdl_status finish(bdl_program *program, const bdl_load_options *options,
                         bdl_diags *diags, size_t errors, bdl_program **out) {
    bdl_checker checker = {.arena = program->arena,
                           .scratch = bdl_arena_new(),
                           .known = bdl_arena_new(),
                           .program = program,
                           .schema = program->schema,
                           .diags = diags,
                           .options = options,
                           .has_holes = bdl_diags_errors(diags) > errors,
                           .lint = options->lint};
    sort_items(program);
    bdl_load_overrides(program, options, diags);
    bdl_check_program(&checker);
    if (options->lint && bdl_diags_errors(diags) == errors)
        bdl_lint_program(&checker);
    bdl_arena_free(checker.scratch);
    bdl_arena_free(checker.known);
    bdl_diags_sort(diags);
    if (bdl_diags_errors(diags) == errors) {
        *out = program;
        return BDL_OK;
    }
    bdl_diags_keep(diags, program->arena);
    *out = NULL;
    return BDL_EINPUT;
}

bdl_status bdl_program_load(const bdl_str *paths, size_t count,
                            const bdl_load_options *options, bdl_diags *diags,
                            bdl_program **out) {
    static const bdl_load_options none = {0};
    size_t errors = bdl_diags_errors(diags);
    bdl_program *program = new_program();
    if (!options)
        options = &none;
    bdl_ahead *ahead = bdl_load_files(program, paths, count, options, diags);
    if (options->parsed)
        options->parsed(options->meanwhile);
    bdl_status status = finish(program, options, diags, errors, out);
    bdl_ahead_free(ahead);
    return status;
}

bdl_status bdl_program_load_text(bdl_str name, bdl_str text,
                                 const bdl_load_options *options, bdl_diags *diags,
                                 bdl_program **out) {
    static const bdl_load_options none = {0};
    size_t errors = bdl_diags_errors(diags);
    bdl_program *program = new_program();
    if (!options)
        options = &none;
    bdl_load_text(program, name, text, options, diags);
    return finish(program, options, diags, errors, out);
}

void bdl_program_free(bdl_program *program) {
    if (program)
        bdl_arena_free(program->arena);
}
