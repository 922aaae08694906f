/* guard.c - which figures the rules protect: every figure a form read, the asserts that
 * read it, and what becomes of them when the figure is changed. */
#include "eval/guard.h"

#include "eval/figures.h"
#include "eval/machine.h"

typedef struct figure_key {
    const bdl_record *record;
    size_t slot;
} figure_key;

static bdl_str bytes_of(const figure_key *key) {
    return bdl_str_of((const char *)key, sizeof *key);
}

/* ---- the figures ---- */

static void add_figure(void *ctx, bdl_record *record, int slot) {
    bdl_guard *guard = ctx;
    struct entry {
        figure_key key;
        bdl_guarded figure;
    } *entry = BDL_NEW(guard->arena, struct entry);

    entry->key = (figure_key){record, (size_t)slot};
    entry->figure = (bdl_guarded){.record = record, .slot = slot};
    bdl_map_put(guard->by_key, bytes_of(&entry->key), &entry->figure);
    BDL_PUSH(guard->arena, &guard->figures, &entry->figure);
}

/* ---- the relations ---- */

static void saw(void *ctx, bdl_eval *e, const bdl_clause *clause, const bdl_value *v,
                const bdl_record *record) {
    bdl_guard *guard = ctx;
    bdl_trace trace = {.arena = e->scratch};

    (void)record;
    if (clause->kind != BDL_C_ASSERT)
        return;
    bdl_eval_traced(e, clause->expr, &trace);
    for (size_t i = 0; i < trace.seen.count; i++) {
        figure_key key = {trace.seen.items[i].record, (size_t)trace.seen.items[i].slot};
        bdl_guarded *figure = bdl_map_get(guard->by_key, bytes_of(&key));

        if (!figure)
            continue;
        figure->relations++;
        figure->decided += v->state == BDL_PRESENT;
    }
}

bdl_guard *bdl_guard_watch(bdl_eval *e, bdl_model *model, bdl_arena *arena) {
    bdl_guard *guard = BDL_NEW(arena, bdl_guard);
    bdl_doc_result result = {.arena = bdl_arena_new()};
    const bdl_watch watch = {saw, guard};

    guard->arena = arena;
    guard->by_key = bdl_map_new(arena);
    bdl_figures_each(model, add_figure, guard);
    e->watch = &watch;
    bdl_eval_check(e, model, &model, 1, &result);
    e->watch = NULL;
    bdl_arena_free(result.arena);
    return guard;
}

/* ---- planted errors ---- */

/* What every rule said: failed and rounded outcomes. */
typedef struct verdict {
    size_t *failed, *rounded;
} verdict;

static void judge(bdl_eval *e, bdl_model *model, bdl_arena *arena, verdict *out) {
    size_t count = e->program->rules.count;
    bdl_doc_result result = {.arena = bdl_arena_new()};

    model->user = NULL; /* computed fields are computed again */
    bdl_eval_check(e, model, &model, 1, &result);
    out->failed = BDL_NEW_ARRAY(arena, size_t, count + 1);
    out->rounded = BDL_NEW_ARRAY(arena, size_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        out->failed[i] = result.rules[i].outcome[BDL_FAILED_];
        out->rounded[i] = result.rules[i].outcome[BDL_ROUNDED];
    }
    bdl_arena_free(result.arena);
}

