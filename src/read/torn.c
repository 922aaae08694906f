/* torn.c - documents whose tables came apart before they reached us: programs that take
 * the text out of a file may print each cell on a line of its own, empty cells left out.
 * Which figure stood where cannot be told then, and that has to be said: to a reader of
 * findings such a document looks like one without tables. */
#include "base/language.h"
#include "base/text.h"

#include "read/reading.h"

enum { FIGURES_MIN = 20 };

/* 1,234.50: a figure with decimals and nothing else. */
static bool is_lone_figure(const bdl_block *block) {
    bdl_str s = bdl_text_trim(block->run.text);
    bool digit = false, point = false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.data[i];
        digit |= c >= '0' && c <= '9';
        point |= c == '.';
        if ((c < '0' || c > '9') && c != '.' && c != ',' && c != '-' && c != '%')
            return false;
    }
    return digit && point && block->kind == BDL_PARAGRAPH;
}

void bdl_reading_tell_torn(bdl_reading *reading) {
    const bdl_doc *doc = reading->doc;
    size_t figures = 0, rows = 0, first = 0;
    for (size_t i = 0; i < doc->blocks.count; i++) {
        const bdl_block *block = &doc->blocks.items[i];
        rows += block->kind == BDL_TABLE ? block->row_count : 0;
        if (!is_lone_figure(block))
            continue;
        first = figures++ == 0 ? i : first;
    }
    if (figures < FIGURES_MIN || figures <= rows)
        return;
    bdl_reading_trouble(
        reading, doc->blocks.items[first].place,
        bdl_arena_printf(
            reading->arena,
            _("%zu figures stand alone on their lines: the tables came apart "
              "when this text was made and were not read; give the document "
              "as DOCX, PDF, HTML or with its layout kept"),
            figures));
}
