/* sheet_words.c - what a cell is to the sheets of all forms: told once for each different
 * text, by the index of the schema and by the patterns. The documents of a run have the
 * same labels; what is known of them is kept for the next one, in moderation. */
#include "model/pattern_set.h"
#include "model/recognise.h"

static const bdl_word_uses no_uses = {{NULL, 0, 0}, 0, 0};

/* A label may end in a colon or carry a unit in brackets. */
static bdl_str bare_label(bdl_str s) {
    while (bdl_str_ends(s, BDL_STR(":")))
        s.len--;
    if (bdl_str_ends(s, BDL_STR(")"))) {
        size_t open = s.len;
        while (open > 0 && s.data[open - 1] != '(')
            open--;
        bdl_unit unit;
        if (open > 1 &&
            bdl_unit_read(bdl_str_of(s.data + open, s.len - open - 1), &unit) &&
            (unit.money || unit.percent))
            s.len = open - 1;
    }
    return s;
}

static bool is_label_text(bdl_str s) {
    enum { LABEL_BYTES_MAX = 120 };
    return s.len > 0 && s.len <= LABEL_BYTES_MAX;
}

static void add_named(bdl_recogniser *r, bdl_str s, bool labels_only,
                      bdl_word_uses *out) {
    const bdl_word_uses *named = bdl_map_get(r->schema->words, s);
    for (size_t i = 0; named && i < named->uses.count; i++)
        if (!labels_only || !named->uses.items[i].list)
            BDL_PUSH(r->words->arena, &out->uses, named->uses.items[i]);
}

static bool pattern_tells(bdl_recogniser *r, const bdl_word_use *use, bdl_str s,
                          bdl_str bare) {
    if (use->list)
        return bdl_pattern_is_all(r, use->pattern, s);
    return is_label_text(s) &&
           (bdl_pattern_is_all(r, use->pattern, s) ||
            (bare.len < s.len && bdl_pattern_is_all(r, use->pattern, bare)));
}

static const bdl_word_uses *uses_of(bdl_recogniser *r, bdl_str s) {
    bdl_word_uses out = no_uses, *kept;
    bdl_str bare = is_label_text(s) ? bare_label(s) : s;
    add_named(r, s, false, &out);
    if (bare.len < s.len)
        add_named(r, bare, true, &out);
    bdl_signature signature;
    bdl_text_sign(s, &signature);
    bdl_pattern_look look = bdl_pattern_set_look(r->schema->word_set, &signature);
    look.all = s;
    for (size_t i; bdl_pattern_look_next(&look, &i);) {
        const bdl_word_use *use = &r->schema->word_patterns.uses.items[i];
        if (pattern_tells(r, use, s, bare))
            BDL_PUSH(r->words->arena, &out.uses, *use);
    }
    if (out.uses.count == 0)
        return &no_uses;
    for (size_t i = 0; i < out.uses.count; i++)
        if (!out.uses.items[i].is_part)
            *(out.uses.items[i].list ? &out.heads : &out.labels) |=
                out.uses.items[i].form->bit;
    kept = BDL_NEW(r->words->arena, bdl_word_uses);
    *kept = out;
    return kept;
}

/* Most words have no use, and one number. In the map, the lowest bit of what is under a
 * text tells that it was printed as it is when folded. */
enum { NO_USES = 1 };

enum {
    KEPT_MOST = 4096,         /* texts that are kept for the next document */
    UNUSED_MOST = 24 << 10,   /* texts without a use that are known in one document */
    LONG_TEXT = 100,          /* bytes: it is hardly the same in two places */
    HEADS_MOST = 512,         /* of these, over columns */
    TEXT_BYTES_MOST = 1 << 20 /* of a document of which some are: larger ones have more */
};

static bdl_words *new_words(bdl_arena *arena, bool outlive) {
    bdl_words *words = BDL_NEW(arena, bdl_words);
    words->arena = arena;
    words->numbers = bdl_map_new(arena);
    words->heads = bdl_map_new(arena);
    words->outlive = outlive;
    BDL_PUSH(arena, &words->uses, &no_uses);
    return words;
}

