/* sheet_heads.c - the headings of the table of texts in a sheet: those of several lines,
 * and those that one blank parts, whose columns the lines below them tell. */
#include "read/aligned/sheet_heads.h"

#include "read/aligned/form.h"

enum { GAP_MAX = 1 }; /* blank lines between two lines */

static bool are_two_texts(void *ctx, const bdl_word *left, const bdl_word *right) {
    size_t *lacking = ctx;
    bool cut = *lacking > 0 && bdl_words_are_two_texts(left, right);
    *lacking -= cut;
    return cut;
}

void bdl_sheet_cut_texts(bdl_arena *arena, bdl_worded *line, size_t lacking) {
    bdl_words_cut(arena, line, are_two_texts, &lacking);
}

bool bdl_sheet_is_apart(const bdl_worded *line) {
    return line->gap > GAP_MAX ||
           (line->gap > 0 && (line->count == 1 || bdl_words_are_part(line)));
}

/* Puts WORD among the words of CHAIN, which share no positions, unless one that ends no
 * later is in its way; those in its way go. */
static void link_word(bdl_worded *chain, const bdl_word *word, int m) {
    size_t from = 0, to;
    while (from < chain->count && chain->words[from].end[m] < word->begin[m])
        from++;
    for (to = from; to < chain->count && chain->words[to].begin[m] <= word->end[m]; to++)
        if (chain->words[to].end[m] <= word->end[m])
            return;
    if (to > from + 1)
        return;
    memmove(&chain->words[from + 1], &chain->words[to],
            (chain->count - to) * sizeof *chain->words);
    chain->words[from] = *word;
    chain->count = chain->count - (to - from) + 1;
}

bdl_worded bdl_sheet_chain(bdl_arena *arena, const bdl_worded *lines, size_t count,
                           size_t columns, int m, uint32_t edge) {
    enum { WINDOW = 12 };
    bdl_worded chain = {.line = lines->line};
    chain.words = BDL_NEW_ARRAY(arena, bdl_word, BDL_SHEET_HEADINGS_MAX + 1);
    for (size_t i = 0; i < count && i < WINDOW && chain.count < columns; i++) {
        bdl_worded line = lines[i];
        size_t lacking = columns > line.count ? columns - line.count : 0;
        bdl_sheet_cut_texts(arena, &line, lacking);
        for (size_t w = 0; w < line.count && chain.count < BDL_SHEET_HEADINGS_MAX; w++)
            if (line.words[w].end[m] > edge)
                link_word(&chain, &line.words[w], m);
    }
    return chain;
}

/* Whether WORD begins below the first piece of heading K of HEAD, which fills its column.
 */
static bool is_below_full(const bdl_worded *head, size_t k, const bdl_word *word, int m) {
    enum { ROOM = 3 };
    return word->begin[m] == head->words[k].begin[m] && k + 1 < head->count &&
           head->words[k].end[m] + ROOM >= head->words[k + 1].begin[m];
}

/* Whether LINE holds the rest of headings of HEAD alone, each in the middle below the
 * first piece, which is wider, or at the beginning of one that fills its column. */
static bool are_pieces(const bdl_worded *head, const bdl_worded *line, int m) {
    enum { OFF_MIDDLE = 3 };
    for (size_t w = 0; w < line->count; w++) {
        const bdl_word *word = &line->words[w], *over = NULL;
        size_t found = 0;
        bool full = false;
        for (size_t k = 0; k < head->count; k++)
            if (bdl_words_overlap(&head->words[k], word, m)) {
                over = &head->words[k];
                full = is_below_full(head, k, word, m);
                found++;
            }
        uint32_t middle = found ? over->begin[m] + over->end[m] : 0;
        uint32_t own = word->begin[m] + word->end[m];
        if (found != 1 || bdl_word_width(word, m) >= bdl_word_width(over, m) ||
            !(full || (word->begin[m] > over->begin[m] &&
                       bdl_positions_apart(middle, own) <= OFF_MIDDLE)))
            return false;
    }
    return true;
}

bdl_worded bdl_aligned_sheet_part_texts(bdl_arena *arena, const bdl_worded *line) {
    bdl_worded out = *line;
    bdl_sheet_cut_texts(arena, &out, BDL_SHEET_HEADINGS_MAX);
    return out;
}

/* Two lines, by a measure. */
typedef struct facing {
    const bdl_worded *line;
    int measure;
} facing;

