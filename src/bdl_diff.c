/* bdl_diff.c - two runs compared by the fingerprints of their findings: what was fixed,
 * what is new, what remains. */
#include "bdl_internal.h"

#include "base/json_read.h"
#include "base/language.h"
#include "base/map.h"
#include "base/text.h"

struct diff {
    bdl_arena *arena;
    FILE *out;
    size_t fixed, added, remaining, counted; /* COUNTED: new at or above --fail-on */
    bdl_fail_on fail_on;
};

/* The array of findings of the report PATH; NULL after a message. */
static const bdl_json_value *read_findings(struct diff *diff, bdl_str path) {
    bdl_str text, error = BDL_STR("");
    const bdl_json_value *report = NULL, *findings;
    bool is_read =
        bdl_file_read(diff->arena, path, BDL_MAX_DOCUMENT_BYTES, &text, &error) == BDL_OK;

    if (is_read)
        report = bdl_json_read(diff->arena, text, &error);
    findings = bdl_json_member(report, "findings");
    if (findings && findings->kind != BDL_JSON_ARRAY)
        findings = NULL;
    if (!findings && is_read && (report || !bdl_str_starts(text, BDL_STR("{"))))
        error = BDL_TR("no report of bdl; bdl -f json writes one");
    if (!findings)
        fprintf(stderr, _("bdl: %.*s: %.*s\n"), BDL_PRI(path), BDL_PRI(error));
    return findings;
}

/* The findings of one run that count. MATE: the other run has it too. */
struct entry {
    const bdl_json_value *finding;
    bool mate;
    struct entry *next; /* with the same key, in order */
};
struct side {
    struct entry *entries;
    size_t count;
};

static struct side side_of(struct diff *diff, const bdl_json_value *findings) {
    struct side side = {0};
    size_t count = 0;

    for (const bdl_json_value *f = findings->first; f; f = f->next)
        count++;
    side.entries = BDL_NEW_ARRAY(diff->arena, struct entry, count + 1);
    for (const bdl_json_value *f = findings->first; f; f = f->next)
        if (!bdl_json_member_is_true(f, "waived"))
            side.entries[side.count++].finding = f;
    return side;
}

static bdl_str key_of(struct diff *diff, const bdl_json_value *f, bool with_document) {
    bdl_str key = bdl_json_member_text(f, "fingerprint");

    if (!with_document)
        return key;
    return bdl_arena_printf(diff->arena, "%.*s %.*s", BDL_PRI(key),
                            BDL_PRI(bdl_json_member_text(f, "document")));
}

/* Pairs what has the same key and no mate yet, the first with the first. */
static void pair(struct diff *diff, struct side *old, struct side *new,
                 bool with_document) {
    bdl_map *free_ones = bdl_map_new(diff->arena);

    for (size_t i = new->count; i-- > 0;) {
        struct entry *entry = &new->entries[i];

        if (!entry->mate)
            entry->next = bdl_map_put(free_ones,
                                      key_of(diff, entry->finding, with_document), entry);
    }
    for (size_t i = 0; i < old->count; i++) {
        bdl_str key = key_of(diff, old->entries[i].finding, with_document);
        struct entry *mate = old->entries[i].mate ? NULL : bdl_map_get(free_ones, key);

        if (!mate)
            continue;
        mate->mate = old->entries[i].mate = true;
        bdl_map_put(free_ones, key, mate->next);
    }
}

static void print_finding(struct diff *diff, const char *what, const bdl_json_value *f) {
    bdl_str line = bdl_json_member_text(f, "line");
    bdl_str sheet = bdl_json_member_text(f, "sheet");
    bdl_str cell = bdl_json_member_text(f, "cell");
    bdl_str texts[] = {
        bdl_json_member_text(f, "document"), bdl_json_member_text(f, "severity"),
        bdl_json_member_text(f, "message"), bdl_json_member_text(f, "rule")};

    for (size_t i = 0; i < BDL_COUNT_OF(texts); i++)
        texts[i] = bdl_text_printable(diff->arena, texts[i]);
    fprintf(diff->out, "%s: %.*s", what, BDL_PRI(texts[0]));
    if (line.len)
        fprintf(diff->out, ":%.*s", BDL_PRI(line));
    else if (cell.len)
        fprintf(diff->out, ":%.*s!%.*s", BDL_PRI(sheet), BDL_PRI(cell));
    fprintf(diff->out, ": %.*s: %.*s [%.*s]\n", BDL_PRI(texts[1]), BDL_PRI(texts[2]),
            BDL_PRI(texts[3]));
}

static bool fails(const struct diff *diff, const bdl_json_value *finding) {
    static const char *const levels[] = {"error", "warning", "info"};
    bdl_str severity = bdl_json_member_text(finding, "severity");

    for (int i = 0; i < 3; i++)
        if (bdl_str_eq(severity, bdl_str_z(levels[i])))
            return i <= (int)diff->fail_on && diff->fail_on != BDL_FAIL_NEVER;
    return false;
}

/* The same document first: one mistake may stand in two copies of which one was mended.
 */
static void compare(struct diff *diff, struct side *old, struct side *new,
                    bool show_remaining) {
    pair(diff, old, new, true);
    pair(diff, old, new, false);
    for (size_t i = 0; i < old->count; i++)
        if (!old->entries[i].mate) {
            diff->fixed++;
            print_finding(diff, "fixed", old->entries[i].finding);
        }
    for (size_t i = 0; i < new->count; i++) {
        const bdl_json_value *finding = new->entries[i].finding;

        if (new->entries[i].mate) {
            diff->remaining++;
            if (show_remaining)
                print_finding(diff, "remaining", finding);
            continue;
        }
        diff->added++;
        diff->counted += fails(diff, finding);
        print_finding(diff, "new", finding);
    }
}

int bdl_diff(const bdl_paths *paths, bdl_fail_on fail_on, bool show_remaining,
             FILE *out) {
    struct diff diff = {.arena = bdl_arena_new(), .out = out, .fail_on = fail_on};
    const bdl_json_value *old = read_findings(&diff, paths->documents.items[0]);
    const bdl_json_value *new =
        read_findings(&diff, paths->documents.items[paths->documents.count - 1]);
    int status = BDL_EXIT_USAGE;

    if (old && new) {
        struct side before = side_of(&diff, old), after = side_of(&diff, new);

        compare(&diff, &before, &after, show_remaining);
        fprintf(out, _("%zu fixed, %zu new, %zu remaining\n"), diff.fixed, diff.added,
                diff.remaining);
        status =
            bdl_output_finish(out, diff.counted ? BDL_EXIT_FINDINGS : BDL_EXIT_CLEAN);
    }
    bdl_arena_free(diff.arena);
    return status;
}
