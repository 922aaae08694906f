/* follow.c - which words may come: keeps track of brackets, of clauses and messages, and
 * finds the word at which parsing can go on behind a mistake. */
#include "grammar/lexer.h"

#include "base/text.h"

/* ---- what words are ---- */

enum {
    BEGINS_ITEM = 1,
    BEGINS_CLAUSE = 2, /* of a rule, or `let` of a form */
    ENDS_OPERAND = 4,  /* an operand may end with it */
    BEGINS_FORM_CLAUSE = 8,
    BEGINS_HEADER = 16,
    TAKES_NAMES = 32, /* of a form's clause: the words behind it are names */
    ENDS_NAMES = 64,
    LISTS_NAMES = 128, /* names with dashes may follow */
    CHANGES = 256,     /* how what follows is read: see settle_sign */
};

/* The last token of the grammar ends it. */
static const uint16_t traits[T_BODY_CLOSE + 1] = {
    [T_RULESET] = BEGINS_ITEM,
    [T_USE] = BEGINS_ITEM,
    [T_PARAM] = BEGINS_ITEM,
    [T_DEFINE] = BEGINS_ITEM,
    [T_TABLE] = BEGINS_ITEM,
    [T_FORM] = BEGINS_ITEM,
    [T_RULE] = BEGINS_ITEM | LISTS_NAMES,
    [T_DUTY] = BEGINS_ITEM | LISTS_NAMES,
    [T_WAIVE] = BEGINS_ITEM | LISTS_NAMES,
    [T_LET] = BEGINS_CLAUSE | BEGINS_FORM_CLAUSE,
    [T_WHEN] = BEGINS_CLAUSE,
    [T_ASSERT] = BEGINS_CLAUSE,
    [T_EXAMPLE] = BEGINS_CLAUSE,
    [T_WHERE] = BEGINS_HEADER,
    [T_THEN] = CHANGES,
    [T_ELSE] = CHANGES,
    [T_TRUE] = ENDS_OPERAND,
    [T_FALSE] = ENDS_OPERAND,
    [T_MISSING] = ENDS_OPERAND,
    [T_AUTHORITY] = BEGINS_HEADER,
    [T_BASIS] = BEGINS_HEADER,
    [T_CAPTION] = BEGINS_FORM_CLAUSE,
    [T_COLUMN] = BEGINS_FORM_CLAUSE | TAKES_NAMES,
    [T_ENTRY] = BEGINS_FORM_CLAUSE,
    [T_FIELD] = BEGINS_FORM_CLAUSE | TAKES_NAMES,
    [T_FIGURE] = BEGINS_FORM_CLAUSE | TAKES_NAMES,
    [T_KIND] = BEGINS_FORM_CLAUSE,
    [T_LIST] = BEGINS_FORM_CLAUSE | TAKES_NAMES,
    [T_NOTE] = BEGINS_FORM_CLAUSE | BEGINS_HEADER,
    [T_PRECISION] = BEGINS_FORM_CLAUSE,
    [T_RECORD] = BEGINS_FORM_CLAUSE | TAKES_NAMES,
    [T_ROWS] = BEGINS_FORM_CLAUSE,
    [T_SECTION] = BEGINS_FORM_CLAUSE,
    [T_SERVES] = BEGINS_HEADER | LISTS_NAMES,
    [T_SEVERITY] = BEGINS_HEADER,
    [T_SKIP] = BEGINS_FORM_CLAUSE,
    [T_TAGS] = BEGINS_HEADER | LISTS_NAMES,
    [T_TITLE] = BEGINS_FORM_CLAUSE | BEGINS_HEADER,
    [T_UNIT] = BEGINS_FORM_CLAUSE,
    [T_VERSION] = BEGINS_HEADER,
    [T_YEARS] = BEGINS_HEADER,
    [T_PART_TABLE] = BEGINS_FORM_CLAUSE | TAKES_NAMES,
    [T_PART_WORD] = BEGINS_FORM_CLAUSE,
    [T_NAME] = ENDS_OPERAND,
    [T_NUMBER] = ENDS_OPERAND,
    [T_STRING] = ENDS_OPERAND | ENDS_NAMES,
    [T_REGULAR] = ENDS_OPERAND | ENDS_NAMES,
    [T_TARGET] = ENDS_OPERAND,
    [T_SAY_OPEN] = CHANGES,
    [T_SAY_CLOSE] = CHANGES,
    [T_ASSIGN] = CHANGES,
    [T_COLON] = ENDS_NAMES,
    [T_LPAREN] = CHANGES,
    [T_RPAREN] = ENDS_OPERAND | CHANGES,
    [T_LSQUARE] = CHANGES,
    [T_RSQUARE] = ENDS_OPERAND | CHANGES,
    [T_LBRACE] = CHANGES,
    [T_RBRACE] = ENDS_OPERAND | CHANGES,
    [T_BODY_OPEN] = ENDS_NAMES,
    [T_BODY_CLOSE] = ENDS_OPERAND | ENDS_NAMES,
};

