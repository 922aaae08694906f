/* form.c - a form to fill in: which lines are one, and the rows above its list. A label
 * may stand in the middle of the lines that it is the label of. */
#include "read/aligned/form.h"

#include "base/text.h"
#include "read/aligned/line_row.h"

enum { MARGIN = 2, NEAR = 1 };

/* ---- which lines are one ---- */

static size_t count_numbers(const bdl_worded *line) {
    size_t count = 0;
    for (size_t w = 0; w < line->count; w++)
        count += line->words[w].number;
    return count;
}

/* Whether texts, and figures not often, stand below line AT, several on a line. */
static bool has_texts_below(const bdl_worded *lines, size_t count, size_t at) {
    enum { WIDE = 5, LACKING_MAX = 3, LOOK_MAX = 40 };
    size_t least = lines[at].count < WIDE ? 2 : 1, rows = 0, words = 0, numbers = 0;
    for (size_t i = at + 1; i < count && i < at + LOOK_MAX; i++) {
        rows += lines[i].count + LACKING_MAX >= lines[at].count && lines[i].count > 1;
        words += lines[i].count;
        numbers += count_numbers(&lines[i]);
        if (lines[i].count > lines[at].count + LACKING_MAX)
            return false;
    }
    return rows >= least && numbers * 2 < words;
}

static bool overlap(const bdl_word *a, const bdl_word *b) {
    return bdl_words_overlap(a, b, BDL_IN_WIDTH);
}

bool bdl_form_is_beside(const bdl_word *word, const bdl_worded *line, int m) {
    for (size_t w = 0; w < line->count; w++)
        if (bdl_words_overlap(word, &line->words[w], m))
            return false;
    return true;
}

/* Whether the lines above and below line AT hold the two lines of headings that it lacks.
 */
bool bdl_form_has_pieces(const bdl_worded *lines, size_t count, size_t at, int m) {
    const bdl_worded *above = &lines[at - 1], *below = &lines[at + 1];
    if (at + 1 >= count || above->count == 0 || above->count != below->count ||
        above->count > lines[at].count || bdl_words_has_number(above) ||
        bdl_words_has_number(below))
        return false;
    for (size_t w = 0; w < above->count; w++)
        if (!bdl_words_overlap(&above->words[w], &below->words[w], m) ||
            !bdl_form_is_beside(&above->words[w], &lines[at], m) ||
            !bdl_form_is_beside(&below->words[w], &lines[at], m))
            return false;
    return true;
}

/* The line of the headings of the list; 0: there is none. */
static size_t find_head(const bdl_worded *lines, size_t count) {
    enum { ABOVE_MIN = 3, ABOVE_MAX = 30, FIGURES_MAX = 8, WORDS_MIN = 4 };
    size_t widest = WORDS_MIN, figures = 0, best = 0;
    for (size_t i = 0; i < count && i <= ABOVE_MAX && figures <= FIGURES_MAX; i++) {
        bool number = bdl_words_has_figure(&lines[i]);
        size_t texts = lines[i].count - count_numbers(&lines[i]);
        if (i >= ABOVE_MIN && bdl_form_has_pieces(lines, count, i, BDL_IN_WIDTH))
            texts += lines[i - 1].count;
        bool list = i >= ABOVE_MIN && !number && figures > 0 && texts >= widest &&
                    has_texts_below(lines, count, i);
        best = list ? i : best;
        widest = texts > widest ? texts : widest;
        widest += list; /* a later one has more words */
        figures += number;
    }
    return best;
}

/* LINE with the words of MORE between its own. */
bdl_worded bdl_form_merge(bdl_arena *arena, const bdl_worded *line,
                          const bdl_worded *more, int m) {
    bdl_worded out = *line;
    size_t w = 0, v = 0;
    out.count = line->count + more->count;
    out.words = BDL_NEW_ARRAY(arena, bdl_word, out.count);
    for (size_t i = 0; i < out.count; i++) {
        bool next = v < more->count && (w == line->count || more->words[v].begin[m] <
                                                                line->words[w].begin[m]);
        out.words[i] =
            next ? bdl_word_moved(arena, more, &more->words[v++]) : line->words[w++];
    }
    return out;
}

