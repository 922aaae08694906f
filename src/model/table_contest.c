/* table_contest.c - which form a table meets: by its title first, then by the number of
 * its headings met. */
#include "model/table.h"

#include "base/language.h"

/* How the title of a table speaks for a form. */
enum {
    TITLE_AGAINST, /* the title is another's */
    TITLE_SILENT,  /* there is none, or only some paragraph that may be none */
    TITLE_SECTION, /* the heading of the section speaks for it */
    TITLE_FOR,
};

typedef struct entrant {
    const bdl_form *form;
    int title;
    size_t met, required, required_met;
} entrant;

static bool title_matches(bdl_recogniser *r, const bdl_form *form, const bdl_subject *s) {
    bdl_hit hit;
    return s->run && bdl_pattern_meets(r, form->title, s, &hit);
}

static int weigh_title(bdl_recogniser *r, const bdl_form *form, const bdl_table *table) {
    if (!form->title)
        return TITLE_SILENT;
    if (title_matches(r, form, &table->title))
        return TITLE_FOR;
    if (table->title.run && bdl_is_table_name(table->title.folded.text))
        return TITLE_AGAINST;
    if (title_matches(r, form, &table->section_title))
        return TITLE_SECTION;
    return TITLE_SILENT;
}

/* Columns found for all lists of the form. */
static void count_headings(bdl_recogniser *r, const bdl_table *table, entrant *e) {
    for (size_t i = 0; i < e->form->lists.count; i++) {
        const bdl_list_form *list = &e->form->lists.items[i];
        bdl_column_map map;
        bdl_list_map(r, e->form, list, table, &map);
        e->met += map.met;
        e->required += map.required;
        e->required_met += map.required_met;
    }
}

/* Whether a column of texts that has no heading can be the one under the heading of the
 * group. */
static bool may_head_group(const bdl_table *table, const bdl_list_form *list) {
    for (size_t i = 0; list->place == BDL_LIST_BESIDE && i < list->column_count; i++)
        if (list->columns[i].type.kind == BDL_TEXT && !list->columns[i].optional &&
            !bdl_column_may_meet(table->heads, &list->columns[i]))
            return true;
    return false;
}

/* What the table can meet at most of all lists of the form: looked up, not searched. */
static void count_possible(const bdl_table *table, entrant *e) {
    for (size_t i = 0; i < e->form->lists.count; i++) {
        const bdl_list_form *list = &e->form->lists.items[i];
        bool by_group = may_head_group(table, list);
        for (size_t k = 0; k < list->column_count; k++) {
            bool may = bdl_column_may_meet(table->heads, &list->columns[k]);
            e->met += may;
            e->required += !list->columns[k].optional;
            e->required_met += may && !list->columns[k].optional;
        }
        e->met += by_group;
        e->required_met += by_group;
    }
}

/* How many headings tell a table whose title does not: a form that asks for no title goes
 * by all that it must have. */
static size_t least_headings(const entrant *e) {
    enum { WITHOUT_TITLE = 3, OPTIONAL = 2 };
    if (e->form->title)
        return WITHOUT_TITLE;
    return e->required > 0 ? 1 : OPTIONAL;
}

static bool may_enter(const entrant *e) {
    if (e->met == 0)
        return false;
    switch (e->title) {
    case TITLE_FOR:
        return e->met >= 2 || e->required_met * 2 >= e->required;
    case TITLE_SECTION:
        return e->met >= 2 && e->required_met * 2 >= e->required;
    case TITLE_SILENT:
        return e->met >= least_headings(e) && e->required_met == e->required;
    default:
        return false;
    }
}

/* Whether A beats B; forms declared earlier win a tie. */
static bool beats(const entrant *a, const entrant *b) {
    if (a->title != b->title)
        return a->title > b->title;
    if (a->met != b->met)
        return a->met > b->met;
    return a->required_met * b->required > b->required_met * a->required;
}

/* Whether the table may be of the form, with what it meets of it: neither the title nor
 * the headings are searched where they cannot change that. */
static bool enter(bdl_recogniser *r, const bdl_table *table, entrant *e) {
    entrant most = {.form = e->form, .title = TITLE_FOR};
    count_possible(table, &most);
    if (!may_enter(&most))
        return false;
    e->title = most.title = weigh_title(r, e->form, table);
    if (!may_enter(&most))
        return false;
    count_headings(r, table, e);
    return may_enter(e);
}

static bool is_table_form(const bdl_form *form) {
    return !form->is_document && form->fields.count == 0 && form->lists.count > 0;
}

/* By what the first beats the second. */
static bdl_str reason_of(bdl_arena *arena, const entrant *first, const entrant *second) {
    if (first->title != second->title)
        return first->title == TITLE_FOR ? BDL_TR("by the title of the table")
                                         : BDL_TR("by the heading above the table");
    if (first->met != second->met)
        return bdl_arena_printf(arena, _("by %zu headings to %zu"), first->met,
                                second->met);
    if (first->required_met * second->required != second->required_met * first->required)
        return BDL_TR("by fewer headings that lack");
    return BDL_TR("by its place among the forms");
}

static void tell_contest(bdl_recogniser *r, bdl_table *table, const entrant *first,
                         const entrant *second) {
    if (!second->form || !bdl_tables_are_told(r))
        return;
    bdl_str reason = reason_of(r->arena, first, second);
    table->contest =
        bdl_arena_printf(r->arena, _("%.*s over %.*s %.*s"), BDL_PRI(first->form->name),
                         BDL_PRI(second->form->name), BDL_PRI(reason));
}

/* The best two that may enter; none that gives what BUT gives. */
static void choose(bdl_recogniser *r, const bdl_table *table, const bdl_form *but,
                   entrant best[2]) {
    best[0] = best[1] = (entrant){0};
    for (size_t i = 0; i < r->schema->forms.count; i++) {
        entrant e = {.form = r->schema->forms.items[i]};
        if (!is_table_form(e.form) || (but && e.form->slot == but->slot) ||
            !enter(r, table, &e))
            continue;
        if (!best[0].form || beats(&e, &best[0])) {
            best[1] = best[0];
            best[0] = e;
        } else if (!best[1].form || beats(&e, &best[1])) {
            best[1] = e;
        }
    }
}

/* What else the title names: looked for again where the second is but another layout of
 * the first. */
static const bdl_form *elsewhere(bdl_recogniser *r, const bdl_table *table,
                                 const entrant best[2]) {
    entrant next = best[1], others[2];
    if (next.form && next.form->slot == best[0].form->slot) {
        choose(r, table, best[0].form, others);
        next = others[0];
    }
    return next.form && next.title == TITLE_FOR && !next.form->many ? next.form : NULL;
}

void bdl_table_choose_form(bdl_recogniser *r, bdl_table *table) {
    entrant best[2];
    if (table->headings == 0)
        return;
    choose(r, table, NULL, best);
    if (!best[0].form)
        return;
    table->form = best[0].form;
    table->next_form = elsewhere(r, table, best);
    table->title_weight = best[0].title;
    table->met = best[0].met;
    tell_contest(r, table, &best[0], &best[1]);
}

bool bdl_table_beats(const bdl_table *a, const bdl_table *b) {
    return a->title_weight != b->title_weight ? a->title_weight > b->title_weight
                                              : a->met > b->met;
}
