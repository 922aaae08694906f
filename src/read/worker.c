/* worker.c - starts worker processes and takes their answers. */
#include "read/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/language.h"

const bdl_worker_limits bdl_worker_usual = {
    .seconds = 60, .memory = (size_t)2 << 30, .answer = (size_t)1 << 30};

enum { HEADER = 9, DONE = 'd', FAILED = 'e', PAGES = 'p', CHUNK = 1 << 16 };

/* ---- in the child ---- */

/* Of what the parent had open, the pipe is kept. */
static void close_all_but(int fd) {
#ifdef SYS_close_range
    if (fd > 0)
        syscall(SYS_close_range, 0u, (unsigned)fd - 1, 0u);
    syscall(SYS_close_range, (unsigned)fd + 1, ~0u, 0u);
#else
    (void)fd;
#endif
}

static void write_all(int fd, bdl_str bytes) {
    while (bytes.len) {
        ssize_t n = write(fd, bytes.data, bytes.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return;
        bytes = bdl_str_from(bytes, (size_t)n);
    }
}

static void put_number(char *out, int bytes, uint64_t number) {
    for (int i = 0; i < bytes; i++)
        out[i] = (char)(number >> 8 * i & 0xFF);
}

void bdl_worker_tell_pages(int fd, uint32_t done, uint32_t all) {
    char record[HEADER] = {PAGES};
    put_number(record + 1, 4, done);
    put_number(record + 5, 4, all);
    write_all(fd, bdl_str_of(record, HEADER));
}

void bdl_worker_answer(int fd, bdl_worker_fn *work, void *data,
                       const bdl_worker_limits *limits) {
    bdl_worker_lock_up(limits);
    bdl_buf out = {.arena = bdl_arena_new()};
    bdl_str error = BDL_STR(""), answer;
    bool done = work(data, &out, &error);
    answer = done ? bdl_buf_str(&out) : error;
    char header[HEADER] = {done ? DONE : FAILED};
    put_number(header + 1, 8, answer.len);
    write_all(fd, bdl_str_of(header, HEADER));
    write_all(fd, answer);
}

/* What a child is to do: WORK, or become PROGRAM, which reads from INPUT. */
typedef struct task {
    bdl_worker_fn *work;
    void *data;
    const char *program;
    int input;
    bdl_pages *pages;
    const bdl_worker_limits *limits;
} task;

/* Does not come back: the program locks itself up once its input is read. */
static void become(const task *t, int fd) {
    char *arguments[] = {(char *)(uintptr_t)t->program, NULL};
    char *surroundings[] = {NULL};
    int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (dup2(t->input, STDIN_FILENO) < 0 || dup2(fd, STDOUT_FILENO) < 0 ||
        (nothing >= 0 && dup2(nothing, STDERR_FILENO) < 0))
        return;
#ifdef SYS_close_range
    syscall(SYS_close_range, 3u, ~0u, 0u);
#endif
    execve(t->program, arguments, surroundings);
}

static void work_in_child(int fd, const task *t) {
    if (t->program) {
        become(t, fd);
        return;
    }
    close_all_but(fd);
    bdl_worker_answer(fd, t->work, t->data, t->limits);
}

/* ---- in the parent ---- */

typedef struct answer {
    bdl_buf bytes;
    uint64_t wanted; /* bytes in all, header too; 0 not known yet */
    const bdl_worker_limits *limits;
    bdl_pages *pages; /* to be told; may be NULL */
    const char *fault;
} answer;

static int64_t milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static uint64_t number_in(const char *bytes, int count) {
    uint64_t number = 0;
    for (int i = count - 1; i >= 0; i--)
        number = number << 8 | (unsigned char)bytes[i];
    return number;
}

/* Takes what is told of pages off the front of what came. */
static void take_pages(answer *a) {
    size_t at = 0;
    for (; a->bytes.len - at >= HEADER && a->bytes.data[at] == PAGES; at += HEADER) {
        if (!a->pages)
            continue;
        atomic_store(&a->pages->done, (uint32_t)number_in(a->bytes.data + at + 1, 4));
        atomic_store(&a->pages->all, (uint32_t)number_in(a->bytes.data + at + 5, 4));
    }
    if (at == 0)
        return;
    a->bytes.len -= at;
    memmove(a->bytes.data, a->bytes.data + at, a->bytes.len);
}

/* Takes what there is; false when that was all, or too much. */
static bool take(answer *a, int fd, char *room) {
    ssize_t n = read(fd, room, CHUNK);
    if (n < 0)
        return errno == EINTR;
    bdl_buf_add(&a->bytes, (bdl_str){room, (size_t)n});
    if (a->wanted == 0)
        take_pages(a);
    if (a->wanted == 0 && a->bytes.len >= HEADER) {
        uint64_t length = number_in(a->bytes.data + 1, 8);
        a->wanted = HEADER + length;
        if (length > a->limits->answer) {
            a->fault = _("gives more text than a document can have");
            return false;
        }
    }
    return n > 0 && (a->wanted == 0 || a->bytes.len < a->wanted);
}

static void receive(answer *a, int fd) {
    char *room = bdl_arena_alloc(a->bytes.arena, CHUNK);
    int64_t end = milliseconds() + 2000 * (int64_t)a->limits->seconds;
    bool more = true;
    while (more) {
        int64_t left = end - milliseconds();
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        int n = left > 0 ? poll(&ready, 1, left < 60000 ? (int)left : 60000) : 0;
        if (n > 0)
            more = take(a, fd, room);
        else if (n == 0 && left <= 0) {
            a->fault = _("takes too long to read");
            return;
        }
    }
}

/* Why a child ended without an answer, in words about the document. */
static const char *cause(int status) {
    if (WIFSIGNALED(status) &&
        (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL))
        return _("takes too long to read");
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT)
        return _("needs too much memory to read, or is damaged in a way that stops its "
                 "reader");
    return _("is damaged in a way that stops its reader");
}

