/* words.c - a line as words parted by blanks, with their positions. */
#include "read/aligned/words.h"

#include "base/text.h"

/* The half-width form of a full-width character; others as they are. */
static uint32_t narrow(uint32_t c) {
    return c > 0xFF00 && c < 0xFF5F ? c - 0xFEE0 : c;
}

/* Whether figures have the sign C beside their digits. */
static bool is_sign(uint32_t c) {
    return c == ',' || c == '.' || c == '-' || c == '%' || c == '+' || c == '(' ||
           c == ')';
}

static bool is_chinese(uint32_t first_byte) {
    return first_byte >= 0xE4 && first_byte <= 0xE9;
}

bool bdl_words_is_number(bdl_str s) {
    bool digit = false;
    uint32_t before = 0;
    for (size_t i = 0; i < s.len;) {
        uint32_t c = (unsigned char)s.data[i];
        if (c < 0x80)
            i++;
        else if (is_chinese(c))
            return false;
        else
            c = narrow(bdl_utf8_next(s, &i));
        if (bdl_is_ascii_digit(c))
            digit = true;
        else if (!is_sign(c) && !(c == ' ' && before == ',' && bdl_str_digit_at(s, i)))
            return false;
        before = c;
    }
    return digit;
}

bool bdl_words_is_percent(bdl_str s) {
    return bdl_str_eq(s, BDL_STR("%")) || bdl_str_eq(s, BDL_STR("％"));
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
    return s.len > 0 && !is_chinese((unsigned char)s.data[0]) &&
           (bdl_words_is_number(s) || is_nothing(s));
}

/* White space that is none of ASCII. */
static size_t wide_blank_at(bdl_str s, size_t offset, uint32_t *blanks) {
    bdl_str rest = bdl_str_from(s, offset);
    *blanks = 2;
    if (bdl_str_starts(rest, BDL_STR("\xE3\x80\x80")))
        return 3;
    *blanks = 1;
    return bdl_str_starts(rest, BDL_STR("\xC2\xA0")) ? 2 : 0;
}

/* White space at OFFSET: its length in bytes, and how many blanks it counts for. */
static inline size_t blank_at(bdl_str s, size_t offset, uint32_t *blanks) {
    unsigned char c = (unsigned char)s.data[offset];
    *blanks = 1;
    if (c == ' ')
        return 1;
    return c == 0xE3 || c == 0xC2 ? wide_blank_at(s, offset, blanks) : 0;
}

typedef BDL_VEC(bdl_word) words;

/* The room that a character takes, none of visible ASCII: two of a Chinese one and of the
 * usual signs beside it. */
static uint32_t room_of(bdl_str character, uint32_t c) {
    bool wide = (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xFF01 && c <= 0xFF5E) ||
                (c >= 0x3001 && c <= 0x3011);
    return wide ? 2 : (uint32_t)bdl_text_width(character);
}

/* A place on a line: its byte, and what stands before it in characters and columns. */
typedef struct mark {
    size_t at;
    uint32_t chars, width;
} mark;

/* Passes over what is no blank. */
static inline void pass_text(bdl_str s, mark *m) {
    uint32_t blanks;
    for (; m->at < s.len; m->chars++) {
        unsigned char c = (unsigned char)s.data[m->at];
        if (c > ' ' && c < 0x7F) {
            m->at++;
            m->width++;
        } else if (c >= 0xE5 && c <= 0xE9 && s.len - m->at >= 3) { /* Chinese */
            m->at += 3;
            m->width += 2;
        } else if (blank_at(s, m->at, &blanks) > 0) {
            break;
        } else {
            size_t begin = m->at;
            uint32_t wide = bdl_utf8_next(s, &m->at);
            m->width += room_of((bdl_str){s.data + begin, m->at - begin}, wide);
        }
    }
}

/* The word at byte FROM of S: it ends before two blanks, or with the line. */
static bdl_word word_at(bdl_str s, size_t from, uint32_t chars, uint32_t width) {
    bdl_word word = {.begin = {chars, width}};
    mark m = {from, chars, width}, end = m;
    size_t blank;
    for (uint32_t run = 0, blanks; m.at < s.len && run < 2;) {
        size_t begin = m.at;
        pass_text(s, &m);
        if (m.at > begin) {
            word.parted |= run > 0;
            end = m;
            run = 0;
        }
        if (m.at < s.len && (blank = blank_at(s, m.at, &blanks)) > 0) {
            run += blanks;
            m = (mark){m.at + blank, m.chars + 1, m.width + blanks};
        }
    }
    word.end[BDL_IN_CHARS] = end.chars;
    word.end[BDL_IN_WIDTH] = end.width;
    word.text = (bdl_str){s.data + from, end.at - from};
    word.number = bdl_words_is_figure(word.text);
    return word;
}

