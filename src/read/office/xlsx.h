/* xlsx.h - what the files of the XLSX reader share: shared texts and number formats. */
#ifndef BDL_READ_XLSX_H
#define BDL_READ_XLSX_H

#include "base/vec.h"
#include "read/office/xml.h"

typedef struct bdl_xlsx_book {
    bdl_arena *arena;
    BDL_VEC(bdl_str) texts;   /* shared strings */
    BDL_VEC(bdl_str) formats; /* the number format of each cell style */
    bool from_1904;
} bdl_xlsx_book;

/* Reads the parts with shared texts and styles; their names may be empty. */
bool bdl_xlsx_book_read(bdl_package *package, bdl_str texts, bdl_str styles,
                        bdl_xlsx_book *book, bdl_str *error);

#endif
