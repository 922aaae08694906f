/* arena.h: the arena of a test program, new for each test or for all of them together.
 * Included behind the headers of what is tested, whose arguments have its name. */
#ifndef BDL_TESTS_ARENA_H
#define BDL_TESTS_ARENA_H

#include "unit.h"

#include "base/arena.h"

static bdl_arena *arena;

static int make_arena(void **state) {
    arena = bdl_arena_new();
    return 0;
}

static int free_arena(void **state) {
    bdl_arena_free(arena);
    return 0;
}

/* A test that has one of its own. */
#define EACH(test) cmocka_unit_test_setup_teardown(test, make_arena, free_arena)

#endif
