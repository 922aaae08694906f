/* baseline.h - the file of --baseline and --write-baseline: findings that are known, one
 * a line, by their fingerprints. */
#ifndef BDL_REPORT_BASELINE_H
#define BDL_REPORT_BASELINE_H

#include "base/map.h"
#include "report/report.h"

/* Writes every finding that is not waived. Not in formats.def: it has its own option. */
extern const bdl_report_format bdl_report_baseline;

/* The fingerprints of the file PATH, each with a value that is not NULL, in ARENA. NULL
 * with *ERROR when it cannot be read or is no such file. */
bdl_map *bdl_baseline_read(bdl_arena *arena, bdl_str path, bdl_str *error);

#endif
