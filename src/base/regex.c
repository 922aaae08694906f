/* regex.c - PCRE2 with limits. Several threads may use one pattern: it is read-only but
 * for what PCRE2 makes of it, which is made under a lock when it is searched for, and a
 * spare of what a match needs. */
#include "base/regex.h"

#include <pthread.h>
#include <stdalign.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>

#include "base/language.h"
#include "base/limits.h"
#include "base/regex_code.h"
#include "base/regex_need.h"
#include "base/regex_plain.h"
#include "base/regex_words.h"
#include "base/text.h"
#include "base/vec.h"

/* Steps that one search may take at all. PCRE2 counts them from each starting point, so a
 * long subject is given fewer for each. */
enum {
    STEPS_IN_ALL = 300000000,
    STEPS_AT_LEAST = 200,
    SHORT_SUBJECT = STEPS_IN_ALL / BDL_REGEX_MATCH_LIMIT,
    MIDDLE_SUBJECT = 2048,
    /* Most patterns are searched for in a few texts of a document, which takes less time
     * than their machine code. PCRE2 counts its limits differently without that, so a
     * search that is not over soon is made anew with it: what is found does not depend on
     * how often a pattern was searched for before. */
    FIRST_BYTES = 500, /* of such texts, counted where a match can begin */
    FIRST_STEPS = 1000,
    FEW_BYTES = 16,  /* of a search are its beginning and its end */
    WIDE_BYTES = 3,  /* of most characters */
    LONG_TEXT = 192, /* bytes: in it, or one not signed, many pieces are one search */
    STRETCH = 1024,  /* bytes that are looked at first for a piece */
};

/* What PCRE2 needs for a search, made for the first one that gets so far: most patterns
 * have none in a document. */
typedef struct machine {
    pthread_mutex_t lock;
    atomic_int state;
    size_t first_bytes; /* so far, by bytes_tried; under the lock */
    _Atomic(pcre2_match_data *) spare;
    pcre2_code *code; /* made before where it had to be tried */
    pcre2_match_context *for_short, *for_middle; /* by length of the subject */
} machine;

/* What is made of a pattern when somebody asks for it. */
typedef struct later {
    _Atomic(bdl_needs *) needs;
    _Atomic(machine *) machine;
} later;

enum { NOT_MADE, WITHOUT_MACHINE_CODE, WITH_MACHINE_CODE };

struct bdl_regex {
    bdl_str pattern;
    later *later;
    uint8_t begins[256 / 8]; /* the bytes that a match can begin with */
    uint16_t flags, group_count;
    uint16_t named;   /* groups up to the last that has a name */
    uint16_t longest; /* bytes of a subject that can match; UINT16_MAX: of any length */
    bool at_start;    /* it can match nowhere but at the start of a subject */
    bdl_str names[];  /* of those groups, the first of which has number 1 */
};

static uint32_t steps_for(size_t len) {
    size_t steps = len ? STEPS_IN_ALL / len : BDL_REGEX_MATCH_LIMIT;
    if (steps > BDL_REGEX_MATCH_LIMIT)
        steps = BDL_REGEX_MATCH_LIMIT;
    return (uint32_t)(steps < STEPS_AT_LEAST ? STEPS_AT_LEAST : steps);
}

static pcre2_match_context *new_context(pcre2_general_context *general, size_t len) {
    pcre2_match_context *context = pcre2_match_context_create(general);
    if (!context)
        return NULL;
    pcre2_set_match_limit(context, steps_for(len));
    pcre2_set_depth_limit(context, BDL_REGEX_DEPTH_LIMIT);
    pcre2_set_heap_limit(context, BDL_REGEX_HEAP_KIB);
    return context;
}

static machine *new_machine(void) {
    machine *m = calloc(1, sizeof *m);
    if (!m)
        bdl_out_of_memory();
    pthread_mutex_init(&m->lock, NULL);
    return m;
}

