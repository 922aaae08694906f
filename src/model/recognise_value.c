/* recognise_value.c - values with the place they were read at. */
#include <stdarg.h>

#include "model/recognise.h"

#include "base/language.h"

bdl_value bdl_value_at(bdl_recogniser *r, bdl_value v, bdl_place place) {
    return bdl_model_value_at(r->model, v, place);
}

bdl_value bdl_value_missing_for(bdl_recogniser *r, bdl_kind kind, const char *format,
                                ...) {
    va_list args;
    va_start(args, format);
    bdl_str reason = bdl_arena_vprintf(r->arena, bdl_translate(format), args);
    va_end(args);
    return bdl_value_missing(kind, reason);
}

static bdl_saying look_up(const char *text) {
    static const char hole[] = "%.*s";
    const char *said = bdl_translate(text), *at = strstr(said, hole);
    bdl_saying out = {.text = text, .before = bdl_str_z(said), .after = BDL_STR("")};
    if (at) {
        out.before.len = (size_t)(at - said);
        out.after = bdl_str_z(at + sizeof hole - 1);
    }
    return out;
}

/* One that finds no place is looked up each time. */
static const bdl_saying *saying(bdl_recogniser *r, const char *text, bdl_saying *room) {
    for (size_t i = 0; i < BDL_SAYINGS; i++) {
        bdl_saying *s = &r->sayings[i];
        if (!s->text)
            *s = look_up(text);
        if (s->text == text)
            return s;
    }
    *room = look_up(text);
    return room;
}

bdl_str bdl_said(bdl_recogniser *r, const char *text) {
    bdl_saying room;
    return saying(r, text, &room)->before;
}

bdl_value bdl_value_missing_named(bdl_recogniser *r, bdl_kind kind, const char *format,
                                  bdl_str name) {
    bdl_saying room;
    const bdl_saying *s = saying(r, format, &room);
    bdl_buf reason = {.arena = r->arena};
    reason.capacity = s->before.len + name.len + s->after.len;
    reason.data = bdl_arena_room(r->arena, reason.capacity, 1);
    bdl_buf_add(&reason, s->before);
    bdl_buf_add(&reason, name);
    bdl_buf_add(&reason, s->after);
    return bdl_value_missing(kind, bdl_buf_str(&reason));
}

bdl_str bdl_without_blanks(bdl_arena *arena, bdl_str text) {
    char *out = BDL_NEW_ARRAY(arena, char, text.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.len;) {
        size_t from = i;
        if (bdl_is_space(bdl_utf8_next(text, &i)))
            continue;
        memcpy(out + n, text.data + from, i - from);
        n += i - from;
    }
    return bdl_str_of(out, n);
}

const bdl_unit *bdl_unit_found(bdl_recogniser *r, const bdl_unit *unit) {
    bdl_unit named = *unit;
    if (unit->name.len == 0)
        return NULL;
    named.name = bdl_arena_str(r->arena, unit->name);
    return bdl_unit_keep(r->arena, &named);
}

bdl_values bdl_values_copy(bdl_arena *arena, const bdl_values *values) {
    bdl_values out = {NULL, values->count, values->count};
    out.items = bdl_arena_room(arena, values->count, sizeof *out.items);
    if (values->count)
        memcpy(out.items, values->items, values->count * sizeof *out.items);
    return out;
}

void bdl_unread_add(bdl_recogniser *r, bdl_place place, bdl_str text, const char *why) {
    BDL_PUSH(r->arena, &r->model->unread, (bdl_unread){place, text, bdl_str_z(why)});
}

static const char *wanted(bdl_kind kind) {
    switch (kind) {
    case BDL_MONEY:
        return _("no amount of money");
    case BDL_PERCENT:
        return _("no percentage");
    case BDL_DATE:
        return _("no date");
    case BDL_BOOLEAN:
        return _("neither yes nor no");
    default:
        return _("no number");
    }
}

/* 250万元（其中：上级100万元）: the figure stands before its parts in brackets. */
static bdl_value read_before_bracket(bdl_recogniser *r, bdl_str text, bdl_type type,
                                     const bdl_unit *unit) {
    bdl_value nothing = {.kind = type.kind, .state = BDL_UNREADABLE};
    size_t wide = bdl_str_find(text, BDL_STR("（"), 0);
    size_t open = bdl_str_find(text, BDL_STR("("), 0);
    open = wide < open ? wide : open;
    if (open == SIZE_MAX || open == 0)
        return nothing;
    if (!bdl_str_ends(text, BDL_STR("）")) && !bdl_str_ends(text, BDL_STR(")")))
        return nothing;
    bdl_str head = bdl_text_trim(bdl_str_of(text.data, open));
    bdl_value v = bdl_figure_read(r->arena, head, type, unit);
    return v.state == BDL_PRESENT ? v : nothing;
}

/* 15% in a column of numbers: weights add up to 100 with the sign as without it. */
static bdl_value read_hundredths(bdl_recogniser *r, bdl_str text, bdl_type type) {
    bdl_value nothing = {.kind = type.kind, .state = BDL_UNREADABLE};
    bool wide = bdl_str_ends(text, BDL_STR("％"));
    if (type.kind != BDL_NUMBER || !(wide || bdl_str_ends(text, BDL_STR("%"))))
        return nothing;
    bdl_str head = bdl_str_of(text.data, text.len - (wide ? sizeof "％" - 1 : 1));
    bdl_value v = bdl_figure_read(r->arena, bdl_text_trim(head), type, NULL);
    return v.state == BDL_PRESENT ? v : nothing;
}

bdl_value bdl_cell_value(bdl_recogniser *r, bdl_tcell *cell, bdl_type type, bool is_code,
                         const bdl_unit *unit) {
    bdl_str text = bdl_cell_text(r->arena, cell);
    if (is_code)
        text = bdl_without_blanks(r->arena, text);
    return bdl_cell_part_value(r, cell, text, type, unit);
}

bool bdl_cell_put_text(bdl_recogniser *r, bdl_tcell *cell, bool blank_is_missing,
                       bdl_record *record, int slot) {
    bdl_str text = bdl_cell_text(r->arena, cell);
    if (text.len == 0 && blank_is_missing)
        return false;
    cell->read = true;
    bdl_model_put_text(r->model, record, slot, text, &cell->run.place);
    return true;
}

bdl_value bdl_cell_part_value(bdl_recogniser *r, bdl_tcell *cell, bdl_str text,
                              bdl_type type, const bdl_unit *unit) {
    bdl_value v;
    if (type.kind == BDL_TEXT)
        v = bdl_value_text(text); /* unwrapped already */
    else
        v = bdl_figure_read(r->arena, text, type, unit);
    if (v.state == BDL_UNREADABLE) {
        bdl_value head = read_before_bracket(r, text, type, unit);
        if (head.state != BDL_PRESENT)
            head = read_hundredths(r, text, type);
        if (head.state == BDL_PRESENT)
            v = head;
    }
    if (v.state == BDL_UNREADABLE) {
        v.reason =
            bdl_arena_printf(r->arena, "“%.*s” is %s", BDL_PRI(text), wanted(type.kind));
        bdl_unread_add(r, cell->run.place, text, wanted(type.kind));
    }
    cell->read = v.state != BDL_UNREADABLE;
    return bdl_value_at(r, v, cell->run.place);
}
