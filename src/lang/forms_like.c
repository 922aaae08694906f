/* forms_like.c - `form fund like general { … }`: all of another form but what it says
 * itself. */
#include "lang/forms.h"

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

static bool same_path(const bdl_words *a, const bdl_words *b) {
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!bdl_str_eq(a->items[i].text, b->items[i].text))
            return false;
    return true;
}

/* Whether OWN says again what THEIRS says. */
static bool replaces(const bdl_form_clause *own, const bdl_form_clause *theirs) {
    if (declares(own->kind) && declares(theirs->kind))
        return same_path(&own->path, &theirs->path);
    if (own->kind != theirs->kind)
        return false;
    switch (own->kind) {
    case BDL_F_PATTERN:
        return bdl_str_eq(own->keyword.text, theirs->keyword.text);
    case BDL_F_KIND:
    case BDL_F_UNIT:
    case BDL_F_ROWS:
    case BDL_F_SKIP:
    case BDL_F_PRECISION:
        return true;
    default:
        return false;
    }
}

static bool is_replaced(const bdl_form_clauses *own, const bdl_form_clause *theirs) {
    for (size_t i = 0; i < own->count; i++)
        if (replaces(own->items[i], theirs))
            return true;
    return false;
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

static bdl_item *find_other(bdl_checker *c, const bdl_item *item) {
    const bdl_word *like = &item->as.form.like;
    bdl_item *other = bdl_map_get(c->forms, like->text);
    if (other)
        return other;
    BDL_COMPLAIN(c, item->file, like->span, BDL_MSG_UNKNOWN_FORM, BDL_PRI(like->text));
    bdl_guess guess;
    bdl_guess_init(&guess, like->text);
    for (size_t i = 0; i < bdl_map_count(c->forms); i++)
        if (bdl_map_value_at(c->forms, i) != item)
            bdl_guess_offer(&guess, bdl_map_key_at(c->forms, i));
    if (guess.best.len)
        BDL_HINT(c, "did you mean `%.*s`?", BDL_PRI(guess.best));
    return NULL;
}

bdl_form_clauses bdl_forms_clauses(bdl_checker *c, const bdl_item *item, int depth) {
    const bdl_form_item *form = &item->as.form;
    bdl_form_clauses all = {0};
    if (form->like.text.len && (depth > BDL_MAX_NESTING || goes_round(c, item))) {
        BDL_COMPLAIN(c, item->file, form->like.span, BDL_MSG_LIKE_ITSELF,
                     BDL_PRI(item->name.text));
    } else if (form->like.text.len) {
        const bdl_item *other = find_other(c, item);
        bdl_form_clauses theirs = {0};
        if (other)
            theirs = bdl_forms_clauses(c, other, depth + 1);
        for (size_t i = 0; i < theirs.count; i++)
            if (!is_replaced(&form->clauses, theirs.items[i]))
                BDL_PUSH(c->arena, &all, copy_clause(c->arena, theirs.items[i], 0));
    }
    for (size_t i = 0; i < form->clauses.count; i++)
        BDL_PUSH(c->arena, &all, form->clauses.items[i]);
    return all;
}
