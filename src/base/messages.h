/* messages.h - every message of the front end: id, severity, format, in one table. The
 * compiler checks the arguments. What each means and how to mend it: doc/messages.md.
 * E1xxx words and sentences, E2xxx names, E3xxx types and units, E4xxx forms and
 * patterns, E5xxx files, W6xxx warnings. A message is lower case, has no full stop,
 * quotes the user's words. */
#ifndef BDL_BASE_MESSAGES_H
#define BDL_BASE_MESSAGES_H

#include "base/diag.h"

/* words and sentences */
#define BDL_MSG_UNEXPECTED  "E1001", BDL_ERROR, "unexpected %.*s, expected %.*s"
#define BDL_MSG_CHARACTER   "E1002", BDL_ERROR, "unexpected character %.*s"
#define BDL_MSG_STRING_OPEN "E1003", BDL_ERROR, "the text has no closing quote"
#define BDL_MSG_STRING_CURLY                                                             \
    "E1004", BDL_ERROR, "a text stands in straight quotes, not in “ ”"
#define BDL_MSG_ESCAPE "E1005", BDL_ERROR, "unknown escape `%.*s` in a text"
#define BDL_MSG_LONE_BRACE                                                               \
    "E1006", BDL_ERROR, "a brace in a message is written twice, `}}`"
#define BDL_MSG_ESCAPED_QUOTE "E1007", BDL_ERROR, "a quote inside {…} needs no backslash"
#define BDL_MSG_REGEX_OPEN    "E1008", BDL_ERROR, "the regular expression has no closing `/`"
#define BDL_MSG_NUMBER        "E1009", BDL_ERROR, "the number `%.*s` cannot be read"
#define BDL_MSG_WRITE         "E1010", BDL_ERROR, "unexpected `%s`, write `%s`"
#define BDL_MSG_SEMICOLON     "E1011", BDL_ERROR, "unexpected `;`, nothing ends with one"
#define BDL_MSG_BODY_OPEN     "E1012", BDL_ERROR, "a `}` is missing before this"
#define BDL_MSG_NESTING       "E1013", BDL_ERROR, "nested more than %d deep"
#define BDL_MSG_ENCODING      "E1014", BDL_ERROR, "the file is not UTF-8"
#define BDL_MSG_TITLE_TWICE   "E1015", BDL_ERROR, "a second title"
#define BDL_MSG_BODY_MISSING  "E1016", BDL_ERROR, "a `{` is missing before this"
#define BDL_MSG_BRACKET_OPEN  "E1017", BDL_ERROR, "this `%.*s` is not closed"
#define BDL_MSG_BRACES        "E1018", BDL_ERROR, "clauses of a rule have no braces of their own"

/* names */
#define BDL_MSG_UNKNOWN_NAME     "E2001", BDL_ERROR, "unknown name `%.*s`"
#define BDL_MSG_UNKNOWN_FIELD    "E2002", BDL_ERROR, "`%.*s` has no field `%.*s`"
#define BDL_MSG_UNKNOWN_FUNCTION "E2003", BDL_ERROR, "unknown function `%.*s`"
#define BDL_MSG_NAME_TWICE       "E2004", BDL_ERROR, "there is already a %s `%.*s`"
#define BDL_MSG_DEFINE_BUILTIN   "E2005", BDL_ERROR, "the function `%.*s` is built in"
#define BDL_MSG_DEFINE_NO_CALL                                                           \
    "E2006", BDL_ERROR, "`%.*s` is a function: give it arguments in parentheses"
#define BDL_MSG_RECURSION "E2007", BDL_ERROR, "`%.*s` calls itself"
#define BDL_MSG_CALL_DEPTH                                                               \
    "E2018", BDL_ERROR, "functions inside functions, more than %d deep"
#define BDL_MSG_TOO_MANY_NAMES "E2019", BDL_ERROR, "more than %d names in one rule"
#define BDL_MSG_PARAM_TWICE    "E2008", BDL_ERROR, "`%.*s` is named twice"
#define BDL_MSG_PARAM_CYCLE    "E2009", BDL_ERROR, "`%.*s` is computed from itself"
#define BDL_MSG_NOT_CONSTANT                                                             \
    "E2010", BDL_ERROR, "`%.*s` is a field of a document, and %s has none"
#define BDL_MSG_UNKNOWN_DUTY  "E2011", BDL_ERROR, "unknown duty `%.*s`"
#define BDL_MSG_UNKNOWN_FORM  "E2012", BDL_ERROR, "unknown form `%.*s`"
#define BDL_MSG_UNKNOWN_PARAM "E2013", BDL_ERROR, "-D %.*s: there is no such param"
#define BDL_MSG_HEADER_TWICE  "E2014", BDL_ERROR, "`%.*s` is said twice"
#define BDL_MSG_RECORD_TWICE  "E2016", BDL_ERROR, "`%.*s` is given twice"
#define BDL_MSG_EXAMPLE_COMPUTED                                                         \
    "E2017", BDL_ERROR, "`%.*s` is computed: give what it is computed from"

