/* squeeze.c - bytes in fewer bytes, by Zstandard at its quickest. */
#include "base/squeeze.h"

#include <zstd.h>

enum { QUICKEST = 1 };

/* The bytes are this program's own: nothing but memory can fail. */
static size_t checked(size_t length) {
    if (ZSTD_isError(length))
        bdl_out_of_memory();
    return length;
}

bdl_str bdl_squeeze(bdl_arena *arena, bdl_str bytes) {
    size_t most = ZSTD_compressBound(bytes.len);
    char *out = bdl_arena_room(arena, most, 1);

    return bdl_str_of(out,
                      checked(ZSTD_compress(out, most, bytes.data, bytes.len, QUICKEST)));
}

bdl_str bdl_unsqueeze(bdl_arena *arena, bdl_str bytes) {
    size_t length = (size_t)ZSTD_getFrameContentSize(bytes.data, bytes.len);
    char *out = bdl_arena_room(arena, length ? length : 1, 1);

    return bdl_str_of(out, checked(ZSTD_decompress(out, length, bytes.data, bytes.len)));
}
