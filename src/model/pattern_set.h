/* pattern_set.h - many patterns asked of one text: which of them may meet it at all is
 * told by the characters that the text holds, without looking at each pattern. */
#ifndef BDL_MODEL_PATTERN_SET_H
#define BDL_MODEL_PATTERN_SET_H

#include "model/schema.h"

/* A set of COUNT patterns, in ARENA; where one is NULL its number is not used. */
bdl_pattern_set *bdl_pattern_set_new(bdl_arena *arena, const bdl_pattern *const *patterns,
                                     size_t count);

/* A look through the patterns that may meet the folded text signed so. */
typedef struct bdl_pattern_look {
    const bdl_pattern_set *set;
    const bdl_signature *signature;
    bdl_str all;   /* the text, when only matches of all of it count */
    size_t group;  /* the next to be looked at */
    uint64_t left; /* of the one before */
} bdl_pattern_look;

static inline bdl_pattern_look bdl_pattern_set_look(const bdl_pattern_set *set,
                                                    const bdl_signature *signature) {
    return (bdl_pattern_look){.set = set, .signature = signature};
}
/* The number of the next of them in *NUMBER; false when there is none. */
bool bdl_pattern_look_next(bdl_pattern_look *look, size_t *number);

#endif
