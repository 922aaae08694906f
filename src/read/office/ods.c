/* ods.c - reads OpenDocument spreadsheets: every table that is seen; cells hold what they
 * display. */
#include "base/limits.h"

#include "base/language.h"
#include "read/office/cells.h"
#include "read/office/odf.h"

enum {
    REPEATS_MAX = 1 << 16
}; /* cells with text that stand for several, in a document */

enum { TABLE = 1, COLUMN, ROW, CELL, PARAGRAPH, SPACES, BREAK, SKIPPED };

static const bdl_xml_name names[] = {
    {BDL_XML_TABLE, "table", TABLE},
    {BDL_XML_TABLE, "table-column", COLUMN},
    {BDL_XML_TABLE, "table-row", ROW},
    {BDL_XML_TABLE, "table-cell", CELL},
    {BDL_XML_TABLE, "covered-table-cell", CELL},
    {BDL_XML_TEXT, "p", PARAGRAPH},
    {BDL_XML_TEXT, "s", SPACES},
    {BDL_XML_TEXT, "line-break", BREAK},
    {BDL_XML_OFFICE, "annotation", SKIPPED},
    {BDL_XML_TABLE, "shapes", SKIPPED},
    {BDL_XML_TABLE, "tracked-changes", SKIPPED},
    {BDL_XML_DRAW, "frame", SKIPPED},
    {BDL_XML_DRAW, "custom-shape", SKIPPED},
};

typedef struct ods {
    bdl_reading *reading;
    bdl_odf_styles *styles;
    size_t depth, skip, tables;
    bdl_cells cells;
    uint32_t row, column, columns; /* COLUMNS: described so far */
    uint32_t row_repeat, cell_repeat;
    bool row_hidden, row_begun, in_paragraph, blank;
    size_t repeats;
    bdl_buf text;
    bdl_merge merge;
    bool merged;
} ods;

static void begin_table(ods *o, const bdl_xml_tag *tag) {
    bdl_str name = bdl_arena_str(o->reading->arena, bdl_xml_get(tag, "name"));
    if (o->tables++ > 0)
        return; /* inside a cell: read as part of it */
    if (bdl_map_get(o->styles->hidden_tables, bdl_xml_get(tag, "style-name"))) {
        bdl_place place = {.name =
                               bdl_cell_name_new(o->reading->arena, name, BDL_STR("A1"))};
        bdl_reading_trouble(o->reading, place, BDL_TR("a hidden sheet was left out"));
        o->skip = o->depth;
        o->tables--;
        return;
    }
    bdl_cells_begin(&o->cells, o->reading, name);
    o->row = o->column = o->columns = 0;
}

static bool is_seen(const bdl_xml_tag *tag) {
    bdl_str visibility = bdl_xml_get(tag, "visibility");
    return visibility.len == 0 || bdl_str_eq(visibility, BDL_STR("visible"));
}

static void take_column(ods *o, const bdl_xml_tag *tag) {
    uint32_t count = bdl_xml_number(tag, "number-columns-repeated", 1 << 16, 1);
    if (!is_seen(tag) && count > 0)
        bdl_cells_hide_columns(&o->cells, o->columns, o->columns + count - 1);
    o->columns += count;
}

static void begin_row(ods *o, const bdl_xml_tag *tag) {
    o->row_repeat = bdl_xml_number(tag, "number-rows-repeated", BDL_CELLS_ROWS, 1);
    o->row_hidden = !is_seen(tag);
    o->row_begun = false;
    o->column = 0;
}

static void begin_cell(ods *o, const bdl_xml_tag *tag) {
    uint32_t rows = bdl_xml_number(tag, "number-rows-spanned", BDL_CELLS_ROWS, 1);
    uint32_t columns = bdl_xml_number(tag, "number-columns-spanned", BDL_MAX_COLUMNS, 1);
    o->cell_repeat = bdl_xml_number(tag, "number-columns-repeated", 1 << 16, 1);
    o->text = (bdl_buf){.arena = o->reading->arena};
    o->merged = rows > 1 || columns > 1;
    o->merge = (bdl_merge){.top = o->row,
                           .left = o->column,
                           .bottom = o->row + rows - (rows > 0),
                           .right = o->column + columns - (columns > 0)};
}

/* Counts COUNT more cells that repeat others; false, and said once, when there are too
 * many. */
