/* table.c - the part of a table that a finding is about: its headings, the rows with its
 * figures, a row around them, and the cells marked. */
#include "report/html/marked.h"

#include "base/text.h"

enum { AROUND = 1, MOST_HEADINGS = 5, CONTEXT = 30, SHORT = 15 /* bytes */ };

typedef struct view {
    FILE *out;
    bdl_arena *scratch;
    const bdl_block *block;
    const bdl_html_marks *marks;
    bool *shown; /* rows of the block */
    size_t columns;
} view;

/* ---- which rows ---- */

static void show_rows(view *v, size_t headings) {
    for (size_t i = 0; i < v->marks->count; i++) {
        size_t row = v->marks->items[i].row;
        size_t from = row > headings + AROUND ? row - AROUND : headings;
        size_t to =
            row + AROUND < v->block->row_count ? row + AROUND : v->block->row_count - 1;

        for (size_t r = from; r <= to; r++)
            v->shown[r] = true;
    }
    for (size_t r = headings; r + 2 < v->block->row_count; r++) /* a gap of one is none */
        if (v->shown[r] && v->shown[r + 2])
            v->shown[r + 1] = true;
}

static size_t columns_of(const bdl_block *block) {
    size_t columns = 1;

    for (size_t r = 0; r < block->row_count; r++)
        if (block->rows[r].count > columns)
            columns = block->rows[r].count;
    return columns;
}

/* ---- cells ---- */

static bool is_number(bdl_str text) {
    bool digits = false;

    text = bdl_text_trim(text);
    for (size_t i = 0; i < text.len; i++) {
        if (bdl_is_ascii_digit(text.data[i]))
            digits = true;
        else if (!strchr("-+.,% ", text.data[i]))
            return false;
    }
    return digits;
}

/* The class that lays out a cell: a number, a text that wants some width, or neither. */
static const char *shape_of(bdl_str text) {
    return is_number(text) ? "n" : text.len > SHORT ? "t" : "";
}

/* Whether rows FROM to TO are all shown. */
static bool are_shown(const view *v, const bdl_block *block, size_t from, size_t to) {
    for (size_t r = from; block == v->block && r <= to; r++)
        if (!v->shown[r])
            return false;
    return true;
}

/* The rows from R on that a cell of row R reaches over and that are shown. */
static size_t rows_reached(const view *v, const bdl_block *block, size_t r, size_t span,
                           size_t end) {
    size_t reached = 1;

    while (reached < span && r + reached < end &&
           (block != v->block || v->shown[r + reached]))
        reached++;
    return reached;
}

/* The row of the cell that covers column C of row R from above. */
static size_t owner_of(const bdl_block *block, size_t r, size_t c) {
    while (r > 0 && (c >= block->rows[r].count || block->rows[r].cells[c].row_span == 0))
        r--;
    return r;
}

static void put_span(FILE *out, const char *name, size_t span) {
    if (span > 1)
        fprintf(out, " %s=\"%zu\"", name, span);
}

/* The marks of row R and column C among those of the view. */
static bdl_html_marks marks_at(const view *v, size_t r, size_t c) {
    bdl_html_marks here = *v->marks;
    bdl_html_mark *items = NULL;

    here.count = 0;
    for (size_t i = 0; i < v->marks->count; i++) {
        if (v->marks->items[i].row != r || v->marks->items[i].cell != c)
            continue;
        if (!items)
            items = BDL_NEW_ARRAY(v->scratch, bdl_html_mark, v->marks->count);
        items[here.count++] = v->marks->items[i];
    }
    here.items = items;
    return here;
}

/* A cell marked as a whole: its signs, then its text; the parts meant are marked where
 * the text says more than them. */
static void put_marked_cell(const view *v, bdl_str text, const bdl_html_marks *marks) {
    bool whole = true;

    for (size_t i = 0; i < marks->count; i++)
        if (marks->items[i].begin > 0 || marks->items[i].end < text.len)
            whole = false;
    if (!whole || text.len > 4 * CONTEXT * 2) {
        bdl_html_put_marked(v->out, v->scratch, text, marks, CONTEXT);
        return;
    }
    for (size_t i = 0; i < marks->count; i++)
        bdl_html_put_sign(v->out, marks, i);
    bdl_html_lines(v->out, text);
}

