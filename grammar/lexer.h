/* lexer.h - what the files of the scanner share: scan.l and plain.c cut the words,
 * follow.c knows which may come where. */
#ifndef BDL_GRAMMAR_LEXER_H
#define BDL_GRAMMAR_LEXER_H

#include "lang/lex.h"

#include "base/limits.h"
#include "base/messages.h"
#include "grammar/parse.h"

/* What is no token: nothing (go on), or no word of the language. */
enum { BDL_LEX_NONE = -1, BDL_LEX_BAD = -2 };

/* How the next word is to be read; scan.l has a start condition for each. */
typedef enum bdl_lex_mode {
    BDL_LEX_CODE,
    BDL_LEX_PATTERN, /* behind `matches`, `|`: regular expressions and targets */
    BDL_LEX_REGEX,   /* in a form: regular expressions */
    BDL_LEX_DASHES,  /* a name with dashes */
    BDL_LEX_DATE,
    BDL_LEX_UNIT,    /* the name of a unit */
    BDL_LEX_SAY,     /* a message, when a quote follows */
    BDL_LEX_MESSAGE, /* the text of a message */
} bdl_lex_mode;

/* What opened a bracket: ( [ {, and { of the body of a rule or of a clause of a form. */
typedef enum bracket { PAREN, SQUARE, BRACE, BODY } bracket; /* in this order */
/* Names with dashes: one, several behind commas, and whether a comma would continue. */
typedef enum dashes { DASHES_NO, DASHES_ONE, DASHES_LIST, DASHES_COMMA } dashes;
typedef enum saying { SAY_NOTHING, SAY_TEXT, SAY_CODE } saying;

struct bdl_lex {
    bdl_build *build;
    bdl_str text;
    void *scanner;          /* flex's */
    char *copy;             /* of the text: flex writes into it */
    uint32_t begin, next;   /* the last token; what follows it */
    uint32_t bad_end;       /* behind the last character that was reported */
    bool line_start;        /* what is read next is the first of its line */
    bool token_starts_line; /* the last token was */
    bdl_span token, previous;
    int last, before_last; /* numbers of the tokens before */
    int item;              /* the word that began the item, 0 outside */
    dashes list;
    bool in_expr;          /* in a form: behind `where` or `let … =` */
    bool in_part;          /* in a form: a name may still be the Chinese one */
    bool wants_message;    /* behind the `else` of a clause */
    unsigned thens;        /* `then` that wait for their `else` */
    bool skipping;         /* behind a mistake, until brackets are `floor` deep again */
    bool skipping_code;    /* … inside {…} of a message */
    bool again, was_again; /* the last token comes, or came, a second time */
    size_t floor;
    unsigned stray;   /* `{` of other languages, in a rule: their `}` are passed over */
    int held;         /* a token that waits until open bodies are closed, or NONE */
    bool held_inside; /* … or until a body is opened */
    saying saying;    /* in a message: its text, or the code of a {…} */
    size_t say_end, say_depth; /* where it ends; brackets open before its {…} */
    bool say_closed;
    size_t depth;
    unsigned char open[BDL_MAX_NESTING];
    bdl_span open_at[BDL_MAX_NESTING];
    bdl_span open_before; /* the `(` or `[` open before the last token; or empty */
};

/* The next word by itself, the one at lex->next or behind it, or NONE, BAD. (scan.l) */
int bdl_lex_scan(bdl_lex *lex);

/* The end of *TOKEN, which is no name and seems to begin at AT; 0 when that takes flex to
 * tell. It may be another. (plain.c) */
size_t bdl_lex_plain_end(const bdl_lex *lex, size_t at, int *token);

/* The opening quote of a message was read. (follow.c) */
int bdl_lex_open_message(bdl_lex *lex);

static inline bdl_str bdl_lex_text(const bdl_lex *lex) {
    return bdl_str_of(lex->text.data + lex->begin, lex->next - lex->begin);
}

/* AT is no more than two behind a byte of the text. */
static inline int bdl_lex_byte(const bdl_lex *lex, size_t at) {
    return (unsigned char)lex->copy[at];
}

static inline bool bdl_lex_is_block_quote(const bdl_lex *lex, size_t at) {
    return bdl_lex_byte(lex, at) == '"' && bdl_lex_byte(lex, at + 1) == '"' &&
           bdl_lex_byte(lex, at + 2) == '"';
}

/* How it is to be read, where no message is or begins. */
static inline bdl_lex_mode bdl_lex_mode_of_code(const bdl_lex *lex) {
    if (lex->list == DASHES_ONE || lex->list == DASHES_LIST)
        return BDL_LEX_DASHES;
    if (lex->last == T_MATCHES || lex->last == T_BAR)
        return BDL_LEX_PATTERN;
    if (lex->last == T_UNTIL && lex->item == T_WAIVE)
        return BDL_LEX_DATE;
    if (lex->item != T_FORM || lex->in_expr || lex->saying)
        return BDL_LEX_CODE;
    if (lex->last == T_UNIT && !lex->in_part && lex->before_last != T_ENTRY)
        return BDL_LEX_UNIT;
    if (lex->last == T_MONEY && lex->before_last == T_UNIT)
        return BDL_LEX_UNIT;
    return BDL_LEX_REGEX;
}

static inline bdl_lex_mode bdl_lex_mode_of(const bdl_lex *lex) {
    if (lex->saying == SAY_TEXT)
        return BDL_LEX_MESSAGE;
    return lex->wants_message ? BDL_LEX_SAY : bdl_lex_mode_of_code(lex);
}

#endif
