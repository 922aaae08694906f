/* gutters.c - words that one blank parts, told to be cells by all lines of their table.
 *
 * Narrow tables are printed with one blank between two cells, as between two words of one
 * cell. What tells them apart is the whole table: a position that has text on no row, and
 * something at both its sides on several, is a gutter, and a blank there is the end of a
 * cell. Units and the like (12 人, 2024 年) would make a gutter too: what stands at both
 * sides must differ from row to row. */
#include "read/gutters.h"

#include "base/text.h"

enum {
    POSITION_MAX = 2000, /* positions looked at on a line */
    STRAY_PER = 5,       /* of so many rows that show a gutter one may reach into it */
    ROWS_MIN = 3,        /* rows that show a gutter */
    OFF = 3,             /* positions that a row may be off */
    NARROW = 4,          /* a column that has room for one character of a heading */
    HERE = BDL_IN_CHARS  /* programs that leave one blank count characters */
};

/* A stretch of text without a blank, and where it stands. */
typedef struct piece {
    bdl_str text;
    uint32_t begin, end;
    size_t last; /* bytes of the word up to its end */
} piece;

/* A blank after this is inside a cell: 1, 537.4 and 1. 办公费. */
static bool is_inside(char before) {
    return before == ',' || before == '.';
}

/* The next piece of WORD after BEFORE, which is empty at first. */
static bool next_piece(const bdl_word *word, piece *before) {
    bdl_str s = word->text;
    size_t from = before->text.data ? before->last + 1 : 0, i = from;
    if (from >= s.len)
        return false;
    uint32_t begin = before->text.data ? before->end + 1 : word->begin[HERE], end = begin;
    while (i < s.len && (s.data[i] != ' ' || i == from || is_inside(s.data[i - 1]))) {
        bdl_utf8_next(s, &i);
        end++;
    }
    *before = (piece){{s.data + from, i - from}, begin, end, i};
    return true;
}

/* What is known of one position from all rows. */
typedef struct position {
    uint32_t covered;    /* rows with text there */
    uint32_t between;    /* rows with text at both its sides */
    bdl_str left, right; /* that of the first of these */
    bool left_varies, right_varies;
    uint32_t changes[2]; /* rows where a text and a figure meet, a figure and a text */
} position;

typedef struct map {
    position *at;
    uint32_t width;
} map;

/* Whether a figure and a text are one blank apart. */
static bool is_change(const piece *left, const piece *right) {
    return right->begin == left->end + 1 &&
           bdl_words_is_figure(left->text) != bdl_words_is_figure(right->text);
}

static void note_between(map *m, const piece *left, const piece *right) {
    if (left->end < m->width)
        m->at[left->end].changes[bdl_words_is_figure(left->text)] +=
            is_change(left, right);
    for (uint32_t x = left->end; x < right->begin && x < m->width; x++) {
        position *p = &m->at[x];
        if (p->between++ == 0) {
            p->left = left->text;
            p->right = right->text;
        }
        p->left_varies = p->left_varies || !bdl_str_eq(p->left, left->text);
        p->right_varies = p->right_varies || !bdl_str_eq(p->right, right->text) ||
                          bdl_words_is_number(right->text);
    }
}

static void note_row(map *m, const bdl_worded *line) {
    piece before = {.text = {NULL, 0}};
    for (size_t w = 0; w < line->count; w++)
        for (piece here = {.text = {NULL, 0}}; next_piece(&line->words[w], &here);) {
            for (uint32_t x = here.begin; x < here.end && x < m->width; x++)
                m->at[x].covered++;
            if (before.text.data)
                note_between(m, &before, &here);
            before = here;
        }
}

static bool is_gutter(const map *m, uint32_t x) {
    return x < m->width && m->at[x].covered <= m->at[x].between / STRAY_PER &&
           m->at[x].between >= ROWS_MIN && m->at[x].left_varies && m->at[x].right_varies;
}

/* Whether figures and texts, or texts and figures, meet about X on several rows: programs
 * that print pages may set a row off by a few positions. */
static bool is_border(const map *m, uint32_t x, bool figure_first) {
    uint32_t rows = 0, first = x < OFF ? 0 : x - OFF;
    const position *known = NULL;
    bool left = false, right = false;
    for (uint32_t i = first; i <= x + OFF && i < m->width; i++) {
        const position *p = &m->at[i];
        if (p->changes[figure_first] == 0)
            continue;
        rows += p->changes[figure_first];
        left = left || p->left_varies || (known && !bdl_str_eq(p->left, known->left));
        right =
            right || p->right_varies || (known && !bdl_str_eq(p->right, known->right));
        known = p;
    }
    return rows >= ROWS_MIN && left && right;
}

