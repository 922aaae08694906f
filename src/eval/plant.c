/* plant.c - whether the rules would notice a figure that is wrong: one is changed where
 * it is printed, and the document recognised and checked anew. */
#include "base/text.h"
#include "eval/guard.h"
#include "eval/machine.h"

/* ---- what every rule says ---- */

typedef struct verdict {
    size_t *failed, *rounded; /* outcomes, by rule */
    bdl_map *differences;     /* those that findings tell */
    BDL_VEC(bdl_str) told;    /* they again, in order */
} verdict;

static void judge(bdl_eval *e, bdl_model *model, bdl_arena *arena, verdict *out) {
    size_t count = e->program->rules.count;
    bdl_doc_result result = {.arena = bdl_arena_new()};

    e->corpus = NULL; /* it is of another model */
    bdl_eval_check(e, model, &model, 1, &result);
    *out = (verdict){.failed = BDL_NEW_ARRAY(arena, size_t, count + 1),
                     .rounded = BDL_NEW_ARRAY(arena, size_t, count + 1),
                     .differences = bdl_map_new(arena)};
    for (size_t i = 0; i < count; i++) {
        out->failed[i] = result.rules[i].outcome[BDL_FAILED_];
        out->rounded[i] = result.rules[i].outcome[BDL_ROUNDED];
    }
    for (size_t i = 0; i < result.findings.count; i++) {
        const bdl_finding *f = &result.findings.items[i];
        bdl_str told;

        if (f->difference.len == 0)
            continue;
        told =
            bdl_arena_printf(arena, "%.*s: %.*s %.*s %.*s", BDL_PRI(f->rule->name.text),
                             BDL_PRI(f->difference), BDL_PRI(f->left), BDL_PRI(f->right));
        bdl_map_put(out->differences, told, out);
        BDL_PUSH(arena, &out->told, told);
    }
    bdl_arena_free(result.arena);
}

/* A rule that failed before notices a figure when it tells another difference. */
static bdl_notice compare(const verdict *before, const verdict *after, size_t rules) {
    bdl_notice notice = BDL_UNNOTICED;

    for (size_t i = 0; i < after->told.count; i++)
        if (!bdl_map_get(before->differences, after->told.items[i]))
            return BDL_NOTICED;
    for (size_t i = 0; i < rules; i++) {
        if (after->failed[i] > before->failed[i])
            return BDL_NOTICED;
        if (after->rounded[i] > before->rounded[i])
            notice = BDL_WITHIN_ROUNDING;
    }
    return notice;
}

/* ---- where it is printed ---- */

/* The run of a block, and from which byte of it on a figure is printed. */
typedef struct spot {
    size_t block, row, cell; /* row and cell of a table */
    size_t from;
} spot;

static bool is_named_alike(const bdl_place *a, const bdl_place *b) {
    return bdl_str_eq(bdl_place_sheet(a), bdl_place_sheet(b)) &&
           bdl_str_eq(bdl_place_cell(a), bdl_place_cell(b));
}

static bool is_same_place(const bdl_place *a, const bdl_place *b) {
    return a->line == b->line && a->column == b->column && a->page == b->page &&
           is_named_alike(a, b);
}

/* Whether RUN has PRINTED, which stands at PLACE, and from which byte on. Of what is in a
 * cell no more may be known than the cell. */
static bool find_in_run(const bdl_run *run, const bdl_place *place, bdl_str printed,
                        spot *out) {
    if (is_same_place(&run->place, place)) {
        out->from = bdl_str_find(run->text, printed, 0);
        if (out->from < run->text.len)
            return true;
    }
    for (size_t i = 0; i < bdl_run_count(run); i++) {
        bdl_segment segment = bdl_run_segment(run, i);
        bdl_str rest = bdl_str_from(run->text, segment.offset);
        bdl_place found;

        if (segment.place.line != place->line || segment.place.column > place->column)
            continue;
        out->from =
            segment.offset + bdl_utf8_offset(rest, place->column - segment.place.column);
        found = bdl_run_place(run, out->from, 1);
        if (is_same_place(&found, place))
            return true;
    }
    return false;
}

