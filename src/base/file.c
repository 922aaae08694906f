/* file.c - whole files in, whole files out, and paths. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/language.h"
#include "base/vec.h"

enum { STREAM_CHUNK = 1 << 16, ATTEMPTS = 100 };

bdl_str bdl_file_words(bdl_arena *arena, int error) {
    char text[128];
    switch (error) {
    case ENOENT:
        return BDL_TR("no such file");
    case EISDIR:
        return BDL_TR("is a directory");
    case ENOTDIR:
        return BDL_TR("is no folder");
    case EACCES:
        return BDL_TR("permission denied");
    case ENOSPC:
        return BDL_TR("no space left on the device");
    case EFBIG:
        return BDL_TR("larger than files may be here");
    default:
        return bdl_arena_str(arena, bdl_str_z(strerror_r(error, text, sizeof text)));
    }
}

bdl_str bdl_file_words_writing(bdl_arena *arena, int error) {
    bool no_folder = error == ENOENT || error == ENOTDIR;
    return no_folder ? BDL_TR("its folder does not exist") : bdl_file_words(arena, error);
}

static bdl_status fail(bdl_arena *arena, int error, bdl_str *words) {
    /* what stands before its name is no folder */
    *words = bdl_file_words(arena, error == ENOTDIR ? ENOENT : error);
    return BDL_EIO;
}

static bdl_status too_large(bdl_arena *arena, size_t limit, bdl_str *error) {
    if (limit % ((size_t)1 << 30) == 0)
        *error = bdl_arena_printf(arena, _("larger than %zu GiB"), limit >> 30);
    else if (limit % ((size_t)1 << 20) == 0)
        *error = bdl_arena_printf(arena, _("larger than %zu MiB"), limit >> 20);
    else
        *error = bdl_arena_printf(arena, _("larger than %zu bytes"), limit);
    return BDL_ELIMIT;
}

