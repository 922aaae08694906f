/* stacked_labels.c - the upper part of a sheet whose cells came one a line: labels and
 * their values. A row goes on until something stands there that is neither: what several
 * labels have in common, which begins the next row, or what stands below the labels. */
#include "model/stacked.h"
#include "model/table.h"

#include "base/language.h"

typedef struct cutter {
    bdl_stack *s;
    const bdl_form *form;
    size_t end;
    bool has_below; /* the row has a label below which a field stands */
} cutter;

static const bdl_label_field *label_at(cutter *c, size_t i) {
    return i < c->end ? bdl_sheet_label(c->s->r, c->form, bdl_stack_cell(c->s, i)) : NULL;
}

static size_t next_label(cutter *c, size_t i) {
    while (i < c->end && !label_at(c, i))
        i++;
    return i;
}

static void end_row(cutter *c) {
    bdl_stack_end_row(c->s);
    c->has_below = false;
}

static void add_label(cutter *c, size_t i) {
    bdl_str text = bdl_stack_cell(c->s, i)->folded;
    for (size_t k = 0; k < c->form->fields.count; k++)
        c->has_below |= c->form->fields.items[k].below.len > 0 &&
                        bdl_str_eq(c->form->fields.items[k].below, text);
    bdl_stack_add(c->s, i);
}

/* ---- labels above their values ---- */

static bool is_figure(cutter *c, size_t i) {
    return i < c->end && bdl_cell_is_figure(bdl_stack_cell(c->s, i));
}

static bool share_group(const bdl_label_field *a, const bdl_label_field *b) {
    return a && b && a->group_count > 0 && a->group_count == b->group_count &&
           memcmp(a->groups, b->groups, a->group_count * sizeof *a->groups) == 0;
}

/* How many labels of one group stand in a row from AT on. */
static size_t count_group(cutter *c, size_t at) {
    const bdl_label_field *first = label_at(c, at);
    size_t n = 1;
    while (share_group(first, label_at(c, at + n)))
        n++;
    return n;
}

/* Puts the COUNT figures below the labels at AT into a row; those of which a blank line
 * is left are empty, unless none is lacking: the line is then that of the label of both
 * rows, which is merged. Gives the line behind them. */
static size_t take_group(cutter *c, size_t at, size_t count) {
    bdl_stack *s = c->s;
    size_t from = at + count, to = from, cells = 0;
    while (to - from < count && is_figure(c, to)) {
        cells += 1 + bdl_stack_is_after_gap(s, to);
        to++;
    }
    bool whole = to - from == count;
    bool ends_empty = !whole && to < c->end && to > from && cells + 1 == count &&
                      bdl_stack_is_after_gap(s, to);
    if (!whole && cells + ends_empty != count) {
        bdl_unread_add(s->r, bdl_stack_place(s, at), s->doc->blocks.items[at].run.text,
                       _("the labels have fewer figures below them; which are lacking "
                         "cannot be told"));
        s->row.count = 0;
        return to;
    }
    if (s->row.count != 1) {
        end_row(c);
        bdl_stack_add_empty(s, at);
    }
    for (size_t i = at; i < from; i++)
        add_label(c, i);
    end_row(c);
    bdl_stack_add_empty(s, from < to ? from : at);
    for (size_t i = from; i < to; i++) {
        if (!whole && bdl_stack_is_after_gap(s, i))
            bdl_stack_add_empty(s, i);
        bdl_stack_add(s, i);
    }
    if (ends_empty)
        bdl_stack_add_empty(s, to - 1);
    end_row(c);
    return to;
}

/* ---- what is neither label nor value ---- */

static bool is_sentence(bdl_str s) {
    enum { WORDS_MAX = 20 };
    return bdl_utf8_count(s) > WORDS_MAX || bdl_str_ends(s, BDL_STR("。")) ||
           bdl_str_has(s, BDL_STR(","));
}

/* Whether line LAST, right above a label, is what the labels from there on have in
 * common. */
static bool is_common(cutter *c, size_t from, size_t last) {
    if (c->has_below && last == from)
        return bdl_stack_repeats(c->s, last) &&
               !is_sentence(bdl_stack_cell(c->s, last)->folded);
    return last + 1 < c->end || bdl_stack_repeats(c->s, last);
}

/* Lines FROM to TO, which are right above a label or the end. */
static void take_others(cutter *c, size_t from, size_t to) {
    if (from == to)
        return;
    bool common = is_common(c, from, to - 1);
    size_t end = common ? to - 1 : to;
    end_row(c);
    if (end > from) {
        bdl_stack_add_empty(c->s, from);
        bdl_stack_add_joined(c->s, from, end);
        end_row(c);
    }
    if (common)
        bdl_stack_add(c->s, end);
}

/* ---- labels left of their values ---- */

static bool may_be_value(cutter *c, const bdl_label_field *field, size_t i) {
    return !bdl_stack_is_after_gap(c->s, i) &&
           (!bdl_kind_is_figure(field->type.kind) || is_figure(c, i) ||
            bdl_cell_says_nothing(bdl_stack_cell(c->s, i)->folded));
}

/* The label at AT with its value; gives the line behind what belongs to it. */
static size_t take_label(cutter *c, size_t at) {
    const bdl_label_field *field = label_at(c, at);
    size_t from = at + 1, to = next_label(c, from);
    if (field->is_list)
        end_row(c);
    add_label(c, at);
    if (from < to && field->is_list) {
        bdl_stack_add_joined(c->s, from, to);
        end_row(c);
        return to;
    }
    if (from < to && may_be_value(c, field, from)) {
        bdl_stack_add(c->s, from);
        from++;
    } else {
        bdl_stack_add_empty(c->s, at);
    }
    bool below = c->has_below;
    if (from < to) {
        take_others(c, from, to);
        c->has_below = below && c->s->row.count == 0;
    }
    return to;
}

void bdl_stack_cut_labels(bdl_stack *s, const bdl_form *form, size_t from, size_t to) {
    cutter c = {.s = s, .form = form, .end = to};
    for (size_t i = next_label(&c, from); i < to;) {
        size_t group = count_group(&c, i);
        i = group > 1 ? take_group(&c, i, group) : take_label(&c, i);
        if (i < to && !label_at(&c, i)) {
            size_t next = next_label(&c, i);
            take_others(&c, i, next);
            i = next;
        }
    }
    end_row(&c);
}
