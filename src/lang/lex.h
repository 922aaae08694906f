/* lex.h - words of a rule file, one by one: the scanner as the grammar sees it, and the
 * questions about characters that flex leaves to C. */
#ifndef BDL_LANG_LEX_H
#define BDL_LANG_LEX_H

#include "lang/build.h"

typedef struct bdl_lex bdl_lex;

/* A scanner over the text of BUILD->source; comments go to BUILD, mistakes to its diags.
 * It keeps a copy of the text of its own; closed by bdl_lex_close. (grammar/scan.l) */
bdl_lex *bdl_lex_open(bdl_build *build);
void bdl_lex_close(bdl_lex *lex);
/* The next token: its number in grammar/parse.h (0 at the end), and its slice. */
int bdl_lex_next(bdl_lex *lex, bdl_word *token);
/* The parser met a mistake at the last token: unless that is one at which parsing can go
 * on, what follows is skipped to where a clause or an item begins or a body ends. */
void bdl_lex_recover(bdl_lex *lex);
/* The parser has dropped what it could not finish and the last token: the next one will
 * be that again when parsing can go on with it, but once only. False at the end of the
 * file. */
bool bdl_lex_resume(bdl_lex *lex);
/* The token before the last one, as a slice: for hints. */
bdl_word bdl_lex_previous(const bdl_lex *lex);
/* The innermost `(` or `[` that was open before the last token, as a slice: empty if none
 * was. */
bdl_word bdl_lex_bracket(const bdl_lex *lex);

/* Parses all tokens of LEX into BUILD. The quick one tells of a mistake, but not of what
 * could have come instead. (grammar/parse.y, made twice) */
int bdl_gram_parse(bdl_lex *lex, bdl_build *build);
int bdl_quick_parse(bdl_lex *lex, bdl_build *build);

/* ---- characters (lang/lex.c) ---- */

/* Bytes of the longest name at the start of S: letters, digits, `_`, with KEBAB also `-`
 * between them; 0 when S does not begin with a letter or `_`. */
size_t bdl_lex_name_length(bdl_str s, bool kebab);
/* Bytes of S before its first letter or `%`: comparator and digits of a figure. */
size_t bdl_lex_digits_length(bdl_str s);
/* Bytes of the unit at the start of S: `%` or letters, then at most one `/` and letters.
 */
size_t bdl_lex_unit_length(bdl_str s);
/* Where the message that begins at byte BEGIN of TEXT (behind its opening quote QUOTE)
 * ends: the offset of its closing quote. A string inside {…} does not end it. *CLOSED
 * tells whether there is a quote; without one the end is that of the line (of the text
 * for a message in three quotes). */
size_t bdl_lex_message_end(bdl_str text, size_t begin, bdl_str quote, bool *closed);
/* Where the example whose entries begin at byte BEGIN of TEXT ends: the offset of its
 * `}`. SIZE_MAX when that is not plain to see: a text without an end, a clause or an item
 * that begins before, a regular expression, a character that is none of the language. */
size_t bdl_lex_example_end(bdl_str text, size_t begin);
/* The same of the last of the examples that plainly follow each other, with texts that
 * are given between those with braces. */
size_t bdl_lex_examples_end(bdl_str text, size_t begin);
/* Whether a pattern (`/` or a quote) follows at byte AT, white space aside; `:`, blanks
 * aside. */
bool bdl_lex_pattern_follows(bdl_str text, size_t at);
bool bdl_lex_colon_follows(bdl_str text, size_t at);

/* ---- mistakes (lang/parse_error.c) ---- */

/* What the parser met and what it could have taken, by the names of the grammar. */
typedef struct bdl_surprise {
    bdl_build *build;
    bdl_word met;
    bdl_word before;      /* the token before it */
    bdl_word bracket;     /* the `(` or `[` that was open before it, or empty */
    const char *met_name; /* "end of file", "a name", "{" … */
    const char *const *expected;
    size_t expected_count;
} bdl_surprise;
void bdl_report_surprise(const bdl_surprise *surprise);
/* A character that begins no word, or a word of another language. */
void bdl_report_character(bdl_build *build, bdl_span span);

#endif
