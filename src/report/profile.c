/* profile.c - what a run cost, in words. */
#include "report/profile.h"

#include "base/language.h"

#include <stdlib.h>
#include <sys/resource.h>

/* A line of a table: what it is of and what it cost. */
typedef struct line {
    bdl_str name;
    bdl_cost cost;
} line;

/* By time, then in the order in which they stand. */
static int dearer(const void *a, const void *b) {
    const line *x = a, *y = b;

    if (x->cost.nanoseconds != y->cost.nanoseconds)
        return x->cost.nanoseconds > y->cost.nanoseconds ? -1 : 1;
    return x->name.data < y->name.data ? -1 : x->name.data > y->name.data;
}

static double milliseconds(uint64_t nanoseconds) {
    return (double)nanoseconds / 1e6;
}

static void print_lines(FILE *out, const char *title, line *lines, size_t count) {
    uint64_t all = 0;

    for (size_t i = 0; i < count; i++)
        all += lines[i].cost.nanoseconds;
    qsort(lines, count, sizeof *lines, dearer);
    fprintf(out, "\n%12s %6s %10s %12s  %s\n", "ms", "%", "times", "evaluations", title);
    for (size_t i = 0; i < count; i++) {
        const bdl_cost *cost = &lines[i].cost;

        if (cost->times == 0)
            continue;
        fprintf(out, "%12.3f %6.1f %10llu %12llu  %.*s\n",
                milliseconds(cost->nanoseconds),
                all ? 100.0 * (double)cost->nanoseconds / (double)all : 0.0,
                (unsigned long long)cost->times, (unsigned long long)cost->evaluations,
                BDL_PRI(lines[i].name));
    }
}

void bdl_profile_print(FILE *out, const bdl_program *program,
                       const bdl_run_totals *totals) {
    const bdl_profile *profile = totals->profile;
    bdl_arena *arena = totals->arena;
    size_t most = profile->rule_count + profile->form_count + BDL_STAGE_COUNT;
    line *lines = BDL_NEW_ARRAY(arena, line, most);

    for (size_t i = 0; i < BDL_STAGE_COUNT; i++)
        lines[i] = (line){bdl_str_z(bdl_stage_name((bdl_stage)i)), profile->stages[i]};
    print_lines(out, "stage", lines, BDL_STAGE_COUNT);
    for (size_t i = 0; i < profile->form_count; i++)
        lines[i] = (line){i + 1 < profile->form_count
                              ? program->schema->forms.items[i]->name
                              : BDL_STR("(tables, titles and texts of all forms)"),
                          profile->forms[i]};
    print_lines(out, "form", lines, profile->form_count);
    for (size_t i = 0; i < profile->rule_count; i++)
        lines[i] = (line){program->rules.items[i]->name.text, profile->rules[i]};
    print_lines(out, "rule", lines, profile->rule_count);
}

void bdl_stats_print(FILE *out, const bdl_run_totals *totals, uint64_t loading,
                     uint64_t nanoseconds) {
    double seconds = (double)nanoseconds / 1e9;
    double megabytes = (double)totals->bytes / 1e6;
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    fprintf(out,
            _("stats: rules read in %.3f s; %zu documents, %.1f MB in %.3f s: %.0f "
              "documents/s, %.1f MB/s; memory %.1f MiB at most\n"),
            (double)loading / 1e9, totals->documents, megabytes, seconds,
            seconds > 0 ? (double)totals->documents / seconds : 0,
            seconds > 0 ? megabytes / seconds : 0, (double)usage.ru_maxrss / 1024);
}
