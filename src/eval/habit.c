/* habit.c - findings that say the same of many places. */
#include "eval/habit.h"

#include "base/map.h"

enum { FEWEST = 5 };

typedef struct habit {
    size_t count;
    int number; /* of the group; 0: none yet */
    bdl_str words;
} habit;

/* Figures that disagree are a fault of their own, however often it is met. A rule that
 * looks at nothing lists what there is. */
static bool may_be_habit(const bdl_finding *finding) {
    return finding->group == 0 && finding->operand_count > 0 && !finding->on_figures &&
           !finding->waived_by;
}

/* Lives as long as FINDING. */
static bdl_str key_of(const bdl_finding *finding) {
    return BDL_KEY(finding->assertion);
}

static habit *habit_of(bdl_map *habits, const bdl_finding *finding) {
    return bdl_map_get(habits, key_of(finding));
}

static void count_one(bdl_arena *scratch, bdl_map *habits, const bdl_finding *finding) {
    habit *h = habit_of(habits, finding);

    if (!h) {
        h = BDL_NEW(scratch, habit);
        bdl_map_put(habits, key_of(finding), h);
    }
    h->count++;
}

/* What FINDING and the others of its habit have in common. */
static bdl_str words_of(bdl_arena *arena, const bdl_finding *finding, size_t count) {
    const bdl_item *rule = finding->rule;
    bdl_str title = rule->title.text;

    return bdl_arena_printf(arena, "规则“%.*s”在 %zu 处不符",
                            BDL_PRI(title.len ? title : rule->name.text), count);
}

static void tell(bdl_doc_result *result, bdl_finding *finding, habit *h, int *last) {
    if (h->number == 0) {
        h->number = ++*last;
        h->words = words_of(result->arena, finding, h->count);
    }
    finding->group = h->number;
    finding->cause = h->words;
}

void bdl_habits_group(bdl_arena *scratch, bdl_doc_result *result, int number) {
    bdl_map *habits = bdl_map_new(scratch);

    for (size_t i = 0; i < result->findings.count; i++)
        if (may_be_habit(&result->findings.items[i]))
            count_one(scratch, habits, &result->findings.items[i]);
    for (size_t i = 0; i < result->findings.count; i++) {
        bdl_finding *finding = &result->findings.items[i];
        habit *h = may_be_habit(finding) ? habit_of(habits, finding) : NULL;

        if (h && h->count >= FEWEST)
            tell(result, finding, h, &number);
    }
}
