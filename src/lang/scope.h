/* scope.h - the names an expression may use besides fields of the document and what the
 * run declares: locals, and the records iterated whose fields are bare names. */
#ifndef BDL_LANG_SCOPE_H
#define BDL_LANG_SCOPE_H

#include "base/guess.h"
#include "lang/ast.h"

typedef struct bdl_known {
    bdl_str name;  /* empty: only the fields of its record are names */
    bdl_span span; /* where it was given */
    bdl_type type;
    int local;
    bool opens;      /* a record iterated: its fields are bare names */
    bool is_unknown; /* iterated, but of what is not known: a mistake was told */
    bool is_item;    /* the element of a filter */
    bool is_group;   /* of `for … by` */
    bdl_type key;    /* of a group; with key_mixed, of several types: a list of texts */
    bool key_mixed;
    bool from_pattern; /* bound by `matches` */
    int condition;     /* the condition that bound it */
} bdl_known;

typedef BDL_VEC(bdl_known) bdl_knowns;

/* One frame: a rule, a define, or an expression of a form. Zeroed it is empty. */
typedef struct bdl_scope {
    bdl_knowns known;
    int local_count;
    int condition; /* number of the condition at hand */
    int condition_count;
    bool uses_corpus;
} bdl_scope;

/* An empty frame in the ROOM that frames before it left, which is taken; to close it is
 * to give that back. */
bdl_scope bdl_scope_open(bdl_knowns *room);
void bdl_scope_close(bdl_scope *scope, bdl_knowns *room);
int bdl_scope_local(bdl_scope *scope);
void bdl_scope_add(bdl_arena *arena, bdl_scope *scope, bdl_known known);
/* How many are known now; give it to leave to forget those that came later. */
size_t bdl_scope_enter(const bdl_scope *scope);
void bdl_scope_leave(bdl_scope *scope, size_t mark);
/* The local of that name, the latest first; NULL when there is none. */
bdl_known *bdl_scope_find(const bdl_scope *scope, bdl_str name);
/* Whether something is iterated that may have any field. */
bool bdl_scope_is_unknown(const bdl_scope *scope);
/* The innermost record iterated that has a field of that name, and its slot. */
const bdl_known *bdl_scope_field(const bdl_scope *scope, bdl_str name, int *slot);

#endif
