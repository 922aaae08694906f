/* glance.c - the run on one screen: its sums, documents by topics as a picture, coverage,
 * and findings by rule. */
#include "report/html/html.h"

#include <stdlib.h>

enum { BAR = 52, RULE_BAR = 120 };

/* ---- a row of the overview ---- */

typedef struct sums {
    size_t passed, failed, open;
} sums;

static sums sums_of_topic(const bdl_html *h, const bdl_doc_result *result, size_t topic) {
    sums s = {0};

    for (size_t i = 0; i < h->program->rules.count; i++) {
        const size_t *outcome = result->rules[i].outcome;

        if (h->topics.of[i] != topic)
            continue;
        s.passed += outcome[BDL_PASSED] + outcome[BDL_ROUNDED];
        s.failed += outcome[BDL_FAILED_];
        s.open += outcome[BDL_NOT_ASSESSED];
    }
    return s;
}

static void put_topic(FILE *out, const sums *s) {
    const bdl_html_part parts[] = {
        {"failed", s->failed}, {"open", s->open}, {"passed", s->passed}};
    size_t all = s->failed + s->open + s->passed;

    if (all == 0) {
        fputs("<td class=\"nil\">–</td>", out);
        return;
    }
    fputs("<td title=\"", out);
    fprintf(out, _("%zu failed, %zu not assessed, %zu passed"), s->failed, s->open,
            s->passed);
    fputs("\">", out);
    bdl_html_bar(out, BAR, parts, 3, all);
    fputs("<span class=\"unseen\">", out);
    fprintf(out, _("%zu failed, %zu not assessed, %zu passed"), s->failed, s->open,
            s->passed);
    fputs("</span>", out);
    if (s->failed)
        fprintf(out, "<b aria-hidden=\"true\">%zu</b>", s->failed);
    fputs("</td>", out);
}

static void put_coverage(FILE *out, const bdl_doc_result *result) {
    const bdl_html_part part = {"read", result->cells_read};

    if (result->cells == 0) {
        fputs("<td class=\"nil\">–</td>", out);
        return;
    }
    fprintf(out, "<td class=\"n\" title=\"%zu/%zu\">", result->cells_read, result->cells);
    bdl_html_bar(out, BAR, &part, 1, result->cells);
    fprintf(out, "%zu%%</td>", result->cells_read * 100 / result->cells);
}

static void put_severities(FILE *out, const bdl_doc_result *result) {
    size_t count[3] = {0};

    for (size_t i = 0; i < result->findings.count; i++) {
        const bdl_finding *finding = &result->findings.items[i];

        if (!finding->waived_by && !finding->known)
            count[finding->severity]++;
    }
    for (int s = BDL_ERROR; s >= 0; s--)
        if (count[s])
            fprintf(out, "<td class=\"n %s\">%zu</td>",
                    bdl_severity_name((bdl_severity)s), count[s]);
        else
            fputs("<td class=\"n nil\">–</td>", out);
}

bdl_str bdl_html_kind(bdl_str kind) {
    static const struct {
        const char *kind, *words;
    } kinds[] = {{"budget", N_("budget")},
                 {"final", N_("final account")},
                 {"performance", N_("performance goals")},
                 {"selfevaluation", N_("self-evaluation")},
                 {"adjustment", N_("adjustment of a budget")},
                 {"government", N_("budget of a government")}};

    for (size_t i = 0; i < BDL_COUNT_OF(kinds); i++)
        if (bdl_str_eq(kind, bdl_str_z(kinds[i].kind)))
            return bdl_str_z(_(kinds[i].words));
    return kind;
}

static void put_name(const bdl_html *h, const bdl_doc_result *result) {
    bdl_str name = result->department.len ? result->department : result->title;

    fprintf(h->rows, "<tr><th scope=\"row\"><a href=\"#d%zu\">", h->document);
    bdl_html_cut(h->rows, name.len ? name : bdl_path_name(result->path), 30);
    fputs("</a><small>", h->rows);
    if (result->year)
        fprintf(h->rows, "%d ", result->year);
    bdl_html_text(h->rows, bdl_html_kind(result->kind));
    fputs(" ", h->rows);
    bdl_html_text(h->rows, bdl_path_name(result->path));
    fputs("</small></th>", h->rows);
}

void bdl_html_put_row(bdl_html *h, const bdl_doc_result *result) {
    put_name(h, result);
    if (!result->read) {
        fprintf(h->rows, "<td class=\"failed\" colspan=\"%zu\">",
                h->topics.items.count + 4);
        bdl_html_text(h->rows, result->error);
        fputs("</td></tr>\n", h->rows);
        return;
    }
    put_severities(h->rows, result);
    for (size_t i = 0; i < h->topics.items.count; i++) {
        sums s = sums_of_topic(h, result, i);

        put_topic(h->rows, &s);
    }
    put_coverage(h->rows, result);
    fputs("</tr>\n", h->rows);
}

/* ---- the sums ---- */

static void put_tile(FILE *out, const char *style, const char *label, size_t count) {
    fprintf(out, "<li class=\"%s\"><b>%zu</b><span>%s</span></li>\n", style, count,
            label);
}

static void put_tiles(const bdl_html *h, const bdl_run_totals *t) {
    FILE *out = h->out;

    fputs("<ul class=\"tiles\">\n", out);
    put_tile(out, "error", _("errors"), t->errors);
    put_tile(out, "warning", _("warnings"), t->warnings);
    put_tile(out, "info", _("infos"), t->infos);
    put_tile(out, "passed", _("passed"),
             t->outcome[BDL_PASSED] + t->outcome[BDL_ROUNDED]);
    put_tile(out, "open", _("not assessed"), t->outcome[BDL_NOT_ASSESSED]);
    if (t->waived + t->known)
        put_tile(out, "", _("waived or known"), t->waived + t->known);
    put_tile(out, "", _("documents"), t->documents);
    if (t->unreadable)
        put_tile(out, "failed", _("not read"), t->unreadable);
    fputs("</ul>\n", out);
}

