/* ooxml.h - what DOCX and XLSX share: which part of the package is what. */
#ifndef BDL_READ_OOXML_H
#define BDL_READ_OOXML_H

#include "base/vec.h"
#include "read/office/xml.h"

typedef struct bdl_relation {
    bdl_str id, type; /* TYPE: what follows the last slash ("worksheet") */
    bdl_str target;   /* the name of a part */
} bdl_relation;

typedef struct bdl_relations {
    BDL_VEC(bdl_relation) list;
} bdl_relations;

/* What the part NAME ("" the package itself) refers to. */
bool bdl_ooxml_relations(bdl_package *package, bdl_str name, bdl_relations *out,
                         bdl_str *error);
/* The target with this type, or this id; empty when there is none. */
bdl_str bdl_relation_of_type(const bdl_relations *relations, const char *type);
bdl_str bdl_relation_of_id(const bdl_relations *relations, bdl_str id);
/* The title in the document's properties, empty when there is none. */
bool bdl_ooxml_title(bdl_package *package, bdl_str *title, bdl_str *error);

#endif
