/* recall.c - a table that goes on over a page end, under the same headings or without
 * any, has the same columns there, however few rows are left to tell them by.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include <stdlib.h>

#include "read-pdf/bands.h"

typedef BDL_VEC(pdf_piece) pieces;

/* The columns of a table. */
typedef struct recalled {
    pieces heads;
    size_t rows; /* below them */
    pdf_rule edge;
    BDL_VEC(int32_t) between; /* places on the page */
} recalled;

struct pdf_memory {
    bdl_arena *arena;
    recalled before, now;       /* the last table of the page before and of this one */
    pdf_rule form_before, form; /* the first line of a form in its place, if it is one */
};

pdf_memory *pdf_memory_new(bdl_arena *arena) {
    pdf_memory *memory = BDL_NEW(arena, pdf_memory);
    *memory = (pdf_memory){.arena = arena};
    return memory;
}

void pdf_memory_turn(pdf_memory *memory) {
    memory->before = memory->now;
    memory->now = (recalled){.rows = 0};
    memory->form_before = memory->form;
    memory->form = (pdf_rule){0, 0, 0};
}

/* What stands above the first row with figures; gives how many rows that are. */
static size_t take_heads(const pdf_banded *b, pieces *out) {
    size_t rows = 0;
    for (; rows < b->count && !pdf_bands_has_amounts(&b->bands[rows]); rows++)
        for (size_t l = 0; l < b->bands[rows].lines.count; l++)
            for (size_t p = 0; p < b->bands[rows].lines.items[l].count; p++)
                BDL_PUSH(b->page->arena, out, b->bands[rows].lines.items[l].pieces[p]);
    return rows;
}

static bool has(const pieces *heads, const pdf_piece *wanted) {
    for (size_t i = 0; i < heads->count; i++) {
        const pdf_piece *own = &heads->items[i];
        if (abs(own->box.x0 - wanted->box.x0) <= PDF_POINT &&
            abs(own->box.x1 - wanted->box.x1) <= PDF_POINT &&
            bdl_str_eq(own->text, wanted->text))
            return true;
    }
    return false;
}

/* Whether HEADS have all that KNOWN has, at the same places across; what stands nearly as
 * high as other words may come before or behind them. */
static bool are_known(const recalled *known, const pieces *heads) {
    enum { MOST = 200 };
    if (known->heads.count == 0 || known->heads.count > heads->count ||
        heads->count > MOST)
        return false;
    for (size_t i = 0; i < known->heads.count; i++)
        if (!has(heads, &known->heads.items[i]))
            return false;
    return true;
}

static void use(pdf_banded *b, const recalled *known) {
    b->between.count = 0;
    for (size_t i = 0; i < known->between.count; i++) {
        int32_t point = (known->between.items[i] - b->edge.from) / PDF_STEP;
        if (point > 0 && point < b->points)
            BDL_PUSH(b->page->arena, &b->between, point);
    }
}

static void keep(pdf_memory *memory, const pdf_banded *b, const pieces *heads,
                 size_t rows) {
    recalled *now = &memory->now;
    *now = (recalled){.rows = rows, .edge = b->edge};
    for (size_t i = 0; i < heads->count; i++) {
        pdf_piece piece = heads->items[i];
        piece.text = bdl_arena_str(memory->arena, piece.text);
        BDL_PUSH(memory->arena, &now->heads, piece);
    }
    for (size_t i = 0; i < b->between.count; i++) {
        int32_t place = pdf_gaps_place(b, b->between.items[i]);
        BDL_PUSH(memory->arena, &now->between, place);
    }
}

/* The column of KNOWN that X is in. */
static size_t column_at(const recalled *known, int32_t x) {
    size_t column = 0;
    while (column < known->between.count && known->between.items[column] <= x)
        column++;
    return column;
}

/* Whether the pieces of LINE stand in the columns of KNOWN, those that B has apart in
 * several. */
static bool suits(const pdf_banded *b, const recalled *known, const pdf_line *line) {
    for (size_t p = 0; p < line->count; p++) {
        const pdf_box *box = &line->pieces[p].box;
        size_t own = column_at(known, box->x0 + PDF_POINT);
        if (column_at(known, box->x1 - PDF_POINT) != own)
            return false;
        for (size_t k = 0; p > 0 && k < b->between.count; k++) {
            int32_t x = pdf_gaps_place(b, b->between.items[k]);
            if (box->x0 >= x && line->pieces[p - 1].box.x1 <= x &&
                column_at(known, line->pieces[p - 1].box.x0 + PDF_POINT) == own)
                return false;
        }
    }
    return true;
}

