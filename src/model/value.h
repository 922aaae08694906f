/* value.h - a value: what a field of the model holds and what an expression gives. */
#ifndef BDL_MODEL_VALUE_H
#define BDL_MODEL_VALUE_H

#include <stddef.h>

#include "block/block.h"
#include "model/type.h"

typedef enum __attribute__((packed)) bdl_state {
    BDL_PRESENT,
    BDL_BLANK,      /* the cell is there and empty: "" as text, zero as a figure */
    BDL_MISSING,    /* the document does not have it */
    BDL_UNREADABLE, /* text where the form wants a figure; missing for the rules */
    BDL_AMBIGUOUS,  /* several readings; missing for the rules */
    BDL_FAILED,     /* the evaluator met a limit, an overflow or a division by zero */
} bdl_state;

typedef struct bdl_value bdl_value;
typedef struct bdl_record bdl_record;
typedef struct bdl_long_list bdl_long_list;

/* Elements in order. A missing list is a value of kind LIST with state BDL_MISSING. Those
 * that rules pick from lists of a large document are many: a list made of them points to
 * where they stand. */
typedef struct bdl_list {
    bdl_value *items; /* NULL: PICKED, or made when asked for, see LATER */
    const bdl_value *const *picked;
    size_t count;
    bdl_long_list *later; /* the rows of a long table (long.h); NULL: none */
    const bdl_value *key; /* g.key of a group of `for g in L by E`; NULL otherwise */
} bdl_list;

typedef enum bdl_comparator {
    BDL_CMP_NONE,
    BDL_CMP_EQ,
    BDL_CMP_GE,
    BDL_CMP_LE,
    BDL_CMP_GT,
    BDL_CMP_LT,
    BDL_CMP_RANGE
} bdl_comparator;

/* Where a value was read. There are many of them: what most values of a document share
 * is behind a pointer, and that of a text in a record stands where a figure has its
 * number (see bdl_value). */
typedef struct bdl_origin {
    uint32_t line, column, length, page; /* see bdl_place */
    const struct bdl_source_of *of;
} bdl_origin;

typedef struct bdl_source_of {
    const struct bdl_model *model; /* the document */
    const bdl_cell_name *name;     /* of the place */
    const struct bdl_piece *piece; /* of what a pattern bound; else NULL */
    bool at_home; /* the origin is READ of a text, else that of a bdl_printed */
} bdl_source_of;

/* The origin of what is no text at home. */
typedef struct bdl_printed {
    bdl_origin origin;
    bdl_str text; /* as printed, white space of wrapping dropped */
} bdl_printed;

static inline bdl_place bdl_origin_place(const bdl_origin *origin) {
    return (bdl_place){origin->line, origin->column, origin->length, origin->page,
                       origin->of->name};
}

/* Where in another text a pattern bound a piece of it. */
typedef struct bdl_piece {
    const bdl_origin *whole; /* the text that PRINTED is a slice of, which begins at its
                                place */
    bdl_str bound;           /* the piece; what was made of it has another text */
} bdl_piece;

/* The number of a text is the ordinal of its document in the run (0: it stands in rules
 * or tables), shifted by 16 bits, and a number from 1 on. */
enum { BDL_MOST_TEXT_NUMBERS = 0xFFFF };

/* A document has a value for each of its cells: what only figures have and what only
 * texts have shares its room, and nothing is left free before it. */
#define BDL_CLOSE __attribute__((packed, aligned(4)))
struct bdl_value {
    bdl_kind kind;
    bdl_state state;
    bool rounded : 1; /* BDL_BOOLEAN from ==: true only within the half-widths */
    bool is_home : 1; /* it, or what it is a copy of, has its origin in READ */
    int8_t places;    /* computed figures: decimals to show in `unit`, the most of
                         its parts; 0: those of `text` */
    union {
        struct BDL_CLOSE {
            bdl_dec number; /* PRESENT and BLANK figures: money in 元, percent as the
                               fraction */
            char unused[3];
            union {                   /* but for texts */
                const bdl_unit *unit; /* figures; NULL: none; see bdl_value_unit */
                bool boolean;
                bdl_date date;
                const struct bdl_target *target;
                const struct bdl_pattern *pattern;
                const bdl_list *list;
                bdl_record *record;
            } as;
        };
        struct BDL_CLOSE {
            uint32_t
                text_number; /* BDL_TEXT of a model or written in rules and tables:
                                equal texts of one document have one number, different
                                ones never; see BDL_MOST_TEXT_NUMBERS; 0: none */
            bdl_origin read; /* of a text at home: what ORIGIN points to */
        };
        struct BDL_CLOSE {
            uint32_t no_number;
            bdl_str
                reason; /* of all that is neither present nor blank: what is missing and
                           where it was looked for; may be empty; bdl_value_reason */
            void *no_more;
        };
    };
    const bdl_dec *half; /* figures: half-width of the interval, > 0, same unit; NULL:
                            it is exact; see bdl_value_half */
    bdl_str text;        /* BDL_TEXT: the value; of anything read: as printed */
    const bdl_origin *origin; /* NULL for what was computed or written in a rule */
};

/* What an indicator value states: 满意度 "≥98%" is GE, 0.98 in %. */
typedef struct bdl_target {
    bdl_comparator comparator; /* BDL_CMP_NONE: a bare value */
    bdl_value bound;           /* figure or date; of a range the lower one */
    bdl_value high;            /* of a range */
    bdl_str rest;              /* what stood around it (按计划完成) */
} bdl_target;

