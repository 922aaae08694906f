/* sheet_upright.c - the labels at the margin of a sheet whose column is two or three
 * letters wide: their pieces stand below each other, and the value beside the middle of
 * them, between two pieces or beside some.
 *
 * A cell is in the middle of its row, so the lines of a label and its value read the same
 * from above and from below: piece, value, piece. */
#include "base/text.h"

#include "read/aligned/sheet.h"

enum {
    MARGIN = 2,
    PIECE_MAX = 6,  /* how wide a piece is, on a terminal */
    LINES_MAX = 64, /* of one label and its value */
};

/* What a line has at the margin and right of it. */
typedef enum part {
    NONE,
    PIECE = 1, /* of a label */
    VALUE = 2,
    BOTH = PIECE | VALUE,
} part;

typedef struct upright {
    bdl_arena *arena;
    const bdl_worded *lines;
    size_t count;
    int measure;
    uint32_t texts; /* how far to the right any word reaches */
} upright;

static part part_of(const upright *u, size_t i) {
    const bdl_worded *line = &u->lines[i];
    if (line->count == 0 || line->under_label)
        return NONE;
    if (line->words[0].begin[u->measure] > MARGIN)
        return VALUE;
    if (bdl_word_width(&line->words[0], BDL_IN_WIDTH) > PIECE_MAX ||
        !bdl_words_is_name(line->words[0].text))
        return NONE;
    return line->count > 1 ? BOTH : PIECE;
}

/* The first word of the value in line I, which has one. */
static const bdl_word *value_of(const upright *u, size_t i) {
    return &u->lines[i].words[part_of(u, i) == BOTH];
}

/* How many words of the value line I has. */
static size_t width_of(const upright *u, size_t i) {
    return u->lines[i].count - (part_of(u, i) == BOTH);
}

/* Whether the text in line I fills its cell: what stands below goes on with it. */
static bool is_full(const upright *u, size_t i) {
    enum { FULL = 4, TEXT_MIN = 30 };
    const bdl_word *word = value_of(u, i);
    return word->end[u->measure] + FULL >= u->texts &&
           bdl_word_width(word, BDL_IN_WIDTH) >= TEXT_MIN;
}

/* Whether the value of line I goes on in line J: the text of one cell, which fills its
 * line or is known to be WHOLE. */
static bool goes_on(const upright *u, size_t i, size_t j, bool whole) {
    return width_of(u, i) == 1 && width_of(u, j) == 1 && (whole || is_full(u, i)) &&
           value_of(u, i)->begin[u->measure] == value_of(u, j)->begin[u->measure];
}

/* Whether lines I and J are rows of a list, a name and a figure each. */
static bool are_rows(const upright *u, size_t i, size_t j) {
    return width_of(u, i) > 1 && width_of(u, i) == width_of(u, j) &&
           value_of(u, i)->begin[u->measure] == value_of(u, j)->begin[u->measure];
}

/* Whether the lines from A to B have the same parts from above and from below. */
static bool is_even(const upright *u, size_t a, size_t b) {
    for (; a < b; a++, b--)
        if (part_of(u, a) != part_of(u, b))
            return false;
    return true;
}

/* What a label of several pieces and what stands beside it are made of. */
typedef struct group {
    size_t lines, pieces, lone; /* LONE: lines with a piece and nothing else */
    size_t since;               /* such lines behind the last value */
    size_t last;                /* the last line with a value; SIZE_MAX: there is none */
    uint32_t edge;              /* where the widest piece ends */
    bool rows;                  /* each value is a row */
} group;

