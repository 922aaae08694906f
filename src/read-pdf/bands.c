/* bands.c - tables that have lines between their rows and none between their columns: the
 * lines down are drawn where all rows leave room.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include <stdlib.h>

#include "read/reading.h"

#include "read-pdf/bands.h"

enum {
    HIGHEST = 150 * PDF_POINT, /* a row */
    ROWS_MIN = 3,
    CAPTIONS = 24 * PDF_POINT, /* the room for two lines */
    ROWS_MAX = 400,
    HEADED = 8,     /* rows among which the numbers of the columns stand */
    LINES_MAX = 40, /* of headings */
    WIDEST = 4000 * PDF_POINT,
};

bool pdf_bands_is_along(const pdf_rule *edge, const pdf_rule *rule) {
    return abs(rule->from - edge->from) <= PDF_SAME &&
           abs(rule->to - edge->to) <= PDF_SAME;
}

static bool is_within(const pdf_rule *edge, const pdf_rule *rule) {
    return rule->from >= edge->from - PDF_SAME && rule->to <= edge->to + PDF_SAME;
}

static void take_lines(const pdf_page *page, const pdf_rule *edge, pdf_band *out) {
    pdf_lines_within(page, (pdf_box){edge->from, out->top, edge->to, out->bottom},
                     &out->lines);
}

/* Whether LINE has larger letters than SIZE. */
static bool is_large(const pdf_line *line, int32_t size) {
    return size > 0 && line->size * 4 >= size * 5;
}

/* Whether the pieces of LINE before and at P stand as near as those of one text. */
static bool is_beside(const pdf_line *line, size_t p) {
    return p > 0 && p < line->count &&
           line->pieces[p].box.x0 - line->pieces[p - 1].box.x1 < line->size;
}

/* Whether piece P of LINE is a number among words: a year, that of a table ("表 5", where
 * the table may be narrower and the word stand left of it) or, before a caption, of a
 * department ("102 某局 单位：元"). */
static bool is_number_of(const pdf_line *line, size_t p) {
    bool first = p == 0 && (line->count == 1 || pdf_line_has_colon(line));
    return !pdf_has_mark(line->pieces[p].text) &&
           (first || is_beside(line, p) || is_beside(line, p + 1));
}

/* Whether what stands between TOP and BOTTOM is no row but the end of one table and what
 * is written above the next: several lines, one with a colon ("单位：万元") or a title of
 * larger letters than those of the row above, SIZE, and no figure; a number in larger
 * letters is that of a department ("102001 某局"). */
static bool is_between_tables(const pdf_band *gap, int32_t size) {
    bool told = false;
    if (gap->bottom - gap->top < CAPTIONS)
        return false;
    for (size_t l = 0; l < gap->lines.count; l++) {
        const pdf_line *line = &gap->lines.items[l];
        bool large = is_large(line, size);
        told = told || (large && line->count == 1);
        for (size_t p = 0; p < line->count; p++) {
            bdl_str text = line->pieces[p].text;
            told = told || bdl_text_has_colon(text);
            if (pdf_is_amount(text) && (!large || pdf_has_mark(text)) &&
                !is_number_of(line, p))
                return false;
        }
    }
    return told && gap->lines.count >= 2;
}

static bool is_title(const pdf_band *row) {
    return row->lines.count == 1 && row->lines.items[0].count == 1 &&
           !pdf_is_amount(row->lines.items[0].pieces[0].text);
}

/* Whether one of PLACES is below TOP, at BOTTOM or above it. */
static bool has_place_between(const pdf_banded *b, const pdf_rules *places, int32_t top,
                              int32_t bottom) {
    for (size_t i = 0; i < places->count; i++)
        if (places->items[i].at > top + PDF_SAME &&
            places->items[i].at <= bottom + PDF_SAME &&
            pdf_bands_is_along(&b->edge, &places->items[i]))
            return true;
    return false;
}

/* What stands below TOP on the page, as wide as the table, without the number of the
 * page.
 */
static pdf_band band_below(const pdf_banded *b, int32_t top) {
    pdf_band row = {.top = top, .bottom = b->page->height};
    take_lines(b->page, &b->edge, &row);
    if (row.lines.count > 0) {
        const pdf_line *last = &row.lines.items[row.lines.count - 1];
        row.lines.count -= last->count == 1 && pdf_is_page_number(last->pieces[0].text);
    }
    return row;
}

