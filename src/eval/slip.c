/* slip.c - tables whose figures slipped by a column, a row or a unit. */
#include "eval/slip.h"

#include <stdlib.h>

#include "eval/arith.h"
#include "model/long.h"

/* A table slipped when so many of its figures say so, and most of those that stand
 * against figures of other tables and can say it. These are at least a part of all that
 * do. */
enum { FEWEST = 3, FEWEST_OF_UNIT = 2, EDGES = 4 };

/* The ways, by bit. */
enum {
    LARGER, /* 10 times what it should be, or 100, 1000, 10000 */
    POWERS = BDL_SLIP_POWERS,
    SMALLER = LARGER + POWERS, /* a tenth ... */
    RIGHT = SMALLER + POWERS,  /* what should stand here stands in the next column */
    LEFT,
    DOWN,
    UP,
    WAYS,
};

/* ---- what tables a finding rests on ---- */

/* The record that DOCUMENT holds and that holds RECORD; the document for what was read in
 * prose, NULL for what is of another document or of no table. */
static const bdl_record *table_of(const bdl_record *document, const bdl_record *record) {
    while (record && record->holder && record->holder != document)
        record = record->holder;
    if (!record || record->holder != document)
        return NULL;
    return record->type->slot_money_unit >= 0 ? record : document;
}

static bool is_figure(const bdl_seen *seen) {
    return seen->record && seen->slot >= 0 && bdl_kind_is_figure(seen->value.kind) &&
           bdl_value_is_known(&seen->value);
}

/* Whether SEEN was found in a sentence by a rule, so that no record has it. */
static bool is_piece(const bdl_seen *seen) {
    return !seen->record && seen->value.origin && bdl_kind_is_figure(seen->value.kind) &&
           bdl_value_is_known(&seen->value);
}

static bdl_clue *clue_of(bdl_slips *slips, size_t number, const bdl_record *table) {
    bdl_clue new = {.number = number, .table = table};

    for (size_t i = slips->clues.count; i > 0; i--) {
        bdl_clue *clue = &slips->clues.items[i - 1];

        if (clue->number != number)
            break;
        if (clue->table == table)
            return clue;
    }
    BDL_PUSH(slips->arena, &slips->clues, new);
    return &slips->clues.items[slips->clues.count - 1];
}

/* ---- in what ways a figure may have slipped ---- */

/* CLUE's figure slipped in WAY or, when it is not so, did not. */
static void tell(bdl_clue *clue, int way, bool slipped) {
    if (slipped)
        clue->ways |= 1U << way;
    else
        clue->sound |= 1U << way;
}

/* Whether A is B times 10^POWER. */
static bool is_shifted(bdl_dec a, bdl_dec b, int power) {
    bdl_dec shifted;

    return bdl_dec_shift(b, power, &shifted) == BDL_DEC_OK &&
           bdl_dec_cmp(a, shifted) == 0;
}

static void tell_unit(bdl_clue *clue, bdl_dec figure, bdl_dec wanted) {
    for (int power = 1; power <= POWERS; power++) {
        tell(clue, LARGER + power - 1, is_shifted(figure, wanted, power));
        tell(clue, SMALLER + power - 1, is_shifted(wanted, figure, power));
    }
}

/* What stands in SLOT of RECORD, a column that its document has, is a neighbour of CLUE's
 * figure, which should be WANTED. */
static bool tell_neighbour(bdl_clue *clue, int way, const bdl_record *record, int slot,
                           bdl_dec wanted) {
    const bdl_field *field = &record->type->fields.items[slot];
    bdl_value v;

    if (field->source != BDL_FROM_FORM || !bdl_kind_is_figure(field->type.kind))
        return false;
    v = bdl_slot_get(record, (size_t)slot);
    if (!bdl_value_is_known(&v) || !v.origin)
        return false;
    tell(clue, way, v.state == BDL_PRESENT && bdl_dec_cmp(v.number, wanted) == 0);
    return true;
}

static void tell_column(bdl_clue *clue, int way, int step, bdl_dec wanted) {
    int count = (int)clue->record->type->fields.count;

    for (int slot = (int)clue->slot + step; slot >= 0 && slot < count; slot += step)
        if (tell_neighbour(clue, way, clue->record, slot, wanted))
            return;
}

