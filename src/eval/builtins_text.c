/* builtins_text.c - functions of texts, and what is read from them. */
#include "eval/builtins.h"

#include "base/language.h"
#include "base/text.h"
#include "eval/arith.h"
#include "model/figure.h"

/* What measuring two texts costs. */
enum { LONG_TEXT = 3 * BDL_SIMILAR_LIMIT, LETTERS_A_STEP = 128 };

/* A text made of V stands where V stood. */
static bdl_value made_of(const bdl_value *v, bdl_str text) {
    bdl_value out = bdl_value_text(text);

    out.origin = v->origin;
    return out;
}

static bdl_value number_of(long long n) {
    return bdl_value_number(bdl_dec_int(n));
}

/* ---- pieces of text ---- */

static size_t occurrences(bdl_str text, bdl_str piece) {
    size_t count = 0;

    for (size_t at = 0; piece.len && (at = bdl_str_find(text, piece, at)) != SIZE_MAX;
         at += piece.len)
        count++;
    return count;
}

static bdl_value split(bdl_eval *e, const bdl_value *v, bdl_str separator) {
    bdl_arena *arena = e->scratch;
    bdl_str text = bdl_value_said(v);
    bdl_values pieces = {0};
    size_t from = 0, at;

    if (text.len == 0)
        return bdl_values_list(arena, &pieces);
    if (!bdl_eval_may_make(e, occurrences(text, separator) * sizeof(bdl_value)))
        return bdl_eval_spent(e, BDL_LIST);
    while (separator.len && (at = bdl_str_find(text, separator, from)) != SIZE_MAX) {
        bdl_value piece = made_of(v, bdl_str_of(text.data + from, at - from));

        BDL_PUSH(arena, &pieces, piece);
        from = at + separator.len;
    }
    bdl_value rest = made_of(v, bdl_str_from(text, from));
    BDL_PUSH(arena, &pieces, rest);
    return bdl_values_list(arena, &pieces);
}

static bdl_value replace(bdl_eval *e, const bdl_value *v, bdl_str old, bdl_str new) {
    bdl_buf buf = {.arena = e->scratch};
    bdl_str text = bdl_value_said(v);
    size_t from = 0, at;

    if (old.len == 0)
        return made_of(v, text);
    if (!bdl_eval_may_make(e, text.len + occurrences(text, old) * new.len))
        return bdl_eval_spent(e, BDL_TEXT);
    while ((at = bdl_str_find(text, old, from)) != SIZE_MAX) {
        bdl_buf_add(&buf, bdl_str_of(text.data + from, at - from));
        bdl_buf_add(&buf, new);
        from = at + old.len;
    }
    bdl_buf_add(&buf, bdl_str_from(text, from));
    return made_of(v, bdl_buf_str(&buf));
}

/* ---- two texts ---- */

static bdl_value similar(bdl_arena *arena, bdl_str a, bdl_str b) {
    size_t na, nb, shared = bdl_text_shared(arena, a, b, &na, &nb);
    bdl_value part, whole, out;

    part = number_of((long long)(2 * shared));
    whole = number_of((long long)(na + nb));
    if (na + nb == 0)
        part = whole = number_of(1);
    out = bdl_arith_div(arena, &part, &whole);
    out.kind = BDL_PERCENT;
    out.as.unit = &bdl_unit_percent;
    out.places = 0;
    out.number = bdl_dec_round(out.number, 4);
    return out;
}

bdl_truth bdl_builtin_ends(const bdl_call *call, bool starts, bdl_value *why) {
    bdl_str whole, part;

    for (size_t i = 0; i < call->count; i++)
        if (!bdl_value_is_known(call->args[i])) {
            *why = bdl_value_unknown(BDL_BOOLEAN, call->args[i], NULL);
            return BDL_UNKNOWN;
        }
    whole = bdl_eval_fold(call->eval, call->args[0]);
    part = bdl_eval_fold(call->eval, call->args[1]);
    return bdl_truth_of(starts ? bdl_str_starts(whole, part) : bdl_str_ends(whole, part),
                        false);
}

static bdl_value of_two(const bdl_call *call, int number) {
    bdl_arena *arena = call->eval->scratch;
    bdl_str a = bdl_eval_fold(call->eval, call->args[0]);
    bdl_str b = bdl_eval_fold(call->eval, call->args[1]);

    if (number == BDL_FN_SIMILAR || number == BDL_FN_COMMON || number == BDL_FN_DISTANCE)
        call->eval->steps += a.len < LONG_TEXT && b.len < LONG_TEXT
                                 ? a.len * b.len / LETTERS_A_STEP
                                 : LONG_TEXT * LONG_TEXT / LETTERS_A_STEP;
    switch (number) {
    case BDL_FN_SIMILAR:
        return similar(arena, a, b);
    case BDL_FN_COMMON:
        return made_of(call->args[0], bdl_text_common(arena, a, b));
    case BDL_FN_DISTANCE:
        return number_of((long long)bdl_text_distance(arena, a, b));
    default:
        return split(call->eval, call->args[0], bdl_value_said(call->args[1]));
    }
}

/* ---- what a text says ---- */

static bdl_value does_not_read(const bdl_call *call, bdl_kind kind, const char *what) {
    return bdl_eval_missing(call->eval, kind, "“%.*s” is no %s",
                            BDL_PRI(bdl_value_said(call->args[0])), what);
}

