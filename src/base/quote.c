/* quote.c - a line as it is shown, with carets under a place. */
#include "base/quote.h"

#include "base/text.h"
#include "base/vec.h"

enum { USUAL_COLUMNS = 80, LEAST_COLUMNS = 16 };

/* What is shown for the character at *I of LINE, which moves past it, in ROOM or in LINE:
 * tabs and what must not reach a terminal become visible. */
static bdl_str show(bdl_str line, size_t *i, char room[4]) {
    size_t begin = *i;
    uint32_t c = bdl_utf8_next(line, i), visible = bdl_char_visible(c);

    if (c == '\t')
        return BDL_STR("⇥");
    if (visible == c && c != BDL_REPLACEMENT)
        return bdl_str_of(line.data + begin, *i - begin);
    return bdl_str_of(room, bdl_utf8_put(visible, room));
}

static size_t width_at(bdl_str line, size_t *i) {
    char room[4];

    return bdl_text_width(show(line, i, room));
}

/* The byte offset from which at most COLUMNS display columns reach END. */
static size_t start_of_window(bdl_str line, size_t end, size_t columns) {
    size_t start = end, used = 0;

    while (start > 0) {
        size_t before = bdl_utf8_before(line, start), next = before;

        used += width_at(line, &next);
        if (used > columns)
            break;
        start = before;
    }
    return start;
}

static size_t end_of_window(bdl_str line, size_t start, size_t columns) {
    size_t end = start, used = 0;

    while (end < line.len) {
        size_t next = end;

        used += width_at(line, &next);
        if (used > columns)
            break;
        end = next;
    }
    return end;
}

static size_t width_between(bdl_str line, size_t from, size_t to) {
    size_t columns = 0;

    while (from < to)
        columns += width_at(line, &from);
    return columns;
}

/* Of ROOM columns those before byte BEGIN of LINE: somewhat less than half, more when
 * what follows does not need the rest. */
static size_t columns_before(bdl_str line, size_t begin, size_t room) {
    size_t after = width_between(line, begin, line.len);
    size_t most_after = room - room * 9 / 20;

    return room - (after < most_after ? after : most_after);
}

/* Adds LINE[FROM, TO) as it is shown. */
static void add_shown(bdl_buf *buf, bdl_str line, size_t from, size_t to) {
    char room[4];

    for (size_t i = from; i < to;)
        bdl_buf_add(buf, show(line, &i, room));
}

static size_t room_of(size_t columns) {
    return columns == 0              ? USUAL_COLUMNS
           : columns > LEAST_COLUMNS ? columns
                                     : LEAST_COLUMNS;
}

bool bdl_quote_fits(bdl_str line, size_t begin, size_t end, size_t columns) {
    return width_between(line, begin, end) <= room_of(columns);
}

bdl_quote_window bdl_quote_around(bdl_str line, size_t begin, size_t end,
                                  size_t columns) {
    size_t room = room_of(columns), need = width_between(line, begin, end);
    size_t before = columns_before(line, begin, room);
    bdl_quote_window window;

    if (need <= room && before > room - need)
        before = room - need;
    window.from = start_of_window(line, begin, before);
    window.to =
        end_of_window(line, begin, room - width_between(line, window.from, begin));
    return window;
}

bdl_quote bdl_quote_line(bdl_arena *arena, bdl_str line, bdl_quote_window window,
                         size_t begin, size_t end) {
    bdl_buf text = {.arena = arena}, carets = {.arena = arena};
    size_t pad = width_between(line, window.from, begin);
    size_t width = width_between(line, begin, end < window.to ? end : window.to);

    if (window.from > 0) {
        bdl_buf_add(&text, BDL_STR("…"));
        pad += bdl_text_width(BDL_STR("…"));
    }
    add_shown(&text, line, window.from, window.to);
    if (window.to < line.len)
        bdl_buf_add(&text, BDL_STR("…"));
    for (size_t i = 0; i < pad; i++)
        bdl_buf_char(&carets, ' ');
    bdl_buf_char(&carets, '^');
    for (size_t i = 1; i < width; i++)
        bdl_buf_char(&carets, '~');
    return (bdl_quote){bdl_buf_str(&text), bdl_buf_str(&carets)};
}
