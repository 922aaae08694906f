/* bdl_author.c - the border for those who write rules: examples, functions, fields,
 * messages. */
#include "bdl_internal.h"

#include <string.h>

#include "base/guess.h"
#include "base/language.h"
#include "eval/outcome.h"
#include "lang/checker.h"

struct tally {
    FILE *out;
    bool verbose;
    size_t examples, wrong;
};

static void tell_example(void *ctx, const bdl_example_result *r) {
    struct tally *tally = ctx;
    const bdl_source *source = r->rule->file->source;
    bdl_str name = bdl_source_name(source);
    size_t line, column;

    tally->examples++;
    tally->wrong += !r->as_expected;
    if (r->as_expected && !tally->verbose)
        return;
    bdl_source_locate(source, r->example->span.begin, &line, &column);
    fprintf(tally->out, _("%.*s:%zu:%zu: %s: %.*s: expected %s, came %.*s\n"),
            BDL_PRI(name), line, column, r->as_expected ? _("ok") : _("failed"),
            BDL_PRI(r->rule->name.text), r->example->passes ? _("passes") : _("fails"),
            BDL_PRI(r->came));
}

/* Which kinds of example a rule has: bit 0 passes, bit 1 fails. */
static unsigned example_kinds(const bdl_item *rule) {
    unsigned kinds = 0;

    for (size_t i = 0; i < rule->as.rule.clauses.count; i++) {
        const bdl_clause *clause = rule->as.rule.clauses.items[i];

        if (clause->kind == BDL_C_EXAMPLE)
            kinds |= clause->passes ? 1u : 2u;
    }
    return kinds;
}

static void print_uncovered(FILE *out, const bdl_item *rule) {
    static const char *const lacks[] = {N_("no example"), N_("no example that fails"),
                                        N_("no example that passes")};
    unsigned kinds = example_kinds(rule);
    size_t line, column;

    if (kinds == 3)
        return;
    bdl_source_locate(rule->file->source, rule->span.begin, &line, &column);
    fprintf(out, _("%.*s:%zu:%zu: %.*s has %s\n"),
            BDL_PRI(bdl_source_name(rule->file->source)), line, column,
            BDL_PRI(rule->name.text), _(lacks[kinds]));
}

static void put_count(FILE *out, size_t count, const char *one, const char *many) {
    fprintf(out, bdl_translate_count(one, many, count), count);
}

static void print_tally(const struct tally *tally, size_t rules, size_t uncovered) {
    put_count(tally->out, rules, "%zu rule, ", "%zu rules, ");
    put_count(tally->out, tally->examples, "%zu example: ", "%zu examples: ");
    fprintf(tally->out, _("%zu as expected, %zu not; "), tally->examples - tally->wrong,
            tally->wrong);
    put_count(tally->out, uncovered, "%zu rule lacks one that passes or one that fails\n",
              "%zu rules lack one that passes or one that fails\n");
}

int bdl_test_examples(const bdl_rules *rules, bool coverage, bool verbose, FILE *out) {
    bdl_eval_options options = {0};
    bdl_eval *eval = bdl_eval_new(rules->program, &options);
    struct tally tally = {.out = out, .verbose = verbose};
    size_t uncovered = 0;

    for (size_t i = 0; i < rules->program->rules.count; i++) {
        const bdl_item *rule = rules->program->rules.items[i];
        bdl_arena *arena = bdl_arena_new();

        bdl_eval_examples(eval, rule, arena, tell_example, &tally);
        bdl_arena_free(arena);
        uncovered += example_kinds(rule) != 3;
        if (coverage)
            print_uncovered(out, rule);
    }
    bdl_eval_free(eval);
    print_tally(&tally, rules->program->rules.count, uncovered);
    return tally.wrong ? BDL_EXIT_FINDINGS : BDL_EXIT_CLEAN;
}

