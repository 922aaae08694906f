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

/* This test is the program, too: with an argument it does what that says. */
static const char *self;

static void assert_answer(const char *what, const char *input, bdl_status expected,
                          const char *text) {
    bdl_arena *arena = bdl_arena_new();
    bdl_str answer = BDL_STR(""), error = BDL_STR("");
    const char *arguments[] = {what, NULL};
    bdl_worker_task task = {.program = self,
                            .arguments = arguments,
                            .input = bdl_str_z(input),
                            .limits = &tight};
    bdl_status status = bdl_worker_run(arena, &task, &answer, &error);
    bdl_str said = bdl_arena_str(arena, status == BDL_OK ? answer : error);
    assert_string_equal(said.data, text);
    assert_int_equal(status, expected);
    bdl_arena_free(arena);
}

static bool tell(void *data, bdl_buf *out, bdl_str *error) {
    (void)error;
    bdl_buf_add(out, *(bdl_str *)data);
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
    raise(bdl_str_eq(*(bdl_str *)data, BDL_STR("SIGKILL")) ? SIGKILL : SIGSEGV);
    _exit(3);
}

static bool hang(void *data, bdl_buf *out, bdl_str *error) {
    (void)out;
    (void)error;
    const volatile bdl_str *input = data;
    while (input->len > 0)
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

static const struct {
    const char *name;
    bdl_worker_fn *work;
} works[] = {
    {"tell", tell},           {"refuse", refuse},       {"die", die},
    {"hang", hang},           {"talk much", talk_much},
#ifndef __SANITIZE_ADDRESS__
    {"grow", grow},
#endif
#ifdef HAVE_SECCOMP
    {"reach out", reach_out},
#endif
};

/* Does not come back. */
static void work(const char *what) {
    bdl_arena *arena = bdl_arena_new();
    bdl_str input, error;
    if (bdl_file_read(arena, BDL_STR("-"), 1 << 20, &input, &error) != BDL_OK)
        _Exit(2);
    for (size_t i = 0; i < BDL_COUNT_OF(works); i++)
        if (strcmp(works[i].name, what) == 0)
            bdl_worker_answer(STDOUT_FILENO, works[i].work, &input, &tight);
    _Exit(0);
}

static void an_answer_or_an_error_comes_through(void **state) {
    assert_answer("tell", "预算", BDL_OK, "预算");
    assert_answer("tell", "", BDL_OK, "");
    assert_answer("refuse", "", BDL_EINPUT, "is odd");
}

static void a_worker_that_dies_costs_its_answer(void **state) {
    assert_answer("die", "SIGSEGV", BDL_EINPUT,
                  "is damaged in a way that stops its reader");
    assert_answer("die", "SIGKILL", BDL_EINPUT, "takes too long to read");
}

static void a_program_that_cannot_be_started_is_told(void **state) {
    const char *kept = self;
    self = "/nowhere/program";
    assert_answer("tell", "", BDL_EINPUT,
                  "the program that reads it could not be started");
    self = kept;
}

static void a_worker_that_hangs_is_ended(void **state) {
    time_t start = time(NULL);
    assert_answer("hang", "for ever", BDL_EINPUT, "takes too long to read");
    assert_in_range(time(NULL) - start, 0, 10);
}

static void an_answer_without_end_is_cut_off(void **state) {
    assert_answer("talk much", "", BDL_EINPUT,
                  "gives more text than a document can have");
}

/* Not under the sanitizer, which reserves more than any limit. */
#ifndef __SANITIZE_ADDRESS__
static void a_worker_that_grows_is_ended(void **state) {
    assert_answer("grow", "", BDL_EINPUT,
                  "needs too much memory to read, or is damaged in a way that stops its "
                  "reader");
}
#endif

#ifdef HAVE_SECCOMP
static void a_worker_can_open_nothing(void **state) {
    assert_answer("reach out", "", BDL_OK, "no file, no socket, no process");
}
#endif

int main(int argc, char **argv) {
    if (argc == 2)
        work(argv[1]);
    self = argv[0];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_or_an_error_comes_through),
        cmocka_unit_test(a_worker_that_dies_costs_its_answer),
        cmocka_unit_test(a_program_that_cannot_be_started_is_told),
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
