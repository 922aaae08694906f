/* lower.c - conditions lowered to a row of tests: what is asked most of the elements of a
 * list is whether a text meets a pattern, is or holds another, or is long, and whether a
 * field is there, put together by `and`, `or` and `not`. Each test looks at one stored
 * value and leads to the next one or to the answer; no value is made, and nobody is asked
 * what an expression is.
 *
 * A row says yes or no for certain. All else is left to the tree of expressions, which
 * evaluates the condition anew. So is what of a larger condition is no such test: of most
 * elements the tests before it have decided by then. */
#include "base/text.h"
#include "eval/builtins.h"
#include "eval/sought.h"

/* Where a row ends. */
#define NO  (UINT32_MAX - 1)
#define YES UINT32_MAX

/* What is looked at: a local, a field of the record in it, or what a rule says. */
enum { WHOLE = -1, WRITTEN = -2 };
typedef struct operand {
    int local, slot;          /* or WHOLE, WRITTEN */
    uint8_t bit;              /* of the field */
    bool is_plain;            /* without punctuation: plain() of a text */
    const bdl_value *written; /* what is taken where the value is missing, after `??`, or
                                 always; NULL: nothing */
} operand;

typedef enum question {
    IS,
    MATCHES,
    DEFINED, /* a condition that is defined, of one text: kept as patterns are */
    LENGTH,
    SAME, /* the others are of two texts */
    HAS,
    STARTS,
    ENDS,
} question;

typedef struct test {
    uint32_t leads[2]; /* where no and yes lead to: a test, NO or YES */
    uint8_t question;
    uint8_t how;   /* of IS the state, of LENGTH the comparison */
    bool is_quick; /* of a text in a field of a record, as it is: see ask_quickly */
    uint32_t
        number; /* of MATCHES and DEFINED what is kept by, of LENGTH the characters */
    const bdl_expr *x;
    operand of, with;
} test;

struct bdl_lowered {
    uint32_t first;
    bdl_reads reads;     /* of all that it may look at */
    BDL_VEC(test) tests; /* the last ones of the condition first */
};

/* ---- from the tree ---- */

/* What the checked expression X, see bdl_expr.condition, looks at. */
static operand operand_of(const bdl_expr *x) {
    operand out = {.slot = WHOLE, .is_plain = x->kind == BDL_E_CALL};

    if (x->kind == BDL_E_LITERAL)
        return (operand){.slot = WRITTEN, .written = x->as.literal};
    if (x->kind == BDL_E_CALL)
        x = x->as.call.args->items[0];
    if (x->kind == BDL_E_BINARY) {
        out.written = x->as.binary.right->as.literal;
        x = x->as.binary.left;
    }
    out.bit = x->bit;
    if (x->kind == BDL_E_FIELD) {
        out.slot = x->slot;
        x = x->as.field.base;
    } else if (x->ref == BDL_REF_LOCAL_FIELD) {
        out.slot = x->slot;
    }
    out.local = x->as.name.local;
    return out;
}

static void take_call(const bdl_expr *x, test *out) {
    out->of = operand_of(x->as.call.args->items[0]);
    if (x->as.call.define) {
        out->question = DEFINED;
        out->number = x->as.call.define->number;
        return;
    }
    out->question = x->as.call.builtin == BDL_FN_STARTS_WITH ? STARTS : ENDS;
    out->with = operand_of(x->as.call.args->items[1]);
}

static void take_length(const bdl_expr *x, test *out) {
    long long count = 0;

    bdl_dec_to_int(bdl_dec_trim(x->as.binary.right->as.literal->number), &count);
    out->question = LENGTH;
    out->how = (uint8_t)x->op;
    out->number = (uint32_t)count;
    out->of = operand_of(x->as.binary.left->as.call.args->items[0]);
}

static void take_binary(const bdl_expr *x, test *out) {
    if (x->as.binary.right->type.kind != BDL_TEXT) {
        take_length(x, out);
        return;
    }
    out->question = x->op == BDL_OP_CONTAINS ? HAS : SAME;
    out->of = operand_of(x->as.binary.left);
    out->with = operand_of(x->as.binary.right);
}

static test test_of(const bdl_expr *x) {
    test out = {.x = x};

    switch (x->kind) {
    case BDL_E_CALL:
        take_call(x, &out);
        break;
    case BDL_E_BINARY:
        take_binary(x, &out);
        break;
    case BDL_E_MATCHES:
        out.question = MATCHES;
        out.number = x->as.matches.patterns->number;
        out.of = operand_of(x->as.matches.subject);
        break;
    default:
        out.question = IS;
        out.how = (uint8_t)x->as.is.test;
        out.of = operand_of(x->as.is.subject);
    }
    return out;
}

