/* read.h - from the bytes of a file to a document of blocks.
 *
 * The document, its blocks and every text live in the arena handed in. The format is told
 * by content first and by the file's name second; formats.def lists the formats. */
#ifndef BDL_READ_READ_H
#define BDL_READ_READ_H

#include "base/file.h"
#include "block/block.h"
#include "read/cache.h"
#include "read/pages.h"

/* The bytes of the file PATH ("-": standard input), which may be in a ZIP archive
 * ("a.zip/b.docx"). On failure *ERROR says in words why they could not be read. */
bdl_status bdl_read_file(bdl_arena *arena, bdl_str path, bdl_str *bytes, bdl_str *error);

struct bdl_reading;

/* A file that is in memory already: BYTES must live as long as the arena it is read into.
 */
typedef struct bdl_input {
    bdl_str path, bytes;
    const bdl_cache *cache; /* of what was read before; may be NULL */
    bdl_pages *pages;       /* told of the pages that are read; may be NULL */
    bool keeps_raw;         /* rows of long tables need not be made (bdl_raw_rows) */
    /* Reads web pages and office documents, BYTES, into READING instead of
     * bdl-read-office: for tests that want to see the harm (strange.h). May be NULL. */
    void (*strange)(struct bdl_reading *reading, bdl_str bytes);
} bdl_input;

/* Reads a file in memory. On failure *ERROR says in words what is wrong with it
 * (BDL_EINPUT), or why it could not be read (BDL_EIO, BDL_ELIMIT). Web pages and office
 * documents are read by a program of its own (apart.h), and one that harms its reader is
 * refused in words like any other that cannot be read. */
bdl_status bdl_read_input(bdl_arena *arena, const bdl_input *input, bdl_doc **out,
                          bdl_str *error);
/* The same without a cache. */
bdl_status bdl_read_bytes(bdl_arena *arena, bdl_str path, bdl_str bytes, bdl_doc **out,
                          bdl_str *error);

/* Whether a walk through a folder should take the file PATH, by its name's ending. */
bool bdl_read_can(bdl_str path);

#endif