/* Draws the line below the last row, which begins at TOP, where the end of the page cuts
 * it off; false when there is no such row: one with figures apart from its name. */
static bool close_row(pdf_banded *b, int32_t top) {
    pdf_band row = band_below(b, top);
    int32_t bottom = top;
    bool told = false;
    for (size_t l = 0; l < row.lines.count; l++) {
        const pdf_line *line = &row.lines.items[l];
        if (line->box.y0 - bottom > 2 * line->size || pdf_line_has_colon(line) ||
            line->box.y1 - top > HIGHEST)
            return false;
        for (size_t p = 1; p < line->count; p++)
            told = told || pdf_is_amount(line->pieces[p].text);
        bottom = line->box.y1;
    }
    pdf_rule end = {bottom + PDF_POINT, b->edge.from, b->edge.to};
    if (told) {
        BDL_PUSH(b->page->arena, &b->page->across, end);
        BDL_PUSH(b->page->arena, &b->rules, end);
    }
    return told;
}

/* Takes the lines of the table whose first is page->across[FIRST]; those that meet a line
 * down are in TAKEN, as those of other tables are. Gives how many rows there may be. */
static size_t gather(pdf_banded *b, size_t first, bool *taken) {
    const pdf_rules *across = &b->page->across;
    size_t rows = 0, last = first;
    size_t rows_before = 0, last_before = first; /* an empty row */
    bool part = false; /* a heading above others parts the row */
    bool empty = false;
    int32_t at = b->edge.at, seen = at, size = 0;
    for (size_t i = first + 1; i < b->across; i++) {
        const pdf_rule *rule = &across->items[i];
        if (rule->at - seen > HIGHEST ||
            has_place_between(b, &b->page->tops, at, rule->at) ||
            has_place_between(b, &b->page->ends, b->edge.at, at))
            break;
        if (taken[i] || !pdf_bands_is_along(&b->edge, rule)) {
            if (!taken[i] && is_within(&b->edge, rule)) {
                part = true;
                seen = rule->at;
            }
            continue;
        }
        pdf_band row = {.top = at, .bottom = rule->at};
        take_lines(b->page, &b->edge, &row);
        if (!part && is_between_tables(&row, size))
            break;
        size = row.lines.count ? row.lines.items[0].size : size;
        if (empty && is_title(&row)) { /* of the next table */
            rows = rows_before;
            last = last_before;
            break;
        }
        if (!empty) {
            rows_before = rows;
            last_before = last;
        }
        empty = row.lines.count == 0;
        at = seen = rule->at;
        last = i;
        rows += 1 + part;
        part = false;
    }
    for (size_t i = first; i <= last && rows >= b->least; i++)
        if (!taken[i] && is_within(&b->edge, &across->items[i])) {
            BDL_PUSH(b->page->arena, &b->rules, across->items[i]);
            taken[i] = true;
        }
    bool ends = last + 1 == b->across && rows >= ROWS_MIN;
    return rows + (ends && close_row(b, at));
}

/* Whether the first line of BAND numbers the columns, above others. */
static bool begins_with_numbers(const pdf_band *band) {
    const pdf_line *lines = band->lines.items;
    pdf_band first = *band;
    first.lines.count = 1;
    return band->lines.count > 1 && lines[1].box.y0 >= lines[0].box.y1 &&
           pdf_gaps_numbers_columns(&first);
}

/* The numbers of the columns, first in row I, are a row of their own, whether a line is
 * below them or not. There is room for it: rows are fewer than the lines around them. */
static void part_numbers(pdf_banded *b, size_t i) {
    pdf_band *band = &b->bands[i];
    pdf_line *lines = band->lines.items;
    size_t rest = band->lines.count - 1;
    int32_t between = (lines[0].box.y1 + lines[1].box.y0) / 2;
    memmove(band + 1, band, (b->count - i) * sizeof *band);
    b->count++;
    band->lines.count = 1;
    band->bottom = band[1].top = between;
    band[1].lines = (pdf_lines){lines + 1, rest, rest};
    pdf_rule rule = {between, b->edge.from, b->edge.to};
    BDL_PUSH(b->page->arena, &b->page->across, rule);
}