bdl_form_parts bdl_form_find(bdl_arena *arena, const bdl_worded *lines, size_t count) {
    enum { HEAD_MAX = 20 };
    size_t at = find_head(lines, count);
    if (at == 0 || lines[at].count > HEAD_MAX)
        return (bdl_form_parts){.front = 0};
    if (!bdl_form_has_pieces(lines, count, at, BDL_IN_WIDTH))
        return (bdl_form_parts){lines[at], at, at + 1};
    return (bdl_form_parts){
        bdl_form_merge(arena, &lines[at], &lines[at - 1], BDL_IN_WIDTH), at - 1, at + 2};
}

/* Whether a figure ends or begins a cell between LEFT and RIGHT. */
static bool ends_figure(void *ctx, const bdl_word *left, const bdl_word *right) {
    (void)ctx;
    return bdl_word_is_amount(left) || bdl_word_is_amount(right);
}

/* ---- cells ---- */

/* A row in the making, as wide as what was put into it. */
typedef struct cells {
    bdl_reading *reading;
    bdl_line_row row;
} cells;

static cells cells_new(bdl_reading *reading, bdl_arena *scratch, size_t room) {
    cells c = {reading, bdl_line_row_begin(reading, scratch, room)};
    c.row.count = 0;
    return c;
}

static void put_word(cells *c, size_t column, const bdl_worded *line,
                     const bdl_word *word) {
    bdl_line_row_put(c->reading, &c->row, line, word, column);
    c->row.count = column + 1 > c->row.count ? column + 1 : c->row.count;
}

static void end_row(cells *c, bdl_grid *grid) {
    bdl_line_row_end(c->reading, &c->row, grid);
    c->row.count = 0;
}

/* ---- the rows above the list ---- */

typedef struct front {
    bdl_worded *lines;
    size_t count;
    int measure;
    bdl_grid *grid;
    cells cells;
    bool open;                  /* a row is in CELLS */
    const bdl_worded *row;      /* the line with the most words of the row */
    const bdl_worded *label;    /* a line with nothing but a label, whose row comes, */
    const bdl_worded *labelled; /* or that of the open row */
    const bdl_worded *heads;    /* what heads the figures of the rows, but their names */
    const bdl_worded *above;    /* the first line of a cell of the row that comes */
    const bdl_word *around;     /* the last one of a cell that it has nothing else of */
    uint32_t margin;            /* where the first labels begin, */
    uint32_t ends;              /* where the widest of them does, */
    uint32_t second;            /* and where what stands beside labels begins */
    uint32_t widest;            /* label */
    bool are_wrapped;           /* labels that are as wide go on below */
} front;

static void find_margin(front *f) {
    enum { IN = BDL_IN_WIDTH }; /* before the first word of a line both are the same */
    f->margin = f->second = UINT32_MAX;
    f->ends = 0;
    for (size_t i = 0; i < f->count; i++) {
        const bdl_word *words = f->lines[i].words;
        if (words[0].begin[IN] < f->margin)
            f->margin = words[0].begin[IN];
        if (f->lines[i].count > 1 && words[1].begin[IN] < f->second)
            f->second = words[1].begin[IN];
    }
    for (size_t i = 0; i < f->count; i++) {
        const bdl_word *first = &f->lines[i].words[0];
        if (first->begin[IN] <= f->margin + MARGIN && first->end[IN] > f->ends)
            f->ends = first->end[IN];
    }
}

/* A label begins where others do, or stands in the middle of their column. */
static bool is_at_margin(const front *f, const bdl_word *word) {
    uint32_t begin = word->begin[BDL_IN_WIDTH];
    return begin <= f->margin + MARGIN ||
           (begin < f->ends && word->end[BDL_IN_WIDTH] < f->second);
}

static bool is_label(const front *f, const bdl_worded *line) {
    return line->count == 1 && is_at_margin(f, &line->words[0]);
}