/* Whether LEFT and what RIGHT begins with are the two letters of a word that is set
 * apart: 合 计, 收 入. */
static bool is_spaced_word(bdl_str left, bdl_str right) {
    static const char *const spaced[] = {"合计", "总计", "小计", "收入", "支出",
                                         "项目", "金额", "栏次", "行次"};
    enum { LETTER = 3 }; /* bytes of a Chinese letter */
    if (left.len != LETTER || right.len < LETTER ||
        (right.len > LETTER && right.data[LETTER] != ' '))
        return false;
    for (size_t i = 0; i < BDL_COUNT_OF(spaced); i++)
        if (memcmp(left.data, spaced[i], LETTER) == 0 &&
            memcmp(right.data, spaced[i] + LETTER, LETTER) == 0)
            return true;
    return false;
}

/* Makes WORD, and the letter that ends the last of LIST, one word where they are the
 * letters of a spaced one: 合 and 计, also of "1 合" and 计. It is parted no further. */
static bool join_spaced(bdl_arena *arena, words *list, const bdl_word *word) {
    enum { BLANKS_MAX = 8, LETTER = 3 };
    if (word->text.len != LETTER || list->count == 0)
        return false;
    bdl_word *last = &list->items[list->count - 1];
    if (last->text.len < LETTER ||
        word->begin[BDL_IN_WIDTH] - last->end[BDL_IN_WIDTH] > BLANKS_MAX)
        return false;
    size_t rest = last->text.len - LETTER;
    bdl_str letter = bdl_str_from(last->text, rest);
    if ((rest > 0 && last->text.data[rest - 1] != ' ') ||
        !is_spaced_word(letter, word->text))
        return false;
    bdl_word joined = *word;
    joined.text =
        bdl_str_of(letter.data, (size_t)(word->text.data - letter.data) + LETTER);
    joined.begin[BDL_IN_CHARS] = last->end[BDL_IN_CHARS] - 1;
    joined.begin[BDL_IN_WIDTH] = last->end[BDL_IN_WIDTH] - 2;
    if (rest == 0) {
        *last = joined;
        return true;
    }
    bdl_str before = {last->text.data, rest - 1};
    *last = word_at(before, 0, last->begin[BDL_IN_CHARS], last->begin[BDL_IN_WIDTH]);
    BDL_PUSH(arena, list, joined);
    return true;
}

bdl_worded bdl_words_of(bdl_arena *arena, const bdl_line *line) {
    enum { USUAL_WORDS = 8, EIGHT = 8 };
    bdl_worded out = {.line = *line};
    words list = {NULL, 0, 0};
    bdl_str s = line->text;
    uint32_t chars = 0, width = 0, blanks;
    for (size_t i = 0; i < s.len;) {
        if (s.len - i >= EIGHT && memcmp(s.data + i, "        ", EIGHT) == 0) {
            i += EIGHT;
            chars += EIGHT;
            width += EIGHT;
            continue;
        }
        size_t blank = blank_at(s, i, &blanks);
        if (blank) {
            i += blank;
            chars++;
            width += blanks;
            continue;
        }
        bdl_word word = word_at(s, i, chars, width);
        if (list.count == 0)
            BDL_MAKE_ROOM(arena, &list, USUAL_WORDS);
        if (!join_spaced(arena, &list, &word))
            BDL_PUSH(arena, &list, word);
        chars = word.end[BDL_IN_CHARS];
        width = word.end[BDL_IN_WIDTH];
        i += word.text.len;
    }
    out.words = list.items;
    out.count = list.count;
    return out;
}

unsigned bdl_words_count_of(bdl_str word) {
    return (unsigned)bdl_str_number(word, 9999);
}

/* Whether S begins with a unit of money that ends there, or what it buys follows: 万元,
 * 万元/台. */
static bool is_money_unit(bdl_str s) {
    size_t end = bdl_text_money_length(s);
    return end > 0 && (end == s.len || s.data[end] == ' ' || s.data[end] == '/');
}

/* Whether the blank at byte AT of S, behind the piece that begins at FROM, is inside a
 * cell: between the letters of a spaced word, in a figure behind its comma (1, 537.4),
 * between a number and its unit of one letter (12 箱) or of money (156.00 万元), in a
 * year (2023 年 2024 年 are two, 2024 年购置 is one), behind the number of an item
 * (1. 纸张). */
