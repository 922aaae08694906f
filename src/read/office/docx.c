/* docx.c - reads Word documents: merged cells both ways, tables inside tables, headings
 * by style, the numbers Word generates, text boxes, footnotes. Field codes, deleted and
 * hidden text are left out, as a printed page leaves them out. */
#include "read/office/docx.h"

#include "base/language.h"
#include "base/limits.h"

#include "read/flow.h"
#include "read/office/ooxml.h"
#include "read/readers.h"

enum {
    MAX_ASIDES = 16,
    MAX_FIELDS = 64,
    PICTURE_WIDTH = 3000000, /* 8 cm in the units of drawings */
};

typedef enum kind {
    OTHER,
    DOCUMENT_PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    STYLE,
    OUTLINE,
    NUMBER_ID,
    LEVEL_ID,
    PAGE_BEFORE,
    SECTION,
    SECTION_TYPE,
    RUN,
    RUN_PROPERTIES,
    HIDDEN,
    TEXT,
    TAB,
    BREAK,
    RETURN,
    HYPHEN,
    SYMBOL,
    FIELD,
    TABLE,
    ROW,
    GRID_BEFORE,
    CELL,
    CELL_PROPERTIES,
    GRID_SPAN,
    VERTICAL,
    SIDEWAYS,
    BOX,
    NOTE,
    SKIPPED,
    DELETED,
    ROW_PROPERTIES,
} kind;

static const bdl_xml_name names[] = {
    {BDL_XML_WORD, "r", RUN},
    {BDL_XML_WORD, "t", TEXT},
    {BDL_XML_WORD, "rPr", RUN_PROPERTIES},
    {BDL_XML_WORD, "p", DOCUMENT_PARAGRAPH},
    {BDL_XML_WORD, "pPr", PARAGRAPH_PROPERTIES},
    {BDL_XML_WORD, "tc", CELL},
    {BDL_XML_WORD, "tcPr", CELL_PROPERTIES},
    {BDL_XML_WORD, "tr", ROW},
    {BDL_XML_WORD, "trPr", ROW_PROPERTIES},
    {BDL_XML_WORD, "tbl", TABLE},
    {BDL_XML_WORD, "gridSpan", GRID_SPAN},
    {BDL_XML_WORD, "vMerge", VERTICAL},
    {BDL_XML_WORD, "hMerge", SIDEWAYS},
    {BDL_XML_WORD, "gridBefore", GRID_BEFORE},
    {BDL_XML_WORD, "pStyle", STYLE},
    {BDL_XML_WORD, "outlineLvl", OUTLINE},
    {BDL_XML_WORD, "numId", NUMBER_ID},
    {BDL_XML_WORD, "ilvl", LEVEL_ID},
    {BDL_XML_WORD, "pageBreakBefore", PAGE_BEFORE},
    {BDL_XML_WORD, "sectPr", SECTION},
    {BDL_XML_WORD, "type", SECTION_TYPE},
    {BDL_XML_WORD, "vanish", HIDDEN},
    {BDL_XML_WORD, "tab", TAB},
    {BDL_XML_WORD, "br", BREAK},
    {BDL_XML_WORD, "cr", RETURN},
    {BDL_XML_WORD, "noBreakHyphen", HYPHEN},
    {BDL_XML_WORD, "sym", SYMBOL},
    {BDL_XML_WORD, "fldChar", FIELD},
    {BDL_XML_WORD, "txbxContent", BOX},
    {BDL_XML_WORD, "footnote", NOTE},
    {BDL_XML_WORD, "endnote", NOTE},
    {BDL_XML_MATH, "t", TEXT},
    {BDL_XML_WORD, "del", DELETED},
    {BDL_XML_WORD, "moveFrom", DELETED},
    {BDL_XML_WORD, "delText", SKIPPED},
    {BDL_XML_WORD, "instrText", SKIPPED},
    {BDL_XML_WORD, "delInstrText", SKIPPED},
    {BDL_XML_WORD, "pPrChange", SKIPPED},
    {BDL_XML_WORD, "rPrChange", SKIPPED},
    {BDL_XML_WORD, "tcPrChange", SKIPPED},
    {BDL_XML_WORD, "trPrChange", SKIPPED},
    {BDL_XML_WORD, "tblPrChange", SKIPPED},
    {BDL_XML_WORD, "tblPrExChange", SKIPPED},
    {BDL_XML_WORD, "sectPrChange", SKIPPED},
    {BDL_XML_WORD, "tabs", SKIPPED},
    {BDL_XML_WORD, "sdtPr", SKIPPED},
    {BDL_XML_WORD, "rt", SKIPPED},
    {BDL_XML_MARKUP, "Fallback", SKIPPED},
};

