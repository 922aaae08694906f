/* sheet_items.c - several labels with their amounts in one cell of a sheet: where each of
 * them begins and ends. */
#include "model/sheet_items.h"

size_t bdl_sheet_first_digit(bdl_str s, size_t at, size_t end) {
    while (at < end && !bdl_is_ascii_digit(s.data[at]))
        at++;
    return at;
}

/* Where the next numbered item of a list of amounts begins (…元 二、自有资金…), else the
 * end. */
size_t bdl_sheet_next_item(bdl_str s, size_t at) {
    static const char *const NUMBERS[] = {"一、", "二、", "三、", "四、", "五、"};
    size_t best = s.len;
    if (bdl_str_find(s, BDL_STR("、"), at) == SIZE_MAX)
        return best;
    for (size_t i = 0; i < BDL_COUNT_OF(NUMBERS); i++) {
        size_t found = bdl_str_find(s, bdl_str_z(NUMBERS[i]), at);
        if (found != SIZE_MAX && found > 0 && found < best)
            best = found;
    }
    return best;
}

/* Where what follows the next amount of money begins: …元 财政拨款:…元; the end where
 * that is nothing, a bracket or more of the same sentence. */
size_t bdl_sheet_behind_amount(bdl_str s, size_t at) {
    bdl_str unit = BDL_STR("元");
    for (size_t found = bdl_str_find(s, unit, at); found != SIZE_MAX;
         found = bdl_str_find(s, unit, found + unit.len)) {
        size_t next = found + unit.len;
        if (next < s.len && s.data[next] == ';')
            next++;
        if (next < s.len && (unsigned char)s.data[next] >= 0x80)
            return next;
    }
    return s.len;
}

bdl_sheet_item bdl_sheet_item_at(bdl_recogniser *r, const bdl_form *form, bdl_str s,
                                 size_t at, size_t end) {
    size_t figure = bdl_sheet_first_digit(s, at, end);
    size_t head_end = figure > at && s.data[figure - 1] == ':' ? figure - 1 : figure;
    size_t note = bdl_str_find(s, BDL_STR("("), figure);
    bdl_tcell head = {.folded = bdl_str_of(s.data + at, head_end - at)};
    const bdl_label_field *field = bdl_sheet_label(r, form, &head);
    if (figure == end || (field && !bdl_kind_is_figure(field->type.kind)))
        field = NULL;
    return (bdl_sheet_item){field, figure, note < end ? note : end};
}

/* Whether S is labels and amounts alone, several. */
bool bdl_sheet_are_items(bdl_recogniser *r, const bdl_form *form, bdl_str s) {
    enum { ENOUGH = 2 };
    size_t count = 0;
    for (size_t at = 0, end; at < s.len; at = end, count++) {
        end = bdl_sheet_behind_amount(s, at);
        if (!bdl_sheet_item_at(r, form, s, at, end).field)
            return false;
    }
    return count >= ENOUGH;
}
