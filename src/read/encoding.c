/* encoding.c - finds the encoding of a text file: a byte order mark, UTF-16 without one,
 * strict UTF-8, strict Big5, strict GB18030. What is none of these, or binary, is refused
 * in words.
 *
 * GB18030 decodes nearly anything, so it comes last and its result must look like Chinese
 * text; Big5 is told from it by its second bytes. UTF-8 with a few broken bytes is still
 * UTF-8: such text would decode as GB18030 too, into nonsense. */
#include "read/encoding.h"

#include <errno.h>
#include <iconv.h>

#include "base/bytes16.h"
#include "base/language.h"
#include "base/source.h"
#include "base/text.h"
#include "base/vec.h"

enum { SAMPLE_BYTES = 64 << 10 };

typedef struct magic {
    const char *bytes;
    size_t len;
    const char *what;
} magic;

static const magic known_binaries[] = {
    {"PK\003\004", 4, N_("a ZIP archive (perhaps DOCX, XLSX or ODT)")},
    {"\x89PNG", 4, N_("a PNG picture")},
    {"\xFF\xD8\xFF", 3, N_("a JPEG picture")},
    {"GIF8", 4, N_("a GIF picture")},
    {"\x1F\x8B", 2, N_("a gzip archive")},
    {"Rar!", 4, N_("a RAR archive")},
    {"7z\xBC\xAF\x27\x1C", 6, N_("a 7z archive")},
    {"\x7F"
     "ELF",
     4, "a program"},
    {"SQLite format 3", 15, "a database"},
};

static const char *name_binary(bdl_str bytes) {
    for (size_t i = 0; i < BDL_COUNT_OF(known_binaries); i++) {
        bdl_str start = {known_binaries[i].bytes, known_binaries[i].len};
        if (bdl_str_starts(bytes, start))
            return known_binaries[i].what;
    }
    return NULL;
}

static void add_trouble(bdl_doc *doc, uint32_t line, bdl_str text) {
    bdl_trouble trouble = {.place = {.line = line}, .text = text};
    BDL_PUSH(doc->arena, &doc->troubles, trouble);
}

/* ---- UTF-16 ---- */

/* Units of text as disclosures hold them: printable ASCII, line ends, Chinese characters
 * and their punctuation. */
static bool is_likely_unit(uint32_t unit) {
    return (unit >= 0x20 && unit < 0x7F) || unit == '\n' || unit == '\r' ||
           unit == '\t' || unit == '\f' || (unit >= 0x4E00 && unit <= 0x9FFF) ||
           (unit >= 0x3000 && unit <= 0x303F) || (unit >= 0xFF00 && unit <= 0xFF65) ||
           (unit >= 0x2010 && unit <= 0x2030) || unit == 0xA0;
}

static uint32_t unit_at(bdl_str bytes, size_t i, bool big) {
    uint32_t a = (unsigned char)bytes.data[i], b = (unsigned char)bytes.data[i + 1];
    return big ? a << 8 | b : b << 8 | a;
}

/* Whether BYTES without a mark are UTF-16: nineteen units of twenty are likely ones and
 * there is a character below U+0100 among them (a line end, a digit). */
static bool looks_utf16(bdl_str bytes, bool big) {
    size_t end = bytes.len < SAMPLE_BYTES ? bytes.len : SAMPLE_BYTES;
    size_t units = end / 2, likely = 0, latin = 0;
    for (size_t i = 0; i + 1 < end; i += 2) {
        uint32_t unit = unit_at(bytes, i, big);
        likely += is_likely_unit(unit);
        latin += unit < 0x100;
    }
    return units >= 2 && latin > 0 && likely * 20 >= units * 19;
}

static void decode_utf16(bdl_doc *doc, bdl_str bytes, bool big, bdl_decoded *out) {
    bdl_buf buf = {.arena = doc->arena};
    char utf8[4];
    size_t broken = 0;
    uint32_t line = 1, first_broken = 0;
    for (size_t i = 0; i + 1 < bytes.len; i += 2) {
        uint32_t c = unit_at(bytes, i, big);
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.len) {
            uint32_t low = unit_at(bytes, i + 2, big);
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        if (c >= 0xD800 && c < 0xE000) {
            c = BDL_REPLACEMENT;
            first_broken = broken++ ? first_broken : line;
        }
        line += c == '\n';
        bdl_buf_add(&buf, (bdl_str){utf8, bdl_utf8_put(c, utf8)});
    }
    if (broken)
        add_trouble(doc, first_broken,
                    bdl_arena_printf(doc->arena, _("%zu broken characters were replaced"),
                                     broken));
    if (bytes.len % 2)
        add_trouble(doc, line, BDL_TR("the file ends in half a character"));
    out->text = bdl_buf_str(&buf);
    out->name = big ? BDL_STR("UTF-16BE") : BDL_STR("UTF-16LE");
}