/* Whether line I goes on with the group G that line FROM began; then it is in it. */
static bool take_line(const upright *u, group *g, size_t from, size_t i) {
    part p = part_of(u, i);
    const bdl_worded *line = &u->lines[i];
    if (p == NONE || (i > from && line->gap > 0))
        return false;
    if ((p & PIECE) && line->words[0].end[u->measure] > g->edge)
        g->edge = line->words[0].end[u->measure];
    g->pieces += (p & PIECE) != 0;
    g->lone += p == PIECE;
    g->since += p == PIECE;
    if (!(p & VALUE))
        return true;
    bool row = g->last != SIZE_MAX && part_of(u, from) == BOTH && are_rows(u, g->last, i);
    bool whole =
        part_of(u, from) == PIECE && g->since <= 1; /* its first piece is above */
    if (value_of(u, i)->begin[u->measure] < g->edge ||
        (g->last != SIZE_MAX && !row && (g->rows || !goes_on(u, g->last, i, whole))))
        return false;
    g->since = 0;
    g->rows |= row;
    g->last = i;
    return true;
}

/* The longest group that begins with line I; without lines where there is none. */
static group find_group(const upright *u, size_t i) {
    group best = {0}, g = {.last = SIZE_MAX};
    if (!(part_of(u, i) & PIECE))
        return best;
    for (size_t k = i; k < u->count && k < i + LINES_MAX && take_line(u, &g, i, k); k++) {
        g.lines = k + 1 - i;
        if (g.pieces > 1 && g.last != SIZE_MAX && (!g.rows || g.lone > 0) &&
            is_even(u, i, k))
            best = g;
    }
    return best;
}

/* The pieces at the margin of the lines from I on, or the texts right of it, as one word.
 */
static bdl_word join(bdl_arena *arena, const upright *u, size_t i, size_t count,
                     part which) {
    bdl_word out = {.piece_count = 0};
    BDL_VEC(bdl_piece) pieces = {0};
    for (size_t k = i; k < i + count; k++) {
        if (!(part_of(u, k) & which))
            continue;
        const bdl_word *word = which == VALUE ? value_of(u, k) : u->lines[k].words;
        bdl_word moved = bdl_word_moved(arena, &u->lines[k], word);
        if (pieces.count == 0)
            out = moved;
        for (size_t n = 0; n < moved.piece_count; n++)
            BDL_PUSH(arena, &pieces, moved.pieces[n]);
    }
    out.pieces = pieces.items;
    out.piece_count = pieces.count;
    return out;
}

/* Line I with LABEL and its value; TEXT: all of this, else NULL. */
static bdl_worded label_line(bdl_arena *arena, const upright *u, size_t i, bdl_word label,
                             const bdl_word *text) {
    bdl_worded out = u->lines[i];
    out.count = width_of(u, i) + 1;
    out.words = BDL_NEW_ARRAY(arena, bdl_word, out.count);
    out.words[0] = label;
    for (size_t k = 1; k < out.count; k++)
        out.words[k] = bdl_word_moved(arena, &u->lines[i], value_of(u, i) + k - 1);
    if (text)
        out.words[1] = *text;
    return out;
}

/* Puts the rows of group G, which line I begins, into OUT; how many these are. */
static size_t put_group(bdl_arena *arena, const upright *u, size_t i, const group *g,
                        bdl_worded *out) {
    size_t count = 0;
    bdl_word label = join(arena, u, i, g->lines, PIECE);
    bdl_word text = join(arena, u, i, g->lines, VALUE);
    for (size_t k = i; k < i + g->lines && (g->rows || count == 0); k++) {
        if (!(part_of(u, k) & VALUE))
            continue;
        bool single = !g->rows && width_of(u, k) == 1;
        bdl_worded line = label_line(arena, u, k, label, single ? &text : NULL);
        line.words += count > 0;
        line.count -= count > 0;
        line.under_label = count > 0;
        line.gap = count > 0 ? 0 : u->lines[i].gap;
        out[count++] = line;
    }
    return count;
}

static upright of_lines(bdl_arena *arena, const bdl_worded *lines, size_t count,
                        int measure) {
    upright u = {.arena = arena, .lines = lines, .count = count, .measure = measure};
    for (size_t i = 0; i < count; i++) {
        size_t words = lines[i].count;
        uint32_t end = words ? lines[i].words[words - 1].end[measure] : 0;
        u.texts = end > u.texts ? end : u.texts;
    }
    return u;
}

