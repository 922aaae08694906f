/* form_rows.c - which lines of the list inside a form are one row. A cell wraps when it
 * is full; it stands at the top of its row or in its middle, all cells of a list alike.
 * Of all ways to part the lines the one is taken that breaks this the least. */
#include "base/text.h"

#include "read/aligned/form.h"

enum {
    HEIGHT_MAX = 16,  /* lines of a row */
    COLUMNS_MAX = 64, /* more are one */
    FULL = 6,   /* how much of its column a wrapped word may leave, on a terminal, */
    WIDE = 8,   /* in a narrower one nothing */
    NARROW = 4, /* what is narrower does not wrap */
    /* what it costs: */
    LACKING = 4,    /* a row without cells that most have */
    SELDOM = 1,     /* without others */
    ALL = 10,       /* nearly all cells of a row wrap: rather two rows */
    TORN = 6,       /* a line between two of a cell */
    SHORT = 5,      /* a piece that is not full, and goes on */
    ROOM = 2,       /* a piece that is nearly full, and yet had room for more */
    NEVER = 25,     /* a figure that does */
    OFF = 3,        /* each line a cell is off its place */
    HALF = 1,       /* cells half a line off */
    BLANK = 4,      /* a blank line in a row */
    TOO_MUCH = 100, /* a row that costs more is none, however many lines more it has */
    FAR = 1 << 28,
};

typedef enum mode { AT_TOP, IN_MIDDLE, MODES } mode;

typedef struct rows {
    bdl_arena *arena;
    const bdl_form_lines *in;
    size_t *at, count; /* the lines that are not labels alone */
    size_t columns;
    const bdl_word **words; /* COUNT times COLUMNS */
    bool *rests;            /* lines with which no row begins */
    uint32_t widest[COLUMNS_MAX];
    bool asked[COLUMNS_MAX], usual[COLUMNS_MAX];
} rows;

static const bdl_word *word_in(const rows *r, size_t i, size_t column) {
    return r->words[i * r->columns + column];
}

static void add_line(rows *r, size_t i) {
    const bdl_worded *line = &r->in->lines[i];
    bool any = false;
    for (size_t w = 0; w < line->count; w++) {
        size_t c = line->words[w].column;
        if (c < r->in->labels || c >= r->columns)
            continue;
        r->words[r->count * r->columns + c] = &line->words[w];
        uint32_t width = bdl_word_width(&line->words[w], BDL_IN_WIDTH);
        r->widest[c] = width > r->widest[c] ? width : r->widest[c];
        any = true;
    }
    if (any)
        r->at[r->count++] = i;
}

static void find_lines(rows *r) {
    const bdl_form_lines *in = r->in;
    r->columns = in->columns < COLUMNS_MAX ? in->columns : COLUMNS_MAX;
    r->at = BDL_NEW_ARRAY(r->arena, size_t, in->count + 1);
    r->words = BDL_NEW_ARRAY(r->arena, const bdl_word *, in->count * r->columns + 1);
    for (size_t i = 1; i < in->count; i++)
        add_line(r, i);
    for (size_t c = in->labels; c < r->columns; c++) {
        r->asked[c] = in->filled[c] > 0;
        r->usual[c] = in->filled[c] >= in->filled[in->anchor];
    }
}

/* Whether S begins with a sign of comparison: a bound, and no rest of anything. */
static bool begins_bound(bdl_str s) {
    return bdl_str_skip_any(s, BDL_WORDS("≥", "≤", "＞", "＜", "＝", ">", "<", "=")) > 0;
}

/* What it costs that BELOW goes on with the cell of WORD: nothing where that is full. */
static int wrap_cost(const rows *r, size_t column, const bdl_word *word,
                     const bdl_word *below) {
    uint32_t width = bdl_word_width(word, BDL_IN_WIDTH), widest = r->widest[column];
    uint32_t left = widest - width;
    if ((word->number && below->number && widest < WIDE) || begins_bound(below->text))
        return NEVER;
    if (width < NARROW || left > (widest < WIDE ? 0 : FULL))
        return SHORT;
    return width + bdl_text_first_width(below->text) <= widest ? ROOM : 0;
}

/* Whether line I has nothing but what goes on with cells above it that are full, a letter
 * alone among it: no row begins there. */
