/* html.c - reads a web page: tables with spans, tables inside tables and tables for
 * layout, pages saved from word processors. What a browser does not show is left out. */
#include "read/web/html.h"

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

#include "read/web/html_role.h"

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
    size_t hidden_count, pictures, frames, menus;
    bdl_place first_hidden, first_picture, first_menu;
    size_t looks; /* for menus: nodes that may still be looked at */
    list lists[MAX_LISTS];
    size_t list_depth;
    bdl_map *classes; /* that are shown as parts of tables */
} web;

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
    if (bdl_html_number(bdl_html_attribute(node, "width"), 100000, 0) < PICTURE_WIDTH)
        return;
    bdl_place place = place_of(w, node);
    if (w->pictures++ == 0)
        w->first_picture = place;
}

/* What the page shows of other files: all frames of a page that is nothing else, and
 * documents in frames of their own. */
static void note_frame(web *w, const GumboNode *node) {
    GumboTag tag = node->v.element.tag;
    bdl_str name = bdl_html_attribute(node, tag == GUMBO_TAG_OBJECT ? "data" : "src");
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
    bdl_str type = bdl_html_attribute(node, "type");
    bool numbered = node->v.element.tag == GUMBO_TAG_OL &&
                    (type.len == 0 || bdl_str_eq(type, BDL_STR("1")));
    if (w->list_depth++ < MAX_LISTS)
        w->lists[w->list_depth - 1] =
            (list){numbered ? (long)bdl_html_number(bdl_html_attribute(node, "start"),
                                                    1000000, 1)
                            : 0,
                   node};
}

static void begin_cell(web *w, const GumboNode *node) {
    bdl_html_end_line(&w->text, false);
    bdl_flow_cell cell = {
        .place = place_of(w, node),
        .row_span = bdl_html_number(bdl_html_attribute(node, "rowspan"), UINT16_MAX, 1),
        .col_span =
            bdl_html_number(bdl_html_attribute(node, "colspan"), BDL_MAX_COLUMNS, 1)};
    bdl_flow_cell_begin(w->flow, cell);
}

