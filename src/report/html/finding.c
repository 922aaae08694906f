/* finding.c - a finding: what it says, what stands against what, each figure with its
 * place, why it matters, and beside all this the passages. */
#include "report/html/html.h"

#include "base/text.h"
#include "report/html/marked.h"

enum { FIGURES_SHOWN = 14, SIGNS_SHOWN = 5, MOST_VALUE = 40 };

typedef struct card {
    bdl_html *h;
    FILE *out;
    const bdl_finding *finding;
    const bdl_spots *spots;
    size_t number;
    size_t *order; /* operands: left, right, the others */
    size_t count;
    size_t empty;   /* see bdl_shown */
    bdl_str absent; /* the same */
} card;

static void put_order(card *c) {
    static const bdl_side sides[] = {BDL_LEFT_SIDE, BDL_RIGHT_SIDE, BDL_NO_SIDE};
    bdl_shown shown = bdl_shown_of(c->h->scratch, c->finding, c->h->options.verbose);

    c->order = BDL_NEW_ARRAY(c->h->scratch, size_t, shown.count + 1);
    c->empty = shown.empty;
    c->absent = shown.absent;
    for (size_t s = 0; s < BDL_COUNT_OF(sides); s++)
        for (size_t i = 0; i < shown.count; i++)
            if (shown.items[i]->side == sides[s])
                c->order[c->count++] = (size_t)(shown.items[i] - c->finding->operands);
}

/* ---- what stands against what ---- */

/* "651.20万元": the number and its unit. */
static void put_amount(FILE *out, bdl_str amount) {
    size_t end = bdl_str_number_size(amount);

    fputs("<span class=\"amount\"><b>", out);
    bdl_html_text(out, bdl_str_of(amount.data, end));
    fputs("</b><i>", out);
    bdl_html_text(out, bdl_str_from(amount, end));
    fputs("</i></span>", out);
}

static const bdl_operand *operand_of(const card *c, size_t number) {
    return &c->finding->operands[c->order[number - 1]];
}

/* The beginning of a link to the passage of figure NUMBER; of no link when it has none.
 * Gives how it ends. */
static const char *begin_link(const card *c, size_t number, const char *style) {
    bool leads = bdl_html_has_passage(c->finding, operand_of(c, number), c->spots);

    fprintf(c->out, leads ? "<a class=\"%s\"" : "<span class=\"%s\"", style);
    if (leads)
        fprintf(c->out, " href=\"#m%zu-%zu-%zu\"", c->h->document, c->number, number);
    putc('>', c->out);
    return leads ? "</a>" : "</span>";
}

static void put_link(const card *c, size_t number) {
    static const char *const styles[] = {
        [BDL_NO_SIDE] = "k o", [BDL_LEFT_SIDE] = "k l", [BDL_RIGHT_SIDE] = "k r"};
    const char *end = begin_link(c, number, styles[operand_of(c, number)->side]);

    fprintf(c->out, "%zu%s", number, end);
}

static void put_signs(const card *c, bdl_side side) {
    size_t shown = 0;

    fputs("<span class=\"signs\">", c->out);
    for (size_t i = 0; i < c->count; i++) {
        if (operand_of(c, i + 1)->side != side)
            continue;
        if (shown++ == SIGNS_SHOWN) {
            fputs("…", c->out);
            break;
        }
        put_link(c, i + 1);
    }
    fputs("</span>", c->out);
}

static void put_sides(const card *c) {
    const bdl_finding *f = c->finding;

    if (f->left.len == 0)
        return;
    fputs("<div class=\"vs\"><p class=\"side l\">", c->out);
    put_signs(c, BDL_LEFT_SIDE);
    put_amount(c->out, f->left);
    fprintf(c->out, "</p><p class=\"rel\"><small>%s</small>", _("should be"));
    bdl_html_text(c->out, f->relation);
    fputs("</p><p class=\"side r\">", c->out);
    put_signs(c, BDL_RIGHT_SIDE);
    put_amount(c->out, f->right);
    fputs("</p>", c->out);
    if (f->difference.len) {
        fprintf(c->out, "<p class=\"diff\"><small>%s</small>", _("difference"));
        put_amount(c->out, f->difference);
        fputs("</p>", c->out);
    }
    fputs("</div>\n", c->out);
}

/* ---- the figures ---- */

static void put_value(FILE *out, const bdl_operand *operand) {
    if (operand->unit.len) {
        fputs("<td class=\"n\">", out);
        bdl_html_text(out, operand->value);
        fputs("<i>", out);
        bdl_html_text(out, operand->unit);
        fputs("</i></td>", out);
        return;
    }
    fputs("<td class=\"t\">", out);
    if (operand->value.len)
        bdl_html_cut(out, operand->value, MOST_VALUE);
    else if (operand->printed.len)
        bdl_html_cut(out, operand->printed, MOST_VALUE);
    else
        fprintf(out, "<em>%s</em>", _("empty"));
    fputs("</td>", out);
}

