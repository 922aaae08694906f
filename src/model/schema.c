/* schema.c - record types, and those that every document has whatever its forms. */
#include "model/schema.h"

enum {
    FEW_FIELDS = 4, /* of a record type: the line, the place in its list, others */
    MOST_LOOKED_AT = 8
};

static int look_at_all(const bdl_rectype *type, bdl_str name) {
    for (size_t i = 0; i < type->fields.count; i++)
        if (bdl_str_eq(type->fields.items[i].name, name))
            return (int)i;
    return -1;
}

int bdl_rectype_slot(const bdl_rectype *type, bdl_str name) {
    if (name.len == 0)
        return -1;
    if (!type->by_name)
        return look_at_all(type, name);
    return (int)(intptr_t)bdl_map_get(type->by_name, name) - 1;
}

static void name_slot(bdl_rectype *type, bdl_str name, int slot) {
    if (name.len && type->by_name)
        bdl_map_put(type->by_name, name, (void *)(intptr_t)(slot + 1));
}

/* Most types are of records that rules make: they have few fields, with one name each. */
static void map_names(bdl_arena *arena, bdl_rectype *type) {
    if (type->by_name)
        return;
    type->by_name = bdl_map_new(arena);
    for (size_t i = 0; i < type->fields.count; i++)
        name_slot(type, type->fields.items[i].name, (int)i);
}

/* A Chinese name that is built in gives way to one of a form, and is not taken from one.
 */
static void name_zh(bdl_rectype *type, bdl_str zh, int slot) {
    int holder = bdl_rectype_slot(type, zh);
    if (holder < 0 || type->fields.items[slot].source != BDL_FROM_BUILTIN)
        name_slot(type, zh, slot);
}

int bdl_rectype_add(bdl_arena *arena, bdl_rectype *type, bdl_field field) {
    if (field.zh.len || type->fields.count == MOST_LOOKED_AT)
        map_names(arena, type);
    int slot = bdl_rectype_slot(type, field.name);
    if (slot >= 0 && bdl_str_eq(type->fields.items[slot].name, field.name)) {
        bdl_field *there = &type->fields.items[slot];
        if (!bdl_type_same(there->type, field.type))
            return -1;
        if (there->zh.len == 0)
            there->zh = field.zh;
        name_zh(type, field.zh, slot);
        return slot;
    }
    slot = (int)type->fields.count;
    field.bit = (uint8_t)bdl_str_hash_seeded(field.name, bdl_str_hash(type->name));
    BDL_PUSH(arena, &type->fields, field);
    name_slot(type, field.name, slot);
    name_zh(type, field.zh, slot);
    if (field.type.kind == BDL_TEXT && bdl_str_eq(field.name, BDL_STR("value")))
        type->slot_target_of = slot;
    return slot;
}

static int add(bdl_arena *arena, bdl_rectype *type, const char *name, const char *zh,
               bdl_type value) {
    return bdl_rectype_add(arena, type,
                           (bdl_field){.name = bdl_str_z(name),
                                       .zh = bdl_str_z(zh),
                                       .type = value,
                                       .source = BDL_FROM_BUILTIN});
}

static int add_hidden(bdl_arena *arena, bdl_rectype *type, bdl_str name, bdl_str zh,
                      bdl_type value) {
    return bdl_rectype_add(arena, type,
                           (bdl_field){.name = name,
                                       .zh = zh,
                                       .type = value,
                                       .source = BDL_FROM_BUILTIN,
                                       .hidden = true});
}

static bdl_type record_of(const bdl_rectype *type) {
    return (bdl_type){.kind = BDL_RECORD, .record = type};
}

bdl_rectype *bdl_rectype_new(bdl_arena *arena, bdl_str name, bdl_str zh,
                             const bdl_rectype *holder) {
    bdl_rectype *type = BDL_NEW(arena, bdl_rectype);
    type->name = name;
    type->zh = zh;
    type->holder = holder;
    BDL_MAKE_ROOM(arena, &type->fields, FEW_FIELDS);
    type->slot_holder = type->slot_rows = type->slot_parent = type->slot_children = -1;
    type->slot_copy_of = type->slot_level = type->slot_title = type->slot_money_unit =
        type->slot_year = -1;
    type->slot_note = type->slot_columns = type->slot_target_of = -1;
    type->slot_form = type->slot_key = type->slot_captions = -1;
    type->slot_line = add(arena, type, "line", "", BDL_TYPE(BDL_NUMBER));
    type->slot_index =
        add_hidden(arena, type, BDL_STR("index"), (bdl_str){0}, BDL_TYPE(BDL_NUMBER));
    type->fields.items[type->slot_line].is_told = true;
    type->fields.items[type->slot_index].is_told = true;
    if (holder)
        type->slot_holder =
            add_hidden(arena, type, holder->name, holder->zh, record_of(holder));
    return type;
}

static bdl_type number(void) {
    return BDL_TYPE(BDL_NUMBER);
}
static bdl_type text(void) {
    return BDL_TYPE(BDL_TEXT);
}