static void add_read(bdl_lowered *row, const operand *of) {
    if (of->slot >= 0)
        bdl_reads_add(&row->reads, of->bit);
}

static uint32_t add_test(bdl_arena *arena, bdl_lowered *row, test new, uint32_t yes,
                         uint32_t no) {
    new.leads[0] = no;
    new.leads[1] = yes;
    new.is_quick = new.of.slot >= 0 && !new.of.is_plain &&new.question <= DEFINED &&
                   (new.question != IS || new.how <= BDL_IS_PRESENT);
    add_read(row, &new.of);
    if (new.question > LENGTH)
        add_read(row, &new.with);
    BDL_PUSH(arena, &row->tests, new);
    return (uint32_t)(row->tests.count - 1);
}

/* One test for each literal that a text may be. */
static uint32_t lower_in(bdl_arena *arena, bdl_lowered *row, const bdl_expr *x,
                         uint32_t yes, uint32_t no) {
    const bdl_exprs *literals = &x->as.binary.right->as.list.items;
    test one = {.question = SAME, .x = x, .of = operand_of(x->as.binary.left)};

    for (size_t i = literals->count; i-- > 0;) {
        one.with = operand_of(literals->items[i]);
        no = add_test(arena, row, one, yes, no);
    }
    return no;
}

/* What is no test: the tree is asked. */
static uint32_t add_untold(bdl_arena *arena, bdl_lowered *row, const bdl_expr *x) {
    const operand nothing = {.slot = WRITTEN};

    return add_test(arena, row, (test){.x = x, .of = nothing, .with = nothing}, NO, NO);
}

/* Adds the tests of X and gives the one to begin with; yes and no lead to YES and NO. */
static uint32_t lower(bdl_arena *arena, bdl_lowered *row, const bdl_expr *x, uint32_t yes,
                      uint32_t no) {
    bool is_binary = x->kind == BDL_E_BINARY;
    uint32_t second;

    if (!x->condition)
        return add_untold(arena, row, x);
    if (x->kind == BDL_E_NOT)
        return lower(arena, row, x->as.unary.operand, no, yes);
    if (is_binary && x->op == BDL_OP_IN)
        return lower_in(arena, row, x, yes, no);
    if ((is_binary && x->op == BDL_OP_NE) || (x->kind == BDL_E_IS && x->as.is.negated))
        return add_test(arena, row, test_of(x), no, yes);
    if (!is_binary || x->op > BDL_OP_AND)
        return add_test(arena, row, test_of(x), yes, no);
    second = lower(arena, row, x->as.binary.right, yes, no);
    return x->op == BDL_OP_AND ? lower(arena, row, x->as.binary.left, second, no)
                               : lower(arena, row, x->as.binary.left, yes, second);
}

static BDL_APART const bdl_lowered *make_row(bdl_eval *e, const bdl_expr *x) {
    bdl_lowered *row = BDL_NEW(e->arena, bdl_lowered);

    row->first = lower(e->arena, row, x, YES, NO);
    e->lowered[x->condition] = row;
    return row;
}

/* ---- asked ---- */

/* NULL: there is no such field. */
static inline const bdl_value *look(const bdl_eval *e, const operand *of) {
    const bdl_value *v = &e->frame.locals[of->local];

    if (of->slot >= 0) {
        if (v->kind != BDL_RECORD || v->state != BDL_PRESENT || !v->as.record->slots)
            return NULL;
        v = v->as.record->slots[of->slot];
    } else if (of->slot == WRITTEN) {
        return of->written;
    }
    return v->state == BDL_MISSING && of->written ? of->written : v;
}

/* What is not known yet of a pattern and a text counts no more steps than what is known,
 * for who knows what depends on the threads. */
static BDL_APART int ask_anew(bdl_eval *e, const test *t) {
    uint64_t steps = e->steps;
    bdl_value why;
    bdl_truth met;

    met = t->question == MATCHES ? bdl_eval_matches(e, t->x, &why)
                                 : bdl_eval_decide(e, t->x, &why);
    if (t->question == MATCHES)
        e->steps = steps;
    return met < 0 ? -1 : bdl_truth_is(met, true);
}

/* Of a pattern and the text V, which has no number yet: its model is being made. */
static int ask_unnumbered(bdl_eval *e, const test *t, const bdl_value *v) {
    int met = bdl_asked_get(e->asked, t->number, v->text);

    if (met >= 0)
        return met;
    met = ask_anew(e, t);
    if (met >= 0)
        bdl_asked_set(e->asked, t->number, v->text, met == 1);
    return met;
}

