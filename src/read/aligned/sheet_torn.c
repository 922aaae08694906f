/* sheet_torn.c - the labels at the margin of a sheet whose column is so narrow that they
 * take two lines and more, beside values that have lines of their own. */
#include "base/text.h"

#include "read/aligned/sheet.h"

enum { MARGIN = 2, NEAR = 1 };

typedef struct labels {
    bdl_arena *arena;
    bdl_worded *lines;
    size_t count;
    int measure;
    uint32_t margin; /* where the widest label ends */
    uint32_t texts;  /* how wide the widest text is, on a terminal */
} labels;

static bool is_at_margin(const labels *l, const bdl_word *word) {
    return word->begin[l->measure] <= MARGIN;
}

/* Whether LINE begins with a label, or a piece of one. */
static bool has_label(const labels *l, const bdl_worded *line) {
    return line->count > 0 && line->words[0].end[l->measure] <= l->margin &&
           bdl_words_is_name(line->words[0].text);
}

/* Where the labels end: those of lines that have words beside them. */
static void find_margin(labels *l) {
    for (size_t i = 0; i < l->count; i++) {
        const bdl_word *first = &l->lines[i].words[0];
        if (l->lines[i].count > 1 && is_at_margin(l, first) &&
            first->end[l->measure] > l->margin && bdl_words_is_name(first->text))
            l->margin = first->end[l->measure];
    }
}

static void find_texts(labels *l) {
    for (size_t i = 0; i < l->count; i++)
        for (size_t w = 0; w < l->lines[i].count; w++) {
            uint32_t width = bdl_word_width(&l->lines[i].words[w], BDL_IN_WIDTH);
            l->texts = width > l->texts ? width : l->texts;
        }
}

/* Whether LEFT is a label and RIGHT begins behind those of all lines. */
static bool ends_label(void *ctx, const bdl_word *left, const bdl_word *right) {
    const labels *l = ctx;
    return is_at_margin(l, left) && left->end[l->measure] <= l->margin &&
           right->begin[l->measure] > l->margin && bdl_words_is_name(left->text);
}

/* Parts the labels from values that one blank parts from them. */
static void cut_labels(labels *l) {
    for (size_t i = 0; i < l->count; i++) {
        bdl_worded first = l->lines[i];
        first.count = 1;
        bdl_words_cut(l->arena, &first, ends_label, l);
        if (first.count != 2)
            continue;
        bdl_worded *line = &l->lines[i];
        bdl_word *words = BDL_NEW_ARRAY(l->arena, bdl_word, line->count + 1);
        memcpy(words, first.words, 2 * sizeof *words);
        memcpy(words + 2, line->words + 1, (line->count - 1) * sizeof *words);
        line->words = words;
        line->count++;
    }
}

/* Puts WORD of LINE below the pieces of word number AT of INTO. */
static void append(const labels *l, bdl_worded *into, size_t at, const bdl_worded *line,
                   const bdl_word *word) {
    bdl_word *words = BDL_NEW_ARRAY(l->arena, bdl_word, into->count);
    memcpy(words, into->words, into->count * sizeof *words);
    bdl_word upper = bdl_word_moved(l->arena, into, &words[at]);
    bdl_word lower = bdl_word_moved(l->arena, line, word);
    bdl_piece *pieces =
        BDL_NEW_ARRAY(l->arena, bdl_piece, upper.piece_count + lower.piece_count);
    memcpy(pieces, upper.pieces, upper.piece_count * sizeof *pieces);
    memcpy(pieces + upper.piece_count, lower.pieces, lower.piece_count * sizeof *pieces);
    words[at].pieces = pieces;
    words[at].piece_count = upper.piece_count + lower.piece_count;
    into->words = words;
}

/* Whether the words behind the labels of two lines stand under each other, a value under
 * a heading. */
