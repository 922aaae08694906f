/* sha256.c - SHA-256 as FIPS 180-4 has it. */
#include "base/sha256.h"

enum { BLOCK = 64 };

static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
    0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
    0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
    0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
    0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
    0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
    0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
    0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
    0xc67178f2,
};

static uint32_t turn(uint32_t x, int by) {
    return x >> by | x << (32 - by);
}

static void fill_schedule(uint32_t w[64], const unsigned char block[BLOCK]) {
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
               (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    for (int i = 16; i < 64; i++) {
        uint32_t a = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >> 3;
        uint32_t b = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >> 10;

        w[i] = w[i - 16] + a + w[i - 7] + b;
    }
}

static uint32_t choose(uint32_t e, uint32_t f, uint32_t g) {
    return g ^ (e & (f ^ g));
}

static uint32_t most(uint32_t a, uint32_t b, uint32_t c) {
    return (a & b) | (c & (a | b));
}

/* One round; the names of the eight words turn from round to round, not the words. */
#define ROUND(a, b, c, d, e, f, g, h, i)                                                 \
    do {                                                                                 \
        h += (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choose(e, f, g) + constants[i] + \
             w[i];                                                                       \
        d += h;                                                                          \
        h += (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + most(a, b, c);                   \
    } while (0)

static void add_block(uint32_t state[8], const unsigned char block[BLOCK]) {
    uint32_t w[64];
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];

    fill_schedule(w, block);
    for (int i = 0; i < 64; i += 8) {
        ROUND(a, b, c, d, e, f, g, h, i);
        ROUND(h, a, b, c, d, e, f, g, i + 1);
        ROUND(g, h, a, b, c, d, e, f, i + 2);
        ROUND(f, g, h, a, b, c, d, e, i + 3);
        ROUND(e, f, g, h, a, b, c, d, i + 4);
        ROUND(d, e, f, g, h, a, b, c, i + 5);
        ROUND(c, d, e, f, g, h, a, b, i + 6);
        ROUND(b, c, d, e, f, g, h, a, i + 7);
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d;
    state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

/* The last bytes, a one bit, zeros and the length in bits: one block or two. */
static void add_end(uint32_t state[8], bdl_str rest, uint64_t length) {
    unsigned char end[2 * BLOCK] = {0};
    size_t size = rest.len + 9 > BLOCK ? 2 * BLOCK : BLOCK;

    if (rest.len)
        memcpy(end, rest.data, rest.len);
    end[rest.len] = 0x80;
    for (int i = 0; i < 8; i++)
        end[size - 1 - (size_t)i] = (unsigned char)(length * 8 >> 8 * i);
    for (size_t i = 0; i < size; i += BLOCK)
        add_block(state, end + i);
}

bdl_str bdl_sha256(bdl_arena *arena, bdl_str bytes) {
    static const char hex[] = "0123456789abcdef";
    uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    size_t at = 0;
    char *out = bdl_arena_alloc(arena, 64);

    for (; bytes.len - at >= BLOCK; at += BLOCK)
        add_block(state, (const unsigned char *)bytes.data + at);
    add_end(state, at < bytes.len ? bdl_str_from(bytes, at) : BDL_STR(""), bytes.len);
    for (int i = 0; i < 64; i++)
        out[i] = hex[state[i / 8] >> (28 - i % 8 * 4) & 15];
    return bdl_str_of(out, 64);
}