static void tell_row(bdl_clue *clue, int way, int step, bdl_dec wanted) {
    const bdl_list *list = bdl_record_list(clue->record);
    size_t at = clue->record->index - 1 + (size_t)step; /* below 0: beyond the end */
    const bdl_value *row;

    if (!list || at >= list->count)
        return;
    row = bdl_list_at(list, at);
    if (row->kind == BDL_RECORD && row->as.record->type == clue->record->type)
        tell_neighbour(clue, way, row->as.record, (int)clue->slot, wanted);
}

/* The figure that SEEN has, CLUE's, should be WANTED. */
static void tell_ways(bdl_clue *clue, const bdl_seen *seen, bdl_dec wanted) {
    if (wanted.coef == 0)
        return;
    tell_unit(clue, bdl_arith_operand(&seen->value).number, wanted);
    if (!clue->table->holder) /* sentences stand in no columns or rows */
        return;
    tell_column(clue, RIGHT, 1, wanted);
    tell_column(clue, LEFT, -1, wanted);
    tell_row(clue, DOWN, 1, wanted);
    tell_row(clue, UP, -1, wanted);
}

/* ---- the figure that stands against others ---- */

/* The only figure on SIDE of FAILURE; NULL: there are more, or none. */
static const bdl_seen *only_one(const bdl_failure *failure, bdl_side side) {
    const bdl_seen *one = NULL;

    for (size_t i = 0; i < failure->trace->seen.count; i++) {
        const bdl_seen *seen = &failure->trace->seen.items[i];

        if (failure->finding->operands[i].side != side || !is_figure(seen))
            continue;
        if (one)
            return NULL;
        one = seen;
    }
    return one;
}

/* The table of the first figure on SIDE of FAILURE; NULL: none stands there, or one of
 * TABLE does. */
static const bdl_record *others_of(const bdl_eval *e, const bdl_failure *failure,
                                   bdl_side side, const bdl_record *table) {
    const bdl_record *first = NULL;

    for (size_t i = 0; i < failure->trace->seen.count; i++) {
        const bdl_seen *seen = &failure->trace->seen.items[i];

        const bdl_record *here =
            is_piece(seen) ? e->document : table_of(e->document, seen->record);

        if (failure->finding->operands[i].side != side ||
            (!is_figure(seen) && !is_piece(seen)))
            continue;
        if (here == table)
            return NULL;
        if (!first)
            first = here;
    }
    return first;
}

/* FIGURE is what stands on SIDE of FAILURE, and should be WANTED. */
static void add_side(bdl_eval *e, bdl_slips *slips, size_t number,
                     const bdl_failure *failure, bdl_side side) {
    bool left = side == BDL_LEFT_SIDE;
    bdl_side other = left ? BDL_RIGHT_SIDE : BDL_LEFT_SIDE;
    const bdl_told_side *own = left ? &failure->sides->left : &failure->sides->right;
    const bdl_told_side *against = left ? &failure->sides->right : &failure->sides->left;
    const bdl_seen *seen = only_one(failure, side);
    const bdl_record *table = seen ? table_of(e->document, seen->record) : NULL;
    const bdl_record *others = table ? others_of(e, failure, other, table) : NULL;
    bdl_clue *clue;

    if (!others || (seen->value.state == BDL_PRESENT &&
                    bdl_dec_cmp(seen->value.number, own->value.number) != 0))
        return;
    clue = clue_of(slips, number, table);
    clue->record = seen->record;
    clue->slot = (size_t)seen->slot;
    clue->against = others;
    tell_ways(clue, seen, against->value.number);
}

/* By which power of ten the two sides of FAILURE differ, and nothing else; 0: none. */
static int power_of(const bdl_failure *failure) {
    bdl_dec left = failure->sides->left.value.number;
    bdl_dec right = failure->sides->right.value.number;

    if (!failure->sides->known || left.coef == 0)
        return 0;
    for (int power = 1; power <= POWERS; power++)
        if (is_shifted(left, right, power) || is_shifted(right, left, power))
            return power;
    return 0;
}

static bool rests_on_prose(const bdl_eval *e, const bdl_failure *failure) {
    for (size_t i = 0; i < failure->trace->seen.count; i++) {
        const bdl_seen *seen = &failure->trace->seen.items[i];

        if (is_piece(seen) ||
            (is_figure(seen) && table_of(e->document, seen->record) == e->document))
            return true;
    }
    return false;
}