void bdl_sheet_words_begin(bdl_recogniser *r) {
    bdl_put_in *kept = r->hooks ? r->hooks->put_in : NULL;
    if (!kept || r->schema->words_vary || r->doc->size > TEXT_BYTES_MOST) {
        r->words = new_words(r->passing, false);
        return;
    }
    if (!kept->words)
        kept->words = new_words(bdl_arena_new(), true);
    r->words = kept->words;
}

bdl_arena *bdl_sheet_words_end(bdl_recogniser *r) {
    bdl_words *words = r->words;
    if (!words->outlive ||
        (!r->is_asked_later && bdl_map_count(words->numbers) <= KEPT_MOST &&
         bdl_map_count(words->heads) <= HEADS_MOST))
        return NULL;
    r->hooks->put_in->words = NULL;
    return words->arena;
}

static uintptr_t new_number(bdl_recogniser *r, bdl_str s) {
    const bdl_word_uses *uses = uses_of(r, s);
    if (uses == &no_uses)
        return NO_USES;
    BDL_PUSH(r->words->arena, &r->words->uses, uses);
    return r->words->uses.count;
}

void bdl_word_find(bdl_recogniser *r, bdl_tcell *cell) {
    cell->word = NO_USES;
    if (!r->schema->words || cell->folded.len == 0 ||
        (r->schema->words_are_wide && bdl_str_is_ascii(cell->folded)))
        return;
    bdl_words *words = r->words;
    bdl_str folded = cell->folded, printed = cell->run.text;
    uintptr_t known = (uintptr_t)bdl_map_get(words->numbers, folded);
    if (known == 0) {
        bool is_plain = printed.data == folded.data && printed.len == folded.len;
        known = new_number(r, folded) << 1 | is_plain;
        if (known >> 1 == NO_USES && bdl_map_count(words->numbers) >= UNUSED_MOST)
            return; /* in a document with so many most stand in it once */
        folded = words->outlive ? bdl_arena_str(words->arena, folded) : folded;
        bdl_map_put(words->numbers, folded, (void *)known);
    }
    cell->word = (uint32_t)(known >> 1);
}

bool bdl_word_is_known(const bdl_recogniser *r, bdl_tcell *cell) {
    bdl_str printed = cell->run.text;
    if (printed.len >= LONG_TEXT ||
        (r->schema->words_are_wide && bdl_str_is_ascii(printed)))
        return false;
    uintptr_t known = (uintptr_t)bdl_map_get(r->words->numbers, printed);
    if (!(known & 1))
        return false;
    cell->folded = printed;
    cell->word = (uint32_t)(known >> 1);
    return true;
}

const bdl_label_field *bdl_sheet_label(bdl_recogniser *r, const bdl_form *form,
                                       bdl_tcell *cell) {
    const bdl_word_uses *word = bdl_word_of(r, cell);
    size_t first = SIZE_MAX;
    if (!(word->labels & form->bit) || !is_label_text(cell->folded))
        return NULL;
    for (size_t i = 0; i < word->uses.count; i++) {
        const bdl_word_use *use = &word->uses.items[i];
        if (use->form == form && !use->list && use->at < first)
            first = use->at;
    }
    return first == SIZE_MAX ? NULL : &form->fields.items[first];
}

void bdl_row_ask(bdl_recogniser *r, bdl_trow *row) {
    row->heads = row->labels = 0;
    for (size_t k = 0; k < row->count; k++) {
        const bdl_word_uses *word = bdl_word_of(r, &row->cells[k]);
        row->heads |= word->heads;
        row->labels |= word->labels;
    }
    row->is_asked = true;
    row->inner_of = NULL;
}

bool bdl_word_heads(const bdl_word_uses *word, const bdl_list_form *list, size_t column) {
    for (size_t i = 0; i < word->uses.count; i++)
        if (word->uses.items[i].list == list && word->uses.items[i].at == column &&
            !word->uses.items[i].is_part)
            return true;
    return false;
}