static bool is(int token, unsigned wanted) {
    return traits[token] & wanted;
}

/* A name elsewhere. */
static bool is_contextual(int token) {
    return token >= T_AS && token <= T_YEARS;
}

/* A reserved word, one that is a name elsewhere, a name: in one row. */
static bool is_word(int token) {
    return token >= T_RULESET && token <= T_NAME;
}

static bool ends_operand(int token) {
    return is_contextual(token) || is(token, ENDS_OPERAND);
}

/* ---- brackets ---- */

static __attribute__((noinline)) void stop_too_deep(bdl_lex *lex) {
    bdl_report(lex->build->diags, lex->build->source, (bdl_span){lex->begin, lex->next},
               BDL_MSG_NESTING, BDL_MAX_NESTING);
    lex->build->stopped = true;
}

static void push(bdl_lex *lex, bracket kind) {
    if (lex->depth == BDL_MAX_NESTING)
        stop_too_deep(lex);
    else {
        lex->open_at[lex->depth] = (bdl_span){lex->begin, lex->next};
        lex->open[lex->depth++] = (unsigned char)kind;
    }
}

static bool top_is(const bdl_lex *lex, bracket kind) {
    return lex->depth > 0 && lex->open[lex->depth - 1] == kind;
}

static void pop_if(bdl_lex *lex, bracket kind) {
    lex->depth -= top_is(lex, kind);
}

/* Drops ( and [ that were left open. */
static void drop_open(bdl_lex *lex) {
    while (top_is(lex, PAREN) || top_is(lex, SQUARE))
        lex->depth--;
}

/* What stands in the braces of an example, and the examples behind it, when nobody wants
 * them. */
static void pass_over_examples(bdl_lex *lex) {
    size_t end = bdl_lex_examples_end(lex->text, lex->next);
    if (end != SIZE_MAX)
        lex->next = (uint32_t)end;
}

static int open_brace(bdl_lex *lex) {
    bool has_body = lex->item == T_RULE || lex->item == T_FORM || lex->item == T_TABLE;
    if (has_body && lex->depth > 0 && (lex->open[0] == PAREN || lex->open[0] == SQUARE))
        drop_open(lex);
    bool is_body =
        has_body && !lex->saying &&
        (lex->depth == 0 || (lex->item != T_RULE && !lex->in_expr && top_is(lex, BODY)));
    push(lex, is_body ? BODY : BRACE);
    if (lex->build->skip_examples && lex->item == T_RULE && lex->depth == 2 &&
        (lex->last == T_PASSES || lex->last == T_FAILS))
        pass_over_examples(lex);
    return is_body ? T_BODY_OPEN : T_LBRACE;
}

static int close_brace(bdl_lex *lex) {
    if (lex->saying && lex->depth <= lex->say_depth) {
        lex->saying = SAY_TEXT;
        return T_SAY_SHUT;
    }
    drop_open(lex);
    bool is_body = lex->depth == 0 || top_is(lex, BODY);
    lex->depth -= lex->depth > 0;
    if (is_body)
        lex->in_expr = false;
    if (lex->depth == 0 && is_body)
        lex->item = 0;
    return is_body ? T_BODY_CLOSE : T_RBRACE;
}

/* ---- messages ---- */

int bdl_lex_open_message(bdl_lex *lex) {
    bdl_span span = {lex->begin, lex->next};
    lex->wants_message = false;
    lex->saying = SAY_TEXT;
    lex->say_end =
        bdl_lex_message_end(lex->text, lex->next, bdl_lex_text(lex), &lex->say_closed);
    if (!lex->say_closed) {
        lex->build->unclosed = (uint32_t)lex->say_end;
        if (!lex->skipping)
            bdl_report(lex->build->diags, lex->build->source, span, BDL_MSG_STRING_OPEN);
    }
    return T_SAY_BEGIN;
}

/* A message without a closing quote ends all the same. */
static bool ends_unclosed(bdl_lex *lex) {
    if (!lex->saying || lex->next < lex->say_end)
        return false;
    lex->saying = SAY_TEXT; /* the {…} that was left open */
    if (lex->say_closed)
        return false;
    lex->begin = lex->next;
    return true;
}

