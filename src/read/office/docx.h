/* docx.h - what the files of the DOCX reader share: styles and generated numbers. */
#ifndef BDL_READ_DOCX_H
#define BDL_READ_DOCX_H

#include "base/map.h"
#include "read/office/numeral.h"
#include "read/office/xml.h"

enum { BDL_DOCX_LEVELS = 9, BDL_DOCX_UNSET = 100000 };

typedef struct bdl_docx_style {
    bdl_str id, based_on;
    uint32_t outline;       /* 0-8, 9 for body text; UNSET when it says nothing */
    uint32_t number, level; /* of its numbering */
} bdl_docx_style;

typedef struct bdl_docx_level {
    bdl_str text, style; /* "%1、"; the style that is numbered by it */
    bdl_numeral kind;
    uint32_t start, count;
    bool counting, bare; /* BARE: nothing follows the number */
} bdl_docx_level;

typedef struct bdl_docx_list { /* an abstract numbering, with where its counts stand */
    bdl_docx_level levels[BDL_DOCX_LEVELS];
} bdl_docx_list;

typedef struct bdl_docx_number {
    bdl_docx_list *list;
    uint32_t restart[BDL_DOCX_LEVELS]; /* UNSET, or the number it begins again with */
} bdl_docx_number;

typedef struct bdl_docx_styles {
    bdl_arena *arena;
    bdl_map *styles;  /* bdl_docx_style by id */
    bdl_map *lists;   /* bdl_docx_list by id */
    bdl_map *numbers; /* bdl_docx_number by id */
    bdl_docx_style *default_style;
} bdl_docx_styles;

/* Reads the two parts, whose names may be empty. */
bool bdl_docx_styles_read(bdl_package *package, bdl_str styles, bdl_str numbering,
                          bdl_docx_styles *out, bdl_str *error);

/* The level of headings (1-6) of a paragraph in STYLE, 0 when it is none; OUTLINE is what
 * the paragraph says itself, or UNSET. */
unsigned bdl_docx_heading(const bdl_docx_styles *styles, bdl_str style, uint32_t outline);

/* The numbering of a paragraph in STYLE: fills in what is UNSET. */
void bdl_docx_numbering(const bdl_docx_styles *styles, bdl_str style, uint32_t *number,
                        uint32_t *level);

/* Counts one paragraph and gives the text that Word puts before it. */
bdl_str bdl_docx_count(bdl_docx_styles *styles, uint32_t number, uint32_t level);

#endif
