/* sought.h - a text in which patterns are looked for: for `matches` and find(). */
#ifndef BDL_EVAL_SOUGHT_H
#define BDL_EVAL_SOUGHT_H

#include "base/text.h"
#include "eval/machine.h"

/* What alternatives want of the text is made when it is first wanted. It lives as long as
 * the scratch arena. */
typedef struct bdl_sought {
    bdl_eval *e;
    const bdl_origin *origin;
    const bdl_expr *expr; /* what gave it */
    bdl_str raw;
    uint32_t number;           /* of the text */
    const bdl_reading *folded; /* NULL: not made yet */
    bdl_reading room;
    bool target_read, is_mapped;
    bool all; /* where it is met is wanted, not only whether */
    const bdl_target *target;
    bdl_folded map; /* from folded text to raw, made when something is bound; no origin:
                       the text folds to itself */
} bdl_sought;

/* The text V, which is known and which X gave. A piece of another text is looked at where
 * it stands, so that its own pieces are found there too. */
bdl_sought bdl_sought_in(bdl_eval *e, const bdl_value *v, const bdl_expr *x);
/* The text as ALT wants it. */
bdl_str bdl_sought_text(bdl_sought *s, const bdl_pattern_alt *alt);
/* The target that it states, or NULL. */
const bdl_target *bdl_sought_target(bdl_sought *s);

/* The alternative I of PATTERNS as it is to be met; NULL with *WHY when it is not known,
 * of a blank one with *WHY present: nothing meets it. */
const bdl_pattern_alt *bdl_sought_alternative(bdl_eval *e, const bdl_patterns *patterns,
                                              size_t i, bdl_value *why);
/* 1 met (a regular expression's MATCH filled), 0 not, -1 unknown with *WHY. */
int bdl_sought_meets(bdl_sought *s, const bdl_pattern_alt *alt, size_t from,
                     bdl_match *match, bdl_value *why);
/* Whether the text V, which is known and has a number, meets PATTERNS, told by regular
 * expressions and nothing else: most are passed over by its signature. -1: it is not told
 * here, or may be met and where is WANTED. */
int bdl_sought_tell(bdl_eval *e, const bdl_patterns *patterns, const bdl_value *v,
                    bool wanted);

/* What MATCH of ALT binds by BINDING. */
bdl_value bdl_sought_value(bdl_sought *s, const bdl_pattern_alt *alt,
                           const bdl_match *match, const bdl_binding *binding);
/* Whether MATCH binds by binding K of ALT: not by one that is not met where another of
 * its name is, in the other branch. */
bool bdl_sought_binds(const bdl_pattern_alt *alt, const bdl_match *match, size_t k);
/* Says where V stands, what GROUP of MATCH met, as it is printed there. */
void bdl_sought_place(bdl_sought *s, const bdl_pattern_alt *alt, const bdl_match *match,
                      size_t group, bdl_value *v);

/* ---- a search ---- */

/* What find() of EXPR looks for in IN, which is known. */
typedef struct bdl_search {
    const bdl_expr *expr;
    const bdl_value *in;
    bool only_first; /* no more is wanted */
    int slot;        /* the one text that is wanted of each match; -1: a record */
} bdl_search;

bdl_value bdl_search_anew(bdl_eval *e, const bdl_search *search);
/* What it gave when it was made before, where the text stays (define.c). */
bdl_value bdl_search_kept(bdl_eval *e, const bdl_search *search);

#endif
