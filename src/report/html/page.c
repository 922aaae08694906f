/* page.c - what stands around the report: the policy that lets nothing run or load but
 * our own style and script, the filter, the keys. */
#include "report/html/html.h"

#include "base/mark.h"
#include "report/html/assets.h"

static bdl_str style(void) {
    return BDL_STR(BDL_HTML_STYLE);
}

static bdl_str script(void) {
    return BDL_STR(BDL_HTML_SCRIPT);
}

static void put_policy(bdl_html *h) {
    bdl_str of_style = bdl_html_hash(h->arena, style());
    bdl_str of_script = bdl_html_hash(h->arena, script());

    fprintf(h->out,
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
            "style-src %.*s; script-src %.*s; base-uri 'none'; form-action 'none'\">\n",
            BDL_PRI(of_style), BDL_PRI(of_script));
}

void bdl_html_put_head(bdl_html *h) {
    fputs("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n",
          h->out);
    put_policy(h);
    fprintf(h->out,
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<meta name=\"color-scheme\" content=\"light dark\">\n"
            "<meta name=\"referrer\" content=\"no-referrer\">\n" BDL_MARK_HTML
            "%s\">\n<title>%s</title>\n",
            PACKAGE_VERSION, _("Findings in budget disclosures"));
    fprintf(h->out, "<style>%.*s</style>\n</head>\n<body>\n", BDL_PRI(style()));
    fputs(
        "<svg class=\"unseen\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>"
        "<pattern id=\"hatch\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" "
        "patternTransform=\"rotate(45)\"><rect class=\"ground\" width=\"4\" "
        "height=\"4\"/>"
        "<rect class=\"line\" width=\"2\" height=\"4\"/></pattern></defs></svg>\n",
        h->out);
    fprintf(h->out, "<a class=\"skip\" href=\"#documents\">%s</a>\n",
            _("To the findings"));
    fprintf(h->out, "<header class=\"top\"><h1>%s</h1></header>\n",
            _("Findings in budget disclosures"));
}

static void put_select(FILE *out, const char *name, const char *label, const char *all) {
    fprintf(
        out,
        "<label>%s <select name=\"%s\"><option value=\"\">%s</option></select></label>\n",
        label, name, all);
}

/* The script fills it and shows it: without one there is nothing to filter with. */
void bdl_html_put_filter(bdl_html *h) {
    FILE *out = h->out;

    fprintf(out, "<form class=\"filter\" hidden role=\"search\" aria-label=\"%s\">\n",
            _("Filter the findings"));
    fprintf(out,
            "<label class=\"text\">%s <input type=\"search\" name=\"text\" "
            "autocomplete=\"off\" "
            "aria-keyshortcuts=\"/\"></label>\n",
            _("Text"));
    put_select(out, "severity", _("Severity"), _("all"));
    put_select(out, "rule", _("Rule"), _("all"));
    put_select(out, "tag", _("Tag"), _("all"));
    put_select(out, "department", _("Department"), _("all"));
    fprintf(out, "<button type=\"button\">%s</button>\n", _("Show all"));
    fprintf(out, "<output data-words=\"%s\" aria-live=\"polite\"></output>\n",
            _("{shown} of {all} findings"));
    fprintf(
        out,
        "<p class=\"keys\"><kbd>/</kbd> %s <kbd>j</kbd> <kbd>k</kbd> %s <kbd>Esc</kbd> "
        "%s</p>\n</form>\n",
        _("search"), _("next, previous finding"), _("show all"));
}

void bdl_html_put_foot(bdl_html *h) {
    fprintf(h->out,
            "<footer><p>bdl %s</p></footer>\n<script>%.*s</script>\n</body>\n</html>\n",
            PACKAGE_VERSION, BDL_PRI(script()));
}
