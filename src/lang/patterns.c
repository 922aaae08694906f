/* patterns.c - the patterns of rules and forms, made ready: names and types in braces
 * become groups, what is left is folded as the text it meets will be. The words are put
 * together in patterns_text.c. */
#include "lang/patterns.h"

#include "base/language.h"
#include "base/text.h"

static const bdl_type_word type_words[] = {
#define DIGITS "(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\\.[0-9]+)?"
#define SIGN   "(?:(?<![0-9])-)?"
/* 3.2023年 is the third heading, of 2023 */
#define NO_ITEM "(?![0-9]{1,2}\\.(?:19|20)[0-9]{2}年)"
#define NUMERAL "[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+"
    {"money", BDL_MONEY, false, false,
     "(?:人民币)?(?:(?<![0-9] )" SIGN DIGITS
     "(?:百万元|[千万亿]?元|[万亿角分](?![0-9]))|" NUMERAL "元)"},
    {"number", BDL_NUMBER, false, false, SIGN NO_ITEM DIGITS},
    {"integer", BDL_NUMBER, false, false, SIGN "[0-9]+"},
    {"percent", BDL_PERCENT, false, false, SIGN DIGITS "(?:%|百分比|百分号)"},
    {"quantity", BDL_QUANTITY, false, false, SIGN DIGITS "(?:\\p{L}+?(?:/\\p{L}+)?|%)"},
    {"date", BDL_DATE, false, false,
     "(?:[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日|底|末)?|底|末)?|[0-9]{4}[-./][0-9]{1,2}"
     "(?:[-./][0-9]{1,2})?|[0-9]{1,2}月(?:[0-9]{1,2}日|底|末)?)"},
    {"text", BDL_TEXT, false, false, "[^。,，;；\\r\\n]+?"},
    {"code", BDL_TEXT, true, false, "[0-9A-Za-z]+(?:[ -][0-9A-Za-z]+)*"},
    {"target", BDL_TARGET, false, false, "[^。,，;；\\r\\n]+?"},
    {"boolean", BDL_BOOLEAN, false, false, NULL},
    {"list", BDL_LIST, false, true, NULL},
#undef DIGITS
#undef NO_ITEM
#undef NUMERAL
#undef SIGN
};

const bdl_type_word *bdl_type_word_find(bdl_str name) {
    for (size_t i = 0; i < BDL_COUNT_OF(type_words); i++)
        if (bdl_str_eq(name, bdl_str_z(type_words[i].name)))
            return &type_words[i];
    return NULL;
}

void bdl_type_words_guess(bdl_guess *guess) {
    for (size_t i = 0; i < BDL_COUNT_OF(type_words); i++)
        bdl_guess_offer(guess, bdl_str_z(type_words[i].name));
}

void bdl_pattern_check_word(const bdl_pattern_env *env, bdl_str word, bdl_span span) {
    bdl_checker *c = env->checker;
    bool is_word = c->lint && word.len > 0;
    for (size_t i = 0; i < word.len && is_word; i++)
        is_word = word.data[i] >= 'a' && word.data[i] <= 'z';
    if (!is_word)
        return;
    bdl_guess guess;
    bdl_guess_init(&guess, word);
    bdl_type_words_guess(&guess);
    if (guess.best.len == 0)
        return;
    BDL_COMPLAIN(c, env->file, span, BDL_MSG_NO_TYPE, BDL_PRI(word));
    BDL_HINT(c, _("did you mean `%.*s`?"), BDL_PRI(guess.best));
}

void bdl_pattern_check_unit(const bdl_pattern_env *env, const bdl_type_word *type,
                            bdl_str rest, bdl_span span) {
    static const struct {
        bdl_kind kind;
        const char *unit;
    } units[] = {{BDL_MONEY, "元"},
                 {BDL_MONEY, "万元"},
                 {BDL_MONEY, "亿元"},
                 {BDL_PERCENT, "%"},
                 {BDL_PERCENT, "％"}};
    bdl_checker *c = env->checker;
    for (size_t i = 0; c->lint && i < BDL_COUNT_OF(units); i++)
        if (units[i].kind == type->kind && bdl_str_skip(rest, units[i].unit)) {
            BDL_COMPLAIN(c, env->file, span, BDL_MSG_PATTERN_NEVER);
            BDL_HINT(c, _("`{%s}` is a figure with its unit: leave `%s` out"), type->name,
                     units[i].unit);
            return;
        }
}

