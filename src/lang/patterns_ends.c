/* patterns_ends.c - where an escape, a class or a brace of a pattern ends. */
#include "lang/patterns_ends.h"

#include "base/text.h"

size_t bdl_pattern_find_byte(bdl_str s, size_t i, size_t to, char c) {
    while (i < to && s.data[i] != c)
        i++;
    return i;
}

size_t bdl_pattern_escape_end(bdl_str s, size_t i, size_t to) {
    size_t next = i + 1;
    if (next >= to)
        return to;
    char c = s.data[next];
    (void)bdl_utf8_next(s, &next);
    if (strchr("pPxoNkgu", c) && bdl_pattern_is_at(s, next, to, '{')) {
        size_t close = bdl_pattern_find_byte(s, next, to, '}');
        return close < to ? close + 1 : to;
    }
    return next > to ? to : next;
}

size_t bdl_pattern_class_end(bdl_str s, size_t i, size_t to) {
    i++;
    if (bdl_pattern_is_at(s, i, to, '^'))
        i++;
    if (bdl_pattern_is_at(s, i, to, ']'))
        i++;
    while (i < to && s.data[i] != ']') {
        if (s.data[i] == '\\')
            i = bdl_pattern_escape_end(s, i, to);
        else if (s.data[i] == '[' && bdl_pattern_is_at(s, i + 1, to, ':'))
            i = bdl_pattern_find_byte(s, i + 2, to, ':') + 2;
        else
            i++;
    }
    return i < to ? i + 1 : to;
}

size_t bdl_pattern_brace_end(bdl_str s, size_t i, size_t to) {
    int open = 0;
    while (i < to) {
        char c = s.data[i];
        if (c == '\\') {
            i = bdl_pattern_escape_end(s, i, to);
            continue;
        }
        if (c == '[' && open > 0) {
            i = bdl_pattern_class_end(s, i, to);
            continue;
        }
        if (c == '{')
            open++;
        if (c == '}' && --open == 0)
            return i;
        i++;
    }
    return to;
}
