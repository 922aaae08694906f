/* patterns_text.c - from a pattern as people write it to one that PCRE2 reads:
 * {name:type} and {name:pattern} become groups, {expression} a place where text is put
 * in, and what is left is folded as the texts are that it meets: full width becomes half
 * width and blanks go that no folded text has. Classes and escapes keep their blanks. */
#include "lang/patterns.h"

#include <stdio.h>

#include "base/limits.h"
#include "base/text.h"
#include "lang/patterns_ends.h"

enum { ROOM = 1024 }; /* that most need */

/* What stands before the place at hand, as far as blanks depend on it. */
enum before { BEFORE_EDGE, BEFORE_LATIN, BEFORE_OTHER, BEFORE_UNKNOWN };

struct work {
    const bdl_pattern_env *env;
    bdl_pattern_text *out;
    bdl_str src;
    size_t base;  /* of SRC in the file */
    bdl_str same; /* all of the text so far, where that is a stretch of SRC */
    bdl_buf text, trial;
    bool extended, raw, good;
    bool counts; /* groups without a name: one that nobody asks for is (?:…) */
    enum before before;
    int depth;
};

static bdl_arena *arena_of(struct work *w) {
    return w->env->checker->arena;
}

/* For what is put together. */
static bdl_arena *scratch_of(struct work *w) {
    return w->text.arena;
}

static bdl_span span_of(struct work *w, size_t from, size_t to) {
    return (bdl_span){(uint32_t)(w->base + from), (uint32_t)(w->base + to)};
}

/* Of what is put together. */
static size_t length_of(const struct work *w) {
    return w->same.len + w->text.len;
}

static bdl_str text_of(const struct work *w) {
    return w->same.len > 0 ? w->same : bdl_buf_str(&w->text);
}

/* S, which comes next, is from offset AT of the pattern; COPIED: is what stands there.
 * Only mistakes ask for it. */
static void note_origin(struct work *w, size_t at, bool copied) {
    if (w->env->checker->muted)
        return;
    size_t here = w->out->inserts.count ? w->trial.len : length_of(w), n;
    bdl_pattern_origin origin = {(uint32_t)here, (uint32_t)(w->base + at), copied};
    if (copied && (n = w->out->origins.count) > 0) {
        const bdl_pattern_origin *last = &w->out->origins.items[n - 1];
        if (last->copied && last->at + (origin.from - last->from) == origin.at)
            return;
    }
    BDL_PUSH(arena_of(w), &w->out->origins, origin);
}

/* What was no more than a stretch of the pattern becomes a text of its own. */
static void part_from_source(struct work *w) {
    bdl_buf_reserve(&w->text, w->src.len);
    bdl_buf_add(&w->text, w->same);
    w->same.len = 0;
}

/* The text to be tried is another one only where something is put in. */
static void add(struct work *w, bdl_str s) {
    if (w->text.len == 0)
        part_from_source(w);
    bdl_buf_add(&w->text, s);
    if (w->out->inserts.count)
        bdl_buf_add(&w->trial, s);
}

static void put(struct work *w, bdl_str s, size_t at) {
    note_origin(w, at, false);
    add(w, s);
}

/* A stretch of the pattern as it is. */
static void copy(struct work *w, size_t from, size_t to) {
    if (from == to)
        return;
    note_origin(w, from, true);
    bdl_str s = bdl_str_of(w->src.data + from, to - from);
    bool goes_on = w->same.len == 0 || w->same.data + w->same.len == s.data;
    if (w->text.len > 0 || w->out->inserts.count > 0 || !goes_on)
        add(w, s);
    else
        w->same = bdl_str_of(s.data - w->same.len, w->same.len + s.len);
}

static bool is_at(const struct work *w, size_t i, size_t to, char c) {
    return bdl_pattern_is_at(w->src, i, to, c);
}

/* ---- literal characters ---- */

/* A mark of ASCII that folding made, as itself. Of a class, PCRE2 would take the end of
 * [:\:] for that of a POSIX class: such marks are spelled by number. */
