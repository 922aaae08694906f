/* evidence.c - what of all that an assert looked at a finding rests on. */
#include "eval/evidence.h"

#include "base/text.h"

/* What a message tells: as it prints it, where it stands, and the figures from which what
 * stands nowhere was reckoned. */
typedef struct telling {
    BDL_VEC(bdl_str) texts;
    BDL_VEC(const bdl_origin *) origins;
    bdl_trace parts;
} telling;

/* What a pattern finds again has another origin in the same place. */
static bool is_same_place(const bdl_origin *a, const bdl_origin *b) {
    bdl_str one, other;

    if (!a || !b || a == b)
        return a && b;
    one = bdl_origin_printed(a);
    other = bdl_origin_printed(b);
    return one.len > 0 && one.data == other.data && one.len == other.len;
}

/* A record stands where its first figure does. */
static bool holds(const bdl_trace *trace, const bdl_seen *seen) {
    for (size_t i = 0; i < trace->seen.count && seen->value.kind != BDL_RECORD; i++) {
        const bdl_value *v = &trace->seen.items[i].value;

        if (v->kind != BDL_RECORD && is_same_place(v->origin, seen->value.origin))
            return true;
    }
    return bdl_trace_find(trace, seen) != NULL;
}

static bool is_figure(const bdl_seen *seen) {
    return seen->value.state == BDL_PRESENT && bdl_kind_is_figure(seen->value.kind) &&
           seen->value.origin;
}

/* The figures that X, a figure that stands nowhere itself, is reckoned from. */
static void add_parts(bdl_eval *e, const bdl_expr *x, bdl_trace *parts) {
    bdl_trace trace = {.arena = e->scratch, .reckons = true};

    bdl_eval_traced(e, x, &trace);
    for (size_t i = 0; i < trace.seen.count; i++)
        if (is_figure(&trace.seen.items[i]) && !trace.seen.items[i].is_inner &&
            trace.seen.items[i].record != e->document)
            BDL_PUSH(e->scratch, &parts->seen, trace.seen.items[i]);
}

static void add_origins(bdl_eval *e, const bdl_value *v, telling *told) {
    if (v->origin)
        BDL_PUSH(e->scratch, &told->origins, v->origin);
    for (size_t i = 0; v->kind == BDL_LIST && i < bdl_list_count(v); i++) {
        const bdl_origin *origin = bdl_list_element(v->as.list, i)->origin;

        if (origin)
            BDL_PUSH(e->scratch, &told->origins, origin);
    }
}

static telling what_is_told(bdl_eval *e, const bdl_expr *message) {
    telling told = {.parts = {.arena = e->scratch}};

    for (size_t i = 0; i < message->as.template.parts.count; i++) {
        const bdl_expr *part = message->as.template.parts.items[i];
        bdl_value v = bdl_eval_expr(e, part);
        bdl_str text = bdl_eval_print(e->scratch, &v);

        if (part->kind == BDL_E_LITERAL)
            continue;
        BDL_PUSH(e->scratch, &told.texts, text);
        add_origins(e, &v, &told);
        if (bdl_kind_is_figure(v.kind) && !v.origin)
            add_parts(e, part, &told.parts);
    }
    return told;
}

/* Whether the message tells what stands where SEEN does. */
static bool is_named(const telling *told, const bdl_seen *seen) {
    for (size_t i = 0; i < told->origins.count; i++)
        if (is_same_place(told->origins.items[i], seen->value.origin))
            return true;
    return false;
}

/* Whether AT parts a number of TEXT in two: digits and a point or comma between digits.
 */
static bool parts_number(bdl_str text, size_t at) {
    bool before = at > 0 && bdl_str_digit_at(text, at - 1);
    bool behind = bdl_str_digit_at(text, at);

    if (before && at + 1 < text.len && strchr(".,", text.data[at]))
        return bdl_str_digit_at(text, at + 1);
    if (behind && at > 1 && strchr(".,", text.data[at - 1]))
        return bdl_str_digit_at(text, at - 2);
    return before && behind;
}

/* Whether PART stands in TEXT; a number as a whole one: 5 does not stand in 15.5. */
static bool stands_in(bdl_str part, bdl_str text) {
    size_t at = bdl_str_find(text, part, 0);

    while (at != SIZE_MAX &&
           (parts_number(text, at) || parts_number(text, at + part.len)))
        at = bdl_str_find(text, part, at + part.len);
    return part.len > 0 && at != SIZE_MAX;
}

/* Whether TEXT, when told, tells of the text that it stands in: a letter alone is a unit
 * or a word of many, and so is a number of two digits. */
static bool is_telling(bdl_str text) {
    return bdl_utf8_offset(text, 2) < text.len ||
           (bdl_utf8_offset(text, 1) < text.len && !bdl_str_is_digits(text));
}

/* Whether the text SEEN is a part of what the message tells, or has that in it. */
static bool is_quoted(const telling *told, const bdl_seen *seen) {
    const bdl_value *v = &seen->value;
    bdl_str printed = v->origin ? bdl_origin_printed(v->origin) : v->text;

    for (size_t i = 0; v->kind == BDL_TEXT && i < told->texts.count; i++) {
        bdl_str one = told->texts.items[i];

        if (stands_in(printed, one) || (is_telling(one) && stands_in(one, printed)))
            return true;
    }
    return false;
}

