/* source.h - a text file in memory, its lines, and spans in it. */
#ifndef BDL_BASE_SOURCE_H
#define BDL_BASE_SOURCE_H

#include "base/arena.h"

/* One file of rules or one document as text. Text and name live as long as the arena it
 * was made in. */
typedef struct bdl_source bdl_source;

/* A stretch of a source, in bytes; END is past the last byte. */
typedef struct bdl_span {
    uint32_t begin, end;
} bdl_span;

bdl_source *bdl_source_new(bdl_arena *arena, bdl_str name, bdl_str text);
/* The same of a text of which few want to know lines: they are found when somebody does.
 */
bdl_source *bdl_source_new_unasked(bdl_arena *arena, bdl_str name, bdl_str text);
bdl_str bdl_source_name(const bdl_source *source);
bdl_str bdl_source_text(const bdl_source *source);
size_t bdl_source_line_count(const bdl_source *source);
/* Line LINE (from 1) without its line end (LF, CRLF, CR or CR CR LF); empty when out of
 * range. */
bdl_str bdl_source_line(const bdl_source *source, size_t line);
/* All lines, for those who walk through them: where each begins. */
typedef struct bdl_line_starts {
    bdl_str text;
    const uint32_t *at;
    size_t count;
} bdl_line_starts;
bdl_line_starts bdl_source_starts(const bdl_source *source);
/* The same as bdl_source_line, of one that is there. */
static inline bdl_str bdl_line_at(const bdl_line_starts *starts, size_t line);
/* Line and column (both from 1, column in characters) of a byte offset. */
void bdl_source_locate(const bdl_source *source, size_t offset, size_t *line,
                       size_t *column);
bdl_str bdl_source_slice(const bdl_source *source, bdl_span span);

static inline bdl_str bdl_line_at(const bdl_line_starts *starts, size_t line) {
    const char *text = starts->text.data;
    size_t begin = starts->at[line - 1];
    size_t end = line < starts->count ? starts->at[line] : starts->text.len;
    if (end > begin && text[end - 1] == '\n')
        end--;
    while (end > begin && text[end - 1] == '\r')
        end--;
    return bdl_str_of(text + begin, end - begin);
}

static inline bdl_span bdl_span_join(bdl_span a, bdl_span b) {
    return (bdl_span){a.begin < b.begin ? a.begin : b.begin,
                      a.end > b.end ? a.end : b.end};
}

#endif
