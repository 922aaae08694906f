/* lint_regex.c - regular expressions that can never match: anchors that contradict what
 * stands beside them, and characters and blanks that no folded text has. Where it cannot
 * be told, a pattern is taken to match. */
#include "lang/patterns.h"

#include "base/limits.h"
#include "base/text.h"

typedef enum atom_kind {
    ATOM_OTHER,  /* may be anything */
    ATOM_EMPTY,  /* takes no character */
    ATOM_BEGIN,  /* ^ */
    ATOM_END,    /* $ */
    ATOM_BLANK,  /* a white space */
    ATOM_LATIN,  /* a letter or digit beside which a blank may stand */
    ATOM_CHAR,   /* another character: folding leaves no blank beside it */
    ATOM_FOLDED, /* a character that no folded text has */
    ATOM_NEVER,  /* a group that can never match */
} atom_kind;

struct reader {
    bdl_arena *arena;
    bdl_str s;
    size_t at;
    bool extended, raw, gave_up;
    int depth;
};

static bool is_next(const struct reader *r, char c) {
    return r->at < r->s.len && r->s.data[r->at] == c;
}

static atom_kind kind_of_char(struct reader *r, uint32_t c, bdl_str text) {
    if (bdl_is_space(c))
        return ATOM_BLANK;
    if (!r->raw && c >= 0x80 && !bdl_str_eq(bdl_text_fold(r->arena, text), text))
        return ATOM_FOLDED;
    return bdl_is_latin(c) ? ATOM_LATIN : ATOM_CHAR;
}

/* \x{ff08}, or \x20 */
static atom_kind read_number(struct reader *r) {
    bool braces = is_next(r, '{');
    uint32_t c = 0;
    r->at += braces;
    for (int digits = 0; r->at < r->s.len && (braces ? digits < 6 : digits < 2);
         digits++) {
        int digit = bdl_hex_digit(r->s.data[r->at]);
        if (digit < 0)
            break;
        c = c * 16 + (uint32_t)digit;
        r->at++;
    }
    r->at += braces && is_next(r, '}');
    char *text = BDL_NEW_ARRAY(r->arena, char, 4);
    return kind_of_char(r, c, bdl_str_of(text, bdl_utf8_put(c, text)));
}

static atom_kind read_escape(struct reader *r) {
    size_t next = ++r->at;
    if (next >= r->s.len)
        return ATOM_OTHER;
    uint32_t c = bdl_utf8_next(r->s, &next);
    bdl_str text = bdl_str_of(r->s.data + r->at, next - r->at);
    r->at = next;
    if (c == 'x')
        return read_number(r);
    if (c < 0x80 && strchr("bBAzZGK", (int)c))
        return ATOM_EMPTY;
    if (c < 0x80 && strchr("stnhrvRf", (int)c))
        return ATOM_BLANK;
    if (c == 'd' || c == 'w')
        return ATOM_OTHER;
    bool is_word = bdl_is_ascii_letter(c) || bdl_is_ascii_digit(c);
    if (!is_word)
        return kind_of_char(r, c, text);
    if (is_next(r, '{'))
        while (r->at < r->s.len && r->s.data[r->at++] != '}')
            continue;
    return ATOM_OTHER;
}

static atom_kind read_class(struct reader *r) {
    size_t begin = r->at++;
    r->at += is_next(r, '^');
    r->at += is_next(r, ']');
    while (r->at < r->s.len && r->s.data[r->at] != ']') {
        if (r->s.data[r->at] == '\\')
            r->at++;
        else if (r->s.data[r->at] == '[' && r->at + 1 < r->s.len &&
                 r->s.data[r->at + 1] == ':')
            r->at = bdl_str_find(r->s, BDL_STR(":]"), r->at);
        if (r->at >= r->s.len)
            break;
        r->at++;
    }
    r->at = r->at < r->s.len ? r->at + 1 : r->s.len;
    bdl_str text = bdl_str_of(r->s.data + begin, r->at - begin);
    bool blank =
        bdl_str_eq(text, BDL_STR("[\\s]")) || bdl_str_eq(text, BDL_STR("[ \\t]"));
    return blank || bdl_str_eq(text, BDL_STR("[ ]")) ? ATOM_BLANK : ATOM_OTHER;
}

static bool read_branches(struct reader *r);

/* After "(": looking round takes nothing, and what else follows `?` is not looked into.
 */
