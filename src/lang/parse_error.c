/* parse_error.c - what the parser did not expect, in words: what it met, what would be
 * right, and a guess at what was meant. */
#include "base/guess.h"
#include "base/language.h"
#include "base/messages.h"
#include "base/text.h"
#include "base/vec.h"
#include "lang/lex.h"

enum { SHOWN_MAX = 5, QUOTED_MAX = 40 };

/* ---- sets of expected tokens ---- */

/* Expected tokens that one phrase can stand for: NEEDS tells that it applies, MEMBERS are
 * not named any more. Blanks part the names; a name with blanks is given with `_`. */
typedef struct phrase {
    const char *words, *needs, *members;
} phrase;

#define SOFT                                                                             \
    " as at authority basis because blank by caption column empty entry fails field "    \
    "figure first from given inherits key kind last like list many money note optional " \
    "passes precision present record rows section serves severity skip tags title "      \
    "under unit unreadable until version years "

static const phrase phrases[] = {
    {N_("an expression"), " a_number ( ",
     " ( [ { - a_number a_text a_name true false missing not if every some for" SOFT},
    {N_("a pattern (a target such as `≥N%`, a regular expression, a text)"),
     " a_target_pattern a_regular_expression ",
     " a_target_pattern a_regular_expression a_text a_name ( " SOFT},
    {N_("an operator"), " + * ",
     " + - * / ?? == === != < <= > >= = in contains matches is and or within . [ ( "},
    {N_("a name"), " a_name from until ", " a_name" SOFT},
    {N_("a clause of a form (title, column, field, entry …)"), " column entry ",
     " column field list rows entry skip figure record section title caption note unit "
     "kind "
     "precision let table_of_a_form year,_department_… "},
    {N_("a header (severity, basis, serves, tags, note, years)"), " severity tags ",
     " severity basis serves tags note years "},
    {N_("a clause (for, let, when, assert, example)"), " assert when ",
     " for let when assert example "},
    {N_("an item (use, param, form, rule, duty …)"), " rule form ",
     " ruleset use param define table form rule duty waive "},
};

static bool is_same_name(const char *name, const char *word, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (name[i] != word[i] && !(name[i] == ' ' && word[i] == '_')) /* ends at '\0' */
            return false;
    return name[length] == '\0';
}

/* Whether NAME is one of the words of SET. */
static bool is_in(const char *name, const char *set) {
    while (*set) {
        size_t length = strcspn(set, " ");
        if (length > 0 && is_same_name(name, set, length))
            return true;
        set += length + (set[length] == ' ');
    }
    return false;
}

static bool expects(const bdl_surprise *s, const char *word, size_t length) {
    for (size_t i = 0; i < s->expected_count; i++)
        if (is_same_name(s->expected[i], word, length))
            return true;
    return false;
}

static bool expects_all(const bdl_surprise *s, const char *set) {
    while (*set) {
        size_t length = strcspn(set, " ");
        if (length > 0 && !expects(s, set, length))
            return false;
        set += length + (set[length] == ' ');
    }
    return true;
}

static bool has_common(const char *a, const char *b) {
    while (*a) {
        size_t length = strcspn(a, " ");
        char name[40] = "";
        if (length > 0 && length < sizeof name) {
            memcpy(name, a, length);
            if (is_in(name, b))
                return true;
        }
        a += length + (a[length] == ' ');
    }
    return false;
}

/* ---- words for tokens ---- */

/* The first line of TEXT, cut when it is long. */
static bdl_str shorten(bdl_arena *arena, bdl_str text) {
    size_t end = 0;
    while (end < text.len && text.data[end] != '\n' && text.data[end] != '\r' &&
           end < QUOTED_MAX)
        bdl_utf8_next(text, &end);
    bdl_str cut = bdl_text_printable(arena, bdl_str_of(text.data, end));
    return end < text.len ? bdl_arena_join(arena, cut, BDL_STR("…")) : cut;
}

