/* sheet_figures.c - lists of figures among the labels of a sheet: where they begin and
 * end, and the label that stands beside their rows. */
#include "read/aligned/form.h"
#include "read/aligned/sheet.h"

/* Whether the words of two lines stand beside each other: the one is half a line lower.
 */
bool bdl_sheet_are_beside(const bdl_worded *a, const bdl_worded *b, int m) {
    for (size_t k = 0; k < a->count; k++)
        if (!bdl_form_is_beside(&a->words[k], b, m))
            return false;
    return true;
}

/* Whether LINE is a row of such a list: three figures, two of them side by side. */
static bool is_figures(const bdl_worded *line) {
    enum { FIGURES_MIN = 3 };
    size_t figures = 0;
    bool beside = false;
    for (size_t k = 0; k < line->count; k++) {
        figures += line->words[k].number;
        beside |= k > 0 && line->words[k].number && line->words[k - 1].number;
    }
    return beside && figures >= FIGURES_MIN;
}

/* The first figure of a row of them. */
static const bdl_word *first_figure(const bdl_worded *row) {
    const bdl_word *word = row->words;
    while (!word->number)
        word++;
    return word;
}

/* Whether all of LINE stands left of the figures of ROW, pieces of names and labels, but
 * for the signs of rates: by either measure, for a full name pushes its figures. */
static bool is_left_of(const bdl_worded *line, const bdl_worded *row) {
    enum { PIECES_MAX = 2 }; /* of a name, and of the label beside the names */
    const bdl_word *figure = first_figure(row);
    size_t pieces = 0;
    for (size_t k = 0; k < line->count; k++) {
        const bdl_word *word = &line->words[k];
        bool sign = bdl_words_is_percent(word->text); /* a narrow cell left it behind */
        bool left = word->end[BDL_IN_CHARS] < figure->begin[BDL_IN_CHARS] ||
                    word->end[BDL_IN_WIDTH] < figure->begin[BDL_IN_WIDTH];
        pieces += !sign;
        if (!sign && (word->number || !left))
            return false;
    }
    return pieces <= PIECES_MAX;
}

/* The first piece of the name of ROW, which stands on the line above where ROW has
 * figures alone, or none but a label left of it. NULL: there is none. */
static const bdl_word *name_above(const bdl_worded *row, int m) {
    const bdl_worded *above = row - 1;
    if (above->count == 0 || row->gap > 0 || !is_left_of(above, row) ||
        first_figure(row) > row->words + 1)
        return NULL;
    const bdl_word *name = &above->words[above->count - 1];
    return row->words->number || name->begin[m] >= row->words->end[m] ? name : NULL;
}

const bdl_word *bdl_sheet_figures_name(const bdl_worded *row, int m) {
    const bdl_word *above = name_above(row, m), *figure = first_figure(row);
    if (above)
        return above;
    return figure > row->words ? figure - 1 : figure;
}

/* Whether LINE is a row with few figures: a name left of those of ROW, and under these
 * what the row has. */
static bool is_row_under(const bdl_worded *line, const bdl_worded *row, int m) {
    uint32_t edge = first_figure(row)->begin[m];
    size_t k = 0, w = 0;
    while (k < line->count && !line->words[k].number && line->words[k].end[m] < edge)
        k++;
    bool named = k > 0 && k < line->count;
    for (; named && k < line->count; k++) {
        while (w < row->count && !(row->words[w].number &&
                                   bdl_words_overlap(&row->words[w], &line->words[k], m)))
            w++;
        named = line->words[k].number && w < row->count;
    }
    return named;
}

static bool is_row(const bdl_worded *line, const bdl_worded *first, int m) {
    return is_figures(line) || (line->gap == 0 && is_row_under(line, first, m));
}

/* The row of figures next to ROW, from line I on; what stands between them is a label
 * beside both, or the rest of their names. */
static size_t next_figures(const bdl_worded *lines, size_t count, size_t i, size_t row,
                           int m) {
    enum { BETWEEN_MAX = 3 };
    size_t at = i;
    while (at < count && at < i + BETWEEN_MAX && lines[at].gap == 0 &&
           !is_row(&lines[at], &lines[row], m) &&
           (is_left_of(&lines[at], &lines[row]) || (at == i && lines[at].count == 1)))
        at++;
    return at < count && is_row(&lines[at], &lines[row], m) ? at : count;
}

/* Whether a heading of the figures on line ROW stands on LINE. */
static bool is_over_figures(const bdl_worded *line, const bdl_worded *row, int m) {
    for (size_t k = 0; k < row->count; k++)
        for (size_t v = 0; row->words[k].number && v < line->count; v++)
            if (bdl_words_apart(&line->words[v], &row->words[k], m) <= BDL_WORDS_PUSHED)
                return true;
    return false;
}

