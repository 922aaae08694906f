/* asked.c - a small table of texts and patterns; what hashes to the place of another
 * takes it over. */
#include "eval/asked.h"

#include <string.h>

enum { PLACES_BITS = 8, PLACES = 1 << PLACES_BITS, LONGEST = 42 };

typedef struct answer {
    uint32_t patterns; /* 0: nothing is known here */
    uint8_t length;
    bool met;
    char text[LONGEST];
} answer;

struct bdl_asked {
    answer places[PLACES];
};

bdl_asked *bdl_asked_new(bdl_arena *arena) {
    return BDL_NEW(arena, bdl_asked);
}

/* By the last eight bytes: labels of one kind end in different ways. */
static size_t place_of(uint32_t patterns, bdl_str text) {
    uint64_t word = 0;
    size_t count = text.len < sizeof word ? text.len : sizeof word;

    memcpy(&word, text.data + text.len - count, count);
    word = (word ^ text.len ^ (uint64_t)patterns << 40) * 0x9e3779b97f4a7c15u;
    return (size_t)(word >> (64 - PLACES_BITS));
}

int bdl_asked_get(const bdl_asked *asked, uint32_t patterns, bdl_str text) {
    const answer *a;

    if (text.len == 0 || text.len > LONGEST)
        return -1;
    a = &asked->places[place_of(patterns, text)];
    if (a->patterns != patterns || a->length != text.len ||
        memcmp(a->text, text.data, text.len) != 0)
        return -1;
    return a->met;
}

void bdl_asked_set(bdl_asked *asked, uint32_t patterns, bdl_str text, bool met) {
    answer *a;

    if (text.len == 0 || text.len > LONGEST)
        return;
    a = &asked->places[place_of(patterns, text)];
    a->patterns = patterns;
    a->length = (uint8_t)text.len;
    a->met = met;
    memcpy(a->text, text.data, text.len);
}
