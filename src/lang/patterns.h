/* patterns.h - between patterns.c and patterns_text.c: the text of a regular expression
 * as PCRE2 will read it. */
#ifndef BDL_LANG_PATTERNS_H
#define BDL_LANG_PATTERNS_H

#include <stdatomic.h>

#include "lang/checker.h"

/* How the groups of {name:…} are called; a number follows. */
#define BDL_PATTERN_GROUP "bdl_"
typedef struct bdl_group_name {
    char text[sizeof BDL_PATTERN_GROUP + 20];
} bdl_group_name;
bdl_str bdl_pattern_group(bdl_group_name *room, size_t number);

typedef struct bdl_pattern_name {
    bdl_str name;
    bdl_type type;
    bdl_span span;
} bdl_pattern_name;

/* Where bytes of TRIAL come from, to the next such stretch: AT in the file, and, when
 * they were copied, a byte further for each. */
typedef struct bdl_pattern_origin {
    uint32_t from, at;
    bool copied;
} bdl_pattern_origin;

typedef struct bdl_pattern_text {
    bdl_str text;  /* without what is put in later */
    bdl_str trial; /* the same with something in its place, to be tried */
    BDL_VEC(bdl_pattern_origin) origins; /* none where the checker is muted */
    size_t end;                          /* place in the file of the end of the pattern */
    BDL_VEC(bdl_pattern_name) names;     /* in the order of their groups */
    BDL_VEC(bdl_insert) inserts;
    bool has_unnamed;  /* a {type} without a name */
    bdl_str anonymous; /* bdl_pattern_env.anonymous: what it is bound to */
} bdl_pattern_text;

/* Stands in TRIAL for what is put in later: it needs nothing of a text. */
#define BDL_PATTERN_ANYTHING "(?:.)"

/* Behind `{name:` stands WORD and no more, a pattern as any other: lint tells one that is
 * nearly a type, as in {amount:monney}. */
void bdl_pattern_check_word(const bdl_pattern_env *env, bdl_str word, bdl_span span);

/* Lint tells {money}万元 and {percent}%: a figure of that TYPE has its unit; REST stands
 * behind it. */
void bdl_pattern_check_unit(const bdl_pattern_env *env, const bdl_type_word *type,
                            bdl_str rest, bdl_span span);

/* False when a mistake was reported. */
bool bdl_pattern_text_make(const bdl_pattern_env *env, const bdl_pattern_node *node,
                           const bdl_pattern_alt *alt, bdl_pattern_text *out);

/* Whether a group of TEXT has a name or is spoken of: \1, \k<name>, (?1). If not, they
 * need no numbers, and TEXT can become part of another pattern. */
bool bdl_pattern_speaks_of_groups(bdl_str text);

/* The table of which EXPR, which is checked, is a column of texts or patterns; else NULL.
 */
const bdl_table_item *bdl_pattern_table(const bdl_expr *expr);

/* Puts into TEXT, that of ALT, what is checked and known already: columns of a table, as
 * alternatives. False: there was none. */
bool bdl_pattern_put_tables(const bdl_pattern_env *env, const bdl_pattern_node *node,
                            const bdl_pattern_alt *alt, bdl_pattern_text *text);

/* A regular expression without a mistake, before its names are bound: what can be made of
 * it where nothing but its file is known. */
typedef struct bdl_pattern_ready {
    bdl_regex *regex;
    const bdl_pattern_text *text; /* NULL, as of most: it names nothing, nothing is put
                                     in, and it is what REGEX was made of */
} bdl_pattern_ready;

/* Where it is written, and it once somebody made it: several threads may. */
typedef struct bdl_pattern_later {
    const bdl_file *file;
    struct bdl_pattern_later *before; /* of the file */
    const bdl_str *anonymous; /* what a type without a name binds; NULL: nothing */
    bdl_span span;
    _Atomic(const bdl_pattern_ready *) ready;
} bdl_pattern_later;

/* What LATER became; made in ARENA unless it was. NULL for one with a mistake. */
const bdl_pattern_ready *bdl_pattern_prepare(bdl_arena *arena, bdl_pattern_later *later);

/* Puts what stands between the slashes of TOKEN, and the flags behind, into NODE. */
void bdl_pattern_part(bdl_str token, bdl_pattern_node *node);

/* lint_regex.c: whether the regular expression of ALT can be seen to match nothing. */
bool bdl_pattern_never(bdl_arena *arena, const bdl_pattern_alt *alt);

#endif
