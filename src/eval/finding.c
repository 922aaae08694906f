/* finding.c - a failed assert with all that it rests on: values, places, the difference.
 */
#include "eval/finding.h"

#include "eval/arith.h"
#include "eval/chosen.h"
#include "eval/culprit.h"
#include "eval/evidence.h"

enum { MOST_LINE = 1 << 16 };

/* ---- operands ---- */

static const bdl_model *model_of(const bdl_eval *e, const bdl_seen *seen) {
    if (seen->value.origin && seen->value.origin->of->model)
        return seen->value.origin->of->model;
    if (seen->record && seen->record->model)
        return seen->record->model;
    return e->model;
}

static bdl_place place_of(const bdl_seen *seen) {
    if (seen->value.origin)
        return bdl_origin_place(seen->value.origin);
    return seen->record ? seen->record->place : (bdl_place){0};
}

static bdl_str line_text(bdl_arena *arena, const bdl_model *model,
                         const bdl_place *place) {
    bdl_str line;

    if (!model || !model->doc || !model->doc->source || place->line == 0)
        return BDL_STR("");
    line = bdl_source_line(model->doc->source, place->line);
    return line.len > MOST_LINE ? BDL_STR("") : bdl_arena_str(arena, line);
}

/* A blank that its form calls optional and that no cell of the document holds. */
static bool is_absent(const bdl_seen *seen, const bdl_field *field) {
    return field && field->optional && seen->value.state == BDL_BLANK &&
           !seen->value.origin;
}

static void set_value(bdl_arena *arena, bdl_operand *operand, const bdl_value *v) {
    if (v->state == BDL_PRESENT && bdl_kind_is_figure(v->kind)) {
        operand->value = bdl_figure_number_text(arena, v);
        operand->unit = bdl_arena_str(arena, bdl_value_unit(v)->name);
    } else if (v->state == BDL_PRESENT) {
        operand->value = bdl_arena_str(arena, bdl_eval_print(arena, v));
    }
    if (v->origin && bdl_origin_printed(v->origin).len)
        operand->printed = bdl_arena_str(arena, bdl_origin_printed(v->origin));
    else if (v->kind != BDL_RECORD)
        operand->printed = bdl_arena_str(arena, v->text);
}

bool bdl_seen_is_unit(const bdl_seen *seen) {
    return seen->record && seen->slot >= 0 &&
           seen->slot == seen->record->type->slot_money_unit;
}

static bdl_str label_of(const bdl_seen *seen) {
    return seen->record ? bdl_field_label(seen->record->type, seen->slot) : seen->label;
}

bdl_operand bdl_operand_of(bdl_eval *e, const bdl_seen *seen, bdl_arena *arena) {
    const bdl_field *field =
        seen->record ? bdl_record_field(seen->record, seen->slot) : NULL;
    const bdl_model *model;
    bdl_operand operand = {0};

    if (seen->record)
        bdl_slots_of(seen->record); /* it is there, with its place */
    model = model_of(e, seen);
    bdl_others_quote(e->others, model);
    operand.absent = is_absent(seen, field);
    if (!operand.absent)
        operand.place = bdl_place_keep(arena, place_of(seen));
    if (seen->record)
        operand.name = bdl_record_path(arena, seen->record, seen->slot);
    else
        operand.name = bdl_arena_str(arena, bdl_seen_name(e->scratch, seen));
    operand.made = !seen->record;
    operand.is_text = seen->value.kind == BDL_TEXT;
    operand.label = bdl_arena_str(arena, label_of(seen));
    if (seen->record && seen->slot >= 0 && !operand.absent &&
        (bdl_kind_is_figure(seen->value.kind) || bdl_is_of_table(seen->record)))
        operand.words =
            bdl_figure_words(arena, seen->record, seen->slot, false, (bdl_str){0});
    set_value(arena, &operand, &seen->value);
    operand.place = bdl_piece_place(seen, model, operand.place, &e->walked);
    operand.document = model->doc ? bdl_arena_str(arena, model->doc->path) : BDL_STR("");
    operand.line_text = line_text(arena, model, &operand.place);
    return operand;
}

