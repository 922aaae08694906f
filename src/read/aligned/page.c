/* page.c - a page of aligned text: its lines, what kind each is, and where a
 * table ends. */
#include "read/aligned/page.h"

#include "base/text.h"

#include "read/aligned/form.h"

enum {
    PAGE_LINES = 2000, /* a page without an end is cut here */
    LINE_BYTES = 6000, /* a longer line is no row */
    SPARSE_MAX = 24,   /* characters of a lone word inside a table */
    GAP_MAX = 5,       /* blank lines inside a table */
    ROWS_MIN = 3,      /* lines of a table */
};

bool bdl_page_is_columnar(const bdl_worded *line) {
    return line->count >= 2 && line->count <= 256 && line->line.text.len < LINE_BYTES &&
           !bdl_prose_is_leader(line->line.text) && !bdl_words_are_part(line);
}

/* A lone word that may be a heading or a piece of a wrapped cell. */
bool bdl_page_is_sparse(const bdl_worded *line) {
    return line->count == 1 && bdl_utf8_count(line->words[0].text) <= SPARSE_MAX &&
           !bdl_text_has_colon(line->words[0].text) &&
           !bdl_prose_ends(line->words[0].text) && !bdl_prose_is_leader(line->line.text);
}

bool bdl_page_is_row_of_figures(bdl_arena *scratch, const bdl_worded *line) {
    enum { AMOUNTS_MIN = 2 };
    if (bdl_str_has_any(line->line.text, BDL_WORDS("，", "。")))
        return false;
    bdl_worded pieces = bdl_words_pieces(scratch, line);
    size_t amounts = 0;
    for (size_t w = 0; w < pieces.count; w++)
        amounts += bdl_word_is_amount(&pieces.words[w]);
    return amounts >= AMOUNTS_MIN && 2 * amounts >= pieces.count;
}

/* ---- headings that one blank parts ---- */

/* Whether LINE may hold headings: short words, none of a sentence. */
static bool may_be_headings(const bdl_worded *line) {
    for (size_t w = 0; w < line->count; w++)
        if (bdl_prose_ends(line->words[w].text) ||
            bdl_text_has_colon(line->words[w].text) ||
            bdl_prose_is_leader(line->line.text) ||
            (!line->words[w].parted && bdl_utf8_count(line->words[w].text) > SPARSE_MAX))
            return false;
    return line->line.text.len < LINE_BYTES;
}

/* Where the headings end that begin with line FROM, right below a caption: above the
 * first figures, or with the page. FROM when they are none. */
static size_t headings_end(const bdl_page *p, size_t from) {
    enum { LINES_MAX = 8 };
    size_t end = from;
    while (end < p->lines.count && !bdl_words_has_figure(&p->lines.items[end]))
        if (end - from == LINES_MAX || !may_be_headings(&p->lines.items[end++]))
            return from;
    return end;
}

/* Parts the headings of tables whose columns are so narrow that one blank stands between
 * two: nobody types one between Chinese words. */
static void cut_headings(bdl_page *p) {
    for (size_t i = 0; i + 1 < p->lines.count; i++) {
        if (!bdl_page_is_caption(&p->lines.items[i]))
            continue;
        size_t end = headings_end(p, i + 1);
        for (size_t k = i + 1; k < end; k++)
            bdl_words_cut(p->scratch, &p->lines.items[k], bdl_words_end_text, NULL);
    }
}

/* 公开 03 表, 附表 3: the number of a table, which may stand between its title and its
 * caption. */
static bool numbers_table(bdl_str s) {
    enum { NUMBER_MAX = 10 };
    return bdl_str_has_digit(s) && bdl_utf8_count(s) <= NUMBER_MAX &&
           bdl_str_has(s, BDL_STR("表"));
}

/* 公开表 03  收入总表: the number of a table and its title, however many blanks part
 * them, are one text where they stand apart from the table above. */
static void join_number(bdl_worded *line) {
    bdl_word *words = line->words;
    if (line->gap == 0 || line->count != 2 || !numbers_table(words[0].text) ||
        !bdl_str_ends(words[1].text, BDL_STR("表")))
        return;
    words[0].text.len =
        (size_t)(words[1].text.data + words[1].text.len - words[0].text.data);
    for (int measure = BDL_IN_CHARS; measure <= BDL_IN_WIDTH; measure++)
        words[0].end[measure] = words[1].end[measure];
    words[0].parted = true;
    line->count = 1;
}