/* Whether LEFT and RIGHT stand over, or under, words of their own. */
static bool face_two(void *ctx, const bdl_word *left, const bdl_word *right) {
    const facing *f = ctx;
    bool found = false;
    for (size_t w = 0; w < f->line->count; w++) {
        bool at_left = bdl_words_overlap(&f->line->words[w], left, f->measure);
        if (at_left && bdl_words_overlap(&f->line->words[w], right, f->measure))
            return false;
        found |= at_left;
    }
    return found;
}

bool bdl_sheet_heads_around(bdl_arena *arena, const bdl_worded *lines, size_t count,
                            size_t at, int m, bdl_worded *three) {
    for (size_t k = 0; k < 3; k++)
        three[k] = bdl_aligned_sheet_part_texts(arena, &lines[at + k - 1]);
    bdl_words_cut(arena, &three[0], face_two, &(facing){&three[2], m});
    bdl_words_cut(arena, &three[2], face_two, &(facing){&three[0], m});
    return at + 1 < count && bdl_form_has_pieces(three, 3, 1, m);
}

/* How many words line I of COUNT has, but for a label that stands left of all others. */
static size_t count_own(const bdl_worded *lines, size_t count, size_t i, int m) {
    bool label = count > 1 && lines[i].count > 1;
    for (size_t k = 0; k < count && label; k++)
        label = k == i || lines[i].words[0].end[m] < lines[k].words[0].begin[m];
    return lines[i].count - label;
}

/* Parts the headings of AT that one blank parts where lines below them have more words;
 * a line with as many tells where their columns are, for the blank left them no room. */
static void part_heads(bdl_arena *arena, const bdl_worded *lines, size_t count,
                       bdl_aligned_sheet *at) {
    enum { LOOK_MAX = 6 };
    size_t most = 0, heads = at->heads.count, end = at->rows;
    const bdl_word *full = NULL;
    while (end < count && end < at->rows + LOOK_MAX && !bdl_sheet_is_apart(&lines[end]))
        end++;
    for (size_t i = at->rows; i < end; i++) {
        size_t own =
            count_own(lines + at->rows, end - at->rows, i - at->rows, at->measure);
        if (own > most)
            full = &lines[i].words[lines[i].count - own];
        most = own > most ? own : most;
    }
    if (most <= heads)
        return;
    bdl_worded parted = bdl_aligned_sheet_part_texts(arena, &at->heads);
    if (parted.count != most)
        return;
    at->heads = parted;
    at->printed = at->heads.words;
    at->heads.words = BDL_NEW_ARRAY(arena, bdl_word, most);
    for (size_t k = 0; k < most; k++) {
        at->heads.words[k] = at->printed[k];
        memcpy(at->heads.words[k].begin, full[k].begin, sizeof full[k].begin);
        memcpy(at->heads.words[k].end, full[k].end, sizeof full[k].end);
    }
}

/* The words of the headings of AT that stand at head K, of all their lines. */
static bdl_word printed_at(bdl_arena *arena, const bdl_worded *lines,
                           const bdl_aligned_sheet *at, size_t k) {
    bdl_word out = at->heads.words[k];
    BDL_VEC(bdl_piece) pieces = {0};
    for (size_t i = at->head; i < at->rows; i++) {
        bdl_worded line = bdl_aligned_sheet_part_texts(arena, &lines[i]);
        for (size_t w = 0; w < line.count; w++) {
            if (!bdl_words_overlap(&line.words[w], &at->heads.words[k], at->measure))
                continue;
            bdl_word moved = bdl_word_moved(arena, &line, &line.words[w]);
            for (size_t n = 0; n < moved.piece_count; n++)
                BDL_PUSH(arena, &pieces, moved.pieces[n]);
        }
    }
    out.pieces = pieces.items;
    out.piece_count = pieces.count;
    return out;
}

/* Whether the words of CHAIN may be the columns of HEADS, which one blank pushed to the
 * left, if anywhere. */
static bool are_columns_of(const bdl_worded *chain, const bdl_worded *heads, int m) {
    if (chain->count + 1 < heads->count || chain->count > heads->count)
        return false;
    for (size_t k = 0; k < chain->count; k++)
        if (chain->words[k].begin[m] + BDL_WORDS_PUSHED < heads->words[k].begin[m])
            return false;
    return chain->count == heads->count ||
           heads->words[chain->count].begin[m] >= chain->words[chain->count - 1].end[m];
}

