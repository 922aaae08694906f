/* culprit.h - one wrong figure behind several findings: the figure that takes part in
 * most failed relations and in no passed one, or a table that slipped (slip.h). */
#ifndef BDL_EVAL_CULPRIT_H
#define BDL_EVAL_CULPRIT_H

#include "eval/slip.h"

/* The figures of findings, by record and slot. Lives in the document's arena. */
typedef struct bdl_culprits bdl_culprits;

bdl_culprits *bdl_culprits_new(bdl_arena *arena);
/* Finding NUMBER came of FAILURE. */
void bdl_culprits_add(bdl_eval *e, bdl_culprits *culprits, size_t number,
                      const bdl_failure *failure);
/* Moves what FROM says of the findings from BEGIN to before END, which are called NUMBER
 * and so on in CULPRITS; what it says of those before was moved. */
void bdl_culprits_move(bdl_culprits *culprits, bdl_culprits *from, size_t begin,
                       size_t end, size_t number);
/* Whether some figure stands behind two findings, so that a second pass pays. */
bool bdl_culprits_any(bdl_culprits *culprits);
/* The fields that such figures stand in, but for those that are cleared. */
bdl_reads bdl_culprits_fields(const bdl_culprits *culprits);
/* In the second pass, on any thread: X passed, so the figures it holds to be equal, or to
 * be what it says, are cleared. */
void bdl_culprits_passed(bdl_eval *e, const bdl_expr *x);
/* Whether X could clear a figure if it passed. */
bool bdl_culprits_may_clear(const bdl_expr *x);
/* Behind the last of CLAUSES that could: the second pass needs no more of them. */
size_t bdl_culprits_end(const bdl_clauses *clauses);
/* Numbers the findings that a table, a figure, an amount in another column (crossed.h) or
 * a habit (habit.h) explains and says why. */
void bdl_culprits_group(bdl_culprits *culprits, bdl_doc_result *result);

#endif
