/* schema_words.c - what labels and headings of sheets are called, by the word: a cell is
 * asked for once, not held against every label of every form. */
#include "model/schema.h"

static bdl_word_uses *uses_of(bdl_schema *schema, bdl_str text) {
    bdl_word_uses *uses = bdl_map_get(schema->words, text);
    if (!uses) {
        uses = BDL_NEW(schema->arena, bdl_word_uses);
        bdl_map_put(schema->words, text, uses);
    }
    return uses;
}

static void add_headings(bdl_schema *schema, const bdl_heading *headings, size_t count,
                         bdl_word_use use) {
    for (size_t i = 0; i < count; i++) {
        bdl_word_uses *uses = &schema->word_patterns;
        use.pattern = headings[i].pattern;
        if (!use.pattern && headings[i].part_count != 1)
            continue;
        if (!use.pattern)
            uses = uses_of(schema, headings[i].parts[0]);
        BDL_PUSH(schema->arena, &uses->uses, use);
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

void bdl_schema_index_words(bdl_schema *schema) {
    for (size_t i = 0; i < schema->forms.count; i++) {
        if (schema->forms.items[i]->fields.count == 0)
            continue;
        if (!schema->words)
            schema->words = bdl_map_new(schema->arena);
        add_form(schema, schema->forms.items[i]);
    }
}
