/* parse.y - the sentences of BDL. An action is one call of a builder; nothing here knows what
 * a name means. A mistake is reported where it stands and parsing goes on: the scanner skips
 * to where a clause, an item or the end of a body comes, and `error` stands for what was
 * skipped. */
%require "3.8"
%define api.prefix {bdl_gram_}
%define api.pure full
%define api.location.type {bdl_span}
%define api.token.prefix {T_}
%define api.token.raw
%define parse.error custom
%define parse.lac full
%define lr.default-reduction consistent
%expect 0
%param {struct bdl_lex *lex} {bdl_build *b}

%code requires {
#include "lang/build.h"
#include "lang/lex.h"
}

%union {
    bdl_word word;
    bdl_words *words;
    bdl_expr *expr;
    bdl_exprs *exprs;
    bdl_entry_nodes *entries;
    bdl_patterns *patterns;
    bdl_clause *clause;
    bdl_clauses *clauses;
    bdl_header *header;
    bdl_headers *headers;
    bdl_heading_node *heading;
    bdl_heading_nodes *headings;
    bdl_form_clause *part;
    bdl_form_clauses *parts;
    bdl_item *item;
    bdl_test test;
    bool truth;
}

%code {
#define YYLLOC_DEFAULT(here, rhs, n)                                                     \
    ((here) = (bdl_span){(n) ? YYRHSLOC(rhs, 1).begin : YYRHSLOC(rhs, 0).end,            \
                         YYRHSLOC(rhs, n).end})

/* Behind a mistake: the scanner gives the word at which parsing can go on. At the end of
 * the file bison is left to give up. */
#define RESUME                                                                           \
    do {                                                                                 \
        if (bdl_lex_resume(lex)) {                                                       \
            yyclearin;                                                                   \
            yyerrok;                                                                     \
        }                                                                                \
    } while (0)

static int yylex(YYSTYPE *value, bdl_span *span, bdl_lex *lex, bdl_build *b);
static void yyerror(const bdl_span *span, bdl_lex *lex, bdl_build *b, const char *message);
}

/* Words, in one row to `a name`: the scanner counts on it. Reserved ones first. */
%token RULESET "ruleset" USE "use" PARAM "param" LET "let" DEFINE "define" TABLE "table"
       FORM "form" RULE "rule" DUTY "duty" WAIVE "waive" FOR "for" IN "in" WHERE "where"
       WHEN "when" ASSERT "assert" WITHIN "within" ELSE "else" IF "if" THEN "then"
       EVERY "every" SOME "some" SATISFIES "satisfies" RETURN "return" AND "and" OR "or"
       NOT "not" IS "is" MATCHES "matches" CONTAINS "contains" TRUE "true" FALSE "false"
       MISSING "missing" EXAMPLE "example" BELOW "below"
/* Words that are names elsewhere. */
%token <word> AS "as" AT "at" AUTHORITY "authority" BASIS "basis" BECAUSE "because"
       BLANK "blank" BY "by" CAPTION "caption" COLUMN "column" EMPTY "empty" ENTRY "entry"
       FAILS "fails" FIELD "field" FIGURE "figure" FIRST "first" FROM "from" GIVEN "given"
       INHERITS "inherits" KEY "key" KIND "kind" LAST "last" LIKE "like" LIST "list"
       MANY "many" MONEY "money" NOTE "note" OPTIONAL "optional" PASSES "passes"
       PRECISION "precision" PRESENT "present" RECORD "record" ROWS "rows"
       SECTION "section" SERVES "serves" SEVERITY "severity" SKIP "skip" TAGS "tags"
       TITLE "title" UNDER "under" UNIT "unit" UNREADABLE "unreadable" UNTIL "until"
       VERSION "version" YEARS "years"
/* In a form: `table`, and a name that a pattern follows. */
%token <word> PART_TABLE "table of a form" PART_WORD "year, department …"
%token <word> NAME "a name" NUMBER "a number" STRING "a text" DATE "a date"
       REGULAR "a regular expression" TARGET "a target pattern"