static bool stands_in_text(const bdl_operand *part, const bdl_operand *whole) {
    return whole->label.len && part->place.line &&
           part->place.line == whole->place.line &&
           part->place.column >= whole->place.column &&
           part->place.column + part->place.length <=
               whole->place.column + whole->place.length &&
           bdl_str_eq(part->document, whole->document);
}

/* What was found in a text by a define is called what the text is, where that is told. */
static void label_pieces(bdl_finding *finding) {
    for (size_t i = 0; i < finding->operand_count; i++) {
        bdl_operand *part = &finding->operands[i];

        for (size_t k = 0; part->label.len == 0 && k < finding->operand_count; k++)
            if (part->made && stands_in_text(part, &finding->operands[k]))
                part->label = finding->operands[k].label;
        if (part->made && part->label.len == 0 && part->place.line)
            part->label = BDL_STR("原文"); /* not what a pattern calls it */
    }
}

/* Whether SEEN is what kind of document it is, which a rule asks first. */
static bool is_kind(const bdl_eval *e, const bdl_seen *seen) {
    return seen->record && seen->record->type == e->program->schema->document &&
           seen->slot == e->program->schema->slot_kind;
}

static void set_operands(bdl_eval *e, bdl_finding *finding, const bdl_trace *trace,
                         bdl_arena *arena) {
    finding->operands = BDL_NEW_ARRAY(arena, bdl_operand, trace->seen.count + 1);
    for (size_t i = 0; i < trace->seen.count; i++) {
        const bdl_seen *seen = &trace->seen.items[i];
        bdl_seen home = bdl_seen_at_home(e, seen);
        bdl_operand operand = bdl_operand_of(e, &home, arena);

        operand.beside =
            is_kind(e, seen) || (finding->on_figures && bdl_seen_is_unit(seen));
        finding->operands[finding->operand_count++] = operand;
    }
    label_pieces(finding);
}

/* The first field that was seen of a record; of no record: SIZE_MAX. */
static size_t field_of(const bdl_trace *trace, const bdl_seen *record) {
    for (size_t i = 0; record->record && record->slot < 0 && i < trace->seen.count; i++)
        if (trace->seen.items[i].record == record->record &&
            trace->seen.items[i].slot >= 0)
            return i;
    return SIZE_MAX;
}

typedef BDL_VEC(bdl_operand) operands;

/* Instead of the record SEEN, which is WHOLE, the fields by which it was chosen. */
static bool add_chosen(bdl_eval *e, operands *kept, const bdl_seen *seen,
                       const bdl_operand *whole, bdl_arena *arena) {
    size_t before = kept->count;

    for (size_t i = 0; seen->chosen && i < seen->chosen->count; i++) {
        int slot = seen->chosen->slots[i];
        const bdl_value *v = bdl_slots_of(seen->record)[slot];
        bdl_seen field = {.record = seen->record, .slot = slot};

        if (!v || !v->origin || v->kind == BDL_LIST)
            continue; /* a level stands nowhere */
        field.value = *v;
        BDL_PUSH(e->scratch, kept, bdl_operand_of(e, &field, arena));
        kept->items[kept->count - 1].side = whole->side;
    }
    return kept->count > before;
}

/* A record says nothing that its fields do not: the first of them, or those by which it
 * was chosen, stand for it. What a list was made of on the way has no name: its text
 * stands for it, and what has no text either tells nobody anything. */
