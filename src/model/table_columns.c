/* table_columns.c - which heading of a table is which column of a form. */
#include "model/table.h"

/* How closely a heading must read: the whole path, the end of its path, either without a
 * unit in brackets, a pattern. */
enum { WHOLE_PATH, END_OF_PATH, WITHOUT_UNIT, BY_PATTERN, STRICTNESS_COUNT };

/* 合计/其中:基本支出 ends with 基本支出. */
static bool ends_path(bdl_str path, bdl_str end) {
    if (!bdl_str_ends(path, end))
        return false;
    bdl_str above = {path.data, path.len - end.len};
    if (bdl_str_ends(above, BDL_HEADED_PART))
        above.len -= BDL_HEADED_PART.len;
    return above.len == 0 || above.data[above.len - 1] == '/';
}

static bool pattern_meets(bdl_recogniser *r, const bdl_pattern *pattern, bdl_str folded) {
    bdl_run run = {.text = folded};
    bdl_subject s = bdl_subject_of(r->scratch, &run);
    bdl_hit hit;
    return bdl_pattern_find(r, pattern, &s, &hit);
}

static bool text_meets(bdl_str text, const bdl_leaf *leaf, int strictness) {
    switch (strictness) {
    case WHOLE_PATH:
        return bdl_str_eq(leaf->folded, text);
    case END_OF_PATH:
        return ends_path(leaf->folded, text);
    case WITHOUT_UNIT:
        return leaf->base.len < leaf->folded.len && ends_path(leaf->base, text);
    default:
        return false;
    }
}

static bool heading_meets(bdl_recogniser *r, const bdl_column *column, size_t h,
                          const bdl_leaf *leaf, int strictness) {
    const bdl_heading *heading = &column->headings[h];
    if (leaf->folded.len == 0 || !bdl_heads_hold(leaf->heads, column->first_heading + h))
        return false;
    if (heading->pattern)
        return strictness == BY_PATTERN &&
               (!bdl_pattern_has_inserts(heading->pattern) ||
                pattern_meets(r, heading->pattern, leaf->folded));
    return heading->part_count == 1 && text_meets(heading->parts[0], leaf, strictness);
}

bool bdl_column_meets(bdl_recogniser *r, const bdl_column *column, const bdl_leaf *leaf) {
    for (size_t h = 0; h < column->heading_count; h++)
        for (int strictness = 0; strictness < STRICTNESS_COUNT; strictness++)
            if (heading_meets(r, column, h, leaf, strictness))
                return true;
    return false;
}

/* Where columns are looked for: the COPY-th of the leaves FROM to TO that are not taken.
 */
typedef struct region {
    const bdl_table *table;
    size_t from, to, copy;
    bool *taken;
} region;

/* The leaf that TEXT heads; -1: none. */
static int find_text(bdl_str text, const region *in) {
    for (int strictness = 0; strictness < BY_PATTERN; strictness++) {
        size_t seen = 0;
        for (size_t c = in->from; c < in->to; c++)
            if (!in->taken[c] && in->table->leaves[c].folded.len &&
                text_meets(text, &in->table->leaves[c], strictness) && seen++ == in->copy)
                return (int)c;
    }
    return -1;
}

static int find_heading(bdl_recogniser *r, const bdl_column *column, size_t h,
                        const region *in) {
    if (!column->headings[h].pattern)
        return find_text(column->headings[h].parts[0], in);
    size_t seen = 0;
    for (size_t c = in->from; c < in->to; c++)
        if (!in->taken[c] &&
            heading_meets(r, column, h, &in->table->leaves[c], BY_PATTERN) &&
            seen++ == in->copy)
            return (int)c;
    return -1;
}

/* "类" + "款" + "项": all parts, or none. */
static bool find_parts(const bdl_heading *heading, const region *in, int *at) {
    int found[BDL_COLUMN_PARTS_MAX];
    if (heading->part_count > BDL_COLUMN_PARTS_MAX)
        return false;
    for (size_t i = 0, text = 0; i < heading->part_count; i++) {
        for (found[i] = -1; text < heading->ends[i] && found[i] < 0; text++)
            found[i] = find_text(heading->parts[text], in);
        if (found[i] < 0)
            return false;
        text = heading->ends[i];
    }
    for (size_t i = 0; i < heading->part_count; i++) {
        at[i] = found[i];
        in->taken[found[i]] = true;
    }
    return true;
}