bool bdl_help_functions(const char *wanted, FILE *out) {
    static const struct {
        const char *name, *signature, *help;
    } functions[] = {
#define BUILTIN(id, name, least, most, signature, help) {name, signature, help},
#include "lang/builtins.def"
#undef BUILTIN
    };
    bool is_any = false;

    for (size_t i = 0; i < BDL_COUNT_OF(functions); i++) {
        if (wanted && strcmp(functions[i].name, wanted) != 0)
            continue;
        is_any = true;
        fprintf(out, "%-48s %s\n", functions[i].signature, _(functions[i].help));
    }
    return is_any;
}

/* A format of printf as a reader sees it: `…` for what is put in. */
static void print_words(FILE *out, const char *format) {
    for (const char *c = format; *c; c++) {
        if (*c != '%') {
            fputc(*c, out);
        } else if (c[1] == '%') {
            fputc(*c++, out);
        } else {
            c += strcspn(c, "sducx");
            fputs("…", out);
        }
    }
}

bool bdl_help_messages(const char *wanted, FILE *out) {
    static const struct {
        const char *id;
        bdl_severity severity;
        const char *format;
    } messages[] = {
#define MESSAGE(name) {BDL_MSG_##name},
#include "base/messages.def"
#undef MESSAGE
    };
    bool is_any = false;

    for (size_t i = 0; i < BDL_COUNT_OF(messages); i++) {
        if (wanted && strcmp(messages[i].id, wanted) != 0)
            continue;
        is_any = true;
        fprintf(out, "%s  ", messages[i].id);
        print_words(out, _(messages[i].format));
        fputc('\n', out);
    }
    return is_any;
}

static void print_field(FILE *out, bdl_arena *arena, const bdl_field *field, int depth) {
    bdl_str type = bdl_type_name(arena, field->type);

    fprintf(out, "%*s%.*s", depth * 2, "", BDL_PRI(field->name));
    if (field->zh.len)
        fprintf(out, " %.*s", BDL_PRI(field->zh));
    fprintf(out, ": %.*s%s\n", BDL_PRI(type), field->optional ? " optional" : "");
}

static bool is_called(const bdl_field *field, bdl_str name) {
    return bdl_str_eq(field->name, name) || bdl_str_eq(field->zh, name);
}

/* With ONLY none but the one of that name; false: there was none to print. */
static bool print_fields(FILE *out, bdl_arena *arena, const bdl_rectype *type,
                         bdl_str only, int depth) {
    bool is_any = false;

    for (size_t i = 0; i < type->fields.count; i++) {
        const bdl_field *field = &type->fields.items[i];
        const bdl_rectype *inner = bdl_type_records(&field->type);

        bool is_tree = (int)i == type->slot_children || (int)i == type->slot_parent;

        if ((field->hidden && !is_tree) || (only.len && !is_called(field, only)))
            continue;
        is_any = true;
        print_field(out, arena, field, depth);
        /* Down to what belongs to this record; what points back is not walked again. */
        if (inner && inner->holder == type && depth < 4)
            print_fields(out, arena, inner, BDL_STR(""), depth + 1);
    }
    return is_any;
}

bool bdl_help_fields(const bdl_rules *rules, const char *name, FILE *out) {
    bdl_arena *arena = bdl_arena_new();
    const bdl_rectype *document = rules->program->schema->document;
    bdl_str only = name ? bdl_str_z(name) : BDL_STR("");
    bool is_known = print_fields(out, arena, document, only, 0);

    if (!is_known) {
        bdl_guess guess;
        bdl_guess_init(&guess, only);
        bdl_guess_fields(&guess, document);
        fprintf(stderr, _("bdl: no form gives a document a field %s"), name);
        if (guess.best.len)
            fprintf(stderr, _("; did you mean %.*s?"), BDL_PRI(guess.best));
        fputc('\n', stderr);
    }
    bdl_arena_free(arena);
    return is_known;
}
