/* pdf.c - has bdl-read-pdf read a PDF. */
#include "read/pdf.h"

#include "base/language.h"
#include "read/stream.h"
#include "read/worker.h"

#define PROGRAM "bdl-read-pdf"

bdl_status bdl_read_pdf(bdl_doc *doc, bdl_str bytes, bdl_pages *pages, bdl_str *error) {
    const char *program = bdl_worker_find(doc->arena, PROGRAM, "BDL_READ_PDF");
    bdl_str answer;
    if (!program) {
        *error =
            bdl_arena_printf(doc->arena,
                             _("is a PDF; the program that reads them, %s, is not there: "
                               "bdl was built without MuPDF"),
                             PROGRAM);
        return BDL_EINPUT;
    }
    bdl_worker_task task = {
        .program = program, .input = bytes, .pages = pages, .limits = &bdl_worker_usual};
    bdl_status status = bdl_worker_run(doc->arena, &task, &answer, error);
    if (status != BDL_OK)
        return status;
    if (bdl_stream_get(answer, doc))
        return BDL_OK;
    *error = BDL_TR("is damaged in a way that confuses its reader");
    return BDL_EINPUT;
}
