/* sha256.c - the SHA-256 digest as hex digits; Nettle computes it. */
#include "base/sha256.h"

#include <nettle/sha2.h>

bdl_str bdl_sha256(bdl_arena *arena, bdl_str bytes) {
    static const char hex[] = "0123456789abcdef";
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    char *out = bdl_arena_alloc(arena, 2 * sizeof digest);

    sha256_init(&context);
    sha256_update(&context, bytes.len, (const uint8_t *)bytes.data);
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        out[2 * i] = hex[digest[i] >> 4];
        out[2 * i + 1] = hex[digest[i] & 15];
    }
    return bdl_str_of(out, 2 * sizeof digest);
}