/* Of a pattern or a definition and the text V, of which nothing is known. */
static BDL_APART int ask_first(bdl_eval *e, const test *t, const bdl_value *v) {
    bool is_pattern = t->question == MATCHES;
    int met;

    if (is_pattern && e->making && v->kind == BDL_TEXT && v->state == BDL_PRESENT &&
        v->text_number == 0 && !bdl_value_piece(v))
        return ask_unnumbered(e, t, v);
    met = is_pattern ? bdl_sought_tell(e, t->x->as.matches.patterns, v, false) : -1;
    if (met < 0)
        return ask_anew(e, t);
    bdl_known_set(e->folds, e->known, bdl_text_number(v), t->number, met);
    return met;
}

static inline int ask_known(bdl_eval *e, const test *t, const bdl_value *v) {
    int known = bdl_known_get(e->known, bdl_text_number(v), t->number);

    return known != BDL_MET_UNKNOWN ? known == BDL_MET_YES : ask_first(e, t, v);
}

static BDL_APART int ask_other_state(const bdl_value *v, const test *t) {
    bool is_to_be_made = v->kind == BDL_LIST && v->as.list && v->as.list->later;

    if (v->state == BDL_FAILED || (v->state == BDL_PRESENT && is_to_be_made))
        return -1;
    return bdl_value_test(v, t->how);
}

/* Most values are texts that are there. */
static inline int ask_state(const bdl_value *v, const test *t) {
    if (v->kind == BDL_TEXT && v->state == BDL_PRESENT && t->how <= BDL_IS_BLANK)
        return t->how == BDL_IS_PRESENT || (t->how == BDL_IS_BLANK && v->text.len == 0);
    return ask_other_state(v, t);
}

static BDL_APART int ask_length(bdl_eval *e, const test *t, const bdl_value *v) {
    bdl_value room;
    size_t count;

    if (v->kind != BDL_TEXT)
        return -1;
    if (t->of.is_plain)
        v = bdl_builtin_plain(e, v, &room);
    count = v->state == BDL_BLANK ? 0 : bdl_utf8_count(v->text);
    switch (t->how) {
    case BDL_OP_LT:
        return count < t->number;
    case BDL_OP_LE:
        return count <= t->number;
    case BDL_OP_GT:
        return count > t->number;
    case BDL_OP_GE:
        return count >= t->number;
    default: /* of != the answers are turned */
        return count == t->number;
    }
}

/* The text V, which OF gave and which is known, as it is asked for, folded. */
static BDL_APART bdl_str read_apart(bdl_eval *e, const operand *of, const bdl_value *v) {
    bdl_value room;

    return bdl_eval_fold(e, of->is_plain ? bdl_builtin_plain(e, v, &room) : v);
}

/* The same, looked up where it is known already: most texts are. */
static inline bdl_str read_text(bdl_eval *e, const operand *of, const bdl_value *v) {
    uint32_t number = v->text_number;
    const bdl_numbered *n = number ? bdl_known_text(e->known, number) : NULL;

    if (n && of->is_plain && !(n->is_plain && n->plain.len == n->reading.text.len))
        n = n->plain_number ? bdl_known_text(e->known, n->plain_number) : NULL;
    return n ? n->reading.text : read_apart(e, of, v);
}

/* Most texts that do not end alike differ in the last byte. */
static inline bool ends(bdl_str whole, bdl_str part) {
    return part.len == 0 || (whole.len >= part.len &&
                             whole.data[whole.len - 1] == part.data[part.len - 1] &&
                             bdl_str_ends(whole, part));
}

static BDL_APART int ask_of_two(bdl_eval *e, const test *t, const bdl_value *a,
                                const bdl_value *b) {
    bdl_str whole, part;

    if (!b || a->kind != BDL_TEXT || b->kind != BDL_TEXT || !bdl_value_is_known(b))
        return -1;
    whole = read_text(e, &t->of, a);
    part = read_text(e, &t->with, b);
    switch (t->question) {
    case SAME:
        return bdl_str_eq(whole, part);
    case HAS:
        return bdl_str_has(whole, part);
    case STARTS:
        return bdl_str_starts(whole, part);
    default:
        return ends(whole, part);
    }
}

/* Of a text without punctuation. */
static BDL_APART int ask_plain(bdl_eval *e, const test *t, const bdl_value *v) {
    bdl_value room;
    int known;

    if (v->kind != BDL_TEXT)
        return -1;
    v = bdl_builtin_plain(e, v, &room);
    known = bdl_known_get(e->known, bdl_text_number(v), t->number);
    return known != BDL_MET_UNKNOWN ? known == BDL_MET_YES : ask_anew(e, t);
}

