/* sheet_find.c - which of the aligned lines are a sheet: those of its labels and
 * values, the headings of its table of texts, and those that stand under them. */
#include "read/aligned/sheet.h"

#include "base/text.h"
#include "read/aligned/form.h"
#include "read/aligned/sheet_heads.h"

enum {
    HEADINGS_MIN = 4, /* words of the line over the table of texts */
    LINES_MIN = 3,    /* below it */
    ABOVE_MAX = 60,   /* lines of labels and values */
    NOWHERE = 255,
};

/* How far the middles of two words are apart, in half positions. */
static uint32_t middles_apart(const bdl_word *a, const bdl_word *b, int m) {
    return bdl_positions_apart(a->begin[m] + a->end[m], b->begin[m] + b->end[m]);
}

/* The word of HEAD that WORD stands under: the only one that shares positions with it, or
 * the nearest. NOWHERE: it stands under several, of which a figure, or a LOOSE one, takes
 * the nearer of two. None before word FROM of HEAD does. */
static size_t column_of(const bdl_worded *head, const bdl_word *word, int m, size_t from,
                        bool loose) {
    size_t count = head->count < NOWHERE ? head->count : NOWHERE, k = from;
    const bdl_word *at = head->words + from;
    for (uint32_t begin = word->begin[m]; k < count && at->end[m] <= begin; at++)
        k++;
    if (k + 1 < count && bdl_words_overlap(at, word, m) &&
        bdl_words_overlap(at + 1, word, m)) {
        if (!(loose || word->number) ||
            (k + 2 < count && bdl_words_overlap(at + 2, word, m)))
            return NOWHERE;
        return k + (middles_apart(at + 1, word, m) < middles_apart(at, word, m));
    }
    bool left = k > 0 && (k == count || bdl_words_apart(at - 1, word, m) <=
                                            bdl_words_apart(at, word, m));
    return count > 0 ? k - left : NOWHERE;
}

/* Whether each word of LINE has a column of its own under HEAD: where the nearest has one
 * already, the next. */
static bool fits(const bdl_worded *head, const bdl_worded *line, int m, bool loose) {
    size_t next = 0; /* the first column that no word has */
    if (line->count > head->count)
        return false;
    for (size_t w = 0; w < line->count; w++) {
        const bdl_word *word = &line->words[w];
        size_t c = column_of(head, word, m, next ? next - 1 : 0, loose);
        if (c + 1 == next && next < head->count &&
            word->begin[m] > head->words[c].begin[m])
            c = next;
        if (c == NOWHERE || c < next)
            return false;
        next = c + 1;
    }
    return true;
}

/* ---- cells one blank apart ---- */

typedef struct edges {
    const bdl_worded *line; /* where its words begin others may */
    int measure;
} edges;

static bool begins_at(void *ctx, const bdl_word *left, const bdl_word *right) {
    const edges *e = ctx;
    int m = e->measure;
    for (size_t k = 0; k < e->line->count; k++) {
        uint32_t edge = e->line->words[k].begin[m];
        if (left->begin[m] + BDL_WORDS_PUSHED < edge &&
            right->begin[m] <= edge + BDL_WORDS_PUSHED &&
            right->begin[m] + BDL_WORDS_PUSHED >= edge)
            return true;
    }
    return false;
}

bdl_worded bdl_aligned_sheet_part(bdl_arena *arena, const bdl_worded *head,
                                  const bdl_worded *line, int m) {
    edges e = {head, m};
    bdl_worded out = *line;
    bool any = false;
    for (size_t k = 0; k < line->count; k++)
        any |= line->words[k].parted;
    if (any)
        bdl_words_cut(arena, &out, begins_at, &e);
    return out;
}

/* Whether the first piece of RIGHT stands under a heading right of that which LEFT stands
 * under, and neither begins or ends under the other's, but for an amount, which may be
 * wider than its heading. */
static bool ends_under(void *ctx, const bdl_word *left, const bdl_word *right) {
    const edges *e = ctx;
    int m = e->measure;
    bdl_word first = *right;
    first.text.len = bdl_str_find(right->text, BDL_STR(" "), 0);
    if (first.text.len == SIZE_MAX)
        first.text.len = right->text.len;
    first.end[m] =
        first.begin[m] + (uint32_t)(m == BDL_IN_WIDTH ? bdl_text_width(first.text)
                                                      : bdl_utf8_count(first.text));
    size_t a = column_of(e->line, left, m, 0, true);
    size_t b = column_of(e->line, &first, m, 0, false);
    return a != NOWHERE && b != NOWHERE && a < b &&
           (left->end[m] <= e->line->words[b].begin[m] || bdl_word_is_amount(left)) &&
           right->begin[m] >= e->line->words[a].end[m];
}

