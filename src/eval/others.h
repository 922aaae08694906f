/* others.h - the documents of a run as the rules meet them while one is checked: packed,
 * each unpacked when a field of it is first read, until the next document is checked. */
#ifndef BDL_EVAL_OTHERS_H
#define BDL_EVAL_OTHERS_H

#include "eval/outcome.h"

typedef struct bdl_others bdl_others;

/* In ARENA, for one evaluator; CORPUS is not copied. */
bdl_others *bdl_others_new(bdl_arena *arena, const bdl_schema *schema,
                           const bdl_corpus *corpus);
void bdl_others_free(bdl_others *others);
/* The list `corpus` while DOCUMENT, the one at OWN, is checked. */
const bdl_list *bdl_others_begin(bdl_others *others, size_t own, bdl_record *document);

/* Packs again what was unpacked. */
void bdl_others_forget(bdl_others *others);

/* From one to the other documents are unpacked only to be looked at in passing: they are
 * forgotten at the end, and nothing of them may be kept. */
size_t bdl_others_begin_passing(bdl_others *others);
void bdl_others_end_passing(bdl_others *others, size_t mark);

/* Makes the lines of the document that MODEL is of, if it is one of OTHERS. */
void bdl_others_quote(bdl_others *others, const bdl_model *model);

/* Unpacks a document; gives its slots. */
bdl_value **bdl_other_open(const bdl_record *document);
/* The slots of any record. Who gets at a record otherwise than by an element of `corpus`
 * may read them from the record. */
static inline bdl_value **bdl_slots_of(const bdl_record *record) {
    return record->slots ? record->slots : bdl_other_open(record);
}

#endif
