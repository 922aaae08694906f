/* test_folds.c: what is remembered of texts by their numbers. */

#include "base/limits.h"
#include "eval/folds.h"

#include "arena.h"

enum { FIRST = 1 << 16, SECOND = 2 << 16, TEXTS = 3, PATTERNS = 5 };

static bdl_value numbered(const char *text, uint32_t number) {
    bdl_value v = bdl_value_text(bdl_str_z(text));

    v.text_number = number;
    return v;
}

static bdl_folds *folds_of(void) {
    bdl_folds *folds = bdl_folds_new(arena, TEXTS, PATTERNS);

    bdl_folds_begin(folds, 1, TEXTS);
    return folds;
}

static void texts_of_rules_and_of_the_document_are_kept_apart(void **state) {
    bdl_folds *folds = folds_of();
    bdl_value written = numbered("ＡＢ", 2), printed = numbered("甲 乙", FIRST | 2);

    for (int i = 0; i < 2; i++) {
        assert_text(bdl_folds_get(folds, arena, &written), "AB");
        assert_text(bdl_folds_get(folds, arena, &printed), "甲乙");
        bdl_folds_begin(folds, 1, TEXTS);
    }
}

static void a_text_of_another_document_is_not_taken_for_one_at_hand(void **state) {
    bdl_folds *folds = folds_of();
    bdl_value here = numbered("甲", FIRST | 1), there = numbered("乙", SECOND | 1);

    assert_text(bdl_folds_get(folds, arena, &here), "甲");
    assert_text(bdl_folds_get(folds, arena, &there), "乙");
    bdl_folds_set_known(folds, there.text_number, 4, true);
    assert_int_equal(bdl_known_get(bdl_folds_known(folds), here.text_number, 4),
                     BDL_MET_UNKNOWN);
    assert_int_equal(bdl_known_get(bdl_folds_known(folds), there.text_number, 4),
                     BDL_MET_UNKNOWN);
}

static void what_met_is_known_until_the_next_document(void **state) {
    bdl_folds *folds = folds_of();

    bdl_folds_set_known(folds, FIRST | 1, PATTERNS, true);
    bdl_folds_set_known(folds, FIRST | 2, PATTERNS, false);
    assert_int_equal(bdl_known_get(bdl_folds_known(folds), FIRST | 1, PATTERNS),
                     BDL_MET_YES);
    assert_int_equal(bdl_known_get(bdl_folds_known(folds), FIRST | 2, PATTERNS),
                     BDL_MET_NO);
    assert_int_equal(bdl_known_get(bdl_folds_known(folds), FIRST | 3, PATTERNS),
                     BDL_MET_UNKNOWN);
    assert_int_equal(bdl_known_get(bdl_folds_known(folds), FIRST | 1, 1),
                     BDL_MET_UNKNOWN);
    bdl_folds_begin(folds, 2, TEXTS);
    assert_int_equal(bdl_known_get(bdl_folds_known(folds), FIRST | 1, PATTERNS),
                     BDL_MET_UNKNOWN);
    assert_int_equal(bdl_known_get(bdl_folds_known(folds), SECOND | 1, PATTERNS),
                     BDL_MET_UNKNOWN);
}

static void what_has_no_number_is_not_known(void **state) {
    bdl_folds *folds = folds_of();

    bdl_folds_set_known(folds, 0, 1, true);
    bdl_folds_set_known(folds, FIRST | 1, 0, true);
    assert_int_equal(bdl_known_get(bdl_folds_known(folds), 0, 1), BDL_MET_UNKNOWN);
    assert_int_equal(bdl_known_get(bdl_folds_known(folds), FIRST | 1, 0),
                     BDL_MET_UNKNOWN);
}

static void a_text_without_punctuation_has_the_number_of_the_one_it_equals(void **state) {
    bdl_folds *folds = folds_of();
    bdl_value same = numbered("甲乙", FIRST | 1), other = numbered("甲，乙", FIRST | 2);
    uint32_t made, again;

    bdl_folds_plain(folds, arena, &same, &made);
    assert_int_equal(made, same.text_number);
    assert_text(bdl_folds_plain(folds, arena, &other, &made), "甲乙");
    assert_int_equal(made >> 16, 1);
    assert_true((made & BDL_MOST_TEXT_NUMBERS) > TEXTS);
    bdl_folds_plain(folds, arena, &other, &again);
    assert_int_equal(again, made);
}

static void made_texts_get_numbers_while_there_are_some(void **state) {
    bdl_folds *folds = bdl_folds_new(arena, TEXTS, PATTERNS);
    bdl_value v = numbered("甲", 0), last;

    bdl_folds_number(folds, &v);
    assert_int_equal(v.text_number, 0); /* no document is at hand */
    bdl_folds_begin(folds, 1, BDL_MOST_TEXT_NUMBERS - 1);
    bdl_folds_number(folds, &v);
    assert_int_equal(v.text_number, FIRST | BDL_MOST_TEXT_NUMBERS);
    last = numbered("乙", 0);
    bdl_folds_number(folds, &last);
    assert_int_equal(last.text_number, 0);
}

static void what_met_is_forgotten_and_few_texts_are_not(void **state) {
    bdl_folds *folds = folds_of();
    bdl_value v = numbered("甲，乙", FIRST | 2);
    uint32_t made, again;
    bdl_str before = bdl_folds_plain(folds, arena, &v, &made);

    bdl_folds_set_known(folds, FIRST | 2, PATTERNS, true);
    bdl_folds_forget(folds);
    assert_int_equal(bdl_known_get(bdl_folds_known(folds), FIRST | 2, PATTERNS),
                     BDL_MET_UNKNOWN);
    assert_ptr_equal(bdl_folds_plain(folds, arena, &v, &again).data, before.data);
    assert_int_equal(again, made);
    assert_true(bdl_folds_holds(folds, before.data));
}

static void a_number_that_is_given_again_is_of_another_text(void **state) {
    bdl_folds *folds = folds_of();
    const char *texts[] = {"甲", "乙"};

    bdl_folds_begin(folds, 1, BDL_WORTH_FORGETTING); /* of fewer none is forgotten */
    bdl_folds_share(folds, BDL_MOST_FOLDED);         /* so that each keeps one byte */

    for (int i = 0; i < 2; i++) {
        bdl_value v = numbered(texts[i], 0);

        bdl_folds_number(folds, &v);
        assert_int_equal(v.text_number, FIRST | (BDL_WORTH_FORGETTING + 1));
        assert_int_equal(bdl_known_get(bdl_folds_known(folds), v.text_number, PATTERNS),
                         BDL_MET_UNKNOWN);
        assert_text(bdl_folds_get(folds, arena, &v), texts[i]);
        bdl_folds_set_known(folds, v.text_number, PATTERNS, true);
        bdl_folds_forget(folds);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(texts_of_rules_and_of_the_document_are_kept_apart),
        EACH(a_text_of_another_document_is_not_taken_for_one_at_hand),
        EACH(what_met_is_known_until_the_next_document),
        EACH(what_has_no_number_is_not_known),
        EACH(a_text_without_punctuation_has_the_number_of_the_one_it_equals),
        EACH(made_texts_get_numbers_while_there_are_some),
        EACH(what_met_is_forgotten_and_few_texts_are_not),
        EACH(a_number_that_is_given_again_is_of_another_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