/* Reads the lines up to the next form feed. False at the end of the text. */
bool bdl_page_read(bdl_reading *reading, bdl_page *out) {
    bdl_line line;
    size_t gap = 0;
    bdl_arena_reset(out->scratch);
    out->lines.items = NULL;
    out->lines.count = out->lines.capacity = 0;
    out->behind = out->title = 0;
    bool any = false;
    while (bdl_lines_peek(&reading->lines, &line)) {
        if (any && (line.new_page || out->lines.count >= PAGE_LINES))
            break;
        any = true;
        bdl_lines_next(&reading->lines, &line);
        if (bdl_text_trim(line.text).len == 0) {
            bdl_reading_gap(reading, &line);
            gap++;
            continue;
        }
        bdl_worded worded = bdl_words_of(out->scratch, &line);
        worded.gap = gap;
        join_number(&worded);
        gap = 0;
        BDL_PUSH(out->scratch, &out->lines, worded);
    }
    out->end_gap = gap;
    cut_headings(out);
    return any;
}

/* Whether a lone word begins where a word of the row NEAR does, off the margin: a row
 * with a name and no figures. */
bool bdl_page_stands_under(const bdl_worded *lone, const bdl_worded *near) {
    for (size_t w = 0; w < near->count; w++)
        if (lone->words[0].begin[BDL_IN_CHARS] > 4 &&
            near->words[w].begin[BDL_IN_CHARS] == lone->words[0].begin[BDL_IN_CHARS])
            return true;
    return false;
}

/* Where WORD has an item, number ITEM or, when that is 0, any: the characters before it;
 * UINT32_MAX when it has none. Figures may stand before one: 19.00 八、其他支出. */
static uint32_t find_item(const bdl_word *word, uint32_t item) {
    for (size_t at = 0; at < word->text.len; at++) {
        if (at > 0 && word->text.data[at - 1] != ' ')
            continue;
        uint32_t here = bdl_prose_item_of(bdl_str_from(word->text, at));
        if (here > 0 && (item == 0 || here == item))
            return word->begin[BDL_IN_CHARS] +
                   (uint32_t)bdl_utf8_count((bdl_str){word->text.data, at});
    }
    return UINT32_MAX;
}

bool bdl_page_has_item(const bdl_worded *line) {
    for (size_t w = 0; w < line->count; w++)
        if (find_item(&line->words[w], 0) != UINT32_MAX)
            return true;
    return false;
}

bool bdl_page_is_next_item(const bdl_worded *line, const bdl_worded *near) {
    enum { MOVED_MAX = 12 }; /* figures beside it may have pushed the item above */
    const bdl_word *word = &line->words[0];
    uint32_t item = line->count == 1 ? bdl_prose_item_of(word->text) : 0;
    for (size_t w = 0; item > 1 && w < near->count; w++) {
        uint32_t begin = find_item(&near->words[w], item - 1);
        if (begin != UINT32_MAX && begin <= word->begin[BDL_IN_CHARS] + MOVED_MAX &&
            word->begin[BDL_IN_CHARS] <= begin + MOVED_MAX)
            return true;
    }
    return false;
}

/* A page number on the first or the last line of its page. */
bool bdl_page_is_mark(const bdl_page *p, size_t i) {
    return (i == 0 || i + 1 == p->lines.count) &&
           bdl_page_is_number(bdl_text_trim(p->lines.items[i].line.text)) &&
           (p->lines.items[i].count == 1 ||
            bdl_str_has(p->lines.items[i].line.text, BDL_STR("页")));
}

/* A line under a table: 注：…, or a sentence. */
static bool is_note(const bdl_worded *line) {
    bdl_str text = line->words[0].text;
    return bdl_str_skip_any(text, BDL_WORDS("注", "备注", "说明")) ||
           bdl_prose_ends(line->words[line->count - 1].text);
}

/* A line over a table that says whose it is and in what unit. */
bool bdl_page_is_caption(const bdl_worded *line) {
    if (line->count > 3 || bdl_words_has_number(line) || is_note(line))
        return false;
    for (size_t i = 0; i < line->count; i++)
        if (bdl_text_has_colon(line->words[i].text))
            return true;
    return false;
}