static void put_cell(const view *v, const bdl_cell *cell, size_t r, size_t c) {
    bdl_html_marks marks = marks_at(v, r, c);
    bdl_html_marks none = {0};

    fputs("<td", v->out);
    put_span(v->out, "colspan", cell->col_span);
    put_span(v->out, "rowspan",
             rows_reached(v, v->block, r, cell->row_span, v->block->row_count));
    fprintf(v->out, " class=\"%s", shape_of(cell->run.text));
    if (marks.count)
        fprintf(v->out, " hit %s", bdl_html_side(marks.items[0].side));
    fputs("\">", v->out);
    if (marks.count)
        put_marked_cell(v, cell->run.text, &marks);
    else
        bdl_html_put_marked(v->out, v->scratch, cell->run.text, &none, CONTEXT);
    fputs("</td>", v->out);
}

/* A place covered from above by a cell of a row that is not shown right above: what it
 * says, faintly. */
static void put_covered(const view *v, size_t r, size_t c) {
    size_t owner = owner_of(v->block, r, c);
    const bdl_cell *cell = &v->block->rows[owner].cells[c];
    bdl_html_marks none = {0};

    if (are_shown(v, v->block, owner, r))
        return;
    fputs("<td class=\"again\"", v->out);
    put_span(v->out, "colspan", cell->col_span);
    putc('>', v->out);
    bdl_html_put_marked(v->out, v->scratch, cell->run.text, &none, CONTEXT);
    fputs("</td>", v->out);
}

/* ---- rows ---- */

static void put_row_name(const view *v, size_t r) {
    bdl_html_marks marks = marks_at(v, r, BDL_NO_ROW);
    const bdl_place *place = &v->block->rows[r].place;
    size_t letters = 0;

    fputs("<th scope=\"row\">", v->out);
    for (size_t i = 0; i < marks.count; i++)
        bdl_html_put_sign(v->out, &marks, i);
    while (letters < bdl_place_cell(place).len &&
           bdl_place_cell(place).data[letters] > '9')
        letters++;
    if (bdl_place_cell(place).len)
        bdl_html_text(v->out, bdl_str_from(bdl_place_cell(place), letters));
    else if (place->line)
        fprintf(v->out, "%u", place->line);
    fputs("</th>", v->out);
}

static void put_row(const view *v, size_t r) {
    const bdl_row *row = &v->block->rows[r];

    fputs("<tr>", v->out);
    put_row_name(v, r);
    for (size_t c = 0; c < row->count; c++) {
        const bdl_cell *cell = &row->cells[c];

        if (cell->row_span == 0 && cell->col_span > 0)
            put_covered(v, r, c);
        else if (cell->row_span > 0 && cell->col_span > 0)
            put_cell(v, cell, r, c);
    }
    if (row->count < v->columns) {
        fputs("<td", v->out);
        put_span(v->out, "colspan", v->columns - row->count);
        fputs("></td>", v->out);
    }
    fputs("</tr>\n", v->out);
}

static void put_heading_row(const view *v, const bdl_block *from, size_t r, size_t end) {
    const bdl_row *row = &from->rows[r];

    fputs("<tr><th></th>", v->out);
    for (size_t c = 0; c < row->count; c++) {
        const bdl_cell *cell = &row->cells[c];

        if (cell->row_span == 0 || cell->col_span == 0)
            continue;
        fputs("<th scope=\"col\"", v->out);
        put_span(v->out, "colspan", cell->col_span);
        put_span(v->out, "rowspan", cell->row_span < end - r ? cell->row_span : end - r);
        putc('>', v->out);
        bdl_html_lines(v->out, cell->run.text);
        fputs("</th>", v->out);
    }
    fputs("</tr>\n", v->out);
}

