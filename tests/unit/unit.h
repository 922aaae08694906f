/* unit.h: what every unit test includes first.
 *
 * cmocka 1.1.5 does not include what it needs: these four headers come before it.
 * Each tests/unit/test_<module>.c is a program of its own; its test functions are named
 * as sentences, so that the TAP output reads as a list of claims. */
#ifndef BDL_TESTS_UNIT_H
#define BDL_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"

/* Of the state that cmocka hands to each test hardly one makes use. */
#pragma GCC diagnostic ignored "-Wunused-parameter"

/* HAVE is a bdl_str, WANT ends with NUL. */
#define assert_text(have, want)                                                          \
    do {                                                                                 \
        bdl_str have_ = (have);                                                          \
        if (!bdl_str_eq(have_, bdl_str_z(want)))                                         \
            fail_msg("“%.*s” instead of “%s”", BDL_PRI(have_), want);                    \
    } while (0)

/* Ends a test that cannot be made here, saying WHY: what skip() of cmocka 1.1.5 prints,
 * "not ok 1 # SKIP", is a failure to those that read TAP. */
#define skip_here(why)                                                                   \
    do {                                                                                 \
        print_message("# skipped: %s\n", why);                                           \
        return;                                                                          \
    } while (0)

#endif
