/* sha256.c - the SHA-256 digest; Nettle computes it. */
#include "base/sha256.h"

#include <nettle/base16.h>
#include <nettle/sha2.h>

bdl_str bdl_sha256_bytes(bdl_arena *arena, bdl_str bytes) {
    struct sha256_ctx context;
    uint8_t *digest = bdl_arena_alloc(arena, SHA256_DIGEST_SIZE);

    sha256_init(&context);
    sha256_update(&context, bytes.len, (const uint8_t *)bytes.data);
    sha256_digest(&context, SHA256_DIGEST_SIZE, digest);
    return bdl_str_of((const char *)digest, SHA256_DIGEST_SIZE);
}

bdl_str bdl_sha256(bdl_arena *arena, bdl_str bytes) {
    bdl_str digest = bdl_sha256_bytes(arena, bytes);
    char *out = bdl_arena_alloc(arena, BASE16_ENCODE_LENGTH(digest.len));

    base16_encode_update(out, digest.len, (const uint8_t *)digest.data);
    return bdl_str_of(out, BASE16_ENCODE_LENGTH(digest.len));
}