%token <word> SAY_BEGIN "a message" SAY_PART "text of the message" SAY_OPEN "{ of a message"
       SAY_SHUT "} of a message" SAY_CLOSE "end of the message"
%token SAME "===" EQUAL "==" ASSIGN "=" DIFFERS "!=" ATMOST "<=" ATLEAST ">=" LESS "<"
       MORE ">" COALESCE "??" RANGE ".." DOT "." COMMA "," COLON ":" LPAREN "(" RPAREN ")"
       LSQUARE "[" RSQUARE "]" LBRACE "{" RBRACE "}" PLUS "+" MINUS "-" STAR "*"
       SLASH "/" BAR "|" BODY_OPEN "{ of a body" BODY_CLOSE "} of a body" /* last: see follow.c */
%token YYEOF 0 "end of file"

%type <word> name word no_name dashed text zh part_keyword
%type <words> path dashed_list params names heading_part heading_texts
%type <expr> expr condition compared value each for_each text_value looked_up message message_open reason
%type <exprs> exprs args
%type <entries> entries fields field_list
%type <patterns> patterns pattern alternatives
%type <clause> clause for_in for_by
%type <clauses> clauses some_clauses
%type <header> ruleset_header rule_header duty_header
%type <heading> heading joined
%type <headings> headings
%type <part> part column_named column_like column_headed column_typed figure
       record_named record_many record list entry_named entry let
%type <parts> parts some_parts columns some_columns
%type <item> item ruleset rule_head form_head table_named
       table_head duty_head waive_named waive_placed waive
%type <test> test
%type <truth> outcome is

/* `many as x` and not `many`, then `as x` */
%precedence MANY
%precedence AS

/* Levels are told apart by precedence where that serves: a name is an expression after four
 * steps and not after nine. */
%left OR
%left AND
%precedence NOT
%left COALESCE
%left PLUS MINUS
%left STAR SLASH
%precedence NEGATIVE
%precedence DOT LSQUARE

%%
file
    : %empty
    | items
    ;

/* A list that may be empty and the list proper are apart, here and below, because the place
 * where it begins must be able to take `error`. */
items
    : item                        { bdl_build_add(b, $item); }
    | error                       { RESUME; }
    | items item                  { bdl_build_add(b, $item); }
    | items error                 { RESUME; }
    ;

item
    : ruleset
    | USE text                    { $$ = bdl_build_item(b, BDL_I_USE, $text, @$); }
    | PARAM name ASSIGN expr      { $$ = bdl_build_param(b, $name, $expr, @$); }
    | PARAM name ASSIGN expr text { $$ = bdl_build_titled_param(b, $name, $expr, $text, @$); }
    | DEFINE name LPAREN params RPAREN ASSIGN expr
                                  { $$ = bdl_build_define(b, $name, $params, $expr, @$); }
    | table_head BODY_OPEN columns BODY_CLOSE
                                  { $$ = bdl_build_table_body(b, $1, $columns, @$); }
    | form_head BODY_OPEN parts BODY_CLOSE
                                  { $$ = bdl_build_form_body(b, $1, $parts, @$); }
    | rule_head BODY_OPEN clauses BODY_CLOSE
                                  { $$ = bdl_build_rule_body($1, $clauses, @$); }
    | duty_head
    | duty_head WHERE expr        { $$ = bdl_build_duty_where($1, $expr, @$); }
    | waive
    | waive UNTIL DATE            { $$ = bdl_build_waive_until($1, $3, @$); }
    ;

ruleset
    : RULESET text                { $$ = bdl_build_item(b, BDL_I_RULESET, $text, @$); }
    | ruleset ruleset_header      { $$ = bdl_build_item_header(b, $1, $2); }
    ;

ruleset_header
    : VERSION text_value          { $$ = bdl_build_header(b, $1, $2, NULL); }
    | TITLE text_value            { $$ = bdl_build_header(b, $1, $2, NULL); }
    | AUTHORITY text_value        { $$ = bdl_build_header(b, $1, $2, NULL); }
    | BASIS text_value            { $$ = bdl_build_header(b, $1, $2, NULL); }
    | NOTE text_value             { $$ = bdl_build_header(b, $1, $2, NULL); }
    ;

