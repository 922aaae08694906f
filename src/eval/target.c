/* target.c - what the texts of indicators state, remembered while a document is checked:
 * many rules ask of the same value. */
#include "eval/machine.h"

/* What is remembered of a text; TARGET NULL: it states none. */
typedef struct stated {
    const bdl_target *target;
} stated;

static const bdl_target *read_target(bdl_arena *arena, bdl_str text) {
    bdl_target *target = BDL_NEW(arena, bdl_target);

    return bdl_target_read(arena, text, target) ? target : NULL;
}

const bdl_target *bdl_eval_target(bdl_eval *e, bdl_str text) {
    stated *known;

    if (e->making || e->lasting)
        return read_target(e->scratch, text);
    if (!e->targets)
        e->targets = bdl_map_new(e->doc_arena);
    known = bdl_map_get(e->targets, text);
    if (!known) {
        text = bdl_arena_str(e->doc_arena, text);
        known = BDL_NEW(e->doc_arena, stated);
        known->target = read_target(e->doc_arena, text);
        bdl_map_put(e->targets, text, known);
    }
    return known->target;
}
