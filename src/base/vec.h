/* vec.h - growing arrays in an arena: BDL_VEC(type) declares one, zeroed is empty. */
#ifndef BDL_BASE_VEC_H
#define BDL_BASE_VEC_H

#include "base/arena.h"

#define BDL_VEC(type)                                                                    \
    struct {                                                                             \
        type *items;                                                                     \
        size_t count, capacity;                                                          \
    }

/* Room for one more item; doubles. The old array stays in the arena. */
void *bdl_vec_grow(bdl_arena *arena, void *items, size_t *capacity, size_t count,
                   size_t item_size);
/* The same, but the old array may go. */
void *bdl_vec_regrow(bdl_arena *arena, void *items, size_t *capacity, size_t item_size);

/* Appends VALUE. */
#define BDL_PUSH(arena, vec, ...)                                                        \
    do {                                                                                 \
        if ((vec)->count == (vec)->capacity)                                             \
            (vec)->items = bdl_vec_grow((arena), (vec)->items, &(vec)->capacity,         \
                                        (vec)->count, sizeof *(vec)->items);             \
        (vec)->items[(vec)->count++] = (__VA_ARGS__);                                    \
    } while (0)

/* The same for an array into which nothing points: of a large one that has become too
 * small nothing stays behind. */
#define BDL_PUSH_MOVING(arena, vec, ...)                                                 \
    do {                                                                                 \
        if ((vec)->count == (vec)->capacity)                                             \
            (vec)->items = bdl_vec_regrow((arena), (vec)->items, &(vec)->capacity,       \
                                          sizeof *(vec)->items);                         \
        (vec)->items[(vec)->count++] = (__VA_ARGS__);                                    \
    } while (0)

/* Room for COUNT items in an array that has none: for those who know about how many there
 * will be. */
#define BDL_MAKE_ROOM(arena, vec, n)                                                     \
    do {                                                                                 \
        (vec)->capacity = (n);                                                           \
        (vec)->items = bdl_arena_room((arena), (n), sizeof *(vec)->items);               \
    } while (0)

/* A growing text in an arena. */
typedef struct bdl_buf {
    bdl_arena *arena;
    char *data;
    size_t len, capacity;
} bdl_buf;

void bdl_buf_add(bdl_buf *buf, bdl_str s);
/* Makes room for MORE bytes. */
void bdl_buf_reserve(bdl_buf *buf, size_t more);
static inline void bdl_buf_char(bdl_buf *buf, char c) {
    if (buf->len == buf->capacity)
        bdl_buf_reserve(buf, 1);
    buf->data[buf->len++] = c;
}
void bdl_buf_printf(bdl_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static inline bdl_str bdl_buf_str(const bdl_buf *buf) {
    return (bdl_str){buf->data ? buf->data : "", buf->len};
}

#endif
