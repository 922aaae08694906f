/* html_display.c - elements that are shown as tables, rows and cells though they are
 * none: by their style, by a class that a style sheet of the page says so of, or by their
 * role.
 */
#include "read/web/html.h"

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_name(char c) {
    return bdl_is_ascii_digit(c) || bdl_is_ascii_letter(c) || c == '-' || c == '_' ||
           (unsigned char)c >= 0x80;
}

/* ---- what a style says ---- */

static bdl_html_display named(bdl_str name) {
    static const struct {
        const char *name;
        bdl_html_display display;
    } names[] = {
        {"table", BDL_HTML_TABLE},
        {"inline-table", BDL_HTML_TABLE},
        {"table-row", BDL_HTML_ROW},
        {"table-cell", BDL_HTML_CELL},
        {"table-row-group", BDL_HTML_ROWS},
        {"table-header-group", BDL_HTML_ROWS},
        {"table-footer-group", BDL_HTML_ROWS},
    };
    for (size_t i = 0; i < BDL_COUNT_OF(names); i++)
        if (bdl_str_eq(name, bdl_str_z(names[i].name)))
            return names[i].display;
    return BDL_HTML_PLAIN;
}

static const char property[] = "display";

/* Where the property stands at or after AT, SIZE_MAX when it does not. */
static size_t find_property(bdl_str style, size_t at) {
    size_t len = sizeof property - 1;
    for (; at + len <= style.len; at++) {
        size_t i = 0;
        while (i < len && (style.data[at + i] | 0x20) == property[i])
            i++;
        if (i == len)
            return at;
    }
    return SIZE_MAX;
}

/* What "display: ..." in STYLE says, at or after *AT, which goes behind it; PLAIN with
 * *AT at the end when there is no more. */
static bdl_html_display next_display(bdl_str style, size_t *at) {
    while ((*at = find_property(style, *at)) != SIZE_MAX) {
        size_t before = *at, i = *at + sizeof property - 1;
        *at = i;
        if (before > 0 && is_name(style.data[before - 1]))
            continue;
        while (i < style.len && (is_space(style.data[i]) || style.data[i] == ':'))
            i++;
        size_t from = i;
        while (i < style.len && is_name(style.data[i]))
            i++;
        bdl_html_display found = named((bdl_str){style.data + from, i - from});
        if (found != BDL_HTML_PLAIN)
            return found;
    }
    *at = style.len;
    return BDL_HTML_PLAIN;
}

/* ---- style sheets ---- */

/* The class that a selector ("div.table .cell") is about; empty when it names none last,
 * or means something that is not in the page (".row:before"). */
static bdl_str class_of(bdl_str selector) {
    while (selector.len && is_space(selector.data[selector.len - 1]))
        selector.len--;
    size_t from = selector.len;
    while (from > 0 && is_name(selector.data[from - 1]))
        from--;
    bool is_class = from > 0 && selector.data[from - 1] == '.' && from < selector.len;
    return is_class ? bdl_str_from(selector, from) : (bdl_str){NULL, 0};
}

static void take_selectors(bdl_arena *arena, bdl_map *classes, bdl_str list,
                           bdl_html_display display) {
    static const bdl_html_display kept[] = {BDL_HTML_PLAIN, BDL_HTML_TABLE, BDL_HTML_ROWS,
                                            BDL_HTML_ROW, BDL_HTML_CELL};
    for (size_t from = 0; from <= list.len;) {
        size_t comma = bdl_str_find(list, BDL_STR(","), from);
        size_t end = comma == SIZE_MAX ? list.len : comma;
        bdl_str name = class_of((bdl_str){list.data + from, end - from});
        if (name.len)
            bdl_map_put(classes, bdl_arena_str(arena, name),
                        (void *)(uintptr_t)&kept[display]);
        from = end + 1;
    }
}

void bdl_html_take_sheet(bdl_arena *arena, bdl_map *classes, bdl_str sheet) {
    for (size_t at = 0; at < sheet.len;) {
        size_t from = at;
        bdl_html_display display = next_display(sheet, &at);
        if (display == BDL_HTML_PLAIN)
            return;
        size_t open = at;
        while (open > from && sheet.data[open - 1] != '{')
            open--;
        if (open == from)
            continue;
        size_t begin = open - 1;
        while (begin > 0 && sheet.data[begin - 1] != '}' &&
               sheet.data[begin - 1] != '{' && sheet.data[begin - 1] != '/')
            begin--;
        take_selectors(arena, classes, (bdl_str){sheet.data + begin, open - 1 - begin},
                       display);
    }
}

/* ---- elements ---- */

static bdl_html_display by_class(const bdl_map *classes, bdl_str names) {
    for (size_t from = 0; from < names.len;) {
        size_t end = from;
        while (end < names.len && !is_space(names.data[end]))
            end++;
        const bdl_html_display *found =
            bdl_map_get(classes, (bdl_str){names.data + from, end - from});
        if (found)
            return *found;
        from = end + 1;
    }
    return BDL_HTML_PLAIN;
}

static bdl_html_display by_role(bdl_str role) {
    if (bdl_str_eq(role, BDL_STR("table")) || bdl_str_eq(role, BDL_STR("grid")))
        return BDL_HTML_TABLE;
    if (bdl_str_eq(role, BDL_STR("row")))
        return BDL_HTML_ROW;
    if (bdl_str_eq(role, BDL_STR("rowgroup")))
        return BDL_HTML_ROWS;
    bool cell =
        bdl_str_is_any(role, BDL_WORDS("cell", "gridcell", "columnheader", "rowheader"));
    return cell ? BDL_HTML_CELL : BDL_HTML_PLAIN;
}

bdl_html_display bdl_html_display_of(const bdl_map *classes, bdl_str style, bdl_str names,
                                     bdl_str role) {
    enum { STYLE_MAX = 2000 };
    size_t at = 0;
    if (style.len > STYLE_MAX)
        style.len = STYLE_MAX;
    bdl_html_display found = next_display(style, &at);
    if (found == BDL_HTML_PLAIN && bdl_map_count(classes) > 0)
        found = by_class(classes, names);
    return found == BDL_HTML_PLAIN && role.len ? by_role(role) : found;
}
