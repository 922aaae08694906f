/* test_worker.c - worker processes that die, hang, grow or reach out cost one answer. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "unit.h"

#include "read/worker.h"

static const bdl_worker_limits tight = {
    .seconds = 1, .memory = (size_t)256 << 20, .answer = 1 << 20};

static void assert_answer(bdl_worker_fn *work, void *data, bdl_status expected,
                          const char *text) {
    bdl_arena *arena = bdl_arena_new();
    bdl_str answer = BDL_STR(""), error = BDL_STR("");
    bdl_status status = bdl_worker_run(arena, work, data, &tight, &answer, &error);
    bdl_str said = bdl_arena_str(arena, status == BDL_OK ? answer : error);
    assert_string_equal(said.data, text);
    assert_int_equal(status, expected);
    bdl_arena_free(arena);
}

static bool tell(void *data, bdl_buf *out, bdl_str *error) {
    (void)error;
    bdl_buf_add(out, bdl_str_z(data));
    return true;
}

static bool refuse(void *data, bdl_buf *out, bdl_str *error) {
    (void)data;
    (void)out;
    *error = BDL_STR("is odd");
    return false;
}

static bool die(void *data, bdl_buf *out, bdl_str *error) {
    (void)out;
    (void)error;
    raise(*(int *)data);
    _exit(3);
}

static bool hang(void *data, bdl_buf *out, bdl_str *error) {
    (void)out;
    (void)error;
    volatile bool *never = data;
    while (!*never)
        continue;
    return true;
}

static bool talk_much(void *data, bdl_buf *out, bdl_str *error) {
    (void)data;
    (void)error;
    for (int i = 0; i < 1 << 17; i++)
        bdl_buf_add(out, BDL_STR("much and more and even more text"));
    return true;
}

#ifndef __SANITIZE_ADDRESS__
static bool grow(void *data, bdl_buf *out, bdl_str *error) {
    (void)data;
    (void)error;
    for (int i = 0; i < 1 << 20; i++)
        bdl_arena_alloc(out->arena, 1 << 20);
    return true;
}
#endif

#ifdef HAVE_SECCOMP
/* Says which doors are open. */
static bool reach_out(void *data, bdl_buf *out, bdl_str *error) {
    (void)data;
    (void)error;
    bdl_buf_add(out, open("/etc/passwd", O_RDONLY) < 0 ? BDL_STR("no file")
                                                       : BDL_STR("a file"));
    bdl_buf_add(out, socket(AF_INET, SOCK_STREAM, 0) < 0 ? BDL_STR(", no socket")
                                                         : BDL_STR(", a socket"));
    bdl_buf_add(out, fork() < 0 ? BDL_STR(", no process") : BDL_STR(", a process"));
    return true;
}
#endif

static void an_answer_or_an_error_comes_through(void **state) {
    (void)state;
    assert_answer(tell, (void *)(uintptr_t) "预算", BDL_OK, "预算");
    assert_answer(tell, (void *)(uintptr_t) "", BDL_OK, "");
    assert_answer(refuse, NULL, BDL_EINPUT, "is odd");
}

static void a_worker_that_dies_costs_its_answer(void **state) {
    (void)state;
    int signals[] = {SIGSEGV, SIGKILL};
    assert_answer(die, &signals[0], BDL_EINPUT,
                  "is damaged in a way that stops its reader");
    assert_answer(die, &signals[1], BDL_EINPUT, "takes too long to read");
}

static void a_worker_that_hangs_is_ended(void **state) {
    (void)state;
    volatile bool never = false;
    time_t start = time(NULL);
    assert_answer(hang, (void *)(uintptr_t)&never, BDL_EINPUT, "takes too long to read");
    assert_in_range(time(NULL) - start, 0, 10);
}

static void an_answer_without_end_is_cut_off(void **state) {
    (void)state;
    assert_answer(talk_much, NULL, BDL_EINPUT,
                  "gives more text than a document can have");
}

/* Not under the sanitizer, which reserves more than any limit. */
#ifndef __SANITIZE_ADDRESS__
static void a_worker_that_grows_is_ended(void **state) {
    (void)state;
    assert_answer(grow, NULL, BDL_EINPUT,
                  "needs too much memory to read, or is damaged in a way that stops its "
                  "reader");
}
#endif

#ifdef HAVE_SECCOMP
static void a_worker_can_open_nothing(void **state) {
    (void)state;
    assert_answer(reach_out, NULL, BDL_OK, "no file, no socket, no process");
}
#endif

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_or_an_error_comes_through),
        cmocka_unit_test(a_worker_that_dies_costs_its_answer),
        cmocka_unit_test(a_worker_that_hangs_is_ended),
        cmocka_unit_test(an_answer_without_end_is_cut_off),
#ifndef __SANITIZE_ADDRESS__
        cmocka_unit_test(a_worker_that_grows_is_ended),
#endif
#ifdef HAVE_SECCOMP
        cmocka_unit_test(a_worker_can_open_nothing),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