static void free_machine(machine *m) {
    if (!m)
        return;
    pcre2_match_data_free(atomic_load(&m->spare));
    pthread_mutex_destroy(&m->lock);
    pcre2_match_context_free(m->for_short);
    pcre2_match_context_free(m->for_middle);
    pcre2_code_free(m->code);
    free(m);
}

static void release(void *data) {
    later *l = data;
    free_machine(atomic_load(&l->machine));
    bdl_needs_free(atomic_load(&l->needs));
}

static void read_names(bdl_arena *arena, bdl_regex *regex, const pcre2_code *code) {
    uint32_t count = 0, size = 0;
    PCRE2_SPTR table = NULL;
    pcre2_pattern_info(code, PCRE2_INFO_NAMECOUNT, &count);
    pcre2_pattern_info(code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &table);
    for (uint32_t i = 0; i < count; i++, table += size) {
        size_t group = (size_t)table[0] << 8 | table[1];
        if (group > 0 && group <= regex->group_count)
            regex->names[group - 1] =
                bdl_arena_str(arena, bdl_str_z((const char *)(table + 2)));
    }
}

static void add_begin(bdl_regex *regex, unsigned byte) {
    regex->begins[byte / 8] |= (uint8_t)(1u << byte % 8);
}

/* PCRE2 does not say whether a letter that all matches begin with may be of either case.
 */
static void read_begins(bdl_regex *regex, const pcre2_code *code) {
    uint32_t type = 0, byte = 0;
    const uint8_t *bits = NULL;
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODETYPE, &type);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODEUNIT, &byte);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, &bits);
    if (type == 1) {
        bool is_letter = (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
        add_begin(regex, byte & 0xFF);
        if (is_letter)
            add_begin(regex, byte ^ 0x20);
    } else if (bits) {
        memcpy(regex->begins, bits, sizeof regex->begins);
    } else {
        memset(regex->begins, 0xFF, sizeof regex->begins);
    }
}

/* Of two threads that make it at the same time the first one counts; so below. */
static const bdl_needs *make_needs(const bdl_regex *regex) {
    bdl_needs *made = bdl_needs_new(regex->pattern, regex->flags), *there = NULL;
    if (atomic_compare_exchange_strong(&regex->later->needs, &there, made))
        return made;
    bdl_needs_free(made);
    return there;
}

static inline const bdl_needs *needs_of(const bdl_regex *regex) {
    const bdl_needs *made =
        atomic_load_explicit(&regex->later->needs, memory_order_acquire);
    return made ? made : make_needs(regex);
}

static machine *make_machine(const bdl_regex *regex) {
    machine *made = new_machine(), *there = NULL;
    if (atomic_compare_exchange_strong(&regex->later->machine, &there, made))
        return made;
    free_machine(made);
    return there;
}

static inline machine *machine_of(const bdl_regex *regex) {
    machine *made = atomic_load_explicit(&regex->later->machine, memory_order_acquire);
    return made ? made : make_machine(regex);
}

static bdl_regex *new_regex(bdl_arena *arena, bdl_str pattern, unsigned flags,
                            size_t groups, size_t named) {
    bdl_regex *regex =
        bdl_arena_alloc(arena, sizeof *regex + named * sizeof regex->names[0]);
    regex->pattern = pattern;
    regex->flags = (uint16_t)flags;
    regex->group_count = (uint16_t)groups;
    regex->named = (uint16_t)named;
    regex->longest = UINT16_MAX;
    regex->later = BDL_NEW(arena, later);
    bdl_arena_on_free(arena, release, regex->later);
    return regex;
}

/* What is wrong with PATTERN. */
static bdl_str words_for(bdl_arena *arena, bdl_str pattern, int error) {
    if (error == PCRE2_ERROR_PATTERN_STRING_TOO_LONG)
        return bdl_arena_printf(arena, _("%zu bytes, at most %d are possible"),
                                pattern.len, BDL_PATTERN_MAX);
    return bdl_regex_words(arena, error);
}