/* The token NAME of the grammar as the user knows it. */
static void add_name(bdl_buf *out, const char *name) {
    static const struct {
        const char *name, *shown;
    } shown[] = {
        {"{ of a body", "`{`"},
        {"} of a body", "`}`"},
        {"{ of a message", "`{`"},
        {"} of a message", "`}`"},
        {"table of a form", "`table`"},
        {"end of file", N_("the end of the file")},
        {"end of the message", N_("the end of the message")},
        {"text of the message", N_("text")},
        {"a date", N_("a date")},
        {"a message", N_("a message")},
        {"a regular expression", N_("a regular expression")},
        {"a target pattern", N_("a target pattern")},
    };
    for (size_t i = 0; i < BDL_COUNT_OF(shown); i++)
        if (strcmp(shown[i].name, name) == 0) {
            bdl_buf_add(out, bdl_str_z(_(shown[i].shown)));
            return;
        }
    bool is_phrase = strncmp(name, "a ", 2) == 0;
    bdl_buf_printf(out, is_phrase ? "%s" : "`%s`", is_phrase ? _(name) : name);
}

static bool is_met(const bdl_surprise *s, const char *set) {
    return is_in(s->met_name, set);
}

static bdl_str met_words(bdl_arena *arena, const bdl_surprise *s) {
    bdl_buf out = {.arena = arena};
    if (is_met(s, " end_of_the_message "))
        bdl_buf_add(&out, BDL_TR("end of the message"));
    else if (s->met.text.len == 0 && is_met(s, " end_of_file }_of_a_body "))
        bdl_buf_add(&out, BDL_TR("end of the file"));
    else if (s->met.text.len == 0)
        add_name(&out, s->met_name);
    else
        bdl_buf_printf(&out, "`%.*s`", BDL_PRI(shorten(arena, s->met.text)));
    return bdl_buf_str(&out);
}

/* ---- the expected as a list ---- */

typedef BDL_VEC(bdl_str) strs;

static void add_phrases(bdl_arena *arena, const bdl_surprise *s, strs *list, bool *used) {
    for (size_t i = 0; i < BDL_COUNT_OF(phrases); i++) {
        used[i] = expects_all(s, phrases[i].needs);
        for (size_t k = 0; k < i; k++) /* what a word before stands for is said */
            used[i] =
                used[i] && !(used[k] && has_common(phrases[i].needs, phrases[k].members));
        if (used[i])
            BDL_PUSH(arena, list, bdl_str_z(_(phrases[i].words)));
    }
}

static bool is_covered(const char *name, const bool *used) {
    for (size_t i = 0; i < BDL_COUNT_OF(phrases); i++)
        if (used[i] && is_in(name, phrases[i].members))
            return true;
    return false;
}

static void add_rest(bdl_arena *arena, const bdl_surprise *s, strs *list,
                     const bool *used) {
    for (size_t i = 0; i < s->expected_count; i++) {
        if (is_covered(s->expected[i], used))
            continue;
        bdl_buf word = {.arena = arena};
        add_name(&word, s->expected[i]);
        BDL_PUSH(arena, list, bdl_buf_str(&word));
    }
}

static bdl_str expected_words(bdl_arena *arena, const bdl_surprise *s) {
    strs list = {0};
    bool used[BDL_COUNT_OF(phrases)];
    add_phrases(arena, s, &list, used);
    add_rest(arena, s, &list, used);
    bdl_buf out = {.arena = arena};
    size_t count = list.count < SHOWN_MAX ? list.count : SHOWN_MAX;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            bdl_buf_add(&out, i + 1 == list.count ? BDL_TR(" or ") : BDL_TR(", "));
        bdl_buf_add(&out, list.items[i]);
    }
    if (count < list.count)
        bdl_buf_add(&out, BDL_STR(" …"));
    if (count == 0)
        bdl_buf_add(&out, BDL_TR("nothing"));
    return bdl_buf_str(&out);
}

/* ---- hints ---- */

static bool is_word(bdl_str text) {
    if (text.len < 3)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (!(text.data[i] == '_' || (text.data[i] >= 'a' && text.data[i] <= 'z')))
            return false;
    return true;
}

/* The expected word that WORD is nearest to. */
static bool guess_expected(const bdl_surprise *s, bdl_str word, bdl_guess *guess) {
    if (!is_word(word))
        return false;
    bdl_guess_init(guess, word);
    for (size_t i = 0; i < s->expected_count; i++)
        if (is_word(bdl_str_z(s->expected[i])))
            bdl_guess_offer(guess, bdl_str_z(s->expected[i]));
    return guess->best.len > 0 && !bdl_str_eq(guess->best, word);
}

