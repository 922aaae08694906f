/* xlsx_sheet.c - a workbook of sheets that are written row by row, cell by cell, on
 * libxlsxwriter. */
#include "base/arena.h"

#ifdef HAVE_XLSXWRITER

#include "base/language.h"
#include "report/xlsx_sheet.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/decimal.h"
#include "base/file.h"
#include "base/text.h"
#include "base/vec.h"
#include "report/xlsx_library.h"

/* What a spreadsheet keeps of a number, of a text, and of a sheet. */
enum { MOST_DIGITS = 15, MOST_PLACES = 8, MOST_TEXT = 32767, MOST_LINKS = 10000 };

struct bdl_xlsx {
    bdl_arena *arena, *scratch; /* scratch: of a cell */
    bdl_str *error;
    const char *name; /* of the file that libxlsxwriter writes */
    const bdl_xlsx_library *lib;
    lxw_workbook *book;
    lxw_format *head, *link, *share, *sum, *places[MOST_PLACES + 1];
    struct bdl_sheet *sheets; /* newest first */
};

struct bdl_sheet {
    bdl_xlsx *owner;
    const bdl_xlsx_library *lib;
    lxw_worksheet *sheet;
    lxw_row_t row;
    lxw_col_t column, column_count;
    size_t links;
    unsigned long long *sums; /* of each column */
    bool is_full, has_sums;
    struct bdl_sheet *next;
};

static lxw_format *new_format(bdl_xlsx *book, const char *number_format) {
    lxw_format *format = book->lib->workbook_add_format(book->book);

    if (number_format)
        book->lib->format_set_num_format(format, number_format);
    return format;
}

static void make_formats(bdl_xlsx *book) {
    static const char *const places[] = {"0",        "0.0",       "0.00",
                                         "0.000",    "0.0000",    "0.00000",
                                         "0.000000", "0.0000000", "0.00000000"};

    book->head = new_format(book, NULL);
    book->lib->format_set_bold(book->head);
    book->lib->format_set_bottom(book->head, LXW_BORDER_THIN);
    book->link = book->lib->workbook_get_default_url_format(book->book);
    book->share = new_format(book, "0.0%");
    book->sum = new_format(book, "0");
    book->lib->format_set_bold(book->sum);
    book->lib->format_set_top(book->sum, LXW_BORDER_THIN);
    for (int i = 0; i <= MOST_PLACES; i++)
        book->places[i] = new_format(book, places[i]);
}

static void remove_file(void *name) {
    unlink(name);
}

bdl_xlsx *bdl_xlsx_new(bdl_arena *arena, bdl_str *error) {
    const char *folder = getenv("TMPDIR");
    bdl_xlsx *book = BDL_NEW(arena, bdl_xlsx);
    bdl_xlsx_library *lib = BDL_NEW(arena, bdl_xlsx_library);
    bdl_str name = bdl_arena_printf(arena, "%s/bdl-xlsx.XXXXXX",
                                    folder && *folder ? folder : "/tmp");
    char *file = bdl_arena_alloc(arena, name.len + 1);
    lxw_workbook_options options = {.constant_memory = 1, .use_zip64 = 1};
    /* The same results give the same bytes. */
    lxw_doc_properties properties = {.created = 315532800};
    int fd;

    if (!bdl_xlsx_library_load(arena, lib, error))
        return NULL;
    memcpy(file, name.data, name.len);
    fd = mkstemp(file);
    if (fd < 0) {
        *error = bdl_arena_printf(arena, "%s: %s", file,
                                  bdl_file_words_writing(arena, errno).data);
        return NULL;
    }
    close(fd);
    bdl_arena_on_free(arena, remove_file, file);
    options.tmpdir = bdl_arena_alloc(arena, name.len + 1);
    memcpy(options.tmpdir, name.data, (size_t)(strrchr(file, '/') - file));
    *book = (bdl_xlsx){.arena = arena, .error = error, .name = file, .lib = lib};
    book->scratch = bdl_arena_new();
    book->book = book->lib->workbook_new_opt(file, &options);
    book->lib->workbook_set_properties(book->book, &properties);
    make_formats(book);
    return book;
}

