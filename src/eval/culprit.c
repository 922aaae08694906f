/* culprit.c - groups findings by what most likely is wrong, a figure or a table, or is
 * done in all places. */
#include "eval/culprit.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "eval/alone.h"
#include "eval/crossed.h"
#include "eval/habit.h"
#include "eval/row.h"

typedef struct figure_key {
    const bdl_record *record;
    size_t slot;
} figure_key;

/* Where a figure stands, which several fields may have read. */
typedef struct spot {
    const bdl_record *document;
    const bdl_cell_name *name;
    uint32_t line, column, page, none;
} spot;

/* Finding NUMBER rests on a figure. */
typedef struct suspicion {
    figure_key key;
    spot at;
    size_t number;
    bool counted; /* it is a count that is told without the unit of its table */
} suspicion;

typedef struct figure {
    BDL_VEC(figure_key) keys; /* the fields that read it and findings rest on */
    atomic_bool passed;       /* several threads look what passes */
    bool counted;
    size_t number; /* in the order in which they were met */
    BDL_VEC(size_t) findings;
} figure;

struct bdl_culprits {
    bdl_arena *arena;
    BDL_VEC(suspicion) suspicions; /* in the order of the findings */
    size_t moved;                  /* of them, to others */
    BDL_VEC(figure *) figures;     /* theirs, in the order in which they were met */
    bdl_map *by_key;               /* NULL: not gathered yet */
    BDL_VEC(figure *) suspects;    /* of these, the ones behind two findings */
    bdl_slips slips;
};

bdl_culprits *bdl_culprits_new(bdl_arena *arena) {
    bdl_culprits *culprits = BDL_NEW(arena, bdl_culprits);

    culprits->arena = culprits->slips.arena = arena;
    return culprits;
}

static bool is_figure(const bdl_seen *seen) {
    return seen->record && seen->record->holder && seen->slot >= 0 &&
           bdl_kind_is_figure(seen->value.kind) && seen->value.state == BDL_PRESENT &&
           seen->value.origin;
}

static figure *figure_of(const bdl_culprits *culprits, const bdl_seen *seen) {
    figure_key key = {seen->record, (size_t)seen->slot};

    return bdl_map_get(culprits->by_key, BDL_KEY(key));
}

static spot spot_of(const bdl_record *record, const bdl_place *place) {
    while (record->holder)
        record = record->holder;
    return (spot){record, place->name, place->line, place->column, place->page, 0};
}

void bdl_culprits_add(bdl_eval *e, bdl_culprits *culprits, size_t number,
                      const bdl_failure *failure) {
    const bdl_trace *trace = failure->trace;

    bdl_slips_add(e, &culprits->slips, number, failure);
    for (size_t i = 0; i < trace->seen.count; i++) {
        const bdl_seen *seen = &trace->seen.items[i];
        const bdl_operand *operand = &failure->finding->operands[i];

        if (is_figure(seen) && !seen->is_inner) {
            suspicion s = {{seen->record, (size_t)seen->slot},
                           spot_of(seen->record, &operand->place),
                           number,
                           seen->value.kind == BDL_MONEY && operand->unit.len == 0};

            BDL_PUSH(culprits->arena, &culprits->suspicions, s);
        }
    }
}

void bdl_culprits_move(bdl_culprits *culprits, bdl_culprits *from, size_t begin,
                       size_t end, size_t number) {
    bdl_slips_move(&culprits->slips, &from->slips, begin, end, number);
    for (; from->moved < from->suspicions.count; from->moved++) {
        suspicion s = from->suspicions.items[from->moved];

        if (s.number >= end)
            return;
        s.number = s.number - begin + number;
        BDL_PUSH(culprits->arena, &culprits->suspicions, s);
    }
}

