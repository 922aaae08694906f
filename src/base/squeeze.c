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

bdl_str bdl_squeeze(bdl_arena *arena, bdl_str bytes, bdl_str like) {
    size_t most = ZSTD_compressBound(bytes.len);
    char *out = bdl_arena_room(arena, most, 1);
    ZSTD_CCtx *squeezer = ZSTD_createCCtx();
    size_t length;

    if (!squeezer)
        bdl_out_of_memory();
    checked(ZSTD_CCtx_setParameter(squeezer, ZSTD_c_compressionLevel, QUICKEST));
    checked(ZSTD_CCtx_refPrefix(squeezer, like.data, like.len));
    length = checked(ZSTD_compress2(squeezer, out, most, bytes.data, bytes.len));
    ZSTD_freeCCtx(squeezer);
    return bdl_str_of(out, length);
}

bdl_str bdl_unsqueeze(bdl_arena *arena, bdl_str bytes, bdl_str like) {
    size_t length = (size_t)ZSTD_getFrameContentSize(bytes.data, bytes.len);
    char *out = bdl_arena_room(arena, length ? length : 1, 1);
    ZSTD_DCtx *opener = ZSTD_createDCtx();

    if (!opener)
        bdl_out_of_memory();
    checked(ZSTD_DCtx_refPrefix(opener, like.data, like.len));
    checked(ZSTD_decompressDCtx(opener, out, length, bytes.data, bytes.len));
    ZSTD_freeDCtx(opener);
    return bdl_str_of(out, length);
}
