/* test_type.c: the names of types, when they are the same, and the records that every
 * document has. */
#include "unit.h"

#include "model/schema.h"

#include "arena.h"

static void assert_name(bdl_type type, const char *name) {
    bdl_str copy = bdl_arena_str(arena, bdl_type_name(arena, type));
    assert_string_equal(copy.data, name);
}

static bdl_type list_of(const bdl_type *element) {
    return (bdl_type){.kind = BDL_LIST, .element = element};
}

static void types_are_named_as_people_say(void **state) {
    static const bdl_type money = {.kind = BDL_MONEY};
    bdl_schema *schema = bdl_schema_new(arena);
    bdl_type record = {.kind = BDL_RECORD, .record = schema->section};
    bdl_type quantity = {.kind = BDL_QUANTITY};
    assert_name(money, "money");
    assert_name(list_of(&money), "list of money");
    assert_name(record, "section");
    assert_name(list_of(&record), "list of section");
    assert_name(quantity, "quantity");
    bdl_unit unit;
    quantity.unit_known = true;
    quantity.unit = &unit;
    bdl_unit_read(BDL_STR("元/册"), &unit);
    assert_name(quantity, "quantity in 元/册");
}

static void types_are_the_same_to_their_depth(void **state) {
    bdl_type money = BDL_TYPE(BDL_MONEY), text = BDL_TYPE(BDL_TEXT);
    bdl_type list = list_of(&money), other = list_of(&text);
    assert_true(bdl_type_same(list, list_of(&money)));
    assert_false(bdl_type_same(list, other));
    assert_false(bdl_type_same(list, money));
    assert_false(bdl_type_same(list_of(&list), list_of(&other)));
    assert_true(bdl_type_same(list_of(&list), list_of(&list)));
}

static void quantities_are_the_same_in_one_unit(void **state) {
    bdl_type a = {.kind = BDL_QUANTITY, .unit_known = true}, b = a, unknown;
    unknown = BDL_TYPE(BDL_QUANTITY);
    bdl_unit times, items;
    a.unit = &times;
    b.unit = &items;
    bdl_unit_read(BDL_STR("次"), &times);
    bdl_unit_read(BDL_STR("项"), &items);
    assert_true(bdl_type_same(a, a));
    assert_false(bdl_type_same(a, b));
    assert_false(bdl_type_same(a, unknown));
}

static void a_document_has_its_fields_by_both_names(void **state) {
    bdl_schema *schema = bdl_schema_new(arena);
    static const struct {
        const char *name, *zh;
    } rows[] = {{"title", "标题"},    {"year", "年度"},      {"department", "部门"},
                {"sections", "章节"}, {"catalogue", "目录"}, {"tables", "表格"}};
    for (size_t i = 0; i < BDL_COUNT_OF(rows); i++) {
        int slot = bdl_rectype_slot(schema->document, bdl_str_z(rows[i].name));
        assert_true(slot >= 0);
        assert_int_equal(slot, bdl_rectype_slot(schema->document, bdl_str_z(rows[i].zh)));
    }
    assert_int_equal(bdl_rectype_slot(schema->document, BDL_STR("titel")), -1);
    assert_int_equal(bdl_rectype_slot(schema->document, BDL_STR("")), -1);
}

static void every_record_has_line_index_and_its_holder(void **state) {
    bdl_schema *schema = bdl_schema_new(arena);
    bdl_rectype *row =
        bdl_rectype_new(arena, BDL_STR("row"), (bdl_str){0}, schema->table);
    assert_int_equal(bdl_rectype_slot(row, BDL_STR("line")), row->slot_line);
    assert_int_equal(bdl_rectype_slot(row, BDL_STR("index")), row->slot_index);
    assert_int_equal(bdl_rectype_slot(row, BDL_STR("table")), row->slot_holder);
    assert_true(row->slot_holder >= 0);
    assert_int_equal(schema->document->slot_holder, -1);
}

static void a_field_is_added_once_and_keeps_its_type(void **state) {
    bdl_rectype *row = bdl_rectype_new(arena, BDL_STR("row"), (bdl_str){0}, NULL);
    bdl_field total = {.name = BDL_STR("total"),
                       .zh = BDL_STR("合计"),
                       .type = BDL_TYPE(BDL_MONEY),
                       .source = BDL_FROM_FORM};
    int slot = bdl_rectype_add(arena, row, total);
    size_t count = row->fields.count;
    total.zh = BDL_STR("总计");
    assert_int_equal(bdl_rectype_add(arena, row, total), slot);
    assert_int_equal(row->fields.count, count);
    assert_int_equal(bdl_rectype_slot(row, BDL_STR("合计")), slot);
    assert_int_equal(bdl_rectype_slot(row, BDL_STR("总计")), slot);
    total.type = BDL_TYPE(BDL_TEXT);
    assert_int_equal(bdl_rectype_add(arena, row, total), -1);
}

static void a_form_may_take_a_chinese_name_that_is_built_in(void **state) {
    bdl_schema *schema = bdl_schema_new(arena);
    bdl_field field = {.name = BDL_STR("heading"),
                       .zh = BDL_STR("标题"),
                       .type = BDL_TYPE(BDL_TEXT),
                       .source = BDL_FROM_FORM};
    int slot = bdl_rectype_add(arena, schema->table, field);
    assert_int_equal(bdl_rectype_slot(schema->table, BDL_STR("标题")), slot);
    assert_int_not_equal(bdl_rectype_slot(schema->table, BDL_STR("title")), slot);
}

static void a_text_called_value_states_the_target_of_its_record(void **state) {
    bdl_rectype *row = bdl_rectype_new(arena, BDL_STR("row"), (bdl_str){0}, NULL);
    bdl_field value = {.name = BDL_STR("value"), .type = BDL_TYPE(BDL_TEXT)};
    assert_int_equal(row->slot_target_of, -1);
    int slot = bdl_rectype_add(arena, row, value);
    assert_int_equal(row->slot_target_of, slot);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(types_are_named_as_people_say),
        cmocka_unit_test(types_are_the_same_to_their_depth),
        cmocka_unit_test(quantities_are_the_same_in_one_unit),
        cmocka_unit_test(a_document_has_its_fields_by_both_names),
        cmocka_unit_test(every_record_has_line_index_and_its_holder),
        cmocka_unit_test(a_field_is_added_once_and_keeps_its_type),
        cmocka_unit_test(a_form_may_take_a_chinese_name_that_is_built_in),
        cmocka_unit_test(a_text_called_value_states_the_target_of_its_record),
    };
    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
