/* vec.c - growing arrays and growing texts in an arena. */
#include "base/vec.h"

#include <stdio.h>

enum { FIRST_BYTES = 32, FIRST_TEXT = 64 }; /* of an array, unless one item has more */

void *bdl_vec_grow(bdl_arena *arena, void *items, size_t *capacity, size_t count,
                   size_t item_size) {
    size_t first = item_size < FIRST_BYTES ? FIRST_BYTES / item_size : 1;
    size_t wanted = *capacity ? *capacity * 2 : first;
    if (*capacity && *capacity <= SIZE_MAX / 2 / item_size &&
        bdl_arena_extend(arena, items, *capacity * item_size, wanted * item_size)) {
        *capacity = wanted;
        return items;
    }
    void *grown = bdl_arena_room(arena, wanted, item_size);
    if (count)
        memcpy(grown, items, count * item_size);
    *capacity = wanted;
    return grown;
}

void *bdl_vec_regrow(bdl_arena *arena, void *items, size_t *capacity, size_t item_size) {
    size_t before = *capacity;
    if (before == 0 || before > SIZE_MAX / 2 / item_size)
        return bdl_vec_grow(arena, items, capacity, before, item_size);
    *capacity = before * 2;
    return bdl_arena_regrow(arena, items, before * item_size, *capacity * item_size);
}

/* Room for MORE bytes. */
void bdl_buf_reserve(bdl_buf *buf, size_t more) {
    if (buf->capacity - buf->len >= more)
        return;
    size_t wanted = buf->capacity ? buf->capacity * 2 : FIRST_TEXT;
    if (wanted < buf->len + more)
        wanted = buf->len + more;
    if (buf->capacity && bdl_arena_extend(buf->arena, buf->data, buf->capacity, wanted)) {
        buf->capacity = wanted;
        return;
    }
    char *grown = bdl_arena_room(buf->arena, wanted, 1);
    if (buf->len)
        memcpy(grown, buf->data, buf->len);
    buf->data = grown;
    buf->capacity = wanted;
}

void bdl_buf_add(bdl_buf *buf, bdl_str s) {
    if (s.len == 0)
        return;
    bdl_buf_reserve(buf, s.len);
    memcpy(buf->data + buf->len, s.data, s.len);
    buf->len += s.len;
}

void bdl_buf_printf(bdl_buf *buf, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    size_t room = buf->capacity - buf->len; /* most have it */
    int len = vsnprintf(room ? buf->data + buf->len : NULL, room, format, args);
    if (len >= 0 && (size_t)len >= room) {
        bdl_buf_reserve(buf, (size_t)len + 1);
        vsnprintf(buf->data + buf->len, (size_t)len + 1, format, again);
    }
    buf->len += len > 0 ? (size_t)len : 0;
    va_end(again);
    va_end(args);
}
