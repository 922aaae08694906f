/* squeeze.c - bytes in fewer bytes, by Zstandard at its quickest. */
#include "base/squeeze.h"

#include <zstd.h>

enum { QUICKEST = 1 };

struct bdl_like {
    ZSTD_CDict *squeezing;
    ZSTD_DDict *opening;
};

/* The bytes are this program's own: nothing but memory can fail. */
static size_t checked(size_t length) {
    if (ZSTD_isError(length))
        bdl_out_of_memory();
    return length;
}

static void *made(void *what) {
    if (!what)
        bdl_out_of_memory();
    return what;
}

static void release(void *data) {
    bdl_like *like = data;

    ZSTD_freeCDict(like->squeezing);
    ZSTD_freeDDict(like->opening);
}

bdl_like *bdl_like_new(bdl_arena *arena, bdl_str bytes) {
    bdl_like *like = BDL_NEW(arena, bdl_like);

    like->squeezing = made(ZSTD_createCDict(bytes.data, bytes.len, QUICKEST));
    like->opening = made(ZSTD_createDDict(bytes.data, bytes.len));
    bdl_arena_on_free(arena, release, like);
    return like;
}

bdl_str bdl_squeeze(bdl_arena *arena, bdl_str bytes, const bdl_like *like) {
    size_t most = ZSTD_compressBound(bytes.len);
    char *out = bdl_arena_room(arena, most, 1);
    ZSTD_CCtx *squeezer = made(ZSTD_createCCtx());
    size_t length;

    checked(ZSTD_CCtx_setParameter(squeezer, ZSTD_c_compressionLevel, QUICKEST));
    checked(ZSTD_CCtx_refCDict(squeezer, like ? like->squeezing : NULL));
    length = checked(ZSTD_compress2(squeezer, out, most, bytes.data, bytes.len));
    ZSTD_freeCCtx(squeezer);
    return bdl_str_of(out, length);
}

bdl_str bdl_unsqueeze(bdl_arena *arena, bdl_str bytes, const bdl_like *like) {
    size_t length = (size_t)ZSTD_getFrameContentSize(bytes.data, bytes.len);
    char *out = bdl_arena_room(arena, length ? length : 1, 1);
    ZSTD_DCtx *opener = made(ZSTD_createDCtx());

    checked(ZSTD_DCtx_refDDict(opener, like ? like->opening : NULL));
    checked(ZSTD_decompressDCtx(opener, out, length, bytes.data, bytes.len));
    ZSTD_freeDCtx(opener);
    return bdl_str_of(out, length);
}
