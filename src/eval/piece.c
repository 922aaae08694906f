/* piece.c - where a part of a text stands in the document. A text was put
 * together from one or more lines; walking along both, character by character, finds the
 * part. */
#include "eval/finding.h"

#include "base/text.h"

enum {
    MOST_SKIPPED = 64, /* characters of the source between two of the text */
    FAR_BACK = 1024    /* bytes: figures that are told together stand within them */
};

static bool is_piece(const bdl_origin *origin) {
    bdl_str whole, piece;

    if (!origin || !origin->of->piece)
        return false;
    whole = bdl_origin_printed(origin->of->piece->whole);
    piece = bdl_origin_printed(origin);
    return piece.len > 0 && piece.data >= whole.data &&
           piece.data + piece.len <= whole.data + whole.len;
}

/* Moves *AT in SOURCE to where C stands, past white space and marks of the format. */
static bool skip_to(bdl_str source, size_t *at, uint32_t c) {
    for (int skipped = 0; *at < source.len && skipped < MOST_SKIPPED; skipped++) {
        size_t next = *at;

        if (bdl_utf8_next(source, &next) == c)
            return true;
        *at = next;
    }
    return false;
}

/* Where byte OFFSET of the text that is followed stands in SOURCE; false: it is not
 * there. A place some way before it is kept in WALKED, for figures are not asked for in
 * order. */
static bool walk_to(bdl_str source, bdl_walked *walked, size_t offset, size_t *found) {
    bdl_str text = walked->whole;
    size_t at = walked->found;

    for (size_t i = walked->to; i <= offset && i < text.len;) {
        size_t begin = i;
        uint32_t c = bdl_utf8_next(text, &i);

        if (bdl_is_space(c))
            continue;
        if (!skip_to(source, &at, c))
            return false;
        if (begin + FAR_BACK <= offset) {
            walked->to = begin;
            walked->found = at;
        }
        if (begin == offset) {
            *found = at;
            return true;
        }
        bdl_utf8_next(source, &at);
    }
    return false;
}

/* WALKED as it is while WHOLE is the text it followed from byte BEGIN of the source to no
 * further than OFFSET, else at its beginning. */
static void follow(bdl_walked *walked, bdl_str whole, size_t begin, size_t offset) {
    if (walked->whole.data != whole.data || walked->whole.len != whole.len ||
        walked->begin != begin || walked->to > offset)
        *walked = (bdl_walked){.whole = whole, .begin = begin, .found = begin};
}

/* The characters of PIECE that stand on the line of byte AT. */
static uint32_t length_on_line(bdl_str source, size_t at, bdl_str piece) {
    uint32_t length = 0;

    for (size_t i = 0; i < piece.len && at < source.len; length++) {
        if (source.data[at] == '\n' || source.data[at] == '\r')
            break;
        bdl_utf8_next(piece, &i);
        bdl_utf8_next(source, &at);
    }
    return length;
}

bdl_place bdl_piece_place(const bdl_seen *seen, const bdl_model *model, bdl_place place,
                          bdl_walked *walked) {
    const bdl_source *source = model->doc ? model->doc->source : NULL;
    size_t at, offset, line, column;
    bdl_str text, first, piece, whole;

    if (!source || place.line == 0 || !is_piece(seen->value.origin))
        return place;
    text = bdl_source_text(source);
    first = bdl_source_line(source, place.line);
    piece = bdl_origin_printed(seen->value.origin);
    whole = bdl_origin_printed(seen->value.origin->of->piece->whole);
    if (!first.data)
        return place;
    at = (size_t)(first.data - text.data) +
         bdl_utf8_offset(first, place.column ? place.column - 1 : 0);
    offset = (size_t)(piece.data - whole.data);
    follow(walked, whole, at, offset);
    if (!walk_to(text, walked, offset, &at))
        return place;
    bdl_source_locate(source, at, &line, &column);
    place.line = (uint32_t)line;
    place.column = (uint32_t)column;
    place.length = length_on_line(text, at, piece);
    return place;
}