/* A slash may be full width (three bytes); an unclosed one ends with its token. */
void bdl_pattern_part(bdl_str token, bdl_pattern_node *node) {
    bool wide = token.data[0] != '/';
    size_t slash = wide ? 3 : 1;
    size_t end = token.len;
    while (end > 0 && bdl_is_ascii_letter(token.data[end - 1]))
        end--;
    bool closed =
        end >= 2 * slash && memcmp(token.data + end - slash, token.data, slash) == 0;
    node->text =
        bdl_str_of(token.data + slash, closed ? end - 2 * slash : token.len - slash);
    if (closed)
        node->flags = bdl_str_from(token, end);
}

/* Flags of a pattern. */
static unsigned read_flags(const bdl_pattern_env *env, const bdl_pattern_node *node,
                           bool *raw) {
    unsigned flags = 0;
    for (size_t i = 0; i < node->flags.len; i++) {
        char c = node->flags.data[i];
        if (c == 'i')
            flags |= BDL_REGEX_CASELESS;
        else if (c == 'x')
            flags |= BDL_REGEX_EXTENDED;
        else if (c == 's')
            flags |= BDL_REGEX_DOTALL;
        else if (c == 'r')
            flags |= BDL_REGEX_RAW;
        else
            BDL_COMPLAIN(env->checker, env->file, node->span, BDL_MSG_PATTERN_FLAG, c);
    }
    *raw = (flags & BDL_REGEX_RAW) != 0;
    return flags;
}

/* The expressions put in, with their places in the text of the regular expression. */
static void keep_inserts(bdl_arena *arena, const bdl_pattern_text *text,
                         bdl_pattern_alt *alt) {
    if (text->inserts.count == 0)
        return;
    bdl_insert *inserts = BDL_NEW_ARRAY(arena, bdl_insert, text->inserts.count);
    for (size_t i = 0; i < text->inserts.count; i++)
        inserts[i] = text->inserts.items[i];
    alt->inserts = inserts;
    alt->insert_count = text->inserts.count;
}

/* Names of {name:…} and, as in PCRE2, of (?<name>…). */
static void keep_bindings(const bdl_pattern_env *env, const bdl_pattern_text *text,
                          const bdl_regex *regex, bdl_span span, bdl_pattern_alt *alt) {
    bdl_arena *arena = env->checker->arena;
    BDL_VEC(bdl_binding) found = {0};
    for (size_t i = 0; i < text->names.count; i++) {
        const bdl_pattern_name *name = &text->names.items[i];
        bdl_group_name room;
        bdl_str group = bdl_pattern_group(&room, i);
        bdl_binding binding = {
            .name = name->name, .type = name->type, .slot = -1, .local = -1};
        binding.group = bdl_regex_group(regex, group);
        if (env->bind)
            env->bind(env->ctx, &binding, name->span);
        BDL_PUSH(arena, &found, binding);
    }
    for (size_t g = 1; g <= bdl_regex_group_count(regex); g++) {
        bdl_str name = bdl_regex_group_name(regex, g);
        if (name.len == 0 || bdl_str_starts(name, BDL_STR(BDL_PATTERN_GROUP)))
            continue;
        bdl_binding binding = {.name = bdl_arena_str(arena, name),
                               .type = BDL_TYPE(BDL_TEXT),
                               .group = g,
                               .slot = -1,
                               .local = -1};
        if (env->bind)
            env->bind(env->ctx, &binding, span);
        BDL_PUSH(arena, &found, binding);
    }
    alt->bindings = found.items;
    alt->binding_count = found.count;
}

/* The place in the file of byte OFFSET of the text that was tried. */
static size_t origin_of(const bdl_pattern_text *text, bdl_str source, size_t offset) {
    const bdl_pattern_origin *from = text->origins.items;
    size_t at, i = text->origins.count;
    if (text->trial.len == 0)
        return text->end;
    if (offset >= text->trial.len)
        offset = text->trial.len - 1;
    while (from[--i].from > offset)
        ;
    at = from[i].at + (from[i].copied ? offset - from[i].from : 0);
    while (at > from[i].at && bdl_utf8_goes_on(source.data[at]))
        at--;
    return at;
}