/* A pattern that only PCRE2 can tell to be right. */
static bdl_regex *try_regex(bdl_arena *arena, bdl_str pattern, unsigned flags,
                            bdl_str *message, size_t *offset) {
    int error = 0;
    uint32_t groups = 0, options = 0;
    pcre2_code *code = bdl_code_of(pattern, flags, 0, &error, offset);
    if (!code) {
        *message = words_for(arena, pattern, error);
        return NULL;
    }
    pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &groups);
    if (groups > BDL_REGEX_MAX_GROUPS) {
        pcre2_code_free(code);
        *message = bdl_arena_printf(arena, _("%u groups, at most %d are possible"),
                                    groups, BDL_REGEX_MAX_GROUPS);
        *offset = 0;
        return NULL;
    }
    bdl_regex *regex = new_regex(arena, pattern, flags, groups, groups);
    read_names(arena, regex, code);
    read_begins(regex, code);
    pcre2_pattern_info(code, PCRE2_INFO_ALLOPTIONS, &options);
    regex->at_start = options & PCRE2_ANCHORED;
    if (bdl_repeats_behind_choices(pattern))
        pcre2_code_free(code);
    else
        machine_of(regex)->code = code;
    return regex;
}

bdl_regex *bdl_regex_compile(bdl_arena *arena, bdl_str pattern, unsigned flags,
                             bdl_str *message, size_t *offset) {
    bdl_plain plain;
    if (!bdl_plain_read(pattern, flags, &plain))
        return try_regex(arena, pattern, flags, message, offset);
    size_t named = plain.group_count;
    while (named > 0 && plain.names[named - 1].len == 0)
        named--;
    bdl_regex *regex = new_regex(arena, pattern, flags, plain.group_count, named);
    memcpy(regex->begins, plain.begins, sizeof regex->begins);
    regex->at_start = plain.at_start;
    if (plain.longest < UINT16_MAX)
        regex->longest = (uint16_t)plain.longest;
    memcpy(regex->names, plain.names, named * sizeof plain.names[0]);
    return regex;
}

static bdl_regex_status take_match(pcre2_match_data *data, size_t count,
                                   bdl_match *match) {
    const PCRE2_SIZE *places = pcre2_get_ovector_pointer(data);
    if (places[0] > places[1])
        return BDL_REGEX_NO_MATCH; /* \K in an assertion turned it round */
    match->count = count;
    for (size_t i = 0; i < count; i++) {
        bool unset = places[2 * i] == PCRE2_UNSET || places[2 * i] > places[2 * i + 1];
        match->start[i] = unset ? SIZE_MAX : places[2 * i];
        match->end[i] = unset ? SIZE_MAX : places[2 * i + 1];
    }
    return BDL_REGEX_MATCH;
}

/* The limits for a subject of LEN bytes; *OWN when the caller frees them. */
static pcre2_match_context *context_for(const machine *m, size_t len, bool *own) {
    *own = len > MIDDLE_SUBJECT;
    if (*own)
        return new_context(NULL, len);
    return len > SHORT_SUBJECT ? m->for_middle : m->for_short;
}

/* Whether matches are only where one of many pieces begins: there they are tried. */
static inline bool begins_with_pieces(const bdl_regex *regex) {
    return needs_of(regex)->begins && !regex->at_start;
}

static void make_code(const bdl_regex *regex, machine *m) {
    uint32_t more = begins_with_pieces(regex) ? PCRE2_ANCHORED : 0, options = more;
    if (m->code)
        pcre2_pattern_info(m->code, PCRE2_INFO_ALLOPTIONS, &options);
    if (m->code && (options & more) == more)
        return;
    pcre2_code_free(m->code);
    m->code = bdl_code_to_search(regex->pattern, regex->flags, more);
}

/* Makes what a search needs when nobody did; without machine code it is only slower.
 * Nobody matches while that is made: all come by here. */
