/* complete_tree.c - rows as a tree: by their codes (201 > 20103 > 2010301) or by the
 * numbers before their names (一、 > （一） > 其中：). */
#include "base/language.h"
#include "base/map.h"
#include "model/recognise.h"

typedef struct node {
    bdl_record *row, *parent;
    int level;
    bdl_values children;
} node;

static void link(bdl_model *model, node *nodes, size_t child, size_t parent) {
    nodes[child].parent = nodes[parent].row;
    nodes[child].level = nodes[parent].level + 1;
    BDL_PUSH(model->arena, &nodes[parent].children, bdl_value_record(nodes[child].row));
}

static bdl_str key_of(bdl_model *model, const node *n, int slot) {
    const bdl_value *v = n->row->slots[slot];
    return v->state == BDL_PRESENT ? bdl_text_fold(model->arena, v->text) : (bdl_str){0};
}

static bool is_code(bdl_str s) {
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.data[i];
        if (!(bdl_is_ascii_digit(c) || bdl_is_ascii_letter(c)))
            return false;
    }
    return s.len > 0;
}

/* The number (from 1) of the row whose code is the longest that begins CODE; 0: none. MAP
 * has, for each code, the last row so far that prints it. */
static size_t longest_prefix(const bdl_map *by_code, bdl_str code) {
    enum { CODE_MAX = 40 };
    /* shorter than the code itself: a row is not its own parent */
    for (size_t n = code.len <= CODE_MAX ? code.len - 1 : CODE_MAX; n > 0; n--) {
        size_t at = (size_t)(uintptr_t)bdl_map_get(by_code, bdl_str_of(code.data, n));
        if (at)
            return at;
    }
    return 0;
}

/* The parents of all rows, as numbers from 1. Where units print their accounts one after
 * the other a code stands in several rows: an account belongs to the row above it, and
 * only where there is none (totals last) to one below. */
static size_t *parents_by_code(bdl_model *model, const bdl_str *codes, size_t count) {
    size_t *parents = BDL_NEW_ARRAY(model->arena, size_t, count + 1);
    bdl_map *below = bdl_map_new(model->arena), *above = bdl_map_new(model->arena);
    for (size_t i = count; i > 0; i--)
        if (is_code(codes[i - 1]))
            bdl_map_put(below, codes[i - 1], (void *)(uintptr_t)i);
    for (size_t i = 0; i < count; i++) {
        if (!is_code(codes[i]))
            continue;
        size_t first = longest_prefix(below, codes[i]);
        size_t last = longest_prefix(above, codes[i]);
        bool as_long = last && first && codes[last - 1].len == codes[first - 1].len;
        parents[i] = as_long ? last : first;
        bdl_map_put(above, codes[i], (void *)(uintptr_t)(i + 1));
    }
    return parents;
}

static void by_code(bdl_model *model, node *nodes, size_t count, int slot) {
    bdl_str *codes = BDL_NEW_ARRAY(model->arena, bdl_str, count + 1);
    for (size_t i = 0; i < count; i++)
        codes[i] = key_of(model, &nodes[i], slot);
    size_t *parents = parents_by_code(model, codes, count);
    /* children in order of the rows; a level is known when its parent's is */
    for (size_t i = 0; i < count; i++) {
        if (!is_code(codes[i]))
            continue;
        int level = 1;
        for (size_t p = parents[i]; p; level++)
            p = parents[p - 1];
        if (parents[i])
            link(model, nodes, i, parents[i] - 1);
        nodes[i].level = level;
    }
}

/* ---- by number ---- */

typedef struct step {
    bdl_number_style style;
    bool among; /* 其中： */
    size_t at;
} step;

static bool says_among(bdl_str s) {
    return bdl_str_starts(s, BDL_STR("其中"));
}

enum { STEPS_MAX = 16 };

/* The deepest open step of this style, or the number of steps. */
static size_t find_step(const step *steps, size_t count, bdl_number_style style,
                        bool among) {
    for (size_t i = count; i > 0; i--)
        if (steps[i - 1].style == style && steps[i - 1].among == among)
            return i - 1;
    return count;
}

static void by_number(bdl_model *model, node *nodes, size_t count, int slot) {
    step steps[STEPS_MAX];
    size_t depth = 0;
    for (size_t i = 0; i < count; i++) {
        bdl_str text = key_of(model, &nodes[i], slot);
        bdl_number_style style = bdl_numbering_of(text).style;
        bool among = says_among(text);
        if (style == BDL_UNNUMBERED && !among) {
            /* goes on with what 其中 began */
            if (depth == 0 || !steps[depth - 1].among)
                continue;
            among = true;
        }
        size_t at = find_step(steps, depth, style, among);
        if (at == depth && depth == STEPS_MAX)
            continue;
        if (at > 0)
            link(model, nodes, i, steps[at - 1].at);
        else
            nodes[i].level = 1;
        steps[at] = (step){style, among, i};
        depth = at + 1;
    }
}

/* ---- into the records ---- */

static void put(bdl_model *model, const bdl_rectype *type, node *n) {
    bdl_record_put(n->row, type->slot_parent,
                   n->parent
                       ? bdl_value_record(n->parent)
                       : bdl_value_missing(BDL_RECORD, BDL_TR("the row is at the root")));
    if (type->slot_children >= 0)
        bdl_list_put(model, n->row, type->slot_children, &n->children);
    bdl_record_put(n->row, type->slot_level, bdl_value_number(bdl_dec_int(n->level)));
}

void bdl_complete_tree(bdl_model *model, const bdl_list_form *list,
                       const bdl_values *rows, bdl_record *root) {
    node *nodes = BDL_NEW_ARRAY(model->arena, node, rows->count + 1);
    size_t count = 0, root_at = SIZE_MAX;
    if (list->tree_slot < 0)
        return;
    for (size_t i = 0; i < rows->count; i++) {
        if (rows->items[i].kind != BDL_RECORD || rows->items[i].state != BDL_PRESENT)
            continue;
        nodes[count].row = rows->items[i].as.record;
        if (nodes[count].row == root)
            root_at = count;
        count++;
    }
    if (list->tree == BDL_TREE_CODE)
        by_code(model, nodes, count, list->tree_slot);
    else
        by_number(model, nodes, count, list->tree_slot);
    for (size_t i = 0; root_at != SIZE_MAX && i < count; i++)
        if (i != root_at && nodes[i].level == 1) {
            nodes[i].parent = root;
            BDL_PUSH(model->arena, &nodes[root_at].children,
                     bdl_value_record(nodes[i].row));
        }
    for (size_t i = 0; i < count; i++)
        put(model, list->row, &nodes[i]);
}