static bool are_columns(const labels *l, const bdl_worded *a, const bdl_worded *b) {
    enum { WORDS_MIN = 3 };
    if (a->count != b->count || a->count < WORDS_MIN)
        return false;
    for (size_t k = 1; k < a->count; k++)
        if (!bdl_words_overlap(&a->words[k], &b->words[k], l->measure))
            return false;
    return true;
}

/* Lines I, I + 1 and I + 2 have the pieces of one label, the one in the middle nothing
 * else: the others are the two rows beside it. */
static bool join_three(labels *l, size_t i) {
    if (i + 2 >= l->count)
        return false;
    bdl_worded *top = &l->lines[i], *middle = top + 1, *low = top + 2;
    if (middle->count != 1 || middle->gap > 0 || low->gap > 0 || low->under_label ||
        !has_label(l, top) || !has_label(l, middle) || !has_label(l, low) ||
        !are_columns(l, top, low))
        return false;
    append(l, top, 0, middle, &middle->words[0]);
    append(l, top, 0, low, &low->words[0]);
    low->words++;
    low->count--;
    low->under_label = true;
    middle->count = 0;
    return true;
}

/* Lines I and I + 1 have the pieces of one label, the second no more than a letter or
 * two, beside headings and the texts below them: these are two rows. */
static bool join_two(labels *l, size_t i) {
    enum { REST_MAX = 4, LABEL_MIN = 4 };
    if (i + 1 >= l->count)
        return false;
    bdl_worded *top = &l->lines[i], *low = top + 1;
    if (low->gap > 0 || low->under_label || !has_label(l, top) || !has_label(l, low) ||
        top->words[0].end[l->measure] + NEAR < l->margin || !are_columns(l, top, low) ||
        bdl_word_width(&top->words[0], BDL_IN_WIDTH) <= LABEL_MIN ||
        bdl_word_width(&low->words[0], BDL_IN_WIDTH) > REST_MAX ||
        bdl_words_has_number(low))
        return false;
    append(l, top, 0, low, &low->words[0]);
    low->words++;
    low->count--;
    low->under_label = true;
    return true;
}

/* Line I + 1 goes on with the label and with the text of line I, which reaches as far to
 * the right as any. */
static bool join_text(labels *l, size_t i) {
    enum { FULL = 4 };
    if (i + 1 >= l->count)
        return false;
    bdl_worded *line = &l->lines[i], *below = line + 1;
    if (line->count != 2 || below->count != 2 || below->gap > 0 || !has_label(l, line) ||
        !has_label(l, below) || line->words[0].end[l->measure] < l->margin ||
        below->words[0].end[l->measure] >= l->margin ||
        bdl_word_width(&line->words[1], BDL_IN_WIDTH) + FULL < l->texts ||
        bdl_positions_apart(line->words[1].begin[l->measure],
                            below->words[1].begin[l->measure]) > NEAR)
        return false;
    append(l, line, 0, below, &below->words[0]);
    append(l, line, 1, below, &below->words[1]);
    below->count = 0;
    return true;
}

/* Whether LEFT is a short name, as pieces of labels are. */
static bool is_short_name(void *ctx, const bdl_word *left, const bdl_word *right) {
    enum { LETTERS_MAX = 6 };
    (void)ctx;
    (void)right;
    return bdl_utf8_count(left->text) <= LETTERS_MAX && bdl_words_is_name(left->text);
}

/* LINE as a piece of a label and one of its text. */
static bdl_worded label_and_text(const labels *l, const bdl_worded *line) {
    bdl_worded out = *line;
    if (line->count == 1 && is_at_margin(l, line->words))
        bdl_words_cut(l->arena, &out, is_short_name, NULL);
    return out;
}

/* Lines I and I + 1 are as in join_text, but one blank alone parts their texts from the
 * pieces of the label, where others are wider: the texts begin at one place. */
