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
    const bdl_worded *lines;
    size_t count;
    int measure;
    uint32_t texts; /* how far to the right any word reaches */
} upright;

static bool is_name(bdl_str s) {
    for (size_t at = 0; at < s.len;) {
        uint32_t c = bdl_utf8_next(s, &at);
        if (c < 0x80 && c != '(' && c != ')' && c != ':')
            return false;
    }
    return s.len > 0;
}

static part part_of(const upright *u, size_t i) {
    const bdl_worded *line = &u->lines[i];
    if (line->count == 0 || line->under_label)
        return NONE;
    if (line->words[0].begin[u->measure] > MARGIN)
        return VALUE;
    if (!is_name(line->words[0].text) ||
        bdl_word_width(&line->words[0], BDL_IN_WIDTH) > PIECE_MAX)
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

/* Whether the value of line I goes on in line J: the text of one cell. */
static bool goes_on(const upright *u, size_t i, size_t j) {
    return width_of(u, i) == 1 && width_of(u, j) == 1 && is_full(u, i) &&
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
    if (!(p & VALUE))
        return true;
    bool row = g->last != SIZE_MAX && part_of(u, from) == BOTH && are_rows(u, g->last, i);
    if (value_of(u, i)->begin[u->measure] < g->edge ||
        (g->last != SIZE_MAX && !row && (g->rows || !goes_on(u, g->last, i))))
        return false;
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

static upright of_lines(const bdl_worded *lines, size_t count, int measure) {
    upright u = {.lines = lines, .count = count, .measure = measure};
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
    u = of_lines(lines, count < LINES_MAX ? count : LINES_MAX, BDL_IN_WIDTH);
    return find_group(&u, 0).lines > 0;
}

size_t bdl_aligned_upright_join(bdl_arena *arena, bdl_worded *lines, size_t count,
                                int measure) {
    bdl_worded *own = BDL_NEW_ARRAY(arena, bdl_worded, count + 1);
    memcpy(own, lines, count * sizeof *lines);
    upright u = of_lines(own, count, measure);
    size_t kept = 0;
    for (size_t i = 0; i < count;) {
        group g = find_group(&u, i);
        if (g.lines == 0)
            lines[kept++] = own[i++];
        else
            kept += put_group(arena, &u, i, &g, &lines[kept]);
        i += g.lines;
    }
    return kept;
}