/* The rows, with the text in each. */
static void make_bands(pdf_banded *b) {
    pdf_page *page = b->page;
    b->bands = BDL_NEW_ARRAY(page->arena, pdf_band, b->rules.count);
    for (size_t i = 0; i + 1 < b->rules.count && b->count < ROWS_MAX; i++)
        if (b->rules.items[i + 1].at > b->rules.items[i].at)
            b->bands[b->count++] = (pdf_band){.top = b->rules.items[i].at,
                                              .bottom = b->rules.items[i + 1].at};
    for (size_t i = 0; i < b->count; i++)
        take_lines(page, &b->edge, &b->bands[i]);
    for (size_t i = 0; i < b->count && i < HEADED; i++)
        if (begins_with_numbers(&b->bands[i])) {
            part_numbers(b, i);
            break;
        }
}

bool pdf_bands_has_amounts(const pdf_band *row) {
    for (size_t l = 0; l < row->lines.count; l++)
        for (size_t p = 0; p < row->lines.items[l].count; p++)
            if (pdf_is_amount(row->lines.items[l].pieces[p].text))
                return true;
    return false;
}

static size_t count_pieces(const pdf_band *row) {
    size_t count = 0;
    for (size_t l = 0; l < row->lines.count; l++)
        count += row->lines.items[l].count;
    return count;
}

/* The lines of the headings of a table without lines; *ROWS: of how many rows they are.
 * What heads several columns may have a row of its own, above more. */
static pdf_lines first_lines(const pdf_banded *b, size_t *rows) {
    pdf_lines lines = {NULL, 0, 0};
    size_t upper = count_pieces(&b->bands[0]);
    *rows = b->count > 2 && upper > 1 && count_pieces(&b->bands[1]) > upper &&
                    !pdf_bands_has_amounts(&b->bands[1])
                ? 2
                : 1;
    for (size_t i = 0; i < *rows; i++)
        for (size_t l = 0; l < b->bands[i].lines.count; l++)
            BDL_PUSH(b->page->arena, &lines, b->bands[i].lines.items[l]);
    return lines;
}

/* Makes a row of each line of the headings of a table without lines: what it shows of
 * its columns is on several. */
static void part_first(pdf_banded *b) {
    size_t count;
    pdf_lines lines = first_lines(b, &count);
    if (lines.count == 0 || lines.count > LINES_MAX ||
        pdf_bands_has_amounts(&b->bands[0]) ||
        pdf_starts_item(lines.items[0].pieces[0].text))
        return;
    pdf_band *rows = BDL_NEW_ARRAY(b->page->arena, pdf_band, b->count + lines.count);
    int32_t bottom = b->bands[count - 1].bottom;
    pdf_heads_join(b->page->arena, &lines);
    for (size_t i = 0; i < lines.count; i++)
        if (lines.items[i].count > 0)
            rows[b->heads++] = (pdf_band){.top = b->bands[0].top,
                                          .bottom = bottom,
                                          .lines = {&lines.items[i], 1, 1}};
    memcpy(rows + b->heads, b->bands + count, (b->count - count) * sizeof *rows);
    b->headings = lines;
    b->heads_end = bottom;
    b->bands = rows;
    b->count += b->heads - count;
}

static bool crosses(const pdf_lines *lines, int32_t x) {
    return pdf_gaps_has_text(lines, x - 1, x + 1);
}

/* Whether row I has texts on RULE at both sides of X. */
static bool is_between_texts(const pdf_banded *b, size_t i, const pdf_rule *rule,
                             int32_t x) {
    const pdf_lines *lines = &b->bands[i].lines;
    return pdf_gaps_has_text(lines, rule->from, x) &&
           pdf_gaps_has_text(lines, x, rule->to);
}

/* Whether X is within a line below row I that is not as wide as the table: what stands on
 * such a line heads several columns, if it is one text. */
static bool is_headed(const pdf_banded *b, size_t i, int32_t x) {
    for (size_t r = 0; r < b->rules.count; r++) {
        const pdf_rule *rule = &b->rules.items[r];
        if (rule->at == b->bands[i].bottom && !pdf_bands_is_along(&b->edge, rule) &&
            rule->from + PDF_SAME < x && rule->to - PDF_SAME > x &&
            !is_between_texts(b, i, rule, x))
            return true;
    }
    return false;
}

