/* columns.c - finds the columns of a table whose cells are aligned with blanks.
 *
 * A position of the line is part of a column when more than a few of the lines with
 * figures have text there; what is between two columns is a gutter. Figures and texts are
 * looked at apart, for names reach into the columns of figures beside them. A column none
 * of whose rows has a value is known by its heading alone (head.c). Programs that print
 * PDF pages count a Chinese character as one position, others as two: the right measure
 * is the one by which fewer words of a line fall into one column, then the one by which
 * more of them stand flush with its edges.
 */
#include "read/columns.h"

#include "base/limits.h"
#include "base/text.h"

#include "read/clusters.h"

enum {
    POSITION_MAX = 2000, /* positions looked at on a line */
    STRAY_PER = 25,      /* of so many lines one may reach into a gutter */
    PARTED_MIN = 3,      /* lines that must show a column to be several */
    PARTED_STRAY = 5,    /* of so many of these one may reach into a gutter */
};

/* The half-width form of a full-width character; others as they are. */
static uint32_t narrow(uint32_t c) {
    return c > 0xFF00 && c < 0xFF5F ? c - 0xFEE0 : c;
}

static bool is_digit(uint32_t c) {
    return c >= '0' && c <= '9';
}

bool bdl_words_is_number(bdl_str s) {
    bool digit = false;
    uint32_t before = 0;
    for (size_t i = 0; i < s.len;) {
        uint32_t c = narrow(bdl_utf8_next(s, &i));
        digit = digit || is_digit(c);
        bool blank =
            c == ' ' && before == ',' && i < s.len && is_digit((uint8_t)s.data[i]);
        if (!is_digit(c) && !blank && (c > 0x7E || c == 0 || !strchr(",.-%+()", (int)c)))
            return false;
        before = c;
    }
    return digit;
}

bool bdl_words_has_point(bdl_str s) {
    for (size_t i = 0; i < s.len;) {
        uint32_t c = narrow(bdl_utf8_next(s, &i));
        if (c == '.' || c == ',')
            return true;
    }
    return false;
}

/* What tables print for nothing: - -- — . It stands where a figure would. */
static bool is_nothing(bdl_str s) {
    for (size_t i = 0; i < s.len;) {
        uint32_t c = narrow(bdl_utf8_next(s, &i));
        if (c != '-' && !(c >= 0x2010 && c <= 0x2015) && c != 0x2500)
            return false;
    }
    return s.len > 0;
}

bool bdl_words_is_figure(bdl_str s) {
    return bdl_words_is_number(s) || is_nothing(s);
}

/* White space at OFFSET: its length in bytes, and how many blanks it counts for. */
static size_t blank_at(bdl_str s, size_t offset, uint32_t *blanks) {
    unsigned char c = (unsigned char)s.data[offset];
    *blanks = 1;
    if (c == ' ')
        return 1;
    if (c < 0x80)
        return 0;
    bdl_str rest = bdl_str_from(s, offset);
    *blanks = 2;
    if (bdl_str_starts(rest, BDL_STR("\xE3\x80\x80")))
        return 3;
    *blanks = 1;
    return bdl_str_starts(rest, BDL_STR("\xC2\xA0")) ? 2 : 0;
}

typedef BDL_VEC(bdl_word) words;

static void push_word(bdl_arena *arena, words *list, bdl_str text, uint32_t chars,
                      uint32_t width) {
    bdl_word word = {.text = text, .number = bdl_words_is_figure(text)};
    word.begin[BDL_IN_CHARS] = chars;
    word.begin[BDL_IN_WIDTH] = width;
    word.end[BDL_IN_CHARS] = chars + (uint32_t)bdl_utf8_count(text);
    word.end[BDL_IN_WIDTH] = width + (uint32_t)bdl_text_width(text);
    BDL_PUSH(arena, list, word);
}

/* The end of the word at FROM: before two blanks, or the end of the line. */
static size_t word_end(bdl_str s, size_t from) {
    size_t end = from;
    uint32_t run = 0, blanks;
    for (size_t i = from; i < s.len;) {
        size_t blank = blank_at(s, i, &blanks);
        run = blank ? run + blanks : 0;
        if (run >= 2)
            return end;
        i += blank ? blank : 1;
        if (!blank)
            end = i;
    }
    return end;
}