static bool join_narrow(labels *l, size_t i) {
    enum { FULL = 4 };
    if (i + 1 >= l->count || l->lines[i + 1].gap > 0)
        return false;
    bdl_worded *line = &l->lines[i], *below = line + 1;
    bdl_worded *cut = BDL_NEW_ARRAY(l->arena, bdl_worded, 2);
    cut[0] = label_and_text(l, line);
    cut[1] = label_and_text(l, below);
    if (cut[0].count != 2 || cut[1].count != 2 || line->count + below->count == 4 ||
        !is_at_margin(l, cut[1].words) || !has_label(l, &cut[0]) ||
        !has_label(l, &cut[1]))
        return false;
    const bdl_word *text = &cut[0].words[1], *rest = &cut[1].words[1];
    if (text->end[BDL_IN_WIDTH] + FULL < l->texts || /* the widest may be this line */
        (text->begin[BDL_IN_WIDTH] != rest->begin[BDL_IN_WIDTH] &&
         text->begin[BDL_IN_CHARS] != rest->begin[BDL_IN_CHARS]))
        return false;
    *line = cut[0];
    append(l, line, 0, &cut[1], &cut[1].words[0]);
    append(l, line, 1, &cut[1], rest);
    below->count = 0;
    return true;
}

/* How many lines from line I on, down or up, hold nothing but a text that begins at X,
 * right below each other. */
static size_t count_texts(const labels *l, size_t i, int step, uint32_t x) {
    size_t count = 0;
    while (i < l->count && l->lines[i].count == 1 &&
           l->lines[i].words[0].begin[l->measure] == x &&
           (step < 0 ? l->lines[i + 1].gap == 0 : l->lines[i].gap == 0)) {
        count++;
        i += (size_t)step; /* past 0 it is far beyond the last */
    }
    return count;
}

/* Line I has a label, alone or with a text, in the middle of as many lines of texts above
 * as below: they are its cell. */
static void join_around(labels *l, size_t i) {
    bdl_worded *line = &l->lines[i];
    if (i == 0 || line->count == 0 || line->count > 2 || l->lines[i - 1].count != 1 ||
        line->words[0].begin[l->measure] >= l->margin ||
        !bdl_words_is_name(line->words[0].text))
        return;
    uint32_t x = l->lines[i - 1].words[0].begin[l->measure];
    size_t above = count_texts(l, i - 1, -1, x), below = count_texts(l, i + 1, 1, x);
    above = above < below ? above : below;
    if (above == 0 || line->words[0].end[l->measure] > x ||
        (line->count == 2 &&
         bdl_positions_apart(line->words[1].begin[l->measure], x) > NEAR))
        return;
    bdl_worded *first = line - above;
    bdl_word *words = BDL_NEW_ARRAY(l->arena, bdl_word, 2);
    words[0] = bdl_word_moved(l->arena, line, &line->words[0]);
    words[1] = first->words[0];
    line->words++;
    line->count--;
    first->words = words;
    first->count = 2;
    for (size_t k = 1; k <= 2 * above; k++) {
        if (first[k].count > 0)
            append(l, first, 1, &first[k], &first[k].words[0]);
        first[k].count = 0;
    }
}

size_t bdl_aligned_labels_join(bdl_arena *arena, bdl_worded *lines, size_t count,
                               int measure) {
    labels l = {.arena = arena, .lines = lines, .count = count, .measure = measure};
    size_t kept = 0;
    find_margin(&l);
    if (l.margin == 0)
        return count;
    cut_labels(&l);
    find_texts(&l);
    for (size_t i = 0; i < count; i++)
        if (lines[i].count > 0 && !join_three(&l, i) && !join_two(&l, i) &&
            !join_text(&l, i))
            join_narrow(&l, i);
    for (size_t i = 0; i < count; i++)
        join_around(&l, i);
    for (size_t i = 0; i < count; i++)
        if (lines[i].count > 0)
            lines[kept++] = lines[i];
    return kept;
}
