/* html.c - reads a web page: tables with spans, tables inside tables and tables for
 * layout, pages saved from word processors. What a browser does not show is left out. */
#include "read/html.h"

#include "base/language.h"
#include "base/limits.h"
#include "base/text.h"

#include "read/readers.h"

#ifndef HAVE_GUMBO

void bdl_read_html(bdl_reading *reading) {
    reading->error =
        BDL_TR("is an HTML page; this bdl was built without gumbo, which reads them");
}

#else

#include <gumbo.h>

enum { PICTURE_WIDTH = 300, MAX_LISTS = 32, FRAMES_MAX = 20 };

typedef struct list {
    long next; /* the number of the next item; of a list without numbers 0 */
    const GumboNode *node;
} list;

typedef struct web {
    bdl_html_text text;
    bdl_flow *flow;
    bdl_reading *reading;
    const GumboNode *hidden; /* the outermost element that is not shown */
    bool hidden_text;        /* it holds text */
    size_t hidden_count, pictures, frames;
    bdl_place first_hidden, first_picture;
    list lists[MAX_LISTS];
    size_t list_depth;
    bdl_map *classes; /* that are shown as parts of tables */
} web;

/* ---- tags ---- */

typedef enum role {
    INLINE,
    BLOCK,     /* begins and ends a line */
    PARAGRAPH, /* the same; leaves a gap when it is empty */
    HEADING,
    SKIPPED, /* not text */
    TABLE,
    ROW,
    CELL,
    BREAK,
    RULE,
    LIST,
    ITEM,
    PICTURE,
    VERBATIM,
    TITLE,
} role;

/* What an element is that is nothing of its own: a block of text, or a part of a line. */
static role role_of_text(GumboTag tag) {
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
        return BLOCK;
    default:
        return INLINE;
    }
}

static role role_of(GumboTag tag) {
    switch (tag) {
    case GUMBO_TAG_P:
        return PARAGRAPH;
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
        return HEADING;
    case GUMBO_TAG_TABLE:
        return TABLE;
    case GUMBO_TAG_TR:
        return ROW;
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
        return CELL;
    case GUMBO_TAG_BR:
        return BREAK;
    case GUMBO_TAG_HR:
        return RULE;
    case GUMBO_TAG_OL:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_DIR:
    case GUMBO_TAG_MENU:
        return LIST;
    case GUMBO_TAG_LI:
        return ITEM;
    case GUMBO_TAG_IMG:
        return PICTURE;
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_LISTING:
    case GUMBO_TAG_XMP:
    case GUMBO_TAG_PLAINTEXT:
        return VERBATIM;
    case GUMBO_TAG_TITLE:
        return TITLE;
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
        return SKIPPED;
    default:
        return role_of_text(tag);
    }
}

static bool is_element(const GumboNode *node) {
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

/* ---- attributes ---- */

static bdl_str attribute(const GumboNode *node, const char *name) {
    const GumboAttribute *found = gumbo_get_attribute(&node->v.element.attributes, name);
    return found ? bdl_str_z(found->value) : (bdl_str){NULL, 0};
}

static bool is_hidden(const GumboNode *node) {
    bdl_str style = attribute(node, "style");
    if (style.len > 2000)
        style.len = 2000;
    return attribute(node, "hidden").data || bdl_html_style_says(style, "display:none") ||
           bdl_html_style_says(style, "mso-hide:all") ||
           bdl_html_style_says(style, "visibility:hidden");
}

static bool begins_page(const GumboNode *node) {
    bdl_str style = attribute(node, "style");
    if (style.len > 2000)
        style.len = 2000;
    return bdl_html_style_says(style, "page-break-before:always");
}

/* ---- tables that are none ---- */

static bdl_html_display display_of(const web *w, const GumboNode *node) {
    if (!is_element(node) || node->v.element.attributes.length == 0)
        return BDL_HTML_PLAIN;
    return bdl_html_display_of(w->classes, attribute(node, "style"),
                               attribute(node, "class"), attribute(node, "role"));
}

/* What NODE is shown as part of, groups of rows passed over. */
static bdl_html_display display_around(const web *w, const GumboNode *node) {
    bdl_html_display around = display_of(w, node->parent);
    return around == BDL_HTML_ROWS ? display_of(w, node->parent->parent) : around;
}

/* The role of an element in this page. A row or cell that stands in no table is none. */
static role role_in(const web *w, const GumboNode *node) {
    role own = role_of(node->v.element.tag);
    if (own != BLOCK && own != INLINE && own != PARAGRAPH && own != LIST && own != ITEM)
        return own;
    bdl_html_display display = display_of(w, node);
    if (display == BDL_HTML_TABLE)
        return TABLE;
    if (display == BDL_HTML_ROW && display_around(w, node) == BDL_HTML_TABLE)
        return ROW;
    bool cell = display == BDL_HTML_CELL && display_of(w, node->parent) == BDL_HTML_ROW &&
                display_around(w, node->parent) == BDL_HTML_TABLE;
    return cell ? CELL : own;
}

static const GumboVector *children_of(const GumboNode *node) {
    static const GumboVector none;
    if (node->type == GUMBO_NODE_DOCUMENT)
        return &node->v.document.children;
    return is_element(node) ? &node->v.element.children : &none;
}

static void take_sheet(web *w, const GumboNode *node) {
    const GumboVector *children = children_of(node);
    for (unsigned i = 0; i < children->length; i++) {
        const GumboNode *child = children->data[i];
        if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA)
            bdl_html_take_sheet(w->reading->arena, w->classes,
                                bdl_str_z(child->v.text.text));
    }
}