static bool find_column(bdl_recogniser *r, const bdl_column *column, const region *in,
                        int *at) {
    for (size_t h = 0; h < column->heading_count; h++) {
        if (!bdl_heads_hold(in->table->heads, column->first_heading + h))
            continue;
        if (column->headings[h].part_count > 1) {
            if (find_parts(&column->headings[h], in, at))
                return true;
            continue;
        }
        int c = find_heading(r, column, h, in);
        if (c >= 0) {
            at[0] = c;
            in->taken[c] = true;
            return true;
        }
    }
    return false;
}

/* A heading that stands for itself must not be taken by a column that merely ends so:
 * columns that are met by their whole path are found first. */
static bool has_whole_path(const bdl_column *column, const region *in) {
    for (size_t h = 0; h < column->heading_count; h++)
        for (size_t c = in->from; c < in->to; c++) {
            const bdl_leaf *leaf = &in->table->leaves[c];
            if (column->headings[h].part_count == 1 && !column->headings[h].pattern &&
                bdl_heads_hold(leaf->heads, column->first_heading + h) &&
                text_meets(column->headings[h].parts[0], leaf, WHOLE_PATH))
                return true;
        }
    return false;
}

/* The corner of a table is often left empty: it heads what the rows are called, where all
 * else has its heading. */
static void take_corner(const bdl_list_form *list, const region *in,
                        bdl_column_map *map) {
    const bdl_column *column = &list->columns[0];
    if (in->from > 0 || in->copy > 0 || in->to == 0 || list->column_count == 0 ||
        in->table->leaves[0].folded.len > 0 || map->at[0] >= 0 || column->optional ||
        column->is_code || column->type.kind != BDL_TEXT ||
        map->required_met + 1 < map->required)
        return;
    map->at[0] = 0;
    map->met++;
    map->required_met++;
}

/* Maps the columns of LIST to leaves of a part of the table. */
static void map_region(bdl_recogniser *r, const bdl_list_form *list, region in,
                       bdl_column_map *map) {
    const bdl_table *table = in.table;
    in.taken = BDL_NEW_ARRAY(r->scratch, bool, table->width + 1);
    *map = (bdl_column_map){0};
    map->at =
        BDL_NEW_ARRAY(r->passing, int, list->column_count *BDL_COLUMN_PARTS_MAX + 1);
    for (size_t i = 0; i < list->column_count * BDL_COLUMN_PARTS_MAX; i++)
        map->at[i] = -1;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < list->column_count; i++) {
            const bdl_column *column = &list->columns[i];
            map->required += pass == 0 && !column->optional;
            if (!bdl_column_may_meet(table->heads, column) ||
                has_whole_path(column, &in) != (pass == 0))
                continue;
            bool met = find_column(r, column, &in, &map->at[i * BDL_COLUMN_PARTS_MAX]);
            map->met += met;
            map->required_met += met && !column->optional;
        }
    take_corner(list, &in, map);
    bdl_columns_share(r, list, table, map);
}

void bdl_columns_map(bdl_recogniser *r, const bdl_list_form *list, const bdl_table *table,
                     size_t copy, bdl_column_map *map) {
    map_region(r, list, (region){table, 0, table->leaf_count, copy, NULL}, map);
}

/* ---- lists side by side ---- */

static bool has_component(bdl_str path, bdl_str word) {
    for (size_t at = 0; at < path.len;) {
        size_t slash = bdl_str_find(path, BDL_STR("/"), at);
        size_t end = slash == SIZE_MAX ? path.len : slash;
        if (bdl_str_eq(bdl_str_of(path.data + at, end - at), word))
            return true;
        at = end + 1;
    }
    return false;
}

