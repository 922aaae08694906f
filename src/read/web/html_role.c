/* html_role.c - what each element of a page is: by its tag, and by what a style or a role
 * shows it as. */
#include "read/web/html.h"

#ifdef HAVE_GUMBO

#include "read/web/html_role.h"

/* ---- tags ---- */

/* What is not named is a part of a line. */
static const uint8_t role_of_tag[GUMBO_TAG_LAST + 1] = {
    [GUMBO_TAG_UNKNOWN] = BDL_ROLE_INLINE,
    [GUMBO_TAG_ADDRESS] = BDL_ROLE_BLOCK,
    [GUMBO_TAG_ARTICLE] = BDL_ROLE_BLOCK,
    [GUMBO_TAG_ASIDE] = BDL_ROLE_BLOCK,
    [GUMBO_TAG_BLOCKQUOTE] = BDL_ROLE_BLOCK,
    [GUMBO_TAG_BODY] = BDL_ROLE_BLOCK,
    [GUMBO_TAG_CAPTION] = BDL_ROLE_BLOCK,
    [GUMBO_TAG_CENTER] = BDL_ROLE_BLOCK,
    [GUMBO_TAG_DD] = BDL_ROLE_BLOCK,
    [GUMBO_TAG_DETAILS] = BDL_ROLE_BLOCK,
    [GUMBO_TAG_DIV] = BDL_ROLE_BLOCK,
    [GUMBO_TAG_DL] = BDL_ROLE_BLOCK,
    [GUMBO_TAG_DT] = BDL_ROLE_BLOCK,
    [GUMBO_TAG_FIELDSET] = BDL_ROLE_BLOCK,
    [GUMBO_TAG_FIGCAPTION] = BDL_ROLE_BLOCK,
    [GUMBO_TAG_FIGURE] = BDL_ROLE_BLOCK,
    [GUMBO_TAG_FOOTER] = BDL_ROLE_BLOCK,
    [GUMBO_TAG_FORM] = BDL_ROLE_BLOCK,
    [GUMBO_TAG_HEADER] = BDL_ROLE_BLOCK,
    [GUMBO_TAG_LEGEND] = BDL_ROLE_BLOCK,
    [GUMBO_TAG_MAIN] = BDL_ROLE_BLOCK,
    [GUMBO_TAG_NAV] = BDL_ROLE_BLOCK,
    [GUMBO_TAG_SECTION] = BDL_ROLE_BLOCK,
    [GUMBO_TAG_SUMMARY] = BDL_ROLE_BLOCK,
    [GUMBO_TAG_P] = BDL_ROLE_PARAGRAPH,
    [GUMBO_TAG_H1] = BDL_ROLE_HEADING,
    [GUMBO_TAG_H2] = BDL_ROLE_HEADING,
    [GUMBO_TAG_H3] = BDL_ROLE_HEADING,
    [GUMBO_TAG_H4] = BDL_ROLE_HEADING,
    [GUMBO_TAG_H5] = BDL_ROLE_HEADING,
    [GUMBO_TAG_H6] = BDL_ROLE_HEADING,
    [GUMBO_TAG_TABLE] = BDL_ROLE_TABLE,
    [GUMBO_TAG_TR] = BDL_ROLE_ROW,
    [GUMBO_TAG_TD] = BDL_ROLE_CELL,
    [GUMBO_TAG_TH] = BDL_ROLE_CELL,
    [GUMBO_TAG_BR] = BDL_ROLE_BREAK,
    [GUMBO_TAG_HR] = BDL_ROLE_RULE,
    [GUMBO_TAG_OL] = BDL_ROLE_LIST,
    [GUMBO_TAG_UL] = BDL_ROLE_LIST,
    [GUMBO_TAG_DIR] = BDL_ROLE_LIST,
    [GUMBO_TAG_MENU] = BDL_ROLE_LIST,
    [GUMBO_TAG_LI] = BDL_ROLE_ITEM,
    [GUMBO_TAG_IMG] = BDL_ROLE_PICTURE,
    [GUMBO_TAG_PRE] = BDL_ROLE_VERBATIM,
    [GUMBO_TAG_LISTING] = BDL_ROLE_VERBATIM,
    [GUMBO_TAG_XMP] = BDL_ROLE_VERBATIM,
    [GUMBO_TAG_PLAINTEXT] = BDL_ROLE_VERBATIM,
    [GUMBO_TAG_TITLE] = BDL_ROLE_TITLE,
    [GUMBO_TAG_SCRIPT] = BDL_ROLE_SKIPPED,
    [GUMBO_TAG_STYLE] = BDL_ROLE_SKIPPED,
    [GUMBO_TAG_TEMPLATE] = BDL_ROLE_SKIPPED,
    [GUMBO_TAG_NOSCRIPT] = BDL_ROLE_SKIPPED,
    [GUMBO_TAG_NOFRAMES] = BDL_ROLE_SKIPPED,
    [GUMBO_TAG_IFRAME] = BDL_ROLE_SKIPPED,
    [GUMBO_TAG_OBJECT] = BDL_ROLE_SKIPPED,
    [GUMBO_TAG_SVG] = BDL_ROLE_SKIPPED,
    [GUMBO_TAG_SELECT] = BDL_ROLE_SKIPPED,
    [GUMBO_TAG_TEXTAREA] = BDL_ROLE_SKIPPED,
    [GUMBO_TAG_BUTTON] = BDL_ROLE_SKIPPED,
    [GUMBO_TAG_VIDEO] = BDL_ROLE_SKIPPED,
    [GUMBO_TAG_AUDIO] = BDL_ROLE_SKIPPED,
    [GUMBO_TAG_CANVAS] = BDL_ROLE_SKIPPED,
    [GUMBO_TAG_DEL] = BDL_ROLE_SKIPPED,
    [GUMBO_TAG_RT] = BDL_ROLE_SKIPPED,
    [GUMBO_TAG_RP] = BDL_ROLE_SKIPPED,
};

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
           role_of_tag[node->v.element.tag] == BDL_ROLE_BLOCK;
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
    bdl_html_role own = role_of_tag[node->v.element.tag];
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