/* The paragraph being read. */
typedef struct paragraph {
    bdl_str style;
    uint32_t outline, number, level;
    bool page_before, section_ends, begun, in_run, hidden;
} paragraph;

typedef struct docx {
    bdl_reading *reading;
    bdl_flow *flow;
    bdl_docx_styles styles;
    paragraph now, outer[MAX_ASIDES];
    size_t asides;
    size_t depth, skip;   /* SKIP: the depth of the element that is left out, 0 none */
    size_t fields, codes; /* fields begun; those whose code is being read */
    unsigned char field_shows[MAX_FIELDS];
    bool in_text, in_paragraph_properties, in_section, in_row_properties;
    bool row_waits, cell_waits; /* begun in the file and not yet in the flow */
    bool hidden_said;
    bdl_flow_cell cell;
    uint32_t picture_width;
    size_t pictures;
} docx;

/* ---- paragraphs ---- */

static void begin_paragraph(docx *d) {
    d->now = (paragraph){
        .outline = BDL_DOCX_UNSET, .number = BDL_DOCX_UNSET, .level = BDL_DOCX_UNSET};
}

/* Before the first text: by now all is known of the paragraph. */
static void put_start(docx *d) {
    if (d->now.begun)
        return;
    d->now.begun = true;
    if (d->now.page_before)
        bdl_flow_page(d->flow);
    bdl_flow_paragraph(d->flow,
                       bdl_docx_heading(&d->styles, d->now.style, d->now.outline));
    bdl_docx_numbering(&d->styles, d->now.style, &d->now.number, &d->now.level);
    if (d->now.number == BDL_DOCX_UNSET)
        return;
    bdl_str number = bdl_docx_count(&d->styles, d->now.number, d->now.level);
    if (number.len)
        bdl_flow_text(d->flow, number, (bdl_place){0});
}

static void end_paragraph(docx *d) {
    if (d->now.page_before && !d->now.begun)
        bdl_flow_page(d->flow);
    bdl_flow_end_line(d->flow);
    bdl_flow_paragraph(d->flow, 0);
    if (d->now.section_ends)
        bdl_flow_page(d->flow);
    begin_paragraph(d);
}

static bool is_shown(const docx *d) {
    return d->codes == 0 && !d->now.hidden;
}

static void put_text(docx *d, bdl_str text) {
    if (d->now.hidden && !d->hidden_said) {
        d->hidden_said = true;
        bdl_reading_trouble(d->reading, (bdl_place){0},
                            BDL_TR("hidden text was left out"));
    }
    if (!is_shown(d))
        return;
    put_start(d);
    bdl_flow_text(d->flow, bdl_arena_str(d->reading->arena, text), (bdl_place){0});
}

static void put_tab(docx *d) {
    if (!is_shown(d))
        return;
    put_start(d);
    bdl_flow_tab(d->flow);
}

static void put_break(docx *d, const bdl_xml_tag *tag) {
    bdl_str type = tag ? bdl_xml_get(tag, "type") : (bdl_str){NULL, 0};
    if (!is_shown(d))
        return;
    if (bdl_str_eq(type, BDL_STR("page"))) {
        bdl_flow_page(d->flow);
        return;
    }
    put_start(d);
    bdl_flow_end_line(d->flow);
}

