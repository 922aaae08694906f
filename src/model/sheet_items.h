/* sheet_items.h - labels with their amounts in one cell of a sheet: several, numbered or
 * not. */
#ifndef BDL_MODEL_SHEET_ITEMS_H
#define BDL_MODEL_SHEET_ITEMS_H

#include "model/recognise.h"

/* The first digit of S between two places; END: none. */
size_t bdl_sheet_first_digit(bdl_str s, size_t at, size_t end);
/* Where the next numbered item of a list of amounts begins; where what follows the next
 * amount does. The end of S: nowhere. */
size_t bdl_sheet_next_item(bdl_str s, size_t at);
size_t bdl_sheet_behind_amount(bdl_str s, size_t at);
/* A label and its amount between two places of a cell. */
typedef struct bdl_sheet_item {
    const bdl_label_field *field; /* NULL: none that is known */
    size_t begin, end;            /* the amount, without a note in brackets */
} bdl_sheet_item;
bdl_sheet_item bdl_sheet_item_at(bdl_recogniser *r, const bdl_form *form, bdl_str s,
                                 size_t at, size_t end);
/* Whether S is labels and amounts alone, several. */
bool bdl_sheet_are_items(bdl_recogniser *r, const bdl_form *form, bdl_str s);

#endif