static void put_figure(const card *c, size_t number) {
    const bdl_operand *operand = operand_of(c, number);
    const char *end;

    fputs("<tr><td>", c->out);
    put_link(c, number);
    fputs("</td><th scope=\"row\">", c->out);
    bdl_str words = operand->words.len ? operand->words : operand->label;

    if (words.len) {
        bdl_html_text(c->out, words);
        putc(' ', c->out);
    }
    if (bdl_operand_is_named(operand)) {
        fputs("<code>", c->out);
        bdl_html_text(c->out, operand->name);
        fputs("</code>", c->out);
    }
    fputs("</th>", c->out);
    put_value(c->out, operand);
    fputs("<td class=\"at\">", c->out);
    end = begin_link(c, number, "to");
    if (operand->document.len && !bdl_str_eq(operand->document, c->finding->document)) {
        bdl_html_text(c->out, bdl_path_name(operand->document));
        putc(' ', c->out);
    }
    bdl_html_put_place(c->out, &operand->place);
    fprintf(c->out, "%s</td></tr>\n", end);
}

static void put_figures(const card *c) {
    size_t count = c->count;

    if (count == 0)
        return;
    fputs("<table class=\"figures\"><tbody>\n", c->out);
    for (size_t i = 0; i < count && i < FIGURES_SHOWN; i++)
        put_figure(c, i + 1);
    fputs("</tbody></table>\n", c->out);
    if (c->empty) {
        fputs("<p class=\"fact\"><small>", c->out);
        fprintf(c->out, _("%zu cells of the sum are empty"), c->empty);
        fputs("</small></p>\n", c->out);
    }
    if (count <= FIGURES_SHOWN)
        return;
    fputs("<details><summary>", c->out);
    fprintf(c->out, _("%zu more figures"), count - FIGURES_SHOWN);
    fputs("</summary><table class=\"figures\"><tbody>\n", c->out);
    for (size_t i = FIGURES_SHOWN; i < count; i++)
        put_figure(c, i + 1);
    fputs("</tbody></table></details>\n", c->out);
}

/* ---- the words around them ---- */

static void put_fact(FILE *out, const char *label, bdl_str text) {
    if (text.len == 0)
        return;
    fprintf(out, "<p class=\"fact\"><span>%s</span> ", label);
    bdl_html_text(out, text);
    fputs("</p>\n", out);
}

static void put_facts(const card *c) {
    const bdl_item *rule = c->finding->rule;

    put_fact(c->out, _("Not in the document"), c->absent);
    put_fact(c->out, _("Hint"), c->finding->hint);
    put_fact(c->out, _("Cause"), c->finding->cause);
    put_fact(c->out, _("Basis"), rule->as.rule.basis);
    fprintf(c->out, "<p class=\"fact rule\"><span>%s</span> ", _("Rule"));
    bdl_html_text(c->out, rule->title.text);
    fputs(" <code>", c->out);
    bdl_html_text(c->out, rule->name.text);
    fputs("</code></p>\n", c->out);
    if (c->finding->waived_by)
        put_fact(c->out, _("Waived"), c->finding->waived_by->as.waive.because);
}

static void put_attributes(const card *c) {
    const bdl_words *tags = &c->finding->rule->as.rule.tags;

    fprintf(c->out, "<article class=\"finding %s\" id=\"f%zu-%zu\" tabindex=\"-1\"",
            bdl_severity_name(c->finding->severity), c->h->document, c->number);
    fprintf(c->out, " data-severity=\"%s\" data-rule=\"",
            bdl_severity_name(c->finding->severity));
    bdl_html_text(c->out, c->finding->rule->name.text);
    fputs("\" data-tags=\"", c->out);
    for (size_t i = 0; i < tags->count; i++) {
        fputs(i ? " " : "", c->out);
        bdl_html_text(c->out, tags->items[i].text);
    }
    fputs("\">\n", c->out);
}

static const char *severity_word(bdl_severity severity) {
    return severity == BDL_ERROR     ? _("error")
           : severity == BDL_WARNING ? _("warning")
                                     : _("info");
}

static void put_header(const card *c) {
    fprintf(c->out, "<header><span class=\"badge %s\">%s</span>",
            bdl_severity_name(c->finding->severity), severity_word(c->finding->severity));
    if (c->finding->waived_by)
        fprintf(c->out, "<span class=\"badge\">%s</span>", _("waived"));
    else if (c->finding->known)
        fprintf(c->out, "<span class=\"badge\">%s</span>", _("known"));
    fputs("<h3>", c->out);
    bdl_html_text(c->out, c->finding->message);
    fprintf(c->out, "</h3><a class=\"at\" href=\"#f%zu-%zu\">", c->h->document,
            c->number);
    bdl_html_put_place(c->out, &c->finding->place);
    fputs("</a></header>\n", c->out);
}

void bdl_html_put_finding(bdl_html *h, const bdl_finding *finding, size_t number,
                          const bdl_spots *spots) {
    card c = {
        .h = h, .out = h->sections, .finding = finding, .spots = spots, .number = number};

    bdl_arena_reset(h->scratch);
    put_order(&c);
    put_attributes(&c);
    put_header(&c);
    fputs("<div class=\"beside\"><div class=\"facts\">\n", c.out);
    put_sides(&c);
    put_figures(&c);
    put_facts(&c);
    fputs("</div>\n", c.out);
    bdl_html_put_passages(h, finding, number, &(bdl_html_order){c.order, c.count}, spots);
    fputs("</div></article>\n", c.out);
}
