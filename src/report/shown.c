/* shown.c - which figures of a finding a reader is shown. */
#include "report/report.h"

#include "base/vec.h"

enum {
    MANY = 8,
    MOST_WHOLE = 30, /* characters of a text */
    MOST_OF_CELL = 12
};

static bool is_empty(const bdl_operand *operand) {
    return operand->value.len == 0 && operand->printed.len == 0;
}

static size_t count_empty(const bdl_finding *finding) {
    size_t count = 0;

    for (size_t i = 0; i < finding->operand_count; i++)
        count += is_empty(&finding->operands[i]) && !finding->operands[i].absent;
    return count;
}

static bdl_str name_of(const bdl_operand *operand) {
    return operand->label.len ? operand->label : operand->name;
}

/* Adds what the document has no cell for to NAMES: OPERAND, unless one before it of
 * FINDING has its name. */
static void add_absent(bdl_buf *names, const bdl_finding *finding,
                       const bdl_operand *operand) {
    for (const bdl_operand *o = finding->operands; o < operand; o++)
        if (o->absent && bdl_str_eq(name_of(o), name_of(operand)))
            return;
    if (names->len)
        bdl_buf_add(names, BDL_STR("、"));
    bdl_buf_add(names, name_of(operand));
}

static bool is_beside(const bdl_operand *a, const bdl_operand *b) {
    return a->place.line && a->place.line == b->place.line &&
           bdl_str_eq(a->document, b->document);
}

/* One amount may be printed with its unit and without it: 1,322.92万元 and 1,322.92. */
static bool is_printed_alike(const bdl_operand *a, const bdl_operand *b) {
    return bdl_str_eq(a->value, b->value) && bdl_str_eq(a->unit, b->unit) &&
           (a->unit.len ||
            (a->place.length == b->place.length && bdl_str_eq(a->printed, b->printed)));
}

/* Two names of one figure: 基本支出 of the prose is one of the amounts in it, too. Only
 * one of them may have been compared. */
static bool is_same(const bdl_operand *a, const bdl_operand *b) {
    return is_beside(a, b) && a->place.column == b->place.column &&
           is_printed_alike(a, b) && (a->side == b->side || !a->side || !b->side);
}

static const bdl_operand **find_shown(const bdl_shown *shown,
                                      const bdl_operand *operand) {
    for (size_t i = 0; i < shown->count; i++)
        if (is_same(shown->items[i], operand))
            return &shown->items[i];
    return NULL;
}

/* Words, not a figure, that a pattern found: they have no name but the pattern's. */
static bool is_captured_word(const bdl_operand *operand) {
    return operand->made && operand->unit.len == 0 && operand->value.len > 0 &&
           (unsigned char)operand->value.data[0] >= 0x80 &&
           !bdl_str_has(operand->name, BDL_STR("."));
}

static bool stands_within(const bdl_operand *part, const bdl_operand *whole) {
    return is_beside(part, whole) && part->place.length < whole->place.length &&
           part->place.column >= whole->place.column &&
           part->place.column + part->place.length <=
               whole->place.column + whole->place.length;
}

/* Words of a text that is shown itself tell nothing more. */
static bool is_piece(const bdl_finding *finding, const bdl_operand *operand) {
    if (!is_captured_word(operand))
        return false;
    for (size_t i = 0; i < finding->operand_count; i++)
        if (stands_within(operand, &finding->operands[i]))
            return true;
    return false;
}

/* A number that a pattern found in a text. */
static bool is_found_in_text(const bdl_operand *operand) {
    return operand->made && operand->value.len > 0 &&
           (unsigned char)operand->value.data[0] < 0x80 && operand->place.line > 0 &&
           !bdl_str_has(operand->name, BDL_STR("."));
}

/* Where numbers were found in texts, these are quoted around the numbers, and a long text
 * tells nothing more, be it that of a number or one that had none. */
static bool is_searched_text(const bdl_finding *finding, const bdl_operand *operand) {
    if (operand->unit.len || operand->place.length <= MOST_WHOLE)
        return false;
    for (size_t i = 0; i < finding->operand_count; i++)
        if (is_found_in_text(&finding->operands[i]))
            return true;
    return false;
}