static int32_t left_of(const pdf_banded *b, size_t column) {
    if (column == 0 || column > b->between.count)
        return column == 0 ? b->edge.from : b->edge.to;
    return pdf_gaps_place(b, b->between.items[column - 1]);
}

static bool is_filled(const pdf_banded *b, size_t i, size_t column) {
    return pdf_gaps_has_text(&b->bands[i].lines, left_of(b, column),
                             left_of(b, column + 1));
}

/* Whether COLUMN is filled in a row of headings below row I: what reaches over two of
 * them may stand in the lower. */
static bool is_filled_below(const pdf_banded *b, size_t i, size_t column) {
    for (size_t k = i + 1; k < b->count && (k == i + 1 || k < b->heads); k++)
        if (!pdf_bands_has_amounts(&b->bands[k]) && is_filled(b, k, column))
            return true;
    return false;
}

/* The line below row I, not as wide as the table, that X is on; that of the table when
 * there is none. */
static pdf_rule rule_below(const pdf_banded *b, size_t i, int32_t x) {
    for (size_t r = 0; r < b->rules.count; r++) {
        const pdf_rule *rule = &b->rules.items[r];
        if (rule->at == b->bands[i].bottom && !pdf_bands_is_along(&b->edge, rule) &&
            rule->from <= x && rule->to >= x)
            return *rule;
    }
    return b->edge;
}

/* What stands in the columns OWN of row I can head those beside it that are empty there
 * and filled below. */
static void find_room(const pdf_banded *b, size_t i, pdf_over *own) {
    size_t end = b->between.count;
    pdf_rule on = rule_below(b, i, own->middle);
    while (own->first > 0 && left_of(b, own->first) > on.from + PDF_SAME &&
           !is_filled(b, i, own->first - 1) && is_filled_below(b, i, own->first - 1))
        own->first--;
    while (own->last < end && left_of(b, own->last + 1) < on.to - PDF_SAME &&
           !is_filled(b, i, own->last + 1) && is_filled_below(b, i, own->last + 1))
        own->last++;
    own->left = own->first > 0 && is_filled(b, i, own->first - 1);
    own->right = own->last < end && is_filled(b, i, own->last + 1);
}

/* Whether lines below row I that are not as wide as the table tell what heads what; but
 * not where several texts stand on one, at both sides of X. */
static bool has_part_rule(const pdf_banded *b, size_t i, int32_t x) {
    bool any = false;
    for (size_t r = 0; r < b->rules.count; r++) {
        const pdf_rule *rule = &b->rules.items[r];
        if (rule->at != b->bands[i].bottom || pdf_bands_is_along(&b->edge, rule))
            continue;
        if (is_between_texts(b, i, rule, x))
            return false;
        any = true;
    }
    return any;
}

static pdf_ladder ladder_of(const pdf_banded *b) {
    size_t count = b->between.count + 1;
    int32_t *xs = BDL_NEW_ARRAY(b->page->arena, int32_t, count + 1);
    for (size_t c = 0; c <= count; c++)
        xs[c] = left_of(b, c);
    return (pdf_ladder){xs, count};
}

/* Where what stands in row I from LEFT to RIGHT begins and ends. */
static pdf_box box_between(const pdf_banded *b, size_t i, int32_t left, int32_t right) {
    const pdf_lines *lines = &b->bands[i].lines;
    pdf_box box = {INT32_MAX, 0, INT32_MIN, 0};
    for (size_t l = 0; l < lines->count; l++)
        for (size_t p = 0; p < lines->items[l].count; p++) {
            const pdf_box *own = &lines->items[l].pieces[p].box;
            if (own->x0 >= right || own->x1 <= left)
                continue;
            box.x0 = own->x0 < box.x0 ? own->x0 : box.x0;
            box.x1 = own->x1 > box.x1 ? own->x1 : box.x1;
        }
    return box;
}

