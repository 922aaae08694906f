/* xlsx_book.c - what the sheets of a workbook share: texts and number formats. */
#include "read/office/xlsx.h"

#include "base/map.h"

#include "read/office/numfmt.h"

/* ---- shared texts ---- */

typedef struct text_reading {
    bdl_xlsx_book *book;
    bdl_buf text;
    bool in_text;
    size_t reading_aids; /* inside so many rPh */
} text_reading;

static void text_start(void *data, const bdl_xml_tag *tag) {
    text_reading *r = data;
    if (bdl_xml_is(tag, BDL_XML_SHEET, "si"))
        r->text = (bdl_buf){.arena = r->book->arena};
    else if (bdl_xml_is(tag, BDL_XML_SHEET, "rPh"))
        r->reading_aids++;
    else if (bdl_xml_is(tag, BDL_XML_SHEET, "t"))
        r->in_text = r->reading_aids == 0;
}

static void text_end(void *data, const bdl_xml_tag *tag) {
    text_reading *r = data;
    if (bdl_xml_is(tag, BDL_XML_SHEET, "si"))
        BDL_PUSH(r->book->arena, &r->book->texts, bdl_buf_str(&r->text));
    else if (bdl_xml_is(tag, BDL_XML_SHEET, "rPh"))
        r->reading_aids--;
    else if (bdl_xml_is(tag, BDL_XML_SHEET, "t"))
        r->in_text = false;
}

static void text_text(void *data, bdl_str text) {
    text_reading *r = data;
    if (r->in_text)
        bdl_buf_add(&r->text, text);
}

/* ---- styles ---- */

typedef struct style_reading {
    bdl_xlsx_book *book;
    bdl_map *codes; /* own formats by id */
    bool in_cell_styles;
} style_reading;

static bdl_str code_of(const style_reading *r, bdl_str id, uint32_t number) {
    const bdl_str *own = bdl_map_get(r->codes, id);
    return own ? *own : bdl_str_z(bdl_numfmt_builtin(number));
}

static void style_start(void *data, const bdl_xml_tag *tag) {
    style_reading *r = data;
    bdl_arena *arena = r->book->arena;
    if (bdl_xml_is(tag, BDL_XML_SHEET, "numFmt")) {
        bdl_str *code = BDL_NEW(arena, bdl_str);
        *code = bdl_arena_str(arena, bdl_xml_get(tag, "formatCode"));
        bdl_map_put(r->codes, bdl_arena_str(arena, bdl_xml_get(tag, "numFmtId")), code);
    } else if (bdl_xml_is(tag, BDL_XML_SHEET, "cellXfs")) {
        r->in_cell_styles = true;
    } else if (r->in_cell_styles && bdl_xml_is(tag, BDL_XML_SHEET, "xf")) {
        bdl_str code = code_of(r, bdl_xml_get(tag, "numFmtId"),
                               bdl_xml_number(tag, "numFmtId", 100000, 0));
        BDL_PUSH(arena, &r->book->formats, code);
    }
}

static void style_end(void *data, const bdl_xml_tag *tag) {
    style_reading *r = data;
    if (bdl_xml_is(tag, BDL_XML_SHEET, "cellXfs"))
        r->in_cell_styles = false;
}

static void no_text(void *data, bdl_str text) {
    (void)data;
    (void)text;
}

bool bdl_xlsx_book_read(bdl_package *package, bdl_str texts, bdl_str styles,
                        bdl_xlsx_book *book, bdl_str *error) {
    book->arena = bdl_package_arena(package);
    text_reading of_texts = {.book = book, .text = {.arena = book->arena}};
    style_reading of_styles = {.book = book, .codes = bdl_map_new(book->arena)};
    bdl_xml_handler text_handler = {text_start, text_end, text_text, &of_texts};
    bdl_xml_handler style_handler = {style_start, style_end, no_text, &of_styles};
    bool found;
    return bdl_xml_read(package, texts, &text_handler, &found, error) &&
           bdl_xml_read(package, styles, &style_handler, &found, error);
}