/* What comes after NODE in the order of the page; NULL: nothing below ROOT does. */
static const GumboNode *next_of(const GumboNode *node, const GumboNode *root) {
    if (children_of(node)->length > 0)
        return children_of(node)->data[0];
    while (node != root &&
           node->index_within_parent + 1 >= children_of(node->parent)->length)
        node = node->parent;
    return node == root ? NULL
                        : children_of(node->parent)->data[node->index_within_parent + 1];
}

/* Styles hold for what stands before them, too: all are taken before anything is read. */
static void take_sheets(web *w, const GumboNode *root) {
    for (const GumboNode *node = root; node; node = next_of(node, root))
        if (is_element(node) && node->v.element.tag == GUMBO_TAG_STYLE)
            take_sheet(w, node);
}

/* ---- elements ---- */

static bdl_place place_of(web *w, const GumboNode *node) {
    const GumboStringPiece *tag = &node->v.element.original_tag;
    if (tag->data && tag->data >= w->text.page.data &&
        tag->data <= w->text.page.data + w->text.page.len)
        w->text.offset = (size_t)(tag->data - w->text.page.data) + tag->length;
    return bdl_html_place(&w->text, w->text.offset);
}

static void note_title(web *w, const GumboNode *node) {
    bdl_doc *doc = w->reading->doc;
    if (doc->own_title.len || node->v.element.children.length == 0)
        return;
    const GumboNode *child = node->v.element.children.data[0];
    if (child->type != GUMBO_NODE_TEXT)
        return;
    bdl_str text = bdl_arena_str(w->reading->arena, bdl_str_z(child->v.text.text));
    doc->own_title = bdl_text_unwrap(w->reading->arena, text);
}

static void note_picture(web *w, const GumboNode *node) {
    if (bdl_html_number(attribute(node, "width"), 100000, 0) < PICTURE_WIDTH)
        return;
    bdl_place place = place_of(w, node);
    if (w->pictures++ == 0)
        w->first_picture = place;
}

/* What the page shows of other files: all frames of a page that is nothing else, and
 * documents in frames of their own. */
static void note_frame(web *w, const GumboNode *node) {
    GumboTag tag = node->v.element.tag;
    bdl_str name = attribute(node, tag == GUMBO_TAG_OBJECT ? "data" : "src");
    bool shows =
        tag == GUMBO_TAG_IFRAME || tag == GUMBO_TAG_EMBED || tag == GUMBO_TAG_OBJECT;
    if (name.len == 0 ||
        !(tag == GUMBO_TAG_FRAME || (shows && bdl_html_is_document(name))))
        return;
    if (w->frames++ < FRAMES_MAX)
        bdl_reading_trouble(w->reading, place_of(w, node),
                            bdl_arena_printf(w->reading->arena,
                                             _("%.*s is shown in a frame and was not "
                                               "read: give it as a document of its own"),
                                             BDL_PRI(name)));
}

static void begin_item(web *w, const GumboNode *node) {
    bdl_html_end_line(&w->text, false);
    list *around =
        w->list_depth && w->list_depth <= MAX_LISTS ? &w->lists[w->list_depth - 1] : NULL;
    if (!around || around->node != node->parent || around->next == 0)
        return;
    bdl_place place = place_of(w, node);
    bdl_flow_text(w->flow, bdl_arena_printf(w->reading->arena, "%ld. ", around->next++),
                  place);
}

/* Lists are numbered as a browser shows them, in the plain way only. */
static void begin_list(web *w, const GumboNode *node) {
    bdl_html_end_line(&w->text, false);
    bdl_str type = attribute(node, "type");
    bool numbered = node->v.element.tag == GUMBO_TAG_OL &&
                    (type.len == 0 || bdl_str_eq(type, BDL_STR("1")));
    if (w->list_depth++ < MAX_LISTS)
        w->lists[w->list_depth - 1] = (list){
            numbered ? (long)bdl_html_number(attribute(node, "start"), 1000000, 1) : 0,
            node};
}

