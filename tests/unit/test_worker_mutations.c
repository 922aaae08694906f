/* test_worker_mutations.c - damaged files of each format through the workers: whatever
 * comes to grief there, this process gives a document or an error in words, in bounded
 * time, and does not grow. BDL_MUTATIONS sets how many of each. */
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "make_zip.h"
#include "mutate.h"
#include "read_text.h"

#include "read/office/package.h"

enum { PARTS_MAX = 40, SECONDS_MAX = 130, GROWTH_KIB = 64 << 10 };

static size_t how_many(void) {
    const char *wanted = getenv("BDL_MUTATIONS");
    return wanted ? strtoul(wanted, NULL, 10) : 60;
}

static bdl_str load(bdl_arena *arena, const char *name) {
    const char *top = getenv("top_srcdir");
    bdl_str path = bdl_arena_printf(arena, "%s/tests/%s", top ? top : ".", name);
    bdl_str bytes, error;
    if (bdl_file_read(arena, path, 1 << 24, &bytes, &error) != BDL_OK)
        fail_msg("%s: %.*s", path.data, BDL_PRI(error));
    return bytes;
}

static void read_apart(bdl_arena *arena, const char *name, bdl_str bytes) {
    bdl_doc *doc = NULL;
    bdl_str error = BDL_STR("");
    time_t began = time(NULL);
    if (bdl_read_bytes(arena, bdl_str_z(name), bytes, &doc, &error) == BDL_OK)
        check_doc(doc);
    else
        assert_true(error.len > 0);
    assert_true(time(NULL) - began < SECONDS_MAX);
}

static long peak_kib(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/* What a file is changed to, the I-th time. */
typedef bdl_str change(bdl_arena *arena, void *sample, size_t i, uint32_t *seed);

static void try_all(const char *name, change *changed, void *sample, uint32_t seed) {
    long before = 0;
    for (size_t i = 0; i < how_many(); i++) {
        bdl_arena *arena = bdl_arena_new();
        read_apart(arena, name, changed(arena, sample, i, &seed));
        bdl_arena_free(arena);
        if (i == how_many() / 4)
            before = peak_kib();
    }
#ifndef __SANITIZE_ADDRESS__ /* the sanitizer keeps what was freed for a while */
    assert_true(peak_kib() - before < GROWTH_KIB);
#else
    (void)before;
#endif
}

static bdl_str change_bytes(bdl_arena *arena, void *sample, size_t i, uint32_t *seed) {
    (void)i;
    return mutate(arena, *(bdl_str *)sample, seed);
}

static void try_file(const char *file, uint32_t seed) {
    bdl_arena *arena = bdl_arena_new();
    bdl_str sample = load(arena, file);
    try_all(file, change_bytes, &sample, seed);
    bdl_arena_free(arena);
}

static void web_pages(void **state) {
    try_file("unit/office/statement.html", 21);
}

static void separated_tables(void **state) {
    try_file("unit/office/table.csv", 22);
}

static void pdf_files(void **state) {
    try_file("formats/sheet.pdf", 23);
}

static void pdf_files_that_are_not_packed(void **state) {
    try_file("formats/plain.pdf", 24);
}

#ifdef HAVE_LIBZIP

typedef struct container {
    bdl_str bytes;
    zip_part parts[PARTS_MAX];
    size_t count;
} container;

/* A part is changed before it is packed anew; every fourth time the container is. */
static bdl_str change_part(bdl_arena *arena, void *sample, size_t i, uint32_t *seed) {
    container *c = sample;
    if (i % 4 == 0)
        return mutate(arena, c->bytes, seed);
    zip_part changed[PARTS_MAX];
    memcpy(changed, c->parts, sizeof changed);
    zip_part *part = &changed[next_random(seed) % c->count];
    bdl_str text = mutate(arena, bdl_str_z(part->text), seed);
    part->text = bdl_arena_str(arena, text).data;
    return make_zip(arena, changed, c->count);
}

static void try_container(const char *file, uint32_t seed) {
    bdl_arena *arena = bdl_arena_new();
    container c = {.bytes = load(arena, file)};
    bdl_str error;
    bdl_package *package = bdl_package_open(arena, c.bytes, &error);
    assert_non_null(package);
    for (size_t i = 0; i < bdl_package_count(package) && c.count < PARTS_MAX; i++) {
        bdl_str name = bdl_package_name(package, i), text;
        if (!bdl_package_load(package, i, &text, &error) || text.len == 0 ||
            memchr(text.data, 0, text.len))
            continue; /* a picture or a folder */
        c.parts[c.count++] =
            (zip_part){bdl_arena_str(arena, name).data, bdl_arena_str(arena, text).data};
    }
    try_all(file, change_part, &c, seed);
    bdl_arena_free(arena);
}

static void word_documents(void **state) {
    try_container("formats/sheet.docx", 31);
}

static void workbooks(void **state) {
    try_container("formats/sheet.xlsx", 32);
}

static void open_texts(void **state) {
    try_container("formats/sheet.odt", 33);
}

static void open_spreadsheets(void **state) {
    try_container("formats/sheet.ods", 34);
}

#endif

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(web_pages),      cmocka_unit_test(separated_tables),
        cmocka_unit_test(pdf_files),      cmocka_unit_test(pdf_files_that_are_not_packed),
#ifdef HAVE_LIBZIP
        cmocka_unit_test(word_documents), cmocka_unit_test(workbooks),
        cmocka_unit_test(open_texts),     cmocka_unit_test(open_spreadsheets),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
