/* stacked_units.c - the rows of a table whose cells came one a line, empty ones left out.
 * A name with the codes before it and the figures behind it is a unit; a row is one, or
 * two where two lists stand beside each other. */
#include "model/stacked_table.h"

enum { CODES_MAX = 4, NONE = SIZE_MAX };

typedef struct unit {
    size_t codes, code_count; /* the tokens of each */
    size_t texts, text_count;
    size_t figures, figure_count;
    bool left, right; /* the list it stands in, where there are two */
} unit;

typedef BDL_VEC(unit) units;

typedef struct finder {
    bdl_stack_table *t;
    units units;
    bool numbered; /* rows are: 1, 2, 3 */
    bool gapped;   /* a blank line stands before each row */
    size_t codes;  /* columns of them */
    size_t texts;  /* of names */
    size_t figures[2];
} finder;

static bool is_kind(const bdl_stack_table *t, size_t i, bdl_stack_kind kind) {
    return i < t->end && bdl_stack_token_at(t, i)->kind == kind;
}

static size_t run_of(const bdl_stack_table *t, size_t i, bdl_stack_kind kind) {
    size_t n = 0;
    while (is_kind(t, i + n, kind))
        n++;
    return n;
}

/* Where the figures that begin at I end: digits alone are amounts where an amount or
 * nothing follows, or where the next row begins with its name; else they are its codes.
 */
static size_t end_of_figures(const bdl_stack_table *t, size_t i) {
    size_t end = i;
    for (size_t at = i; at < t->end && !is_kind(t, at, BDL_STACK_TEXT); at++)
        if (is_kind(t, at, BDL_STACK_FIGURE))
            end = at + 1;
    return end;
}

static bool is_numbered(const bdl_stack_table *t, size_t i) {
    return bdl_numbering_of(bdl_stack_text(t, i)).style != BDL_UNNUMBERED;
}

/* How many texts one unit has from I on: 二、外交支出 below 一、一般公共服务支出 is the
 * next, whose figures are left out. */
static size_t run_of_texts(const bdl_stack_table *t, size_t i) {
    size_t n = run_of(t, i, BDL_STACK_TEXT);
    if (n < 2 || !is_numbered(t, i))
        return n;
    size_t end = 1;
    while (end < n && !is_numbered(t, i + end))
        end++;
    return end;
}

/* Takes units up to the last that has a figure; false where amounts and codes cannot be
 * told apart. */
static bool find_units(finder *f) {
    bdl_stack_table *t = f->t;
    size_t end = t->data;
    for (size_t i = t->data; i < t->end;) {
        unit u = {.codes = i, .code_count = run_of(t, i, BDL_STACK_CODE)};
        u.texts = i + u.code_count;
        u.text_count = run_of_texts(t, u.texts);
        u.figures = u.texts + u.text_count;
        u.figure_count = end_of_figures(t, u.figures) - u.figures;
        if (u.code_count > CODES_MAX)
            return false;
        if (u.text_count == 0)
            break;
        BDL_PUSH(t->s->r->passing, &f->units, u);
        i = u.figures + u.figure_count;
        end = u.figure_count > 0 ? i : end;
    }
    t->end = end;
    while (f->units.count > 0 && f->units.items[f->units.count - 1].figures > end)
        f->units.count--;
    return f->units.count > 0;
}

/* ---- rows that are numbered, or parted by blank lines ---- */

static void find_numbers(finder *f) {
    unsigned long next = 1;
    for (size_t i = 0; i < f->units.count; i++) {
        const unit *u = &f->units.items[i];
        bool is_next = u->code_count > 0 && bdl_stack_number(f->t, u->codes) == next;
        if (u->code_count > 0 && !is_next)
            return;
        next += is_next;
    }
    f->numbered = next > 2;
}

/* Blank lines part rows when they stand before units alone; false when some stand
 * elsewhere. */
