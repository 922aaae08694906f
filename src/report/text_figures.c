/* text_figures.c - the figures of a finding quoted where they stand, with carets, in the
 * columns there are. */
#include "report/text.h"

#include "base/language.h"
#include "base/quote.h"
#include "base/text.h"

enum {
    FIGURES_SHOWN = 12,
    FEW = 3,
    GUTTER = 8 /* "  458 | " */,
    MARGIN = 2 /* two ellipses */
};

static size_t quote_columns(const bdl_text_report *report) {
    size_t width = report->options.width;

    if (width == 0)
        return 0;
    return width > GUTTER + MARGIN ? width - GUTTER - MARGIN : 1;
}

static void put_gutter(bdl_text_report *report, uint32_t line) {
    if (report->options.color)
        fputs("\033[2m", report->out);
    if (line)
        fprintf(report->out, "%5u |", line);
    else
        fputs("      |", report->out);
    fputs(report->options.color ? "\033[0m " : " ", report->out);
}

/* TEXT in at most COLUMNS, cut with an ellipsis. */
static bdl_str cut(bdl_arena *arena, bdl_str text, size_t columns) {
    size_t end = 0, used = 0;

    if (bdl_text_width(text) <= columns)
        return text;
    while (end < text.len) {
        size_t next = end;

        bdl_utf8_next(text, &next);
        used += bdl_text_width(bdl_str_of(text.data + end, next - end));
        if (used + 1 > columns)
            break;
        end = next;
    }
    return bdl_arena_join(arena, bdl_str_of(text.data, end), BDL_STR("…"));
}

static bdl_str words_of(bdl_text_report *report, const bdl_operand *operand) {
    return bdl_text_printable(report->scratch,
                              bdl_operand_words(report->scratch, operand));
}

/* What OPERAND is behind the carets, or below them where the terminal is too narrow; if
 * that is, too, without its table and row. */
static void put_words(bdl_text_report *report, size_t used, const bdl_operand *operand) {
    size_t width = report->options.width, room = width > GUTTER ? width - GUTTER : 1;
    bdl_operand bare = *operand;
    bdl_str words = words_of(report, operand);

    bare.words = BDL_STR("");
    if (width == 0 || used + 1 + bdl_text_width(words) <= width) {
        putc(' ', report->out);
        bdl_text_put(report, words);
    } else {
        putc('\n', report->out);
        put_gutter(report, 0);
        if (bdl_text_width(words) > room)
            words = words_of(report, &bare);
        bdl_text_put(report, cut(report->scratch, words, room));
    }
    putc('\n', report->out);
}

static void put_line(bdl_text_report *report, uint32_t number, const bdl_quote *quote) {
    put_gutter(report, number);
    fprintf(report->out, "%.*s\n", BDL_PRI(quote->text));
}

static void put_carets(bdl_text_report *report, const bdl_quote *quote) {
    put_gutter(report, 0);
    bdl_text_paint(report, "32;1", quote->carets);
}

/* ---- figures on one line ---- */

/* Figures that stand on one line, and what is shown of it. */
typedef struct beside {
    bdl_str line;
    size_t begin, end; /* bytes from the first to the last of them */
    size_t columns;
} beside;

static size_t begin_of(bdl_str line, const bdl_place *place) {
    return bdl_utf8_offset(line, place->column ? place->column - 1 : 0);
}

static size_t end_of(bdl_str line, const bdl_place *place) {
    size_t begin = begin_of(line, place);

    return begin +
           bdl_utf8_offset(bdl_str_from(line, begin), place->length ? place->length : 1);
}

static bool is_quoted(const bdl_operand *operand) {
    return operand->line_text.len > 0 && operand->place.line > 0;
}

static bool stands_beside(const bdl_operand *a, const bdl_operand *b) {
    return is_quoted(b) && a->place.line == b->place.line &&
           bdl_str_eq(a->document, b->document);
}

/* Takes OPERAND into what is shown of its line; false where that has no room for it. */
static bool takes_in(beside *all, const bdl_operand *operand) {
    size_t begin = begin_of(all->line, &operand->place);
    size_t end = end_of(all->line, &operand->place);

    begin = begin < all->begin ? begin : all->begin;
    end = end > all->end ? end : all->end;
    if (!bdl_quote_fits(all->line, begin, end, all->columns))
        return false;
    all->begin = begin;
    all->end = end;
    return true;
}

static beside beside_of(bdl_text_report *report, const bdl_operand *operand) {
    return (beside){operand->line_text, begin_of(operand->line_text, &operand->place),
                    end_of(operand->line_text, &operand->place), quote_columns(report)};
}

/* The first of the COUNT operands at ITEMS, and those after it that its line shows, too;
 * they are taken out (NULL). */
static void put_beside(bdl_text_report *report, const bdl_operand **items, size_t count) {
    const bdl_operand *first = items[0];
    beside all = beside_of(report, first);
    bdl_quote_window window;
    const bdl_operand **taken =
        BDL_NEW_ARRAY(report->scratch, const bdl_operand *, count);
    size_t taken_count = 0;

    for (size_t i = 0; i < count; i++)
        if (i == 0 || /* a text that no line has room for is cut */
            (items[i] && stands_beside(first, items[i]) && takes_in(&all, items[i]))) {
            taken[taken_count++] = items[i];
            items[i] = NULL;
        }
    window = bdl_quote_around(all.line, all.begin, all.end, all.columns);
    for (size_t i = 0; i < taken_count; i++) {
        const bdl_place *place = &taken[i]->place;
        bdl_quote quote =
            bdl_quote_line(report->scratch, all.line, window, begin_of(all.line, place),
                           end_of(all.line, place));

        if (i == 0)
            put_line(report, place->line, &quote);
        put_carets(report, &quote);
        put_words(report, GUTTER + bdl_text_width(quote.carets), taken[i]);
    }
}

