/* figures.h - every figure that the forms read in a document. */
#ifndef BDL_EVAL_FIGURES_H
#define BDL_EVAL_FIGURES_H

#include "model/model.h"

/* Calls TOLD for each figure of MODEL, once, in the order of the document: down the
 * fields in which records live, not along what only mentions them. */
void bdl_figures_each(const bdl_model *model,
                      void (*told)(void *ctx, bdl_record *record, int slot), void *ctx);
/* A figure as a report shows it. */
typedef struct bdl_figure_seen {
    bdl_str name;    /* path as people write it: expenditure.rows[3].basic */
    bdl_str label;   /* the Chinese name of its column or field */
    bdl_str row;     /* what the row is called: a code, a name; may be empty */
    bdl_str value;   /* exact decimal in `unit` */
    bdl_str unit;    /* 万元, %, "" */
    bdl_str printed; /* as printed in the document */
    bdl_place place;
    bool is_money; /* then FEN is the amount in 分, exact */
    long long fen;
} bdl_figure_seen;

/* The figure in SLOT of RECORD; its texts in ARENA or the document. */
bdl_figure_seen bdl_figure_seen_at(bdl_arena *arena, const bdl_record *record, int slot);

#endif
