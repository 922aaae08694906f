/* diag.h - diagnostics as data: what is wrong with a rule file or a command, where. */
#ifndef BDL_BASE_DIAG_H
#define BDL_BASE_DIAG_H

#include <stdio.h>

#include "base/source.h"

typedef enum bdl_severity { BDL_INFO, BDL_WARNING, BDL_ERROR } bdl_severity;

typedef struct bdl_diags bdl_diags;

/* One more place with its own words ("the first one is here"). */
typedef struct bdl_note {
    const bdl_source *source;
    bdl_span span;
    bdl_str message;
} bdl_note;

typedef struct bdl_diag {
    const char *id; /* "E2001" */
    bdl_severity severity;
    bdl_str message;
    const bdl_source *source; /* NULL: no place */
    bdl_span span;
    bdl_note note; /* note.message empty: none */
    bdl_str hint;  /* what would be right; may be empty */
} bdl_diag;

/* Collects reports; the texts live in its own arena. At most BDL_MAX_DIAGS are kept, the
 * rest counted. */
bdl_diags *bdl_diags_new(void);
void bdl_diags_free(bdl_diags *diags);
/* Frees ARENA with DIAGS: it holds sources that reports point to. */
void bdl_diags_keep(bdl_diags *diags, bdl_arena *arena);
size_t bdl_diags_count(const bdl_diags *diags);
/* Errors, those that were not kept included. */
size_t bdl_diags_errors(const bdl_diags *diags);
/* Reports that were not kept. */
size_t bdl_diags_dropped(const bdl_diags *diags);
const bdl_diag *bdl_diags_at(const bdl_diags *diags, size_t i);
/* Sorts by source (order of first report) and place. */
void bdl_diags_sort(bdl_diags *diags);

/* Reports a message of base/messages.h: bdl_report(diags, source, span, BDL_MSG_X, ...).
 * BDL_MSG_X expands to id, severity, format. */
void bdl_report(bdl_diags *diags, const bdl_source *source, bdl_span span, const char *id,
                bdl_severity severity, const char *format, ...)
    __attribute__((format(printf, 6, 7)));
/* Adds to the last report. */
void bdl_report_note(bdl_diags *diags, const bdl_source *source, bdl_span span,
                     const char *format, ...) __attribute__((format(printf, 4, 5)));
void bdl_report_hint(bdl_diags *diags, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Prints one: file:line:column, the source line, a caret range under it in display
 * columns (wide characters count two), the note, the hint. COLOR uses ANSI colours. */
void bdl_diag_print(FILE *out, const bdl_diag *diag, bool color);

/* The source line of SPAN (cut round the place when it is long) and the carets under it,
 * each behind a gutter with the line number. */
void bdl_excerpt_print(FILE *out, const bdl_source *source, bdl_span span, bool color);

#endif
