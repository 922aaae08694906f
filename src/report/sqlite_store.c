/* sqlite_store.c - a file of results: whether it is one, and how a run is added to it. A
 * run is kept in a spool of its own while it goes on and copied at its end in one
 * transaction, so others wait for a moment only, and a run that does not end leaves
 * nothing. */
#include "base/arena.h"

#ifdef HAVE_SQLITE3

#include "base/language.h"
#include "report/sqlite_store.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/vec.h"

/* "bdl" and a number: sqlite3's application_id says whose file it is. */
enum { APPLICATION_ID = 0x62646C01, BDL_STORE_VERSION = 1, PATIENCE_MS = 60000 };

static const struct {
    const char *name, *columns;
} tables[] = {
#define TABLE(name, columns) {#name, columns},
#include "report/sqlite_tables.def"
#undef TABLE
};

static const char views[] =
    "CREATE INDEX document_path ON document (path, run);"
    "CREATE INDEX document_department ON document (department, year);"
    "CREATE INDEX finding_rule ON finding (rule);"
    "CREATE INDEX finding_fingerprint ON finding (fingerprint);"
    "CREATE INDEX figure_name ON figure (name);"
    "CREATE VIEW latest AS SELECT * FROM document d WHERE run = "
    "(SELECT max(run) FROM document WHERE path = d.path);"
    "CREATE VIEW latest_finding AS SELECT d.path, d.department, d.year, d.kind, f.* "
    "FROM latest d JOIN finding f ON f.run = d.run AND f.document = d.number "
    "WHERE f.waived IS NULL AND NOT f.known;";

