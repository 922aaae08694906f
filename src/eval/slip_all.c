/* slip_all.c - a document all of whose tables are in another unit than its prose:
 * whatever compares the two fails, and is told once. */
#include "eval/finding.h"
#include "eval/slip.h"

/* What the prose says of the tables that it stands against. */
typedef struct against {
    bdl_arena *arena;
    const bdl_slips *slips;
    bdl_doc_result *result;
    unsigned way;     /* in which its figures are off */
    bdl_map *figures; /* that are */
    bdl_map *tables;  /* which they stand against */
    size_t sound;     /* clues of figures that are not */
} against;

static bdl_finding *finding_of(const against *a, const bdl_clue *clue) {
    bdl_finding *finding = &a->result->findings.items[clue->number];

    return finding->waived_by ? NULL : finding;
}

bool bdl_slip_tells_unit(const bdl_finding *finding, const bdl_record *table) {
    bdl_value unit;
    bdl_place place;

    if (!table || table->type->slot_money_unit < 0 || finding->waived_by ||
        finding->left.len > 0)
        return false;
    unit = bdl_slot_get(table, (size_t)table->type->slot_money_unit);
    if (unit.state != BDL_PRESENT || !unit.origin)
        return false;
    place = bdl_origin_place(unit.origin);
    for (size_t i = 0; i < finding->operand_count; i++) {
        const bdl_operand *operand = &finding->operands[i];

        if (!operand->beside && operand->place.line == place.line &&
            operand->place.column == place.column && operand->place.page == place.page &&
            bdl_str_eq(bdl_place_sheet(&operand->place), bdl_place_sheet(&place)))
            return true;
    }
    return false;
}

/* The figure of CLUE, of the prose or TABLE, is off in A's way from the other. */
static void add(against *a, const bdl_clue *clue, const bdl_record *table) {
    bdl_value v = bdl_slot_get(clue->record, clue->slot);
    bdl_str key = BDL_KEY(table);
    size_t digits = 0; /* without the unit, which prose has and tables have not */

    while (digits < v.text.len && (unsigned char)v.text.data[digits] < 0x80)
        digits++;
    bdl_map_put(a->figures, bdl_arena_str(a->arena, bdl_str_of(v.text.data, digits)), a);
    bdl_map_put(a->tables, bdl_arena_str(a->arena, key), (void *)(uintptr_t)table);
}

static void look(against *a, unsigned way) {
    unsigned back = (way + BDL_SLIP_POWERS) % BDL_SLIP_UNITS; /* seen from the table */

    a->way = way;
    a->sound = 0;
    a->figures = bdl_map_new(a->arena);
    a->tables = bdl_map_new(a->arena);
    for (size_t i = 0; i < a->slips->clues.count; i++) {
        const bdl_clue *clue = &a->slips->clues.items[i];

        if (!clue->record || clue->table == clue->against || !finding_of(a, clue))
            continue;
        if (clue->table->holder && !clue->against->holder && clue->ways >> back & 1)
            add(a, clue, clue->table);
        if (!clue->table->holder && clue->ways >> way & 1)
            add(a, clue, clue->against);
        a->sound += !clue->table->holder && !(clue->ways >> way & 1);
    }
}

/* Whether it is sure: several figures, of several tables, and more than are off
 * otherwise. */
static bool is_sure(const against *a) {
    enum { FIGURES_MIN = 2, TABLES_MIN = 2 };
    size_t figures = bdl_map_count(a->figures);

    return figures >= FIGURES_MIN && bdl_map_count(a->tables) >= TABLES_MIN &&
           figures > a->sound;
}

/* The unit that TABLE says its amounts are in; empty: none. */
static bdl_str unit_of(const bdl_record *table) {
    bdl_value unit = {0};

    if (table->holder && table->type->slot_money_unit >= 0)
        unit = bdl_slot_get(table, (size_t)table->type->slot_money_unit);
    return unit.state == BDL_PRESENT ? unit.text : BDL_STR("");
}

/* Whether TABLE is one of them, or says that it has the same unit. */
static bool is_of_those(const against *a, const bdl_record *table) {
    bdl_str unit = unit_of(table);

    for (size_t i = 0; i < bdl_map_count(a->tables); i++) {
        const bdl_record *other = bdl_map_value_at(a->tables, i);

        if (other == table || (unit.len > 0 && bdl_str_eq(unit_of(other), unit)))
            return true;
    }
    return false;
}

/* Marks the findings that rest on one of the tables and on the prose; how many. */
static size_t mark(const against *a, const bdl_finding **teller) {
    int power = (int)(a->way % BDL_SLIP_POWERS) + 1;
    size_t count = 0;

    for (size_t i = 0; i < a->slips->clues.count; i++) {
        const bdl_clue *clue = &a->slips->clues.items[i];
        bdl_finding *finding = finding_of(a, clue);

        if (!finding || !clue->beside_prose || !is_of_those(a, clue->table))
            continue;
        count += finding->group == 0;
        finding->group = 1;
        if (!*teller && clue->power == power)
            *teller = finding;
    }
    return count;
}

/* Marks the findings that say of one of the tables that its unit is wrong; the first
 * tells it best. */
static size_t mark_units(const against *a, const bdl_finding **teller) {
    const bdl_finding *first = NULL;
    size_t count = 0;

    for (size_t i = 0; i < a->result->findings.count; i++) {
        bdl_finding *finding = &a->result->findings.items[i];

        for (size_t k = 0; k < bdl_map_count(a->tables) && finding->group == 0; k++)
            if (bdl_slip_tells_unit(finding, bdl_map_value_at(a->tables, k))) {
                finding->group = 1;
                first = first ? first : finding;
                count++;
            }
    }
    *teller = first ? first : *teller;
    return count;
}

static bdl_str words_of(const against *a, size_t findings) {
    return bdl_arena_printf(a->result->arena,
                            "正文有 %zu 个数%s %zu 张表的 1%0*d "
                            "%s，这些表的金额单位可能有误，牵涉 %zu 处不符",
                            bdl_map_count(a->figures),
                            a->way < BDL_SLIP_POWERS ? "是" : "只有",
                            bdl_map_count(a->tables), (int)(a->way % BDL_SLIP_POWERS) + 1,
                            0, a->way < BDL_SLIP_POWERS ? "倍" : "分之一", findings);
}

int bdl_slips_of_all(const bdl_slips *slips, bdl_doc_result *result) {
    against a = {.arena = bdl_arena_new(), .slips = slips, .result = result};
    const bdl_finding *teller = NULL;
    int number = 0;

    for (unsigned way = 0; way < BDL_SLIP_UNITS && !number; way++) {
        look(&a, way);
        if (!is_sure(&a))
            continue;
        size_t count = mark(&a, &teller);
        bdl_str words = words_of(&a, count + mark_units(&a, &teller));
        for (size_t i = 0; i < result->findings.count; i++) {
            bdl_finding *finding = &result->findings.items[i];

            if (finding->group != 1)
                continue;
            finding->cause = words;
            if (teller && finding != teller)
                finding->told_by = teller->rule;
        }
        number = 1;
    }
    bdl_arena_free(a.arena);
    return number;
}
