/* html_role.c - what each element of a page is: by its tag, and by what a style or a role
 * shows it as. */
#include "read/web/html.h"

#ifdef HAVE_GUMBO

#include "read/web/html_role.h"

/* ---- tags ---- */

/* What an element is that is nothing of its own: a block of text, or a part of a line. */
static bdl_html_role role_of_text(GumboTag tag) {
    switch (tag) {
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_LEGEND:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_SUMMARY:
        return BDL_ROLE_BLOCK;
    default:
        return BDL_ROLE_INLINE;
    }
}

static bdl_html_role role_of_tag(GumboTag tag) {
    switch (tag) {
    case GUMBO_TAG_P:
        return BDL_ROLE_PARAGRAPH;
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
        return BDL_ROLE_HEADING;
    case GUMBO_TAG_TABLE:
        return BDL_ROLE_TABLE;
    case GUMBO_TAG_TR:
        return BDL_ROLE_ROW;
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
        return BDL_ROLE_CELL;
    case GUMBO_TAG_BR:
        return BDL_ROLE_BREAK;
    case GUMBO_TAG_HR:
        return BDL_ROLE_RULE;
    case GUMBO_TAG_OL:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_DIR:
    case GUMBO_TAG_MENU:
        return BDL_ROLE_LIST;
    case GUMBO_TAG_LI:
        return BDL_ROLE_ITEM;
    case GUMBO_TAG_IMG:
        return BDL_ROLE_PICTURE;
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_LISTING:
    case GUMBO_TAG_XMP:
    case GUMBO_TAG_PLAINTEXT:
        return BDL_ROLE_VERBATIM;
    case GUMBO_TAG_TITLE:
        return BDL_ROLE_TITLE;
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_RT:
    case GUMBO_TAG_RP:
        return BDL_ROLE_SKIPPED;
    default:
        return role_of_text(tag);
    }
}

bool bdl_html_is_element(const GumboNode *node) {
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

/* ---- attributes ---- */

bdl_str bdl_html_attribute(const GumboNode *node, const char *name) {
    const GumboAttribute *found = gumbo_get_attribute(&node->v.element.attributes, name);
    return found ? bdl_str_z(found->value) : (bdl_str){NULL, 0};
}

static bdl_str style_of(const GumboNode *node) {
    enum { MOST = 2000 };
    bdl_str style = bdl_html_attribute(node, "style");
    if (style.len > MOST)
        style.len = MOST;
    return style;
}

bool bdl_html_is_hidden(const GumboNode *node) {
    bdl_str style = style_of(node);
    return bdl_html_attribute(node, "hidden").data ||
           bdl_html_style_says(style, "display:none") ||
           bdl_html_style_says(style, "mso-hide:all") ||
           bdl_html_style_says(style, "visibility:hidden");
}

bool bdl_html_begins_page(const GumboNode *node) {
    return bdl_html_style_says(style_of(node), "page-break-before:always");
}

/* ---- tables that are none ---- */

static bdl_html_display display_of(const bdl_map *classes, const GumboNode *node) {
    if (!bdl_html_is_element(node) || node->v.element.attributes.length == 0)
        return BDL_HTML_PLAIN;
    return bdl_html_display_of(classes, bdl_html_attribute(node, "style"),
                               bdl_html_attribute(node, "class"),
                               bdl_html_attribute(node, "role"));
}

/* Whether the first element in NODE is shown as a row: NODE is its table, though nothing
 * says so. Not far behind comments: it is asked for each of the rows. */
static bool holds_rows(const bdl_map *classes, const GumboNode *node) {
    enum { LOOKED_AT = 8 };
    const GumboVector *children = bdl_html_children(node);
    for (unsigned i = 0; i < children->length && i < LOOKED_AT; i++) {
        const GumboNode *child = children->data[i];
        if (bdl_html_is_element(child))
            return display_of(classes, child) == BDL_HTML_ROW;
        if (child->type == GUMBO_NODE_TEXT)
            return false;
    }
    return false;
}

static bool is_block(const GumboNode *node) {
    return bdl_html_is_element(node) &&
           role_of_tag(node->v.element.tag) == BDL_ROLE_BLOCK;
}

static bool is_table(const bdl_map *classes, const GumboNode *node) {
    bdl_html_display display = display_of(classes, node);
    return display == BDL_HTML_TABLE ||
           (display == BDL_HTML_PLAIN && is_block(node) && holds_rows(classes, node));
}

/* Whether NODE is in a table, groups of rows passed over. */
static bool is_row_of_table(const bdl_map *classes, const GumboNode *node) {
    const GumboNode *around = node->parent;
    if (display_of(classes, around) == BDL_HTML_ROWS)
        around = around->parent;
    return is_table(classes, around);
}

bdl_html_role bdl_html_role_of(const bdl_map *classes, const GumboNode *node) {
    bdl_html_role own = role_of_tag(node->v.element.tag);
    if (own != BDL_ROLE_BLOCK && own != BDL_ROLE_INLINE && own != BDL_ROLE_PARAGRAPH &&
        own != BDL_ROLE_LIST && own != BDL_ROLE_ITEM)
        return own;
    if (is_table(classes, node))
        return BDL_ROLE_TABLE;
    bdl_html_display display = display_of(classes, node);
    if (display == BDL_HTML_ROW && is_row_of_table(classes, node))
        return BDL_ROLE_ROW;
    bool cell = display == BDL_HTML_CELL &&
                display_of(classes, node->parent) == BDL_HTML_ROW &&
                is_row_of_table(classes, node->parent);
    return cell ? BDL_ROLE_CELL : own;
}

const GumboVector *bdl_html_children(const GumboNode *node) {
    static const GumboVector none;
    if (node->type == GUMBO_NODE_DOCUMENT)
        return &node->v.document.children;
    return bdl_html_is_element(node) ? &node->v.element.children : &none;
}

static void take_sheet(bdl_arena *arena, bdl_map *classes, const GumboNode *node) {
    const GumboVector *children = bdl_html_children(node);
    for (unsigned i = 0; i < children->length; i++) {
        const GumboNode *child = children->data[i];
        if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA)
            bdl_html_take_sheet(arena, classes, bdl_str_z(child->v.text.text));
    }
}

const GumboNode *bdl_html_next(const GumboNode *node, const GumboNode *root) {
    if (bdl_html_children(node)->length > 0)
        return bdl_html_children(node)->data[0];
    while (node != root &&
           node->index_within_parent + 1 >= bdl_html_children(node->parent)->length)
        node = node->parent;
    return node == root
               ? NULL
               : bdl_html_children(node->parent)->data[node->index_within_parent + 1];
}

void bdl_html_take_sheets(bdl_arena *arena, bdl_map *classes, const GumboNode *root) {
    for (const GumboNode *node = root; node; node = bdl_html_next(node, root))
        if (bdl_html_is_element(node) && node->v.element.tag == GUMBO_TAG_STYLE)
            take_sheet(arena, classes, node);
}

#endif