/* types and units */
#define BDL_MSG_COMPARE                                                                  \
    "E3001", BDL_ERROR, "%.*s against %.*s: `%.*s` is %.*s, `%.*s` is %.*s"
#define BDL_MSG_OPERANDS                                                                 \
    "E3002", BDL_ERROR,                                                                  \
        "cannot apply `%s` to %.*s and %.*s: `%.*s` is %.*s, `%.*s` is %.*s"
#define BDL_MSG_COMPARE_SELF "E3003", BDL_ERROR, "`%.*s` is compared with itself"
#define BDL_MSG_CONDITION    "E3004", BDL_ERROR, "`%s` needs a condition, but `%.*s` is %.*s"
#define BDL_MSG_ORDER                                                                    \
    "E3005", BDL_ERROR, "`%s` needs figures, dates or texts, but `%.*s` is %.*s"
#define BDL_MSG_WITHIN_OP                                                                \
    "E3006", BDL_ERROR, "`within` belongs to `==` and `!=`, not to `%s`"
#define BDL_MSG_NO_FIELDS "E3007", BDL_ERROR, "`%.*s` is %.*s and has no field `%.*s`"
#define BDL_MSG_INDEX_OF  "E3008", BDL_ERROR, "`[ ]` needs a list, but `%.*s` is %.*s"
#define BDL_MSG_INDEX_BY                                                                 \
    "E3009", BDL_ERROR, "`[ ]` needs a condition or a number, but `%.*s` is %.*s"
#define BDL_MSG_LIST_MIXED                                                               \
    "E3010", BDL_ERROR, "the list begins with %.*s, but `%.*s` is %.*s"
#define BDL_MSG_IF_MIXED "E3011", BDL_ERROR, "`then` gives %.*s, `else` gives %.*s"
#define BDL_MSG_FOR_LIST "E3012", BDL_ERROR, "`%.*s` is %.*s, not a list"
#define BDL_MSG_NEGATE   "E3013", BDL_ERROR, "`-` needs a figure, but `%.*s` is %.*s"
#define BDL_MSG_RANGE_ALONE                                                              \
    "E3014", BDL_ERROR,                                                                  \
        "a range stands only behind `in`, with two numbers to go through it"
#define BDL_MSG_IN_LIST                                                                  \
    "E3015", BDL_ERROR, "`in` needs a list or a range, but `%.*s` is %.*s"
#define BDL_MSG_ARGUMENT "E3017", BDL_ERROR, "`%s` needs %s, but `%.*s` is %.*s"
#define BDL_MSG_ARGUMENT_COUNT                                                           \
    "E3018", BDL_ERROR, "wrong number of arguments for `%s`: %zu wanted, %zu given"
#define BDL_MSG_LOOKUP_ROWS                                                              \
    "E3019", BDL_ERROR, "`lookup` needs a table or rows by code, and `%.*s` is neither"
#define BDL_MSG_LOOKUP_KEYS                                                              \
    "E3020", BDL_ERROR, "`%.*s` is looked up by %zu keys, not by %zu"
#define BDL_MSG_MATCHES_TEXT                                                             \
    "E3021", BDL_ERROR, "`matches` needs a text, but `%.*s` is %.*s"
#define BDL_MSG_MATCHES_PATTERN                                                          \
    "E3016", BDL_ERROR, "`matches` needs a pattern behind it, but `%.*s` is %.*s"
#define BDL_MSG_BINDING_TYPE                                                             \
    "E3022", BDL_ERROR, "`%.*s` is bound as %.*s here and as %.*s before"
#define BDL_MSG_FIND         "E3023", BDL_ERROR, "`find` needs `text matches PATTERN`"
#define BDL_MSG_GROUP_BY     "E3024", BDL_ERROR, "groups share a value, but `%.*s` is %.*s"
#define BDL_MSG_EXAMPLE_TYPE "E3025", BDL_ERROR, "`%.*s` is %.*s, but `%.*s` is %.*s"
#define BDL_MSG_UNIT_ALONE                                                               \
    "E3026", BDL_ERROR, "`%.*s` alone is no unit of money: write `%.*s元`"
#define BDL_MSG_SEVERITY                                                                 \
    "E3027", BDL_ERROR, "`%.*s` is no severity: error, warning or info"
#define BDL_MSG_YEARS                                                                    \
    "E3028", BDL_ERROR, "years are a range such as [2019..] or [2019..2023]"
