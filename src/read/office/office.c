/* office.c - tells documents of older programs by their content, and has LibreOffice turn
 * them into ones that we read. */
#include "read/office/office.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/language.h"
#include "base/limits.h"
#include "base/vec.h"

enum {
    SECONDS = 120, /* of processor time; of waiting, half as many more */
    STEP = 10,     /* milliseconds between two looks */
    HEAD = 4096,   /* bytes in which a text says what it is */
};
#define MEMORY ((rlim_t)4 << 30)

/* ---- what a file is ---- */

/* Whether the ASCII NAME stands in BYTES in two bytes a character, as names inside such
 * files do. */
static bool has_stream(bdl_str bytes, const char *name) {
    char wide[64];
    size_t len = 0;
    for (; name[len / 2] && len + 2 < sizeof wide; len += 2) {
        wide[len] = name[len / 2];
        wide[len + 1] = '\0';
    }
    return bdl_str_find(bytes, (bdl_str){wide, len}, 0) != SIZE_MAX;
}

/* A file of Office 97 and of what came before it, or of WPS: folders in a file. */
static bdl_office compound_file(bdl_str bytes) {
    static const struct {
        const char *stream;
        bdl_office office;
    } known[] = {
        {"EncryptedPackage", {BDL_OFFICE_LOCKED, "doc", NULL}},
        {"WordDocument", {BDL_OFFICE_TEXT, "doc", "MS Word 97"}},
        {"Workbook", {BDL_OFFICE_SHEETS, "xls", "MS Excel 97"}},
        {"PowerPoint Document", {BDL_OFFICE_SLIDES, "ppt", NULL}},
        {"Book", {BDL_OFFICE_SHEETS, "xls", "MS Excel 95"}},
    };
    for (size_t i = 0; i < BDL_COUNT_OF(known); i++)
        if (has_stream(bytes, known[i].stream))
            return known[i].office;
    return (bdl_office){BDL_OFFICE_OTHER, "doc", NULL};
}

