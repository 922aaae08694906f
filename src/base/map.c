/* map.c - a hash map from text to a pointer: entries in order, and an index of them by
 * hash with open addressing. The hash is seeded, for keys may come from documents. */
#include "base/map.h"

#include <assert.h>

#include "base/vec.h"

enum { FIRST_INDEX = 16 };

/* There are many of them: length and hash have half a word each. */
typedef struct entry {
    const char *key;
    void *value;
    uint32_t length, hash;
} entry;

struct bdl_map {
    bdl_arena *arena;
    BDL_VEC(entry) entries;
    uint32_t *index;   /* number of the entry + 1, 0 empty */
    size_t index_size; /* a power of two, at least 4/3 of the entries */
    uint64_t seed;
};

bdl_map *bdl_map_new(bdl_arena *arena) {
    bdl_map *map = BDL_NEW(arena, bdl_map);
    map->arena = arena;
    /* The address differs from run to run; the order of entries does not depend on it. */
    map->seed = bdl_str_hash(bdl_str_of((const char *)&map, sizeof map));
    return map;
}

static bdl_str key_of(const entry *e) {
    return bdl_str_of(e->key, e->length);
}

/* Many keys are pointers: of eight bytes. */
static bool is_word(bdl_str key) {
    return key.len == sizeof(uint64_t);
}

static uint64_t word_of(const char *key) {
    uint64_t word;
    memcpy(&word, key, sizeof word);
    return word;
}

static uint32_t hash_of(const bdl_map *map, bdl_str key) {
    if (!is_word(key))
        return (uint32_t)bdl_str_hash_seeded(key, map->seed);
    uint64_t h = (word_of(key.data) ^ map->seed) * 0x9E3779B97F4A7C15u;
    return (uint32_t)(((h ^ h >> 32) * 0xD6E8FEB86659FD93u) >> 32);
}

static bool is_key(const entry *e, bdl_str key) {
    return is_word(key) ? e->length == key.len && word_of(e->key) == word_of(key.data)
                        : bdl_str_eq(key_of(e), key);
}

/* The place in the index where KEY is or would be. */
static size_t probe(const bdl_map *map, bdl_str key, uint32_t hash) {
    size_t mask = map->index_size - 1, at = hash & mask;
    for (; map->index[at]; at = (at + 1) & mask) {
        const entry *e = &map->entries.items[map->index[at] - 1];
        if (e->hash == hash && is_key(e, key))
            break;
    }
    return at;
}

static void grow_index(bdl_map *map) {
    size_t before = map->index_size * sizeof *map->index;
    map->index_size = map->index_size ? map->index_size * 2 : FIRST_INDEX;
    size_t size = map->index_size * sizeof *map->index;
    map->index = bdl_arena_regrow(map->arena, map->index, before, size);
    memset(map->index, 0, size);
    size_t mask = map->index_size - 1;
    for (size_t i = 0; i < map->entries.count; i++) {
        size_t at = map->entries.items[i].hash & mask;
        while (map->index[at])
            at = (at + 1) & mask;
        map->index[at] = (uint32_t)(i + 1);
    }
}

void *bdl_map_get(const bdl_map *map, bdl_str key) {
    if (map->entries.count == 0)
        return NULL;
    size_t at = probe(map, key, hash_of(map, key));
    return map->index[at] ? map->entries.items[map->index[at] - 1].value : NULL;
}

void **bdl_map_at(bdl_map *map, bdl_str key) {
    if (map->entries.count + 1 > map->index_size / 4 * 3)
        grow_index(map);
    uint32_t hash = hash_of(map, key);
    size_t at = probe(map, key, hash);
    if (!map->index[at]) {
        assert(key.len <= UINT32_MAX); /* no document is as large */
        BDL_PUSH_MOVING(map->arena, &map->entries,
                        (entry){key.data, NULL, (uint32_t)key.len, hash});
        map->index[at] = (uint32_t)map->entries.count;
    }
    return &map->entries.items[map->index[at] - 1].value;
}

void *bdl_map_put(bdl_map *map, bdl_str key, void *value) {
    void **at = bdl_map_at(map, key), *before = *at;
    *at = value;
    return before;
}

bdl_str bdl_map_key_of(bdl_arena *arena, const void *owner, bdl_str rest) {
    return bdl_arena_join(arena, bdl_str_of((const char *)&owner, sizeof owner), rest);
}

size_t bdl_map_count(const bdl_map *map) {
    return map->entries.count;
}

bdl_str bdl_map_key_at(const bdl_map *map, size_t i) {
    return key_of(&map->entries.items[i]);
}

void *bdl_map_value_at(const bdl_map *map, size_t i) {
    return map->entries.items[i].value;
}
