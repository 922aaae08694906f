/* file.h - whole files in, whole files out. */
#ifndef BDL_BASE_FILE_H
#define BDL_BASE_FILE_H

#include "base/arena.h"

typedef enum bdl_status {
    BDL_OK = 0,
    BDL_EINPUT, /* the input is bad; see the diagnostics */
    BDL_EIO,    /* a file could not be read or written */
    BDL_ELIMIT, /* a limit was reached */
} bdl_status;

/* Reads PATH ("-": standard input) whole into ARENA, at most LIMIT bytes. On failure
 * *ERROR says why in words ("no such file", "is a directory", "larger than 1 GiB"). */
bdl_status bdl_file_read(bdl_arena *arena, bdl_str path, size_t limit, bdl_str *out,
                         bdl_str *error);

bdl_str bdl_path_join(bdl_arena *arena, bdl_str folder, bdl_str name);
bdl_str bdl_path_folder(bdl_str path); /* "" for a bare name */
bdl_str bdl_path_name(bdl_str path);   /* what follows the last slash */

#endif
