/* recognise_pattern.c - patterns of forms searched in the text of a document, and what
 * they bind. */
#include "model/recognise.h"

bdl_subject bdl_subject_of(bdl_arena *arena, const bdl_run *run) {
    bdl_way_back *back = BDL_NEW(arena, bdl_way_back);
    back->arena = arena;
    return (bdl_subject){run, {bdl_text_fold(arena, run->text)}, back};
}

void bdl_subject_range(const bdl_subject *s, size_t begin, size_t end,
                       size_t *printed_begin, size_t *printed_end) {
    bdl_folded *folded = &s->back->folded;
    if (!folded->origin)
        *folded = bdl_text_fold_map(s->back->arena, s->run->text);
    bdl_folded_range(folded, s->run->text, begin, end, printed_begin, printed_end);
}

/* ---- {expression}: its text is put in, quoted ---- */

static bool add_text(bdl_recogniser *r, bdl_buf *buf, const bdl_value *v, bool raw) {
    if (!bdl_value_is_known(v))
        return false;
    bdl_str text = v->kind == BDL_TEXT ? v->text
                   : v->text.len       ? v->text
                                       : bdl_value_print(r->arena, v);
    bdl_regex_quote(buf, raw ? text : bdl_text_fold(r->arena, text));
    return true;
}

/* Each text of LIST; a blank one would be met anywhere. False: there is none. */
static bool add_texts(bdl_recogniser *r, bdl_buf *buf, const bdl_list *list, bool raw) {
    bool any = false;
    for (size_t i = 0; i < list->count; i++) {
        bdl_buf one = {.arena = r->arena};
        if (!add_text(r, &one, &list->items[i], raw) || one.len == 0)
            continue;
        if (any)
            bdl_buf_char(buf, '|');
        bdl_buf_add(buf, bdl_buf_str(&one));
        any = true;
    }
    return any;
}

static bool add_insert(bdl_recogniser *r, bdl_buf *buf, const bdl_insert *insert,
                       bool raw) {
    bdl_record *document = r->model->document;
    if (!r->hooks || !r->hooks->eval)
        return false;
    bdl_value v = r->hooks->eval(r->hooks->ctx, insert->expr, document, document);
    if (!bdl_value_is_known(&v)) { /* stands nowhere; what else is said may */
        bdl_buf_add(buf, BDL_STR("(?!)"));
        return true;
    }
    bdl_buf_add(buf, BDL_STR("(?:"));
    bool any = v.kind != BDL_LIST ? add_text(r, buf, &v, raw)
                                  : v.as.list && add_texts(r, buf, v.as.list, raw);
    bdl_buf_char(buf, ')');
    return any;
}

void bdl_put_in_forget(bdl_put_in *kept) {
    bdl_arena_free(kept->arena);
    kept->arena = NULL;
}

void bdl_put_in_free(bdl_put_in *kept) {
    bdl_put_in_forget(kept);
    if (kept->words)
        bdl_arena_free(kept->words->arena);
    kept->words = NULL;
}

/* Many documents of a run put in the same year. */
static const bdl_regex *compile_kept(bdl_recogniser *r, bdl_str text, unsigned flags) {
    bdl_put_in *kept = r->hooks ? r->hooks->put_in : NULL;
    bdl_str message;
    size_t offset;
    if (!kept)
        return bdl_regex_compile(r->arena, text, flags, &message, &offset);
    if (!kept->arena) {
        kept->arena = bdl_arena_new();
        kept->by_text = bdl_map_new(kept->arena);
    }
    char mark = (char)('0' + flags);
    bdl_str key = bdl_arena_join(r->arena, (bdl_str){&mark, 1}, text);
    const bdl_regex *regex = bdl_map_get(kept->by_text, key);
    if (regex)
        return regex;
    key = bdl_arena_str(kept->arena, key);
    text = bdl_str_from(key, key.len - text.len);
    regex = bdl_regex_compile(kept->arena, text, flags, &message, &offset);
    if (regex)
        bdl_map_put(kept->by_text, key, (void *)(uintptr_t)regex);
    return regex;
}