static void name_operands(bdl_eval *e, bdl_finding *finding, const bdl_trace *trace,
                          bdl_arena *arena) {
    bool *taken = BDL_NEW_ARRAY(e->scratch, bool, finding->operand_count + 1);
    operands kept = {0};

    for (size_t i = 0; i < finding->operand_count; i++) {
        const bdl_seen *seen = &trace->seen.items[i];
        size_t field = field_of(trace, seen);
        size_t at = field == SIZE_MAX ? i : field;
        bdl_operand operand = finding->operands[at];

        if (operand.name.len == 0)
            operand.name = operand.printed;
        if (operand.name.len && !taken[at] &&
            !(at == i && seen->record && seen->slot < 0 &&
              add_chosen(e, &kept, seen, &operand, arena)))
            BDL_PUSH(e->scratch, &kept, operand);
        taken[at] = true;
    }
    if (kept.count > finding->operand_count) /* mostly they stay where they were */
        finding->operands = BDL_NEW_ARRAY(arena, bdl_operand, kept.count);
    if (kept.count > 0)
        memcpy(finding->operands, kept.items, kept.count * sizeof *kept.items);
    finding->operand_count = kept.count;
}

/* Makes the place of OPERAND that of FINDING, if it stands in its document. */
static bool set_place_of(bdl_finding *finding, const bdl_operand *operand) {
    if ((operand->place.line == 0 && operand->place.page == 0 &&
         bdl_place_cell(&operand->place).len == 0) ||
        !bdl_str_eq(operand->document, finding->document))
        return false;
    finding->place = operand->place;
    finding->line_text = operand->line_text;
    return true;
}

/* Of the first figure of this document that the message says. What was asserted of a row
 * that a rule made, and of what another table lacks, stands nowhere itself. */
static bool set_told_place(bdl_eval *e, bdl_finding *finding, const bdl_expr *message,
                           bdl_arena *arena) {
    bdl_trace trace = {.arena = e->scratch};

    if (message)
        bdl_eval_traced(e, message, &trace);
    for (size_t i = 0; i < trace.seen.count; i++) {
        const bdl_seen *seen = &trace.seen.items[i];
        bdl_operand operand;

        if (seen->record == e->document) /* its year or title is beside the point */
            continue;
        operand = bdl_operand_of(e, seen, arena);
        if (set_place_of(finding, &operand))
            return true;
    }
    return false;
}

/* Of the first of OWN operands in this document, else of the record, else of what the
 * message says, else its first line. */
static void set_place(bdl_eval *e, bdl_finding *finding, size_t own,
                      const bdl_record *record, const bdl_expr *message,
                      bdl_arena *arena) {
    for (size_t i = 0; i < own && i < finding->operand_count; i++)
        if (!finding->operands[i].beside && set_place_of(finding, &finding->operands[i]))
            return;
    if (record && record->model == e->model && record->place.line) {
        finding->place = bdl_place_keep(arena, record->place);
        finding->line_text = line_text(arena, e->model, &finding->place);
    } else if (!set_told_place(e, finding, message, arena) && e->model->doc &&
               e->model->doc->source) {
        finding->place.line = 1;
    }
}

/* ---- what stands against what ---- */

static void mark_side(bdl_eval *e, bdl_finding *finding, const bdl_trace *all,
                      const bdl_expr *x, bdl_side side) {
    bdl_trace trace = {.arena = e->scratch};

    bdl_eval_traced(e, x, &trace);
    for (size_t i = 0; i < finding->operand_count; i++)
        if (finding->operands[i].side == BDL_NO_SIDE &&
            bdl_trace_find(&trace, &all->seen.items[i]))
            finding->operands[i].side = side;
}

static bool stands_in(const bdl_record *record, const bdl_record *table) {
    while (record && record != table)
        record = record->holder;
    return record != NULL;
}

static bool is_divided_by_unit(const bdl_trace *trace, const bdl_seen *seen) {
    for (size_t i = 0; i < trace->seen.count; i++)
        if (bdl_seen_is_unit(&trace->seen.items[i]) &&
            stands_in(seen->record, trace->seen.items[i].record))
            return true;
    return false;
}

