/* html_role.h - what each element of a page is: a block, a table, a cell ... */
#ifndef BDL_READ_HTML_ROLE_H
#define BDL_READ_HTML_ROLE_H

#include <gumbo.h>

#include "read/web/html.h"

typedef enum bdl_html_role {
    BDL_ROLE_INLINE,
    BDL_ROLE_BLOCK,     /* begins and ends a line */
    BDL_ROLE_PARAGRAPH, /* the same; leaves a gap when it is empty */
    BDL_ROLE_HEADING,
    BDL_ROLE_SKIPPED, /* not text */
    BDL_ROLE_TABLE,
    BDL_ROLE_ROW,
    BDL_ROLE_CELL,
    BDL_ROLE_BREAK,
    BDL_ROLE_RULE,
    BDL_ROLE_LIST,
    BDL_ROLE_ITEM,
    BDL_ROLE_PICTURE,
    BDL_ROLE_VERBATIM,
    BDL_ROLE_TITLE,
} bdl_html_role;

bool bdl_html_is_element(const GumboNode *node);
/* No data when NODE has no such attribute. */
bdl_str bdl_html_attribute(const GumboNode *node, const char *name);
bool bdl_html_is_hidden(const GumboNode *node);
bool bdl_html_begins_page(const GumboNode *node);
/* Of a page whose style sheets gave CLASSES. A row or cell that stands in no table is
 * none, and what a style or a role shows as a table is one. */
bdl_html_role bdl_html_role_of(const bdl_map *classes, const GumboNode *node);

/* Whether NODE, of that ROLE, is a menu, a list of other pages or the heading of one. So
 * many nodes may still be looked at: *LEFT. Then nothing is a menu any more. */
bool bdl_html_is_menu(const GumboNode *node, bdl_html_role role, size_t *left);
/* The rows of all tables in ROOT. */
size_t bdl_html_rows(const GumboNode *root);

/* Those of an element or the page; of anything else none. */
const GumboVector *bdl_html_children(const GumboNode *node);
/* What comes after NODE in the order of the page; NULL: nothing below ROOT does. */
const GumboNode *bdl_html_next(const GumboNode *node, const GumboNode *root);
/* Notes the classes that the style sheets below ROOT show as parts of tables. Styles hold
 * for what stands before them, too: all are taken before anything is read. */
void bdl_html_take_sheets(bdl_arena *arena, bdl_map *classes, const GumboNode *root);

#endif
