/* words.c - puts characters that stand anywhere on a page into lines of text.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include <stdlib.h>

#include "base/text.h"

#include "read/aligned/page.h"
#include "read/reading.h"

#include "read-pdf/page.h"

enum { LOOSE = 100 }; /* percent of the height of letters that part texts of a line */

static int by_height_on_page(const void *a, const void *b) {
    const pdf_glyph *x = a, *y = b;
    if (pdf_middle_y(&x->box) != pdf_middle_y(&y->box))
        return pdf_middle_y(&x->box) < pdf_middle_y(&y->box) ? -1 : 1;
    return (x->box.x0 > y->box.x0) - (x->box.x0 < y->box.x0);
}

static int by_x(const void *a, const void *b) {
    const pdf_glyph *x = a, *y = b;
    if (x->box.x0 != y->box.x0)
        return x->box.x0 < y->box.x0 ? -1 : 1;
    return (x->c > y->c) - (x->c < y->c);
}

/* The same character printed twice at nearly the same place: that makes it bold. */
static bool is_echo(const pdf_glyph *before, const pdf_glyph *g) {
    return before->c == g->c && before->table == g->table &&
           abs(g->box.x0 - before->box.x0) < (before->box.x1 - before->box.x0) / 3;
}

/* Whether a blank belongs between two characters that are GAP apart. */
static bool is_blank(const pdf_glyph *a, const pdf_glyph *b, int32_t gap, int32_t size) {
    bool latin = bdl_is_latin(a->c) || bdl_is_latin(b->c);
    return gap * 10 > size * (latin ? 2 : 5);
}

bool pdf_line_has_colon(const pdf_line *line) {
    for (size_t p = 0; p < line->count; p++)
        if (bdl_text_has_colon(line->pieces[p].text))
            return true;
    return false;
}

bool pdf_is_figure(char c) {
    return bdl_is_ascii_digit(c) || c == ',' || c == '.';
}

bool pdf_is_amount(bdl_str text) {
    size_t from = text.len > 0 && text.data[0] == '-', at = from;
    while (at < text.len && (pdf_is_figure(text.data[at]) || text.data[at] == '%'))
        at++;
    return at == text.len && at > from && text.data[from] != '%';
}

/* Whether TEXT is an amount with nothing missing: its digits in threes where commas part
 * them, two of them behind the point. */
static bool is_whole(bdl_str text) {
    enum { GROUP = 3, CENTS = 2 };
    size_t digits = 0, commas = 0, points = 0;
    for (size_t i = text.len > 0 && text.data[0] == '-'; i < text.len; i++) {
        bool mark = text.data[i] == ',' || text.data[i] == '.';
        if (mark && (points > 0 || digits == 0 || (commas > 0 && digits != GROUP) ||
                     (text.data[i] == ',' && digits > GROUP)))
            return false;
        commas += text.data[i] == ',';
        points += text.data[i] == '.';
        digits = mark ? 0 : digits + 1;
    }
    return points > 0 ? digits == CENTS : commas == 0 || digits == GROUP;
}

bool pdf_has_mark(bdl_str text) {
    return bdl_str_has(text, BDL_STR(".")) || bdl_str_has(text, BDL_STR(","));
}

bool pdf_completes(bdl_arena *arena, bdl_str above, bdl_str text) {
    return pdf_is_amount(above) && pdf_is_amount(text) && pdf_has_mark(above) &&
           !is_whole(above) &&
           is_whole(bdl_arena_printf(arena, "%.*s%.*s", BDL_PRI(above), BDL_PRI(text)));
}

/* Whether TEXT begins with a year: "2024年", "2024 年". */
static bool starts_year(bdl_str text) {
    enum { DIGITS = 4 };
    size_t at = bdl_str_digits(text, 0);
    bdl_str rest = bdl_str_from(text, at);
    return at == DIGITS && bdl_str_starts(bdl_text_trim(rest), BDL_STR("年"));
}

bool pdf_starts_item(bdl_str text) {
    enum { YEARS = 1900 };
    return bdl_prose_starts_item(text) && bdl_prose_item_number(text) < YEARS &&
           !starts_year(text);
}

static void put(bdl_buf *buf, uint32_t c) {
    char bytes[4];
    bdl_buf_add(buf, (bdl_str){bytes, bdl_utf8_put(c, bytes)});
}

typedef BDL_VEC(pdf_piece) pieces;

/* Puts PIECE, whose text is TEXT, behind those before it. */
static void end_piece(bdl_arena *arena, pieces *out, bdl_buf *text, pdf_piece *piece) {
    piece->text = bdl_buf_str(text);
    if (text->len)
        BDL_PUSH(arena, out, *piece);
    *text = (bdl_buf){.arena = arena};
}

static pdf_piece piece_from(const pdf_glyph *g) {
    return (pdf_piece){.box = g->box, .first = g->order, .last = g->order};
}

