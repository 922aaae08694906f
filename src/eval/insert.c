/* insert.c - patterns with something put in: /{name}的{list}/. */
#include "eval/machine.h"

#include "base/language.h"
#include "base/text.h"
#include "eval/arith.h"

/* As the texts are that the pattern meets: folded, but for a RAW one. */
static bdl_str inserted_text(bdl_eval *e, const bdl_value *v, bool raw) {
    bdl_str text = v->kind == BDL_TEXT ? v->text : bdl_eval_print(e->scratch, v);

    return raw ? text : bdl_text_fold(e->scratch, text);
}

/* Each text of the list V; a blank one would be met anywhere. False: one is unknown. */
static bool add_texts(bdl_eval *e, bdl_buf *buf, const bdl_value *v, bool raw) {
    bool any = false;

    for (size_t i = 0; i < bdl_list_count(v); i++) {
        const bdl_value *one = bdl_list_element(v->as.list, i);
        bdl_str text;

        if (!bdl_value_is_known(one))
            return false;
        text = inserted_text(e, one, raw);
        if (text.len == 0)
            continue;
        if (any)
            bdl_buf_char(buf, '|');
        bdl_regex_quote(buf, text);
        any = true;
    }
    if (!any)
        bdl_buf_add(buf, BDL_STR("(?!)")); /* one of none: never */
    return true;
}

/* (?:a|b); false when what is to be put in is unknown. */
static bool add_insert(bdl_eval *e, bdl_buf *buf, const bdl_value *v, bool raw) {
    if (!bdl_value_is_known(v))
        return false;
    bdl_buf_add(buf, BDL_STR("(?:"));
    if (v->kind != BDL_LIST)
        bdl_regex_quote(buf, inserted_text(e, v, raw));
    else if (!add_texts(e, buf, v, raw))
        return false;
    bdl_buf_char(buf, ')');
    return true;
}

const bdl_regex *bdl_eval_insert(bdl_eval *e, const bdl_pattern_alt *alt,
                                 bdl_value *why) {
    bdl_buf buf = {.arena = e->scratch};
    size_t from = 0, offset;
    bdl_str text, message;
    bdl_regex *regex;

    bdl_buf_printf(&buf, "%u:", alt->flags);
    for (size_t i = 0; i < alt->insert_count; i++) {
        bdl_value v = bdl_eval_expr(e, alt->inserts[i].expr);

        bdl_buf_add(&buf,
                    bdl_str_of(alt->text.data + from, alt->inserts[i].offset - from));
        from = alt->inserts[i].offset;
        if (!add_insert(e, &buf, &v, alt->raw)) {
            *why = bdl_value_unknown(BDL_BOOLEAN, &v, NULL);
            return NULL;
        }
    }
    bdl_buf_add(&buf, bdl_str_from(alt->text, from));
    text = bdl_buf_str(&buf);
    regex = bdl_map_get(e->regexes, text);
    if (!regex) {
        text = bdl_arena_str(e->doc_arena, text);
        regex = bdl_regex_compile(
            e->doc_arena, bdl_str_from(text, bdl_str_find(text, BDL_STR(":"), 0) + 1),
            alt->flags, &message, &offset);
        if (regex)
            bdl_map_put(e->regexes, text, regex);
    }
    if (!regex)
        *why =
            bdl_value_failed(BDL_BOOLEAN, BDL_TR("the pattern with what is put into it "
                                                 "is no regular expression"));
    return regex;
}
