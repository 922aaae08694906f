/* read.c - finds encoding and format of a file and hands it to the format's reader. */
#include "read/read.h"

#include "base/language.h"
#include "base/limits.h"
#include "base/text.h"

#include "read/apart.h"
#include "read/archive.h"
#include "read/encoding.h"
#include "read/formats.h"
#include "read/office/office.h"
#include "read/pdf.h"
#include "read/stream.h"
#include "read/text/retab.h"
#include "read/web/html.h"
#include "read/web/mhtml.h"

typedef struct format {
    bdl_str id;
    const char *endings; /* parted by blanks */
    int (*sniff)(const bdl_traits *traits);
    void (*read)(bdl_reading *reading); /* NULL: bdl-read-office does */
} format;

static const format formats[] = {
#define BDL_FORMAT(id, endings, sniff, read) {BDL_STR_INIT(id), endings, sniff, read},
#define BDL_FORMAT_APART(id, endings, sniff) {BDL_STR_INIT(id), endings, sniff, NULL},
#include "read/formats.def"
#undef BDL_FORMAT_APART
#undef BDL_FORMAT
};

static const char *const container_endings[] = {
#define BDL_FORMAT(id, endings, sniff, read)
#define BDL_CONTAINER(id, endings) endings,
#include "read/formats.def"
#undef BDL_CONTAINER
#undef BDL_FORMAT
};

enum { FORMAT_COUNT = BDL_COUNT_OF(formats), NAME_BONUS = 15 };

