/* aside.c - bytes put aside in a temporary file. */
#include "base/aside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

struct bdl_aside {
    FILE *file; /* NULL: not made yet, or it cannot be */
    uint64_t size;
};

static void release(void *data) {
    bdl_aside *aside = data;

    if (aside->file)
        fclose(aside->file);
}

bdl_aside *bdl_aside_new(bdl_arena *arena) {
    bdl_aside *aside = BDL_NEW(arena, bdl_aside);

    bdl_arena_on_free(arena, release, aside);
    return aside;
}

/* Programs that read for this one do not see it. */
static FILE *open_file(void) {
    FILE *file = tmpfile();

    if (file)
        fcntl(fileno(file), F_SETFD, FD_CLOEXEC);
    return file;
}

/* What pread and pwrite gave: whether it can go on, and then how far it has come. */
static bool went_on(ssize_t n, size_t *done) {
    if (n > 0)
        *done += (size_t)n;
    return n > 0 || (n < 0 && errno == EINTR);
}

bool bdl_aside_put(bdl_aside *aside, bdl_str bytes, uint64_t *at) {
    if (!aside->file)
        aside->file = open_file();
    if (!aside->file)
        return false;
    *at = aside->size;
    for (size_t done = 0; done < bytes.len;)
        if (!went_on(pwrite(fileno(aside->file), bytes.data + done, bytes.len - done,
                            (off_t)(*at + done)),
                     &done))
            return false;
    aside->size += bytes.len;
    return true;
}

bool bdl_aside_get(const bdl_aside *aside, uint64_t at, size_t length, bdl_arena *arena,
                   bdl_str *bytes) {
    char *out = bdl_arena_room(arena, length + 1, 1);

    for (size_t done = 0; done < length;)
        if (!went_on(
                pread(fileno(aside->file), out + done, length - done, (off_t)(at + done)),
                &done))
            return false;
    *bytes = bdl_str_of(out, length);
    return true;
}

uint64_t bdl_aside_size(const bdl_aside *aside) {
    return aside->size;
}