/* 1, 0, or -1 when that is not told here. */
static inline int ask(bdl_eval *e, const test *t) {
    const bdl_value *v = look(e, &t->of);

    if (!v)
        return -1;
    if (t->question == IS)
        return ask_state(v, t);
    if (!bdl_value_is_known(v))
        return -1;
    if (t->question > LENGTH)
        return ask_of_two(e, t, v, look(e, &t->with));
    if (t->question == LENGTH)
        return ask_length(e, t, v);
    return t->of.is_plain ? ask_plain(e, t, v) : ask_known(e, t, v);
}

static inline const bdl_lowered *row_of(bdl_eval *e, const bdl_expr *x) {
    const bdl_lowered *row = e->lowered[x->condition];

    return row ? row : make_row(e, x);
}

/* The row of X, with what it may look at noted; NULL where the tree has to be asked: also
 * in the second pass, where a row does not tell which of the suspects it reads. */
static inline const bdl_lowered *row_to_ask(bdl_eval *e, const bdl_expr *x) {
    const bdl_lowered *row;

    if (bdl_eval_is_watched(e) || bdl_eval_is_spent(e))
        return NULL;
    row = row_of(e, x);
    if (e->culprits && bdl_reads_meet(&row->reads, &e->suspected))
        return NULL;
    bdl_reads_join(&e->reads, &row->reads);
    return row;
}

bdl_truth bdl_eval_lowered(bdl_eval *e, const bdl_expr *x) {
    const bdl_lowered *row = row_to_ask(e, x);
    uint32_t at;

    if (!row)
        return BDL_UNKNOWN;
    at = row->first;
    do {
        const test *t = &row->tests.items[at];
        int met = ask(e, t);

        if (met < 0)
            return BDL_UNKNOWN;
        e->steps += 2; /* a test and what it looks at */
        at = t->leads[met];
    } while (at < NO);
    return at == YES ? BDL_YES : BDL_NO;
}

/* ---- asked of one element after the other ---- */

/* What most tests ask of a field of the element, which is put where tests look for it
 * only where nothing is known yet: whether a text meets a pattern or is there. -1: it is
 * not told so. */
static inline int ask_quickly(bdl_eval *e, const test *t, int local,
                              const bdl_value *element) {
    const bdl_value *v = element->as.record->slots[t->of.slot];
    int met;

    if (v->kind != BDL_TEXT || v->state != BDL_PRESENT)
        return -1;
    if (t->question == IS)
        return t->how == BDL_IS_PRESENT;
    met = bdl_known_get(e->known, v->text_number, t->number);
    if (met != BDL_MET_UNKNOWN)
        return met == BDL_MET_YES;
    e->frame.locals[local] = *element;
    return ask_first(e, t, v);
}

/* Else the element is put where tests look for it. */
static BDL_APART int ask_slowly(bdl_eval *e, const test *t, int local,
                                const bdl_value *element) {
    e->frame.locals[local] = *element;
    return ask(e, t);
}

static inline bdl_truth ask_of_element(bdl_eval *e, const bdl_lowered *row, int local,
                                       const bdl_value *element) {
    uint32_t at = row->first;

    do {
        const test *t = &row->tests.items[at];
        int met =
            t->is_quick && t->of.local == local ? ask_quickly(e, t, local, element) : -1;

        if (met < 0)
            met = ask_slowly(e, t, local, element);
        if (met < 0)
            return BDL_UNKNOWN;
        e->steps += 2;
        at = t->leads[met];
    } while (at < NO);
    return at == YES ? BDL_YES : BDL_NO;
}

size_t bdl_eval_pass_over(bdl_eval *e, const bdl_expr *x, int local, bdl_truth what,
                          const bdl_list *list, size_t i, bdl_truth *meets) {
    const bdl_lowered *row = row_to_ask(e, x);
    size_t count = row ? list->count : i;
    bdl_truth met = BDL_UNKNOWN;

    for (; i < count; i++) {
        const bdl_value *one = bdl_list_element(list, i);
        bool is_record =
            one->kind == BDL_RECORD && one->state == BDL_PRESENT && one->as.record->slots;

        met = is_record ? ask_of_element(e, row, local, one) : BDL_UNKNOWN;
        if (met != what)
            break;
        if (bdl_eval_is_spent(e)) {
            i++;
            break;
        }
    }
    *meets = met;
    return i;
}
