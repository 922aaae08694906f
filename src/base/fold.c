/* fold.c - the text a reader sees: NFKC, simplified characters, mainland quotes, nothing
 * from private fonts, and white space only where it parts Latin words.
 *
 * Most characters of a disclosure fold to themselves or by a subtraction; those take a
 * fast path. The rest is normalised a segment at a time: a character with the marks that
 * may combine with it, at most SEGMENT_MAX of them, so that no input makes it slow. */
#include "base/text.h"

#include <utf8proc.h>

#include "base/vec.h"

enum { SEGMENT_MAX = 32, FOLDED_MAX = SEGMENT_MAX * 20 };

typedef struct folder {
    bdl_arena *arena;
    bdl_str in;
    char *text;
    uint32_t *origin; /* NULL when nobody asked for it */
    size_t len, capacity;
    bool after_latin; /* the last character written is a Latin letter or a digit */
    bool blank;       /* visible white space was met since */
    size_t blank_at;
} folder;

/* 「」『』: what traditional typesetting prints where the mainland prints “”‘’. */
static inline bool is_corner(uint32_t c) {
    return c >= 0x300C && c <= 0x300F;
}

/* Whether C folds to itself and combines with nothing before it. */
static inline bool is_plain(uint32_t c) {
    if (c < 0x80)
        return c > ' ' && c != 0x7F;
    if (c >= 0x4E00 && c <= 0x9FFF)
        return true;
    return (c >= 0x3001 && c <= 0x301B && !is_corner(c)) ||
           (c >= 0x2014 && c <= 0x201D && c != 0x2017) || c == 0x2264 || c == 0x2265 ||
           c == 0xD7 || c == 0xB7;
}

static bool is_full_width(uint32_t c) {
    return c >= 0xFF01 && c <= 0xFF5E;
}

/* Whether C may combine with the character before it. */
static bool is_extender(uint32_t c) {
    if (c < 0x300 || is_plain(c) || is_full_width(c))
        return false;
    if ((c >= 0x1160 && c <= 0x11FF) || (c >= 0xFF9E && c <= 0xFFDC))
        return true;
    utf8proc_category_t kind = utf8proc_category((utf8proc_int32_t)c);
    return kind == UTF8PROC_CATEGORY_MN || kind == UTF8PROC_CATEGORY_MC ||
           kind == UTF8PROC_CATEGORY_ME;
}