/* ---- UTF-8 with broken bytes ---- */

/* Whether BYTES are meant as UTF-8 although not all of them are: at least ten times as
 * many good characters beyond ASCII as bad bytes, or a single one cut by the end. */
static bool is_damaged_utf8(bdl_str bytes, size_t first_bad) {
    size_t good = 0, bad = 0, at = 0;
    while (at < bytes.len) {
        unsigned char lead = (unsigned char)bytes.data[at];
        if (lead < 0x80) {
            at++;
            continue;
        }
        size_t before = at;
        uint32_t c = bdl_utf8_next(bytes, &at);
        if (c == BDL_REPLACEMENT && at == before + 1)
            bad++;
        else
            good++;
    }
    return good > 0 && (bad * 10 <= good || first_bad + 4 > bytes.len);
}

static void decode_damaged(bdl_doc *doc, bdl_str bytes, bdl_decoded *out) {
    bdl_buf buf = {.arena = doc->arena};
    uint32_t line = 1, first = 0;
    size_t bad = 0, at = 0, kept = 0;
    while (at < bytes.len) {
        size_t before = at;
        unsigned char lead = (unsigned char)bytes.data[at];
        if (lead < 0x80) {
            line += lead == '\n';
            at++;
            continue;
        }
        if (bdl_utf8_next(bytes, &at) != BDL_REPLACEMENT || at != before + 1)
            continue;
        bdl_buf_add(&buf, (bdl_str){bytes.data + kept, before - kept});
        bdl_buf_add(&buf, BDL_STR("\xEF\xBF\xBD"));
        kept = at;
        first = bad++ ? first : line;
    }
    bdl_buf_add(&buf, bdl_str_from(bytes, kept));
    add_trouble(doc, first,
                bdl_arena_printf(doc->arena,
                                 _("%zu bytes that are not UTF-8 were replaced"), bad));
    out->text = bdl_buf_str(&buf);
    out->name = BDL_STR("UTF-8");
}

/* ---- Big5, GB18030 ---- */

/* Whether decoded text reads as Chinese: half of what is not ASCII are Chinese characters
 * or full-width signs. */
static bool reads_chinese(bdl_str text) {
    size_t han = 0, other = 0, at = 0;
    size_t end = text.len < SAMPLE_BYTES ? text.len : SAMPLE_BYTES;
    while (at < end) {
        if ((unsigned char)text.data[at] < 0x80) {
            at++;
            continue;
        }
        uint32_t c = bdl_utf8_next(text, &at);
        bool is_sign = (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF);
        if (bdl_is_han(c) || is_sign)
            han++;
        else
            other++;
    }
    return han > 0 && han >= other;
}

/* Two bytes of three characters in five of Big5 end in one above A0, as nearly all of
 * GB18030 do that simplified Chinese needs. Its rarer ones have first bytes or second
 * ones that Big5 knows not, which decoding strictly tells. */
static bool looks_big5(bdl_str bytes) {
    size_t pairs = 0, low = 0;
    for (size_t i = 0; i + 1 < bytes.len && i < SAMPLE_BYTES; i++) {
        if ((unsigned char)bytes.data[i] < 0x80)
            continue;
        pairs++;
        low += (unsigned char)bytes.data[++i] < 0x80;
    }
    return pairs >= 8 && low * 8 >= pairs;
}

/* Decodes strictly from the encoding NAME; what comes is at most two times the input
 * (ASCII stays, two bytes become three, four become three or four). */
static bool decode_chinese(bdl_doc *doc, bdl_str bytes, const char *name,
                           bdl_decoded *out) {
    iconv_t cd = iconv_open("UTF-8", name);
    if (cd == (iconv_t)-1)
        return false;
    size_t room = bytes.len * 2 + 8;
    char *text = bdl_arena_alloc(doc->arena, room);
    char *from = (char *)(uintptr_t)bytes.data, *to = text;
    size_t left = bytes.len, space = room;
    bool good = iconv(cd, &from, &left, &to, &space) != (size_t)-1 && left == 0;
    iconv_close(cd);
    out->text = (bdl_str){text, room - space};
    out->name = bdl_str_z(name);
    return good && reads_chinese(out->text);
}

/* ---- control bytes ---- */

/* Control characters that text holds: white space and what Word leaves of its marks
 * (cells, fields, soft line ends, hyphens) and the old end-of-file sign. */
static bool is_text_control(unsigned char c) {
    return (c >= 7 && c <= 13) || (c >= 19 && c <= 21) || c == 26 || c == 27 || c == 30 ||
           c == 31;
}

/* Whether one of the sixteen bytes at P is a control character other than white space and
 * Word's marks of cells. */
static bool may_have_controls(const char *p) {
    bdl_bytes16 here = bdl_bytes16_at(p);
    return bdl_bytes16_any((bdl_bytes16)((here - 7 > 6) & (here < 0x20)));
}