static void complain_regex(const bdl_pattern_env *env, const bdl_pattern_text *text,
                           bdl_str message, size_t offset) {
    if (env->checker->muted)
        return;
    bdl_str source = bdl_source_text(env->file->source);
    size_t at = origin_of(text, source, offset), end = at;
    if (end < source.len)
        (void)bdl_utf8_next(source, &end);
    bdl_span span = {(uint32_t)at, (uint32_t)end};
    BDL_COMPLAIN(env->checker, env->file, span, BDL_MSG_PATTERN_REGEX, BDL_PRI(message));
    if (bdl_str_has(text->text, BDL_STR("\\u")))
        BDL_HINT(env->checker, "%s", _("a Chinese character is `\\p{Han}`"));
}

/* What a pattern became, where it is used. */
struct made {
    bdl_pattern_text text;
    bdl_regex *regex;
};

static void make_regex(const bdl_pattern_env *env, const bdl_pattern_node *node,
                       const bdl_pattern_alt *alt, struct made *out) {
    bool good = bdl_pattern_text_make(env, node, alt, &out->text);
    bdl_str message = {0};
    size_t offset = 0;
    out->regex = bdl_regex_compile(env->checker->arena, out->text.trial, alt->flags,
                                   &message, &offset);
    if (!out->regex && good)
        complain_regex(env, &out->text, message, offset);
}

static void bind_later(void *ctx, bdl_binding *binding, bdl_span span) {
    (void)ctx;
    (void)binding;
    (void)span;
}

static void insert_later(void *ctx, bdl_expr *expr) {
    (void)ctx;
    (void)expr;
}

static const bdl_pattern_ready *prepare(bdl_arena *arena,
                                        const bdl_pattern_later *later) {
    bdl_checker checker = {.arena = arena, .muted = true};
    bdl_pattern_env env = {.checker = &checker,
                           .file = later->file,
                           .bind = bind_later,
                           .insert = insert_later};
    bdl_str source = bdl_source_text(later->file->source);
    bdl_span span = later->span;
    bdl_pattern_node node = {.span = span};
    bdl_pattern_alt alt = {0};
    bdl_pattern_text text;
    bdl_pattern_ready made = {0};
    bdl_str message;
    size_t offset;
    if (later->anonymous)
        env.anonymous = *later->anonymous;
    bdl_pattern_part(bdl_str_of(source.data + span.begin, span.end - span.begin), &node);
    alt.flags = read_flags(&env, &node, &alt.raw);
    if (bdl_pattern_text_make(&env, &node, &alt, &text))
        made.regex = bdl_regex_compile(arena, text.trial, alt.flags, &message, &offset);
    if (!made.regex)
        return NULL;
    if (text.names.count > 0 || text.inserts.count > 0 || text.has_unnamed) {
        bdl_pattern_text *kept = BDL_NEW(arena, bdl_pattern_text);
        *kept = text;
        made.text = kept;
    }
    bdl_pattern_ready *ready = BDL_NEW(arena, bdl_pattern_ready);
    *ready = made;
    return ready;
}

const bdl_pattern_ready *bdl_pattern_prepare(bdl_arena *arena, bdl_pattern_later *later) {
    const bdl_pattern_ready *there =
        atomic_load_explicit(&later->ready, memory_order_acquire);
    if (there)
        return there;
    const bdl_pattern_ready *made = prepare(arena, later);
    return atomic_compare_exchange_strong(&later->ready, &there, made) ? made : there;
}

/* Whether READY, made of a node, is what is to be made of it here. */
static bool fits(const bdl_pattern_env *env, const bdl_pattern_ready *ready) {
    const bdl_pattern_text *text = ready->text;
    return !text || ((env->bind || text->names.count == 0) &&
                     (env->insert || text->inserts.count == 0) &&
                     (!text->has_unnamed || bdl_str_eq(env->anonymous, text->anonymous)));
}

/* The expressions put in are checked for each use. */
static void take_ready(const bdl_pattern_env *env, const bdl_pattern_ready *ready,
                       struct made *out) {
    bdl_arena *arena = env->checker->arena;
    *out = (struct made){.regex = ready->regex};
    if (!ready->text) {
        out->text.text = bdl_regex_text(ready->regex);
        return;
    }
    out->text = *ready->text;
    out->text.inserts.items = NULL;
    out->text.inserts.count = out->text.inserts.capacity = 0;
    for (size_t i = 0; i < ready->text->inserts.count; i++) {
        bdl_insert insert = ready->text->inserts.items[i];
        bdl_expr *expr = bdl_expr_clone(arena, insert.expr, NULL, 0);
        insert.expr = expr;
        BDL_PUSH(arena, &out->text.inserts, insert);
        env->insert(env->ctx, expr);
    }
}

