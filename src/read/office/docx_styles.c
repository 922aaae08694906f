/* docx_styles.c - the styles of a Word document, as far as they make headings and
 * numbers, and the numbers themselves. */
#include "read/office/docx.h"

#include <stdio.h>

enum {
    MAX_BASES = 16, /* styles based on each other */

    STYLE = 1,
    NAME,
    BASED_ON,
    OUTLINE,
    NUMBER_ID,
    LEVEL_ID,

    LIST,
    LEVEL,
    START,
    FORMAT,
    LEVEL_TEXT,
    LEVEL_STYLE,
    SUFFIX,
    NUMBER,
    LIST_ID,
    OVERRIDE,
    START_OVERRIDE,
};

static const bdl_xml_name style_names[] = {
    {BDL_XML_WORD, "style", STYLE},      {BDL_XML_WORD, "name", NAME},
    {BDL_XML_WORD, "basedOn", BASED_ON}, {BDL_XML_WORD, "outlineLvl", OUTLINE},
    {BDL_XML_WORD, "numId", NUMBER_ID},  {BDL_XML_WORD, "ilvl", LEVEL_ID},
};

static const bdl_xml_name number_names[] = {
    {BDL_XML_WORD, "abstractNum", LIST},
    {BDL_XML_WORD, "lvl", LEVEL},
    {BDL_XML_WORD, "start", START},
    {BDL_XML_WORD, "numFmt", FORMAT},
    {BDL_XML_WORD, "lvlText", LEVEL_TEXT},
    {BDL_XML_WORD, "pStyle", LEVEL_STYLE},
    {BDL_XML_WORD, "suff", SUFFIX},
    {BDL_XML_WORD, "num", NUMBER},
    {BDL_XML_WORD, "abstractNumId", LIST_ID},
    {BDL_XML_WORD, "lvlOverride", OVERRIDE},
    {BDL_XML_WORD, "startOverride", START_OVERRIDE},
};

typedef struct style_reading {
    bdl_docx_styles *out;
    bdl_docx_style *style;
    bdl_docx_list *list;
    bdl_docx_level *level;
    bdl_docx_number *number;
    uint32_t override;
} style_reading;

static bdl_str kept(style_reading *r, bdl_str text) {
    return bdl_arena_str(r->out->arena, text);
}

/* ---- styles.xml ---- */

static void begin_style(style_reading *r, const bdl_xml_tag *tag) {
    bdl_str type = bdl_xml_get(tag, "type");
    r->style = NULL;
    if (type.data && !bdl_str_eq(type, BDL_STR("paragraph")))
        return;
    bdl_docx_style *style = BDL_NEW(r->out->arena, bdl_docx_style);
    *style = (bdl_docx_style){.id = kept(r, bdl_xml_get(tag, "styleId")),
                              .outline = BDL_DOCX_UNSET,
                              .number = BDL_DOCX_UNSET,
                              .level = BDL_DOCX_UNSET};
    bdl_map_put(r->out->styles, style->id, style);
    if (bdl_xml_is_on(tag, "default", false))
        r->out->default_style = style;
    r->style = style;
}

/* "heading 1" (LibreOffice writes "Heading 1") means level 1 whatever else is said;
 * "Title" is one too. */
static void take_name(style_reading *r, bdl_str name) {
    if (r->style->outline != BDL_DOCX_UNSET)
        return;
    if (name.len == 9 && strncasecmp(name.data, "heading ", 8) == 0 &&
        name.data[8] >= '1' && name.data[8] <= '9')
        r->style->outline = (uint32_t)(name.data[8] - '1');
    else if (bdl_str_eq(name, BDL_STR("Title")))
        r->style->outline = 0;
}

static void style_start(void *data, const bdl_xml_tag *tag) {
    style_reading *r = data;
    int kind = bdl_xml_kind(tag, style_names, BDL_COUNT_OF(style_names));
    if (kind == STYLE)
        begin_style(r, tag);
    if (!r->style)
        return;
    if (kind == NAME)
        take_name(r, bdl_xml_get(tag, "val"));
    else if (kind == BASED_ON)
        r->style->based_on = kept(r, bdl_xml_get(tag, "val"));
    else if (kind == OUTLINE)
        r->style->outline = bdl_xml_number(tag, "val", 9, BDL_DOCX_UNSET);
    else if (kind == NUMBER_ID)
        r->style->number = bdl_xml_number(tag, "val", BDL_DOCX_UNSET, BDL_DOCX_UNSET);
    else if (kind == LEVEL_ID)
        r->style->level = bdl_xml_number(tag, "val", BDL_DOCX_LEVELS - 1, 0);
}