/* ---- what a word changes ---- */

static void begin_item(bdl_lex *lex, int token) {
    lex->item = token;
    lex->depth = 0;
    lex->thens = 0;
    lex->stray = 0;
    lex->in_expr = false;
}

static void begin_clause(bdl_lex *lex) {
    lex->thens = 0;
    if (lex->item == T_RULE && lex->depth > 1 && lex->open[0] == BODY)
        lex->depth = 1;
}

/* They are in one row in the grammar. */
static bool is_brace(int token) {
    return (unsigned)token - T_LBRACE <= T_RBRACE - T_LBRACE;
}

/* Whether the `{` that was read belongs to other languages: for x in L { assert … } */
static bool begins_stray(bdl_lex *lex) {
    bool of_example = lex->last == T_PASSES || lex->last == T_FAILS ||
                      lex->last == T_GIVEN || lex->before_last == T_EXAMPLE;
    if (lex->item != T_RULE || lex->depth != 1 || lex->saying || of_example ||
        !ends_operand(lex->last))
        return false;
    lex->stray++;
    if (!lex->skipping) {
        bdl_report(lex->build->diags, lex->build->source,
                   (bdl_span){lex->begin, lex->next}, BDL_MSG_BRACES);
        bdl_report_hint(lex->build->diags,
                        "a `for` and a `when` hold for all that follows");
    }
    return true;
}

/* Whether the `}` that was read ends what such a `{` began. */
static bool ends_stray(bdl_lex *lex) {
    if (lex->stray == 0 || lex->saying || lex->item != T_RULE || lex->depth != 1)
        return false;
    lex->stray--;
    return true;
}

/* A word that stands where only a name can. */
static bool is_name_here(const bdl_lex *lex) {
    if (lex->last == T_DOT)
        return true;
    return (lex->last == T_LBRACE || lex->last == T_COMMA) && top_is(lex, BRACE) &&
           bdl_lex_colon_follows(lex->text, lex->next);
}

/* Whether the words of a form's clause go on with names. */
static void follow_part(bdl_lex *lex, int token) {
    if (is(token, TAKES_NAMES | ENDS_NAMES))
        lex->in_part = is(token, TAKES_NAMES);
}

/* A name that begins a clause of its own: `year /…/`. */
static bool is_part_word(const bdl_lex *lex) {
    return lex->item == T_FORM && lex->depth > 0 && top_is(lex, BODY) && !lex->in_expr &&
           !lex->in_part && !lex->saying && lex->last != T_UNIT && lex->last != T_MONEY &&
           bdl_lex_pattern_follows(lex->text, lex->next);
}

static int settle_word(bdl_lex *lex, int token) {
    if (is_name_here(lex))
        return T_NAME;
    if (lex->in_expr && ends_operand(lex->last) &&
        (token == T_NAME || is_contextual(token) || token == T_LET || token == T_TABLE))
        lex->in_expr = false;
    if (token == T_NAME)
        return is_part_word(lex) ? T_PART_WORD : T_NAME;
    if (token == T_TABLE && lex->item == T_FORM && lex->depth > 0)
        return T_PART_TABLE;
    if (is(token, BEGINS_ITEM) && !lex->saying && (lex->depth == 0 || lex->line_start))
        begin_item(lex, token);
    else if (is(token, BEGINS_CLAUSE))
        begin_clause(lex);
    else if (token == T_WHERE && lex->item == T_FORM)
        lex->in_expr = true;
    return token;
}

static void settle_else(bdl_lex *lex) {
    if (lex->thens > 0)
        lex->thens--;
    else
        lex->wants_message = !lex->saying;
}

static dashes next_list(const bdl_lex *lex, int token) {
    if (token == T_RULE || token == T_DUTY || token == T_WAIVE)
        return DASHES_ONE;
    if ((token == T_TAGS || token == T_SERVES) && lex->item == T_RULE && lex->depth == 0)
        return DASHES_LIST;
    if (token == T_NAME && lex->list == DASHES_LIST)
        return DASHES_COMMA;
    if (token == T_COMMA && lex->list == DASHES_COMMA)
        return DASHES_LIST;
    return DASHES_NO;
}