static uint32_t between(const front *f, const bdl_word *a, const bdl_word *b) {
    return bdl_positions_apart(a->begin[f->measure], b->begin[f->measure]);
}

static bool is_near(const front *f, const bdl_word *a, const bdl_word *b) {
    return between(f, a, b) <= NEAR;
}

/* Whether two lines can be of one cell: they begin at one place, or have one middle. */
static bool are_aligned(const front *f, const bdl_word *a, const bdl_word *b) {
    const int m = BDL_IN_WIDTH; /* where something ends is known in it alone */
    return is_near(f, a, b) || bdl_positions_apart(a->begin[m] + a->end[m],
                                                   b->begin[m] + b->end[m]) <= 2 * NEAR;
}

static void close_row(front *f) {
    if (f->open)
        end_row(&f->cells, f->grid);
    f->open = false;
}

/* The number of the word of the open row that the lone WORD goes on; 0: none but the
 * first after the label, which goes on only where it stands alone. */
static size_t continued_by(const front *f, const bdl_word *word) {
    size_t first = is_at_margin(f, &f->row->words[0]);
    for (size_t w = f->row->count; w-- > first;)
        if (is_near(f, word, &f->row->words[w]) &&
            (w > first || f->row->count == first + 1))
            return w + !first;
    return 0;
}

static uint32_t width_of(const front *f, const bdl_word *word) {
    return bdl_word_width(word, f->measure);
}

/* Where several labels are as wide as the widest, their cells may be no wider. */
static void find_wrapped(front *f) {
    enum { LABELS_MIN = 2 };
    size_t found = 0;
    for (size_t i = 0; i < f->count; i++) {
        const bdl_word *word = &f->lines[i].words[0];
        if (!is_at_margin(f, word) || width_of(f, word) < f->widest)
            continue;
        found = width_of(f, word) > f->widest ? 1 : found + 1;
        f->widest = width_of(f, word);
    }
    f->are_wrapped = found >= LABELS_MIN;
}

/* Whether the label of LINE is the rest of that of the open row. */
static bool is_rest_of_label(const front *f, const bdl_worded *line) {
    enum { SCRAP_MAX = 2 };
    bool scrap = bdl_utf8_count(line->words[0].text) <= SCRAP_MAX;
    return f->open && f->row && line == f->row + 1 && line->gap == 0 &&
           (f->are_wrapped || scrap) && is_at_margin(f, &f->row->words[0]) &&
           width_of(f, &f->row->words[0]) + (scrap ? 2 * SCRAP_MAX : 0) >= f->widest &&
           width_of(f, &line->words[0]) < f->widest;
}

/* How many words of LINE stand before WORD. */
static size_t words_before(const front *f, const bdl_worded *line, const bdl_word *word) {
    size_t count = 0;
    while (count < line->count &&
           line->words[count].begin[f->measure] < word->begin[f->measure])
        count++;
    return count;
}

/* The number of the word of HEADS that stands over WORD, or before it when that is NEXT:
 * a figure at the right of a wide column. As many as there are: none. */
static size_t head_over(const bdl_worded *heads, const bdl_word *word, size_t next) {
    enum { M = BDL_IN_WIDTH };
    size_t h = 0;
    while (h < heads->count && !overlap(&heads->words[h], word))
        h++;
    bool behind = h == heads->count && next < h &&
                  word->begin[M] >= heads->words[next].end[M] &&
                  (next + 1 == h || word->end[M] <= heads->words[next + 1].begin[M]);
    return behind ? next : h;
}

/* How many words of LINE stand before all of HEADS: a label, the name of the row. */
static size_t names_before(const bdl_worded *heads, const bdl_worded *line) {
    size_t count = 0;
    while (count < line->count &&
           line->words[count].end[BDL_IN_WIDTH] <= heads->words[0].begin[BDL_IN_WIDTH])
        count++;
    return count;
}

/* Whether LINE has figures below some of HEADS, and no more than a label and a name
 * before them. */
