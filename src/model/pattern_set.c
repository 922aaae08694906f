/* pattern_set.c - patterns by one character of each piece of which a match holds one. */
#include "model/pattern_set.h"

enum { SIGNATURE_BITS = 256, GROUP = 64, BYTES = 256 };

typedef BDL_VEC(bdl_signature) signatures;

/* The patterns are in groups; for each group and each bit of a signature those that may
 * meet a text with that bit, one bit each. */
struct bdl_pattern_set {
    size_t count;
    uint64_t *always;      /* of each group: nothing is known of these */
    uint64_t *by_bit;      /* SIGNATURE_BITS for each group */
    uint64_t *by_byte;     /* BYTES for each group: those whose matches may begin so */
    bdl_signature telling; /* bits that tell of some pattern */
    signatures pieces;     /* of all patterns */
    size_t *first; /* those of pattern N begin at FIRST[N] and end at FIRST[N + 1] */
};

/* Adds the pieces of PATTERN; false when nothing is known of it. */
static bool add_pieces(bdl_arena *arena, const bdl_pattern *pattern, signatures *out) {
    size_t before = out->count;
    for (size_t k = 0; k < pattern->count; k++) {
        const bdl_pattern_alt *alt = &pattern->alts[k];
        const bdl_signature *piece =
            alt->raw || !alt->plain ? NULL : bdl_regex_piece(alt->plain, 0);
        if (!piece) {
            out->count = before;
            return false;
        }
        for (size_t i = 1; piece; piece = bdl_regex_piece(alt->plain, i++))
            BDL_PUSH(arena, out, *piece);
    }
    return true;
}

/* The lowest bit of *LEFT, which is taken out; bits that are not looked at are passed
 * over by 64. False when there is none. */
static bool next_bit(bdl_signature *left, size_t *bit) {
    for (size_t word = 0; word < SIGNATURE_BITS / 64; word++)
        if (left->bits[word]) {
            *bit = word * 64 + (size_t)__builtin_ctzll(left->bits[word]);
            left->bits[word] &= left->bits[word] - 1;
            return true;
        }
    return false;
}

/* The bit of PIECE that the fewest pieces have: texts with it are the fewest, too. */
static size_t rarest_bit(bdl_signature piece, const size_t *common) {
    size_t best = 0;
    next_bit(&piece, &best);
    for (size_t bit; next_bit(&piece, &bit);)
        if (common[bit] < common[best])
            best = bit;
    return best;
}

/* Puts the patterns under one bit of each of their pieces. */
static void put_all(bdl_pattern_set *set) {
    size_t common[SIGNATURE_BITS] = {0};
    for (size_t i = 0; i < set->pieces.count; i++) {
        bdl_signature left = set->pieces.items[i];
        for (size_t bit; next_bit(&left, &bit);)
            common[bit]++;
    }
    for (size_t number = 0; number < set->count; number++)
        for (size_t i = set->first[number]; i < set->first[number + 1]; i++) {
            size_t bit = rarest_bit(set->pieces.items[i], common);
            set->by_bit[number / GROUP * SIGNATURE_BITS + bit] |= (uint64_t)1
                                                                  << number % GROUP;
            set->telling.bits[bit / 64] |= (uint64_t)1 << bit % 64;
        }
}

/* Puts pattern NUMBER under the bytes that a match of ALT may begin with. */
static void put_bytes(bdl_pattern_set *set, size_t number, const bdl_pattern_alt *alt) {
    uint64_t *by_byte = &set->by_byte[number / GROUP * BYTES];
    uint64_t one = (uint64_t)1 << number % GROUP;
    bool is_known = !alt->raw && (alt->is_literal ? alt->text.len > 0 : !!alt->regex);
    for (size_t byte = 0; !is_known && byte < BYTES; byte++)
        by_byte[byte] |= one;
    if (is_known && alt->is_literal)
        by_byte[(unsigned char)alt->text.data[0]] |= one;
    const uint8_t *begins = is_known && alt->regex ? bdl_regex_begins(alt->regex) : NULL;
    for (size_t i = 0; begins && i < BYTES / 8; i++)
        for (unsigned left = begins[i]; left; left &= left - 1)
            by_byte[i * 8 + (size_t)__builtin_ctz(left)] |= one;
}

bdl_pattern_set *bdl_pattern_set_new(bdl_arena *arena, const bdl_pattern *const *patterns,
                                     size_t count) {
    size_t groups = count / GROUP + 1;
    bdl_pattern_set *set = BDL_NEW(arena, bdl_pattern_set);
    set->count = count;
    set->always = BDL_NEW_ARRAY(arena, uint64_t, groups);
    set->by_bit = BDL_NEW_ARRAY(arena, uint64_t, groups * SIGNATURE_BITS);
    set->by_byte = BDL_NEW_ARRAY(arena, uint64_t, groups * BYTES);
    set->first = BDL_NEW_ARRAY(arena, size_t, count + 1);
    for (size_t number = 0; number < count; number++) {
        if (patterns[number] && !add_pieces(arena, patterns[number], &set->pieces))
            set->always[number / GROUP] |= (uint64_t)1 << number % GROUP;
        for (size_t k = 0; patterns[number] && k < patterns[number]->count; k++)
            put_bytes(set, number, &patterns[number]->alts[k]);
        set->first[number + 1] = set->pieces.count;
    }
    put_all(set);
    return set;
}

/* Those of the next group that may meet, told by the bits under which they are put. */
static uint64_t members(const bdl_pattern_look *look) {
    const bdl_pattern_set *set = look->set;
    const uint64_t *by_bit = &set->by_bit[look->group * SIGNATURE_BITS];
    uint64_t found = set->always[look->group], may_begin = UINT64_MAX;
    if (look->all.len > 0)
        may_begin = set->by_byte[look->group * BYTES + (unsigned char)look->all.data[0]];
    for (size_t word = 0; may_begin && word < SIGNATURE_BITS / 64; word++)
        for (uint64_t left = look->signature->bits[word] & set->telling.bits[word]; left;
             left &= left - 1)
            found |= by_bit[word * 64 + (size_t)__builtin_ctzll(left)];
    return found & may_begin;
}

/* The same of pattern NUMBER, told by all of its pieces. */
static bool may_meet(const bdl_pattern_set *set, size_t number,
                     const bdl_signature *signature) {
    size_t i = set->first[number], end = set->first[number + 1];
    bool met = i == end;
    for (; i < end && !met; i++)
        met = bdl_signature_holds(signature, &set->pieces.items[i]);
    return met;
}

bool bdl_pattern_look_next(bdl_pattern_look *look, size_t *number) {
    for (;;) {
        while (!look->left && look->group * GROUP < look->set->count) {
            look->left = members(look);
            look->group++;
        }
        if (!look->left)
            return false;
        *number = (look->group - 1) * GROUP + (size_t)__builtin_ctzll(look->left);
        look->left &= look->left - 1;
        if (may_meet(look->set, *number, look->signature))
            return true;
    }
}