#define BDL_MSG_WAIVE_DATE                                                               \
    "E3029", BDL_ERROR, "`%.*s` is no day: write it like 2026-12-31"
#define BDL_MSG_DEFINE_VALUE "E3030", BDL_ERROR, "-D %.*s: cannot read the value `%.*s`"
#define BDL_MSG_DEFINE_TYPE                                                              \
    "E3031", BDL_ERROR, "-D %.*s: `%.*s` is not of the kind of its param"
#define BDL_MSG_TOO_DEEP "E3032", BDL_ERROR, "nested too deeply"

/* forms and patterns */
#define BDL_MSG_PATTERN_REGEX "E4001", BDL_ERROR, "cannot read the pattern: %.*s"
#define BDL_MSG_PATTERN_BRACE "E4002", BDL_ERROR, "this `{` is not closed"
#define BDL_MSG_PATTERN_TYPE  "E4003", BDL_ERROR, "a %s cannot be read in prose"
#define BDL_MSG_PATTERN_FLAG                                                             \
    "E4004", BDL_ERROR, "unknown flag `%c`: i, x, s and r are known"
#define BDL_MSG_PATTERN_BINDS "E4005", BDL_ERROR, "`%.*s` cannot be bound here"
#define BDL_MSG_PATTERN_EXPR                                                             \
    "E4007", BDL_ERROR, "`{%.*s}` is no type, no name with a pattern and no expression"
#define BDL_MSG_TARGET_PATTERN "E4008", BDL_ERROR, "cannot read the target pattern `%.*s`"
#define BDL_MSG_INSERT_TYPE                                                              \
    "E4009", BDL_ERROR, "only texts and figures can be put in, but `%.*s` is %.*s"
#define BDL_MSG_FIELD_TYPE  "E4010", BDL_ERROR, "`%.*s` is %.*s here and %.*s elsewhere"
#define BDL_MSG_FIELD_TWICE "E4011", BDL_ERROR, "`%.*s` is declared twice"
#define BDL_MSG_FIELD_BUILTIN                                                            \
    "E4012", BDL_ERROR, "`%.*s` is built in: `%.*s` has it already"
#define BDL_MSG_UNKNOWN_TYPE "E4013", BDL_ERROR, "unknown type `%.*s`"
#define BDL_MSG_COLUMN_PATH  "E4014", BDL_ERROR, "a column has one name, without dots"
#define BDL_MSG_COLUMN_LIST  "E4015", BDL_ERROR, "a column cannot be a list"
#define BDL_MSG_LET_PATH     "E4016", BDL_ERROR, "a computed field has one name, without dots"
#define BDL_MSG_LET_CYCLE    "E4017", BDL_ERROR, "`%.*s` is computed from itself"
#define BDL_MSG_LIST_CLAUSE  "E4018", BDL_ERROR, "`%.*s` does not belong into a list"
#define BDL_MSG_ROWS_BY                                                                  \
    "E4019", BDL_ERROR, "rows are ordered by code or by number, not by `%.*s`"
#define BDL_MSG_ROWS_COLUMN "E4020", BDL_ERROR, "there is no column to order rows by %.*s"
#define BDL_MSG_ROWS_UNDER                                                               \
    "E4021", BDL_ERROR, "there is no entry `%.*s` to put at the root"
#define BDL_MSG_ENTRY_LIST "E4022", BDL_ERROR, "`%.*s` is an entry of no list"
#define BDL_MSG_ENTRY_COLUMN                                                             \
    "E4023", BDL_ERROR, "the list has a column `%.*s`: call the entry otherwise"
#define BDL_MSG_SKIP_ROWS "E4024", BDL_ERROR, "there are no rows to skip"
#define BDL_MSG_PROSE_CLAUSE                                                             \
    "E4025", BDL_ERROR, "`%.*s` does not belong here: figure, record, section and let do"
#define BDL_MSG_FIGURE_TYPE                                                              \
    "E4026", BDL_ERROR, "the pattern of `%.*s` does not say where its figure stands"
#define BDL_MSG_FORM_MANY                                                                \
    "E4027", BDL_ERROR,                                                                  \
        "another form gives `%.*s` in another number: say `many as` in both or in none"
#define BDL_MSG_FORM_PATTERN                                                             \
    "E4028", BDL_ERROR, "`%.*s` is nothing that this form can read"
#define BDL_MSG_FORM_TWICE                                                               \
    "E4029", BDL_ERROR, "`%.*s` is said twice: put alternatives behind `|`"
#define BDL_MSG_FORM_UNIT      "E4030", BDL_ERROR, "`%.*s` is no unit"
#define BDL_MSG_FORM_PRECISION "E4031", BDL_ERROR, "a precision is a number such as 0.01"
#define BDL_MSG_FORM_KIND      "E4032", BDL_ERROR, "only `form document` tells kinds apart"
#define BDL_MSG_FORM_MIXED                                                               \
    "E4033", BDL_ERROR,                                                                  \
        "a form has fields or columns: put the columns into `table NAME { … }`"