params
    : %empty                      { $$ = NULL; }
    | names
    ;

names
    : name                        { $$ = bdl_build_words(b, NULL, $1); }
    | names COMMA name            { $$ = bdl_build_words(b, $1, $3); }
    ;

table_named
    : TABLE name                  { $$ = bdl_build_item(b, BDL_I_TABLE, $name, @$); }
    ;

table_head
    : table_named FROM text KEY names
                                  { $$ = bdl_build_table_source($1, $text, $names); }
    | table_named error           { $$ = bdl_build_table_torn(b, $1); RESUME; }
    ;

columns
    : %empty                      { $$ = NULL; }
    | some_columns
    ;

some_columns
    : column_typed                { $$ = bdl_build_form_clauses(b, NULL, $1); }
    | error                       { $$ = bdl_build_lost_part(b, NULL); RESUME; }
    | some_columns column_typed   { $$ = bdl_build_form_clauses(b, $1, $2); }
    | some_columns error          { $$ = bdl_build_lost_part(b, $1); RESUME; }
    ;

/* ---- rules, duties, waivers ---- */

rule_head
    : RULE dashed                 { $$ = bdl_build_item(b, BDL_I_RULE, $2, @$); }
    | rule_head text              { $$ = bdl_build_title(b, $1, $2); }
    | rule_head rule_header       { $$ = bdl_build_item_header(b, $1, $2); }
    | rule_head error             { $$ = $1; RESUME; }
    ;

rule_header
    : SEVERITY name               { $$ = bdl_build_header_word(b, $1, $2); }
    | BASIS text_value            { $$ = bdl_build_header(b, $1, $2, NULL); }
    | SERVES dashed_list          { $$ = bdl_build_header(b, $1, NULL, $2); }
    | TAGS dashed_list            { $$ = bdl_build_header(b, $1, NULL, $2); }
    | NOTE text_value             { $$ = bdl_build_header(b, $1, $2, NULL); }
    | YEARS value                 { $$ = bdl_build_header(b, $1, $2, NULL); }
    ;

dashed
    : NAME
    | no_name
    ;

no_name
    : error                       { $$ = bdl_build_no_name(@$); RESUME; }
    ;

dashed_list
    : NAME                        { $$ = bdl_build_words(b, NULL, $1); }
    | dashed_list COMMA NAME      { $$ = bdl_build_words(b, $1, $3); }
    ;

duty_head
    : DUTY dashed                 { $$ = bdl_build_item(b, BDL_I_DUTY, $2, @$); }
    | duty_head text              { $$ = bdl_build_title(b, $1, $2); }
    | duty_head duty_header       { $$ = bdl_build_item_header(b, $1, $2); }
    ;

duty_header
    : BASIS text_value            { $$ = bdl_build_header(b, $1, $2, NULL); }
    | NOTE text_value             { $$ = bdl_build_header(b, $1, $2, NULL); }
    ;

waive_named
    : WAIVE NAME IN text          { $$ = bdl_build_waive(b, $2, $text, @$); }
    ;

waive_placed
    : waive_named
    | waive_named AT text         { $$ = bdl_build_waive_at($1, $3); }
    ;

waive
    : waive_placed BECAUSE text   { $$ = bdl_build_waive_because($1, $3, @$); }
    ;

clauses
    : %empty                      { $$ = NULL; }
    | some_clauses
    ;

some_clauses
    : clause                      { $$ = bdl_build_clauses(b, NULL, $1); }
    | error                       { $$ = bdl_build_lost_clause(b, NULL, @$); RESUME; }
    | some_clauses clause         { $$ = bdl_build_clauses(b, $1, $2); }
    | some_clauses error          { $$ = bdl_build_lost_clause(b, $1, @$); RESUME; }
    ;

