/* file.h - whole files in, whole files out. */
#ifndef BDL_BASE_FILE_H
#define BDL_BASE_FILE_H

#include <stdio.h>

#include "base/arena.h"

typedef enum bdl_status {
    BDL_OK = 0,
    BDL_EINPUT, /* the input is bad; see the diagnostics */
    BDL_EIO,    /* a file could not be read or written */
    BDL_ELIMIT, /* a limit was reached */
} bdl_status;

/* What ERROR (a number of errno) means, in the words of all messages about files ("no
 * such file", "permission denied"). */
bdl_str bdl_file_words(bdl_arena *arena, int error);

/* The same of a file that was to be written: no folder is there for it. */
bdl_str bdl_file_words_writing(bdl_arena *arena, int error);

/* Reads PATH ("-": standard input) whole into ARENA, at most LIMIT bytes. On failure
 * *ERROR says why in words ("no such file", "is a directory", "larger than 1 GiB"). */
bdl_status bdl_file_read(bdl_arena *arena, bdl_str path, size_t limit, bdl_str *out,
                         bdl_str *error);

/* Flushes STREAM. False when that failed or a write before it did; *WHY is the error
 * then, as far as it can be told. */
bool bdl_file_flush(FILE *stream, int *why);

/* A file being written beside its place: readers see the old file or the whole new one,
 * never half. What is not a regular file ("-": standard output, a device, a pipe) is
 * written directly. Lives in the arena it was begun in. */
typedef struct bdl_file_writer bdl_file_writer;

/* Begins to write PATH; NULL on failure, with *ERROR. An arena freed before commit
 * abandons the file. */
bdl_file_writer *bdl_file_write_begin(bdl_arena *arena, bdl_str path, bdl_str *error);
/* The stream to write to; the caller does not close it. */
FILE *bdl_file_write_stream(bdl_file_writer *writer);
/* Flushes, syncs and renames into place; on failure nothing is left and *ERROR says why.
 * The writer is finished either way. */
bdl_status bdl_file_write_commit(bdl_file_writer *writer, bdl_str *error);
/* Leaves the old file as it was. */
void bdl_file_write_abandon(bdl_file_writer *writer);
/* All of TEXT in one call. */
bdl_status bdl_file_write(bdl_arena *arena, bdl_str path, bdl_str text, bdl_str *error);

/* Writes all of BYTES to FD, or what can be; 0, or the errno that says why not all. */
int bdl_file_write_all(int fd, bdl_str bytes);

bdl_str bdl_path_join(bdl_arena *arena, bdl_str folder, bdl_str name);
bdl_str bdl_path_folder(bdl_str path); /* "" for a bare name */
bdl_str bdl_path_name(bdl_str path);   /* what follows the last slash */

#endif
