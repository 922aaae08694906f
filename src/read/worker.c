/* worker.c - starts the programs that read what strangers wrote, and takes their
 * answers. */
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

enum {
    CHUNK = 1 << 16,
    NOT_STARTED = 127, /* what the loader of programs ends with, too */
};

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
    for (;
         a->bytes.len - at >= BDL_WORKER_HEADER && a->bytes.data[at] == BDL_WORKER_PAGES;
         at += BDL_WORKER_HEADER) {
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
    if (a->wanted == 0 && a->bytes.len >= BDL_WORKER_HEADER) {
        uint64_t length = number_in(a->bytes.data + 1, 8);
        a->wanted = BDL_WORKER_HEADER + length;
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
    if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_STARTED)
        return _("the program that reads it could not be started");
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT)
        return _("needs too much memory to read, or is damaged in a way that stops its "
                 "reader");
    return _("is damaged in a way that stops its reader");
}

typedef BDL_VEC(const char *) words;

/* What a child is to become, made before it is: between fork and exec no memory can be
 * asked for. */
typedef struct start {
    const char *program;
    words arguments, surroundings;
    int input;
} start;

/* Comes back only when it could not be done. */
static void become(const start *s, int out) {
    int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (dup2(s->input, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
        (nothing >= 0 && dup2(nothing, STDERR_FILENO) < 0))
        return;
#ifdef SYS_close_range
    syscall(SYS_close_range, 3u, ~0u, 0u);
#endif
    execve(s->program, (char *const *)(uintptr_t)s->arguments.items,
           (char *const *)(uintptr_t)s->surroundings.items);
}

static pid_t start_child(const start *s, int *fd) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return -1;
    pid_t child = fork();
    if (child == 0) {
        become(s, ends[1]);
        _Exit(NOT_STARTED);
    }
    close(ends[1]);
    *fd = ends[0];
    if (child < 0)
        close(ends[0]);
    return child;
}

static start prepare(bdl_arena *arena, const bdl_worker_task *task) {
    start s = {.program = task->program};
    const char *folder = bdl_language_folder();
    BDL_PUSH(arena, &s.arguments, task->program);
    for (size_t i = 0; task->arguments && task->arguments[i]; i++)
        BDL_PUSH(arena, &s.arguments, task->arguments[i]);
    BDL_PUSH(arena, &s.arguments, NULL);
    if (folder)
        BDL_PUSH(arena, &s.surroundings,
                 bdl_arena_printf(arena, BDL_WORKER_CATALOGUES "=%s", folder).data);
    BDL_PUSH(arena, &s.surroundings, NULL);
    return s;
}

static bdl_status take_answer(bdl_arena *arena, const bdl_worker_task *task,
                              const start *s, bdl_str *out, bdl_str *error) {
    int fd = -1, status = 0;
    pid_t child = start_child(s, &fd);
    if (child < 0) {
        *error = BDL_TR("no process could be started to read it");
        return BDL_EIO;
    }
    answer a = {.bytes = {.arena = arena}, .limits = task->limits, .pages = task->pages};
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
    bdl_str text = {a.bytes.data + BDL_WORKER_HEADER,
                    (size_t)(a.wanted - BDL_WORKER_HEADER)};
    *(a.bytes.data[0] == BDL_WORKER_DONE ? out : error) = text;
    return a.bytes.data[0] == BDL_WORKER_DONE ? BDL_OK : BDL_EINPUT;
}

bdl_status bdl_worker_run(bdl_arena *arena, const bdl_worker_task *task, bdl_str *out,
                          bdl_str *error) {
    start s = prepare(arena, task);
    s.input = memfd_create("document", MFD_CLOEXEC);
    if (s.input < 0) {
        *error = BDL_TR("no process could be started to read it");
        return BDL_EIO;
    }
    bdl_status status = BDL_EIO;
    int why = bdl_file_write_all(s.input, task->input);
    if (why == 0 && lseek(s.input, 0, SEEK_SET) == 0)
        status = take_answer(arena, task, &s, out, error);
    else /* a part of it would be read as if it were all */
        *error = bdl_arena_printf(
            arena, _("could not be given to the program that reads it: %.*s"),
            BDL_PRI(bdl_file_words(arena, why ? why : errno)));
    close(s.input);
    return status;
}

/* ---- where the programs are ---- */

#ifndef BDL_LIBEXECDIR
#define BDL_LIBEXECDIR "/usr/local/libexec/bdl"
#endif

/* The folder of the running program; empty when the system does not say. */
static bdl_str own_folder(bdl_arena *arena) {
    char path[4096];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path);
    if (len <= 0 || (size_t)len >= sizeof path)
        return BDL_STR("");
    return bdl_arena_str(arena, bdl_path_folder((bdl_str){path, (size_t)len}));
}

const char *bdl_worker_find(bdl_arena *arena, const char *name, const char *variable) {
    const char *named = getenv(variable);
    if (named && *named)
        return access(named, X_OK) == 0 ? named : NULL;
    bdl_str folders[] = {own_folder(arena), BDL_STR(BDL_LIBEXECDIR)};
    for (size_t i = 0; i < BDL_COUNT_OF(folders); i++) {
        bdl_str path = bdl_arena_printf(arena, "%.*s/%s", BDL_PRI(folders[i]), name);
        if (folders[i].len && access(path.data, X_OK) == 0)
            return path.data;
    }
    return NULL;
}
