/* table_heads.c - which headings of all lists the text over a column may be: told once
 * for each different text, by the index of the schema and by the patterns; the next
 * document has the same ones.
 * A column of a form that no text over a table may be need not be looked for. */
#include "model/pattern_set.h"
#include "model/table.h"

enum { WORD_BITS = 64 };

static void set(uint64_t *heads, size_t number) {
    heads[number / WORD_BITS] |= (uint64_t)1 << number % WORD_BITS;
}

static size_t word_count(const bdl_schema *schema) {
    return schema->heading_count / WORD_BITS + 1;
}

static void add_uses(bdl_recogniser *r, bdl_str word, uint64_t *heads) {
    const bdl_heading_uses *uses = bdl_map_get(r->schema->heading_words, word);
    for (size_t i = 0; uses && i < uses->numbers.count; i++)
        set(heads, uses->numbers.items[i]);
}

/* The headings that PATH ends with. */
static void add_ends(bdl_recogniser *r, bdl_str path, uint64_t *heads) {
    for (size_t at = 0;; at++) {
        bdl_str end = bdl_str_from(path, at);
        add_uses(r, end, heads);
        if (bdl_str_starts(end, BDL_HEADED_PART))
            add_uses(r, bdl_str_from(end, BDL_HEADED_PART.len), heads);
        const char *slash = memchr(path.data + at, '/', path.len - at);
        if (!slash)
            return;
        at = (size_t)(slash - path.data);
    }
}

static void add_patterns(bdl_recogniser *r, bdl_str text, uint64_t *heads) {
    bdl_run run = {.text = text};
    bdl_subject s = bdl_subject_of(r->scratch, &run);
    bdl_signature signature;
    bdl_hit hit;
    bdl_text_sign(s.folded.text, &signature);
    bdl_pattern_look look = bdl_pattern_set_look(r->schema->heading_set, &signature);
    for (size_t i; bdl_pattern_look_next(&look, &i);) {
        const bdl_heading_pattern *p = &r->schema->heading_patterns.items[i];
        if (bdl_pattern_has_inserts(p->pattern) ||
            bdl_pattern_find(r, p->pattern, &s, &hit))
            set(heads, p->number);
    }
}

static const uint64_t *heads_of(bdl_recogniser *r, const bdl_leaf *leaf) {
    bdl_arena *arena = r->words->arena;
    uint64_t *heads = bdl_map_get(r->words->heads, leaf->folded);
    if (heads)
        return heads;
    heads = BDL_NEW_ARRAY(arena, uint64_t, word_count(r->schema));
    add_ends(r, leaf->folded, heads);
    if (leaf->base.len < leaf->folded.len)
        add_ends(r, leaf->base, heads);
    if (leaf->folded.len > 0)
        add_patterns(r, leaf->folded, heads);
    bdl_map_put(r->words->heads, bdl_arena_str(arena, leaf->folded), heads);
    return heads;
}

const uint64_t *bdl_heads_of_path(bdl_recogniser *r, bdl_str folded) {
    bdl_leaf leaf = {.folded = folded, .base = folded};
    return heads_of(r, &leaf);
}

void bdl_table_find_heads(bdl_recogniser *r, bdl_table *table) {
    size_t words = word_count(r->schema);
    uint64_t *all = BDL_NEW_ARRAY(bdl_table_arena(r, table), uint64_t, words);
    for (size_t c = 0; c < table->leaf_count; c++) {
        table->leaves[c].heads = heads_of(r, &table->leaves[c]);
        for (size_t i = 0; i < words; i++)
            all[i] |= table->leaves[c].heads[i];
    }
    table->heads = all;
}
