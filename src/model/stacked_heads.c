/* stacked_heads.c - the headings of a table whose cells came one a line: those of the
 * first row from left to right, groups among them, then those below the groups. Which are
 * groups is told by the form that the title names, by what the columns hold, and by the
 * order of its columns. */
#include "model/stacked_table.h"
#include "model/table.h"

enum {
    HEADS_MAX = 40,
    STEPS_MAX = 60000, /* of the search */
    KNOWN = 16,        /* a heading of the form */
    IN_LIST = 8,       /* below the group of a list of it */
    ORDER = 1,         /* right of the one that is before it in the form */
    NO_GROUP = 24,     /* against it: a heading of the form as a group */
    MIXED = 2,         /* against it: names and figures below one group */
    LEAST = -1000,
};

/* What a heading, below a group or by itself, is to the form. */
typedef struct meaning {
    bool asked, known;
    bool whole; /* the form names it with its group */
    bool figure;
    size_t order;
} meaning;

typedef struct search {
    bdl_stack_table *t;
    size_t count;      /* headings */
    size_t top;        /* of them in the first row */
    size_t groups;     /* among these */
    meaning *meanings; /* (COUNT + 1) x COUNT: by the group, then the heading */
    size_t at[BDL_STACK_WIDTH_MAX], over[BDL_STACK_WIDTH_MAX]; /* heading, 1 + group */
    size_t best_at[BDL_STACK_WIDTH_MAX], best_over[BDL_STACK_WIDTH_MAX];
    int best;
    bool tie;
    size_t steps;
} search;

/* Whether LIST stands below heading GROUP. */
static bool is_under(const bdl_stack_table *t, const bdl_list_form *list, size_t group) {
    bdl_str text = bdl_stack_text(t, group);
    for (size_t u = 0; u < list->under_count; u++)
        if (!list->under[u].pattern && list->under[u].part_count == 1 &&
            bdl_str_eq(list->under[u].parts[0], text))
            return true;
    return false;
}

/* The list of the form that stands below GROUP (1 + its number); NULL: any. */
static const bdl_list_form *list_under(const bdl_stack_table *t, size_t group) {
    for (size_t l = 0; group > 0 && l < t->form->lists.count; l++)
        if (is_under(t, &t->form->lists.items[l], group - 1))
            return &t->form->lists.items[l];
    return NULL;
}

/* Whether one of the column's headings, as the form writes them, ends PATH. */
static bool is_written(const bdl_column *column, bdl_str path) {
    for (size_t h = 0; h < column->heading_count; h++)
        for (size_t p = 0; p < column->headings[h].text_count; p++) {
            bdl_str part = column->headings[h].parts[p];
            if (!column->headings[h].pattern && bdl_str_ends(path, part) &&
                (part.len == path.len || path.data[path.len - part.len - 1] == '/'))
                return true;
        }
    return false;
}

/* Looks for the column of the form, in list ONLY unless that is NULL, that PATH heads:
 * HEADS is NULL, or the headings that it may be. */
static void find_column(const bdl_form *form, bdl_str path, const bdl_list_form *only,
                        const uint64_t *heads, meaning *out) {
    for (size_t l = 0, order = 0; l < form->lists.count; l++) {
        const bdl_list_form *list = &form->lists.items[l];
        for (size_t c = 0; c < list->column_count; c++, order++) {
            const bdl_column *column = &list->columns[c];
            if ((only && only != list) ||
                !(heads ? bdl_column_may_meet(heads, column) : is_written(column, path)))
                continue;
            out->known = true;
            out->figure = bdl_kind_is_figure(column->type.kind);
            out->order = order;
            return;
        }
    }
}

static void find_meaning(const bdl_stack_table *t, bdl_str path,
                         const bdl_list_form *only, meaning *out) {
    *out = (meaning){.asked = true};
    find_column(t->form, path, only, NULL, out);
    if (!out->known)
        find_column(t->form, path, only, bdl_heads_of_path(t->s->r, path), out);
}

/* What heading H means below GROUP (1 + its number; 0: by itself). */
static const meaning *meaning_of(search *s, size_t group, size_t h) {
    meaning *m = &s->meanings[group * s->count + h];
    if (m->asked)
        return m;
    bdl_arena *arena = s->t->s->r->passing;
    bdl_str text = bdl_stack_text(s->t, h);
    if (group == 0) {
        find_meaning(s->t, text, NULL, m);
        return m;
    }
    bdl_buf path = {.arena = arena};
    bdl_buf_add(&path, bdl_stack_text(s->t, group - 1));
    bdl_buf_char(&path, '/');
    bdl_buf_add(&path, text);
    find_meaning(s->t, bdl_buf_str(&path), list_under(s->t, group), m);
    m->whole = bdl_map_get(s->t->s->r->schema->heading_words, bdl_buf_str(&path)) != NULL;
    return m;
}

static bool fits(const meaning *m, bdl_stack_kind kind) {
    return !m->known || (m->figure ? kind != BDL_STACK_TEXT : kind != BDL_STACK_FIGURE);
}

bool bdl_stack_may_head(const bdl_stack_table *t, size_t h, bdl_stack_kind kind) {
    meaning m;
    find_meaning(t, bdl_stack_text(t, h), NULL, &m);
    return fits(&m, kind);
}