static bool is_table_number(const bdl_worded *line) {
    return line->count == 1 && numbers_table(line->words[0].text);
}

bool bdl_page_is_owner(const bdl_worded *line) {
    char first = line->words[0].text.data[0];
    return line->count == 1 && bdl_is_ascii_digit(first) && line->words[0].parted;
}

/* Below lone word I, behind blank lines or in code and name, lines may stand that say
 * whose the next table is: the caption below them, right below I when there are none; the
 * end of the page when only a code and a name stand between. 0 when no caption is near.
 */
static size_t caption_below(const bdl_page *p, size_t i) {
    enum { OWNERS_MAX = 2 };
    const bdl_worded *lines = p->lines.items;
    size_t k = i + 1;
    for (; k < p->lines.count && k - i <= OWNERS_MAX + 1; k++) {
        if (bdl_page_is_caption(&lines[k]))
            return k;
        if (lines[k].count != 1 || bdl_prose_ends(lines[k].words[0].text) ||
            (lines[k].gap == 0 && !bdl_page_is_owner(&lines[k])))
            return 0;
    }
    return k == i + 2 && k == p->lines.count && bdl_page_is_owner(&lines[i + 1]) ? k : 0;
}

/* Whether a row is right below the caption of line I, or below lone headings there. */
static bool heads_rows(const bdl_page *p, size_t i) {
    size_t next = i + 1;
    while (next < p->lines.count && next - i <= BDL_PAGE_LONE_HEADINGS &&
           bdl_page_is_sparse(&p->lines.items[next]))
        next++;
    return next < p->lines.count && bdl_page_is_columnar(&p->lines.items[next]);
}

/* （2024年度）: the year of a sheet, on a line of its own below the title. */
static bool is_year(const bdl_worded *line) {
    enum { DIGITS = 4 };
    bdl_str s = line->words[0].text;
    s = bdl_text_trim(bdl_str_from(s, bdl_str_skip_any(s, BDL_WORDS("（", "("))));
    return line->count == 1 && s.len < line->words[0].text.len &&
           bdl_str_digits(s, 0) == DIGITS &&
           bdl_str_is_any(bdl_text_trim(bdl_str_from(s, DIGITS)),
                          BDL_WORDS("年度）", "年度)", "年）", "年)"));
}

bool bdl_page_is_title(const bdl_page *p, size_t i) {
    enum { LETTERS_MIN = 4 };
    if (i + 1 >= p->lines.count || p->lines.items[i].count != 1 ||
        bdl_utf8_count(p->lines.items[i].words[0].text) < LETTERS_MIN)
        return false;
    if (bdl_str_ends(p->lines.items[i].words[0].text, BDL_STR("表")) &&
        is_year(&p->lines.items[i + 1]) && heads_rows(p, i + 1))
        return true;
    bool numbered = is_table_number(&p->lines.items[i + 1]);
    size_t caption = numbered ? i + 2 : caption_below(p, i);
    if (caption == p->lines.count)
        return true; /* at the end of the page */
    while (caption > 0 && caption + 1 < p->lines.count &&
           bdl_page_is_caption(&p->lines.items[caption + 1]))
        caption++;
    if (caption == 0 || !bdl_page_is_caption(&p->lines.items[caption]))
        return false;
    if (caption + 1 == p->lines.count) /* its rows are on the next page */
        return p->lines.items[caption].gap > 0;
    return numbered || heads_rows(p, caption);
}

/* A lone word at the margin that is numbered as a chapter is. */
static bool is_chapter(const bdl_worded *line) {
    return line->words[0].begin[BDL_IN_CHARS] <= 4 &&
           bdl_prose_starts_item(line->words[0].text);
}

/* A lone sentence in brackets behind a blank line is said of the table above it. */
static bool is_aside(const bdl_worded *line) {
    enum { LETTERS_MIN = 8 };
    bdl_str s = line->words[0].text;
    return line->gap > 0 && line->count == 1 && bdl_utf8_count(s) >= LETTERS_MIN &&
           (bdl_str_starts(s, BDL_STR("（")) || bdl_str_starts(s, BDL_STR("("))) &&
           (bdl_str_ends(s, BDL_STR("）")) || bdl_str_ends(s, BDL_STR(")")));
}

/* Whether lone item I, and what counts on from it, stand over a row with figures that
 * begins where they do. */