bdl_sheet *bdl_xlsx_sheet(bdl_xlsx *book, const char *name,
                          const bdl_sheet_column *columns, size_t column_count) {
    bdl_sheet *sheet = BDL_NEW(book->arena, bdl_sheet);

    *sheet = (bdl_sheet){
        .owner = book,
        .lib = book->lib,
        .sheet = book->lib->workbook_add_worksheet(book->book, name),
        .column_count = (lxw_col_t)column_count,
        .sums = BDL_NEW_ARRAY(book->arena, unsigned long long, column_count + 1),
        .next = book->sheets};
    book->sheets = sheet;
    for (lxw_col_t i = 0; i < column_count; i++) {
        book->lib->worksheet_set_column(sheet->sheet, i, i, columns[i].width, NULL);
        book->lib->worksheet_write_string(sheet->sheet, 0, i, _(columns[i].title),
                                          book->head);
    }
    book->lib->worksheet_freeze_panes(sheet->sheet, 1, 0);
    return sheet;
}

/* ---- cells ---- */

void bdl_sheet_row(bdl_sheet *sheet) {
    sheet->column = 0;
    if (sheet->row + 3 >= LXW_ROW_MAX) /* the last is for the sums */
        sheet->is_full = true;
    else
        sheet->row++;
}

/* TEXT as libxlsxwriter takes it: ending in NUL, no longer than a cell holds, and without
 * U+FFFE and U+FFFF, which no XML may hold and the library lets through. */
static const char *cell_text(bdl_sheet *sheet, bdl_str text) {
    bdl_buf out = {.arena = sheet->owner->scratch};
    size_t at = 0;

    bdl_arena_reset(sheet->owner->scratch);
    for (size_t count = 0; count < MOST_TEXT && at < text.len; count++) {
        size_t begin = at;
        uint32_t c = bdl_utf8_next(text, &at);

        bdl_buf_add(&out, c == 0xFFFE || c == 0xFFFF
                              ? BDL_STR("\xEF\xBF\xBD")
                              : bdl_str_of(text.data + begin, at - begin));
    }
    return bdl_arena_str(sheet->owner->scratch, bdl_buf_str(&out)).data;
}

void bdl_sheet_text(bdl_sheet *sheet, bdl_str text) {
    if (text.len && !sheet->is_full)
        sheet->lib->worksheet_write_string(sheet->sheet, sheet->row, sheet->column,
                                           cell_text(sheet, text), NULL);
    sheet->column++;
}

void bdl_sheet_words(bdl_sheet *sheet, const char *words) {
    bdl_sheet_text(sheet, bdl_str_z(words));
}

void bdl_sheet_link(bdl_sheet *sheet, bdl_str text, bdl_str target) {
    const char *shown;

    if (target.len == 0 || sheet->is_full || sheet->links >= MOST_LINKS) {
        bdl_sheet_text(sheet, text);
        return;
    }
    shown = cell_text(sheet, text);
    if (sheet->lib->worksheet_write_url_opt(sheet->sheet, sheet->row, sheet->column,
                                            target.data, sheet->owner->link, shown,
                                            NULL) == LXW_NO_ERROR)
        sheet->links++;
    else /* a path longer than a link may be */
        sheet->lib->worksheet_write_string(sheet->sheet, sheet->row, sheet->column, shown,
                                           NULL);
    sheet->column++;
}

static void put_number(bdl_sheet *sheet, double number, lxw_format *format) {
    if (!sheet->is_full)
        sheet->lib->worksheet_write_number(sheet->sheet, sheet->row, sheet->column,
                                           number, format);
    sheet->column++;
}

void bdl_sheet_number(bdl_sheet *sheet, size_t number) {
    sheet->sums[sheet->column] += number;
    put_number(sheet, (double)number, NULL);
}

void bdl_sheet_count(bdl_sheet *sheet, size_t number) {
    if (number)
        put_number(sheet, (double)number, NULL);
    else
        sheet->column++;
}

/* A double holds 15 digits and every power of ten up to 22 exactly, so their quotient is
 * the double next to the decimal. */
static bool to_double(bdl_dec number, double *out) {
    bdl_int128 most = 1, size = number.coef < 0 ? -number.coef : number.coef;
    double power = 1;

    for (int i = 0; i < MOST_DIGITS; i++)
        most *= 10;
    if (size >= most || number.scale > MOST_PLACES)
        return false;
    for (int i = 0; i < number.scale; i++)
        power *= 10;
    *out = (double)number.coef / power;
    return true;
}

void bdl_sheet_figure(bdl_sheet *sheet, bdl_str value) {
    bdl_dec number;
    double nearest;

    if (bdl_dec_parse(value, &number) && to_double(number, &nearest))
        put_number(sheet, nearest, sheet->owner->places[number.scale]);
    else
        bdl_sheet_text(sheet, value);
}

