/* pattern_set.h - many patterns asked of one text: which of them may meet it at all is
 * told by the characters that the text holds, without looking at each pattern. */
#ifndef BDL_MODEL_PATTERN_SET_H
#define BDL_MODEL_PATTERN_SET_H

#include "model/schema.h"

/* A set of COUNT patterns, in ARENA. Each is put at its number once. */
bdl_pattern_set *bdl_pattern_set_new(bdl_arena *arena, size_t count);
void bdl_pattern_set_put(bdl_pattern_set *set, size_t number, const bdl_pattern *pattern);

/* The first pattern from number FROM on that may meet the folded text signed so; the
 * count of patterns when there is none. */
size_t bdl_pattern_set_next(const bdl_pattern_set *set, const bdl_signature *signature,
                            size_t from);

#endif