static bool leads_to_row(const bdl_page *p, size_t i) {
    const bdl_worded *lines = p->lines.items;
    size_t k = i + 1;
    while (k < p->lines.count && bdl_page_is_next_item(&lines[k], &lines[k - 1]))
        k++;
    return k < p->lines.count && lines[k].gap <= lines[i].gap &&
           bdl_page_is_columnar(&lines[k]) && bdl_words_has_number(&lines[k]) &&
           lines[k].words[0].begin[BDL_IN_CHARS] == lines[i].words[0].begin[BDL_IN_CHARS];
}

/* Whether lone line I goes on with the items of the rows right above it, no farther below
 * them than they are below each other, or over another row. */
static bool goes_on_counting(const bdl_page *p, size_t from, size_t i) {
    enum { REACH = 3 }; /* lines of a wrapped item */
    for (size_t k = i; k > from && i - k < REACH; k--)
        if (bdl_page_is_next_item(&p->lines.items[i], &p->lines.items[k - 1]))
            return p->lines.items[i].gap <= p->lines.items[k - 1].gap ||
                   leads_to_row(p, i);
    return false;
}

/* Whether a line of the table above line I, which begins with line FROM, has an item. */
static bool counts_near(const bdl_page *p, size_t from, size_t i) {
    enum { REACH = 6 };
    for (size_t k = i; k > from && i - k < REACH; k--)
        if (bdl_page_has_item(&p->lines.items[k - 1]))
            return true;
    return false;
}

/* Whether what stands below line I is a lone line, no row. */
static bool is_prose_below(const bdl_page *p, size_t i) {
    return p->lines.items[i + 1].count == 1 ||
           bdl_page_is_caption(&p->lines.items[i + 1]);
}

/* Whether line I, over a blank line and below a table that begins with line FROM and
 * whose rows have none between them, is the heading of what comes next. Right below the
 * rows it is one when nothing near it counts: items of a table have others beside them.
 */
static bool is_chapter_apart(const bdl_page *p, size_t from, size_t i) {
    const bdl_worded *lines = p->lines.items;
    if (i == 0 || i + 1 >= p->lines.count || !is_chapter(&lines[i]) ||
        lines[i].count > 1 || lines[i + 1].gap == 0 || lines[i - 1].gap > 0)
        return false;
    return lines[i].gap > 0 ? !goes_on_counting(p, from, i)
                            : is_prose_below(p, i) && !counts_near(p, from, i);
}

/* Whether lone line I, right below the rows of a table that begins with line FROM, is
 * wider than what their first words leave to the next line, and stands over a chapter:
 * the title of a part. */
static bool is_part_title(const bdl_page *p, size_t from, size_t i) {
    const bdl_worded *lines = p->lines.items;
    if (i + 1 >= p->lines.count || lines[i].count != 1 || lines[i + 1].count != 1 ||
        lines[i + 1].gap == 0 || !is_chapter(&lines[i + 1]))
        return false;
    for (size_t k = from; k < i; k++)
        if (bdl_word_width(&lines[k].words[0], BDL_IN_WIDTH) >=
            bdl_word_width(&lines[i].words[0], BDL_IN_WIDTH))
            return false;
    return true;
}

/* Right below a caption headings alone are a table, one without rows. */
static bool is_empty_table(const bdl_page *p, size_t start, size_t from,
                           size_t columnar) {
    enum { WORDS_MIN = 4 };
    return start > 0 && bdl_page_is_caption(&p->lines.items[start - 1]) &&
           (columnar > 1 || p->lines.items[from].count >= WORDS_MIN);
}

/* Whether lines FROM and the one right below it, and no more, are headings and one row:
 * as many short texts each, as of a list that has one entry. */
static bool is_single_row(const bdl_page *p, size_t from, size_t end) {
    enum { WORDS_MIN = 4 };
    const bdl_worded *head = &p->lines.items[from], *row = head + 1;
    if (end != from + 2 || head->count < WORDS_MIN || row->count != head->count ||
        row->gap > 0)
        return false;
    for (size_t w = 0; w < head->count; w++)
        if (bdl_utf8_count(head->words[w].text) > SPARSE_MAX ||
            bdl_prose_ends(head->words[w].text) || bdl_prose_ends(row->words[w].text) ||
            bdl_text_has_colon(head->words[w].text))
            return false;
    return true;
}