clause
    : for_by
    | for_by WHERE expr           { $$ = bdl_build_for_where($1, $3, @$); }
    | for_by WHERE expr BY exprs  { $$ = bdl_build_for_late_by(b, $1, @4, $5, @$); }
    | for_by WHERE error          { $$ = $1; RESUME; }
    | for_in BY error             { $$ = bdl_build_for(b, $1->name, NULL, @$); RESUME; }
    | FOR name IN error           { $$ = bdl_build_for(b, $2, NULL, @$); RESUME; }
    | FOR error                   { $$ = bdl_build_for(b, (bdl_word){0}, NULL, @$); RESUME; }
    | LET name ASSIGN expr        { $$ = bdl_build_let(b, $2, $4, @$); }
    | LET name ASSIGN error       { $$ = bdl_build_let(b, $2, NULL, @$); RESUME; }
    | WHEN expr reason            { $$ = bdl_build_condition(b, BDL_C_WHEN, $2, $3, @$); }
    | ASSERT expr reason          { $$ = bdl_build_condition(b, BDL_C_ASSERT, $2, $3, @$); }
    | EXAMPLE outcome LBRACE entries RBRACE
        { $$ = bdl_build_example(b, (bdl_word){0}, $2, $4, @$); }
    | EXAMPLE text outcome LBRACE entries RBRACE
        { $$ = bdl_build_example(b, $2, $3, $5, @$); }
    | EXAMPLE outcome GIVEN STRING
        { $$ = bdl_build_given(b, (bdl_word){0}, $2, $4, @$); }
    | EXAMPLE text outcome GIVEN STRING
        { $$ = bdl_build_given(b, $2, $3, $5, @$); }
    ;

for_in
    : FOR name IN expr            { $$ = bdl_build_for(b, $2, $4, @$); }
    ;

for_by
    : for_in
    | for_in BY exprs             { $$ = bdl_build_for_by($1, $3, @$); }
    ;

reason
    : %empty                      { $$ = NULL; }
    | ELSE message                { $$ = $2; }
    ;

outcome
    : PASSES                      { $$ = true; }
    | FAILS                       { $$ = false; }
    ;

entries
    : %empty                      { $$ = NULL; }
    | entries path ASSIGN expr    { $$ = bdl_build_entries(b, $1, $2, $4, bdl_span_join(@2, @4)); }
    ;

/* ---- forms ---- */

form_head
    : FORM name                   { $$ = bdl_build_item(b, BDL_I_FORM, $2, @$); }
    | FORM no_name                { $$ = bdl_build_item(b, BDL_I_FORM, $2, @$); }
    | form_head text              { $$ = bdl_build_title(b, $1, $2); }
    | form_head AS name           { $$ = bdl_build_form_as($1, $3); }
    | form_head LIKE name         { $$ = bdl_build_form_like($1, $3); }
    | form_head MANY %prec MANY   { $$ = bdl_build_form_many($1, (bdl_word){0}); }
    | form_head MANY AS name      { $$ = bdl_build_form_many($1, $4); }
    | form_head error             { $$ = $1; RESUME; }
    ;

parts
    : %empty                      { $$ = NULL; }
    | some_parts
    ;

some_parts
    : part                        { $$ = bdl_build_form_clauses(b, NULL, $1); }
    | error                       { $$ = bdl_build_lost_part(b, NULL); RESUME; }
    | some_parts part             { $$ = bdl_build_form_clauses(b, $1, $2); }
    | some_parts error            { $$ = bdl_build_lost_part(b, $1); RESUME; }
    ;