static void make_ready(const bdl_regex *regex, machine *m) {
    int state = WITHOUT_MACHINE_CODE;
    if (atomic_load_explicit(&m->state, memory_order_acquire) != NOT_MADE)
        return;
    pthread_mutex_lock(&m->lock);
    if (atomic_load_explicit(&m->state, memory_order_relaxed) == NOT_MADE) {
        m->for_short = new_context(NULL, SHORT_SUBJECT);
        m->for_middle = new_context(NULL, MIDDLE_SUBJECT);
        make_code(regex, m);
        if (m->code && pcre2_jit_compile(m->code, PCRE2_JIT_COMPLETE) == 0)
            state = WITH_MACHINE_CODE;
        atomic_store_explicit(&m->state, state, memory_order_release);
    }
    pthread_mutex_unlock(&m->lock);
}

static int match_once(const machine *m, bdl_str subject, size_t start,
                      pcre2_match_data *data, pcre2_match_context *context) {
    PCRE2_SPTR text = (PCRE2_SPTR)(subject.data ? subject.data : "");
    int count = PCRE2_ERROR_JIT_STACKLIMIT;
    if (atomic_load_explicit(&m->state, memory_order_relaxed) == WITH_MACHINE_CODE)
        count = pcre2_jit_match(m->code, text, subject.len, start, PCRE2_NO_UTF_CHECK,
                                data, context);
    if (count == PCRE2_ERROR_JIT_STACKLIMIT)
        count = pcre2_match(m->code, text, subject.len, start,
                            PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, data, context);
    return count;
}

/* ---- the first searches ---- */

/* What one of them takes lies on the stack as far as there is room: the heap is one for
 * all threads, which would wait for each other. */
typedef struct room {
    size_t used;
    alignas(max_align_t) char bytes[24 << 10]; /* PCRE2 begins with 20 kB */
} room;

static void *take_room(size_t size, void *data) {
    room *r = data;
    size_t begin = r->used, free = sizeof r->bytes - begin;
    if (size > free)
        return malloc(size);
    size_t taken = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
    r->used += taken < free ? taken : free;
    return r->bytes + begin;
}

static void give_room(void *p, void *data) {
    const room *r = data;
    if (p && (uintptr_t)p - (uintptr_t)r->bytes >= sizeof r->bytes)
        free(p);
}

/* Under the lock. False when more steps would have to be taken. */
static __attribute__((noinline)) bool search_slowly(const bdl_regex *regex,
                                                    bdl_str subject, size_t start,
                                                    bdl_regex_status *status,
                                                    bdl_match *match) {
    machine *m = machine_of(regex);
    int count = PCRE2_ERROR_MATCHLIMIT;
    make_code(regex, m);
    room here;
    here.used = 0;
    pcre2_general_context *general =
        pcre2_general_context_create(take_room, give_room, &here);
    pcre2_match_context *context = new_context(general, 0);
    pcre2_match_data *data =
        m->code ? pcre2_match_data_create_from_pattern(m->code, general) : NULL;
    if (context && data) {
        pcre2_set_match_limit(context, FIRST_STEPS);
        count = pcre2_match(m->code, (PCRE2_SPTR)(subject.data ? subject.data : ""),
                            subject.len, start, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, data,
                            context);
    }
    if (count == PCRE2_ERROR_NOMATCH)
        *status = BDL_REGEX_NO_MATCH;
    else if (count > 0)
        *status = take_match(data, regex->group_count + 1, match);
    pcre2_match_data_free(data);
    pcre2_match_context_free(context);
    pcre2_general_context_free(general);
    return count > 0 || count == PCRE2_ERROR_NOMATCH;
}

/* What a search without machine code takes, as bytes of a text in which a match can begin
 * with any character. */