/* What TOKEN, a sign or a word, changes; as the grammar knows it. */
static int settle_sign(bdl_lex *lex, int token) {
    switch (token) {
    case T_LPAREN:
        push(lex, PAREN);
        break;
    case T_LSQUARE:
        push(lex, SQUARE);
        break;
    case T_RPAREN:
        pop_if(lex, PAREN);
        break;
    case T_RSQUARE:
        pop_if(lex, SQUARE);
        break;
    case T_LBRACE:
        return open_brace(lex);
    case T_RBRACE:
        return close_brace(lex);
    case T_ASSIGN:
        lex->in_expr = lex->item == T_FORM;
        break;
    case T_THEN:
        lex->thens++;
        break;
    case T_ELSE:
        settle_else(lex);
        break;
    case T_SAY_OPEN:
        lex->saying = SAY_CODE;
        lex->say_depth = lex->depth;
        break;
    case T_SAY_CLOSE:
        lex->saying = SAY_NOTHING;
        break;
    default:
        break;
    }
    return token;
}

/* The token as the grammar knows it. */
static int settle(bdl_lex *lex, int token) {
    if (token == T_NAME && lex->item != T_FORM) /* most */
        return T_NAME;
    if (is_word(token))
        token = settle_word(lex, token);
    return is(token, CHANGES) ? settle_sign(lex, token) : token;
}

/* ---- the words one by one ---- */

/* Of characters that stand together the first. */
static void report_bad(bdl_lex *lex) {
    bool continues = lex->bad_end == lex->begin && lex->begin > 0;
    size_t first = 0;
    lex->bad_end = lex->build->stray = lex->next;
    bdl_utf8_next(bdl_lex_text(lex), &first);
    if (!continues && !lex->skipping)
        bdl_report_character(lex->build,
                             (bdl_span){lex->begin, lex->begin + (uint32_t)first});
}

static int read_token(bdl_lex *lex) {
    int token;
    do {
        if (lex->build->stopped)
            return 0;
        if (ends_unclosed(lex))
            return T_SAY_CLOSE;
        token = bdl_lex_scan(lex);
        if (token == BDL_LEX_BAD)
            report_bad(lex);
        else if (is_brace(token) &&
                 (token == T_LBRACE ? begins_stray(lex) : ends_stray(lex)))
            token = BDL_LEX_NONE;
    } while (token < 0);
    if (token == 0)
        lex->begin = lex->next;
    return token;
}

/* Whether a body is still open where TOKEN ends it: at the next item, at the end. */
static bool leaves_open(const bdl_lex *lex, int token) {
    if (lex->depth == 0 || lex->open[0] != BODY || lex->build->stopped)
        return false;
    return token == 0 ||
           (is(token, BEGINS_ITEM) && lex->line_start && !lex->saying &&
            !is_name_here(lex) && !(token == T_TABLE && lex->item == T_FORM));
}

static void report_open_body(bdl_lex *lex) {
    if (lex->skipping || !top_is(lex, BODY))
        return;
    if (lex->build->unclosed > lex->open_at[lex->depth - 1].end)
        return; /* the text that was not closed may have swallowed it */
    bdl_report(lex->build->diags, lex->build->source, (bdl_span){lex->begin, lex->next},
               BDL_MSG_BODY_OPEN);
}

/* Ends the innermost body in place of the `}` that is not there. */
static int close_open_body(bdl_lex *lex) {
    while (lex->depth > 0 && lex->open[--lex->depth] != BODY)
        ;
    lex->in_expr = false;
    return T_BODY_CLOSE;
}

/* Behind `table NAME` of a form. */
static bool is_behind_table(const bdl_lex *lex) {
    return lex->before_last == T_PART_TABLE && lex->last == T_NAME;
}

/* Whether TOKEN begins a clause of a rule or form whose `{` is not there. */
static bool lacks_body(const bdl_lex *lex, int token) {
    if (is_behind_table(lex) && lex->line_start)
        return is(token, BEGINS_FORM_CLAUSE);
    if (lex->depth > 0 || lex->saying)
        return false;
    if (lex->item == T_FORM)
        return lex->line_start && lex->last != T_FORM && is(token, BEGINS_FORM_CLAUSE);
    return lex->item == T_RULE && (token == T_FOR || is(token, BEGINS_CLAUSE));
}

/* Gives the `{` that is not there; TOKEN comes next. */
static int open_missing_body(bdl_lex *lex, int token) {
    /* A text without a closing quote may have swallowed it. */
    if (!lex->skipping && lex->build->unclosed != lex->token.end)
        bdl_report(lex->build->diags, lex->build->source,
                   (bdl_span){lex->begin, lex->next}, BDL_MSG_BODY_MISSING);
    push(lex, BODY);
    lex->held = token;
    lex->held_inside = true;
    return T_BODY_OPEN;
}

