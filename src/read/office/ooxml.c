/* ooxml.c - the relations between the parts of an Office Open XML package. */
#include "read/office/ooxml.h"

#include "base/file.h"
#include "base/text.h"

typedef struct gathering {
    bdl_arena *arena;
    bdl_str folder; /* targets are relative to it */
    bdl_relations *out;
} gathering;

/* FOLDER/TARGET with "." and ".." taken out. */
static bdl_str resolve(bdl_arena *arena, bdl_str folder, bdl_str target) {
    bdl_buf path = {.arena = arena};
    if (bdl_str_starts(target, BDL_STR("/")))
        target = bdl_str_from(target, 1);
    else
        bdl_buf_add(&path, folder);
    while (target.len) {
        const char *slash = memchr(target.data, '/', target.len);
        bdl_str step = {target.data, slash ? (size_t)(slash - target.data) : target.len};
        target = bdl_str_from(target, step.len + (slash != NULL));
        if (step.len == 0 || bdl_str_eq(step, BDL_STR(".")))
            continue;
        if (bdl_str_eq(step, BDL_STR(".."))) {
            while (path.len && path.data[path.len - 1] != '/')
                path.len--;
            path.len -= path.len > 0;
            continue;
        }
        if (path.len)
            bdl_buf_char(&path, '/');
        bdl_buf_add(&path, step);
    }
    return bdl_buf_str(&path);
}

static void on_start(void *data, const bdl_xml_tag *tag) {
    gathering *g = data;
    if (!bdl_xml_is(tag, BDL_XML_RELATIONS, "Relationship"))
        return;
    bdl_str target = bdl_xml_get(tag, "Target");
    bdl_relation relation = {
        .id = bdl_arena_str(g->arena, bdl_xml_get(tag, "Id")),
        .type = bdl_arena_str(g->arena, bdl_path_name(bdl_xml_get(tag, "Type"))),
        .target = resolve(g->arena, g->folder, target)};
    BDL_PUSH(g->arena, &g->out->list, relation);
}

static void on_end(void *data, const bdl_xml_tag *tag) {
    (void)data;
    (void)tag;
}

static void on_text(void *data, bdl_str text) {
    (void)data;
    (void)text;
}

bool bdl_ooxml_relations(bdl_package *package, bdl_str name, bdl_relations *out,
                         bdl_str *error) {
    bdl_arena *arena = bdl_package_arena(package);
    bdl_str folder = bdl_path_folder(name);
    gathering g = {.arena = arena, .folder = folder, .out = out};
    bdl_xml_handler handler = {on_start, on_end, on_text, &g};
    bdl_str rels = bdl_arena_printf(arena, "%.*s%s_rels/%.*s.rels", BDL_PRI(folder),
                                    folder.len ? "/" : "", BDL_PRI(bdl_path_name(name)));
    bool found;
    return bdl_xml_read(package, rels, &handler, &found, error);
}

bdl_str bdl_relation_of_type(const bdl_relations *relations, const char *type) {
    for (size_t i = 0; i < relations->list.count; i++)
        if (bdl_str_eq(relations->list.items[i].type, bdl_str_z(type)))
            return relations->list.items[i].target;
    return BDL_STR("");
}

bdl_str bdl_relation_of_id(const bdl_relations *relations, bdl_str id) {
    for (size_t i = 0; i < relations->list.count; i++)
        if (bdl_str_eq(relations->list.items[i].id, id))
            return relations->list.items[i].target;
    return BDL_STR("");
}

/* ---- the title ---- */

typedef struct title_reading {
    bdl_buf text;
    bool inside;
} title_reading;

static void title_start(void *data, const bdl_xml_tag *tag) {
    title_reading *t = data;
    t->inside = bdl_xml_is(tag, BDL_XML_DC, "title");
}

static void title_end(void *data, const bdl_xml_tag *tag) {
    (void)tag;
    title_reading *t = data;
    t->inside = false;
}

static void title_text(void *data, bdl_str text) {
    title_reading *t = data;
    if (t->inside)
        bdl_buf_add(&t->text, text);
}

bool bdl_ooxml_title(bdl_package *package, bdl_str *title, bdl_str *error) {
    title_reading t = {.text = {.arena = bdl_package_arena(package)}};
    bdl_xml_handler handler = {title_start, title_end, title_text, &t};
    bool found;
    if (!bdl_xml_read(package, BDL_STR("docProps/core.xml"), &handler, &found, error))
        return false;
    *title = bdl_text_trim(bdl_buf_str(&t.text));
    return true;
}