/* Fills P with up to SIZE bytes; *GOT says how many there were. False on an error. */
static bool read_full(int fd, char *p, size_t size, size_t *got) {
    *got = 0;
    while (*got < size) {
        ssize_t n = read(fd, p + *got, size - *got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        if (n == 0)
            break;
        *got += (size_t)n;
    }
    return true;
}

static bdl_status read_sized(bdl_arena *arena, int fd, size_t size, bdl_str *out,
                             bdl_str *error) {
    char *p = bdl_arena_room(arena, size + 1, 1);
    size_t got;
    if (!read_full(fd, p, size, &got))
        return fail(arena, errno, error);
    p[got] = '\0';
    *out = bdl_str_of(p, got);
    return BDL_OK;
}

/* A pipe or a file that does not know its size. */
static bdl_status read_stream(bdl_arena *arena, int fd, size_t limit, bdl_str *out,
                              bdl_str *error) {
    char *p = NULL;
    size_t len = 0, capacity = 0, got = 1;
    bdl_status status = BDL_OK;
    while (status == BDL_OK && got > 0) {
        if (len == capacity) {
            capacity = capacity ? capacity * 2 : STREAM_CHUNK;
            char *grown = realloc(p, capacity);
            if (!grown) {
                status = fail(arena, ENOMEM, error);
                break;
            }
            p = grown;
        }
        if (!read_full(fd, p + len, capacity - len, &got))
            status = fail(arena, errno, error);
        else if ((len += got) > limit)
            status = too_large(arena, limit, error);
    }
    if (status == BDL_OK)
        *out = bdl_arena_str(arena, bdl_str_of(p, len));
    free(p);
    return status;
}

static bdl_status read_open(bdl_arena *arena, int fd, size_t limit, bdl_str *out,
                            bdl_str *error) {
    struct stat info;
    if (fstat(fd, &info) != 0)
        return fail(arena, errno, error);
    if (S_ISDIR(info.st_mode))
        return fail(arena, EISDIR, error);
    if (!S_ISREG(info.st_mode) || info.st_size == 0)
        return read_stream(arena, fd, limit, out, error);
    off_t at = lseek(fd, 0, SEEK_CUR);
    size_t size = (size_t)(info.st_size - (at > 0 && at < info.st_size ? at : 0));
    if (size > limit)
        return too_large(arena, limit, error);
    return read_sized(arena, fd, size, out, error);
}

bdl_status bdl_file_read(bdl_arena *arena, bdl_str path, size_t limit, bdl_str *out,
                         bdl_str *error) {
    if (bdl_str_eq(path, BDL_STR("-")))
        return read_open(arena, STDIN_FILENO, limit, out, error);
    if (path.len > 0 && memchr(path.data, 0, path.len))
        return fail(arena, ENOENT, error);
    int fd = open(bdl_arena_str(arena, path).data, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return fail(arena, errno, error);
    bdl_status status = read_open(arena, fd, limit, out, error);
    close(fd);
    return status;
}

struct bdl_file_writer {
    bdl_arena *arena;
    FILE *stream;
    const char *path, *aside; /* ASIDE is NULL when written directly */
};

/* Opens a new file beside PATH under a name nobody has. */
static int open_aside(bdl_file_writer *writer) {
    for (unsigned i = 0; i < ATTEMPTS; i++) {
        bdl_str aside = bdl_arena_printf(writer->arena, "%s.tmp-%ld-%u", writer->path,
                                         (long)getpid(), i);
        int fd = open(aside.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0) {
            writer->aside = aside.data;
            return fd;
        }
        if (errno != EEXIST)
            return -1;
    }
    return -1;
}

static int open_output(bdl_file_writer *writer) {
    struct stat info;
    bool exists = stat(writer->path, &info) == 0;
    if (exists && S_ISDIR(info.st_mode)) {
        errno = EISDIR;
        return -1;
    }
    if (exists && !S_ISREG(info.st_mode))
        return open(writer->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    char *real = exists ? realpath(writer->path, NULL) : NULL;
    if (real) /* a link stays a link: what it names is replaced */
        writer->path = bdl_arena_str(writer->arena, bdl_str_z(real)).data;
    free(real);
    int fd = open_aside(writer);
    if (fd >= 0 && exists && fchmod(fd, info.st_mode & 07777) != 0)
        errno = 0; /* the mode is a courtesy, not a condition */
    return fd;
}

static void abandon(void *writer) {
    bdl_file_write_abandon(writer);
}

bdl_file_writer *bdl_file_write_begin(bdl_arena *arena, bdl_str path, bdl_str *error) {
    bdl_file_writer *writer = BDL_NEW(arena, bdl_file_writer);
    writer->arena = arena;
    writer->path = bdl_arena_str(arena, path).data;
    int fd = bdl_str_eq(path, BDL_STR("-")) ? fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
                                            : open_output(writer);
    if (fd < 0) {
        *error = bdl_file_words_writing(arena, errno);
        return NULL;
    }
    writer->stream = fdopen(fd, "w");
    if (!writer->stream) {
        fail(arena, errno, error);
        close(fd);
        if (writer->aside)
            unlink(writer->aside);
        return NULL;
    }
    bdl_arena_on_free(arena, abandon, writer);
    return writer;
}

FILE *bdl_file_write_stream(bdl_file_writer *writer) {
    return writer->stream;
}

void bdl_file_write_abandon(bdl_file_writer *writer) {
    if (!writer->stream)
        return;
    fclose(writer->stream);
    writer->stream = NULL;
    if (writer->aside)
        unlink(writer->aside);
}

/* A stream that failed has forgotten why: it is tried once more, with what it kept and a
 * line end in case it kept nothing. */
bool bdl_file_flush(FILE *stream, int *why) {
    bool failed = ferror(stream) != 0;
    errno = 0;
    bool flushed = (!failed || putc('\n', stream) != EOF) && fflush(stream) == 0;
    *why = errno ? errno : EIO;
    return flushed && !failed;
}

bdl_status bdl_file_write_commit(bdl_file_writer *writer, bdl_str *error) {
    FILE *stream = writer->stream;
    int why;
    writer->stream = NULL;
    bool written = bdl_file_flush(stream, &why);
    if (written && writer->aside && fsync(fileno(stream)) != 0) {
        written = false;
        why = errno;
    }
    if (fclose(stream) != 0 && written) {
        written = false;
        why = errno;
    }
    if (written && writer->aside && rename(writer->aside, writer->path) != 0) {
        written = false;
        why = errno;
    }
    if (written)
        return BDL_OK;
    if (writer->aside)
        unlink(writer->aside);
    return fail(writer->arena, why, error);
}

bdl_status bdl_file_write(bdl_arena *arena, bdl_str path, bdl_str text, bdl_str *error) {
    bdl_file_writer *writer = bdl_file_write_begin(arena, path, error);
    if (!writer)
        return BDL_EIO;
    if (text.len)
        fwrite(text.data, 1, text.len, writer->stream);
    return bdl_file_write_commit(writer, error);
}

bdl_str bdl_path_folder(bdl_str path) {
    const char *slash = path.len ? memrchr(path.data, '/', path.len) : NULL;
    if (!slash)
        return BDL_STR("");
    size_t len = (size_t)(slash - path.data);
    return bdl_str_of(path.data, len ? len : 1);
}

bdl_str bdl_path_name(bdl_str path) {
    const char *slash = path.len ? memrchr(path.data, '/', path.len) : NULL;
    return slash ? bdl_str_from(path, (size_t)(slash - path.data) + 1) : path;
}

int bdl_file_write_all(int fd, bdl_str bytes) {
    while (bytes.len) {
        ssize_t n = write(fd, bytes.data, bytes.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n < 0 && errno ? errno : EIO;
        bytes = bdl_str_from(bytes, (size_t)n);
    }
    return 0;
}

bdl_str bdl_path_join(bdl_arena *arena, bdl_str folder, bdl_str name) {
    if (folder.len == 0 || (name.len > 0 && name.data[0] == '/'))
        return bdl_arena_str(arena, name);
    const char *slash = folder.data[folder.len - 1] == '/' ? "" : "/";
    bdl_buf buf = {.arena = arena};
    bdl_buf_add(&buf, folder);
    bdl_buf_add(&buf, bdl_str_z(slash));
    bdl_buf_add(&buf, name);
    bdl_buf_char(&buf, 0);
    return bdl_str_of(buf.data, buf.len - 1);
}