void bdl_slips_add(bdl_eval *e, bdl_slips *slips, size_t number,
                   const bdl_failure *failure) {
    int power = power_of(failure);
    bool prose = rests_on_prose(e, failure);

    for (size_t i = 0; i < failure->trace->seen.count; i++) {
        const bdl_seen *seen = &failure->trace->seen.items[i];
        const bdl_record *table;

        if (!is_figure(seen) && !bdl_seen_is_unit(seen))
            continue;
        table = table_of(e->document, seen->record);
        if (table) {
            clue_of(slips, number, table)->unit |= bdl_seen_is_unit(seen);
            clue_of(slips, number, table)->power = power;
            clue_of(slips, number, table)->beside_prose = prose && table->holder;
        }
    }
    if (!failure->sides->known)
        return;
    add_side(e, slips, number, failure, BDL_LEFT_SIDE);
    add_side(e, slips, number, failure, BDL_RIGHT_SIDE);
}

void bdl_slips_move(bdl_slips *slips, bdl_slips *from, size_t begin, size_t end,
                    size_t number) {
    for (; from->moved < from->clues.count; from->moved++) {
        bdl_clue clue = from->clues.items[from->moved];

        if (clue.number >= end)
            return;
        clue.number = clue.number - begin + number;
        BDL_PUSH(slips->arena, &slips->clues, clue);
    }
}

/* ---- which tables slipped ---- */

typedef struct cell_key {
    const bdl_record *record;
    size_t slot;
} cell_key;

typedef struct cell {
    cell_key key;
    unsigned ways, sound; /* as in clues */
} cell;

/* What findings say of a table. */
typedef struct tally {
    const bdl_record *table;
    BDL_VEC(const bdl_clue *) clues;
    bdl_map *cells; /* that stand against others */
    size_t order;   /* in which it was met */
    bool unit;      /* some finding rests on its unit */
    unsigned way;   /* in which most of its figures would have slipped */
    size_t figures; /* how many would */
} tally;

static void tally_cell(bdl_arena *arena, tally *t, const bdl_clue *clue) {
    cell_key key = {clue->record, clue->slot};
    cell *c = bdl_map_get(t->cells, BDL_KEY(key));

    if (!c) {
        c = BDL_NEW(arena, cell);
        c->key = key;
        bdl_map_put(t->cells, BDL_KEY(c->key), c);
    }
    c->ways |= clue->ways;
    c->sound |= clue->sound;
}

static bdl_map *tally_all(bdl_arena *arena, const bdl_slips *slips) {
    bdl_map *tallies = bdl_map_new(arena);

    for (size_t i = 0; i < slips->clues.count; i++) {
        const bdl_clue *clue = &slips->clues.items[i];
        bdl_str key = BDL_KEY(clue->table);
        tally *t = bdl_map_get(tallies, key);

        if (!t) {
            t = BDL_NEW(arena, tally);
            *t = (tally){.table = clue->table,
                         .cells = bdl_map_new(arena),
                         .order = bdl_map_count(tallies)};
            bdl_map_put(tallies, key, t);
        }
        BDL_PUSH(arena, &t->clues, clue);
        t->unit |= clue->unit;
        if (clue->record)
            tally_cell(arena, t, clue);
    }
    return tallies;
}

/* Two figures do where a rule says that the unit is wrong. */
static size_t fewest_of(const tally *t, unsigned way) {
    return t->unit && way < RIGHT ? FEWEST_OF_UNIT : FEWEST;
}

/* Whether T slipped in WAY. Of a column at its edge nothing can be said, but it cannot be
 * most of the table. */
static bool slipped_in(const tally *t, unsigned way, size_t *figures) {
    size_t cells = bdl_map_count(t->cells), sound = 0;

    *figures = 0;
    for (size_t i = 0; i < cells; i++) {
        const cell *c = bdl_map_value_at(t->cells, i);

        *figures += c->ways >> way & 1;
        sound += (c->sound & ~c->ways) >> way & 1;
    }
    return *figures >= fewest_of(t, way) && *figures > sound && EDGES * *figures >= cells;
}

static bool has_slipped(tally *t) {
    for (unsigned way = 0; way < WAYS; way++) {
        size_t figures;

        if (slipped_in(t, way, &figures) && figures > t->figures) {
            t->way = way;
            t->figures = figures;
        }
    }
    return t->figures > 0;
}

