/* package.c - ZIP containers, by libzip. Nothing is unpacked that was not asked for, and
 * of all parts together no more than a limit. */
#include "read/office/package.h"

#include "base/language.h"
#include "base/limits.h"
#include "base/vec.h"

#include "read/office/zip_name.h"

#ifndef HAVE_LIBZIP

struct bdl_package {
    bdl_arena *arena;
};

bdl_package *bdl_package_open(bdl_arena *arena, bdl_str bytes, bdl_str *error) {
    (void)arena;
    (void)bytes;
    *error = BDL_TR("is a ZIP container (DOCX, XLSX, ODT, ODS, ZIP); this bdl was built "
                    "without libzip, which opens them");
    return NULL;
}

size_t bdl_package_count(const bdl_package *package) {
    (void)package;
    return 0;
}

bdl_str bdl_package_name(const bdl_package *package, size_t i) {
    (void)package;
    (void)i;
    return BDL_STR("");
}

size_t bdl_package_find(const bdl_package *package, bdl_str name) {
    (void)package;
    (void)name;
    return SIZE_MAX;
}

bool bdl_package_unpack(bdl_package *package, size_t i, bdl_package_take *take,
                        void *data, bdl_str *error) {
    (void)package;
    (void)i;
    (void)take;
    (void)data;
    *error = BDL_TR("cannot be unpacked");
    return false;
}

#else

#include <zip.h>

enum { PIECE_BYTES = 64 << 10 };

struct bdl_package {
    bdl_arena *arena;
    zip_t *zip;
    size_t count;
    uint64_t unpacked;
};

static void release(void *zip) {
    zip_discard(zip);
}

static bdl_str words_of(bdl_arena *arena, const zip_error_t *error) {
    int code = zip_error_code_zip(error);
    if (code == ZIP_ER_NOZIP || code == ZIP_ER_INCONS || code == ZIP_ER_EOF)
        return BDL_TR("is a damaged or cut ZIP container");
    zip_error_t copy = *error;
    return bdl_arena_printf(arena, _("is a ZIP container that cannot be opened (%s)"),
                            zip_error_strerror(&copy));
}

bdl_package *bdl_package_open(bdl_arena *arena, bdl_str bytes, bdl_str *error) {
    zip_error_t problem;
    zip_error_init(&problem);
    zip_source_t *source = zip_source_buffer_create(bytes.data, bytes.len, 0, &problem);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &problem) : NULL;
    if (!zip) {
        *error = words_of(arena, &problem);
        zip_error_fini(&problem);
        zip_source_free(source);
        return NULL;
    }
    zip_error_fini(&problem);
    bdl_package *package = BDL_NEW(arena, bdl_package);
    package->arena = arena;
    package->zip = zip;
    zip_int64_t count = zip_get_num_entries(zip, 0);
    package->count = count > 0 ? (size_t)count : 0;
    bdl_arena_on_free(arena, release, zip);
    return package;
}

size_t bdl_package_count(const bdl_package *package) {
    return package->count;
}

bdl_str bdl_package_name(const bdl_package *package, size_t i) {
    const char *name = zip_get_name(package->zip, i, ZIP_FL_ENC_RAW);
    return name ? bdl_str_z(name) : BDL_STR("");
}

size_t bdl_package_find(const bdl_package *package, bdl_str name) {
    for (size_t i = 0; i < package->count; i++)
        if (bdl_str_eq(bdl_package_name(package, i), name))
            return i;
    return SIZE_MAX;
}

static bool fail(bdl_package *package, size_t i, const char *what, bdl_str *error) {
    bdl_str name = bdl_zip_decode_name(package->arena, bdl_package_name(package, i));
    *error = bdl_arena_printf(package->arena, _("%s: \"%.*s\" in it %s"),
                              _("cannot be read"), BDL_PRI(name), what);
    return false;
}

static bool unpack(bdl_package *package, zip_file_t *file, bdl_package_take *take,
                   void *data, const char **what) {
    char *piece = bdl_arena_alloc(package->arena, PIECE_BYTES);
    uint64_t unpacked = 0;
    while (true) {
        zip_int64_t got = zip_fread(file, piece, PIECE_BYTES);
        if (got < 0)
            *what = _("is damaged");
        if (got <= 0)
            return got == 0;
        unpacked += (uint64_t)got;
        package->unpacked += (uint64_t)got;
        if (unpacked > BDL_MAX_PART_BYTES || package->unpacked > 2 * BDL_MAX_PART_BYTES) {
            *what = _("is too large when unpacked");
            return false;
        }
        if (!take(data, (bdl_str){piece, (size_t)got}))
            return true;
    }
}

bool bdl_package_unpack(bdl_package *package, size_t i, bdl_package_take *take,
                        void *data, bdl_str *error) {
    zip_stat_t info;
    if (zip_stat_index(package->zip, i, 0, &info) != 0)
        return fail(package, i, _("is damaged"), error);
    if ((info.valid & ZIP_STAT_ENCRYPTION_METHOD) &&
        info.encryption_method != ZIP_EM_NONE)
        return fail(package, i, _("is protected with a password"), error);
    zip_file_t *file = zip_fopen_index(package->zip, i, 0);
    if (!file)
        return fail(package, i,
                    _("is packed in a way that cannot be unpacked, or damaged"), error);
    const char *what = _("is damaged");
    bool good = unpack(package, file, take, data, &what);
    zip_fclose(file);
    return good || fail(package, i, what, error);
}

#endif

bdl_arena *bdl_package_arena(const bdl_package *package) {
    return package->arena;
}

static bool take_all(void *data, bdl_str piece) {
    bdl_buf_add(data, piece);
    return true;
}

bool bdl_package_load(bdl_package *package, size_t i, bdl_str *out, bdl_str *error) {
    bdl_buf all = {.arena = package->arena};
    if (!bdl_package_unpack(package, i, take_all, &all, error))
        return false;
    *out = bdl_buf_str(&all);
    return true;
}