/* Whether each word of LINE stands under one of ABOVE, which has more: the rest of
 * headings. */
static bool are_rest(const bdl_worded *line, const bdl_worded *above, int m) {
    for (size_t k = 0; k < line->count; k++) {
        size_t found = 0;
        for (size_t v = 0; v < above->count; v++)
            found += bdl_words_overlap(&line->words[k], &above->words[v], m);
        if (found != 1)
            return false;
    }
    return line->count < above->count;
}

/* Where the headings begin of the list whose first row is line ROW; ROW: it has none. */
static size_t figures_head(const bdl_worded *lines, size_t row, int m) {
    enum { LINES_MAX = 4 };
    size_t names = row > 0 && name_above(&lines[row], m), at = row - names;
    bool several = false; /* headings on one line */
    while (at > 0 && row - at < LINES_MAX && lines[at].gap == 0) {
        const bdl_worded *above = &lines[at - 1];
        if (bdl_words_has_figure(above) ||
            !(at + names == row ? is_over_figures(above, &lines[row], m)
                                : bdl_sheet_are_beside(above, &lines[at], m) ||
                                      are_rest(&lines[at], above, m)))
            break;
        at--;
        if (several && above->count == 1)
            break;
        several |= above->count > 1;
    }
    return several ? at : row;
}

/* Whether line END goes on with the name that began above the row before it. */
static bool ends_name(const bdl_worded *lines, size_t count, size_t end, int m) {
    if (end == count || lines[end].count != 1 || lines[end].gap > 0)
        return false;
    const bdl_word *name = name_above(&lines[end - 1], m), *rest = lines[end].words;
    return name && !rest->number && rest->begin[m] == name->begin[m] &&
           bdl_word_width(rest, m) <= bdl_word_width(name, m);
}

bool bdl_sheet_figures_find(const bdl_worded *lines, size_t count, size_t from, int m,
                            bdl_figures *out) {
    for (size_t i = from; i < count; i++) {
        if (!is_figures(&lines[i]) || next_figures(lines, count, i + 1, i, m) == count)
            continue;
        *out = (bdl_figures){figures_head(lines + from, i - from, m) + from, i, i + 1};
        if (out->head == i)
            continue;
        for (size_t n; (n = next_figures(lines, count, out->end, i, m)) < count;)
            out->end = n + 1;
        out->end += ends_name(lines, count, out->end, m);
        return true;
    }
    return false;
}

/* Whether a word of the headings, the first ROW of LINES, stands over WORD. */
static bool is_headed(const bdl_worded *lines, size_t row, const bdl_word *word, int m) {
    for (size_t i = 0; i < row; i++)
        if (!bdl_form_is_beside(word, &lines[i], m))
            return true;
    return false;
}

/* Where the names begin of the rows from line ROW on. */
static uint32_t names_begin(const bdl_worded *lines, size_t count, size_t row, int m) {
    uint32_t edge = UINT32_MAX;
    for (size_t i = row; i < count; i++) {
        const bdl_word *name =
            is_figures(&lines[i]) ? bdl_sheet_figures_name(&lines[i], m) : NULL;
        if (name && !name->number && name->begin[m] < edge)
            edge = name->begin[m];
    }
    return edge;
}

/* Adds a piece to the label that LINE holds. */
static void add_piece(bdl_arena *arena, bdl_worded *label, const bdl_worded *line) {
    bdl_word piece = bdl_word_moved(arena, line, line->words);
    if (label->count == 0) {
        *label = *line;
        label->count = 1;
        label->words = BDL_NEW(arena, bdl_word);
        *label->words = piece;
        return;
    }
    bdl_word *word = label->words;
    size_t own = word->piece_count;
    bdl_piece *pieces = BDL_NEW_ARRAY(arena, bdl_piece, own + piece.piece_count);
    memcpy(pieces, word->pieces, own * sizeof *pieces);
    memcpy(pieces + own, piece.pieces, piece.piece_count * sizeof *pieces);
    word->pieces = pieces;
    word->piece_count = own + piece.piece_count;
}

size_t bdl_sheet_figures_part(bdl_arena *arena, const bdl_worded *lines, size_t count,
                              size_t row, int m, bdl_worded *out) {
    uint32_t edge = names_begin(lines, count, row, m);
    size_t kept = 1;
    out[0] = (bdl_worded){0};
    for (size_t i = 0; i < count; i++) {
        const bdl_word *first = lines[i].words;
        out[kept] = lines[i];
        if (i >= row && first->end[m] <= edge && !is_headed(lines, row, first, m)) {
            add_piece(arena, &out[0], &lines[i]);
            out[kept].words++;
            out[kept].count--;
        }
        kept += out[kept].count > 0;
    }
    return kept;
}