/* The figure of S, new where no field that stands in its place was met. */
static figure *figure_at(bdl_culprits *culprits, bdl_map *by_spot, const suspicion *s) {
    bdl_str place = BDL_KEY(s->at);
    figure *f = s->at.line || s->at.name ? bdl_map_get(by_spot, place) : NULL;

    if (f)
        return f;
    f = BDL_NEW(culprits->arena, figure);
    BDL_PUSH(culprits->arena, &culprits->figures, f);
    bdl_map_put(by_spot, place, f);
    return f;
}

static void gather(bdl_culprits *culprits) {
    bdl_map *by_spot = bdl_map_new(culprits->arena);

    culprits->by_key = bdl_map_new(culprits->arena);
    for (size_t i = 0; i < culprits->suspicions.count; i++) {
        const suspicion *s = &culprits->suspicions.items[i];
        figure *f = bdl_map_get(culprits->by_key, BDL_KEY(s->key));

        if (!f) {
            f = figure_at(culprits, by_spot, s);
            BDL_PUSH(culprits->arena, &f->keys, s->key);
            bdl_map_put(culprits->by_key, BDL_KEY(s->key), f);
        }
        f->counted |= s->counted;
        if (f->findings.count == 0 ||
            f->findings.items[f->findings.count - 1] != s->number)
            BDL_PUSH(culprits->arena, &f->findings, s->number);
    }
}

static bool is_suspected(const figure *f) {
    return f->findings.count >= 2 &&
           !atomic_load_explicit(&f->passed, memory_order_relaxed);
}

bool bdl_culprits_any(bdl_culprits *culprits) {
    gather(culprits);
    for (size_t i = 0; i < culprits->figures.count; i++)
        if (is_suspected(culprits->figures.items[i]))
            BDL_PUSH(culprits->arena, &culprits->suspects, culprits->figures.items[i]);
    return culprits->suspects.count > 0;
}

bool bdl_culprits_suspect(const bdl_eval *e, const bdl_record *record, int slot,
                          uint8_t bit) {
    figure_key key = {record, (size_t)slot};
    const figure *f;

    if (!(e->suspected.bits[bit / 64] >> bit % 64 & 1))
        return false;
    f = bdl_map_get(e->culprits->by_key, BDL_KEY(key));
    return f && is_suspected(f);
}

bdl_reads bdl_culprits_fields(const bdl_culprits *culprits) {
    bdl_reads fields = {{0}};

    for (size_t i = 0; i < culprits->suspects.count; i++) {
        const figure *f = culprits->suspects.items[i];

        for (size_t k = 0; is_suspected(f) && k < f->keys.count; k++) {
            const figure_key *key = &f->keys.items[k];

            bdl_reads_add(&fields, key->record->type->fields.items[key->slot].bit);
        }
    }
    return fields;
}

/* Whether X only bounds a figure or says that it is there, as most wrong ones would pass,
 * too. */
static bool is_bound(const bdl_expr *x) {
    if (x->kind == BDL_E_EVERY || x->kind == BDL_E_SOME)
        return is_bound(x->as.each.body);
    if (x->kind == BDL_E_IS)
        return true;
    if (x->kind != BDL_E_BINARY)
        return false;
    if (x->op == BDL_OP_AND || x->op == BDL_OP_OR)
        return is_bound(x->as.binary.left) && is_bound(x->as.binary.right);
    return x->op == BDL_OP_IN ? x->as.binary.right->kind == BDL_E_RANGE
                              : x->op >= BDL_OP_NE && x->op <= BDL_OP_GE &&
                                    !bdl_is_distance(x->as.binary.left);
}

static bool is_logic(const bdl_expr *x) {
    return x->kind == BDL_E_BINARY && (x->op == BDL_OP_OR || x->op == BDL_OP_AND);
}

bool bdl_culprits_may_clear(const bdl_expr *x) {
    return is_logic(x) ? bdl_culprits_may_clear(x->as.binary.left) ||
                             bdl_culprits_may_clear(x->as.binary.right)
                       : !is_bound(x);
}