/* Signs of the fonts that forms are ticked with. */
static void put_symbol(docx *d, const bdl_xml_tag *tag) {
    static const struct {
        const char *font, *code;
        bdl_str sign;
    } signs[] = {
        {"Wingdings", "FE", BDL_STR_INIT("☑")},
        {"Wingdings", "A8", BDL_STR_INIT("□")},
        {"Wingdings", "FC", BDL_STR_INIT("√")},
        {"Wingdings", "FB", BDL_STR_INIT("×")},
        {"Wingdings", "FD", BDL_STR_INIT("☒")},
        {"Wingdings", "6F", BDL_STR_INIT("□")},
        {"Wingdings", "6E", BDL_STR_INIT("■")},
        {"Wingdings 2", "52", BDL_STR_INIT("☑")},
        {"Wingdings 2", "50", BDL_STR_INIT("√")},
        {"Wingdings 2", "A3", BDL_STR_INIT("□")},
        {"Wingdings 2", "54", BDL_STR_INIT("☒")},
    };
    bdl_str font = bdl_xml_get(tag, "font"), code = bdl_xml_get(tag, "char");
    if (code.len == 4)
        code = bdl_str_from(code, 2);
    for (size_t i = 0; i < BDL_COUNT_OF(signs); i++)
        if (bdl_str_eq(font, bdl_str_z(signs[i].font)) &&
            bdl_str_eq(code, bdl_str_z(signs[i].code)))
            put_text(d, signs[i].sign);
}

/* ---- fields: a code that is not text, then what it shows ---- */

static void take_field(docx *d, const bdl_xml_tag *tag) {
    bdl_str type = bdl_xml_get(tag, "fldCharType");
    if (bdl_str_eq(type, BDL_STR("begin"))) {
        if (d->fields < MAX_FIELDS) {
            d->field_shows[d->fields] = false;
            d->codes++;
        }
        d->fields++;
        return;
    }
    if (d->fields == 0)
        return;
    size_t last = d->fields - 1;
    bool in_code = last < MAX_FIELDS && !d->field_shows[last];
    if (bdl_str_eq(type, BDL_STR("separate"))) {
        d->codes -= in_code;
        if (last < MAX_FIELDS)
            d->field_shows[last] = true;
    } else if (bdl_str_eq(type, BDL_STR("end"))) {
        d->codes -= in_code;
        d->fields--;
    }
}

/* ---- tables ---- */

static void open_row(docx *d) {
    if (d->row_waits)
        bdl_flow_row_begin(d->flow, (bdl_place){0});
    d->row_waits = false;
}

/* A cell is begun when what it holds comes: its properties are known then. */
static void open_cell(docx *d) {
    open_row(d);
    if (d->cell_waits)
        bdl_flow_cell_begin(d->flow, d->cell);
    d->cell_waits = false;
}

static void take_cell_property(docx *d, kind what, const bdl_xml_tag *tag) {
    bdl_str value = bdl_xml_get(tag, "val");
    if (!d->cell_waits)
        return;
    if (what == GRID_SPAN)
        d->cell.col_span = bdl_xml_number(tag, "val", BDL_MAX_COLUMNS, 1);
    else if (what == VERTICAL)
        d->cell.continues = !bdl_str_eq(value, BDL_STR("restart"));
    else if (what == SIDEWAYS) /* as older programs write it */
        d->cell.widens = !bdl_str_eq(value, BDL_STR("restart"));
}

/* Columns that a row leaves free at its left. */
static void put_grid_before(docx *d, const bdl_xml_tag *tag) {
    open_row(d);
    bdl_flow_cell cell = {.row_span = 1,
                          .col_span = bdl_xml_number(tag, "val", BDL_MAX_COLUMNS, 1)};
    bdl_flow_cell_begin(d->flow, cell);
    bdl_flow_cell_end(d->flow);
}

/* ---- text boxes ---- */

static void begin_box(docx *d) {
    if (d->asides < MAX_ASIDES) {
        d->outer[d->asides] = d->now;
        bdl_flow_aside_begin(d->flow);
    }
    d->asides++;
    begin_paragraph(d);
}

static void end_box(docx *d) {
    if (d->asides == 0)
        return;
    if (--d->asides < MAX_ASIDES) {
        bdl_flow_aside_end(d->flow);
        d->now = d->outer[d->asides];
    }
}

/* ---- the walk ---- */

