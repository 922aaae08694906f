/* print.c - values as a message prints them, and templates. */
#include "eval/machine.h"

#include "base/text.h"

#include "eval/arith.h"

enum { MOST_OF_A_LIST = 40, MOST_DEPTH = 8 };

static bdl_str print_deep(bdl_arena *arena, const bdl_value *v, int depth);

/* 4 / 2次 is in 1/次 and prints as 2/次. */
static bdl_str print_figure(bdl_arena *arena, const bdl_value *v) {
    bdl_str number = bdl_figure_number_text(arena, v);
    const bdl_unit *in = bdl_value_unit(v);
    bdl_str unit = in->percent ? BDL_STR("%") : in->name;

    return bdl_arena_join(arena, number,
                          bdl_str_starts(unit, BDL_STR("1/")) ? bdl_str_from(unit, 1)
                                                              : unit);
}

static bdl_str print_record(bdl_arena *arena, const bdl_record *record) {
    enum { MOST_LETTERS = 40 };
    bdl_str text = bdl_record_called(arena, record);

    if (text.len == 0)
        return bdl_record_path(arena, record, -1);
    size_t end = bdl_utf8_offset(text, MOST_LETTERS);
    return end < text.len ? bdl_arena_join(arena, (bdl_str){text.data, end}, BDL_STR("…"))
                          : text;
}

/* Elements of which it is not known whether they belong there are left out. */
static bdl_str print_list(bdl_arena *arena, const bdl_value *v, int depth) {
    bdl_buf buf = {.arena = arena};
    size_t shown = 0, more = 0;

    for (size_t i = 0; i < bdl_list_count(v); i++) {
        const bdl_value *element = bdl_list_element(v->as.list, i);

        if (bdl_is_unknown_stretch(element))
            continue;
        if (shown == MOST_OF_A_LIST) {
            more++;
            continue;
        }
        if (shown++)
            bdl_buf_add(&buf, BDL_STR("、"));
        bdl_buf_add(&buf, print_deep(arena, element, depth + 1));
    }
    if (more)
        bdl_buf_printf(&buf, "等%zu项", shown + more);
    return shown ? bdl_buf_str(&buf) : BDL_STR("（空）");
}

static bdl_str print_deep(bdl_arena *arena, const bdl_value *v, int depth) {
    if (v->state == BDL_BLANK ||
        (v->state == BDL_PRESENT && v->kind == BDL_TEXT && !v->text.len))
        return BDL_STR("（空）");
    if (v->state == BDL_UNREADABLE && v->text.len)
        return v->text;
    if (v->state != BDL_PRESENT || depth > MOST_DEPTH)
        return BDL_STR("（缺）");
    if (v->kind == BDL_LIST)
        return print_list(arena, v, depth);
    if (v->kind == BDL_RECORD)
        return print_record(arena, v->as.record);
    if (bdl_kind_is_figure(v->kind) && v->text.len == 0)
        return print_figure(arena, v);
    return bdl_value_print(arena, v);
}

bdl_str bdl_eval_print(bdl_arena *arena, const bdl_value *v) {
    return print_deep(arena, v, 0);
}

bdl_str bdl_eval_template_by(bdl_eval *e, const bdl_expr *x, bdl_part_said *say,
                             const void *ctx) {
    bdl_buf buf = {.arena = e->scratch};

    if (x->kind != BDL_E_TEMPLATE) {
        bdl_value v = bdl_eval_expr(e, x);

        return v.kind == BDL_TEXT && v.state == BDL_PRESENT
                   ? v.text
                   : bdl_eval_print(e->scratch, &v);
    }
    for (size_t i = 0; i < x->as.template.parts.count; i++) {
        const bdl_expr *part = x->as.template.parts.items[i];
        bdl_value v = bdl_eval_expr(e, part);

        if (part->kind == BDL_E_LITERAL && part->as.literal->kind == BDL_TEXT)
            bdl_buf_add(&buf, part->as.literal->text);
        else
            bdl_buf_add(&buf,
                        say ? say(e, part, &v, ctx) : bdl_eval_print(e->scratch, &v));
    }
    return bdl_buf_str(&buf);
}

bdl_str bdl_eval_template(bdl_eval *e, const bdl_expr *x) {
    return bdl_eval_template_by(e, x, NULL, NULL);
}
