/* forget.c - when answers of definitions are forgotten.
 *
 * Rules ask much the same, but what they know of a large document takes some bytes for
 * each of its bytes. Its answers go before each rule, and amid a rule between two
 * elements of its first list: what they take is then a matter of the rule, and not of the
 * document. With them goes which patterns its texts meet and, where there are many,
 * these texts as they were folded; before each rule also fields over lists and indexes.
 * That depends on the document alone, so that an evaluator that has only some of the
 * rules does not know more at any than one that has all (share.c). What stays is computed
 * fields, which have texts and lists of their own (keep.c). */
#include "eval/machine.h"

#include "base/limits.h"

void bdl_eval_forget(bdl_eval *e) {
    bdl_arena_reset(e->answers_arena);
    e->answers = NULL;
}

void bdl_eval_forget_lists(bdl_eval *e) {
    bdl_arena_reset(e->lists_arena);
    e->mapped = e->lookups = NULL;
    e->joins = NULL;
}

bool bdl_eval_forgets(const bdl_eval *e) {
    return e->own->text_count >= BDL_WORTH_FORGETTING;
}

/* What is known of texts goes with the answers, which hold some of it. */
static void forget_texts(bdl_eval *e) {
    bdl_eval_forget(e);
    bdl_folds_forget(e->folds);
}

void bdl_eval_forget_before_rule(bdl_eval *e) {
    if (bdl_eval_forgets(e)) {
        forget_texts(e);
        bdl_eval_forget_lists(e);
    } else if (bdl_eval_answers_are_full(e)) {
        bdl_eval_forget(e);
    }
}

void bdl_eval_forget_amid(bdl_eval *e) {
    if (bdl_eval_forgets(e) && (bdl_arena_used(e->answers_arena) > BDL_MOST_ANSWERS ||
                                bdl_folds_are_full(e->folds)))
        forget_texts(e);
}
