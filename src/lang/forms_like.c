/* forms_like.c - `form fund like general { … }`: all of another form but what it says
 * itself; `column code like general.code`: the headings of another column. */
#include "lang/forms.h"

#include "base/language.h"
#include "base/limits.h"

static bdl_form_clause *copy_clause(bdl_arena *arena, const bdl_form_clause *from,
                                    int depth) {
    bdl_form_clause *to = BDL_NEW(arena, bdl_form_clause);
    *to = *from;
    to->expr = bdl_expr_clone(arena, from->expr, NULL, 0);
    to->body.items = NULL;
    to->body.count = to->body.capacity = 0;
    for (size_t i = 0; i < from->body.count && depth < BDL_MAX_NESTING; i++)
        BDL_PUSH(arena, &to->body, copy_clause(arena, from->body.items[i], depth + 1));
    return to;
}

static bool declares(bdl_form_clause_kind kind) {
    return kind == BDL_F_COLUMN || kind == BDL_F_FIELD || kind == BDL_F_LIST ||
           kind == BDL_F_ENTRY || kind == BDL_F_FIGURE || kind == BDL_F_RECORD ||
           kind == BDL_F_LET;
}

/* What a clause says, so that another saying the same replaces it; empty: nothing else
 * does. */
static bdl_str saying(bdl_arena *arena, const bdl_form_clause *clause) {
    bdl_buf buf = {.arena = arena};
    for (size_t i = 0; i < clause->path.count && declares(clause->kind); i++)
        bdl_buf_printf(&buf, ".%.*s", BDL_PRI(clause->path.items[i].text));
    switch (clause->kind) {
    case BDL_F_PATTERN:
        return clause->keyword.text;
    case BDL_F_KIND:
    case BDL_F_UNIT:
    case BDL_F_ROWS:
    case BDL_F_SKIP:
    case BDL_F_PRECISION:
        return bdl_arena_printf(arena, "%d", (int)clause->kind);
    default:
        return bdl_buf_str(&buf);
    }
}

static bdl_map *sayings(bdl_arena *arena, bdl_form_clauses *clauses) {
    bdl_map *map = bdl_map_new(arena);
    for (size_t i = 0; i < clauses->count; i++)
        bdl_map_put(map, saying(arena, clauses->items[i]), clauses->items[i]);
    return map;
}

/* Whether ITEM leads back to itself, or never ends. */
static bool goes_round(bdl_checker *c, const bdl_item *item) {
    const bdl_item *other = item;
    for (int steps = 0; steps < BDL_MAX_NESTING; steps++) {
        other = bdl_map_get(c->forms, other->as.form.like.text);
        if (!other || other->as.form.like.text.len == 0)
            return false;
        if (other == item)
            break;
    }
    return true;
}

static bdl_item *find_other(bdl_checker *c, const bdl_item *item, const bdl_word *like) {
    bdl_item *other = bdl_map_get(c->forms, like->text);
    if (other || c->program->lacks_file)
        return other;
    BDL_COMPLAIN(c, item->file, like->span, BDL_MSG_UNKNOWN_FORM, BDL_PRI(like->text));
    bdl_guess guess;
    if (bdl_diags_dropped(c->diags))
        return NULL; /* nobody will see it */
    bdl_guess_init(&guess, like->text);
    for (size_t i = 0; i < bdl_map_count(c->forms); i++)
        if (bdl_map_value_at(c->forms, i) != item)
            bdl_guess_offer(&guess, bdl_map_key_at(c->forms, i));
    if (guess.best.len)
        BDL_HINT(c, _("did you mean `%.*s`?"), BDL_PRI(guess.best));
    return NULL;
}

