/* form_end.c - where the list of a form to fill in ends. */
#include "read/aligned/form.h"

/* Whether LINE can be of a list whose headings are those of HEAD; NEAR: also alone behind
 * a gap. */
static bool is_of_list(const bdl_worded *head, const bdl_worded *line, bool near) {
    bool colon = false;
    for (size_t w = 0; w < line->count; w++)
        colon = colon || bdl_text_has_colon(line->words[w].text);
    return line->count > 0 && line->count <= head->count + 1 &&
           !(line->count <= 3 && colon) && (near || line->count > 1 || line->gap == 0) &&
           !(line->count <= 2 && bdl_prose_ends(line->words[line->count - 1].text));
}

enum { ROW_MIN = 3 }; /* words */

/* Whether line I is the first, or a label between rows that gaps part: right above one.
 */
static bool is_beside_row(const bdl_worded *lines, size_t count, size_t i) {
    if (i == 0)
        return true;
    if (i + 1 >= count || lines[i + 1].count < ROW_MIN || lines[i + 1].gap > 0)
        return false;
    size_t row = i; /* the way back is short: line I + 1 is where the next one ends */
    while (row > 0 && lines[row - 1].count < ROW_MIN)
        row--;
    return row > 0 && lines[row - 1].gap > 0;
}

size_t bdl_form_rest(const bdl_worded *head, const bdl_worded *lines, size_t count) {
    size_t end = 0, rows = 0, numbers = 0, amounts = 0, words = 0;
    while (end < count &&
           is_of_list(head, &lines[end], is_beside_row(lines, count, end))) {
        rows += lines[end].count >= ROW_MIN;
        for (size_t w = 0; w < lines[end].count; w++) {
            const bdl_word *word = &lines[end].words[w];
            numbers += word->number;
            amounts += bdl_word_is_amount(word);
        }
        words += lines[end++].count;
    }
    return rows > 0 && numbers * 2 < words && amounts * 3 < words ? end : 0;
}

size_t bdl_form_end(bdl_arena *arena, const bdl_worded *lines, size_t count) {
    bdl_form_parts parts = bdl_form_find(arena, lines, count);
    if (parts.head.count == 0)
        return 0;
    return parts.rows +
           bdl_form_rest(&parts.head, &lines[parts.rows], count - parts.rows);
}
