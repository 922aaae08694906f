/* regex_plain.c - reads a pattern that has only what most have: characters, classes,
 * groups and how often they come. What is rare or could be a mistake is left to PCRE2 by
 * giving up: so this need not know all that it allows, only what is surely right. */
#include "base/regex_plain.h"

#include "base/regex_need.h"
#include "base/text.h"

enum {
    MOST_DEPTH = 24,
    MOST_TIMES = 1000,
    MOST_SIZE =
        60000, /* of what PCRE2 makes of it, by a generous count; it allows 65535 */
    MOST_NAME = 32,
    CHARACTER_SIZE = 8,
    CLASS_SIZE = 64,
    CHARACTER_BYTES = 4,
    LINE_END = 4, /* bytes that $ may leave behind it */
    BOUNDLESS = 1 << 20,
    MEMBER_SIZE = 16,
    GROUP_SIZE = 32,
};

typedef struct reader {
    bdl_str text;
    size_t at;
    bool lost; /* something was met that is not looked into */
    unsigned flags;
    enum { NOT_ASKED, PLAIN_DIGITS, ALL_DIGITS } digits; /* what \d meets */
    bool begins; /* a match can begin with what comes next */
    bdl_plain *out;
} reader;

/* A part of a pattern. */
typedef struct part {
    bool empty;    /* it can meet no character */
    bool looks;    /* it never meets one: ^ \b (?=…) */
    bool at_start; /* it begins with ^ */
    bool at_end;   /* it ends with $ */
    size_t size;
    size_t longest; /* bytes that it can meet, BOUNDLESS and more: of any length */
} part;

static part read_choice(reader *r, int depth);

static int peek(const reader *r, size_t ahead) {
    size_t at = r->at + ahead;
    return at < r->text.len ? (unsigned char)r->text.data[at] : -1;
}

