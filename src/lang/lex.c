/* lex.c - questions about the characters of rule files: letters, units, ends of messages.
 */
#include "lang/lex.h"

#include <utf8proc.h>

#include "base/text.h"

enum { NESTED_MAX = 4096 }; /* bytes of a message with strings in its {…} */

typedef enum char_class { OTHER, LETTER, MARK, DIGIT } char_class;

static char_class classify(uint32_t c) {
    if (c < 0x80)
        return bdl_is_ascii_letter((int)c) || c == '_' ? LETTER
               : bdl_is_ascii_digit(c)                 ? DIGIT
                                                       : OTHER;
    if (c >= 0x4E00 && c < 0x9FF0)
        return LETTER; /* most of Chinese */
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
        return LETTER;
    case UTF8PROC_CATEGORY_NL:
        return bdl_is_han(c) || c == 0x3007 ? LETTER : OTHER; /* 〇 */
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
        return MARK;
    case UTF8PROC_CATEGORY_ND:
        return DIGIT;
    default:
        return OTHER;
    }
}

/* A dash, or what NFKC makes one of: ﹣, － */
static bool is_dash(uint32_t c) {
    return c == '-' || c == 0xFE63 || c == 0xFF0D;
}

size_t bdl_lex_name_length(bdl_str s, bool kebab) {
    size_t end = 0;
    for (size_t i = 0; i < s.len;) {
        size_t at = i;
        if (bdl_is_ascii_letter(s.data[at])) { /* most */
            end = ++i;
            continue;
        }
        uint32_t c = bdl_utf8_next(s, &i);
        if (kebab && is_dash(c) && at == end && end > 0)
            continue; /* counts only when a letter or digit follows */
        char_class class = classify(c);
        if (class == OTHER || (at == 0 && class != LETTER))
            break;
        if (c == '_' && at != 0 && at != end)
            break;
        end = i;
    }
    return end;
}

/* The end of the letters that begin at BEGIN. */
static size_t letters_end(bdl_str s, size_t begin) {
    size_t end = begin;
    while (end < s.len) {
        size_t next = end;
        uint32_t c = bdl_utf8_next(s, &next);
        char_class class = classify(c);
        if (c == '_' || !(class == LETTER || (class == MARK && end > begin)))
            break;
        end = next;
    }
    return end;
}

static bool is_percent(uint32_t c) {
    return c == '%' || c == 0xFF05 || c == 0xFE6A;
}

static bool is_slash(uint32_t c) {
    return c == '/' || c == 0xFF0F;
}

/* Digits, points, comparators. */
static bool belongs_to_figure(uint32_t c) {
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NO:
    case UTF8PROC_CATEGORY_PO:
    case UTF8PROC_CATEGORY_SM:
        return true;
    default:
        return false;
    }
}

size_t bdl_lex_digits_length(bdl_str s) {
    size_t end = 0;
    for (size_t i = 0; i < s.len; end = i) {
        uint32_t c = bdl_utf8_next(s, &i);
        if (is_percent(c) || is_slash(c) || !belongs_to_figure(c))
            return end;
    }
    return end;
}

size_t bdl_lex_unit_length(bdl_str s) {
    size_t i = 0;
    if (s.len == 0)
        return 0;
    if (is_percent(bdl_utf8_next(s, &i)))
        return i;
    size_t end = letters_end(s, 0);
    if (end == 0 || end == s.len)
        return end;
    size_t below = end;
    if (!is_slash(bdl_utf8_next(s, &below)))
        return end;
    size_t below_end = letters_end(s, below);
    return below_end > below ? below_end : end;
}

/* Behind the string that begins at AT (its quote is QUOTE), or SIZE_MAX when its line or
 * the text ends first. */
static size_t skip_string(bdl_str text, size_t at) {
    const char *begin = text.data + at + 1;
    const char *quote = memchr(begin, '"', text.len - at - 1);
    size_t length = quote ? (size_t)(quote - begin) : 0;
    if (quote && !memchr(begin, '\\', length)) /* most */
        return memchr(begin, '\n', length) ? SIZE_MAX : at + length + 2;
    for (size_t i = at + 1; i < text.len && text.data[i] != '\n'; i++) {
        if (text.data[i] == '\\')
            i++;
        else if (text.data[i] == '"')
            return i + 1;
    }
    return SIZE_MAX;
}

static bool starts_at(bdl_str text, size_t at, bdl_str what) {
    return at <= text.len && bdl_str_starts(bdl_str_from(text, at), what);
}