static void style_end(void *data, const bdl_xml_tag *tag) {
    style_reading *r = data;
    if (bdl_xml_is(tag, BDL_XML_WORD, "style"))
        r->style = NULL;
}

static void no_text(void *data, bdl_str text) {
    (void)data;
    (void)text;
}

static const bdl_docx_style *find_style(const bdl_docx_styles *styles, bdl_str id) {
    return id.len ? bdl_map_get(styles->styles, id) : styles->default_style;
}

unsigned bdl_docx_heading(const bdl_docx_styles *styles, bdl_str id, uint32_t outline) {
    const bdl_docx_style *style = find_style(styles, id);
    for (int i = 0; style && outline == BDL_DOCX_UNSET && i < MAX_BASES; i++) {
        outline = style->outline;
        style = style->based_on.len ? find_style(styles, style->based_on) : NULL;
    }
    return outline >= 9 ? 0 : outline >= 6 ? 6 : outline + 1;
}

/* ---- numbering.xml ---- */

static void begin_list(style_reading *r, const bdl_xml_tag *tag) {
    bdl_docx_list *list = BDL_NEW(r->out->arena, bdl_docx_list);
    for (size_t i = 0; i < BDL_DOCX_LEVELS; i++)
        list->levels[i] = (bdl_docx_level){.start = 1, .kind = BDL_NUMERAL_DECIMAL};
    bdl_map_put(r->out->lists, kept(r, bdl_xml_get(tag, "abstractNumId")), list);
    r->list = list;
}

static void begin_number(style_reading *r, const bdl_xml_tag *tag) {
    bdl_docx_number *number = BDL_NEW(r->out->arena, bdl_docx_number);
    for (size_t i = 0; i < BDL_DOCX_LEVELS; i++)
        number->restart[i] = BDL_DOCX_UNSET;
    bdl_map_put(r->out->numbers, kept(r, bdl_xml_get(tag, "numId")), number);
    r->number = number;
}

static void take_level(style_reading *r, int kind, const bdl_xml_tag *tag) {
    bdl_str value = bdl_xml_get(tag, "val");
    bdl_docx_level *level = r->level;
    if (!level)
        return;
    if (kind == START)
        level->start = bdl_xml_number(tag, "val", 30000, 1);
    else if (kind == FORMAT)
        level->kind = bdl_numeral_of_word(value);
    else if (kind == LEVEL_TEXT)
        level->text = kept(r, value);
    else if (kind == LEVEL_STYLE)
        level->style = kept(r, value);
    else if (kind == SUFFIX)
        level->bare = bdl_str_eq(value, BDL_STR("nothing"));
    /* the sign of a bullet is no text */
    if (kind == FORMAT && bdl_str_eq(value, BDL_STR("bullet")))
        r->level = NULL;
}

static void take_number(style_reading *r, int kind, const bdl_xml_tag *tag) {
    if (!r->number)
        return;
    if (kind == LIST_ID)
        r->number->list = bdl_map_get(r->out->lists, bdl_xml_get(tag, "val"));
    else if (kind == OVERRIDE)
        r->override = bdl_xml_number(tag, "ilvl", BDL_DOCX_LEVELS - 1, 0);
    else if (kind == START_OVERRIDE)
        r->number->restart[r->override] = bdl_xml_number(tag, "val", 30000, 1);
}

static void number_start(void *data, const bdl_xml_tag *tag) {
    style_reading *r = data;
    int kind = bdl_xml_kind(tag, number_names, BDL_COUNT_OF(number_names));
    if (kind == LIST)
        begin_list(r, tag);
    else if (kind == NUMBER)
        begin_number(r, tag);
    else if (kind == LEVEL)
        r->level =
            r->list && !r->number
                ? &r->list->levels[bdl_xml_number(tag, "ilvl", BDL_DOCX_LEVELS - 1, 0)]
                : NULL;
    else {
        take_level(r, kind, tag);
        take_number(r, kind, tag);
    }
}

static void number_end(void *data, const bdl_xml_tag *tag) {
    style_reading *r = data;
    if (bdl_xml_is(tag, BDL_XML_WORD, "abstractNum"))
        r->list = NULL;
    else if (bdl_xml_is(tag, BDL_XML_WORD, "num"))
        r->number = NULL;
    else if (bdl_xml_is(tag, BDL_XML_WORD, "lvl"))
        r->level = NULL;
}

