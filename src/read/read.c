/* read.c - finds encoding and format of a file and hands it to the format's reader. */
#include "read/read.h"

#include "base/limits.h"
#include "base/text.h"

#include "read/encoding.h"
#include "read/formats.h"
#include "read/html.h"
#include "read/readers.h"

typedef struct format {
    bdl_str id;
    const char *endings; /* parted by blanks */
    int (*sniff)(const bdl_traits *traits);
    void (*read)(bdl_reading *reading);
} format;

static const format formats[] = {
#define BDL_FORMAT(id, endings, sniff, read) {BDL_STR_INIT(id), endings, sniff, read},
#include "read/formats.def"
#undef BDL_FORMAT
};

static const char *const container_endings[] = {
#define BDL_FORMAT(id, endings, sniff, read)
#define BDL_CONTAINER(id, endings) endings,
#include "read/formats.def"
#undef BDL_CONTAINER
#undef BDL_FORMAT
};

enum { FORMAT_COUNT = sizeof formats / sizeof formats[0], NAME_BONUS = 15 };

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_letters(bdl_str a, bdl_str b) {
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.data[i]) != lower(b.data[i]))
            return false;
    return true;
}

/* What follows the last dot of a file's name. */
static bdl_str ending_of(bdl_str path) {
    bdl_str name = bdl_path_name(path);
    for (size_t i = name.len; i > 1; i--)
        if (name.data[i - 1] == '.')
            return bdl_str_from(name, i);
    return (bdl_str){"", 0};
}

static bool has_ending(const char *endings, bdl_str ending) {
    for (const char *p = endings; *p;) {
        size_t len = strcspn(p, " ");
        if (ending.len && same_letters(ending, (bdl_str){p, len}))
            return true;
        p += len + (p[len] == ' ');
    }
    return false;
}

bool bdl_read_can(bdl_str path) {
    bdl_str ending = ending_of(path);
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (has_ending(formats[i].endings, ending))
            return true;
    for (size_t i = 0; i < sizeof container_endings / sizeof *container_endings; i++)
        if (has_ending(container_endings[i], ending))
            return true;
    return false;
}

static const format *find_format(const bdl_traits *traits) {
    bdl_str ending = ending_of(traits->path);
    const format *best = &formats[0];
    int most = -1;
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        int sure = formats[i].sniff(traits);
        if (has_ending(formats[i].endings, ending))
            sure += NAME_BONUS;
        if (sure > most) {
            most = sure;
            best = &formats[i];
        }
    }
    return best;
}

static bdl_doc *new_doc(bdl_arena *arena, bdl_str path, bdl_str bytes) {
    bdl_doc *doc = BDL_NEW(arena, bdl_doc);
    doc->arena = arena;
    doc->path = path;
    doc->size = bytes.len;
    return doc;
}

static bdl_status finish(const bdl_reading *reading, bdl_doc **out, bdl_str *error) {
    if (reading->error.len) {
        *error = reading->error;
        return BDL_EINPUT;
    }
    *out = reading->doc;
    return BDL_OK;
}

static bool is_container(bdl_str bytes) {
    return bdl_str_starts(bytes, BDL_STR("PK\003\004"));
}

static bdl_status read_container(bdl_doc *doc, bdl_str bytes, bdl_doc **out,
                                 bdl_str *error) {
    bdl_traits traits = {.path = doc->path};
    bdl_reading reading = {
        .arena = doc->arena, .doc = doc, .traits = &traits, .clean = bdl_maker_add_plain};
    bdl_read_container(&reading, bytes);
    return finish(&reading, out, error);
}

bdl_status bdl_read_bytes(bdl_arena *arena, bdl_str path, bdl_str bytes, bdl_doc **out,
                          bdl_str *error) {
    bdl_doc *doc = new_doc(arena, path, bytes);
    if (is_container(bytes))
        return read_container(doc, bytes, out, error);
    bdl_decoded decoded;
    bdl_status status = bdl_decode(doc, bytes, &decoded, error);
    if (status != BDL_OK && !bdl_html_decode(doc, bytes, &decoded.text, &decoded.name))
        return status;
    if (bdl_text_trim(decoded.text).len == 0) {
        *error = BDL_STR("holds nothing but white space");
        return BDL_EINPUT;
    }
    doc->encoding = decoded.name;
    doc->source = bdl_source_new(arena, path, decoded.text);
    bdl_traits traits;
    bdl_traits_count(&traits, path, doc->source);
    const format *f = find_format(&traits);
    doc->format = f->id;
    bdl_reading reading = {.arena = arena,
                           .doc = doc,
                           .traits = &traits,
                           .clean = bdl_maker_add_plain,
                           .lines = bdl_lines_of(doc->source)};
    f->read(&reading);
    return finish(&reading, out, error);
}

bdl_status bdl_read(bdl_arena *arena, bdl_str path, bdl_doc **out, bdl_str *error) {
    bdl_str bytes;
    bdl_status status = bdl_file_read(arena, path, BDL_MAX_DOCUMENT_BYTES, &bytes, error);
    if (status != BDL_OK)
        return status;
    return bdl_read_bytes(arena, path, bytes, out, error);
}
