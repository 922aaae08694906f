/* main.c - bdl-read-office: reads what bdl hands it on standard input, a web page, an
 * office document or an archive, and writes what was asked for (src/read/apart.h) in the
 * envelope of a worker's answer (src/read/worker.h). bdl starts it for each.
 *
 * It is a program of its own because what strangers wrote may harm its reader, and so
 * that bdl need not carry the libraries: most runs read nothing but texts and PDF. */
#include <stdio.h>
#include <unistd.h>

#include "base/language.h"
#include "base/limits.h"

#include "read/apart.h"
#include "read/office/package.h"
#include "read/office/zip_name.h"
#include "read/reading.h"
#include "read/strange.h"
#include "read/stream.h"
#include "read/worker.h"

enum { NAMES_MAX = 100000 };

typedef struct task {
    bdl_str input, name;
    bdl_str other_name; /* the same in GB18030, as archives made in China have it */
} task;

static bool read_blocks(task *t, bdl_doc *doc, bdl_buf *out, bdl_str *error) {
    bdl_traits traits = {.path = doc->path};
    bdl_reading reading = {
        .arena = doc->arena, .doc = doc, .traits = &traits, .clean = bdl_maker_add_plain};
    bool has_source = doc->source != NULL;
    if (has_source)
        bdl_traits_count(&traits, doc->path, doc->source, bdl_lines_of(doc->source));
    bdl_read_strange(&reading, t->input);
    *error = reading.error;
    if (error->len)
        return false;
    bdl_stream_put(out, doc, !has_source);
    return true;
}

static bool read_page(void *data, bdl_buf *out, bdl_str *error) {
    task *t = data;
    bdl_doc doc = {.arena = out->arena, .path = BDL_STR(""), .format = BDL_STR("html")};
    doc.source = bdl_source_new(doc.arena, doc.path, t->input);
    return read_blocks(t, &doc, out, error);
}

static bool read_office(void *data, bdl_buf *out, bdl_str *error) {
    bdl_doc doc = {.arena = out->arena, .path = BDL_STR("")};
    return read_blocks(data, &doc, out, error);
}

static bool list(void *data, bdl_buf *out, bdl_str *error) {
    task *t = data;
    bdl_package *package = bdl_package_open(out->arena, t->input, error);
    if (!package)
        return false;
    size_t count = bdl_package_count(package);
    if (count > NAMES_MAX) {
        *error = BDL_TR("is a ZIP archive of too many files");
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        bdl_str name = bdl_package_name(package, i);
        if (name.len == 0 || name.data[name.len - 1] == '/')
            continue; /* a folder */
        bdl_buf_add(out, name);
        bdl_buf_char(out, '\0');
    }
    return true;
}

static bool unpack(void *data, bdl_buf *out, bdl_str *error) {
    task *t = data;
    bdl_package *package = bdl_package_open(out->arena, t->input, error);
    if (!package)
        return false;
    for (size_t i = 0; i < bdl_package_count(package); i++) {
        bdl_str name = bdl_package_name(package, i), text;
        if (!bdl_str_eq(name, t->name) && !bdl_str_eq(name, t->other_name))
            continue;
        if (!bdl_package_load(package, i, &text, error))
            return false;
        bdl_buf_add(out, text);
        return true;
    }
    *error = BDL_TR("no such file in the archive");
    return false;
}

static const struct {
    const char *name;
    bdl_worker_fn *work;
} works[] = {
    {BDL_APART_PAGE, read_page},
    {BDL_APART_OFFICE, read_office},
    {BDL_APART_LIST, list},
    {BDL_APART_UNPACK, unpack},
};

static bdl_worker_fn *work_of(const char *name) {
    for (size_t i = 0; i < BDL_COUNT_OF(works); i++)
        if (strcmp(works[i].name, name) == 0)
            return works[i].work;
    return NULL;
}

int main(int argc, char **argv) {
    bdl_worker_fn *work = argc == 3 ? work_of(argv[1]) : NULL;
    if (!work) {
        fputs("usage: bdl-read-office page|office|list|unpack NAME   reads standard "
              "input, for bdl\n",
              stderr);
        return 2;
    }
    bdl_arena *arena = bdl_arena_new();
    bdl_str error;
    task t = {.name = bdl_str_z(argv[2])};
    t.other_name = bdl_zip_encode_name(arena, t.name);
    /* A page in UTF-8 may be longer than the file it was. */
    if (bdl_file_read(arena, BDL_STR("-"), 2 * BDL_MAX_DOCUMENT_BYTES, &t.input,
                      &error) != BDL_OK) {
        fprintf(stderr, "bdl-read-office: %.*s\n", BDL_PRI(error));
        return 2;
    }
    bdl_worker_answer(STDOUT_FILENO, work, &t, &bdl_worker_usual);
    _Exit(0); /* locked up as it is, the process can tidy nothing */
}
