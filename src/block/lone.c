/* lone.c - figures that stand alone on their lines: the tables that they are of came
 * apart before the document reached us. */
#include "block/block.h"

#include "base/language.h"
#include "base/text.h"

enum { FIGURES_MIN = 20 };

/* 1,234.50: a figure with decimals and nothing else. */
static bool is_lone_figure(const bdl_block *block) {
    bdl_str s = bdl_text_trim(block->run.text);
    bool digit = false, point = false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.data[i];
        digit |= bdl_is_ascii_digit(c);
        point |= c == '.';
        if ((c < '0' || c > '9') && c != '.' && c != ',' && c != '-' && c != '%')
            return false;
    }
    return digit && point && block->kind == BDL_PARAGRAPH;
}

/* Forgets what was told before some of them were read. */
static void untell(bdl_doc *doc) {
    size_t left = 0;
    for (size_t i = 0; i < doc->troubles.count; i++)
        if (!doc->troubles.items[i].is_of_lone_figures)
            doc->troubles.items[left++] = doc->troubles.items[i];
    doc->troubles.count = left;
}

bool bdl_doc_tell_lone_figures(bdl_doc *doc) {
    size_t figures = 0, rows = 0, first = 0;
    untell(doc);
    for (size_t i = 0; i < doc->blocks.count; i++) {
        const bdl_block *block = &doc->blocks.items[i];
        rows += block->kind == BDL_TABLE ? block->row_count : 0;
        if (is_lone_figure(block))
            first = figures++ == 0 ? i : first;
    }
    if (figures < FIGURES_MIN || figures <= rows)
        return false;
    bdl_trouble trouble = {.place = doc->blocks.items[first].place,
                           .is_of_lone_figures = true};
    trouble.text = bdl_arena_printf(
        doc->arena,
        _("%zu figures stand alone on their lines: the tables came apart "
          "when this text was made and were not read; give the document "
          "as DOCX, PDF, HTML or with its layout kept"),
        figures);
    BDL_PUSH(doc->arena, &doc->troubles, trouble);
    return true;
}
