/* source.c - a text in memory: its lines and, where some line is long, how many
 * characters came before every BLOCK bytes, so that a column is found without walking
 * that line. */
#include "base/source.h"

#include <stdatomic.h>

#include "base/text.h"
#include "base/vec.h"

enum { BLOCK = 1024, LONG_LINE = 4 * BLOCK };

typedef struct lines {
    bdl_arena *arena; /* of what was made when somebody asked */
    uint32_t *starts; /* offset of each line */
    size_t count;
    uint32_t *before; /* characters before each whole block; NULL: no line is long */
} lines;

struct bdl_source {
    bdl_str name, text;
    _Atomic(lines *) *lines; /* NULL: nobody asked yet */
};

static const char *find_byte(bdl_str s, size_t from, char byte) {
    return from < s.len ? memchr(s.data + from, byte, s.len - from) : NULL;
}

/* The start of the line after the one at BEGIN, or SIZE_MAX. LF and CR remember where the
 * next of each is, so that a text without one of them is searched for it once. CR CR LF,
 * which is what comes of a second conversion to CR LF, ends one line. */
static inline size_t next_line(bdl_str s, size_t begin, const char **lf,
                               const char **cr) {
    const char *here = s.data + begin;
    if (*lf && *lf < here)
        *lf = find_byte(s, begin, '\n');
    if (*cr && *cr < here)
        *cr = find_byte(s, begin, '\r');
    if (!*lf && !*cr)
        return SIZE_MAX;
    if (!*cr || (*lf && *lf < *cr))
        return (size_t)(*lf - s.data) + 1;
    if (*lf == *cr + 2 && (*cr)[1] == '\r')
        return (size_t)(*lf - s.data) + 1;
    return (size_t)(*cr - s.data) + 1 + (*lf == *cr + 1);
}

/* Lines of a large text are counted first: an array that grows may have room for as many
 * again. */
static size_t count_lines(bdl_str s) {
    enum { LARGE = 1 << 20 };
    size_t count = 0;
    const char *lf = find_byte(s, 0, '\n'), *cr = find_byte(s, 0, '\r');
    if (s.len < LARGE)
        return 0;
    for (size_t at = 0; at < s.len; count++)
        at = next_line(s, at, &lf, &cr);
    return count;
}

static void index_lines(bdl_arena *arena, lines *l, bdl_str s) {
    BDL_VEC(uint32_t) starts = {0};
    size_t count = count_lines(s);
    if (count > 0)
        BDL_MAKE_ROOM(arena, &starts, count);
    BDL_PUSH_MOVING(arena, &starts, 0);
    const char *lf = find_byte(s, 0, '\n'), *cr = find_byte(s, 0, '\r');
    for (size_t at = next_line(s, 0, &lf, &cr); at < s.len;
         at = next_line(s, at, &lf, &cr))
        BDL_PUSH_MOVING(arena, &starts, (uint32_t)at);
    l->starts = starts.items;
    l->count = s.len ? starts.count : 0;
}

static bool has_long_line(const lines *l, bdl_str s) {
    for (size_t i = 0; i < l->count; i++) {
        size_t end = i + 1 < l->count ? l->starts[i + 1] : s.len;
        if (end - l->starts[i] > LONG_LINE)
            return true;
    }
    return false;
}

static void index_blocks(bdl_arena *arena, lines *l, bdl_str s) {
    size_t blocks = s.len / BLOCK + 1;
    l->before = BDL_NEW_ARRAY(arena, uint32_t, blocks);
    for (size_t i = 1; i < blocks; i++) {
        bdl_str block = bdl_str_of(s.data + (i - 1) * BLOCK, BLOCK);
        l->before[i] = l->before[i - 1] + (uint32_t)bdl_utf8_count(block);
    }
}

static lines *new_lines(bdl_arena *arena, bdl_str text) {
    lines *l = BDL_NEW(arena, lines);
    l->arena = arena;
    index_lines(arena, l, text);
    if (has_long_line(l, text))
        index_blocks(arena, l, text);
    return l;
}

