/* xml.h - the XML parts of office formats as a stream of tags and text (libxml2, SAX).
 *
 * Names are told by namespace, not by prefix; the strict and the transitional namespaces
 * of Office are the same here. A document type declaration is refused: no office format
 * has one, and entities are what bombs are made of. */
#ifndef BDL_READ_XML_H
#define BDL_READ_XML_H

#include "read/office/package.h"

typedef enum bdl_xml_space {
    BDL_XML_OTHER,
    BDL_XML_WORD,   /* w: */
    BDL_XML_SHEET,  /* SpreadsheetML */
    BDL_XML_MATH,   /* m: */
    BDL_XML_MARKUP, /* mc: choices and fallbacks */
    BDL_XML_RELATIONS,
    BDL_XML_OFFICE, /* of OpenDocument, and the next five */
    BDL_XML_TEXT,
    BDL_XML_TABLE,
    BDL_XML_DRAW,
    BDL_XML_STYLE,
    BDL_XML_MANIFEST,
    BDL_XML_DC, /* titles */
} bdl_xml_space;

typedef struct bdl_xml_tag {
    bdl_xml_space space;
    bdl_str name;
    const unsigned char **attributes; /* as libxml2 has them */
    size_t attribute_count;
} bdl_xml_tag;

/* What a reader does with the parts of a document. Texts die when the call returns. */
typedef struct bdl_xml_handler {
    void (*start)(void *data, const bdl_xml_tag *tag);
    void (*end)(void *data, const bdl_xml_tag *tag);
    void (*text)(void *data, bdl_str text); /* may come in pieces */
    void *data;
} bdl_xml_handler;

bool bdl_xml_is(const bdl_xml_tag *tag, bdl_xml_space space, const char *name);
/* The attribute of the local name NAME; data NULL when there is none. */
bdl_str bdl_xml_get(const bdl_xml_tag *tag, const char *name);
/* The same as a number from 0 to MOST; OTHERWISE where there is none. */
uint32_t bdl_xml_number(const bdl_xml_tag *tag, const char *name, uint32_t most,
                        uint32_t otherwise);
/* An attribute that switches: there and not "0", "false" or "off". */
bool bdl_xml_is_on(const bdl_xml_tag *tag, const char *name, bool otherwise);

/* What a tag means to a reader: the KIND of the entry of its name, 0 when not listed. */
typedef struct bdl_xml_name {
    bdl_xml_space space;
    const char *name;
    int kind;
} bdl_xml_name;
int bdl_xml_kind(const bdl_xml_tag *tag, const bdl_xml_name *names, size_t count);

/* Reads the part NAME of PACKAGE. A part that is not there is no error: *FOUND says. */
bool bdl_xml_read(bdl_package *package, bdl_str name, const bdl_xml_handler *handler,
                  bool *found, bdl_str *error);

#endif
