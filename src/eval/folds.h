/* folds.h - texts as a reader sees them, remembered: rules look at the same texts again
 * and again; and which patterns met them.
 *
 * A text of the document at hand has a number, by which what is known of it is found.
 * Others are compared by content, never by address: nobody has to know how long a text
 * lives. What is given of them is the text itself or a copy in the caller's arena. */
#ifndef BDL_EVAL_FOLDS_H
#define BDL_EVAL_FOLDS_H

#include "base/regex.h"
#include "model/value.h"

typedef struct bdl_folds bdl_folds;

/* Lives in ARENA, where it takes at most a few megabytes. TEXTS texts in rules and tables
 * have numbers, and PATTERNS patterns. */
bdl_folds *bdl_folds_new(bdl_arena *arena, size_t texts, size_t patterns);
/* The document number ORDINAL, with COUNT numbered texts, is at hand. Of one with very
 * many, BDL_MOST_FOLDED bytes of them are kept as they were folded; others are folded
 * when they are asked for. */
void bdl_folds_begin(bdl_folds *folds, uint32_t ordinal, size_t count);
/* As many evaluators have that document at hand, and together keep no more of it. */
void bdl_folds_share(bdl_folds *folds, int among);
/* Whether more is kept than that. */
bool bdl_folds_are_full(const bdl_folds *folds);
/* Forgets which patterns numbered texts meet and, where too much is kept, these texts as
 * they were folded and the numbers of those that are not the model's: nobody may hold
 * what was given of them. */
void bdl_folds_forget(bdl_folds *folds);
/* Whether DATA is of such a text. */
bool bdl_folds_holds(const bdl_folds *folds, const char *data);

/* A text as bdl_text_fold gives it; a blank value is "". FOLDS may be NULL. */
bdl_str bdl_folds_get(bdl_folds *folds, bdl_arena *scratch, const bdl_value *v);
/* The folded text without white space and punctuation, and the number of that while the
 * document is at hand; 0: it has none. */
bdl_str bdl_folds_plain(bdl_folds *folds, bdl_arena *scratch, const bdl_value *v,
                        uint32_t *number);
/* Gives V, which stays while the document is at hand, a number when it is a text without
 * one. */
void bdl_folds_number(bdl_folds *folds, bdl_value *v);
/* Whether TEXT is the number of a text of the document at hand, which stays as long. */
bool bdl_folds_stays(const bdl_folds *folds, uint32_t text);
/* Equal folded texts have equal hashes. */
uint64_t bdl_folds_hash(bdl_folds *folds, bdl_arena *scratch, const bdl_value *v);

/* A folded text to be matched. */
typedef struct bdl_reading {
    bdl_str text;
    bdl_signature signature;
} bdl_reading;
/* The reading of a text in its place or in *ROOM, with its NUMBER or 0. */
const bdl_reading *bdl_folds_read(bdl_folds *folds, bdl_arena *scratch, bdl_str text,
                                  uint32_t number, bdl_reading *room);

/* That of the text V; NULL where it has no number by which it is kept. */
const bdl_reading *bdl_folds_numbered(bdl_folds *folds, const bdl_value *v);

/* What is known of a text that has a number. */
typedef struct bdl_numbered {
    bool is_folded, is_signed, is_plain;
    uint32_t plain_number;
    bdl_str plain;
    uint64_t hash; /* 0: not known yet */
    bdl_reading reading;
} bdl_numbered;

enum { BDL_TEXTS_TOGETHER = 8 }; /* a power of two */

/* What is known of whether the text number TEXT of the document at hand meets the
 * patterns number PATTERN: 0 nothing, 1 no, 2 yes. */
enum { BDL_MET_UNKNOWN, BDL_MET_NO, BDL_MET_YES };
typedef struct bdl_known {
    uint32_t ordinal;     /* of the document; of none without a document */
    uint8_t **rows;       /* by pattern: two bits for each text; NULL: nothing is known */
    bdl_numbered **texts; /* by number, some together; NULL: nothing is known of these */
    bdl_numbered **written; /* in rules and tables, the same */
} bdl_known;
/* Where NUMBER, without the ordinal, is among TEXTS or WRITTEN; NULL: nothing is known.
 */
static inline bdl_numbered *bdl_known_at(bdl_numbered **texts, uint32_t number) {
    bdl_numbered *n = texts[number / BDL_TEXTS_TOGETHER];

    return n ? n + number % BDL_TEXTS_TOGETHER : NULL;
}
/* Whether NUMBER is of a text that stands in a rule or a table, and so for good. */
static inline bool bdl_text_is_written(uint32_t number) {
    return number != 0 && number >> 16 == 0;
}
/* The text with NUMBER, which is not 0; NULL: it was not folded yet. */
static inline bdl_numbered *bdl_known_text(const bdl_known *known, uint32_t number) {
    bdl_numbered *n = NULL;

    if (number >> 16 == known->ordinal)
        n = bdl_known_at(known->texts, number & 0xFFFF);
    else if (number >> 16 == 0)
        n = bdl_known_at(known->written, number);
    return n && n->is_folded ? n : NULL;
}
/* Stays as long as FOLDS. */
const bdl_known *bdl_folds_known(const bdl_folds *folds);
static inline int bdl_known_get(const bdl_known *known, uint32_t text, uint32_t pattern) {
    const uint8_t *row;

    if (text >> 16 != known->ordinal)
        return BDL_MET_UNKNOWN;
    row = known->rows[pattern];
    text &= 0xFFFF;
    return row ? row[text / 4] >> text % 4 * 2 & 3 : BDL_MET_UNKNOWN;
}
void bdl_folds_set_known(bdl_folds *folds, uint32_t text, uint32_t pattern, bool met);
/* The same where KNOWN is that of FOLDS: most patterns were asked of other texts. */
static inline void bdl_known_set(bdl_folds *folds, const bdl_known *known, uint32_t text,
                                 uint32_t pattern, bool met) {
    uint8_t *row = text >> 16 == known->ordinal ? known->rows[pattern] : NULL;

    if (row)
        row[(text & 0xFFFF) / 4] |=
            (uint8_t)((met ? BDL_MET_YES : BDL_MET_NO) << text % 4 * 2);
    else
        bdl_folds_set_known(folds, text, pattern, met);
}

#endif
