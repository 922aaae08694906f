/* sheet_list.c - a text of several numbered parts as a list. */
#include "model/recognise.h"

/* How the parts of a text are numbered. */
typedef struct counting {
    bdl_number_style style;
    long long next;
    bdl_str word; /* stands before each number: 目标1、 目标2、 */
} counting;

/* Whether a part may begin at I (> 0): after a line end, a blank or the end of a
 * sentence.
 */
static bool may_begin(bdl_str s, size_t i, bool *line_end) {
    uint32_t before = bdl_utf8_last((bdl_str){s.data, i});
    *line_end = before == '\n';
    return bdl_is_space(before) || before == ';' || before == ',' ||
           before == 0x3002 /* 。 */ || before == 0xFF1B /* ； */ ||
           before == 0xFF0C /* ， */ || before == 0xFF01 /* ！ */;
}

/* Whether what stands before I is a Chinese character, as nearly everywhere, told by its
 * bytes. */
static bool is_behind_han(bdl_str s, size_t i) {
    enum { LETTER = 3 };
    return i >= LETTER && (unsigned char)s.data[i - LETTER] >= 0xE4 &&
           (unsigned char)s.data[i - LETTER] <= 0xE9 && bdl_utf8_goes_on(s.data[i - 2]) &&
           bdl_utf8_goes_on(s.data[i - 1]);
}

/* The numbering at I, told from the few characters there. */
static bdl_numbering numbering_at(bdl_arena *scratch, bdl_str s, size_t i) {
    enum { LABEL_BYTES = 24 };
    bdl_str rest = bdl_str_from(s, i);
    size_t length = rest.len < LABEL_BYTES ? rest.len : LABEL_BYTES;
    while (length < rest.len && bdl_utf8_goes_on(rest.data[length]))
        length++;
    bdl_numbering n =
        bdl_numbering_of(bdl_text_fold(scratch, bdl_str_of(rest.data, length)));
    return n;
}

/* "2.1、" and "2.2019年…" after a line end, "3. 65岁以上…" anywhere are parts although a
 * digit follows the point.
 */
static bool is_number_with_point(bdl_str s, size_t i, long long number, bool apart) {
    size_t end = i + bdl_str_digits(s, i);
    return end > i && bdl_str_number_at(s, i, INT32_MAX) == (uint64_t)number &&
           end < s.len && s.data[end] == '.' &&
           (!apart || (end + 1 < s.len && bdl_is_space((unsigned char)s.data[end + 1])));
}

static bool begins_part(bdl_arena *scratch, bdl_str s, size_t i, const counting *c) {
    bool line_end;
    if (is_behind_han(s, i) || !may_begin(s, i, &line_end) ||
        !bdl_str_starts(bdl_str_from(s, i), c->word))
        return false;
    i += c->word.len;
    if (i >= s.len)
        return false;
    bdl_numbering n = numbering_at(scratch, s, i);
    if (n.style == c->style && n.value == c->next)
        return true;
    return c->style == BDL_NUMBER_DIGIT && is_number_with_point(s, i, c->next, !line_end);
}

static void add_part(bdl_recogniser *r, const bdl_run *run, size_t from, size_t to,
                     bdl_values *parts) {
    bdl_str whole = bdl_str_of(run->text.data + from, to - from);
    bdl_str trimmed = bdl_text_trim(whole);
    if (trimmed.len == 0)
        return;
    size_t begin = (size_t)(trimmed.data - run->text.data);
    bdl_value v = bdl_value_text(bdl_text_unwrap(r->arena, trimmed));
    BDL_PUSH(r->arena, parts, bdl_value_at(r, v, bdl_run_place(run, begin, trimmed.len)));
}

static bool could_begin_number(bdl_str s, size_t i) {
    unsigned char c = (unsigned char)s.data[i];
    return bdl_is_ascii_digit(c) || c == '(' || c >= 0xE2;
}

/* The word before the first number: a few Chinese characters, then 1. */
static bdl_str word_before_number(bdl_str s) {
    enum { WORD_MAX = 4 };
    size_t i = 0;
    for (int n = 0; n <= WORD_MAX && i < s.len; n++) {
        if (s.data[i] == '1' || bdl_str_starts(bdl_str_from(s, i), BDL_STR("一")))
            return bdl_str_of(s.data, i);
        size_t next = i;
        if (!bdl_is_han(bdl_utf8_next(s, &next)))
            break;
        i = next;
    }
    return (bdl_str){0};
}

static counting start_of(bdl_arena *arena, bdl_str s) {
    bdl_str word = word_before_number(s);
    if (word.len > 0) {
        bdl_numbering after = numbering_at(arena, s, word.len);
        if (after.style != BDL_UNNUMBERED && after.value == 1)
            return (counting){after.style, 2, word};
    }
    bdl_numbering n = s.len ? numbering_at(arena, s, 0) : (bdl_numbering){0};
    if (n.style == BDL_UNNUMBERED && s.len && is_number_with_point(s, 0, 1, false))
        n = (bdl_numbering){.style = BDL_NUMBER_DIGIT, .value = 1};
    return (counting){n.style, n.value + 1, {0}};
}

const bdl_list *bdl_split_list(bdl_recogniser *r, const bdl_run *run) {
    bdl_list *list = BDL_NEW(r->arena, bdl_list);
    bdl_str s = run->text;
    bdl_values parts = {0};
    if (s.len == 0)
        return list;
    size_t from = (size_t)(bdl_text_trim(s).data - s.data);
    counting c = start_of(r->scratch, bdl_str_from(s, from));
    for (size_t i = from + 1; c.style != BDL_UNNUMBERED && i < s.len; i++) {
        bool boundary = !bdl_utf8_goes_on(s.data[i]);
        if (!boundary || !could_begin_number(s, i) || !begins_part(r->scratch, s, i, &c))
            continue;
        add_part(r, run, from, i, &parts);
        from = i;
        c.next++;
    }
    add_part(r, run, from, s.len, &parts);
    list->items = parts.items;
    list->count = parts.count;
    return list;
}
