/* plain.c - the words of code that are told without flex: signs, numbers, texts,
 * patterns. */
#include "grammar/lexer.h"

#include <ctype.h>
#include <string.h>

static bool ends_line(int c) {
    return c == '\n' || c == '\r';
}

/* Behind the mark that ends, on its line, what the same mark at AT begins; 0: none does.
 */
static size_t closed_end(const bdl_lex *lex, size_t at) {
    const char mark = lex->copy[at], ends[] = {mark, '\\', '\n', '\r', 0};
    for (at++;; at++) {
        at += strcspn(lex->copy + at, ends);
        int c = bdl_lex_byte(lex, at);
        if (c == 0 || ends_line(c))
            return 0;
        if (c == mark)
            return at + 1;
        at += !ends_line(bdl_lex_byte(lex, at + 1)); /* behind a backslash */
    }
}

static size_t pattern_end(const bdl_lex *lex, size_t at) {
    size_t end = closed_end(lex, at);
    while (end > 0 && isalpha(bdl_lex_byte(lex, end)))
        end++;
    return end;
}

/* Behind the text in quotes that begins at AT; 0: it has no end on its line, or none at
 * all. */
static size_t text_end(const bdl_lex *lex, size_t at) {
    if (!bdl_lex_is_block_quote(lex, at))
        return closed_end(lex, at);
    size_t end = bdl_str_find(lex->text, BDL_STR("\"\"\""), at + 3);
    return end == SIZE_MAX ? 0 : end + 3;
}

/* A pattern, or where there can be none the sign between two values. */
static size_t slash_end(const bdl_lex *lex, size_t at, int *token) {
    bdl_lex_mode mode = bdl_lex_mode_of_code(lex);
    if (lex->saying)
        return 0;
    if (mode == BDL_LEX_PATTERN || mode == BDL_LEX_REGEX)
        return pattern_end(lex, at);
    *token = T_SLASH;
    return mode == BDL_LEX_CODE ? at + 1 : 0;
}

/* Digits, behind which no unit begins. */
static size_t number_end(const bdl_lex *lex, size_t at) {
    while (isdigit(bdl_lex_byte(lex, at)))
        at++;
    int c = bdl_lex_byte(lex, at);
    bool goes_on = c >= 0x80 || c == '%' || c == '/' || isalnum(c) || c == '_' ||
                   (c == '.' && bdl_lex_byte(lex, at + 1) != '.');
    return goes_on ? 0 : at;
}

/* Signs that may have an = behind them; *TOKEN is the one without. */
static size_t sign_end(const bdl_lex *lex, size_t at, int *token) {
    static const int16_t equal[] = {
        [T_ASSIGN] = T_EQUAL, [T_LESS] = T_ATMOST, [T_MORE] = T_ATLEAST};
    int second = bdl_lex_byte(lex, at + 1), third = bdl_lex_byte(lex, at + 2);
    if (second >= 0x80 || (second == '=' && third >= 0x80) ||
        (second == '>' && *token == T_LESS))
        return 0;
    if (second != '=')
        return *token == T_DIFFERS ? 0 : at + 1;
    if (*token == T_DIFFERS)
        return at + 2;
    *token = equal[*token];
    if (*token != T_EQUAL || third != '=')
        return at + 2;
    *token = T_SAME;
    return at + 3;
}

/* A point or bar may be doubled, in full width too. */
static size_t lone_end(const bdl_lex *lex, size_t at) {
    int second = bdl_lex_byte(lex, at + 1);
    return second == bdl_lex_byte(lex, at) || second >= 0x80 ? 0 : at + 1;
}

size_t bdl_lex_plain_end(const bdl_lex *lex, size_t at, int *token) {
    bdl_lex_mode mode;
    switch (*token) {
    case T_DOT:
    case T_BAR:
        return lone_end(lex, at);
    case T_COALESCE:
        return bdl_lex_byte(lex, at + 1) == '?' ? at + 2 : 0;
    case T_STRING:
        return lex->saying ? 0 : text_end(lex, at);
    case T_REGULAR:
        return slash_end(lex, at, token);
    case T_NUMBER:
        return bdl_lex_mode_of_code(lex) == BDL_LEX_CODE ? number_end(lex, at) : 0;
    case T_ASSIGN:
    case T_LESS:
    case T_MORE:
    case T_DIFFERS:
        mode = bdl_lex_mode_of_code(lex);
        return mode == BDL_LEX_CODE || mode == BDL_LEX_REGEX ? sign_end(lex, at, token)
                                                             : 0;
    case BDL_LEX_NONE:
        return lex->saying ? 0 : at + strcspn(lex->copy + at, "\r\n");
    default:
        return 0;
    }
}
