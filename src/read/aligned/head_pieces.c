/* head_pieces.c - which words over aligned columns are pieces of one heading: those under
 * each other with one middle. */
#include "read/aligned/head.h"

enum {
    WORDS_MAX = 120, /* of a head */
    WRAPPED_MIN = 4, /* width of a heading that is wrapped */
    REACH = 2,       /* lines from a piece of a heading to the next */
    OFF_MIDDLE = 3,  /* twice the blanks two pieces may be off each other's middle */
};

typedef struct finder {
    bdl_arena *arena;
    const bdl_worded *lines;
    const bdl_columns *columns;
    bdl_head *head;
} finder;

/* The word of LINE that shares positions with WORD; *COUNT says how many do. */
static size_t word_over(const bdl_worded *line, const bdl_word *word, int m,
                        size_t *count) {
    size_t found = SIZE_MAX;
    *count = 0;
    for (size_t w = 0; w < line->count; w++)
        if (bdl_positions_overlap(line->words[w].begin[m], line->words[w].end[m],
                                  word->begin[m], word->end[m])) {
            found = w;
            ++*count;
        }
    return found;
}

/* Whether BELOW goes on with ABOVE: about as wide at most, and in its middle or flush. */
static bool is_piece_of(const bdl_word *above, const bdl_word *below, int m) {
    uint32_t wide = above->end[m] - above->begin[m],
             low = below->end[m] - below->begin[m];
    if (low > wide + 2 || (low >= wide + 2 && above->begin[m] == below->begin[m]))
        return false; /* 项目, flush over 科目编码 and what is beside it */
    return above->begin[m] == below->begin[m] ||
           bdl_positions_apart(above->begin[m] + above->end[m],
                               below->begin[m] + below->end[m]) <= OFF_MIDDLE;
}

/* Whether word W of line I stands under no word of the FAR lines above. */
static bool begins_below(const finder *f, size_t i, size_t w, size_t far) {
    for (size_t l = i; l > 0 && i - l < far && f->lines[l].gap == 0; l--) {
        size_t over;
        word_over(&f->lines[l - 1], &f->lines[i].words[w], f->columns->measure, &over);
        if (over > 0)
            return false;
    }
    return true;
}

static bool begins_here(const finder *f, size_t i, size_t w) {
    return begins_below(f, i, w, REACH);
}

/* Whether a word stands under W within the REACH lines below. */
static bool goes_on_below(const finder *f, size_t i, size_t w) {
    for (size_t l = i + 1; l < f->head->lines && l - i <= REACH && !f->lines[l].gap;
         l++) {
        size_t over;
        word_over(&f->lines[l], &f->lines[i].words[w], f->columns->measure, &over);
        if (over > 0)
            return over == 1;
    }
    return false;
}

/* Whether W is the first or the last word of its line, the two beside it begin there, and
 * the line above stands beside it: headings of three lines begin no higher than those of
 * two alone, so that W begins there, too. */
static bool is_at_end_of_row(const finder *f, size_t i, size_t w) {
    size_t count = f->lines[i].count, over;
    if (count < 3 || i == 0 || f->lines[i].gap > 0 || (w > 0 && w + 1 < count) ||
        !goes_on_below(f, i, w))
        return false;
    word_over(&f->lines[i - 1], &f->lines[i].words[w], f->columns->measure, &over);
    return over == 0 && begins_here(f, i, w > 0 ? w - 1 : 1) &&
           begins_here(f, i, w > 0 ? w - 2 : 2);
}

/* Whether the words at both sides of W begin on its line: then so does W, for a heading
 * of one line stands in the middle of those of two. */
static bool is_in_row(const finder *f, size_t i, size_t w) {
    if (is_at_end_of_row(f, i, w))
        return true;
    return w > 0 && w + 1 < f->lines[i].count && begins_here(f, i, w - 1) &&
           begins_here(f, i, w + 1);
}

/* Whether a word beside W begins on its line and is no wider: 类, 款 and 项 under one
 * group. */
static bool has_twin(const finder *f, size_t i, size_t w) {
    int m = f->columns->measure;
    const bdl_word *word = &f->lines[i].words[w];
    for (size_t k = w > 0 ? w - 1 : w + 1; k < f->lines[i].count && k <= w + 1; k += 2) {
        const bdl_word *other = &f->lines[i].words[k];
        if (other->end[m] - other->begin[m] <= word->end[m] - word->begin[m] &&
            begins_here(f, i, k))
            return true;
    }
    return false;
}

static bool recurs(const bdl_worded *line, const bdl_word *word) {
    size_t count = 0;
    for (size_t k = 0; k < line->count; k++)
        count += bdl_str_eq(line->words[k].text, word->text);
    return count > 1;
}

/* Whether W is the first word of a list that comes again, the second of which stands
 * under nothing: 项目 and 预算数, both under 收入 and again under 支出. */
static bool begins_list(const finder *f, size_t i, size_t w) {
    const bdl_worded *line = &f->lines[i];
    return w + 1 < line->count && recurs(line, &line->words[w]) &&
           recurs(line, &line->words[w + 1]) && begins_here(f, i, w + 1);
}

/* Whether a word of line I has nothing under it. */
static bool has_single(const finder *f, size_t i) {
    for (size_t k = 0; k < f->lines[i].count; k++) {
        size_t under = 0;
        for (size_t l = i + 1; l < f->head->lines && l - i <= REACH && under == 0; l++)
            word_over(&f->lines[l], &f->lines[i].words[k], f->columns->measure, &under);
        if (under == 0)
            return true;
    }
    return false;
}

