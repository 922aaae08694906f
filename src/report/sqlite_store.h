/* sqlite_store.h - a file of results: whether it is one, and how a run is added to it. */
#ifndef BDL_REPORT_SQLITE_STORE_H
#define BDL_REPORT_SQLITE_STORE_H

#include "report/sqlite_library.h"

enum bdl_store_table {
#define TABLE(name, columns) BDL_STORE_##name,
#include "report/sqlite_tables.def"
#undef TABLE
    BDL_STORE_TABLES
};

/* An empty spool with every table: a database nobody else sees, which goes away with its
 * connection. NULL with *ERROR (in ARENA). */
sqlite3 *bdl_store_spool(bdl_arena *arena, const bdl_sqlite *lib, bdl_str *error);
/* A statement that inserts a row of TABLE, one parameter a column; NULL on failure. */
sqlite3_stmt *bdl_store_insert(const bdl_sqlite *lib, sqlite3 *db,
                               enum bdl_store_table table);

/* Whether a run can be added to the file PATH: it is ours, empty, or not there. */
bool bdl_store_check(bdl_arena *arena, const bdl_sqlite *lib, bdl_str path,
                     bdl_str *error);
/* Adds all of SPOOL to the file PATH as its next run, in one transaction: all or nothing.
 */
bool bdl_store_append(bdl_arena *arena, const bdl_sqlite *lib, bdl_str path,
                      sqlite3 *spool, bdl_str *error);

#endif
