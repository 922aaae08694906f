/* trace.h - what an expression read, taken down while it is asked once more: on this a
 * finding rests. */
#ifndef BDL_EVAL_TRACE_H
#define BDL_EVAL_TRACE_H

#include "eval/outcome.h"
#include "lang/ast.h"

/* One figure or text of the model that was read while an expression was traced. */
typedef struct bdl_seen {
    const bdl_record *record; /* NULL: a value of a list, named by `name` */
    int slot;                 /* -1: the record itself */
    bdl_value value;          /* a piece of the field when a pattern found it there */
    bdl_str name;             /* or that of its list, see bdl_seen_name */
    uint32_t nth;             /* of an element of a list: its number; else 0 */
    bdl_str label; /* of a value of a list: what people call it; may be empty */
    const struct bdl_chosen *chosen; /* by which of its fields; NULL: by none */
    bool is_listed;                  /* of a list that a condition is about */
    bool is_inner; /* read only to make a list, a text or a condition of it */
} bdl_seen;

enum { BDL_TRACE_WORDS = 8 };
typedef struct bdl_trace {
    bdl_arena *arena;
    BDL_VEC(bdl_seen) seen;
    uint64_t met[BDL_TRACE_WORDS]; /* of what was ever added one bit each, or the same */
    int muted;                     /* > 0: in a condition that only chooses */
    int inner;                     /* > 0: in a `let` or a definition that is no figure */
    bool lost;                     /* there was no room for something */
    bool has_inner;           /* some of what was seen was so when it was first seen */
    bool reckons;             /* what a list has is a part of what is reckoned from it */
    bool negated;             /* below a `not`: what a pattern meets is what is wrong */
    const bdl_origin *wanted; /* NULL: all, else only what stands there is taken down */
    bool is_again;            /* what decided is looked at once more */
} bdl_trace;

/* What is read between BY 1 and BY -1 only chooses. TRACE may be NULL: nobody watches. */
static inline void bdl_trace_mute(bdl_trace *trace, int by) {
    if (trace)
        trace->muted += by;
}

/* Whether nothing that comes now can change TRACE, but that it was lost. */
bool bdl_trace_is_full(const bdl_trace *trace);
void bdl_trace_add(bdl_trace *trace, const bdl_record *record, int slot,
                   const bdl_value *value);
/* VALUE stands in no record of the document: rules say NAME, people LABEL. */
void bdl_trace_made(bdl_trace *trace, const bdl_value *value, bdl_str name,
                    bdl_str label);
bdl_seen *bdl_trace_find(const bdl_trace *trace, const bdl_seen *seen);
/* What rules call it: of most that is seen nobody asks that. */
bdl_str bdl_seen_name(bdl_arena *arena, const bdl_seen *seen);
/* What comes now makes a value of KIND, BEGINS or ends: of what is no figure the parts
 * are inner. */
void bdl_trace_inner(bdl_eval *e, bdl_kind kind, bool begins);
/* What was seen of V as a whole is no part of it; nor are, where a figure is reckoned,
 * the elements of V, a list. */
void bdl_trace_whole(bdl_eval *e, const bdl_value *v);
/* The elements of a list that a condition is about. */
void bdl_trace_elements(bdl_eval *e, const bdl_value *list, const bdl_expr *x);
/* Of the elements of LIST seen from FROM on, KEPT decided: the others are forgotten.
 * False when KEPT was not seen, as the trace had no room for it. */
bool bdl_trace_keep(bdl_trace *trace, size_t from, const bdl_list *list,
                    const bdl_value *kept);
/* VALUE was found in the text TEXT gives, under NAME. */
void bdl_trace_piece(bdl_eval *e, const bdl_expr *text, const bdl_value *value,
                     bdl_str name);
/* Of the text from WHOLE, PIECE is what matters. */
void bdl_trace_narrow(bdl_trace *trace, const bdl_origin *whole, const bdl_value *piece);

#endif