part
    : part_keyword patterns       { $$ = bdl_build_pattern_clause(b, $1, $2, @$); }
    | SECTION patterns            { $$ = bdl_build_pattern_clause(b, $1, $2, @$); }
    | SECTION patterns BODY_OPEN parts BODY_CLOSE
                                  { $$ = bdl_build_section(b, $1, $2, $4, @$); }
    | KIND text WHEN patterns     { $$ = bdl_build_kind(b, $1, $2, $4, @$); }
    | UNIT MONEY FROM CAPTION     { $$ = bdl_build_unit(b, $1, $2, (bdl_word){0}, @$); }
    | UNIT MONEY NAME             { $$ = bdl_build_unit(b, $1, $2, $3, @$); }
    | UNIT NAME                   { $$ = bdl_build_unit(b, $1, (bdl_word){0}, $2, @$); }
    | column_typed
    | list BODY_OPEN parts BODY_CLOSE
                                  { $$ = bdl_build_part_body(b, $1, $3, @$); }
    | ROWS BY name                { $$ = bdl_build_rows(b, $1, $3, (bdl_word){0}, @$); }
    | ROWS BY name UNDER name     { $$ = bdl_build_rows(b, $1, $3, $5, @$); }
    | entry WHERE expr            { $$ = bdl_build_part_expr($1, $3, @$); }
    | SKIP WHERE expr             { $$ = bdl_build_skip(b, $1, $3, @$); }
    | figure
    | record
    | record BODY_OPEN parts BODY_CLOSE
                                  { $$ = bdl_build_part_body(b, $1, $3, @$); }
    | let ASSIGN expr             { $$ = bdl_build_part_expr($1, $3, @$); }
    | PRECISION NUMBER            { $$ = bdl_build_precision(b, $1, $2, @$); }
    ;

part_keyword
    : PART_WORD | TITLE | CAPTION | NOTE
    ;

column_named
    : COLUMN path zh              { $$ = bdl_build_part(b, BDL_F_COLUMN, $1, $2, $3); }
    | FIELD path zh               { $$ = bdl_build_part(b, BDL_F_FIELD, $1, $2, $3); }
    ;

column_like
    : column_named LIKE path      { $$ = bdl_build_part_like($1, $3); }
    ;

column_headed
    : column_named
    | column_named headings       { $$ = bdl_build_part_headings($1, $2); }
    | column_like
    | column_like BAR headings    { $$ = bdl_build_part_headings($1, $3); }
    | column_named BELOW text     { $$ = bdl_build_part_below($1, $3); }
    ;

column_typed
    : column_headed COLON name    { $$ = bdl_build_part_type(b, $1, $3, @$); }
    | column_typed OPTIONAL       { $$ = bdl_build_part_flag($1, BDL_FLAG_OPTIONAL, @$); }
    | column_typed INHERITS       { $$ = bdl_build_part_flag($1, BDL_FLAG_INHERITS, @$); }
    | column_typed BLANK IS MISSING
                            { $$ = bdl_build_part_flag($1, BDL_FLAG_BLANK_IS_MISSING, @$); }
    ;

/* A Chinese name, or none. */
zh
    : %empty                      { $$ = (bdl_word){0}; }
    | NAME
    ;

headings
    : heading                     { $$ = bdl_build_headings(b, NULL, $1); }
    | headings BAR heading        { $$ = bdl_build_headings(b, $1, $3); }
    ;

heading
    : joined
    | REGULAR                     { $$ = bdl_build_heading_pattern(b, $1); }
    ;

joined
    : heading_part                { $$ = bdl_build_heading(b, $1); }
    | joined PLUS heading_part    { $$ = bdl_build_heading_join(b, $1, $3); }
    ;

/* A text, or several one of which stands there. */
heading_part
    : text                        { $$ = bdl_build_words(b, NULL, $1); }
    | LPAREN heading_texts RPAREN { $$ = $2; }
    ;

heading_texts
    : text                        { $$ = bdl_build_words(b, NULL, $1); }
    | heading_texts BAR text      { $$ = bdl_build_words(b, $1, $3); }
    ;

list
    : LIST name zh UNDER headings { $$ = bdl_build_list_part(b, $1, $2, $3, $5); }
    | PART_TABLE name zh          { $$ = bdl_build_list_part(b, $1, $2, $3, NULL); }
    ;

entry_named
    : ENTRY path zh               { $$ = bdl_build_part(b, BDL_F_ENTRY, $1, $2, $3); }
    ;

entry
    : entry_named
    | entry_named FIRST           { $$ = bdl_build_entry_which($1, $2); }
    | entry_named LAST            { $$ = bdl_build_entry_which($1, $2); }
    ;

let
    : LET path zh                 { $$ = bdl_build_form_let(b, @1, $2, $3); }
    ;