static bool hint_guess(const bdl_surprise *s) {
    bdl_guess guess;
    if (!guess_expected(s, s->met.text, &guess))
        return false;
    bdl_report_hint(s->build->diags, "did you mean `%.*s`?", BDL_PRI(guess.best));
    return true;
}

/* Words that more likely begin what comes next than were meant as a name. */
#define STARTERS                                                                         \
    " for let when assert example ruleset use param define table form rule duty waive "
#define COMPARISONS " == === != < <= > >= "

static bool is_after_digit(const bdl_surprise *s) {
    bdl_str before = s->before.text;
    char last = before.len ? before.data[before.len - 1] : '\0';
    return bdl_is_ascii_digit(last);
}

static const char *foreign_hint(const bdl_surprise *s);

/* 万元, 个, 平方米: a word that may be a unit and is none of the language. */
static bool may_be_unit(const bdl_surprise *s) {
    enum { MOST = 3 };
    bdl_unit unit;
    return is_met(s, " a_name ") && !bdl_str_is_ascii(s->met.text) &&
           bdl_utf8_count(s->met.text) <= MOST && !foreign_hint(s) &&
           bdl_unit_read(s->met.text, &unit);
}

/* A number that is written as documents write it. */
static const char *number_hint(const bdl_surprise *s) {
    bdl_str text = bdl_source_text(s->build->source);
    size_t next = s->met.span.end;
    bool is_before_digit = bdl_str_digit_at(text, next);
    if (is_met(s, " . ") && is_before_digit)
        return N_("a number begins with a digit: `0.5`");
    if (!is_after_digit(s))
        return NULL;
    if (is_met(s, " , ") && is_before_digit)
        return N_("numbers in rules have no commas: `10000`");
    if (is_met(s, " .. ") && bdl_str_eq(s->bracket.text, BDL_STR("[")) &&
        !expects(s, ",", 1))
        return N_("the elements from one place to another: `rows[index in [1..5]]`");
    if (may_be_unit(s))
        return N_("a unit stands right behind its number, without a blank: `1万元`");
    return NULL;
}

/* Words of other languages, and what is written here. */
typedef struct foreign {
    const char *words, *hint;
    bool names; /* a name stands behind it, which the clauses that follow may use */
} foreign;

static const foreign *find_foreign(const bdl_surprise *s) {
    static const foreign hints[] = {
        {" 且 并且 而且 以及 和 与 AND And ", N_("write `and`"), false},
        {" 或 或者 OR Or ", N_("write `or`"), false},
        {" 非 不 不是 NOT Not ", N_("write `not`"), false},
        {" 等于 ", N_("write `==`"), false},
        {" 大于 ", N_("write `>`"), false},
        {" 小于 ", N_("write `<`"), false},
        {" 不等于 ", N_("write `!=`"), false},
        {" 大于等于 不小于 不低于 不少于 ", N_("write `>=`"), false},
        {" 小于等于 不大于 不高于 不超过 不多于 ", N_("write `<=`"), false},
        {" 加 加上 plus ", N_("write `+`"), false},
        {" 减 减去 minus ", N_("write `-`"), false},
        {" 属于 IN In ", N_("write `in`"), false},
        {" 包含 含有 含 like LIKE Like ", N_("write `contains`"), false},
        {" foreach For FOR each 对于 对 遍历 每个 ", N_("write `for row in …`"), true},
        {" 规则 Rule RULE ", N_("write `rule`"), false},
        {" 单位 ", N_("write `unit`"), false},
        {" 列 栏 栏目 ", N_("write `column`"), false},
        {" 字段 ", N_("write `field`"), false},
        {" 参数 Param PARAM ", N_("write `param`"), false},
        {" 引用 使用 import include ", N_("write `use`"), false},
        {" 令 设 Let LET ", N_("write `let`"), true},
        {" 例子 示例 Example ", N_("write `example`"), false},
        {" 断言 检查 Assert ASSERT check ", N_("write `assert`"), false},
        {" 如果 若 当 If IF ", N_("write `when`"), false},
        {" 否则 Else ELSE ", N_("write `else`"), false},
        {" between Between BETWEEN 介于 ", N_("write `x in [a..b]`"), false},
        {" level 级别 ", N_("write `severity`"), false},
        {" description 说明 备注 ", N_("write `note`"), false},
        {" message 消息 提示 ", N_("the message of an `assert` stands behind `else`"),
         false},
        {" none None null NULL nil 空 无 ",
         N_("write `x is missing`, or `x is blank` of a cell that is there"), false},
    };
    bdl_str met = s->met.text;
    char word[40];
    if (met.len == 0 || met.len >= sizeof word)
        return NULL;
    memcpy(word, met.data, met.len);
    word[met.len] = '\0';
    for (size_t i = 0; i < BDL_COUNT_OF(hints); i++)
        if (is_in(word, hints[i].words))
            return &hints[i];
    return NULL;
}

