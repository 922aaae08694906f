/* raw.c - rows that are still lines of text. */
#include "block/block.h"

/* Without blanks around it. */
static bdl_str trimmed(const char *begin, const char *end) {
    while (begin < end && *begin == ' ')
        begin++;
    while (begin < end && end[-1] == ' ')
        end--;
    return bdl_str_of(begin, (size_t)(end - begin));
}

/* The cell that begins with a quote at P; NULL when it does not end with one before a
 * separator or the end. */
static const char *quoted(const char *p, const char *end, char separator, bdl_str *cell) {
    const char *close = memchr(p + 1, '"', (size_t)(end - p) - 1);
    if (!close || (close + 1 < end && close[1] != separator))
        return NULL;
    *cell = trimmed(p + 1, close);
    return close + 1;
}

bool bdl_raw_split(const bdl_raw_rows *rows, size_t i, bdl_str *cells) {
    bdl_str line = bdl_source_line(rows->source, rows->first + i);
    const char *p = line.data, *end = line.data + line.len;
    for (size_t k = 0; k < rows->width; k++) {
        const char *begin = p;
        if (p < end && *p == '"') {
            p = quoted(p, end, rows->separator, &cells[k]);
            if (!p)
                return false;
        } else {
            while (p < end && *p != rows->separator) {
                if (*p == '"')
                    return false;
                p++;
            }
            cells[k] = trimmed(begin, p);
        }
        if (k + 1 < rows->width && p++ == end)
            return false;
    }
    return p == end;
}

bool bdl_doc_has_raw_rows(const bdl_doc *doc) {
    for (size_t i = 0; i < doc->blocks.count; i++)
        if (doc->blocks.items[i].raw)
            return true;
    return false;
}
