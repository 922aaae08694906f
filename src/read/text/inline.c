/* inline.c - the marks inside a line of Markdown: emphasis, tags, entities, backslashes,
 * links, formulas. What is left out or written otherwise begins a new segment, so that
 * every place stays that of the file. */
#include "base/bytes16.h"
#include "base/text.h"

#include "read/text/markdown.h"

/* A walk over one piece: from KEPT on nothing was added yet. */
typedef struct walk {
    bdl_maker *text;
    bdl_at *at;
    bdl_str s;
    size_t kept, i;
    size_t no_bold, no_dollar, no_tag, no_link; /* no closing mark from here on */
    bool bold_open;
    bool stray; /* the text is no Markdown, but some of its marks were left in it */
} walk;

static void keep_until(walk *w, size_t end) {
    if (end > w->kept)
        bdl_maker_add_plain(w->text, w->at,
                            (bdl_str){w->s.data + w->kept, end - w->kept});
    w->kept = end;
}

/* Leaves out LEN bytes at the walk's place. */
static void drop(walk *w, size_t len) {
    keep_until(w, w->i);
    w->i += len;
    w->kept = w->i;
}

static void put_instead(walk *w, size_t len, bdl_str other) {
    keep_until(w, w->i);
    bdl_str piece = {w->s.data + w->i, len};
    bdl_maker_add_instead(w->text, other, bdl_at_place(w->at, piece));
    w->i += len;
    w->kept = w->i;
}

static bdl_str rest_of(const walk *w) {
    return bdl_str_from(w->s, w->i);
}

/* Whether "**" at the walk's place, with its fellow at CLOSE, stands around a whole piece
 * or a run-in head, and not where a template was not filled in ("**县**局"). */
static bool holds_head(const walk *w, size_t close) {
    bdl_str before = {w->s.data, w->i}, after = bdl_str_from(w->s, close + 2);
    bdl_str inside = {w->s.data + w->i + 2, close - w->i - 2};
    if (bdl_text_trim(before).len > 0 || bdl_text_trim(inside).len == 0)
        return false;
    return bdl_text_trim(after).len == 0 || bdl_str_starts(after, BDL_STR("：")) ||
           bdl_str_starts(after, BDL_STR(":")) || bdl_str_ends(inside, BDL_STR("：")) ||
           bdl_str_ends(inside, BDL_STR(":"));
}

/* "**" in pairs is emphasis. One without its fellow stays, for "**" also stands where a
 * template was not filled in; but not after a colon, where it closed a run-in head whose
 * opening mark was lost. */
static bool take_bold(walk *w) {
    if (!bdl_str_starts(rest_of(w), BDL_STR("**")))
        return false;
    if (w->bold_open) {
        w->bold_open = false;
        drop(w, 2);
        return true;
    }
    size_t close = w->no_bold ? SIZE_MAX : bdl_str_find(w->s, BDL_STR("**"), w->i + 2);
    if (close == SIZE_MAX)
        w->no_bold = 1;
    if (w->stray && (close == SIZE_MAX || !holds_head(w, close)))
        return false;
    bdl_str before = {w->s.data, w->i};
    bool after_colon =
        bdl_str_ends(before, BDL_STR("：")) || bdl_str_ends(before, BDL_STR(":"));
    w->bold_open = close != SIZE_MAX;
    if (!w->bold_open && !after_colon)
        return false;
    drop(w, 2);
    return true;
}

static bool take_backslash(walk *w) {
    if (w->i + 1 >= w->s.len ||
        !strchr("\\`*_{}[]()#+-.!|~<>$%&\"'", w->s.data[w->i + 1]))
        return false;
    drop(w, 1);
    w->i++;
    return true;
}

static bool take_dollar(walk *w) {
    size_t open = w->i + 1;
    size_t mark = open < w->s.len && w->s.data[open] == '$' ? 2 : 1;
    const char *close =
        w->no_dollar || w->i + mark >= w->s.len
            ? NULL
            : memchr(w->s.data + w->i + mark, '$', w->s.len - w->i - mark);
    if (!close) {
        w->no_dollar = 1;
        return false;
    }
    bdl_str inside = {w->s.data + w->i + mark, (size_t)(close - w->s.data) - w->i - mark};
    if (!bdl_latex_is_formula(inside))
        return false;
    drop(w, mark);
    bdl_latex_clean(w->text, w->at, inside);
    w->i += inside.len;
    w->kept = w->i;
    size_t closing = bdl_str_starts(rest_of(w), BDL_STR("$$")) && mark == 2 ? 2 : 1;
    drop(w, closing);
    return true;
}

static const char *const tags[] = {
    "b",    "strong", "i",    "em",     "u",       "s",    "sup",   "sub",
    "p",    "span",   "font", "center", "div",     "a",    "del",   "ins",
    "mark", "small",  "big",  "br",     "td",      "tr",   "table", "tbody",
    "th",   "img",    "hr",   "code",   "details", "html", "body"};

