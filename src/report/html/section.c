/* section.c - a document: what it is, its findings, what could not be assessed or read.
 */
#include "report/html/html.h"

static const char *yes_or_no(bdl_duty_state state) {
    switch (state) {
    case BDL_DUTY_MET:
        return _("met");
    case BDL_DUTY_VIOLATED:
        return _("violated");
    case BDL_DUTY_OPEN:
        return _("open");
    default:
        return _("not applicable");
    }
}

static bool counts(const bdl_finding *finding) {
    return !finding->waived_by && !finding->known;
}

static size_t count_apart(const bdl_doc_result *result) {
    size_t count = 0;

    for (size_t i = 0; i < result->findings.count; i++)
        count += !counts(&result->findings.items[i]);
    return count;
}

/* ---- its head ---- */

static void put_title(FILE *out, const bdl_doc_result *result) {
    bdl_str name = result->department.len ? result->department : result->title;

    fputs("<h2>", out);
    bdl_html_text(out, name.len ? name : bdl_path_name(result->path));
    if (result->year)
        fprintf(out, " <span>%d</span>", result->year);
    if (result->kind.len) {
        fputs(" <span>", out);
        bdl_html_text(out, bdl_html_kind(result->kind));
        fputs("</span>", out);
    }
    fputs("</h2>\n<p class=\"path\">", out);
    bdl_html_text(out, result->path);
    for (size_t i = 0; i < result->also.count; i++) {
        fprintf(out, "<br>%s ", _("the same content:"));
        bdl_html_text(out, result->also.items[i]);
    }
    fputs("</p>\n", out);
}

static void put_counts(const bdl_html *h, const bdl_doc_result *result) {
    bdl_run_totals t = {0};

    bdl_run_totals_add(&t, h->program, result);
    fputs("<p class=\"counts\">", h->sections);
    fprintf(h->sections, _("%zu findings; %zu passed, %zu rounded, %zu not assessed"),
            t.errors + t.warnings + t.infos, t.outcome[BDL_PASSED],
            t.outcome[BDL_ROUNDED], t.outcome[BDL_NOT_ASSESSED]);
    fputs("; ", h->sections);
    fprintf(h->sections, _("%zu of %zu cells read"), result->cells_read, result->cells);
    fputs("</p>\n", h->sections);
}

/* ---- findings ---- */

static bool is_counted(const void *ctx, const bdl_finding *finding) {
    return counts(finding) == *(const bool *)ctx;
}

/* Of one cause those behind the first few lie under a line that opens them. */
static void put_some(bdl_html *h, const bdl_doc_result *result, const bdl_spots *spots,
                     bool counting) {
    const bdl_telling *told =
        bdl_findings_told(h->place_arena, result, is_counted, &counting);

    for (size_t i = 0; i < result->findings.count; i++) {
        if (!told[i].listed)
            continue;
        if (told[i].number == BDL_SHOWN_OF_CAUSE + 1) {
            fputs("<details class=\"cause\"><summary>", h->sections);
            fprintf(h->sections, _("%zu more of this cause"), told[i].left);
            fputs("</summary>\n", h->sections);
        }
        bdl_html_put_finding(h, &result->findings.items[i], i + 1, spots);
        if (told[i].number > BDL_SHOWN_OF_CAUSE && told[i].left == 1)
            fputs("</details>\n", h->sections);
    }
}

static void put_findings(bdl_html *h, const bdl_doc_result *result) {
    const bdl_spots *spots = NULL;
    size_t apart = count_apart(result);

    if (result->findings.count == 0) {
        fprintf(h->sections, "<p class=\"none\">%s</p>\n", _("No findings."));
        return;
    }
    if (result->model && result->model->doc)
        spots = bdl_spots_new(h->place_arena, result->model);
    put_some(h, result, spots, true);
    if (apart == 0)
        return;
    fputs("<details class=\"apart\"><summary>", h->sections);
    fprintf(h->sections, _("Waived or known: %zu"), apart);
    fputs("</summary>\n", h->sections);
    put_some(h, result, spots, false);
    fputs("</details>\n", h->sections);
}

static size_t number_of(const bdl_program *program, const bdl_item *rule) {
    for (size_t i = 0; i < program->rules.count; i++)
        if (program->rules.items[i] == rule)
            return i;
    return program->rules.count; /* counts, but is not named */
}

static void add_tally(bdl_html *h, const bdl_doc_result *result) {
    for (size_t i = 0; i < result->findings.count; i++) {
        const bdl_finding *finding = &result->findings.items[i];
        bdl_html_tally *tally = &h->tally[number_of(h->program, finding->rule)];

        if (!counts(finding))
            continue;
        if (tally->findings++ == 0) {
            tally->document = h->document;
            tally->number = i + 1;
        }
    }
}

/* ---- what was not decided ---- */

/* Notes with one reason, in the order of their first. */
typedef struct reason {
    bdl_str text;
    BDL_VEC(const bdl_note_outcome *) notes;
} reason;

