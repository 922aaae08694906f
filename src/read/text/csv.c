/* csv.c - reads tables written with commas, semicolons or tabs between their cells. */
#include "base/language.h"
#include "base/limits.h"
#include "base/text.h"

#include "read/formats.h"
#include "read/sheet.h"

enum { SAMPLE_BYTES = 16 << 10 };

int bdl_sniff_csv(const bdl_traits *traits) {
    bdl_str path = traits->path;
    if (path.len < 4)
        return 0;
    const char *end = path.data + path.len - 4;
    bool dot = end[0] == '.' && (end[2] | 0x20) == 's' && (end[3] | 0x20) == 'v';
    bool known = (end[1] | 0x20) == 'c' || (end[1] | 0x20) == 't';
    return dot && known && !traits->web_page ? 90 : 0;
}

/* How much speaks for SEPARATOR: the lines that hold it as often as the first line with
 * one does, and how often that is. */
static size_t agreement(bdl_str text, char separator) {
    size_t first = 0, here = 0, agreed = 0;
    bool quoted = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        if (c == '"')
            quoted = !quoted;
        else if (c == separator && !quoted)
            here++;
        if ((c != '\n' && c != '\r') || quoted)
            continue;
        if (first == 0)
            first = here;
        agreed += here > 0 && here == first;
        here = 0;
    }
    agreed += here > 0 && (first == 0 || here == first);
    return agreed * (first ? first : here);
}

static char find_separator(bdl_str text) {
    static const char candidates[] = {',', '\t', ';'};
    char best = ',';
    size_t most = 0;
    if (text.len > SAMPLE_BYTES)
        text.len = SAMPLE_BYTES;
    for (size_t i = 0; i < sizeof candidates; i++) {
        size_t found = agreement(text, candidates[i]);
        if (found > most) {
            most = found;
            best = candidates[i];
        }
    }
    return best;
}

typedef struct scan {
    bdl_reading *reading;
    bdl_str text;
    size_t at;
    char separator;
    BDL_VEC(bdl_cell) cells; /* of the row being read */
    size_t known;            /* LINE and COLUMN are of this offset; SIZE_MAX: of none */
    size_t line, column;
} scan;

/* Places are asked for from left to right: the column is counted on from the last one. */
static bdl_place place_at(scan *s, size_t offset) {
    if (offset >= s->known && offset < s->text.len)
        s->column +=
            bdl_utf8_count(bdl_str_of(s->text.data + s->known, offset - s->known));
    else
        bdl_source_locate(s->reading->doc->source, offset, &s->line, &s->column);
    s->known = offset;
    return (bdl_place){.line = (uint32_t)s->line, .column = (uint32_t)s->column};
}

static void begin_line(scan *s) {
    s->known = s->at;
    s->line++;
    s->column = 1;
}

static void add_piece(scan *s, bdl_maker *text, size_t begin, size_t end) {
    if (begin >= end)
        return;
    bdl_str piece = {s->text.data + begin, end - begin};
    bdl_place place = place_at(s, begin);
    place.length = (uint32_t)bdl_utf8_count(piece);
    bdl_maker_add(text, piece, place);
}

static bool is_line_end(char c) {
    return c == '\n' || c == '\r';
}

/* From behind the opening quote to behind the closing one. */
static void take_quoted(scan *s, bdl_maker *text) {
    size_t kept = s->at;
    while (s->at < s->text.len) {
        char c = s->text.data[s->at];
        bool closes = c == '"';
        if (!closes && !is_line_end(c)) {
            s->at++;
            continue;
        }
        add_piece(s, text, kept, s->at++);
        bool again = s->at < s->text.len && ((closes && s->text.data[s->at] == '"') ||
                                             (c == '\r' && s->text.data[s->at] == '\n'));
        if (closes && again)
            bdl_maker_add_instead(text, BDL_STR("\""), place_at(s, s->at));
        else if (!closes)
            bdl_maker_glue(text, BDL_STR("\n"));
        s->at += again;
        if (!closes)
            begin_line(s);
        kept = s->at;
        if (closes && !again)
            return;
    }
    add_piece(s, text, kept, s->at);
}

/* One cell; behind it stands a separator, a line end or nothing. A quote opens at its
 * start only; '="007"' is how spreadsheets keep zeros. */
static bdl_cell take_cell(scan *s) {
    bdl_place place = place_at(s, s->at);
    bdl_maker text;
    bdl_maker_begin(&text, s->reading);
    bdl_str rest = bdl_str_from(s->text, s->at);
    size_t mark = bdl_str_starts(rest, BDL_STR("=\"")) ? 2 : 0;
    if (bdl_str_starts(rest, BDL_STR("\"")))
        mark = 1;
    s->at += mark;
    if (mark)
        take_quoted(s, &text);
    size_t kept = s->at;
    while (s->at < s->text.len && s->text.data[s->at] != s->separator &&
           !is_line_end(s->text.data[s->at]))
        s->at++;
    add_piece(s, &text, kept, s->at);
    return (bdl_cell){
        .run = bdl_maker_end_cell(&text, place), .row_span = 1, .col_span = 1};
}