static bool has_figure(const bdl_worded *line) {
    for (size_t w = 0; w < line->count; w++)
        for (piece here = {.text = {NULL, 0}}; next_piece(&line->words[w], &here);)
            if (bdl_words_is_number(here.text))
                return true;
    return false;
}

/* ---- words parted ---- */

typedef BDL_VEC(bdl_word) words;

/* Parts WORD before byte CUT, a blank. */
static bdl_word cut_off(bdl_word *word, size_t cut, uint32_t at) {
    bdl_word left = *word;
    left.text.len = cut;
    left.end[BDL_IN_CHARS] = at;
    left.end[BDL_IN_WIDTH] =
        left.begin[BDL_IN_WIDTH] + (uint32_t)bdl_text_width(left.text);
    left.number = bdl_words_is_figure(left.text);
    word->text = bdl_str_from(word->text, cut + 1);
    word->begin[BDL_IN_CHARS] = at + 1;
    word->begin[BDL_IN_WIDTH] = left.end[BDL_IN_WIDTH] + 1;
    word->number = bdl_words_is_figure(word->text);
    return left;
}

/* Whether LEFT and RIGHT, one blank apart, are two cells. */
typedef bool (*are_parted)(const void *of, const piece *left, const piece *right);

static void part_line(bdl_arena *arena, bdl_worded *line, are_parted parted,
                      const void *of) {
    words list = {NULL, 0, 0};
    for (size_t w = 0; w < line->count; w++) {
        bdl_word rest = line->words[w];
        piece left = {.text = {NULL, 0}}, right;
        next_piece(&line->words[w], &left);
        for (right = left; next_piece(&line->words[w], &right); left = right) {
            if (!parted(of, &left, &right))
                continue;
            size_t cut = (size_t)(left.text.data + left.text.len - rest.text.data);
            bdl_word first = cut_off(&rest, cut, left.end);
            BDL_PUSH(arena, &list, first);
        }
        BDL_PUSH(arena, &list, rest);
    }
    line->words = list.items;
    line->count = list.count;
}

static bool is_near_gutter(const map *m, uint32_t x) {
    for (uint32_t i = x < OFF ? 0 : x - OFF; i <= x + OFF; i++)
        if (is_gutter(m, i))
            return true;
    return false;
}

static bool by_gutter(const void *of, const piece *left, const piece *right) {
    const map *m = of;
    bool figure = bdl_words_is_figure(left->text);
    if (is_gutter(m, left->end))
        return true;
    if (figure == bdl_words_is_figure(right->text))
        return figure && is_near_gutter(m, left->end);
    return is_border(m, left->end, figure);
}

void bdl_gutters_part(bdl_arena *arena, bdl_worded *lines, size_t count) {
    map m = {.width = 0};
    size_t first = count;
    for (size_t i = 0; i < count; i++) {
        const bdl_word *last = &lines[i].words[lines[i].count - 1];
        m.width = last->end[HERE] > m.width ? last->end[HERE] : m.width;
        first = first == count && has_figure(&lines[i]) ? i : first;
    }
    m.width = m.width < POSITION_MAX ? m.width : POSITION_MAX;
    m.at = BDL_NEW_ARRAY(arena, position, m.width + 1);
    for (size_t i = first; i < count; i++)
        if (has_figure(&lines[i]))
            note_row(&m, &lines[i]);
    for (size_t i = first; i < count; i++)
        part_line(arena, &lines[i], by_gutter, &m);
}

/* ---- headings ---- */

static size_t column_of(const bdl_columns *columns, const piece *p) {
    bdl_word word = {.begin = {p->begin, p->begin}, .end = {p->end, p->end}};
    return bdl_columns_of_word(columns, &word);
}

/* 项 目 is one heading, 类 款 over columns of digits are two. */
static bool has_room(const bdl_columns *columns, size_t c, const piece *p) {
    return p->end - p->begin > 1 ||
           columns->items[c].end - columns->items[c].begin <= NARROW;
}

static bool by_column(const void *of, const piece *left, const piece *right) {
    const bdl_columns *columns = of;
    size_t a = column_of(columns, left), b = column_of(columns, right);
    return a != b && has_room(columns, a, left) && has_room(columns, b, right);
}

/* 项 目 is one heading, 单位名称 编制数 may be two. */
static bool by_length(const void *of, const piece *left, const piece *right) {
    return (left->end - left->begin > 1 && right->end - right->begin > 1) ||
           by_column(of, left, right);
}

void bdl_gutters_part_head(bdl_arena *arena, bdl_worded *lines,
                           const bdl_columns *columns, int way) {
    if (way == BDL_AS_PRINTED || columns->measure != HERE)
        return;
    for (size_t i = 0; i < columns->head; i++)
        part_line(arena, &lines[i], way == BDL_BY_COLUMNS ? by_column : by_length,
                  columns);
}
