/* head_lists.c - groups of headings that stand over the same list each: 预算数 and
 * 决算数, both over 合计, 因公出国（境）费 and so on. Where the groups stand says less
 * then than that the lists are as long. */
#include "read/aligned/head.h"

#include "base/text.h"

/* Whether two headings are the same, as far as the first lines of wrapped ones tell. */
static bool are_same(const bdl_heading *a, const bdl_heading *b) {
    return bdl_str_starts(a->text, b->text) || bdl_str_starts(b->text, a->text);
}

/* Whether all columns have headings, and those of each SHARE columns are the same. */
static bool come_again(const bdl_head *head, const size_t *leaf_of, size_t columns,
                       size_t share) {
    for (size_t c = 0; c < columns; c++) {
        if (leaf_of[c] == SIZE_MAX)
            return false;
        if (c >= share &&
            !are_same(&head->items[leaf_of[c]], &head->items[leaf_of[c - share]]))
            return false;
    }
    return true;
}

/* Whether a shorter list comes again as well, so that SHARE columns are several lists:
 * 预算数 and 决算数 under each of three headings beside others tell nothing of these. */
static bool is_several(const bdl_head *head, const size_t *leaf_of, size_t columns,
                       size_t share) {
    for (size_t shorter = 1; shorter * 2 <= share; shorter++)
        if (share % shorter == 0 && come_again(head, leaf_of, columns, shorter))
            return true;
    return false;
}

/* The columns from *FROM on whose headings begin below line TOP, others being left and
 * right of them only; how many. */
static size_t columns_below(const bdl_head *head, const size_t *leaf_of, size_t columns,
                            size_t top, size_t *from) {
    size_t count = 0;
    for (size_t c = 0; c < columns; c++) {
        if (leaf_of[c] != SIZE_MAX && head->items[leaf_of[c]].top <= top)
            continue;
        if (count == 0)
            *from = c;
        else if (*from + count < c)
            return 0;
        count++;
    }
    return count;
}

/* Whether the heading of column C begins a list of items: 项目, 项 目,
 * 项目（按功能分类）. */
static bool begins_items(const bdl_head *head, const size_t *leaf_of, size_t c) {
    bdl_str s = leaf_of[c] == SIZE_MAX ? (bdl_str){0} : head->items[leaf_of[c]].text;
    size_t letter = bdl_str_skip(s, "项");
    return letter > 0 &&
           bdl_str_starts(bdl_text_trim(bdl_str_from(s, letter)), BDL_STR("目"));
}

/* 收入 and 支出 over lists that each begin with their items: every group stands over one
 * list, wherever its middle is. False where there are not as many. */
static bool share_by_items(const bdl_head *head, const size_t *leaf_of, size_t columns,
                           bdl_heading **groups, size_t count) {
    size_t lists = 0, end = columns;
    for (size_t c = 0; c < columns; c++)
        lists += begins_items(head, leaf_of, c) &&
                 head->items[leaf_of[c]].top > groups[0]->bottom;
    if (lists != count)
        return false;
    while (end > 0 && (leaf_of[end - 1] == SIZE_MAX ||
                       head->items[leaf_of[end - 1]].top <= groups[0]->top))
        end--; /* beside the lists */
    for (size_t c = columns, i = count; c-- > 0 && i > 0;) {
        if (!begins_items(head, leaf_of, c))
            continue;
        i--;
        groups[i]->from = c;
        groups[i]->to = end - 1;
        groups[i]->spans_two = groups[i]->to > c;
        end = c;
    }
    return true;
}

bool bdl_head_share_out(const bdl_head *head, const size_t *leaf_of, size_t columns,
                        bdl_heading **groups, size_t count) {
    enum { SHARE_MIN = 3 };
    size_t begin = 0;
    if (count < 2)
        return false;
    if (share_by_items(head, leaf_of, columns, groups, count))
        return true;
    columns = columns_below(head, leaf_of, columns, groups[0]->top, &begin);
    size_t share = columns / count;
    leaf_of += begin;
    if (share < SHARE_MIN || columns % count > 0 ||
        !come_again(head, leaf_of, columns, share) ||
        is_several(head, leaf_of, columns, share))
        return false;
    for (size_t i = 0; i < count; i++)
        if (bdl_str_eq(groups[i]->text, groups[(i + 1) % count]->text))
            return false; /* the same group in each list is one of fewer columns */
    for (size_t i = 0; i < count; i++) {
        groups[i]->from = begin + i * share;
        groups[i]->to = begin + (i + 1) * share - 1;
        groups[i]->spans_two = true;
    }
    return true;
}