static bool run_sql(const bdl_sqlite *lib, sqlite3 *db, const char *sql) {
    return lib->exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static bool create_tables(const bdl_sqlite *lib, sqlite3 *db) {
    bool ok = true;

    for (int i = 0; i < BDL_STORE_TABLES && ok; i++) {
        char *sql =
            lib->mprintf("CREATE TABLE \"%s\" (%s)", tables[i].name, tables[i].columns);

        ok = sql && run_sql(lib, db, sql);
        lib->free(sql);
    }
    return ok;
}

static void say(bdl_arena *arena, const bdl_sqlite *lib, sqlite3 *db, bdl_str *error) {
    if (db && lib->errcode(db) == SQLITE_FULL) { /* SQLite says it in English only */
        *error = bdl_file_words(arena, ENOSPC);
        return;
    }
    *error = bdl_arena_str(
        arena, bdl_str_z(db ? lib->errmsg(db) : _("SQLite could not be started")));
}

sqlite3 *bdl_store_spool(bdl_arena *arena, const bdl_sqlite *lib, bdl_str *error) {
    sqlite3 *db = NULL;

    if (lib->open("", &db) == SQLITE_OK &&
        run_sql(lib, db, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN") &&
        create_tables(lib, db))
        return db;
    say(arena, lib, db, error);
    lib->close(db);
    return NULL;
}

static sqlite3_stmt *prepare(const bdl_sqlite *lib, sqlite3 *db, const char *format,
                             const char *table, const char *values) {
    char *sql = lib->mprintf(format, table, values);
    sqlite3_stmt *statement = NULL;

    if (sql)
        lib->prepare_v2(db, sql, -1, &statement, NULL);
    lib->free(sql);
    return statement;
}

sqlite3_stmt *bdl_store_insert(const bdl_sqlite *lib, sqlite3 *db,
                               enum bdl_store_table table) {
    sqlite3_stmt *all =
        prepare(lib, db, "SELECT * FROM \"%s\"", tables[table].name, NULL);
    int count = all ? lib->column_count(all) : 0;
    char values[128] = "?";

    lib->finalize(all);
    for (int i = 1; i < count && (size_t)i * 2 + 2 < sizeof values; i++)
        memcpy(values + 1 + (i - 1) * 2, ",?", sizeof ",?");
    return prepare(lib, db, "INSERT INTO \"%s\" VALUES (%s)", tables[table].name, values);
}

/* ---- whose file it is ---- */

static bool ask(const bdl_sqlite *lib, sqlite3 *db, const char *sql,
                sqlite3_int64 *answer) {
    sqlite3_stmt *statement = NULL;
    bool ok = lib->prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK &&
              lib->step(statement) == SQLITE_ROW;

    if (ok)
        *answer = lib->column_int64(statement, 0);
    lib->finalize(statement);
    return ok;
}

/* NULL when a run can be added to DB, else why not. *IS_NEW: it has no tables yet. */
static const char *objection(const bdl_sqlite *lib, sqlite3 *db, bool *is_new) {
    sqlite3_int64 owner = 0, version = 0, things = 0;

    if (!ask(lib, db, "SELECT count(*) FROM sqlite_master", &things) ||
        !ask(lib, db, "PRAGMA application_id", &owner) ||
        !ask(lib, db, "PRAGMA user_version", &version))
        return lib->errcode(db) == SQLITE_NOTADB ? _("it is no SQLite database")
                                                 : lib->errmsg(db);
    *is_new = things == 0;
    if (*is_new)
        return NULL;
    if (owner != APPLICATION_ID)
        return _(
            "it is a database of another program; results of bdl are not added to it");
    return version == BDL_STORE_VERSION ? NULL
                                        : _("it was written by another version of bdl, "
                                            "with other tables; name a new file");
}

static bool is_folder_writable(bdl_arena *arena, bdl_str path) {
    bdl_str folder = bdl_path_folder(path);

    return access(folder.len ? bdl_arena_str(arena, folder).data : ".", W_OK | X_OK) == 0;
}

bool bdl_store_check(bdl_arena *arena, const bdl_sqlite *lib, bdl_str path,
                     bdl_str *error) {
    const char *file = bdl_arena_str(arena, path).data;
    sqlite3 *db = NULL;
    struct stat info;
    const char *why;
    bool is_new;

    if (stat(file, &info) != 0) {
        if (errno == ENOENT && is_folder_writable(arena, path))
            return true;
        *error = bdl_file_words_writing(arena, errno);
        return false;
    }
    if (!S_ISREG(info.st_mode) || access(file, R_OK | W_OK) != 0) {
        *error = bdl_file_words(arena, S_ISDIR(info.st_mode)   ? EISDIR
                                       : S_ISREG(info.st_mode) ? errno
                                                               : EINVAL);
        return false;
    }
    lib->open_v2(file, &db, SQLITE_OPEN_READONLY, NULL);
    lib->busy_timeout(db, PATIENCE_MS);
    why = objection(lib, db, &is_new);
    if (why)
        *error = bdl_arena_str(arena, bdl_str_z(why));
    lib->close(db);
    return why == NULL;
}

/* ---- a run is added ---- */

/* Copies every row of one table; its first column becomes RUN. */
static bool copy_table(const bdl_sqlite *lib, sqlite3 *from, sqlite3 *to,
                       enum bdl_store_table table, sqlite3_int64 run) {
    sqlite3_stmt *read = prepare(lib, from, "SELECT * FROM \"%s\" ORDER BY rowid",
                                 tables[table].name, NULL);
    sqlite3_stmt *write = bdl_store_insert(lib, to, table);
    int status = read && write ? SQLITE_ROW : SQLITE_ERROR;
    int columns = read ? lib->column_count(read) : 0;

    while (status == SQLITE_ROW && (status = lib->step(read)) == SQLITE_ROW) {
        lib->bind_int64(write, 1, run);
        for (int i = 1; i < columns; i++)
            lib->bind_value(write, i + 1, lib->column_value(read, i));
        if (lib->step(write) != SQLITE_DONE)
            status = SQLITE_ERROR;
        lib->reset(write);
    }
    lib->finalize(read);
    lib->finalize(write);
    return status == SQLITE_DONE;
}

static bool create(const bdl_sqlite *lib, sqlite3 *db) {
    char *mark = lib->mprintf("PRAGMA application_id = %d; PRAGMA user_version = %d",
                              APPLICATION_ID, BDL_STORE_VERSION);
    bool ok = mark && create_tables(lib, db) && run_sql(lib, db, views) &&
              run_sql(lib, db, mark);

    lib->free(mark);
    return ok;
}

/* Inside a transaction that has the file for itself. */
static bool add_run(const bdl_sqlite *lib, sqlite3 *spool, sqlite3 *db,
                    const char **why) {
    sqlite3_int64 run = 0;
    bool is_new, ok;

    *why = objection(lib, db, &is_new);
    if (*why)
        return false;
    ok = (!is_new || create(lib, db)) &&
         ask(lib, db, "SELECT coalesce(max(id), 0) + 1 FROM run", &run);
    for (int i = 0; i < BDL_STORE_TABLES && ok; i++)
        ok = copy_table(lib, spool, db, (enum bdl_store_table)i, run);
    return ok;
}

/* SQLite makes the file when it begins to write: an empty one is left when it cannot. */
static void drop_if_made(const char *file, bool was_there) {
    struct stat info;

    if (!was_there && stat(file, &info) == 0 && info.st_size == 0)
        unlink(file);
}

bool bdl_store_append(bdl_arena *arena, const bdl_sqlite *lib, bdl_str path,
                      sqlite3 *spool, bdl_str *error) {
    const char *file = bdl_arena_str(arena, path).data;
    bool was_there = access(file, F_OK) == 0;
    sqlite3 *db = NULL;
    const char *why = NULL;
    bool ok;

    lib->open(file, &db);
    lib->busy_timeout(db, PATIENCE_MS);
    ok = run_sql(lib, db, "BEGIN IMMEDIATE") && add_run(lib, spool, db, &why) &&
         run_sql(lib, db, "COMMIT");
    if (!ok) {
        if (why)
            *error = bdl_arena_str(arena, bdl_str_z(why));
        else
            say(arena, lib, db, error);
        was_there |= lib->errcode(db) == SQLITE_BUSY; /* another run writes it */
        run_sql(lib, db, "ROLLBACK");
    }
    lib->close(db);
    if (!ok)
        drop_if_made(file, was_there);
    return ok;
}

#endif
