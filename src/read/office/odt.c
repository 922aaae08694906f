/* odt.c - reads OpenDocument texts: headings, tables, lists with their numbers, text
 * boxes, notes. Deleted and hidden text and comments are left out. */
#include "base/language.h"
#include "base/limits.h"

#include "read/flow.h"
#include "read/office/odf.h"

enum { MAX_LISTS = BDL_ODF_LEVELS, MAX_BOXES = 16 };

typedef enum kind {
    OTHER,
    PARAGRAPH,
    HEADING,
    SPAN,
    CONDITIONAL, /* text that a condition may hide */
    SPACES,
    TAB,
    BREAK,
    LIST,
    ITEM,
    TABLE,
    ROW,
    CELL,
    BOX,
    SKIPPED,
} kind;

static const bdl_xml_name names[] = {
    {BDL_XML_TEXT, "p", PARAGRAPH},
    {BDL_XML_TEXT, "h", HEADING},
    {BDL_XML_TEXT, "span", SPAN},
    {BDL_XML_TEXT, "s", SPACES},
    {BDL_XML_TEXT, "tab", TAB},
    {BDL_XML_TEXT, "line-break", BREAK},
    {BDL_XML_TEXT, "list", LIST},
    {BDL_XML_TEXT, "list-item", ITEM},
    {BDL_XML_TABLE, "table", TABLE},
    {BDL_XML_TABLE, "table-row", ROW},
    {BDL_XML_TABLE, "table-cell", CELL},
    {BDL_XML_TABLE, "covered-table-cell", SKIPPED},
    {BDL_XML_DRAW, "text-box", BOX},
    {BDL_XML_TEXT, "note-body", BOX},
    {BDL_XML_TEXT, "note-citation", SKIPPED},
    {BDL_XML_TEXT, "tracked-changes", SKIPPED},
    {BDL_XML_TEXT, "ruby-text", SKIPPED},
    {BDL_XML_TEXT, "number", SKIPPED},
    {BDL_XML_TEXT, "hidden-text", CONDITIONAL},
    {BDL_XML_TEXT, "hidden-paragraph", SKIPPED},
    {BDL_XML_OFFICE, "annotation", SKIPPED},
    {BDL_XML_OFFICE, "forms", SKIPPED},
};

typedef struct odt {
    bdl_reading *reading;
    bdl_flow *flow;
    bdl_odf_styles *styles;
    size_t depth, skip; /* SKIP: the depth of the element left out, 0 none */
    size_t paragraphs;  /* begun and not ended */
    bool blank;         /* white space stands before what comes */
    bdl_odf_list *lists[MAX_LISTS];
    size_t list_depth;
    bool item_begins; /* its number was not put yet */
    bool hidden_said;
    size_t boxes, outer_paragraphs[MAX_BOXES];
} odt;

static void put(odt *o, bdl_str text) {
    if (text.len)
        bdl_flow_text(o->flow, text, (bdl_place){0});
}

static void begin_paragraph(odt *o, unsigned level) {
    bdl_flow_paragraph(o->flow, level);
    o->paragraphs++;
    o->blank = true;
    size_t depth = o->list_depth < MAX_LISTS ? o->list_depth : MAX_LISTS;
    if (o->item_begins && depth && o->lists[depth - 1])
        put(o, bdl_odf_count(o->styles, o->lists[depth - 1], (uint32_t)depth - 1));
    o->item_begins = false;
}

static void end_paragraph(odt *o) {
    if (o->paragraphs == 0)
        return;
    o->paragraphs--;
    bdl_flow_end_line(o->flow);
    bdl_flow_paragraph(o->flow, 0);
}

static void put_spaces(odt *o, const bdl_xml_tag *tag) {
    uint32_t count = bdl_xml_number(tag, "c", 100, 1);
    while (count-- > 0)
        put(o, BDL_STR(" "));
}

/* A list begins to count again unless it says that it goes on. */
static void begin_list(odt *o, const bdl_xml_tag *tag) {
    size_t depth = o->list_depth++;
    if (depth >= MAX_LISTS)
        return;
    bdl_str name = bdl_xml_get(tag, "style-name");
    o->lists[depth] = name.len ? bdl_map_get(o->styles->lists, name)
                      : depth  ? o->lists[depth - 1]
                               : NULL;
    bool goes_on = bdl_xml_is_on(tag, "continue-numbering", false) ||
                   bdl_xml_get(tag, "continue-list").len > 0;
    if (o->lists[depth] && !goes_on)
        bdl_odf_restart(o->lists[depth], (uint32_t)depth);
}

