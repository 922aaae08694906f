/* cache.c - documents that were read, kept in a folder. */
#include "read/cache.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/sha256.h"
#include "base/vec.h"

#include "read/stream.h"

/* The head of an entry: these words, the digest of the rest, a line end. */
#define WORDS "bdl blocks 1 "
enum { DIGEST = 64, HEAD = sizeof WORDS - 1 + DIGEST + 1 };

struct bdl_cache {
    bdl_str folder;
};

/* Makes PATH and the folders above it. */
static bool make_folder(bdl_arena *arena, bdl_str path) {
    bdl_str copy = bdl_arena_str(arena, path);
    if (mkdir(copy.data, 0777) == 0 || errno == EEXIST)
        return true;
    bdl_str above = bdl_path_folder(path);
    return errno == ENOENT && above.len && above.len < path.len &&
           make_folder(arena, above) && mkdir(copy.data, 0777) == 0;
}

bdl_cache *bdl_cache_open(bdl_arena *arena, bdl_str folder, bdl_str *error) {
    bdl_cache *cache = BDL_NEW(arena, bdl_cache);
    struct stat info;
    while (folder.len > 1 && folder.data[folder.len - 1] == '/')
        folder.len--;
    cache->folder = bdl_arena_str(arena, folder);
    errno = ENOENT;
    bool is_there = folder.len && make_folder(arena, cache->folder) &&
                    stat(cache->folder.data, &info) == 0;
    if (is_there && !S_ISDIR(info.st_mode))
        errno = ENOTDIR;
    else if (is_there && access(cache->folder.data, R_OK | W_OK | X_OK) == 0)
        return cache;
    *error = bdl_file_words(arena, errno);
    return NULL;
}

static bdl_str path_of(const bdl_cache *cache, bdl_arena *arena, bdl_str bytes,
                       bdl_str ending) {
    bdl_str content = bdl_sha256(arena, bytes);
    bdl_str all = bdl_arena_printf(arena, "%s %.*s %.*s", bdl_reader_version,
                                   BDL_PRI(content), BDL_PRI(ending));
    return bdl_path_join(arena, cache->folder, bdl_sha256(arena, all));
}

static bool is_whole(bdl_arena *arena, bdl_str entry) {
    if (entry.len < HEAD || !bdl_str_starts(entry, BDL_STR(WORDS)))
        return false;
    bdl_str digest = {entry.data + sizeof WORDS - 1, DIGEST};
    return bdl_str_eq(digest, bdl_sha256(arena, bdl_str_from(entry, HEAD)));
}

bool bdl_cache_get(const bdl_cache *cache, bdl_str bytes, bdl_str ending, bdl_doc *doc) {
    bdl_arena *scratch = bdl_arena_new();
    bdl_str path = path_of(cache, scratch, bytes, ending), entry, error;
    bool found = bdl_file_read(doc->arena, path, 2 * BDL_MAX_DOCUMENT_BYTES, &entry,
                               &error) == BDL_OK &&
                 is_whole(scratch, entry);
    bdl_arena_free(scratch);
    if (!found)
        return false;
    doc->troubles.count = 0; /* the entry tells of those that are known already */
    return bdl_stream_get(bdl_str_from(entry, HEAD), doc);
}

void bdl_cache_put(const bdl_cache *cache, bdl_str bytes, bdl_str ending,
                   const bdl_doc *doc) {
    bdl_arena *scratch = bdl_arena_new();
    bdl_buf blocks = {.arena = scratch};
    bdl_stream_put(&blocks, doc, true);
    bdl_str rest = bdl_buf_str(&blocks), digest = bdl_sha256(scratch, rest), error;
    bdl_file_writer *writer =
        bdl_file_write_begin(scratch, path_of(cache, scratch, bytes, ending), &error);
    if (writer) {
        FILE *out = bdl_file_write_stream(writer);
        fprintf(out, WORDS "%.*s\n", BDL_PRI(digest));
        fwrite(rest.data, 1, rest.len, out);
        bdl_file_write_commit(writer, &error);
    }
    bdl_arena_free(scratch);
}