bdl_worded bdl_words_of(bdl_arena *arena, const bdl_line *line) {
    bdl_worded out = {.line = *line};
    words list = {NULL, 0, 0};
    bdl_str s = line->text;
    uint32_t chars = 0, width = 0, blanks;
    for (size_t i = 0; i < s.len;) {
        size_t blank = blank_at(s, i, &blanks);
        if (blank) {
            i += blank;
            chars++;
            width += blanks;
            continue;
        }
        bdl_str text = {s.data + i, word_end(s, i) - i};
        push_word(arena, &list, text, chars, width);
        const bdl_word *word = &list.items[list.count - 1];
        chars = word->end[BDL_IN_CHARS];
        width = word->end[BDL_IN_WIDTH];
        i += text.len;
    }
    out.words = list.items;
    out.count = list.count;
    return out;
}

/* "1,250.00" or "3.20": a figure that no name begins or ends with. */
static bool is_amount(bdl_str s) {
    size_t last = s.len;
    if (s.len < 4 || !bdl_words_is_number(s))
        return false;
    while (last > 0 && ((unsigned char)s.data[--last] & 0xC0) == 0x80)
        continue;
    return bdl_words_has_point(s) && is_digit(narrow(bdl_utf8_next(s, &last)));
}

/* Where to part a word in two, 0 for nowhere. */
static size_t parting(bdl_str s) {
    for (size_t i = 1; i + 1 < s.len; i++) {
        if (s.data[i] != ' ')
            continue;
        bdl_str left = {s.data, i}, right = bdl_str_from(s, i + 1);
        size_t at = 0;
        uint32_t next = bdl_utf8_next(right, &at);
        if (is_amount(left) && (bdl_is_han(next) || (next >= '0' && next <= '9')))
            return i;
        if (is_amount(right) && !bdl_words_is_number(left))
            return i;
    }
    return 0;
}

void bdl_words_part(bdl_arena *arena, bdl_worded *line) {
    words list = {NULL, 0, 0};
    for (size_t i = 0; i < line->count; i++) {
        bdl_word word = line->words[i];
        for (size_t cut; word.text.len < 400 && (cut = parting(word.text)) > 0;) {
            push_word(arena, &list, (bdl_str){word.text.data, cut},
                      word.begin[BDL_IN_CHARS], word.begin[BDL_IN_WIDTH]);
            const bdl_word *left = &list.items[list.count - 1];
            word.begin[BDL_IN_CHARS] = left->end[BDL_IN_CHARS] + 1;
            word.begin[BDL_IN_WIDTH] = left->end[BDL_IN_WIDTH] + 1;
            word.text = bdl_str_from(word.text, cut + 1);
            word.number = bdl_words_is_number(word.text);
        }
        BDL_PUSH(arena, &list, word);
    }
    line->words = list.items;
    line->count = list.count;
}

bool bdl_words_has_number(const bdl_worded *line) {
    for (size_t i = 0; i < line->count; i++)
        if (line->words[i].number)
            return true;
    return false;
}

/* ---- columns ---- */

static void push_column(bdl_arena *arena, bdl_columns *columns, bdl_column column) {
    if (columns->count < BDL_MAX_COLUMNS)
        BDL_PUSH(arena, columns, column);
}

/* Which lines show the columns, and of how many of them one may reach into a gutter. */
typedef struct way {
    bool all; /* those without figures too */
    size_t stray_per;
} way;

/* Whether line I has figures, or begins the rows that have none (二、其他收入). */
static bool shows_columns(const bdl_columns *columns, const bdl_worded *lines, size_t i) {
    if (bdl_words_has_number(&lines[i]))
        return true;
    return i >= columns->head && lines[i].count > 0 &&
           bdl_prose_starts_item(lines[i].words[0].text);
}

/* The lines that show the columns, and of how many of them one may reach into a gutter.
 */
typedef struct evidence {
    const bdl_worded **lines;
    size_t count, stray; /* of so many one may reach into a gutter */
    int measure;
} evidence;

/* Stretches where more than a few lines have figures, or texts. */
static bdl_columns find_stretches(bdl_arena *arena, const evidence *from, bool figures) {
    int32_t change[POSITION_MAX + 2] = {0};
    bdl_columns out = {.measure = from->measure};
    for (size_t i = 0; i < from->count; i++)
        for (size_t w = 0; w < from->lines[i]->count; w++) {
            const bdl_word *word = &from->lines[i]->words[w];
            if (word->end[out.measure] > POSITION_MAX)
                break;
            change[word->begin[out.measure]] += word->number == figures;
            change[word->end[out.measure]] -= word->number == figures;
        }
    int64_t stray = (int64_t)from->stray, here = 0;
    bool inside = false;
    bdl_column column = {.figures = figures, .texts = !figures};
    for (uint32_t x = 0; x <= POSITION_MAX; x++) {
        here += change[x];
        if (here > stray && !inside)
            column.begin = x;
        if (here <= stray && inside) {
            column.end = x;
            push_column(arena, &out, column);
        }
        inside = here > stray;
    }
    return out;
}

