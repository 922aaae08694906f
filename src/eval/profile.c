/* profile.c - adding up what a run costs. */
#include "eval/profile.h"

#include <time.h>

const char *bdl_stage_name(bdl_stage stage) {
    static const char *const names[] = {"read", "recognise", "extract", "evaluate",
                                        "report"};

    return names[stage];
}

bdl_profile *bdl_profile_new(bdl_arena *arena, const bdl_program *program) {
    bdl_profile *profile = BDL_NEW(arena, bdl_profile);

    profile->rule_count = program->rules.count;
    profile->form_count = program->schema->forms.count + 1;
    profile->rules = BDL_NEW_ARRAY(arena, bdl_cost, profile->rule_count + 1);
    profile->forms = BDL_NEW_ARRAY(arena, bdl_cost, profile->form_count);
    return profile;
}

static void join(bdl_cost *all, const bdl_cost *some, size_t count) {
    for (size_t i = 0; i < count; i++) {
        all[i].nanoseconds += some[i].nanoseconds;
        all[i].evaluations += some[i].evaluations;
        all[i].times += some[i].times;
    }
}

void bdl_profile_join(bdl_profile *all, const bdl_profile *some) {
    join(all->stages, some->stages, BDL_STAGE_COUNT);
    join(all->rules, some->rules, all->rule_count);
    join(all->forms, some->forms, all->form_count);
}

uint64_t bdl_profile_now(void) {
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

void bdl_cost_add(bdl_cost *cost, uint64_t began, uint64_t evaluations) {
    cost->nanoseconds += bdl_profile_now() - began;
    cost->evaluations += evaluations;
    cost->times++;
}

void bdl_profile_lap(bdl_profile *profile, const bdl_program *program,
                     const bdl_form *form) {
    size_t i = 0;

    while (i < program->schema->forms.count && program->schema->forms.items[i] != form)
        i++;
    bdl_cost_add(&profile->forms[i], profile->lap, 0);
    profile->lap = bdl_profile_now();
}
