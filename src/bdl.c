/* bdl.c - the border: what bdl.h promises, put together from the modules. */
#include "bdl_internal.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/language.h"
#include "base/messages.h"
#include "block/print.h"
#include "eval/early.h"
#include "eval/outcome.h"
#include "model/model.h"

/* ---- rules ---- */

static void add_path_list(bdl_arena *arena, bdl_str list, bdl_str *paths, size_t *count) {
    size_t begin = 0;

    for (size_t i = 0; i <= list.len; i++)
        if (i == list.len || list.data[i] == ':') {
            if (i > begin)
                paths[(*count)++] =
                    bdl_arena_str(arena, bdl_str_of(list.data + begin, i - begin));
            begin = i + 1;
        }
}

/* The folder of this program, in ARENA, when it was not installed: its library lies
 * beside it. Empty otherwise. */
static bdl_str build_tree(bdl_arena *arena) {
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path);
    bdl_str folder;

    if (length <= 0 || (size_t)length == sizeof path)
        return BDL_STR("");
    folder = bdl_path_folder(bdl_str_of(path, (size_t)length));
    if (access(bdl_path_join(arena, folder, BDL_STR("libbdl.a")).data, F_OK) != 0)
        return BDL_STR("");
    return bdl_arena_str(arena, folder);
}

bool bdl_language(const char *name) {
    bdl_arena *arena = bdl_arena_new();
    bdl_str tree = build_tree(arena);
    bool known = bdl_language_choose(
        name, tree.len ? bdl_path_join(arena, tree, BDL_STR("po")).data : BDL_LOCALEDIR);

    bdl_arena_free(arena);
    return known;
}

/* --rules-path, BDL_PATH, and the shipped rules. */
static bdl_str *search_path(bdl_arena *arena, const char *const *named,
                            size_t named_count, size_t *count) {
    const char *from_environment = getenv("BDL_PATH");
    size_t most = named_count + 4;
    bdl_str *paths;

    for (const char *p = from_environment; p && *p; p++)
        most += *p == ':';
    paths = BDL_NEW_ARRAY(arena, bdl_str, most);
    *count = 0;
    for (size_t i = 0; i < named_count; i++)
        paths[(*count)++] = bdl_str_z(named[i]);
    if (from_environment)
        add_path_list(arena, bdl_str_z(from_environment), paths, count);
    if (build_tree(arena).len)
        paths[(*count)++] = bdl_str_z(BDL_SOURCE_RULES);
    paths[(*count)++] = bdl_str_z(BDL_DATADIR "/rules");
    return paths;
}

static bdl_define_override *read_defines(bdl_arena *arena,
                                         const bdl_rules_options *options) {
    bdl_define_override *defines =
        BDL_NEW_ARRAY(arena, bdl_define_override, options->define_count + 1);

    for (size_t i = 0; i < options->define_count; i++) {
        bdl_str text = bdl_str_z(options->defines[i]);
        size_t equals = bdl_str_find(text, BDL_STR("="), 0);

        if (equals == SIZE_MAX)
            equals = text.len;
        defines[i].name = bdl_str_of(text.data, equals);
        defines[i].value =
            equals < text.len ? bdl_str_from(text, equals + 1) : BDL_STR("");
    }
    return defines;
}

/* The shipped forms: forms.bdl in the first folder of the search path that has it. */
static bool find_forms(bdl_arena *arena, const bdl_str *paths, size_t count,
                       bdl_str *out) {
    for (size_t i = 0; i < count; i++) {
        *out = bdl_arena_str(arena, bdl_path_join(arena, paths[i], BDL_STR("forms.bdl")));
        if (access(out->data, R_OK) == 0)
            return true;
    }
    return false;
}

bool bdl_paths_add_shipped(bdl_paths *paths, const char *const *rules_path,
                           size_t rules_path_count) {
    size_t count;
    bdl_str *folders = search_path(paths->arena, rules_path, rules_path_count, &count);
    bdl_str forms;

    if (!find_forms(paths->arena, folders, count, &forms))
        return false;
    return bdl_paths_add_ruleset(paths,
                                 bdl_arena_str(paths->arena, bdl_path_folder(forms)));
}