static uint32_t shared(const bdl_column *column, uint32_t begin, uint32_t end) {
    uint32_t low = begin > column->begin ? begin : column->begin;
    uint32_t high = end < column->end ? end : column->end;
    return high > low ? high - low : 0;
}

static bool holds(const bdl_column *column, const bdl_worded *line, int m) {
    for (size_t w = 0; w < line->count; w++)
        if (line->words[w].number == column->figures &&
            shared(column, line->words[w].begin[m], line->words[w].end[m]) > 0)
            return true;
    return false;
}

/* Whether some lines have a word in both columns. */
static bool are_two(const evidence *from, const bdl_column *a, const bdl_column *b) {
    for (size_t i = 0; i < from->count; i++)
        if (holds(a, from->lines[i], from->measure) &&
            holds(b, from->lines[i], from->measure))
            return true;
    return false;
}

/* Takes TEXT into the column of figures that it shares most positions with and no line.
 */
static bool join_figures(const evidence *from, bdl_columns *figures,
                         const bdl_column *text) {
    bdl_column *best = NULL;
    for (size_t c = 0; c < figures->count; c++) {
        bdl_column *column = &figures->items[c];
        uint32_t common = shared(column, text->begin, text->end);
        if (common > 0 && (!best || common > shared(best, text->begin, text->end)) &&
            !are_two(from, column, text))
            best = column;
    }
    if (!best)
        return false;
    best->begin = text->begin < best->begin ? text->begin : best->begin;
    best->end = text->end > best->end ? text->end : best->end;
    best->texts = true;
    return true;
}

/* Figures and texts have columns of their own, for names reach into the columns beside
 * them; those that share positions and no line are one. */
static void find_shown(bdl_arena *arena, const evidence *from, bdl_columns *out) {
    bdl_columns figures = find_stretches(arena, from, true);
    bdl_columns texts = find_stretches(arena, from, false);
    size_t kept = 0;
    for (size_t c = 0; c < texts.count; c++)
        if (!join_figures(from, &figures, &texts.items[c]))
            texts.items[kept++] = texts.items[c];
    for (size_t f = 0, t = 0; f < figures.count || t < kept;)
        if (t == kept ||
            (f < figures.count && figures.items[f].begin <= texts.items[t].begin))
            push_column(arena, out, figures.items[f++]);
        else
            push_column(arena, out, texts.items[t++]);
}

