/* latex.c - formulas as text: "\geq 95\%" is "≥95%". Extraction writes operators and
 * units of plain text as formulas; a command that is not known stays as it is printed. */
#include "base/text.h"

#include "read/text/markdown.h"

static const struct {
    const char *name, *text;
} commands[] = {
    {"geq", "≥"},      {"geqslant", "≥"},   {"ge", "≥"},     {"leq", "≤"},
    {"leqslant", "≤"}, {"le", "≤"},         {"times", "×"},  {"div", "÷"},
    {"pm", "±"},       {"neq", "≠"},        {"ne", "≠"},     {"approx", "≈"},
    {"sim", "~"},      {"rightarrow", "→"}, {"to", "→"},     {"cdot", "·"},
    {"ldots", "…"},    {"cdots", "…"},      {"dots", "…"},   {"gt", ">"},
    {"lt", "<"},       {"circ", "°"},       {"degree", "°"}, {"percent", "%"},
    {"Delta", "Δ"},    {"mu", "μ"},         {"infty", "∞"},  {"colon", ":"},
    {"text", ""},      {"mathrm", ""},      {"mathbf", ""},  {"mathit", ""},
    {"textbf", ""},    {"textcircled", ""}, {"left", ""},    {"right", ""},
    {"quad", ""},      {"qquad", ""},       {"mathsf", ""},  {"displaystyle", ""},
    {"bf", ""},        {"rm", ""},          {"mbox", ""},    {"operatorname", ""},
};

bool bdl_latex_is_formula(bdl_str s) {
    if (s.len == 0 || s.len > 2000)
        return false;
    bool marks = false, other = false, digits = false;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.data[i];
        marks = marks || c == '\\' || c == '^' || c == '_' || c == '{';
        digits = digits || bdl_is_ascii_digit(c);
        other = other || c >= 0x80 || !strchr("0123456789.,%+-=<>()/ ", c);
    }
    bool tight = s.data[0] != ' ' && s.data[s.len - 1] != ' ';
    return marks || (digits && !other && tight);
}

static size_t letters_at(bdl_str s, size_t at) {
    size_t end = at;
    while (end < s.len && (((unsigned char)s.data[end] | 0x20) >= 'a') &&
           (((unsigned char)s.data[end] | 0x20) <= 'z'))
        end++;
    return end - at;
}

/* What the command of LEN letters at AT writes; NULL when it is not known. */
static const char *find_command(bdl_str s, size_t at, size_t len) {
    for (size_t i = 0; i < BDL_COUNT_OF(commands); i++)
        if (strlen(commands[i].name) == len &&
            memcmp(commands[i].name, s.data + at, len) == 0)
            return commands[i].text;
    return NULL;
}

static void put(bdl_maker *text, bdl_at *at, bdl_str source, const char *instead) {
    bdl_place place = bdl_at_place(at, source);
    bdl_maker_add_instead(text, bdl_str_z(instead), place);
}

/* A backslash at I: a command, or a sign that stands for itself. Gives the bytes taken.
 */
static size_t take_command(bdl_maker *text, bdl_at *at, bdl_str s, size_t i) {
    size_t len = letters_at(s, i + 1);
    bdl_str source = {s.data + i, len + 1};
    if (len == 0) {
        if (i + 1 >= s.len)
            return 1;
        char sign = s.data[i + 1];
        bdl_str piece = {s.data + i + 1, 1};
        if ((unsigned char)sign < 0x80 && !strchr(",;:! \\", sign))
            bdl_maker_add_plain(text, at, piece);
        return (unsigned char)sign < 0x80 ? 2 : 1;
    }
    const char *known = find_command(s, i + 1, len);
    if (known)
        put(text, at, source, known);
    else
        bdl_maker_add_plain(text, at, source);
    return len + 1;
}

/* "^{2}" after a unit is the little two; other marks of height go. */
static size_t take_height(bdl_maker *text, bdl_at *at, bdl_str s, size_t i) {
    bool braced = i + 1 < s.len && s.data[i + 1] == '{';
    size_t digit = i + 1 + braced;
    bool lone =
        digit < s.len && (!braced || (digit + 1 < s.len && s.data[digit + 1] == '}'));
    if (!lone || s.data[i] != '^' || (s.data[digit] != '2' && s.data[digit] != '3'))
        return 1;
    bdl_str source = {s.data + i, digit + 1 + braced - i};
    put(text, at, source, s.data[digit] == '2' ? "²" : "³");
    return source.len;
}

void bdl_latex_clean(bdl_maker *text, bdl_at *at, bdl_str s) {
    for (size_t i = 0; i < s.len;) {
        char c = s.data[i];
        if (c == '\\') {
            i += take_command(text, at, s, i);
        } else if (c == '^' || c == '_') {
            i += take_height(text, at, s, i);
        } else if (c == ' ' || c == '{' || c == '}' || c == '~' || c == '&') {
            i++;
        } else {
            size_t end = i;
            while (end < s.len && !strchr("\\^_ {}~&", s.data[end]))
                end++;
            bdl_maker_add_plain(text, at, (bdl_str){s.data + i, end - i});
            i = end > i ? end : i + 1;
        }
    }
}
