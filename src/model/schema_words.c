/* schema_words.c - what labels and headings are called, by the word: a cell is asked for
 * once, not held against every label and heading of every form. */
#include "model/pattern_set.h"
#include "model/recognise.h"

static bdl_word_uses *uses_of(bdl_schema *schema, bdl_str text) {
    void **uses = bdl_map_at(schema->words, text);
    if (!*uses)
        *uses = BDL_NEW(schema->indexes, bdl_word_uses);
    return *uses;
}

static void add_headings(bdl_schema *schema, const bdl_heading *headings, size_t count,
                         bdl_word_use use) {
    for (size_t i = 0; i < count; i++) {
        use.pattern = headings[i].pattern;
        use.is_part = !use.pattern && headings[i].part_count > 1;
        if (use.is_part && !use.list)
            continue;
        if (use.pattern)
            BDL_PUSH(schema->indexes, &schema->word_patterns.uses, use);
        for (size_t k = 0; !use.pattern && k < headings[i].text_count; k++)
            BDL_PUSH(schema->indexes, &uses_of(schema, headings[i].parts[k])->uses, use);
    }
}

static void add_form(bdl_schema *schema, const bdl_form *form) {
    for (size_t i = 0; i < form->fields.count; i++) {
        const bdl_label_field *field = &form->fields.items[i];
        if (field->below.len == 0)
            add_headings(schema, field->labels, field->label_count,
                         (bdl_word_use){.form = form, .at = i});
    }
    for (size_t i = 0; i < form->lists.count; i++) {
        const bdl_list_form *list = &form->lists.items[i];
        for (size_t k = 0; list->place == BDL_LIST_INNER && k < list->column_count; k++)
            add_headings(schema, list->columns[k].headings,
                         list->columns[k].heading_count,
                         (bdl_word_use){.form = form, .list = list, .at = k});
    }
}

static bool is_wide(const bdl_pattern *pattern) {
    for (size_t i = 0; i < pattern->count; i++) {
        const bdl_pattern_alt *alt = &pattern->alts[i];
        if (alt->is_literal ? bdl_str_is_ascii(alt->text)
                            : !alt->plain || !bdl_regex_needs_wide(alt->plain))
            return false;
    }
    return true;
}

static bool are_wide(const bdl_schema *schema) {
    for (size_t i = 0; i < bdl_map_count(schema->words); i++)
        if (bdl_str_is_ascii(bdl_map_key_at(schema->words, i)))
            return false;
    for (size_t i = 0; i < schema->word_patterns.uses.count; i++)
        if (!is_wide(schema->word_patterns.uses.items[i].pattern))
            return false;
    return true;
}

/* ---- headings of all lists ---- */

static void add_number(bdl_schema *schema, bdl_str text, size_t number) {
    void **uses = bdl_map_at(schema->heading_words, text);
    if (!*uses)
        *uses = BDL_NEW(schema->indexes, bdl_heading_uses);
    BDL_PUSH(schema->indexes, &((bdl_heading_uses *)*uses)->numbers, number);
}

static void number_headings(bdl_schema *schema, bdl_column *column) {
    column->first_heading = schema->heading_count;
    schema->heading_count += column->heading_count;
    for (size_t h = 0; h < column->heading_count; h++) {
        const bdl_heading *heading = &column->headings[h];
        size_t number = column->first_heading + h;
        if (heading->pattern)
            BDL_PUSH(schema->indexes, &schema->heading_patterns,
                     (bdl_heading_pattern){number, heading->pattern});
        for (size_t i = 0; !heading->pattern && i < heading->text_count; i++)
            add_number(schema, heading->parts[i], number);
    }
}

static void number_lists(bdl_schema *schema, bdl_form *form) {
    for (size_t i = 0; i < form->lists.count; i++)
        for (size_t k = 0; k < form->lists.items[i].column_count; k++)
            number_headings(schema, &form->lists.items[i].columns[k]);
}

static bool is_same_alt(const bdl_pattern_alt *a, const bdl_pattern_alt *b) {
    return a->insert_count == 0 && b->insert_count == 0 && a->flags == b->flags &&
           a->raw == b->raw && a->is_literal == b->is_literal &&
           bdl_str_eq(a->text, b->text);
}

/* Whether A and B meet the same texts for certain. */
static bool is_same(const bdl_pattern *a, const bdl_pattern *b) {
    size_t i = 0;
    while (i < a->count && i < b->count && is_same_alt(&a->alts[i], &b->alts[i]))
        i++;
    return i == a->count && i == b->count;
}

/* Forms for other layouts of one sheet have the same title. */
static void find_same_title(const bdl_schema *schema, bdl_form *form) {
    form->same_title = form->title;
    for (size_t i = 0;
         form->title && form->same_title == form->title && schema->forms.items[i] != form;
         i++) {
        const bdl_form *other = schema->forms.items[i];
        if (!other->is_document && other->title && is_same(other->title, form->title))
            form->same_title = other->title;
    }
}

static void make_sets(bdl_schema *schema) {
    size_t words = schema->word_patterns.uses.count;
    size_t headings = schema->heading_patterns.count, forms = schema->forms.count;
    bdl_arena *passing = bdl_arena_new();
    const bdl_pattern **all =
        BDL_NEW_ARRAY(passing, const bdl_pattern *, words + headings + forms + 1);
    for (size_t i = 0; i < words; i++) {
        all[i] = schema->word_patterns.uses.items[i].pattern;
        schema->words_vary |= bdl_pattern_has_inserts(all[i]);
    }
    schema->word_set = bdl_pattern_set_new(schema->indexes, all, words);
    for (size_t i = 0; i < headings; i++)
        all[i] = schema->heading_patterns.items[i].pattern;
    schema->heading_set = bdl_pattern_set_new(schema->indexes, all, headings);
    for (size_t i = 0; i < forms; i++) {
        bdl_form *form = schema->forms.items[i];
        find_same_title(schema, form);
        bool first = form->same_title == form->title && !form->is_document;
        all[i] = first ? form->title : NULL;
    }
    schema->title_set = bdl_pattern_set_new(schema->indexes, all, forms);
    bdl_arena_free(passing);
}

void bdl_schema_index_words(bdl_schema *schema, bdl_arena *arena) {
    schema->indexes = arena;
    schema->heading_words = bdl_map_new(schema->indexes);
    for (size_t i = 0; i < schema->forms.count; i++)
        number_lists(schema, schema->forms.items[i]);
    for (size_t i = 0; i < schema->forms.count; i++) {
        if (schema->forms.items[i]->fields.count == 0)
            continue;
        if (!schema->words)
            schema->words = bdl_map_new(schema->indexes);
        schema->forms.items[i]->bit = (uint64_t)1 << (i % 64);
        add_form(schema, schema->forms.items[i]);
    }
    schema->words_are_wide = schema->words && are_wide(schema);
    make_sets(schema);
}
