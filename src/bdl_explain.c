/* bdl_explain.c - the border for `bdl explain` and `bdl fmt`: rules in words, and in
 * their one layout. */
#include "bdl_internal.h"

#include "base/language.h"
#include "eval/explain.h"
#include "lang/print.h"
#include "lang/words.h"
#include "model/model.h"
#include "read/read.h"
#include "report/report.h"

/* ---- a rule in words ---- */

static void print_words(FILE *out, const char *label, const bdl_words *words) {
    if (words->count == 0)
        return;
    fprintf(out, "  %s:", label);
    for (size_t i = 0; i < words->count; i++)
        fprintf(out, "%s %.*s", i ? "," : "", BDL_PRI(words->items[i].text));
    putc('\n', out);
}

static void print_rule(FILE *out, const bdl_item *rule) {
    size_t line, column;

    bdl_source_locate(rule->file->source, rule->span.begin, &line, &column);
    fprintf(out, "%.*s%s%.*s\n", BDL_PRI(rule->name.text),
            rule->title.text.len ? ": " : "", BDL_PRI(rule->title.text));
    fprintf(out, _("  %.*s:%zu, severity %s\n"), BDL_PRI(rule->file->path), line,
            _(bdl_severity_name(rule->as.rule.severity)));
    if (rule->as.rule.basis.len)
        fprintf(out, _("  basis: %.*s\n"), BDL_PRI(rule->as.rule.basis));
    if (rule->as.rule.note.len)
        fprintf(out, _("  note: %.*s\n"), BDL_PRI(rule->as.rule.note));
    print_words(out, _("serves"), &rule->as.rule.serves);
    print_words(out, _("tags"), &rule->as.rule.tags);
    bdl_rule_words_print(out, rule);
}

/* ---- its steps on a document ---- */

struct steps {
    FILE *out;
    bdl_str record; /* of the step before, to say it once */
    bdl_arena *arena;
    size_t count;
};

static void print_record(struct steps *steps, const bdl_step *step) {
    if (bdl_str_eq(step->record, steps->record) && steps->count > 0)
        return;
    bdl_arena_reset(steps->arena);
    steps->record = bdl_arena_str(steps->arena, step->record);
    if (step->record.len == 0)
        return;
    if (step->place.line) {
        fprintf(steps->out, _("  %.*s (line %u)\n"), BDL_PRI(step->record),
                step->place.line);
    } else {
        bdl_str at = bdl_place_print(steps->arena, (bdl_str){0}, &step->place);

        fprintf(steps->out, at.len ? "  %.*s (%.*s)\n" : "  %.*s\n",
                BDL_PRI(step->record), BDL_PRI(at));
    }
}

static const char *verdict(const bdl_step *step) {
    bool known = step->reason.len == 0, holds = bdl_str_eq(step->value, BDL_STR("true"));

    if (step->clause->kind == BDL_C_ASSERT)
        return !known          ? _("not assessed")
               : !holds        ? _("failed")
               : step->rounded ? _("rounded")
                               : _("passed");
    return !known ? _("not assessed") : holds ? _("goes on") : _("stops here");
}

static void tell_step(void *ctx, const bdl_step *step) {
    struct steps *steps = ctx;
    FILE *out = steps->out;

    print_record(steps, step);
    steps->count++;
    if (step->clause->kind == BDL_C_LET)
        fprintf(out, "    let %.*s = %.*s\n", BDL_PRI(step->clause->name.text),
                BDL_PRI(step->value));
    else
        fprintf(out, "    %s: %s\n", step->clause->kind == BDL_C_WHEN ? "when" : "assert",
                verdict(step));
    if (step->said.len)
        fprintf(out, "      %.*s\n", BDL_PRI(step->said));
    if (step->reason.len)
        fprintf(out, "      %.*s\n", BDL_PRI(step->reason));
    for (size_t i = 0; i < step->operand_count; i++) {
        const bdl_operand *operand = &step->operands[i];
        bdl_str at;

        if (operand->absent) {
            fprintf(out, _("      %.*s is not in the document\n"),
                    BDL_PRI(operand->name));
            continue;
        }
        at = bdl_place_print(steps->arena, operand->document, &operand->place);
        fprintf(out, "      %.*s: %.*s = %.*s%.*s\n", BDL_PRI(at), BDL_PRI(operand->name),
                BDL_PRI(operand->value.len ? operand->value : BDL_STR("（空）")),
                BDL_PRI(operand->unit));
    }
}