/* Patterns that say the same are searched for by one regular expression, which is
 * compiled once. */
static bdl_regex *shared(bdl_checker *c, const bdl_pattern_alt *alt, bdl_regex *made) {
    bdl_map **known = &c->regexes[alt->flags];
    if (!*known)
        *known = bdl_map_new(c->known);
    void **first = bdl_map_at(*known, alt->text);
    if (!*first)
        *first = made;
    return *first;
}

/* What tables were put into. A mistake that only the whole has is told of NODE. */
static bdl_regex *compile(const bdl_pattern_env *env, const bdl_pattern_node *node,
                          const bdl_pattern_text *text, unsigned flags) {
    bdl_checker *c = env->checker;
    bdl_str message = {0};
    size_t offset = 0;
    bdl_regex *regex = bdl_regex_compile(c->arena, text->trial, flags, &message, &offset);
    if (!regex)
        BDL_COMPLAIN(c, env->file, node->span, BDL_MSG_PATTERN_REGEX, BDL_PRI(message));
    return regex;
}

static void build_regex(const bdl_pattern_env *env, const bdl_pattern_node *node,
                        bdl_pattern_alt *alt) {
    bdl_arena *arena = env->checker->arena;
    struct made made;
    alt->flags = read_flags(env, node, &alt->raw);
    const bdl_pattern_ready *ready =
        node->later ? bdl_pattern_prepare(arena, node->later) : NULL;
    if (ready && fits(env, ready))
        take_ready(env, ready, &made);
    else
        make_regex(env, node, alt, &made);
    if (made.regex && bdl_pattern_put_tables(env, node, alt, &made.text))
        made.regex = compile(env, node, &made.text, alt->flags);
    alt->text = made.text.text;
    if (!made.regex)
        return;
    keep_inserts(arena, &made.text, alt);
    if (alt->insert_count == 0)
        alt->regex = made.regex = shared(env->checker, alt, made.regex);
    alt->plain = made.regex;
    keep_bindings(env, &made.text, made.regex, node->span, alt);
    if (env->checker->lint && bdl_pattern_never(arena, alt))
        BDL_COMPLAIN(env->checker, env->file, node->span, BDL_MSG_PATTERN_NEVER);
}

/* A sign in TEXT that regular expressions have and disclosures do not; NULL: none. */
static const char *sign_in(bdl_str text) {
    static const char *const inside[] = {".*", ".+",   "\\d",  "(?",   "[^",
                                         "|",  "[0-9", "[a-z", "[A-Z", "[一-"};
    if (text.len > 1 && bdl_str_starts(text, BDL_STR("^")))
        return "^";
    if (text.len > 1 && bdl_str_ends(text, BDL_STR("$")))
        return "$";
    for (size_t i = 0; i < BDL_COUNT_OF(inside); i++)
        if (bdl_str_has(text, bdl_str_z(inside[i])))
            return inside[i];
    return NULL;
}

/* A string is met where it occurs; as all text, it is folded. */
static void build_string(const bdl_pattern_env *env, const bdl_pattern_node *node,
                         bdl_pattern_alt *alt) {
    const char *sign = env->checker->lint ? sign_in(node->text) : NULL;
    if (sign) {
        BDL_COMPLAIN(env->checker, env->file, node->span, BDL_MSG_STRING_SIGN, sign);
        BDL_HINT(env->checker, _("a regular expression stands between slashes: `/%.*s/`"),
                 BDL_PRI(node->text));
    }
    alt->is_literal = true;
    alt->text = bdl_text_fold(env->checker->arena, node->text);
}

bdl_pattern *bdl_patterns_build(const bdl_pattern_env *env,
                                const bdl_patterns *patterns) {
    bdl_arena *arena = env->checker->arena;
    bdl_pattern *pattern = BDL_NEW(arena, bdl_pattern);
    pattern->count = patterns->nodes.count;
    pattern->alts = BDL_NEW_ARRAY(arena, bdl_pattern_alt, pattern->count);
    for (size_t i = 0; i < pattern->count; i++) {
        const bdl_pattern_node *node = &patterns->nodes.items[i];
        if (node->kind == BDL_PAT_REGEX)
            build_regex(env, node, &pattern->alts[i]);
        else if (node->kind == BDL_PAT_STRING)
            build_string(env, node, &pattern->alts[i]);
        pattern->binds |=
            node->kind == BDL_PAT_TARGET || pattern->alts[i].binding_count > 0;
    }
    return pattern;
}
