/* guard.c - which figures the rules protect: every figure a form read and the asserts
 * that read it. */
#include "eval/guard.h"

#include "eval/figures.h"
#include "eval/finding.h"
#include "eval/machine.h"

/* What several fields and patterns read at one place is one figure; in a spreadsheet no
 * more is known of a place than its cell. */
static bdl_str key_of(bdl_arena *arena, const bdl_value *v, bdl_place place) {
    return bdl_arena_printf(arena, "%.*s=%.*s",
                            BDL_PRI(bdl_place_print(arena, (bdl_str){0}, &place)),
                            BDL_PRI(bdl_dec_str(arena, bdl_dec_trim(v->number), 0)));
}

/* ---- the figures ---- */

static void add_figure(void *ctx, bdl_record *record, int slot) {
    bdl_guard *guard = ctx;
    const bdl_value *v = record->slots[slot];
    bdl_str key = key_of(guard->arena, v, bdl_origin_place(v->origin));
    bdl_guarded *figure = BDL_NEW(guard->arena, bdl_guarded);

    if (bdl_map_get(guard->by_place, key))
        return;
    *figure = (bdl_guarded){.record = record, .slot = slot};
    bdl_map_put(guard->by_place, key, figure);
    BDL_PUSH(guard->arena, &guard->figures, figure);
}

/* ---- the relations ---- */

/* The figure that was SEEN; NULL: it is none that a form read. */
static bdl_guarded *figure_seen(bdl_eval *e, const bdl_guard *guard,
                                const bdl_seen *seen) {
    const bdl_value *v = &seen->value;
    bdl_place place;

    if (!bdl_kind_is_figure(v->kind) || !v->origin)
        return NULL;
    place = bdl_piece_place(seen, e->model, bdl_origin_place(v->origin), &e->walked);
    return bdl_map_get(guard->by_place, key_of(e->scratch, v, place));
}

static void saw(void *ctx, bdl_eval *e, const bdl_clause *clause, const bdl_value *v,
                const bdl_record *record) {
    bdl_guard *guard = ctx;
    bdl_trace trace = {.arena = e->scratch};

    (void)record;
    if (clause->kind != BDL_C_ASSERT)
        return;
    bdl_eval_traced(e, clause->expr, &trace);
    for (size_t i = 0; i < trace.seen.count; i++) {
        bdl_guarded *figure = figure_seen(e, guard, &trace.seen.items[i]);

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
    guard->by_place = bdl_map_new(arena);
    bdl_figures_each(model, add_figure, guard);
    e->watch = &watch;
    bdl_eval_check(e, model, &model, 1, &result);
    e->watch = NULL;
    bdl_arena_free(result.arena);
    return guard;
}
