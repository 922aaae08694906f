/* maker.c - the text of a run, put together from pieces of lines, each with its place. */
#include "base/text.h"

#include "read/text/markdown.h"

void bdl_maker_begin(bdl_maker *text, bdl_reading *reading) {
    *text = (bdl_maker){.reading = reading, .buf = {.arena = reading->arena}};
}

bool bdl_maker_is_empty(const bdl_maker *text) {
    return text->view.len == 0 && text->buf.len == 0;
}

/* A second piece: from now on the text is a copy. */
static void take_copy(bdl_maker *text) {
    if (text->view.len == 0)
        return;
    bdl_buf_add(&text->buf, text->view);
    text->view.len = 0;
}

static void push_segment(bdl_maker *text, bdl_place place) {
    bdl_arena *arena = bdl_reading_passing(text->reading);
    if (text->segments.count == 0)
        BDL_PUSH(arena, &text->segments, text->first);
    bdl_segment segment = {.offset = (uint32_t)text->buf.len, .place = place};
    BDL_PUSH(arena, &text->segments, segment);
}

void bdl_maker_add(bdl_maker *text, bdl_str piece, bdl_place place) {
    if (piece.len == 0)
        return;
    bool goes_on = text->next_line == place.line && text->next_column == place.column;
    text->next_line = place.line;
    text->next_column = place.column + place.length;
    if (bdl_maker_is_empty(text)) {
        text->view = piece;
        text->first = (bdl_segment){.offset = 0, .place = place};
        return;
    }
    take_copy(text);
    if (!goes_on) {
        push_segment(text, place);
    } else {
        size_t count = text->segments.count;
        bdl_segment *last = count ? &text->segments.items[count - 1] : &text->first;
        last->place.length += place.length;
    }
    bdl_buf_add(&text->buf, piece);
}

void bdl_maker_add_instead(bdl_maker *text, bdl_str piece, bdl_place place) {
    bdl_maker_add(text, piece, place);
    text->next_line = 0;
}

void bdl_maker_glue(bdl_maker *text, bdl_str glue) {
    if (glue.len == 0 || bdl_maker_is_empty(text))
        return;
    take_copy(text);
    bdl_buf_add(&text->buf, glue);
    text->next_line = 0;
}

/* The length in bytes of an invisible character at OFFSET, 0 when there is none: zero
 * width space, joiners and direction marks, word joiner, byte order mark, soft hyphen,
 * and the control characters that Word leaves. */
static size_t invisible_at(bdl_str s, size_t offset) {
    const unsigned char *p = (const unsigned char *)s.data + offset;
    size_t left = s.len - offset;
    if (*p < 0x20)
        return *p != '\t';
    if (left >= 2 && p[0] == 0xC2 && p[1] == 0xAD)
        return 2;
    if (left >= 3 && p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0x8B && p[2] <= 0x8F)
        return 3;
    if (left >= 3 && p[0] == 0xE2 && p[1] == 0x81 && p[2] == 0xA0)
        return 3;
    if (left >= 3 && p[0] == 0xEF && p[1] == 0xBB && p[2] == 0xBF)
        return 3;
    return 0;
}

void bdl_maker_add_plain(bdl_maker *text, bdl_at *at, bdl_str piece) {
    if (!text->reading->traits->invisible) {
        bdl_maker_add(text, piece, bdl_at_place(at, piece));
        return;
    }
    size_t kept = 0, i = 0;
    while (i < piece.len) {
        size_t skip = invisible_at(piece, i);
        if (skip == 0) {
            i++;
            continue;
        }
        bdl_str before = {piece.data + kept, i - kept};
        if (before.len)
            bdl_maker_add(text, before, bdl_at_place(at, before));
        i += skip;
        kept = i;
    }
    bdl_str end = bdl_str_from(piece, kept);
    if (end.len)
        bdl_maker_add(text, end, bdl_at_place(at, end));
}

/* Drops LEAD bytes of white space from the front of the text. */
static void drop_lead(bdl_segment *segments, size_t *count, bdl_str whole, size_t lead) {
    size_t first = 0;
    while (first + 1 < *count && segments[first + 1].offset <= lead)
        first++;
    bdl_str passed = {whole.data + segments[first].offset, lead - segments[first].offset};
    uint32_t columns = (uint32_t)bdl_utf8_count(passed);
    for (size_t i = first; i < *count; i++) {
        segments[i - first] = segments[i];
        segments[i - first].offset -= i == first ? segments[i].offset : (uint32_t)lead;
    }
    segments[0].place.column += columns;
    segments[0].place.length -= columns < segments[0].place.length ? columns : 0;
    *count -= first;
}