/* The end of a message on one line whose {…} may hold strings; SIZE_MAX when it has none.
 * A mistake must not make each message look at all that follows, hence the limit. */
static size_t nested_end(bdl_str text, size_t begin, bdl_str quote) {
    static const bool marks[256] = {['\n'] = true, ['\\'] = true, ['{'] = true,
                                    ['}'] = true,  ['"'] = true,  [0xEF] = true};
    size_t depth = 0;
    for (size_t i = begin; i < text.len && i - begin < NESTED_MAX;) {
        char c = text.data[i];
        if (!marks[(unsigned char)c]) { /* most */
            i++;
            continue;
        }
        if (c == '\n')
            break;
        if (depth == 0 && c == quote.data[0] && starts_at(text, i, quote))
            return i;
        if (c == '\\') {
            i += 2;
        } else if (depth == 0 && (c == '{' || c == '}') &&
                   (starts_at(text, i, BDL_STR("{{")) ||
                    starts_at(text, i, BDL_STR("}}")))) {
            i += 2;
        } else if (depth > 0 && c == '"') {
            i = skip_string(text, i);
        } else {
            depth += c == '{';
            depth -= c == '}' && depth > 0;
            i++;
        }
    }
    return SIZE_MAX;
}

/* The first quote that no backslash escapes, whatever braces say. */
static size_t plain_end(bdl_str text, size_t begin, bdl_str quote, bool lines) {
    for (size_t i = begin; i < text.len && (lines || text.data[i] != '\n'); i++) {
        if (text.data[i] == '\\' && !lines)
            i++;
        else if (starts_at(text, i, quote))
            return i;
    }
    return SIZE_MAX;
}

size_t bdl_lex_message_end(bdl_str text, size_t begin, bdl_str quote, bool *closed) {
    bool lines = bdl_str_eq(quote, BDL_STR("\"\"\""));
    size_t end = lines ? SIZE_MAX : nested_end(text, begin, quote);
    if (end == SIZE_MAX)
        end = plain_end(text, begin, quote, lines);
    *closed = end != SIZE_MAX;
    if (*closed)
        return end;
    for (end = begin; end < text.len && (lines || text.data[end] != '\n'); end++)
        ;
    return end > begin && text.data[end - 1] == '\r' ? end - 1 : end;
}

static size_t skip_blanks(bdl_str text, size_t at) {
    while (at < text.len && (text.data[at] == ' ' || text.data[at] == '\t'))
        at++;
    return at;
}

/* ---- examples that are passed over ---- */

/* Behind the text whose quote stands at AT; SIZE_MAX when its end is not plain to see. */
static size_t text_end(bdl_str text, size_t at) {
    bdl_str quote = BDL_STR("\"\"\"");
    if (starts_at(text, at, quote)) {
        size_t end = bdl_str_find(text, quote, at + quote.len);
        bool plain = end != SIZE_MAX && !starts_at(text, end + 1, quote);
        return plain ? end + quote.len : SIZE_MAX;
    }
    size_t end = skip_string(text, at);
    bool lines = end != SIZE_MAX && (memchr(text.data + at, '\n', end - at) ||
                                     memchr(text.data + at, '\r', end - at));
    return lines ? SIZE_MAX : end;
}

static size_t line_end(bdl_str text, size_t at) {
    while (at < text.len && text.data[at] != '\n' && text.data[at] != '\r')
        at++;
    return at;
}

/* What begins with a byte of code outside texts: of Chinese, the letters and marks that
 * code has. */
enum { NO_CODE, SIGN, WORD, QUOTE, COMMENT, SLASH, BRACE };
static const uint8_t begins[256] = {
    ['\t'] = SIGN,         ['\n'] = SIGN,        ['\r'] = SIGN, [' '] = SIGN,
    ['"'] = QUOTE,         ['#'] = COMMENT,      ['%'] = SIGN,  ['(' ... '.'] = SIGN,
    ['/'] = SLASH,         ['0' ... '9'] = WORD, [':'] = SIGN,  ['<' ... '?'] = SIGN,
    ['A' ... 'Z'] = WORD,  ['['] = SIGN,         [']'] = SIGN,  ['_'] = WORD,
    ['a' ... 'z'] = WORD,  ['{'] = BRACE,        ['}'] = BRACE, [0x80 ... 0xBF] = SIGN,
    [0xE3 ... 0xE9] = SIGN};

static unsigned begins_at(bdl_str text, size_t at) {
    return begins[(unsigned char)text.data[at]];
}