bool bdl_aligned_is_upright(const bdl_worded *lines, size_t count) {
    upright u = {.lines = lines, .count = count, .measure = BDL_IN_WIDTH};
    if (count < 3 || part_of(&u, 0) != PIECE || part_of(&u, 1) != VALUE ||
        part_of(&u, 2) != PIECE)
        return false;
    u = of_lines(NULL, lines, count < LINES_MAX ? count : LINES_MAX, BDL_IN_WIDTH);
    return find_group(&u, 0).lines > 0;
}

/* ---- names around their figures ---- */

/* The words of line I right of its piece of a label. */
static bdl_worded body_of(const upright *u, size_t i) {
    bdl_worded out = u->lines[i];
    bool piece = (part_of(u, i) & PIECE) != 0;
    out.words += piece;
    out.count -= piece;
    return out;
}

/* The same where these are figures that one blank may part. */
static bdl_worded figures_of(const upright *u, size_t i) {
    bdl_worded line = body_of(u, i);
    return line.count > 0 && line.words[0].number ? bdl_words_pieces(u->arena, &line)
                                                  : line;
}

static bool is_half(const bdl_worded *line) {
    return line->count == 1 && !line->words[0].number;
}

static bool are_figures(const bdl_worded *line) {
    size_t k = 0;
    while (k < line->count && line->words[k].number)
        k++;
    return k == line->count && k > 1;
}

/* The next line behind I that has more than a piece of a label; the end behind a blank
 * one. */
static size_t next_body(const upright *u, size_t i) {
    size_t end = i + LINES_MAX < u->count ? i + LINES_MAX : u->count;
    do
        i++;
    while (i < end && u->lines[i].gap == 0 && part_of(u, i) == PIECE);
    return i < end && u->lines[i].gap == 0 ? i : u->count;
}

/* Three lines, the halves of a name and its figures between them. */
typedef struct wrapped {
    size_t upper, figures, lower; /* LOWER 0: there are none */
} wrapped;

static wrapped find_wrapped(const upright *u, size_t i) {
    wrapped w = {.upper = i, .figures = next_body(u, i)};
    size_t last = w.figures < u->count ? next_body(u, w.figures) : u->count;
    if (last >= u->count || part_of(u, i) == NONE)
        return w;
    bdl_worded upper = body_of(u, i), mid = figures_of(u, w.figures);
    bdl_worded low = body_of(u, last);
    int m = u->measure;
    if (is_half(&upper) && are_figures(&mid) && is_half(&low) &&
        upper.words[0].begin[m] == low.words[0].begin[m] &&
        upper.words[0].begin[m] > MARGIN &&
        mid.words[0].begin[m] > upper.words[0].begin[m])
        w.lower = last;
    return w;
}

/* The row of W: the name, then its figures. */
static bdl_worded wrapped_row(bdl_arena *arena, const upright *u, const wrapped *w) {
    bdl_worded upper = body_of(u, w->upper), mid = figures_of(u, w->figures), out = mid;
    bdl_worded low = body_of(u, w->lower);
    bdl_word name = bdl_word_moved(arena, &upper, upper.words);
    bdl_word rest = bdl_word_moved(arena, &low, low.words);
    BDL_VEC(bdl_piece) pieces = {0};
    for (size_t n = 0; n < name.piece_count; n++)
        BDL_PUSH(arena, &pieces, name.pieces[n]);
    for (size_t n = 0; n < rest.piece_count; n++)
        BDL_PUSH(arena, &pieces, rest.pieces[n]);
    name.pieces = pieces.items;
    name.piece_count = pieces.count;
    out.count = mid.count + 1;
    out.words = BDL_NEW_ARRAY(arena, bdl_word, out.count);
    out.words[0] = name;
    for (size_t k = 0; k < mid.count; k++)
        out.words[k + 1] = bdl_word_moved(arena, &mid, &mid.words[k]);
    out.gap = u->lines[w->upper].gap;
    return out;
}