bdl_office bdl_office_of(bdl_str bytes) {
    bdl_str head = {bytes.data, bytes.len < HEAD ? bytes.len : HEAD};
    if (bdl_str_starts(bytes, BDL_STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")))
        return compound_file(bytes);
    if (bdl_str_starts(bytes, BDL_STR("{\\rtf")))
        return (bdl_office){BDL_OFFICE_TEXT, "rtf", "Rich Text Format"};
    if (bdl_str_has(head, BDL_STR("<?mso-application progid=\"Excel.Sheet\"")))
        return (bdl_office){BDL_OFFICE_SHEETS, "xml", "MS Excel 2003 XML"};
    if (bdl_str_has(head, BDL_STR("<?mso-application progid=\"Word.Document\"")))
        return (bdl_office){BDL_OFFICE_TEXT, "xml", "MS Word 2003 XML"};
    return (bdl_office){BDL_OFFICE_NONE, NULL, NULL};
}

/* ---- programs ---- */

static const char *on_path(bdl_arena *arena, const char *name) {
    const char *path = getenv("PATH");
    bdl_str rest = bdl_str_z(path ? path : "/usr/bin:/bin");
    while (rest.len) {
        size_t end = bdl_str_find(rest, BDL_STR(":"), 0);
        bdl_str folder = {rest.data, end == SIZE_MAX ? rest.len : end};
        bdl_str file = bdl_path_join(arena, folder, bdl_str_z(name));
        if (folder.len && access(file.data, X_OK) == 0)
            return file.data;
        rest = end == SIZE_MAX ? (bdl_str){"", 0} : bdl_str_from(rest, end + 1);
    }
    return NULL;
}

static const char *find_soffice(bdl_arena *arena) {
    static const char *const names[] = {"soffice", "libreoffice",
                                        "/usr/lib/libreoffice/program/soffice",
                                        "/opt/libreoffice/program/soffice"};
    const char *named = getenv("BDL_SOFFICE");
    if (named && *named)
        return access(named, X_OK) == 0 ? named : NULL;
    for (size_t i = 0; i < BDL_COUNT_OF(names); i++) {
        const char *found = on_path(arena, names[i]);
        if (found)
            return found;
    }
    return NULL;
}

/* ---- a process that may take its time, and no more ---- */

typedef BDL_VEC(const char *) arguments;

static void limit(int what, rlim_t most) {
    struct rlimit wanted = {.rlim_cur = most, .rlim_max = most};
    setrlimit(what, &wanted);
}

/* Does not come back. Only what is allowed between fork and exec is called. */
static void become(const arguments *words, char *const *surroundings) {
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    setsid();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    limit(RLIMIT_CPU, SECONDS);
    limit(RLIMIT_AS, MEMORY);
    limit(RLIMIT_FSIZE, BDL_MAX_DOCUMENT_BYTES);
    limit(RLIMIT_CORE, 0);
    for (int fd = 0; fd < 3; fd++)
        dup2(nothing, fd);
    execve(words->items[0], (char *const *)(uintptr_t)words->items, surroundings);
    _Exit(127);
}

static void wait_a_little(void) {
    poll(NULL, 0, STEP);
}

/* Waits for CHILD; false when it took too long. Whatever it started dies with it. */
static bool wait_for(pid_t child, int *status) {
    struct timespec begin, now;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    pid_t ended;
    while ((ended = waitpid(child, status, WNOHANG)) == 0 ||
           (ended < 0 && errno == EINTR)) {
        clock_gettime(CLOCK_MONOTONIC, &now);
        if (now.tv_sec - begin.tv_sec > SECONDS * 3 / 2)
            break;
        wait_a_little();
    }
    kill(-child, SIGKILL);
    while (ended == 0 && waitpid(child, status, 0) < 0 && errno == EINTR)
        continue;
    return ended != 0;
}

typedef enum result { GOOD, BAD, LATE } result;

static char *setting(bdl_arena *arena, const char *name, bdl_str value) {
    bdl_str text = bdl_arena_printf(arena, "%s=%.*s", name, BDL_PRI(value));
    return (char *)(uintptr_t)text.data;
}

static result run_program(bdl_arena *arena, arguments words, bdl_str folder) {
    const char *path = getenv("PATH");
    bdl_str paths = bdl_str_z(path ? path : "/usr/bin:/bin");
    char *surroundings[] = {setting(arena, "HOME", folder),
                            setting(arena, "TMPDIR", folder),
                            setting(arena, "PATH", paths),
                            setting(arena, "LC_ALL", BDL_STR("C.UTF-8")), NULL};
    BDL_PUSH(arena, &words, NULL);
    int status = 0;
    pid_t child = fork();
    if (child == 0)
        become(&words, surroundings);
    if (child < 0)
        return BAD;
    if (!wait_for(child, &status) || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
        return LATE;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? GOOD : BAD;
}

static void add_words(bdl_arena *arena, arguments *words, const char *const *more) {
    for (; *more; more++)
        BDL_PUSH(arena, words, *more);
}

/* What goes before a command so that it has no network and can write to FOLDER alone;
 * nothing where that is not possible. */
static arguments fence(bdl_arena *arena, const char *folder) {
    const char *bwrap = on_path(arena, "bwrap");
    const char *const words[] = {bwrap,
                                 "--ro-bind",
                                 "/",
                                 "/",
                                 "--dev",
                                 "/dev",
                                 "--proc",
                                 "/proc",
                                 "--tmpfs",
                                 "/tmp",
                                 "--bind",
                                 folder,
                                 folder,
                                 "--chdir",
                                 folder,
                                 "--unshare-all",
                                 "--die-with-parent",
                                 "--new-session",
                                 NULL};
    arguments fenced = {NULL, 0, 0};
    if (!bwrap)
        return fenced;
    add_words(arena, &fenced, words);
    arguments trial = {NULL, 0, 0};
    add_words(arena, &trial, words);
    BDL_PUSH(arena, &trial, "true");
    return run_program(arena, trial, bdl_str_z(folder)) == GOOD ? fenced
                                                                : (arguments){NULL, 0, 0};
}

/* ---- a folder for one document ---- */

static char *new_folder(bdl_arena *arena) {
    const char *base = getenv("TMPDIR");
    bdl_str real = bdl_str_z(base && *base ? base : "/tmp");
    bdl_str pattern = bdl_path_join(arena, real, BDL_STR("bdl-office-XXXXXX"));
    return mkdtemp((char *)(uintptr_t)pattern.data);
}

static int remove_one(const char *path, const struct stat *info, int kind,
                      struct FTW *where) {
    (void)info, (void)kind, (void)where;
    remove(path);
    return 0;
}

static void remove_folder(const char *folder) {
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static bdl_str inside(bdl_arena *arena, const char *folder, const char *name,
                      const char *ending) {
    return bdl_arena_printf(arena, "%s/%s.%s", folder, name, ending);
}

static result run_office(bdl_arena *arena, bdl_office office, const char *soffice,
                         const char *folder) {
    bool sheets = office.kind == BDL_OFFICE_SHEETS;
    bdl_str profile =
        bdl_arena_printf(arena, "-env:UserInstallation=file://%s/profile", folder);
    bdl_str filter = bdl_arena_printf(arena, "--infilter=%s", office.filter);
    const char *const words[] = {soffice,
                                 "--headless",
                                 "--norestore",
                                 profile.data,
                                 filter.data,
                                 "--convert-to",
                                 sheets ? "ods:calc8" : "docx:MS Word 2007 XML",
                                 "--outdir",
                                 inside(arena, folder, "made", "d").data,
                                 inside(arena, folder, "given", office.format).data,
                                 NULL};
    arguments all = fence(arena, folder);
    add_words(arena, &all, words);
    return run_program(arena, all, bdl_str_z(folder));
}

/* ---- comments in RTF ---- */

/* Where the group of RTF that begins at AT ends; SIZE_MAX: nowhere. */
static size_t group_end(bdl_str rtf, size_t at) {
    size_t depth = 0;
    for (; at < rtf.len; at++) {
        char c = rtf.data[at];
        depth += c == '{';
        if (c == '\\')
            at++; /* a brace behind it is a letter */
        else if (c == '}' && --depth == 0)
            return at + 1;
    }
    return SIZE_MAX;
}

/* RTF without its comments: LibreOffice makes text of those in notes. */
static bdl_str without_comments(bdl_arena *arena, bdl_str rtf) {
    static const bdl_str comment = BDL_STR_INIT("{\\*\\annotation");
    bdl_buf out = {.arena = arena};
    size_t from = 0, at, end;
    while ((at = bdl_str_find(rtf, comment, from)) != SIZE_MAX &&
           (end = group_end(rtf, at)) != SIZE_MAX) {
        bdl_buf_add(&out, bdl_str_of(rtf.data + from, at - from));
        bdl_buf_add(&out, BDL_STR("{}")); /* it also ends the word before it */
        from = end;
    }
    if (from == 0)
        return rtf;
    bdl_buf_add(&out, bdl_str_from(rtf, from));
    return bdl_buf_str(&out);
}

/* ---- the work ---- */

static bdl_status convert_in(bdl_arena *arena, bdl_office office, bdl_str bytes,
                             const char *folder, bdl_str *converted, bdl_str *error) {
    const char *soffice = find_soffice(arena);
    bdl_str given = inside(arena, folder, "given", office.format), why;
    bdl_str made = inside(arena, folder, "made.d/given",
                          office.kind == BDL_OFFICE_SHEETS ? "ods" : "docx");
    if (strcmp(office.format, "rtf") == 0)
        bytes = without_comments(arena, bytes);
    if (bdl_file_write(arena, given, bytes, error) != BDL_OK)
        return BDL_EIO;
    result end = run_office(arena, office, soffice, folder);
    /* LibreOffice says that all is well when it could not even open a file. */
    if (access(made.data, R_OK) == 0 &&
        bdl_file_read(arena, made, BDL_MAX_DOCUMENT_BYTES, converted, &why) == BDL_OK &&
        converted->len)
        return BDL_OK;
    *error = end == LATE ? BDL_TR("takes too long to convert with LibreOffice")
                         : BDL_TR("cannot be converted by LibreOffice: it is damaged, "
                                  "protected with a password or of an unknown kind");
    return BDL_EINPUT;
}

static const char *why_never(bdl_office_kind kind) {
    if (kind == BDL_OFFICE_LOCKED)
        return _("is protected with a password");
    if (kind == BDL_OFFICE_SLIDES)
        return _("is a presentation, which cannot be read");
    return _("is a file of an old office program, but neither a text nor a workbook, or "
             "damaged");
}

static const char *words_for(bdl_office office) {
    if (strcmp(office.format, "rtf") == 0)
        return _("an RTF document");
    if (strcmp(office.format, "xml") == 0)
        return _("an XML document of Office 2003");
    return office.kind == BDL_OFFICE_SHEETS
               ? _("a workbook of an old program (XLS, ET)")
               : _("a document of an old program (DOC, WPS)");
}

bdl_status bdl_office_convert(bdl_arena *arena, bdl_office office, bdl_str bytes,
                              bdl_str *converted, bdl_str *error) {
    if (!office.filter) {
        *error = bdl_str_z(why_never(office.kind));
        return BDL_EINPUT;
    }
    if (!find_soffice(arena)) {
        *error =
            bdl_arena_printf(arena,
                             _("is %s; LibreOffice, which turns those into ones that "
                               "can be read, was not found (soffice, BDL_SOFFICE)"),
                             words_for(office));
        return BDL_EINPUT;
    }
    const char *folder = new_folder(arena);
    if (!folder) {
        *error =
            bdl_arena_printf(arena, _("no folder could be made to convert it in: %s"),
                             bdl_file_words_writing(arena, errno).data);
        return BDL_EIO;
    }
    bdl_status status = convert_in(arena, office, bytes, folder, converted, error);
    remove_folder(folder);
    return status;
}