/* The words of LINE as HEAD parts them, or else with one blank between texts, or between
 * what stands under different headings; *FIT when they are known to fit. */
static bdl_worded part_row(bdl_arena *arena, const bdl_worded *head,
                           const bdl_worded *line, int m, bool *fit) {
    bdl_worded out = bdl_aligned_sheet_part(arena, head, line, m), under = *line;
    size_t lacking = head->count > out.count ? head->count - out.count : 0;
    edges e = {head, m};
    *fit = fits(head, &out, m, false);
    if (*fit)
        return out;
    bdl_words_cut(arena, &under, ends_under, &e);
    *fit = under.words != line->words && fits(head, &under, m, false);
    if (*fit)
        return under;
    if (lacking > 0)
        bdl_sheet_cut_texts(arena, &out, lacking);
    return out;
}

/* Whether the last line of the table up to END is a label in the first column alone, with
 * none near it above that it could be the rest of: 总分, and nothing beside it. */
static bool is_lone_label(const bdl_worded *lines, const bdl_aligned_sheet *at,
                          size_t end) {
    enum { NEAR_MAX = 3, COUNT_MIN = 3 };
    int m = at->measure;
    if (end < at->rows + COUNT_MIN || at->heads.count < 2 || lines[end - 1].count != 1)
        return false;
    uint32_t edge = at->heads.words[1].begin[m];
    for (size_t i = end - 1; i + NEAR_MAX >= end - 1 && i >= at->rows; i--)
        if ((lines[i].words[0].end[m] <= edge) != (i == end - 1))
            return false;
    return true;
}

/* Where the table of texts under its headings ends; left of these a label of all of it
 * may stand. *MORE when it would go on if words could reach under two headings. */
static size_t table_end(bdl_arena *arena, const bdl_worded *lines, size_t count,
                        const bdl_aligned_sheet *at, bool *more) {
    int m = at->measure;
    size_t end = at->rows;
    for (; end < count && !bdl_sheet_is_apart(&lines[end]); end++) {
        bool fit;
        bdl_worded line = part_row(arena, &at->heads, &lines[end], m, &fit);
        if (line.words[0].end[m] < at->heads.words[0].begin[m]) {
            line.words++;
            line.count--;
            fit = false;
        }
        if (!fit && !fits(&at->heads, &line, m, at->loose)) {
            *more |= fits(&at->heads, &line, m, true);
            break;
        }
    }
    if (is_lone_label(lines, at, end))
        end--;
    return end;
}

/* Whether most words below the headings are figures, or columns are numbered: then it is
 * an ordinary table. Where nearly each line has several texts beside them it is none. */
static bool holds_figures(const bdl_worded *lines, size_t from, size_t end) {
    enum { TEXTS = 3 }; /* an ordinary row names an account, or one of either side */
    size_t figures = 0, words = 0, told = 0;
    for (size_t i = from; i < end; i++)
        if (bdl_words_number_columns(&lines[i]))
            return true;
    for (size_t i = from; i < end; i++) {
        size_t own = 0;
        for (size_t w = 0; w < lines[i].count; w++)
            own += lines[i].words[w].number && bdl_str_has_digit(lines[i].words[w].text);
        words += lines[i].count;
        figures += own;
        told += lines[i].count >= own + TEXTS;
    }
    return figures * 2 > words && told * 4 < (end - from) * 3;
}

/* Whether an amount with a point stands in LINE, alone or behind its label. */
static bool has_amount(const bdl_worded *line) {
    bdl_str s = line->line.text;
    size_t point = bdl_str_find(s, BDL_STR("."), 1);
    for (; point < s.len - 1; point = bdl_str_find(s, BDL_STR("."), point + 1))
        if (bdl_is_ascii_digit(s.data[point - 1]) &&
            bdl_is_ascii_digit(s.data[point + 1]))
            return true;
    return false;
}

/* Whether the lines above the headings hold what is under no heading: figures, and words
 * over several. */