/* Money has to name its unit: nothing says that a bare 5 is 5元. */
static bdl_value figure_of(const bdl_call *call, bdl_kind kind, const char *what) {
    bdl_arena *arena = call->eval->scratch;
    bdl_str text = bdl_value_said(call->args[0]);
    bdl_value v = bdl_figure_read(arena, text, BDL_TYPE(kind), NULL);
    bool bare =
        kind == BDL_MONEY &&
        bdl_figure_read(arena, text, BDL_TYPE(BDL_NUMBER), NULL).state == BDL_PRESENT;

    if (v.state != BDL_PRESENT || bare)
        return does_not_read(call, kind, what);
    v.half = NULL;
    v.origin = call->args[0]->origin;
    return v;
}

/* The first four digits that stand alone and can be a year. */
static bool year_in(bdl_str s, long long *out) {
    for (size_t i = 0; i < s.len; i++) {
        size_t n = bdl_str_digits(s, i);

        if (n == 4 && (s.data[i] == '1' || s.data[i] == '2')) {
            *out = (long long)bdl_str_number_at(s, i, 9999);
            return true;
        }
        i += n;
    }
    return false;
}

/* The four characters before a 年, in words: 二〇二四年. */
static bool year_in_words(bdl_arena *scratch, bdl_str s, long long *out) {
    enum { YEAR_BYTES = 4 * 3 };
    static const bdl_str mark = BDL_STR_INIT("年");
    size_t at = bdl_str_find(s, mark, 0);

    for (; at != SIZE_MAX; at = bdl_str_find(s, mark, at + mark.len)) {
        size_t from = at > YEAR_BYTES ? at - YEAR_BYTES : 0;
        bdl_value v =
            bdl_figure_read(scratch, bdl_str_of(s.data + from, at + mark.len - from),
                            BDL_TYPE(BDL_DATE), NULL);
        if (v.state == BDL_PRESENT && v.as.date.year) {
            *out = v.as.date.year;
            return true;
        }
    }
    return false;
}

static bdl_value year_of(const bdl_call *call) {
    const bdl_value *v = call->args[0];
    bdl_arena *scratch = call->eval->scratch;
    bdl_str folded;
    long long year;

    if (bdl_kind_is_figure(v->kind))
        return *v;
    if (v->kind == BDL_DATE && v->state == BDL_PRESENT)
        return v->as.date.year
                   ? number_of(v->as.date.year)
                   : bdl_eval_missing(call->eval, BDL_NUMBER,
                                      "the date “%.*s” has no year", BDL_PRI(v->text));
    folded = bdl_text_fold(scratch, bdl_value_said(v));
    if (year_in(folded, &year) || year_in_words(scratch, folded, &year))
        return number_of(year);
    return does_not_read(call, BDL_NUMBER, "year");
}

static bdl_value ordinal_of(const bdl_call *call) {
    long long n;

    if (bdl_ordinal_read(call->eval->scratch, bdl_value_said(call->args[0]), &n))
        return number_of(n);
    return does_not_read(call, BDL_NUMBER, "ordinal");
}

/* What outlives the check of the document has no number of it. A text that has nothing to
 * leave out is what it was. */
const bdl_value *bdl_builtin_plain(bdl_eval *e, const bdl_value *v, bdl_value *room) {
    const bdl_origin *origin = v->origin;
    uint32_t number;
    bdl_str plain = bdl_folds_plain(e->folds, e->scratch, v, &number);

    if (e->lasting || e->making)
        number = 0;
    if (number && number == bdl_text_number(v))
        return v;
    *room = bdl_value_text(plain);
    room->text_number = number;
    room->origin = origin;
    return room;
}

const bdl_value *bdl_builtin_of_text(bdl_eval *e, const bdl_expr *x, bdl_value *room) {
    const bdl_value *v = bdl_eval_look(e, x->as.call.args->items[0], room);

    if (bdl_value_is_known(v) && x->as.call.builtin == BDL_FN_PLAIN)
        return bdl_builtin_plain(e, v, room);
    *room = bdl_value_is_known(v)
                ? number_of((long long)bdl_utf8_count(bdl_value_said(v)))
                : bdl_value_unknown(x->type.kind, v, NULL);
    return room;
}

static bdl_value of_one(const bdl_call *call, int number) {
    bdl_arena *arena = call->eval->scratch;
    const bdl_value *v = call->args[0];

    switch (number) {
    case BDL_FN_TRIM:
        return made_of(v, bdl_text_trim(bdl_value_said(v)));
    case BDL_FN_UPPER:
        return made_of(v, bdl_text_upper(arena, bdl_value_said(v)));
    case BDL_FN_NUMBER:
        return figure_of(call, BDL_NUMBER, "number");
    case BDL_FN_MONEY:
        return figure_of(call, BDL_MONEY, _("amount of money"));
    case BDL_FN_PERCENT:
        return figure_of(call, BDL_PERCENT, "percentage");
    case BDL_FN_YEAR:
        return year_of(call);
    case BDL_FN_ORDINAL:
        return ordinal_of(call);
    default:
        return v->kind == BDL_TEXT ? made_of(v, bdl_value_said(v))
                                   : bdl_value_text(bdl_eval_print(arena, v));
    }
}

bdl_value bdl_builtin_text(const bdl_call *call, int number) {
    for (size_t i = 0; i < call->count; i++)
        if (!bdl_value_is_known(call->args[i]))
            return bdl_value_unknown(call->expr->type.kind, call->args[i], NULL);
    switch (number) {
    case BDL_FN_SPLIT:
    case BDL_FN_SIMILAR:
    case BDL_FN_COMMON:
    case BDL_FN_DISTANCE:
        return of_two(call, number);
    case BDL_FN_REPLACE:
        return replace(call->eval, call->args[0], bdl_value_said(call->args[1]),
                       bdl_value_said(call->args[2]));
    default:
        return of_one(call, number);
    }
}
