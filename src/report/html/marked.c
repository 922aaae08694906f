/* marked.c - a text with figures marked in it. */
#include "report/html/marked.h"

#include "base/text.h"

enum { MOST_MARKED = 400 }; /* characters of one mark */

const char *bdl_html_side(bdl_side side) {
    return side == BDL_LEFT_SIDE ? "l" : side == BDL_RIGHT_SIDE ? "r" : "o";
}

void bdl_html_put_sign(FILE *out, const bdl_html_marks *marks, size_t i) {
    const bdl_html_mark *mark = &marks->items[i];

    if (mark->number > 0)
        fprintf(out, "<b class=\"k %s\" id=\"m%zu-%zu-%zu\">%zu</b>",
                bdl_html_side(mark->side), marks->document, marks->finding, mark->number,
                mark->number);
}

static bool comes_before(const bdl_html_mark *a, const bdl_html_mark *b) {
    if (a->begin != b->begin)
        return a->begin < b->begin;
    return a->end != b->end ? a->end > b->end : a->number < b->number;
}

/* Few in one text: by insertion. */
static bdl_html_mark *sorted(bdl_arena *scratch, const bdl_html_marks *marks) {
    bdl_html_mark *items = BDL_NEW_ARRAY(scratch, bdl_html_mark, marks->count + 1);

    for (size_t i = 0; i < marks->count; i++) {
        size_t k = i;

        for (; k > 0 && comes_before(&marks->items[i], &items[k - 1]); k--)
            items[k] = items[k - 1];
        items[k] = marks->items[i];
    }
    return items;
}

/* TEXT from BEGIN to END, its middle left out when it is long; FIRST and LAST say that
 * nothing marked stands before or behind it. */
static void put_between(FILE *out, bdl_str text, size_t context, bool first, bool last) {
    size_t count = bdl_utf8_count(text);
    size_t head = first ? 0 : context, tail = last ? 0 : context;
    size_t begin, end;

    if (count <= head + tail + 1) {
        bdl_html_lines(out, text);
        return;
    }
    begin = bdl_utf8_offset(text, head);
    end = bdl_utf8_offset(text, count - tail);
    bdl_html_lines(out, bdl_str_of(text.data, begin));
    fputs("<span class=\"cut\">…</span>", out);
    bdl_html_lines(out, bdl_str_from(text, end));
}

/* The marks from I on that overlap, as one; gives how many. */
static size_t put_mark(FILE *out, bdl_str text, const bdl_html_marks *marks, size_t i,
                       size_t *at) {
    const bdl_html_mark *items = marks->items;
    size_t end = items[i].end, next = i + 1;
    bdl_str inside;

    while (next < marks->count && items[next].begin < end) {
        end = items[next].end > end ? items[next].end : end;
        next++;
    }
    fprintf(out, "<mark class=\"%s\">", bdl_html_side(items[i].side));
    for (size_t k = i; k < next; k++)
        bdl_html_put_sign(out, marks, k);
    inside = bdl_str_of(text.data + items[i].begin, end - items[i].begin);
    put_between(out, inside, MOST_MARKED / 2, false, false);
    fputs("</mark>", out);
    *at = end;
    return next - i;
}

void bdl_html_put_marked(FILE *out, bdl_arena *scratch, bdl_str text,
                         const bdl_html_marks *marks, size_t context) {
    bdl_html_marks in_order = *marks;
    size_t at = 0;

    in_order.items = sorted(scratch, marks);
    for (size_t i = 0; i < in_order.count;) {
        size_t begin = in_order.items[i].begin;

        put_between(out, bdl_str_of(text.data + at, begin - at), context, i == 0, false);
        i += put_mark(out, text, &in_order, i, &at);
    }
    if (marks->count == 0) /* from its beginning */
        put_between(out, text, context, false, true);
    else
        put_between(out, bdl_str_from(text, at), context, false, true);
}
