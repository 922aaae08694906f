/* gutters.c - columns told by the gutters between them.
 *
 * A position of the line is part of a column when more than a few of the lines with
 * figures have text there; what is between two columns is a gutter. A column that holds
 * several words on some lines is several columns that other lines run across. A blank
 * between two pieces of a word is a gutter where enough lines have it. */
#include "read/aligned/gutters.h"

#include "base/limits.h"

enum {
    POSITION_MAX = 2000, /* positions looked at on a line */
    PARTED_MIN = 3,      /* lines that must show a column to be several */
    PARTED_STRAY = 5,    /* of so many of these one may reach into a gutter */
    TOUCHING_MIN = 4,    /* lines that show a gutter of one blank between names */
};

static void push_column(bdl_arena *arena, bdl_columns *columns, bdl_column column) {
    if (columns->count < BDL_MAX_COLUMNS)
        BDL_PUSH(arena, columns, column);
}

bool bdl_gutters_show(const bdl_columns *columns, const bdl_body *of, size_t i) {
    if (of->counts[i]) /* each number in the middle of its column */
        return false;
    return of->figures[i] || (i >= columns->head && of->items[i]);
}

/* Columns are where more than a few lines of the body have text. Positions are counted
 * twice, for characters and for what is between two: columns that touch are two when no
 * word stands across. */
static void find_in_body(bdl_arena *arena, const bdl_worded *lines, size_t count,
                         size_t stray_per, bdl_columns *out) {
    int32_t change[2 * POSITION_MAX + 2];
    uint32_t last = 0;
    int m = out->measure;
    for (size_t i = 0; i < count; i++)
        for (size_t w = 0; w < lines[i].count; w++)
            if (lines[i].words[w].end[m] <= POSITION_MAX &&
                lines[i].words[w].end[m] > last)
                last = lines[i].words[w].end[m];
    memset(change, 0, (2 * last + 2) * sizeof *change);
    for (size_t i = 0; i < count; i++)
        for (size_t w = 0; w < lines[i].count; w++) {
            const bdl_word *word = &lines[i].words[w];
            if (word->end[m] > POSITION_MAX)
                break;
            if (word->begin[m] == word->end[m]) /* of characters that take no room */
                continue;
            change[2 * word->begin[m]]++;
            change[2 * word->end[m] - 1]--;
        }
    int64_t stray = (int64_t)(count / stray_per), here = 0;
    bool inside = false;
    bdl_column column = {.begin = 0};
    for (uint32_t x = 0; x <= 2 * last; x++) {
        here += change[x];
        if (here > stray && !inside)
            column.begin = x / 2;
        if (here <= stray && inside) {
            column.end = (x + 1) / 2;
            push_column(arena, out, column);
        }
        inside = here > stray;
    }
}

/* The lines that show the columns, of those given. */
static size_t take_shown(bdl_arena *arena, const bdl_body *of, const bdl_columns *columns,
                         bdl_worded **out) {
    size_t count = 0;
    *out = BDL_NEW_ARRAY(arena, bdl_worded, of->count + 1);
    for (size_t i = 0; i < of->count; i++)
        if (bdl_gutters_show(columns, of, i))
            (*out)[count++] = of->pieces[i];
    return count;
}

/* Words that share a column with another word of their line: columns not told apart. */
static size_t count_clashes(const bdl_columns *columns, const bdl_worded *lines,
                            size_t count) {
    size_t clashes = 0;
    for (size_t i = columns->head; i < count; i++)
        for (size_t w = 1; w < lines[i].count; w++)
            clashes += bdl_columns_of_word(columns, &lines[i].words[w]) ==
                       bdl_columns_of_word(columns, &lines[i].words[w - 1]);
    return clashes;
}

/* Columns about to be parted: OWNER has the column of every word, line by line. */
typedef struct parting_of {
    const bdl_worded *lines;
    size_t count;
    const bdl_columns *all;
    const uint16_t *owner;
    bdl_worded *shown; /* room for COUNT lines */
} parting_of;

/* The lines that have several words in column NUMBER, these words alone. */
static size_t show_column(const parting_of *p, size_t number) {
    size_t shown = 0, word = 0;
    for (size_t i = p->all->head; i < p->count; i++) {
        size_t first = 0, inside = 0;
        for (size_t w = 0; w < p->lines[i].count; w++) {
            if (p->owner[word++] == number)
                first = inside++ ? first : w;
        }
        if (inside < 2)
            continue;
        p->shown[shown] = p->lines[i];
        p->shown[shown].words += first;
        p->shown[shown++].count = inside;
    }
    return shown;
}

/* A column that holds several words on some of its lines is several columns that some
 * other lines run across: it is parted by the lines that show it. */
static void part_columns(bdl_arena *arena, const bdl_worded *lines, size_t count,
                         bdl_columns *columns) {
    size_t total = 0, word = 0;
    for (size_t i = columns->head; i < count; i++)
        total += lines[i].count;
    uint16_t *owner = BDL_NEW_ARRAY(arena, uint16_t, total + 1);
    for (size_t i = columns->head; i < count; i++)
        for (size_t w = 0; w < lines[i].count; w++)
            owner[word++] = (uint16_t)bdl_columns_of_word(columns, &lines[i].words[w]);
    parting_of p = {lines, count, columns, owner,
                    BDL_NEW_ARRAY(arena, bdl_worded, count)};
    bdl_columns parted = {.measure = columns->measure, .head = columns->head};
    for (size_t c = 0; c < columns->count; c++) {
        size_t shown = show_column(&p, c), before = parted.count;
        if (shown >= PARTED_MIN)
            find_in_body(arena, p.shown, shown, PARTED_STRAY, &parted);
        if (parted.count == before)
            push_column(arena, &parted, columns->items[c]);
    }
    *columns = parted;
}