static size_t bytes_tried(const bdl_regex *regex, bdl_str subject, size_t start) {
    size_t tried = 0;
    if (begins_with_pieces(regex))
        return FEW_BYTES; /* one place is tried */
    if (regex->at_start)
        return FEW_BYTES + subject.len;
    for (size_t i = start; i < subject.len; i++)
        tried += !bdl_utf8_goes_on(subject.data[i]) &&
                 bdl_regex_may_begin(regex, (unsigned char)subject.data[i]);
    return FEW_BYTES + tried * WIDE_BYTES;
}

/* False when machine code is wanted. */
static bool search_at_first(const bdl_regex *regex, bdl_str subject, size_t start,
                            bdl_regex_status *status, bdl_match *match) {
    machine *m = machine_of(regex);
    bool done = false;
    if (atomic_load_explicit(&m->state, memory_order_acquire) != NOT_MADE)
        return false;
    size_t bytes = bytes_tried(regex, subject, start);
    pthread_mutex_lock(&m->lock);
    m->first_bytes += bytes;
    if (atomic_load_explicit(&m->state, memory_order_relaxed) == NOT_MADE &&
        m->first_bytes < FIRST_BYTES)
        done = search_slowly(regex, subject, start, status, match);
    pthread_mutex_unlock(&m->lock);
    return done;
}

bool bdl_regex_may_meet(const bdl_regex *regex, const bdl_signature *signature) {
    const bdl_needs *wanted = needs_of(regex);
    while (wanted && bdl_needs_one_in(wanted, signature))
        wanted = wanted->also;
    return !wanted;
}

bool bdl_regex_may_meet_from(const bdl_regex *regex, unsigned char first,
                             const bdl_signature *signature) {
    return (!regex->at_start || bdl_regex_may_begin(regex, first)) &&
           bdl_regex_may_meet(regex, signature);
}

static inline bool holds_one(const bdl_needs *wanted, bdl_str subject, size_t start,
                             const bdl_signature *signature) {
    size_t length = subject.len - start;
    if (wanted->many && (!signature || length >= LONG_TEXT || length < wanted->count))
        return bdl_pieces_find(wanted->many, subject, start) != SIZE_MAX;
    /* of a long text no more than the twofold of what lies ahead of the first of them */
    for (size_t end = start, step = STRETCH; end < subject.len; step *= 2) {
        end = subject.len - end > step ? end + step : subject.len;
        for (size_t i = 0; i < wanted->count; i++) {
            const bdl_piece *p = &wanted->pieces[i];
            if ((!signature || bdl_piece_may_be_in(p, signature)) &&
                bdl_str_find(bdl_str_of(subject.data, end), p->text, start) != SIZE_MAX)
                return true;
        }
    }
    return wanted->count == 0;
}

bool bdl_regex_may_be_in(const bdl_regex *regex, bdl_str subject, size_t start,
                         const bdl_signature *signature) {
    const bdl_needs *wanted = needs_of(regex);
    if (wanted->twice && !bdl_has_twice(bdl_str_from(subject, start)))
        return false;
    while (wanted && holds_one(wanted, subject, start, signature))
        wanted = wanted->also;
    return !wanted;
}

const bdl_signature *bdl_regex_piece(const bdl_regex *regex, size_t i) {
    const bdl_needs *wanted = needs_of(regex);
    return i < wanted->count ? &wanted->pieces[i].signature : NULL;
}

bool bdl_regex_needs_wide(const bdl_regex *regex) {
    bool wide = false;
    for (const bdl_needs *wanted = needs_of(regex); wanted && !wide;
         wanted = wanted->also) {
        wide = wanted->count > 0;
        for (size_t i = 0; i < wanted->count; i++)
            wide = wide && !bdl_str_is_ascii(wanted->pieces[i].text);
    }
    return wide;
}

/* False when no match is where REGEX can only match: at the start, or as the whole. */
static bool may_start(const bdl_regex *regex, bdl_str subject, size_t start) {
    if (subject.len > regex->longest && regex->longest != UINT16_MAX)
        return false;
    return !regex->at_start || subject.len == 0 ||
           (start == 0 && bdl_regex_may_begin(regex, (unsigned char)subject.data[0]));
}