/* Whether TAG is of a style that is not shown; the first such is said. */
static bool is_hidden(odt *o, const bdl_xml_tag *tag) {
    bdl_str style = bdl_xml_get(tag, "style-name");
    if (!style.len || !bdl_map_get(o->styles->hidden_texts, style))
        return false;
    if (!o->hidden_said)
        bdl_reading_trouble(o->reading, (bdl_place){0},
                            BDL_TR("hidden text was left out"));
    o->hidden_said = true;
    return true;
}

static void begin_box(odt *o) {
    if (o->boxes < MAX_BOXES) {
        o->outer_paragraphs[o->boxes] = o->paragraphs;
        bdl_flow_aside_begin(o->flow);
        o->paragraphs = 0;
    }
    o->boxes++;
}

static void end_box(odt *o) {
    if (o->boxes == 0 || --o->boxes >= MAX_BOXES)
        return;
    bdl_flow_aside_end(o->flow);
    o->paragraphs = o->outer_paragraphs[o->boxes];
}

static void begin_cell(odt *o, const bdl_xml_tag *tag) {
    bdl_flow_cell cell = {
        .row_span = bdl_xml_number(tag, "number-rows-spanned", UINT16_MAX, 1),
        .col_span = bdl_xml_number(tag, "number-columns-spanned", BDL_MAX_COLUMNS, 1)};
    cell.row_span += cell.row_span == 0;
    bdl_flow_cell_begin(o->flow, cell);
}

static kind kind_of(odt *o, const bdl_xml_tag *tag) {
    kind found = (kind)bdl_xml_kind(tag, names, BDL_COUNT_OF(names));
    if (found == CONDITIONAL)
        return bdl_xml_is_on(tag, "is-hidden", true) ? SKIPPED : SPAN;
    bool styled = found == PARAGRAPH || found == HEADING || found == SPAN;
    return styled && is_hidden(o, tag) ? SKIPPED : found;
}

static void on_start(void *data, const bdl_xml_tag *tag) {
    odt *o = data;
    o->depth++;
    if (o->skip)
        return;
    switch (kind_of(o, tag)) {
    case SKIPPED:
        o->skip = o->depth;
        break;
    case SPAN:
    case CONDITIONAL:
        break;
    case PARAGRAPH:
        begin_paragraph(o, 0);
        break;
    case HEADING:
        begin_paragraph(o, bdl_xml_number(tag, "outline-level", 6, 1));
        break;
    case SPACES:
        put_spaces(o, tag);
        break;
    case TAB:
        put(o, BDL_STR("\t"));
        o->blank = true;
        break;
    case BREAK:
        bdl_flow_end_line(o->flow);
        o->blank = true;
        break;
    case LIST:
        begin_list(o, tag);
        break;
    case ITEM:
        o->item_begins = true;
        break;
    case TABLE:
        bdl_flow_table_begin(o->flow, (bdl_place){0}, false);
        break;
    case ROW:
        bdl_flow_row_begin(o->flow, (bdl_place){0});
        break;
    case CELL:
        begin_cell(o, tag);
        break;
    case BOX:
        begin_box(o);
        break;
    case OTHER:
        bdl_odf_styles_start(o->styles, tag);
        break;
    }
}

static void on_end(void *data, const bdl_xml_tag *tag) {
    odt *o = data;
    size_t depth = o->depth--;
    if (o->skip) {
        o->skip = depth == o->skip ? 0 : o->skip;
        return;
    }
    switch ((kind)bdl_xml_kind(tag, names, BDL_COUNT_OF(names))) {
    case PARAGRAPH:
    case HEADING:
        end_paragraph(o);
        break;
    case LIST:
        o->list_depth--;
        o->item_begins = false;
        break;
    case CELL:
        bdl_flow_cell_end(o->flow);
        break;
    case TABLE:
        bdl_flow_table_end(o->flow);
        break;
    case BOX:
        end_box(o);
        break;
    default:
        bdl_odf_styles_end(o->styles, tag);
        break;
    }
}

static void on_text(void *data, bdl_str text) {
    odt *o = data;
    if (o->paragraphs && !o->skip)
        put(o, bdl_odf_text(o->reading->arena, text, &o->blank));
}

bool bdl_odf_read_text(bdl_reading *reading, bdl_package *package,
                       bdl_odf_styles *styles) {
    odt o = {.reading = reading, .flow = bdl_flow_new(reading), .styles = styles};
    bdl_xml_handler handler = {on_start, on_end, on_text, &o};
    bool found;
    if (!bdl_xml_read(package, BDL_STR("content.xml"), &handler, &found, &reading->error))
        return false;
    bdl_flow_finish(o.flow);
    bdl_flow_render(reading->doc);
    return true;
}
