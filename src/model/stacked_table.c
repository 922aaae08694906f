/* stacked_table.c - tables whose cells came one a line, as copying from a page gives
 * them: below the title of a form stand its headings, then figures. Where blank lines
 * were left for empty cells all rows are of one length; else rows are told by what begins
 * them. */
#include "model/stacked_table.h"

#include "base/language.h"
#include "model/pattern_set.h"
#include "model/table.h"

enum {
    SHORT = 120,     /* bytes of a line that may be a cell */
    TITLE_MAX = 120, /* bytes */
    AHEAD = 48,      /* lines from a title to the first figure */
    FIGURES_MIN = 3,
    CAPTIONS_MAX = 4,
};

/* ---- lines ---- */

static const bdl_block *line_at(const bdl_stack *s, size_t i) {
    const bdl_block *b = i < s->doc->blocks.count ? &s->doc->blocks.items[i] : NULL;
    return b && b->kind == BDL_PARAGRAPH ? b : NULL;
}

/* Figures alone, told without looking closely. */
static bool looks_like_figure(bdl_str s) {
    bool digit = false;
    for (size_t i = 0; i < s.len; i++) {
        digit |= bdl_is_ascii_digit(s.data[i]);
        if (s.data[i] == '\0' || !strchr("0123456789.,-+% ", s.data[i]))
            return false;
    }
    return digit;
}

/* Whether short lines follow line I, figures among them: no list of titles. */
static bool may_be_above(const bdl_stack *s, size_t i) {
    size_t figures = 0, short_ones = 0;
    for (size_t k = i + 1; k <= i + AHEAD && figures < FIGURES_MIN; k++) {
        const bdl_block *b = line_at(s, k);
        if (!b || b->run.text.len > SHORT)
            return false;
        short_ones++;
        figures += looks_like_figure(b->run.text);
    }
    return figures == FIGURES_MIN && short_ones > 2 * FIGURES_MIN;
}

static bool has_no_fields(const bdl_form *form) {
    return form->fields.count == 0 && form->lists.count > 0 &&
           form->lists.items[0].place != BDL_LIST_INNER;
}

/* The form of which line I is the title; NULL: none that has columns. */
static const bdl_form *form_of(bdl_stack *s, size_t i) {
    bdl_subject subject = {.run = &s->doc->blocks.items[i].run,
                           .folded = {bdl_stack_cell(s, i)->folded}};
    bdl_signature signature;
    bdl_hit hit;
    bdl_text_sign(subject.folded.text, &signature);
    bdl_pattern_look look = bdl_pattern_set_look(s->r->schema->title_set, &signature);
    for (size_t k; bdl_pattern_look_next(&look, &k);) {
        const bdl_form *form = s->r->schema->forms.items[k];
        if (has_no_fields(form) && bdl_pattern_meets(s->r, form->title, &subject, &hit))
            return form;
    }
    return NULL;
}

/* ---- cells ---- */

unsigned long bdl_stack_number(const bdl_stack_table *t, size_t i) {
    return (unsigned long)bdl_str_number(bdl_stack_text(t, i), 9999999);
}

static bdl_stack_kind kind_of(bdl_stack *s, size_t i) {
    enum { CODE_DIGITS_MAX = 7 };
    bdl_str text = bdl_stack_cell(s, i)->folded;
    if (text.len > 0 && bdl_str_is_digits(text) && text.len <= CODE_DIGITS_MAX &&
        !bdl_str_eq(text, BDL_STR("0")))
        return BDL_STACK_CODE;
    return bdl_cell_says_nothing(text) || bdl_cell_is_figure(bdl_stack_cell(s, i))
               ? BDL_STACK_FIGURE
               : BDL_STACK_TEXT;
}

/* Blank lines before line I. */
static uint32_t gap_before(const bdl_stack *s, size_t i) {
    const bdl_block *b = &s->doc->blocks.items[i], *a = b - 1;
    if (a->run.place.line > 0 && b->run.place.line > a->run.place.line + 1)
        return b->run.place.line - a->run.place.line - 1;
    return b->gap_before;
}

/* A line of a text, not of a table. */
static bool ends_cells(bdl_stack *s, size_t i) {
    const bdl_block *b = line_at(s, i);
    if (!b || b->run.text.len > SHORT)
        return true;
    bdl_str text = bdl_stack_cell(s, i)->folded;
    bdl_subject subject = {.run = &b->run, .folded = {text}};
    return bdl_str_ends(text, BDL_STR("。")) || bdl_str_ends(text, BDL_STR(";")) ||
           (bdl_str_ends(text, BDL_STR("表")) && bdl_is_title_of_a_form(s->r, &subject));
}

/* Takes the lines from FROM on as cells. Where each has a blank line before it, that says
 * nothing. */