static bool stands_apart(const bdl_worded *lines, const bdl_aligned_sheet *at) {
    bool figures = false, across = false;
    for (size_t i = 0; i < at->head && !figures; i++)
        figures = bdl_words_has_figure(&lines[i]) || has_amount(&lines[i]);
    for (size_t i = 0; i < at->head && figures && !across; i++)
        across = !fits(&at->heads, &lines[i], at->measure, false);
    return across;
}

/* Where the rows of labels and values end that follow the table. */
static size_t tail_end(const bdl_worded *lines, size_t count,
                       const bdl_aligned_sheet *at) {
    size_t end = at->end;
    for (; end < count && lines[end].gap == 0; end++) {
        const bdl_word *first = &lines[end].words[0];
        bool label = lines[end].count > 1 &&
                     (end > at->end ||
                      first->begin[at->measure] < at->heads.words[0].end[at->measure]);
        if (!label && end == at->end)
            break;
        if (!label &&
            (lines[end].count > 1 || lines[end - 1].count < 2 ||
             lines[end - 1].words[1].begin[at->measure] != first->begin[at->measure]))
            break;
    }
    return end;
}

/* The words of line H, and those beside them that have a line above it and one below. */
static size_t count_heads(bdl_arena *arena, const bdl_worded *lines, size_t count,
                          size_t h) {
    if (h == 0 || h + 1 >= count || lines[h].count >= HEADINGS_MIN)
        return lines[h].count;
    bdl_worded three[3];
    bool pieces = bdl_sheet_heads_around(arena, lines, count, h, BDL_IN_WIDTH, three) ||
                  bdl_sheet_heads_around(arena, lines, count, h, BDL_IN_CHARS, three);
    return three[1].count + (pieces ? three[0].count : 0);
}

static bool may_head(const bdl_worded *line) {
    return line->count >= HEADINGS_MIN && line->count <= BDL_SHEET_HEADINGS_MAX &&
           !bdl_words_has_figure(line);
}

/* Whether many lines of a table without labels above it lack its first cell, which then
 * is merged over rows: most where there are many columns, a third where there are few,
 * but not often a figure. */
static bool is_merged(const bdl_worded *lines, const bdl_aligned_sheet *at) {
    enum { WIDE = 6, MANY = 3, LONG = 6 };
    size_t lacking = 0, rests = 0, words = 0, figures = 0;
    bool amounts = false, wide = at->heads.count >= WIDE;
    for (size_t i = at->rows; i < at->end; i++) {
        bool lacks =
            lines[i].words[0].begin[at->measure] >= at->heads.words[0].end[at->measure];
        lacking += lacks;
        rests += !lacks && lines[i].count == 1; /* of a cell, nothing beside it */
        words += lines[i].count;
        for (size_t w = 0; w < lines[i].count; w++) {
            const bdl_word *word = &lines[i].words[w];
            figures += word->number;
            amounts |= bdl_word_is_amount(word);
        }
    }
    size_t count = at->end - at->rows - rests;
    if (!wide && (amounts || figures * MANY > words))
        return false;
    return lacking * 2 > count || (!wide && count >= LONG && lacking * MANY >= count);
}

/* Whether each word of ROW begins where one of ABOVE does, which has one more: the label
 * of the whole list. */
static bool are_labelled(const bdl_worded *above, const bdl_worded *row, int m) {
    if (above->count != row->count + 1)
        return false;
    for (size_t w = 0; w < row->count; w++)
        if (above->words[w + 1].begin[m] != row->words[w].begin[m])
            return false;
    return true;
}

/* Whether ROW stands in the columns of ABOVE, which is off the edge. */
static bool are_columns(const bdl_worded *above, const bdl_worded *row, int m) {
    if (above->count != row->count || above->words[0].begin[m] <= row->words[0].begin[m])
        return false;
    for (size_t w = 0; w < row->count; w++)
        if (above->words[w].begin[m] < row->words[w].begin[m] ||
            (w + 1 < row->count && above->words[w].end[m] > row->words[w + 1].begin[m]))
            return false;
    return true;
}

/* Takes for headings the line above those of AT where they stand in its columns: then AT
 * has the first row, which its other lines stand under better. */