/* A foot may be written before the rows that it is shown below. */
static void put_foot_last(const GumboNode *table) {
    const GumboVector *children = &table->v.element.children;
    for (unsigned i = 0, n = children->length; i + 1 < n; i++) {
        GumboNode *node = children->data[i];
        if (!bdl_html_is_element(node) || node->v.element.tag != GUMBO_TAG_TFOOT)
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
    bdl_str use = bdl_html_attribute(node, "role");
    bdl_flow_table_begin(w->flow, place_of(w, node),
                         bdl_str_eq(use, BDL_STR("presentation")) ||
                             bdl_str_eq(use, BDL_STR("none")));
}

static void begin_element(web *w, const GumboNode *node, bdl_html_role what) {
    if (what != BDL_ROLE_INLINE && what != BDL_ROLE_PICTURE && bdl_html_begins_page(node))
        bdl_flow_page(w->flow);
    switch (what) {
    case BDL_ROLE_TABLE:
        begin_table(w, node);
        break;
    case BDL_ROLE_ROW:
        bdl_html_end_line(&w->text, false);
        bdl_flow_row_begin(w->flow, place_of(w, node));
        break;
    case BDL_ROLE_CELL:
        begin_cell(w, node);
        break;
    case BDL_ROLE_HEADING:
        bdl_html_end_line(&w->text, false);
        bdl_flow_paragraph(w->flow, (unsigned)(node->v.element.tag - GUMBO_TAG_H1) + 1);
        break;
    case BDL_ROLE_BREAK:
        bdl_html_end_line(&w->text, true);
        break;
    case BDL_ROLE_RULE:
        bdl_html_end_line(&w->text, false);
        bdl_flow_end_line(w->flow);
        break;
    case BDL_ROLE_LIST:
        begin_list(w, node);
        break;
    case BDL_ROLE_ITEM:
        begin_item(w, node);
        break;
    case BDL_ROLE_PICTURE:
        note_picture(w, node);
        break;
    case BDL_ROLE_VERBATIM:
        w->text.verbatim++; /* fall through */
    case BDL_ROLE_BLOCK:
    case BDL_ROLE_PARAGRAPH:
        bdl_html_end_line(&w->text, false);
        break;
    case BDL_ROLE_TITLE:
    case BDL_ROLE_INLINE:
    case BDL_ROLE_SKIPPED:
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

static void end_element(web *w, const GumboNode *node, bdl_html_role what) {
    switch (what) {
    case BDL_ROLE_TABLE:
        bdl_html_end_line(&w->text, false);
        bdl_flow_table_end(w->flow);
        break;
    case BDL_ROLE_CELL:
        bdl_html_end_line(&w->text, false);
        bdl_flow_cell_end(w->flow);
        break;
    case BDL_ROLE_HEADING:
        bdl_html_end_line(&w->text, false);
        bdl_flow_paragraph(w->flow, 0);
        break;
    case BDL_ROLE_LIST:
        w->list_depth--; /* fall through */
    case BDL_ROLE_BLOCK:
    case BDL_ROLE_ITEM:
        bdl_html_end_line(&w->text, false);
        break;
    case BDL_ROLE_VERBATIM:
        w->text.verbatim--;
        bdl_html_end_line(&w->text, false);
        break;
    case BDL_ROLE_PARAGRAPH:
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
    for (const GumboNode *n = node; n; n = bdl_html_next(n, node)) {
        if (n->type == GUMBO_NODE_TEXT || n->type == GUMBO_NODE_WHITESPACE) {
            first = first ? first : n;
            bdl_buf_add(&text, bdl_str_z(n->v.text.text));
        } else if (n != node && bdl_html_is_element(n) &&
                   bdl_html_role_of(w->classes, n) == BDL_ROLE_BREAK) {
            bdl_buf_char(&text, '\n');
        } else if (n != node && (!bdl_html_is_element(n) ||
                                 bdl_html_role_of(w->classes, n) != BDL_ROLE_INLINE)) {
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

/* What is left out of tables of several rows is told: it may be more than a menu. */
static bool skip_menu(web *w, const GumboNode *node, bdl_html_role what) {
    if (!bdl_html_is_menu(node, what, &w->looks))
        return false;
    if (what == BDL_ROLE_TABLE && bdl_html_rows(node) > 1) {
        bdl_place place = place_of(w, node);
        if (w->menus++ == 0)
            w->first_menu = place;
    }
    return true;
}

/* Gives whether to walk through what NODE holds. */
static bool enter(web *w, const GumboNode *node) {
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA ||
        node->type == GUMBO_NODE_WHITESPACE) {
        take_text(w, node);
        return false;
    }
    if (!bdl_html_is_element(node))
        return node->type == GUMBO_NODE_DOCUMENT;
    bdl_html_role what = bdl_html_role_of(w->classes, node);
    if (!w->hidden)
        note_frame(w, node);
    if (what == BDL_ROLE_TITLE)
        note_title(w, node);
    if (what == BDL_ROLE_SKIPPED || what == BDL_ROLE_TITLE)
        return false;
    if (w->hidden)
        return true;
    if (bdl_html_is_hidden(node)) {
        w->hidden = node;
        w->hidden_text = false;
        return true;
    }
    if ((what == BDL_ROLE_VERBATIM && take_verbatim(w, node)) || skip_menu(w, node, what))
        return false;
    begin_element(w, node, what);
    return true;
}

static void leave(web *w, const GumboNode *node) {
    if (!bdl_html_is_element(node))
        return;
    if (w->hidden == node) {
        w->hidden = NULL;
        bdl_place place = place_of(w, node);
        if (w->hidden_text && w->hidden_count++ == 0)
            w->first_hidden = place;
        return;
    }
    if (!w->hidden)
        end_element(w, node, bdl_html_role_of(w->classes, node));
}

/* Without recursion: a page may be nested as deep as it likes. */
static void walk(web *w, const GumboNode *root) {
    const GumboNode *node = root;
    bool down = enter(w, node);
    while (true) {
        if (down && bdl_html_children(node)->length > 0) {
            node = bdl_html_children(node)->data[0];
            down = enter(w, node);
            continue;
        }
        if (down)
            leave(w, node);
        const GumboNode *parent = node->parent;
        while (node != root &&
               node->index_within_parent + 1 >= bdl_html_children(parent)->length) {
            node = parent;
            parent = node->parent;
            leave(w, node);
        }
        if (node == root)
            return;
        node = bdl_html_children(parent)->data[node->index_within_parent + 1];
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
    if (w->menus)
        bdl_reading_trouble(w->reading, w->first_menu,
                            bdl_arena_printf(arena,
                                             _("%zu tables of links alone were left out"),
                                             w->menus));
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
             .looks = page.len,
             .classes = bdl_map_new(reading->arena)};
    bdl_html_take_sheets(reading->arena, w.classes, output->document);
    walk(&w, output->document);
    bdl_flow_finish(flow);
    bdl_reading_drop_site(reading->doc);
    say_troubles(&w);
    bdl_arena_free(tree);
}

#endif
