/* read_here.h - documents read in the process of the test, so that it sees the harm. */
#ifndef BDL_TESTS_READ_HERE_H
#define BDL_TESTS_READ_HERE_H

#include "read/read.h"
#include "read/strange.h"

static inline bdl_status read_here(bdl_arena *arena, bdl_str path, bdl_str bytes,
                                   bdl_doc **out, bdl_str *error) {
    bdl_input input = {.path = path, .bytes = bytes, .strange = bdl_read_strange};
    return bdl_read_input(arena, &input, out, error);
}

#endif