static void raise_head(const bdl_worded *lines, bdl_aligned_sheet *at) {
    int m = at->measure;
    if (at->head == 0 || at->rows != at->head + 1 || lines[at->head].gap > 0)
        return;
    const bdl_worded *above = &lines[at->head - 1], *row = &lines[at->head];
    if (!may_head(above) || !(are_labelled(above, row, m) || are_columns(above, row, m)))
        return;
    at->heads = *above;
    at->printed = NULL;
    at->head--;
    at->rows--;
}

/* Whether more lines stand under the headings, or as many under more of them, or under
 * headings of more lines. */
static bool is_better(const bdl_aligned_sheet *at, const bdl_aligned_sheet *best) {
    size_t lines = at->end - at->head, most = best->end - best->head;
    if (lines != most || at->heads.count < best->heads.count)
        return lines > most;
    return at->heads.count > best->heads.count ||
           at->rows - at->head > best->rows - best->head;
}

/* A line that was tried as headings. */
typedef struct tried {
    bdl_aligned_sheet at;
    bool more; /* its table would have more lines if loose */
    enum { NOT_ASKED, UNSOUND, SOUND } what; /* whether it may be a sheet */
} tried;

/* What is looked for: a sheet that begins so; LOOSE: words may reach under two of its
 * headings. MORE: some table would have more lines then. */
typedef struct sought {
    bdl_sheet_begin how;
    bool loose, more;
    tried tried[2]
               [ABOVE_MAX]; /* by measure; those that are not MORE are the same loosely */
} sought;

static void try_heads(bdl_arena *arena, const bdl_worded *lines, size_t count, size_t h,
                      tried *t) {
    t->more = false;
    t->what = NOT_ASKED;
    if (count_heads(arena, lines, count, h) < HEADINGS_MIN ||
        lines[h].count > BDL_SHEET_HEADINGS_MAX || bdl_words_has_figure(&lines[h]))
        return;
    bdl_sheet_take_heads(arena, lines, count, h, &t->at);
    t->at.end = table_end(arena, lines, count, &t->at, &t->more);
}

/* Whether what was tried may be a sheet that begins so. */
static bool is_sound(const bdl_worded *lines, const sought *s, tried *t) {
    const bdl_aligned_sheet *at = &t->at;
    if (t->what == NOT_ASKED)
        t->what =
            (at->again || at->head > 0 || is_merged(lines, at)) &&
                    !holds_figures(lines, at->rows, at->end) &&
                    (s->how != BDL_SHEET_NEW || at->head == 0 || stands_apart(lines, at))
                ? SOUND
                : UNSOUND;
    return t->what == SOUND;
}

/* Whether headings at line H can have as many lines as BEST below them: JOINED of LINES
 * are known to stand together. */
static bool may_be_better(const bdl_worded *lines, size_t count, size_t h,
                          const bdl_aligned_sheet *best, size_t *joined) {
    size_t head = h > 0 ? h - 1 : 0; /* they may begin a line higher */
    size_t end = head + (best->end - best->head);
    while (*joined < end && *joined < count &&
           (*joined == 0 || !bdl_sheet_is_apart(&lines[*joined])))
        ++*joined;
    return *joined >= end;
}

/* The line whose headings the most lines stand under. */
static bdl_aligned_sheet find_by(bdl_arena *arena, const bdl_worded *lines, size_t count,
                                 sought *s, int m) {
    bdl_aligned_sheet best = {0};
    bool again = s->how == BDL_SHEET_AGAIN;
    for (size_t h = 0, joined = 0; h < count && h < ABOVE_MAX; h++) {
        tried *t = &s->tried[m][h];
        if (h > 0 && bdl_sheet_is_apart(&lines[h]))
            break;
        if (!may_be_better(lines, count, h, &best, &joined)) {
            if (!s->loose)
                t->more = true;
            continue;
        }
        if (!s->loose || t->more) {
            t->at = (bdl_aligned_sheet){.measure = m, .again = again, .loose = s->loose};
            try_heads(arena, lines, count, h, t);
            s->more |= t->more;
        }
        size_t least = t->at.rows + (again ? 1 : LINES_MIN);
        if (t->at.end >= least && is_better(&t->at, &best) && is_sound(lines, s, t))
            best = t->at;
        if (again)
            break;
    }
    best.loose = s->loose;
    raise_head(lines, &best);
    if (best.end > 0)
        best.tail = tail_end(lines, count, &best);
    return best;
}

