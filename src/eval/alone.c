/* alone.c - findings whose figures all stand in another finding as well. Figures are told
 * by where they stand, for several fields may have read one. */
#include "eval/alone.h"

#include "base/map.h"
#include "base/text.h"

enum {
    MOST_LETTERS = 24, /* of a text that is one figure */
    MOST_BESIDE = 100, /* findings on one line that are compared */
    MOST_TOLD = 3
};

typedef BDL_VEC(size_t) numbers;
typedef BDL_VEC(const bdl_operand *) figures;

typedef struct alone {
    bdl_arena *scratch;
    bdl_doc_result *result;
    bdl_map *by_line; /* the findings that have a figure there */
    size_t *met;      /* of each finding 1 + the last one that it was found to go with */
    int slips, rows, number;
} alone;

/* ---- figures ---- */

static bdl_str text_of(const bdl_operand *operand) {
    return operand->printed.len ? operand->printed : operand->value;
}

/* Whether OPERAND is a field of a record that is not the document itself, or what a rule
 * made of one. */
static bool is_of_record(const bdl_operand *operand) {
    return operand->made || (bdl_str_has(operand->name, BDL_STR(".")) &&
                             !bdl_str_ends(operand->name, BDL_STR("]")));
}

/* Whether OPERAND is what a finding compares: not the year of the document, and not a
 * blank cell. */
static bool is_figure(const bdl_operand *operand) {
    return !operand->absent && is_of_record(operand) &&
           bdl_str_has_digit(text_of(operand)) &&
           (operand->place.line || bdl_place_cell(&operand->place).len);
}

static bool is_on_line(const bdl_operand *a, const bdl_operand *b) {
    return a->place.line == b->place.line && a->place.page == b->place.page &&
           bdl_str_eq(bdl_place_cell(&a->place), bdl_place_cell(&b->place)) &&
           bdl_str_eq(bdl_place_sheet(&a->place), bdl_place_sheet(&b->place)) &&
           bdl_str_eq(a->document, b->document);
}

static bool is_within(const bdl_place *part, const bdl_place *whole) {
    return part->column >= whole->column &&
           part->column + part->length <= whole->column + whole->length &&
           whole->length <= MOST_LETTERS;
}

static bool is_same(const bdl_operand *a, const bdl_operand *b) {
    return is_on_line(a, b) &&
           (is_within(&a->place, &b->place) || is_within(&b->place, &a->place));
}

/* Looks from *AT on, and leaves it behind what was found: figures that are looked for one
 * after the other mostly stand so. */
static bool has(const bdl_finding *finding, const bdl_operand *figure, size_t *at) {
    for (size_t i = 0; i < finding->operand_count; i++) {
        size_t next = (*at + i) % finding->operand_count;

        if (!finding->operands[next].absent &&
            is_same(&finding->operands[next], figure)) {
            *at = next + 1;
            return true;
        }
    }
    return false;
}

static bool parts_cells(char c) {
    return c == '\t' || c == '|';
}

/* Whether a cell of a row, whose line is LINE, begins at AT. */
static bool begins_cell(bdl_str line, size_t at) {
    bool has_cells = false;

    for (size_t i = 0; i < line.len && !has_cells; i++)
        has_cells = parts_cells(line.data[i]);
    while (at > 0 && line.data[at - 1] == ' ')
        at--;
    return has_cells && (at == 0 || parts_cells(line.data[at - 1]));
}

/* Whether FIGURE is a code, which may take several cells: what is wrong is its row. */
static bool is_code(const bdl_operand *figure) {
    enum { SHORTEST = 3, LONGEST = 9 };
    bdl_str text = text_of(figure), line = figure->line_text;

    return figure->is_text && bdl_str_is_digits(text) && text.len >= SHORTEST &&
           text.len <= LONGEST && figure->place.line && figure->place.column &&
           begins_cell(line, bdl_utf8_offset(line, figure->place.column - 1));
}

static bool has_row(const bdl_finding *finding, const bdl_operand *code) {
    for (size_t i = 0; i < finding->operand_count; i++)
        if (!finding->operands[i].absent && is_on_line(&finding->operands[i], code))
            return true;
    return false;
}

static bool is_there(const figures *all, const bdl_operand *figure) {
    for (size_t i = 0; i < all->count; i++)
        if (is_same(all->items[i], figure))
            return true;
    return false;
}

/* The figures of FINDING, each once; none where one of them is a long text, of which it
 * is not known what is wrong. */
static figures figures_of(bdl_arena *scratch, const bdl_finding *finding) {
    figures all = {0};

    for (size_t i = 0; i < finding->operand_count; i++) {
        const bdl_operand *operand = &finding->operands[i];

        if (!is_figure(operand) || is_there(&all, operand))
            continue;
        if (operand->place.length > MOST_LETTERS)
            return (figures){0};
        BDL_PUSH(scratch, &all, operand);
    }
    return all;
}

/* ---- findings on a line ---- */

static bdl_str key_of(bdl_arena *scratch, const bdl_operand *figure) {
    return bdl_place_print(scratch, figure->document,
                           &(bdl_place){.line = figure->place.line,
                                        .page = figure->place.page,
                                        .name = figure->place.name});
}

static void put_on_line(alone *a, const bdl_operand *figure, size_t number) {
    bdl_str key = key_of(a->scratch, figure);
    numbers *beside = bdl_map_get(a->by_line, key);

    if (!beside) {
        beside = BDL_NEW(a->scratch, numbers);
        bdl_map_put(a->by_line, key, beside);
    }
    if (beside->count < MOST_BESIDE &&
        (beside->count == 0 || beside->items[beside->count - 1] != number))
        BDL_PUSH(a->scratch, beside, number);
}