static void take(pdf_piece *piece, const pdf_glyph *g) {
    pdf_widen(&piece->box, &g->box);
    piece->first = g->order < piece->first ? g->order : piece->first;
    piece->last = g->order > piece->last ? g->order : piece->last;
}

static bool is_in(const char *list, uint32_t c) {
    char bytes[4];
    bdl_str own = {bytes, bdl_utf8_put(c, bytes)};
    return bdl_str_has(bdl_str_z(list), own);
}

/* The width of the first characters of COUNT, between which no line could end: a word or
 * a figure, or one character with the brackets before it and the marks behind it; some
 * programs end no line behind a mark that a figure follows. */
static int32_t first_word(const pdf_glyph *g, size_t count) {
    bool word = true, opened = true; /* only Latin letters, only brackets so far */
    size_t i = 0;
    for (; i < count; i++) {
        bool latin = bdl_is_latin(g[i].c) || g[i].c < 0x80;
        bool apart = i > 0 && g[i].box.x0 - g[i - 1].box.x1 > pdf_height(&g[i].box) / 5;
        bool stays = is_in("，。、；：！？”’）》〉】〕", g[i].c);
        bool quoted = latin && !apart && i > 0 && is_in("“”‘’，。、；：）", g[i - 1].c);
        if (!stays && !opened && !quoted && (!latin || !word || apart))
            break;
        word = quoted || (word && latin);
        opened = opened && is_in("“‘（《〈【〔", g[i].c);
    }
    return i > 0 ? g[i - 1].box.x1 - g[0].box.x0 : 0;
}

/* How many digits the figure has that the glyphs from FIRST to LAST end with; *WHOLE:
 * they are nothing else; *MARKED: a comma or a point is among them. */
static size_t digits_at_end(const pdf_glyph *first, const pdf_glyph *last, bool *whole,
                            bool *marked) {
    size_t count = 0;
    const pdf_glyph *g = last + 1;
    *marked = false;
    for (; g > first && (bdl_is_ascii_digit(g[-1].c) || g[-1].c == ',' || g[-1].c == '.');
         g--) {
        count += bdl_is_ascii_digit(g[-1].c);
        *marked = *marked || !bdl_is_ascii_digit(g[-1].c);
    }
    *whole = g == first;
    return count;
}

/* Whether LAST, behind FIRST, ends a figure that is no year, or one that no year can be
 * because it was printed apart from G. */
static bool ends_figure(const pdf_glyph *first, const pdf_glyph *last,
                        const pdf_glyph *g) {
    enum { YEAR = 4 };
    bool whole, marked;
    size_t digits = digits_at_end(first, last, &whole, &marked);
    return digits > YEAR ||
           (digits > 1 && (digits != YEAR || marked) && whole && g->begins);
}

/* Whether LAST, behind FIRST, ends digits that can be those of a year. */
static bool ends_year(const pdf_glyph *first, const pdf_glyph *last) {
    enum { YEAR = 4 };
    const pdf_glyph *g = last + 1;
    while (g > first && bdl_is_ascii_digit(g[-1].c))
        g--;
    bool whole = g == first || (g[-1].c != ',' && g[-1].c != '.');
    return whole && last + 1 - g > 0 && last + 1 - g <= YEAR;
}

/* Whether COUNT glyphs from G on begin an item of a list: "二十一、". */
static bool starts_item(const pdf_glyph *g, size_t count) {
    enum { NUMERALS = 3 };
    size_t i = 0;
    while (i < count && i < NUMERALS && is_in("一二三四五六七八九十", g[i].c))
        i++;
    return i > 0 && i < count && is_in("、", g[i].c);
}

/* Whether the characters from FIRST to LAST, several, leave no room between them; few of
 * the last are looked at. */
static bool are_solid(const pdf_glyph *first, const pdf_glyph *last) {
    enum { FEW = 12 };
    const pdf_glyph *from = last - first > FEW ? last - FEW : first;
    for (const pdf_glyph *g = from + 1; g <= last; g++)
        if (abs(g->box.x0 - g[-1].box.x1) > pdf_height(&g->box) / 50)
            return false;
    return last > first;
}

/* Whether G, the first of COUNT behind those from FIRST to LAST, stands in another
 * column. PERCENT of the height part them; more part two characters alone (such a word is
 * set apart), fewer a figure and the name or figure in the next column, and words printed
 * one by one of letters without room between them. */
