/* printer.h - what the files of the printer share. */
#ifndef BDL_LANG_PRINTER_H
#define BDL_LANG_PRINTER_H

#include "base/text.h"
#include "lang/print.h"

/* Lines are broken where they would be wider, in display columns. */
enum { BDL_PRINT_WIDTH = 140, BDL_PRINT_INDENT = 4 };

/* How firmly operators bind; an operand that binds less firmly stands in parentheses. */
typedef enum bdl_bind {
    BDL_BIND_LOOSE, /* if every some for */
    BDL_BIND_OR,
    BDL_BIND_AND,
    BDL_BIND_NOT,
    BDL_BIND_COMPARE,
    BDL_BIND_COALESCE,
    BDL_BIND_SUM,
    BDL_BIND_PRODUCT,
    BDL_BIND_NEGATE,
    BDL_BIND_TIGHT,
} bdl_bind;

typedef struct bdl_printer {
    bdl_buf *out;
    const bdl_file *file; /* comments come from here; NULL: none */
    size_t comment;       /* the next one */
    size_t line;          /* offset in out of the line being written */
    size_t indent;        /* blanks before it */
    uint32_t at;          /* the source has been printed up to here */
} bdl_printer;

/* ---- print_expr.c ---- */
bdl_bind bdl_bind_of(const bdl_expr *expr);
const char *bdl_op_text(bdl_op op);
void bdl_print_regular(bdl_buf *out, bdl_str text, bdl_str flags);
void bdl_print_patterns(bdl_buf *out, const bdl_file *file, const bdl_patterns *patterns);
/* The text WORD, quotes and all, as FILE has it; quoted anew where there is no place. */
void bdl_print_text(bdl_buf *out, const bdl_file *file, bdl_word word);
void bdl_print_words(bdl_buf *out, const bdl_words *words, const char *between);

/* ---- print_layout.c ---- */
void bdl_printer_str(bdl_printer *p, bdl_str text);
void bdl_printer_z(bdl_printer *p, const char *text);
/* For a text that is put together first, in the arena of the output; prints it. */
bdl_buf bdl_printer_scratch(const bdl_printer *p);
void bdl_printer_buf(bdl_printer *p, const bdl_buf *text);
/* Ends the line and begins the next with the indent. */
void bdl_printer_newline(bdl_printer *p);
/* Whether TEXT still fits on the line. */
bool bdl_printer_fits(const bdl_printer *p, bdl_str text);
/* EXPR, over several lines where one is too short. */
void bdl_printer_expr(bdl_printer *p, const bdl_expr *expr);
/* Before what stands at SPAN: comments above it, and an empty line where there was one.
 * The line must be empty so far. */
void bdl_printer_before(bdl_printer *p, bdl_span span);
/* Behind what stands at SPAN: the comment on its line; ends the line. */
void bdl_printer_after(bdl_printer *p, bdl_span span);
/* Before the end of a body at byte END: the comments that are left in it. */
void bdl_printer_rest(bdl_printer *p, uint32_t end);

/* ---- print_form.c ---- */
void bdl_printer_form_clauses(bdl_printer *p, const bdl_file *file,
                              const bdl_form_clause *const *clauses, size_t count);

/* ---- print_rule.c ---- */
void bdl_printer_rule(bdl_printer *p, const bdl_item *item);
void bdl_printer_duty(bdl_printer *p, const bdl_item *item);

#endif
