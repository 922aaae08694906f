/* regex.h - PCRE2 with limits: patterns of rules and forms meet text of strangers. */
#ifndef BDL_BASE_REGEX_H
#define BDL_BASE_REGEX_H

#include "base/arena.h"
#include "base/vec.h"

typedef struct bdl_regex bdl_regex;

enum {
    BDL_REGEX_CASELESS = 1,
    BDL_REGEX_EXTENDED = 2,
    BDL_REGEX_DOTALL = 4,
    BDL_REGEX_RAW = 8,    /* texts are not folded: digits may be full-width */
    BDL_REGEX_FLAGS = 16, /* all together are less */
};

#define BDL_REGEX_MAX_GROUPS 63

/* One match: byte offsets in the subject; group 0 is the whole. A group that took no part
 * has start SIZE_MAX. */
typedef struct bdl_match {
    size_t count;
    size_t start[BDL_REGEX_MAX_GROUPS + 1], end[BDL_REGEX_MAX_GROUPS + 1];
} bdl_match;

typedef enum bdl_regex_status {
    BDL_REGEX_MATCH,
    BDL_REGEX_NO_MATCH,
    BDL_REGEX_LIMIT, /* the match, depth or heap limit was met: nothing is known */
} bdl_regex_status;

/* Which characters a text holds, as bits that several characters share. */
typedef struct bdl_signature {
    uint64_t bits[4];
} bdl_signature;
void bdl_text_sign(bdl_str text, bdl_signature *out);
/* Whether a text signed THERE may hold one that is signed so. */
static inline bool bdl_signature_holds(const bdl_signature *there,
                                       const bdl_signature *wanted) {
    return ((wanted->bits[0] & ~there->bits[0]) | (wanted->bits[1] & ~there->bits[1]) |
            (wanted->bits[2] & ~there->bits[2]) | (wanted->bits[3] & ~there->bits[3])) ==
           0;
}
static inline bool bdl_signatures_meet(const bdl_signature *a, const bdl_signature *b) {
    return ((a->bits[0] & b->bits[0]) | (a->bits[1] & b->bits[1]) |
            (a->bits[2] & b->bits[2]) | (a->bits[3] & b->bits[3])) != 0;
}

/* Makes PATTERN ready (UTF, and UCP where it takes that; compiled at once only when it
 * takes that to see whether it is right; JIT when it is used more than a little). NULL on
 * a mistake, with *MESSAGE (in ARENA) and its byte *OFFSET in the pattern. PATTERN has to
 * live as long as ARENA, with which all is freed. Matching is safe from several threads.
 */
bdl_regex *bdl_regex_compile(bdl_arena *arena, bdl_str pattern, unsigned flags,
                             bdl_str *message, size_t *offset);
/* Adds the pattern that meets TEXT and nothing else. */
void bdl_regex_quote(bdl_buf *buf, bdl_str text);
/* Searches valid UTF-8 SUBJECT from byte START on. By its SIGNATURE (NULL: not known)
 * most patterns are passed over. */
bdl_regex_status bdl_regex_search(const bdl_regex *regex, bdl_str subject, size_t start,
                                  const bdl_signature *signature, bdl_match *match);
/* The same where nobody asks what is met. */
bdl_regex_status bdl_regex_meets(const bdl_regex *regex, bdl_str subject,
                                 const bdl_signature *signature);
/* False when REGEX cannot meet a text that was signed so. */
bool bdl_regex_may_meet(const bdl_regex *regex, const bdl_signature *signature);
/* The same of one that begins with the byte FIRST. */
bool bdl_regex_may_meet_from(const bdl_regex *regex, unsigned char first,
                             const bdl_signature *signature);
/* False when REGEX cannot meet TEXT from byte START on, told without a search. SIGNATURE
 * may be NULL. */
bool bdl_regex_may_be_in(const bdl_regex *regex, bdl_str text, size_t start,
                         const bdl_signature *signature);
/* The signature of piece I of those that REGEX needs one of; NULL when it has no more. Of
 * a pattern without any nothing is known. */
const bdl_signature *bdl_regex_piece(const bdl_regex *regex, size_t i);
/* Whether all that REGEX meets holds a character that is none of ASCII. */
bool bdl_regex_needs_wide(const bdl_regex *regex);
/* False when no match begins with the byte FIRST. */
bool bdl_regex_may_begin(const bdl_regex *regex, unsigned char first);
/* The same of all bytes, 256 bits; all are set where a match may be empty. */
const uint8_t *bdl_regex_begins(const bdl_regex *regex);
/* What it was made of. */
bdl_str bdl_regex_text(const bdl_regex *regex);
/* The number of the named group, 0 when there is none. */
size_t bdl_regex_group(const bdl_regex *regex, bdl_str name);
size_t bdl_regex_group_count(const bdl_regex *regex);
/* The name of group GROUP (1 .. group count), empty when it has none. */
bdl_str bdl_regex_group_name(const bdl_regex *regex, size_t group);

#endif
