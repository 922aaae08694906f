/* xlsx_library.h - libxlsxwriter, loaded when a workbook is written: linked, it and what
 * it needs (libcrypto, for one hash) would take two milliseconds of every start of bdl.
 */
#ifndef BDL_REPORT_XLSX_LIBRARY_H
#define BDL_REPORT_XLSX_LIBRARY_H

#include <xlsxwriter.h>

#include "base/arena.h"

typedef struct bdl_xlsx_library {
#define CALL(name) __typeof__(name) *name;
#include "report/xlsx_calls.def"
#undef CALL
} bdl_xlsx_library;

/* Stays loaded until the program ends. False with *ERROR (in ARENA) when it is not there.
 */
bool bdl_xlsx_library_load(bdl_arena *arena, bdl_xlsx_library *library, bdl_str *error);

#endif