static void print_diags(bdl_diags *diags, const bdl_rules_options *options) {
    bdl_diags_sort(diags);
    for (size_t i = 0; i < bdl_diags_count(diags); i++) {
        const bdl_diag *diag = bdl_diags_at(diags, i);

        if (diag->severity == BDL_ERROR || !options->quiet)
            bdl_diag_print(stderr, diag, options->color);
    }
}

/* What an expired waiver would take out counts again: say why. */
static void report_expired(const bdl_program *program, bdl_diags *diags) {
    for (size_t i = 0; i < program->waives.count; i++) {
        const bdl_item *waiver = program->waives.items[i];
        const bdl_word *until = &waiver->as.waive.until;

        if (until->text.len && bdl_waiver_is_expired(waiver, bdl_today()))
            bdl_report(diags, waiver->file->source, until->span, BDL_MSG_WAIVE_OVER,
                       BDL_PRI(until->text));
    }
}

/* The only document of PATHS, read and recognised while the rules are checked. */
struct meanwhile {
    bdl_rules *rules;
    const bdl_paths *paths;
    const bdl_check_options *check;
};

static void read_document(void *ctx) {
    struct meanwhile *m = ctx;
    bdl_early_options options = {.cache = m->paths->cache,
                                 .exact = m->check->exact,
                                 .keeps_blocks = bdl_shows_blocks(m->check)};

    m->rules->early = bdl_early_begin(m->paths->documents.items[0], &options);
}

static void index_words(void *ctx, const bdl_program *program) {
    const struct meanwhile *m = ctx;

    bdl_early_index(m->rules->early, program);
}

static void recognise_document(void *ctx, const bdl_program *program) {
    const struct meanwhile *m = ctx;

    bdl_early_recognise(m->rules->early, program);
}

bdl_rules *bdl_rules_load(const bdl_paths *paths, bool forms_only,
                          const bdl_rules_options *options) {
    bdl_arena *arena = bdl_arena_new();
    bdl_rules *rules = BDL_NEW(arena, bdl_rules);
    bdl_load_options load = {0};
    bdl_diags *diags = bdl_diags_new();
    struct meanwhile meanwhile = {rules, paths, options->check};
    const bdl_str *files = paths->rules.items;
    size_t count = paths->rules.count;
    bdl_str forms;

    rules->arena = arena;
    load.rules_path = search_path(arena, options->rules_path, options->rules_path_count,
                                  &load.rules_path_count);
    rules->folders = load.rules_path;
    rules->folder_count = load.rules_path_count;
    load.defines = read_defines(arena, options);
    load.define_count = options->define_count;
    load.lint = options->lint;
    load.skip_examples = options->skip_examples;
    load.threads = options->threads;
    if (options->check && options->threads != 1 && paths->documents.count == 1) {
        load.parsed = read_document;
        load.built = index_words;
        load.formed = recognise_document;
        load.meanwhile = &meanwhile;
    }
    if (count == 0 && forms_only) {
        if (find_forms(arena, load.rules_path, load.rules_path_count, &forms)) {
            files = &forms;
            count = 1;
        } else {
            fprintf(stderr,
                    _("bdl: forms.bdl was found in no rules folder; name rules, or "
                      "their folder with --rules-path\n"));
        }
    }
    if (count > 0)
        bdl_program_load(files, count, &load, diags, &rules->program);
    if (rules->program)
        report_expired(rules->program, diags);
    print_diags(diags, options);
    if (!rules->program) { /* DIAGS hold what the document is recognised by */
        bdl_early_free(rules->early);
        rules->early = NULL;
    }
    bdl_diags_free(diags);
    if (rules->program)
        return rules;
    bdl_rules_free(rules);
    return NULL;
}

void bdl_rules_free(bdl_rules *rules) {
    if (!rules)
        return;
    bdl_early_free(rules->early);
    bdl_program_free(rules->program);
    bdl_arena_free(rules->arena);
}

/* ---- what was read ---- */