/* Whether the lone word of line I and that of the line below the row at HEAD are pieces
 * of one name, which stands around the row. */
static bool is_around(const bdl_worded *lines, size_t count, size_t head, size_t i) {
    if (head + 1 >= count)
        return false;
    const bdl_worded *above = &lines[i], *below = &lines[head + 1];
    return below->count == 1 && below->gap == 0 && !below->words[0].number &&
           above->words[0].begin[BDL_IN_CHARS] == below->words[0].begin[BDL_IN_CHARS];
}

/* Lone words between a blank line and the first row are a part of that row; so are those
 * that stand right above one below it. */
static size_t head_without_pieces(const bdl_worded *lines, size_t count, size_t head) {
    size_t first = head;
    for (size_t i = head; i > 0 && head - i < 3 && lines[i].gap == 0; i--) {
        const bdl_worded *above = &lines[i - 1];
        if (above->count != 1 || i == 1)
            break;
        if (above->gap > 0)
            return i - 1;
        if (first == i && is_around(lines, count, head, i - 1))
            first = i - 1;
    }
    return first;
}

/* Whether the only row with figures has several: it shows the columns by itself. */
static bool is_wide(const bdl_worded *lines, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (bdl_words_has_number(&lines[i]))
            return lines[i].count >= 3;
    return false;
}

/* 四、财政专户管理资金收入 | 四、公共安全支出: a row, not headings. */
static bool are_items(const bdl_worded *line) {
    for (size_t w = 0; w < line->count; w++)
        if (!bdl_prose_starts_item(line->words[w].text))
            return false;
    return line->count > 0;
}

/* How the lines part two columns side by side. */
typedef struct gutter {
    size_t sure, touching, figures; /* by two blanks or more; by one; of these figures */
} gutter;

/* What line I says of the gutter between columns A and A + 1. */
static void look_at_gutter(const bdl_columns *columns, const bdl_worded *line, size_t a,
                           gutter *out) {
    int m = columns->measure;
    uint32_t end = columns->items[a].end, begin = columns->items[a + 1].begin;
    for (size_t w = 1; w < line->count; w++) {
        const bdl_word *left = &line->words[w - 1], *right = &line->words[w];
        if (left->end[m] > end || left->end[m] <= columns->items[a].begin ||
            right->begin[m] < begin || right->begin[m] >= columns->items[a + 1].end)
            continue;
        out->sure += right->begin[m] - left->end[m] > 1;
        out->touching += right->begin[m] - left->end[m] <= 1;
        out->figures +=
            right->begin[m] - left->end[m] <= 1 && (left->number || right->number);
    }
}

/* Whether a blank between two columns ends a cell: blanks inside a text may stand under
 * each other on a few lines. */
static bool is_gutter(const bdl_columns *columns, const bdl_body *of, size_t a) {
    gutter seen = {0, 0, 0};
    for (size_t i = columns->head; i < of->count; i++)
        look_at_gutter(columns, &of->pieces[i], a, &seen);
    return seen.sure > 0 || seen.touching == 0 || seen.touching >= TOUCHING_MIN ||
           2 * seen.figures > seen.touching;
}

static void join_doubtful(bdl_columns *columns, const bdl_body *of) {
    size_t kept = 0;
    for (size_t c = 1; c < columns->count; c++) {
        bdl_column *left = &columns->items[kept];
        bool thin = columns->items[c].begin - columns->items[c - 1].end <= 1;
        if (thin && !is_gutter(columns, of, c - 1))
            left->end = columns->items[c].end;
        else
            columns->items[++kept] = columns->items[c];
    }
    columns->count = columns->count ? kept + 1 : 0;
}

bdl_columns bdl_gutters_find(bdl_arena *arena, const bdl_body *of, int measure,
                             size_t stray_per) {
    bdl_columns columns = {.measure = measure};
    const bdl_worded *lines = of->words;
    size_t figures = 0, shown = of->count;
    bdl_worded *taken = (bdl_worded *)(uintptr_t)lines;
    columns.head = of->count;
    for (size_t i = of->count; i-- > 0;)
        if (of->figures[i]) {
            columns.head = i;
            figures += !of->counts[i];
        }
    for (size_t i = 0; i < columns.head && i < of->count; i++)
        if (are_items(&lines[i]))
            columns.head = i; /* a row that has no figures */
    if (columns.head < of->count)
        columns.head = head_without_pieces(lines, of->count, columns.head);
    bool few = figures == 0 || (figures == 1 && !is_wide(lines, of->count));
    if (!few)
        shown = take_shown(arena, of, &columns, &taken);
    find_in_body(arena, taken, shown, stray_per, &columns);
    if (!few)
        join_doubtful(&columns, of);
    if (count_clashes(&columns, lines, of->count) >= PARTED_MIN && columns.count < 64)
        part_columns(arena, lines, of->count, &columns);
    return columns;
}
