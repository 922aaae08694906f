/* arena.h - memory by lifetime: rules, document, scratch. Nobody frees a node. */
#ifndef BDL_BASE_ARENA_H
#define BDL_BASE_ARENA_H

#include <stdarg.h>
#include <string.h>

#include "base/str.h"

/* Of arena.c, but for where the next allocation goes: that is most often all it takes. */
typedef struct bdl_arena {
    char *at, *end;
    size_t used;
    struct bdl_chunk *head; /* that AT points into */
    size_t next_capacity;
    struct bdl_release *releases;
} bdl_arena;

/* Calls TAKEN with the end of whatever an arena takes from the heap from now on. */
void bdl_arena_tell_taken(void (*taken)(const void *end));
/* Gives what was freed back to the system, for those that need not as much again. */
void bdl_arena_give_back(void);

/* Says so and aborts. */
_Noreturn void bdl_out_of_memory(void);

/* A new arena; released with everything in it by bdl_arena_free (accepts NULL). Running
 * out of memory prints a line and aborts. An arena belongs to one thread at a time. */
bdl_arena *bdl_arena_new(void);
void bdl_arena_free(bdl_arena *arena);
/* The same for what will take much and go before others: its chunks are as large as the
 * later ones of others, which take their places. */
bdl_arena *bdl_arena_new_large(void);
/* Forgets all that was allocated but keeps (part of) the memory for the next use. */
static inline void bdl_arena_reset(bdl_arena *arena);
void bdl_arena_empty(bdl_arena *arena); /* the same of one that is in use */

/* SIZE zeroed bytes, aligned to 8, which nothing in the program needs more of. */
static inline void *bdl_arena_alloc(bdl_arena *arena, size_t size);
/* COUNT * SIZE zeroed bytes; an overflow aborts. */
void *bdl_arena_array(bdl_arena *arena, size_t count, size_t size);
#define BDL_NEW(arena, type) ((type *)bdl_arena_alloc((arena), sizeof(type)))
#define BDL_NEW_ARRAY(arena, type, count)                                                \
    ((type *)bdl_arena_array((arena), (count), sizeof(type)))

/* The same, not zeroed: for those who write before they read. */
static inline void *bdl_arena_room(bdl_arena *arena, size_t count, size_t size);

/* Makes the newest allocation (P, OLD bytes) NEW bytes long where it stands, the added
 * bytes not zeroed; false when something came after it or there is no room. */
bool bdl_arena_extend(bdl_arena *arena, void *p, size_t old, size_t size);

/* The allocation P of OLD bytes, into which nothing points, with room for SIZE bytes: in
 * its place or elsewhere. Of a large one nothing stays behind. The added bytes are not
 * zeroed. */
void *bdl_arena_regrow(bdl_arena *arena, void *p, size_t old, size_t size);

/* A copy of S in the arena; one NUL follows it, not counted. */
bdl_str bdl_arena_str(bdl_arena *arena, bdl_str s);
bdl_str bdl_arena_printf(bdl_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
bdl_str bdl_arena_vprintf(bdl_arena *arena, const char *format, va_list args);
bdl_str bdl_arena_join(bdl_arena *arena, bdl_str a, bdl_str b);

/* Calls RELEASE(DATA) when the arena is freed or reset, last registered first: for what
 * a library allocated (compiled regular expressions). */
void bdl_arena_on_free(bdl_arena *arena, void (*release)(void *), void *data);
/* Frees OTHER when ARENA is freed or reset. */
void bdl_arena_keep(bdl_arena *arena, bdl_arena *other);

/* Whether P points into what was handed out. */
bool bdl_arena_holds(const bdl_arena *arena, const void *p);

/* Bytes handed out since the last reset. */
size_t bdl_arena_used(const bdl_arena *arena);

/* What does not fit between AT and END. */
void *bdl_arena_take(bdl_arena *arena, size_t size, bool zeroed);

static inline void bdl_arena_reset(bdl_arena *arena) {
    if (arena->used > 0)
        bdl_arena_empty(arena);
}

static inline char *bdl_arena_next(bdl_arena *arena, size_t size) {
    char *p = arena->at;
    if (size >= (size_t)(arena->end - p))
        return NULL;
    arena->at = p + ((size + 7) & ~(size_t)7);
    arena->used += size;
    return p;
}

/* Most are small: the one instruction that compilers make of memset (rep stos) takes
 * longer to begin than these stores to end. */
static inline void *bdl_arena_clear(char *p, size_t size) {
    if (size > 256)
        return memset(p, 0, size);
    if (size < 16) {
        for (size_t i = 0; i < size; i += 8)
            memset(p + i, 0, 8);
        return p;
    }
    for (size_t i = 16; i < size; i += 16)
        memset(p + i - 16, 0, 16);
    memset(p + size - 16, 0, 16); /* some of it twice, perhaps */
    return p;
}

static inline void *bdl_arena_alloc(bdl_arena *arena, size_t size) {
    char *p = bdl_arena_next(arena, size);
    return p ? bdl_arena_clear(p, size) : bdl_arena_take(arena, size, true);
}

static inline void *bdl_arena_room(bdl_arena *arena, size_t count, size_t size) {
    size_t total;
    if (__builtin_mul_overflow(count, size, &total))
        bdl_out_of_memory();
    char *p = bdl_arena_next(arena, total);
    return p ? p : bdl_arena_take(arena, total, false);
}

#endif
