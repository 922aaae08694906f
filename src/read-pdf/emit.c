/* emit.c - from what stands on the pages to blocks: cells, paragraphs put together from
 * their lines, and tables without lines, whose columns are known by their positions.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include <stdlib.h>

#include "base/text.h"

#include "read/aligned/form.h"
#include "read/aligned/table.h"

#include "read-pdf/emit.h"

enum {
    CAPTION_PIECES = 3,
    SPARSE_MAX = 24,  /* characters of a lone word inside a table */
    LONE_MAX = 4,     /* such words after each other */
    ROWS_MIN = 3,     /* lines of a table */
    COLUMN_ROWS = 40, /* lines among which the place of a lone word is looked for */
    SAME_COLUMN = 2 * PDF_POINT,
    MAX_WIDTH = 2000, /* columns of a laid out line */
    FULL_LINE = 55,   /* percent of the page that wrapped lines cover */
    HEADING = 115,    /* percent of the size of the text that a heading has at least */
    TITLE = 150,
    HEADING_MAX = 60,  /* characters */
    FULL_HEADING = 90, /* percent of the width of the text */
};

bdl_place pdf_emit_place(emitting *e, const pdf_sheet *sheet) {
    e->line++;
    return (bdl_place){.line = e->line, .column = 1, .page = sheet->number};
}

void pdf_emit_text(emitting *e, bdl_str text, bdl_place place) {
    place.length = (uint32_t)bdl_utf8_count(text);
    bdl_flow_text(e->flow, text, place);
}

/* ---- tables without lines ---- */

static bool is_row(const pdf_item *item) {
    if (item->grid || item->left_out || item->line.count < 2)
        return false;
    bool colon = false;
    for (size_t i = 0; i < item->line.count; i++)
        colon = colon || bdl_text_has_colon(item->line.pieces[i].text);
    return !colon || item->line.count > CAPTION_PIECES;
}

static bool is_sparse(const pdf_item *item) {
    if (item->grid || item->left_out || item->line.count != 1)
        return false;
    bdl_str text = item->line.pieces[0].text;
    return bdl_utf8_count(text) <= SPARSE_MAX && !bdl_text_has_colon(text) &&
           !bdl_prose_ends(text) && !bdl_prose_is_leader(text);
}

static size_t count_figures(const pdf_line *line) {
    size_t count = 0;
    for (size_t i = 0; i < line->count; i++)
        count += pdf_is_amount(line->pieces[i].text);
    return count;
}

/* Whether a lone word is part of the row above it: it is nearer than rows are. */
static bool belongs_above(const pdf_item *item) {
    return is_sparse(item) && (item->box.y0 - item[-1].box.y1) * 2 < item->line.size;
}

/* Whether a lone word begins or ends where something in the table from FROM on does. */
static bool is_in_column(const pdf_sheet *sheet, size_t from, size_t at) {
    const pdf_item *items = sheet->items.items;
    const pdf_box *own = &items[at].box;
    for (size_t i = at; i > from && at - i < COLUMN_ROWS; i--)
        for (size_t p = 0; p < items[i - 1].line.count; p++) {
            const pdf_box *box = &items[i - 1].line.pieces[p].box;
            if (items[i - 1].line.count > 1 && (abs(box->x0 - own->x0) < SAME_COLUMN ||
                                                abs(box->x1 - own->x1) < SAME_COLUMN))
                return true;
        }
    return false;
}

/* Where the form to fill in ends that begins at FROM; FROM when none does. */
static size_t form_end(const pdf_sheet *sheet, size_t from) {
    const pdf_item *items = sheet->items.items;
    const pdf_rule *form = NULL;
    size_t end = from;
    for (size_t i = 0; i < sheet->forms.count; i++)
        if (items[from].box.y0 >= sheet->forms.items[i].from &&
            items[from].box.y1 <= sheet->forms.items[i].to)
            form = &sheet->forms.items[i];
    while (form && end < sheet->items.count && !items[end].grid &&
           items[end].box.y1 <= form->to)
        end++;
    return end;
}

