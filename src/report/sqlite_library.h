/* sqlite_library.h - SQLite, loaded when results are kept in it: linked, it would take a
 * third of a millisecond of every start of bdl. */
#ifndef BDL_REPORT_SQLITE_LIBRARY_H
#define BDL_REPORT_SQLITE_LIBRARY_H

#include <sqlite3.h>

#include "base/arena.h"

typedef struct bdl_sqlite {
#define CALL(name) __typeof__(sqlite3_##name) *name;
#include "report/sqlite_calls.def"
#undef CALL
} bdl_sqlite;

/* Stays loaded until the program ends. False with *ERROR (in ARENA) when it is not there.
 */
bool bdl_sqlite_load(bdl_arena *arena, bdl_sqlite *library, bdl_str *error);

#endif
