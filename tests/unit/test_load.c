/* test_load.c: rule files and what they use, params from the command line, reference
 * data. */
#include "unit.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "checked.h"

#include "lang/ahead.h"

static char folder[64];

static void put(const char *name, const char *text) {
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(text, out);
    assert_int_equal(fclose(out), 0);
}

static int set_up(void **state) {
    char sub[80];
    strcpy(folder, "/tmp/bdl-load-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(sub, sizeof sub, "%s/sub", folder);
    return mkdir(sub, 0700);
}

static int tear_down(void **state) {
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

static checked load_with(const char *name, const bdl_load_options *options) {
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    checked c = {.diags = bdl_diags_new()};
    bdl_str one = bdl_str_z(path);
    c.status = bdl_program_load(&one, 1, options, c.diags, &c.program);
    return c;
}

static checked load(const char *name) {
    return load_with(name, NULL);
}

static void assert_only(checked *c, const char *id) {
    if (bdl_diags_count(c->diags) != 1 || strcmp(bdl_diags_at(c->diags, 0)->id, id) != 0)
        print_diags(c);
    assert_int_equal(bdl_diags_count(c->diags), 1);
    assert_string_equal(bdl_diags_at(c->diags, 0)->id, id);
}

static void a_file_is_loaded_once_however_often_it_is_used(void **state) {
    put("base.bdl", "param p = 1");
    put("sub/a.bdl", "use \"../base.bdl\" param a = p");
    put("main.bdl", "use \"base.bdl\" use \"sub/a.bdl\" use \"./base.bdl\" param m = a");
    checked c = load("main.bdl");
    print_diags(&c);
    assert_int_equal(c.status, BDL_OK);
    assert_int_equal(c.program->files.count, 3);
    assert_int_equal(c.program->params.count, 3);
    checked_free(&c);
}

static void files_that_use_each_other_are_told_and_loaded_once(void **state) {
    put("a.bdl", "use \"b.bdl\" param a = 1");
    put("b.bdl", "use \"a.bdl\" param b = a");
    checked c = load("a.bdl");
    assert_only(&c, "W6005");
    assert_true(bdl_str_ends(bdl_source_name(bdl_diags_at(c.diags, 0)->source),
                             BDL_STR("b.bdl")));
    assert_int_equal(c.status, BDL_OK);
    assert_int_equal(c.program->files.count, 2);
    checked_free(&c);
}

static void a_file_that_uses_itself_is_told(void **state) {
    put("self.bdl", "use \"self.bdl\"");
    checked c = load("self.bdl");
    assert_only(&c, "W6005");
    assert_int_equal(c.status, BDL_OK);
    checked_free(&c);
}

static void a_used_file_is_looked_for_on_the_rules_path(void **state) {
    char sub[80];
    snprintf(sub, sizeof sub, "%s/sub", folder);
    bdl_str path = bdl_str_z(sub);
    bdl_load_options options = {.rules_path = &path, .rules_path_count = 1};
    put("sub/far.bdl", "param far = 1");
    put("near.bdl", "use \"far.bdl\" param n = far");
    checked without = load("near.bdl"), with = load_with("near.bdl", &options);
    assert_int_equal(with.status, BDL_OK);
    assert_int_equal(without.status, BDL_EINPUT);
    assert_string_equal(bdl_diags_at(without.diags, 0)->id, "E5002");
    bdl_str hint = bdl_diags_at(without.diags, 0)->hint;
    assert_true(bdl_str_find(hint, bdl_str_z(folder), 0) != SIZE_MAX);
    checked_free(&without);
    checked_free(&with);
}

static void uses_inside_uses_end_somewhere(void **state) {
    char name[32], text[64];
    for (int i = 0; i < 80; i++) {
        snprintf(name, sizeof name, "sub/%d.bdl", i);
        snprintf(text, sizeof text, "use \"%d.bdl\"", i + 1);
        put(name, text);
    }
    checked c = load("sub/0.bdl");
    assert_only(&c, "E5004");
    checked_free(&c);
}

static void files_that_cannot_be_read_are_told(void **state) {
    put("latin.bdl", "param p = \"\xe9\"");
    checked missing = load("none.bdl"), latin = load("latin.bdl"), dir = load("sub");
    assert_only(&missing, "E5001");
    assert_only(&latin, "E5003");
    assert_only(&dir, "E5001");
    assert_int_equal(missing.status, BDL_EINPUT);
    checked_free(&missing);
    checked_free(&latin);
    checked_free(&dir);
}

static void mistakes_of_all_files_are_told_in_one_run(void **state) {
    put("one.bdl", "rule a { assert foo == 1 }");
    put("two.bdl", "use \"one.bdl\" rule b { assert bar == 1 }");
    checked c = load("two.bdl");
    assert_int_equal(bdl_diags_count(c.diags), 2);
    checked_free(&c);
}

/* ---- -D ---- */

static checked override(const char *name, const char *value) {
    bdl_define_override define = {bdl_str_z(name), bdl_str_z(value)};
    bdl_load_options options = {.defines = &define, .define_count = 1};
    return check_text_as("p.bdl",
                         "param floor = 80% param who = \"甲\" param years = [2023]",
                         false, &options);
}

static const bdl_value *value_of(const checked *c, size_t i) {
    return c->program->params.items[i]->as.param.value->as.literal;
}

static void a_param_takes_the_value_of_the_command_line(void **state) {
    checked c = override("floor", "90%");
    assert_int_equal(c.status, BDL_OK);
    assert_int_equal(bdl_dec_cmp(value_of(&c, 0)->number, (bdl_dec){90, 2}), 0);
    checked_free(&c);
    c = override("who", "乙 局");
    assert_int_equal(c.status, BDL_OK);
    assert_text(value_of(&c, 1)->text, "乙 局");
    checked_free(&c);
    c = override("years", "[2024, 2025]");
    assert_int_equal(c.status, BDL_OK);
    checked_free(&c);
}

static void wrong_values_of_the_command_line_are_told(void **state) {
    static const struct {
        const char *name, *value, *id;
    } rows[] = {{"flor", "90%", "E2013"},    {"floor", "90 %%", "E3030"},
                {"floor", "5万元", "E3031"}, {"floor", "", "E3030"},
                {"years", "2024", "E3031"},  {"floor", "1% param x = 2", "E3030"}};
    for (size_t i = 0; i < BDL_COUNT_OF(rows); i++) {
        checked c = override(rows[i].name, rows[i].value);
        assert_only(&c, rows[i].id);
        assert_int_equal(c.status, BDL_EINPUT);
        checked_free(&c);
    }
}

/* ---- reference data ---- */

#define CODES                                                                            \
    "table codes from \"codes.csv\" key code, year { column code 编码 : text "         \
    "column name 名称 : text column year : number column fee : money optional } "

static void a_table_has_typed_rows_and_keys(void **state) {
    put("codes.csv",
        "\xEF\xBB\xBF编码,名称,year\r\n201,\"一般, 公共\",2024\r\n202,外交,2024\r\n");
    put("t.bdl", CODES "rule r { assert lookup(codes, \"201\", year).name == \"x\" and "
                       "count(codes) == 2 }");
    checked c = load("t.bdl");
    print_diags(&c);
    assert_int_equal(c.status, BDL_OK);
    const bdl_table_item *table = &c.program->tables.items[0]->as.table;
    assert_int_equal(table->rows->count, 2);
    const bdl_record *row = table->rows->items[0].as.record;
    int slot = bdl_rectype_slot(table->row, BDL_STR("名称"));
    assert_text(row->slots[slot]->text, "一般, 公共");
    assert_int_equal(row->place.line, 2);
    slot = bdl_rectype_slot(table->row, BDL_STR("year"));
    assert_int_equal(bdl_dec_cmp(row->slots[slot]->number, bdl_dec_int(2024)), 0);
    checked_free(&c);
}

static void mistakes_of_a_table_stand_on_lines_of_its_file(void **state) {
    static const struct {
        const char *csv, *id;
        size_t line;
    } rows[] = {
        {"code,name,year\n1,a,x\n", "E5007", 2},
        {"code,year\n1,2024\n", "E5006", 1},
        {"code,name,year\n1,a,2024\n1,b,2025\n1,c,2024\n", "E5008", 4},
        {"code,name,year\n\"1,a,2024\n", "E5005", 2},
        {"code,name,year\n\xff,a,2024\n", "E5003", 2},
    };
    put("t.bdl", CODES);
    for (size_t i = 0; i < BDL_COUNT_OF(rows); i++) {
        put("codes.csv", rows[i].csv);
        checked c = load("t.bdl");
        assert_only(&c, rows[i].id);
        size_t line, column;
        const bdl_diag *diag = bdl_diags_at(c.diags, 0);
        bdl_source_locate(diag->source, diag->span.begin, &line, &column);
        assert_int_equal(line, rows[i].line);
        assert_true(bdl_str_ends(bdl_source_name(diag->source), BDL_STR("codes.csv")));
        checked_free(&c);
    }
}

static void mistakes_of_a_table_item_are_told(void **state) {
    put("codes.csv", "code\n1\n");
    static const struct {
        const char *text, *id;
    } rows[] = {
        {"table t from \"none.csv\" key code { column code : text }", "E5002"},
        {"table t from \"codes.csv\" key cod { column code : text }", "E4038"},
        {"table t from \"codes.csv\" key code { column code : txt }", "E4013"},
        {"table t from \"codes.csv\" key code { column code : text column w : pattern }",
         "E5006"},
    };
    for (size_t i = 0; i < BDL_COUNT_OF(rows); i++) {
        put("t.bdl", rows[i].text);
        checked c = load("t.bdl");
        assert_true(bdl_diags_count(c.diags) >= 1);
        assert_string_equal(bdl_diags_at(c.diags, 0)->id, rows[i].id);
        checked_free(&c);
    }
}

/* The files of a program in order, then all that is said. To be freed. */
static char *loaded_by(int threads, const char *name) {
    bdl_load_options options = {.skip_examples = true, .threads = threads};
    checked c = load_with(name, &options);
    char *said = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&said, &size);
    for (size_t i = 0; c.program && i < c.program->files.count; i++)
        fprintf(out, "%.*s\n", BDL_PRI(c.program->files.items[i]->path));
    for (size_t i = 0; i < bdl_diags_count(c.diags); i++)
        bdl_diag_print(out, bdl_diags_at(c.diags, i), false);
    fclose(out);
    checked_free(&c);
    return said;
}

static void assert_same_by_any_number(const char *name, const char *expected) {
    char *alone = loaded_by(1, name);
    assert_non_null(strstr(alone, expected));
    for (int i = 0; i < 10; i++) {
        char *together = loaded_by(2 + i % 3 * 3, name);
        assert_string_equal(together, alone);
        free(together);
    }
    free(alone);
}

static void files_are_the_same_with_any_number_of_threads(void **state) {
    char name[32], text[160];
    for (int i = 0; i < 30; i++) { /* a tree, with links back and to each other */
        snprintf(name, sizeof name, "web%d.bdl", i);
        snprintf(text, sizeof text,
                 "use \"web%d.bdl\"\nuse \"%sweb%d.bdl\"\nuse \"web%d.bdl\"\n"
                 "param p%d = %d\n",
                 (2 * i + 1) % 30, i == 5 ? "sub/../" : "", (2 * i + 2) % 30, i / 2, i,
                 i);
        put(name, text);
    }
    assert_same_by_any_number("web0.bdl", "web17.bdl");
    put("web9.bdl", "use \"nowhere.bdl\"\nrule r { assert 1 = }\n");
    put("web20.bdl", "\xff\n");
    put("web23.bdl", "param p23 = 23\nparam p3 = 3\nrule s { assert unknown > 1 }\n");
    assert_same_by_any_number("web0.bdl", "nowhere.bdl");
}

static void one_thread_parses_nothing_ahead(void **state) {
    bdl_load_options options = {.threads = 1};
    bdl_arena *arena = bdl_arena_new();
    bdl_str path = BDL_STR("nowhere.bdl");
    assert_null(bdl_ahead_parse(arena, &path, 1, &options));
    options.threads = 2;
    bdl_ahead *ahead = bdl_ahead_parse(arena, &path, 1, &options);
    assert_non_null(ahead);
    assert_null(bdl_ahead_take(ahead, path, path));
    bdl_ahead_free(ahead);
    bdl_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_the_same_with_any_number_of_threads),
        cmocka_unit_test(one_thread_parses_nothing_ahead),
        cmocka_unit_test(a_file_is_loaded_once_however_often_it_is_used),
        cmocka_unit_test(files_that_use_each_other_are_told_and_loaded_once),
        cmocka_unit_test(a_file_that_uses_itself_is_told),
        cmocka_unit_test(a_used_file_is_looked_for_on_the_rules_path),
        cmocka_unit_test(uses_inside_uses_end_somewhere),
        cmocka_unit_test(files_that_cannot_be_read_are_told),
        cmocka_unit_test(mistakes_of_all_files_are_told_in_one_run),
        cmocka_unit_test(a_param_takes_the_value_of_the_command_line),
        cmocka_unit_test(wrong_values_of_the_command_line_are_told),
        cmocka_unit_test(a_table_has_typed_rows_and_keys),
        cmocka_unit_test(mistakes_of_a_table_stand_on_lines_of_its_file),
        cmocka_unit_test(mistakes_of_a_table_item_are_told),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
