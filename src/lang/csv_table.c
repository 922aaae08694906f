/* csv_table.c - `table … from "file.csv"`: rows with types, and keys that are unique. */
#include "lang/checker.h"

#include "base/language.h"
#include "base/limits.h"
#include "base/text.h"
#include "lang/load.h"

struct table {
    bdl_checker *c;
    bdl_arena *passing; /* of what is known while the table is made */
    bdl_item *item;
    const bdl_source *source; /* of the CSV */
    bdl_csv csv;
    BDL_VEC(bdl_column) columns;
    BDL_VEC(const bdl_form_clause *) clauses; /* of columns; NULL: a key has no other */
    BDL_VEC(int) places;                      /* column -> cell of a row; -1: not there */
};

#define IN_CSV(t, span, ...)                                                             \
    do {                                                                                 \
        if (!(t)->c->muted)                                                              \
            bdl_report((t)->c->diags, (t)->source, (span), __VA_ARGS__);                 \
    } while (0)

/* ---- columns ---- */

static void push_column(struct table *t, bdl_column column,
                        const bdl_form_clause *clause) {
    bdl_arena *arena = t->c->arena;
    BDL_PUSH(arena, &t->columns, column);
    BDL_PUSH(arena, &t->clauses, clause);
    BDL_PUSH(arena, &t->places, -1);
}

static void add_column(struct table *t, bdl_rectype *row, const bdl_form_clause *clause) {
    bdl_checker *c = t->c;
    bdl_word name = clause->path.count ? clause->path.items[0] : clause->keyword;
    bool is_pattern = bdl_str_eq(clause->type.text, BDL_STR("pattern"));
    const bdl_type_word *word = bdl_type_word_find(clause->type.text);
    if (!is_pattern && (!word || word->is_list)) {
        BDL_COMPLAIN(c, t->item->file, clause->type.span, BDL_MSG_UNKNOWN_TYPE,
                     BDL_PRI(clause->type.text));
        bdl_rectype_add(c->arena, row, (bdl_field){.name = name.text});
        return;
    }
    if (bdl_rectype_slot(row, name.text) >= 0) {
        BDL_COMPLAIN(c, t->item->file, name.span, BDL_MSG_FIELD_TWICE,
                     BDL_PRI(name.text));
        return;
    }
    bdl_field field = {.name = name.text,
                       .zh = clause->zh.text,
                       .type = BDL_TYPE(is_pattern ? BDL_PATTERN : word->kind),
                       .source = BDL_FROM_FORM};
    int slot = bdl_rectype_add(c->arena, row, field);
    bdl_column column = {
        .slot = slot, .type = field.type, .is_code = word && word->is_code};
    push_column(t, column, clause);
}

/* A key that no `column` describes is the text of the column of that name. */
static void add_key(struct table *t, bdl_rectype *row, bdl_word key) {
    if (bdl_rectype_slot(row, key.text) >= 0)
        return;
    bdl_field field = {
        .name = key.text, .type = BDL_TYPE(BDL_TEXT), .source = BDL_FROM_FORM};
    bdl_column column = {.slot = bdl_rectype_add(t->c->arena, row, field),
                         .type = field.type};
    push_column(t, column, NULL);
}

static bdl_rectype *make_row(struct table *t) {
    bdl_table_item *table = &t->item->as.table;
    bdl_rectype *row =
        bdl_rectype_new(t->c->arena, t->item->name.text, t->item->title.text, NULL);
    for (size_t i = 0; i < table->columns.count; i++)
        add_column(t, row, table->columns.items[i]);
    for (size_t i = 0; i < table->keys.count; i++)
        add_key(t, row, table->keys.items[i]);
    table->row = row;
    return row;
}

/* ---- the file ---- */

static bool open_csv(struct table *t) {
    bdl_checker *c = t->c;
    bdl_str path = t->item->as.table.path, tried, error, text;
    bdl_str folder = bdl_path_folder(t->item->file->path);
    bdl_load_finder finder = {c->arena, c->options, NULL};
    bdl_load_place place = bdl_load_find(&finder, folder, path, &tried);
    bdl_str found = place.path;
    if (!place.is_there) {
        BDL_COMPLAIN(c, t->item->file, t->item->span, BDL_MSG_NO_FILE, BDL_PRI(path));
        BDL_HINT(c, _("looked for %.*s"), BDL_PRI(tried));
        return false;
    }
    if (bdl_file_read(c->arena, found, BDL_MAX_RULE_BYTES, &text, &error) != BDL_OK) {
        BDL_COMPLAIN(c, t->item->file, t->item->span, BDL_MSG_UNREADABLE, BDL_PRI(found),
                     BDL_PRI(error));
        return false;
    }
    t->source = bdl_source_new(c->arena, found, text);
    if (!bdl_load_is_utf8(t->source, c->diags))
        return false;
    t->csv = bdl_csv_read(c->arena, t->passing, text);
    if (t->csv.mistake)
        IN_CSV(t, t->csv.place, BDL_MSG_CSV, t->csv.mistake);
    return !t->csv.mistake;
}