static void index_lines(alone *a) {
    for (size_t i = 0; i < a->result->findings.count; i++) {
        const bdl_finding *finding = &a->result->findings.items[i];

        for (size_t k = 0; k < finding->operand_count; k++)
            if (is_figure(&finding->operands[k]))
                put_on_line(a, &finding->operands[k], i);
    }
}

static bool are_codes(const figures *all) {
    for (size_t i = 0; i < all->count; i++)
        if (!is_code(all->items[i]))
            return false;
    return true;
}

static bool has_all(const bdl_finding *finding, const figures *all) {
    size_t at = 0;

    for (size_t i = 0; i < all->count; i++)
        if (!has(finding, all->items[i], &at))
            return false;
    return true;
}

/* Adds to OTHERS the findings on the line of FIGURE that have ALL figures of finding
 * NUMBER; where ALL are codes, those that have something of the row. */
static void add_others(const alone *a, const figures *all, const bdl_operand *figure,
                       bool codes, size_t number, numbers *others) {
    const numbers *beside = bdl_map_get(a->by_line, key_of(a->scratch, figure));

    for (size_t i = 0; beside && i < beside->count; i++) {
        size_t other = beside->items[i];
        const bdl_finding *finding = &a->result->findings.items[other];

        if (other == number || a->met[other] == number + 1 ||
            !(codes ? has_row(finding, figure) : has_all(finding, all)))
            continue;
        a->met[other] = number + 1;
        BDL_PUSH(a->scratch, others, other);
    }
}

/* The other findings that have ALL figures of finding NUMBER. */
static numbers others_with(const alone *a, const figures *all, size_t number) {
    bool codes = are_codes(all);
    numbers others = {0};

    for (size_t k = 0; k < (codes ? all->count : 1); k++)
        add_others(a, all, all->items[k], codes, number, &others);
    return others;
}

/* ---- groups ---- */

/* 1.20元, 2200年 */
static bdl_str said(bdl_arena *arena, const bdl_operand *figure) {
    return figure->unit.len ? bdl_arena_join(arena, figure->value, figure->unit)
                            : text_of(figure);
}

/* 正文金额“公务接待费”（第 8 行，1.20元）、“2200年”（第 9 行） */
static void add_words(bdl_buf *buf, const bdl_operand *figure) {
    bdl_str text = said(buf->arena, figure);

    bdl_buf_printf(buf, figure->words.len ? "%.*s（" : "“%.*s”（",
                   BDL_PRI(figure->words.len ? figure->words : text));
    if (figure->place.line)
        bdl_buf_printf(buf, "第 %u 行", figure->place.line);
    else
        bdl_buf_add(buf, bdl_place_print(buf->arena, BDL_STR(""), &figure->place));
    if (figure->words.len)
        bdl_buf_printf(buf, "，%.*s", BDL_PRI(text));
    bdl_buf_add(buf, BDL_STR("）"));
}

static bdl_str cause_of(const alone *a, const figures *all, size_t count) {
    bdl_buf buf = {.arena = a->result->arena};

    for (size_t i = 0; i < all->count && i < MOST_TOLD; i++) {
        bdl_buf_add(&buf, i ? BDL_STR("、") : BDL_STR(""));
        add_words(&buf, all->items[i]);
    }
    bdl_buf_printf(&buf, "%s牵涉 %zu 处不符", all->count > MOST_TOLD ? "等" : "", count);
    return bdl_buf_str(&buf);
}

static void join(bdl_finding *finding, const bdl_finding *to) {
    finding->group = to->group;
    finding->cause = to->cause;
}

/* Two groups of rows, of which one finding is the cause of the other, become one. */
static void unite(const alone *a, const bdl_finding *finding, int group) {
    for (size_t i = 0; i < a->result->findings.count; i++)
        if (a->result->findings.items[i].group == group)
            join(&a->result->findings.items[i], finding);
}

static void group(alone *a, bdl_finding *finding, const figures *all,
                  const numbers *others) {
    bdl_finding *findings = a->result->findings.items;
    size_t free = 0;

    for (size_t i = 0; i < others->count; i++)
        free += findings[others->items[i]].group == 0;
    for (size_t i = 0; i < others->count && free == 0 && finding->group == 0; i++)
        if (findings[others->items[i]].group > a->slips)
            join(finding, &findings[others->items[i]]);
    if (finding->group == 0 && free > 0) {
        finding->group = ++a->number;
        finding->cause = cause_of(a, all, free + 1);
    }
    for (size_t i = 0; i < others->count && finding->group > a->slips; i++) {
        bdl_finding *other = &findings[others->items[i]];

        if (other->group == 0)
            join(other, finding);
        else if (other->group != finding->group && other->group > a->rows &&
                 finding->group > a->rows)
            unite(a, finding, other->group);
    }
}

int bdl_alone_group(bdl_arena *scratch, bdl_doc_result *result, int slips, int rows,
                    int number) {
    size_t *met = BDL_NEW_ARRAY(scratch, size_t, result->findings.count + 1);
    alone a = {scratch, result, bdl_map_new(scratch), met, slips, rows, number};

    index_lines(&a);
    for (size_t i = 0; i < result->findings.count; i++) {
        figures all = figures_of(scratch, &result->findings.items[i]);
        numbers others = {0};

        if (all.count > 0)
            others = others_with(&a, &all, i);
        if (others.count > 0)
            group(&a, &result->findings.items[i], &all, &others);
    }
    return a.number;
}
