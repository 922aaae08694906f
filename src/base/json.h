/* json.h - a streaming JSON writer, for reports and models. It keeps no tree: what is
 * written goes to the stream at once, and nesting, commas and layout are its work. */
#ifndef BDL_BASE_JSON_H
#define BDL_BASE_JSON_H

#include <stdio.h>

#include "base/decimal.h"

typedef struct bdl_json bdl_json;

/* A writer on OUT, which stays the caller's. PRETTY: a line for each value, indented by
 * two blanks; otherwise no white space at all. A line end follows each top-level value,
 * so several of them in a row are NDJSON when not pretty. */
bdl_json *bdl_json_open(FILE *out, bool pretty);
/* Ends the writer; all that was begun must have been ended (an assertion). False when the
 * stream met an error. Accepts NULL. */
bool bdl_json_close(bdl_json *json);

/* Begins an object or an array as the next value; bdl_json_end ends the innermost. The
 * flat ones stand on one line, with all they hold, when pretty. */
void bdl_json_object(bdl_json *json);
void bdl_json_array(bdl_json *json);
void bdl_json_flat_object(bdl_json *json);
void bdl_json_flat_array(bdl_json *json);
void bdl_json_end(bdl_json *json);

/* The key of the next value; in an object each value needs one. */
void bdl_json_key(bdl_json *json, bdl_str key);

/* Values. Text is escaped; what is not valid UTF-8 becomes U+FFFD. */
void bdl_json_str(bdl_json *json, bdl_str text);
void bdl_json_int(bdl_json *json, long long number);
void bdl_json_bool(bdl_json *json, bool truth);
void bdl_json_null(bdl_json *json);

/* Key and value in one call: bdl_json_put_str(json, "rule", name). */
void bdl_json_put_object(bdl_json *json, const char *key);
void bdl_json_put_array(bdl_json *json, const char *key);
void bdl_json_put_str(bdl_json *json, const char *key, bdl_str text);
/* Empty text is written as null. */
void bdl_json_put_opt(bdl_json *json, const char *key, bdl_str text);
void bdl_json_put_int(bdl_json *json, const char *key, long long number);
/* 0 is written as null: for lines, columns and pages that are not there. */
void bdl_json_put_nonzero(bdl_json *json, const char *key, long long number);
void bdl_json_put_bool(bdl_json *json, const char *key, bool truth);
void bdl_json_put_null(bdl_json *json, const char *key);
/* The decimal is written as a string. */
void bdl_json_put_dec(bdl_json *json, const char *key, bdl_dec number);

#endif