static bool may_repeat(ods *o, size_t count) {
    bool was_full = o->repeats >= REPEATS_MAX;
    o->repeats += count;
    if (o->repeats < REPEATS_MAX)
        return true;
    if (!was_full)
        bdl_reading_trouble(
            o->reading,
            (bdl_place){.name = bdl_cell_name_new(o->reading->arena, o->cells.sheet,
                                                  BDL_STR("A1"))},
            BDL_TR("cells that repeat others were left out: there are too many"));
    return false;
}

static void put_cells(ods *o, bdl_str text, uint32_t column, uint32_t count) {
    for (uint32_t i = 0; i < count && column + i < BDL_MAX_COLUMNS; i++) {
        if (i && !may_repeat(o, 1))
            return;
        bdl_cells_put(&o->cells, column + i, text);
    }
}

/* Rows are begun when they hold something: spreadsheets end in a million empty ones. */
static void end_cell(ods *o) {
    bdl_str text = bdl_buf_str(&o->text);
    if (text.len && !o->row_begun) {
        bdl_cells_row_begin(&o->cells, o->row, o->row_hidden);
        o->row_begun = true;
    }
    if (text.len)
        put_cells(o, text, o->column, o->cell_repeat);
    if (o->merged)
        bdl_cells_merge(&o->cells, o->merge);
    o->column += o->cell_repeat;
}

/* A row with text that stands for several is put as often. */
static void repeat_row(ods *o) {
    for (uint32_t i = 1; i < o->row_repeat; i++) {
        size_t last = o->cells.rows.count - 1;
        size_t width = o->cells.rows.items[last].cells.count;
        if (!may_repeat(o, width + 1))
            return;
        bdl_cells_row_begin(&o->cells, o->row + i, o->row_hidden);
        for (uint32_t c = 0; c < width; c++)
            bdl_cells_put(&o->cells, c,
                          o->cells.rows.items[last].cells.items[c].run.text);
    }
}

static void end_row(ods *o) {
    if (o->row_begun)
        repeat_row(o);
    o->row_begun = false;
    if (o->row < BDL_CELLS_ROWS)
        o->row += o->row_repeat;
}

static void on_start(void *data, const bdl_xml_tag *tag) {
    ods *o = data;
    o->depth++;
    if (o->skip)
        return;
    int kind = bdl_xml_kind(tag, names, BDL_COUNT_OF(names));
    if (kind == SKIPPED)
        o->skip = o->depth;
    else if (kind == TABLE)
        begin_table(o, tag);
    else if (kind == 0)
        bdl_odf_styles_start(o->styles, tag);
    if (o->tables != 1 || o->skip)
        return;
    if (kind == COLUMN)
        take_column(o, tag);
    else if (kind == ROW)
        begin_row(o, tag);
    else if (kind == CELL)
        begin_cell(o, tag);
    else if (kind == PARAGRAPH) {
        if (o->text.len)
            bdl_buf_char(&o->text, '\n');
        o->in_paragraph = o->blank = true;
    } else if (kind == SPACES)
        bdl_buf_char(&o->text, ' ');
    else if (kind == BREAK)
        bdl_buf_char(&o->text, '\n');
}

static void end_table(ods *o) {
    if (o->tables > 0 && --o->tables == 0)
        bdl_cells_end(&o->cells);
}

static void on_end(void *data, const bdl_xml_tag *tag) {
    ods *o = data;
    size_t depth = o->depth--;
    if (o->skip) {
        o->skip = depth == o->skip ? 0 : o->skip;
        return;
    }
    int kind = bdl_xml_kind(tag, names, BDL_COUNT_OF(names));
    if (kind == TABLE)
        end_table(o);
    else if (kind == 0)
        bdl_odf_styles_end(o->styles, tag);
    if (o->tables != 1)
        return;
    if (kind == ROW)
        end_row(o);
    else if (kind == CELL)
        end_cell(o);
    else if (kind == PARAGRAPH)
        o->in_paragraph = false;
}

static void on_text(void *data, bdl_str text) {
    ods *o = data;
    if (o->in_paragraph && !o->skip && o->text.arena)
        bdl_buf_add(&o->text, bdl_odf_text(o->reading->arena, text, &o->blank));
}

bool bdl_odf_read_sheets(bdl_reading *reading, bdl_package *package,
                         bdl_odf_styles *styles) {
    ods o = {.reading = reading, .styles = styles};
    bdl_xml_handler handler = {on_start, on_end, on_text, &o};
    bool found;
    o.text.arena = reading->arena;
    return bdl_xml_read(package, BDL_STR("content.xml"), &handler, &found,
                        &reading->error);
}