/* The length of a known tag at the walk's place, 0 for any other "<". */
static size_t tag_length(const walk *w, bool *is_break) {
    bdl_str rest = bdl_str_from(w->s, w->i + 1);
    if (rest.len && rest.data[0] == '/')
        rest = bdl_str_from(rest, 1);
    size_t name = 0;
    char lowered[8];
    while (name < rest.len && name < sizeof lowered &&
           (((unsigned char)rest.data[name] | 0x20) >= 'a') &&
           (((unsigned char)rest.data[name] | 0x20) <= 'z')) {
        lowered[name] = (char)(rest.data[name] | 0x20);
        name++;
    }
    bool known = false;
    for (size_t i = 0; i < BDL_COUNT_OF(tags) && !known; i++)
        known = strlen(tags[i]) == name && memcmp(tags[i], lowered, name) == 0;
    bool ends = name < rest.len && strchr(" \t/>", rest.data[name]) && rest.data[name];
    if (!known || !ends)
        return 0;
    *is_break = name == 2 && lowered[0] == 'b';
    size_t limit = rest.len < 500 ? rest.len : 500;
    const char *close = memchr(rest.data, '>', limit);
    return close ? (size_t)(close - w->s.data) + 1 - w->i : 0;
}

static bool take_tag(walk *w) {
    bool is_break = false;
    if (bdl_str_starts(rest_of(w), BDL_STR("<!--"))) {
        size_t end = w->no_tag ? SIZE_MAX : bdl_str_find(w->s, BDL_STR("-->"), w->i + 4);
        w->no_tag = end == SIZE_MAX;
        if (end == SIZE_MAX)
            return false;
        drop(w, end + 3 - w->i);
        return true;
    }
    size_t len = tag_length(w, &is_break);
    bool is_picture = bdl_str_starts(rest_of(w), BDL_STR("<img"));
    if (len == 0 || (w->stray && is_picture)) /* it marks no text */
        return false;
    if (is_break)
        put_instead(w, len, BDL_STR("\n"));
    else
        drop(w, len);
    return true;
}

static bool take_entity(walk *w) {
    static const struct {
        const char *name, *text;
    } entities[] = {{"&nbsp;", " "},  {"&lt;", "<"},   {"&gt;", ">"},   {"&amp;", "&"},
                    {"&quot;", "\""}, {"&#39;", "'"},  {"&emsp;", " "}, {"&ensp;", " "},
                    {"&times;", "×"}, {"&ge;", "≥"},   {"&le;", "≤"},   {"&middot;", "·"},
                    {"&ldquo;", "“"}, {"&rdquo;", "”"}};
    for (size_t i = 0; i < BDL_COUNT_OF(entities); i++) {
        bdl_str name = bdl_str_z(entities[i].name);
        if (bdl_str_starts(rest_of(w), name)) {
            put_instead(w, name.len, bdl_str_z(entities[i].text));
            return true;
        }
    }
    return false;
}

/* "[text](target)" is text; "![text](target)" too. */
static bool take_link(walk *w) {
    size_t start = w->i + (w->s.data[w->i] == '!');
    if (start >= w->s.len || w->s.data[start] != '[' || w->no_link)
        return false;
    size_t middle = bdl_str_find(w->s, BDL_STR("]("), start);
    size_t end =
        middle == SIZE_MAX ? SIZE_MAX : bdl_str_find(w->s, BDL_STR(")"), middle + 2);
    if (end == SIZE_MAX) {
        w->no_link = 1;
        return false;
    }
    bdl_str label = {w->s.data + start + 1, middle - start - 1};
    if (label.len && memchr(label.data, '[', label.len))
        return false;
    drop(w, start + 1 - w->i);
    w->i = middle;
    drop(w, end + 1 - middle);
    return true;
}

static bool take_mark(walk *w) {
    if (w->stray && strchr("\\[!", w->s.data[w->i]))
        return false;
    switch (w->s.data[w->i]) {
    case '*':
        return take_bold(w);
    case '\\':
        return take_backslash(w);
    case '$':
        return take_dollar(w);
    case '<':
        return take_tag(w);
    case '&':
        return take_entity(w);
    case '[':
    case '!':
        return take_link(w);
    default:
        return false;
    }
}

static bool is_mark(char c) {
    switch (c) {
    case '*':
    case '\\':
    case '$':
    case '<':
    case '&':
    case '[':
    case '!':
        return true;
    default:
        return false;
    }
}

static bool has_mark(const char *p) {
    bdl_bytes16 here = bdl_bytes16_at(p);
    bdl_bytes16 found = (bdl_bytes16)(here == '*') | (bdl_bytes16)(here == '\\') |
                        (bdl_bytes16)(here == '<') | (bdl_bytes16)(here == '[') |
                        (bdl_bytes16)(here == '!') |
                        (bdl_bytes16)((here & 0xFD) == '$'); /* $ & */
    return bdl_bytes16_any(found);
}

/* The first byte from I on that may be a mark, else the end. */
static size_t next_mark(bdl_str s, size_t i) {
    while (s.len - i >= 16 && !has_mark(s.data + i))
        i += 16;
    while (i < s.len && !is_mark(s.data[i]))
        i++;
    return i;
}

bool bdl_inline_has_marks(bdl_str piece) {
    return next_mark(piece, 0) < piece.len;
}

static void clean(bdl_maker *text, bdl_at *at, bdl_str piece, bool stray) {
    walk w = {.text = text, .at = at, .s = piece, .stray = stray};
    while ((w.i = next_mark(piece, w.i)) < piece.len)
        if (!take_mark(&w))
            w.i++;
    keep_until(&w, piece.len);
}

void bdl_inline_clean(bdl_maker *text, bdl_at *at, bdl_str piece) {
    clean(text, at, piece, false);
}

void bdl_inline_clean_stray(bdl_maker *text, bdl_at *at, bdl_str piece) {
    clean(text, at, piece, true);
}