bool bdl_docx_styles_read(bdl_package *package, bdl_str styles, bdl_str numbering,
                          bdl_docx_styles *out, bdl_str *error) {
    bdl_arena *arena = bdl_package_arena(package);
    *out = (bdl_docx_styles){.arena = arena,
                             .styles = bdl_map_new(arena),
                             .lists = bdl_map_new(arena),
                             .numbers = bdl_map_new(arena)};
    style_reading r = {.out = out};
    bdl_xml_handler of_styles = {style_start, style_end, no_text, &r};
    bdl_xml_handler of_numbers = {number_start, number_end, no_text, &r};
    bool found;
    return bdl_xml_read(package, styles, &of_styles, &found, error) &&
           bdl_xml_read(package, numbering, &of_numbers, &found, error);
}

/* ---- counting ---- */

static bdl_docx_number *find_number(const bdl_docx_styles *styles, uint32_t id) {
    char digits[16];
    int len = snprintf(digits, sizeof digits, "%u", id);
    return bdl_map_get(styles->numbers, (bdl_str){digits, (size_t)len});
}

/* The level that is there for paragraphs in STYLE; 0 when none is. */
static uint32_t level_for(const bdl_docx_styles *styles, uint32_t number, bdl_str style) {
    const bdl_docx_number *found = find_number(styles, number);
    for (uint32_t i = 0; found && found->list && i < BDL_DOCX_LEVELS; i++)
        if (style.len && bdl_str_eq(found->list->levels[i].style, style))
            return i;
    return 0;
}

void bdl_docx_numbering(const bdl_docx_styles *styles, bdl_str id, uint32_t *number,
                        uint32_t *level) {
    const bdl_docx_style *style = find_style(styles, id);
    for (int i = 0; style && *number == BDL_DOCX_UNSET && i < MAX_BASES; i++) {
        *number = style->number;
        if (*number != BDL_DOCX_UNSET && *level == BDL_DOCX_UNSET)
            *level = style->level != BDL_DOCX_UNSET
                         ? style->level
                         : level_for(styles, *number, style->id);
        style = style->based_on.len ? find_style(styles, style->based_on) : NULL;
    }
    if (*level == BDL_DOCX_UNSET)
        *level = 0;
}

static void advance(bdl_docx_list *list, uint32_t level) {
    bdl_docx_level *own = &list->levels[level];
    own->count = own->counting ? own->count + 1 : own->start;
    own->counting = true;
    for (uint32_t i = 0; i < level; i++)
        if (!list->levels[i].counting) {
            list->levels[i].counting = true;
            list->levels[i].count = list->levels[i].start;
        }
    for (uint32_t i = level + 1; i < BDL_DOCX_LEVELS; i++)
        list->levels[i].counting = false;
}

/* A blank parts the number from Latin text only: after Chinese punctuation none is seen.
 */
static void put_gap(bdl_buf *out) {
    if (out->len && (unsigned char)out->data[out->len - 1] < 0x80)
        bdl_buf_char(out, ' ');
}

bdl_str bdl_docx_count(bdl_docx_styles *styles, uint32_t id, uint32_t level) {
    bdl_docx_number *number = find_number(styles, id);
    if (id == 0 || !number || !number->list || level >= BDL_DOCX_LEVELS)
        return BDL_STR("");
    bdl_docx_list *list = number->list;
    if (number->restart[level] != BDL_DOCX_UNSET) {
        list->levels[level].counting = true;
        list->levels[level].count = number->restart[level] - 1;
        number->restart[level] = BDL_DOCX_UNSET;
    }
    advance(list, level);
    bdl_buf out = {.arena = styles->arena};
    bdl_str text = list->levels[level].text;
    for (size_t i = 0; i < text.len; i++) {
        uint32_t n = i + 1 < text.len ? (uint32_t)(text.data[i + 1] - '1') : 99;
        if (text.data[i] != '%' || n >= BDL_DOCX_LEVELS) {
            bdl_buf_char(&out, text.data[i]);
            continue;
        }
        bdl_numeral_put(&out, list->levels[n].kind, list->levels[n].count);
        i++;
    }
    if (!list->levels[level].bare)
        put_gap(&out);
    return bdl_buf_str(&out);
}
