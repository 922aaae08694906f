/* sheet_said.c - a label and its value in one cell of a sheet: behind a colon, or a
 * figure behind its label. */
#include "model/sheet_items.h"

bool bdl_sheet_may_say(const bdl_recogniser *r, bdl_str s) {
    if (!bdl_str_has_between(s, '0', ':'))
        return false;
    return !r->schema->words_are_wide || !bdl_str_is_ascii(s) ||
           memchr(s.data, ':', s.len);
}

static bool is_figure(bdl_str s) {
    bdl_scanned n;
    return bdl_scan_digits(s, true, &n);
}

/* The label of a figure at the start of S; its length, 0 when there is none. Sentences
 * repeat labels and figures (预算数15万元。主要用于…), they do not give them. */
static size_t label_before_figure(const bdl_recogniser *r, const bdl_form *form,
                                  bdl_str s, const bdl_label_field **field) {
    bool is_bare = r->schema->words_are_wide && bdl_str_is_ascii(s);
    if (is_bare || bdl_sheet_first_digit(s, 0, s.len) == s.len ||
        bdl_str_has(s, BDL_STR("。")))
        return 0;
    for (size_t i = 0; i < form->fields.count; i++) {
        *field = &form->fields.items[i];
        if (!bdl_kind_is_figure((*field)->type.kind))
            continue;
        for (size_t k = 0; k < (*field)->label_count; k++) {
            const bdl_heading *label = &(*field)->labels[k];
            if (label->part_count == 1 && bdl_str_starts(s, label->parts[0]) &&
                is_figure(bdl_str_from(s, label->parts[0].len)))
                return label->parts[0].len;
        }
    }
    return 0;
}

size_t bdl_sheet_label_before_colon(bdl_recogniser *r, const bdl_form *form, bdl_str s,
                                    const bdl_label_field **field) {
    enum { LABEL_BYTES_MAX = 60, COLONS_MAX = 2 };
    size_t colon = bdl_str_find(s, BDL_STR(":"), 0);
    for (int i = 0; i < COLONS_MAX && colon != SIZE_MAX && colon + 1 < s.len &&
                    colon <= LABEL_BYTES_MAX;
         i++, colon = bdl_str_find(s, BDL_STR(":"), colon + 1)) {
        bdl_tcell head = {.folded = bdl_str_of(s.data, colon + 1)};
        *field = bdl_sheet_label(r, form, &head);
        if (*field)
            return colon + 1;
    }
    return 0;
}

size_t bdl_sheet_label_said(bdl_recogniser *r, const bdl_form *form, bdl_str s,
                            const bdl_label_field **field) {
    size_t length = bdl_sheet_label_before_colon(r, form, s, field);
    return length ? length : label_before_figure(r, form, s, field);
}

bool bdl_sheet_says_values(bdl_recogniser *r, const bdl_form *form, const bdl_trow *row) {
    enum { ENOUGH = 2 };
    size_t said = 0;
    for (size_t k = 0; k < row->count; k++) {
        bdl_str s = row->cells[k].folded;
        const bdl_label_field *field = NULL;
        if (s.len == 0 || !memchr(s.data, ':', s.len))
            continue;
        size_t at = bdl_sheet_label_before_colon(r, form, s, &field);
        said += at > 0 && bdl_kind_is_figure(field->type.kind) &&
                is_figure(bdl_str_from(s, at));
    }
    return said >= ENOUGH;
}