static void begin_cell(web *w, const GumboNode *node) {
    bdl_html_end_line(&w->text, false);
    bdl_flow_cell cell = {
        .place = place_of(w, node),
        .row_span = bdl_html_number(attribute(node, "rowspan"), UINT16_MAX, 1),
        .col_span = bdl_html_number(attribute(node, "colspan"), BDL_MAX_COLUMNS, 1)};
    bdl_flow_cell_begin(w->flow, cell);
}

/* A foot may be written before the rows that it is shown below. */
static void put_foot_last(const GumboNode *table) {
    const GumboVector *children = &table->v.element.children;
    for (unsigned i = 0, n = children->length; i + 1 < n; i++) {
        GumboNode *node = children->data[i];
        if (!is_element(node) || node->v.element.tag != GUMBO_TAG_TFOOT)
            continue;
        for (; i + 1 < n; i++) {
            children->data[i] = children->data[i + 1];
            ((GumboNode *)children->data[i])->index_within_parent = i;
        }
        children->data[i] = node;
        node->index_within_parent = i;
    }
}

static void begin_table(web *w, const GumboNode *node) {
    bdl_html_end_line(&w->text, false);
    put_foot_last(node);
    bdl_str use = attribute(node, "role");
    bdl_flow_table_begin(w->flow, place_of(w, node),
                         bdl_str_eq(use, BDL_STR("presentation")) ||
                             bdl_str_eq(use, BDL_STR("none")));
}

static void begin_element(web *w, const GumboNode *node, role what) {
    if (what != INLINE && what != PICTURE && begins_page(node))
        bdl_flow_page(w->flow);
    switch (what) {
    case TABLE:
        begin_table(w, node);
        break;
    case ROW:
        bdl_html_end_line(&w->text, false);
        bdl_flow_row_begin(w->flow, place_of(w, node));
        break;
    case CELL:
        begin_cell(w, node);
        break;
    case HEADING:
        bdl_html_end_line(&w->text, false);
        bdl_flow_paragraph(w->flow, (unsigned)(node->v.element.tag - GUMBO_TAG_H1) + 1);
        break;
    case BREAK:
        bdl_html_end_line(&w->text, true);
        break;
    case RULE:
        bdl_html_end_line(&w->text, false);
        bdl_flow_end_line(w->flow);
        break;
    case LIST:
        begin_list(w, node);
        break;
    case ITEM:
        begin_item(w, node);
        break;
    case PICTURE:
        note_picture(w, node);
        break;
    case VERBATIM:
        w->text.verbatim++; /* fall through */
    case BLOCK:
    case PARAGRAPH:
        bdl_html_end_line(&w->text, false);
        break;
    case TITLE:
    case INLINE:
    case SKIPPED:
        break;
    }
}

/* A paragraph without text is a blank line. */
static bool is_empty_paragraph(const web *w, const GumboNode *node) {
    const GumboVector *children = &node->v.element.children;
    if (bdl_flow_has_text(w->flow))
        return true; /* blanks only, perhaps: the flow knows */
    return children->length <= 1;
}

static void end_element(web *w, const GumboNode *node, role what) {
    switch (what) {
    case TABLE:
        bdl_html_end_line(&w->text, false);
        bdl_flow_table_end(w->flow);
        break;
    case CELL:
        bdl_html_end_line(&w->text, false);
        bdl_flow_cell_end(w->flow);
        break;
    case HEADING:
        bdl_html_end_line(&w->text, false);
        bdl_flow_paragraph(w->flow, 0);
        break;
    case LIST:
        w->list_depth--; /* fall through */
    case BLOCK:
    case ITEM:
        bdl_html_end_line(&w->text, false);
        break;
    case VERBATIM:
        w->text.verbatim--;
        bdl_html_end_line(&w->text, false);
        break;
    case PARAGRAPH:
        bdl_html_end_line(&w->text, is_empty_paragraph(w, node));
        break;
    default:
        break;
    }
}

/* ---- the walk ---- */

static void take_text(web *w, const GumboNode *node) {
    bdl_str decoded = bdl_str_z(node->v.text.text);
    if (w->hidden) {
        w->hidden_text = w->hidden_text || bdl_text_trim(decoded).len > 0;
        return;
    }
    const GumboStringPiece *from = &node->v.text.original_text;
    const char *begin = w->text.page.data, *end = begin + w->text.page.len;
    bdl_str written = {NULL, 0};
    if (from->data && from->data >= begin && from->data < end)
        written = (bdl_str){from->data, (size_t)(end - from->data)};
    /* what is kept as a piece must live as long as the document does */
    bdl_html_add(&w->text, bdl_arena_str(w->reading->arena, decoded), written);
}

