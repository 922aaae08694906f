/* markdown.h - the marks inside a line of Markdown. */
#ifndef BDL_READ_MARKDOWN_H
#define BDL_READ_MARKDOWN_H

#include "read/reading.h"

/* The level of the heading that a trimmed line is which begins with "#"; 0: it is none.
 */
size_t bdl_markdown_heading(bdl_str body);

/* Adds PIECE without marks of emphasis, tags and backslashes; formulas as one would write
 * them in text ("$\\geq 95\\%$" is "≥95%"), "<br>" as a line end. */
void bdl_inline_clean(bdl_maker *text, bdl_at *at, bdl_str piece);

/* The same of a text that is no Markdown: a mark goes only where it cannot be what the
 * author wrote: backslashes, links and pairs of "**" inside a sentence stay. */
void bdl_inline_clean_stray(bdl_maker *text, bdl_at *at, bdl_str piece);

/* Whether PIECE may have such marks: else it is added as it is. */
bool bdl_inline_has_marks(bdl_str piece);

/* Adds the formula between two dollar signs. */
void bdl_latex_clean(bdl_maker *text, bdl_at *at, bdl_str formula);
/* Whether what stands between two dollar signs is a formula and not sums of money. */
bool bdl_latex_is_formula(bdl_str s);

/* ---- markdown_table.c: tables written as HTML ---- */

bool bdl_markdown_is_html_table(bdl_str body);
/* Reads the table that begins with FIRST, which was just taken from the lines. */
void bdl_markdown_read_html_table(bdl_reading *reading, const bdl_line *first);

#endif
