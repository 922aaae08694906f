/* read.h - from the bytes of a file to a document of blocks.
 *
 * The document, its blocks and every text live in the arena handed in. The format is told
 * by content first and by the file's name second; formats.def lists the formats. */
#ifndef BDL_READ_READ_H
#define BDL_READ_READ_H

#include "base/file.h"
#include "block/block.h"

/* Reads the file PATH ("-": standard input). On failure *ERROR says in words what is
 * wrong with the file (BDL_EINPUT), or why it could not be read (BDL_EIO, BDL_ELIMIT). */
bdl_status bdl_read(bdl_arena *arena, bdl_str path, bdl_doc **out, bdl_str *error);

/* Only the bytes of the file PATH, which may be in a ZIP archive ("a.zip/b.docx"). */
bdl_status bdl_read_file(bdl_arena *arena, bdl_str path, bdl_str *bytes, bdl_str *error);

/* bdl_read for a file that is in memory already: BYTES must live as long as ARENA. Web
 * pages and office documents are read by a worker process (worker.h), and one that harms
 * its reader is refused in words like any other that cannot be read. */
bdl_status bdl_read_bytes(bdl_arena *arena, bdl_str path, bdl_str bytes, bdl_doc **out,
                          bdl_str *error);
/* The same without a worker: for tests that want to see the harm. */
bdl_status bdl_read_bytes_here(bdl_arena *arena, bdl_str path, bdl_str bytes,
                               bdl_doc **out, bdl_str *error);

/* Whether a walk through a folder should take the file PATH, by its name's ending. */
bool bdl_read_can(bdl_str path);

#endif