static const char *foreign_hint(const bdl_surprise *s) {
    const foreign *found = find_foreign(s);
    return found ? found->hint : NULL;
}

#define ITEMS " ruleset param define form rule duty waive "

/* What stands where a clause, or the rest of one, should. */
static const char *clause_hint(const bdl_surprise *s) {
    if (is_met(s, " if ") && expects_all(s, " assert when "))
        return N_("a condition of what follows is `when …`, and stands before `assert`");
    if (is_met(s, " then ") && expects_all(s, " assert when "))
        return N_("`when` has no `then`: what follows it is asked where it holds");
    if (is_met(s, " not ") && expects_all(s, " and or matches "))
        return N_("`not` stands before the whole condition: `not name matches /…/`");
    if (is_met(s, " . ") && s->expected_count == 1 && expects_all(s, " in "))
        return N_("a name for each element stands first: `for row in …`");
    if (is_met(s, " .. ") && expects_all(s, " ) and or "))
        return N_("a range stands in square brackets: `[0..100]`");
    if (bdl_str_eq(s->before.text, BDL_STR("each")) && is_met(s, " a_name ") &&
        s->expected_count == 1)
        return N_("write `for row in …`");
    if (is_met(s, " }_of_a_body } for let when assert example ") &&
        expects(s, "else", 4) && !expects(s, "assert", 6))
        return N_("`if` has an `else`; a condition of what follows is `when …`");
    if (is_met(s, ITEMS) && !expects(s, "rule", 4))
        return N_("what stands before it is not finished");
    if (is_met(s, " , a_text ") && expects_all(s, " else and or "))
        return N_("the message of an `assert` stands behind `else`");
    if (is_met(s, " , ") && expects_all(s, " ) and or "))
        return N_("a list stands in square brackets: `[a, b]`");
    if (is_met(s, " where ") && expects_all(s, " and or "))
        return N_("elements are chosen in square brackets: `list[condition]`");
    if (is_met(s, " ( ") && expects_all(s, " and or "))
        return N_("a function stands before what it takes: `starts_with(name, \"…\")`; "
                  "a text in another is `name contains \"…\"`");
    return NULL;
}

static bool is_behind(const bdl_surprise *s, const char *word) {
    return bdl_str_eq(s->before.text, bdl_str_z(word));
}

static bool is_header_before(const bdl_surprise *s) {
    return is_behind(s, "severity") || is_behind(s, "basis") || is_behind(s, "serves") ||
           is_behind(s, "tags") || is_behind(s, "note") || is_behind(s, "years");
}

/* What stands where a text, the state of a value or a name should. */
static const char *word_hint(const bdl_surprise *s) {
    if (is_met(s, " / ") && (expects(s, "rule", 4) || expects(s, "assert", 6)))
        return N_("a comment begins with `#`");
    if (is_behind(s, "else") && is_met(s, " a_name ") && expects(s, "a_message", 9))
        return N_("a text stands in double quotes, \"…\"");
    if (is_behind(s, "until") && is_met(s, " a_number "))
        return N_("a day is written `2026-12-31`");
    if (is_behind(s, "contains") && is_met(s, " / "))
        return N_("a text is held to a pattern by `matches`: `name matches /…/`");
    if (is_met(s, " : ") && is_header_before(s))
        return N_("headers of a rule have no colon: `severity error`");
    if (is_met(s, " title ") && expects_all(s, " severity tags a_text "))
        return N_("the title of a rule stands right behind its name");
    if (is_behind(s, "tags") && is_met(s, " a_text "))
        return N_("a name stands without quotes");
    if (is_behind(s, "is") && is_met(s, " a_text a_number "))
        return N_("write `==`");
    if ((is_behind(s, "passes") || is_behind(s, "fails")) && is_met(s, " a_text "))
        return N_("the title of an example stands right behind `example`");
    return NULL;
}

