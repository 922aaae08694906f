/* fields.c - finds the field codes that Word leaves in text.
 *
 * In plain text a field is known by its switches (a backslash and a letter): the code
 * reaches from the keyword before them to the last switch with its value. TC and XE hold
 * their text inside the code, which is hidden in Word and a repetition here. Where Word's
 * own marks are left, a field is known by them: 0x13 code 0x14 result 0x15. Marks of
 * Markdown and of web pages that were left in the text go with them. */
#include "read/text/fields.h"

#include "read/text/markdown.h"

static const char *const keywords[] = {
    "TC",   "TOC",      "HYPERLINK",      "PAGEREF",   "REF", "XE",  "SEQ",
    "PAGE", "NOTEREF",  "INDEX",          "EQ",        "SET", "ASK", "FILLIN",
    "RD",   "STYLEREF", "INCLUDEPICTURE", "MERGEFIELD"};

/* Bytes of the blank at AT, 0 when there is none: a space, a tab, a space that does not
 * break. */
static size_t blank_at(bdl_str s, size_t at) {
    if (at < s.len && (s.data[at] == ' ' || s.data[at] == '\t'))
        return 1;
    return at + 1 < s.len && memcmp(s.data + at, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

static bool is_word_end(bdl_str s, size_t at) {
    return at >= s.len || blank_at(s, at) > 0;
}

static bool is_word_start(bdl_str s, size_t at) {
    return at == 0 || blank_at(s, at - 1) == 1 || (at > 1 && blank_at(s, at - 2) == 2);
}

static size_t keyword_at(bdl_str s, size_t at) {
    for (size_t i = 0; i < BDL_COUNT_OF(keywords); i++) {
        size_t len = strlen(keywords[i]);
        if (s.len - at >= len && memcmp(s.data + at, keywords[i], len) == 0 &&
            is_word_end(s, at + len))
            return len;
    }
    return 0;
}

/* The last keyword that stands as a word between FROM and the switch at END. */
static size_t find_keyword(bdl_str s, size_t from, size_t end) {
    for (size_t at = end; at-- > from;) {
        if (is_word_start(s, at) && s.data[at] >= 'A' && s.data[at] <= 'Z' &&
            keyword_at(s, at))
            return at;
    }
    return SIZE_MAX;
}

static size_t skip_blanks(bdl_str s, size_t at) {
    for (size_t blank; (blank = blank_at(s, at)) > 0;)
        at += blank;
    return at;
}

static bool is_switch(bdl_str s, size_t at) {
    if (at + 1 >= s.len || s.data[at] != '\\')
        return false;
    char c = s.data[at + 1];
    return (bdl_is_ascii_letter(c) || c == '*' || c == '@' || c == '#') &&
           (c == '*' || c == '@' || c == '#' || is_word_end(s, at + 2));
}

/* Switches that are followed by a value of their own. */
static bool takes_value(char c) {
    return strchr("flobdenptsq*@#", c) != NULL;
}

/* The end of the value at AT: in quotes, or a word of ASCII. */
static size_t skip_value(bdl_str s, size_t at) {
    if (at < s.len && s.data[at] == '"') {
        const char *quote = memchr(s.data + at + 1, '"', s.len - at - 1);
        return quote ? (size_t)(quote - s.data) + 1 : at;
    }
    while (at < s.len && s.data[at] > ' ' && s.data[at] != '\\' &&
           (unsigned char)s.data[at] < 0x80)
        at++;
    return at;
}

/* The end of the run of switches that begins at AT. */
static size_t skip_switches(bdl_str s, size_t at) {
    while (is_switch(s, at)) {
        char c = s.data[at + 1];
        at += 2;
        size_t value = skip_blanks(s, at);
        if (takes_value(c) && value < s.len && !is_switch(s, value))
            at = skip_value(s, value);
        size_t next = skip_blanks(s, at);
        if (is_switch(s, next))
            at = next;
    }
    return at;
}

/* Word's own marks: drops from 0x13 to 0x14 (to 0x15 where the field shows nothing). */
static size_t skip_marked(bdl_str s, size_t at) {
    size_t depth = 0;
    for (size_t i = at; i < s.len; i++) {
        if (s.data[i] == 0x13)
            depth++;
        else if ((s.data[i] == 0x14 || s.data[i] == 0x15) && --depth == 0)
            return i + 1;
    }
    return at + 1;
}

static void add(bdl_maker *text, bdl_at *at, bdl_str s, size_t begin, size_t end) {
    if (end > begin)
        bdl_inline_clean_stray(text, at, (bdl_str){s.data + begin, end - begin});
}

static size_t clean_marks(bdl_maker *text, bdl_at *at, bdl_str s) {
    size_t kept = 0;
    for (size_t i = 0; i < s.len;) {
        const char *mark = memchr(s.data + i, 0x13, s.len - i);
        if (!mark)
            break;
        i = (size_t)(mark - s.data);
        size_t end = skip_marked(s, i);
        if (end == i + 1) /* not closed on this line: only the mark goes */
            break;
        add(text, at, s, kept, i);
        kept = i = end;
    }
    return kept;
}

void bdl_fields_clean(bdl_maker *text, bdl_at *at, bdl_str piece) {
    size_t kept = clean_marks(text, at, piece), from = kept;
    size_t searched = kept; /* no keyword is before it */
    while (from < piece.len) {
        const char *slash = memchr(piece.data + from, '\\', piece.len - from);
        if (!slash)
            break;
        size_t mark = (size_t)(slash - piece.data);
        from = mark + 1;
        if (!is_switch(piece, mark))
            continue;
        size_t begin = find_keyword(piece, searched, mark);
        searched = mark;
        if (begin == SIZE_MAX)
            continue;
        add(text, at, piece, kept, begin);
        kept = from = searched = skip_switches(piece, mark);
    }
    add(text, at, piece, kept, piece.len);
}