/* The headings in row I, and how many they are. */
static size_t find_headings(const pdf_banded *b, size_t i, pdf_over *all) {
    size_t count = 0;
    for (size_t c = 0; c <= b->between.count; c++) {
        if (!is_filled(b, i, c))
            continue;
        pdf_box box = box_between(b, i, left_of(b, c), left_of(b, c + 1));
        pdf_over own = {.from = c, .to = c, .middle = pdf_middle_x(&box)};
        while (own.to < b->between.count && left_of(b, own.to + 1) < box.x1)
            own.to++;
        own.first = own.from;
        own.last = c = own.to;
        find_room(b, i, &own);
        all[count++] = own;
    }
    return count;
}

/* Whether X, between two columns, is under a heading of several in row I. */
static bool is_under_one(const pdf_banded *b, size_t i, size_t x) {
    if (i >= b->heads || i + 1 >= b->count || !is_filled_below(b, i, x) ||
        !is_filled_below(b, i, x + 1) || pdf_bands_has_amounts(&b->bands[i]) ||
        pdf_bands_has_amounts(&b->bands[i + 1]) || has_part_rule(b, i, left_of(b, x + 1)))
        return false;
    pdf_ladder columns = ladder_of(b);
    pdf_over *all = BDL_NEW_ARRAY(b->page->arena, pdf_over, columns.count);
    size_t count = find_headings(b, i, all);
    pdf_heads_share(b->page->arena, &columns, all, count);
    for (size_t k = 0; k < count; k++)
        if (all[k].from <= x && all[k].to > x)
            return true;
    return false;
}

static void add_down(pdf_banded *b, int32_t x, int32_t top, int32_t bottom) {
    BDL_PUSH(b->page->arena, &b->page->down, (pdf_rule){x, top, bottom});
}

/* A title within the table, in its middle. */
static bool is_over_all(const pdf_banded *b, size_t i) {
    if (i >= b->heads || !is_title(&b->bands[i]) || has_part_rule(b, i, b->edge.from))
        return false;
    const pdf_box *box = &b->bands[i].lines.items[0].box;
    int32_t off = abs(pdf_middle_x(box) - (b->edge.from + b->edge.to) / 2);
    return off * 40 < b->edge.to - b->edge.from;
}

static void draw_headings(pdf_banded *b) {
    pdf_ladder columns = ladder_of(b);
    pdf_heads_draw(b->page, &b->headings, &columns, b->bands[0].top, b->heads_end);
}

static void draw(pdf_banded *b) {
    int32_t top = b->bands[0].top, bottom = b->bands[b->count - 1].bottom;
    add_down(b, b->edge.from, top, bottom);
    add_down(b, b->edge.to, top, bottom);
    if (b->headings.count)
        draw_headings(b);
    for (size_t i = b->headings.count ? b->heads : 0; i < b->count; i++)
        for (size_t k = 0; k < b->between.count && !is_over_all(b, i); k++) {
            int32_t x = pdf_gaps_place(b, b->between.items[k]);
            if (!crosses(&b->bands[i].lines, x) && !is_headed(b, i, x) &&
                !is_under_one(b, i, k))
                add_down(b, x, b->bands[i].top, b->bands[i].bottom);
        }
}

static int32_t nearest_place(const pdf_banded *b, int32_t x) {
    int32_t best =
        abs(x - b->edge.from) < abs(x - b->edge.to) ? b->edge.from : b->edge.to;
    for (size_t k = 0; k < b->between.count; k++)
        if (abs(x - pdf_gaps_place(b, b->between.items[k])) < abs(x - best))
            best = pdf_gaps_place(b, b->between.items[k]);
    return best;
}

/* Lines below headings of several columns end where these do. */
static void fit_part_rules(pdf_banded *b) {
    for (size_t i = 0; i < b->page->across.count; i++) {
        pdf_rule *rule = &b->page->across.items[i];
        if (rule->at <= b->bands[0].top || rule->at >= b->bands[b->count - 1].bottom ||
            pdf_bands_is_along(&b->edge, rule) || !is_within(&b->edge, rule))
            continue;
        rule->from = nearest_place(b, rule->from);
        rule->to = nearest_place(b, rule->to);
    }
}

static bool *meeting_down(const pdf_page *page) {
    bool *taken = BDL_NEW_ARRAY(page->arena, bool, page->across.count + 1);
    for (size_t i = 0; i < page->across.count; i++) {
        const pdf_rule *a = &page->across.items[i];
        for (size_t k = 0; k < page->down.count && !taken[i]; k++) {
            const pdf_rule *d = &page->down.items[k];
            taken[i] = d->at >= a->from - PDF_SAME && d->at <= a->to + PDF_SAME &&
                       a->at >= d->from - PDF_SAME && a->at <= d->to + PDF_SAME;
        }
    }
    return taken;
}