static bool find_gaps(finder *f) {
    size_t before = 0, inside = 0;
    for (size_t i = 1; i < f->units.count; i++)
        before += bdl_stack_token_at(f->t, f->units.items[i].codes)->gap > 0;
    for (size_t i = f->t->data + 1; i < f->t->end; i++)
        inside += bdl_stack_token_at(f->t, i)->gap > 0;
    f->gapped = 3 * before >= f->units.count && before > 0;
    return inside == before;
}

/* ---- two lists ---- */

static bdl_numbering number_of(const finder *f, size_t i) {
    bdl_numbering none = {0};
    return i < f->units.count
               ? bdl_numbering_of(bdl_stack_text(f->t, f->units.items[i].texts))
               : none;
}

static bool is_same_number(bdl_numbering a, bdl_numbering b) {
    return a.style != BDL_UNNUMBERED && a.style == b.style && a.value == b.value;
}

/* Which of two lists the name says: 1 left, 2 right, 0 neither or both. */
static int said_side(const finder *f, const unit *u) {
    const bdl_form *form = f->t->form;
    bdl_str text = bdl_stack_text(f->t, u->texts);
    int found = 0, side = 0;
    for (size_t l = 0; l < form->lists.count; l++) {
        const bdl_list_form *list = &form->lists.items[l];
        if (list->place != BDL_LIST_BESIDE)
            continue;
        side++;
        for (size_t n = 0; n < list->under_count; n++)
            if (!list->under[n].pattern && bdl_str_has(text, list->under[n].parts[0])) {
                found |= side;
                break;
            }
    }
    return found == 3 ? 0 : found;
}

static size_t count_lists(const bdl_form *form) {
    size_t n = 0;
    for (size_t l = 0; l < form->lists.count; l++)
        n += form->lists.items[l].place == BDL_LIST_BESIDE;
    return n;
}

/* Whether a row begins with unit I: its number or a blank line says so. */
static bool begins_row(const finder *f, size_t i) {
    const unit *u = &f->units.items[i];
    return (f->numbered && u->code_count > 0) ||
           (f->gapped && bdl_stack_token_at(f->t, u->codes)->gap > 0);
}

/* Whether units I and I + 1 may be one row. */
static bool may_pair(const finder *f, size_t i) {
    return i + 1 < f->units.count && !begins_row(f, i + 1) &&
           f->units.items[i + 1].code_count == 0;
}

/* A unit that has no other beside it: by the numbers before it in each list, then by the
 * words of its name. */
static bool take_alone(finder *f, size_t i, const bdl_numbering last[2]) {
    unit *u = &f->units.items[i];
    bdl_numbering n = number_of(f, i);
    bool goes_on[2];
    for (int side = 0; side < 2; side++)
        goes_on[side] = n.style != BDL_UNNUMBERED && n.style == last[side].style &&
                        n.value == last[side].value + 1;
    int said = said_side(f, u);
    if (goes_on[0] != goes_on[1] && (said == 0 || (said == 1) == goes_on[0]))
        u->left = goes_on[0];
    else if (said > 0)
        u->left = said == 1;
    else
        return false;
    u->right = !u->left;
    return true;
}

/* Whether units I and I + 1 are the two halves of a row; *SURE: that is known. */
static bool is_pair(const finder *f, size_t i, bool *sure) {
    const unit *a = &f->units.items[i], *b = a + 1;
    *sure = true;
    if (!may_pair(f, i))
        return false;
    bool known_end = (f->numbered || f->gapped) && begins_row(f, i);
    bdl_numbering n = number_of(f, i), m = number_of(f, i + 1);
    if (known_end || is_same_number(n, m))
        return true;
    int left = said_side(f, a), right = said_side(f, b);
    if (n.style != m.style || n.style != BDL_UNNUMBERED)
        return false;
    *sure = left != 2 && right != 1;
    return *sure;
}