static bool find_in_table(const bdl_block *table, const bdl_place *place, bdl_str printed,
                          spot *out) {
    for (out->row = 0; out->row < table->row_count; out->row++) {
        const bdl_row *row = &table->rows[out->row];

        for (out->cell = 0; out->cell < row->count; out->cell++)
            if (find_in_run(&row->cells[out->cell].run, place, printed, out))
                return true;
    }
    return false;
}

static bool find_spot(const bdl_doc *doc, const bdl_place *place, bdl_str printed,
                      spot *out) {
    for (out->block = 0; out->block < doc->blocks.count; out->block++) {
        const bdl_block *block = &doc->blocks.items[out->block];

        if (block->kind == BDL_TABLE ? find_in_table(block, place, printed, out)
                                     : find_in_run(&block->run, place, printed, out))
            return true;
    }
    return false;
}

static const bdl_run *run_at(const bdl_doc *doc, const spot *at) {
    const bdl_block *block = &doc->blocks.items[at->block];

    return block->kind == BDL_TABLE ? &block->rows[at->row].cells[at->cell].run
                                    : &block->run;
}

/* ---- other digits ---- */

/* Those of a figure, as printed from left to right. */
typedef struct digits {
    char text[BDL_DEC_TEXT_MAX];
    size_t count;
} digits;

/* Those of PRINTED up to its end, or the first MOST of them; returns where they end, 0:
 * there are none, or more than a number can have. */
static size_t take_digits(bdl_str printed, size_t most, digits *out) {
    size_t end = 0;

    out->count = 0;
    for (size_t at = 0; at < printed.len && out->count < most;) {
        uint32_t c = bdl_utf8_next(printed, &at);

        if (!bdl_is_digit(c))
            continue;
        if (out->count == sizeof out->text)
            return 0;
        out->text[out->count++] = (char)('0' + (c & 0xF));
        end = at;
    }
    return end;
}

/* What of TEXT prints the figure that a form read as READ: empty when that cannot be
 * told by its digits. */
static bdl_str printed_in(bdl_str text, bdl_str read, digits *out) {
    digits known;
    size_t end;

    if (take_digits(read, SIZE_MAX, &known) == 0)
        return (bdl_str){0};
    end = take_digits(text, known.count, out);
    return out->count == known.count && memcmp(out->text, known.text, known.count) == 0
               ? bdl_str_of(text.data, end)
               : (bdl_str){0};
}

/* PRINTED with the digits BECAME, as many as it has, each as wide as it was: the last
 * byte of a digit says which it is. */
static bdl_str with_digits(bdl_arena *arena, bdl_str printed, const digits *became) {
    char *text = BDL_NEW_ARRAY(arena, char, printed.len);
    size_t next = 0;

    memcpy(text, printed.data, printed.len);
    for (size_t at = 0; at < printed.len;)
        if (bdl_is_digit(bdl_utf8_next(printed, &at)))
            text[at - 1] = (char)((text[at - 1] & 0xF0) | (became->text[next++] & 0xF));
    return bdl_str_of(text, printed.len);
}

/* The first digit that is not 0, of nothing but 0 the first, becomes the next one (9
 * becomes 1). */
static void change_first(digits *d) {
    size_t i = 0;

    while (i < d->count && d->text[i] == '0')
        i++;
    if (i == d->count)
        i = 0;
    d->text[i] = d->text[i] == '9' ? '1' : (char)(d->text[i] + 1);
}

/* The first two neighbours that differ change places. */
static bool swap(digits *d) {
    for (size_t i = 0; i + 1 < d->count; i++)
        if (d->text[i] != d->text[i + 1]) {
            char c = d->text[i];

            d->text[i] = d->text[i + 1];
            d->text[i + 1] = c;
            return true;
        }
    return false;
}

/* 0.03 % more, rounded to the last digit, which it may leave as it is. */
static bool add_a_little(digits *d) {
    bdl_dec number;
    char text[BDL_DEC_TEXT_MAX];
    size_t count;

    if (!bdl_dec_parse(bdl_str_of(d->text, d->count), &number) ||
        bdl_dec_mul(number, (bdl_dec){10003, 4}, &number) != BDL_DEC_OK)
        return false;
    count = bdl_dec_print(bdl_dec_round(number, 0), 0, text);
    if (count > d->count)
        return false;
    memset(d->text, '0', d->count - count);
    memcpy(d->text + d->count - count, text, count);
    return true;
}

