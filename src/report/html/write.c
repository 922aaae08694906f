/* write.c - text and pictures in HTML: the one place where text becomes markup. */
#include "report/html/write.h"

#include "base/base64.h"
#include "base/sha256.h"
#include "base/text.h"

enum { BAR_HEIGHT = 10, LEAST = 3 /* units of a part that is there at all */ };

static void put_char(FILE *out, uint32_t c) {
    char bytes[4];

    switch (c) {
    case '<':
        fputs("&lt;", out);
        break;
    case '>':
        fputs("&gt;", out);
        break;
    case '&':
        fputs("&amp;", out);
        break;
    case '"':
        fputs("&quot;", out);
        break;
    case '\'':
        fputs("&#39;", out);
        break;
    case '\n': /* white space, and a line end in <pre> */
        putc('\n', out);
        break;
    default:
        fwrite(bytes, 1, bdl_utf8_put(bdl_char_visible(c), bytes), out);
    }
}

void bdl_html_text(FILE *out, bdl_str text) {
    for (size_t i = 0; i < text.len;)
        put_char(out, bdl_utf8_next(text, &i));
}

void bdl_html_lines(FILE *out, bdl_str text) {
    for (size_t i = 0; i < text.len;) {
        uint32_t c = bdl_utf8_next(text, &i);

        if (c == '\n')
            fputs("<br>", out);
        else if (c != '\r')
            put_char(out, c);
    }
}

void bdl_html_cut(FILE *out, bdl_str text, size_t most) {
    size_t end = bdl_utf8_offset(text, most);

    bdl_html_text(out, bdl_str_of(text.data, end));
    if (end < text.len)
        fputs("…", out);
}

void bdl_html_copy(FILE *out, FILE *spool) {
    char buffer[1 << 16];
    size_t count;

    rewind(spool);
    while ((count = fread(buffer, 1, sizeof buffer, spool)) > 0)
        fwrite(buffer, 1, count, out);
}

/* The units of each part: its share, but LEAST when it is there; what that takes too much
 * is taken from the longest. */
static void share_out(size_t *units, size_t width, const bdl_html_part *parts,
                      size_t count, size_t all) {
    size_t used = 0, longest = 0, wanted = 0;

    for (size_t i = 0; i < count; i++) {
        units[i] = parts[i].count * width / all;
        if (parts[i].count > 0 && units[i] < LEAST)
            units[i] = LEAST;
        if (units[i] > units[longest])
            longest = i;
        used += units[i];
        wanted += parts[i].count;
    }
    if (used > width)
        units[longest] -= used - width;
    else if (wanted == all)
        units[longest] += width - used;
}

void bdl_html_bar(FILE *out, size_t width, const bdl_html_part *parts, size_t count,
                  size_t all) {
    size_t units[8] = {0}, x = 0;

    fprintf(out, "<svg class=\"bar\" width=\"%zu\" height=\"%d\" aria-hidden=\"true\">",
            width, BAR_HEIGHT);
    fprintf(out, "<rect class=\"rail\" width=\"%zu\" height=\"%d\"/>", width, BAR_HEIGHT);
    if (all > 0)
        share_out(units, width, parts, count, all);
    for (size_t i = 0; i < count; i++) {
        if (units[i] > 0)
            fprintf(out, "<rect class=\"%s\" x=\"%zu\" width=\"%zu\" height=\"%d\"/>",
                    parts[i].style, x, units[i], BAR_HEIGHT);
        x += units[i];
    }
    fputs("</svg>", out);
}

bdl_str bdl_html_hash(bdl_arena *arena, bdl_str text) {
    bdl_str digest = bdl_base64(arena, bdl_sha256_bytes(arena, text));

    return bdl_arena_printf(arena, "'sha256-%.*s'", BDL_PRI(digest));
}
