/* load.h - how files that rule files name are found. */
#ifndef BDL_LANG_LOAD_H
#define BDL_LANG_LOAD_H

#include "lang/program.h"

/* Where a path leads to. */
typedef struct bdl_load_place {
    bdl_str path;
    bdl_str identity; /* the same for all paths to one file; the path itself where that
                         cannot be told */
    bool is_there;    /* and no folder */
    bool is_plain;    /* a file that can be read more than once */
} bdl_load_place;
bdl_load_place bdl_load_place_of(bdl_arena *arena, bdl_str path);

/* Who looks for files, and what it knows: most are used by many. Of one thread. */
typedef struct bdl_load_finder {
    bdl_arena *arena;
    const bdl_load_options *options;
    bdl_map *known; /* path -> bdl_load_place */
} bdl_load_finder;

/* The first place where NAME, named by a file in FOLDER, is: that folder, then the rules
 * path. One that is not there when it is nowhere; *TRIED lists the places. */
bdl_load_place bdl_load_find(bdl_load_finder *finder, bdl_str folder, bdl_str name,
                             bdl_str *tried);
/* Whether the bytes of SOURCE are UTF-8; reports the first that is not. */
bool bdl_load_is_utf8(const bdl_source *source, bdl_diags *diags);
/* Parses TEXT of the file PATH; NULL after a report when it is not UTF-8. */
bdl_file *bdl_load_parse(bdl_arena *arena, bdl_str path, bdl_str text,
                         const bdl_load_options *options, bdl_diags *diags);

/* Loads PATHS, or TEXT that NAME stands for, and what they use, into PROGRAM's files.
 * What is given back works on at these until it is freed; NULL: nothing does. */
struct bdl_ahead *bdl_load_files(bdl_program *program, const bdl_str *paths, size_t count,
                                 const bdl_load_options *options, bdl_diags *diags);
void bdl_load_text(bdl_program *program, bdl_str name, bdl_str text,
                   const bdl_load_options *options, bdl_diags *diags);

/* Sets params to what -D says, before check. */
void bdl_load_overrides(bdl_program *program, const bdl_load_options *options,
                        bdl_diags *diags);

/* A CSV file as rows of texts (RFC 4180, a mark at its beginning and LF accepted). */
typedef struct bdl_csv_cell {
    bdl_str text;
    bdl_span span;
} bdl_csv_cell;
typedef struct bdl_csv_row {
    bdl_csv_cell *cells;
    size_t count;
    bdl_span span;
} bdl_csv_row;
typedef struct bdl_csv {
    BDL_VEC(bdl_csv_row) rows;
    const char *mistake; /* NULL: none */
    bdl_span place;      /* of the mistake */
} bdl_csv;
/* Texts that had quotes live in ARENA, rows in PASSING. */
bdl_csv bdl_csv_read(bdl_arena *arena, bdl_arena *passing, bdl_str text);

#endif
