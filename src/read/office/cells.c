/* cells.c - from single cells to the rows of a sheet as it is seen. */
#include "read/office/cells.h"

#include "base/language.h"
#include "base/limits.h"
#include "base/text.h"

#include "read/sheet.h"

enum {
    FILLERS_FREE = 1 << 17, /* empty cells before others in a sheet ... */
    FILLERS_PER_CELL = 16,  /* ... and as many more for each cell with text */
    MERGE_WORK_FREE = 1 << 20,
    MERGE_WORK_PER_CELL = 64, /* merged cells that reach over each other end there */
};

/* "B7" of column 1, row 6. */
static bdl_str cell_name(bdl_arena *arena, uint32_t row, uint32_t column) {
    char letters[8];
    size_t n = sizeof letters;
    for (uint32_t c = column + 1; c > 0 && n > 0; c = (c - 1) / 26)
        letters[--n] = (char)('A' + (c - 1) % 26);
    return bdl_arena_printf(arena, "%.*s%u", (int)(sizeof letters - n), letters + n,
                            row + 1);
}

static bdl_place place_of(const bdl_cells *cells, uint32_t row, size_t column) {
    bdl_arena *arena = cells->reading->arena;
    bdl_str cell = cell_name(arena, row, (uint32_t)column);
    return (bdl_place){.name = bdl_cell_name_new(arena, cells->sheet, cell)};
}

void bdl_cells_begin(bdl_cells *cells, bdl_reading *reading, bdl_str sheet) {
    *cells = (bdl_cells){.reading = reading, .sheet = sheet};
    cells->hidden_columns = BDL_NEW_ARRAY(reading->arena, bool, BDL_MAX_COLUMNS);
}

static void push_row(bdl_cells *cells, uint32_t number, bool hidden) {
    bdl_cells_row row = {.number = number, .hidden = hidden};
    BDL_PUSH(cells->reading->arena, &cells->rows, row);
}

void bdl_cells_row_begin(bdl_cells *cells, uint32_t number, bool hidden) {
    uint32_t next = 0;
    if (cells->rows.count)
        next = cells->rows.items[cells->rows.count - 1].number + 1;
    if (number < next)
        number = next;
    if (number > next && cells->rows.count)
        push_row(cells, next, false); /* however many are missing, one shows it */
    push_row(cells, number, hidden);
    if (hidden && cells->hidden_rows++ == 0)
        cells->first_hidden = number;
}

static void push_empty(bdl_cells *cells, bdl_cells_row *row) {
    bdl_place place = place_of(cells, row->number, row->cells.count);
    bdl_cell cell = {
        .run = {.text = {"", 0}, .place = place}, .row_span = 1, .col_span = 1};
    BDL_PUSH(cells->reading->arena, &row->cells, cell);
}

/* Makes ROW COUNT cells long; false when that would be too many empty ones. */
static bool widen(bdl_cells *cells, bdl_cells_row *row, size_t count) {
    if (count <= row->cells.count)
        return true;
    size_t more = count - row->cells.count;
    if (count > BDL_MAX_COLUMNS ||
        cells->fillers + more > FILLERS_FREE + FILLERS_PER_CELL * cells->cells)
        return false;
    cells->fillers += more;
    while (row->cells.count < count)
        push_empty(cells, row);
    return true;
}

void bdl_cells_put(bdl_cells *cells, uint32_t column, bdl_str text) {
    bdl_cells_row *row = &cells->rows.items[cells->rows.count - 1];
    text = bdl_text_trim(text);
    if (text.len == 0)
        return;
    if (column >= BDL_MAX_COLUMNS || !widen(cells, row, (size_t)column + 1)) {
        cells->cut++;
        return;
    }
    cells->cells++;
    row->cells.items[column].run.text = text;
}

void bdl_cells_tell_formula(bdl_cells *cells, uint32_t row) {
    if (cells->formulas++ == 0)
        cells->first_formula = row;
}

void bdl_cells_tell_lost(bdl_cells *cells, uint32_t row) {
    if (cells->lost_texts++ == 0)
        cells->first_lost = row;
}