/* ---- all together ---- */

/* Whether the assert is about a list of ALL itself. */
static bool is_about_list(const bdl_trace *all) {
    for (size_t i = 0; i < all->seen.count; i++)
        if (all->seen.items[i].is_listed && !all->seen.items[i].is_inner)
            return true;
    return false;
}

/* Whether SEEN is of a list that should be empty; one that a `let` counts is, where the
 * assert is about no other. */
static bool is_listed(const bdl_trace *all, const bdl_seen *seen) {
    return seen->is_listed && (!seen->is_inner || !is_about_list(all));
}

/* Whether SEEN is a figure of a record that such a list of ALL has. */
static bool is_of_listed(const bdl_trace *all, const bdl_seen *seen) {
    for (size_t i = 0; seen->record && is_figure(seen) && i < all->seen.count; i++)
        if (all->seen.items[i].record == seen->record &&
            is_listed(all, &all->seen.items[i]))
            return true;
    return false;
}

static bool is_kept(const telling *told, const bdl_trace *all, const bdl_seen *seen) {
    return !seen->is_inner || is_listed(all, seen) || bdl_seen_is_unit(seen) ||
           is_named(told, seen) || is_quoted(told, seen) || holds(&told->parts, seen) ||
           is_of_listed(all, seen);
}

static void add(bdl_trace *out, const bdl_seen *seen, bool is_inner) {
    bdl_seen kept = *seen;

    if (out->seen.count >= BDL_EVAL_MAX_OPERANDS || holds(out, seen))
        return;
    kept.is_inner = is_inner;
    BDL_PUSH(out->arena, &out->seen, kept);
}

/* Whether SEEN is a record that a rule or a pattern made: it belongs to no document. */
static bool is_made(const bdl_eval *e, const bdl_seen *seen) {
    return seen->record && seen->slot < 0 && !seen->record->holder &&
           seen->record->type != e->program->schema->document;
}

/* Such a record stands nowhere: what it holds of a document does, and if the message TOLD
 * of some of that, this does. */
static bool add_held(const telling *told, const bdl_seen *seen, bool all,
                     bdl_trace *out) {
    const bdl_rectype *type = seen->record->type;
    bool found = false;

    for (size_t i = 0; i < type->fields.count; i++) {
        bdl_seen held = {.slot = -1,
                         .value = bdl_slot_get(seen->record, i),
                         .label = seen->label,
                         .is_listed = true};

        if (!held.value.origin || held.value.kind == BDL_LIST ||
            !(all || is_named(told, &held) || is_quoted(told, &held)))
            continue;
        held.name = bdl_arena_printf(out->arena, "%.*s.%.*s",
                                     BDL_PRI(bdl_seen_name(out->arena, seen)),
                                     BDL_PRI(type->fields.items[i].name));
        add(out, &held, false);
        found = true;
    }
    return found;
}

static void add_kept(const bdl_eval *e, const telling *told, const bdl_seen *seen,
                     bdl_trace *out) {
    if (!is_made(e, seen))
        add(out, seen, false);
    else if (!add_held(told, seen, false, out))
        add_held(told, seen, true, out);
}

static bool has_figures(const bdl_trace *seen) {
    for (size_t i = 0; i < seen->seen.count; i++)
        if (is_figure(&seen->seen.items[i]))
            return true;
    return false;
}

/* Whether a pattern found SEEN in a text: a year in the name of a project. */
static bool is_piece(const bdl_seen *seen) {
    return seen->record && seen->slot >= 0 && seen->value.origin &&
           bdl_slot_get(seen->record, (size_t)seen->slot).origin != seen->value.origin;
}

/* Of what the message read what it tells: figures and pieces, or with TEXTS all. What is
 * told of a finding on no figures (a project and its budget) is INNER. */
static void add_told(const bdl_eval *e, const bdl_trace *message, const telling *told,
                     bool texts, bool inner, bdl_trace *out) {
    for (size_t i = 0; i < message->seen.count; i++) {
        const bdl_seen *seen = &message->seen.items[i];

        if (seen->record != e->document && (texts || is_figure(seen) || is_piece(seen)) &&
            is_named(told, seen))
            add(out, seen, inner);
    }
}

bdl_trace bdl_evidence(bdl_eval *e, const bdl_clause *assertion, const bdl_trace *seen,
                       size_t *own) {
    const bdl_expr *message = assertion->otherwise;
    bdl_trace said = {.arena = e->scratch}, out = said;
    telling told;

    *own = seen->seen.count;
    if (!message || message->kind != BDL_E_TEMPLATE ||
        assertion->expr->kind == BDL_E_LITERAL)
        return *seen;
    bdl_eval_traced(e, message, &said);
    told = what_is_told(e, message);
    for (size_t i = 0; i < seen->seen.count; i++)
        if (is_kept(&told, seen, &seen->seen.items[i]))
            add_kept(e, &told, &seen->seen.items[i], &out);
    *own = out.seen.count;
    add_told(e, &said, &told, false, !has_figures(seen), &out);
    for (size_t i = 0; i < told.parts.seen.count; i++)
        add(&out, &told.parts.seen.items[i], true);
    if (out.seen.count == 0)
        add_told(e, &said, &told, true, true, &out);
    return out.seen.count ? out : *seen;
}
