/* passage.c - the passages that the figures of a finding stand in, each once, with all
 * its figures marked. */
#include "report/html/marked.h"

#include "base/text.h"

enum { CONTEXT = 90 };

void bdl_html_put_place(FILE *out, const bdl_place *place) {
    if (bdl_place_cell(place).len) {
        bdl_html_text(out, bdl_place_sheet(place));
        putc('!', out);
        bdl_html_text(out, bdl_place_cell(place));
        return;
    }
    if (place->page)
        fprintf(out, _("page %u"), place->page);
    if (place->page && place->line)
        fputs(", ", out);
    if (place->line)
        fprintf(out, _("line %u"), place->line);
}

/* ---- where the figures stand ---- */

/* The end of what stands at PLACE in TEXT from BEGIN on; all the rest when its length is
 * not known. */
static size_t end_of(bdl_str text, size_t begin, const bdl_place *place) {
    if (place->length == 0)
        return text.len;
    return begin + bdl_utf8_offset(bdl_str_from(text, begin), place->length);
}

/* Places of spreadsheets end at the cell: what was found in its text is looked for there.
 */
static void seek_in_cell(bdl_html_mark *mark, bdl_str text, bdl_str printed) {
    size_t at = printed.len ? bdl_str_find(text, printed, 0) : SIZE_MAX;

    mark->begin = at == SIZE_MAX ? 0 : at;
    mark->end = at == SIZE_MAX ? text.len : at + printed.len;
}

static bdl_html_mark find_mark(const bdl_spots *spots, const bdl_place *place,
                               bdl_str printed) {
    bdl_html_mark mark = {0};
    bdl_spot spot;
    bdl_str text;

    if (!spots || !bdl_spots_find(spots, place, &spot))
        return mark;
    text = bdl_spot_run(&spot)->text;
    mark.block = spot.block;
    mark.row = spot.row;
    mark.cell = spot.cell;
    mark.begin = spot.offset < text.len ? spot.offset : text.len;
    mark.end = end_of(text, mark.begin, place);
    if (place->line == 0)
        seek_in_cell(&mark, text, printed);
    return mark;
}

/* ---- one passage ---- */

static void put_caption(FILE *out, bdl_str document, const bdl_place *place) {
    fputs("<figcaption>", out);
    if (document.len) {
        bdl_html_text(out, document);
        fputs(" · ", out);
    }
    bdl_html_put_place(out, place);
    fputs("</figcaption>", out);
}

static void put_paragraph(bdl_html *h, const bdl_block *block,
                          const bdl_html_marks *marks) {
    fputs("<figure class=\"said\">", h->sections);
    put_caption(h->sections, BDL_STR(""), &block->place);
    fputs("<blockquote>", h->sections);
    bdl_html_put_marked(h->sections, h->scratch, block->run.text, marks, CONTEXT);
    fputs("</blockquote></figure>\n", h->sections);
}

/* A line of a document that is not at hand as blocks. */
static void put_line(bdl_html *h, bdl_str document, const bdl_place *place, bdl_str line,
                     bdl_html_marks *marks, bdl_html_mark *mark) {
    mark->begin = bdl_utf8_offset(line, place->column ? place->column - 1 : 0);
    mark->end = end_of(line, mark->begin, place);
    marks->items = mark;
    marks->count = 1;
    fputs("<figure class=\"said\">", h->sections);
    put_caption(h->sections, document, place);
    fputs("<blockquote>", h->sections);
    bdl_html_put_marked(h->sections, h->scratch, line, marks, CONTEXT);
    fputs("</blockquote></figure>\n", h->sections);
}

/* ---- all of a finding ---- */

typedef struct passages {
    bdl_html *h;
    const bdl_finding *finding;
    const bdl_spots *spots;
    bdl_html_marks names; /* document and finding */
    bdl_html_mark *marks; /* one for each figure, in order of their numbers */
    bdl_html_mark *here;  /* those of the passage at hand */
    size_t count;
} passages;

