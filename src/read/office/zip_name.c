/* zip_name.c - names of files in archives, which have no encoding of their own. */
#include "read/office/zip_name.h"

#include <iconv.h>

#include "base/text.h"

/* False when NAME is not text in FROM. */
static bool recode(bdl_arena *arena, const char *to, const char *from, bdl_str name,
                   bdl_str *out) {
    iconv_t cd = iconv_open(to, from);
    size_t room = name.len * 2 + 8, space = room, left = name.len;
    char *text = bdl_arena_alloc(arena, room), *end = text;
    char *begin = (char *)(uintptr_t)name.data;
    bool good = cd != (iconv_t)-1 && iconv(cd, &begin, &left, &end, &space) != (size_t)-1;
    if (cd != (iconv_t)-1)
        iconv_close(cd);
    *out = (bdl_str){text, room - space};
    return good;
}

bdl_str bdl_zip_decode_name(bdl_arena *arena, bdl_str name) {
    bdl_str decoded;
    if (bdl_utf8_check(name) == SIZE_MAX)
        return name;
    return recode(arena, "UTF-8", "GB18030", name, &decoded)
               ? decoded
               : bdl_text_printable(arena, name);
}

bdl_str bdl_zip_encode_name(bdl_arena *arena, bdl_str name) {
    bdl_str encoded;
    return recode(arena, "GB18030", "UTF-8", name, &encoded) ? encoded : name;
}
