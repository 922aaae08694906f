/* office.h - documents of older programs (DOC, WPS, XLS, ET, RTF, XML of Office 2003),
 * which LibreOffice, where it is installed, turns into ones that we read. */
#ifndef BDL_READ_OFFICE_H
#define BDL_READ_OFFICE_H

#include "base/file.h"

typedef enum bdl_office_kind {
    BDL_OFFICE_NONE,
    BDL_OFFICE_TEXT,
    BDL_OFFICE_SHEETS,
    BDL_OFFICE_LOCKED, /* protected with a password, whatever it is */
    BDL_OFFICE_SLIDES,
    BDL_OFFICE_OTHER, /* a file of such a program, of an unknown kind */
} bdl_office_kind;

typedef struct bdl_office {
    bdl_office_kind kind;
    const char *format; /* "doc", "xls", "rtf", "xml" */
    const char *
        filter; /* LibreOffice's word for it, else it would read what is broken as text */
} bdl_office;

/* What BYTES are, by their content. */
bdl_office bdl_office_of(bdl_str bytes);

/* Turns BYTES into a DOCX or ODS file, in ARENA. LibreOffice is looked for where the
 * variable BDL_SOFFICE says, on the PATH, and where it is usually installed. It runs with
 * a folder of its own that is gone afterwards, with limits on time and memory, and, where
 * bwrap can be used, sees no network and no other file that could be written. BDL_EINPUT
 * with *ERROR when nothing came of it. */
bdl_status bdl_office_convert(bdl_arena *arena, bdl_office office, bdl_str bytes,
                              bdl_str *converted, bdl_str *error);

#endif