/* ---- all figures ---- */

/* A figure that has no line: of a spreadsheet, of a page. */
static void put_elsewhere(bdl_text_report *report, const bdl_operand *operand) {
    fputs("      = ", report->out);
    bdl_text_put(report, bdl_operand_words(report->scratch, operand));
    if (operand->place.page)
        fprintf(report->out, " (p%u)", operand->place.page);
    if (bdl_place_cell(&operand->place).len) {
        fputs(" (", report->out);
        bdl_text_put(report, bdl_place_sheet(&operand->place));
        fprintf(report->out, "!%.*s)", BDL_PRI(bdl_place_cell(&operand->place)));
    }
    putc('\n', report->out);
}

static void put_own_place(bdl_text_report *report, const bdl_finding *finding) {
    const bdl_place *place = &finding->place;
    bdl_str line = finding->line_text;
    bdl_quote_window window;
    bdl_quote quote;

    if (line.len == 0 || place->line == 0)
        return;
    window = bdl_quote_around(line, begin_of(line, place), end_of(line, place),
                              quote_columns(report));
    quote = bdl_quote_line(report->scratch, line, window, begin_of(line, place),
                           end_of(line, place));
    put_line(report, place->line, &quote);
    put_carets(report, &quote);
    putc('\n', report->out);
}

/* ---- more figures than are shown ---- */

/* texts[3].text and texts[8].text are one field of a list. */
static bool is_of_one_list(bdl_str a, bdl_str b) {
    size_t i = 0, k = 0;

    while (i < a.len && k < b.len && a.data[i] == b.data[k]) {
        bool opens = a.data[i] == '[';

        for (i++, k++; opens && i < a.len && a.data[i] != ']';)
            i++;
        while (opens && k < b.len && b.data[k] != ']')
            k++;
    }
    return i == a.len && k == b.len;
}

static bool is_number(bdl_str value) {
    for (size_t i = 0; i < value.len; i++)
        if (value.data[i] != '.' && value.data[i] != '-' && !bdl_str_digit_at(value, i))
            return false;
    return true;
}

/* A text that the message does not name. */
static bool is_only_searched(const bdl_finding *finding, const bdl_operand *operand) {
    return !operand->side && operand->unit.len == 0 && !is_number(operand->value) &&
           !bdl_str_has(finding->message, operand->value);
}

static bool is_one_of_many(const bdl_finding *finding, const bdl_operand **items,
                           size_t at) {
    size_t before = 0;

    if (!is_only_searched(finding, items[at]))
        return false;
    for (size_t i = 0; i < at && before < FEW; i++)
        before += is_of_one_list(items[i]->name, items[at]->name) &&
                  is_only_searched(finding, items[i]);
    return before == FEW;
}

/* Where not all are shown, the texts of a list that were only looked through come last,
 * but for the first of them: they would hide the figures. Gives how many stand before. */
static size_t put_searched_last(bdl_text_report *report, const bdl_finding *finding,
                                const bdl_shown *shown) {
    const bdl_operand **last =
        BDL_NEW_ARRAY(report->scratch, const bdl_operand *, shown->count);
    bool *many = BDL_NEW_ARRAY(report->scratch, bool, shown->count);
    size_t count = 0, kept = 0;

    for (size_t i = 0; i < shown->count; i++)
        many[i] = is_one_of_many(finding, shown->items, i);
    for (size_t i = 0; i < shown->count; i++)
        if (many[i])
            last[count++] = shown->items[i];
        else
            shown->items[kept++] = shown->items[i];
    for (size_t i = 0; i < count; i++)
        shown->items[kept + i] = last[i];
    return kept;
}

void bdl_text_put_figures(bdl_text_report *report, const bdl_finding *finding,
                          const bdl_shown *shown) {
    size_t count = shown->count;

    if (count > FIGURES_SHOWN && !report->options.verbose) {
        count = put_searched_last(report, finding, shown);
        count = count > FIGURES_SHOWN ? FIGURES_SHOWN : count;
    }
    for (size_t i = 0; i < count; i++) {
        const bdl_operand *operand = shown->items[i];

        if (!operand)
            continue;
        if (!bdl_str_eq(operand->document, finding->document) && operand->document.len) {
            fputs("  ", report->out);
            bdl_text_put(report, operand->document);
            putc('\n', report->out);
        }
        if (is_quoted(operand))
            put_beside(report, shown->items + i, count - i);
        else
            put_elsewhere(report, operand);
    }
    if (count == 0)
        put_own_place(report, finding);
    if (count < shown->count)
        fprintf(report->out, _("      … %zu more (--verbose shows them)\n"),
                shown->count - count);
    if (shown->empty)
        fprintf(report->out, _("      … %zu empty cells (--verbose shows them)\n"),
                shown->empty);
}
