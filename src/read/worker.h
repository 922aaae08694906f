/* worker.h - work on what strangers wrote, done by a program of its own.
 *
 * The program reads its input from standard input and may then do nothing but compute and
 * write its answer to standard output: no file can be opened, no process or connection
 * made (seccomp where the build has libseccomp, Landlock where the kernel has it), and
 * memory, time and the length of the answer are limited. One that dies, hangs or grows
 * costs one document. It is started anew for each: a copy of bdl, with its other threads
 * gone in the middle of what they did, could not even ask for memory.
 *
 * The answer: one byte, 'd' (done) or 'e' (an error in words), eight bytes of length, the
 * lowest first, then that many bytes. Before it any number of times: 'p', four bytes of
 * pages that were read, and four of all, the lowest first. */
#ifndef BDL_READ_WORKER_H
#define BDL_READ_WORKER_H

#include "base/file.h"
#include "base/vec.h"
#include "read/pages.h"

typedef struct bdl_worker_limits {
    unsigned seconds; /* of processor time; of waiting, twice as many */
    size_t memory;    /* bytes beyond what the parent has */
    size_t answer;    /* bytes */
} bdl_worker_limits;

extern const bdl_worker_limits bdl_worker_usual;

/* What an answer is made of. */
enum {
    BDL_WORKER_HEADER = 9, /* bytes: one of these and two numbers, or one */
    BDL_WORKER_DONE = 'd',
    BDL_WORKER_FAILED = 'e',
    BDL_WORKER_PAGES = 'p',
};
/* Set in the program's environment where bdl does not speak English: the folder of its
 * catalogues. */
#define BDL_WORKER_CATALOGUES "BDL_CATALOGUES"

/* ---- in bdl ---- */

typedef struct bdl_worker_task {
    const char *program;          /* its path */
    const char *const *arguments; /* NULL behind the last; may be NULL */
    bdl_str input;
    bdl_pages *pages;                /* told of those that it tells of; may be NULL */
    const bdl_worker_limits *limits; /* of the answer, and of waiting for it */
} bdl_worker_task;

/* The program NAME: what the environment VARIABLE names, or beside bdl or where the
 * programs that it starts are installed. NULL when it is not there. */
const char *bdl_worker_find(bdl_arena *arena, const char *name, const char *variable);

/* Has it done; *ANSWER lives in ARENA. BDL_EINPUT with *ERROR when the program says so or
 * came to grief, BDL_EIO when none could be started. */
bdl_status bdl_worker_run(bdl_arena *arena, const bdl_worker_task *task, bdl_str *answer,
                          bdl_str *error);

/* ---- in the program: worker_answer.c ---- */

/* Adds the answer to OUT, or gives false and says in ERROR why there is none. */
typedef bool bdl_worker_fn(void *data, bdl_buf *out, bdl_str *error);

/* What such a program does once it has its input: locks itself up, works, and writes the
 * answer to FD, in the language that bdl speaks. The process can tidy nothing after it
 * and should _Exit. */
void bdl_worker_answer(int fd, bdl_worker_fn *work, void *data,
                       const bdl_worker_limits *limits);

/* Tells, before the answer, that DONE of ALL pages were read. */
void bdl_worker_tell_pages(int fd, uint32_t done, uint32_t all);

/* ---- worker_jail.c ---- */

/* Gives up, for good, all that a worker does not need. What a kernel or a build cannot do
 * is passed over. */
void bdl_worker_lock_up(const bdl_worker_limits *limits);

#endif