/* The WAY-th change; another first digit where that is none. */
static void change(digits *d, size_t way) {
    if (!(way == 1 && swap(d)) && !(way == 2 && add_a_little(d)))
        change_first(d);
}

/* ---- a document with another figure ---- */

/* DOC in ARENA, but for the run AT, which reads TEXT. */
static bdl_doc *with_text(bdl_arena *arena, const bdl_doc *doc, const spot *at,
                          bdl_str text) {
    size_t count = doc->blocks.count;
    bdl_doc *other = bdl_doc_slice(arena, doc, 0, count);
    bdl_block *block;

    other->blocks.items = BDL_NEW_ARRAY(arena, bdl_block, count);
    memcpy(other->blocks.items, doc->blocks.items, count * sizeof(bdl_block));
    block = &other->blocks.items[at->block];
    if (block->kind == BDL_TABLE) {
        const bdl_row *rows = block->rows, *row = &rows[at->row];

        block->rows = BDL_NEW_ARRAY(arena, bdl_row, block->row_count);
        memcpy(block->rows, rows, block->row_count * sizeof(bdl_row));
        block->rows[at->row].cells = BDL_NEW_ARRAY(arena, bdl_cell, row->count);
        memcpy(block->rows[at->row].cells, row->cells, row->count * sizeof(bdl_cell));
        block->rows[at->row].cells[at->cell].run.text = text;
    } else {
        block->run.text = text;
    }
    return other;
}

/* Whether a rule says something else of DOC once WAS, which stands AT, is BECAME. */
static bdl_notice notice(bdl_eval *e, const bdl_doc *doc, const spot *at, bdl_str was,
                         bdl_str became, const verdict *before) {
    bdl_arena *arena = bdl_arena_new();
    bdl_str text = run_at(doc, at)->text;
    bdl_str changed = bdl_arena_printf(
        arena, "%.*s%.*s%.*s", BDL_PRI(bdl_str_of(text.data, at->from)), BDL_PRI(became),
        BDL_PRI(bdl_str_from(text, at->from + was.len)));
    bdl_doc *other = with_text(arena, doc, at, changed);
    bdl_model *model = bdl_recognise(e->program->schema, other, bdl_eval_hooks(e));
    verdict after;
    bdl_notice found;

    judge(e, model, arena, &after);
    found = compare(before, &after, e->program->rules.count);
    bdl_arena_free(arena);
    return found;
}

static bdl_planted plant(bdl_eval *e, const bdl_doc *doc, bdl_arena *arena,
                         const bdl_guarded *figure, size_t way, const verdict *before) {
    const bdl_value *v = figure->record->slots[figure->slot];
    bdl_place place = bdl_origin_place(v->origin);
    bdl_planted planted = {.figure = figure, .notice = BDL_NOT_CHANGED};
    bdl_str was;
    digits had, got;
    spot at = {0};

    if (!find_spot(doc, &place, v->text, &at))
        return planted;
    was = printed_in(bdl_str_from(run_at(doc, &at)->text, at.from), v->text, &had);
    if (was.len == 0)
        return planted;
    got = had;
    change(&got, way);
    planted.became = with_digits(arena, was, &got);
    planted.notice = bdl_str_eq(was, planted.became)
                         ? BDL_WITHIN_ROUNDING
                         : notice(e, doc, &at, was, planted.became, before);
    return planted;
}

void bdl_guard_plant(bdl_eval *e, bdl_model *model, bdl_guard *guard, size_t count) {
    size_t all = guard->figures.count;
    bdl_arena *arena = bdl_arena_new();
    verdict before;

    if (count > all)
        count = all;
    model->user = NULL; /* computed fields are computed again */
    judge(e, model, arena, &before);
    for (size_t i = 0; i < count; i++)
        BDL_PUSH(guard->arena, &guard->planted,
                 plant(e, model->doc, guard->arena, guard->figures.items[i * all / count],
                       i % 3, &before));
    bdl_arena_free(arena);
}