/* Headings that were parted stand too close to each other: the words below them tell
 * where their columns are; the last may have none. */
static void widen(bdl_arena *arena, const bdl_worded *lines, size_t count,
                  bdl_aligned_sheet *at) {
    int m = at->measure;
    bdl_worded chain = bdl_sheet_chain(arena, lines + at->rows, count - at->rows,
                                       at->heads.count, m, at->heads.words[0].begin[m]);
    if (!are_columns_of(&chain, &at->heads, m))
        return;
    bdl_word *printed = BDL_NEW_ARRAY(arena, bdl_word, at->heads.count);
    bdl_word *words = BDL_NEW_ARRAY(arena, bdl_word, at->heads.count);
    for (size_t k = 0; k < at->heads.count; k++) {
        const bdl_word *place = k < chain.count ? &chain.words[k] : &at->heads.words[k];
        printed[k] = at->printed ? at->printed[k] : printed_at(arena, lines, at, k);
        words[k] = at->heads.words[k];
        memcpy(words[k].begin, place->begin, sizeof place->begin);
        memcpy(words[k].end, place->end, sizeof place->end);
    }
    at->printed = printed;
    at->heads.words = words;
}

static size_t count_words(const bdl_worded *lines, size_t from, size_t to) {
    size_t words = 0;
    for (; from < to; from++)
        words += lines[from].count;
    return words;
}

/* The headings of the line between two that have the others of THREE, each with all of
 * its pieces. */
static void take_three(bdl_arena *arena, const bdl_worded *three, bdl_aligned_sheet *at) {
    bdl_word *printed = BDL_NEW_ARRAY(arena, bdl_word, three[0].count + three[1].count);
    size_t above = 0;
    at->heads = bdl_form_merge(arena, &three[1], &three[0], at->measure);
    for (size_t k = 0; k < at->heads.count; k++) {
        bdl_word *word = &printed[k];
        if (at->heads.words[k].pieces == NULL) {
            *word = bdl_word_moved(arena, &three[1], &at->heads.words[k]);
            continue;
        }
        bdl_piece *pieces = BDL_NEW_ARRAY(arena, bdl_piece, 2);
        pieces[0] = (bdl_piece){&three[0], &three[0].words[above]};
        pieces[1] = (bdl_piece){&three[2], &three[2].words[above++]};
        *word = at->heads.words[k];
        word->pieces = pieces;
        word->piece_count = 2;
    }
    at->printed = printed;
}

static void take_lines(bdl_arena *arena, const bdl_worded *lines, size_t count, size_t h,
                       bdl_aligned_sheet *at) {
    at->heads = lines[h];
    at->head = h;
    at->rows = h + 1;
    part_heads(arena, lines, count, at);
    if (at->printed)
        return;
    at->heads = bdl_aligned_sheet_part_texts(arena, &lines[h]);
    if (h + 1 >= count || lines[h + 1].gap > 0)
        return;
    const bdl_worded *below = &lines[h + 1];
    if (below->count + at->heads.count > BDL_SHEET_HEADINGS_MAX)
        return;
    bdl_worded *three = BDL_NEW_ARRAY(arena, bdl_worded, 3);
    if (h > 0 && bdl_sheet_heads_around(arena, lines, count, h, at->measure, three)) {
        take_three(arena, three, at);
        at->head = h - 1;
        at->rows = h + 2;
        return;
    }
    if (are_pieces(&at->heads, below, at->measure)) {
        at->rows = h + 2;
        return;
    }
    for (size_t w = 0; w < below->count; w++)
        if (!bdl_form_is_beside(&below->words[w], &at->heads, at->measure))
            return;
    if (below->count < 2 || bdl_words_has_figure(below))
        return;
    at->heads = bdl_form_merge(arena, &at->heads, below, at->measure);
    at->rows = h + 2;
}

void bdl_sheet_take_heads(bdl_arena *arena, const bdl_worded *lines, size_t count,
                          size_t h, bdl_aligned_sheet *at) {
    take_lines(arena, lines, count, h, at);
    bool told = at->printed && at->rows == h + 1; /* by the lines below */
    if (!told && at->rows < count && at->heads.count > lines[h].count &&
        at->heads.count > count_words(lines, at->head, h + 1))
        widen(arena, lines, count, at);
}