static bool is_parted(const pdf_glyph *first, const pdf_glyph *last, const pdf_glyph *g,
                      size_t count, int32_t percent) {
    enum { ALONE = LOOSE, CLOSE = 12, WORDS = 20 };
    int32_t gap = g->box.x0 - last->box.x1, size = pdf_height(&g->box);
    bool han = bdl_is_han(g->c), opens = is_in("（“《〈【〔", g->c);
    bool digits = bdl_is_ascii_digit(g->c) && g->begins;
    bool year = is_in("年", g->c) && ends_year(first, last);
    if (year || (han && bdl_is_han(last->c) && first == last))
        percent = ALONE;
    else if (percent < ALONE && (han || opens || digits) && ends_figure(first, last, g))
        percent = CLOSE;
    else if (percent < ALONE && bdl_is_ascii_digit(last->c) && starts_item(g, count))
        percent = 0;
    else if (percent < ALONE && han && bdl_is_han(last->c) && g->begins &&
             gap > size / 100 * WORDS && are_solid(first, last))
        percent = WORDS;
    return gap > size / 100 * percent;
}

/* Whether G, right of LAST (and of its ECHO), was printed at another time: what stands
 * between was of other lines of one of their cells. */
static bool is_of_another_cell(const pdf_glyph *last, const pdf_glyph *echo,
                               const pdf_glyph *g) {
    return g->begins && g->order != last->order + 1 &&
           (!echo || g->order != echo->order + 1) &&
           g->box.x0 - last->box.x1 > -pdf_height(&g->box) / 4;
}

/* One line of COUNT glyphs, sorted by x. */
static pdf_line make_line(bdl_arena *arena, const pdf_glyph *g, size_t count,
                          int32_t percent) {
    pdf_line line = {.box = g[0].box,
                     .size = pdf_height(&g[0].box),
                     .word = first_word(g, count),
                     .pale = true};
    pieces found = {NULL, 0, 0};
    bdl_buf text = {.arena = arena};
    pdf_piece piece = piece_from(g);
    const pdf_glyph *first = g, *last = NULL, *echo = NULL;
    for (size_t i = 0; i < count; i++) {
        if (last && is_echo(last, &g[i])) {
            take(&piece, &g[i]);
            echo = &g[i];
            continue;
        }
        bool cell = percent < LOOSE && last && is_of_another_cell(last, echo, &g[i]);
        int32_t size = pdf_height(&g[i].box), gap = last ? g[i].box.x0 - last->box.x1 : 0;
        if (last && (cell || g[i].table != last->table ||
                     is_parted(first, last, &g[i], count - i, percent))) {
            end_piece(arena, &found, &text, &piece);
            piece = piece_from(&g[i]);
            first = &g[i];
        } else if (last && is_blank(last, &g[i], gap, size)) {
            bdl_buf_char(&text, ' ');
        }
        put(&text, g[i].c);
        take(&piece, &g[i]);
        pdf_widen(&line.box, &g[i].box);
        line.size = size > line.size ? size : line.size;
        line.pale = line.pale && g[i].pale;
        last = &g[i];
        echo = NULL;
    }
    end_piece(arena, &found, &text, &piece);
    line.pieces = found.items;
    line.count = found.count;
    return line;
}

static bool has_middle_of(const pdf_box *area, const pdf_box *box) {
    int32_t x = pdf_middle_x(box), y = pdf_middle_y(box);
    return x > area->x0 && x < area->x1 && y > area->y0 && y < area->y1;
}

void pdf_lines_within(const pdf_page *page, pdf_box area, pdf_lines *out) {
    size_t count = 0, i = 0;
    for (size_t g = 0; g < page->glyphs.count; g++)
        count += has_middle_of(&area, &page->glyphs.items[g].box);
    pdf_glyph *own = BDL_NEW_ARRAY(page->arena, pdf_glyph, count);
    for (size_t g = 0; i < count; g++)
        if (has_middle_of(&area, &page->glyphs.items[g].box))
            own[i++] = page->glyphs.items[g];
    pdf_lines_parted(page->arena, own, count, PDF_COLUMN_GAP, out);
}

void pdf_lines_of(bdl_arena *arena, pdf_glyph *glyphs, size_t count, pdf_lines *out) {
    pdf_lines_parted(arena, glyphs, count, LOOSE, out);
}

void pdf_lines_parted(bdl_arena *arena, pdf_glyph *glyphs, size_t count, int32_t percent,
                      pdf_lines *out) {
    if (count)
        qsort(glyphs, count, sizeof *glyphs, by_height_on_page);
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        int32_t at = pdf_middle_y(&glyphs[i].box);
        while (end < count &&
               pdf_middle_y(&glyphs[end].box) - pdf_middle_y(&glyphs[end - 1].box) <=
                   pdf_height(&glyphs[end].box) / 3 &&
               pdf_middle_y(&glyphs[end].box) - at <= pdf_height(&glyphs[end].box) / 2)
            end++;
        qsort(glyphs + i, end - i, sizeof *glyphs, by_x);
        BDL_PUSH(arena, out, make_line(arena, glyphs + i, end - i, percent));
        i = end;
    }
}
