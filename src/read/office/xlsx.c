/* xlsx.c - reads Excel workbooks: every sheet that is seen, merged cells, numbers as they
 * are displayed. */
#include "read/office/xlsx.h"

#include "base/language.h"

#include "read/office/cells.h"
#include "read/office/numfmt.h"
#include "read/office/ooxml.h"
#include "read/readers.h"

typedef struct sheet_entry {
    bdl_str name, relation;
    bool hidden;
} sheet_entry;

typedef struct xlsx {
    bdl_reading *reading;
    bdl_xlsx_book book;
    BDL_VEC(sheet_entry) sheets;
    /* the sheet being read */
    bdl_cells cells;
    uint32_t row, column; /* of the next cell that does not say where it is */
    bool row_begun;
    char type;      /* of the cell: 'n' number, 's' shared, 'b' truth value, 't' text */
    uint32_t style; /* of the cell */
    bool in_value, in_formula, in_aid; /* AID: how what stands before it is said */
    bool has_formula, has_value;       /* of the cell */
    bdl_buf value, formula;
} xlsx;

/* ---- workbook.xml ---- */

static void book_start(void *data, const bdl_xml_tag *tag) {
    xlsx *x = data;
    bdl_arena *arena = x->reading->arena;
    if (bdl_xml_is(tag, BDL_XML_SHEET, "workbookPr"))
        x->book.from_1904 = bdl_xml_is_on(tag, "date1904", false);
    if (!bdl_xml_is(tag, BDL_XML_SHEET, "sheet"))
        return;
    bdl_str state = bdl_xml_get(tag, "state");
    sheet_entry entry = {.name = bdl_arena_str(arena, bdl_xml_get(tag, "name")),
                         .relation = bdl_arena_str(arena, bdl_xml_get(tag, "id")),
                         .hidden = state.len && !bdl_str_eq(state, BDL_STR("visible"))};
    BDL_PUSH(arena, &x->sheets, entry);
}

static void no_end(void *data, const bdl_xml_tag *tag) {
    (void)data;
    (void)tag;
}

static void no_text(void *data, bdl_str text) {
    (void)data;
    (void)text;
}

/* ---- references ---- */

/* Reads "B7" at the start of S; gives how much of it was read, 0 when it is none. */
static size_t read_name(bdl_str s, uint32_t *row, uint32_t *column) {
    uint32_t c = 0, r = 0;
    size_t i = 0, letters;
    for (; i < s.len && s.data[i] >= 'A' && s.data[i] <= 'Z' && c < 100000; i++)
        c = c * 26 + (uint32_t)(s.data[i] - 'A') + 1;
    letters = i;
    for (; bdl_str_digit_at(s, i) && r < 100000000; i++)
        r = r * 10 + (uint32_t)(s.data[i] - '0');
    if (letters == 0 || i == letters || r == 0 || r > BDL_CELLS_ROWS)
        return 0;
    *row = r - 1;
    *column = c - 1;
    return i;
}

static void take_merge(xlsx *x, const bdl_xml_tag *tag) {
    bdl_str range = bdl_xml_get(tag, "ref");
    bdl_merge merge;
    size_t first = range.len ? read_name(range, &merge.top, &merge.left) : 0;
    if (first == 0 || first + 1 >= range.len || range.data[first] != ':')
        return;
    if (read_name(bdl_str_from(range, first + 1), &merge.bottom, &merge.right))
        bdl_cells_merge(&x->cells, merge);
}

/* ---- rows and cells ---- */

/* Marked as hidden, or made so small that it is not seen. */
static bool is_hidden(const bdl_xml_tag *tag, const char *size) {
    return bdl_xml_is_on(tag, "hidden", false) ||
           bdl_str_eq(bdl_xml_get(tag, size), BDL_STR("0"));
}

static void begin_row(xlsx *x, const bdl_xml_tag *tag) {
    uint32_t number = bdl_xml_number(tag, "r", BDL_CELLS_ROWS, x->row + 1);
    x->row = number ? number - 1 : 0;
    bdl_cells_row_begin(&x->cells, x->row, is_hidden(tag, "ht"));
    x->row = x->cells.rows.items[x->cells.rows.count - 1].number;
    x->row_begun = true;
    x->column = 0;
}

static char type_of(bdl_str type) {
    if (type.len == 0)
        return 'n';
    if (bdl_str_is_any(type, BDL_WORDS("s", "b", "n")))
        return type.data[0];
    return 't'; /* texts, results of formulas, errors, dates as they are */
}

static void begin_cell(xlsx *x, const bdl_xml_tag *tag) {
    uint32_t row, column;
    if (read_name(bdl_xml_get(tag, "r"), &row, &column))
        x->column = column;
    x->type = type_of(bdl_xml_get(tag, "t"));
    x->style = bdl_xml_number(tag, "s", 1000000, 0);
    x->value = x->formula = (bdl_buf){.arena = x->reading->arena};
    x->has_formula = x->has_value = false;
}

/* The text that NUMBER stands for in the list of texts. */
static bdl_str shared_text(xlsx *x, bdl_str number) {
    uint64_t index =
        bdl_str_is_digits(number) ? bdl_str_number_at(number, 0, SIZE_MAX) : SIZE_MAX;
    if (index < x->book.texts.count)
        return x->book.texts.items[index];
    bdl_cells_tell_lost(&x->cells, x->row);
    return BDL_STR("");
}

