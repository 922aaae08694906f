/* apart.c - has bdl-read-office read what bdl does not read itself. */
#include "read/apart.h"

#include "base/language.h"

#include "read/worker.h"

#define PROGRAM "bdl-read-office"

bdl_status bdl_apart(bdl_arena *arena, const char *what, bdl_str name, bdl_str input,
                     bdl_str *answer, bdl_str *error) {
    const char *arguments[] = {what, name.data, NULL};
    bdl_worker_task task = {.program = bdl_worker_find(arena, PROGRAM, "BDL_READ_OFFICE"),
                            .arguments = arguments,
                            .input = input,
                            .limits = &bdl_worker_usual};
    if (task.program)
        return bdl_worker_run(arena, &task, answer, error);
    *error = bdl_arena_printf(arena,
                              _("cannot be read: the program that reads web pages, "
                                "office documents and archives, %s, is not there"),
                              PROGRAM);
    return BDL_EINPUT;
}
