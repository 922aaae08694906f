/* print.c - prints blocks, one line each. */
#include "block/print.h"

#include <inttypes.h>

static void print_text(FILE *out, bdl_str text) {
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c == '\n')
            fputs("⏎", out);
        else if (c == '\t')
            fputs("⇥", out);
        else if (c < 0x20 || c == 0x7F)
            fprintf(out, "\\x%02X", c);
        else
            fputc(c, out);
    }
}

static void print_place(FILE *out, const bdl_place *place) {
    if (bdl_place_cell(place).len)
        fprintf(out, "%.*s!%.*s", BDL_PRI(bdl_place_sheet(place)),
                BDL_PRI(bdl_place_cell(place)));
    else
        fprintf(out, "%" PRIu32 ":%" PRIu32, place->line, place->column);
}

static void print_row(FILE *out, const bdl_row *row) {
    fputs(row->after_break ? "  ----\n  " : "  ", out);
    if (bdl_place_cell(&row->place).len)
        print_place(out, &row->place);
    else
        fprintf(out, "%" PRIu32, row->place.line);
    fputc(':', out);
    for (size_t i = 0; i < row->count; i++) {
        const bdl_cell *cell = &row->cells[i];
        fputs(i ? " |" : "", out);
        if (cell->run.text.len)
            fputc(' ', out);
        print_text(out, cell->run.text);
        if (cell->col_span == 0)
            fputs(" ←", out);
        else if (cell->row_span == 0)
            fputs(" ↑", out);
        else if (cell->row_span > 1 || cell->col_span > 1)
            fprintf(out, " [%ux%u]", cell->row_span, cell->col_span);
    }
    fputc('\n', out);
}

static void print_table(FILE *out, const bdl_block *block) {
    size_t columns = 0;
    for (size_t i = 0; i < block->row_count; i++)
        if (block->rows[i].count > columns)
            columns = block->rows[i].count;
    fprintf(out, " table %zux%zu\n", block->row_count, columns);
    for (size_t i = 0; i < block->row_count; i++)
        print_row(out, &block->rows[i]);
}

static void print_block(FILE *out, const bdl_block *block) {
    if (block->new_page && block->place.page)
        fprintf(out, "---- page %" PRIu32 "\n", block->place.page);
    else if (block->new_page)
        fputs("---- page\n", out);
    else if (block->gap_before)
        fputc('\n', out);
    print_place(out, &block->place);
    if (block->kind == BDL_TABLE) {
        print_table(out, block);
        return;
    }
    if (block->kind == BDL_HEADING)
        fprintf(out, " heading %u: ", block->level);
    else
        fputs(" paragraph: ", out);
    print_text(out, block->run.text);
    fputc('\n', out);
}

static void print_count(FILE *out, size_t count, const char *what, const char *end) {
    fprintf(out, "%zu %s%s%s", count, what, count == 1 ? "" : "s", end);
}

void bdl_blocks_print(FILE *out, const bdl_doc *doc) {
    size_t counts[3] = {0, 0, 0};
    for (size_t i = 0; i < doc->blocks.count; i++)
        counts[doc->blocks.items[i].kind]++;
    fprintf(out, "%.*s", BDL_PRI(doc->format));
    if (doc->encoding.len)
        fprintf(out, ", %.*s", BDL_PRI(doc->encoding));
    fputs(": ", out);
    print_count(out, counts[BDL_HEADING], "heading", ", ");
    print_count(out, counts[BDL_PARAGRAPH], "paragraph", ", ");
    print_count(out, counts[BDL_TABLE], "table", "\n");
    for (size_t i = 0; i < doc->blocks.count; i++)
        print_block(out, &doc->blocks.items[i]);
    for (size_t i = 0; i < doc->troubles.count; i++) {
        const bdl_trouble *trouble = &doc->troubles.items[i];
        print_place(out, &trouble->place);
        fprintf(out, " trouble: %.*s\n", BDL_PRI(trouble->text));
    }
}