/* Whether something has to come before *TOKEN, the one that was read or (NONE) held: `{`
 * or `}` that are not there. Then *TOKEN is that. */
static bool is_too_early(bdl_lex *lex, int *token) {
    if (*token == BDL_LEX_NONE) {
        *token = lex->held;
    } else if (lacks_body(lex, *token)) {
        *token = open_missing_body(lex, *token);
        return true;
    } else if (leaves_open(lex, *token)) {
        report_open_body(lex);
        lex->held = *token;
    } else {
        return false;
    }
    if (lex->depth > 0 && !lex->held_inside) {
        *token = close_open_body(lex);
        return true;
    }
    lex->held = BDL_LEX_NONE;
    lex->held_inside = false;
    return false;
}

static void next_token(bdl_lex *lex) {
    bool in_bracket = lex->depth > 0 && lex->open[lex->depth - 1] <= SQUARE;
    lex->open_before = in_bracket ? lex->open_at[lex->depth - 1] : (bdl_span){0};
    int token = lex->held == BDL_LEX_NONE ? read_token(lex) : BDL_LEX_NONE;
    bool is_inside = lex->depth > 0 && token > 0 && !is(token, BEGINS_ITEM) &&
                     lex->before_last != T_PART_TABLE;
    if (is_inside || !is_too_early(lex, &token))
        token = settle(lex, token);
    if (lex->list != DASHES_NO || is(token, LISTS_NAMES))
        lex->list = next_list(lex, token);
    follow_part(lex, token);
    lex->before_last = lex->last;
    lex->last = token;
    lex->previous = lex->token;
    lex->token = (bdl_span){lex->begin, lex->next};
    lex->token_starts_line = lex->line_start;
    lex->line_start = lex->held != BDL_LEX_NONE;
}

/* ---- behind a mistake ---- */

/* Whether parsing can go on with the last token. */
static bool is_firm(const bdl_lex *lex, int token) {
    if (token == 0)
        return true;
    if (lex->skipping_code)
        return token == T_SAY_SHUT || token == T_SAY_CLOSE;
    if (is(token, BEGINS_ITEM) && (lex->depth == 0 || lex->token_starts_line))
        return true;
    if (token == T_BODY_CLOSE)
        return lex->depth < lex->floor || lex->depth == 0;
    if (lex->depth == 0 || (token == T_BODY_OPEN && lex->depth == 1))
        return token == T_BODY_OPEN || (lex->item != 0 && is(token, BEGINS_HEADER));
    if (lex->item == T_RULE)
        return is(token, BEGINS_CLAUSE) || (token == T_FOR && lex->token_starts_line);
    return lex->token_starts_line && lex->depth <= lex->floor &&
           is(token, BEGINS_FORM_CLAUSE);
}

void bdl_lex_recover(bdl_lex *lex) {
    bool opened = lex->last == T_BODY_OPEN && lex->depth > 1;
    drop_open(lex);
    lex->floor = lex->last == T_BODY_CLOSE ? lex->depth + 1 : lex->depth - opened;
    lex->skipping_code = lex->saying == SAY_CODE || lex->last == T_SAY_SHUT;
    lex->skipping = !is_firm(lex, lex->last);
    lex->wants_message = false;
    lex->in_expr = false;
    lex->in_part = is(lex->last, TAKES_NAMES); /* parsing may go on with it */
}

bool bdl_lex_resume(bdl_lex *lex) {
    if (lex->last == 0)
        return false;
    lex->again = !lex->skipping && !lex->was_again;
    lex->skipping = !lex->again;
    lex->build->wide = true; /* the name that comes again may be */
    return true;
}

static bdl_word word_at(const bdl_lex *lex, bdl_span span) {
    return (bdl_word){bdl_str_of(lex->text.data + span.begin, span.end - span.begin),
                      span};
}

int bdl_lex_next(bdl_lex *lex, bdl_word *token) {
    lex->was_again = lex->again;
    lex->again = false;
    if (!lex->was_again)
        do {
            next_token(lex);
            if (lex->skipping && is_firm(lex, lex->last))
                lex->skipping = lex->skipping_code = false;
        } while (lex->skipping);
    *token = word_at(lex, lex->token);
    return lex->last;
}

bdl_word bdl_lex_previous(const bdl_lex *lex) {
    return word_at(lex, lex->previous);
}

bdl_word bdl_lex_bracket(const bdl_lex *lex) {
    return word_at(lex, lex->open_before);
}