/* “合计"不对”: what comes stands right behind the quote that ended a text. */
static bool is_behind_quote(const bdl_surprise *s) {
    bdl_str text = bdl_source_text(s->build->source);
    size_t begin = s->met.span.begin;
    return begin > 0 && begin < text.len && text.data[begin - 1] == '"' &&
           is_met(s, " a_name a_number a_text ");
}

/* ≥n%: a letter right behind the comparator, and no placeholder. */
static bool is_letter_behind(const bdl_surprise *s) {
    bdl_str text = bdl_source_text(s->build->source);
    size_t next = s->met.span.end;
    return next < text.len && text.data[next] >= 'a' && text.data[next] <= 'z';
}

static const char *general_hint(const bdl_surprise *s) {
    bool after_matches = bdl_str_eq(s->before.text, BDL_STR("matches"));
    const char *of_number = number_hint(s);
    if (of_number)
        return of_number;
    if (is_behind_quote(s))
        return N_(
            "the text ended at the quote before it; a quote in a text is `\\\"`, or “ ”");
    if (clause_hint(s) || foreign_hint(s))
        return clause_hint(s) ? clause_hint(s) : foreign_hint(s);
    if (word_hint(s))
        return word_hint(s);
    if (after_matches && is_met(s, COMPARISONS))
        return is_letter_behind(s)
                   ? N_("a placeholder begins with a capital letter: `≥N%`")
                   : N_("a target pattern has no blanks: `≥N%`");
    if (is_met(s, COMPARISONS) && expects_all(s, " and or "))
        return N_("comparisons do not chain: write `a < b and b < c`");
    if (is_met(s, " or ") && expects_all(s, " | : "))
        return N_("write `|` between headings");
    if (is_met(s, " a_number ") && expects_all(s, " a_name ") && !expects(s, "(", 1))
        return N_("a name does not begin with a digit");
    if (is_met(s, " a_name money ") && expects_all(s, " below like : "))
        return N_("the type stands behind a colon: `金额 : money`");
    if (is_met(s, " | ") && expects_all(s, " and or "))
        return N_("write `or` between conditions, `|` between patterns");
    if (is_met(s, " a_name a_number ") && expects_all(s, " severity tags a_text "))
        return N_("a name has no blanks, write `-` between its words, and the title in "
                  "quotes");
    if (is_met(s, " severity basis serves tags note years ") &&
        expects_all(s, " assert when "))
        return N_("headers of a rule stand before its `{`");
    if (is_met(s, " for if every some ") && !expects_all(s, " for ") &&
        expects_all(s, " a_number ( "))
        return N_("put it in parentheses");
    return NULL;
}

/* let for = 3: a name was meant, whatever it is. */
static bool is_named_here(const bdl_surprise *s) {
    return is_behind(s, "let") || is_behind(s, "param") || is_behind(s, "for") ||
           is_behind(s, "define");
}

static void add_hint(const bdl_surprise *s) {
    const char *hint = general_hint(s);
    bool is_header = is_met(s, " a_name ") && expects_all(s, " severity tags a_text ");
    if (is_header && hint_guess(s))
        return;
    if (hint) {
        bdl_report_hint(s->build->diags, "%s", _(hint));
    } else if (hint_guess(s)) {
        return;
    } else if (expects(s, "a text", 6) && !expects(s, "rule", 4) &&
               !expects(s, "a name", 6) && is_met(s, " a_name a_number ")) {
        bdl_report_hint(s->build->diags, "%s",
                        _("a text stands in double quotes, \"…\""));
    } else if (is_word(s->met.text) && expects_all(s, " a_name ") &&
               (is_named_here(s) || !is_met(s, " a_name" STARTERS))) {
        bdl_report_hint(s->build->diags, "`%.*s` is a word of the language and no name",
                        BDL_PRI(s->met.text));
    }
}