void bdl_sheet_amount(bdl_sheet *sheet, bdl_str amount, bool unit_too) {
    size_t end = bdl_str_number_size(amount);

    bdl_sheet_figure(sheet, end ? bdl_str_of(amount.data, end) : amount);
    if (unit_too)
        bdl_sheet_text(sheet, end ? bdl_str_from(amount, end) : BDL_STR(""));
}

void bdl_sheet_share(bdl_sheet *sheet, size_t part, size_t all) {
    char formula[96], whole[LXW_MAX_CELL_NAME_LENGTH], share[LXW_MAX_CELL_NAME_LENGTH];

    sheet->lib->lxw_rowcol_to_cell(whole, sheet->row, (lxw_col_t)(sheet->column - 2));
    sheet->lib->lxw_rowcol_to_cell(share, sheet->row, (lxw_col_t)(sheet->column - 1));
    snprintf(formula, sizeof formula, "=IF(%s=0,0,%s/%s)", whole, share, whole);
    if (!sheet->is_full)
        sheet->lib->worksheet_write_formula_num(sheet->sheet, sheet->row, sheet->column,
                                                formula, sheet->owner->share,
                                                all ? (double)part / (double)all : 0);
    sheet->column++;
}

/* While its last row is the last of the sheet: libxlsxwriter refuses rows gone by. */
static void set_filter(bdl_sheet *sheet) {
    sheet->lib->worksheet_autofilter(sheet->sheet, 0, 0, sheet->row ? sheet->row : 1,
                                     (lxw_col_t)(sheet->column_count - 1));
}

void bdl_sheet_sums(bdl_sheet *sheet, int first, int last) {
    char formula[96], from[LXW_MAX_CELL_NAME_LENGTH], to[LXW_MAX_CELL_NAME_LENGTH];

    set_filter(sheet);
    sheet->has_sums = true;
    for (int i = first; i <= last; i++) {
        sheet->lib->lxw_rowcol_to_cell(from, 1, (lxw_col_t)i);
        sheet->lib->lxw_rowcol_to_cell(to, sheet->row ? sheet->row : 1, (lxw_col_t)i);
        snprintf(formula, sizeof formula, "=SUBTOTAL(109,%s:%s)", from, to);
        sheet->lib->worksheet_write_formula_num(sheet->sheet, sheet->row + 2,
                                                (lxw_col_t)i, formula, sheet->owner->sum,
                                                (double)sheet->sums[i]);
    }
}

/* ---- the end ---- */

static bool copy_file(const char *name, FILE *out) {
    FILE *in = fopen(name, "rb");
    char buffer[1 << 16];
    size_t length;
    bool ok = in != NULL;

    while (in && (length = fread(buffer, 1, sizeof buffer, in)) > 0)
        fwrite(buffer, 1, length, out);
    ok = ok && !ferror(in) && !ferror(out);
    if (in)
        fclose(in);
    return ok;
}

/* libxlsxwriter prints what goes wrong to standard error, whoever has that; bdl says it
 * in its own words. */
static lxw_error close_quietly(bdl_xlsx *book, int *why) {
    int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
    int errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    lxw_error status;

    if (nothing >= 0 && errors >= 0)
        dup2(nothing, STDERR_FILENO);
    errno = 0;
    status = book->lib->workbook_close(book->book);
    *why = errno ? errno : EIO;
    if (nothing >= 0 && errors >= 0)
        dup2(errors, STDERR_FILENO);
    if (nothing >= 0)
        close(nothing);
    if (errors >= 0)
        close(errors);
    return status;
}

bool bdl_xlsx_write(bdl_xlsx *book, FILE *out) {
    bool is_full = false, ok;
    lxw_error status;
    int why;

    for (bdl_sheet *sheet = book->sheets; sheet; sheet = sheet->next) {
        if (!sheet->has_sums)
            set_filter(sheet);
        is_full |= sheet->is_full;
    }
    status = close_quietly(book, &why);
    ok = status == LXW_NO_ERROR && !is_full && copy_file(book->name, out);
    if (is_full)
        *book->error = BDL_TR("a sheet of XLSX holds 1048576 rows, and there are more; "
                              "csv and sqlite have no such limit");
    else if (status != LXW_NO_ERROR)
        *book->error = bdl_arena_printf(book->arena, "%s: %s", book->name,
                                        bdl_file_words_writing(book->arena, why).data);
    bdl_arena_free(book->scratch);
    return ok;
}

#endif
