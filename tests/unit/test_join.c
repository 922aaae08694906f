/* test_join.c - documents of a corpus and rows of lists joined by what is equal. */
#include "eval_sample.h"

enum { DOCUMENTS = 40 };

static void set_year(kit *k, bdl_model **models, int i) {
    char name[32], text[16];

    snprintf(name, sizeof name, "docs/%d.txt", i);
    models[i] = kit_model(k, bdl_arena_str(k->arena, bdl_str_z(name)).data);
    snprintf(text, sizeof text, "%d", 2000 + i % 20);
    kit_set(k, "year", text);
    kit_set(k, "department", i < 20 ? "云河市档案局" : "云河市水利局");
    snprintf(text, sizeof text, "%d.00", 10 + i % 20);
    kit_set(k, "statement.income", text);
    kit_complete(k);
}

static void check_corpus(kit *k, const char *rules, int which) {
    static bdl_model *models[DOCUMENTS];

    kit_begin(k, rules);
    for (int i = 0; i < DOCUMENTS; i++)
        set_year(k, models, i);
    k->model = models[which];
    k->doc = (bdl_doc *)(uintptr_t)models[which]->doc;
    kit_check_with(k, models, DOCUMENTS);
}

static void documents_of_the_corpus_are_joined_by_what_is_equal(void **state) {
    const bdl_finding *f;
    kit k;

    check_corpus(&k,
                 "rule r { for before in corpus where before.department == department\n"
                 "and before.year == year - 1\n"
                 "assert statement.income === before.statement.income }",
                 25);
    assert_outcomes(&k, "f1");
    assert_int_equal(k.result->findings.count, 1);
    f = &k.result->findings.items[0];
    assert_text(f->difference, "1.00万元");
    assert_int_equal(f->operand_count, 2);
    assert_text(f->operands[1].document, "docs/24.txt");
    assert_int_equal(f->place.line, f->operands[0].place.line);
    kit_end(&k);
}

static void a_document_without_the_joined_figure_is_not_assessed_once(void **state) {
    kit k;

    check_corpus(&k,
                 "rule r { for other in corpus where other.title == title\n"
                 "assert true }",
                 3);
    assert_outcomes(&k, "u1");
    assert_holds(k.result->notes.items[0].reason, "title");
    kit_end(&k);
}

static void a_join_that_finds_nothing_is_vacuous(void **state) {
    kit k;

    check_corpus(&k,
                 "rule r { for before in corpus where before.department == department\n"
                 "and before.year == year - 1 assert true }",
                 20);
    assert_outcomes(&k, "");
    assert_true(k.result->rules[0].lists_were_there);
    kit_end(&k);
}

static void a_join_over_rows_gives_what_trying_all_would(void **state) {
    char path[64], text[16];
    kit k;

    kit_begin(
        &k,
        "rule r { for row in expenditure.rows\n"
        "let same = expenditure.rows[item.name == row.name and item.index < row.index]\n"
        "assert same is empty }");
    for (int i = 1; i <= 30; i++) {
        snprintf(path, sizeof path, "expenditure.rows[%d].name", i);
        snprintf(text, sizeof text, "甲%d", i % 25);
        kit_set(&k, path, text);
    }
    kit_check(&k);
    assert_outcomes(&k, "p25 f5");
    kit_end(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_of_the_corpus_are_joined_by_what_is_equal),
        cmocka_unit_test(a_document_without_the_joined_figure_is_not_assessed_once),
        cmocka_unit_test(a_join_that_finds_nothing_is_vacuous),
        cmocka_unit_test(a_join_over_rows_gives_what_trying_all_would),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