/* What the cell displays. */
static bdl_str shown(xlsx *x) {
    bdl_str value = bdl_buf_str(&x->value);
    bdl_digits number;
    if (x->type == 't' || value.len == 0)
        return value;
    if (x->type == 'b')
        return bdl_str_eq(value, BDL_STR("1")) ? BDL_STR("TRUE") : BDL_STR("FALSE");
    if (x->type == 's')
        return shared_text(x, value);
    bdl_str code = x->style < x->book.formats.count ? x->book.formats.items[x->style]
                                                    : BDL_STR("General");
    if (!bdl_digits_read(value, &number))
        return value;
    return bdl_numfmt_show(x->reading->arena, value, code, x->book.from_1904);
}

/* Programs that make workbooks leave it to Excel to compute them. The formula is what
 * then stands in the cell: no figure, but not nothing either. */
static bdl_str formula_of(xlsx *x) {
    bdl_cells_tell_formula(&x->cells, x->row);
    return bdl_arena_join(x->reading->arena, BDL_STR("="), bdl_buf_str(&x->formula));
}

static void end_cell(xlsx *x) {
    bool computed = !x->has_formula || x->has_value;
    if (x->row_begun)
        bdl_cells_put(&x->cells, x->column, computed ? shown(x) : formula_of(x));
    x->column++;
}

static void take_columns(xlsx *x, const bdl_xml_tag *tag) {
    uint32_t first = bdl_xml_number(tag, "min", 100000, 0);
    uint32_t last = bdl_xml_number(tag, "max", 100000, first);
    if (is_hidden(tag, "width") && first > 0)
        bdl_cells_hide_columns(&x->cells, first - 1, last - 1);
}

enum { ROW = 1, CELL, VALUE, TEXT, AID, FORMULA, MERGE, COLUMNS };

static const bdl_xml_name names[] = {
    {BDL_XML_SHEET, "c", CELL},          {BDL_XML_SHEET, "v", VALUE},
    {BDL_XML_SHEET, "row", ROW},         {BDL_XML_SHEET, "t", TEXT},
    {BDL_XML_SHEET, "mergeCell", MERGE}, {BDL_XML_SHEET, "col", COLUMNS},
    {BDL_XML_SHEET, "f", FORMULA},       {BDL_XML_SHEET, "rPh", AID},
};

static void sheet_start(void *data, const bdl_xml_tag *tag) {
    xlsx *x = data;
    switch (bdl_xml_kind(tag, names, BDL_COUNT_OF(names))) {
    case ROW:
        begin_row(x, tag);
        break;
    case CELL:
        begin_cell(x, tag);
        break;
    case VALUE:
    case TEXT:
        x->in_value = !x->in_aid;
        x->has_value = true;
        break;
    case AID:
        x->in_aid = true;
        break;
    case FORMULA:
        x->in_formula = x->has_formula = true;
        break;
    case MERGE:
        take_merge(x, tag);
        break;
    case COLUMNS:
        take_columns(x, tag);
        break;
    default:
        break;
    }
}

static void sheet_end(void *data, const bdl_xml_tag *tag) {
    xlsx *x = data;
    switch (bdl_xml_kind(tag, names, BDL_COUNT_OF(names))) {
    case ROW:
        x->row_begun = false;
        x->row++;
        break;
    case CELL:
        end_cell(x);
        break;
    case VALUE:
    case TEXT:
        x->in_value = false;
        break;
    case AID:
        x->in_aid = false;
        break;
    case FORMULA:
        x->in_formula = false;
        break;
    default:
        break;
    }
}

static void sheet_text(void *data, bdl_str text) {
    xlsx *x = data;
    if (x->in_value && x->row_begun)
        bdl_buf_add(&x->value, text);
    else if (x->in_formula && x->row_begun)
        bdl_buf_add(&x->formula, text);
}

static void say_of_sheet(xlsx *x, const sheet_entry *entry, bdl_str words) {
    bdl_place place = {
        .name = bdl_cell_name_new(x->reading->arena, entry->name, BDL_STR("A1"))};
    bdl_reading_trouble(x->reading, place, words);
}

static bool read_sheet(xlsx *x, bdl_package *package, const sheet_entry *entry,
                       const bdl_relations *relations) {
    bdl_str part = bdl_relation_of_id(relations, entry->relation);
    bdl_xml_handler handler = {sheet_start, sheet_end, sheet_text, x};
    bool found;
    bdl_cells_begin(&x->cells, x->reading, entry->name);
    x->row = x->column = 0;
    x->row_begun = x->in_value = x->in_formula = false;
    x->value = x->formula = (bdl_buf){.arena = x->reading->arena};
    if (!bdl_xml_read(package, part, &handler, &found, &x->reading->error))
        return false;
    if (!found)
        say_of_sheet(x, entry, BDL_TR("the sheet is named, but not in the file"));
    bdl_cells_end(&x->cells);
    return true;
}

void bdl_read_xlsx(bdl_reading *reading, bdl_package *package, bdl_str main_part) {
    xlsx *x = BDL_NEW(reading->arena, xlsx);
    bdl_relations relations = {.list = {NULL, 0, 0}};
    bdl_xml_handler handler = {book_start, no_end, no_text, x};
    bool found;
    x->reading = reading;
    if (!bdl_ooxml_relations(package, main_part, &relations, &reading->error) ||
        !bdl_xml_read(package, main_part, &handler, &found, &reading->error) ||
        !bdl_xlsx_book_read(package, bdl_relation_of_type(&relations, "sharedStrings"),
                            bdl_relation_of_type(&relations, "styles"), &x->book,
                            &reading->error) ||
        !bdl_ooxml_title(package, &reading->doc->own_title, &reading->error))
        return;
    for (size_t i = 0; i < x->sheets.count; i++) {
        const sheet_entry *entry = &x->sheets.items[i];
        if (entry->hidden)
            say_of_sheet(x, entry, BDL_TR("a hidden sheet was left out"));
        else if (!read_sheet(x, package, entry, &relations))
            return;
    }
}