/* How much is said against T: what says that its unit is wrong doubles it. */
static size_t weight_of(const tally *t) {
    return t->unit && t->way < RIGHT ? 2 * t->clues.count : t->clues.count;
}

/* The most findings first: of two tables that stand against each other, that which stands
 * against others and itself, too. */
static int by_findings(const void *a, const void *b) {
    const tally *x = *(tally *const *)a, *y = *(tally *const *)b;

    if (weight_of(x) != weight_of(y))
        return weight_of(x) > weight_of(y) ? -1 : 1;
    if (x->figures != y->figures)
        return x->figures > y->figures ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

/* ---- what is said of them ---- */

static bdl_str name_of(bdl_arena *arena, const bdl_record *table) {
    bdl_value title;

    if (!table->holder)
        return BDL_STR("正文");
    title = bdl_slot_get(table, (size_t)table->type->slot_title);
    return bdl_arena_printf(
        arena, "《%.*s》",
        BDL_PRI(title.state == BDL_PRESENT ? title.text : table->type->zh));
}

/* The one table that the figures of T which slipped stand against, so that it could as
 * well be that table; NULL: there are more. */
static const bdl_record *only_other(const tally *t) {
    const bdl_record *other = NULL;

    for (size_t i = 0; i < t->clues.count; i++) {
        const bdl_clue *clue = t->clues.items[i];

        if (!(clue->ways >> t->way & 1))
            continue;
        if (other && clue->against != other)
            return NULL;
        other = clue->against;
    }
    return other;
}

/* "是别处的 10000 倍，可能金额单位有误". */
static void add_unit(bdl_buf *buf, const tally *t) {
    const bdl_record *other = t->unit ? NULL : only_other(t);
    unsigned power = t->way % POWERS + 1;

    bdl_buf_printf(buf, "%s%.*s的 1%0*d %s，%s", t->way >= SMALLER ? "只有" : "是",
                   BDL_PRI(other ? name_of(buf->arena, other) : BDL_STR("别处")),
                   (int)power, 0, t->way >= SMALLER ? "分之一" : "倍",
                   other ? "两处的金额单位可能有一处有误" : "可能金额单位有误");
}

static bdl_str words_of(bdl_arena *arena, const tally *t, size_t findings) {
    static const char *const aside[] = {
        [RIGHT - RIGHT] = "，其右一栏的数才与别处相符，可能整体右移了一栏",
        [LEFT - RIGHT] = "，其左一栏的数才与别处相符，可能整体左移了一栏",
        [DOWN - RIGHT] = "，其下一行的数才与别处相符，可能整体下移了一行",
        [UP - RIGHT] = "，其上一行的数才与别处相符，可能整体上移了一行",
    };
    bdl_buf buf = {.arena = arena};

    bdl_buf_printf(&buf, "%.*s有 %zu 个数", BDL_PRI(name_of(arena, t->table)),
                   t->figures);
    if (t->way >= RIGHT)
        bdl_buf_add(&buf, bdl_str_z(aside[t->way - RIGHT]));
    else
        add_unit(&buf, t);
    bdl_buf_printf(&buf, "，牵涉 %zu 处不符", findings);
    return bdl_buf_str(&buf);
}

/* ---- their findings ---- */

typedef struct grouping {
    bdl_doc_result *result;
    const bdl_map *tallies;
    int number; /* of the last group */
} grouping;

/* Whether A, one of the document's `tables`, is what gave B. */
static bool is_place_of(const bdl_record *a, const bdl_record *b) {
    return a != b && a->holder && a->type == a->model->schema->table && b->place.line &&
           a->place.line == b->place.line && a->place.column == b->place.column &&
           a->place.page == b->place.page &&
           bdl_str_eq(bdl_place_sheet(&a->place), bdl_place_sheet(&b->place));
}

/* What is known of the unit of a table in the document's `tables` holds of what was read
 * in it, too. */
static void share_units(const bdl_map *tallies) {
    for (size_t i = 0; i < bdl_map_count(tallies); i++) {
        const tally *place = bdl_map_value_at(tallies, i);

        for (size_t k = 0; place->unit && k < bdl_map_count(tallies); k++) {
            tally *t = bdl_map_value_at(tallies, k);

            t->unit |= is_place_of(place->table, t->table);
        }
    }
}

static bdl_finding *free_finding(const grouping *g, const bdl_clue *clue) {
    bdl_finding *finding = &g->result->findings.items[clue->number];

    return finding->group == 0 ? finding : NULL;
}

/* How many findings without a cause say that T slipped. */
static size_t free_of_slip(const grouping *g, const tally *t) {
    size_t n = 0;

    for (size_t i = 0; i < t->clues.count; i++)
        n +=
            (t->clues.items[i]->ways >> t->way & 1) && free_finding(g, t->clues.items[i]);
    return n;
}

static size_t take(const grouping *g, const tally *from) {
    size_t n = 0;

    for (size_t i = 0; i < from->clues.count; i++) {
        bdl_finding *finding = free_finding(g, from->clues.items[i]);

        if (finding) {
            finding->group = g->number;
            n++;
        }
    }
    return n;
}

/* The first finding of group G that differs by the unit of T and no more, when so many
 * do that it cannot be otherwise; NULL: it can. */
static const bdl_finding *first_of_many(const grouping *g, const tally *t) {
    enum { MANY = 5 };
    const bdl_finding *first = NULL;
    size_t sound = 0;

    for (size_t i = 0; i < t->clues.count; i++) {
        const bdl_clue *clue = t->clues.items[i];
        const bdl_finding *finding = &g->result->findings.items[clue->number];

        if (finding->group != g->number || finding->waived_by)
            continue;
        if (!first && clue->ways >> t->way & 1)
            first = finding;
        sound += clue->record && !(clue->ways >> t->way & 1);
    }
    return t->figures >= MANY && sound == 0 && t->way % POWERS + 1 == POWERS ? first
                                                                             : NULL;
}

/* What says that the unit of T is wrong, for sure. The other findings that say it of the
 * same unit need not be told. NULL: it may be otherwise. */
static const bdl_finding *teller(const grouping *g, const tally *t) {
    const bdl_record *table = t->table->holder ? t->table : only_other(t);
    const bdl_finding *first = NULL;

    for (size_t i = 0; i < g->result->findings.count; i++) {
        bdl_finding *finding = &g->result->findings.items[i];

        if ((finding->group != 0 && finding->group != g->number) ||
            !bdl_slip_tells_unit(finding, table))
            continue;
        finding->group = g->number;
        if (first)
            finding->told_by = first->rule;
        else
            first = finding;
    }
    return first ? first : first_of_many(g, t);
}

/* Marks the findings of group G that differ by the unit of T alone, but for that which
 * says so. */
static void tell_once(const grouping *g, const tally *t) {
    const bdl_finding *by = t->way < RIGHT ? teller(g, t) : NULL;

    for (size_t i = 0; by && i < t->clues.count; i++) {
        const bdl_clue *clue = t->clues.items[i];
        bdl_finding *finding = &g->result->findings.items[clue->number];

        if (finding->group == g->number && finding != by && !finding->waived_by &&
            clue->power == (int)(t->way % POWERS) + 1)
            finding->told_by = by->rule;
    }
}

static void group(grouping *g, const tally *t) {
    size_t findings;
    bdl_str words;

    g->number++;
    findings = take(g, t);
    for (size_t i = 0; i < bdl_map_count(g->tallies); i++) {
        const tally *other = bdl_map_value_at(g->tallies, i);

        if (is_place_of(other->table, t->table))
            findings += take(g, other);
    }
    tell_once(g, t);
    words = words_of(g->result->arena, t, findings);
    for (size_t i = 0; i < g->result->findings.count; i++)
        if (g->result->findings.items[i].group == g->number)
            g->result->findings.items[i].cause = words;
}

int bdl_slips_group(const bdl_slips *slips, bdl_doc_result *result) {
    bdl_arena *arena = bdl_arena_new();
    grouping g = {.result = result, .tallies = tally_all(arena, slips)};
    size_t count = bdl_map_count(g.tallies), slipped = 0;
    tally **tables = BDL_NEW_ARRAY(arena, tally *, count + 1);

    g.number = bdl_slips_of_all(slips, result);
    share_units(g.tallies);
    for (size_t i = 0; i < count; i++) {
        tally *t = bdl_map_value_at(g.tallies, i);

        if (has_slipped(t))
            tables[slipped++] = t;
    }
    qsort(tables, slipped, sizeof *tables, by_findings);
    for (size_t i = 0; i < slipped; i++)
        if (free_of_slip(&g, tables[i]) >= FEWEST)
            group(&g, tables[i]);
    bdl_arena_free(arena);
    return g.number;
}