/* A count in a table of money (公用车辆数) has its unit and is compared without. */
static void tell_counts(bdl_finding *finding, const bdl_sides *s,
                        const bdl_trace *trace) {
    for (size_t i = 0; i < finding->operand_count; i++) {
        bdl_operand *operand = &finding->operands[i];
        const bdl_value *own =
            operand->side == BDL_LEFT_SIDE ? &s->left.value : &s->right.value;

        if (operand->side != BDL_NO_SIDE && own->kind == BDL_NUMBER &&
            trace->seen.items[i].value.kind == BDL_MONEY &&
            is_divided_by_unit(trace, &trace->seen.items[i]))
            operand->unit = BDL_STR("");
    }
}

/* The figures compared, and whose part each operand is. */
static void set_sides(bdl_eval *e, bdl_finding *finding, const bdl_sides *s,
                      const bdl_trace *trace) {
    bdl_arena *arena = e->result->arena;
    const bdl_unit *unit = bdl_sides_unit(s);
    bdl_value left = bdl_value_in(&s->left.value, unit);
    bdl_value right = bdl_value_in(&s->right.value, unit);
    bdl_value difference = bdl_value_in(&s->difference, unit);

    left = bdl_side_shown(&left, &s->right.value);
    right = bdl_side_shown(&right, &s->left.value);
    if (difference.number.coef != 0)
        finding->difference =
            bdl_arena_str(arena, bdl_difference_said(e->scratch, &difference));
    finding->left = bdl_arena_str(arena, bdl_eval_print(e->scratch, &left));
    finding->right = bdl_arena_str(arena, bdl_eval_print(e->scratch, &right));
    finding->relation = s->relation;
    mark_side(e, finding, trace, s->left.expr, BDL_LEFT_SIDE);
    mark_side(e, finding, trace, s->right.expr, BDL_RIGHT_SIDE);
    tell_counts(finding, s, trace);
}

/* ---- all together ---- */

static bool is_document_figure(const bdl_trace *trace) {
    for (size_t i = 0; i < trace->seen.count; i++)
        if (bdl_kind_is_figure(trace->seen.items[i].value.kind) &&
            trace->seen.items[i].slot >= 0)
            return true;
    return false;
}

static bool has_figures(const bdl_trace *trace) {
    for (size_t i = 0; i < trace->seen.count; i++)
        if (bdl_kind_is_figure(trace->seen.items[i].value.kind) &&
            trace->seen.items[i].value.state == BDL_PRESENT)
            return true;
    return false;
}

/* TRACE with the fields of the document that hold what records made by the rule hold. */
static bdl_trace at_home(bdl_eval *e, const bdl_trace *trace) {
    bdl_trace homes = {.arena = e->scratch};

    for (size_t i = 0; i < trace->seen.count; i++)
        BDL_PUSH(e->scratch, &homes.seen, bdl_seen_at_home(e, &trace->seen.items[i]));
    return homes;
}