/* Takes a <pre> with nothing but text in it; false when it holds more, or no rows. */
static bool take_verbatim(web *w, const GumboNode *node) {
    bdl_buf text = {.arena = w->reading->arena};
    const GumboNode *first = NULL;
    for (const GumboNode *n = node; n; n = next_of(n, node)) {
        if (n->type == GUMBO_NODE_TEXT || n->type == GUMBO_NODE_WHITESPACE) {
            first = first ? first : n;
            bdl_buf_add(&text, bdl_str_z(n->v.text.text));
        } else if (n != node && is_element(n) && role_in(w, n) == BREAK) {
            bdl_buf_char(&text, '\n');
        } else if (n != node && (!is_element(n) || role_in(w, n) != INLINE)) {
            return false;
        }
    }
    const char *begin = w->text.page.data,
               *at = first ? first->v.text.original_text.data : NULL;
    if (!at || at < begin || at >= begin + w->text.page.len)
        return false;
    bdl_place place = bdl_html_place(&w->text, (size_t)(at - begin));
    bdl_html_end_line(&w->text, false);
    return bdl_html_put_pre(&w->text, bdl_buf_str(&text), place.line);
}

/* Gives whether to walk through what NODE holds. */
static bool enter(web *w, const GumboNode *node) {
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA ||
        node->type == GUMBO_NODE_WHITESPACE) {
        take_text(w, node);
        return false;
    }
    if (!is_element(node))
        return node->type == GUMBO_NODE_DOCUMENT;
    role what = role_in(w, node);
    if (!w->hidden)
        note_frame(w, node);
    if (what == TITLE)
        note_title(w, node);
    if (what == SKIPPED || what == TITLE)
        return false;
    if (w->hidden)
        return true;
    if (is_hidden(node)) {
        w->hidden = node;
        w->hidden_text = false;
        return true;
    }
    if (what == VERBATIM && take_verbatim(w, node))
        return false;
    begin_element(w, node, what);
    return true;
}

static void leave(web *w, const GumboNode *node) {
    if (!is_element(node))
        return;
    if (w->hidden == node) {
        w->hidden = NULL;
        bdl_place place = place_of(w, node);
        if (w->hidden_text && w->hidden_count++ == 0)
            w->first_hidden = place;
        return;
    }
    if (!w->hidden)
        end_element(w, node, role_in(w, node));
}

/* Without recursion: a page may be nested as deep as it likes. */
static void walk(web *w, const GumboNode *root) {
    const GumboNode *node = root;
    bool down = enter(w, node);
    while (true) {
        if (down && children_of(node)->length > 0) {
            node = children_of(node)->data[0];
            down = enter(w, node);
            continue;
        }
        if (down)
            leave(w, node);
        const GumboNode *parent = node->parent;
        while (node != root &&
               node->index_within_parent + 1 >= children_of(parent)->length) {
            node = parent;
            parent = node->parent;
            leave(w, node);
        }
        if (node == root)
            return;
        node = children_of(parent)->data[node->index_within_parent + 1];
        down = enter(w, node);
    }
}

static void say_troubles(web *w) {
    bdl_arena *arena = w->reading->arena;
    if (w->hidden_count)
        bdl_reading_trouble(w->reading, w->first_hidden,
                            bdl_arena_printf(arena,
                                             _("%zu hidden pieces of text were left out"),
                                             w->hidden_count));
    if (w->pictures)
        bdl_reading_trouble(
            w->reading, w->first_picture,
            bdl_arena_printf(arena,
                             _("%zu large pictures were not read; there may be tables in "
                               "them"),
                             w->pictures));
}

static void *allocate(void *arena, size_t size) {
    return bdl_arena_alloc(arena, size);
}

static void keep(void *arena, void *memory) {
    (void)arena;
    (void)memory;
}

void bdl_read_html(bdl_reading *reading) {
    bdl_str page = bdl_source_text(reading->doc->source);
    if (bdl_html_is_too_deep(page)) {
        reading->error = BDL_TR("has too many HTML elements inside each other");
        return;
    }
    page = bdl_html_without_directives(reading->arena, page);
    bdl_arena *tree = bdl_arena_new();
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0; /* each would keep the whole stack of open tags */
    options.allocator = allocate;
    options.deallocator = keep;
    options.userdata = tree;
    GumboOutput *output = gumbo_parse_with_options(&options, page.data, page.len);
    bdl_flow *flow = bdl_flow_new(reading);
    web w = {.text = {.reading = reading, .flow = flow, .page = page},
             .flow = flow,
             .reading = reading,
             .classes = bdl_map_new(reading->arena)};
    take_sheets(&w, output->document);
    walk(&w, output->document);
    bdl_flow_finish(flow);
    say_troubles(&w);
    bdl_arena_free(tree);
}

#endif