static void take_properties(docx *d, kind what, const bdl_xml_tag *tag) {
    switch (what) {
    case STYLE:
        d->now.style = bdl_arena_str(d->reading->arena, bdl_xml_get(tag, "val"));
        break;
    case OUTLINE:
        d->now.outline = bdl_xml_number(tag, "val", 9, 9);
        break;
    case NUMBER_ID:
        d->now.number = bdl_xml_number(tag, "val", BDL_DOCX_UNSET, BDL_DOCX_UNSET);
        break;
    case LEVEL_ID:
        d->now.level = bdl_xml_number(tag, "val", BDL_DOCX_LEVELS - 1, 0);
        break;
    case PAGE_BEFORE:
        d->now.page_before = bdl_xml_is_on(tag, "val", true);
        break;
    case SECTION:
        d->now.section_ends = d->in_section = true;
        break;
    case SECTION_TYPE:
        if (d->in_section && bdl_str_eq(bdl_xml_get(tag, "val"), BDL_STR("continuous")))
            d->now.section_ends = false;
        break;
    default:
        break;
    }
}

static void start_run_content(docx *d, kind what, const bdl_xml_tag *tag) {
    switch (what) {
    case RUN:
        d->now.in_run = true;
        d->now.hidden = false;
        break;
    case HIDDEN:
        if (d->now.in_run)
            d->now.hidden = bdl_xml_is_on(tag, "val", true);
        break;
    case TEXT:
        d->in_text = true;
        break;
    case TAB:
        put_tab(d);
        break;
    case BREAK:
        put_break(d, tag);
        break;
    case RETURN:
        put_break(d, NULL);
        break;
    case HYPHEN:
        put_text(d, BDL_STR("-"));
        break;
    case SYMBOL:
        put_symbol(d, tag);
        break;
    case FIELD:
        take_field(d, tag);
        break;
    default:
        break;
    }
}

static void start_structure(docx *d, kind what, const bdl_xml_tag *tag) {
    switch (what) {
    case DOCUMENT_PARAGRAPH:
        open_cell(d);
        begin_paragraph(d);
        break;
    case PARAGRAPH_PROPERTIES:
        d->in_paragraph_properties = true;
        break;
    case TABLE:
        open_cell(d);
        bdl_flow_table_begin(d->flow, (bdl_place){0}, false);
        break;
    case ROW:
        d->row_waits = true;
        break;
    case ROW_PROPERTIES:
        d->in_row_properties = true;
        break;
    case GRID_BEFORE:
        put_grid_before(d, tag);
        break;
    case CELL:
        d->cell = (bdl_flow_cell){.row_span = 1, .col_span = 1};
        d->cell_waits = true;
        break;
    case GRID_SPAN:
    case VERTICAL:
    case SIDEWAYS:
        take_cell_property(d, what, tag);
        break;
    case BOX:
        begin_box(d);
        break;
    default:
        break;
    }
}

/* The whole points that STYLE ("width:415.3pt;height:…") says, in the units of drawings;
 * 0 when it says none. */
static uint32_t width_in(bdl_str style) {
    enum { POINT = 12700, MOST = 8000 };
    static const bdl_str name = BDL_STR_INIT("width:");
    size_t at = bdl_str_find(style, name, 0);
    at = at == SIZE_MAX ? style.len : at + name.len;
    return (uint32_t)bdl_str_number_at(style, at, MOST) * POINT;
}

/* Pictures that are large may be scanned tables, or show the sheets of a workbook inside
 * the document. */
static void note_picture(docx *d, const bdl_xml_tag *tag) {
    if (bdl_str_eq(tag->name, BDL_STR("extent")))
        d->picture_width = bdl_xml_number(tag, "cx", 100000000, 0);
    else if (bdl_str_eq(tag->name, BDL_STR("shape")))
        d->picture_width = width_in(bdl_xml_get(tag, "style"));
    else if (bdl_str_eq(tag->name, BDL_STR("blip")) ||
             bdl_str_eq(tag->name, BDL_STR("imagedata")))
        d->pictures += d->picture_width >= PICTURE_WIDTH;
}

