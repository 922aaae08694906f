/* text_finding.c - a finding for people at a terminal: its figures quoted where they
 * stand, with carets, in the columns there are. */
#include "report/text.h"

#include "base/language.h"
#include "base/text.h"
#include "report/quote.h"

enum { OPERANDS_SHOWN = 12, GUTTER = 8 /* "  458 | " */, MARGIN = 2 /* two ellipses */ };

void bdl_text_put(bdl_text_report *report, bdl_str text) {
    bdl_str shown = bdl_text_printable(report->scratch, text);

    fprintf(report->out, "%.*s", BDL_PRI(shown));
}

void bdl_text_paint(bdl_text_report *report, const char *color, bdl_str text) {
    if (report->options.color)
        fprintf(report->out, "\033[%sm", color);
    bdl_text_put(report, text);
    if (report->options.color)
        fputs("\033[0m", report->out);
}

const char *bdl_text_color(bdl_severity severity) {
    return severity == BDL_ERROR ? "31;1" : severity == BDL_WARNING ? "35;1" : "36;1";
}

void bdl_text_put_place(bdl_text_report *report, bdl_str document,
                        const bdl_place *place) {
    bdl_buf buf = {.arena = report->scratch};

    bdl_buf_add(&buf, document);
    if (place->page)
        bdl_buf_printf(&buf, ":p%u", place->page);
    if (bdl_place_sheet(place).len && bdl_place_cell(place).len)
        bdl_buf_printf(&buf, ":%.*s!%.*s", BDL_PRI(bdl_place_sheet(place)),
                       BDL_PRI(bdl_place_cell(place)));
    if (place->line)
        bdl_buf_printf(&buf, ":%u", place->line);
    if (place->line && place->column)
        bdl_buf_printf(&buf, ":%u", place->column);
    bdl_text_paint(report, "1", bdl_buf_str(&buf));
    fputs(": ", report->out);
}

/* ---- quotes ---- */

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

/* WORDS behind the carets, or below them where the terminal is too narrow. */
static void put_words(bdl_text_report *report, size_t used, bdl_str words) {
    size_t width = report->options.width;

    if (width == 0 || used + 1 + bdl_text_width(words) <= width) {
        putc(' ', report->out);
        bdl_text_put(report, words);
    } else {
        putc('\n', report->out);
        put_gutter(report, 0);
        bdl_text_put(report,
                     cut(report->scratch, words, width > GUTTER ? width - GUTTER : 1));
    }
    putc('\n', report->out);
}

static bdl_quote put_quote(bdl_text_report *report, const bdl_place *place, bdl_str line,
                           bool line_is_shown) {
    bdl_quote quote = bdl_quote_line(report->scratch, line, place->column, place->length,
                                     quote_columns(report));

    /* A line that had to be cut shows another window for each place. */
    if (!line_is_shown || quote.cut) {
        put_gutter(report, place->line);
        fprintf(report->out, "%.*s\n", BDL_PRI(quote.text));
    }
    put_gutter(report, 0);
    bdl_text_paint(report, "32;1", quote.carets);
    return quote;
}

/* ---- figures ---- */

static void put_operand(bdl_text_report *report, const bdl_operand *operand,
                        bool line_is_shown) {
    bdl_str words = bdl_operand_words(report->scratch, operand);

    if (operand->line_text.len && operand->place.line) {
        bdl_quote quote =
            put_quote(report, &operand->place, operand->line_text, line_is_shown);

        put_words(report, GUTTER + bdl_text_width(quote.carets), words);
        return;
    }
    fputs("      = ", report->out);
    bdl_text_put(report, words);
    if (operand->place.page)
        fprintf(report->out, " (p%u)", operand->place.page);
    if (bdl_place_cell(&operand->place).len) {
        fputs(" (", report->out);
        bdl_text_put(report, bdl_place_sheet(&operand->place));
        fprintf(report->out, "!%.*s)", BDL_PRI(bdl_place_cell(&operand->place)));
    }
    putc('\n', report->out);
}

static bool stands_beside(const bdl_operand *a, const bdl_operand *b) {
    return a->place.line == b->place.line && bdl_str_eq(a->document, b->document);
}

static void put_operands(bdl_text_report *report, const bdl_finding *finding) {
    size_t shown = finding->operand_count;

    if (shown > OPERANDS_SHOWN && !report->options.verbose)
        shown = OPERANDS_SHOWN;
    for (size_t i = 0; i < shown; i++) {
        const bdl_operand *operand = &finding->operands[i];

        if (!bdl_str_eq(operand->document, finding->document) && operand->document.len) {
            fputs("  ", report->out);
            bdl_text_put(report, operand->document);
            putc('\n', report->out);
        }
        put_operand(report, operand,
                    i > 0 && stands_beside(operand, &finding->operands[i - 1]));
    }
    if (shown < finding->operand_count)
        fprintf(report->out, _("      … %zu more (--verbose shows them)\n"),
                finding->operand_count - shown);
}

/* ---- the finding ---- */

/* Whether the message names the amount of the difference already. */
static bool says_difference(const bdl_finding *finding) {
    bdl_str amount = finding->difference;
    size_t digits = 0;

    if (amount.len && (amount.data[0] == '-' || amount.data[0] == '+'))
        amount = bdl_str_from(amount, 1);
    while (digits < amount.len &&
           (amount.data[digits] == '.' ||
            (amount.data[digits] >= '0' && amount.data[digits] <= '9')))
        digits++;
    return bdl_str_find(finding->message, bdl_str_of(amount.data, digits), 0) != SIZE_MAX;
}

static void put_head(bdl_text_report *report, const bdl_finding *finding) {
    bdl_text_put_place(report, finding->document, &finding->place);
    if (finding->waived_by)
        fprintf(report->out, "%s ", _("waived"));
    else if (finding->known)
        fprintf(report->out, "%s ", _("known"));
    bdl_text_paint(report, bdl_text_color(finding->severity),
                   bdl_str_z(_(bdl_severity_name(finding->severity))));
    fputs(": ", report->out);
    bdl_text_put(report, finding->message);
    fprintf(report->out, " [%.*s]\n", BDL_PRI(finding->rule->name.text));
}

static void put_fact(bdl_text_report *report, const char *label, bdl_str text) {
    if (text.len == 0)
        return;
    fputs("  ", report->out);
    bdl_text_paint(report, "2", bdl_str_z(label));
    fputs(": ", report->out);
    bdl_text_put(report, text);
    putc('\n', report->out);
}

void bdl_text_put_finding(bdl_text_report *report, const bdl_finding *finding) {
    put_head(report, finding);
    if (finding->operand_count) {
        put_operands(report, finding);
    } else if (finding->line_text.len && finding->place.line) {
        put_quote(report, &finding->place, finding->line_text, false);
        putc('\n', report->out);
    }
    if (!says_difference(finding))
        put_fact(report, "差额", finding->difference);
    put_fact(report, "提示", finding->hint);
    put_fact(report, "依据", finding->rule->as.rule.basis);
    if (finding->waived_by)
        put_fact(report, "豁免", finding->waived_by->as.waive.because);
}