/* A node of the model. SLOTS has type->fields.count values; those that are missing
 * without a reason, blank texts and small numbers of elements are one for all records:
 * write by bdl_slot_own. The value of a holder is one for all that it holds. The line of
 * a record and its place in its list are in no slot, but for what was read as such:
 * bdl_told is there, and bdl_slot_get tells them. */
struct bdl_record {
    const struct bdl_rectype *type;
    bdl_value **slots;
    bdl_record *holder; /* the record it belongs to; NULL for the document */
    bdl_value *self;    /* the record as the holder of others; NULL: of none yet */
    const struct bdl_model *model;
    bdl_place place;
    size_t index; /* its place in its list, from 1 */
};

/* Stands in a slot whose value its record tells; of no kind, and missing. */
extern const bdl_value bdl_told;
bdl_value bdl_slot_tell(const bdl_record *record, size_t slot);
/* The value of SLOT of RECORD, which has slots. */
static inline bdl_value bdl_slot_get(const bdl_record *record, size_t slot) {
    const bdl_value *v = record->slots[slot];

    return v == &bdl_told ? bdl_slot_tell(record, slot) : *v;
}

/* What of V a pattern bound; NULL: nothing is known of that. */
static inline const bdl_piece *bdl_value_piece(const bdl_value *v) {
    return v->origin ? v->origin->of->piece : NULL;
}
static inline bool bdl_value_is_known(const bdl_value *v) {
    return v->state == BDL_PRESENT || v->state == BDL_BLANK;
}
/* What V, a text, says: nothing when it is blank. */
static inline bdl_str bdl_value_said(const bdl_value *v) {
    return v->state == BDL_BLANK ? BDL_STR("") : v->text;
}
/* UNIT in powers of ten: 4 of 万元, -2 of %. */
static inline int bdl_unit_power(const bdl_unit *unit) {
    return unit->percent ? -2 : unit->scale;
}
/* What the figure V is counted in: a bare number where it has no unit. */
static inline const bdl_unit *bdl_value_unit(const bdl_value *v) {
    return bdl_kind_is_figure(v->kind) && v->as.unit ? v->as.unit : &bdl_unit_none;
}
/* The number of a text; 0: it has none, or V is something else. */
static inline uint32_t bdl_text_number(const bdl_value *v) {
    return v->kind == BDL_TEXT ? v->text_number : 0;
}
/* Half of the width of the interval that V, a figure, stands for. */
static inline bdl_dec bdl_value_half(const bdl_value *v) {
    return v->half ? *v->half : bdl_dec_int(0);
}
/* HALF to live as long as ARENA; NULL of 0. */
const bdl_dec *bdl_half_keep(bdl_arena *arena, bdl_dec half);
/* Half of the last of PLACES decimals, times 10^POWER; NULL where that is out of reach.
 */
const bdl_dec *bdl_half_of_place(int places, int power);
/* What was read at ORIGIN, as printed. */
static inline bdl_str bdl_origin_printed(const bdl_origin *origin) {
    if (!origin->of->at_home)
        return ((const bdl_printed *)origin)->text;
    return ((const bdl_value *)((uintptr_t)origin - offsetof(bdl_value, read)))->text;
}
/* A place for what was printed as TEXT. */
const bdl_origin *bdl_origin_new(bdl_arena *arena, bdl_origin origin, bdl_str text);
/* Why V is not known; empty where it is. */
static inline bdl_str bdl_value_reason(const bdl_value *v) {
    return bdl_value_is_known(v) ? (bdl_str){0} : v->reason;
}
/* Says that RECORD belongs to HOLDER; to be called again when that changes. */
void bdl_record_set_holder(bdl_arena *arena, bdl_record *record, bdl_record *holder);
/* Says that RECORD stands in the line of its place, which has one; that it is element
 * INDEX, from 1 on, of its list. */
void bdl_record_tell_line(bdl_record *record);
void bdl_record_tell_index(bdl_record *record, size_t index);
/* Gives RECORD its slots, all missing. */
void bdl_slots_begin(bdl_arena *arena, bdl_record *record);
/* V, a text, as read and printed so at ORIGIN, of which OF says that it is at home, with
 * room in ARENA for both of them: where the value of a slot is to be if it is put into
 * one. */
bdl_value bdl_value_home(bdl_arena *arena, bdl_value v, bdl_origin origin);
/* A text that is at home where it is made. */
bdl_value *bdl_text_home(bdl_arena *arena, bdl_str text, bdl_origin origin);
/* Puts V into SLOT. */
void bdl_slot_set(bdl_arena *arena, bdl_record *record, size_t slot, const bdl_value *v);
/* The value of SLOT, to be written to. */
bdl_value *bdl_slot_own(bdl_arena *arena, bdl_record *record, size_t slot);

bdl_value bdl_value_missing(bdl_kind kind, bdl_str reason);
bdl_value bdl_value_text(bdl_str text);
bdl_value bdl_value_bool(bool b);
bdl_value bdl_value_number(bdl_dec number);
bdl_value bdl_value_list(const bdl_list *list);
/* Element I (from 0) of a list whose elements are made. */
static inline const bdl_value *bdl_list_element(const bdl_list *list, size_t i) {
    return list->items ? &list->items[i] : list->picked[i];
}
bdl_value bdl_value_record(bdl_record *record);

/* As a message prints it: 10.00万元, 98%, （空）, （缺）, a list
 * joined with 、. */
bdl_str bdl_value_print(bdl_arena *arena, const bdl_value *value);

#endif
