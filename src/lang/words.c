/* words.c - a rule in words, for `bdl explain` and `bdl doc`. */
#include "lang/words.h"

#include "base/language.h"
#include "base/limits.h"
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

void bdl_rule_source_print(FILE *out, const bdl_item *rule) {
    fprintf(out, "%.*s\n", BDL_PRI(bdl_source_slice(rule->file->source, rule->span)));
}

/* ---- the fields it reads ---- */

/* The fields of one type of record that are read, each once, in the order of the text. */
struct group {
    const bdl_rectype *record;
    BDL_VEC(const bdl_field *) fields;
};

struct fields {
    bdl_arena *arena;
    const bdl_rectype *document;
    const bdl_rectype **locals; /* what the locals are records of; NULL: of nothing */
    BDL_VEC(struct group) groups;
};

static struct group *group_of(struct fields *fields, const bdl_rectype *record) {
    for (size_t i = 0; i < fields->groups.count; i++)
        if (fields->groups.items[i].record == record)
            return &fields->groups.items[i];
    BDL_PUSH(fields->arena, &fields->groups, (struct group){.record = record});
    return &fields->groups.items[fields->groups.count - 1];
}

static void add_field(struct fields *fields, const bdl_rectype *record, int slot) {
    struct group *group;

    if (!record || slot < 0 || (size_t)slot >= record->fields.count ||
        record->fields.items[slot].hidden)
        return;
    group = group_of(fields, record);
    for (size_t i = 0; i < group->fields.count; i++)
        if (group->fields.items[i] == &record->fields.items[slot])
            return;
    BDL_PUSH(fields->arena, &group->fields, &record->fields.items[slot]);
}

static void note_local(const struct fields *fields, int local, const bdl_type *type) {
    if (local >= 0)
        fields->locals[local] = bdl_type_records(type);
}

static void take_name(struct fields *fields, const bdl_expr *x) {
    if (x->ref == BDL_REF_DOC_FIELD)
        add_field(fields, fields->document, x->slot);
    else if (x->ref == BDL_REF_LOCAL_FIELD)
        add_field(fields, fields->locals[x->as.name.local], x->slot);
}

/* Never stops the search. */
static bool take_field(const bdl_expr *x, const void *what) {
    struct fields *fields = *(struct fields *const *)what;

    if (x->kind == BDL_E_FIELD && x->target_part < 0 && !x->is_key)
        add_field(fields, bdl_type_records(&x->as.field.base->type), x->slot);
    else if (x->kind == BDL_E_NAME)
        take_name(fields, x);
    else if (x->kind == BDL_E_INDEX)
        note_local(fields, x->as.index.local, &x->as.index.base->type);
    else if (x->kind == BDL_E_EVERY || x->kind == BDL_E_SOME || x->kind == BDL_E_FOR)
        note_local(fields, x->as.each.local, &x->as.each.list->type);
    return false;
}

static void take_clause(struct fields *fields, const bdl_clause *clause) {
    if (clause->kind == BDL_C_EXAMPLE)
        return;
    bdl_expr_any(clause->expr, take_field, &fields);
    if (clause->kind == BDL_C_FOR || clause->kind == BDL_C_LET)
        note_local(fields, clause->local, &clause->expr->type);
    if (clause->kind == BDL_C_FOR) {
        bdl_expr_any(clause->where, take_field, &fields);
        for (size_t i = 0; i < clause->by.count; i++)
            bdl_expr_any(clause->by.items[i], take_field, &fields);
    }
    bdl_expr_any(clause->otherwise, take_field, &fields);
}

static void print_named(FILE *out, bdl_str name, bdl_str zh) {
    fprintf(out, "%.*s", BDL_PRI(name));
    if (zh.len && !bdl_str_eq(zh, name))
        fprintf(out, " %.*s", BDL_PRI(zh));
}

/* The record and those that hold it, the outermost first; the document only when alone.
 */
static void print_record(FILE *out, const struct fields *fields,
                         const bdl_rectype *record) {
    const bdl_rectype *way[BDL_MAX_NESTING];
    size_t count = 0;

    for (; record && count < BDL_MAX_NESTING; record = record->holder)
        if (count == 0 || record != fields->document)
            way[count++] = record;
    for (size_t i = count; i > 0; i--) {
        print_named(out, way[i - 1]->name, way[i - 1]->zh);
        fputs(i > 1 ? " / " : ": ", out);
    }
}

void bdl_rule_fields_print(FILE *out, const bdl_item *rule, const bdl_rectype *document) {
    struct fields fields = {.arena = bdl_arena_new(), .document = document};

    fields.locals = BDL_NEW_ARRAY(fields.arena, const bdl_rectype *,
                                  (size_t)rule->as.rule.local_count + 1);
    for (size_t i = 0; i < rule->as.rule.clauses.count; i++)
        take_clause(&fields, rule->as.rule.clauses.items[i]);
    for (size_t i = 0; i < fields.groups.count; i++) {
        const struct group *group = &fields.groups.items[i];

        print_record(out, &fields, group->record);
        for (size_t k = 0; k < group->fields.count; k++) {
            fputs(k ? ", " : "", out);
            print_named(out, group->fields.items[k]->name, group->fields.items[k]->zh);
        }
        putc('\n', out);
    }
    bdl_arena_free(fields.arena);
}
