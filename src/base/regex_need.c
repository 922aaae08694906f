/* regex_need.c - reads a pattern as far as it is plain: runs of letters, groups and
 * alternatives. What is not understood needs nothing; what is unusual (options inside the
 * pattern, verbs, recursion) ends the reading, and nothing is known of the pattern. */
#include "base/regex_need.h"

#include <stdlib.h>

#include "base/text.h"

enum {
    MOST_PIECES = BDL_PIECES_MOST, /* of one need */
    NEEDS = 3,                     /* of a pattern, at most */
    MOST_DEPTH = 24,
    MANY_PIECES = 6,     /* of a Chinese character at least */
    FEW_LETTERS = 3,     /* bytes, may be looked for in one pass */
    FEW_CHARACTERS = 12, /* of a class that is needed, if they are not all Chinese */
    LONG_TEXT = 768,     /* bytes */
};

/* Every match holds one of PIECES, stretches of the pattern; COUNT 0: nothing is known.
 */
typedef struct choice {
    bdl_str pieces[MOST_PIECES];
    size_t count, shortest; /* bytes of the shortest one; 0: there is none */
    bool begins;            /* with them every match begins */
    bool twice;             /* every match has two characters that stand twice, too */
} choice;

typedef struct reader {
    bdl_str text;
    size_t at;
    size_t first; /* where what matches begin with is written, as far as it is read */
    bool lost;    /* something was met that is not understood */
    choice *all;  /* those of an alternative of the whole pattern, as they are read */
} reader;

/* What a quantifier says: whether what it follows can be left out, or come again. */
typedef struct quantity {
    bool optional, many;
} quantity;

static void read_choice(reader *r, choice *need, int depth);

static int peek(const reader *r, size_t ahead) {
    size_t at = r->at + ahead;
    return at < r->text.len ? (unsigned char)r->text.data[at] : -1;
}

/* {n}, {n,} and {n,m}; anything else in braces is not looked at closer. */
static quantity read_braces(reader *r) {
    quantity q = {true, true};
    size_t end = bdl_str_find(r->text, BDL_STR("}"), r->at);
    if (end == SIZE_MAX || !bdl_is_ascii_digit(peek(r, 1))) {
        r->lost = true;
        return q;
    }
    q.optional = peek(r, 1) == '0';
    r->at = end + 1;
    return q;
}

static quantity read_quantity(reader *r) {
    quantity q = {false, false};
    switch (peek(r, 0)) {
    case '*':
    case '?':
        q = (quantity){true, true};
        r->at++;
        break;
    case '+':
        q.many = true;
        r->at++;
        break;
    case '{':
        q = read_braces(r);
        break;
    default:
        return q;
    }
    if (peek(r, 0) == '?' || peek(r, 0) == '+')
        r->at++;
    return q;
}

/* ---- which need is better ---- */

static void clear(choice *need) {
    need->count = need->shortest = 0;
    need->twice = need->begins = false;
}

static size_t shortest(const bdl_str *pieces, size_t count) {
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < count; i++)
        if (pieces[i].len < least)
            least = pieces[i].len;
    return count ? least : 0;
}

/* Long pieces first, then few of them. */
static bool is_better(const choice *best, size_t shortest, size_t count) {
    return shortest > best->shortest ||
           (shortest > 0 && shortest == best->shortest && count < best->count);
}

static void take(choice *need, const bdl_str *pieces, size_t count, size_t shortest,
                 bool begins) {
    need->count = count;
    need->shortest = shortest;
    need->begins = begins;
    memcpy(need->pieces, pieces, count * sizeof *pieces);
}

/* Of the whole pattern the best ones are kept, of a part of it the best one. */
static void keep_better(const reader *r, choice *best, const bdl_str *pieces,
                        size_t count, size_t shortest, bool begins) {
    size_t most = best == r->all ? NEEDS : 1, i = 0;
    while (i < most && !is_better(&best[i], shortest, count))
        i++;
    for (size_t k = most; i < most && --k > i;)
        take(&best[k], best[k - 1].pieces, best[k - 1].count, best[k - 1].shortest,
             best[k - 1].begins);
    if (i < most)
        take(&best[i], pieces, count, shortest, begins);
}

/* The characters that have to follow each other, RUN, end here. */
static void end_run(reader *r, bdl_str *run, choice *best) {
    if (run->len)
        keep_better(r, best, run, 1, run->len, run->data == r->text.data + r->first);
    run->len = 0;
}

/* ---- the parts of a pattern ---- */

/* Whether what stands at C in a class, with NEXT behind it, is no character of its own.
 */