typedef struct control_count {
    size_t nuls, others, first; /* FIRST: offset of the first one counted */
} control_count;

static control_count count_controls(bdl_str text) {
    control_count count = {0, 0, SIZE_MAX};
    for (size_t i = 0; i < text.len; i++) {
        while (text.len - i > 16 && !may_have_controls(text.data + i))
            i += 16;
        unsigned char c = (unsigned char)text.data[i];
        if (c >= 0x20 || is_text_control(c))
            continue;
        if (count.first == SIZE_MAX)
            count.first = i;
        if (c == 0)
            count.nuls++;
        else
            count.others++;
    }
    return count;
}

static uint32_t line_of(bdl_str text, size_t offset) {
    bdl_arena *scratch = bdl_arena_new();
    const bdl_source *source = bdl_source_new(scratch, BDL_STR(""), text);
    size_t line, column;
    bdl_source_locate(source, offset, &line, &column);
    bdl_arena_free(scratch);
    return (uint32_t)line;
}

/* Good text with a few control characters stays text: each becomes a blank, which keeps
 * every column, and the trouble names the first line. Many mean a binary file. */
static bdl_status mend_controls(bdl_doc *doc, bdl_decoded *decoded, bdl_str *error) {
    bdl_str text = decoded->text;
    control_count count = count_controls(text);
    size_t all = count.nuls + count.others;
    if (all == 0)
        return BDL_OK;
    uint32_t line = line_of(text, count.first);
    if (all * 50 > text.len + 50) {
        *error = bdl_arena_printf(doc->arena,
                                  _("is a binary file (control byte 0x%02X on line %u)"),
                                  (unsigned)(unsigned char)text.data[count.first], line);
        return BDL_EINPUT;
    }
    char *copy = bdl_arena_alloc(doc->arena, text.len);
    memcpy(copy, text.data, text.len);
    for (size_t i = count.first; i < text.len; i++) {
        unsigned char c = (unsigned char)copy[i];
        if (c < 0x20 && !is_text_control(c))
            copy[i] = ' ';
    }
    decoded->text.data = copy;
    add_trouble(doc, line,
                bdl_arena_printf(doc->arena, _("%zu %s bytes were read as blanks"), all,
                                 count.others ? "control" : "NUL"));
    return BDL_OK;
}

/* ---- all of it ---- */

static bool decode_marked(bdl_doc *doc, bdl_str bytes, bdl_decoded *out) {
    if (bdl_str_starts(bytes, BDL_STR("\xFF\xFE")))
        decode_utf16(doc, bdl_str_from(bytes, 2), false, out);
    else if (bdl_str_starts(bytes, BDL_STR("\xFE\xFF")))
        decode_utf16(doc, bdl_str_from(bytes, 2), true, out);
    else
        return false;
    return true;
}

static bool decode_unmarked(bdl_doc *doc, bdl_str bytes, bdl_decoded *out) {
    bool has_nul = memchr(bytes.data, 0, bytes.len) != NULL;
    if (has_nul && looks_utf16(bytes, false)) {
        decode_utf16(doc, bytes, false, out);
        return true;
    }
    if (has_nul && looks_utf16(bytes, true)) {
        decode_utf16(doc, bytes, true, out);
        return true;
    }
    size_t bad = bdl_utf8_check(bytes);
    if (bad == SIZE_MAX) {
        *out = (bdl_decoded){bytes, BDL_STR("UTF-8")};
        return true;
    }
    if (is_damaged_utf8(bytes, bad)) {
        decode_damaged(doc, bytes, out);
        return true;
    }
    return (looks_big5(bytes) && decode_chinese(doc, bytes, "BIG5", out)) ||
           decode_chinese(doc, bytes, "GB18030", out);
}

bdl_status bdl_decode(bdl_doc *doc, bdl_str bytes, bdl_decoded *out, bdl_str *error) {
    const char *binary = name_binary(bytes);
    if (binary) {
        *error =
            bdl_arena_printf(doc->arena, _("is %s, which cannot be read"), _(binary));
        return BDL_EINPUT;
    }
    if (bdl_str_starts(bytes, BDL_STR("\xEF\xBB\xBF")))
        bytes = bdl_str_from(bytes, 3);
    if (bytes.len == 0) {
        *error = BDL_TR("is empty");
        return BDL_EINPUT;
    }
    if (!decode_marked(doc, bytes, out) && !decode_unmarked(doc, bytes, out)) {
        control_count count = count_controls(bytes);
        *error = (count.nuls + count.others) * 50 > bytes.len
                     ? BDL_TR("is a binary file")
                     : BDL_TR("is neither UTF-8 nor UTF-16 nor GB18030 text");
        return BDL_EINPUT;
    }
    return mend_controls(doc, out, error);
}