static bool is_inside(bdl_str s, size_t from, size_t at) {
    bdl_str left = {s.data + from, at - from}, right = bdl_str_from(s, at + 1);
    size_t letter = 0;
    if (left.len == 0 || right.len == 0)
        return false;
    if (is_spaced_word(left, right))
        return true;
    char last = left.data[left.len - 1];
    if (bdl_is_ascii_digit((unsigned char)left.data[0]) && (last == '.' || last == ')'))
        return true;
    if (last == ',')
        return bdl_is_ascii_digit((unsigned char)right.data[0]);
    if (bdl_is_ascii_digit((unsigned char)last) && is_money_unit(right))
        return bdl_words_is_number(left);
    if (left.len == strlen("2024") && bdl_str_skip(right, "年"))
        return bdl_str_is_digits(left);
    return bdl_words_count_of(left) > 0 && bdl_is_han(bdl_utf8_next(right, &letter)) &&
           letter == right.len;
}

/* Where the first blank at or after byte FROM of S stands that may end a cell. The length
 * of S when there is none. */
static size_t next_blank(bdl_str s, size_t from) {
    uint32_t blanks;
    size_t piece = from;
    bool piece_known = false;
    for (size_t i = from; i < s.len; i++) {
        if (!blank_at(s, i, &blanks))
            continue;
        while (!piece_known && piece > 0 && !blank_at(s, piece - 1, &blanks))
            piece--;
        piece_known = true;
        if (!is_inside(s, piece, i))
            return i;
    }
    return s.len;
}

bdl_word bdl_word_moved(bdl_arena *arena, const bdl_worded *line, const bdl_word *word) {
    bdl_word out = *word;
    if (out.pieces)
        return out;
    bdl_worded *from = BDL_NEW(arena, bdl_worded);
    bdl_word *same = BDL_NEW(arena, bdl_word);
    bdl_piece *piece = BDL_NEW(arena, bdl_piece);
    *from = *line;
    *same = *word;
    *piece = (bdl_piece){from, same};
    out.pieces = piece;
    out.piece_count = 1;
    return out;
}

/* Cuts WORD, of one line, at the blank at byte AT: gives what is left of it, WORD is what
 * is right. */
static bdl_word cut_at(bdl_arena *arena, bdl_word *word, size_t at) {
    uint32_t blanks;
    size_t blank = blank_at(word->text, at, &blanks);
    bdl_str left_text = {word->text.data, at};
    const bdl_piece *piece = word->pieces;
    bdl_word left =
        word_at(left_text, 0, word->begin[BDL_IN_CHARS], word->begin[BDL_IN_WIDTH]);
    *word = word_at(word->text, at + blank, left.end[BDL_IN_CHARS] + 1,
                    left.end[BDL_IN_WIDTH] + blanks);
    if (piece) {
        left = bdl_word_moved(arena, piece->line, &left);
        *word = bdl_word_moved(arena, piece->line, word);
    }
    return left;
}

bool bdl_words_have_parted(const bdl_worded *line) {
    for (size_t i = 0; i < line->count; i++)
        if (line->words[i].parted)
            return true;
    return false;
}

bdl_worded bdl_words_pieces(bdl_arena *arena, const bdl_worded *line) {
    bdl_worded out = *line;
    words list = {NULL, 0, 0};
    size_t count = bdl_words_have_parted(line) ? line->count : 0;
    for (size_t i = 0; i < count; i++) {
        bdl_word word = line->words[i];
        for (size_t at; word.parted && (at = next_blank(word.text, 1)) < word.text.len;) {
            bdl_word left = cut_at(arena, &word, at);
            BDL_PUSH(arena, &list, left);
        }
        BDL_PUSH(arena, &list, word);
    }
    if (list.count > 0) {
        out.words = list.items;
        out.count = list.count;
    }
    out.numbers_columns = bdl_words_number_columns(&out);
    return out;
}

void bdl_words_cut(bdl_arena *arena, bdl_worded *line, bdl_words_end *ends, void *ctx) {
    words list = {NULL, 0, 0};
    if (!bdl_words_have_parted(line))
        return;
    BDL_MAKE_ROOM(arena, &list, line->count + 1);
    for (size_t i = 0; i < line->count; i++) {
        bdl_word word = line->words[i];
        for (size_t at = 1;
             word.parted && (at = next_blank(word.text, at)) < word.text.len;) {
            bdl_word right = word, left = cut_at(arena, &right, at);
            if (!ends(ctx, &left, &right)) {
                at++;
                continue;
            }
            BDL_PUSH(arena, &list, left);
            word = right;
            at = 1;
        }
        BDL_PUSH(arena, &list, word);
    }
    line->words = list.items;
    line->count = list.count;
}

