/* text_finding.c - a finding for people at a terminal: what it says, its figures, why it
 * matters. */
#include "report/text.h"

#include "base/language.h"
#include "base/text.h"

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
    bdl_text_paint(report, "1", bdl_place_print(report->scratch, document, place));
    fputs(": ", report->out);
}

/* ---- the finding ---- */

static bool is_of_number(char c) {
    return c == '.' || bdl_is_ascii_digit(c);
}

/* Whether TEXT has NUMBER, and not in the middle of a longer one. */
static bool has_number(bdl_str text, bdl_str number) {
    for (size_t at = 0; (at = bdl_str_find(text, number, at)) != SIZE_MAX; at++) {
        size_t end = at + number.len;

        if ((at == 0 || !is_of_number(text.data[at - 1])) &&
            (end == text.len || !is_of_number(text.data[end])))
            return true;
    }
    return false;
}

/* Whether the difference tells what the message does not: its amount is not named there,
 * and it is one. Bare numbers are counts and years, which anyone takes from each other.
 */
static bool adds_difference(const bdl_finding *finding) {
    bdl_str amount = finding->difference;
    size_t digits;

    if (amount.len && (amount.data[0] == '-' || amount.data[0] == '+'))
        amount = bdl_str_from(amount, 1);
    digits = bdl_str_number_size(amount);
    return digits < amount.len &&
           !has_number(finding->message, bdl_str_of(amount.data, digits));
}

void bdl_text_put_head(bdl_text_report *report, const bdl_finding *finding) {
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
    bdl_shown shown = bdl_shown_of(report->scratch, finding, report->options.verbose);

    bdl_text_put_head(report, finding);
    bdl_text_put_figures(report, finding, &shown);
    put_fact(report, "未列栏目", shown.absent);
    if (adds_difference(finding))
        put_fact(report, "差额", finding->difference);
    put_fact(report, "提示", finding->hint);
    put_fact(report, "依据", finding->rule->as.rule.basis);
    if (finding->waived_by)
        put_fact(report, "豁免", finding->waived_by->as.waive.because);
}