/* Whether a table without lines of its own is known to begin with its first line. */
static bool is_top(const pdf_banded *b) {
    return has_place_between(b, &b->page->tops, b->edge.at - 2 * PDF_SAME, b->edge.at);
}

/* Whether the rows are a form to fill in. Then the lines down of its parts are drawn, or
 * it is noted where it stands if it has no lines across either. */
static bool draw_form(pdf_banded *b) {
    pdf_lines all = {NULL, 0, 0};
    for (size_t i = 0; i < b->count; i++)
        for (size_t l = 0; l < b->bands[i].lines.count; l++)
            BDL_PUSH(b->page->arena, &all, b->bands[i].lines.items[l]);
    if (is_top(b))
        return pdf_note_form(b->page, all.items, all.count);
    return pdf_parts_draw(b, b->least == 1 || pdf_recalls_form(b) ||
                                 pdf_form_end(all.items, all.count) > 0);
}

/* Whether the rows are the headings of what stands below their last line, without lines
 * between its own rows: no figures, and a line as wide far below. */
static bool is_heads_alone(const pdf_banded *b) {
    int32_t end = b->bands[b->count - 1].bottom;
    for (size_t i = 0; i < b->count; i++)
        if (pdf_bands_has_amounts(&b->bands[i]))
            return false;
    for (size_t i = 0; i < b->across; i++) {
        const pdf_rule *rule = &b->page->across.items[i];
        if (rule->at <= end + PDF_SAME || !pdf_bands_is_along(&b->edge, rule))
            continue;
        pdf_band below = {.top = end, .bottom = rule->at};
        take_lines(b->page, &b->edge, &below);
        return rule->at - end > HIGHEST && pdf_bands_has_amounts(&below) &&
               below.lines.items[0].box.y0 - end < 2 * below.lines.items[0].size;
    }
    return false;
}

/* How many rows the table whose first line is page->across[I] has when the page ends, if
 * it goes on on the next: one of labels and values or of headings, and perhaps one of
 * figures; 0: it does not. */
static size_t count_begun(const pdf_banded *b, size_t i) {
    size_t rows = b->across - i - 1;
    const pdf_rule *rules = &b->page->across.items[i];
    if (rows < 1 || rows >= ROWS_MIN)
        return 0;
    for (size_t k = 0; k < rows; k++) {
        pdf_band row = {.top = rules[k].at, .bottom = rules[k + 1].at};
        take_lines(b->page, &b->edge, &row);
        if (!pdf_bands_is_along(&b->edge, &rules[k + 1]) || row.lines.count == 0 ||
            (k == 0 && (row.lines.count > 1 || row.lines.items[0].count < 2)) ||
            pdf_bands_has_amounts(&row) != (k > 0))
            return 0;
    }
    return band_below(b, rules[rows].at).lines.count <= 1 ? rows : 0;
}

void pdf_bands_draw(pdf_page *page) {
    bool *taken = meeting_down(page);
    if (pdf_parts_complete(page, taken))
        taken = meeting_down(page);
    size_t count = page->across.count;
    for (size_t i = 0; i < count; i++) {
        pdf_banded b = {.page = page, .edge = page->across.items[i], .across = count};
        size_t begun = count_begun(&b, i);
        b.least = begun ? begun : is_top(&b) ? ROWS_MIN - 1 : ROWS_MIN;
        if (taken[i] || b.edge.to - b.edge.from > WIDEST ||
            gather(&b, i, taken) < b.least)
            continue;
        make_bands(&b);
        if (is_heads_alone(&b))
            continue;
        if (draw_form(&b)) {
            if (b.least > 1) /* one row may be headings of a table */
                pdf_recall_form(&b);
            continue;
        }
        if (is_top(&b))
            part_first(&b);
        else
            b.heads = pdf_gaps_count_heads(&b);
        pdf_gaps_find(&b);
        pdf_recall(&b);
        if (b.count >= b.least && b.between.count > 0) {
            fit_part_rules(&b);
            draw(&b);
        }
    }
}
