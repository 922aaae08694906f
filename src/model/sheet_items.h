/* sheet_items.h - labels with their values in one cell of a sheet: one and what it says,
 * or several with their amounts, numbered or not. */
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

/* ---- sheet_said.c ---- */

/* Whether S may hold a label and its value: there is a colon, or a digit among other
 * letters. */
bool bdl_sheet_may_say(const bdl_recogniser *r, bdl_str s);
/* The label at the start of S and its colon, if more follows; its length, 0 when there is
 * none. A label may have a colon of its own (其中:基本支出:12.00), and a form may ask for
 * the one at its end. */
size_t bdl_sheet_label_before_colon(bdl_recogniser *r, const bdl_form *form, bdl_str s,
                                    const bdl_label_field **field);
/* The same of one before a colon or right before its figure. */
size_t bdl_sheet_label_said(bdl_recogniser *r, const bdl_form *form, bdl_str s,
                            const bdl_label_field **field);

#endif
