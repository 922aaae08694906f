/* read_text.h - reads a text given in a test and compares the blocks, as printed. */
#ifndef BDL_TESTS_READ_TEXT_H
#define BDL_TESTS_READ_TEXT_H

#include <stdio.h>
#include <stdlib.h>

#include "read_here.h"
#include "unit.h"

#include "block/print.h"

/* The printed blocks of BYTES, to be freed; or "error: ..." when they cannot be read. */
static inline char *print_bytes(const char *name, bdl_str bytes) {
    char *printed = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&printed, &size);
    bdl_arena *arena = bdl_arena_new();
    bdl_doc *doc = NULL;
    bdl_str error = BDL_STR("");
    if (read_here(arena, bdl_str_z(name), bytes, &doc, &error) == BDL_OK)
        bdl_blocks_print(out, doc);
    else
        fprintf(out, "error: %.*s\n", BDL_PRI(error));
    fclose(out);
    bdl_arena_free(arena);
    return printed;
}

static inline void assert_bytes_read_as(const char *name, bdl_str bytes,
                                        const char *expected) {
    char *printed = print_bytes(name, bytes);
    assert_string_equal(printed, expected);
    free(printed);
}

static inline void assert_reads_as(const char *name, const char *text,
                                   const char *expected) {
    assert_bytes_read_as(name, bdl_str_z(text), expected);
}

#endif