typedef BDL_VEC(reason *) reasons;

static size_t gather_reasons(bdl_html *h, const bdl_doc_result *result, reasons *all) {
    bdl_map *by_text = bdl_map_new(h->place_arena);
    size_t count = 0;

    for (size_t i = 0; i < result->notes.count; i++) {
        const bdl_note_outcome *note = &result->notes.items[i];
        reason *r;

        if (note->outcome != BDL_NOT_ASSESSED)
            continue;
        count++;
        r = bdl_map_get(by_text, note->reason);
        if (!r) {
            r = BDL_NEW(h->place_arena, reason);
            r->text = note->reason;
            bdl_map_put(by_text, note->reason, r);
            BDL_PUSH(h->place_arena, all, r);
        }
        BDL_PUSH(h->place_arena, &r->notes, note);
    }
    return count;
}

/* The rules that could not be decided for one reason; one that comes again for another
 * row is named once. */
static void put_reason(FILE *out, const reason *r) {
    const bdl_item *last = NULL;

    fputs("<li>", out);
    bdl_html_text(out, r->text);
    fputs("<br>", out);
    for (size_t i = 0; i < r->notes.count; i++) {
        const bdl_note_outcome *note = r->notes.items[i];

        if (note->rule != last) {
            fputs(i ? ", <code>" : "<code>", out);
            bdl_html_text(out, note->rule->name.text);
            fputs("</code>", out);
        }
        if (note->place.line || bdl_place_cell(&note->place).len) {
            fputs(" <small>", out);
            bdl_html_put_place(out, &note->place);
            fputs("</small>", out);
        }
        last = note->rule;
    }
    fputs("</li>\n", out);
}

static void put_not_assessed(bdl_html *h, const bdl_doc_result *result) {
    reasons all = {0};
    size_t count = gather_reasons(h, result, &all);

    if (count == 0)
        return;
    fputs("<details class=\"notes\"><summary>", h->sections);
    fprintf(h->sections, _("Not assessed: %zu"), count);
    fputs("</summary><ul>\n", h->sections);
    for (size_t i = 0; i < all.count; i++)
        put_reason(h->sections, all.items[i]);
    fputs("</ul></details>\n", h->sections);
}

static void put_duties(const bdl_html *h, const bdl_doc_result *result) {
    bdl_run_totals t = {0};

    bdl_run_totals_add(&t, h->program, result);
    if (t.duties_applicable == 0)
        return;
    fputs("<details class=\"notes\"><summary>", h->sections);
    fprintf(h->sections, _("%zu of %zu duties decided"), t.duties_decided,
            t.duties_applicable);
    fputs("</summary><ul>\n", h->sections);
    for (size_t i = 0; i < result->duties.count; i++) {
        const bdl_duty_outcome *duty = &result->duties.items[i];
        const bdl_item *item = duty->duty;

        if (duty->state == BDL_DUTY_NOT_APPLICABLE)
            continue;
        fprintf(h->sections, "<li><b>%s</b> ", yes_or_no(duty->state));
        bdl_html_text(h->sections,
                      item->title.text.len ? item->title.text : item->name.text);
        fputs(" <small>", h->sections);
        bdl_html_text(h->sections, duty->reason);
        fputs("</small></li>\n", h->sections);
    }
    fputs("</ul></details>\n", h->sections);
}

static void put_unread(const bdl_html *h, const bdl_doc_result *result) {
    if (result->unread.count == 0)
        return;
    fputs("<details class=\"notes\"><summary>", h->sections);
    fprintf(h->sections, _("Could not be read: %zu"), result->unread.count);
    fputs("</summary><ul>\n", h->sections);
    for (size_t i = 0; i < result->unread.count; i++) {
        const bdl_unread *unread = &result->unread.items[i];

        fputs("<li>“", h->sections);
        bdl_html_cut(h->sections, unread->text, 120);
        fputs("” ", h->sections);
        bdl_html_text(h->sections, unread->why);
        fputs(" <small>", h->sections);
        bdl_html_put_place(h->sections, &unread->place);
        fputs("</small></li>\n", h->sections);
    }
    fputs("</ul></details>\n", h->sections);
}

void bdl_html_put_section(bdl_html *h, const bdl_doc_result *result) {
    bdl_str department = result->department;

    fprintf(h->sections, "<section class=\"document\" id=\"d%zu\" data-department=\"",
            h->document);
    bdl_html_text(h->sections, department.len ? department : bdl_path_name(result->path));
    fputs("\">\n", h->sections);
    put_title(h->sections, result);
    if (result->read) {
        put_counts(h, result);
        put_findings(h, result);
        put_not_assessed(h, result);
        put_duties(h, result);
        put_unread(h, result);
        add_tally(h, result);
    } else {
        fprintf(h->sections, "<p class=\"failed\">%s ", _("This document was not read:"));
        bdl_html_text(h->sections, result->error);
        fputs("</p>\n", h->sections);
    }
    fputs("</section>\n", h->sections);
}