/* Where the table without lines that begins at FROM ends; FROM when there is none. Then
 * none begins before *BARREN either: what follows from there on has no more in it. */
static size_t aligned_end(const pdf_sheet *sheet, size_t from, size_t *barren) {
    size_t end = from, rows = 0, figures = 0, lone = 0, i;
    for (i = from; i < sheet->items.count; i++) {
        const pdf_item *item = &sheet->items.items[i];
        if (is_row(item)) {
            rows++;
            lone = 0;
            figures += count_figures(&item->line);
            end = i + 1;
        } else if (!is_sparse(item) ||
                   (++lone > LONE_MAX && !is_in_column(sheet, from, i))) {
            break;
        }
    }
    if (rows < ROWS_MIN || figures < 2) {
        *barren = i;
        return from;
    }
    while (end < sheet->items.count && belongs_above(&sheet->items.items[end]))
        end++;
    return end;
}

/* The width of a column of the laid out text, such that no piece is wider than its place.
 */
static int32_t column_width(const pdf_item *items, size_t count) {
    int32_t unit = 10 * PDF_POINT;
    for (size_t i = 0; i < count; i++)
        for (size_t p = 0; p < items[i].line.count; p++) {
            const pdf_piece *piece = &items[i].line.pieces[p];
            int32_t wide = (int32_t)bdl_text_width(piece->text);
            int32_t here = (piece->box.x1 - piece->box.x0) / (wide > 0 ? wide : 1);
            if (wide > 0 && here < unit && here >= PDF_POINT)
                unit = here;
        }
    return unit;
}

/* Adds TEXT without the room that is left between Chinese letters and others in one word:
 * "12 月底前", which columns could be looked for in. */
static void add_close(bdl_buf *out, bdl_str text) {
    uint32_t before = 0;
    for (size_t at = 0; at < text.len;) {
        size_t from = at, next;
        uint32_t c = bdl_utf8_next(text, &at);
        next = at;
        uint32_t behind = at < text.len ? bdl_utf8_next(text, &next) : 0;
        if (c != ' ' || before == 0 || behind == 0 ||
            bdl_is_han(before) == bdl_is_han(behind))
            bdl_buf_add(out, bdl_str_of(text.data + from, at - from));
        before = c;
    }
}

static bdl_line lay_out(emitting *e, const pdf_sheet *sheet, const pdf_item *item,
                        int32_t unit) {
    bdl_buf text = {.arena = e->reading->arena};
    size_t width = 0;
    for (size_t p = 0; p < item->line.count; p++) {
        const pdf_piece *piece = &item->line.pieces[p];
        int32_t column = piece->box.x0 > 0 ? piece->box.x0 / unit : 0;
        size_t at = column < MAX_WIDTH ? (size_t)column : MAX_WIDTH;
        at = p && at < width + 2 ? width + 2 : at;
        for (; width < at; width++)
            bdl_buf_char(&text, ' ');
        size_t before = text.len;
        add_close(&text, piece->text);
        width += bdl_text_width(bdl_str_from(bdl_buf_str(&text), before));
    }
    bdl_place place = pdf_emit_place(e, sheet);
    return (bdl_line){.text = bdl_buf_str(&text),
                      .number = place.line,
                      .column = 1,
                      .page = place.page};
}

/* Puts all that waits into the document: what follows does not come from the flow. */
static void flush(emitting *e) {
    pdf_emit_table_end(e);
    size_t covered = e->reading->covered;
    bdl_flow_finish(e->flow);
    e->flow = bdl_flow_new(e->reading);
    e->reading->covered = covered;
    e->above = NULL;
}

/* The words of the items from FROM to END, laid out in columns of UNIT; each has some. */
static bdl_worded *lay_out_all(emitting *e, const pdf_sheet *sheet, size_t from,
                               size_t end, int32_t unit) {
    const pdf_item *items = &sheet->items.items[from];
    bdl_worded *lines = BDL_NEW_ARRAY(e->reading->arena, bdl_worded, end - from + 1);
    for (size_t i = 0; i < end - from; i++) {
        bdl_line *line = BDL_NEW(e->reading->arena, bdl_line);
        *line = lay_out(e, sheet, &items[i], unit);
        lines[i] = bdl_words_of(e->reading->arena, line);
        if (i > 0 && items[i].box.y0 - items[i - 1].box.y1 > items[i].line.size)
            lines[i].gap = 1;
    }
    return lines;
}