/* Whether something in the rows of B stands across X. */
static bool is_crossed(const pdf_banded *b, int32_t x) {
    for (size_t i = 0; i < b->count; i++)
        if (pdf_gaps_has_text(&b->bands[i].lines, x - 1, x + 1))
            return true;
    return false;
}

/* The place of B between columns that can be that of KNOWN at K: between its neighbours;
 * X when there is none. */
static int32_t own_place(const pdf_banded *b, const recalled *known, size_t k,
                         int32_t x) {
    int32_t from = k > 0 ? known->between.items[k - 1] : known->edge.from;
    int32_t to =
        k + 1 < known->between.count ? known->between.items[k + 1] : known->edge.to;
    for (size_t i = 0; i < b->between.count; i++) {
        int32_t own = pdf_gaps_place(b, b->between.items[i]);
        if (own > from && own < to)
            return own;
    }
    return x;
}

/* KNOWN with places that headings told moved to where the rows of B leave room. */
static recalled moved(const pdf_banded *b, bdl_arena *arena, const recalled *known) {
    recalled out = *known;
    size_t count = known->between.count;
    int32_t *xs = BDL_NEW_ARRAY(arena, int32_t, count);
    memcpy(xs, known->between.items, count * sizeof *xs);
    out.between.items = xs;
    out.between.capacity = count;
    for (size_t k = 0; k < count; k++)
        if (is_crossed(b, xs[k]))
            xs[k] = own_place(b, &out, k, xs[k]);
    return out;
}

/* Whether what B holds is in the columns of KNOWN. */
static bool is_rest(const pdf_banded *b, const recalled *known) {
    for (size_t i = 0; i < b->count; i++)
        for (size_t l = 0; l < b->bands[i].lines.count; l++)
            if (!suits(b, known, &b->bands[i].lines.items[l]))
                return false;
    return true;
}

/* Whether B, the first table on its page, begins where KNOWN does and is narrower:
 * without lines a table ends where its text does, and its last columns may be empty. */
static bool is_narrower(const pdf_banded *b, const pdf_memory *memory,
                        const recalled *known) {
    return memory->now.between.count == 0 &&
           abs(b->edge.from - known->edge.from) <= PDF_SAME &&
           b->edge.to < known->edge.to;
}

/* B has no headings: it may be the rest of the table before, as wide and of fewer columns
 * than that, and then has its columns; false when it is not. */
static bool use_rest(pdf_banded *b, pdf_memory *memory) {
    const recalled *before = &memory->before;
    if (before->between.count <= b->between.count ||
        (!pdf_bands_is_along(&before->edge, &b->edge) && !is_narrower(b, memory, before)))
        return false;
    recalled own = moved(b, memory->arena, before);
    if (!is_rest(b, &own))
        return false;
    use(b, &own);
    memory->now = own;
    return true;
}

/* Whether B is the first on its page: what it begins with may be names without figures,
 * no headings. */
static bool starts_page(const pdf_banded *b) {
    pdf_lines above = {NULL, 0, 0};
    pdf_box area = {INT32_MIN, INT32_MIN, INT32_MAX, b->edge.at};
    pdf_lines_within(b->page, area, &above);
    return above.count == 0;
}

void pdf_recall_form(const pdf_banded *b) {
    pdf_memory *memory = b->page->memory;
    if (!memory)
        return;
    memory->now = (recalled){.rows = 0};
    memory->form = b->edge;
}

bool pdf_recalls_form(const pdf_banded *b) {
    const pdf_memory *memory = b->page->memory;
    return memory && memory->form_before.to > 0 &&
           b->edge.at <= b->page->across.items[0].at &&
           pdf_bands_is_along(&memory->form_before, &b->edge);
}

void pdf_recall(pdf_banded *b) {
    pdf_memory *memory = b->page->memory;
    pieces heads = {NULL, 0, 0};
    size_t rows = memory ? b->count - take_heads(b, &heads) : 0;
    const recalled *before = rows ? &memory->before : NULL;
    if (memory)
        memory->form = (pdf_rule){0, 0, 0};
    if (rows == 0)
        return;
    if (heads.count == 0) {
        use_rest(b, memory);
        return;
    }
    if (before->rows > rows && are_known(before, &heads)) {
        use(b, before);
        memory->now = *before;
    } else if (!starts_page(b) || !use_rest(b, memory)) {
        keep(memory, b, &heads, rows);
    }
}