static const bdl_regex *compile_with_text(bdl_recogniser *r, const bdl_pattern_alt *alt) {
    bdl_buf buf = {.arena = r->arena};
    size_t from = 0;
    for (size_t i = 0; i < alt->insert_count; i++) {
        size_t at = alt->inserts[i].offset;
        bdl_buf_add(&buf, bdl_str_of(alt->text.data + from, at - from));
        if (!add_insert(r, &buf, &alt->inserts[i], alt->raw))
            return NULL;
        from = at;
    }
    bdl_buf_add(&buf, bdl_str_from(alt->text, from));
    return compile_kept(r, bdl_buf_str(&buf), alt->flags);
}

static __attribute__((noinline)) const bdl_regex *
regex_with_text(bdl_recogniser *r, const bdl_pattern_alt *alt) {
    for (size_t i = 0; i < r->put_in_keys.count; i++)
        if (r->put_in_keys.items[i] == alt)
            return r->put_in.items[i];
    const bdl_regex *regex = compile_with_text(r, alt);
    BDL_PUSH(r->arena, &r->put_in_keys, (const void *)alt);
    BDL_PUSH(r->arena, &r->put_in, regex);
    return regex;
}

/* ---- searching ---- */

static bdl_str text_of(const bdl_pattern_alt *alt, const bdl_subject *s) {
    return alt->raw ? s->run->text : s->folded.text;
}

/* What the folded text holds; NULL while it is not worth while to know. */
static inline const bdl_signature *signature_of(const bdl_pattern_alt *alt,
                                                const bdl_subject *s) {
    bdl_way_back *back = s->back;
    if (alt->raw || !back)
        return NULL;
    if (back->searches < 2 && ++back->searches == 2)
        bdl_text_sign(s->folded.text, &back->signature);
    return back->searches == 2 ? &back->signature : NULL;
}

static bool find_literal(const bdl_pattern_alt *alt, const bdl_subject *s, size_t from,
                         bdl_hit *hit) {
    size_t at = bdl_str_find(text_of(alt, s), alt->text, from);
    if (at == SIZE_MAX)
        return false;
    hit->match.count = 1;
    hit->match.start[0] = at;
    hit->match.end[0] = at + alt->text.len;
    return true;
}

bool bdl_alternative_find(bdl_recogniser *r, const bdl_pattern_alt *alt,
                          const bdl_subject *s, size_t from, bdl_hit *hit) {
    bdl_str text = text_of(alt, s);
    hit->alt = alt;
    if (from > text.len)
        return false;
    if (alt->is_literal)
        return find_literal(alt, s, from, hit);
    const bdl_signature *signature = signature_of(alt, s);
    if (alt->insert_count > 0 && alt->plain &&
        !bdl_regex_may_be_in(alt->plain, text, from, signature))
        return false;
    const bdl_regex *regex =
        alt->insert_count == 0 ? alt->regex : regex_with_text(r, alt);
    return regex &&
           bdl_regex_search(regex, text, from, signature, &hit->match) == BDL_REGEX_MATCH;
}

bool bdl_pattern_may_meet(const bdl_pattern *pattern, unsigned char first,
                          const bdl_signature *signature) {
    bool may = false;
    for (size_t i = 0; i < pattern->count && !may; i++) {
        const bdl_pattern_alt *alt = &pattern->alts[i];
        may = alt->raw || !alt->plain ||
              bdl_regex_may_meet_from(alt->plain, first, signature);
    }
    return may;
}

bool bdl_pattern_find(bdl_recogniser *r, const bdl_pattern *pattern, const bdl_subject *s,
                      bdl_hit *hit) {
    bool found = false;
    bdl_hit other;
    for (size_t i = 0; pattern && i < pattern->count; i++) {
        bdl_hit *into = found ? &other : hit;
        if (!bdl_alternative_find(r, &pattern->alts[i], s, 0, into))
            continue;
        if (found && other.match.start[0] < hit->match.start[0])
            *hit = other;
        found = true;
        if (hit->match.start[0] == 0)
            break; /* none begins before */
    }
    return found;
}

/* What a pattern met in a text. */
struct bdl_met {
    const bdl_pattern *pattern;
    const bdl_pattern_alt *alt;
    size_t count;
    size_t places[]; /* where each group begins, then where it ends */
};