/* Puts the rows of names around their figures that line I begins into OUT, the label
 * beside them into the first; how many lines these were, and how many rows. */
static size_t put_wrapped(bdl_arena *arena, const upright *u, size_t i, bdl_worded *out,
                          size_t *rows) {
    size_t from = i, end = i;
    *rows = 0;
    for (wrapped w = find_wrapped(u, i); w.lower > 0; w = find_wrapped(u, i)) {
        out[(*rows)++] = wrapped_row(arena, u, &w);
        end = w.lower + 1;
        i = end < u->count && part_of(u, end) == PIECE ? next_body(u, w.lower) : end;
        if (i >= u->count || u->lines[i].gap > 0)
            break;
    }
    bdl_word label = join(arena, u, from, end - from, PIECE);
    for (size_t r = 0; label.piece_count > 0 && r < *rows; r++) {
        bdl_word *words = BDL_NEW_ARRAY(arena, bdl_word, out[r].count + 1);
        words[0] = label;
        memcpy(words + 1, out[r].words, out[r].count * sizeof *words);
        out[r].under_label = r > 0;
        out[r].words = words + (r > 0);
        out[r].count += r == 0;
    }
    return end - from;
}

/* ---- two texts beside each other, below their headings ---- */

typedef struct halves {
    size_t head, from, end; /* the lines of the headings, of the texts */
    uint32_t left, right;   /* where the texts begin */
} halves;

static bool begins_right(void *ctx, const bdl_word *left, const bdl_word *right) {
    const halves *h = ctx;
    (void)left;
    return right->begin[h->end] == h->right;
}

/* The texts of line I, parted where the right one begins. */
static bdl_worded texts_of(const upright *u, const halves *h, size_t i) {
    halves at = {.right = h->right, .end = (size_t)u->measure};
    bdl_worded line = body_of(u, i);
    if (line.count == 1 && line.words[0].parted)
        bdl_words_cut(u->arena, &line, begins_right, &at);
    return line;
}

/* Whether the texts of H are such: each begins left or right, and one fills its half. */
static bool are_halves(const upright *u, const halves *h) {
    enum { FULL = 10, TEXT_MIN = 30 };
    bool full = false;
    int m = u->measure;
    for (size_t i = h->from; i < h->end; i++) {
        bdl_worded line = texts_of(u, h, i);
        const bdl_word *last = line.words + line.count - 1;
        if (line.count == 0)
            continue;
        bool left = line.words[0].begin[m] == h->left;
        if (last->number ||
            (line.count == 1 ? !left && last->begin[m] != h->right
                             : !left || last->begin[m] != h->right) ||
            (left && line.words[0].end[m] > h->right))
            return false;
        full |= left && line.words[0].end[m] + FULL >= h->right &&
                bdl_word_width(&line.words[0], BDL_IN_WIDTH) >= TEXT_MIN;
    }
    return full;
}

/* The texts whose headings, or pieces of a label above these, stand in line I. */
static halves find_halves(const upright *u, size_t i) {
    enum { HEADING_MAX = 20 };
    halves h = {.head = part_of(u, i) == PIECE ? next_body(u, i) : i};
    int m = u->measure;
    if (h.head >= u->count || part_of(u, h.head) == NONE)
        return h;
    bdl_worded head = body_of(u, h.head);
    if (head.count != 2 || bdl_words_has_number(&head) ||
        bdl_word_width(&head.words[0], BDL_IN_WIDTH) > HEADING_MAX ||
        bdl_word_width(&head.words[1], BDL_IN_WIDTH) > HEADING_MAX)
        return h;
    h.from = h.end = h.head + 1;
    size_t end = h.end + LINES_MAX < u->count ? h.end + LINES_MAX : u->count;
    for (; h.end < end && u->lines[h.end].gap == 0; h.end++) {
        bdl_worded line = body_of(u, h.end);
        if (line.count > 2 || part_of(u, h.end) == NONE)
            break;
        if (line.count == 2 && h.right == 0) {
            h.left = line.words[0].begin[m];
            h.right = line.words[1].begin[m];
        }
    }
    while (h.end > h.from && part_of(u, h.end - 1) == PIECE)
        h.end--;
    if (h.right <= head.words[0].end[m] || h.right > head.words[1].begin[m] ||
        !are_halves(u, &h))
        h.from = h.end = 0;
    return h;
}

