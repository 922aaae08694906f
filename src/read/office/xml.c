/* xml.c - libxml2's push parser behind three calls; the only file that knows it. */
#include "read/office/xml.h"

#include "base/language.h"
#include "base/limits.h"

/* ---- tags ---- */

bool bdl_xml_is(const bdl_xml_tag *tag, bdl_xml_space space, const char *name) {
    return tag->space == space && bdl_str_eq(tag->name, bdl_str_z(name));
}

bdl_str bdl_xml_get(const bdl_xml_tag *tag, const char *name) {
    for (size_t i = 0; i < tag->attribute_count; i++) {
        const unsigned char **a = tag->attributes + 5 * i;
        if (strcmp((const char *)a[0], name) == 0)
            return (bdl_str){(const char *)a[3], (size_t)(a[4] - a[3])};
    }
    return (bdl_str){NULL, 0};
}

uint32_t bdl_xml_number(const bdl_xml_tag *tag, const char *name, uint32_t most,
                        uint32_t otherwise) {
    bdl_str value = bdl_xml_get(tag, name);
    return bdl_str_digit_at(value, 0) ? (uint32_t)bdl_str_number_at(value, 0, most)
                                      : otherwise;
}

bool bdl_xml_is_on(const bdl_xml_tag *tag, const char *name, bool otherwise) {
    bdl_str value = bdl_xml_get(tag, name);
    if (!value.data)
        return otherwise;
    return !bdl_str_is_any(value, BDL_WORDS("0", "false", "off"));
}

int bdl_xml_kind(const bdl_xml_tag *tag, const bdl_xml_name *names, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (names[i].space == tag->space && names[i].name[0] == tag->name.data[0] &&
            bdl_str_eq(tag->name, bdl_str_z(names[i].name)))
            return names[i].kind;
    return 0;
}

#ifndef HAVE_LIBXML2

bool bdl_xml_read(bdl_package *package, bdl_str name, const bdl_xml_handler *handler,
                  bool *found, bdl_str *error) {
    (void)package;
    (void)name;
    (void)handler;
    *found = false;
    *error = BDL_TR("is an office document; this bdl was built without libxml2, which "
                    "reads them");
    return false;
}

#else

#include <libxml/parser.h>

typedef struct known_space {
    const char *uri;
    bdl_xml_space space;
} known_space;

#define OFFICE       "http://schemas.openxmlformats.org/"
#define STRICT       "http://purl.oclc.org/ooxml/"
#define OPENDOCUMENT "urn:oasis:names:tc:opendocument:xmlns:"

static const known_space spaces[] = {
    {OFFICE "wordprocessingml/2006/main", BDL_XML_WORD},
    {STRICT "wordprocessingml/main", BDL_XML_WORD},
    {OFFICE "spreadsheetml/2006/main", BDL_XML_SHEET},
    {STRICT "spreadsheetml/main", BDL_XML_SHEET},
    {OFFICE "officeDocument/2006/math", BDL_XML_MATH},
    {STRICT "officeDocument/math", BDL_XML_MATH},
    {OFFICE "markup-compatibility/2006", BDL_XML_MARKUP},
    {OFFICE "package/2006/relationships", BDL_XML_RELATIONS},
    {OPENDOCUMENT "office:1.0", BDL_XML_OFFICE},
    {OPENDOCUMENT "text:1.0", BDL_XML_TEXT},
    {OPENDOCUMENT "table:1.0", BDL_XML_TABLE},
    {OPENDOCUMENT "drawing:1.0", BDL_XML_DRAW},
    {OPENDOCUMENT "style:1.0", BDL_XML_STYLE},
    {OPENDOCUMENT "manifest:1.0", BDL_XML_MANIFEST},
    {"http://purl.org/dc/elements/1.1/", BDL_XML_DC},
};

typedef struct parsing {
    const bdl_xml_handler *handler;
    xmlParserCtxtPtr parser;
    const xmlChar *last_uri; /* libxml2 keeps one copy of each */
    bdl_xml_space last_space;
    size_t depth;
    const char *refused;
} parsing;

static bdl_xml_space space_of(parsing *p, const xmlChar *uri) {
    if (uri == p->last_uri)
        return p->last_space;
    bdl_xml_space space = BDL_XML_OTHER;
    for (size_t i = 0; uri && i < BDL_COUNT_OF(spaces); i++)
        if (strcmp((const char *)uri, spaces[i].uri) == 0)
            space = spaces[i].space;
    p->last_uri = uri;
    p->last_space = space;
    return space;
}