#define BDL_MSG_FORM_TARGET                                                              \
    "E4034", BDL_ERROR, "a form needs a pattern between slashes or a text in quotes"
#define BDL_MSG_FORM_CORPUS                                                              \
    "E4035", BDL_ERROR, "a form knows one document: `corpus` is for rules"
#define BDL_MSG_LIKE_ITSELF "E4036", BDL_ERROR, "`%.*s` is like itself"
#define BDL_MSG_SECTION_BINDS                                                            \
    "E4037", BDL_ERROR, "a section has `number` and `title`, texts, but no `%.*s`"
#define BDL_MSG_TABLE_KEY "E4038", BDL_ERROR, "the key `%.*s` is no column"

#define BDL_MSG_TABLE_INSERT                                                             \
    "E4039", BDL_ERROR, "nothing can be put into a pattern of a table"
#define BDL_MSG_LIKE_COLUMN "E4040", BDL_ERROR, "the form `%.*s` has no column `%.*s`"
#define BDL_MSG_PATTERN_CELL                                                             \
    "E4041", BDL_ERROR, "the cell `%.*s` cannot be part of this pattern: %s"

/* files and the command line */
#define BDL_MSG_UNREADABLE    "E5001", BDL_ERROR, "cannot read %.*s: %.*s"
#define BDL_MSG_NO_FILE       "E5002", BDL_ERROR, "there is no file `%.*s`"
#define BDL_MSG_NOT_UTF8      "E5003", BDL_ERROR, "this is not UTF-8"
#define BDL_MSG_USE_DEPTH     "E5004", BDL_ERROR, "`use` inside `use`, more than %d deep"
#define BDL_MSG_CSV           "E5005", BDL_ERROR, "cannot read the table: %s"
#define BDL_MSG_CSV_COLUMN    "E5006", BDL_ERROR, "the column `%.*s` is missing"
#define BDL_MSG_CSV_VALUE     "E5007", BDL_ERROR, "`%.*s` is no %.*s"
#define BDL_MSG_CSV_KEY_TWICE "E5008", BDL_ERROR, "another row has the same key"

/* warnings */
#define BDL_MSG_HIDES "W6001", BDL_WARNING, "`%.*s` hides %s"
#define BDL_MSG_KEBAB                                                                    \
    "W6002", BDL_WARNING, "`%.*s` is not kebab-case: small letters with dashes between"
#define BDL_MSG_NO_ASSERT     "W6003", BDL_WARNING, "the rule `%.*s` asserts nothing"
#define BDL_MSG_WAIVE_UNKNOWN "W6004", BDL_WARNING, "there is no rule `%.*s` to waive"
#define BDL_MSG_USES_ITSELF   "W6005", BDL_WARNING, "`%.*s` uses itself"
#define BDL_MSG_DIVIDE_ZERO   "W6006", BDL_WARNING, "division by zero: never assessed"
#define BDL_MSG_WAIVE_OVER    "W6007", BDL_WARNING, "the waiver ended on %.*s"
#define BDL_MSG_UNUSED        "W6008", BDL_WARNING, "`%.*s` is never used"
#define BDL_MSG_ALWAYS        "W6009", BDL_WARNING, "`%.*s` is always %s"
#define BDL_MSG_NEVER_FAILS   "W6010", BDL_WARNING, "this can never fail"
#define BDL_MSG_NEVER_APPLIES                                                            \
    "W6011", BDL_WARNING, "this never holds: what follows is never reached"
#define BDL_MSG_PATTERN_NEVER "W6012", BDL_WARNING, "this pattern can never match"
#define BDL_MSG_NO_MESSAGE                                                               \
    "W6013", BDL_WARNING, "`%.*s` is no expression here: it stays as it is"
#define BDL_MSG_STRING_SIGN                                                              \
    "W6014", BDL_WARNING, "a text is met where it occurs as it stands, `%s` in it too"
#define BDL_MSG_NO_PLACE                                                                 \
    "W6015", BDL_WARNING, "no list has an element `%.*s`: the first one is `[1]`"
#define BDL_MSG_PERCENT_NUMBER                                                           \
    "W6016", BDL_WARNING, "`%.*s` is a percentage, of which `%.*s` is %.*s%%"
#define BDL_MSG_NO_TYPE                                                                  \
    "W6017", BDL_WARNING, "`%.*s` is no type: it is met where it occurs as it stands"
#define BDL_MSG_OWN_DOCUMENT                                                             \
    "W6018", BDL_WARNING, "`%.*s` is asked of the document checked, for each of `corpus`"

#endif