static bool means_more(int c, int next) {
    return strchr("\\[^", c) || (c == '-' && next != ']');
}

/* A class of few characters, each written as itself: one of them is needed. Of three
 * bytes each they may be many, for those are looked for in one pass. */
static void need_of_class(reader r, choice *need) {
    size_t most = MOST_PIECES;
    need->count = 0;
    for (r.at++; peek(&r, 0) >= 0 && peek(&r, 0) != ']';) {
        size_t begin;
        if (peek(&r, 0) == '\\' && !bdl_is_ascii_letter(peek(&r, 1)) &&
            !bdl_is_ascii_digit(peek(&r, 1)))
            r.at++;
        else if (means_more(peek(&r, 0), peek(&r, 1)))
            r.at = r.text.len;
        begin = r.at;
        if (begin >= r.text.len || need->count == most)
            break;
        bdl_utf8_next(r.text, &r.at);
        need->pieces[need->count++] = bdl_str_of(r.text.data + begin, r.at - begin);
        if (r.at - begin < 3)
            most = FEW_CHARACTERS;
    }
    if (peek(&r, 0) != ']' || need->count > most)
        need->count = 0;
}

/* A class [...]: any of several characters. */
static void skip_class(reader *r) {
    r->at++;
    if (peek(r, 0) == '^')
        r->at++;
    if (peek(r, 0) == ']')
        r->at++;
    while (r->at < r->text.len && peek(r, 0) != ']') {
        if (peek(r, 0) == '\\') {
            r->lost |= peek(r, 1) == 'Q' || peek(r, 1) == 'E';
            r->at++;
        } else if (peek(r, 0) == '[' &&
                   (peek(r, 1) == ':' || peek(r, 1) == '.' || peek(r, 1) == '=')) {
            size_t end = bdl_str_find(r->text, BDL_STR("]"), r->at);
            if (end == SIZE_MAX)
                break;
            r->at = end;
        }
        r->at++;
    }
    r->lost |= r->at >= r->text.len;
    r->at++;
}

static void read_class(reader *r, choice *best) {
    choice one;
    bool begins = r->at == r->first;
    need_of_class(*r, &one);
    skip_class(r);
    if (!read_quantity(r).optional)
        keep_better(r, best, one.pieces, one.count, shortest(one.pieces, one.count),
                    begins);
}

/* The braces or brackets behind \p, \P, \k and \g; false: there are none. */
static bool skip_name(reader *r, int open, const char *close) {
    size_t end;
    if (peek(r, 0) != open)
        return false;
    end = bdl_str_find(r->text, bdl_str_z(close), r->at);
    r->lost |= end == SIZE_MAX;
    r->at = end == SIZE_MAX ? r->text.len : end + 1;
    return true;
}

/* After a backslash before a letter or digit: a class, a place or what a group met. A
 * digit may be the first of several and mean a group or a character. */
static void skip_escape(reader *r) {
    int c = peek(r, 1);
    r->lost |= !strchr("dDwWsSbBhHvVRXAzZKpPkg", c);
    r->at += 2;
    if (c == 'p' || c == 'P')
        r->at += !skip_name(r, '{', "}");
    else if (c == 'k')
        r->lost |= !skip_name(r, '{', "}") && !skip_name(r, '<', ">");
    else if (c == 'g') /* \g<name> is the group itself */
        r->lost |= !skip_name(r, '{', "}");
}

/* Past "(", "(?:", "(?<name>" and the like; *LOOKS when it only looks at what is not
 * there, or back. */
static void open_group(reader *r, bool *looks) {
    *looks = false;
    r->at++;
    r->lost |= peek(r, 0) == '*';
    if (peek(r, 0) != '?')
        return;
    r->at++;
    if (peek(r, 0) == 'P' && peek(r, 1) == '<')
        r->at++;
    switch (peek(r, 0)) {
    case ':':
    case '>':
    case '|':
    case '=':
        r->at++;
        return;
    case '!':
        *looks = true;
        r->at++;
        return;
    case '<':
        if (peek(r, 1) == '=' || peek(r, 1) == '!') {
            *looks = true;
            r->at += 2;
            return;
        }
        while (r->at < r->text.len && peek(r, 0) != '>')
            r->at++;
        r->at++;
        return;
    default:
        r->lost = true;
    }
}

/* Whether S begins with (?<name>\\p{Han}{2})\\k<name>: two characters and the same again.
 */