/* Whether nothing stands on the page behind item END - 1. */
static bool ends_page(const pdf_sheet *sheet, size_t end) {
    for (size_t i = end; i < sheet->items.count; i++)
        if (!sheet->items.items[i].left_out)
            return false;
    return true;
}

/* Keeps the headings of the list of a form that is the last thing on its page. */
static void keep_form(emitting *e, const pdf_sheet *sheet, const bdl_worded *lines,
                      size_t count, size_t end) {
    e->form.count = 0;
    if (ends_page(sheet, end))
        e->form = bdl_form_find(e->reading->arena, lines, count).head;
}

/* Takes the items that begin the page and go on with the form of the page before; gives
 * where they end. */
static size_t emit_form_rest(emitting *e, const pdf_sheet *sheet) {
    enum { FRONT_MIN = 3 };
    size_t from = 0, end, count;
    while (from < sheet->items.count && sheet->items.items[from].left_out)
        from++;
    end = from;
    while (end < sheet->items.count && !sheet->items.items[end].left_out &&
           !sheet->items.items[end].grid)
        end++;
    bdl_worded *lines = lay_out_all(e, sheet, from, end, e->form_unit);
    count = bdl_form_rest(&e->form, lines, end - from);
    bdl_form_parts own = bdl_form_find(e->reading->arena, lines, end - from);
    if (count == 0 || (own.head.count > 0 && own.front < count + FRONT_MIN))
        return 0; /* what was taken is above the list of another */
    flush(e);
    e->reading->gap = e->reading->new_page = true;
    bdl_form_put_rest(e->reading, e->reading->arena, &e->form, lines, count, false);
    e->reading->gap = e->reading->new_page = false;
    if (!ends_page(sheet, from + count))
        e->form.count = 0;
    return from + count;
}

/* Whether the label of item B goes on that of A: printed at once, in its middle. */
static bool is_label_rest(const pdf_item *a, const pdf_item *b) {
    if (a->left_out || b->left_out || a->grid || b->grid)
        return false;
    const pdf_piece *above = &a->line.pieces[0], *own = &b->line.pieces[0];
    int32_t off = above->box.x0 + above->box.x1 - own->box.x0 - own->box.x1;
    return above->last + 1 == own->first && abs(off) <= 2 * SAME_COLUMN &&
           own->box.y0 - above->box.y1 < b->line.size;
}

/* Puts the COUNT lines of a label into that which has nothing else: those beside others
 * are of two rows that it stands in the middle of. */
static void join_label(emitting *e, pdf_item *items, size_t count) {
    bdl_arena *arena = e->reading->arena;
    size_t alone = count;
    for (size_t i = 0; i < count; i++) {
        if (items[i].line.count == 1 && alone < count)
            return;
        alone = items[i].line.count == 1 ? i : alone;
    }
    if (alone == 0 || alone + 1 >= count)
        return;
    bdl_buf text = {.arena = arena};
    for (size_t i = 0; i < count; i++) {
        bdl_buf_add(&text, items[i].line.pieces[0].text);
        if (i == alone)
            continue;
        items[i].line.pieces++;
        items[i].line.count--;
    }
    items[alone].line.pieces[0].text = bdl_buf_str(&text);
}

static void join_labels(emitting *e, const pdf_sheet *sheet, size_t from, size_t end) {
    pdf_item *items = sheet->items.items;
    for (size_t i = from; i < end;) {
        size_t next = i + 1;
        while (next < end && is_label_rest(&items[next - 1], &items[next]))
            next++;
        join_label(e, &items[i], next - i);
        i = next;
    }
}