static bool is_headed(const bdl_worded *heads, const bdl_worded *line) {
    enum { FIGURES_MIN = 2, NAMES_MAX = 2 };
    size_t first = names_before(heads, line), figures = 0, next = 0;
    for (size_t w = first; w < line->count; w++) {
        size_t h = head_over(heads, &line->words[w], next);
        if (h == heads->count || h < next)
            return false;
        next = h + 1;
        figures += line->words[w].number;
    }
    return figures >= FIGURES_MIN && first <= NAMES_MAX;
}

/* Whether LINE heads rows of figures that have names before these: nothing is over them.
 */
static bool heads_rows(const front *f, const bdl_worded *line) {
    enum { HEADS_MIN = 3 };
    const bdl_worded *end = f->lines + f->count, *below = line + 1;
    if (is_at_margin(f, &line->words[0]) || line->count < HEADS_MIN ||
        bdl_words_has_number(line))
        return false;
    while (below < end && is_label(f, below))
        below++;
    return below < end && is_headed(line, below) && names_before(line, below) > 0;
}

/* Puts LINE, which has headings or is below them, into the columns that these have; what
 * stands alone before them is a name: its label has a name beside it. */
static void put_headed(front *f, const bdl_worded *line) {
    size_t names = names_before(f->heads, line), next = 0;
    bool labelled = names == 2;
    for (size_t w = 0; w < line->count; w++) {
        if (w >= names)
            next = head_over(f->heads, &line->words[w], next) + 1;
        put_word(&f->cells, w < names ? w + !labelled : next + 1, line, &line->words[w]);
    }
}

/* Whether what stands above and below the row that comes is the label of rows below
 * HEADS.
 */
static bool is_label_around(const front *f) {
    return f->heads &&
           f->around->end[BDL_IN_WIDTH] <= f->heads->words[0].begin[BDL_IN_WIDTH];
}

static void begin_row(front *f, const bdl_worded *line) {
    bool labelled = is_at_margin(f, &line->words[0]);
    bool rest = labelled && is_rest_of_label(f, line);
    if (rest)
        put_word(&f->cells, 0, line, &line->words[0]);
    close_row(f);
    if (!labelled && f->label)
        put_word(&f->cells, 0, f->label, &f->label->words[0]);
    size_t inserted = f->around ? words_before(f, line, f->around) : line->count;
    bool plain = !rest && (f->around ? is_label_around(f) : !f->above);
    if (!plain || (f->heads && !is_headed(f->heads, line)))
        f->heads = NULL;
    if (plain && !f->heads && heads_rows(f, line))
        f->heads = line;
    if (f->heads)
        put_headed(f, line);
    for (size_t w = rest; w < line->count && !f->heads; w++) {
        size_t column = w + !labelled + (w >= inserted);
        if (f->above && !f->around &&
            between(f, &f->above->words[0], &line->words[w]) <= 3 * NEAR)
            put_word(&f->cells, column, f->above, &f->above->words[0]);
        put_word(&f->cells, column, line, &line->words[w]);
    }
    if (f->around) {
        size_t column = f->heads ? 0 : inserted + !labelled;
        put_word(&f->cells, column, f->above, &f->above->words[0]);
        put_word(&f->cells, column, line + 1, f->around);
        f->around = NULL;
    }
    f->label = f->above = NULL;
    f->row = line;
    f->open = true;
}

/* Whether line I holds nothing but a text beside labels. */
static bool is_text(const front *f, size_t i) {
    return i < f->count && f->lines[i].count == 1 && !is_label(f, &f->lines[i]);
}

/* How many such lines stand below line I, all aligned with TEXT. */
static size_t texts_below(const front *f, size_t i, const bdl_word *text) {
    size_t count = 0;
    while (is_text(f, i + 1 + count) &&
           are_aligned(f, text, &f->lines[i + 1 + count].words[0]))
        count++;
    return count;
}

/* Lines I to I + ABOVE with nothing but text, then one with a label, alone or with text
 * too, in the middle of as many above as below: a cell of several lines. Gives how many
 * lines were taken. */