static void add_prose_lists(bdl_schema *s, bdl_rectype *doc) {
    bdl_arena *arena = s->arena;
    s->section = bdl_rectype_new(arena, BDL_STR("section"), BDL_STR("章节"), doc);
    add(arena, s->section, "number", "编号", text());
    s->section->slot_title = add(arena, s->section, "title", "标题", text());
    s->section->slot_level = add(arena, s->section, "level", "级次", number());
    add(arena, s->section, "text", "正文", text());
    s->catalogue = bdl_rectype_new(arena, BDL_STR("catalogue"), BDL_STR("目录"), doc);
    s->catalogue->slot_title = add(arena, s->catalogue, "title", "标题", text());
    add(arena, s->catalogue, "page", "页码", number());
    s->text = bdl_rectype_new(arena, BDL_STR("paragraph"), BDL_STR("段落"), doc);
    add(arena, s->text, "text", "正文", text());
    add(arena, s->text, "section", "章节", text());
    s->figure = bdl_rectype_new(arena, BDL_STR("figure"), BDL_STR("正文金额"), doc);
    add(arena, s->figure, "label", "名称", text());
    add(arena, s->figure, "amount", "金额", BDL_TYPE(BDL_MONEY));
    add(arena, s->figure, "section", "章节", text());
    add(arena, s->figure, "passage", "所在段落", number());
    s->figure->slot_year = add(arena, s->figure, "year", "年度", number());
    add(arena, s->figure, "base", "比较基数", text());
    add(arena, s->figure, "direction", "增减", text());
    add(arena, s->figure, "rate", "比率", BDL_TYPE(BDL_PERCENT));
    add(arena, s->figure, "share", "占比", BDL_TYPE(BDL_PERCENT));
    s->figure->slot_parent =
        add(arena, s->figure, "part_of", "所属金额", record_of(s->figure));
    s->figure->slot_children = add(arena, s->figure, "parts", "组成部分",
                                   bdl_type_list(arena, record_of(s->figure)));
}

static void add_table_list(bdl_schema *s, bdl_rectype *doc) {
    bdl_arena *arena = s->arena;
    bdl_rectype *table = bdl_rectype_new(arena, BDL_STR("table"), BDL_STR("表格"), doc);
    s->table = table;
    table->slot_title = add(arena, table, "title", "标题", text());
    table->slot_money_unit = add(arena, table, "money_unit", "金额单位", text());
    table->slot_year = add(arena, table, "year", "年度", number());
    table->slot_captions =
        add(arena, table, "captions", "题注", bdl_type_list(arena, text()));
    table->slot_note = add(arena, table, "note", "附注", text());
    table->slot_columns =
        add(arena, table, "columns", "栏目", bdl_type_list(arena, text()));
    table->slot_form = add(arena, table, "form", "表式", text());
    table->slot_copy_of = add(arena, table, "copy_of", "原表", record_of(table));
    s->table_row = bdl_rectype_new(arena, BDL_STR("row"), BDL_STR("行"), table);
    add(arena, s->table_row, "cells", "单元格", bdl_type_list(arena, text()));
    table->slot_rows =
        add(arena, table, "rows", "行", bdl_type_list(arena, record_of(s->table_row)));
}

static void add_target(bdl_schema *s) {
    bdl_arena *arena = s->arena;
    s->target = bdl_rectype_new(arena, BDL_STR("target"), BDL_STR("目标值"), NULL);
    add(arena, s->target, "comparator", "比较", text());
    add(arena, s->target, "bound", "界限", BDL_TYPE(BDL_BOUND));
    add(arena, s->target, "unit", "单位", text());
    add(arena, s->target, "rest", "其余", text());
    add(arena, s->target, "low", "下限", BDL_TYPE(BDL_BOUND));
    add(arena, s->target, "high", "上限", BDL_TYPE(BDL_BOUND));
}

bdl_schema *bdl_schema_new(bdl_arena *arena) {
    bdl_schema *s = BDL_NEW(arena, bdl_schema);
    s->arena = arena;
    bdl_rectype *doc = bdl_rectype_new(arena, BDL_STR("document"), BDL_STR("文件"), NULL);
    s->document = doc;
    s->slot_title = doc->slot_title = add(arena, doc, "title", "标题", text());
    s->slot_year = doc->slot_year = add(arena, doc, "year", "年度", number());
    s->slot_kind = add(arena, doc, "kind", "类型", text());
    s->slot_department = add(arena, doc, "department", "部门", text());
    s->slot_department_code = add(arena, doc, "department_code", "部门代码", text());
    add_prose_lists(s, doc);
    add_table_list(s, doc);
    add_target(s);
    bdl_type sections = bdl_type_list(arena, record_of(s->section));
    s->slot_sections = add(arena, doc, "sections", "章节", sections);
    bdl_type catalogue = bdl_type_list(arena, record_of(s->catalogue));
    s->slot_catalogue = add(arena, doc, "catalogue", "目录", catalogue);
    s->slot_texts =
        add(arena, doc, "texts", "段落", bdl_type_list(arena, record_of(s->text)));
    s->slot_tables =
        add(arena, doc, "tables", "表格", bdl_type_list(arena, record_of(s->table)));
    s->slot_figures = add(arena, doc, "figures", "正文金额",
                          bdl_type_list(arena, record_of(s->figure)));
    return s;
}
