/* test_evidence.c - what of all that an assert looked at a finding rests on. */
#include "eval_sample.h"

/* Checks RULE, which fails once, on the sample. */
static const bdl_finding *finding_of(kit *k, const char *rule) {
    kit_begin(k, rule);
    set_sample(k);
    kit_check(k);
    assert_int_equal(k->result->findings.count, 1);
    return &k->result->findings.items[0];
}

static void rests_on(const bdl_finding *f, const char *const names[]) {
    size_t i = 0;

    for (; names[i]; i++) {
        assert_true(i < f->operand_count);
        assert_text(f->operands[i].name, names[i]);
    }
    assert_int_equal(f->operand_count, i);
}

static void what_only_chooses_is_no_evidence(void **state) {
    kit k;

    rests_on(finding_of(&k,
                        "rule r { let names = (for p in projects\n"
                        "return p.name + (if p.budget > 1万元 then \"\" else p.code))\n"
                        "assert expenditure.rows[1].name in names else \"{names}\" }"),
             (const char *const[]){"expenditure.grand.name", "projects[1].name",
                                   "projects[2].name", NULL});
    kit_end(&k);
}

/* What is asserted is a condition that a `let` told; the figures are in the message. */
static void figures_that_the_message_tells_are_evidence(void **state) {
    kit k;

    rests_on(finding_of(&k, "rule r { let holds = expenditure.rows[3].total > 90万元\n"
                            "assert holds else \"{projects[1].budget}\" }"),
             (const char *const[]){"projects[1].budget", NULL});
    kit_end(&k);
    rests_on(finding_of(&k, "rule r { let holds = statement.income > 90万元\n"
                            "assert holds else \"{sum(projects.budget)}\" }"),
             (const char *const[]){"projects[1].budget", "projects[2].budget", NULL});
    kit_end(&k);
}

/* What a rule put together from fields of the document is called as these are. */
static void what_a_rule_made_of_a_field_is_that_field(void **state) {
    const bdl_finding *f;
    kit k;

    f = finding_of(&k, "rule r { let told = (for row in expenditure.rows\n"
                       "where row.code == \"20101\" return { amount: row.total })\n"
                       "assert told[1].amount == statement.income\n"
                       "else \"{told[1].amount}\" }");
    rests_on(
        f, (const char *const[]){"expenditure.rows[3].total", "statement.income", NULL});
    assert_text(f->operands[0].words, "支出总表“20101 人大事务”的合计");
    assert_false(f->operands[0].made);
    kit_end(&k);
}

static void of_a_record_that_a_pattern_made_what_it_found_is_evidence(void **state) {
    kit k;

    rests_on(finding_of(&k, "rule r { let odd = find(expenditure.rows[1].name matches "
                            "/(?<sum>合计)/)\n"
                            "assert odd is empty else \"{odd[1].sum}\" }"),
             (const char *const[]){"odd[1].sum", NULL});
    kit_end(&k);
}

static void what_a_list_is_added_up_from_is_evidence(void **state) {
    kit k;

    rests_on(finding_of(&k, "rule r { let parts = for p in projects\n"
                            "where p.code != \"无\" return p.budget\n"
                            "assert sum(parts) < 0.01万元 else \"{sum(parts)}\" }"),
             (const char *const[]){"projects[1].budget", "projects[2].budget", NULL});
    kit_end(&k);
}

static void
a_list_that_only_decides_whether_another_matters_is_no_evidence(void **state) {
    kit k;

    rests_on(finding_of(&k, "rule r { let few = count(expenditure.rows) < 2\n"
                            "assert few or projects.budget is empty else \"多\" }"),
             (const char *const[]){"projects[1].budget", "projects[2].budget", NULL});
    kit_end(&k);
}

static void a_piece_that_the_message_tells_is_evidence(void **state) {
    kit k;

    rests_on(finding_of(&k, "rule r { when expenditure.rows[1].name matches "
                            "/(?<all>合)计/\n"
                            "assert projects[1].budget < 0.01万元\n"
                            "else \"{all}\" }"),
             (const char *const[]){"projects[1].budget", "expenditure.grand.name", NULL});
    kit_end(&k);
}

static void all_is_evidence_where_the_message_tells_nothing(void **state) {
    kit k;

    rests_on(finding_of(&k, "rule r { let holds = statement.income > 90万元\n"
                            "assert holds else \"不符\" }"),
             (const char *const[]){"statement.income", NULL});
    kit_end(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_only_chooses_is_no_evidence),
        cmocka_unit_test(figures_that_the_message_tells_are_evidence),
        cmocka_unit_test(what_a_rule_made_of_a_field_is_that_field),
        cmocka_unit_test(of_a_record_that_a_pattern_made_what_it_found_is_evidence),
        cmocka_unit_test(what_a_list_is_added_up_from_is_evidence),
        cmocka_unit_test(a_list_that_only_decides_whether_another_matters_is_no_evidence),
        cmocka_unit_test(a_piece_that_the_message_tells_is_evidence),
        cmocka_unit_test(all_is_evidence_where_the_message_tells_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