static bool is_zero_width(uint32_t c) {
    return (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF || c == 0x180E;
}

/* Bullets and fillers of private fonts say nothing to a reader. */
static bool is_private(uint32_t c) {
    return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

bool bdl_is_raised(uint32_t c) {
    return c == 0xB2 || c == 0xB3 || c == 0xB9 || (c >= 0x2070 && c <= 0x2079) ||
           (c >= 0x2460 && c <= 0x249B);
}

static void reserve(folder *f, size_t more) {
    if (f->capacity - f->len >= more)
        return;
    size_t wanted = f->capacity * 2 + more;
    char *text = bdl_arena_alloc(f->arena, wanted);
    memcpy(text, f->text, f->len);
    f->text = text;
    if (f->origin) {
        uint32_t *origin = BDL_NEW_ARRAY(f->arena, uint32_t, wanted + 1);
        memcpy(origin, f->origin, f->len * sizeof *origin);
        f->origin = origin;
    }
    f->capacity = wanted;
}

static void put_bytes(folder *f, const char *bytes, size_t count, size_t from) {
    reserve(f, count);
    memcpy(f->text + f->len, bytes, count);
    if (f->origin)
        for (size_t i = 0; i < count; i++)
            f->origin[f->len + i] = (uint32_t)from;
    f->len += count;
}

/* Writes the blank that was held back when it stands between two Latin characters. */
static void settle_blank(folder *f, bool latin) {
    if (f->blank && f->after_latin && latin)
        put_bytes(f, " ", 1, f->blank_at);
    f->blank = false;
}

/* Writes one folded character that came from offset FROM. */
static void put(folder *f, uint32_t c, size_t from) {
    char out[4];
    if (c == 0x2212)
        c = '-';
    if (is_corner(c))
        c = (c < 0x300E ? 0x201C : 0x2018) + (c & 1);
    if (bdl_is_space(c))
        return;
    c = bdl_simplified(c);
    bool latin = bdl_is_latin(c);
    settle_blank(f, latin);
    if (latin || !is_extender(c))
        f->after_latin = latin;
    size_t count = bdl_utf8_put(c, out);
    put_bytes(f, out, count, from);
}

/* The segment that begins at OFFSET as valid UTF-8 in BYTES: one character and its
 * extenders, white space before an extender left out. Gives where it ends. */
static size_t gather(bdl_str in, size_t offset, char *bytes, size_t *count) {
    *count = bdl_utf8_put(bdl_utf8_next(in, &offset), bytes);
    for (size_t n = 1; n < SEGMENT_MAX && offset < in.len; n++) {
        size_t next = offset, spaces = 0;
        uint32_t c = bdl_utf8_next(in, &next);
        for (; bdl_is_space(c) && next < in.len && spaces < SEGMENT_MAX; spaces++)
            c = bdl_utf8_next(in, &next);
        if (!is_extender(c))
            break;
        *count += bdl_utf8_put(c, bytes + *count);
        offset = next;
    }
    return offset;
}

/* Normalises the segment at OFFSET and writes it; gives where it ends. */
static size_t put_segment(folder *f, size_t offset) {
    char bytes[SEGMENT_MAX * 4];
    utf8proc_int32_t wide[FOLDED_MAX];
    const utf8proc_option_t how = UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_STABLE;
    size_t count, first = 0;
    size_t end = gather(f->in, offset, bytes, &count);
    uint32_t original = bdl_utf8_next(bdl_str_of(bytes, count), &first);
    utf8proc_ssize_t n = utf8proc_decompose(
        (const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)count, wide, FOLDED_MAX, how);
    if (n > 0 && n <= FOLDED_MAX)
        n = utf8proc_normalize_utf32(wide, n, how);
    bool behind_digit = f->len > 0 && !f->blank && f->text[f->len - 1] >= '0' &&
                        f->text[f->len - 1] <= '9';
    if (n <= 0 || n > FOLDED_MAX || bdl_is_space((uint32_t)wide[0]) ||
        (behind_digit && bdl_is_raised(original))) {
        /* a spacing accent, a form that does not fit, the mark of a note: kept as printed
         */
        put(f, original, offset);
        bdl_utf8_next(f->in, &offset);
        return offset;
    }
    for (utf8proc_ssize_t i = 0; i < n; i++)
        put(f, (uint32_t)wide[i], offset);
    return end;
}

/* Whether what stands at OFFSET may combine with the character before it. */
static bool extends_at(bdl_str in, size_t offset) {
    while (offset < in.len) {
        unsigned char lead = (unsigned char)in.data[offset];
        if (lead > ' ' && (lead < 0x80 || (lead >= 0xE4 && lead <= 0xE9)))
            return false; /* ASCII, a Chinese character */
        if (lead == 0xEF && offset + 1 < in.len &&
            (unsigned char)in.data[offset + 1] == 0xBC)
            return false; /* full-width signs, digits and capitals */
        uint32_t c = bdl_utf8_next(in, &offset);
        if (!bdl_is_space(c))
            return is_extender(c);
    }
    return false;
}

static void hold_blank(folder *f, uint32_t c, size_t at) {
    if (is_zero_width(c) || f->blank)
        return;
    f->blank = true;
    f->blank_at = at;
}

/* What a character of three bytes folds to: what is told at once. */
enum { NOT_TOLD, SAME, NARROW };

/* The same of the character that BYTES may be, and which one it is. */
static inline int tell_three(uint32_t bytes, uint32_t *c) {
    *c = (bytes & 0xF) << 12 | (bytes >> 2 & 0xFC0) | (bytes >> 16 & 0x3F);
    if (!bdl_utf8_is_three(bytes))
        return NOT_TOLD;
    if (*c - 0x4E00 < 0xA000 - 0x4E00)
        return bdl_simplified_of[*c - 0x4E00] ? NOT_TOLD : SAME;
    if (is_full_width(*c))
        return NARROW;
    return *c >= 0x2000 && is_plain(*c) ? SAME : NOT_TOLD;
}

/* What is three bytes at I, or more of them; 0 where there are less. */
static inline uint32_t bytes_at(bdl_str s, size_t i) {
    const unsigned char *p = (const unsigned char *)s.data;
    if (s.len - i > 3)
        return bdl_utf8_load4(p + i);
    return s.len - i == 3 ? bdl_utf8_load3(p + i) : 0;
}

static bool is_ascii_latin(bdl_str s, size_t offset) {
    return offset < s.len && (s.data[offset] & 0x80) == 0 &&
           bdl_is_latin((unsigned char)s.data[offset]);
}

/* The bytes of the character at I that folds to itself for certain, 0 when that is not
 * said. A blank does between two Latin characters after BEGIN. */
static size_t same_at(bdl_str s, size_t begin, size_t i) {
    size_t next = i;
    uint32_t c = bdl_utf8_next(s, &next);
    if (c == ' ')
        return i > begin && is_ascii_latin(s, i - 1) && is_ascii_latin(s, next);
    return is_plain(c) && bdl_simplified(c) == c ? next - i : 0;
}

/* Where the stretch from the beginning of S on ends that folds to itself for certain. */
static size_t unchanged(bdl_str s) {
    size_t i = 0, length;
    uint32_t c;
    do {
        while (s.len - i > 3 &&
               bdl_utf8_is_same_han(bdl_utf8_load4((const unsigned char *)s.data + i)))
            i += 3;
        while (tell_three(bytes_at(s, i), &c) == SAME)
            i += 3;
        for (length = i; i < s.len && bdl_is_seen_ascii(s.data[i]);)
            i++;
        length = i - length;
        if (length == 0 && i < s.len)
            i += length = same_at(s, 0, i);
    } while (length > 0);
    return i < s.len && i > 0 && extends_at(s, i) ? bdl_utf8_before(s, i) : i;
}

/* Writes COUNT bytes, for which there is room, of the character at I, which fold to
 * themselves. */
static inline void put_same(folder *f, size_t i, size_t count) {
    memcpy(f->text + f->len, f->in.data + i, count);
    for (size_t k = 0; f->origin && k < count; k++)
        f->origin[f->len + k] = (uint32_t)i;
    f->len += count;
}

/* The same of the one byte C that the character at I folds to. */
static inline void put_narrow(folder *f, size_t i, char c) {
    f->text[f->len] = c;
    if (f->origin)
        f->origin[f->len] = (uint32_t)i;
    f->len++;
}

/* Writes the characters at I of three bytes each that are told at once; gives where they
 * end. */
static inline size_t put_threes(folder *f, size_t i) {
    for (;; i += 3) {
        uint32_t c;
        int told = tell_three(bytes_at(f->in, i), &c);
        if (told == SAME)
            put_same(f, i, 3);
        else if (told == NARROW)
            put_narrow(f, i, (char)(c - 0xFEE0));
        else
            return i;
    }
}

/* Writes the characters at I of a run from BEGIN on, for which there is room, that are
 * told at once; gives where they end. */
static size_t put_plain(folder *f, size_t begin, size_t i) {
    folder run = *f; /* our own: no byte that is written can be part of it */
    size_t length;
    do {
        size_t before = i = put_threes(&run, i);
        for (; i < run.in.len && bdl_is_seen_ascii(run.in.data[i]); i++)
            put_narrow(&run, i, run.in.data[i]);
        length = i - before;
        if (length == 0 && i < run.in.len && (length = same_at(run.in, begin, i)) > 0) {
            put_same(&run, i, length);
            i += length;
        }
    } while (length > 0);
    f->len = run.len;
    return i;
}

/* Whether what is written first of a run at OFFSET is Latin. */
static bool starts_latin(bdl_str in, size_t offset) {
    uint32_t c = bdl_utf8_next(in, &offset);
    c = is_full_width(c) ? c - 0xFEE0 : c;
    return c < 0x80 && bdl_is_latin(c);
}

/* Whether the last of what was written is Latin; a blank counts as such. */
static bool ends_latin(const folder *f) {
    return f->text[f->len - 1] == ' ' ||
           is_ascii_latin(bdl_str_of(f->text, f->len), f->len - 1);
}

/* Writes the run of plain characters at OFFSET, but for one that the next may combine
 * with; gives where it ends. */
static size_t put_run(folder *f, size_t offset) {
    size_t length = f->len, i;
    bool blank = f->blank;
    reserve(f, f->in.len - offset + blank);
    if (blank)
        settle_blank(f, starts_latin(f->in, offset));
    i = put_plain(f, offset, offset);
    if (i < f->in.len && i > offset && extends_at(f->in, i)) {
        i = bdl_utf8_before(f->in, i);
        f->len = bdl_utf8_before((bdl_str){f->text, f->len}, f->len);
    }
    if (i == offset) { /* as if nothing had been looked at */
        f->len = length;
        f->blank = blank;
    } else {
        f->after_latin = ends_latin(f);
    }
    return i;
}

/* Folds the one character or segment at OFFSET; gives where it ends. */
static size_t fold_one(folder *f, size_t offset) {
    size_t begin = offset;
    uint32_t c = bdl_utf8_next(f->in, &offset);
    if (bdl_is_space(c))
        hold_blank(f, c, begin);
    else if (is_private(c))
        return offset;
    else
        offset = put_segment(f, begin);
    return offset;
}

static bdl_folded fold(bdl_arena *arena, bdl_str s, bool with_origin) {
    size_t at = with_origin ? 0 : unchanged(s);
    if (at == s.len && !with_origin)
        return (bdl_folded){s, NULL};
    folder f = {.arena = arena, .in = s, .capacity = s.len};
    f.text = bdl_arena_room(arena, s.len + 1, 1);
    if (with_origin)
        f.origin = bdl_arena_room(arena, s.len + 1, sizeof *f.origin);
    memcpy(f.text, s.data, at);
    f.len = at;
    f.after_latin = at > 0 && ends_latin(&f);
    while (at < s.len) {
        size_t end = put_run(&f, at);
        at = end > at ? end : fold_one(&f, at);
    }
    if (f.origin)
        f.origin[f.len] = (uint32_t)s.len;
    return (bdl_folded){bdl_str_of(f.text, f.len), f.origin};
}

bdl_folded bdl_text_fold_map(bdl_arena *arena, bdl_str s) {
    return fold(arena, s, true);
}

bdl_str bdl_text_fold(bdl_arena *arena, bdl_str s) {
    bdl_str folded = fold(arena, s, false).text;
    return folded.data == s.data || bdl_str_eq(folded, s) ? s : folded;
}

/* The bytes of the character at I that folds to itself whatever stands beside it but for
 * marks that combine with it; 0 when that is not said. */
static size_t length_of_plain(bdl_str s, size_t i) {
    uint32_t c;
    if (bdl_is_seen_ascii(s.data[i]))
        return 1;
    return tell_three(bytes_at(s, i), &c) == SAME ? 3 : 0;
}

/* Whether A and B fold to different texts for certain: the first visible characters in
 * which they differ fold to themselves. */
static bool surely_differ(bdl_str a, bdl_str b) {
    for (size_t i = 0, k = 0;;) {
        i += bdl_str_run(a, i, ' ');
        k += bdl_str_run(b, k, ' ');
        if (i >= a.len || k >= b.len)
            return false;
        size_t length = length_of_plain(a, i), other = length_of_plain(b, k);
        if (length == 0 || other == 0)
            return false;
        if (length != other || memcmp(a.data + i, b.data + k, length) != 0)
            return true;
        i += length;
        k += length;
    }
}

bool bdl_text_same(bdl_arena *scratch, bdl_str a, bdl_str b) {
    if (bdl_str_eq(a, b))
        return true;
    if (surely_differ(a, b))
        return false;
    return bdl_str_eq(bdl_text_fold(scratch, a), bdl_text_fold(scratch, b));
}

void bdl_folded_range(const bdl_folded *folded, bdl_str original, size_t begin,
                      size_t end, size_t *original_begin, size_t *original_end) {
    *original_begin = folded->origin ? folded->origin[begin] : begin;
    *original_end = *original_begin;
    if (end <= begin)
        return;
    size_t at = folded->origin ? folded->origin[end - 1] : end;
    if (folded->origin)
        bdl_utf8_next(original, &at);
    while (at < original.len) {
        size_t next = at;
        if (!is_extender(bdl_utf8_next(original, &next)))
            break;
        at = next;
    }
    *original_end = at;
}