/* Whether a word of line I stands alone, with nothing over or under it. */
static bool has_alone(const finder *f, size_t i) {
    for (size_t k = 0; k < f->lines[i].count; k++) {
        size_t under;
        word_over(&f->lines[i + 1], &f->lines[i].words[k], f->columns->measure, &under);
        if (under == 0 && begins_here(f, i, k))
            return true;
    }
    return false;
}

/* Whether word A of line UP above W stands over the word right of W, too, flush with W
 * as all are with what they head: headings of one line stand on that line then, or in the
 * middle of both, so that the word right of W, on the lower, is no such heading. */
static bool heads_next(const finder *f, size_t i, size_t w, size_t up, size_t a) {
    const bdl_worded *line = &f->lines[i], *above = &f->lines[up];
    int m = f->columns->measure;
    return w + 1 < line->count && above->words[a].begin[m] == line->words[w].begin[m] &&
           begins_below(f, i, w + 1, up + 1 == i ? REACH : i) &&
           (a + 1 == above->count ||
            line->words[w + 1].end[m] <= above->words[a + 1].begin[m]) &&
           (up + 1 == i ? has_single(f, up) : has_alone(f, up + 1));
}

/* Which time the text of word W stands on LINE, from 0. */
static size_t count_before(const bdl_worded *line, size_t w) {
    size_t count = 0;
    for (size_t k = 0; k < w; k++)
        count += bdl_str_eq(line->words[k].text, line->words[w].text);
    return count;
}

/* Where lists of headings come again, the heading that word W of line I goes on with as
 * the same word before it does with its own; SIZE_MAX when there is none. */
static size_t heading_as_before(const finder *f, size_t i, size_t w) {
    const bdl_worded *line = &f->lines[i];
    size_t time = count_before(line, w), first = 0;
    while (!bdl_str_eq(line->words[first].text, line->words[w].text))
        first++;
    const bdl_heading *like = &f->head->items[f->head->of[i][first]];
    if (time == 0 || like->top == i)
        return SIZE_MAX;
    const bdl_worded *above = &f->lines[like->top];
    for (size_t k = 0; k < above->count; k++)
        if (bdl_str_eq(above->words[k].text, like->text) &&
            count_before(above, k) == time)
            return f->head->of[like->top][k];
    return SIZE_MAX;
}

/* The heading that word W of line I goes on with, or SIZE_MAX. */
static size_t heading_above(const finder *f, size_t i, size_t w) {
    const bdl_word *word = &f->lines[i].words[w];
    int m = f->columns->measure;
    for (size_t l = i; l > 0 && i - l < REACH && f->lines[l].gap == 0; l--) {
        size_t over, under;
        size_t a = word_over(&f->lines[l - 1], word, m, &over);
        if (over == 0)
            continue;
        const bdl_word *above = &f->lines[l - 1].words[a];
        word_over(&f->lines[i], above, m, &under);
        uint32_t wide = above->end[m] - above->begin[m];
        bool is_rest =
            l == i && wide >= WRAPPED_MIN && 2 * (word->end[m] - word->begin[m]) <= wide;
        if ((!is_rest || has_twin(f, i, w)) && is_in_row(f, i, w))
            return SIZE_MAX;
        bool at_edge = w == 0 && f->columns->count > 0 &&
                       bdl_columns_of_word(f->columns, word) == 0 &&
                       recurs(&f->lines[i], word);
        bool is_list =
            heads_next(f, i, w, l - 1, a) ||
            ((at_edge || begins_list(f, i, w)) && !recurs(&f->lines[l - 1], above));
        return over == 1 && under == 1 && is_piece_of(above, word, m) && !is_list
                   ? f->head->of[l - 1][a]
                   : SIZE_MAX;
    }
    return SIZE_MAX;
}

static void add_word(finder *f, size_t i, size_t w) {
    const bdl_word *word = &f->lines[i].words[w];
    int m = f->columns->measure;
    size_t at = heading_above(f, i, w);
    if (at == SIZE_MAX)
        at = heading_as_before(f, i, w);
    if (at == SIZE_MAX) {
        at = f->head->count++;
        f->head->items[at] = (bdl_heading){.text = word->text,
                                           .begin = word->begin[m],
                                           .end = word->end[m],
                                           .top = i,
                                           .bottom = i};
    }
    bdl_heading *h = &f->head->items[at];
    h->begin = word->begin[m] < h->begin ? word->begin[m] : h->begin;
    h->end = word->end[m] > h->end ? word->end[m] : h->end;
    h->bottom = i;
    f->head->of[i][w] = at;
}

bool bdl_head_join(bdl_arena *arena, const bdl_worded *lines, const bdl_columns *columns,
                   bdl_head *head) {
    finder own = {arena, lines, columns, head}, *f = &own;
    size_t words = 0;
    for (size_t i = 0; i < f->head->lines; i++)
        words += f->lines[i].count;
    if (words > WORDS_MAX)
        return false;
    f->head->items = BDL_NEW_ARRAY(f->arena, bdl_heading, words + 1);
    f->head->of = BDL_NEW_ARRAY(f->arena, size_t *, f->head->lines + 1);
    for (size_t i = 0; i < f->head->lines; i++) {
        f->head->of[i] = BDL_NEW_ARRAY(f->arena, size_t, f->lines[i].count + 1);
        for (size_t w = 0; w < f->lines[i].count; w++)
            add_word(f, i, w);
    }
    return true;
}