static void emit_aligned(emitting *e, const pdf_sheet *sheet, size_t from, size_t end) {
    bdl_arena *scratch = bdl_arena_new();
    size_t count = end - from;
    flush(e);
    e->form_unit = column_width(&sheet->items.items[from], count);
    bdl_worded *lines = lay_out_all(e, sheet, from, end, e->form_unit);
    e->reading->gap = true;
    e->reading->new_page = from == 0;
    keep_form(e, sheet, lines, count, end);
    bdl_shape fresh = {.count = 0}; /* widths differ from page to page */
    bdl_aligned_table(e->reading, scratch, lines, count, &fresh);
    e->reading->gap = e->reading->new_page = false;
    bdl_arena_free(scratch);
}

/* ---- paragraphs ---- */

/* Whether TEXT is a label and its value: 编制部门：…, and not 表一：收支总表. */
static bool is_caption(bdl_str text) {
    return bdl_text_has_colon(text) &&
           !bdl_str_ends_any(text, BDL_WORDS(":", "：", "表"));
}

/* A line in larger letters than the text is a heading; a caption is so only where it is
 * much larger, as on a cover. */
static unsigned heading_level(const emitting *e, const pdf_line *line) {
    bdl_str text = line->pieces[0].text;
    int32_t percent = e->body > 0 ? line->size * 100 / e->body : 0;
    if (line->count > 1 || percent < HEADING || bdl_utf8_count(text) > HEADING_MAX ||
        bdl_prose_ends(text) || bdl_prose_is_leader(text) ||
        (percent < TITLE && is_caption(text)))
        return 0;
    return percent < TITLE ? 2 : 1;
}

/* A heading that stands in the middle goes on below when it leaves no room. */
static bool is_full_heading(const emitting *e) {
    int32_t room = e->on->right - e->on->left;
    return e->above->box.x1 - e->above->box.x0 > room / 100 * FULL_HEADING;
}

/* Whether TEXT ends in a mark between the parts of one sentence. */
static bool ends_part(bdl_str text) {
    return bdl_str_ends(text, BDL_STR("；")) || bdl_str_ends(text, BDL_STR(";"));
}

/* Whether LINE is short and stands in the middle of the text: the rest of a title, set so
 * in all its lines. */
static bool is_in_middle(const emitting *e, const pdf_line *line) {
    int32_t off = (line->box.x0 - e->on->left) - (e->on->right - line->box.x1);
    return abs(off) <= line->size / 2 && line->box.x0 - e->on->left > 2 * line->size;
}

/* Whether TEXT says below the title of a table whose it is, or in what unit: no title and
 * no sentence goes on so. */
static bool begins_caption(bdl_str text) {
    size_t label = bdl_str_skip_any(
        text, BDL_WORDS("单位名称", "部门名称", "单位", "部门", "编制单位", "编制部门",
                        "预算单位", "预算部门", "填报单位", "填报部门", "公开单位",
                        "公开部门", "金额单位", "预算年度"));
    return label > 0 && bdl_str_skip_any(bdl_str_from(text, label), BDL_WORDS(":", "："));
}

/* Behind the end of a sentence at the edge a new paragraph may begin: the first line of
 * those before it, set in, would say so. A semicolon there ends none. What stands at the
 * right edge alone goes on nowhere. */
static bool goes_on(const emitting *e, const pdf_sheet *sheet, const pdf_item *item) {
    const pdf_line *above = e->above, *line = &item->line;
    if (!above || above->count != 1 || line->count != 1 ||
        abs(above->size - line->size) * 8 > line->size)
        return false;
    bdl_str text = line->pieces[0].text, last = above->pieces[0].text;
    if (begins_caption(text))
        return false;
    bool ends = bdl_prose_ends(last) || bdl_prose_starts_item(text);
    int32_t room = e->on->right - above->box.x1, word = above->size / 4 + line->word;
    int32_t width = e->on->right - e->on->left;
    bool full = (room <= word || (!ends && room <= 2 * above->size)) &&
                above->box.x0 - e->on->left < width / 2 &&
                width >= e->on->width / 100 * FULL_LINE;
    bool flush_left = line->box.x0 - sheet->left < line->size;
    bool near = e->on != sheet || line->box.y0 - above->box.y1 < 2 * line->size;
    if (heading_level(e, above))
        return near && e->on == sheet && heading_level(e, line) && is_full_heading(e) &&
               !bdl_prose_starts_item(text) && !bdl_text_has_colon(text);
    if (full && !ends && near && e->on == sheet && !e->indented && is_in_middle(e, line))
        return !bdl_text_has_colon(text) && !bdl_prose_ends(text);
    if (!full || !flush_left || !near || bdl_prose_is_leader(last))
        return false;
    return e->indented || !ends || (ends_part(last) && !bdl_prose_starts_item(text));
}

