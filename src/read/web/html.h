/* html.h - what the files of the HTML reader share: one page on its way into a flow. */
#ifndef BDL_READ_HTML_H
#define BDL_READ_HTML_H

#include "base/map.h"

#include "read/flow.h"

/* Where the text of a page goes. White space is kept back until it is known what stands
 * on both its sides. */
typedef struct bdl_html_text {
    bdl_reading *reading;
    bdl_flow *flow;
    bdl_str page;        /* the source */
    size_t offset;       /* in it: where the last text or tag was */
    bool blank, wrapped; /* white space waits; it holds a line end */
    unsigned tabs;       /* that it holds */
    uint32_t last;       /* the last character of the line, 0 at its start */
    bool begun;          /* the line has more than &nbsp; */
    unsigned verbatim;   /* inside so many <pre> */
} bdl_html_text;

/* Adds DECODED, which is written as WRITTEN in the page (entities and all); WRITTEN may
 * be empty. */
void bdl_html_add(bdl_html_text *text, bdl_str decoded, bdl_str written);
/* Ends the line; whether to leave a gap when it is empty. */
void bdl_html_end_line(bdl_html_text *text, bool gap);
/* The place at byte OFFSET of the page. */
bdl_place bdl_html_place(const bdl_html_text *text, size_t offset);

/* Reads what stands WRITTEN in a <pre>, from LINE of the page on, as a text file is read;
 * false, and nothing is read, when no rows are in it. */
bool bdl_html_put_pre(bdl_html_text *text, bdl_str written, uint32_t line);

/* What an element is shown as. ROWS is a group of rows. */
typedef enum bdl_html_display {
    BDL_HTML_PLAIN,
    BDL_HTML_TABLE,
    BDL_HTML_ROWS,
    BDL_HTML_ROW,
    BDL_HTML_CELL,
} bdl_html_display;

/* Notes the classes that a style sheet of the page shows as parts of tables. */
void bdl_html_take_sheet(bdl_arena *arena, bdl_map *classes, bdl_str sheet);
/* What an element with this style, these classes and this role is shown as. */
bdl_html_display bdl_html_display_of(const bdl_map *classes, bdl_str style, bdl_str names,
                                     bdl_str role);

/* The number an attribute starts with, at most MOST; OTHERWISE when there is none. */
uint32_t bdl_html_number(bdl_str value, uint32_t most, uint32_t otherwise);
/* Whether a style says PROPERTY: VALUE, blanks and letter case aside. */
bool bdl_html_style_says(bdl_str style, const char *wanted);
/* Whether a file of this name can be a document. */
bool bdl_html_is_document(bdl_str name);

/* Whether some tags stand inside each other deeper than a parser can take. */
bool bdl_html_is_too_deep(bdl_str page);
/* Whether TEXT starts as a page does. */
bool bdl_html_is_page(bdl_str text);
/* The page without what a server should have taken out of it (<%...%>): blanks instead.
 */
bdl_str bdl_html_without_directives(bdl_arena *arena, bdl_str page);
/* The page in the encoding it names itself, broken bytes replaced; false when it names
 * none that is known. */
bool bdl_html_decode(bdl_doc *doc, bdl_str bytes, bdl_str *text, bdl_str *name);

#endif