static void print_steps(FILE *out, bdl_eval *eval, bdl_model *model, const void *number) {
    struct steps steps = {.out = out, .arena = bdl_arena_new()};

    fprintf(out, "%.*s:\n", BDL_PRI(model->doc->path));
    bdl_eval_steps(eval, model, *(const size_t *)number, tell_step, &steps);
    if (steps.count == 0)
        fputs(_("  nothing was reached: its lists are missing or empty\n"), out);
    bdl_arena_free(steps.arena);
}

static size_t rule_number(const bdl_rules *rules, bdl_str name) {
    size_t i = 0;

    while (i < rules->program->rules.count &&
           !bdl_str_eq(rules->program->rules.items[i]->name.text, name))
        i++;
    return i;
}

int bdl_explain(const bdl_rules *rules, const char *name, const bdl_paths *paths,
                FILE *out) {
    size_t number = rule_number(rules, bdl_str_z(name));

    if (number == rules->program->rules.count) {
        const char *meant = bdl_rules_nearest(rules, name, false);

        fprintf(stderr, _("bdl: there is no rule %s in these rules"), name);
        if (meant)
            fprintf(stderr, _("; did you mean %s?"), meant);
        fputc('\n', stderr);
        return BDL_EXIT_USAGE;
    }
    print_rule(out, rules->program->rules.items[number]);
    if (paths->documents.count == 0)
        bdl_rule_examples_print(out, rules->program->rules.items[number]);
    return bdl_each_model(rules, paths, out, print_steps, &number);
}

/* ---- fmt ---- */

/* Lays out the file PATH; true when it had to change. *STATUS says what went wrong. */
static bool format_file(bdl_str path, bool check_only, int *status) {
    bdl_arena *arena = bdl_arena_new();
    bdl_diags *diags = bdl_diags_new();
    bdl_str text, error = BDL_STR("");
    bdl_buf buf = {.arena = arena};
    const bdl_file *file;
    bool changed = false;

    if (bdl_file_read(arena, path, BDL_MAX_RULE_BYTES, &text, &error) != BDL_OK) {
        fprintf(stderr, _("bdl: %.*s: %.*s\n"), BDL_PRI(path), BDL_PRI(error));
        *status = BDL_EXIT_USAGE;
    } else {
        file = bdl_parse(arena, bdl_source_new(arena, path, text), diags);
        for (size_t i = 0; i < bdl_diags_count(diags); i++)
            bdl_diag_print(stderr, bdl_diags_at(diags, i), false);
        if (bdl_diags_errors(diags) > 0) {
            *status = BDL_EXIT_USAGE;
        } else {
            bdl_print_file(&buf, file);
            changed = !bdl_str_eq(bdl_buf_str(&buf), text);
        }
    }
    if (changed && !check_only &&
        bdl_file_write(arena, path, bdl_buf_str(&buf), &error) != BDL_OK) {
        fprintf(stderr, _("bdl: %.*s: %.*s\n"), BDL_PRI(path), BDL_PRI(error));
        *status = BDL_EXIT_OUTPUT;
    }
    bdl_diags_free(diags);
    bdl_arena_free(arena);
    return changed;
}

int bdl_format(const bdl_paths *paths, bool check_only, FILE *out) {
    int status = BDL_EXIT_CLEAN;

    for (size_t i = 0; i < paths->rules.count; i++) {
        if (!format_file(paths->rules.items[i], check_only, &status) || !check_only)
            continue;
        fprintf(out, _("%.*s is not in the one layout; bdl fmt lays it out\n"),
                BDL_PRI(paths->rules.items[i]));
        if (status == BDL_EXIT_CLEAN)
            status = BDL_EXIT_FINDINGS;
    }
    return bdl_output_finish(out, status);
}