/* What is left out, down to its end: D->DEPTH is that of the element. */
static bool begins_skip(docx *d, kind what, const bdl_xml_tag *tag) {
    if (what == SKIPPED)
        return true;
    if (what == DELETED && d->in_row_properties) { /* the whole row was deleted */
        d->skip = d->depth - 2;
        d->row_waits = d->in_row_properties = false;
        return false;
    }
    if (what == DELETED) /* in a paragraph's properties it means its mark only */
        return !d->in_paragraph_properties;
    if (what == NOTE) { /* separators have a type */
        bdl_str type = bdl_xml_get(tag, "type");
        return type.len > 0 && !bdl_str_eq(type, BDL_STR("normal"));
    }
    return false;
}

static void on_start(void *data, const bdl_xml_tag *tag) {
    docx *d = data;
    d->depth++;
    if (d->skip)
        return;
    kind what = (kind)bdl_xml_kind(tag, names, BDL_COUNT_OF(names));
    if (begins_skip(d, what, tag)) {
        d->skip = d->depth;
        return;
    }
    if (d->skip)
        return;
    if (tag->space == BDL_XML_OTHER)
        note_picture(d, tag);
    else if (d->in_paragraph_properties && what != PARAGRAPH_PROPERTIES)
        take_properties(d, what, tag);
    else if (what != OTHER) {
        start_structure(d, what, tag);
        start_run_content(d, what, tag);
    }
}

static void on_end(void *data, const bdl_xml_tag *tag) {
    docx *d = data;
    size_t depth = d->depth--;
    if (d->skip) {
        if (depth == d->skip)
            d->skip = 0;
        return;
    }
    switch ((kind)bdl_xml_kind(tag, names, BDL_COUNT_OF(names))) {
    case DOCUMENT_PARAGRAPH:
        put_start(d);
        end_paragraph(d);
        break;
    case PARAGRAPH_PROPERTIES:
        d->in_paragraph_properties = d->in_section = false;
        break;
    case SECTION:
        d->in_section = false;
        break;
    case ROW_PROPERTIES:
        d->in_row_properties = false;
        break;
    case RUN:
        d->now.in_run = d->now.hidden = false;
        break;
    case TEXT:
        d->in_text = false;
        break;
    case CELL:
        open_cell(d);
        bdl_flow_cell_end(d->flow);
        break;
    case ROW:
        open_row(d);
        break;
    case TABLE:
        bdl_flow_table_end(d->flow);
        break;
    case BOX:
        end_box(d);
        break;
    default:
        break;
    }
}

static void on_text(void *data, bdl_str text) {
    docx *d = data;
    if (d->in_text && !d->skip)
        put_text(d, text);
}

/* ---- the parts ---- */

static bool read_part(docx *d, bdl_package *package, bdl_str name) {
    bdl_xml_handler handler = {on_start, on_end, on_text, d};
    bool found;
    d->depth = d->skip = d->fields = d->codes = 0;
    begin_paragraph(d);
    return name.len == 0 ||
           bdl_xml_read(package, name, &handler, &found, &d->reading->error);
}

static void say_pictures(docx *d) {
    if (d->pictures)
        bdl_reading_trouble(d->reading, (bdl_place){0},
                            bdl_arena_printf(d->reading->arena,
                                             _("%zu large pictures were not read; there "
                                               "may be tables in them"),
                                             d->pictures));
}

void bdl_read_docx(bdl_reading *reading, bdl_package *package, bdl_str main_part) {
    docx *d = BDL_NEW(reading->arena, docx);
    bdl_relations relations = {.list = {NULL, 0, 0}};
    d->reading = reading;
    d->flow = bdl_flow_new(reading);
    if (!bdl_ooxml_relations(package, main_part, &relations, &reading->error) ||
        !bdl_docx_styles_read(package, bdl_relation_of_type(&relations, "styles"),
                              bdl_relation_of_type(&relations, "numbering"), &d->styles,
                              &reading->error) ||
        !bdl_ooxml_title(package, &reading->doc->own_title, &reading->error) ||
        !read_part(d, package, main_part))
        return;
    bdl_flow_paragraph(d->flow, 0);
    if (!read_part(d, package, bdl_relation_of_type(&relations, "footnotes")) ||
        !read_part(d, package, bdl_relation_of_type(&relations, "endnotes")))
        return;
    bdl_flow_finish(d->flow);
    say_pictures(d);
    bdl_flow_render(reading->doc);
}