/* What can come behind a condition and a bracket around it, but inside none. */
#define ENDS                                                                             \
    " ) ] } }_of_a_body }_of_a_message else then where by satisfies return end_of_file " \
    "end_of_the_message" STARTERS

/* Where a bracket is not closed, the mistake stands where it was opened. */
static bool report_open_bracket(const bdl_surprise *s) {
    bdl_str open = s->bracket.text;
    if (open.len == 0 || !is_met(s, ENDS))
        return false;
    /* full-width ones have three bytes */
    bool square = bdl_str_eq(open, BDL_STR("[")) || bdl_str_eq(open, BDL_STR("［"));
    const char *closing = square ? "]" : ")";
    if (!expects(s, closing, 1))
        return false;
    bdl_report(s->build->diags, s->build->source, s->bracket.span, BDL_MSG_BRACKET_OPEN,
               BDL_PRI(open));
    bdl_report_note(s->build->diags, s->build->source, s->met.span,
                    "the `%s` is missing before this", closing);
    if (is_met(s, " where "))
        bdl_report_hint(s->build->diags, "%s",
                        _("elements are chosen in square brackets: `list[condition]`"));
    return true;
}

void bdl_report_surprise(const bdl_surprise *s) {
    bdl_build *b = s->build;
    bool behind_open_text = b->unclosed > 0 && b->unclosed == s->before.span.end;
    bool behind_stray = b->stray > s->before.span.end && b->stray <= s->met.span.begin;
    if (b->stopped || b->surprised == s->met.span.begin + 1 || behind_open_text ||
        behind_stray)
        return; /* the reason was given */
    b->surprised = s->met.span.begin + 1;
    const foreign *word = expects_all(s, " assert when ") ? find_foreign(s) : NULL;
    b->lost_name = word && word->names;
    if (bdl_diags_dropped(b->diags) > 0) { /* counted only: nobody reads the words */
        bdl_report(b->diags, b->source, s->met.span, BDL_MSG_UNEXPECTED, 0, "", 0, "");
        return;
    }
    if (report_open_bracket(s))
        return;
    bdl_arena *scratch = bdl_arena_new();
    bdl_report(b->diags, b->source, s->met.span, BDL_MSG_UNEXPECTED,
               BDL_PRI(met_words(scratch, s)), BDL_PRI(expected_words(scratch, s)));
    add_hint(s);
    bdl_arena_free(scratch);
}

/* ---- characters ---- */

void bdl_report_character(bdl_build *b, bdl_span span) {
    static const struct {
        const char *characters, *hint;
    } hints[] = {
        {"！!﹗︕", N_("write `not`")},
        {"&＆﹠", N_("write `and`")},
        {"‘’「」『』《》«»'＇”", N_("a text stands in double quotes, \"…\"")},
        {"?？﹖︖", N_("a value in place of a missing one is written `x ?? y`")},
        {"%％﹪", N_("`%` stands right behind its number, `80%`")},
        {"–—", N_("write `-`")},
        {"~～", N_("a text is held to a pattern by `matches`: `name matches /…/`")},
        {"^＾", N_("there is no power, write a product")},
        {"。", N_("write `.`")},
        {"㎡㎥", N_("a unit is written in letters: `100平方米`")},
    };
    bdl_arena *scratch = bdl_arena_new();
    bdl_str met = bdl_source_slice(b->source, span);
    bdl_str shown = bdl_text_printable(scratch, met);
    bdl_report(b->diags, b->source, span, BDL_MSG_CHARACTER,
               BDL_PRI(bdl_arena_printf(scratch, "`%.*s`", BDL_PRI(shown))));
    for (size_t i = 0; i < BDL_COUNT_OF(hints); i++)
        if (bdl_str_has(bdl_str_z(hints[i].characters), met))
            bdl_report_hint(b->diags, "%s", _(hints[i].hint));
    bdl_arena_free(scratch);
}