static bdl_notice compare(const verdict *before, const verdict *after, size_t rules) {
    bdl_notice notice = BDL_UNNOTICED;

    for (size_t i = 0; i < rules; i++) {
        if (after->failed[i] > before->failed[i])
            return BDL_NOTICED;
        if (after->rounded[i] > before->rounded[i])
            notice = BDL_WITHIN_ROUNDING;
    }
    return notice;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* The first digit that is not 0 becomes the next one (9 becomes 1). */
static bool change_first_digit(char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (is_digit(text[i]) && text[i] != '0') {
            text[i] = text[i] == '9' ? '1' : (char)(text[i] + 1);
            return true;
        }
    return false;
}

/* The first two neighbours that differ change places. */
static bool swap_digits(char *text, size_t length) {
    for (size_t i = 0; i + 1 < length; i++)
        if (is_digit(text[i]) && is_digit(text[i + 1]) && text[i] != text[i + 1]) {
            char c = text[i];

            text[i] = text[i + 1];
            text[i + 1] = c;
            return true;
        }
    return false;
}

static bool change_digits(bdl_dec in_unit, int places, bool (*change)(char *, size_t),
                          bdl_dec *out) {
    char text[BDL_DEC_TEXT_MAX];
    size_t length = bdl_dec_print(in_unit, places, text);

    return change(text, length) && bdl_dec_parse(bdl_str_of(text, length), out);
}

/* 0.03 % more, in the places printed. */
static bool add_a_little(bdl_dec in_unit, int places, bdl_dec *out) {
    bdl_dec more;

    if (bdl_dec_mul(in_unit, (bdl_dec){10003, 4}, &more) == BDL_DEC_OVERFLOW)
        return false;
    *out = bdl_dec_round(more, places);
    return true;
}

static int unit_power(const bdl_value *v) {
    const bdl_unit *unit = bdl_value_unit(v);

    return unit->percent ? -2 : unit->money ? unit->scale * unit->money : 0;
}

/* The value with the WAY-th change; false when the figure cannot be changed so. */
static bool change(const bdl_value *v, size_t way, bdl_value *out) {
    int places = bdl_figure_places(v->text);
    bdl_dec in_unit, changed;

    if (bdl_dec_shift(v->number, -unit_power(v), &in_unit) != BDL_DEC_OK)
        return false;
    if (way == 0   ? !change_digits(in_unit, places, change_first_digit, &changed)
        : way == 1 ? !change_digits(in_unit, places, swap_digits, &changed)
                   : !add_a_little(in_unit, places, &changed))
        return false;
    *out = *v;
    return bdl_dec_shift(changed, unit_power(v), &out->number) == BDL_DEC_OK;
}

static bool is_within_half(const bdl_value *was, const bdl_value *became) {
    bdl_dec by;

    return bdl_dec_sub(became->number, was->number, &by) == BDL_DEC_OK &&
           bdl_dec_cmp(bdl_dec_abs(by), bdl_value_half(was)) <= 0;
}

static bdl_str shown(bdl_arena *arena, const bdl_value *v) {
    bdl_dec in_unit = v->number;

    (void)bdl_dec_shift(v->number, -unit_power(v), &in_unit);
    in_unit = bdl_dec_trim(in_unit);
    return bdl_arena_printf(
        arena, "%.*s%.*s",
        BDL_PRI(bdl_dec_str(arena, in_unit, bdl_figure_places(v->text))),
        BDL_PRI(bdl_value_unit(v)->name));
}

void bdl_guard_plant(bdl_eval *e, bdl_model *model, bdl_guard *guard, size_t count) {
    size_t all = guard->figures.count;
    bdl_arena *arena = bdl_arena_new();
    verdict before;

    if (count > all)
        count = all;
    judge(e, model, arena, &before);
    for (size_t i = 0; i < count; i++) {
        bdl_guarded *figure = guard->figures.items[i * all / count];
        bdl_value *at = figure->record->slots[figure->slot], was = *at, became;
        bdl_planted planted = {.figure = figure, .notice = BDL_WITHIN_ROUNDING};
        verdict after;

        if (!change(&was, i % 3, &became) && !change(&was, 0, &became))
            continue;
        planted.became = shown(guard->arena, &became);
        if (!is_within_half(&was, &became)) {
            *at = became;
            judge(e, model, arena, &after);
            *at = was;
            planted.notice = compare(&before, &after, e->program->rules.count);
        }
        BDL_PUSH(guard->arena, &guard->planted, planted);
    }
    model->user = NULL;
    bdl_arena_free(arena);
}
