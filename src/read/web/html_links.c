/* html_links.c - what of a page leads to others and says nothing of its own: menus, lists
 * of articles beside the text. */
#include "read/web/html.h"

#ifdef HAVE_GUMBO

#include "base/text.h"

#include "read/web/html_role.h"

enum {
    NODES_MAX = 3000, /* looked at: a longer menu is text */
    LINKS_MIN = 2,    /* one alone may be a word of the text */
};

/* Whether NODE leads to another page; "#table3" leads to a part of this one, as the
 * entries of a catalogue do, "#" to what a script does. */
static bool is_way_out(const GumboNode *node) {
    if (!bdl_html_is_element(node) || node->v.element.tag != GUMBO_TAG_A)
        return false;
    bdl_str target = bdl_html_attribute(node, "href");
    return target.data && (target.len <= 1 || target.data[0] != '#');
}

static bool is_in_link(const GumboNode *node, const GumboNode *root, size_t *left) {
    while (node != root && !is_way_out(node)) {
        node = node->parent;
        *left -= *left > 0;
    }
    return node != root;
}

/* Whether TEXT only parts links: "|", ">", "·". */
static bool is_separator(bdl_str text) {
    text = bdl_text_trim(text);
    return bdl_str_is_any(text, BDL_WORDS("", "|", "｜", ">", "》", "»", ">>", "·", "•",
                                          "/", "-", "—", "："));
}

/* Whether TEXT is an amount and nothing else; "2" is the number of a page. */
static bool is_amount(bdl_str text) {
    bool mark = false;
    text = bdl_text_trim(text);
    for (size_t i = 0; i < text.len; i++) {
        bool own = i > 0 && (text.data[i] == '.' || text.data[i] == ',');
        if (!own && (text.data[i] < '0' || text.data[i] > '9'))
            return false;
        mark = mark || own;
    }
    return mark;
}

/* Whether TEXT, of NODE, is none of a menu below ROOT: it stands outside of links, or is
 * an amount. */
static bool is_own_text(const GumboNode *node, const GumboNode *root, size_t *left) {
    bdl_str text = bdl_str_z(node->v.text.text);
    return !is_separator(text) && (is_amount(text) || !is_in_link(node, root, left));
}

/* How many links ROOT holds; 0 when text stands outside of them. */
static size_t count_links(const GumboNode *root, size_t *left) {
    size_t links = 0, looked_at = 0;
    for (const GumboNode *n = root; n; n = bdl_html_next(n, root)) {
        bool text = n->type == GUMBO_NODE_TEXT || n->type == GUMBO_NODE_CDATA;
        if (++looked_at > NODES_MAX || *left == 0 || (text && is_own_text(n, root, left)))
            return 0;
        --*left;
        links += is_way_out(n);
    }
    return links;
}

size_t bdl_html_rows(const GumboNode *root) {
    size_t rows = 0;
    for (const GumboNode *n = root; n; n = bdl_html_next(n, root))
        rows += bdl_html_is_element(n) && n->v.element.tag == GUMBO_TAG_TR;
    return rows;
}

/* The element behind NODE in what holds it, NULL when there is none. */
static const GumboNode *element_behind(const GumboNode *node) {
    const GumboVector *all = bdl_html_children(node->parent);
    for (size_t i = node->index_within_parent + 1; i < all->length; i++)
        if (bdl_html_is_element(all->data[i]))
            return all->data[i];
    return NULL;
}

bool bdl_html_is_menu(const GumboNode *node, bdl_html_role role, size_t *left) {
    if (role == BDL_ROLE_HEADING) { /* of a menu */
        const GumboNode *next = element_behind(node);
        return node->v.element.tag >= GUMBO_TAG_H3 && next &&
               (next->v.element.tag == GUMBO_TAG_UL ||
                next->v.element.tag == GUMBO_TAG_OL) &&
               count_links(next, left) >= LINKS_MIN;
    }
    bool holds = role == BDL_ROLE_LIST || role == BDL_ROLE_BLOCK ||
                 role == BDL_ROLE_TABLE || role == BDL_ROLE_PARAGRAPH;
    return holds && count_links(node, left) >= LINKS_MIN;
}

#endif