static void put_mark(struct work *w, char mark, size_t at) {
    char spelled[8];
    bool is_posix = mark == ':' || mark == '.' || mark == '=';
    snprintf(spelled, sizeof spelled, is_posix ? "\\x%02x" : "\\%c", mark);
    put(w, bdl_str_z(spelled), at);
}

/* Said of most: ASCII and simplified Chinese. */
static bool folds_to_itself(uint32_t c) {
    return c < 0x80 || (c >= 0x4E00 && c < 0xA000 && bdl_simplified(c) == c);
}

/* One character, folded; ASCII punctuation that folding makes is quoted. */
static void put_literal(struct work *w, bdl_str c, size_t at, bool quoted) {
    size_t begin = 0;
    bool same = w->raw || folds_to_itself(bdl_utf8_next(c, &begin));
    bdl_str folded = same ? c : bdl_text_fold(scratch_of(w), c);
    bool changed = folded.data != c.data && !bdl_str_eq(folded, c);
    if (!changed && !quoted) {
        copy(w, at, at + c.len);
        return;
    }
    for (size_t i = 0; i < folded.len; i++) {
        char b = folded.data[i];
        bool is_plain =
            bdl_is_ascii_letter(b) || bdl_is_ascii_digit(b) || (uint8_t)b >= 0x80;
        if ((changed || quoted) && !is_plain)
            put_mark(w, b, at);
        else
            put(w, bdl_str_of(&folded.data[i], 1), at);
    }
}

static enum before kind_of(uint32_t c) {
    return bdl_is_latin(c) ? BEFORE_LATIN : BEFORE_OTHER;
}

/* Whether the character C, behind which comes NEXT, stays as it is and begins nothing
 * that has to be looked into. */
static bool stays(struct work *w, uint32_t c, size_t next, size_t to) {
    switch (c) {
    case '\\':
    case '[':
    case '{':
    case '#':
        return false;
    case '(':
        return w->counts ? !is_at(w, next, to, '?') : is_at(w, next, to, '*');
    default:
        return c > ' ' && folds_to_itself(c);
    }
}

/* What stands before the next place, behind C. */
static enum before behind(uint32_t c, enum before before) {
    switch (c) {
    case '*':
    case '+':
    case '?':
        return before;
    case '^':
        return BEFORE_EDGE;
    case '$':
    case '(':
    case ')':
    case '|':
    case '.':
        return BEFORE_UNKNOWN;
    default:
        return c < 0x80 ? kind_of(c) : BEFORE_OTHER;
    }
}

/* Behind the Chinese characters at I that fold to themselves, of those before TO that are
 * not the last. */
static inline size_t skip_same(struct work *w, size_t i, size_t to) {
    const unsigned char *p = (const unsigned char *)w->src.data;
    while (to - i > 3 && bdl_utf8_is_same_han(bdl_utf8_load4(p + i)))
        i += 3;
    return i;
}

/* Most of a pattern, copied as one. Gives where it ends; I: there is nothing. */
static size_t do_stretch(struct work *w, size_t i, size_t to) {
    size_t end = i;
    for (size_t next = i; end < to; end = next) {
        size_t wide = end;
        end = next = skip_same(w, end, to);
        if (end > wide)
            w->before = BEFORE_OTHER;
        uint32_t c = bdl_utf8_next(w->src, &next);
        if (!stays(w, c, next, to))
            break;
        w->before = behind(c, w->before);
    }
    copy(w, i, end);
    return end;
}

static size_t do_literal(struct work *w, size_t i) {
    size_t next = i;
    uint32_t c = bdl_utf8_next(w->src, &next);
    put_literal(w, bdl_str_of(w->src.data + i, next - i), i, false);
    w->before = kind_of(c);
    return next;
}

/* ---- blanks ---- */

static bool is_quantifier(struct work *w, size_t i, size_t to, size_t *end) {
    if (!is_at(w, i, to, '{'))
        return false;
    size_t j = i + 1, digits = j;
    while (j < to && bdl_is_ascii_digit(w->src.data[j]))
        j++;
    if (j == digits)
        return false;
    if (is_at(w, j, to, ','))
        for (j++; j < to && bdl_is_ascii_digit(w->src.data[j]);)
            j++;
    *end = j + 1;
    return is_at(w, j, to, '}');
}

