/* xlsx_library.c - libxlsxwriter, loaded when a workbook is written. */
#include "base/arena.h"

#ifdef HAVE_XLSXWRITER

#include "report/xlsx_library.h"

#include <dlfcn.h>

#ifdef LXW_SOVERSION
static const char file[] = "libxlsxwriter.so." LXW_SOVERSION;
#else
static const char file[] = "libxlsxwriter.so";
#endif

bool bdl_xlsx_library_load(bdl_arena *arena, bdl_xlsx_library *library, bdl_str *error) {
    void *handle = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    bool ok = handle != NULL;

#define CALL(name)                                                                       \
    library->name = ok ? (__typeof__(name) *)dlsym(handle, #name) : NULL;                \
    ok = ok && library->name;
#include "report/xlsx_calls.def"
#undef CALL
    if (!ok)
        *error = bdl_arena_str(arena, bdl_str_z(dlerror()));
    return ok;
}

#endif