static bdl_str column_name(const struct table *t, size_t column) {
    size_t slot = (size_t)t->columns.items[column].slot;
    return t->item->as.table.row->fields.items[slot].name;
}

static bool heading_meets(struct table *t, size_t column, bdl_str cell) {
    const bdl_form_clause *clause = t->clauses.items[column];
    if (bdl_str_eq(cell, column_name(t, column)) ||
        (clause && clause->zh.text.len && bdl_str_eq(cell, clause->zh.text)))
        return true;
    for (size_t i = 0; clause && i < clause->headings.count; i++) {
        const bdl_heading_node *node = &clause->headings.items[i];
        for (size_t k = 0; node->parts.count == 1 && k < node->parts.items[0].count; k++)
            if (bdl_text_same(t->c->arena, cell, node->parts.items[0].items[k].text))
                return true;
    }
    return false;
}

static void complain_key(struct table *t, bdl_word key, const bdl_csv_row *head) {
    BDL_COMPLAIN(t->c, t->item->file, key.span, BDL_MSG_TABLE_KEY, BDL_PRI(key.text));
    bdl_guess guess;
    bdl_guess_init(&guess, key.text);
    for (size_t i = 0; i < head->count; i++)
        bdl_guess_offer(&guess, bdl_text_trim(head->cells[i].text));
    if (guess.best.len)
        BDL_HINT(t->c, _("did you mean `%.*s`?"), BDL_PRI(guess.best));
}

/* Says that the file lacks COLUMN: with the key that it is, or with its first row. */
static void complain_column(struct table *t, size_t column, const bdl_csv_row *head) {
    const bdl_words *keys = &t->item->as.table.keys;
    bdl_str name = column_name(t, column);
    for (size_t k = 0; k < keys->count && !t->clauses.items[column]; k++)
        if (bdl_str_eq(keys->items[k].text, name)) {
            complain_key(t, keys->items[k], head);
            return;
        }
    IN_CSV(t, head->span, BDL_MSG_CSV_COLUMN, BDL_PRI(name));
}

static bool find_columns(struct table *t) {
    bdl_csv_row none = {0};
    bdl_csv_row head = t->csv.rows.count ? t->csv.rows.items[0] : none;
    bool all = true;
    for (size_t i = 0; i < t->columns.count; i++) {
        const bdl_form_clause *clause = t->clauses.items[i];
        for (size_t j = 0; j < head.count && t->places.items[i] < 0; j++)
            if (heading_meets(t, i, bdl_text_trim(head.cells[j].text)))
                t->places.items[i] = (int)j;
        if (t->places.items[i] >= 0 || (clause && clause->optional))
            continue;
        complain_column(t, i, &head);
        all = false;
    }
    return all;
}

/* ---- rows ---- */

static void refuse_insert(void *ctx, bdl_expr *expr) {
    struct table *t = ctx;
    IN_CSV(t, expr->span, BDL_MSG_TABLE_INSERT);
}

/* A cell holds a regular expression, between slashes or bare. */
static bdl_pattern_node pattern_node(struct table *t, const bdl_csv_cell *cell) {
    bdl_str text = bdl_text_trim(cell->text);
    uint32_t begin = cell->span.begin + (uint32_t)(text.data - cell->text.data);
    bdl_str source = bdl_source_text(t->source);
    begin += source.data[cell->span.begin] == '"';
    size_t close = text.len;
    while (close > 0 && text.data[close - 1] >= 'a' && text.data[close - 1] <= 'z')
        close--;
    bdl_pattern_node node = {.kind = BDL_PAT_REGEX, .text = text, .span = cell->span};
    node.span.begin = begin - 1; /* as if a slash stood before it */
    if (close < 2 || text.data[0] != '/' || text.data[close - 1] != '/')
        return node;
    node.span.begin = begin;
    node.text = bdl_str_of(text.data + 1, close - 2);
    node.flags = bdl_str_from(text, close);
    return node;
}

static bdl_value read_pattern(struct table *t, const bdl_csv_cell *cell) {
    bdl_value value = {.kind = BDL_PATTERN, .text = bdl_text_trim(cell->text)};
    bdl_patterns patterns = {.span = cell->span};
    bdl_file file = {.source = t->source, .path = t->item->file->path};
    bdl_pattern_env env = {
        .checker = t->c, .file = &file, .insert = refuse_insert, .ctx = t};
    if (value.text.len == 0) {
        value.state = BDL_BLANK;
        return value;
    }
    bdl_pattern_node node = pattern_node(t, cell);
    patterns.nodes.items = &node;
    patterns.nodes.count = patterns.nodes.capacity = 1;
    value.as.pattern = bdl_patterns_build(&env, &patterns);
    return value;
}

