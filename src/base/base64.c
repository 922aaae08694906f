/* base64.c - bytes written with 64 letters (RFC 4648); Nettle does it. */
#include "base/base64.h"

#include <nettle/base64.h>

bdl_str bdl_base64(bdl_arena *arena, bdl_str bytes) {
    size_t length = BASE64_ENCODE_RAW_LENGTH(bytes.len);
    char *out = bdl_arena_alloc(arena, length);

    base64_encode_raw(out, bytes.len, (const uint8_t *)bytes.data);
    return bdl_str_of(out, length);
}

void bdl_base64_read(bdl_buf *out, bdl_str text) {
    struct base64_decode_ctx context;
    uint8_t byte;

    base64_decode_init(&context);
    for (size_t i = 0; i < text.len; i++)
        if (base64_decode_single(&context, &byte, text.data[i]) == 1)
            bdl_buf_char(out, (char)byte);
}