static bool is_twice(bdl_str s) {
    bdl_str two = BDL_STR("\\p{Han}{2})\\k<");
    size_t end = bdl_str_find(s, BDL_STR(">"), 0);
    if (end == SIZE_MAX || !bdl_str_starts(s, BDL_STR("(?<")))
        return false;
    bdl_str name = bdl_str_of(s.data + 3, end - 3 + 1);
    s = bdl_str_from(s, end + 1);
    if (!bdl_str_starts(s, two) || !bdl_str_starts(bdl_str_from(s, two.len), name))
        return false;
    s = bdl_str_from(s, two.len + name.len);
    return s.len == 0 || !bdl_begins_quantity(s.data[0]);
}

static void read_group(reader *r, choice *best, int depth) {
    choice inner;
    quantity q;
    size_t first = r->first;
    bool looks, begins = r->at == first;
    best->twice |= is_twice(bdl_str_from(r->text, r->at));
    open_group(r, &looks);
    if (r->lost)
        return;
    read_choice(r, &inner, depth + 1);
    r->lost |= peek(r, 0) != ')';
    r->at++;
    q = read_quantity(r);
    r->first = looks && begins ? r->at : first; /* nothing is met by looking back */
    if (looks || q.optional)
        return;
    keep_better(r, best, inner.pieces, inner.count, inner.shortest,
                begins && inner.begins);
    best->twice |= inner.twice;
}

/* A character that stands for itself, and its quantifier. A run is a stretch of the
 * pattern, which a backslash would break. */
static void read_letter(reader *r, bdl_str *run, choice *best) {
    const char *letter = r->text.data + r->at;
    size_t begin = r->at, len;
    quantity q;
    bdl_utf8_next(r->text, &r->at);
    len = r->at - begin;
    q = read_quantity(r);
    if (run->len && run->data + run->len != letter)
        end_run(r, run, best);
    if (!q.optional)
        *run = run->len ? bdl_str_of(run->data, run->len + len) : bdl_str_of(letter, len);
    if (q.optional || q.many)
        end_run(r, run, best);
}

/* Most of a pattern: letters and digits behind which comes no quantity, taken as one. */
static void read_letters(reader *r, bdl_str *run, choice *best) {
    bdl_str text = r->text;
    size_t end = r->at;
    while (end < text.len) {
        int c = (unsigned char)text.data[end];
        size_t next = end + 1;
        if (c < 0x80 && !bdl_is_ascii_letter(c) && !bdl_is_ascii_digit(c))
            break;
        while (next < text.len && bdl_utf8_goes_on(text.data[next]))
            next++;
        if (next < text.len && bdl_begins_quantity(text.data[next]))
            break;
        end = next;
    }
    if (end == r->at)
        return;
    if (run->len && run->data + run->len != text.data + r->at)
        end_run(r, run, best);
    *run = bdl_str_of(run->len ? run->data : text.data + r->at, run->len + end - r->at);
    r->at = end;
}

static void read_part(reader *r, bdl_str *run, choice *best, int depth) {
    int c = peek(r, 0), next = peek(r, 1);
    if (c >= 0x80 || bdl_is_ascii_letter(c) || bdl_is_ascii_digit(c)) {
        read_letter(r, run, best);
        return;
    }
    if (c == '\\' && next >= 0 && !bdl_is_ascii_letter(next) &&
        !bdl_is_ascii_digit(next)) {
        r->at++;
        read_letter(r, run, best);
        return;
    }
    if (!strchr("\\[(.^$*+?{", c)) {
        read_letter(r, run, best);
        return;
    }
    end_run(r, run, best);
    if (c == '(') {
        read_group(r, best, depth);
        return;
    }
    if (c == '[') {
        read_class(r, best);
        return;
    }
    if (c == '\\' && next >= 0)
        skip_escape(r);
    else if (c == '.' || c == '^' || c == '$')
        r->at++;
    else
        r->lost = true;
    read_quantity(r);
}

static void read_sequence(reader *r, choice *need, int depth) {
    bdl_str run = {0};
    r->first = r->at;
    for (;;) {
        read_letters(r, &run, need);
        if (r->lost || r->at >= r->text.len || peek(r, 0) == '|' || peek(r, 0) == ')')
            break;
        read_part(r, &run, need, depth);
    }
    end_run(r, &run, need);
}

/* What one alternative needs to what those before it do; false when it needs nothing. */
static bool add(choice *need, const choice *one) {
    if (one->count == 0 || need->count + one->count > MOST_PIECES)
        return false;
    need->begins = one->begins && (need->begins || need->count == 0);
    if (need->count == 0 || one->shortest < need->shortest)
        need->shortest = one->shortest;
    memcpy(need->pieces + need->count, one->pieces, one->count * sizeof *one->pieces);
    need->count += one->count;
    return true;
}