static bdl_value read_value(struct table *t, const bdl_column *column,
                            const bdl_csv_cell *cell) {
    if (column->type.kind == BDL_PATTERN)
        return read_pattern(t, cell);
    bdl_str text = bdl_text_trim(cell->text);
    bdl_value value = bdl_figure_read(t->c->arena, text, column->type, NULL);
    if (value.state == BDL_UNREADABLE) {
        bdl_str type = bdl_check_type_name(t->c, column->type);
        IN_CSV(t, cell->span, BDL_MSG_CSV_VALUE, BDL_PRI(text), BDL_PRI(type));
    }
    bdl_check_number_text(t->c->program, &value);
    return value;
}

static bdl_value read_row(struct table *t, const bdl_csv_row *from, size_t index) {
    bdl_arena *arena = t->c->arena;
    const bdl_rectype *type = t->item->as.table.row;
    bdl_record *record = BDL_NEW(arena, bdl_record);
    size_t line, column_at;
    bdl_source_locate(t->source, from->span.begin, &line, &column_at);
    record->type = type;
    bdl_slots_begin(arena, record);
    record->place = (bdl_place){.line = (uint32_t)line, .column = 1};
    bdl_record_tell_line(record);
    bdl_record_tell_index(record, index);
    for (size_t i = 0; i < t->columns.count; i++) {
        const bdl_column *column = &t->columns.items[i];
        int place = t->places.items[i];
        if (place >= 0 && (size_t)place < from->count)
            *bdl_slot_own(arena, record, (size_t)column->slot) =
                read_value(t, column, &from->cells[place]);
        else if (place >= 0)
            bdl_slot_own(arena, record, (size_t)column->slot)->state = BDL_BLANK;
    }
    return (bdl_value){.kind = BDL_RECORD, .as.record = record};
}

/* The printed keys of a row, parted by a character that no file has. */
static bdl_str key_of(struct table *t, const bdl_record *record) {
    bdl_buf buf = {.arena = t->passing};
    const bdl_words *keys = &t->item->as.table.keys;
    for (size_t i = 0; i < keys->count; i++) {
        int slot = bdl_rectype_slot(record->type, keys->items[i].text);
        if (slot < 0)
            continue;
        bdl_buf_add(&buf, bdl_text_fold(t->passing, record->slots[slot]->text));
        bdl_buf_char(&buf, '\x1f');
    }
    return bdl_buf_str(&buf);
}

/* What stands right of the last column: a comma that the file does not quote, mostly. */
static void look_for_excess(struct table *t, const bdl_csv_row *row) {
    size_t width = t->csv.rows.items[0].count;
    for (size_t i = width; i < row->count; i++)
        if (bdl_text_trim(row->cells[i].text).len > 0) {
            IN_CSV(t, row->cells[i].span, BDL_MSG_CSV,
                   _("the row has more cells than the first one"));
            return;
        }
}

static void read_rows(struct table *t) {
    bdl_arena *arena = t->c->arena;
    size_t count = t->csv.rows.count ? t->csv.rows.count - 1 : 0;
    bdl_value *items = BDL_NEW_ARRAY(arena, bdl_value, count + 1);
    bdl_map *seen = bdl_map_new(t->passing);
    for (size_t i = 0; i < count; i++) {
        const bdl_csv_row *row = &t->csv.rows.items[i + 1];
        items[i] = read_row(t, row, i + 1);
        look_for_excess(t, row);
        const bdl_csv_row *first = NULL;
        if (t->item->as.table.keys.count)
            first =
                bdl_map_put(seen, key_of(t, items[i].as.record), (void *)(uintptr_t)row);
        if (!first)
            continue;
        IN_CSV(t, row->span, BDL_MSG_CSV_KEY_TWICE);
        if (!t->c->muted)
            bdl_report_note(t->c->diags, t->source, first->span, "the first one is here");
    }
    bdl_list *list = BDL_NEW(arena, bdl_list);
    list->items = items;
    list->count = count;
    t->item->as.table.rows = list;
}

void bdl_check_table(bdl_checker *c, bdl_item *item) {
    struct table t = {.c = c, .item = item};
    make_row(&t);
    item->as.table.rows = BDL_NEW(c->arena, bdl_list);
    item->as.table.row->is_torn = item->as.table.is_torn;
    if (item->as.table.is_torn)
        return;
    t.passing = bdl_arena_new();
    if (open_csv(&t) && find_columns(&t))
        read_rows(&t);
    bdl_arena_free(t.passing);
}