static void keep_met(bdl_way_back *back, const bdl_pattern *pattern, const bdl_hit *hit) {
    size_t count = hit->match.count, size = count * sizeof(size_t);
    struct bdl_met *met = bdl_arena_alloc(back->arena, sizeof *met + 2 * size);
    *met = (struct bdl_met){pattern, hit->alt, count};
    memcpy(met->places, hit->match.start, size);
    memcpy(met->places + count, hit->match.end, size);
    back->met = met;
}

static void take_met(const struct bdl_met *met, bdl_hit *hit) {
    size_t size = met->count * sizeof(size_t);
    hit->alt = met->alt;
    hit->match.count = met->count;
    memcpy(hit->match.start, met->places, size);
    memcpy(hit->match.end, met->places + met->count, size);
}

bool bdl_pattern_meets(bdl_recogniser *r, const bdl_pattern *pattern,
                       const bdl_subject *s, bdl_hit *hit) {
    bdl_way_back *back = s->back;
    if (!back)
        return bdl_pattern_find(r, pattern, s, hit);
    if (back->met && back->met->pattern == pattern) {
        take_met(back->met, hit);
        return true;
    }
    if (back->missed == pattern)
        return false;
    bool found = bdl_pattern_find(r, pattern, s, hit);
    if (found)
        keep_met(back, pattern, hit);
    else
        back->missed = pattern;
    return found;
}

bool bdl_pattern_has_inserts(const bdl_pattern *pattern) {
    for (size_t i = 0; i < pattern->count; i++)
        if (pattern->alts[i].insert_count > 0)
            return true;
    return false;
}

/* Whether ALT can meet where S begins, told from the first byte. */
static bool may_begin(const bdl_pattern_alt *alt, bdl_str s) {
    if (s.len == 0 || alt->raw)
        return true;
    if (alt->is_literal)
        return alt->text.len == 0 || alt->text.data[0] == s.data[0];
    return !alt->regex || bdl_regex_may_begin(alt->regex, (unsigned char)s.data[0]);
}

bool bdl_pattern_is_all(bdl_recogniser *r, const bdl_pattern *pattern, bdl_str folded) {
    bdl_run run = {.text = folded};
    bdl_subject subject = {&run, {folded}, NULL};
    bdl_hit hit;
    for (size_t i = 0; i < pattern->count; i++) {
        if (!may_begin(&pattern->alts[i], folded) ||
            !bdl_alternative_find(r, &pattern->alts[i], &subject, 0, &hit) ||
            hit.match.start[0] != 0)
            continue;
        return hit.match.end[0] == folded.len;
    }
    return false;
}

/* ---- what was bound ---- */

static void printed_range(const bdl_hit *hit, const bdl_subject *s, size_t group,
                          size_t *begin, size_t *end) {
    *begin = hit->match.start[group];
    *end = hit->match.end[group];
    if (!hit->alt->raw)
        bdl_subject_range(s, *begin, *end, begin, end);
}

bool bdl_hit_value(bdl_recogniser *r, const bdl_hit *hit, const bdl_subject *s,
                   const bdl_binding *binding, bdl_value *out) {
    size_t begin, end, group = binding->group;
    if (group >= hit->match.count || hit->match.start[group] == SIZE_MAX)
        return false;
    printed_range(hit, s, group, &begin, &end);
    bdl_str printed = bdl_str_of(s->run->text.data + begin, end - begin);
    *out = bdl_figure_read(r->arena, printed, binding->type, NULL);
    *out = bdl_value_at(r, *out, bdl_run_place(s->run, begin, end - begin));
    return true;
}

void bdl_hit_bind(bdl_recogniser *r, const bdl_hit *hit, const bdl_subject *s,
                  bdl_record *record) {
    for (size_t i = 0; i < hit->alt->binding_count; i++) {
        const bdl_binding *binding = &hit->alt->bindings[i];
        bdl_value v;
        if (binding->slot >= 0 && bdl_slot_is_missing(record, binding->slot) &&
            bdl_hit_value(r, hit, s, binding, &v))
            bdl_record_put(record, binding->slot, v);
    }
}