/* Words that stand right beside a number found in the same text: 统防统治 12.6 万亩. */
static bool is_beside_number(const bdl_finding *finding, const bdl_operand *operand) {
    uint32_t begin = operand->place.column, end = begin + operand->place.length;

    if (!operand->made || operand->side || operand->unit.len || !operand->value.len ||
        (unsigned char)operand->value.data[0] < 0x80)
        return false;
    for (size_t i = 0; i < finding->operand_count; i++) {
        const bdl_operand *other = &finding->operands[i];

        if (other->made && is_beside(operand, other) && other->value.len &&
            bdl_str_digit_at(other->value, 0) &&
            (other->place.column == end ||
             other->place.column + other->place.length == begin))
            return true;
    }
    return false;
}

/* What is shown when all is asked for. */
static bool tells_little(const bdl_finding *finding, const bdl_operand *operand) {
    return operand->beside || is_piece(finding, operand) ||
           is_beside_number(finding, operand) || is_searched_text(finding, operand);
}

/* Whether PART was found in the cell WHOLE, which is shown with all its words, and stands
 * for no other side. */
static bool is_of_cell(const bdl_operand *part, const bdl_operand *whole) {
    return !whole->made && whole->label.len && bdl_str_eq(part->label, whole->label) &&
           whole->place.length <= MOST_OF_CELL && stands_within(part, whole) &&
           (!part->side || !whole->side || part->side == whole->side);
}

/* The cell WHOLE on the side of PART. */
static const bdl_operand *cell_for(bdl_arena *arena, const bdl_operand *whole,
                                   const bdl_operand *part) {
    bdl_operand *cell;

    if (!part->side || whole->side)
        return whole;
    cell = BDL_NEW(arena, bdl_operand);
    *cell = *whole;
    cell->side = part->side;
    return cell;
}

/* Shows a cell and what was found in it once. */
static bool joins_cell(bdl_arena *arena, bdl_shown *shown, const bdl_operand *operand) {
    for (size_t i = 0; i < shown->count; i++) {
        const bdl_operand **item = &shown->items[i];

        if (is_of_cell(operand, *item)) {
            *item = cell_for(arena, *item, operand);
            return true;
        }
        if (is_of_cell(*item, operand)) {
            *item = cell_for(arena, operand, *item);
            return true;
        }
    }
    return false;
}

/* Shows OPERAND, unless it is shown by another name; that which was compared stays. */
static void show(bdl_arena *arena, bdl_shown *shown, const bdl_operand *operand,
                 bool all) {
    const bdl_operand **same = find_shown(shown, operand);

    if (!same && !all && joins_cell(arena, shown, operand))
        return;
    if (!same)
        shown->items[shown->count++] = operand;
    else if (!(*same)->side)
        *same = operand;
}

bdl_shown bdl_shown_of(bdl_arena *arena, const bdl_finding *finding, bool all) {
    bdl_buf names = {.arena = arena};
    size_t empty = count_empty(finding);
    /* In a long sum the cells that hold nothing would hide those that do. */
    bool drops = !all && finding->operand_count > MANY && empty < finding->operand_count;
    bdl_shown shown = {.empty = drops ? empty : 0};

    shown.items = BDL_NEW_ARRAY(arena, const bdl_operand *, finding->operand_count + 1);
    for (size_t i = 0; i < finding->operand_count; i++) {
        const bdl_operand *operand = &finding->operands[i];

        if (operand->absent)
            add_absent(&names, finding, operand);
        else if (!(drops && is_empty(operand)) &&
                 (all || !tells_little(finding, operand)))
            show(arena, &shown, operand, all);
    }
    shown.absent = bdl_buf_str(&names);
    return shown;
}

/* ---- findings of one cause ---- */

bdl_telling *bdl_findings_told(bdl_arena *arena, const bdl_doc_result *result,
                               bool (*listed)(const void *ctx,
                                              const bdl_finding *finding),
                               const void *ctx) {
    size_t count = result->findings.count, number = 0, left = 0;
    const bdl_finding *findings = result->findings.items;
    bdl_telling *told = BDL_NEW_ARRAY(arena, bdl_telling, count + 1);

    for (size_t i = 0; i < count; i++) {
        if (i > 0 && findings[i].group != findings[i - 1].group)
            number = 0;
        told[i].listed = listed(ctx, &findings[i]);
        number += told[i].listed && findings[i].group > 0;
        told[i].number = told[i].listed ? number : 0;
    }
    for (size_t i = count; i-- > 0;) {
        if (i + 1 < count && findings[i].group != findings[i + 1].group)
            left = 0;
        left += told[i].number > 0;
        told[i].left = told[i].number > 0 ? left : 0;
    }
    return told;
}