/* Whether the rows of headings stand over the columns as they are: they do not where the
 * format knows no merged cells and leaves them out. */
static bool are_aligned(const view *v, const bdl_block *from, size_t begin, size_t end) {
    for (size_t r = begin; r < end; r++)
        if (from->rows[r].count != v->columns)
            return false;
    return true;
}

/* The headings of the columns as they were understood. */
static void put_columns(const view *v, const bdl_table_seen *table) {
    fputs("<thead>\n<tr><th></th>", v->out);
    for (size_t i = 0; i < table->column_count; i++) {
        fputs("<th scope=\"col\">", v->out);
        bdl_html_lines(v->out, table->columns[i]);
        fputs("</th>", v->out);
    }
    fputs("</tr>\n</thead>\n", v->out);
}

static void put_headings(const view *v, const bdl_block *from, size_t headings,
                         const bdl_table_seen *table) {
    size_t begin = headings > MOST_HEADINGS ? headings - MOST_HEADINGS : 0;

    if (headings == 0)
        return;
    if (!are_aligned(v, from, begin, headings) && table &&
        table->column_count == v->columns) {
        put_columns(v, table);
        return;
    }
    fputs("<thead>\n", v->out);
    for (size_t r = begin; r < headings; r++)
        put_heading_row(v, from, r, headings);
    fputs("</thead>\n", v->out);
}

static void put_gap(const view *v, size_t rows) {
    fprintf(v->out, "<tr class=\"gap\"><th></th><td colspan=\"%zu\">", v->columns);
    fprintf(v->out, _("%zu rows"), rows);
    fputs("</td></tr>\n", v->out);
}

static void put_rows(const view *v, size_t headings) {
    size_t hidden = 0;
    bool any = false;

    fputs("<tbody>\n", v->out);
    for (size_t r = headings; r < v->block->row_count; r++) {
        if (!v->shown[r]) {
            hidden++;
            continue;
        }
        if (hidden > 0 && any)
            put_gap(v, hidden);
        put_row(v, r);
        hidden = 0;
        any = true;
    }
    fputs("</tbody>", v->out);
}

static void put_caption(const view *v, const bdl_table_seen *table) {
    fputs("<figcaption>", v->out);
    if (table && table->title.len) {
        fputs("<b>", v->out);
        bdl_html_cut(v->out, table->title, 60);
        fputs("</b> ", v->out);
    }
    if (table && table->money_unit.len) {
        fputs("<span class=\"unit\">", v->out);
        bdl_html_text(v->out, table->money_unit);
        fputs("</span> ", v->out);
    }
    if (v->block->place.page)
        fprintf(v->out, _("page %u"), v->block->place.page);
    else if (bdl_place_cell(&v->block->place).len)
        bdl_html_text(v->out, bdl_place_sheet(&v->block->place));
    fputs("</figcaption>", v->out);
}

/* Headings with figures in them are rows like others. */
static size_t headings_before_marks(const bdl_html_marks *marks, size_t headings) {
    for (size_t i = 0; i < marks->count; i++)
        if (marks->items[i].row < headings)
            return 0;
    return headings;
}

void bdl_html_put_table(bdl_html *h, const bdl_block *block, const bdl_html_marks *marks,
                        const bdl_spots *spots) {
    view v = {.out = h->sections, .scratch = h->scratch, .block = block, .marks = marks};
    const bdl_block *head = block;
    size_t headings = bdl_spots_headings(spots, &head), own;

    if (head == block)
        headings = headings_before_marks(marks, headings);
    own = head == block ? headings : 0;
    v.columns = columns_of(block);
    v.shown = BDL_NEW_ARRAY(h->scratch, bool, block->row_count + 1);
    show_rows(&v, own);
    fputs("<figure class=\"tab\">", v.out);
    put_caption(&v, bdl_spots_table(spots, block));
    fputs("<div class=\"scroll\" tabindex=\"0\"><table>\n", v.out);
    put_headings(&v, head, headings, bdl_spots_table(spots, block));
    put_rows(&v, own);
    fputs("</table></div></figure>\n", v.out);
}
