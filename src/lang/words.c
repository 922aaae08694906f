/* words.c - a rule in words, for `bdl explain` and `bdl doc`. */
#include "lang/words.h"

#include "base/language.h"
#include "base/map.h"
#include "lang/any.h"
#include "lang/print.h"

static void print_expr(FILE *out, bdl_arena *arena, const char *before,
                       const bdl_expr *expr, const char *after) {
    bdl_buf buf = {.arena = arena};

    bdl_print_expr(&buf, expr);
    fprintf(out, "%s%.*s%s", before, BDL_PRI(bdl_buf_str(&buf)), after);
}

static void print_for(FILE *out, bdl_arena *arena, const bdl_clause *clause) {
    fprintf(out, clause->by.count ? _("for each group %.*s") : _("for each %.*s"),
            BDL_PRI(clause->name.text));
    print_expr(out, arena, _(" of "), clause->expr, "");
    for (size_t i = 0; i < clause->by.count; i++)
        print_expr(out, arena, i ? _(", ") : _(" that share "), clause->by.items[i], "");
    if (clause->where)
        print_expr(out, arena, _(" where "), clause->where, "");
    fputs(":\n", out);
}

static void print_clause(FILE *out, bdl_arena *arena, const bdl_clause *clause) {
    switch (clause->kind) {
    case BDL_C_FOR:
        print_for(out, arena, clause);
        break;
    case BDL_C_LET:
        fprintf(out, _("take %.*s"), BDL_PRI(clause->name.text));
        print_expr(out, arena, _(" to be "), clause->expr, "\n");
        break;
    case BDL_C_WHEN:
        print_expr(out, arena, _("go on only when "), clause->expr, "");
        if (clause->otherwise)
            print_expr(out, arena, _("; otherwise it is not assessed: "),
                       clause->otherwise, "");
        putc('\n', out);
        break;
    case BDL_C_ASSERT:
        print_expr(out, arena, _("it must hold that "), clause->expr, "\n");
        if (clause->otherwise)
            print_expr(out, arena, _("    if not, say "), clause->otherwise, "\n");
        break;
    case BDL_C_EXAMPLE:
        break;
    }
}

void bdl_rule_words_print(FILE *out, const bdl_item *rule) {
    bdl_arena *arena = bdl_arena_new();

    for (size_t i = 0, depth = 0; i < rule->as.rule.clauses.count; i++) {
        const bdl_clause *clause = rule->as.rule.clauses.items[i];

        if (clause->kind == BDL_C_EXAMPLE)
            continue;
        fprintf(out, "%*s", (int)(2 + 2 * depth), "");
        print_clause(out, arena, clause);
        depth += clause->kind == BDL_C_FOR;
    }
    bdl_arena_free(arena);
}

void bdl_rule_examples_print(FILE *out, const bdl_item *rule) {
    for (size_t i = 0; i < rule->as.rule.clauses.count; i++) {
        const bdl_clause *clause = rule->as.rule.clauses.items[i];

        if (clause->kind == BDL_C_EXAMPLE)
            fprintf(out, "  %.*s\n",
                    BDL_PRI(bdl_source_slice(rule->file->source, clause->span)));
    }
}

/* ---- the fields it reads ---- */

struct fields {
    bdl_arena *arena;
    bdl_map *seen;
};

/* NAME with its Chinese name, which may be empty. */
static void add_name(const struct fields *fields, bdl_str name, bdl_str zh) {
    bdl_str *kept;

    if (bdl_map_get(fields->seen, name))
        return;
    kept = BDL_NEW(fields->arena, bdl_str);
    *kept = zh;
    bdl_map_put(fields->seen, name, kept);
}

static void add_field(const struct fields *fields, const bdl_rectype *type, int slot) {
    const bdl_field *field;

    if (!type || slot < 0 || (size_t)slot >= type->fields.count)
        return;
    field = &type->fields.items[slot];
    if (!field->hidden)
        add_name(fields, field->name, field->zh);
}

static const bdl_rectype *record_of(const bdl_type *type) {
    return type->kind == BDL_LIST ? (type->element ? record_of(type->element) : NULL)
                                  : type->record;
}

/* Fields reached by a dot; bare names of fields go by their text. Never stops the search. */
static bool take_field(const bdl_expr *x, const void *what) {
    const struct fields *fields = what;

    if (x->kind == BDL_E_FIELD && x->as.field.target_part < 0 && !x->as.field.key)
        add_field(fields, record_of(&x->as.field.base->type), x->as.field.slot);
    else if (x->kind == BDL_E_NAME && (x->as.name.ref == BDL_REF_DOC_FIELD ||
                                       x->as.name.ref == BDL_REF_LOCAL_FIELD))
        add_name(fields, x->as.name.text, BDL_STR(""));
    return false;
}

static void print_field(FILE *out, const struct fields *fields, size_t i) {
    const bdl_str *zh = bdl_map_value_at(fields->seen, i);
    bdl_str name = bdl_map_key_at(fields->seen, i);

    fprintf(out, "%.*s", BDL_PRI(name));
    if (zh->len && !bdl_str_eq(*zh, name))
        fprintf(out, " %.*s", BDL_PRI(*zh));
}

void bdl_rule_fields_print(FILE *out, const bdl_item *rule, const char *before,
                           const char *after) {
    struct fields fields = {.arena = bdl_arena_new()};

    fields.seen = bdl_map_new(fields.arena);
    for (size_t i = 0; i < rule->as.rule.clauses.count; i++) {
        const bdl_clause *clause = rule->as.rule.clauses.items[i];

        if (clause->kind == BDL_C_EXAMPLE)
            continue;
        bdl_expr_any(clause->expr, take_field, &fields);
        bdl_expr_any(clause->where, take_field, &fields);
        for (size_t k = 0; k < clause->by.count; k++)
            bdl_expr_any(clause->by.items[k], take_field, &fields);
    }
    for (size_t i = 0; i < bdl_map_count(fields.seen); i++) {
        fputs(i ? ", " : before, out);
        print_field(out, &fields, i);
    }
    if (bdl_map_count(fields.seen) > 0)
        fputs(after, out);
    bdl_arena_free(fields.arena);
}