/* The better of what is found by either measure. */
static bdl_aligned_sheet find_by_both(bdl_arena *arena, const bdl_worded *lines,
                                      size_t count, sought *s) {
    bdl_aligned_sheet wide = find_by(arena, lines, count, s, BDL_IN_WIDTH);
    bdl_aligned_sheet narrow = find_by(arena, lines, count, s, BDL_IN_CHARS);
    if (narrow.end != wide.end || wide.end == 0)
        return narrow.end > wide.end ? narrow : wide;
    return bdl_form_measure(lines, wide.end) == BDL_IN_WIDTH ? wide : narrow;
}

/* Whether a line above the headings of SHEET may be that of the headings as well. */
static bool may_be_higher(const bdl_worded *lines, const bdl_aligned_sheet *sheet) {
    for (size_t h = 0; sheet->end > 0 && h < sheet->head; h++)
        if (may_head(&lines[h]))
            return true;
    return false;
}

/* Whether LOOSE goes on below the lines of BEST, whose headings it has, with rows: no
 * word there is as long as a text across columns. */
static bool has_more_rows(const bdl_worded *lines, const bdl_aligned_sheet *best,
                          const bdl_aligned_sheet *loose) {
    enum { CELL_MAX = 40 };
    for (size_t i = best->end; i < loose->end; i++)
        for (size_t w = 0; w < lines[i].count; w++)
            if (bdl_word_width(&lines[i].words[w], BDL_IN_WIDTH) > CELL_MAX)
                return false;
    return loose->head == best->head && loose->end > best->end;
}

/* Words may reach under two headings where programs put what has nothing left of it too
 * far left: then the headings are those higher up. */
bdl_aligned_sheet bdl_aligned_sheet_find(bdl_arena *arena, const bdl_worded *lines,
                                         size_t count, bdl_sheet_begin how) {
    sought s;
    s.how = how;
    s.loose = s.more = false;
    bdl_aligned_sheet best = find_by_both(arena, lines, count, &s);
    if (!s.more || (best.end > 0 && !may_be_higher(lines, &best)))
        return best;
    s.loose = true;
    bdl_aligned_sheet loose = find_by_both(arena, lines, count, &s);
    bool higher = loose.head < best.head && loose.end >= best.end;
    return best.end == 0 || higher || has_more_rows(lines, &best, &loose) ? loose : best;
}

/* ---- what a page cut off ---- */

/* Where the lines end that stand under HEAD in measure M; 0: they are no texts. */
static size_t end_under(bdl_arena *arena, const bdl_worded *lines, size_t count,
                        const bdl_worded *head, int m) {
    bdl_aligned_sheet at = {.heads = *head, .measure = m};
    bool more = false;
    size_t end = table_end(arena, lines, count, &at, &more);
    return holds_figures(lines, 0, end) ? 0 : end;
}

/* Whether all columns of HEAD, or all but one, have a word in COUNT lines. */
static bool has_columns(const bdl_worded *lines, size_t count, const bdl_worded *head,
                        int m) {
    bool filled[BDL_SHEET_HEADINGS_MAX] = {false};
    size_t columns = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t w = 0; w < lines[i].count; w++) {
            size_t c = column_of(head, &lines[i].words[w], m, 0, false);
            if (c == NOWHERE || filled[c])
                continue;
            filled[c] = true;
            columns++;
        }
    return columns + 1 >= head->count;
}

/* The columns of the page before are those of this one too where more lines stand under
 * them than under any that its own lines tell: one of these may be empty here. */
size_t bdl_aligned_sheet_rest(bdl_arena *arena, const bdl_worded *lines, size_t count,
                              bdl_worded *head) {
    size_t columns = head->count, best = 0, above = 0;
    bdl_worded chain = *head;
    if (columns < HEADINGS_MIN || columns > BDL_SHEET_HEADINGS_MAX)
        return 0;
    for (int m = 0; m < 2; m++) {
        size_t end = end_under(arena, lines, count, head, m);
        if (end > above && has_columns(lines, end, head, m))
            above = end;
    }
    for (size_t i = 0; i < count && i < ABOVE_MAX; i++)
        for (int m = 0; m < 2; m++) {
            bdl_worded here = bdl_sheet_chain(arena, lines + i, count - i, columns, m, 0);
            size_t end =
                here.count == columns ? end_under(arena, lines, count, &here, m) : 0;
            if (end <= i || end <= best)
                continue;
            best = end;
            chain = here;
        }
    if (best < above)
        return above;
    *head = chain;
    return best;
}
