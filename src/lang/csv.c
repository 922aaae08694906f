/* csv.c - reference data as people save it from a spreadsheet: commas, quotes, one row a
 * line. */
#include "lang/load.h"

#include "base/language.h"
#include "base/limits.h"

struct reader {
    bdl_arena *arena, *passing;
    bdl_csv *csv;
    bdl_str text;
    size_t at;
};

static bool is_end(struct reader *r) {
    return r->at >= r->text.len;
}

static char here(struct reader *r) {
    return r->text.data[r->at];
}

static bool at_line_end(struct reader *r) {
    return is_end(r) || here(r) == '\n' || here(r) == '\r';
}

static void complain(struct reader *r, const char *mistake, size_t at) {
    if (r->csv->mistake)
        return;
    r->csv->mistake = mistake;
    r->csv->place = (bdl_span){(uint32_t)at, (uint32_t)at + 1};
}

/* "…" with "" for a quote; line ends may stand inside. */
static bdl_str read_quoted(struct reader *r) {
    bdl_buf buf = {.arena = r->arena};
    size_t begin = r->at++;
    while (!is_end(r)) {
        char c = here(r);
        r->at++;
        if (c != '"') {
            bdl_buf_char(&buf, c);
        } else if (!is_end(r) && here(r) == '"') {
            bdl_buf_char(&buf, '"');
            r->at++;
        } else {
            if (!at_line_end(r) && here(r) != ',')
                complain(r, _("text behind a closing quote"), r->at);
            return bdl_buf_str(&buf);
        }
    }
    complain(r, _("a quote that is not closed"), begin);
    return bdl_buf_str(&buf);
}

static bdl_csv_cell read_cell(struct reader *r) {
    size_t begin = r->at;
    bdl_csv_cell cell;
    if (!is_end(r) && here(r) == '"') {
        cell.text = read_quoted(r);
        while (!at_line_end(r) && here(r) != ',')
            r->at++;
    } else {
        while (!at_line_end(r) && here(r) != ',')
            r->at++;
        cell.text = bdl_str_of(r->text.data + begin, r->at - begin);
    }
    cell.span = (bdl_span){(uint32_t)begin, (uint32_t)r->at};
    return cell;
}

static void read_row(struct reader *r) {
    BDL_VEC(bdl_csv_cell) cells = {0};
    size_t begin = r->at;
    for (;;) {
        BDL_PUSH(r->passing, &cells, read_cell(r));
        if (cells.count > BDL_MAX_COLUMNS)
            complain(r, _("too many columns"), r->at);
        if (at_line_end(r))
            break;
        r->at++;
    }
    bdl_span span = {(uint32_t)begin, (uint32_t)r->at};
    if (cells.count > 1 || cells.items[0].text.len)
        BDL_PUSH(r->passing, &r->csv->rows,
                 (bdl_csv_row){cells.items, cells.count, span});
    if (!is_end(r) && here(r) == '\r')
        r->at++;
    if (!is_end(r) && here(r) == '\n')
        r->at++;
}

bdl_csv bdl_csv_read(bdl_arena *arena, bdl_arena *passing, bdl_str text) {
    bdl_csv csv = {0};
    struct reader r = {.arena = arena, .passing = passing, .csv = &csv, .text = text};
    if (bdl_str_starts(text, BDL_STR("\xEF\xBB\xBF")))
        r.at = 3;
    while (!is_end(&r) && !csv.mistake)
        read_row(&r);
    return csv;
}