/* Takes the marks that stand in BLOCK out of those that wait. */
static bdl_html_marks take_marks(passages *p, const bdl_block *block) {
    bdl_html_marks marks = p->names;

    marks.items = p->here;
    for (size_t i = 0; i < p->count; i++)
        if (p->marks[i].block == block) {
            p->here[marks.count++] = p->marks[i];
            p->marks[i].block = NULL;
            p->marks[i].placed = true;
        }
    return marks;
}

static void put_block(passages *p, const bdl_block *block) {
    bdl_html_marks marks = take_marks(p, block);

    if (block->kind == BDL_TABLE)
        bdl_html_put_table(p->h, block, &marks, p->spots);
    else
        put_paragraph(p->h, block, &marks);
}

static bool is_here(const bdl_finding *finding, const bdl_operand *operand) {
    return operand->document.len == 0 || bdl_str_eq(operand->document, finding->document);
}

bool bdl_html_has_passage(const bdl_finding *finding, const bdl_operand *operand,
                          const bdl_spots *spots) {
    bdl_spot spot;

    return operand->line_text.len > 0 || (is_here(finding, operand) && spots &&
                                          bdl_spots_find(spots, &operand->place, &spot));
}

/* What is not there at all stands where its record does: nothing is marked but the row or
 * the beginning. */
static void point_at_record(bdl_html_mark *mark, const bdl_operand *operand) {
    if (operand->value.len || operand->printed.len || mark->begin == mark->end)
        return;
    mark->end = mark->begin;
    mark->cell = BDL_NO_ROW;
}

static void find_marks(passages *p, const bdl_html_order *order) {
    for (size_t i = 0; i < p->count; i++) {
        const bdl_operand *operand = &p->finding->operands[order->items[i]];

        if (is_here(p->finding, operand))
            p->marks[i] = find_mark(p->spots, &operand->place, operand->printed);
        point_at_record(&p->marks[i], operand);
        p->marks[i].number = i + 1;
        p->marks[i].side = operand->side;
    }
}

static void put_figures(passages *p, const bdl_html_order *order) {
    find_marks(p, order);
    for (size_t i = 0; i < p->count; i++) {
        const bdl_operand *operand = &p->finding->operands[order->items[i]];
        bdl_html_mark mark = p->marks[i];
        bdl_html_marks marks = p->names;

        if (mark.block)
            put_block(p, mark.block);
        else if (operand->line_text.len && !p->marks[i].placed)
            put_line(p->h, is_here(p->finding, operand) ? BDL_STR("") : operand->document,
                     &operand->place, operand->line_text, &marks, &mark);
    }
}

/* A finding without figures shows its own place. */
static void put_own_place(passages *p) {
    const bdl_finding *finding = p->finding;
    bdl_html_marks marks = p->names;

    p->marks[0] = find_mark(p->spots, &finding->place, BDL_STR(""));
    p->count = 1;
    if (p->marks[0].block)
        put_block(p, p->marks[0].block);
    else if (finding->line_text.len)
        put_line(p->h, BDL_STR(""), &finding->place, finding->line_text, &marks,
                 &p->marks[0]);
}

void bdl_html_put_passages(bdl_html *h, const bdl_finding *finding, size_t number,
                           const bdl_html_order *order, const bdl_spots *spots) {
    passages p = {.h = h,
                  .finding = finding,
                  .spots = spots,
                  .names = {.document = h->document, .finding = number},
                  .count = order->count};

    p.marks = BDL_NEW_ARRAY(h->scratch, bdl_html_mark, p.count + 1);
    p.here = BDL_NEW_ARRAY(h->scratch, bdl_html_mark, p.count + 1);
    fputs("<div class=\"passages\">", h->sections);
    if (p.count > 0)
        put_figures(&p, order);
    else
        put_own_place(&p);
    fputs("</div>\n", h->sections);
}