bdl_form_clauses bdl_forms_clauses(bdl_checker *c, const bdl_item *item, int depth) {
    const bdl_form_item *form = &item->as.form;
    bdl_form_clauses all = {0};
    if (form->like.text.len && (depth > BDL_MAX_NESTING || goes_round(c, item))) {
        BDL_COMPLAIN(c, item->file, form->like.span, BDL_MSG_LIKE_ITSELF,
                     BDL_PRI(item->name.text));
    } else if (form->like.text.len) {
        const bdl_item *other = find_other(c, item, &form->like);
        bdl_form_clauses theirs = {0}, own = form->clauses;
        bdl_map *said = sayings(c->arena, &own);
        if (other)
            theirs = bdl_forms_clauses(c, other, depth + 1);
        for (size_t i = 0; i < theirs.count; i++) {
            bdl_str saying_it = saying(c->arena, theirs.items[i]);
            if (saying_it.len == 0 || !bdl_map_get(said, saying_it))
                BDL_PUSH(c->arena, &all, copy_clause(c->arena, theirs.items[i], 0));
        }
    }
    for (size_t i = 0; i < form->clauses.count; i++)
        BDL_PUSH(c->arena, &all, form->clauses.items[i]);
    return all;
}

/* ---- columns ---- */

static bool is_called(const bdl_form_clause *clause, const bdl_words *path, size_t from) {
    if ((clause->kind != BDL_F_COLUMN && clause->kind != BDL_F_FIELD) ||
        clause->path.count != path->count - from)
        return false;
    for (size_t i = 0; i < clause->path.count; i++)
        if (!bdl_str_eq(clause->path.items[i].text, path->items[from + i].text))
            return false;
    return true;
}

/* expenditure.code, project.plan.march, or project.indicators.value of a list inside. */
static const bdl_form_clause *find_column(const bdl_form_clauses *clauses,
                                          const bdl_words *path) {
    enum { IN_LIST = 3 };
    for (size_t i = 0; i < clauses->count; i++) {
        const bdl_form_clause *clause = clauses->items[i];
        if (is_called(clause, path, 1))
            return clause;
        if (clause->kind != BDL_F_LIST || path->count != IN_LIST ||
            !bdl_str_eq(clause->path.items[0].text, path->items[1].text))
            continue;
        for (size_t k = 0; k < clause->body.count; k++)
            if (is_called(clause->body.items[k], path, 2))
                return clause->body.items[k];
    }
    return NULL;
}

static const bdl_form_clause *other_column(bdl_form_work *w, const bdl_words *path) {
    bdl_checker *c = w->c;
    const bdl_item *other = find_other(c, w->item, &path->items[0]);
    const bdl_word *last = &path->items[path->count - 1];
    if (!other)
        return NULL;
    bdl_form_clauses clauses = bdl_forms_clauses(c, other, 0);
    const bdl_form_clause *found = find_column(&clauses, path);
    if (found)
        return found;
    BDL_FORM_COMPLAIN(w, last->span, BDL_MSG_LIKE_COLUMN, BDL_PRI(other->name.text),
                      BDL_PRI(last->text));
    if (path->count == 1)
        BDL_HINT(c, _("name the column behind the form: `%.*s.code`"),
                 BDL_PRI(last->text));
    return NULL;
}

/* The headings in the order in which they are written: what one is like comes first. */
static void add_headings(bdl_form_work *w, const bdl_form_clause *clause,
                         bdl_heading_nodes *all, int depth) {
    bdl_arena *arena = w->c->arena;
    if (clause->like.count && depth > BDL_MAX_NESTING) {
        const bdl_word *last = &clause->like.items[clause->like.count - 1];
        BDL_FORM_COMPLAIN(w, last->span, BDL_MSG_LIKE_ITSELF, BDL_PRI(last->text));
    } else if (clause->like.count) {
        const bdl_form_clause *other = other_column(w, &clause->like);
        if (other)
            add_headings(w, other, all, depth + 1);
    } else if (clause->headings.count == 0 && clause->below.text.len == 0) {
        bdl_heading_node named = {0};
        const bdl_words *path = &clause->path;
        bdl_words name = {0};
        BDL_PUSH(arena, &name,
                 bdl_word_is_given(clause->zh) ? clause->zh
                                               : path->items[path->count - 1]);
        BDL_PUSH(arena, &named.parts, name);
        BDL_PUSH(arena, all, named);
    }
    for (size_t i = 0; i < clause->headings.count; i++)
        BDL_PUSH(arena, all, clause->headings.items[i]);
}

bdl_heading_nodes bdl_forms_headings(bdl_form_work *w, const bdl_form_clause *clause) {
    bdl_heading_nodes all = {0};
    add_headings(w, clause, &all, 0);
    return all;
}