static size_t take_texts(front *f, size_t i) {
    const bdl_word *text = &f->lines[i].words[0];
    size_t above = 1 + texts_below(f, i, text), middle = i + above;
    const bdl_worded *line = middle < f->count ? &f->lines[middle] : NULL;
    bool labelled = line && line->count <= 2 && is_at_margin(f, &line->words[0]) &&
                    (line->count == 1 || are_aligned(f, text, &line->words[1]));
    size_t below = labelled ? texts_below(f, middle, text) : 0;
    if (below == 0)
        return 0;
    below = below < above ? below : above;
    if (below < above) { /* what stands above is a row of its own */
        begin_row(f, &f->lines[i]);
        return 1;
    }
    begin_row(f, &f->lines[i]);
    for (size_t k = i + 1; k <= middle + below; k++)
        for (size_t w = 0; w < f->lines[k].count; w++)
            put_word(&f->cells, k == middle && w == 0 ? 0 : 1, &f->lines[k],
                     &f->lines[k].words[w]);
    close_row(f);
    return middle + below + 1 - i;
}

/* Whether line I is the first line of a cell whose others are in the row below. */
static bool is_above(const front *f, size_t i) {
    enum { WORDS_MIN = 3 };
    const bdl_worded *below = &f->lines[i + 1];
    if (!is_text(f, i) || i + 1 >= f->count || below->count < WORDS_MIN || below->gap > 0)
        return false;
    for (size_t w = 1; w < below->count; w++)
        if (between(f, &f->lines[i].words[0], &below->words[w]) <= 3 * NEAR &&
            (w > 1 || !is_at_margin(f, &below->words[0])))
            return true;
    return false;
}

/* Whether line I and a word of the line behind the next one are a cell of the line
 * between them, which has nothing there; takes that word. */
static bool takes_around(front *f, size_t i) {
    enum { WORDS_MIN = 3 };
    bool lone = is_text(f, i) || (f->heads && is_label(f, &f->lines[i]));
    if (!lone || i + 2 >= f->count || f->lines[i + 1].count < WORDS_MIN ||
        f->lines[i + 2].count == 0 || f->lines[i + 2].count > 2 ||
        !bdl_form_is_beside(&f->lines[i].words[0], &f->lines[i + 1], BDL_IN_WIDTH))
        return false;
    bdl_worded *below = &f->lines[i + 2];
    const bdl_word *last = &below->words[below->count - 1];
    if (!is_near(f, last, &f->lines[i].words[0]) ||
        !bdl_form_is_beside(last, &f->lines[i + 1], BDL_IN_WIDTH))
        return false;
    f->around = last;
    below->count--;
    return true;
}

static void take_line(front *f, const bdl_worded *line) {
    size_t column = 0;
    bool lacks_label = f->open && bdl_maker_is_empty(&f->cells.row.cells[0]);
    if (is_label(f, line)) {
        bool rest = f->open && f->labelled && line == f->labelled + 1 && line->gap == 0;
        if (lacks_label || rest) {
            put_word(&f->cells, 0, line, &line->words[0]);
            f->labelled = line;
        } else {
            f->label = line;
        }
        return;
    }
    if (line->count == 1 && f->open && !f->label)
        column = continued_by(f, &line->words[0]);
    if (column > 0)
        put_word(&f->cells, column, line, &line->words[0]);
    else
        begin_row(f, line);
}

static size_t most_words(const bdl_worded *lines, size_t count) {
    size_t most = 0;
    for (size_t i = 0; i < count; i++)
        most = lines[i].count > most ? lines[i].count : most;
    return most;
}

/* Columns of a terminal where more lines begin at one place in them than in characters.
 */
int bdl_form_measure(const bdl_worded *lines, size_t count) {
    size_t same[2] = {0, 0};
    for (int m = 0; m < 2; m++)
        for (size_t i = 1; i < count; i++)
            for (size_t w = 1; w < lines[i].count; w++)
                for (size_t v = 1; v < lines[i - 1].count; v++)
                    same[m] +=
                        lines[i].words[w].begin[m] == lines[i - 1].words[v].begin[m];
    return same[BDL_IN_WIDTH] > same[BDL_IN_CHARS] ? BDL_IN_WIDTH : BDL_IN_CHARS;
}