static bool is_text(bdl_str s) {
    enum { LETTERS_MIN = 2 };
    return bdl_utf8_count(s) >= LETTERS_MIN;
}

bool bdl_words_are_two_texts(const bdl_word *left, const bdl_word *right) {
    bdl_str a = left->text, b = right->text;
    size_t last = a.len, next = 0;
    while (next < b.len && b.data[next] != ' ')
        next++;
    bdl_str first = {b.data, next};
    while (last > 0 && a.data[last - 1] != ' ')
        last--;
    a = bdl_str_from(a, last);
    return a.len > 0 && first.len > 0 && (signed char)a.data[a.len - 1] < 0 &&
           (signed char)first.data[0] < 0 && is_text(a) && is_text(first);
}

/* What is before it was counted when the line was parted. */
bdl_at bdl_words_at(const bdl_worded *line, const bdl_word *word) {
    return (bdl_at){.line = &line->line,
                    .column = line->line.column + word->begin[BDL_IN_CHARS],
                    .offset = (size_t)(word->text.data - line->line.text.data),
                    .size = word->text.len,
                    .length = word->end[BDL_IN_CHARS] - word->begin[BDL_IN_CHARS]};
}

bool bdl_words_has_number(const bdl_worded *line) {
    for (size_t i = 0; i < line->count; i++)
        if (line->words[i].number)
            return true;
    return false;
}

/* Whether a piece of WORD is a figure with a point or a comma, or stands for none. */
static bool holds_amount(bdl_str word) {
    for (size_t from = 0, at; from < word.len; from = at + 1) {
        at = next_blank(word, from);
        bdl_str piece = {word.data + from, at - from};
        if (bdl_words_is_number(piece) && bdl_words_has_point(piece))
            return true;
    }
    return false;
}

bool bdl_words_has_figure(const bdl_worded *line) {
    for (size_t i = 0; i < line->count; i++)
        if (line->words[i].number ||
            (line->words[i].parted && holds_amount(line->words[i].text)))
            return true;
    return false;
}

static bool ends_in_digit(const bdl_worded *line) {
    bdl_str last = line->count ? line->words[line->count - 1].text : (bdl_str){0};
    return last.len > 0 && bdl_is_ascii_digit((unsigned char)last.data[last.len - 1]);
}

bool bdl_words_number_columns(const bdl_worded *line) {
    enum { NAME_MAX = 2 }; /* words before the first number */
    unsigned last = 0;
    if (!ends_in_digit(line))
        return false;
    for (size_t w = 0; w < line->count; w++) {
        bdl_str word = line->words[w].text;
        if (last > 0 && bdl_str_eq(word, line->words[0].text))
            continue; /* 栏次 again, over the other half of the table */
        if ((w >= NAME_MAX || last > 0) && word.len > 0 &&
            !bdl_is_ascii_digit((unsigned char)word.data[0]))
            return false;
        for (size_t from = 0, at; from < word.len; from = at + 1) {
            at = next_blank(word, from);
            unsigned number = bdl_words_count_of((bdl_str){word.data + from, at - from});
            if (number == 0 && last == 0 && w < NAME_MAX)
                continue;
            if (number != last + 1)
                return false;
            last = number;
        }
    }
    return last >= 2;
}

bool bdl_words_are_part(const bdl_worded *line) {
    enum { NUMBER_MAX = 6 };
    bdl_str number = line->words[0].text;
    return line->count == 2 && bdl_str_starts(number, BDL_STR("第")) &&
           (bdl_str_ends(number, BDL_STR("部分")) ||
            bdl_str_ends(number, BDL_STR("章"))) &&
           bdl_utf8_count(number) <= NUMBER_MAX && !line->words[1].number;
}

bool bdl_words_end_text(void *ctx, const bdl_word *left, const bdl_word *right) {
    (void)ctx;
    return bdl_words_are_two_texts(left, right);
}

bool bdl_words_is_name(bdl_str s) {
    for (size_t at = 0; at < s.len;) {
        uint32_t c = bdl_utf8_next(s, &at);
        if (c < 0x80 && c != '(' && c != ')' && c != '%' && c != ':')
            return false;
    }
    return s.len > 0;
}

const bdl_word *bdl_words_in(const bdl_worded *line, size_t column) {
    for (size_t w = 0; w < line->count; w++)
        if (line->words[w].column == column)
            return &line->words[w];
    return NULL;
}