static bool find_sides(finder *f) {
    bdl_numbering last[2] = {{0}, {0}};
    for (size_t i = 0; i < f->units.count; i++) {
        unit *u = &f->units.items[i];
        bool sure, pair = is_pair(f, i, &sure);
        if (!sure)
            return false;
        if (pair) {
            u->left = u[1].right = true;
            last[0] = number_of(f, i);
            last[1] = number_of(f, ++i);
        } else if (!take_alone(f, i, last)) {
            return false;
        } else {
            last[u->right] = number_of(f, i);
        }
    }
    return true;
}

/* ---- the shape ---- */

static bool measure(finder *f) {
    for (size_t i = 0; i < f->units.count; i++) {
        const unit *u = &f->units.items[i];
        size_t codes = u->code_count - (f->numbered && u->code_count > 0);
        f->codes = codes > f->codes ? codes : f->codes;
        f->texts = i == 0 ? u->text_count : f->texts;
        if (u->text_count != f->texts)
            return false; /* a name that is wrapped, or a row without figures */
        if (!u->right && i > 0 && u->figure_count > 0 && u->figure_count != f->figures[0])
            return false; /* which of those of the left list are empty is not known */
        size_t *figures = &f->figures[u->right];
        *figures = u->figure_count > *figures ? u->figure_count : *figures;
    }
    return true;
}

static void put(bdl_stack_row *row, size_t column, size_t token) {
    if (column < BDL_STACK_WIDTH_MAX)
        row->cells[column] = token + 1;
    if (column >= row->count)
        row->count = column + 1;
}

/* Puts the cells of U into ROW; the names begin in column AT. */
static void put_unit(const finder *f, const unit *u, size_t at, bdl_stack_row *row) {
    bool numbered = f->numbered && u->code_count > 0;
    if (numbered)
        put(row, 0, u->codes);
    for (size_t i = numbered; i < u->code_count; i++)
        put(row, f->numbered + i - numbered, u->codes + i);
    for (size_t i = 0; i < u->text_count; i++)
        put(row, at + i, u->texts + i);
    for (size_t i = 0; i < u->figure_count; i++)
        put(row, at + f->texts + i, u->figures + i);
}

static void put_rows(finder *f) {
    size_t left = f->numbered + f->codes, right = left + f->texts + f->figures[0];
    bdl_arena *arena = f->t->s->r->passing;
    for (size_t i = 0; i < f->units.count; i++) {
        const unit *u = &f->units.items[i];
        bdl_stack_row row = {.count = 0};
        put_unit(f, u, u->right ? right : left, &row);
        if (u->left && i + 1 < f->units.count && u[1].right && may_pair(f, i))
            put_unit(f, &f->units.items[++i], right, &row);
        BDL_PUSH(arena, &f->t->rows, row);
    }
}

/* What each column holds. */
static void find_kinds(bdl_stack_table *t) {
    for (size_t c = 0; c < t->width; c++) {
        t->kinds[c] = BDL_STACK_CODE;
        for (size_t i = 0; i < t->rows.count; i++) {
            size_t token = t->rows.items[i].cells[c];
            bdl_stack_kind kind = token ? bdl_stack_token_at(t, token - 1)->kind : 0;
            if (token && kind > BDL_STACK_CODE)
                t->kinds[c] = kind;
        }
    }
}

bool bdl_stack_find_rows(bdl_stack_table *t) {
    finder f = {.t = t};
    if (!find_units(&f))
        return false;
    find_numbers(&f);
    bool two = count_lists(t->form) == 2;
    if (!find_gaps(&f) || (two && !find_sides(&f)) || !measure(&f))
        return false;
    t->width = f.numbered + f.codes + f.texts + f.figures[0] +
               (two ? f.texts + f.figures[1] : 0);
    if (t->width > BDL_STACK_WIDTH_MAX || f.figures[0] == 0)
        return false;
    put_rows(&f);
    find_kinds(t);
    return true;
}