static void take_tokens(bdl_stack_table *t, size_t from) {
    bdl_stack *s = t->s;
    uint32_t least = UINT32_MAX;
    for (size_t i = from; !ends_cells(s, i); i++) {
        bdl_stack_token token = {i, i > from ? gap_before(s, i) : 0, kind_of(s, i)};
        least = i > from && token.gap < least ? token.gap : least;
        BDL_PUSH(s->r->passing, &t->tokens, token);
    }
    for (size_t i = 1; i < t->tokens.count; i++)
        t->tokens.items[i].gap -= least;
    t->end = t->tokens.count;
}

/* ---- headings ---- */

/* Numbers of columns: a word, 1, 2, 3 …; gives where they end, FROM when there are none.
 */
static size_t pass_numbering(const bdl_stack_table *t, size_t from) {
    unsigned long next = 1;
    size_t i = from;
    for (size_t words = 0; i < t->end && words <= 1; i++) {
        bool is_next = bdl_stack_number(t, i) == next;
        words = is_next ? 0 : words + 1;
        next += is_next;
        if (!is_next && (words > 1 || bdl_stack_number(t, i) > 0))
            break;
    }
    enum { NUMBERS_MIN = 3 };
    if (next <= NUMBERS_MIN)
        return from;
    while (bdl_stack_number(t, i - 1) != next - 1)
        i--;
    return i;
}

/* Where the headings end: before the first code, or the name before the first figure. */
static bool find_data(bdl_stack_table *t) {
    size_t i = 0;
    while (i < t->end && bdl_stack_token_at(t, i)->kind == BDL_STACK_TEXT)
        i++;
    if (i == t->end || i < 2)
        return false;
    size_t rows = pass_numbering(t, i);
    if (rows == t->end)
        return false; /* nothing stands below the numbers */
    bool counts = rows > i && bdl_stack_number(t, rows) != bdl_stack_number(t, rows - 1);
    if (counts && bdl_stack_token_at(t, i)->kind == BDL_STACK_CODE) {
        t->heads = i - 1;
        t->data = rows;
        return true;
    }
    t->data = t->heads = i - (bdl_stack_token_at(t, i)->kind == BDL_STACK_FIGURE);
    for (size_t k = 1; k < t->heads; k++)
        if (bdl_stack_token_at(t, k)->gap > 0 && t->first_row == 0)
            t->first_row = k;
    return true;
}

/* ---- rows of one length, empty cells left blank ---- */

typedef BDL_VEC(size_t) cells;

static cells with_empty(const bdl_stack_table *t) {
    cells out = {NULL, 0, 0};
    for (size_t i = 0; i < t->end; i++) {
        for (uint32_t k = 0; k < bdl_stack_token_at(t, i)->gap; k++)
            BDL_PUSH(t->s->r->passing, &out, 0);
        BDL_PUSH(t->s->r->passing, &out, i + 1);
    }
    return out;
}

/* Whether the WIDTH cells from FROM on are headings. */
static bool is_head_row(const bdl_stack_table *t, const cells *all, size_t from,
                        size_t width) {
    size_t filled = 0;
    for (size_t i = from; i < from + width && i < all->count; i++) {
        if (all->items[i] > t->heads)
            return false;
        filled += all->items[i] > 0;
    }
    return filled > 0;
}

/* How many cells of column C are not what the most of it are; *FILLED counts all;
 * SIZE_MAX when no heading stands over it that may. FROM: where the rows begin. */
static size_t count_strange(const bdl_stack_table *t, const cells *all, size_t c,
                            size_t width, size_t from, size_t *filled) {
    size_t of[3] = {0}, most = 0, sum = 0, head = 0;
    for (size_t i = c; i < all->count; i += width) {
        size_t token = all->items[i];
        if (i < from)
            head = token > 0 ? token : head;
        else if (token > t->data)
            of[bdl_stack_token_at(t, token - 1)->kind]++;
    }
    for (size_t k = 0; k < 3; k++) {
        most = of[k] > of[most] ? k : most;
        sum += of[k];
    }
    *filled += sum;
    if (sum > 0 && (head == 0 || !bdl_stack_may_head(t, head - 1, (bdl_stack_kind)most)))
        return SIZE_MAX;
    return sum - of[most];
}

/* How many cells are strange in their columns where rows have WIDTH cells; SIZE_MAX: they
 * have not. */