/* Where the form to fill in ends that begins with line FROM; FROM when none does. */
static size_t form_end(const bdl_page *p, size_t from) {
    size_t end = from + 1;
    while (end < p->lines.count && p->lines.items[end].gap <= 1 &&
           !bdl_page_is_title(p, end) && !is_chapter_apart(p, from, end) &&
           !bdl_page_is_mark(p, end))
        end++;
    return from + bdl_form_end(p->scratch, &p->lines.items[from], end - from);
}

/* Whether WORD shares positions with a word of ROW behind its first, and not with that.
 */
static bool stands_under_cell(const bdl_word *word, const bdl_worded *row) {
    if (row->count < 2 || bdl_words_overlap(word, &row->words[0], BDL_IN_CHARS))
        return false;
    for (size_t w = 1; w < row->count; w++)
        if (bdl_words_overlap(word, &row->words[w], BDL_IN_CHARS))
            return true;
    return false;
}

/* Whether the lone text of line I, too long to be looked at as a name, is of a cell right
 * of the first of the row that stands right above or below it. */
static bool is_piece_of_cell(const bdl_page *p, size_t i) {
    enum { REACH = 3, MARGIN = 8 };
    const bdl_worded *line = &p->lines.items[i];
    const bdl_word *word = &line->words[0];
    if (line->count != 1 || word->begin[BDL_IN_CHARS] < MARGIN || bdl_page_is_title(p, i))
        return false;
    for (size_t k = i; k > 0 && i - k < REACH && p->lines.items[k].gap == 0; k--)
        if (stands_under_cell(word, &p->lines.items[k - 1]))
            return true;
    for (size_t k = i + 1; k < p->lines.count && k - i <= REACH; k++) {
        if (p->lines.items[k].gap > 0)
            return false;
        if (stands_under_cell(word, &p->lines.items[k]))
            return true;
    }
    return false;
}

/* Whether line I, no farther below the row above than rows are, is a row with one blank
 * between its cells alone, as that with the longest name has where columns are narrow.
 * Figures without a name may be cut ones, whose ends stand below them. */
static bool is_tight_row(const bdl_page *p, size_t i) {
    const bdl_worded *line = &p->lines.items[i];
    return line->count == 1 && line->words[0].parted && line->gap <= 1 &&
           bdl_page_is_columnar(&p->lines.items[i - 1]) &&
           bdl_page_is_row_of_figures(p->scratch, line) &&
           !bdl_words_pieces(p->scratch, line).words[0].number;
}

/* Where the table ends that begins with the lone words at START and the words of several
 * columns at FROM; FROM when it is none. */
size_t bdl_page_table_end(const bdl_page *p, size_t start, size_t from) {
    size_t end = from + 1, columnar = 1, form = form_end(p, from);
    bool figures = bdl_words_has_number(&p->lines.items[from]);
    if (form > from)
        return form;
    for (size_t i = from + 1; i < p->lines.count; i++) {
        const bdl_worded *line = &p->lines.items[i];
        if (line->gap > GAP_MAX || bdl_page_is_mark(p, i))
            break;
        if (bdl_page_is_columnar(line) || is_tight_row(p, i)) {
            columnar++;
            end = i + 1;
            figures |= bdl_words_has_number(line);
        } else if (line->gap == 0 && is_piece_of_cell(p, i)) {
            end = end == i ? i + 1 : end;
        } else if (!bdl_page_is_sparse(line) || bdl_page_is_title(p, i) ||
                   is_aside(line) || is_chapter_apart(p, from, i) ||
                   is_part_title(p, from, i)) {
            break;
        } else if (end == i && (line->gap == 0 || (!figures && !is_chapter(line)) ||
                                bdl_page_stands_under(line, &p->lines.items[i - 1]) ||
                                goes_on_counting(p, from, i))) {
            end = i + 1; /* the rest of a wrapped cell, a row without figures */
        }
    }
    size_t numbers = 0; /* a lone row is one when it has several figures */
    for (size_t w = 0; w < p->lines.items[from].count; w++)
        numbers += p->lines.items[from].words[w].number;
    return columnar >= (p->goes_on && figures ? 1 : ROWS_MIN) || numbers >= 2 ||
                   is_empty_table(p, start, from, columnar) || is_single_row(p, from, end)
               ? end
               : from;
}
