/* sqlite_library.c - SQLite, loaded when results are kept in it. */
#include "base/arena.h"

#ifdef HAVE_SQLITE3

#include "report/sqlite_library.h"

#include <dlfcn.h>

bool bdl_sqlite_load(bdl_arena *arena, bdl_sqlite *library, bdl_str *error) {
    void *handle = dlopen("libsqlite3.so.0", RTLD_NOW | RTLD_LOCAL);
    bool ok = handle != NULL;

#define CALL(name)                                                                       \
    library->name =                                                                      \
        ok ? (__typeof__(library->name))dlsym(handle, "sqlite3_" #name) : NULL;          \
    ok = ok && library->name;
#include "report/sqlite_calls.def"
#undef CALL
    if (!ok)
        *error = bdl_arena_str(arena, bdl_str_z(dlerror()));
    return ok;
}

#endif
