/* json_read.h - JSON read whole into an arena: for reports of earlier runs. */
#ifndef BDL_BASE_JSON_READ_H
#define BDL_BASE_JSON_READ_H

#include "base/arena.h"

typedef enum bdl_json_kind {
    BDL_JSON_NULL,
    BDL_JSON_FALSE,
    BDL_JSON_TRUE,
    BDL_JSON_NUMBER,
    BDL_JSON_STRING,
    BDL_JSON_ARRAY,
    BDL_JSON_OBJECT,
} bdl_json_kind;

typedef struct bdl_json_value {
    bdl_json_kind kind;
    bdl_str key;  /* in an object */
    bdl_str text; /* of a string, decoded; of a number, as written */
    struct bdl_json_value *first, *next; /* elements or members, in their order */
} bdl_json_value;

/* Reads one value from TEXT, which may be followed by white space only. NULL with *ERROR
 * ("line 3: a comma or ] is missing") when it is not JSON. Numbers are not converted. */
const bdl_json_value *bdl_json_read(bdl_arena *arena, bdl_str text, bdl_str *error);

/* The member KEY (the first of that name) of an object; NULL when VALUE is no object or
 * has none. */
const bdl_json_value *bdl_json_member(const bdl_json_value *value, const char *key);
/* Its text when it is a string or a number, else "". */
bdl_str bdl_json_member_text(const bdl_json_value *value, const char *key);
bool bdl_json_member_is_true(const bdl_json_value *value, const char *key);

#endif
