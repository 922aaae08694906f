/* checksheet.h - the items of a check sheet: data that a bureau brings. */
#ifndef BDL_REPORT_CHECKSHEET_H
#define BDL_REPORT_CHECKSHEET_H

#include "report/report.h"

/* A line of the sheet: what is looked at, and the rules, tags, duties and files of rules
 * that decide it. */
typedef struct bdl_check_item {
    bdl_str name, note;
    BDL_VEC(bdl_str) checks; /* none: only people can tell */
    bool *rules, *duties;    /* one for each of the program: it decides the item */
} bdl_check_item;
typedef BDL_VEC(bdl_check_item) bdl_check_items;

/* Reads the file PATH (CSV: 项目, 检查, 说明 behind a heading). False with *ERROR when it
 * cannot be read or has no item. */
bool bdl_check_items_read(bdl_arena *arena, bdl_str path, const bdl_program *program,
                          bdl_check_items *items, bdl_str *error);

typedef enum bdl_check_answer {
    BDL_CHECK_OPEN,
    BDL_CHECK_YES,
    BDL_CHECK_NO
} bdl_check_answer;

/* What RESULT says of ITEM, with the reason for it in *REMARK (in ARENA). An item is in
 * order when some of it was decided, none failed and nothing was left undecided. */
bdl_check_answer bdl_check_item_answer(bdl_arena *arena, const bdl_program *program,
                                       const bdl_check_item *item,
                                       const bdl_doc_result *result, bdl_str *remark);

#endif
