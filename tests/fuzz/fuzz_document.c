/* fuzz_document.c - a document that anybody may have published: decode, read, recognise
 * with the shipped forms, print the model. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "eval/outcome.h"

#include "../unit/read_here.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The forms are loaded once; they are not what is tested here. */
static bdl_eval *shipped(const bdl_program **program) {
    static bdl_program *loaded;
    static bdl_eval *eval;

    if (!eval) {
        bdl_str path = BDL_STR(BDL_SOURCE_RULES "/forms.bdl");
        bdl_load_options load = {0};
        bdl_eval_options options = {0};
        bdl_diags *diags = bdl_diags_new();

        if (bdl_program_load(&path, 1, &load, diags, &loaded) != BDL_OK)
            abort();
        bdl_diags_free(diags);
        eval = bdl_eval_new(loaded, &options);
    }
    *program = loaded;
    return eval;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const bdl_program *program;
    bdl_eval *eval = shipped(&program);
    bdl_arena *arena = bdl_arena_new();
    FILE *nowhere = fopen("/dev/null", "w");
    bdl_str error, bytes = bdl_str_of((const char *)data, size);
    bdl_doc *doc;

    if (read_here(arena, BDL_STR("fuzz.txt"), bytes, &doc, &error) == BDL_OK) {
        bdl_model *model = bdl_recognise(program->schema, doc, bdl_eval_hooks(eval));

        bdl_model_print_plain(nowhere, model);
        bdl_model_print(nowhere, model);
    }
    fclose(nowhere);
    bdl_arena_free(arena);
    return 0;
}