static bool same_letters(bdl_str a, bdl_str b) {
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (bdl_ascii_lower(a.data[i]) != bdl_ascii_lower(b.data[i]))
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
    for (size_t i = 0; i < BDL_COUNT_OF(container_endings); i++)
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

static const format *format_of(bdl_str id) {
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (bdl_str_eq(formats[i].id, id))
            return &formats[i];
    return &formats[0]; /* of a bdl that reads no pages */
}

static bdl_doc *new_doc(bdl_arena *arena, bdl_str path, bdl_str bytes) {
    bdl_doc *doc = BDL_NEW(arena, bdl_doc);
    doc->arena = arena;
    doc->path = path;
    doc->size = bytes.len;
    bdl_doc_part_blocks(doc);
    return doc;
}

static bool is_container(bdl_str bytes) {
    return bdl_str_starts(bytes, BDL_STR("PK\003\004"));
}

/* Mail and printers put something before the head now and then. */
static bool is_pdf(bdl_str path, bdl_str bytes) {
    bdl_str start = {bytes.data, bytes.len < 1024 ? bytes.len : 1024};
    size_t at = bdl_str_find(start, BDL_STR("%PDF-"), 0);
    return at == 0 || (at != SIZE_MAX && same_letters(ending_of(path), BDL_STR("pdf")));
}

/* ---- one document on its way ---- */

typedef struct job {
    bdl_reading reading;
    bdl_traits traits;
    bdl_str bytes;
    bdl_pages *pages;
    bdl_office office;
    void (*strange)(bdl_reading *reading, bdl_str bytes);
    bool keeps_raw;
    const format *format; /* of a text; NULL: it is none */
} job;

/* All that comes before reading itself: encoding and format. */
static bdl_status prepare(job *j, bdl_doc *doc, bdl_str *error) {
    j->reading = (bdl_reading){.arena = doc->arena,
                               .doc = doc,
                               .traits = &j->traits,
                               .keeps_raw = j->keeps_raw,
                               .clean = bdl_maker_add_plain};
    j->traits.path = doc->path;
    j->office = bdl_office_of(j->bytes);
    if (j->office.kind != BDL_OFFICE_NONE || is_container(j->bytes) ||
        is_pdf(doc->path, j->bytes))
        return BDL_OK;
    bdl_decoded decoded;
    bdl_str bytes = j->bytes;
    bool page = bdl_mhtml_page(doc->arena, j->bytes, &bytes);
    bdl_status status = bdl_decode(doc, bytes, &decoded, error);
    if (status != BDL_OK && !bdl_html_decode(doc, bytes, &decoded.text, &decoded.name))
        return status;
    if (bdl_text_trim(decoded.text).len == 0) {
        *error = BDL_TR("holds nothing but white space");
        return BDL_EINPUT;
    }
    doc->encoding = decoded.name;
    bdl_marks_doubt doubt;
    bdl_str text = bdl_retab_any(doc->arena, decoded.text, &doubt);
    if (doubt.line > 0)
        bdl_reading_trouble(&j->reading, (bdl_place){.line = doubt.line},
                            BDL_TR("a row has more marks than the others; which of them "
                                   "part cells cannot be told"));
    doc->source = bdl_source_new(doc->arena, doc->path, text);
    j->reading.lines = bdl_lines_of(doc->source);
    bdl_traits_count(&j->traits, doc->path, doc->source, j->reading.lines);
    if (j->traits.spaced) {
        j->reading.lines.spaced = true;
        bdl_traits_count(&j->traits, doc->path, doc->source, j->reading.lines);
    }
    j->format = page ? format_of(BDL_STR("html")) : find_format(&j->traits);
    doc->format = j->format->id;
    return BDL_OK;
}

static bdl_status read_here(job *j, bdl_str *error) {
    if (j->format && j->format->read)
        j->format->read(&j->reading);
    else
        j->strange(&j->reading, j->bytes);
    *error = j->reading.error;
    if (error->len)
        return BDL_EINPUT;
    bdl_reading_tell_torn(&j->reading);
    return BDL_OK;
}

static bdl_status read_apart(job *j, bdl_str *error) {
    bdl_doc *doc = j->reading.doc;
    bdl_str answer, encoding = doc->encoding;
    bool is_page = doc->source != NULL;
    bdl_status status =
        bdl_apart(doc->arena, is_page ? BDL_APART_PAGE : BDL_APART_OFFICE, BDL_STR(""),
                  is_page ? bdl_source_text(doc->source) : j->bytes, &answer, error);
    if (status != BDL_OK)
        return status;
    if (bdl_stream_get(answer, doc)) {
        doc->encoding = is_page ? encoding : doc->encoding;
        if (doc->blocks.count > 0 || doc->troubles.count > 0)
            return BDL_OK; /* or what was left out is told */
        *error = BDL_TR("holds no text");
        return BDL_EINPUT;
    }
    *error = BDL_TR("is damaged in a way that confuses its reader");
    return BDL_EINPUT;
}

/* Who reads a document: a text is read in this process. */
typedef enum reader { HERE, APART, PDF, OFFICE } reader;

static reader reader_of(const job *j) {
    if (is_pdf(j->traits.path, j->bytes))
        return PDF;
    if (j->office.kind != BDL_OFFICE_NONE)
        return OFFICE;
    return (j->format && j->format->read) || j->strange ? HERE : APART;
}

/* What LibreOffice makes of it is read like any other container. */
static bdl_status read_office(job *j, bdl_str *error) {
    bdl_doc *doc = j->reading.doc;
    bdl_status status =
        bdl_office_convert(doc->arena, j->office, j->bytes, &j->bytes, error);
    if (status == BDL_OK)
        status = read_apart(j, error);
    doc->format = bdl_str_z(j->office.format);
    return status;
}

static bdl_status read_by(reader who, job *j, bdl_str *error) {
    switch (who) {
    case PDF:
        return bdl_read_pdf(j->reading.doc, j->bytes, j->pages, error);
    case OFFICE:
        return read_office(j, error);
    case APART:
        return read_apart(j, error);
    default:
        return read_here(j, error);
    }
}

static bdl_status read_document(bdl_doc *doc, const bdl_input *input, bdl_str *error) {
    job j = {.bytes = input->bytes,
             .pages = input->pages,
             .strange = input->strange,
             .keeps_raw = input->keeps_raw};
    bdl_status status = prepare(&j, doc, error);
    if (status != BDL_OK)
        return status;
    reader who = reader_of(&j);
    const bdl_cache *cache = who == HERE ? NULL : input->cache;
    bdl_str ending = ending_of(doc->path);
    if (cache && bdl_cache_get(cache, input->bytes, ending, doc))
        return BDL_OK;
    status = read_by(who, &j, error);
    doc->is_dear = who != HERE;
    if (cache && status == BDL_OK)
        bdl_cache_put(cache, input->bytes, ending, doc);
    return status;
}

bdl_status bdl_read_input(bdl_arena *arena, const bdl_input *input, bdl_doc **out,
                          bdl_str *error) {
    bdl_doc *doc = new_doc(arena, input->path, input->bytes);
    bdl_status status = read_document(doc, input, error);
    if (status == BDL_OK)
        *out = doc;
    return status;
}

bdl_status bdl_read_bytes(bdl_arena *arena, bdl_str path, bdl_str bytes, bdl_doc **out,
                          bdl_str *error) {
    bdl_input input = {.path = path, .bytes = bytes};
    return bdl_read_input(arena, &input, out, error);
}

bdl_status bdl_read_file(bdl_arena *arena, bdl_str path, bdl_str *bytes, bdl_str *error) {
    bdl_str archive, name;
    if (bdl_archive_split(arena, path, &archive, &name))
        return bdl_archive_read(arena, archive, name, bytes, error);
    return bdl_file_read(arena, path, BDL_MAX_DOCUMENT_BYTES, bytes, error);
}