size_t bdl_culprits_end(const bdl_clauses *clauses) {
    size_t end = clauses->count;

    while (end > 0 && (clauses->items[end - 1]->kind != BDL_C_ASSERT ||
                       !bdl_culprits_may_clear(clauses->items[end - 1]->expr)))
        end--;
    return end;
}

static void clear(bdl_eval *e, const bdl_expr *x) {
    bdl_trace trace = {.arena = e->scratch};

    bdl_eval_traced(e, x, &trace);
    for (size_t i = 0; i < trace.seen.count; i++) {
        const bdl_seen *seen = &trace.seen.items[i];
        figure *f =
            is_figure(seen) && !seen->is_inner ? figure_of(e->culprits, seen) : NULL;

        if (f)
            atomic_store_explicit(&f->passed, true, memory_order_relaxed);
    }
}

void bdl_culprits_passed(bdl_eval *e, const bdl_expr *x) {
    bool is_binary = x->kind == BDL_E_BINARY;
    const bdl_expr *left = is_binary ? x->as.binary.left : NULL;

    if (is_binary && x->op == BDL_OP_OR) {
        bdl_culprits_passed(e, bdl_eval_truth(e, left, NULL) == 1 ? left
                                                                  : x->as.binary.right);
    } else if (is_binary && x->op == BDL_OP_AND) {
        bdl_culprits_passed(e, left);
        bdl_culprits_passed(e, x->as.binary.right);
    } else if (!is_bound(x)) {
        clear(e, x);
    }
}

/* The most findings first; of equal ones, that which was met first. */
static int by_findings(const void *a, const void *b) {
    const figure *x = *(figure *const *)a, *y = *(figure *const *)b;

    if (x->findings.count != y->findings.count)
        return x->findings.count > y->findings.count ? -1 : 1;
    if (x->findings.items[0] != y->findings.items[0])
        return x->findings.items[0] < y->findings.items[0] ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

/* "合计 expenditure.rows[3].total（第 12 行，21.00万元）". */
static bdl_str words_of(bdl_arena *arena, const figure *f) {
    const figure_key *key = &f->keys.items[0];
    bdl_value v = bdl_slot_get(key->record, key->slot);

    return bdl_figure_words(arena, key->record, (int)key->slot, true,
                            f->counted ? v.text : bdl_eval_print(arena, &v));
}

static void group(bdl_doc_result *result, const figure *f, int number) {
    bdl_str cause =
        bdl_arena_printf(result->arena, "%.*s牵涉 %zu 处不符，没有一处相符",
                         BDL_PRI(words_of(result->arena, f)), f->findings.count);

    for (size_t i = 0; i < f->findings.count; i++) {
        bdl_finding *finding = &result->findings.items[f->findings.items[i]];

        finding->group = number;
        finding->cause = cause;
    }
}

/* Findings of F that no other figure explains yet. */
static size_t free_findings(const bdl_doc_result *result, const figure *f) {
    size_t n = 0;

    for (size_t i = 0; i < f->findings.count; i++)
        n += result->findings.items[f->findings.items[i]].group == 0;
    return n;
}

void bdl_culprits_group(bdl_culprits *culprits, bdl_doc_result *result) {
    size_t count = culprits->figures.count, kept = 0;
    figure **figures = BDL_NEW_ARRAY(culprits->arena, figure *, count + 1);
    int number = bdl_slips_group(&culprits->slips, result), slips = number, rows;

    for (size_t i = 0; i < count; i++) {
        figure *f = culprits->figures.items[i];

        f->number = i;
        if (!f->passed && f->findings.count > 1)
            figures[kept++] = f;
    }
    qsort(figures, kept, sizeof *figures, by_findings);
    for (size_t i = 0; i < kept; i++)
        if (free_findings(result, figures[i]) == figures[i]->findings.count)
            group(result, figures[i], ++number);
    number = bdl_crossed_group(culprits->arena, result, number);
    rows = number;
    number = bdl_rows_group(culprits->arena, result, number);
    number = bdl_alone_group(culprits->arena, result, slips, rows, number);
    bdl_habits_group(culprits->arena, result, number);
}