figure
    : FIGURE path zh patterns     { $$ = bdl_build_figure(b, $1, $2, $3, $4); }
    ;

record_named
    : RECORD path zh              { $$ = bdl_build_part(b, BDL_F_RECORD, $1, $2, $3); }
    ;

record_many
    : record_named
    | record_named MANY           { $$ = bdl_build_part_many($1, (bdl_word){0}); }
    | record_named MANY AS name   { $$ = bdl_build_part_many($1, $4); }
    ;

record
    : record_many patterns        { $$ = bdl_build_part_patterns($1, $2, @$); }
    ;

/* ---- patterns ---- */

patterns
    : pattern
    | patterns BAR REGULAR        { $$ = bdl_build_patterns(b, $1, BDL_PAT_REGEX, $3); }
    | patterns BAR STRING         { $$ = bdl_build_patterns(b, $1, BDL_PAT_STRING, $3); }
    | patterns BAR TARGET         { $$ = bdl_build_patterns(b, $1, BDL_PAT_TARGET, $3); }
    ;

pattern
    : REGULAR                     { $$ = bdl_build_patterns(b, NULL, BDL_PAT_REGEX, $1); }
    | STRING                      { $$ = bdl_build_patterns(b, NULL, BDL_PAT_STRING, $1); }
    | TARGET                      { $$ = bdl_build_patterns(b, NULL, BDL_PAT_TARGET, $1); }
    ;

/* Of a rule: those of a table, too. A name in capitals is read as a target. */
alternatives
    : pattern
    | looked_up                   { $$ = bdl_build_pattern_value(b, NULL, $1); }
    | alternatives BAR REGULAR    { $$ = bdl_build_patterns(b, $1, BDL_PAT_REGEX, $3); }
    | alternatives BAR STRING     { $$ = bdl_build_patterns(b, $1, BDL_PAT_STRING, $3); }
    | alternatives BAR TARGET     { $$ = bdl_build_patterns(b, $1, BDL_PAT_TARGET, $3); }
    | alternatives BAR looked_up  { $$ = bdl_build_pattern_value(b, $1, $3); }
    ;

looked_up
    : name                        { $$ = bdl_build_variable(b, $1); }
    | name LPAREN args RPAREN     { $$ = bdl_build_call(b, $1, $3, @$); }
    | LPAREN expr RPAREN          { $$ = bdl_build_group($2, @$); }
    | looked_up DOT name          { $$ = bdl_build_field(b, $1, $3); }
    | looked_up LSQUARE expr RSQUARE
                                  { $$ = bdl_build_index(b, $1, $3, @$); }
    ;

/* ---- expressions, from the loosest ---- */

expr
    : condition
    | IF expr THEN expr ELSE expr { $$ = bdl_build_if(b, $2, $4, $6, @$); }
    | each SATISFIES expr         { $$ = bdl_build_each_body(b, $1, $3); }
    | for_each RETURN expr        { $$ = bdl_build_each_body(b, $1, $3); }
    ;

each
    : EVERY name IN expr          { $$ = bdl_build_each(b, BDL_E_EVERY, $2, $4, @$); }
    | SOME name IN expr           { $$ = bdl_build_each(b, BDL_E_SOME, $2, $4, @$); }
    ;

for_each
    : FOR name IN expr            { $$ = bdl_build_each(b, BDL_E_FOR, $2, $4, @$); }
    | FOR name IN expr WHERE expr { $$ = bdl_build_each_where(b, $2, $4, $6, @$); }
    ;

condition
    : value
    | condition OR condition      { $$ = bdl_build_binary(b, BDL_OP_OR, $1, $3); }
    | condition AND condition     { $$ = bdl_build_binary(b, BDL_OP_AND, $1, $3); }
    | NOT condition               { $$ = bdl_build_unary(b, BDL_E_NOT, @1, $2); }
    | compared
    | compared WITHIN value       { $$ = bdl_build_within(b, $1, $3); }
    | value IN value              { $$ = bdl_build_binary(b, BDL_OP_IN, $1, $3); }
    | value CONTAINS value        { $$ = bdl_build_binary(b, BDL_OP_CONTAINS, $1, $3); }
    | value MATCHES alternatives    { $$ = bdl_build_matches(b, $1, $3); }
    | value is test               { $$ = bdl_build_is(b, $1, $3, $2, bdl_span_join(@2, @3)); }
    | value ASSIGN value          { $$ = bdl_build_assigned(b, $1, @2, $3); }
    ;