/* What follows a stretch of blanks. */
static enum before what_follows(struct work *w, size_t i, size_t to) {
    if (i >= to)
        return BEFORE_UNKNOWN;
    char c = w->src.data[i];
    if (c == '$')
        return BEFORE_EDGE;
    if (strchr("\\([.{)|", c))
        return BEFORE_UNKNOWN;
    size_t next = i;
    return kind_of(bdl_utf8_next(w->src, &next));
}

/* Blanks (and how often they may come): folded text has one between two Latin words and
 * none elsewhere; where it cannot be told, one may be there. */
static size_t do_blanks(struct work *w, size_t i, size_t to) {
    size_t at = i, end;
    for (size_t next = i; next < to;) {
        if (!bdl_is_space(bdl_utf8_next(w->src, &next)))
            break;
        i = next;
    }
    if (w->extended)
        return i;
    if (is_quantifier(w, i, to, &end))
        i = end;
    while (i < to && strchr("*+?", w->src.data[i]))
        i++;
    enum before next = what_follows(w, i, to);
    if (w->before == BEFORE_EDGE || w->before == BEFORE_OTHER || next == BEFORE_EDGE ||
        next == BEFORE_OTHER)
        return i;
    if (w->before == BEFORE_LATIN && next == BEFORE_LATIN && i == at + 1)
        put(w, BDL_STR("[ ]"), at);
    else
        put(w, BDL_STR("[ ]?"), at);
    w->before = BEFORE_UNKNOWN;
    return i;
}

/* ---- escapes, classes, groups: left as they are ---- */

/* \Q…\E is spelled out, so that it can be folded. */
static size_t do_quoted(struct work *w, size_t i, size_t to) {
    for (i += 2; i < to;) {
        if (is_at(w, i, to, '\\') && is_at(w, i + 1, to, 'E'))
            return i + 2;
        size_t next = i;
        uint32_t c = bdl_utf8_next(w->src, &next);
        put_literal(w, bdl_str_of(w->src.data + i, next - i), i, true);
        w->before = kind_of(c);
        i = next;
    }
    return i;
}

static size_t do_escape(struct work *w, size_t i, size_t to) {
    if (is_at(w, i + 1, to, 'Q'))
        return do_quoted(w, i, to);
    size_t end = bdl_pattern_escape_end(w->src, i, to);
    if (end - i > 2 && (uint8_t)w->src.data[i + 1] >= 0x80)
        put_literal(w, bdl_str_of(w->src.data + i + 1, end - i - 1), i, true);
    else
        copy(w, i, end);
    bool is_mark = end == i + 2 && !bdl_is_ascii_letter(w->src.data[i + 1]) &&
                   !bdl_is_ascii_digit(w->src.data[i + 1]);
    w->before = is_mark ? BEFORE_OTHER : BEFORE_UNKNOWN;
    return end;
}

static size_t do_class(struct work *w, size_t i, size_t to) {
    size_t end = bdl_pattern_class_end(w->src, i, to), from = i, next = i;
    for (; i < end; i = next) {
        i = next = skip_same(w, i, end);
        uint32_t c = bdl_utf8_next(w->src, &next);
        if (c == '\\')
            next = bdl_pattern_escape_end(w->src, i, end);
        else if (c >= 0x80 && !folds_to_itself(c) && !bdl_is_space(c)) {
            copy(w, from, i);
            put_literal(w, bdl_str_of(w->src.data + i, next - i), i, false);
            from = next;
        }
    }
    copy(w, from, end);
    w->before = BEFORE_UNKNOWN;
    return end;
}

/* The head of a group: "(?:", "(?<name>", "(?<=", "(?i)" … */
static size_t do_group(struct work *w, size_t i, size_t to) {
    size_t end = i + 2;
    w->before = BEFORE_UNKNOWN;
    if (!is_at(w, i + 1, to, '?')) {
        put(w, BDL_STR("(?:"), i);
        return i + 1;
    }
    if (is_at(w, end, to, '#')) { /* a comment */
        end = bdl_pattern_find_byte(w->src, end, to, ')');
        return end < to ? end + 1 : to;
    }
    if (is_at(w, end, to, 'P') && is_at(w, end + 1, to, '<'))
        end++;
    bool looks_back = is_at(w, end, to, '<') &&
                      (is_at(w, end + 1, to, '=') || is_at(w, end + 1, to, '!'));
    if (looks_back)
        end += 2;
    else if (is_at(w, end, to, '<') || is_at(w, end, to, '\'')) {
        char close = w->src.data[end] == '<' ? '>' : '\'';
        end = bdl_pattern_find_byte(w->src, end + 1, to, close);
        end = end < to ? end + 1 : to;
    } else if (end < to && !is_at(w, end, to, '('))
        end++;
    copy(w, i, end);
    return end;
}

