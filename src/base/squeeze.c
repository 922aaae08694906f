/* squeeze.c - LZ77, made to be quick: of all places where the next bytes stood before
 * only the last is tried. Squeezed bytes are the length of all, then as often as needed
 * the number of bytes that come, these, the length of what stood before, how far back. */
#include "base/squeeze.h"

#include <assert.h>

#include "base/vec.h"

enum { HASH_BITS = 14, SHORTEST = 6 };

typedef struct squeezer {
    bdl_str in;
    bdl_buf out;
    uint32_t *last; /* of each hash: where its bytes stood last, and 1 */
} squeezer;

static void put_count(bdl_buf *out, size_t n) {
    for (; n >= 0x80; n >>= 7)
        bdl_buf_char(out, (char)(0x80 | (n & 0x7f)));
    bdl_buf_char(out, (char)n);
}

static uint64_t eight_at(bdl_str s, size_t at) {
    uint64_t eight;

    memcpy(&eight, s.data + at, sizeof eight);
    return eight;
}

/* Of the first six bytes of EIGHT, as they lie in memory. */
static size_t hash_of(uint64_t eight) {
    return (size_t)((eight << 16) * 0x9E3779B97F4A7C15u >> (64 - HASH_BITS));
}

static size_t length_of_same(bdl_str s, size_t before, size_t at) {
    size_t length = 0;

    while (at + length + 8 <= s.len) {
        uint64_t other = eight_at(s, before + length) ^ eight_at(s, at + length);

        if (other)
            return length + (size_t)__builtin_ctzll(other) / 8;
        length += 8;
    }
    while (at + length < s.len && s.data[before + length] == s.data[at + length])
        length++;
    return length;
}

/* The length of what stands at AT and stood at *BEFORE; 0: nothing that is long enough.
 */
static size_t find_before(squeezer *q, size_t at, size_t *before) {
    uint32_t *last = &q->last[hash_of(eight_at(q->in, at))];
    size_t length;

    *before = *last;
    *last = (uint32_t)at + 1;
    if ((*before)-- == 0)
        return 0;
    length = length_of_same(q->in, *before, at);
    return length >= SHORTEST ? length : 0;
}

bdl_str bdl_squeeze(bdl_arena *arena, bdl_str bytes) {
    squeezer q = {.in = bytes, .out.arena = arena};
    size_t done = 0, at = 0;

    q.last = BDL_NEW_ARRAY(arena, uint32_t, (size_t)1 << HASH_BITS);
    put_count(&q.out, bytes.len);
    while (at + 8 <= bytes.len) {
        size_t before, length = find_before(&q, at, &before);

        if (length == 0) {
            at++;
            continue;
        }
        put_count(&q.out, at - done);
        bdl_buf_add(&q.out, bdl_str_of(bytes.data + done, at - done));
        put_count(&q.out, length);
        put_count(&q.out, at - before);
        done = at += length;
    }
    put_count(&q.out, bytes.len - done);
    bdl_buf_add(&q.out, bdl_str_from(bytes, done));
    return bdl_buf_str(&q.out);
}

static size_t take_count(bdl_str s, size_t *at) {
    size_t n = 0;
    int shift = 0;
    unsigned char byte;

    do {
        assert(*at < s.len);
        byte = (unsigned char)s.data[(*at)++];
        n |= (size_t)(byte & 0x7f) << shift;
        shift += 7;
    } while (byte & 0x80);
    return n;
}

/* LENGTH bytes that stood BACK before TO; they may reach into what they are copied to. */
static void repeat(char *to, size_t back, size_t length) {
    if (back >= length) {
        memcpy(to, to - back, length);
        return;
    }
    for (size_t i = 0; i < length; i++)
        to[i] = to[(ptrdiff_t)i - (ptrdiff_t)back];
}

bdl_str bdl_unsqueeze(bdl_arena *arena, bdl_str bytes) {
    size_t at = 0, done = 0, all = take_count(bytes, &at);
    char *out = bdl_arena_room(arena, all ? all : 1, 1);

    for (;;) {
        size_t length = take_count(bytes, &at), back;

        assert(length <= bytes.len - at && length <= all - done);
        memcpy(out + done, bytes.data + at, length);
        done += length;
        at += length;
        if (at == bytes.len)
            return bdl_str_of(out, done);
        length = take_count(bytes, &at);
        back = take_count(bytes, &at);
        assert(back > 0 && back <= done && length <= all - done);
        repeat(out + done, back, length);
        done += length;
    }
}