/* Reads document I of PATHS into ARENA; on failure says so on stderr and gives NULL. */
static bdl_doc *open_document(bdl_arena *arena, const bdl_paths *paths, size_t i) {
    bdl_input input = {.path = paths->documents.items[i], .cache = paths->cache};
    bdl_doc *doc = NULL;
    bdl_str error = BDL_STR("");

    if (bdl_read_file(arena, input.path, &input.bytes, &error) == BDL_OK &&
        bdl_read_input(arena, &input, &doc, &error) == BDL_OK)
        return doc;
    fprintf(stderr, _("bdl: %.*s: %.*s\n"), BDL_PRI(paths->documents.items[i]),
            BDL_PRI(error));
    return NULL;
}

void bdl_tell_taken(void (*taken)(const void *end)) {
    bdl_arena_tell_taken(taken);
}

int bdl_output_finish(FILE *out, int status) {
    int why;

    if (bdl_file_flush(out, &why))
        return status;
    bdl_arena *arena = bdl_arena_new();
    fprintf(stderr, _("bdl: the output could not be written: %s\n"),
            bdl_file_words(arena, why).data);
    bdl_arena_free(arena);
    return BDL_EXIT_OUTPUT;
}

int bdl_blocks(const bdl_paths *paths, FILE *out) {
    int status = BDL_EXIT_CLEAN;

    for (size_t i = 0; i < paths->documents.count; i++) {
        bdl_arena *arena = bdl_arena_new();
        bdl_doc *doc = open_document(arena, paths, i);

        if (doc && paths->documents.count > 1)
            fprintf(out, "==> %.*s\n", BDL_PRI(paths->documents.items[i]));
        if (doc)
            bdl_blocks_print(out, doc);
        else
            status = BDL_EXIT_DOCUMENT;
        bdl_arena_free(arena);
    }
    return bdl_output_finish(out, status);
}

struct model_teller {
    bdl_model_function *tell;
    const void *ctx;
};

/* Tells of the model of DOC, or of one for each department that it collects. */
static void each_department(const bdl_rules *rules, bdl_eval *eval, bdl_doc *doc,
                            FILE *out, const struct model_teller *teller) {
    const bdl_schema *schema = rules->program->schema;
    bdl_departments found = {0};
    bdl_hooks hooks = *bdl_eval_hooks(eval);
    bdl_model *model;

    hooks.departments = &found;
    model = bdl_recognise(schema, doc, &hooks);
    if (model)
        teller->tell(out, eval, model, teller->ctx);
    hooks.departments = NULL;
    for (size_t i = 0; i < found.all.count; i++) {
        const bdl_department *one = &found.all.items[i];
        bdl_doc *slice = bdl_department_doc(doc->arena, doc, one);

        teller->tell(out, eval, bdl_recognise(schema, slice, &hooks), teller->ctx);
    }
}

int bdl_each_model(const bdl_rules *rules, const bdl_paths *paths, FILE *out,
                   bdl_model_function *tell, const void *ctx) {
    const struct model_teller teller = {tell, ctx};
    bdl_eval_options options = {0};
    bdl_eval *eval = bdl_eval_new(rules->program, &options);
    int status = BDL_EXIT_CLEAN;

    for (size_t i = 0; i < paths->documents.count; i++) {
        bdl_arena *arena = bdl_arena_new();
        bdl_doc *doc = open_document(arena, paths, i);

        if (doc)
            each_department(rules, eval, doc, out, &teller);
        else
            status = BDL_EXIT_DOCUMENT;
        bdl_arena_free(arena);
    }
    bdl_eval_free(eval);
    return bdl_output_finish(out, status);
}

static void print_model(FILE *out, bdl_eval *eval, bdl_model *model, const void *plain) {
    (void)eval;
    (*(const bool *)plain ? bdl_model_print_plain : bdl_model_print)(out, model);
}

int bdl_model_of(const bdl_rules *rules, const bdl_paths *paths, bool plain, FILE *out) {
    return bdl_each_model(rules, paths, out, print_model, &plain);
}

static void print_coverage(FILE *out, bdl_eval *eval, bdl_model *model, const void *ctx) {
    (void)eval;
    (void)ctx;
    bdl_coverage_print(out, model);
}

int bdl_coverage(const bdl_rules *rules, const bdl_paths *paths, FILE *out) {
    return bdl_each_model(rules, paths, out, print_coverage, NULL);
}