typedef BDL_VEC(bdl_segment) segment_list;

/* A longer segment is parted: the column of a character is counted from the beginning
 * of its segment, for every figure of a paragraph. */
enum { SEGMENT_BYTES_MAX = 4096 };

/* Puts SEGMENT, whose text is S, into PARTS as segments of bounded length. */
static void put_parts(bdl_arena *arena, segment_list *parts, bdl_segment segment,
                      bdl_str s) {
    while (s.len > SEGMENT_BYTES_MAX && segment.place.column > 0) {
        size_t cut = SEGMENT_BYTES_MAX;
        while (cut > 0 && bdl_utf8_goes_on(s.data[cut]))
            cut--;
        bdl_str head = {s.data, cut};
        if (cut == 0 || memchr(s.data, '\n', cut))
            break;
        uint32_t columns = (uint32_t)bdl_utf8_count(head);
        uint32_t left =
            segment.place.length > columns ? segment.place.length - columns : 0;
        segment.place.length -= left;
        BDL_PUSH(arena, parts, segment);
        segment.offset += (uint32_t)cut;
        segment.place.column += columns;
        segment.place.length = left;
        s = bdl_str_from(s, cut);
    }
    BDL_PUSH(arena, parts, segment);
}

static void part_long_segments(bdl_arena *arena, bdl_run *run) {
    segment_list parts = {NULL, 0, 0};
    for (size_t i = 0, count = bdl_run_count(run); i < count; i++) {
        bdl_segment segment = bdl_run_segment(run, i);
        size_t begin = segment.offset;
        size_t end = i + 1 < count ? bdl_run_segment(run, i + 1).offset : run->text.len;
        put_parts(arena, &parts, segment,
                  bdl_str_of(run->text.data + begin, end - begin));
    }
    *run = bdl_run_of(arena, run->text, parts.items, parts.count);
}

bool bdl_maker_adds_all(const bdl_reading *reading, bdl_str piece) {
    if (reading->traits->invisible || piece.len > SEGMENT_BYTES_MAX)
        return false;
    return reading->clean == bdl_maker_add_plain ||
           (reading->clean == bdl_inline_clean && !bdl_inline_has_marks(piece));
}

bdl_run bdl_maker_end(bdl_maker *text) {
    bdl_str whole = text->view.len ? text->view : bdl_buf_str(&text->buf);
    bdl_str trimmed = bdl_text_trim(whole);
    if (trimmed.len == 0)
        return (bdl_run){.text = {"", 0}};
    if (text->segments.count == 0 && trimmed.len == whole.len &&
        whole.len <= SEGMENT_BYTES_MAX)
        return (bdl_run){.text = whole, .place = text->first.place};
    size_t count = text->segments.count;
    bdl_segment *segments = count ? text->segments.items : &text->first;
    count += count == 0;
    size_t lead = (size_t)(trimmed.data - whole.data);
    if (lead)
        drop_lead(segments, &count, whole, lead);
    while (count > 1 && segments[count - 1].offset >= trimmed.len)
        count--;
    bdl_run run = {.text = trimmed, .place = segments[0].place};
    if (count > 1)
        run = bdl_run_of(bdl_reading_passing(text->reading), trimmed, segments, count);
    if (trimmed.len > SEGMENT_BYTES_MAX)
        part_long_segments(bdl_reading_passing(text->reading), &run);
    return run;
}

bdl_run bdl_maker_end_cell(bdl_maker *text, bdl_place place) {
    bdl_run run = bdl_maker_end(text);
    bdl_run_in_cell(bdl_reading_passing(text->reading), &run, &place);
    return run;
}

void bdl_maker_append(bdl_maker *text, bdl_run run) {
    for (size_t i = 0, count = bdl_run_count(&run); i < count; i++) {
        bdl_segment segment = bdl_run_segment(&run, i);
        size_t begin = segment.offset;
        size_t end = i + 1 < count ? bdl_run_segment(&run, i + 1).offset : run.text.len;
        bdl_str piece = {run.text.data + begin, end - begin};
        bdl_maker_add_instead(text, piece, segment.place);
    }
}

void bdl_maker_resume(bdl_maker *text, bdl_reading *reading, bdl_run run) {
    bdl_maker_begin(text, reading);
    bdl_maker_append(text, run);
}