static void put_front(bdl_reading *reading, bdl_arena *scratch, bdl_worded *lines,
                      size_t count, bdl_grid *grid) {
    front f = {.lines = lines, .count = count, .grid = grid};
    f.measure = bdl_form_measure(lines, count);
    f.cells = cells_new(reading, scratch, most_words(lines, count) + 2);
    find_margin(&f);
    find_wrapped(&f);
    for (size_t i = 0, taken; i < count; i += taken) {
        bool around = takes_around(&f, i);
        taken = !around && is_text(&f, i) && !f.label ? take_texts(&f, i) : 0;
        if (taken > 0)
            continue;
        if (around || is_above(&f, i))
            f.above = &lines[i];
        else if (lines[i].count > 0)
            take_line(&f, &lines[i]);
        taken = 1;
    }
    if (f.label) {
        close_row(&f);
        put_word(&f.cells, 0, f.label, &f.label->words[0]);
        f.open = true;
    }
    close_row(&f);
}

/* ---- the list ---- */

/* Puts the headings on LINES, each in the column of HEAD that it stands in, which the
 * list has behind COLUMN others. */
static void put_head(cells *c, const bdl_worded *head, const bdl_worded *lines,
                     size_t count, size_t column) {
    for (size_t i = 0; i < count; i++)
        for (size_t w = 0; w < lines[i].count; w++)
            for (size_t k = 0; k < head->count; k++)
                if (overlap(&head->words[k], &lines[i].words[w])) {
                    put_word(c, column + k, &lines[i], &lines[i].words[w]);
                    break;
                }
}

static void put_rows(cells *c, const bdl_form_list *list, bdl_grid *grid) {
    for (size_t i = 0; i < list->words.count; i++) {
        const bdl_form_word *word = &list->words.items[i];
        put_word(c, word->column, word->line, word->word);
        if (i + 1 < list->words.count && word[1].row == word->row)
            continue;
        c->row.count = list->columns;
        end_row(c, grid);
    }
}

/* The list on COUNT lines below HEAD. */
static bdl_form_list list_of(bdl_arena *scratch, const bdl_worded *head,
                             const bdl_worded *lines, size_t count, bool goes_on) {
    bdl_worded *all = BDL_NEW_ARRAY(scratch, bdl_worded, count + 1);
    all[0] = *head;
    memcpy(all + 1, lines, count * sizeof *lines);
    return bdl_form_list_find(scratch, all, count + 1, bdl_form_measure(all, count + 1),
                              goes_on);
}

void bdl_form_put_rest(bdl_reading *reading, bdl_arena *scratch, const bdl_worded *head,
                       const bdl_worded *lines, size_t count, bool labelled) {
    bdl_grid grid;
    bdl_form_list list = list_of(scratch, head, lines, count, true);
    size_t own = labelled && list.columns == head->count;
    for (size_t i = 0; i < list.words.count; i++)
        list.words.items[i].column += own;
    list.columns += own;
    cells c = cells_new(reading, scratch, list.columns);
    bdl_grid_begin(reading, &grid);
    put_rows(&c, &list, &grid);
    bdl_grid_end(reading, &grid);
}

void bdl_form_put(bdl_reading *reading, bdl_arena *scratch, bdl_worded *lines,
                  size_t count, const bdl_form_parts *parts) {
    bdl_grid grid;
    bdl_form_list list =
        list_of(scratch, &parts->head, lines + parts->rows, count - parts->rows, false);
    cells c = cells_new(reading, scratch, list.columns);
    for (size_t i = 0; i < parts->front; i++)
        bdl_words_cut(scratch, &lines[i], ends_figure, NULL);
    bdl_grid_begin(reading, &grid);
    put_front(reading, scratch, lines, parts->front, &grid);
    put_head(&c, &parts->head, &lines[parts->front], parts->rows - parts->front,
             list.columns - parts->head.count);
    c.row.count = list.columns;
    if (list.words.count == 0 || list.words.items[0].row > 0)
        end_row(&c, &grid);
    put_rows(&c, &list, &grid);
    bdl_grid_end(reading, &grid);
}