/* Bytes of the character that begins with C. */
static size_t length_of(int c) {
    return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

/* Bytes of the character that begins with one, where that is a letter or digit or beyond
 * ASCII; 0: of any other, and where no character begins. */
static const uint8_t letters[256] = {['0' ... '9'] = 1,   ['A' ... 'Z'] = 1,
                                     ['a' ... 'z'] = 1,   [0xC0 ... 0xDF] = 2,
                                     [0xE0 ... 0xEF] = 3, [0xF0 ... 0xFF] = 4};

/* ---- what a match begins with ---- */

static void add_range_of_bytes(reader *r, unsigned low, unsigned high) {
    for (unsigned byte = low; r->begins && byte <= high; byte++)
        r->out->begins[byte / 8] |= (uint8_t)(1u << byte % 8);
}

static void add_byte(reader *r, unsigned byte) {
    if (r->begins)
        r->out->begins[byte / 8] |= (uint8_t)(1u << byte % 8);
}

static unsigned first_byte(uint32_t c) {
    return c < 0x80      ? c
           : c < 0x800   ? 0xC0 | c >> 6
           : c < 0x10000 ? 0xE0 | c >> 12
                         : 0xF0 | c >> 18;
}

static void add_range(reader *r, uint32_t low, uint32_t high) {
    add_range_of_bytes(r, first_byte(low), first_byte(high));
}

static void add_all(reader *r) {
    if (r->begins)
        memset(r->out->begins, 0xFF, sizeof r->out->begins);
}

/* ---- characters and classes ---- */

/* Bytes of the escape that stands here for a class, \d or \p{Han}; 0: of none that is
 * looked into. */
static size_t class_escape(const reader *r) {
    int c = peek(r, 1);
    if (c > 0 && strchr("dDwWsShHvV", c))
        return 2;
    if (c != 'p' && c != 'P')
        return 0;
    size_t script = bdl_str_skip_any(bdl_str_from(r->text, r->at + 2),
                                     BDL_WORDS("{Han}", "{L}", "{Lo}", "{Lu}", "{Ll}",
                                               "{N}", "{Nd}", "{P}", "{S}", "{Z}"));
    return script ? 2 + script : 0;
}

/* Whether the escape that stands here is a digit 0 to 9. */
static bool is_plain_digit(reader *r) {
    if (peek(r, 1) != 'd' || !r->begins) /* or nobody asks */
        return false;
    if (r->digits == NOT_ASKED)
        r->digits = bdl_wants_all_scripts(r->text, r->flags) ? ALL_DIGITS : PLAIN_DIGITS;
    return r->digits == PLAIN_DIGITS;
}

/* The character that a letter behind a backslash stands for: of \n, \r, \t, and of ASCII
 * by number, \x2e. */
static bool read_spelled(reader *r, uint32_t *c) {
    int high = peek(r, 2), low = peek(r, 3);
    *c = 0;
    switch (peek(r, 1)) {
    case 'n':
        *c = '\n';
        break;
    case 'r':
        *c = '\r';
        break;
    case 't':
        *c = '\t';
        break;
    case 'x':
        if (high > '0' && high < '8' && low >= 0 && bdl_hex_digit((char)low) >= 0)
            *c = (uint32_t)((high - '0') << 4 | bdl_hex_digit((char)low));
        break;
    default:
        break;
    }
    r->at += *c == 0 ? 0 : peek(r, 1) == 'x' ? 4 : 2;
    return *c != 0;
}

/* One character that stands for itself, perhaps behind a backslash. */
static uint32_t read_character(reader *r) {
    uint32_t spelled;
    if (peek(r, 0) == '\\') {
        int c = peek(r, 1);
        if (read_spelled(r, &spelled))
            return spelled;
        r->lost |=
            c < ' ' || c >= 0x7F || bdl_is_ascii_letter(c) || bdl_is_ascii_digit(c);
        r->at++;
    }
    if (r->lost || r->at >= r->text.len) {
        r->lost = true;
        return 0;
    }
    return bdl_utf8_next(r->text, &r->at);
}

/* Most members of classes: characters of Chinese text, of which no range begins. */
static void read_wide_members(reader *r, part *p) {
    const unsigned char *text = (const unsigned char *)r->text.data;
    size_t at = r->at, next;
    for (; at < r->text.len && text[at] >= 0x80; at = next) {
        next = at + letters[text[at]];
        if (next < r->text.len && text[next] == '-')
            break;
        add_byte(r, text[at]);
        p->size += MEMBER_SIZE;
    }
    r->at = at;
}

/* A character of a class, or a range of them. */
static void read_member(reader *r) {
    uint32_t low = read_character(r), high = low;
    if (peek(r, 0) == '-' && peek(r, 1) != ']') {
        r->at++;
        r->lost |= peek(r, 0) == '[';
        high = read_character(r);
    }
    r->lost |= low > high || (low == '-' && peek(r, 0) != ']');
    if (!r->lost)
        add_range(r, low, high);
}

/* Any member of a class; gives whether it stands for more than is looked into. */
static bool read_escape_or_member(reader *r) {
    int c = peek(r, 0);
    size_t length = c == '\\' ? class_escape(r) : 0;
    r->lost |= c == '[' || c < 0;
    if (length == 0) {
        read_member(r);
        return false;
    }
    bool plain = is_plain_digit(r);
    if (plain)
        add_range(r, '0', '9');
    r->at += length;
    r->lost |= peek(r, 0) == '-' && peek(r, 1) != ']';
    return !plain;
}

/* Whether PCRE2 could take the class whose members begin here for a name, [:digit:] or
 * [=a=]: it ends with what it begins with. */
static bool may_be_named(const reader *r) {
    int c = peek(r, 0);
    if (c != ':' && c != '.' && c != '=')
        return false;
    for (size_t ahead = 1; peek(r, ahead) >= 0 && peek(r, ahead) != ']'; ahead++)
        if (peek(r, ahead) == c && peek(r, ahead + 1) == ']')
            return true;
        else if (peek(r, ahead) == '\\' &&
                 (peek(r, ahead + 1) == ']' || peek(r, ahead + 1) == '\\'))
            ahead++;
    return false;
}

static part read_class(reader *r) {
    part p = {.size = CLASS_SIZE, .longest = CHARACTER_BYTES};
    r->at++;
    bool all = peek(r, 0) == '^';
    r->at += all;
    r->lost |= peek(r, 0) == ']' || may_be_named(r);
    if (peek(r, 0) == '-' && peek(r, 1) != '-' && peek(r, 1) != ']') {
        add_byte(r, '-');
        r->at++;
    }
    while (!r->lost && peek(r, 0) != ']') {
        read_wide_members(r, &p);
        if (peek(r, 0) != ']' && !r->lost)
            all |= read_escape_or_member(r);
        p.size += MEMBER_SIZE;
    }
    r->at++;
    if (all)
        add_all(r);
    return p;
}

/* \k<name> and \g{name}: what a group before met comes again. Gives whether it is one. */
static bool skip_reference(reader *r) {
    int open = peek(r, 2), close = open == '<' ? '>' : '}';
    if (!(peek(r, 1) == 'k' && open == '<') && !(peek(r, 1) == 'g' && open == '{'))
        return false;
    bdl_str rest = bdl_str_from(r->text, r->at + 3);
    for (size_t i = 1; i <= r->out->group_count; i++) {
        bdl_str name = r->out->names[i - 1];
        if (name.len > 0 && bdl_str_starts(rest, name) &&
            peek(r, 3 + name.len) == close) {
            r->at += 3 + name.len + 1;
            return true;
        }
    }
    return false;
}

static part read_escape(reader *r) {
    part p = {.size = CLASS_SIZE, .longest = CHARACTER_BYTES};
    size_t length = class_escape(r);
    if (length > 0) {
        if (is_plain_digit(r))
            add_range(r, '0', '9');
        else
            add_all(r);
        r->at += length;
    } else if (peek(r, 1) == 'b' || peek(r, 1) == 'B') {
        r->at += 2;
        p.empty = p.looks = true;
    } else if (skip_reference(r)) {
        p.empty = true;
        p.longest = BOUNDLESS;
        add_all(r);
    } else {
        unsigned first = first_byte(read_character(r));
        p.longest = length_of((int)first);
        add_byte(r, first);
    }
    return p;
}

/* ---- groups ---- */

static void read_name(reader *r) {
    size_t begin = r->at, number = r->out->group_count;
    while (bdl_is_ascii_letter(peek(r, 0)) || peek(r, 0) == '_' ||
           (bdl_is_ascii_digit(peek(r, 0)) && r->at > begin))
        r->at++;
    bdl_str name = bdl_str_of(r->text.data + begin, r->at - begin);
    r->lost |= name.len == 0 || name.len > MOST_NAME || peek(r, 0) != '>';
    for (size_t i = 1; i < number && !r->lost; i++)
        r->lost = bdl_str_eq(r->out->names[i - 1], name);
    if (!r->lost)
        r->out->names[number - 1] = name;
    r->at++;
}

static void open_numbered(reader *r) {
    r->lost |= r->out->group_count == BDL_REGEX_MAX_GROUPS;
    if (!r->lost)
        r->out->names[r->out->group_count++] = (bdl_str){0};
}

/* Past "(", "(?:", "(?<name>", "(?=", "(?<!"; gives whether it only looks. */
static bool open_group(reader *r, bool *back) {
    *back = false;
    r->at++;
    r->lost |= peek(r, 0) == '*';
    if (peek(r, 0) != '?') {
        open_numbered(r);
        return false;
    }
    int kind = peek(r, 1);
    *back = kind == '<' && (peek(r, 2) == '=' || peek(r, 2) == '!');
    r->at += *back ? 3 : 2;
    if (kind == '<' && !*back) {
        open_numbered(r);
        if (!r->lost)
            read_name(r);
    } else {
        r->lost |= !*back && kind != ':' && kind != '=' && kind != '!';
    }
    return *back || kind == '=' || kind == '!';
}

/* What stands before: of one length, or of several, and that plain to see. */
static void read_back(reader *r) {
    while (!r->lost && peek(r, 0) != ')') {
        int c = peek(r, 0);
        r->lost |= c < 0 || strchr("({.*+?", c);
        if (c == '|' || c == '^' || c == '$')
            r->at++;
        else if (c == '[')
            (void)read_class(r);
        else if (c == '\\')
            r->lost |= read_escape(r).empty;
        else if (!r->lost)
            (void)read_character(r);
    }
}

static part read_group(reader *r, int depth) {
    bool back, looks = open_group(r, &back), begins = r->begins;
    part p = {.size = 0};
    r->begins = begins && !looks;
    if (back)
        read_back(r);
    else if (!r->lost)
        p = read_choice(r, depth + 1);
    r->begins = begins;
    r->lost |= peek(r, 0) != ')';
    r->at++;
    if (looks)
        p = (part){.looks = true, .empty = true, .size = p.size};
    p.size += GROUP_SIZE;
    return p;
}

/* ---- how often ---- */

static size_t read_number(reader *r) {
    size_t n = 0, digits = 0;
    for (; bdl_is_ascii_digit(peek(r, 0)); r->at++, digits++)
        n = n < MOST_TIMES ? n * 10 + (size_t)(peek(r, 0) - '0') : MOST_TIMES + 1;
    r->lost |= digits == 0 || n > MOST_TIMES;
    return n;
}

/* {n}, {n,} and {n,m}. */
static size_t read_braces(reader *r, bool *empty, bool *endless) {
    r->at++;
    size_t low = read_number(r), high = low;
    if (peek(r, 0) == ',') {
        r->at++;
        *endless = peek(r, 0) == '}';
        high = *endless ? low + 1 : read_number(r);
    }
    r->lost |= peek(r, 0) != '}' || high < low;
    r->at++;
    *empty = low == 0;
    return high + 1;
}

static size_t at_most(size_t bytes) {
    return bytes < BOUNDLESS ? bytes : BOUNDLESS;
}

/* PCRE2 repeats what it makes of a group, and of all else only says how often. */
static void read_quantity(reader *r, part *p, bool is_group) {
    int c = peek(r, 0);
    size_t times = 2;
    bool empty = c == '*' || c == '?', endless = c == '*' || c == '+';
    if (c == '{')
        times = read_braces(r, &empty, &endless);
    else if (empty || c == '+')
        r->at++;
    else
        return;
    r->lost |= p->looks;
    if (peek(r, 0) == '?' || peek(r, 0) == '+')
        r->at++;
    p->empty |= empty;
    p->at_end = false;
    p->longest = endless ? BOUNDLESS : at_most(p->longest * (times - 1));
    p->size = (p->size + GROUP_SIZE) * (is_group ? times : 2);
}

/* ---- all of it ---- */

static part read_atom(reader *r, int depth) {
    int c = peek(r, 0);
    part p = {.size = CHARACTER_SIZE, .longest = length_of(c)};
    switch (c) {
    case '(':
        return read_group(r, depth);
    case '[':
        return read_class(r);
    case '\\':
        return read_escape(r);
    case '^':
    case '$':
        p.empty = p.looks = true;
        p.at_end = c == '$';
        p.longest = 0;
        break;
    case '.':
        p.longest = CHARACTER_BYTES;
        add_all(r);
        break;
    default:
        r->lost |= c < ' ' || strchr("*+?{", c);
        add_byte(r, (unsigned)c & 0xFF);
        break;
    }
    r->at += length_of(c);
    return p;
}

/* Most of a pattern: letters and digits behind which comes no quantity. */
static void read_letters(reader *r, part *all) {
    const unsigned char *text = (const unsigned char *)r->text.data;
    size_t begin = r->at, at = begin, last = begin, count = 0, length;
    for (; at < r->text.len && (length = letters[text[at]]) > 0; at += length, count++)
        last = at;
    if (at < r->text.len && count > 0 && bdl_begins_quantity((char)text[at])) {
        at = last;
        count--;
    }
    if (count == 0)
        return;
    r->at = at;
    all->size += count * CHARACTER_SIZE;
    all->longest += r->at - begin;
    all->at_end = false;
    if (all->empty)
        add_byte(r, text[begin]);
    all->empty = false;
}

static part read_sequence(reader *r, int depth) {
    part all = {.empty = true, .at_start = peek(r, 0) == '^'};
    bool begins = r->begins;
    for (;;) {
        read_letters(r, &all);
        r->begins = begins && all.empty;
        int c = peek(r, 0);
        if (r->lost || c < 0 || c == '|' || c == ')')
            break;
        bool is_group = c == '(';
        part p = read_atom(r, depth);
        read_quantity(r, &p, is_group);
        all.empty &= p.empty;
        all.at_end = p.at_end;
        all.size += p.size;
        all.longest = at_most(all.longest + p.longest);
        r->lost |= all.size > MOST_SIZE;
        r->begins = begins && all.empty;
    }
    r->begins = begins;
    return all;
}

static part read_choice(reader *r, int depth) {
    part all = {.at_start = true, .at_end = true};
    r->lost |= depth > MOST_DEPTH;
    while (!r->lost) {
        part p = read_sequence(r, depth);
        all.empty |= p.empty;
        all.at_start &= p.at_start;
        all.at_end &= p.at_end;
        all.longest = p.longest > all.longest ? p.longest : all.longest;
        all.size += p.size + GROUP_SIZE;
        if (peek(r, 0) != '|')
            break;
        r->at++;
    }
    return all;
}

bool bdl_wants_all_scripts(bdl_str pattern, unsigned flags) {
    if (flags & BDL_REGEX_RAW)
        return true;
    for (size_t i = 0; i + 1 < pattern.len; i++) {
        char c = pattern.data[i];
        if (c == '[' && strchr(":=.", pattern.data[i + 1]))
            return true;
        if (c == '\\' && strchr("wWsSbB", pattern.data[++i]))
            return true;
    }
    return false;
}

bool bdl_repeats_behind_choices(bdl_str pattern) {
    size_t bar = bdl_str_find(pattern, BDL_STR("|"), 0);
    bdl_str rest = bdl_str_from(pattern, bar < pattern.len ? bar : pattern.len);
    return bdl_str_has_any(rest, BDL_WORDS("*", "+", ",}"));
}

bool bdl_plain_read(bdl_str pattern, unsigned flags, bdl_plain *out) {
    reader r = {.text = pattern, .flags = flags, .out = out, .begins = true};
    out->group_count = 0;
    memset(out->begins, 0, sizeof out->begins);
    if (flags & (BDL_REGEX_EXTENDED | BDL_REGEX_CASELESS) ||
        bdl_utf8_check(pattern) != SIZE_MAX)
        return false;
    part all = read_choice(&r, 0);
    if (r.lost || r.at < pattern.len || all.size > MOST_SIZE)
        return false;
    if (all.empty)
        add_all(&r);
    out->at_start = all.at_start;
    bool is_whole = all.at_start && all.at_end && all.longest < BOUNDLESS;
    out->longest = is_whole ? all.longest + LINE_END : SIZE_MAX;
    return true;
}