static bdl_row take_row(scan *s) {
    bdl_row row = {.place = place_at(s, s->at)};
    size_t count = 0;
    bool more = true;
    s->cells.count = 0;
    while (more) {
        bdl_cell cell = take_cell(s);
        if (s->cells.count < BDL_MAX_COLUMNS)
            BDL_PUSH(bdl_reading_cells(s->reading), &s->cells, cell);
        else if (count == BDL_MAX_COLUMNS)
            bdl_reading_trouble(s->reading, row.place,
                                BDL_TR("more cells than a row can have: the rest was "
                                       "left out"));
        count++;
        more = s->at < s->text.len && s->text.data[s->at] == s->separator;
        s->at += more;
    }
    if (s->at + 1 < s->text.len && s->text.data[s->at] == '\r' &&
        s->text.data[s->at + 1] == '\n')
        s->at++;
    s->at += s->at < s->text.len;
    begin_line(s);
    row.count = s->cells.count;
    row.cells = BDL_NEW_ARRAY(bdl_reading_cells(s->reading), bdl_cell, row.count);
    memcpy(row.cells, s->cells.items, row.count * sizeof *row.cells);
    return row;
}

/* ---- rows that need not be made ---- */

enum {
    MADE_FIRST = 64,   /* rows of a long table that are made: headings and their like */
    RAW_LEAST = 4096,  /* fewer lines are no long table */
    LINES_BEHIND = 16, /* that may stand below a long table */
};

static size_t offset_of(const bdl_source *source, size_t line) {
    bdl_str text = bdl_source_text(source);
    if (line > bdl_source_line_count(source))
        return text.len;
    return (size_t)(bdl_source_line(source, line).data - text.data);
}

static scan scan_from(bdl_reading *reading, size_t line, char separator) {
    const bdl_source *source = reading->doc->source;
    size_t at = offset_of(source, line);
    return (scan){.reading = reading,
                  .text = bdl_source_text(source),
                  .at = at,
                  .separator = separator,
                  .known = at,
                  .line = line,
                  .column = 1};
}

static bdl_row make_raw(const bdl_raw_rows *rows, bdl_arena *arena, size_t i) {
    bdl_doc doc = {.arena = arena, .source = rows->source};
    bdl_reading reading = {.arena = arena, .doc = &doc};
    scan s = scan_from(&reading, rows->first + i, rows->separator);
    return take_row(&s);
}

/* The lines from the one at S on as raw rows, as far as the last ones have WIDTH cells;
 * NULL when they are too few. That all have is seen by who reads them. */
static const bdl_raw_rows *raw_rows(const scan *s, size_t width) {
    bdl_arena *arena = s->reading->arena;
    const bdl_source *source = s->reading->doc->source;
    size_t lines = bdl_source_line_count(source);
    bdl_str *cells = BDL_NEW_ARRAY(arena, bdl_str, width);
    bdl_raw_rows *raw = BDL_NEW(arena, bdl_raw_rows);
    if (s->line + RAW_LEAST > lines)
        return NULL;
    *raw = (bdl_raw_rows){source, s->line,      lines - s->line + 1,
                          width,  s->separator, make_raw};
    for (size_t i = 0; i < LINES_BEHIND; i++, raw->count--)
        if (bdl_raw_split(raw, raw->count - 1, cells))
            return raw;
    return NULL;
}

typedef BDL_VEC(bdl_row) row_list;

static void take_rows(scan *s, row_list *rows) {
    while (s->at < s->text.len)
        BDL_PUSH(bdl_reading_cells(s->reading), rows, take_row(s));
}

/* Puts a long table whose first ROWS are made; false when there is none. */
static bool put_long(const scan *s, const row_list *rows) {
    const bdl_raw_rows *raw = raw_rows(s, rows->items[rows->count - 1].count);
    size_t troubles = s->reading->doc->troubles.count;
    row_list behind = {0};
    if (!raw)
        return false;
    scan rest = scan_from(s->reading, raw->first + raw->count, s->separator);
    take_rows(&rest, &behind);
    bdl_sheet sheet = {.rows = rows->items, .count = rows->count};
    bdl_sheet below = {.rows = behind.items, .count = behind.count};
    bool put = bdl_sheet_put_long(s->reading, &sheet, raw, &below);
    if (!put)
        s->reading->doc->troubles.count = troubles;
    return put;
}

void bdl_read_csv(bdl_reading *reading) {
    scan s = {.reading = reading,
              .text = bdl_source_text(reading->doc->source),
              .line = 1,
              .column = 1};
    bool may_be_long =
        reading->keeps_raw && bdl_source_line_count(reading->doc->source) > RAW_LEAST;
    row_list rows = {0};
    if (!may_be_long) {
        rows.capacity = bdl_source_line_count(reading->doc->source) + 1;
        rows.items = BDL_NEW_ARRAY(bdl_reading_cells(reading), bdl_row, rows.capacity);
    }
    if (bdl_str_starts(s.text, BDL_STR("sep=")) && s.text.len > 4) {
        s.separator = s.text.data[4];
        s.at = 5;
        take_row(&s);
    } else {
        s.separator = find_separator(s.text);
    }
    while (s.at < s.text.len && rows.count < MADE_FIRST)
        BDL_PUSH(bdl_reading_cells(reading), &rows, take_row(&s));
    if (may_be_long && rows.count == MADE_FIRST && put_long(&s, &rows))
        return;
    take_rows(&s, &rows);
    bdl_sheet sheet = {.rows = rows.items, .count = rows.count};
    bdl_sheet_put(reading, &sheet);
}
