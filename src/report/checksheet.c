/* checksheet.c - the form that an examiner fills in for every department: item by item
 * whether it is in order, with remarks. Filled in as far as the outcomes say, the rest
 * left open. As XLSX (a row an item, with filters) where the file is called so, else as a
 * page to print. */
#include "report/checksheet.h"

#include <stdlib.h>

#include "base/mark.h"
#include "base/text.h"
#include "report/html/write.h"
#ifdef HAVE_XLSXWRITER
#include "report/xlsx_sheet.h"
#endif

struct report {
    FILE *out;
    const bdl_program *program;
    bdl_arena *scratch;
    bdl_check_items items;
#ifdef HAVE_XLSXWRITER
    bdl_xlsx *book; /* NULL: a page */
    bdl_sheet *sheet;
#endif
};

static const char *const answers[] = {"", "是", "否"};

/* ---- a page ---- */

static void begin_page(FILE *out) {
    fputs("<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\n"
          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
          "style-src 'unsafe-inline'\">\n" BDL_MARK_HTML
          "check sheet\">\n<title>公开情况检查表</title>\n<style>"
          "body{font-family:sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
          "table{border-collapse:collapse;width:100%}th,td{border:1px solid;"
          "padding:.3em .5em;text-align:left;vertical-align:top}"
          "td.a{text-align:center;white-space:nowrap}section{margin-bottom:4em}"
          "tr{break-inside:avoid}@media print{section{break-after:page;margin:0}}"
          ":root{color-scheme:light dark}</style></head><body>\n",
          out);
}

static void put_head(FILE *out, const bdl_doc_result *result) {
    fputs("<section>\n<h1>", out);
    bdl_html_text(out, result->department.len ? result->department
                                              : bdl_path_name(result->path));
    if (result->year)
        fprintf(out, " %d 年", result->year);
    fputs("公开情况检查表</h1>\n<p>文件：", out);
    bdl_html_text(out, result->path);
    if (result->title.len) {
        fputs("（", out);
        bdl_html_text(out, result->title);
        fputs("）", out);
    }
    fputs("</p>\n<table>\n<tr><th>序号</th><th>项目</th><th>符合要求（是/否）</th>"
          "<th>备注</th></tr>\n",
          out);
}

static void put_row(struct report *report, size_t number, const bdl_check_item *item,
                    bdl_check_answer answer, bdl_str remark) {
    fprintf(report->out, "<tr><td class=\"a\">%zu</td><td>", number);
    bdl_html_text(report->out, item->name);
    fprintf(report->out, "</td><td class=\"a\">%s</td><td>", answers[answer]);
    bdl_html_text(report->out, remark);
    if (item->checks.count == 0)
        bdl_html_text(report->out, item->note);
    fputs("</td></tr>\n", report->out);
}

/* ---- both ---- */

static bool begin_book(struct report *report, const bdl_report_options *options) {
    if (!bdl_str_ends(options->path, BDL_STR(".xlsx"))) {
        begin_page(report->out);
        return true;
    }
#ifdef HAVE_XLSXWRITER
    static const bdl_sheet_column columns[] = {
        {"部门", 26}, {"年度", 7},     {"文件", 40}, {"序号", 6},
        {"项目", 24}, {"符合要求", 9}, {"备注", 80}, {"检查人", 10},
    };

    report->book = bdl_xlsx_new(options->arena, options->error);
    if (report->book)
        report->sheet =
            bdl_xlsx_sheet(report->book, "检查表", columns, BDL_COUNT_OF(columns));
    return report->book != NULL;
#else
    return bdl_report_open_nothing(report->out, report->program, options) != NULL;
#endif
}

static void *checksheet_open(FILE *out, const bdl_program *program,
                             const bdl_report_options *options) {
    struct report *report = bdl_report_new(sizeof *report);

    report->out = out;
    report->program = program;
    if (!bdl_check_items_read(options->arena, options->checksheet, program,
                              &report->items, options->error) ||
        !begin_book(report, options)) {
        free(report);
        return NULL;
    }
    report->scratch = bdl_arena_new();
    return report;
}

#ifdef HAVE_XLSXWRITER
static void add_row(struct report *report, const bdl_doc_result *result, size_t number,
                    const bdl_check_item *item, bdl_check_answer answer, bdl_str remark) {
    bdl_sheet *sheet = report->sheet;

    bdl_sheet_row(sheet);
    bdl_sheet_text(sheet, result->department);
    bdl_sheet_count(sheet, (size_t)result->year);
    bdl_sheet_text(sheet, result->path);
    bdl_sheet_number(sheet, number);
    bdl_sheet_text(sheet, item->name);
    bdl_sheet_words(sheet, answers[answer]);
    bdl_sheet_text(sheet, item->checks.count ? remark : item->note);
}
#endif

static bool is_book(const struct report *report) {
#ifdef HAVE_XLSXWRITER
    return report->book != NULL;
#else
    (void)report;
    return false;
#endif
}

static void checksheet_document(void *state, const bdl_doc_result *result) {
    struct report *report = state;

    if (!is_book(report))
        put_head(report->out, result);
    for (size_t i = 0; i < report->items.count; i++) {
        const bdl_check_item *item = &report->items.items[i];
        bdl_check_answer answer = BDL_CHECK_OPEN;
        bdl_str remark = BDL_STR("");

        bdl_arena_reset(report->scratch);
        if (item->checks.count > 0)
            answer = bdl_check_item_answer(report->scratch, report->program, item, result,
                                           &remark);
#ifdef HAVE_XLSXWRITER
        if (report->book)
            add_row(report, result, i + 1, item, answer, remark);
#endif
        if (!is_book(report))
            put_row(report, i + 1, item, answer, remark);
    }
    if (!is_book(report))
        fputs("</table>\n<p>检查人：＿＿＿＿＿＿　　检查日期：＿＿＿＿＿＿</p>\n</"
              "section>\n",
              report->out);
}

static bool checksheet_end(void *state, const bdl_run_totals *totals) {
    struct report *report = state;
    bool ok;

    (void)totals;
    if (!is_book(report))
        fputs("</body></html>\n", report->out);
    ok = !ferror(report->out);
#ifdef HAVE_XLSXWRITER
    if (report->book)
        ok = bdl_xlsx_write(report->book, report->out);
#endif
    bdl_arena_free(report->scratch);
    free(report);
    return ok;
}

const bdl_report_format bdl_report_checksheet = {.name = "checksheet",
                                                 .open = checksheet_open,
                                                 .document = checksheet_document,
                                                 .end = checksheet_end};