static bool is_rest(const rows *r, size_t i) {
    bool letter = false;
    for (size_t c = 0; c < r->columns; c++) {
        const bdl_word *word = word_in(r, i, c);
        const bdl_word *above = i > 0 ? word_in(r, i - 1, c) : NULL;
        if (word && (!above || word->number || wrap_cost(r, c, above, word) > 0))
            return false;
        letter |= word && bdl_utf8_count(word->text) == 1;
    }
    return letter;
}

/* What a row costs: its cells, and once what some of them lack. */
typedef struct row_price {
    int cells;
    size_t filled, wrapped; /* cells: all, those of several lines */
    bool lacks, lacks_usual, is_half_off;
} row_price;

static void add_cell(const rows *r, size_t column, size_t a, size_t b, mode how,
                     row_price *out) {
    size_t first = b + 1, last = a;
    const bdl_word *before = NULL;
    for (size_t i = a; i <= b; i++) {
        const bdl_word *word = word_in(r, i, column);
        if (!word)
            continue;
        size_t between = before ? i - last - 1 : 0;
        out->cells += before ? wrap_cost(r, column, before, word) : 0;
        if (between > (how == IN_MIDDLE)) /* others may stand half a line lower */
            out->cells += TORN * (int)between;
        first = before ? first : i;
        last = i;
        before = word;
    }
    if (!before) {
        *(r->usual[column] ? &out->lacks_usual : &out->lacks) = true;
        out->cells += column < r->in->anchor ? SELDOM : 0; /* rather a label */
        return;
    }
    out->filled++;
    out->wrapped += last > first;
    size_t above = first - a, below = b - last;
    size_t off = how == AT_TOP ? above : above > below ? above - below : below - above;
    if (how == IN_MIDDLE && off == 1)
        out->is_half_off = true;
    else
        out->cells += OFF * (int)off;
}

static int row_cost(const rows *r, size_t a, size_t b, mode how) {
    row_price out = {0};
    for (size_t i = a + 1; i <= b; i++)
        out.cells += r->in->lines[r->at[i]].gap > 0 ? BLANK : 0;
    for (size_t c = 0; c < r->columns; c++)
        if (r->asked[c])
            add_cell(r, c, a, b, how, &out);
    bool goes_on = false;
    for (size_t i = a + 1; i <= b; i++)
        goes_on |= r->rests[i];
    if (r->rests[a] || (out.wrapped * 4 > out.filled * 3 && !goes_on))
        out.cells += ALL;
    return out.cells + (out.is_half_off ? HALF : 0) +
           (out.lacks_usual ? LACKING
            : out.lacks     ? SELDOM
                            : 0);
}

/* The least that rows of the lines before each cost; FROM: the first line of the last
 * row. */
static int part(const rows *r, mode how, size_t *from) {
    int *best = BDL_NEW_ARRAY(r->arena, int, r->count + 1);
    for (size_t end = 1; end <= r->count; end++) {
        best[end] = FAR;
        for (size_t a = end; a-- > 0 && end - a <= HEIGHT_MAX;) {
            if (best[a] >= best[end])
                continue;
            int row = row_cost(r, a, end - 1, how), cost = best[a] + row;
            if (row > TOO_MUCH)
                break;
            if (cost >= best[end])
                continue;
            best[end] = cost;
            from[end] = a;
        }
    }
    return best[r->count];
}

int bdl_form_rows_find(bdl_arena *arena, const bdl_form_lines *in, size_t *row_of,
                       size_t *count) {
    rows r = {.arena = arena, .in = in};
    size_t *from[MODES], found = 0;
    int cost[MODES];
    find_lines(&r);
    r.rests = BDL_NEW_ARRAY(arena, bool, r.count + 1);
    for (size_t i = 0; i < r.count; i++)
        r.rests[i] = is_rest(&r, i);
    for (int how = 0; how < MODES; how++) {
        from[how] = BDL_NEW_ARRAY(arena, size_t, r.count + 1);
        cost[how] = part(&r, (mode)how, from[how]);
    }
    mode how = cost[IN_MIDDLE] < cost[AT_TOP] ? IN_MIDDLE : AT_TOP;
    const size_t *best = from[how];
    for (size_t i = 0; i < in->count; i++)
        row_of[i] = SIZE_MAX;
    for (size_t end = r.count; end > 0; end = best[end])
        found++;
    for (size_t end = r.count, row = found; end > 0; end = best[end]) {
        row--;
        for (size_t i = best[end]; i < end; i++)
            row_of[r.at[i]] = row;
    }
    *count = found;
    return cost[how];
}
