/* trace.c - which figures of the document an expression looked at. */
#include "eval/chosen.h"

#include <inttypes.h>

static bool is_same(const bdl_seen *seen, const bdl_record *record, int slot,
                    const bdl_value *value) {
    return seen->record == record && seen->slot == slot &&
           seen->value.origin == value->origin;
}

bdl_seen *bdl_trace_find(const bdl_trace *trace, const bdl_seen *seen) {
    for (size_t i = 0; i < trace->seen.count; i++)
        if (is_same(&trace->seen.items[i], seen->record, seen->slot, &seen->value))
            return &trace->seen.items[i];
    return NULL;
}

bdl_str bdl_seen_name(bdl_arena *arena, const bdl_seen *seen) {
    return seen->nth ? bdl_arena_printf(arena, "%.*s[%" PRIu32 "]", BDL_PRI(seen->name),
                                        seen->nth)
                     : seen->name;
}

/* What only makes a list leaves room for what the assert itself reads. Once there is no
 * more, a figure is looked for only where it may have been taken for such. */
bool bdl_trace_is_full(const bdl_trace *trace) {
    if (trace->inner > 0)
        return trace->seen.count >= BDL_EVAL_MAX_OPERANDS / 2;
    return trace->seen.count >= BDL_EVAL_MAX_OPERANDS && !trace->has_inner;
}

/* Whether what stands where SEEN does may have been added before; from now on it was. */
static bool was_met(bdl_trace *trace, const bdl_seen *seen) {
    uintptr_t at = (uintptr_t)(seen->record ? (const void *)seen->record
                                            : (const void *)seen->value.origin);
    uint32_t bit = (uint32_t)(at >> 4) * 0x9E3779B1u >> 16 & (BDL_TRACE_WORDS * 64 - 1);
    uint64_t *word = &trace->met[bit / 64], before = *word;

    *word |= (uint64_t)1 << bit % 64;
    return before == *word;
}

static void add(bdl_trace *trace, bdl_seen seen) {
    bdl_seen *known;

    if (trace->muted)
        return;
    if (bdl_trace_is_full(trace)) {
        trace->lost = true;
        return;
    }
    known = was_met(trace, &seen) ? bdl_trace_find(trace, &seen) : NULL;
    if (known) {
        known->is_inner &= trace->inner > 0;
        known->is_listed |= seen.is_listed;
    } else if (trace->seen.count < BDL_EVAL_MAX_OPERANDS &&
               (!trace->wanted || seen.value.origin == trace->wanted)) {
        seen.is_inner = trace->inner > 0;
        trace->has_inner |= seen.is_inner;
        BDL_PUSH(trace->arena, &trace->seen, seen);
    }
}

void bdl_trace_inner(bdl_eval *e, bdl_kind kind, bool begins) {
    if (e->trace && !bdl_kind_is_figure(kind))
        e->trace->inner += begins ? 1 : -1;
}

void bdl_trace_whole(bdl_eval *e, const bdl_value *v) {
    for (size_t i = 0; e->trace && v->origin && i < e->trace->seen.count; i++)
        if (e->trace->seen.items[i].value.origin == v->origin)
            e->trace->seen.items[i].is_inner &= e->trace->inner > 0;
    if (!e->trace || !e->trace->reckons || v->kind != BDL_LIST)
        return;
    for (size_t i = 0; i < bdl_list_count(v) && i < BDL_EVAL_MAX_OPERANDS; i++)
        bdl_trace_whole(e, bdl_list_element(v->as.list, i));
}

void bdl_trace_add(bdl_trace *trace, const bdl_record *record, int slot,
                   const bdl_value *value) {
    add(trace, (bdl_seen){.record = record, .slot = slot, .value = *value});
}

void bdl_trace_made(bdl_trace *trace, const bdl_value *value, bdl_str name,
                    bdl_str label) {
    add(trace, (bdl_seen){.slot = -1, .value = *value, .name = name, .label = label});
}

void bdl_trace_piece(bdl_eval *e, const bdl_expr *text, const bdl_value *value,
                     bdl_str name) {
    bdl_trace *trace = e->trace, of_text = {.arena = e->scratch};

    e->trace = &of_text;
    bdl_eval_expr(e, text);
    e->trace = trace;
    if (of_text.seen.count == 1)
        add(trace, (bdl_seen){.record = of_text.seen.items[0].record,
                              .slot = of_text.seen.items[0].slot,
                              .value = *value,
                              .name = of_text.seen.items[0].name,
                              .nth = of_text.seen.items[0].nth,
                              .label = of_text.seen.items[0].label});
    else
        bdl_trace_made(trace, value, name, bdl_label_of(e, text));
}

void bdl_trace_narrow(bdl_trace *trace, const bdl_origin *whole, const bdl_value *piece) {
    for (size_t i = trace->muted ? 0 : trace->seen.count; i > 0; i--)
        if (trace->seen.items[i - 1].value.origin == whole) {
            trace->seen.items[i - 1].value = *piece;
            was_met(trace, &trace->seen.items[i - 1]);
            return;
        }
}

static bool stands_among(const bdl_list *list, const bdl_origin *origin) {
    for (size_t i = 0; origin && i < list->count; i++)
        if (bdl_list_element(list, i)->origin == origin)
            return true;
    return false;
}

bool bdl_trace_keep(bdl_trace *trace, size_t from, const bdl_list *list,
                    const bdl_value *kept) {
    size_t n = from;
    bool seen = false;

    if (!kept->origin)
        return true;
    for (size_t i = from; i < trace->seen.count; i++) {
        const bdl_origin *origin = trace->seen.items[i].value.origin;

        if (origin == kept->origin || !stands_among(list, origin))
            trace->seen.items[n++] = trace->seen.items[i];
        seen = seen || origin == kept->origin;
    }
    trace->seen.count = n;
    return seen;
}

void bdl_trace_elements(bdl_eval *e, const bdl_value *list, const bdl_expr *x) {
    bdl_str source, label;
    const bdl_chosen *chosen;

    if (!e->trace || e->trace->muted)
        return;
    source = bdl_expr_source(e->trace->arena, x);
    label = bdl_label_of(e, x);
    if (list->kind != BDL_LIST ||
        list->state == BDL_BLANK) { /* an empty cell has a place */
        if (list->origin)
            bdl_trace_made(e->trace, list, source, label);
        return;
    }
    chosen = bdl_chosen_by(e, x);
    for (size_t i = 0; i < bdl_list_count(list); i++) {
        const bdl_value *v = bdl_list_element(list->as.list, i);
        bool is_record = v->kind == BDL_RECORD && v->state == BDL_PRESENT;

        if (e->trace->seen.count >= BDL_EVAL_MAX_OPERANDS)
            return;
        if (is_record || v->origin)
            add(e->trace, (bdl_seen){.record = is_record ? v->as.record : NULL,
                                     .slot = -1,
                                     .value = *v,
                                     .name = source,
                                     .nth = (uint32_t)i + 1,
                                     .label = label,
                                     .chosen = is_record ? chosen : NULL,
                                     .is_listed = true});
    }
}