/* What speaks for heading H below GROUP in column C; LEAST: it cannot stand there. */
static int worth(search *s, size_t group, size_t h, size_t c, const meaning *before) {
    const meaning *m = meaning_of(s, group, h);
    bdl_stack_kind kind = s->t->kinds[c];
    if (!m->known)
        return 0;
    if (!fits(m, kind) || (m->figure && kind == BDL_STACK_CODE && c == 0))
        return LEAST;
    int ordered = before && before->known && before->order < m->order ? ORDER : 0;
    return KNOWN + ordered + (list_under(s->t, group) ? IN_LIST : 0);
}

static void keep_best(search *s, int score) {
    s->tie = score > s->best ? false : s->tie || score == s->best;
    if (score <= s->best)
        return;
    s->best = score;
    memcpy(s->best_at, s->at, sizeof s->at);
    memcpy(s->best_over, s->over, sizeof s->over);
}

/* How the headings go on: what is placed so far. */
typedef struct placed {
    size_t column, top, low; /* columns that are placed; headings of each row used */
    size_t groups, group,
        in_group; /* groups begun, 1 + the one that is open, its columns */
    int score;
    const meaning *before;
} placed;

static void place(search *s, placed p);

static void try_heading(search *s, placed p, size_t group, size_t h) {
    int here = worth(s, group, h, p.column, p.before);
    if (here == LEAST)
        return;
    s->at[p.column] = h;
    s->over[p.column] = group;
    p.before = meaning_of(s, group, h);
    p.score += here;
    p.column++;
    place(s, p);
}

static bool begins_figures(const search *s, size_t c) {
    return s->t->kinds[c] == BDL_STACK_FIGURE && s->t->kinds[c - 1] != BDL_STACK_FIGURE;
}

/* Whether GROUP may stand over FIRST. What heads a column of figures by itself does so
 * over its total alone: else it is that column, and another was left out. */
static bool may_group(search *s, size_t group, size_t first) {
    const meaning *alone = meaning_of(s, 0, group);
    const meaning *below = meaning_of(s, group + 1, first);
    return !alone->known || !alone->figure || below->whole ||
           (below->known && below->order == alone->order);
}

static void place(search *s, placed p) {
    size_t low = s->count - s->top;
    if (++s->steps > STEPS_MAX)
        return;
    if (p.column == s->t->width) {
        if (p.top == s->top && p.low == low && (p.group == 0 || p.in_group > 1))
            keep_best(s, p.score);
        return;
    }
    if (p.group && p.low < low) { /* the group goes on */
        placed next = p;
        next.low++;
        next.in_group++;
        next.score -=
            begins_figures(s, p.column) && !list_under(s->t, p.group) ? MIXED : 0;
        try_heading(s, next, p.group, s->top + p.low);
    }
    if (p.top == s->top || (p.group && p.in_group < 2))
        return;
    placed next = p;
    next.top++;
    next.group = next.in_group = 0;
    if (s->top - next.top >= s->groups - p.groups)
        try_heading(s, next, 0, p.top);
    if (p.groups == s->groups || p.low == low)
        return;
    next.groups++;
    next.low++;
    next.group = p.top + 1;
    next.in_group = 1;
    if (!may_group(s, p.top, s->top + p.low))
        return;
    next.score -= meaning_of(s, 0, p.top)->known ? NO_GROUP : 0;
    try_heading(s, next, p.top + 1, s->top + p.low);
}

static void look(search *s) {
    size_t from = s->t->first_row ? s->t->first_row : 1;
    size_t to = s->t->first_row ? from : s->count;
    for (size_t top = to; top >= from && top > 0; top--) {
        size_t low = s->count - top;
        s->groups = s->count - s->t->width;
        if (low < 2 * s->groups || (low > 0) != (s->groups > 0) || s->groups > top)
            continue;
        s->top = top;
        place(s, (placed){0});
    }
}

/* As many of the columns have a heading of the form that the table is one. */
static bool is_known(search *s) {
    size_t known = 0;
    for (size_t c = 0; c < s->t->width; c++)
        known += meaning_of(s, s->best_over[c], s->best_at[c])->known;
    return 2 * known >= s->t->width && known >= 2;
}

bool bdl_stack_place_heads(bdl_stack_table *t, bdl_stack_row out[2], size_t *rows) {
    search s = {.t = t, .count = t->heads, .best = LEAST};
    if (s.count > HEADS_MAX || s.count < t->width)
        return false;
    s.meanings = BDL_NEW_ARRAY(t->s->r->passing, meaning, (s.count + 1) * s.count);
    look(&s);
    if (s.best == LEAST || s.tie || s.steps > STEPS_MAX || !is_known(&s))
        return false;
    *rows = s.count > t->width ? 2 : 1;
    memset(out, 0, 2 * sizeof *out);
    out[0].count = out[1].count = t->width;
    for (size_t c = 0; c < t->width; c++) {
        size_t group = s.best_over[c];
        if (group == 0)
            out[0].cells[c] = s.best_at[c] + 1;
        else
            out[1].cells[c] = s.best_at[c] + 1;
        if (group > 0 && (c == 0 || s.best_over[c - 1] != group))
            out[0].cells[c] = group;
    }
    return true;
}