static void refuse(parsing *p, const char *why) {
    p->refused = why;
    xmlStopParser(p->parser);
}

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *uri, int namespaces, const xmlChar **declared,
                     int attributes, int defaulted, const xmlChar **values) {
    (void)prefix;
    (void)namespaces;
    (void)declared;
    (void)defaulted;
    parsing *p = data;
    if (p->refused)
        return;
    if (++p->depth > BDL_MAX_XML_DEPTH) {
        refuse(p, _("has too many elements inside each other"));
        return;
    }
    bdl_xml_tag tag = {.space = space_of(p, uri),
                       .name = bdl_str_z((const char *)name),
                       .attributes = values,
                       .attribute_count = attributes > 0 ? (size_t)attributes : 0};
    p->handler->start(p->handler->data, &tag);
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix,
                   const xmlChar *uri) {
    (void)prefix;
    parsing *p = data;
    if (p->refused)
        return;
    p->depth--;
    bdl_xml_tag tag = {.space = space_of(p, uri), .name = bdl_str_z((const char *)name)};
    p->handler->end(p->handler->data, &tag);
}

static void on_text(void *data, const xmlChar *text, int len) {
    parsing *p = data;
    if (!p->refused && len > 0)
        p->handler->text(p->handler->data, (bdl_str){(const char *)text, (size_t)len});
}

static void on_doctype(void *data, const xmlChar *name, const xmlChar *public_id,
                       const xmlChar *system_id) {
    (void)name;
    (void)public_id;
    (void)system_id;
    refuse(data, _("declares a document type, which no office document does"));
}

static void on_error(void *data, xmlErrorPtr error) {
    (void)data; /* it is asked for afterwards */
    (void)error;
}

static bool feed(void *data, bdl_str piece) {
    parsing *p = data;
    int failed = xmlParseChunk(p->parser, piece.data, (int)piece.len, 0);
    return !p->refused && failed == 0;
}

/* Says what is wrong with the part, when anything is. */
static bool judge(parsing *p, bdl_arena *arena, bdl_str name, bdl_str *error) {
    const xmlError *problem = xmlCtxtGetLastError(p->parser);
    if (p->refused) {
        *error = bdl_arena_printf(arena, _("cannot be read: \"%.*s\" in it %s"),
                                  BDL_PRI(name), p->refused);
        return false;
    }
    if (p->parser->wellFormed)
        return true;
    int line = problem ? problem->line : 0;
    *error = bdl_arena_printf(arena,
                              _("cannot be read: \"%.*s\" in it is not well-formed XML "
                                "(line %d)"),
                              BDL_PRI(name), line);
    return false;
}

static bool read_part(bdl_package *package, size_t part, bdl_str name, parsing *p,
                      bdl_str *error) {
    if (!bdl_package_unpack(package, part, feed, p, error))
        return false;
    if (!p->refused && p->parser->wellFormed)
        xmlParseChunk(p->parser, NULL, 0, 1);
    return judge(p, bdl_package_arena(package), name, error);
}

bool bdl_xml_read(bdl_package *package, bdl_str name, const bdl_xml_handler *handler,
                  bool *found, bdl_str *error) {
    size_t part = bdl_package_find(package, name);
    *found = part != SIZE_MAX;
    if (!*found)
        return true;
    xmlSAXHandler calls = {.initialized = XML_SAX2_MAGIC,
                           .startElementNs = on_start,
                           .endElementNs = on_end,
                           .characters = on_text,
                           .ignorableWhitespace = on_text,
                           .cdataBlock = on_text,
                           .internalSubset = on_doctype,
                           .serror = on_error};
    parsing p = {.handler = handler};
    p.parser = xmlCreatePushParserCtxt(&calls, &p, NULL, 0, NULL);
    if (!p.parser) {
        *error = BDL_TR("cannot be read: no memory for its XML");
        return false;
    }
    xmlCtxtUseOptions(p.parser, XML_PARSE_NONET);
    bool good = read_part(package, part, name, &p, error);
    xmlFreeParserCtxt(p.parser);
    return good;
}

#endif
