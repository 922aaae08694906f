/* fuzz_rules.c - rule text that anybody may have written: parse, check, lower. */
#include <stddef.h>
#include <stdint.h>

#include "lang/program.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    bdl_load_options options = {0};
    bdl_diags *diags = bdl_diags_new();
    bdl_program *program = NULL;

    bdl_program_load_text(BDL_STR("fuzz.bdl"), bdl_str_of((const char *)data, size),
                          &options, diags, &program);
    bdl_program_free(program);
    bdl_diags_free(diags);
    return 0;
}