static pid_t start(int *fd, const task *t) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return -1;
    pid_t child = fork();
    if (child == 0) {
        work_in_child(ends[1], t);
        _Exit(0); /* not exit: what the parent has open is not this process's to flush */
    }
    int problem = errno;
    close(ends[1]);
    *fd = ends[0];
    if (child < 0) {
        close(ends[0]);
        errno = problem;
    }
    return child;
}

static bdl_status run(bdl_arena *arena, const task *t, bdl_str *out, bdl_str *error) {
    int fd = -1, status = 0;
    pid_t child = start(&fd, t);
    if (child < 0) {
        *error = BDL_TR("no process could be started to read it");
        return BDL_EIO;
    }
    answer a = {.bytes = {.arena = arena}, .limits = t->limits, .pages = t->pages};
    receive(&a, fd);
    close(fd);
    bool whole = a.wanted && a.bytes.len >= a.wanted && !a.fault;
    if (!whole && a.fault)
        kill(child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    if (!whole) {
        *error = bdl_str_z(a.fault ? a.fault : cause(status));
        return BDL_EINPUT;
    }
    bdl_str text = {a.bytes.data + HEADER, (size_t)(a.wanted - HEADER)};
    *(a.bytes.data[0] == DONE ? out : error) = text;
    return a.bytes.data[0] == DONE ? BDL_OK : BDL_EINPUT;
}

bdl_status bdl_worker_run(bdl_arena *arena, bdl_worker_fn *work, void *data,
                          const bdl_worker_limits *limits, bdl_str *out, bdl_str *error) {
    task t = {.work = work, .data = data, .limits = limits};
    return run(arena, &t, out, error);
}

bdl_status bdl_worker_run_program(bdl_arena *arena, const bdl_program_task *what,
                                  bdl_str *out, bdl_str *error) {
    int file = memfd_create("document", MFD_CLOEXEC);
    if (file < 0) {
        *error = BDL_TR("no process could be started to read it");
        return BDL_EIO;
    }
    write_all(file, what->input);
    lseek(file, 0, SEEK_SET);
    task t = {.program = what->program,
              .input = file,
              .pages = what->pages,
              .limits = &bdl_worker_usual};
    bdl_status status = run(arena, &t, out, error);
    close(file);
    return status;
}