compared
    : value EQUAL value           { $$ = bdl_build_binary(b, BDL_OP_EQ, $1, $3); }
    | value SAME value            { $$ = bdl_build_binary(b, BDL_OP_SAME, $1, $3); }
    | value DIFFERS value         { $$ = bdl_build_binary(b, BDL_OP_NE, $1, $3); }
    | value LESS value            { $$ = bdl_build_binary(b, BDL_OP_LT, $1, $3); }
    | value ATMOST value          { $$ = bdl_build_binary(b, BDL_OP_LE, $1, $3); }
    | value MORE value            { $$ = bdl_build_binary(b, BDL_OP_GT, $1, $3); }
    | value ATLEAST value         { $$ = bdl_build_binary(b, BDL_OP_GE, $1, $3); }
    ;

is
    : IS                          { $$ = false; }
    | IS NOT                      { $$ = true; }
    ;

test
    : MISSING                     { $$ = BDL_IS_MISSING; }
    | PRESENT                     { $$ = BDL_IS_PRESENT; }
    | BLANK                       { $$ = BDL_IS_BLANK; }
    | EMPTY                       { $$ = BDL_IS_EMPTY; }
    | UNREADABLE                  { $$ = BDL_IS_UNREADABLE; }
    ;

value                             /* a name at once: most values are one */
    : NAME                        { $$ = bdl_build_variable(b, $1); }
    | NAME LPAREN args RPAREN     { $$ = bdl_build_call(b, $1, $3, @$); }
    | word                        { $$ = bdl_build_variable(b, $1); }
    | word LPAREN args RPAREN     { $$ = bdl_build_call(b, $1, $3, @$); }
    | NUMBER                      { $$ = bdl_build_number(b, $1); }
    | text_value
    | TRUE                        { $$ = bdl_build_constant(b, BDL_TRUE, @$); }
    | FALSE                       { $$ = bdl_build_constant(b, BDL_FALSE, @$); }
    | MISSING                     { $$ = bdl_build_constant(b, BDL_MISSING_VALUE, @$); }
    | LPAREN expr RPAREN          { $$ = bdl_build_group($2, @$); }
    | LSQUARE args RSQUARE        { $$ = bdl_build_list(b, $2, @$); }
    | LSQUARE expr RANGE expr RSQUARE
                                  { $$ = bdl_build_range(b, $2, $4, @$); }
    | LSQUARE expr RANGE RSQUARE  { $$ = bdl_build_range(b, $2, NULL, @$); }
    | LSQUARE RANGE expr RSQUARE  { $$ = bdl_build_range(b, NULL, $3, @$); }
    | LBRACE fields RBRACE        { $$ = bdl_build_record(b, $2, @$); }
    | value DOT NAME              { $$ = bdl_build_field(b, $1, $3); }
    | value DOT word              { $$ = bdl_build_field(b, $1, $3); }
    | value LSQUARE expr RSQUARE  { $$ = bdl_build_index(b, $1, $3, @$); }
    | value COALESCE value        { $$ = bdl_build_binary(b, BDL_OP_COALESCE, $1, $3); }
    | value PLUS value            { $$ = bdl_build_binary(b, BDL_OP_ADD, $1, $3); }
    | value MINUS value           { $$ = bdl_build_binary(b, BDL_OP_SUB, $1, $3); }
    | value STAR value            { $$ = bdl_build_binary(b, BDL_OP_MUL, $1, $3); }
    | value SLASH value           { $$ = bdl_build_binary(b, BDL_OP_DIV, $1, $3); }
    | MINUS value %prec NEGATIVE  { $$ = bdl_build_unary(b, BDL_E_NEGATE, @1, $2); }
    ;

args
    : %empty                      { $$ = NULL; }
    | exprs
    ;

