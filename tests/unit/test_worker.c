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

static bool grow(void *data, bdl_buf *out, bdl_str *error) {
    (void)data;
    (void)error;
    for (int i = 0; i < 1 << 20; i++)
        bdl_arena_alloc(out->arena, 1 << 20);
    return true;
}

/* Says which doors are open. */
static bool reach_out(void *data, bdl_buf *out, bdl_str *error) {
    (void)data;
    (void)error;
    bdl_buf_add(out, open("/etc/passwd", O_RDONLY) < 0 ? BDL_STR("no file")
                                                       : BDL_STR("a file"));
#ifdef HAVE_SECCOMP
    bdl_buf_add(out, socket(AF_INET, SOCK_STREAM, 0) < 0 ? BDL_STR(", no socket")
                                                         : BDL_STR(", a socket"));
    bdl_buf_add(out, fork() < 0 ? BDL_STR(", no process") : BDL_STR(", a process"));
#endif
    return true;
}

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

static void a_worker_that_grows_is_ended(void **state) {
    (void)state;
#ifdef __SANITIZE_ADDRESS__
    (void)grow;
    skip(); /* the sanitizer reserves more than any limit */
#else
    assert_answer(grow, NULL, BDL_EINPUT,
                  "needs too much memory to read, or is damaged in a way that stops its "
                  "reader");
#endif
}

static void a_worker_can_open_nothing(void **state) {
    (void)state;
#ifdef HAVE_SECCOMP
    assert_answer(reach_out, NULL, BDL_OK, "no file, no socket, no process");
#else
    (void)reach_out;
    skip();
#endif
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_or_an_error_comes_through),
        cmocka_unit_test(a_worker_that_dies_costs_its_answer),
        cmocka_unit_test(a_worker_that_hangs_is_ended),
        cmocka_unit_test(an_answer_without_end_is_cut_off),
        cmocka_unit_test(a_worker_that_grows_is_ended),
        cmocka_unit_test(a_worker_can_open_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
