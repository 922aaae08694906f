/* pdf.c - has bdl-read-pdf read a PDF. */
#include "read/pdf.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/language.h"
#include "read/stream.h"
#include "read/worker.h"

#ifndef BDL_LIBEXECDIR
#define BDL_LIBEXECDIR "/usr/local/libexec/bdl"
#endif

#define PROGRAM "bdl-read-pdf"

/* The folder of the running program; empty when the system does not say. */
static bdl_str own_folder(bdl_arena *arena) {
    char path[4096];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path);
    if (len <= 0 || (size_t)len >= sizeof path)
        return BDL_STR("");
    return bdl_arena_str(arena, bdl_path_folder((bdl_str){path, (size_t)len}));
}

static const char *find_program(bdl_arena *arena) {
    const char *named = getenv("BDL_READ_PDF");
    if (named && *named)
        return access(named, X_OK) == 0 ? named : NULL;
    bdl_str folders[] = {own_folder(arena), BDL_STR(BDL_LIBEXECDIR)};
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        bdl_str path = bdl_arena_printf(arena, "%.*s/%s", BDL_PRI(folders[i]), PROGRAM);
        if (folders[i].len && access(path.data, X_OK) == 0)
            return path.data;
    }
    return NULL;
}

bdl_status bdl_read_pdf(bdl_doc *doc, bdl_str bytes, bdl_pages *pages, bdl_str *error) {
    const char *program = find_program(doc->arena);
    bdl_str answer;
    if (!program) {
        *error =
            bdl_arena_printf(doc->arena,
                             _("is a PDF; the program that reads them, %s, is not there: "
                               "bdl was built without MuPDF"),
                             PROGRAM);
        return BDL_EINPUT;
    }
    bdl_program_task task = {.program = program, .input = bytes, .pages = pages};
    bdl_status status = bdl_worker_run_program(doc->arena, &task, &answer, error);
    if (status != BDL_OK)
        return status;
    if (bdl_stream_get(answer, doc))
        return BDL_OK;
    *error = BDL_TR("is damaged in a way that confuses its reader");
    return BDL_EINPUT;
}
