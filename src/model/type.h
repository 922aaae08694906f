/* type.h - static types, units and dates: shared by forms, rules and values. */
#ifndef BDL_MODEL_TYPE_H
#define BDL_MODEL_TYPE_H

#include "base/decimal.h"

typedef enum __attribute__((packed)) bdl_kind {
    BDL_NONE, /* no type: an error was reported, or the literal `missing` / `[]` of any */
    BDL_NUMBER,   /* a bare number */
    BDL_PERCENT,  /* a number printed as N%; 5% is 0.05 */
    BDL_MONEY,    /* in 元 */
    BDL_QUANTITY, /* a number with any other unit */
    BDL_BOUND, /* a figure whose dimension is known only when it is read: the bound of a
                  target, a placeholder without unit; compared at run time */
    BDL_TEXT,
    BDL_BOOLEAN,
    BDL_DATE,
    BDL_TARGET,
    BDL_PATTERN, /* a regular expression of a table: only `matches` looks at it */
    BDL_LIST,
    BDL_RECORD,
} bdl_kind;

/* A stretch of the name of a unit; LEN 0: unused. */
typedef struct bdl_unit_word {
    uint16_t at, len;
} bdl_unit_word;

/* What a figure is counted in. Zeroed: a bare number. Names live as long as the rules or
 * the document they came from; equal units compare equal by text, not by pointer. */
typedef struct bdl_unit {
    bdl_str name;         /* as printed: 万元, 元/册, %, 项 */
    bdl_unit_word num[2]; /* other units multiplied (项, 册 ...), sorted */
    bdl_unit_word den[2]; /* and divided by */
    int8_t money;         /* power of 元 in the unit: 1 for 万元, 元/册 */
    int8_t
        scale; /* money: printed in 元 * 10^scale (万元: 4, 角: -1); values are in 元 */
    bool percent; /* printed as N%; the value is the fraction */
} bdl_unit;

extern const bdl_unit bdl_unit_none, bdl_unit_yuan, bdl_unit_percent;
/* UNIT to live as long as ARENA, its name as long as it does. */
const bdl_unit *bdl_unit_keep(bdl_arena *arena, const bdl_unit *unit);

/* There are many, in places that have half a word to spare. */
typedef struct __attribute__((packed, aligned(4))) bdl_type {
    bdl_kind kind;
    bool unit_known; /* BDL_QUANTITY: the unit is known statically */
    union {
        const bdl_unit *unit;             /* … and this */
        const struct bdl_type *element;   /* BDL_LIST; NULL: of nothing yet ([]) */
        const struct bdl_rectype *record; /* BDL_RECORD */
    };
} bdl_type;

#define BDL_TYPE(k) ((bdl_type){.kind = (k)})

/* A year, a month or a day; month and day 0 where not said, year 0 where not said
 * (7月31日前). */
typedef struct bdl_date {
    int16_t year;
    int8_t month, day;
} bdl_date;

/* number, percent, money, quantity, bound */
static inline bool bdl_kind_is_figure(bdl_kind k) {
    return k >= BDL_NUMBER && k <= BDL_BOUND;
}
bdl_type bdl_type_list(bdl_arena *arena, bdl_type element);
/* The type of the records that TYPE is, or is a list of; NULL when it is neither. */
const struct bdl_rectype *bdl_type_records(const bdl_type *type);
/* "money", "list of project", "quantity in 元/册": for messages. */
bdl_str bdl_type_name(bdl_arena *arena, bdl_type type);
bool bdl_type_same(bdl_type a, bdl_type b);

/* Reads a unit as printed after a number (folded text): 元 角 分 千元 万元 百万元 亿元 万
 * 亿 % 百分比 百分号 ‰? 项 元/册 ... The empty text is the bare number. False when it is
 * no unit (it holds a character that is neither a letter nor '/' nor a sign of percent).
 */
bool bdl_unit_read(bdl_str text, bdl_unit *out);
/* Whether figures in A and B may be added and compared. */
bool bdl_unit_same_dimension(const bdl_unit *a, const bdl_unit *b);
/* A*B and A/B; false when the result needs more units than we keep. */
bool bdl_unit_multiply(bdl_arena *arena, const bdl_unit *a, const bdl_unit *b,
                       bdl_unit *out);
bool bdl_unit_divide(bdl_arena *arena, const bdl_unit *a, const bdl_unit *b,
                     bdl_unit *out);
bdl_kind bdl_unit_kind(const bdl_unit *unit);

#endif