/* Dots that lead to a page number, and titles of two characters set apart, belong to what
 * stands before them; else what is far apart are texts of their own. */
static bool is_apart(const pdf_piece *left, const pdf_piece *right) {
    bool dots = bdl_str_starts(right->text, BDL_STR("…")) ||
                bdl_str_starts(right->text, BDL_STR("..."));
    bool letters = bdl_utf8_count(left->text) == 1 && bdl_utf8_count(right->text) == 1;
    return !dots && !letters && !bdl_prose_is_leader(left->text);
}

static void emit_line(emitting *e, const pdf_sheet *sheet, const pdf_item *item) {
    const pdf_line *line = &item->line;
    if (goes_on(e, sheet, item)) {
        if (bdl_prose_glue(e->above->pieces[0].text, line->pieces[0].text).len)
            bdl_flow_blank(e->flow);
        pdf_emit_text(e, line->pieces[0].text, pdf_emit_place(e, sheet));
    } else {
        pdf_emit_table_end(e);
        bdl_flow_paragraph(e->flow, heading_level(e, line));
        if (e->before && item->box.y0 - e->before->box.y1 > 2 * line->size)
            bdl_flow_end_line(e->flow);
        e->indented = line->box.x0 - sheet->left >= line->size;
        bdl_place place = pdf_emit_place(e, sheet);
        for (size_t p = 0; p < line->count; p++) {
            if (p > 0 && is_apart(&line->pieces[p - 1], &line->pieces[p]))
                bdl_flow_paragraph(e->flow, 0);
            pdf_emit_text(e, line->pieces[p].text, place);
        }
    }
    e->above = line;
    e->on = sheet;
}

static void emit_sheet(emitting *e, const pdf_sheet *sheet) {
    const pdf_item *first = pdf_sheet_first(sheet);
    if (!first)
        return;
    e->before = NULL;
    size_t begin = e->form.count > 0 ? emit_form_rest(e, sheet) : 0, barren = 0;
    if (begin == 0)
        e->form.count = 0;
    if (begin == 0 && !pdf_emit_is_open(e) &&
        (first->grid || !goes_on(e, sheet, first))) {
        pdf_emit_table_end(e);
        bdl_flow_page(e->flow);
        e->above = NULL;
    }
    for (size_t i = begin; i < sheet->items.count;) {
        const pdf_item *item = &sheet->items.items[i];
        size_t end = item->left_out ? i : form_end(sheet, i);
        join_labels(e, sheet, i, end);
        if (end == i && i >= barren && is_row(item))
            end = aligned_end(sheet, i, &barren);
        if (end > i)
            emit_aligned(e, sheet, i, end);
        else if (!item->left_out && item->grid)
            pdf_emit_grid(e, sheet, item);
        else if (!item->left_out)
            emit_line(e, sheet, item);
        if (!item->left_out)
            e->before = &sheet->items.items[end > i ? end - 1 : i];
        i = end > i ? end : i + 1;
    }
}

void pdf_emit(pdf_layout *layout) {
    emitting e = {.layout = layout,
                  .reading = layout->reading,
                  .body = pdf_layout_body_size(layout)};
    e.flow = bdl_flow_new(layout->reading);
    for (size_t i = 0; i < layout->sheets.count; i++)
        emit_sheet(&e, &layout->sheets.items[i]);
    bdl_flow_finish(e.flow);
}