/* The search itself: most end before it, and need no room for what it takes. */
static __attribute__((noinline)) bdl_regex_status
search(const bdl_regex *regex, bdl_str subject, size_t start, bdl_match *match) {
    bool own;
    bdl_regex_status status = BDL_REGEX_LIMIT;
    if (search_at_first(regex, subject, start, &status, match))
        return status;
    machine *m = machine_of(regex);
    make_ready(regex, m);
    pcre2_match_context *context = context_for(m, subject.len, &own);
    pcre2_match_data *data = atomic_exchange(&m->spare, NULL);
    if (!data && m->code)
        data = pcre2_match_data_create_from_pattern(m->code, NULL);
    if (context && data) {
        int count = match_once(m, subject, start, data, context);
        if (count == PCRE2_ERROR_NOMATCH)
            status = BDL_REGEX_NO_MATCH;
        else if (count > 0)
            status = take_match(data, regex->group_count + 1, match);
    }
    pcre2_match_data_free(atomic_exchange(&m->spare, data));
    if (own)
        pcre2_match_context_free(context);
    return status;
}

/* The same where only the places of pieces have to be tried. */
static bdl_regex_status search_pieces(const bdl_regex *regex, bdl_str subject,
                                      size_t start, bdl_match *match) {
    const bdl_pieces *pieces = needs_of(regex)->many;
    bdl_regex_status status = BDL_REGEX_NO_MATCH;
    size_t at = bdl_pieces_find(pieces, subject, start);
    while (at != SIZE_MAX &&
           (status = search(regex, subject, at, match)) == BDL_REGEX_NO_MATCH)
        at = bdl_pieces_find(pieces, subject, at + 1);
    return status;
}

bdl_regex_status bdl_regex_search(const bdl_regex *regex, bdl_str subject, size_t start,
                                  const bdl_signature *signature, bdl_match *match) {
    if (start > subject.len || !may_start(regex, subject, start) ||
        !bdl_regex_may_be_in(regex, subject, start, signature))
        return BDL_REGEX_NO_MATCH;
    return begins_with_pieces(regex) ? search_pieces(regex, subject, start, match)
                                     : search(regex, subject, start, match);
}

bdl_regex_status bdl_regex_meets(const bdl_regex *regex, bdl_str subject,
                                 const bdl_signature *signature) {
    bdl_match match;
    if (!needs_of(regex)->is_all)
        return bdl_regex_search(regex, subject, 0, signature, &match);
    return bdl_regex_may_be_in(regex, subject, 0, signature) ? BDL_REGEX_MATCH
                                                             : BDL_REGEX_NO_MATCH;
}

bool bdl_regex_may_begin(const bdl_regex *regex, unsigned char first) {
    return regex->begins[first / 8] >> first % 8 & 1;
}

const uint8_t *bdl_regex_begins(const bdl_regex *regex) {
    return regex->begins;
}

bdl_str bdl_regex_text(const bdl_regex *regex) {
    return regex->pattern;
}

size_t bdl_regex_group(const bdl_regex *regex, bdl_str name) {
    for (size_t i = 1; name.len > 0 && i <= regex->named; i++)
        if (bdl_str_eq(regex->names[i - 1], name))
            return i;
    return 0;
}

size_t bdl_regex_group_count(const bdl_regex *regex) {
    return regex->group_count;
}

bdl_str bdl_regex_group_name(const bdl_regex *regex, size_t group) {
    return group > 0 && group <= regex->named ? regex->names[group - 1] : BDL_STR("");
}

void bdl_regex_quote(bdl_buf *buf, bdl_str text) {
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];
        bool is_word =
            c >= 0x80 || bdl_is_ascii_digit(c) || bdl_is_ascii_letter(c) || c == '_';
        if (!is_word)
            bdl_buf_char(buf, '\\');
        bdl_buf_char(buf, (char)c);
    }
}