/* The left or the right text of H as one word. */
static bdl_word join_half(const upright *u, const halves *h, uint32_t begin) {
    bdl_word out = {.piece_count = 0};
    BDL_VEC(bdl_piece) pieces = {0};
    for (size_t i = h->from; i < h->end; i++) {
        bdl_worded line = texts_of(u, h, i);
        for (size_t k = 0; k < line.count; k++) {
            if (line.words[k].begin[u->measure] != begin)
                continue;
            bdl_word moved = bdl_word_moved(u->arena, &line, &line.words[k]);
            out = pieces.count == 0 ? moved : out;
            for (size_t n = 0; n < moved.piece_count; n++)
                BDL_PUSH(u->arena, &pieces, moved.pieces[n]);
        }
    }
    out.pieces = pieces.items;
    out.piece_count = pieces.count;
    return out;
}

/* Puts the headings of H, with the label beside all of it, and its texts into OUT; the
 * line behind them. */
static size_t put_halves(const upright *u, size_t i, const halves *h, bdl_worded *out) {
    size_t above = h->head - i, behind = h->end;
    while (behind < u->count && above > 0 && u->lines[behind].gap == 0 &&
           part_of(u, behind) == PIECE) {
        behind++;
        above--;
    }
    bdl_worded head = body_of(u, h->head);
    bdl_word label = join(u->arena, u, i, behind - i, PIECE);
    bdl_word *words = BDL_NEW_ARRAY(u->arena, bdl_word, 3);
    bdl_word *texts = BDL_NEW_ARRAY(u->arena, bdl_word, 2);
    words[0] = label;
    words[1] = bdl_word_moved(u->arena, &head, &head.words[0]);
    words[2] = bdl_word_moved(u->arena, &head, &head.words[1]);
    texts[0] = join_half(u, h, h->left);
    texts[1] = join_half(u, h, h->right);
    bool labelled = label.piece_count > 0;
    out[0] = head;
    out[0].words = words + !labelled;
    out[0].count = 2 + labelled;
    out[0].gap = u->lines[i].gap;
    out[1] = u->lines[h->from];
    out[1].words = texts;
    out[1].count = 2;
    out[1].under_label = labelled;
    return behind;
}

size_t bdl_aligned_upright_join(bdl_arena *arena, bdl_worded *lines, size_t count,
                                int measure) {
    bdl_worded *own = BDL_NEW_ARRAY(arena, bdl_worded, count + 1);
    memcpy(own, lines, count * sizeof *lines);
    upright u = of_lines(arena, own, count, measure);
    size_t kept = 0;
    for (size_t i = 0; i < count;) {
        size_t rows, lines_of_rows = put_wrapped(arena, &u, i, &lines[kept], &rows);
        if (rows > 0) {
            kept += rows;
            i += lines_of_rows;
            continue;
        }
        halves h = find_halves(&u, i);
        if (h.end > h.from + 1) {
            i = put_halves(&u, i, &h, &lines[kept]);
            kept += 2;
            continue;
        }
        group g = find_group(&u, i);
        if (g.lines == 0)
            lines[kept++] = own[i++];
        else
            kept += put_group(arena, &u, i, &g, &lines[kept]);
        i += g.lines;
    }
    return kept;
}