static bool is_under(bdl_recogniser *r, const bdl_list_form *list, const bdl_leaf *leaf) {
    for (size_t i = 0; i < list->under_count; i++) {
        const bdl_heading *under = &list->under[i];
        if (leaf->folded.len == 0)
            continue;
        if (under->pattern
                ? pattern_meets(r, under->pattern, leaf->folded)
                : under->part_count == 1 && has_component(leaf->folded, under->parts[0]))
            return true;
    }
    return false;
}

/* The leaves of LIST: those under its heading, and what follows up to the next list. */
static bool find_region(bdl_recogniser *r, const bdl_form *form,
                        const bdl_list_form *list, const bdl_table *table, size_t *from,
                        size_t *to) {
    size_t c = 0;
    while (c < table->leaf_count && !is_under(r, list, &table->leaves[c]))
        c++;
    if (c == table->leaf_count)
        return false;
    *from = c;
    for (c++; c < table->leaf_count; c++)
        for (size_t i = 0; i < form->lists.count; i++) {
            const bdl_list_form *other = &form->lists.items[i];
            if (other != list && other->place == BDL_LIST_BESIDE &&
                !is_under(r, list, &table->leaves[c]) &&
                is_under(r, other, &table->leaves[c])) {
                *to = c;
                return true;
            }
        }
    *to = table->leaf_count;
    return true;
}

/* Which of the lists side by side LIST is. */
static size_t copy_of(const bdl_form *form, const bdl_list_form *list) {
    size_t n = 0;
    for (size_t i = 0; i < form->lists.count && &form->lists.items[i] != list; i++)
        n += form->lists.items[i].place == BDL_LIST_BESIDE;
    return n;
}

/* 收入 | 预算数 | 支出 | 预算数: the group's heading heads its texts. */
static void take_group_heading(const bdl_list_form *list, size_t from,
                               bdl_column_map *map) {
    for (size_t i = 0; i < list->column_count; i++)
        if (map->at[i * BDL_COLUMN_PARTS_MAX] == (int)from)
            return;
    for (size_t i = 0; i < list->column_count; i++)
        if (list->columns[i].type.kind == BDL_TEXT && !list->columns[i].optional &&
            map->at[i * BDL_COLUMN_PARTS_MAX] < 0) {
            map->at[i * BDL_COLUMN_PARTS_MAX] = (int)from;
            map->met++;
            map->required_met++;
            return;
        }
}

/* 项目, 金额, 项目, 合计, 一般公共预算: headings that the lists before this one do not
 * have come but once, behind the first that this one shares with them. */
static void take_rest(bdl_recogniser *r, const bdl_list_form *list,
                      const bdl_table *table, bdl_column_map *map) {
    int from = -1;
    for (size_t i = 0; i < list->column_count; i++) {
        int at = map->at[i * BDL_COLUMN_PARTS_MAX];
        if (at >= 0 && (from < 0 || at < from))
            from = at;
    }
    if (from <= 0 || map->required_met == map->required)
        return;
    bdl_column_map rest;
    map_region(r, list, (region){table, (size_t)from, table->leaf_count, 0, NULL}, &rest);
    if (rest.required_met > map->required_met)
        *map = rest;
}

void bdl_beside_map(bdl_recogniser *r, const bdl_form *form, const bdl_list_form *list,
                    const bdl_table *table, bdl_column_map *map) {
    size_t from, to;
    if (find_region(r, form, list, table, &from, &to)) {
        map_region(r, list, (region){table, from, to, 0, NULL}, map);
        take_group_heading(list, from, map);
    } else { /* no group headings: the lists as they come */
        bdl_columns_map(r, list, table, copy_of(form, list), map);
        take_rest(r, list, table, map);
    }
}

void bdl_list_map(bdl_recogniser *r, const bdl_form *form, const bdl_list_form *list,
                  const bdl_table *table, bdl_column_map *map) {
    if (list->place == BDL_LIST_BESIDE)
        bdl_beside_map(r, form, list, table, map);
    else
        bdl_columns_map(r, list, table, 0, map);
}