/* Alternatives up to the end or a ")": each has to need something. Of what those of the
 * whole pattern need besides, the second best is put with the second best. */
static void read_choice(reader *r, choice *need, int depth) {
    size_t all = depth == 0 ? NEEDS : 1, most = all;
    bool twice = true;
    r->lost |= depth > MOST_DEPTH;
    for (size_t i = 0; i < all; i++)
        clear(&need[i]);
    for (;;) {
        choice one[NEEDS];
        for (size_t i = 0; i < all; i++)
            clear(&one[i]);
        if (r->lost)
            return;
        r->all = depth == 0 ? one : r->all;
        read_sequence(r, one, depth);
        twice = twice && one[0].twice;
        for (size_t i = 0; i < most; i++)
            if (!add(&need[i], &one[i]))
                most = i;
        if (peek(r, 0) != '|')
            break;
        r->at++;
    }
    for (size_t i = most; i < all; i++)
        clear(&need[i]);
    need[0].twice = twice;
}

/* ---- signatures ---- */

void bdl_text_sign(bdl_str text, bdl_signature *out) {
    uint32_t letter;
    memset(out, text.len > LONG_TEXT ? 0xFF : 0, sizeof *out);
    if (text.len > LONG_TEXT) /* it has nearly all bits */
        return;
    const unsigned char *p = (const unsigned char *)text.data;
    for (size_t i = 0; i < text.len;) {
        if (p[i] >= 0xE0 && p[i] < 0xF0 && text.len - i >= 3) { /* most Chinese text */
            letter = text.len - i > 3 ? bdl_utf8_load4(p + i) & 0xFFFFFF
                                      : bdl_utf8_load3(p + i);
            i += 3;
        } else {
            letter = p[i++];
            for (; i < text.len && (p[i] & 0xC0) == 0x80; i++)
                letter = letter << 8 | p[i];
        }
        uint32_t bit = letter * 0x9E3779B1u >> 24;
        out->bits[bit / 64] |= (uint64_t)1 << bit % 64;
    }
}

/* ---- what is kept ---- */

/* Whether PATTERN is nothing but its pieces: one or the other, or a class of them. */
static bool is_all(bdl_str pattern, const choice *need) {
    bool is_class = need->count > 0 && pattern.data[0] == '[';
    size_t length = is_class ? 2 : need->count - 1;
    for (size_t i = 0; i < need->count; i++)
        length += need->pieces[i].len;
    for (size_t i = 0; i < pattern.len && !is_class; i++)
        if (strchr("\\[({*+?^$.", pattern.data[i]))
            return false;
    return need->count > 0 && length == pattern.len;
}

static size_t first_word(const bdl_signature *signature) {
    size_t word = 0;
    while (word < 3 && signature->bits[word] == 0)
        word++;
    return word;
}

static bdl_needs *new_needs(const choice *need) {
    bdl_needs *made = calloc(1, sizeof *made + need->count * sizeof *made->pieces);
    if (!made)
        bdl_out_of_memory();
    made->count = need->count;
    if (need->count >= MANY_PIECES && shortest(need->pieces, need->count) >= FEW_LETTERS)
        made->many = bdl_pieces_new(need->pieces, need->count);
    made->begins = made->many && need->begins;
    for (size_t i = 0; i < need->count; i++) {
        bdl_piece *p = &made->pieces[i];
        p->text = need->pieces[i];
        bdl_text_sign(p->text, &p->signature);
        p->word = first_word(&p->signature);
        made->any.bits[p->word] |=
            p->signature.bits[p->word] & -p->signature.bits[p->word];
    }
    return made;
}

bdl_needs *bdl_needs_new(bdl_str pattern, unsigned flags) {
    choice all[NEEDS];
    reader r = {.text = pattern};
    clear(&all[0]);
    if (!(flags & (BDL_REGEX_CASELESS | BDL_REGEX_EXTENDED)))
        read_choice(&r, all, 0);
    if (r.lost || r.at < pattern.len)
        clear(&all[0]);
    bdl_needs *made = new_needs(&all[0]), **also = &made->also;
    made->is_all = is_all(pattern, &all[0]);
    made->twice = all[0].twice;
    for (size_t i = 1; made->count > 0 && i < NEEDS && all[i].count > 0; i++) {
        *also = new_needs(&all[i]);
        also = &(*also)->also;
    }
    return made;
}

void bdl_needs_free(bdl_needs *needs) {
    if (!needs)
        return;
    bdl_needs_free(needs->also);
    bdl_pieces_free(needs->many);
    free(needs);
}