static bdl_source *new_source(bdl_arena *arena, bdl_str name, bdl_str text) {
    bdl_source *source = BDL_NEW(arena, bdl_source);
    source->name = name;
    source->text = text;
    if (source->text.len > UINT32_MAX)
        source->text.len = UINT32_MAX; /* readers refuse such files long before */
    source->lines = BDL_NEW_ARRAY(arena, _Atomic(lines *), 1);
    return source;
}

bdl_source *bdl_source_new(bdl_arena *arena, bdl_str name, bdl_str text) {
    bdl_source *source = new_source(arena, name, text);
    atomic_store(source->lines, new_lines(arena, source->text));
    return source;
}

static void release(void *data) {
    lines *l = atomic_load(((bdl_source *)data)->lines);
    if (l)
        bdl_arena_free(l->arena);
}

bdl_source *bdl_source_new_unasked(bdl_arena *arena, bdl_str name, bdl_str text) {
    bdl_source *source = new_source(arena, name, text);
    bdl_arena_on_free(arena, release, source);
    return source;
}

/* Who comes second, while another makes them, takes those of the other. */
static __attribute__((noinline)) const lines *make_lines(const bdl_source *source) {
    lines *made = new_lines(bdl_arena_new(), source->text), *there = NULL;
    if (atomic_compare_exchange_strong(source->lines, &there, made))
        return made;
    bdl_arena_free(made->arena);
    return there;
}

static inline const lines *lines_of(const bdl_source *source) {
    const lines *l = atomic_load_explicit(source->lines, memory_order_acquire);
    return l ? l : make_lines(source);
}

bdl_str bdl_source_name(const bdl_source *source) {
    return source->name;
}

bdl_str bdl_source_text(const bdl_source *source) {
    return source->text;
}

size_t bdl_source_line_count(const bdl_source *source) {
    return lines_of(source)->count;
}

bdl_line_starts bdl_source_starts(const bdl_source *source) {
    const lines *l = lines_of(source);
    return (bdl_line_starts){source->text, l->starts, l->count};
}

bdl_str bdl_source_line(const bdl_source *source, size_t line) {
    bdl_line_starts starts = bdl_source_starts(source);
    return line == 0 || line > starts.count ? BDL_STR("") : bdl_line_at(&starts, line);
}

/* Characters before byte OFFSET, of a text with blocks. */
static size_t characters_before(const bdl_source *source, const lines *l, size_t offset) {
    size_t block = offset / BLOCK * BLOCK;
    bdl_str rest = bdl_str_of(source->text.data + block, offset - block);
    return l->before[offset / BLOCK] + (rest.len ? bdl_utf8_count(rest) : 0);
}

/* Characters from BEGIN to END, which is in the same line. */
static size_t characters_between(const bdl_source *source, const lines *l, size_t begin,
                                 size_t end) {
    if (l->before)
        return characters_before(source, l, end) - characters_before(source, l, begin);
    return end > begin
               ? bdl_utf8_count(bdl_str_of(source->text.data + begin, end - begin))
               : 0;
}

void bdl_source_locate(const bdl_source *source, size_t offset, size_t *line,
                       size_t *column) {
    const lines *l = lines_of(source);
    if (offset > source->text.len)
        offset = source->text.len;
    size_t low = 0, high = l->count ? l->count : 1;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (l->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    *line = low + 1;
    if (offset == source->text.len && offset > 0) {
        /* behind a last line end is the end of that line: there is no other to show */
        bdl_str last = bdl_source_line(source, low + 1);
        offset = l->starts[low] + last.len;
    }
    *column = characters_between(source, l, l->starts[low], offset) + 1;
}

bdl_str bdl_source_slice(const bdl_source *source, bdl_span span) {
    size_t end = span.end < source->text.len ? span.end : source->text.len;
    if (span.begin >= end)
        return BDL_STR("");
    return bdl_str_of(source->text.data + span.begin, end - span.begin);
}
