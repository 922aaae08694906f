/* check_headers.c - what stands between the name of an item and its body: severity, tags,
 * basis, years and the like. */
#include "lang/checker.h"

#include "base/language.h"

static bool is(const bdl_header *header, const char *name) {
    return bdl_str_eq(header->name.text, bdl_str_z(name));
}

/* The grammar has a text here. */
static bdl_str text_of(const bdl_header *header) {
    const bdl_expr *expr = header->expr;
    return expr && expr->kind == BDL_E_LITERAL ? expr->as.literal->text : (bdl_str){0};
}

/* ---- words ---- */

bool bdl_is_kebab(bdl_str name) {
    bool after_dash = true;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.data[i]; /* of letters beyond ASCII nothing is asked */
        if (c == '_' || (c >= 'A' && c <= 'Z') || (c == '-' && after_dash))
            return false;
        after_dash = c == '-';
    }
    return name.len > 0 && !after_dash;
}

static void check_tags(bdl_checker *c, const bdl_item *item, const bdl_header *header) {
    for (size_t i = 0; i < header->words.count; i++) {
        bdl_word tag = header->words.items[i];
        if (!bdl_is_kebab(tag.text))
            BDL_COMPLAIN(c, item->file, tag.span, BDL_MSG_KEBAB, BDL_PRI(tag.text));
    }
}

static void check_serves(bdl_checker *c, const bdl_item *item, const bdl_header *header) {
    for (size_t i = 0; i < header->words.count; i++) {
        bdl_word duty = header->words.items[i];
        if (bdl_map_get(c->duties, duty.text) || c->program->lacks_file)
            continue;
        BDL_COMPLAIN(c, item->file, duty.span, BDL_MSG_UNKNOWN_DUTY, BDL_PRI(duty.text));
        if (bdl_diags_dropped(c->diags))
            continue; /* nobody will see it */
        bdl_guess guess;
        bdl_guess_init(&guess, duty.text);
        for (size_t d = 0; d < bdl_map_count(c->duties); d++)
            bdl_guess_offer(&guess, bdl_map_key_at(c->duties, d));
        if (guess.best.len)
            BDL_HINT(c, _("did you mean `%.*s`?"), BDL_PRI(guess.best));
    }
}

static bdl_severity read_severity(bdl_checker *c, const bdl_item *item,
                                  const bdl_header *header) {
    bdl_word word = header->words.count ? header->words.items[0] : header->name;
    if (bdl_str_eq(word.text, BDL_STR("error")))
        return BDL_ERROR;
    if (bdl_str_eq(word.text, BDL_STR("warning")))
        return BDL_WARNING;
    if (bdl_str_eq(word.text, BDL_STR("info")))
        return BDL_INFO;
    BDL_COMPLAIN(c, item->file, word.span, BDL_MSG_SEVERITY, BDL_PRI(word.text));
    return BDL_ERROR;
}

/* ---- years ---- */

static bool read_year(const bdl_expr *expr, long long *year) {
    *year = 0;
    if (!expr)
        return true;
    return expr->kind == BDL_E_LITERAL && bdl_kind_is_figure(expr->as.literal->kind) &&
           bdl_dec_to_int(expr->as.literal->number, year) && *year >= 1900 &&
           *year < 10000;
}

static void read_years(bdl_checker *c, bdl_item *item, const bdl_header *header) {
    bdl_rule_item *rule = &item->as.rule;
    const bdl_expr *expr = header->expr;
    bool good = expr && expr->kind == BDL_E_RANGE;
    good = good && read_year(expr->as.range.low, &rule->year_low) &&
           read_year(expr->as.range.high, &rule->year_high);
    if (good && rule->year_low && rule->year_high && rule->year_high < rule->year_low)
        good = false;
    if (!good)
        BDL_COMPLAIN(c, item->file, expr ? expr->span : header->name.span, BDL_MSG_YEARS);
}

/* ---- all of them ---- */

static void check_twice(bdl_checker *c, const bdl_item *item, size_t i) {
    const bdl_header *header = item->headers.items[i];
    for (size_t j = 0; j < i; j++) {
        const bdl_header *first = item->headers.items[j];
        if (!bdl_str_eq(first->name.text, header->name.text))
            continue;
        BDL_COMPLAIN(c, item->file, header->name.span, BDL_MSG_HEADER_TWICE,
                     BDL_PRI(header->name.text));
        BDL_NOTE(c, item->file, first->name.span, _("the first one is here"));
        return;
    }
}

static void check_rule_header(bdl_checker *c, bdl_item *item, const bdl_header *header) {
    bdl_rule_item *rule = &item->as.rule;
    if (is(header, "severity"))
        rule->severity = read_severity(c, item, header);
    else if (is(header, "basis"))
        rule->basis = text_of(header);
    else if (is(header, "note"))
        rule->note = text_of(header);
    else if (is(header, "years"))
        read_years(c, item, header);
    else if (is(header, "tags")) {
        rule->tags = header->words;
        check_tags(c, item, header);
    } else if (is(header, "serves")) {
        rule->serves = header->words;
        check_serves(c, item, header);
    }
}

void bdl_check_headers(bdl_checker *c, bdl_item *item) {
    if (item->kind == BDL_I_RULE)
        item->as.rule.severity = BDL_ERROR;
    for (size_t i = 0; i < item->headers.count; i++) {
        check_twice(c, item, i);
        if (item->kind == BDL_I_RULE)
            check_rule_header(c, item, item->headers.items[i]);
        else if (item->kind == BDL_I_DUTY && is(item->headers.items[i], "basis"))
            item->as.duty.basis = text_of(item->headers.items[i]);
    }
}
