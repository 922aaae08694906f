/* map.h - a hash map from text to a pointer, in an arena; order of insertion is kept. */
#ifndef BDL_BASE_MAP_H
#define BDL_BASE_MAP_H

#include "base/arena.h"

typedef struct bdl_map bdl_map;

/* The bytes of THING (a variable without padding) as a key, which lives as long as it. */
#define BDL_KEY(thing) bdl_str_of((const char *)&(thing), sizeof(thing))

bdl_map *bdl_map_new(bdl_arena *arena);
/* NULL when KEY is not there. */
void *bdl_map_get(const bdl_map *map, bdl_str key);
/* Sets KEY, which is kept by reference and must live as long as the map; gives the value
 * that was there before, or NULL. */
void *bdl_map_put(bdl_map *map, bdl_str key, void *value);
/* Where the value of KEY is, which is put there with NULL when it is new; until the next
 * one comes. */
void **bdl_map_at(bdl_map *map, bdl_str key);
/* A key for what is said of the thing at OWNER by the name of REST (may be empty). */
bdl_str bdl_map_key_of(bdl_arena *arena, const void *owner, bdl_str rest);
size_t bdl_map_count(const bdl_map *map);
/* The I-th entry in order of insertion. */
bdl_str bdl_map_key_at(const bdl_map *map, size_t i);
void *bdl_map_value_at(const bdl_map *map, size_t i);

#endif