/* ---- documents by topics ---- */

static void put_key(FILE *out) {
    static const char *const styles[] = {"failed", "open", "passed"};
    const char *const words[] = {_("failed"), _("not assessed"), _("passed")};

    fputs("<p class=\"key\">", out);
    for (int i = 0; i < 3; i++)
        fprintf(
            out,
            "<span><svg class=\"bar\" width=\"14\" height=\"10\" aria-hidden=\"true\">"
            "<rect class=\"%s\" width=\"14\" height=\"10\"/></svg> %s</span>\n",
            styles[i], words[i]);
    fputs("</p>\n", out);
}

static void put_overview(const bdl_html *h) {
    FILE *out = h->out;

    put_key(out);
    fputs("<div class=\"scroll tall\" tabindex=\"0\"><table "
          "class=\"overview\">\n<thead><tr>",
          out);
    fprintf(out, "<th scope=\"col\">%s</th>", _("Document"));
    fprintf(out, "<th scope=\"col\" class=\"n\">%s</th>", _("errors"));
    fprintf(out, "<th scope=\"col\" class=\"n\">%s</th>", _("warnings"));
    fprintf(out, "<th scope=\"col\" class=\"n\">%s</th>", _("infos"));
    for (size_t i = 0; i < h->topics.items.count; i++) {
        fputs("<th scope=\"col\">", out);
        bdl_html_cut(out, h->topics.items.items[i].title, 24);
        fputs("</th>", out);
    }
    fprintf(out, "<th scope=\"col\">%s</th></tr></thead>\n<tbody>\n", _("cells read"));
    bdl_html_copy(out, h->rows);
    fputs("</tbody></table></div>\n", out);
}

/* ---- findings by rule ---- */

typedef struct ranked {
    size_t rule, findings;
    int severity;
} ranked;

static int by_weight(const void *a, const void *b) {
    const ranked *x = a, *y = b;

    if (x->severity != y->severity)
        return x->severity > y->severity ? -1 : 1;
    if (x->findings != y->findings)
        return x->findings > y->findings ? -1 : 1;
    return x->rule < y->rule ? -1 : x->rule > y->rule;
}

static void put_rule(const bdl_html *h, const ranked *r, size_t most) {
    const bdl_item *rule = h->program->rules.items[r->rule];
    const bdl_html_tally *tally = &h->tally[r->rule];
    const char *severity = bdl_severity_name((bdl_severity)r->severity);
    const bdl_html_part part = {severity, r->findings};

    fprintf(h->out, "<tr><th scope=\"row\"><a href=\"#f%zu-%zu\" data-rule=\"",
            tally->document, tally->number);
    bdl_html_text(h->out, rule->name.text);
    fputs("\">", h->out);
    bdl_html_text(h->out, rule->title.text.len ? rule->title.text : rule->name.text);
    fputs("</a> <code>", h->out);
    bdl_html_text(h->out, rule->name.text);
    fprintf(h->out, "</code></th><td class=\"n %s\">%zu</td><td>", severity, r->findings);
    bdl_html_bar(h->out, RULE_BAR, &part, 1, most);
    fputs("</td></tr>\n", h->out);
}

static void put_rules(const bdl_html *h) {
    size_t count = 0, most = 0;
    ranked *rules = BDL_NEW_ARRAY(h->arena, ranked, h->program->rules.count + 1);

    for (size_t i = 0; i < h->program->rules.count; i++) {
        if (h->tally[i].findings == 0)
            continue;
        rules[count++] = (ranked){i, h->tally[i].findings,
                                  h->program->rules.items[i]->as.rule.severity};
        if (h->tally[i].findings > most)
            most = h->tally[i].findings;
    }
    if (count == 0)
        return;
    qsort(rules, count, sizeof *rules, by_weight);
    fprintf(h->out, "<h2>%s</h2>\n", _("Findings by rule"));
    fputs("<div class=\"scroll tall\" tabindex=\"0\"><table class=\"rules\"><tbody>\n",
          h->out);
    for (size_t i = 0; i < count; i++)
        put_rule(h, &rules[i], most);
    fputs("</tbody></table></div>\n", h->out);
}

static void put_vacuous(const bdl_html *h, const bdl_run_totals *totals) {
    if (totals->vacuous == 0)
        return;
    fputs("<details class=\"notes\"><summary>", h->out);
    fprintf(h->out, _("Rules that reached nothing in any document: %zu"),
            totals->vacuous);
    fputs("</summary><ul>\n", h->out);
    for (size_t i = 0; i < h->program->rules.count; i++) {
        if (!bdl_rule_is_vacuous(&totals->rules[i]))
            continue;
        fputs("<li><code>", h->out);
        bdl_html_text(h->out, h->program->rules.items[i]->name.text);
        fputs("</code> ", h->out);
        bdl_html_text(h->out, h->program->rules.items[i]->title.text);
        fputs("</li>\n", h->out);
    }
    fputs("</ul></details>\n", h->out);
}

void bdl_html_put_glance(bdl_html *h, const bdl_run_totals *totals) {
    fprintf(h->out, "<section class=\"glance\" aria-label=\"%s\">\n",
            _("The run at a glance"));
    put_tiles(h, totals);
    fprintf(h->out, "<h2>%s</h2>\n", _("Documents and topics"));
    put_overview(h);
    put_rules(h);
    put_vacuous(h, totals);
    fputs("</section>\n", h->out);
}
