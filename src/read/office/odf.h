/* odf.h - what the readers of OpenDocument share: the text of paragraphs, styles. */
#ifndef BDL_READ_ODF_H
#define BDL_READ_ODF_H

#include "base/map.h"
#include "read/office/numeral.h"
#include "read/office/xml.h"
#include "read/readers.h"

enum { BDL_ODF_LEVELS = 10 };

typedef struct bdl_odf_level {
    bdl_numeral kind;
    bdl_str prefix, suffix;
    uint32_t start, shown; /* SHOWN: levels in the number */
    uint32_t count;
    bool counting;
} bdl_odf_level;

typedef struct bdl_odf_list {
    bdl_odf_level levels[BDL_ODF_LEVELS];
} bdl_odf_list;

typedef struct bdl_odf_styles {
    bdl_arena *arena;
    bdl_map *lists;         /* bdl_odf_list by name */
    bdl_map *hidden_tables; /* names of styles that show nothing */
    bdl_map *hidden_texts;  /* the same, of letters and paragraphs */
    /* while they are read */
    bdl_odf_list *list;
    bdl_str style;
} bdl_odf_styles;

/* Take the tags of styles.xml and of content.xml, whichever come. */
void bdl_odf_styles_start(bdl_odf_styles *styles, const bdl_xml_tag *tag);
void bdl_odf_styles_end(bdl_odf_styles *styles, const bdl_xml_tag *tag);
/* Counts an item at LEVEL (from 0) and gives the number before it. */
bdl_str bdl_odf_count(bdl_odf_styles *styles, bdl_odf_list *list, uint32_t level);
void bdl_odf_restart(bdl_odf_list *list, uint32_t level);

/* Reads the part CONTENT as a text or as sheets. */
bool bdl_odf_read_text(bdl_reading *reading, bdl_package *package,
                       bdl_odf_styles *styles);
bool bdl_odf_read_sheets(bdl_reading *reading, bdl_package *package,
                         bdl_odf_styles *styles);

/* TEXT with its white space as OpenDocument means it: runs are one blank. *BLANK: one
 * stands before it already. */
bdl_str bdl_odf_text(bdl_arena *arena, bdl_str text, bool *blank);

#endif