static size_t weigh_width(const bdl_stack_table *t, const cells *all, size_t width) {
    enum { ROWS_MIN = 3, HEAD_ROWS_MAX = 3, PART = 8 };
    size_t heads = 0, count = (all->count + width - 1) / width, strange = 0, filled = 0;
    while (heads <= HEAD_ROWS_MAX && is_head_row(t, all, heads * width, width))
        heads++;
    if (heads == 0 || heads > HEAD_ROWS_MAX || count < heads + ROWS_MIN)
        return SIZE_MAX;
    for (size_t i = heads * width; i < all->count; i++)
        if (all->items[i] > 0 && all->items[i] <= t->heads)
            return SIZE_MAX;
    for (size_t c = 0; c < width; c++) {
        size_t here = count_strange(t, all, c, width, heads * width, &filled);
        if (here == SIZE_MAX)
            return SIZE_MAX;
        strange += here;
    }
    return PART * strange <= filled ? strange : SIZE_MAX;
}

/* The number of cells of each row; 0: it is not known. */
static size_t find_width(const bdl_stack_table *t, const cells *all) {
    size_t width = 0, least = SIZE_MAX;
    for (size_t w = 3; w <= BDL_STACK_WIDTH_MAX; w++) {
        size_t strange = weigh_width(t, all, w);
        if (strange >= least)
            continue;
        least = strange;
        width = w;
    }
    return width;
}

static void add_cell(bdl_stack *s, const bdl_stack_table *t, size_t token, size_t near) {
    if (token > 0)
        bdl_stack_add(s, bdl_stack_token_at(t, token - 1)->line);
    else
        bdl_stack_add_empty(s, bdl_stack_token_at(t, near)->line);
}

/* Rows as they were where blank lines were left for empty cells. */
static bool make_even(bdl_stack_table *t) {
    cells all = with_empty(t);
    size_t width = all.count > t->end ? find_width(t, &all) : 0, last = 0;
    if (width == 0)
        return false;
    for (size_t i = 0; i < all.count; i++) {
        add_cell(t->s, t, all.items[i], last);
        last = all.items[i] > 0 ? all.items[i] - 1 : last;
        if (i % width == width - 1)
            bdl_stack_end_row(t->s);
    }
    bdl_stack_end_row(t->s);
    return true;
}

/* ---- rows told by what begins them ---- */

static void add_row(bdl_stack_table *t, const bdl_stack_row *row) {
    size_t near = 0;
    for (size_t c = 0; c < row->count; c++)
        near = near == 0 ? row->cells[c] : near;
    for (size_t c = 0; c < row->count; c++)
        add_cell(t->s, t, row->cells[c], near > 0 ? near - 1 : 0);
    bdl_stack_end_row(t->s);
}

static bool make_rows(bdl_stack_table *t) {
    bdl_stack_row heads[2];
    size_t rows;
    if (!bdl_stack_find_rows(t) || !bdl_stack_place_heads(t, heads, &rows))
        return false;
    for (size_t i = 0; i < rows; i++)
        add_row(t, &heads[i]);
    for (size_t i = 0; i < t->rows.count; i++)
        add_row(t, &t->rows.items[i]);
    return true;
}

/* ---- tables ---- */

/* A line between a title and its headings: 单位：万元. */
static bool is_caption(bdl_stack *s, size_t i) {
    bdl_unit unit;
    bdl_str text = bdl_stack_cell(s, i)->folded;
    return bdl_caption_unit(text, &unit) || bdl_str_has(text, BDL_STR(":"));
}

/* Where the headings below the title of line I begin. */
static size_t heads_of(bdl_stack *s, size_t i) {
    size_t from = i + 1;
    for (size_t k = i + 1; k <= i + CAPTIONS_MAX && line_at(s, k); k++)
        if (is_caption(s, k))
            from = k + 1;
    return from;
}

/* Makes a table of what stands below the title of line I; gives where it ends, I when
 * there is none. */
static size_t make_table(bdl_stack *s, size_t i) {
    bdl_stack_table t = {.s = s, .form = form_of(s, i)};
    if (!t.form)
        return i;
    size_t from = heads_of(s, i);
    take_tokens(&t, from);
    if (!find_data(&t))
        return i;
    memset(&s->rows, 0, sizeof s->rows);
    if (make_even(&t) || make_rows(&t)) {
        size_t end = bdl_stack_token_at(&t, t.end - 1)->line + 1;
        bdl_stack_put(s, from, end);
        return end - 1;
    }
    bdl_unread_add(s->r, bdl_stack_place(s, from), s->doc->blocks.items[i].run.text,
                   _("the cells of the table came one a line; which are empty cannot be "
                     "told"));
    return i;
}

/* 部门收支总表, 支出表（按功能分类）. */
static bool may_be_title(bdl_str s) {
    return s.len <= TITLE_MAX && (bdl_str_ends_any(s, BDL_WORDS("表", ")", "）")));
}

void bdl_stacked_find_tables(bdl_stack *s) {
    for (size_t i = 0; i + 2 * FIGURES_MIN < s->doc->blocks.count; i++) {
        const bdl_block *b = line_at(s, i);
        if (b && may_be_title(b->run.text) && may_be_above(s, i))
            i = make_table(s, i);
    }
}