/* ---- braces ---- */

static void translate(struct work *w, size_t from, size_t to);

/* The name at the beginning of S; 0 when there is none. */
static size_t name_length(bdl_str s) {
    size_t i = 0;
    while (i < s.len) {
        size_t next = i;
        uint32_t c = bdl_utf8_next(s, &next);
        bool letter = c == '_' || bdl_is_han(c) ||
                      (c < 0x80 ? bdl_is_ascii_letter((char)c) : bdl_is_latin(c));
        bool digit = c < 0x80 && bdl_is_ascii_digit((char)c);
        if (!letter && !(digit && i > 0))
            break;
        i = next;
    }
    return i;
}

bdl_str bdl_pattern_group(bdl_group_name *room, size_t number) {
    size_t at = sizeof room->text, prefix = sizeof BDL_PATTERN_GROUP - 1;
    do {
        room->text[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    at -= prefix;
    memcpy(room->text + at, BDL_PATTERN_GROUP, prefix);
    return bdl_str_of(room->text + at, sizeof room->text - at);
}

static void open_name(struct work *w, bdl_str name, bdl_type type, size_t from,
                      size_t to) {
    bdl_group_name room;
    put(w, BDL_STR("(?<"), from);
    put(w, bdl_pattern_group(&room, w->out->names.count), from);
    put(w, BDL_STR(">"), from);
    BDL_PUSH(
        arena_of(w), &w->out->names,
        (bdl_pattern_name){.name = name, .type = type, .span = span_of(w, from, to)});
    if (!w->env->bind) {
        BDL_COMPLAIN(w->env->checker, w->env->file, span_of(w, from, to),
                     BDL_MSG_PATTERN_BINDS, BDL_PRI(name));
        w->good = false;
    }
}

/* {type} or {name:type}. */
static void put_type(struct work *w, bdl_str name, const bdl_type_word *word, size_t from,
                     size_t to) {
    if (!word->pattern) {
        BDL_COMPLAIN(w->env->checker, w->env->file, span_of(w, from, to),
                     BDL_MSG_PATTERN_TYPE, word->name);
        w->good = false;
        return;
    }
    if (name.len)
        open_name(w, name, BDL_TYPE(word->kind), from, to);
    else
        put(w, BDL_STR("(?:"), from);
    put(w, bdl_str_z(word->pattern), from);
    put(w, BDL_STR(")"), from);
}

static void put_insert(struct work *w, bdl_str inner, size_t at, size_t close) {
    bdl_checker *c = w->env->checker;
    bdl_span span = span_of(w, at, close + 1);
    if (!w->env->insert) {
        w->good = false;
        return;
    }
    bdl_expr *expr = bdl_parse_expr(arena_of(w), inner, w->env->file, w->base + at + 1);
    if (!expr) {
        BDL_COMPLAIN(c, w->env->file, span, BDL_MSG_PATTERN_EXPR, BDL_PRI(inner));
        w->good = false;
        return;
    }
    if (w->out->inserts.count == 0)
        bdl_buf_add(&w->trial, text_of(w));
    BDL_PUSH(arena_of(w), &w->out->inserts,
             (bdl_insert){.offset = length_of(w), .expr = expr});
    note_origin(w, at, false);
    bdl_buf_add(&w->trial, BDL_STR(BDL_PATTERN_ANYTHING));
    w->env->insert(w->env->ctx, expr);
}

static size_t do_brace(struct work *w, size_t i, size_t to) {
    size_t end;
    if (is_quantifier(w, i, to, &end)) {
        copy(w, i, end);
        return end;
    }
    size_t close = bdl_pattern_brace_end(w->src, i, to);
    if (close == to) {
        BDL_COMPLAIN(w->env->checker, w->env->file, span_of(w, i, i + 1),
                     BDL_MSG_PATTERN_BRACE);
        w->good = false;
        return to;
    }
    bdl_str inner = bdl_str_of(w->src.data + i + 1, close - i - 1);
    size_t length = name_length(inner);
    bdl_str name = bdl_str_of(inner.data, length);
    const bdl_type_word *word = bdl_type_word_find(name);
    w->before = BEFORE_UNKNOWN;
    if (length == inner.len && word) {
        w->out->has_unnamed = true;
        bdl_pattern_check_unit(w->env, word, bdl_str_from(w->src, close + 1),
                               span_of(w, i, close + 1));
        put_type(w, w->env->anonymous, word, i, close + 1);
    } else if (length && length < inner.len && inner.data[length] == ':') {
        bdl_str rest = bdl_str_from(inner, length + 1);
        if ((word = bdl_type_word_find(rest))) {
            bdl_pattern_check_unit(w->env, word, bdl_str_from(w->src, close + 1),
                                   span_of(w, i, close + 1));
            put_type(w, name, word, i, close + 1);
        } else {
            bdl_pattern_check_word(w->env, rest, span_of(w, i + length + 2, close));
            open_name(w, name, BDL_TYPE(BDL_TEXT), i, close + 1);
            translate(w, i + 1 + length + 1, close);
            put(w, BDL_STR(")"), close);
        }
    } else {
        put_insert(w, inner, i, close);
    }
    w->before = BEFORE_UNKNOWN;
    return close + 1;
}

/* ---- all of it ---- */

static size_t step(struct work *w, size_t i, size_t to) {
    size_t next = i;
    char c = w->src.data[i];
    switch (c) {
    case '\\':
        return do_escape(w, i, to);
    case '[':
        return do_class(w, i, to);
    case '(':
        return do_group(w, i, to);
    case '{':
        return do_brace(w, i, to);
    case '#':
        if (w->extended)
            return bdl_pattern_find_byte(w->src, i, to, '\n');
        return do_literal(w, i);
    default:
        break;
    }
    if (!w->raw && bdl_is_space(bdl_utf8_next(w->src, &next)))
        return do_blanks(w, i, to);
    return do_literal(w, i);
}

static void translate(struct work *w, size_t from, size_t to) {
    if (++w->depth > BDL_MAX_NESTING) {
        w->good = false;
        BDL_COMPLAIN(w->env->checker, w->env->file, span_of(w, from, to),
                     BDL_MSG_TOO_DEEP);
    } else {
        for (size_t i = do_stretch(w, from, to); i < to; i = do_stretch(w, i, to))
            i = step(w, i, to);
    }
    w->depth--;
}

bool bdl_pattern_text_make(const bdl_pattern_env *env, const bdl_pattern_node *node,
                           const bdl_pattern_alt *alt, bdl_pattern_text *out) {
    *out = (bdl_pattern_text){0};
    struct work w = {.env = env,
                     .out = out,
                     .src = node->text,
                     .base = node->span.begin + 1,
                     .raw = alt->raw,
                     .extended = (alt->flags & BDL_REGEX_EXTENDED) != 0,
                     .good = true,
                     .counts = env->bind || bdl_pattern_speaks_of_groups(node->text),
                     .before = BEFORE_UNKNOWN};
    bdl_arena *arena = env->checker->arena, *scratch = bdl_arena_new();
    char text[ROOM], trial[ROOM];
    w.text = (bdl_buf){.arena = scratch, .data = text, .capacity = ROOM};
    w.trial = (bdl_buf){.arena = scratch, .data = trial, .capacity = ROOM};
    translate(&w, 0, w.src.len);
    out->text = w.same.len > 0 ? w.same : bdl_arena_str(arena, bdl_buf_str(&w.text));
    out->trial =
        out->inserts.count ? bdl_arena_str(arena, bdl_buf_str(&w.trial)) : out->text;
    out->end = w.base + w.src.len;
    out->anonymous = env->anonymous;
    bdl_arena_free(scratch);
    return w.good;
}