/* Columns are where more than a few lines of the body have text. */
static void find_in_body(bdl_arena *arena, const bdl_worded *lines, size_t count, way how,
                         bdl_columns *out) {
    evidence from = {.lines = BDL_NEW_ARRAY(arena, const bdl_worded *, count + 1),
                     .measure = out->measure};
    for (size_t i = 0; i < count; i++)
        if (how.all || shows_columns(out, lines, i))
            from.lines[from.count++] = &lines[i];
    from.stray = from.count / how.stray_per;
    find_shown(arena, &from, out);
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

/* The figures of column NUMBER; *CLASH says whether a line has several. */
static size_t mark_figures(const parting_of *p, size_t number, bdl_mark *marks,
                           bool *clash) {
    int m = p->all->measure;
    size_t count = 0, word = 0;
    *clash = false;
    for (size_t i = p->all->head; i < p->count; i++)
        for (size_t w = 0; w < p->lines[i].count; w++) {
            const bdl_word *here = &p->lines[i].words[w];
            if (p->owner[word++] != number || !here->number)
                continue;
            *clash = *clash || (count > 0 && marks[count - 1].line == i);
            marks[count++] = (bdl_mark){i, here->begin[m], here->end[m]};
        }
    return count;
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
    bdl_mark *marks = BDL_NEW_ARRAY(arena, bdl_mark, total + 1);
    bdl_columns parted = {.measure = columns->measure, .head = columns->head};
    for (size_t c = 0; c < columns->count; c++) {
        size_t shown = show_column(&p, c), before = parted.count;
        bool clash;
        size_t figures = mark_figures(&p, c, marks, &clash);
        if (clash && bdl_clusters_find(arena, marks, figures, &parted))
            continue;
        if (shown >= PARTED_MIN)
            find_in_body(arena, p.shown, shown, (way){true, PARTED_STRAY}, &parted);
        if (parted.count == before)
            push_column(arena, &parted, columns->items[c]);
    }
    *columns = parted;
}

/* Whether a word of LINE shares positions with WORD. */
static bool is_over(const bdl_worded *line, const bdl_word *word) {
    enum { M = BDL_IN_CHARS };
    for (size_t w = 0; w < line->count; w++)
        if (line->words[w].begin[M] < word->end[M] &&
            word->begin[M] < line->words[w].end[M])
            return true;
    return false;
}

bool bdl_words_stand_around(const bdl_worded *lines, size_t count, size_t row) {
    if (row == 0 || row + 1 >= count || lines[row].gap > 0 || lines[row + 1].gap > 0)
        return false;
    const bdl_worded *above = &lines[row - 1], *below = &lines[row + 1];
    if (!bdl_words_has_number(&lines[row]) || bdl_words_has_number(above) ||
        bdl_words_has_number(below))
        return false;
    for (size_t w = 0; w < above->count; w++)
        if (is_over(&lines[row], &above->words[w]))
            return false;
    for (size_t w = 0; w < below->count; w++)
        if (is_over(&lines[row], &below->words[w]) || !is_over(above, &below->words[w]))
            return false;
    return true;
}

/* Lone words between a blank line and the first row are a part of that row; so are those
 * that stand around it with others below it. */
static size_t head_without_pieces(const bdl_worded *lines, size_t count, size_t head) {
    for (size_t i = head; i > 0 && head - i < 3 && lines[i].gap == 0; i--) {
        const bdl_worded *above = &lines[i - 1];
        if (above->count != 1 || i == 1)
            break;
        if (above->gap > 0)
            return i - 1;
    }
    return head - (head > 1 && bdl_words_stand_around(lines, count, head));
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

static bdl_columns find_by(bdl_arena *arena, const bdl_worded *lines, size_t count,
                           int measure) {
    bdl_columns columns = {.measure = measure};
    size_t body = 0;
    columns.head = count;
    for (size_t i = count; i-- > 0;)
        if (bdl_words_has_number(&lines[i])) {
            columns.head = i;
            body++;
        }
    for (size_t i = 0; i < columns.head && i < count; i++)
        if (are_items(&lines[i]))
            columns.head = i; /* a row that has no figures */
    if (columns.head < count)
        columns.head = head_without_pieces(lines, count, columns.head);
    bool few = body == 0 || (body == 1 && !is_wide(lines, count));
    find_in_body(arena, lines, count, (way){few, STRAY_PER}, &columns);
    if (count_clashes(&columns, lines, count) >= 2 && columns.count < 64)
        part_columns(arena, lines, count, &columns);
    return columns;
}

/* Words that begin or end where their column does: how well a measure fits. */
static size_t count_flush(const bdl_columns *columns, const bdl_worded *lines,
                          size_t count) {
    size_t flush = 0;
    int m = columns->measure;
    for (size_t i = columns->head; i < count && columns->count; i++)
        for (size_t w = 0; w < lines[i].count; w++) {
            const bdl_word *word = &lines[i].words[w];
            const bdl_column *column =
                &columns->items[bdl_columns_of_word(columns, word)];
            flush += word->begin[m] == column->begin || word->end[m] == column->end;
        }
    return flush;
}

void bdl_columns_find(bdl_arena *arena, const bdl_worded *lines, size_t count, int usual,
                      bdl_columns *out) {
    bdl_columns by_chars = find_by(arena, lines, count, BDL_IN_CHARS);
    bdl_columns by_width = find_by(arena, lines, count, BDL_IN_WIDTH);
    size_t chars = count_clashes(&by_chars, lines, count);
    size_t width = count_clashes(&by_width, lines, count);
    if (width == chars) {
        width = count_flush(&by_chars, lines, count);
        chars = count_flush(&by_width, lines, count);
    }
    bool wide = width == chars ? usual == BDL_IN_WIDTH : width < chars;
    *out = wide ? by_width : by_chars;
}

size_t bdl_columns_of_word(const bdl_columns *columns, const bdl_word *word) {
    enum { KIND = 3 };
    uint32_t begin = word->begin[columns->measure], end = word->end[columns->measure];
    size_t best = 0;
    int64_t most = INT64_MIN;
    for (size_t c = 0; c < columns->count; c++) {
        const bdl_column *column = &columns->items[c];
        int64_t low = begin > column->begin ? begin : column->begin;
        int64_t high = end < column->end ? end : column->end;
        int64_t here = high - low; /* negative: how far away it is */
        if (here > 0 && (word->number ? column->figures : column->texts))
            here *= KIND;
        if (here > most) {
            most = here;
            best = c;
        }
        if (column->begin >= end) /* those that follow are farther away */
            break;
    }
    return best;
}
