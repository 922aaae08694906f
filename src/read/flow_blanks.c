/* flow_blanks.c - paragraphs of a web page that are the rows of a table, a number of
 * blanks that is always the same where each tab was: editors of web pages turn the tabs
 * of what is pasted into them into &nbsp;. */
#include "base/limits.h"
#include "base/text.h"

#include "read/flow.h"

enum {
    ROWS_MIN = 3,
    CELLS_MIN = 3,
    STEP_MIN = 3,      /* fewer blanks are as many as were typed */
    NAME_LETTERS = 24, /* of a row whose other cells are empty */
    LONGEST = 4000,
};

static size_t common(size_t a, size_t b) {
    while (b > 0) {
        size_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* How many runs of blanks S has, one alone aside; *STEP: what all their lengths and it
 * are multiples of. */
static size_t count_runs(bdl_str s, size_t *step) {
    size_t count = 0;
    for (size_t i = 0; i < s.len;) {
        size_t length = bdl_str_run(s, i, ' ');
        if (length > 1) {
            count++;
            *step = common(length, *step);
        }
        i += length ? length : 1;
    }
    return count;
}

static bool is_text(const bdl_flow_item *item) {
    bdl_str text = item->block.run.text;
    return item->block.kind == BDL_PARAGRAPH && item->tabs == 0 && text.len > 0 &&
           text.len <= LONGEST && item->blanks <= BDL_MAX_COLUMNS &&
           !bdl_prose_is_leader(text);
}

static bool is_row(const bdl_flow_item *item) {
    size_t step = 0;
    return is_text(item) && count_runs(item->block.run.text, &step) > 0 &&
           step >= STEP_MIN && !bdl_text_has_colon(item->block.run.text);
}

static bool is_name(const bdl_flow_item *item) {
    return is_text(item) && item->next && is_row(item->next) &&
           !item->next->block.gap_before &&
           bdl_utf8_count(item->block.run.text) <= NAME_LETTERS &&
           !bdl_text_has_colon(item->block.run.text) &&
           !bdl_prose_ends(item->block.run.text);
}

/* Where to go on behind FIRST, a row: behind the rows that it begins when they are a
 * table, as *TABLE says, or are many and none; *STEP: the blanks of one tab. */
static bdl_flow_item *end_of_rows(bdl_flow_item *first, size_t *step, bool *table) {
    size_t rows = 0, most = 0;
    bdl_flow_item *item = first;
    *step = 0;
    for (; item; item = item->next) {
        if ((item != first && item->block.gap_before) ||
            !(is_row(item) || (item != first && is_name(item))))
            break;
        size_t next = *step, runs = count_runs(item->block.run.text, &next);
        if (runs > 0 && next < STEP_MIN)
            break;
        *step = next;
        rows += runs > 0;
        most = runs + 1 > most ? runs + 1 : most;
    }
    *table = rows >= ROWS_MIN && most >= CELLS_MIN;
    return rows >= ROWS_MIN ? item : first->next;
}

/* The text of ITEM with tabs again. */
static void put_tabs(bdl_reading *reading, bdl_flow_item *item, size_t step) {
    bdl_str s = item->block.run.text;
    bdl_buf out = {.arena = reading->arena};
    for (size_t i = 0; i < s.len;) {
        size_t length = bdl_str_run(s, i, ' ');
        for (size_t t = 0; length > 1 && t < length / step; t++)
            bdl_buf_char(&out, '\t');
        if (length <= 1)
            bdl_buf_char(&out, s.data[i]);
        i += length > 1 ? length : 1;
    }
    item->block.run = (bdl_run){.text = bdl_buf_str(&out), .place = item->block.place};
    item->tabs = item->blanks / step;
}

void bdl_flow_blanks_to_tabs(bdl_reading *reading, bdl_flow_box *box) {
    for (bdl_flow_item *item = box->first; item;) {
        size_t step = 0;
        bool table = false;
        bdl_flow_item *end = is_row(item) ? end_of_rows(item, &step, &table) : item->next;
        for (; item != end; item = item->next)
            if (table)
                put_tabs(reading, item, step);
    }
}
