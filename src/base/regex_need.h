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
    bdl_signature any;  /* one bit of each piece */
    bdl_piece pieces[]; /* one of which every match holds; none: nothing is known */
} bdl_needs;

/* Whether C, behind a part of a pattern, says how often it is to be met. */
static inline bool bdl_begins_quantity(char c) {
    return c == '*' || c == '+' || c == '?' || c == '{';
}

/* PATTERN has to live as long. */
bdl_needs *bdl_needs_new(bdl_str pattern, unsigned flags);
void bdl_needs_free(bdl_needs *needs);

#endif
