/* worker.h - work on what strangers wrote, done in a process of its own.
 *
 * The child has the memory of its parent as it was and may do nothing but compute and
 * write its answer: no file can be opened, no process or connection made (seccomp where
 * the build has libseccomp, Landlock where the kernel has it), and memory, time and the
 * length of the answer are limited. A child that dies, hangs or grows costs one document.
 *
 * The answer on the pipe: one byte, 'd' (done) or 'e' (an error in words), eight bytes of
 * length, the lowest first, then that many bytes. Before it any number of times: 'p',
 * four bytes of pages that were read, and four of all, the lowest first. */
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

/* Done in the child: adds the answer to OUT, or gives false and says in ERROR why there
 * is none. */
typedef bool bdl_worker_fn(void *data, bdl_buf *out, bdl_str *error);

/* Runs WORK in a child; *ANSWER lives in ARENA. BDL_EINPUT with *ERROR when the child
 * says so or came to grief, BDL_EIO when none could be started. */
bdl_status bdl_worker_run(bdl_arena *arena, bdl_worker_fn *work, void *data,
                          const bdl_worker_limits *limits, bdl_str *answer,
                          bdl_str *error);

/* What a program is to do. */
typedef struct bdl_program_task {
    const char *program; /* its path */
    bdl_str input;
    bdl_pages *pages; /* told of those that it tells of; may be NULL */
} bdl_program_task;

/* The same, done by a program, which reads its input from standard input and answers with
 * bdl_worker_answer on its standard output. */
bdl_status bdl_worker_run_program(bdl_arena *arena, const bdl_program_task *task,
                                  bdl_str *answer, bdl_str *error);

/* What such a program does once it has its input: locks itself up, works, and writes the
 * answer to FD. */
void bdl_worker_answer(int fd, bdl_worker_fn *work, void *data,
                       const bdl_worker_limits *limits);

/* Tells, before the answer, that DONE of ALL pages were read. */
void bdl_worker_tell_pages(int fd, uint32_t done, uint32_t all);

/* ---- worker_jail.c ---- */

/* Gives up, for good, all that a worker does not need. What a kernel or a build cannot do
 * is passed over. */
void bdl_worker_lock_up(const bdl_worker_limits *limits);

#endif
