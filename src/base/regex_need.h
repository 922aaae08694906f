/* regex_need.h - what a text must hold for a regular expression to meet it, told from the
 * pattern: a text without any of these pieces need not be searched. Internal to regex.c.
 */
#ifndef BDL_BASE_REGEX_NEED_H
#define BDL_BASE_REGEX_NEED_H

#include "base/regex.h"
#include "base/regex_pieces.h"

/* A piece that a text may have to hold. */
typedef struct bdl_piece {
    bdl_str text;
    bdl_signature signature;
    size_t word; /* of the signature: the first that says something */
} bdl_piece;

/* What a text must hold to be met, ready to be asked. */
typedef struct bdl_needs {
    struct bdl_needs *also; /* what it must hold besides; NULL: nothing */
    size_t count;
    bdl_pieces *many;   /* the pieces where they are many, else NULL */
    bool twice;         /* two characters of it stand twice */
    bool is_all;        /* whoever holds one of the pieces is met */
    bool begins;        /* every match begins with one of MANY */
    bdl_signature any;  /* one bit of each piece */
    bdl_piece pieces[]; /* one of which every match holds; none: nothing is known */
} bdl_needs;

/* Whether C, behind a part of a pattern, says how often it is to be met. */
static inline bool bdl_begins_quantity(char c) {
    return c == '*' || c == '+' || c == '?' || c == '{';
}

/* Whether a text with signature THERE may hold P: one word tells most that it lacks. */
static inline bool bdl_piece_may_be_in(const bdl_piece *p, const bdl_signature *there) {
    return (p->signature.bits[p->word] & ~there->bits[p->word]) == 0 &&
           bdl_signature_holds(there, &p->signature);
}

/* The same of one of the pieces of NEEDS, or of none where nothing is known. */
static inline bool bdl_needs_one_in(const bdl_needs *needs, const bdl_signature *there) {
    if (needs->count > 1 && !bdl_signatures_meet(&needs->any, there))
        return false;
    for (size_t i = 0; i < needs->count; i++)
        if (bdl_piece_may_be_in(&needs->pieces[i], there))
            return true;
    return needs->count == 0;
}

/* PATTERN has to live as long. */
bdl_needs *bdl_needs_new(bdl_str pattern, unsigned flags);
void bdl_needs_free(bdl_needs *needs);

#endif
