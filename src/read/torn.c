/* torn.c - documents whose tables came apart before they reached us: programs that take
 * the text out of a file may print each cell on a line of its own, empty cells left out.
 * Which figure stood where cannot be told then, and that has to be said: to a reader of
 * findings such a document looks like one without tables. */
#include <string.h>

#include "base/language.h"
#include "base/text.h"

#include "read/aligned/words.h"
#include "read/reading.h"

enum { ROWS_MIN = 10 };

static bool is_han_at(bdl_str s, size_t at) {
    return at < s.len && bdl_is_han(bdl_utf8_next(s, &at));
}

static bool is_figure_at(bdl_str s, size_t at) {
    bdl_str word = bdl_str_from(s, at);
    size_t end = bdl_str_find(word, BDL_STR(" "), 0);
    return bdl_words_is_number(bdl_str_of(word.data, end < word.len ? end : word.len));
}

/* Whether a line is words that one blank parts, as a row is whose tabs became blanks: no
 * sentence, no title. */
static bool is_squeezed_row(const bdl_block *block) {
    enum { WORDS_MIN = 4, LETTERS_MAX = 12, NAMED_MIN = 3 };
    bdl_str s = bdl_text_trim(block->run.text);
    size_t words = 1, han = is_han_at(s, 0), figures = is_figure_at(s, 0);
    if (block->kind != BDL_PARAGRAPH || bdl_str_count(s, ' ') + 1 < NAMED_MIN ||
        bdl_prose_ends(s) || bdl_prose_is_leader(s) || bdl_str_has(s, BDL_STR("，")) ||
        bdl_str_has(s, BDL_STR("。")))
        return false;
    for (size_t i = 1; i + 1 < s.len; i++)
        if (s.data[i] == ' ' && s.data[i + 1] != ' ') {
            words++;
            han += is_han_at(s, i + 1);
            figures += is_figure_at(s, i + 1);
        }
    /* 2080501 行政单位离退休 12.00, or headings beside each other */
    bool named = words >= NAMED_MIN && han > 0 && figures > 1 && han + figures == words;
    return named ||
           (words >= WORDS_MIN && han > 1 && bdl_utf8_count(s) <= words * LETTERS_MAX);
}

/* Whether block I goes on with the row above or below it, no blank line between: what is
 * left of a row all of whose amounts are empty. */
static bool is_beside_row(const bdl_doc *doc, size_t i) {
    enum { LETTERS_MAX = 48 };
    const bdl_block *block = &doc->blocks.items[i];
    const bdl_block *next = i + 1 < doc->blocks.count ? block + 1 : NULL;
    return block->kind == BDL_PARAGRAPH && !block->is_torn_row &&
           bdl_utf8_count(block->run.text) <= LETTERS_MAX &&
           !bdl_prose_ends(block->run.text) &&
           ((i > 0 && !block->gap_before && block[-1].is_torn_row) ||
            (next && !next->gap_before && next->is_torn_row));
}

/* Squeezed rows, and what stands among them, are neither prose nor headings. */
static void mark_rows(bdl_doc *doc) {
    for (size_t i = 0; i < doc->blocks.count; i++)
        doc->blocks.items[i].is_torn_row = is_squeezed_row(&doc->blocks.items[i]);
    for (size_t i = 0; i < doc->blocks.count; i++)
        doc->blocks.items[i].is_torn_row |= is_beside_row(doc, i);
    for (size_t i = doc->blocks.count; i-- > 0;)
        doc->blocks.items[i].is_torn_row |= is_beside_row(doc, i);
}

/* Rows whose cells one blank parts: where some are empty, nothing says which. */
static void tell_squeezed(bdl_reading *reading, size_t rows) {
    bdl_doc *doc = reading->doc;
    size_t squeezed = 0, first = 0;
    for (size_t i = 0; i < doc->blocks.count; i++)
        if (is_squeezed_row(&doc->blocks.items[i]))
            first = squeezed++ == 0 ? i : first;
    if (squeezed < ROWS_MIN || squeezed <= rows)
        return;
    bdl_reading_trouble(
        reading, doc->blocks.items[first].place,
        bdl_arena_printf(
            reading->arena,
            _("%zu lines look like rows of tables that lost their columns: one blank "
              "parts their cells, and which are empty cannot be told, so that they were "
              "not read; give the document as DOCX, PDF, HTML or with its layout kept"),
            squeezed));
    mark_rows(doc);
}

void bdl_reading_tell_torn(bdl_reading *reading) {
    const bdl_doc *doc = reading->doc;
    size_t rows = 0;
    if (bdl_doc_tell_lone_figures(reading->doc))
        return;
    for (size_t i = 0; i < doc->blocks.count; i++)
        rows +=
            doc->blocks.items[i].kind == BDL_TABLE ? doc->blocks.items[i].row_count : 0;
    tell_squeezed(reading, rows);
}
