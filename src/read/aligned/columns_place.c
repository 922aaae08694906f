/* columns_place.c - words told their columns: headings parted, the pieces of a row put
 * into the columns they fit, items under items. */
#include "base/text.h"

#include "read/aligned/columns.h"
#include "read/aligned/fit.h"

typedef BDL_VEC(bdl_word) words;

static bool is_letter(const bdl_word *word) {
    return bdl_utf8_count(word->text) == 1;
}

/* Names of two letters or more: headings do not have blanks inside, but where one stands
 * behind each letter: 资 金 性 质. */
static bool are_names(const bdl_word *left, const bdl_word *right) {
    size_t first = 0;
    return bdl_is_han(bdl_utf8_last(left->text)) &&
           bdl_is_han(bdl_utf8_next(right->text, &first)) &&
           bdl_words_are_two_texts(left, right);
}

/* Headings about to be parted. */
typedef struct cutting {
    const bdl_columns *columns;
    bool letters; /* single letters of this line are headings: 类  款 项 */
} cutting;

/* Whether two pieces of a word in a heading are two headings. */
static bool ends_heading(void *ctx, const bdl_word *left, const bdl_word *right) {
    const cutting *cut = ctx;
    const bdl_columns *columns = cut->columns;
    int m = columns->measure;
    if (is_letter(left) || is_letter(right) ? cut->letters : are_names(left, right))
        return true;
    size_t a = bdl_columns_of_word(columns, left),
           b = bdl_columns_of_word(columns, right);
    return a < b && left->end[m] <= columns->items[b].begin &&
           right->begin[m] >= columns->items[a].end;
}

void bdl_columns_cut_head(bdl_arena *arena, const bdl_columns *columns,
                          bdl_worded *lines) {
    for (size_t i = 0; i < columns->head && columns->count; i++) {
        cutting cut = {.columns = columns};
        for (size_t w = 0; w < lines[i].count; w++)
            cut.letters |= is_letter(&lines[i].words[w]);
        bdl_words_cut(arena, &lines[i], ends_heading, &cut);
    }
}

static void join_piece(bdl_word *word, const bdl_word *piece) {
    word->text.len = (size_t)(piece->text.data + piece->text.len - word->text.data);
    word->end[0] = piece->end[0];
    word->end[1] = piece->end[1];
    word->number = word->number && piece->number;
    word->parted = true;
}

static void place_line(bdl_arena *arena, const bdl_columns *columns, bdl_worded *line) {
    bdl_worded pieces = bdl_words_pieces(arena, line);
    uint16_t *at = BDL_NEW_ARRAY(arena, uint16_t, pieces.count + 1);
    words list = {NULL, 0, 0};
    BDL_MAKE_ROOM(arena, &list, pieces.count);
    bdl_fit_line(arena, columns, &pieces, at);
    for (size_t i = 0; i < pieces.count; i++) {
        bdl_word *word = &pieces.words[i],
                 *last = list.count ? &list.items[list.count - 1] : NULL;
        word->column = at[i];
        if (last && last->column == at[i] && word->begin[0] - last->end[0] <= 1)
            join_piece(last, word);
        else
            BDL_PUSH(arena, &list, *word);
    }
    line->words = list.items;
    line->count = list.count;
}

/* The item in COLUMN of LINE; NULL where none stands there. */
static const bdl_word *item_in(const bdl_worded *line, size_t column) {
    for (size_t w = 0; w < line->count; w++)
        if (line->words[w].column == column && bdl_prose_starts_item(line->words[w].text))
            return &line->words[w];
    return NULL;
}

static bool is_figure_in(const bdl_worded *line, size_t column) {
    for (size_t w = 0; w < line->count; w++)
        if (line->words[w].column == column)
            return line->words[w].number;
    return false;
}

/* Items go on below items: where figures of the column before pushed those above to the
 * right, those below begin under the figures. */
static void follow_items(bdl_worded *lines, size_t from, size_t count) {
    enum { PUSHED_MAX = 12 };
    size_t pushed = SIZE_MAX; /* the column whose figures did */
    for (size_t i = from + 1; i < count; i++)
        for (size_t w = lines[i].count; w-- > 0;) {
            bdl_word *word = &lines[i].words[w];
            size_t next = word->column + 1;
            const bdl_word *above = item_in(&lines[i - 1], next);
            if (above && is_figure_in(&lines[i - 1], word->column))
                pushed = word->column;
            if (!above || pushed != word->column || !bdl_prose_starts_item(word->text) ||
                item_in(&lines[i - 1], word->column) ||
                (w + 1 < lines[i].count && word[1].column <= next) ||
                above->begin[BDL_IN_CHARS] > word->begin[BDL_IN_CHARS] + PUSHED_MAX)
                continue;
            word->column = next;
            break;
        }
}

void bdl_columns_place(bdl_arena *arena, const bdl_columns *columns, bdl_worded *lines,
                       size_t count) {
    for (size_t i = columns->head; i < count && columns->count; i++)
        place_line(arena, columns, &lines[i]);
    follow_items(lines, columns->head, count);
}