exprs
    : expr                        { $$ = bdl_build_exprs(b, NULL, $1); }
    | exprs COMMA expr            { $$ = bdl_build_exprs(b, $1, $3); }
    ;

fields
    : %empty                      { $$ = NULL; }
    | field_list
    ;

field_list
    : path COLON expr             { $$ = bdl_build_entries(b, NULL, $1, $3, @$); }
    | field_list COMMA path COLON expr
                          { $$ = bdl_build_entries(b, $1, $3, $5, bdl_span_join(@3, @5)); }
    ;

/* ---- words ---- */

text
    : STRING                      { $$ = bdl_build_text(b, $1); }
    ;

text_value
    : STRING                      { $$ = bdl_build_string(b, $1); }
    ;

message
    : message_open SAY_CLOSE      { $$ = bdl_build_message_end($1, @2); }
    | message_open SAY_OPEN error SAY_CLOSE
                                  { $$ = bdl_build_message_end($1, @4); yyerrok; }
    | STRING                      { $$ = bdl_build_message(b, $1); }
    ;

message_open
    : SAY_BEGIN                   { $$ = bdl_build_message(b, $1); }
    | message_open SAY_PART       { $$ = bdl_build_message_text(b, $1, $2); }
    | message_open SAY_OPEN expr SAY_SHUT
                                  { $$ = bdl_build_message_part(b, $1, $3); }
    | message_open SAY_OPEN error SAY_SHUT
                                  { $$ = $1; yyerrok; }
    ;

path
    : name                        { $$ = bdl_build_words(b, NULL, $1); }
    | path DOT name               { $$ = bdl_build_words(b, $1, $3); }
    ;

name
    : NAME
    | word
    ;

/* A name where it means nothing else. */
word
    : AS | AT | AUTHORITY | BASIS | BECAUSE | BLANK | BY | CAPTION | COLUMN | EMPTY | ENTRY
    | FAILS | FIELD | FIGURE | FIRST | FROM | GIVEN | INHERITS | KEY | KIND | LAST | LIKE
    | LIST | MANY | MONEY | NOTE | OPTIONAL | PASSES | PRECISION | PRESENT | RECORD | ROWS
    | SECTION | SERVES | SEVERITY | SKIP | TAGS | TITLE | UNDER | UNIT | UNREADABLE | UNTIL
    | VERSION | YEARS
    ;
%%

/* Names are folded, which takes a look at those that are not of ASCII. */
static int yylex(YYSTYPE *value, bdl_span *span, bdl_lex *lex, bdl_build *b) {
    int token = bdl_lex_next(lex, &value->word);
    *span = value->word.span;
    if (b->wide && token == T_NAME) {
        value->word = bdl_build_name(b, value->word);
        b->wide = false;
    }
    return token;
}

/* Only the parser's own stack can bring us here. */
static void yyerror(const bdl_span *span, bdl_lex *lex, bdl_build *b, const char *message) {
    (void)lex;
    (void)message;
    bdl_report_nesting(b, *span);
}

static int yyreport_syntax_error(const yypcontext_t *context, bdl_lex *lex, bdl_build *b) {
    yysymbol_kind_t kinds[YYNTOKENS];
    const char *names[YYNTOKENS];
    bool counts = bdl_diags_dropped(b->diags) == 0; /* else nobody reads the words */
    int count = counts ? yypcontext_expected_tokens(context, kinds, YYNTOKENS) : 0;
    for (int i = 0; i < count; i++)
        names[i] = yysymbol_name(kinds[i]);
    bdl_surprise surprise = {
        .build = b,
        .met = {bdl_source_slice(b->source, *yypcontext_location(context)),
                *yypcontext_location(context)},
        .before = bdl_lex_previous(lex),
        .bracket = bdl_lex_bracket(lex),
        .met_name = yysymbol_name(yypcontext_token(context)),
        .expected = names,
        .expected_count = count < 0 ? 0 : (size_t)count,
    };
    bdl_report_surprise(&surprise);
    bdl_lex_recover(lex);
    return 0;
}