/* The end of the word at AT; SIZE_MAX when it may begin a clause or an item. */
static size_t word_end(bdl_str text, size_t at) {
    enum { SHORTEST = 3, LONGEST = 7 };
    static const char *const words[] = {[3] = "let for use",
                                        [4] = "when rule form duty",
                                        [5] = "param table waive",
                                        [6] = "assert define",
                                        [7] = "example ruleset"};
    const char *word = text.data + at;
    size_t end = at;
    while (end < text.len && begins_at(text, end) == WORD)
        end++;
    size_t length = end - at;
    if (length < SHORTEST || length > LONGEST)
        return end;
    for (const char *one = words[length];; one += length + 1) {
        if (one[0] == word[0] && memcmp(one, word, length) == 0)
            return SIZE_MAX;
        if (one[length] == '\0')
            return end;
    }
}

size_t bdl_lex_example_end(bdl_str text, size_t begin) {
    size_t depth = 1;
    for (size_t i = begin; i < text.len;) {
        switch (begins_at(text, i)) {
        case SIGN: /* most, one behind the other */
            while (++i < text.len && begins_at(text, i) == SIGN)
                ;
            break;
        case WORD:
            i = word_end(text, i);
            break;
        case QUOTE:
            i = text_end(text, i);
            break;
        case COMMENT:
            i = line_end(text, i);
            break;
        case BRACE:
            depth += text.data[i] == '{' ? 1 : -(size_t)1;
            if (depth == 0)
                return i;
            i++;
            break;
        case SLASH: /* behind a letter of Chinese it stands in a unit: 12元/册 */
            i = (unsigned char)text.data[i - 1] >= 0x80 ? i + 1 : SIZE_MAX;
            break;
        default:
            return SIZE_MAX;
        }
    }
    return SIZE_MAX;
}

static size_t skip_space(bdl_str text, size_t at) {
    while (at < text.len && strchr(" \t\r\n", text.data[at]) && text.data[at] != '\0')
        at++;
    return at;
}

/* Steps over WORD at *AT and the blanks behind it; false when something else stands
 * there. */
static bool skip_word(bdl_str text, size_t *at, bdl_str word) {
    size_t end = *at + word.len;
    if (!starts_at(text, *at, word) || end >= text.len || text.data[end] != ' ')
        return false;
    *at = skip_space(text, end);
    return true;
}

/* Steps over what an example begins with at *AT, up to its braces or its text. */
static bool skip_heading(bdl_str text, size_t *at) {
    *at = skip_space(text, *at);
    if (!skip_word(text, at, BDL_STR("example")))
        return false;
    if (starts_at(text, *at, BDL_STR("\""))) {
        size_t end = text_end(text, *at);
        if (end == SIZE_MAX)
            return false;
        *at = skip_space(text, end);
    }
    return skip_word(text, at, BDL_STR("passes")) ||
           skip_word(text, at, BDL_STR("fails"));
}

/* The last byte of the text that is given at AT; SIZE_MAX when none is plain to see. */
static size_t given_end(bdl_str text, size_t at) {
    if (!skip_word(text, &at, BDL_STR("given")) || !starts_at(text, at, BDL_STR("\"")))
        return SIZE_MAX;
    size_t end = text_end(text, at);
    return end == SIZE_MAX ? end : end - 1;
}

size_t bdl_lex_examples_end(bdl_str text, size_t begin) {
    size_t last = bdl_lex_example_end(text, begin), at = last;
    while (at != SIZE_MAX) {
        at++;
        if (!skip_heading(text, &at))
            break;
        if (starts_at(text, at, BDL_STR("{"))) {
            at = bdl_lex_example_end(text, at + 1);
            last = at != SIZE_MAX ? at : last;
        } else {
            at = given_end(text, at);
        }
    }
    return last;
}

bool bdl_lex_pattern_follows(bdl_str text, size_t at) {
    at = skip_blanks(text, at);
    while (at < text.len && (text.data[at] == '\n' || text.data[at] == '\r'))
        at = skip_blanks(text, at + 1);
    return starts_at(text, at, BDL_STR("/")) || starts_at(text, at, BDL_STR("\"")) ||
           starts_at(text, at, BDL_STR("\xEF\xBC\x8F"));
}

bool bdl_lex_colon_follows(bdl_str text, size_t at) {
    at = skip_blanks(text, at);
    return starts_at(text, at, BDL_STR(":")) ||
           starts_at(text, at, BDL_STR("\xEF\xBC\x9A"));
}
