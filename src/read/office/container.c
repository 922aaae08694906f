/* container.c - what kind of document a ZIP container holds. */
#include "base/language.h"
#include "read/office/ooxml.h"
#include "read/readers.h"

static bool has_start(bdl_str s, const char *start) {
    return bdl_str_starts(s, bdl_str_z(start));
}

static void read_office(bdl_reading *reading, bdl_package *package) {
    bdl_relations relations = {.list = {NULL, 0, 0}};
    if (!bdl_ooxml_relations(package, BDL_STR(""), &relations, &reading->error))
        return;
    bdl_str main_part = bdl_relation_of_type(&relations, "officeDocument");
    bdl_doc *doc = reading->doc;
    if (has_start(main_part, "word/")) {
        doc->format = BDL_STR("docx");
        bdl_read_docx(reading, package, main_part);
    } else if (has_start(main_part, "xl/")) {
        doc->format = BDL_STR("xlsx");
        bdl_read_xlsx(reading, package, main_part);
    } else {
        reading->error = has_start(main_part, "ppt/")
                             ? BDL_TR("is a presentation, which cannot be read")
                             : BDL_TR("is an office document of an unknown kind");
    }
}

static void read_open_document(bdl_reading *reading, bdl_package *package, size_t type) {
    bdl_str kind;
    if (!bdl_package_load(package, type, &kind, &reading->error))
        return;
    bool text = has_start(kind, "application/vnd.oasis.opendocument.text");
    bool sheets = has_start(kind, "application/vnd.oasis.opendocument.spreadsheet");
    if (!text && !sheets) {
        reading->error = BDL_TR("is neither a text nor a spreadsheet of OpenDocument");
        return;
    }
    reading->doc->format = text ? BDL_STR("odt") : BDL_STR("ods");
    bdl_read_odf(reading, package, sheets);
}

void bdl_read_container(bdl_reading *reading, bdl_str bytes) {
    bdl_package *package = bdl_package_open(reading->arena, bytes, &reading->error);
    if (!package)
        return;
    size_t type = bdl_package_find(package, BDL_STR("mimetype"));
    if (bdl_package_find(package, BDL_STR("[Content_Types].xml")) != SIZE_MAX)
        read_office(reading, package);
    else if (type != SIZE_MAX)
        read_open_document(reading, package, type);
    else if (bdl_package_find(package, BDL_STR("OFD.xml")) != SIZE_MAX)
        reading->error = BDL_TR("is an OFD document, which cannot be read; most programs "
                                "that show it save it as PDF");
    else
        reading->error = BDL_TR("is a ZIP archive and no office document; it is walked "
                                "through when its name ends in .zip");
}