void bdl_cells_merge(bdl_cells *cells, bdl_merge merge) {
    if (merge.left < BDL_MAX_COLUMNS && merge.top <= merge.bottom &&
        merge.left <= merge.right)
        BDL_PUSH(cells->reading->arena, &cells->merges, merge);
}

void bdl_cells_hide_columns(bdl_cells *cells, uint32_t first, uint32_t last) {
    for (uint32_t c = first; c <= last && c < BDL_MAX_COLUMNS; c++)
        cells->hidden_columns[c] = true;
}

/* ---- merged cells ---- */

/* The first row whose number is at least NUMBER. */
static size_t find_row(const bdl_cells *cells, uint32_t number) {
    size_t low = 0, high = cells->rows.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cells->rows.items[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

typedef struct area {    /* the part of a merged cell that is seen */
    size_t row, row_end; /* indexes; ROW is the first that is not hidden */
    uint32_t column, rows, columns;
    bdl_run run; /* what it holds, wherever its first cell is */
} area;

static bool find_area(bdl_cells *cells, bdl_merge merge, area *out) {
    *out = (area){.row = find_row(cells, merge.top)};
    if (merge.right >= BDL_MAX_COLUMNS)
        merge.right = BDL_MAX_COLUMNS - 1;
    const bdl_cells_row *rows = cells->rows.items;
    if (out->row < cells->rows.count && rows[out->row].number == merge.top &&
        rows[out->row].cells.count > merge.left)
        out->run = rows[out->row].cells.items[merge.left].run;
    for (uint32_t c = merge.right + 1; c-- > merge.left;)
        if (!cells->hidden_columns[c]) {
            out->column = c;
            out->columns++;
        }
    while (out->row < cells->rows.count && rows[out->row].hidden)
        out->row++;
    out->row_end = out->row;
    for (; out->row_end < cells->rows.count && rows[out->row_end].number <= merge.bottom;
         out->row_end++)
        out->rows += !rows[out->row_end].hidden;
    cells->work += out->row_end - out->row + 1;
    return out->rows > 0 && out->columns > 0;
}

static bool is_free(const bdl_cell *cell) {
    return cell->row_span == 1 && cell->col_span == 1;
}

/* Whether no cell of AREA belongs to another merged one, as in broken files. */
static bool is_area_free(bdl_cells *cells, const area *a, uint32_t right) {
    for (size_t r = a->row; r < a->row_end; r++) {
        const bdl_cells_row *row = &cells->rows.items[r];
        for (uint32_t c = a->column; c <= right && c < row->cells.count; c++)
            if (!is_free(&row->cells.items[c]))
                return false;
    }
    return true;
}

static void apply_merge(bdl_cells *cells, bdl_merge merge) {
    area a;
    if (cells->work > MERGE_WORK_FREE + MERGE_WORK_PER_CELL * cells->cells) {
        cells->not_merged++;
        return;
    }
    if (!find_area(cells, merge, &a) || a.rows > UINT16_MAX || a.run.text.len == 0)
        return;
    uint32_t right = a.column, left_out = 0;
    for (uint32_t seen = 1; seen < a.columns; right++)
        seen += !cells->hidden_columns[right + 1];
    if (!is_area_free(cells, &a, right))
        return;
    for (size_t r = a.row; r < a.row_end; r++) {
        bdl_cells_row *row = &cells->rows.items[r];
        if (row->hidden)
            continue;
        if (!widen(cells, row, (size_t)right + 1)) {
            left_out++;
            continue;
        }
        for (uint32_t c = a.column; c <= right; c++) {
            bdl_cell *cell = &row->cells.items[c];
            bool first_row = r == a.row, first_column = c == a.column;
            bdl_run run = first_row && first_column ? a.run : (bdl_run){.text = {"", 0}};
            bdl_run_in_cell(cells->reading->arena, &run, &cell->run.place);
            cell->run = run;
            cell->row_span = first_row ? (uint16_t)a.rows : 0;
            cell->col_span = first_column ? (uint16_t)a.columns : 0;
        }
    }
    cells->cut += left_out;
}

/* ---- empty cells at the end of rows ---- */

static size_t count_texts(const bdl_cells_row *row, size_t *width) {
    size_t count = 0;
    for (size_t c = 0; c < row->cells.count; c++)
        if (row->cells.items[c].run.text.len > 0) {
            count++;
            *width = c + 1;
        }
    return count;
}

/* A spreadsheet does not write the empty cells that its rows end with: a row that is
 * shorter than others lacks nothing at its beginning. */
static void fill_rows(bdl_cells *cells) {
    size_t width = 0, lacking = 0, own = 0;
    for (size_t r = 0; r < cells->rows.count; r++)
        if (count_texts(&cells->rows.items[r], &own) > 1 && own > width)
            width = own;
    for (size_t r = 0; r < cells->rows.count; r++) {
        const bdl_cells_row *row = &cells->rows.items[r];
        if (row->cells.count < width && count_texts(row, &own) > 1)
            lacking += width - row->cells.count;
    }
    for (size_t r = 0; lacking <= cells->cells && r < cells->rows.count; r++)
        if (count_texts(&cells->rows.items[r], &own) > 1)
            (void)widen(cells, &cells->rows.items[r], width);
}

/* ---- what is seen ---- */

static void drop_hidden_columns(const bdl_cells *cells, bdl_row *row) {
    size_t kept = 0;
    for (size_t c = 0; c < row->count; c++)
        if (!cells->hidden_columns[c])
            row->cells[kept++] = row->cells[c];
    row->count = kept;
}

/* Columns that are hidden and hold text. */
static size_t count_hidden_columns(const bdl_cells *cells) {
    size_t count = 0;
    for (size_t c = 0; c < BDL_MAX_COLUMNS; c++) {
        bool holds = false;
        for (size_t r = 0; cells->hidden_columns[c] && r < cells->rows.count && !holds;
             r++)
            holds = c < cells->rows.items[r].cells.count &&
                    cells->rows.items[r].cells.items[c].run.text.len > 0;
        count += holds;
    }
    return count;
}

static void say(bdl_cells *cells, size_t count, const char *what, uint32_t row) {
    if (count == 0)
        return;
    bdl_str text = bdl_arena_printf(cells->reading->arena, "%zu %s", count, what);
    bdl_reading_trouble(cells->reading, place_of(cells, row, 0), text);
}

void bdl_cells_end(bdl_cells *cells) {
    bdl_arena *arena = cells->reading->arena;
    size_t hidden_columns = count_hidden_columns(cells);
    for (size_t i = 0; i < cells->merges.count; i++)
        apply_merge(cells, cells->merges.items[i]);
    fill_rows(cells);
    bdl_sheet sheet = {.name = cells->sheet};
    sheet.rows = BDL_NEW_ARRAY(arena, bdl_row, cells->rows.count);
    for (size_t r = 0; r < cells->rows.count; r++) {
        bdl_cells_row *from = &cells->rows.items[r];
        if (from->hidden)
            continue;
        if (from->cells.count == 0)
            push_empty(cells, from);
        bdl_row *row = &sheet.rows[sheet.count++];
        row->cells = from->cells.items;
        row->count = from->cells.count;
        row->place = place_of(cells, from->number, 0);
        drop_hidden_columns(cells, row);
    }
    bdl_sheet_put(cells->reading, &sheet);
    say(cells, cells->hidden_rows, _("hidden rows were left out"), cells->first_hidden);
    say(cells, hidden_columns, _("hidden columns were left out"), 0);
    say(cells, cells->formulas,
        _("formulas have no result in the file: open it in a spreadsheet program and "
          "save it there"),
        cells->first_formula);
    say(cells, cells->lost_texts,
        _("cells are blank because their text is not in the file"), cells->first_lost);
    say(cells, cells->not_merged, _("merged cells were read as single ones"), 0);
    say(cells, cells->cut, _("cells too far from all others were left out"), 0);
}
