/* odf.c - OpenDocument: what texts and spreadsheets share, and whether they are locked.
 */
#include "read/office/odf.h"

#include "base/language.h"
#include "base/text.h"

/* ---- small parts ---- */

typedef struct small_part {
    bdl_odf_styles *styles; /* of styles.xml */
    bdl_buf title;          /* of meta.xml */
    bool in_title, locked;  /* LOCKED: META-INF/manifest.xml speaks of encryption */
} small_part;

static void small_start(void *data, const bdl_xml_tag *tag) {
    small_part *p = data;
    p->in_title = bdl_xml_is(tag, BDL_XML_DC, "title");
    p->locked = p->locked || bdl_xml_is(tag, BDL_XML_MANIFEST, "encryption-data");
    bdl_odf_styles_start(p->styles, tag);
}

static void small_end(void *data, const bdl_xml_tag *tag) {
    small_part *p = data;
    p->in_title = false;
    bdl_odf_styles_end(p->styles, tag);
}

static void small_text(void *data, bdl_str text) {
    small_part *p = data;
    if (p->in_title)
        bdl_buf_add(&p->title, text);
}

void bdl_read_odf(bdl_reading *reading, bdl_package *package, bool spreadsheet) {
    bdl_odf_styles styles = {.arena = reading->arena,
                             .lists = bdl_map_new(reading->arena),
                             .hidden_tables = bdl_map_new(reading->arena),
                             .hidden_texts = bdl_map_new(reading->arena)};
    small_part p = {.styles = &styles, .title = {.arena = reading->arena}};
    bdl_xml_handler handler = {small_start, small_end, small_text, &p};
    bool found;
    if (!bdl_xml_read(package, BDL_STR("META-INF/manifest.xml"), &handler, &found,
                      &reading->error))
        return;
    if (p.locked) {
        reading->error = BDL_TR("is protected with a password");
        return;
    }
    if (!bdl_xml_read(package, BDL_STR("meta.xml"), &handler, &found, &reading->error) ||
        !bdl_xml_read(package, BDL_STR("styles.xml"), &handler, &found, &reading->error))
        return;
    reading->doc->own_title = bdl_text_trim(bdl_buf_str(&p.title));
    if (spreadsheet)
        bdl_odf_read_sheets(reading, package, &styles);
    else
        bdl_odf_read_text(reading, package, &styles);
}

bdl_str bdl_odf_text(bdl_arena *arena, bdl_str text, bool *blank) {
    bdl_buf out = {.arena = arena};
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        bool white = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (white && *blank)
            continue;
        bdl_buf_char(&out, white ? ' ' : c);
        *blank = white;
    }
    return bdl_buf_str(&out);
}

/* ---- styles ---- */

static void begin_list(bdl_odf_styles *styles, const bdl_xml_tag *tag) {
    bdl_str name = bdl_arena_str(styles->arena, bdl_xml_get(tag, "name"));
    styles->list = BDL_NEW(styles->arena, bdl_odf_list);
    bdl_map_put(styles->lists, name, styles->list);
}

static void take_level(bdl_odf_styles *styles, const bdl_xml_tag *tag) {
    uint32_t level = bdl_xml_number(tag, "level", BDL_ODF_LEVELS, 1);
    if (!styles->list || level == 0)
        return;
    bdl_arena *arena = styles->arena;
    styles->list->levels[level - 1] = (bdl_odf_level){
        .kind = bdl_numeral_of_sample(bdl_xml_get(tag, "num-format")),
        .prefix = bdl_arena_str(arena, bdl_xml_get(tag, "num-prefix")),
        .suffix = bdl_arena_str(arena, bdl_xml_get(tag, "num-suffix")),
        .start = bdl_xml_number(tag, "start-value", 30000, 1),
        .shown = bdl_xml_number(tag, "display-levels", BDL_ODF_LEVELS, 1)};
}

void bdl_odf_styles_start(bdl_odf_styles *styles, const bdl_xml_tag *tag) {
    if (bdl_xml_is(tag, BDL_XML_TEXT, "list-style"))
        begin_list(styles, tag);
    else if (bdl_xml_is(tag, BDL_XML_TEXT, "list-level-style-number"))
        take_level(styles, tag);
    else if (bdl_xml_is(tag, BDL_XML_STYLE, "style"))
        styles->style = bdl_arena_str(styles->arena, bdl_xml_get(tag, "name"));
    else if (bdl_xml_is(tag, BDL_XML_STYLE, "table-properties") &&
             !bdl_xml_is_on(tag, "display", true))
        bdl_map_put(styles->hidden_tables, styles->style, styles);
    else if (bdl_xml_is(tag, BDL_XML_STYLE, "text-properties") &&
             bdl_str_eq(bdl_xml_get(tag, "display"), BDL_STR("none")))
        bdl_map_put(styles->hidden_texts, styles->style, styles);
}

void bdl_odf_styles_end(bdl_odf_styles *styles, const bdl_xml_tag *tag) {
    if (bdl_xml_is(tag, BDL_XML_TEXT, "list-style"))
        styles->list = NULL;
}

/* ---- numbers ---- */

void bdl_odf_restart(bdl_odf_list *list, uint32_t level) {
    for (uint32_t i = level; i < BDL_ODF_LEVELS; i++)
        list->levels[i].counting = false;
}

bdl_str bdl_odf_count(bdl_odf_styles *styles, bdl_odf_list *list, uint32_t level) {
    bdl_odf_level *own = &list->levels[level];
    own->count = own->counting ? own->count + 1 : own->start;
    own->counting = true;
    bdl_odf_restart(list, level + 1);
    bdl_buf out = {.arena = styles->arena};
    if (own->kind == BDL_NUMERAL_NONE)
        return BDL_STR("");
    bdl_buf_add(&out, own->prefix);
    uint32_t first = own->shown > level ? 0 : level + 1 - own->shown;
    for (uint32_t i = first; i <= level; i++) {
        const bdl_odf_level *l = &list->levels[i];
        if (i > first)
            bdl_buf_char(&out, '.');
        bdl_numeral_put(&out, l->kind, l->counting ? l->count : l->start);
    }
    bdl_buf_add(&out, own->suffix);
    bool ends_narrow = out.len > 0 && (unsigned char)out.data[out.len - 1] < 0x80;
    if (ends_narrow) /* it is empty where no level is shown */
        bdl_buf_char(&out, ' ');
    return bdl_buf_str(&out);
}