static atom_kind read_group(struct reader *r) {
    bool looks = false;
    r->at++;
    if (is_next(r, '?')) {
        r->at++;
        bool named = is_next(r, '<') && r->at + 1 < r->s.len &&
                     !strchr("=!", r->s.data[r->at + 1]);
        looks = is_next(r, '=') || is_next(r, '!') || (is_next(r, '<') && !named);
        if (named)
            while (r->at < r->s.len && r->s.data[r->at] != '>')
                r->at++;
        else if (!looks && !is_next(r, ':'))
            r->gave_up = true;
        r->at += is_next(r, '<') ? 2 : 1;
    } else if (is_next(r, '*')) {
        r->gave_up = true;
    }
    bool never = read_branches(r);
    if (is_next(r, ')'))
        r->at++;
    if (looks)
        return ATOM_EMPTY;
    return never ? ATOM_NEVER : ATOM_OTHER;
}

static atom_kind read_atom(struct reader *r) {
    size_t begin = r->at;
    switch (r->s.data[r->at]) {
    case '\\':
        return read_escape(r);
    case '[':
        return read_class(r);
    case '(':
        return read_group(r);
    case '^':
        r->at++;
        return ATOM_BEGIN;
    case '$':
        r->at++;
        return ATOM_END;
    case '.':
        r->at++;
        return ATOM_OTHER;
    default:
        break;
    }
    uint32_t c = bdl_utf8_next(r->s, &r->at);
    if (r->extended && (bdl_is_space(c) || c == '#')) {
        while (c == '#' && r->at < r->s.len && r->s.data[r->at] != '\n')
            r->at++;
        return ATOM_EMPTY;
    }
    return kind_of_char(r, c, bdl_str_of(r->s.data + begin, r->at - begin));
}

/* Whether what stands before may be left out; steps over a quantifier. */
static bool read_quantifier(struct reader *r) {
    bool optional = is_next(r, '*') || is_next(r, '?');
    bool counts = is_next(r, '{');
    if (!optional && !counts && !is_next(r, '+'))
        return false;
    if (counts) {
        optional = r->at + 1 < r->s.len && strchr("0,", r->s.data[r->at + 1]);
        while (r->at < r->s.len && r->s.data[r->at] != '}')
            r->at++;
    }
    r->at++;
    if (is_next(r, '?') || is_next(r, '+'))
        r->at++;
    return optional;
}

static bool is_char(atom_kind kind) {
    return kind == ATOM_LATIN || kind == ATOM_CHAR || kind == ATOM_FOLDED;
}

static bool is_edge(atom_kind kind) {
    return kind == ATOM_BEGIN || kind == ATOM_END || kind == ATOM_CHAR;
}

/* One alternative: atoms up to `|` or `)`. */
static bool read_branch(struct reader *r) {
    bool never = false, taken = false, ended = false;
    atom_kind before = ATOM_OTHER;
    while (r->at < r->s.len && !is_next(r, '|') && !is_next(r, ')')) {
        atom_kind kind = read_atom(r);
        if (read_quantifier(r)) {
            before = ATOM_OTHER;
            continue;
        }
        never = never || kind == ATOM_NEVER || kind == ATOM_FOLDED;
        never = never || (ended && is_char(kind)) || (taken && kind == ATOM_BEGIN);
        if (!r->raw)
            never = never || (kind == ATOM_BLANK && is_edge(before)) ||
                    (before == ATOM_BLANK && is_edge(kind));
        taken = taken || is_char(kind);
        ended = ended || kind == ATOM_END;
        before = kind == ATOM_EMPTY ? ATOM_OTHER : kind;
    }
    return never;
}

static bool read_branches(struct reader *r) {
    bool never = true;
    if (++r->depth > BDL_MAX_NESTING)
        r->gave_up = true;
    while (!r->gave_up) {
        if (!read_branch(r))
            never = false;
        if (!is_next(r, '|'))
            break;
        r->at++;
    }
    r->depth--;
    return never && !r->gave_up;
}

bool bdl_pattern_never(bdl_arena *arena, const bdl_pattern_alt *alt) {
    struct reader r = {.arena = arena,
                       .s = alt->text,
                       .raw = alt->raw,
                       .extended = (alt->flags & BDL_REGEX_EXTENDED) != 0};
    return alt->insert_count == 0 && read_branches(&r) && !r.gave_up && r.at == r.s.len;
}
