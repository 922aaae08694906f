/* drawn_line.c - one line of a table drawn with characters: which marks part its cells.
 *
 * A bar always does, unless a backslash stands before it; a plus sign only where a
 * horizontal line reaches it, for figures have signs; of the box drawing characters all
 * that are not lines alone. */
#include "base/limits.h"
#include "base/text.h"

#include "read/text/drawn.h"

static bool is_horizontal(uint32_t c) {
    return c == '-' || c == '=' || c == ':' || c == 0x2500 || c == 0x2501 ||
           c == 0x2504 || c == 0x2505 || c == 0x2508 || c == 0x2509 || c == 0x2550;
}

static bool is_upright(uint32_t c) {
    return c == '|' || c == 0x2502 || c == 0x2503 || c == 0x2506 || c == 0x2507 ||
           c == 0x250A || c == 0x250B || c == 0x2551;
}

static bool is_of_boxes(uint32_t c) {
    return c >= 0x2500 && c <= 0x257F;
}

static bool is_box(uint32_t c) {
    return is_of_boxes(c) && !is_horizontal(c);
}

static bool is_line_at(bdl_str s, size_t i) {
    return i < s.len && (s.data[i] == '-' || s.data[i] == '=');
}

/* Whether the character C at I, END behind it, parts cells. */
static bool is_mark(bdl_str s, size_t i, size_t end, uint32_t c) {
    if (c == '+')
        return is_line_at(s, end) || (i > 0 && is_line_at(s, i - 1));
    if (c == '|')
        return i == 0 || s.data[i - 1] != '\\';
    return is_upright(c) || is_box(c);
}

bool bdl_drawn_is_border(bdl_str line) {
    bdl_str s = bdl_text_trim(line);
    size_t lines = 0, marks = 0;
    uint32_t first = 0, c = 0;
    if (s.len > 0 && s.data[0] != '+' && (unsigned char)s.data[0] != 0xE2)
        return false; /* most: it begins with no mark */
    for (size_t i = 0; i < s.len;) {
        size_t from = i;
        c = bdl_utf8_next(s, &i);
        first = from == 0 ? c : first;
        lines += is_horizontal(c);
        marks += c == '+' || is_box(c);
        if (!is_horizontal(c) && c != '+' && !is_box(c))
            return false;
    }
    return marks >= 2 && lines >= 2 && !is_horizontal(first) && !is_horizontal(c);
}

bool bdl_drawn_is_row(bdl_str line) {
    bdl_str s = bdl_text_trim(line);
    size_t i = 0;
    if (s.len < 2)
        return false;
    uint32_t c = bdl_utf8_next(s, &i);
    return is_mark(s, 0, i, c);
}

static bool is_drawn(bdl_str s) {
    for (size_t i = 0; i < s.len;)
        if (!is_horizontal(bdl_utf8_next(s, &i)))
            return false;
    return s.len > 0;
}

bdl_drawn_line bdl_drawn_split(bdl_arena *arena, bdl_str line, uint32_t width) {
    BDL_VEC(bdl_stroke) strokes = {NULL, 0, 0};
    bdl_drawn_line out = {0};
    bdl_str s = bdl_text_trim(line);
    size_t begin = SIZE_MAX;
    uint32_t column =
        (uint32_t)bdl_text_width(bdl_str_of(line.data, (size_t)(s.data - line.data)));
    for (size_t i = 0; i < s.len && strokes.count < BDL_MAX_COLUMNS;) {
        size_t at = i;
        uint32_t c = bdl_utf8_next(s, &i);
        bool mark = is_mark(s, at, i, c);
        if (mark && begin != SIZE_MAX) {
            bdl_stroke *stroke = &strokes.items[strokes.count - 1];
            stroke->text = bdl_str_of(s.data + begin, at - begin);
            stroke->drawn = is_drawn(stroke->text);
            out.drawn += stroke->drawn;
        }
        if (mark && i < s.len) {
            bdl_stroke stroke = {.from = column};
            BDL_PUSH(arena, &strokes, stroke);
            begin = i;
        }
        if (mark)
            out.end = column;
        column += is_of_boxes(c)
                      ? width
                      : (uint32_t)bdl_text_width(bdl_str_of(s.data + at, i - at));
    }
    if (strokes.count > 0 && strokes.items[strokes.count - 1].text.data == NULL)
        strokes.items[strokes.count - 1].text = bdl_str_from(s, begin);
    out.strokes = strokes.items;
    out.count = strokes.count;
    return out;
}
