/* row.c - several columns of one row that one rule finds wrong. */
#include "eval/row.h"

#include "base/map.h"

enum { MOST_TOLD = 8 };

typedef struct wrong_row {
    BDL_VEC(bdl_str) columns;
    int number; /* of the group; 0: none yet */
    bdl_str cause;
} wrong_row;

bdl_str bdl_row_of(bdl_str name) {
    size_t end = name.len;

    while (end > 0 && name.data[end - 1] != '.')
        end--;
    return bdl_str_of(name.data, end);
}

static bdl_str without_end(bdl_str text, bdl_str end) {
    bool ends =
        text.len >= end.len && bdl_str_eq(bdl_str_from(text, text.len - end.len), end);

    return ends ? bdl_str_of(text.data, text.len - end.len) : BDL_STR("");
}

/* 支出总表“201 一般公共服务支出” of what is called so and 的合计; empty: it has no name.
 */
static bdl_str words_of(const bdl_operand *figure) {
    bdl_str words = without_end(figure->words, figure->label), more = BDL_STR("的");
    bdl_str row = without_end(words, more);

    return without_end(row, BDL_STR("”")).len > 0 ? row : BDL_STR("");
}

/* What FINDING holds against others, if that is one figure of a row, which may be printed
 * in several; else NULL. */
static const bdl_operand *figure_of(const bdl_finding *finding) {
    const bdl_operand *found = NULL;

    for (size_t i = 0; finding->group == 0 && i < finding->operand_count; i++) {
        const bdl_operand *operand = &finding->operands[i];

        if (operand->side != BDL_LEFT_SIDE)
            continue;
        if (operand->label.len == 0 || words_of(operand).len == 0 ||
            (found && !bdl_str_eq(found->words, operand->words)))
            return NULL;
        if (!found)
            found = operand;
    }
    return found;
}

static wrong_row *row_of(bdl_arena *scratch, bdl_map *rows, const bdl_finding *finding,
                         const bdl_operand *figure) {
    bdl_str key =
        bdl_arena_printf(scratch, "%.*s %.*s %.*s", BDL_PRI(bdl_row_of(figure->name)),
                         BDL_PRI(finding->rule->name.text), BDL_PRI(figure->document));
    wrong_row *row = bdl_map_get(rows, key);

    if (!row) {
        row = BDL_NEW(scratch, wrong_row);
        bdl_map_put(rows, key, row);
    }
    return row;
}

static void add(bdl_arena *scratch, wrong_row *row, bdl_str column) {
    for (size_t i = 0; i < row->columns.count; i++)
        if (bdl_str_eq(row->columns.items[i], column))
            return;
    BDL_PUSH(scratch, &row->columns, column);
}

/* 支出总表“201 一般公共服务支出”一行有 2 栏不符：合计、基本支出 */
static bdl_str cause_of(bdl_arena *arena, const wrong_row *row, bdl_str words) {
    bdl_buf buf = {.arena = arena};

    bdl_buf_printf(&buf, "%.*s一行有 %zu 栏不符：", BDL_PRI(words), row->columns.count);
    for (size_t i = 0; i < row->columns.count && i < MOST_TOLD; i++)
        bdl_buf_printf(&buf, "%s%.*s", i ? "、" : "", BDL_PRI(row->columns.items[i]));
    if (row->columns.count > MOST_TOLD)
        bdl_buf_add(&buf, BDL_STR("等"));
    return bdl_buf_str(&buf);
}

int bdl_rows_group(bdl_arena *scratch, bdl_doc_result *result, int number) {
    bdl_map *rows = bdl_map_new(scratch);

    for (size_t i = 0; i < result->findings.count; i++) {
        const bdl_finding *finding = &result->findings.items[i];
        const bdl_operand *figure = figure_of(finding);

        if (figure)
            add(scratch, row_of(scratch, rows, finding, figure), figure->label);
    }
    for (size_t i = 0; i < result->findings.count; i++) {
        bdl_finding *finding = &result->findings.items[i];
        const bdl_operand *figure = figure_of(finding);
        wrong_row *row = figure ? row_of(scratch, rows, finding, figure) : NULL;

        if (!row || row->columns.count < 2)
            continue;
        if (row->number == 0) {
            row->number = ++number;
            row->cause = cause_of(result->arena, row, words_of(figure));
        }
        finding->group = row->number;
        finding->cause = row->cause;
    }
    return number;
}