void bdl_finding_add(bdl_eval *e, const bdl_clause *assertion, const bdl_record *record,
                     bdl_doc_result *result) {
    bdl_arena *arena = result->arena;
    size_t used = bdl_arena_used(arena);
    bdl_trace seen = {.arena = e->scratch}, trace, homes;
    bdl_finding finding = {.rule = e->rule,
                           .assertion = assertion,
                           .severity = e->rule->as.rule.severity,
                           .document = result->path};
    bdl_sides s, told;
    size_t own;

    bdl_eval_traced(e, assertion->expr, &seen);
    s = bdl_sides_of(e, assertion);
    trace = bdl_evidence(e, assertion, &seen, &own);
    finding.on_figures = has_figures(&seen);
    set_operands(e, &finding, &trace, arena);
    set_place(e, &finding, own, record, assertion->otherwise, arena);
    told = bdl_sides_are_told(&s, assertion) ? s : bdl_sides_told(e, assertion);
    if (told.known)
        set_sides(e, &finding, &told, &trace);
    homes = at_home(e, &trace);
    if (s.known && is_document_figure(&homes))
        finding.hint = bdl_arena_str(
            arena, bdl_hint_for(e, s.comparison, &s.left.value, &s.right.value, &homes));
    if (e->suspects)
        bdl_culprits_add(e, e->suspects, result->findings.count,
                         &(bdl_failure){&homes, &s, &finding});
    finding.message = bdl_arena_str(
        arena, assertion->otherwise
                   ? bdl_message_told(e, assertion->otherwise, &told)
                   : bdl_assert_said(e, assertion->expr, finding.difference));
    name_operands(e, &finding, &trace, arena);
    finding.fingerprint = bdl_fingerprint(e, &seen, record, arena);
    finding.waived_by = bdl_waiver_of(e, &finding);
    BDL_PUSH(arena, &result->findings, finding);
    e->steps += (bdl_arena_used(arena) - used) / BDL_MADE_A_STEP; /* it stays */
}

/* ---- order ---- */

typedef struct ordered {
    size_t number;
    uint32_t line, column;
} ordered;

static bool comes_before(const ordered *a, const ordered *b) {
    if (a->line != b->line)
        return a->line < b->line;
    if (a->column != b->column)
        return a->column < b->column;
    return a->number < b->number;
}

static void merge_sort(ordered *items, ordered *space, size_t count) {
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t begin = 0; begin < count; begin += 2 * width) {
            size_t middle = begin + width < count ? begin + width : count;
            size_t end = middle + width < count ? middle + width : count;
            size_t i = begin, k = middle, out = begin;

            while (i < middle || k < end)
                space[out++] =
                    k >= end || (i < middle && !comes_before(&items[k], &items[i]))
                        ? items[i++]
                        : items[k++];
        }
        memcpy(items, space, count * sizeof *items);
    }
}

/* By place; those of one group behind the first of it. */
static void sort_findings(bdl_arena *scratch, bdl_doc_result *result) {
    size_t count = result->findings.count, out = 0, groups = 0;
    ordered *items = BDL_NEW_ARRAY(scratch, ordered, count + 1);
    ordered *space = BDL_NEW_ARRAY(scratch, ordered, count + 1);
    bdl_finding *sorted = BDL_NEW_ARRAY(result->arena, bdl_finding, count + 1);
    size_t *next = BDL_NEW_ARRAY(scratch, size_t, count + 1), *last, *first;

    for (size_t i = 0; i < count; i++) {
        const bdl_finding *finding = &result->findings.items[i];

        items[i] = (ordered){
            .number = i, .line = finding->place.line, .column = finding->place.column};
        if ((size_t)finding->group > groups)
            groups = (size_t)finding->group;
    }
    merge_sort(items, space, count);
    first = BDL_NEW_ARRAY(scratch, size_t, groups + 1);
    last = BDL_NEW_ARRAY(scratch, size_t, groups + 1);
    for (size_t i = 0; i < count; i++) { /* chains of each group, in order */
        int g = result->findings.items[items[i].number].group;

        if (g > 0 && last[g])
            next[last[g] - 1] = i + 1;
        else if (g > 0)
            first[g] = i + 1;
        if (g > 0)
            last[g] = i + 1;
    }
    for (size_t i = 0; i < count; i++) {
        int g = result->findings.items[items[i].number].group;

        if (g == 0)
            sorted[out++] = result->findings.items[items[i].number];
        else if (first[g] == i + 1)
            for (size_t k = i + 1; k; k = next[k - 1])
                sorted[out++] = result->findings.items[items[k - 1].number];
    }
    result->findings.items = sorted;
    result->findings.capacity = count + 1;
}

void bdl_findings_finish(bdl_eval *e, bdl_doc_result *result) {
    sort_findings(e->doc_arena, result);
    bdl_fingerprints_part(e, result);
}
