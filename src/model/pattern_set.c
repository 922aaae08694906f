/* pattern_set.c - patterns by one character of each piece of which a match holds one. */
#include "model/pattern_set.h"

enum { SIGNATURE_BITS = 256, GROUP = 64 };

/* The patterns are in groups; for each group and each bit of a signature those that may
 * meet a text with that bit, one bit each. */
struct bdl_pattern_set {
    size_t count;
    uint64_t *always;      /* of each group: nothing is known of these */
    uint64_t *by_bit;      /* SIGNATURE_BITS for each group */
    bdl_signature telling; /* bits that tell of some pattern */
};

bdl_pattern_set *bdl_pattern_set_new(bdl_arena *arena, size_t count) {
    size_t groups = count / GROUP + 1;
    bdl_pattern_set *set = BDL_NEW(arena, bdl_pattern_set);
    set->count = count;
    set->always = BDL_NEW_ARRAY(arena, uint64_t, groups);
    set->by_bit = BDL_NEW_ARRAY(arena, uint64_t, groups * SIGNATURE_BITS);
    return set;
}

void bdl_pattern_set_put(bdl_pattern_set *set, size_t number,
                         const bdl_pattern *pattern) {
    uint64_t one = (uint64_t)1 << number % GROUP;
    uint64_t *by_bit = &set->by_bit[number / GROUP * SIGNATURE_BITS];
    for (size_t i = 0; i < pattern->count; i++) {
        const bdl_pattern_alt *alt = &pattern->alts[i];
        bdl_signature telling;
        if (alt->raw || !alt->plain || !bdl_regex_telling(alt->plain, &telling)) {
            set->always[number / GROUP] |= one;
            return;
        }
        for (size_t bit = 0; bit < SIGNATURE_BITS; bit++)
            if (telling.bits[bit / 64] >> bit % 64 & 1)
                by_bit[bit] |= one;
        for (size_t word = 0; word < SIGNATURE_BITS / 64; word++)
            set->telling.bits[word] |= telling.bits[word];
    }
}

/* Those of a group that may meet. */
static uint64_t members(const bdl_pattern_set *set, const bdl_signature *signature,
                        size_t group) {
    const uint64_t *by_bit = &set->by_bit[group * SIGNATURE_BITS];
    uint64_t found = set->always[group];
    for (size_t word = 0; word < SIGNATURE_BITS / 64; word++)
        for (uint64_t left = signature->bits[word] & set->telling.bits[word]; left;
             left &= left - 1)
            found |= by_bit[word * 64 + (size_t)__builtin_ctzll(left)];
    return found;
}

bool bdl_pattern_look_next(bdl_pattern_look *look, size_t *number) {
    while (!look->left && look->group * GROUP < look->set->count)
        look->left = members(look->set, look->signature, look->group++);
    if (!look->left)
        return false;
    *number = (look->group - 1) * GROUP + (size_t)__builtin_ctzll(look->left);
    look->left &= look->left - 1;
    return true;
}
